//! Two snapshots of one repository, and the files in which they differ.
//!
//! **Knows**: which files are the very same, by what they are and by the ids of their bytes.
//! **Does not know**: what was renamed, and what a difference means.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::entry::{Entry, Kind, Listing, ObjectId};
use super::error::GitError;
use super::range::Range;
use super::repository::{Repository, resolve};
use super::snapshot::{Head, Snapshot};
use super::tree;

/// The snapshots of both sides of a range.
#[derive(Debug)]
pub struct Pair {
    /// What the proposal is judged against.
    pub base: Snapshot,
    /// The proposal.
    pub head: Snapshot,
}

/// A path at which two snapshots do not hold the same; one of the sides may hold nothing.
#[derive(Debug, Clone, Copy)]
pub struct Difference<'a> {
    /// What the base holds.
    pub before: Option<&'a Entry>,
    /// What the head holds.
    pub after: Option<&'a Entry>,
}

impl Repository {
    /// Lists the files of both sides of `range`.
    pub fn pair(&self, range: &Range) -> Result<Pair, GitError> {
        Ok(Pair {
            base: self.snapshot_of(Head::Revision(range.base.id))?,
            head: self.snapshot_of(range.head)?,
        })
    }
}

impl Repository {
    /// The same of two commits, with the files in `folders` only; no other folder is read.
    pub fn pair_within(
        &self,
        [base, head]: [ObjectId; 2],
        folders: &BTreeSet<&str>,
    ) -> Result<Pair, GitError> {
        Ok(Pair { base: self.snapshot_within(base, folders)?, head: self.snapshot_within(head, folders)? })
    }

    fn snapshot_within(&self, commit: ObjectId, folders: &BTreeSet<&str>) -> Result<Snapshot, GitError> {
        let repository = self.local()?;
        let root = resolve(&repository, &commit.to_string())?.tree;
        let lies_within = |inner: &str, outer: &str| {
            outer.is_empty() || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
        };
        let outermost = folders
            .iter()
            .filter(|folder| !folders.iter().any(|other| other != *folder && lies_within(folder, other)));
        let mut listing = Listing::new(self.entry_limit());
        for folder in outermost {
            let tree = match *folder {
                "" => Some(root),
                folder => repository
                    .find_tree(root)
                    .and_then(|tree| tree.lookup_entry(folder.split('/').map(str::as_bytes)))
                    .ok()
                    .flatten()
                    .filter(|entry| entry.mode().is_tree())
                    .map(|entry| entry.object_id()),
            };
            if let Some(tree) = tree {
                tree::list(&repository, tree, folder.as_bytes(), &mut listing)?;
            }
        }
        Ok(self.snapshot_from(repository, Head::Revision(commit), listing))
    }
}

impl Pair {
    /// The files in which both differ, by path; nothing is read. What cannot be told to be the
    /// same (a file in conflict, a folder that cannot be listed) differs. A rename is a file that
    /// went and one that came, with the same [`Entry::blob`] where nothing else was changed.
    pub fn differences(&self) -> Vec<Difference<'_>> {
        let (mut before, mut after) = (self.base.files(), self.head.files());
        let mut found = Vec::new();
        loop {
            let order = match (before, after) {
                ([], []) => return found,
                ([_, ..], []) => Ordering::Less,
                ([], [_, ..]) => Ordering::Greater,
                ([old, ..], [new, ..]) => old.bytes().cmp(new.bytes()),
            };
            let old = if order.is_le() { before.split_off_first() } else { None };
            let new = if order.is_ge() { after.split_off_first() } else { None };
            if !old.zip(new).is_some_and(|(old, new)| are_same(old, new)) {
                found.push(Difference { before: old, after: new });
            }
        }
    }
}

/// Whether two entries at one path surely hold the same.
fn are_same(old: &Entry, new: &Entry) -> bool {
    let is_told = |entry: &Entry| entry.kind != Kind::Closed && !entry.conflicted;
    is_told(old)
        && is_told(new)
        && old.kind == new.kind
        && old.fault == new.fault
        && old.blob.is_some()
        && old.blob == new.blob
}
