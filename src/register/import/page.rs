//! A document as facts are read out of it: its sections by item, its lines, its rows.
//!
//! **Knows**: what is the document's own word, where a line ends, how a text becomes a value.
//! **Does not know**: which facts there are.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::kind::{self, Kind};
use crate::document::{Block, BlockKind, Document, InlineKind, Prose, RowPart, Voice};
use crate::register::section::{Governed, Item, OwnHeadings, governed, governed_statutes};
use crate::register::{person, prose};
use crate::source::Place;

/// The longest value, in characters.
pub(super) const LONGEST_VALUE: usize = 600;
/// The longest paragraph that is taken line by line, in bytes.
const LONGEST_BLOCK: usize = 20_000;

/// A document that facts are read out of.
pub(super) struct Page<'a> {
    pub(super) document: &'a Document,
    pub(super) kind: Kind,
    pub(super) governed: Vec<Governed>,
    /// Whether each block is the document's own word, neither quoted nor struck out.
    own: Vec<bool>,
}

/// A line of a paragraph or list item, or a heading.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) place: Place,
}

/// The marks that people write before the items of a list without making it one.
pub(super) const BULLETS: [char; 6] = ['•', '·', '◦', '▪', '●', '\u{F0B7}'];

/// A table: the texts of its head, and its rows.
pub(super) struct Grid {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<(Vec<String>, Place)>,
}

impl Grid {
    /// The first column whose head is one of `names`, or begins with one and goes on with a new word.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        let exact = self.head.iter().position(|head| names.contains(&head.as_str()));
        let begins = |head: &String| {
            names.iter().any(|name| {
                head.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '/', '(', '-']))
            })
        };
        exact.or_else(|| self.head.iter().position(begins))
    }
}

impl<'a> Page<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let kind = kind::of(document);
        let headings = OwnHeadings::default();
        let governed = if kind == Kind::Statutes {
            governed_statutes(document, &headings)
        } else {
            governed(document, &headings)
        };
        let own = (0..document.blocks().len()).map(|at| is_own(document, at)).collect();
        Self { document, kind, governed, own }
    }

    /// The blocks of `ranges` that are the document's own word.
    pub(super) fn own(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<usize> {
        ranges.into_iter().flatten().filter(|at| self.own[*at]).collect()
    }

    /// All blocks that are the document's own word.
    pub(super) fn all(&self) -> Vec<usize> {
        (0..self.own.len()).filter(|at| self.own[*at]).collect()
    }

    /// The blocks that an item governs.
    pub(super) fn blocks_of(&self, item: Item) -> Vec<usize> {
        let sections = self.governed.iter().filter(|governed| governed.item == item);
        let mut blocks = self.own(sections.flat_map(|governed| governed.blocks(self.document)));
        blocks.sort_unstable();
        blocks.dedup();
        blocks
    }

    pub(super) fn block(&self, at: usize) -> &'a Block {
        &self.document.blocks()[at]
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.document.text(&self.block(at).text)
    }

    pub(super) fn place(&self, at: usize) -> Place {
        self.document.place(&self.block(at).text)
    }

    /// The text of blocks with marks for what each is.
    pub(super) fn marked(&self, blocks: &[usize]) -> Prose {
        self.document.marked(blocks.iter().map(|at| *at..*at + 1))
    }

    /// The sentences of paragraphs and items among `blocks`.
    pub(super) fn sentences(&self, blocks: &[usize]) -> Vec<Line> {
        let running = blocks
            .iter()
            .filter(|at| matches!(self.block(**at).kind, BlockKind::Paragraph | BlockKind::Item { .. }));
        let of_block = |at: &usize| {
            let prose = self.document.prose(*at..*at + 1);
            let spans = prose::sentences(prose.text());
            let line = |span: Range<usize>| Line {
                text: flat(prose.text().get(span.clone()).unwrap_or_default()),
                place: prose.place(span),
            };
            spans.into_iter().map(line).collect::<Vec<_>>()
        };
        running.flat_map(of_block).collect()
    }

    /// The lines of a paragraph or item as its writer broke them.
    pub(super) fn lines(&self, at: usize) -> Vec<Line> {
        let place = self.place(at);
        let written = place.locate().start.is_some();
        let text = if written { place.text() } else { self.text(at) };
        if text.len() > LONGEST_BLOCK {
            return Vec::new();
        }
        let mut from = 0;
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            let span = from..from + line.len();
            from = span.end;
            let place = if written { place.within(span) } else { place.clone() };
            let text = flat(&line.replace(['*', '`'], ""));
            if !text.is_empty() {
                lines.push(Line { text, place });
            }
        }
        lines
    }

    /// The values that stand behind one of `labels`: `Label: value`, or in the cell beside it.
    pub(super) fn labelled(&self, labels: &[&str]) -> Vec<Line> {
        let mut found = Vec::new();
        for at in self.all() {
            match &self.block(at).kind {
                BlockKind::Row { cells, .. } => {
                    let [label, value, ..] = cells.as_slice() else { continue };
                    let is_label = labels.contains(&key(self.document.text(&label.text)).as_str());
                    if is_label && cells.len() == 2 {
                        let text = flat(self.document.text(&value.text));
                        found.push(Line { text, place: self.document.place(&value.text) });
                    }
                }
                BlockKind::Paragraph | BlockKind::Item { .. } => {
                    let lines = self.lines(at);
                    found.extend(behind(&lines, labels));
                }
                BlockKind::Heading { .. } | BlockKind::Code => {}
            }
        }
        found.retain(|line| !line.text.is_empty());
        found
    }

    /// The tables among `blocks`.
    pub(super) fn grids(&self, blocks: &[usize]) -> Vec<Grid> {
        let mut grids: Vec<(usize, Grid)> = Vec::new();
        for at in blocks {
            let BlockKind::Row { table, part, cells } = &self.block(*at).kind else { continue };
            let texts: Vec<String> = cells.iter().map(|cell| flat(self.document.text(&cell.text))).collect();
            match grids.last_mut() {
                Some((last, grid)) if last == table => {
                    if *part == RowPart::Body {
                        grid.rows.push((texts, self.place(*at)));
                    }
                }
                _ => {
                    let head = texts.iter().map(|text| key(text)).collect();
                    grids.push((*table, Grid { head, rows: Vec::new() }));
                }
            }
        }
        grids.into_iter().map(|(_, grid)| grid).collect()
    }
}

/// Whether a block is the document's own word.
fn is_own(document: &Document, at: usize) -> bool {
    let prose = document.prose(at..at + 1);
    let is_struck = prose.inlines().iter().any(|inline| inline.kind == InlineKind::Struck);
    document.blocks()[at].voice == Voice::Own && !is_struck
}

/// What stands behind labels in the lines of one paragraph. A value goes on over lines until the next label.
fn behind(lines: &[Line], labels: &[&str]) -> Vec<Line> {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^([\p{L}][\p{L} /()\-]{1,50}?)\s*:\s*(.*)$").expect("a pattern"));
    let mut found: Vec<Line> = Vec::new();
    let mut is_open = false;
    for line in lines {
        match LABEL.captures(&line.text) {
            Some(parts) => {
                is_open = labels.contains(&key(&parts[1]).as_str());
                if is_open {
                    found.push(Line { text: parts[2].to_owned(), place: line.place.clone() });
                }
            }
            None if is_open => {
                if let Some(last) = found.last_mut().filter(|last| last.text.len() < LONGEST_VALUE) {
                    last.text = format!("{} {}", last.text, line.text);
                }
            }
            None => {}
        }
    }
    found
}

/// A text in one form, with single spaces, without signs that cannot be seen.
pub(super) fn flat(text: &str) -> String {
    let is_hidden = |sign: char| {
        matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
            || (sign.is_control() && !sign.is_whitespace())
    };
    let seen: String = text.nfc().filter(|sign| !is_hidden(*sign)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A label or a head of a column, to be compared: lower case, without a colon at its end.
pub(super) fn key(text: &str) -> String {
    flat(text).trim_end_matches([':', '.', '*']).trim().to_lowercase()
}

/// The text as a value: none where it is empty, too long, a placeholder, or holds an identity number.
pub(super) fn value(text: &str) -> Option<String> {
    let text = flat(text);
    let text = text.trim_end_matches("[…]").trim_end().trim_end_matches([';', ',']).trim();
    let is_placeholder = text.starts_with('[') && text.ends_with(']');
    let is_empty = !text.contains(char::is_alphanumeric);
    let is_short = text.chars().count() <= LONGEST_VALUE;
    (is_short && !is_empty && !is_placeholder && person::find(text).is_empty()).then(|| text.to_owned())
}

/// Whether a sentence denies something, or speaks of what has been or may come.
pub(super) fn is_doubtful(text: &str) -> bool {
    static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(ikke|ikkje|ingen|inga|uten|utan|tidligere|tidlegare|planlegg\w*|planlagt|vurder\w*|foresl\w+|søk(?:e|er|t|te)|ønske[rt]?|skulle|kunne|eventuelt|kanskje|inntil|fram til|frem til|opphør\w*|utgå\w*|for eksempel|til dømes|f\.eks)\b",
        )
        .expect("a pattern")
    });
    DOUBT.is_match(text)
}
