//! Repositories for the integration tests, built by `git` in a folder that goes away afterwards.
//!
//! **Knows**: `git`, an environment without the user's settings, the built program.
//! **Does not know**: what is tested.

#![allow(dead_code, reason = "each test file uses its part of the builder")]

use std::cell::RefCell;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// When commits are made where nothing else is said.
const DATE: &str = "2026-01-05T12:00:00+01:00";

/// A repository, or a plain folder, in a temporary folder of its own.
#[derive(Debug)]
pub(crate) struct Repo {
    /// Holds the repository and what is cloned from it; removed when dropped.
    home: TempDir,
    root: PathBuf,
    date: RefCell<String>,
}

impl Repo {
    /// A new repository on the branch `main`, without commits.
    pub(crate) fn new() -> Self {
        Self::init(&[])
    }

    /// A new repository made with further options of `git init`.
    pub(crate) fn init(options: &[&str]) -> Self {
        let repo = Self::folder();
        repo.git(&[&["init", "--quiet", "--initial-branch=main"], options].concat());
        repo
    }

    /// A folder that is no repository.
    pub(crate) fn folder() -> Self {
        let home = TempDir::new().expect("a temporary folder");
        let root = home.path().canonicalize().expect("it exists").join("register");
        std::fs::create_dir(&root).expect("a new folder");
        Self { home, root, date: RefCell::new(DATE.to_owned()) }
    }

    /// The top of the work tree.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder `name` beside the repository, for clones and linked work trees.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.root.with_file_name(name)
    }

    /// Later commits are made at `date`.
    pub(crate) fn date(&self, date: &str) -> &Self {
        *self.date.borrow_mut() = date.to_owned();
        self
    }

    /// Writes a file into the work tree, and the folders above it.
    pub(crate) fn write(&self, path: &str, text: &str) -> &Self {
        self.write_bytes(path, text.as_bytes())
    }

    /// Writes bytes into a file whose name may be any.
    pub(crate) fn write_bytes(&self, path: impl AsRef<Path>, bytes: &[u8]) -> &Self {
        let file = self.root.join(path);
        std::fs::create_dir_all(file.parent().expect("below the root")).expect("folders");
        std::fs::write(file, bytes).expect("a file");
        self
    }

    /// Makes `path` a symbolic link to `target`.
    #[cfg(unix)]
    pub(crate) fn symlink(&self, target: &str, path: &str) -> &Self {
        let link = self.root.join(path);
        std::fs::create_dir_all(link.parent().expect("below the root")).expect("folders");
        std::os::unix::fs::symlink(target, link).expect("a link");
        self
    }

    /// Stages one file, or all with `.`.
    pub(crate) fn stage(&self, path: &str) -> &Self {
        self.git(&["add", "--all", "--", path]);
        self
    }

    /// Stages everything and commits it.
    pub(crate) fn commit(&self, message: &str) -> &Self {
        self.stage(".").commit_staged(message)
    }

    /// Commits what is staged, even nothing.
    pub(crate) fn commit_staged(&self, message: &str) -> &Self {
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self
    }

    /// Makes a branch here and switches to it.
    pub(crate) fn branch(&self, name: &str) -> &Self {
        self.git(&["switch", "--quiet", "--create", name]);
        self
    }

    /// Switches to a branch that exists.
    pub(crate) fn switch(&self, name: &str) -> &Self {
        self.git(&["switch", "--quiet", name]);
        self
    }

    /// Renames a tracked file.
    pub(crate) fn rename(&self, from: &str, to: &str) -> &Self {
        self.git(&["mv", from, to]);
        self
    }

    /// Deletes a tracked file.
    pub(crate) fn delete(&self, path: &str) -> &Self {
        self.git(&["rm", "--quiet", "-r", path]);
        self
    }

    /// The id that a revision names.
    pub(crate) fn id(&self, revision: &str) -> String {
        self.git(&["rev-parse", revision])
    }

    /// Runs `git` in the repository and gives what it prints, without the last line end.
    pub(crate) fn git(&self, arguments: &[impl AsRef<OsStr>]) -> String {
        let output = self.command("git").args(arguments).output().expect("git is installed");
        let error = String::from_utf8_lossy(&output.stderr);
        let shown: Vec<_> = arguments.iter().map(|argument| argument.as_ref().to_string_lossy()).collect();
        assert!(output.status.success(), "git {shown:?}: {error}");
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// Runs `git` with `input` and gives what it prints.
    pub(crate) fn git_with(&self, arguments: &[&str], input: &[u8]) -> String {
        let file = self.beside("input");
        std::fs::write(&file, input).expect("a file");
        let input = std::fs::File::open(file).expect("just written");
        let output = self.command("git").args(arguments).stdin(input).output().expect("git is installed");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// Whether `git` succeeds: for what may fail, such as a merge.
    pub(crate) fn git_succeeds(&self, arguments: &[&str]) -> bool {
        self.command("git").args(arguments).output().expect("git is installed").status.success()
    }

    /// Runs the built program in the repository.
    pub(crate) fn registervakt(&self, arguments: &[impl AsRef<OsStr>]) -> Output {
        self.command(env!("CARGO_BIN_EXE_registervakt")).args(arguments).output().expect("it is built")
    }

    /// A program that is run in the repository and sees nothing of the user's settings.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let date = self.date.borrow();
        let person = [("NAME", "Kari Prøve"), ("EMAIL", "kari@example.org"), ("DATE", date.as_str())];
        for (key, value) in person {
            command.env(format!("GIT_AUTHOR_{key}"), value).env(format!("GIT_COMMITTER_{key}"), value);
        }
        for (key, _) in std::env::vars_os() {
            let name = key.to_string_lossy();
            let ours = name.starts_with("GIT_AUTHOR_") || name.starts_with("GIT_COMMITTER_");
            let settings =
                ["GIT_", "REGISTERVAKT_", "LC_", "XDG_"].iter().any(|start| name.starts_with(start));
            if settings && !ours
                || ["LANG", "LANGUAGE", "HOME", "TZ", "NO_COLOR", "CLICOLOR_FORCE"].contains(&&*name)
            {
                command.env_remove(&key);
            }
        }
        command
            .current_dir(&self.root)
            .env("HOME", self.home.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_COUNT", "1")
            .env("GIT_CONFIG_KEY_0", "protocol.file.allow")
            .env("GIT_CONFIG_VALUE_0", "always")
            .env("LC_ALL", "C.UTF-8");
        command
    }
}
