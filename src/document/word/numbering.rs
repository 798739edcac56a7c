//! The lists of a Word document and the numbers they write.
//!
//! **Knows**: lists, their levels, what a list rests on, where it starts anew.
//! **Does not know**: paragraphs, styles.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::count::{Counters, LEVELS, Level, Style};
use crate::document::xml::{Broken, Element, Node, Xml};

/// The longest mark before a paragraph, in letters.
const LONGEST_MARK: usize = 60;

/// The definition of lists: its levels, and the style of paragraph that belongs to a level.
#[derive(Debug, Default)]
struct Abstract {
    levels: BTreeMap<usize, Level>,
    styles: BTreeMap<String, usize>,
    /// The style of list that it is, and the one that it takes its levels from.
    is_style: Option<String>,
    of_style: Option<String>,
}

/// A list: whose definition it has and what it changes in it.
#[derive(Debug, Default)]
struct List {
    definition: String,
    levels: BTreeMap<usize, Level>,
    starts: BTreeMap<usize, u32>,
}

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, Abstract>,
    lists: BTreeMap<String, List>,
    /// The definitions that are styles of lists, by the name of the style.
    of_styles: BTreeMap<String, String>,
    counters: Counters,
    /// The lists that have begun.
    begun: BTreeSet<(String, usize)>,
}

/// The level that is being read.
struct Open {
    depth: usize,
    level: Level,
    style: Option<String>,
}

impl Numbering {
    /// Reads the part of lists.
    pub(super) fn read(text: &str) -> Result<Self, Broken> {
        let mut xml = Xml::new(text);
        let mut numbering = Self::default();
        let mut definition: Option<(String, Abstract)> = None;
        let mut list: Option<(String, List)> = None;
        let mut level: Option<Open> = None;
        let mut changed = 0;
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(element) => match element.name() {
                    "abstractNum" => {
                        definition =
                            Some((element.get("abstractNumId").unwrap_or_default(), Abstract::default()));
                    }
                    "num" => list = Some((element.get("numId").unwrap_or_default(), List::default())),
                    "lvlOverride" => changed = depth(&element),
                    "lvl" => level = Some(Open::at(depth(&element))),
                    "pPr" | "rPr" => xml.skip()?,
                    name => match (&mut level, &mut list, &mut definition) {
                        (Some(level), _, _) => level.take(&element),
                        (None, Some((_, list)), _) => list.take(name, &element, changed),
                        (None, None, Some((_, definition))) => definition.take(name, &element),
                        (None, None, None) => {}
                    },
                },
                Node::End(end) => match end.name() {
                    "lvl" => {
                        let Some(level) = level.take() else { continue };
                        match (&mut list, &mut definition) {
                            (Some((_, list)), _) if level.depth < LEVELS => {
                                list.levels.insert(level.depth, level.level);
                            }
                            (Some(_), _) => {}
                            (None, Some((_, definition))) => definition.put(level),
                            (None, None) => {}
                        }
                    }
                    "abstractNum" => numbering.put(definition.take()),
                    "num" => numbering.lists.extend(list.take()),
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        Ok(numbering)
    }

    /// The definition that a list has its levels from, by the style it points to where it has none of its own.
    fn definition(&self, list: &List) -> Option<(&str, &Abstract)> {
        let (id, definition) = self.definitions.get_key_value(&list.definition)?;
        let Some(style) = definition.of_style.as_ref().filter(|_| definition.levels.is_empty()) else {
            return Some((id, definition));
        };
        let (id, definition) = self.definitions.get_key_value(self.of_styles.get(style)?)?;
        Some((id, definition))
    }

    fn put(&mut self, definition: Option<(String, Abstract)>) {
        let Some((id, definition)) = definition else { return };
        if let Some(style) = &definition.is_style {
            self.of_styles.insert(style.clone(), id.clone());
        }
        self.definitions.insert(id, definition);
    }

    /// The level (from 0) of the list `list` that paragraphs of the style `style` belong to.
    pub(super) fn level_of(&self, list: &str, style: &str) -> Option<usize> {
        let (_, definition) = self.definition(self.lists.get(list)?)?;
        definition.styles.get(style).copied()
    }

    /// Counts one paragraph at the level `depth` (from 0) of the list `list` and gives the mark before it;
    /// none where there is no such list.
    pub(super) fn next(&mut self, list: &str, depth: usize) -> Option<String> {
        let known = self.lists.get(list)?;
        let (id, definition) = self.definition(known)?;
        let id = id.to_owned();
        let mut levels = definition.levels.clone();
        levels.extend(known.levels.clone());
        if let Some(start) = known.starts.get(&depth).copied()
            && self.begun.insert((list.to_owned(), depth))
        {
            self.counters.restart(&id, depth, start);
        }
        Some(self.counters.next(&id, depth, &levels))
    }
}

/// The level that an element speaks of.
fn depth(element: &Element<'_>) -> usize {
    element.get("ilvl").and_then(|depth| depth.parse().ok()).unwrap_or_default()
}

impl Open {
    fn at(depth: usize) -> Self {
        let level = Level { start: 1, style: Style::Decimal, pattern: String::new() };
        Self { depth, level, style: None }
    }

    fn take(&mut self, element: &Element<'_>) {
        let value = element.get("val").unwrap_or_default();
        match element.name() {
            "start" => self.level.start = value.parse().unwrap_or(1),
            "numFmt" => {
                self.level.style = match value.as_str() {
                    "lowerLetter" => Style::LowerLetter,
                    "upperLetter" => Style::UpperLetter,
                    "lowerRoman" => Style::LowerRoman,
                    "upperRoman" => Style::UpperRoman,
                    "bullet" | "none" => Style::Bullet,
                    _ => Style::Decimal,
                }
            }
            "lvlText" => self.level.pattern = value.chars().take(LONGEST_MARK).collect(),
            "pStyle" => self.style = Some(value),
            _ => {}
        }
    }
}

impl Abstract {
    fn take(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "styleLink" => self.is_style = element.get("val"),
            "numStyleLink" => self.of_style = element.get("val"),
            _ => {}
        }
    }

    fn put(&mut self, open: Open) {
        if let Some(style) = open.style {
            self.styles.insert(style, open.depth);
        }
        if open.depth < LEVELS {
            self.levels.insert(open.depth, open.level);
        }
    }
}

impl List {
    fn take(&mut self, name: &str, element: &Element<'_>, changed: usize) {
        match name {
            "abstractNumId" => self.definition = element.get("val").unwrap_or_default(),
            "startOverride" => {
                self.starts
                    .insert(changed, element.get("val").and_then(|start| start.parse().ok()).unwrap_or(1));
            }
            _ => {}
        }
    }
}
