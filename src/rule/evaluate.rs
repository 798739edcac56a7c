//! Holds rules against a register.
//!
//! **Knows**: when a rule applies, how a hit becomes a finding with words, that no identity number is
//! ever shown whole.
//! **Does not know**: waivers, requirements, outputs.

use crate::finding::{Citation, Finding, Fingerprint, Lang, Status};
use crate::register::{Register, person};
use crate::rule::catalogue::Law;
use crate::rule::condition::{Condition, Ground};
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

/// Holds one rule against a register.
pub fn hold(rule: &Rule, ground: Ground<'_>) -> Standing {
    let applies = &rule.applies;
    let status = match ground.register.text("register.status") {
        "" => "planlagt",
        status => status,
    };
    if !applies.statuses.is_empty() && !applies.statuses.iter().any(|word| word == status) {
        return Standing::NotApplicable(Fact::Status(status.to_owned()));
    }
    let too_early = applies.from.is_some_and(|from| ground.today < from);
    let too_late = applies.until.is_some_and(|until| ground.today > until);
    if too_early || too_late {
        return Standing::NotApplicable(Fact::Time);
    }
    for condition in &applies.when {
        if let Some(file) = unread(condition, ground.register) {
            return Standing::Held(Outcome::unknown(file));
        }
        if !condition.holds(&ground.register.tree, ground) {
            let value = ground
                .register
                .tree
                .all(&condition.field)
                .first()
                .map(|node| node.written())
                .unwrap_or_default();
            return Standing::NotApplicable(Fact::Field { field: condition.field.clone(), value });
        }
    }
    let mut outcome = Outcome::nothing();
    for demand in &rule.demands {
        outcome.add(demand.hold(ground));
    }
    Standing::Held(outcome)
}

fn unread<'a>(condition: &Condition, register: &'a Register) -> Option<&'a str> {
    let root = condition.field.split('.').next().unwrap_or(&condition.field);
    register.unread.get(root).map(String::as_str)
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
