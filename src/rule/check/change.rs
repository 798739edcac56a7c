//! Checks on changes that are no duties.
//!
//! **Knows**: the rules under «endring» that look at changes and change records as such.
//! **Does not know**: which words they get.

use crate::report::change::Change;
use crate::rule::condition::Ground;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::review::Review;

/// A check on changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeCheck {
    /// `ingen-slik-endring`: no such change is made, or it is told.
    NoSuch,
    /// `endringsmelding-finnes`: the topic of each change stands in a change record.
    Recorded,
}

impl ChangeCheck {
    /// The checks by the names that rule files call them.
    pub const NAMES: [(&'static str, Self); 2] =
        [("ingen-slik-endring", Self::NoSuch), ("endringsmelding-finnes", Self::Recorded)];

    /// The check held against the changes that release the rule.
    pub fn hold(self, _ground: Ground<'_>, review: &Review<'_>, changes: &[&Change]) -> Outcome {
        let hit = |change: &&Change| {
            Hit::located(change.location.clone(), change.name())
                .with("endring", change.subject.clone())
                .with("tema", change.kind.topic().word())
        };
        match self {
            Self::NoSuch => Outcome::of(changes.len(), changes.iter().map(hit).collect()),
            Self::Recorded => {
                let mut outcome = Outcome::nothing();
                let mut told = Vec::new();
                for change in changes {
                    let topic = change.kind.topic();
                    let is_recorded = review.records_for(topic).next().is_some();
                    let is_first = !told.contains(&topic);
                    told.push(topic);
                    outcome.look((!is_recorded && is_first).then(|| hit(change)));
                }
                outcome
            }
        }
    }
}
