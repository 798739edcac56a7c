//! The numbers that a word processor counts and writes before headings and list items.
//!
//! **Knows**: how levels count, start anew and are put together: `%1.%2` at the second level is `4.1`.
//! **Does not know**: formats; which paragraph is numbered.

use std::collections::BTreeMap;

/// How many levels a list has.
pub(super) const LEVELS: usize = 10;

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    /// The first number.
    pub(super) start: u32,
    /// How the numbers of this level are written.
    pub(super) style: Style,
    /// The mark, with `%1` to `%9` for the numbers of the levels.
    pub(super) pattern: String,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// No number: a bullet, or nothing.
    Bullet,
}

/// The numbers that have been reached in every list.
#[derive(Debug, Default)]
pub(super) struct Counters {
    reached: BTreeMap<String, [Option<u32>; LEVELS]>,
}

impl Counters {
    /// Starts the level `depth` (from 0) of the list `list` anew at `start`.
    pub(super) fn restart(&mut self, list: &str, depth: usize, start: u32) {
        if let Some(number) = self.reached.entry(list.to_owned()).or_default().get_mut(depth) {
            *number = start.checked_sub(1);
        }
    }

    /// Forgets how far the list `list` has counted.
    pub(super) fn forget(&mut self, list: &str) {
        self.reached.remove(list);
    }

    /// Counts one item at the level `depth` (from 0) of the list `list` and gives its mark; that of a bullet is `•`.
    pub(super) fn next(&mut self, list: &str, depth: usize, levels: &BTreeMap<usize, Level>) -> String {
        let depth = depth.min(LEVELS - 1);
        let start = |depth: usize| levels.get(&depth).map_or(1, |level| level.start);
        let reached = self.reached.entry(list.to_owned()).or_default();
        reached[depth] = Some(reached[depth].map_or(start(depth), |number| number.saturating_add(1)));
        for (above, number) in reached[..depth].iter_mut().enumerate() {
            number.get_or_insert(start(above));
        }
        reached[depth + 1..].fill(None);
        let Some(level) = levels.get(&depth) else { return String::new() };
        if level.style == Style::Bullet {
            return "•".to_owned();
        }
        let mut mark = String::new();
        let mut letters = level.pattern.chars().take(100);
        while let Some(letter) = letters.next() {
            if letter != '%' {
                mark.push(letter);
                continue;
            }
            let Some(at) = letters.next().and_then(|digit| digit.to_digit(10)) else { continue };
            let Some(at) = usize::try_from(at).ok().and_then(|at| at.checked_sub(1)) else { continue };
            let style = levels.get(&at).map_or(Style::Decimal, |level| level.style);
            mark.push_str(&written(reached[at].unwrap_or(1), style));
        }
        mark.trim().to_owned()
    }
}

/// A number in its style.
fn written(number: u32, style: Style) -> String {
    match style {
        Style::Decimal => number.to_string(),
        Style::LowerLetter => letters(number, 'a'),
        Style::UpperLetter => letters(number, 'A'),
        Style::LowerRoman => roman(number).to_lowercase(),
        Style::UpperRoman => roman(number),
        Style::Bullet => String::new(),
    }
}

/// `a` to `z`, then `aa`, `bb`, as word processors count.
fn letters(number: u32, first: char) -> String {
    let Some(index) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from_u32(u32::from(first) + index % 26).unwrap_or(first);
    let times = usize::try_from(index / 26 + 1).unwrap_or(1).min(10);
    std::iter::repeat_n(letter, times).collect()
}

/// A Roman number; digits where none is usual.
fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            roman.push_str(sign);
            rest -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marks of a list whose levels are `levels` (style and pattern), for items at `depths`.
    fn check(levels: &[(Style, &str)], depths: &[usize], marks: &[&str]) {
        let level = |(style, pattern): &(Style, &str)| Level {
            start: 1,
            style: *style,
            pattern: (*pattern).to_owned(),
        };
        let levels = levels.iter().map(level).enumerate().collect();
        let mut counters = Counters::default();
        let found: Vec<_> = depths.iter().map(|depth| counters.next("a", *depth, &levels)).collect();
        assert_eq!(found, marks);
    }

    #[test]
    fn marks_are_counted() {
        use Style::{Bullet, Decimal, LowerLetter, UpperRoman};
        let outline = [(Decimal, "%1"), (Decimal, "%1.%2"), (Decimal, "%1.%2.%3")];
        check(&outline, &[0, 1, 1, 2, 0, 1], &["1", "1.1", "1.2", "1.2.1", "2", "2.1"]);
        check(&outline, &[2, 1, 0], &["1.1.1", "1.2", "2"]);
        check(
            &[(UpperRoman, "Del %1"), (LowerLetter, "%2)")],
            &[0, 1, 1, 0],
            &["Del I", "a)", "b)", "Del II"],
        );
        check(&[(Decimal, "§ %1.")], &[0, 0], &["§ 1.", "§ 2."]);
        check(&[(Bullet, "")], &[0, 0], &["•", "•"]);
        check(&[(Decimal, "%%x%9%0")], &[0, 99], &["x1", ""]);
        assert_eq!((letters(28, 'a'), roman(1994)), ("bb".to_owned(), "MCMXCIV".to_owned()));
    }
}
