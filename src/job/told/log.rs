//! The record for people: letters and heartbeats, day by day.
//!
//! **Knows**: what became of each letter in the end.
//! **Does not know**: how it is shown.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::heartbeats;
use super::note::{self, Note, NoteFault, State};
use crate::git::{Ledger, LedgerError};
use crate::report::told::{Addressee, Event, Telling, ToldLetter, ToldState};

/// What was told, letter by letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    /// What the record tells of, by day: letters by id, then the heartbeat. The texts were written by whoever
    /// may write to the repository.
    pub tellings: Vec<Telling>,
    /// The files that could not be understood.
    pub faults: Vec<NoteFault>,
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
    // A claim that a later run made good is no letter of its own.
    let done: BTreeSet<String> =
        letters.values().filter(|note| note.state != State::Claimed).map(|note| note.id.clone()).collect();
    let is_told = |note: &Note| note.state != State::Claimed || !done.contains(&note.id);
    let letters = letters.into_values().filter(is_told).map(telling);
    let beats = heartbeats(ledger)?.into_iter().filter(|day| *day >= since);
    let beats = beats.map(|day| Telling { day, event: Event::Heartbeat });
    let mut tellings: Vec<Telling> = letters.chain(beats).collect();
    tellings.sort_by_key(|telling| telling.day);
    Ok(Log { tellings, faults })
}

fn telling(note: Note) -> Telling {
    let (mut registers, mut what, mut roles) = (Vec::new(), Vec::new(), Vec::new());
    for entry in note.entries {
        let words = if entry.what.is_empty() { entry.key } else { entry.what };
        for (list, word) in [(&mut registers, entry.register), (&mut what, words), (&mut roles, entry.role)] {
            if !word.is_empty() && !list.contains(&word) {
                list.push(word);
            }
        }
    }
    let state = match note.state {
        State::Claimed => ToldState::Claimed,
        State::Refused => ToldState::Refused,
        State::Sent => ToldState::Sent,
    };
    let to = Addressee { role: roles.join(", "), name: note.name, address: note.address };
    Telling { day: note.day, event: Event::Letter(ToldLetter { id: note.id, registers, what, to, state }) }
}
