//! Jobs: gather, think, hand back data.
//!
//! **Knows**: which parts a job needs, in which order.
//! **Does not know**: flags, outputs; what becomes of the answer is decided above.

pub mod check;
mod gather;
pub mod rules;

use std::path::PathBuf;

use crate::finding::Lang;
use crate::git::GitError;

/// Why a job could not be done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Git could not answer.
    #[error(transparent)]
    Git(#[from] GitError),
    /// No `register.toml` lies there.
    #[error("no register.toml in {}", .0.display())]
    NoRegister(PathBuf),
    /// A path that was asked for is in no register.
    #[error("{} is in no register", .0.display())]
    NotInRegister(PathBuf),
}

impl JobError {
    /// What could not be done, for people.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Git(error), _) => error.to_string(),
            (Self::NoRegister(path), Lang::Nb) => {
                format!(
                    "Fant ingen register.toml i {}. Et register er en mappe med denne filen.",
                    path.display()
                )
            }
            (Self::NoRegister(path), Lang::Nn) => {
                format!(
                    "Fann inga register.toml i {}. Eit register er ei mappe med denne fila.",
                    path.display()
                )
            }
            (Self::NoRegister(path), Lang::En) => {
                format!(
                    "No register.toml was found in {}. A register is a folder with this file.",
                    path.display()
                )
            }
            (Self::NotInRegister(path), Lang::Nb) => {
                format!("{} ligger ikke i noe register.", path.display())
            }
            (Self::NotInRegister(path), Lang::Nn) => {
                format!("{} ligg ikkje i noko register.", path.display())
            }
            (Self::NotInRegister(path), Lang::En) => format!("{} lies in no register.", path.display()),
        }
    }

    /// The very command that mends it, where one does.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Git(error) => error.hint(),
            Self::NoRegister(_) => Some("registervakt init MAPPE".to_owned()),
            Self::NotInRegister(_) => None,
        }
    }
}
