//! Reminders for a person at a terminal: the sentence of the day, then each register.
//!
//! **Knows**: the order and layout of its parts.
//! **Does not know**: what falls due.

use super::{Notice, Urgency, first_rule, mood, verdict};
use crate::finding::Finding;
use crate::output::count;
use crate::output::escape::{self, Room};
use crate::output::field::{Fields, text_width};
use crate::output::human::{block, instruct, name, next_steps, shown};
use crate::output::layout::{Ink, hang, wrap};
use crate::output::review::human::signed;
use crate::output::words::reminder::Field;
use crate::output::words::review::Part;
use crate::output::words::{Label, sentence};
use crate::output::{Options, Verbosity};
use crate::report::{RegisterReport, Report};

/// The report of `remind`.
pub(in crate::output) fn report(report: &Report, options: &Options) -> String {
    let mut out = signed(mood(report), &verdict(report, options.lang), options);
    if options.verbosity == Verbosity::Quiet {
        return out;
    }
    for one in count::by_path(&report.registers) {
        out.push_str(&register(one, report, options));
    }
    if let Some(rule) = first_rule(report) {
        let command = format!("registervakt explain {}", escape::line(rule, Room::Title));
        out.push('\n');
        out.push_str(&next_steps(&[(sentence::read_more(options.lang), command)], options));
    }
    out
}

/// What stands in a register, and what was found in it; nothing where there is neither.
fn register(register: &RegisterReport, report: &Report, options: &Options) -> String {
    let reminders = count::by_due(register);
    let findings: Vec<&Finding> =
        count::by_place(register).into_iter().filter(|finding| shown(finding, options.verbosity)).collect();
    if reminders.is_empty() && findings.is_empty() {
        return String::new();
    }
    let name = options.color.paint(Ink::Strong, &name(register, options.lang));
    let mut out = format!("\n{name}\n");
    for reminder in reminders {
        out.push('\n');
        out.push_str(&item(&Notice::new(reminder, report.today, options.lang), options));
    }
    for finding in findings {
        out.push('\n');
        out.push_str(&block(finding, options));
    }
    out
}

/// One reminder: what and when, who, what is missing, what closes it, whether it was told.
fn item(notice: &Notice<'_>, options: &Options) -> String {
    let lang = options.lang;
    let ink = match notice.urgency {
        Urgency::Coming => Ink::Note,
        Urgency::Pressing => Ink::Warning,
        Urgency::Closed => Ink::Good,
    };
    let title = escape::line(&format!("{} – {}", notice.title, notice.when(lang)), Room::Sentence);
    let lines: Vec<String> = wrap(&title, text_width(options) - 4)
        .iter()
        .map(|line| options.color.paint(Ink::Strong, line))
        .collect();
    let mut out = hang(&format!("  {} ", options.color.paint(ink, "•")), 4, &lines);
    let [told, vacant, closes] = [Field::Told, Field::Vacant, Field::Closes].map(|field| field.said(lang));
    let (missing, state) = (Part::Missing.said(lang), Label::State.said(lang));
    let fields = Fields::new(options, 4, &[told, vacant, missing, closes, state]);
    let text = |text: &str| escape::line(text, Room::Sentence);
    let rules = notice.reminder.missing.join(", ");
    for (label, said) in [(told, &notice.told), (vacant, &notice.vacant), (missing, &rules)] {
        let said = text(said);
        if !said.is_empty() {
            fields.write(&mut out, label, &[said]);
        }
    }
    instruct(&mut out, &fields, closes, &notice.closes);
    fields.write(&mut out, state, &[text(&notice.state)]);
    out
}
