//! What travels from a job to an output.
//!
//! **Knows**: the shape of an answer: registers, findings, changes, duties, requirements, reminders, the catalogue of rules.
//! **Does not know**: how it came about, how it is shown.

pub mod change;
pub mod duty;
pub mod instruction;
pub mod letter;
pub mod reminder;
pub mod told;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::finding::{Citation, Finding, Level, Status};
use crate::report::change::Change;
use crate::report::duty::{Duty, Verdict};
use crate::report::reminder::Reminder;

/// The answer of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which job answered.
    pub job: JobName,
    /// The revision compared with; none where there is none, or nothing is compared.
    pub base: Option<Base>,
    /// What a review comes to; none for other jobs.
    pub verdict: Option<Verdict>,
    /// What was looked at.
    pub head: Head,
    /// The day for which the answer holds, in Oslo.
    pub today: NaiveDate,
    /// One entry for each register, by path.
    pub registers: Vec<RegisterReport>,
    /// How many documents and rules were looked at, for the closing line.
    pub looked_at: LookedAt,
}

/// The revision that a review compares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Its object id.
    pub id: String,
    /// The branch or revision that was named, where the comparison begins at its merge base with HEAD:
    /// what came to that branch since is not the change's doing.
    pub merge_base_with: Option<String>,
    /// Which findings count.
    pub counted: Counted,
}

/// Which findings of a review count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counted {
    /// Those that the change brings.
    #[default]
    New,
    /// Those that stood there before, too.
    All,
}

impl Report {
    /// Whether a finding counts: what stood there before a change does not, unless all is asked for.
    pub fn is_counted(&self, finding: &Finding) -> bool {
        let only_new = self.job == JobName::Review && !self.counts_all();
        finding.counts() && (!only_new || finding.status == Status::New)
    }

    /// Whether what stood there before a change counts, too.
    pub fn counts_all(&self) -> bool {
        self.base.as_ref().is_some_and(|base| base.counted == Counted::All)
    }
}

/// The jobs that answer with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobName {
    /// `check`: the state of the registers.
    Check,
    /// `requirements`: the state of each requirement of the guide.
    Requirements,
    /// `review`: what differs between two revisions, and what follows.
    Review,
    /// `what-if`: what a change would release.
    WhatIf,
    /// `remind`: what falls due.
    Remind,
}

impl JobName {
    /// The name of the command.
    pub fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Requirements => "requirements",
            Self::Review => "review",
            Self::WhatIf => "what-if",
            Self::Remind => "remind",
        }
    }
}

/// What a job looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// The files as they lie in the work tree.
    Worktree,
    /// The index: what the next commit would hold.
    Index,
    /// A revision, as an object id.
    Revision(String),
}

/// How much a job looked at; shows that it did not pass for want of looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LookedAt {
    /// Files of the repository that were read.
    pub files: usize,
    /// Rules that were held against each register.
    pub rules: usize,
}

/// What was found in one register.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RegisterReport {
    /// The folder of `register.toml`, from the root of the repository; empty for the root.
    pub path: String,
    /// The register's name; empty where it has none.
    pub name: String,
    /// Its short name; empty where it has none.
    pub short_name: String,
    /// Whether a review found it on both sides.
    #[serde(skip)]
    pub presence: Presence,
    /// What is wrong, in the order of [`Finding::order`].
    pub findings: Vec<Finding>,
    /// What differs, in the order of [`Change::order`].
    #[serde(skip)]
    pub changes: Vec<Change>,
    /// What follows from it, in the order in which it is to be done.
    #[serde(skip)]
    pub duties: Vec<Duty>,
    /// Every requirement of the guide, in the guide's order.
    pub requirements: Vec<RequirementState>,
    /// What stands on a rung that day, in the order of [`Reminder::order`]; of a job that reminds alone.
    #[serde(skip)]
    pub reminders: Vec<Reminder>,
}

impl RegisterReport {
    /// What people call it: its short name, else its name, else its folder.
    pub fn called(&self) -> &str {
        let names = [&self.short_name, &self.name, &self.path];
        names.into_iter().find(|name| !name.trim().is_empty()).map_or("register.toml", String::as_str)
    }
}

/// Where a register is to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// Where it was before, or nothing was compared.
    #[default]
    Stands,
    /// At HEAD alone: the change brings it.
    New,
    /// At BASE alone.
    Gone,
}

/// How one requirement of the guide stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementState {
    /// Its id, such as `K-5`.
    pub id: String,
    /// Its chapter in the guide.
    pub section: String,
    /// What it asks for, in our words.
    pub text: String,
    /// How it stands.
    pub state: State,
    /// Why: what was looked at, what is missing, which fact decided.
    pub because: String,
}

/// The five states of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// Oppfylt: met.
    Met,
    /// Ikke oppfylt: not met.
    NotMet,
    /// Må vurderes: only a person can judge.
    ToBeJudged,
    /// Ikke relevant: does not apply.
    NotApplicable,
    /// Ukjent: could not be checked.
    Unknown,
}

impl State {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "oppfylt",
            Self::NotMet => "ikke-oppfylt",
            Self::ToBeJudged => "maa-vurderes",
            Self::NotApplicable => "ikke-relevant",
            Self::Unknown => "ukjent",
        }
    }
}

/// One rule or requirement as the catalogue and `explain` show it, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCard {
    /// Its id.
    pub id: String,
    /// Its area (the folder it lies in), or the chapter of the guide.
    pub area: String,
    /// Its title.
    pub title: String,
    /// How grave a breach is; none for a requirement.
    pub level: Option<Level>,
    /// The requirements of the guide that it concerns.
    pub requirements: Vec<String>,
    /// What it asks for, read aloud from its conditions, one sentence each.
    pub asks: Vec<String>,
    /// What to do when it is broken.
    pub help: String,
    /// How far it decides, in words.
    pub decides: String,
    /// The texts it rests on.
    pub sources: Vec<Citation>,
    /// Examples that pass and that fail.
    pub examples: Vec<ExampleCard>,
}

/// An example of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleCard {
    /// What it shows.
    pub title: String,
    /// Whether the rule finds fault with it.
    pub fails: bool,
    /// The files with what is written in them, in the order of their names.
    pub files: Vec<(String, String)>,
}
