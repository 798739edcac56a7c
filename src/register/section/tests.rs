//! Tests of sections by what they are about.

use std::path::Path;

use proptest::prelude::{prop_assert, proptest};

use super::*;
use crate::document::{Limits, read};
use crate::finding::Lang;

/// The folder of sample registers, beside the clone.
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/cases/registers");

fn document(text: &str) -> Document {
    read("a.md", text.as_bytes(), &Limits::default()).0.unwrap()
}

fn check(heading: &str, items: &[&str]) {
    let found: Vec<_> = items_of(heading, &OwnHeadings::default()).into_iter().map(Item::word).collect();
    assert_eq!(found, items, "{heading}");
}

/// Headings with the item that each names.
const HEADINGS: [(&str, &str); 18] = [
    (
        "formaal",
        "Registerets formål|1. Registerets formål|FORMÅL|Formål|Føremål|Formålet med registeret|Føremålet med registeret|\
         2.1 Formål|Kapittel 3: Formål|§ 3 Formål|Formål med PrøveLedd|Formål for Norsk prøveregister for leddgikt|\
         Kva registeret skal brukast til|Hva er formålet med registeret?|Hensikt|Overordna føremål|Formål:|\
         PrøveLedds formål|formål  med\u{a0}registeret|Forma\u{30a}l|Formål (visjon)|Formål og visjon|Mål og hensikt",
    ),
    (
        "faglig-begrunnelse",
        "Faglig begrunnelse for kvalitetsregisteret|Fagleg grunngjeving|Bakgrunn|Bakgrunn for registeret|Faglig bakgrunn|\
         2. Faglig begrunnelse|Behov for registeret|Medisinskfaglig begrunnelse|Kvifor registeret trengst",
    ),
    (
        "kriterier",
        "Helsedirektoratets kriterier ved vurdering av søknad om nasjonal status|Kriterier for nasjonal status|\
         Helsedirektoratet sine kriterium|Slik svarar vi på kriteria|Kriterier|Oppfyllelse av kriteriene",
    ),
    (
        "pasientpopulasjon",
        "Beskrivelse av pasientpopulasjonen|4. Beskrivelse av pasientpopulasjonen|Pasientpopulasjon|Populasjon|\
         Pasientgruppe|Pasientgruppen|Skildring av pasientgruppa|Kven som er med|Kven som er med i registeret|\
         Hvem er med?|Inklusjonskriterier|4.1 Inklusjonskriterier|Inklusjons- og eksklusjonskriterier|Eksklusjonskriteria|\
         6.1 Pasientgruppe som omfattes av registeret|Målgruppe|Pasientpopulasjon (inklusjon og eksklusjon)|\
         Pasientgruppe og sykdomsbilde|Hvilke pasienter registreres?|Pasientutvalg|Diagnosekoder",
    ),
    (
        "innhold",
        "Registerets innhold|5. Registerets innhold|Innhold i registeret|Innhaldet i registeret|5. Innhold|Datasett|\
         Variabler|Variablar|Kva vi samlar inn|Hvilke opplysninger registreres?|Opplysninger i registeret|\
         Variabelliste|Innhold og variabler|Variabelbeskrivelse|PROM og PREM|Registrerte opplysningar",
    ),
    (
        "forankring",
        "Forankring|6 Forankring|Forankring i regionalt helseforetak|Forankring i RHF|Regional forankring|Finansiering|\
         Forankring og finansiering|Forankringa i fagmiljøet|Økonomi og finansiering",
    ),
    (
        "analyse-og-formidling",
        "Analyse og formidling av resultater|Analyse og formidling|Formidling av resultat|Resultatformidling|\
         Korleis resultata blir brukte og delte|Analyser og formidling av resultater|Rapportering av resultater|\
         Publisering av resultater|7. Formidling|Analyse/formidling",
    ),
    (
        "datafangst",
        "Metode for datafangst|Datafangst|Metoder for fangst av data|Datainnsamling|Innrapportering og datafangst|\
         Slik samlar vi inn data|Registreringsrutiner|Skjema og registreringsrutiner|Datakilder|Datakjelder|\
         Innsamling av data|Fellesløsninger|Skjema|Innhenting av opplysningar",
    ),
    (
        "forskning",
        "Forskning|Forsking|9. Forskning|Forskning og utvikling|Samarbeid og forskning|Forskning på registerdata",
    ),
    (
        "datakvalitet",
        "Datakvalitet|Datakvaliteten i registeret|Datakvalitet i NorPrøve|10. Datakvalitet|Metodisk kvalitet|\
         Kvalitetssikring av data|Vurdering av datakvalitet|Kompletthet, korrekthet og reliabilitet|Datakvalitet og etikk",
    ),
    (
        "ledelse",
        "Faglig/daglig ledelse av registeret|Faglig og daglig ledelse|Daglig og faglig ledelse|Fagleg og dagleg leiing|\
         Ledelse|Organisering|Leiing og organisering|Faglig og administrativt ansvar|Registersekretariat|\
         11 Daglig ledelse|Organisering av registeret",
    ),
    (
        "personvern",
        "Personvern|12. Personvern|Sikkerhet og personvern|Personvern og informasjonssikkerhet|Informasjonssikkerhet|\
         Personvern og tryggleik|Behandling av personopplysninger|Informasjon til de registrerte|Sletterutiner|\
         Handsaming av personopplysningar|Rettighetene til de registrerte|Informasjon og reservasjon",
    ),
    (
        "internasjonalt",
        "Relasjon til internasjonale miljøer|Internasjonale relasjoner|Internasjonalt samarbeid|Nordisk samarbeid|\
         Relasjon til internasjonale miljø|13. Internasjonalt|Internasjonale relasjonar",
    ),
    (
        "hjemmel",
        "Hjemmelsgrunnlag|Juridisk hjemmelsgrunnlag|2.2 Juridisk hjemmelsgrunnlag|Rettslig grunnlag|\
         Rettslig grunnlag (hjemmel)|Heimel|Heimelsgrunnlag|Rettsleg grunnlag|Behandlingsgrunnlag|Lovgrunnlag|\
         Hjemmel for registeret|Juridiske forhold|Samtykke|Hjemmels- og behandlingsgrunnlag|Reservasjonsrett",
    ),
    (
        "dataansvar",
        "Dataansvarlig|Dataansvarleg|Databehandlingsansvarlig|2 Databehandlingsansvarlig|Behandlingsansvarlig|\
         Hvem er dataansvarlig?|Felles dataansvarlige|§ 6d Databehandlingsansvarliges ansvar|Dataansvar|\
         Dataansvarlig og databehandler|Kven har dataansvaret?",
    ),
    (
        "dekningsgrad",
        "Dekningsgrad|Dekningsgraden|10.1 Dekningsgrad|Metode for beregning av dekningsgrad|Dekningsgradsanalyser|\
         5.2/5.4 Metode for beregning av dekningsgrad/dekningsgrad på individnivå|Utrekning av dekningsgrad|\
         Dekningsgrad på institusjonsnivå|Dekningsgrad (individnivå)",
    ),
    (
        "fagraad",
        "Fagråd|Fagrådet|§ 6b Fagråd|§6b Fagråd|Fagrådets sammensetning|Styringsgruppe|Styringsgruppa|Referansegruppe|\
         6.1 Fagråd|Fagrådet sitt arbeid|Medlemmer i fagrådet|Samansetjing av fagrådet|Rådgivningsgruppe",
    ),
    (
        "retningslinjer",
        "Faglige retningslinjer|Nasjonale faglige retningslinjer|Kvalitetsindikatorer|Kvalitetsindikatorar|\
         Indikatorer og retningslinjer|Kvalitetsindikatorer og faglige retningslinjer|5.1 Kvalitetsindikatorer|\
         Nasjonale faglige retningslinjer og kvalitetsindikatorer|Kvalitetsmål",
    ),
];

#[test]
fn headings_name_their_item() {
    let count: usize = HEADINGS.iter().map(|(_, headings)| headings.split('|').count()).sum();
    assert!(count >= 150, "{count}");
    for (item, headings) in HEADINGS {
        headings.split('|').for_each(|heading| check(heading, &[item]));
    }
}

#[test]
fn combined_headings_name_several() {
    check("Formål og bakgrunn", &["formaal", "faglig-begrunnelse"]);
    check("2.1 Bakgrunn og formål", &["faglig-begrunnelse", "formaal"]);
    check("Datakvalitet og dekningsgrad", &["datakvalitet", "dekningsgrad"]);
    check("Dekningsgrad/datakvalitet", &["dekningsgrad", "datakvalitet"]);
    check("2.3 Faglig ledelse og databehandlingsansvar", &["ledelse", "dataansvar"]);
    check("Formål, hjemmel og dataansvarlig", &["formaal", "hjemmel", "dataansvar"]);
    check("Fagråd og ledelse", &["fagraad", "ledelse"]);
    check("Personvern og rettslig grunnlag", &["personvern", "hjemmel"]);
    check("6.2 Registerets variabler og spesifikke kvalitetsindikatorer", &["innhold", "retningslinjer"]);
}

#[test]
fn other_headings_name_nothing() {
    for heading in [
        "",
        "1",
        "Innhold",
        "Innhald",
        "INNHOLD",
        "Innholdsfortegnelse",
        "Endringslogg",
        "Referanser",
        "Kontakt",
        "Vedlegg",
        "Vedlegg 1: Formål",
        "Versjon 4.2",
        "Litteratur",
        "Sammendrag",
        "Innledning",
        "Registerbeskrivelse",
        "Registerbeskrivelse for Norsk prøveregister for leddgikt (PrøveLedd)",
        "Norsk prøveregister for leddgikt",
        "Norsk prøveregister for hjerteklaffsykdom – registerbeskrivelse",
        "Vedtekter for PrøveHofte",
        "Kvar tilbodet finst",
        "Formål med databehandleravtalen",
        "Formål og innhold i samtykkeskjemaet",
        "Endring av formål og innhold",
        "Innhold i årsrapporten",
        "Ledelse av fagrådet i Helse Nord",
        "Retningslinjer for utlevering og bruk av data",
        "Kriterier for sletting og datakvalitet",
        "Utlevering av data",
        "Pasientforløp",
        "Forløp",
        "Forma",
        "Registeret",
        "PrøveLedd",
        "Om registeret",
        "Norsk pasientregister",
        "Dekningsområde",
        "Personal",
        "Personvernombudets råd",
        "Samarbeid med pasientforeningen",
        "Medlemmer",
        "Møter",
        "Sak 4/26 Budsjett",
        "Risiko og tiltak",
        "Og",
        "og og og",
    ] {
        check(heading, &[]);
    }
}

#[test]
fn own_headings_go_first() {
    let own = OwnHeadings::new([
        ("Slik gjør vi det", Item::Datafangst),
        ("3. Kontakt", Item::Ledelse),
        ("Formål", Item::Innhold),
    ]);
    let items = |heading| items_of(heading, &own);
    assert_eq!(items("4.1 SLIK gjør  vi det"), [Item::Datafangst]);
    assert_eq!(items("Kontakt"), [Item::Ledelse]);
    assert_eq!(items("Formål"), [Item::Innhold]);
    assert_eq!(items("Personvern"), [Item::Personvern]);
}

#[test]
fn a_near_heading_is_only_suggested() {
    assert_eq!(nearest("Dattakvalitet"), Some(Item::Datakvalitet));
    assert_eq!(nearest("4. Pasientpopulsjon"), Some(Item::Pasientpopulasjon));
    assert_eq!(nearest("Risiko og tiltak"), None);
    assert_eq!(nearest(&"Formål ".repeat(1_000)), None);
    check("Dattakvalitet", &[]);
}

#[test]
fn items_have_words_and_titles() {
    for item in Item::ALL {
        assert_eq!(item.word().parse(), Ok(item));
        for lang in [Lang::Nb, Lang::Nn] {
            assert!(
                items_of(item.title(lang), &OwnHeadings::default()).contains(&item),
                "{}",
                item.title(lang)
            );
        }
        assert_eq!(item.gravity().is_some(), Item::THIRTEEN.contains(&item));
    }
    assert_eq!("ukjent".parse::<Item>(), Err(()));
}

/// Governed sections as `item:Heading(text)`, `-` before those that name a part and `~` before those that only stand in, `/` between lines.
fn check_governed(text: &str, expected: &[&str]) {
    let document = document(text);
    assert_eq!(sketch(&document, &governed(&document, &OwnHeadings::default())), expected, "{text}");
}

fn sketch(document: &Document, governed: &[Governed]) -> Vec<String> {
    let one = |governed: &Governed| {
        let mark = match governed.standing {
            Standing::Named => "",
            Standing::Part => "-",
            Standing::StandsIn => "~",
        };
        let text = governed.prose(document).text().replace('\n', "/");
        format!("{mark}{}:{}({text})", governed.item.word(), governed.heading)
    };
    governed.iter().map(one).collect()
}

#[test]
fn sections_without_a_name_follow_their_parent() {
    check_governed(
        "# T\n\nt\n\n## Formål\n\na\n\n### Mer\n\nb\n\n#### Enda mer\n\nc\n\n## Annet\n\nd",
        &["formaal:Formål(a/Mer/b/Enda mer/c)"],
    );
    check_governed(
        "## Forankring\n\na\n\n### Fagråd\n\nb\n\n#### Møter\n\nc\n\n### Annet\n\nd",
        &["forankring:Forankring(a/Annet/d)", "fagraad:Fagråd(b/Møter/c)"],
    );
    check_governed(
        "## 4 Populasjon\n\na\n\n## 4.1 Inklusjonskriterier\n\nb\n\n## 4.2 Koder\n\nc\n\n## 5 Annet\n\nd",
        &["pasientpopulasjon:Populasjon(a/Inklusjonskriterier/b/Koder/c)"],
    );
    check_governed(
        "## Inklusjonskriterier\n\na\n\n## Eksklusjonskriterier\n\nb",
        &["pasientpopulasjon:Inklusjonskriterier(a)", "pasientpopulasjon:Eksklusjonskriterier(b)"],
    );
    check_governed(
        "## Pasientpopulasjon\n\n### Kriterier\n\na",
        &["pasientpopulasjon:Pasientpopulasjon(Kriterier/a)"],
    );
    check_governed(
        "## Formål og bakgrunn\n\na",
        &["formaal:Formål og bakgrunn(a)", "faglig-begrunnelse:Formål og bakgrunn(a)"],
    );
    check_governed("## Formål\n\na\n\n## Formål\n\nb", &["formaal:Formål(a)", "formaal:Formål(b)"]);
}

#[test]
fn what_is_about_the_document_is_not_governed() {
    check_governed(
        "## Ledelse\n\na\n\n### Kontakt\n\nb\n\n#### Telefon\n\nc\n\n### Drift\n\nd\n\n## Vedlegg\n\n### Formål\n\ne\n\n## Endringslogg\n\nf",
        &["ledelse:Ledelse(a/Drift/d)", "~dataansvar:Ledelse(a/Drift/d)"],
    );
    check_governed("## Innhold\n\n- Formål\n\n## Formål\n\na", &["formaal:Formål(a)"]);
    check_governed(
        "## Formål\n\na\n\n### Innhold\n\nb\n\n## Innhold\n\nc",
        &["formaal:Formål(a)", "innhold:Innhold(c)"],
    );
    check_governed(
        "## Formål\n\na\n\n### Bakgrunn\n\nb",
        &["formaal:Formål(a)", "faglig-begrunnelse:Bakgrunn(b)"],
    );
}

#[test]
fn text_right_under_counts_where_no_section_of_its_own_stands() {
    check_governed(
        "## Personvern\n\na\n\n### Informasjonssikkerhet\n\nb\n\n### Annet\n\nc",
        &["personvern:Personvern(a/Informasjonssikkerhet/b/Annet/c)", "~hjemmel:Personvern(a/Annet/c)"],
    );
    check_governed(
        "## Personvern\n\na\n\n## Lovgrunnlag\n\nb",
        &["personvern:Personvern(a)", "hjemmel:Lovgrunnlag(b)"],
    );
    check_governed(
        "## Personvern\n\na\n\n### Samtykke\n\nb",
        &["personvern:Personvern(a)", "~hjemmel:Personvern(a)", "-hjemmel:Samtykke(b)"],
    );
    check_governed(
        "## Datakvalitet\n\na",
        &["datakvalitet:Datakvalitet(a)", "~dekningsgrad:Datakvalitet(a)"],
    );
    check_governed(
        "## Datakvalitet og dekningsgrad\n\na",
        &["datakvalitet:Datakvalitet og dekningsgrad(a)", "dekningsgrad:Datakvalitet og dekningsgrad(a)"],
    );
    check_governed("## Informasjonssikkerhet\n\na", &["-personvern:Informasjonssikkerhet(a)"]);
}

#[test]
fn statutes_have_nine_parts() {
    let parts =
        |heading: &str| parts_of(heading).into_iter().map(StatutePart::word).collect::<Vec<_>>().join(" ");
    for (heading, part) in [
        ("§ 1 Registerets navn", "navn"),
        ("1. Namnet på registeret", "navn"),
        ("2 Databehandlingsansvarlig", "dataansvarlig"),
        ("§ 2. Dataansvarleg", "dataansvarlig"),
        ("3. Føremål", "formaal"),
        ("4 Håndtering av taushetsplikt og behandlingsgrunnlag", "taushetsplikt"),
        ("Teieplikt og behandlingsgrunnlag", "taushetsplikt"),
        ("§5 Personopplysninger", "personopplysninger"),
        ("Personopplysningar i registeret", "personopplysninger"),
        ("6 Organisering", "organisering"),
        ("§ 6b Fagråd", "organisering"),
        ("§7 Retningslinjer for utlevering og bruk av opplysninger", "utlevering"),
        ("Utlevering av data", "utlevering"),
        ("8 Systembeskrivelse", "systembeskrivelse"),
        ("Systemskildring", "systembeskrivelse"),
        ("§ 9 Endring av vedtektene", "endring"),
        ("Endringar i vedtektene", "endring"),
        ("Registerets navn og formål", "navn formaal"),
        ("Vedtekter for PrøveHofte", ""),
        ("Innledende kommentar", ""),
        ("", ""),
    ] {
        assert_eq!(parts(heading), part, "{heading}");
    }
    for part in StatutePart::ALL {
        for lang in [Lang::Nb, Lang::Nn] {
            assert_eq!(parts_of(part.title(lang)), [part], "{}", part.title(lang));
        }
        assert!(!part.title(Lang::En).is_empty());
    }
}

#[test]
fn statutes_are_governed_by_their_parts() {
    let text = "# Vedtekter\n\n## § 1 Registerets navn\n\na\n\n## § 2 Databehandlingsansvarlig\n\nb\n\n## § 3 Formål\n\nc\n\n\
        ## § 4 Taushetsplikt\n\nd\n\n## § 5 Personopplysninger\n\ne\n\n## § 6 Organisering\n\nf\n\n## § 6a Daglig ledelse\n\ng\n\n\
        ## § 6b Fagråd\n\nh\n\n## § 6d Databehandlingsansvarliges ansvar\n\ni\n\n## § 7 Utlevering\n\nj\n\n## § 9 Endring av vedtektene\n\nk";
    let document = document(text);
    assert_eq!(
        sketch(&document, &governed_statutes(&document, &OwnHeadings::default())),
        [
            "dataansvar:Databehandlingsansvarlig(b)",
            "formaal:Formål(c)",
            "hjemmel:Taushetsplikt(d)",
            "innhold:Personopplysninger(e)",
            "fagraad:Organisering(f/Fagråd/h)",
            "ledelse:Daglig ledelse(g)",
            "dataansvar:Databehandlingsansvarliges ansvar(i)",
        ]
    );
    let parts: Vec<_> = statute_parts(&document).into_iter().map(|(part, _)| part).collect();
    assert!(
        StatutePart::ALL.iter().all(|part| parts.contains(part) || *part == StatutePart::Systembeskrivelse)
    );
}

/// The letters of the points that a record has.
fn check_record(text: &str, letters: &str) {
    let points = record_points(&document(text));
    let found: String = RecordPoint::ALL
        .into_iter()
        .zip(&points)
        .filter(|(_, place)| place.is_some())
        .map(|(point, _)| point.letter())
        .collect();
    assert_eq!(found, letters, "{text}");
}

#[test]
fn a_record_has_seven_points() {
    check_record(
        "# Protokoll over behandling av personopplysninger\n\ntekst\n\n## a) Dataansvarlig\n\nx\n\n## b) Formål\n\nx",
        "ab",
    );
    check_record(
        "## a) A\n\nx\n\n## b. B\n\nx\n\n## Bokstav c\n\nx\n\n## (d) D\n\nx\n\n## e: E\n\n## F. F\n\nx",
        "abcdf",
    );
    check_record("## d) Mottakere\n\n## e) Overføring\n\n\n\n## f) Sletting\n\n<!-- x -->\n", "");
    check_record("## d) Mottakere\n\n### Hvem\n\nx", "d");
    check_record(
        "| | Punkt | Innhold |\n|-|-|-|\n| a | Kontakt | x |\n| b) | Formål | |\n| c | Registrerte | y |",
        "ac",
    );
    check_record("| a) Kontakt | x |\n|-|-|\n| bokstav b | y |\n| c | |", "ab");
    check_record(
        "# P\n\n## Kontaktopplysninger\n\nx\n\n## Formålene med behandlingen\n\nx\n\n## Kategorier av registrerte\n\nx\n\n\
         ## Kategorier av mottakere\n\nx\n\n## Overføring til tredjeland\n\nx\n\n## Sletting av personopplysninger\n\nx\n\n## Sikkerhetstiltak\n\nx",
        "abcdefg",
    );
    check_record(
        "# P\n\n## Dataansvarleg\n\nx\n\n## Føremål\n\nx\n\n## Kategoriar av personopplysningar\n\nx\n\n\
         ## Mottakarar\n\nx\n\n## Utlandet\n\nx\n\n## Lagringstid\n\nx\n\n## Tryggleik\n\nx",
        "abcdefg",
    );
    check_record("## Mottakere av personopplysninger\n\nx\n\n## Sletting av opplysninger\n\nx", "df");
    check_record("| Hva | Svar |\n|-|-|\n| Formål | x |\n| Mottakere | |\n| Sikkerhet | y |", "bg");
    check_record("Formål: kvalitetssikring\n\n- **Mottakere:** sykehus\n- a) noe: annet", "bd");
    check_record("# Protokoll over behandling av personopplysninger\n\nIngenting her.", "");
    check_record("", "");
}

#[test]
fn headings_are_compared_without_number_case_and_space() {
    for (one, other, same) in [
        ("4.1 Inklusjonskriterier", "inklusjonskriterier", true),
        ("Registerets formål", "1. REGISTERETS  FORMÅL", true),
        ("Formål", "Forma\u{30a}l", true),
        ("Analyse og formidling", "Analyse\u{a0}og formidling ", true),
        ("§ 6b Fagråd", "Fagråd", true),
        ("Kapittel 3", "3. Kapittel", false),
        ("Kapittel 3", "Kap. 3", true),
        ("Kapittel 3", "Kapittel 4", false),
        ("Formål", "Formålet", false),
        ("", "", true),
    ] {
        assert_eq!(same_heading(one, other), same, "{one} | {other}");
    }
}

#[test]
fn headings_are_found() {
    let document = document("før\n\n# A\n\n## 1 Formål\n\na\n\n## 2 Formål\n\nb\n\n## Kapittel 3\n\nc");
    let own =
        |wanted| find_heading(&document, wanted).map(|section| document.own_prose(section).text().to_owned());
    assert_eq!(own("formål").as_deref(), Some("a"));
    assert_eq!(own("2. Formål").as_deref(), Some("b"));
    assert_eq!(own("7 Formål").as_deref(), Some("a"));
    assert_eq!(own("Kapittel 3").as_deref(), Some("c"));
    assert_eq!(own("Kapittel 4"), None);
    assert_eq!(own(""), None);
    assert_eq!(own("Ukjent"), None);
}

#[test]
fn chapters_are_read_by_number() {
    let document = document(
        "# Årsrapport 2025\n\n## Del I Årsrapport\n\n## 4 Datakvalitet\n\n### 4.2. Dekningsgrad\n\n#### 4.\u{a0}2.\u{a0}1\u{a0}Plan\n\n\
         ## 5.2/5.4 Metode\n\n## Kapittel 6: Formidling\n\n## 18 år og eldre\n\n## § 6b Fagråd\n",
    );
    let found: Vec<_> = chapters(&document)
        .into_iter()
        .map(|chapter| format!("{} {}", chapter.number, chapter.title))
        .collect();
    assert_eq!(
        found,
        ["4 Datakvalitet", "4.2 Dekningsgrad", "4.2.1 Plan", "5.2 Metode", "5.4 Metode", "6 Formidling"]
    );
}

/// A sample of the sample registers; none, with a word of it, where they do not lie beside the clone.
fn sample(path: &str) -> Option<Document> {
    let Ok(bytes) = std::fs::read(Path::new(SAMPLES).join(path)) else {
        eprintln!("{SAMPLES}/{path} is not here; this test shows nothing");
        return None;
    };
    let (document, faults) = read(path, &bytes, &Limits::default());
    assert!(faults.is_empty());
    document
}

#[test]
fn the_sample_registers_have_all_thirteen_items() {
    let own = OwnHeadings::new([
        ("Kva registeret skal brukast til", Item::Formaal),
        ("Bakgrunn for registeret", Item::FagligBegrunnelse),
        ("Slik svarar vi på kriteria", Item::Kriterier),
        ("Kven som er med", Item::Pasientpopulasjon),
        ("Kva vi samlar inn", Item::Innhold),
        ("Korleis resultata blir brukte og delte", Item::AnalyseOgFormidling),
        ("Slik samlar vi inn data", Item::Datafangst),
    ]);
    let paths = [
        ("hjerte/dokumenter/registerbeskrivelse.md", OwnHeadings::default()),
        ("hofte/registerbeskrivelse.md", OwnHeadings::default()),
        ("leddgikt/registerbeskrivelse.md", OwnHeadings::default()),
        ("rehab/registerskildring.md", own),
    ];
    for (path, own) in paths {
        let Some(document) = sample(path) else { continue };
        let governed = governed(&document, &own);
        for item in Item::ALL {
            let own: Vec<_> = governed.iter().filter(|governed| governed.item == item).collect();
            assert_eq!(own.len(), 1, "{path} {} {own:?}", item.word());
            assert!(own[0].prose(&document).words() >= 10, "{path} {}", item.word());
        }
    }
}

#[test]
fn the_sample_documents_are_whole() {
    for path in [
        "hjerte/dokumenter/vedlegg/protokoll-art30.md",
        "hofte/vedlegg/protokoll.md",
        "leddgikt/vedlegg/artikkel-30-protokoll.md",
        "rehab/vedlegg/protokoll-artikkel-30.md",
    ] {
        let Some(document) = sample(path) else { continue };
        assert!(record_points(&document).iter().all(Option::is_some), "{path}");
    }
    for path in [
        "hjerte/rapporter/2025.md",
        "hofte/aarsrapporter/2024.md",
        "leddgikt/aarsrapporter/2025.md",
        "rehab/aarsrapporter/2024.md",
    ] {
        let Some(document) = sample(path) else { continue };
        let numbers: Vec<_> = chapters(&document).into_iter().map(|chapter| chapter.number).collect();
        for wanted in ["2", "2.1", "2.2", "4.1", "4.2", "4.2.1", "4.3", "5.1", "5.2", "6", "7.2", "7.3", "9"]
        {
            assert!(numbers.iter().any(|number| number == wanted), "{path} {wanted}");
        }
    }
    if let Some(document) = sample("hofte/vedtekter.md") {
        let parts: Vec<_> = statute_parts(&document).into_iter().map(|(part, _)| part).collect();
        assert_eq!(parts, StatutePart::ALL);
    }
}

proptest! {
    #[test]
    fn any_heading_is_looked_up(heading in "\\PC{0,40}") {
        let items = items_of(&heading, &OwnHeadings::default());
        prop_assert!(items.len() <= 18);
        parts_of(&heading);
        nearest(&heading);
        prop_assert!(same_heading(&heading, &heading));
    }

    #[test]
    fn every_section_is_governed_once_for_each_item(headings in proptest::collection::vec(
        ("#{1,4}", "(Formål|Personvern|Ledelse|Samtykke|Kontakt|Innhold|Koder|Annet|Fagråd|Datakvalitet)"), 0..12
    )) {
        let text: String = headings.iter().map(|(marks, title)| format!("{marks} {title}\n\ntekst\n\n")).collect();
        let document = document(&text);
        let governed = governed(&document, &OwnHeadings::default());
        for item in Item::ALL {
            let mut seen: Vec<_> = governed.iter().filter(|governed| governed.item == item).flat_map(|governed| &governed.sections).collect();
            let all = seen.len();
            seen.dedup();
            prop_assert!(seen.len() == all);
        }
    }
}
