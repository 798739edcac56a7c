//! What the command line promises, held against the built program.
//!
//! **Knows**: commands, exit codes, what is written where.
//! **Does not know**: what single rules ask; that is tested where they live.

mod support;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use support::Repo;

/// A register of which little is asked any more, so that nothing is amiss with it.
const CLEAN: &str =
    "[register]\nnavn = \"Norsk prøveregister\"\nkortnavn = \"Prøve\"\nstatus = \"avviklet\"\n";

/// A document with a link that leads nowhere: a warning.
const WARNING: &str = "# Vedtekter\n\nSe [mer](borte.md).\n";

/// A register of which much is asked, and which has little of it: errors.
const ERROR: &str = "[register]\nnavn = \"Norsk prøveregister\"\nstatus = \"planlagt\"\n";

/// A folder with a register in which nothing is amiss.
fn clean() -> Repo {
    let repo = Repo::folder();
    repo.write("register.toml", CLEAN);
    repo
}

/// What came of a run: the exit code and what was said on both streams.
struct Ran {
    code: Option<i32>,
    out: String,
    error: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("all that is said is UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), error: text(output.stderr) }
    }

    #[track_caller]
    fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.error);
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.out.contains(text), "«{text}» is missing in:\n{}", self.out);
        self
    }

    #[track_caller]
    fn complains(self, text: &str) -> Self {
        assert!(self.error.contains(text), "«{text}» is missing in:\n{}", self.error);
        self
    }

    #[track_caller]
    fn says_nothing(self) -> Self {
        assert_eq!(self.out, "");
        self
    }

    #[track_caller]
    fn complains_of_nothing(self) -> Self {
        assert_eq!(self.error, "");
        self
    }
}

fn program(repo: &Repo, line: &str) -> Command {
    let mut command = repo.command(env!("CARGO_BIN_EXE_registervakt"));
    command.args(line.split_whitespace());
    command
}

/// Runs the program on words without blanks.
fn run(repo: &Repo, line: &str) -> Ran {
    Ran::of(program(repo, line).output().expect("it is built"))
}

/// Runs the program with one more variable in its environment.
fn run_with(repo: &Repo, (name, value): (&str, &OsStr), line: &str) -> Ran {
    Ran::of(program(repo, line).env(name, value).output().expect("it is built"))
}

// Exit codes.

#[test]
fn nothing_at_level_error_is_0_and_an_error_is_1() {
    let repo = clean();
    run(&repo, "check").ends_with(0).says("ingen feil").complains_of_nothing();
    repo.write("vedtekter.md", WARNING);
    run(&repo, "check").ends_with(0).says("1 advarsel").complains_of_nothing();
    repo.write("register.toml", ERROR);
    run(&repo, "check").ends_with(1).says("feil: ").complains_of_nothing();
    run(&repo, "requirements").ends_with(1).complains_of_nothing();
}

#[test]
fn the_level_that_fails_is_chosen() {
    let repo = clean();
    run(&repo, "check --fail-on note").ends_with(0);
    repo.write("vedtekter.md", WARNING);
    run(&repo, "check --fail-on note").ends_with(1);
    run(&repo, "check --fail-on warning").ends_with(1);
    run(&repo, "check --fail-on error").ends_with(0);
}

#[test]
fn a_document_that_cannot_be_read_is_a_finding() {
    let repo = clean();
    repo.write("register.toml", "[register\n");
    run(&repo, "check").ends_with(1).says("register.toml:1");
    repo.write_bytes("register.toml", b"\xff\xfe\0\0[register]");
    run(&repo, "check").ends_with(1).complains_of_nothing();
}

#[test]
fn wrong_usage_is_2() {
    let repo = clean();
    for line in [
        "",
        "sjekk",
        "check --fiks",
        "check --lang svensk",
        "check --today nei",
        "explain",
        "explain tull",
        "remind --send --preview ut",
        "remind --watchdog 0d",
        "remind --send log",
        "remind log --format sarif",
        "review --send",
        "review --staged --notify",
    ] {
        run(&repo, line).ends_with(2).says_nothing();
    }
    let secret = ("REGISTERVAKT_SMTP_URL", OsStr::new("hemmelig@post.example.org"));
    let ran = run_with(&repo, secret, "remind --send").ends_with(2).says_nothing();
    assert!(!ran.error.contains("hemmelig"), "{}", ran.error);
    assert!(!repo.root().join("ut").exists());
}

#[test]
fn a_job_that_cannot_be_done_is_3() {
    let repo = Repo::folder();
    run(&repo, "check").ends_with(3).says_nothing().complains("register.toml");
    run(&repo, "-C borte check").ends_with(3).says_nothing().complains("«borte» kan ikke leses");
    repo.write("register.toml", CLEAN);
    run(&repo, "check borte").ends_with(3).says_nothing().complains("borte");
    run(&repo, "check --staged").ends_with(3).says_nothing().complains("Prøv dette: git init");
    run(&repo, "check --rev main").ends_with(3).says_nothing();
    run(&repo, "rules test borte").ends_with(3).says_nothing();
    let repo = Repo::new();
    repo.write("register.toml", CLEAN).commit("et register");
    run(&repo, "check --rev borte").ends_with(3).says_nothing().complains("git branch --all");
}

// What is looked at.

#[test]
fn the_work_tree_the_index_and_revisions_are_looked_at() {
    let repo = Repo::new();
    repo.write("register.toml", CLEAN).commit("et register");
    repo.write("register.toml", ERROR).stage(".");
    repo.write("register.toml", CLEAN);
    run(&repo, "check").ends_with(0);
    run(&repo, "check --staged").ends_with(1).says("feil: ");
    run(&repo, "check --rev HEAD").ends_with(0);
    run(&repo, "requirements --staged").ends_with(1);
}

#[test]
fn only_the_registers_asked_for_are_checked() {
    let repo = Repo::folder();
    repo.write("a/register.toml", CLEAN)
        .write("b/register.toml", ERROR)
        .write("b/vedtekter.md", "# Vedtekter\n");
    run(&repo, "check").ends_with(1);
    run(&repo, "check a").ends_with(0);
    run(&repo, "check a/register.toml").ends_with(0);
    run(&repo, "check b/vedtekter.md").ends_with(1);
    run(&repo, "check a b").ends_with(1);
    run(&repo, "requirements a").ends_with(0);
}

#[test]
fn a_folder_is_worked_in() {
    let repo = Repo::folder();
    repo.write("et register/register.toml", CLEAN);
    let ran = repo.registervakt(&["-C", "et register", "check", "register.toml", "-o", "svar.txt"]);
    Ran::of(ran).ends_with(0).says_nothing();
    assert!(repo.root().join("et register/svar.txt").is_file());
}

#[test]
fn today_is_what_is_said() {
    let repo = clean();
    for wrong in ["nei", "23.11.2026", "2026-02-30", "2026-2-3", "-1"] {
        run(&repo, &format!("check --today={wrong}")).ends_with(2).complains("2026-11-23");
    }
    run(&repo, "check --today 2026-11-23").ends_with(0);
}

// Languages.

#[test]
fn the_language_is_chosen_by_option_variable_and_locale() {
    let repo = clean();
    let check = |variable: (&str, &str), line: &str, expected: &str| {
        run_with(&repo, (variable.0, OsStr::new(variable.1)), line).ends_with(0).says(expected);
    };
    let (nb, nn, en) = ("Registervakt leste", "Registervakt las", "Registervakt read");
    check(("LC_ALL", "C"), "check", nb);
    check(("LC_ALL", "nn_NO.UTF-8"), "check", nn);
    check(("LC_ALL", "en_GB.UTF-8"), "check", en);
    check(("LC_ALL", "sv_SE.UTF-8"), "check", nb);
    check(("REGISTERVAKT_LANG", "nn"), "check", nn);
    check(("REGISTERVAKT_LANG", "nn"), "check --lang en", en);
    check(("REGISTERVAKT_LANG", "nn"), "--lang=nb check", nb);
    let wrong = run_with(&repo, ("REGISTERVAKT_LANG", OsStr::new("dansk")), "check");
    wrong.ends_with(2).complains("REGISTERVAKT_LANG kan ikke være «dansk»");
}

#[test]
fn what_is_wrong_is_said_in_three_languages() {
    let repo = clean();
    for (line, expected) in [
        ("chek", ["Mente du check?", "Meinte du check?", "Did you mean check?"]),
        ("check --stagged", ["Mente du --staged?", "Meinte du --staged?", "Did you mean --staged?"]),
        (
            "completions basj",
            ["SKALL kan ikke være «basj»", "SKAL kan ikkje vere «basj»", "SHELL cannot be “basj”"],
        ),
        (
            "check --rev",
            [
                "Det mangler en verdi for --rev",
                "Det manglar ein verdi for --rev",
                "A value for --rev is missing",
            ],
        ),
        ("-C borte check", ["kan ikke leses", "kan ikkje lesast", "cannot be read"]),
    ] {
        for (lang, expected) in ["nb", "nn", "en"].into_iter().zip(expected) {
            run(&repo, &format!("--lang {lang} {line}")).says_nothing().complains(expected);
        }
    }
}

#[test]
fn help_is_in_three_languages_and_promises_no_more_than_there_is() {
    let repo = Repo::folder();
    let commands = [
        "",
        "check",
        "review",
        "what-if",
        "new",
        "new change",
        "requirements",
        "remind",
        "remind log",
        "explain",
        "rules",
        "rules test",
        "init",
        "hook",
        "hook install",
        "hook uninstall",
        "hook run",
        "demo",
        "completions",
        "man",
    ];
    let later = ["application", "history", "fleet", "lsp", "--fix"];
    for command in commands {
        for (lang, usage) in [("nb", "\nBruk: "), ("nn", "\nBruk: "), ("en", "\nUsage: ")] {
            let ran = run(&repo, &format!("--lang {lang} {command} --help")).ends_with(0).says(usage);
            for word in later {
                assert!(!ran.out.contains(word), "{word} in the help of «{command}»");
            }
        }
    }
    run(&repo, "").ends_with(2).says_nothing().complains("Bruk: registervakt");
    run(&repo, "--version").ends_with(0).says(concat!("registervakt ", env!("CARGO_PKG_VERSION"), "\n"));
}

// Outputs.

#[test]
fn an_answer_is_written_to_a_file() {
    let repo = clean();
    repo.write("svar.json", "noe annet");
    run(&repo, "check --format json -o svar.json").ends_with(0).says_nothing().complains_of_nothing();
    let file = fs::read_to_string(repo.root().join("svar.json")).expect("it was written");
    assert_eq!(file, run(&repo, "check --format json").out);
    run(&repo, "rules -o regler.txt").ends_with(0).says_nothing();
    run(&repo, "explain fagraad-mangler-region --format markdown=regel.md").ends_with(0).says_nothing();
    assert!(repo.root().join("regel.md").is_file());
}

#[test]
fn several_formats_come_of_one_run() {
    let repo = clean();
    let ran = run(&repo, "check --format human --format json=a.json --format markdown=b.md").ends_with(0);
    ran.says("Registervakt leste");
    let read = |name: &str| fs::read_to_string(repo.root().join(name)).expect(name);
    assert!(read("a.json").starts_with("{\n  \"schema\": \"registervakt/report/1\""));
    assert!(read("b.md").contains("registervakt") || read("b.md").contains("Registervakt"));
    let left: Vec<_> =
        fs::read_dir(repo.root()).expect("a folder").map(|one| one.expect("a file").file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
    run(&repo, "check --format json --format human").ends_with(2).says_nothing();
    run(&repo, "check --format json=a --format human -o b").ends_with(2).says_nothing();
    run(&repo, "init --format json ny").ends_with(2).says_nothing();
    run(&repo, "rules --format html").ends_with(2).says_nothing().complains("markdown");
    run(&repo, "explain K-5 --format human --format sarif=a").ends_with(2).says_nothing();
}

#[test]
fn a_file_that_cannot_be_written_is_3_and_the_rest_is_told() {
    let repo = clean();
    fs::create_dir(repo.root().join("mappe")).expect("a new folder");
    run(&repo, "check -o borte/svar.txt").ends_with(3).complains("«borte/svar.txt» kan ikke skrives");
    run(&repo, "check -o mappe").ends_with(3).complains("«mappe» kan ikke skrives");
    let ran = run(&repo, "check --format json=borte/a.json --format human --format markdown=b.md");
    ran.ends_with(3).says("Registervakt leste").complains("«borte/a.json»");
    assert!(repo.root().join("b.md").is_file());
}

#[cfg(unix)]
#[test]
fn a_file_keeps_what_it_was() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let repo = clean();
    repo.write("mappe/svar.txt", "").symlink("mappe/svar.txt", "lenke.txt");
    let file = repo.root().join("mappe/svar.txt");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("it is ours");
    run(&repo, "rules -o lenke.txt").ends_with(0);
    assert_eq!(fs::metadata(&file).expect("it is there").mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&file).expect("text").contains("fagraad-mangler-region"));
    assert!(repo.root().join("lenke.txt").is_symlink());
    run(&repo, "rules -o /dev/null").ends_with(0).says_nothing();
    assert!(!fs::metadata("/dev/null").expect("it is there").is_file());
}

#[test]
fn colours_are_for_terminals() {
    let repo = clean();
    repo.write("vedtekter.md", WARNING);
    let colours = |ran: Ran| ran.ends_with(0).out.contains('\u{1b}');
    assert!(!colours(run(&repo, "check")));
    assert!(!colours(run(&repo, "check --color never")));
    assert!(colours(run(&repo, "check --color always")));
    assert!(!colours(run_with(&repo, ("NO_COLOR", OsStr::new("1")), "check")));
    assert!(colours(run_with(&repo, ("NO_COLOR", OsStr::new("1")), "check --color always")));
    run(&repo, "check --color always -o svar.txt").ends_with(0);
    assert!(!fs::read_to_string(repo.root().join("svar.txt")).expect("text").contains('\u{1b}'));
}

#[test]
fn less_or_more_is_told() {
    let repo = clean();
    repo.write("vedtekter.md", WARNING);
    let quiet = run(&repo, "check --quiet").ends_with(0).says("Registervakt leste");
    let usual = run(&repo, "check").ends_with(0);
    let verbose = run(&repo, "check --verbose").ends_with(0);
    assert!(quiet.out.len() < usual.out.len() && usual.out.len() < verbose.out.len());
}

#[test]
fn nobody_has_to_read_to_the_end() {
    let repo = clean();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    for (line, code) in [("rules", 0), ("check", 0), ("--help", 0), ("man", 0), ("completions bash", 0)] {
        let writer = writer.try_clone().expect("a second end");
        let ran = program(&repo, line).stdout(writer).stderr(Stdio::piped()).output().expect("it is built");
        Ran::of(ran).ends_with(code).complains_of_nothing();
    }
    repo.write("register.toml", ERROR);
    let ran = program(&repo, "check").stdout(writer).stderr(Stdio::piped()).output().expect("it is built");
    Ran::of(ran).ends_with(1).complains_of_nothing();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_3() {
    let repo = clean();
    let full = || fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    for line in ["check", "rules", "--help"] {
        let ran = program(&repo, line).stdout(full()).stderr(Stdio::piped()).output().expect("it is built");
        Ran::of(ran).ends_with(3);
    }
    run(&repo, "check -o /dev/full").ends_with(3).complains("disken er full");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let repo = clean();
    repo.write("vedtekter.md", WARNING);
    for format in ["human", "json", "markdown", "sarif", "github", "gitlab", "junit", "csv", "html"] {
        let line = format!("check --today 2026-11-23 --format {format}");
        assert_eq!(run(&repo, &line).out, run(&repo, &line).out);
    }
}

#[test]
fn what_is_kept_of_earlier_runs_changes_no_answer() {
    let repo = Repo::new();
    repo.write("register.toml", CLEAN).write("a.md", "Møte.\n").write("b.md", "Sak 4.\n").stage(".");
    let kept = repo.root().join(".git/registervakt/cache");
    let first = run(&repo, "check --staged --format json").ends_with(0).out;
    let written = fs::read(&kept).expect("the first run keeps what it read");
    assert_eq!(run(&repo, "check --staged --format json").ends_with(0).out, first);
    assert_eq!(fs::read(&kept).unwrap(), written, "nothing was new");
    // A changed file is read, and told of in every run.
    repo.write("b.md", "Sak 4 om 15076500565.\n").stage("b.md");
    let changed = run(&repo, "check --staged").ends_with(1).says("b.md").out;
    assert_eq!(run(&repo, "check --staged").ends_with(1).out, changed);
    for rubbish in [Vec::new(), b"registervakt cache".to_vec(), written[..written.len() / 2].to_vec()] {
        fs::write(&kept, rubbish).unwrap();
        assert_eq!(run(&repo, "check --staged").ends_with(1).out, changed);
    }
    // Where nothing can be kept, nothing is amiss.
    fs::remove_dir_all(kept.parent().unwrap()).unwrap();
    fs::write(kept.parent().unwrap(), "").unwrap();
    assert_eq!(run(&repo, "check --staged").ends_with(1).out, changed);
}

#[cfg(unix)]
#[test]
fn words_may_be_any_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let repo = clean();
    let odd = OsStr::from_bytes(b"m\xe5ned.txt");
    let ran = repo.registervakt(&[OsStr::new("check"), OsStr::new("-o"), odd]);
    // Some file systems take only UTF-8; then it is said.
    let ran = Ran::of(ran);
    assert!(ran.code == Some(0) || ran.error.contains("kan ikke skrives"), "{}", ran.error);
    Ran::of(repo.registervakt(&[OsStr::new("explain"), odd])).ends_with(2).complains("UTF-8");
    Ran::of(repo.registervakt(&[odd])).ends_with(2).says_nothing();
}

// The catalogue.

#[test]
fn a_rule_is_explained() {
    let repo = Repo::folder();
    run(&repo, "explain fagraad-mangler-region").ends_with(0).says("fagraad-mangler-region").says("K-5");
    run(&repo, "explain Fagraad-Mangler-Region --lang en --format markdown").ends_with(0).says("K-5");
    run(&repo, "rules").ends_with(0).says("fagraad-mangler-region").complains_of_nothing();
    run(&repo, "rules --format json").ends_with(0).says("\"fagraad-mangler-region\"");
}

#[test]
fn a_requirement_is_explained() {
    let repo = Repo::folder();
    run(&repo, "explain K-5").ends_with(0).says("K-5").complains_of_nothing();
    run(&repo, "explain k-5 --lang en --format markdown").ends_with(0).says("K-5");
}

#[test]
fn an_unknown_rule_names_its_neighbour() {
    let repo = Repo::folder();
    let ran = run(&repo, "explain fagraad-mangler-regon").ends_with(2).says_nothing();
    ran.complains("Mente du fagraad-mangler-region?").complains("registervakt rules");
    run(&repo, "explain tullogtøys --lang en").ends_with(2).complains("called “tullogtøys”");
}

#[test]
fn own_rules_are_tried() {
    let repo = Repo::folder();
    let rule = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/fagraad/fagraad-mangler-region.toml"),
    )
    .expect("a rule of ours");
    repo.write("regler/fagraad-mangler-region.toml", &rule).write("regler/lesmeg.txt", "ingen regel");
    run(&repo, "rules test regler").ends_with(0).says("regler/fagraad-mangler-region.toml");
    repo.write("regler/egen.toml", "dette er ingen regel");
    run(&repo, "rules test regler").ends_with(1).says("regler/egen.toml:1");
    repo.write("tomt/lesmeg.txt", "ingen regel");
    run(&repo, "rules test tomt").ends_with(3).says_nothing().complains("ingen regel er prøvd");
}

// Shells and manuals.

#[test]
fn completions_are_a_script_that_bash_reads() {
    let repo = Repo::folder();
    let script = run(&repo, "completions bash").ends_with(0).complains_of_nothing().out;
    repo.write("registervakt.bash", &script);
    let read = repo.command("bash").args(["-n", "registervakt.bash"]).output().expect("bash is installed");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    for shell in ["elvish", "fish", "powershell", "zsh"] {
        run(&repo, &format!("completions {shell}")).ends_with(0).says("requirements");
    }
}

#[test]
fn the_manual_is_roff() {
    let repo = Repo::folder();
    let page = run(&repo, "man").ends_with(0).complains_of_nothing();
    assert!(page.out.starts_with(".TH registervakt 1 "), "{}", page.out);
    run(&repo, "man sider/man1").ends_with(0).says_nothing().complains_of_nothing();
    for page in ["registervakt", "registervakt-check", "registervakt-rules-test"] {
        let text = fs::read_to_string(repo.root().join(format!("sider/man1/{page}.1"))).expect(page);
        assert!(text.starts_with(&format!(".TH {page} 1 ")), "{text}");
    }
}

// New registers.

#[test]
fn a_new_register_is_made_and_nothing_is_overwritten() {
    let repo = Repo::folder();
    let made = run(&repo, "init nye/register").ends_with(0).complains_of_nothing();
    assert_eq!(made.out.lines().count(), 3, "{}", made.out);
    made.says("registervakt -C nye/register check");
    let home = repo.root().join("nye/register/register.toml");
    let fresh = fs::read_to_string(&home).expect("it was made");
    run(&repo, "-C nye/register check").ends_with(1);

    fs::write(&home, "mitt").expect("it is ours");
    run(&repo, "init nye/register").ends_with(3).says_nothing().complains("register.toml");
    assert_eq!(fs::read_to_string(&home).expect("it is still there"), "mitt");

    repo.write("halvt/register.toml", "mitt");
    run(&repo, "init halvt")
        .ends_with(3)
        .says_nothing()
        .complains("finnes allerede i «halvt»: register.toml.");
    assert_eq!(fs::read_dir(repo.root().join("halvt")).expect("a folder").count(), 1);

    repo.write("fil", "");
    run(&repo, "init fil/register").ends_with(3).says_nothing().complains("kan ikke skrives");
    run(&repo, "--lang nn init nytt").ends_with(0).says("Neste steg");
    assert_eq!(fs::read_to_string(repo.root().join("nytt/register.toml")).expect("it was made"), fresh);
}

/// The folder that the demonstration says it made.
fn demo_folder(error: &str) -> PathBuf {
    let line = error.lines().find(|line| line.contains("registervakt-demo-")).expect("a folder is named");
    PathBuf::from(line.trim())
}

#[test]
fn the_demonstration_shows_faults_and_ends_well() {
    let repo = Repo::folder();
    let temporary = ("TMPDIR", repo.root().as_os_str());
    let ran = run_with(&repo, temporary, "demo").ends_with(0).says("feil: ").says("advarsel: ");
    let dir = demo_folder(&ran.error);
    assert!(dir.starts_with(repo.root()) && dir.join("register.toml").is_file(), "{}", dir.display());
    assert!(!dir.join(".git").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(fs::metadata(&dir).expect("it is there").mode() & 0o777, 0o700);
    }
    let again = run_with(&repo, temporary, "demo").ends_with(0);
    assert_ne!(demo_folder(&again.error), dir);
    assert_eq!(again.out, ran.out);
    let checked = run(&repo, &format!("-C {} --today 2026-11-23 check", dir.display())).ends_with(1);
    assert_eq!(checked.out, ran.out);
    let json = run_with(&repo, temporary, "demo --format json --lang nn").ends_with(0).complains("oppdikta");
    assert!(json.out.starts_with('{') && json.out.ends_with("}\n"));
}

#[test]
fn a_demonstration_without_a_place_to_go_is_3() {
    let repo = Repo::folder();
    let nowhere = repo.beside("borte");
    run_with(&repo, ("TMPDIR", nowhere.as_os_str()), "demo")
        .ends_with(3)
        .says_nothing()
        .complains("kan ikke skrives");
}
