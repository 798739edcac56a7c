//! What counts as proof of a duty: words that say something, documents that can be read, records.
//!
//! **Knows**: how a field is seen to be left unfilled, which document a field leads to, which record meets a duty.
//! **Does not know**: what a single duty asks for.

use std::sync::LazyLock;

use regex::Regex;

use super::application::{no_record, table_of};
use super::{Answer, Ask, Gap};
use crate::document::Document;
use crate::document::tree::Node;
use crate::register::{Referent, Register};
use crate::rule::check::text;
use crate::rule::review::Record;

/// How a duty stands that a change record meets: one record of the topic that passes `test` is enough.
/// What meets it is `table` of that record. Where no record covers the topic, the variant is `ingen-melding`.
pub(super) fn by_record<'a>(
    ask: &Ask<'a>,
    table: &str,
    test: impl Fn(&Record<'a>) -> Result<(), Gap>,
) -> Answer {
    let mut first: Option<Gap> = None;
    for record in ask.review.records_for(ask.topic) {
        match test(record) {
            Ok(()) => return Answer::Met(vec![table_of(record, table)]),
            Err(gap) => {
                first.get_or_insert_with(|| at_record(gap, ask, record, table));
            }
        }
    }
    Answer::Open(first.unwrap_or_else(|| no_record(ask)))
}

/// The gap at the table of the record that leaves it, with the file for its words.
pub(super) fn at_record(gap: Gap, ask: &Ask<'_>, record: &Record<'_>, table: &str) -> Gap {
    let place = record.node.get(table).map_or(&record.node.place, |node| &node.place);
    let mut gap = gap.with("fil", record.path).with("tema", ask.topic.word());
    gap.related.push(place.locate());
    gap
}

/// Words with which people say that they will write something later.
static LATER: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        r"^\W*(?:(?:må|skal|dette|teksten|kan|vil bli|blir) )*(?:fylle?s?|fyllast|skriv(?:es|ast)?|utfyll(?:es|ast)) ?(?:ut|inn|her)?(?: (?:senere|seinere|seinare|siden|sidan|her|av \w+(?: \w+)?|før .*|når .*))?\W*$",
        r"\b(?:fylles|fyllast|skrives|skrivast|kommer|kjem) (?:ut |inn )?(?:senere|seinere|seinare)\W*$",
        r"\b(?:x{3,}|todo|tbd|tba|fixme)\b",
        // An ellipsis that stands alone, or is all there is.
        r"(?:^|[\s«»])(?:…|\.{3,})(?:[\s,.;:«»]|$)",
    ];
    Regex::new(&format!("(?i){}", parts.join("|"))).expect("the pattern is fixed")
});

/// The text of a field that was filled in: not blank, no template text, no promise to write it later.
pub(super) fn filled(node: Option<&Node>) -> Option<&str> {
    let written = node.and_then(Node::text).map(str::trim).filter(|text| !text.is_empty())?;
    let says = written.contains(char::is_alphanumeric);
    (says && !text::holds_template_text(written) && !LATER.is_match(written)).then_some(written)
}

/// How many words a text has: runs without white space that hold a letter or a digit.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The ways in which a document fails to be proof: nothing named, nothing there, not to be read, nothing in it.
pub(super) const DOCUMENT: [&str; 4] = ["uten-dokument", "finnes-ikke", "uleselig", "tomt"];

/// The document that a field leads to, read; else one of the words of [`DOCUMENT`].
pub(super) fn document<'a>(
    register: &'a Register,
    node: Option<&Node>,
) -> Result<&'a Document, &'static str> {
    let [missing, nowhere, unreadable, empty] = DOCUMENT;
    let written = filled(node).ok_or(missing)?;
    let path = match register.follow(written) {
        Referent::Found | Referent::Unknown => register.file_of(written).ok_or(nowhere)?,
        Referent::NoFile | Referent::NoHeading | Referent::Refused => return Err(nowhere),
    };
    let document = register.documents.get(&path).ok_or(unreadable)?;
    let says =
        document.blocks().iter().any(|block| document.text(&block.text).contains(char::is_alphanumeric));
    if says { Ok(document) } else { Err(empty) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree;
    use crate::source::Source;

    #[test]
    fn what_was_left_for_later_is_not_filled_in() {
        let check = |text: &str, counts: bool| {
            let tree = tree::parse(&Source::new("a.toml", format!("a = '''{text}'''"))).expect(text);
            assert_eq!(filled(tree.get("a")).is_some(), counts, "{text}");
        };
        check("Metoden er uendret.", true);
        check("Skjemaet fylles ut av pasienten hjemme før kontroll.", true);
        check("Registerskjemaet blir fylt ut ved hver kontroll", true);
        check("Diagnoser, legemidler osv… er uendret", true);
        check("Hjemmelen er § 3-2 <og ikke § 3-1>", true);
        check("FIG. XX. Ingen endring", true);
        check("", false);
        check("   ", false);
        check("…", false);
        check("...", false);
        check("Hjemmelen er … og bygger på …", false);
        check("Fagrådet mener …", false);
        check("fylles ut", false);
        check("Fylles ut av daglig leder", false);
        check("Fylles ut.", false);
        check("Må fylles ut senere", false);
        check("skal fyllast ut seinare", false);
        check("Fyll inn her", false);
        check("Teksten kommer senere.", false);
        check("TODO", false);
        check("todo: skriv om hjemmelen", false);
        check("xxx", false);
        check("Fagrådet uttalte seg xxxx 2026 om saken", false);
        check("[sett inn tekst om hjemmelen her]", false);
        check("<tekst>", false);
        check("–", false);
        check("????", false);
    }
}
