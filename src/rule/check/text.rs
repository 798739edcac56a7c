//! The checks that look for words: outdated terms and references, and template text that was left.
//!
//! **Knows**: which texts are the register's own, and what template text looks like.
//! **Does not know**: which words are outdated; rules say that.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::BadParameter;
use crate::document::tree::{Node, Value};
use crate::document::{BlockKind, Document, InlineKind, Prose};
use crate::rule::condition::Ground;
use crate::rule::outcome::{Hit, Outcome};

/// A pattern that a text must not hold, and the variant by which the rule speaks of it.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// The variant.
    pub variant: String,
    /// What must not stand there. Letter case counts only where the pattern says so.
    pub text: Regex,
    /// Where this stands in the same sentence, the pattern does not count.
    pub unless: Option<Regex>,
}

/// The largest compiled pattern, in bytes.
const PATTERN_LIMIT: usize = 1 << 20;

/// Reads `med = { moenster = [ { variant, tekst, ikke_ved } ] }`.
pub(super) fn read_patterns(with: Option<&Node>) -> Result<Vec<Pattern>, BadParameter> {
    let bad = || BadParameter { key: "moenster".to_owned(), allowed: Vec::new() };
    let nodes = with.and_then(|with| with.get("moenster")).ok_or_else(bad)?;
    let build = |text: &str| {
        RegexBuilder::new(text).case_insensitive(true).size_limit(PATTERN_LIMIT).build().map_err(|_| bad())
    };
    let read = |node: &Node| {
        let text = |key: &str| node.get(key).and_then(Node::text);
        Ok(Pattern {
            variant: text("variant").unwrap_or_default().to_owned(),
            text: build(text("tekst").ok_or_else(bad)?)?,
            unless: text("ikke_ved").map(build).transpose()?,
        })
    };
    nodes.elements().map(read).collect()
}

/// The documents that are the register's own words: description, statutes and reports, and the
/// enclosures that it names.
fn documents(ground: Ground<'_>) -> impl Iterator<Item = &Document> {
    ground.register.documents.values()
}

/// Every text value of the register's TOML files, with the field it stands in.
fn fields(ground: Ground<'_>) -> Vec<(String, &Node)> {
    fn walk<'a>(node: &'a Node, field: &str, found: &mut Vec<(String, &'a Node)>) {
        match &node.value {
            Value::Text(_) => found.push((field.to_owned(), node)),
            Value::List(items) => items.iter().for_each(|item| walk(item, field, found)),
            Value::Table(entries) => {
                for (key, value) in entries {
                    let field = if field.is_empty() { key.clone() } else { format!("{field}.{key}") };
                    walk(value, &field, found);
                }
            }
            Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Date(_) | Value::Invalid => {}
        }
    }
    let mut found = Vec::new();
    walk(&ground.register.tree, "", &mut found);
    found
}

/// Whether no text of the register holds one of `patterns`.
pub(super) fn without(patterns: &[Pattern], ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for document in documents(ground) {
        let path = ground.register.own_path(document.source().path()).to_owned();
        outcome.add(without_in(patterns, &document.whole(), &path));
    }
    for (field, node) in fields(ground) {
        let prose = Prose::of_value(node.text().unwrap_or_default(), &node.place);
        let file = ground.register.own_path(node.place.source().path()).to_owned();
        outcome.add(without_in(patterns, &prose, &format!("{file}#{field}")));
    }
    outcome
}

fn without_in(patterns: &[Pattern], prose: &Prose, subject: &str) -> Outcome {
    let text = prose.text();
    let mut outcome = Outcome::of(1, Vec::new());
    for pattern in patterns {
        let mut nth = 0;
        for found in pattern.text.find_iter(text) {
            let sentence = sentence_round(text, found.start());
            if pattern.unless.as_ref().is_some_and(|unless| unless.is_match(sentence)) {
                continue;
            }
            nth += 1;
            let subject = format!("{subject}#{}#{nth}", pattern.variant);
            let hit = Hit::new(&prose.place(found.range()), subject.trim_end_matches("#1"));
            outcome.hits.push(
                hit.variant(&pattern.variant)
                    .with("verdi", found.as_str())
                    .with("fil", prose.whole().source().path()),
            );
        }
    }
    outcome
}

/// The sentence in which the byte `at` stands, roughly: between line ends and full stops before a capital.
fn sentence_round(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(['\n', '!', '?']).map_or(0, |end| end + 1);
    let start = text[start..at].rfind(". ").map_or(start, |end| start + end + 1);
    let end = text[at..].find(['\n', '!', '?']).map_or(text.len(), |end| at + end);
    let end = text[at..end].find(". ").map_or(end, |stop| at + stop);
    &text[start..end]
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
        r"(?-i)\bTODO\b",
        r"(?-i)\b[Xx]{2}\.[Xx]{2}\.[Xx]{2,4}\b",
        r"\bveiledning til utfylling\b",
        r"\brettleiing til utfylling\b",
        r"\bslett denne teksten\b",
        r"\blorem ipsum\b",
    ];
    Regex::new(&format!("(?i){}", parts.join("|"))).expect("the pattern is fixed")
});

/// «Navn på register» where a name belongs: on its own, or at the end of a heading.
static NAMELESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?im)(?:^|[\s«:–-])(?:na(?:v|m)n på register(?:et)?|registerets navn her|registernavn|registernamn)\s*$")
        .expect("the pattern is fixed")
});

/// Whether template text is left in a document or a field.
pub(super) fn placeholders(ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for document in documents(ground) {
        let path = ground.register.own_path(document.source().path()).to_owned();
        outcome.add(placeholders_in_document(document, &path));
    }
    for (field, node) in fields(ground) {
        let text = node.text().unwrap_or_default();
        let file = ground.register.own_path(node.place.source().path()).to_owned();
        let is_dots = matches!(text.trim(), "…" | "..." | "....");
        let prose = Prose::of_value(text, &node.place);
        let found = PLACEHOLDER.find(text).map(|found| found.range());
        let found = found
            .or_else(|| NAMELESS.find(text).filter(|_| field.ends_with("navn")).map(|found| found.range()));
        let found = found.or_else(|| is_dots.then_some(0..text.len()));
        let hit = found.map(|span| {
            let value = text[span.clone()].to_owned();
            Hit::new(&prose.place(span), format!("{file}#{field}"))
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

/// A heading «Registerets navn» or a cell of a form names a part and is no template text.
fn names_a_part(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Row { .. } | BlockKind::Item { .. })
}
