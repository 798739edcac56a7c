//! Lists whose order does not matter, and tables that became lists.
//!
//! **Knows**: which items can be moved without a change of meaning, what the head of a table is worth.
//! **Does not know**: what a change of words means.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Difference;
use super::text::{ListMark, Shape, Text};
use super::unit::{Unit, Units};
use super::weight;
use crate::document::RowPart;

/// Leaves out the heads of tables where the other side has no table: they count as list marks.
pub(super) fn drop_heads(text: &Text, units: &mut Units, other: &Text) -> Difference {
    let is_cell = |shape: &Shape| matches!(shape, Shape::Cell { .. });
    if other.parts().iter().any(|part| is_cell(&part.shape))
        || !text.parts().iter().any(|part| is_cell(&part.shape))
    {
        return Difference::None;
    }
    let is_head = |unit: &Unit| {
        let shape = text.parts().get(unit.part).map(|part| &part.shape);
        matches!(shape, Some(Shape::Cell { part: RowPart::Head, .. }))
    };
    let heads: Vec<&Unit> = units.all.iter().filter(|unit| is_head(unit)).collect();
    let difference = match heads.as_slice() {
        [] => Difference::None,
        heads if heads.iter().any(|unit| weight::tells_scope(&unit.key)) => Difference::Unsure,
        _ => Difference::Editorial,
    };
    let mut lead = None;
    units.all.retain_mut(|unit| {
        if is_head(unit) {
            lead.get_or_insert_with(|| unit.lead.clone());
            return false;
        }
        if let Some(lead) = lead.take() {
            unit.lead = lead;
        }
        true
    });
    difference
}

/// Puts the items of unordered lists of `units` in the order they have on the other side, where they are the same.
pub(super) fn settle(text: &Text, units: &mut Units, other: (&Text, &Units)) -> Difference {
    let mut lists: BTreeMap<Vec<String>, Vec<Vec<String>>> = BTreeMap::new();
    for list in lists_of(other.0, other.1) {
        let says: Vec<String> = list.iter().map(|item| said(&other.1.all[item.clone()])).collect();
        let mut sorted = says.clone();
        sorted.sort();
        lists.entry(sorted).or_default().push(says);
    }
    let mut difference = Difference::None;
    for list in lists_of(text, units) {
        let says: Vec<String> = list.iter().map(|item| said(&units.all[item.clone()])).collect();
        let mut sorted = says.clone();
        sorted.sort();
        let distinct = sorted.iter().collect::<BTreeSet<_>>().len() == sorted.len();
        let Some([wanted]) = lists.get(&sorted).map(Vec::as_slice) else { continue };
        if !distinct || *wanted == says {
            continue;
        }
        let places: BTreeMap<&String, usize> =
            says.iter().enumerate().map(|(place, said)| (said, place)).collect();
        let order: Vec<usize> = wanted.iter().filter_map(|said| places.get(said).copied()).collect();
        let steps = units.all[list[0].start.saturating_sub(12)..list[0].start]
            .iter()
            .any(|unit| weight::ranks(&unit.key));
        let bound = list.iter().any(|item| units.all[item.clone()].first().is_some_and(is_bound));
        difference = difference.max(if steps || bound { Difference::Unsure } else { Difference::Editorial });
        reorder(units, &list, &order);
    }
    difference
}

/// Whether an item that begins so can't be moved: it points back, or has a number.
fn is_bound(first: &Unit) -> bool {
    weight::points_back(&first.key) || first.key.bytes().all(|byte| byte.is_ascii_digit())
}

/// What an item says, marks and cells inside it too.
fn said(units: &[Unit]) -> String {
    let mut says = String::new();
    let mut part = None;
    for unit in units {
        match part {
            None => {}
            Some(part) if part == unit.part => says.push_str(&unit.lead.marks),
            Some(part) => {
                says.push_str(&unit.lead.before);
                says.push_str(&"|".repeat(unit.part - part));
                says.push_str(&unit.lead.marks);
            }
        }
        says.push(' ');
        says.push_str(&unit.key);
        part = Some(unit.part);
    }
    says
}

/// An item whose place in its list may not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Movable {
    /// A bullet item: how deep, and its part.
    Item { depth: usize, part: usize },
    /// A row below the head of a table.
    Row { table: usize, row: usize },
}

impl Movable {
    fn of(text: &Text, part: usize) -> Option<Self> {
        match text.parts().get(part).map(|part| &part.shape) {
            Some(Shape::Item { depth, mark: ListMark::Bullet, .. }) => {
                Some(Self::Item { depth: *depth, part })
            }
            Some(Shape::Cell { table, row, part: RowPart::Body, .. }) => {
                Some(Self::Row { table: *table, row: *row })
            }
            _ => None,
        }
    }

    /// Whether it comes right behind `last` in one list.
    fn follows(self, last: Self) -> bool {
        match (last, self) {
            (Self::Item { depth: above, part: last }, Self::Item { depth, part }) => {
                above == depth && part == last + 1
            }
            (Self::Row { table: above, .. }, Self::Row { table, .. }) => above == table,
            _ => false,
        }
    }
}

/// The runs of two or more items of one list, each as the units of its items.
fn lists_of(text: &Text, units: &Units) -> Vec<Vec<Range<usize>>> {
    let mut lists: Vec<Vec<Range<usize>>> = Vec::new();
    let mut last = None;
    let mut at = 0;
    let movable = |unit: &Unit| Movable::of(text, unit.part);
    for chunk in units.all.chunk_by(|one, other| {
        one.part == other.part || movable(one).is_some() && movable(one) == movable(other)
    }) {
        let item = at..at + chunk.len();
        at = item.end;
        let here = movable(&chunk[0]);
        match (here, last, lists.last_mut()) {
            (Some(here), Some(last), Some(items)) if Movable::follows(here, last) => items.push(item),
            (Some(_), _, _) => lists.push(vec![item]),
            (None, _, _) => {}
        }
        last = here;
    }
    lists.retain(|items| items.len() > 1);
    lists
}

/// Moves the items of a list; what stands before each place stays there.
fn reorder(units: &mut Units, list: &[Range<usize>], order: &[usize]) {
    let (start, end) = (list[0].start, list[list.len() - 1].end);
    let leads: Vec<_> = list.iter().map(|item| units.all[item.start].lead.clone()).collect();
    let mut moved = Vec::with_capacity(end - start);
    for (place, from) in order.iter().enumerate() {
        let mut item = units.all[list[*from].clone()].to_vec();
        if let Some(first) = item.first_mut() {
            first.lead = leads[place].clone();
        }
        moved.extend(item);
    }
    units.all.splice(start..end, moved);
}
