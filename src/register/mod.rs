//! What the documents of a register say, each fact with its place.
//!
//! **Knows**: which files belong to a register, what they say together, what could not be read.
//! **Does not know**: how bytes are fetched, what is required of a register.
//!
//! | in the files | in the code | what it is |
//! |---|---|---|
//! | register | [`Register`] | a medical quality register |
//! | dataansvarlig | controller | answers for the processing (GDPR article 4) |
//! | hjemmel | legal basis | what the processing rests on |
//! | fagråd | council | the expert council, forskriften § 3-6 |
//! | datasett | data set | the variables that are collected |
//! | årsrapport | annual report | delivered each year by 15 June |
//! | registerbeskrivelse | description | follows the recommended thirteen items |
//! | vedtekter | statutes | optional |
//! | protokoll | record of processing | GDPR article 30 |
//! | endringsmelding | change record | one for each change that releases duties |
//! | unntak | waiver | an exception from one rule, with reason and end |

pub mod code;
pub mod conform;
pub mod current;
pub mod data_set;
pub mod import;
pub mod layout;
mod letter;
pub mod organisation;
pub mod path;
pub mod person;
pub mod prose;
pub mod read;
pub mod schema;
pub mod section;
pub mod wish;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::document::Document;
use crate::document::tree::Node;
use crate::fault::Fault;
use crate::files::File;
use crate::register::layout::Layout;
use crate::register::path::{PathIndex, Target};
use crate::register::section::OwnHeadings;
use crate::source::{Location, Place, Source};

/// All that is known of one register in one revision.
#[derive(Debug)]
pub struct Register {
    /// The folder of `register.toml` from the root of the repository; empty for the root.
    pub folder: String,
    /// `register.toml` itself.
    pub home: Arc<Source>,
    /// Everything the files say, under the names of [`schema::REGISTER`] and [`schema::ROOT`]. Two revisions
    /// whose files say the very same share it.
    pub tree: Arc<Node>,
    /// Where things lie.
    pub layout: Layout,
    /// The documents that were read, by path from the root of the repository.
    pub documents: BTreeMap<String, Arc<Document>>,
    /// The TOML and CSV files that were read, by path.
    pub texts: BTreeMap<String, Arc<Source>>,
    /// Names at the root of [`Register::tree`] whose file could not be read, with that file's path.
    pub unread: BTreeMap<String, String>,
    /// Documents that could not be read, by path.
    pub unreadable: BTreeMap<String, Fault>,
    /// Of documents that could not be read, what tells their bytes from all others.
    pub ids: BTreeMap<String, Vec<u8>>,
    /// What reading found wrong.
    pub faults: Vec<Fault>,
    /// How many files were searched for personal identity numbers.
    pub files_scanned: usize,
    /// Personal identity numbers in any file of the register.
    pub numbers: Vec<NumberFound>,
    /// The year of the first commit that holds `register.toml`; none where it is not known.
    pub first_year: Option<i32>,
    /// The repository it lies in.
    pub shelf: Arc<Shelf>,
    /// See [`Register::current_texts`].
    current: OnceLock<Vec<current::CurrentText>>,
}

/// The files of a repository and where they lie.
#[derive(Debug, Default)]
pub struct Shelf {
    /// All files, sorted by path.
    pub files: Vec<File>,
    /// The same, for asking what lies where.
    pub index: PathIndex,
}

/// A personal identity number in a file, already masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberFound {
    /// Which kind of number.
    pub kind: person::NumberKind,
    /// The number with its last five digits hidden.
    pub masked: String,
    /// Where it stands, the line masked too.
    pub location: Location,
}

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Referent {
    /// To a file or a heading that exists.
    Found,
    /// To a file that exists but could not be read, so that the heading cannot be looked for.
    Unknown,
    /// To nothing: no such file.
    NoFile,
    /// To a file that has no such heading.
    NoHeading,
    /// Out of the repository or through a symbolic link: a finding of its own.
    Refused,
}

impl Register {
    /// How much text was read of it, in bytes.
    pub fn weight(&self) -> usize {
        let documents = self.documents.values().map(|document| document.source().text().len());
        let texts = self.texts.values().map(|source| source.text().len());
        documents.chain(texts).sum()
    }

    /// The node at `path`, through tables only.
    pub fn at(&self, path: &str) -> Option<&Node> {
        self.tree.at(path)
    }

    /// The text at `path`; empty where there is none.
    pub fn text(&self, path: &str) -> &str {
        self.at(path).and_then(Node::text).unwrap_or_default().trim()
    }

    /// The description, where it could be read.
    pub fn description(&self) -> Option<&Document> {
        self.documents.get(self.layout.description.as_ref()?).map(Arc::as_ref)
    }

    /// The statutes, where they exist and could be read.
    pub fn statutes(&self) -> Option<&Document> {
        self.documents.get(self.layout.statutes.as_ref()?).map(Arc::as_ref)
    }

    /// The headings of the register's own, `[overskrifter]`.
    pub fn own_headings(&self) -> OwnHeadings {
        let entries = self.at("overskrifter").map(Node::entries).unwrap_or_default();
        let named =
            entries.iter().filter_map(|(heading, node)| Some((heading.as_str(), node.text()?.parse().ok()?)));
        OwnHeadings::new(named)
    }

    /// What tells the bytes of a document that could not be read from all others, where that is known.
    pub fn unreadable_id(&self, path: &str) -> Option<&[u8]> {
        self.unreadable.get(path)?;
        self.ids.get(path).map(Vec::as_slice)
    }

    /// Where a path leads from the folder of the register.
    pub fn target(&self, written: &str) -> Target {
        self.shelf.index.target(&self.folder, written)
    }

    /// The file that a reference names, without its heading: `registerbeskrivelse` and `vedtekter` are
    /// names of documents, anything with a dot or a slash is a path.
    pub fn file_of(&self, reference: &str) -> Option<String> {
        let (document, _) = split_reference(reference);
        match document {
            "registerbeskrivelse" => self.layout.description.clone(),
            "vedtekter" => self.layout.statutes.clone(),
            path => match self.target(path) {
                Target::File(at) => Some(self.shelf.files[at].path.clone()),
                Target::Folder | Target::Nothing | Target::Outside | Target::Symlink => None,
            },
        }
    }

    /// What `reference`, a path or `DOCUMENT#HEADING`, leads to.
    pub fn follow(&self, reference: &str) -> Referent {
        let (document, heading) = split_reference(reference);
        if !matches!(document, "registerbeskrivelse" | "vedtekter") {
            match self.target(document) {
                Target::Outside | Target::Symlink => return Referent::Refused,
                Target::Nothing => return Referent::NoFile,
                Target::Folder => {
                    return if heading.is_none() { Referent::Found } else { Referent::NoHeading };
                }
                Target::File(_) => {}
            }
        }
        let Some(path) = self.file_of(reference) else {
            return Referent::NoFile;
        };
        let Some(heading) = heading else {
            return Referent::Found;
        };
        match self.documents.get(&path) {
            Some(document) if section::find_heading(document, heading).is_some() => Referent::Found,
            Some(_) => Referent::NoHeading,
            None if self.unreadable.contains_key(&path) => Referent::Unknown,
            None => Referent::NoHeading,
        }
    }

    /// The place to show for a file that is missing or a table that stands nowhere: the nearest
    /// table above `path`, else the first line of the file that `path` belongs to.
    pub fn nearest_place(&self, path: &str) -> Place {
        let mut path = path;
        loop {
            if let Some(node) = self.tree.all(path).first() {
                return node.place.clone();
            }
            match path.rsplit_once('.') {
                Some((parent, _)) => path = parent,
                None => return Place::first_line(&self.home),
            }
        }
    }

    /// The register's path as fingerprints and findings name it.
    pub fn path_of(&self, file: &str) -> String {
        if self.folder.is_empty() { file.to_owned() } else { format!("{}/{file}", self.folder) }
    }

    /// `path`, from the root, as the register itself would write it.
    pub fn own_path<'a>(&self, path: &'a str) -> &'a str {
        path.strip_prefix(&self.folder).map_or(path, |rest| rest.trim_start_matches('/'))
    }
}

/// A reference as document and heading.
pub fn split_reference(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((document, heading)) => {
            (document.trim(), Some(heading.trim()).filter(|heading| !heading.is_empty()))
        }
        None => (reference.trim(), None),
    }
}
