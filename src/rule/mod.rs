//! The law: rules, what they require, and what came of it.
//!
//! **Knows**: what a rule is. A rule is one file, `rules/<area>/<id>.toml`: law, words, examples.
//! **Does not know**: how files are fetched, how findings are shown.

pub mod aloud;
pub mod catalogue;
pub mod cause;
pub mod check;
pub mod condition;
pub mod date;
pub mod demand;
pub mod doubt;
pub mod evaluate;
pub mod example;
pub mod expression;
pub mod format;
pub mod load;
pub mod outcome;
pub mod pattern;
pub mod release;
pub mod requirement;
pub mod review;
pub mod scope;
pub mod table;
pub mod waiver;
pub mod words;

use chrono::NaiveDate;

use crate::document::tree::Node;
use crate::finding::{Citation, Level};
use crate::rule::condition::Condition;
use crate::rule::date::schedule::Schedule;
use crate::rule::demand::Demand;
use crate::rule::release::Release;
use crate::rule::words::RuleWords;
use crate::source::Place;

/// A rule that has been read and found to be whole.
#[derive(Debug)]
pub struct Rule {
    /// Its id, which names the fault; also the name of its file.
    pub id: String,
    /// The folder it lies in.
    pub area: String,
    /// What it looks at.
    pub kind: Kind,
    /// How grave a breach is, where its variant has no level of its own.
    pub level: Level,
    /// Levels of single variants.
    pub levels: Vec<(String, Level)>,
    /// How far it decides.
    pub decides: Decides,
    /// The requirements of the guide that it concerns.
    pub requirements: Vec<String>,
    /// The texts it rests on: the key of the text and the section.
    pub rests_on: Vec<RestsOn>,
    /// When it applies.
    pub applies: Applies,
    /// Which changes release it; empty but for rules of kind [`Kind::Change`].
    pub releases: Vec<Release>,
    /// The roles that must act when it is broken.
    pub responsible: Vec<String>,
    /// Whether a change record (endringsmelding) meets it.
    pub by_record: ByRecord,
    /// When it falls due; none but for rules of kind [`Kind::Date`].
    pub schedule: Option<Schedule>,
    /// What it requires; a breach of any of them is a breach of the rule.
    pub demands: Vec<Demand>,
    /// What it says to people.
    pub words: RuleWords,
    /// Where it is written, for an own rule.
    pub place: Option<Place>,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One register as it stands.
    State,
    /// What differs between two revisions.
    Change,
    /// A register and a day.
    Date,
}

/// Whether what a rule asks for stands in a change record (endringsmelding).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByRecord {
    /// It does, so that a topic which releases the rule needs a record.
    Yes,
    /// It stands elsewhere.
    No,
}

/// How far a rule decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decides {
    /// All of it.
    Auto,
    /// That it is documented, consistent and dated; a person judges the rest.
    Partial,
    /// Nothing: it asks, and a person judges.
    Human,
}

/// A section of a text that a rule rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestsOn {
    /// A text of `rules/tables/kilder.toml`, by its key.
    Known {
        /// The key of the text.
        text: String,
        /// The chapter, section or article.
        section: String,
    },
    /// A text that an own rule names itself.
    Own(Citation),
}

impl RestsOn {
    /// Reads one `[[kilde]]`: a known text, or one that the rule names itself.
    pub fn read(node: &Node) -> Self {
        let text = |key: &str| node.get(key).and_then(Node::text).unwrap_or_default().to_owned();
        if node.get("tekst").is_some() {
            Self::Known { text: text("tekst"), section: text("avsnitt") }
        } else {
            Self::Own(Citation { title: text("tittel"), section: text("avsnitt"), url: text("lenke") })
        }
    }
}

/// When a rule applies.
#[derive(Debug, Clone, Default)]
pub struct Applies {
    /// The status a register must have; empty for any.
    pub statuses: Vec<String>,
    /// What must hold of the register.
    pub when: Vec<Condition>,
    /// The first day on which it holds.
    pub from: Option<NaiveDate>,
    /// The last day on which it holds.
    pub until: Option<NaiveDate>,
}

impl Rule {
    /// The duty (plikt) that the rule is about, where it is one.
    pub fn duty(&self) -> Option<&str> {
        self.id.strip_prefix("plikt-")
    }

    /// How grave a breach in the way of `variant` is.
    pub fn level_of(&self, variant: &str) -> Level {
        self.levels.iter().find(|(name, _)| name == variant).map_or(self.level, |(_, level)| *level)
    }

    /// Whether the rule can be waived: what protects persons and what a change owes cannot.
    pub fn can_be_waived(&self) -> bool {
        can_be_waived(&self.id)
    }
}

/// Whether a rule of this id can be waived.
pub fn can_be_waived(id: &str) -> bool {
    !id.starts_with("personvern-") && !id.starts_with("plikt-")
}
