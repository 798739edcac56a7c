//! What reading finds wrong with a file, before any rule has looked at it.
//!
//! **Knows**: the kinds of fault, the words by which rules name them, the values their messages hold.
//! **Does not know**: how files are read, how a fault is put in words.

use crate::finding::Details;
use crate::source::Place;

/// What reading found wrong with a file, before any rule has looked at it. Rules give it words.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Which kind of fault.
    pub kind: FaultKind,
    /// Where it stands.
    pub place: Place,
    /// What the fault is about, stable across revisions: a key, a path.
    pub subject: String,
    /// The values that a message names.
    pub details: Details,
}

impl Fault {
    /// A fault of `kind` at `place`, about `subject`.
    pub fn new(kind: FaultKind, place: Place, subject: impl Into<String>) -> Self {
        Self { kind, place, subject: subject.into(), details: Details::new() }
    }

    /// The same with one more value for its message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }
}

/// The kinds of fault that reading can find. Each has one rule that speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A key that the format does not know. Details: `noekkel`, `naermeste` (may be empty).
    UnknownKey,
    /// A file that does not parse. Details: `aarsak`.
    InvalidFile(FileFault),
    /// A value of the wrong type, outside its enumeration or range. Details: `felt` and more.
    InvalidValue(ValueFault),
    /// A document that cannot be read. Details: `fil`.
    UnreadableDocument(DocumentFault),
    /// A path that leaves the repository or is a symbolic link. Details: `sti`.
    PathOutside(PathFault),
    /// A data set that breaks its format. Details: `verdi`, `kolonne`.
    InvalidDataSet(DataSetFault),
    /// A document with tracked changes, read as if they were accepted. Details: `fil`, `innsatt`, `slettet`.
    TrackedChanges,
    /// A document that holds programs, which are never run. Details: `fil`.
    Macros,
}

/// Why a TOML or CSV file does not parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileFault {
    /// The parser stumbled. Details: `aarsak`, its words.
    Syntax,
    /// A date that does not exist, such as 2026-02-30. Details: `verdi`.
    ImpossibleDate,
    /// Bytes that are not UTF-8; read as Latin-1. Details: none.
    Encoding,
    /// Larger than the limit of the settings. Details: `grense`.
    TooLarge,
    /// NUL bytes: not a text at all.
    Binary,
}

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueFault {
    /// Of another type than is expected. Details: `felt`, `verdi`.
    Type(Expected),
    /// Not one of the words that are allowed. Details: `felt`, `verdi`, `lovlige`, `naermeste` (may be empty).
    Word,
    /// A number or date out of range. Details: `felt`, `verdi`, `fra`, `til`.
    Range,
    /// Two files lie where one is expected. Details: `filer`.
    Ambiguous,
    /// The end of something lies before its beginning. Details: `felt`, `verdi`, `fra`.
    Order,
    /// The same thing stands twice. Details: `felt`, `verdi`.
    Twice,
}

/// The type that a field expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expected {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// A date.
    Date,
    /// A list.
    List,
    /// A table.
    Table,
}

impl Expected {
    fn variant(self) -> &'static str {
        match self {
            Self::Text => "type-tekst",
            Self::Integer => "type-heltall",
            Self::Boolean => "type-ja-nei",
            Self::Date => "type-dato",
            Self::List => "type-liste",
            Self::Table => "type-tabell",
        }
    }
}

/// Why a document cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentFault {
    /// A format that this version does not read. Details: `format`.
    Format,
    /// Larger than the limit of the settings. Details: `grense`, `stoerrelse`.
    TooLarge,
    /// A Git LFS pointer instead of the file.
    LfsPointer,
    /// Bytes that are no text (NUL bytes in a text format).
    Binary,
    /// Bytes that are not UTF-8; read as Latin-1, so letters may be wrong.
    Encoding,
    /// The object is missing or damaged in the repository. Details: `aarsak`.
    Damaged,
    /// A merge conflict stands in the index.
    Conflict,
    /// Locked with a password.
    Encrypted,
    /// Pictures of pages, without text.
    Scanned,
    /// Some pages are pictures without text. Details: `sider`, how many.
    PartlyScanned,
    /// Its fonts do not say which letters they show.
    Letters,
    /// Reading it took too long.
    Slow,
    /// Reading it took too much memory, or the reader broke down.
    Fatal,
    /// It can only be read by a process of its own, and none can be started.
    NoIsolation,
    /// Something else than its name says. Details: `format`, what it looks like (may be empty).
    Mistaken,
    /// Unpacked it is larger than the limit. Details: `grense`.
    Unpacked,
    /// A part of it is missing. Details: `aarsak`, the part.
    MissingPart,
    /// A part of it declares a document type, by which small files become endless. Details: `aarsak`, the part.
    Declared,
}

/// What is wrong with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathFault {
    /// It leaves the repository.
    Outside,
    /// It is a symbolic link, or goes through one.
    Symlink,
    /// Its name is not UTF-8.
    Name,
}

/// What is wrong with a data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataSetFault {
    /// A required column is missing. Details: `kolonne`.
    MissingColumn,
    /// A column that the format does not know. Details: `kolonne`, `naermeste` (may be empty).
    UnknownColumn,
    /// A column stands twice. Details: `kolonne`.
    DuplicateColumn,
    /// A variable stands twice. Details: `verdi`, `linje` (where it stands first).
    DuplicateVariable,
    /// A required cell is empty. Details: `kolonne`, `verdi` (the variable).
    EmptyCell,
    /// A row has another number of cells than the head. Details: `antall`, `ventet`.
    RowLength,
    /// A cell that is none of the words that are allowed, or no date. Details: `kolonne`, `verdi`, `lovlige`.
    Value,
    /// Bytes that are not UTF-8; read as Latin-1.
    Encoding,
    /// More rows than the limit of the settings. Details: `grense`.
    TooManyRows,
    /// It does not split into cells. Details: `aarsak`.
    Syntax,
}

impl FaultKind {
    /// The words of all kinds.
    pub const WORDS: [&'static str; 8] = [
        "ukjent-noekkel",
        "fil-ugyldig",
        "ugyldig-verdi",
        "dokument-uleselig",
        "sti-utenfor",
        "datasett-ugyldig",
        "dokument-sporede-endringer",
        "dokument-makroer",
    ];

    /// Every kind there is.
    const ALL: [Self; 50] = [
        Self::UnknownKey,
        Self::InvalidFile(FileFault::Syntax),
        Self::InvalidFile(FileFault::ImpossibleDate),
        Self::InvalidFile(FileFault::Encoding),
        Self::InvalidFile(FileFault::TooLarge),
        Self::InvalidFile(FileFault::Binary),
        Self::InvalidValue(ValueFault::Type(Expected::Text)),
        Self::InvalidValue(ValueFault::Type(Expected::Integer)),
        Self::InvalidValue(ValueFault::Type(Expected::Boolean)),
        Self::InvalidValue(ValueFault::Type(Expected::Date)),
        Self::InvalidValue(ValueFault::Type(Expected::List)),
        Self::InvalidValue(ValueFault::Type(Expected::Table)),
        Self::InvalidValue(ValueFault::Word),
        Self::InvalidValue(ValueFault::Range),
        Self::InvalidValue(ValueFault::Ambiguous),
        Self::InvalidValue(ValueFault::Order),
        Self::InvalidValue(ValueFault::Twice),
        Self::UnreadableDocument(DocumentFault::Format),
        Self::UnreadableDocument(DocumentFault::TooLarge),
        Self::UnreadableDocument(DocumentFault::LfsPointer),
        Self::UnreadableDocument(DocumentFault::Binary),
        Self::UnreadableDocument(DocumentFault::Encoding),
        Self::UnreadableDocument(DocumentFault::Damaged),
        Self::UnreadableDocument(DocumentFault::Conflict),
        Self::UnreadableDocument(DocumentFault::Encrypted),
        Self::UnreadableDocument(DocumentFault::Scanned),
        Self::UnreadableDocument(DocumentFault::PartlyScanned),
        Self::UnreadableDocument(DocumentFault::Letters),
        Self::UnreadableDocument(DocumentFault::Slow),
        Self::UnreadableDocument(DocumentFault::Fatal),
        Self::UnreadableDocument(DocumentFault::NoIsolation),
        Self::UnreadableDocument(DocumentFault::Mistaken),
        Self::UnreadableDocument(DocumentFault::Unpacked),
        Self::UnreadableDocument(DocumentFault::MissingPart),
        Self::UnreadableDocument(DocumentFault::Declared),
        Self::PathOutside(PathFault::Outside),
        Self::PathOutside(PathFault::Symlink),
        Self::PathOutside(PathFault::Name),
        Self::InvalidDataSet(DataSetFault::MissingColumn),
        Self::InvalidDataSet(DataSetFault::UnknownColumn),
        Self::InvalidDataSet(DataSetFault::DuplicateColumn),
        Self::InvalidDataSet(DataSetFault::DuplicateVariable),
        Self::InvalidDataSet(DataSetFault::EmptyCell),
        Self::InvalidDataSet(DataSetFault::RowLength),
        Self::InvalidDataSet(DataSetFault::Value),
        Self::InvalidDataSet(DataSetFault::Encoding),
        Self::InvalidDataSet(DataSetFault::TooManyRows),
        Self::InvalidDataSet(DataSetFault::Syntax),
        Self::TrackedChanges,
        Self::Macros,
    ];

    /// The variants of the kind that `word` names.
    pub fn variants_of(word: &str) -> Vec<&'static str> {
        Self::ALL.iter().filter(|kind| kind.word() == word).map(|kind| kind.variant()).collect()
    }

    /// The values that a message on the kind that `word` names can hold.
    pub fn details_of(word: &str) -> &'static [&'static str] {
        match word {
            "ukjent-noekkel" => &["noekkel", "naermeste", "kjente"],
            "fil-ugyldig" => &["aarsak", "verdi", "grense"],
            "ugyldig-verdi" => &["felt", "verdi", "lovlige", "naermeste", "fra", "til", "filer"],
            "dokument-uleselig" => &["fil", "format", "grense", "stoerrelse", "aarsak", "sider"],
            "dokument-sporede-endringer" => &["fil", "innsatt", "slettet"],
            "dokument-makroer" => &["fil"],
            "sti-utenfor" => &["sti", "felt"],
            "datasett-ugyldig" => {
                &["kolonne", "naermeste", "verdi", "linje", "antall", "ventet", "grense", "aarsak"]
            }
            _ => &[],
        }
    }

    /// The word by which rules name the kind (`funn = "…"`).
    pub fn word(self) -> &'static str {
        match self {
            Self::UnknownKey => "ukjent-noekkel",
            Self::InvalidFile(_) => "fil-ugyldig",
            Self::InvalidValue(_) => "ugyldig-verdi",
            Self::UnreadableDocument(_) => "dokument-uleselig",
            Self::PathOutside(_) => "sti-utenfor",
            Self::InvalidDataSet(_) => "datasett-ugyldig",
            Self::TrackedChanges => "dokument-sporede-endringer",
            Self::Macros => "dokument-makroer",
        }
    }

    /// The variant by which rules choose their words.
    pub fn variant(self) -> &'static str {
        match self {
            Self::UnknownKey => "noekkel",
            Self::TrackedChanges => "endringer",
            Self::Macros => "makroer",
            Self::InvalidFile(fault) => match fault {
                FileFault::Syntax => "skrivefeil",
                FileFault::ImpossibleDate => "umulig-dato",
                FileFault::Encoding => "tegnsett",
                FileFault::TooLarge => "for-stor",
                FileFault::Binary => "ikke-tekst",
            },
            Self::InvalidValue(fault) => match fault {
                ValueFault::Type(expected) => expected.variant(),
                ValueFault::Word => "ord",
                ValueFault::Range => "omraade",
                ValueFault::Ambiguous => "flere-filer",
                ValueFault::Order => "rekkefoelge",
                ValueFault::Twice => "to-ganger",
            },
            Self::UnreadableDocument(fault) => match fault {
                DocumentFault::Format => "format",
                DocumentFault::TooLarge => "for-stor",
                DocumentFault::LfsPointer => "lfs",
                DocumentFault::Binary => "ikke-tekst",
                DocumentFault::Encoding => "tegnsett",
                DocumentFault::Damaged => "skadet",
                DocumentFault::Conflict => "konflikt",
                DocumentFault::Encrypted => "passord",
                DocumentFault::Scanned => "skannet",
                DocumentFault::PartlyScanned => "delvis-skannet",
                DocumentFault::Letters => "bokstaver",
                DocumentFault::Slow => "tid",
                DocumentFault::Fatal => "lesefeil",
                DocumentFault::NoIsolation => "uten-skjerming",
                DocumentFault::Mistaken => "feil-innhold",
                DocumentFault::Unpacked => "utpakket",
                DocumentFault::MissingPart => "del-mangler",
                DocumentFault::Declared => "doctype",
            },
            Self::PathOutside(fault) => match fault {
                PathFault::Outside => "utenfor",
                PathFault::Symlink => "symlenke",
                PathFault::Name => "navn",
            },
            Self::InvalidDataSet(fault) => match fault {
                DataSetFault::MissingColumn => "kolonne-mangler",
                DataSetFault::UnknownColumn => "kolonne-ukjent",
                DataSetFault::DuplicateColumn => "kolonne-dobbel",
                DataSetFault::DuplicateVariable => "variabel-dobbel",
                DataSetFault::EmptyCell => "celle-tom",
                DataSetFault::RowLength => "radlengde",
                DataSetFault::Value => "verdi",
                DataSetFault::Encoding => "tegnsett",
                DataSetFault::TooManyRows => "for-mange-rader",
                DataSetFault::Syntax => "skrivefeil",
            },
        }
    }
}
