//! Norwegian personal identity numbers in any text: where they stand, and how they are named unprinted.
//!
//! **Knows**: how numbers are written, and how other things of eleven digits are.
//! **Does not know**: rules, levels, documents; what makes eleven digits a number is in `series`.
//!
//! # What is read as one number
//!
//! Digits that stand together are a *group*. Groups with one space or full stop between them are a
//! *chain*; two such signs, a line end, a tab or any other sign ends it. A group that touches a letter,
//! or comes straight after a `+` (a telephone number), is never part of a number.
//!
//! - A chain of eleven digits in all is held against the series however it is grouped, unless it is
//!   written as something else: an account number (4-2-5), an organisation number and two digits, a
//!   decimal number (one full stop, not after the sixth digit), a date with a year of four digits and
//!   what follows it.
//! - In a longer chain, such as several numbers after each other or a row of figures, only groups that
//!   people write a number in are looked at: 11, 6-5, 6-3-2, 2-2-2-5, 2-2-2-3-2. They must have a space
//!   or the end of the chain at both sides, so that no decimal and no object identifier holds one.
//! - A group of more than eleven digits is never searched inside.
//!
//! Digits are `0` to `9`, also in full width and in the mathematical alphabets.

mod series;

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::organisation;
pub use series::NumberKind;

/// A personal identity number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The bytes from its first digit to its last.
    pub span: Range<usize>,
    /// Its series.
    pub kind: NumberKind,
}

/// The personal identity numbers in `text`, in order and apart from each other.
///
/// Time is linear in the text, and nothing is allocated where nothing is found.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(text.as_bytes(), at) {
        at = read_chain(text, start, &mut found);
    }
    found
}

/// The name of a number that may be printed: its first six digits and five stars, `150765*****`.
///
/// `number` is the text of a [`Found::span`]; what is no digit is left out, and the last five digits are
/// hidden whatever is given.
pub fn mask(number: &str) -> String {
    let shown = values(number).count().saturating_sub(5).min(6);
    let shown = values(number).take(shown).map(|value| char::from(b'0' + value));
    shown.chain("*****".chars()).collect()
}

/// `text` with every identity number in it masked.
pub fn mask_all(text: &str) -> Cow<'_, str> {
    let found = find(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for number in found {
        masked.push_str(&text[at..number.span.start]);
        masked.push_str(&mask(&text[number.span.clone()]));
        at = number.span.end;
    }
    masked.push_str(&text[at..]);
    Cow::Owned(masked)
}

/// How many bytes the scan for a digit looks at together.
const STRIDE: usize = 64;

/// The first byte from `from` on at which a digit begins.
fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    // Digits outside ASCII begin with 0xEF or 0xF0, which hardly occur in prose.
    let may_begin = |byte: u8| byte.is_ascii_digit() || byte >= 0xEF;
    let mut start = from;
    for stride in bytes.get(from..)?.chunks(STRIDE) {
        // Without a way out of the loop the processor looks at many bytes at once.
        if stride.iter().fold(false, |any, byte| any | may_begin(*byte)) {
            let mut places = (start..start + stride.len()).filter(|at| may_begin(bytes[*at]));
            if let Some(at) = places.find(|at| digit(bytes, *at).is_some()) {
                return Some(at);
            }
        }
        start += stride.len();
    }
    None
}

/// The digit that begins at byte `at`: its value and its length in bytes.
fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at..)? {
        [digit @ b'0'..=b'9', ..] => Some((digit - b'0', 1)),
        // U+FF10 to U+FF19: full width.
        [0xEF, 0xBC, last @ 0x90..=0x99, ..] => Some((last - 0x90, 3)),
        // U+1D7CE to U+1D7FF: five mathematical alphabets.
        [0xF0, 0x9D, 0x9F, last @ 0x8E..=0xBF, ..] => Some(((last - 0x8E) % 10, 4)),
        _ => None,
    }
}

/// The values of the digits in `text`, whatever stands between them.
fn values(text: &str) -> impl Iterator<Item = u8> {
    (0..text.len()).filter_map(|at| digit(text.as_bytes(), at)).map(|(value, _)| value)
}

/// What stands at one side of a group of digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Nothing that concerns it.
    Open,
    /// One space, with a digit behind it.
    Space,
    /// One full stop, with a digit behind it.
    Stop,
    /// A letter, or the `+` before a telephone number: the group is part of no number.
    Barred,
}

/// Digits that stand together.
#[derive(Clone, Copy)]
struct Group {
    start: usize,
    end: usize,
    /// How many they are; twelve stands for more than eleven.
    digits: u8,
    before: Side,
    after: Side,
}

/// The last groups of a chain: as many as a number can have.
struct Chain {
    groups: [Group; 11],
    length: usize,
    /// The digits of the whole chain; twelve stands for more than eleven.
    digits: u8,
}

/// The groups in which a number is looked for where a chain holds more than eleven digits.
const WRITTEN: [&[u8]; 5] = [&[11], &[6, 5], &[6, 3, 2], &[2, 2, 2, 5], &[2, 2, 2, 3, 2]];

/// The groups of an account number (kontonummer).
const ACCOUNT: &[u8] = &[4, 2, 5];

/// The groups of an organisation number (organisasjonsnummer).
const ORGANISATION: [&[u8]; 2] = [&[9], &[3, 3, 3]];

impl Chain {
    fn new() -> Self {
        let none = Group { start: 0, end: 0, digits: 0, before: Side::Open, after: Side::Open };
        Self { groups: [none; 11], length: 0, digits: 0 }
    }

    fn push(&mut self, group: Group) {
        self.digits = (self.digits + group.digits).min(12);
        if self.length == self.groups.len() {
            self.groups.copy_within(1.., 0);
            self.length -= 1;
        }
        self.groups[self.length] = group;
        self.length += 1;
    }

    /// The number that the last group ends, in one of the ways in which people write it.
    fn number_at_end(&self, text: &str) -> Option<Found> {
        let groups = &self.groups[..self.length];
        let written = WRITTEN.iter().filter_map(|lengths| {
            let tail = &groups[groups.len().checked_sub(lengths.len())?..];
            have_lengths(tail, lengths).then_some(tail)
        });
        written.filter(|tail| are_free(tail, &[Side::Open, Side::Space])).find_map(|tail| judge(text, tail))
    }

    /// The number that the chain is as a whole, unless it is written as something else.
    fn number_as_whole(&self, text: &str) -> Option<Found> {
        let groups = &self.groups[..self.length];
        if self.digits != 11 || !are_free(groups, &[Side::Open]) || is_written_otherwise(text, groups) {
            return None;
        }
        judge(text, groups)
    }
}

/// Reads the chain whose first digit is at `start`, and gives the byte behind it.
fn read_chain(text: &str, start: usize, found: &mut Vec<Found>) -> usize {
    let mut chain = Chain::new();
    let (mut start, mut before) = (start, side_before(&text[..start]));
    loop {
        let (mut end, mut digits) = (start, 0);
        while let Some((_, length)) = digit(text.as_bytes(), end) {
            end += length;
            digits = 12.min(digits + 1);
        }
        let (after, next) = side_after(text, end);
        chain.push(Group { start, end, digits, before, after });
        if let Some(number) = chain.number_at_end(text) {
            found.push(number);
            // What belongs to one number is part of no other.
            chain.length = 0;
        }
        let Some(next) = next else {
            found.extend(chain.number_as_whole(text));
            return end;
        };
        (start, before) = (next, after);
    }
}

/// What stands before a chain that begins where `text` ends.
fn side_before(text: &str) -> Side {
    match text.chars().next_back() {
        Some(character) if character == '+' || is_of_word(character) => Side::Barred,
        _ => Side::Open,
    }
}

/// What stands after the group that ends at `end`, and where the chain goes on, if it does.
fn side_after(text: &str, end: usize) -> (Side, Option<usize>) {
    let Some(character) = text[end..].chars().next() else { return (Side::Open, None) };
    if is_of_word(character) {
        return (Side::Barred, None);
    }
    let next = end + character.len_utf8();
    match separator(character) {
        Some(side) if digit(text.as_bytes(), next).is_some() => (side, Some(next)),
        _ => (Side::Open, None),
    }
}

/// A letter of any script, or a mark on one.
fn is_of_word(character: char) -> bool {
    character.is_alphabetic() || is_combining_mark(character)
}

/// The sign as one that is seen through: a space of any width, a full stop, or what cannot be seen.
fn separator(character: char) -> Option<Side> {
    match character {
        ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(Side::Space),
        '\u{ad}' | '\u{200b}' | '\u{2060}' => Some(Side::Space),
        '.' | '\u{ff0e}' => Some(Side::Stop),
        _ => None,
    }
}

/// Whether the groups are of these lengths.
fn have_lengths(groups: &[Group], lengths: &[u8]) -> bool {
    groups.iter().map(|group| group.digits).eq(lengths.iter().copied())
}

/// Whether there are groups, with nothing but `sides` before the first and after the last.
fn are_free(groups: &[Group], sides: &[Side]) -> bool {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return false };
    sides.contains(&first.before) && sides.contains(&last.after)
}

/// Whether groups of eleven digits are written as something that is no personal identity number.
fn is_written_otherwise(text: &str, groups: &[Group]) -> bool {
    let is_decimal = groups.len() == 2 && groups[0].after == Side::Stop;
    let holds_date = groups.windows(3).any(|part| is_date(text, part));
    let holds_organisation = ORGANISATION.iter().any(|lengths| {
        let mut parts = groups.windows(lengths.len()).filter(|part| have_lengths(part, lengths));
        parts.any(|part| {
            let number = &text[span(part)];
            number.starts_with(['8', '9']) && organisation::check_digit(number).is_ok()
        })
    });
    is_decimal || holds_date || holds_organisation || have_lengths(groups, ACCOUNT)
}

/// Whether three groups are a date with the year in full, such as `31.12.2025` or `1.5.2026`.
fn is_date(text: &str, groups: &[Group]) -> bool {
    let [day, month, year] = groups else { return false };
    let stops = day.after == Side::Stop && month.after == Side::Stop;
    let is_year = year.digits == 4 && ["19", "20"].iter().any(|start| text[year.start..].starts_with(start));
    stops && day.digits <= 2 && month.digits <= 2 && is_year
}

/// The bytes from the first group to the last.
fn span(groups: &[Group]) -> Range<usize> {
    groups.first().map_or(0, |group| group.start)..groups.last().map_or(0, |group| group.end)
}

/// The number that the eleven digits of these groups are.
fn judge(text: &str, groups: &[Group]) -> Option<Found> {
    let span = span(groups);
    let mut digits = [0; 11];
    digits.iter_mut().zip(values(&text[span.clone()])).for_each(|(digit, value)| *digit = value);
    series::kind(digits).map(|kind| Found { span, kind })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::NumberKind::{Birth, D, Fh, H, Synthetic65, Synthetic80};
    use super::{NumberKind, find, mask};

    /// The texts found and their series.
    fn check(text: &str, expected: &[(&str, NumberKind)]) {
        let found: Vec<_> = find(text).into_iter().map(|one| (&text[one.span], one.kind)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_series_is_known() {
        let known = [
            ("15076500565", Birth),
            ("01128330700", Birth),
            ("70019950032", D),
            ("01410199935", H),
            ("88888888831", Fh),
            ("15876510089", Synthetic80),
            // From 2032: the first two only then, the others before as well.
            ("02013299903", Birth),
            ("30108299939", Birth),
            ("02013299997", Birth),
            ("02013299806", Birth),
            ("30108299920", Birth),
        ];
        for (number, kind) in known {
            check(number, &[(number, kind)]);
            check(&format!("Pasient A: {number}, innlagt."), &[(number, kind)]);
        }
        for no_number in
            ["98019800546", "15076500566", "15076500575", "02013299904", "00000000000", "86011117947"]
        {
            check(no_number, &[]);
        }
    }

    #[test]
    fn a_number_is_found_however_it_is_set() {
        for number in [
            "150765 00565",
            "150765.00565",
            "15.07.65 00565",
            "15.07.65.00565",
            "15 07 65 005 65",
            "150765 005 65",
            "1507 6500565",
            "150 765 005 65",
            "1 5 0 7 6 5 0 0 5 6 5",
            "1.5.0.7.6.5.0.0.5.6.5",
            "150765\u{a0}00565",
            "150765\u{202f}00565",
            "150765\u{2009}00565",
            "150765\u{200b}00565",
            "１５０７６５００５６５",
            "１５０７６５．００５６５",
            "𝟏𝟓𝟎𝟕𝟔𝟓00565",
        ] {
            check(number, &[(number, Birth)]);
            check(&format!("født {number}."), &[(number, Birth)]);
            assert_eq!(mask(number), "150765*****", "{number}");
        }
        check("700199 50032 og 888888 88831", &[("700199 50032", D), ("888888 88831", Fh)]);
    }

    #[test]
    fn signs_that_are_no_letters_do_not_hide_a_number() {
        let n = "15076500565";
        for text in [
            "(15076500565)",
            "\"15076500565\"",
            "|15076500565|",
            "7,15076500565,K",
            "7;15076500565;K",
            "7\t15076500565\tK",
            "**15076500565**",
            "fnr=15076500565&x",
            "/pasient/15076500565/",
            "bilde_15076500565_2.png",
            "15076500565.pdf",
            "15076500565-1",
            "2026/15076500565",
            "fnr:15076500565.\r\nNeste",
            "15076500565¹",
            "\u{feff}15076500565\0",
            "🙂15076500565🙂",
        ] {
            check(text, &[(n, Birth)]);
        }
    }

    #[test]
    fn two_separators_a_line_end_or_another_sign_divide() {
        for text in [
            "150765  00565",
            "150765. 00565",
            "150765 .00565",
            "150765\u{a0} 00565",
            "150765\n00565",
            "150765\r\n00565",
            "150765\u{2028}00565",
            "150765\t00565",
            "150765-00565",
            "150765/00565",
            "150765,00565",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn letters_and_longer_runs_hold_no_number() {
        for text in [
            "A15076500565",
            "15076500565A",
            "fnr15076500565",
            "Ø150765 00565",
            "150765 00565kg",
            "I15.07.65 00565",
            "Andre\u{301}15076500565",
            "я15076500565",
            "15076500565字",
            "115076500565",
            "150765005651",
            "1507650056515076500565",
            "１15076500565",
            "3f15076500565",
            "0.15076500565",
            "1.2.840.15076500565.3",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn several_numbers_after_each_other_are_each_found() {
        let pair = [("15076500565", Birth), ("70019950032", D)];
        check("15076500565 70019950032", &pair);
        check("15076500565\n70019950032", &pair);
        check("2 15076500565 70019950032 1965", &pair);
        check("15.07.65 00565 700199 50032", &[("15.07.65 00565", Birth), ("700199 50032", D)]);
        check("Nr. 12 15 07 65 00565 34", &[("15 07 65 00565", Birth)]);
        check("31.12.2024 15076500565", &[("15076500565", Birth)]);
        check("B12 15076500565", &[("15076500565", Birth)]);
        check("15076500565 A15076500565 15076500565", &[("15076500565", Birth), ("15076500565", Birth)]);
    }

    #[test]
    fn other_things_of_many_digits_are_no_numbers() {
        for text in [
            "Organisasjonsnummer: 983 974 724 og 983658725",
            "983 974 724 983 658 725",
            "983974724 983658725 12",
            "Telefon: +47 55 97 00 00, sentralbord 02 800",
            "55 97 00 00 22 07 65 00",
            "+46 15 07 65 00 565",
            "+15076500565",
            "Kontonummer: 8601.11.17947",
            "8601 11 17947 8601 11 17947",
            "NO93 8601 1117 947",
            "Saksnummer: 2026/0098765-3",
            "Feil kontrollsiffer, brukt i opplæring: 98019800546",
            "Strekkode for protese: 7038010009457",
            "(01)07038010009457(17)271231(10)4711",
            "Tidspunkt: 20261123 101500",
            "2026-11-23T10:15:00.123456789+01:00",
            "2026-11-23 10:15:00",
            "10.1080/03009740410006880",
            "550e8400-e29b-41d4-a716-446655440000",
            "9783161484100",
            "[60.39299050123, 5.3220123]",
            "M150.76500565,12.5 L12.345678901 98.7",
        ] {
            check(text, &[]);
        }
    }

    /// The same eleven digits are a number in one form and something else in another.
    #[test]
    fn what_is_written_as_something_else_is_let_be() {
        check("15076500565", &[("15076500565", Birth)]);
        for text in ["1507.65.00565", "1507 65 00565", "15.076500565", "150.76500565", "1.5076500565"] {
            check(text, &[]);
        }
        let dated = number([0, 1, 0, 1, 2, 0], 0..1000).next().unwrap();
        let dated: Vec<_> = [0..2, 2..4, 4..8, 8..11].map(|part| dated[part].to_owned()).to_vec();
        assert!(dated[2].starts_with("20"));
        check(&dated.concat(), &[(&dated.concat(), Birth)]);
        check(&dated.join("."), &[]);
        check(&format!("per {}.{}.{} {} pasienter", dated[0], dated[1], dated[2], dated[3]), &[]);
        // An FH-number whose nine first digits are an organisation number as well.
        let helper = (0..1000).flat_map(|low| number([8, 8, 3, 9, 7, 4], low..low + 1));
        let helper =
            helper.into_iter().find(|one| super::organisation::check_digit(&one[..9]).is_ok()).unwrap();
        check(&helper, &[(&helper, Fh)]);
        check(&format!("{} {}", &helper[..9], &helper[9..]), &[]);
        check(&format!("{} {} {} {}", &helper[..3], &helper[3..6], &helper[6..9], &helper[9..]), &[]);
    }

    #[test]
    fn the_date_must_have_been() {
        let expected = [
            // 29 February 1900 was not, 29 February 2000 was.
            ([2, 9, 0, 2, 0, 0], 0..500, None),
            ([2, 9, 0, 2, 0, 0], 500..1000, Some(Birth)),
            ([2, 9, 0, 2, 0, 4], 0..1000, Some(Birth)),
            ([2, 9, 0, 2, 0, 5], 0..1000, None),
            ([3, 0, 0, 2, 0, 4], 0..1000, None),
            ([3, 1, 0, 4, 8, 0], 0..500, None),
            ([0, 0, 0, 1, 8, 0], 0..1000, None),
            ([1, 0, 1, 3, 8, 0], 0..1000, None),
            ([1, 0, 0, 0, 8, 0], 0..1000, None),
            // Individual numbers that were never given to the year.
            ([1, 0, 0, 1, 4, 5], 500..900, None),
            ([1, 0, 0, 1, 8, 0], 750..900, None),
            ([1, 0, 0, 1, 5, 4], 500..750, Some(Birth)),
            ([1, 0, 0, 1, 4, 0], 900..1000, Some(Birth)),
            // The other series do not tell the century.
            ([6, 9, 0, 2, 0, 0], 0..1000, Some(D)),
            ([6, 9, 0, 2, 0, 1], 0..1000, None),
            ([7, 1, 0, 1, 4, 5], 0..1000, Some(D)),
            ([7, 2, 0, 1, 4, 5], 0..1000, None),
            ([2, 9, 4, 2, 0, 0], 0..1000, Some(H)),
            ([3, 0, 4, 2, 0, 0], 0..1000, None),
            ([5, 0, 4, 2, 8, 0], 0..1000, Some(H)),
            ([1, 0, 6, 6, 8, 0], 0..1000, Some(Synthetic65)),
            ([1, 0, 7, 7, 8, 0], 0..1000, Some(Synthetic65)),
            ([1, 0, 7, 8, 8, 0], 0..1000, None),
            ([5, 0, 7, 7, 8, 0], 0..1000, Some(Synthetic65)),
            ([1, 0, 8, 0, 8, 0], 0..1000, None),
            ([1, 0, 8, 1, 8, 0], 0..1000, Some(Synthetic80)),
            ([7, 0, 9, 2, 8, 0], 0..1000, Some(Synthetic80)),
            ([1, 0, 9, 3, 8, 0], 0..1000, None),
            ([8, 0, 0, 1, 8, 0], 0..1000, Some(Fh)),
            ([9, 9, 9, 9, 9, 9], 0..1000, Some(Fh)),
        ];
        for (date, individual, kind) in expected {
            for one in number(date, individual) {
                let expected: Vec<_> = kind.map(|kind| (one.as_str(), kind)).into_iter().collect();
                check(&one, &expected);
            }
        }
    }

    /// The first check digits of 2032 hold for F- and D-numbers, of any century, and for no others.
    #[test]
    fn the_rule_of_2032_is_for_two_series() {
        for (date, kind) in [
            ([1, 0, 0, 1, 4, 5], Some(Birth)),
            ([2, 9, 0, 2, 0, 0], Some(Birth)),
            ([6, 9, 0, 2, 0, 0], Some(D)),
            ([1, 0, 4, 1, 8, 0], None),
            ([1, 0, 6, 6, 8, 0], None),
            ([1, 0, 8, 1, 8, 0], None),
            ([8, 0, 0, 1, 8, 0], None),
        ] {
            for shift in 1..4 {
                for one in shifted_number(date, 0..1000, shift) {
                    let expected: Vec<_> = kind.map(|kind| (one.as_str(), kind)).into_iter().collect();
                    check(&one, &expected);
                }
            }
            assert_eq!(shifted_number(date, 0..1000, 4).flat_map(|one| find(&one)).count(), 0);
        }
    }

    #[test]
    fn synthetic_series_are_two() {
        for (kind, synthetic) in
            [(Birth, false), (D, false), (H, false), (Fh, false), (Synthetic65, true), (Synthetic80, true)]
        {
            assert_eq!(kind.is_synthetic(), synthetic);
        }
    }

    #[test]
    fn a_mask_hides_the_last_five_digits_of_anything() {
        for (text, masked) in
            [("", "*****"), ("12345", "*****"), ("1 2.34567", "12*****"), ("1234567890123456", "123456*****")]
        {
            assert_eq!(mask(text), masked, "{text}");
        }
    }

    /// Long hostile lines: seen to end, and to hold what they hold.
    #[test]
    fn a_line_may_be_of_any_length() {
        let times = 200_000;
        for part in
            ["1", "1 ", "12 ", "1.", "12 34 56 789 0", "15076 ", "\u{ff11}", "1\u{a0}", "\u{feff}", "😀"]
        {
            find(&part.repeat(times));
        }
        assert_eq!(find(&"15076500565 ".repeat(1000)).len(), 1000);
        assert_eq!(find(&"15.07.65 00565 ".repeat(1000)).len(), 1000);
    }

    /// Of eleven random digits no more are taken for a number than the series have room for.
    #[test]
    fn chance_makes_few_numbers() {
        let dates = 36_525.0 / 1_000_000.0;
        let both_checks = 1.0 / 121.0;
        let expected = both_checks * (dates * (2.0 * 4.0 + 6.0) + 0.2);
        let (mut seed, draws, mut hits) = (88_172_645_463_325_252_u64, 300_000, 0);
        for _ in 0..draws {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            hits += find(&format!("{:011}", seed % 100_000_000_000)).len();
        }
        let rate = hits as f64 / f64::from(draws);
        assert!(rate < expected * 1.1, "{rate} of {expected}");
        assert!(rate > expected * 0.8, "{rate} of {expected}");
    }

    /// The numbers that begin with these six digits and hold by the check digits of before 2032.
    fn number(date: [u32; 6], individual: std::ops::Range<u32>) -> impl Iterator<Item = String> {
        shifted_number(date, individual, 0)
    }

    /// Likewise, with the first check digit counted from 11 + `shift`, by the words of Skatteetaten.
    fn shifted_number(
        date: [u32; 6],
        individual: std::ops::Range<u32>,
        shift: u32,
    ) -> impl Iterator<Item = String> {
        individual.filter_map(move |individual| {
            let mut digits = date.to_vec();
            digits.extend([individual / 100, individual / 10 % 10, individual % 10]);
            digits.push(control(&digits, &[3, 7, 6, 1, 8, 9, 4, 5, 2], 11 + shift)?);
            digits.push(control(&digits, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11)?);
            Some(digits.iter().map(u32::to_string).collect())
        })
    }

    fn control(digits: &[u32], weights: &[u32], from: u32) -> Option<u32> {
        let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
        match (from - sum % 11) % 11 {
            10 => None,
            digit => Some(digit),
        }
    }

    /// A number of any series with the day and month marked as its series does.
    fn any_number() -> impl Strategy<Value = (String, NumberKind)> {
        let series = prop_oneof![
            Just((0, 0, Birth)),
            Just((40, 0, D)),
            Just((0, 40, H)),
            Just((0, 65, Synthetic65)),
            Just((40, 65, Synthetic65)),
            Just((0, 80, Synthetic80)),
            Just((40, 80, Synthetic80)),
        ];
        let dated = (series, 1..29_u32, 1..13_u32, 0..100_u32, 0..500_u32, 0..4_u32);
        let dated =
            dated.prop_filter_map("no check digit", |((d, m, kind), day, month, year, individual, shift)| {
                let shift = if matches!(kind, Birth | D) { shift } else { 0 };
                let pairs = [day + d, month + m, year].map(|pair| [pair / 10, pair % 10]);
                let [[a, b], [c, d], [e, f]] = pairs;
                let one = shifted_number([a, b, c, d, e, f], individual..individual + 1, shift).next()?;
                Some((one, kind))
            });
        let helper =
            (800_000..1_000_000_u32, 0..1000_u32).prop_filter_map("no check digit", |(six, rest)| {
                let digits = [100_000, 10_000, 1000, 100, 10, 1].map(|power| six / power % 10);
                Some((number(digits, rest..rest + 1).next()?, Fh))
            });
        prop_oneof![7 => dated, 1 => helper]
    }

    /// The digits with a separator behind each that `breaks` has a bit for.
    fn grouped(number: &str, breaks: u16, separators: &[&str]) -> String {
        let mut text = String::new();
        for (at, digit) in number.chars().enumerate() {
            text.push(digit);
            if at < 10 && breaks & (1 << at) != 0 {
                text.push_str(separators[at]);
            }
        }
        text
    }

    /// Whether it stands in the groups of something else, as the head of the file says.
    fn is_something_else(text: &str) -> bool {
        let groups: Vec<&str> = text.split(|sign: char| !sign.is_ascii_digit()).collect();
        let lengths: Vec<_> = groups.iter().map(|group| group.len()).collect();
        let dated = lengths.windows(3).any(|part| matches!(part, [1 | 2, 1 | 2, 4]));
        let organisation = matches!(lengths[..], [9, 2] | [2, 9] | [3, 3, 3, 2] | [2, 3, 3, 3]);
        let decimal = lengths.len() == 2 && lengths != [6, 5] && text.contains('.');
        dated || organisation || decimal || lengths == [4, 2, 5]
    }

    const SEPARATORS: [&str; 5] = [" ", ".", "\u{a0}", "\u{202f}", "\u{2009}"];

    proptest! {
        #[test]
        fn a_valid_number_is_found_in_every_grouping(
            (number, kind) in any_number(),
            breaks in 0..1024_u16,
            separators in prop::collection::vec(prop::sample::select(&SEPARATORS[..]), 10),
            (before, after) in (r"[ ,;:(/_=\n\t-]?", r"[ ,;:)/_=\n\t.-]?"),
        ) {
            let written = grouped(&number, breaks, &separators);
            prop_assume!(!is_something_else(&written));
            let text = format!("pasient{before} {written}{after} 🙂");
            check(&text, &[(&written, kind)]);
            prop_assert_eq!(mask(&written), format!("{}*****", &number[..6]));
            check(&format!("å{written}"), &[]);
            check(&format!("{written}é"), &[]);
        }

        #[test]
        fn a_number_is_found_among_others_in_the_usual_groupings(
            one in any_number(),
            two in any_number(),
            shape in prop::sample::select(vec![0_u16, 0b10_0000, 0b1_0010_0000, 0b10_1010, 0b1_0010_1010]),
            separator in prop::sample::select(vec![" ", "\u{a0}"]),
        ) {
            let written = [&one.0, &two.0].map(|number| grouped(number, shape, &[separator; 10]));
            check(&written.join(" "), &[(&written[0], one.1), (&written[1], two.1)]);
        }

        #[test]
        fn no_number_is_found_in_a_longer_run((number, _) in any_number(), more in "[0-9]{1,30}") {
            check(&format!("{number}{more}"), &[]);
            check(&format!("{more}{number}"), &[]);
        }

        #[test]
        fn any_text_is_read(text in prop_oneof![any::<String>(), "[0-9 .+a\u{a0}０-９𝟎-𝟿\n]{0,120}"]) {
            let mut end = 0;
            for one in find(&text) {
                prop_assert!(one.span.start >= end && text.is_char_boundary(one.span.start));
                end = one.span.end;
                let number = &text[one.span];
                prop_assert_eq!(super::values(number).count(), 11);
                prop_assert_eq!(mask(number).len(), 11);
            }
        }
    }
}
