//! When a file came into the history.
//!
//! **Knows**: the commits behind a snapshot, the dates of Oslo, where a shallow clone is cut off.
//! **Does not know**: what changed in them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};

use super::error::GitError;
use super::repository::{fault, resolve};
use super::snapshot::{Head, Objects, Snapshot};

/// When a path first stood in a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstCommit {
    /// The day in Oslo on which the earliest commit that holds it was made.
    On(NaiveDate),
    /// Before the history begins: the clone is shallow (`git fetch --unshallow` mends it).
    CutOff,
    /// No commit holds it, or there is no repository.
    Never,
}

impl Snapshot {
    /// When `path` came into the history behind this snapshot: that of its revision, or of `HEAD`
    /// for the index and the work tree. Reads every commit once.
    pub fn first_commit_with(&self, path: &str) -> Result<FirstCommit, GitError> {
        match &self.objects {
            Some(objects) => first_commit(objects, self.head(), path),
            None => Ok(FirstCommit::Never),
        }
    }
}

fn first_commit(objects: &Objects, head: Head, path: &str) -> Result<FirstCommit, GitError> {
    objects.with(|repository| {
        let revision = match head {
            Head::Worktree | Head::Index => "HEAD".to_owned(),
            Head::Revision(id) => id.to_string(),
        };
        let start = match resolve(repository, &revision) {
            Ok(found) if found.head == found.tree => return Ok(FirstCommit::Never),
            Ok(found) => found.head,
            Err(GitError::NoCommits { .. }) => return Ok(FirstCommit::Never),
            Err(error) => return Err(error),
        };
        let mut search = Search { repository, path, known: HashMap::new() };
        search.from(start, &revision)
    })
}

/// A walk through all commits, oldest wanted.
struct Search<'a> {
    repository: &'a gix::Repository,
    path: &'a str,
    /// Whether a tree that was looked at holds the path: commits share trees.
    known: HashMap<gix::ObjectId, bool>,
}

impl Search<'_> {
    fn from(&mut self, start: gix::ObjectId, revision: &str) -> Result<FirstCommit, GitError> {
        let failed = |id: gix::ObjectId, error: &gix::Error| {
            fault(self.repository, revision, format!("commit {id}"), error)
        };
        // A commit at the edge of a shallow clone still names its parents, which are not there.
        let edge = self.repository.shallow_commits().map_err(|error| failed(start, &error))?;
        let edge: HashSet<_> = edge.iter().flat_map(|commits| commits.iter().copied()).collect();
        let mut earliest = None;
        let mut cut_off = false;
        let mut seen = HashSet::from([start]);
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            let commit = self.repository.find_commit(id).map_err(|error| failed(id, &error))?;
            let commit = commit.decode().map_err(|error| failed(id, &error))?;
            let holds = self.holds(commit.tree());
            if holds {
                let seconds = commit.time().map_err(|error| failed(id, &error))?.seconds;
                earliest = Some(earliest.map_or(seconds, |known: i64| known.min(seconds)));
            }
            if edge.contains(&id) {
                cut_off |= holds;
            } else {
                open.extend(commit.parents().filter(|parent| seen.insert(*parent)));
            }
        }
        Ok(match earliest.and_then(oslo_day) {
            _ if cut_off => FirstCommit::CutOff,
            Some(day) => FirstCommit::On(day),
            None => FirstCommit::Never,
        })
    }

    /// Whether the tree `root` holds the path; a tree that cannot be read does not.
    fn holds(&mut self, root: gix::ObjectId) -> bool {
        if let Some(known) = self.known.get(&root) {
            return *known;
        }
        let found = self
            .repository
            .find_tree(root)
            .and_then(|tree| tree.lookup_entry(self.path.split('/').map(str::as_bytes)));
        let holds = found.is_ok_and(|entry| entry.is_some());
        self.known.insert(root, holds);
        holds
    }
}

/// The day in Oslo at a second since 1970: one hour ahead of Greenwich, two in summer, which lasts
/// from the last Sunday of March to that of October, both at 01:00 UTC.
fn oslo_day(seconds: i64) -> Option<NaiveDate> {
    let time: DateTime<Utc> = DateTime::from_timestamp(seconds, 0)?;
    let turn = |month| {
        let last = NaiveDate::from_ymd_opt(time.year(), month, 31)?;
        let sunday = last.checked_sub_days(Days::new(last.weekday().num_days_from_sunday().into()))?;
        Some(sunday.and_hms_opt(1, 0, 0)?.and_utc())
    };
    let summer = turn(3)? <= time && time < turn(10)?;
    time.checked_add_signed(TimeDelta::hours(if summer { 2 } else { 1 })).map(|time| time.date_naive())
}
