//! A register as far as its tables go.
//!
//! **Knows**: that two revisions whose tables are the same share what was read of them.
//! **Does not know**: documents.

use super::{Library, home_of};
use crate::document::Text;
use crate::job::readings::{Begun, Readings};
use crate::register::Register;
use crate::source::Source;

impl Library<'_> {
    /// Reads what the tables of the register in `folder` say, and none of its documents.
    pub(crate) fn facts(&self, folder: &str) -> Register {
        self.begun(folder, &Readings::default())
    }

    /// The register in `folder` as far as its tables go.
    pub(super) fn begun(&self, folder: &str, readings: &Readings) -> Register {
        let known = readings.begun();
        if let Some(known) = known.as_ref().filter(|known| self.begins_like(folder, known)) {
            return known.register.begin_like(&self.shelf);
        }
        drop(known);
        let home = home_of(folder);
        let (text, fault) = match self.text(&home) {
            Ok(text) => (text, None),
            Err(fault) => (Text { source: Source::new(home.clone(), ""), faults: Vec::new() }, Some(fault)),
        };
        let mut register = Register::begin(folder, text, &self.shelf);
        if let Some(fault) = fault {
            register.unread_home(fault);
        }
        self.take_tables(&mut register);
        let tables = register.tables_wanted().into_iter().chain([home]);
        let ids = tables.map(|path| Some((self.id_of(&path)?.to_vec(), path))).collect::<Option<Vec<_>>>();
        if let Some(tables) = ids {
            let register = register.begin_like(&self.shelf);
            *readings.begun() = Some(Begun { register, tables });
        }
        register
    }

    /// Whether the register in `folder` says in its tables what one says that was read before: their bytes
    /// are the same, and so are the names of all files.
    fn begins_like(&self, folder: &str, known: &Begun) -> bool {
        known.register.folder == folder
            && known.tables.iter().all(|(id, path)| self.id_of(path) == Some(id.as_slice()))
            && known.register.shelf.files == self.shelf.files
    }
}
