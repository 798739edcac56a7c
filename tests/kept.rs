//! What is kept from run to run changes no answer: with what an earlier question left, with what this very
//! question left, and with nothing, the same question has the same bytes for an answer.
//!
//! **Knows**: registers with every fault of the table, one after the other in one repository.
//! **Does not know**: what is kept, and how.

#[path = "support/edited.rs"]
mod edited;
mod support;

use std::fs;
use std::process::Output;

use rayon::prelude::{ParallelIterator, ParallelSlice};

use edited::{Files, Row, clean};
use support::Repo;

/// What is asked of each commit, by a word for what the day and the language are.
const QUESTIONS: [&[&str]; 6] = [
    &["check", "--staged", "--today", "2026-11-23"],
    &["check", "--rev", "HEAD", "--today", "2026-11-23"],
    &["check", "--staged", "--today", "2027-06-20"],
    &["check", "--staged", "--today", "2026-11-23", "--lang", "en"],
    &["check", "--staged", "--today", "2026-11-23", "--max-document-mb", "1"],
    &["review", "HEAD~1..HEAD", "--today", "2026-11-23"],
];

fn commit(repo: &Repo, before: &Files, after: &Files) {
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        repo.delete(path);
    }
    for (path, text) in after {
        repo.write(path, text);
    }
    repo.git(&["add", "--all"]);
    repo.git(&["commit", "--quiet", "--allow-empty", "--message", "neste"]);
}

fn answer(repo: &Repo, question: &[&str]) -> (Option<i32>, Vec<u8>) {
    let Output { status, stdout, .. } = repo.registervakt(&[question, &["--format", "json"]].concat());
    assert!(matches!(status.code(), Some(0 | 1)), "{question:?}: {status}");
    (status.code(), stdout)
}

fn forget(repo: &Repo) {
    let kept = repo.root().join(".git/registervakt/cache");
    assert!(fs::remove_file(&kept).is_ok(), "{} is where things are kept", kept.display());
}

fn walk(rows: &[Row]) {
    let repo = Repo::new();
    let mut before = clean();
    commit(&repo, &Files::new(), &before);
    for row in rows {
        let mut after = clean();
        row.apply(&mut after);
        commit(&repo, &before, &after);
        for question in QUESTIONS {
            let with_what_was_kept = answer(&repo, question);
            let again = answer(&repo, question);
            assert!(with_what_was_kept == again, "{question:?} after {row:?}, asked twice");
            forget(&repo);
            let anew = answer(&repo, question);
            assert!(again == anew, "{question:?} after {row:?}, with nothing kept");
        }
        before = after;
    }
}

#[test]
fn what_is_kept_changes_no_answer() {
    edited::rows().par_chunks(8).for_each(walk);
}
