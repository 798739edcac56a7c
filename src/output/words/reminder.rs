//! What is said of reminders and of the record of them, in bokmål, nynorsk and English.
//!
//! **Knows**: the sentence that a day comes to, names of fields and states, roles as titles.
//! **Does not know**: what falls due, where a sentence stands on the page.

use chrono::NaiveDate;

use super::{Said, Thing, capital, day, sentence};
use crate::finding::Lang;
use crate::output::count::Counts;
use crate::report::reminder::ReminderState;
use crate::report::told::ToldState;

/// Names of the fields and columns of reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::output) enum Field {
    /// What falls due, as the heading of all.
    Deadlines,
    /// The day it is due.
    Due,
    /// The day by which an answer of others was to be expected.
    Expected,
    /// How far away that is.
    Distance,
    /// Who is told.
    Told,
    /// The roles that nobody holds.
    Vacant,
    /// What closes it.
    Closes,
    /// A day.
    Day,
    /// Who a letter was for.
    To,
    /// By which role.
    Role,
    /// To which address, masked.
    Address,
    /// What a letter told.
    About,
    /// What names a letter in the record.
    Id,
    /// The record itself.
    Record,
}

impl Field {
    /// The name in `lang`.
    pub(in crate::output) fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::Deadlines => Said { nb: "frister", nn: "fristar", en: "deadlines" },
            Self::Due => Said { nb: "frist", nn: "frist", en: "due" },
            Self::Expected => Said { nb: "svar ventet", nn: "svar venta", en: "answer expected" },
            Self::Distance => Said { nb: "når", nn: "når", en: "when" },
            Self::Told => Said { nb: "får varsel", nn: "får varsel", en: "is told" },
            Self::Vacant => Said { nb: "ubesatt", nn: "ubesett", en: "vacant" },
            Self::Closes => Said { nb: "lukkes av", nn: "blir lukka av", en: "closed by" },
            Self::Day => Said { nb: "dag", nn: "dag", en: "day" },
            Self::To => Said { nb: "til", nn: "til", en: "to" },
            Self::Role => Said { nb: "rolle", nn: "rolle", en: "role" },
            Self::Address => Said { nb: "adresse", nn: "adresse", en: "address" },
            Self::About => Said { nb: "om", nn: "om", en: "about" },
            Self::Id => Said { nb: "id", nn: "id", en: "id" },
            Self::Record => Said { nb: "hva som er varslet", nn: "kva som er varsla", en: "what was told" },
        }
        .by(lang)
    }

    /// The name with a capital.
    pub(in crate::output) fn heading(self, lang: Lang) -> String {
        capital(self.said(lang))
    }
}

/// Whether a reminder was told.
pub(in crate::output) fn state(lang: Lang, state: ReminderState) -> &'static str {
    match state {
        ReminderState::Due => Said { nb: "ikke varslet ennå", nn: "ikkje varsla enno", en: "not told yet" },
        ReminderState::Sent => Said { nb: "varslet", nn: "varsla", en: "told" },
        ReminderState::Closed => Said { nb: "i orden", nn: "i orden", en: "closed" },
    }
    .by(lang)
}

/// How far a letter came.
pub(in crate::output) fn told(lang: Lang, state: ToldState) -> &'static str {
    match state {
        ToldState::Claimed => Said { nb: "påbegynt", nn: "påbyrja", en: "begun" },
        ToldState::Sent => Said { nb: "sendt", nn: "sendt", en: "sent" },
        ToldState::Refused => Said { nb: "avvist", nn: "avvist", en: "refused" },
    }
    .by(lang)
}

/// What an entry without a letter is called: reminders were gone through.
pub(in crate::output) fn heartbeat(lang: Lang) -> &'static str {
    Said { nb: "kjøring", nn: "køyring", en: "run" }.by(lang)
}

/// A role as a title behind a name; the word itself where it is unknown.
pub(in crate::output) fn role(lang: Lang, word: &str) -> String {
    match word {
        "daglig-leder" => Said { nb: "daglig leder", nn: "dagleg leiar", en: "daily leader" },
        "faglig-leder" => Said { nb: "faglig leder", nn: "fagleg leiar", en: "clinical leader" },
        "fagraadsleder" => {
            Said { nb: "leder av fagrådet", nn: "leiar av fagrådet", en: "chair of the expert council" }
        }
        "dataansvarlig" => Said { nb: "dataansvarlig", nn: "dataansvarleg", en: "data controller" },
        "personvernombud" => {
            Said { nb: "personvernombud", nn: "personvernombod", en: "data protection officer" }
        }
        "rhf" => Said {
            nb: "regionalt helseforetak",
            nn: "regionalt helseføretak",
            en: "regional health authority",
        },
        "servicemiljoe" => {
            Said { nb: "servicemiljø", nn: "servicemiljø", en: "service centre (servicemiljø)" }
        }
        other => return other.to_owned(),
    }
    .by(lang)
    .to_owned()
}

/// That nobody is told, and why.
pub(in crate::output) fn nobody(lang: Lang) -> &'static str {
    Said {
        nb: "ingen, for ingen i registeret har en rolle som kan få varsel",
        nn: "ingen, for ingen i registeret har ei rolle som kan få varsel",
        en: "nobody, for nobody in the register holds a role that can be told",
    }
    .by(lang)
}

/// That letters were refused for good, and what to do.
pub(in crate::output) fn refused(lang: Lang, names: &[String]) -> String {
    let names = sentence::listed(lang, names);
    match lang {
        Lang::Nb => format!("brevet til {names} ble avvist; rett adressen under [[ansvarlig]]"),
        Lang::Nn => format!("brevet til {names} vart avvist; rett adressa under [[ansvarlig]]"),
        Lang::En => format!("the letter to {names} was refused; correct the address under [[ansvarlig]]"),
    }
}

/// That what is told of vacant roles goes to another.
pub(in crate::output) fn passed_on(lang: Lang, roles: &str) -> String {
    match lang {
        Lang::Nb => format!("{roles}; varselet går til neste i rekken"),
        Lang::Nn => format!("{roles}; varselet går til neste i rekkja"),
        Lang::En => format!("{roles}; the next in line is told"),
    }
}

/// The numbers that the sentence of a day rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::output) struct Tally {
    /// Registers that were looked at.
    pub(in crate::output) registers: usize,
    /// Those of them in which something stands.
    pub(in crate::output) concerned: usize,
    /// What stands.
    pub(in crate::output) standing: usize,
    /// What of it is not told yet.
    pub(in crate::output) untold: usize,
    /// What of it is past its day.
    pub(in crate::output) overdue: usize,
    /// What was found beside it, which may hide deadlines.
    pub(in crate::output) found: Counts,
}

/// What a day comes to, in a few sentences.
pub(in crate::output) fn summary(lang: Lang, today: NaiveDate, tally: &Tally) -> String {
    let registers = Thing::Register.counted(lang, tally.registers);
    let standing = Thing::Reminder.counted(lang, tally.standing);
    let of = match (tally.concerned == tally.registers, lang) {
        (true, _) => registers.clone(),
        (false, Lang::Nb | Lang::Nn) => format!("{} av {registers}", tally.concerned),
        (false, Lang::En) => format!("{} of {registers}", tally.concerned),
    };
    let first = match (tally.standing, lang) {
        (0, Lang::Nb) => format!("ingen frister å minne om i {registers}."),
        (0, Lang::Nn) => format!("ingen fristar å minne om i {registers}."),
        (0, Lang::En) => format!("no deadlines to remind of in {registers}."),
        (1.., Lang::Nb | Lang::Nn) => format!("{standing} i {of}."),
        (1.., Lang::En) => format!("{standing} in {of}."),
    };
    let mut said = vec![format!("{}: {first}", capital(&day::day(lang, today)))];
    said.extend(overdue(lang, tally));
    said.extend(untold(lang, tally));
    if tally.found.counting() > 0 {
        let levels = sentence::listed(lang, &sentence::levels(lang, &tally.found));
        said.push(match lang {
            Lang::Nb => format!("{levels} kan skjule flere frister."),
            Lang::Nn => format!("{levels} kan skjule fleire fristar."),
            Lang::En => format!("{levels} may hide more deadlines."),
        });
    }
    said.join(" ")
}

fn overdue(lang: Lang, tally: &Tally) -> Option<String> {
    let number = tally.overdue;
    (number > 0).then(|| match (lang, number) {
        (Lang::Nb, 1) => "1 frist er passert.".to_owned(),
        (Lang::Nb, _) => format!("{number} frister er passert."),
        (Lang::Nn, 1) => "1 frist er passert.".to_owned(),
        (Lang::Nn, _) => format!("{number} fristar er passerte."),
        (Lang::En, 1) => "1 deadline has passed.".to_owned(),
        (Lang::En, _) => format!("{number} deadlines have passed."),
    })
}

fn untold(lang: Lang, tally: &Tally) -> Option<String> {
    let said = match (tally.standing, tally.untold) {
        (0, _) => return None,
        (_, 0) => Said { nb: "Alle er varslet.", nn: "Alle er varsla.", en: "All have been told." },
        (standing, untold) if standing == untold => {
            Said { nb: "Ingen er varslet ennå.", nn: "Ingen er varsla enno.", en: "None has been told yet." }
        }
        (_, untold) => {
            return Some(match lang {
                Lang::Nb => format!("{untold} er ikke varslet ennå."),
                Lang::Nn => format!("{untold} er ikkje varsla enno."),
                Lang::En => format!("{untold} not told yet."),
            });
        }
    };
    Some(said.by(lang).to_owned())
}

/// That nothing stands in a register that day.
pub(in crate::output) fn nothing_stands(lang: Lang) -> &'static str {
    Said {
        nb: "Ingen frister å minne om i dag",
        nn: "Ingen fristar å minne om i dag",
        en: "No deadlines to remind of today",
    }
    .by(lang)
}

/// What the record comes to: how many letters came how far, and when reminders last ran.
pub(in crate::output) fn record(
    lang: Lang,
    letters: &[(ToldState, usize)],
    last_run: Option<NaiveDate>,
) -> String {
    let all: usize = letters.iter().map(|(_, number)| number).sum();
    let each: Vec<String> = letters
        .iter()
        .filter(|(_, number)| *number > 0)
        .map(|(state, number)| format!("{number} {}", told(lang, *state)))
        .collect();
    let first = match all {
        0 => Said { nb: "Ingen brev er sendt.", nn: "Ingen brev er sende.", en: "No letters were sent." }
            .by(lang)
            .to_owned(),
        _ => format!("{}: {}.", Thing::Letter.counted(lang, all), sentence::listed(lang, &each)),
    };
    let run = match (last_run.map(|last| day::day(lang, last)), lang) {
        (Some(last), Lang::Nb) => format!("Påminnelsene gikk sist {last}."),
        (Some(last), Lang::Nn) => format!("Påminningane gjekk sist {last}."),
        (Some(last), Lang::En) => format!("Reminders last ran on {last}."),
        (None, Lang::Nb) => "Påminnelsene har aldri gått her.".to_owned(),
        (None, Lang::Nn) => "Påminningane har aldri gått her.".to_owned(),
        (None, Lang::En) => "Reminders have never run here.".to_owned(),
    };
    format!("{first} {run}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2027, 6, 1).expect("a day of the calendar");

    fn check(tally: &Tally, expected: [&str; 3]) {
        assert_eq!(Lang::ALL.map(|lang| summary(lang, TODAY, tally)), expected);
    }

    #[test]
    fn a_day_comes_to_a_few_sentences() {
        let none = Tally { registers: 60, ..Tally::default() };
        check(
            &none,
            [
                "Tirsdag 1. juni 2027: ingen frister å minne om i 60 registre.",
                "Tysdag 1. juni 2027: ingen fristar å minne om i 60 register.",
                "Tuesday 1 June 2027: no deadlines to remind of in 60 registers.",
            ],
        );
        check(
            &Tally { concerned: 2, standing: 3, untold: 1, overdue: 1, ..none },
            [
                "Tirsdag 1. juni 2027: 3 påminnelser i 2 av 60 registre. 1 frist er passert. 1 er ikke varslet ennå.",
                "Tysdag 1. juni 2027: 3 påminningar i 2 av 60 register. 1 frist er passert. 1 er ikkje varsla enno.",
                "Tuesday 1 June 2027: 3 reminders in 2 of 60 registers. 1 deadline has passed. 1 not told yet.",
            ],
        );
        check(
            &Tally { registers: 1, concerned: 1, standing: 1, untold: 1, ..Tally::default() },
            [
                "Tirsdag 1. juni 2027: 1 påminnelse i 1 register. Ingen er varslet ennå.",
                "Tysdag 1. juni 2027: 1 påminning i 1 register. Ingen er varsla enno.",
                "Tuesday 1 June 2027: 1 reminder in 1 register. None has been told yet.",
            ],
        );
        let found = Counts { errors: 1, ..Counts::default() };
        check(
            &Tally { registers: 1, concerned: 1, standing: 2, overdue: 2, found, ..Tally::default() },
            [
                "Tirsdag 1. juni 2027: 2 påminnelser i 1 register. 2 frister er passert. Alle er varslet. 1 feil kan skjule flere frister.",
                "Tysdag 1. juni 2027: 2 påminningar i 1 register. 2 fristar er passerte. Alle er varsla. 1 feil kan skjule fleire fristar.",
                "Tuesday 1 June 2027: 2 reminders in 1 register. 2 deadlines have passed. All have been told. 1 error may hide more deadlines.",
            ],
        );
    }

    #[test]
    fn the_record_comes_to_two_sentences() {
        let check = |letters: &[(ToldState, usize)], last, expected: [&str; 3]| {
            assert_eq!(Lang::ALL.map(|lang| record(lang, letters, last)), expected);
        };
        check(
            &[(ToldState::Claimed, 0), (ToldState::Sent, 2), (ToldState::Refused, 1)],
            Some(TODAY),
            [
                "3 brev: 2 sendt og 1 avvist. Påminnelsene gikk sist tirsdag 1. juni 2027.",
                "3 brev: 2 sendt og 1 avvist. Påminningane gjekk sist tysdag 1. juni 2027.",
                "3 letters: 2 sent and 1 refused. Reminders last ran on Tuesday 1 June 2027.",
            ],
        );
        check(
            &[],
            None,
            [
                "Ingen brev er sendt. Påminnelsene har aldri gått her.",
                "Ingen brev er sende. Påminningane har aldri gått her.",
                "No letters were sent. Reminders have never run here.",
            ],
        );
    }

    #[test]
    fn every_role_has_a_title() {
        for word in ["daglig-leder", "faglig-leder", "fagraadsleder", "rhf", "servicemiljoe"] {
            assert!(Lang::ALL.iter().all(|lang| role(*lang, word) != *word), "{word}");
        }
        assert_eq!(role(Lang::En, "noe annet"), "noe annet");
    }
}
