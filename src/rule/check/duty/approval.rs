//! approval: to be written.

use super::{Answer, Ask};

/// Variants.
pub(super) const APPROVED: &[&str] = &[];
/// Variants.
pub(super) const IN_ORDER: &[&str] = &[];
/// Variants.
pub(super) const INFORMED: &[&str] = &[];
/// Variants.
pub(super) const RECOMMENDED: &[&str] = &[];
/// Variants.
pub(super) const DECIDED: &[&str] = &[];

/// To be written.
pub(super) fn approved(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn in_order(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn informed(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn recommended(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn decided(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}
