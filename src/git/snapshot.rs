//! The files of a work tree, of the index or of a revision, and their bytes.
//!
//! **Knows**: which files there are, how to find one by its path, how to read it.
//! **Does not know**: where the list of files came from, and what the files mean.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use gix::objs::{FindExt, Kind as ObjectKind};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::entry::{Entry, Kind, ObjectId, on_disk};
use super::error::{Completeness, ReadError, cause};

/// The largest file that is ever read, in bytes, whatever limit is asked for; of objects the
/// library is told the same.
const LARGEST_FILE: u64 = 512 * 1024 * 1024;

/// What a snapshot shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Head {
    /// The work tree.
    Worktree,
    /// The index.
    Index,
    /// The commit (or, where a revision names no commit, the tree) with this id.
    Revision(ObjectId),
}

impl std::fmt::Display for Head {
    /// As reports name it: `worktree`, `index` or the id.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Worktree => formatter.write_str("worktree"),
            Self::Index => formatter.write_str("index"),
            Self::Revision(id) => id.fmt(formatter),
        }
    }
}

/// The files of one view of a repository. It may be read from several threads at once.
pub struct Snapshot {
    head: Head,
    files: Vec<Entry>,
    composed: OnceLock<Vec<(String, usize)>>,
    root: PathBuf,
    pub(super) objects: Option<Objects>,
}

impl Snapshot {
    pub(super) fn new(head: Head, files: Vec<Entry>, root: &Path, objects: Option<Objects>) -> Self {
        Self { head, files, composed: OnceLock::new(), root: root.to_owned(), objects }
    }

    /// What it shows.
    pub fn head(&self) -> Head {
        self.head
    }

    /// All files, sorted by the bytes of their paths.
    pub fn files(&self) -> &[Entry] {
        &self.files
    }

    /// What tells the names of these files, and what they are, from all others; none where a folder could not be
    /// listed.
    pub fn digest_of_names(&self) -> Option<ObjectId> {
        let objects = self.objects.as_ref()?;
        let mut list = Vec::new();
        for entry in &self.files {
            let of_kind: u8 = match entry.kind {
                Kind::File => 0,
                Kind::Symlink => 1,
                Kind::Submodule => 2,
                Kind::Closed => return None,
            };
            let of_fault = entry.fault.map_or(0, |fault| 1 + fault as u8);
            list.extend(entry.bytes().len().to_le_bytes());
            list.extend(entry.bytes());
            list.extend([of_kind, of_fault, entry.conflicted.into()]);
        }
        let kind = objects.with(|repository| repository.object_hash());
        ObjectId(gix::ObjectId::null(kind)).with(&list)
    }

    /// The file at `path` (from the root of the repository, with `/`): with exactly these bytes, or
    /// else with the same letters composed otherwise (å as one character or as a and ring).
    pub fn find(&self, path: &str) -> Option<&Entry> {
        if let Ok(at) = self.files.binary_search_by(|entry| entry.bytes().cmp(path.as_bytes())) {
            return self.files.get(at);
        }
        let composed = self.composed();
        let wanted: String = path.nfc().collect();
        let at = composed.partition_point(|(path, _)| *path < wanted);
        composed.get(at).filter(|(path, _)| *path == wanted).and_then(|(_, at)| self.files.get(*at))
    }

    /// What keeps `path` from being reached: a symbolic link, another repository or a closed folder
    /// that stands where one of its folders should.
    pub fn obstacle(&self, path: &str) -> Option<&Entry> {
        path.match_indices('/').filter_map(|(end, _)| self.find(&path[..end])).find(|entry| {
            match entry.kind {
                Kind::Symlink | Kind::Submodule | Kind::Closed => true,
                Kind::File => false,
            }
        })
    }

    /// The paths that are not ASCII, composed and sorted, each with the place of its file.
    fn composed(&self) -> &[(String, usize)] {
        self.composed.get_or_init(|| {
            let compose = |path: &str| match is_nfc_quick(path.chars()) {
                IsNormalized::Yes => path.to_owned(),
                IsNormalized::No | IsNormalized::Maybe => path.nfc().collect(),
            };
            let foreign = self.files.iter().enumerate();
            let foreign = foreign.filter(|(_, entry)| entry.is_exact() && !entry.path.is_ascii());
            let mut composed: Vec<_> = foreign.map(|(at, entry)| (compose(&entry.path), at)).collect();
            composed.sort();
            composed
        })
    }

    /// All bytes of a file, if they are at most `limit`; the size is looked up before anything is read.
    pub fn read(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.refuse(entry)?;
        let limit = limit.min(LARGEST_FILE);
        match (entry.blob, &self.objects) {
            (Some(blob), Some(objects)) => match self.head {
                Head::Index => objects.read_staged(blob, limit, &self.on_disk(entry)),
                Head::Worktree | Head::Revision(_) => objects.read(blob, limit),
            },
            _ => read_file(&self.on_disk(entry), limit),
        }
    }

    /// The size of a file in bytes, without reading it; none where it cannot be had.
    pub fn size(&self, entry: &Entry) -> Option<u64> {
        self.refuse(entry).ok()?;
        match (entry.blob, &self.objects) {
            (Some(blob), Some(objects)) => objects.with(|repository| objects.size(repository, blob)).ok(),
            _ => std::fs::symlink_metadata(self.on_disk(entry)).ok().map(|file| file.len()),
        }
    }

    /// Refuses what is no file, or none that can be told.
    fn refuse(&self, entry: &Entry) -> Result<(), ReadError> {
        match entry.kind {
            Kind::File if entry.conflicted && self.head == Head::Index => Err(ReadError::Conflict),
            Kind::File => Ok(()),
            Kind::Symlink => Err(ReadError::Symlink),
            Kind::Submodule => Err(ReadError::Submodule),
            Kind::Closed => Err(self.why_closed(entry)),
        }
    }

    /// Asks again why a folder could not be listed.
    fn why_closed(&self, entry: &Entry) -> ReadError {
        let error = match (entry.blob, &self.objects) {
            (Some(tree), Some(objects)) => objects.with(|repository| {
                let found = repository.find_tree(tree.0).and_then(|tree| tree.decode().map(|_| ()));
                found.err().map(|error| objects.fault(repository, tree, &error))
            }),
            _ => std::fs::read_dir(self.on_disk(entry)).err().map(|error| ReadError::io(&error)),
        };
        error.unwrap_or(ReadError::Closed)
    }

    fn on_disk(&self, entry: &Entry) -> PathBuf {
        on_disk(&self.root, entry.bytes())
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} files of {}", self.files.len(), self.head)
    }
}

/// Reads a file of the work tree, never more than `limit` bytes of it and never through a link.
fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let failed = |error: std::io::Error| ReadError::io(&error);
    let before = std::fs::symlink_metadata(path).map_err(failed)?;
    if before.is_symlink() {
        return Err(ReadError::Symlink);
    }
    if !before.is_file() {
        return Err(ReadError::Closed);
    }
    let size = before.len();
    if size > limit {
        return Err(ReadError::TooLarge { size, limit });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    let file = File::open(path).map_err(failed)?;
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    let size = bytes.len() as u64;
    if size > limit { Err(ReadError::TooLarge { size, limit }) } else { Ok(bytes) }
}

/// The objects of a repository, for any number of threads: each reader takes a handle of its own
/// out of the pool and lays it back, so no thread waits while another inflates.
pub(super) struct Objects {
    shared: gix::ThreadSafeRepository,
    idle: Mutex<Vec<gix::Repository>>,
}

impl Objects {
    pub(super) fn new(repository: gix::Repository) -> Self {
        let shared = repository.clone().into_sync();
        Self { shared, idle: Mutex::new(vec![repository]) }
    }

    /// Lends a handle to `work`.
    pub(super) fn with<T>(&self, work: impl FnOnce(&gix::Repository) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let handle = idle().pop();
        let handle = handle.unwrap_or_else(|| self.shared.to_thread_local());
        let result = work(&handle);
        idle().push(handle);
        result
    }

    /// Reads `blob`, out of the file `copy` in the work tree if that holds the very bytes: to
    /// inflate a chain of deltas takes several times as long as to read a file and hash it. The id
    /// proves the bytes, where times and attributes could only make them likely; it does so even
    /// where one of the folders on the way has become a link.
    fn read_staged(&self, blob: ObjectId, limit: u64, copy: &Path) -> Result<Vec<u8>, ReadError> {
        self.with(|repository| {
            let size = self.size_within(repository, blob, limit)?;
            if let Ok(bytes) = read_file(copy, size)
                && bytes.len() as u64 == size
                && gix::objs::compute_hash(blob.0.kind(), ObjectKind::Blob, &bytes)
                    .is_ok_and(|id| id == blob.0)
            {
                return Ok(bytes);
            }
            self.inflate(repository, blob, size)
        })
    }

    fn read(&self, blob: ObjectId, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.with(|repository| {
            let size = self.size_within(repository, blob, limit)?;
            self.inflate(repository, blob, size)
        })
    }

    fn inflate(&self, repository: &gix::Repository, blob: ObjectId, size: u64) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        match repository.objects.find_blob(&blob.0, &mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(self.fault(repository, blob, &error)),
        }
    }

    fn size_within(
        &self,
        repository: &gix::Repository,
        blob: ObjectId,
        limit: u64,
    ) -> Result<u64, ReadError> {
        let size = self.size(repository, blob)?;
        if size > limit { Err(ReadError::TooLarge { size, limit }) } else { Ok(size) }
    }

    fn size(&self, repository: &gix::Repository, blob: ObjectId) -> Result<u64, ReadError> {
        let header = repository.find_header(blob.0);
        header.map(|header| header.size()).map_err(|error| self.fault(repository, blob, &error))
    }

    fn fault(&self, repository: &gix::Repository, object: ObjectId, error: &gix::Error) -> ReadError {
        if error.is_not_found() {
            ReadError::Missing { object, clone: completeness(repository) }
        } else {
            ReadError::Damaged { object, cause: cause(error) }
        }
    }
}

/// Whether the clone left objects out on purpose.
pub(super) fn completeness(repository: &gix::Repository) -> Completeness {
    let config = repository.config_snapshot();
    let mut remotes = config.plumbing().sections_by_name("remote").into_iter().flatten();
    let partial = config.string("extensions.partialClone").is_some()
        || remotes.any(|remote| remote.value("promisor").is_some_and(|value| value == "true"));
    if partial { Completeness::Partial } else { Completeness::Whole }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::entry::Listing;
    use super::*;

    fn snapshot(paths: &[String]) -> Snapshot {
        let mut listing = Listing::new(1_000);
        for path in paths {
            listing.push(Entry::new(path.as_bytes(), Kind::File, None)).unwrap();
        }
        Snapshot::new(Head::Index, listing.sorted(), Path::new("."), None)
    }

    proptest! {
        #[test]
        fn every_path_is_found(paths in proptest::collection::vec("[a-cåä\u{30a}\u{212b}/ ]{0,4}", 0..20)) {
            let snapshot = snapshot(&paths);
            prop_assert!(snapshot.files().is_sorted_by(|one, next| one.bytes() <= next.bytes()));
            for path in &paths {
                prop_assert_eq!(&snapshot.find(path).unwrap().path, path);
                let apart: String = path.nfd().collect();
                let found = snapshot.find(&apart).unwrap();
                prop_assert_eq!(found.path.nfc().collect::<String>(), path.nfc().collect::<String>());
            }
        }

        #[test]
        fn only_equal_paths_are_found(paths in proptest::collection::vec("[aå\u{30a}]{1,3}", 0..9), asked in "[aå\u{30a}]{1,3}") {
            let composed = |path: &str| path.nfc().collect::<String>();
            let exists = paths.iter().any(|path| composed(path) == composed(&asked));
            prop_assert_eq!(snapshot(&paths).find(&asked).is_some(), exists);
        }
    }
}
