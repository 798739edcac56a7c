//! What differs between two revisions of a register, by meaning.
//!
//! **Knows**: that a register is compared field by field, its prose section by section, its files by name.
//! **Does not know**: which duties follow, how files are fetched.

mod document;
mod field;
pub mod prose;
mod section;

use crate::register::Register;
use crate::report::change::{Change, ChangeKind, Effect, Substance};
use crate::source::Place;

/// Everything that differs from `before` to `after`, in the order of [`Change::order`].
pub fn between(before: &Register, after: &Register) -> Vec<Change> {
    let mut changes = field::compare(before, after);
    changes.extend(section::compare(before, after));
    changes.extend(document::compare(before, after));
    changes.sort_by(Change::order);
    changes.dedup();
    changes
}

/// What is said of a register that is new: it counts as planned before. All that it says is new with it.
pub fn of_new(after: &Register) -> Vec<Change> {
    let Some(status) =
        after.at("register.status").filter(|node| !matches!(node.text(), None | Some("planlagt")))
    else {
        return Vec::new();
    };
    vec![Change {
        kind: ChangeKind::StatusEndret,
        subject: "status".to_owned(),
        effect: Effect::Altered,
        substance: Substance::Content,
        before: Some("planlagt".to_owned()),
        after: Some(status.written()),
        location: status.place.locate(),
        base_location: None,
    }]
}

/// What is said of a register that is gone.
pub fn of_gone(before: &Register) -> Vec<Change> {
    let path = before.home.path().to_owned();
    vec![Change {
        kind: ChangeKind::DokumentFjernet,
        subject: path.clone(),
        effect: Effect::Altered,
        substance: Substance::Content,
        before: Some("register.toml".to_owned()),
        after: None,
        location: Place::file(path).locate(),
        base_location: Some(Place::first_line(&before.home).locate()),
    }]
}
