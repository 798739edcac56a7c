//! Organisations: their numbers.
//!
//! **Knows**: the check digit of an organisation number.
//! **Does not know**: rules, documents, where a name or number was read.

mod number;

pub use number::{OrgNumber, OrgNumberFault, check_digit};
