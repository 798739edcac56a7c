//! Letters as PDF files hold them, made into letters as people write them.
//!
//! **Knows**: ligatures, accents that stand before their letter, raised figures, words that a line end parts.
//! **Does not know**: pages, fonts.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// Words after which a hyphen before them stays: `kvalitets- og forskningsregister`.
const JOINING: [&str; 7] = ["og", "eller", "samt", "and", "or", "til", "med"];

/// The letters of a glyph: ligatures taken apart, what is no letter as the sign for it.
pub(super) fn expanded(text: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len().min(4));
    for letter in text.chars().take(16) {
        match letter {
            '\u{fb00}' => letters.extend("ff".chars()),
            '\u{fb01}' => letters.extend("fi".chars()),
            '\u{fb02}' => letters.extend("fl".chars()),
            '\u{fb03}' => letters.extend("ffi".chars()),
            '\u{fb04}' => letters.extend("ffl".chars()),
            '\u{fb05}' | '\u{fb06}' => letters.extend("st".chars()),
            '\u{2011}' => letters.push('-'),
            '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => {
                letters.push(' ');
            }
            '\u{ad}' => letters.push('\u{ad}'),
            letter if letter.is_control() => {}
            '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{200b}' | '↩' => letters.push(' '),
            letter => letters.push(letter),
        }
    }
    if letters.is_empty() {
        letters.push(char::REPLACEMENT_CHARACTER);
    }
    letters
}

/// The combining form of an accent that stands by itself.
pub(super) fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '`' | '\u{2cb}' => '\u{300}',
        '´' | '\u{2ca}' => '\u{301}',
        '\u{2c6}' => '\u{302}',
        '\u{2dc}' => '\u{303}',
        '\u{2c9}' | '¯' => '\u{304}',
        '\u{2d8}' => '\u{306}',
        '\u{2d9}' => '\u{307}',
        '¨' => '\u{308}',
        '\u{2da}' => '\u{30a}',
        '\u{2dd}' => '\u{30b}',
        '\u{2c7}' => '\u{30c}',
        '¸' => '\u{327}',
        '\u{2db}' => '\u{328}',
        _ => return None,
    })
}

/// A figure as it is written raised.
pub(super) fn raised(letter: char) -> char {
    const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    letter.to_digit(10).and_then(|digit| FIGURES.get(digit as usize)).copied().unwrap_or(letter)
}

/// The figure that a raised one stands for.
pub(super) fn lowered(letter: char) -> Option<char> {
    let digit = match letter {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => u32::from(letter) - u32::from('⁴') + 4,
        _ => return None,
    };
    char::from_digit(digit, 10)
}

/// The text in composed letters.
pub(super) fn composed(text: String) -> String {
    if text.is_ascii() { text } else { text.nfc().collect() }
}

/// Adds the next line to `text`. A hyphen at the line end goes where it only parted a word: between
/// lower-case letters, unless the word stands with its hyphen elsewhere (`hyphened`).
pub(super) fn join(text: &mut String, next: &str, hyphened: &BTreeSet<String>) {
    let Some(last) = text.chars().next_back() else {
        text.push_str(next);
        return;
    };
    if last == '\u{ad}' {
        text.pop();
        text.push_str(next);
        return;
    }
    if !matches!(last, '-' | '\u{2010}') {
        let is_range = last == '–' && next.starts_with(|letter: char| letter.is_ascii_digit());
        if last != '/' && !is_range {
            text.push(' ');
        }
        text.push_str(next);
        return;
    }
    let before = text[..text.len() - last.len_utf8()].chars().next_back();
    let first_word = next.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let parts = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    if before.is_none_or(char::is_whitespace) || JOINING.contains(&first_word) {
        text.push(' ');
    } else if parts(before) && before.is_some_and(char::is_lowercase) && next.starts_with(char::is_lowercase)
    {
        let from = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let word = format!("{}-{first_word}", &text[from..text.len() - last.len_utf8()]);
        if !hyphened.contains(&word.to_lowercase()) {
            text.truncate(text.len() - last.len_utf8());
        }
    }
    text.push_str(next);
}

/// The words with a hyphen inside that stand within the line `text`, in lower case.
pub(super) fn hyphened(text: &str) -> impl Iterator<Item = String> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphabetic()));
    words.filter(|word| word.contains('-')).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], joined: &str) {
        let known: BTreeSet<String> = hyphened("helse-nord e-post").collect();
        let mut text = String::new();
        lines.iter().for_each(|line| join(&mut text, line, &known));
        assert_eq!(text, joined);
    }

    #[test]
    fn lines_are_joined() {
        check(&["Registeret er", "nasjonalt."], "Registeret er nasjonalt.");
        check(&["Nasjonalt kvalitets-", "register"], "Nasjonalt kvalitetsregister");
        check(&["kvalitets\u{ad}", "register"], "kvalitetsregister");
        check(&["PROM-", "data"], "PROM-data");
        check(&["Sør-", "Øst"], "Sør-Øst");
        check(&["2019-", "2025"], "2019-2025");
        check(&["2019–", "2025"], "2019–2025");
        check(&["registeret –", "og dets"], "registeret – og dets");
        check(&["og/", "eller"], "og/eller");
        check(&["kvalitets-", "og forskningsregister"], "kvalitets- og forskningsregister");
        check(&["alder -", "kjønn"], "alder - kjønn");
        check(&["send e-", "post"], "send e-post");
        check(&["kvalitetsforbed-", "ringsprosjekter"], "kvalitetsforbedringsprosjekter");
    }

    #[test]
    fn letters_are_those_people_write() {
        assert_eq!(expanded("\u{fb01}"), ['f', 'i']);
        assert_eq!(expanded("\u{0}"), [char::REPLACEMENT_CHARACTER]);
        assert_eq!(composed("A\u{30a}rs".to_owned()), "Års");
        assert_eq!("0123456789".chars().map(raised).filter_map(lowered).collect::<String>(), "0123456789");
    }
}
