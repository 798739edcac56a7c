//! What each format makes of a review and of a what-if.
//!
//! **Knows**: made-up changes and duties in every state.
//! **Does not know**: how changes are found, what meets a duty.

use registervakt::report::Base;
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
        base: Some(Base { id: BASE.to_owned(), merge_base_with: Some("main".to_owned()) }),
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
fn met() -> Report {
    let mut register = register(Vec::new());
    register.changes = changes();
    register.duties = vec![met_duty()];
    compared(Verdict::DutiesMet, register)
}

/// No duties.
fn none() -> Report {
    compared(Verdict::NoDuties, register(Vec::new()))
}

/// A change that is only asked about.
fn asked() -> Report {
    let mut register = register(Vec::new());
    let widened = changes().pop().unwrap();
    let nowhere = Location { path: String::new(), ..Place::file("").locate() };
    register.changes = vec![Change { location: nowhere, ..widened }];
    register.duties = vec![open_duty(), met_duty()];
    Report { job: JobName::WhatIf, ..report(vec![register]) }
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
