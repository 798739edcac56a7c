//! The files of a work tree, or of a folder that is no repository.
//!
//! **Knows**: folders, ignore rules, nested repositories, what a sparse checkout leaves out.
//! **Does not know**: what the files hold. It follows no symbolic link.
//!
//! Git's rules decide about a path only when the index does not know it. In a fresh checkout that
//! is never, so the rules are not even read; and the patterns of a hostile `.gitignore` never run.

use std::fs::FileType;
use std::path::Path;

use gix::bstr::ByteSlice;
use gix::index::entry::Mode;
use gix::worktree::stack::state::ignore::Source;

use super::entry::{Entry, Kind, Listing, on_disk, path_fault};
use super::error::{GitError, cause};
use super::index::{self, Part};

/// Lists the work tree at `root` of `repository`.
pub(super) fn list(root: &Path, repository: &gix::Repository, limit: usize) -> Result<Vec<Entry>, GitError> {
    let index = index::open(repository)?;
    let mut walk = Walk { root, git: Some((repository, &index)), rules: None, listing: Listing::new(limit) };
    walk.all()?;
    let found = walk.listing.sorted();
    let mut sparse = Listing::new(limit);
    index::list(repository, &index, Part::Sparse, &mut sparse)?;
    let mut sparse = sparse.sorted();
    sparse.retain(|left_out| found.binary_search_by(|entry| entry.bytes().cmp(left_out.bytes())).is_err());
    if sparse.is_empty() {
        return Ok(found);
    }
    let mut listing = Listing::new(limit);
    found.into_iter().chain(sparse).try_for_each(|entry| listing.push(entry))?;
    Ok(listing.sorted())
}

/// Lists the folder `root`, which is no repository: nothing is ignored.
pub(super) fn list_folder(root: &Path, limit: usize) -> Result<Vec<Entry>, GitError> {
    let mut walk = Walk { root, git: None, rules: None, listing: Listing::new(limit) };
    walk.all()?;
    Ok(walk.listing.sorted())
}

/// One walk through a work tree.
struct Walk<'a> {
    root: &'a Path,
    git: Option<(&'a gix::Repository, &'a gix::index::State)>,
    rules: Option<gix::AttributeStack<'a>>,
    listing: Listing,
}

impl Walk<'_> {
    fn all(&mut self) -> Result<(), GitError> {
        let mut open = vec![Vec::new()];
        while let Some(folder) = open.pop() {
            self.folder(&folder, &mut open)?;
        }
        Ok(())
    }

    /// Lists the files of one folder, and leaves the folders to enter in `open`.
    fn folder(&mut self, folder: &[u8], open: &mut Vec<Vec<u8>>) -> Result<(), GitError> {
        self.listing.enter()?;
        let place = on_disk(self.root, folder);
        let failed = |cause| GitError::Io { path: place.clone(), cause };
        let entries = match std::fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(cause) if folder.is_empty() => return Err(failed(cause)),
            Err(_) => return self.listing.push(Entry::new(folder, Kind::Closed, None)),
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let name = entry.file_name();
            let name = name.as_encoded_bytes();
            if name.eq_ignore_ascii_case(b".git") {
                continue;
            }
            let path = if folder.is_empty() { name.to_vec() } else { [folder, b"/", name].concat() };
            if kind.is_dir() {
                if self.enters(&path)? {
                    open.push(path);
                }
            } else {
                self.file(&path, kind)?;
            }
        }
        Ok(())
    }

    /// Lists a file or symbolic link that Git tracks or does not ignore; sockets and the like never.
    fn file(&mut self, path: &[u8], kind: FileType) -> Result<(), GitError> {
        let kind = if kind.is_file() {
            Kind::File
        } else if kind.is_symlink() {
            Kind::Symlink
        } else {
            return Ok(());
        };
        let staged = self.git.and_then(|(_, index)| index::look_up(index, path));
        if staged.is_none() && self.ignores(path, Mode::FILE)? {
            return Ok(());
        }
        let mut entry = Entry::new(path, kind, path_fault(path));
        entry.conflicted = staged.is_some_and(|(_, conflicted)| conflicted);
        self.listing.push(entry)
    }

    /// Whether to enter the folder `path`; a repository of its own is listed instead.
    fn enters(&mut self, path: &[u8]) -> Result<bool, GitError> {
        let staged = self.git.and_then(|(_, index)| index::look_up(index, path));
        let submodule = matches!(staged, Some((Kind::Submodule, _)));
        if !submodule {
            if self.git.is_some_and(|(_, index)| index::holds_below(index, path)) {
                return Ok(true);
            }
            if self.ignores(path, Mode::DIR)? {
                return Ok(false);
            }
        }
        if submodule || gix::discover::is_git(&on_disk(self.root, path).join(".git")).is_ok() {
            self.listing.push(Entry::new(path, Kind::Submodule, None))?;
            return Ok(false);
        }
        if let Some(fault) = path_fault(path) {
            self.listing.push(Entry::new(path, Kind::Closed, Some(fault)))?;
            return Ok(false);
        }
        Ok(true)
    }

    /// Whether Git's rules ignore what stands at `path`.
    fn ignores(&mut self, path: &[u8], mode: Mode) -> Result<bool, GitError> {
        let Some((repository, index)) = self.git else { return Ok(false) };
        let failed = |error| GitError::IgnoreRules { cause: cause(&error) };
        let rules = match &mut self.rules {
            Some(rules) => rules,
            none => none.insert(
                repository
                    .excludes(index, None, Source::WorktreeThenIdMappingIfNotSkipped)
                    .map_err(failed)?,
            ),
        };
        Ok(rules.at_entry(path.as_bstr(), Some(mode)).map_err(failed)?.is_excluded())
    }
}
