//! When a file came into the history.
//!
//! **Knows**: the commits behind a snapshot, the dates of Oslo, where a shallow clone is cut off.
//! **Does not know**: what changed in them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};

use super::error::GitError;
use super::repository::{edge, fault, resolve};
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
        let edge = edge(self.repository, revision)?;
        let mut earliest = None;
        let mut cut_off = false;
        let mut seen = HashSet::from([start]);
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            let commit = self.repository.find_commit(id).map_err(|error| failed(id, &error))?;
            let commit = commit.decode().map_err(|error| failed(id, &error))?;
            let holds = self.holds(commit.tree());
            if holds {
                // A clock may have been so wrong that there is no such day; other commits still count.
                let day = commit.time().ok().and_then(|time| oslo_day(time.seconds));
                earliest = earliest.into_iter().chain(day).min();
            }
            if edge.contains(&id) {
                cut_off |= holds;
            } else {
                open.extend(commit.parents().filter(|parent| seen.insert(*parent)));
            }
        }
        Ok(match earliest {
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
pub(super) fn oslo_day(seconds: i64) -> Option<NaiveDate> {
    let time: DateTime<Utc> = DateTime::from_timestamp(seconds, 0)?;
    let turn = |month| {
        let last = NaiveDate::from_ymd_opt(time.year(), month, 31)?;
        let sunday = last.checked_sub_days(Days::new(last.weekday().num_days_from_sunday().into()))?;
        Some(sunday.and_hms_opt(1, 0, 0)?.and_utc())
    };
    let summer = turn(3)? <= time && time < turn(10)?;
    time.checked_add_signed(TimeDelta::hours(if summer { 2 } else { 1 })).map(|time| time.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(utc: &str, expected: &str) {
        let seconds = DateTime::parse_from_rfc3339(utc).unwrap().timestamp();
        assert_eq!(oslo_day(seconds).unwrap().to_string(), expected, "{utc}");
    }

    #[test]
    fn days_turn_at_midnight_in_oslo() {
        check("2025-12-31T22:59:59Z", "2025-12-31");
        check("2025-12-31T23:00:00Z", "2026-01-01");
        check("2026-06-30T21:59:59Z", "2026-06-30");
        check("2026-06-30T22:00:00Z", "2026-07-01");
        check("2026-03-28T23:00:00Z", "2026-03-29");
        check("2026-03-29T22:00:00Z", "2026-03-30");
        check("2026-10-24T22:00:00Z", "2026-10-25");
        check("2026-10-25T22:59:59Z", "2026-10-25");
        check("2026-10-25T23:00:00Z", "2026-10-26");
    }

    #[test]
    fn a_second_without_a_day_has_none() {
        assert_eq!(oslo_day(i64::MAX), None);
        assert_eq!(oslo_day(i64::MIN), None);
        assert_eq!(oslo_day(0).unwrap().to_string(), "1970-01-01");
    }
}
