//! The seven points a to g of a record of processing (GDPR article 30 (1)).
//!
//! **Knows**: by which letters and words the points are found in headings, tables and lines with a label.
//! **Does not know**: whether what stands there is right or enough.

use super::heading::all_words;
use crate::document::{BlockKind, Cell, Document, split_number};
use crate::source::Place;

/// A point of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordPoint {
    /// a: name and contact of the controller, joint controllers and the data protection officer.
    Controller,
    /// b: the purposes.
    Purpose,
    /// c: categories of the registered and of personal data.
    Categories,
    /// d: categories of recipients.
    Recipients,
    /// e: transfers to third countries.
    Transfer,
    /// f: time limits for deletion.
    Deletion,
    /// g: security measures.
    Security,
}

impl RecordPoint {
    /// The points in the order of their letters.
    pub const ALL: [Self; 7] = [
        Self::Controller,
        Self::Purpose,
        Self::Categories,
        Self::Recipients,
        Self::Transfer,
        Self::Deletion,
        Self::Security,
    ];

    /// Its letter.
    pub fn letter(self) -> char {
        match self {
            Self::Controller => 'a',
            Self::Purpose => 'b',
            Self::Categories => 'c',
            Self::Recipients => 'd',
            Self::Transfer => 'e',
            Self::Deletion => 'f',
            Self::Security => 'g',
        }
    }

    /// Whether a label speaks of the point.
    fn is_named_by(self, words: &[String]) -> bool {
        let begins =
            |starts: &[&str]| words.iter().any(|word| starts.iter().any(|start| word.starts_with(start)));
        let holds = |parts: &[&str]| words.iter().any(|word| parts.iter().any(|part| word.contains(part)));
        match self {
            Self::Controller => begins(&[
                "kontakt",
                "dataansvar",
                "databehandlingsansvar",
                "behandlingsansvar",
                "personvernombod",
                "personvernombud",
            ]),
            Self::Purpose => begins(&["formål"]),
            Self::Categories => is_of_categories(words),
            Self::Recipients => begins(&["mottaker", "mottakar", "utlevering"]),
            Self::Transfer => {
                begins(&["tredjeland", "tredjestat", "overføring", "utland"])
                    || (begins(&["internasjonal"]) && begins(&["organisering", "organisasjon"]))
            }
            Self::Deletion => {
                begins(&["slett", "lagringstid", "oppbevaring", "bevaring", "tidsfrist", "frist"])
            }
            Self::Security => {
                holds(&["sikkerhet", "tryggleik", "trygging"])
                    || (begins(&["tekniske"]) && begins(&["organisatoriske"]))
            }
        }
    }
}

/// Whether a label speaks of the registered and their data as such, not of what becomes of them («Sletting av
/// personopplysninger», «Mottakere av opplysninger»).
fn is_of_categories(words: &[String]) -> bool {
    let is_data = |word: &String| {
        ["registrert", "personopplysning", "helseopplysning", "opplysning"]
            .iter()
            .any(|start| word.starts_with(start))
    };
    let is_kind =
        |word: &String| ["kategori", "type", "hvilke", "kva"].iter().any(|start| word.starts_with(start));
    let listed = words.iter().position(is_kind).is_some_and(|at| words[at + 1..].iter().take(2).any(is_data));
    listed || words.first().is_some_and(is_data)
}

/// Where each of the points a to g stands: the heading, cell or label. A point under which nothing stands is none.
pub fn record_points(document: &Document) -> [Option<Place>; 7] {
    let entries = entries(document);
    RecordPoint::ALL.map(|point| {
        let lettered = entries.iter().find(|entry| entry.letter == Some(point.letter()));
        let named = || entries.iter().find(|entry| entry.letter.is_none() && point.is_named_by(&entry.words));
        lettered.or_else(named).map(|entry| entry.place.clone())
    })
}

/// A heading, first cell or label that has something to say under or beside it.
struct Entry {
    letter: Option<char>,
    words: Vec<String>,
    place: Place,
}

/// An entry for what is written as `label`.
fn entry(label: &str, place: Place) -> Entry {
    let (number, title) = split_number(label.trim());
    let alone = Some(label.trim()).filter(|label| label.len() == 1);
    let letter = number.as_ref().map(|number| number.label.as_str()).or(alone);
    let letter = letter.filter(|letter| letter.len() == 1).and_then(|letter| letter.chars().next());
    let letter =
        letter.map(|letter| letter.to_ascii_lowercase()).filter(|letter| ('a'..='g').contains(letter));
    Entry { letter, words: all_words(title), place }
}

/// The headings with text under them, then the rows with text beside their first cell, then the lines with a
/// label (`Mottakere: sykehus`), whose letters count for nothing: lists are lettered for many reasons.
fn entries(document: &Document) -> Vec<Entry> {
    let mut entries = Vec::new();
    let title = document.sections().iter().position(|section| section.heading.is_some());
    for (index, section) in document.sections().iter().enumerate() {
        if section.heading.is_none() || !says_something(document, section.all.clone()) {
            continue;
        }
        let number = section.number.as_ref().map(|number| number.written.as_str()).unwrap_or_default();
        let new = entry(&format!("{number}{}", section.title), section.place.clone());
        let is_title = Some(index) == title && section.all != section.own;
        if new.letter.is_some() || !is_title {
            entries.push(new);
        }
    }
    let mut labels = Vec::new();
    for block in document.blocks() {
        match &block.kind {
            BlockKind::Row { cells, .. } => entries.extend(row_entry(document, cells)),
            BlockKind::Paragraph | BlockKind::Item { .. } => {
                let text = document.text(&block.text);
                let Some((label, rest)) = text.split_once(':') else { continue };
                if has_words(rest)
                    && label.len() <= LONGEST_LABEL
                    && label.split_whitespace().count() <= LABEL
                {
                    let span = block.text.start..block.text.start + label.len();
                    labels.push(Entry { letter: None, ..entry(label, document.place(&span)) });
                }
            }
            BlockKind::Heading { .. } | BlockKind::Code => {}
        }
    }
    entries.extend(labels);
    entries
}

/// What a row says: its first cell is the label; a first cell with nothing but a letter or number has its words
/// in the second, where there is a third.
fn row_entry(document: &Document, cells: &[Cell]) -> Option<Entry> {
    let (first, mut rest) = cells.split_first()?;
    let text = |cell: &Cell| document.text(&cell.text);
    let mut entry = entry(text(first), document.place(&first.text));
    let is_mark = entry.words.iter().all(|word| word.len() == 1);
    if let ([second, others @ ..], true) = (rest, is_mark)
        && !others.is_empty()
    {
        entry.words = all_words(text(second));
        rest = others;
    }
    rest.iter().any(|cell| has_words(text(cell))).then_some(entry)
}

/// The most words of a label, and its most bytes.
const LABEL: usize = 12;
const LONGEST_LABEL: usize = 150;

/// Whether there is any word in the blocks.
fn says_something(document: &Document, mut blocks: std::ops::Range<usize>) -> bool {
    blocks.any(|block| {
        document.blocks().get(block).is_some_and(|block| {
            !matches!(block.kind, BlockKind::Heading { .. }) && has_words(document.text(&block.text))
        })
    })
}

/// Whether a text holds a letter or a digit.
fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}
