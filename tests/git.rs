//! Git repositories of every kind are read as `git` itself reads them.

mod support;

use std::collections::BTreeSet;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use registervakt::git::{
    Completeness, Entry, FirstCommit, GitError, Head, Kind, NameFault, Origin, Range, ReadError, Repository,
    Snapshot, View,
};
use support::Repo;

/// A limit that no file of these tests reaches.
const LIMIT: u64 = 1_000_000;

fn open(root: &Path) -> Repository {
    Repository::open(root).expect("a repository")
}

fn snapshot(repo: &Repo, view: &View) -> Snapshot {
    open(repo.root()).snapshot(view).expect("a snapshot")
}

fn failure(root: &Path, view: &View) -> GitError {
    open(root).snapshot(view).expect_err("no snapshot")
}

fn revision(name: &str) -> View {
    View::Revision(name.to_owned())
}

fn paths(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.files().iter().map(|entry| entry.path.as_str()).collect()
}

fn entry<'a>(snapshot: &'a Snapshot, path: &str) -> &'a Entry {
    snapshot.find(path).unwrap_or_else(|| panic!("{path} is not among {:?}", paths(snapshot)))
}

fn read(snapshot: &Snapshot, path: &str) -> Result<String, ReadError> {
    let bytes = snapshot.read(entry(snapshot, path), LIMIT)?;
    Ok(String::from_utf8(bytes).expect("it is text"))
}

fn text(snapshot: &Snapshot, path: &str) -> String {
    read(snapshot, path).expect("it can be read")
}

/// Holds the work tree against `git ls-files`, which knows every ignore rule.
fn same_as_git(repo: &Repo) {
    let listed = repo.git(&["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]);
    let mut expected: Vec<_> = listed.split_terminator('\0').map(|path| path.trim_end_matches('/')).collect();
    expected.retain(|path| repo.root().join(path).symlink_metadata().is_ok());
    expected.sort_unstable();
    assert_eq!(paths(&snapshot(repo, &View::Worktree)), expected);
}

/// A file in `.git/objects`, with its name as an id.
fn loose_object(repo: &Repo, id: &str) -> std::path::PathBuf {
    repo.root().join(".git/objects").join(&id[..2]).join(&id[2..])
}

fn overwrite(file: &Path, bytes: &[u8]) {
    std::fs::remove_file(file).expect("objects cannot be written, but removed");
    std::fs::write(file, bytes).expect("a file");
}

#[test]
fn the_three_views_differ() {
    let repo = Repo::new();
    repo.write("register.toml", "en").write("vedlegg/å b.md", "gammelt").commit("Første");
    repo.write("register.toml", "to").stage("register.toml").write("register.toml", "tre");
    repo.write("utkast.md", "nytt");
    let head = snapshot(&repo, &revision("HEAD"));
    assert_eq!(paths(&head), ["register.toml", "vedlegg/å b.md"]);
    assert_eq!(text(&head, "register.toml"), "en");
    assert_eq!(head.head().to_string(), repo.id("HEAD"));
    let index = snapshot(&repo, &View::Index);
    assert_eq!(paths(&index), ["register.toml", "vedlegg/å b.md"]);
    assert_eq!(text(&index, "register.toml"), "to");
    assert_eq!(index.head().to_string(), "index");
    let worktree = snapshot(&repo, &View::Worktree);
    assert_eq!(paths(&worktree), ["register.toml", "utkast.md", "vedlegg/å b.md"]);
    assert_eq!(text(&worktree, "register.toml"), "tre");
    assert_eq!(worktree.head().to_string(), "worktree");
    assert_eq!(worktree.size(entry(&worktree, "register.toml")), Some(3));
    assert_eq!(head.size(entry(&head, "register.toml")), Some(2));
}

#[test]
fn ignore_rules_hold_for_what_is_not_tracked() {
    let repo = Repo::new();
    repo.write("bygg/sporet.md", "").write("notat.log", "").commit("Før reglene");
    repo.write(".gitignore", "*.log\n/bygg/\nkladd*\n!kladd-viktig.md\n")
        .write("sub/.gitignore", "!lov.log\n");
    repo.write("sub/lov.log", "").write("sub/annen.log", "").write("bygg/ny.md", "");
    repo.write("kladd.md", "")
        .write("kladd-viktig.md", "")
        .write("hemmelig/a/b.md", "")
        .write("privat.md", "");
    repo.write(".git/info/exclude", "hemmelig\n").write(".git/egne-regler", "privat.*\n");
    repo.git(&["config", "core.excludesFile", repo.root().join(".git/egne-regler").to_str().unwrap()]);
    same_as_git(&repo);
    let found = snapshot(&repo, &View::Worktree);
    assert!(found.find("bygg/sporet.md").is_some(), "tracked files are never ignored");
    assert!(found.find("privat.md").is_none());
    std::fs::remove_file(repo.root().join("notat.log")).unwrap();
    repo.write("egen/.gitignore/a.md", "")
        .write("egen/b.md", "")
        .symlink("../.gitignore", "lenket/.gitignore");
    repo.write("lenket/c.log", "").write("lenket/d.md", "");
    repo.git(&["config", "core.excludesFile", "/finnes/ikke"]);
    same_as_git(&repo);
}

#[test]
fn other_repositories_are_not_entered() {
    let repo = Repo::new();
    let other = Repo::new();
    other.write("register.toml", "").commit("Annet register");
    repo.write("register.toml", "")
        .write("tom/.git/HEAD", "ikke noe repo")
        .write("tom/a.md", "")
        .commit("Første");
    repo.git(&["clone", "--quiet", other.root().to_str().unwrap(), "klone"]);
    repo.git(&["submodule", "--quiet", "add", other.root().to_str().unwrap(), "modul"]);
    let found = snapshot(&repo, &View::Worktree);
    assert_eq!(paths(&found), [".gitmodules", "klone", "modul", "register.toml", "tom/a.md"]);
    for nested in ["klone", "modul"] {
        assert_eq!(entry(&found, nested).kind, Kind::Submodule);
        assert_eq!(read(&found, nested), Err(ReadError::Submodule));
    }
    assert_eq!(found.obstacle("klone/register.toml").unwrap().path, "klone");
    assert_eq!(entry(&snapshot(&repo, &View::Index), "modul").kind, Kind::Submodule);
}

#[test]
fn symbolic_links_are_listed_and_never_followed() {
    let repo = Repo::new();
    repo.write("ekte/a.md", "innhold").symlink("/etc", "ut").symlink("ekte", "mappe");
    repo.symlink("ekte/a.md", "fil.md").symlink("fil.md", "ekte/ring").commit("Lenker");
    for view in [View::Worktree, View::Index, revision("HEAD")] {
        let found = snapshot(&repo, &view);
        assert_eq!(paths(&found), ["ekte/a.md", "ekte/ring", "fil.md", "mappe", "ut"]);
        for link in ["ekte/ring", "fil.md", "mappe", "ut"] {
            assert_eq!(entry(&found, link).kind, Kind::Symlink);
            assert_eq!(read(&found, link), Err(ReadError::Symlink));
            assert_eq!(found.size(entry(&found, link)), None);
        }
        assert!(found.find("ut/passwd").is_none());
        assert_eq!(found.obstacle("mappe/a.md").unwrap().path, "mappe");
        assert!(found.obstacle("ekte/a.md").is_none());
    }
}

#[test]
fn a_file_that_became_a_link_or_pipe_is_not_read() {
    let repo = Repo::new();
    repo.write("a.md", "").write("b.md", "").commit("Filer");
    let found = snapshot(&repo, &View::Worktree);
    std::fs::remove_file(repo.root().join("a.md")).unwrap();
    repo.symlink("/etc/passwd", "a.md");
    std::fs::remove_file(repo.root().join("b.md")).unwrap();
    assert!(repo.command("mkfifo").arg("b.md").status().unwrap().success());
    assert_eq!(read(&found, "a.md"), Err(ReadError::Symlink));
    assert_eq!(read(&found, "b.md"), Err(ReadError::Closed));
    assert_eq!(paths(&snapshot(&repo, &View::Worktree)), ["a.md"]);
}

#[test]
fn the_index_is_what_a_commit_would_hold() {
    let repo = Repo::new();
    repo.write("a.md", "en\n\n\n\n\nslutt\n").write("b.md", "").write("c.md", "").commit("Første");
    repo.write("a.md", "EN\n\n\n\n\nSLUTT\n").delete("b.md").rename("c.md", "d.md");
    let half = b"--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n-en\n+EN\n \n";
    repo.git_with(&["apply", "--cached", "-"], half);
    repo.write("e.md", "kommer").git(&["add", "--intent-to-add", "e.md"]);
    let found = snapshot(&repo, &View::Index);
    assert_eq!(paths(&found), ["a.md", "d.md"]);
    assert_eq!(text(&found, "a.md"), "EN\n\n\n\n\nslutt\n");
    assert_eq!(found.find("a.md").unwrap().blob.unwrap().to_string(), repo.id(":a.md"));
    same_as_git(&repo);
}

#[test]
fn what_is_staged_is_never_mistaken_for_the_work_tree() {
    let repo = Repo::new();
    repo.git(&["config", "core.autocrlf", "true"]);
    repo.write(".gitattributes", "*.snudd filter=snu\n").git(&["config", "filter.snu.clean", "rev"]);
    repo.write("a.md", "AAAA").write("b.md", "linje\r\n").write("c.snudd", "abcd").write("d/e.md", "EEEE");
    repo.stage(".");
    let file = repo.root().join("a.md");
    let before = file.metadata().unwrap().modified().unwrap();
    repo.write("a.md", "BBBB");
    std::fs::File::options().write(true).open(&file).unwrap().set_modified(before).unwrap();
    std::fs::rename(repo.root().join("d"), repo.beside("ute")).unwrap();
    std::fs::write(repo.beside("ute").join("e.md"), "FFFF").unwrap();
    repo.symlink("../ute", "d");
    let index = snapshot(&repo, &View::Index);
    for (path, staged) in [("a.md", "AAAA"), ("b.md", "linje\n"), ("c.snudd", "dcba"), ("d/e.md", "EEEE")] {
        assert_eq!(text(&index, path), staged, "{path}");
        assert_eq!(index.size(entry(&index, path)), Some(staged.len() as u64));
    }
}

#[test]
fn a_conflict_is_listed_once_and_marked() {
    let repo = Repo::new();
    repo.write("a.md", "felles").write("b.md", "").commit("Felles");
    repo.branch("annen").write("a.md", "deres").commit("Deres");
    repo.switch("main").write("a.md", "vår").commit("Vår");
    assert!(!repo.git_succeeds(&["merge", "annen"]));
    let index = snapshot(&repo, &View::Index);
    assert_eq!(paths(&index), ["a.md", "b.md"]);
    assert!(entry(&index, "a.md").conflicted && !entry(&index, "b.md").conflicted);
    assert_eq!(read(&index, "a.md"), Err(ReadError::Conflict));
    let worktree = snapshot(&repo, &View::Worktree);
    assert!(entry(&worktree, "a.md").conflicted);
    assert!(text(&worktree, "a.md").contains("<<<<<<<"));
}

#[test]
fn every_form_of_the_index_is_read() {
    let forms: [&[&[&str]]; 6] = [
        &[&["update-index", "--index-version=4"]],
        &[
            &["update-index", "--split-index"],
            &["update-index", "--force-remove", "x/b.md"],
            &["add", "x/b.md"],
        ],
        &[&["config", "core.untrackedCache", "true"], &["update-index", "--untracked-cache"], &["status"]],
        &[&["sparse-checkout", "set", "--cone", "--sparse-index", "y"]],
        &[&["sparse-checkout", "set", "--no-cone", "/y/"]],
        &[&["config", "index.skipHash", "true"], &["update-index", "--force-write-index"]],
    ];
    for form in forms {
        let repo = Repo::new();
        repo.write("a.md", "a").write("x/b.md", "b").write("x/dypt/c.md", "c").write("y/d.md", "d");
        repo.commit("Filer");
        for command in form {
            repo.git(command);
        }
        for view in [View::Index, View::Worktree] {
            let found = snapshot(&repo, &view);
            assert_eq!(paths(&found), ["a.md", "x/b.md", "x/dypt/c.md", "y/d.md"], "{form:?} {view:?}");
            assert_eq!(text(&found, "x/dypt/c.md"), "c", "{form:?} {view:?}");
        }
    }
}

#[test]
fn nothing_is_written() {
    let repo = Repo::new();
    repo.write("a.md", "a").commit("Første").write("a.md", "b").stage("a.md");
    let file = std::fs::File::options().write(true).open(repo.root().join("a.md")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    let state = || {
        let listed = repo.command("find").args([".", "-printf", "%p %T@ %C@ %s\n"]).output().unwrap().stdout;
        String::from_utf8(listed).unwrap()
    };
    let before = state();
    std::fs::write(repo.root().join(".git/index.lock"), "").unwrap();
    std::fs::remove_file(repo.root().join(".git/index.lock")).unwrap();
    let before_reading = state();
    for view in [View::Worktree, View::Index, revision("HEAD")] {
        let found = snapshot(&repo, &view);
        found.files().iter().for_each(|entry| drop(found.read(entry, LIMIT)));
        found.first_commit_with("a.md").unwrap();
    }
    assert_eq!(state(), before_reading);
    assert_ne!(before, before_reading, "the comparison sees what is written");
}

#[test]
fn a_broken_index_is_said_and_the_rest_works() {
    let repo = Repo::new();
    repo.write("a.md", "a").commit("Første");
    let index = repo.root().join(".git/index");
    let whole = std::fs::read(&index).unwrap();
    for cut in [1, 12, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&index, &whole[..cut]).unwrap();
        let error = failure(repo.root(), &View::Index);
        assert!(matches!(error, GitError::Index { .. }), "{cut}: {error}");
    }
    assert!(failure(repo.root(), &View::Index).hint().unwrap().contains("git reset"));
    assert_eq!(text(&snapshot(&repo, &revision("HEAD")), "a.md"), "a");
    std::fs::write(&index, "").unwrap();
    assert!(snapshot(&repo, &View::Index).files().is_empty());
}

#[test]
fn revisions_are_named_as_in_git() {
    let repo = Repo::new();
    repo.write("a.md", "1").commit("Første endring").git(&["tag", "--annotate", "v1", "--message", "Utgave"]);
    repo.write("a.md", "2").commit("Andre endring").branch("utkast").write("a.md", "3").commit("Tredje");
    repo.switch("main").git(&["pack-refs", "--all"]);
    let short = repo.git(&["rev-parse", "--short", "utkast"]);
    let cases = [
        ("HEAD", "2"),
        ("@", "2"),
        ("main", "2"),
        ("utkast", "3"),
        ("v1", "1"),
        ("HEAD~1", "1"),
        ("utkast~2", "1"),
        ("utkast^", "2"),
        (":/Første", "1"),
        ("HEAD^{/Første}", "1"),
        ("v1^{tree}", "1"),
        ("refs/heads/utkast", "3"),
        (short.as_str(), "3"),
        ("@{-1}", "3"),
        ("HEAD@{0}", "2"),
    ];
    for (name, content) in cases {
        assert_eq!(text(&snapshot(&repo, &revision(name)), "a.md"), content, "{name}");
    }
    for name in
        ["finnes-ikke", "", "main..utkast", "HEAD~5", "deadbeef", ":/aldri", "^main", "HEAD:ingen", "a b"]
    {
        let error = failure(repo.root(), &revision(name));
        assert!(matches!(error, GitError::UnknownRevision { .. }), "{name}: {error:?}");
    }
    assert!(matches!(failure(repo.root(), &revision("HEAD:a.md")), GitError::NoCommit { .. }));
}

#[test]
fn a_short_id_may_be_ambiguous() {
    let repo = Repo::new();
    let mut ids = std::collections::BTreeMap::<String, usize>::new();
    for number in 0..700 {
        repo.write(&format!("{number}"), &format!("fil {number}"));
    }
    repo.stage(".");
    for line in repo.git(&["ls-files", "--stage"]).lines() {
        *ids.entry(line[7..11].to_owned()).or_default() += 1;
    }
    let twice = ids.iter().find(|(_, count)| **count > 1).expect("among 700 ids two begin alike").0;
    let error = failure(repo.root(), &revision(twice));
    assert!(matches!(error, GitError::AmbiguousRevision { .. }), "{error:?}");
    assert_eq!(error.hint().unwrap(), format!("git rev-parse --disambiguate={twice}"));
}

#[test]
fn a_branch_that_only_the_remote_has() {
    let repo = Repo::new();
    repo.write("a.md", "").commit("Første").branch("utkast").commit_staged("Utkast").switch("main");
    let clone = repo.beside("klone");
    repo.git(&["clone", "--quiet", "--no-local", ".", clone.to_str().unwrap()]);
    let error = failure(&clone, &revision("utkast"));
    assert_eq!(error.hint().unwrap(), "git branch utkast origin/utkast");
}

#[test]
fn a_repository_without_commits() {
    let repo = Repo::new();
    assert!(paths(&snapshot(&repo, &View::Worktree)).is_empty());
    repo.write("a.md", "a").write("b.md", "b").stage("a.md");
    assert_eq!(paths(&snapshot(&repo, &View::Worktree)), ["a.md", "b.md"]);
    assert_eq!(paths(&snapshot(&repo, &View::Index)), ["a.md"]);
    assert_eq!(snapshot(&repo, &View::Index).first_commit_with("a.md").unwrap(), FirstCommit::Never);
    for name in ["HEAD", "HEAD~1", "main", "@"] {
        let error = failure(repo.root(), &revision(name));
        assert!(matches!(error, GitError::NoCommits { .. }), "{name}: {error:?}");
    }
    repo.commit("Første").git(&["switch", "--quiet", "--orphan", "tom"]);
    assert!(matches!(failure(repo.root(), &revision("HEAD")), GitError::NoCommits { .. }));
    assert_eq!(paths(&snapshot(&repo, &revision("main"))), ["a.md", "b.md"]);
}

#[test]
fn bare_repositories_have_revisions_only() {
    let repo = Repo::new();
    repo.write("a.md", "a").commit("Første");
    let bare = repo.beside("bar.git");
    repo.git(&["clone", "--quiet", "--bare", ".", bare.to_str().unwrap()]);
    let found = open(&bare);
    assert!(found.is_bare());
    assert_eq!(text(&found.snapshot(&revision("main")).unwrap(), "a.md"), "a");
    for view in [View::Worktree, View::Index] {
        let error = failure(&bare, &view);
        assert!(matches!(error, GitError::Bare { .. }), "{error:?}");
        assert_eq!(error.hint().unwrap(), "registervakt check --rev HEAD");
    }
}

#[test]
fn linked_work_trees_have_their_own_index() {
    let repo = Repo::new();
    repo.write("a.md", "hoved").commit("Første");
    let linked = repo.beside("lenket");
    repo.git(&["worktree", "add", "--quiet", "-b", "gren", linked.to_str().unwrap()]);
    std::fs::write(linked.join("a.md"), "lenket").unwrap();
    repo.git(&["-C", linked.to_str().unwrap(), "add", "a.md"]);
    let found = open(&linked);
    assert_eq!(found.root(), linked);
    assert_eq!(text(&found.snapshot(&View::Index).unwrap(), "a.md"), "lenket");
    assert_eq!(text(&found.snapshot(&revision("HEAD")).unwrap(), "a.md"), "hoved");
    assert_eq!(text(&snapshot(&repo, &View::Index), "a.md"), "hoved");
    std::fs::remove_dir_all(repo.root().join(".git/worktrees")).unwrap();
    let error = Repository::open(&linked).unwrap_err();
    assert_eq!(error.hint().unwrap(), "git worktree repair");
}

#[test]
fn packed_and_borrowed_objects_are_read() {
    let repo = Repo::new();
    let body: String = (0..400).map(|line| format!("Linje {line} om registeret\n")).collect();
    for number in 0..20 {
        repo.write("a.md", &format!("{body}{number}")).commit("Endring");
    }
    repo.git(&["gc", "--quiet", "--aggressive"]);
    assert!(text(&snapshot(&repo, &revision("HEAD~19")), "a.md").ends_with("\n0"));
    assert!(text(&snapshot(&repo, &View::Index), "a.md").ends_with("\n19"));
    let borrowing = repo.beside("lån");
    repo.git(&["clone", "--quiet", "--shared", ".", borrowing.to_str().unwrap()]);
    assert!(text(&open(&borrowing).snapshot(&revision("HEAD")).unwrap(), "a.md").ends_with("\n19"));
    repo.write(".git/objects/info/alternates", "/finnes/ikke\n");
    assert!(text(&snapshot(&repo, &revision("HEAD")), "a.md").ends_with("\n19"));
}

#[test]
fn sha256_repositories_are_read() {
    let repo = Repo::folder();
    if !repo.git_succeeds(&["init", "--quiet", "--initial-branch=main", "--object-format=sha256"]) {
        println!("not tried: this git makes no SHA-256 repositories");
        return;
    }
    repo.write("a.md", "a").commit("Første");
    for view in [View::Worktree, View::Index, revision("HEAD")] {
        assert_eq!(text(&snapshot(&repo, &view), "a.md"), "a");
    }
    assert_eq!(snapshot(&repo, &revision("HEAD")).head().to_string().len(), 64);
}

#[test]
fn reftable_is_said_early() {
    let repo = Repo::folder();
    if !repo.git_succeeds(&["init", "--quiet", "--initial-branch=main", "--ref-format=reftable"]) {
        println!("not tried: this git makes no reftable repositories");
        return;
    }
    // Without reflogs, which older versions of git cannot migrate.
    repo.git(&["config", "core.logAllRefUpdates", "false"]);
    repo.write("a.md", "a").commit("Første");
    let error = failure(repo.root(), &revision("HEAD"));
    assert_eq!(error.hint().unwrap(), "git refs migrate --ref-format=files");
    for view in [View::Worktree, View::Index] {
        assert_eq!(text(&snapshot(&repo, &view), "a.md"), "a");
    }
    repo.git(&["refs", "migrate", "--ref-format=files"]);
    assert_eq!(text(&snapshot(&repo, &revision("HEAD")), "a.md"), "a");
}

#[test]
fn a_shallow_clone_says_where_it_ends() {
    let repo = Repo::new();
    repo.write("register.toml", "1").commit("Første").write("a.md", "2").commit("Andre");
    let first = repo.id("HEAD~1");
    let clone = repo.beside("grunn");
    repo.git(&["clone", "--quiet", "--no-local", "--depth=1", ".", clone.to_str().unwrap()]);
    let found = open(&clone);
    assert!(found.is_shallow() && !open(repo.root()).is_shallow());
    let head = found.snapshot(&revision("HEAD")).unwrap();
    assert_eq!(text(&head, "a.md"), "2");
    assert_eq!(head.first_commit_with("register.toml").unwrap(), FirstCommit::CutOff);
    assert_eq!(head.first_commit_with("ingen.md").unwrap(), FirstCommit::Never);
    for name in ["HEAD~1", "HEAD^", "main~1", &first] {
        let error = failure(&clone, &revision(name));
        assert!(matches!(error, GitError::CutOff { .. }), "{name}: {error:?}");
        assert_eq!(error.hint().unwrap(), "git fetch --unshallow");
    }
    let error = failure(&clone, &revision("finnes-ikke"));
    assert!(matches!(error, GitError::UnknownRevision { .. }), "{error:?}");
    repo.git(&["-C", clone.to_str().unwrap(), "fetch", "--quiet", "--unshallow"]);
    assert_eq!(text(&open(&clone).snapshot(&revision("HEAD~1")).unwrap(), "register.toml"), "1");
}

#[test]
fn a_partial_clone_says_what_to_fetch() {
    let repo = Repo::new();
    repo.write("a.md", "1").commit("Første").write("a.md", "2").commit("Andre");
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = repo.beside("delvis");
    let source = format!("file://{}", repo.root().display());
    repo.git(&["clone", "--quiet", "--filter=blob:none", &source, clone.to_str().unwrap()]);
    let old = open(&clone).snapshot(&revision("HEAD~1")).unwrap();
    let error = read(&old, "a.md").unwrap_err();
    assert!(matches!(error, ReadError::Missing { clone: Completeness::Partial, .. }), "{error:?}");
    assert_eq!(old.size(entry(&old, "a.md")), None);
    let hint = error.hint().unwrap();
    let mut command = hint.split(' ');
    let mended = repo.command(command.next().unwrap()).args(command).current_dir(&clone).status().unwrap();
    assert!(mended.success(), "{hint}");
    assert_eq!(text(&open(&clone).snapshot(&revision("HEAD~1")).unwrap(), "a.md"), "1");
}

#[test]
fn a_damaged_object_spoils_only_its_file() {
    let repo = Repo::new();
    repo.write("a.md", "innhold").write("b.md", "annet").write("mappe/c.md", "tredje").commit("Første");
    let (a, tree) = (repo.id("HEAD:a.md"), repo.id("HEAD:mappe"));
    let whole = std::fs::read(loose_object(&repo, &a)).unwrap();
    let mut flipped = whole.clone();
    *flipped.last_mut().unwrap() ^= 0x55;
    for damaged in [&flipped[..], &whole[..whole.len() / 2], b"tull", b""] {
        overwrite(&loose_object(&repo, &a), damaged);
        let head = snapshot(&repo, &revision("HEAD"));
        let error = read(&head, "a.md").unwrap_err();
        assert!(matches!(error, ReadError::Damaged { .. }), "{damaged:?}: {error:?}");
        assert!(error.to_string().contains(&a), "{error}");
        assert_eq!(text(&head, "b.md"), "annet");
    }
    std::fs::remove_file(loose_object(&repo, &a)).unwrap();
    let error = read(&snapshot(&repo, &View::Index), "a.md").unwrap_err();
    assert!(matches!(error, ReadError::Missing { clone: Completeness::Whole, .. }), "{error:?}");
    overwrite(&loose_object(&repo, &tree), b"tull");
    let head = snapshot(&repo, &revision("HEAD"));
    assert_eq!(entry(&head, "mappe").kind, Kind::Closed);
    assert!(matches!(read(&head, "mappe"), Err(ReadError::Damaged { .. })));
    assert_eq!(head.obstacle("mappe/c.md").unwrap().path, "mappe");
    assert_eq!(text(&head, "b.md"), "annet");
    for object in ["HEAD^{tree}", "HEAD"] {
        overwrite(&loose_object(&repo, &repo.id(object)), b"tull");
        let error = failure(repo.root(), &revision("HEAD"));
        assert!(matches!(error, GitError::Damaged { .. }), "{object}: {error:?}");
        assert_eq!(error.hint().unwrap(), "git fsck --full");
    }
}

#[test]
fn a_damaged_pack_spoils_no_more_than_it_must() {
    let repo = Repo::new();
    let noise = |seed: u32| -> String {
        let next = |number: &u32| Some(number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        std::iter::successors(Some(seed), next).take(3_000).map(|number| format!("{number:x}\n")).collect()
    };
    for number in 0..20 {
        repo.write(&format!("{number}.md"), &noise(number));
    }
    repo.commit("Første").git(&["gc", "--quiet"]);
    let folder = std::fs::read_dir(repo.root().join(".git/objects/pack")).unwrap();
    let files: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
    let pack = files.iter().find(|file| file.extension().is_some_and(|end| end == "pack")).unwrap();
    let mut bytes = std::fs::read(pack).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 200].iter_mut().for_each(|byte| *byte ^= 0xff);
    overwrite(pack, &bytes);
    let head = snapshot(&repo, &revision("HEAD"));
    let read: Vec<_> = head.files().iter().map(|entry| head.read(entry, LIMIT)).collect();
    let damaged = read.iter().filter(|read| matches!(read, Err(ReadError::Damaged { .. }))).count();
    assert!((1..=2).contains(&damaged), "{damaged} of {}", read.len());
    assert_eq!(read.iter().filter(|read| read.is_ok()).count(), 20 - damaged);
    for index in files.iter().filter(|file| file.extension().is_some_and(|end| end == "idx")) {
        overwrite(index, b"tull");
        let error = failure(repo.root(), &revision("HEAD"));
        assert!(matches!(error, GitError::Missing { .. }), "{error:?}");
        assert_eq!(error.hint().unwrap(), "git fsck --full");
    }
}

#[test]
fn letters_may_be_composed_or_not() {
    let repo = Repo::new();
    let (composed, apart) = ("vedlegg/årsmøte æøå.md", "vedlegg/a\u{30a}rsmøte æøa\u{30a}.md");
    repo.git(&["config", "core.precomposeUnicode", "false"]);
    repo.write(composed, "sammensatt").commit("NFC");
    for view in [View::Worktree, View::Index, revision("HEAD")] {
        let found = snapshot(&repo, &view);
        assert_eq!(text(&found, composed), "sammensatt");
        assert_eq!(text(&found, apart), "sammensatt");
        assert!(found.find("vedlegg/arsmøte æøa.md").is_none());
    }
    repo.write(apart, "delt").commit("NFD");
    let found = snapshot(&repo, &revision("HEAD"));
    assert_eq!((text(&found, composed), text(&found, apart)), ("sammensatt".to_owned(), "delt".to_owned()));
    repo.delete(composed).commit("Bare NFD");
    assert_eq!(text(&snapshot(&repo, &View::Worktree), composed), "delt");
}

#[test]
fn names_that_are_not_utf8_are_listed_and_read() {
    let repo = Repo::new();
    let name = std::ffi::OsStr::from_bytes(b"mappe/\xe5rsrapport.md");
    repo.write_bytes(Path::new(name), b"latin").write("mappe/b.md", "").commit("Gammelt tegnsett");
    for view in [View::Worktree, View::Index, revision("HEAD")] {
        let found = snapshot(&repo, &view);
        assert_eq!(paths(&found), ["mappe/b.md", "mappe/\u{fffd}rsrapport.md"]);
        let odd = &found.files()[1];
        assert_eq!(odd.fault, Some(NameFault::NotUtf8));
        assert_eq!(found.read(odd, LIMIT).unwrap(), b"latin");
        assert!(found.find(&odd.path).is_none(), "it has no path that could be asked for");
    }
}

#[test]
fn hostile_trees_lead_nowhere() {
    let repo = Repo::new();
    let blob = repo.git_with(&["hash-object", "-w", "--stdin"], b"ute");
    let raw = |mode: &str, name: &str, id: &str| {
        let id: Vec<u8> =
            (0..id.len()).step_by(2).map(|at| u8::from_str_radix(&id[at..at + 2], 16).unwrap()).collect();
        [mode.as_bytes(), b" ", name.as_bytes(), b"\0", &id].concat()
    };
    let tree = |entries: &[Vec<u8>]| {
        repo.git_with(&["hash-object", "-t", "tree", "--literally", "-w", "--stdin"], &entries.concat())
    };
    let inner = tree(&[raw("100644", "register.toml", &blob)]);
    let long = "x".repeat(5_000);
    let names = ["..", ".", ".git", ".GIT", "a/b", "", "../../etc/passwd", long.as_str()];
    for name in names {
        for (mode, id, kind) in
            [("100644", &blob, Kind::File), ("40000", &inner, Kind::Closed), ("120000", &blob, Kind::Symlink)]
        {
            let root = tree(&[raw("100644", "ok.md", &blob), raw(mode, name, id)]);
            let found = snapshot(&repo, &revision(&root));
            assert_eq!(found.files().len(), 2, "{name:?}");
            assert_eq!(text(&found, "ok.md"), "ute");
            let odd = found.files().iter().find(|entry| entry.path != "ok.md").unwrap();
            let fault = if name == long { NameFault::TooLong } else { NameFault::Outside };
            assert_eq!((odd.kind, odd.fault), (kind, Some(fault)), "{mode} {name:?}");
            if kind == Kind::Closed {
                assert_eq!(found.read(odd, LIMIT), Err(ReadError::Closed));
            }
        }
    }
    let twice = tree(&[raw("100644", "a", &blob), raw("40000", "a", &inner), raw("100644", "a", &blob)]);
    let found = snapshot(&repo, &revision(&twice));
    assert_eq!(paths(&found), ["a", "a", "a/register.toml"]);
    assert_eq!(found.files()[1].fault, Some(NameFault::Twice));
    let unsorted = tree(&[raw("100644", "b", &blob), raw("100644", "a", &blob)]);
    assert_eq!(paths(&snapshot(&repo, &revision(&unsorted))), ["a", "b"]);
    let cut = [raw("100644", "a", &blob), b"100644 b\0kort".to_vec()];
    let error = failure(repo.root(), &revision(&tree(&cut)));
    assert!(matches!(error, GitError::Damaged { .. }), "{error:?}");
    let untyped = tree(&[raw("40000", "mappe", &blob), raw("100644", "tre", &inner)]);
    let found = snapshot(&repo, &revision(&untyped));
    assert_eq!(entry(&found, "mappe").kind, Kind::Closed);
    assert!(matches!(read(&found, "mappe"), Err(ReadError::Damaged { .. })));
    assert!(matches!(read(&found, "tre"), Err(ReadError::Damaged { .. })));
}

#[test]
fn trees_without_end_are_refused() {
    let repo = Repo::new();
    let blob = repo.git_with(&["hash-object", "-w", "--stdin"], b"x");
    let bomb = |leaf: &str| {
        let mut tree = repo.git_with(&["mktree"], leaf.as_bytes());
        for _ in 0..12 {
            let level: String = (0..10).map(|name| format!("040000 tree {tree}\t{name}\n")).collect();
            tree = repo.git_with(&["mktree"], level.as_bytes());
        }
        tree
    };
    for leaf in [format!("100644 blob {blob}\tf\n"), String::new()] {
        let found = open(repo.root()).with_entry_limit(5_000).snapshot(&revision(&bomb(&leaf)));
        assert!(matches!(found, Err(GitError::TooManyFiles { limit: 5_000 })), "{found:?}");
    }
    let mut deep = repo.git_with(&["mktree"], format!("100644 blob {blob}\tf\n").as_bytes());
    let name = "mappe".repeat(40);
    for _ in 0..50 {
        deep = repo.git_with(&["mktree"], format!("040000 tree {deep}\t{name}\n").as_bytes());
    }
    let found = snapshot(&repo, &revision(&deep));
    assert_eq!(found.files().len(), 1);
    assert_eq!(found.files()[0].fault, Some(NameFault::TooLong));
}

#[test]
fn limits_hold_before_anything_is_read() {
    let repo = Repo::new();
    repo.write("stor.md", &"å".repeat(50_000)).write("b.md", "").write("c.md", "").commit("Stor");
    for packed in [false, true] {
        if packed {
            repo.git(&["gc", "--quiet"]);
        }
        for view in [View::Worktree, View::Index, revision("HEAD")] {
            let found = snapshot(&repo, &view);
            let large = entry(&found, "stor.md");
            let error = found.read(large, 99_999).unwrap_err();
            assert_eq!(error, ReadError::TooLarge { size: 100_000, limit: 99_999 });
            assert_eq!(found.read(large, 100_000).unwrap().len(), 100_000);
            let few = open(repo.root()).with_entry_limit(2).snapshot(&view);
            assert!(matches!(few, Err(GitError::TooManyFiles { limit: 2 })), "{few:?}");
            assert!(open(repo.root()).with_entry_limit(3).snapshot(&view).is_ok());
        }
    }
}

#[test]
fn a_file_without_end_is_not_read() {
    let repo = Repo::new();
    repo.write("a.md", "");
    let file = std::fs::File::options().write(true).open(repo.root().join("a.md")).unwrap();
    file.set_len(1 << 42).unwrap();
    let found = snapshot(&repo, &View::Worktree);
    let error = found.read(entry(&found, "a.md"), u64::MAX).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { .. }), "{error:?}");
}

#[test]
fn threads_read_side_by_side() {
    let repo = Repo::new();
    for number in 0..60 {
        repo.write(&format!("{number:02}.md"), &format!("nummer {number}"));
    }
    repo.commit("Mange").git(&["gc", "--quiet"]);
    for view in [View::Worktree, View::Index, revision("HEAD")] {
        let found = snapshot(&repo, &view);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for (number, entry) in found.files().iter().enumerate() {
                        let bytes = found.read(entry, LIMIT).unwrap();
                        assert_eq!(bytes, format!("nummer {number}").as_bytes());
                    }
                });
            }
        });
    }
}

#[test]
fn the_first_commit_with_a_file() {
    let repo = Repo::new();
    repo.date("2023-12-31T22:30:00+00:00").commit_staged("Tom");
    repo.date("2023-12-31T23:30:00+00:00").write("register.toml", "1").commit("Nyttår i Oslo");
    repo.date("2024-06-30T22:30:00+00:00").write("x/a.md", "").commit("Sommertid");
    repo.date("2025-01-01T00:00:00+00:00").branch("gren").write("gren.md", "").commit("På gren");
    repo.switch("main").date("2025-02-01T00:00:00+00:00").delete("register.toml").commit("Slettet");
    repo.date("2025-03-01T00:00:00+00:00").git(&["merge", "--quiet", "--no-edit", "gren"]);
    let head = snapshot(&repo, &revision("HEAD"));
    let day = |path: &str| match head.first_commit_with(path).unwrap() {
        FirstCommit::On(day) => day.to_string(),
        other => format!("{other:?}"),
    };
    let cases = [
        ("register.toml", "2024-01-01"),
        ("x/a.md", "2024-07-01"),
        ("gren.md", "2025-01-01"),
        ("x", "2024-07-01"),
        ("ingen.md", "Never"),
        ("x/a.md/b", "Never"),
        ("", "Never"),
    ];
    for (path, expected) in cases {
        assert_eq!(day(path), expected, "{path}");
    }
    let before = snapshot(&repo, &revision("HEAD~2"));
    assert_eq!(before.first_commit_with("gren.md").unwrap(), FirstCommit::Never);
    let worktree = snapshot(&repo, &View::Worktree).first_commit_with("gren.md").unwrap();
    assert_eq!(worktree, head.first_commit_with("gren.md").unwrap());
}

#[test]
fn a_folder_that_is_no_repository() {
    let repo = Repo::folder();
    repo.write("a.md", "a").write(".gitignore", "*").symlink("/etc", "ut");
    let found = open(repo.root());
    assert!(!found.is_repository() && !found.is_bare() && !found.is_shallow());
    let files = found.snapshot(&View::Worktree).unwrap();
    assert_eq!(paths(&files), [".gitignore", "a.md", "ut"]);
    assert_eq!(text(&files, "a.md"), "a");
    assert_eq!(files.first_commit_with("a.md").unwrap(), FirstCommit::Never);
    for view in [View::Index, revision("HEAD")] {
        assert!(matches!(failure(repo.root(), &view), GitError::NoRepository { .. }));
    }
    let error = Repository::open(&repo.root().join("ingen")).unwrap_err();
    assert!(matches!(error, GitError::NoFolder { .. }), "{error:?}");
    repo.write(".git/config", "");
    let error = Repository::open(repo.root()).unwrap_err();
    assert!(matches!(error, GitError::Broken { .. }), "{error:?}");
}

#[test]
fn a_repository_is_found_from_below() {
    let repo = Repo::new();
    repo.write("a/b/c.md", "").commit("Første").symlink("a", "lenke");
    let found = open(&repo.root().join("a/b"));
    assert_eq!(found.root(), repo.root());
    assert_eq!(found.locate(&repo.root().join("a/b")).unwrap(), "a/b");
    assert_eq!(found.locate(&repo.root().join("lenke/b/c.md")).unwrap(), "a/b/c.md");
    assert_eq!(found.locate(repo.root()).unwrap(), "");
    assert!(found.locate(Path::new("/")).is_none());
    assert!(found.locate(&repo.root().join("ingen")).is_none());
}

#[test]
fn folders_that_may_not_be_listed() {
    let repo = Repo::new();
    repo.write("lukket/a.md", "").write("b.md", "b").commit("Første");
    let owner_only =
        |mode: &str| assert!(repo.command("chmod").args([mode, "lukket"]).status().unwrap().success());
    owner_only("000");
    let found = snapshot(&repo, &View::Worktree);
    owner_only("700");
    if found.find("lukket/a.md").is_some() {
        println!("not tried: this user may list every folder");
        return;
    }
    assert_eq!(entry(&found, "lukket").kind, Kind::Closed);
    assert_eq!(text(&found, "b.md"), "b");
}

#[test]
fn a_repository_of_somebody_else() {
    let repo = Repo::new();
    let large = "x".repeat(20_000_000);
    repo.write("stor.md", &large).write(".gitignore", "*.log\n").write("a.md", "a").commit("Første");
    repo.write("b.log", "").git(&["gc", "--quiet"]);
    if !repo.command("chown").args(["-R", "12345", "."]).status().unwrap().success() {
        println!("not tried: only root may give files away");
        return;
    }
    for view in [View::Worktree, View::Index, revision("HEAD")] {
        let found = snapshot(&repo, &view);
        assert_eq!(paths(&found), [".gitignore", "a.md", "stor.md"]);
        assert_eq!(found.read(entry(&found, "stor.md"), 30_000_000).unwrap().len(), large.len());
    }
}

/// Run by the hook of the next test, in the environment that `git commit` makes for hooks.
#[test]
fn probe() {
    if let Some(out) = std::env::var_os("REGISTERVAKT_PROBE") {
        let found = open(Path::new(".")).snapshot(&View::Index).unwrap();
        std::fs::write(out, format!("{:?} {}", paths(&found), text(&found, "a.md"))).unwrap();
    }
}

#[test]
fn hooks_see_the_index_of_their_commit() {
    let repo = Repo::new();
    repo.write("a.md", "0").write("b.md", "0").commit("Første");
    let linked = repo.beside("lenket");
    repo.git(&["worktree", "add", "--quiet", "-b", "gren", linked.to_str().unwrap()]);
    let out = repo.beside("funnet");
    let program = std::env::current_exe().unwrap();
    let hook =
        format!("#!/bin/sh\nREGISTERVAKT_PROBE='{}' '{}' --exact probe\n", out.display(), program.display());
    repo.write(".git/hooks/pre-commit", &hook);
    assert!(repo.command("chmod").args(["+x", ".git/hooks/pre-commit"]).status().unwrap().success());
    let seen = |folder: &Path, options: &[&str]| {
        let mut command = repo.command("git");
        command.current_dir(folder).args(["commit", "--quiet", "--message", "x"]).args(options);
        assert!(command.output().unwrap().status.success());
        std::fs::read_to_string(&out).unwrap()
    };
    repo.write("a.md", "1").stage("a.md").write("a.md", "2");
    assert_eq!(seen(repo.root(), &[]), r#"["a.md", "b.md"] 1"#);
    assert_eq!(seen(repo.root(), &["--all"]), r#"["a.md", "b.md"] 2"#);
    repo.write("c.md", "").stage("c.md").write("a.md", "3").write("b.md", "3");
    assert_eq!(seen(repo.root(), &["--only", "--", "a.md"]), r#"["a.md", "b.md"] 3"#);
    std::fs::write(linked.join("a.md"), "gren").unwrap();
    assert_eq!(seen(&linked, &["--all"]), r#"["a.md", "b.md"] gren"#);
}

/// What Git finds, the words turned to what it understands.
fn ranges_as_git(repo: &Repo, root: &Path, words: &str) -> Range {
    let found = open(root).range(Some(words), "main").unwrap_or_else(|error| panic!("{words}: {error}"));
    let (base, head) = words.split_once("..").unwrap_or((words, "HEAD"));
    let head = head.trim_start_matches('.');
    let side = |side: &str| if side.is_empty() { "HEAD".to_owned() } else { side.to_owned() };
    let root = root.to_str().expect("a path of this test");
    let git = |arguments: &[&str]| repo.git(&[&["-C", root], arguments].concat());
    let bases = git(&["merge-base", "--all", &side(base), &side(head)]);
    let bases: BTreeSet<&str> = bases.lines().collect();
    let others = match &found.base.origin {
        Origin::Asked | Origin::Nothing => &[][..],
        Origin::Moved { others, .. } | Origin::MergeBase { others, .. } => others,
    };
    let ours: Vec<String> = others.iter().chain([&found.base.id]).map(ToString::to_string).collect();
    assert_eq!(ours.iter().map(String::as_str).collect::<BTreeSet<_>>(), bases, "{words}");
    assert_eq!(found.head.to_string(), git(&["rev-list", "--max-count=1", &side(head)]), "{words}");
    let base = git(&["rev-list", "--max-count=1", &side(base)]);
    match &found.base.origin {
        Origin::Asked => assert_eq!(found.base.id.to_string(), base, "{words}"),
        Origin::Moved { from, .. } => assert_eq!(from.to_string(), base, "{words}"),
        Origin::MergeBase { with, .. } => assert_eq!(with.to_string(), base, "{words}"),
        Origin::Nothing => panic!("{words}"),
    }
    found
}

fn no_range(root: &Path, words: Option<&str>) -> GitError {
    open(root).range(words, "main").expect_err("no range")
}

/// Runs the command that an error hints at.
fn mend(repo: &Repo, root: &Path, error: &GitError) {
    let hint = error.hint().expect("a command");
    let done = repo.command("sh").args(["-c", &hint]).current_dir(root).output().expect("a shell");
    assert!(done.status.success(), "{hint}: {}", String::from_utf8_lossy(&done.stderr));
}

fn clone(repo: &Repo, name: &str, options: &[&str]) -> std::path::PathBuf {
    let clone = repo.beside(name);
    let source = format!("file://{}", repo.root().display());
    repo.git(
        &[&["clone", "--quiet"], options, &[&source, clone.to_str().expect("a path of this test")]].concat(),
    );
    clone
}

/// Commits that change one file each, the last one on `gren`: main has a, b, x; gren has a, b, c, d.
fn two_branches() -> Repo {
    let repo = Repo::new();
    for name in ["a", "b"] {
        repo.write(&format!("{name}.md"), name).commit(name);
    }
    repo.branch("gren");
    for name in ["c", "d"] {
        repo.write(&format!("{name}.md"), name).commit(name);
    }
    repo.switch("main").write("x.md", "x").commit("x").switch("gren");
    repo
}

#[test]
fn a_range_begins_where_the_proposal_left() {
    let repo = two_branches();
    repo.git(&["tag", "--annotate", "v1", "--message", "Utgave", "main~1"]);
    let left = repo.id("main~1");
    for words in [
        "HEAD~1..HEAD",
        "HEAD~1",
        "v1..HEAD",
        "v1",
        "main~1..",
        "..HEAD",
        "..",
        "gren~3..gren",
        ":/b..HEAD",
        "@{-1}~1",
    ] {
        let found = ranges_as_git(&repo, repo.root(), words);
        assert_eq!(found.base.origin, Origin::Asked, "{words}");
    }
    for words in ["main..gren", "main", "main..", "HEAD..main", "gren..HEAD~3", "@{-1}.."] {
        let found = ranges_as_git(&repo, repo.root(), words);
        assert!(matches!(found.base.origin, Origin::Moved { .. }), "{words}: {found:?}");
    }
    for words in ["main...gren", "main...", "...main", "gren...gren"] {
        let found = ranges_as_git(&repo, repo.root(), words);
        assert!(matches!(found.base.origin, Origin::MergeBase { .. }), "{words}: {found:?}");
    }
    let found = open(repo.root()).range(None, "main").unwrap();
    assert_eq!(found.base.id.to_string(), left);
    assert_eq!(found.base.name, "main");
    assert_eq!(found.head.to_string(), repo.id("HEAD"));
    assert!(!found.is_empty());
    assert!(ranges_as_git(&repo, repo.root(), "HEAD").is_empty());
    assert!(open(repo.root()).range(None, "gren").unwrap().is_empty());
    repo.git(&["checkout", "--quiet", "--detach", "HEAD~1"]);
    assert_eq!(open(repo.root()).range(None, "main").unwrap().base.id.to_string(), left);
    assert_eq!(open(repo.root()).branch(), None);
}

#[test]
fn the_main_branch_is_no_tag_of_that_name() {
    let repo = two_branches();
    repo.git(&["tag", "main", "HEAD"]);
    let found = open(repo.root()).range(None, "main").unwrap();
    assert_eq!(found.base.id.to_string(), repo.id("refs/heads/main~1"));
}

#[test]
fn a_range_that_names_no_commits_is_an_error() {
    let repo = two_branches();
    let root = repo.root();
    for words in ["", "ingen..HEAD", "main..ingen", "a..b..c", "main....gren", "HEAD~9", "^main"] {
        let error = no_range(root, Some(words));
        assert!(matches!(error, GitError::UnknownRevision { .. }), "{words}: {error:?}");
    }
    for words in ["HEAD^{tree}", "HEAD:a.md..HEAD", "main..HEAD:", "HEAD:a.md"] {
        let error = no_range(root, Some(words));
        assert!(matches!(error, GitError::NoCommit { .. }), "{words}: {error:?}");
    }
    let folder = Repo::folder();
    assert!(matches!(no_range(folder.root(), None), GitError::NoRepository { .. }));
    assert!(matches!(open(folder.root()).staged(), Err(GitError::NoRepository { .. })));
    assert_eq!(open(folder.root()).branch(), None);
    let empty = Repo::new();
    for words in [None, Some("main"), Some("HEAD~1..HEAD")] {
        assert!(matches!(no_range(empty.root(), words), GitError::NoCommits { .. }), "{words:?}");
    }
}

#[test]
fn merges_of_every_kind_are_walked_as_git_does() {
    let repo = two_branches();
    let merge = |branches: &[&str]| {
        repo.git(&[&["merge", "--quiet", "--no-ff", "--message", "Fletting"], branches].concat());
    };
    repo.branch("tredje").write("t.md", "").commit("t").switch("gren");
    repo.git(&["branch", "før"]);
    merge(&["main"]);
    ranges_as_git(&repo, repo.root(), "main..gren");
    ranges_as_git(&repo, repo.root(), "HEAD^2..HEAD");
    ranges_as_git(&repo, repo.root(), "før..HEAD");
    repo.git(&["revert", "--no-edit", "--mainline", "1", "HEAD"]);
    ranges_as_git(&repo, repo.root(), "main..gren");
    ranges_as_git(&repo, repo.root(), "main~1..gren");
    repo.switch("main").branch("sju").write("s.md", "").commit("s").switch("main");
    merge(&["tredje", "sju"]);
    assert_eq!(repo.git(&["log", "-1", "--format=%P"]).split(' ').count(), 3);
    for words in ["tredje..main", "sju..main", "gren..main", "main...gren", "main...tredje", "før...main"] {
        ranges_as_git(&repo, repo.root(), words);
    }
}

#[test]
fn of_several_merge_bases_the_latest_is_taken() {
    let criss_cross = |dates: [&str; 2]| {
        let repo = Repo::new();
        repo.write("a.md", "").commit("a").branch("gren");
        repo.date(dates[0]).write("g.md", "").commit("g").switch("main");
        repo.date(dates[1]).write("m.md", "").commit("m");
        let [main, gren] = ["main", "gren"].map(|name| repo.id(name));
        repo.date("2026-03-01T12:00:00Z").git(&["merge", "--quiet", "--no-edit", &gren]);
        repo.switch("gren").git(&["merge", "--quiet", "--no-edit", &main]);
        let found = ranges_as_git(&repo, repo.root(), "main..gren");
        assert_eq!(found.base.id, ranges_as_git(&repo, repo.root(), "gren...main").base.id);
        let Origin::Moved { others, .. } = found.base.origin else { panic!("{found:?}") };
        assert_eq!(others.len(), 1);
        (found.base.id.to_string(), [gren, main])
    };
    let (base, [gren, _]) = criss_cross(["2026-02-02T12:00:00Z", "2026-02-01T12:00:00Z"]);
    assert_eq!(base, gren);
    let (base, [_, main]) = criss_cross(["2026-02-01T12:00:00Z", "2026-02-02T12:00:00Z"]);
    assert_eq!(base, main);
    let (base, sides) = criss_cross(["2026-02-01T12:00:00Z", "2026-02-01T12:00:00Z"]);
    assert_eq!(Some(&base), sides.iter().min());
}

#[test]
fn clocks_that_go_wrong_change_nothing() {
    let repo = Repo::new();
    for (number, year) in (0..9).zip([2026, 1999, 2037, 2026, 1980, 2030, 2001, 1971, 2026]) {
        repo.date(&format!("{year}-01-01T12:00:00Z")).write("a.md", &number.to_string()).commit("Endring");
        repo.git(&["branch", &format!("gren{number}")]);
    }
    for number in [2, 4, 7] {
        repo.switch(&format!("gren{number}")).write(&format!("{number}.md"), "").commit("Endring på gren");
    }
    repo.switch("gren2").git(&["merge", "--quiet", "--no-edit", "-X", "ours", "gren4~1"]);
    for one in 0..9 {
        for other in 0..9 {
            ranges_as_git(&repo, repo.root(), &format!("gren{one}..gren{other}"));
        }
    }
}

#[test]
fn unrelated_histories_have_no_base() {
    let repo = two_branches();
    repo.git(&["switch", "--quiet", "--orphan", "annen"]);
    repo.write("z.md", "").commit("z");
    for words in [None, Some("main..annen"), Some("main...HEAD"), Some("annen..main")] {
        let error = no_range(repo.root(), words);
        assert!(matches!(error, GitError::Unrelated { .. }), "{words:?}: {error:?}");
    }
    assert_eq!(no_range(repo.root(), None).hint().unwrap(), "registervakt check --rev HEAD");
}

#[test]
fn a_main_branch_that_is_not_here_is_looked_for_at_origin() {
    let repo = two_branches();
    let here = clone(&repo, "klone", &["--branch=gren"]);
    let found = open(&here).range(None, "main").unwrap();
    assert_eq!(found.base.name, "origin/main");
    repo.git(&["-C", here.to_str().unwrap(), "branch", "--quiet", "--track", "main", "origin/main"]);
    for words in ["main@{u}..HEAD", "gren@{upstream}...main", "@{u}", "gren@{u}~1.."] {
        ranges_as_git(&repo, &here, words);
    }
    assert_eq!(found.base.id.to_string(), repo.id("main~1"));
    let alone = clone(&repo, "alene", &["--branch=gren", "--single-branch"]);
    let lost = repo.id("main");
    let error = no_range(&alone, Some(&lost));
    assert_eq!(error.hint().unwrap(), format!("git fetch origin {lost}"));
    for words in [None, Some("origin/main..HEAD"), Some("origin/main~1")] {
        let error = no_range(&alone, words);
        assert_eq!(error.hint().unwrap(), "git fetch origin main:refs/remotes/origin/main", "{words:?}");
    }
    let by_id = clone(&repo, "id", &["--branch=gren", "--single-branch"]);
    mend(&repo, &by_id, &no_range(&by_id, Some(&lost)));
    ranges_as_git(&repo, &by_id, &lost);
    let error = no_range(&alone, None);
    assert!(matches!(error, GitError::NoMainBranch { .. }), "{error:?}");
    mend(&repo, &alone, &error);
    assert_eq!(open(&alone).range(None, "main").unwrap().base.id.to_string(), repo.id("main~1"));
    for branch in ["hoved", "ikke et navn", "../../HEAD", ""] {
        let error = open(repo.root()).range(None, branch).unwrap_err();
        assert!(matches!(error, GitError::NoMainBranch { .. }), "{branch}: {error:?}");
        assert_eq!(error.hint().unwrap(), "registervakt review BASE..HEAD");
    }
}

#[test]
fn in_a_shallow_clone_no_base_is_guessed() {
    let repo = two_branches();
    let left = repo.id("main~1");
    let flat = clone(&repo, "flat", &["--depth=1", "--branch=gren"]);
    let error = no_range(&flat, None);
    assert_eq!(error.hint().unwrap(), "git fetch --unshallow origin main:refs/remotes/origin/main");
    mend(&repo, &flat, &error);
    assert_eq!(open(&flat).range(None, "main").unwrap().base.id.to_string(), left);
    for (depth, words, is_found) in [
        ("1", "HEAD", true),
        ("1", "origin/main..HEAD", false),
        ("2", "HEAD~1..HEAD", true),
        ("2", "origin/main...HEAD", false),
        ("2", "origin/main~1..HEAD", false),
        ("3", "origin/main..HEAD", true),
        ("3", "origin/main~1..HEAD", true),
        ("3", "HEAD~2..HEAD", true),
        ("3", "HEAD~2..HEAD~2", true),
    ] {
        let name = format!("grunn-{depth}-{}", words.replace('/', "-"));
        let shallow =
            clone(&repo, &name, &[&format!("--depth={depth}"), "--branch=gren", "--no-single-branch"]);
        if !is_found {
            let error = no_range(&shallow, Some(words));
            assert!(matches!(error, GitError::BaseCutOff { .. }), "{words}: {error:?}");
            mend(&repo, &shallow, &error);
        }
        ranges_as_git(&repo, &shallow, words);
    }
    let error = no_range(&clone(&repo, "foran", &["--depth=2", "--branch=gren"]), Some("HEAD~2..HEAD"));
    assert!(matches!(error, GitError::CutOff { .. }), "{error:?}");
    mend(&repo, &repo.beside("foran"), &error);
    ranges_as_git(&repo, &repo.beside("foran"), "HEAD~2..HEAD");
}

#[test]
fn a_damaged_list_of_edges_is_said() {
    let repo = two_branches();
    let shallow = clone(&repo, "grunn", &["--depth=2", "--branch=gren"]);
    std::fs::write(shallow.join(".git/shallow"), "ikke en id\n").unwrap();
    for words in [None, Some("HEAD~1"), Some("HEAD..HEAD")] {
        let error = no_range(&shallow, words);
        assert!(matches!(error, GitError::Damaged { .. }), "{error:?}");
    }
}

#[test]
fn a_clone_without_folders_says_what_to_fetch() {
    let repo = two_branches();
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    let treeless = clone(&repo, "delvis", &["--filter=tree:0", "--branch=gren"]);
    let error = no_range(&treeless, Some("HEAD~2"));
    assert!(matches!(error, GitError::Missing { clone: Completeness::Partial, .. }), "{error:?}");
    mend(&repo, &treeless, &error);
    let range = ranges_as_git(&repo, &treeless, "HEAD~2");
    assert_eq!(paths(&open(&treeless).pair(&range).unwrap().base), ["a.md", "b.md"]);
}

#[test]
fn an_ancestor_at_hand_is_sure_though_another_line_is_cut_off() {
    let repo = Repo::new();
    repo.write("a.md", "").commit("a").branch("side").write("s.md", "").commit("s");
    repo.write("t.md", "").commit("t").switch("main");
    for name in ["b", "c", "d"] {
        repo.write(&format!("{name}.md"), "").commit(name);
    }
    repo.git(&["merge", "--quiet", "--no-edit", "side"]);
    repo.write("e.md", "").commit("e");
    let shallow = clone(&repo, "grunn", &["--depth=3", "--no-single-branch"]);
    ranges_as_git(&repo, &shallow, "HEAD~1..HEAD");
    ranges_as_git(&repo, &shallow, "HEAD~2..HEAD");
    let error = no_range(&shallow, Some("origin/side~1..HEAD~2"));
    assert!(matches!(error, GitError::BaseCutOff { .. }), "{error:?}");
}

#[test]
fn ranges_are_found_in_repositories_of_every_form() {
    let repo = two_branches();
    let left = repo.id("main~1");
    let linked = repo.beside("lenket");
    repo.git(&["worktree", "add", "--quiet", "-b", "utkast", linked.to_str().unwrap()]);
    let bare = clone(&repo, "bar.git", &["--bare"]);
    let borrowing = clone(&repo, "lån", &["--shared"]);
    let packed = clone(&repo, "pakket", &[]);
    repo.git(&["-C", packed.to_str().unwrap(), "gc", "--quiet"]);
    let filtered = {
        repo.git(&["config", "uploadpack.allowFilter", "true"]);
        clone(&repo, "delvis", &["--filter=blob:none"])
    };
    for root in [repo.root(), &linked, &bare, &borrowing, &packed, &filtered] {
        let found = open(root).range(None, "main").unwrap();
        assert_eq!(found.base.id.to_string(), left, "{}", root.display());
        let pair = open(root).pair(&found).unwrap();
        assert_eq!(paths(&pair.base), ["a.md", "b.md"]);
        assert_eq!(paths(&pair.head), ["a.md", "b.md", "c.md", "d.md"]);
        assert_eq!(pair.differences().len(), 2);
    }
    assert_eq!(open(&linked).branch().as_deref(), Some("utkast"));
    assert_eq!(open(&bare).branch().as_deref(), Some("gren"));
    assert_eq!(open(repo.root()).branch().as_deref(), Some("gren"));
    assert!(matches!(
        open(&bare).staged().and_then(|range| open(&bare).pair(&range)),
        Err(GitError::Bare { .. })
    ));
    let sha256 = Repo::folder();
    if sha256.git_succeeds(&["init", "--quiet", "--initial-branch=main", "--object-format=sha256"]) {
        let nothing = open(sha256.root()).staged().unwrap();
        assert!(open(sha256.root()).pair(&nothing).unwrap().base.files().is_empty());
        sha256.write("a.md", "").commit("a").branch("gren").commit_staged("b");
        ranges_as_git(&sha256, sha256.root(), "main..gren");
    }
}

#[test]
fn what_is_staged_is_held_against_the_head() {
    let repo = Repo::new();
    repo.write("a.md", "a").stage(".").write("b.md", "b");
    let all_new = open(repo.root()).staged().unwrap();
    assert_eq!((&all_new.base.origin, all_new.head), (&Origin::Nothing, Head::Index));
    let pair = open(repo.root()).pair(&all_new).unwrap();
    assert!(pair.base.files().is_empty());
    assert_eq!(paths(&pair.head), ["a.md"]);
    assert_eq!(open(repo.root()).branch().as_deref(), Some("main"));
    repo.commit("a").write("a.md", "nytt").stage(".").write("a.md", "ikke med");
    let range = open(repo.root()).staged().unwrap();
    assert_eq!(range.base.id.to_string(), repo.id("HEAD"));
    let pair = open(repo.root()).pair(&range).unwrap();
    let changed = pair.differences();
    assert_eq!(changed.len(), 1);
    let [before, after] = [changed[0].before, changed[0].after].map(Option::unwrap);
    assert_eq!(pair.base.read(before, LIMIT).unwrap(), b"a");
    assert_eq!(pair.head.read(after, LIMIT).unwrap(), b"nytt");
    repo.git(&["switch", "--quiet", "--create", "registervakt/utkast/é"]);
    assert_eq!(open(repo.root()).branch().as_deref(), Some("registervakt/utkast/é"));
}

#[test]
fn differences_are_those_of_git() {
    let repo = Repo::new();
    repo.write("a.md", "a").write("mappe/b.md", "b").write("mappe/dypt/c.md", "c").write("like.md", "likt");
    repo.write("mappe.md", "m").write("fil-blir-mappe", "").write("lenke", "a.md").commit("Første");
    repo.rename("mappe", "vedlegg").delete("lenke").symlink("a.md", "lenke").delete("fil-blir-mappe");
    repo.write("fil-blir-mappe/å.md", "").write("a.md", "endret").commit("Andre");
    let range = open(repo.root()).range(Some("HEAD~1"), "main").unwrap();
    let pair = open(repo.root()).pair(&range).unwrap();
    let changed = pair.differences();
    let path = |found: &registervakt::git::Difference<'_>| found.before.or(found.after).unwrap().path.clone();
    let ours: Vec<String> = changed.iter().map(path).collect();
    let listed = repo.git(&["diff", "-z", "--no-renames", "--name-only", "HEAD~1", "HEAD"]);
    assert_eq!(ours, listed.split_terminator('\0').collect::<Vec<_>>());
    let moved = [("mappe/b.md", "vedlegg/b.md"), ("mappe/dypt/c.md", "vedlegg/dypt/c.md")];
    for (old, new) in moved {
        assert_eq!(entry(&pair.base, old).blob, entry(&pair.head, new).blob);
        assert!(entry(&pair.head, new).blob.is_some());
    }
    let same = open(repo.root()).range(Some("HEAD..HEAD"), "main").unwrap();
    assert!(open(repo.root()).pair(&same).unwrap().differences().is_empty());
}

#[test]
fn a_file_in_conflict_always_differs() {
    let repo = Repo::new();
    repo.write("a.md", "1")
        .write("b.md", "b")
        .commit("Første")
        .branch("gren")
        .write("a.md", "2")
        .commit("Gren");
    repo.switch("main").write("a.md", "3").commit("Main");
    assert!(!repo.git_succeeds(&["merge", "--quiet", "gren"]));
    let range = open(repo.root()).staged().unwrap();
    let pair = open(repo.root()).pair(&range).unwrap();
    let changed = pair.differences();
    assert_eq!(changed.len(), 1);
    assert!(changed[0].after.unwrap().conflicted);
}

#[test]
fn a_commit_that_is_damaged_or_lost_is_an_error() {
    let repo = two_branches();
    let file = loose_object(&repo, &repo.id("gren~1"));
    let whole = std::fs::read(&file).unwrap();
    let spoilt = [&whole[..20], &[0xff; 40], &whole[60..]].concat();
    for bytes in [&b""[..], b"ikke zlib", &whole[..30], &spoilt] {
        overwrite(&file, bytes);
        for words in [None, Some("main..gren"), Some("gren~2"), Some("gren~1"), Some("main...gren")] {
            let error = no_range(repo.root(), words);
            assert!(
                matches!(error, GitError::Damaged { .. } | GitError::UnknownRevision { .. }),
                "{words:?}: {error:?}"
            );
        }
        ranges_as_git(&repo, repo.root(), "main~1..main");
    }
    std::fs::remove_file(&file).unwrap();
    let error = no_range(repo.root(), None);
    assert!(matches!(error, GitError::Missing { .. }), "{error:?}");
    assert_eq!(error.hint().unwrap(), "git fsck --full");
}

#[test]
fn a_history_that_a_hostile_hand_wrote_is_walked() {
    let repo = Repo::new();
    repo.write("a.md", "").commit("a");
    let tree = repo.id("HEAD^{tree}");
    let root = repo.id("HEAD");
    let commit = |text: String| {
        repo.git_with(&["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], text.as_bytes())
    };
    let undated = commit(format!(
        "tree {tree}\nparent {root}\nauthor Ola <o> 99999999999999999999999 +9999\ncommitter Ola <o> 99999999999999999999999 +9999\n\nb\n"
    ));
    let twice = commit(format!(
        "tree {tree}\nparent {undated}\nparent {undated}\nauthor a <a> 99999999999999999 +0000\ncommitter a <a> 99999999999999999 +0000\n\nc\n"
    ));
    let blob = repo.id("HEAD:a.md");
    let child_of_a_file =
        commit(format!("tree {tree}\nparent {blob}\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\nd\n"));
    let found = open(repo.root()).range(Some(&format!("{root}..{twice}")), "main").unwrap();
    assert_eq!(found.base.id.to_string(), root);
    let error = no_range(repo.root(), Some(&format!("{root}..{child_of_a_file}")));
    assert!(matches!(error, GitError::Damaged { .. }), "{error:?}");
}
