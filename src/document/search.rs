//! All texts of a file, for searching: also those that no reader of the document sees.
//!
//! **Knows**: packages within packages, properties, comments, hidden and deleted text, alternative texts, cells.
//! **Does not know**: what is searched for, but that it has eleven digits.

use std::sync::Arc;

use super::office::fault;
use super::package::{Package, Trouble};
use super::text::{self, Encoding};
use super::xml::{Broken, Element, Node, Xml};
use super::{Limits, extension};
use crate::fault::Fault;
use crate::source::{Mark, Source, SourceKind};

/// How many digits a line has that is kept.
const DIGITS: usize = 11;

/// How deep packages are searched in packages.
const DEEPEST: usize = 3;

/// How much is unpacked for searching, in files of the largest size.
const UNPACKED: u64 = 4;

/// A text to search.
#[derive(Debug)]
pub struct Searchable {
    /// What it says, or the lines of it with many digits.
    pub source: Arc<Source>,
    /// Which part of the file it is.
    pub part: Part,
}

/// Which part of a file a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it, or the body of a document, with what was hidden or deleted there.
    Body,
    /// What stands beside: comments, headers, properties, files within.
    Beside,
}

/// The texts of the file at `path` that may hold an identity number, and what is wrong where not all of
/// them could be searched.
pub fn searchable(path: &str, bytes: &[u8], limits: &Limits) -> (Vec<Searchable>, Vec<Fault>) {
    if text::is_lfs_pointer(bytes) {
        return (Vec::new(), Vec::new());
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        let source = plain(bytes).map(|text| Source::new(path, text));
        let text = source.map(|source| Searchable { source, part: Part::Body });
        return (text.into_iter().collect(), Vec::new());
    }
    let mut search =
        Search { path, texts: Vec::new(), room: limits.bytes.saturating_mul(UNPACKED), limit: limits.bytes };
    match search.package(bytes, &[]) {
        Err(trouble @ Trouble::TooLarge(_)) => (search.texts, vec![fault(path, trouble)]),
        // What else is wrong is said of a document that is read, and of no other file.
        _ => (search.texts, Vec::new()),
    }
}

/// The text of bytes that are one: also of UTF-16 without the mark that says so.
fn plain(bytes: &[u8]) -> Option<String> {
    let decoded = text::decode(bytes);
    if decoded.encoding != Encoding::Binary {
        return Some(decoded.text);
    }
    let nul_at = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let most = bytes.len() / 2 - bytes.len() / 8;
    let mark: &[u8] = match (nul_at(1) > most, nul_at(0) > most) {
        (true, false) => &[0xFF, 0xFE],
        (false, true) => &[0xFE, 0xFF],
        _ => return None,
    };
    let decoded = text::decode(&[mark, bytes].concat());
    (decoded.encoding != Encoding::Binary).then_some(decoded.text)
}

/// A file that is being searched.
struct Search<'a> {
    path: &'a str,
    texts: Vec<Searchable>,
    room: u64,
    limit: u64,
}

impl Search<'_> {
    /// Takes in a package that lies in the packages `within`.
    fn package(&mut self, bytes: &[u8], within: &[String]) -> Result<(), Trouble> {
        let mut package = Package::open(bytes, self.room)?;
        let names = package.names();
        let mut lines = Lines::default();
        names.iter().for_each(|name| lines.line(name));
        self.put(lines, within, "Filnavn", Part::Beside);
        let mut outcome = Ok(());
        for (index, name) in names.iter().enumerate() {
            let kind = kind(name);
            if kind == Kind::Other {
                continue;
            }
            let bytes = match package.part_at(index) {
                Ok(bytes) => bytes,
                Err(trouble @ Trouble::TooLarge(_)) => {
                    outcome = Err(trouble);
                    break;
                }
                Err(_) => continue,
            };
            self.room = self.room.saturating_sub(bytes.len() as u64);
            let mut lines = Lines::default();
            match kind {
                Kind::Package if within.len() < DEEPEST => {
                    let within = [within, &[format!("Innebygd fil {name}")]].concat();
                    if let Err(trouble @ Trouble::TooLarge(_)) = self.package(&bytes, &within) {
                        outcome = Err(trouble);
                    }
                }
                Kind::Xml => lines.xml(&text::decode(&bytes).text),
                Kind::Plain => plain(&bytes).unwrap_or_default().lines().for_each(|line| lines.line(line)),
                Kind::Package | Kind::Other => {}
            }
            let (part, words) = words_for(name);
            self.put(lines, within, &words, part);
        }
        outcome.map_err(|_: Trouble| Trouble::TooLarge(self.limit.saturating_mul(UNPACKED)))
    }

    /// Keeps lines of the part that people call `words`.
    fn put(&mut self, lines: Lines, within: &[String], words: &str, part: Part) {
        if lines.kept.is_empty() {
            return;
        }
        let own = Some(words.to_owned()).filter(|words| !words.is_empty());
        let heading = within.iter().cloned().chain(own).collect();
        let part = if within.is_empty() { part } else { Part::Beside };
        let marks = vec![Mark { offset: 0, heading, page: None }];
        let source = Source::outlined(self.path, lines.kept, SourceKind::Extracted, marks);
        self.texts.push(Searchable { source, part });
    }
}

/// How a part is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xml,
    Plain,
    Package,
    /// Pictures, fonts, programs.
    Other,
}

fn kind(name: &str) -> Kind {
    match extension(name).as_str() {
        "xml" | "rels" | "vml" | "rdf" | "svg" => Kind::Xml,
        "txt" | "csv" | "tsv" | "htm" | "html" | "mht" | "rtf" | "json" | "md" | "eml" | "tab" => Kind::Plain,
        "docx" | "docm" | "dotx" | "xlsx" | "xlsm" | "pptx" | "odt" | "ods" | "odp" | "zip" => Kind::Package,
        _ => Kind::Other,
    }
}

/// What people call the part of this name, and which part of the file it is.
fn words_for(name: &str) -> (Part, String) {
    let file = name.rsplit('/').next().unwrap_or_default();
    let is_body = matches!(file, "document.xml" | "document2.xml" | "content.xml");
    if is_body {
        return (Part::Body, String::new());
    }
    let words = [
        ("header", "Topptekst"),
        ("footer", "Bunntekst"),
        ("comments", "Kommentarer"),
        ("footnotes", "Fotnoter"),
        ("endnotes", "Sluttnoter"),
        ("sharedStrings", "Regneark"),
        ("slide", "Lysbilder"),
        ("notesSlide", "Notater"),
        ("styles", "Topptekst og bunntekst"),
        ("meta", "Dokumentegenskaper"),
        ("core", "Dokumentegenskaper"),
        ("app", "Dokumentegenskaper"),
        ("custom", "Dokumentegenskaper"),
        ("item", "Skjulte data"),
    ];
    if let Some(number) = file.strip_prefix("sheet").and_then(|rest| rest.strip_suffix(".xml")) {
        return (Part::Beside, format!("Ark {number}"));
    }
    let known = words.iter().find(|(start, _)| file.starts_with(start));
    let words = if file.ends_with(".rels") { "Lenker" } else { known.map_or(name, |(_, words)| *words) };
    (Part::Beside, words.to_owned())
}

/// The lines that are kept of a part.
#[derive(Default)]
struct Lines {
    kept: String,
    last: String,
}

impl Lines {
    /// Keeps a line that may hold an identity number, unless it is the same as the last.
    fn line(&mut self, line: &str) {
        let line = line.trim();
        if line.chars().filter(|letter| letter.is_numeric()).nth(DIGITS - 1).is_some() && line != self.last {
            self.kept.push_str(line);
            self.kept.push('\n');
            line.clone_into(&mut self.last);
        }
    }

    /// Takes in a part that is XML; one that is broken is searched as it stands.
    fn xml(&mut self, text: &str) {
        let whole = self.read_xml(text);
        if whole.is_err() {
            text.lines().for_each(|line| self.line(line));
        }
    }

    fn read_xml(&mut self, text: &str) -> Result<(), Broken> {
        let mut xml = Xml::new(text);
        let (mut line, mut deleted) = (String::new(), String::new());
        let mut is_deleted = false;
        // How many stretches of words came, and how many had come as each open element began: properties
        // between two runs hold none and end no line.
        let mut stretches = 0_usize;
        let mut before: Vec<usize> = Vec::new();
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(element) => {
                    self.attributes(&element);
                    before.push(stretches);
                    match element.name() {
                        "delText" => is_deleted = true,
                        "s" | "tab" | "br" | "line-break" | "cr" => line.push(' '),
                        _ => {}
                    }
                }
                Node::Text(text) => {
                    let words = if is_deleted { &mut deleted } else { &mut line };
                    words.push_str(&text);
                    stretches += usize::from(!text.trim().is_empty());
                }
                Node::End(end) => {
                    is_deleted = false;
                    let holds_words = before.pop().is_some_and(|before| before < stretches);
                    if is_inline(end.name()) || !holds_words {
                        continue;
                    }
                    self.line(&number(&line).unwrap_or_else(|| line.replace(['\n', '\r'], " ")));
                    self.line(&deleted);
                    line.clear();
                    deleted.clear();
                }
            }
        }
        Ok(())
    }

    /// Values of attributes: alternative texts, links, names, the value of a cell.
    fn attributes(&mut self, element: &Element<'_>) {
        if element.raw().bytes().filter(u8::is_ascii_digit).nth(DIGITS - 1).is_none() {
            return;
        }
        for (name, value) in element.attributes() {
            if !name.starts_with("rsid") {
                self.line(&number(&value).unwrap_or(value));
            }
        }
    }
}

/// Whether an element is a stretch of a line: what stands in it and after it may be one number.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "t" | "r"
            | "delText"
            | "instrText"
            | "ins"
            | "del"
            | "moveFrom"
            | "moveTo"
            | "hyperlink"
            | "span"
            | "a"
            | "s"
            | "tab"
            | "br"
            | "cr"
            | "line-break"
            | "smartTag"
            | "fldSimple"
            | "fldChar"
            | "lang"
            | "softHyphen"
            | "lastRenderedPageBreak"
            | "soft-page-break"
            | "change"
            | "change-start"
            | "change-end"
            | "bookmark"
            | "bookmark-start"
            | "bookmark-end"
            | "commentRangeStart"
            | "commentRangeEnd"
    )
}

/// The eleven digits that a cell holds as a number: `15076500565.0`, `1.5076500565E10`.
fn number(value: &str) -> Option<String> {
    let value = value.trim();
    if !value.contains(['.', 'E', 'e']) || value.len() > 30 {
        return None;
    }
    let number: f64 = value.parse().ok()?;
    ((1e10..1e11).contains(&number) && number.fract() == 0.0).then(|| format!("{number:.0}"))
}
