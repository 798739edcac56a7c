//! The record: files that are only ever added, in a line of commits of its own.
//!
//! **Knows**: `refs/registervakt/varsler`, how it is read, added to and merged with what another clone recorded.
//! **Does not know**: what the files say.
//!
//! What is read is the union of two lines: the clone's own, and the one that was fetched beside it. What is
//! written is kept in memory until it is published at once: all objects first, then the one reference, and
//! only if it still stands where it stood when the record was opened.

mod error;
mod publish;
mod union;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::rc::Rc;

use chrono::{DateTime, FixedOffset};
use gix::bstr::{BString, ByteSlice};
use gix::objs::tree::EntryKind;

use super::ancestry::{Commit, Meeting, meet};
use super::entry::{ObjectId, name_fault};
use super::error::{ReadError, cause};
use super::repository::{Repository, edge, require_files};
use super::snapshot::completeness;

pub use error::LedgerError;
use publish::Publication;
use union::{Addition, Stored, Union};

/// Where the record of this clone lies.
const OWN: &str = "refs/registervakt/varsler";

/// Where a workflow fetches the record of another clone.
const FETCHED: &str = "refs/registervakt/fjern/varsler";

/// Who adds to it, whoever runs the program.
const NAME: &str = "registervakt";
/// The address of the same, which is nobody's.
const ADDRESS: &str = "registervakt@localhost";

/// The largest file of the record that is read, in bytes.
const LARGEST_FILE: u64 = 4 * 1024 * 1024;
/// The largest folder that is read, in bytes of its tree object: some 50,000 names.
const LARGEST_FOLDER: u64 = 4 * 1024 * 1024;
/// The largest commit that is read, in bytes.
const LARGEST_COMMIT: u64 = 1024 * 1024;
/// So many commits are looked at to tell which of two lines is ahead; beyond, they count as apart, and a
/// merge is right in any case.
const FARTHEST: usize = 100_000;

/// A file that is added to the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerFile {
    /// Its path, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a folder holds.
type Folder = BTreeMap<BString, Stored>;

/// The record as it stood when it was opened, with what was added since by this very one.
pub struct Ledger {
    /// What is written to it stays in memory until it is published.
    repository: gix::Repository,
    /// Where the reference stood when it was last read or moved by us.
    own: Option<gix::ObjectId>,
    /// What the next commit is made from: none, one, or two lines that were apart.
    parents: Vec<gix::ObjectId>,
    /// All files.
    tree: gix::ObjectId,
    /// The folder that was listed last, by its path.
    listed: RefCell<Option<(String, Rc<Folder>)>>,
    /// Held by the one run that may send; the system lets go of it when the program ends, however it ends.
    turn: Option<File>,
}

impl Ledger {
    /// Opens the record for reading and adding. Nothing is written before [`Ledger::append`].
    pub fn open(repository: &Repository) -> Result<Self, LedgerError> {
        let mut repository = repository.local()?;
        require_files(&repository)?;
        repository.objects.enable_object_memory();
        let own = publish::tip(&repository, OWN)?;
        let fetched = publish::tip(&repository, FETCHED)?;
        let mut parents: Vec<gix::ObjectId> = own.into_iter().chain(fetched).collect();
        if let [one, other] = parents[..] {
            parents = ahead(&repository, one, other).map_or(parents, |tip| vec![tip]);
        }
        let empty = gix::ObjectId::empty_tree(repository.object_hash());
        let mut ledger =
            Self { repository, own, parents, tree: empty, listed: RefCell::default(), turn: None };
        ledger.tree = match ledger.parents[..] {
            [] => empty,
            [tip] => ledger.tree_of(tip)?,
            [one, other, ..] => {
                let other = Stored::folder(ledger.tree_of(other)?);
                Union::new(&ledger.repository)
                    .of(Stored::folder(ledger.tree_of(one)?), Addition::Stored(other))?
            }
        };
        Ok(ledger)
    }

    /// The same for a run that sends: as long as it is open, no other run in this clone can open it so.
    pub fn open_alone(repository: &Repository) -> Result<Self, LedgerError> {
        let turn = repository.own_folder().map(|folder| publish::take_turn(&folder)).transpose()?;
        let mut ledger = Self::open(repository)?;
        ledger.turn = turn;
        Ok(ledger)
    }

    /// Whether this run alone may send, as far as this clone goes.
    pub fn is_alone(&self) -> bool {
        self.turn.is_some()
    }

    /// The last commit of the record; none where nothing was recorded yet.
    pub fn tip(&self) -> Option<ObjectId> {
        self.own.map(ObjectId)
    }

    /// The names of the files in `folder` («» for the top), sorted; none where there is no such folder.
    /// What is no plain file under a plain name is left out.
    pub fn files(&self, folder: &str) -> Result<Vec<String>, ReadError> {
        self.names(folder, is_file)
    }

    /// The names of the folders in `folder`.
    pub fn folders(&self, folder: &str) -> Result<Vec<String>, ReadError> {
        self.names(folder, |kind| kind == EntryKind::Tree)
    }

    fn names(&self, folder: &str, wanted: impl Fn(EntryKind) -> bool) -> Result<Vec<String>, ReadError> {
        let entries = self.list(folder)?;
        let wanted =
            entries.iter().filter(|(name, stored)| wanted(stored.kind) && name_fault(name).is_none());
        Ok(wanted.filter_map(|(name, _)| name.to_str().ok().map(str::to_owned)).collect())
    }

    /// The bytes of the file at `path`, at most 4 MiB; none where there is no such file.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let found = self.list(folder)?.get(name.as_bytes().as_bstr()).copied();
        let Some(Stored { id, .. }) = found.filter(|found| is_file(found.kind)) else { return Ok(None) };
        within(&self.repository, id, LARGEST_FILE)?;
        let blob = self.repository.find_blob(id).map_err(|error| unread(&self.repository, id, &error))?;
        Ok(Some(blob.detach().data))
    }

    /// What `folder` holds. The last one that was listed is known: its files are read one after the other.
    fn list(&self, folder: &str) -> Result<Rc<Folder>, ReadError> {
        if let Some((_, known)) = self.listed.borrow().as_ref().filter(|(path, _)| path == folder) {
            return Ok(Rc::clone(known));
        }
        let mut found = read_folder(&self.repository, self.tree)?;
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            let next = found.get(part.as_bytes().as_bstr()).filter(|next| next.kind == EntryKind::Tree);
            found = next.map(|next| read_folder(&self.repository, next.id)).transpose()?.unwrap_or_default();
        }
        let found = Rc::new(found);
        *self.listed.borrow_mut() = Some((folder.to_owned(), Rc::clone(&found)));
        Ok(found)
    }

    /// Adds files by one commit, at the time `at`, and gives the new tip. What stands at a path already stays:
    /// of two different files under one path both are kept, one of them as `path~id`. Where nothing is new,
    /// nothing is written. A line that was fetched beside the own one is merged first.
    ///
    /// When this returns, all lies safely on the disk. When it fails, nothing was added.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Moved`] where another run has added to the record since it was opened.
    pub fn append(
        &mut self,
        files: &[LedgerFile],
        message: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<Option<ObjectId>, LedgerError> {
        let addition = self.addition(files)?;
        let tree = Union::new(&self.repository).of(Stored::folder(self.tree), addition)?;
        let mut parents = self.parents.clone();
        if parents.len() > 1 {
            parents = vec![self.commit(self.tree, parents, "varsler: to linjer er flettet", at)?];
        }
        if tree != self.tree {
            parents = vec![self.commit(tree, parents, message, at)?];
        }
        let tip = parents.first().copied();
        if let Some(tip) = tip.filter(|tip| Some(*tip) != self.own) {
            let publication = Publication { expected: self.own, tip, committer: signature(at) };
            publication.publish(&mut self.repository)?;
        }
        (self.own, self.parents, self.tree) = (tip, parents, tree);
        self.listed.take();
        Ok(self.tip())
    }

    /// The files as folders within folders, their bytes written to memory.
    fn addition(&self, files: &[LedgerFile]) -> Result<Addition, LedgerError> {
        let mut top = BTreeMap::new();
        for file in files {
            let bad = || LedgerError::Path { path: file.path.clone() };
            if file.bytes.len() as u64 > LARGEST_FILE {
                return Err(bad());
            }
            let mut parts: Vec<&str> = file.path.split('/').collect();
            let name = parts.pop().unwrap_or_default();
            if parts.iter().chain([&name]).any(|part| name_fault(part.as_bytes()).is_some()) {
                return Err(bad());
            }
            let blob = self.repository.write_blob(&file.bytes).map_err(|error| LedgerError::write(&error))?;
            let mut folder = &mut top;
            for part in parts {
                let below =
                    folder.entry(BString::from(part)).or_insert_with(|| Addition::Folder(BTreeMap::new()));
                let Addition::Folder(below) = below else { return Err(bad()) };
                folder = below;
            }
            if folder.insert(BString::from(name), Addition::Stored(Stored::file(blob.detach()))).is_some() {
                return Err(bad());
            }
        }
        Ok(Addition::Folder(top))
    }

    /// Makes a commit, in memory.
    fn commit(
        &self,
        tree: gix::ObjectId,
        parents: Vec<gix::ObjectId>,
        message: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<gix::ObjectId, LedgerError> {
        let commit = gix::objs::Commit {
            tree,
            parents: parents.into_iter().collect(),
            author: signature(at),
            committer: signature(at),
            encoding: None,
            message: message.replace('\0', "").into(),
            extra_headers: Vec::new(),
        };
        Ok(self.repository.write_object(&commit).map_err(|error| LedgerError::write(&error))?.detach())
    }

    /// The tree of a commit.
    fn tree_of(&self, commit: gix::ObjectId) -> Result<gix::ObjectId, LedgerError> {
        within(&self.repository, commit, LARGEST_COMMIT)?;
        let found =
            self.repository.find_commit(commit).and_then(|found| found.tree_id().map(|tree| tree.detach()));
        Ok(found.map_err(|error| unread(&self.repository, commit, &error))?)
    }
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{OWN} at {:?}", self.own)
    }
}

fn signature(at: DateTime<FixedOffset>) -> gix::actor::Signature {
    let time = gix::date::Time { seconds: at.timestamp(), offset: at.offset().local_minus_utc() };
    gix::actor::Signature { name: NAME.into(), email: ADDRESS.into(), time }
}

/// Which of two commits the other is an ancestor of; none where each holds what the other does not, or where
/// that cannot be told.
fn ahead(repository: &gix::Repository, one: gix::ObjectId, other: gix::ObjectId) -> Option<gix::ObjectId> {
    let edge = edge(repository, OWN).ok()?;
    let mut left = FARTHEST;
    let meeting = meet([one, other], |id| {
        left = left.checked_sub(1).ok_or(())?;
        within(repository, id, LARGEST_COMMIT).map_err(|_| ())?;
        let commit = repository.find_commit(id).map_err(|_| ())?;
        let commit = commit.decode().map_err(|_| ())?;
        let parents: Vec<_> = commit.parents().collect();
        let cut_off = !parents.is_empty() && edge.contains(&id);
        Ok::<_, ()>(Commit { parents, time: commit.time().map_or(0, |time| time.seconds), cut_off })
    });
    match meeting {
        Ok(Meeting::At { best, .. }) if best == one => Some(other),
        Ok(Meeting::At { best, .. }) if best == other => Some(one),
        Ok(Meeting::At { .. } | Meeting::Nowhere | Meeting::CutOff) | Err(()) => None,
    }
}

/// Refuses an object that is larger than `limit`; nothing of it is read.
fn within(repository: &gix::Repository, id: gix::ObjectId, limit: u64) -> Result<(), ReadError> {
    let header = repository.find_header(id).map_err(|error| unread(repository, id, &error))?;
    if header.size() > limit { Err(ReadError::TooLarge { size: header.size(), limit }) } else { Ok(()) }
}

/// What a tree holds, each name once.
fn read_folder(repository: &gix::Repository, id: gix::ObjectId) -> Result<Folder, ReadError> {
    if id.is_empty_tree() {
        return Ok(Folder::new());
    }
    within(repository, id, LARGEST_FOLDER)?;
    let tree = repository.find_tree(id).map_err(|error| unread(repository, id, &error))?;
    let tree = tree.decode().map_err(|error| unread(repository, id, &error))?;
    let stored = |entry: &gix::objs::tree::EntryRef<'_>| {
        (entry.filename.to_owned(), Stored { kind: entry.mode.kind(), id: entry.oid.to_owned() })
    };
    Ok(tree.entries.iter().map(stored).collect())
}

fn is_file(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Blob | EntryKind::BlobExecutable)
}

fn unread(repository: &gix::Repository, id: gix::ObjectId, error: &gix::Error) -> ReadError {
    let object = ObjectId(id);
    if error.is_not_found() {
        ReadError::Missing { object, clone: completeness(repository) }
    } else {
        ReadError::Damaged { object, cause: cause(error) }
    }
}
