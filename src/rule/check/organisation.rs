//! The checks of organisations: whose number it is, and whether a source is the register itself.
//!
//! **Knows**: where organisations stand in a register.
//! **Does not know**: which organisations there are.

use crate::document::tree::Node;
use crate::register::organisation;
use crate::rule::condition::Ground;
use crate::rule::doubt;
use crate::rule::outcome::{Hit, Outcome};

/// The tables that hold a name and a number.
const TABLES: [&str; 3] = ["dataansvarlig", "felles_dataansvarlig", "databehandler"];

/// What is looked at in them.
pub(super) const PATHS: [&str; 6] = [
    "dataansvarlig.navn",
    "dataansvarlig.orgnr",
    "felles_dataansvarlig.navn",
    "felles_dataansvarlig.orgnr",
    "databehandler.navn",
    "databehandler.orgnr",
];

/// Whether each number belongs to the body that the name says, as far as both are known.
pub(super) fn names(ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for table in TABLES {
        for node in ground.register.tree.all(table).into_iter().flat_map(Node::elements) {
            if node.get("navn").is_some_and(doubt::is_none) {
                continue;
            }
            let name = node.get("navn").and_then(Node::text).unwrap_or_default();
            let Some(number) = node.get("orgnr") else { continue };
            let Some(parsed) = number.text().and_then(|text| organisation::check_digit(text).ok()) else {
                continue;
            };
            let owner = organisation::by_number(parsed);
            let named = organisation::find(name);
            let hit = match (owner, named) {
                (Some(owner), Some(named)) if owner.number() != named.number() => Some(owner),
                (Some(owner), None) if !name.trim().is_empty() => Some(owner),
                _ => None,
            };
            let hit = hit.map(|_| {
                Hit::new(&number.place, format!("{table}.orgnr/{name}"))
                    .with("navn", name)
                    .with("orgnr", number.written())
                    .with("eier", owner.map(|owner| owner.name().to_owned()).unwrap_or_default())
                    .with("felt", format!("{table}.orgnr"))
            });
            if owner.is_some() || named.is_some() {
                outcome.look(hit);
            }
        }
    }
    outcome
}

/// Whether the source of the coverage is another than the register.
pub(super) fn independent_source(ground: Ground<'_>) -> Outcome {
    let Some(source) = ground.register.at("dekningsgrad.kilde").filter(|node| doubt::says_something(node))
    else {
        return Outcome::nothing();
    };
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let written = fold(&source.written());
    let own = ["register.navn", "register.kortnavn"].map(|field| fold(ground.register.text(field)));
    let is_own_name = own.iter().any(|name| !name.is_empty() && *name == written);
    let says_so = [
        "registeret",
        "registeret selv",
        "eget register",
        "registerets egne data",
        "egne data",
        "registeret sjølv",
        "eigne data",
        "eige register",
    ]
    .contains(&written.as_str());
    let hit = (is_own_name || says_so)
        .then(|| Hit::new(&source.place, "dekningsgrad.kilde").with("verdi", source.written()));
    Outcome::of(1, hit.into_iter().collect())
}
