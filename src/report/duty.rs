//! The duties (plikter) that a change releases, and what they come to.
//!
//! **Knows**: the states of a duty, the three verdicts, their words.
//! **Does not know**: what releases a duty, what meets it.

use super::change::Topic;

/// A duty that a change releases, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its id, such as `vurder-ny-godkjenning`.
    pub id: String,
    /// What it asks for, as a short title.
    pub title: String,
    /// The requirements of the guide it comes from.
    pub requirements: Vec<String>,
    /// The topics that release it.
    pub topics: Vec<Topic>,
    /// The changes that release it, by [`Change::name`](super::change::Change::name).
    pub changes: Vec<String>,
    /// How it stands.
    pub state: DutyState,
    /// What meets it: files and their tables.
    pub met_by: Option<String>,
    /// The roles that must act.
    pub responsible: Vec<String>,
    /// What is missing, in one sentence; empty where nothing is.
    pub missing: String,
    /// What to do, with the very lines to paste; empty where it is met.
    pub how: String,
}

/// How a duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyState {
    /// Open: something is missing.
    Open,
    /// Met.
    Met,
    /// It has nothing to be held against here.
    NotApplicable,
}

impl DutyState {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Met => "met",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// What a review comes to. In rising order of what is left to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// No duties are released.
    NoDuties,
    /// All that are released are met.
    DutiesMet,
    /// At least one is open.
    DutiesOpen,
}

impl Verdict {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoDuties => "ingen-plikter",
            Self::DutiesMet => "plikter-oppfylt",
            Self::DutiesOpen => "plikter-gjenstaar",
        }
    }

    /// What these duties come to.
    pub fn of<'a>(duties: impl IntoIterator<Item = &'a Duty>) -> Self {
        let one = |duty: &Duty| match duty.state {
            DutyState::Open => Self::DutiesOpen,
            DutyState::Met => Self::DutiesMet,
            DutyState::NotApplicable => Self::NoDuties,
        };
        duties.into_iter().map(one).max().unwrap_or(Self::NoDuties)
    }
}
