//! The builder of documents: what every reader of a format writes into.
//!
//! **Knows**: when blocks begin and end, how text, cells and inlines are put into them, headings made by hand, the limit.
//! **Does not know**: formats.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::number::{self, Number};
use super::outline::outline;
use super::{
    Block, BlockKind, Cell, Document, Inline, InlineKind, Limits, Link, LinkKind, Prose, RowPart, Task, Voice,
};
use crate::source::{Place, Source};

/// Whether all of a document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// All of it.
    Whole,
    /// Up to the limit of blocks.
    Cut,
}

/// A document that is being read.
pub(super) struct Builder {
    prose: Prose,
    blocks: Vec<Block>,
    links: Vec<Link>,
    anchors: BTreeSet<String>,
    open: Option<Open>,
    /// Paragraphs that may turn out to be headings made by hand.
    candidates: Vec<usize>,
    tables: usize,
    room: usize,
    reach: Reach,
    /// Whose words come now.
    pub(super) voice: Voice,
}

/// The block that is being written.
struct Open {
    kind: BlockKind,
    text: usize,
    /// Bytes of the source, as far as they are known.
    span: Range<usize>,
    /// Where the cell that is being written begins.
    cell: Option<usize>,
}

impl Builder {
    pub(super) fn new(source: &Arc<Source>, limits: &Limits) -> Self {
        Self {
            prose: Prose::new(source),
            blocks: Vec::new(),
            links: Vec::new(),
            anchors: BTreeSet::new(),
            open: None,
            candidates: Vec::new(),
            tables: 0,
            room: limits.blocks,
            reach: Reach::Whole,
            voice: Voice::Own,
        }
    }

    /// Whether the limit is reached: nothing more is taken in.
    pub(super) fn is_full(&self) -> bool {
        self.reach == Reach::Cut
    }

    /// Begins a block at the byte `start` of the source and ends the one before. A quoted heading is a paragraph.
    pub(super) fn open(&mut self, kind: BlockKind, start: usize) {
        self.close();
        if self.room == 0 {
            self.reach = Reach::Cut;
            return;
        }
        let kind = match (kind, self.voice) {
            (BlockKind::Heading { .. }, Voice::Quoted) => BlockKind::Paragraph,
            (kind, _) => kind,
        };
        self.open = Some(Open { kind, text: self.prose.text.len(), span: start..start, cell: None });
    }

    /// The kind of the block that is being written.
    pub(super) fn kind(&self) -> Option<&BlockKind> {
        self.open.as_ref().map(|open| &open.kind)
    }

    /// Whether a block is being written and has no text yet.
    pub(super) fn is_blank(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.text == self.prose.text.len())
    }

    /// The text of the block that is being written.
    pub(super) fn current(&self) -> &str {
        self.open.as_ref().map(|open| &self.prose.text[open.text..]).unwrap_or_default()
    }

    /// Turns the block that is being written into one of another kind.
    pub(super) fn turn_into(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.kind = kind;
        }
    }

    /// Says that the block that is being written reaches to the byte `end` of the source.
    pub(super) fn reach_to(&mut self, end: usize) {
        if let Some(open) = &mut self.open {
            open.span.end = open.span.end.max(end);
        }
    }

    /// The state of the task box of the list item that is being written.
    pub(super) fn tick(&mut self, state: Task) {
        if let Some(Open { kind: BlockKind::Item { task, .. }, .. }) = &mut self.open {
            *task = Some(state);
        }
    }

    /// A new table: rows that follow belong to it.
    pub(super) fn table(&mut self) {
        self.close();
        self.tables += 1;
    }

    /// Begins a row of the table.
    pub(super) fn row(&mut self, part: RowPart, start: usize) {
        let table = self.tables.saturating_sub(1);
        self.open(BlockKind::Row { table, part, cells: Vec::new() }, start);
    }

    /// Whether a row is being written.
    pub(super) fn in_row(&self) -> bool {
        matches!(self.kind(), Some(BlockKind::Row { .. }))
    }

    /// Begins a cell of the row, at the byte `start` of the source.
    pub(super) fn cell(&mut self, start: usize) {
        self.end_cell();
        if self.room == 0 {
            self.reach = Reach::Cut;
            return;
        }
        let Some(Open { kind: BlockKind::Row { cells, .. }, cell, .. }) = &mut self.open else { return };
        if !cells.is_empty() {
            self.prose.push("\t", start..start);
        }
        *cell = Some(self.prose.text.len());
        self.room -= 1;
    }

    /// Ends the cell that is being written.
    pub(super) fn end_cell(&mut self) {
        let Some(Open { kind: BlockKind::Row { cells, .. }, cell, .. }) = &mut self.open else { return };
        if let Some(start) = cell.take() {
            let trimmed = self.prose.text[start..].trim_end().len();
            cells.push(Cell { text: start..start + trimmed });
        }
    }

    /// Adds `text`, which stands at the bytes `from` of the source, to the block that is being written.
    pub(super) fn write(&mut self, text: &str, from: Range<usize>) {
        let Some(open) = &mut self.open else { return };
        open.span.end = open.span.end.max(from.end);
        self.prose.push(text, from);
    }

    /// The same for the bytes `span` of a prose of this source.
    pub(super) fn write_from(&mut self, other: &Prose, span: Range<usize>) {
        let Some(open) = &mut self.open else { return };
        open.span.end = open.span.end.max(other.place(span.clone()).span().end);
        self.prose.append(other, span);
    }

    /// Where the next text will stand: the start of an inline.
    pub(super) fn mark(&self) -> usize {
        self.prose.text.len()
    }

    /// Says what the text from the mark `start` to here is.
    pub(super) fn inline(&mut self, kind: InlineKind, start: usize) {
        let span = start..self.prose.text.len();
        if self.open.is_some() && !span.is_empty() {
            self.prose.inlines.push(Inline { kind, span });
        }
    }

    /// Adds a link whose target is written at the bytes `span` of the source.
    pub(super) fn link(&mut self, kind: LinkKind, target: String, span: Range<usize>) {
        let place = Place::new(&self.prose.source, span);
        self.links.push(Link { kind, target, place });
    }

    /// Adds an anchor that the document names.
    pub(super) fn anchor(&mut self, name: &str) {
        self.anchors.insert(name.to_owned());
    }

    /// Says that the paragraph that is being written may be a heading made by hand.
    pub(super) fn suggest_heading(&mut self) {
        if self.voice == Voice::Own && matches!(self.kind(), Some(BlockKind::Paragraph)) {
            self.candidates.push(self.blocks.len());
        }
    }

    /// Ends the block that is being written; one without text is dropped, unless it is a heading or a row.
    pub(super) fn close(&mut self) {
        self.end_cell();
        let Some(Open { mut kind, text: start, span, .. }) = self.open.take() else { return };
        let written = &self.prose.text[start..];
        let keep = match &mut kind {
            BlockKind::Row { cells, .. } => !cells.is_empty(),
            BlockKind::Heading { .. } => true,
            BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Code => !written.trim().is_empty(),
        };
        if !keep {
            return;
        }
        let mut text = match kind {
            BlockKind::Row { .. } => start..self.prose.text.len(),
            _ => start + written.len() - written.trim_start().len()..start + written.trim_end().len(),
        };
        text.end = text.end.max(text.start);
        if let BlockKind::Heading { number, .. } = &mut kind {
            *number = take_number(&self.prose.text, &mut text);
        }
        let file = self.prose.source.text();
        let end = span.start + file.get(span.clone()).unwrap_or_default().trim_end().len();
        let place = Place::new(&self.prose.source, span.start..end);
        self.blocks.push(Block { kind, text, place, voice: self.voice });
        self.room = self.room.saturating_sub(1);
        self.prose.push("\n", end..end);
    }

    /// The document, and whether it is all of it.
    pub(super) fn finish(mut self) -> (Document, Reach) {
        self.close();
        self.raise_candidates();
        self.prose.inlines.sort_by_key(|inline| inline.span.start);
        let sections = outline(&self.blocks, &self.prose.text);
        let document = Document {
            prose: self.prose,
            blocks: self.blocks,
            links: self.links,
            named_anchors: self.anchors,
            sections,
        };
        (document, self.reach)
    }

    /// Makes headings of lines that are bold as a whole: all of them where the document has no heading of
    /// its own but the title, else those with a number.
    fn raise_candidates(&mut self) {
        let mut headings = self.blocks.iter().enumerate().filter(|(_, block)| level(block).is_some());
        let made_by_hand = match (headings.next(), headings.next()) {
            (None, _) => true,
            (Some((index, _)), None) => index == 0,
            _ => false,
        };
        let mut last: (u8, usize) = (1, 0);
        let mut candidates = std::mem::take(&mut self.candidates).into_iter().peekable();
        for (index, block) in self.blocks.iter_mut().enumerate() {
            if let BlockKind::Heading { level, number } = &block.kind {
                last = (*level, number.as_ref().map_or(0, Number::depth));
            }
            if candidates.next_if_eq(&index).is_none() {
                continue;
            }
            let mut text = block.text.clone();
            let number = take_number(&self.prose.text, &mut text);
            if number.is_none() && !made_by_hand {
                continue;
            }
            let depth = number.as_ref().map_or(1, Number::depth);
            let level = if made_by_hand {
                1 + depth
            } else {
                usize::from(last.0) + depth.saturating_sub(last.1).max(1)
            };
            block.kind = BlockKind::Heading { level: u8::try_from(level.min(6)).unwrap_or(6), number };
            block.text = text;
        }
    }
}

/// The level of a heading.
fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

/// Takes the number off the text of a heading.
fn take_number(prose: &str, text: &mut Range<usize>) -> Option<Number> {
    let (number, title) = number::split(&prose[text.clone()]);
    text.start = text.end - title.len();
    number
}
