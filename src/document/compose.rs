//! Drafts made into documents: which lines are headings, what is a table, where everything stands.
//!
//! **Knows**: headings made by hand, tables that only arrange a page, boxes to tick, the places people understand.
//! **Does not know**: formats.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::build::{Builder, Reach};
use super::draft::{Paragraph, Piece, Role, Row, Weight};
use super::{BlockKind, Document, InlineKind, Limits, LinkKind, RowPart, Task, number};
use crate::source::{Mark, Place, Source, SourceKind};

/// The longest line that may be a heading made by hand, in bytes.
const LONGEST_HEADING: usize = 120;

/// The longest heading that a place is described with, in bytes, and how many headings are described with all above them.
const LONGEST_TRAIL: usize = 160;
const MOST_TRAILS: usize = 5_000;

/// The document that `pieces` make up, of the file at `path`.
pub(super) fn compose(path: &str, pieces: &[Piece], limits: &Limits) -> (Document, Reach) {
    let plan = Plan::of(pieces);
    let mut script = Script { text: String::new(), steps: Vec::new() };
    script.walk(pieces, &plan);
    let source = Source::outlined(path, script.text, SourceKind::Extracted, Vec::new());
    let mut builder = Builder::new(&source, limits);
    for step in &script.steps {
        step.take(&source, &mut builder);
        if builder.is_full() {
            break;
        }
    }
    let (mut document, reach) = builder.finish();
    document.settle();
    (document, reach)
}

/// What is known of the whole before its lines are read.
struct Plan {
    /// The type that most of the text has, in half points.
    body: u32,
    /// The levels of headings made by hand by the size of their type: only where no style makes headings.
    levels: BTreeMap<u32, u8>,
}

impl Plan {
    fn of(pieces: &[Piece]) -> Self {
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        let top = || {
            pieces.iter().filter_map(|piece| match piece {
                Piece::Paragraph(paragraph) => Some(paragraph),
                Piece::Table(_) => None,
            })
        };
        for paragraph in top() {
            *sizes.entry(paragraph.look.size).or_default() += paragraph.text.len();
        }
        let body =
            sizes.into_iter().max_by_key(|(_, length)| *length).map(|(size, _)| size).unwrap_or_default();
        let mut plan = Self { body, levels: BTreeMap::new() };
        if !top().any(|paragraph| matches!(paragraph.role, Role::Heading(_))) {
            let stands_out = top().filter(|paragraph| plan.stands_out(paragraph));
            let sizes: BTreeSet<u32> = stands_out.map(|paragraph| paragraph.look.size).collect();
            if sizes.len() > 1 {
                plan.levels = sizes.into_iter().rev().zip((1..=4).chain(std::iter::repeat(4))).collect();
            }
        }
        plan
    }

    /// Whether a paragraph looks like a heading that somebody made by hand: bold as a whole or in larger
    /// type, short, and no sentence.
    fn stands_out(&self, paragraph: &Paragraph) -> bool {
        let text = paragraph.text.trim();
        let is_larger = self.body > 0 && u64::from(paragraph.look.size) * 100 >= u64::from(self.body) * 115;
        (paragraph.look.weight == Weight::Bold || is_larger)
            && text.len() <= LONGEST_HEADING
            && !text.ends_with(['.', '!', ',', ';'])
            && !text.contains('\n')
    }

    /// What becomes of a paragraph that `next` follows.
    fn block<'a>(&self, paragraph: &'a Paragraph, next: Option<&Piece>) -> Block<'a> {
        let mut block = Block {
            kind: BlockKind::Paragraph,
            paragraph,
            label: String::new(),
            skip: 0,
            rise: Rise::No,
            at: 0,
        };
        match paragraph.role {
            Role::Text => self.raise(&mut block),
            Role::Code => block.kind = BlockKind::Code,
            Role::Heading(level) => {
                block.kind = BlockKind::Heading { level: level.clamp(1, 6), number: None };
                block.label = heading_label(&paragraph.label, &paragraph.text);
            }
            Role::Item(depth) if is_compound(&paragraph.label) => {
                block.label = format!("{} ", paragraph.label);
                if depth <= 3 {
                    self.raise(&mut block);
                }
            }
            Role::Item(_) if self.is_numbered_heading(paragraph, next) => {
                block.label = heading_label(&paragraph.label, &paragraph.text);
                self.raise(&mut block);
            }
            Role::Item(depth) => {
                let (task, skip) = task_box(&paragraph.text);
                block.kind = BlockKind::Item { depth, task };
                block.skip = skip;
            }
        }
        block
    }

    /// Whether a list item is a heading that was numbered with the button for lists: it looks like one, and
    /// what follows is no further item.
    fn is_numbered_heading(&self, paragraph: &Paragraph, next: Option<&Piece>) -> bool {
        let alone = match next {
            Some(Piece::Paragraph(next)) => !matches!(next.role, Role::Item(_)) || !self.stands_out(next),
            Some(Piece::Table(_)) => true,
            None => false,
        };
        alone
            && paragraph.label.starts_with(|letter: char| letter.is_ascii_digit())
            && self.stands_out(paragraph)
    }

    /// Lets a paragraph be a heading, where it looks like one.
    fn raise(&self, block: &mut Block<'_>) {
        if !self.stands_out(block.paragraph) {
            return;
        }
        block.rise = Rise::Perhaps;
        if let Some(level) = self.levels.get(&block.paragraph.look.size) {
            let line = format!("{}{}", block.label, block.paragraph.text.trim());
            let depth = number::split(&line).0.map_or(1, |number| number.depth());
            let level = usize::from(*level) + depth - 1;
            block.kind = BlockKind::Heading { level: u8::try_from(level.min(6)).unwrap_or(6), number: None };
            block.rise = Rise::No;
        }
    }
}

/// The number of a heading as it is read off a line: one that could be a part of the words gets its full stop.
fn heading_label(label: &str, text: &str) -> String {
    if label.is_empty() || !label.contains(char::is_alphanumeric) {
        return String::new();
    }
    let plain = format!("{label} ");
    let line = format!("{plain}{}", text.trim_start());
    match number::split(&line).0 {
        None if label.bytes().all(|byte| byte.is_ascii_digit()) => format!("{label}. "),
        _ => plain,
    }
}

/// Whether the mark of a list item is the number of a paragraph of law, which is text: `4.1`, `§ 3`.
fn is_compound(label: &str) -> bool {
    let inner = label.trim_end_matches(['.', ')']);
    label.starts_with('§')
        || inner.split_once('.').is_some_and(|(first, _)| first.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The box to tick that an item begins with, and how many bytes it takes.
fn task_box(text: &str) -> (Option<Task>, usize) {
    let task = match text.trim_start().chars().next() {
        Some('☐') => Task::Open,
        Some('☑' | '☒') => Task::Done,
        _ => return (None, 0),
    };
    (Some(task), text.len() - text.trim_start().len() + '☐'.len_utf8())
}

/// Whether a paragraph may be a heading made by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rise {
    No,
    Perhaps,
}

/// What is written, and the text that it is written from.
struct Script<'a> {
    text: String,
    steps: Vec<Step<'a>>,
}

enum Step<'a> {
    Block(Block<'a>),
    Table,
    Row(RowPart, usize),
    /// A cell: its paragraphs and where each begins.
    Cell(Vec<(&'a Paragraph, usize)>, usize),
}

struct Block<'a> {
    kind: BlockKind,
    paragraph: &'a Paragraph,
    /// What is written before the words.
    label: String,
    /// How many bytes of the words are left out at their start.
    skip: usize,
    rise: Rise,
    /// Where the line begins in the text.
    at: usize,
}

impl<'a> Script<'a> {
    fn walk(&mut self, pieces: &'a [Piece], plan: &Plan) {
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Paragraph(paragraph) => {
                    let mut block = plan.block(paragraph, pieces.get(index + 1));
                    block.at = self.text.len();
                    self.text.push_str(&block.label);
                    self.text.push_str(&paragraph.text[block.skip..]);
                    self.text.push('\n');
                    self.steps.push(Step::Block(block));
                }
                Piece::Table(rows) if arranges(rows) => {
                    for cell in rows.iter().flat_map(|row| &row.cells) {
                        self.walk(cell, plan);
                    }
                }
                Piece::Table(rows) => self.table(rows),
            }
        }
    }

    fn table(&mut self, rows: &'a [Row]) {
        self.steps.push(Step::Table);
        let has_head = rows.iter().any(|row| row.part == RowPart::Head);
        let bold_head = !has_head && rows.len() > 1 && is_bold(&rows[0]) && !is_bold(&rows[1]);
        for (index, row) in rows.iter().enumerate() {
            let part = if bold_head && index == 0 { RowPart::Head } else { row.part };
            self.steps.push(Step::Row(part, self.text.len()));
            for (index, cell) in row.cells.iter().enumerate() {
                if index > 0 {
                    self.text.push('\t');
                }
                let start = self.text.len();
                let mut paragraphs = Vec::new();
                gather(cell, &mut |paragraph| {
                    if self.text.len() > start {
                        self.text.push('\n');
                    }
                    paragraphs.push((paragraph, self.text.len()));
                    self.text.push_str(paragraph.text.trim());
                });
                self.steps.push(Step::Cell(paragraphs, start));
            }
            self.text.push('\n');
        }
    }
}

impl Step<'_> {
    fn take(&self, source: &Arc<Source>, builder: &mut Builder) {
        match self {
            Self::Table => builder.table(),
            Self::Row(part, at) => builder.row(*part, *at),
            Self::Cell(paragraphs, start) => {
                builder.cell(*start);
                for (index, (paragraph, at)) in paragraphs.iter().enumerate() {
                    if index > 0 {
                        builder.write("\n", at - 1..*at);
                    }
                    let trimmed = paragraph.text.len() - paragraph.text.trim_start().len();
                    let length = paragraph.text.trim().len();
                    write_words(paragraph, trimmed..trimmed + length, *at, builder);
                }
                builder.end_cell();
            }
            Self::Block(block) => {
                builder.voice = block.paragraph.voice;
                builder.open(block.kind.clone(), block.at);
                let at = block.at + block.label.len();
                let mark = builder.mark();
                builder.write(&source.text()[block.at..at], block.at..at);
                write_words(block.paragraph, block.skip..block.paragraph.text.len(), at, builder);
                if block.kind == BlockKind::Code {
                    builder.inline(InlineKind::Code, mark);
                }
                if block.rise == Rise::Perhaps {
                    builder.suggest_heading();
                }
                builder.close();
            }
        }
    }
}

/// Writes the bytes `part` of the words of a paragraph, which stand in the source from the byte `at` on.
fn write_words(paragraph: &Paragraph, part: std::ops::Range<usize>, at: usize, builder: &mut Builder) {
    paragraph.anchors.iter().for_each(|anchor| builder.anchor(anchor));
    let mark = builder.mark();
    let mut done = part.start;
    let from = |span: std::ops::Range<usize>| span.start - part.start + at..span.end - part.start + at;
    let is_said = |kind| kind != InlineKind::Code || paragraph.role != Role::Code;
    let spans = paragraph.spans.iter().filter(|span| span.end <= part.end && is_said(span.kind));
    let mut spans: Vec<_> = spans.collect();
    spans.sort_by_key(|span| span.end);
    for span in spans {
        let start = span.start.max(part.start);
        if span.end > done {
            builder.write(&paragraph.text[done..span.end], from(done..span.end));
            done = span.end;
        }
        if start >= span.end {
            continue;
        }
        builder.inline(span.kind, mark + start - part.start);
        if span.kind == InlineKind::Link {
            let words = paragraph.text[start..span.end].trim();
            let kind = if words == span.target { LinkKind::Address } else { LinkKind::Link };
            builder.link(kind, span.target.clone(), from(start..span.end));
        }
    }
    builder.write(&paragraph.text[done..part.end], from(done..part.end));
}

/// Whether a table only arranges a page: its cells hold headings with text below, or it is one column of
/// several paragraphs, which people use as a frame.
fn arranges(rows: &[Row]) -> bool {
    let heads_text = |cell: &Vec<Piece>| {
        let is_heading = |piece: &Piece| matches!(piece, Piece::Paragraph(paragraph) if matches!(paragraph.role, Role::Heading(_)));
        cell.len() > 1 && cell.iter().any(is_heading)
    };
    let one_column = rows.iter().all(|row| row.cells.len() == 1);
    rows.iter().flat_map(|row| &row.cells).any(|cell| heads_text(cell) || (one_column && cell.len() > 1))
}

/// Whether all words of a row are bold.
fn is_bold(row: &Row) -> bool {
    let mut weights = Vec::new();
    for cell in &row.cells {
        gather(cell, &mut |paragraph| weights.push(paragraph.look.weight));
    }
    !weights.is_empty() && weights.iter().all(|weight| *weight == Weight::Bold)
}

/// The paragraphs in `pieces`, those of tables within them too.
fn gather<'a>(pieces: &'a [Piece], take: &mut impl FnMut(&'a Paragraph)) {
    let mut open: Vec<&'a Piece> = pieces.iter().rev().collect();
    while let Some(piece) = open.pop() {
        match piece {
            Piece::Paragraph(paragraph) => take(paragraph),
            Piece::Table(rows) => {
                let cells: Vec<&Piece> = rows.iter().flat_map(|row| row.cells.iter().flatten()).collect();
                open.extend(cells.into_iter().rev());
            }
        }
    }
}

impl Document {
    /// Gives an extracted text its outline: from then on, places say under which headings they stand.
    pub(super) fn settle(&mut self) {
        let whole = self.sections.len() <= MOST_TRAILS;
        let title = |section: &super::Section| {
            let written = section.number.as_ref().map(|number| number.written.as_str()).unwrap_or_default();
            let title = format!("{written}{}", section.title);
            title[..title.floor_char_boundary(LONGEST_TRAIL)].to_owned()
        };
        let mut trails: Vec<Vec<String>> = Vec::new();
        let mut marks = Vec::new();
        for section in &self.sections {
            let mut heading = match section.parent.filter(|_| whole).and_then(|parent| trails.get(parent)) {
                Some(above) => above.clone(),
                None => Vec::new(),
            };
            if section.heading.is_some() {
                heading.push(title(section));
            }
            trails.push(heading.clone());
            marks.push(Mark { offset: section.place.span().start, heading, page: None });
        }
        let old = self.source();
        let source = Source::outlined(old.path(), old.text(), SourceKind::Extracted, marks);
        let moved = |place: &mut Place| *place = Place::new(&source, place.span());
        self.blocks.iter_mut().for_each(|block| moved(&mut block.place));
        self.links.iter_mut().for_each(|link| moved(&mut link.place));
        self.sections.iter_mut().for_each(|section| moved(&mut section.place));
        self.prose.source = source;
    }
}
