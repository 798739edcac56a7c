//! What the program says of letters beside its report, in bokmål, nynorsk and English.
//!
//! **Knows**: what a person wants to hear when letters are shown, written, sent, refused or held back.
//! **Does not know**: when it is so. No address comes out of here, not even where a name or a cause holds one.

use std::path::Path;

use chrono::NaiveDate;

use super::{failure, shown};
use crate::cli::words::{Said, listed, plain};
use crate::finding::Lang;
use crate::report::told::mask_all;

/// What became of the letters of a run, in one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// There were none to write, for all was told before.
    Nothing,
    /// There were none to write, for nothing is to be told.
    Quiet,
    /// There were none to write, but what cannot be read may hide some.
    Hidden,
    /// There were none to write of a change.
    Untold,
    /// So many would be sent.
    Shown(usize),
    /// So many were written to a folder.
    Saved(usize, &'a Path),
    /// So many drafts for authorities lie in a folder, or would be written by a run that sends.
    Drafted(usize, Option<&'a Path>),
    /// So many were sent.
    Sent(usize),
    /// So many were laid in a folder of this machine, which is the way that was chosen.
    Laid(usize, &'a str),
    /// So many wait for the next working day, for this one is a day off.
    Held(usize),
}

/// Why there are no letters.
const NOTHING: Said = Said {
    nb: "Ingen brev å sende: det som skal varsles i dag, er varslet.",
    nn: "Ingen brev å sende: det som skal varslast i dag, er varsla.",
    en: "No letters to send: what is to be told today has been told.",
};
const QUIET: Said = Said {
    nb: "Ingenting skal varsles i dag.",
    nn: "Ingenting skal varslast i dag.",
    en: "Nothing is to be told today.",
};
const HIDDEN: Said = Said {
    nb: "Ingen brev å sende, men filene som ikke kan leses, kan skjule frister.",
    nn: "Ingen brev å sende, men filene som ikkje kan lesast, kan skjule fristar.",
    en: "No letters to send, but the files that cannot be read may hide deadlines.",
};
const UNTOLD: Said = Said {
    nb: "Ingen brev å sende: endringen har ingen åpen plikt som ikke er varslet.",
    nn: "Ingen brev å sende: endringa har inga open plikt som ikkje er varsla.",
    en: "No letters to send: the change has no open duty that was not told.",
};

/// What became of the letters of a run; `command` is the one that sends them.
pub fn outcome(lang: Lang, outcome: Outcome<'_>, command: &str) -> String {
    match outcome {
        Outcome::Nothing => NOTHING.by(lang).to_owned(),
        Outcome::Quiet => QUIET.by(lang).to_owned(),
        Outcome::Hidden => HIDDEN.by(lang).to_owned(),
        Outcome::Untold => UNTOLD.by(lang).to_owned(),
        Outcome::Shown(number) => Said {
            nb: "{} ville bli sendt; ingenting er sendt. Send: {}",
            nn: "{} ville bli sendt; ingenting er sendt. Send: {}",
            en: "{} would be sent; nothing was sent. To send: {}",
        }
        .with(lang, &letters(lang, number))
        .replacen("{}", command, 1),
        Outcome::Saved(number, dir) => Said {
            nb: "{} er skrevet til {}; ingenting er sendt.",
            nn: "{} er skrive til {}; ingenting er sendt.",
            en: "{} written to {}; nothing was sent.",
        }
        .with(lang, &letters(lang, number))
        .replacen("{}", &shown(lang, dir), 1),
        Outcome::Drafted(number, dir) => drafted(lang, number, dir),
        Outcome::Sent(number) => {
            Said { nb: "{} er sendt.", nn: "{} er sendt.", en: "{} sent." }.with(lang, &letters(lang, number))
        }
        Outcome::Laid(number, place) => Said {
            nb: "{} er lagt i {}; ingenting har forlatt maskinen. Skal de ut til folk, sett REGISTERVAKT_SMTP_URL.",
            nn: "{} er lagt i {}; ingenting har forlate maskina. Skal dei ut til folk, set REGISTERVAKT_SMTP_URL.",
            en: "{} laid in {}; nothing left the machine. To reach people, set REGISTERVAKT_SMTP_URL.",
        }
        .with(lang, &letters(lang, number))
        .replacen("{}", &plain(place), 1),
        Outcome::Held(number) => Said {
            nb: "I dag er en fridag, så {} venter til neste arbeidsdag.",
            nn: "I dag er ein fridag, så {} ventar til neste arbeidsdag.",
            en: "Today is a day off, so {} will wait for the next working day.",
        }
        .with(lang, &letters(lang, number)),
    }
}

/// What authorities shall have, where it lies, and that a person sends it.
fn drafted(lang: Lang, number: usize, dir: Option<&Path>) -> String {
    match dir {
        Some(dir) => Said {
            nb: "{} til en myndighet ligger i {}. Les gjennom, og send det selv: registervakt sender aldri til myndigheter.",
            nn: "{} til ei styresmakt ligg i {}. Les gjennom, og send det sjølv: registervakt sender aldri til styresmakter.",
            en: "{} for an authority in {}. Read it and send it yourself: registervakt never sends to authorities.",
        }
        .with(lang, &drafts(lang, number))
        .replacen("{}", &shown(lang, dir), 1),
        None => Said {
            nb: "{} til en myndighet ville bli skrevet, for deg å sende: registervakt sender aldri til myndigheter.",
            nn: "{} til ei styresmakt ville bli skrive, for deg å sende: registervakt sender aldri til styresmakter.",
            en: "{} for an authority would be written, for you to send: registervakt never sends to authorities.",
        }
        .with(lang, &drafts(lang, number)),
    }
}

/// A letter that somebody did not get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    /// Whose it is.
    pub name: String,
    /// What it tells.
    pub about: Vec<String>,
    /// Why it was not delivered, in a sentence.
    pub cause: String,
}

/// Who did not get what, a line each.
pub fn undelivered(lang: Lang, letters: &[Undelivered]) -> String {
    let said = Said {
        nb: "{} fikk ikke brevet sitt om {}: ",
        nn: "{} fekk ikkje brevet sitt om {}: ",
        en: "{} did not get the letter about {}: ",
    };
    let lines = letters.iter().map(|Undelivered { name, about, cause }| {
        let about: Vec<String> = about.iter().map(|one| plain(&mask_all(one))).collect();
        // What a name holds must not take the place of what comes behind it.
        let (before, behind) = said.by(lang).split_once("{}").unwrap_or_default();
        let behind = behind.replacen("{}", &listed(lang, &about), 1);
        failure(lang, &format!("{before}{}{behind}{}", mask_all(name), mask_all(cause)), None)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What should be told, but there is nobody to tell.
pub fn unheard(lang: Lang, about: &[String]) -> String {
    let said = Said {
        nb: "Ingen får vite om {}: ingen står med riktig rolle og en gyldig e-postadresse under [[ansvarlig]] i register.toml.",
        nn: "Ingen får vite om {}: ingen står med rett rolle og ei gyldig e-postadresse under [[ansvarlig]] i register.toml.",
        en: "Nobody is told of {}: nobody is named with the right role and a valid mail address under [[ansvarlig]] in register.toml.",
    };
    let about: Vec<String> = about.iter().map(|one| plain(&mask_all(one))).collect();
    let (before, behind) = said.by(lang).split_once("{}").unwrap_or_default();
    failure(lang, &format!("{before}{}{behind}", listed(lang, &about)), None)
}

/// That a run would write more letters than it may, so that none was sent.
pub fn too_many(lang: Lang, number: usize, most: usize) -> String {
    let said = Said {
        nb: "Kjøringen ville sendt {}, og grensen er {most}. Ingenting er sendt. Skal det være så mange, bruk valget under.",
        nn: "Køyringa ville sendt {}, og grensa er {most}. Ingenting er sendt. Skal det vere så mange, bruk valet under.",
        en: "The run would send {}, and the most it may send is {most}. Nothing was sent. Where that many are right, use the option below.",
    };
    let said = said.with(lang, &letters(lang, number)).replacen("{most}", &most.to_string(), 1);
    failure(lang, &said, Some(&format!("--max-mails {number}")))
}

/// That open duties of changes may be hidden, because the history is cut off, and how to have it whole.
pub fn cut_off(lang: Lang) -> &'static str {
    Said {
        nb: "Historien er kuttet, så plikter fra eldre endringer kan mangle. Hent den: git fetch --unshallow",
        nn: "Historia er kutta, så plikter frå eldre endringar kan mangle. Hent ho: git fetch --unshallow",
        en: "The history is cut off, so duties of older changes may be missing. To fetch it: git fetch --unshallow",
    }
    .by(lang)
}

/// That a calendar was written, and with how many deadlines.
pub fn calendar(lang: Lang, file: &Path, deadlines: usize) -> String {
    let said = match deadlines {
        1 => Said {
            nb: "Skrev 1 frist til kalenderen {}.",
            nn: "Skreiv 1 frist til kalenderen {}.",
            en: "Wrote 1 deadline to the calendar {}.",
        },
        _ => Said {
            nb: "Skrev {number} frister til kalenderen {}.",
            nn: "Skreiv {number} fristar til kalenderen {}.",
            en: "Wrote {number} deadlines to the calendar {}.",
        },
    };
    said.by(lang).replacen("{number}", &deadlines.to_string(), 1).replacen("{}", &shown(lang, file), 1)
}

/// Whether reminders have run within so many days, and when they last did.
pub fn watched(lang: Lang, last: Option<NaiveDate>, stopped: Option<u32>) -> String {
    let date = |day: NaiveDate| match lang {
        Lang::Nb | Lang::Nn => day.format("%d.%m.%Y").to_string(),
        Lang::En => day.to_string(),
    };
    let said = match (last, stopped) {
        (None, _) => Said {
            nb: "Påminnelsene har aldri gått her.",
            nn: "Påminningane har aldri gått her.",
            en: "Reminders have never run here.",
        },
        (Some(_), None) => Said {
            nb: "Påminnelsene går som de skal; sist {}.",
            nn: "Påminningane går som dei skal; sist {}.",
            en: "Reminders run as they should; last on {}.",
        },
        (Some(_), Some(_)) => Said {
            nb: "Påminnelsene har stanset: de gikk sist {}, for mer enn {days} siden.",
            nn: "Påminningane har stansa: dei gjekk sist {}, for meir enn {days} sidan.",
            en: "Reminders have stopped: they last ran on {}, more than {days} ago.",
        },
    };
    let days = stopped.map_or_else(String::new, |days| counted_days(lang, days));
    said.with(lang, &last.map_or_else(String::new, date)).replacen("{days}", &days, 1)
}

fn letters(lang: Lang, number: usize) -> String {
    let noun = match number {
        1 => Said { nb: "brev", nn: "brev", en: "letter" },
        _ => Said { nb: "brev", nn: "brev", en: "letters" },
    };
    format!("{number} {}", noun.by(lang))
}

fn drafts(lang: Lang, number: usize) -> String {
    let noun = match number {
        1 => Said { nb: "utkast", nn: "utkast", en: "draft" },
        _ => Said { nb: "utkast", nn: "utkast", en: "drafts" },
    };
    format!("{number} {}", noun.by(lang))
}

fn counted_days(lang: Lang, days: u32) -> String {
    let noun = match days {
        1 => Said { nb: "dag", nn: "dag", en: "day" },
        _ => Said { nb: "dager", nn: "dagar", en: "days" },
    };
    format!("{days} {}", noun.by(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_letters_is_one_sentence() {
        let check = |of, expected: [&str; 3]| {
            assert_eq!(Lang::ALL.map(|lang| outcome(lang, of, "registervakt remind --send")), expected);
        };
        check(
            Outcome::Shown(1),
            [
                "1 brev ville bli sendt; ingenting er sendt. Send: registervakt remind --send",
                "1 brev ville bli sendt; ingenting er sendt. Send: registervakt remind --send",
                "1 letter would be sent; nothing was sent. To send: registervakt remind --send",
            ],
        );
        check(
            Outcome::Saved(2, Path::new("ut")),
            [
                "2 brev er skrevet til «ut»; ingenting er sendt.",
                "2 brev er skrive til «ut»; ingenting er sendt.",
                "2 letters written to “ut”; nothing was sent.",
            ],
        );
        check(Outcome::Sent(3), ["3 brev er sendt.", "3 brev er sendt.", "3 letters sent."]);
        for of in [Outcome::Nothing, Outcome::Held(2)] {
            let [nb, nn, en] = Lang::ALL.map(|lang| outcome(lang, of, ""));
            assert!(nb != nn && nn != en && ![nb, nn, en].iter().any(|said| said.contains('{')));
        }
    }

    #[test]
    fn who_did_not_get_what_is_told_without_addresses() {
        let letter = |name: &str, cause: &str| Undelivered {
            name: name.to_owned(),
            about: vec!["årsrapport for 2026".to_owned(), "halvårstall for 2026".to_owned()],
            cause: cause.to_owned(),
        };
        let said = undelivered(
            Lang::Nb,
            &[
                letter("Kari Holm", "tjeneren avviste mottakeren."),
                letter("{} ola@example.org\n\u{1b}[2J", "550 <ola@example.org>: nei."),
            ],
        );
        assert_eq!(
            said,
            "registervakt: Kari Holm fikk ikke brevet sitt om årsrapport for 2026 og halvårstall for 2026: tjeneren avviste mottakeren.\n\
             registervakt: {} o…@example.org\\u{a}\\u{1b}[2J fikk ikke brevet sitt om årsrapport for 2026 og halvårstall for 2026: 550 <o…@example.org>: nei."
        );
    }

    #[test]
    fn what_stops_a_run_says_what_to_do() {
        for lang in Lang::ALL {
            let said = too_many(lang, 1_200, 200);
            assert!(said.contains(" 200") && said.ends_with("--max-mails 1200"), "{said}");
            let said = unheard(lang, &["{} a@example.org\n".to_owned(), "b".to_owned()]);
            assert!(said.contains("{} a…@example.org\\u{a}") && said.contains("[[ansvarlig]]"), "{said}");
        }
        assert_eq!(calendar(Lang::Nb, Path::new("a.ics"), 1), "Skrev 1 frist til kalenderen «a.ics».");
        assert_eq!(calendar(Lang::Nn, Path::new("a.ics"), 0), "Skreiv 0 fristar til kalenderen «a.ics».");
    }

    #[test]
    fn the_watchdog_says_when_reminders_last_ran() {
        let last = NaiveDate::from_ymd_opt(2027, 6, 1);
        let check = |last, stopped, expected: [&str; 3]| {
            assert_eq!(Lang::ALL.map(|lang| watched(lang, last, stopped)), expected);
        };
        check(
            last,
            Some(3),
            [
                "Påminnelsene har stanset: de gikk sist 01.06.2027, for mer enn 3 dager siden.",
                "Påminningane har stansa: dei gjekk sist 01.06.2027, for meir enn 3 dagar sidan.",
                "Reminders have stopped: they last ran on 2027-06-01, more than 3 days ago.",
            ],
        );
        check(
            last,
            None,
            [
                "Påminnelsene går som de skal; sist 01.06.2027.",
                "Påminningane går som dei skal; sist 01.06.2027.",
                "Reminders run as they should; last on 2027-06-01.",
            ],
        );
        check(
            None,
            Some(1),
            [
                "Påminnelsene har aldri gått her.",
                "Påminningane har aldri gått her.",
                "Reminders have never run here.",
            ],
        );
    }
}
