//! The checks of references: letters of the regulation, links in documents, paths in TOML files.
//!
//! **Knows**: which references another rule speaks of already.
//! **Does not know**: how a reference is followed.

use crate::document::tree::Node;
use crate::document::{Document, LinkKind};
use crate::register::path::{Target, folder_of};
use crate::register::section::find_heading;
use crate::register::{Referent, split_reference};
use crate::rule::condition::Ground;
use crate::rule::doubt;
use crate::rule::outcome::{Hit, Outcome};

/// The letters of § 3-4 and § 3-5.
const LETTERS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/// Fields whose breach another rule tells.
const TOLD_ELSEWHERE: [&str; 12] = [
    "dokumenter.",
    "felles_dataansvarlig.ordning",
    "rhf.finansiering.dokument",
    "rhf.ad_godkjenning.dokument",
    "hjemmel.protokoll.dokument",
    "hjemmel.dpia.dokument",
    "hjemmel.reservasjon.dokument",
    "hjemmel.dokumentasjon.",
    "hjemmel.informasjon.",
    "fagraad.moete.referat",
    "registervakt.",
    "endring.vedlegg.",
];

/// Whether each letter of the table `field` has a reference that leads somewhere.
pub(super) fn letters(field: &str, ground: Ground<'_>) -> Outcome {
    let register = ground.register;
    if !doubt::at(&register.tree, field).is_empty() {
        return Outcome::nothing();
    }
    let table = register.at(field);
    if table.is_none_or(|table| !table.is_filled()) {
        let hit = Hit::new(&register.nearest_place(field), field).variant("ingen").with("felt", field);
        return Outcome::of(1, vec![hit]);
    }
    let mut outcome = Outcome::nothing();
    for letter in LETTERS {
        let node = table.and_then(|table| table.get(letter)).filter(|node| node.is_filled());
        if node.is_some_and(doubt::is_none) {
            continue;
        }
        let written = node.map(Node::written).unwrap_or_default();
        let variant = match node {
            None => "mangler",
            Some(_) => match register.follow(&written) {
                Referent::Found => {
                    outcome.look(None);
                    continue;
                }
                Referent::NoFile => "finnes-ikke",
                Referent::NoHeading => "ingen-overskrift",
                Referent::Unknown => {
                    outcome.unknown.extend(register.file_of(&written));
                    continue;
                }
                Referent::Refused => {
                    outcome.unknown.push(written);
                    continue;
                }
            },
        };
        let place = node.map_or_else(|| register.nearest_place(field), |node| node.place.clone());
        let hit = Hit::new(&place, format!("{field}.{letter}")).variant(variant);
        outcome.look(Some(hit.with("bokstav", letter).with("verdi", written).with("felt", field)));
    }
    outcome
}

/// Whether relative links and paths lead somewhere.
pub(super) fn links(ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for document in ground.register.documents.values() {
        outcome.add(links_in(document, ground));
    }
    let fields = ground.register.references();
    for (field, node) in
        fields.iter().filter(|(field, _)| !TOLD_ELSEWHERE.iter().any(|told| field.starts_with(told)))
    {
        let written = node.written();
        let dead = doubt::says_something(node)
            && matches!(ground.register.follow(&written), Referent::NoFile | Referent::NoHeading);
        let hit = || {
            let file = ground.register.own_path(node.place.source().path());
            Hit::new(&node.place, format!("{file}#{field}/{written}"))
                .variant("sti")
                .with("verdi", written.clone())
                .with("felt", field.clone())
                .with("fil", file)
        };
        outcome.look(dead.then(hit));
    }
    outcome
}

fn links_in(document: &Document, ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    let path = document.source().path();
    let index = &ground.register.shelf.index;
    for link in document.links().iter().filter(|link| link.kind != LinkKind::Address) {
        let target = decode(&link.target);
        if leads_outside(&target) {
            continue;
        }
        let (file, anchor) = split_reference(&target);
        let file = file.split('?').next().unwrap_or(file);
        let variant = match (file, index.target(folder_of(path), file)) {
            ("", _) => (!has_anchor(document, anchor)).then_some("anker"),
            (_, Target::Nothing) => Some("lenke"),
            // A link is not read through: where it goes is no secret, and a path of the reader's own
            // web site may well begin at the root.
            (_, Target::Outside | Target::Symlink | Target::Folder) => None,
            (_, Target::File(at)) => {
                let other = ground.register.documents.get(&ground.register.shelf.files[at].path);
                other.is_some_and(|other| !has_anchor(other, anchor)).then_some("anker")
            }
        };
        let hit = variant.map(|variant| {
            let own = ground.register.own_path(path);
            let hit = Hit::new(&link.place, format!("{own}#{target}")).variant(variant);
            hit.with("verdi", target.clone()).with("fil", own)
        });
        outcome.look(hit);
    }
    outcome
}

/// Whether a document has the anchor, as a Git host makes it or as people write the heading.
fn has_anchor(document: &Document, anchor: Option<&str>) -> bool {
    anchor.is_none_or(|anchor| {
        document.anchors().contains(&anchor.to_lowercase()) || find_heading(document, anchor).is_some()
    })
}

/// Whether a link leads to the web, to a mail address, or to the root of a web site.
fn leads_outside(target: &str) -> bool {
    let scheme = target.split(['/', '#', '?']).next().unwrap_or_default();
    scheme.contains(':') || target.starts_with('/') || target.is_empty()
}

/// `%20` and its like as the signs they stand for.
fn decode(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| target.to_owned())
}
