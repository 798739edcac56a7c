//! Causes that the tool itself gives for a fault of reading, in the three languages.
//!
//! **Knows**: the bokmål words by which a reader tells a cause, and what they are in the other two.
//! **Does not know**: where a cause came from; the words of a parser stay as they are.

use crate::finding::Lang;

/// Each cause in bokmål, nynorsk and English; `{}` stands for a part that stays.
const CAUSES: [[&str; 3]; 9] = [
    [
        "et anførselstegn blir aldri avsluttet",
        "eit hermeteikn blir aldri avslutta",
        "a quotation mark is never closed",
    ],
    ["«{}» mangler", "«{}» manglar", "“{}” is missing"],
    ["filen finnes ikke", "fila finst ikkje", "the file does not exist"],
    ["lengre enn {} tegn", "lengre enn {} teikn", "longer than {} characters"],
    [
        "«{}» er ikke noe et uttrykk kan bruke",
        "«{}» er ikkje noko eit uttrykk kan bruke",
        "“{}” is nothing that an expression can use",
    ],
    ["kan ikke leses", "kan ikkje lesast", "cannot be read"],
    ["uttrykket stanset", "uttrykket stansa", "the expression stopped"],
    ["{} avsnitt og celler", "{} avsnitt og celler", "{} paragraphs and cells"],
    ["ukjent", "ukjend", "unknown"],
];

/// The names of the values that hold a cause.
const NAMES: [&str; 4] = ["aarsak", "grense", "stoerrelse", "format"];

/// The value `name` as it reads in `lang`.
pub fn said(name: &str, value: &str, lang: Lang) -> String {
    if !NAMES.contains(&name) {
        return value.to_owned();
    }
    let at = match lang {
        Lang::Nb => 0,
        Lang::Nn => 1,
        Lang::En => 2,
    };
    for words in CAUSES {
        if let Some(part) = part(words[0], value) {
            return words[at].replacen("{}", part, 1);
        }
    }
    // A decimal sign is a comma in Norwegian: 20,4 MB.
    if lang == Lang::En && value.ends_with(" MB") { value.replace(',', ".") } else { value.to_owned() }
}

/// What stands for `{}` in `value`, where it is said in these words.
fn part<'a>(words: &str, value: &'a str) -> Option<&'a str> {
    match words.split_once("{}") {
        Some((before, after)) => value.strip_prefix(before)?.strip_suffix(after),
        None => (words == value).then_some(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_said_in_each_language() {
        let check = |value: &str, nn: &str, en: &str| {
            assert_eq!(said("aarsak", value, Lang::Nb), value);
            assert_eq!(said("aarsak", value, Lang::Nn), nn);
            assert_eq!(said("aarsak", value, Lang::En), en);
            assert_eq!(said("verdi", value, Lang::En), value);
        };
        check("«felt» mangler", "«felt» manglar", "“felt” is missing");
        check("filen finnes ikke", "fila finst ikkje", "the file does not exist");
        check("1000000 avsnitt og celler", "1000000 avsnitt og celler", "1000000 paragraphs and cells");
        check("20,4 MB", "20,4 MB", "20.4 MB");
        check("invalid string", "invalid string", "invalid string");
        check("«", "«", "«");
    }
}
