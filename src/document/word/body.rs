//! The story of a Word document (its body, a note) as a draft.
//!
//! **Knows**: what every element does to the text: runs, breaks, fields, links, tables, boxes, tracked changes.
//! **Does not know**: parts of the package, what becomes of the draft.

mod table;

use std::collections::BTreeMap;

use super::field::Fields;
use super::numbering::Numbering;
use super::property::{self, Control};
use super::style::{Styles, Type};
use crate::document::draft::{Look, Paragraph, Piece, Role, Weight, Writer};
use crate::document::purpose::Purpose;
use crate::document::word::Changes;
use crate::document::xml::{Broken, Element, Node, Xml};
use crate::document::{InlineKind, Limits, Voice};
use table::Table;

/// The longest line that a paragraph's own outline level makes a heading, in bytes.
const LONGEST_HEADING: usize = 200;

/// What a story is read with.
pub(super) struct Reader<'a> {
    pub(super) styles: &'a Styles,
    pub(super) numbering: &'a mut Numbering,
    /// Where the links of the part lead, by their ids.
    pub(super) links: &'a BTreeMap<String, String>,
    /// The notes by kind and id; each is taken once.
    pub(super) notes: &'a mut BTreeMap<(Note, String), Vec<Piece>>,
    pub(super) changes: &'a mut Changes,
    pub(super) limits: &'a Limits,
}

/// The kinds of note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Note {
    Foot,
    End,
}

/// A story that is being read.
struct Body<'r, 'a> {
    reader: &'r mut Reader<'a>,
    writer: Writer,
    fields: Fields,
    /// The paragraphs that are open: a text box stands within another.
    open: Vec<Open>,
    links: Vec<(String, usize)>,
    tables: Vec<Table>,
    run: Run,
    /// What the content control that comes holds.
    control: Control,
    /// Whether the end of the last paragraph was deleted.
    joins: bool,
    anchors: Vec<String>,
}

/// A paragraph that is open.
#[derive(Default)]
struct Open {
    /// How its words look where they say nothing themselves.
    look: Type,
    /// Whether it is a line of a table of contents.
    is_contents: bool,
    /// The list that it is counted in, and its level.
    list: Option<(String, usize)>,
    /// Whether it is a heading by its own outline level alone.
    by_outline: bool,
    end_deleted: bool,
}

/// The run that is open.
#[derive(Default)]
struct Run {
    look: Type,
    is_code: bool,
}

/// Reads a story: all of `xml` from where it is, to its end or the end of the element that began last.
pub(super) fn read(xml: &mut Xml<'_>, reader: &mut Reader<'_>) -> Result<(Vec<Piece>, bool), Broken> {
    let writer = Writer::new(reader.limits);
    let mut body = Body {
        reader,
        writer,
        fields: Fields::default(),
        open: Vec::new(),
        links: Vec::new(),
        tables: Vec::new(),
        run: Run::default(),
        control: Control::Text,
        joins: false,
        anchors: Vec::new(),
    };
    let mut depth = 0_usize;
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(element) => {
                if body.start(&element, xml)? == Inside::Read {
                    depth += 1;
                }
            }
            Node::End(end) => {
                body.end(end.name());
                if depth == 0 {
                    break;
                }
                depth -= 1;
            }
            Node::Text(_) => {}
        }
        if body.writer.is_full() {
            return Ok((body.writer.finish(), true));
        }
    }
    Ok((body.writer.finish(), false))
}

/// Whether what an element holds comes next, or was read with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Read,
    Done,
}

impl Body<'_, '_> {
    /// Takes in the start of an element.
    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<Inside, Broken> {
        match element.name() {
            "p" => self.begin_paragraph(),
            "pPr" => return self.properties(xml),
            "r" => self.run = Run::default(),
            "rPr" => return self.run_properties(xml),
            "t" => return self.words(element, xml),
            "tab" | "ptab" => self.add(" "),
            "br" | "cr" => self.line_break(),
            "noBreakHyphen" => self.add("-"),
            "sym" => self.symbol(element),
            "hyperlink" => self.open_link(element),
            "fldSimple" => self.simple_field(element),
            "fldChar" => self.field(element),
            "instrText" => return self.instruction(xml),
            "footnoteReference" => self.note(Note::Foot, element),
            "endnoteReference" => self.note(Note::End, element),
            "bookmarkStart" => self.anchor(element),
            "txbxContent" => {
                self.writer.begin_aside();
                self.open.push(Open::default());
            }
            "tbl" | "tr" | "tc" | "tblPr" | "trPr" | "tcPr" => return self.table_part(element.name(), xml),
            "sdtPr" => {
                self.control = property::control(xml)?;
                return Ok(Inside::Done);
            }
            "sdtContent" if std::mem::replace(&mut self.control, Control::Text) == Control::NoText => {
                return skip(xml);
            }
            "ins" | "moveTo" => self.reader.changes.inserted += 1,
            "del" | "moveFrom" => {
                self.reader.changes.deleted += 1;
                return skip(xml);
            }
            "delText" | "delInstrText" | "Fallback" | "sectPr" | "tblGrid" | "ffData" | "rt" => {
                return skip(xml);
            }
            name if property::is_former(name) => return skip(xml),
            _ => {}
        }
        Ok(Inside::Read)
    }

    /// Takes in the end of an element.
    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "hyperlink" => {
                if let Some((target, mark)) = self.links.pop().filter(|(target, _)| !target.is_empty()) {
                    self.writer.span(mark, InlineKind::Link, &target);
                }
            }
            "fldSimple" => self.end_field(),
            "txbxContent" => {
                self.writer.end_aside();
                self.open.pop();
            }
            "tbl" | "tr" | "tc" => self.end_table_part(name),
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        if !std::mem::take(&mut self.joins) {
            self.writer.begin(Paragraph::new(Role::Text));
        }
        self.fields.enter_paragraph(false);
        self.links.iter_mut().for_each(|(_, mark)| *mark = 0);
        let look = self.reader.styles.look(None);
        self.open.push(Open { look, ..Open::default() });
        let anchors = std::mem::take(&mut self.anchors);
        if let Some(paragraph) = self.writer.paragraph() {
            paragraph.anchors.extend(anchors);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.end_deleted {
            self.joins = true;
            return;
        }
        let mark = open.list.as_ref().and_then(|(list, depth)| self.reader.numbering.next(list, *depth));
        if let Some(paragraph) = self.writer.paragraph() {
            paragraph.label = mark.unwrap_or_default();
            if open.by_outline && paragraph.text.len() > LONGEST_HEADING {
                paragraph.role = Role::Text;
            }
        }
        self.writer.end();
    }

    fn properties(&mut self, xml: &mut Xml<'_>) -> Result<Inside, Broken> {
        let properties = property::paragraph(xml)?;
        let styles = self.reader.styles;
        let style = properties.style.as_deref();
        let (mut role, mut voice) = (Role::Text, Voice::Own);
        let mut open =
            Open { look: styles.look(style), end_deleted: properties.end_deleted, ..Open::default() };
        match styles.purpose(style) {
            Purpose::Plain(plain) => role = plain,
            Purpose::Quotation => voice = Voice::Quoted,
            Purpose::Contents => open.is_contents = true,
        }
        match (properties.outline, role) {
            (Some(level @ 0..=8), Role::Text) => {
                role = Role::Heading(level + 1);
                open.by_outline = true;
            }
            (Some(9), Role::Heading(_)) => role = Role::Text,
            _ => {}
        }
        let of_style = styles.list(style);
        let list = properties.list.as_deref().or(of_style.map(|(list, _, _)| list));
        if let Some(list) = list.filter(|list| *list != "0") {
            let by_style = || match of_style {
                Some((_, depth, namer)) => depth.or_else(|| self.reader.numbering.level_of(list, namer)),
                None => self.reader.numbering.level_of(list, style?),
            };
            let depth = properties.depth.or_else(by_style).unwrap_or_default().min(8);
            open.list = Some((list.to_owned(), depth));
            if role == Role::Text {
                role = Role::Item(depth + 1);
            }
        }
        if matches!(role, Role::Heading(_)) {
            self.fields.enter_paragraph(true);
        }
        if let Some(paragraph) = self.writer.paragraph() {
            (paragraph.role, paragraph.voice) = (role, voice);
        }
        if let Some(last) = self.open.last_mut() {
            *last = open;
        }
        Ok(Inside::Done)
    }

    fn run_properties(&mut self, xml: &mut Xml<'_>) -> Result<Inside, Broken> {
        let properties = property::run(xml)?;
        self.run.look = properties.look;
        if let Some(style) = properties.style.as_deref() {
            self.run.look = self.run.look.over(self.reader.styles.look_of_words(style));
            self.run.is_code = self.reader.styles.is_code(style);
        }
        Ok(Inside::Done)
    }

    /// Reads the words of `t`; without a word to keep it, white space round them is none of theirs.
    fn words(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<Inside, Broken> {
        let keeps_space = element.get("space").is_some_and(|space| space == "preserve");
        let mut words = String::new();
        while let Some(node) = xml.next()? {
            match node {
                Node::Text(text) => words.push_str(&text),
                Node::Start(_) => xml.skip()?,
                Node::End(_) => break,
            }
        }
        if words.contains(['\n', '\r']) {
            words = words.replace(['\n', '\r'], " ");
        }
        self.add(if keeps_space { &words } else { words.trim() });
        Ok(Inside::Done)
    }

    /// Adds words to the paragraph, if they are to be seen.
    fn add(&mut self, words: &str) {
        let open = self.open.last();
        let look = self.run.look.over(open.map(|open| open.look).unwrap_or_default());
        let is_contents = open.is_some_and(|open| open.is_contents);
        if is_contents || look.hidden == Some(true) || self.fields.hide() {
            return;
        }
        let weight = if look.bold == Some(true) { Weight::Bold } else { Weight::Plain };
        let mark = self.writer.mark();
        self.writer.add(words, Look { weight, size: look.size.unwrap_or(20) });
        if look.struck == Some(true) {
            self.writer.span(mark, InlineKind::Struck, "");
        }
        if self.run.is_code {
            self.writer.span(mark, InlineKind::Code, "");
        }
    }

    fn line_break(&mut self) {
        let is_heading =
            self.writer.paragraph().is_some_and(|paragraph| matches!(paragraph.role, Role::Heading(_)));
        self.add(if is_heading { " " } else { "\n" });
    }

    /// A letter of a symbol font, by its place in the font.
    fn symbol(&mut self, element: &Element<'_>) {
        let code = element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let in_font = |code: u32| if code < 0x100 { code | 0xF000 } else { code };
        if let Some(letter) = code.and_then(|code| char::from_u32(in_font(code))) {
            self.add(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn open_link(&mut self, element: &Element<'_>) {
        let mut target =
            element.get("id").and_then(|id| self.reader.links.get(&id).cloned()).unwrap_or_default();
        if let Some(anchor) = element.get("anchor") {
            target = format!("{target}#{anchor}");
        }
        let mark = self.writer.mark();
        self.links.push((target, mark));
    }

    fn simple_field(&mut self, element: &Element<'_>) {
        self.fields.begin();
        self.fields.instruct(&element.get("instr").unwrap_or_default());
        let mark = self.writer.mark();
        self.fields.separate(mark);
    }

    fn field(&mut self, element: &Element<'_>) {
        match element.get("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => {
                let mark = self.writer.mark();
                self.fields.separate(mark);
            }
            Some("end") => self.end_field(),
            _ => {}
        }
    }

    fn end_field(&mut self) {
        if let Some((target, mark)) = self.fields.end() {
            self.writer.span(mark, InlineKind::Link, &target);
        }
    }

    fn instruction(&mut self, xml: &mut Xml<'_>) -> Result<Inside, Broken> {
        while let Some(node) = xml.next()? {
            match node {
                Node::Text(text) => self.fields.instruct(&text),
                Node::Start(_) => xml.skip()?,
                Node::End(_) => break,
            }
        }
        Ok(Inside::Done)
    }

    fn note(&mut self, kind: Note, element: &Element<'_>) {
        let id = element.get("id").unwrap_or_default();
        if let Some(pieces) = self.reader.notes.remove(&(kind, id)).filter(|_| !self.fields.hide()) {
            self.writer.aside(pieces);
        }
    }

    fn anchor(&mut self, element: &Element<'_>) {
        let Some(name) = element.get("name").filter(|name| name != "_GoBack") else { return };
        match self.writer.paragraph() {
            Some(paragraph) => paragraph.anchors.push(name),
            None => self.anchors.push(name),
        }
    }
}

/// Leaves out what the element that just began holds.
fn skip(xml: &mut Xml<'_>) -> Result<Inside, Broken> {
    xml.skip()?;
    Ok(Inside::Done)
}
