//! The enclosures of an application, and the financing among them (V-1 to V-5, E-12).
//!
//! **Knows**: which enclosures an application has, and when the financing is confirmed anew.
//! **Does not know**: what stands in them.

use super::application::{Held, NoProof, each_application, proof, table_of};
use super::{Answer, Ask, Gap};
use crate::document::tree::Node;
use crate::rule::review::Record;

/// In which ways the enclosures are wanting.
pub(super) const COMPLETE: &[&str] = &["ingen-melding", "mangler", "finnes-ikke", "uleselig"];
/// In which ways the financing is wanting.
pub(super) const FINANCED: &[&str] = &[
    "ingen-melding",
    "uten-dato",
    "framtid",
    "ikke-nyere",
    "uten-dokument",
    "finnes-ikke",
    "uleselig",
    "ikke-vedlagt",
    "annet-vedlegg",
];

/// The enclosures that the guide asks for. The description comes with an overview of the data set (V-1:
/// the first two), then the article 30 record (V-2), the council (V-3), the confirmation of the AD
/// meeting (V-4) and that of the financing (V-5): none of them can be left out.
const ENCLOSURES: [&str; 6] =
    ["registerbeskrivelse", "datasett", "protokoll", "fagraad", "ad_bekreftelse", "finansiering"];

/// The enclosures are named, exist and can be read.
pub(super) fn complete(ask: &Ask<'_>) -> Answer {
    each_application(ask, |record| {
        let table = record.node.get("vedlegg");
        let wanting = |why: NoProof| -> Vec<&str> {
            let is_so = |key: &&str| {
                let node = table.and_then(|table| table.get(key));
                proof(ask.ground.register, node).err() == Some(why)
            };
            ENCLOSURES.into_iter().filter(is_so).collect()
        };
        let unnamed = wanting(NoProof::Unnamed);
        let absent = wanting(NoProof::Absent);
        let unread = wanting(NoProof::Unreadable);
        let variant = match (unnamed.is_empty(), absent.is_empty(), unread.is_empty()) {
            (true, true, true) => return Ok(table_of(record, "vedlegg")),
            (false, _, _) => "mangler",
            (true, false, _) => "finnes-ikke",
            (true, true, false) => "uleselig",
        };
        let all: Vec<&str> = ENCLOSURES
            .into_iter()
            .filter(|key| [&unnamed, &absent, &unread].iter().any(|list| list.contains(key)))
            .collect();
        let place = all.iter().find_map(|key| table?.get(key)).or(table).unwrap_or(record.node);
        let gap = Gap { related: vec![place.place.locate()], ..Gap::new(variant) };
        let paths = [absent, unread].concat();
        let written = |key: &&str| table.and_then(|table| table.get(key)).map(Node::written);
        let paths: Vec<String> = paths.iter().filter_map(written).collect();
        Err(gap.with("mangler", all.join(", ")).with("verdi", paths.join(", ")))
    })
}

/// The financing is confirmed anew: dated after the one before, and enclosed.
pub(super) fn financed(ask: &Ask<'_>) -> Answer {
    each_application(ask, |record| financing(ask, record))
}

fn financing(ask: &Ask<'_>, record: &Record<'_>) -> Held {
    let register = ask.ground.register;
    let Some(date) = register.at("rhf.finansiering.dato").and_then(Node::date) else {
        return Err(Gap::new("uten-dato"));
    };
    if date > ask.ground.today {
        return Err(Gap::new("framtid").with("dato", date.to_string()));
    }
    let base = ask.review.before.and_then(|before| before.at("rhf.finansiering.dato")?.date());
    // What a planned register has at BASE was confirmed for this very application.
    let is_first = ask.review.before.is_none_or(|before| is_planned(before.text("register.status")));
    if base.is_some_and(|base| date < base || date == base && !is_first) {
        let base = base.map(|base| base.to_string()).unwrap_or_default();
        return Err(Gap::new("ikke-nyere").with("dato", date.to_string()).with("frist", base));
    }
    let document = register.at("rhf.finansiering.dokument");
    let file = proof(register, document).map_err(|why| why.gap(document))?;
    let enclosure = record.node.at("vedlegg.finansiering");
    let enclosed = proof(register, enclosure).map_err(|why| match why {
        NoProof::Unnamed => Gap::new("ikke-vedlagt").with("verdi", register.own_path(&file)),
        NoProof::Absent | NoProof::Unreadable => why.gap(enclosure),
    })?;
    if enclosed != file {
        let own = |path: &str| register.own_path(path).to_owned();
        return Err(Gap::new("annet-vedlegg").with("verdi", own(&file)).with("navn", own(&enclosed)));
    }
    Ok(format!("{}, {}", table_of(record, "vedlegg"), file))
}

/// Whether a register of this status has had no approval before; no status counts as planned.
fn is_planned(status: &str) -> bool {
    matches!(status, "" | "planlagt")
}
