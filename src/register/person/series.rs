//! The series of Norwegian personal identity numbers: which eleven digits are one, and of what kind.
//!
//! **Knows**: the check digits, the marks in the date, the individual numbers and their centuries.
//! **Does not know**: how a number is written in a text.
//!
//! Sources: folkeregisterforskriften § 2-2-1 (fødselsnummer) and § 2-2-2 (D-nummer), folkeregisterloven
//! § 2-2, and Skatteetaten's notice of the check digits that hold from 1 January 2032.

/// The weights of the first check digit, its own place included.
const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];

/// The weights of the second check digit, its own place included.
const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// What series a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberKind {
    /// Fødselsnummer: the date of birth as it is.
    Birth,
    /// D-nummer: four added to the first digit.
    D,
    /// H-nummer: four added to the third digit. NAV's synthetic numbers look the same, so it is taken
    /// for a real one.
    H,
    /// FH-nummer (felles hjelpenummer): begins with 8 or 9 and holds no date.
    Fh,
    /// A synthetic number of Norsk helsenett: 65 added to the month.
    Synthetic65,
    /// A synthetic number of Skatteetaten (Tenor): 80 added to the month.
    Synthetic80,
}

impl NumberKind {
    /// Whether numbers of this series are made for tests and belong to nobody.
    pub fn is_synthetic(self) -> bool {
        match self {
            Self::Birth | Self::D | Self::H | Self::Fh => false,
            Self::Synthetic65 | Self::Synthetic80 => true,
        }
    }
}

/// How the first check digit holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FirstCheck {
    /// As it always has: the control number is 0.
    Classic,
    /// Only as it may from 2032: the control number is 1, 2 or 3.
    From2032,
}

/// The series of these eleven digits (each 0 to 9); none where they are no personal identity number.
///
/// The digits of 2032 hold for F- and D-numbers only. Such an F-number no longer tells the century; an
/// older one does, by its individual number, and a date that was not in that century makes it none.
pub(super) fn kind(digits: [u8; 11]) -> Option<NumberKind> {
    if remainder(&digits, &SECOND) != 0 {
        return None;
    }
    let first = match remainder(&digits, &FIRST) {
        0 => FirstCheck::Classic,
        1..=3 => FirstCheck::From2032,
        _ => return None,
    };
    let kind = dated(digits, first).or((digits[0] >= 8).then_some(NumberKind::Fh))?;
    match (first, kind) {
        (FirstCheck::Classic, _) | (FirstCheck::From2032, NumberKind::Birth | NumberKind::D) => Some(kind),
        (
            FirstCheck::From2032,
            NumberKind::H | NumberKind::Fh | NumberKind::Synthetic65 | NumberKind::Synthetic80,
        ) => None,
    }
}

/// The control number: the weighted sum modulo 11.
fn remainder(digits: &[u8; 11], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum::<u32>() % 11
}

/// The series by the marks in the date, where the six first digits hold a date that can be.
fn dated(digits: [u8; 11], first: FirstCheck) -> Option<NumberKind> {
    let pair = |at: usize| u32::from(digits[at]) * 10 + u32::from(digits[at + 1]);
    let (day, of_d) = match pair(0) {
        day @ 1..=31 => (day, false),
        day @ 41..=71 => (day - 40, true),
        _ => return None,
    };
    let (month, kind) = match pair(2) {
        month @ 1..=12 => (month, if of_d { NumberKind::D } else { NumberKind::Birth }),
        month @ 41..=52 => (month - 40, NumberKind::H),
        month @ 66..=77 => (month - 65, NumberKind::Synthetic65),
        month @ 81..=92 => (month - 80, NumberKind::Synthetic80),
        _ => return None,
    };
    let individual = u32::from(digits[6]) * 100 + pair(7);
    let centuries: &[u32] = match (kind, first) {
        (NumberKind::Birth, FirstCheck::Classic) => centuries(pair(4), individual),
        // 1900 was no leap year and 2000 was: whatever day there can be, one of the two had it.
        _ => &[1900, 2000],
    };
    centuries.iter().any(|century| is_date(century + pair(4), month, day)).then_some(kind)
}

/// The century of an F-number's year by folkeregisterforskriften § 2-2-1; empty where that individual
/// number (individnummer) was never given to the year.
fn centuries(year: u32, individual: u32) -> &'static [u32] {
    match (individual, year) {
        (0..=499, _) | (900..=999, 40..) => &[1900],
        (500..=999, 0..=39) => &[2000],
        (500..=749, 54..) => &[1800],
        _ => &[],
    }
}

/// Whether the calendar has that day.
fn is_date(year: u32, month: u32, day: u32) -> bool {
    let year = i32::try_from(year).ok();
    year.and_then(|year| chrono::NaiveDate::from_ymd_opt(year, month, day)).is_some()
}
