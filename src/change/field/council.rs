//! The expert council (fagråd): its members, and who leads them.
//!
//! **Knows**: that the lead is one seat, whoever sits in it.
//! **Does not know**: what is required of a council.

use super::matching::{Matching, matching, whole};
use super::meaning::unclear;
use super::pair::{Difference, Nodes, Pair, Two};
use super::rows::{List, told};
use super::way::Rows;
use crate::document::tree::Node;
use crate::report::change::{ChangeKind, Substance};

/// What differs between two councils.
pub(super) fn council(rows: &Rows, pair: &Pair<'_>, field: &str, nodes: &Nodes<'_>) -> Vec<Difference> {
    let list = List { rows, pair, field };
    let found = matching(rows, nodes.lists());
    let mut differences = lead(&list, &found);
    differences.extend(told(&list, found));
    differences
}

/// Who leads the council now and did not, in the place of whom.
fn lead(list: &List<'_>, found: &Matching<'_>) -> Vec<Difference> {
    let leads = |row: &Node| row.get("leder").and_then(Node::boolean) == Some(true);
    let (mut gone, mut come, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for row in &found.pairs {
        let cells = row.map(Some).get("leder");
        match (unclear(&cells), leads(row.before), leads(row.after)) {
            (Some(None), ..) => {}
            (Some(Some(unsure)), ..) => told.push(change(list, &row.map(Some)).of(unsure)),
            (None, true, false) => gone.push(row.before),
            (None, false, true) => come.push(row.after),
            (None, true, true) | (None, false, false) => {}
        }
    }
    gone.extend(found.gone.iter().copied().filter(|row| leads(row)));
    come.extend(found.come.iter().copied().filter(|row| leads(row)));
    gone.sort_by_cached_key(|row| whole(row));
    come.sort_by_cached_key(|row| whole(row));
    let seats = gone.len().max(come.len());
    let seat = |at: usize| Two { before: gone.get(at).copied(), after: come.get(at).copied() };
    told.extend((0..seats).map(|at| change(list, &seat(at)).of(Substance::Content)));
    told
}

/// A seat that somebody else sits in.
fn change(list: &List<'_>, row: &Nodes<'_>) -> Difference {
    let cells = row.get("navn");
    let named = Two { before: cells.before.or(row.before), after: cells.after.or(row.after) };
    let name = |row: Option<&Node>| row.map(|row| list.subject(&Two { before: None, after: Some(row) }));
    Difference::new(ChangeKind::LederEndret, list.pair, &named, list.field)
        .about(list.subject(row))
        .saying(row.map(name))
}
