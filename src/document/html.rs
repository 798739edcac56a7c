//! HTML within Markdown: its text without tags, its headings, lists and tables.
//!
//! **Knows**: the elements that people paste into documents, comments, character references.
//! **Does not know**: Markdown; well-formedness, which nobody who pastes HTML cares about.

use std::ops::Range;

use super::build::Builder;
use super::{BlockKind, LinkKind, Prose, RowPart};

/// What an element does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Heading(u8),
    /// A block of its own.
    Block,
    List,
    Item,
    Table,
    Row,
    HeadCell,
    Cell,
    Break,
    Rule,
    Image,
    Anchor,
    /// Its content is no text.
    Hidden,
    /// Within a line.
    Inline,
}

/// The element of this name; none for a name that HTML does not know, such as a placeholder `<navn>`.
fn element(name: &str) -> Option<Element> {
    Some(match name {
        "h1" => Element::Heading(1),
        "h2" => Element::Heading(2),
        "h3" => Element::Heading(3),
        "h4" => Element::Heading(4),
        "h5" => Element::Heading(5),
        "h6" => Element::Heading(6),
        "p" | "div" | "section" | "article" | "aside" | "header" | "footer" | "main" | "nav"
        | "blockquote" | "details" | "summary" | "dl" | "dt" | "dd" | "pre" | "figure" | "figcaption"
        | "center" | "body" | "html" | "caption" => Element::Block,
        "ul" | "ol" => Element::List,
        "li" => Element::Item,
        "table" => Element::Table,
        "tr" => Element::Row,
        "th" => Element::HeadCell,
        "td" => Element::Cell,
        "br" => Element::Break,
        "hr" => Element::Rule,
        "img" => Element::Image,
        "a" => Element::Anchor,
        "script" | "style" | "head" => Element::Hidden,
        "abbr" | "b" | "big" | "cite" | "code" | "col" | "colgroup" | "del" | "dfn" | "em" | "font" | "i"
        | "ins" | "kbd" | "link" | "mark" | "meta" | "picture" | "q" | "s" | "samp" | "small" | "source"
        | "span" | "strike" | "strong" | "sub" | "sup" | "tbody" | "tfoot" | "thead" | "tt" | "u" | "wbr" => {
            Element::Inline
        }
        _ if name.contains(':') => Element::Inline,
        _ => return None,
    })
}

/// A tag: `<td class="x">`, `</td>`.
struct Tag<'a> {
    element: Element,
    closing: bool,
    name: &'a str,
    attributes: &'a str,
}

/// The tag that `text` is, angle brackets and all.
fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?.strip_suffix('>')?;
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let end = inner.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(end);
    let element = element(&name.get(..name.len().min(20))?.to_ascii_lowercase())?;
    Some(Tag { element, closing, name, attributes })
}

/// The value of an attribute, whatever the quotes.
fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        let end = rest.find(|letter: char| letter.is_whitespace() || letter == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() && after.is_empty() {
            return None;
        }
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after;
    }
}

/// Where links and anchors of a tag go, whatever it does to the text.
fn note_targets(builder: &mut Builder, tag: &Tag<'_>, from: &Range<usize>) {
    for name in ["id", "name"] {
        if let Some(anchor) =
            attribute(tag.attributes, name).filter(|_| name == "id" || tag.element == Element::Anchor)
        {
            builder.anchor(anchor);
        }
    }
    let (kind, name) = match tag.element {
        Element::Anchor => (LinkKind::Link, "href"),
        Element::Image => (LinkKind::Image, "src"),
        _ => return,
    };
    if let Some(target) = attribute(tag.attributes, name) {
        builder.link(kind, target.to_owned(), from.clone());
    }
}

/// Takes in one tag that stands within a line of Markdown, at the bytes `from` of the source. What is no
/// element of HTML is text: people write `<navn>` where a name is still to be filled in.
pub(super) fn read_inline(text: &str, from: Range<usize>, builder: &mut Builder) {
    match tag(text) {
        Some(tag) => {
            if tag.element == Element::Break {
                builder.write("\n", from.clone());
            }
            if !tag.closing {
                note_targets(builder, &tag, &from);
            }
        }
        None if text.starts_with("<!") || text.starts_with("<?") => {}
        None => builder.write(text, from),
    }
}

/// Takes in a block of HTML. Linear: what is looked for and not found is not looked for again.
pub(super) fn read_block(html: &Prose, lists: usize, builder: &mut Builder) {
    let mut reader = Reader { html, builder, lists, outer: lists };
    let text = html.text();
    let mut at = 0;
    let mut tags_end = true;
    while at < text.len() && !reader.builder.is_full() {
        let rest = &text[at..];
        at += match rest.as_bytes()[0] {
            b'<' if tags_end => reader.markup(at).unwrap_or_else(|| {
                tags_end = rest[1..].contains('>');
                reader.words(at..at + 1);
                1
            }),
            b'&' => reader.reference(at),
            _ => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let end = rest[first..].find(['<', '&']).map_or(rest.len(), |end| first + end);
                reader.words(at..at + end);
                end
            }
        };
    }
    if !reader.builder.in_row() {
        reader.builder.close();
    }
}

/// A block of HTML that is being taken in.
struct Reader<'a> {
    html: &'a Prose,
    builder: &'a mut Builder,
    /// How many lists are open, and how many of them are Markdown's.
    lists: usize,
    outer: usize,
}

impl Reader<'_> {
    /// Takes in a comment, a declaration or a tag at the byte `at`; says how long it is, none if it is text.
    fn markup(&mut self, at: usize) -> Option<usize> {
        let rest = &self.html.text()[at..];
        if rest.starts_with("<!--") {
            return Some(rest.find("-->").map_or(rest.len(), |end| end + 3));
        }
        let end = rest.find('>')? + 1;
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return Some(end);
        }
        let tag = tag(&rest[..end])?;
        if tag.element == Element::Hidden {
            return Some(if tag.closing { end } else { end + hidden(&rest[end..], tag.name) });
        }
        let from = self.html.place(at..at + end).span();
        self.apply(&tag, &from);
        if !tag.closing {
            note_targets(self.builder, &tag, &from);
        }
        Some(end)
    }

    /// Does to the document what a tag says.
    fn apply(&mut self, tag: &Tag<'_>, from: &Range<usize>) {
        let within_row = self.builder.in_row();
        match (tag.element, tag.closing) {
            (Element::Table, false) => self.builder.table(),
            (Element::Row, false) => self.builder.row(RowPart::Body, from.start),
            (Element::Cell, false) => self.cell(RowPart::Body, from),
            (Element::HeadCell, false) => self.cell(RowPart::Head, from),
            (Element::Cell | Element::HeadCell, true) => self.builder.end_cell(),
            (Element::Row | Element::Table, true) => self.builder.close(),
            (Element::Break, _) => self.builder.write("\n", from.clone()),
            (Element::Rule, _) => self.builder.close(),
            (Element::Inline | Element::Anchor | Element::Image | Element::Hidden, _) => {}
            (Element::Heading(_) | Element::Block | Element::Item | Element::List, _) if within_row => {
                self.space(from);
            }
            (Element::Heading(level), false) => {
                self.builder.open(BlockKind::Heading { level, number: None }, from.start);
            }
            (Element::Item, false) => self.builder.open(self.paragraph(1), from.start),
            (Element::List, closing) => {
                self.builder.close();
                self.lists =
                    if closing { self.lists.saturating_sub(1).max(self.outer) } else { self.lists + 1 };
            }
            (Element::Heading(_) | Element::Block | Element::Item, _) => {
                self.builder.reach_to(if tag.closing { from.end } else { from.start });
                self.builder.close();
            }
        }
    }

    /// Begins a cell; a row that has only head cells is a head.
    fn cell(&mut self, part: RowPart, from: &Range<usize>) {
        match self.builder.kind() {
            Some(BlockKind::Row { table, cells, part: row }) => {
                let part = if cells.is_empty() || *row == RowPart::Body { part } else { RowPart::Head };
                if cells.is_empty() {
                    let kind = BlockKind::Row { table: *table, part, cells: Vec::new() };
                    self.builder.turn_into(kind);
                }
            }
            _ => self.builder.row(part, from.start),
        }
        self.builder.cell(from.end);
    }

    /// The kind of a block of plain text here; `least` is the depth that a list item has at least.
    fn paragraph(&self, least: usize) -> BlockKind {
        match self.lists.max(least) {
            0 => BlockKind::Paragraph,
            depth => BlockKind::Item { depth, task: None },
        }
    }

    /// Takes in a character reference at the byte `at`; says how long it is.
    fn reference(&mut self, at: usize) -> usize {
        let rest = &self.html.text()[at..];
        let end = rest.bytes().take(32).position(|byte| byte == b';');
        let letter = end.and_then(|end| Some((end + 1, referenced(&rest[1..end])?)));
        match letter {
            Some((len, letter)) => {
                self.begin(at);
                self.builder.write(letter.encode_utf8(&mut [0; 4]), self.html.place(at..at + len).span());
                len
            }
            None => {
                self.words(at..at + 1);
                1
            }
        }
    }

    /// Takes in words, with one space for each run of white space.
    fn words(&mut self, span: Range<usize>) {
        let text = &self.html.text()[span.clone()];
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                let from = self.html.place(span.start + at..span.start + at + blank).span();
                self.space(&from);
                at += blank;
                continue;
            }
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            self.begin(span.start + at);
            self.builder.write_from(self.html, span.start + at..span.start + at + end);
            at += end;
        }
    }

    /// One space, unless white space stands there or nothing at all.
    fn space(&mut self, from: &Range<usize>) {
        if !self.builder.is_blank() && !self.builder.current().ends_with(char::is_whitespace) {
            self.builder.write(" ", from.clone());
        }
    }

    /// Sees to it that text at the byte `at` has a block to go into.
    fn begin(&mut self, at: usize) {
        if self.builder.kind().is_none() {
            let start = self.html.place(at..at).span().start;
            self.builder.open(self.paragraph(0), start);
        }
    }
}

/// How far content that is no text reaches: to the end tag of its element.
fn hidden(rest: &str, name: &str) -> usize {
    let is_end = |at: usize| {
        rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    rest.match_indices("</").map(|(at, _)| at).find(|at| is_end(*at)).unwrap_or(rest.len())
}

/// The letter that a character reference stands for, between `&` and `;`.
fn referenced(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|letter| *letter != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "aring" => 'å',
        "Aring" => 'Å',
        "oslash" => 'ø',
        "Oslash" => 'Ø',
        "aelig" => 'æ',
        "AElig" => 'Æ',
        "eacute" => 'é',
        "ouml" => 'ö',
        "auml" => 'ä',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "sect" => '§',
        "ge" => '≥',
        "le" => '≤',
        _ => return None,
    })
}
