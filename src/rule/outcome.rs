//! What came of holding a rule against a register.
//!
//! **Knows**: hits, how much was looked at, what could not be told.
//! **Does not know**: words, levels, waivers.

use crate::fault::Fault;
use crate::finding::{Details, Related};
use crate::source::{Location, Place};

/// A place where a rule is broken, before it has words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub location: Location,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What it is about, the same in every revision.
    pub subject: String,
    /// In which way the rule is broken, where there are several.
    pub variant: String,
    /// The values that the message names.
    pub details: Details,
}

impl Hit {
    /// A hit at `place`, about `subject`.
    pub fn new(place: &Place, subject: impl Into<String>) -> Self {
        Self::located(place.locate(), subject)
    }

    /// A hit at a place that is known only as people see it.
    pub fn located(location: Location, subject: impl Into<String>) -> Self {
        Self {
            location,
            related: Vec::new(),
            subject: subject.into(),
            variant: String::new(),
            details: Details::new(),
        }
    }

    /// A hit for a fault that reading found.
    pub fn of_fault(fault: &Fault) -> Self {
        let hit = Self::new(&fault.place, fault.subject.clone()).variant(fault.kind.variant());
        Self { details: fault.details.clone(), ..hit }
    }

    /// The same, broken in the way that `variant` names.
    #[must_use]
    pub fn variant(mut self, variant: &str) -> Self {
        variant.clone_into(&mut self.variant);
        self
    }

    /// The same with one more value for its message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }

    /// The same with another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: &Place) -> Self {
        self.related.push(Related { location: place.locate(), message: String::new() });
        self
    }
}

/// What came of one rule: never «met» for want of looking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Where the rule is broken.
    pub hits: Vec<Hit>,
    /// How many things were looked at.
    pub looked_at: usize,
    /// For want of what it could not be told, each once: files, values that are none with their
    /// lines, fields that are not filled in.
    pub unknown: Vec<String>,
    /// Why an expression of the rule gave no answer, each once: a fault of the rule itself.
    pub broken: Vec<String>,
}

impl Outcome {
    /// Nothing looked at.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Looked at `looked_at` things and found `hits`.
    pub fn of(looked_at: usize, hits: Vec<Hit>) -> Self {
        Self { hits, looked_at, ..Self::default() }
    }

    /// It cannot be told, for want of this file.
    pub fn unknown(file: &str) -> Self {
        Self::open(vec![file.to_owned()])
    }

    /// It cannot be told, for these causes.
    pub fn open(causes: Vec<String>) -> Self {
        let mut outcome = Self::default();
        outcome.doubt(causes);
        outcome
    }

    /// Of a part it cannot be told, for these causes.
    pub fn doubt(&mut self, causes: impl IntoIterator<Item = String>) {
        self.unknown.extend(causes);
        self.unknown.sort();
        self.unknown.dedup();
    }

    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.hits.extend(other.hits);
        self.looked_at += other.looked_at;
        self.doubt(other.unknown);
        self.broken.extend(other.broken);
        self.broken.sort();
        self.broken.dedup();
    }

    /// One more thing was looked at, and this came of it.
    pub fn look(&mut self, hit: Option<Hit>) {
        self.looked_at += 1;
        self.hits.extend(hit);
    }
}
