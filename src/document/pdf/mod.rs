//! PDF as a document: read by a process of its own, put together here.
//!
//! **Knows**: what becomes of the records that the other process sends, which fault each failure is.
//! **Does not know**: how letters become records: see [`extract`].

mod aligned;
pub mod child;
mod column;
mod extract;
mod flow;
mod glyph;
mod grid;
mod letter;
mod line;
mod margin;
mod mark;
mod record;
mod size;

use std::sync::Arc;

use super::build::Builder;
use super::search::{Part, Searchable};
use super::{BlockKind, Document, Isolation, Limits, RowPart, Size, megabytes, too_large, unreadable};
use crate::fault::{DocumentFault, Fault};
use crate::source::{Mark, Source, SourceKind};
use child::Fall;
pub use extract::extract;
use record::{Failure, Record, What};

/// The longest heading that a place is described with, in bytes.
const LONGEST_TRAIL: usize = 160;

/// The most headings that places are described with.
const MOST_TRAILS: usize = 5_000;

/// What was read of a PDF file: kept, so that it is read once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    records: Vec<Record>,
    /// The size of the file, in bytes.
    size: u64,
}

impl Extract {
    /// Has the file at `path` read by a process of its own. A fault where that came to no end: it may
    /// come to one next time. What is wrong with the file itself is part of what was read.
    pub fn read(path: &str, bytes: &[u8], limits: &Limits) -> Result<Self, Fault> {
        let size = bytes.len() as u64;
        if let Some(fault) = too_large(path, Size { bytes: size, limit: limits.bytes }) {
            return Err(fault);
        }
        let fault = |fall| unreadable(path, fault_of(fall));
        let answer = match limits.isolation {
            Isolation::None => Err(Fall::NotStarted),
            Isolation::Program => child::answer(bytes),
        };
        let answer = answer.map_err(fault)?;
        let records = str::from_utf8(&answer).ok().and_then(record::read);
        Ok(Self { records: records.ok_or_else(|| fault(Fall::Died))?, size })
    }

    /// What was kept of a file, if it is whole and the file is not larger than may be read today.
    pub fn unpack(kept: &[u8], limits: &Limits) -> Option<Self> {
        let (size, written) = kept.split_first_chunk()?;
        let size = u64::from_le_bytes(*size);
        let records = record::read(str::from_utf8(written).ok()?)?;
        (size <= limits.bytes).then_some(Self { records, size })
    }

    /// The form in which it is kept.
    pub fn pack(&self) -> Vec<u8> {
        let mut kept = self.size.to_le_bytes().to_vec();
        kept.extend(record::write(&self.records).into_bytes());
        kept
    }

    /// All that the file says: its text, and beside it running heads, remarks, properties.
    pub fn searchable(&self, path: &str) -> [Searchable; 2] {
        let Script { text, pages, .. } = Script::of(&self.records);
        let body = Source::outlined(path, text, SourceKind::Extracted, pages);
        let asides = self.records.iter().filter(|record| record.what == What::Aside);
        let asides: Vec<&str> = asides.map(|record| record.text.as_str()).collect();
        let beside = Source::outlined(path, asides.join("\n"), SourceKind::Extracted, Vec::new());
        [Searchable { source: body, part: Part::Body }, Searchable { source: beside, part: Part::Beside }]
    }

    /// The document, and what is wrong with the file.
    pub fn document(&self, path: &str, limits: &Limits) -> (Option<Document>, Vec<Fault>) {
        let mut faults = Vec::new();
        for record in &self.records {
            match record.what {
                What::Failed(why) => return (None, vec![unreadable(path, fault_of_failure(why))]),
                What::Scanned => {
                    faults.push(
                        unreadable(path, DocumentFault::PartlyScanned).with("sider", record.text.clone()),
                    );
                }
                What::Beyond => faults.push(self.beyond(path, "2000 sider")),
                _ => {}
            }
        }
        let script = Script::of(&self.records);
        if script.text.len() as u64 > limits.document_bytes {
            return (None, vec![self.beyond(path, &megabytes(limits.document_bytes))]);
        }
        // Built once to learn its headings, and once more with the places that they give.
        let plain = Source::outlined(path, script.text.clone(), SourceKind::Extracted, Vec::new());
        let (plain, _) = build(&plain, &script.steps, limits);
        let outline = marks(&plain, &script.pages);
        let source = Source::outlined(path, script.text, SourceKind::Extracted, outline);
        let (document, reach) = build(&source, &script.steps, limits);
        if reach == super::build::Reach::Cut {
            faults.push(self.beyond(path, &format!("{} avsnitt og celler", limits.blocks)));
        }
        (Some(document), faults)
    }

    fn beyond(&self, path: &str, limit: &str) -> Fault {
        unreadable(path, DocumentFault::TooLarge)
            .with("grense", limit)
            .with("stoerrelse", megabytes(self.size))
    }
}

/// Reads the PDF file at `path`.
pub(super) fn read(path: &str, bytes: &[u8], limits: &Limits) -> (Option<Document>, Vec<Fault>) {
    match Extract::read(path, bytes, limits) {
        Ok(extract) => extract.document(path, limits),
        Err(fault) => (None, vec![fault]),
    }
}

fn fault_of(fall: Fall) -> DocumentFault {
    match fall {
        Fall::NotStarted => DocumentFault::NoIsolation,
        Fall::Slow => DocumentFault::Slow,
        Fall::Died => DocumentFault::Fatal,
    }
}

fn fault_of_failure(failure: Failure) -> DocumentFault {
    match failure {
        Failure::Encrypted => DocumentFault::Encrypted,
        Failure::Broken => DocumentFault::Damaged,
        Failure::Scanned => DocumentFault::Scanned,
        Failure::Nameless => DocumentFault::Letters,
    }
}

/// The text, a line for each record, and what each line is.
struct Script {
    text: String,
    steps: Vec<Step>,
    /// Where pages begin.
    pages: Vec<Mark>,
}

/// A line of the text.
struct Step {
    what: What,
    start: usize,
    end: usize,
}

impl Script {
    fn of(records: &[Record]) -> Self {
        let mut script = Self { text: String::new(), steps: Vec::new(), pages: Vec::new() };
        for Record { what, text } in records {
            let offset = script.text.len();
            match what {
                What::Page(page) => {
                    script.pages.push(Mark { offset, heading: Vec::new(), page: Some(*page) });
                }
                What::Aside | What::Scanned | What::Beyond | What::Failed(_) => {}
                What::Heading(_) | What::Bold | What::Paragraph | What::Item(_) | What::Head | What::Row => {
                    script.text.push_str(text);
                    script.steps.push(Step { what: *what, start: offset, end: script.text.len() });
                    script.text.push('\n');
                }
            }
        }
        script
    }
}

/// The document of these lines.
fn build(source: &Arc<Source>, steps: &[Step], limits: &Limits) -> (Document, super::build::Reach) {
    let mut builder = Builder::new(source, limits);
    for Step { what, start, end } in steps {
        if builder.is_full() {
            break;
        }
        let kind = match what {
            What::Heading(level) => BlockKind::Heading { level: *level, number: None },
            What::Item(depth) => BlockKind::Item { depth: usize::from(*depth), task: None },
            What::Head | What::Row => {
                row(source, *what, *start..*end, &mut builder);
                continue;
            }
            _ => BlockKind::Paragraph,
        };
        builder.open(kind, *start);
        builder.write(&source.text()[*start..*end], *start..*end);
        if *what == What::Bold {
            builder.suggest_heading();
        }
        builder.close();
    }
    builder.finish()
}

/// A row of a table: its cells stand with tabs between them.
fn row(source: &Arc<Source>, what: What, span: std::ops::Range<usize>, builder: &mut Builder) {
    if what == What::Head {
        builder.table();
    }
    builder.row(if what == What::Head { RowPart::Head } else { RowPart::Body }, span.start);
    let mut at = span.start;
    for cell in source.text()[span.clone()].split('\t') {
        builder.cell(at);
        builder.write(cell, at..at + cell.len());
        builder.end_cell();
        at += cell.len() + 1;
    }
    builder.close();
}

/// Where headings and pages begin in the text.
fn marks(document: &Document, pages: &[Mark]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = pages.to_vec();
    for section in document.sections().iter().filter(|section| section.heading.is_some()).take(MOST_TRAILS) {
        let trail = document.trail(section).into_iter().map(|mut title| {
            title.truncate(title.floor_char_boundary(LONGEST_TRAIL));
            title
        });
        marks.push(Mark { offset: section.place.span().start, heading: trail.collect(), page: None });
    }
    marks.sort_by_key(|mark| mark.offset);
    let (mut heading, mut page) = (Vec::new(), None);
    for mark in &mut marks {
        if mark.page.is_some() {
            page = mark.page;
            mark.heading.clone_from(&heading);
        } else {
            heading.clone_from(&mark.heading);
            mark.page = page;
        }
    }
    marks
}
