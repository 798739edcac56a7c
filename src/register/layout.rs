//! Where the files of a register lie.
//!
//! **Knows**: the default names, what `[dokumenter]` says instead, and which files the folders hold.
//! **Does not know**: what stands in them.

use std::collections::BTreeMap;

use crate::document::tree::Node;
use crate::fault::{Fault, FaultKind, ValueFault};
use crate::files::FileKind;
use crate::register::Shelf;
use crate::register::path::{Target, ending, folder_of, join};
use crate::source::Place;

/// The formats a document can have, in the order in which they are taken.
const DOCUMENT_ENDINGS: [&str; 4] = ["md", "docx", "odt", "pdf"];

/// Where the files of one register lie, as paths from the root of the repository.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The register description, where it exists.
    pub description: Option<String>,
    /// The statutes, where they exist.
    pub statutes: Option<String>,
    /// The expert council, where it exists.
    pub council: Option<String>,
    /// The data set, where it exists.
    pub data_set: Option<String>,
    /// The annual reports by reporting year.
    pub reports: BTreeMap<i32, ReportFiles>,
    /// The change records, sorted.
    pub changes: Vec<String>,
    /// The own rules, sorted.
    pub rules: Vec<String>,
}

/// The two files of one annual report.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct ReportFiles {
    /// The report itself.
    pub document: Option<String>,
    /// What was delivered, when.
    pub facts: Option<String>,
}

/// Looks for the files of the register in `folder`, as `facts` (its `register.toml`) points to them.
pub fn find(folder: &str, facts: &Node, shelf: &Shelf) -> (Layout, Vec<Fault>) {
    let mut search = Search { folder, facts, shelf, faults: Vec::new() };
    let layout = Layout {
        description: search.file("registerbeskrivelse", &DOCUMENT_ENDINGS),
        statutes: search.file("vedtekter", &DOCUMENT_ENDINGS),
        council: search.file("fagraad", &["toml"]),
        data_set: search.file("datasett", &["csv"]),
        reports: search.reports(),
        changes: search.files_in(&search.entry("endringer").unwrap_or("endringer".to_owned()), "toml"),
        rules: search.rules(),
    };
    (layout, search.faults)
}

struct Search<'a> {
    folder: &'a str,
    facts: &'a Node,
    shelf: &'a Shelf,
    faults: Vec<Fault>,
}

impl Search<'_> {
    /// What `[dokumenter]` says of `key`; a blank says nothing.
    fn entry(&self, key: &str) -> Option<String> {
        let written = self.facts.at("dokumenter")?.get(key)?.text()?;
        (!written.trim().is_empty()).then(|| written.to_owned())
    }

    /// The file for `key`: where `[dokumenter]` points, else the one with the default name.
    fn file(&mut self, key: &str, endings: &[&str]) -> Option<String> {
        if let Some(written) = self.entry(key) {
            return self.regular(&written);
        }
        let found: Vec<String> =
            endings.iter().filter_map(|ending| self.regular(&format!("{key}.{ending}"))).collect();
        if found.len() > 1 {
            let kind = FaultKind::InvalidValue(ValueFault::Ambiguous);
            let fault = Fault::new(kind, Place::file(&found[1]), format!("dokumenter.{key}"));
            self.faults.push(fault.with("felt", format!("dokumenter.{key}")).with("filer", found.join(", ")));
        }
        found.into_iter().next()
    }

    /// The regular file at `written`, as the repository spells it.
    fn regular(&self, written: &str) -> Option<String> {
        match self.shelf.index.target(self.folder, written) {
            Target::File(at) => Some(self.shelf.files[at].path.clone()),
            Target::Folder | Target::Nothing | Target::Outside | Target::Symlink => None,
        }
    }

    /// The files right inside the folder `written` whose names end with `wanted`.
    fn files_in(&self, written: &str, wanted: &str) -> Vec<String> {
        let Some(folder) = join(self.folder, written) else {
            return Vec::new();
        };
        let start = self.shelf.files.partition_point(|file| file.path < folder);
        self.shelf.files[start..]
            .iter()
            .take_while(|file| file.path.starts_with(&folder))
            .filter(|file| file.kind == FileKind::Regular && folder_of(&file.path) == folder)
            .filter(|file| ending(&file.path) == wanted)
            .map(|file| file.path.clone())
            .collect()
    }

    /// The annual reports: files named by a year.
    fn reports(&mut self) -> BTreeMap<i32, ReportFiles> {
        let folder = self.entry("aarsrapporter").unwrap_or("aarsrapporter".to_owned());
        let mut reports: BTreeMap<i32, ReportFiles> = BTreeMap::new();
        for wanted in DOCUMENT_ENDINGS {
            for path in self.files_in(&folder, wanted) {
                let Some(year) = year_of(&path) else { continue };
                let slot = &mut reports.entry(year).or_default().document;
                if let Some(first) = slot {
                    let kind = FaultKind::InvalidValue(ValueFault::Ambiguous);
                    let fault = Fault::new(kind, Place::file(&path), format!("aarsrapport/{year}"));
                    let files = format!("{first}, {path}");
                    self.faults.push(fault.with("felt", format!("aarsrapport {year}")).with("filer", files));
                } else {
                    *slot = Some(path);
                }
            }
        }
        for path in self.files_in(&folder, "toml") {
            if let Some(year) = year_of(&path) {
                reports.entry(year).or_default().facts = Some(path);
            }
        }
        reports
    }

    /// The own rules: TOML files at any depth under the folders of `[registervakt] regler`.
    fn rules(&self) -> Vec<String> {
        let folders = self.facts.at("registervakt.regler").into_iter().flat_map(Node::elements);
        let mut rules: Vec<String> = folders
            .filter_map(|node| join(self.folder, node.text()?))
            .flat_map(|folder| {
                let inside = format!("{folder}/");
                self.shelf.files.iter().filter(move |file| {
                    file.kind == FileKind::Regular
                        && ending(&file.path) == "toml"
                        && (file.path.starts_with(&inside) || file.path == folder)
                })
            })
            .map(|file| file.path.clone())
            .collect();
        rules.sort();
        rules.dedup();
        rules
    }
}

/// The reporting year that a file is named by.
fn year_of(path: &str) -> Option<i32> {
    let name = path.rsplit('/').next()?.rsplit_once('.')?.0;
    let is_year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { name.parse().ok() } else { None }
}
