//! What Registervakt costs a person who commits, beside what Git itself costs on the same files.
//!
//! **Knows**: how to build a large register and many registers, a stopwatch, the built program.
//! **Does not know**: how fast is fast enough. It prints a table, and fails only when a command fails.
//!
//! `cargo bench --bench hook`, or `cargo bench --bench hook -- --quick` for a small round.

#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

#[path = "support/mod.rs"]
mod support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use support::{
    KEPT, Outcome, build, git, init, measure, milliseconds, peak, ratio, register, registervakt, run,
};

/// How much is built and measured.
struct Size {
    documents: usize,
    commits: usize,
    runs: usize,
    /// How many registers lie in one repository, from step to step.
    registers: [usize; 3],
    runs_of_many: usize,
}

const FULL: Size =
    Size { documents: 60, commits: 2_000, runs: 20, registers: [250, 500, 1_000], runs_of_many: 5 };
const QUICK: Size = Size { documents: 60, commits: 100, runs: 3, registers: [10, 20, 40], runs_of_many: 1 };

fn main() -> Outcome<()> {
    let size = if support::is_quick() { QUICK } else { FULL };
    let home = support::home("hook")?;
    let done = one_register(&home, &size).and_then(|()| many_registers(&home, &size));
    fs::remove_dir_all(&home)?;
    done
}

/// One register with a long history: what stands in the way of a commit.
fn one_register(home: &Path, size: &Size) -> Outcome<()> {
    let repository = home.join("register");
    let files = register(size.documents);
    build(&repository, &files, size.commits)?;
    // Files of the same second as the index are read again by `git status`, which would slow it.
    thread::sleep(Duration::from_millis(1_100));

    let names = home.join("names");
    fs::write(&names, files.iter().fold(String::new(), |all, (path, _)| all + ":" + path + "\n"))?;
    println!("One register: {} files, {} commits, {} runs\n", files.len(), size.commits, size.runs);
    println!("| what is staged | command | best ms | median ms | × git status | × git cat-file |");
    println!("|---|---|---:|---:|---:|---:|");
    // What a run before keeps of the files, as they were before something is staged.
    run(&mut check(&repository, &["--staged"]))?;
    let kept = fs::read(repository.join(KEPT))?;
    let bench = Bench { repository: &repository, names: &names, kept: &kept, runs: size.runs };
    bench.against_git("nothing")?;
    let (path, bytes) = files.last().ok_or("a register without files")?;
    fs::write(repository.join(path), [bytes, "\nEt avsnitt til.\n".as_bytes()].concat())?;
    run(&mut git(&repository, &["add", "--all"]))?;
    thread::sleep(Duration::from_millis(1_100));
    bench.against_git("one document")?;
    match peak(&check(&repository, &["--staged"])) {
        Some(kibibytes) => println!("\nPeak memory of check --staged: {:.1} MiB\n", kibibytes / 1024.0),
        None => println!("\nPeak memory: not measured; it takes /usr/bin/time of GNU, or python3\n"),
    }
    Ok(())
}

/// A repository in which the hook is held against Git.
struct Bench<'a> {
    repository: &'a Path,
    /// A file with the names of all blobs, for `git cat-file`.
    names: &'a Path,
    /// What an earlier run has kept: each run finds it so, as a hook does at each commit.
    kept: &'a [u8],
    runs: usize,
}

impl Bench<'_> {
    /// Prints a row for each command, with the repository as it stands.
    fn against_git(&self, staged: &str) -> Outcome<()> {
        let repository = self.repository;
        let times = measure(
            self.runs,
            [
                &|| Ok(git(repository, &["status", "--porcelain"])),
                &|| {
                    let mut command = git(repository, &["cat-file", "--batch"]);
                    command.stdin(File::open(self.names)?);
                    Ok(command)
                },
                &|| {
                    fs::write(repository.join(KEPT), self.kept)?;
                    Ok(check(repository, &["--staged"]))
                },
                &|| {
                    // As in a new clone: nothing is kept.
                    fs::remove_file(repository.join(KEPT))?;
                    Ok(check(repository, &["--staged"]))
                },
                &|| Ok(check(repository, &[])),
            ],
        )?;
        let commands = [
            "git status",
            "git cat-file --batch",
            "registervakt check --staged",
            "registervakt check --staged, the first time",
            "registervakt check",
        ];
        for (name, own) in commands.into_iter().zip(&times) {
            let (by_status, by_cat_file) = (ratio(own, &times[0]), ratio(own, &times[1]));
            println!("| {staged} | {name} | {} | {by_status:.2} | {by_cat_file:.2} |", milliseconds(own));
        }
        Ok(())
    }
}

/// More and more registers in one repository: whether time grows with them and all cores work.
fn many_registers(home: &Path, size: &Size) -> Outcome<()> {
    let repository = home.join("registers");
    init(&repository)?;
    let files = register(0);
    println!("Many registers in one repository: {} files each, {} runs\n", files.len(), size.runs_of_many);
    println!("| registers | best ms | median ms | ms a register | one thread, best ms | speed-up |");
    println!("|---:|---:|---:|---:|---:|---:|");
    let mut made = 0;
    for count in size.registers {
        for number in made..count {
            write_register(&repository.join(format!("register-{number:04}")), &files, number)?;
        }
        made = count;
        run(&mut git(&repository, &["add", "--all"]))?;
        run(&mut git(&repository, &["commit", "--quiet", "--message", "Flere registre"]))?;
        let [all, alone] = measure(
            size.runs_of_many,
            [&|| Ok(check(&repository, &["--quiet"])), &|| {
                let mut command = check(&repository, &["--quiet"]);
                command.env("RAYON_NUM_THREADS", "1");
                Ok(command)
            }],
        )?;
        let each = all.best.as_secs_f64() * 1e3 / f64::from(u32::try_from(count)?);
        let one = alone.best.as_secs_f64() * 1e3;
        println!("| {count} | {} | {each:.2} | {one:.1} | {:.2} |", milliseconds(&all), ratio(&alone, &all));
    }
    Ok(())
}

/// Writes one register of many; none has a document in common with another.
fn write_register(folder: &Path, files: &[(String, Vec<u8>)], number: usize) -> Outcome<()> {
    for (path, bytes) in files {
        let file: PathBuf = folder.join(path);
        fs::create_dir_all(file.parent().ok_or("a file without a folder")?)?;
        let mut text = bytes.clone();
        if path.ends_with(".md") {
            text.extend(format!("\nDette er register nummer {number}.\n").into_bytes());
        } else if path.ends_with(".toml") {
            text.extend(format!("\n# Register nummer {number}\n").into_bytes());
        }
        fs::write(file, text)?;
    }
    Ok(())
}

fn check(repository: &Path, options: &[&str]) -> Command {
    registervakt(repository, &[&["check"], options].concat())
}
