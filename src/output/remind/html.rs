//! Reminders as a part of a page.
//!
//! **Knows**: how reminders stand on the page.
//! **Does not know**: the frame of the page, what falls due.

use super::{Notice, Urgency, first_rule, mood, verdict};
use crate::finding::{Finding, Lang, Level};
use crate::output::count;
use crate::output::escape::Room;
use crate::output::html::{code, field, heading, instructed, line, open, read_more, verdict_box};
use crate::output::human::name;
use crate::output::review::html::class;
use crate::output::words::reminder::Field;
use crate::output::words::review::Part;
use crate::output::words::{Label, Thing, capital};
use crate::report::{RegisterReport, Report};

/// The main part of the page of `remind`.
pub(in crate::output) fn main(report: &Report, lang: Lang) -> String {
    let mut out = verdict_box(class(mood(report)), &verdict(report, lang));
    if let Some(rule) = first_rule(report) {
        out.push_str(&read_more(rule, lang));
    }
    for one in count::by_path(&report.registers) {
        out.push_str(&register(one, report, lang));
    }
    out
}

/// What stands in a register, and what was found in it; nothing where there is neither.
fn register(register: &RegisterReport, report: &Report, lang: Lang) -> String {
    let cards: String = count::by_due(register)
        .into_iter()
        .map(|reminder| card(&Notice::new(reminder, report.today, lang), lang))
        .collect();
    let findings: Vec<&Finding> =
        count::by_place(register).into_iter().filter(|finding| finding.counts()).collect();
    let of = |level| findings.iter().copied().filter(move |finding: &&Finding| finding.level == level);
    let found: String = [Level::Error, Level::Warning, Level::Note]
        .map(|level| open(Thing::Finding(level), of(level), 3, lang))
        .concat();
    match cards.len() + found.len() {
        0 => String::new(),
        _ => {
            let title = heading(2, &line(&name(register, lang), Room::Title));
            format!("<section>\n{title}{cards}{found}</section>\n")
        }
    }
}

/// One reminder: how far away, what, when, who, what is missing, what closes it.
fn card(notice: &Notice<'_>, lang: Lang) -> String {
    let class = match notice.urgency {
        Urgency::Coming => "note",
        Urgency::Pressing => "warning",
        Urgency::Closed => "good",
    };
    let tag = format!("<span class=\"tag {class}\">{}</span>", capital(&notice.distance));
    let title = heading(3, &format!("{tag} {}", line(&notice.title, Room::Title)));
    let missing: Vec<String> = notice.reminder.missing.iter().map(|rule| code(rule)).collect();
    let fields = [
        field(notice.label.said(lang), &capital(&notice.day)),
        field(Field::Told.said(lang), &line(&capital(&notice.told), Room::Sentence)),
        field(Field::Vacant.said(lang), &line(&capital(&notice.vacant), Room::Sentence)),
        field(Part::Missing.said(lang), &missing.join(", ")),
        field(Field::Closes.said(lang), &instructed(&notice.closes)),
        field(Label::State.said(lang), &line(&capital(&notice.state), Room::Sentence)),
    ];
    format!("<article class=\"card {class}\">\n{title}<dl>\n{}</dl>\n</article>\n", fields.concat())
}
