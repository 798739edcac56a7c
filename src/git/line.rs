//! The main branch, commit by commit: what was approved, and on which day.
//!
//! **Knows**: first parents, the days on which commits were made, where a shallow clone is cut off.
//! **Does not know**: what changed in a commit, what it means.

use chrono::NaiveDate;

use super::entry::ObjectId;
use super::error::GitError;
use super::history::oslo_day;
use super::range::main_branch;
use super::repository::{Repository, edge, fault, resolve};
use super::snapshot::Head;
use super::{Base, Origin, Pair, Range};

/// So many commits older than asked for are looked at before the walk ends: clocks go wrong, and one commit with
/// an old date does not make all before it old.
const DOUBTFUL: usize = 5;

/// So many names in folders that differ are looked at to tell what a commit touches.
const MOST_NAMES: usize = 10_000;

/// The last commits of a branch, each with the first parent that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The last commit.
    pub tip: ObjectId,
    /// The commits that changed any file, the earliest first; those without a parent are left out.
    pub steps: Vec<Step>,
    /// Whether the clone is shallow and ends within the time that was asked for.
    pub is_cut_off: bool,
}

/// A commit and what it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The commit.
    pub id: ObjectId,
    /// Its first parent.
    pub parent: ObjectId,
    /// The day in Oslo on which the commit was made.
    pub day: NaiveDate,
}

impl Repository {
    /// The commits of `branch`, here or as it was last fetched, that were made on `since` or later; where there
    /// is no such branch, those of `HEAD`. What lies before is not read.
    pub fn line(&self, branch: &str, since: NaiveDate) -> Result<Line, GitError> {
        let repository = self.local()?;
        let reference = match main_branch(&repository, branch) {
            Ok((_, reference)) => reference,
            Err(GitError::NoMainBranch { .. }) => "HEAD".to_owned(),
            Err(error) => return Err(error),
        };
        let tip = resolve(&repository, &reference)?.head;
        let edge = edge(&repository, &reference)?;
        let failed = |id: gix::ObjectId, error: &gix::Error| {
            fault(&repository, &reference, format!("commit {id}"), error)
        };
        let read = |id: gix::ObjectId| {
            let commit = repository.find_commit(id).map_err(|error| failed(id, &error))?;
            let commit = commit.decode().map_err(|error| failed(id, &error))?;
            let day = commit.time().ok().and_then(|time| oslo_day(time.seconds));
            Ok::<_, GitError>((commit.tree(), commit.parents().next(), day))
        };
        let mut line = Line { tip: ObjectId(tip), steps: Vec::new(), is_cut_off: false };
        let (mut id, mut older) = (tip, 0);
        let (mut tree, mut parent, mut day) = read(tip)?;
        while older < DOUBTFUL {
            let is_old = day.is_some_and(|day| day < since);
            older = if is_old { older + 1 } else { 0 };
            let Some(above) = parent else { break };
            if edge.contains(&id) {
                line.is_cut_off = !is_old;
                break;
            }
            let before = read(above)?;
            // A commit without a day that can be read was made when the one before it was, or now.
            if let Some(day) = day.or(before.2).filter(|day| *day >= since && tree != before.0) {
                line.steps.push(Step { id: ObjectId(id), parent: ObjectId(above), day });
            }
            id = above;
            (tree, parent, day) = before;
        }
        line.steps.reverse();
        Ok(line)
    }

    /// The snapshots of two commits.
    pub fn pair_of(&self, base: ObjectId, head: ObjectId) -> Result<Pair, GitError> {
        let base = Base { id: base, name: base.to_string(), origin: Origin::Asked };
        self.pair(&Range { base, head: Head::Revision(head) })
    }

    /// The paths of the files that a commit touched; none where they are too many to tell. Only folders that
    /// differ are read.
    pub fn touched(&self, step: &Step) -> Result<Option<Vec<String>>, GitError> {
        let repository = self.local()?;
        let root = |id: ObjectId| resolve(&repository, &id.to_string()).map(|found| found.tree);
        let mut open = vec![(String::new(), Some(root(step.parent)?), Some(root(step.id)?))];
        let mut touched = Vec::new();
        let mut left = MOST_NAMES;
        while let Some((path, before, after)) = open.pop() {
            let [mut before, after] = [before, after].map(|tree| names(&repository, tree));
            let Some(rest) = left.checked_sub(before.len() + after.len()) else { return Ok(None) };
            left = rest;
            let mut pairs: Vec<(String, [Option<Name>; 2])> = Vec::new();
            for (name, now) in after {
                let then = before.remove(&name);
                pairs.push((name, [then, Some(now)]));
            }
            pairs.extend(before.into_iter().map(|(name, then)| (name, [Some(then), None])));
            for (name, sides) in pairs.into_iter().filter(|(_, [then, now])| then != now) {
                let path = if path.is_empty() { name } else { format!("{path}/{name}") };
                let [then, now] = sides.map(|side| side.and_then(|name| name.is_folder.then_some(name.id)));
                if sides.into_iter().flatten().any(|name| !name.is_folder) {
                    touched.push(path.clone());
                }
                if then.is_some() || now.is_some() {
                    open.push((path, then, now));
                }
            }
        }
        touched.sort();
        Ok(Some(touched))
    }
}

/// What stands under a name in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    id: gix::ObjectId,
    is_folder: bool,
}

/// What stands in a folder; nothing in one that cannot be read, for which the snapshots have words.
fn names(
    repository: &gix::Repository,
    tree: Option<gix::ObjectId>,
) -> std::collections::BTreeMap<String, Name> {
    let Some(tree) = tree.filter(|tree| !tree.is_empty_tree()) else { return Default::default() };
    let Ok(found) = repository.find_tree(tree) else { return Default::default() };
    let Ok(decoded) = found.decode() else { return Default::default() };
    let named = decoded.entries.iter().map(|entry| {
        let name = Name { id: entry.oid.to_owned(), is_folder: entry.mode.is_tree() };
        (entry.filename.to_string(), name)
    });
    named.collect()
}
