//! One file of the record: that a letter is about to be sent, was sent, or was refused.
//!
//! **Knows**: its lines (`key: value`), how they are written and read, that anybody may have written them.
//! **Does not know**: which letters there are.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::person::{PersonId, digits_of};
use super::{Budget, LARGEST_RECORD, LETTERS};
use crate::finding::Lang;
use crate::git::{Ledger, LedgerError, ReadError};
use crate::report::letter::{Letter, LetterKind};
use crate::report::told::{mask, mask_all};

/// The longest value in a line, in characters.
const LONGEST: usize = 300;

/// What became of a letter, in rising order of what is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum State {
    Claimed,
    Refused,
    Sent,
}

impl State {
    const ALL: [Self; 3] = [Self::Claimed, Self::Refused, Self::Sent];

    /// The end of the file's name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Claimed => "krav",
            Self::Refused => "avvist",
            Self::Sent => "kvittering",
        }
    }
}

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) state: State,
    /// The `Message-ID` without angle brackets.
    pub(super) id: String,
    pub(super) day: NaiveDate,
    pub(super) kind: LetterKind,
    pub(super) name: String,
    /// The address as far as it may be shown.
    pub(super) address: String,
    pub(super) person: PersonId,
    pub(super) entries: Vec<NoteEntry>,
    /// Why it was refused.
    pub(super) reason: Option<String>,
}

/// What a letter tells, in the record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NoteEntry {
    pub(super) key: String,
    pub(super) role: String,
    pub(super) register: String,
    pub(super) what: String,
}

/// A file of the record that cannot be understood; it counts for nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteFault {
    /// Its path in the record.
    pub path: String,
}

impl NoteFault {
    /// What is wrong, for people.
    pub fn message(&self, lang: Lang) -> String {
        let path = &self.path;
        match lang {
            Lang::Nb => format!("{path} i loggen over sendte varsler kan ikke forstås og teller ikke."),
            Lang::Nn => format!("{path} i loggen over sende varsel kan ikkje forståast og tel ikkje."),
            Lang::En => {
                format!("{path} in the record of what was sent cannot be understood and does not count.")
            }
        }
    }
}

impl Note {
    /// What is recorded of `letter`.
    pub(super) fn of(letter: &Letter, state: State) -> Self {
        let entry = |entry: &crate::report::letter::Entry| NoteEntry {
            key: key(&entry.key),
            role: line(&entry.role),
            register: line(&entry.register),
            what: line(&entry.title),
        };
        Self {
            state,
            id: plain(&letter.id),
            day: letter.day,
            kind: letter.kind,
            name: line(&letter.to.name),
            address: line(&mask(&letter.to.address)),
            person: PersonId::of(&letter.to.address),
            entries: letter.entries.iter().map(entry).collect(),
            reason: None,
        }
    }

    /// The same with why it was refused, without addresses.
    pub(super) fn because(mut self, reason: &str) -> Self {
        self.reason = Some(line(reason));
        self
    }

    /// Where it lies in the record.
    pub(super) fn path(&self) -> String {
        format!("{}/{}.{}", folder(self.day), stem(&self.id), self.state.word())
    }

    /// Its text.
    pub(super) fn write(&self) -> String {
        let person = self.person.to_string();
        let day = self.day.to_string();
        let mut lines = vec![
            ("id", self.id.as_str()),
            ("dag", &day),
            ("slag", kind_word(self.kind)),
            ("navn", &self.name),
            ("adresse", &self.address),
            ("person", &person),
        ];
        lines.extend(self.reason.as_deref().map(|reason| ("grunn", reason)));
        for entry in &self.entries {
            lines.extend([("noekkel", entry.key.as_str()), ("rolle", &entry.role)]);
            lines.extend([("register", entry.register.as_str()), ("hva", &entry.what)]);
        }
        lines.into_iter().map(|(key, value)| format!("{key}: {value}\n")).collect()
    }

    /// What the text of a note says; none where it says no note. Lines it does not know are passed over.
    fn read(state: State, text: &str) -> Option<Self> {
        let (mut id, mut day, mut kind, mut person) = (None, None, None, None);
        let (mut name, mut address, mut reason) = (String::new(), String::new(), None);
        let mut entries: Vec<NoteEntry> = Vec::new();
        for (key, written) in text.lines().filter_map(|line| line.split_once(": ")) {
            let value = line(written);
            match (key, entries.last_mut()) {
                ("id", _) => id = Some(plain(written)),
                ("dag", _) => day = value.parse().ok(),
                ("slag", _) => kind = KINDS.into_iter().find(|kind| kind_word(*kind) == value),
                ("navn", _) => name = value,
                ("adresse", _) => address = mask(&value),
                ("person", _) => person = PersonId::read(&value),
                ("grunn", _) => reason = Some(value),
                ("noekkel", _) => entries.push(NoteEntry { key: self::key(written), ..NoteEntry::default() }),
                ("rolle", Some(entry)) => entry.role = value,
                ("register", Some(entry)) => entry.register = value,
                ("hva", Some(entry)) => entry.what = value,
                _ => {}
            }
        }
        let (id, day, kind, person) = (id?, day?, kind?, person?);
        (!entries.is_empty()).then_some(Self { state, id, day, kind, name, address, person, entries, reason })
    }
}

/// All letters from `since` on, by day and name; and the files that are none.
pub(super) fn read_since(
    ledger: &Ledger,
    since: NaiveDate,
) -> Result<(Vec<Note>, Vec<NoteFault>), LedgerError> {
    let mut notes = Vec::new();
    let mut faults = Vec::new();
    let mut budget = Budget(LARGEST_RECORD);
    for year in ledger.folders(LETTERS)? {
        if year.parse().is_ok_and(|year: i32| year < since.year()) {
            continue;
        }
        for day in ledger.folders(&format!("{LETTERS}/{year}"))? {
            let path = format!("{LETTERS}/{year}/{day}");
            match format!("{year}-{day}").parse::<NaiveDate>() {
                Ok(date) if date < since => {}
                Ok(date) if folder(date) == path => {
                    read_day(ledger, date, &mut budget, (&mut notes, &mut faults))?;
                }
                Ok(_) | Err(_) => faults.push(NoteFault { path }),
            }
        }
    }
    Ok((notes, faults))
}

/// Reads the letters of a day; claims only of those that no file says more of.
fn read_day(
    ledger: &Ledger,
    day: NaiveDate,
    budget: &mut Budget,
    (notes, faults): (&mut Vec<Note>, &mut Vec<NoteFault>),
) -> Result<(), LedgerError> {
    let folder = folder(day);
    let names = ledger.files(&folder)?;
    let mut named: Vec<(&str, Option<(&str, State)>)> =
        names.iter().map(|name| (name.as_str(), split(name))).collect();
    named.sort_by_key(|(_, found)| found.is_some_and(|(_, state)| state == State::Claimed));
    let mut settled = BTreeSet::new();
    for (name, found) in named {
        let path = format!("{folder}/{name}");
        budget.spend(path.len())?;
        let Some((stem, state)) = found else {
            faults.push(NoteFault { path });
            continue;
        };
        if state == State::Claimed && settled.contains(stem) {
            continue;
        }
        let bytes = match ledger.read(&path) {
            Ok(bytes) => bytes.unwrap_or_default(),
            // Somebody's file that nobody would write counts for nothing; a file that is lost is another matter.
            Err(ReadError::TooLarge { .. }) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        budget.spend(bytes.len())?;
        let note = std::str::from_utf8(&bytes).ok().and_then(|text| Note::read(state, text));
        match note.filter(|note| note.day == day && self::stem(&note.id) == stem) {
            Some(note) => {
                if state != State::Claimed {
                    settled.insert(stem);
                }
                notes.push(note);
            }
            None => faults.push(NoteFault { path }),
        }
    }
    Ok(())
}

/// The letter and the state that a file's name tells; one that was set aside tells the same.
fn split(name: &str) -> Option<(&str, State)> {
    let (stem, end) = name.split('~').next()?.split_once('.')?;
    let state = State::ALL.into_iter().find(|state| state.word() == end)?;
    Some((stem, state))
}

fn folder(day: NaiveDate) -> String {
    format!("{LETTERS}/{:04}/{:02}-{:02}", day.year(), day.month(), day.day())
}

/// The name of a letter's files: the digits that its id begins with, or others that tell it from all others.
fn stem(id: &str) -> String {
    let digits = id.split('@').next().unwrap_or_default();
    let is_hex = (16..=64).contains(&digits.len())
        && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    if is_hex { digits.to_owned() } else { digits_of(id) }
}

/// A key as the record holds it: one line, and where it is longer than anybody wants to read, its beginning
/// and what tells it from all others.
pub(super) fn key(key: &str) -> String {
    let plain: String = key.chars().map(|sign| if sign.is_control() { '\u{fffd}' } else { sign }).collect();
    let plain = plain.trim();
    if plain.chars().count() <= LONGEST {
        return plain.to_owned();
    }
    let start: String = plain.chars().take(LONGEST - 40).collect();
    format!("{start}…{}", digits_of(plain))
}

/// A value as the record holds it: one line, not too long, without a whole address.
fn line(value: &str) -> String {
    plain(&mask_all(value))
}

/// A value as one line, not too long.
fn plain(value: &str) -> String {
    let signs = value.chars().map(|sign| if sign.is_control() { ' ' } else { sign });
    let plain: String = signs.take(4 * LONGEST).collect();
    let plain = plain.trim();
    if plain.chars().count() <= LONGEST {
        return plain.to_owned();
    }
    format!("{}…", plain.chars().take(LONGEST - 1).collect::<String>())
}

const KINDS: [LetterKind; 4] =
    [LetterKind::Reminder, LetterKind::Change, LetterKind::Watchdog, LetterKind::Draft];

fn kind_word(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Reminder => "paaminnelse",
        LetterKind::Change => "endring",
        LetterKind::Watchdog => "vakt",
        LetterKind::Draft => "utkast",
    }
}
