//! Where data come from, and what the coverage is held against.
//!
//! **Knows**: the central registers by name, how a text says that something is used.
//! **Does not know**: which sources a register must have.

use std::sync::LazyLock;

use regex::Regex;

use super::Fact;
use super::page::{Line, Page, is_doubtful, value};
use crate::register::section::Item;

/// The kinds of source (`type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// `sentralt-register`
    Central,
    /// `epj`
    Journal,
    /// `egen-innrapportering`
    Own,
}

impl SourceKind {
    /// The word of `type`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Central => "sentralt-register",
            Self::Journal => "epj",
            Self::Own => "egen-innrapportering",
        }
    }
}

/// A source that is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceFact {
    /// What it is called.
    pub name: &'static str,
    /// What kind it is.
    pub kind: SourceKind,
}

/// Each source with the words for it.
static SOURCES: LazyLock<Vec<(SourceFact, Regex)>> = LazyLock::new(|| {
    use SourceKind::{Central, Journal, Own};
    let words = [
        ("Norsk pasientregister", Central, r"\bNorsk [Pp]asientregister\b|\bNPR\b"),
        (
            "Kommunalt pasient- og brukerregister",
            Central,
            r"\bKommunalt pasient- og brukarregister|\bKommunalt pasient- og brukerregister|\bKPR\b",
        ),
        ("Dødsårsaksregisteret", Central, r"\b[Dd]ødsårsaksregisteret\b"),
        ("Folkeregisteret", Central, r"\b[Ff]olkeregisteret\b"),
        ("Kreftregisteret", Central, r"\bKreftregisteret\b"),
        ("Legemiddelregisteret", Central, r"\bLegemiddelregisteret\b"),
        ("Medisinsk fødselsregister", Central, r"\b[Mm]edisinsk fødselsregister\b"),
        ("Pasientjournal", Journal, r"(?i)\b(?:pasient)?journal(?:en|ane|er|system\w*)?\b|\bEPJ\b"),
        ("Registerskjema", Own, r"(?i)\b\w*skjema(?:et|er|ene|a)?\b"),
    ];
    let source = |(name, kind, pattern): (&'static str, SourceKind, &str)| {
        (SourceFact { name, kind }, Regex::new(pattern).expect("a pattern"))
    };
    words.map(source).into()
});

/// That something is fetched from somewhere.
static FETCHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:hentes|hentast|hentet|henta|overføres|overførast|innhentes|innhentast|importeres|kobles|koblet|koplast|kopla|suppleres|henter|hentar|innhenter)\b.{0,80}?\b(?:fra|frå|mot|med|i)\b|\b(?:fra|frå)\b.{0,60}?\b(?:hentes|hentast|innhentes|importeres)\b",
    )
    .expect("a pattern")
});

/// That something is filled in.
static FILLED_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:fylles? ut|fylle[rs]?|utfylles|fyller ut|fyller|føres|fører|føre|registreres|registrerer|registrerast|sendes|sendast|svarer|svarar|besvares)\b").expect("a pattern")
});

/// The sources that the section about data capture says are in use.
pub(super) fn sources(pages: &[Page<'_>]) -> Vec<Fact<SourceFact>> {
    let mut found: Vec<Fact<SourceFact>> = Vec::new();
    for page in pages {
        for line in page.sentences(&page.blocks_of(Item::Datafangst)) {
            if is_doubtful(&line.text) {
                continue;
            }
            for (source, name) in SOURCES.iter() {
                let verb = if source.kind == SourceKind::Own { &FILLED_IN } else { &FETCHED };
                let used = name.is_match(&line.text) && verb.is_match(&line.text);
                if used && !found.iter().any(|fact| fact.value == *source) {
                    found.push(Fact::new(*source, line.place.clone()));
                }
            }
        }
    }
    found.sort_by_key(|fact| fact.value.kind);
    found
}

/// The sentences about coverage.
fn coverage(pages: &[Page<'_>]) -> Vec<Line> {
    let of_page = |page: &Page<'_>| page.sentences(&page.blocks_of(Item::Dekningsgrad));
    pages.iter().flat_map(of_page).collect()
}

/// How the coverage is calculated: the sentence that says it.
pub(super) fn coverage_method(pages: &[Page<'_>]) -> Option<Fact<String>> {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)dekningsgrad.{0,160}?\b(?:beregnes|bereknast|regnes|reknast|rekna|beregnet|defineres|måles|sammenlign\w*|samanlikn\w*|er andelen?|er delen|kobl\w*|kopl\w*)|\b(?:telleren|nevneren|teljaren|nemnaren)\b|\b(?:sammenlign\w*|samanlikn\w*|beregnes|regnes|reknast)\b.{0,160}?dekningsgrad").expect("a pattern")
    });
    let lines =
        coverage(pages).into_iter().filter(|line| SAYS.is_match(&line.text) && !is_doubtful(&line.text));
    lines.filter_map(|line| Some(Fact::new(value(&line.text)?, line.place))).next()
}

/// What the coverage is compared with: the one central register that is named for it.
pub(super) fn coverage_source(pages: &[Page<'_>]) -> Option<Fact<&'static str>> {
    static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:mot|med|fra|frå|i|sammenlign\w*|samanlikn\w*|kilde|kjelde)\b")
            .expect("a pattern")
    });
    let mut found: Vec<Fact<&'static str>> = Vec::new();
    for line in coverage(pages) {
        if is_doubtful(&line.text) || !COMPARED.is_match(&line.text) {
            continue;
        }
        let central = SOURCES.iter().filter(|(source, _)| source.kind == SourceKind::Central);
        for (source, _) in central.filter(|(_, name)| name.is_match(&line.text)) {
            found.push(Fact::new(source.name, line.place.clone()));
        }
    }
    super::agreed(found)
}
