//! Drafts: what a word processor's file says before it is known which of its lines are headings.
//!
//! **Knows**: paragraphs with their look, tables, notes and boxes that stand within other paragraphs, the limits.
//! **Does not know**: formats; what becomes of a draft (`compose`).

use std::borrow::Cow;

use super::{InlineKind, Limits, RowPart, Voice};

/// A paragraph or a table.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// A paragraph, heading or list item.
    Paragraph(Paragraph),
    /// A table, row by row.
    Table(Vec<Row>),
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Whether the file says that it is a head.
    pub(super) part: RowPart,
    /// What the cells hold; those that are merged into another are empty.
    pub(super) cells: Vec<Vec<Piece>>,
}

/// A paragraph as its file says it.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    /// What its style makes of it.
    pub(super) role: Role,
    /// The number or mark that the program writes before it: `4.1`, `a)`, `•`.
    pub(super) label: String,
    /// Its words.
    pub(super) text: String,
    /// What stretches of the words are.
    pub(super) spans: Vec<Span>,
    /// Anchors that stand in it.
    pub(super) anchors: Vec<String>,
    /// How its words look.
    pub(super) look: Look,
    /// Whose words they are.
    pub(super) voice: Voice,
}

/// What the style of a paragraph makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text.
    Text,
    /// A heading of this level, from 1.
    Heading(u8),
    /// An item of a list of this depth, from 1.
    Item(usize),
    /// Code.
    Code,
}

/// A stretch of the words of a paragraph, in bytes.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: InlineKind,
    /// Where it leads, for a link.
    pub(super) target: String,
}

/// How the words of a paragraph look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether all of them are bold.
    pub(super) weight: Weight,
    /// The largest type, in half points; 0 where none is said.
    pub(super) size: u32,
}

/// How heavy words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// No words yet.
    Unknown,
    /// All of them bold.
    Bold,
    /// Not all of them bold.
    Plain,
}

impl Paragraph {
    /// A paragraph without words.
    pub(super) fn new(role: Role) -> Self {
        Self {
            role,
            label: String::new(),
            text: String::new(),
            spans: Vec::new(),
            anchors: Vec::new(),
            look: Look { weight: Weight::Unknown, size: 0 },
            voice: Voice::Own,
        }
    }

    /// Adds words that look so.
    fn add(&mut self, text: &str, look: Look) {
        if !text.trim().is_empty() {
            self.look.size = self.look.size.max(look.size);
            self.look.weight = match (self.look.weight, look.weight) {
                (Weight::Unknown | Weight::Bold, Weight::Bold) => Weight::Bold,
                (Weight::Unknown | Weight::Bold | Weight::Plain, _) => Weight::Plain,
            };
        }
        self.text.push_str(text);
    }
}

/// Writes drafts. Text boxes and notes stand in the middle of paragraphs: they are written where they
/// stand and come after the paragraph, or after the table it is in.
pub(super) struct Writer {
    stories: Vec<Story>,
    /// Bytes of text and numbers of pieces that there still is room for.
    text_room: usize,
    piece_room: usize,
}

/// A run of paragraphs and tables: the document, a text box, a note.
#[derive(Default)]
struct Story {
    pieces: Vec<Piece>,
    paragraph: Option<Paragraph>,
    tables: Vec<Table>,
    /// What comes after the paragraph or table.
    asides: Vec<Piece>,
}

/// A table that is being written.
#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    row: Option<Row>,
    cell: Option<Vec<Piece>>,
}

impl Writer {
    pub(super) fn new(limits: &Limits) -> Self {
        let text_room = usize::try_from(limits.document_bytes).unwrap_or(usize::MAX);
        Self { stories: vec![Story::default()], text_room, piece_room: limits.blocks }
    }

    /// Whether a limit is reached: nothing more is taken in.
    pub(super) fn is_full(&self) -> bool {
        self.text_room == 0 || self.piece_room == 0
    }

    fn story(&mut self) -> &mut Story {
        self.stories.last_mut().expect("the document itself is never taken off")
    }

    /// Begins a paragraph.
    pub(super) fn begin(&mut self, paragraph: Paragraph) {
        self.end();
        self.story().paragraph = Some(paragraph);
    }

    /// The paragraph that is being written.
    pub(super) fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.story().paragraph.as_mut()
    }

    /// Adds words that look so to the paragraph.
    pub(super) fn add(&mut self, text: &str, look: Look) {
        let text = clean(text);
        let text = &text[..text.floor_char_boundary(self.text_room)];
        if let Some(paragraph) = self.paragraph() {
            paragraph.add(text, look);
            self.text_room -= text.len();
        }
    }

    /// How many bytes of words the paragraph has.
    pub(super) fn mark(&mut self) -> usize {
        self.paragraph().map(|paragraph| paragraph.text.len()).unwrap_or_default()
    }

    /// Says what the words from the mark `start` to here are.
    pub(super) fn span(&mut self, start: usize, kind: InlineKind, target: &str) {
        let Some(paragraph) = self.paragraph() else { return };
        let end = paragraph.text.len();
        match paragraph.spans.last_mut() {
            Some(last) if (last.end, last.kind) == (start, kind) && last.target == target => last.end = end,
            _ if start < end => {
                let target = target.to_owned();
                paragraph.spans.push(Span { start, end, kind, target });
            }
            _ => {}
        }
    }

    /// Ends the paragraph; one without words is dropped, and so are its anchors. Lines of code after each
    /// other are one block.
    pub(super) fn end(&mut self) {
        let story = self.story();
        match story.paragraph.take().filter(|paragraph| !paragraph.text.trim().is_empty()) {
            Some(line) if line.role == Role::Code && story.tables.is_empty() => match story.pieces.last_mut()
            {
                Some(Piece::Paragraph(code)) if code.role == Role::Code => {
                    code.text.push('\n');
                    code.text.push_str(&line.text);
                }
                _ => self.put(Piece::Paragraph(line)),
            },
            Some(paragraph) => self.put(Piece::Paragraph(paragraph)),
            None => {}
        }
        self.put_asides();
    }

    /// Puts a piece where it belongs: into the cell that is being written, else into the story. A table has
    /// had room for each of its cells.
    fn put(&mut self, piece: Piece) {
        if self.piece_room == 0 && matches!(piece, Piece::Paragraph(_)) {
            return;
        }
        self.piece_room = self.piece_room.saturating_sub(1);
        let story = self.story();
        match story.tables.last_mut() {
            None => story.pieces.push(piece),
            Some(table) => table.cell.get_or_insert_default().push(piece),
        }
    }

    fn put_asides(&mut self) {
        let story = self.story();
        if story.tables.is_empty() && story.paragraph.is_none() {
            let asides = std::mem::take(&mut story.asides);
            story.pieces.extend(asides);
        }
    }

    /// Begins a text box or a note.
    pub(super) fn begin_aside(&mut self) {
        self.stories.push(Story::default());
    }

    /// Ends it.
    pub(super) fn end_aside(&mut self) {
        if self.stories.len() > 1 {
            let pieces = self.close_story();
            self.stories.pop();
            self.aside(pieces);
        }
    }

    /// Puts pieces after the paragraph, or after the table it is in.
    pub(super) fn aside(&mut self, pieces: Vec<Piece>) {
        self.story().asides.extend(pieces);
        self.put_asides();
    }

    /// Begins a table.
    pub(super) fn begin_table(&mut self) {
        self.end();
        self.story().tables.push(Table::default());
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self, part: RowPart) {
        self.end_row();
        if let Some(table) = self.story().tables.last_mut() {
            table.row = Some(Row { part, cells: Vec::new() });
        }
    }

    /// The row that is being written.
    pub(super) fn row(&mut self) -> Option<&mut Row> {
        self.story().tables.last_mut()?.row.as_mut()
    }

    /// Ends a cell, which counts for `width` columns.
    pub(super) fn end_cell(&mut self, width: usize) {
        self.end();
        let width = width.clamp(1, 100).min(self.piece_room);
        self.piece_room -= width;
        let Some(table) = self.story().tables.last_mut() else { return };
        let cell = table.cell.take().unwrap_or_default();
        if let Some(row) = table.row.as_mut().filter(|_| width > 0) {
            row.cells.push(cell);
            row.cells.resize_with(row.cells.len() + width - 1, Vec::new);
        }
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        self.end();
        let Some(table) = self.story().tables.last_mut() else { return };
        if let Some(row) = table.row.take().filter(|row| !row.cells.is_empty()) {
            table.rows.push(row);
        }
    }

    /// Writes the row that ended last so many times in all, unless it is empty.
    pub(super) fn repeat_row(&mut self, times: usize) {
        let text_room = self.text_room;
        let times = times.min(self.piece_room / 100);
        let Some(table) = self.story().tables.last_mut() else { return };
        let Some(row) =
            table.rows.last().filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).cloned()
        else {
            return;
        };
        let length = |piece: &Piece| match piece {
            Piece::Paragraph(paragraph) => paragraph.text.len(),
            Piece::Table(_) => usize::MAX / 1_000_000,
        };
        let bytes: usize = row.cells.iter().flatten().map(length).sum::<usize>() + 1;
        let times = times.min(text_room / bytes);
        for _ in 1..times {
            table.rows.push(row.clone());
        }
        self.text_room = self.text_room.saturating_sub(times * bytes);
        self.piece_room = self.piece_room.saturating_sub(times * row.cells.len());
    }

    /// Ends a table.
    pub(super) fn end_table(&mut self) {
        self.end_row();
        if let Some(table) = self.story().tables.pop().filter(|table| !table.rows.is_empty()) {
            self.put(Piece::Table(table.rows));
        }
        self.put_asides();
    }

    /// Ends all that is open in the story and takes its pieces.
    fn close_story(&mut self) -> Vec<Piece> {
        self.end();
        while !self.story().tables.is_empty() {
            self.end_table();
        }
        std::mem::take(&mut self.story().pieces)
    }

    /// All that was written.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        while self.stories.len() > 1 {
            self.end_aside();
        }
        self.close_story()
    }
}

/// Words as they are read: without what only serves to break lines, with the letters that symbol fonts stand for.
fn clean(text: &str) -> Cow<'_, str> {
    let is_clean =
        |letter: char| !matches!(letter, '\u{ad}' | '\u{2011}' | '\u{f000}'..='\u{f0ff}' | '\t' | '\r');
    if text.chars().all(is_clean) {
        return Cow::Borrowed(text);
    }
    let letter = |letter| match letter {
        '\u{ad}' | '\r' => None,
        '\u{2011}' => Some('-'),
        '\t' => Some(' '),
        '\u{f000}'..='\u{f0ff}' => symbol(letter),
        letter => Some(letter),
    };
    Cow::Owned(text.chars().filter_map(letter).collect())
}

/// The letter that a place of a symbol font stands for; none for an ornament.
fn symbol(place: char) -> Option<char> {
    Some(match u32::from(place) & 0xFF {
        0xA3 => '≤',
        0xB3 => '≥',
        0xB1 => '±',
        0xB0 => '°',
        0xB9 => '≠',
        0xBB => '≈',
        0xB4 => '×',
        0xAE => '→',
        0x61 => 'α',
        0x62 => 'β',
        0x67 => 'γ',
        0x6D => 'µ',
        0x6F | 0xA8 => '☐',
        0x78 | 0xFD | 0xFE => '☒',
        plain @ (0x20 | 0x25..=0x3B | 0x3C..=0x3E) => char::from_u32(plain)?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cleaned() {
        for (text, read) in [
            ("Alder \u{f0b3} 18 år", "Alder ≥ 18 år"),
            ("kvalitets\u{ad}register", "kvalitetsregister"),
            ("M06.0\u{2011}M06.9", "M06.0-M06.9"),
            ("\u{f0b7}\tpunkt", " punkt"),
            ("a\u{a0}b", "a\u{a0}b"),
        ] {
            assert_eq!(clean(text), read);
        }
    }
}
