//! The outline of a document: its sections, each with its heading, its text and its place in the tree.
//!
//! **Knows**: how levels and numbers nest headings.
//! **Does not know**: what a section is about, formats.

use std::ops::Range;

use super::{Block, BlockKind, Document, Number, Prose, Voice};
use crate::source::Place;

/// A heading with what stands under it; or what stands before the first heading.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading without its number; empty for the text before the first heading.
    pub title: String,
    /// The number of the heading.
    pub number: Option<Number>,
    /// The level of the heading, from 1; 0 for the text before the first heading.
    pub level: u8,
    /// Where the heading stands; for the text before the first, where that begins.
    pub place: Place,
    /// The block that is the heading.
    pub heading: Option<usize>,
    /// The blocks right under the heading, up to the next one.
    pub own: Range<usize>,
    /// The blocks of the section and all its sub-sections, without its heading but with theirs.
    pub all: Range<usize>,
    /// The section it is a part of, as an index into [`Document::sections`].
    pub parent: Option<usize>,
}

impl Document {
    /// The text right under the heading of `section`.
    pub fn own_prose(&self, section: &Section) -> Prose {
        self.prose(section.own.clone())
    }

    /// The text of `section` with its sub-sections and their headings.
    pub fn all_prose(&self, section: &Section) -> Prose {
        self.prose(section.all.clone())
    }

    /// The titles of the sections that `section` is a part of and its own, outermost first.
    pub fn trail(&self, section: &Section) -> Vec<String> {
        let mut titles = vec![section.title.clone()];
        let mut parent = section.parent;
        while let Some(above) = parent.and_then(|index| self.sections.get(index)) {
            titles.push(above.title.clone());
            parent = above.parent;
        }
        titles.reverse();
        titles
    }

    /// The innermost section that the block with this index stands in; a heading stands in its own section.
    pub fn section_of(&self, block: usize) -> Option<&Section> {
        let after =
            self.sections.partition_point(|section| section.heading.unwrap_or(section.own.start) <= block);
        self.sections.get(after.checked_sub(1)?)
    }
}

/// The sections that `blocks` make up.
pub(super) fn outline(blocks: &[Block], text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    if let Some(block) = blocks.first().filter(|block| heading(block).is_none()) {
        sections.push(section(block.place.clone(), 0));
    }
    for (index, block) in blocks.iter().enumerate() {
        let Some((level, number)) = heading(block) else { continue };
        if let Some(last) = sections.last_mut() {
            last.own.end = index;
        }
        while let Some(above) = open.last().map(|above| &mut sections[*above]) {
            if holds(above, level, number) {
                break;
            }
            above.all.end = index;
            open.pop();
        }
        let mut new = section(block.place.clone(), index + 1);
        new.title = text[block.text.clone()].to_owned();
        new.number = number.cloned();
        new.level = level;
        new.heading = Some(index);
        new.parent = open.last().copied();
        open.push(sections.len());
        sections.push(new);
    }
    if let Some(last) = sections.last_mut() {
        last.own.end = blocks.len();
    }
    for index in open {
        sections[index].all.end = blocks.len();
    }
    if let Some(first) = sections.first_mut().filter(|first| first.heading.is_none()) {
        first.all = first.own.clone();
    }
    sections
}

/// A section without heading that begins at the block `start`.
fn section(place: Place, start: usize) -> Section {
    Section {
        title: String::new(),
        number: None,
        level: 0,
        place,
        heading: None,
        own: start..start,
        all: start..start,
        parent: None,
    }
}

/// Level and number of a block that opens a section.
fn heading(block: &Block) -> Option<(u8, Option<&Number>)> {
    match (&block.kind, block.voice) {
        (BlockKind::Heading { level, number }, Voice::Own) => Some((*level, number.as_ref())),
        _ => None,
    }
}

/// Whether a heading is a sub-section of `above`: of a deeper level, or of the same with a number below
/// its (people write 4 and 4.1 on one level).
fn holds(above: &Section, level: u8, number: Option<&Number>) -> bool {
    let below = above.number.as_ref().zip(number).is_some_and(|(above, number)| number.is_below(above));
    above.level < level || (above.level == level && below)
}
