//! Two revisions of a register side by side, and what a difference between them is told by.
//!
//! **Knows**: where a value stands in either, and where to point when it stands in one of them only.
//! **Does not know**: when two values differ.

use std::collections::BTreeMap;

use crate::document::tree::Node;
use crate::register::Register;
use crate::report::change::{Change, ChangeKind, Effect, Substance};
use crate::source::{Location, Place};

/// The same thing in both revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::change) struct Two<T> {
    /// At BASE.
    pub(in crate::change) before: T,
    /// At HEAD.
    pub(in crate::change) after: T,
}

impl<T> Two<T> {
    /// Both made into something else.
    pub(in crate::change) fn map<U>(self, mut make: impl FnMut(T) -> U) -> Two<U> {
        Two { before: make(self.before), after: make(self.after) }
    }

    /// Both by reference.
    pub(in crate::change) fn as_ref(&self) -> Two<&T> {
        Two { before: &self.before, after: &self.after }
    }
}

impl<T: PartialEq> Two<T> {
    /// Whether they are equal.
    pub(in crate::change) fn is_equal(&self) -> bool {
        self.before == self.after
    }
}

/// Both revisions of a register.
pub(in crate::change) type Pair<'a> = Two<&'a Register>;

/// A value in both revisions, where it stands there.
pub(in crate::change) type Nodes<'a> = Two<Option<&'a Node>>;

impl<'a> Pair<'a> {
    /// What stands at `path`; what is blank stands nowhere.
    pub(in crate::change) fn at(&self, path: &str) -> Nodes<'a> {
        self.map(|register| register.at(path).filter(|node| node.is_filled()))
    }
}

impl<'a> Nodes<'a> {
    /// The entry `key` of both.
    pub(in crate::change) fn get(&self, key: &str) -> Self {
        self.map(|node| node.and_then(|node| node.get(key)).filter(|node| node.is_filled()))
    }

    /// The elements of both lists; what is no list is one of itself.
    pub(in crate::change) fn lists(&self) -> Two<&'a [Node]> {
        self.map(|node| node.map(|node| node.elements().as_slice()).unwrap_or_default())
    }
}

/// A difference before it is told: its places are only pointed at.
#[derive(Debug)]
pub(in crate::change) struct Difference {
    /// What kind.
    pub(in crate::change) kind: ChangeKind,
    /// What it is about.
    pub(in crate::change) subject: String,
    /// Which way it goes.
    pub(in crate::change) effect: Effect,
    /// Whether it changes what is meant.
    pub(in crate::change) substance: Substance,
    /// What stood and stands there.
    pub(in crate::change) texts: Two<Option<String>>,
    /// Where it stood; none where nothing did.
    pub(in crate::change) base: Option<Place>,
    /// Where it stands, or what it was taken out of.
    pub(in crate::change) place: Place,
}

impl Difference {
    /// A difference of content that alters, between what stands at `nodes`; where nothing stands at HEAD it
    /// points at `field` there, or at what lies nearest.
    pub(in crate::change) fn new(kind: ChangeKind, pair: &Pair<'_>, nodes: &Nodes<'_>, field: &str) -> Self {
        Self {
            kind,
            subject: String::new(),
            effect: Effect::Altered,
            substance: Substance::Content,
            texts: Two { before: None, after: None },
            base: nodes.before.map(|node| node.place.clone()),
            place: nodes.after.map_or_else(|| pair.after.nearest_place(field), |node| node.place.clone()),
        }
    }

    /// The same about `subject`.
    pub(in crate::change) fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// The same with this effect.
    pub(in crate::change) fn with(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// The same with this substance.
    pub(in crate::change) fn of(mut self, substance: Substance) -> Self {
        self.substance = substance;
        self
    }

    /// The same with these texts; empty ones say nothing.
    pub(in crate::change) fn saying(mut self, texts: Two<Option<String>>) -> Self {
        self.texts = texts.map(|text| text.filter(|text| !text.trim().is_empty()));
        self
    }
}

/// So many differences of one file are shown with their line: beyond that the file is named, for a file
/// that is one long line would be counted through again and again.
const MOST_LINES: usize = 2_000;

/// The differences as changes.
pub(in crate::change) fn told(differences: Vec<Difference>) -> Vec<Change> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut locate = |place: &Place| -> Location {
        let count = counts.entry(place.source().path().to_owned()).or_default();
        *count += 1;
        if *count > MOST_LINES { Place::file(place.source().path()).locate() } else { place.locate() }
    };
    let tell = |difference: Difference| Change {
        kind: difference.kind,
        subject: difference.subject,
        effect: difference.effect,
        substance: difference.substance,
        before: difference.texts.before,
        after: difference.texts.after,
        location: locate(&difference.place),
        base_location: difference.base.as_ref().map(&mut locate),
    };
    differences.into_iter().map(tell).collect()
}
