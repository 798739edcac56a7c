//! `register.toml` with what documents say.
//!
//! **Knows**: which fact is the value of which key.
//! **Does not know**: how facts are found.

use super::Notes;
use super::template::{Template, Written, quoted};
use crate::register::code::CodeSystem;
use crate::register::import::{Body, Fact, Imported, SourceFact, SourceKind};
use crate::register::section::{Governed, Item, Standing};
use crate::source::Place;

/// Writes the facts, and says how many.
pub(super) fn fill(home: &mut Template, said: &Imported, notes: &Notes<'_>) -> usize {
    let mut facts = 0;
    let mut text = |table: &str, key: &str, fact: Option<&Fact<String>>| {
        if let Some(fact) = fact {
            home.set(table, key, &Written::One(quoted(&fact.value), notes.of(&fact.place)));
            facts += 1;
        }
    };
    let word = |fact: &Option<Fact<&'static str>>| {
        fact.as_ref().map(|fact| Fact { value: fact.value.to_owned(), place: fact.place.clone() })
    };
    text("register", "navn", said.name.as_ref());
    text("register", "kortnavn", said.short_name.as_ref());
    text("register", "formaal", said.purpose.as_ref());
    text("register", "kategori", word(&said.category).as_ref());
    text("rhf", "navn", word(&said.authority).as_ref());
    text("hjemmel", "type", word(&said.basis).as_ref());
    text("hjemmel", "forskrift", said.regulation.as_ref());
    text("dekningsgrad", "metode", said.coverage_method.as_ref());
    text("dekningsgrad", "kilde", word(&said.coverage_source).as_ref());
    if let Some(fact) = &said.controller {
        let note = notes.of(&fact.place);
        let organisation = fact.value.organisation;
        home.set("dataansvarlig", "navn", &Written::One(quoted(organisation.name()), note));
        let derived = "etter navnet – kontroller".to_owned();
        if let Some(number) = organisation.number() {
            home.set("dataansvarlig", "orgnr", &Written::One(quoted(&number.to_string()), derived.clone()));
        }
        home.set("dataansvarlig", "type", &Written::One(quoted(organisation.kind().word()), derived));
        facts += 1;
    }
    facts + lists(home, said, notes) + tables(home, said, notes)
}

fn lists(home: &mut Template, said: &Imported, notes: &Notes<'_>) -> usize {
    let mut facts = 0;
    let mut list = |table: &str, key: &str, entries: Vec<(String, String)>| {
        facts += entries.len();
        if !entries.is_empty() {
            home.set(table, key, &Written::List(entries));
        }
    };
    let texts = |all: &[Fact<String>]| {
        all.iter().map(|fact| (quoted(&fact.value), notes.of(&fact.place))).collect::<Vec<_>>()
    };
    let words = said.criteria.iter().map(|fact| (quoted(fact.value), notes.of(&fact.place)));
    list("register", "kriterier", words.collect());
    list("hjemmel", "behandlingsgrunnlag", texts(&said.gdpr));
    for system in CodeSystem::ALL {
        let codes = said.codes.iter().filter(|fact| fact.value.system() == system);
        let codes = codes.map(|fact| (quoted(&fact.value.to_string()), notes.of(&fact.place)));
        list("pasientgruppe", system.word(), codes.collect());
    }
    list("pasientgruppe", "inklusjon", texts(&said.inclusion));
    list("pasientgruppe", "eksklusjon", texts(&said.exclusion));
    if let Some(Fact { value: (from, to), place }) = &said.age {
        let end = |name: &str, age: &Option<u8>| age.map(|age| format!("{name} = {age}"));
        let ends: Vec<String> = [end("fra", from), end("til", to)].into_iter().flatten().collect();
        home.set(
            "pasientgruppe",
            "alder",
            &Written::One(format!("{{ {} }}", ends.join(", ")), notes.of(place)),
        );
        facts += 1;
    }
    facts
}

/// The lists of tables: sources, processors, guidelines, indicators.
fn tables(home: &mut Template, said: &Imported, notes: &Notes<'_>) -> usize {
    let line =
        |key: &str, value: &str, note: &str| Written::One(quoted(value), note.to_owned()).lines(key).concat();
    let noted = |key: &str, value: &str, place: &Place| line(key, value, &notes.of(place));
    sources(home, &said.sources, notes);
    let processor = |fact: &Fact<Body>| {
        let organisation = fact.value.organisation;
        let mut table = vec!["[[databehandler]]".to_owned(), noted("navn", organisation.name(), &fact.place)];
        let number = organisation
            .number()
            .map(|number| line("orgnr", &number.to_string(), "etter navnet – kontroller"));
        table.extend(number);
        table
    };
    let guidelines = said.guidelines.iter().map(|fact| {
        let mut table = vec!["[[retningslinje]]".to_owned(), noted("navn", &fact.value.name, &fact.place)];
        table.extend(fact.value.url.as_ref().map(|url| line("url", url, "")));
        table
    });
    let indicators = said.indicators.iter().enumerate().map(|(at, fact)| {
        let guideline = fact.value.guideline.as_deref().unwrap_or("[navn på den faglige retningslinjen]");
        vec![
            "[[indikator]]".to_owned(),
            line("id", &format!("ki-{}", at + 1), ""),
            noted("navn", &fact.value.name, &fact.place),
            "variabler = [\"[navn på variabelen]\"]".to_owned(),
            line("retningslinje", guideline, ""),
            "nasjonal = false".to_owned(),
        ]
    });
    let lists: [(&str, Vec<Vec<String>>); 3] = [
        ("databehandler", said.processors.iter().map(processor).collect()),
        ("retningslinje", guidelines.collect()),
        ("indikator", indicators.collect()),
    ];
    for (header, tables) in lists.iter().filter(|(_, tables)| !tables.is_empty()) {
        home.put_tables(header, tables);
    }
    said.sources.len() + lists.iter().map(|(_, tables)| tables.len()).sum::<usize>()
}

/// The sources in use. A kind that no document speaks of keeps what the template asks.
fn sources(home: &mut Template, found: &[Fact<SourceFact>], notes: &Notes<'_>) {
    let asked = home.tables("datafangst.kilde");
    let mut tables = Vec::new();
    for kind in [SourceKind::Central, SourceKind::Journal, SourceKind::Own] {
        let of_kind: Vec<_> = found.iter().filter(|fact| fact.value.kind == kind).collect();
        let type_line = format!("type = {}", quoted(kind.word()));
        if of_kind.is_empty() {
            tables.extend(asked.iter().filter(|table| table.contains(&type_line)).cloned());
        }
        for fact in of_kind {
            let name = Written::One(quoted(fact.value.name), notes.of(&fact.place)).lines("navn").concat();
            let status = "status = \"i-bruk\"".to_owned();
            tables.push(vec!["[[datafangst.kilde]]".to_owned(), name, type_line.clone(), status]);
        }
    }
    home.put_tables("datafangst.kilde", &tables);
}

/// Points the references of § 3-4 at the headings that the description has.
pub(super) fn refer(home: &mut Template, sections: &[Governed]) {
    const ITEMS: [(&str, Item); 9] = [
        ("a", Item::Formaal),
        ("b", Item::Pasientpopulasjon),
        ("c", Item::Innhold),
        ("d", Item::Datafangst),
        ("f", Item::Fagraad),
        ("h", Item::Hjemmel),
        ("i", Item::Dekningsgrad),
        ("j", Item::AnalyseOgFormidling),
        ("k", Item::FagligBegrunnelse),
    ];
    for (letter, item) in ITEMS {
        let named = |section: &&Governed| section.item == item && section.standing == Standing::Named;
        let Some(section) = sections.iter().find(named) else { continue };
        home.reword("hjemmel.dokumentasjon", letter, |_| {
            Some(format!(
                "registerbeskrivelse#{}",
                section.heading.split_whitespace().collect::<Vec<_>>().join(" ")
            ))
        });
    }
}
