//! Whether a new approval is needed: the assessment that a register makes itself (E-2).
//!
//! **Knows**: what an assessment must say, and when a text says nothing.
//! **Does not know**: whether the assessment is right; a person judges that.

use super::application::{any_record, table_of};
use super::{Answer, Ask, Gap};
use crate::document::tree::Node;
use crate::rule::review::Record;

/// In which ways the assessment is wanting.
pub(super) const ASSESSED: &[&str] = &["ingen-melding", "mangler", "for-kort", "framtid"];

/// The fewest words of a reason: one word repeats the answer and gives no reason.
const FEWEST_WORDS: usize = 3;

/// The need for a new approval is assessed: answered, reasoned, signed and dated.
pub(super) fn assessed(ask: &Ask<'_>) -> Answer {
    any_record(ask, |record| assessment(ask, record))
}

fn assessment(ask: &Ask<'_>, record: &Record<'_>) -> Result<String, Gap> {
    let table = record.node.get("vurdering");
    let at = |key: &str| table.and_then(|table| table.get(key));
    let says = |key: &str| at(key).is_some_and(|node| says_something(ask, node));
    let date = at("dato").and_then(Node::date);
    let keys = [
        ("ny_godkjenning", at("ny_godkjenning").and_then(Node::boolean).is_some()),
        ("begrunnelse", says("begrunnelse")),
        ("vurdert_av", says("vurdert_av")),
        ("dato", date.is_some()),
    ];
    let missing: Vec<&str> = keys.iter().filter(|(_, is_there)| !is_there).map(|(key, _)| *key).collect();
    let place = |key: &str| at(key).or(table).unwrap_or(record.node).place.locate();
    let gap = |variant: &str, key: &str| Gap { related: vec![place(key)], ..Gap::new(variant) };
    if let Some(first) = missing.first() {
        return Err(gap("mangler", first).with("mangler", missing.join(", ")));
    }
    let reason = at("begrunnelse").and_then(Node::text).unwrap_or_default();
    if words(reason).count() < FEWEST_WORDS {
        return Err(gap("for-kort", "begrunnelse").with("verdi", reason));
    }
    match date {
        Some(date) if date > ask.ground.today => Err(gap("framtid", "dato").with("dato", date.to_string())),
        _ => Ok(table_of(record, "vurdering")),
    }
}

/// The words of a text: what has a letter in it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic))
}

/// Whether a text is there that is no template text.
fn says_something(ask: &Ask<'_>, node: &Node) -> bool {
    let text = node.text().unwrap_or_default();
    words(text).next().is_some() && !is_left_over(text) && !is_told_as_template(ask, node)
}

/// Whether a text only promises that something will stand there.
fn is_left_over(text: &str) -> bool {
    const BEGINNINGS: [&str; 9] = [
        "todo",
        "tbd",
        "fylles ut",
        "fyllast ut",
        "fyll ut",
        "fyll inn",
        "skal fylles ut",
        "skal fyllast ut",
        "ikke utfylt",
    ];
    let words: Vec<String> = words(text)
        .take(4)
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase())
        .collect();
    let start = words.join(" ");
    let begins = |beginning: &&str| {
        start.strip_prefix(*beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let is_crosses = |word: &String| word.chars().count() > 1 && word.chars().all(|sign| sign == 'x');
    BEGINNINGS.iter().any(begins) || words.iter().all(is_crosses)
}

/// Whether the rule on template text speaks of this value.
fn is_told_as_template(ask: &Ask<'_>, node: &Node) -> bool {
    let place = node.place.locate();
    ask.review.state.iter().filter(|finding| finding.rule == "plassholder-staar-igjen").any(|finding| {
        finding.location.path == place.path
            && finding.location.start >= place.start
            && finding.location.start < place.end
    })
}

#[cfg(test)]
mod tests {
    use super::{is_left_over, words};

    #[test]
    fn a_text_that_only_promises_says_nothing() {
        let check = |text: &str, expected: bool| assert_eq!(is_left_over(text), expected, "{text}");
        check("TODO", true);
        check("TODO: skriv hvorfor", true);
        check("fylles ut", true);
        check("Fylles ut av fagrådet når møtet er holdt", true);
        check("(Fyll inn)", true);
        check("xxx", true);
        check("Xx xxx", true);
        check("Fyllast ut seinare", true);
        check("Skjemaet fylles ut av legen, som før", false);
        check("Todos los pacientes", false);
        check("Bare skrivemåten er endret", false);
        check("x-bein behandles likt", false);
    }

    #[test]
    fn words_have_letters() {
        let check = |text: &str, expected: usize| assert_eq!(words(text).count(), expected, "{text}");
        check("… ... – 12", 0);
        check("Ikke vesentlig endring", 3);
        check("a\u{30a}rlig å\nva\u{308}re", 3);
        check("", 0);
    }
}
