//! Lists without order whose elements are words or sentences.
//!
//! **Knows**: that an element is the same however it is written, and that a corrected one is one change.
//! **Does not know**: codes, tables.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::written;
use super::pair::{Difference, Nodes, Pair, Two};
use super::text::{are_few, plain, wording};
use super::way::Flow;
use crate::document::tree::{Node, Value};
use crate::register::schema::REGIONS;
use crate::report::change::{ChangeKind, Effect, Substance};

/// The elements of a list by what they say.
type Elements<'a> = BTreeMap<String, &'a Node>;

/// What differs between two lists of texts.
pub(super) fn texts(
    (kind, flow): (ChangeKind, Flow),
    pair: &Pair<'_>,
    field: &str,
    nodes: &Nodes<'_>,
) -> Vec<Difference> {
    let elements = nodes.map(|node| elements(node));
    let mut gone = without(&elements.before, &elements.after);
    let mut come = without(&elements.after, &elements.before);
    let tell = |nodes: Nodes<'_>| {
        let said = nodes.map(|node| node.map(written));
        let subject = said.after.as_ref().or(said.before.as_ref()).map(|text| plain(text));
        let effect = match (flow, nodes.before, nodes.after) {
            (Flow::Alteration, ..) => Effect::Altered,
            (Flow::Extent, Some(_), Some(_)) | (Flow::Extent, None, None) => Effect::Equal,
            (Flow::Extent, Some(_), None) => Effect::Narrowed,
            (Flow::Extent, None, Some(_)) => Effect::Widened,
        };
        let substance = match (nodes.before, nodes.after) {
            (Some(_), Some(_)) => Substance::Editorial,
            (one, other) if one.or(other).is_some_and(is_invalid) => Substance::Unsure,
            _ => Substance::Content,
        };
        let difference = Difference::new(kind, pair, &nodes, field).about(subject.unwrap_or_default());
        difference.with(effect).of(substance).saying(said)
    };
    let mut told = Vec::new();
    for (two, substance) in corrections(&gone, &come) {
        let corrected = Two { before: gone.remove(&two.before), after: come.remove(&two.after) };
        told.extend(substance.map(|_| tell(corrected)));
    }
    told.extend(gone.into_values().map(|node| tell(Two { before: Some(node), after: None })));
    told.extend(come.into_values().map(|node| tell(Two { before: None, after: Some(node) })));
    told
}

fn is_invalid(node: &Node) -> bool {
    matches!(node.value, Value::Invalid)
}

fn elements(list: Option<&Node>) -> Elements<'_> {
    let nodes = list.into_iter().flat_map(Node::elements).filter(|node| node.is_filled());
    let mut elements = Elements::new();
    for node in nodes {
        elements.entry(plain(&written(node))).or_insert(node);
    }
    elements
}

fn without<'a>(elements: &Elements<'a>, other: &Elements<'_>) -> Elements<'a> {
    let left = elements.iter().filter(|(text, _)| !other.contains_key(*text));
    left.map(|(text, node)| (text.clone(), *node)).collect()
}

/// Which elements are others that say the same, or with their spelling corrected; each stands in one pair
/// at most.
fn corrections(gone: &Elements<'_>, come: &Elements<'_>) -> Vec<(Two<String>, Option<Substance>)> {
    if !are_few(&Two { before: gone, after: come }.map(|elements| elements.keys().collect())) {
        return Vec::new();
    }
    // What is a correction one way is a slip the other way, and the same pair.
    let either_way = |two: &Two<&String>| {
        let ways = [wording(two.before, two.after), wording(two.after, two.before)];
        ways.into_iter().min().flatten()
    };
    let all = gone.keys().flat_map(|before| come.keys().map(move |after| Two { before, after }));
    let mut alike: Vec<(Two<&String>, Option<Substance>)> = all
        .map(|two| (either_way(&two), two))
        .filter(|(likeness, _)| likeness.is_none_or(|likeness| likeness == Substance::Editorial))
        .map(|(likeness, two)| (two, likeness))
        .collect();
    alike.sort_by_key(|(two, likeness)| (*likeness, two.before.min(two.after), two.before.max(two.after)));
    let mut taken: Two<BTreeSet<&String>> = Two { before: BTreeSet::new(), after: BTreeSet::new() };
    alike.retain(|(two, _)| {
        let is_free = !taken.before.contains(two.before) && !taken.after.contains(two.after);
        if is_free {
            taken.before.insert(two.before);
            taken.after.insert(two.after);
        }
        is_free
    });
    let told = |(two, _): (Two<&String>, _)| {
        let substance = wording(two.before, two.after);
        (two.map(String::clone), substance)
    };
    alike.into_iter().map(told).collect()
}

/// What differs between the regions in which the patients are treated: all four where nothing is said.
pub(super) fn regions(pair: &Pair<'_>, field: &str, nodes: &Nodes<'_>) -> Vec<Difference> {
    let words = nodes.map(|node| -> BTreeSet<String> {
        match node {
            Some(node) => node.elements().map(|node| plain(&written(node))).collect(),
            None => REGIONS.iter().map(|region| (*region).to_owned()).collect(),
        }
    });
    let all: BTreeSet<&String> = words.before.symmetric_difference(&words.after).collect();
    let tell = |word: &String| {
        let stands = nodes.map(|list| list?.elements().find(|node| plain(&written(node)) == *word));
        let (effect, texts) = match words.after.contains(word) {
            true => (Effect::Widened, Two { before: None, after: Some(word.clone()) }),
            false => (Effect::Narrowed, Two { before: Some(word.clone()), after: None }),
        };
        let is_unclear = [stands.before, stands.after].into_iter().flatten().any(is_invalid);
        let substance = if is_unclear { Substance::Unsure } else { Substance::Content };
        let difference = Difference::new(ChangeKind::RegionEndret, pair, &stands, field);
        difference.about(word).with(effect).saying(texts).of(substance)
    };
    all.into_iter().map(tell).collect()
}
