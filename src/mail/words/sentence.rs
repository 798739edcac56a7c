//! The sentences of a letter round what it tells.
//!
//! **Knows**: subjects, greetings, why the reader gets it, what happens next.
//! **Does not know**: where a sentence stands in the letter.

use super::{Said, day, listed, role};
use crate::finding::Lang;
use crate::mail::clean::{self, Room};
use crate::report::letter::{Entry, Letter, LetterKind, Next};

/// The mark at the start of the subject, by which people sort their mail.
const MARK: &str = "[registervakt]";

/// The subject: what the first entry is about, and how many more there are.
pub(in crate::mail) fn subject(letter: &Letter) -> String {
    let lang = letter.to.lang;
    let Some(first) = letter.entries.first() else { return MARK.to_owned() };
    let (register, title) =
        (clean::line(&first.register, Room::Name), clean::line(&first.title, Room::Title));
    let about: Vec<&str> = [register.as_str(), &title].into_iter().filter(|word| !word.is_empty()).collect();
    let about = about.join(": ");
    let said = match letter.kind {
        LetterKind::Draft => return about,
        LetterKind::Watchdog => about,
        LetterKind::Change => return format!("{MARK} {}", tasks(letter, &register, &title)),
        LetterKind::Reminder => match &first.due {
            Some(due) => format!("{about} – {}", day::due(lang, due.day, letter.day)),
            None => about,
        },
    };
    format!("{MARK} {said}{}", and_more(lang, letter.entries.len() - 1))
}

/// That there are `more` entries behind the first.
fn and_more(lang: Lang, more: usize) -> String {
    match (lang, more) {
        (_, 0) => String::new(),
        (Lang::Nb, _) => format!(", og {more} til"),
        (Lang::Nn, _) => format!(", og {more} til"),
        (Lang::En, _) => format!(", and {more} more"),
    }
}

/// As the last member of a list: that there are `more` that are not shown.
pub(in crate::mail) fn left_out(lang: Lang, more: usize) -> String {
    match lang {
        Lang::Nb | Lang::Nn => format!("… og {more} til"),
        Lang::En => format!("… and {more} more"),
    }
}

/// That there are `more` entries that the letter does not show; empty where there are none.
pub(in crate::mail) fn more(lang: Lang, more: usize) -> String {
    match (lang, more) {
        (_, 0) => String::new(),
        (Lang::Nb, _) => format!("{more} til får ikke plass her. Kjør «registervakt remind» for å se alle."),
        (Lang::Nn, _) => {
            format!("{more} til får ikkje plass her. Køyr «registervakt remind» for å sjå alle.")
        }
        (Lang::En, _) => format!("{more} more do not fit here. Run “registervakt remind” to see them all."),
    }
}

/// What a change asks of the reader.
fn tasks(letter: &Letter, register: &str, title: &str) -> String {
    let lang = letter.to.lang;
    let mut registers: Vec<&str> = letter.entries.iter().map(|entry| entry.register.as_str()).collect();
    registers.sort_unstable();
    registers.dedup();
    let head = match (registers.len(), register) {
        (..=1, "") => String::new(),
        (..=1, _) => format!("{register}: "),
        (many, _) => match lang {
            Lang::Nb | Lang::Nn => format!("{register} og {} til: ", many - 1),
            Lang::En => format!("{register} and {} more: ", many - 1),
        },
    };
    let number = letter.entries.len();
    let said = match (lang, number) {
        (Lang::Nb, 1) => format!("en endring gir deg en oppgave – {title}"),
        (Lang::Nn, 1) => format!("ei endring gir deg ei oppgåve – {title}"),
        (Lang::En, 1) => format!("a change gives you a task – {title}"),
        (Lang::Nb, _) => format!("en endring gir deg {number} oppgaver"),
        (Lang::Nn, _) => format!("ei endring gir deg {number} oppgåver"),
        (Lang::En, _) => format!("a change gives you {number} tasks"),
    };
    head + &said
}

/// The first line of the letter.
pub(in crate::mail) fn greeting(letter: &Letter) -> String {
    let lang = letter.to.lang;
    let name = clean::line(&letter.to.name, Room::Name);
    match (letter.kind, name.as_str()) {
        (LetterKind::Draft, "") => String::new(),
        (LetterKind::Draft, _) => {
            format!("{} {name}", Said { nb: "Til", nn: "Til", en: "To" }.by(lang))
        }
        (_, "") => Said { nb: "Hei!", nn: "Hei!", en: "Hello," }.by(lang).to_owned(),
        (_, _) => match lang {
            Lang::Nb | Lang::Nn => format!("Hei {name}!"),
            Lang::En => format!("Hello {name},"),
        },
    }
}

/// What the letter is about, before its entries.
pub(in crate::mail) fn intro(letter: &Letter) -> String {
    let lang = letter.to.lang;
    let is_late = letter
        .entries
        .first()
        .is_some_and(|entry| entry.due.as_ref().is_some_and(|due| due.day < letter.day));
    match (letter.kind, letter.entries.len(), is_late) {
        (LetterKind::Reminder, 1, false) => Said {
            nb: "En frist nærmer seg, og noe gjenstår.",
            nn: "Ein frist nærmar seg, og noko står att.",
            en: "A deadline is coming up, and something is still to be done.",
        },
        (LetterKind::Reminder, 1, true) => Said {
            nb: "En frist har gått ut, og noe gjenstår.",
            nn: "Ein frist har gått ut, og noko står att.",
            en: "A deadline has passed, and something is still to be done.",
        },
        (LetterKind::Reminder, number, _) => {
            return match lang {
                Lang::Nb => format!("{number} frister gjelder deg nå. Den som haster mest, står først."),
                Lang::Nn => format!("{number} fristar gjeld deg no. Den som hastar mest, står først."),
                Lang::En => {
                    format!("{number} deadlines concern you now. The most pressing one comes first.")
                }
            };
        }
        (LetterKind::Change, 1, _) => Said {
            nb: "Noe ved registeret er endret, og av det følger en oppgave for deg.",
            nn: "Noko ved registeret er endra, og av det følgjer ei oppgåve for deg.",
            en: "Something about the register has changed, and a task for you follows from it.",
        },
        (LetterKind::Change, _, _) => Said {
            nb: "Noe ved registeret er endret, og av det følger oppgaver for deg.",
            nn: "Noko ved registeret er endra, og av det følgjer oppgåver for deg.",
            en: "Something about the register has changed, and tasks for you follow from it.",
        },
        (LetterKind::Watchdog, _, _) => Said {
            nb: "Påminnelsene har stanset. Til de går igjen, får ingen beskjed om frister.",
            nn: "Påminningane har stansa. Til dei går igjen, får ingen beskjed om fristar.",
            en: "The reminders have stopped. Until they run again, nobody is told of deadlines.",
        },
        (LetterKind::Draft, _, _) => Said {
            nb: "Vi melder med dette fra om følgende.",
            nn: "Vi melder med dette frå om følgjande.",
            en: "We hereby inform you of the following.",
        },
    }
    .by(lang)
    .to_owned()
}

/// What happens next, if nothing is done; empty where that is not for this letter to say.
pub(in crate::mail) fn next(lang: Lang, kind: LetterKind, next: Option<&Next>) -> String {
    let Some(next) = next else {
        return match kind {
            LetterKind::Reminder => Said {
                nb: "Dette er den siste påminnelsen om denne saken.",
                nn: "Dette er den siste påminninga om denne saka.",
                en: "This is the last reminder of this matter.",
            }
            .by(lang)
            .to_owned(),
            LetterKind::Change | LetterKind::Watchdog | LetterKind::Draft => String::new(),
        };
    };
    let day = day::long(lang, next.day);
    let roles: Vec<String> = next.roles.iter().map(|word| role(lang, word)).collect();
    let roles = listed(lang, &roles);
    match (lang, roles.as_str()) {
        (Lang::Nb, "") => format!("Er dette ikke i orden, kommer neste påminnelse {day}."),
        (Lang::Nn, "") => format!("Er dette ikkje i orden, kjem neste påminning {day}."),
        (Lang::En, "") => format!("Unless this is settled, the next reminder comes on {day}."),
        (Lang::Nb, _) => {
            format!("Er dette ikke i orden, kommer neste påminnelse {day}. Den går til {roles}.")
        }
        (Lang::Nn, _) => {
            format!("Er dette ikkje i orden, kjem neste påminning {day}. Ho går til {roles}.")
        }
        (Lang::En, _) => {
            format!("Unless this is settled, the next reminder comes on {day}. It goes to the {roles}.")
        }
    }
}

/// Why the reader gets it; empty where no role is named.
pub(in crate::mail) fn because(lang: Lang, entry: &Entry) -> String {
    let own = role(lang, &entry.role);
    if own.is_empty() {
        return String::new();
    }
    let register = clean::line(&entry.register, Room::Name);
    let of = match (lang, register.as_str()) {
        (_, "") => String::new(),
        (Lang::Nb | Lang::Nn, _) => format!(" for {register}"),
        (Lang::En, _) => format!(" of {register}"),
    };
    let vacant = entry.stands_in_for.as_ref().map(|word| role(lang, word));
    let stands_in = match (lang, vacant) {
        (_, None) => String::new(),
        (Lang::Nb, Some(vacant)) => {
            format!(" Registeret har ingen {vacant} som kan få beskjed, så dette faller på deg.")
        }
        (Lang::Nn, Some(vacant)) => {
            format!(" Registeret har ingen {vacant} som kan få beskjed, så dette fell på deg.")
        }
        (Lang::En, Some(vacant)) => {
            format!(" The register has no {vacant} who can be told, so this falls to you.")
        }
    };
    match lang {
        Lang::Nb | Lang::Nn => format!("Du er {own}{of}.{stands_in}"),
        Lang::En => format!("You are the {own}{of}.{stands_in}"),
    }
}

/// The last lines of a letter: who wrote it, and what to do where it went astray.
pub(in crate::mail) fn footer(lang: Lang, kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Reminder | LetterKind::Change => Said {
            nb: "Registervakt har sendt dette automatisk. Når oppgaven er gjort, stanser påminnelsene av seg selv. Er du feil person? Si fra til daglig leder: adressene står under [[ansvarlig]] i register.toml.",
            nn: "Registervakt har sendt dette automatisk. Når oppgåva er gjord, stansar påminningane av seg sjølve. Er du feil person? Sei frå til dagleg leiar: adressene står under [[ansvarlig]] i register.toml.",
            en: "Registervakt sent this automatically. When the task is done, the reminders stop by themselves. Are you the wrong person? Tell the daily leader: the addresses stand under [[ansvarlig]] in register.toml.",
        },
        LetterKind::Watchdog => Said {
            nb: "Registervakt har sendt dette automatisk.",
            nn: "Registervakt har sendt dette automatisk.",
            en: "Registervakt sent this automatically.",
        },
        LetterKind::Draft => Said { nb: "", nn: "", en: "" },
    }
    .by(lang)
}
