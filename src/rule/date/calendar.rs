//! The Norwegian calendar: public holidays and working days.
//!
//! **Knows**: when Easter falls, which days are public holidays (helligdagsfredloven § 2, lov om 1. og 17. mai).
//! **Does not know**: what falls due, which day it is.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The public holidays that stand still, as month and day: New Year's Day, Labour Day, Constitution Day,
/// both days of Christmas.
const FIXED: [(u32, u32); 5] = [(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)];

/// The public holidays that move, in days from Easter Sunday: Maundy Thursday (skjærtorsdag), Good Friday
/// (langfredag), both days of Easter, Ascension Day (Kristi himmelfartsdag), both days of Whitsun (pinse).
const MOVABLE: [i64; 7] = [-3, -2, 0, 1, 39, 49, 50];

/// Easter Sunday of `year` in the Gregorian calendar, by the Computus of Meeus, Jones and Butcher; none
/// beyond the years that dates can hold.
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let skipped = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - skipped + 15).rem_euclid(30);
    let (leaps, after_leap) = (rest / 4, rest % 4);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * leaps - epact - after_leap).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let since_march = epact + to_sunday - 7 * late + 114;
    let month = u32::try_from(since_march / 31).ok()?;
    let day = u32::try_from(since_march % 31 + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Whether `day` is a public holiday; an ordinary Sunday is none.
pub fn is_holiday(day: NaiveDate) -> bool {
    let from_easter = easter_sunday(day.year()).map(|easter| day.signed_duration_since(easter).num_days());
    FIXED.contains(&(day.month(), day.day())) || from_easter.is_some_and(|days| MOVABLE.contains(&days))
}

/// Whether people are at work on `day`: Monday to Friday, and no public holiday.
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day)
}

/// `day` itself where people are at work on it, else the last working day before it.
pub fn last_working_day(day: NaiveDate) -> NaiveDate {
    day.iter_days().rev().find(|day| is_working_day(*day)).unwrap_or(day)
}

/// `day` itself where people are at work on it, else the next working day.
pub fn next_working_day(day: NaiveDate) -> NaiveDate {
    day.iter_days().find(|day| is_working_day(*day)).unwrap_or(day)
}

/// The day so many days from `day`, back where `days` is below zero; the end of all days where there is none.
pub fn days_from(day: NaiveDate, days: i32) -> NaiveDate {
    let count = Days::new(days.unsigned_abs().into());
    if days < 0 {
        day.checked_sub_days(count).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_days(count).unwrap_or(NaiveDate::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Easter Sunday from 2020 to 2060, as almanacs print it.
    const EASTERS: [&str; 41] = [
        "2020-04-12",
        "2021-04-04",
        "2022-04-17",
        "2023-04-09",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2029-04-01",
        "2030-04-21",
        "2031-04-13",
        "2032-03-28",
        "2033-04-17",
        "2034-04-09",
        "2035-03-25",
        "2036-04-13",
        "2037-04-05",
        "2038-04-25",
        "2039-04-10",
        "2040-04-01",
        "2041-04-21",
        "2042-04-06",
        "2043-03-29",
        "2044-04-17",
        "2045-04-09",
        "2046-03-25",
        "2047-04-14",
        "2048-04-05",
        "2049-04-18",
        "2050-04-10",
        "2051-04-02",
        "2052-04-21",
        "2053-04-06",
        "2054-03-29",
        "2055-04-18",
        "2056-04-02",
        "2057-04-22",
        "2058-04-14",
        "2059-03-30",
        "2060-04-18",
    ];

    #[test]
    fn easter_falls_where_almanacs_say() {
        for (year, easter) in (2020..).zip(EASTERS) {
            assert_eq!(easter_sunday(year), Some(day(easter)), "{year}");
        }
        assert_eq!(easter_sunday(i32::MAX), None);
    }

    #[test]
    fn public_holidays_of_known_years() {
        let check = |year: i32, expected: &[&str]| {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let found: Vec<String> = first
                .iter_days()
                .take_while(|day| day.year() == year)
                .filter(|day| is_holiday(*day))
                .map(|day| day.format("%m-%d").to_string())
                .collect();
            assert_eq!(found, expected, "{year}");
        };
        check(
            2024,
            &[
                "01-01", "03-28", "03-29", "03-31", "04-01", "05-01", "05-09", "05-17", "05-19", "05-20",
                "12-25", "12-26",
            ],
        );
        check(
            2026,
            &[
                "01-01", "04-02", "04-03", "04-05", "04-06", "05-01", "05-14", "05-17", "05-24", "05-25",
                "12-25", "12-26",
            ],
        );
        // Whit Sunday and Constitution Day on one day, Ascension Day and Labour Day on one day.
        check(
            2027,
            &[
                "01-01", "03-25", "03-26", "03-28", "03-29", "05-01", "05-06", "05-16", "05-17", "12-25",
                "12-26",
            ],
        );
        check(
            2035,
            &[
                "01-01", "03-22", "03-23", "03-25", "03-26", "05-01", "05-03", "05-13", "05-14", "05-17",
                "12-25", "12-26",
            ],
        );
        check(
            2038,
            &[
                "01-01", "04-22", "04-23", "04-25", "04-26", "05-01", "05-17", "06-03", "06-13", "06-14",
                "12-25", "12-26",
            ],
        );
    }

    #[test]
    fn laws_of_the_calendar_hold_in_every_year() {
        for year in 2020..=2060 {
            let easter = easter_sunday(year).unwrap();
            assert_eq!(easter.weekday(), Weekday::Sun, "{year}");
            let earliest = NaiveDate::from_ymd_opt(year, 3, 22).unwrap();
            let latest = NaiveDate::from_ymd_opt(year, 4, 25).unwrap();
            assert!((earliest..=latest).contains(&easter), "{easter}");
            let weekdays = [-3, -2, 1, 39, 49, 50].map(|days| days_from(easter, days).weekday());
            let expected =
                [Weekday::Thu, Weekday::Fri, Weekday::Mon, Weekday::Thu, Weekday::Sun, Weekday::Mon];
            assert_eq!(weekdays, expected, "{year}");
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let days: Vec<NaiveDate> = first.iter_days().take_while(|day| day.year() == year).collect();
            let holidays = days.iter().filter(|day| is_holiday(**day)).count();
            // Twelve, less where a movable one meets a fixed one.
            assert!((11..=12).contains(&holidays), "{year}: {holidays}");
            let working = days.iter().filter(|day| is_working_day(**day)).count();
            assert!((249..=256).contains(&working), "{year}: {working}");
            for day in days {
                let (last, next) = (last_working_day(day), next_working_day(day));
                assert!(last <= day && day <= next && is_working_day(last) && is_working_day(next), "{day}");
                assert_eq!(last == day, is_working_day(day), "{day}");
                // The longest time off is Palm Sunday's week end to end: Thursday to Monday.
                assert!(next.signed_duration_since(last).num_days() <= 6, "{day}");
            }
        }
    }

    #[test]
    fn working_days_round_a_day_off() {
        let check = |of: &str, last: &str, next: &str| {
            assert_eq!(last_working_day(day(of)), day(last), "{of}");
            assert_eq!(next_working_day(day(of)), day(next), "{of}");
        };
        check("2026-12-15", "2026-12-15", "2026-12-15");
        check("2025-06-15", "2025-06-13", "2025-06-16");
        check("2024-06-01", "2024-05-31", "2024-06-03");
        check("2026-04-04", "2026-04-01", "2026-04-07");
        check("2026-12-26", "2026-12-24", "2026-12-28");
        check("2027-05-16", "2027-05-14", "2027-05-18");
        check("2028-01-01", "2027-12-31", "2028-01-03");
    }

    #[test]
    fn the_end_of_all_days_is_no_fault() {
        assert_eq!(days_from(NaiveDate::MAX, 1), NaiveDate::MAX);
        assert_eq!(days_from(NaiveDate::MIN, -1), NaiveDate::MIN);
        assert!(is_working_day(last_working_day(NaiveDate::MAX)));
        next_working_day(NaiveDate::MAX);
        last_working_day(NaiveDate::MIN);
    }
}
