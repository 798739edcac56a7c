//! What was read of the files of one register, so that two revisions of it read what they share once.
//!
//! **Knows**: what is kept of a file that was read, and of a register's tables.
//! **Does not know**: how files are read, which of them a register wants.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::document::pdf::Extract;
use crate::document::{Document, Limits};
use crate::fault::Fault;
use crate::job::identity::numbers_of;
use crate::register::{NumberFound, Register};

/// A file as it was read: its path, the id of its bytes, and whether it was read as a document.
pub(crate) type ReadAs = (String, Vec<u8>, bool);

/// What was read of one register: what two revisions share is read once.
#[derive(Default)]
pub(crate) struct Readings {
    files: Mutex<BTreeMap<ReadAs, Gathered>>,
    begun: Mutex<Option<Begun>>,
}

/// A register as far as its tables go, and the tables by the ids of their bytes.
pub(crate) struct Begun {
    pub(crate) register: Register,
    pub(crate) tables: Vec<(Vec<u8>, String)>,
}

impl Readings {
    pub(crate) fn held(&self) -> MutexGuard<'_, BTreeMap<ReadAs, Gathered>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn begun(&self) -> MutexGuard<'_, Option<Begun>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one file of a register is.
#[derive(Clone)]
pub(crate) struct Gathered {
    pub(crate) path: String,
    pub(crate) document: Option<Arc<Document>>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) numbers: Vec<NumberFound>,
    /// What tells its bytes from all others, where that is known without reading them.
    pub(crate) id: Option<Vec<u8>>,
}

/// What a file is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// As a document that rules read.
    Document,
    /// For identity numbers alone.
    Search,
}

impl Gathered {
    /// Takes in what was read of a PDF file.
    pub(crate) fn take_extract(&mut self, extract: &Extract, limits: &Limits) {
        let (document, faults) = extract.document(&self.path, limits);
        self.numbers.extend(numbers_of(document.as_ref(), &extract.searchable(&self.path)));
        (self.document, self.faults) = (document.map(Arc::new), faults);
    }
}
