//! A clean register, and the table of what may be done to it.
//!
//! **Knows**: where both lie, how an edit is made.
//! **Does not know**: what is found.

#![allow(dead_code, reason = "each test file uses its part of the table")]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

/// The files of a register, by path.
pub(crate) type Files = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Edits {
    row: Vec<Row>,
}

/// What is done to the register, and which rules then speak.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) finds: Vec<String>,
    #[serde(default)]
    edit: Vec<[String; 3]>,
    #[serde(default)]
    write: Vec<[String; 2]>,
    #[serde(default)]
    delete: Vec<String>,
    i_dag: Option<toml::value::Datetime>,
}

impl Row {
    pub(crate) fn today(&self) -> NaiveDate {
        self.i_dag.map_or_else(day, |day| day.to_string().parse().expect("a date"))
    }

    /// Whether a file goes away.
    pub(crate) fn removes(&self) -> bool {
        !self.delete.is_empty()
    }

    pub(crate) fn apply(&self, files: &mut Files) {
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

pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

pub(crate) fn rows() -> Vec<Row> {
    toml::from_str::<Edits>(include_str!("../registers/edits.toml")).expect("the table").row
}

pub(crate) fn clean() -> Files {
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
