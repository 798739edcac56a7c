//! What each format makes of a review and of a what-if.
//!
//! **Knows**: made-up changes and duties in every state.
//! **Does not know**: how changes are found, what meets a duty.

use registervakt::report::change::{Change, ChangeKind, Effect, Substance, Topic};
use registervakt::report::duty::{Duty, DutyState, Verdict};

use super::*;

const BASE: &str = "0123456789abcdef0123456789abcdef01234567";
const HEAD: &str = "89abcdef0123456789abcdef0123456789abcdef";

// --- Made-up reviews ---------------------------------------------------------------------------

pub(super) fn change(kind: &str, subject: &str, before: Option<&str>, after: Option<&str>) -> Change {
    let location = place("register.toml", "[pasientgruppe]\nicd10 = [\"M05\", \"M07\"]\n", "\"M07\"");
    Change {
        kind: ChangeKind::of(kind).unwrap(),
        subject: subject.to_owned(),
        effect: Effect::Altered,
        substance: Substance::Content,
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        base_location: before.map(|_| location.clone()),
        location,
    }
}

pub(super) fn duty(id: &str, title: &str, state: DutyState) -> Duty {
    Duty {
        id: id.to_owned(),
        title: title.to_owned(),
        requirements: vec!["E-2".to_owned()],
        topics: vec![Topic::Pasientgruppe],
        changes: vec!["pasientgruppe.kode-lagt-til icd10:M07".to_owned()],
        state,
        met_by: None,
        responsible: vec!["daglig-leder".to_owned(), "faglig-leder".to_owned()],
        missing: String::new(),
        how: String::new(),
    }
}

fn compared(verdict: Verdict, register: RegisterReport) -> Report {
    Report {
        job: JobName::Review,
        base: Some(Base {
            id: BASE.to_owned(),
            merge_base_with: Some("main".to_owned()),
            counted: Counted::New,
        }),
        verdict: Some(verdict),
        head: Head::Revision(HEAD.to_owned()),
        ..report(vec![register])
    }
}

/// The finding of the rule, as a review splits them.
fn told(rule: &str, level: Level, status: Status, message: &str) -> Finding {
    let location = place("register.toml", "[pasientgruppe]\nicd10 = [\"M05\", \"M07\"]\n", "\"M07\"");
    Finding { status, ..finding(rule, level, location, message) }
}

/// A code, an age limit and a section that changed, and two editorial changes.
fn changes() -> Vec<Change> {
    let prose = "# Populasjon\n\nPasienter som får behandling kan ikke registreres.\n";
    let before = "Registeret omfatter alle over 16 år med leddplager i hele landet. Pasienter som får behandling \
                  kan registreres. De følges til avsluttet behandling, og lenger om de samtykker til det selv.";
    let text = change(
        "pasientgruppe.tekst-endret",
        "registerbeskrivelse#Populasjon",
        Some(before),
        Some(&before.replace("kan registreres", "kan ikke registreres")),
    );
    let editorial = |kind, subject| Change {
        substance: Substance::Editorial,
        effect: Effect::Equal,
        ..change(kind, subject, Some("Åse  Holm"), Some("Åse Holm"))
    };
    vec![
        editorial("fagraad.medlem-endret", "Åse Holm"),
        editorial("formaal.tekst-endret", "vedtekter#Formål"),
        Change { location: place("registerbeskrivelse.md", prose, "Pasienter"), ..text },
        Change {
            effect: Effect::Widened,
            ..change("pasientgruppe.alder-endret", "alder", Some("18"), Some("16"))
        },
        Change {
            effect: Effect::Widened,
            ..change("pasientgruppe.kode-lagt-til", "icd10:M07", None, Some("M07"))
        },
    ]
}

const HOW: &str = "Skriv vurderingen i endringer/2026-m07.toml, for eksempel slik:\n[vurdering]\nny_godkjenning = \
                   false\nbegrunnelse = \"Om lag 60 pasienter i året kommer til, under én prosent av alle, og behandlingen er den samme\"";

fn open_duty() -> Duty {
    Duty {
        missing: "Ingen har vurdert om endringen av icd10:M07 krever ny godkjenning.".to_owned(),
        how: HOW.to_owned(),
        ..duty("vurder-ny-godkjenning", "Vurder om endringen krever ny godkjenning", DutyState::Open)
    }
}

fn met_duty() -> Duty {
    Duty {
        met_by: Some("endringer/2026-m07.toml [fagraad]".to_owned()),
        requirements: vec!["E-6".to_owned()],
        ..duty("fagraad-uttalelse", "Fagrådet har uttalt seg", DutyState::Met)
    }
}

fn idle_duty() -> Duty {
    duty("retningslinjer-redegjort", "Retningslinjene er gjort rede for", DutyState::NotApplicable)
}

/// Duties in every state, findings of every status.
pub(super) fn open() -> Report {
    let mut register = register(vec![
        told("plikt-vurder-ny-godkjenning", Level::Error, Status::New, "Ingen har vurdert"),
        told(
            "endring-uten-endringsmelding",
            Level::Error,
            Status::New,
            "Endringen av icd10:M07 står ikke i noen endringsmelding.",
        ),
        told("registerbeskrivelse-avviker", Level::Error, Status::New, "Beskrivelsen mangler M07"),
        told("fagraad-gammelt", Level::Warning, Status::Existing, "Fagrådet har ikke hatt møte på to år"),
        told("nettside-mangler", Level::Note, Status::Fixed, "Nettsiden mangler"),
    ]);
    register.changes = changes();
    register.duties = vec![open_duty(), met_duty(), idle_duty()];
    compared(Verdict::DutiesOpen, register)
}

/// All duties met.
pub(super) fn met() -> Report {
    let mut register = register(Vec::new());
    register.changes = changes();
    register.duties = vec![met_duty()];
    compared(Verdict::DutiesMet, register)
}

/// No duties.
pub(super) fn none() -> Report {
    compared(Verdict::NoDuties, register(Vec::new()))
}

/// A change that is only asked about.
pub(super) fn asked() -> Report {
    let mut register = register(Vec::new());
    let widened = changes().pop().unwrap();
    let nowhere = Location { path: String::new(), ..Place::file("").locate() };
    register.changes = vec![Change { location: nowhere, ..widened }];
    register.duties = vec![open_duty(), met_duty()];
    Report { job: JobName::WhatIf, ..report(vec![register]) }
}

/// Gives the register changes and duties all of whose texts are hostile.
pub(super) fn spoil(register: &mut RegisterReport, location: &Location, text: &mut impl FnMut() -> String) {
    let kinds = [
        ("pasientgruppe.kode-lagt-til", "icd10:"),
        ("formaal.tekst-endret", "vedtekter#"),
        ("formaal.endret", ""),
    ];
    for (kind, subject) in kinds {
        let subject = format!("{subject}{}", text());
        let (same, before, after) = (text(), text(), text());
        let values = [format!("{same} {before} {same}"), format!("{same} {after} {same}")];
        let location = location.clone();
        register
            .changes
            .push(Change { location, ..change(kind, &subject, Some(&values[0]), Some(&values[1])) });
    }
    let editorial = change("hjemmel.type-endret", &text(), None, Some(&text()));
    register.changes.push(Change { substance: Substance::Editorial, ..editorial });
    for state in [DutyState::Open, DutyState::Met, DutyState::NotApplicable] {
        register.duties.push(Duty {
            requirements: vec![text()],
            met_by: Some(text()),
            responsible: vec![text()],
            missing: text(),
            how: format!("{}\n[a]\nb = \"{}\"\n{}", text(), text(), text()),
            ..duty(&text(), &text(), state)
        });
    }
}

// --- For programs ------------------------------------------------------------------------------

#[test]
fn reviews_hold_the_schema() {
    for report in [open(), met(), none(), asked(), Report { base: None, head: Head::Index, ..open() }] {
        let text = written(&report, Format::Json, &NARROW);
        assert_eq!(errors(&schema(), &serde_json::from_str(&text).unwrap()), [""; 0]);
        assert_eq!(text, written(&report, Format::Json, &Options { lang: Lang::En, ..NARROW }));
    }
}

#[test]
fn a_review_in_json_says_all_in_order() {
    let mut shuffled = open();
    shuffled.registers[0].changes.rotate_left(2);
    let text = written(&open(), Format::Json, &NARROW);
    assert_eq!(text, written(&shuffled, Format::Json, &NARROW));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&value["verdict"], &value["base"]), (&json!("plikter-gjenstaar"), &json!(BASE)));
    let register = &value["registers"][0];
    let names: Vec<&str> = register["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "pasientgruppe.kode-lagt-til",
            "pasientgruppe.alder-endret",
            "pasientgruppe.tekst-endret",
            "formaal.tekst-endret",
            "fagraad.medlem-endret"
        ]
    );
    assert_eq!(
        register["changes"][0],
        json!({
            "kind": "pasientgruppe.kode-lagt-til", "topic": "pasientgruppe", "subject": "icd10:M07",
            "effect": "utvidet", "substance": "innhold", "before": null, "after": "M07",
            "path": "register.toml", "line": 2, "column": 17, "base_path": null, "base_line": null
        })
    );
    let age = &register["changes"][1];
    assert_eq!((&age["base_path"], &age["base_line"]), (&json!("register.toml"), &json!(2)));
    assert_eq!(
        register["duties"][0],
        json!({
            "id": "vurder-ny-godkjenning", "requirements": ["E-2"], "topics": ["pasientgruppe"],
            "changes": ["pasientgruppe.kode-lagt-til icd10:M07"], "state": "open", "met_by": null,
            "responsible": ["daglig-leder", "faglig-leder"], "how": HOW
        })
    );
    let states: Vec<&str> =
        register["duties"].as_array().unwrap().iter().map(|duty| duty["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["open", "met", "not-applicable"]);
    let asked: Value = serde_json::from_str(&written(&asked(), Format::Json, &NARROW)).unwrap();
    assert_eq!(
        (&asked["job"], &asked["verdict"], &asked["base"]),
        (&json!("what-if"), &Value::Null, &Value::Null)
    );
    assert_eq!(asked["registers"][0]["changes"][0]["path"], Value::Null);
}

// --- For people --------------------------------------------------------------------------------

const WIDE: Options = Options { width: 80, ..NARROW };

#[test]
fn a_person_reads_verdict_changes_and_what_to_do() {
    assert_eq!(human(&open(), &WIDE), OPEN_NB);
}

#[test]
fn nynorsk_and_english_say_the_same() {
    assert_eq!(human(&open(), &Options { lang: Lang::Nn, ..WIDE }), OPEN_NN);
    assert_eq!(human(&met(), &Options { lang: Lang::En, ..WIDE }), MET_EN);
}

#[test]
fn a_question_is_answered_and_nothing_is_written() {
    assert_eq!(human(&asked(), &WIDE), ASKED_NB);
}

#[test]
fn a_comment_tells_who_must_do_what() {
    assert_eq!(written(&open(), Format::Markdown, &NARROW), OPEN_MD);
    assert_eq!(written(&met(), Format::Markdown, &Options { lang: Lang::Nn, ..NARROW }), MET_MD);
}
const OPEN_NB: &str = r##"✗ 1 plikt gjenstår før endringen kan godkjennes. 1 plikt er oppfylt. 1
  endringsmelding mangler. Endringen fører med seg 1 feil.
  Registervakt sammenlignet revisjon 89abcdef01 med revisjon 0123456789 (der
  arbeidet skilte lag med main), leste 14 filer og prøvde 96 regler.

Endringer

  Pasientgruppe
    Kode lagt til: M07 (ICD-10) – utvider pasientgruppen
      sted:  register.toml:2:17
    Aldersgrense endret: 18 → 16 – utvider pasientgruppen
      sted:  register.toml:2:17
    Tekst endret: «Populasjon» i registerbeskrivelsen
      før:   … Pasienter som får behandling kan registreres. De følges til
             avsluttet …
      etter: … Pasienter som får behandling kan ikke registreres. De følges til
             avsluttet …
      sted:  registerbeskrivelse.md:3:1

  2 redaksjonelle endringer: tekst endret: «Formål» i vedtektene; medlem endret:
  Åse Holm

Plikter som følger

  [ ] Skriv en endringsmelding
      mangler: Endringen av icd10:M07 står ikke i noen endringsmelding.
      gjør:    Rett det som er feil.
      regel:   endring-uten-endringsmelding · krav K-5

  [ ] Vurder om endringen krever ny godkjenning
      mangler: Ingen har vurdert om endringen av icd10:M07 krever ny
               godkjenning.
      hvem:    daglig leder og faglig leder
      gjør:    Skriv vurderingen i endringer/2026-m07.toml, for eksempel slik:

        [vurdering]
        ny_godkjenning = false
        begrunnelse = "Om lag 60 pasienter i året kommer til, under én prosent av alle, og behandlingen er den samme"

      regel:   plikt-vurder-ny-godkjenning · krav E-2

  [x] Fagrådet har uttalt seg
      oppfylt av endringer/2026-m07.toml [fagraad]

  Ikke relevant her: Retningslinjene er gjort rede for

Nye funn

feil: Beskrivelsen mangler M07
  sted:    register.toml:2:17
           2 │ icd10 = ["M05", "M07"]
             ╰╴                ━━━━━
  hjelp:   Rett det som er feil.
  regel:   registerbeskrivelse-avviker · krav K-5 · Veilederen, Krav / Fagråd

✓ Rettet: Nettsiden mangler

1 funn sto der fra før: 1 advarsel (vis med --verbose).
Les mer: registervakt explain plikt-vurder-ny-godkjenning
"##;
const OPEN_NN: &str = r##"✗ 1 plikt står att før endringa kan godkjennast. 1 plikt er oppfylt. 1
  endringsmelding manglar. Endringa fører med seg 1 feil.
  Registervakt samanlikna revisjon 89abcdef01 med revisjon 0123456789 (der
  arbeidet skilde lag med main), las 14 filer og prøvde 96 reglar.

Endringar

  Pasientgruppe
    Lagt til kode: M07 (ICD-10) – utvidar pasientgruppa
      stad:  register.toml:2:17
    Endra aldersgrense: 18 → 16 – utvidar pasientgruppa
      stad:  register.toml:2:17
    Endra tekst: «Populasjon» i registerskildringa
      før:   … Pasienter som får behandling kan registreres. De følges til
             avsluttet …
      etter: … Pasienter som får behandling kan ikke registreres. De følges til
             avsluttet …
      stad:  registerbeskrivelse.md:3:1

  2 redaksjonelle endringar: endra tekst: «Formål» i vedtektene; endra medlem:
  Åse Holm

Plikter som følgjer

  [ ] Skriv ei endringsmelding
      manglar: Endringen av icd10:M07 står ikke i noen endringsmelding.
      gjer:    Rett det som er feil.
      regel:   endring-uten-endringsmelding · krav K-5

  [ ] Vurder om endringen krever ny godkjenning
      manglar: Ingen har vurdert om endringen av icd10:M07 krever ny
               godkjenning.
      kven:    dagleg leiar og fagleg leiar
      gjer:    Skriv vurderingen i endringer/2026-m07.toml, for eksempel slik:

        [vurdering]
        ny_godkjenning = false
        begrunnelse = "Om lag 60 pasienter i året kommer til, under én prosent av alle, og behandlingen er den samme"

      regel:   plikt-vurder-ny-godkjenning · krav E-2

  [x] Fagrådet har uttalt seg
      oppfylt av endringer/2026-m07.toml [fagraad]

  Ikkje relevant her: Retningslinjene er gjort rede for

Nye funn

feil: Beskrivelsen mangler M07
  stad:   register.toml:2:17
          2 │ icd10 = ["M05", "M07"]
            ╰╴                ━━━━━
  hjelp:  Rett det som er feil.
  regel:  registerbeskrivelse-avviker · krav K-5 · Veilederen, Krav / Fagråd

✓ Retta: Nettsiden mangler

1 funn stod der frå før: 1 åtvaring (vis med --verbose).
Les meir: registervakt explain plikt-vurder-ny-godkjenning
"##;
const MET_EN: &str = r##"✓ The duty that follows from the change is met.
  Registervakt compared revision 89abcdef01 with revision 0123456789 (where this
  work parted from main), read 14 files and applied 96 rules.

Changes

  Patient group
    Code added: M07 (ICD-10) – widens the patient group
      place:  register.toml:2:17
    Age limit changed: 18 → 16 – widens the patient group
      place:  register.toml:2:17
    Text changed: “Populasjon” in the register description
      before: … Pasienter som får behandling kan registreres. De følges til
              avsluttet …
      after:  … Pasienter som får behandling kan ikke registreres. De følges til
              avsluttet …
      place:  registerbeskrivelse.md:3:1

  2 editorial changes: text changed: “Formål” in the statutes; member changed:
  Åse Holm

Duties that follow

  [x] Fagrådet har uttalt seg
      met by endringer/2026-m07.toml [fagraad]
"##;
const ASKED_NB: &str = r##"! Denne endringen ville utløse 2 plikter. 1 av dem er allerede oppfylt.
  Registervakt leste 14 filer og prøvde 96 regler. Ingenting er skrevet eller
  endret.

Endringer

  Pasientgruppe
    Kode lagt til: M07 (ICD-10) – utvider pasientgruppen

Plikter som følger

  [ ] Vurder om endringen krever ny godkjenning
      mangler: Ingen har vurdert om endringen av icd10:M07 krever ny
               godkjenning.
      hvem:    daglig leder og faglig leder
      gjør:    Skriv vurderingen i endringer/2026-m07.toml, for eksempel slik:

        [vurdering]
        ny_godkjenning = false
        begrunnelse = "Om lag 60 pasienter i året kommer til, under én prosent av alle, og behandlingen er den samme"

      regel:   plikt-vurder-ny-godkjenning · krav E-2

  [x] Fagrådet har uttalt seg
      oppfylt av endringer/2026-m07.toml [fagraad]

Les mer: registervakt explain plikt-vurder-ny-godkjenning
"##;
const OPEN_MD: &str = r##"❌ **1 plikt gjenstår før endringen kan godkjennes. 1 plikt er oppfylt. 1 endringsmelding mangler. Endringen fører med seg 1 feil.**

Registervakt sammenlignet revisjon 89abcdef01 med revisjon 0123456789 (der arbeidet skilte lag med main), leste 14 filer og prøvde 96 regler.

Les mer: `registervakt explain plikt-vurder-ny-godkjenning`

### Endringer

| Hva | Før | Etter | Virkning |
|---|---|---|---|
| **Pasientgruppe** | | | |
| Kode lagt til: M07 (ICD-10)<br>register.toml:2 |  | M07 | utvider pasientgruppen |
| Aldersgrense endret<br>register.toml:2 | 18 | 16 | utvider pasientgruppen |
| Tekst endret: «Populasjon» i registerbeskrivelsen<br>registerbeskrivelse.md:3 | … Pasienter som får behandling kan registreres. De følges til avsluttet … | … Pasienter som får behandling kan **ikke** registreres. De følges til avsluttet … |  |

<details>
<summary>2 redaksjonelle endringer</summary>

- Tekst endret: «Formål» i vedtektene
- Medlem endret: Åse Holm

</details>

### Plikter som følger

- [ ] **Skriv en endringsmelding**
  - Mangler: Endringen av icd10:M07 står ikke i noen endringsmelding.
  - Gjør: Rett det som er feil.
  - Regel `endring-uten-endringsmelding`, krav K-5
- [ ] **Vurder om endringen krever ny godkjenning**
  - Mangler: Ingen har vurdert om endringen av icd10:M07 krever ny godkjenning.
  - Hvem: daglig leder og faglig leder
  - Gjør: Skriv vurderingen i endringer/2026-m07.toml, for eksempel slik:

    ```toml
    [vurdering]
    ny_godkjenning = false
    begrunnelse = "Om lag 60 pasienter i året kommer til, under én prosent av alle, og behandlingen er den samme"
    ```
  - Regel `plikt-vurder-ny-godkjenning`, krav E-2
- [x] **Fagrådet har uttalt seg** – oppfylt av `endringer/2026-m07.toml [fagraad]`

Ikke relevant her: Retningslinjene er gjort rede for

### Feil

- `register.toml:2` – Beskrivelsen mangler M07
  - Slik retter du: Rett det som er feil.
  - Regel `registerbeskrivelse-avviker`, krav K-5: [Veilederen, Krav / Fagråd](<https://kilde.example/>)

<details>
<summary>Rettet: 1 funn</summary>

- Nettsiden mangler

</details>

<details>
<summary>1 funn sto der fra før: 1 advarsel</summary>

- `register.toml:2` – Fagrådet har ikke hatt møte på to år
  - Slik retter du: Rett det som er feil.
  - Regel `fagraad-gammelt`, krav K-5: [Veilederen, Krav / Fagråd](<https://kilde.example/>)

</details>
"##;
const MET_MD: &str = r##"✅ **Plikta som følgjer av endringa, er oppfylt.**

Registervakt samanlikna revisjon 89abcdef01 med revisjon 0123456789 (der arbeidet skilde lag med main), las 14 filer og prøvde 96 reglar.

### Endringar

| Kva | Før | Etter | Verknad |
|---|---|---|---|
| **Pasientgruppe** | | | |
| Lagt til kode: M07 (ICD-10)<br>register.toml:2 |  | M07 | utvidar pasientgruppa |
| Endra aldersgrense<br>register.toml:2 | 18 | 16 | utvidar pasientgruppa |
| Endra tekst: «Populasjon» i registerskildringa<br>registerbeskrivelse.md:3 | … Pasienter som får behandling kan registreres. De følges til avsluttet … | … Pasienter som får behandling kan **ikke** registreres. De følges til avsluttet … |  |

<details>
<summary>2 redaksjonelle endringar</summary>

- Endra tekst: «Formål» i vedtektene
- Endra medlem: Åse Holm

</details>

<details>
<summary>1 plikt er oppfylt</summary>

- [x] **Fagrådet har uttalt seg** – oppfylt av `endringer/2026-m07.toml [fagraad]`

</details>
"##;

/// Wrapped sentences unwrapped.
fn on_one_line(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn quiet_tells_what_fails_and_verbose_tells_all() {
    let quiet = human(&open(), &Options { verbosity: Verbosity::Quiet, ..WIDE });
    for left_out in ["Endringer\n", "[x]", "Ikke relevant", "Rettet", "fra før", "Les mer"] {
        assert!(!quiet.contains(left_out), "{left_out}: {quiet}");
    }
    assert!(quiet.contains("[ ] Vurder om") && quiet.contains("feil: Beskrivelsen mangler M07"), "{quiet}");

    let mut report = open();
    report.registers[0].requirements = five_states().registers.remove(0).requirements;
    report.registers[0].findings.push(three().registers.remove(0).findings.remove(0));
    let verbose = human(&report, &Options { verbosity: Verbosity::Verbose, ..WIDE });
    for told in
        ["Funn som sto der fra før\n\nadvarsel: Fagrådet har", "merknad: Filen mangler", "K-22  ! ukjent"]
    {
        assert!(verbose.contains(told), "{told}: {verbose}");
    }
    let verbose = on_one_line(verbose);
    let closing =
        "1 funn sto der fra før: 1 advarsel. I tillegg har 1 funn unntak. 1 krav kunne ikke undersøkes.";
    assert!(verbose.contains(closing), "{verbose}");
}

#[test]
fn the_same_findings_are_told_once() {
    for format in [Format::Human, Format::Markdown] {
        let text = written(&open(), format, &WIDE);
        let told = |what: &str| text.matches(what).count();
        assert_eq!(
            (told("Ingen har vurdert om"), told("står ikke i noen endringsmelding")),
            (1, 1),
            "{text}"
        );
        assert_eq!((told("Beskrivelsen mangler M07"), told("Nettsiden mangler")), (1, 1), "{text}");

        // A finding of a duty that no open duty stands for is not lost.
        let mut alone = open();
        alone.registers[0].duties.clear();
        let text = on_one_line(written(&alone, format, &WIDE));
        assert!(text.contains("Ingen har vurdert") && text.contains("fører med seg 2 feil"), "{text}");
    }
}

#[test]
fn the_verdict_is_never_better_than_what_stands_below() {
    let check = |report: &Report, sign: &str, mark: &str, expected: &str| {
        let text = on_one_line(human(report, &WIDE));
        assert!(text.starts_with(sign) && text.contains(expected), "{text}");
        let page = written(report, Format::Markdown, &NARROW);
        assert!(page.starts_with(mark) && page.contains(expected), "{page}");
    };
    check(&met(), "✓", "✅", "Plikten som følger av endringen, er oppfylt.");
    check(&none(), "✓", "✅", "Ingenting ved registeret er endret, så ingen plikter følger.");
    check(&asked(), "!", "⚠️", "Denne endringen ville utløse 2 plikter.");

    let mut brought = none();
    brought.registers[0].findings = vec![told("a", Level::Error, Status::New, "x")];
    check(&brought, "✗", "❌", "Endringen fører med seg 1 feil.");
    brought.registers[0].findings[0].level = Level::Warning;
    check(&brought, "!", "⚠️", "Endringen fører med seg 1 advarsel.");
    brought.registers[0].findings[0].status = Status::Existing;
    check(&brought, "✓", "✅", "1 funn sto der fra før");

    // A draft on a branch of its own fails nothing, but is not done.
    let mut draft = open();
    draft.registers[0].findings.iter_mut().for_each(|finding| finding.level = Level::Warning);
    check(&draft, "!", "⚠️", "1 plikt gjenstår før endringen kan godkjennes.");

    let mut unknown = none();
    unknown.registers[0].requirements = five_states().registers.remove(0).requirements;
    check(&unknown, "!", "⚠️", "1 krav kunne ikke undersøkes.");
    check(&Report { registers: Vec::new(), ..none() }, "✓", "✅", "berører ingen av registrene");
    let unseen = Report { looked_at: LookedAt { files: 0, rules: 96 }, ..none() };
    check(&unseen, "!", "⚠️", "så dette sier ikke at noe er i orden.");
}

#[test]
fn what_was_compared_is_named() {
    let check = |base: Option<Option<&str>>, head: Head, expected: [&str; 3]| {
        let base = base.map(|other| Base {
            id: BASE.to_owned(),
            merge_base_with: other.map(str::to_owned),
            counted: Counted::New,
        });
        let report = Report { base, head, ..met() };
        for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
            let options = Options { lang, width: 200, ..NARROW };
            let text = on_one_line(human(&report, &options));
            assert!(text.contains(expected), "{text}");
            assert!(written(&report, Format::Markdown, &options).contains(expected));
        }
    };
    check(
        Some(None),
        Head::Index,
        [
            "sammenlignet det som er klart for innsjekking (indeksen) med revisjon 0123456789, leste 14 filer",
            "samanlikna det som er klart for innsjekking (indeksen) med revisjon 0123456789, las 14 filer",
            "compared what the next commit will hold (the index) with revision 0123456789, read 14 files",
        ],
    );
    check(
        Some(Some("main")),
        Head::Worktree,
        [
            "arbeidsmappen med revisjon 0123456789 (der arbeidet skilte lag med main)",
            "arbeidsmappa med revisjon 0123456789 (der arbeidet skilde lag med main)",
            "the work tree with revision 0123456789 (where this work parted from main)",
        ],
    );
    check(
        None,
        Head::Revision(HEAD.to_owned()),
        [
            "Det finnes ingenting å sammenligne revisjon 89abcdef01 med, så alt er nytt.",
            "Det finst ingenting å samanlikne revisjon 89abcdef01 med, så alt er nytt.",
            "There is nothing to compare revision 89abcdef01 with, so everything is new.",
        ],
    );
}

/// Two registers that change and two that do not.
fn several() -> Report {
    let named = |mut report: Report, path: &str| {
        let mut register = report.registers.remove(0);
        (register.path, register.short_name) = (path.to_owned(), path.to_uppercase());
        register
    };
    let registers =
        vec![named(none(), "kne"), named(met(), "hofte"), named(open(), "ankel"), named(none(), "arm")];
    Report { registers, ..open() }
}

#[test]
fn registers_that_change_stand_under_their_names() {
    let text = human(&several(), &Options { width: 120, ..NARROW });
    let heads = [
        "✗ 1 plikt gjenstår før endringen kan godkjennes. 2 plikter er oppfylt. 1 endringsmelding mangler.",
        "✗ ANKEL (ankel): 1 plikt gjenstår",
        "✓ HOFTE (hofte): Plikten som følger av endringen, er oppfylt.",
        "Uten endringer: ARM (arm); KNE (kne)",
    ];
    let places: Vec<usize> =
        heads.iter().map(|head| text.find(head).unwrap_or_else(|| panic!("{text}"))).collect();
    assert!(places.is_sorted(), "{text}");
    let page = written(&several(), Format::Markdown, &NARROW);
    let heads =
        ["## ANKEL (ankel)\n\n❌ **1 plikt", "## HOFTE (hofte)\n\n✅ **Plikten", "Uten endringer: ARM"];
    let places: Vec<usize> =
        heads.iter().map(|head| page.find(head).unwrap_or_else(|| panic!("{page}"))).collect();
    assert!(places.is_sorted(), "{page}");
}

#[test]
fn a_duty_of_several_topics_names_them() {
    let mut report = open();
    report.registers[0].changes.push(change("hjemmel.type-endret", "type", Some("a"), Some("b")));
    report.registers[0].duties[0].topics.push(Topic::Hjemmel);
    let text = human(&report, &WIDE);
    assert!(text.contains("gjelder: pasientgruppe og rettslig grunnlag\n"), "{text}");
    assert!(text.contains("\n\n  Rettslig grunnlag\n    Type hjemmel endret: a → b\n"), "{text}");
}

#[test]
fn lines_to_paste_stand_as_they_are() {
    let how = "[[medlem]]\nnavn = \"…\"\nsaker = [\n  \"3/26 En sak med et navn som er så langt at linjen går \
               langt utenfor en smal skjerm\",\n]\n\nLagre filen.";
    let mut report = open();
    report.registers[0].duties[0].how = how.to_owned();
    let text = human(&report, &NARROW);
    let pasted: String = how.lines().take(5).map(|line| format!("        {line}\n")).collect();
    assert!(text.contains(&format!("gjør:    lim inn dette\n\n{pasted}\n")), "{text}");
    assert!(text.contains("               Lagre filen.\n"), "{text}");
    let page = written(&report, Format::Markdown, &NARROW);
    let fenced: String = how.lines().take(5).map(|line| format!("    {line}\n")).collect();
    assert!(page.contains(&format!("  - Gjør: lim inn dette\n\n    ```toml\n{fenced}    ```\n")), "{page}");
}

#[test]
fn colours_of_a_review_change_nothing_but_colours() {
    for report in [open(), met(), none(), asked(), several()] {
        let painted = human(&report, &Options { color: Color::On, ..WIDE });
        let plain: Vec<String> =
            without_codes(&painted).lines().map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(plain, human(&report, &WIDE).lines().collect::<Vec<_>>());
    }
}

#[test]
fn no_line_but_those_to_paste_is_too_wide() {
    for width in [60, 80, 120] {
        let text = human(&several(), &Options { width, ..NARROW });
        let wide = text.lines().find(|line| line.chars().count() > width && !line.starts_with("        "));
        assert_eq!(wide, None);
    }
}

#[test]
fn long_texts_are_shortened() {
    let long = "ord ".repeat(2_500);
    let mut report = open();
    let register = &mut report.registers[0];
    register.changes = vec![
        change("formaal.endret", "formaal", Some(&long), Some(&format!("{long} nytt {long}"))),
        change("fagraad.medlem-inn", &"Å".repeat(10_000), None, Some(&"Å".repeat(10_000))),
        change("formaal.tekst-endret", &format!("vedtekter#{long}"), Some(&long), None),
    ];
    (register.duties, register.findings) = (Vec::new(), Vec::new());
    for format in [Format::Human, Format::Markdown] {
        let text = written(&report, format, &WIDE);
        assert!(text.chars().count() < 2_500, "{} {text}", text.chars().count());
        assert!(text.contains("nytt"), "{text}");
    }
}

#[test]
fn a_comment_on_a_great_change_keeps_what_is_to_be_done() {
    let variable = |number: usize| {
        change("datasett.variabel-lagt-til", &format!("variabel_{number:04}"), None, Some("alder ved debut"))
    };
    let mut register = open().registers.remove(0);
    register.changes.extend((0..3_000).map(variable));
    let editorial = |number: usize| Change { substance: Substance::Editorial, ..variable(number) };
    register.changes.extend((0..3_000).map(editorial));
    let great = Report { registers: vec![register.clone()], ..open() };
    let page = written(&great, Format::Markdown, &NARROW);
    assert!(page.chars().count() < 65_536, "{}", page.chars().count());
    assert!(page.contains("```toml\n    [vurdering]") && page.contains("endringer til"), "{page}");

    let registers =
        (0..300).map(|number| RegisterReport { path: format!("mappe-{number}"), ..register.clone() });
    let many = Report { registers: registers.collect(), ..open() };
    let page = written(&many, Format::Markdown, &NARROW);
    assert!(page.chars().count() < 65_536, "{}", page.chars().count());
    assert!(page.contains("plikter til\n") && page.contains("funn til\n"), "{page}");
}

#[test]
fn a_change_is_told_on_one_line_where_it_fits() {
    let check = |change: Change, expected: &str| {
        let mut report = none();
        report.registers[0].changes = vec![Change { location: Place::file("").locate(), ..change }];
        let text = human(&report, &WIDE);
        assert!(text.ends_with(expected), "{text}");
    };
    let long =
        "Personer med leddplager som har vært til utredning eller behandling i spesialisthelsetjenesten";
    check(
        change("fagraad.medlem-endret", "Kari Prøve", Some("Helse Vest"), Some("Helse Nord")),
        "  Fagråd\n    Medlem endret: Kari Prøve (Helse Vest → Helse Nord)\n",
    );
    check(
        change("register.status-endret", "status", Some("planlagt"), Some("nasjonal")),
        "  Registeret\n    Status endret: planlagt → nasjonal\n",
    );
    check(
        change("pasientgruppe.kode-fjernet", "ncsp:NFB30", Some("NFB30"), None),
        "    Kode fjernet: NFB30 (NCSP)\n",
    );
    check(
        change("pasientgruppe.tjeneste-endret", "Smerteklinikk", None, Some("Smerteklinikk")),
        "    Tjeneste lagt til: Smerteklinikk\n",
    );
    check(
        change("formaal.endret", "formaal", None, Some(long)),
        "    Formål lagt til\n      etter: Personer med leddplager som har vært til utredning eller behandling\n             i spesialisthelsetjenesten\n",
    );
    check(
        Change {
            substance: Substance::Unsure,
            ..change("formaal.endret", "formaal", Some("uro"), Some("ro"))
        },
        "    Formål endret: uro → ro – usikkert, regnes som endret innhold\n",
    );
}

#[test]
fn what_stood_there_before_counts_where_all_is_asked_for() {
    for (counted, fails) in [(Counted::New, false), (Counted::All, true)] {
        let finding = told("orgnr-ugyldig", Level::Error, Status::Existing, "Nummeret er ikke gyldig.");
        let mut report = compared(Verdict::NoDuties, register(vec![finding]));
        report.base.as_mut().expect("a base").counted = counted;
        assert_eq!(report.is_counted(&report.registers[0].findings[0]), fails);
        let text = |format| written(&report, format, &Options::default());
        assert_eq!(text(Format::Human).starts_with('✗'), fails);
        assert_eq!(text(Format::Markdown).starts_with('❌'), fails);
        assert_eq!(text(Format::Github).contains("::error "), fails);
        assert_eq!(text(Format::Junit).contains("failures=\"1\""), fails);
    }
}
