//! The checks that protect persons: identity numbers and small cells.
//!
//! **Knows**: that a number is never shown whole, and what a table of results looks like.
//! **Does not know**: how a number is recognised; the reader has masked it already.

use crate::document::{BlockKind, Document, RowPart};
use crate::rule::condition::Ground;
use crate::rule::outcome::{Hit, Outcome};

/// The personal identity numbers in any file of the register.
pub(super) fn identity_numbers(ground: Ground<'_>) -> Outcome {
    let mut earlier: std::collections::BTreeMap<(&str, &str), usize> = std::collections::BTreeMap::new();
    let hits = ground.register.numbers.iter().map(|number| {
        let key = (number.location.path.as_str(), number.masked.as_str());
        let nth = earlier.entry(key).or_default();
        *nth += 1;
        let path = ground.register.own_path(&number.location.path);
        let subject = if *nth == 1 {
            format!("{path}#{}", number.masked)
        } else {
            format!("{path}#{}#{nth}", number.masked)
        };
        let variant = if number.kind.is_synthetic() { "syntetisk" } else { "ekte" };
        Hit::located(number.location.clone(), subject).variant(variant).with("verdi", number.masked.clone())
    });
    Outcome::of(ground.register.files_scanned, hits.collect())
}

/// Words in the head of a table that say its cells count patients.
const COUNTS: [&str; 9] = [
    "pasienter",
    "pasientar",
    "operasjoner",
    "operasjonar",
    "opphold",
    "opphald",
    "personer",
    "dødsfall",
    "tilfeller",
];

/// Tables of annual reports with a column of counts that holds one of 1 to 4.
pub(super) fn small_cells(ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for files in ground.register.layout.reports.values() {
        let Some(document) = files.document.as_ref().and_then(|path| ground.register.documents.get(path))
        else {
            continue;
        };
        for table in document.tables() {
            outcome.add(small_cells_in(document, table, ground));
        }
    }
    outcome
}

fn small_cells_in(document: &Document, table: std::ops::Range<usize>, ground: Ground<'_>) -> Outcome {
    let mut columns: Vec<usize> = Vec::new();
    let mut outcome = Outcome::nothing();
    for block in &document.blocks()[table] {
        let BlockKind::Row { part, cells, .. } = &block.kind else { continue };
        if *part == RowPart::Head {
            columns =
                (0..cells.len()).filter(|at| counts_patients(document.text(&cells[*at].text))).collect();
            continue;
        }
        for cell in columns.iter().filter_map(|at| cells.get(*at)) {
            let text = document.text(&cell.text).trim();
            let hit = || {
                let place = document.place(&cell.text);
                let path = ground.register.own_path(place.source().path());
                let subject = format!(
                    "{path}#{}",
                    document.text(&block.text).split_whitespace().collect::<Vec<_>>().join(" ")
                );
                Hit::new(&place, subject).with("verdi", text).with("fil", path)
            };
            outcome.look(matches!(text, "1" | "2" | "3" | "4").then(hit));
        }
    }
    outcome
}

/// Whether a column head says that its cells count patients: «Antall operasjoner», «N».
fn counts_patients(head: &str) -> bool {
    let folded = head.to_lowercase();
    let is_share = ["andel", "del ", "%", "prosent", "år", "median", "snitt", "skår"]
        .iter()
        .any(|word| folded.contains(word));
    let words = folded.split(|sign: char| !sign.is_alphanumeric());
    !is_share && (folded.trim() == "n" || words.into_iter().any(|word| COUNTS.contains(&word)))
}
