//! A whole register: clean as it lies in `registers/clean`, and with one fault at a time.
//!
//! **Knows**: the table of edits, that every rule of the catalogue has a row, what must not change a finding.
//! **Does not know**: how a rule is held.

#[path = "support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use registervakt::finding::{Finding, Lang};
use registervakt::git::View;
use registervakt::job::check::{self, CheckRequest};
use registervakt::report::JobName;
use registervakt::rule::catalogue::Law;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use support::Repo;

/// The files of a register, by path.
type Files = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Edits {
    row: Vec<Row>,
}

/// What is done to the register, and which rules then speak.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    finds: Vec<String>,
    #[serde(default)]
    edit: Vec<[String; 3]>,
    #[serde(default)]
    write: Vec<[String; 2]>,
    #[serde(default)]
    delete: Vec<String>,
    i_dag: Option<toml::value::Datetime>,
}

impl Row {
    fn today(&self) -> NaiveDate {
        self.i_dag.map_or_else(day, |day| day.to_string().parse().expect("a date"))
    }

    fn apply(&self, files: &mut Files) {
        for [path, old, new] in &self.edit {
            let text = files.get_mut(path).unwrap_or_else(|| panic!("{path}"));
            assert_eq!(text.matches(old).count(), 1, "«{old}» in {path}");
            *text = text.replacen(old, new, 1);
        }
        for path in &self.delete {
            assert!(files.remove(path).is_some(), "{path}");
        }
        files.extend(self.write.iter().map(|[path, text]| (path.clone(), text.clone())));
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

fn rows() -> Vec<Row> {
    toml::from_str::<Edits>(include_str!("registers/edits.toml")).expect("the table").row
}

fn clean() -> Files {
    let mut files = Files::new();
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registers/clean");
    gather(&home, &home, &mut files);
    files
}

fn gather(home: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(home, &path, files);
        } else {
            let name = path.strip_prefix(home).expect("below it").to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// What is found in a repository that holds these files.
fn findings(files: &Files, today: NaiveDate) -> Vec<Finding> {
    let repo = Repo::new();
    for (path, text) in files {
        repo.write(path, text);
    }
    let (view, lang, name) = (View::Worktree, Lang::Nb, JobName::Check);
    let request = CheckRequest { dir: repo.root(), view, paths: &[], today, lang, name };
    check::check(&request).expect("a register").registers.swap_remove(0).findings
}

fn rules(findings: &[Finding]) -> BTreeSet<&str> {
    findings.iter().map(|finding| finding.rule.as_str()).collect()
}

/// The register with its files changed says what it said before: nothing, and after each edit the same.
fn changes_nothing(change: impl Fn(&str, &str) -> String + Sync) {
    let changed = |files: &Files| -> Files {
        files.iter().map(|(path, text)| (path.clone(), change(path, text))).collect()
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
    let law = Law::read();
    let all: BTreeSet<&str> = law.rules.iter().map(|rule| rule.id.as_str()).collect();
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
