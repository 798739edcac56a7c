//! The record for people: one row a letter.
//!
//! **Knows**: what became of each letter in the end.
//! **Does not know**: how rows are shown.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::note::{self, Note, NoteFault, State};
use crate::git::{Ledger, LedgerError};
use crate::report::letter::LetterKind;

/// What was told, letter by letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    /// The letters, by day and id.
    pub rows: Vec<LogRow>,
    /// The files that could not be understood.
    pub faults: Vec<NoteFault>,
}

/// A letter in the log. The texts were written by whoever may write to the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// The day, in Oslo.
    pub day: NaiveDate,
    /// The `Message-ID` without angle brackets.
    pub id: String,
    /// What kind of letter.
    pub kind: LetterKind,
    /// What it told: register and deadline or change, each entry once.
    pub what: Vec<String>,
    /// The roles by which the person was told.
    pub roles: Vec<String>,
    /// The person's name.
    pub name: String,
    /// As much of the address as may be shown.
    pub address: String,
    /// What became of it.
    pub state: State,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// Reads the log from `since` on.
pub(super) fn read(ledger: &Ledger, since: NaiveDate) -> Result<Log, LedgerError> {
    let (notes, faults) = note::read_since(ledger, since)?;
    let mut letters: BTreeMap<(NaiveDate, String), Note> = BTreeMap::new();
    for note in notes {
        match letters.entry((note.day, note.id.clone())) {
            Entry::Vacant(place) => {
                place.insert(note);
            }
            Entry::Occupied(mut known) if note.state > known.get().state => {
                known.insert(note);
            }
            Entry::Occupied(_) => {}
        }
    }
    // A claim that a later run made good is no row of its own.
    let done: BTreeSet<String> =
        letters.values().filter(|note| note.state != State::Claimed).map(|note| note.id.clone()).collect();
    let is_told = |note: &Note| note.state != State::Claimed || !done.contains(&note.id);
    Ok(Log { rows: letters.into_values().filter(is_told).map(row).collect(), faults })
}

fn row(note: Note) -> LogRow {
    let (mut what, mut roles) = (Vec::new(), Vec::new());
    for entry in note.entries {
        for (list, word) in [(&mut what, entry.what), (&mut roles, entry.role)] {
            if !word.is_empty() && !list.contains(&word) {
                list.push(word);
            }
        }
    }
    LogRow {
        day: note.day,
        id: note.id,
        kind: note.kind,
        what,
        roles,
        name: note.name,
        address: note.address,
        state: note.state,
        reason: note.reason,
    }
}
