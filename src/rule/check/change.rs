//! Checks on changes that are no duties.
//!
//! **Knows**: the rules under «endring» that look at changes and change records as such.
//! **Does not know**: which words they get.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::document::tree::Node;
use crate::report::change::{Change, Topic};
use crate::rule::condition::Ground;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::review::Review;

/// A check on changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeCheck {
    /// `ingen-slik-endring`: no such change is made, or it is told.
    NoSuch,
    /// `endringsmelding-finnes`: each topic that needs a change record has one.
    Recorded,
    /// `endringsmelding-har-endring`: each new change record has a change that it covers.
    Recording,
}

impl ChangeCheck {
    /// The checks by the names that rule files call them.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("ingen-slik-endring", Self::NoSuch),
        ("endringsmelding-finnes", Self::Recorded),
        ("endringsmelding-har-endring", Self::Recording),
    ];

    /// The ways in which it can fail, as the rule chooses its words by them.
    pub fn variants(self) -> &'static [&'static str] {
        match self {
            Self::NoSuch | Self::Recorded => &[],
            Self::Recording => &["uten-tema"],
        }
    }

    /// The check held against the changes that release the rule.
    pub fn hold(self, ground: Ground<'_>, review: &Review<'_>, changes: &[&Change]) -> Outcome {
        match self {
            Self::NoSuch => Outcome::of(changes.len(), changes.iter().map(|change| hit(change)).collect()),
            Self::Recorded => recorded(ground, review),
            Self::Recording => recording(ground, review),
        }
    }
}

fn hit(change: &Change) -> Hit {
    Hit::located(change.location.clone(), change.name())
        .with("endring", change.subject.clone())
        .with("tema", change.kind.topic().word())
}

/// Whether each topic that needs a change record has one.
fn recorded(ground: Ground<'_>, review: &Review<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for (topic, change) in &review.owing {
        let is_recorded = review.records_for(*topic).next().is_some();
        let file = || new_record(*topic, ground);
        outcome.look((!is_recorded).then(|| hit(change).with("fil", file())));
    }
    outcome
}

/// The file in which people would write a change record for `topic`, as the register writes paths.
pub(super) fn new_record(topic: Topic, ground: Ground<'_>) -> String {
    let folder = match ground.register.text("dokumenter.endringer").trim_end_matches('/') {
        "" => "endringer",
        folder => folder,
    };
    format!("{folder}/{}-{}.toml", ground.today.year(), topic.word())
}

/// Whether each change record that is new has a change to cover. One that stood before may well be
/// changed alone: the answers come in one by one. Of a register that is new everything is new.
fn recording(ground: Ground<'_>, review: &Review<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    let Some(before) = review.before else {
        return outcome;
    };
    let changed: BTreeSet<Topic> = review
        .changes
        .iter()
        .filter(|change| change.is_content())
        .map(|change| change.kind.topic())
        .collect();
    let paths = before.tree.all("endring").into_iter().flat_map(Node::elements);
    let known: BTreeSet<&str> = paths
        .filter_map(|record| record.get("fil").and_then(Node::text))
        .map(|path| before.own_path(path))
        .collect();
    for record in
        review.records.iter().filter(|record| !known.contains(ground.register.own_path(record.path)))
    {
        let topics: Vec<&str> = record.topics.iter().map(|topic| topic.word()).collect();
        let is_idle = !record.topics.iter().any(|topic| changed.contains(topic));
        let place = record.node.get("gjelder").map_or(&record.node.place, |node| &node.place);
        let file = ground.register.own_path(record.path);
        let variant = if topics.is_empty() { "uten-tema" } else { "" };
        let hit = || Hit::new(place, file).variant(variant).with("tema", topics.join(", ")).with("fil", file);
        outcome.look(is_idle.then(hit));
    }
    outcome
}
