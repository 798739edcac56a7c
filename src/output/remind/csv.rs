//! Reminders for a spreadsheet: a row each, the day as a date that sorts.
//!
//! **Knows**: the columns.
//! **Does not know**: what falls due.

use super::Notice;
use crate::finding::Lang;
use crate::output::count;
use crate::output::csv::{MARK, joined};
use crate::output::human::name;
use crate::output::words::listing::Word;
use crate::output::words::reminder::Field;
use crate::output::words::review::Part;
use crate::output::words::{Label, Thing, capital, level};
use crate::report::Report;

/// The table of `remind`; what was found beside reminders has a row each, too.
pub(in crate::output) fn report(report: &Report, lang: Lang) -> String {
    let mut out = MARK.to_owned() + &joined(&heads(lang));
    for register in count::by_path(&report.registers) {
        for reminder in count::by_due(register) {
            let Notice { title, distance, told, vacant, closes, state, .. } =
                Notice::new(reminder, report.today, lang);
            out.push_str(&joined(&[
                name(register, lang),
                Thing::Reminder.singular(lang).to_owned(),
                reminder.due.to_string(),
                distance,
                title,
                told,
                vacant,
                reminder.missing.join(", "),
                closes.into_owned(),
                state.to_owned(),
            ]));
        }
        for finding in count::by_place(register).into_iter().filter(|finding| finding.counts()) {
            out.push_str(&joined(&[
                name(register, lang),
                level(lang, finding.level).to_owned(),
                String::new(),
                String::new(),
                finding.message.clone(),
                String::new(),
                String::new(),
                finding.rule.clone(),
                finding.help.clone(),
                String::new(),
            ]));
        }
    }
    out
}

fn heads(lang: Lang) -> [String; 10] {
    [
        capital(Thing::Register.singular(lang)),
        Word::Kind.said(lang).to_owned(),
        Field::Due.heading(lang),
        Field::Distance.heading(lang),
        Word::Message.said(lang).to_owned(),
        Field::Told.heading(lang),
        Field::Vacant.heading(lang),
        Part::Missing.heading(lang),
        Field::Closes.heading(lang),
        Label::State.heading(lang),
    ]
}
