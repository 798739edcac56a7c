//! The duties to account for a change (redegjørelse): all points of the guide, and single ones.
//!
//! **Knows**: the seven points, and what counts as an account of one.
//! **Does not know**: which changes ask for it; whether what is said is right.

use std::collections::{BTreeMap, BTreeSet};

use super::mention::{Spoken, fold};
use super::proof::{by_record, filled, words};
use super::{Answer, Ask, Gap};
use crate::document::tree::Node;
use crate::report::change::ChangeKind;
use crate::rule::check::organisation;
use crate::rule::review::Record;

/// The ways in which the account as a whole is missing.
pub(super) const ALL: &[&str] = &["ingen-melding", "ingen", "mangler"];
/// The ways in which one point of it is missing.
pub(super) const POINT: &[&str] = &[
    "ingen-melding",
    "mangler",
    "for-kort",
    "uten-kilde",
    "ikke-uavhengig",
    "ikke-lenger-uavhengig",
    "uten-begrunnelse",
    "ny-variabel",
];

/// The points of the account, in the order of the guide.
pub(super) const POINTS: [&str; 7] = [
    "hjemmel",
    "fagraad",
    "datafangst",
    "dekningsgrad",
    "forankring",
    "registerbeskrivelse",
    "retningslinjer",
];

/// How many words a point has at the least.
const LEAST_WORDS: usize = 5;

/// Why a point is not accounted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    /// Nothing stands there, or template text.
    Nothing,
    /// Fewer words than say anything.
    Short,
}

fn point<'a>(record: &Record<'a>, name: &str) -> Result<&'a str, Lack> {
    let node = record.node.get("redegjoerelse").and_then(|table| table.get(name));
    let text = filled(node).ok_or(Lack::Nothing)?;
    if words(text) < LEAST_WORDS { Err(Lack::Short) } else { Ok(text) }
}

/// Whether all seven points are accounted for (E-1). The gap has a detail for each point that is not.
pub(super) fn all(ask: &Ask<'_>) -> Answer {
    by_record(ask, "redegjoerelse", |record| {
        let missing: Vec<&str> = POINTS.into_iter().filter(|name| point(record, name).is_err()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let variant = if missing.len() == POINTS.len() { "ingen" } else { "mangler" };
        let gap = Gap::new(variant).with("mangler", missing.join(", "));
        Err(missing.into_iter().fold(gap, |gap, name| gap.with(name, name)))
    })
}

/// Whether the point on data capture is accounted for (E-10).
pub(super) fn capture(ask: &Ask<'_>) -> Answer {
    by_record(ask, "redegjoerelse", |record| said(record, "datafangst").map(|_| ()))
}

/// Whether the point on coverage is accounted for, and its source is still independent (E-11).
pub(super) fn coverage(ask: &Ask<'_>) -> Answer {
    let answer = by_record(ask, "redegjoerelse", |record| said(record, "dekningsgrad").map(|_| ()));
    match (answer, dependence(ask)) {
        (Answer::Met(_), Some(gap)) => Answer::Open(gap),
        (answer, _) => answer,
    }
}

/// The account of one point, in words.
fn said<'a>(record: &Record<'a>, name: &str) -> Result<&'a str, Gap> {
    point(record, name).map_err(|lack| {
        let variant = match lack {
            Lack::Nothing => "mangler",
            Lack::Short => "for-kort",
        };
        Gap::new(variant).with("mangler", name)
    })
}

/// In which way the source of the coverage is not independent, or not said to be.
fn dependence(ask: &Ask<'_>) -> Option<Gap> {
    let register = ask.ground.register;
    let source = register.at("dekningsgrad.kilde");
    let gap = |variant: &str| {
        let mut gap = Gap::new(variant).with("verdi", source.map(Node::written).unwrap_or_default());
        gap = gap.with("tema", ask.topic.word());
        gap.related.push(register.nearest_place("dekningsgrad.kilde").locate());
        Some(gap)
    };
    let is_independent = register.at("dekningsgrad.uavhengig").and_then(Node::boolean) == Some(true);
    if filled(source).is_none() {
        return gap("uten-kilde");
    }
    if !organisation::independent_source(ask.ground).hits.is_empty() {
        return gap("ikke-uavhengig");
    }
    let was_independent = ask
        .review
        .before
        .and_then(|before| before.at("dekningsgrad.uavhengig"))
        .and_then(Node::boolean)
        .unwrap_or(false);
    if !is_independent && was_independent {
        return gap("ikke-lenger-uavhengig");
    }
    if !is_independent && filled(register.at("dekningsgrad.begrunnelse")).is_none() {
        return gap("uten-begrunnelse");
    }
    None
}

/// Whether the point on guidelines is accounted for, and each new variable with it (E-14).
pub(super) fn guidelines(ask: &Ask<'_>) -> Answer {
    let new = new_variables(ask);
    by_record(ask, "redegjoerelse", |record| {
        let text = Spoken::new(said(record, "retningslinjer")?);
        match new.iter().find(|variable| !accounts_for(&text, variable)) {
            Some(variable) => Err(Gap::new("ny-variabel").with("navn", variable.name)),
            None => Ok(()),
        }
    })
}

/// A variable that came in with the change and stands in no indicator.
struct Variable<'a> {
    name: &'a str,
    description: &'a str,
}

fn new_variables<'a>(ask: &Ask<'a>) -> Vec<Variable<'a>> {
    let register = ask.ground.register;
    let texts =
        |path: &str| register.tree.all(path).into_iter().flat_map(Node::elements).filter_map(Node::text);
    let in_indicators: BTreeSet<String> = texts("indikator.variabler").map(fold).collect();
    let variables = register.tree.all("datasett.variabel").into_iter().flat_map(Node::elements);
    let described: BTreeMap<&str, &str> = variables
        .filter_map(|row| Some((row.get("variabel")?.text()?, row.get("beskrivelse").and_then(Node::text)?)))
        .collect();
    let added = ask.changes.iter().filter(|change| change.kind == ChangeKind::VariabelLagtTil);
    added
        .map(|change| change.subject.as_str())
        .filter(|name| !in_indicators.contains(&fold(name)))
        .map(|name| Variable { name, description: described.get(name).copied().unwrap_or_default() })
        .collect()
}

/// How the account may speak of all new variables at once.
const TOGETHER: [&str; 6] =
    ["nye variab", "ny variabel", "dei nye måla", "variabelen", "ingen av variab", "ingen av dei nye"];

/// Ways to say that there are no new variables, which does not account for one.
const NONE_NEW: [&str; 7] = [
    "ingen nye variab",
    "ingen ny variab",
    "inga ny variab",
    "ikke nye variab",
    "ikkje nye variab",
    "uten nye variab",
    "utan nye variab",
];

/// Whether the text names the variable, by its name or by half of the words of its description, or speaks of
/// the new variables together.
fn accounts_for(text: &Spoken, variable: &Variable<'_>) -> bool {
    let (there, all) = text.share(variable.description);
    let is_described = there > 0 && there * 2 >= all;
    text.calls(variable.name) || is_described || text.has(&TOGETHER) && !text.has(&NONE_NEW)
}
