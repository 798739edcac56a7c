//! One file of a snapshot, and the list that a snapshot gathers them in.
//!
//! **Knows**: what a name may be, in which order files stand, how many there may be.
//! **Does not know**: where entries come from and how they are read.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use super::error::GitError;

/// The longest path that is listed, in bytes; what lies below a longer one is not entered.
const LONGEST_PATH: usize = 4_096;

/// How long paths may be on average before a listing is refused, in bytes: bounds the memory that
/// a hostile tree of long names can take.
const AVERAGE_PATH: usize = 256;

/// The id of an object: the same id, the same bytes. It prints as hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub(super) gix::ObjectId);

impl ObjectId {
    /// The id as bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// An id of this one and `bytes` together, which no object has.
    pub fn with(&self, bytes: &[u8]) -> Option<Self> {
        let all = [self.as_bytes(), bytes].concat();
        gix::objs::compute_hash(self.0.kind(), gix::objs::Kind::Blob, &all).ok().map(Self)
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// One file of a snapshot.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The path from the root of the repository, with `/`; lossy where the name is not UTF-8.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// What is wrong with its name, if anything.
    pub fault: Option<NameFault>,
    /// Whether a merge conflict stands at this path in the index.
    pub conflicted: bool,
    /// The object that holds its bytes; none where they lie in the work tree.
    pub blob: Option<ObjectId>,
    /// The bytes of the path where they are not UTF-8.
    raw: Option<Box<[u8]>>,
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A file, executable or not.
    File,
    /// A symbolic link, to a file or a folder; it is never followed.
    Symlink,
    /// A repository of its own (submodule or nested clone); it is not entered.
    Submodule,
    /// A folder that could not be listed: no permission, or its tree is damaged or missing.
    Closed,
}

/// What can be wrong with the name of a file. Such a file is listed, so that it can be reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameFault {
    /// The name is not UTF-8; the path shows the bad bytes as U+FFFD.
    NotUtf8,
    /// A part of it is empty, `.`, `..`, `.git` or holds a `/` or NUL: it could lead out of the repository.
    Outside,
    /// The same path stands twice in the tree.
    Twice,
    /// The path is longer than 4,096 bytes.
    TooLong,
}

impl Entry {
    /// An entry at the path that `path` spells; its parts are judged by [`name_fault`].
    pub(super) fn new(path: &[u8], kind: Kind, fault: Option<NameFault>) -> Self {
        let (path, raw) = match String::from_utf8_lossy(path) {
            Cow::Borrowed(text) => (text.to_owned(), None),
            Cow::Owned(text) => (text, Some(Box::from(path))),
        };
        let fault = fault.or(raw.as_ref().map(|_| NameFault::NotUtf8));
        Self { path, kind, fault, conflicted: false, blob: None, raw }
    }

    /// The same entry with its bytes in `blob`.
    pub(super) fn held_by(mut self, blob: gix::ObjectId) -> Self {
        self.blob = Some(ObjectId(blob));
        self
    }

    /// The path as it is stored.
    pub(super) fn bytes(&self) -> &[u8] {
        self.raw.as_deref().unwrap_or(self.path.as_bytes())
    }

    /// Whether the path is the very bytes that are stored.
    pub(super) fn is_exact(&self) -> bool {
        self.raw.is_none()
    }
}

/// Judges one name in a tree: an honest one is a plain component of a path.
pub(super) fn name_fault(name: &[u8]) -> Option<NameFault> {
    let escapes = matches!(name, b"" | b"." | b"..")
        || name.eq_ignore_ascii_case(b".git")
        || name.iter().any(|byte| matches!(byte, b'/' | 0));
    escapes.then_some(NameFault::Outside)
}

/// Judges a whole path, as the index holds it.
pub(super) fn path_fault(path: &[u8]) -> Option<NameFault> {
    if path.len() > LONGEST_PATH {
        return Some(NameFault::TooLong);
    }
    path.split(|byte| *byte == b'/').find_map(name_fault)
}

/// Entries as they are found, never more than allowed.
pub(super) struct Listing {
    entries: Vec<Entry>,
    limit: usize,
    folders: usize,
    path_bytes: usize,
}

impl Listing {
    /// An empty listing that refuses more than `limit` files, and as many folders.
    pub(super) fn new(limit: usize) -> Self {
        Self { entries: Vec::new(), limit, folders: 0, path_bytes: 0 }
    }

    /// Adds a file.
    pub(super) fn push(&mut self, entry: Entry) -> Result<(), GitError> {
        self.path_bytes += entry.path.len();
        if self.entries.len() >= self.limit || self.path_bytes > self.limit.saturating_mul(AVERAGE_PATH) {
            return Err(GitError::TooManyFiles { limit: self.limit });
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Counts a folder that is about to be entered: a tree can hold folders without end and no file.
    pub(super) fn enter(&mut self) -> Result<(), GitError> {
        self.folders += 1;
        if self.folders > self.limit { Err(GitError::TooManyFiles { limit: self.limit }) } else { Ok(()) }
    }

    /// All of them in the order of the bytes of their paths, each path that stands twice marked.
    pub(super) fn sorted(mut self) -> Vec<Entry> {
        if !self.entries.is_sorted_by(|one, next| one.bytes() <= next.bytes()) {
            self.entries.sort_by(|one, next| one.bytes().cmp(next.bytes()));
        }
        for at in 1..self.entries.len() {
            if self.entries[at].bytes() == self.entries[at - 1].bytes() {
                self.entries[at].fault = Some(NameFault::Twice);
            }
        }
        self.entries
    }
}

/// Where the path with these bytes lies below `root` on disk.
pub(super) fn on_disk(root: &Path, path: &[u8]) -> PathBuf {
    match gix::path::from_byte_slice(path) {
        Ok(path) => root.join(path),
        // Only on Windows can there be a name that no file can have.
        Err(_) => root.join(String::from_utf8_lossy(path).as_ref()),
    }
}
