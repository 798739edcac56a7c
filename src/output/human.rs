//! The answer for a person at a terminal.
//!
//! **Knows**: the order and layout of findings, registers and the closing sentence.
//! **Does not know**: rules, where the terminal is.
//!
//! Findings stand in the order of the files, top to bottom: whoever mends them has one document
//! open at a time. The numbers stand last, because the end is what a terminal still shows.

use std::fmt::Write;

use super::count::{self, Counts};
use super::escape::{self, Room};
use super::field::{Fields, text_width};
use super::layout::{self, Ink, hang, pad, wrap};
use super::remind;
use super::requirement;
use super::review;
use super::snippet;
use super::words::review::Part;
use super::words::sentence;
use super::words::{self, Label, Thing};
use super::{Options, Verbosity};
use crate::finding::{Finding, Lang, Level, Related, Status};
use crate::report::instruction::{self, Piece};
use crate::report::{JobName, RegisterReport, Report};

/// The most other places that are shown of one finding.
const MOST_RELATED: usize = 5;

/// How far lines to paste are set in.
const PASTED: &str = "        ";

/// The report as text.
pub(super) fn report(report: &Report, options: &Options) -> String {
    match report.job {
        JobName::Check => check(report, options),
        JobName::Review | JobName::WhatIf => review::human::report(report, options),
        JobName::Requirements => requirement::report(report, options),
        JobName::Remind => remind::human::report(report, options),
    }
}

fn check(report: &Report, options: &Options) -> String {
    let mut out = String::new();
    let registers = count::by_path(&report.registers);
    for register in &registers {
        if registers.len() > 1 && options.verbosity > Verbosity::Quiet {
            out.push_str(&heading(register, options));
        }
        for finding in count::by_place(register) {
            if shown(finding, options.verbosity) {
                out.push_str(&block(finding, options));
                out.push('\n');
            }
        }
        if options.verbosity == Verbosity::Verbose && !register.requirements.is_empty() {
            out.push_str(&requirement::table(register, options));
            out.push('\n');
        }
    }
    if registers.len() > 1 && !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
    out.push_str(&closing(report, options));
    out
}

/// Whether a finding is told at all.
pub(super) fn shown(finding: &Finding, verbosity: Verbosity) -> bool {
    match verbosity {
        Verbosity::Quiet => finding.counts() && finding.level == Level::Error,
        Verbosity::Normal => finding.counts(),
        Verbosity::Verbose => finding.status != Status::Fixed,
    }
}

/// The line above the findings of one register among several; all there is of one without any.
fn heading(register: &RegisterReport, options: &Options) -> String {
    let counts = Counts::of([register]);
    let (sign, ink) = match counts.errors {
        0 if counts.clean() => ("✓", Ink::Good),
        0 => ("!", Ink::Warning),
        _ => ("✗", Ink::Error),
    };
    let open = if counts.clean() || counts.counting() > 0 {
        String::new()
    } else {
        sentence::open_requirements(options.lang, &counts)
    };
    let found = format!("{}: {}.", name(register, options.lang), sentence::found(options.lang, &counts));
    let sentence = [found, sentence::set_aside(options.lang, &counts), open].join(" ");
    let lines: Vec<String> = wrap(&sentence, text_width(options) - 2)
        .iter()
        .map(|line| options.color.paint(Ink::Strong, line))
        .collect();
    let text = hang(&format!("{} ", options.color.paint(ink, sign)), 2, &lines);
    if counts.counting() == 0 && options.verbosity < Verbosity::Verbose { text } else { format!("{text}\n") }
}

/// What a register is called: its short name, else its name, else its folder.
pub(super) fn name(register: &RegisterReport, lang: Lang) -> String {
    let named = [&register.short_name, &register.name].into_iter().find(|name| !name.trim().is_empty());
    let folder = escape::path(&register.path);
    match (named, folder.is_empty()) {
        (Some(name), true) => escape::line(name, Room::Title),
        (Some(name), false) => format!("{} ({folder})", escape::line(name, Room::Title)),
        (None, false) => folder,
        (None, true) => sentence::unnamed(lang).to_owned(),
    }
}

/// The ink of a level.
pub(super) fn ink(level: Level) -> Ink {
    match level {
        Level::Error => Ink::Error,
        Level::Warning => Ink::Warning,
        Level::Note => Ink::Note,
    }
}

/// All that is told of one finding.
pub(super) fn block(finding: &Finding, options: &Options) -> String {
    let lang = options.lang;
    let ink = if finding.waiver.is_some() { Ink::Faint } else { ink(finding.level) };
    let mut out = title(finding, ink, options);
    let labels = [Label::Place, Label::SeeAlso, Label::Help, Label::Waiver, Label::Rule, Label::Source];
    let fields = Fields::new(options, 2, &labels.map(|label| label.said(lang)));
    fields.write(&mut out, Label::Place.said(lang), &[snippet::place(&finding.location, lang)]);
    fields.draw(&mut out, &snippet::draw(&finding.location, ink, &fields.narrowed()));
    for related in finding.related.iter().take(MOST_RELATED) {
        also(&mut out, related, &fields);
    }
    if let Some(more @ 1..) = finding.related.len().checked_sub(MOST_RELATED) {
        fields.write(&mut out, Label::SeeAlso.said(lang), &[sentence::and_more(lang, Thing::Place, more)]);
    }
    fields.write(&mut out, Label::Help.said(lang), &escape::lines(finding.help.trim(), Room::Sentence));
    if let Some(waiver) = &finding.waiver {
        let reason = escape::line(&waiver.reason, Room::Sentence);
        let by = waiver.approved_by.as_deref().map(|by| escape::line(by, Room::Title));
        let said = sentence::waiver(lang, waiver.until, &reason, by.as_deref());
        fields.write(&mut out, Label::Waiver.said(lang), &[said]);
    }
    fields.write(&mut out, Label::Rule.said(lang), &[rests_on(finding, options)]);
    if options.verbosity == Verbosity::Verbose {
        for source in &finding.sources {
            let address = escape::path(&source.url);
            let said = format!(
                "{}, {}",
                escape::line(&source.title, Room::Title),
                escape::line(&source.section, Room::Title)
            );
            fields.write(&mut out, Label::Source.said(lang), &[said, address]);
        }
    }
    out
}

/// What to do: sentences beside the label, lines to paste under it.
pub(super) fn instruct(out: &mut String, fields: &Fields, label: &str, how: &str) {
    let mut label = label;
    for piece in instruction::pieces(how.trim()) {
        match piece {
            Piece::Said(text) => fields.write(out, label, &escape::lines(&text, Room::Sentence)),
            Piece::Pasted(text) => {
                if !label.is_empty() {
                    fields.write(out, label, &[Part::Paste.said(fields.narrowed().lang).to_owned()]);
                }
                let lines = escape::lines(&text, Room::Sentence);
                out.push_str(&format!("\n{}\n", hang(PASTED, PASTED.len(), &lines)));
            }
        }
        label = "";
    }
}

/// The first line or lines: how grave, and what is wrong.
fn title(finding: &Finding, ink: Ink, options: &Options) -> String {
    let level = format!("{}:", words::level(options.lang, finding.level));
    let indent = layout::width(&level) + 1;
    let message = escape::line(&finding.message, Room::Sentence);
    let lines: Vec<String> = wrap(&message, text_width(options) - indent)
        .iter()
        .map(|line| options.color.paint(Ink::Strong, line))
        .collect();
    let first = options.color.paint(ink, &level) + " ";
    if lines.is_empty() { format!("{}\n", first.trim_end()) } else { hang(&first, indent, &lines) }
}

/// Another place, with what is to be seen there.
fn also(out: &mut String, related: &Related, fields: &Fields) {
    let options = fields.narrowed();
    let place = snippet::place(&related.location, options.lang);
    let message = escape::line(&related.message, Room::Sentence);
    let said = if message.is_empty() { place } else { format!("{place} – {message}") };
    fields.write(out, Label::SeeAlso.said(options.lang), &[said]);
    fields.draw(out, &snippet::draw(&related.location, Ink::Label, &options));
}

/// The rule, the requirements and the text it rests on, in one short line.
fn rests_on(finding: &Finding, options: &Options) -> String {
    let mut parts = vec![escape::line(&finding.rule, Room::Title)];
    if !finding.requirements.is_empty() {
        let ids: Vec<String> = finding.requirements.iter().map(|id| escape::line(id, Room::Title)).collect();
        parts.push(format!("{} {}", Label::Requirement.said(options.lang), ids.join(", ")));
    }
    if let (Some(source), Verbosity::Normal | Verbosity::Quiet) = (finding.sources.first(), options.verbosity)
    {
        let title = escape::line(&source.title, Room::Title);
        let section = escape::line(&source.section, Room::Title);
        parts.push(if section.is_empty() { title } else { format!("{title}, {section}") });
    }
    parts.join(" · ")
}

/// The last lines: what was looked at, what was found, what to do next.
fn closing(report: &Report, options: &Options) -> String {
    let lang = options.lang;
    let counts = Counts::of(&report.registers);
    let mut out = paragraph(&verdict(report, &counts, lang), options);
    if options.verbosity == Verbosity::Quiet {
        return out;
    }
    let open = sentence::open_requirements(lang, &counts);
    out.push_str(&paragraph(&open, options));
    let mut commands = Vec::new();
    if let Some(rule) = gravest(report) {
        commands.push((sentence::read_more(lang), format!("registervakt explain {rule}")));
    }
    if !open.is_empty() && options.verbosity < Verbosity::Verbose {
        commands.push((sentence::see_requirements(lang), "registervakt requirements".to_owned()));
    }
    out.push_str(&next_steps(&commands, options));
    out
}

/// The sentence that says how it stands; never that all is well where nothing was looked at.
pub(super) fn verdict(report: &Report, counts: &Counts, lang: Lang) -> String {
    if report.registers.is_empty() {
        return sentence::no_register(lang).to_owned();
    }
    if counts.counting() == 0 && (report.looked_at.files == 0 || report.looked_at.rules == 0) {
        return sentence::nothing_looked_at(lang).to_owned();
    }
    let summary = sentence::summary(lang, counts, report.looked_at, &report.head);
    let aside = sentence::set_aside(lang, counts);
    if aside.is_empty() { summary } else { format!("{summary} {aside}") }
}

/// The rule of the first of the gravest findings that count: the example of a next step.
pub(super) fn gravest(report: &Report) -> Option<String> {
    count::by_path(&report.registers)
        .into_iter()
        .flat_map(count::by_place)
        .filter(|finding| finding.counts())
        .min_by_key(|finding| finding.level)
        .map(|finding| escape::line(&finding.rule, Room::Title))
}

/// A paragraph of running text.
pub(super) fn paragraph(text: &str, options: &Options) -> String {
    hang("", 0, &wrap(text, text_width(options)))
}

/// Commands to try next, one a line with what for.
pub(super) fn next_steps(commands: &[(&str, String)], options: &Options) -> String {
    let widest = commands.iter().map(|(what, _)| layout::width(what)).max().unwrap_or_default();
    let mut out = String::new();
    for (what, command) in commands {
        let command = options.color.paint(Ink::Strong, command);
        writeln!(out, "{} {command}", pad(what, widest)).expect("writing to a String does not fail");
    }
    out
}
