//! Git repositories of every kind are read as `git` itself reads them.

mod support;

use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use registervakt::git::{
    Completeness, Entry, FirstCommit, GitError, Kind, NameFault, ReadError, Repository, Snapshot, View,
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
