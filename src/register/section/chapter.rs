//! The chapters of an annual report by their numbers.
//!
//! **Knows**: headings that carry a number, or several.
//! **Does not know**: which chapters a report must have, their titles.

use crate::document::Document;
use crate::source::Place;

/// A numbered chapter.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// The number: `4`, `4.2.1`.
    pub number: String,
    /// The heading without it.
    pub title: String,
    /// Where the heading stands.
    pub place: Place,
    /// The section, as an index into [`Document::sections`].
    pub section: usize,
}

/// The chapters in the order of the document. A heading with several numbers (`5.2/5.4 Metode`) is as many
/// chapters; one with a letter or a Roman number is none.
pub fn chapters(document: &Document) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    for (index, section) in document.sections().iter().enumerate() {
        let Some(number) = &section.number else { continue };
        let counts = |label: &&str| label.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
        for label in number.label.split('/').filter(counts) {
            chapters.push(Chapter {
                number: label.to_owned(),
                title: section.title.clone(),
                place: section.place.clone(),
                section: index,
            });
        }
    }
    chapters
}
