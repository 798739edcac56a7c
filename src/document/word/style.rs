//! The styles of a Word document: what a paragraph of each is, whatever its name in the writer's language.
//!
//! **Knows**: names, what a style is based on, outline levels, type, numbering that a style brings.
//! **Does not know**: paragraphs; what the numbers of a list are.

use std::collections::BTreeMap;

use crate::document::draft::Role;
use crate::document::purpose::{self, Purpose};
use crate::document::xml::{Broken, Element, Node, Xml};

/// How many styles may rest on each other: more is a ring.
const LONGEST_CHAIN: usize = 40;

/// So much of a name is read, in letters.
const LONGEST_NAME: usize = 60;

/// What is said of the look of words; none where it is left to what lies below.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) bold: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// In half points.
    pub(super) size: Option<u32>,
}

impl Type {
    /// Takes in one property of a run: `<w:b/>`, `<w:sz w:val="28"/>`.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "b" => self.bold = Some(is_on(element)),
            "strike" | "dstrike" => self.struck = Some(is_on(element)),
            "vanish" => self.hidden = Some(is_on(element)),
            "sz" => self.size = element.get("val").and_then(|size| size.parse().ok()),
            _ => {}
        }
    }

    /// This over what lies below it.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            struck: self.struck.or(below.struck),
            hidden: self.hidden.or(below.hidden),
            size: self.size.or(below.size),
        }
    }
}

/// Whether a property that is either there or not is there.
pub(super) fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// One style.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    /// The outline level, from 0; 9 is running text.
    outline: Option<u8>,
    list: Option<String>,
    depth: Option<usize>,
    look: Type,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// What holds where no style says otherwise.
    below: Type,
    /// The style of a paragraph that names none.
    usual: Option<String>,
}

impl Styles {
    /// Reads the part of styles.
    pub(super) fn read(text: &str) -> Result<Self, Broken> {
        let mut xml = Xml::new(text);
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(element) => match element.name() {
                    "style" => {
                        let id = element.get("styleId").unwrap_or_default();
                        let is_paragraph = element.get("type").is_none_or(|kind| kind == "paragraph");
                        let is_usual = matches!(element.get("default").as_deref(), Some("1" | "true" | "on"));
                        if is_paragraph && is_usual {
                            styles.usual = Some(id.clone());
                        }
                        open = Some((id, Style::default()));
                    }
                    "pPrChange" | "rPrChange" | "tblStylePr" => xml.skip()?,
                    _ => match &mut open {
                        Some((_, style)) => style.take(&element),
                        None => styles.below.take(&element),
                    },
                },
                Node::End(end) if end.name() == "style" => styles.styles.extend(open.take()),
                Node::End(_) | Node::Text(_) => {}
            }
        }
        Ok(styles)
    }

    /// The style `id` (else the usual one) and those it rests on, each with its id.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let mut next = id.or(self.usual.as_deref());
        let chain = std::iter::from_fn(move || {
            let id = next?;
            let style = self.styles.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        });
        chain.take(LONGEST_CHAIN)
    }

    /// What a paragraph of the style `id` is.
    pub(super) fn purpose(&self, id: Option<&str>) -> Purpose {
        let mut outline = None;
        for (_, style) in self.chain(id) {
            outline = outline.or(style.outline);
            if let Some(purpose) = purpose::of_name(&style.name) {
                return match (purpose, outline) {
                    (Purpose::Plain(Role::Heading(_)), Some(9)) => Purpose::Plain(Role::Text),
                    (purpose, _) => purpose,
                };
            }
        }
        match (outline, id) {
            (Some(level @ 0..=8), _) => Purpose::Plain(Role::Heading(level + 1)),
            // A document without a part of styles still names them.
            (None, Some(id)) if !self.styles.contains_key(id) => {
                purpose::of_name(&id.to_lowercase()).unwrap_or(Purpose::Plain(Role::Text))
            }
            _ => Purpose::Plain(Role::Text),
        }
    }

    /// How words of the style `id` look.
    pub(super) fn look(&self, id: Option<&str>) -> Type {
        let look = self.chain(id).fold(Type::default(), |look, (_, style)| look.over(style.look));
        look.over(self.below)
    }

    /// How words of the character style `id` look, as far as it says.
    pub(super) fn look_of_words(&self, id: &str) -> Type {
        self.chain(Some(id)).fold(Type::default(), |look, (_, style)| look.over(style.look))
    }

    /// Whether words of the character style `id` are code.
    pub(super) fn is_code(&self, id: &str) -> bool {
        self.chain(Some(id)).any(|(_, style)| purpose::is_code(&style.name))
    }

    /// The list that a style brings its paragraphs into: the list, the level (from 0) where the style
    /// says it, and the style that says so.
    pub(super) fn list<'a>(&'a self, id: Option<&'a str>) -> Option<(&'a str, Option<usize>, &'a str)> {
        let mut depth = None;
        for (id, style) in self.chain(id) {
            depth = depth.or(style.depth);
            if let Some(list) = &style.list {
                return Some((list, depth, id));
            }
        }
        None
    }
}

impl Style {
    fn take(&mut self, element: &Element<'_>) {
        let value = || element.get("val");
        match element.name() {
            "name" => {
                let name = value().unwrap_or_default();
                self.name = name.trim().chars().take(LONGEST_NAME).flat_map(char::to_lowercase).collect();
            }
            "basedOn" => self.based_on = value(),
            "outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            "numId" => self.list = value(),
            "ilvl" => self.depth = value().and_then(|depth| depth.parse().ok()),
            _ => self.look.take(element),
        }
    }
}
