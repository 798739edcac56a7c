//! How the duties of a register stand from one commit to another, topic by topic.
//!
//! **Knows**: which register of one commit is which of another, which record covers a topic.
//! **Does not know**: which commits are worth asking about.

use std::collections::BTreeMap;

use crate::cache::Cache;
use crate::change;
use crate::document::Limits;
use crate::git::{ObjectId, Pair, Repository, Step};
use crate::job::JobError;
use crate::job::check::{SnapshotFiles, own_rules, state};
use crate::job::gather::Library;
use crate::job::proposal::{self, Reach};
use crate::job::readings::Readings;
use crate::job::review::{self, Judge};
use crate::register::Register;
use crate::report::change::{Change, Topic};
use crate::report::duty::{Duty, DutyState};
use crate::rule::condition::Ground;
use crate::rule::review::Review;

/// How a duty stands on a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) standing: Standing,
    pub(super) duty: Duty,
    /// The name of the change record that covers the topic.
    pub(super) record: Option<String>,
}

/// Whether a released duty is open on a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Open,
    /// Met, or with nothing to be held against.
    Done,
}

/// The duties of a register, by id and topic.
pub(super) type Stands = BTreeMap<(String, Topic), Stand>;

/// A duty that a commit left open.
pub(super) struct Released {
    pub(super) duty: String,
    pub(super) topic: Topic,
    /// The register's folder before the commit; none where the commit brought the register.
    pub(super) folder: Option<String>,
    /// The register's folder at the tip.
    pub(super) at_tip: String,
    /// How the duty stands from before the commit to the tip; none where nothing releases it any more.
    pub(super) tip: Option<Stand>,
}

/// Where reviews are made, and by what.
pub(super) struct Where<'a> {
    pub(super) repository: &'a Repository,
    pub(super) limits: Limits,
    pub(super) cache: &'a Cache,
    pub(super) judge: Judge<'a>,
}

impl Where<'_> {
    /// The duties that a commit left open, and how they stand at the tip.
    pub(super) fn released(&self, step: &Step, tip: ObjectId) -> Result<Vec<Released>, JobError> {
        let pair = self.repository.pair_of(step.parent, step.id)?;
        let sides = [&pair.base, &pair.head].map(SnapshotFiles::new);
        let [base, head] = [&sides[0], &sides[1]].map(|files| Library::new(files, self.limits, self.cache));
        let mut released = Vec::new();
        for twin in proposal::twins(&pair, &base, &head, Reach::Touched) {
            let Some(folder) = &twin.head else { continue };
            let readings = Readings::default();
            let before = twin.base.as_ref().map(|folder| base.register(folder, &readings));
            let after = head.register(folder, &readings);
            let stands = stands(before.as_ref(), after, self.judge);
            let open: Vec<_> =
                stands.into_iter().filter(|(_, stand)| stand.standing == Standing::Open).collect();
            if open.is_empty() {
                continue;
            }
            let (at_tip, mut at_end) = self.at(step.parent, twin.base.as_deref(), tip, folder)?;
            let Some(at_tip) = at_tip else { continue };
            released.extend(open.into_iter().map(|((duty, topic), _)| Released {
                tip: at_end.remove(&(duty.clone(), topic)),
                folder: twin.base.clone(),
                at_tip: at_tip.clone(),
                duty,
                topic,
            }));
        }
        Ok(released)
    }

    /// How the duties stand that the change from `base` to `head` releases in the register that lay in `folder`
    /// at `base`.
    pub(super) fn stands(
        &self,
        base: ObjectId,
        folder: Option<&str>,
        head: ObjectId,
    ) -> Result<Stands, JobError> {
        // A register that came in between has its folder from there on.
        Ok(self.at(base, folder, head, folder.unwrap_or_default())?.1)
    }

    /// The same with the register's folder at `head`: `new` for one that was not there at `base`.
    fn at(
        &self,
        base: ObjectId,
        folder: Option<&str>,
        head: ObjectId,
        new: &str,
    ) -> Result<(Option<String>, Stands), JobError> {
        let pair: Pair = self.repository.pair_of(base, head)?;
        let sides = [&pair.base, &pair.head].map(SnapshotFiles::new);
        let [base, head] = [&sides[0], &sides[1]].map(|files| Library::new(files, self.limits, self.cache));
        let is_meant = |twin: &&proposal::Twin| match folder {
            Some(_) => twin.base.as_deref() == folder,
            None => twin.base.is_none() && twin.head.as_deref() == Some(new),
        };
        let twins = proposal::twins(&pair, &base, &head, Reach::All);
        let Some(found) = twins.iter().find(is_meant).and_then(|twin| twin.head.clone()) else {
            return Ok((None, Stands::new()));
        };
        let readings = Readings::default();
        let before = folder.map(|folder| base.register(folder, &readings));
        let after = head.register(&found, &readings);
        Ok((Some(found), stands(before.as_ref(), after, self.judge)))
    }
}

/// How the duties stand that the change of a register releases.
fn stands(before: Option<&Register>, mut after: Register, judge: Judge<'_>) -> Stands {
    let changes = match before {
        Some(before) => change::between(before, &after),
        None => change::of_new(&after),
    };
    if !changes.iter().any(Change::is_content) {
        return Stands::new();
    }
    review::govern(&mut after, before);
    let Judge { law, more, today, lang, .. } = judge;
    let findings = state(&after, before, law, more, today, lang).findings;
    let (own, _) = before.map(own_rules).unwrap_or_default();
    let rules = review::change_rules(law, &own, more, &changes);
    let review = Review::new(before, &after, &changes, &findings).under(&rules);
    let ground = Ground { register: &after, today, tables: &law.tables, review: Some(&review) };
    let mut stands = Stands::new();
    for rule in rules.into_iter().filter(|rule| rule.duty().is_some()) {
        let Some(stand) = crate::rule::review::stand(rule, ground) else { continue };
        let (duty, _) = review::duty(rule, &stand, &after, judge);
        for topic in duty.topics.clone() {
            let is_open = duty.state == DutyState::Open && stand.open.contains(&topic);
            let standing = if is_open { Standing::Open } else { Standing::Done };
            let record = review.records_for(topic).map(|record| slug(record.path)).min();
            stands.insert((duty.id.clone(), topic), Stand { standing, duty: duty.clone(), record });
        }
    }
    stands
}

/// The name of a change record: its file without folder and `.toml`.
fn slug(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name).to_owned()
}
