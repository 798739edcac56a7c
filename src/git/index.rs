//! The files of the index: what the next commit would hold.
//!
//! **Knows**: stages, intent to add, sparse checkouts.
//! **Does not know**: the work tree. It takes no lock and refreshes nothing.

use gix::bstr::ByteSlice;
use gix::index::entry::{Flags, Mode};

use super::entry::{Entry, Kind, Listing, path_fault};
use super::error::{GitError, cause};
use super::tree;

/// Reads the index file; an empty index where there is none, as in a new repository.
pub(super) fn open(repository: &gix::Repository) -> Result<gix::index::File, GitError> {
    let path = repository.index_path();
    let hash = repository.object_hash();
    let nothing = || gix::index::File::from_state(gix::index::State::new(hash), &path);
    match std::fs::metadata(&path) {
        Ok(file) if file.len() == 0 => return Ok(nothing()),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(nothing()),
        Err(cause) => return Err(GitError::Io { path, cause }),
    }
    // Threads pay only for an index of a hundred thousand entries.
    let options = gix::index::decode::Options { thread_limit: Some(1), ..Default::default() };
    gix::index::File::at(&path, hash, false, options)
        .map_err(|error| GitError::Index { path, cause: cause(&error) })
}

/// Which entries of the index to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What a commit would hold: all but those that are only intended to be added.
    Staged,
    /// What a sparse checkout leaves out of the work tree.
    Sparse,
}

/// Lists the entries of `index` that belong to `part`, a path in conflict once.
pub(super) fn list(
    repository: &gix::Repository,
    index: &gix::index::State,
    part: Part,
    listing: &mut Listing,
) -> Result<(), GitError> {
    let mut conflict: &[u8] = b"";
    for staged in index.entries() {
        let wanted = match part {
            Part::Staged => !staged.flags.contains(Flags::INTENT_TO_ADD),
            Part::Sparse => staged.flags.contains(Flags::SKIP_WORKTREE),
        };
        if !wanted {
            continue;
        }
        let path = staged.path(index).as_bytes();
        let fault = path_fault(path.strip_suffix(b"/").unwrap_or(path));
        if staged.mode == Mode::DIR && fault.is_none() {
            tree::list(repository, staged.id, path.strip_suffix(b"/").unwrap_or(path), listing)?;
        } else if staged.stage_raw() == 0 {
            listing.push(Entry::new(path, kind(staged.mode), fault).held_by(staged.id))?;
        } else if conflict != path {
            conflict = path;
            let mut entry = Entry::new(path, kind(staged.mode), fault);
            entry.conflicted = true;
            listing.push(entry)?;
        }
    }
    Ok(())
}

/// What the index says of the entry at `path`: its kind and whether it is in conflict.
pub(super) fn look_up(index: &gix::index::State, path: &[u8]) -> Option<(Kind, bool)> {
    let at = index.entry_index_by_path(path.as_bstr()).ok()?;
    let entry = index.entry(at);
    Some((kind(entry.mode), entry.stage_raw() != 0))
}

/// Whether the index holds anything below the folder `path`.
pub(super) fn holds_below(index: &gix::index::State, path: &[u8]) -> bool {
    let folder = [path, b"/"].concat();
    match index.entry_index_by_path(folder.as_bstr()) {
        Ok(_) => true,
        Err(at) => index.entries().get(at).is_some_and(|next| next.path(index).starts_with(&folder)),
    }
}

fn kind(mode: Mode) -> Kind {
    if mode == Mode::SYMLINK {
        Kind::Symlink
    } else if mode == Mode::COMMIT {
        Kind::Submodule
    } else if mode == Mode::DIR {
        Kind::Closed
    } else {
        Kind::File
    }
}
