//! Any bytes in any file of a register have an answer that can be relied on.
//!
//! **Knows**: the laws of every answer: no panic, sorted, the same each time, whole, with places that exist.
//! **Does not know**: which findings there should be.

#[path = "support/mod.rs"]
mod support;

use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use registervakt::document::Limits;
use registervakt::finding::{Finding, Lang};
use registervakt::git::View;
use registervakt::job::check::{self, CheckRequest};
use registervakt::output::{self, Format, Options};
use registervakt::report::{JobName, Report};

use support::Repo;

/// Files that are read each in its own way, with what stands there in the clean register.
const FILES: [(&str, &[u8]); 10] = [
    ("register.toml", include_bytes!("registers/clean/register.toml")),
    ("fagraad.toml", include_bytes!("registers/clean/fagraad.toml")),
    ("datasett.csv", include_bytes!("registers/clean/datasett.csv")),
    ("registerbeskrivelse.md", include_bytes!("registers/clean/registerbeskrivelse.md")),
    ("vedtekter.md", include_bytes!("registers/clean/vedtekter.md")),
    ("aarsrapporter/2025.md", include_bytes!("registers/clean/aarsrapporter/2025.md")),
    ("aarsrapporter/2024.docx", include_bytes!("documents/word.docx")),
    ("aarsrapporter/2023.odt", include_bytes!("documents/word.odt")),
    ("aarsrapporter/2025.toml", include_bytes!("registers/clean/aarsrapporter/2025.toml")),
    ("regler/minst-en-kode.toml", RULE.as_bytes()),
];

const RULE: &str = r#"id = "minst-en-kode"
slag = "state"
nivaa = "feil"
avgjoer = "auto"
krav = []

[[krever]]
uttrykk = "pasientgruppe.icd10 | antall >= 1"
peker_paa = "pasientgruppe.icd10"

[ord.nb]
tittel = "Ingen kode"
melding = "Ingen kode."
hjelp = "Skriv en kode."

[ord.nn]
tittel = "Ingen kode"
melding = "Ingen kode."
hjelp = "Skriv ein kode."

[ord.en]
tittel = "No code"
melding = "No code."
hjelp = "Write a code."
"#;

/// What makes the rule one of the register: the last table of the clean register is `[registervakt]`.
const OWN_RULES: &str = "\nregler = [\"regler/\"]\n";

/// A stretch of a file that is replaced: where from, how long, with what.
type Change = (prop::sample::Index, usize, Vec<u8>);

/// What is put into a file: signs that mean something to a reader, and any bytes.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let telling = [
        "\"",
        "'''",
        "[[",
        "]",
        "=",
        ".",
        "\n",
        "\r",
        "\r\n",
        ";",
        "|",
        "#",
        "## ",
        "```",
        "<!--",
        "[a](b)",
        "\u{feff}",
        "\u{301}",
        "\0",
        "9999-12-31",
        "-1",
        "1e999",
        "*",
        "(",
        "{",
        "{{",
        "%",
        "§ 3-4",
        "15076500565",
        "18-17 år",
        "../",
        "æøå",
        "L40-",
        "−",
        "\u{2028}",
        "navn",
        "true",
    ];
    prop_oneof![
        4 => prop::sample::select(telling.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..24),
        1 => Just(Vec::new()),
    ]
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    vec((any::<prop::sample::Index>(), 0..40usize, piece()), 1..6)
}

fn mutate(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    changes.iter().fold(bytes.to_vec(), |mut bytes, (from, length, piece)| {
        let from = from.index(bytes.len() + 1);
        let end = (from + length).min(bytes.len());
        bytes.splice(from..end, piece.iter().copied());
        bytes
    })
}

fn ask(repo: &Repo) -> Report {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let (view, lang, name) = (View::Worktree, Lang::Nb, JobName::Check);
    check::check(&CheckRequest {
        dir: repo.root(),
        view,
        paths: &[],
        today,
        lang,
        name,
        limits: Limits::default(),
    })
    .expect("a register")
}

fn written(report: &Report, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    output::write(report, format, &Options::default(), &mut out).expect("memory does not fail");
    out
}

/// The laws of every answer, for a register with `bytes` in one of its files.
fn hold(path: &str, bytes: &[u8]) {
    let repo = Repo::new();
    for (name, text) in FILES {
        repo.write_bytes(name, text);
    }
    repo.write_bytes(path, bytes);
    let home = if path == "register.toml" { bytes } else { FILES[0].1 };
    repo.write_bytes("register.toml", &[home, OWN_RULES.as_bytes()].concat());
    let report = ask(&repo);
    for format in Format::ALL {
        assert_eq!(written(&report, format), written(&ask(&repo), format), "{path}: {format:?} differs");
    }
    for register in &report.registers {
        assert!(register.findings.is_sorted_by(|one, other| one.order(other).is_le()), "{path}: not sorted");
        register.findings.iter().for_each(|finding| whole(finding, &repo));
    }
}

/// A finding says what is wrong, what to do, and points at what is there.
fn whole(finding: &Finding, repo: &Repo) {
    assert!(!finding.message.trim().is_empty() && !finding.help.trim().is_empty(), "{finding:?}");
    let file = repo.root().join(&finding.location.path);
    let (Some(start), Ok(bytes)) = (finding.location.start, std::fs::read(&file)) else { return };
    let lines =
        bytes.split(|byte| *byte == b'\n').count() + bytes.iter().filter(|byte| **byte == b'\r').count();
    assert!(start.line >= 1 && start.line <= lines.max(1), "line {} of {lines}: {finding:?}", start.line);
}

static CASES: LazyLock<u32> =
    LazyLock::new(|| std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(5));

proptest! {
    #![proptest_config(ProptestConfig { cases: *CASES * 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_file_has_an_answer(file in prop::sample::select(FILES.to_vec()), changes in changes()) {
        hold(file.0, &mutate(file.1, &changes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: *CASES * 3, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_have_an_answer(file in prop::sample::select(FILES.to_vec()), bytes in vec(any::<u8>(), 0..400)) {
        hold(file.0, &bytes);
    }
}
