//! The answer as Markdown: the comment on a pull request, the summary of a job.
//!
//! **Knows**: what stands open and what is folded, and how much a comment holds.
//! **Does not know**: where the text is posted.

use super::count::{self, Counts};
use super::escape::{self, Room};
use super::human::{gravest, name, verdict};
use super::remind;
use super::requirement;
use super::review;
use super::words::sentence;
use super::words::{self, Label, Thing};
use crate::finding::{Citation, Finding, Lang, Level, Related};
use crate::report::{JobName, RegisterReport, Report, RequirementState};
use crate::source::Location;

/// How many bytes of findings and tables a page holds. A comment on GitHub ends at 65,536
/// characters, and is refused altogether when it is longer.
const LONGEST: usize = 56_000;

/// The most other places, sources and lines of help that are shown of one finding.
const MOST_PARTS: usize = 10;

/// The report as a page of Markdown.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    match report.job {
        JobName::Check | JobName::Requirements => check(report, lang),
        JobName::Review | JobName::WhatIf => review::markdown::report(report, lang),
        JobName::Remind => remind::markdown::report(report, lang),
    }
}

fn check(report: &Report, lang: Lang) -> String {
    let counts = Counts::of(&report.registers);
    let mut page = Page::new(opening(report, &counts, lang), lang);
    let registers = count::by_path(&report.registers);
    if registers.len() > 1 {
        page.numbers(&registers);
    }
    for register in registers {
        page.register(register, report);
    }
    page.close()
}

/// The sentence that says how it stands, and what to do next.
fn opening(report: &Report, counts: &Counts, lang: Lang) -> String {
    let said = verdict(report, counts, lang);
    let looked = !report.registers.is_empty() && report.looked_at.files > 0 && report.looked_at.rules > 0;
    let sign = match counts.errors {
        0 if counts.clean() && looked => "✅",
        0 => "⚠️",
        _ => "❌",
    };
    let mut out = format!("{sign} **{}**\n\n", escape::markdown(&said, Room::Sentence));
    let open = sentence::open_requirements(lang, counts);
    if !open.is_empty() {
        out.push_str(&format!("{open}\n\n"));
    }
    if let Some(rule) = gravest(report) {
        let command = escape::code(&format!("registervakt explain {rule}"));
        out.push_str(&format!("{} {command}\n\n", sentence::read_more(lang)));
    }
    out
}

/// A page that grows until it is full; what finds no room is counted.
pub(super) struct Page {
    text: String,
    room: usize,
    left_out: Vec<(Thing, usize)>,
    lang: Lang,
}

impl Page {
    /// A page that begins with `opening`, which is short.
    pub(super) fn new(opening: String, lang: Lang) -> Self {
        Self { text: opening, room: LONGEST, left_out: Vec::new(), lang }
    }

    /// How many bytes there is room for.
    pub(super) fn room(&self) -> usize {
        self.room
    }

    /// Remembers that so many of a thing found no room.
    pub(super) fn leave_out(&mut self, thing: Thing, number: usize) {
        match self.left_out.iter_mut().find(|(other, _)| *other == thing) {
            Some((_, sum)) => *sum += number,
            None if number > 0 => self.left_out.push((thing, number)),
            None => {}
        }
    }

    /// Puts `text` on the page, if there is room for it.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let room = self.room.checked_sub(text.len());
        if let Some(room) = room {
            self.room = room;
            self.text.push_str(text);
        }
        room.is_some()
    }

    /// A table of how many findings each register has, as far as there is room.
    fn numbers(&mut self, registers: &[&RegisterReport]) {
        let lang = self.lang;
        let heads =
            [Level::Error, Level::Warning, Level::Note].map(|level| Thing::Finding(level).plural(lang));
        self.text.push_str(&format!(
            "| {} | {} | {} |\n|---|--:|--:|--:|--:|\n",
            words::capital(Thing::Register.singular(lang)),
            heads.map(words::capital).join(" | "),
            Label::Waiver.heading(lang)
        ));
        let mut left_out = 0;
        for register in registers {
            let name = escape::markdown(&name(register, lang), Room::Title);
            let Counts { errors, warnings, notes, waived, .. } = Counts::of([*register]);
            let row = format!("| {name} | {errors} | {warnings} | {notes} | {waived} |\n");
            left_out += usize::from(!self.take(&row));
        }
        if left_out > 0 {
            self.text.push_str(&format!("\n{}\n", sentence::and_more(lang, Thing::Register, left_out)));
        }
        self.text.push('\n');
    }

    /// All there is of one register.
    fn register(&mut self, register: &RegisterReport, report: &Report) {
        let lang = self.lang;
        let findings: Vec<&Finding> = count::by_place(register);
        let of = |level| {
            findings.iter().copied().filter(move |finding| finding.counts() && finding.level == level)
        };
        let waived = || findings.iter().copied().filter(|finding| finding.waiver.is_some());
        let tabled = report.job == JobName::Requirements && !register.requirements.is_empty();
        if report.registers.len() > 1 && (tabled || !findings.is_empty()) {
            let name = escape::markdown(&name(register, lang), Room::Title);
            self.take(&format!("## {name}\n\n"));
        }
        if tabled {
            self.requirements(register);
        }
        for level in [Level::Error, Level::Warning] {
            self.open(Thing::Finding(level), of(level));
        }
        self.folded(&Thing::Finding(Level::Note).counted(lang, of(Level::Note).count()), of(Level::Note));
        let title =
            format!("{}: {}", Label::Waiver.heading(lang), Thing::Any.counted(lang, waived().count()));
        self.folded(&title, waived());
    }

    /// A list of findings under a heading; nothing where there are none.
    pub(super) fn open<'a>(&mut self, thing: Thing, findings: impl Iterator<Item = &'a Finding>) {
        let items = self.items(findings);
        if !items.is_empty() {
            let heading = words::capital(thing.plural(self.lang));
            self.list(&format!("### {heading}\n\n"), &items, "\n");
        }
    }

    /// A list of findings that opens on a click; nothing where there are none. `title` is our own.
    pub(super) fn folded<'a>(&mut self, title: &str, findings: impl Iterator<Item = &'a Finding>) {
        let items = self.items(findings);
        if !items.is_empty() {
            let head = format!("<details>\n<summary>{title}</summary>\n\n");
            self.list(&head, &items, "\n</details>\n\n");
        }
    }

    /// A list for which there was room, with what stands before and behind it.
    fn list(&mut self, before: &str, items: &str, behind: &str) {
        self.room = self.room.saturating_sub(before.len() + behind.len());
        self.text.push_str(&format!("{before}{items}{behind}"));
    }

    /// As many of the findings as there is room for.
    fn items<'a>(&mut self, findings: impl Iterator<Item = &'a Finding>) -> String {
        let mut out = String::new();
        for finding in findings {
            let item = item(finding, self.lang);
            if let Some(room) = self.room.checked_sub(item.len()) {
                self.room = room;
                out.push_str(&item);
            } else {
                self.leave_out(Thing::Any, 1);
            }
        }
        out
    }

    /// The requirements of a register: totals, and a table for each chapter.
    fn requirements(&mut self, register: &RegisterReport) {
        let lang = self.lang;
        let states = count::states(&register.requirements);
        let mut table = format!("{}\n\n", sentence::totals(lang, &states));
        for (chapter, requirements) in count::by_chapter(&register.requirements) {
            table.push_str(&chapter_table(chapter, &requirements, lang));
        }
        if !self.take(&table) {
            self.take(&format!("{}\n\n", sentence::too_long(lang)));
        }
    }

    /// The finished page, with how much found no room on it.
    pub(super) fn close(mut self) -> String {
        for (thing, number) in std::mem::take(&mut self.left_out) {
            self.text.push_str(&format!("{}\n\n", sentence::and_more(self.lang, thing, number)));
        }
        format!("{}\n", self.text.trim_end())
    }
}

fn chapter_table(chapter: &str, requirements: &[&RequirementState], lang: Lang) -> String {
    let mut out = format!(
        "### {}\n\n| {} | {} | {} | {} |\n|---|---|---|---|\n",
        escape::markdown(chapter, Room::Title),
        Label::Requirement.heading(lang),
        Label::State.heading(lang),
        Label::Asks.heading(lang),
        Label::Because.heading(lang)
    );
    for requirement in requirements {
        out.push_str(&format!(
            "| {} | {} {} | {} | {} |\n",
            escape::markdown(&requirement.id, Room::Title),
            requirement::sign(requirement.state),
            words::state(lang, requirement.state),
            escape::markdown(&requirement.text, Room::Sentence),
            escape::markdown(&requirement.because, Room::Sentence)
        ));
    }
    out.push('\n');
    out
}

/// One finding as an item of a list.
fn item(finding: &Finding, lang: Lang) -> String {
    let mut parts = vec![format!(
        "{} – {}",
        place(&finding.location, lang),
        escape::markdown(&finding.message, Room::Sentence)
    )];
    for Related { location, message } in finding.related.iter().take(MOST_PARTS) {
        let message = escape::markdown(message, Room::Sentence);
        let dash = if message.is_empty() { "" } else { " – " };
        parts.push(format!("{}: {}{dash}{message}", Label::SeeAlso.heading(lang), place(location, lang)));
    }
    let help = escape::lines(finding.help.trim(), Room::Sentence);
    if !help.is_empty() {
        let help: Vec<String> =
            help.iter().take(MOST_PARTS).map(|line| escape::markdown(line, Room::Sentence)).collect();
        parts.push(format!("{}: {}", Label::WhatToDo.said(lang), help.join("<br>")));
    }
    if let Some(waiver) = &finding.waiver {
        let said = sentence::waiver(lang, waiver.until, &waiver.reason, waiver.approved_by.as_deref());
        parts.push(format!("{}: {}", Label::Waiver.heading(lang), escape::markdown(&said, Room::Sentence)));
    }
    parts.push(rests_on(finding, lang));
    format!("- {}\n", parts.join("\n  - "))
}

/// The rule, the requirements and the texts it rests on.
fn rests_on(finding: &Finding, lang: Lang) -> String {
    let mut out = format!("{} {}", Label::Rule.heading(lang), escape::code(&finding.rule));
    if !finding.requirements.is_empty() {
        let ids = finding.requirements.join(", ");
        out.push_str(&format!(", {} {}", Label::Requirement.said(lang), escape::markdown(&ids, Room::Title)));
    }
    let sources: Vec<String> = finding.sources.iter().take(MOST_PARTS).map(source).collect();
    if !sources.is_empty() {
        out.push_str(&format!(": {}", sources.join("; ")));
    }
    out
}

/// A text that something rests on, as a link.
pub(super) fn source(source: &Citation) -> String {
    let parts = [source.title.trim(), source.section.trim()];
    let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    escape::link(&title, &source.url)
}

/// The place as code, with page and heading trail where there are no lines.
fn place(location: &Location, lang: Lang) -> String {
    let Some(start) = location.start else {
        let mut parts = vec![escape::code(&location.path)];
        if let Some(page) = location.page {
            parts.push(format!("{} {page}", Label::Page.said(lang)));
        }
        if !location.heading.is_empty() {
            let trail = location.heading.join(" › ");
            parts.push(sentence::under(lang, &escape::markdown(&trail, Room::Title)));
        }
        return parts.join(", ");
    };
    // The path is cut before the line is added, so that the line is always there.
    escape::code(&format!("{}:{}", escape::path(&location.path), start.line))
}
