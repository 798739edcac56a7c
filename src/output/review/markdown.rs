//! A review as Markdown: the comment on a pull request, which those read who approve the change.
//!
//! **Knows**: what is a table, what a list of tasks, what stands folded, what goes first where room is short.
//! **Does not know**: where the comment is posted.

use super::said::{self, Todo};
use super::{Mood, Sheet, mood};
use crate::finding::{Finding, Lang, Level};
use crate::output::count::Counts;
use crate::output::difference::Shortened;
use crate::output::escape::{self, Language, Room};
use crate::output::human::name;
use crate::output::markdown::Page;
use crate::output::snippet;
use crate::output::words::change::{effect, topic};
use crate::output::words::review::{self, Part};
use crate::output::words::{Label, Thing, capital, sentence};
use crate::report::Report;
use crate::report::change::Change;
use crate::report::duty::Duty;
use crate::report::instruction::{self, Piece};

/// The most editorial changes, and findings that are mended, that are named.
const MOST_NAMED: usize = 50;

/// The page of `review` and of `what-if`.
pub(in crate::output) fn report(report: &Report, lang: Lang) -> String {
    let sheets = super::sheets(report);
    let mut page = Page::new(opening(report, &sheets, lang), lang);
    let several = sheets.len() > 1;
    for sheet in sheets.iter().filter(|sheet| !several || !sheet.is_untouched()) {
        if several {
            page.take(&heading(report, sheet, lang));
        }
        changes(&mut page, sheet, lang);
        duties(&mut page, sheet, lang);
        findings(&mut page, sheet, lang);
    }
    let untouched = said::untouched(&sheets, lang);
    if !untouched.is_empty() {
        page.take(&format!("{}\n\n", escape::markdown(&untouched, Room::Sentence)));
    }
    page.close()
}

/// The sign of how an answer is to be taken.
pub(in crate::output) fn sign(mood: Mood) -> &'static str {
    match mood {
        Mood::Good => "✅",
        Mood::Warning => "⚠️",
        Mood::Error => "❌",
    }
}

/// The verdict, what was compared, and where to read on.
fn opening(report: &Report, sheets: &[Sheet<'_>], lang: Lang) -> String {
    let verdict = escape::markdown(&said::verdict(report, sheets, lang), Room::Sentence);
    let mut out = format!("{} **{verdict}**\n\n", sign(mood(report, sheets)));
    if !report.registers.is_empty() {
        let compared = escape::markdown(&review::compared(lang, report), Room::Sentence);
        out.push_str(&format!("{compared}\n\n"));
    }
    let unknown = Counts::of(&report.registers).unknown;
    let unknown = sentence::open_requirements(lang, &Counts { unknown, ..Counts::default() });
    if !unknown.is_empty() {
        out.push_str(&format!("{unknown}\n\n"));
    }
    if let Some(rule) = said::first_rule(sheets) {
        let command = escape::code(&format!("registervakt explain {rule}"));
        out.push_str(&format!("{} {command}\n\n", sentence::read_more(lang)));
    }
    out
}

/// The name of one register among several, with its own verdict.
fn heading(report: &Report, sheet: &Sheet<'_>, lang: Lang) -> String {
    let name = escape::markdown(&name(sheet.register, lang), Room::Title);
    let verdict = review::verdict(lang, report.job, &sheet.tally());
    let sign = sign(mood(report, std::slice::from_ref(sheet)));
    format!("## {name}\n\n{sign} **{}**\n\n", escape::markdown(&verdict, Room::Sentence))
}

/// A part that opens on a click.
fn folded(summary: &str, text: &str) -> String {
    format!("<details>\n<summary>{summary}</summary>\n\n{text}\n</details>\n\n")
}

/// What changed as a table, and folded what is editorial. At most half of the room: what is to be done
/// must not be left out for want of it.
fn changes(page: &mut Page, sheet: &Sheet<'_>, lang: Lang) {
    let half = page.room() / 2;
    let heads = [Part::What, Part::Before, Part::After, Part::Effect].map(|part| part.heading(lang));
    let mut table =
        format!("### {}\n\n| {} |\n|---|---|---|---|\n", Part::Changes.heading(lang), heads.join(" | "));
    let mut left_out = 0;
    for (of, changes) in sheet.by_topic() {
        table.push_str(&format!("| **{}** | | | |\n", topic(lang, of)));
        for change in changes {
            // Once one has found no room, those behind it are only counted, so that none is skipped unseen.
            let row = if left_out == 0 { row(change, lang) } else { String::new() };
            if left_out > 0 || table.len() + row.len() > half {
                left_out += 1;
            } else {
                table.push_str(&row);
            }
        }
    }
    table.push('\n');
    if !sheet.content.is_empty() && !page.take(&table) {
        left_out = sheet.content.len();
    }
    page.leave_out(Thing::Change, left_out);

    let number = sheet.editorial.len();
    if number > 0 {
        let mut items: String = said::editorial_names(sheet, lang)
            .iter()
            .take(MOST_NAMED)
            .map(|name| format!("- {}\n", escape::markdown(&capital(name), Room::Title)))
            .collect();
        if let Some(more @ 1..) = number.checked_sub(MOST_NAMED) {
            items.push_str(&format!("- {}\n", sentence::and_more(lang, Thing::EditorialChange, more)));
        }
        let summary = Thing::EditorialChange.counted(lang, number);
        if !page.take(&folded(&summary, &items)) {
            page.leave_out(Thing::EditorialChange, number);
        }
    }
}

/// One change as a row.
fn row(change: &Change, lang: Lang) -> String {
    let mut what = escape::markdown(&capital(&said::what(change, lang)), Room::Title);
    if !change.location.path.is_empty() {
        // Not as code, in which a `|` would end the cell.
        let place = match change.location.start {
            Some(start) => format!("{}:{}", escape::path(&change.location.path), start.line),
            None => snippet::place(&change.location, lang),
        };
        what.push_str(&format!("<br>{}", escape::markdown(&place, Room::Path)));
    }
    let [before, after] = said::values(change).map(|value| value.as_ref().map_or_else(String::new, marked));
    let effect = effect(lang, change).unwrap_or_default();
    format!("| {what} | {before} | {after} | {effect} |\n")
}

/// A value with what differs in bold. Only between blanks: a word that is taken apart could be put together
/// to a mention again.
fn marked(value: &Shortened) -> String {
    let Shortened { lead, own, tail } = value;
    let apart = |one: &str, other: &str| {
        one.is_empty() || other.is_empty() || one.ends_with(' ') || other.starts_with(' ')
    };
    let in_full = || escape::markdown(&value.whole(), Room::Sentence);
    if own.trim().is_empty() || (lead.is_empty() && tail.is_empty()) || !apart(lead, own) || !apart(own, tail)
    {
        return in_full();
    }
    let [lead, own, tail] = [lead, own, tail].map(|piece| escape::markdown(piece, Room::Sentence));
    format!("{lead} **{own}** {tail}").trim().to_owned()
}

/// The list of what is to be done, and what is met; folded where all of it is.
fn duties(page: &mut Page, sheet: &Sheet<'_>, lang: Lang) {
    let todos = said::todos(sheet, lang);
    let met: Vec<String> = sheet.met.iter().map(|duty| met(duty, lang)).collect();
    if !todos.is_empty() {
        page.take(&format!("### {}\n\n", Part::Duties.heading(lang)));
    }
    for one in &todos {
        let short = || format!("{}\n", task("[ ]", &one.title));
        if !page.take(&todo(one, lang)) && !page.take(&short()) {
            page.leave_out(Thing::Duty, 1);
        }
    }
    if todos.is_empty() && !met.is_empty() {
        let summary = review::met_so_far(lang, met.len());
        let summary = summary.trim_end_matches('.');
        if !page.take(&folded(summary, &met.concat())) {
            page.leave_out(Thing::Duty, met.len());
        }
    } else {
        for item in &met {
            if !page.take(item) {
                page.leave_out(Thing::Duty, 1);
            }
        }
        page.take("\n");
    }
    let idle = said::idle(sheet, lang);
    if !idle.is_empty() {
        page.take(&format!("{}\n\n", escape::markdown(&idle, Room::Sentence)));
    }
}

/// The first line of an item that can be ticked off.
fn task(tick: &str, title: &str) -> String {
    format!("- {tick} **{}**", escape::markdown(title, Room::Title))
}

/// Something that is left to do: what is missing, who, what to do with the lines to paste.
fn todo(todo: &Todo<'_>, lang: Lang) -> String {
    let mut out = format!("{}\n", task("[ ]", &todo.title));
    let parts = [(Part::Missing, todo.missing), (Part::Concerns, &*todo.concerns), (Part::Who, &*todo.who)];
    for (part, text) in parts {
        let text = escape::markdown(text, Room::Sentence);
        if !text.is_empty() {
            out.push_str(&format!("  - {}: {text}\n", part.heading(lang)));
        }
    }
    out.push_str(&instructed(&Part::Do.heading(lang), todo.how, lang));
    let requirements = match &*todo.requirements {
        "" => String::new(),
        ids => format!(", {} {}", Label::Requirement.said(lang), escape::markdown(ids, Room::Title)),
    };
    let rule = escape::code(&todo.rule);
    out.push_str(&format!("  - {} {rule}{requirements}\n", Label::Rule.heading(lang)));
    out
}

/// What to do as an item under another: sentences, and lines to paste as a block of code.
pub(in crate::output) fn instructed(label: &str, how: &str, lang: Lang) -> String {
    let mut out = String::new();
    let mut label = format!("  - {label}: ");
    for piece in instruction::pieces(how.trim()) {
        match piece {
            Piece::Said(text) => {
                let lines = escape::lines(&text, Room::Sentence);
                let lines: Vec<String> =
                    lines.iter().map(|line| escape::markdown(line, Room::Sentence)).collect();
                out.push_str(&format!("{label}{}\n", lines.join("<br>")));
            }
            Piece::Pasted(text) => {
                if label.trim().is_empty() {
                    out.push('\n');
                } else {
                    out.push_str(&format!("{label}{}\n\n", Part::Paste.said(lang)));
                }
                for line in escape::fenced(&text, Language::Toml).lines() {
                    out.push_str(format!("    {line}").trim_end());
                    out.push('\n');
                }
            }
        }
        label = "\n    ".to_owned();
    }
    out
}

fn met(duty: &Duty, lang: Lang) -> String {
    let by = duty
        .met_by
        .as_ref()
        .map_or_else(String::new, |by| format!(" – {} {}", Part::MetBy.said(lang), escape::code(by)));
    format!("{}{by}\n", task("[x]", said::title(duty)))
}

/// What else the change brings, and folded what it mends, what stood there before and what is waived.
fn findings(page: &mut Page, sheet: &Sheet<'_>, lang: Lang) {
    let of = |level| sheet.new.iter().copied().filter(move |finding: &&Finding| finding.level == level);
    for level in [Level::Error, Level::Warning] {
        page.open(Thing::Finding(level), of(level));
    }
    page.folded(&Thing::Finding(Level::Note).counted(lang, of(Level::Note).count()), of(Level::Note));
    fixed(page, sheet, lang);
    let existing = Counts::of_findings(sheet.existing.iter().copied());
    page.folded(&review::existing(lang, &existing), sheet.existing.iter().copied());
    let waived = Thing::Any.counted(lang, sheet.waived.len());
    page.folded(&format!("{}: {waived}", Label::Waiver.heading(lang)), sheet.waived.iter().copied());
}

/// What the change mends, a line each: there is nothing more to be done about it.
fn fixed(page: &mut Page, sheet: &Sheet<'_>, lang: Lang) {
    let mut items = String::new();
    for finding in sheet.fixed.iter().take(MOST_NAMED) {
        items.push_str(&format!("- {}\n", escape::markdown(&finding.message, Room::Sentence)));
    }
    if let Some(more @ 1..) = sheet.fixed.len().checked_sub(MOST_NAMED) {
        items.push_str(&format!("- {}\n", sentence::and_more(lang, Thing::Any, more)));
    }
    let number = sheet.fixed.len();
    let summary = format!("{}: {}", Part::Fixed.heading(lang), Thing::Any.counted(lang, number));
    if number > 0 && !page.take(&folded(&summary, &items)) {
        page.leave_out(Thing::Any, number);
    }
}
