//! Lists of tables: what came, what went, what stayed and was altered.
//!
//! **Knows**: how a row is named and shown, and which of its cells differ.
//! **Does not know**: which row is which.

use std::collections::{BTreeMap, VecDeque};

use super::matching::{Matching, cell_of, matching, whole};
use super::meaning::{compare, unclear, written};
use super::pair::{Difference, Nodes, Pair, Two};
use super::text::{caseless, is_near, plain};
use super::way::{Cell, Column, Exchange, Flow, Meaning, Rows};
use crate::document::tree::Node;
use crate::report::change::{ChangeKind, Effect, Substance};

/// What differs between two lists of tables.
pub(super) fn compare_rows(rows: &Rows, pair: &Pair<'_>, field: &str, nodes: &Nodes<'_>) -> Vec<Difference> {
    told(&List { rows, pair, field }, matching(rows, nodes.lists()))
}

impl Rows {
    /// Whether both lists surely say the same, row by row. A file may say something else under the same name.
    pub(super) fn are_the_same(&self, nodes: &Nodes<'_>) -> bool {
        let names_files = self.columns.iter().any(|column| column.way == Cell::Of(Meaning::File));
        let says_the_same = |before: &Node, after: &Node| before.says_the_same(after, &[]);
        !names_files
            && nodes.before.zip(nodes.after).is_some_and(|(before, after)| says_the_same(before, after))
    }
}

/// A list of tables in both revisions.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    pub(super) rows: &'a Rows,
    pub(super) pair: &'a Pair<'a>,
    pub(super) field: &'a str,
}

/// What is told of rows that were brought together.
pub(super) fn told(list: &List<'_>, found: Matching<'_>) -> Vec<Difference> {
    let altered = found.pairs.iter().filter_map(|row| list.altered(&row.map(Some)));
    let mut differences: Vec<Difference> = altered.collect();
    let (mut gone, mut come) = (found.gone, found.come);
    if list.rows.exchange == Exchange::One {
        differences.extend(list.exchanged(&mut gone, &mut come));
    }
    differences.extend(gone.into_iter().map(|row| list.moved(&Two { before: Some(row), after: None })));
    differences.extend(come.into_iter().map(|row| list.moved(&Two { before: None, after: Some(row) })));
    differences
}

impl List<'_> {
    /// A row that came or went.
    fn moved(&self, row: &Nodes<'_>) -> Difference {
        let (kind, extent) = match row.after {
            Some(_) => (self.rows.comes, Effect::Widened),
            None => (self.rows.goes, Effect::Narrowed),
        };
        let effect = match self.rows.flow {
            Flow::Extent => extent,
            Flow::Alteration => Effect::Altered,
        };
        self.difference(kind, row).with(effect)
    }

    /// Rows of which one took the place of the other.
    fn exchanged(&self, gone: &mut Vec<&Node>, come: &mut Vec<&Node>) -> Vec<Difference> {
        let place = |row: &Node| self.rows.within.map(|cell| cell_of(row, cell));
        gone.sort_by_cached_key(|row| whole(row));
        come.sort_by_cached_key(|row| whole(row));
        let mut waiting: BTreeMap<Option<String>, VecDeque<&Node>> = BTreeMap::new();
        come.drain(..).for_each(|row| waiting.entry(place(row)).or_default().push_back(row));
        let mut told = Vec::new();
        gone.retain(|before| {
            let after = waiting.get_mut(&place(before)).and_then(VecDeque::pop_front);
            let row = Two { before: Some(*before), after };
            told.extend(after.map(|_| self.difference(self.rows.alters, &row)));
            after.is_none()
        });
        come.extend(waiting.into_values().flatten());
        told
    }

    /// A change of the row as a whole.
    fn difference(&self, kind: ChangeKind, row: &Nodes<'_>) -> Difference {
        let shown = |row: Option<&Node>| row.map(|row| self.shown(row));
        let named = row.map(|row| row.map(|row| self.name_cell(row)));
        let substance = match unclear(row) {
            Some(Some(unsure)) => unsure,
            Some(None) | None => Substance::Content,
        };
        Difference::new(kind, self.pair, &named, self.field)
            .about(self.subject(row))
            .saying(row.map(shown))
            .of(substance)
    }

    /// The cell that a row is named by, or the row.
    fn name_cell<'n>(&self, row: &'n Node) -> &'n Node {
        let cells = self.rows.subject.iter().chain(self.rows.shown);
        cells.filter_map(|cell| row.get(cell)).find(|node| node.is_filled()).unwrap_or(row)
    }

    fn shown(&self, row: &Node) -> String {
        let cells = self.rows.shown.iter().filter_map(|cell| row.get(cell)).filter(|node| node.is_filled());
        let shown = cells.map(written).collect::<Vec<_>>().join(", ");
        if shown.is_empty() { written(self.name_cell(row)) } else { shown }
    }

    /// The name of the row at HEAD, or at BASE where HEAD has none.
    pub(super) fn subject(&self, row: &Nodes<'_>) -> String {
        let name = |row: Option<&Node>| {
            let row = row?;
            let cells = self.rows.subject.iter().map(|cell| cell_of(row, cell));
            cells.into_iter().find(|name| !name.is_empty()).or_else(|| Some(plain(&written(row))))
        };
        let subject =
            [row.after, row.before].into_iter().find_map(|row| name(row).filter(|name| !name.is_empty()));
        self.spelled(subject.unwrap_or_else(|| self.field.to_owned()))
    }

    /// A name as subject: a number is the same however it is spaced.
    fn spelled(&self, name: String) -> String {
        let is_number = name.chars().all(|sign| sign.is_ascii_digit() || sign == ' ');
        if self.rows.subject.first() == Some(&"orgnr") && is_number { name.replace(' ', "") } else { name }
    }

    /// What differs between two rows that belong together; none where nothing does.
    fn altered(&self, row: &Nodes<'_>) -> Option<Difference> {
        let record = Record { columns: self.rows.columns, pair: self.pair, field: self.field };
        let cell = |row: Option<&Node>, cell: &str| row.map(|row| cell_of(row, cell)).unwrap_or_default();
        let names = self.rows.subject.iter().flat_map(|name| [cell(row.after, name), cell(row.before, name)]);
        let subject = names.into_iter().find(|name| !name.is_empty());
        let subject = subject.map_or_else(|| self.subject(row), |name| self.spelled(name));
        Some(record.altered(self.rows.alters, row)?.about(subject))
    }
}

/// A table in both revisions.
pub(super) struct Record<'a> {
    pub(super) columns: &'a [Column],
    pub(super) pair: &'a Pair<'a>,
    pub(super) field: &'a str,
}

impl Record<'_> {
    /// The cells that differ, as one change; none where none does.
    pub(super) fn altered(&self, kind: ChangeKind, row: &Nodes<'_>) -> Option<Difference> {
        let differing: Vec<(&Column, Substance)> =
            self.columns.iter().filter_map(|column| Some((column, self.cell(column, row)?))).collect();
        let gravest = differing.iter().map(|(_, substance)| *substance).max()?;
        let (first, _) = differing.iter().find(|(_, substance)| *substance == gravest)?;
        let said = |row: Option<&Node>| {
            let cells = differing.iter().filter_map(|(column, _)| {
                let node = row?.get(column.name).filter(|node| node.is_filled())?;
                Some(format!("{}: {}", column.name, written(node)))
            });
            Some(cells.collect::<Vec<_>>().join("; "))
        };
        let cells = row.get(first.name);
        let places = Two { before: cells.before.or(row.before), after: cells.after.or(row.after) };
        let difference = Difference::new(kind, self.pair, &places, self.field);
        Some(difference.saying(row.map(said)).of(gravest))
    }

    fn cell(&self, column: &Column, row: &Nodes<'_>) -> Option<Substance> {
        let cells = row.get(column.name);
        let texts = cells.map(|node| node.map(|node| plain(&written(node))));
        match column.way {
            Cell::Of(meaning) => compare(meaning, self.pair, &cells),
            Cell::Following(meaning) => {
                // What the reader derives has no key of its own.
                let written = cells.map(|node| node.is_some_and(|node| node.key.is_some()));
                compare(meaning, self.pair, &cells).filter(|_| written.before || written.after)
            }
            Cell::Needed(meaning) => {
                let stands = row.map(|row| row.is_some_and(|row| row.get(column.name).is_some()));
                compare(meaning, self.pair, &cells).filter(|_| stands.before && stands.after)
            }
            Cell::Spelling | Cell::Note => (!texts.is_equal()).then_some(Substance::Editorial),
            Cell::Number => {
                let bare = texts.map(|text| text.map(|text| text.replace(' ', "")));
                (!bare.is_equal()).then_some(Substance::Editorial)
            }
            Cell::Lead => None,
            Cell::Person => {
                let mail = row.map(|row| row.map(|row| caseless(&cell_of(row, "epost"))));
                let names = texts.as_ref().map(|text| text.clone().unwrap_or_default());
                let is_correction = mail.is_equal() && mail.after.is_some_and(|mail| !mail.is_empty());
                let is_same = names.as_ref().map(|name| caseless(name)).is_equal();
                match is_near(&names.before, &names.after) {
                    _ if names.is_equal() => None,
                    true if is_same || is_correction => Some(Substance::Editorial),
                    true => Some(Substance::Unsure),
                    false => Some(Substance::Content),
                }
            }
        }
    }
}
