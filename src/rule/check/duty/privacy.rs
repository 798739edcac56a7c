//! The duties that protect the registered: the record of processing, the basis without consent, joint control.
//!
//! **Knows**: when the article 30 record is brought up to date, and what § 3-2 and article 26 ask for.
//! **Does not know**: which changes ask for it; what stands in the documents.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::proof::{self, filled};
use super::{Answer, Ask, Gap};
use crate::document::Document;
use crate::document::tree::{Node, Value};
use crate::register::Register;
use crate::report::change::Topic;

/// The ways in which the record of processing is not brought up to date.
pub(super) const RECORD_OF_PROCESSING: &[&str] =
    &["uten-dokument", "finnes-ikke", "uleselig", "tomt", "uendret", "uten-dato", "framtid", "gammel"];
/// The ways in which the conditions of § 3-2 are not documented.
pub(super) const WITHOUT_CONSENT: &[&str] = &[
    "ingen",
    "uten-dokument",
    "finnes-ikke",
    "uleselig",
    "tomt",
    "offentlig",
    "personvernombud",
    "framtid",
    "feil-type",
];
/// The ways in which an arrangement between joint controllers is missing.
pub(super) const JOINT_ARRANGEMENT: &[&str] = &["uten-dokument", "finnes-ikke", "uleselig", "tomt"];

/// A gap at a field of `register.toml`.
fn at_field(ask: &Ask<'_>, field: &str, variant: &str) -> Gap {
    let register = ask.ground.register;
    let place = register.nearest_place(field);
    let written = register.at(field).map(Node::written).unwrap_or_default();
    let mut gap = Gap::new(variant).with("verdi", written).with("tema", ask.topic.word());
    gap = gap.with("fil", place.source().path());
    gap.related.push(place.locate());
    gap
}

/// Whether the record of processing says something else than at BASE, and is dated accordingly (E-5).
/// Variables ask for it only where they bring a category of personal data that no variable had.
pub(super) fn record_of_processing(ask: &Ask<'_>) -> Answer {
    const DOCUMENT: &str = "hjemmel.protokoll.dokument";
    const DATE: &str = "hjemmel.protokoll.dato";
    let register = ask.ground.register;
    if ask.topic == Topic::Datasett && !brings_new_category(ask) {
        return Answer::NotApplicable;
    }
    let document = match proof::document(register, register.at(DOCUMENT)) {
        Ok(document) => document,
        Err(variant) => return Answer::Open(at_field(ask, DOCUMENT, variant)),
    };
    let known = ask.review.before.and_then(|before| proof::document(before, before.at(DOCUMENT)).ok());
    if known.is_some_and(|known| says_the_same(known, document)) {
        return Answer::Open(at_field(ask, DOCUMENT, "uendret"));
    }
    let Some(date) = register.at(DATE).and_then(Node::date) else {
        return Answer::Open(at_field(ask, DATE, "uten-dato"));
    };
    if date > ask.ground.today {
        return Answer::Open(at_field(ask, DATE, "framtid").with("dato", date.to_string()));
    }
    let first = first_day(ask);
    if date < first {
        let gap = at_field(ask, DATE, "gammel").with("dato", date.to_string());
        return Answer::Open(gap.with("frist", first.to_string()));
    }
    Answer::Met(vec![document.source().path().to_owned()])
}

/// Whether two documents hold the same words, wherever they lie.
fn says_the_same(one: &Document, other: &Document) -> bool {
    let fold = |document: &Document| {
        let text: String = document.whole().text().nfc().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    fold(one) == fold(other)
}

/// The first day of the year in which the change was assessed; of this year where it was not, or is said to be
/// in days to come.
fn first_day(ask: &Ask<'_>) -> NaiveDate {
    let today = ask.ground.today;
    let dates =
        ask.review.records_for(ask.topic).filter_map(|record| record.node.at("vurdering.dato")?.date());
    let assessed = dates.filter(|date| *date <= today).max().unwrap_or(today);
    NaiveDate::from_ymd_opt(assessed.year(), 1, 1).unwrap_or(today)
}

/// Whether a variable that changed has a category of § 2-1 that none had at BASE. Where none had any, it cannot
/// be told, and nothing speaks for it.
fn brings_new_category(ask: &Ask<'_>) -> bool {
    let rows = |register: &'_ Register| -> Vec<(String, String)> {
        let rows = register.tree.all("datasett.variabel").into_iter().flat_map(Node::elements);
        let text =
            |row: &Node, key: &str| row.get(key).map(Node::written).unwrap_or_default().trim().to_owned();
        rows.map(|row| (text(row, "variabel"), text(row, "kategori").to_lowercase())).collect()
    };
    let known: BTreeSet<String> =
        ask.review.before.map(rows).unwrap_or_default().into_iter().map(|(_, category)| category).collect();
    let changed: BTreeSet<&str> = ask.changes.iter().map(|change| change.subject.as_str()).collect();
    let is_known = |category: &str| category.is_empty() || known.contains(category);
    known.iter().any(|category| !category.is_empty())
        && rows(ask.ground.register)
            .iter()
            .any(|(name, category)| changed.contains(name.as_str()) && !is_known(category))
}

/// An address on the web.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:https?://)?[^\s/@]+\.[^\s@]+$").expect("the pattern is fixed"));

/// The kinds of controller that § 3-2 allows.
const ALLOWED: [&str; 5] = ["rhf", "helseforetak", "kommune", "fylkeskommune", "privat-ideell-med-avtale"];

/// Whether the conditions for a register without consent are documented (§ 3-2).
pub(super) fn without_consent(ask: &Ask<'_>) -> Answer {
    const TABLE: &str = "hjemmel.reservasjon";
    let register = ask.ground.register;
    let field = |key: &str| register.at(TABLE).and_then(|table| table.get(key));
    let open = |key: &str, variant: &str| Answer::Open(at_field(ask, &format!("{TABLE}.{key}"), variant));
    if register.at(TABLE).is_none_or(|table| !table.is_filled()) {
        return Answer::Open(at_field(ask, TABLE, "ingen"));
    }
    let document = match proof::document(register, field("dokument")) {
        Ok(document) => document,
        Err(variant) => return open("dokument", variant),
    };
    if !filled(field("offentlig")).is_some_and(|address| ADDRESS.is_match(address)) {
        return open("offentlig", "offentlig");
    }
    match field("personvernombud").and_then(Node::date) {
        None => return open("personvernombud", "personvernombud"),
        Some(date) if date > ask.ground.today => return open("personvernombud", "framtid"),
        Some(_) => {}
    }
    if !ALLOWED.contains(&register.text("dataansvarlig.type")) {
        return Answer::Open(at_field(ask, "dataansvarlig.type", "feil-type"));
    }
    Answer::Met(vec![document.source().path().to_owned()])
}

/// Whether each joint controller that is left has an arrangement (GDPR article 26).
pub(super) fn joint_arrangement(ask: &Ask<'_>) -> Answer {
    let register = ask.ground.register;
    let list = register.tree.all("felles_dataansvarlig").into_iter().flat_map(Node::elements);
    let mut met_by = Vec::new();
    for joint in list {
        let readable = if matches!(joint.value, Value::Invalid) { None } else { joint.get("ordning") };
        match proof::document(register, readable) {
            Ok(document) => met_by.push(document.source().path().to_owned()),
            Err(variant) => {
                let name = joint.get("navn").or(joint.get("orgnr")).map(Node::written).unwrap_or_default();
                let written = readable.map(Node::written).unwrap_or_default();
                let mut gap = Gap::new(variant).with("navn", name).with("verdi", written);
                gap.related.push(readable.map_or(&joint.place, |node| &node.place).locate());
                return Answer::Open(gap.with("tema", ask.topic.word()));
            }
        }
    }
    if met_by.is_empty() { Answer::NotApplicable } else { Answer::Met(met_by) }
}
