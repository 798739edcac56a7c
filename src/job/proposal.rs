//! The two sides of a review in a repository, and the registers that the change touches.
//!
//! **Knows**: how base and head are found, which registers a differing file belongs to, which register of the
//! base became which of the head.
//! **Does not know**: what is asked of a register, what a change means.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::cache::Cache;
use crate::document::Limits;
use crate::document::tree::{self, Node};
use crate::git::{self, Difference, Origin, Pair, Range, Repository, View};
use crate::job::JobError;
use crate::job::check::SnapshotFiles;
use crate::job::gather::{HOME, Library, home_of};
use crate::source::Source;

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// The last common point with the main branch, and HEAD.
    Proposal,
    /// Two revisions, as written: `main..proposal`.
    Range(String),
    /// HEAD and the index.
    Staged,
}

/// The main branch, where no register names another.
pub(crate) const MAIN_BRANCH: &str = "main";

/// A repository and the two sides that are compared in it.
pub(crate) struct Proposal {
    /// Where both lie.
    pub(crate) repository: Repository,
    /// What they are.
    pub(crate) range: Range,
    /// Their files.
    pub(crate) pair: Pair,
    /// The main branch, as the registers call it.
    pub(crate) main_branch: String,
}

/// A register on both sides; one of them may lack it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Twin {
    /// Its folder at HEAD.
    pub(crate) head: Option<String>,
    /// Its folder at BASE.
    pub(crate) base: Option<String>,
}

/// Which registers a review looks at, and whether what stood there before counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those that the change touches; where there is but one register, that one.
    Touched,
    /// All.
    All,
}

impl Proposal {
    /// Opens the repository that `dir` lies in, and finds both sides.
    pub(crate) fn open(dir: &Path, compared: &Compared) -> Result<Self, JobError> {
        let repository = Repository::open(dir)?;
        let (range, main_branch) = match compared {
            Compared::Staged => {
                let range = repository.staged()?;
                let main_branch = match range.base.origin {
                    Origin::Nothing => MAIN_BRANCH.to_owned(),
                    _ => main_branch(&repository, "HEAD")?,
                };
                (range, main_branch)
            }
            Compared::Range(words) => (repository.range(Some(words), MAIN_BRANCH)?, MAIN_BRANCH.to_owned()),
            Compared::Proposal => {
                let main_branch = main_branch(&repository, "HEAD")?;
                (repository.range(None, &main_branch)?, main_branch)
            }
        };
        let pair = repository.pair(&range)?;
        Ok(Self { repository, range, pair, main_branch })
    }

    /// What earlier runs found out of unchanged files.
    pub(crate) fn cache(&self) -> Cache {
        self.repository.own_folder().map_or_else(Cache::none, |folder| Cache::open(&folder))
    }

    /// The registers to look at, by folder.
    pub(crate) fn twins(&self, base: &Library<'_>, head: &Library<'_>, reach: Reach) -> Vec<Twin> {
        twins(&self.pair, base, head, reach)
    }
}

/// The registers to look at in a pair of snapshots, by folder.
pub(crate) fn twins(pair: &Pair, base: &Library<'_>, head: &Library<'_>, reach: Reach) -> Vec<Twin> {
    let twins = pair_up(base, head);
    if reach == Reach::All || twins.len() <= 1 {
        return twins;
    }
    let differences = pair.differences();
    let touched: BTreeSet<&str> =
        differences.iter().flat_map(|difference| sides(difference)).map(|(path, _)| path).collect();
    let folders: BTreeSet<&str> =
        twins.iter().flat_map(|twin| [&twin.head, &twin.base]).flatten().map(String::as_str).collect();
    let owners: BTreeSet<&str> = touched.iter().filter_map(|path| owner(path, &folders)).collect();
    let homeless: Vec<&str> =
        touched.iter().copied().filter(|path| owner(path, &folders).is_none()).collect();
    let is_touched = |twin: &Twin| {
        let owns =
            |folder: &Option<String>| folder.as_ref().is_some_and(|folder| owners.contains(folder.as_str()));
        let names = || twin.head.as_ref().is_some_and(|folder| names_one_of(head, folder, &homeless));
        owns(&twin.head) || owns(&twin.base) || names()
    };
    twins.iter().filter(|twin| is_touched(twin)).cloned().collect()
}

/// The folders among `paths` that hold a register's file.
pub(crate) fn homes<'a>(paths: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let folder = |path: &'a str| match path.rsplit_once('/') {
        Some((folder, HOME)) => Some(folder),
        None if path == HOME => Some(""),
        Some(_) | None => None,
    };
    paths.into_iter().filter_map(folder).collect()
}

/// Whether one of `paths` lies in one of `folders`, or is spoken of by a register of `library`.
pub(crate) fn touches_register(library: &Library<'_>, folders: &BTreeSet<&str>, paths: &[&str]) -> bool {
    paths.iter().any(|path| owner(path, folders).is_some())
        || library.registers().iter().any(|folder| names_one_of(library, folder, paths))
}

/// The branch that the first register which names one calls the main branch.
pub(crate) fn main_branch(repository: &Repository, revision: &str) -> Result<String, JobError> {
    let snapshot = repository.snapshot(&View::Revision(revision.to_owned()))?;
    let files = SnapshotFiles::new(&snapshot);
    let cache = Cache::none();
    let library = Library::new(&files, Limits::default(), &cache);
    // In a repository of many registers that all name none, it takes long to parse what says nothing.
    let says_one = |folder: &String| library.home_text(folder).is_some_and(|text| text.contains("hovedgren"));
    let named = library.registers().into_iter().filter(says_one).find_map(|folder| {
        let home = library.home(&folder)?;
        Some(home.at("registervakt.hovedgren")?.text()?.trim().to_owned()).filter(|name| !name.is_empty())
    });
    Ok(named.unwrap_or_else(|| MAIN_BRANCH.to_owned()))
}

/// The paths of a difference, at most two.
fn sides<'a>(difference: &Difference<'a>) -> impl Iterator<Item = (&'a str, &'a git::Entry)> + use<'a> {
    [difference.before, difference.after].into_iter().flatten().map(|entry| (entry.path.as_str(), entry))
}

/// The innermost of `folders` that holds `path`.
pub(crate) fn owner<'a>(path: &str, folders: &BTreeSet<&'a str>) -> Option<&'a str> {
    let mut folder = path;
    loop {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        if let Some(found) = folders.get(folder) {
            return Some(found);
        }
        if folder.is_empty() {
            return None;
        }
    }
}

/// Whether the register speaks of a file that lies in no register, as far as its name goes.
fn names_one_of(library: &Library<'_>, folder: &str, paths: &[&str]) -> bool {
    let Some(text) = library.home_text(folder) else { return false };
    paths.iter().any(|path| text.contains(path.rsplit('/').next().unwrap_or(path)))
}

/// Which register of the base became which of the head: the one in the same folder, else the one of the same
/// name that was moved.
fn pair_up(base: &Library<'_>, head: &Library<'_>) -> Vec<Twin> {
    let mut gone: BTreeSet<String> = base.registers().into_iter().collect();
    let mut twins = Vec::new();
    let mut fresh = Vec::new();
    for folder in head.registers() {
        match gone.take(&folder) {
            Some(base) => twins.push(Twin { head: Some(folder), base: Some(base) }),
            None => fresh.push(folder),
        }
    }
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in gone {
        by_name.entry(name(base, &folder)).or_default().push(folder);
    }
    for folder in fresh {
        let moved = by_name.get_mut(&name(head, &folder)).and_then(Vec::pop);
        twins.push(Twin { head: Some(folder), base: moved });
    }
    twins.extend(by_name.into_values().flatten().map(|folder| Twin { head: None, base: Some(folder) }));
    twins.sort();
    twins
}

/// What the register in `folder` is called; one without a name is like no other.
fn name(library: &Library<'_>, folder: &str) -> String {
    let home = library.home(folder);
    let text = |path: &str| home.as_ref().and_then(|home| Some(home.at(path)?.text()?.trim().to_owned()));
    text("register.navn").filter(|name| !name.is_empty()).unwrap_or_else(|| format!("/{folder}"))
}

impl Library<'_> {
    /// The text of the `register.toml` in `folder`.
    pub(crate) fn home_text(&self, folder: &str) -> Option<String> {
        Some(self.text(&home_of(folder)).ok()?.source.text().to_owned())
    }

    /// What the `register.toml` in `folder` says.
    fn home(&self, folder: &str) -> Option<Node> {
        tree::parse(&Source::new(HOME, self.home_text(folder)?)).ok()
    }
}
