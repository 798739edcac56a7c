//! Dates in prose.
//!
//! **Knows**: «21. juni 2019», «21.06.2019», «2019-06-21», in bokmål and nynorsk.
//! **Does not know**: which dates the calendar has.

use super::lexeme::Lexeme;
use crate::document::MONTHS;

const SHORT: [&str; 12] =
    ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"];

/// The number of a month, by its name in lower case.
pub(super) fn month(lower: &str) -> Option<usize> {
    MONTHS.iter().position(|name| *name == lower).map(|index| index + 1)
}

/// The date that begins the lexemes: how many of them, and the date as `2019-06-21`, or `-06-21` without a year.
pub(super) fn date(lexemes: &[Lexeme]) -> Option<(usize, String)> {
    let first = lexemes.first()?;
    if let Some(date) = in_digits(&first.lower) {
        return Some((1, date));
    }
    let day = number(&first.lower, 1..=31)?;
    let dot = usize::from(lexemes.get(1)?.form == ".");
    let name = lexemes.get(1 + dot)?;
    let short = || SHORT.iter().position(|short| *short == name.lower).map(|index| index + 1);
    let month = month(&name.lower).or_else(|| short().filter(|_| dot > 0))?;
    let end = 2 + dot;
    match lexemes.get(end).and_then(|year| number(&year.lower, 1900..=2100)) {
        Some(year) => Some((end + 1, format!("{year:04}-{month:02}-{day:02}"))),
        None => Some((end, format!("-{month:02}-{day:02}"))),
    }
}

/// «21.06.2019», «21.6.2019», «2019-06-21».
fn in_digits(lower: &str) -> Option<String> {
    let dotted: Vec<&str> = lower.split('.').collect();
    let dashed: Vec<&str> = lower.split('-').collect();
    let (day, month, year) = match (dotted.as_slice(), dashed.as_slice()) {
        ([day, month, year], _) => (*day, *month, *year),
        (_, [year, month, day]) => (*day, *month, *year),
        _ => return None,
    };
    let (day, month) = (number(day, 1..=31)?, number(month, 1..=12)?);
    let year = number(year, 1900..=2100)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

fn number(digits: &str, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    let plain = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && range.contains(number))
}
