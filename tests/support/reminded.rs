//! A day on which reminders stand: invented people, deadlines of every kind of state.
//!
//! **Knows**: what is to come, today and past, told and not, with roles that nobody holds.
//! **Does not know**: how any of it is shown.

use chrono::NaiveDate;
use registervakt::finding::Lang;
use registervakt::report::reminder::{Deadline, Recipient, Reminder, ReminderState};
use registervakt::report::{Head, JobName, LookedAt, RegisterReport, Report};

/// A day.
pub(crate) fn on(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// Somebody who is told.
pub(crate) fn person(role: &str, name: &str, address: &str) -> Recipient {
    Recipient { role: role.to_owned(), name: name.to_owned(), address: address.to_owned(), lang: Lang::Nb }
}

/// A reminder that daglig leder is told of.
pub(crate) fn reminder(deadline: Deadline, subject: &str, due: NaiveDate, rung: i32) -> Reminder {
    Reminder {
        deadline,
        subject: subject.to_owned(),
        title: String::new(),
        due,
        rung,
        to: vec![person("daglig-leder", "Kari Holm", "kari.holm@example.org")],
        vacant: Vec::new(),
        passed_on: Vec::new(),
        refused: Vec::new(),
        missing: Vec::new(),
        closed_by: String::new(),
        message_id: "0123abcd@registervakt.invalid".to_owned(),
        state: ReminderState::Due,
    }
}

/// Deadlines to come, today and past, told and not, with roles that nobody holds; and a quiet register.
pub(crate) fn standing() -> Report {
    let named = |path: &str, name: &str, short_name: &str| RegisterReport {
        path: path.to_owned(),
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        ..RegisterReport::default()
    };
    let mut ledd = named("", "Norsk register for leddplager", "NorLedd");
    let yearly = Reminder {
        title: "årsrapport for 2026".to_owned(),
        to: vec![
            person("daglig-leder", "Kari Holm", "kari.holm@example.org"),
            person("faglig-leder", "Ola Prøve", "ola@example.org"),
        ],
        vacant: vec!["dataansvarlig".to_owned()],
        passed_on: vec!["dataansvarlig".to_owned()],
        missing: vec!["aarsrapport-mangler-kapittel".to_owned(), "aarsrapport-ikke-levert".to_owned()],
        closed_by: "Rapporten ligger i aarsrapporter/2026.md, og leveringen er ført inn slik:\n[levering]\nlevert = 2027-06-15".to_owned(),
        ..reminder(Deadline::AnnualReport, "2026", on(2027, 6, 15), -14)
    };
    let council = Reminder {
        title: "funksjonstiden til Åse Test i fagrådet".to_owned(),
        closed_by: "En ny til-dato, eller at medlemmet er ute.".to_owned(),
        state: ReminderState::Sent,
        ..reminder(Deadline::Term, "Åse Test", on(2027, 5, 29), 1)
    };
    let extension = Reminder {
        title: "søknad om utsettelse".to_owned(),
        to: Vec::new(),
        vacant: vec!["daglig-leder".to_owned(), "faglig-leder".to_owned()],
        closed_by: "[[utsettelse]] i register.toml.".to_owned(),
        ..reminder(Deadline::Extension, "2026", on(2027, 6, 1), -1)
    };
    let application = Reminder {
        title: "svar på søknaden i endringer/2027-m07.toml".to_owned(),
        closed_by: "Svaret er ført inn med dato.".to_owned(),
        ..reminder(Deadline::Application, "2027-m07#helsedirektoratet", on(2027, 5, 2), 30)
    };
    ledd.reminders = vec![yearly, council, extension, application];
    let quiet = named("hofte", "Norsk register for hofter", "NorHofte");
    Report {
        job: JobName::Remind,
        base: None,
        verdict: None,
        head: Head::Worktree,
        today: on(2027, 6, 1),
        registers: vec![quiet, ledd],
        looked_at: LookedAt { files: 14, rules: 11 },
    }
}
