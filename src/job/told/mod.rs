//! What was told to whom, as the record in the repository says.
//!
//! **Knows**: claims and receipts, what an earlier run told, that a claim without a receipt is told again.
//! **Does not know**: what falls due, how letters are sent.
//!
//! | path in the record | what it is |
//! |---|---|
//! | `varsler/<yyyy>/<mm-dd>/<id>.krav` | a claim: this letter is about to be sent |
//! | `varsler/<yyyy>/<mm-dd>/<id>.kvittering` | a receipt: it was sent |
//! | `varsler/<yyyy>/<mm-dd>/<id>.avvist` | it was refused for good |
//! | `endringer/<two digits>/<digits>` | this notice of a change was sent to this person, once and for all |
//! | `livstegn/<yyyy>/<mm-dd>.txt` | a run was here that day |

mod log;
mod note;
mod person;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::git::{Ledger, LedgerError, ReadError};
use crate::report::letter::{Letter, LetterKind};
use crate::report::told::ToldState;

pub use log::Log;
pub use note::NoteFault;
pub use record::Record;

use note::{Note, State};
use person::{Once, PersonId};

/// So many days back letters are read: longer than any rung stands, and than all rungs of a deadline last.
const DAYS: u64 = 180;

/// So much of the record is read at most, in bytes of its files.
const LARGEST_RECORD: usize = 64 * 1024 * 1024;

/// The folder of letters.
const LETTERS: &str = "varsler";
/// The folder of what is told once and for all.
const CHANGES: &str = "endringer";
/// The folder of heartbeats.
const HEARTBEATS: &str = "livstegn";

/// What earlier runs told.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// How each entry stands with each person.
    entries: BTreeMap<(PersonId, String), Standing>,
    /// The notices of changes that were sent.
    once: BTreeSet<Once>,
    /// Who was sent a reminder on which day.
    days: BTreeSet<(PersonId, NaiveDate)>,
    /// The days that each deadline was told to be due.
    dues: BTreeMap<String, BTreeSet<NaiveDate>>,
    faults: Vec<NoteFault>,
}

/// How an entry stands with a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    /// What is certain wins: a receipt over a refusal over a claim.
    state: State,
    /// Of the same, the latest.
    day: NaiveDate,
    id: String,
}

/// Whether an entry was told to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tell {
    /// Never.
    New,
    /// A run set out to tell it and may have died before it did: it is told again in a letter of this id.
    Claimed {
        /// The `Message-ID` without angle brackets.
        id: String,
    },
    /// It was.
    Told,
    /// The person's mail server refused it for good.
    Refused,
}

impl Told {
    /// Nothing was told yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads what was told in the 180 days before `today` or later, and all that is told but once. What
    /// cannot be understood is left out and stands among the [`faults`](Told::faults).
    ///
    /// # Errors
    ///
    /// Where a folder of the record cannot be read: then nobody can know what was told.
    pub fn read(ledger: &Ledger, today: NaiveDate) -> Result<Self, LedgerError> {
        let since = today.checked_sub_days(Days::new(DAYS)).unwrap_or(NaiveDate::MIN);
        let (notes, faults) = note::read_since(ledger, since)?;
        let mut told = Self { faults, ..Self::default() };
        notes.into_iter().for_each(|note| told.take(note));
        for folder in ledger.folders(CHANGES)? {
            let names = ledger.files(&format!("{CHANGES}/{folder}"))?;
            told.once.extend(names.iter().filter_map(|name| Once::of_name(name)));
        }
        Ok(told)
    }

    /// Takes in what became of `letter`, as the record tells it from then on.
    pub fn add(&mut self, letter: &Letter, state: ToldState) {
        let state = match state {
            ToldState::Claimed => State::Claimed,
            ToldState::Sent => State::Sent,
            ToldState::Refused => State::Refused,
        };
        let note = Note::of(letter, state);
        if note.kind == LetterKind::Change && state == State::Sent {
            self.once.extend(note.entries.iter().map(|entry| Once::new(&entry.key, &letter.to.address)));
        }
        self.take(note);
    }

    fn take(&mut self, note: Note) {
        let is_reminder = note.kind == LetterKind::Reminder;
        if is_reminder && note.state == State::Sent {
            self.days.insert((note.person, note.day));
        }
        for entry in note.entries {
            if let Some((thread, due)) = thread_of(&entry.key).filter(|_| note.state != State::Refused) {
                self.dues.entry(thread.to_owned()).or_default().insert(due);
            }
            let standing = Standing { state: note.state, day: note.day, id: note.id.clone() };
            let known = self.entries.entry((note.person, entry.key)).or_insert_with(|| standing.clone());
            if standing > *known {
                *known = standing;
            }
        }
    }

    /// Whether the entry `key` was told to the person at `address`.
    pub fn tell(&self, key: &str, address: &str) -> Tell {
        let key = note::key(key);
        if self.once.contains(&Once::new(&key, address)) {
            return Tell::Told;
        }
        match self.entries.get(&(PersonId::of(address), key)) {
            None => Tell::New,
            Some(Standing { state: State::Claimed, id, .. }) => Tell::Claimed { id: id.clone() },
            Some(Standing { state: State::Refused, .. }) => Tell::Refused,
            Some(Standing { state: State::Sent, .. }) => Tell::Told,
        }
    }

    /// Whether the person at `address` was sent a reminder on `day`.
    pub fn had_letter_on(&self, address: &str, day: NaiveDate) -> bool {
        self.days.contains(&(PersonId::of(address), day))
    }

    /// How many other days than `due` the deadline `thread` (`<register>/<deadline>/<subject>`) was told to be
    /// due on, to whomever.
    pub fn sequence(&self, thread: &str, due: NaiveDate) -> u32 {
        let others = self.dues.get(thread).map_or(0, |days| days.iter().filter(|day| **day != due).count());
        u32::try_from(others).unwrap_or(u32::MAX)
    }

    /// The files of the record that could not be understood.
    pub fn faults(&self) -> &[NoteFault] {
        &self.faults
    }
}

/// The days on which a run was here, in order.
fn heartbeats(ledger: &Ledger) -> Result<BTreeSet<NaiveDate>, LedgerError> {
    let mut days = BTreeSet::new();
    for year in ledger.folders(HEARTBEATS)? {
        let names = ledger.files(&format!("{HEARTBEATS}/{year}"))?;
        let day = |name: &String| format!("{year}-{}", name.split('.').next()?).parse::<NaiveDate>().ok();
        days.extend(names.iter().filter_map(day));
    }
    Ok(days)
}

/// The deadline and the day it is due out of a key; none for the notice of a change.
fn thread_of(key: &str) -> Option<(&str, NaiveDate)> {
    let mut parts = key.rsplitn(3, '/');
    parts.next()?.parse::<i32>().ok()?;
    let due = parts.next()?.parse().ok()?;
    Some((parts.next()?, due))
}

/// What was read, as long as it does not grow without end.
struct Budget(usize);

impl Budget {
    fn spend(&mut self, bytes: usize) -> Result<(), LedgerError> {
        let limit = LARGEST_RECORD as u64;
        self.0 =
            self.0.checked_sub(bytes).ok_or(ReadError::TooLarge { size: limit + bytes as u64, limit })?;
        Ok(())
    }
}
