//! Reminders made ready for telling: what is due, how far away, who is told, what closes it.
//!
//! **Knows**: what each reminder says in words, and how pressing it is.
//! **Does not know**: layout; each format has a file beside this one. No address comes out of here.

pub(super) mod csv;
pub(super) mod html;
pub(super) mod human;
pub(super) mod markdown;

use std::borrow::Cow;

use chrono::NaiveDate;

use super::count::Counts;
use super::junit::{Case, Outcome};
use super::listing;
use super::review::Mood;
use super::words::reminder::{self as words, Field, Tally};
use super::words::{capital, day, level, sentence};
use crate::finding::{Finding, Fingerprint, Lang, Level, Status};
use crate::report::reminder::{Deadline, Reminder, ReminderState};
use crate::report::told::mask_all;
use crate::report::{RegisterReport, Report};

/// The start of the ids of rules that tell of a deadline.
const DEADLINE: &str = "frist-";

/// How pressing a reminder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Urgency {
    /// Its day is to come, or nobody in the register has to act.
    Coming,
    /// Its day is here or past.
    Pressing,
    /// What closes it is there.
    Closed,
}

/// A reminder in words, not escaped yet.
struct Notice<'a> {
    reminder: &'a Reminder,
    urgency: Urgency,
    /// What is due, with a capital.
    title: String,
    /// What that day is.
    label: Field,
    /// The day with its weekday.
    day: String,
    /// How far away that is.
    distance: String,
    /// Who is told, by name and role.
    told: String,
    /// The roles that nobody holds; empty where there are none.
    vacant: String,
    /// What closes it.
    closes: Cow<'a, str>,
    /// Whether it was told, and who could not be.
    state: String,
}

impl<'a> Notice<'a> {
    fn new(reminder: &'a Reminder, today: NaiveDate, lang: Lang) -> Self {
        let days = (reminder.due - today).num_days();
        // Others let it wait: nothing of the register is late.
        let waits = reminder.deadline == Deadline::Application;
        let titled = if reminder.title.trim().is_empty() { &reminder.subject } else { &reminder.title };
        let people: Vec<String> = reminder
            .to
            .iter()
            .map(|one| format!("{} ({})", mask_all(&one.name), role(lang, &one.role)))
            .collect();
        let (passed, left): (Vec<&String>, Vec<&String>) =
            reminder.vacant.iter().partition(|role| reminder.passed_on.contains(role));
        let roles = |words: &[&String]| {
            sentence::listed(lang, &words.iter().map(|word| role(lang, word)).collect::<Vec<_>>())
        };
        Self {
            reminder,
            urgency: urgency(reminder, days),
            title: capital(&mask_all(titled)),
            label: if waits { Field::Expected } else { Field::Due },
            day: day::day(lang, reminder.due),
            distance: if waits { day::since(lang, days) } else { day::distance(lang, days) },
            told: match people.as_slice() {
                [] => words::nobody(lang).to_owned(),
                people => sentence::listed(lang, people),
            },
            vacant: match (passed.as_slice(), left.as_slice()) {
                ([], []) => String::new(),
                ([], left) => roles(left),
                (passed, []) => words::passed_on(lang, &roles(passed)),
                (passed, left) => format!("{}; {}", roles(left), words::passed_on(lang, &roles(passed))),
            },
            closes: mask_all(&reminder.closed_by),
            state: match reminder.refused.as_slice() {
                [] => words::state(lang, reminder.state).to_owned(),
                names => words::refused(
                    lang,
                    &names.iter().map(|name| mask_all(name).into_owned()).collect::<Vec<_>>(),
                ),
            },
        }
    }

    /// The day and how far away it is: «frist tirsdag 15. juni 2027 (om 14 dager)».
    fn when(&self, lang: Lang) -> String {
        format!("{} {} ({})", self.label.said(lang), self.day, self.distance)
    }

    fn level(&self) -> Level {
        match self.urgency {
            Urgency::Coming | Urgency::Closed => Level::Note,
            Urgency::Pressing => Level::Warning,
        }
    }
}

/// A role as a title; a word of our own in all but hostile registers.
fn role(lang: Lang, word: &str) -> String {
    words::role(lang, &mask_all(word))
}

fn urgency(reminder: &Reminder, days: i64) -> Urgency {
    match (reminder.state, reminder.deadline) {
        (ReminderState::Closed, _) => Urgency::Closed,
        (_, Deadline::Application) => Urgency::Coming,
        (ReminderState::Due | ReminderState::Sent, _) if days > 0 => Urgency::Coming,
        (ReminderState::Due | ReminderState::Sent, _) => Urgency::Pressing,
    }
}

/// What the day comes to; never that nothing is due where nothing was looked at.
pub(super) fn verdict(report: &Report, lang: Lang) -> String {
    let tally = tally(report);
    if report.registers.is_empty() {
        return sentence::no_register(lang).to_owned();
    }
    if tally.standing == 0 && looked_at_nothing(report) {
        return sentence::nothing_looked_at(lang).to_owned();
    }
    words::summary(lang, report.today, &tally)
}

fn looked_at_nothing(report: &Report) -> bool {
    report.registers.is_empty() || report.looked_at.files == 0 || report.looked_at.rules == 0
}

fn tally(report: &Report) -> Tally {
    let standing = |register: &RegisterReport| {
        register
            .reminders
            .iter()
            .filter(|one| one.state != ReminderState::Closed)
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut tally = Tally { registers: report.registers.len(), ..Tally::default() };
    for register in &report.registers {
        let standing = standing(register);
        let late = |one: &&Reminder| one.due < report.today && one.deadline != Deadline::Application;
        tally.concerned += usize::from(!standing.is_empty());
        tally.standing += standing.len();
        tally.untold += standing.iter().filter(|one| one.state == ReminderState::Due).count();
        tally.overdue += standing.iter().filter(late).count();
    }
    tally.found = Counts::of(&report.registers);
    tally
}

/// How the day is to be taken: a reminder never fails a run.
fn mood(report: &Report) -> Mood {
    let tally = tally(report);
    match tally.standing + tally.found.counting() {
        0 if !looked_at_nothing(report) => Mood::Good,
        _ => Mood::Warning,
    }
}

/// The rule to read of first: of the first finding that stands in the way of a reminder.
fn first_rule(report: &Report) -> Option<&String> {
    let registers = super::count::by_path(&report.registers);
    registers.into_iter().flat_map(super::count::by_due).find_map(|reminder| reminder.missing.first())
}

/// The reminders of a register as findings, for formats that know nothing else: a note before the day, a
/// warning from the day on. What is closed is none.
pub(super) fn findings(
    register: &RegisterReport,
    today: NaiveDate,
    lang: Lang,
) -> impl Iterator<Item = Finding> {
    let reminders = super::count::by_due(register).into_iter();
    let open = reminders.filter(|reminder| reminder.state != ReminderState::Closed);
    open.map(move |reminder| {
        let notice = Notice::new(reminder, today, lang);
        let told = format!("{}: {}.", Field::Told.heading(lang), notice.told);
        let rule = format!("{DEADLINE}{}", reminder.deadline.word());
        Finding {
            level: notice.level(),
            status: Status::Existing,
            message: format!("{} – {}", notice.title, notice.when(lang)),
            help: format!("{}\n{told}", notice.closes).trim().to_owned(),
            location: listing::home(register),
            related: Vec::new(),
            requirements: Vec::new(),
            sources: Vec::new(),
            fingerprint: Fingerprint::new(&rule, &register.path, &mask_all(&reminder.subject)),
            waiver: None,
            rule,
        }
    })
}

/// The tests of a register: each reminder is one that is left out with what it says, and where nothing
/// stands and nothing was found, that nothing does is one that passes.
pub(super) fn cases(register: &RegisterReport, today: NaiveDate, lang: Lang) -> Vec<Case> {
    let group = || Field::Deadlines.heading(lang);
    let reminders = super::count::by_due(register).into_iter();
    let open = reminders.filter(|reminder| reminder.state != ReminderState::Closed);
    let mut cases: Vec<Case> = open
        .map(|reminder| {
            let notice = Notice::new(reminder, today, lang);
            let said = format!("{}: {}, {}", level(lang, notice.level()), notice.when(lang), notice.state);
            let rule = reminder.deadline.word();
            let name = format!("{} ({DEADLINE}{rule})", notice.title);
            Case { group: group(), name, outcome: Outcome::Skipped(said) }
        })
        .collect();
    if cases.is_empty() && register.findings.is_empty() {
        let name = words::nothing_stands(lang).to_owned();
        cases.push(Case { group: group(), name, outcome: Outcome::Passed });
    }
    cases
}
