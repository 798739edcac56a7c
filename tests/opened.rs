//! Duties that commits of the main branch released count from the day on which they were last opened.

#[path = "support/edited.rs"]
mod edited;
mod support;

use std::path::Path;

use chrono::NaiveDate;
use registervakt::document::Limits;
use registervakt::finding::Lang;
use registervakt::job::opened::{Opened, OpenedRequest, opened};
use registervakt::report::duty::DutyState;

use edited::{Files, clean};
use support::Repo;

const HOME: &str = "register.toml";
const CODES: &str = "icd10 = [\"L40\"]";
const ASSESSMENT: &str = "#vurder-ny-godkjenning";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn asked(root: &Path, since: &str) -> Opened {
    let request = OpenedRequest {
        dir: root,
        since: day(since),
        today: day("2026-11-23"),
        lang: Lang::Nb,
        limits: Limits::default(),
    };
    opened(&request).expect("it can be told")
}

/// Folder, subject and day of the open assessments.
fn assessments(repo: &Repo, since: &str) -> Vec<String> {
    let all = asked(repo.root(), since).duties.into_iter();
    all.filter(|(_, open)| open.subject.ends_with(ASSESSMENT))
        .map(|(folder, open)| {
            let subject = open.subject.trim_end_matches(ASSESSMENT);
            format!("{folder}:{subject} {}", open.released)
        })
        .collect()
}

/// Writes a register and commits it.
fn begin(repo: &Repo, folders: &[&str]) {
    for folder in folders {
        for (path, text) in clean() {
            repo.write(&format!("{folder}{path}"), &text);
        }
    }
    repo.date("2026-08-01T12:00:00+02:00").commit("Grunnlag");
}

/// Exchanges words in a file of the work tree.
fn edit(repo: &Repo, path: &str, old: &str, new: &str) {
    let text = std::fs::read_to_string(repo.root().join(path)).expect("a file");
    assert_eq!(text.matches(old).count(), 1, "«{old}» in {path}");
    repo.write(path, &text.replace(old, new));
}

fn on(repo: &Repo, date: &str, message: &str) {
    repo.date(&format!("{date}T12:00:00+02:00")).commit(message);
}

/// A record that assesses the change and says nothing else.
fn record(topic: &str) -> String {
    format!(
        "tittel = \"Endring\"\ntype = \"endring\"\ngjelder = [\"{topic}\"]\n\n[vurdering]\nny_godkjenning = false\n\
         begrunnelse = \"Endringen er liten og gjelder de samme pasientene.\"\nvurdert_av = \"daglig-leder\"\n\
         dato = 2026-10-01\n"
    )
}

/// A repository whose last commit widened the register.
fn widened() -> Repo {
    let repo = Repo::new();
    begin(&repo, &[""]);
    edit(&repo, HOME, CODES, "icd10 = [\"L40\", \"M05\"]");
    on(&repo, "2026-10-01", "Utvid");
    repo
}

#[test]
fn a_change_leaves_its_duties_open_from_its_day() {
    let repo = widened();
    let found = asked(repo.root(), "2026-09-01");
    assert!(!found.is_cut_off);
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-01"]);
    assert!(found.duties.iter().all(|(folder, open)| {
        folder.is_empty() && open.duty.state == DutyState::Open && open.released == day("2026-10-01")
    }));
    let (_, first) = &found.duties[0];
    assert_eq!(first.subject, "pasientgruppe#vurder-ny-godkjenning");
    assert!(!first.duty.how.is_empty() && !first.duty.missing.is_empty() && !first.duty.title.is_empty());
    // Review says the same of the same commit.
    let output = repo.registervakt(&["review", "HEAD~1..HEAD", "--format", "json", "--today", "2026-11-23"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let duties = report["registers"][0]["duties"].as_array().unwrap().iter();
    let open: Vec<&str> =
        duties.filter(|duty| duty["state"] == "open").map(|duty| duty["id"].as_str().unwrap()).collect();
    let ours: Vec<&str> = found.duties.iter().map(|(_, open)| open.duty.id.as_str()).collect();
    assert_eq!(ours, open);
}

#[test]
fn what_lies_before_the_first_day_does_not_count() {
    let repo = widened();
    assert_eq!(assessments(&repo, "2026-10-01").len(), 1);
    assert_eq!(assessments(&repo, "2026-10-02").len(), 0);
    // Nor does the very first commit, which nothing was changed by.
    assert_eq!(asked(repo.root(), "2020-01-01").duties.len(), asked(repo.root(), "2026-09-01").duties.len());
    let fresh = Repo::new();
    begin(&fresh, &[""]);
    assert_eq!(asked(fresh.root(), "2020-01-01"), Opened::default());
}

#[test]
fn what_was_met_is_gone() {
    // In the same commit.
    let repo = Repo::new();
    begin(&repo, &[""]);
    edit(&repo, HOME, CODES, "icd10 = [\"L40\", \"M05\"]");
    repo.write("endringer/2026-utvidelse.toml", &record("pasientgruppe"));
    on(&repo, "2026-10-01", "Utvid med melding");
    assert_eq!(assessments(&repo, "2026-09-01"), [""; 0]);
    // What the record leaves open is called by it.
    let found = asked(repo.root(), "2026-09-01").duties;
    let subjects: Vec<&str> = found.iter().map(|(_, open)| open.subject.as_str()).collect();
    assert!(subjects.contains(&"2026-utvidelse#fagraad-uttalelse"), "{subjects:?}");
    // Later.
    let repo = widened();
    repo.write("endringer/2026-utvidelse.toml", &record("pasientgruppe"));
    on(&repo, "2026-10-10", "Melding");
    assert_eq!(assessments(&repo, "2026-09-01"), [""; 0]);
    let found = asked(repo.root(), "2026-09-01").duties;
    assert!(
        found.iter().all(
            |(_, open)| open.subject.starts_with("2026-utvidelse#") && open.released == day("2026-10-01")
        )
    );
    // A later change of the same topic, which the record does not cover, counts from its own day.
    edit(&repo, HOME, "\"M05\"]", "\"M05\", \"M07\"]");
    on(&repo, "2026-10-20", "Utvid igjen");
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-20"]);
}

#[test]
fn a_change_that_is_taken_back_closes_what_it_opened() {
    let repo = widened();
    repo.git(&["revert", "--no-edit", "HEAD"]);
    assert_eq!(asked(repo.root(), "2026-09-01").duties, []);
    // By hand, in two steps, with something else in between.
    let repo = widened();
    edit(&repo, HOME, "[\"L40\", \"M05\"]", "[\"L40\", \"M05\", \"M07\"]");
    on(&repo, "2026-10-05", "Mer");
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-01"]);
    edit(&repo, HOME, "[\"L40\", \"M05\", \"M07\"]", "[\"L40\", \"M07\"]");
    on(&repo, "2026-10-07", "Mindre");
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-01"]);
    edit(&repo, HOME, "[\"L40\", \"M07\"]", "[\"L40\"]");
    on(&repo, "2026-10-09", "Som før");
    assert_eq!(asked(repo.root(), "2026-09-01").duties, []);
    // Another change after that counts from its own day.
    edit(&repo, HOME, CODES, "icd10 = [\"L40\", \"M07\"]");
    on(&repo, "2026-10-20", "Utvid på nytt");
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-20"]);
}

#[test]
fn other_topics_count_for_themselves() {
    let repo = widened();
    edit(&repo, HOME, "formaal = \"Å bedre", "formaal = \"Å forske på og bedre");
    on(&repo, "2026-10-12", "Formål");
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-01", ":formaal 2026-10-12"]);
    repo.write("endringer/2026-formaal.toml", &record("formaal"));
    on(&repo, "2026-10-14", "Melding");
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-01"]);
    repo.write("endringer/2026-utvidelse.toml", &record("pasientgruppe"));
    on(&repo, "2026-10-16", "Melding");
    assert_eq!(assessments(&repo, "2026-09-01"), [""; 0]);
}

#[test]
fn commits_that_touch_no_register_are_passed_over() {
    let repo = Repo::new();
    begin(&repo, &["registre/a/", "registre/b/"]);
    edit(&repo, "registre/b/register.toml", CODES, "icd10 = [\"L40\", \"M05\"]");
    on(&repo, "2026-10-01", "Utvid b");
    repo.write("LESMEG.md", "annet");
    on(&repo, "2026-10-02", "Annet");
    repo.date("2026-10-03T12:00:00+02:00").commit_staged("Ingenting");
    edit(&repo, "registre/a/register.toml", CODES, "icd10 = [\"L40\", \"M07\"]");
    on(&repo, "2026-10-04", "Utvid a");
    let expected = ["registre/a:pasientgruppe 2026-10-04", "registre/b:pasientgruppe 2026-10-01"];
    assert_eq!(assessments(&repo, "2026-09-01"), expected);
}

#[test]
fn a_register_that_was_moved_keeps_its_duties() {
    let repo = Repo::new();
    begin(&repo, &["gammel/"]);
    edit(&repo, "gammel/register.toml", CODES, "icd10 = [\"L40\", \"M05\"]");
    on(&repo, "2026-10-01", "Utvid");
    repo.rename("gammel", "ny");
    on(&repo, "2026-10-05", "Flytt");
    assert_eq!(assessments(&repo, "2026-09-01"), ["ny:pasientgruppe 2026-10-01"]);
    repo.delete("ny");
    repo.write("annet", "annet");
    on(&repo, "2026-10-09", "Bort");
    assert_eq!(asked(repo.root(), "2026-09-01").duties, []);
}

#[test]
fn a_merge_is_one_change_on_the_day_of_the_merge() {
    let repo = Repo::new();
    begin(&repo, &[""]);
    repo.branch("forslag");
    edit(&repo, HOME, CODES, "icd10 = [\"L40\", \"M05\"]");
    on(&repo, "2026-09-10", "Utvid");
    edit(&repo, HOME, "\"M05\"]", "\"M05\", \"M07\"]");
    on(&repo, "2026-09-11", "Mer");
    // What stands on a branch is a proposal.
    assert_eq!(assessments(&repo, "2026-09-01"), [""; 0]);
    repo.switch("main").date("2026-10-01T12:00:00+02:00");
    repo.git(&["merge", "--quiet", "--no-ff", "--no-edit", "forslag"]);
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-01"]);
    // The branch that is checked out is not the one that counts.
    repo.branch("annet");
    edit(&repo, HOME, "\"M07\"]", "\"M07\", \"M09\"]");
    on(&repo, "2026-11-01", "Forslag");
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-01"]);
}

#[test]
fn settings_are_those_of_the_base() {
    let repo = Repo::new();
    begin(&repo, &[""]);
    edit(&repo, HOME, "hovedgren = \"main\"", "hovedgren = \"stabil\"");
    on(&repo, "2026-08-02", "Hovedgren");
    repo.git(&["branch", "stabil"]);
    edit(&repo, HOME, CODES, "icd10 = [\"L40\", \"M05\"]");
    on(&repo, "2026-10-01", "Utvid");
    assert_eq!(assessments(&repo, "2026-08-15"), [""; 0]);
    repo.git(&["branch", "--force", "stabil"]);
    assert_eq!(assessments(&repo, "2026-08-15"), [":pasientgruppe 2026-10-01"]);
    // Where there is no such branch, what is checked out is what there is.
    repo.git(&["branch", "--delete", "--force", "stabil"]);
    assert_eq!(assessments(&repo, "2026-08-15"), [":pasientgruppe 2026-10-01"]);
}

#[test]
fn one_commit_with_a_wrong_clock_hides_nothing() {
    let repo = widened();
    repo.write("LESMEG.md", "annet");
    on(&repo, "1999-01-01", "Feil klokke");
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-01"]);
    edit(&repo, HOME, "formaal = \"Å bedre", "formaal = \"Å forske på og bedre");
    on(&repo, "2031-01-01", "Feil klokke");
    let expected = [":pasientgruppe 2026-10-01", ":formaal 2026-11-23"];
    assert_eq!(assessments(&repo, "2026-09-01"), expected);
}

/// Proves what is read: what lies long before the first day is not even there any more.
#[test]
fn nothing_is_read_of_what_lies_before() {
    let repo = Repo::new();
    begin(&repo, &[""]);
    for nth in 0..9 {
        repo.write("LESMEG.md", &format!("{nth}"));
        on(&repo, "2026-08-02", "Annet");
    }
    edit(&repo, HOME, CODES, "icd10 = [\"L40\", \"M05\"]");
    on(&repo, "2026-10-01", "Utvid");
    for back in 7..=10 {
        let id = repo.id(&format!("HEAD~{}", 17 - back));
        std::fs::remove_file(repo.root().join(".git/objects").join(&id[..2]).join(&id[2..])).unwrap();
    }
    assert_eq!(assessments(&repo, "2026-09-01"), [":pasientgruppe 2026-10-01"]);
}

#[test]
fn a_shallow_clone_says_what_it_cannot_know() {
    let repo = widened();
    edit(&repo, HOME, "formaal = \"Å bedre", "formaal = \"Å forske på og bedre");
    on(&repo, "2026-10-12", "Formål");
    let url = format!("file://{}", repo.root().display());
    for (depth, since, count, is_cut_off) in [
        ("1", "2026-09-01", 0, true),
        ("2", "2026-09-01", 1, true),
        ("3", "2026-09-01", 2, false),
        ("2", "2026-10-05", 1, false),
    ] {
        let clone = repo.beside(&format!("clone-{depth}-{since}"));
        repo.git(&["clone", "--quiet", "--depth", depth, &url, clone.to_str().unwrap()]);
        let found = asked(&clone, since);
        let assessments = found.duties.iter().filter(|(_, open)| open.subject.ends_with(ASSESSMENT)).count();
        assert_eq!((assessments, found.is_cut_off), (count, is_cut_off), "{depth} {since}");
    }
}

#[test]
fn a_folder_without_commits_has_none() {
    let folder = Repo::folder();
    folder.write(HOME, &clean()[HOME]);
    assert_eq!(asked(folder.root(), "2026-09-01"), Opened::default());
    let empty = Repo::new();
    empty.write(HOME, &clean()[HOME]);
    assert_eq!(asked(empty.root(), "2026-09-01"), Opened::default());
}

#[test]
fn bare_repositories_have_them_too() {
    let repo = widened();
    let bare = repo.beside("bare");
    repo.git(&["clone", "--quiet", "--bare", ".", bare.to_str().unwrap()]);
    assert_eq!(asked(&bare, "2026-09-01"), asked(repo.root(), "2026-09-01"));
}

#[test]
fn a_register_that_never_was_national_owes_nothing() {
    let repo = Repo::new();
    let planned: Files = clean()
        .into_iter()
        .map(|(path, text)| (path, text.replace("\"nasjonal\"", "\"planlagt\"")))
        .collect();
    for (path, text) in planned {
        repo.write(&path, &text);
    }
    on(&repo, "2026-08-01", "Grunnlag");
    edit(&repo, HOME, CODES, "icd10 = [\"L40\", \"M05\"]");
    on(&repo, "2026-10-01", "Utvid");
    assert_eq!(asked(repo.root(), "2026-09-01").duties, []);
}
