//! Who answers for the register, and who processes for whom.
//!
//! **Knows**: how a text gives a known organisation a part.
//! **Does not know**: which organisations there are.

use std::sync::LazyLock;

use regex::Regex;

use super::page::{Line, Page, is_doubtful};
use super::{Fact, about, agreed};
use crate::document::BlockKind;
use crate::register::organisation::{Mention, Organisation, find, mentions};
use crate::register::section::{Item, Standing};

/// A known organisation that has a part in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Body {
    /// Who.
    pub organisation: &'static Organisation,
}

/// How a text speaks of a part: what stands before the name, and behind it.
struct Part {
    before: Regex,
    behind: Regex,
}

impl Part {
    fn new(word: &str) -> Self {
        let pattern = |text: String| Regex::new(&text).expect("a pattern");
        Self {
            before: pattern(format!(
                r"(?i){word}(?:\s+(?:virksomhet|verksemd|institusjon|foretak))?(?:\s+(?:for|i)\s+[^.,:;]{{1,80}}?)?\s*(?:\ber\b|:|\bligger (?:hos|ved|til)\b|\bligg (?:hos|ved|til)\b|\bhos\b|\bivaretas av\b)\s*$"
            )),
            behind: pattern(format!(
                r"(?i)^(?:\s*\([^()]{{1,30}}\))?(?:\s+(?:v/|ved)\s*[\p{{L}}/. ]{{1,40}}?)?,?\s+(?:er|ivaretar|ivaretek|har|som er|som har|står som|utfører oppgavene som)\s+(?:den\s+|det\s+|registerets\s+)?{word}"
            )),
        }
    }

    /// The organisation to which a sentence gives the part.
    fn in_line(&self, line: &Line) -> Option<Fact<Body>> {
        static MOVED: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?i)\boverfør(?:e|es|ast|t|te)\b|felles data").expect("a pattern"));
        if MOVED.is_match(&line.text) {
            return None;
        }
        let holds = |one: &Mention| {
            let (before, behind) = (before(&line.text, one.span.start), behind(&line.text, one.span.end));
            if is_longer(behind) {
                return false;
            }
            let said = self.before.is_match(before) || self.behind.is_match(behind);
            said && !is_doubtful(before) && !is_doubtful(behind)
        };
        let named = mentions(&line.text);
        let held = named.iter().filter(|one| holds(one));
        let facts = held.map(|one| Fact::new(Body { organisation: one.organisation }, line.place.clone()));
        agreed(facts.collect::<Vec<_>>())
    }
}

/// How much of a sentence is looked at before a name and behind it, in bytes: a name may stand there a thousand times.
const NEAR: usize = 200;

/// What stands right before the byte `at`, after the last full stop, also where no space was written behind that.
fn before(text: &str, at: usize) -> &str {
    let near = &text[text.floor_char_boundary(at.saturating_sub(NEAR))..at];
    let is_end = |(at, _): &(usize, &str)| near[at + 1..].trim_start().starts_with(char::is_uppercase);
    near.rmatch_indices('.').find(is_end).map_or(near, |(at, _)| near[at + 1..].trim_start())
}

/// Whether a name goes on behind the part of it that is known: «Helse Vest» of «Helse Vest IKT AS».
fn is_longer(behind: &str) -> bool {
    behind.trim_start().starts_with(char::is_uppercase)
}

/// What stands right behind the byte `at`, up to the next full stop.
fn behind(text: &str, at: usize) -> &str {
    let near = &text[at..text.floor_char_boundary(at + NEAR)];
    near.split(". ").next().unwrap_or_default()
}

static CONTROLLER: LazyLock<Part> = LazyLock::new(|| {
    Part::new(r"\bdata(?:behandlings)?-?\s?ansvar(?:lige?|leg|et)?(?:\s+etter\s+[^.,:;]{1,40})?\b")
});
static PROCESSOR: LazyLock<Part> = LazyLock::new(|| Part::new(r"\bdatabehandl[ae]r(?:en|e|ar)?\b"));

/// Dataansvarlig, where all that the documents say of it is of one organisation.
pub(super) fn controller(pages: &[Page<'_>]) -> Option<Fact<Body>> {
    let labels = [
        "dataansvarlig",
        "dataansvarleg",
        "databehandlingsansvarlig",
        "databehandlingsansvarleg",
        "dataansvarlig virksomhet",
        "dataansvarlig for registeret",
        "dataansvarlig institusjon",
    ];
    let mut found = Vec::new();
    for page in pages {
        found.extend(page.labelled(&labels).iter().filter_map(known));
        found.extend(page.sentences(&page.all()).iter().filter_map(|line| CONTROLLER.in_line(line)));
        found.extend(headed(page));
    }
    agreed(found)
}

/// The organisation that a labelled value is.
fn known(line: &Line) -> Option<Fact<Body>> {
    let organisation = find(&line.text).filter(|_| !is_doubtful(&line.text) && line.text.len() <= 120)?;
    let is_part = mentions(&line.text).iter().any(|one| is_longer(&line.text[one.span.end..]));
    (!is_part).then(|| Fact::new(Body { organisation }, line.place.clone()))
}

/// The organisation that stands alone at the start of the section about the controller.
fn headed(page: &Page<'_>) -> Vec<Fact<Body>> {
    let sections = about(page, Item::Dataansvar).filter(|section| {
        let heading = section.heading.to_lowercase();
        section.standing == Standing::Named
            && heading.starts_with("data")
            && !heading.contains("databehandler")
    });
    let first = sections.filter_map(|section| {
        let blocks = page.own(section.blocks(page.document));
        let at = *blocks.first()?;
        let text = page.text(at).trim();
        let is_name = page.block(at).kind == BlockKind::Paragraph && text.len() <= 100;
        let starts = mentions(text).first().is_some_and(|one| one.span.start == 0);
        (is_name && starts).then(|| Line { text: text.to_owned(), place: page.place(at) })
    });
    first.filter_map(|line| known(&line)).collect()
}

/// Databehandlere, each once.
pub(super) fn processors(pages: &[Page<'_>]) -> Vec<Fact<Body>> {
    let mut found: Vec<Fact<Body>> = Vec::new();
    for page in pages {
        let lines = page.sentences(&page.all());
        let labelled = page.labelled(&["databehandler", "databehandlar"]);
        let said = lines.iter().filter_map(|line| PROCESSOR.in_line(line));
        for fact in labelled.iter().filter_map(known).chain(said) {
            if !found.iter().any(|other| other.value == fact.value) {
                found.push(fact);
            }
        }
    }
    found
}
