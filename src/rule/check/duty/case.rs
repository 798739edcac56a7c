//! Case numbers (saksnumre) of a council, and whether minutes name one.
//!
//! **Knows**: how people write a case number, and which other numbers only look like it.
//! **Does not know**: which document is searched, what follows.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// A case as a change record names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Case {
    /// `5/26`: a number and a year, or a year and a number; without leading zeros, with the letters that
    /// stand right before (`F5/26`).
    Pair(String, String, String),
    /// `5`: a number alone.
    Number(String),
    /// The case in words.
    Words(String),
}

/// Two numbers with a slash or a hyphen between, and the letters that touch them.
static PAIR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\p{L}{0,40})(\d{1,12})(?:[ \u{a0}]?([/⁄∕／])[ \u{a0}]?|([-‐‑–−]))(\d{1,12})")
        .expect("the pattern is fixed")
});

/// A number that the word «sak» stands before.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bsak(?:en|snummer|snr|[ \u{a0}]?nr|[ \u{a0}]nummer)?[.:]{0,2}[ \u{a0}]{0,3}#?(\d{1,12})")
        .expect("the pattern is fixed")
});

/// The word «sak» right before a number.
static SAK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bsak(?:en|snummer|snr|[ \u{a0}]?nr|[ \u{a0}]nummer)?[.:]{0,2}[ \u{a0}]{0,3}$")
        .expect("the pattern is fixed")
});

/// What [`PAIR`] found.
struct Found<'a> {
    letters: &'a str,
    first: &'a str,
    second: &'a str,
    joint: Joint,
    start: usize,
}

/// What stands between the two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Slash,
    /// May also be a range of pages or years.
    Hyphen,
}

impl Case {
    /// The case that `written` names; none where nothing is said.
    pub(super) fn of(written: &str) -> Option<Self> {
        let text = fold(written);
        let text = text.trim();
        if let Some(found) = pairs(text).next() {
            let letters = Some(found.letters).filter(|letters| !letters.starts_with("sak"));
            return Some(Self::Pair(
                letters.unwrap_or_default().to_owned(),
                trimmed(found.first).to_owned(),
                trimmed(found.second).to_owned(),
            ));
        }
        let number = NUMBERED.captures(text).and_then(|found| found.get(1)).map(|found| found.as_str());
        let bare =
            Some(text).filter(|text| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit()));
        if let Some(number) = number.or(bare).filter(|number| number.len() <= 12) {
            return Some(Self::Number(trimmed(number).to_owned()));
        }
        text.contains(char::is_alphanumeric).then(|| Self::Words(text.to_owned()))
    }

    /// Whether the text names the case. Linear in the text.
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        let text = fold(text);
        match self {
            Self::Pair(letters, first, second) => pairs(&text).any(|found| {
                let is_meant = found.joint == Joint::Slash || is_called_case(&text, found.start);
                let has_letters =
                    found.letters.is_empty() || found.letters.starts_with("sak") || found.letters == letters;
                let numbers = (trimmed(found.first), trimmed(found.second));
                is_meant && has_letters && same_pair((first, second), numbers)
            }),
            Self::Number(number) => {
                NUMBERED.captures_iter(&text).filter_map(|found| found.get(1)).any(|found| {
                    let ends = !goes_on(&text[found.end()..], &['/', '-', '–', '.', ',']);
                    trimmed(found.as_str()) == number && ends
                })
            }
            Self::Words(words) => stands_alone(&text, words),
        }
    }
}

/// The pairs of a folded text, without those that are part of a longer number.
fn pairs(text: &str) -> impl Iterator<Item = Found<'_>> {
    PAIR.captures_iter(text).filter_map(move |captures| {
        let group = |at: usize| captures.get(at);
        let (whole, letters, first, second) = (group(0)?, group(1)?, group(2)?, group(5)?);
        let before = text[..whole.start()].chars().next_back();
        let goes_on = goes_on(&text[whole.end()..], &['/', '.', ',']);
        let begins_before = letters.is_empty()
            && before.is_some_and(|sign| sign.is_alphanumeric() || matches!(sign, '/' | '.' | ','));
        let joint = if group(3).is_some() { Joint::Slash } else { Joint::Hyphen };
        let found = Found {
            letters: letters.as_str(),
            first: first.as_str(),
            second: second.as_str(),
            joint,
            start: first.start(),
        };
        (!goes_on && !begins_before).then_some(found)
    })
}

/// Whether the number at the end of which `rest` begins is only the head of a longer one.
fn goes_on(rest: &str, joints: &[char]) -> bool {
    let mut signs = rest.chars();
    match signs.next() {
        Some(sign) if sign.is_alphanumeric() => true,
        Some(sign) if joints.contains(&sign) => signs.next().is_some_and(|sign| sign.is_ascii_digit()),
        _ => false,
    }
}

/// Whether the word «sak», or the beginning of a line, stands before the byte `at`.
fn is_called_case(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t', '\u{a0}']);
    let near = &text[text.floor_char_boundary(at.saturating_sub(24))..at];
    before.is_empty() || before.ends_with('\n') || SAK.is_match(near)
}

/// Whether two pairs are the same case: the years with or without their century.
fn same_pair(one: (&str, &str), other: (&str, &str)) -> bool {
    let year_last = one.0 == other.0 && same_year(one.1, other.1);
    // «26/38114» begins with its year; «5/26» must not be taken for a case of 2005.
    let begins_with_year = !is_year(one.1) && !is_year(other.1);
    year_last || begins_with_year && one.1 == other.1 && same_year(one.0, other.0)
}

fn is_year(number: &str) -> bool {
    number.len() == 2 || number.len() == 4 && number.starts_with("20")
}

fn same_year(one: &str, other: &str) -> bool {
    let short = |year: &str| match year.strip_prefix("20") {
        Some(short) if year.len() == 4 => trimmed(short).to_owned(),
        _ => year.to_owned(),
    };
    one == other || short(one) == short(other)
}

/// A number without leading zeros.
fn trimmed(number: &str) -> &str {
    let rest = number.trim_start_matches('0');
    if rest.is_empty() { &number[number.len().saturating_sub(1)..] } else { rest }
}

fn fold(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).collect()
}

/// Whether `words` stand in `text` and are not part of longer words.
fn stands_alone(text: &str, words: &str) -> bool {
    let compact = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, words) = (compact(text), compact(words));
    words.chars().count() >= 4
        && text.match_indices(words.as_str()).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + words.len()..].chars().next();
            [before, after].into_iter().flatten().all(|sign| !sign.is_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    fn check(case: &str, text: &str, named: bool) {
        let found = Case::of(case).is_some_and(|case| case.is_named_in(text));
        assert_eq!(found, named, "«{case}» in «{text}»: {:?}", Case::of(case));
    }

    #[test]
    fn a_case_is_known_however_it_is_written() {
        for written in ["5/26", "Sak 5/26", "sak nr. 5/26", "5/2026", "05/26", "5-26", "sak 5-2026", "5 / 26"]
        {
            for text in [
                "Sak 5/26 Utvidelse",
                "5/26 Utvidelse",
                "sak 5/2026: Utvidelse",
                "SAK 05/26",
                "Sak 5-26 Utvidelse",
                "5-26 Utvidelse",
                "1. Sak 5 / 26",
                "Saksnr. 5/26.",
                "(5/26)",
                "Vi viser til sak 5/26, og sak 6/26.",
                "Fagrådet drøftet sakene 4/26–5/26.",
                "Sak5/26",
                "Sak 5\u{a0}/\u{a0}26",
                "sak 5⁄26",
                "Første linje\n5/26\nsiste",
                "Første linje\n  5-26 Utvidelse",
            ] {
                check(written, text, true);
            }
        }
    }

    #[test]
    fn other_numbers_are_other_cases() {
        for text in [
            "",
            "Sak 15/26 Utvidelse",
            "Sak 5/261",
            "Sak 5/25",
            "Sak 25/26",
            "Sak 5/2025",
            "Sak 6/26",
            "Sak 5",
            "Sak 26/5",
            "Møtet var 1/5/26",
            "5/26/2026",
            "5/26.1",
            "sak 5/26b",
            "105/26",
            "1.5/26",
            "A5/26",
            "se side 5-26",
            "pasienter på 5–26 år",
            "2005/26",
            "femte sak i 2026",
        ] {
            check("5/26", text, false);
        }
    }

    #[test]
    fn archives_letters_and_words_are_cases_too() {
        check("26/38114", "Helsedirektoratet, sak 26/38114", true);
        check("26/38114", "Helsedirektoratet, sak 2026/38114", true);
        check("26/38114", "Helsedirektoratet, sak 26/38115", false);
        check("26/38114-7", "sak 26/38114", true);
        check("F5/26", "Sak F5/26", true);
        check("F5/26", "Sak 5/26", true);
        check("F5/26", "Sak G5/26", false);
        check("5", "Sak 5 Utvidelse", true);
        check("sak 5", "Sak nr. 5: Utvidelse", true);
        check("5", "Sak 15", false);
        check("5", "Sak 5/26", false);
        check("5", "Sak 51", false);
        check("5", "5 pasienter", false);
        check("5", "Sak 5.", true);
        check("5", "Sak 5.2", false);
        check("Utvidelse med psoriasis", "Om utvidelse  med\npsoriasis.", true);
        check("Utvidelse", "Utvidelsen ble utsatt", false);
        check("Å", "Å", false);
        check("Årsplan", "A\u{30a}rsplan for 2026", true);
        check("", "Sak 5/26", false);
        check(" – ", "Sak – ", false);
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(case in any::<String>(), text in any::<String>()) {
            let _ = Case::of(&case).map(|case| case.is_named_in(&text));
        }

        #[test]
        fn digits_and_signs_are_no_harm(case in "[0-9/ .,a-zåsk–-]{0,12}", text in "[0-9/ .,asakå–\n-]{0,60}") {
            let _ = Case::of(&case).map(|case| case.is_named_in(&text));
        }

        #[test]
        fn a_case_names_itself(number in 1_u32..2000, year in 10_u32..99) {
            check(&format!("{number}/{year}"), &format!("Sak {number}/20{year} Ny variabel"), true);
            check(&format!("{number}/{year}"), &format!("Sak {}/{year} Ny variabel", number + 1), false);
        }
    }
}
