//! The checks of the stage that a report claims.
//!
//! **Knows**: how a claim is held against the ticked requirements, their chapters and the coverage.
//! **Does not know**: which requirements give which stage: that is data.

use super::{Report, text};
use crate::document::tree::Node;
use crate::register::section::{self, Chapter};
use crate::rule::condition::Ground;
use crate::rule::outcome::Outcome;
use crate::source::Place;

/// Whether the claimed stage is the one that the ticked requirements give.
pub(super) fn claimed(report: &Report<'_>, ground: Ground<'_>) -> Outcome {
    let stages = &ground.tables.stages();
    let claimed = report.node.at("stadium.paastaatt").filter(|node| node.is_filled());
    let met = report.node.at("stadium.oppfylt");
    let (Some(claimed), Some(_)) = (claimed, met) else {
        return Outcome::nothing();
    };
    if report.year.year < stages.from_year {
        return Outcome::nothing();
    }
    let right = stages.of(&report.integers("stadium.oppfylt"));
    let written: String = claimed.written().split_whitespace().collect::<String>().to_uppercase();
    let hit = (written != right).then(|| {
        report.hit(&claimed.place, "stadium").with("verdi", claimed.written()).with("riktig", right.clone())
    });
    Outcome::of(1, hit.into_iter().collect())
}

/// Whether each ticked requirement has a chapter that is in the report.
pub(super) fn evidence(report: &Report<'_>, ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    let document = report.document_path().and_then(|path| ground.register.documents.get(path));
    let found = document.map(|document| section::chapters(document));
    for item in report.node.at("stadium.oppfylt").into_iter().flat_map(Node::elements) {
        let Some(number) = item.integer() else { continue };
        let key = number.to_string();
        let named =
            report.node.at("stadium.kapittel").and_then(|map| map.get(&key)).filter(|node| node.is_filled());
        let hit = |place: &Place, variant| {
            report.hit(place, &format!("krav-{key}")).variant(variant).with("krav", key.clone())
        };
        let Some(named) = named else {
            outcome.look(Some(hit(&item.place, "uten-kapittel")));
            continue;
        };
        let Some(found) = &found else { continue };
        for chapter in named.elements() {
            let written = chapter.written();
            let there = is_there(found, &written);
            outcome.look(
                (!there)
                    .then(|| hit(&chapter.place, "kapittel-finnes-ikke").with("kapittel", written.clone())),
            );
        }
    }
    outcome
}

/// Whether a chapter, named by number («4.2», «kap. 4.2») or by its title, is in the report.
fn is_there(found: &[Chapter], written: &str) -> bool {
    let number = written.trim_start_matches(|sign: char| !sign.is_ascii_digit()).trim_end_matches(['.', ' ']);
    let number = number.split(|sign: char| sign.is_whitespace()).next().unwrap_or_default();
    text::has_chapter(found, number)
        || found.iter().any(|chapter| section::same_heading(&chapter.title, written))
}

/// Whether the coverage is as high as the ticked requirements ask for.
pub(super) fn coverage(report: &Report<'_>, ground: Ground<'_>) -> Outcome {
    let met = report.integers("stadium.oppfylt");
    let Some(coverage) = report.node.get("dekningsgrad").and_then(Node::integer) else {
        return Outcome::nothing();
    };
    let mut outcome = Outcome::nothing();
    for (number, least) in ground.tables.stages().coverage.iter().filter(|(number, _)| met.contains(number)) {
        let hit = || {
            report
                .hit(&report.place("stadium.oppfylt"), &format!("krav-{number}"))
                .related(&report.place("dekningsgrad"))
                .with("krav", number.to_string())
                .with("verdi", coverage.to_string())
                .with("minst", least.to_string())
        };
        outcome.look((coverage < *least).then(hit));
    }
    outcome
}
