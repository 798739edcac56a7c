//! What can keep the door from doing what was asked.
//!
//! **Knows**: each kind of trouble, and how the run then ends.
//! **Does not know**: the sentences for it.

use std::io;
use std::path::{Path, PathBuf};

use registervakt::cli::sentence::hook::Obstacle;
use registervakt::cli::{Stop, sentence};
use registervakt::config::Exit;
use registervakt::finding::Lang;
use registervakt::job::JobError;
use registervakt::mail::BadSettings;

/// What keeps the door from doing what was asked.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// A job could not be done.
    Job(JobError),
    /// A file or folder could not be read.
    Unread(PathBuf, io::Error),
    /// A file or folder could not be written.
    Unwritten(PathBuf, io::Error),
    /// Standard output took no more.
    Mute(io::Error),
    /// No rule or requirement of this name, and those that resemble it.
    UnknownRule(String, Vec<String>),
    /// A folder without rules.
    NoRules(PathBuf),
    /// The hook cannot be set up or taken away.
    Hook(Obstacle),
    /// Letters cannot leave the way that the settings name.
    Post(BadSettings),
    /// A file that a setting names could not be read.
    Unset(PathBuf, io::Error),
    /// So many letters, where so many are the most.
    TooManyLetters(usize, usize),
    /// Files that would have to be overwritten in a folder.
    InTheWay(PathBuf, Vec<String>),
}

impl Trouble {
    /// For `map_err`: `path` could not be read.
    pub(crate) fn unread(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Unread(path.to_owned(), cause)
    }

    /// For `map_err`: `path` could not be written.
    pub(crate) fn unwritten(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Unwritten(path.to_owned(), cause)
    }

    /// What the user is told, and how the run ends.
    pub(crate) fn stop(&self, lang: Lang) -> Stop {
        match self {
            Self::Job(error) => {
                let said = sentence::failure(lang, &error.message(lang), error.hint(lang).as_deref());
                // What was asked for was written wrongly; nothing is amiss with the job.
                let exit = if matches!(error, JobError::Wish(_)) { Exit::Usage } else { Exit::Failed };
                Stop { exit, ..Stop::failed(said) }
            }
            Self::Unread(path, cause) => Stop::failed(sentence::cannot_read(lang, path, cause)),
            Self::Unwritten(path, cause) => Stop::failed(sentence::cannot_write(lang, path, cause)),
            Self::Mute(cause) => Stop::failed(sentence::cannot_print(lang, cause)),
            Self::UnknownRule(id, nearest) => {
                // It was named wrongly; nothing is amiss with the job.
                let said = sentence::unknown_rule(lang, id, nearest);
                Stop { exit: Exit::Usage, ..Stop::failed(said) }
            }
            Self::NoRules(dir) => Stop::failed(sentence::no_rules(lang, dir)),
            Self::Hook(obstacle) => Stop::failed(obstacle.said(lang)),
            Self::Post(bad) => {
                let said = sentence::failure(lang, &bad.said(lang), None);
                Stop { exit: Exit::Usage, ..Stop::failed(said) }
            }
            Self::Unset(path, cause) => {
                let said = sentence::cannot_read(lang, path, cause);
                Stop { exit: Exit::Usage, ..Stop::failed(said) }
            }
            Self::TooManyLetters(number, most) => {
                Stop::failed(sentence::mail::too_many(lang, *number, *most))
            }
            Self::InTheWay(dir, files) => Stop::failed(sentence::in_the_way(lang, dir, files)),
        }
    }
}
