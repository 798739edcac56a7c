//! The registers that the tool writes: the empty one to fill in, and the one that shows what it finds.
//!
//! **Knows**: what a person fills in, edit by edit, and which faults the demonstration was given.
//! **Does not know**: how a rule is held.

mod support;

use std::collections::BTreeMap;

use registervakt::asset::{self, Asset};
use serde::Deserialize;
use serde_json::Value;

use support::Repo;

/// The files of a register, by path.
type Files = BTreeMap<String, String>;

/// What is written into the template: file, old text, new text.
#[derive(Deserialize)]
struct Filled {
    edit: Vec<[String; 3]>,
}

fn edits() -> Vec<[String; 3]> {
    toml::from_str::<Filled>(&unix(include_str!("init/filled.toml"))).expect("the table").edit
}

/// Windows may have checked the file out with its own line ends.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn text_of(assets: Vec<Asset>) -> Files {
    let read = |(path, bytes): Asset| {
        let text = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is no UTF-8"));
        (path.replace('\\', "/"), unix(text))
    };
    assets.into_iter().map(read).collect()
}

fn fill_in(files: &mut Files, [path, old, new]: &[String; 3]) {
    let text = files.get_mut(path).unwrap_or_else(|| panic!("{path}"));
    assert_eq!(text.matches(old).count(), 1, "«{old}» in {path}");
    *text = text.replacen(old, new, 1);
}

/// What `check` finds on 23 November 2026, as rule and file, sorted.
fn found(files: &Files) -> Vec<(String, String)> {
    let repo = Repo::new();
    for (path, text) in files {
        repo.write(path, text);
    }
    repo.commit("register");
    let mut command = repo.command(env!("CARGO_BIN_EXE_registervakt"));
    let output =
        command.args(["check", "--today", "2026-11-23", "--format", "json"]).output().expect("it runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["registers"][0]["findings"].as_array().expect("findings");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let mut found: Vec<_> =
        findings.iter().map(|finding| (text(&finding["rule"]), text(&finding["path"]))).collect();
    found.sort();
    found
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(rule, path)| ((*rule).to_owned(), (*path).to_owned())).collect()
}

#[test]
fn a_new_register_asks_for_what_is_to_be_filled_in_and_for_nothing_else() {
    let mut found = found(&text_of(asset::init()));
    let before = found.len();
    found.retain(|(rule, _)| rule != "plassholder-staar-igjen");
    assert!(before - found.len() > 80, "the placeholders are found one by one");
    let expected = pairs(&[
        ("ansvarlig-epost-ugyldig", "register.toml"),
        ("ansvarlig-epost-ugyldig", "register.toml"),
        ("fagraad-uten-fagmedisinsk-forening", "fagraad.toml"),
        ("fagraad-uten-leder", "fagraad.toml"),
        ("hjemmel-mangler-behandlingsgrunnlag", "register.toml"),
        ("kriterium-mangler", "register.toml"),
        ("register-mangler-felt", "register.toml"),
        ("register-mangler-felt", "register.toml"),
        ("register-mangler-felt", "register.toml"),
        ("rhf-ad-godkjenning-mangler", "register.toml"),
        ("rhf-ad-godkjenning-mangler", "register.toml"),
    ]);
    assert_eq!(found, expected);
}

#[test]
fn a_filled_in_register_has_no_finding() {
    let mut files = text_of(asset::init());
    edits().iter().for_each(|edit| fill_in(&mut files, edit));
    assert_eq!(found(&files), []);
}

#[test]
fn every_line_that_is_switched_off_can_be_switched_on() {
    for (path, text) in text_of(asset::init()).into_iter().filter(|(path, _)| path.ends_with(".toml")) {
        let on = |line: &str| match line.strip_prefix('#') {
            Some(rest) if !rest.starts_with([' ', '-']) => rest.to_owned(),
            _ => line.to_owned(),
        };
        let text = text.lines().map(on).collect::<Vec<_>>().join("\n");
        assert_eq!(toml::from_str::<toml::Table>(&text).err(), None, "{path}");
    }
}

#[test]
fn the_demonstration_has_the_faults_it_was_given() {
    let expected = pairs(&[
        ("aarsrapport-stadium-regnefeil", "aarsrapporter/2025.toml"),
        ("fagraad-funksjonstid-ute", "fagraad.toml"),
        ("fagraad-mangler-region", "fagraad.toml"),
        ("henvisning-utdatert", "registerbeskrivelse.md"),
        ("indikator-ukjent-variabel", "register.toml"),
        ("personvern-foedselsnummer", "vedlegg/journalkontroll-2025.md"),
        ("registerbeskrivelse-avviker", "registerbeskrivelse.md"),
        ("ukjent-noekkel", "register.toml"),
    ]);
    assert_eq!(found(&text_of(asset::demo())), expected);
}
