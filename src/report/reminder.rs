//! What falls due in a register, who must act, and what closes it.
//!
//! **Knows**: the deadlines by name, the rungs on which people are reminded, the states of a reminder.
//! **Does not know**: when a deadline falls, who holds a role, how a letter is worded.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::finding::Lang;

/// What can fall due, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadline {
    /// The extension (utsettelse) of an annual report is to be applied for.
    Extension,
    /// The annual report (årsrapport) is to be delivered.
    AnnualReport,
    /// Interactive results are to be published.
    Results,
    /// The coverage analysis (dekningsgradsanalyse) is to be there.
    Coverage,
    /// Half-year results (halvårstall) are to be published.
    HalfYear,
    /// The term of a council member ends.
    Term,
    /// A waiver (unntak) ends.
    Waiver,
    /// The record of processing (protokoll, GDPR article 30) turns three years.
    Record,
    /// An application (søknad) waits for an answer.
    Application,
    /// A duty (plikt) that a change released is open.
    Duty,
    /// Registration under a change starts, and its approval is missing.
    Registration,
}

impl Deadline {
    /// All, in their order.
    pub const ALL: [Self; 11] = [
        Self::Extension,
        Self::AnnualReport,
        Self::Results,
        Self::Coverage,
        Self::HalfYear,
        Self::Term,
        Self::Waiver,
        Self::Record,
        Self::Application,
        Self::Duty,
        Self::Registration,
    ];

    /// The word in JSON and in the record of what was sent.
    pub fn word(self) -> &'static str {
        match self {
            Self::Extension => "utsettelse",
            Self::AnnualReport => "aarsrapport",
            Self::Results => "resultater",
            Self::Coverage => "dekningsgrad",
            Self::HalfYear => "halvaarstall",
            Self::Term => "medlem",
            Self::Waiver => "unntak",
            Self::Record => "protokoll",
            Self::Application => "soeknad",
            Self::Duty => "plikt",
            Self::Registration => "registrering",
        }
    }
}

/// Something that falls due in a register, on the rung on which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// What falls due.
    pub deadline: Deadline,
    /// Of what: a reporting year, a member's name, a rule, a record.
    pub subject: String,
    /// The same in words, such as «årsrapport for 2026».
    pub title: String,
    /// The day it is due, in Oslo.
    pub due: NaiveDate,
    /// The rung, in days from the day it is due: below zero before it, above zero after.
    pub rung: i32,
    /// Who is told on this rung.
    pub to: Vec<Recipient>,
    /// The roles of this rung that nobody holds.
    pub vacant: Vec<String>,
    /// Those of them for which the next role up is told.
    pub passed_on: Vec<String>,
    /// The names of those whose letter was refused for good.
    pub refused: Vec<String>,
    /// The rules of the findings that stand in the way.
    pub missing: Vec<String>,
    /// What closes it.
    pub closed_by: String,
    /// The `Message-ID` of the letter to the first of [`Reminder::to`], without angle brackets.
    pub message_id: String,
    /// Whether it was told.
    pub state: ReminderState,
}

impl Reminder {
    /// The most pressing first: by day, then by deadline and subject.
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |one: &Self| (one.due, one.deadline, one.rung);
        key(self).cmp(&key(other)).then_with(|| self.subject.cmp(&other.subject))
    }
}

/// A person who is told, in one role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recipient {
    /// The role by which the person is told.
    pub role: String,
    /// The person's name.
    pub name: String,
    /// The person's address. It stands in no output and in no log.
    pub address: String,
    /// The language the person reads.
    pub lang: Lang,
}

/// Whether a reminder was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReminderState {
    /// It is to be told.
    Due,
    /// All who are to be told were told.
    Sent,
    /// What closes it is there.
    Closed,
}

impl ReminderState {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Sent => "sent",
            Self::Closed => "closed",
        }
    }
}

/// A deadline as a calendar shows it: an event of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDay {
    /// What tells it from all others, whenever it falls: stays the same when the day moves.
    pub uid: String,
    /// How often the day was moved.
    pub sequence: u32,
    /// The day, in Oslo.
    pub day: NaiveDate,
    /// The register's short name, or its name.
    pub register: String,
    /// What falls due, in words.
    pub title: String,
    /// What closes it.
    pub closes: String,
}
