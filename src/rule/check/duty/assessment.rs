//! assessment: to be written.

use super::{Answer, Ask};

/// Variants.
pub(super) const ASSESSED: &[&str] = &[];

/// To be written.
pub(super) fn assessed(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}
