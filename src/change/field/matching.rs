//! Which row of a list is which row of the other.
//!
//! **Knows**: keys, the best first; what makes rows alike that no key brings together.
//! **Does not know**: what differs between rows that belong together.
//!
//! Nothing here depends on the order of a list, nor on which of the two revisions comes first.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::{name, written};
use super::pair::Two;
use super::text::{are_few, caseless, is_near, plain};
use super::way::{Key, Likeness, Rows};
use crate::document::tree::Node;
use crate::register::organisation;
use crate::report::change::Substance;

/// The rows of both lists, brought together.
#[derive(Debug, Default)]
pub(super) struct Matching<'a> {
    /// Rows that belong together.
    pub(super) pairs: Vec<Two<&'a Node>>,
    /// Rows of BASE that are left.
    pub(super) gone: Vec<&'a Node>,
    /// Rows of HEAD that are left.
    pub(super) come: Vec<&'a Node>,
}

/// Brings the rows together.
pub(super) fn matching<'a>(rows: &Rows, lists: Two<&'a [Node]>) -> Matching<'a> {
    let mut found = Matching {
        pairs: Vec::new(),
        gone: lists.before.iter().collect(),
        come: lists.after.iter().collect(),
    };
    found.bring_together(|row| Some(whole(row)));
    for key in rows.keys {
        let name = |row: &Node| Some((rows.within.map(|cell| cell_of(row, cell)), key.of(row)?));
        let shared = match key {
            Key::Mail(_) => shared(lists.before, name).into_iter().chain(shared(lists.after, name)).collect(),
            Key::Text(_) | Key::Caseless(_) | Key::Number(_) => BTreeSet::new(),
        };
        found.bring_together(|row| name(row).filter(|name| !shared.contains(name)));
    }
    if rows.likeness != Likeness::None {
        found.bring_alike(rows);
    }
    found
}

impl<'a> Matching<'a> {
    /// Pairs off what is left with equal keys; of several with one key those that are written alike.
    fn bring_together<K: Ord>(&mut self, key: impl Fn(&Node) -> Option<K>) {
        let mut waiting: BTreeMap<K, Vec<&'a Node>> = BTreeMap::new();
        let mut gone = Vec::new();
        for row in sorted(std::mem::take(&mut self.gone)) {
            match key(row) {
                Some(key) => waiting.entry(key).or_default().push(row),
                None => gone.push(row),
            }
        }
        waiting.values_mut().for_each(|rows| rows.reverse());
        for after in sorted(std::mem::take(&mut self.come)) {
            let before = key(after).and_then(|key| waiting.get_mut(&key)?.pop());
            match before {
                Some(before) => self.pairs.push(Two { before, after }),
                None => self.come.push(after),
            }
        }
        gone.extend(waiting.into_values().flatten());
        self.gone = gone;
    }

    /// Pairs off what is left and alike.
    fn bring_alike(&mut self, rows: &Rows) {
        let said = |rows: &[&Node]| -> Vec<String> { rows.iter().map(|row| whole(row)).collect() };
        let (gone, come) = (said(&self.gone), said(&self.come));
        if !are_few(&Two { before: &gone, after: &come }.map(|rows| rows.iter().collect())) {
            return;
        }
        let mut alike = Vec::new();
        for (before, one) in self.gone.iter().zip(&gone) {
            for (after, other) in self.come.iter().zip(&come) {
                if rows.likeness.holds(rows, &Two { before, after }) {
                    alike.push((one.min(other), one.max(other), Two { before: *before, after: *after }));
                }
            }
        }
        alike.sort_by_key(|(one, other, _)| (*one, *other));
        for (_, _, pair) in alike {
            let at = self.gone.iter().position(|row| std::ptr::eq(*row, pair.before));
            let there = self.come.iter().position(|row| std::ptr::eq(*row, pair.after));
            if let (Some(at), Some(there)) = (at, there) {
                self.gone.remove(at);
                self.come.remove(there);
                self.pairs.push(pair);
            }
        }
    }
}

/// The keys that several of the rows have.
fn shared<K: Ord>(rows: &[Node], key: impl Fn(&Node) -> Option<K>) -> BTreeSet<K> {
    let mut seen = BTreeSet::new();
    let mut shared = BTreeSet::new();
    for key in rows.iter().filter_map(key) {
        if let Some(key) = seen.replace(key) {
            shared.insert(key);
        }
    }
    shared
}

/// The rows in an order that does not depend on the order of the file.
fn sorted(mut rows: Vec<&Node>) -> Vec<&Node> {
    rows.sort_by_cached_key(|row| whole(row));
    rows
}

/// All that a row says, in one spelling.
pub(super) fn whole(row: &Node) -> String {
    let mut cells: Vec<String> =
        row.entries().iter().map(|(key, node)| format!("{key}\0{}", plain(&written(node)))).collect();
    cells.sort();
    if cells.is_empty() { plain(&written(row)) } else { cells.join("\0") }
}

/// What stands in a cell, in one spelling; empty for a blank one.
pub(super) fn cell_of(row: &Node, cell: &str) -> String {
    row.get(cell).map(|node| plain(&written(node))).unwrap_or_default()
}

/// The organisation number of a cell; none where its check digit does not hold, for then it is nobody's.
fn number_of(row: &Node, cell: &str) -> Option<String> {
    let number = organisation::check_digit(row.get(cell)?.text()?).ok()?;
    Some(number.to_string())
}

impl Key {
    fn of(self, row: &Node) -> Option<String> {
        let key = match self {
            Self::Text(cell) => cell_of(row, cell),
            Self::Caseless(cell) | Self::Mail(cell) => caseless(&cell_of(row, cell)),
            Self::Number(cell) => number_of(row, cell)?,
        };
        Some(key).filter(|key| !key.is_empty())
    }
}

impl Likeness {
    fn holds(self, rows: &Rows, row: &Two<&Node>) -> bool {
        let cells = |cell: &str| row.map(|row| cell_of(row, cell));
        let both = |cell: &str| {
            let cells = cells(cell);
            !cells.before.is_empty() && !cells.after.is_empty()
        };
        if rows.within.is_some_and(|cell| !cells(cell).is_equal()) || !both("navn") {
            return false;
        }
        let names = cells("navn");
        match self {
            Self::None => false,
            Self::Body => {
                let numbers = row.map(|row| number_of(row, "orgnr"));
                let one_has_none = numbers.before.is_none() || numbers.after.is_none();
                one_has_none && is_same_body(&names, &numbers)
            }
            Self::Person => !both("epost") && is_near(&names.before, &names.after),
            Self::Name => {
                // What is a correction one way is a slip the other way, and the same row.
                let turned = Two { before: names.after.clone(), after: names.before.clone() };
                let likeness = name(&names).min(name(&turned));
                likeness.is_none_or(|substance| substance == Substance::Editorial)
            }
        }
    }
}

/// Whether two names are of one body, of which at most one has a number.
fn is_same_body(names: &Two<String>, numbers: &Two<Option<String>>) -> bool {
    let number = numbers.before.as_ref().or(numbers.after.as_ref());
    let known = number.and_then(|number| organisation::by_number(organisation::check_digit(number).ok()?));
    let named = if numbers.before.is_some() { &names.after } else { &names.before };
    name(names).is_none_or(|substance| substance == Substance::Editorial)
        || known.is_some_and(|known| organisation::find(named) == Some(known))
}
