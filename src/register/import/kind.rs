//! What kind of document it is that facts are read out of.
//!
//! **Knows**: the titles of descriptions, statutes, reports and laws.
//! **Does not know**: what stands in them.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, BlockKind, Document};

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
/// How many paragraphs with the numbers of a law make one.
const FEW: usize = 3;
/// The longest title, in bytes.
const LONGEST: usize = 200;

/// The blocks that may be the title: the first heading, and short blocks at the front.
pub(super) fn titles(document: &Document) -> impl Iterator<Item = usize> {
    let blocks = document.blocks();
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let first = blocks.iter().position(is_heading);
    let front = (0..blocks.len().min(FRONT)).filter(move |at| {
        Some(*at) != first && blocks[*at].kind == BlockKind::Paragraph && blocks[*at].text.len() <= LONGEST
    });
    first.into_iter().chain(front)
}

/// Whether a document is divided as laws are: `§ 1-1`, `§ 1-2`, `§ 2-1`.
fn is_law(document: &Document) -> bool {
    static PARAGRAPH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^§\s*\d+\s*-\s*\d+").expect("a pattern"));
    let written = document.sections().iter().filter_map(|section| {
        let number = section.number.as_ref().map(|number| number.written.as_str()).unwrap_or_default();
        PARAGRAPH.is_match(&format!("{number}{}", section.title)).then_some(())
    });
    written.take(FEW).count() == FEW
}

/// The kind of `document`.
pub(super) fn of(document: &Document) -> Kind {
    let said = |at: usize| document.text(&document.blocks()[at].text).trim().to_lowercase();
    let titles: Vec<String> = titles(document).map(said).collect();
    let first = titles.first().map(String::as_str).unwrap_or_default();
    // A short sentence at the front is no title.
    let is_title = |title: &&String| !title.ends_with('.');
    let begins = |words: &[&str]| {
        titles.iter().filter(is_title).any(|title| words.iter().any(|word| title.starts_with(word)))
    };
    let named = first.trim_start_matches("tittel:").trim_start_matches([' ', '"']);
    if is_law(document)
        || ["forskrift om ", "forskrift til ", "lov om "].iter().any(|word| named.starts_with(word))
    {
        Kind::Law
    } else if ["registerbeskrivelse", "registerskildring"].iter().any(|word| first.contains(word)) {
        Kind::Description
    } else if first.contains("vedtekt") || begins(&["vedtekter"]) {
        Kind::Statutes
    } else if first.contains("årsrapport")
        || first.contains("årsmelding")
        || begins(&["årsrapport", "årsmelding"])
    {
        Kind::Report
    } else {
        Kind::Description
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, Limits};

    fn check(text: &str, kind: Kind) {
        let (document, _) = document::read("fil.md", text.as_bytes(), &Limits::default());
        assert_eq!(of(&document.expect("Markdown is read")), kind, "{text}");
    }

    #[test]
    fn the_title_tells_and_a_sentence_at_the_front_does_not() {
        check("# Registerbeskrivelse for X\n\nÅrsrapporten er åpen for alle.\n", Kind::Description);
        check("# Registerskildring og vedtekter\n", Kind::Description);
        check("# Register for X\n\nÅrsrapporten er åpen for alle.\n", Kind::Description);
        check("# Register for X\n\nÅrsrapport for 2025\n", Kind::Report);
        check("# Vedtekter for X\n", Kind::Statutes);
        check("# Forskrift om registre\n", Kind::Law);
    }
}
