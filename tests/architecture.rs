//! The house stands: imports go down only, each library has one user, files stay small.
//!
//! The floors are read from the table in `src/lib.rs`, which stands once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The longest file, in lines without its tests.
const LONGEST_FILE: usize = 400;
/// The longest `main.rs`.
const LONGEST_MAIN: usize = 150;
/// Libraries that every module may name.
const FREE: [&str; 8] =
    ["std", "core", "alloc", "serde", "chrono", "thiserror", "regex", "unicode_normalization"];

struct Floor {
    rank: u32,
    libraries: BTreeSet<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The table in `src/lib.rs`: each module with its rank and the libraries that it alone may name.
fn floors() -> BTreeMap<String, Floor> {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    let row = Regex::new(r"(?m)^//! \| (\d+) \| (.+?) \| .+? \| (.+?) \|$").expect("a pattern");
    let names = Regex::new("`([a-z0-9_]+)`").expect("a pattern");
    let mut floors = BTreeMap::new();
    for found in row.captures_iter(&text) {
        let rank = found[1].parse().expect("a rank");
        let libraries: BTreeSet<String> =
            names.captures_iter(&found[3]).map(|name| name[1].to_owned()).collect();
        for module in names.captures_iter(&found[2]) {
            floors.insert(module[1].to_owned(), Floor { rank, libraries: libraries.clone() });
        }
    }
    assert!(floors.len() > 8, "the table of floors was not found");
    floors
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The text of a file without its tests and comments.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a file");
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The top module that a file belongs to.
fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).expect("in src");
    let first = inside.iter().next().expect("a name").to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn is_tests(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests.rs")
}

fn sources() -> Vec<(String, PathBuf)> {
    let files = rust_files(&root().join("src"));
    files
        .into_iter()
        .filter(|path| !is_tests(path))
        .map(|path| (module_of(&path), path))
        .filter(|(module, _)| module != "lib")
        .collect()
}

#[test]
fn imports_go_down_only() {
    let floors = floors();
    let import = Regex::new(r"\b(?:crate|registervakt)::([a-z_]+)").expect("a pattern");
    let group = Regex::new(r"\b(?:crate|registervakt)::\{").expect("a pattern");
    let mut faults = Vec::new();
    for (module, path) in sources() {
        let Some(own) = floors.get(&module) else {
            faults.push(format!("{module} stands in no floor"));
            continue;
        };
        let code = code_of(&path);
        if group.is_match(&code) {
            faults.push(format!("{}: write one `use crate::module` a line", path.display()));
        }
        for found in import.captures_iter(&code) {
            let other = &found[1];
            match floors.get(other) {
                Some(floor) if floor.rank < own.rank || other == module => {}
                Some(_) => faults.push(format!("{}: {module} names {other}", path.display())),
                None => faults.push(format!("{}: {other} stands in no floor", path.display())),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_library_has_one_user() {
    let floors = floors();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("dependencies");
    let name = Regex::new(r"(?m)^([a-z][a-z0-9_-]*) *=").expect("a pattern");
    let libraries: BTreeSet<String> =
        name.captures_iter(section).map(|found| found[1].replace('-', "_")).collect();
    let mut faults = Vec::new();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, path) in sources() {
        let code = code_of(&path);
        for library in libraries.iter().filter(|library| !FREE.contains(&library.as_str())) {
            let named = Regex::new(&format!(r"(?:^|[^a-z_:])(?:::)?{library}(?:::|!)|\buse {library}\b"))
                .expect("a pattern");
            if named.is_match(&code) {
                used.entry(library.clone()).or_default().insert(module.clone());
                let allowed = floors.get(&module).is_some_and(|floor| floor.libraries.contains(library));
                if !allowed {
                    faults.push(format!("{}: {module} names {library}", path.display()));
                }
            }
        }
    }
    for library in
        libraries.iter().filter(|library| !FREE.contains(&library.as_str()) && !used.contains_key(*library))
    {
        faults.push(format!("{library} is in Cargo.toml and nobody uses it"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn lower_floors_do_not_touch_the_world() {
    let world = Regex::new(
        r"std::(fs|net|env|process|io|thread|time)\b|\b(?:Utc|Local)::now|SystemTime|print!|println!|eprint",
    )
    .expect("a pattern");
    let floors = floors();
    for (module, path) in sources() {
        let rank = floors.get(&module).map_or(0, |floor| floor.rank);
        if rank <= 2 || (4..=6).contains(&rank) {
            let code = code_of(&path);
            let found = world.find(&code).map(|found| found.as_str().to_owned());
            assert_eq!(found, None, "{}", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_stays_small() {
    for path in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.starts_with("//! "), "{} opens without //!", path.display());
        if is_tests(&path) {
            continue;
        }
        let lines = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", path.display());
    }
    let main = fs::read_to_string(root().join("src/main.rs")).expect("src/main.rs");
    assert!(main.lines().count() <= LONGEST_MAIN, "main.rs has {} lines", main.lines().count());
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    let odd: Vec<&str> = lib
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("//!") && !line.starts_with("pub mod "))
        .collect();
    assert!(odd.is_empty(), "lib.rs holds more than documentation and modules: {odd:?}");
}

#[test]
fn only_main_prints_and_exits() {
    let speaks = Regex::new(r"\b(?:print|println|eprint|eprintln|dbg)!|process::exit|\bunwrap\(\)")
        .expect("a pattern");
    for (module, path) in sources() {
        let code = code_of(&path);
        let found = speaks.find(&code).map(|found| found.as_str().to_owned());
        assert!(module == "main" || found.is_none(), "{}: {found:?}", path.display());
    }
}
