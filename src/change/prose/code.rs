//! Lists of codes, each taken as the set that it stands for.
//!
//! **Knows**: which units are codes in a row, and that `S72.0-S72.2` is `S72.0, S72.1, S72.2`.
//! **Does not know**: where a list stands, what a difference means.

use std::collections::BTreeMap;

use super::mark::Break;
use super::unit::{Sort, Unit, Units};
use crate::register::code::{CodeEntry, CodeSet, CodeSystem};

/// What the key of a code begins with.
pub(super) const KEY: &str = "code ";

/// The units with each list of codes as one unit; none where there is no code.
pub(super) fn as_sets(units: &Units) -> Option<Units> {
    let mut all: Vec<Unit> = Vec::with_capacity(units.all.len());
    let mut is_told = false;
    let mut at = 0;
    while at < units.all.len() {
        let length = run(&units.all[at..]);
        let mut unit = units.all[at].clone();
        if length > 0 {
            is_told = true;
            let codes = units.all[at..at + length].iter().filter_map(entry);
            unit.key = key(codes);
            unit.form.clone_from(&unit.key);
            unit.span.end = units.all[at + length - 1].span.end;
        }
        all.push(unit);
        at += length.max(1);
    }
    is_told.then(|| Units { all, tail: units.tail.clone() })
}

/// How many units from the first on are codes in a row, the words and marks between them too.
fn run(units: &[Unit]) -> usize {
    let mut length = 0;
    for (at, unit) in units.iter().enumerate() {
        let stands_beside = at == 0 || unit.lead.at == Break::None;
        let only_commas =
            at == 0 || unit.lead.marks.chars().all(|mark| matches!(mark, ',' | ';' | '`' | ' '));
        if !stands_beside || !only_commas {
            break;
        }
        if entry(unit).is_some() {
            length = at + 1;
        } else if !(length == at && length > 0 && unit.sort == Sort::Word && unit.key == "og") {
            break;
        }
    }
    length
}

/// The code or range of codes that a unit is.
fn entry(unit: &Unit) -> Option<CodeEntry> {
    let text = unit.key.strip_prefix(KEY)?;
    [CodeSystem::Icd10, CodeSystem::Ncsp].into_iter().find_map(|system| CodeEntry::parse(system, text).ok())
}

/// The sets that the codes stand for, one for each system.
fn key(codes: impl Iterator<Item = CodeEntry>) -> String {
    let mut systems: BTreeMap<CodeSystem, Vec<CodeEntry>> = BTreeMap::new();
    for code in codes {
        systems.entry(code.system()).or_default().push(code);
    }
    let set = |(system, entries): (CodeSystem, Vec<CodeEntry>)| {
        let entries = entries.into_iter().collect::<CodeSet>().entries();
        let listed: Vec<String> = entries.iter().map(ToString::to_string).collect();
        format!("{} {}", system.word(), listed.join(" "))
    };
    systems.into_iter().map(set).collect::<Vec<_>>().join("; ")
}
