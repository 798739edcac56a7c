//! description: to be written.

use super::{Answer, Ask};

/// Variants.
pub(super) const UPDATED: &[&str] = &[];

/// To be written.
pub(super) fn updated(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}
