//! The data set: `datasett.csv` as a tree of variables.
//!
//! **Knows**: the columns, which of them are required, and what their cells may hold.
//! **Does not know**: whether a source or a category is allowed for this register.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::document::csv::{Cell, Table};
use crate::document::tree::{Node, Value};
use crate::fault::{DataSetFault, Fault, FaultKind, FileFault};
use crate::finding::MORE;
use crate::register::conform::nearest;
use crate::register::schema::VARIABLE;
use crate::source::{Place, Source};

/// The columns that must be there and be filled in.
const REQUIRED: [&str; 3] = ["variabel", "beskrivelse", "kilde"];
/// The columns that hold a date or a year.
const DATES: [&str; 2] = ["innfoert", "utgaatt"];

/// Holds `table`, read from `file`, against the columns of a data set.
pub fn conform(table: &Table, file: &str) -> (Node, Vec<Fault>) {
    let source = &table.source;
    let mut faults = Vec::new();
    let columns = read_head(table, source, file, &mut faults);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut variables = Vec::new();
    for row in &table.rows {
        let Some(first) = row.first() else { continue };
        if row.iter().all(|cell| cell.text().is_empty()) {
            continue;
        }
        let name = cell_at(row, &columns, "variabel").map(|cell| cell.text()).unwrap_or_default();
        if row.len() != table.head.len()
            && row[table.head.len().min(row.len())..].iter().any(|cell| !cell.text().is_empty())
            || row.len() < table.head.len()
        {
            let fault = data_set_fault(DataSetFault::RowLength, &first.place, format!("{file}#{name}"));
            faults.push(
                fault.with("antall", row.len().to_string()).with("ventet", table.head.len().to_string()),
            );
        }
        check_cells(row, &columns, name, file, &mut faults);
        if let Some(cell) = cell_at(row, &columns, "variabel").filter(|_| !name.is_empty()) {
            let line = cell.place.locate().start.map_or(0, |start| start.line);
            if let Some(first) = seen.insert(name, line) {
                let fault =
                    data_set_fault(DataSetFault::DuplicateVariable, &cell.place, format!("{file}#{name}"));
                faults.push(fault.with("verdi", name).with("linje", first.to_string()));
                seen.insert(name, first);
            }
        }
        variables.push(variable(row, &columns));
    }
    let faults = bounded(faults);
    let place = Place::first_line(source);
    let list = Node::derived(Value::List(variables), &place);
    (Node::derived(Value::Table(vec![("variabel".to_owned(), list)]), &place), faults)
}

/// How many faults of one kind are told one by one.
const MOST_OF_A_KIND: usize = 20;

/// The first faults of each kind; the last of them says how many more there are.
fn bounded(faults: Vec<Fault>) -> Vec<Fault> {
    let mut counts: BTreeMap<FaultKind, usize> = BTreeMap::new();
    for fault in &faults {
        *counts.entry(fault.kind).or_default() += 1;
    }
    let mut told: BTreeMap<FaultKind, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for fault in faults {
        let nth = told.entry(fault.kind).or_default();
        *nth += 1;
        let more = counts[&fault.kind] - (*nth).min(counts[&fault.kind]);
        match (*nth).cmp(&MOST_OF_A_KIND) {
            std::cmp::Ordering::Less => kept.push(fault),
            std::cmp::Ordering::Equal if more == 0 => kept.push(fault),
            std::cmp::Ordering::Equal => kept.push(fault.with(MORE, more.to_string())),
            std::cmp::Ordering::Greater => {}
        }
    }
    kept
}

/// What decoding and splitting found is, in a data set, a fault of the data set.
pub fn as_data_set_faults(faults: Vec<Fault>) -> Vec<Fault> {
    let renamed = |mut fault: Fault| {
        fault.kind = match fault.kind {
            FaultKind::InvalidFile(FileFault::Encoding) => FaultKind::InvalidDataSet(DataSetFault::Encoding),
            FaultKind::InvalidFile(FileFault::Syntax) => FaultKind::InvalidDataSet(DataSetFault::Syntax),
            other => other,
        };
        fault
    };
    faults.into_iter().map(renamed).collect()
}

fn data_set_fault(kind: DataSetFault, place: &Place, subject: String) -> Fault {
    Fault::new(FaultKind::InvalidDataSet(kind), place.clone(), subject)
}

/// The columns by name, as the head row has them.
fn read_head<'a>(
    table: &'a Table,
    source: &Arc<Source>,
    file: &str,
    faults: &mut Vec<Fault>,
) -> BTreeMap<&'a str, usize> {
    let mut columns = BTreeMap::new();
    for (at, cell) in table.head.iter().enumerate() {
        let name = cell.text();
        let subject = format!("{file}#{name}");
        if name.is_empty() {
            continue;
        }
        if columns.insert(name, at).is_some() {
            let fault = data_set_fault(DataSetFault::DuplicateColumn, &cell.place, subject);
            faults.push(fault.with("kolonne", name));
        } else if !VARIABLE.iter().any(|field| field.name == name) {
            let near = nearest(name, VARIABLE.iter().map(|field| field.name)).unwrap_or_default();
            let fault = data_set_fault(DataSetFault::UnknownColumn, &cell.place, subject);
            faults.push(fault.with("kolonne", name).with("naermeste", near));
        }
    }
    for name in REQUIRED.into_iter().filter(|name| !columns.contains_key(name)) {
        let place = Place::first_line(source);
        let fault = data_set_fault(DataSetFault::MissingColumn, &place, format!("{file}#{name}"));
        faults.push(fault.with("kolonne", name));
    }
    columns
}

fn cell_at<'a>(row: &'a [Cell], columns: &BTreeMap<&str, usize>, name: &str) -> Option<&'a Cell> {
    row.get(*columns.get(name)?)
}

fn check_cells(
    row: &[Cell],
    columns: &BTreeMap<&str, usize>,
    name: &str,
    file: &str,
    faults: &mut Vec<Fault>,
) {
    for column in REQUIRED {
        let Some(cell) = cell_at(row, columns, column) else { continue };
        if cell.text().is_empty() {
            // An empty cell may be no wider than nothing: the row itself is what to show.
            let place =
                row.iter().find(|cell| !cell.text().is_empty()).map_or(&cell.place, |cell| &cell.place);
            let fault = data_set_fault(DataSetFault::EmptyCell, place, format!("{file}#{name}.{column}"));
            faults.push(fault.with("kolonne", column).with("verdi", name));
        }
    }
    for column in DATES {
        let Some(cell) = cell_at(row, columns, column) else { continue };
        let text = cell.text();
        if !text.is_empty() && !is_date_or_year(text) {
            let fault = data_set_fault(DataSetFault::Value, &cell.place, format!("{file}#{name}.{column}"));
            faults.push(fault.with("kolonne", column).with("verdi", text));
        }
    }
}

/// A date as 2024-01-31 or, as Excel in Norwegian writes it, 31.01.2024; or a year.
fn is_date_or_year(text: &str) -> bool {
    let year = text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..=2200).contains(&year));
    year || NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
        || NaiveDate::parse_from_str(text, "%d.%m.%Y").is_ok()
}

fn variable(row: &[Cell], columns: &BTreeMap<&str, usize>) -> Node {
    let entries = VARIABLE.iter().filter_map(|field| {
        let cell = cell_at(row, columns, field.name)?;
        Some((field.name.to_owned(), Node::derived(Value::Text(cell.text().to_owned()), &cell.place)))
    });
    let place = row.first().map(|cell| cell.place.clone());
    let entries: Vec<_> = entries.collect();
    let place = place.unwrap_or_else(|| Place::file(""));
    Node::derived(Value::Table(entries), &place)
}
