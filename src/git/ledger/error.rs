//! What can go wrong with the record.
//!
//! **Knows**: each failure by name, and its cure.
//! **Does not know**: who is told, in which language, and what the program then does.

use std::path::PathBuf;

use super::super::error::{GitError, ReadError, cause, quoted};

/// Why the record cannot be read or added to. Nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The repository itself cannot be had.
    #[error(transparent)]
    Git(#[from] GitError),
    /// Another run added to the record after this one read it, so what was read is no longer true.
    #[error("another run has added to the record of what was sent since this one read it")]
    Moved,
    /// Another run is at work in this clone.
    #[error("another run is at work: {} is held", lock.display())]
    Busy {
        /// The file that it holds.
        lock: PathBuf,
    },
    /// The reference names something else than a commit.
    #[error("the record {reference} is damaged: {cause}")]
    Reference {
        /// Its name.
        reference: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A part of the record cannot be read.
    #[error("the record of what was sent cannot be read: {0}")]
    Unread(#[from] ReadError),
    /// There are more names in it than anybody could have written.
    #[error("the record of what was sent holds more than {limit} names that differ")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// A file that cannot stand in the record: a name that is none, twice the same, or too large.
    #[error("{path} cannot stand in the record")]
    Path {
        /// Its path.
        path: String,
    },
    /// The disk refuses.
    #[error("the record of what was sent cannot be written: {cause}")]
    Write {
        /// What it says.
        cause: String,
    },
}

impl LedgerError {
    /// The very command that mends it, where one does.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Git(error) => error.hint(),
            Self::Unread(error) => error.hint(),
            Self::Reference { reference, .. } => Some(format!("git show-ref {}", quoted(reference))),
            Self::Moved
            | Self::Busy { .. }
            | Self::TooMany { .. }
            | Self::Path { .. }
            | Self::Write { .. } => None,
        }
    }

    pub(super) fn write(error: &gix::Error) -> Self {
        Self::Write { cause: cause(error) }
    }

    pub(super) fn io(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::Write { cause: format!("{}: {error}", path.display()) }
    }
}
