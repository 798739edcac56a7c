//! Reads what belongs to a register out of a set of files.
//!
//! **Knows**: in which order files become known, that every file is searched for identity numbers,
//! that no more is kept than is needed.
//! **Does not know**: what is required of a register.

mod begun;
mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::cache::{Cache, Reading};
use crate::document::csv::Table;
use crate::document::pdf::Extract;
use crate::document::search;
use crate::document::{self, Format, Limits, Size, Text};
use crate::fault::{DocumentFault, Fault, FaultKind, PathFault};
use crate::files::{File, FileKind, Files, Unreadable};
use crate::job::crew;
use crate::job::identity::{numbers_in, numbers_in_name, numbers_of};
use crate::job::readings::{Gathered, Readings, Use};
use crate::register::path::{PathIndex, folder_of};
use crate::register::{NumberFound, Register, Shelf};
use crate::source::{Place, Source};

/// The file that makes a folder a register.
pub(crate) const HOME: &str = "register.toml";

/// So many files are read one after the other.
const FEW_FILES: usize = 32;

/// The files of a repository, ready for reading registers from.
pub(crate) struct Library<'a> {
    files: &'a dyn Files,
    shelf: Arc<Shelf>,
    limits: Limits,
    cache: &'a Cache,
    /// See [`Library::shares`].
    shares: OnceLock<BTreeMap<String, Vec<usize>>>,
}

impl<'a> Library<'a> {
    /// The library of these files.
    pub(crate) fn new(files: &'a dyn Files, limits: Limits, cache: &'a Cache) -> Self {
        let list: Vec<File> = files.files().to_vec();
        let shelf = Arc::new(Shelf { index: PathIndex::new(&list), files: list });
        Self { files, shelf, limits, cache, shares: OnceLock::new() }
    }

    /// What earlier runs read.
    pub(crate) fn cache(&self) -> &'a Cache {
        self.cache
    }

    /// How much is read of a file.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// The folders that hold a `register.toml`, sorted.
    pub(crate) fn registers(&self) -> Vec<String> {
        let homes =
            self.shelf.files.iter().filter(|file| file.path == HOME || file.path.ends_with("/register.toml"));
        homes
            .filter(|file| file.kind != FileKind::Submodule)
            .map(|file| folder_of(&file.path).to_owned())
            .collect()
    }

    /// The files that belong to each register: those in its folder and in no register below it; files
    /// outside them all belong to the first.
    fn shares(&self) -> &BTreeMap<String, Vec<usize>> {
        self.shares.get_or_init(|| {
            let registers = self.registers();
            let mut shares: BTreeMap<String, Vec<usize>> =
                registers.iter().map(|folder| (folder.clone(), Vec::new())).collect();
            for (at, file) in self.shelf.files.iter().enumerate() {
                let mut folder = folder_of(&file.path);
                let owner = loop {
                    if shares.contains_key(folder) {
                        break Some(folder);
                    }
                    if folder.is_empty() {
                        break registers.first().map(String::as_str);
                    }
                    folder = folder_of(folder);
                };
                if let Some(share) = owner.and_then(|owner| shares.get_mut(owner)) {
                    share.push(at);
                }
            }
            shares
        })
    }

    /// Reads the register in `folder`.
    pub(crate) fn register(&self, folder: &str, readings: &Readings) -> Register {
        self.filled(self.begun(folder, readings), self.share(folder), readings)
    }

    /// Reads the documents of a register of which the tables are known, and searches no other file.
    pub(crate) fn with_documents(&self, facts: Register) -> Register {
        self.filled(facts, &[], &Readings::default())
    }

    /// Reads the documents of a register, and the files `share` that belong to it.
    fn filled(&self, mut register: Register, share: &[usize], readings: &Readings) -> Register {
        let wanted = register.documents_wanted();
        let all = [share, &self.elsewhere(share, &wanted)].concat();
        // What is known to be clean is not read, and gathering it is no work.
        let unknown = all.iter().filter(|at| !self.is_known_clean(**at, Reading::Searched)).count();
        let is_dear = |at: &&usize| self.is_dear(**at, &wanted);
        let few = if unknown > FEW_FILES || all.iter().filter(is_dear).count() > 1 { 0 } else { usize::MAX };
        let gathered = crew::each(&all, few, |at| self.gather(*at, &wanted, &register.texts, readings));
        register.files_scanned = share.len();
        for one in gathered {
            register.numbers.extend(one.numbers);
            if one.document.is_none() {
                register.ids.extend(one.id.map(|id| (one.path.clone(), id)));
            }
            if wanted.contains(&one.path) {
                register.take_document(one.path, one.document, one.faults);
            } else {
                register.faults.extend(one.faults);
            }
        }
        register
    }

    /// Documents that the register names but which lie outside its own share.
    fn elsewhere(&self, share: &[usize], wanted: &BTreeSet<String>) -> Vec<usize> {
        let find =
            |path: &String| self.shelf.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok();
        wanted.iter().filter_map(find).filter(|at| share.binary_search(at).is_err()).collect()
    }

    fn take_tables(&self, register: &mut Register) {
        let data_set = register.layout.data_set.clone();
        let mut texts = BTreeMap::new();
        let mut faults = Vec::new();
        for path in register.tables_wanted() {
            if Some(&path) == data_set.as_ref() {
                continue;
            }
            match self.text(&path) {
                Ok(text) => {
                    texts.insert(path, text);
                }
                Err(fault) => faults.push(fault),
            }
        }
        let variables =
            data_set.and_then(|path| self.data_set(&path).map_err(|fault| faults.push(fault)).ok());
        register.faults.extend(faults);
        register.take_tables(texts, variables);
    }

    fn data_set(&self, path: &str) -> Result<(Table, Vec<Fault>), Fault> {
        let bytes = self.bytes(path)?;
        Ok(document::csv::read(path, &bytes, &self.limits))
    }

    pub(crate) fn text(&self, path: &str) -> Result<Text, Fault> {
        let bytes = self.bytes(path)?;
        document::read_text(path, &bytes)
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, Fault> {
        let at = self.shelf.files.binary_search_by(|file| file.path.as_str().cmp(path));
        let at = at.map_err(|_| unreadable(path, DocumentFault::Damaged, "filen finnes ikke"))?;
        if let Some(fault) = kind_fault(&self.shelf.files[at]) {
            return Err(fault);
        }
        self.files.read(at, self.limits.bytes).map_err(|why| self.fault(path, &why))
    }

    fn fault(&self, path: &str, why: &Unreadable) -> Fault {
        match why {
            Unreadable::TooLarge { size } => {
                document::too_large(path, Size { bytes: *size, limit: self.limits.bytes })
                    .unwrap_or_else(|| unreadable(path, DocumentFault::TooLarge, ""))
            }
            Unreadable::Damaged { cause } => unreadable(path, DocumentFault::Damaged, cause),
        }
    }

    /// Reads one file: as a document where it is wanted, and in any case for identity numbers.
    fn gather(
        &self,
        at: usize,
        wanted: &BTreeSet<String>,
        texts: &BTreeMap<String, Arc<Source>>,
        readings: &Readings,
    ) -> Gathered {
        let file = &self.shelf.files[at];
        let mut gathered = Gathered {
            path: file.path.clone(),
            document: None,
            faults: Vec::new(),
            numbers: numbers_in_name(&file.path),
            id: self.files.id(at).map(<[u8]>::to_vec),
        };
        if let Some(source) = texts.get(&file.path) {
            if !self.is_known_clean(at, Reading::SearchedText) {
                let found = numbers_in(source);
                self.know_clean(at, Reading::SearchedText, &found, source.text().len());
                gathered.numbers.extend(found);
            }
            return gathered;
        }
        let is_wanted = wanted.contains(&file.path);
        if let Some(fault) = kind_fault(file) {
            gathered.faults.push(fault);
            return gathered;
        }
        if file.kind == FileKind::Submodule {
            return gathered;
        }
        if !is_wanted && self.is_known_clean(at, Reading::Searched) {
            return gathered;
        }
        let key = gathered.id.clone().map(|id| (file.path.clone(), id, is_wanted));
        if let Some(known) = key.as_ref().and_then(|key| readings.held().get(key).cloned()) {
            return known;
        }
        if let (true, Some(extract)) = (is_wanted, self.known_extract(at)) {
            gathered.take_extract(&extract, &self.limits);
            readings.held().extend(key.map(|key| (key, gathered.clone())));
            return gathered;
        }
        let bytes = match self.files.read(at, self.limits.bytes) {
            Ok(bytes) => bytes,
            Err(why) => {
                gathered.faults.push(self.fault(&file.path, &why));
                return gathered;
            }
        };
        let gathered = self.read(&bytes, at, is_wanted, gathered);
        readings.held().extend(key.map(|key| (key, gathered.clone())));
        gathered
    }

    /// Reads what the bytes of the file at `at` say.
    fn read(&self, bytes: &[u8], at: usize, is_wanted: bool, mut gathered: Gathered) -> Gathered {
        let file = &self.shelf.files[at];
        if Format::of(&file.path) == Some(Format::Pdf) && !document::text::is_lfs_pointer(bytes) {
            let use_of = if is_wanted { Use::Document } else { Use::Search };
            self.gather_pdf(at, bytes, use_of, &mut gathered);
            return gathered;
        }
        if is_wanted && self.is_known_clean(at, Reading::SearchedText) {
            let (document, faults) = document::read(&file.path, bytes, &self.limits);
            (gathered.document, gathered.faults) = (document.map(Arc::new), faults);
            return gathered;
        }
        let (searched, unsearched) = search::searchable(&file.path, bytes, &self.limits);
        if is_wanted {
            let (document, faults) = document::read(&file.path, bytes, &self.limits);
            let found = numbers_of(document.as_ref(), &searched);
            gathered.faults = faults;
            if document.is_some() {
                if unsearched.is_empty() {
                    self.know_clean(at, Reading::SearchedText, &found, bytes.len());
                }
                gathered.faults.extend(unsearched);
            }
            gathered.numbers.extend(found);
            gathered.document = document.map(Arc::new);
        } else {
            let found = numbers_of(None, &searched);
            if unsearched.is_empty() {
                self.know_clean(at, Reading::Searched, &found, bytes.len());
            }
            gathered.numbers.extend(found);
            gathered.faults = unsearched;
        }
        gathered
    }

    /// Reads a PDF file, which is dear: what it says is kept. One that no rule reads is searched only, and
    /// no fault where that cannot be done: it may be the picture of a page.
    fn gather_pdf(&self, at: usize, bytes: &[u8], use_of: Use, gathered: &mut Gathered) {
        let extract = match Extract::read(&gathered.path, bytes, &self.limits) {
            Ok(extract) => extract,
            Err(fault) => {
                let (searched, _) = search::searchable(&gathered.path, bytes, &self.limits);
                gathered.numbers.extend(numbers_of(None, &searched));
                gathered.faults.extend((use_of == Use::Document).then_some(fault));
                return;
            }
        };
        match use_of {
            Use::Document => {
                if let Some(id) = self.files.id(at) {
                    self.cache.keep(Reading::Extracted, id, extract.pack());
                }
                gathered.take_extract(&extract, &self.limits);
            }
            Use::Search => {
                let found = numbers_of(None, &extract.searchable(&gathered.path));
                self.know_clean(at, Reading::Searched, &found, bytes.len());
                gathered.numbers.extend(found);
            }
        }
    }

    /// Whether a file has to be read by a process of its own.
    fn is_dear(&self, at: usize, wanted: &BTreeSet<String>) -> bool {
        let path = &self.shelf.files[at].path;
        let is_kept = || {
            let id = self.files.id(at);
            id.is_some_and(|id| self.cache.find(Reading::Extracted, id).is_some())
        };
        Format::of(path) == Some(Format::Pdf)
            && !(if wanted.contains(path) { is_kept() } else { self.is_known_clean(at, Reading::Searched) })
    }

    /// What an earlier run read of these very bytes.
    fn known_extract(&self, at: usize) -> Option<Extract> {
        Extract::unpack(&self.cache.find(Reading::Extracted, self.files.id(at)?)?, &self.limits)
    }

    /// Keeps that a file of so many bytes was searched, where nothing was found in it.
    fn know_clean(&self, at: usize, reading: Reading, found: &[NumberFound], size: usize) {
        if let (true, Some(id)) = (found.is_empty(), self.files.id(at)) {
            self.cache.keep(reading, id, (size as u64).to_le_bytes().to_vec());
        }
    }

    /// Whether an earlier run found no identity number in these very bytes, and would read them today:
    /// of a file that has grown too large, that must be said.
    fn is_known_clean(&self, at: usize, reading: Reading) -> bool {
        let kept = self.files.id(at).and_then(|id| self.cache.find(reading, id));
        let size = kept.and_then(|size| size.as_ref().try_into().ok()).map(u64::from_le_bytes);
        size.is_some_and(|size| size <= self.limits.bytes)
    }
}

/// The file that makes `folder` a register.
pub(crate) fn home_of(folder: &str) -> String {
    if folder.is_empty() { HOME.to_owned() } else { format!("{folder}/{HOME}") }
}

/// What is wrong with a file before its bytes are read.
fn kind_fault(file: &File) -> Option<Fault> {
    let path = |fault| {
        let fault = Fault::new(FaultKind::PathOutside(fault), Place::file(&file.path), file.path.clone());
        Some(fault.with("sti", file.path.clone()))
    };
    match file.kind {
        FileKind::Regular | FileKind::Submodule => None,
        FileKind::Symlink => path(PathFault::Symlink),
        FileKind::Outside => path(PathFault::Outside),
        FileKind::UnreadableName => path(PathFault::Name),
        FileKind::Conflict => Some(unreadable(&file.path, DocumentFault::Conflict, "")),
        FileKind::Closed => Some(unreadable(&file.path, DocumentFault::Damaged, "")),
    }
}

fn unreadable(path: &str, fault: DocumentFault, cause: &str) -> Fault {
    document::unreadable(path, fault).with("aarsak", cause)
}
