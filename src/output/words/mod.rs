//! Every word and sentence that the outputs themselves say, in bokmål, nynorsk and English.
//!
//! **Knows**: the three languages: numbers with their nouns, labels, states.
//! **Does not know**: what rules and requirements say; they bring their own words.

pub(in crate::output) mod change;
pub(in crate::output) mod day;
pub(in crate::output) mod listing;
pub(in crate::output) mod reminder;
pub(in crate::output) mod review;
pub(in crate::output) mod sentence;

use crate::finding::{Lang, Level};
use crate::report::State;

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

/// Things that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::output) enum Thing {
    /// A finding of one level.
    Finding(Level),
    /// A finding, whatever its level.
    Any,
    /// A file that was read.
    File,
    /// A rule.
    Rule,
    /// A register.
    Register,
    /// A requirement of the guide.
    Requirement,
    /// Another place that belongs to a finding.
    Place,
    /// A change between two revisions.
    Change,
    /// A change that alters nothing of what is meant.
    EditorialChange,
    /// A duty that a change releases.
    Duty,
    /// A change record.
    Record,
    /// A reminder of what falls due.
    Reminder,
    /// A letter to one person.
    Letter,
}

impl Thing {
    fn one(self) -> Said {
        match self {
            Self::Finding(Level::Error) => Said { nb: "feil", nn: "feil", en: "error" },
            Self::Finding(Level::Warning) => Said { nb: "advarsel", nn: "åtvaring", en: "warning" },
            Self::Finding(Level::Note) => Said { nb: "merknad", nn: "merknad", en: "note" },
            Self::Any => Said { nb: "funn", nn: "funn", en: "finding" },
            Self::File => Said { nb: "fil", nn: "fil", en: "file" },
            Self::Rule => Said { nb: "regel", nn: "regel", en: "rule" },
            Self::Register => Said { nb: "register", nn: "register", en: "register" },
            Self::Requirement => Said { nb: "krav", nn: "krav", en: "requirement" },
            Self::Place => Said { nb: "sted", nn: "stad", en: "place" },
            Self::Change => Said { nb: "endring", nn: "endring", en: "change" },
            Self::EditorialChange => {
                Said { nb: "redaksjonell endring", nn: "redaksjonell endring", en: "editorial change" }
            }
            Self::Duty => Said { nb: "plikt", nn: "plikt", en: "duty" },
            Self::Record => Said { nb: "endringsmelding", nn: "endringsmelding", en: "change record" },
            Self::Reminder => Said { nb: "påminnelse", nn: "påminning", en: "reminder" },
            Self::Letter => Said { nb: "brev", nn: "brev", en: "letter" },
        }
    }

    fn many(self) -> Said {
        match self {
            Self::Finding(Level::Error) => Said { nb: "feil", nn: "feil", en: "errors" },
            Self::Finding(Level::Warning) => Said { nb: "advarsler", nn: "åtvaringar", en: "warnings" },
            Self::Finding(Level::Note) => Said { nb: "merknader", nn: "merknader", en: "notes" },
            Self::Any => Said { nb: "funn", nn: "funn", en: "findings" },
            Self::File => Said { nb: "filer", nn: "filer", en: "files" },
            Self::Rule => Said { nb: "regler", nn: "reglar", en: "rules" },
            Self::Register => Said { nb: "registre", nn: "register", en: "registers" },
            Self::Requirement => Said { nb: "krav", nn: "krav", en: "requirements" },
            Self::Place => Said { nb: "steder", nn: "stader", en: "places" },
            Self::Change => Said { nb: "endringer", nn: "endringar", en: "changes" },
            Self::EditorialChange => {
                Said { nb: "redaksjonelle endringer", nn: "redaksjonelle endringar", en: "editorial changes" }
            }
            Self::Duty => Said { nb: "plikter", nn: "plikter", en: "duties" },
            Self::Record => Said { nb: "endringsmeldinger", nn: "endringsmeldingar", en: "change records" },
            Self::Reminder => Said { nb: "påminnelser", nn: "påminningar", en: "reminders" },
            Self::Letter => Said { nb: "brev", nn: "brev", en: "letters" },
        }
    }

    /// The noun for that many, with a number before it: «1 feil», «2 advarsler».
    pub(in crate::output) fn counted(self, lang: Lang, number: usize) -> String {
        let noun = if number == 1 { self.one() } else { self.many() };
        format!("{number} {}", noun.by(lang))
    }

    /// The noun in the singular.
    pub(in crate::output) fn singular(self, lang: Lang) -> &'static str {
        self.one().by(lang)
    }

    /// The noun in the plural, as the head of a column says it.
    pub(in crate::output) fn plural(self, lang: Lang) -> &'static str {
        self.many().by(lang)
    }
}

/// The word for a level.
pub(in crate::output) fn level(lang: Lang, level: Level) -> &'static str {
    Thing::Finding(level).singular(lang)
}

/// The words for a state.
pub(in crate::output) fn state(lang: Lang, state: State) -> &'static str {
    match state {
        State::Met => Said { nb: "oppfylt", nn: "oppfylt", en: "met" },
        State::NotMet => Said { nb: "ikke oppfylt", nn: "ikkje oppfylt", en: "not met" },
        State::ToBeJudged => Said { nb: "må vurderes", nn: "må vurderast", en: "to be judged" },
        State::NotApplicable => Said { nb: "ikke relevant", nn: "ikkje relevant", en: "not applicable" },
        State::Unknown => Said { nb: "ukjent", nn: "ukjend", en: "unknown" },
    }
    .by(lang)
}

/// Names of fields, columns and parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::output) enum Label {
    /// Where a finding stands.
    Place,
    /// Other places that belong to it.
    SeeAlso,
    /// What to do about it, short.
    Help,
    /// What to do about it, as the start of a sentence.
    WhatToDo,
    /// A rule.
    Rule,
    /// A requirement of the guide.
    Requirement,
    /// A text it rests on.
    Source,
    /// Texts it rests on.
    Sources,
    /// A waiver.
    Waiver,
    /// A page.
    Page,
    /// How grave.
    Level,
    /// What it is called.
    Title,
    /// How it stands.
    State,
    /// Why it stands so.
    Because,
    /// What a rule asks for.
    Asks,
    /// How far a rule decides.
    Decides,
    /// Examples of a rule.
    Examples,
    /// An example that passes.
    Passes,
    /// An example that does not.
    Fails,
    /// The catalogue.
    Catalogue,
    /// How the catalogue came about.
    Generated,
    /// What stands in no area or chapter.
    Other,
}

impl Label {
    /// The label in `lang`.
    pub(in crate::output) fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::Place => Said { nb: "sted", nn: "stad", en: "place" },
            Self::SeeAlso => Said { nb: "se også", nn: "sjå òg", en: "see also" },
            Self::Help => Said { nb: "hjelp", nn: "hjelp", en: "help" },
            Self::WhatToDo => Said { nb: "Slik retter du", nn: "Slik rettar du", en: "What to do" },
            Self::Rule => Said { nb: "regel", nn: "regel", en: "rule" },
            Self::Requirement => Said { nb: "krav", nn: "krav", en: "requirement" },
            Self::Source => Said { nb: "kilde", nn: "kjelde", en: "source" },
            Self::Sources => Said { nb: "Kilder", nn: "Kjelder", en: "Sources" },
            Self::Waiver => Said { nb: "unntak", nn: "unntak", en: "waiver" },
            Self::Page => Said { nb: "side", nn: "side", en: "page" },
            Self::Level => Said { nb: "nivå", nn: "nivå", en: "level" },
            Self::Title => Said { nb: "tittel", nn: "tittel", en: "title" },
            Self::State => Said { nb: "tilstand", nn: "tilstand", en: "state" },
            Self::Because => Said { nb: "hvorfor", nn: "kvifor", en: "why" },
            Self::Asks => Said { nb: "Hva som kreves", nn: "Kva som blir kravd", en: "What is asked" },
            Self::Decides => {
                Said {
                    nb: "Hva verktøyet avgjør", nn: "Kva verktøyet avgjer", en: "What the tool decides"
                }
            }
            Self::Examples => Said { nb: "Eksempler", nn: "Eksempel", en: "Examples" },
            Self::Passes => Said { nb: "Godtas", nn: "Blir godteke", en: "Passes" },
            Self::Fails => Said { nb: "Gir funn", nn: "Gir funn", en: "Is reported" },
            Self::Catalogue => Said { nb: "Reglene", nn: "Reglane", en: "The rules" },
            Self::Generated => Said {
                nb: "Siden er laget av regelfilene: endre regelen, ikke siden.",
                nn: "Sida er laga av regelfilene: endre regelen, ikkje sida.",
                en: "This page is made from the rule files: change the rule, not the page.",
            },
            Self::Other => Said { nb: "annet", nn: "anna", en: "other" },
        }
        .by(lang)
    }

    /// The label with a capital, as a heading or the start of a line.
    pub(in crate::output) fn heading(self, lang: Lang) -> String {
        capital(self.said(lang))
    }
}

/// `text` with a capital at its start.
pub(in crate::output) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
