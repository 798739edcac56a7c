//! The faults that reading found, spoken of by a rule.
//!
//! **Knows**: how a fault becomes a hit, and that a file which was read was looked at.
//! **Does not know**: how files are read.

use crate::rule::condition::Ground;
use crate::rule::outcome::{Hit, Outcome};

/// The faults of the kind that `word` names.
pub(super) fn hold(word: &str, ground: Ground<'_>) -> Outcome {
    let register = ground.register;
    let hits = register.faults.iter().filter(|fault| fault.kind.word() == word).map(Hit::of_fault);
    let read = register.texts.len() + register.documents.len() + register.unreadable.len();
    Outcome::of(read, hits.collect())
}
