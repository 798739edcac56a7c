//! What each format makes of reminders, and of the record of what people were told.
//!
//! **Knows**: invented people, deadlines and letters.
//! **Does not know**: what falls due.

use registervakt::report::reminder::{Deadline, Reminder, ReminderState};
use registervakt::report::told::{Addressee, Event as Told, Telling, ToldLetter, ToldState};

pub(super) use super::reminded::standing;
use super::reminded::{on, person, reminder};
use super::*;

fn answer(registers: Vec<RegisterReport>) -> Report {
    Report { job: JobName::Remind, ..report(registers) }
}

/// Nothing to remind of.
pub(super) fn nothing() -> Report {
    answer(vec![register(Vec::new())])
}

/// Gives the register reminders all of whose texts are hostile.
pub(super) fn spoil(register: &mut RegisterReport, text: &mut impl FnMut() -> String) {
    for (deadline, state) in [
        (Deadline::AnnualReport, ReminderState::Due),
        (Deadline::Application, ReminderState::Sent),
        (Deadline::Term, ReminderState::Closed),
    ] {
        register.reminders.push(Reminder {
            title: text(),
            to: vec![person(&text(), &text(), &text()), person("rhf", &text(), &text())],
            vacant: vec![text(), text()],
            passed_on: vec![text()],
            refused: vec![text()],
            missing: vec![text()],
            closed_by: format!("{}\n[a]\nb = \"{}\"\n{}", text(), text(), text()),
            message_id: text(),
            state,
            ..reminder(deadline, &text(), NaiveDate::MAX, i32::MIN)
        });
    }
}

const WIDE: Options = Options { width: 80, ..NARROW };

// --- For people --------------------------------------------------------------------------------

#[test]
fn a_person_reads_the_day_and_each_register() {
    assert_eq!(human(&standing(), &WIDE), STANDING_NB);
    assert!(human(&standing(), &WIDE).lines().all(|line| line.chars().count() <= 80));
    let quiet = Options { verbosity: Verbosity::Quiet, ..WIDE };
    assert_eq!(
        human(&standing(), &quiet),
        STANDING_NB.split_inclusive("\n\n").next().unwrap().replace("\n\n", "\n")
    );
}

const STANDING_NB: &str = "\
! Tirsdag 1. juni 2027: 4 påminnelser i 1 av 2 registre. 1 frist er passert. 3
  er ikke varslet ennå.

NorLedd

  • Svar på søknaden i endringer/2027-m07.toml – svar ventet søndag 2. mai 2027
    (for 30 dager siden)
    får varsel: Kari Holm (daglig leder)
    lukkes av:  Svaret er ført inn med dato.
    tilstand:   ikke varslet ennå

  • Funksjonstiden til Åse Test i fagrådet – frist lørdag 29. mai 2027 (3 dager
    over fristen)
    får varsel: Kari Holm (daglig leder)
    lukkes av:  En ny til-dato, eller at medlemmet er ute.
    tilstand:   varslet

  • Søknad om utsettelse – frist tirsdag 1. juni 2027 (i dag)
    får varsel: ingen, for ingen i registeret har en rolle som kan få varsel
    ubesatt:    daglig leder og faglig leder
    lukkes av:  [[utsettelse]] i register.toml.
    tilstand:   ikke varslet ennå

  • Årsrapport for 2026 – frist tirsdag 15. juni 2027 (om 14 dager)
    får varsel: Kari Holm (daglig leder) og Ola Prøve (faglig leder)
    ubesatt:    dataansvarlig; varselet går til neste i rekken
    mangler:    aarsrapport-mangler-kapittel, aarsrapport-ikke-levert
    lukkes av:  Rapporten ligger i aarsrapporter/2026.md, og leveringen er ført
                inn slik:

        [levering]
        levert = 2027-06-15

    tilstand:   ikke varslet ennå

Les mer: registervakt explain aarsrapport-mangler-kapittel
";

#[test]
fn a_day_without_reminders_says_so() {
    let check = |lang, expected: &str| assert_eq!(human(&nothing(), &Options { lang, ..WIDE }), expected);
    check(Lang::Nb, "✓ Tirsdag 1. juni 2027: ingen frister å minne om i 1 register.\n");
    check(Lang::Nn, "✓ Tysdag 1. juni 2027: ingen fristar å minne om i 1 register.\n");
    check(Lang::En, "✓ Tuesday 1 June 2027: no deadlines to remind of in 1 register.\n");
}

#[test]
fn nothing_due_is_never_said_for_want_of_looking() {
    let unseen = Report { looked_at: LookedAt::default(), ..nothing() };
    for report in [answer(Vec::new()), unseen] {
        for format in Format::ALL
            .into_iter()
            .filter(|format| !matches!(format, Format::Json | Format::Sarif | Format::Gitlab | Format::Csv))
        {
            let text = written(&report, format, &NARROW).replace("\n  ", " ");
            assert!(
                text.contains("ngenting er undersøkt") || text.contains("fant ingenting å"),
                "{format:?}: {text}"
            );
            assert!(!text.contains('✅') && !text.contains('✓'), "{format:?}: {text}");
        }
    }
}

#[test]
fn what_was_found_beside_reminders_is_told() {
    let mut report = nothing();
    report.registers[0].findings = three().registers.remove(0).findings;
    for format in [Format::Human, Format::Markdown, Format::Html, Format::Csv, Format::Github, Format::Junit]
    {
        let text = written(&report, format, &NARROW);
        assert!(text.contains("registerbeskrivelse-avviker"), "{format:?}: {text}");
    }
    let said = human(&report, &Options { width: 200, ..NARROW });
    assert!(said.starts_with("! Tirsdag 1. juni 2027: ingen frister å minne om i 1 register. 1 feil og 1 advarsel kan skjule flere"), "{said}");
}

#[test]
fn other_languages_say_the_same() {
    for (lang, words) in [
        (
            Lang::Nn,
            [
                "Tysdag 1. juni 2027: 4 påminningar i 1 av 2 register.",
                "om 14 dagar",
                "3 dagar over fristen",
                "Ola Prøve (fagleg leiar)",
                "ikkje varsla enno",
                "for 30 dagar sidan",
            ],
        ),
        (
            Lang::En,
            [
                "Tuesday 1 June 2027: 4 reminders in 1 of 2 registers.",
                "in 14 days",
                "3 days overdue",
                "Ola Prøve (clinical leader)",
                "not told yet",
                "30 days ago",
            ],
        ),
    ] {
        for format in [Format::Human, Format::Markdown, Format::Html, Format::Csv] {
            let text = written(&standing(), format, &Options { lang, width: 200, ..NARROW });
            let text = text.to_lowercase();
            // A table has no sentence of the day.
            let words = words.iter().skip(usize::from(format == Format::Csv));
            let missing: Vec<&&str> = words.filter(|word| !text.contains(&word.to_lowercase())).collect();
            assert_eq!(missing, [&""; 0], "{format:?}: {text}");
        }
    }
}

#[test]
fn no_address_stands_in_any_output() {
    let mut report = standing();
    let reminder = &mut report.registers[1].reminders[0];
    reminder.to[0].name = "Kari <kari.holm@example.org>".to_owned();
    reminder.title = "vervet til ola@example.org".to_owned();
    reminder.subject = "ola@example.org".to_owned();
    reminder.closed_by = "Skriv til kari.holm@example.org.\nepost = \"ola@example.org\"".to_owned();
    for lang in Lang::ALL {
        for verbosity in [Verbosity::Quiet, Verbosity::Normal, Verbosity::Verbose] {
            for format in Format::ALL {
                let text = written(&report, format, &Options { lang, verbosity, ..WIDE });
                assert!(!text.contains("holm@") && !text.contains("ola@"), "{format:?}: {text}");
            }
        }
    }
    assert!(written(&report, Format::Json, &NARROW).contains("Kari <k…@example.org>"));
}

// --- For programs ------------------------------------------------------------------------------

#[test]
fn reminders_in_json_have_the_shape_of_the_specification() {
    for report in [standing(), nothing(), answer(Vec::new())] {
        let value: Value = serde_json::from_str(&written(&report, Format::Json, &NARROW)).unwrap();
        assert_eq!(errors(&schema(), &value), [""; 0]);
    }
    let value = remind();
    let reminders = value["registers"][0]["reminders"].as_array().unwrap();
    let order: Vec<&str> = reminders.iter().map(|one| one["deadline"].as_str().unwrap()).collect();
    assert_eq!(order, ["soeknad", "medlem", "utsettelse", "aarsrapport"]);
    assert_eq!(
        reminders[3],
        json!({
            "deadline": "aarsrapport", "subject": "2026", "due": "2027-06-15", "rung": -14,
            "to": [
                { "role": "daglig-leder", "name": "Kari Holm" },
                { "role": "faglig-leder", "name": "Ola Prøve" }
            ],
            "missing": ["aarsrapport-mangler-kapittel", "aarsrapport-ikke-levert"],
            "closed_by": "Rapporten ligger i aarsrapporter/2026.md, og leveringen er ført inn slik:\n[levering]\nlevert = 2027-06-15",
            "message_id": "0123abcd@registervakt.invalid", "state": "due"
        })
    );
    assert_eq!(value["registers"][1]["reminders"], json!([]));
    let mut turned = standing();
    turned.registers[1].reminders.reverse();
    turned.registers.reverse();
    assert_eq!(written(&turned, Format::Json, &NARROW), written(&standing(), Format::Json, &NARROW));
    let checked = Report { job: JobName::Check, ..standing() };
    assert!(!written(&checked, Format::Json, &NARROW).contains("reminders"));
}

/// What each reminder is told as where there is nothing but findings: its level and its rule.
fn marks(report: &Report) -> Vec<String> {
    let text = written(report, Format::Github, &NARROW);
    let told =
        text.lines().filter_map(|line| line.split_once("::").and_then(|(_, rest)| rest.split_once("::")));
    told.map(|(head, said)| {
        format!("{} {}", head.replace("file=register.toml,title=", ""), said.split("%0A").next().unwrap())
    })
    .collect()
}

#[test]
fn a_day_to_come_is_a_note_and_a_day_that_came_a_warning() {
    assert_eq!(
        marks(&standing()),
        [
            "warning frist-medlem register.toml – Funksjonstiden til Åse Test i fagrådet – frist lørdag 29. mai 2027 (3 dager over fristen)",
            "warning frist-utsettelse register.toml – Søknad om utsettelse – frist tirsdag 1. juni 2027 (i dag)",
            "notice frist-soeknad register.toml – Svar på søknaden i endringer/2027-m07.toml – svar ventet søndag 2. mai 2027 (for 30 dager siden)",
            "notice frist-aarsrapport register.toml – Årsrapport for 2026 – frist tirsdag 15. juni 2027 (om 14 dager)",
            "notice title=Registervakt Tirsdag 1. juni 2027: 4 påminnelser i 1 av 2 registre. 1 frist er passert. 3 er ikke varslet ennå.",
        ]
    );
    assert_eq!(
        marks(&nothing()),
        ["notice title=Registervakt Tirsdag 1. juni 2027: ingen frister å minne om i 1 register."]
    );
    let mut closed = standing();
    closed.registers[1].reminders.iter_mut().for_each(|one| one.state = ReminderState::Closed);
    assert_eq!(marks(&closed).len(), 1, "what is closed is silent");
    let gitlab: Value = serde_json::from_str(&written(&standing(), Format::Gitlab, &NARROW)).unwrap();
    let severe: Vec<&str> =
        gitlab.as_array().unwrap().iter().map(|one| one["severity"].as_str().unwrap()).collect();
    assert_eq!(severe, ["info", "minor", "minor", "info"]);
}

#[test]
fn a_reminder_never_fails_a_test() {
    let text = written(&standing(), Format::Junit, &NARROW);
    assert!(text.contains("tests=\"5\" failures=\"0\" errors=\"0\" skipped=\"4\""), "{text}");
    let council = "name=\"Funksjonstiden til Åse Test i fagrådet (frist-medlem)\">\n      <skipped message=\"advarsel: frist lørdag 29. mai 2027 (3 dager over fristen), varslet\"/>";
    assert!(text.contains(council), "{text}");
    assert!(text.contains("name=\"Ingen frister å minne om i dag\"/>"), "{text}");
}

// --- Tables and pages --------------------------------------------------------------------------

#[test]
fn a_spreadsheet_has_a_row_each_reminder() {
    let rows = formats::csv(&written(&standing(), Format::Csv, &NARROW));
    assert_eq!(
        rows[0],
        [
            "Register",
            "Type",
            "Frist",
            "Når",
            "Melding",
            "Får varsel",
            "Ubesatt",
            "Mangler",
            "Lukkes av",
            "Tilstand"
        ]
    );
    assert_eq!(rows.len(), 5);
    assert_eq!(
        rows[4],
        [
            "NorLedd",
            "påminnelse",
            "2027-06-15",
            "om 14 dager",
            "Årsrapport for 2026",
            "Kari Holm (daglig leder) og Ola Prøve (faglig leder)",
            "dataansvarlig; varselet går til neste i rekken",
            "aarsrapport-mangler-kapittel, aarsrapport-ikke-levert",
            "Rapporten ligger i aarsrapporter/2026.md, og leveringen er ført inn slik:\n[levering]\nlevert = 2027-06-15",
            "ikke varslet ennå"
        ]
    );
}

#[test]
fn a_page_and_a_comment_say_what_a_terminal_says() {
    let html = written(&standing(), Format::Html, &NARROW);
    for said in [
        "<span class=\"tag note\">Om 14 dager</span> Årsrapport for 2026",
        "<span class=\"tag warning\">3 dager over fristen</span> Funksjonstiden til Åse Test i fagrådet",
        "<dd>Tirsdag 15. juni 2027</dd>",
        "<pre>[levering]\nlevert = 2027-06-15</pre>",
        "<code>aarsrapport-ikke-levert</code>",
        "<dd>Ingen, for ingen i registeret har en rolle som kan få varsel</dd>",
    ] {
        assert!(html.contains(said), "{said}\n{html}");
    }
    assert_eq!(written(&standing(), Format::Markdown, &NARROW), STANDING_MARKDOWN);
    assert_eq!(
        written(&nothing(), Format::Markdown, &NARROW),
        "✅ **Tirsdag 1. juni 2027: ingen frister å minne om i 1 register.**\n"
    );
}

const STANDING_MARKDOWN: &str = "\
⚠\u{fe0f} **Tirsdag 1. juni 2027: 4 påminnelser i 1 av 2 registre. 1 frist er passert. 3 er ikke varslet ennå.**

Les mer: `registervakt explain aarsrapport-mangler-kapittel`

## NorLedd

- **Svar på søknaden i endringer/2027-m07.toml** – svar ventet søndag 2. mai 2027 (for 30 dager siden)
  - Får varsel: Kari Holm (daglig leder)
  - Lukkes av: Svaret er ført inn med dato.
  - Tilstand: ikke varslet ennå
- **Funksjonstiden til Åse Test i fagrådet** – frist lørdag 29. mai 2027 (3 dager over fristen)
  - Får varsel: Kari Holm (daglig leder)
  - Lukkes av: En ny til-dato, eller at medlemmet er ute.
  - Tilstand: varslet
- **Søknad om utsettelse** – frist tirsdag 1. juni 2027 (i dag)
  - Får varsel: ingen, for ingen i registeret har en rolle som kan få varsel
  - Ubesatt: daglig leder og faglig leder
  - Lukkes av: \\[\\[utsettelse\\]\\] i register.toml.
  - Tilstand: ikke varslet ennå
- **Årsrapport for 2026** – frist tirsdag 15. juni 2027 (om 14 dager)
  - Får varsel: Kari Holm (daglig leder) og Ola Prøve (faglig leder)
  - Ubesatt: dataansvarlig; varselet går til neste i rekken
  - Mangler: `aarsrapport-mangler-kapittel`, `aarsrapport-ikke-levert`
  - Lukkes av: Rapporten ligger i aarsrapporter/2026.md, og leveringen er ført inn slik:

    ```toml
    [levering]
    levert = 2027-06-15
    ```
  - Tilstand: ikke varslet ennå
";

#[test]
fn a_comment_on_many_reminders_counts_what_it_leaves_out() {
    let mut report = standing();
    let many = report.registers[1].reminders.iter().cycle().take(3_000).cloned().collect();
    report.registers[1].reminders = many;
    let text = written(&report, Format::Markdown, &NARROW);
    assert!(text.chars().count() < 65_536 && text.ends_with("påminnelser til\n"), "{}", text.len());
}

// --- The record --------------------------------------------------------------------------------

fn letter(day: NaiveDate, state: ToldState, name: &str, what: &str) -> Telling {
    let to = Addressee {
        role: "daglig-leder".to_owned(),
        name: name.to_owned(),
        address: "k…@example.org".to_owned(),
    };
    let letter = ToldLetter {
        id: format!("0123456789abcdef0123456789abcdef-{what}"),
        registers: vec!["NorLedd".to_owned(), "NorHofte".to_owned()],
        what: vec![what.to_owned(), "funksjonstiden til Åse Test i fagrådet".to_owned()],
        to,
        state,
    };
    Telling { day, event: Told::Letter(letter) }
}

fn record() -> Vec<Telling> {
    vec![
        letter(on(2027, 6, 2), ToldState::Refused, "Ola Prøve", "årsrapport for 2026"),
        Telling { day: on(2027, 6, 3), event: Told::Heartbeat },
        letter(on(2027, 6, 1), ToldState::Sent, "Kari Holm", "årsrapport for 2026"),
        letter(on(2027, 6, 3), ToldState::Claimed, "Kari Holm", "halvårstall for 2027"),
    ]
}

fn told(record: &[Telling], format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    output::write_told(record, format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_record_is_a_table_of_eighty_columns() {
    let text = told(&record(), Format::Human, &WIDE);
    assert_eq!(text, RECORD_NB);
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    let verbose = told(&record(), Format::Human, &Options { verbosity: Verbosity::Verbose, ..WIDE });
    assert!(verbose.contains("2027-06-03  kjøring\n") && verbose.contains("0123456789abcdef"), "{verbose}");
    assert_eq!(told(&[], Format::Human, &WIDE), "Ingen brev er sendt. Påminnelsene har aldri gått her.\n");
}

const RECORD_NB: &str = "\
3 brev: 1 sendt, 1 påbegynt og 1 avvist. Påminnelsene gikk sist torsdag 3. juni
2027.

2027-06-01  sendt     Kari Holm (daglig leder), k…@example.org
                      NorLedd og NorHofte: årsrapport for 2026; funksjonstiden
                      til Åse Test i fagrådet
2027-06-02  avvist    Ola Prøve (daglig leder), k…@example.org
                      NorLedd og NorHofte: årsrapport for 2026; funksjonstiden
                      til Åse Test i fagrådet
2027-06-03  påbegynt  Kari Holm (daglig leder), k…@example.org
                      NorLedd og NorHofte: halvårstall for 2027; funksjonstiden
                      til Åse Test i fagrådet
";

#[test]
fn the_record_is_the_same_in_every_format() {
    let schema: Value = serde_json::from_str(include_str!("../../src/output/told-1.schema.json")).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for record in [record(), Vec::new()] {
        let value: Value = serde_json::from_str(&told(&record, Format::Json, &NARROW)).unwrap();
        assert_eq!(errors(&schema, &value), [""; 0]);
    }
    let value: Value = serde_json::from_str(&told(&record(), Format::Json, &NARROW)).unwrap();
    let states: Vec<&str> =
        value["entries"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["sent", "refused", "heartbeat", "claimed"]);
    assert_eq!(
        value["entries"][0]["to"],
        json!({ "role": "daglig-leder", "name": "Kari Holm", "address": "k…@example.org" })
    );
    let mut wrong = value.clone();
    wrong["entries"][0]["to"]["address"] = json!("kari@example.org");
    assert_ne!(errors(&schema, &wrong), [""; 0]);

    let rows = formats::csv(&told(&record(), Format::Csv, &NARROW));
    assert_eq!(rows[0], ["Dag", "Tilstand", "Til", "Rolle", "Adresse", "Register", "Om", "Id"]);
    assert_eq!(rows[1][..5], ["2027-06-01", "sendt", "Kari Holm", "daglig leder", "k…@example.org"]);
    assert_eq!((rows.len(), &*rows[3][1]), (5, "kjøring"));

    let page = told(&record(), Format::Markdown, &NARROW);
    assert!(page.starts_with("# Hva som er varslet\n\n3 brev: 1 sendt, 1 påbegynt og 1 avvist."), "{page}");
    assert!(page.contains("\n| 2027-06-03 | påbegynt | Kari Holm | daglig leder |"), "{page}");
    for format in Format::ALL {
        let mut out = Vec::new();
        let done = output::write_told(&record(), format, &NARROW, &mut out).is_ok();
        assert_eq!(done, Format::RECORD.contains(&format), "{format:?}");
    }
}

proptest! {
    #[test]
    fn a_hostile_record_is_harmless(texts in prop::collection::vec(hostile(), 8), width in 0_usize..250) {
        let [id, one, other, what, more, role, name, address] = texts.try_into().unwrap();
        let to = Addressee { role, name, address };
        let letter = ToldLetter { id, registers: vec![one, other], what: vec![what, more], to, state: ToldState::Sent };
        let record = [Telling { day: NaiveDate::MAX, event: Told::Letter(letter) }];
        for verbosity in [Verbosity::Quiet, Verbosity::Normal, Verbosity::Verbose] {
            assert_plain(&told(&record, Format::Human, &Options { width, verbosity, ..NARROW }));
        }
        for format in Format::RECORD {
            let text = told(&record, format, &NARROW);
            formats::assert_harmless_in(format, &text);
            assert!(!text.contains("kari@"), "{text}");
        }
        let page = told(&record, Format::Markdown, &NARROW);
        assert_plain(&page);
        assert_harmless(&page, &["Hva som er varslet"]);
    }
}
