//! To be written.

use crate::register::Register;
use crate::report::change::Change;

/// To be written.
pub(super) fn compare(_before: &Register, _after: &Register) -> Vec<Change> {
    Vec::new()
}
