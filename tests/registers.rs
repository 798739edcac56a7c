//! A whole register: clean as it lies in `registers/clean`, and with one fault at a time.
//!
//! **Knows**: the table of edits, that every rule of the catalogue has a row, what must not change a finding.
//! **Does not know**: how a rule is held.

#[path = "support/edited.rs"]
mod edited;
#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use registervakt::document::Limits;
use registervakt::finding::{Finding, Lang};
use registervakt::git::View;
use registervakt::job::check::{self, CheckRequest};
use registervakt::report::JobName;
use registervakt::rule::Kind;
use registervakt::rule::catalogue::Law;
use unicode_normalization::UnicodeNormalization;

use edited::{Files, clean, day, rows};
use support::Repo;

/// What is found in a repository that holds these files.
fn findings(files: &Files, today: NaiveDate) -> Vec<Finding> {
    let repo = Repo::new();
    for (path, text) in files {
        repo.write(path, text);
    }
    let (view, lang, name) = (View::Worktree, Lang::Nb, JobName::Check);
    let request =
        CheckRequest { dir: repo.root(), view, paths: &[], today, lang, name, limits: Limits::default() };
    check::check(&request).expect("a register").registers.swap_remove(0).findings
}

fn rules(findings: &[Finding]) -> BTreeSet<&str> {
    findings.iter().map(|finding| finding.rule.as_str()).collect()
}

/// The register with its files changed says what it said before: nothing, and after each edit the same.
/// A package is no text: it stays as it is.
fn changes_nothing(change: impl Fn(&str, &str) -> String + Sync) {
    let changed = |files: &Files| -> Files {
        let text_of = |path: &str, text: &str| {
            if path.ends_with(".docx") { text.to_owned() } else { change(path, text) }
        };
        files.iter().map(|(path, text)| (path.clone(), text_of(path, text))).collect()
    };
    let told = findings(&changed(&clean()), day());
    assert!(told.is_empty(), "{told:#?}");
    let rows = rows();
    let wrong: Vec<String> = rows
        .par_iter()
        .filter_map(|row| {
            let mut files = clean();
            row.apply(&mut files);
            let told = findings(&changed(&files), row.today());
            let expected: BTreeSet<&str> = row.finds.iter().map(String::as_str).collect();
            (rules(&told) != expected).then(|| format!("{:?}: {:?}", row.finds, rules(&told)))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_clean_register_is_clean() {
    let told = findings(&clean(), day());
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn every_edit_is_told_by_its_rules_and_no_other() {
    let rows = rows();
    let wrong: Vec<String> = rows
        .par_iter()
        .filter_map(|row| {
            let mut files = clean();
            row.apply(&mut files);
            let told = findings(&files, row.today());
            let expected: BTreeSet<&str> = row.finds.iter().map(String::as_str).collect();
            let messages: Vec<String> =
                told.iter().map(|finding| format!("    {}: {}", finding.rule, finding.message)).collect();
            (rules(&told) != expected).then(|| format!("{:?}\n{}", row.finds, messages.join("\n")))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_of_the_catalogue_has_a_row() {
    let rows = rows();
    let told: BTreeSet<&str> = rows.iter().flat_map(|row| &row.finds).map(String::as_str).collect();
    let law = Law::default();
    // Rules on changes need two revisions; theirs are in `duties.rs` and `review.rs`.
    let of_state = law.rules().into_iter().filter(|rule| rule.kind == Kind::State);
    let all: BTreeSet<&str> = of_state.map(|rule| rule.id.as_str()).collect();
    assert_eq!(all.difference(&told).collect::<Vec<_>>(), Vec::<&&str>::new(), "no row");
    assert_eq!(told.difference(&all).collect::<Vec<_>>(), Vec::<&&str>::new(), "no rule");
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    changes_nothing(|_, text| {
        format!("\u{feff}{}", text.trim_start_matches('\u{feff}').replace('\n', "\r\n"))
    });
}

#[test]
fn the_unicode_form_changes_nothing() {
    changes_nothing(|_, text| text.nfd().collect());
}

#[test]
fn layout_and_order_change_nothing() {
    changes_nothing(|path, text| {
        let turned = match path {
            "fagraad.toml" => turned(text, "[[medlem]]"),
            "register.toml" => turned(&turned(text, "[[ansvarlig]]"), "[[datafangst.kilde]]"),
            "datasett.csv" => {
                let (header, rows) = text.split_once('\n').expect("a header");
                let rows: Vec<&str> = rows.lines().rev().collect();
                format!("{header}\n{}\n", rows.join("\n"))
            }
            _ => text.to_owned(),
        };
        if path.ends_with(".toml") { turned.replace("\n[", "\n\n# En merknad.\n\n [") } else { turned }
    });
}

/// The sections of one list in the opposite order, each where another stood.
fn turned(text: &str, header: &str) -> String {
    let parts: Vec<&str> = text.split_inclusive("\n\n").collect();
    let is_one = |part: &&&str| part.starts_with(header);
    let mut last_first = parts.iter().rev().filter(is_one);
    let place = |part| if is_one(&part) { last_first.next().unwrap_or(part) } else { part };
    parts.iter().map(place).copied().collect()
}
