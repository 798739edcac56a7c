//! Reminders as Markdown: the summary of a job, a page.
//!
//! **Knows**: the order of its parts, and that what finds no room is counted.
//! **Does not know**: what falls due.

use super::{Notice, first_rule, mood, verdict};
use crate::finding::{Finding, Lang, Level};
use crate::output::count;
use crate::output::escape::{self, Room};
use crate::output::human::name;
use crate::output::markdown::Page;
use crate::output::review::markdown::{instructed, sign};
use crate::output::words::reminder::Field;
use crate::output::words::review::Part;
use crate::output::words::{Label, Thing, sentence};
use crate::report::{RegisterReport, Report};

/// The page of `remind`.
pub(in crate::output) fn report(report: &Report, lang: Lang) -> String {
    let verdict = escape::markdown(&verdict(report, lang), Room::Sentence);
    let mut opening = format!("{} **{verdict}**\n\n", sign(mood(report)));
    if let Some(rule) = first_rule(report) {
        let command = escape::code(&format!("registervakt explain {rule}"));
        opening.push_str(&format!("{} {command}\n\n", sentence::read_more(lang)));
    }
    let mut page = Page::new(opening, lang);
    for one in count::by_path(&report.registers) {
        register(&mut page, one, report, lang);
    }
    page.close()
}

fn register(page: &mut Page, register: &RegisterReport, report: &Report, lang: Lang) {
    let findings: Vec<&Finding> =
        count::by_place(register).into_iter().filter(|finding| finding.counts()).collect();
    if register.reminders.is_empty() && findings.is_empty() {
        return;
    }
    let mut head = match report.registers.len() {
        1 => String::new(),
        _ => format!("## {}\n\n", escape::markdown(&name(register, lang), Room::Title)),
    };
    for reminder in count::by_due(register) {
        let item = head.clone() + &item(&Notice::new(reminder, report.today, lang), lang);
        if page.take(&item) {
            head.clear();
        } else {
            page.leave_out(Thing::Reminder, 1);
        }
    }
    let before = if register.reminders.is_empty() { head } else { "\n".to_owned() };
    page.take(&before);
    for level in [Level::Error, Level::Warning, Level::Note] {
        page.open(Thing::Finding(level), findings.iter().copied().filter(|finding| finding.level == level));
    }
}

/// One reminder as an item of a list.
fn item(notice: &Notice<'_>, lang: Lang) -> String {
    let said = |text: &str| escape::markdown(text, Room::Sentence);
    let title = escape::markdown(&notice.title, Room::Title);
    let mut out = format!("- **{title}** – {}\n", notice.when(lang));
    for (label, text) in [(Field::Told, &notice.told), (Field::Vacant, &notice.vacant)] {
        if !text.is_empty() {
            out.push_str(&format!("  - {}: {}\n", label.heading(lang), said(text)));
        }
    }
    let missing: Vec<String> = notice.reminder.missing.iter().map(|rule| escape::code(rule)).collect();
    if !missing.is_empty() {
        out.push_str(&format!("  - {}: {}\n", Part::Missing.heading(lang), missing.join(", ")));
    }
    out.push_str(&instructed(&Field::Closes.heading(lang), &notice.closes, lang));
    out.push_str(&format!("  - {}: {}\n", Label::State.heading(lang), said(&notice.state)));
    out
}
