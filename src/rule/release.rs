//! Which changes release a rule.
//!
//! **Knows**: how a release is written down, and whether a change is meant by it.
//! **Does not know**: what the rule then asks for.

use crate::document::tree::Node;
use crate::report::change::{Change, ChangeKind, Effect, Topic};

/// Changes that release a rule: all that stands here must hold of one change.
#[derive(Debug, Clone, Default)]
pub struct Release {
    /// The kinds.
    pub kinds: Vec<ChangeKind>,
    /// The effects; empty for any.
    pub effects: Vec<Effect>,
    /// The values before; empty for any.
    pub before: Vec<String>,
    /// The values after; empty for any.
    pub after: Vec<String>,
    /// Documents whose prose does not release it.
    pub not_in: Vec<String>,
    /// Whether only a change whose record says that a new approval is needed releases it.
    pub assessed: bool,
    /// Whether a change record releases it, whatever else changed.
    pub by_record: bool,
    /// Whether it is held in every review, whatever changed.
    pub always: bool,
}

/// The word in `av` for a change record (endringsmelding) that was added or changed.
const RECORD: &str = "endringsmelding";
/// The word in `av` for every review.
const ALWAYS: &str = "alltid";

/// A word of a release that says nothing.
#[derive(Debug)]
pub struct WrongWord<'a> {
    /// Where it stands.
    pub node: &'a Node,
    /// The key it stands under.
    pub key: &'static str,
    /// What could stand there.
    pub allowed: Vec<&'static str>,
}

/// Reads one `[[utloeses]]`. `av` names kinds (`hjemmel.type-endret`), all of a topic (`hjemmel.*`), or
/// `endringsmelding`: a change record, whatever else changed; or `alltid`: every review.
pub fn read(node: &Node) -> Result<Release, WrongWord<'_>> {
    let texts = |key: &str| node.get(key).into_iter().flat_map(Node::elements);
    let mut release = Release {
        before: texts("fra").map(Node::written).collect(),
        after: texts("til").map(Node::written).collect(),
        not_in: texts("ikke_i").map(Node::written).collect(),
        assessed: node.get("vurdert").is_some(),
        ..Release::default()
    };
    let words = || ChangeKind::ALL.into_iter().map(ChangeKind::word).chain([RECORD, ALWAYS]).collect();
    for item in texts("av") {
        let written = item.written();
        if written == RECORD {
            release.by_record = true;
            continue;
        }
        if written == ALWAYS {
            release.always = true;
            continue;
        }
        let kinds: Vec<ChangeKind> = match written.strip_suffix(".*").map(Topic::of) {
            Some(Some(topic)) => ChangeKind::ALL.into_iter().filter(|kind| kind.topic() == topic).collect(),
            Some(None) => Vec::new(),
            None => ChangeKind::of(&written).into_iter().collect(),
        };
        if kinds.is_empty() {
            return Err(WrongWord { node: item, key: "utloeses.av", allowed: words() });
        }
        release.kinds.extend(kinds);
    }
    if release.kinds.is_empty() && !release.by_record && !release.always {
        return Err(WrongWord { node, key: "utloeses.av", allowed: words() });
    }
    for item in texts("effekt") {
        let effect = Effect::ALL.into_iter().find(|effect| effect.word() == item.written());
        let allowed = || Effect::ALL.map(Effect::word).to_vec();
        release.effects.push(effect.ok_or_else(|| WrongWord {
            node: item,
            key: "utloeses.effekt",
            allowed: allowed(),
        })?);
    }
    Ok(release)
}

impl Release {
    /// Whether `change`, seen as having `effect`, is meant; whether its record asks for a new approval is
    /// another question.
    pub fn means(&self, change: &Change, effect: Effect) -> bool {
        let one_of = |list: &[String], value: &Option<String>| {
            list.is_empty() || value.as_ref().is_some_and(|value| list.contains(value))
        };
        let document = change.subject.split('#').next().unwrap_or_default();
        self.kinds.contains(&change.kind)
            && (self.effects.is_empty() || self.effects.contains(&effect))
            && one_of(&self.before, &change.before)
            && one_of(&self.after, &change.after)
            && !(change.kind.is_prose() && self.not_in.iter().any(|name| name == document))
    }
}
