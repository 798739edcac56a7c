//! Identity numbers in what was read of a file.
//!
//! **Knows**: which of them are the same one, found twice; how they are shown.
//! **Does not know**: what an identity number is, how files are read.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::Document;
use crate::document::search::{Part, Searchable};
use crate::register::{NumberFound, person};
use crate::source::{Excerpt, Place, Source};

/// The identity numbers in a text, each with its line masked.
pub(crate) fn numbers_in(source: &Arc<Source>) -> Vec<NumberFound> {
    person::find(source.text())
        .into_iter()
        .map(|found| {
            let place = Place::new(source, found.span);
            NumberFound { kind: found.kind, masked: person::mask(place.text()), location: place.locate() }
        })
        .collect()
}

/// The identity numbers of a file: those in the document that was read from it, with their headings, and
/// those that stand elsewhere in it. One that the document holds is not said again of its body.
pub(crate) fn numbers_of(document: Option<&Document>, searched: &[Searchable]) -> Vec<NumberFound> {
    let mut found = document.map(|document| numbers_in(document.source())).unwrap_or_default();
    let read: BTreeSet<String> = match document {
        Some(document) => digits_in(document.source().text()).collect(),
        None => BTreeSet::new(),
    };
    for text in searched {
        let mut digits = digits_in(text.source.text());
        for number in numbers_in(&text.source) {
            let is_known = digits.next().is_some_and(|digits| read.contains(&digits));
            match text.part {
                Part::Body if is_known => {}
                Part::Body | Part::Beside => found.push(number),
            }
        }
    }
    found
}

/// The digits of the identity numbers in a text, in their order.
fn digits_in(text: &str) -> impl Iterator<Item = String> {
    let digits = |number: &str| number.chars().filter(|letter| letter.is_numeric()).collect();
    person::find(text).into_iter().map(move |found| digits(&text[found.span]))
}

/// An identity number in the name of a file.
pub(crate) fn numbers_in_name(path: &str) -> Vec<NumberFound> {
    let found = person::find(path).into_iter().map(|found| {
        let masked = person::mask(&path[found.span.clone()]);
        let mut location = Place::file(path).locate();
        location.excerpt =
            Some(Excerpt { text: path.to_owned(), start: found.span.start, end: found.span.end });
        NumberFound { kind: found.kind, masked, location }
    });
    found.collect()
}
