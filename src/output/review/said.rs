//! The sentences of a review, put together from words and numbers; text of documents is not escaped yet.
//!
//! **Knows**: what each change, duty and sheet says in one sentence.
//! **Does not know**: formats.

use super::{Sheet, looked_at_nothing, total};
use crate::finding::Lang;
use crate::output::count::Counts;
use crate::output::difference::{self, Shortened};
use crate::output::human::name;
use crate::output::words::change;
use crate::output::words::review::{self, Part};
use crate::output::words::{Thing, sentence};
use crate::report::Report;
use crate::report::change::Change;
use crate::report::duty::Duty;

/// The most names that stand in one sentence.
const MOST_NAMES: usize = 12;

/// The verdict on all registers; never that nothing follows where nothing was looked at.
pub(super) fn verdict(report: &Report, sheets: &[Sheet<'_>], lang: Lang) -> String {
    let tally = total(sheets);
    if report.registers.is_empty() {
        return sentence::untouched(lang).to_owned();
    }
    if looked_at_nothing(report, &tally) {
        return sentence::nothing_looked_at(lang).to_owned();
    }
    review::verdict(lang, report.job, &tally)
}

/// What changed: «kode lagt til: M07 (ICD-10)».
pub(super) fn what(change: &Change, lang: Lang) -> String {
    let kind = change::kind(lang, change);
    match change::subject(lang, change) {
        Some(subject) => format!("{kind}: {}", difference::alone(&subject)),
        None => kind,
    }
}

/// What changed with its values, where they fit on one line: «aldersgrense endret: 18 → 16».
pub(super) fn what_with(change: &Change, values: &str, lang: Lang) -> String {
    let what = what(change, lang);
    match (values.is_empty(), change::subject(lang, change)) {
        (true, _) => what,
        (false, None) => format!("{what}: {values}"),
        (false, Some(_)) => format!("{what} ({values})"),
    }
}

/// What stood there and what stands there now, both shortened round what differs.
pub(super) fn values(change: &Change) -> [Option<Shortened>; 2] {
    let alone = |value: &String| Shortened { own: difference::alone(value), ..Shortened::default() };
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => difference::between(before, after).map(Some),
        (before, after) => [before, after].map(|value| value.as_ref().map(alone)),
    }
}

/// Whether the subject says all that stood there or stands there now: the code that came, the name that went.
pub(super) fn is_said(change: &Change) -> bool {
    let subject = change.subject.split_once(':').map_or(&*change.subject, |(_, code)| code);
    match (&change.before, &change.after) {
        (Some(value), None) | (None, Some(value)) => value == subject || *value == change.subject,
        (None, None) | (Some(_), Some(_)) => false,
    }
}

/// The editorial changes in one sentence; empty where there are none.
pub(super) fn editorial(sheet: &Sheet<'_>, lang: Lang) -> String {
    let names = editorial_names(sheet, lang);
    match names.len() {
        0 => String::new(),
        number => review::editorial(lang, number, &some(&names, Thing::Change, lang)),
    }
}

/// What each editorial change is about.
pub(super) fn editorial_names(sheet: &Sheet<'_>, lang: Lang) -> Vec<String> {
    sheet.editorial.iter().map(|change| what(change, lang)).collect()
}

/// The duties that have nothing to be held against, in one sentence; empty where there are none.
pub(super) fn idle(sheet: &Sheet<'_>, lang: Lang) -> String {
    let titles: Vec<String> = sheet.idle.iter().map(|duty| title(duty).to_owned()).collect();
    match titles.len() {
        0 => String::new(),
        _ => review::idle(lang, &some(&titles, Thing::Duty, lang)),
    }
}

/// The registers that the change did nothing to, in one sentence; empty where there is one register alone.
pub(super) fn untouched(sheets: &[Sheet<'_>], lang: Lang) -> String {
    let names: Vec<String> =
        sheets.iter().filter(|sheet| sheet.is_untouched()).map(|sheet| name(sheet.register, lang)).collect();
    match (sheets.len(), names.len()) {
        (0 | 1, _) | (_, 0) => String::new(),
        _ => review::untouched(lang, &some(&names, Thing::Register, lang)),
    }
}

/// As many names as one sentence holds.
fn some(names: &[String], thing: Thing, lang: Lang) -> String {
    let told = names.iter().take(MOST_NAMES).map(|name| difference::alone(name));
    let mut told = told.collect::<Vec<_>>().join("; ");
    if let Some(more @ 1..) = names.len().checked_sub(MOST_NAMES) {
        told.push_str(&format!("; {}", sentence::and_more(lang, thing, more)));
    }
    told
}

/// What does not count: findings that stood there before or have a waiver, requirements nobody could check.
pub(super) fn aside(sheets: &[Sheet<'_>], hint: &str, lang: Lang) -> String {
    let existing = Counts::of_findings(
        sheets.iter().filter(|sheet| !sheet.counts_all).flat_map(|sheet| sheet.existing.iter().copied()),
    );
    let waived = sheets.iter().map(|sheet| sheet.waived.len()).sum();
    let unknown = Counts::of(sheets.iter().map(|sheet| sheet.register)).unknown;
    let counts = Counts { waived, unknown, ..Counts::default() };
    let mut said = Vec::new();
    if existing.counting() > 0 {
        said.push(format!("{}{hint}.", review::existing(lang, &existing)));
    }
    said.extend([sentence::set_aside(lang, &counts), sentence::open_requirements(lang, &counts)]);
    said.retain(|sentence| !sentence.is_empty());
    said.join(" ")
}

/// The rule to read of first: of the first thing that is left to do, else of the gravest finding.
pub(super) fn first_rule(sheets: &[Sheet<'_>]) -> Option<String> {
    let open = sheets.iter().find_map(|sheet| sheet.open.first()).map(|duty| format!("plikt-{}", duty.id));
    let record = || sheets.iter().find_map(|sheet| sheet.records.first());
    let new = || sheets.iter().flat_map(|sheet| &sheet.new).min_by_key(|finding| finding.level);
    open.or_else(|| record().or_else(new).map(|finding| finding.rule.clone()))
}

/// Something that is left to do.
pub(super) struct Todo<'a> {
    /// What is asked for.
    pub(super) title: String,
    /// What is missing.
    pub(super) missing: &'a str,
    /// The topics that release it, where the change has several.
    pub(super) concerns: String,
    /// Who must act.
    pub(super) who: String,
    /// What to do, with lines to paste.
    pub(super) how: &'a str,
    /// The rule behind it.
    pub(super) rule: String,
    /// The requirements behind it.
    pub(super) requirements: String,
}

/// What is left to do, in the order in which it is done: the records first, for they meet most duties.
pub(super) fn todos<'a>(sheet: &Sheet<'a>, lang: Lang) -> Vec<Todo<'a>> {
    let several = sheet.by_topic().len() > 1;
    let records = sheet.records.iter().map(|finding| Todo {
        title: Part::WriteRecord.heading(lang),
        missing: &finding.message,
        concerns: String::new(),
        who: String::new(),
        how: &finding.help,
        rule: finding.rule.clone(),
        requirements: finding.requirements.join(", "),
    });
    let open = sheet.open.iter().map(|duty| Todo {
        title: title(duty).to_owned(),
        missing: &duty.missing,
        concerns: if several { topics(duty, lang) } else { String::new() },
        who: who(duty, lang),
        how: &duty.how,
        rule: format!("plikt-{}", duty.id),
        requirements: duty.requirements.join(", "),
    });
    records.chain(open).collect()
}

/// What a duty asks for; its id where it has no title.
pub(in crate::output) fn title(duty: &Duty) -> &str {
    if duty.title.trim().is_empty() { &duty.id } else { &duty.title }
}

fn who(duty: &Duty, lang: Lang) -> String {
    let roles: Vec<String> = duty.responsible.iter().map(|word| review::role(lang, word)).collect();
    sentence::listed(lang, &roles)
}

fn topics(duty: &Duty, lang: Lang) -> String {
    let topics: Vec<String> =
        duty.topics.iter().map(|topic| change::topic(lang, *topic).to_lowercase()).collect();
    sentence::listed(lang, &topics)
}
