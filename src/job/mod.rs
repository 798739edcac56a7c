//! Jobs: gather, think, hand back data.
//!
//! **Knows**: which parts a job needs, in which order.
//! **Does not know**: flags, outputs; what becomes of the answer is decided above.

pub mod check;
mod crew;
mod gather;
mod identity;
pub mod import;
mod judged;
pub mod opened;
mod proposal;
mod readings;
pub mod record;
pub mod review;
pub mod rules;
pub mod told;
mod trouble;
pub mod what_if;

pub use trouble::JobError;
