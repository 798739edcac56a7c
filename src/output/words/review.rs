//! What a review says around its changes and duties, in bokmål, nynorsk and English.
//!
//! **Knows**: verdicts as sentences, the names of parts and fields, roles in plain words.
//! **Does not know**: what changed, where a sentence stands on the page.

use super::{Said, Thing, capital, sentence};
use crate::finding::Lang;
use crate::output::count::Counts;
use crate::report::{Base, Head, JobName, LookedAt, Report};

/// Names of the parts and fields of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::output) enum Part {
    /// What differs.
    Changes,
    /// What follows from it.
    Duties,
    /// The findings that the change brings.
    NewFindings,
    /// The findings that stood there before.
    Existing,
    /// A finding that the change mends.
    Fixed,
    /// A change, as the head of a column.
    What,
    /// What stood there.
    Before,
    /// What stands there now.
    After,
    /// Which way a change goes.
    Effect,
    /// What a duty still lacks.
    Missing,
    /// The topics of a duty.
    Concerns,
    /// Who must act.
    Who,
    /// What to do.
    Do,
    /// That the lines below are to be pasted.
    Paste,
    /// What meets a duty.
    MetBy,
    /// The change record that is missing, as an item of the list of duties.
    WriteRecord,
}

impl Part {
    /// The name in `lang`.
    pub(in crate::output) fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::Changes => Said { nb: "endringer", nn: "endringar", en: "changes" },
            Self::Duties => {
                Said { nb: "plikter som følger", nn: "plikter som følgjer", en: "duties that follow" }
            }
            Self::NewFindings => Said { nb: "nye funn", nn: "nye funn", en: "new findings" },
            Self::Existing => Said {
                nb: "funn som sto der fra før",
                nn: "funn som stod der frå før",
                en: "findings that stood there before",
            },
            Self::Fixed => Said { nb: "rettet", nn: "retta", en: "mended" },
            Self::What => Said { nb: "hva", nn: "kva", en: "what" },
            Self::Before => Said { nb: "før", nn: "før", en: "before" },
            Self::After => Said { nb: "etter", nn: "etter", en: "after" },
            Self::Effect => Said { nb: "virkning", nn: "verknad", en: "effect" },
            Self::Missing => Said { nb: "mangler", nn: "manglar", en: "missing" },
            Self::Concerns => Said { nb: "gjelder", nn: "gjeld", en: "concerns" },
            Self::Who => Said { nb: "hvem", nn: "kven", en: "who" },
            Self::Do => Said { nb: "gjør", nn: "gjer", en: "to do" },
            Self::Paste => Said { nb: "lim inn dette", nn: "lim inn dette", en: "paste this" },
            Self::MetBy => Said { nb: "oppfylt av", nn: "oppfylt av", en: "met by" },
            Self::WriteRecord => Said {
                nb: "skriv en endringsmelding",
                nn: "skriv ei endringsmelding",
                en: "write a change record",
            },
        }
        .by(lang)
    }

    /// The name with a capital.
    pub(in crate::output) fn heading(self, lang: Lang) -> String {
        capital(self.said(lang))
    }
}

/// The numbers that the verdict of a review rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::output) struct Tally {
    /// Changes of content.
    pub(in crate::output) content: usize,
    /// Changes that are editorial.
    pub(in crate::output) editorial: usize,
    /// Duties that are open.
    pub(in crate::output) open: usize,
    /// Duties that are met.
    pub(in crate::output) met: usize,
    /// Topics that stand in no change record.
    pub(in crate::output) records: usize,
    /// What else the change brings.
    pub(in crate::output) new: Counts,
    /// What stood there before, where that counts.
    pub(in crate::output) stood: Counts,
}

/// What a review comes to.
pub(in crate::output) fn verdict(lang: Lang, job: JobName, tally: &Tally) -> String {
    let mut said = match job {
        JobName::WhatIf => vec![released(lang, tally)],
        JobName::Review | JobName::Check | JobName::Requirements | JobName::Remind => {
            vec![left_to_do(lang, tally)]
        }
    };
    if tally.records > 0 {
        let records = Thing::Record.counted(lang, tally.records);
        said.push(match (lang, tally.records) {
            (Lang::Nb, _) => format!("{records} mangler."),
            (Lang::Nn, _) => format!("{records} manglar."),
            (Lang::En, 1) => format!("{records} is missing."),
            (Lang::En, _) => format!("{records} are missing."),
        });
    }
    if tally.new.counting() > 0 {
        let found = sentence::listed(lang, &sentence::levels(lang, &tally.new));
        said.push(match lang {
            Lang::Nb => format!("Endringen fører med seg {found}."),
            Lang::Nn => format!("Endringa fører med seg {found}."),
            Lang::En => format!("The change brings {found}."),
        });
    }
    if tally.stood.counting() > 0 {
        said.push(format!("{}.", existing(lang, &tally.stood)));
    }
    said.join(" ")
}

/// How the duties of a change stand.
fn left_to_do(lang: Lang, tally: &Tally) -> String {
    let (open, met) = (Thing::Duty.counted(lang, tally.open), Thing::Duty.counted(lang, tally.met));
    match (lang, tally.open, tally.met) {
        (_, 0, 0) => no_duties(lang, tally).to_owned(),
        (Lang::Nb, 0, 1) => "Plikten som følger av endringen, er oppfylt.".to_owned(),
        (Lang::Nn, 0, 1) => "Plikta som følgjer av endringa, er oppfylt.".to_owned(),
        (Lang::En, 0, 1) => "The duty that follows from the change is met.".to_owned(),
        (Lang::Nb, 0, _) => format!("Alle {met} er oppfylt."),
        (Lang::Nn, 0, _) => format!("Alle {met} er oppfylte."),
        (Lang::En, 0, _) => format!("All {met} are met."),
        (Lang::Nb, _, 0) => format!("{open} gjenstår før endringen kan godkjennes."),
        (Lang::Nn, _, 0) => format!("{open} står att før endringa kan godkjennast."),
        (Lang::En, 1, 0) => format!("{open} remains before the change can be approved."),
        (Lang::En, _, 0) => format!("{open} remain before the change can be approved."),
        (_, _, _) => {
            let open = left_to_do(lang, &Tally { met: 0, ..*tally });
            format!("{open} {}", met_so_far(lang, tally.met))
        }
    }
}

/// How many duties are met while others are not.
pub(in crate::output) fn met_so_far(lang: Lang, number: usize) -> String {
    let met = Thing::Duty.counted(lang, number);
    match (lang, number) {
        (Lang::Nb, _) | (Lang::Nn, 1) => format!("{met} er oppfylt."),
        (Lang::Nn, _) => format!("{met} er oppfylte."),
        (Lang::En, 1) => format!("{met} is met."),
        (Lang::En, _) => format!("{met} are met."),
    }
}

/// That nothing follows, and why.
fn no_duties(lang: Lang, tally: &Tally) -> &'static str {
    match (tally.content, tally.editorial) {
        (0, 0) => Said {
            nb: "Ingenting ved registeret er endret, så ingen plikter følger.",
            nn: "Ingenting ved registeret er endra, så ingen plikter følgjer.",
            en: "Nothing about the register has changed, so no duties follow.",
        },
        (0, _) => Said {
            nb: "Endringen er bare redaksjonell, så ingen plikter følger av den.",
            nn: "Endringa er berre redaksjonell, så ingen plikter følgjer av henne.",
            en: "The change is editorial only, so no duties follow from it.",
        },
        (_, _) => Said {
            nb: "Ingen plikter følger av endringen.",
            nn: "Ingen plikter følgjer av endringa.",
            en: "No duties follow from the change.",
        },
    }
    .by(lang)
}

/// What a change that is only asked about would lead to.
fn released(lang: Lang, tally: &Tally) -> String {
    let number = tally.open + tally.met;
    let duties = Thing::Duty.counted(lang, number);
    if number == 0 {
        let said = match tally.content + tally.editorial {
            0 => Said {
                nb: "Registeret står slik allerede, så ingenting ville bli endret.",
                nn: "Registeret står slik alt, så ingenting ville bli endra.",
                en: "The register stands like this already, so nothing would change.",
            },
            _ => Said {
                nb: "Denne endringen ville ikke utløse noen plikter.",
                nn: "Denne endringa ville ikkje utløyse nokon plikter.",
                en: "This change would not release any duties.",
            },
        };
        return said.by(lang).to_owned();
    }
    let released = match lang {
        Lang::Nb => format!("Denne endringen ville utløse {duties}."),
        Lang::Nn => format!("Denne endringa ville utløyse {duties}."),
        Lang::En => format!("This change would release {duties}."),
    };
    let is_alone = tally.open == 0;
    match tally.met {
        0 => released,
        1 if is_alone => {
            let met =
                Said { nb: "Den er allerede oppfylt.", nn: "Ho er alt oppfylt.", en: "It is already met." };
            format!("{released} {}", met.by(lang))
        }
        met => format!(
            "{released} {}",
            match (lang, met) {
                (Lang::Nb, _) => format!("{met} av dem er allerede oppfylt."),
                (Lang::Nn, 1) => format!("{met} av dei er alt oppfylt."),
                (Lang::Nn, _) => format!("{met} av dei er alt oppfylte."),
                (Lang::En, 1) => format!("{met} of them is already met."),
                (Lang::En, _) => format!("{met} of them are already met."),
            }
        ),
    }
}

/// What was compared with what, and how much was looked at.
pub(in crate::output) fn compared(lang: Lang, report: &Report) -> String {
    let LookedAt { files, rules } = report.looked_at;
    let (files, rules) = (Thing::File.counted(lang, files), Thing::Rule.counted(lang, rules));
    let head = side(lang, &report.head);
    let base = report.base.as_ref().map(|base| revision(lang, base));
    match (lang, report.job, base) {
        (Lang::Nb, JobName::WhatIf, _) => {
            format!("Registervakt leste {files} og prøvde {rules}. Ingenting er skrevet eller endret.")
        }
        (Lang::Nn, JobName::WhatIf, _) => {
            format!("Registervakt las {files} og prøvde {rules}. Ingenting er skrive eller endra.")
        }
        (Lang::En, JobName::WhatIf, _) => {
            format!("Registervakt read {files} and applied {rules}. Nothing is written or changed.")
        }
        (Lang::Nb, _, Some(base)) => {
            format!("Registervakt sammenlignet {head} med {base}, leste {files} og prøvde {rules}.")
        }
        (Lang::Nn, _, Some(base)) => {
            format!("Registervakt samanlikna {head} med {base}, las {files} og prøvde {rules}.")
        }
        (Lang::En, _, Some(base)) => {
            format!("Registervakt compared {head} with {base}, read {files} and applied {rules}.")
        }
        (Lang::Nb, _, None) => format!(
            "Det finnes ingenting å sammenligne {head} med, så alt er nytt. Registervakt leste {files} og prøvde {rules}."
        ),
        (Lang::Nn, _, None) => format!(
            "Det finst ingenting å samanlikne {head} med, så alt er nytt. Registervakt las {files} og prøvde {rules}."
        ),
        (Lang::En, _, None) => format!(
            "There is nothing to compare {head} with, so everything is new. Registervakt read {files} and applied {rules}."
        ),
    }
}

/// What is looked at, as a part of a sentence.
fn side(lang: Lang, head: &Head) -> String {
    match head {
        Head::Worktree => {
            Said { nb: "arbeidsmappen", nn: "arbeidsmappa", en: "the work tree" }.by(lang).to_owned()
        }
        Head::Index => Said {
            nb: "det som er klart for innsjekking (indeksen)",
            nn: "det som er klart for innsjekking (indeksen)",
            en: "what the next commit will hold (the index)",
        }
        .by(lang)
        .to_owned(),
        Head::Revision(id) => named(lang, id),
    }
}

/// The base, and that it is a merge base where it is one.
fn revision(lang: Lang, base: &Base) -> String {
    let Base { id, merge_base_with, .. } = base;
    let id = named(lang, id);
    match (merge_base_with, lang) {
        (None, _) => id,
        (Some(other), Lang::Nb) => format!("{id} (der arbeidet skilte lag med {other})"),
        (Some(other), Lang::Nn) => format!("{id} (der arbeidet skilde lag med {other})"),
        (Some(other), Lang::En) => format!("{id} (where this work parted from {other})"),
    }
}

fn named(lang: Lang, id: &str) -> String {
    format!("{} {}", Said { nb: "revisjon", nn: "revisjon", en: "revision" }.by(lang), sentence::short(id))
}

/// The role of a person, with the article that a sentence needs; the word itself where it is unknown.
pub(in crate::output) fn role(lang: Lang, word: &str) -> String {
    match word {
        "daglig-leder" => Said { nb: "daglig leder", nn: "dagleg leiar", en: "the daily leader" },
        "faglig-leder" => Said { nb: "faglig leder", nn: "fagleg leiar", en: "the clinical leader" },
        "fagraadsleder" => Said {
            nb: "lederen av fagrådet",
            nn: "leiaren av fagrådet",
            en: "the chair of the expert council",
        },
        "dataansvarlig" => {
            Said { nb: "den dataansvarlige", nn: "den dataansvarlege", en: "the data controller" }
        }
        "personvernombud" => {
            Said { nb: "personvernombudet", nn: "personvernombodet", en: "the data protection officer" }
        }
        "rhf" => Said {
            nb: "det regionale helseforetaket",
            nn: "det regionale helseføretaket",
            en: "the regional health authority",
        },
        "servicemiljoe" => {
            Said { nb: "servicemiljøet", nn: "servicemiljøet", en: "the national service centre" }
        }
        other => return other.to_owned(),
    }
    .by(lang)
    .to_owned()
}

/// The editorial changes in one sentence.
pub(in crate::output) fn editorial(lang: Lang, number: usize, names: &str) -> String {
    format!("{}: {names}", Thing::EditorialChange.counted(lang, number))
}

/// The duties that have nothing to be held against, in one sentence.
pub(in crate::output) fn idle(lang: Lang, titles: &str) -> String {
    match lang {
        Lang::Nb => format!("Ikke relevant her: {titles}"),
        Lang::Nn => format!("Ikkje relevant her: {titles}"),
        Lang::En => format!("Not applicable here: {titles}"),
    }
}

/// How many findings stood there before, and how grave they are.
pub(in crate::output) fn existing(lang: Lang, counts: &Counts) -> String {
    let findings = Thing::Any.counted(lang, counts.counting());
    let levels = sentence::listed(lang, &sentence::levels(lang, counts));
    match lang {
        Lang::Nb => format!("{findings} sto der fra før: {levels}"),
        Lang::Nn => format!("{findings} stod der frå før: {levels}"),
        Lang::En => format!("{findings} stood there before: {levels}"),
    }
}

/// Which flag shows what is only counted.
pub(in crate::output) fn shown_with(lang: Lang, flag: &str) -> String {
    match lang {
        Lang::Nb | Lang::Nn => format!("vis med {flag}"),
        Lang::En => format!("show with {flag}"),
    }
}

/// The registers that nothing is to be said of.
pub(in crate::output) fn untouched(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Nb => format!("Uten endringer: {names}"),
        Lang::Nn => format!("Utan endringar: {names}"),
        Lang::En => format!("Without changes: {names}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(job: JobName, tally: &Tally) -> [String; 3] {
        Lang::ALL.map(|lang| verdict(lang, job, tally))
    }

    #[test]
    fn a_review_comes_to_one_sentence() {
        let check = |open: usize, met: usize, expected: [&str; 3]| {
            let tally = Tally { content: 1, open, met, ..Tally::default() };
            assert_eq!(said(JobName::Review, &tally), expected);
        };
        check(
            0,
            0,
            [
                "Ingen plikter følger av endringen.",
                "Ingen plikter følgjer av endringa.",
                "No duties follow from the change.",
            ],
        );
        check(
            0,
            1,
            [
                "Plikten som følger av endringen, er oppfylt.",
                "Plikta som følgjer av endringa, er oppfylt.",
                "The duty that follows from the change is met.",
            ],
        );
        check(0, 6, ["Alle 6 plikter er oppfylt.", "Alle 6 plikter er oppfylte.", "All 6 duties are met."]);
        check(
            2,
            0,
            [
                "2 plikter gjenstår før endringen kan godkjennes.",
                "2 plikter står att før endringa kan godkjennast.",
                "2 duties remain before the change can be approved.",
            ],
        );
        check(
            1,
            3,
            [
                "1 plikt gjenstår før endringen kan godkjennes. 3 plikter er oppfylt.",
                "1 plikt står att før endringa kan godkjennast. 3 plikter er oppfylte.",
                "1 duty remains before the change can be approved. 3 duties are met.",
            ],
        );
    }

    #[test]
    fn what_changed_nothing_says_so() {
        let editorial = Tally { editorial: 2, ..Tally::default() };
        assert!(said(JobName::Review, &editorial)[0].starts_with("Endringen er bare redaksjonell"));
        assert!(said(JobName::Review, &Tally::default())[1].starts_with("Ingenting ved registeret er endra"));
    }

    #[test]
    fn what_else_a_change_brings_is_said() {
        let new = Counts { errors: 1, warnings: 2, ..Counts::default() };
        let tally = Tally { content: 1, met: 2, records: 1, new, ..Tally::default() };
        assert_eq!(
            said(JobName::Review, &tally),
            [
                "Alle 2 plikter er oppfylt. 1 endringsmelding mangler. Endringen fører med seg 1 feil og 2 advarsler.",
                "Alle 2 plikter er oppfylte. 1 endringsmelding manglar. Endringa fører med seg 1 feil og 2 åtvaringar.",
                "All 2 duties are met. 1 change record is missing. The change brings 1 error and 2 warnings.",
            ]
        );
    }

    #[test]
    fn a_question_is_answered_with_what_would_follow() {
        let check = |content: usize, open: usize, met: usize, expected: [&str; 3]| {
            let tally = Tally { content, open, met, ..Tally::default() };
            assert_eq!(said(JobName::WhatIf, &tally), expected);
        };
        check(
            1,
            5,
            1,
            [
                "Denne endringen ville utløse 6 plikter. 1 av dem er allerede oppfylt.",
                "Denne endringa ville utløyse 6 plikter. 1 av dei er alt oppfylt.",
                "This change would release 6 duties. 1 of them is already met.",
            ],
        );
        check(
            1,
            0,
            0,
            [
                "Denne endringen ville ikke utløse noen plikter.",
                "Denne endringa ville ikkje utløyse nokon plikter.",
                "This change would not release any duties.",
            ],
        );
        check(
            0,
            0,
            0,
            [
                "Registeret står slik allerede, så ingenting ville bli endret.",
                "Registeret står slik alt, så ingenting ville bli endra.",
                "The register stands like this already, so nothing would change.",
            ],
        );
    }

    #[test]
    fn every_role_has_words() {
        let roles = [
            "daglig-leder",
            "faglig-leder",
            "fagraadsleder",
            "dataansvarlig",
            "personvernombud",
            "rhf",
            "servicemiljoe",
        ];
        for lang in Lang::ALL {
            assert!(roles.iter().all(|word| role(lang, word) != *word));
        }
        assert_eq!(role(Lang::Nb, "noe annet"), "noe annet");
    }
}
