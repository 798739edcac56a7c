//! The duty to bring the register description (registerbeskrivelse) up to date.
//!
//! **Knows**: when the description was changed with the register, and when it said the same already.
//! **Does not know**: what differs in its text; whether what is new there is right.

use super::mention::Spoken;
use super::stated::Said;
use super::{Answer, Ask, Gap};
use crate::document::Document;
use crate::finding::Finding;
use crate::register::section::{Governed, governed};
use crate::report::change::{Change, Topic};

/// The ways in which the description is not brought up to date.
pub(super) const UPDATED: &[&str] =
    &["uten-dokument", "uleselig", "ingen-del", "avviker", "ikke-oppdatert", "fjernet", "navn"];

/// The rule by which prose is held against `register.toml`.
const AGREEMENT: &str = "registerbeskrivelse-avviker";

/// Whether the section of the topic was changed too, or says the same already; and agrees (E-13).
pub(super) fn updated(ask: &Ask<'_>) -> Answer {
    let register = ask.ground.register;
    let Some(path) = register.layout.description.as_ref() else {
        return Answer::Open(gap(ask, "uten-dokument"));
    };
    let Some(document) = register.documents.get(path) else {
        return Answer::Open(gap(ask, "uleselig").with("fil", path.clone()));
    };
    if ask.topic == Topic::Register {
        return named(ask, document);
    }
    let parts = parts_of(ask.topic, document, ask.ground.register);
    let Some(first) = parts.first() else {
        return without_part(ask, document);
    };
    let gap = |variant: &str| {
        let mut gap = gap(ask, variant).with("overskrift", first.heading.clone());
        gap = gap.with("fil", path.clone());
        gap.related.push(first.place.locate());
        gap
    };
    if let Some(finding) = disagreement(ask) {
        let mut gap = gap("avviker").with("verdi", finding.message.clone());
        gap.related.push(finding.location.clone());
        return Answer::Open(gap);
    }
    let met = || Answer::Met(vec![format!("{path}#{}", first.heading)]);
    if ask.review.changes.iter().any(|change| is_of_section(change, ask.topic)) {
        return met();
    }
    let fields: Vec<&&Change> = ask.changes.iter().filter(|change| !change.kind.is_prose()).collect();
    if fields.is_empty() {
        return Answer::NotApplicable;
    }
    let text =
        parts.iter().map(|part| part.marked(document).text().to_owned()).collect::<Vec<_>>().join("\n\n");
    let said = Said::new(&text, register, ask.review.before);
    match fields.into_iter().find(|change| !said.by(change)) {
        None => met(),
        Some(change) => {
            let variant = if change.after.is_none() { "fjernet" } else { "ikke-oppdatert" };
            Answer::Open(gap(variant).with("endring", change.called()))
        }
    }
}

fn gap(ask: &Ask<'_>, variant: &str) -> Gap {
    Gap::new(variant).with("tema", ask.topic.word()).with("fil", "registerbeskrivelse.md")
}

/// The sections of a description that the topic governs.
fn parts_of(topic: Topic, document: &Document, register: &crate::register::Register) -> Vec<Governed> {
    let parts = governed(document, &register.own_headings());
    parts.into_iter().filter(|part| part.topic() == Some(topic.word())).collect()
}

/// The description has no section on the topic. On guidelines it need not have one, unless it had.
fn without_part(ask: &Ask<'_>, document: &Document) -> Answer {
    let had_one = ask.review.before.is_some_and(|before| {
        before.description().is_some_and(|known| !parts_of(ask.topic, known, before).is_empty())
    });
    if ask.topic == Topic::Retningslinjer && !had_one {
        return Answer::NotApplicable;
    }
    let file = document.source().path().to_owned();
    Answer::Open(gap(ask, "ingen-del").with("fil", file))
}

/// Whether the change is one of content in the section of the topic in the description.
fn is_of_section(change: &Change, topic: Topic) -> bool {
    change.is_content()
        && Some(change.kind) == topic.prose()
        && change.subject.starts_with("registerbeskrivelse#")
}

/// What the description and `register.toml` say of the topic that contradicts each other.
fn disagreement<'a>(ask: &Ask<'a>) -> Option<&'a Finding> {
    let is_open = |finding: &&Finding| finding.rule == AGREEMENT && finding.counts();
    ask.review.state.iter().filter(is_open).find(|finding| topic_of(finding) == ask.topic)
}

/// The topic of a disagreement: its fingerprint ends with what disagrees, such as `#alder:16-` or `#forskrift`.
fn topic_of(finding: &Finding) -> Topic {
    let what = finding.fingerprint.as_str().rsplit('#').next().unwrap_or_default();
    match what.split(':').next().unwrap_or_default() {
        "dataansvarlig" => Topic::Dataansvar,
        "forskrift" | "samtykke" => Topic::Hjemmel,
        _ => Topic::Pasientgruppe,
    }
}

/// Whether the new name of the register stands in the title of the description, or anywhere in it while the
/// title does not keep the old one.
fn named(ask: &Ask<'_>, document: &Document) -> Answer {
    let register = ask.ground.register;
    let name = register.text("register.navn");
    let old = ask.review.before.map(|before| before.text("register.navn")).unwrap_or_default();
    let title = document.sections().iter().find(|section| section.heading.is_some());
    let title = title.map(|section| section.title.as_str()).unwrap_or_default();
    let title = Spoken::new(title);
    let keeps_old = title.names(old) && !Spoken::new(name).names(old);
    let path = document.source().path();
    if title.names(name) || Spoken::new(document.whole().text()).names(name) && !keeps_old {
        return Answer::Met(vec![path.to_owned()]);
    }
    let gap = gap(ask, "navn").with("navn", name).with("verdi", old);
    Answer::Open(gap.with("fil", path))
}
