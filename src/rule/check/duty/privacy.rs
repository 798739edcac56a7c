//! privacy: to be written.

use super::{Answer, Ask};

/// Variants.
pub(super) const RECORD_OF_PROCESSING: &[&str] = &[];
/// Variants.
pub(super) const WITHOUT_CONSENT: &[&str] = &[];
/// Variants.
pub(super) const JOINT_ARRANGEMENT: &[&str] = &[];

/// To be written.
pub(super) fn record_of_processing(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn without_consent(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}

/// To be written.
pub(super) fn joint_arrangement(_ask: &Ask<'_>) -> Answer {
    Answer::NotApplicable
}
