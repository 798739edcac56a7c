//! The outputs hold what they promise: whole texts, hostile texts, the JSON Schema.
//!
//! **Knows**: made-up reports and what each format makes of them.
//! **Does not know**: rules, documents.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "output/formats.rs"]
mod formats;
#[path = "support/reminded.rs"]
mod reminded;
#[path = "output/reminder.rs"]
mod reminder;
#[path = "output/review.rs"]
mod review;

use chrono::NaiveDate;
use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};
use pulldown_cmark::{Event, Options as Dialect, Parser, Tag, TagEnd};
use registervakt::finding::{Citation, Finding, Fingerprint, Lang, Level, Related, Status, Waived};
use registervakt::output::{self, Color, Format, Options, Verbosity};
use registervakt::report::{
    Base, Counted, ExampleCard, Head, JobName, LookedAt, RegisterReport, Report, RequirementState, RuleCard,
    State,
};
use registervakt::source::{Excerpt, Location, Mark, Place, Position, Source, SourceKind};
use serde_json::{Value, json};

const NARROW: Options =
    Options { lang: Lang::Nb, color: Color::Off, width: 60, verbosity: Verbosity::Normal };

const SOURCE: &str = "https://kilde.example/";

// --- Made-up reports ---------------------------------------------------------------------------

fn finding(rule: &str, level: Level, location: Location, message: &str) -> Finding {
    Finding {
        rule: rule.to_owned(),
        level,
        status: Status::Existing,
        message: message.to_owned(),
        help: "Rett det som er feil.".to_owned(),
        location,
        related: Vec::new(),
        requirements: vec!["K-5".to_owned()],
        sources: vec![Citation {
            title: "Veilederen".to_owned(),
            section: "Krav / Fagråd".to_owned(),
            url: SOURCE.to_owned(),
        }],
        fingerprint: Fingerprint::new(rule, "", message),
        waiver: None,
    }
}

/// The place of `marked` in a file of the name.
fn place(path: &str, text: &str, marked: &str) -> Location {
    let at = text.find(marked).unwrap();
    Place::new(&Source::new(path, text), at..at + marked.len()).locate()
}

fn register(findings: Vec<Finding>) -> RegisterReport {
    RegisterReport {
        name: "Norsk register for leddplager".to_owned(),
        short_name: "NorLedd".to_owned(),
        findings,
        ..RegisterReport::default()
    }
}

fn report(registers: Vec<RegisterReport>) -> Report {
    Report {
        job: JobName::Check,
        base: None,
        verdict: None,
        head: Head::Worktree,
        today: NaiveDate::from_ymd_opt(2027, 6, 1).unwrap(),
        registers,
        looked_at: LookedAt { files: 14, rules: 96 },
    }
}

/// Three findings: a line with a mark and another place, a page of a PDF, a missing file with a waiver.
fn three() -> Report {
    let prose = "# Populasjon\n\nRegisteret omfatter alle over 16 år med leddplager.\n";
    let mut differs = finding(
        "registerbeskrivelse-avviker",
        Level::Error,
        place("registerbeskrivelse.md", prose, "16 år"),
        "Registerbeskrivelsen sier 16 år, men register.toml sier 18 år",
    );
    differs.related.push(Related {
        location: place("register.toml", "[pasientgruppe]\r\nalder = { fra = 18 }\r\n", "fra = 18"),
        message: "Her står den andre grensen".to_owned(),
    });
    let mark = Mark {
        offset: 0,
        heading: vec!["2 Resultater".to_owned(), "2.1 Dekningsgrad".to_owned()],
        page: Some(12),
    };
    let pdf = Source::outlined("aarsrapporter/2025.pdf", "", SourceKind::Extracted, vec![mark]);
    let old = finding(
        "aarsrapport-dekningsgrad",
        Level::Warning,
        Place::new(&pdf, 0..0).locate(),
        "Analysen er gammel",
    );
    let mut missing = finding(
        "hjemmel-dpia-mangler",
        Level::Note,
        Place::file("vedlegg/dpia.md").locate(),
        "Filen mangler",
    );
    missing.waiver = Some(Waived {
        reason: "Vurderingen er bestilt og kommer i januar".to_owned(),
        until: NaiveDate::from_ymd_opt(2027, 1, 31).unwrap(),
        approved_by: Some("Kari Holm".to_owned()),
    });
    report(vec![register(vec![missing, old, differs])])
}

fn requirement(id: &str, section: &str, state: State, because: &str) -> RequirementState {
    RequirementState {
        id: id.to_owned(),
        section: section.to_owned(),
        text: "Fagrådet har medlemmer fra alle regioner som behandler pasientgruppen".to_owned(),
        state,
        because: because.to_owned(),
    }
}

/// A requirement in each state.
fn five_states() -> Report {
    let mut register = register(Vec::new());
    register.requirements = vec![
        requirement("R-1", "Ansvar / Dataansvarlig", State::Met, "Nummeret er gyldig"),
        requirement("K-5", "Krav / Fagråd", State::NotMet, "Helse Nord mangler"),
        requirement("K-6", "Krav / Fagråd", State::ToBeJudged, ""),
        requirement("K-12", "Krav", State::NotApplicable, "Registeret er nytt"),
        requirement("K-22", "Krav", State::Unknown, "2025.pdf kan ikke leses"),
    ];
    Report { job: JobName::Requirements, ..report(vec![register]) }
}

fn card() -> RuleCard {
    RuleCard {
        id: "fagraad-mangler-region".to_owned(),
        area: "fagraad".to_owned(),
        title: "Fagrådet mangler en region".to_owned(),
        level: Some(Level::Error),
        requirements: vec!["K-5".to_owned()],
        asks: vec!["Hver region har et medlem.".to_owned()],
        help: "Legg til et medlem.\n[[medlem]]".to_owned(),
        decides: "Verktøyet avgjør dette alene.".to_owned(),
        sources: vec![Citation {
            title: "Veilederen".to_owned(),
            section: "Krav".to_owned(),
            url: SOURCE.to_owned(),
        }],
        examples: vec![ExampleCard {
            title: "Ingen fra nord".to_owned(),
            fails: true,
            files: vec![("fagraad.toml".to_owned(), "[[medlem]]\nnavn = \"Åse\"\n".to_owned())],
        }],
    }
}

fn written(report: &Report, format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    output::write(report, format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn human(report: &Report, options: &Options) -> String {
    written(report, Format::Human, options)
}

fn rules(cards: &[RuleCard], format: Format) -> String {
    let mut out = Vec::new();
    output::write_rules(cards, format, &NARROW, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn explained(card: &RuleCard, format: Format) -> String {
    let mut out = Vec::new();
    output::write_card(card, format, &NARROW, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

// --- For people --------------------------------------------------------------------------------

#[test]
fn a_person_reads_place_line_help_and_rule() {
    let verbose = Options { verbosity: Verbosity::Verbose, ..NARROW };
    assert_eq!(
        human(&three(), &verbose),
        r"advarsel: Analysen er gammel
  sted:    aarsrapporter/2025.pdf, side 12, under «2
           Resultater › 2.1 Dekningsgrad»
  hjelp:   Rett det som er feil.
  regel:   aarsrapport-dekningsgrad · krav K-5
  kilde:   Veilederen, Krav / Fagråd
           https://kilde.example/

feil: Registerbeskrivelsen sier 16 år, men register.toml
      sier 18 år
  sted:    registerbeskrivelse.md:3:31
           3 │ Registeret omfatter alle over 16 år med ledd…
             ╰╴                              ━━━━━
  se også: register.toml:2:11 – Her står den andre grensen
           2 │ alder = { fra = 18 }
             ╰╴          ━━━━━━━━
  hjelp:   Rett det som er feil.
  regel:   registerbeskrivelse-avviker · krav K-5
  kilde:   Veilederen, Krav / Fagråd
           https://kilde.example/

merknad: Filen mangler
  sted:    vedlegg/dpia.md
  hjelp:   Rett det som er feil.
  unntak:  til og med 31.01.2027 (godkjent av Kari Holm):
           Vurderingen er bestilt og kommer i januar
  regel:   hjemmel-dpia-mangler · krav K-5
  kilde:   Veilederen, Krav / Fagråd
           https://kilde.example/

Registervakt leste 14 filer, prøvde 96 regler og fant 1 feil
og 1 advarsel. I tillegg har 1 funn unntak.
Les mer: registervakt explain registerbeskrivelse-avviker
"
    );
}

#[test]
fn nynorsk_leaves_waived_findings_out() {
    assert_eq!(
        human(&three(), &Options { lang: Lang::Nn, ..NARROW }),
        r"åtvaring: Analysen er gammel
  stad:   aarsrapporter/2025.pdf, side 12, under «2
          Resultater › 2.1 Dekningsgrad»
  hjelp:  Rett det som er feil.
  regel:  aarsrapport-dekningsgrad · krav K-5 · Veilederen,
          Krav / Fagråd

feil: Registerbeskrivelsen sier 16 år, men register.toml
      sier 18 år
  stad:   registerbeskrivelse.md:3:31
          3 │ Registeret omfatter alle over 16 år med leddp…
            ╰╴                              ━━━━━
  sjå òg: register.toml:2:11 – Her står den andre grensen
          2 │ alder = { fra = 18 }
            ╰╴          ━━━━━━━━
  hjelp:  Rett det som er feil.
  regel:  registerbeskrivelse-avviker · krav K-5 ·
          Veilederen, Krav / Fagråd

Registervakt las 14 filer, prøvde 96 reglar og fann 1 feil
og 1 åtvaring. I tillegg har 1 funn unntak.
Les meir: registervakt explain registerbeskrivelse-avviker
"
    );
}

#[test]
fn quiet_english_tells_errors_only() {
    let quiet = Options { lang: Lang::En, verbosity: Verbosity::Quiet, ..NARROW };
    assert_eq!(
        human(&three(), &quiet),
        r"error: Registerbeskrivelsen sier 16 år, men register.toml
       sier 18 år
  place:    registerbeskrivelse.md:3:31
            3 │ Registeret omfatter alle over 16 år med led…
              ╰╴                              ━━━━━
  see also: register.toml:2:11 – Her står den andre grensen
            2 │ alder = { fra = 18 }
              ╰╴          ━━━━━━━━
  help:     Rett det som er feil.
  rule:     registerbeskrivelse-avviker · requirement K-5 ·
            Veilederen, Krav / Fagråd

Registervakt read 14 files, applied 96 rules and found 1
error and 1 warning. In addition, 1 finding has a waiver.
"
    );
}

#[test]
fn requirements_are_a_table_by_chapter() {
    assert_eq!(
        human(&five_states(), &NARROW),
        r"NorLedd

Ansvar
  R-1   ✓ oppfylt        Fagrådet har medlemmer fra alle
                         regioner som behandler
                         pasientgruppen
                         → Nummeret er gyldig

Krav
  K-5   ✗ ikke oppfylt   Fagrådet har medlemmer fra alle
                         regioner som behandler
                         pasientgruppen
                         → Helse Nord mangler
  K-6   ? må vurderes    Fagrådet har medlemmer fra alle
                         regioner som behandler
                         pasientgruppen
  K-12  – ikke relevant  Fagrådet har medlemmer fra alle
                         regioner som behandler
                         pasientgruppen
                         → Registeret er nytt
  K-22  ! ukjent         Fagrådet har medlemmer fra alle
                         regioner som behandler
                         pasientgruppen
                         → 2025.pdf kan ikke leses

5 krav: 1 oppfylt, 1 ikke oppfylt, 1 må vurderes, 1 ikke
relevant og 1 ukjent.

Registervakt leste 14 filer, prøvde 96 regler og fant ingen
feil, advarsler eller merknader.
1 krav er ikke oppfylt, 1 krav må vurderes av et menneske og
1 krav kunne ikke undersøkes.
Les mer: registervakt explain K-5
"
    );
    let wide = Options { lang: Lang::Nn, width: 200, ..NARROW };
    assert_eq!(
        human(&five_states(), &wide),
        r"NorLedd

Ansvar
  R-1   ✓ oppfylt         Fagrådet har medlemmer fra alle regioner som behandler              Nummeret er gyldig
                          pasientgruppen

Krav
  K-5   ✗ ikkje oppfylt   Fagrådet har medlemmer fra alle regioner som behandler              Helse Nord mangler
                          pasientgruppen
  K-6   ? må vurderast    Fagrådet har medlemmer fra alle regioner som behandler
                          pasientgruppen
  K-12  – ikkje relevant  Fagrådet har medlemmer fra alle regioner som behandler              Registeret er nytt
                          pasientgruppen
  K-22  ! ukjend          Fagrådet har medlemmer fra alle regioner som behandler              2025.pdf kan ikke leses
                          pasientgruppen

5 krav: 1 oppfylt, 1 ikkje oppfylt, 1 må vurderast, 1 ikkje relevant og 1 ukjend.

Registervakt las 14 filer, prøvde 96 reglar og fann ingen feil, åtvaringar eller merknader.
1 krav er ikkje oppfylt, 1 krav må vurderast av eit menneske og 1 krav kunne ikkje undersøkjast.
Les meir: registervakt explain K-5
"
    );
}

#[test]
fn a_comment_opens_with_the_verdict() {
    assert_eq!(
        written(&three(), Format::Markdown, &NARROW),
        r"❌ **Registervakt leste 14 filer, prøvde 96 regler og fant 1 feil og 1 advarsel. I tillegg har 1 funn unntak.**

Les mer: `registervakt explain registerbeskrivelse-avviker`

### Feil

- `registerbeskrivelse.md:3` – Registerbeskrivelsen sier 16 år, men register.toml sier 18 år
  - Se også: `register.toml:2` – Her står den andre grensen
  - Slik retter du: Rett det som er feil.
  - Regel `registerbeskrivelse-avviker`, krav K-5: [Veilederen, Krav / Fagråd](<https://kilde.example/>)

### Advarsler

- `aarsrapporter/2025.pdf`, side 12, under «2 Resultater › 2.1 Dekningsgrad» – Analysen er gammel
  - Slik retter du: Rett det som er feil.
  - Regel `aarsrapport-dekningsgrad`, krav K-5: [Veilederen, Krav / Fagråd](<https://kilde.example/>)

<details>
<summary>Unntak: 1 funn</summary>

- `vedlegg/dpia.md` – Filen mangler
  - Slik retter du: Rett det som er feil.
  - Unntak: til og med 31.01.2027 (godkjent av Kari Holm): Vurderingen er bestilt og kommer i januar
  - Regel `hjemmel-dpia-mangler`, krav K-5: [Veilederen, Krav / Fagråd](<https://kilde.example/>)

</details>
"
    );
    assert_eq!(
        written(&five_states(), Format::Markdown, &NARROW),
        r"⚠️ **Registervakt leste 14 filer, prøvde 96 regler og fant ingen feil, advarsler eller merknader.**

1 krav er ikke oppfylt, 1 krav må vurderes av et menneske og 1 krav kunne ikke undersøkes.

5 krav: 1 oppfylt, 1 ikke oppfylt, 1 må vurderes, 1 ikke relevant og 1 ukjent.

### Ansvar

| Krav | Tilstand | Hva som kreves | Hvorfor |
|---|---|---|---|
| R-1 | ✓ oppfylt | Fagrådet har medlemmer fra alle regioner som behandler pasientgruppen | Nummeret er gyldig |

### Krav

| Krav | Tilstand | Hva som kreves | Hvorfor |
|---|---|---|---|
| K-5 | ✗ ikke oppfylt | Fagrådet har medlemmer fra alle regioner som behandler pasientgruppen | Helse Nord mangler |
| K-6 | ? må vurderes | Fagrådet har medlemmer fra alle regioner som behandler pasientgruppen |  |
| K-12 | – ikke relevant | Fagrådet har medlemmer fra alle regioner som behandler pasientgruppen | Registeret er nytt |
| K-22 | ! ukjent | Fagrådet har medlemmer fra alle regioner som behandler pasientgruppen | 2025.pdf kan ikke leses |
"
    );
}

#[test]
fn the_catalogue_is_a_list_a_page_and_a_card() {
    assert_eq!(
        rules(&[card()], Format::Human),
        r"Fagraad
  fagraad-mangler-region  feil
    Fagrådet mangler en region (K-5)

1 regel.
Les mer: registervakt explain fagraad-mangler-region
"
    );
    assert_eq!(
        rules(&[card()], Format::Markdown),
        r#"# Reglene

1 regel. Siden er laget av regelfilene: endre regelen, ikke siden.

## Fagraad

| Regel | Nivå | Tittel | Krav |
|---|---|---|---|
| [fagraad-mangler-region](#fagraad-mangler-region) | feil | Fagrådet mangler en region | K-5 |

### fagraad-mangler-region

**Fagrådet mangler en region**

Nivå: feil · Krav: K-5

_Hva som kreves_

- Hver region har et medlem.

_Slik retter du_

Legg til et medlem.<br>\[\[medlem\]\]

_Hva verktøyet avgjør_

Verktøyet avgjør dette alene.

_Kilder_

- [Veilederen, Krav](<https://kilde.example/>)

_Gir funn:_ Ingen fra nord

`fagraad.toml`

```text
[[medlem]]
navn = "Åse"
```
"#
    );
}

#[test]
fn a_card_says_all_there_is_of_a_rule() {
    assert_eq!(
        explained(&card(), Format::Human),
        r#"Fagrådet mangler en region
fagraad-mangler-region · feil · krav K-5

Hva som kreves
  – Hver region har et medlem.

Slik retter du
  Legg til et medlem.
  [[medlem]]

Hva verktøyet avgjør
  Verktøyet avgjør dette alene.

Kilder
  – Veilederen, Krav
    https://kilde.example/

Eksempler
  Gir funn: Ingen fra nord
    fagraad.toml
      │ [[medlem]]
      │ navn = "Åse"
"#
    );
    let json: Value = serde_json::from_str(&rules(&[card()], Format::Json)).unwrap();
    assert_eq!(json["schema"], "registervakt/rules/1");
    assert_eq!(json["rules"][0]["examples"][0]["files"][0]["path"], "fagraad.toml");
    assert_eq!(rules(&[card()], Format::Json), explained(&card(), Format::Json));
}

/// Painted text without the codes that paint it.
fn without_codes(painted: &str) -> String {
    regex::Regex::new("\u{1b}\\[[0-9]+m").unwrap().replace_all(painted, "").into_owned()
}

#[test]
fn colours_change_nothing_but_colours() {
    let colour = Options { color: Color::On, ..NARROW };
    for report in [three(), five_states()] {
        let painted = human(&report, &colour);
        assert!(painted.contains("\u{1b}[1m\u{1b}[91m"), "errors are red");
        let plain: Vec<String> =
            without_codes(&painted).lines().map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(plain, human(&report, &NARROW).lines().collect::<Vec<_>>());
    }
}

#[test]
fn nothing_is_called_well_that_nobody_looked_at() {
    let check = |report: &Report, expected: &str| {
        for format in [Format::Human, Format::Markdown] {
            let text = written(report, format, &Options { width: 200, ..NARROW });
            assert!(text.contains(expected), "{text}");
            assert!(!text.contains('✅') || expected.contains("fant ingen"), "{text}");
        }
    };
    let clean = report(vec![register(Vec::new())]);
    check(
        &clean,
        "Registervakt leste 14 filer, prøvde 96 regler og fant ingen feil, advarsler eller merknader.",
    );
    check(&report(Vec::new()), "ingen mappe har filen register.toml. Ingenting er undersøkt.");
    let unseen = Report { looked_at: LookedAt { files: 0, rules: 96 }, ..clean.clone() };
    check(&unseen, "så dette sier ikke at noe er i orden.");
    let unruled = Report { looked_at: LookedAt { files: 14, rules: 0 }, ..clean.clone() };
    check(&unruled, "så dette sier ikke at noe er i orden.");

    let mut unknown = clean;
    unknown.registers[0].requirements = five_states().registers.remove(0).requirements;
    let text = written(&unknown, Format::Markdown, &NARROW);
    assert!(text.starts_with("⚠️") && text.contains("1 krav kunne ikke undersøkes"), "{text}");
}

#[test]
fn registers_stand_under_their_names() {
    let mut broken = three().registers.remove(0);
    broken.path = "ledd".to_owned();
    let mut clean = register(Vec::new());
    (clean.path, clean.short_name) = ("hofte".to_owned(), "Hofte".to_owned());
    let text = human(&report(vec![broken, clean]), &Options { width: 80, ..NARROW });
    assert!(
        text.starts_with(
            "✓ Hofte (hofte): ingen feil, advarsler eller merknader.\n✗ NorLedd (ledd): 1 feil og 1 advarsel."
        ),
        "{text}"
    );
    assert!(text.contains("\n\nRegistervakt leste 14 filer"), "{text}");
}

#[test]
fn lines_are_shown_and_marked_whatever_they_hold() {
    let check = |text: &str, marked: &str, width: usize, expected: &str| {
        let finding = finding("regel", Level::Error, place("a.toml", text, marked), "Feil her");
        let shown = human(&report(vec![register(vec![finding])]), &Options { width, ..NARROW });
        let excerpt: Vec<&str> =
            shown.lines().skip(2).take_while(|line| !line.contains("hjelp:")).map(str::trim_start).collect();
        assert_eq!(excerpt.join("\n"), expected, "{text:?}");
    };
    check("navn = \"A\u{30a}se\" # x", "A\u{30a}se", 60, "1 │ navn = \"A\u{30a}se\" # x\n╰╴        ━━━");
    check("navn = 日本 # x", "#", 60, "1 │ navn = 日本 # x\n╰╴            ━");
    check("navn = 👩 # x", "#", 60, "1 │ navn = 👩 # x\n╰╴          ━");
    check("\tnavn\t= 1", "= 1", 60, "1 │     navn    = 1\n╰╴            ━━━");
    check("navn = 1\r\nalder = 2\r\n", "navn = 1", 60, "1 │ navn = 1\n╰╴━━━━━━━━");
    check("navn = ", "", 60, "1 │ navn =\n╰╴━");
    check("\n\n", "", 60, "");
    let long = format!("{}HER{}", "ord ".repeat(210), " ord".repeat(215));
    check(&long, "HER", 60, "1 │ …ord ord ord ord ord HER ord ord ord ord ord…\n╰╴                     ━━━");
    check(
        &long,
        "HER",
        80,
        "1 │ …d ord ord ord ord ord ord ord HER ord ord ord ord ord ord ord o…\n╰╴                               ━━━",
    );
    check("siste", "e", 60, "1 │ siste\n╰╴    ━");
}

#[test]
fn a_comment_is_never_too_long_to_post() {
    let mut findings: Vec<Finding> = Vec::new();
    for number in 0..2_000 {
        let location = place(&format!("fil-{number:04}.toml"), "a = 1", "a");
        findings.push(finding("regel", Level::Error, location, &"en lang melding ".repeat(20)));
    }
    let text = written(&report(vec![register(findings)]), Format::Markdown, &NARROW);
    assert!(text.chars().count() < 65_536);
    let listed = text.matches("\n- ").count();
    assert!(listed > 50 && text.ends_with(&format!("… og {} funn til\n", 2_000 - listed)), "{listed}");
}

#[test]
fn a_comment_on_many_registers_is_never_too_long_either() {
    let mut registers = vec![three().registers.remove(0); 2_000];
    for (number, register) in registers.iter_mut().enumerate() {
        register.path = format!("mappe-{number}");
        register.short_name = "@".repeat(150);
        register.requirements = five_states().registers.remove(0).requirements;
    }
    for job in [JobName::Check, JobName::Requirements] {
        let report = Report { job, ..report(registers.clone()) };
        let text = written(&report, Format::Markdown, &NARROW);
        assert!(text.chars().count() < 65_536, "{}", text.chars().count());
        assert!(text.contains("registre til\n") && text.ends_with("funn til\n"));
    }
}

// --- For programs ------------------------------------------------------------------------------

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../src/output/report-1.schema.json")).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn errors(schema: &jsonschema::Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn real_answers_hold_the_schema() {
    let revision = Head::Revision("0123456789abcdef0123456789abcdef01234567".to_owned());
    let reports = [
        three(),
        five_states(),
        report(Vec::new()),
        Report { head: Head::Index, ..three() },
        Report { head: revision, ..five_states() },
    ];
    for report in reports {
        let text = written(&report, Format::Json, &NARROW);
        assert_eq!(errors(&schema(), &serde_json::from_str(&text).unwrap()), [""; 0]);
        assert!(text.ends_with("}\n"));
        assert_eq!(text, written(&report, Format::Json, &Options { lang: Lang::En, ..NARROW }));
    }
}

#[test]
fn json_has_the_keys_of_the_specification_in_their_order() {
    let text = written(&three(), Format::Json, &NARROW);
    let keys = |indent: usize| -> Vec<&str> {
        let start = " ".repeat(indent) + "\"";
        let lines = text.lines().filter_map(|line| line.strip_prefix(&start));
        lines.filter_map(|line| line.split_once("\":").map(|(key, _)| key)).collect()
    };
    assert_eq!(keys(2), ["schema", "tool", "job", "base", "head", "verdict", "registers"]);
    assert_eq!(keys(6), ["path", "name", "short_name", "findings", "changes", "duties", "requirements"]);
    assert_eq!(
        keys(10)[..17],
        [
            "rule",
            "level",
            "status",
            "message",
            "help",
            "path",
            "line",
            "column",
            "end_line",
            "end_column",
            "page",
            "heading",
            "related",
            "requirements",
            "sources",
            "fingerprint",
            "waiver"
        ]
    );
    let rules: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("\"rule\": ")).collect();
    assert_eq!(
        rules,
        ["\"aarsrapport-dekningsgrad\",", "\"registerbeskrivelse-avviker\",", "\"hjemmel-dpia-mangler\","]
    );
}

/// An answer of `review`.
fn reviewed() -> Value {
    serde_json::from_str(&written(&review::open(), Format::Json, &NARROW)).unwrap()
}

/// An answer of `remind`.
fn remind() -> Value {
    serde_json::from_str(&written(&reminder::standing(), Format::Json, &NARROW)).unwrap()
}

/// The schema refuses `base` with the value at `pointer` replaced, or taken out where `wrong` is `(gone)`.
fn refused(base: &Value, pointer: &str, wrong: Value) {
    let mut value = base.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let holder = value.pointer_mut(parent).unwrap();
    if wrong == "(gone)" {
        holder.as_object_mut().unwrap().remove(key);
    } else {
        holder[key] = wrong;
    }
    assert_ne!(errors(&schema(), &value), [""; 0], "{pointer}: {:?}", value.pointer(pointer));
}

#[test]
fn the_schema_refuses_a_wrong_head_of_the_answer() {
    let checked: Value = serde_json::from_str(&written(&three(), Format::Json, &NARROW)).unwrap();
    for (pointer, wrong) in [
        ("/schema", json!("registervakt/report/2")),
        ("/more", json!(1)),
        ("/job", json!("fleet")),
        ("/job", json!("review")),
        ("/job", json!("remind")),
        ("/head", json!("HEAD")),
        ("/base", json!("main")),
        ("/verdict", json!("ingen-plikter")),
        ("/verdict", json!("(gone)")),
        ("/tool/guide", json!(2024)),
        ("/registers", Value::Null),
        ("/registers/0/changes", reviewed()["registers"][0]["changes"].clone()),
        ("/registers/0/duties", json!("(gone)")),
        ("/registers/0/reminders", json!([])),
    ] {
        refused(&checked, pointer, wrong);
    }
}

#[test]
fn the_schema_refuses_wrong_findings_and_requirements() {
    let checked: Value = serde_json::from_str(&written(&three(), Format::Json, &NARROW)).unwrap();
    for (key, wrong) in [
        ("level", json!("feil")),
        ("status", json!("new")),
        ("rule", json!("")),
        ("line", json!(0)),
        ("line", json!(3)),
        ("page", json!("12")),
        ("heading", Value::Null),
        ("waiver", json!({ "reason": "x", "until": "31.01.2027", "approved_by": null })),
        ("waiver", json!("(gone)")),
        ("severity", json!("high")),
        ("related", json!([{ "path": "a" }])),
        ("sources", json!([{ "title": "a", "section": "b", "url": null }])),
    ] {
        refused(&checked, &format!("/registers/0/findings/0/{key}"), wrong);
    }
    let five: Value = serde_json::from_str(&written(&five_states(), Format::Json, &NARROW)).unwrap();
    refused(&five, "/registers/0/requirements/0/state", json!("met"));
    refused(&five, "/registers/0/requirements/0/because", Value::Null);
}

#[test]
fn the_schema_refuses_wrong_changes_duties_and_reminders() {
    for (pointer, wrong) in [
        ("/verdict", Value::Null),
        ("/verdict", json!("ok")),
        ("/registers/0/changes/0/effect", json!("større")),
        ("/registers/0/changes/0/topic", json!("annet")),
        ("/registers/0/changes/0/kind", json!("kode")),
        ("/registers/0/duties/0/state", json!("closed")),
        ("/registers/0/duties/0/how", Value::Null),
    ] {
        refused(&reviewed(), pointer, wrong);
    }
    for (key, wrong) in [
        ("deadline", json!("jul")),
        ("due", json!("15. juni")),
        ("rung", json!("-14")),
        ("state", json!("open")),
        ("address", json!("kari@example.org")),
        ("to", json!([{ "role": "daglig-leder", "name": "Kari Holm", "address": "kari@example.org" }])),
        ("closed_by", json!("(gone)")),
    ] {
        refused(&remind(), &format!("/registers/0/reminders/0/{key}"), wrong);
    }
}

// --- Hostile text ------------------------------------------------------------------------------

/// Text that tries to be more than text.
fn hostile() -> impl Strategy<Value = String> {
    const PIECES: [&str; 44] = [
        "\u{1b}[31m",
        "\u{9b}2J",
        "\0",
        "\u{7f}",
        "\r\n",
        "\n",
        "\t",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{200d}",
        "\u{feff}",
        "\u{e0041}",
        "::error::x",
        "##[group]",
        "##vso[x]",
        "%0A",
        "<script>",
        "</details>",
        "<!--",
        "&lt;b&gt;",
        "@octocat",
        "#123",
        "GH-7",
        "https://ond.example/",
        "www.ond.example",
        "kari@ond.example",
        "[a](https://ond.example)",
        "![b](x)",
        "[c]: https://ond.example",
        "<https://ond.example>",
        "`",
        "```",
        "|",
        "\\",
        "**",
        "- ",
        "# ",
        "1. ",
        "---",
        "A\u{30a}",
        "日本👩",
    ];
    let piece = prop_oneof![
        8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        2 => "[ a-zæøå]{0,12}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// A report all of whose texts are hostile, and whose places lie anywhere.
fn hostile_report() -> impl Strategy<Value = Report> {
    let texts = prop::collection::vec(hostile(), 12);
    let span = (0_usize..40, 0_usize..40, any::<bool>(), any::<bool>());
    (texts, span).prop_map(|(texts, (start, end, written, waived))| {
        let mut texts = texts.into_iter().cycle();
        let mut text = move || texts.next().unwrap();
        let location = Location {
            path: text(),
            start: written.then_some(Position { line: 3, column: start + 1 }),
            end: written.then_some(Position { line: 3, column: end + 1 }),
            page: Some(2),
            heading: vec![text(), text()],
            excerpt: Some(Excerpt { text: text(), start, end }),
        };
        let mut finding = finding(&text(), Level::Error, location.clone(), &text());
        finding.help = text();
        finding.sources[0].title = text();
        finding.requirements = vec![text()];
        finding.related = vec![Related { location: location.clone(), message: text() }];
        finding.waiver =
            waived.then(|| Waived { reason: text(), until: NaiveDate::MAX, approved_by: Some(text()) });
        let mut register = register(vec![finding.clone(), Finding { status: Status::New, ..finding }]);
        (register.name, register.short_name) = (text(), text());
        review::spoil(&mut register, &location, &mut text);
        reminder::spoil(&mut register, &mut text);
        register.requirements = vec![requirement(&text(), &text(), State::NotMet, &text())];
        let base = Base { id: text(), merge_base_with: Some(text()), counted: Counted::New };
        Report { base: Some(base), ..report(vec![register]) }
    })
}

/// Every job that gives a report.
const JOBS: [JobName; 5] =
    [JobName::Check, JobName::Requirements, JobName::Review, JobName::WhatIf, JobName::Remind];

/// Whether a terminal would obey the character or show nothing of it.
fn obeyed(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn assert_plain(text: &str) {
    assert_eq!(text.chars().find(|character| *character != '\n' && obeyed(*character)), None, "{text:?}");
    for line in text.lines() {
        assert!(
            !line.trim_start().starts_with("::") && !line.contains("##[") && !line.contains("##vso["),
            "{line:?}"
        );
    }
}

/// Markdown in which nothing but our own words is more than text.
fn assert_harmless(page: &str, headings: &[&str]) {
    let mut text = String::new();
    let mut in_code = false;
    let mut heading = None;
    for event in
        Parser::new_ext(page, Dialect::ENABLE_TABLES | Dialect::ENABLE_STRIKETHROUGH | Dialect::ENABLE_MATH)
    {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => assert_eq!(&*dest_url, SOURCE, "{page}"),
            Event::Start(Tag::Image { .. }) => panic!("an image: {page}"),
            Event::Html(html) | Event::InlineHtml(html) => {
                let ours = ["<details>\n", "</details>\n", "<br>"];
                assert!(ours.contains(&&*html) || html.starts_with("<summary>"), "{html:?} in {page}");
                text.push('\n');
            }
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::Rule => panic!("{event:?} in {page}"),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let said = heading.take().unwrap_or_default();
                assert!(headings.contains(&said.as_str()), "heading {said:?} in {page}");
            }
            Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Text(piece) if !in_code => {
                heading.iter_mut().for_each(|heading| heading.push_str(&piece));
                text.push_str(&piece);
            }
            _ => {}
        }
    }
    let refers = regex::Regex::new(r"(?i)@\w|#\w|\bgh-\d|://|www\.").unwrap();
    assert_eq!(refers.find(&text).map(|found| found.as_str()), None, "{text}");
}

proptest! {
    #[test]
    fn a_terminal_is_never_commanded(report in hostile_report(), width in 0_usize..250, quiet in any::<bool>()) {
        for verbosity in [if quiet { Verbosity::Quiet } else { Verbosity::Normal }, Verbosity::Verbose] {
            for job in JOBS {
                let report = Report { job, ..report.clone() };
                assert_plain(&human(&report, &Options { width, verbosity, ..NARROW }));
                let painted = human(&report, &Options { width, verbosity, color: Color::On, ..NARROW });
                assert_plain(&without_codes(&painted));
            }
        }
    }

    #[test]
    fn a_comment_calls_nobody_and_leads_nowhere(mut report in hostile_report()) {
        report.registers[0].requirements[0].section = "Krav".to_owned();
        for job in JOBS {
            let page = written(&Report { job, ..report.clone() }, Format::Markdown, &NARROW);
            assert_plain(&page);
            assert_harmless(&page, &["Feil", "Krav", "Endringer", "Plikter som følger"]);
        }
    }

    #[test]
    fn json_says_what_was_said(report in hostile_report()) {
        let text = written(&report, Format::Json, &NARROW);
        assert_eq!(text.chars().find(|character| *character != '\n' && obeyed(*character)), None, "{text:?}");
        let value: Value = serde_json::from_str(&text).unwrap();
        let finding = &value["registers"][0]["findings"][0];
        assert_eq!(finding["message"], report.registers[0].findings[0].message);
        assert_eq!(finding["path"], report.registers[0].findings[0].location.path);
        let change = &value["registers"][0]["changes"][0];
        assert_eq!(change["subject"], report.registers[0].changes[0].subject);
        assert_eq!(change["after"], report.registers[0].changes[0].after.clone().unwrap());
        assert_eq!(value["registers"][0]["duties"][0]["how"], report.registers[0].duties[0].how);
    }

    #[test]
    fn a_hostile_catalogue_is_harmless(texts in prop::collection::vec(hostile(), 9), requirement in any::<bool>()) {
        let mut hostile = card();
        hostile.level = (!requirement).then_some(Level::Warning);
        (hostile.id, hostile.title, hostile.help) = (texts[0].clone(), texts[1].clone(), texts[2].clone());
        (hostile.asks, hostile.decides) = (vec![texts[3].clone()], texts[4].clone());
        hostile.requirements = vec![texts[5].clone()];
        hostile.sources[0].title = texts[6].clone();
        hostile.examples[0].files = vec![(texts[7].clone(), texts[8].clone())];
        assert_plain(&rules(&[hostile.clone()], Format::Human));
        assert_plain(&explained(&hostile, Format::Human));
        hostile.id = "regel".to_owned();
        let page = rules(&[hostile], Format::Markdown);
        assert_plain(&page);
        let local = page.replace("(#regel)", &format!("({SOURCE})"));
        assert_harmless(&local, &["Reglene", "Fagraad", "regel"]);
    }
}
