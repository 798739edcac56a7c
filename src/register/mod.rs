//! What the documents of a register say, typed, each fact with its place.

pub mod code;
pub mod organisation;
pub mod person;
pub mod prose;
pub mod section;
