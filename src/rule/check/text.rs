//! The checks that look for words: outdated terms and references, and template text that was left.
//!
//! **Knows**: which texts are the register's own, and what template text looks like.
//! **Does not know**: which words are outdated; rules say that.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::BadParameter;
use crate::document::tree::Node;
use crate::document::{BlockKind, Document, InlineKind, Prose};
use crate::finding::Related;
use crate::register::current::{CurrentText, fold};
use crate::rule::condition::Ground;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::pattern::Pattern;

/// A pattern that a text must not hold, and the variant by which the rule speaks of it.
#[derive(Debug, Clone)]
pub struct Forbidden {
    /// The variant.
    pub variant: String,
    /// Words one of which stands in every text that holds the pattern, in lower case and with plain
    /// hyphens; a text without them is not searched further.
    words: Vec<String>,
    /// What must not stand there.
    text: Pattern,
    /// Where this stands in the same sentence, the pattern does not count.
    unless: Option<Pattern>,
}

impl Forbidden {
    /// Whether a folded text has one of the words without which the pattern stands nowhere.
    fn may_stand_in(&self, folded: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| folded.contains(word.as_str()))
    }

    /// What is wrong with the patterns, if anything.
    pub fn check(&self) -> Result<(), String> {
        self.text.check()?;
        self.unless.as_ref().map_or(Ok(()), Pattern::check)
    }
}

/// How many finds of one pattern in one text are told one by one.
const MOST_FINDS: usize = 3;
/// How far from a find its sentence is looked for, in bytes.
const LONGEST_SENTENCE: usize = 1_000;

/// Reads `med = { moenster = [ { variant, ord, tekst, ikke_ved } ] }`.
pub(super) fn read_patterns(with: Option<&Node>) -> Result<Vec<Forbidden>, BadParameter> {
    let bad = || BadParameter { key: "moenster".to_owned(), allowed: Vec::new() };
    let nodes = with.and_then(|with| with.get("moenster")).ok_or_else(bad)?;
    let read = |node: &Node| {
        let text = |key: &str| node.get(key).and_then(Node::text);
        let words = node.get("ord").into_iter().flat_map(Node::elements).map(|word| fold(&word.written()));
        Ok(Forbidden {
            variant: text("variant").unwrap_or_default().to_owned(),
            words: words.collect(),
            text: Pattern::new(text("tekst").ok_or_else(bad)?),
            unless: text("ikke_ved").map(Pattern::new),
        })
    };
    nodes.elements().map(read).collect()
}

/// The documents that the register read.
fn documents(ground: Ground<'_>) -> impl Iterator<Item = &Document> {
    ground.register.documents.values().map(Arc::as_ref)
}

/// Whether no text of the register that holds today has one of `patterns`.
pub(super) fn without(patterns: &[Forbidden], ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    let texts = ground.register.current_texts();
    // Most words stand nowhere, and to look once over all texts is quicker than to look at each.
    let all = one_below_the_other(texts.iter().map(|text| text.folded.as_str()));
    let likely: Vec<&Forbidden> = patterns.iter().filter(|pattern| pattern.may_stand_in(&all)).collect();
    for text in texts {
        outcome.add(without_in(&likely, text));
    }
    outcome
}

fn one_below_the_other<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.flat_map(|text| [text, "\n"]).collect()
}

fn without_in(patterns: &[&Forbidden], current: &CurrentText) -> Outcome {
    let (text, subject) = (current.text(), &current.subject);
    let mut outcome = Outcome::of(1, Vec::new());
    for pattern in patterns.iter().filter(|pattern| pattern.may_stand_in(&current.folded)) {
        let counts = |at: usize| {
            !pattern.unless.as_ref().is_some_and(|unless| unless.is_match(sentence_round(text, at)))
        };
        let mut told = 0;
        for found in pattern.text.find_all(text).filter(|found| counts(found.start)) {
            let place = current.prose().place(found.clone());
            told += 1;
            if told > MOST_FINDS {
                if let Some(last) = outcome.hits.last_mut().filter(|last| last.related.len() < MOST_FINDS) {
                    last.related.push(Related { location: place.locate(), message: String::new() });
                }
                continue;
            }
            let subject = format!("{subject}#{}#{told}", pattern.variant);
            let hit = Hit::new(&place, subject.trim_end_matches("#1")).variant(&pattern.variant);
            outcome.hits.push(hit.with("verdi", &text[found]).with("fil", place.source().path()));
        }
    }
    outcome
}

/// The sentence in which the byte `at` stands, roughly: between line ends, and full stops before a
/// capital («av 6. august» and «nr. 789» end none).
fn sentence_round(text: &str, at: usize) -> &str {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST_SENTENCE));
    let to = text.ceil_char_boundary((at + LONGEST_SENTENCE).min(text.len()));
    let (text, at) = (&text[from..to], at - from);
    let start = text[..at].rfind(['\n', '!', '?']).map_or(0, |end| end + 1);
    let mut stops = text[start..at].rmatch_indices(". ").map(|(stop, _)| start + stop + 2);
    let start = stops.find(|next| begins_sentence(&text[*next..])).unwrap_or(start);
    let end = text[at..].find(['\n', '!', '?']).map_or(text.len(), |end| at + end);
    let mut stops = text[at..end].match_indices(". ").map(|(stop, _)| at + stop);
    let end = stops.find(|stop| begins_sentence(&text[stop + 2..])).unwrap_or(end);
    &text[start..end]
}

fn begins_sentence(text: &str) -> bool {
    text.trim_start_matches([' ', '«', '(', '"']).starts_with(char::is_uppercase)
}

/// Template text: words in brackets that ask to be replaced, rows of dots, dates of x, help text.
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        // [navn på register], [årstall], [sett inn …]; not a link, a task box, a footnote or a citation.
        r"\[(?:sett inn|skriv inn|fyll inn|fyll ut|før inn|set inn|navn|namn|årstall|årstal|dato|år|registernavn|registernamn|registeret|register|tekst|tall|antall|beskriv|her |kortnavn|virksomhet|dataansvarlig|xx+)[^\[\]\n]{0,80}\]",
        // <registernavn>, <sett inn …>, <…>; never an address or markup.
        r"<(?:…|\.{2,}|sett inn|skriv inn|fyll inn|fyll ut|set inn|navn|namn|årstall|årstal|dato|år|registernavn|registernamn|register|tekst|tall|antall|kortnavn|virksomhet)(?:[ ][^<>\n@/=]{0,80})?>",
        // A whole field or sentence of dots; an ellipsis at the end of a word is none.
        r"(?:…{2,}|\.{5,}|(?:…\.+)|(?:\.{3,}…))",
        r"(?-i:\bTODO\b)",
        r"\bxx\.xx\.xx(?:xx)?\b",
        r"\bveiledning til utfylling\b",
        r"\brettleiing til utfylling\b",
        r"\bslett denne teksten\b",
        r"\blorem ipsum\b",
    ];
    // The ring may stand apart from its letter: macOS writes so.
    let pattern = format!("(?i){}", parts.join("|")).replace('å', r"(?:å|a\x{30a})");
    Regex::new(&pattern).expect("the pattern is fixed")
});

/// «Navn på register» where a name belongs: on its own, or at the end of a heading.
static NAMELESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?im)(?:^|[\s«:–-])(?:na(?:v|m)n på register(?:et)?|registerets navn her|registernavn|registernamn)\s*$")
        .expect("the pattern is fixed")
});

/// Whether a text may hold template text at all: most hold none of these signs and words, and the
/// patterns cost more than the text.
fn may_hold_template_text(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "todo",
        "xx.xx",
        "til utfylling",
        "slett denne",
        "lorem",
        "navn på reg",
        "navn pÅ reg",
        "namn på reg",
        "namn pÅ reg",
        "registernavn",
        "registernamn",
        "navn her",
    ];
    text.contains(['[', '<', '…']) || text.contains("....") || {
        // The letters of the words are of ASCII, all but one; to lower all others takes longer.
        let lower = text.to_ascii_lowercase();
        WORDS.iter().any(|word| lower.contains(word))
    }
}

/// Whether the text of a field holds template text: whoever began it has not filled it in.
pub(super) fn holds_template_text(text: &str) -> bool {
    matches!(text.trim(), "…" | "..." | "....") || may_hold_template_text(text) && PLACEHOLDER.is_match(text)
}

/// Whether template text is left in a document or a field.
pub(super) fn placeholders(ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for document in documents(ground) {
        let path = ground.register.own_path(document.source().path()).to_owned();
        outcome.add(placeholders_in_document(document, &path));
    }
    let fields = ground.register.text_fields();
    let all = one_below_the_other(fields.iter().filter_map(|(_, node)| node.text()));
    let is_likely = may_hold_template_text(&all);
    for (field, node) in fields {
        let text = node.text().unwrap_or_default();
        let is_dots = matches!(text.trim(), "…" | "..." | "....");
        if !is_dots && !(is_likely && may_hold_template_text(text)) {
            outcome.look(None);
            continue;
        }
        let file = ground.register.own_path(node.place.source().path()).to_owned();
        let found = PLACEHOLDER.find(text).map(|found| found.range());
        let found = found
            .or_else(|| NAMELESS.find(text).filter(|_| field.ends_with("navn")).map(|found| found.range()));
        let found = found.or_else(|| is_dots.then_some(0..text.len()));
        let hit = found.map(|span| {
            let value = text[span.clone()].to_owned();
            let place = Prose::of_value(text, &node.place).place(span);
            Hit::new(&place, format!("{file}#{field}"))
                .variant("felt")
                .with("verdi", value)
                .with("felt", field.clone())
                .with("fil", file.clone())
        });
        outcome.look(hit);
    }
    outcome
}

fn placeholders_in_document(document: &Document, path: &str) -> Outcome {
    let mut outcome = Outcome::of(1, Vec::new());
    if !may_hold_template_text(document.whole().text()) {
        return outcome;
    }
    let mut seen: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for (at, block) in document.blocks().iter().enumerate() {
        if block.kind == BlockKind::Code {
            continue;
        }
        let prose = document.prose(at..at + 1);
        let is_short = matches!(block.kind, BlockKind::Heading { .. }) || prose.words() <= 8;
        let nameless = NAMELESS.find_iter(prose.text()).filter(|_| is_short && !names_a_part(&block.kind));
        for found in PLACEHOLDER.find_iter(prose.text()).chain(nameless) {
            if prose.touches(&found.range(), InlineKind::Code)
                || prose.touches(&found.range(), InlineKind::Link)
                || leads_to_a_page(found.as_str(), &prose.text()[found.end()..])
            {
                continue;
            }
            let value = found.as_str().trim().to_owned();
            let nth = seen.entry(value.clone()).or_default();
            *nth += 1;
            let subject = format!("{path}#{value}#{nth}");
            outcome.hits.push(
                Hit::new(&prose.place(found.range()), subject.trim_end_matches("#1"))
                    .variant("tekst")
                    .with("verdi", value)
                    .with("fil", path),
            );
        }
    }
    outcome
}

/// Dots between a heading and its page, as in a table of contents, are no template text.
fn leads_to_a_page(found: &str, after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\t', '\u{a0}']);
    found.ends_with(['.', '…']) && after.starts_with(|sign: char| sign.is_ascii_digit())
}

/// A heading «Registerets navn» or a cell of a form names a part and is no template text.
fn names_a_part(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Row { .. } | BlockKind::Item { .. })
}
