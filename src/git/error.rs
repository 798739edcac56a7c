//! What can go wrong with a repository or a file in it, and the command that mends it.
//!
//! **Knows**: each failure by name, and its cure.
//! **Does not know**: who is told, in which language, and what the program then does.

use std::path::PathBuf;

use super::entry::ObjectId;

/// Why a repository or a snapshot cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no such folder.
    #[error("there is no folder {}", path.display())]
    NoFolder {
        /// The path that was asked for.
        path: PathBuf,
    },
    /// The index or a revision of a folder that is no repository.
    #[error("{} is not in a Git repository", path.display())]
    NoRepository {
        /// The folder.
        path: PathBuf,
    },
    /// A repository lies there, but it cannot be opened.
    #[error("the Git repository at {} cannot be opened: {cause}", path.display())]
    Broken {
        /// The `.git` folder or file.
        path: PathBuf,
        /// What Git's files say.
        cause: String,
    },
    /// Branches and tags are stored in a form that cannot be read.
    #[error("the repository stores its branches as `{format}`, which cannot be read")]
    RefStorage {
        /// The value of `extensions.refStorage`.
        format: String,
    },
    /// The work tree of a repository that has none.
    #[error("{} is a bare repository, without a work tree", path.display())]
    Bare {
        /// The repository.
        path: PathBuf,
    },
    /// A revision in a repository, or on a branch, without commits.
    #[error("there is no commit yet, so there is no revision `{revision}`")]
    NoCommits {
        /// The revision as it was asked for.
        revision: String,
    },
    /// A revision that does not exist.
    #[error("there is no revision `{revision}`: {cause}")]
    UnknownRevision {
        /// The revision as it was asked for.
        revision: String,
        /// What was looked for and not found.
        cause: String,
        /// The command that makes it, where a remote has or may have it.
        remedy: Option<String>,
    },
    /// The main branch, which a review sets out from where nothing else is said, is not there.
    #[error(
        "there is no branch `{branch}` or `origin/{branch}` to compare with; name a base, or the main branch as `hovedgren` in register.toml"
    )]
    NoMainBranch {
        /// The main branch of the settings.
        branch: String,
        /// The command that fetches it, where there is a remote `origin`.
        remedy: Option<String>,
    },
    /// Two histories without a common commit.
    #[error("`{base}` and `{head}` have no commit in common, so they cannot be compared")]
    Unrelated {
        /// The revision to compare with, as it was asked for.
        base: String,
        /// The revision to compare, as it was asked for.
        head: String,
    },
    /// A merge base beyond the point at which a shallow clone is cut off.
    #[error("the history is cut off (shallow clone) before the point where `{base}` and `{head}` meet")]
    BaseCutOff {
        /// The revision to compare with, as it was asked for.
        base: String,
        /// The revision to compare, as it was asked for.
        head: String,
    },
    /// A shortened id with which several objects begin.
    #[error("`{revision}` may mean several objects")]
    AmbiguousRevision {
        /// The revision as it was asked for.
        revision: String,
    },
    /// A revision that names something else than a commit.
    #[error("`{revision}` names a {named}, not a commit")]
    NoCommit {
        /// The revision as it was asked for.
        revision: String,
        /// What it names.
        named: Named,
    },
    /// A revision beyond the point at which a shallow clone is cut off.
    #[error("the history is cut off (shallow clone) before `{revision}`")]
    CutOff {
        /// The revision as it was asked for.
        revision: String,
    },
    /// An object that should be there and is not.
    #[error("{object} of `{revision}` is missing in the repository")]
    Missing {
        /// The revision as it was asked for.
        revision: String,
        /// The kind of the object and its id.
        object: String,
        /// Whether the clone left objects out on purpose.
        clone: Completeness,
    },
    /// An object that is damaged.
    #[error("{object} of `{revision}` is damaged: {cause}")]
    Damaged {
        /// The revision as it was asked for.
        revision: String,
        /// The kind of the object and its id.
        object: String,
        /// How it is damaged.
        cause: String,
    },
    /// The index cannot be read.
    #[error("the index {} cannot be read: {cause}", path.display())]
    Index {
        /// The index file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// The ignore rules cannot be read.
    #[error("the ignore rules cannot be read: {cause}")]
    IgnoreRules {
        /// Which of them, and why.
        cause: String,
    },
    /// More files than the limit.
    #[error("there are more than {limit} files or folders")]
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// The file system refuses.
    #[error("{} cannot be read: {cause}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it says.
        cause: std::io::Error,
    },
}

impl GitError {
    /// The very command that mends it, where one does.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoRepository { .. } => Some("git init".to_owned()),
            Self::Broken { path, .. } if path.is_file() => Some("git worktree repair".to_owned()),
            Self::RefStorage { .. } => Some("git refs migrate --ref-format=files".to_owned()),
            Self::Bare { .. } => Some("registervakt check --rev HEAD".to_owned()),
            Self::NoCommits { .. } => Some("git commit".to_owned()),
            Self::UnknownRevision { remedy, .. } => {
                Some(remedy.clone().unwrap_or_else(|| "git branch --all".to_owned()))
            }
            Self::NoMainBranch { remedy, .. } => {
                Some(remedy.clone().unwrap_or_else(|| "registervakt review BASE..HEAD".to_owned()))
            }
            Self::Unrelated { head, .. } => Some(format!("registervakt check --rev {}", quoted(head))),
            Self::AmbiguousRevision { revision } => {
                Some(format!("git rev-parse --disambiguate={}", quoted(revision)))
            }
            Self::CutOff { .. } | Self::BaseCutOff { .. } => Some("git fetch --unshallow".to_owned()),
            Self::Missing { clone, .. } => Some(clone.remedy().to_owned()),
            Self::Damaged { .. } => Some(Completeness::Whole.remedy().to_owned()),
            Self::Index { path, .. } => Some(format!("rm {} && git reset", quoted(&path.to_string_lossy()))),
            Self::NoFolder { .. }
            | Self::Broken { .. }
            | Self::NoCommit { .. }
            | Self::IgnoreRules { .. }
            | Self::TooManyFiles { .. }
            | Self::Io { .. } => None,
        }
    }
}

/// What a revision names that is no commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A file.
    File,
    /// A folder.
    Folder,
}

impl std::fmt::Display for Named {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::File => "file",
            Self::Folder => "folder",
        })
    }
}

/// Whether a clone holds every object of the history that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// It should: what is missing was lost.
    Whole,
    /// `git clone --filter`: objects were left out, and only Git itself can fetch them.
    Partial,
}

impl Completeness {
    fn remedy(self) -> &'static str {
        match self {
            Self::Whole => "git fsck --full",
            Self::Partial => "git fetch --refetch --no-filter",
        }
    }
}

/// Why a file of a snapshot cannot be read; the rest of the snapshot still can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Larger than the limit; nothing was read.
    #[error("{size} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A symbolic link, which is never followed.
    #[error("a symbolic link")]
    Symlink,
    /// A repository of its own.
    #[error("a repository of its own")]
    Submodule,
    /// A merge conflict stands in the index.
    #[error("a merge conflict that is not resolved")]
    Conflict,
    /// The object is not in the repository.
    #[error("the object {object} is missing in the repository")]
    Missing {
        /// Its id.
        object: ObjectId,
        /// Whether the clone left objects out on purpose.
        clone: Completeness,
    },
    /// The object is there but damaged.
    #[error("the object {object} is damaged: {cause}")]
    Damaged {
        /// Its id.
        object: ObjectId,
        /// How it is damaged.
        cause: String,
    },
    /// A folder that was not entered, or no file at all.
    #[error("a folder that was not entered")]
    Closed,
    /// The file system refuses, or the file went away meanwhile.
    #[error("{cause}")]
    Io {
        /// What it says.
        cause: String,
    },
}

impl ReadError {
    /// The very command that mends it, where one does.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { clone, .. } => Some(clone.remedy().to_owned()),
            Self::Damaged { .. } => Some(Completeness::Whole.remedy().to_owned()),
            Self::Conflict => Some("git mergetool".to_owned()),
            Self::TooLarge { .. } | Self::Symlink | Self::Submodule | Self::Closed | Self::Io { .. } => None,
        }
    }

    pub(super) fn io(cause: &std::io::Error) -> Self {
        Self::Io { cause: cause.to_string() }
    }
}

/// All that the library says of a failure, from the outside in, in one line.
pub(super) fn cause(error: &gix::Error) -> String {
    let mut said: Vec<String> = Vec::new();
    for part in error.iter_errors() {
        let part = part.to_string();
        if !part.is_empty() && !said.iter().any(|earlier| earlier.contains(&part)) {
            said.push(part);
        }
    }
    said.join(": ")
}

/// A word as a shell takes it literally.
pub(super) fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-+:@%".contains(letter);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}
