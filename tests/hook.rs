//! The Git hook, with real commits.
//!
//! **Knows**: where hooks lie, what stood there before, when a commit is stopped.
//! **Does not know**: what single rules ask; that is tested where they live.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::Repo;

/// What comes before a hook of ours where one was there.
const BEFORE: &str = "pre-commit.before-registervakt";

/// A register of which little is asked any more, so that nothing is amiss with it on any day.
const CLEAN: &str =
    "[register]\nnavn = \"Norsk prøveregister\"\nkortnavn = \"Prøve\"\nstatus = \"avviklet\"\n";

/// A repository with a register in which nothing is amiss, on a branch of its own.
fn register() -> Repo {
    let repo = Repo::new();
    repo.write("register.toml", CLEAN).commit("et register");
    repo.branch("forslag");
    repo
}

/// What is said of a run, on both streams, and how it ended.
struct Ran {
    code: Option<i32>,
    said: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let said = [output.stdout.as_slice(), &output.stderr].concat();
        Self { code: output.status.code(), said: String::from_utf8(said).expect("UTF-8") }
    }

    #[track_caller]
    fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.said);
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.said.contains(text), "«{text}» is missing in:\n{}", self.said);
        self
    }

    #[track_caller]
    fn says_nothing(self) -> Self {
        assert_eq!(self.said, "");
        self
    }
}

fn hook(repo: &Repo, line: &str) -> Ran {
    let words: Vec<&str> = ["hook"].into_iter().chain(line.split(' ')).collect();
    Ran::of(&repo.registervakt(&words))
}

/// A commit as people make it.
fn commit(repo: &Repo) -> Ran {
    commit_with(repo.command("git"), &["commit", "--quiet", "--message", "en endring"])
}

fn commit_with(mut git: Command, words: &[&str]) -> Ran {
    Ran::of(&git.args(words).output().expect("git is installed"))
}

fn path(repo: &Repo) -> PathBuf {
    repo.root().join(".git/hooks/pre-commit")
}

fn script(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, text).expect("a file");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("ours");
}

fn spoil(repo: &Repo) {
    repo.write("register.toml", "[register\n");
}

fn mend(repo: &Repo) {
    repo.write("register.toml", CLEAN);
}

#[test]
fn a_defect_stops_the_commit_and_a_mended_one_passes() {
    let repo = register();
    hook(&repo, "install").ends_with(0).says("blir nå undersøkt").says(".git/hooks/pre-commit");
    assert_eq!(fs::metadata(path(&repo)).expect("a hook").mode() & 0o777, 0o755);

    let head = repo.id("HEAD");
    spoil(&repo);
    repo.stage(".");
    commit(&repo).ends_with(1).says("register.toml:1").says("Innsjekkingen er stanset").says("--no-verify");
    assert_eq!(repo.id("HEAD"), head);

    mend(&repo);
    repo.write("notat.txt", "Ingenting å se.\n").stage(".");
    commit(&repo).ends_with(0).says_nothing();
    assert_ne!(repo.id("HEAD"), head);
}

#[test]
fn what_cannot_be_looked_at_is_not_let_through() {
    let repo = Repo::new();
    hook(&repo, "install").ends_with(0);
    repo.write("notat.txt", "Ingenting å se.\n").stage(".");
    commit(&repo).ends_with(1).says("Fant ingen register.toml").says("Innsjekkingen er stanset");
    hook(&repo, "run").ends_with(3);
}

#[test]
fn what_is_staged_counts_and_not_what_lies_there() {
    let repo = register();
    hook(&repo, "install").ends_with(0);
    spoil(&repo);
    repo.stage(".");
    mend(&repo);
    commit(&repo).ends_with(1).says("register.toml:1");

    repo.write("notat.txt", "Ingenting å se.\n").stage(".");
    spoil(&repo);
    commit(&repo).ends_with(0).says_nothing();
    // All that lies there, and one file alone, each in an index of their own.
    commit_with(repo.command("git"), &["commit", "--quiet", "--all", "--message", "alt"]).ends_with(1);
    repo.write("notat.txt", "Fremdeles ingenting å se.\n");
    commit_with(repo.command("git"), &["commit", "--quiet", "--message", "ett", "--", "notat.txt"])
        .ends_with(0);
}

#[test]
fn a_draft_passes_and_says_what_is_left() {
    for (branch, code, said) in
        [("forslag", 0, "før endringen kan godkjennes. Se"), ("main", 1, "Innsjekkingen er stanset")]
    {
        let repo = Repo::new();
        repo.git(&["symbolic-ref", "HEAD", &format!("refs/heads/{branch}")]);
        hook(&repo, "install").ends_with(0);
        // A register that comes as discontinued owes the decision.
        repo.write("register.toml", CLEAN).stage(".");
        commit(&repo).ends_with(code).says(said).says("gjenstår");
    }
}

#[test]
fn a_new_register_can_be_committed_as_it_is_begun() {
    let repo = Repo::new();
    hook(&repo, "install").ends_with(0);
    let begun = repo.registervakt(&["init", "."]);
    assert!(begun.status.success());
    repo.stage(".");
    commit(&repo).ends_with(0).says("Registeret er nytt").says("registervakt check");

    // What stood there before is told, and stops nothing else.
    repo.write("notat.txt", "Ingenting å se.\n").stage(".");
    commit(&repo).ends_with(0).says("feil sto der fra før");
    repo.write("notat.txt", "Pasient 15076500565 ringte.\n").stage(".");
    commit(&repo).ends_with(1).says("notat.txt:1");
}

#[test]
fn an_identity_number_stops_a_new_register_too() {
    let repo = Repo::new();
    hook(&repo, "install").ends_with(0);
    repo.registervakt(&["init", "."]);
    repo.write("notat.txt", "Pasient 15076500565 ringte.\n").stage(".");
    commit(&repo).ends_with(1).says("notat.txt:1").says("Innsjekkingen er stanset");
}

#[test]
fn installing_twice_changes_nothing() {
    let repo = register();
    hook(&repo, "install").ends_with(0);
    let (text, files) = (fs::read(path(&repo)).expect("a hook"), names(&repo));
    hook(&repo, "install").ends_with(0).says("ingenting er endret");
    assert_eq!((fs::read(path(&repo)).expect("a hook"), names(&repo)), (text, files));
    // In another language it is another file; it is still ours.
    hook(&repo, "install --lang nn").ends_with(0).says("blir no undersøkt");
    spoil(&repo);
    repo.stage(".");
    commit(&repo).ends_with(1).says("Innsjekkinga er stansa");
    // One that Git would pass over is made a hook again.
    fs::set_permissions(path(&repo), fs::Permissions::from_mode(0o644)).expect("ours");
    hook(&repo, "install --lang nn").ends_with(0);
    commit(&repo).ends_with(1);
}

/// What lies in the folder of the hooks.
fn names(repo: &Repo) -> Vec<String> {
    let folder = path(repo).parent().expect("a folder").to_owned();
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.ends_with(".sample"));
    names.sort();
    names
}

#[test]
fn a_hook_that_was_there_runs_first_and_comes_back() {
    let repo = register();
    let old = "#!/bin/sh\necho \"den gamle: $0\"\ntest ! -e stopp || exit 7\n";
    script(&path(&repo), old);
    fs::set_permissions(path(&repo), fs::Permissions::from_mode(0o750)).expect("ours");
    hook(&repo, "install").ends_with(0).says("kjøres først");
    hook(&repo, "install").ends_with(0).says("ingenting er endret");

    repo.write("notat.txt", "Ingenting å se.\n").stage(".");
    commit(&repo).ends_with(0).says("den gamle: ");
    repo.write(".git/info/exclude", "stopp\n").write("stopp", "").write("notat.txt", "Mer.\n").stage(".");
    let ran = commit(&repo).ends_with(1).says("den gamle: ");
    assert!(!ran.said.contains("Registervakt"), "{}", ran.said);
    let ran = repo.command(".git/hooks/pre-commit").output().expect("a script");
    assert_eq!(ran.status.code(), Some(7));
    fs::remove_file(repo.root().join("stopp")).expect("ours");
    spoil(&repo);
    repo.stage(".");
    commit(&repo).ends_with(1).says("den gamle: ").says("register.toml:1");

    hook(&repo, "uninstall").ends_with(0).says("lagt tilbake");
    assert_eq!(fs::read_to_string(path(&repo)).expect("a hook"), old);
    assert_eq!(fs::metadata(path(&repo)).expect("a hook").mode() & 0o777, 0o750);
    assert_eq!(names(&repo), ["pre-commit"]);
    hook(&repo, "uninstall").ends_with(0).says("ingenting er endret");
    assert_eq!(fs::read_to_string(path(&repo)).expect("a hook"), old);
}

#[test]
fn a_hook_that_git_passed_over_is_passed_over_still() {
    let repo = register();
    script(&path(&repo), "#!/bin/sh\nexit 1\n");
    fs::set_permissions(path(&repo), fs::Permissions::from_mode(0o644)).expect("ours");
    hook(&repo, "install").ends_with(0);
    repo.write("notat.txt", "Ingenting å se.\n").stage(".");
    commit(&repo).ends_with(0);
    hook(&repo, "uninstall").ends_with(0);
    assert_eq!(fs::metadata(path(&repo)).expect("a hook").mode() & 0o777, 0o644);
}

#[test]
fn a_link_is_moved_and_never_followed() {
    let repo = register();
    let shared = repo.beside("delt.sh");
    script(&shared, "#!/bin/sh\necho delt\n");
    fs::create_dir_all(path(&repo).parent().expect("a folder")).expect("folders");
    symlink(&shared, path(&repo)).expect("a link");
    hook(&repo, "install").ends_with(0).says("kjøres først");
    assert_eq!(fs::read_to_string(&shared).expect("a file"), "#!/bin/sh\necho delt\n");
    repo.write("notat.txt", "Ingenting å se.\n").stage(".");
    commit(&repo).ends_with(0).says("delt");
    hook(&repo, "uninstall").ends_with(0);
    assert_eq!(fs::read_link(path(&repo)).expect("a link"), shared);

    // A link to nowhere, and one to a hook of ours elsewhere.
    fs::remove_file(path(&repo)).expect("ours");
    symlink("borte", path(&repo)).expect("a link");
    hook(&repo, "install").ends_with(0);
    commit_with(repo.command("git"), &["commit", "--quiet", "--allow-empty", "--message", "tom"])
        .ends_with(0);
    hook(&repo, "uninstall").ends_with(0);
    assert_eq!(fs::read_link(path(&repo)).expect("a link"), Path::new("borte"));
    assert!(!path(&repo).with_file_name("borte").exists());
}

#[test]
fn what_somebody_edited_is_left_alone() {
    let repo = register();
    hook(&repo, "install").ends_with(0);
    let edited = fs::read_to_string(path(&repo)).expect("a hook") + "echo min egen linje\n";
    fs::write(path(&repo), &edited).expect("ours");
    for deed in ["install", "uninstall"] {
        hook(&repo, deed).ends_with(3).says("er endret etter at").says("pre-commit");
        assert_eq!(fs::read_to_string(path(&repo)).expect("a hook"), edited);
    }
    // Neither is a hook for which there is no room, nor a folder.
    let repo = register();
    script(&path(&repo), "#!/bin/sh\n");
    script(&path(&repo).with_file_name(BEFORE), "#!/bin/sh\n");
    hook(&repo, "install").ends_with(3).says(BEFORE);
    let repo = register();
    fs::create_dir_all(path(&repo)).expect("a folder");
    hook(&repo, "install").ends_with(3).says("er en mappe");
    hook(&repo, "uninstall").ends_with(0).says("ingenting er endret");
}

#[test]
fn taking_away_leaves_nothing_behind() {
    let repo = register();
    let before = names(&repo);
    hook(&repo, "uninstall").ends_with(0).says("ingen kontroll her");
    hook(&repo, "install").ends_with(0);
    hook(&repo, "uninstall").ends_with(0).says("tatt bort");
    assert_eq!(names(&repo), before);
    // Whoever deleted our file by hand still gets the old one back.
    script(&path(&repo), "#!/bin/sh\n# gammel\n");
    hook(&repo, "install").ends_with(0);
    fs::remove_file(path(&repo)).expect("ours");
    hook(&repo, "uninstall").ends_with(0).says("lagt tilbake");
    assert_eq!(names(&repo), ["pre-commit"]);
}

#[test]
fn the_folder_that_git_is_told_of_is_used() {
    let repo = register();
    repo.git(&["config", "core.hooksPath", ".kroker/git"]);
    repo.write("under/tom.txt", "");
    let ran = Ran::of(&repo.registervakt(&["-C", "under", "hook", "install"]));
    ran.ends_with(0).says(".kroker/git/pre-commit");
    assert!(repo.root().join(".kroker/git/pre-commit").is_file() && !path(&repo).exists());
    spoil(&repo);
    repo.stage("register.toml");
    commit(&repo).ends_with(1).says("register.toml:1");
    // From a folder below, too.
    let mut git = repo.command("git");
    git.current_dir(repo.root().join("under"));
    commit_with(git, &["commit", "--quiet", "--message", "under"]).ends_with(1).says("register.toml:1");
    hook(&repo, "uninstall").ends_with(0);
    assert!(!repo.root().join(".kroker/git/pre-commit").exists());
}

#[test]
fn a_folder_that_others_share_is_not_touched() {
    let repo = register();
    let shared = repo.beside("felles kroker");
    fs::create_dir(&shared).expect("a folder");
    repo.git(&["config", "core.hooksPath", shared.to_str().expect("UTF-8")]);
    let ran = hook(&repo, "install")
        .ends_with(3)
        .says("felles kroker")
        .says("Prøv dette: git config core.hooksPath ");
    hook(&repo, "uninstall").ends_with(3);
    assert_eq!(fs::read_dir(&shared).expect("a folder").count(), 0);
    // The command that is named makes it work.
    let (_, mend) = ran.said.split_once("Prøv dette: ").expect("a command");
    assert!(repo.command("sh").args(["-c", mend]).status().expect("sh").success());
    hook(&repo, "install").ends_with(0);
    spoil(&repo);
    repo.stage(".");
    commit(&repo).ends_with(1);

    // Nor is one that the usual folder is a link to.
    let repo = register();
    let shared = repo.beside("lenket");
    fs::create_dir(&shared).expect("a folder");
    fs::remove_dir_all(repo.root().join(".git/hooks")).unwrap_or_default();
    symlink(&shared, repo.root().join(".git/hooks")).expect("a link");
    hook(&repo, "install").ends_with(3).says("lenket");
}

#[test]
fn linked_work_trees_have_it_too() {
    let repo = register();
    let linked = repo.beside("lenket arbeidsmappe");
    repo.git(&["worktree", "add", "--quiet", "-b", "annen", linked.to_str().expect("UTF-8")]);
    let mut install = repo.command(env!("CARGO_BIN_EXE_registervakt"));
    let ran = install.current_dir(&linked).args(["hook", "install"]).output().expect("it is built");
    Ran::of(&ran).ends_with(0);
    assert!(path(&repo).is_file());
    for folder in [&linked, repo.root()] {
        let git = |words: &[&str]| {
            let mut git = repo.command("git");
            git.current_dir(folder);
            commit_with(git, words)
        };
        fs::write(folder.join("register.toml"), "[register\n").expect("ours");
        git(&["add", "."]).ends_with(0);
        git(&["commit", "--quiet", "--message", "nei"]).ends_with(1).says("register.toml:1");
        git(&["checkout", "--quiet", "HEAD", "--", "register.toml"]).ends_with(0);
        git(&["commit", "--quiet", "--allow-empty", "--message", "ja"]).ends_with(0);
    }
}

#[test]
fn there_is_no_hook_without_a_work_tree_or_a_repository() {
    let repo = Repo::init(&["--bare"]);
    hook(&repo, "install").ends_with(3).says("uten arbeidsmappe");
    hook(&repo, "install --lang en").ends_with(3).says("Nobody commits");
    hook(&Repo::folder(), "install").ends_with(3).says("git init");
    hook(&register(), "install -o fil").ends_with(2).says("registervakt hook install skriver ingen rapport");
}

#[test]
fn any_place_will_do_for_the_repository_and_the_program() {
    let repo = register();
    let home = repo.beside("Åses \"mappe\" & $HOME `x` it's");
    fs::create_dir(&home).expect("a folder");
    let program = home.join("registervakt");
    fs::copy(env!("CARGO_BIN_EXE_registervakt"), &program).expect("a copy");
    let work = home.join("arkiv");
    repo.git(&["clone", "--quiet", ".", work.to_str().expect("UTF-8")]);
    let run = |program: &str, words: &[&str]| {
        let mut command = repo.command(program);
        command.current_dir(&work);
        commit_with(command, words)
    };
    let git = |words: &[&str]| run("git", words);
    run(program.to_str().expect("UTF-8"), &["hook", "install"]).ends_with(0);
    let no = ["commit", "--quiet", "--message", "nei"];
    fs::write(work.join("register.toml"), "[register\n").expect("ours");
    git(&["add", "."]).ends_with(0);
    git(&no).ends_with(1).says("register.toml:1");

    // Where the program is gone nothing was looked at, and that is said.
    fs::rename(&program, home.join("flyttet")).expect("ours");
    git(&no).ends_with(1).says("ingenting er undersøkt").says("git commit --no-verify").says("it's");
    // One of that name will do.
    let mut found = repo.command("git");
    let path = std::env::var("PATH").expect("a path");
    let built = Path::new(env!("CARGO_BIN_EXE_registervakt")).parent().expect("a folder").display();
    found.current_dir(&work).env("PATH", format!("{built}:{path}"));
    commit_with(found, &no).ends_with(1).says("register.toml:1");
    git(&["commit", "--quiet", "--no-verify", "--message", "ja"]).ends_with(0);
}

#[test]
fn the_shell_needs_no_other_program() {
    let repo = register();
    hook(&repo, "install").ends_with(0);
    // GitHub Desktop starts Git with an environment that is nearly empty.
    let mut shell = repo.command("/bin/sh");
    let ran = shell.arg(".git/hooks/pre-commit").env("PATH", "/borte").output().expect("a shell");
    Ran::of(&ran).ends_with(0).says_nothing();
}

#[test]
fn a_hook_that_another_program_took_over_is_found() {
    // The program `pre-commit` moves what it finds, and calls it from there.
    let repo = register();
    hook(&repo, "install").ends_with(0);
    let moved = path(&repo).with_file_name("pre-commit.legacy");
    fs::rename(path(&repo), &moved).expect("ours");
    script(&path(&repo), "#!/bin/sh\nexec \"${0%/*}/pre-commit.legacy\"\n");
    hook(&repo, "install").ends_with(0).says("ingenting er endret").says("pre-commit.legacy");
    spoil(&repo);
    repo.stage(".");
    commit(&repo).ends_with(1).says("register.toml:1");
    hook(&repo, "uninstall").ends_with(0).says("pre-commit.legacy");
    assert_eq!(names(&repo), ["pre-commit"]);
}
