//! The finding: the one thing that every part of the tool has to say.
//!
//! **Knows**: levels, fingerprints, languages, the values that messages name.
//! **Does not know**: rules, documents, outputs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::source::Location;

/// How grave a finding is; the gravest sorts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Feil: a requirement with *skal* or *må* is broken.
    Error,
    /// Advarsel: *bør*, or something only a person can judge.
    Warning,
    /// Merknad: worth knowing.
    Note,
}

/// The language a message is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// Bokmål.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl Lang {
    /// The three languages, bokmål first.
    pub const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// The code by which people name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }
}

impl std::str::FromStr for Lang {
    type Err = ();

    /// Reads `nb`, `nn`, `en`, also as the start of a locale (`nn_NO.UTF-8`); `no` is bokmål.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "nb" | "no" => Ok(Self::Nb),
            "nn" => Ok(Self::Nn),
            "en" => Ok(Self::En),
            _ => Err(()),
        }
    }
}

/// Whether a finding was there before the change that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// The change brought it.
    New,
    /// It stands there, changed or not.
    Existing,
    /// The change mended it.
    Fixed,
}

/// What makes a finding the same in another revision: its rule and its subject, never a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of what `rule` says of `subject` in the register at `register` («» for the root).
    pub fn new(rule: &str, register: &str, subject: &str) -> Self {
        let register = if register.is_empty() { String::new() } else { format!("{register}:") };
        Self(if subject.is_empty() {
            format!("{register}{rule}")
        } else {
            format!("{register}{rule}/{subject}")
        })
    }

    /// The same for a register that was moved from one folder to another.
    #[must_use]
    pub fn moved(&self, from: &str, to: &str) -> Self {
        let prefix = |folder: &str| if folder.is_empty() { String::new() } else { format!("{folder}:") };
        match self.0.strip_prefix(&prefix(from)) {
            Some(rest) if from != to => Self(format!("{}{rest}", prefix(to))),
            _ => self.clone(),
        }
    }

    /// As it stands in reports.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One thing the tool has to say to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The id of the rule, which names the fault.
    pub rule: String,
    /// How grave it is.
    pub level: Level,
    /// Against the revision compared with.
    pub status: Status,
    /// What is wrong, in one or two sentences.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Where it stands.
    pub location: Location,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// The requirements of the guide it concerns, such as `K-5`.
    pub requirements: Vec<String>,
    /// The texts it rests on.
    pub sources: Vec<Citation>,
    /// What makes it the same finding in another revision.
    pub fingerprint: Fingerprint,
    /// The waiver that covers it, if any.
    pub waiver: Option<Waived>,
}

impl Finding {
    /// The total order of findings in every output: by path, place, level, rule, fingerprint.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |finding: &Self| (finding.location.path.clone(), finding.location.start, finding.level);
        key(self)
            .cmp(&key(other))
            .then_with(|| self.rule.cmp(&other.rule))
            .then_with(|| self.fingerprint.cmp(&other.fingerprint))
            .then_with(|| self.message.cmp(&other.message))
    }

    /// Whether it counts against the register: not waived, not mended.
    pub fn counts(&self) -> bool {
        self.waiver.is_none() && self.status != Status::Fixed
    }
}

/// Another place that belongs to a finding, with what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is to be seen there; may be empty.
    pub message: String,
}

/// A text that a rule rests on, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// The title of the text.
    pub title: String,
    /// The chapter, section or article.
    pub section: String,
    /// Where it can be read.
    pub url: String,
}

/// That a finding is waived, why and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    /// The reason given.
    pub reason: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
    /// Who approved it.
    pub approved_by: Option<String>,
}

/// The values that a message names: `{felt}`, `{verdi}`, … Sorted, so that outputs are stable.
pub type Details = BTreeMap<String, String>;

/// The detail that says how many more of the same there are; every message with it ends with the number.
pub const MORE: &str = "flere";
