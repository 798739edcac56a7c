//! Documents: one model of headings, paragraphs, lists and tables, whatever the format.
//!
//! **Knows**: blocks, sections, links and anchors, the plain text with the way back to the source; which file is read how.
//! **Does not know**: what a heading means, which documents a register has, where bytes come from.

mod build;
mod compose;
mod content;
mod count;
pub mod csv;
mod draft;
mod html;
mod limit;
mod markdown;
mod marked;
mod number;
mod office;
mod open;
mod outline;
mod package;
pub mod packed;
pub mod pdf;
mod prose;
mod purpose;
pub mod search;
pub mod text;
pub mod tree;
mod word;
mod xml;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

pub use limit::{Isolation, Limits};
pub use number::{MONTHS, Number, split as split_number};
pub use outline::Section;
pub use prose::{Inline, InlineKind, Prose};

use crate::fault::{DocumentFault, Fault, FaultKind, FileFault};
use crate::source::{Place, Source};
use text::Encoding;

/// A document that was read.
#[derive(Debug)]
pub struct Document {
    /// All text, the numbers of headings too; blocks and cells are stretches of it.
    prose: Prose,
    blocks: Vec<Block>,
    links: Vec<Link>,
    /// Anchors that the document names itself, beside its headings.
    named_anchors: BTreeSet<String>,
    sections: Vec<Section>,
}

/// One block: a heading, a paragraph, a list item, a row of a table.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text as bytes of [`Document::text`]; of a heading without the number.
    pub text: Range<usize>,
    /// Where it stands, marks and all.
    pub place: Place,
    /// Whether the document says it itself or quotes it.
    pub voice: Voice,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading.
    Heading {
        /// From 1, the outermost, to 6.
        level: u8,
        /// The number it carries, which is no part of its text.
        number: Option<Number>,
    },
    /// A paragraph.
    Paragraph,
    /// A list item, or a further paragraph of one.
    Item {
        /// From 1, the outermost list.
        depth: usize,
        /// The state of its task box, where it has one.
        task: Option<Task>,
    },
    /// A row of a table; its text is that of the cells with tabs between.
    Row {
        /// Which table of the document, from 0.
        table: usize,
        /// Whether it is the head of the table.
        part: RowPart,
        /// The cells, empty ones too.
        cells: Vec<Cell>,
    },
    /// A block of code.
    Code,
}

/// Whether a row is the head of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowPart {
    /// The head: what the columns hold.
    Head,
    /// A row below it.
    Body,
}

/// The state of a task box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// `[ ]`
    Open,
    /// `[x]`
    Done,
}

/// Whose words a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The document's own.
    Own,
    /// Quoted: a heading in it opens no section and is a paragraph.
    Quoted,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text as bytes of [`Document::text`].
    pub text: Range<usize>,
}

/// A link or a picture. What looks like one within code is none.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it is.
    pub kind: LinkKind,
    /// Where it leads, as written but for escapes: a path, `#anchor`, a web address.
    pub target: String,
    /// Where the target is written; where the link stands when it is written elsewhere.
    pub place: Place,
}

/// The kinds of link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// Words that lead somewhere.
    Link,
    /// A picture.
    Image,
    /// A web or mail address that is its own text.
    Address,
}

/// The formats that documents come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown, and plain text, which is read as it.
    Markdown,
    /// PDF.
    Pdf,
    /// A package of Word or LibreOffice: what it holds says which.
    Office,
}

impl Format {
    /// The format of the file at `path`, by its extension; none for one that is not read.
    pub fn of(path: &str) -> Option<Self> {
        match extension(path).as_str() {
            "md" | "markdown" | "txt" => Some(Self::Markdown),
            "pdf" => Some(Self::Pdf),
            "docx" | "docm" | "dotx" | "dotm" | "odt" | "ott" => Some(Self::Office),
            _ => None,
        }
    }
}

/// The extension of a path in lower case, without its dot.
fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}

/// How large a file is, and how large it may be, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// What it has.
    pub bytes: u64,
    /// What it may have.
    pub limit: u64,
}

/// The fault of a document of `size` bytes, if that is over the limit: to be asked before the bytes are read.
pub fn too_large(path: &str, size: Size) -> Option<Fault> {
    let fault = || {
        unreadable(path, DocumentFault::TooLarge)
            .with("grense", megabytes(size.limit))
            .with("stoerrelse", megabytes(size.bytes))
    };
    (size.bytes > size.limit).then(fault)
}

/// A number of bytes as people write it, in megabytes with one decimal: `20,4 MB`.
pub fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    if tenths.is_multiple_of(10) {
        format!("{} MB", tenths / 10)
    } else {
        format!("{},{} MB", tenths / 10, tenths % 10)
    }
}

/// Why the file at `path` is not, or not wholly, read.
pub fn unreadable(path: &str, fault: DocumentFault) -> Fault {
    Fault::new(FaultKind::UnreadableDocument(fault), Place::file(path), path).with("fil", path)
}

/// The place of the one letter at the byte `at`.
fn letter_at(source: &Arc<Source>, at: usize) -> Place {
    let letter = source.text().get(at..).and_then(|rest| rest.chars().next());
    Place::new(source, at..at + letter.map_or(0, char::len_utf8))
}

/// A text file that was read: TOML, or one that is only searched.
#[derive(Debug)]
pub struct Text {
    /// What it says.
    pub source: Arc<Source>,
    /// What was wrong with it, read all the same.
    pub faults: Vec<Fault>,
}

/// Reads the text file at `path` out of its bytes; the fault where it holds no text.
pub fn read_text(path: &str, bytes: &[u8]) -> Result<Text, Fault> {
    if text::is_lfs_pointer(bytes) {
        return Err(unreadable(path, DocumentFault::LfsPointer));
    }
    let decoded = text::decode(bytes);
    let source = Source::new(path, decoded.text);
    let invalid = |fault, place| Fault::new(FaultKind::InvalidFile(fault), place, path);
    let faults = match decoded.encoding {
        Encoding::Utf8 | Encoding::Utf16 => Vec::new(),
        Encoding::Unclear { at } => vec![invalid(FileFault::Encoding, letter_at(&source, at))],
        Encoding::Binary => return Err(invalid(FileFault::Binary, Place::file(path))),
    };
    Ok(Text { source, faults })
}

/// Reads the document at `path` (from the root of the repository) out of its bytes. What is wrong with
/// it is said in the faults; a document may come with faults, where it could be read all the same.
pub fn read(path: &str, bytes: &[u8], limits: &Limits) -> (Option<Document>, Vec<Fault>) {
    if text::is_lfs_pointer(bytes) {
        return (None, vec![unreadable(path, DocumentFault::LfsPointer)]);
    }
    match Format::of(path) {
        Some(Format::Markdown) => read_markdown(path, bytes, limits),
        Some(Format::Pdf) => pdf::read(path, bytes, limits),
        Some(Format::Office) => office::read(path, bytes, limits),
        None => {
            let extension = extension(path);
            let format = if extension.is_empty() { "ukjent".to_owned() } else { extension };
            (None, vec![unreadable(path, DocumentFault::Format).with("format", format)])
        }
    }
}

/// Reads Markdown and plain text.
fn read_markdown(path: &str, bytes: &[u8], limits: &Limits) -> (Option<Document>, Vec<Fault>) {
    let size = size_of(bytes);
    if let Some(fault) = too_large(path, Size { bytes: size, limit: limits.document_bytes }) {
        return (None, vec![fault]);
    }
    let decoded = text::decode(bytes);
    let source = Source::new(path, decoded.text);
    let mut faults = Vec::new();
    match decoded.encoding {
        Encoding::Binary => return (None, vec![unreadable(path, DocumentFault::Binary)]),
        Encoding::Unclear { at } => {
            let mut fault = unreadable(path, DocumentFault::Encoding);
            fault.place = letter_at(&source, at);
            faults.push(fault);
        }
        Encoding::Utf8 | Encoding::Utf16 => {}
    }
    let (document, reach) = markdown::read(&source, limits);
    if reach == build::Reach::Cut {
        faults.push(cut(path, size, limits));
    }
    (Some(document), faults)
}

/// The number of bytes.
fn size_of(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// The fault of a document that was read up to a limit.
fn cut(path: &str, size: u64, limits: &Limits) -> Fault {
    unreadable(path, DocumentFault::TooLarge)
        .with("grense", format!("{} avsnitt og celler", limits.blocks))
        .with("stoerrelse", megabytes(size))
}

#[cfg(test)]
mod tests;
