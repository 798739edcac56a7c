//! The duties of the expert council (fagråd): its statement, its list, the communities that are new.
//!
//! **Knows**: what makes a statement one that was given before the decision, and who sits in the council.
//! **Does not know**: which changes ask for it.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::application::no_record;
use super::case::Case;
use super::proof::{self, by_record, filled};
use super::{Answer, Ask, Gap};
use crate::document::tree::{Node, Value};
use crate::document::{BlockKind, Document};
use crate::register::Register;
use crate::register::organisation::Region;
use crate::report::change::Topic;
use crate::rule::review::Record;

/// The ways in which a statement is missing.
pub(super) const STATEMENT: &[&str] = &[
    "ingen-melding",
    "ingen-uttalelse",
    "uten-dato",
    "framtid",
    "uten-sak",
    "uten-dokument",
    "finnes-ikke",
    "uleselig",
    "tomt",
    "ikke-referat",
    "nevner-ikke-saken",
    "etter-vedtaket",
    "etter-registrering",
];
/// The ways in which the list of the council is not enclosed.
pub(super) const ENCLOSED: &[&str] = &["ingen-melding", "ikke-nevnt"];
/// The ways in which new communities are not covered.
pub(super) const NEW_COMMUNITIES: &[&str] =
    &["ingen-melding", "ubesvart-fagmiljoeer", "ubesvart-organisasjoner", "fagmiljoe", "organisasjon"];

/// Whether the council has made a statement before the decision (E-6, forskriften § 3-6).
pub(super) fn statement(ask: &Ask<'_>) -> Answer {
    by_record(ask, "fagraad", |record| stated(ask, record))
}

fn stated(ask: &Ask<'_>, record: &Record<'_>) -> Result<(), Gap> {
    let register = ask.ground.register;
    let field = |key: &str| record.node.get("fagraad").and_then(|table| table.get(key));
    if !["uttalelse", "sak", "referat"].iter().any(|key| field(key).is_some_and(Node::is_filled)) {
        return Err(Gap::new("ingen-uttalelse"));
    }
    let date = field("uttalelse").and_then(Node::date).ok_or_else(|| Gap::new("uten-dato"))?;
    if date > ask.ground.today {
        return Err(Gap::new("framtid").with("dato", date.to_string()));
    }
    let case = filled(field("sak")).ok_or_else(|| Gap::new("uten-sak"))?;
    let known = Case::of(case).ok_or_else(|| Gap::new("uten-sak"))?;
    let gap = |variant: &str| {
        let minutes = field("referat").map(Node::written).unwrap_or_default();
        Gap::new(variant).with("verdi", minutes).with("navn", case)
    };
    let minutes = proof::document(register, field("referat")).map_err(gap)?;
    if is_of_the_register(minutes, register) {
        return Err(gap("ikke-referat"));
    }
    if !known.is_named_in(&text_of(minutes)) {
        return Err(gap("nevner-ikke-saken"));
    }
    in_time(date, record)
}

/// Whether the document is one of the register's own, which are no minutes whatever they name.
fn is_of_the_register(document: &Document, register: &Register) -> bool {
    let path = document.source().path();
    let layout = &register.layout;
    let reports = layout.reports.values().filter_map(|report| report.document.as_deref());
    [layout.description.as_deref(), layout.statutes.as_deref()]
        .into_iter()
        .flatten()
        .chain(reports)
        .any(|own| own == path)
}

/// All that the document says, the numbers of headings too: «## 5/26 Utvidelse» begins with one.
fn text_of(document: &Document) -> String {
    let mut text = String::new();
    for block in document.blocks() {
        if let BlockKind::Heading { number: Some(number), .. } = &block.kind {
            text.push_str(&number.written);
        }
        text.push_str(document.text(&block.text));
        text.push('\n');
    }
    text
}

/// Whether a statement of `date` came before Helsedirektoratet decided and before registration starts.
fn in_time(date: NaiveDate, record: &Record<'_>) -> Result<(), Gap> {
    let late = |variant: &str, limit: NaiveDate| {
        Err(Gap::new(variant).with("dato", date.to_string()).with("frist", limit.to_string()))
    };
    match (decided(record), record.node.get("registrering_fra").and_then(Node::date)) {
        (Some(limit), _) if date > limit => late("etter-vedtaket", limit),
        (_, Some(limit)) if date > limit => late("etter-registrering", limit),
        _ => Ok(()),
    }
}

/// When Helsedirektoratet approved; where it did not, when it last answered.
fn decided(record: &Record<'_>) -> Option<NaiveDate> {
    let word = |node: &Node, key: &str| node.get(key).and_then(Node::text).unwrap_or_default().to_owned();
    let rows = record.node.get("behandling").into_iter().flat_map(Node::elements);
    let answers: Vec<(NaiveDate, String)> = rows
        .filter(|row| word(row, "instans") == "helsedirektoratet")
        .filter_map(|row| Some((row.get("dato")?.date()?, word(row, "utfall"))))
        .collect();
    let approved = answers.iter().filter(|(_, outcome)| outcome == "godkjent").map(|(date, _)| *date).min();
    approved.or_else(|| answers.iter().map(|(date, _)| *date).max())
}

/// Whether the list of the council is enclosed (E-7): a record covers it, or nothing else asks for a record,
/// and then the file itself is the enclosure.
pub(super) fn enclosed(ask: &Ask<'_>) -> Answer {
    if let Some(record) = ask.review.records_for(ask.topic).next() {
        return Answer::Met(vec![record.path.to_owned()]);
    }
    let others = ask.review.owing.keys().filter(|topic| **topic != ask.topic);
    match others.copied().next() {
        None => Answer::Met(ask.ground.register.layout.council.iter().cloned().collect()),
        Some(topic) => Answer::Open(not_enclosed(ask, topic)),
    }
}

/// The gap names the record of another topic that changed, where there is one: the council belongs in it.
fn not_enclosed(ask: &Ask<'_>, other: Topic) -> Gap {
    match ask.review.records_for(other).next().or_else(|| ask.review.records.first()) {
        Some(record) => {
            let topics: Vec<&str> =
                record.topics.iter().chain([&ask.topic]).map(|topic| topic.word()).collect();
            let quoted: Vec<String> = topics.into_iter().map(|word| format!("\"{word}\"")).collect();
            let gap = Gap::new("ikke-nevnt").with("verdi", quoted.join(", "));
            proof::at_record(gap, ask, record, "gjelder")
        }
        None => {
            let file = no_record(&Ask { topic: other, ..*ask }).details.remove("fil");
            no_record(ask)
                .with("fil", file.unwrap_or_default())
                .with("verdi", format!("\"{}\", \"{}\"", other.word(), ask.topic.word()))
        }
    }
}

/// Whether new communities and organisations are asked for, and sit in the council (E-8, E-9).
pub(super) fn new_communities(ask: &Ask<'_>) -> Answer {
    by_record(ask, "fagraad", |record| {
        let table = record.node.get("fagraad");
        let field = |key: &str| table.and_then(|table| table.get(key));
        let communities =
            answered(field("nye_fagmiljoeer")).ok_or_else(|| Gap::new("ubesvart-fagmiljoeer"))?;
        let organisations =
            answered(field("nye_organisasjoner")).ok_or_else(|| Gap::new("ubesvart-organisasjoner"))?;
        let reason = filled(field("fagmiljoe_begrunnelse")).filter(|text| proof::words(text) >= LEAST_REASON);
        let council = Council::at(ask, record);
        if reason.is_none() {
            communities.iter().try_for_each(|name| council.covers_community(name))?;
        }
        organisations.iter().try_for_each(|name| council.has_organisation(name))
    })
}

/// How many words say why a community is not represented everywhere.
const LEAST_REASON: usize = 3;

/// The names in a list that is an answer: an empty one is, one with a blank, a placeholder or no text is not.
fn answered(node: Option<&Node>) -> Option<Vec<&str>> {
    let Some(Node { value: Value::List(items), .. }) = node else {
        return None;
    };
    items.iter().map(|item| filled(Some(item))).collect()
}

/// Who sits in the council when the change takes effect.
struct Council<'a> {
    members: Vec<&'a Node>,
    regions: Vec<Region>,
}

impl<'a> Council<'a> {
    /// The members of today: those whose term has not ended and begins at the latest with registration.
    fn at(ask: &Ask<'a>, record: &Record<'_>) -> Self {
        let register = ask.ground.register;
        let today = ask.ground.today;
        let start =
            record.node.get("registrering_fra").and_then(Node::date).map_or(today, |start| start.max(today));
        let sits = |member: &&Node| {
            let bound = |key: &str, holds: &dyn Fn(NaiveDate) -> bool| {
                member.get(key).is_none_or(|node| node.date().is_some_and(holds))
            };
            filled(member.get("navn")).is_some()
                && bound("til", &|day| day >= today)
                && bound("fra", &|day| day <= start)
        };
        let members = register.tree.all("fagraad.medlem").into_iter().flat_map(Node::elements).filter(sits);
        let words = register.at("pasientgruppe.regioner").into_iter().flat_map(Node::elements);
        let regions: Vec<Region> =
            words.filter_map(Node::text).filter_map(|word| word.parse().ok()).collect();
        Self {
            members: members.collect(),
            regions: if regions.is_empty() { Region::FOUR.to_vec() } else { regions },
        }
    }

    /// Whether somebody of this community sits in the council for every region that treats the group. One who
    /// speaks for the whole country speaks for no region; one who speaks for the patients for no community.
    fn covers_community(&self, name: &str) -> Result<(), Gap> {
        let of_community = |member: &&&Node| {
            same(member.get("fagmiljoe"), name)
                && member.get("representerer").and_then(Node::text) != Some("pasientorganisasjon")
        };
        let members: Vec<&&Node> = self.members.iter().filter(of_community).collect();
        let is_covered = |region: &Region| {
            members.iter().any(|member| member.get("region").and_then(Node::text) == Some(region.word()))
        };
        let missing: Vec<&str> =
            self.regions.iter().filter(|region| !is_covered(region)).map(|region| region.name()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Gap::new("fagmiljoe").with("navn", name).with("region", missing.join(", ")))
    }

    /// Whether somebody of this organisation sits in the council.
    fn has_organisation(&self, name: &str) -> Result<(), Gap> {
        let sits = self.members.iter().any(|member| same(member.get("organisasjon"), name));
        if sits { Ok(()) } else { Err(Gap::new("organisasjon").with("navn", name)) }
    }
}

/// Whether a field holds this name: letter case, white space and Unicode forms apart.
fn same(node: Option<&Node>, name: &str) -> bool {
    let fold = |text: &str| {
        let text: String = text.nfc().flat_map(char::to_lowercase).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    node.and_then(Node::text).is_some_and(|text| fold(text) == fold(name))
}
