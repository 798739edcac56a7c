//! Holds rules against a register.
//!
//! **Knows**: when a rule applies, how a hit becomes a finding with words, that no identity number is
//! ever shown whole.
//! **Does not know**: waivers, requirements, outputs.

use crate::document::tree::Node;
use crate::finding::{Citation, Finding, Fingerprint, Lang, Status};
use crate::register::{Register, person};
use crate::rule::catalogue::Law;
use crate::rule::condition::{Answer, Ground, Missing, answer};
use crate::rule::doubt;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::{RestsOn, Rule};
use crate::source::Location;

/// A rule and what came of it.
#[derive(Debug)]
pub struct Held<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// What came of it.
    pub standing: Standing,
}

/// What came of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It does not apply; the fact that decided it.
    NotApplicable(Fact),
    /// It was held against the register.
    Held(Outcome),
}

/// A fact that decided whether a rule applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The register's status is this.
    Status(String),
    /// A field holds this (empty: nothing).
    Field {
        /// The field.
        field: String,
        /// What it holds.
        value: String,
    },
    /// The rule holds in another time.
    Time,
}

/// Holds one rule against a register. What does not say whether the rule applies is asked for: only
/// a fact makes a rule irrelevant.
pub fn hold(rule: &Rule, ground: Ground<'_>) -> Standing {
    if let Some(bar) = bar(rule, ground) {
        return bar;
    }
    let mut outcome = Outcome::nothing();
    for demand in &rule.demands {
        outcome.add(demand.hold(ground));
    }
    Standing::Held(outcome)
}

/// Why a rule is not held against a register: it does not apply, or it cannot be told whether it does.
pub fn bar(rule: &Rule, ground: Ground<'_>) -> Option<Standing> {
    let applies = &rule.applies;
    let register = ground.register;
    if !applies.statuses.is_empty() {
        let known = register.at("register.status").filter(|node| doubt::says_something(node));
        // A register that does not say its status is held to what a planned one is.
        let status = known.and_then(Node::text).unwrap_or("planlagt");
        if !applies.statuses.iter().any(|word| word == status) {
            return Some(match known {
                Some(_) => Standing::NotApplicable(Fact::Status(status.to_owned())),
                None => Standing::Held(Outcome::open(missing("register.status", register))),
            });
        }
    }
    let too_early = applies.from.is_some_and(|from| ground.today < from);
    let too_late = applies.until.is_some_and(|until| ground.today > until);
    if too_early || too_late {
        return Some(Standing::NotApplicable(Fact::Time));
    }
    let unread = applies.when.iter().find_map(|condition| doubt::unread(register, &condition.field));
    if let Some(file) = unread {
        return Some(Standing::Held(Outcome::unknown(file)));
    }
    match answer(&applies.when, &register.tree, ground, Missing::Asks) {
        Answer::Yes => None,
        Answer::No(field) => {
            let value = written(&register.tree.all(field));
            Some(Standing::NotApplicable(Fact::Field { field: field.to_owned(), value }))
        }
        Answer::Open(causes) => Some(Standing::Held(Outcome::open(causes))),
    }
}

/// Why it is not known what the field `path` holds: its file, its value, or that nothing stands there.
fn missing(path: &str, register: &Register) -> Vec<String> {
    let causes = doubt::causes(&register.tree, path);
    match doubt::unread(register, path) {
        Some(file) => vec![file.to_owned()],
        None if causes.is_empty() => vec![path.to_owned()],
        None => causes,
    }
}

/// What stands in a field, in one line.
fn written(nodes: &[&Node]) -> String {
    let values = nodes.iter().flat_map(|node| node.elements()).map(Node::written);
    values.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join(", ")
}

/// Gives a hit its words.
pub fn finding(rule: &Rule, hit: &Hit, register: &Register, law: &Law, lang: Lang) -> Finding {
    let words = rule.words.in_lang(lang);
    let cited = rule.rests_on.iter().filter_map(|text| citation(text, law)).collect();
    Finding {
        rule: rule.id.clone(),
        level: rule.level_of(&hit.variant),
        status: Status::Existing,
        message: shown(&words.message_of(&hit.variant, &hit.details, lang)),
        help: shown(&words.help_of(&hit.variant, &hit.details, lang)),
        location: masked(hit.location.clone()),
        related: hit
            .related
            .iter()
            .cloned()
            .map(|mut related| {
                related.location = masked(related.location);
                related
            })
            .collect(),
        requirements: rule.requirements.clone(),
        sources: cited,
        fingerprint: Fingerprint::new(
            &rule.id,
            &person::mask_all(&register.folder),
            &person::mask_all(&hit.subject),
        ),
        waiver: None,
    }
}

/// The text that a rule rests on, with its title and address.
pub fn citation(text: &RestsOn, law: &Law) -> Option<Citation> {
    match text {
        RestsOn::Known { text, section } => law.tables.citation(text, section),
        RestsOn::Own(citation) => Some(citation.clone()),
    }
}

/// A text with every identity number hidden.
pub fn shown(text: &str) -> String {
    person::mask_all(text).into_owned()
}

/// The location with every identity number in its line, path and headings hidden.
pub fn masked(mut location: Location) -> Location {
    location.path = shown(&location.path);
    location.heading = location.heading.iter().map(|heading| shown(heading)).collect();
    if let Some(excerpt) = &mut location.excerpt {
        let start = person::mask_all(&excerpt.text[..excerpt.start]);
        let marked = person::mask_all(&excerpt.text[excerpt.start..excerpt.end]);
        let whole = person::mask_all(&excerpt.text);
        if whole.starts_with(&format!("{start}{marked}")) {
            excerpt.start = start.len();
            excerpt.end = start.len() + marked.len();
        } else {
            // A number reaches over the edge of the place: the whole line is shown as meant.
            excerpt.start = 0;
            excerpt.end = whole.len();
        }
        excerpt.text = whole.into_owned();
    }
    location
}
