//! What falls due in a repository: which revision is read, and what its history tells.
//!
//! **Knows**: branches, bare and shallow clones, changes that left duties open.
//! **Does not know**: single deadlines; their cases stand beside the code.

mod support;

use std::path::Path;

use registervakt::finding::Lang;
use registervakt::job::JobError;
use registervakt::job::remind::{History, Horizon, RemindRequest, Reminded, remind};
use registervakt::job::told::Told;
use registervakt::report::Head;

use support::Repo;

const REGISTER: &str = r#"
[register]
navn = "Prøveregisteret for hofte"
kortnavn = "PrøveHofte"
status = "nasjonal"
nasjonal_status_fra = 2016-03-01

[pasientgruppe]
icd10 = ["M05"]

[[ansvarlig]]
rolle = "daglig-leder"
navn = "Dag Prøve"
epost = "dag@example.org"
"#;

fn ask(dir: &Path, today: &str) -> Result<Reminded, JobError> {
    let told = Told::none();
    let today = today.parse().expect("a day");
    let limits = registervakt::document::Limits::default();
    remind(&RemindRequest {
        dir,
        paths: &[],
        today,
        lang: Lang::Nb,
        limits,
        told: &told,
        horizon: Horizon::Standing,
    })
}

/// What is told: deadline, subject, day and rung.
fn told(dir: &Path, today: &str) -> Vec<String> {
    let found = ask(dir, today).expect("it can be told");
    let registers = found.report.registers.iter();
    let reminders = registers.flat_map(|register| &register.reminders);
    let words =
        reminders.map(|one| format!("{} {} {} {}", one.deadline.word(), one.subject, one.due, one.rung));
    words.collect()
}

fn with_year(year: i32, main: &str) -> String {
    format!("{REGISTER}\n[registervakt]\nfra_aar = {year}\nhovedgren = \"{main}\"\n")
}

const TOLD: [&str; 1] = ["halvaarstall 2025 2026-12-15 -14"];

#[test]
fn what_is_approved_is_read() {
    let repo = Repo::new();
    repo.write("register.toml", &with_year(2025, "main")).commit("register");
    assert_eq!(told(repo.root(), "2026-12-01"), TOLD);
    // A proposal on a branch of its own changes nothing, nor does the work tree.
    repo.branch("forslag")
        .write("aarsrapporter/2025.toml", "publisert_halvaar = 2026-12-01\n")
        .commit("tall");
    assert_eq!(told(repo.root(), "2026-12-01"), TOLD);
    repo.switch("main").write("aarsrapporter/2025.toml", "publisert_halvaar = 2026-12-01\n");
    assert_eq!(told(repo.root(), "2026-12-01"), TOLD);
    repo.commit("tall");
    assert_eq!(told(repo.root(), "2026-12-01"), Vec::<String>::new());
    let head = repo.git(&["rev-parse", "main"]).trim().to_owned();
    assert_eq!(ask(repo.root(), "2026-12-01").expect("told").report.head, Head::Revision(head));
}

#[test]
fn where_there_is_no_main_branch_head_is_read() {
    let repo = Repo::new();
    repo.git(&["checkout", "--quiet", "-b", "annen"]);
    repo.write("register.toml", &with_year(2025, "finnes-ikke")).commit("register");
    assert_eq!(told(repo.root(), "2026-12-01"), TOLD);
    repo.write("register.toml", &with_year(2025, "annen^{/x} :/")).commit("rart navn");
    assert_eq!(told(repo.root(), "2026-12-01"), TOLD);
}

#[test]
fn a_bare_repository_is_read_too() {
    let repo = Repo::new();
    repo.write("register.toml", &with_year(2025, "main")).commit("register");
    let bare = repo.beside("bare.git");
    repo.git(&["clone", "--quiet", "--bare", ".", bare.to_str().expect("a path")]);
    assert_eq!(told(&bare, "2026-12-01"), TOLD);
    // HEAD of a server may name a branch that was never there.
    std::fs::write(bare.join("HEAD"), "ref: refs/heads/master\n").expect("HEAD");
    assert_eq!(told(&bare, "2026-12-01"), TOLD);
}

#[test]
fn where_nothing_can_be_read_that_is_an_error() {
    let repo = Repo::new();
    assert!(ask(repo.root(), "2026-12-01").is_err());
    repo.write("README.md", "x").commit("ingen register");
    assert!(matches!(ask(repo.root(), "2026-12-01"), Err(JobError::NoRegister(_))));
    let folder = Repo::folder();
    folder.write("register.toml", REGISTER);
    assert!(ask(folder.root(), "2026-12-01").is_err());
}

#[test]
fn the_first_commit_says_for_which_years_the_repository_answers() {
    let repo = Repo::new();
    repo.date("2026-02-01T12:00:00+01:00").write("register.toml", REGISTER).commit("register");
    assert_eq!(told(repo.root(), "2026-12-01"), Vec::<String>::new());
    let older = Repo::new();
    older.date("2025-02-01T12:00:00+01:00").write("register.toml", REGISTER).commit("register");
    assert_eq!(told(older.root(), "2026-12-01"), TOLD);
}

#[test]
fn a_duty_that_a_change_left_open_is_told() {
    let repo = Repo::new();
    repo.write("register.toml", &with_year(2026, "main")).commit("register");
    let wider = with_year(2026, "main").replace("[\"M05\"]", "[\"M05\", \"M07\"]");
    repo.date("2026-11-20T12:00:00+01:00").write("register.toml", &wider).commit("utvidelse");
    let found = told(repo.root(), "2026-11-24");
    assert!(
        !found.is_empty() && found.iter().all(|one| one.starts_with("plikt pasientgruppe#")),
        "{found:?}"
    );
    assert!(found.iter().all(|one| one.ends_with(" 2026-12-04 -14")), "{found:?}");
    let letters = ask(repo.root(), "2026-11-24").expect("told").letters;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].entries.len(), found.len());
    repo.date("2026-11-25T12:00:00+01:00").write("register.toml", &with_year(2026, "main")).commit("tilbake");
    assert_eq!(told(repo.root(), "2026-11-26"), Vec::<String>::new());
}

#[test]
fn a_history_that_is_cut_off_is_told_of() {
    let repo = Repo::new();
    repo.write("register.toml", &with_year(2026, "main")).commit("register");
    repo.date("2026-11-20T12:00:00+01:00").write("a.md", "a").commit("mer");
    let clone = repo.beside("grunn");
    let url = format!("file://{}", repo.root().display());
    repo.git(&["clone", "--quiet", "--depth=1", &url, clone.to_str().expect("a path")]);
    assert_eq!(ask(&clone, "2026-11-24").expect("told").history, History::CutOff);
    assert_eq!(ask(repo.root(), "2026-11-24").expect("told").history, History::Whole);
}
