//! The files of a tree object and of the trees below it.
//!
//! **Knows**: what a tree says of its entries, and that a hostile one may say anything.
//! **Does not know**: revisions, and what the files hold.

use gix::objs::FindExt;
use gix::objs::tree::EntryKind;

use super::entry::{Entry, Kind, Listing, NameFault, name_fault, path_fault};
use super::error::GitError;

/// Lists all files of the tree `root`, their paths below `at` («» for the root of the repository).
/// A tree that cannot be read stands in the list as [`Kind::Closed`]; so does a folder whose name
/// could lead out of the repository.
pub(super) fn list(
    repository: &gix::Repository,
    root: gix::ObjectId,
    at: &[u8],
    listing: &mut Listing,
) -> Result<(), GitError> {
    let mut open = vec![(root, at.to_vec())];
    let mut buffer = Vec::new();
    while let Some((id, mut path)) = open.pop() {
        listing.enter()?;
        // The empty tree need not be stored: everybody knows it.
        if id.is_empty_tree() {
            continue;
        }
        let Ok(tree) = repository.objects.find_tree_iter(&id, &mut buffer) else {
            listing.push(Entry::new(&path, Kind::Closed, None).held_by(id))?;
            continue;
        };
        let folder = path.len();
        for entry in tree {
            path.truncate(folder);
            let Ok(entry) = entry else {
                listing.push(Entry::new(&path, Kind::Closed, None).held_by(id))?;
                break;
            };
            if folder > 0 {
                path.push(b'/');
            }
            path.extend_from_slice(entry.filename);
            let fault = fault(entry.filename, &path);
            let id = entry.oid.to_owned();
            let kind = match entry.mode.kind() {
                EntryKind::Tree if fault.is_none() => {
                    open.push((id, path.clone()));
                    continue;
                }
                EntryKind::Tree => Kind::Closed,
                EntryKind::Blob | EntryKind::BlobExecutable => Kind::File,
                EntryKind::Link => Kind::Symlink,
                EntryKind::Commit => Kind::Submodule,
            };
            listing.push(Entry::new(&path, kind, fault).held_by(id))?;
        }
    }
    Ok(())
}

/// What is wrong with an entry called `name` that would stand at `path`.
fn fault(name: &[u8], path: &[u8]) -> Option<NameFault> {
    name_fault(name).or_else(|| path_fault(path).filter(|fault| *fault == NameFault::TooLong))
}
