//! A change as rules see it: both revisions, what differs, and the records that account for it.
//!
//! **Knows**: which change records (endringsmeldinger) count, which changes release a rule, how a duty stands.
//! **Does not know**: how differences are found, what a single duty asks for.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::tree::Node;
use crate::finding::Finding;
use crate::register::Register;
use crate::report::change::{Change, ChangeKind, Effect, Topic};
use crate::report::duty::DutyState;
use crate::rule::check::{Answer, Ask, Check, Gap};
use crate::rule::condition::Ground;
use crate::rule::demand::What;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::{ByRecord, Rule};

/// The change that led from one revision to another.
#[derive(Debug)]
pub struct Review<'a> {
    /// The register at BASE; none where it is new.
    pub before: Option<&'a Register>,
    /// What differs.
    pub changes: &'a [Change],
    /// The change records that were added or changed, by path.
    pub records: Vec<Record<'a>>,
    /// What is wrong with the state at HEAD.
    pub state: &'a [Finding],
    /// The topics that need a change record, each with the first change that asks for one.
    pub owing: BTreeMap<Topic, &'a Change>,
}

/// A change record that counts for this change.
#[derive(Debug)]
pub struct Record<'a> {
    /// What it says.
    pub node: &'a Node,
    /// Its file, from the root of the repository.
    pub path: &'a str,
    /// The topics it covers (`gjelder`).
    pub topics: Vec<Topic>,
}

impl<'a> Review<'a> {
    /// The change from `before` to `after`.
    pub fn new(
        before: Option<&'a Register>,
        after: &'a Register,
        changes: &'a [Change],
        state: &'a [Finding],
    ) -> Self {
        let records = |register: &'a Register| register.at("endring").map(Node::elements).unwrap_or_default();
        let stood = |node: &Node| {
            before.into_iter().flat_map(records).any(|other| other.says_the_same(node, &["fil"]))
        };
        let record = |node: &'a Node| {
            let topics = node.get("gjelder").into_iter().flat_map(Node::elements).filter_map(Node::text);
            Record {
                node,
                path: node.get("fil").and_then(Node::text).unwrap_or_default(),
                topics: topics.filter_map(Topic::of).collect(),
            }
        };
        let records = records(after).filter(|node| !stood(node)).map(record).collect();
        Self { before, changes, records, state, owing: BTreeMap::new() }
    }

    /// The same under `rules`: a topic needs a record where one of its changes releases a duty that a
    /// record meets.
    #[must_use]
    pub fn under(mut self, rules: &[&Rule]) -> Self {
        let duties = rules.iter().filter(|rule| rule.duty().is_some() && rule.by_record == ByRecord::Yes);
        let released: Vec<&Change> = duties.flat_map(|rule| self.releasing(rule)).collect();
        for change in released {
            let first = self.owing.entry(change.kind.topic()).or_insert(change);
            if change.order(first).is_lt() {
                *first = change;
            }
        }
        self
    }

    /// The records that cover `topic`.
    pub fn records_for(&self, topic: Topic) -> impl Iterator<Item = &Record<'a>> {
        self.records.iter().filter(move |record| record.topics.contains(&topic))
    }

    /// The changes that release `rule`, in their order. A register that has no national status releases
    /// nothing, but a change of status always releases its own, and then only that.
    pub fn releasing(&self, rule: &Rule) -> Vec<&'a Change> {
        let status = self.changes.iter().find(|change| change.kind == ChangeKind::StatusEndret);
        let is_national = self.before.is_some_and(|register| register.text("register.status") == "nasjonal");
        let counts = |change: &&Change| match status {
            _ if rule.duty().is_none() => true,
            Some(_) => change.kind == ChangeKind::StatusEndret,
            None => is_national,
        };
        self.changes
            .iter()
            .filter(|change| change.is_content())
            .filter(counts)
            .filter(|change| self.is_meant(rule, change))
            .collect()
    }

    fn is_meant(&self, rule: &Rule, change: &Change) -> bool {
        let effects = self.effects_of(change);
        rule.releases.iter().any(|release| {
            effects.iter().any(|effect| release.means(change, *effect))
                && (!release.assessed || self.asks_for_approval(change.kind.topic()))
        })
    }

    /// The effects a change is seen as having: prose beside a change of a field says the same as the field,
    /// and so takes its effect.
    fn effects_of(&self, change: &Change) -> BTreeSet<Effect> {
        let own = BTreeSet::from([change.effect]);
        if !change.kind.is_prose() {
            return own;
        }
        let of_fields: BTreeSet<Effect> = self
            .changes
            .iter()
            .filter(|other| other.is_content() && !other.kind.is_prose())
            .filter(|other| other.kind.topic() == change.kind.topic())
            .map(|field| field.effect)
            .collect();
        if of_fields.is_empty() { own } else { of_fields }
    }

    /// Whether a record of `topic` says that a new approval is needed.
    pub fn asks_for_approval(&self, topic: Topic) -> bool {
        let asks = |record: &Record<'_>| {
            record.node.at("vurdering.ny_godkjenning").and_then(Node::boolean) == Some(true)
        };
        self.records_for(topic).any(asks)
    }
}

/// A duty that a change releases, and how it stands.
#[derive(Debug)]
pub struct Stand<'a> {
    /// What released it.
    pub changes: Vec<&'a Change>,
    /// How it stands.
    pub state: DutyState,
    /// What meets it, each once.
    pub met_by: Vec<String>,
    /// The topics on which it is open.
    pub open: Vec<Topic>,
    /// What is missing, at the place of the change.
    pub hit: Option<Hit>,
}

/// How the duty of `rule` stands; none where no change releases it.
pub fn stand<'a>(rule: &Rule, ground: Ground<'a>) -> Option<Stand<'a>> {
    let review = ground.review?;
    let changes = review.releasing(rule);
    let mut topics: Vec<Topic> = changes.iter().map(|change| change.kind.topic()).collect();
    topics.dedup();
    let mut stand = Stand {
        state: DutyState::NotApplicable,
        met_by: Vec::new(),
        open: Vec::new(),
        hit: None,
        changes: changes.clone(),
    };
    changes.first()?;
    for topic in topics {
        let of_topic: Vec<&Change> =
            changes.iter().copied().filter(|change| change.kind.topic() == topic).collect();
        for demand in &rule.demands {
            let answer = match &demand.what {
                What::Check(Check::Duty(duty)) => {
                    duty.answer(&Ask { ground, review, topic, changes: &of_topic })
                }
                _ => answer_of(demand.hold(ground)),
            };
            stand.take(answer, topic, &of_topic);
        }
    }
    stand.met_by.sort();
    stand.met_by.dedup();
    Some(stand)
}

impl Stand<'_> {
    /// Open wins over met, met over not applicable.
    fn take(&mut self, answer: Answer, topic: Topic, changes: &[&Change]) {
        match answer {
            Answer::NotApplicable => {}
            Answer::Met(by) => {
                self.met_by.extend(by);
                self.state = self.state.min(DutyState::Met);
            }
            Answer::Open(gap) => {
                self.state = DutyState::Open;
                if !self.open.contains(&topic) {
                    self.open.push(topic);
                }
                if self.hit.is_none() {
                    self.hit = changes.first().map(|change| gap.at(change));
                }
            }
        }
    }
}

/// What an ordinary demand says of a duty.
fn answer_of(outcome: Outcome) -> Answer {
    match outcome.hits.into_iter().next() {
        Some(hit) => {
            Answer::Open(Gap { variant: hit.variant, details: hit.details, related: vec![hit.location] })
        }
        None if outcome.looked_at > 0 => Answer::Met(Vec::new()),
        None => Answer::NotApplicable,
    }
}

/// Holds a rule on changes that is no duty: its demands, where something releases it.
pub fn hold(rule: &Rule, ground: Ground<'_>) -> Outcome {
    let Some(review) = ground.review else {
        return Outcome::nothing();
    };
    let changes = review.releasing(rule);
    let mut outcome = Outcome::nothing();
    let is_released_otherwise =
        rule.releases.iter().any(|release| release.always || release.by_record && !review.records.is_empty());
    if changes.is_empty() && !is_released_otherwise {
        return outcome;
    }
    for demand in &rule.demands {
        outcome.add(match &demand.what {
            What::Check(Check::Change(check)) => check.hold(ground, review, &changes),
            _ => demand.hold(ground),
        });
    }
    outcome
}
