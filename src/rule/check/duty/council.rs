//! council: to be written.

use super::{Answer, Ask};

/// Variants.
pub(super) const STATEMENT: &[&str] = &[];
/// Variants.
pub(super) const ENCLOSED: &[&str] = &[];
/// Variants.
pub(super) const NEW_COMMUNITIES: &[&str] = &[];

/// To be written.
pub(super) fn statement(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn enclosed(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn new_communities(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}
