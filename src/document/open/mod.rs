//! OpenDocument texts, as LibreOffice saves them.
//!
//! **Knows**: what every element does to the text: headings, lists, tables, notes, boxes, tracked changes.
//! **Does not know**: what becomes of the draft; headers and footers, which are no part of the text.

mod list;
mod style;

use super::count::Counters;
use super::draft::{Paragraph, Role, Writer};
use super::package::{Package, Trouble};
use super::purpose::Purpose;
use super::word::{Changes, Read, text_of, trouble};
use super::xml::{Broken, Element, Node, Xml};
use super::{InlineKind, Limits, RowPart, Voice};
use list::{Item, List};
use style::{Family, Styles, Type};

/// The part with the text.
const CONTENT: &str = "content.xml";

/// How often a row that is said to be repeated is repeated.
const MOST_REPEATED: usize = 100;

/// The document that a package of OpenDocument holds; none where it holds none.
pub(super) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Option<Read>, Trouble> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    if !package.holds(CONTENT) {
        return Ok(None);
    }
    if package.holds(MANIFEST) && text_of(package, MANIFEST)?.contains("encryption-data") {
        return Err(Trouble::Encrypted);
    }
    let mut styles = Styles::default();
    let content = text_of(package, CONTENT)?;
    if package.holds("styles.xml") {
        let text = text_of(package, "styles.xml")?;
        styles.take(&text).map_err(|broken| trouble(broken, "styles.xml"))?;
    }
    styles.take(&content).map_err(|broken| trouble(broken, CONTENT))?;
    let mut body = Body::new(&styles, limits);
    let is_cut = body.read(&content).map_err(|broken| trouble(broken, CONTENT))?;
    Ok(Some(Read { pieces: body.writer.finish(), changes: body.changes, is_cut }))
}

/// A text that is being read.
struct Body<'a> {
    styles: &'a Styles,
    writer: Writer,
    counters: Counters,
    changes: Changes,
    /// How the words of every paragraph and stretch that is open look.
    looks: Vec<Open>,
    links: Vec<(String, usize)>,
    lists: Vec<List>,
    /// How many lists have begun.
    begun: usize,
    tables: Vec<Table>,
}

/// A paragraph, or a stretch of words in one, that is open.
struct Open {
    look: Type,
    is_code: bool,
    is_contents: bool,
    /// Whether it is a paragraph.
    is_whole: bool,
}

/// A table that is open.
struct Table {
    part: RowPart,
    repeated: usize,
    width: usize,
}

impl<'a> Body<'a> {
    fn new(styles: &'a Styles, limits: &Limits) -> Self {
        Self {
            styles,
            writer: Writer::new(limits),
            counters: Counters::default(),
            changes: Changes::default(),
            looks: Vec::new(),
            links: Vec::new(),
            lists: Vec::new(),
            begun: 0,
            tables: Vec::new(),
        }
    }

    /// Reads the text; says whether a limit cut it short.
    fn read(&mut self, content: &str) -> Result<bool, Broken> {
        let mut xml = Xml::new(content);
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(element) => self.start(&element, &mut xml)?,
                Node::End(end) => self.end(end.name()),
                Node::Text(text) => self.words(&text),
            }
            if self.writer.is_full() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Broken> {
        let named = |name: &str| element.get(name).unwrap_or_default();
        match element.name() {
            "p" | "h" => self.begin_paragraph(element),
            "span" => {
                let style = named("style-name");
                let look = self.styles.look(Family::Text, &style);
                self.open(look, self.styles.is_code(&style));
            }
            "s" => self.add(&" ".repeat(named("c").parse().unwrap_or(1).clamp(1, 100))),
            "tab" => self.add(" "),
            "line-break" => self.line_break(),
            "a" => {
                let mark = self.writer.mark();
                self.links.push((named("href"), mark));
            }
            "bookmark" | "bookmark-start" => {
                if let Some(paragraph) = self.writer.paragraph() {
                    paragraph.anchors.push(named("name"));
                }
            }
            "list" => self.begin_list(element),
            "list-item" => self.in_list(Item::New),
            "list-header" => self.in_list(Item::Going),
            "table" => {
                self.writer.begin_table();
                self.tables.push(Table { part: RowPart::Body, repeated: 1, width: 1 });
            }
            "table-header-rows" => self.in_table(|table| table.part = RowPart::Head),
            "table-row" => {
                let repeated = named("number-rows-repeated").parse().unwrap_or(1);
                self.in_table(|table| table.repeated = repeated);
                let part = self.tables.last().map_or(RowPart::Body, |table| table.part);
                self.writer.begin_row(part);
            }
            "table-cell" | "covered-table-cell" => {
                let width = named("number-columns-repeated").parse().unwrap_or(1);
                self.in_table(|table| table.width = width);
            }
            "tracked-changes" => self.tracked(xml)?,
            name if is_aside(name) => self.writer.begin_aside(),
            name if is_no_text(name) => xml.skip()?,
            "section" if named("display") == "none" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.looks.pop();
                self.writer.end();
            }
            "span" => {
                self.looks.pop();
            }
            "a" => {
                if let Some((target, mark)) = self.links.pop().filter(|(target, _)| !target.is_empty()) {
                    self.writer.span(mark, InlineKind::Link, &target);
                }
            }
            "list" => {
                self.lists.pop();
            }
            "table-cell" | "covered-table-cell" => {
                let width = self.tables.last().map_or(1, |table| table.width);
                self.writer.end_cell(width);
            }
            "table-row" => {
                let repeated = self.tables.last().map_or(1, |table| table.repeated);
                self.writer.end_row();
                self.writer.repeat_row(repeated.min(MOST_REPEATED));
            }
            "table-header-rows" => self.in_table(|table| table.part = RowPart::Body),
            "table" => {
                self.writer.end_table();
                self.tables.pop();
            }
            name if is_aside(name) => self.writer.end_aside(),
            _ => {}
        }
    }

    fn in_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn open(&mut self, look: Type, is_code: bool) {
        let (below, contents, code) = match self.looks.last() {
            Some(open) => (open.look, open.is_contents, open.is_code),
            None => (Type::default(), false, false),
        };
        let open =
            Open { look: look.over(below), is_code: is_code || code, is_contents: contents, is_whole: false };
        self.looks.push(open);
    }

    fn begin_paragraph(&mut self, element: &Element<'_>) {
        let style = element.get("style-name").unwrap_or_default();
        let purpose = self.styles.purpose(&style);
        let mut paragraph = Paragraph::new(Role::Text);
        match purpose {
            Purpose::Plain(role) => paragraph.role = role,
            Purpose::Quotation => paragraph.voice = Voice::Quoted,
            Purpose::Contents => {}
        }
        if element.name() == "h" {
            let level = element.get("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
            paragraph.role = Role::Heading(level);
        }
        paragraph.label = self.label(element, &paragraph, &style);
        if paragraph.role == Role::Text && !self.lists.is_empty() {
            paragraph.role = Role::Item(self.lists.len());
        }
        self.links.iter_mut().for_each(|(_, mark)| *mark = 0);
        self.looks.push(Open {
            look: self.styles.look(Family::Paragraph, &style),
            is_code: false,
            is_contents: purpose == Purpose::Contents,
            is_whole: true,
        });
        self.writer.begin(paragraph);
    }

    /// Words as they stand in the file, where a run of white space is one space.
    fn words(&mut self, text: &str) {
        if !self.looks.iter().any(|open| open.is_whole) {
            return;
        }
        let mut collapsed = String::new();
        let is_open = self
            .writer
            .paragraph()
            .is_some_and(|paragraph| !paragraph.text.is_empty() && !paragraph.text.ends_with([' ', '\n']));
        let mut space = !is_open;
        for letter in text.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                collapsed.push(letter);
            } else if !space {
                collapsed.push(' ');
            }
            space = is_space;
        }
        self.add(&collapsed);
    }

    /// Adds words to the paragraph, if they are to be seen.
    fn add(&mut self, words: &str) {
        let Some(open) = self.looks.last() else { return };
        if open.is_contents || open.look.hidden == Some(true) {
            return;
        }
        let (look, is_code) = (open.look, open.is_code);
        let mark = self.writer.mark();
        self.writer.add(words, look.look());
        if look.struck == Some(true) {
            self.writer.span(mark, InlineKind::Struck, "");
        }
        if is_code {
            self.writer.span(mark, InlineKind::Code, "");
        }
    }

    fn line_break(&mut self) {
        let is_heading =
            self.writer.paragraph().is_some_and(|paragraph| matches!(paragraph.role, Role::Heading(_)));
        self.add(if is_heading { " " } else { "\n" });
    }

    /// Counts the tracked changes; what was deleted stands here and nowhere else.
    fn tracked(&mut self, xml: &mut Xml<'_>) -> Result<(), Broken> {
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Some(Node::Start(element)) => {
                    depth += 1;
                    match element.name() {
                        "insertion" => self.changes.inserted += 1,
                        "deletion" => self.changes.deleted += 1,
                        _ => {}
                    }
                }
                Some(Node::End(_)) => depth -= 1,
                Some(Node::Text(_)) => {}
                None => return Err(Broken::Form),
            }
        }
        Ok(())
    }
}

/// Whether an element holds paragraphs that stand beside the one it is in.
fn is_aside(name: &str) -> bool {
    matches!(
        name,
        "text-box"
            | "custom-shape"
            | "rect"
            | "ellipse"
            | "circle"
            | "polygon"
            | "connector"
            | "caption"
            | "note-body"
    )
}

/// Whether what an element holds is no text.
fn is_no_text(name: &str) -> bool {
    matches!(
        name,
        "annotation"
            | "note-citation"
            | "number"
            | "table-of-content"
            | "alphabetical-index"
            | "illustration-index"
            | "table-index"
            | "object-index"
            | "user-index"
            | "binary-data"
            | "title"
            | "desc"
            | "object"
            | "hidden-text"
            | "ruby-text"
            | "forms"
            | "scripts"
            | "font-face-decls"
            | "automatic-styles"
            | "event-listeners"
            | "variable-decls"
            | "sequence-decls"
            | "user-field-decls"
    )
}
