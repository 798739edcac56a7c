//! How much is read of a file, and where the reading is done.
//!
//! **Knows**: the usual limits.
//! **Does not know**: who asks for other limits, how a file is read.

/// How much is read of one file. What is larger is a fault, never a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file that is searched, and of a data set.
    pub bytes: u64,
    /// Bytes of a document whose structure is read: that costs some fifty times its size in memory.
    pub document_bytes: u64,
    /// Blocks and cells of a document, and cells of a data set.
    pub blocks: usize,
    /// Rows of a data set below its head.
    pub rows: usize,
    /// Where files are read that no library can be trusted with.
    pub isolation: Isolation,
}

/// Where files are read that no library can be trusted with: a file that is made for it can make a reader
/// of PDF run for ever, or out of memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    /// Nowhere: such a file is a fault.
    None,
    /// In a process of its own: this process is the program Registervakt, which can be started once more.
    Program,
}

impl Default for Limits {
    /// 20 MB, 2 MB of a document, a million blocks, a hundred thousand rows, no isolation.
    fn default() -> Self {
        Self {
            bytes: 20_000_000,
            document_bytes: 2_000_000,
            blocks: 1_000_000,
            rows: 100_000,
            isolation: Isolation::None,
        }
    }
}
