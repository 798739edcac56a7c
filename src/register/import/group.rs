//! The patient group: codes, age, criteria of inclusion and exclusion, category, criteria for national status.
//!
//! **Knows**: in which sections each is looked for.
//! **Does not know**: how codes and ages are put in words (`prose`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::page::{Page, flat, is_doubtful, value};
use super::{Fact, agreed};
use crate::document::BlockKind;
use crate::register::code::{CodeEntry, redundant};
use crate::register::prose::{self, age_limits};
use crate::register::section::Item;

/// The most criteria that are taken, and the longest, in characters.
const MOST_CRITERIA: usize = 50;
const LONGEST_CRITERION: usize = 400;

/// Whether a criterion takes patients in or leaves them out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Inclusion,
    Exclusion,
}

impl Side {
    /// Whether a heading or label is of this side and not of both.
    fn is_named(self, text: &str) -> bool {
        let text = text.to_lowercase();
        let (inclusion, exclusion) = (text.contains("inklusjon"), text.contains("eksklusjon"));
        match self {
            Self::Inclusion => inclusion && !exclusion,
            Self::Exclusion => exclusion && !inclusion,
        }
    }
}

/// The blocks about the patient group without those about who is left out.
fn group(page: &Page<'_>) -> Vec<usize> {
    // A report tells whom it counted in a year, not who is to be taken in.
    let mut blocks =
        if page.kind == Kind::Report { Vec::new() } else { page.blocks_of(Item::Pasientpopulasjon) };
    blocks.retain(|at| {
        let section = page.document.section_of(*at);
        section.is_none_or(|section| !Side::Exclusion.is_named(&section.title))
    });
    blocks
}

/// The codes of the group; where no document has a section about it, those of sentences that say who is taken in.
pub(super) fn codes(pages: &[Page<'_>]) -> Vec<Fact<CodeEntry>> {
    static TAKES_IN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:inkluder\w*|omfatt\w*|inneholder|inneheld|registreres|blir registrert\w*|tas inn|tatt inn)\b")
            .expect("a pattern")
    });
    static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:inngår|inngår|går|registreres|blir registrert\w*|følges|hører|høyrer)\s+(?:i|inn i|til)\s+(?:\p{L}+\s+){0,3}\p{L}*register\w*")
            .expect("a pattern")
    });
    let mut found: Vec<Fact<CodeEntry>> = Vec::new();
    let mut seen = BTreeSet::new();
    let has_section = pages.iter().any(|page| !group(page).is_empty());
    for page in pages {
        let mut blocks = group(page);
        if !has_section && page.kind != Kind::Report {
            blocks = page.all();
            let says = |at: &usize| TAKES_IN.is_match(page.text(*at)) && !is_doubtful(page.text(*at));
            blocks.retain(|at| page.block(*at).kind == BlockKind::Paragraph && says(at));
        }
        let prose = page.marked(&blocks);
        let sentences = prose::sentences(prose.text());
        for one in prose::codes(prose.text()) {
            let after = sentences.partition_point(|span| span.start <= one.span.start);
            let sentence = after.checked_sub(1).and_then(|at| prose.text().get(sentences[at].clone()));
            let is_elsewhere = sentence.is_some_and(|text| ELSEWHERE.is_match(text));
            if !one.excluded && !is_elsewhere && seen.insert(one.entry) {
                found.push(Fact::new(one.entry, prose.place(one.span)));
            }
        }
    }
    let entries: Vec<CodeEntry> = found.iter().map(|fact| fact.value).collect();
    let covered: BTreeSet<usize> = redundant(&entries).into_iter().map(|(at, _)| at).collect();
    let kept = found.into_iter().enumerate().filter(|(at, _)| !covered.contains(at));
    kept.map(|(_, fact)| fact).collect()
}

/// The limits of age, where all that is said of them agrees.
pub(super) fn age(pages: &[Page<'_>]) -> Option<Fact<(Option<u8>, Option<u8>)>> {
    let mut found = Vec::new();
    for page in pages.iter().filter(|page| page.kind != Kind::Report) {
        let prose = page.marked(&page.blocks_of(Item::Pasientpopulasjon));
        let said = age_limits(prose.text()).into_iter();
        found.extend(said.map(|one| Fact::new((one.from, one.to), prose.place(one.span))));
    }
    agreed(found)
}

/// The criteria of one side: the items under their heading or label, else the paragraphs under the heading.
pub(super) fn listed(pages: &[Page<'_>], side: Side) -> Vec<Fact<String>> {
    for page in pages {
        let found = headed(page, side);
        let found = if found.is_empty() { lists_behind_label(page, side) } else { found };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The criteria under a heading of their own.
fn headed(page: &Page<'_>, side: Side) -> Vec<Fact<String>> {
    let sections = page.document.sections().iter().filter(|section| side.is_named(&section.title));
    let Some(section) = sections.into_iter().find(|section| !section.own.is_empty()) else {
        return Vec::new();
    };
    let blocks = page.own([section.own.clone()]);
    let kind = |at: &usize| &page.block(*at).kind;
    let items: Vec<usize> =
        blocks.iter().copied().filter(|at| matches!(kind(at), BlockKind::Item { depth: 1, .. })).collect();
    let nested = blocks.iter().any(|at| matches!(kind(at), BlockKind::Item { depth, .. } if *depth > 1));
    if nested {
        // What is set in under an item belongs to it: apart, neither says what is meant.
        return Vec::new();
    }
    let of_block = |at: usize| Some(Fact::new(criterion(page.text(at))?, page.place(at)));
    if !items.is_empty() {
        return items.into_iter().filter_map(of_block).take(MOST_CRITERIA).collect();
    }
    let paragraphs: Vec<usize> = blocks.into_iter().filter(|at| *kind(at) == BlockKind::Paragraph).collect();
    paragraphs.into_iter().filter_map(of_block).take(MOST_CRITERIA).collect()
}

/// The items that follow a paragraph «Inklusjonskriterier:».
fn lists_behind_label(page: &Page<'_>, side: Side) -> Vec<Fact<String>> {
    let blocks = page.all();
    let is_label = |at: usize| {
        let text = flat(page.text(at));
        page.block(at).kind == BlockKind::Paragraph
            && text.chars().count() <= 60
            && text.ends_with(':')
            && side.is_named(&text)
    };
    let Some(label) = blocks.iter().position(|at| is_label(*at)) else { return Vec::new() };
    let items = blocks[label + 1..].iter().copied();
    let items = items.take_while(|at| matches!(page.block(*at).kind, BlockKind::Item { .. }));
    let of_item = |at: usize| Some(Fact::new(criterion(page.text(at))?, page.place(at)));
    items.filter_map(of_item).take(MOST_CRITERIA).collect()
}

/// A criterion; none for a sentence that only leads to what follows, or says that there are none.
fn criterion(text: &str) -> Option<String> {
    static NONE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)^(?:ingen|ingenting|det er ingen|inga)\b").expect("a pattern"));
    let text = value(text)?;
    let is_lead = text.ends_with(':') || NONE.is_match(&text);
    (!is_lead && text.chars().count() <= LONGEST_CRITERION).then_some(text)
}

/// The category: in words, else by the codes where they are all of one kind.
pub(super) fn category(pages: &[Page<'_>], codes: &[Fact<CodeEntry>]) -> Option<Fact<&'static str>> {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:er|som)\s+(?:eit|et|ein|en)\s+(?:nasjonalt\s+)?(tjeneste|teneste|intervensjons|sykdoms|sjukdoms|kombinasjons)register\b")
            .expect("a pattern")
    });
    let mut found = Vec::new();
    for page in pages {
        for line in page.sentences(&page.all()) {
            let Some(said) = SAID.captures(&line.text).filter(|_| !is_doubtful(&line.text)) else { continue };
            let word = match said[1].to_lowercase().as_str() {
                "tjeneste" | "teneste" => "tjeneste",
                "intervensjons" => "intervensjon",
                "kombinasjons" => "kombinasjon",
                _ => "sykdomstilstand",
            };
            found.push(Fact::new(word, line.place));
        }
    }
    if !found.is_empty() {
        return agreed(found);
    }
    let words = codes.iter().map(|fact| {
        let word = if fact.value.system().is_procedure() { "intervensjon" } else { "sykdomstilstand" };
        Fact::new(word, fact.place.clone())
    });
    agreed(words)
}

/// Helsedirektoratets criteria that the section about them says are met.
pub(super) fn criteria(pages: &[Page<'_>]) -> Vec<Fact<&'static str>> {
    static WORDS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
        let words = [
            (
                "manglende-konsensus",
                r"(?i)\bmangl\w+\s+(?:faglig\s+|fagleg\s+|på\s+)?(?:konsensus|semje|enighet)",
            ),
            (
                "forbedringspotensial",
                r"(?i)\b(?:forbedrings|forbetrings)potensi\w+|\bpotensi\w+\s+for\s+(?:forbedring|forbetring)",
            ),
            ("prognosetap", r"(?i)\bprognosetap"),
            ("ressurskrevende", r"(?i)\bressurskrev\w+"),
            ("ny-behandling", r"(?i)\b(?:ny|nye)[ -]behandling\w*"),
        ];
        words.map(|(word, pattern)| (word, Regex::new(pattern).expect("a pattern"))).into()
    });
    let mut found: Vec<Fact<&'static str>> = Vec::new();
    for page in pages {
        let blocks = page.blocks_of(Item::Kriterier);
        for line in page.sentences(&blocks) {
            for (word, pattern) in WORDS.iter() {
                let said = pattern.is_match(&line.text) && !is_doubtful(&line.text);
                if said && !found.iter().any(|fact| fact.value == *word) {
                    found.push(Fact::new(*word, line.place.clone()));
                }
            }
        }
    }
    // All five are the list of the guide rather than what one register answers to.
    if found.len() == WORDS.len() { Vec::new() } else { found }
}
