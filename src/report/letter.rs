//! A letter (mail) to one person: what falls due, or what a change asks of that person.
//!
//! **Knows**: what a letter says, as data, in the language of the one who gets it.
//! **Does not know**: who must be told when, how a letter is laid out, how it is sent.

use chrono::NaiveDate;

use crate::finding::{Citation, Lang};
use crate::report::reminder::CalendarDay;

/// One letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its `Message-ID` without angle brackets: the same whenever the same is told to the same person.
    pub id: String,
    /// The `Message-ID`s of the letters that it goes on from, without angle brackets.
    pub references: Vec<String>,
    /// What it is about.
    pub kind: LetterKind,
    /// The day it is written, in Oslo.
    pub day: NaiveDate,
    /// The address it comes from.
    pub from: String,
    /// Who gets it.
    pub to: Person,
    /// What it tells, the most pressing first; never empty.
    pub entries: Vec<Entry>,
}

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterKind {
    /// What falls due.
    Reminder,
    /// What a change asks of the one who gets it.
    Change,
    /// That the reminders have stopped.
    Watchdog,
    /// A draft for an authority: a person sends it, never the tool.
    Draft,
}

/// Who a letter is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name; may hold anything.
    pub name: String,
    /// The address; may hold anything until it is sent.
    pub address: String,
    /// The language the person reads.
    pub lang: Lang,
}

/// One thing that a letter tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from all others: register, deadline or change, subject and rung.
    pub key: String,
    /// The register's short name, or its name.
    pub register: String,
    /// What it is about, such as «årsrapport for 2026», as it stands within a sentence.
    pub title: String,
    /// The day it is due; none for the notice of a change.
    pub due: Option<CalendarDay>,
    /// Why it is asked for, in one or two sentences.
    pub why: String,
    /// The texts it rests on.
    pub sources: Vec<Citation>,
    /// What is missing already now, one sentence each.
    pub missing: Vec<String>,
    /// What changed, for the notice of a change.
    pub changes: Vec<Difference>,
    /// What closes it, with the very lines to paste; may have several lines.
    pub closes: String,
    /// Who else is told, each by role and name.
    pub others: Vec<Other>,
    /// What comes next, and when, unless it is closed.
    pub next: Option<Next>,
    /// The role by which this person is told.
    pub role: String,
    /// The role that nobody holds, where this person is told instead.
    pub stands_in_for: Option<String>,
}

/// What changed, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What changed, in words.
    pub what: String,
    /// How it was; none where it is new.
    pub before: Option<String>,
    /// How it is; none where it is gone.
    pub after: Option<String>,
}

/// Another person who is told the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Other {
    /// By which role.
    pub role: String,
    /// The name.
    pub name: String,
}

/// The next rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The day it falls on, in Oslo.
    pub day: NaiveDate,
    /// The roles that are told then.
    pub roles: Vec<String>,
}
