//! The checks of the patient group: codes and age limits.
//!
//! **Knows**: which field holds the codes of which system.
//! **Does not know**: what a code looks like.

use crate::document::tree::Node;
use crate::register::code::{CodeEntry, CodeFault, CodeFaultKind, CodeSystem, parse_list, redundant};
use crate::rule::condition::Ground;
use crate::rule::outcome::{Hit, Outcome};

/// The ways in which a code can be none.
pub(super) const VARIANTS: [&str; 7] =
    ["tom", "ingen-kode", "annet-kodeverk", "flere", "snudd", "paa-tvers", "liten-l"];

/// Where codes stand.
pub(super) const PATHS: [&str; 5] = [
    "pasientgruppe.icd10",
    "pasientgruppe.ncsp",
    "pasientgruppe.ncmp",
    "pasientgruppe.ncrp",
    "pasientgruppe.icpc2",
];

/// Nobody is older than this, in years.
const OLDEST: i64 = 130;

/// A code as it is written, and what it was read as.
struct Written<'a> {
    node: &'a Node,
    entry: Result<CodeEntry, CodeFault>,
}

/// The codes of one system that are written as text.
fn codes(system: CodeSystem, ground: Ground<'_>) -> Vec<Written<'_>> {
    let nodes = ground.register.at("pasientgruppe").and_then(|group| group.get(system.word()));
    let nodes: Vec<&Node> =
        nodes.into_iter().flat_map(Node::elements).filter(|node| node.text().is_some()).collect();
    let texts: Vec<&str> = nodes.iter().filter_map(|node| node.text()).collect();
    nodes.into_iter().zip(parse_list(system, &texts)).map(|(node, entry)| Written { node, entry }).collect()
}

/// Whether each code is a code, range or wildcard of its system.
pub(super) fn valid(ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for system in CodeSystem::ALL {
        for Written { node, entry } in codes(system, ground) {
            let written = node.written();
            let hit = entry.err().map(|fault| {
                let (variant, other) = match fault.kind {
                    CodeFaultKind::Empty => ("tom", None),
                    CodeFaultKind::NotACode => ("ingen-kode", None),
                    CodeFaultKind::OfSystem(other) => ("annet-kodeverk", Some(other)),
                    CodeFaultKind::Several => ("flere", None),
                    CodeFaultKind::TurnedRound => ("snudd", None),
                    CodeFaultKind::AcrossChapters => ("paa-tvers", None),
                    CodeFaultKind::LowerCaseL => ("liten-l", None),
                };
                Hit::new(&node.place, format!("{}:{written}", system.word()))
                    .variant(variant)
                    .with("verdi", written.clone())
                    .with("system", system.name())
                    .with("forslag", fault.suggestion.unwrap_or_default())
                    .with("annet_system", other.map(CodeSystem::name).unwrap_or_default())
                    .with("felt", format!("pasientgruppe.{}", system.word()))
            });
            outcome.look(hit);
        }
    }
    outcome
}

/// Whether each code says something that no other entry says.
pub(super) fn duplicates(ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for system in CodeSystem::ALL {
        let (nodes, entries): (Vec<&Node>, Vec<CodeEntry>) = codes(system, ground)
            .into_iter()
            .filter_map(|written| Some((written.node, written.entry.ok()?)))
            .unzip();
        outcome.looked_at += entries.len();
        outcome.hits.extend(redundant(&entries).into_iter().map(|(at, by)| {
            Hit::new(&nodes[at].place, format!("{}:{}", system.word(), entries[at]))
                .related(&nodes[by].place)
                .with("verdi", nodes[at].written())
                .with("dekkes_av", nodes[by].written())
                .with("system", system.name())
        }));
    }
    outcome
}

/// Whether the age limits are possible, and in order.
pub(super) fn ages(ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    let limit = |field: &str| ground.register.at("pasientgruppe.alder").and_then(|age| age.get(field));
    for node in [limit("fra"), limit("til")].into_iter().flatten() {
        let Some(years) = node.integer() else { continue };
        let variant = match years {
            ..0 => Some("negativ"),
            years if years > OLDEST => Some("for-hoey"),
            _ => None,
        };
        let hit = variant.map(|variant| {
            Hit::new(&node.place, format!("alder/{variant}"))
                .variant(variant)
                .with("verdi", years.to_string())
        });
        outcome.look(hit);
    }
    if let (Some(from), Some(until)) = (limit("fra"), limit("til"))
        && let (Some(low), Some(high)) = (from.integer(), until.integer())
    {
        let hit = (low > high).then(|| {
            Hit::new(&from.place, "alder/snudd")
                .variant("snudd")
                .related(&until.place)
                .with("fra", low.to_string())
                .with("til", high.to_string())
        });
        outcome.look(hit);
    }
    outcome
}
