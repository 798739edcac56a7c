//! The letters of a day: one a person, with all that is told.
//!
//! **Knows**: who gets a letter today and what stands in it, that a letter whose sending was begun goes out
//! again as it was.
//! **Does not know**: what falls due, how a letter looks and is sent.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::key;
use super::pending::Pending;
use crate::job::told::Tell;
use crate::report::letter::{Entry, Letter, LetterKind, Other, Person};
use crate::report::reminder::CalendarDay;
use crate::rule::date::calendar::is_working_day;
use crate::rule::date::recipient::Addressee;

/// What was told before.
pub(super) struct Past<'a> {
    /// Whether the entry of this key was told to the person at this address.
    pub(super) tell: &'a dyn Fn(&str, &str) -> Tell,
    /// Whether the person at this address was sent a reminder on this day.
    pub(super) had_letter_on: &'a dyn Fn(&str, NaiveDate) -> bool,
}

/// Something that is told to a person.
#[derive(Clone, Copy)]
struct Telling<'a> {
    pending: &'a Pending,
    to: &'a Addressee,
}

/// The letters of `day`, the most pressing first: at most one a person, none on a day off.
pub(super) fn letters(pending: &[Pending], day: NaiveDate, past: &Past<'_>) -> Vec<Letter> {
    if !is_working_day(day) {
        return Vec::new();
    }
    let mut sorted: Vec<&Pending> = pending.iter().collect();
    sorted.sort_by(|one, two| one.reminder.order(&two.reminder).then_with(|| one.folder.cmp(&two.folder)));
    let mut people: BTreeMap<String, Vec<Telling<'_>>> = BTreeMap::new();
    for pending in sorted {
        for to in &pending.to {
            people.entry(to.recipient.address.to_lowercase()).or_default().push(Telling { pending, to });
        }
    }
    let mut letters: Vec<Letter> =
        people.iter().filter_map(|(address, tellings)| letter(address, tellings, day, past)).collect();
    let most_pressing = |letter: &Letter| letter.entries[0].due.as_ref().map(|due| due.day);
    letters.sort_by_key(most_pressing);
    letters
}

/// The letter to one person; none where all was told, or a letter of today has told as much as a day may.
fn letter(address: &str, tellings: &[Telling<'_>], day: NaiveDate, past: &Past<'_>) -> Option<Letter> {
    if (past.had_letter_on)(address, day) {
        return None;
    }
    let mut new = Vec::new();
    let mut begun: Option<(String, Vec<Telling<'_>>)> = None;
    for one in tellings {
        match (past.tell)(&one.pending.key, address) {
            Tell::New => new.push(*one),
            Tell::Claimed { id } => match &mut begun {
                None => begun = Some((id, vec![*one])),
                Some((first, others)) if *first == id => others.push(*one),
                // It belongs to another letter, which goes out on another day.
                Some(_) => {}
            },
            Tell::Told | Tell::Refused => {}
        }
    }
    let (id, told) = match begun {
        Some((id, told)) => (Some(id), told),
        None => (None, new),
    };
    let first = told.first()?;
    let id = id.unwrap_or_else(|| first.id(&first.pending.key));
    let mut references: Vec<String> = Vec::new();
    for reference in told.iter().map(|one| one.id(&one.pending.first_key)) {
        if reference != id && !references.contains(&reference) {
            references.push(reference);
        }
    }
    let person = &first.to.recipient;
    let to = Person { name: person.name.clone(), address: person.address.clone(), lang: person.lang };
    Some(Letter {
        id,
        references,
        kind: LetterKind::Reminder,
        day,
        from: first.pending.sender.clone(),
        entries: told.iter().filter_map(|one| one.entry(&to)).collect(),
        to,
    })
}

impl Telling<'_> {
    /// The id of the letter that tells `key` first.
    fn id(&self, key: &str) -> String {
        key::message_id(key, &self.to.recipient.address, &self.pending.domain)
    }

    /// What is told, in the language of the one who reads it.
    fn entry(&self, person: &Person) -> Option<Entry> {
        let Self { pending, to } = *self;
        let said = pending.said.get(&person.lang)?;
        let others = pending.to.iter().filter(|other| other.recipient.address != to.recipient.address);
        let other = |other: &Addressee| Other {
            role: other.recipient.role.clone(),
            name: other.recipient.name.clone(),
        };
        Some(Entry {
            key: pending.key.clone(),
            register: pending.register.clone(),
            title: said.title.clone(),
            due: Some(CalendarDay {
                uid: pending.event.clone(),
                sequence: pending.sequence,
                day: pending.reminder.due,
                register: pending.register.clone(),
                title: said.title.clone(),
                closes: said.closes.clone(),
            }),
            why: said.why.clone(),
            sources: pending.sources.clone(),
            missing: said.missing.clone(),
            changes: Vec::new(),
            closes: said.closes.clone(),
            others: others.map(other).collect(),
            next: pending.next.clone(),
            role: to.recipient.role.clone(),
            stands_in_for: to.stands_in_for.first().cloned(),
        })
    }
}
