//! Prose: text as people read it, with the way back to the words in the file.
//!
//! **Knows**: which bytes of the source each byte of the text comes from; which stretches are links, code, struck out.
//! **Does not know**: formats, blocks, what the text says.

use std::ops::Range;
use std::sync::Arc;

use crate::source::{Place, Source};

/// Text without markup. A line end (`\n`) stands between blocks (paragraphs, list items, rows) and where the
/// writer broke a line by hand, a tab between the cells of a row; everything else is as written.
#[derive(Debug, Clone)]
pub struct Prose {
    pub(super) text: String,
    pub(super) source: Arc<Source>,
    /// In rising order of `text`, without gaps: each holds to where the next begins.
    pub(super) map: Vec<Stretch>,
    /// In rising order of their start.
    pub(super) inlines: Vec<Inline>,
}

/// From `text` on, the prose comes from these bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    text: usize,
    from: Range<usize>,
    verbatim: Verbatim,
}

/// Whether a stretch of prose stands in the source byte by byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verbatim {
    /// Byte by byte.
    Yes,
    /// Written in another way (`&aring;`, a line break): only the whole can be pointed at.
    No,
}

/// A stretch of prose that is more than words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// The bytes of the prose.
    pub span: Range<usize>,
}

/// What a stretch of prose is beside words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InlineKind {
    /// The text of a link.
    Link,
    /// Code: `in backticks`, or a block of it.
    Code,
    /// Struck out: still there to be seen, no longer meant.
    Struck,
}

impl Prose {
    /// No text yet, in `source`.
    pub fn new(source: &Arc<Source>) -> Self {
        Self { text: String::new(), source: Arc::clone(source), map: Vec::new(), inlines: Vec::new() }
    }

    /// The value `text` that stands at `place`, perhaps within quotes: a text field of a TOML file, a cell.
    pub fn of_value(text: &str, place: &Place) -> Self {
        let mut prose = Self::new(place.source());
        let span = place.span();
        match place.text().find(text) {
            Some(at) => prose.push(text, span.start + at..span.start + at + text.len()),
            None => prose.push(text, span),
        }
        prose
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the bytes `span` of the text stand in the source.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::new(&self.source, self.start(span.start)..self.end(span.start.max(span.end)))
    }

    /// Where the text as a whole stands, from its first to its last word.
    pub fn whole(&self) -> Place {
        self.place(0..self.text.len())
    }

    /// How many words the text has: runs without white space that hold a letter or a digit.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
    }

    /// The links, code and struck-out words, in their order.
    pub fn inlines(&self) -> &[Inline] {
        &self.inlines
    }

    /// Whether the bytes `span` touch something of this kind. Linear in the number of inlines.
    pub fn touches(&self, span: &Range<usize>, kind: InlineKind) -> bool {
        self.inlines
            .iter()
            .take_while(|inline| inline.span.start < span.end)
            .any(|inline| inline.kind == kind && span.start < inline.span.end)
    }

    /// Adds `text`, which stands at the bytes `from` of the source.
    pub(super) fn push(&mut self, text: &str, from: Range<usize>) {
        let verbatim = if text.len() == from.len() { Verbatim::Yes } else { Verbatim::No };
        self.push_stretch(text, from, verbatim);
    }

    /// Adds signs that stand nowhere in the source; what points at them points at the byte `at`.
    pub(super) fn push_mark(&mut self, text: &str, at: usize) {
        self.push_stretch(text, at..at, Verbatim::No);
    }

    fn push_stretch(&mut self, text: &str, from: Range<usize>, verbatim: Verbatim) {
        if text.is_empty() {
            return;
        }
        match self.map.last_mut() {
            Some(last)
                if (last.verbatim, verbatim) == (Verbatim::Yes, Verbatim::Yes)
                    && last.from.end == from.start =>
            {
                last.from.end = from.end;
            }
            _ => self.map.push(Stretch { text: self.text.len(), from, verbatim }),
        }
        self.text.push_str(text);
    }

    /// Adds the bytes `span` of `other`, a prose of the same source.
    pub(super) fn append(&mut self, other: &Self, span: Range<usize>) {
        let shift = self.text.len();
        let mut index = other.stretch_at(span.start);
        let mut at = span.start;
        while at < span.end {
            let end = other.map.get(index + 1).map_or(other.text.len(), |next| next.text).min(span.end);
            let stretch = &other.map[index];
            let from = match stretch.verbatim {
                Verbatim::Yes => {
                    stretch.from.start + at - stretch.text..stretch.from.start + end - stretch.text
                }
                Verbatim::No => stretch.from.clone(),
            };
            self.push_stretch(&other.text[at..end], from, stretch.verbatim);
            at = end;
            index += 1;
        }
        let first = other.inlines.partition_point(|inline| inline.span.start < span.start);
        for inline in other.inlines[first..].iter().take_while(|inline| inline.span.start < span.end) {
            let end = inline.span.end.min(span.end);
            let span = inline.span.start - span.start + shift..end - span.start + shift;
            self.inlines.push(Inline { kind: inline.kind, span });
        }
    }

    /// The stretch that holds the byte `at` of the text.
    fn stretch_at(&self, at: usize) -> usize {
        self.map.partition_point(|stretch| stretch.text <= at).saturating_sub(1)
    }

    /// Where in the source the byte `at` of the text stands.
    fn start(&self, at: usize) -> usize {
        let Some(stretch) = self.map.get(self.stretch_at(at)) else { return 0 };
        match stretch.verbatim {
            Verbatim::Yes => (stretch.from.start + at - stretch.text).min(stretch.from.end),
            Verbatim::No if at >= self.text.len() => stretch.from.end,
            Verbatim::No => stretch.from.start,
        }
    }

    /// Where in the source the text before the byte `at` ends.
    fn end(&self, at: usize) -> usize {
        let Some(stretch) = self.map.get(self.stretch_at(at.saturating_sub(1))) else { return 0 };
        match stretch.verbatim {
            Verbatim::Yes => (stretch.from.start + at - stretch.text).min(stretch.from.end),
            Verbatim::No if at == 0 => stretch.from.start,
            Verbatim::No => stretch.from.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The prose of `Alder &lt; 18 år`, an entity written as one letter.
    fn sample() -> Prose {
        let source = Source::new("a.md", "**Alder** &lt; 18 år");
        let mut prose = Prose::new(&source);
        prose.push("Alder", 2..7);
        prose.push(" ", 9..10);
        prose.push("<", 10..14);
        prose.push(" 18 år", 14..21);
        prose
    }

    fn check(find: &str, stands: &str) {
        let prose = sample();
        let at = prose.text().find(find).unwrap();
        assert_eq!(prose.place(at..at + find.len()).text(), stands);
    }

    #[test]
    fn words_are_found_in_the_source() {
        check("Alder", "Alder");
        check("lde", "lde");
        check("<", "&lt;");
        check("Alder <", "Alder** &lt;");
        check("18 år", "18 år");
        check("å", "å");
        check("< 18", "&lt; 18");
    }

    #[test]
    fn a_span_outside_the_text_is_pulled_inside() {
        let prose = sample();
        assert_eq!(prose.place(500..900).text(), "");
        assert_eq!(prose.place(0..900).text(), "Alder** &lt; 18 år");
        assert_eq!(Prose::new(prose.whole().source()).place(3..4).text(), "");
    }

    #[test]
    fn a_piece_keeps_its_places() {
        let whole = sample();
        let mut piece = Prose::new(&whole.source);
        piece.append(&whole, 3..10);
        assert_eq!(piece.text(), &whole.text()[3..10]);
        for at in 0..7 {
            assert_eq!(piece.place(at..at + 1).span(), whole.place(at + 3..at + 4).span());
        }
    }

    #[test]
    fn a_value_is_found_within_its_quotes() {
        let source = Source::new("register.toml", "navn = \"Over 18 år\"");
        let place = Place::new(&source, 7..20);
        assert_eq!(Prose::of_value("Over 18 år", &place).place(5..7).text(), "18");
        assert_eq!(Prose::of_value("Over\n18", &place).place(5..7).text(), "\"Over 18 år\"");
    }
}
