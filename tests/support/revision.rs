//! Registers read out of memory, as they are read out of a revision.
//!
//! **Knows**: the order in which the files of a register become known.
//! **Does not know**: Git, folders.

use std::collections::BTreeMap;
use std::sync::Arc;

use registervakt::document::{self, Limits};
use registervakt::files::{File, FileKind};
use registervakt::register::path::PathIndex;
use registervakt::register::{Register, Shelf};

/// The files of a revision, by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The register in the top folder of these files.
pub(crate) fn read(files: &Files) -> Register {
    let list: Vec<File> =
        files.keys().map(|path| File { path: path.clone(), kind: FileKind::Regular }).collect();
    let shelf = Arc::new(Shelf { index: PathIndex::new(&list), files: list });
    let text = |path: &str| document::read_text(path, &files[path]);
    let empty = || document::Text {
        source: registervakt::source::Source::new("register.toml", ""),
        faults: Vec::new(),
    };
    let home = text("register.toml");
    let fault = home.as_ref().err().cloned();
    let mut register = Register::begin("", home.unwrap_or_else(|_| empty()), &shelf);
    fault.into_iter().for_each(|fault| register.unread_home(fault));
    let data_set = register.layout.data_set.clone();
    let mut texts = BTreeMap::new();
    for path in register.tables_wanted().into_iter().filter(|path| Some(path) != data_set.as_ref()) {
        match text(&path) {
            Ok(text) => drop(texts.insert(path, text)),
            Err(fault) => register.faults.push(fault),
        }
    }
    let limits = Limits::default();
    let variables = data_set.map(|path| document::csv::read(&path, &files[&path], &limits));
    register.take_tables(texts, variables);
    for path in register.documents_wanted() {
        if let Some(bytes) = files.get(&path) {
            let (document, faults) = document::read(&path, bytes, &limits);
            if document.is_none() {
                register.ids.insert(path.clone(), bytes.clone());
            }
            register.take_document(path, document.map(Arc::new), faults);
        }
    }
    register
}
