//! The checks of the parts of documents: description, statutes, record of processing.
//!
//! **Knows**: which parts a document must have, and when one is nearly empty.
//! **Does not know**: by which headings a part is found.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::DocumentName;
use crate::document::Document;
use crate::document::tree::Node;
use crate::finding::Lang;
use crate::register::section::{self, Governed, Item, StatutePart};
use crate::rule::condition::Ground;
use crate::rule::doubt;
use crate::rule::outcome::{Hit, Outcome};
use crate::source::Place;

/// The points of article 30 (1).
pub(super) const POINTS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];

/// How many headings a message names as those that were tried.
const HEADINGS_NAMED: usize = 6;

/// Headings of the document that name no item, each with the item that it comes near.
fn near_headings(document: &Document) -> Vec<(Item, &str)> {
    let own = section::OwnHeadings::default();
    let titles: BTreeSet<&str> = document.sections().iter().map(|section| section.title.as_str()).collect();
    let unnamed = titles.into_iter().filter(|title| section::items_of(title, &own).is_empty());
    unnamed.filter_map(|title| Some((section::nearest(title)?, title))).collect()
}

/// The words of the parts of a document.
pub(super) fn variants(name: DocumentName) -> Vec<&'static str> {
    match name {
        DocumentName::Description => Item::THIRTEEN.map(Item::word).to_vec(),
        DocumentName::Statutes => StatutePart::ALL.map(StatutePart::word).to_vec(),
    }
}

/// The document, or what to answer without it.
fn document(name: DocumentName, ground: Ground<'_>) -> Result<&Document, Outcome> {
    let register = ground.register;
    let (document, path) = match name {
        DocumentName::Description => (register.description(), &register.layout.description),
        DocumentName::Statutes => (register.statutes(), &register.layout.statutes),
    };
    document.ok_or_else(|| path.as_ref().map_or_else(Outcome::nothing, |path| Outcome::unknown(path)))
}

/// A part of a document and the sections that are it, if any.
struct Found {
    word: &'static str,
    title: &'static str,
    /// Headings by which it would be found.
    headings: Vec<&'static str>,
    /// The item, of a description.
    item: Option<Item>,
    sections: Vec<FoundSection>,
}

/// A section that is a part.
struct FoundSection {
    place: Place,
    words: usize,
}

fn found_parts(name: DocumentName, document: &Document, ground: Ground<'_>) -> Vec<Found> {
    match name {
        DocumentName::Description => {
            let governed = section::governed(document, &ground.register.own_headings());
            let of = |item: Item| {
                let is_it = |part: &&Governed| part.item == item || Some(part.item) == item.served_by();
                // What stands below it fills it, also where a heading there names another part.
                let below = |part: &Governed| {
                    let first = part.sections.first().and_then(|at| document.sections().get(*at));
                    first.map_or(0, |section| document.all_prose(section).words())
                };
                let found = |part: &Governed| FoundSection {
                    place: part.place.clone(),
                    words: part.prose(document).words().max(below(part)),
                };
                governed.iter().filter(is_it).map(found).collect()
            };
            Item::THIRTEEN
                .map(|item| Found {
                    word: item.word(),
                    title: item.title(Lang::Nb),
                    headings: item.headings().take(HEADINGS_NAMED).collect(),
                    item: Some(item),
                    sections: of(item),
                })
                .into()
        }
        DocumentName::Statutes => {
            let found = section::statute_parts(document);
            let of = |part: StatutePart| {
                let is_it = found.iter().filter(|(other, _)| *other == part);
                is_it
                    .filter_map(|(_, at)| document.sections().get(*at))
                    .map(|section| FoundSection {
                        place: section.place.clone(),
                        words: document.all_prose(section).words(),
                    })
                    .collect()
            };
            StatutePart::ALL
                .map(|part| Found {
                    word: part.word(),
                    title: part.title(Lang::Nb),
                    headings: part.headings().take(HEADINGS_NAMED).collect(),
                    item: None,
                    sections: of(part),
                })
                .into()
        }
    }
}

/// Whether each part is there.
pub(super) fn parts(name: DocumentName, ground: Ground<'_>) -> Outcome {
    let document = match document(name, ground) {
        Ok(document) => document,
        Err(outcome) => return outcome,
    };
    let mut outcome = Outcome::nothing();
    if !doubt::causes(&ground.register.tree, "overskrifter").is_empty() {
        // A heading that names no part that there is may be meant for the one that seems to be missing.
        return outcome;
    }
    let path = ground.register.own_path(document.source().path());
    let near = OnceCell::new();
    let near_heading = |item: Item| {
        let near = near.get_or_init(|| near_headings(document));
        near.iter().find(|(other, _)| *other == item).map_or("", |(_, title)| title)
    };
    for part in found_parts(name, document, ground) {
        let hit = || {
            Hit::new(&Place::first_line(document.source()), format!("{path}#{}", part.word))
                .variant(part.word)
                .with("del", part.word)
                .with("tittel", part.title)
                .with("overskrifter", part.headings.join(", "))
                .with("naermeste", part.item.map(near_heading).unwrap_or_default())
                .with("fil", path)
        };
        outcome.look(part.sections.is_empty().then(hit));
    }
    outcome
}

/// Whether each part that is there says more than a few words.
pub(super) fn filled(name: DocumentName, words: usize, ground: Ground<'_>) -> Outcome {
    let document = match document(name, ground) {
        Ok(document) => document,
        Err(outcome) => return outcome,
    };
    let mut outcome = Outcome::nothing();
    let path = ground.register.own_path(document.source().path());
    for part in found_parts(name, document, ground) {
        let Some(first) = part.sections.first() else { continue };
        let count: usize = part.sections.iter().map(|section| section.words).sum();
        let hit = || {
            Hit::new(&first.place, format!("{path}#{}", part.word))
                .variant(part.word)
                .with("del", part.word)
                .with("tittel", part.title)
                .with("antall", count.to_string())
                .with("minst", words.to_string())
                .with("fil", path)
        };
        outcome.look((count < words).then(hit));
    }
    outcome
}

/// Whether the record of processing has each point of article 30 (1).
pub(super) fn record_points(ground: Ground<'_>) -> Outcome {
    let register = ground.register;
    let Some(path) = register
        .at("hjemmel.protokoll.dokument")
        .and_then(Node::text)
        .and_then(|path| register.file_of(path))
    else {
        return Outcome::nothing();
    };
    let Some(document) = register.documents.get(&path) else {
        return Outcome::unknown(&path);
    };
    let mut outcome = Outcome::nothing();
    let own = register.own_path(&path);
    for (letter, found) in POINTS.into_iter().zip(section::record_points(document)) {
        let place = Place::first_line(document.source());
        let hit = || {
            Hit::new(&place, format!("{own}#{letter}"))
                .variant(letter)
                .with("bokstav", letter)
                .with("fil", own)
        };
        outcome.look(found.is_none().then(hit));
    }
    outcome
}
