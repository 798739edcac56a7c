//! The checks of what an annual report says itself: chapters, template, year.
//!
//! **Knows**: how chapters and years are looked for in a report.
//! **Does not know**: deadlines, stages.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::Report;
use crate::document::{Document, Prose};
use crate::register::section::{self, Chapter};
use crate::rule::condition::Ground;
use crate::rule::outcome::Outcome;
use crate::rule::table::Template;
use crate::source::Place;

/// How many missing chapters are told one by one; more are told together.
const SINGLE_CHAPTERS: usize = 5;
/// How many headings of another template make it the one that was used.
const MARKS_OF_ANOTHER: usize = 3;
pub(super) fn chapters(report: &Report<'_>, document: &Document) -> Outcome {
    let found = section::chapters(document);
    let missing: Vec<&String> =
        report.year.template.chapters.iter().filter(|number| !has_chapter(&found, number)).collect();
    let place = Place::first_line(document.source());
    let hits = if missing.len() > SINGLE_CHAPTERS {
        let list = missing.iter().map(|number| number.as_str()).collect::<Vec<_>>().join(", ");
        let hit = report.hit(&place, "kapitler").variant("flere");
        vec![hit.with("kapittel", list).with("antall", missing.len().to_string())]
    } else {
        let hit = |number: &&String| {
            report
                .hit(&place_before(&found, number, &place), number)
                .variant("ett")
                .with("kapittel", number.as_str())
        };
        missing.iter().map(hit).collect()
    };
    Outcome::of(report.year.template.chapters.len(), hits)
}

pub(super) fn has_chapter(found: &[Chapter], number: &str) -> bool {
    found.iter().any(|chapter| chapter.number == number)
}

/// The heading after which a missing chapter belongs, or `otherwise`.
fn place_before(found: &[Chapter], number: &str, otherwise: &Place) -> Place {
    let key = |number: &str| number.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
    let wanted = key(number);
    let before = found
        .iter()
        .filter(|chapter| key(&chapter.number) < wanted)
        .max_by_key(|chapter| key(&chapter.number));
    before.map_or_else(|| otherwise.clone(), |chapter| chapter.place.clone())
}

pub(super) fn template(report: &Report<'_>, document: &Document, ground: Ground<'_>) -> Outcome {
    let headings: Vec<String> =
        document.sections().iter().map(|section| section.title.to_lowercase()).collect();
    let marks_of = |template: &Template| -> Vec<String> {
        template
            .marks
            .iter()
            .filter(|mark| headings.iter().any(|heading| heading.contains(mark.as_str())))
            .cloned()
            .collect()
    };
    let own = marks_of(report.year.template).len();
    let other = ground
        .tables
        .templates()
        .filter(|template| template.name != report.year.template.name)
        .map(marks_of)
        .max_by_key(Vec::len)
        .unwrap_or_default();
    let hit = (other.len() >= MARKS_OF_ANOTHER && other.len() > own).then(|| {
        report.hit(&Place::first_line(document.source()), "mal").with("overskrifter", other.join(", "))
    });
    Outcome::of(1, hit.into_iter().collect())
}

/// Words after which a report names its year, in bokmål and nynorsk, in lower case.
const YEAR_FOLLOWS: [&str; 4] = ["årsrapport", "rapporteringsår", "rapporteringsåret", "årsrapporten"];
/// Words that may stand between.
const BETWEEN: [&str; 8] = ["for", "fra", "frå", "om", "er", "året", "rapporteringsåret", "år"];

/// The years that a text names as its reporting year, each with its bytes.
fn named_years(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut expected = false;
    for (at, word) in words(text) {
        // The ring may stand apart from its letter: macOS writes so.
        let lower: String = word.to_lowercase().nfc().collect();
        let is_year = word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|byte| byte.is_ascii_digit());
        if expected && is_year {
            found.push((at..at + word.len(), word.to_owned()));
        }
        expected = YEAR_FOLLOWS.contains(&lower.as_str()) || expected && BETWEEN.contains(&lower.as_str());
    }
    found
}

/// The words of a text, with the byte at which each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '\u{30a}')
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - start, word))
}

pub(super) fn named_year(report: &Report<'_>, document: &Document) -> Outcome {
    let prose = opening(document);
    let named = named_years(prose.text());
    let own = report.year.year.to_string();
    let wrong = named.first().filter(|_| named.iter().all(|(_, year)| *year != own));
    let hit =
        wrong.map(|(span, year)| report.hit(&prose.place(span.clone()), "aar").with("verdi", year.clone()));
    Outcome::of(usize::from(!named.is_empty()), hit.into_iter().collect())
}

/// What stands before the first numbered chapter; of a report without numbers the first blocks.
fn opening(document: &Document) -> Prose {
    const BLOCKS: usize = 6;
    let numbered = document
        .sections()
        .iter()
        .find(|section| section.number.is_some())
        .and_then(|section| section.heading);
    document.prose(0..numbered.unwrap_or(BLOCKS).min(document.blocks().len()))
}
