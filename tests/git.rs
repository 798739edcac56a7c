//! Git repositories of every kind are read as `git` itself reads them.

mod support;

use registervakt::git::{Repository, Snapshot, View};
use support::Repo;

/// A limit that no file of these tests reaches.
const LIMIT: u64 = 1_000_000;

fn snapshot(repo: &Repo, view: &View) -> Snapshot {
    Repository::open(repo.root()).and_then(|found| found.snapshot(view)).expect("a snapshot")
}

fn revision(name: &str) -> View {
    View::Revision(name.to_owned())
}

fn paths(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.files().iter().map(|entry| entry.path.as_str()).collect()
}

fn text(snapshot: &Snapshot, path: &str) -> String {
    let entry = snapshot.find(path).expect("it is listed");
    String::from_utf8(snapshot.read(entry, LIMIT).expect("it can be read")).expect("it is text")
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
}
