//! What the register rests on: regulation, consent or opting out, articles of the GDPR.
//!
//! **Knows**: which of these go together.
//! **Does not know**: how each is put in words (`prose`).

use std::sync::LazyLock;

use regex::Regex;

use super::page::{Page, is_doubtful};
use super::{Fact, agreed};
use crate::document::Prose;
use crate::register::prose::{ConsentForm, consent_forms, gdpr_bases, regulations};
use crate::register::section::Item;

/// Forskrift om medisinske kvalitetsregistre.
const QUALITY_REGISTERS: &str = "FOR-2019-06-21-789";

/// The text about the legal basis of each page; where no page has a section for that, all of it if it speaks of
/// one register by name. A guide to all of them does not.
fn texts(pages: &[Page<'_>], is_named: bool) -> Vec<Prose> {
    let sections: Vec<Prose> = pages
        .iter()
        .map(|page| page.marked(&page.blocks_of(Item::Hjemmel)))
        .filter(|prose| !prose.text().trim().is_empty())
        .collect();
    if sections.is_empty() && is_named {
        return pages.iter().map(|page| page.marked(&page.all())).collect();
    }
    sections
}

/// The regulation, where only one is named.
pub(super) fn regulation(pages: &[Page<'_>], is_named: bool) -> Option<Fact<String>> {
    let all = texts(pages, is_named);
    let of_text = |prose: &Prose| {
        let named = regulations(prose.text()).into_iter();
        named.map(|one| Fact::new(one.id, prose.place(one.span))).collect::<Vec<_>>()
    };
    agreed(all.iter().flat_map(of_text))
}

/// The word of `hjemmel.type`.
pub(super) fn kind(pages: &[Page<'_>], regulation: Option<&Fact<String>>) -> Option<Fact<&'static str>> {
    let Some(regulation) = regulation else { return licence(pages) };
    if regulation.value != QUALITY_REGISTERS {
        return Some(Fact::new("lovbestemt", regulation.place.clone()));
    }
    let mut forms = Vec::new();
    for page in pages {
        let prose = page.marked(&page.all());
        let said = consent_forms(prose.text()).into_iter();
        forms.extend(said.map(|one| Fact::new(one.form, prose.place(one.span))));
    }
    let first = |wanted| forms.iter().find(|fact| fact.value == wanted).map(|fact| fact.place.clone());
    match (first(ConsentForm::Consent), first(ConsentForm::OptOut), first(ConsentForm::Neither)) {
        (Some(place), None, None) => Some(Fact::new("forskrift-samtykke", place)),
        (None, Some(place), _) => Some(Fact::new("forskrift-reservasjon", place)),
        (None, None, _) | (Some(_), _, _) => None,
    }
}

/// A licence (konsesjon) of Datatilsynet, which a register without regulation rests on.
fn licence(pages: &[Page<'_>]) -> Option<Fact<&'static str>> {
    static LICENCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bkonsesjon\s+(?:fra|frå|gitt av)\s+Datatilsynet").expect("a pattern")
    });
    let found = pages.iter().find_map(|page| {
        let blocks = page.all();
        let says = |text: &str| LICENCE.is_match(text) && !is_doubtful(text);
        page.sentences(&blocks).into_iter().find(|line| says(&line.text))
    });
    // A register that also speaks of a regulation of its own rests on that: `texts` may have left it out.
    let named = pages.iter().any(|page| !regulations(page.marked(&page.all()).text()).is_empty());
    found.filter(|_| !named).map(|line| Fact::new("konsesjon", line.place))
}

/// The articles of the GDPR, each once; none without one of article 6.
pub(super) fn gdpr(pages: &[Page<'_>], is_named: bool) -> Vec<Fact<String>> {
    static SHAPE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:6-1|9-2)-[a-j]$").expect("a pattern"));
    let mut found: Vec<Fact<String>> = Vec::new();
    for prose in texts(pages, is_named) {
        for one in gdpr_bases(prose.text()) {
            if SHAPE.is_match(&one.basis) && !found.iter().any(|fact| fact.value == one.basis) {
                found.push(Fact::new(one.basis, prose.place(one.span)));
            }
        }
    }
    found.sort_by(|one, other| one.value.cmp(&other.value));
    if found.iter().any(|fact| fact.value.starts_with("6-")) { found } else { Vec::new() }
}
