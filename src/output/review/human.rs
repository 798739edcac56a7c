//! A review for a person at a terminal: the verdict, what changed, what is to be done.
//!
//! **Knows**: the order and layout of its parts.
//! **Does not know**: how changes are found, what meets a duty.

use super::{Mood, Sheet, mood, said};
use crate::finding::{Finding, Level};
use crate::output::escape::{self, Room};
use crate::output::field::{Fields, text_width};
use crate::output::human::{block, instruct, name, next_steps, paragraph};
use crate::output::layout::{Ink, hang, width, wrap};
use crate::output::words::change::{effect, topic};
use crate::output::words::review::{self, Part};
use crate::output::words::{Label, Thing, capital, sentence};
use crate::output::{Options, Verbosity, requirement, snippet};
use crate::report::Report;
use crate::report::change::Change;
use crate::report::duty::Duty;

/// The most findings that are told in a line each.
const MOST_LINES: usize = 20;

/// The report of `review` and of `what-if`.
pub(in crate::output) fn report(report: &Report, options: &Options) -> String {
    let sheets = super::sheets(report);
    let mut out = opening(report, &sheets, options);
    let several = sheets.len() > 1;
    for sheet in sheets.iter().filter(|sheet| !several || !sheet.is_untouched()) {
        if several {
            out.push('\n');
            out.push_str(&heading(report, sheet, options));
        }
        for part in parts(sheet, options) {
            out.push('\n');
            out.push_str(&part);
        }
    }
    let closing = closing(&sheets, options);
    if !closing.is_empty() {
        out.push('\n');
        out.push_str(&closing);
    }
    out
}

/// A sentence behind the sign of how it is to be taken.
pub(in crate::output) fn signed(mood: Mood, sentence: &str, options: &Options) -> String {
    let (sign, ink) = match mood {
        Mood::Good => ("✓", Ink::Good),
        Mood::Warning => ("!", Ink::Warning),
        Mood::Error => ("✗", Ink::Error),
    };
    let lines: Vec<String> = wrap(sentence, text_width(options) - 2)
        .iter()
        .map(|line| options.color.paint(Ink::Strong, line))
        .collect();
    hang(&format!("{} ", options.color.paint(ink, sign)), 2, &lines)
}

/// The verdict, and what was compared.
fn opening(report: &Report, sheets: &[Sheet<'_>], options: &Options) -> String {
    let verdict = said::verdict(report, sheets, options.lang);
    let mut out = signed(mood(report, sheets), &verdict, options);
    if !report.registers.is_empty() {
        let compared = escape::line(&review::compared(options.lang, report), Room::Sentence);
        out.push_str(&hang("  ", 2, &wrap(&compared, text_width(options) - 2)));
    }
    out
}

/// The name of one register among several, with its own verdict.
fn heading(report: &Report, sheet: &Sheet<'_>, options: &Options) -> String {
    let lang = options.lang;
    let verdict = review::verdict(lang, report.job, &sheet.tally());
    let sentence = format!("{}: {verdict}", name(sheet.register, lang));
    signed(mood(report, std::slice::from_ref(sheet)), &sentence, options)
}

/// The parts of one register, those that there are.
fn parts(sheet: &Sheet<'_>, options: &Options) -> Vec<String> {
    let lang = options.lang;
    let quiet = options.verbosity == Verbosity::Quiet;
    let verbose = options.verbosity == Verbosity::Verbose;
    let titled = |part: Part, text: String| match text.is_empty() {
        true => String::new(),
        false => format!("{}\n\n{text}", options.color.paint(Ink::Strong, &part.heading(lang))),
    };
    let mut parts = Vec::new();
    if !quiet {
        parts.push(titled(Part::Changes, changes(sheet, options)));
    }
    parts.push(titled(Part::Duties, duties(sheet, options)));
    let mut shown = sheet.new.clone();
    if quiet {
        shown.retain(|finding| finding.level == Level::Error);
    }
    if verbose {
        shown.extend(&sheet.waived);
    }
    parts.push(titled(Part::NewFindings, blocks(&shown, options)));
    if !quiet {
        parts.push(fixed(sheet, options));
    }
    if verbose || sheet.counts_all {
        parts.push(titled(Part::Existing, blocks(&sheet.existing, options)));
    }
    if verbose && !sheet.register.requirements.is_empty() {
        parts.push(requirement::table(sheet.register, options));
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Findings as `check` shows them.
fn blocks(findings: &[&Finding], options: &Options) -> String {
    findings.iter().map(|finding| block(finding, options)).collect::<Vec<_>>().join("\n")
}

/// What changed, by topic, and what is editorial.
fn changes(sheet: &Sheet<'_>, options: &Options) -> String {
    let lang = options.lang;
    let mut out = String::new();
    for (of, changes) in sheet.by_topic() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("  {}\n", options.color.paint(Ink::Strong, topic(lang, of))));
        for one in changes {
            out.push_str(&change(one, options));
        }
    }
    let editorial = said::editorial(sheet, lang);
    if !out.is_empty() && !editorial.is_empty() {
        out.push('\n');
    }
    out.push_str(&hang("  ", 2, &wrap(&escape::line(&editorial, Room::Sentence), text_width(options) - 2)));
    out
}

/// One change: what, from what to what, which way, where.
fn change(change: &Change, options: &Options) -> String {
    let lang = options.lang;
    let columns = text_width(options);
    let values: Vec<(Part, String)> = [Part::Before, Part::After]
        .into_iter()
        .zip(said::values(change))
        .filter(|_| !said::is_said(change))
        .filter_map(|(part, value)| Some((part, value?.whole())))
        .collect();
    let both = values.iter().map(|(_, value)| &**value).collect::<Vec<_>>().join(" → ");
    let title = |text: String| escape::line(&capital(&text), Room::Sentence);
    let short = title(said::what_with(change, &both, lang));
    let is_short = width(&short) + 4 <= columns;
    let first = if is_short { short } else { title(said::what(change, lang)) };
    let effect = effect(lang, change).map_or_else(String::new, |effect| format!(" – {effect}"));
    let mut out = hang("    ", 4, &wrap(&format!("{first}{effect}"), columns - 4));
    let labels = [Part::Before.said(lang), Part::After.said(lang), Label::Place.said(lang)];
    let fields = Fields::new(options, 6, &labels);
    if !is_short {
        for (part, value) in values {
            fields.write(&mut out, part.said(lang), &[escape::line(&value, Room::Sentence)]);
        }
    }
    if !change.location.path.is_empty() {
        fields.write(&mut out, Label::Place.said(lang), &[snippet::place(&change.location, lang)]);
    }
    out
}

/// The list of what is to be done: open, met, not applicable.
fn duties(sheet: &Sheet<'_>, options: &Options) -> String {
    let lang = options.lang;
    let todos = said::todos(sheet, lang);
    let mut items: Vec<String> = todos.iter().map(|one| todo(one, options)).collect();
    if options.verbosity > Verbosity::Quiet {
        let met: String = sheet.met.iter().map(|duty| met(duty, options)).collect();
        items.extend((!met.is_empty()).then_some(met));
        let idle = escape::line(&said::idle(sheet, lang), Room::Sentence);
        let idle = hang("  ", 2, &wrap(&idle, text_width(options) - 2));
        items.extend((!idle.is_empty()).then_some(idle));
    }
    items.join("\n")
}

/// The first line or lines of an item.
fn title(sign: &str, ink: Ink, text: &str, options: &Options) -> String {
    let lines: Vec<String> = wrap(&escape::line(text, Room::Title), text_width(options) - 6)
        .iter()
        .map(|line| options.color.paint(Ink::Strong, line))
        .collect();
    hang(&format!("  {} ", options.color.paint(ink, sign)), 6, &lines)
}

/// An item that is left to do.
fn todo(todo: &said::Todo<'_>, options: &Options) -> String {
    let lang = options.lang;
    let parts = [Part::Missing, Part::Concerns, Part::Who, Part::Do].map(|part| part.said(lang));
    let [missing, concerns, who, how] = parts;
    let rule = Label::Rule.said(lang);
    let fields = Fields::new(options, 6, &[missing, concerns, who, how, rule]);
    let mut out = title("[ ]", Ink::Warning, &todo.title, options);
    for (label, text) in [(missing, todo.missing), (concerns, &*todo.concerns), (who, &*todo.who)] {
        let text = escape::line(text, Room::Sentence);
        if !text.is_empty() {
            fields.write(&mut out, label, &[text]);
        }
    }
    instruct(&mut out, &fields, how, todo.how);
    let requirements = match &*todo.requirements {
        "" => String::new(),
        ids => format!(" · {} {ids}", Label::Requirement.said(lang)),
    };
    let said = escape::line(&format!("{}{requirements}", todo.rule), Room::Sentence);
    fields.write(&mut out, rule, &[said]);
    out
}

/// A duty that is met: by what, in the same paragraph.
fn met(duty: &Duty, options: &Options) -> String {
    let lang = options.lang;
    let mut out = title("[x]", Ink::Good, said::title(duty), options);
    if let Some(by) = &duty.met_by {
        let by = format!("{} {}", Part::MetBy.said(lang), escape::path(by));
        out.push_str(&hang("      ", 6, &wrap(&by, text_width(options) - 6)));
    }
    out
}

/// What the change mends, a line each.
fn fixed(sheet: &Sheet<'_>, options: &Options) -> String {
    let lang = options.lang;
    let mut out = String::new();
    for finding in sheet.fixed.iter().take(MOST_LINES) {
        let message = escape::line(&finding.message, Room::Title);
        let said = format!("{}: {message}", Part::Fixed.heading(lang));
        let sign = format!("{} ", options.color.paint(Ink::Good, "✓"));
        out.push_str(&hang(&sign, 2, &wrap(&said, text_width(options) - 2)));
    }
    if let Some(more @ 1..) = sheet.fixed.len().checked_sub(MOST_LINES) {
        out.push_str(&format!("  {}\n", sentence::and_more(lang, Thing::Any, more)));
    }
    out
}

/// What stood there before, what did not change, and where to read on.
fn closing(sheets: &[Sheet<'_>], options: &Options) -> String {
    let lang = options.lang;
    let mut out = String::new();
    if options.verbosity == Verbosity::Quiet {
        return out;
    }
    out.push_str(&paragraph(&escape::line(&said::untouched(sheets, lang), Room::Sentence), options));
    let hint = match options.verbosity {
        Verbosity::Verbose => String::new(),
        Verbosity::Quiet | Verbosity::Normal => format!(" ({})", review::shown_with(lang, "--verbose")),
    };
    out.push_str(&paragraph(&said::aside(sheets, &hint, lang), options));
    let rule = said::first_rule(sheets).map(|rule| escape::line(&rule, Room::Title));
    let commands: Vec<_> = rule
        .into_iter()
        .map(|rule| (sentence::read_more(lang), format!("registervakt explain {rule}")))
        .collect();
    out.push_str(&next_steps(&commands, options));
    out
}
