//! The age limits of the patient group.
//!
//! **Knows**: that an end which is left out is open, and which way a limit moves.
//! **Does not know**: how ages stand in prose.

use super::meaning::{unclear, written};
use super::pair::{Difference, Nodes, Pair, Two};
use crate::document::tree::Node;
use crate::report::change::{ChangeKind, Effect, Substance};

/// Nobody is younger.
const YOUNGEST: i64 = 0;
/// Nobody is older: registers write 120 where they mean no limit.
const OLDEST: i64 = 120;

/// The ages that are let in, open ends at the youngest and the oldest there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ages {
    from: i64,
    until: i64,
}

impl Ages {
    fn of(table: Option<&Node>) -> Self {
        let end = |key: &str| table.and_then(|table| table.get(key)).and_then(Node::integer);
        Self {
            from: end("fra").unwrap_or(YOUNGEST).max(YOUNGEST),
            until: end("til").unwrap_or(OLDEST).min(OLDEST),
        }
    }
}

/// What differs between two age limits: one change, or none.
pub(super) fn ages(pair: &Pair<'_>, field: &str, nodes: &Nodes<'_>) -> Vec<Difference> {
    let ends = ["fra", "til"].map(|key| nodes.get(key));
    let said = nodes.map(|table| {
        let end = |key: &str| Some(format!("{key} {}", written(table?.get(key)?)));
        let ends: Vec<String> = ["fra", "til"].into_iter().filter_map(end).collect();
        Some(ends.join(" "))
    });
    if said.is_equal() {
        return Vec::new();
    }
    let ages = nodes.map(Ages::of);
    let wider = ages.after.from < ages.before.from || ages.after.until > ages.before.until;
    let narrower = ages.after.from > ages.before.from || ages.after.until < ages.before.until;
    let is_unclear = ends.iter().any(|end| unclear(end).is_some_and(|substance| substance.is_some()));
    let (effect, substance) = match (is_unclear, wider, narrower) {
        (true, ..) => (Effect::Altered, Substance::Unsure),
        (false, true, true) => (Effect::Shifted, Substance::Content),
        (false, true, false) => (Effect::Widened, Substance::Content),
        (false, false, true) => (Effect::Narrowed, Substance::Content),
        (false, false, false) => (Effect::Equal, Substance::Editorial),
    };
    // It points at the end that moved, where one alone did.
    let moved: Vec<&Nodes<'_>> =
        ends.iter().filter(|end| !end.map(|node| node.map(written)).is_equal()).collect();
    let end = match moved.as_slice() {
        [one] => **one,
        _ => Two { before: None, after: None },
    };
    let places = Two { before: end.before.or(nodes.before), after: end.after.or(nodes.after) };
    let difference = Difference::new(ChangeKind::AlderEndret, pair, &places, field);
    vec![difference.about("alder").with(effect).of(substance).saying(said)]
}
