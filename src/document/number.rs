//! The number that a heading carries: `2.1 Bakgrunn`, `§ 6b Fagråd`, `a) Formål`, `Kapittel 3`, `Del II`.
//!
//! **Knows**: the ways in which people number headings, and what only looks like a number (18 år, 1. juni).
//! **Does not know**: levels, documents, what a heading is about.

/// The number of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As written with all that belongs to it: `§ 6 b) `. The title is what follows.
    pub written: String,
    /// The number alone, in one spelling: `4.2.1`, `6b`, `a`, `II`; several with a slash between, `5.2/5.4`.
    pub label: String,
}

impl Number {
    /// How deep the number counts: 1 for `4`, 3 for `4.2.1`, 2 for `6b`.
    pub fn depth(&self) -> usize {
        let first = self.label.split('/').next().unwrap_or_default();
        let letters = first.starts_with(|letter: char| letter.is_ascii_digit())
            && first.ends_with(|letter: char| letter.is_ascii_alphabetic());
        first.split('.').count() + usize::from(letters)
    }

    /// Whether this is a number below `other`: `4.2.1` below `4.2`, `6b` below `6`.
    pub fn is_below(&self, other: &Self) -> bool {
        let rest = self.label.strip_prefix(other.label.as_str()).unwrap_or_default();
        let digits = other.label.ends_with(|letter: char| letter.is_ascii_digit());
        rest.starts_with('.') || (digits && rest.starts_with(|letter: char| letter.is_ascii_alphabetic()))
    }
}

/// The number that `heading` begins with, and the title after it. Reads no further than the number.
pub fn split(heading: &str) -> (Option<Number>, &str) {
    let Some((label, rest)) = spelled_out(heading).or_else(|| bare(heading)) else {
        return (None, heading);
    };
    let title = rest.trim_start_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '.' | ':' | ')' | '–' | '—' | '-' | '|')
    });
    let written = heading[..heading.len() - title.len()].to_owned();
    (Some(Number { written, label }), title)
}

/// A number with a word or a sign before it: `Kapittel 3`, `§ 6b`, `Bokstav a`, `Del II`.
fn spelled_out(heading: &str) -> Option<(String, &str)> {
    const WORDS: [&str; 8] = ["kapittel", "kapitel", "kap.", "kap", "punkt", "pkt.", "pkt", "paragraf"];
    if let Some(rest) = heading.strip_prefix('§') {
        let rest = rest.trim_start_matches('§').trim_start();
        return section_number(rest)
            .or_else(|| digits_and_letter(rest))
            .or_else(|| dotted(rest))
            .filter(|(_, rest)| ends(rest));
    }
    for word in WORDS {
        if let Some(rest) = after_word(heading, word) {
            return digits_and_letter(rest).or_else(|| dotted(rest)).filter(|(_, rest)| ends(rest));
        }
    }
    if let Some(rest) = after_word(heading, "bokstav") {
        return letter(rest).filter(|(_, rest)| ends(rest));
    }
    let rest = after_word(heading, "del")?;
    let (label, rest) = roman(rest).or_else(|| dotted(rest)).filter(|(_, rest)| ends(rest))?;
    Some((format!("Del {label}"), rest))
}

/// What follows `word` and white space at the start of `heading`, whatever the letter case.
fn after_word<'a>(heading: &'a str, word: &str) -> Option<&'a str> {
    let start = heading.get(..word.len())?;
    let rest = &heading[word.len()..];
    (start.eq_ignore_ascii_case(word) && rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

/// Whether a number may end here: no letter or digit is glued to it.
fn ends(rest: &str) -> bool {
    let dash = rest.strip_prefix(['-', '–']);
    !rest.starts_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '%'))
        && dash.is_none_or(|after| after.starts_with(char::is_whitespace))
}

/// A number without a word before it.
fn bare(heading: &str) -> Option<(String, &str)> {
    let inner = heading.strip_prefix('(');
    let start = inner.unwrap_or(heading);
    let (label, rest) =
        numbered_letter(start).or_else(|| listed(start)).or_else(|| roman_heading(start)).or_else(|| {
            let (label, rest) = letter(start)?;
            is_mark(&label, rest).then_some((label, rest))
        })?;
    (inner.is_none() || rest.starts_with(')')).then_some((label, rest))
}

/// Whether a letter (or Roman number) is a mark of order: `a)`, `a. Formål`, `A. Formål`, but not `E. coli`.
fn is_mark(label: &str, rest: &str) -> bool {
    let lower = label.starts_with(|letter: char| letter.is_ascii_lowercase());
    match rest.chars().next() {
        Some(')') => true,
        Some('.') => {
            let next = rest[1..].trim_start();
            rest[1..].starts_with(char::is_whitespace) && (lower || next.starts_with(char::is_uppercase))
        }
        _ => false,
    }
}

/// `4`, `4.2`, `4.2.1.`, `5.2/5.4`: bare digits, where they do not belong to the words that follow.
fn listed(start: &str) -> Option<(String, &str)> {
    let (mut label, mut rest) = dotted(start)?;
    while let Some((next, after)) = rest.strip_prefix(['/', '–', '-']).and_then(dotted) {
        if !label.contains('.') || !next.contains('.') {
            return None;
        }
        label = format!("{label}/{next}");
        rest = after;
    }
    if !ends(rest) {
        return None;
    }
    let mark = rest.starts_with(['.', ')', ':']);
    let title = rest.trim_start_matches(['.', ')', ':']).trim_start();
    let first = title.chars().next();
    let stands = if label.contains('.') {
        true
    } else if mark {
        first.is_some_and(|letter| !letter.is_ascii_digit()) && !belongs_to_ordinal(title)
    } else {
        first.is_some_and(|letter| !letter.is_lowercase() && !letter.is_ascii_digit() && letter != '%')
            && rest.starts_with(char::is_whitespace)
    };
    stands.then_some((label, rest))
}

/// The months, in bokmål and nynorsk.
pub const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];

/// Words after an ordinal number: `1. juni`, `2. kvartal` are no numbered headings.
fn belongs_to_ordinal(title: &str) -> bool {
    const WORDS: [&str; 8] = ["kvartal", "tertial", "halvår", "halvdel", "linje", "linjes", "gangs", "gang"];
    let word = title.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    MONTHS.contains(&word) || WORDS.contains(&word)
}

/// Digits of one or two figures with dots between; a hard space may stand after a dot.
fn dotted(start: &str) -> Option<(String, &str)> {
    let (first, mut rest) = figures(start)?;
    let mut label = first.to_owned();
    while let Some(after) = rest.strip_prefix('.') {
        let Some((next, after)) = figures(after.trim_start_matches(['\u{a0}', '\u{202f}', '\u{2007}']))
        else {
            break;
        };
        label.push('.');
        label.push_str(next);
        rest = after;
        if label.len() > 20 {
            return None;
        }
    }
    Some((label, rest))
}

/// One or two figures without a leading zero.
fn figures(start: &str) -> Option<(&str, &str)> {
    let end = start.bytes().take(3).take_while(u8::is_ascii_digit).count();
    ((1..=2).contains(&end) && !start.starts_with('0')).then(|| start.split_at(end))
}

/// The number of a section of law: `3-4`, with a letter or without.
fn section_number(start: &str) -> Option<(String, &str)> {
    let (chapter, rest) = figures(start)?;
    let (section, rest) = figures(rest.strip_prefix(['-', '–', '\u{2011}'])?)?;
    let glued = rest.starts_with(|letter: char| letter.is_ascii_lowercase())
        && !rest[1..].starts_with(char::is_alphanumeric);
    let (letter, rest) = rest.split_at(usize::from(glued));
    Some((format!("{chapter}-{section}{letter}"), rest))
}

/// `6b`, `6 b)`, `6 b Fagråd` after a word or sign that says it is a number.
fn digits_and_letter(start: &str) -> Option<(String, &str)> {
    let (digits, rest) = dotted(start)?;
    let (mark, after) =
        letter(rest.trim_start()).filter(|(mark, _)| mark.starts_with(|l: char| l.is_ascii_lowercase()))?;
    let glued = !rest.starts_with(char::is_whitespace);
    let title = after.trim_start();
    let stands = after.starts_with(')')
        || (glued && ends(after))
        || (after.starts_with(char::is_whitespace) && mark != "i" && title.starts_with(char::is_uppercase));
    stands.then(|| (format!("{digits}{mark}"), after))
}

/// `6b Fagråd`, `6 b) Fagråd`, `6b. Fagråd`: digits and a letter without a word before them.
fn numbered_letter(start: &str) -> Option<(String, &str)> {
    let (label, after) = digits_and_letter(start)?;
    let title = after.trim_start_matches([')', '.', ':']).trim_start();
    let marked = after.starts_with([')', '.']);
    (marked || title.starts_with(char::is_uppercase)).then_some((label, after))
}

/// One ASCII letter that stands alone.
fn letter(start: &str) -> Option<(String, &str)> {
    let first = start.chars().next().filter(char::is_ascii_alphabetic)?;
    let rest = &start[1..];
    (!rest.starts_with(char::is_alphanumeric)).then(|| (first.to_string(), rest))
}

/// A Roman number as a heading's number: with a mark after it, or so long that it is no Norwegian word.
fn roman_heading(start: &str) -> Option<(String, &str)> {
    const PLAIN: [&str; 9] = ["II", "III", "IV", "VII", "VIII", "IX", "XI", "XII", "XIII"];
    let (label, rest) = roman(start)?;
    let title = rest.trim_start_matches(['.', ')', ':']).trim_start();
    let plain = PLAIN.contains(&label.as_str()) && rest.starts_with(char::is_whitespace);
    (is_mark(&label, rest) || (plain && title.starts_with(char::is_uppercase))).then_some((label, rest))
}

/// A run of `I`, `V` and `X`.
fn roman(start: &str) -> Option<(String, &str)> {
    let end = start.bytes().take(7).take_while(|byte| matches!(byte, b'I' | b'V' | b'X')).count();
    let rest = &start[end..];
    ((1..=6).contains(&end) && !rest.starts_with(char::is_alphanumeric))
        .then(|| (start[..end].to_owned(), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    fn check(heading: &str, label: &str, title: &str) {
        let (number, rest) = split(heading);
        assert_eq!((number.map(|number| number.label).as_deref(), rest), (Some(label), title), "{heading}");
    }

    #[test]
    fn a_number_is_split_off() {
        check("2.1 Bakgrunn", "2.1", "Bakgrunn");
        check("4.2.1 Plan", "4.2.1", "Plan");
        check("4.2. Dekningsgrad", "4.2", "Dekningsgrad");
        check("4.2.1\u{a0}Plan", "4.2.1", "Plan");
        check("4.\u{a0}2.\u{a0}1\u{a0}Plan", "4.2.1", "Plan");
        check("4.2 dekningsgrad", "4.2", "dekningsgrad");
        check("5.2/5.4 Metode for beregning", "5.2/5.4", "Metode for beregning");
        check("5.2–5.4 Metode", "5.2/5.4", "Metode");
        check("1. Registerets formål", "1", "Registerets formål");
        check("1. formål", "1", "formål");
        check("10) Datakvalitet", "10", "Datakvalitet");
        check("(3) Formål", "3", "Formål");
        check("2 Databehandlingsansvarlig", "2", "Databehandlingsansvarlig");
        check("3 – Formål", "3", "Formål");
        check("3: Formål", "3", "Formål");
        check("1 «Formål»", "1", "«Formål»");
        check("§ 6b Fagråd", "6b", "Fagråd");
        check("§6b Fagråd", "6b", "Fagråd");
        check("§ 6 b) Fagråd", "6b", "Fagråd");
        check("§ 6 b Fagråd", "6b", "Fagråd");
        check("§ 6. Organisering", "6", "Organisering");
        check("§ 7: Utlevering", "7", "Utlevering");
        check("§ 3-4 Dokumentasjon", "3-4", "Dokumentasjon");
        check("§ 6 i kraft", "6", "i kraft");
        check("Paragraf 6b Fagråd", "6b", "Fagråd");
        check("6b Fagråd", "6b", "Fagråd");
        check("6 b) Fagråd", "6b", "Fagråd");
        check("6b) fagråd", "6b", "fagråd");
        check("a) Formål", "a", "Formål");
        check("(a) Formål", "a", "Formål");
        check("a. Kontakt", "a", "Kontakt");
        check("A. Formål", "A", "Formål");
        check("Bokstav a", "a", "");
        check("Bokstav c: Registrerte", "c", "Registrerte");
        check("I. Innledning", "I", "Innledning");
        check("IV Organisering", "IV", "Organisering");
        check("Del II Plan for forbedringstiltak", "Del II", "Plan for forbedringstiltak");
        check("DEL 2: Plan", "Del 2", "Plan");
        check("Kapittel 3", "3", "");
        check("Kapittel 4.2 Dekningsgrad", "4.2", "Dekningsgrad");
        check("KAPITTEL 3 – Formål", "3", "Formål");
        check("Kap. 4.2: Dekningsgrad", "4.2", "Dekningsgrad");
        check("4.2", "4.2", "");
    }

    #[test]
    fn what_only_looks_like_a_number_stays() {
        for heading in [
            "18 år eller eldre",
            "30-dagers mortalitet",
            "1-årskontroll",
            "100 % dekningsgrad",
            "2025 i tall",
            "2025",
            "12.05.2026 Møte",
            "4/24 Utvidelse med hoftebrudd",
            "Sak 4/26 Budsjett",
            "1. juni 2026",
            "2. kvartal",
            "12 måneder",
            "3 av 4 pasienter",
            "E. coli",
            "H. pylori",
            "I registeret",
            "X og Y",
            "Del i arbeid",
            "Vedlegg 1",
            "Kapittel",
            "§",
            "§ om fagråd",
            "",
            " ",
            "A",
            "i",
            "Formål",
            "(formål)",
            "(a og b)",
            "Artikkel 30",
            "Stadium 3B",
            "VI SAMLER INN DATA",
            "3D-modeller",
            "6 i kraft",
            "Åpning",
            "5 % av pasientene",
            "Delmål",
            "Kapitteloversikt",
            "1,5 millioner",
            "0.5 mg",
        ] {
            assert_eq!(split(heading), (None, heading), "{heading}");
        }
    }

    #[test]
    fn numbers_lie_below_each_other() {
        let number = |text: &str| split(text).0.unwrap();
        assert!(number("4.2 A").is_below(&number("4 A")));
        assert!(number("4.2.1 A").is_below(&number("4 A")));
        assert!(number("§ 6b A").is_below(&number("§ 6 A")));
        assert!(!number("4.10 A").is_below(&number("4.1 A")));
        assert!(!number("10 A").is_below(&number("1 A")));
        assert!(!number("4 A").is_below(&number("4 A")));
        assert_eq!(number("4.2.1 A").depth(), 3);
        assert_eq!(number("§ 6b A").depth(), 2);
        assert_eq!(number("a) A").depth(), 1);
    }

    proptest! {
        #[test]
        fn number_and_title_are_the_heading(heading in "\\PC{0,12}") {
            let (number, title) = split(&heading);
            prop_assert_eq!(number.map(|number| number.written).unwrap_or_default() + title, heading);
        }

        #[test]
        fn any_numbering_is_read(heading in "[0-9a-cIVX§(). /–Fæ\u{a0}-]{0,12}") {
            let (number, title) = split(&heading);
            prop_assert_eq!(number.map(|number| number.written).unwrap_or_default() + title, heading);
        }
    }
}
