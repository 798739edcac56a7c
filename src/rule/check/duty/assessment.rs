//! Whether a new approval is needed: the assessment that a register makes itself (E-2).
//!
//! **Knows**: what an assessment must say.
//! **Does not know**: whether the assessment is right; a person judges that.

use super::application::{any_record, table_of};
use super::proof::filled;
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
    let says = |key: &str| filled(at(key)).is_some_and(|text| words(text) > 0);
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
    if words(reason) < FEWEST_WORDS {
        return Err(gap("for-kort", "begrunnelse").with("verdi", reason));
    }
    match date {
        Some(date) if date > ask.ground.today => Err(gap("framtid", "dato").with("dato", date.to_string())),
        _ => Ok(table_of(record, "vurdering")),
    }
}

/// How many words a text has; figures alone are none.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_have_letters() {
        let check = |text: &str, expected: usize| assert_eq!(words(text), expected, "{text}");
        check("… ... – 12", 0);
        check("Ikke vesentlig endring", 3);
        check("a\u{30a}rlig å\nva\u{308}re", 3);
        check("", 0);
    }
}
