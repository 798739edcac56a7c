//! What differs between two registers, and what the difference means.
//!
//! **Knows**: how wording is compared.
//! **Does not know**: which duties a change releases, where revisions come from.

pub mod prose;
