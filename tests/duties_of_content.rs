//! The duties that ask for content, over one small register: a table of what is changed, what is recorded, and
//! how each duty then stands.
//!
//! **Knows**: the base register in `duties/base`, the table in `duties/content.toml`.
//! **Does not know**: how a duty is judged.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use proptest::prelude::{ProptestConfig, Strategy, prop_oneof, proptest};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use registervakt::document::{self, Limits};
use registervakt::files::{File, FileKind};
use registervakt::finding::Lang;
use registervakt::job::review::{self, Judge, Strictness};
use registervakt::register::path::PathIndex;
use registervakt::register::{Register, Shelf};
use registervakt::report::RegisterReport;
use registervakt::report::duty::DutyState;
use registervakt::rule::catalogue::Law;
use registervakt::source::Source;
use serde::Deserialize;

/// The files of a register, by path.
type Files = BTreeMap<String, String>;

static LAW: LazyLock<Law> = LazyLock::new(Law::default);

const RECORD: &str = "endringer/2026-ny.toml";

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

/// What is done to the base register, and what then holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    about: String,
    /// Edits of BASE: path, old, new. All of the file where «old» is empty.
    #[serde(default)]
    before: Vec<[String; 3]>,
    /// Further edits of HEAD.
    #[serde(default)]
    after: Vec<[String; 3]>,
    /// Files that HEAD has not.
    #[serde(default)]
    delete: Vec<String>,
    /// The topics of a change record at HEAD; none where the row has no record.
    gjelder: Option<Vec<String>>,
    /// What the record says besides its topics.
    #[serde(default)]
    record: String,
    /// Duties by how they stand.
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    met: Vec<String>,
    #[serde(default)]
    not_applicable: Vec<String>,
    /// Duties that are not released.
    #[serde(default)]
    none: Vec<String>,
    /// Rules that speak, and rules that do not.
    #[serde(default)]
    finds: Vec<String>,
    #[serde(default)]
    silent: Vec<String>,
    /// A part of what the first open duty, or else the first finding, says.
    #[serde(default)]
    says: String,
}

fn base() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/duties/base");
    let names = ["", "vedlegg/"].into_iter().flat_map(|folder| {
        let entries = std::fs::read_dir(root.join(folder)).expect("a folder");
        entries
            .map(move |entry| format!("{folder}{}", entry.expect("an entry").file_name().to_string_lossy()))
    });
    let texts = names.filter_map(|name| Some((name.clone(), std::fs::read_to_string(root.join(name)).ok()?)));
    texts.collect()
}

fn edit(files: &mut Files, edits: &[[String; 3]]) {
    for [path, old, new] in edits {
        if old.is_empty() {
            files.insert(path.clone(), new.clone());
            continue;
        }
        let text = files.get_mut(path).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(text.matches(old.as_str()).count(), 1, "«{old}» in {path}");
        *text = text.replacen(old.as_str(), new, 1);
    }
}

impl Row {
    fn sides(&self) -> (Files, Files) {
        let mut before = base();
        edit(&mut before, &self.before);
        let mut after = before.clone();
        edit(&mut after, &self.after);
        after.retain(|path, _| !self.delete.contains(path));
        if let Some(topics) = &self.gjelder {
            let head = "tittel = \"Endring av registeret\"\ntype = \"endring\"";
            after.insert(RECORD.to_owned(), format!("{head}\ngjelder = {topics:?}\n{}", self.record));
        }
        (before, after)
    }

    /// What does not hold.
    fn faults(&self) -> Vec<String> {
        let (before, after) = self.sides();
        let report = review(&before, &after);
        let state = |id: &str| report.duties.iter().find(|duty| duty.id == id).map(|duty| duty.state);
        let mut faults = Vec::new();
        let lists = [
            (&self.open, Some(DutyState::Open)),
            (&self.met, Some(DutyState::Met)),
            (&self.not_applicable, Some(DutyState::NotApplicable)),
            (&self.none, None),
        ];
        for (id, wanted) in lists.iter().flat_map(|(ids, wanted)| ids.iter().map(move |id| (id, wanted))) {
            if state(id) != *wanted {
                let missing =
                    report.duties.iter().find(|duty| duty.id == **id).map(|duty| duty.missing.clone());
                faults.push(format!(
                    "{id}: {:?}, not {wanted:?}; {}",
                    state(id),
                    missing.unwrap_or_default()
                ));
            }
        }
        let speaks =
            |id: &String| report.findings.iter().any(|finding| finding.rule == *id && finding.counts());
        faults.extend(self.finds.iter().filter(|id| !speaks(id)).map(|id| format!("{id} is silent")));
        faults.extend(self.silent.iter().filter(|id| speaks(id)).map(|id| format!("{id} speaks")));
        let said = match (self.open.first(), self.finds.first()) {
            (Some(id), _) => {
                report.duties.iter().find(|duty| duty.id == *id).map(|duty| duty.missing.clone())
            }
            (None, Some(id)) => report
                .findings
                .iter()
                .find(|finding| finding.rule == *id)
                .map(|finding| finding.message.clone()),
            (None, None) => None,
        };
        if !said.clone().unwrap_or_default().contains(&self.says) {
            faults.push(format!("«{}» is not said, but «{}»", self.says, said.unwrap_or_default()));
        }
        faults.into_iter().map(|fault| format!("{}: {fault}", self.about)).collect()
    }
}

/// The register that these files make.
fn register(files: &Files) -> Register {
    let list: Vec<File> =
        files.keys().map(|path| File { path: path.clone(), kind: FileKind::Regular }).collect();
    let shelf = Arc::new(Shelf { index: PathIndex::new(&list), files: list });
    let bytes = |path: &str| files.get(path).map(String::as_bytes).unwrap_or_default();
    let limits = Limits::default();
    let (home, fault) = match document::read_text("register.toml", bytes("register.toml")) {
        Ok(home) => (home, None),
        Err(fault) => {
            (document::Text { source: Source::new("register.toml", ""), faults: Vec::new() }, Some(fault))
        }
    };
    let mut register = Register::begin("", home, &shelf);
    if let Some(fault) = fault {
        register.unread_home(fault);
    }
    let data_set = register.layout.data_set.clone();
    let variables = data_set.as_deref().map(|path| document::csv::read(path, bytes(path), &limits));
    let tables = register.tables_wanted().into_iter().filter(|path| Some(path) != data_set.as_ref());
    let texts =
        tables.filter_map(|path| Some((path.clone(), document::read_text(&path, bytes(&path)).ok()?)));
    let texts = texts.collect();
    register.take_tables(texts, variables);
    for path in register.documents_wanted() {
        let (document, faults) = document::read(&path, bytes(&path), &limits);
        register.take_document(path, document.map(Arc::new), faults);
    }
    register
}

fn review(before: &Files, after: &Files) -> RegisterReport {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let judge = Judge { law: &LAW, more: &[], today, lang: Lang::Nb, strictness: Strictness::Proposal };
    review::register(Some(&register(before)), Some(register(after)), judge)
}

#[test]
fn every_row_of_the_table_holds() {
    let table: Table = toml::from_str(include_str!("duties/content.toml")).expect("the table");
    assert!(table.row.len() >= 60, "{}", table.row.len());
    let faults: Vec<String> = table.row.par_iter().flat_map(Row::faults).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_base_against_itself_owes_nothing() {
    let report = review(&base(), &base());
    assert_eq!((report.changes, report.duties), (Vec::new(), Vec::new()));
}

/// What stands in the files of a hostile proposal.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "[fagraad]\n",
        "[redegjoerelse]\n",
        "[vurdering]\n",
        "[[medlem]]\n",
        "[hjemmel]\n",
        "[hjemmel.reservasjon]\n",
        "[[felles_dataansvarlig]]\n",
        "gjelder = [\"pasientgruppe\", 3, \"x\"]\n",
        "gjelder = \"hjemmel\"\n",
        "sak = \"5/26\"\n",
        "sak = \"\u{202e}5/26\0\"\n",
        "sak = 5\n",
        "referat = \"vedlegg\"\n",
        "referat = \"..\"\n",
        "referat = \"registerbeskrivelse#\"\n",
        "uttalelse = 2026-09-08\n",
        "uttalelse = 12:00:00\n",
        "nye_fagmiljoeer = [[]]\n",
        "nye_organisasjoner = {}\n",
        "fagmiljoe_begrunnelse = 1\n",
        "dato = 9999-12-31\n",
        "ordning = \"vedlegg/protokoll.md#\"\n",
        "type = \"forskrift-reservasjon\"\n",
        "dokument = \"#\"\n",
        "status = \"nasjonal\"\n",
        "status = []\n",
        "icd10 = [\"M05\", \"ÅÅÅ\", 5]\n",
        "alder = { fra = -9 }\n",
        "regioner = [\"nord\", \"x\"]\n",
        "## Pasientpopulasjon\n",
        "5/26\n",
        "J45–J99 ",
        "\n",
        "\"",
        "[",
        "= ",
    ];
    let word = proptest::sample::select(words.to_vec()).prop_map(str::to_owned);
    proptest::collection::vec(prop_oneof![4 => word, 1 => "\\PC{0,12}"], 0..12)
        .prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_proposal_is_too_odd(home in piece(), record in piece(), council in piece(), prose in piece(), head in 0..4_u8) {
        let mut after = base();
        let keep = |file: &str, text: &str| format!("{}\n{text}", base()[file]);
        let codes = base()["register.toml"].replace("[\"J45\"]", "[\"J46\"]");
        after.insert("register.toml".to_owned(), if head & 1 == 0 { format!("{codes}\n{home}") } else { home });
        let topics = "gjelder = [\"pasientgruppe\", \"hjemmel\", \"formaal\", \"fagraad\"]\n";
        after.insert(RECORD.to_owned(), if head & 2 == 0 { format!("{topics}{record}") } else { record });
        after.insert("fagraad.toml".to_owned(), council);
        after.insert("registerbeskrivelse.md".to_owned(), keep("registerbeskrivelse.md", &prose));
        after.insert("vedlegg/fagraad-2026-09-08.md".to_owned(), prose);
        let there = review(&base(), &after);
        for duty in there.duties {
            assert_eq!(duty.state == DutyState::Open, !duty.missing.is_empty(), "{duty:?}");
        }
        let _ = review(&after, &base());
    }
}
