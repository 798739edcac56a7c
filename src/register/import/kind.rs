//! What kind of document it is that facts are read out of.
//!
//! **Knows**: the titles of descriptions, statutes, reports and laws.
//! **Does not know**: what stands in them.

use crate::document::{BlockKind, Document};

/// The kinds of document, the one that is believed first before the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A register description, or what is taken for one.
    Description,
    /// Vedtekter.
    Statutes,
    /// Årsrapport.
    Report,
    /// A law or regulation: it is about registers, but it is none's own.
    Law,
}

/// How many blocks from the start may hold the title.
const FRONT: usize = 8;
/// The longest title, in bytes.
const LONGEST: usize = 200;

/// The blocks that may be the title: the first heading, and short blocks at the front.
pub(super) fn titles(document: &Document) -> impl Iterator<Item = usize> {
    let blocks = document.blocks();
    let is_heading = |block: &crate::document::Block| matches!(block.kind, BlockKind::Heading { .. });
    let first = blocks.iter().position(is_heading);
    let front = (0..blocks.len().min(FRONT)).filter(move |at| {
        Some(*at) != first && blocks[*at].kind == BlockKind::Paragraph && blocks[*at].text.len() <= LONGEST
    });
    first.into_iter().filter(|_| true).chain(front)
}

/// The kind of `document`.
pub(super) fn of(document: &Document) -> Kind {
    let said = |at: usize| document.text(&document.blocks()[at].text).trim().to_lowercase();
    let titles: Vec<String> = titles(document).map(said).collect();
    let first = titles.first().map(String::as_str).unwrap_or_default();
    let begins = |words: &[&str]| titles.iter().any(|title| words.iter().any(|word| title.starts_with(word)));
    if ["forskrift om", "forskrift til", "lov om", "lov-", "for-"].iter().any(|word| first.starts_with(word)) {
        Kind::Law
    } else if first.contains("vedtekt") || begins(&["vedtekter"]) {
        Kind::Statutes
    } else if first.contains("årsrapport") || first.contains("årsmelding") || begins(&["årsrapport", "årsmelding"])
    {
        Kind::Report
    } else {
        Kind::Description
    }
}
