//! The styles of an OpenDocument text: what a paragraph of each is, how its words look, how its lists count.
//!
//! **Knows**: styles and what they rest on, list styles, the numbering of headings.
//! **Does not know**: paragraphs.

use std::collections::BTreeMap;

use crate::document::count::{LEVELS, Level, Style as Writing};
use crate::document::draft::{Look, Role, Weight};
use crate::document::purpose::{self, Purpose};
use crate::document::xml::{Broken, Element, Node, Xml};

/// How many styles may rest on each other: more is a ring.
const LONGEST_CHAIN: usize = 40;

/// The type that is usual, in half points.
const USUAL_SIZE: u32 = 24;

/// The name under which the numbering of headings is kept among the lists.
pub(super) const OUTLINE: &str = "\u{0}outline";

/// The size of type.
#[derive(Debug, Clone, Copy)]
enum Size {
    /// In half points.
    Plain(u32),
    /// Of the style below, in per cent.
    Percent(u32),
}

/// One style.
#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    parent: Option<String>,
    list: Option<String>,
    bold: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
    size: Option<Size>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: BTreeMap<(String, String), Style>,
    /// The levels of the lists by their names.
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
}

/// Where words stand: a paragraph, or a stretch of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Paragraph,
    Text,
}

impl Family {
    fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Text => "text",
        }
    }
}

/// How words look, as far as a style says it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Type {
    pub(super) bold: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) size: Option<u32>,
}

impl Type {
    /// This over what lies below it.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            struck: self.struck.or(below.struck),
            hidden: self.hidden.or(below.hidden),
            size: self.size.or(below.size),
        }
    }

    /// The look as a draft keeps it.
    pub(super) fn look(self) -> Look {
        let weight = if self.bold == Some(true) { Weight::Bold } else { Weight::Plain };
        Look { weight, size: self.size.unwrap_or(USUAL_SIZE) }
    }
}

impl Styles {
    /// Takes in the styles of a part, up to the text itself.
    pub(super) fn take(&mut self, text: &str) -> Result<(), Broken> {
        let mut xml = Xml::new(text);
        let mut open: Option<((String, String), Style)> = None;
        let mut list: Option<String> = None;
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(element) => match element.name() {
                    "style" | "default-style" => {
                        let family = element.get("family").unwrap_or_default();
                        open = Some(((family, element.get("name").unwrap_or_default()), Style::of(&element)));
                    }
                    "list-style" => list = element.get("name"),
                    "outline-style" => list = Some(OUTLINE.to_owned()),
                    "list-level-style-number"
                    | "list-level-style-bullet"
                    | "list-level-style-image"
                    | "outline-level-style" => {
                        if let (Some(list), Some((depth, level))) = (&list, level(&element)) {
                            self.lists.entry(list.clone()).or_default().insert(depth, level);
                        }
                    }
                    "text-properties" => {
                        if let Some((_, style)) = &mut open {
                            style.look(&element);
                        }
                    }
                    "body" | "master-styles" => return Ok(()),
                    _ => {}
                },
                Node::End(end) => match end.name() {
                    "style" | "default-style" => self.styles.extend(open.take()),
                    "list-style" | "outline-style" => list = None,
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn chain(&self, family: Family, name: &str) -> impl Iterator<Item = &Style> {
        let family = family.name();
        let mut next = Some(name.to_owned());
        let chain = std::iter::from_fn(move || {
            let style = self.styles.get(&(family.to_owned(), next.take()?))?;
            next.clone_from(&style.parent);
            Some(style)
        });
        chain.take(LONGEST_CHAIN)
    }

    /// What a paragraph of the style `name` is. A style that is named and nowhere to be found still has its name.
    pub(super) fn purpose(&self, name: &str) -> Purpose {
        let parent = self.chain(Family::Paragraph, name).last().map(|style| style.parent.as_deref());
        let found = self.chain(Family::Paragraph, name).find_map(|style| purpose::of_name(&style.name));
        let named = || purpose::of_name(&readable(parent.unwrap_or(Some(name))?));
        found.or_else(named).unwrap_or(Purpose::Plain(Role::Text))
    }

    /// How words of the style `name` look.
    pub(super) fn look(&self, family: Family, name: &str) -> Type {
        let mut look = Type::default();
        let mut share = 100_u64;
        for style in self.chain(family, name) {
            look.bold = look.bold.or(style.bold);
            look.struck = look.struck.or(style.struck);
            look.hidden = look.hidden.or(style.hidden);
            match style.size.filter(|_| look.size.is_none()) {
                Some(Size::Plain(size)) => {
                    look.size = u32::try_from(u64::from(size) * share / 100).ok();
                }
                Some(Size::Percent(percent)) => share = (share * u64::from(percent) / 100).min(10_000),
                None => {}
            }
        }
        if look.size.is_none() && share != 100 {
            look.size = u32::try_from(u64::from(USUAL_SIZE) * share / 100).ok();
        }
        look
    }

    /// Whether words of the style `name` are code.
    pub(super) fn is_code(&self, name: &str) -> bool {
        purpose::is_code(&readable(name))
            || self.chain(Family::Text, name).any(|style| purpose::is_code(&style.name))
    }

    /// The list style that paragraphs of the style `name` bring along.
    pub(super) fn list_of(&self, name: &str) -> Option<&str> {
        self.chain(Family::Paragraph, name)
            .find_map(|style| style.list.as_deref())
            .filter(|list| !list.is_empty())
    }

    /// The levels of a list style.
    pub(super) fn levels(&self, list: &str) -> Option<&BTreeMap<usize, Level>> {
        self.lists.get(list)
    }
}

impl Style {
    fn of(element: &Element<'_>) -> Self {
        let name = element.get("display-name").or_else(|| element.get("name")).unwrap_or_default();
        Self {
            name: readable(&name),
            parent: element.get("parent-style-name"),
            list: element.get("list-style-name"),
            ..Self::default()
        }
    }

    fn look(&mut self, element: &Element<'_>) {
        for (name, value) in element.attributes() {
            match name.as_str() {
                "font-weight" => {
                    let weight: Option<u32> = value.parse().ok();
                    self.bold = Some(value == "bold" || weight.is_some_and(|weight| weight >= 600));
                }
                "text-line-through-style" => self.struck = Some(value != "none"),
                "display" => self.hidden = Some(value == "none"),
                "font-size" => self.size = size(&value).or(self.size),
                _ => {}
            }
        }
    }
}

/// A size of type: `14pt`, `115%`.
fn size(value: &str) -> Option<Size> {
    if let Some(percent) = value.strip_suffix('%') {
        return percent.parse().ok().map(Size::Percent);
    }
    let points: f32 = value.strip_suffix("pt")?.parse().ok()?;
    let sane = points.is_finite() && (0.0..2000.0).contains(&points);
    // The cast cannot lose more than what is left of a half point.
    sane.then_some(Size::Plain((points * 2.0) as u32))
}

/// One level of a list, with its depth from 0.
fn level(element: &Element<'_>) -> Option<(usize, Level)> {
    let number = |name: &str| -> Option<usize> { element.get(name)?.parse().ok() };
    let depth = number("level")?.checked_sub(1).filter(|depth| *depth < LEVELS)?;
    let style = match element.get("num-format").as_deref() {
        Some("1") => Writing::Decimal,
        Some("a") => Writing::LowerLetter,
        Some("A") => Writing::UpperLetter,
        Some("i") => Writing::LowerRoman,
        Some("I") => Writing::UpperRoman,
        _ => Writing::Bullet,
    };
    let shown = number("display-levels").unwrap_or(1).clamp(1, depth + 1);
    let numbers: Vec<String> = (depth + 2 - shown..=depth + 1).map(|level| format!("%{level}")).collect();
    let short = |name: &str| {
        element.get(name).unwrap_or_default().replace('%', "").chars().take(20).collect::<String>()
    };
    let pattern = format!("{}{}{}", short("num-prefix"), numbers.join("."), short("num-suffix"));
    let start = number("start-value").and_then(|start| u32::try_from(start).ok()).unwrap_or(1);
    Some((depth, Level { start, style, pattern }))
}

/// The name of a style as people see it, in lower case: `Heading_20_1` is `heading 1`.
fn readable(name: &str) -> String {
    name.chars().take(60).collect::<String>().replace("_20_", " ").replace('_', " ").to_lowercase()
}
