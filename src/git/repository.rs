//! A repository, found from a folder in it: opens it and takes snapshots of it.
//!
//! **Knows**: discovery, the environment of hooks, trust, what a revision names, shallow clones.
//! **Does not know**: how files are listed and read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use gix::bstr::ByteSlice;
use gix::discover::upwards;
use gix::objs::Kind as ObjectKind;
use gix::revision::spec::parse::Error as SpecError;

use super::entry::{Listing, ObjectId};
use super::error::{GitError, Named, cause, quoted};
use super::index::{self, Part};
use super::snapshot::{Head, Objects, Snapshot, completeness};
use super::{tree, worktree};

/// How many files a snapshot may hold where nothing else is said.
const ENTRY_LIMIT: usize = 200_000;

/// What the library is told above all configuration. Without the first it decodes the same delta
/// bases over and over (seven times slower than Git); the second is the largest single allocation
/// that an object may cause, 512 MiB, also where the repository belongs to somebody else.
const OVERRIDES: [&str; 2] = ["core.deltaBaseCacheLimit=32m", "gitoxide.objects.allocLimit=512m"];

/// What to look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// The files as they lie in the work tree, tracked or not, without the ignored ones.
    #[default]
    Worktree,
    /// The files as they are staged.
    Index,
    /// The files of a revision: a branch, a tag, an id, `HEAD~3`, `:/text`, …
    Revision(String),
}

/// A repository, or a plain folder that is none.
pub struct Repository {
    root: PathBuf,
    git: Option<gix::ThreadSafeRepository>,
    entry_limit: usize,
}

impl Repository {
    /// Opens the repository that `dir` lies in, as Git would find it from there: `GIT_DIR`,
    /// `GIT_WORK_TREE`, `GIT_INDEX_FILE` and `GIT_CEILING_DIRECTORIES` are heeded. A folder in no
    /// repository is opened too; only its files can be looked at.
    pub fn open(dir: &Path) -> Result<Self, GitError> {
        if !dir.is_dir() {
            return Err(GitError::NoFolder { path: dir.to_owned() });
        }
        let (root, git) = match discover(dir)? {
            Some(git) => (git.work_dir().unwrap_or(git.git_dir()).to_owned(), Some(git)),
            None => (dir.to_owned(), None),
        };
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { &root };
        let root =
            std::path::absolute(root).map_err(|cause| GitError::Io { path: root.to_owned(), cause })?;
        Ok(Self { root, git, entry_limit: ENTRY_LIMIT })
    }

    /// The same, with snapshots of at most `entries` files instead of 200,000.
    #[must_use]
    pub fn with_entry_limit(mut self, entries: usize) -> Self {
        self.entry_limit = entries;
        self
    }

    /// The top of the work tree; of a bare repository, the repository itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder in which this program may keep what is its own, shared by all work trees; none where
    /// there is no repository, or one of somebody else. It need not be there.
    pub fn own_folder(&self) -> Option<PathBuf> {
        let git = self.git.as_ref()?.to_thread_local();
        (git.git_dir_trust() == gix::sec::Trust::Full).then(|| git.common_dir().join("registervakt"))
    }

    /// Whether it is a repository at all.
    pub fn is_repository(&self) -> bool {
        self.git.is_some()
    }

    /// Whether it is a repository without a work tree.
    pub fn is_bare(&self) -> bool {
        self.git.as_ref().is_some_and(|git| git.work_dir().is_none())
    }

    /// Whether its history is cut off (`git clone --depth`).
    pub fn is_shallow(&self) -> bool {
        self.git.as_ref().is_some_and(|git| git.to_thread_local().is_shallow().unwrap_or(false))
    }

    /// Where `path`, a file or folder on disk, lies below the root, with `/` («» for the root
    /// itself); none where it lies outside. Links in it are resolved.
    pub fn locate(&self, path: &Path) -> Option<String> {
        let path = path.canonicalize().ok()?;
        let below = path.strip_prefix(self.root.canonicalize().ok()?).ok()?;
        let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
        Some(parts.collect::<Vec<_>>().join("/"))
    }

    /// The files of `view`.
    pub fn snapshot(&self, view: &View) -> Result<Snapshot, GitError> {
        match view {
            View::Worktree => self.snapshot_of(Head::Worktree),
            View::Index => self.snapshot_of(Head::Index),
            View::Revision(revision) => {
                let repository = self.local()?;
                let found = resolve(&repository, revision)?;
                self.listed(repository, &found)
            }
        }
    }

    /// The files of what is already found.
    pub(super) fn snapshot_of(&self, head: Head) -> Result<Snapshot, GitError> {
        if head == Head::Worktree && !self.is_repository() {
            let files = worktree::list_folder(&self.root, self.entry_limit)?;
            return Ok(Snapshot::new(head, files, &self.root, None));
        }
        let repository = self.local()?;
        let files = match head {
            Head::Worktree => {
                self.require_worktree()?;
                worktree::list(&self.root, &repository, self.entry_limit)?
            }
            Head::Index => {
                if !repository.index_path().is_file() {
                    self.require_worktree()?;
                }
                let mut listing = Listing::new(self.entry_limit);
                let index = index::open(&repository)?;
                index::list(&repository, &index, Part::Staged, &mut listing)?;
                listing.sorted()
            }
            Head::Revision(id) => {
                let found = peel(&repository, &id.to_string(), id.0)?;
                return self.listed(repository, &found);
            }
        };
        Ok(Snapshot::new(head, files, &self.root, Some(Objects::new(repository))))
    }

    /// The files of a revision.
    fn listed(&self, repository: gix::Repository, found: &Found) -> Result<Snapshot, GitError> {
        let mut listing = Listing::new(self.entry_limit);
        tree::list(&repository, found.tree, b"", &mut listing)?;
        Ok(self.snapshot_from(repository, Head::Revision(ObjectId(found.head)), listing))
    }

    /// The snapshot that `listing` names the files of.
    pub(super) fn snapshot_from(
        &self,
        repository: gix::Repository,
        head: Head,
        listing: Listing,
    ) -> Snapshot {
        Snapshot::new(head, listing.sorted(), &self.root, Some(Objects::new(repository)))
    }

    /// How many files are listed at most.
    pub(super) fn entry_limit(&self) -> usize {
        self.entry_limit
    }

    /// A handle of the repository for one thread.
    pub(super) fn local(&self) -> Result<gix::Repository, GitError> {
        match &self.git {
            Some(git) => Ok(git.to_thread_local()),
            None => Err(GitError::NoRepository { path: self.root.clone() }),
        }
    }

    fn require_worktree(&self) -> Result<(), GitError> {
        if self.is_bare() { Err(GitError::Bare { path: self.root.clone() }) } else { Ok(()) }
    }
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.root.display())
    }
}

/// Finds and opens the repository of `dir`; none where there is none.
fn discover(dir: &Path) -> Result<Option<gix::ThreadSafeRepository>, GitError> {
    let mut trust = gix::sec::trust::Mapping::<gix::open::Options>::default();
    for options in [&mut trust.full, &mut trust.reduced] {
        options.modify(|options| {
            let options = options.config_overrides(OVERRIDES).lossy_config(true);
            options.object_store_slots(gix::odb::store::init::Slots::default())
        });
    }
    let upwards = upwards::Options { match_ceiling_dir_or_error: false, ..Default::default() };
    let found = gix::ThreadSafeRepository::discover_with_environment_overrides_opts(dir, upwards, trust);
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) => match error.downcast_any_ref::<upwards::Error>() {
            Some(_) => match broken(dir) {
                Some(path) => Err(GitError::Broken { path, cause: cause(&error) }),
                None => Ok(None),
            },
            None => {
                let path = std::env::var_os("GIT_DIR").map_or_else(|| dir.to_owned(), PathBuf::from);
                Err(GitError::Broken { path, cause: cause(&error) })
            }
        },
    }
}

/// Something called `.git` round `dir` that is no repository, though it was one: a file that
/// points nowhere, or a folder that has lost some of its parts. To take the folder for one
/// without Git would list what is ignored.
fn broken(dir: &Path) -> Option<PathBuf> {
    let dir = dir.canonicalize().ok()?;
    dir.ancestors().map(|folder| folder.join(".git")).find(|git| {
        let lost = || std::fs::read_dir(git).is_ok_and(|mut parts| parts.next().is_some());
        git.symlink_metadata().is_ok_and(|found| !found.is_dir() || lost())
            && gix::discover::is_git(git).is_err()
    })
}

/// What a revision names.
pub(super) struct Found {
    /// The commit, or the tree where it names none.
    pub(super) head: gix::ObjectId,
    /// Its tree.
    pub(super) tree: gix::ObjectId,
}

/// Finds the tree that `revision` names.
pub(super) fn resolve(repository: &gix::Repository, revision: &str) -> Result<Found, GitError> {
    require_files(repository)?;
    // The library panics on the way back through a history whose edge it cannot read.
    edge(repository, revision)?;
    let id =
        repository.rev_parse_single(revision).map_err(|error| unresolved(repository, revision, &error))?;
    peel(repository, revision, id.detach())
}

/// Refuses a repository that stores branches and tags in a form that the library cannot read.
pub(super) fn require_files(repository: &gix::Repository) -> Result<(), GitError> {
    let config = repository.config_snapshot();
    match config.string("extensions.refStorage").filter(|format| format != "files") {
        Some(format) => Err(GitError::RefStorage { format: format.to_string() }),
        None => Ok(()),
    }
}

/// Finds the tree of the object `head`, which `revision` names.
fn peel(repository: &gix::Repository, revision: &str, mut head: gix::ObjectId) -> Result<Found, GitError> {
    loop {
        let failed = |kind: &str, error: &gix::Error| {
            let object = format!("{kind} {head}");
            fault(repository, revision, object, error)
        };
        let object = repository.find_object(head).map_err(|error| failed("object", &error))?;
        match object.kind {
            ObjectKind::Commit => {
                let tree = object.into_commit().tree_id().map_err(|error| failed("commit", &error))?.detach();
                repository
                    .find_tree(tree)
                    .and_then(|tree| tree.decode().map(|_| ()))
                    .map_err(|error| fault(repository, revision, format!("tree {tree}"), &error))?;
                return Ok(Found { head, tree });
            }
            ObjectKind::Tree => {
                object.into_tree().decode().map_err(|error| failed("tree", &error))?;
                return Ok(Found { head, tree: head });
            }
            ObjectKind::Tag => {
                head = object.into_tag().target_id().map_err(|error| failed("tag", &error))?.detach();
            }
            ObjectKind::Blob => {
                return Err(GitError::NoCommit { revision: revision.to_owned(), named: Named::File });
            }
        }
    }
}

/// The commits at the edge of a shallow clone. They still name their parents, which are not there.
pub(super) fn edge(repository: &gix::Repository, revision: &str) -> Result<HashSet<gix::ObjectId>, GitError> {
    let edge = repository.shallow_commits().map_err(|error| GitError::Damaged {
        revision: revision.to_owned(),
        object: "the file `shallow`".to_owned(),
        cause: cause(&error),
    })?;
    Ok(edge.iter().flat_map(|commits| commits.iter().copied()).collect())
}

/// Names the failure to read an object that a revision needs.
pub(super) fn fault(
    repository: &gix::Repository,
    revision: &str,
    object: String,
    error: &gix::Error,
) -> GitError {
    let revision = revision.to_owned();
    if !error.is_not_found() {
        return GitError::Damaged { revision, object, cause: cause(error) };
    }
    if is_cut_off(repository, &revision) {
        return GitError::CutOff { revision };
    }
    GitError::Missing { revision, object, clone: completeness(repository) }
}

/// Tells why a revision names nothing.
fn unresolved(repository: &gix::Repository, revision: &str, error: &gix::Error) -> GitError {
    let asked = revision.to_owned();
    if let Some(SpecError::AmbiguousPrefix { .. }) = error.downcast_any_ref() {
        return GitError::AmbiguousRevision { revision: asked };
    }
    let start = start(revision);
    if let Ok(head) = repository.head()
        && head.is_unborn()
        && (start == "HEAD" || head.referent_name().is_some_and(|name| name.shorten() == start))
    {
        return GitError::NoCommits { revision: asked };
    }
    if error.is_corrupted() {
        return GitError::Damaged { revision: asked, object: start.to_owned(), cause: cause(error) };
    }
    if is_cut_off(repository, revision) {
        return GitError::CutOff { revision: asked };
    }
    if let Ok(mut reference) = repository.find_reference(start)
        && let Ok(id) = reference.follow_to_object()
        && let Err(error) = id.object()
    {
        return fault(repository, revision, format!("object {id}"), &error);
    }
    let remote_branch = format!("origin/{revision}");
    let remedy = if repository.find_reference(&format!("refs/remotes/{remote_branch}")).is_ok() {
        Some(format!("git branch {} {}", quoted(revision), quoted(&remote_branch)))
    } else if is_id(repository, start) {
        has_remote(repository, "origin").then(|| format!("git fetch origin {start}"))
    } else {
        start.split_once('/').and_then(|(remote, branch)| fetch_command(repository, remote, branch))
    };
    GitError::UnknownRevision { revision: asked, cause: cause(error), remedy }
}

/// The command that fetches `branch` from `remote`; none where there is no such remote or no such
/// name. It says where the branch is to be kept, for a clone of one branch fetches no other; and
/// it fetches all that a shallow clone left out.
pub(super) fn fetch_command(repository: &gix::Repository, remote: &str, branch: &str) -> Option<String> {
    let kept = format!("refs/remotes/{remote}/{branch}");
    let is_name = gix::refs::FullName::try_from(kept.as_str()).is_ok();
    if !is_name || !has_remote(repository, remote) {
        return None;
    }
    let unshallow = if repository.is_shallow().unwrap_or(false) { "--unshallow " } else { "" };
    Some(format!("git fetch {unshallow}{} {}", quoted(remote), quoted(&format!("{branch}:{kept}"))))
}

fn has_remote(repository: &gix::Repository, name: &str) -> bool {
    repository.remote_names().contains(name.as_bytes().as_bstr())
}

/// Whether `revision` is a whole id.
fn is_id(repository: &gix::Repository, revision: &str) -> bool {
    revision.len() == repository.object_hash().len_in_hex()
        && revision.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The branch, tag or id that a revision sets out from.
fn start(revision: &str) -> &str {
    let start = revision.split(['~', '^', ':', '@']).next().unwrap_or_default();
    if start.is_empty() { "HEAD" } else { start }
}

/// Whether what `revision` names may lie beyond the end of a shallow clone: a whole id that is not
/// there, or a step back from what is there.
fn is_cut_off(repository: &gix::Repository, revision: &str) -> bool {
    let start = start(revision);
    let goes_back = start.len() < revision.len() && repository.rev_parse_single(start).is_ok();
    (is_id(repository, revision) || goes_back) && repository.is_shallow().unwrap_or(false)
}
