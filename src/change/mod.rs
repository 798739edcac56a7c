//! What differs between two revisions of a register, by meaning.
//!
//! **Knows**: that a register is compared field by field, its prose section by section, its files by name.
//! **Does not know**: which duties follow, how files are fetched.

mod document;
mod field;
mod section;

use crate::register::Register;
use crate::report::change::Change;

/// Everything that differs from `before` to `after`, in the order of [`Change::order`].
pub fn between(before: &Register, after: &Register) -> Vec<Change> {
    let mut changes = field::compare(before, after);
    changes.extend(section::compare(before, after));
    changes.extend(document::compare(before, after));
    changes.sort_by(Change::order);
    changes.dedup();
    changes
}
