//! Cases of what falls due: who is told of what on which day, and in which letters.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::Config;

use super::letter::letters;
use super::pending::{Needs, needs};
use super::*;
use crate::files::MemoryFiles;
use crate::job::told::Tell;
use crate::report::duty::{Duty, DutyState};
use crate::report::reminder::Deadline;
use crate::rule::date::calendar::is_working_day;

/// A register with national status and all roles held.
const NATIONAL: &str = r#"
[register]
navn = "Prøveregisteret for hofte"
kortnavn = "PrøveHofte"
status = "nasjonal"
nasjonal_status_fra = 2016-03-01

[registervakt]
fra_aar = 2024
avsender = "registervakt@example.org"

[[ansvarlig]]
rolle = "daglig-leder"
navn = "Dag Prøve"
epost = "dag@example.org"

[[ansvarlig]]
rolle = "faglig-leder"
navn = "Fia Prøve"
epost = "fia@example.org"
spraak = "nn"

[[ansvarlig]]
rolle = "dataansvarlig"
navn = "Data Prøve"
epost = "data@example.org"

[[ansvarlig]]
rolle = "rhf"
navn = "Rhea Prøve"
epost = "rhea@example.org"
spraak = "en"

[[ansvarlig]]
rolle = "servicemiljoe"
navn = "Servicemiljøet"
epost = "service@example.org"
"#;

type Texts = Vec<(String, String)>;

fn files(texts: &[(&str, &str)]) -> Texts {
    texts.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The national register with more at the end of its `register.toml`, and more files.
fn national(more: &str, others: &[(&str, &str)]) -> Texts {
    let home = format!("{NATIONAL}\n{more}");
    [files(&[("register.toml", &home)]), files(others)].concat()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What falls due in the registers of `texts`, with what is pending of each.
fn look(texts: &Texts, today: NaiveDate, duties: &Duties, horizon: Horizon) -> (Reminded, Vec<Pending>) {
    let law = Law::default();
    let files = MemoryFiles::new(texts.iter().cloned().collect::<BTreeMap<_, _>>());
    let cache = Cache::none();
    let library = Library::new(&files, Limits::default(), &cache);
    let told = Told::none();
    let rules = dated(&law);
    let task = Task { law: &law, rules: &rules, duties, today, lang: Lang::Nb, told: &told, horizon };
    let read = |folder: &String| library.with_documents(library.facts(folder));
    let registers: Vec<Register> = library.registers().iter().map(read).collect();
    let looked =
        |register: &Register| (pending::look(register, &task), unread(register, &task), named(register), 0);
    let found = registers.iter().map(looked).collect();
    let pending = registers.iter().flat_map(|register| pending::look(register, &task).pending).collect();
    (gathered(found, Head::Worktree, &task), pending)
}

fn reminded(texts: &Texts, today: &str) -> Reminded {
    look(texts, day(today), &Duties::new(), Horizon::Standing).0
}

fn in_words(reminder: &Reminder) -> String {
    let roles: Vec<&str> = reminder.to.iter().map(|to| to.role.as_str()).collect();
    let Reminder { subject, due, rung, .. } = reminder;
    format!("{} {subject} {due} {rung}: {}", reminder.deadline.word(), roles.join(" "))
}

/// What is told of `texts` on a day: deadline, subject, day, rung and roles.
fn check(texts: &Texts, today: &str, expected: &[&str]) {
    let report = reminded(texts, today).report;
    let found: Vec<String> =
        report.registers.iter().flat_map(|register| register.reminders.iter().map(in_words)).collect();
    assert_eq!(found, expected, "{today}");
}

const LEADERS: &str = "daglig-leder faglig-leder";
const ALL_ROLES: &str = "daglig-leder faglig-leder dataansvarlig rhf servicemiljoe";

/// The facts of the report for 2025, all published.
const DONE: &str = "levert = 2026-06-10\ndekningsgrad = 74\ndekningsgrad_kilde = \"NPR\"\n\
                    dekningsgrad_aar = 2025\npublisert = 2026-06-10\n";

#[test]
fn half_year_results_are_due_in_the_year_after_the_next() {
    let texts = national("", &[("aarsrapporter/2025.toml", DONE)]);
    let told = |rung: i32, roles: &str| format!("halvaarstall 2025 2026-12-15 {rung}: {roles}");
    check(&texts, "2026-09-15", &[]);
    check(&texts, "2026-09-16", &[&told(-90, "daglig-leder")]);
    check(&texts, "2026-12-01", &[&told(-14, LEADERS)]);
    check(&texts, "2026-12-08", &[&told(-7, "daglig-leder faglig-leder dataansvarlig")]);
    check(&texts, "2026-12-21", &[&told(1, "daglig-leder faglig-leder dataansvarlig")]);
    check(&texts, "2026-12-22", &[&told(7, ALL_ROLES)]);
    check(&texts, "2027-02-22", &[&told(56, ALL_ROLES)]);
    check(&texts, "2027-02-23", &[]);
    let closed = format!("{DONE}publisert_halvaar = 2026-12-10\n");
    check(&national("", &[("aarsrapporter/2025.toml", &closed)]), "2026-12-22", &[]);
}

#[test]
fn a_late_run_tells_only_the_rung_that_stands() {
    let texts = national("", &[]);
    let extension = format!("utsettelse 2025 2026-06-01 14: {ALL_ROLES}");
    check(
        &texts,
        "2026-06-20",
        &[
            &extension,
            "aarsrapport 2025 2026-06-15 1: daglig-leder faglig-leder dataansvarlig",
            "resultater 2025 2026-06-15 1: daglig-leder faglig-leder dataansvarlig",
            "dekningsgrad 2025 2026-09-01 -90: daglig-leder",
        ],
    );
}

#[test]
fn only_a_national_register_answers_for_years_that_are_its_own() {
    let check = |from: &str, to: &str, expected: usize| {
        let texts = files(&[("register.toml", &NATIONAL.replace(from, to))]);
        let report = reminded(&texts, "2026-06-02").report;
        assert_eq!(report.registers[0].reminders.len(), expected, "{to}");
    };
    check("2024", "2024", 3);
    check("\"nasjonal\"", "\"planlagt\"", 0);
    check("\"nasjonal\"", "\"avviklet\"", 0);
    check("fra_aar = 2024", "fra_aar = 2026", 0);
    check("2016-03-01", "2026-01-01", 0);
    // Where nobody knows since when the repository answers, it is told.
    check("fra_aar = 2024", "", 3);
}

#[test]
fn an_extension_moves_the_report_and_nothing_else() {
    let extended = |to: &str| national(&format!("[[utsettelse]]\naar = 2025\nlevering = {to}\n"), &[]);
    let on = |to: &str, today: &str| {
        let report = reminded(&extended(to), today).report;
        let due = |one: &&Reminder| one.deadline.word() == "aarsrapport";
        report.registers[0].reminders.iter().find(due).map(in_words)
    };
    assert_eq!(
        on("2026-08-20", "2026-06-02"),
        Some("aarsrapport 2025 2026-08-20 -90: daglig-leder".to_owned())
    );
    assert_eq!(
        on("2026-12-24", "2026-08-25").as_deref(),
        Some("aarsrapport 2025 2026-09-01 -7: daglig-leder faglig-leder dataansvarlig")
    );
    // One that ends before the deadline takes nothing away.
    assert_eq!(
        on("2026-06-02", "2026-06-10").as_deref(),
        Some("aarsrapport 2025 2026-06-15 -7: daglig-leder faglig-leder dataansvarlig")
    );
    check(
        &extended("2026-08-20"),
        "2026-06-02",
        &[
            "resultater 2025 2026-06-15 -14: daglig-leder faglig-leder",
            "aarsrapport 2025 2026-08-20 -90: daglig-leder",
        ],
    );
}

#[test]
fn what_stands_in_the_way_of_the_report_is_named() {
    let text = "# Årsrapport for 2025\n\n## 2 Registerbeskrivelse\n";
    let texts = national("", &[("aarsrapporter/2025.toml", DONE), ("aarsrapporter/2025.md", text)]);
    let reminded = reminded(&texts, "2026-06-12");
    let [report] = reminded.report.registers[0].reminders.as_slice() else { panic!("one") };
    assert_eq!(report.missing, ["aarsrapport-mangler-kapittel"]);
    assert_eq!(report.title, "årsrapport for 2025");
    assert!(report.closed_by.contains("levert = ÅÅÅÅ-MM-DD"), "{}", report.closed_by);
    let letter = reminded.letters.iter().find(|letter| letter.to.address == "fia@example.org").unwrap();
    let missing = &letter.entries[0].missing;
    assert!(!missing.is_empty() && missing[0].contains("manglar"), "in nynorsk: {missing:?}");
}

#[test]
fn a_deadline_on_a_day_off_stays_and_is_counted_back_from_the_last_working_day() {
    // 15 June 2025 is a Sunday, 1 June 2025 too.
    let texts = national("", &[]);
    let rung = |today: &str| {
        let report = reminded(&texts, today).report;
        let due = |one: &&Reminder| one.deadline.word() == "aarsrapport" && one.subject == "2024";
        report.registers[0].reminders.iter().find(due).map(|one| (one.due.to_string(), one.rung))
    };
    assert_eq!(rung("2025-06-11"), Some(("2025-06-15".to_owned(), -7)));
    assert_eq!(rung("2025-06-12"), Some(("2025-06-15".to_owned(), -1)));
    assert_eq!(rung("2025-06-15"), Some(("2025-06-15".to_owned(), -1)));
    assert_eq!(rung("2025-06-16"), Some(("2025-06-15".to_owned(), 1)));
}

#[test]
fn a_term_a_waiver_and_a_record_fall_due() {
    let council = |entries: &[(&str, &str)]| {
        let entry = |(name, until): &(&str, &str)| match *until {
            "" => format!("[[medlem]]\nnavn = \"{name}\"\n"),
            until => format!("[[medlem]]\nnavn = \"{name}\"\ntil = {until}\n"),
        };
        let text: Vec<String> = entries.iter().map(entry).collect();
        let home = NATIONAL.replace("\"nasjonal\"", "\"planlagt\"");
        files(&[("register.toml", &home), ("fagraad.toml", &text.join("\n"))])
    };
    check(&council(&[("Kåre Ås", "2026-12-31")]), "2026-10-01", &[]);
    check(
        &council(&[("Kåre Ås", "2026-12-31")]),
        "2026-10-02",
        &["medlem Kåre Ås 2026-12-31 -90: daglig-leder"],
    );
    check(&council(&[("Kåre Ås", "2026-12-31"), ("Kåre Ås", "2030-12-31")]), "2026-12-30", &[]);
    check(&council(&[("Kåre Ås", "2026-12-31"), ("Kåre Ås", "")]), "2026-12-30", &[]);
    check(
        &council(&[("Kåre Ås", "2026-12-31"), ("Kåre Ås", "2020-12-31")]),
        "2026-12-30",
        &["medlem Kåre Ås 2026-12-31 -1: daglig-leder faglig-leder dataansvarlig"],
    );
    check(&council(&[("Kåre Ås", "2024-12-31")]), "2026-12-30", &[]);
    // The unnamed are not one and the same.
    check(
        &council(&[("", "2026-12-31"), ("", "2027-01-01")]),
        "2026-10-15",
        &["medlem  2026-12-31 -90: daglig-leder", "medlem  2027-01-01 -90: daglig-leder"],
    );
    let waiver = |until: &str| {
        let more = format!("[[unntak]]\nregel = \"indikator-mangler\"\nbegrunnelse = \"x\"\ntil = {until}\n");
        let home = NATIONAL.replace("\"nasjonal\"", "\"avviklet\"");
        files(&[("register.toml", &format!("{home}{more}"))])
    };
    check(&waiver("2027-01-15"), "2026-12-15", &[]);
    check(
        &waiver("2027-01-15"),
        "2026-12-16",
        &["unntak indikator-mangler 2027-01-15 -30: daglig-leder faglig-leder"],
    );
    let record = |date: &str| {
        let more = format!("[hjemmel]\nprotokoll = {{ dokument = \"p.md\", dato = {date} }}\n");
        files(&[("register.toml", &format!("{}{more}", NATIONAL.replace("\"nasjonal\"", "\"planlagt\"")))])
    };
    check(
        &record("2023-12-15"),
        "2026-12-01",
        &["protokoll protokoll 2026-12-15 -14: daglig-leder faglig-leder"],
    );
    check(
        &record("2024-02-29"),
        "2027-02-22",
        &["protokoll protokoll 2027-03-01 -7: daglig-leder faglig-leder dataansvarlig"],
    );
    check(&record("2025-12-15"), "2026-12-01", &[]);
}

#[test]
fn applications_and_registration_fall_due_by_their_records() {
    let record = |more: &str| {
        let text =
            format!("tittel = \"Utvidelse\"\ntype = \"endring\"\ngjelder = [\"pasientgruppe\"]\n{more}");
        let home = NATIONAL.replace("\"nasjonal\"", "\"planlagt\"");
        files(&[("a/register.toml", &home), ("a/endringer/2026-utvidelse.toml", &text)])
    };
    let sent = "[[behandling]]\ninstans = \"ad-moetet\"\nsendt = 2026-02-20\n";
    check(&record(sent), "2026-03-20", &[]);
    check(
        &record(sent),
        "2026-03-23",
        &["soeknad 2026-utvidelse#ad-moetet 2026-03-22 0: daglig-leder faglig-leder dataansvarlig"],
    );
    check(
        &record(sent),
        "2026-04-21",
        &[&format!("soeknad 2026-utvidelse#ad-moetet 2026-03-22 30: {ALL_ROLES}")],
    );
    check(&record(&format!("{sent}dato = 2026-03-01\n")), "2026-04-21", &[]);
    let start = "registrering_fra = 2027-01-01\n";
    let asks = "[vurdering]\nny_godkjenning = true\n";
    let approved = "[[behandling]]\ninstans = \"helsedirektoratet\"\nsendt = 2026-10-01\n\
                    dato = 2026-11-01\nutfall = \"godkjent\"\n";
    // 1 January is a day off: it is counted from 31 December.
    check(&record(&format!("{start}{asks}")), "2026-10-31", &[]);
    check(
        &record(&format!("{start}{asks}")),
        "2026-11-02",
        &["registrering 2026-utvidelse 2027-01-01 -60: daglig-leder"],
    );
    check(
        &record(&format!("{start}{asks}")),
        "2026-12-01",
        &["registrering 2026-utvidelse 2027-01-01 -30: daglig-leder faglig-leder"],
    );
    check(&record(&format!("{start}{asks}{approved}")), "2026-12-01", &[]);
    // An approval that comes after registration started is none that the duty accepts.
    let late = format!("registrering_fra = 2026-10-20\n{asks}{approved}");
    check(
        &record(&late),
        "2026-11-17",
        &[&format!("registrering 2026-utvidelse 2026-10-20 28: {ALL_ROLES}")],
    );
}

fn opened(released: &str) -> Duties {
    let duty = Duty {
        id: "fagraad-uttalelse".to_owned(),
        title: "Innhent en uttalelse fra fagrådet".to_owned(),
        requirements: vec!["E-6".to_owned()],
        topics: Vec::new(),
        changes: Vec::new(),
        state: DutyState::Open,
        met_by: None,
        responsible: vec!["fagraadsleder".to_owned(), "faglig-leder".to_owned()],
        missing: "Uttalelsen mangler.".to_owned(),
        how: "Skriv:\n\n[fagraad]\nuttalelse = ÅÅÅÅ-MM-DD".to_owned(),
    };
    let opened = Opened {
        subject: "2026-utvidelse#fagraad-uttalelse".to_owned(),
        thread: "pasientgruppe#fagraad-uttalelse".to_owned(),
        duty,
        released: day(released),
    };
    let of_register = || BTreeMap::from([(String::new(), vec![opened.clone()])]);
    Lang::ALL.into_iter().map(|lang| (lang, of_register())).collect()
}

#[test]
fn an_open_duty_is_told_to_those_who_answer_for_it_from_the_first_rung() {
    let texts = files(&[("register.toml", &NATIONAL.replace("\"nasjonal\"", "\"planlagt\""))]);
    let on = |today: &str| {
        let (found, _) = look(&texts, day(today), &opened("2026-11-23"), Horizon::Standing);
        found.report.registers[0].reminders.first().map(|one| (in_words(one), one.vacant.join(" ")))
    };
    let told = |rung: i32, roles: &str| {
        let text = format!("plikt 2026-utvidelse#fagraad-uttalelse 2026-12-07 {rung}: {roles}");
        Some((text, "fagraadsleder".to_owned()))
    };
    assert_eq!(on("2026-11-22"), None);
    assert_eq!(on("2026-11-23"), told(-14, "daglig-leder faglig-leder"));
    assert_eq!(on("2026-12-07"), told(-1, "daglig-leder faglig-leder dataansvarlig"));
    assert_eq!(on("2026-12-14"), told(7, ALL_ROLES));
    let (found, _) = look(&texts, day("2026-11-23"), &opened("2026-11-23"), Horizon::Standing);
    let reminder = &found.report.registers[0].reminders[0];
    assert_eq!(reminder.missing, ["plikt-fagraad-uttalelse"]);
    assert!(reminder.closed_by.contains("[fagraad]\nuttalelse"), "{}", reminder.closed_by);
    let entry = &found.letters[0].entries[0];
    assert_eq!(entry.missing, ["Uttalelsen mangler."]);
    assert!(entry.sources.iter().any(|source| source.title.contains("veileder")), "{:?}", entry.sources);
}

#[test]
fn a_vacant_role_passes_the_rung_up_to_the_next() {
    let without = |roles: &[&str]| {
        let mut text = NATIONAL.to_owned();
        for role in roles {
            text = text.replace(&format!("rolle = \"{role}\""), "rolle = \"personvernombud\"");
        }
        files(&[("register.toml", &text), ("aarsrapporter/2025.toml", DONE)])
    };
    let check = |vacant: &[&str], today: &str, roles: &str, stands_in: &str| {
        let found = reminded(&without(vacant), today);
        let reminder = &found.report.registers[0].reminders[0];
        let told: Vec<&str> = reminder.to.iter().map(|to| to.role.as_str()).collect();
        assert_eq!(told.join(" "), roles, "{vacant:?}");
        let entries = found.letters.iter().flat_map(|letter| &letter.entries);
        let for_whom: Vec<String> = entries.filter_map(|entry| entry.stands_in_for.clone()).collect();
        assert_eq!(for_whom.join(" "), stands_in, "{vacant:?}");
    };
    check(&[], "2026-09-16", "daglig-leder", "");
    check(&["daglig-leder"], "2026-09-16", "faglig-leder", "daglig-leder");
    check(&["daglig-leder", "faglig-leder"], "2026-12-01", "dataansvarlig", "daglig-leder");
    check(&["faglig-leder"], "2026-12-01", "daglig-leder dataansvarlig", "faglig-leder");
    check(&["servicemiljoe"], "2026-12-22", "daglig-leder faglig-leder dataansvarlig rhf", "");
    check(
        &["daglig-leder", "faglig-leder", "dataansvarlig", "rhf"],
        "2026-09-16",
        "servicemiljoe",
        "daglig-leder",
    );
    check(&["daglig-leder", "faglig-leder", "dataansvarlig", "rhf", "servicemiljoe"], "2026-12-01", "", "");
    // An address that nobody can be reached at holds no role.
    let text = NATIONAL.replace("dag@example.org", "dag");
    let found =
        reminded(&files(&[("register.toml", &text), ("aarsrapporter/2025.toml", DONE)]), "2026-09-16");
    assert_eq!(found.report.registers[0].reminders[0].vacant, ["daglig-leder"]);
}

#[test]
fn a_person_with_roles_in_two_registers_gets_one_letter() {
    let other = NATIONAL
        .replace("PrøveHofte", "PrøveKne")
        .replace("\"dag@example.org\"", "\"kne@example.org\"")
        .replace("\"fia@example.org\"", "\"Dag@Example.org\"\nspraak = \"en\" #");
    let other = other.replace("#\nspraak = \"nn\"", "#");
    let late = "levert = 2026-06-10\n";
    let texts = files(&[
        ("hofte/register.toml", NATIONAL),
        ("hofte/aarsrapporter/2025.toml", DONE),
        ("kne/register.toml", &other),
        ("kne/aarsrapporter/2025.toml", late),
        ("kne/fagraad.toml", "[[medlem]]\nnavn = \"Kåre Ås\"\ntil = 2026-12-10\n"),
    ]);
    let found = reminded(&texts, "2026-12-01");
    let dag: Vec<&Letter> = found
        .letters
        .iter()
        .filter(|letter| letter.to.address.eq_ignore_ascii_case("dag@example.org"))
        .collect();
    let [letter] = dag.as_slice() else { panic!("one letter, not {}", dag.len()) };
    let entries: Vec<String> = letter
        .entries
        .iter()
        .map(|entry| format!("{} {} {}", entry.register, entry.title, entry.role))
        .collect();
    // The most pressing decides the language.
    assert_eq!(
        entries,
        [
            "PrøveKne the term of Kåre Ås in the expert council faglig-leder",
            "PrøveHofte half-year results for 2026 daglig-leder",
            "PrøveKne half-year results for 2026 faglig-leder",
        ]
    );
    assert!(letter.id.ends_with("@example.org"), "{}", letter.id);
    let first = key::rung(&key::thread("kne", Deadline::Term, "Kåre Ås"), day("2026-12-10"), -14);
    assert_eq!(letter.entries[0].key, first);
    assert_eq!(letter.id, key::message_id(&first, "dag@example.org", "example.org"));
    assert_eq!(letter.references.len(), 3);
    assert!(!letter.references.contains(&letter.id));
    assert_eq!(letter.entries[1].others.len(), 1);
    let next = letter.entries[1].next.as_ref().unwrap();
    assert_eq!(
        (next.day, next.roles.join(" ")),
        (day("2026-12-08"), "daglig-leder faglig-leder dataansvarlig".to_owned())
    );
}

#[test]
fn files_that_cannot_be_read_are_told_of() {
    let check = |path: &str, text: &str, expected: &[&str]| {
        let mut texts = national("", &[("aarsrapporter/2025.toml", DONE)]);
        texts.retain(|(known, _)| known != path);
        texts.push((path.to_owned(), text.to_owned()));
        let report = reminded(&texts, "2026-11-23").report;
        let rules: Vec<&str> = report.registers[0].findings.iter().map(|found| found.rule.as_str()).collect();
        assert_eq!(rules, expected, "{path}");
    };
    check("register.toml", "[register", &["fil-ugyldig"]);
    check("fagraad.toml", "[[medlem", &["fil-ugyldig"]);
    check("aarsrapporter/2025.toml", "levert = 2026-02-30", &["fil-ugyldig"]);
    check("datasett.csv", "\u{0}", &[]);
    check("fagraad.toml", "", &[]);
}

#[test]
fn documents_are_read_only_where_they_decide() {
    let law = Law::default();
    let check = |texts: &Texts, today: &str, documents: bool, first_year: bool| {
        let files = MemoryFiles::new(texts.iter().cloned().collect::<BTreeMap<_, _>>());
        let cache = Cache::none();
        let library = Library::new(&files, Limits::default(), &cache);
        let (told, duties) = (Told::none(), Duties::new());
        let horizon = Horizon::Standing;
        let rules = dated(&law);
        let today_is = day(today);
        let task = Task {
            law: &law,
            rules: &rules,
            duties: &duties,
            today: today_is,
            lang: Lang::Nb,
            told: &told,
            horizon,
        };
        assert_eq!(needs(&library.facts(""), &task), Needs { documents, first_year }, "{today}");
    };
    let texts = national("", &[("aarsrapporter/2025.toml", DONE), ("aarsrapporter/2025.md", "# x")]);
    check(&texts, "2026-11-23", false, false);
    check(&texts, "2026-06-02", true, false);
    check(&national("", &[]), "2026-06-02", false, false);
    let texts = files(&[("register.toml", &NATIONAL.replace("fra_aar = 2024", ""))]);
    check(&texts, "2026-06-02", false, true);
    check(&texts, "2026-03-02", false, false);
}

#[test]
fn a_calendar_shows_what_is_open_however_far_away() {
    let council = "[[medlem]]\nnavn = \"Kåre Ås\"\ntil = 2029-12-31\n";
    let texts = national("", &[("aarsrapporter/2025.toml", DONE), ("fagraad.toml", council)]);
    let days = |horizon: Horizon| -> Vec<String> {
        let (found, _) = look(&texts, day("2026-12-01"), &Duties::new(), horizon);
        found.calendar.iter().map(|event| format!("{} {}", event.day, event.title)).collect()
    };
    assert_eq!(days(Horizon::Standing), ["2026-12-15 halvårstall for 2026"]);
    assert_eq!(
        days(Horizon::All),
        [
            "2026-12-15 halvårstall for 2026",
            "2027-06-01 søknad om utsettelse av årsrapporten for 2026",
            "2027-06-15 årsrapport for 2026",
            "2027-06-15 interaktive resultater for 2026",
            "2027-09-01 dekningsgradsanalyse for 2026",
            "2027-12-15 halvårstall for 2027",
            "2029-12-31 funksjonstiden til Kåre Ås i fagrådet",
        ]
    );
}

/// What was told, kept in memory.
#[derive(Default)]
struct Memory {
    told: RefCell<BTreeMap<(String, String), Tell>>,
    days: RefCell<BTreeSet<(String, NaiveDate)>>,
}

impl Memory {
    fn letters(&self, texts: &Texts, today: NaiveDate) -> Vec<Letter> {
        let (_, pending) = look(texts, today, &Duties::new(), Horizon::Standing);
        let tell = |key: &str, address: &str| {
            let told = self.told.borrow();
            told.get(&(key.to_owned(), address.to_lowercase())).cloned().unwrap_or(Tell::New)
        };
        let had = |address: &str, day: NaiveDate| self.days.borrow().contains(&(address.to_lowercase(), day));
        letters(&pending, today, &Past { tell: &tell, had_letter_on: &had })
    }

    fn mark(&self, letter: &Letter, how: &Tell) {
        let address = letter.to.address.to_lowercase();
        for entry in &letter.entries {
            self.told.borrow_mut().insert((entry.key.clone(), address.clone()), how.clone());
        }
        if *how == Tell::Told {
            self.days.borrow_mut().insert((address, letter.day));
        }
    }
}

#[test]
fn what_was_told_is_silent_and_what_was_begun_goes_out_again() {
    let texts = national("", &[("aarsrapporter/2025.toml", DONE)]);
    let memory = Memory::default();
    let first = memory.letters(&texts, day("2026-12-01"));
    assert_eq!(first.len(), 2);
    memory.mark(&first[0], &Tell::Told);
    memory.mark(&first[1], &Tell::Claimed { id: first[1].id.clone() });
    // The same day and the next: the one that was begun, as it was.
    let again = memory.letters(&texts, day("2026-12-01"));
    assert_eq!(again, [first[1].clone()]);
    let next = memory.letters(&texts, day("2026-12-02"));
    assert_eq!(next.iter().map(|letter| &letter.id).collect::<Vec<_>>(), [&first[1].id]);
    memory.mark(&next[0], &Tell::Told);
    assert_eq!(memory.letters(&texts, day("2026-12-03")), []);
    // The next rung is told anew, and refers to the first.
    let later = memory.letters(&texts, day("2026-12-08"));
    assert_eq!(later.len(), 3);
    assert!(later.iter().all(|letter| letter.references.len() == 1 && letter.id != first[0].id));
    memory.mark(&later[0], &Tell::Refused);
    assert_eq!(memory.letters(&texts, day("2026-12-09")).len(), 2);
}

#[test]
fn what_is_new_waits_where_a_letter_went_out_today() {
    let texts = national("", &[("aarsrapporter/2025.toml", DONE)]);
    let memory = Memory::default();
    memory.letters(&texts, day("2026-12-01")).iter().for_each(|letter| memory.mark(letter, &Tell::Told));
    let council = ("fagraad.toml", "[[medlem]]\nnavn = \"Kåre Ås\"\ntil = 2026-12-31\n");
    let texts = national("", &[("aarsrapporter/2025.toml", DONE), council]);
    assert_eq!(memory.letters(&texts, day("2026-12-01")), []);
    let next = memory.letters(&texts, day("2026-12-02"));
    assert_eq!(next.iter().map(|letter| letter.entries.len()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn hostile_names_change_no_key() {
    let hostile = "Kåre\\r\\nBcc: x@example.org\\u0000<b>\\u202e";
    let council = format!("[[medlem]]\nnavn = \"{hostile}\"\ntil = 2026-12-31\n");
    let texts = national("", &[("aarsrapporter/2025.toml", DONE), ("fagraad.toml", &council)]);
    for letter in reminded(&texts, "2026-12-17").letters {
        assert!(letter.entries.iter().all(|entry| !entry.key.contains(char::is_whitespace)), "{letter:?}");
        assert!(letter.id.is_ascii() && letter.from.is_ascii());
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..1_500i32).prop_map(|days| days_from(day("2025-01-01"), days))
}

fn any_fleet() -> impl Strategy<Value = Texts> {
    let register = (any_day(), any_day(), any::<bool>(), any::<bool>(), any::<bool>());
    proptest::collection::vec(register, 1..4).prop_map(|registers| {
        let mut texts = Texts::new();
        for (at, (term, record, shared, vacant, done)) in registers.into_iter().enumerate() {
            let mut home =
                format!("{NATIONAL}\n[hjemmel]\nprotokoll = {{ dokument = \"p.md\", dato = {record} }}\n");
            if !shared {
                home = home.replace("@example.org\"\n", &format!("@{at}.example.org\"\n"));
            }
            if vacant {
                home = home.replace("\"daglig-leder\"", "\"fagraadsleder\"");
            }
            texts.push((format!("r{at}/register.toml"), home));
            texts.push((format!("r{at}/fagraad.toml"), format!("[[medlem]]\nnavn = \"N\"\ntil = {term}\n")));
            if done {
                texts.push((format!("r{at}/aarsrapporter/2025.toml"), DONE.to_owned()));
            }
        }
        texts
    })
}

proptest! {
    #![proptest_config(Config { cases: 24, ..Config::default() })]

    /// Nobody gets a letter on a day off or two on one day, the same input gives the same letters, and
    /// what stands on a rung is told by the next working day.
    #[test]
    fn laws_of_letters_hold(texts in any_fleet(), start in any_day()) {
        let memory = Memory::default();
        for ahead in 0..10 {
            let today = days_from(start, ahead);
            let letters = memory.letters(&texts, today);
            prop_assert_eq!(&letters, &memory.letters(&texts, today));
            prop_assert!(letters.is_empty() || is_working_day(today));
            let people: BTreeSet<String> = letters.iter().map(|letter| letter.to.address.to_lowercase()).collect();
            prop_assert_eq!(people.len(), letters.len());
            for letter in &letters {
                prop_assert!(!letter.entries.is_empty());
                prop_assert!(letter.entries.is_sorted_by_key(|entry| entry.due.as_ref().map(|due| due.day)));
                memory.mark(letter, &Tell::Told);
            }
            prop_assert_eq!(memory.letters(&texts, today), vec![]);
            let (_, pending) = look(&texts, today, &Duties::new(), Horizon::Standing);
            for one in pending.iter().filter(|_| is_working_day(today)) {
                for to in &one.to {
                    let key = (one.key.clone(), to.recipient.address.to_lowercase());
                    prop_assert!(memory.told.borrow().contains_key(&key), "{:?}", key);
                }
            }
        }
    }
}
