//! What can be told of the files of a register before it is read.
//!
//! **Knows**: which files may be tables, what tells their bytes from all others, that the rest is clean.
//! **Does not know**: what a register reads.

use std::collections::{BTreeMap, BTreeSet};

use super::{Library, home_of};
use crate::cache::Reading;
use crate::document::Format;
use crate::files::{File, FileKind};
use crate::job::identity::numbers_in_name;
use crate::job::readings::Readings;
use crate::register::Register;
use crate::register::path::Target;

impl Library<'_> {
    /// What tells the bytes of the file at `path` from all others.
    pub(crate) fn id_of(&self, path: &str) -> Option<&[u8]> {
        self.files.id(self.at(path)?)
    }

    pub(super) fn at(&self, path: &str) -> Option<usize> {
        self.shelf.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()
    }

    pub(super) fn share(&self, folder: &str) -> &[usize] {
        self.shares().get(folder).map(Vec::as_slice).unwrap_or_default()
    }

    /// The files in the folder of templates that `register` names, as far as they can be read.
    pub(crate) fn templates(&self, register: &Register) -> Vec<(String, Vec<u8>)> {
        let named = register.text("registervakt.maler").trim_end_matches('/');
        if named.is_empty() || register.target(named) != Target::Folder {
            return Vec::new();
        }
        let home = register.path_of(named) + "/";
        let files = self.shelf.files.iter().filter(|file| file.path.starts_with(&home));
        let read = |file: &File| Some((file.path.clone(), self.bytes(&file.path).ok()?));
        files.filter_map(read).collect()
    }

    /// The ids of all files of the register in `folder` that are no documents: its tables are among them.
    pub(crate) fn tables_of(&self, folder: &str) -> impl Iterator<Item = Option<&[u8]>> {
        let tables =
            self.share(folder).iter().filter(|at| Format::of(&self.shelf.files[**at].path).is_none());
        tables.map(|at| self.files.id(*at))
    }

    /// Whether the file at `path` is one of them.
    pub(crate) fn is_table_of(&self, folder: &str, path: &str) -> bool {
        let at = self.at(path).filter(|_| Format::of(path).is_none());
        at.is_some_and(|at| self.share(folder).binary_search(&at).is_ok())
    }

    /// Whether nothing is found in any file of the register in `folder` but `wanted` and its tables, and nothing
    /// is wrong with them but what their names tell.
    pub(crate) fn is_rest_clean(&self, folder: &str, wanted: &[String]) -> bool {
        let none = (BTreeSet::new(), BTreeMap::new());
        let is_clean = |at: usize| {
            let file = &self.shelf.files[at];
            if file.kind != FileKind::Regular || self.is_known_clean(at, Reading::Searched) {
                return true;
            }
            let found = self.gather(at, &none.0, &none.1, &Readings::default());
            found.faults.is_empty() && found.numbers.len() == numbers_in_name(&file.path).len()
        };
        let wanted: BTreeSet<Option<usize>> = wanted.iter().map(|path| self.at(path)).collect();
        let home = self.at(&home_of(folder));
        let rest = self.share(folder).iter().copied();
        rest.filter(|at| !wanted.contains(&Some(*at)) && home != Some(*at)).all(is_clean)
    }
}
