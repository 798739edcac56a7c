//! A review as a part of a page, for those who approve the change.
//!
//! **Knows**: how changes and duties stand on the page.
//! **Does not know**: the frame of the page, how findings stand on it.

use super::said::{self, Todo};
use super::{Mood, Sheet, mood};
use crate::finding::{Finding, Lang, Level};
use crate::output::count::Counts;
use crate::output::difference::Shortened;
use crate::output::escape::Room;
use crate::output::html::{
    cards, code, field, folded, heading, instructed, line, open, place, read_more, required, verdict_box,
};
use crate::output::human::name;
use crate::output::words::change::{effect, topic};
use crate::output::words::listing::duty as state;
use crate::output::words::review::{self, Part};
use crate::output::words::{Label, Thing, capital, sentence};
use crate::report::Report;
use crate::report::change::Change;
use crate::report::duty::{Duty, DutyState};

/// The longest value that stands beside the other one instead of under it, in characters.
const SHORT: usize = 40;

/// The main part of the page of `review` and of `what-if`.
pub(in crate::output) fn main(report: &Report, lang: Lang) -> String {
    let sheets = super::sheets(report);
    let mut out = verdict_box(class(mood(report, &sheets)), &said::verdict(report, &sheets, lang));
    if !report.registers.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", line(&review::compared(lang, report), Room::Sentence)));
    }
    let unknown = Counts::of(&report.registers).unknown;
    let unknown = sentence::open_requirements(lang, &Counts { unknown, ..Counts::default() });
    if !unknown.is_empty() {
        out.push_str(&format!("<p>{unknown}</p>\n"));
    }
    if let Some(rule) = said::first_rule(&sheets) {
        out.push_str(&read_more(&rule, lang));
    }
    let several = sheets.len() > 1;
    for sheet in sheets.iter().filter(|sheet| !several || !sheet.is_untouched()) {
        if several {
            let title = heading(2, &line(&name(sheet.register, lang), Room::Title));
            let verdict = review::verdict(lang, report.job, &sheet.tally());
            let verdict = verdict_box(class(mood(report, std::slice::from_ref(sheet))), &verdict);
            out.push_str(&format!("<section>\n{title}{verdict}{}</section>\n", parts(sheet, 3, lang)));
        } else {
            out.push_str(&parts(sheet, 2, lang));
        }
    }
    let untouched = line(&said::untouched(&sheets, lang), Room::Sentence);
    if !untouched.is_empty() {
        out.push_str(&format!("<p>{untouched}</p>\n"));
    }
    out
}

/// The class of how an answer is to be taken.
pub(in crate::output) fn class(mood: Mood) -> &'static str {
    match mood {
        Mood::Good => "good",
        Mood::Warning => "warning",
        Mood::Error => "error",
    }
}

/// The parts of one register, under headings from `depth` on.
fn parts(sheet: &Sheet<'_>, depth: usize, lang: Lang) -> String {
    [changes(sheet, depth, lang), duties(sheet, depth, lang), findings(sheet, depth, lang)].concat()
}

// --- Changes -----------------------------------------------------------------------------------

/// What changed by topic, and folded what is editorial.
fn changes(sheet: &Sheet<'_>, depth: usize, lang: Lang) -> String {
    let mut out = String::new();
    for (of, changes) in sheet.by_topic() {
        let items: String = changes.into_iter().map(|one| change(one, lang)).collect();
        let title = heading(depth + 1, topic(lang, of));
        out.push_str(&format!("{title}<ul class=\"changes\">\n{items}</ul>\n"));
    }
    let names: String = said::editorial_names(sheet, lang)
        .iter()
        .map(|name| format!("<li>{}</li>\n", line(&capital(name), Room::Title)))
        .collect();
    if !names.is_empty() {
        let summary = Thing::EditorialChange.counted(lang, sheet.editorial.len());
        out.push_str(&folded(&summary, &format!("<ul class=\"plain\">\n{names}</ul>\n")));
    }
    match out.as_str() {
        "" => out,
        _ => format!("<section>\n{}{out}</section>\n", heading(depth, &Part::Changes.heading(lang))),
    }
}

/// One change: what, from what to what, which way, where.
fn change(change: &Change, lang: Lang) -> String {
    let what = line(&capital(&said::what(change, lang)), Room::Sentence);
    let effect = effect(lang, change).map_or_else(String::new, |effect| format!(" – {effect}"));
    let values = if said::is_said(change) { String::new() } else { values(change, lang) };
    let place = match change.location.path.as_str() {
        "" => String::new(),
        _ => format!("<p class=\"faint\">{}</p>", place(&change.location, lang)),
    };
    format!("<li><p><strong>{what}</strong>{effect}</p>{values}{place}</li>\n")
}

/// What stood there and what stands there now: beside each other where both are short.
fn values(change: &Change, lang: Lang) -> String {
    let values = said::values(change);
    let is_long = |value: &Shortened| value.whole().chars().nth(SHORT).is_some();
    if values.iter().flatten().any(is_long) {
        let [before, after] = marked(&values);
        let fields = [field(Part::Before.said(lang), &before), field(Part::After.said(lang), &after)];
        return format!("<dl>\n{}</dl>", fields.concat());
    }
    let parts = [Part::Before, Part::After].into_iter().zip(marked(&values));
    let told: Vec<String> = parts
        .filter(|(_, value)| !value.is_empty())
        .map(|(part, value)| format!("<span class=\"hidden\">{}: </span>{value}", part.heading(lang)))
        .collect();
    if told.is_empty() { String::new() } else { format!("<p>{}</p>", told.join(" → ")) }
}

/// Both values with what differs marked.
fn marked(values: &[Option<Shortened>; 2]) -> [String; 2] {
    let [before, after] = values;
    [(before, "del"), (after, "ins")].map(|(value, tag)| {
        let Some(Shortened { lead, own, tail }) = value else { return String::new() };
        let [lead, tail] = [lead, tail].map(|text| blanks(text));
        let own = blanks(own);
        if own.is_empty() { format!("{lead}{tail}") } else { format!("{lead}<{tag}>{own}</{tag}>{tail}") }
    })
}

/// A piece of a text with the blanks at its ends.
fn blanks(text: &str) -> String {
    let inner = line(text, Room::Sentence);
    let start = if text.starts_with(' ') { " " } else { "" };
    let end = if text.ends_with(' ') && !inner.is_empty() { " " } else { "" };
    format!("{start}{inner}{end}")
}

// --- Duties ------------------------------------------------------------------------------------

/// The list of what is to be done, what is met and what does not apply.
fn duties(sheet: &Sheet<'_>, depth: usize, lang: Lang) -> String {
    let todos: String = said::todos(sheet, lang).iter().map(|one| todo(one, depth + 1, lang)).collect();
    let met: String = sheet.met.iter().map(|duty| met(duty, depth + 1, lang)).collect();
    let idle = line(&said::idle(sheet, lang), Room::Sentence);
    if todos.is_empty() && met.is_empty() && idle.is_empty() {
        return String::new();
    }
    let title = heading(depth, &Part::Duties.heading(lang));
    let list = match todos.len() + met.len() {
        0 => String::new(),
        _ => format!("<ul>\n{todos}{met}</ul>\n"),
    };
    let idle = if idle.is_empty() { idle } else { format!("<p class=\"faint\">{idle}</p>\n") };
    format!("<section>\n{title}{list}{idle}</section>\n")
}

/// The heading of an item of the list: its box, what is asked for, how it stands.
fn task(title: &str, standing: DutyState, depth: usize, lang: Lang) -> String {
    let (sign, class) = match standing {
        DutyState::Open => ("☐", "warning"),
        DutyState::Met => ("☑", "good"),
        DutyState::NotApplicable => ("–", "none"),
    };
    let tag = format!("<span class=\"tag {class}\">{}</span>", capital(state(lang, standing)));
    let title = line(&capital(title), Room::Title);
    heading(depth, &format!("<span aria-hidden=\"true\">{sign}</span> {title} {tag}"))
}

/// Something that is left to do: what is missing, who, what to do with the lines to paste.
fn todo(todo: &Todo<'_>, depth: usize, lang: Lang) -> String {
    let rule = code(&todo.rule) + &required(&todo.requirements, lang);
    let fields = [
        field(Part::Missing.said(lang), &line(todo.missing, Room::Sentence)),
        field(Part::Concerns.said(lang), &line(&todo.concerns, Room::Sentence)),
        field(Part::Who.said(lang), &line(&todo.who, Room::Sentence)),
        field(Part::Do.said(lang), &instructed(todo.how)),
        field(Label::Rule.said(lang), &rule),
    ];
    let title = task(&todo.title, DutyState::Open, depth, lang);
    format!("<li class=\"card warning\">\n{title}<dl>\n{}</dl>\n</li>\n", fields.concat())
}

fn met(duty: &Duty, depth: usize, lang: Lang) -> String {
    let title = task(said::title(duty), DutyState::Met, depth, lang);
    let by = duty
        .met_by
        .as_ref()
        .map_or_else(String::new, |by| format!("<dl>\n{}</dl>\n", field(Part::MetBy.said(lang), &code(by))));
    format!("<li class=\"card good\">\n{title}{by}</li>\n")
}

// --- Findings ----------------------------------------------------------------------------------

/// What else the change brings, and folded what it mends, what stood there before and what is waived.
fn findings(sheet: &Sheet<'_>, depth: usize, lang: Lang) -> String {
    let of = |level| sheet.new.iter().copied().filter(move |finding: &&Finding| finding.level == level);
    let mut out: String = [Level::Error, Level::Warning, Level::Note]
        .map(|level| open(Thing::Finding(level), of(level), depth + 1, lang))
        .concat();
    if !out.is_empty() {
        out = format!("<section>\n{}{out}</section>\n", heading(depth, &Part::NewFindings.heading(lang)));
    }
    let fixed: String = sheet
        .fixed
        .iter()
        .map(|finding| format!("<li>{}</li>\n", line(&finding.message, Room::Sentence)))
        .collect();
    if !fixed.is_empty() {
        let summary =
            format!("{}: {}", Part::Fixed.heading(lang), Thing::Any.counted(lang, sheet.fixed.len()));
        out.push_str(&folded(&summary, &format!("<ul class=\"plain\">\n{fixed}</ul>\n")));
    }
    let existing = Counts::of_findings(sheet.existing.iter().copied());
    let told = cards(sheet.existing.iter().copied(), depth, lang);
    out.push_str(&folded(&review::existing(lang, &existing), &told));
    let waived = Thing::Any.counted(lang, sheet.waived.len());
    let told = cards(sheet.waived.iter().copied(), depth, lang);
    out.push_str(&folded(&format!("{}: {waived}", Label::Waiver.heading(lang)), &told));
    out
}
