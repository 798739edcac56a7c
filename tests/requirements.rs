//! What a register loses when a field is taken away: never a requirement that is not met, and always a word.
//!
//! **Knows**: every field of the formats, what may be left out, and why.
//! **Does not know**: how a rule is held.

#[path = "support/edited.rs"]
mod edited;
#[path = "support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator, ParallelSlice};
use registervakt::document::Limits;
use registervakt::finding::Lang;
use registervakt::git::View;
use registervakt::job::check::{self, CheckRequest};
use registervakt::register::schema::{ANNUAL_REPORT, COUNCIL, Field, Origin, REGISTER, Shape};
use registervakt::report::{JobName, RegisterReport, State};
use registervakt::rule::Rule;
use registervakt::rule::catalogue::Law;
use support::Repo;
use toml::Value;

/// What a register holds in one TOML file, and the fields of that file.
const FILES: [(&str, &[Field]); 3] =
    [("register.toml", REGISTER), ("fagraad.toml", COUNCIL), ("aarsrapporter/2025.toml", ANNUAL_REPORT)];

/// What may be taken away without a word, and why; a name stands for all below it too.
const OPTIONAL: [(&str, &str); 42] = [
    ("register.kortnavn", "the specification asks for none"),
    ("register.nettside", "the specification asks for none"),
    ("felles_dataansvarlig", "there may be none"),
    ("databehandler", "there may be none"),
    ("hjemmel.forskrift", "asked for where the basis is the law; consent rests on one regulation"),
    ("hjemmel.reservasjon", "asked for where the basis is reservation"),
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
    ("datafangst.kilde.navn", "the type is asked for; a variable whose source is not named is told"),
    ("datafangst.kilde.status", "a source that is named is in use"),
    ("datafangst.kilde.begrunnelse", "asked for of a source that is only considered"),
    ("dekningsgrad.begrunnelse", "asked for where the source is not independent"),
    ("retningslinje", "an indicator names its guideline itself"),
    ("indikator.id", "the specification asks for none"),
    ("indikator.variabler", "the specification asks that those which are named are known"),
    ("indikator.begrunnelse", "asked for where no guideline is named"),
    ("indikator.nasjonal", "an indicator is the register's own where nothing is said"),
    ("dokumenter", "the default names"),
    ("overskrifter", "the synonyms"),
    ("ansvarlig.navn", "the role and the address are asked for"),
    ("ansvarlig.spraak", "bokmål"),
    ("utsettelse", "there may be none"),
    ("unntak", "there may be none"),
    ("registervakt", "the defaults"),
    ("fagraad.medlem.virksomhet", "the region is asked for"),
    ("fagraad.medlem.organisasjon", "no rule asks for it"),
    ("fagraad.medlem.fagmiljoe", "the specification asks for none"),
    ("fagraad.medlem.epost", "the specification asks for none"),
    ("fagraad.moete", "a council may not have met yet"),
    ("aarsrapport.mottaker", "the specification asks for none"),
    ("fagraad.medlem.region", "derived from the trust"),
    ("aarsrapport.dekningsgrad_kilde", "the source of the coverage stands in register.toml"),
    ("aarsrapport.stadium", "the guide asks for no stage of a report that claims none"),
];

/// What no requirement rests on, even where it cannot be read, and why.
const RESTS_NOTHING: [(&str, &str); 31] = [
    ("register.nettside", "no rule looks at it"),
    ("hjemmel.reservasjon", "asked for where the basis is reservation"),
    ("hjemmel.dpia.dato", "no rule looks at it"),
    ("rhf.finansiering.dato", "no rule looks at it"),
    ("pasientgruppe.eksklusjon", "no rule looks at it"),
    ("pasientgruppe.tjenester", "asked for of the category tjeneste"),
    ("pasientgruppe.enheter", "no rule looks at it"),
    ("pasientgruppe.regioner_begrunnelse", "asked for where a region is missing"),
    ("dekningsgrad.begrunnelse", "asked for where the source is not independent"),
    ("retningslinje", "no rule looks at it"),
    ("indikator.id", "no rule looks at it"),
    ("indikator.begrunnelse", "asked for where no guideline is named"),
    ("indikator.nasjonal", "no rule looks at it"),
    ("dokumenter.endringer", "the requirements of changes rest on it"),
    ("ansvarlig.navn", "no rule looks at it"),
    ("ansvarlig.spraak", "no rule looks at it"),
    ("unntak", "what is not waived is told"),
    ("registervakt.hovedgren", "a setting"),
    ("registervakt.avsender", "a setting"),
    ("registervakt.regler", "nobody knows which requirements the own rules concern"),
    ("registervakt.maler", "a setting"),
    ("fagraad.medlem.virksomhet", "the region is given beside it"),
    ("fagraad.medlem.fagmiljoe", "no rule looks at it"),
    ("fagraad.medlem.organisasjon", "no rule looks at it"),
    ("fagraad.medlem.epost", "no rule looks at it"),
    ("fagraad.medlem.fra", "no rule looks at it"),
    ("fagraad.moete.saker", "no rule looks at it"),
    ("aarsrapport.mottaker", "no rule looks at it"),
    ("aarsrapport.dekningsgrad_kilde", "no rule looks at it"),
    ("aarsrapport.publisert", "no rule looks at it"),
    ("aarsrapport.publisert_halvaar", "no rule looks at it"),
];

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
    let reserves = tables["register.toml"]["hjemmel"]["type"].as_str() == Some("forskrift-reservasjon");
    let words =
        [("samtykke fra pasienten", "reservasjonsrett"), ("samtykker etter", "kan reservere seg etter")];
    copy(&home(), "", if reserves { &words } else { &[] }, &repo);
    for (file, table) in tables {
        repo.write(file, &written(table));
    }
    repo
}

fn copy(folder: &Path, path: &str, words: &[(&str, &str)], repo: &Repo) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            copy(&entry.path(), &format!("{name}/"), words, repo);
        } else {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            repo.write(&name, &words.iter().fold(text, |text, (old, new)| text.replace(old, new)));
        }
    }
}

fn ask(repo: &Repo) -> RegisterReport {
    ask_on(repo, NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"))
}

fn ask_on(repo: &Repo, today: NaiveDate) -> RegisterReport {
    let (view, lang, name) = (View::Worktree, Lang::Nb, JobName::Requirements);
    let request =
        CheckRequest { dir: repo.root(), view, paths: &[], today, lang, name, limits: Limits::default() };
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

/// Whether a requirement came to stand worse.
fn is_lost(before: &RegisterReport, after: &RegisterReport) -> bool {
    turns(before, after).iter().any(|(_, _, now, _)| !is_settled(*now))
}

/// What is wrong with the answer after an edit.
fn faults(edit: &Edit, before: &RegisterReport, after: &RegisterReport) -> Vec<String> {
    let field = edit.field();
    let told: BTreeSet<&str> = after.findings.iter().map(|finding| finding.rule.as_str()).collect();
    let turns = turns(before, after);
    let mut faults: Vec<String> =
        turns.iter().filter(|(_, _, now, _)| is_settled(*now)).map(|turn| format!("{turn:?}")).collect();
    let lost = is_lost(before, after);
    let stood = edit.what == What::Deleted || edit.stood;
    if stood && after.findings.is_empty() && !lost && !names(&OPTIONAL, &field) {
        faults.push("not a word".to_owned());
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

/// Makes every edit of the register in `tables` and tells what is wrong with the answers, and which
/// fields no requirement rests on.
fn try_all(tables: &Tables, edits: &[Edit]) -> (Vec<String>, BTreeSet<String>) {
    let before = ask(&repository(tables));
    assert!(before.findings.is_empty(), "{:#?}", before.findings);
    let of = |edits: &[Edit]| {
        let repo = repository(tables);
        let one = |edit: &Edit| {
            repo.write(edit.file, &written(&edit.apply(tables)));
            let after = ask(&repo);
            repo.write(edit.file, &written(&tables[edit.file]));
            (faults(edit, &before, &after), is_lost(&before, &after))
        };
        edits.iter().map(one).collect::<Vec<_>>()
    };
    let answers: Vec<(Vec<String>, bool)> = edits.par_chunks(40).flat_map_iter(of).collect();
    let invalid = edits.iter().zip(&answers).filter(|(edit, _)| edit.what == What::Invalid);
    let (lost, kept): (Vec<_>, Vec<_>) = invalid.partition(|(_, (_, lost))| *lost);
    let fields = |edits: Vec<(&Edit, _)>| edits.into_iter().map(|(edit, _)| edit.field()).collect();
    let (lost, kept): (BTreeSet<String>, BTreeSet<String>) = (fields(lost), fields(kept));
    let idle = kept.difference(&lost).cloned().collect();
    (answers.into_iter().flat_map(|(faults, _)| faults).collect(), idle)
}

#[test]
fn nothing_gets_better_by_taking_a_field_away() {
    let tables = tables();
    let (wrong, idle) = try_all(&tables, &edits(&tables));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let idle: Vec<&String> = idle.iter().filter(|field| !names(&RESTS_NOTHING, field)).collect();
    assert!(idle.is_empty(), "what cannot be read leaves all met: {idle:?}");
}

/// Another clean register: what differs, the fields that are tried, and those that are asked for there.
fn check(changes: &[(&str, &str)], tried: &[&str], asked: &[&str]) {
    let mut tables = tables();
    for (field, value) in changes {
        set(tables.get_mut("register.toml").expect("it is there"), field, value);
    }
    let mut edits = edits(&tables);
    edits.retain(|edit| {
        edit.file == "register.toml" && tried.iter().any(|field| edit.field().starts_with(field))
    });
    let (wrong, idle) = try_all(&tables, &edits);
    assert!(wrong.is_empty(), "{changes:?}\n{}", wrong.join("\n"));
    for field in asked {
        assert!(edits.iter().any(|edit| edit.field() == *field), "{field} is not tried");
        assert!(!idle.contains(*field), "{changes:?}: {field} cannot be read, and all is met");
    }
}

/// Sets the field at `path` to `value`, which is written as TOML; to nothing where that is empty.
fn set(table: &mut toml::Table, path: &str, value: &str) {
    let value = (!value.is_empty())
        .then(|| toml::from_str::<toml::Table>(&format!("value = {value}")).expect("TOML")["value"].clone());
    match (path.split_once('.'), value) {
        (Some((first, rest)), value) => {
            let below = table.entry(first).or_insert_with(|| Value::Table(toml::Table::new()));
            let Value::Table(below) = below else { panic!("{path}") };
            let value = value.as_ref().map(inline).unwrap_or_default();
            set(below, rest, &value);
        }
        (None, Some(value)) => {
            table.insert(path.to_owned(), value);
        }
        (None, None) => {
            table.remove(path);
        }
    }
}

/// The fields of `register.toml` that decide whether a rule asks for something.
fn conditions(rule: &Rule) -> BTreeSet<String> {
    let always = ["register.status", "register.nasjonal_status_fra", "registervakt.fra_aar"];
    let when = rule.demands.iter().flat_map(|demand| &demand.when).chain(&rule.applies.when);
    let named = when.map(|condition| condition.field.clone());
    let mut found: BTreeSet<String> = always.map(str::to_owned).into_iter().chain(named).collect();
    found.retain(|field| REGISTER.iter().any(|root| field.split('.').next() == Some(root.name)));
    found.retain(|field| !field.starts_with("datafangst.kilde."));
    found
}

#[test]
fn no_fault_is_mended_by_taking_away_what_decides_that_it_is_one() {
    let law = Law::default();
    let rows = edited::rows();
    let wrong = rows.par_iter().flat_map_iter(|row| {
        let repo = Repo::new();
        let mut files = edited::clean();
        row.apply(&mut files);
        files.iter().for_each(|(path, text)| {
            repo.write(path, text);
        });
        let Ok(home) = toml::from_str::<toml::Table>(&files["register.toml"]) else { return Vec::new() };
        let before = ask_on(&repo, row.today());
        let rules = law.rules().into_iter().filter(|rule| row.finds.contains(&rule.id));
        let fields: BTreeSet<String> = rules.flat_map(conditions).collect();
        let mut wrong = Vec::new();
        for (field, value) in fields.iter().flat_map(|field| [(field, ""), (field, "[3]")]) {
            if field == "pasientgruppe.regioner" && value.is_empty() {
                // All four where nothing is said: that is another answer, and no missing one.
                continue;
            }
            let mut changed = home.clone();
            set(&mut changed, field, value);
            repo.write("register.toml", &written(&changed));
            let after = ask_on(&repo, row.today());
            let mended: Vec<_> =
                turns(&before, &after).into_iter().filter(|(_, _, now, _)| is_settled(*now)).collect();
            if !mended.is_empty() {
                wrong.push(format!("{:?}, {field} = {value}: {mended:?}", row.finds));
            }
        }
        wrong
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn registers_of_other_kinds_lose_nothing_either() {
    let planned = [("register.status", "'planlagt'"), ("register.nasjonal_status_fra", "")];
    check(&planned, &["register."], &["register.status", "register.kategori"]);
    let reservation = [
        ("hjemmel.type", "'forskrift-reservasjon'"),
        (
            "hjemmel.reservasjon",
            "{ dokument = 'vedlegg/dpia.md', offentlig = 'https://example.org/x', personvernombud = 2024-01-01 }",
        ),
    ];
    let asked = [
        "hjemmel.type",
        "hjemmel.reservasjon",
        "hjemmel.reservasjon.dokument",
        "hjemmel.reservasjon.offentlig",
        "hjemmel.reservasjon.personvernombud",
        "dataansvarlig.type",
    ];
    check(&reservation, &["hjemmel.type", "hjemmel.reservasjon", "dataansvarlig"], &asked);
    let three = [
        ("pasientgruppe.regioner", "['nord', 'midt', 'vest', 'vest']"),
        ("pasientgruppe.regioner_begrunnelse", "'Ingen i sør-øst behandler dette.'"),
    ];
    check(
        &three,
        &["pasientgruppe.regioner"],
        &["pasientgruppe.regioner", "pasientgruppe.regioner_begrunnelse"],
    );
    let dependent =
        [("dekningsgrad.uavhengig", "false"), ("dekningsgrad.begrunnelse", "'Ingen annen kilde.'")];
    check(&dependent, &["dekningsgrad"], &["dekningsgrad.uavhengig", "dekningsgrad.begrunnelse"]);
    let service = [("register.kategori", "'tjeneste'"), ("pasientgruppe.tjenester", "['Lysbehandling']")];
    check(&service, &["register.kategori", "pasientgruppe.tjenester"], &["pasientgruppe.tjenester"]);
}
