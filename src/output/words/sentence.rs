//! The sentences that the outputs themselves say, in bokmål, nynorsk and English.
//!
//! **Knows**: how numbers, places and dates become sentences.
//! **Does not know**: where a sentence stands on the page.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Said, Thing, state};
use crate::finding::{Lang, Level};
use crate::output::count::Counts;
use crate::report::{Head, LookedAt, State};

/// «a, b og c».
pub(in crate::output) fn listed(lang: Lang, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [front @ .., last] => {
            let and = Said { nb: "og", nn: "og", en: "and" }.by(lang);
            format!("{} {and} {last}", front.join(", "))
        }
    }
}

/// Under which headings a place lies.
pub(in crate::output) fn under(lang: Lang, trail: &str) -> String {
    match lang {
        Lang::Nb | Lang::Nn => format!("under «{trail}»"),
        Lang::En => format!("under “{trail}”"),
    }
}

/// What was looked at and what was found, in one sentence.
pub(in crate::output) fn summary(lang: Lang, counts: &Counts, looked_at: LookedAt, head: &Head) -> String {
    let (files, rules) =
        (Thing::File.counted(lang, looked_at.files), Thing::Rule.counted(lang, looked_at.rules));
    let head = looked_in(lang, head);
    let found = found(lang, counts);
    match lang {
        Lang::Nb => format!("Registervakt leste {files}{head}, prøvde {rules} og fant {found}."),
        Lang::Nn => format!("Registervakt las {files}{head}, prøvde {rules} og fann {found}."),
        Lang::En => format!("Registervakt read {files}{head}, applied {rules} and found {found}."),
    }
}

fn looked_in(lang: Lang, head: &Head) -> String {
    match head {
        Head::Worktree => String::new(),
        Head::Index => Said {
            nb: " (indeksen, det som er klart for innsjekking)",
            nn: " (indeksen, det som er klart for innsjekking)",
            en: " (the index, what the next commit will hold)",
        }
        .by(lang)
        .to_owned(),
        Head::Revision(id) => {
            let revision = Said { nb: "revisjon", nn: "revisjon", en: "revision" }.by(lang);
            format!(" ({revision} {})", short(id))
        }
    }
}

/// An object id, as far as people read it.
pub(in crate::output) fn short(id: &str) -> String {
    id.chars().filter(char::is_ascii_alphanumeric).take(10).collect()
}

/// How many findings of each level there are, those of which there are any.
pub(in crate::output) fn levels(lang: Lang, counts: &Counts) -> Vec<String> {
    [(Level::Error, counts.errors), (Level::Warning, counts.warnings), (Level::Note, counts.notes)]
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(level, number)| Thing::Finding(level).counted(lang, number))
        .collect()
}

/// What was found, as a part of a sentence: «ingen feil, men 2 advarsler».
pub(in crate::output) fn found(lang: Lang, counts: &Counts) -> String {
    let there = levels(lang, counts);
    if there.is_empty() {
        return Said {
            nb: "ingen feil, advarsler eller merknader",
            nn: "ingen feil, åtvaringar eller merknader",
            en: "no errors, warnings or notes",
        }
        .by(lang)
        .to_owned();
    }
    let no_errors = match (counts.errors, lang) {
        (1.., _) => "",
        (0, Lang::Nb | Lang::Nn) => "ingen feil, men ",
        (0, Lang::En) => "no errors, but ",
    };
    format!("{no_errors}{}", listed(lang, &there))
}

/// That findings are waived or mended, in one sentence each; empty where none is.
pub(in crate::output) fn set_aside(lang: Lang, counts: &Counts) -> String {
    let mut said = Vec::new();
    if counts.waived > 0 {
        let findings = Thing::Any.counted(lang, counts.waived);
        said.push(match (lang, counts.waived) {
            (Lang::Nb | Lang::Nn, _) => format!("I tillegg har {findings} unntak."),
            (Lang::En, 1) => format!("In addition, {findings} has a waiver."),
            (Lang::En, _) => format!("In addition, {findings} have a waiver."),
        });
    }
    if counts.fixed > 0 {
        let findings = Thing::Any.counted(lang, counts.fixed);
        said.push(match (lang, counts.fixed) {
            (Lang::Nb, _) => format!("Endringen retter {findings}."),
            (Lang::Nn, _) => format!("Endringa rettar {findings}."),
            (Lang::En, _) => format!("The change mends {findings}."),
        });
    }
    said.join(" ")
}

/// How many requirements are not met, left to a person or not checked; empty where none is.
pub(in crate::output) fn open_requirements(lang: Lang, counts: &Counts) -> String {
    let nn = if counts.not_met == 1 { "er ikkje oppfylt" } else { "er ikkje oppfylte" };
    let not_met = Said { nb: "er ikke oppfylt", nn, en: "not met" };
    let to_judge = Said {
        nb: "må vurderes av et menneske",
        nn: "må vurderast av eit menneske",
        en: "to be judged by a person",
    };
    let unknown =
        Said {
            nb: "kunne ikke undersøkes", nn: "kunne ikkje undersøkjast", en: "that could not be checked"
        };
    let said: Vec<String> =
        [(counts.not_met, not_met), (counts.to_judge, to_judge), (counts.unknown, unknown)]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, how)| format!("{} {}", Thing::Requirement.counted(lang, number), how.by(lang)))
            .collect();
    if said.is_empty() { String::new() } else { format!("{}.", listed(lang, &said)) }
}

/// That the answer says nothing, because nothing was looked at.
pub(in crate::output) fn nothing_looked_at(lang: Lang) -> &'static str {
    Said {
        nb: "Registervakt fant ingenting å undersøke, så dette sier ikke at noe er i orden.",
        nn: "Registervakt fann ingenting å undersøkje, så dette seier ikkje at noko er i orden.",
        en: "Registervakt found nothing to look at, so this does not say that anything is in order.",
    }
    .by(lang)
}

/// That there is no register.
pub(in crate::output) fn no_register(lang: Lang) -> &'static str {
    Said {
        nb: "Registervakt fant ikke noe register: ingen mappe har filen register.toml. Ingenting er undersøkt.",
        nn: "Registervakt fann ikkje noko register: inga mappe har fila register.toml. Ingenting er undersøkt.",
        en: "Registervakt found no register: no folder holds a register.toml. Nothing has been looked at.",
    }
    .by(lang)
}

/// That a change touches no register.
pub(in crate::output) fn untouched(lang: Lang) -> &'static str {
    Said {
        nb: "Endringen berører ingen av registrene her, så ingen plikter følger av den.",
        nn: "Endringa rører ingen av registera her, så ingen plikter følgjer av ho.",
        en: "The change touches none of the registers here, so no duties follow from it.",
    }
    .by(lang)
}

/// Which command says more, as the start of a line.
pub(in crate::output) fn read_more(lang: Lang) -> &'static str {
    Said { nb: "Les mer:", nn: "Les meir:", en: "Read more:" }.by(lang)
}

/// Which command lists the requirements.
pub(in crate::output) fn see_requirements(lang: Lang) -> &'static str {
    Said { nb: "Se kravene:", nn: "Sjå krava:", en: "See the requirements:" }.by(lang)
}

/// Which command lists the findings.
pub(in crate::output) fn see_findings(lang: Lang) -> &'static str {
    Said { nb: "Se hva som må rettes:", nn: "Sjå kva som må rettast:", en: "See what to mend:" }.by(lang)
}

/// That a finding is waived, until when, why and by whom.
pub(in crate::output) fn waiver(
    lang: Lang,
    until: NaiveDate,
    reason: &str,
    approved_by: Option<&str>,
) -> String {
    let until = match lang {
        Lang::Nb | Lang::Nn => format!("til og med {}", until.format("%d.%m.%Y")),
        Lang::En => format!("until {until}"),
    };
    let by = approved_by.map_or_else(String::new, |name| match lang {
        Lang::Nb => format!(" (godkjent av {name})"),
        Lang::Nn => format!(" (godkjend av {name})"),
        Lang::En => format!(" (approved by {name})"),
    });
    format!("{until}{by}: {reason}")
}

/// That more of a thing is there than is shown.
pub(in crate::output) fn and_more(lang: Lang, thing: Thing, number: usize) -> String {
    let counted = thing.counted(lang, number);
    match lang {
        Lang::Nb | Lang::Nn => format!("… og {counted} til"),
        Lang::En => format!("… and {counted} more"),
    }
}

/// How many requirements there are and how many stand in each state.
pub(in crate::output) fn totals(lang: Lang, states: &BTreeMap<State, usize>) -> String {
    let all = states.values().sum();
    let each: Vec<String> =
        states.iter().map(|(standing, number)| format!("{number} {}", state(lang, *standing))).collect();
    format!("{}: {}.", Thing::Requirement.counted(lang, all), listed(lang, &each))
}

/// That a register has no list of requirements.
pub(in crate::output) fn no_requirements(lang: Lang) -> &'static str {
    Said {
        nb: "Ingen krav er undersøkt.",
        nn: "Ingen krav er undersøkte.",
        en: "No requirements have been looked at.",
    }
    .by(lang)
}

/// That a table is too long for the page.
pub(in crate::output) fn too_long(lang: Lang) -> &'static str {
    Said {
        nb: "Tabellen over kravene er for lang for denne siden: kjør registervakt requirements.",
        nn: "Tabellen over krava er for lang for denne sida: køyr registervakt requirements.",
        en: "The table of requirements is too long for this page: run registervakt requirements.",
    }
    .by(lang)
}

/// What a register without a name is called.
pub(in crate::output) fn unnamed(lang: Lang) -> &'static str {
    Said { nb: "registeret", nn: "registeret", en: "the register" }.by(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(errors: usize, warnings: usize, notes: usize) -> Counts {
        Counts { errors, warnings, notes, ..Counts::default() }
    }

    #[test]
    fn numbers_bring_their_nouns() {
        let check = |thing: Thing, expected: [&str; 6]| {
            let said = Lang::ALL.map(|lang| [thing.counted(lang, 1), thing.counted(lang, 2)]);
            assert_eq!(said.as_flattened(), expected);
            assert_eq!(thing.counted(Lang::Nb, 0).split_once(' ').unwrap().1, thing.plural(Lang::Nb));
        };
        check(Thing::Finding(Level::Error), ["1 feil", "2 feil", "1 feil", "2 feil", "1 error", "2 errors"]);
        check(
            Thing::Finding(Level::Warning),
            ["1 advarsel", "2 advarsler", "1 åtvaring", "2 åtvaringar", "1 warning", "2 warnings"],
        );
        check(
            Thing::Finding(Level::Note),
            ["1 merknad", "2 merknader", "1 merknad", "2 merknader", "1 note", "2 notes"],
        );
        check(Thing::File, ["1 fil", "2 filer", "1 fil", "2 filer", "1 file", "2 files"]);
        check(Thing::Rule, ["1 regel", "2 regler", "1 regel", "2 reglar", "1 rule", "2 rules"]);
        check(
            Thing::Register,
            ["1 register", "2 registre", "1 register", "2 register", "1 register", "2 registers"],
        );
        check(Thing::Any, ["1 funn", "2 funn", "1 funn", "2 funn", "1 finding", "2 findings"]);
        check(
            Thing::Requirement,
            ["1 krav", "2 krav", "1 krav", "2 krav", "1 requirement", "2 requirements"],
        );
        check(Thing::Place, ["1 sted", "2 steder", "1 stad", "2 stader", "1 place", "2 places"]);
    }

    #[test]
    fn what_was_found_is_never_a_bare_word() {
        let check = |counts: Counts, expected: [&str; 3]| {
            assert_eq!(Lang::ALL.map(|lang| found(lang, &counts)), expected);
        };
        check(
            counts(0, 0, 0),
            [
                "ingen feil, advarsler eller merknader",
                "ingen feil, åtvaringar eller merknader",
                "no errors, warnings or notes",
            ],
        );
        check(counts(1, 0, 0), ["1 feil", "1 feil", "1 error"]);
        check(
            counts(2, 1, 3),
            [
                "2 feil, 1 advarsel og 3 merknader",
                "2 feil, 1 åtvaring og 3 merknader",
                "2 errors, 1 warning and 3 notes",
            ],
        );
        check(
            counts(0, 2, 1),
            [
                "ingen feil, men 2 advarsler og 1 merknad",
                "ingen feil, men 2 åtvaringar og 1 merknad",
                "no errors, but 2 warnings and 1 note",
            ],
        );
    }

    #[test]
    fn the_sentence_says_what_was_looked_at() {
        let looked_at = LookedAt { files: 1, rules: 96 };
        let check = |head: Head, expected: [&str; 3]| {
            assert_eq!(Lang::ALL.map(|lang| summary(lang, &counts(1, 0, 0), looked_at, &head)), expected);
        };
        check(
            Head::Worktree,
            [
                "Registervakt leste 1 fil, prøvde 96 regler og fant 1 feil.",
                "Registervakt las 1 fil, prøvde 96 reglar og fann 1 feil.",
                "Registervakt read 1 file, applied 96 rules and found 1 error.",
            ],
        );
        check(
            Head::Revision("0123456789abcdef".to_owned()),
            [
                "Registervakt leste 1 fil (revisjon 0123456789), prøvde 96 regler og fant 1 feil.",
                "Registervakt las 1 fil (revisjon 0123456789), prøvde 96 reglar og fann 1 feil.",
                "Registervakt read 1 file (revision 0123456789), applied 96 rules and found 1 error.",
            ],
        );
        assert!(
            summary(Lang::Nn, &counts(0, 0, 0), looked_at, &Head::Index).contains("klart for innsjekking")
        );
    }

    #[test]
    fn what_is_set_aside_or_open_is_said() {
        let none = Counts::default();
        assert_eq!((set_aside(Lang::Nb, &none), open_requirements(Lang::Nb, &none)), Default::default());
        let some = Counts { waived: 1, fixed: 2, not_met: 1, to_judge: 3, unknown: 1, ..none };
        assert_eq!(
            Lang::ALL.map(|lang| set_aside(lang, &some)),
            [
                "I tillegg har 1 funn unntak. Endringen retter 2 funn.",
                "I tillegg har 1 funn unntak. Endringa rettar 2 funn.",
                "In addition, 1 finding has a waiver. The change mends 2 findings.",
            ]
        );
        assert_eq!(
            Lang::ALL.map(|lang| open_requirements(lang, &some)),
            [
                "1 krav er ikke oppfylt, 3 krav må vurderes av et menneske og 1 krav kunne ikke undersøkes.",
                "1 krav er ikkje oppfylt, 3 krav må vurderast av eit menneske og 1 krav kunne ikkje undersøkjast.",
                "1 requirement not met, 3 requirements to be judged by a person and 1 requirement that could not be checked.",
            ]
        );
    }

    #[test]
    fn states_have_words_in_all_languages() {
        let check =
            |standing, expected: [&str; 3]| assert_eq!(Lang::ALL.map(|lang| state(lang, standing)), expected);
        check(State::Met, ["oppfylt", "oppfylt", "met"]);
        check(State::NotMet, ["ikke oppfylt", "ikkje oppfylt", "not met"]);
        check(State::ToBeJudged, ["må vurderes", "må vurderast", "to be judged"]);
        check(State::NotApplicable, ["ikke relevant", "ikkje relevant", "not applicable"]);
        check(State::Unknown, ["ukjent", "ukjend", "unknown"]);
    }

    #[test]
    fn lists_end_with_and() {
        let list =
            |items: &[&str]| listed(Lang::Nn, &items.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(
            [list(&[]), list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])],
            ["", "a", "a og b", "a, b og c"]
        );
    }
}
