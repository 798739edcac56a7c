//! Texts made comparable: what is only written otherwise is the same.
//!
//! **Knows**: Unicode forms, white space, quotes, dashes, and how few slips turn one name into another.
//! **Does not know**: fields, what a text is about.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::pair::Two;
use crate::change::prose::{self, Difference};
use crate::register::code::is_dash;
use crate::report::change::Substance;

/// The text without what makes no difference: Unicode form, white space and line ends, the kind of quote
/// and of dash, signs that print as nothing.
pub(in crate::change) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_apart = false;
    for sign in composed(text).chars() {
        if sign.is_whitespace() {
            is_apart = true;
            continue;
        }
        if is_invisible(sign) {
            continue;
        }
        if is_apart && !plain.is_empty() {
            plain.push(' ');
        }
        is_apart = false;
        plain.push(match sign {
            '«' | '»' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '\'' | '′' | '″' => '"',
            sign if is_dash(sign) => '-',
            sign => sign,
        });
    }
    plain
}

/// The text with its letters composed, as most texts are from the start.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The same in lower case.
pub(super) fn caseless(text: &str) -> String {
    plain(text).to_lowercase()
}

/// Soft hyphen, zero width signs, byte order mark.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// How two running texts differ; none where they say the same.
pub(in crate::change) fn wording(before: &str, after: &str) -> Option<Substance> {
    match prose::compare_cells(before, after).difference {
        Difference::None => None,
        Difference::Editorial => Some(Substance::Editorial),
        Difference::Unsure => Some(Substance::Unsure),
        Difference::Content => Some(Substance::Content),
    }
}

/// So many texts a side are held against each other one by one, and of no more bytes taken together.
const MOST_LEFT: usize = 60;
const MOST_BYTES: usize = 2_000_000;

/// Whether so many texts, of so many bytes, are few and short enough to be held each against each.
pub(super) fn are_few(sides: &Two<Vec<&String>>) -> bool {
    let count = sides.as_ref().map(Vec::len);
    let size = sides.as_ref().map(|texts| texts.iter().map(|text| text.len()).sum::<usize>());
    count.before.max(count.after) <= MOST_LEFT
        && count.before * size.after + count.after * size.before <= MOST_BYTES
}

/// The longest name that is looked into, in signs.
const LONGEST_NAME: usize = 80;
/// The most slips that a correction mends.
const MOST_SLIPS: usize = 2;

/// Whether a few slips (a letter too many, too few, wrong, or two turned round) make one name the other.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) =
        (caseless(one).chars().collect(), caseless(other).chars().collect());
    if one.len().max(other.len()) > LONGEST_NAME || one.len().abs_diff(other.len()) > MOST_SLIPS {
        return one == other;
    }
    // Half of a very short name is no slip.
    slips(&one, &other) <= MOST_SLIPS.min(one.len().min(other.len()) / 3)
}

/// The number of slips between two names (Damerau's distance, each letter touched once).
fn slips(one: &[char], other: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for (at, letter) in one.iter().enumerate() {
        let mut row = vec![at + 1];
        for (there, against) in other.iter().enumerate() {
            let step = usize::from(letter != against);
            let mut least = (rows[at][there] + step).min(rows[at][there + 1] + 1).min(row[there] + 1);
            if at > 0 && there > 0 && one[at - 1] == *against && other[there - 1] == *letter {
                least = least.min(rows[at - 1][there - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_written_otherwise_is_the_same() {
        let check = |one: &str, other: &str, same: bool| {
            assert_eq!(wording(one, other).is_none(), same, "{one:?} {other:?}");
        };
        check("", " \n", true);
        check("å", "a\u{30a}", true);
        check("to\r\nlinjer ", "to linjer", true);
        check("«sitat» – slutt", "\"sitat\" - slutt", true);
        check("inn\u{ad}sats", "innsats", true);
        check("§\u{a0}3-2", "§ 3-2", true);
        check("minst to", "minst ti", false);
        check("Ikke", "ikke", false);
        check("a b", "ab", false);
    }

    #[test]
    fn a_slip_in_a_name_is_told_from_another_name() {
        let check = |one: &str, other: &str, near: bool| {
            assert_eq!((is_near(one, other), is_near(other, one)), (near, near), "{one} {other}");
        };
        check("Kari Prøve", "Kari Prøve", true);
        check("Kari Prøve", "Kari Pøvre", true);
        check("Kari Prøve", "kari prøve", true);
        check("Ola Testman", "Ola Testmann", true);
        check("Ola Testmann", "Runa Forsøk", false);
        check("Li Bo", "Bo Li", false);
        check("Bo", "Li", false);
        check("", "A", false);
        check(&"a".repeat(1_000_000), &"b".repeat(1_000_000), false);
    }
}
