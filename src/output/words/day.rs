//! Days and the distance to them, in bokmål, nynorsk and English.
//!
//! **Knows**: the names of weekdays and months.
//! **Does not know**: which day it is, what falls on it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Said;
use crate::finding::Lang;

/// A day with its weekday: «tirsdag 15. juni 2027».
pub(in crate::output) fn day(lang: Lang, day: NaiveDate) -> String {
    let (weekday, month) = (weekday(day.weekday()).by(lang), month(day).by(lang));
    match lang {
        Lang::Nb | Lang::Nn => format!("{weekday} {}. {month} {}", day.day(), day.year()),
        Lang::En => format!("{weekday} {} {month} {}", day.day(), day.year()),
    }
}

/// How far away a last day is, in days from today: «om 14 dager», «3 dager over fristen».
pub(in crate::output) fn distance(lang: Lang, days: i64) -> String {
    let counted = counted(lang, days.unsigned_abs());
    match (lang, days) {
        (_, 0) => Said { nb: "i dag", nn: "i dag", en: "today" }.by(lang).to_owned(),
        (_, 1) => Said { nb: "i morgen", nn: "i morgon", en: "tomorrow" }.by(lang).to_owned(),
        (Lang::Nb | Lang::Nn, 1..) => format!("om {counted}"),
        (Lang::En, 1..) => format!("in {counted}"),
        (Lang::Nb | Lang::Nn, _) => format!("{counted} over fristen"),
        (Lang::En, _) => format!("{counted} overdue"),
    }
}

/// How long ago a day was by which nothing had to be done: «for 30 dager siden».
pub(in crate::output) fn since(lang: Lang, days: i64) -> String {
    let counted = counted(lang, days.unsigned_abs());
    match (lang, days) {
        (_, 0..) => distance(lang, days),
        (Lang::Nb, _) => format!("for {counted} siden"),
        (Lang::Nn, _) => format!("for {counted} sidan"),
        (Lang::En, _) => format!("{counted} ago"),
    }
}

fn counted(lang: Lang, days: u64) -> String {
    let noun = match days {
        1 => Said { nb: "dag", nn: "dag", en: "day" },
        _ => Said { nb: "dager", nn: "dagar", en: "days" },
    };
    format!("{days} {}", noun.by(lang))
}

fn weekday(weekday: Weekday) -> Said {
    match weekday {
        Weekday::Mon => Said { nb: "mandag", nn: "måndag", en: "Monday" },
        Weekday::Tue => Said { nb: "tirsdag", nn: "tysdag", en: "Tuesday" },
        Weekday::Wed => Said { nb: "onsdag", nn: "onsdag", en: "Wednesday" },
        Weekday::Thu => Said { nb: "torsdag", nn: "torsdag", en: "Thursday" },
        Weekday::Fri => Said { nb: "fredag", nn: "fredag", en: "Friday" },
        Weekday::Sat => Said { nb: "lørdag", nn: "laurdag", en: "Saturday" },
        Weekday::Sun => Said { nb: "søndag", nn: "søndag", en: "Sunday" },
    }
}

fn month(day: NaiveDate) -> Said {
    match day.month() {
        1 => Said { nb: "januar", nn: "januar", en: "January" },
        2 => Said { nb: "februar", nn: "februar", en: "February" },
        3 => Said { nb: "mars", nn: "mars", en: "March" },
        4 => Said { nb: "april", nn: "april", en: "April" },
        5 => Said { nb: "mai", nn: "mai", en: "May" },
        6 => Said { nb: "juni", nn: "juni", en: "June" },
        7 => Said { nb: "juli", nn: "juli", en: "July" },
        8 => Said { nb: "august", nn: "august", en: "August" },
        9 => Said { nb: "september", nn: "september", en: "September" },
        10 => Said { nb: "oktober", nn: "oktober", en: "October" },
        11 => Said { nb: "november", nn: "november", en: "November" },
        _ => Said { nb: "desember", nn: "desember", en: "December" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_weekday() {
        let check = |year, month, of, expected: [&str; 3]| {
            let date = NaiveDate::from_ymd_opt(year, month, of).unwrap();
            assert_eq!(Lang::ALL.map(|lang| day(lang, date)), expected);
        };
        check(2027, 6, 15, ["tirsdag 15. juni 2027", "tysdag 15. juni 2027", "Tuesday 15 June 2027"]);
        check(2026, 8, 1, ["lørdag 1. august 2026", "laurdag 1. august 2026", "Saturday 1 August 2026"]);
        check(
            2028,
            2,
            29,
            ["tirsdag 29. februar 2028", "tysdag 29. februar 2028", "Tuesday 29 February 2028"],
        );
    }

    #[test]
    fn a_distance_is_told_as_people_tell_it() {
        let check =
            |days, expected: [&str; 3]| assert_eq!(Lang::ALL.map(|lang| distance(lang, days)), expected);
        check(14, ["om 14 dager", "om 14 dagar", "in 14 days"]);
        check(1, ["i morgen", "i morgon", "tomorrow"]);
        check(0, ["i dag", "i dag", "today"]);
        check(-1, ["1 dag over fristen", "1 dag over fristen", "1 day overdue"]);
        check(-3, ["3 dager over fristen", "3 dagar over fristen", "3 days overdue"]);
        assert_eq!(
            Lang::ALL.map(|lang| since(lang, -30)),
            ["for 30 dager siden", "for 30 dagar sidan", "30 days ago"]
        );
        assert_eq!(since(Lang::Nb, 0), "i dag");
    }
}
