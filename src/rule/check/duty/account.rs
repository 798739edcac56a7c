//! account: to be written.

use super::{Answer, Ask};

/// Variants.
pub(super) const ALL: &[&str] = &[];
/// Variants.
pub(super) const POINT: &[&str] = &[];

/// To be written.
pub(super) fn all(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn capture(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn coverage(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn guidelines(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}
