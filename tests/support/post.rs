//! A register with people who get mail, and the program that reminds them.
//!
//! **Knows**: the program's environment and streams; that no run may show a secret or a whole address.
//! **Does not know**: what is tested.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::PathBuf;
use std::process::Output;

use super::Repo;
use super::mail::{Mail, letters};

/// The secret of the mail server; it stands nowhere but in the environment.
pub(crate) const SECRET: &str = "veldighemmelig";
/// A day on which half-year results are due in a week.
pub(crate) const DAY: &str = "2026-12-08";
/// Where the record lies.
pub(crate) const RECORD: &str = "refs/registervakt/varsler";

/// A register by its short name, and who holds which role at which address before `@example.org`.
pub(crate) fn register(name: &str, people: &[(&str, &str, &str)]) -> String {
    let mut text = format!(
        "[register]\nnavn = \"Norsk prøveregister for {name}\"\nkortnavn = \"{name}\"\nstatus = \"nasjonal\"\n\
         nasjonal_status_fra = 2016-03-01\n\n[pasientgruppe]\nicd10 = [\"M05\"]\n\n\
         [registervakt]\nfra_aar = 2025\navsender = \"registervakt@registre.example.org\"\n"
    );
    for (role, name, address) in people {
        text.push_str(&format!(
            "\n[[ansvarlig]]\nrolle = \"{role}\"\nnavn = \"{name}\"\nepost = \"{address}@example.org\"\n"
        ));
    }
    text
}

/// The three who are told a week before.
pub(crate) const PEOPLE: [(&str, &str, &str); 3] = [
    ("daglig-leder", "Dag Prøve", "dag.prove"),
    ("faglig-leder", "Fia Prøve", "fia.prove"),
    ("dataansvarlig", "Eva Prøve", "eva.prove"),
];

/// A repository with one register.
pub(crate) fn one() -> Repo {
    let repo = Repo::new();
    repo.write("register.toml", &register("PrøveHofte", &PEOPLE)).commit("register");
    repo
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) error: String,
}

impl Ran {
    /// No run may show a secret or a whole address of anybody.
    #[track_caller]
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("all that is said is UTF-8");
        let ran = Self { code: output.status.code(), out: text(output.stdout), error: text(output.stderr) };
        for said in [&ran.out, &ran.error] {
            assert!(is_discreet(said), "{said}");
            assert!(!said.contains("panicked"), "{said}");
        }
        ran
    }

    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.error);
        self
    }

    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.out.contains(text), "«{text}» is missing in:\n{}", self.out);
        self
    }

    #[track_caller]
    pub(crate) fn complains(self, text: &str) -> Self {
        assert!(self.error.contains(text), "«{text}» is missing in:\n{}", self.error);
        self
    }
}

/// Whether a text holds neither the secret nor anybody's whole address: before `@` stands what masks it, or the
/// 32 digits of an id, or an office that everybody may write to.
pub(crate) fn is_discreet(text: &str) -> bool {
    let shows = |(at, _): (usize, &str)| {
        let name = text[..at].rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
        let is_id = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        !name.is_empty() && !is_id && name != "servicemiljoet"
    };
    !text.contains(SECRET) && !text.match_indices('@').any(shows)
}

/// Runs `remind` on `day` with these arguments and variables.
#[track_caller]
pub(crate) fn remind(repo: &Repo, day: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    run(repo, &[&["remind", "--today", day], arguments].concat(), variables)
}

/// Runs the program with these arguments and variables.
#[track_caller]
pub(crate) fn run(repo: &Repo, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = repo.command(env!("CARGO_BIN_EXE_registervakt"));
    command.args(arguments).envs(variables.iter().copied());
    let ran = Ran::of(command.output().expect("it is built"));
    if let Some(record) = record(repo) {
        assert!(is_discreet(&record), "{record}");
    }
    ran
}

/// All that the record ever held; none where there is no record.
pub(crate) fn record(repo: &Repo) -> Option<String> {
    let is_there = repo.git_succeeds(&["rev-parse", "--verify", "--quiet", RECORD]);
    // Who commits is no secret.
    is_there.then(|| repo.git(&["log", "--patch", "--format=%B", RECORD]))
}

/// The paths of the files of the record.
pub(crate) fn recorded(repo: &Repo) -> Vec<String> {
    if record(repo).is_none() {
        return Vec::new();
    }
    let files = repo.git(&["-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", RECORD]);
    files.lines().map(str::to_owned).collect()
}

/// How many files of the record end so.
pub(crate) fn count(repo: &Repo, end: &str) -> usize {
    recorded(repo).iter().filter(|path| path.ends_with(end)).count()
}

/// Where letters lie that leave the machine in no way.
pub(crate) fn outbox(repo: &Repo) -> PathBuf {
    repo.root().join(".git/registervakt/utboks")
}

/// The letters in the outbox.
pub(crate) fn sent(repo: &Repo) -> Vec<Mail> {
    letters(&outbox(repo))
}

/// The repository is sound.
#[track_caller]
pub(crate) fn is_sound(repo: &Repo) {
    assert_eq!(repo.git(&["fsck", "--full", "--strict", "--no-dangling", "--no-progress"]), "");
}
