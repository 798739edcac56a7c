//! Days in words.
//!
//! **Knows**: weekdays, months, how far off a day is.
//! **Does not know**: which days are days off.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Said;
use crate::finding::Lang;

/// A day with its weekday, within a sentence: «tirsdag 15. juni 2027», “Tuesday 15 June 2027”.
pub(in crate::mail) fn long(lang: Lang, day: NaiveDate) -> String {
    let (weekday, month) = (weekday(day.weekday()).by(lang), month(day.month0()).by(lang));
    match lang {
        Lang::Nb | Lang::Nn => format!("{weekday} {}. {month} {}", day.day(), day.year()),
        Lang::En => format!("{weekday} {} {month} {}", day.day(), day.year()),
    }
}

/// When it is due and how far off that is on `today`: «frist tirsdag 15. juni 2027 (om 14 dager)».
pub(in crate::mail) fn due(lang: Lang, due: NaiveDate, today: NaiveDate) -> String {
    let word = Said { nb: "frist", nn: "frist", en: "due" }.by(lang);
    format!("{word} {} ({})", long(lang, due), distance(lang, (due - today).num_days()))
}

/// How many days off: «om 14 dager», «i morgen», «3 dager over fristen».
fn distance(lang: Lang, days: i64) -> String {
    let said = match days {
        0 => Said { nb: "i dag", nn: "i dag", en: "today" },
        1 => Said { nb: "i morgen", nn: "i morgon", en: "tomorrow" },
        -1 => Said { nb: "1 dag over fristen", nn: "1 dag over fristen", en: "1 day overdue" },
        2.. => {
            return match lang {
                Lang::Nb => format!("om {days} dager"),
                Lang::Nn => format!("om {days} dagar"),
                Lang::En => format!("in {days} days"),
            };
        }
        ..-1 => {
            let days = -days;
            return match lang {
                Lang::Nb => format!("{days} dager over fristen"),
                Lang::Nn => format!("{days} dagar over fristen"),
                Lang::En => format!("{days} days overdue"),
            };
        }
    };
    said.by(lang).to_owned()
}

fn weekday(day: Weekday) -> Said {
    match day {
        Weekday::Mon => Said { nb: "mandag", nn: "måndag", en: "Monday" },
        Weekday::Tue => Said { nb: "tirsdag", nn: "tysdag", en: "Tuesday" },
        Weekday::Wed => Said { nb: "onsdag", nn: "onsdag", en: "Wednesday" },
        Weekday::Thu => Said { nb: "torsdag", nn: "torsdag", en: "Thursday" },
        Weekday::Fri => Said { nb: "fredag", nn: "fredag", en: "Friday" },
        Weekday::Sat => Said { nb: "lørdag", nn: "laurdag", en: "Saturday" },
        Weekday::Sun => Said { nb: "søndag", nn: "søndag", en: "Sunday" },
    }
}

/// The months, from 0; bokmål and nynorsk write them alike.
fn month(month: u32) -> Said {
    const MONTHS: [(&str, &str); 12] = [
        ("januar", "January"),
        ("februar", "February"),
        ("mars", "March"),
        ("april", "April"),
        ("mai", "May"),
        ("juni", "June"),
        ("juli", "July"),
        ("august", "August"),
        ("september", "September"),
        ("oktober", "October"),
        ("november", "November"),
        ("desember", "December"),
    ];
    let (norwegian, english) = MONTHS[month as usize % MONTHS.len()];
    Said { nb: norwegian, nn: norwegian, en: english }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let day = |month, day| NaiveDate::from_ymd_opt(2027, month, day).expect("a day");
        let today = day(6, 1);
        let cases = [
            (Lang::Nb, day(6, 15), "frist tirsdag 15. juni 2027 (om 14 dager)"),
            (Lang::Nn, day(6, 15), "frist tysdag 15. juni 2027 (om 14 dagar)"),
            (Lang::En, day(6, 15), "due Tuesday 15 June 2027 (in 14 days)"),
            (Lang::Nb, day(6, 2), "frist onsdag 2. juni 2027 (i morgen)"),
            (Lang::Nn, today, "frist tysdag 1. juni 2027 (i dag)"),
            (Lang::En, day(5, 31), "due Monday 31 May 2027 (1 day overdue)"),
            (Lang::Nb, day(5, 29), "frist lørdag 29. mai 2027 (3 dager over fristen)"),
            (Lang::Nn, day(5, 29), "frist laurdag 29. mai 2027 (3 dagar over fristen)"),
            (Lang::Nb, day(12, 5), "frist søndag 5. desember 2027 (om 187 dager)"),
        ];
        for (lang, date, expected) in cases {
            assert_eq!(due(lang, date, today), expected);
        }
    }
}
