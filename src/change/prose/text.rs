//! A text to be compared: its words, and what each stretch of them is (paragraph, item, cell, heading).
//!
//! **Knows**: how a governed section and a plain text are taken apart, where list marks stand.
//! **Does not know**: words, what a difference means.

use std::ops::Range;

use crate::document::{Block, BlockKind, Document, InlineKind, Prose, RowPart, Task};
use crate::register::section::Governed;
use crate::source::Place;

/// A text to be compared.
#[derive(Debug, Clone)]
pub struct Text {
    text: String,
    parts: Vec<Part>,
    /// What is struck out, in rising order.
    struck: Vec<Range<usize>>,
    /// The same text with the way back to the source, where it has one.
    prose: Option<Prose>,
}

/// A stretch of the text between two breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) shape: Shape,
    pub(super) span: Range<usize>,
}

/// What a part of the text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// A heading of a sub-section, with its number.
    Heading {
        number: Option<String>,
    },
    Paragraph,
    /// A list item.
    Item {
        depth: usize,
        mark: ListMark,
        task: Option<Task>,
    },
    /// A cell of a table.
    Cell {
        table: usize,
        row: usize,
        column: usize,
        part: RowPart,
    },
}

/// Whether the order of the items of a list is said to matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListMark {
    /// A dash or a dot.
    Bullet,
    /// A number, or a mark that is not known.
    Other,
}

impl Text {
    /// The text of a governed section. Its bytes are those of [`Governed::prose`].
    pub fn of_section(document: &Document, section: &Governed) -> Self {
        let prose = section.prose(document);
        let mut parts = Vec::new();
        let mut at = 0;
        for (index, block) in section.blocks(document).flat_map(|range| &document.blocks()[range]).enumerate()
        {
            at += usize::from(at > 0);
            add_block(&mut parts, index, block, at);
            at += block.text.len();
        }
        let struck = prose.inlines().iter().filter(|inline| inline.kind == InlineKind::Struck);
        let struck = struck.map(|inline| inline.span.clone()).collect();
        Self { text: prose.text().to_owned(), parts, struck, prose: Some(prose) }
    }

    /// A plain text: paragraphs with an empty line between, and lines that begin with a list mark.
    pub fn plain(text: &str) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        let mut at = 0;
        let mut open = false;
        for line in text.split_inclusive('\n') {
            let content = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            let end = start + content.len();
            at += line.len();
            let mark = list_mark(content);
            match parts.last_mut().filter(|_| open && mark.is_none()) {
                _ if content.is_empty() => open = false,
                Some(last) => last.span.end = end,
                None => {
                    let shape = match mark {
                        Some((_, mark)) => Shape::Item { depth: 1, mark, task: None },
                        None => Shape::Paragraph,
                    };
                    parts.push(Part { shape, span: start + mark.map_or(0, |(length, _)| length)..end });
                    open = true;
                }
            }
        }
        Self { text: text.to_owned(), parts, struck: Vec::new(), prose: None }
    }

    /// The words, as [`Passage`](super::Passage) points at them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the bytes `span` stand in the source; none for a plain text.
    pub fn place(&self, span: &Range<usize>) -> Option<Place> {
        self.prose.as_ref().map(|prose| prose.place(span.clone()))
    }

    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether the same bytes are struck out in both.
    pub(super) fn is_struck_like(&self, other: &Self) -> bool {
        self.struck == other.struck
    }

    /// Whether any of the bytes `span` are struck out.
    pub(super) fn is_struck(&self, span: &Range<usize>) -> bool {
        let after = self.struck.partition_point(|struck| struck.end <= span.start);
        self.struck.get(after).is_some_and(|struck| struck.start < span.end)
    }
}

/// Adds what the block, the one at `index` of its text, is made of; its text begins at the byte `at`.
fn add_block(parts: &mut Vec<Part>, index: usize, block: &Block, at: usize) {
    let shape = match &block.kind {
        BlockKind::Row { table, part, cells } => {
            parts.extend(cells.iter().enumerate().map(|(column, cell)| {
                let start = at + (cell.text.start - block.text.start);
                let shape = Shape::Cell { table: *table, row: index, column, part: *part };
                Part { shape, span: start..start + cell.text.len() }
            }));
            return;
        }
        BlockKind::Heading { number, .. } => {
            Shape::Heading { number: number.as_ref().map(|number| number.written.trim().to_owned()) }
        }
        BlockKind::Item { depth, task } => {
            let is_bullet = block.place.text().starts_with(['-', '*', '+', '•']);
            let mark = if is_bullet { ListMark::Bullet } else { ListMark::Other };
            Shape::Item { depth: *depth, mark, task: *task }
        }
        BlockKind::Paragraph | BlockKind::Code => Shape::Paragraph,
    };
    parts.push(Part { shape, span: at..at + block.text.len() });
}

/// The bytes of the list mark that a line begins with, the space after it too.
fn list_mark(line: &str) -> Option<(usize, ListMark)> {
    let mut signs = line.chars();
    let mark = signs.next()?;
    let spaced = |length: usize| line[length..].starts_with([' ', '\t', '\u{A0}']);
    if matches!(mark, '-' | '*' | '+' | '•' | '·' | '–' | '‣' | '▪') && spaced(mark.len_utf8()) {
        return Some((mark.len_utf8() + 1, ListMark::Bullet))
            .filter(|(length, _)| line.is_char_boundary(*length));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits) && line[digits..].starts_with(['.', ')']) && spaced(digits + 1);
    // «1. juni» begins no item.
    let dated = || {
        let word: String =
            line[digits + 1..].trim_start().chars().take_while(|sign| sign.is_alphabetic()).collect();
        super::date::month(&word.to_lowercase()).is_some()
    };
    (numbered && !dated()).then_some((digits + 1, ListMark::Other))
}
