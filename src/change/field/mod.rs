//! The fields of two revisions of a register, held against each other.
//!
//! **Knows**: that every field is compared as its line in the plan says; that what could not be read is
//! neither the same nor another.
//! **Does not know**: prose, files, which duties follow.

mod age;
mod code;
mod council;
mod matching;
mod meaning;
pub(super) mod pair;
mod plan;
mod rows;
mod set;
pub(super) mod text;
mod way;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::tree::{Node, Value};
use crate::fault::FaultKind;
use crate::register::Register;
use crate::report::change::{Change, ChangeKind, Substance};
use pair::{Difference, Nodes, Pair, Two, told};
use plan::{PLAN, way_of};
use rows::Record;
use way::{Meaning, Way};

/// The status of a register that says nothing of it.
const PLANNED: &str = "planlagt";

/// What differs between the fields of `before` and `after`. A file that could not be read in one of them
/// (see [`Register::unread`]), and a table file that is gone, are not compared: it cannot be told what differs.
pub(super) fn compare(before: &Register, after: &Register) -> Vec<Change> {
    if Arc::ptr_eq(&before.tree, &after.tree) {
        return Vec::new();
    }
    let pair = Two { before, after };
    let mut differences = Vec::new();
    let mut told_of = BTreeSet::new();
    for (field, way) in PLAN {
        if !is_known(&pair, field) {
            continue;
        }
        match broken(&pair, field) {
            None => differences.extend(compare_field(&pair, field, *way)),
            Some(at) if !told_of.contains(at) => {
                let broken = compare_broken(&pair, at, *way);
                if !broken.is_empty() {
                    told_of.insert(at);
                }
                differences.extend(broken);
            }
            Some(_) => {}
        }
    }
    told(differences)
}

/// What differs at `field`.
fn compare_field(pair: &Pair<'_>, field: &str, way: Way) -> Vec<Difference> {
    let nodes = pair.at(field);
    match way {
        Way::Apart => Vec::new(),
        Way::Status => {
            let said = nodes.map(|node| Some(node.map_or(PLANNED.to_owned(), meaning::written)));
            let substance =
                meaning::unclear(&nodes).unwrap_or((!said.is_equal()).then_some(Substance::Content));
            let told = |substance| {
                single(ChangeKind::StatusEndret, pair, field, &nodes).of(substance).saying(said.clone())
            };
            substance.map(told).into_iter().collect()
        }
        Way::Single(kind, meaning) => {
            let substance = meaning::compare(meaning, pair, &nodes);
            substance.map(|substance| single(kind, pair, field, &nodes).of(substance)).into_iter().collect()
        }
        Way::Reason(kind, of) => {
            let is_told = way_of(of).is_some_and(|way| !compare_field(pair, of, way).is_empty());
            if is_told { Vec::new() } else { compare_field(pair, field, Way::Single(kind, Meaning::Text)) }
        }
        Way::Set(kind, flow) => set::texts((kind, flow), pair, field, &nodes),
        Way::Regions => set::regions(pair, field, &nodes),
        Way::Codes(system) => code::codes(system, pair, field, &nodes),
        Way::Ages => age::ages(pair, field, &nodes),
        Way::Record(kind, columns) => {
            let altered = Record { columns, pair, field }.altered(kind, &nodes);
            altered.map(|difference| difference.about(last(field))).into_iter().collect()
        }
        Way::Rows(rows) | Way::Council(rows) if rows.are_the_same(&nodes) => Vec::new(),
        Way::Council(rows) => council::council(rows, pair, field, &nodes),
        Way::Rows(rows) => rows::compare_rows(rows, pair, field, &nodes),
    }
}

/// A value that changed, named by its field.
fn single(kind: ChangeKind, pair: &Pair<'_>, field: &str, nodes: &Nodes<'_>) -> Difference {
    let texts = nodes.map(|node| node.map(meaning::written));
    Difference::new(kind, pair, nodes, field).about(last(field)).saying(texts)
}

/// The last key of a path.
fn last(field: &str) -> &str {
    field.rsplit('.').next().unwrap_or(field)
}

/// Whether what stands at `field` is known in both revisions.
fn is_known(pair: &Pair<'_>, field: &str) -> bool {
    let root = field.split('.').next().unwrap_or(field);
    let is_read = pair.map(|register| !register.unread.contains_key(root) && is_told(register, root));
    // That a file is gone is one change, and not one for each of its rows.
    let is_gone = matches!(root, "fagraad" | "datasett") && pair.after.at(root).is_none();
    is_read.before && is_read.after && !is_gone
}

/// Whether the data set says which variables there are; true for all else.
fn is_told(register: &Register, root: &str) -> bool {
    let (true, Some(path)) = (root == "datasett", &register.layout.data_set) else { return true };
    let mut rows = register.at("datasett.variabel").into_iter().flat_map(Node::elements).peekable();
    if rows.peek().is_some() {
        return rows.any(|row| row.get("variabel").is_some());
    }
    let is_of_file = |kind| matches!(kind, FaultKind::InvalidFile(_) | FaultKind::UnreadableDocument(_));
    !register.faults.iter().any(|fault| is_of_file(fault.kind) && fault.place.source().path() == path)
}

/// The first table or value on the way to `field` that is none, in one of the revisions.
fn broken<'p>(pair: &Pair<'_>, field: &'p str) -> Option<&'p str> {
    let ends = field.match_indices('.').map(|(at, _)| at).chain([field.len()]);
    let is_invalid = |register: &Register, path: &str| {
        register.at(path).is_some_and(|node| matches!(node.value, Value::Invalid))
    };
    ends.map(|end| &field[..end]).find(|path| is_invalid(pair.before, path) || is_invalid(pair.after, path))
}

/// What is told of a value that is none: that it may be another. The same words in both say the same.
fn compare_broken(pair: &Pair<'_>, field: &str, way: Way) -> Vec<Difference> {
    let nodes = pair.at(field);
    let kinds = match way {
        Way::Apart => Vec::new(),
        Way::Status => vec![ChangeKind::StatusEndret],
        Way::Single(kind, _) | Way::Reason(kind, _) | Way::Set(kind, _) | Way::Record(kind, _) => vec![kind],
        Way::Regions => vec![ChangeKind::RegionEndret],
        Way::Ages => vec![ChangeKind::AlderEndret],
        Way::Rows(rows) | Way::Council(rows) => vec![rows.alters],
        // Where one list is none, the codes of the other may have come, or gone.
        Way::Codes(_) => {
            let invalid = nodes.map(|node| node.is_some_and(|node| matches!(node.value, Value::Invalid)));
            let kinds = [(invalid.before, ChangeKind::KodeLagtTil), (invalid.after, ChangeKind::KodeFjernet)];
            kinds.into_iter().filter(|(is_unclear, _)| *is_unclear).map(|(_, kind)| kind).collect()
        }
    };
    let unsure = meaning::unclear(&nodes).flatten();
    let told = unsure
        .into_iter()
        .flat_map(|unsure| kinds.iter().map(move |kind| single(*kind, pair, field, &nodes).of(unsure)));
    told.collect()
}
