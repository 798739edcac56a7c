//! The record, opened to be read and added to.
//!
//! **Knows**: what is recorded before a letter, after it, and by a run that had nothing to tell.
//! **Does not know**: how letters are sent; what a run does when another one was faster.

use std::path::Path;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use super::note::{Note, State};
use super::person::Once;
use super::{CHANGES, HEARTBEATS, Told, log};
use crate::git::{Ledger, LedgerFile, ObjectId, Repository};
use crate::job::JobError;
use crate::report::letter::{Letter, LetterKind};

/// The record of what was told, in a repository.
///
/// Every addition is on the disk when it returns. One that fails with [`LedgerError::Moved`](crate::git::LedgerError::Moved) was not made,
/// because another run was faster: then nothing more may be sent by this one.
#[derive(Debug)]
pub struct Record {
    ledger: Ledger,
}

impl Record {
    /// Opens the record of the repository that `dir` lies in, to be read.
    pub fn open(dir: &Path) -> Result<Self, JobError> {
        Ok(Self { ledger: Ledger::open(&Repository::open(dir)?)? })
    }

    /// The same for a run that sends; as long as it is open, no other run in this clone can open it so.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Busy`](crate::git::LedgerError::Busy) where another run is at work.
    pub fn open_alone(dir: &Path) -> Result<Self, JobError> {
        Ok(Self { ledger: Ledger::open_alone(&Repository::open(dir)?)? })
    }

    /// The last commit of the record.
    pub fn tip(&self) -> Option<ObjectId> {
        self.ledger.tip()
    }

    /// What was told.
    pub fn told(&self, today: NaiveDate) -> Result<Told, JobError> {
        Ok(Told::read(&self.ledger, today)?)
    }

    /// Records that `letter` is about to be sent.
    pub fn claim(&mut self, letter: &Letter, at: DateTime<FixedOffset>) -> Result<(), JobError> {
        self.add(letter, &Note::of(letter, State::Claimed), at)
    }

    /// Records that `letter` was sent.
    pub fn receipt(&mut self, letter: &Letter, at: DateTime<FixedOffset>) -> Result<(), JobError> {
        self.add(letter, &Note::of(letter, State::Sent), at)
    }

    /// Records that `letter` was refused for good, and why; addresses in `reason` are masked.
    pub fn refused(
        &mut self,
        letter: &Letter,
        reason: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<(), JobError> {
        self.add(letter, &Note::of(letter, State::Refused).because(reason), at)
    }

    fn add(&mut self, letter: &Letter, note: &Note, at: DateTime<FixedOffset>) -> Result<(), JobError> {
        let text = note.write().into_bytes();
        let mut files = vec![LedgerFile { path: note.path(), bytes: text.clone() }];
        if letter.kind == LetterKind::Change && note.state == State::Sent {
            let once = note.entries.iter().map(|entry| Once::new(&entry.key, &letter.to.address).path());
            let mut paths: Vec<String> = once.collect();
            paths.sort();
            paths.dedup();
            files.extend(
                paths
                    .into_iter()
                    .map(|path| LedgerFile { path: format!("{CHANGES}/{path}"), bytes: text.clone() }),
            );
        }
        let message = format!("{} {}", note.state.word(), note.path());
        self.append(&files, &message, at)
    }

    /// Records that a run was here on `day`.
    pub fn heartbeat(&mut self, day: NaiveDate, at: DateTime<FixedOffset>) -> Result<(), JobError> {
        let path = format!("{HEARTBEATS}/{:04}/{:02}-{:02}.txt", day.year(), day.month(), day.day());
        let bytes = format!("dag: {day}\n").into_bytes();
        self.append(&[LedgerFile { path, bytes }], &format!("livstegn {day}"), at)
    }

    fn append(
        &mut self,
        files: &[LedgerFile],
        message: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<(), JobError> {
        self.ledger.append(files, message, at)?;
        Ok(())
    }

    /// The last day, `today` at the latest, on which a run was here.
    pub fn last_heartbeat(&self, today: NaiveDate) -> Result<Option<NaiveDate>, JobError> {
        Ok(super::heartbeats(&self.ledger)?.range(..=today).next_back().copied())
    }

    /// All letters and heartbeats of `since` and later, for people.
    pub fn log(&self, since: NaiveDate) -> Result<log::Log, JobError> {
        Ok(log::read(&self.ledger, since)?)
    }
}
