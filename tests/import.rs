//! `init --from`: what is read out of documents, and that the files it writes stay whole.
//!
//! **Knows**: invented documents and what must come of them; the collected documents beside the crate, where they lie.
//! **Does not know**: how facts are found.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use proptest::prelude::*;
use registervakt::asset;
use registervakt::document::{self, Limits};
use registervakt::job::import::{Begun, Brought, Left, begin};
use registervakt::register::import::{Imported, read};

use support::Repo;

fn brought(name: &str, bytes: &[u8]) -> Brought {
    Brought { name: name.to_owned(), bytes: bytes.to_vec() }
}

fn begun(files: &[(&str, &[u8])]) -> Begun {
    let files: Vec<Brought> = files.iter().map(|(name, bytes)| brought(name, bytes)).collect();
    begin(&files, &Limits::default()).expect("it can be read")
}

fn text<'a>(begun: &'a Begun, path: &str) -> &'a str {
    let (_, bytes) = begun.files.iter().find(|(other, _)| other == path).unwrap_or_else(|| panic!("{path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The lines of the three files that the template does not have.
fn new_lines(begun: &Begun) -> String {
    let mut lines = String::new();
    for path in ["register.toml", "fagraad.toml", "datasett.csv"] {
        let (_, template) = asset::init().into_iter().find(|(other, _)| *other == path).expect("a template");
        let template = std::str::from_utf8(template).expect("UTF-8").replace('\r', "");
        let known: BTreeSet<&str> = template.lines().collect();
        lines += &format!("== {path}\n");
        for line in text(begun, path).lines().filter(|line| !known.contains(line)) {
            lines += &format!("{line}\n");
        }
    }
    lines
}

const DESCRIPTION: &[u8] = include_bytes!("import/beskrivelse.md");
const STATUTES: &[u8] = include_bytes!("import/vedtekter.md");

/// The two documents as they lie, whatever line ends Git gave them.
fn unix(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace('\r', "").into_bytes()
}

#[test]
fn a_description_and_statutes_fill_the_files() {
    let (description, statutes) = (unix(DESCRIPTION), unix(STATUTES));
    let begun = begun(&[("beskrivelse.md", &description), ("vedtekter.md", &statutes)]);
    let expected = include_str!("import/expected.txt").replace('\r', "");
    assert_eq!(new_lines(&begun), expected);
    assert_eq!(text(&begun, "registerbeskrivelse.md").as_bytes(), description);
    assert_eq!(text(&begun, "vedtekter.md").as_bytes(), statutes);
    assert_eq!(begun.left, []);
}

/// What is written, without the notes on where it stood.
fn said(begun: &Begun) -> Vec<String> {
    let lines = new_lines(begun);
    let bare = lines.lines().map(|line| line.split(" # ").next().unwrap_or_default().trim_end().to_owned());
    bare.filter(|line| !line.starts_with("# ")).collect()
}

#[test]
fn word_and_opendocument_say_the_same_as_markdown() {
    let markdown = said(&begun(&[("beskrivelse.md", &unix(DESCRIPTION))]));
    for (name, bytes) in [
        ("beskrivelse.docx", include_bytes!("import/beskrivelse.docx").as_slice()),
        ("beskrivelse.odt", include_bytes!("import/beskrivelse.odt").as_slice()),
    ] {
        let begun = begun(&[(name, bytes)]);
        let flowed = |lines: Vec<String>| {
            // The values of a list stand on one line where they have one note.
            lines
                .join(" ")
                .replace(",]", "]")
                .replace(", ]", "]")
                .replace("[ ", "[")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            flowed(said(&begun)).replace(",]", "]"),
            flowed(markdown.clone()).replace(",]", "]"),
            "{name}"
        );
        assert!(begun.files.iter().all(|(path, _)| path != "registerbeskrivelse.md"));
    }
}

#[test]
fn identity_numbers_never_come_along() {
    let document = "# Registerbeskrivelse for Norsk øveregister for kneskader\n\n## Formål\n\nFormålet med registeret er å følge 15076500565.\n\n## Fagråd\n\n- Kari Øvesen, 15076500565, Helse Bergen HF\n\n## Om 15076500565\n\nKortnavn: ØveKne\n";
    let begun = begun(&[("beskrivelse.md", document.as_bytes())]);
    assert_eq!(begun.left, [Left::Numbers("beskrivelse.md".to_owned())]);
    for (path, bytes) in &begun.files {
        assert!(!String::from_utf8_lossy(bytes).contains("15076500565"), "{path}");
    }
    assert!(text(&begun, "register.toml").contains("kortnavn = \"ØveKne\" # fra"));
}

#[test]
fn ten_thousand_codes_are_read_in_good_time() {
    let mut document = "# Registerbeskrivelse for Norsk øveregister for alt\n\n## Pasientpopulasjon\n\n### Inklusjonskriterier\n\n| ICD-10 | Navn |\n|---|---|\n".to_owned();
    for letter in 'A'..='Z' {
        for number in 0..1000 {
            document += &format!("| {letter}{:02}.{} | sykdom \"x\" |\n", number / 10, number % 10);
        }
    }
    let start = Instant::now();
    let begun = begun(&[("b.md", document.as_bytes())]);
    assert!(start.elapsed().as_secs() < 60);
    let home: toml::Table = text(&begun, "register.toml").parse().expect("TOML");
    assert!(home["pasientgruppe"]["icd10"].as_array().expect("a list").len() >= 10_000);
}

/// Pieces that end strings, comments and tables, where names and values are looked for.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "\"",
        "\"\"\"",
        "'''",
        "]",
        "[[medlem]]",
        "\n",
        "\r",
        "\\",
        "#",
        "\u{0}",
        "\u{202E}",
        "\u{2028}",
        "{",
        "}",
        "= 1",
        "æ\u{30A}",
        "Kari Øvesen",
        "Norsk register for x",
        ", ",
        ";",
        "|",
        "(leder)",
        "Helse Bergen HF",
        " er dataansvarlig",
        "M45",
        "18 år",
        "Registerets navn: ",
        "Kortnavn: ",
        "\n\n## Fagråd\n\n- ",
        "\n\n## Formål\n\nFormålet med registeret er å ",
        "\n\n## Pasientpopulasjon\n\n",
        "\n\n### Inklusjonskriterier\n\n- ",
        "\n\n| Variabel | Beskrivelse |\n|---|---|\n| ",
        "\n\n| Indikator |\n|---|\n| ",
        "\n\n## Retningslinjer\n\n- ",
        "[x](https://a.no/\")",
        "\t",
        "\u{7F}",
        "\u{85}",
        "-- ",
        "<!-- ",
    ];
    let piece = proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned);
    let odd = prop_oneof![4 => piece, 1 => any::<String>()];
    proptest::collection::vec(odd, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_document_breaks_the_files(document in hostile(), name in "\\PC{0,20}|.*\n.*|\"\"\"#") {
        let name = format!("{name}.md");
        // A NUL makes it no text, and that is said.
        let Ok(begun) = begin(&[brought(&name, document.as_bytes())], &Limits::default()) else { return Ok(()) };
        for path in ["register.toml", "fagraad.toml"] {
            let parsed = text(&begun, path).parse::<toml::Table>();
            prop_assert!(parsed.is_ok(), "{path}: {:?}", parsed.err());
        }
        let rows: Vec<&str> = text(&begun, "datasett.csv").lines().collect();
        prop_assert!(rows.len() >= 2);
        prop_assert!(rows.iter().all(|row| !row.starts_with(['=', '+', '@'])));
    }
}

#[test]
fn a_law_or_a_guide_says_nothing_of_a_register() {
    for document in [
        "# Forskrift om øveregistre\n\n## § 1-3 Dataansvarlig\n\nHelse Bergen HF er dataansvarlig.",
        "# Registerbeskrivelse\n\nI forskrift om medisinske kvalitetsregistre § 3-2 åpnes det for reservasjon. Norsk pasientregister er en kilde.",
        "# Søknad om status som nasjonalt medisinsk kvalitetsregister\n\nSkriv navnet her.",
        "",
    ] {
        assert_eq!(begun(&[("a.md", document.as_bytes())]).facts, 0, "{document}");
    }
}

#[test]
fn doubt_leaves_out() {
    let check = |sections: &str, key: &str| {
        let document = format!("# Registerbeskrivelse for Norsk øveregister for kneskader\n\n{sections}");
        let begun = begun(&[("a.md", document.as_bytes())]);
        let home: String =
            text(&begun, "register.toml").lines().filter(|line| line.contains("fra a.md")).collect();
        assert!(!home.contains(key), "{sections}: {home}");
    };
    check("Helse Bergen HF er dataansvarlig. Oslo universitetssykehus HF er dataansvarlig.", "Helse Bergen");
    check("Helse Bergen HF er ikke dataansvarlig.", "Helse Bergen");
    check("Tidligere var det slik at Helse Bergen HF er dataansvarlig.", "Helse Bergen");
    check("## Pasientgruppe\n\nPasienter over 18 år. Pasienter fra 16 år tas inn.", "alder");
    check("## Datafangst\n\nVi henter ikke data fra Norsk pasientregister.", "pasientregister");
    check(
        "## Hjemmel\n\nForskrift om medisinske kvalitetsregistre. Registeret bygger på samtykke. De registrerte har reservasjonsrett uten samtykke.",
        "type",
    );
    check("## Kriterier for nasjonal status\n\nDet er ikke noe prognosetap.", "kriterier");
    check("## Inklusjonskriterier\n\n- Alle\n  - som har feber\n  - og hoste\n", "inklusjon");
    check("## Eksklusjonskriterier\n\nIngen.", "Ingen");
}

/// What is read of one document, as [`COLLECTED`] writes it.
fn summary_of(document: &str) -> String {
    let (document, _) = document::read("a.md", document.as_bytes(), &Limits::default());
    summary(&read(&[&document.expect("a document")]))
}

#[test]
fn the_name_is_found_where_it_is_given() {
    let check = |document: &str, expected: &str| assert_eq!(summary_of(document), expected, "{document}");
    check("# Registerbeskrivelse for Norsk øveregister (Øve)", "navn=Norsk øveregister|kortnavn=Øve");
    check("# Norsk øveregister for kne – årsrapport for 2025", "navn=Norsk øveregister for kne");
    check("# Vedtekter for ØveKne", "kortnavn=ØveKne");
    check("# Vedtekter\n\nfor Nasjonalt register for øvelser", "navn=Nasjonalt register for øvelser");
    check(
        "# Fakta\n\n| | |\n|---|---|\n| Registerets navn | Øveregisteret for kne |",
        "navn=Øveregisteret for kne",
    );
    check(
        "# Om oss\n\nNorsk øveregister for kne (ØveKne) er et nasjonalt kvalitetsregister.",
        "navn=Norsk øveregister for kne|kortnavn=ØveKne",
    );
    check(
        "# Vedtekter\n\n## § 1 Registerets navn\n\nNorsk øveregister for kne. Kortnavn: ØveKne. Nettside:",
        "navn=Norsk øveregister for kne|kortnavn=ØveKne",
    );
    check("# Beskrivelse\n\nRegisteret heter Norsk øveregister, og eies av andre.", "");
    check("# Nasjonalt medisinsk kvalitetsregister", "");
    check("# Registerbeskrivelse for [navn på registeret]", "");
}

#[test]
fn the_controller_is_the_one_that_the_text_gives_the_part() {
    let check = |text: &str, expected: &str| {
        assert_eq!(summary_of(&format!("# Beskrivelse\n\n{text}")), expected, "{text}");
    };
    check(
        "Dataansvarlig er Nordlandssykehuset HF.",
        "dataansvarlig=Nordlandssykehuset HF|rhf=Helse Nord RHF",
    );
    check(
        "Nordlandssykehuset HF er dataansvarleg for registeret.",
        "dataansvarlig=Nordlandssykehuset HF|rhf=Helse Nord RHF",
    );
    check(
        "Dataansvarlig: Haukeland universitetssjukehus",
        "dataansvarlig=Helse Bergen HF|rhf=Helse Vest RHF",
    );
    check(
        "Folkehelseinstituttet er dataansvarlig, og Helse Bergen HF er databehandler.",
        "dataansvarlig=Folkehelseinstituttet|databehandler=Helse Bergen HF",
    );
    check("Dataansvaret ble overført fra Helse Bergen HF til St. Olavs hospital HF.", "");
    check("Databehandler: Helse Vest IKT AS", "");
    check("Helse Bergen HF er ikke databehandler.", "");
}

#[test]
fn codes_of_others_are_not_taken() {
    let check = |document: &str, expected: &str| assert_eq!(summary_of(document), expected, "{document}");
    check(
        "# A\n\n## Målgruppe\n\nPasienter med S06.2. Pasienter med svulst (C71) inngår i Øveregisteret.",
        "kategori=sykdomstilstand|kode=S06.2",
    );
    check("# Årsrapport for 2025\n\n## Pasientgruppe\n\nVi registrerte 300, hvorav 20 med ICD-10 G82.1.", "");
    check("# A\n\n## Pasientgruppe\n\n### Eksklusjonskriterier\n\n- Brudd (ICD-10 S82.1)\n", "eksklusjon=");
}

#[test]
fn a_list_is_of_what_it_names() {
    let check = |document: &str, expected: &str| assert_eq!(summary_of(document), expected, "{document}");
    check(
        "# A\n\n## Retningslinjer\n\n- Råd om kne (2019)\n- Alle følger retningslinjene\n- De er under revisjon.",
        "retningslinje=Råd om kne (2019)",
    );
    check(
        "# A\n\n## Kvalitetsindikatorer\n\n1. Andel operert\n2. Ventetid\n   Måltall: 90 %\n3. Vi har flere.",
        "indikator=Andel operert|indikator=Ventetid",
    );
    check("# A\n\n| Variabel | Antall |\n|---|---|\n| alder | 100 |", "");
    check(
        "# A\n\n| Variabel | Beskrivelse |\n|---|---|\n| alder | Alder i år |\n| | Tom |",
        "variabel=alder",
    );
}

#[test]
fn only_persons_are_members() {
    let check = |list: &str, expected: &[&str]| {
        let document = format!("# Fagråd\n\n{list}");
        let (document, _) = document::read("a.md", document.as_bytes(), &Limits::default());
        let said = read(&[&document.expect("a document")]);
        let names: Vec<&str> = said.members.iter().map(|fact| fact.value.name.as_str()).collect();
        assert_eq!(names, expected, "{list}");
    };
    check("- Kari Øvesen, Helse Bergen HF\n- Per T. Prøve (OUS)", &["Kari Øvesen", "Per T. Prøve"]);
    check(
        "- Helse Vest, to medlemmer\n- Norsk Forening, ett medlem\n- representant fra Helse Nord mangler",
        &[],
    );
    check("Leder: Kari Øvesen, St. Olavs hospital\nNord: Per Prøve, UNN", &["Kari Øvesen", "Per Prøve"]);
    check("Rådet ledes av\nKari Øvesen, som er overlege, og\nmøtes to ganger i året.", &[]);
    check("- Kari Øvesen, overlege\n\nVaramedlemmer:\n\n- Per Prøve, overlege", &["Kari Øvesen"]);
    check(
        "- Sekretær: Kari Øvesen, Helse Bergen HF\n- Per Prøve, observatør\n- Siv Øvesen, Norges Øveforbund",
        &["Siv Øvesen"],
    );
    check("• Kari Øvesen – fysioterapeut, Stavanger\n• ledig plass", &["Kari Øvesen"]);
}

#[test]
fn check_runs_on_what_was_made() {
    let repo = Repo::new();
    repo.write("inn/beskrivelse.md", &String::from_utf8_lossy(&unix(DESCRIPTION)));
    let run = |arguments: &[&str]| {
        repo.command(env!("CARGO_BIN_EXE_registervakt")).args(arguments).output().expect("it runs")
    };
    let made = run(&["init", "nytt", "--from", "inn/beskrivelse.md"]);
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    assert!(String::from_utf8_lossy(&made.stdout).contains("Lest ut av dokumentene"));
    let checked = run(&["-C", "nytt", "check", "--format", "json", "--today", "2026-11-23"]);
    assert_eq!(checked.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let rules: BTreeSet<&str> = report["registers"][0]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    for rule in ["ugyldig-fil", "ukjent-noekkel", "ugyldig-verdi"] {
        assert!(!rules.contains(rule), "{rule}");
    }

    let again = run(&["init", "nytt", "--from", "inn/beskrivelse.md"]);
    assert_eq!(again.status.code(), Some(3));
    repo.write("inn/b.pages", "x");
    for wrong in ["inn/b.pages", "inn/finnes-ikke.md"] {
        let failed = run(&["init", "annet", "--from", wrong]);
        assert_eq!(failed.status.code(), Some(3), "{wrong}");
        assert!(!repo.root().join("annet").exists(), "{wrong}");
    }
}

/// A document beside the crate, and what must be read out of it: `key=value`, as many as there are.
const COLLECTED: [(&str, &str); 16] = [
    ("domain/corpus/diabetesvoksne-arsrapport-2014.md", "navn=Norsk diabetesregister for voksne"),
    (
        "domain/corpus/hukli-soknad-nasjonal-status-2012.md",
        "navn=Register for personer som utredes ved Hukommelsesklinikker i Helse Sør-Øst og Helse Vest|kortnavn=HUKLI|formaal",
    ),
    ("domain/corpus/lkg-fagrad.md", "medlemmer=7|leder=Hans Christian Sylvester-Jensen"),
    ("domain/corpus/lov-forskrift-medisinske-kvalitetsregistre.md", ""),
    ("domain/corpus/lov-hjerte-karregisterforskriften.md", ""),
    ("domain/corpus/lov-kreftregisterforskriften.md", ""),
    ("domain/corpus/lov-helseregisterloven.md", ""),
    ("domain/corpus/nasjonalt-registerbeskrivelse-vedtekter-sider.md", ""),
    ("domain/corpus/nasjonalt-stadieveileder-krav.md", ""),
    (
        "domain/corpus/nhir-helsedata.md",
        "navn=Norsk hjerteinfarktregister|formaal|dataansvarlig=Folkehelseinstituttet|databehandler=St. Olavs hospital HF|type=lovbestemt|forskrift=FOR-2011-12-16-1250",
    ),
    (
        "domain/corpus/nnrr-registerside.md",
        "navn=Norsk nakke- og ryggregister|kortnavn=NNRR|kategori=tjeneste",
    ),
    (
        "domain/corpus/norartritt-vedtekter.md",
        "navn=Norsk kvalitetsregister for artrittsykdommer|kortnavn=NorArtritt|formaal|dataansvarlig=Helse Bergen HF|rhf=Helse Vest RHF",
    ),
    (
        "domain/corpus/norgast-helsedata.md",
        "navn=Norsk register for gastrokirurgi|kortnavn=NORGAST|formaal|dataansvarlig=Universitetssykehuset Nord-Norge HF|rhf=Helse Nord RHF|type=forskrift-reservasjon|forskrift=FOR-2019-06-21-789",
    ),
    (
        "domain/corpus/norgast-samledok.md",
        "navn=Norsk register for gastrokirurgi|kortnavn=NORGAST|type=forskrift-reservasjon|forskrift=FOR-2019-06-21-789|gdpr=6-1-e|gdpr=9-2-j",
    ),
    (
        "domain/corpus/muskel-arsrapport-2014.md",
        "navn=Norsk register for arvelige og medfødte nevromuskulære sykdommer|kortnavn=Muskelregisteret|dataansvarlig=Universitetssykehuset Nord-Norge HF|rhf=Helse Nord RHF|type=konsesjon",
    ),
    ("domain/corpus/traume-arsrapport-2013.md", "navn=Nasjonalt traumeregister"),
];

/// What was read, as [`COLLECTED`] writes it.
fn summary(said: &Imported) -> String {
    let mut all = Vec::new();
    let mut text = |key: &str, value: Option<&str>| all.extend(value.map(|value| format!("{key}={value}")));
    text("navn", said.name.as_ref().map(|fact| fact.value.as_str()));
    text("kortnavn", said.short_name.as_ref().map(|fact| fact.value.as_str()));
    text("formaal", said.purpose.as_ref().map(|_| ""));
    text("kategori", said.category.as_ref().map(|fact| fact.value));
    said.criteria.iter().for_each(|fact| text("kriterium", Some(fact.value)));
    text("dataansvarlig", said.controller.as_ref().map(|fact| fact.value.organisation.name()));
    said.processors.iter().for_each(|fact| text("databehandler", Some(fact.value.organisation.name())));
    text("rhf", said.authority.as_ref().map(|fact| fact.value));
    text("type", said.basis.as_ref().map(|fact| fact.value));
    text("forskrift", said.regulation.as_ref().map(|fact| fact.value.as_str()));
    said.gdpr.iter().for_each(|fact| text("gdpr", Some(&fact.value)));
    said.codes.iter().for_each(|fact| text("kode", Some(&fact.value.to_string())));
    said.sources.iter().for_each(|fact| text("kilde", Some(fact.value.name)));
    text("dekningsgrad", said.coverage_source.as_ref().map(|fact| fact.value));
    said.inclusion.iter().for_each(|_| text("inklusjon", Some("")));
    said.exclusion.iter().for_each(|_| text("eksklusjon", Some("")));
    said.guidelines.iter().for_each(|fact| text("retningslinje", Some(&fact.value.name)));
    said.indicators.iter().for_each(|fact| text("indikator", Some(&fact.value.name)));
    let members = said.members.len().to_string();
    text("medlemmer", Some(members.as_str()).filter(|_| !said.members.is_empty()));
    let leader = said.members.iter().find(|fact| fact.value.leads);
    text("leder", leader.map(|fact| fact.value.name.as_str()));
    said.variables.iter().for_each(|fact| text("variabel", Some(&fact.value.name)));
    all.join("|").replace("formaal=", "formaal")
}

#[test]
fn what_is_read_out_of_the_collected_documents_is_right() {
    let shared = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    if !shared.exists() {
        eprintln!("{} is not there, so the collected documents were not read", shared.display());
        return;
    }
    for (path, expected) in COLLECTED {
        let bytes = fs::read(shared.join(path)).unwrap_or_else(|_| panic!("{path}"));
        let (document, _) = document::read("a.md", &bytes, &Limits::default());
        assert_eq!(summary(&read(&[&document.expect("a document")])), expected, "{path}");
    }
}
