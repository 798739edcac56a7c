//! Every word that letters themselves say, in bokmål, nynorsk and English.
//!
//! **Knows**: labels, roles, days, subjects, sentences round what a letter tells.
//! **Does not know**: what is due and why; entries bring their own words.

mod day;
mod refusal;
mod sentence;
mod trouble;

pub(super) use day::due;
pub(super) use sentence::{because, footer, greeting, intro, left_out, more, next, subject};

use crate::finding::Lang;

/// One wording in the three languages; a language that is forgotten does not compile.
struct Said {
    nb: &'static str,
    nn: &'static str,
    en: &'static str,
}

impl Said {
    fn by(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nb => self.nb,
            Lang::Nn => self.nn,
            Lang::En => self.en,
        }
    }
}

/// The fixed words of a letter by the names under which templates see them, in `lang`.
pub(super) fn labels(lang: Lang) -> [(&'static str, &'static str); 14] {
    [
        ("hvorfor", Said { nb: "Hvorfor", nn: "Kvifor", en: "Why" }),
        ("kilde", Said { nb: "Kilde", nn: "Kjelde", en: "Source" }),
        ("mangler", Said { nb: "Dette mangler nå", nn: "Dette manglar no", en: "What is missing now" }),
        ("endret", Said { nb: "Dette er endret", nn: "Dette er endra", en: "What has changed" }),
        ("foer", Said { nb: "Før", nn: "Før", en: "Before" }),
        ("naa", Said { nb: "Nå", nn: "No", en: "Now" }),
        ("nytt", Said { nb: "Nytt", nn: "Nytt", en: "New" }),
        ("fjernet", Said { nb: "Fjernet", nn: "Fjerna", en: "Removed" }),
        ("gjoer", Said { nb: "Dette gjør du", nn: "Dette gjer du", en: "What to do" }),
        (
            "andre",
            Said { nb: "Andre som får beskjed", nn: "Andre som får beskjed", en: "Others who are told" },
        ),
        ("videre", Said { nb: "Hva skjer videre", nn: "Kva skjer vidare", en: "What happens next" }),
        ("deg", Said { nb: "Hvorfor du får dette", nn: "Kvifor du får dette", en: "Why you get this" }),
        ("hilsen", Said { nb: "Vennlig hilsen", nn: "Venleg helsing", en: "Kind regards" }),
        (
            "underskrift",
            Said {
                nb: "[navn, rolle og telefon]",
                nn: "[namn, rolle og telefon]",
                en: "[name, role and telephone]",
            },
        ),
    ]
    .map(|(name, said)| (name, said.by(lang)))
}

/// The name of a calendar of deadlines.
pub(super) fn calendar(lang: Lang) -> &'static str {
    Said { nb: "Frister for registeret", nn: "Fristar for registeret", en: "Deadlines of the register" }
        .by(lang)
}

/// What a person in a role is, within a sentence: «daglig leder»; the word itself where it is unknown.
pub(super) fn role(lang: Lang, word: &str) -> String {
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
            nb: "kontakt i det regionale helseforetaket",
            nn: "kontakt i det regionale helseføretaket",
            en: "contact at the regional health authority",
        },
        "servicemiljoe" => Said {
            nb: "kontakt i servicemiljøet",
            nn: "kontakt i servicemiljøet",
            en: "contact at the service centre (servicemiljø)",
        },
        other => return super::clean::line(other, super::clean::Room::Name),
    }
    .by(lang)
    .to_owned()
}

/// Words one after another, the last joined by «og».
fn listed(lang: Lang, words: &[String]) -> String {
    let and = Said { nb: "og", nn: "og", en: "and" }.by(lang);
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// A text that begins with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}
