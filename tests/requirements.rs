//! What a register loses when a field is taken away: never a requirement that is not met, and always a word.
//!
//! **Knows**: every field of the formats, what may be left out, and why.
//! **Does not know**: how a rule is held.

#[path = "support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::{ParallelIterator, ParallelSlice};
use registervakt::finding::Lang;
use registervakt::git::View;
use registervakt::job::check::{self, CheckRequest};
use registervakt::register::schema::{ANNUAL_REPORT, COUNCIL, Field, Origin, REGISTER, Shape};
use registervakt::report::{JobName, RegisterReport, State};
use support::Repo;
use toml::Value;

/// What a register holds in one TOML file, and the fields of that file.
const FILES: [(&str, &[Field]); 3] =
    [("register.toml", REGISTER), ("fagraad.toml", COUNCIL), ("aarsrapporter/2025.toml", ANNUAL_REPORT)];

/// What may be taken away without a word, and why. A name ends with a dot where it stands for all below.
const OPTIONAL: [(&str, &str); 33] = [
    ("register.kortnavn", "the specification asks for none"),
    ("register.nettside", "the specification asks for none"),
    ("hjemmel.forskrift", "asked for where the basis is the law; consent rests on one regulation"),
    ("hjemmel.protokoll.dato", "the record is asked for; a date that is not said is not too old"),
    ("hjemmel.dpia.dato", "the assessment is asked for, not its date"),
    ("rhf.finansiering.dato", "the document is asked for, not its date"),
    ("pasientgruppe.ncsp", "codes of one system are enough"),
    ("pasientgruppe.ncmp", "codes of one system are enough"),
    ("pasientgruppe.ncrp", "codes of one system are enough"),
    ("pasientgruppe.icpc2", "codes of one system are enough"),
    ("pasientgruppe.eksklusjon", "not every group has one"),
    ("pasientgruppe.enheter", "the specification asks for none"),
    ("pasientgruppe.tjenester", "asked for of the category tjeneste"),
    ("pasientgruppe.regioner", "all four where nothing is said"),
    ("pasientgruppe.regioner_begrunnelse", "asked for where a region is missing"),
    ("pasientgruppe.alder", "a group may have no limits of age"),
    ("datafangst.kilde.status", "a source that is named is in use"),
    ("datafangst.kilde.begrunnelse", "asked for of a source that is only considered"),
    ("retningslinje", "an indicator names its guideline itself"),
    ("indikator.id", "the specification asks for none"),
    ("indikator.nasjonal", "an indicator is the register's own where nothing is said"),
    ("dokumenter", "the default names"),
    ("overskrifter", "the synonyms"),
    ("ansvarlig.navn", "the role and the address are asked for"),
    ("ansvarlig.spraak", "bokmål"),
    ("registervakt.hovedgren", "main"),
    ("fagraad.medlem.organisasjon", "told of by no rule"),
    ("fagraad.medlem.virksomhet", "the region is asked for"),
    ("fagraad.medlem.region", "derived from the trust"),
    ("fagraad.medlem.leder", "one leads, and the others do not"),
    ("fagraad.moete", "a council may not have met yet"),
    ("aarsrapport.dekningsgrad_kilde", "the source of the coverage stands in register.toml"),
    ("aarsrapport.stadium", "the stage guide is no law"),
];

/// What no requirement rests on, even where it cannot be read, and why.
const RESTS_NOTHING: [(&str, &str); 0] = [];

/// A field of which a requirement becomes irrelevant when it is taken away, and why.
const IRRELEVANT: [(&str, &str); 0] = [];

type Tables = BTreeMap<&'static str, toml::Table>;

/// A step from a table or list to what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(&'static str),
    At(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Deleted,
    Invalid,
    Empty,
}

/// One field of one file, and what is done to it.
#[derive(Debug, Clone)]
struct Edit {
    file: &'static str,
    steps: Vec<Step>,
    what: What,
    /// Whether the register says it at all.
    stood: bool,
    /// What stands there then, unless it is deleted.
    value: Option<Value>,
}

impl Edit {
    /// The field as rules name it.
    fn field(&self) -> String {
        let keys = self.steps.iter().filter_map(|step| match step {
            Step::Key(key) => Some(*key),
            Step::At(_) => None,
        });
        let root = match self.file {
            "fagraad.toml" => Some("fagraad"),
            "register.toml" => None,
            _ => Some("aarsrapport"),
        };
        root.into_iter().chain(keys).collect::<Vec<_>>().join(".")
    }

    fn apply(&self, tables: &Tables) -> toml::Table {
        let mut root = Value::Table(tables[self.file].clone());
        let (last, above) = self.steps.split_last().expect("a field has a name");
        let mut node = &mut root;
        for step in above {
            node = match (step, node) {
                (Step::Key(key), Value::Table(table)) => {
                    table.entry(*key).or_insert_with(|| Value::Table(toml::Table::new()))
                }
                (Step::At(at), Value::Array(items)) => &mut items[*at],
                (step, node) => panic!("{step:?} in {node:?}"),
            };
        }
        match (last, node, &self.value) {
            (Step::Key(key), Value::Table(table), Some(value)) => {
                table.insert((*key).to_owned(), value.clone());
            }
            (Step::Key(key), Value::Table(table), None) => {
                table.remove(*key);
            }
            (Step::At(at), Value::Array(items), Some(value)) => items[*at] = value.clone(),
            (Step::At(at), Value::Array(items), None) => {
                items.remove(*at);
            }
            (step, node, _) => panic!("{step:?} in {node:?}"),
        }
        match root {
            Value::Table(table) => table,
            other => panic!("{other:?}"),
        }
    }
}

/// Every edit of every field of `shape`; `value` is what stands at `steps` now.
fn walk(file: &'static str, steps: &[Step], shape: Shape, value: Option<&Value>, edits: &mut Vec<Edit>) {
    let stood = value.is_some();
    let mut edit = |what, value| {
        edits.push(Edit { file, steps: steps.to_vec(), what, stood, value });
    };
    if stood {
        edit(What::Deleted, None);
    }
    if let Some(wrong) = invalid(shape) {
        edit(What::Invalid, Some(wrong));
    }
    match shape {
        Shape::Text | Shape::Path | Shape::Reference | Shape::TextOr(_) | Shape::OneOrMany(_) => {
            edit(What::Empty, Some(Value::String("  ".to_owned())));
        }
        Shape::List(_) => edit(What::Empty, Some(Value::Array(Vec::new()))),
        Shape::Table(_) | Shape::Map(_) => edit(What::Empty, Some(Value::Table(toml::Table::new()))),
        Shape::Word(_) => edit(What::Empty, Some(Value::String(String::new()))),
        Shape::Integer(..) | Shape::Any | Shape::Boolean | Shape::Date => {}
    }
    let below = |step| [steps, &[step]].concat();
    match (shape, value) {
        (Shape::Table(fields), _) | (Shape::TextOr(fields), Some(Value::Table(_))) => {
            for field in fields.iter().filter(|field| field.origin == Origin::Written) {
                let value = value.and_then(|value| value.get(field.name));
                walk(file, &below(Step::Key(field.name)), field.shape, value, edits);
            }
        }
        (Shape::List(inner), Some(Value::Array(items))) => {
            for (at, item) in items.iter().enumerate() {
                walk(file, &below(Step::At(at)), *inner, Some(item), edits);
            }
        }
        _ => {}
    }
}

/// A value that the shape does not allow.
fn invalid(shape: Shape) -> Option<Value> {
    match shape {
        Shape::Any => None,
        Shape::Word(_) => Some(Value::String("feil-ord".to_owned())),
        Shape::Text | Shape::Path | Shape::Reference | Shape::Table(_) | Shape::Map(_) => {
            Some(Value::Integer(3))
        }
        Shape::OneOrMany(_) | Shape::TextOr(_) => Some(Value::Integer(3)),
        Shape::Integer(..) | Shape::Boolean | Shape::Date | Shape::List(_) => {
            Some(Value::String("alle".to_owned()))
        }
    }
}

fn edits(tables: &Tables) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (file, fields) in FILES {
        for field in fields.iter().filter(|field| field.origin == Origin::Written) {
            walk(file, &[Step::Key(field.name)], field.shape, tables[file].get(field.name), &mut edits);
        }
    }
    edits
}

/// The table as TOML, all in one line for each key.
fn written(table: &toml::Table) -> String {
    table.iter().map(|(key, value)| format!("{key} = {}\n", inline(value))).collect()
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => serde_json::to_string(text).expect("a text"),
        Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => {
            let entries: Vec<String> =
                table.iter().map(|(key, value)| format!("{key} = {}", inline(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Datetime(moment) => moment.to_string(),
    }
}

/// The folder of the clean register.
fn home() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registers/clean")
}

fn tables() -> Tables {
    let read = |file: &'static str| {
        let text = std::fs::read_to_string(home().join(file)).expect("a text");
        (file, toml::from_str(&text).expect("TOML"))
    };
    FILES.map(|(file, _)| read(file)).into()
}

/// The clean register in a repository of its own.
fn repository(tables: &Tables) -> Repo {
    let repo = Repo::new();
    copy(&home(), "", &repo);
    for (file, table) in tables {
        repo.write(file, &written(table));
    }
    repo
}

fn copy(folder: &Path, path: &str, repo: &Repo) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            copy(&entry.path(), &format!("{name}/"), repo);
        } else {
            repo.write_bytes(&name, &std::fs::read(entry.path()).expect("a file"));
        }
    }
}

fn ask(repo: &Repo) -> RegisterReport {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let (view, lang, name) = (View::Worktree, Lang::Nb, JobName::Requirements);
    let request = CheckRequest { dir: repo.root(), view, paths: &[], today, lang, name };
    check::check(&request).expect("a register").registers.swap_remove(0)
}

/// The requirement, how it stood, how it stands, and why.
type Turn<'a> = (&'a str, State, State, &'a str);

fn turns<'a>(before: &RegisterReport, after: &'a RegisterReport) -> Vec<Turn<'a>> {
    let both = before.requirements.iter().zip(&after.requirements);
    both.filter(|(before, after)| before.state != after.state)
        .map(|(before, after)| (after.id.as_str(), before.state, after.state, after.because.as_str()))
        .collect()
}

/// Whether nothing more is asked in this state.
fn is_settled(state: State) -> bool {
    matches!(state, State::Met | State::NotApplicable)
}

/// Whether the list names the field, or a table that it stands in.
fn names(list: &[(&str, &str)], field: &str) -> bool {
    list.iter()
        .any(|(name, _)| field == *name || field.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// What is wrong with the answer after an edit.
fn faults(edit: &Edit, before: &RegisterReport, after: &RegisterReport) -> Vec<String> {
    let field = edit.field();
    let told: BTreeSet<&str> = after.findings.iter().map(|finding| finding.rule.as_str()).collect();
    let turns = turns(before, after);
    let mut faults: Vec<String> = turns
        .iter()
        .filter(|(_, _, now, _)| is_settled(*now) && !names(&IRRELEVANT, &field))
        .map(|turn| format!("{turn:?}"))
        .collect();
    let lost = turns.iter().any(|(_, _, now, _)| !is_settled(*now));
    let stood = edit.what == What::Deleted || edit.stood;
    if stood && after.findings.is_empty() && !lost && !names(&OPTIONAL, &field) {
        faults.push("not a word".to_owned());
    }
    if edit.what == What::Invalid && !lost && !names(&RESTS_NOTHING, &field) {
        faults.push("all is met as before".to_owned());
    }
    let told_of_value = told.contains("ugyldig-verdi");
    if edit.what == What::Invalid && !told_of_value && !told.contains("unntak-ugyldig") {
        faults.push("the value is not told of".to_owned());
    }
    let others: Vec<&&str> = told.iter().filter(|rule| **rule != "ugyldig-verdi").collect();
    if edit.what == What::Invalid && told_of_value && !others.is_empty() {
        faults.push(format!("told twice: {others:?}"));
    }
    let said = |fault: String| format!("{field} {:?} {:?}: {fault}", edit.what, edit.steps);
    faults.into_iter().map(said).collect()
}

/// Makes every edit of the register in `tables` and tells what is wrong with the answers.
fn try_all(tables: &Tables, edits: &[Edit]) -> Vec<String> {
    let before = ask(&repository(tables));
    assert!(before.findings.is_empty(), "{:#?}", before.findings);
    let of = |edits: &[Edit]| {
        let repo = repository(tables);
        let one = |edit: &Edit| {
            repo.write(edit.file, &written(&edit.apply(tables)));
            let after = ask(&repo);
            repo.write(edit.file, &written(&tables[edit.file]));
            faults(edit, &before, &after)
        };
        edits.iter().flat_map(one).collect::<Vec<_>>()
    };
    edits.par_chunks(40).flat_map_iter(of).collect()
}

#[test]
fn nothing_gets_better_by_taking_a_field_away() {
    let tables = tables();
    let edits = edits(&tables);
    let wrong = try_all(&tables, &edits);
    assert!(wrong.is_empty(), "{} edits\n{}", edits.len(), wrong.join("\n"));
}
