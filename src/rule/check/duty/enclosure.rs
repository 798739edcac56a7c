//! enclosure: to be written.

use super::{Answer, Ask};

/// Variants.
pub(super) const COMPLETE: &[&str] = &[];
/// Variants.
pub(super) const FINANCED: &[&str] = &[];

/// To be written.
pub(super) fn complete(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn financed(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}
