//! Sections of documents by what they are about: the items of a register description, the parts of statutes,
//! the points of an article 30 record, the chapters of an annual report.
//!
//! **Knows**: which item governs which section, and what counts where a section of its own is missing.
//! **Does not know**: what stands in a section, what follows when one is missing.

mod chapter;
mod heading;
mod item;
mod record;
mod statute;
mod synonym;
mod title;

pub use chapter::{Chapter, chapters};
pub use heading::{find_heading, same_heading};
pub use item::{Item, OwnHeadings, items_of, nearest};
pub use record::{RecordPoint, record_points};
pub use statute::{StatutePart, parts_of, statute_parts};

use std::ops::Range;

use crate::document::{Document, Prose, Section};
use crate::source::Place;
use title::{Naming, Strength};

/// Sections of a document that one item governs: the one whose heading names it and the sub-sections that
/// follow it.
#[derive(Debug, Clone)]
pub struct Governed {
    /// What governs them.
    pub item: Item,
    /// Whether the heading names the item or the text only counts for it.
    pub standing: Standing,
    /// The heading of the first, without its number.
    pub heading: String,
    /// Where that heading stands.
    pub place: Place,
    /// The sections, as indices into [`Document::sections`], in their order.
    pub sections: Vec<usize>,
}

/// Why an item governs a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its heading names the item.
    Named,
    /// Its heading names a part of the item: «Samtykke» of hjemmel, «Informasjonssikkerhet» of personvern.
    Part,
    /// The document has no section of the item's own, and the text right under personvern, ledelse or
    /// datakvalitet counts as hjemmel, dataansvar or dekningsgrad.
    StandsIn,
}

impl Governed {
    /// The blocks of the sections in their order, with the headings of the sub-sections and without the first.
    pub fn blocks(&self, document: &Document) -> impl Iterator<Item = Range<usize>> {
        let sections = self.sections.iter().filter_map(|index| document.sections().get(*index));
        sections.enumerate().map(|(order, section)| match section.heading {
            Some(heading) if order > 0 => heading..section.own.end,
            _ => section.own.clone(),
        })
    }

    /// The text of [`Self::blocks`].
    pub fn prose(&self, document: &Document) -> Prose {
        document.join(self.blocks(document))
    }

    /// The same with Markdown's marks, see [`Document::marked`].
    pub fn marked(&self, document: &Document) -> Prose {
        document.marked(self.blocks(document))
    }

    /// The topic whose duties a change of the text releases, if any.
    pub fn topic(&self) -> Option<&'static str> {
        self.item.topic()
    }
}

/// The governed sections of a register description, in the order of the document; those that only stand in
/// come right after the section that does so.
pub fn governed(document: &Document, own: &OwnHeadings) -> Vec<Governed> {
    govern(document, |section| title::naming(&section.title, section.number.as_ref(), own))
}

/// The governed sections of statutes (vedtekter): as [`governed`], with the parts of statutes before the items.
pub fn governed_statutes(document: &Document, own: &OwnHeadings) -> Vec<Governed> {
    govern(document, |section| statute::naming(&section.title, section.number.as_ref(), own))
}

/// To which governed section a section belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Belonging {
    /// To none, and its sub-sections neither.
    Enclosed,
    /// To none, for its heading says nothing of the kind; its sub-sections neither, unless they name an item.
    Outside,
    /// It is one itself.
    Root(Vec<Item>, Strength),
    /// It follows that section; and whether it has a name of its own for a part of the item.
    Follows(usize, Strength),
}

fn govern(document: &Document, naming: impl Fn(&Section) -> Naming) -> Vec<Governed> {
    let belongings = belongings(document, naming);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); belongings.len()];
    for (index, belonging) in belongings.iter().enumerate() {
        match belonging {
            Belonging::Root(..) => members[index].push(index),
            Belonging::Follows(root, _) => members[*root].push(index),
            Belonging::Enclosed | Belonging::Outside => {}
        }
    }
    let has_own = |item: Item| {
        let names = |belonging: &Belonging| matches!(belonging, Belonging::Root(items, Strength::Name) if items.contains(&item));
        belongings.iter().any(names)
    };
    let owned: Vec<Item> = Item::ALL.into_iter().filter(|item| has_own(*item)).collect();
    let mut all = Vec::new();
    for (index, belonging) in belongings.iter().enumerate() {
        let Belonging::Root(items, strength) = belonging else { continue };
        let section = &document.sections()[index];
        let mut add = |item, standing, sections| {
            let (heading, place) = (section.title.clone(), section.place.clone());
            all.push(Governed { item, standing, heading, place, sections });
        };
        let standing = if *strength == Strength::Part { Standing::Part } else { Standing::Named };
        for item in items {
            add(*item, standing, members[index].clone());
        }
        let stands_in = items.iter().filter_map(|item| item.stands_in_for());
        for item in stands_in.filter(|item| *strength == Strength::Name && !owned.contains(item)) {
            let right_under =
                |member: &&usize| !matches!(belongings[**member], Belonging::Follows(_, Strength::Part));
            add(item, Standing::StandsIn, members[index].iter().filter(right_under).copied().collect());
        }
    }
    all
}

/// To what each section of the document belongs.
fn belongings(document: &Document, naming: impl Fn(&Section) -> Naming) -> Vec<Belonging> {
    let mut all: Vec<Belonging> = Vec::with_capacity(document.sections().len());
    let mut item_seen = false;
    for section in document.sections() {
        let above = section.parent.map_or(Belonging::Outside, |parent| match &all[parent] {
            Belonging::Root(..) => Belonging::Follows(parent, Strength::Name),
            other => other.clone(),
        });
        let root = match above {
            Belonging::Follows(root, _) => Some(root),
            Belonging::Enclosed | Belonging::Outside | Belonging::Root(..) => None,
        };
        let follows = |items: &[Item]| match root.map(|root| (root, &all[root])) {
            Some((root, Belonging::Root(above, _))) if items.iter().all(|item| above.contains(item)) => {
                Some(root)
            }
            _ => None,
        };
        let belonging = match naming(section) {
            _ if above == Belonging::Enclosed => Belonging::Enclosed,
            Naming::Enclosed => Belonging::Enclosed,
            Naming::Outside => Belonging::Outside,
            // A list of contents stands before all that it lists; what comes later is about the register.
            Naming::Contents if root.is_none() && item_seen => {
                Belonging::Root(vec![Item::Innhold], Strength::Name)
            }
            Naming::Contents => Belonging::Outside,
            Naming::Items(_, Strength::Weak) | Naming::Unknown if root.is_some() => above,
            Naming::Items(items, strength) => match follows(&items) {
                Some(root) => Belonging::Follows(root, Strength::Part),
                None => {
                    Belonging::Root(items, if strength == Strength::Weak { Strength::Name } else { strength })
                }
            },
            Naming::Unknown => above,
        };
        item_seen |= matches!(&belonging, Belonging::Root(items, _) if items.iter().any(|item| Item::THIRTEEN.contains(item)));
        all.push(belonging);
    }
    all
}

#[cfg(test)]
mod tests;
