//! A calendar file (iCalendar, RFC 5545): deadlines as events of one day.
//!
//! **Knows**: how properties are escaped and folded, what an event of one day is.
//! **Does not know**: where the file goes.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::clean::{self, Room};
use super::words;
use crate::finding::Lang;
use crate::report::reminder::CalendarDay;

/// How long a line may be, in bytes without its end.
const LONGEST_LINE: usize = 75;
/// How many lines of what closes a deadline stand in the calendar.
const MOST_LINES: usize = 40;

/// The calendar of `days`, written at `at`, with the names of its own in `lang`.
pub fn calendar(days: &[CalendarDay], at: DateTime<FixedOffset>, lang: Lang) -> String {
    let mut out = Calendar::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", &format!("-//registervakt//registervakt//{}", lang.code().to_uppercase()));
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.text("X-WR-CALNAME", words::calendar(lang));
    let stamp = at.to_utc().format("%Y%m%dT%H%M%SZ").to_string();
    for day in days {
        event(&mut out, day, &stamp);
    }
    out.line("END", "VCALENDAR");
    out.text
}

fn event(out: &mut Calendar, day: &CalendarDay, stamp: &str) {
    let register = clean::line(&day.register, Room::Name);
    let title = clean::line(&day.title, Room::Title);
    let summary = if register.is_empty() { title } else { format!("{register}: {title}") };
    let closes: Vec<String> = clean::lines(&day.closes).into_iter().take(MOST_LINES).collect();
    // The end is the first day that is no longer part of it.
    let end = day.day.checked_add_days(Days::new(1)).unwrap_or(day.day);
    out.line("BEGIN", "VEVENT");
    out.text("UID", &clean::line(&day.uid, Room::Title));
    out.line("DTSTAMP", stamp);
    out.line("SEQUENCE", &day.sequence.to_string());
    out.line("DTSTART;VALUE=DATE", &date(day.day));
    out.line("DTEND;VALUE=DATE", &date(end));
    out.text("SUMMARY", &summary);
    if !closes.is_empty() {
        out.text("DESCRIPTION", &closes.join("\n"));
    }
    out.line("TRANSP", "TRANSPARENT");
    out.line("END", "VEVENT");
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A calendar file as it grows.
#[derive(Debug, Default)]
struct Calendar {
    text: String,
}

impl Calendar {
    /// A property whose value is words: what means something in the format is escaped.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for character in value.chars() {
            match character {
                '\\' | ';' | ',' => {
                    escaped.push('\\');
                    escaped.push(character);
                }
                '\n' => escaped.push_str("\\n"),
                '\r' => {}
                _ => escaped.push(character),
            }
        }
        self.line(name, &escaped);
    }

    /// A property, folded so that no line is too long and no character is cut in two.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if length + character.len_utf8() > LONGEST_LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(character);
            length += character.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(title: &str, closes: &str) -> CalendarDay {
        CalendarDay {
            uid: "aarsrapport-2026@example.org".to_owned(),
            sequence: 2,
            day: NaiveDate::from_ymd_opt(2027, 12, 31).expect("a day"),
            register: "NorArtritt".to_owned(),
            title: title.to_owned(),
            closes: closes.to_owned(),
        }
    }

    fn written(days: &[CalendarDay]) -> String {
        let at = DateTime::parse_from_rfc3339("2027-06-01T07:00:00+02:00").expect("a time");
        calendar(days, at, Lang::Nb)
    }

    #[test]
    fn an_event_lasts_one_day() {
        let text = written(&[day("årsrapport; 1, «2»", "Lever:\nfil = \"a\\b\"")]);
        let expected = "BEGIN:VEVENT\r\nUID:aarsrapport-2026@example.org\r\nDTSTAMP:20270601T050000Z\r\n\
             SEQUENCE:2\r\nDTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101\r\n\
             SUMMARY:NorArtritt: årsrapport\\; 1\\, «2»\r\n\
             DESCRIPTION:Lever:\\nfil = \"a\\\\b\"\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
        assert!(text.contains(expected), "{text}");
        assert!(
            text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n")
        );
    }

    #[test]
    fn lines_are_short_and_hold_whole_characters() {
        let text = written(&[day(&"æøå👩".repeat(60), "x")]);
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST_LINE), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(text.replace("\r\n ", "").contains(&"æøå👩".repeat(50)));
    }

    #[test]
    fn words_end_no_line() {
        let text = written(&[day("a\r\nEND:VCALENDAR\nb\u{2028}c", "d\rEND:VEVENT\ne")]);
        assert_eq!(text.matches("\r\nEND:").count(), 2, "{text}");
        assert!(text.contains("SUMMARY:NorArtritt: a END:VCALENDAR b c\r\n"));
    }
}
