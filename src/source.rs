//! A text that was read and the places in it.
//!
//! **Knows**: how bytes become lines and columns, what a finding shows of the line it points at, and which
//! characters are not to be seen.
//! **Does not know**: where texts come from, what they mean, how a place is printed.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

/// The longest piece of a line that an [`Excerpt`] keeps, in bytes. Registers write whole
/// paragraphs on one line, and a hostile file may be one line of many megabytes.
const LONGEST_EXCERPT: usize = 2_000;

/// One text that was read: its path from the root of the repository, and what it says.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    outline: Vec<Mark>,
    kind: SourceKind,
    lines: OnceLock<Vec<usize>>,
}

/// Whether the text is the file itself or was taken out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// The text is the file: lines and columns are those that an editor shows.
    Written,
    /// The text was extracted (Word, ODT, PDF): a place is a heading trail and a page.
    Extracted,
}

/// From `offset` on, text stands under this heading trail and on this page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Byte offset in the text.
    pub offset: usize,
    /// The headings above it, outermost first.
    pub heading: Vec<String>,
    /// The page, from 1, where the format has pages.
    pub page: Option<u32>,
}

impl Source {
    /// A text file as it stands: `path` from the root of the repository, with `/`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Self::outlined(path, text, SourceKind::Written, Vec::new())
    }

    /// A text with an outline, whose marks stand in rising order of offset.
    pub fn outlined(
        path: impl Into<String>,
        text: impl Into<String>,
        kind: SourceKind,
        outline: Vec<Mark>,
    ) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into(), outline, kind, lines: OnceLock::new() })
    }

    /// The path from the root of the repository.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// All of the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offsets at which lines begin; the first is 0.
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        })
    }

    /// The nearest character boundary at or before `offset`, never past the end.
    fn clamp(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    fn position(&self, offset: usize) -> Position {
        let line = self.lines().partition_point(|start| *start <= offset) - 1;
        let column = self.text[self.lines()[line]..offset].chars().count() + 1;
        Position { line: line + 1, column }
    }

    /// What the outline says of a byte offset.
    fn mark(&self, offset: usize) -> Option<&Mark> {
        let after = self.outline.partition_point(|mark| mark.offset <= offset);
        self.outline.get(after.checked_sub(1)?)
    }
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A range of bytes in a [`Source`]; cheap to copy, always inside the text.
#[derive(Clone)]
pub struct Place {
    source: Arc<Source>,
    span: Range<usize>,
}

impl Place {
    /// The bytes `span` of `source`, pulled inside the text and to whole characters.
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        let start = source.clamp(span.start);
        let end = source.clamp(span.end.max(start)).max(start);
        Self { source: Arc::clone(source), span: start..end }
    }

    /// The first line of `source`: for what concerns the file as a whole.
    pub fn first_line(source: &Arc<Source>) -> Self {
        let end = source.text.find(['\n', '\r']).unwrap_or(source.text.len());
        Self::new(source, 0..end)
    }

    /// A file that has no text to point into: missing, or not readable.
    pub fn file(path: impl Into<String>) -> Self {
        Self { source: Source::outlined(path, "", SourceKind::Extracted, Vec::new()), span: 0..0 }
    }

    /// The bytes `inner` of this place, counted from its start.
    pub fn within(&self, inner: Range<usize>) -> Self {
        Self::new(&self.source, self.span.start + inner.start..self.span.start + inner.end)
    }

    /// The text that stands there.
    pub fn text(&self) -> &str {
        &self.source.text[self.span.clone()]
    }

    /// The text it stands in.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The bytes in the source.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The place in the words of people: path, line, column, heading trail, page, and the line itself.
    pub fn locate(&self) -> Location {
        let mark = self.source.mark(self.span.start);
        let mut location = Location {
            path: self.source.path.clone(),
            start: None,
            end: None,
            page: mark.and_then(|mark| mark.page),
            heading: mark.map(|mark| mark.heading.clone()).unwrap_or_default(),
            excerpt: None,
        };
        if self.source.kind == SourceKind::Written {
            location.start = Some(self.source.position(self.span.start));
            location.end = Some(self.source.position(self.span.end));
        }
        if !self.source.text.is_empty() {
            location.excerpt = Some(self.excerpt());
        }
        location
    }

    /// The line on which the place begins, cut to a bounded piece round the place.
    fn excerpt(&self) -> Excerpt {
        let text = &self.source.text;
        let line = self.source.lines().partition_point(|start| *start <= self.span.start) - 1;
        let line_start = self.source.lines()[line];
        let line_end = text[self.span.start..].find('\n').map_or(text.len(), |at| self.span.start + at);
        let line_end = if text[..line_end].ends_with('\r') { line_end - 1 } else { line_end };
        let line_end = line_end.max(self.span.start);
        let from = if self.span.start - line_start > LONGEST_EXCERPT / 2 {
            self.source.clamp(self.span.start - LONGEST_EXCERPT / 2)
        } else {
            line_start
        };
        let to = self.source.clamp(line_end.min(from + LONGEST_EXCERPT)).max(self.span.start);
        let end = self.span.end.clamp(self.span.start, to);
        Excerpt { text: text[from..to].to_owned(), start: self.span.start - from, end: end - from }
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}@{:?}", self.source.path, self.span)
    }
}

/// Where something stands, detached from the text: what a finding carries to an output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// Path from the root of the repository.
    pub path: String,
    /// Where it begins; none for a file without lines (Word, PDF, a missing file).
    pub start: Option<Position>,
    /// Where it ends (exclusive column); none where `start` is none.
    pub end: Option<Position>,
    /// The page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// The headings above it, outermost first; empty where none is known.
    pub heading: Vec<String>,
    /// The line it stands on.
    pub excerpt: Option<Excerpt>,
}

/// A line of a document (or a bounded piece of a long one) with the part that is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Excerpt {
    /// The line without its end.
    pub text: String,
    /// The first byte of `text` that is meant.
    pub start: usize,
    /// The byte of `text` after the last that is meant.
    pub end: usize,
}
/// Whether a character is not to be seen, or changes how others are seen: controls, marks of direction,
/// fillers, separators of lines, tags. A blank, a tab and a line end of ASCII are seen.
pub fn is_unseen(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\0'..='\x1f' | '\x7f'
        // C1 controls: some terminals obey them as they obey ESC.
        | '\u{80}'..='\u{9f}'
        // Soft hyphen, joiners, fillers and other characters without ink.
        | '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        // Marks, overrides and isolates of direction, and formats long deprecated.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2065}'..='\u{206f}'
        // Line and paragraph separators, annotations, tags, selectors of variants.
        | '\u{2028}' | '\u{2029}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}
