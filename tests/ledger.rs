//! The record of what was sent: what is added to it stays, whoever else is at work and whenever a program dies.

mod support;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use registervakt::git::{Ledger, LedgerError, LedgerFile, ReadError, Repository};
use support::Repo;

const OWN: &str = "refs/registervakt/varsler";
const FETCHED: &str = "refs/registervakt/fjern/varsler";

/// The folder of the repository that a child of these tests adds to.
const CHILD: &str = "LEDGER_CHILD";

fn at(second: i64) -> DateTime<FixedOffset> {
    let start: DateTime<FixedOffset> = "2027-06-01T08:00:00+02:00".parse().expect("a time");
    start + chrono::TimeDelta::seconds(second)
}

fn repository(root: &Path) -> Repository {
    Repository::open(root).expect("a repository")
}

fn ledger(root: &Path) -> Ledger {
    Ledger::open(&repository(root)).expect("a record")
}

fn file(path: &str, text: &str) -> LedgerFile {
    LedgerFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn append(ledger: &mut Ledger, path: &str, text: &str) {
    ledger.append(&[file(path, text)], "varsler", at(0)).expect("it is added");
}

fn text(ledger: &Ledger, path: &str) -> Option<String> {
    ledger.read(path).expect("it can be read").map(|bytes| String::from_utf8(bytes).expect("a text"))
}

/// What `git` says of the record: paths and texts.
fn as_git_reads(repo: &Repo, reference: &str) -> Vec<(String, String)> {
    let paths = repo.git(&["ls-tree", "-r", "-z", "--name-only", reference]);
    let paths = paths.split_terminator('\0').map(str::to_owned);
    paths.map(|path| (path.clone(), repo.git(&["cat-file", "-p", &format!("{reference}:{path}")]))).collect()
}

/// `git fsck` finds nothing to say; what is reachable from nowhere is no fault.
fn is_sound(repo: &Repo) {
    assert_eq!(repo.git(&["fsck", "--full", "--strict", "--no-dangling", "--no-progress"]), "");
}

fn count(repo: &Repo) -> usize {
    repo.git(&["rev-list", "--count", OWN]).parse().expect("a number")
}

#[test]
fn what_is_added_is_read_back_by_us_and_by_git() {
    let repo = Repo::new();
    let mut record = ledger(repo.root());
    assert_eq!(record.tip(), None);
    assert_eq!(record.files("varsler").unwrap(), Vec::<String>::new());
    append(&mut record, "varsler/2027/06-01/ab.krav", "krav æøå\n");
    append(&mut record, "varsler/2027/06-01/ab.kvittering", "kvittering\n");
    append(&mut record, "livstegn/2027/06-01.txt", "dag\n");
    for record in [&record, &ledger(repo.root())] {
        assert_eq!(record.folders("").unwrap(), ["livstegn", "varsler"]);
        assert_eq!(record.folders("varsler").unwrap(), ["2027"]);
        assert_eq!(record.files("varsler/2027/06-01").unwrap(), ["ab.krav", "ab.kvittering"]);
        assert_eq!(text(record, "varsler/2027/06-01/ab.krav").unwrap(), "krav æøå\n");
        assert_eq!(text(record, "varsler/2027/06-02/ab.krav"), None);
        assert_eq!(text(record, "varsler/2027"), None);
        assert_eq!(text(record, "varsler/2027/06-01/ab.krav/x"), None);
        assert_eq!(record.files("varsler/2027/06-01/ab.krav").unwrap(), Vec::<String>::new());
    }
    assert_eq!(record.tip().unwrap().to_string(), repo.id(OWN));
    assert_eq!(as_git_reads(&repo, OWN).len(), 3);
    assert_eq!(count(&repo), 3);
    let log = repo.git(&["log", "-1", "--format=%an <%ae> %ad|%cn <%ce> %cd|%s", "--date=iso-strict", OWN]);
    let who = "registervakt <registervakt@localhost> 2027-06-01T08:00:00+02:00";
    assert_eq!(log, format!("{who}|{who}|varsler"));
    is_sound(&repo);
}

#[test]
fn nothing_new_writes_nothing() {
    let repo = Repo::new();
    let mut record = ledger(repo.root());
    record.append(&[], "ingenting", at(0)).unwrap();
    assert_eq!(record.tip(), None);
    append(&mut record, "livstegn/2027/06-01.txt", "dag\n");
    let tip = record.tip();
    record.append(&[file("livstegn/2027/06-01.txt", "dag\n")], "igjen", at(60)).unwrap();
    assert_eq!((record.tip(), count(&repo)), (tip, 1));
    assert_eq!(ledger(repo.root()).tip(), tip);
}

#[test]
fn two_different_files_under_one_path_are_both_kept() {
    let repo = Repo::new();
    let mut record = ledger(repo.root());
    for text in ["en\n", "to\n", "tre\n", "to\n"] {
        append(&mut record, "varsler/2027/06-01/ab.krav", text);
    }
    append(&mut record, "varsler/2027/06-01/ab.krav/mappe", "fire\n");
    let files = as_git_reads(&repo, OWN);
    let texts: BTreeSet<&str> = files.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, BTreeSet::from(["en", "to", "tre", "fire"]));
    assert_eq!(files.len(), 4);
    let start = "varsler/2027/06-01/ab.krav";
    assert!(files.iter().all(|(path, _)| path.starts_with(&format!("{start}~")) || path.starts_with(&format!("{start}/"))));
    is_sound(&repo);
}

#[test]
fn a_name_that_leads_elsewhere_is_refused() {
    let repo = Repo::new();
    let mut record = ledger(repo.root());
    for path in ["", "/a", "a//b", "../a", "a/../b", "a/.git/b", ".GIT/config", "a\0b", "."] {
        let refused = record.append(&[file(path, "x")], "varsler", at(0));
        assert!(matches!(refused, Err(LedgerError::Path { .. })), "{path:?}");
    }
    let large = LedgerFile { path: "a".to_owned(), bytes: vec![0; 5_000_000] };
    assert!(matches!(record.append(&[large], "varsler", at(0)), Err(LedgerError::Path { .. })));
    let twice = record.append(&[file("a", "x"), file("a", "y")], "varsler", at(0));
    assert!(matches!(twice, Err(LedgerError::Path { .. })));
    let below = record.append(&[file("a", "x"), file("a/b", "y")], "varsler", at(0));
    assert!(matches!(below, Err(LedgerError::Path { .. })));
    assert_eq!(ledger(repo.root()).tip(), None);
}

#[test]
fn every_kind_of_repository_has_a_record() {
    for format in ["sha1", "sha256"] {
        for bare in [&[][..], &["--bare"][..]] {
            let options = [&["--object-format", format], bare].concat();
            let repo = Repo::init(&options);
            let mut record = ledger(repo.root());
            append(&mut record, "a/b", "en\n");
            append(&mut record, "a/c", "to\n");
            is_sound(&repo);
            repo.git(&["gc", "--quiet", "--prune=now"]);
            repo.git(&["pack-refs", "--all", "--prune"]);
            is_sound(&repo);
            assert_eq!(text(&ledger(repo.root()), "a/b").unwrap(), "en\n");
            // The very same handle goes on after everything was packed and the reference moved into a file.
            append(&mut record, "a/d", "tre\n");
            append(&mut ledger(repo.root()), "a/e", "fire\n");
            repo.git(&["gc", "--quiet", "--prune=now", "--aggressive"]);
            assert_eq!(ledger(repo.root()).files("a").unwrap(), ["b", "c", "d", "e"], "{options:?}");
            assert_eq!(count(&repo), 4);
            is_sound(&repo);
        }
    }
}

#[test]
fn linked_work_trees_share_it() {
    let repo = Repo::new();
    repo.write("a", "a").commit("Første");
    let linked = repo.beside("linked");
    repo.git(&["worktree", "add", "--quiet", linked.to_str().unwrap()]);
    append(&mut ledger(&linked), "a", "en\n");
    append(&mut ledger(repo.root()), "b", "to\n");
    assert_eq!(ledger(&linked).files("").unwrap(), ["a", "b"]);
    let first = Ledger::open_alone(&repository(&linked)).unwrap();
    let second = Ledger::open_alone(&repository(repo.root()));
    assert!(matches!(second, Err(LedgerError::Busy { .. })), "{second:?}");
    drop(first);
    assert!(Ledger::open_alone(&repository(repo.root())).unwrap().is_alone());
    is_sound(&repo);
}

#[test]
fn nobody_can_keep_a_record_where_there_is_no_repository() {
    let folder = Repo::folder();
    assert!(matches!(Ledger::open(&repository(folder.root())), Err(LedgerError::Git(_))));
}

#[test]
fn the_second_of_two_runs_is_told_so() {
    let repo = Repo::new();
    for round in 0..3 {
        let mut one = ledger(repo.root());
        let mut other = ledger(repo.root());
        // The very same words at the very same second, too, are one winner.
        let words = [file(&format!("krav-{round}"), "krav\n")];
        one.append(&words, "varsler", at(round)).unwrap();
        let lost = other.append(&words, "varsler", at(round));
        assert!(matches!(lost, Err(LedgerError::Moved)), "{lost:?}");
        assert!(matches!(other.append(&words, "annet", at(9)), Err(LedgerError::Moved)));
        append(&mut one, &format!("kvittering-{round}"), "x");
    }
    assert_eq!(count(&repo), 6);
    is_sound(&repo);
}

#[test]
fn threads_that_race_lose_nothing() {
    let repo = Repo::new();
    let (threads, rounds) = (4, 12);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let root = repo.root().to_owned();
            scope.spawn(move || {
                for round in 0..rounds {
                    add_until_done(&root, &format!("{thread}/{round}"));
                }
            });
        }
    });
    assert_eq!(count(&repo), threads * rounds);
    assert_eq!(as_git_reads(&repo, OWN).len(), threads * rounds);
    is_sound(&repo);
}

/// Adds a file however often another one was faster.
fn add_until_done(root: &Path, path: &str) {
    loop {
        match ledger(root).append(&[file(path, path)], "varsler", at(0)) {
            Ok(_) => return,
            Err(LedgerError::Moved | LedgerError::Busy { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn what_another_clone_recorded_is_merged() {
    let repo = Repo::new();
    repo.write("a", "a").commit("Første");
    let mut record = ledger(repo.root());
    append(&mut record, "varsler/2027/06-01/felles.krav", "felles\n");
    let other = repo.beside("other");
    repo.git(&["clone", "--quiet", ".", other.to_str().unwrap()]);
    repo.git(&["-C", other.to_str().unwrap(), "fetch", "--quiet", "origin", &format!("{OWN}:{OWN}")]);
    let mut there = ledger(&other);
    append(&mut there, "varsler/2027/06-01/felles.krav~", "rart navn\n");
    append(&mut there, "varsler/2027/06-01/der.krav", "der\n");
    append(&mut there, "livstegn/2027/06-01.txt", "der\n");
    append(&mut there, "x/y", "mappe\n");
    append(&mut record, "varsler/2027/06-01/her.krav", "her\n");
    append(&mut record, "livstegn/2027/06-01.txt", "her\n");
    append(&mut record, "x", "fil\n");
    let fetch = [format!("+{OWN}:{FETCHED}")];
    repo.git(&["fetch", "--quiet", other.to_str().unwrap(), &fetch[0]]);
    repo.git(&["-C", other.to_str().unwrap(), "fetch", "--quiet", "origin", &fetch[0]]);

    // Before anything is written, both lines are read as one.
    let before = repo.git(&["count-objects"]);
    let mut record = ledger(repo.root());
    assert_eq!(
        record.files("varsler/2027/06-01").unwrap(),
        ["der.krav", "felles.krav", "felles.krav~", "her.krav"]
    );
    assert_eq!(record.files("livstegn/2027").unwrap().len(), 2);
    assert_eq!(repo.git(&["count-objects"]), before);

    record.append(&[], "", at(5)).unwrap();
    ledger(&other).append(&[], "", at(7)).unwrap();
    let files = as_git_reads(&repo, OWN);
    assert_eq!(files.len(), 8, "{files:?}");
    assert_eq!(repo.git(&["log", "-1", "--format=%P", OWN]).split(' ').count(), 2);
    // Whichever merges, the same comes out.
    let tree = repo.id(&format!("{OWN}^{{tree}}"));
    let tree_there = repo.git(&["-C", other.to_str().unwrap(), "rev-parse", &format!("{OWN}^{{tree}}")]);
    assert_eq!(tree, tree_there);
    // The other side goes on from it without another merge, and git pushes it without force.
    repo.git(&["push", "--quiet", other.to_str().unwrap(), &format!("{OWN}:{FETCHED}")]);
    let merges = count(&repo);
    append(&mut ledger(repo.root()), "videre", "x");
    assert_eq!(count(&repo), merges + 1);
    is_sound(&repo);
}

#[test]
fn a_line_that_is_only_ahead_is_followed() {
    let repo = Repo::new();
    let mut record = ledger(repo.root());
    append(&mut record, "a", "a");
    repo.git(&["update-ref", FETCHED, OWN]);
    append(&mut record, "b", "b");
    // Ours is ahead: nothing to merge.
    append(&mut ledger(repo.root()), "c", "c");
    assert_eq!(count(&repo), 3);
    // Theirs is ahead: ours goes on from there.
    let first = repo.id(FETCHED);
    repo.git(&["update-ref", FETCHED, OWN]);
    repo.git(&["update-ref", OWN, &first]);
    let mut record = ledger(repo.root());
    assert_eq!(record.files("").unwrap(), ["a", "b", "c"]);
    append(&mut record, "d", "d");
    assert_eq!((count(&repo), record.files("").unwrap().len()), (4, 4));
    // Ours is not there at all: as in a fresh clone of a workflow.
    repo.git(&["update-ref", FETCHED, OWN]);
    repo.git(&["update-ref", "-d", OWN]);
    let mut record = ledger(repo.root());
    assert_eq!(record.tip(), None);
    assert_eq!(record.files("").unwrap().len(), 4);
    append(&mut record, "e", "e");
    assert_eq!((count(&repo), record.files("").unwrap().len()), (5, 5));
    is_sound(&repo);
}

#[test]
fn a_record_fetched_without_its_history_is_gone_on_from() {
    let repo = Repo::new();
    repo.write("a", "a").commit("Første");
    let mut record = ledger(repo.root());
    for name in ["a", "b", "c"] {
        append(&mut record, name, name);
    }
    let clone = repo.beside("shallow");
    let url = format!("file://{}", repo.root().display());
    repo.git(&["clone", "--quiet", "--depth=1", &url, clone.to_str().unwrap()]);
    let inside = |arguments: &[&str]| repo.git(&[&["-C", clone.to_str().unwrap()], arguments].concat());
    inside(&["fetch", "--quiet", "--depth=1", "origin", &format!("{OWN}:{FETCHED}")]);
    append(&mut ledger(&clone), "d", "d");
    inside(&["fetch", "--quiet", "--depth=1", "origin", &format!("+{OWN}:{FETCHED}")]);
    let mut there = ledger(&clone);
    append(&mut there, "e", "e");
    assert_eq!(there.files("").unwrap(), ["a", "b", "c", "d", "e"]);
    inside(&["fsck", "--full", "--strict", "--no-dangling"]);
    inside(&["push", "--quiet", "origin", &format!("{OWN}:{OWN}")]);
    assert_eq!(ledger(repo.root()).files("").unwrap(), ["a", "b", "c", "d", "e"]);
    is_sound(&repo);
}

/// Makes `reference` name a commit of the tree that `git mktree` makes of `lines`.
fn hostile(repo: &Repo, reference: &str, lines: &[u8]) {
    let tree = repo.git_with(&["mktree", "-z", "--missing"], lines);
    let commit = repo.git(&["commit-tree", &tree, "-m", "x"]);
    repo.git(&["update-ref", reference, &commit]);
}

#[test]
fn a_hostile_record_is_refused_in_time() {
    let repo = Repo::new();
    let blob = repo.git_with(&["hash-object", "-w", "--stdin"], &vec![b'x'; 5_000_000]);
    hostile(
        &repo,
        OWN,
        format!(
            "100644 blob {blob}\tstor\0120000 blob {blob}\tlenke\0160000 commit {}\tarkiv\0",
            "2".repeat(40)
        )
        .as_bytes(),
    );
    let record = ledger(repo.root());
    assert!(matches!(record.read("stor"), Err(ReadError::TooLarge { size: 5_000_000, .. })));
    assert_eq!(record.read("lenke").unwrap(), None);
    assert_eq!(record.read("arkiv/x").unwrap(), None);
    assert_eq!(record.files("").unwrap(), ["stor"]);

    // A folder of more than a hundred thousand names.
    let mut many = Vec::new();
    for nth in 0..110_000 {
        many.extend(format!("100644 blob {blob}\tnavn-{nth:08}\0").bytes());
    }
    let tree = repo.git_with(&["mktree", "-z"], &many);
    hostile(&repo, OWN, format!("040000 tree {tree}\tvarsler\0").as_bytes());
    let record = ledger(repo.root());
    assert!(matches!(record.files("varsler"), Err(ReadError::TooLarge { .. })));
    assert_eq!(record.folders("").unwrap(), ["varsler"]);

    // What is not there, and what is damaged.
    hostile(&repo, OWN, format!("040000 tree {}\tvarsler\0", "1".repeat(40)).as_bytes());
    assert!(matches!(ledger(repo.root()).files("varsler"), Err(ReadError::Missing { .. })));
    let torn = ["hash-object", "-t", "tree", "-w", "--stdin", "--literally"];
    let torn = repo.git_with(&torn, b"100644 halv");
    hostile(&repo, OWN, format!("040000 tree {torn}\tvarsler\0").as_bytes());
    assert!(matches!(ledger(repo.root()).files("varsler"), Err(ReadError::Damaged { .. })));
    for wrong in [blob.as_str(), tree.as_str()] {
        repo.git(&["update-ref", OWN, wrong]);
        assert!(matches!(Ledger::open(&repository(repo.root())), Err(LedgerError::Reference { .. })));
    }
    fs::write(repo.root().join(".git").join(OWN), "ikke noe navn\n").unwrap();
    assert!(matches!(Ledger::open(&repository(repo.root())), Err(LedgerError::Reference { .. })));
    repo.write(&format!(".git/{OWN}"), "");
    assert!(matches!(Ledger::open(&repository(repo.root())), Err(LedgerError::Reference { .. })));
    repo.write(&format!(".git/{OWN}"), "ref: refs/heads/main\n");
    assert!(matches!(Ledger::open(&repository(repo.root())), Err(LedgerError::Reference { .. })));
}

#[test]
fn a_hostile_line_beside_it_cannot_exhaust_the_merge() {
    let repo = Repo::new();
    for (reference, text) in [(OWN, "vår"), (FETCHED, "deres")] {
        let blob = repo.git_with(&["hash-object", "-w", "--stdin"], text.as_bytes());
        // Folders within folders, each four times the one below it: 4^40 paths, forty objects.
        let mut tree = repo.git_with(&["mktree"], format!("100644 blob {blob}\tb\n").as_bytes());
        for _ in 0..40 {
            let lines: String =
                ["a", "b", "c", "d"].map(|name| format!("040000 tree {tree}\t{name}\n")).concat();
            tree = repo.git_with(&["mktree"], lines.as_bytes());
        }
        let commit = repo.git(&["commit-tree", &tree, "-m", text]);
        repo.git(&["update-ref", reference, &commit]);
    }
    assert!(matches!(Ledger::open(&repository(repo.root())), Err(LedgerError::TooMany { .. })));
    // Beside an honest record it is but one more folder.
    repo.git(&["update-ref", "-d", OWN]);
    let mut record = ledger(repo.root());
    append(&mut record, "a/b/c.krav", "vår\n");
    assert_eq!(text(&ledger(repo.root()), "a/b/c.krav").as_deref(), Some("vår\n"));
}

#[test]
fn names_that_lead_out_are_not_carried_on() {
    let repo = Repo::new();
    let blob = repo.git_with(&["hash-object", "-w", "--stdin"], b"x");
    let mut entry = Vec::new();
    for name in ["..", ".git", "a"] {
        entry.extend(format!("100644 {name}\0").bytes());
        let digits = (0..20).map(|at| u8::from_str_radix(&blob[at * 2..at * 2 + 2], 16).unwrap());
        entry.extend(digits);
    }
    let tree = repo.git_with(&["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], &entry);
    let commit = repo.git(&["commit-tree", &tree, "-m", "x"]);
    repo.git(&["update-ref", FETCHED, &commit]);
    let mut record = ledger(repo.root());
    assert_eq!(record.files("").unwrap(), ["a"]);
    append(&mut record, "b", "y");
    assert_eq!(as_git_reads(&repo, OWN).len(), 2);
}

#[test]
fn a_lock_of_the_dead_does_not_stop_the_living() {
    let repo = Repo::new();
    let mut record = ledger(repo.root());
    append(&mut record, "a", "a");
    let lock = repo.root().join(".git").join(format!("{OWN}.lock"));
    fs::write(&lock, "").unwrap();
    let busy = record.append(&[file("b", "b")], "varsler", at(0));
    assert!(matches!(&busy, Err(LedgerError::Busy { lock: held }) if *held == lock), "{busy:?}");
    let old = std::time::SystemTime::now() - Duration::from_secs(3_600);
    File::options().write(true).open(&lock).unwrap().set_modified(old).unwrap();
    append(&mut record, "b", "b");
    assert!(!lock.exists());
    assert_eq!(count(&repo), 2);
    is_sound(&repo);
}

#[test]
fn what_a_dead_program_left_behind_does_no_harm() {
    let repo = Repo::new();
    let mut record = ledger(repo.root());
    append(&mut record, "a", "a");
    let objects = repo.root().join(".git/objects");
    // Half an object, in the folder of a program that died and in the one of this very process's number.
    for name in [
        "tmp_objdir-registervakt-1-0".to_owned(),
        format!("tmp_objdir-registervakt-{}-0", std::process::id()),
    ] {
        let folder = objects.join(name).join("ab");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("c".repeat(38)), [0x78, 0x01, 0x4b]).unwrap();
    }
    fs::write(objects.join(".tmpHalv"), "halv").unwrap();
    is_sound(&repo);
    append(&mut record, "b", "b");
    is_sound(&repo);
    repo.git(&["gc", "--quiet", "--prune=now"]);
    assert!(!objects.join("tmp_objdir-registervakt-1-0").exists());
    assert_eq!(ledger(repo.root()).files("").unwrap(), ["a", "b"]);
    is_sound(&repo);
}

#[test]
fn what_cannot_be_written_is_told_and_can_be_tried_again() {
    let repo = Repo::new();
    let mut record = ledger(repo.root());
    append(&mut record, "a", "a");
    let objects = repo.root().join(".git/objects");
    let hidden = repo.root().join(".git/objects.bak");
    fs::rename(&objects, &hidden).unwrap();
    let failed = record.append(&[file("b", "b")], "varsler", at(0));
    assert!(failed.is_err());
    fs::rename(&hidden, &objects).unwrap();
    append(&mut record, "b", "b");
    assert_eq!(count(&repo), 2);
    is_sound(&repo);
}

/// What the child of a test does: adds file after file and says after each that it stands.
#[test]
fn child() {
    let Some(root) = std::env::var_os(CHILD).map(PathBuf::from) else { return };
    let name = std::process::id();
    for nth in 0..1_000_000 {
        let path = format!("varsler/{name}/{nth:07}");
        match ledger(&root).append(&[file(&path, &path)], "varsler", at(nth)) {
            Ok(_) => println!("\nadded {path}"),
            Err(LedgerError::Moved | LedgerError::Busy { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

fn spawn(root: &Path) -> std::process::Child {
    let mut command = Command::new(std::env::current_exe().expect("a program"));
    command.args(["--exact", "child", "--nocapture"]).env(CHILD, root);
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("this very program")
}

/// Kills children at whatever they are doing. What a child said was added is there; a lock that it held is
/// made old, as it would be on the next day.
#[test]
fn programs_that_are_killed_lose_nothing() {
    let repo = Repo::new();
    let mut told = BTreeSet::new();
    for round in 0..16_u64 {
        let mut children: Vec<_> = (0..=round % 2).map(|_| spawn(repo.root())).collect();
        let mut said: Vec<_> =
            children.iter_mut().map(|child| BufReader::new(child.stdout.take().unwrap())).collect();
        // Now and then before it has done anything, else in the midst of it.
        if round % 4 > 0 {
            let mut line = String::new();
            while !line.starts_with("added ") {
                line.clear();
                assert!(said[0].read_line(&mut line).unwrap() > 0, "the child goes on until it is killed");
            }
            told.insert(line.trim()["added ".len()..].to_owned());
        }
        std::thread::sleep(Duration::from_millis(round * 7 % 24));
        for (child, said) in children.iter_mut().zip(said) {
            child.kill().unwrap();
            child.wait().unwrap();
            let lines = said.lines().map_while(Result::ok);
            told.extend(lines.filter_map(|line| line.strip_prefix("added ").map(str::to_owned)));
        }
        is_sound(&repo);
        let lock = repo.root().join(".git").join(format!("{OWN}.lock"));
        if let Ok(lock) = File::options().write(true).open(&lock) {
            lock.set_modified(std::time::SystemTime::now() - Duration::from_secs(3_600)).unwrap();
        }
        append(&mut ledger(repo.root()), &format!("round/{round}"), "x");
    }
    let there: BTreeSet<String> = as_git_names(&repo);
    assert!(told.len() >= 12, "the children did something: {}", told.len());
    let lost: Vec<_> = told.difference(&there).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert_eq!(there.len(), count(&repo), "one commit each");
    repo.git(&["gc", "--quiet", "--prune=now"]);
    is_sound(&repo);
    assert_eq!(as_git_names(&repo), there);
}

fn as_git_names(repo: &Repo) -> BTreeSet<String> {
    let names = repo.git(&["ls-tree", "-r", "--name-only", OWN]);
    names.lines().map(str::to_owned).collect()
}
