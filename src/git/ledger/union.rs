//! The union of two trees of files, in which nothing of either is lost.
//!
//! **Knows**: that equal trees need not be entered, what becomes of two different files under one path.
//! **Does not know**: what the files say, where the trees come from.

use std::cell::Cell;
use std::collections::BTreeMap;

use gix::bstr::BString;
use gix::objs::tree::{Entry, EntryKind};

use super::super::entry::name_fault;
use super::{LedgerError, read_folder};

/// So many names are looked at in folders that differ.
const MOST_NAMES: usize = 500_000;
/// So deep are folders entered; deeper ones count as files.
const DEEPEST: usize = 16;

/// What is added to a folder.
#[derive(Debug, Clone)]
pub(super) enum Addition {
    /// A file or folder that is stored.
    Stored(Stored),
    /// A folder that is not stored.
    Folder(BTreeMap<BString, Self>),
}

/// A file or folder of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stored {
    pub(super) kind: EntryKind,
    pub(super) id: gix::ObjectId,
}

impl Stored {
    pub(super) fn folder(id: gix::ObjectId) -> Self {
        Self { kind: EntryKind::Tree, id }
    }

    pub(super) fn file(id: gix::ObjectId) -> Self {
        Self { kind: EntryKind::Blob, id }
    }
}

/// Unites trees, whichever of both comes first. Trees are written where the repository writes.
pub(super) struct Union<'a> {
    repository: &'a gix::Repository,
    left: Cell<usize>,
}

impl<'a> Union<'a> {
    pub(super) fn new(repository: &'a gix::Repository) -> Self {
        Self { repository, left: Cell::new(MOST_NAMES) }
    }

    /// The tree that holds what the folder `base` and what `addition` holds. Names that could lead out of the
    /// record are left out of a folder that is written anew.
    pub(super) fn of(&self, base: Stored, addition: Addition) -> Result<gix::ObjectId, LedgerError> {
        self.folder(Some(base), addition, 0)
    }

    fn folder(
        &self,
        base: Option<Stored>,
        addition: Addition,
        depth: usize,
    ) -> Result<gix::ObjectId, LedgerError> {
        let additions = match addition {
            Addition::Stored(added) if base == Some(added) => return Ok(added.id),
            Addition::Stored(added) => self.entries(added)?,
            Addition::Folder(additions) if additions.is_empty() && base.is_some() => {
                return Ok(
                    base.map_or(gix::ObjectId::empty_tree(self.repository.object_hash()), |base| base.id)
                );
            }
            Addition::Folder(additions) => additions,
        };
        let mut united: BTreeMap<BString, Stored> = BTreeMap::new();
        for (name, stored) in base.map(|base| self.entries(base)).transpose()?.unwrap_or_default() {
            if let Addition::Stored(stored) = stored {
                united.insert(name, stored);
            }
        }
        for (name, addition) in additions {
            let stands = united.get(&name).copied();
            let (first, second) = self.both(stands, addition, depth)?;
            if let Some(second) = second {
                let aside = aside(&united, &name, second);
                united.insert(aside, second);
            }
            united.insert(name, first);
        }
        self.write(united)
    }

    /// What stands under one name, and what must stand beside it.
    fn both(
        &self,
        stands: Option<Stored>,
        addition: Addition,
        depth: usize,
    ) -> Result<(Stored, Option<Stored>), LedgerError> {
        let added = match (stands, addition) {
            (Some(stands), Addition::Stored(added)) if stands == added => return Ok((stands, None)),
            (Some(stands), addition)
                if stands.kind == EntryKind::Tree && depth < DEEPEST && is_folder(&addition) =>
            {
                return Ok((Stored::folder(self.folder(Some(stands), addition, depth + 1)?), None));
            }
            (_, Addition::Stored(added)) => added,
            (_, folder @ Addition::Folder(_)) => Stored::folder(self.folder(None, folder, depth + 1)?),
        };
        Ok(match stands {
            None => (added, None),
            // A folder before a file, else by the ids: so it is all the same which of both was there first.
            Some(stands) => {
                let rank = |one: Stored| (one.kind != EntryKind::Tree, one);
                let (first, second) =
                    if rank(stands) <= rank(added) { (stands, added) } else { (added, stands) };
                (first, Some(second))
            }
        })
    }

    fn entries(&self, folder: Stored) -> Result<BTreeMap<BString, Addition>, LedgerError> {
        let entries = read_folder(self.repository, folder.id)?;
        let left = self.left.get().checked_sub(entries.len());
        self.left.set(left.ok_or(LedgerError::TooMany { limit: MOST_NAMES })?);
        let plain = entries.into_iter().filter(|(name, _)| name_fault(name).is_none());
        Ok(plain.map(|(name, stored)| (name, Addition::Stored(stored))).collect())
    }

    fn write(&self, entries: BTreeMap<BString, Stored>) -> Result<gix::ObjectId, LedgerError> {
        let entry = |(filename, stored): (BString, Stored)| Entry {
            mode: stored.kind.into(),
            filename,
            oid: stored.id,
        };
        let mut entries: Vec<Entry> = entries.into_iter().map(entry).collect();
        entries.sort();
        let written = self.repository.write_object(gix::objs::Tree { entries });
        Ok(written.map_err(|error| LedgerError::write(&error))?.detach())
    }
}

fn is_folder(addition: &Addition) -> bool {
    match addition {
        Addition::Stored(stored) => stored.kind == EntryKind::Tree,
        Addition::Folder(_) => true,
    }
}

/// The name under which `stored` stands beside another file called `name`: told by its id, so that it is the
/// same in every clone.
fn aside(united: &BTreeMap<BString, Stored>, name: &BString, stored: Stored) -> BString {
    let mut aside = name.clone();
    aside.extend_from_slice(format!("~{}", stored.id).as_bytes());
    while united.get(&aside).is_some_and(|other| *other != stored) {
        aside.push(b'~');
    }
    aside
}
