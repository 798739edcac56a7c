//! Checks on changes that are no duties.
//!
//! **Knows**: the rules under «endring» that look at changes and change records as such.
//! **Does not know**: which words they get.

use std::collections::BTreeSet;

use super::duty::application::{approved_on, asks_for_approval, new_record};
use crate::document::tree::Node;
use crate::register::Register;
use crate::report::change::{Change, ChangeKind, Topic};
use crate::rule::condition::Ground;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::review::Review;
use crate::source::Place;

/// A check on changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeCheck {
    /// `ingen-slik-endring`: no such change is made, or it is told.
    NoSuch,
    /// `endringsmelding-finnes`: each topic that needs a change record has one.
    Recorded,
    /// `endringsmelding-har-endring`: each new change record has a change that it covers.
    Recording,
    /// `grunnlag-lesbart`: what BASE says can be read, so that a change can be told.
    Readable,
    /// `registrering-etter-godkjenning`: registration starts no earlier than the approval it needs.
    StartAfterApproval,
}

impl ChangeCheck {
    /// The checks by the names that rule files call them.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("ingen-slik-endring", Self::NoSuch),
        ("endringsmelding-finnes", Self::Recorded),
        ("endringsmelding-har-endring", Self::Recording),
        ("grunnlag-lesbart", Self::Readable),
        ("registrering-etter-godkjenning", Self::StartAfterApproval),
    ];

    /// The ways in which it can fail, as the rule chooses its words by them.
    pub fn variants(self) -> &'static [&'static str] {
        match self {
            Self::NoSuch | Self::Recorded | Self::Readable => &[],
            Self::Recording => &["uten-tema"],
            Self::StartAfterApproval => &["foer", "uten"],
        }
    }

    /// The values that its words can name.
    pub fn details(self) -> &'static [&'static str] {
        match self {
            Self::NoSuch | Self::Recorded => &["endring", "tema", "type", "fil"],
            Self::Recording => &["tema", "fil"],
            Self::Readable => &["fil"],
            Self::StartAfterApproval => &["fil", "frist", "dato"],
        }
    }

    /// The check held against the changes that release the rule.
    pub fn hold(self, ground: Ground<'_>, review: &Review<'_>, changes: &[&Change]) -> Outcome {
        match self {
            Self::NoSuch => Outcome::of(changes.len(), changes.iter().map(|change| hit(change)).collect()),
            Self::Recorded => recorded(ground, review),
            Self::Recording => recording(ground, review),
            Self::Readable => readable(ground, review),
            Self::StartAfterApproval => start_after_approval(ground, review, changes),
        }
    }
}

fn hit(change: &Change) -> Hit {
    Hit::located(change.location.clone(), change.name())
        .with("endring", change.called())
        .with("tema", change.kind.topic().word())
        .with("type", change.record_type())
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
        let hit = || {
            Hit::new(place, file).variant(variant).with("tema", topics.join(", ")).with("fil", record.path)
        };
        outcome.look(is_idle.then(hit));
    }
    outcome
}

/// Whether each file that BASE holds can be read there, or is the same still: else nothing can be told of
/// what changed in it.
fn readable(ground: Ground<'_>, review: &Review<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    let Some(before) = review.before else {
        return outcome;
    };
    let text =
        |register: &'_ Register, path: &str| register.texts.get(path).map(|source| source.text().to_owned());
    let mut files: Vec<&String> = before.unread.values().collect();
    files.sort();
    files.dedup();
    for file in files {
        let is_same = text(before, file).is_some() && text(before, file) == text(ground.register, file);
        let place = Place::first_line(ground.register.texts.get(file).unwrap_or(&ground.register.home));
        outcome.look((!is_same).then(|| Hit::new(&place, before.own_path(file)).with("fil", file.clone())));
    }
    outcome
}

/// Whether registration starts no earlier than the approval, for each record that needs one: it says so
/// itself, or accounts for a change of status. As with duties, only a register that has national status
/// owes this, and one that gets it.
fn start_after_approval(ground: Ground<'_>, review: &Review<'_>, changes: &[&Change]) -> Outcome {
    let gets_status = review.changes.iter().any(|change| change.kind == ChangeKind::StatusEndret);
    let is_national = review.before.is_some_and(|before| before.text("register.status") == "nasjonal");
    let counts = |change: &&&Change| match gets_status {
        true => change.kind == ChangeKind::StatusEndret,
        false => is_national,
    };
    let topics: Vec<Topic> = changes.iter().filter(counts).map(|change| change.kind.topic()).collect();
    let needs = |topic: &Topic, asks: bool| topics.contains(topic) && (asks || gets_status);
    let mut outcome = Outcome::nothing();
    for record in &review.records {
        let asks = asks_for_approval(record);
        let start = record.node.get("registrering_fra");
        let Some(date) = start.and_then(Node::date) else { continue };
        if !record.topics.iter().any(|topic| needs(topic, asks)) {
            continue;
        }
        let place = start.map_or(&record.node.place, |node| &node.place);
        let file = ground.register.own_path(record.path);
        let hit = Hit::new(place, format!("{file}#registrering_fra"))
            .with("fil", record.path)
            .with("frist", date.to_string());
        outcome.look(match approved_on(record, ground.today) {
            Some((approved, at)) if date < approved => {
                Some(hit.variant("foer").with("dato", approved.to_string()).related(at))
            }
            None if date <= ground.today => Some(hit.variant("uten")),
            Some(_) | None => None,
        });
    }
    outcome
}
