//! The answer as a page that holds all it needs: to read on any screen, to print, to send.
//!
//! **Knows**: the parts of the page, how findings and requirements stand on it.
//! **Does not know**: how it looks; `templates/report.html` does.

use super::count::{self, Counts};
use super::escape::{self, Room};
use super::human::{gravest, name, verdict};
use super::json::GUIDE;
use super::remind;
use super::requirement;
use super::review;
use super::snippet;
use super::words::listing::Word;
use super::words::{self, Label, Thing, capital, sentence};
use crate::asset;
use crate::finding::{Citation, Finding, Lang, Level};
use crate::report::instruction::{self, Piece};
use crate::report::{JobName, RegisterReport, Report, RequirementState, State};
use crate::source::Location;

/// The most other places and sources that are shown of one finding.
const MOST_PARTS: usize = 10;

/// How many characters of a line are shown on each side of what is meant, and at most of that.
const SIDE: usize = 120;

/// The report as a page.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    let main = match report.job {
        JobName::Check | JobName::Requirements => check(report, lang),
        JobName::Review | JobName::WhatIf => review::html::main(report, lang),
        JobName::Remind => remind::html::main(report, lang),
    };
    let word = Word::Report.said(lang);
    let registers = count::by_path(&report.registers);
    let (title, full) = match registers.as_slice() {
        [] => (String::new(), ""),
        [only] => (name(only, lang), only.name.trim()),
        several => (Thing::Register.counted(lang, several.len()), ""),
    };
    let mut header = match title.as_str() {
        "" => format!("<h1>{word}</h1>\n"),
        title => format!("<p class=\"faint\">{word}</p>\n<h1>{}</h1>\n", line(title, Room::Title)),
    };
    if !full.is_empty() && !title.starts_with(full) {
        header.push_str(&format!("<p class=\"faint\">{}</p>\n", line(full, Room::Title)));
    }
    let title = if title.is_empty() { word.to_owned() } else { format!("{title} – {word}") };
    let footer = format!("{} {GUIDE} ({})", Word::WrittenBy.said(lang), env!("CARGO_PKG_VERSION"));
    fill(
        asset::report_page(),
        &[
            ("lang", lang.code()),
            ("title", &line(&title, Room::Sentence)),
            ("skip", Word::SkipToContent.said(lang)),
            ("header", &header),
            ("main", &main),
            ("footer", &footer),
        ],
    )
}

/// `template` with its names filled in, once: what is filled in is not looked at again.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut pieces = template.split("{{");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (key, rest) = piece.split_once("}}").unwrap_or(("", piece));
        out.push_str(values.iter().find(|(name, _)| *name == key).map_or("", |(_, value)| value));
        out.push_str(rest);
    }
    out
}

// --- Text --------------------------------------------------------------------------------------

/// A text on one line.
pub(super) fn line(text: &str, room: Room) -> String {
    escape::markup(&escape::line(text, room))
}

/// A path or an id as code.
pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", escape::markup(&escape::path(text)))
}

/// A heading of the depth.
pub(super) fn heading(depth: usize, html: &str) -> String {
    format!("<h{depth}>{html}</h{depth}>\n")
}

/// A field of a list of fields; nothing where `html` is empty.
pub(super) fn field(label: &str, html: &str) -> String {
    match html {
        "" => String::new(),
        _ => format!("<div><dt>{}</dt><dd>{html}</dd></div>\n", capital(label)),
    }
}

/// A part that opens on a click; nothing where `html` is empty. `summary` is our own.
pub(super) fn folded(summary: &str, html: &str) -> String {
    match html {
        "" => String::new(),
        _ => format!("<details>\n<summary>{summary}</summary>\n{html}</details>\n"),
    }
}

/// The box with the sentence that all comes to.
pub(super) fn verdict_box(class: &str, sentence: &str) -> String {
    let sign = match class {
        "good" => "✓",
        "warning" => "!",
        _ => "✗",
    };
    let sentence = line(sentence, Room::Sentence);
    format!("<p class=\"verdict {class}\"><span aria-hidden=\"true\">{sign}</span> {sentence}</p>\n")
}

/// Which command says more.
pub(super) fn read_more(rule: &str, lang: Lang) -> String {
    let command = code(&format!("registervakt explain {rule}"));
    format!("<p class=\"faint\">{} {command}</p>\n", sentence::read_more(lang))
}

/// What to do: sentences, and lines to paste.
pub(super) fn instructed(help: &str) -> String {
    let pieces = instruction::pieces(help.trim()).into_iter().map(|piece| match piece {
        Piece::Said(text) => {
            let lines = escape::lines(&text, Room::Sentence);
            let lines: Vec<String> = lines.iter().map(|line| escape::markup(line)).collect();
            format!("<p>{}</p>", lines.join("<br>"))
        }
        Piece::Pasted(text) => {
            format!("<pre>{}</pre>", escape::markup(&escape::lines(&text, Room::Sentence).join("\n")))
        }
    });
    pieces.collect()
}

/// The requirements behind a rule, as the end of a line.
pub(super) fn required(ids: &str, lang: Lang) -> String {
    let ids = line(ids, Room::Title);
    match ids.as_str() {
        "" => ids,
        _ => format!(", <span class=\"id\">{} {ids}</span>", Label::Requirement.said(lang)),
    }
}

fn source(source: &Citation) -> String {
    let parts = [source.title.trim(), source.section.trim()];
    let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let title = line(&title, Room::Title);
    match escape::web_address(&source.url) {
        Some(address) if !title.is_empty() => {
            format!("<a href=\"{}\" rel=\"noreferrer\">{title}</a>", escape::markup(&address))
        }
        _ => title,
    }
}

// --- Findings ----------------------------------------------------------------------------------

/// The class of a level.
fn class(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// Findings under a heading; nothing where there are none.
pub(super) fn open<'a>(
    thing: Thing,
    findings: impl Iterator<Item = &'a Finding>,
    depth: usize,
    lang: Lang,
) -> String {
    let cards = cards(findings, depth + 1, lang);
    match cards.as_str() {
        "" => cards,
        _ => format!("<section>\n{}{cards}</section>\n", heading(depth, &capital(thing.plural(lang)))),
    }
}

/// Findings, each with a heading of the depth.
pub(super) fn cards<'a>(findings: impl Iterator<Item = &'a Finding>, depth: usize, lang: Lang) -> String {
    findings.map(|finding| card(finding, depth, lang)).collect()
}

/// All that is told of one finding.
fn card(finding: &Finding, depth: usize, lang: Lang) -> String {
    let class = if finding.waiver.is_some() { "none" } else { class(finding.level) };
    let tag = capital(words::level(lang, finding.level));
    let title =
        format!("<span class=\"tag {class}\">{tag}</span> {}", line(&finding.message, Room::Sentence));
    let also: Vec<String> = finding
        .related
        .iter()
        .take(MOST_PARTS)
        .map(|related| {
            let said = line(&related.message, Room::Sentence);
            let dash = if said.is_empty() { "" } else { " – " };
            format!("<p>{}{dash}{said}</p>{}", place(&related.location, lang), excerpt(&related.location))
        })
        .collect();
    let waiver = finding.waiver.as_ref().map_or_else(String::new, |waiver| {
        let by = waiver.approved_by.as_deref();
        line(&sentence::waiver(lang, waiver.until, &waiver.reason, by), Room::Sentence)
    });
    let mut rests_on = code(&finding.rule);
    rests_on.push_str(&required(&finding.requirements.join(", "), lang));
    let sources: Vec<String> = finding.sources.iter().take(MOST_PARTS).map(source).collect();
    let fields = [
        field(
            Label::Place.said(lang),
            &format!("<p>{}</p>{}", place(&finding.location, lang), excerpt(&finding.location)),
        ),
        field(Label::SeeAlso.said(lang), &also.concat()),
        field(Label::WhatToDo.said(lang), &instructed(&finding.help)),
        field(Label::Waiver.said(lang), &waiver),
        field(Label::Rule.said(lang), &rests_on),
        field(Label::Source.said(lang), &sources.join("<br>")),
    ];
    format!(
        "<article class=\"card {class}\">\n{}<dl>\n{}</dl>\n</article>\n",
        heading(depth, &title),
        fields.concat()
    )
}

/// The place, as far as there are lines as code.
pub(super) fn place(location: &Location, lang: Lang) -> String {
    match location.start {
        // The path is cut before the line is added, so that the line is always there.
        Some(start) => code(&format!("{}:{}", escape::path(&location.path), start.line)),
        None => escape::markup(&snippet::place(location, lang)),
    }
}

/// The line of a place with what is meant marked.
fn excerpt(location: &Location) -> String {
    let Some(excerpt) = &location.excerpt else { return String::new() };
    let (line, span) = escape::excerpt(excerpt, false);
    let (before, meant, after) = (&line[..span.start], &line[span.clone()], &line[span.end..]);
    if line.trim().is_empty() {
        return String::new();
    }
    let (more, from) = match before.char_indices().rev().nth(SIDE) {
        Some((at, _)) => ("…", at),
        None => ("", 0),
    };
    let (meant, cut) = first(meant, 2 * SIDE);
    let (after, end) = if cut.is_empty() { first(after, SIDE) } else { ("", "") };
    let meant =
        if meant.is_empty() { String::new() } else { format!("<mark>{}</mark>", escape::markup(meant)) };
    let [before, after] = [&before[from..], after].map(escape::markup);
    format!("<pre>{more}{}{meant}{cut}{after}{end}</pre>", before.trim_start())
}

/// The first characters of a text, and «…» where there are more.
fn first(text: &str, most: usize) -> (&str, &'static str) {
    text.char_indices().nth(most).map_or((text, ""), |(end, _)| (&text[..end], "…"))
}

// --- A check -----------------------------------------------------------------------------------

fn check(report: &Report, lang: Lang) -> String {
    let counts = Counts::of(&report.registers);
    let looked = !report.registers.is_empty() && report.looked_at.files > 0 && report.looked_at.rules > 0;
    let class = match counts.errors {
        0 if counts.clean() && looked => "good",
        0 => "warning",
        _ => "error",
    };
    let mut out = verdict_box(class, &verdict(report, &counts, lang));
    let open = sentence::open_requirements(lang, &counts);
    if !open.is_empty() {
        out.push_str(&format!("<p>{open}</p>\n"));
    }
    if let Some(rule) = gravest(report) {
        out.push_str(&read_more(&rule, lang));
    }
    let registers = count::by_path(&report.registers);
    if registers.len() > 1 {
        out.push_str(&numbers(&registers, lang));
    }
    for (at, one) in registers.iter().enumerate() {
        if registers.len() > 1 {
            let title = heading(2, &line(&name(one, lang), Room::Title));
            out.push_str(&format!(
                "<section id=\"r{}\">\n{title}{}</section>\n",
                at + 1,
                register(one, report.job, 3, lang)
            ));
        } else {
            out.push_str(&register(one, report.job, 2, lang));
        }
    }
    out
}

/// How many findings each register has.
fn numbers(registers: &[&RegisterReport], lang: Lang) -> String {
    let things = [Level::Error, Level::Warning, Level::Note].map(|level| Thing::Finding(level).plural(lang));
    let heads: String = things
        .iter()
        .map(|thing| format!("<th scope=\"col\" class=\"number\">{}</th>", capital(thing)))
        .collect();
    let mut rows = String::new();
    for (at, register) in registers.iter().enumerate() {
        let Counts { errors, warnings, notes, .. } = Counts::of([*register]);
        let name = line(&name(register, lang), Room::Title);
        let cells: String = [errors, warnings, notes]
            .iter()
            .map(|number| format!("<td class=\"number\">{number}</td>"))
            .collect();
        rows.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"#r{}\">{name}</a></th>{cells}</tr>\n",
            at + 1
        ));
    }
    let caption = Thing::Register.counted(lang, registers.len());
    let first = capital(Thing::Register.singular(lang));
    format!(
        "<table>\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">{first}</th>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

/// All there is of one register, under headings from `depth` on.
fn register(register: &RegisterReport, job: JobName, depth: usize, lang: Lang) -> String {
    let findings = count::by_place(register);
    let of =
        |level| findings.iter().copied().filter(move |finding| finding.counts() && finding.level == level);
    let found: String = [Level::Error, Level::Warning, Level::Note]
        .map(|level| open(Thing::Finding(level), of(level), depth, lang))
        .concat();
    let waived = || findings.iter().copied().filter(|finding| finding.waiver.is_some());
    let summary = format!("{}: {}", Label::Waiver.heading(lang), Thing::Any.counted(lang, waived().count()));
    let waived = folded(&summary, &cards(waived(), depth, lang));
    let table = requirements(&register.requirements, depth, lang);
    match job {
        JobName::Requirements => [table, found, waived].concat(),
        JobName::Check | JobName::Review | JobName::WhatIf | JobName::Remind => {
            [found, waived, table].concat()
        }
    }
}

/// The requirements with their states by chapter, with roles, for on a phone a row is no longer laid out as one; nothing where there are none.
fn requirements(requirements: &[RequirementState], depth: usize, lang: Lang) -> String {
    if requirements.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for (chapter, members) in count::by_chapter(requirements) {
        let chapter = line(chapter, Room::Title);
        rows.push_str(&format!(
            "<tbody role=\"rowgroup\">\n<tr role=\"row\"><th role=\"rowheader\" scope=\"rowgroup\" colspan=\"3\">{chapter}</th></tr>\n"
        ));
        for requirement in members {
            rows.push_str(&requirement_row(requirement, lang));
        }
        rows.push_str("</tbody>\n");
    }
    let title = heading(depth, &capital(Thing::Requirement.plural(lang)));
    let caption = sentence::totals(lang, &count::states(requirements));
    let heads: String = [Label::Requirement, Label::State, Label::Asks]
        .map(|label| format!("<th role=\"columnheader\" scope=\"col\">{}</th>", label.heading(lang)))
        .concat();
    format!(
        "<section>\n{title}<table class=\"requirements\" role=\"table\">\n<caption>{caption}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">{heads}</tr></thead>\n{rows}</table>\n</section>\n"
    )
}

fn requirement_row(requirement: &RequirementState, lang: Lang) -> String {
    let class = match requirement.state {
        State::Met => "good",
        State::NotMet => "error",
        State::ToBeJudged | State::Unknown => "warning",
        State::NotApplicable => "none",
    };
    let because = line(&requirement.because, Room::Sentence);
    let because = match because.as_str() {
        "" => because,
        _ => format!("<p class=\"faint\">{}: {because}</p>", Label::Because.heading(lang)),
    };
    format!(
        "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}</th><td role=\"cell\"><span class=\"tag {class}\"><span aria-hidden=\"true\">{}</span> {}</span></td><td role=\"cell\"><p>{}</p>{because}</td></tr>\n",
        line(&requirement.id, Room::Title),
        requirement::sign(requirement.state),
        words::state(lang, requirement.state),
        line(&requirement.text, Room::Sentence)
    )
}
