//! Word documents: the parts of the package, and the document that they make up together.
//!
//! **Knows**: which parts a document has and how they lead to each other.
//! **Does not know**: what the text means; headers and footers, which are no part of it.

mod body;
mod field;
mod numbering;
mod property;
mod style;

use std::collections::BTreeMap;

use super::Limits;
use super::draft::Piece;
use super::package::{Package, Trouble, resolve};
use super::text::{self, Encoding};
use super::xml::{Broken, Node, Xml};
use body::{Note, Reader};
use numbering::Numbering;
use style::Styles;

/// How often a document says that something was changed since somebody last agreed to all of it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Changes {
    pub(super) inserted: usize,
    pub(super) deleted: usize,
}

/// What an office document says.
pub(super) struct Read {
    pub(super) pieces: Vec<Piece>,
    pub(super) changes: Changes,
    /// Whether a limit cut it short.
    pub(super) is_cut: bool,
}

/// The document that a package of Word holds; none where it holds none.
pub(super) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Option<Read>, Trouble> {
    let Some(main) = main_part(package)? else { return Ok(None) };
    let relations = relations(package, &main)?;
    let text = |package: &mut Package<'_>, kind: &str| -> Result<Option<(String, String)>, Trouble> {
        let Some(name) = relations.part(kind, &main) else { return Ok(None) };
        if !package.holds(&name) {
            return Ok(None);
        }
        let text = text_of(package, &name)?;
        Ok(Some((name, text)))
    };
    let styles = match text(package, "styles")? {
        Some((name, text)) => Styles::read(&text).map_err(|broken| trouble(broken, &name))?,
        None => Styles::default(),
    };
    let mut numbering = match text(package, "numbering")? {
        Some((name, text)) => Numbering::read(&text).map_err(|broken| trouble(broken, &name))?,
        None => Numbering::default(),
    };
    let mut changes = Changes::default();
    let mut notes = BTreeMap::new();
    let mut is_cut = false;
    for (kind, part) in [(Note::Foot, "footnotes"), (Note::End, "endnotes")] {
        let Some((name, text)) = text(package, part)? else { continue };
        let links = self::relations(package, &name)?.links;
        let mut none = BTreeMap::new();
        let mut reader = Reader {
            styles: &styles,
            numbering: &mut numbering,
            links: &links,
            notes: &mut none,
            changes: &mut changes,
            limits,
        };
        let found = read_notes(&text, &mut reader).map_err(|broken| trouble(broken, &name))?;
        is_cut |= found.is_cut;
        notes.extend(found.notes.into_iter().map(|(id, pieces)| ((kind, id), pieces)));
    }
    let text = text_of(package, &main)?;
    let mut reader = Reader {
        styles: &styles,
        numbering: &mut numbering,
        links: &relations.links,
        notes: &mut notes,
        changes: &mut changes,
        limits,
    };
    let (pieces, is_full) =
        body::read(&mut Xml::new(&text), &mut reader).map_err(|broken| trouble(broken, &main))?;
    Ok(Some(Read { pieces, changes, is_cut: is_cut || is_full }))
}

/// The notes of a part, by their ids.
struct Notes {
    notes: Vec<(String, Vec<Piece>)>,
    is_cut: bool,
}

fn read_notes(text: &str, reader: &mut Reader<'_>) -> Result<Notes, Broken> {
    let mut xml = Xml::new(text);
    let mut found = Notes { notes: Vec::new(), is_cut: false };
    while let Some(node) = xml.next()? {
        let Node::Start(element) = node else { continue };
        if !matches!(element.name(), "footnote" | "endnote") {
            continue;
        }
        if element.get("type").is_some_and(|kind| kind != "normal") {
            xml.skip()?;
            continue;
        }
        let (pieces, is_full) = body::read(&mut xml, reader)?;
        found.notes.push((element.get("id").unwrap_or_default(), pieces));
        if is_full {
            found.is_cut = true;
            break;
        }
    }
    Ok(found)
}

/// The name of the part with the document itself: the package says it, or it has the usual name. None
/// in a package of something else.
fn main_part(package: &mut Package<'_>) -> Result<Option<String>, Trouble> {
    const USUAL: &str = "word/document.xml";
    let named = relations(package, "")?.part("officeDocument", "");
    let main = named.filter(|name| package.holds(name)).unwrap_or_else(|| USUAL.to_owned());
    let is_word = main.starts_with("word/") || !main.starts_with("xl/") && !main.starts_with("ppt/");
    Ok(Some(main).filter(|name| is_word && package.holds(name)))
}

/// Where a part leads.
#[derive(Debug, Default)]
struct Relations {
    /// The parts by their kind.
    parts: BTreeMap<String, String>,
    /// Links by their ids.
    links: BTreeMap<String, String>,
}

impl Relations {
    /// The name of the part of this kind that the part `from` leads to.
    fn part(&self, kind: &str, from: &str) -> Option<String> {
        self.parts.get(kind).map(|target| resolve(from, target))
    }
}

/// Where the part `name` leads; the package itself has no name.
fn relations(package: &mut Package<'_>, name: &str) -> Result<Relations, Trouble> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let part = resolve("", &format!("{folder}/_rels/{file}.rels"));
    let mut relations = Relations::default();
    if !package.holds(&part) {
        return Ok(relations);
    }
    let text = text_of(package, &part)?;
    let mut xml = Xml::new(&text);
    while let Some(node) = xml.next().map_err(|broken| trouble(broken, &part))? {
        let Node::Start(element) = node else { continue };
        let (Some(kind), Some(target)) = (element.get("Type"), element.get("Target")) else { continue };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let id = element.get("Id").unwrap_or_default();
        if kind == "hyperlink" {
            relations.links.insert(id, target.replace('\\', "/"));
        } else if element.get("TargetMode").is_none_or(|mode| mode != "External") {
            relations.parts.entry(kind).or_insert(target);
        }
    }
    Ok(relations)
}

/// The text of a part.
pub(super) fn text_of(package: &mut Package<'_>, name: &str) -> Result<String, Trouble> {
    let decoded = text::decode(&package.part(name)?);
    match decoded.encoding {
        Encoding::Binary => Err(Trouble::Damaged(name.to_owned())),
        Encoding::Utf8 | Encoding::Utf16 | Encoding::Unclear { .. } => Ok(decoded.text),
    }
}

/// What is wrong with the part `name`.
pub(super) fn trouble(broken: Broken, name: &str) -> Trouble {
    match broken {
        Broken::Form => Trouble::Damaged(name.to_owned()),
        Broken::Declared => Trouble::Declared(name.to_owned()),
    }
}
