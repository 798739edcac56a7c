//! A set of files and their bytes: what all reading starts from.
//!
//! **Knows**: what a file is called, what sort of thing it is, why its bytes cannot be had.
//! **Does not know**: whether it comes from Git, from a folder or from an example.

use std::collections::BTreeMap;

/// One file of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path from the root, with `/` between; where the name is not UTF-8, as far as it can be read.
    pub path: String,
    /// What sort of thing it is.
    pub kind: FileKind,
}

/// What sort of thing a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A file with bytes.
    Regular,
    /// A symbolic link; never followed.
    Symlink,
    /// Another repository; never entered.
    Submodule,
    /// A path that would lead outside the repository; never read.
    Outside,
    /// A file whose name is not UTF-8.
    UnreadableName,
    /// A folder that could not be listed.
    Closed,
    /// A file with a merge conflict: the index holds no single version of it.
    Conflict,
}

/// Why the bytes of a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is larger than was asked for.
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// It is damaged or missing.
    Damaged {
        /// The cause, as the part that failed says it.
        cause: String,
    },
}

/// A set of files: a revision, an index, a work tree, or an example in memory.
pub trait Files: Sync {
    /// All files, sorted by path.
    fn files(&self) -> &[File];

    /// What tells the bytes of the file at `index` from all others, where that is known without reading
    /// them: the same id, the same bytes.
    fn id(&self, index: usize) -> Option<&[u8]> {
        let _ = index;
        None
    }

    /// The bytes of the file at `index` of [`Files::files`], if they are at most `limit`.
    fn read(&self, index: usize, limit: u64) -> Result<Vec<u8>, Unreadable>;
}

/// Files in memory: the examples of rules.
#[derive(Debug, Default)]
pub struct MemoryFiles {
    files: Vec<File>,
    bytes: Vec<Vec<u8>>,
}

impl MemoryFiles {
    /// These paths with these texts.
    pub fn new(texts: BTreeMap<String, String>) -> Self {
        let (paths, texts): (Vec<_>, Vec<_>) = texts.into_iter().unzip();
        Self {
            files: paths.into_iter().map(|path| File { path, kind: FileKind::Regular }).collect(),
            bytes: texts.into_iter().map(String::into_bytes).collect(),
        }
    }
}

impl Files for MemoryFiles {
    fn files(&self) -> &[File] {
        &self.files
    }

    /// Bytes in memory tell themselves apart.
    fn id(&self, index: usize) -> Option<&[u8]> {
        self.bytes.get(index).map(Vec::as_slice)
    }

    fn read(&self, index: usize, limit: u64) -> Result<Vec<u8>, Unreadable> {
        let bytes = &self.bytes[index];
        let size = bytes.len() as u64;
        if size > limit { Err(Unreadable::TooLarge { size }) } else { Ok(bytes.clone()) }
    }
}
