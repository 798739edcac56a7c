//! Repositories: the files of a work tree, of the index or of a revision, and the record of what was sent.
//!
//! **Knows**: where files lie, what they hold, which of them cannot be had and why.
//! **Does not know**: registers, documents, settings; what a file means.
//!
//! Everything goes through a [`Snapshot`]: one list of files and one way to read them, whichever
//! of the three [`View`]s it is of. Nothing is refreshed, locked or written but the record (the
//! [`Ledger`], in a reference of its own), no other program is started, and no symbolic link is followed.

mod ancestry;
mod entry;
mod error;
mod history;
mod hook;
mod index;
mod ledger;
mod line;
mod pair;
mod range;
mod repository;
mod snapshot;
mod tree;
mod worktree;

pub use entry::{Entry, Kind, NameFault, ObjectId};
pub use error::{Completeness, GitError, Named, ReadError};
pub use history::FirstCommit;
pub use hook::Hooks;
pub use ledger::{Ledger, LedgerError, LedgerFile};
pub use line::{Line, Step};
pub use pair::{Difference, Pair};
pub use range::{Base, Origin, Range};
pub use repository::{Repository, View};
pub use snapshot::{Head, Snapshot};
