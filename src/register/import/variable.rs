//! The variables of the data set.
//!
//! **Knows**: the tables in which a description lists them.
//! **Does not know**: what a data set must have.

use std::collections::BTreeSet;

use super::Fact;
use super::page::{Page, value};

/// The most variables.
const MOST: usize = 5_000;

/// A variable. What the table does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Variable {
    /// What it is called in the data set.
    pub name: String,
    /// What it tells.
    pub description: String,
    /// Its type.
    pub kind: String,
    /// Where it comes from.
    pub source: String,
    /// The code system of its values.
    pub coding: String,
}

/// The variables, each once, out of the tables that have a column for names and one for descriptions.
pub(super) fn read(pages: &[Page<'_>]) -> Vec<Fact<Variable>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for page in pages {
        for grid in page.grids(&page.all()) {
            let name = grid.column(&[
                "variabel",
                "variabelnavn",
                "variabelnamn",
                "variabler",
                "variablar",
                "feltnavn",
                "feltnamn",
            ]);
            let description = grid.column(&[
                "beskrivelse",
                "skildring",
                "forklaring",
                "definisjon",
                "beskrivelse av variabelen",
                "ledetekst",
                "hva variabelen forteller",
                "variabelbeskrivelse",
            ]);
            let (Some(name), Some(description)) = (name, description) else { continue };
            if name == description {
                continue;
            }
            let columns = [
                grid.column(&["type", "datatype", "format", "variabeltype"]),
                grid.column(&["kilde", "kjelde", "datakilde", "datakjelde"]),
                grid.column(&["kodeverk", "koding", "kodesystem"]),
            ];
            for (cells, place) in &grid.rows {
                let cell = |column: usize| cells.get(column).and_then(|cell| value(cell));
                let Some(variable) = cell(name).filter(|name| name.chars().count() <= 100) else { continue };
                let Some(description) = cell(description) else { continue };
                if !seen.insert(variable.to_lowercase()) || found.len() == MOST {
                    continue;
                }
                let [kind, source, coding] = columns.map(|column| column.and_then(&cell).unwrap_or_default());
                let variable = Variable { name: variable, description, kind, source, coding };
                found.push(Fact::new(variable, place.clone()));
            }
        }
    }
    found
}
