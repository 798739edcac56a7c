//! What the daily run over many registers costs: on a day with nothing due, and on one with much.
//!
//! **Knows**: how to build up to a thousand registers with a history, a stopwatch, the built program.
//! **Does not know**: how fast is fast enough. It prints a table, and fails only when a command fails.
//!
//! `cargo bench --bench remind`, or `cargo bench --bench remind -- --quick` for a small round.

#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

#[path = "support/mod.rs"]
mod support;

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use support::{KEPT, Outcome, Times, git, init, measure, milliseconds, peak, register, registervakt_on, run};

/// How much is built and measured.
struct Size {
    /// How many registers lie in one repository, from step to step.
    registers: [usize; 3],
    runs: usize,
}

const FULL: Size = Size { registers: [250, 500, 1_000], runs: 5 };
const QUICK: Size = Size { registers: [10, 20, 40], runs: 1 };

/// The second of the first commit: 15 January 2026.
const BEGAN: usize = 1_768_470_000;
/// The second of the last: 20 November 2026.
const ENDED: usize = 1_795_160_000;
/// How far apart the last commits are at most, so that all lie within the time for which duties are open.
const SINCE: usize = 80 * 24 * 3_600;

/// What a day is like, and which it is.
const ROWS: [(&str, &str); 2] = [("nothing due", "2026-11-23"), ("much due", "2027-06-02")];

fn main() -> Outcome<()> {
    let size = if support::is_quick() { QUICK } else { FULL };
    let home = support::home("remind")?;
    let repository = home.join("registers");
    init(&repository)?;
    let files = files();
    println!(
        "Registers of {} files in one repository, each changed once of late, {} runs\n",
        files.len(),
        size.runs
    );
    println!(
        "| registers | day | best ms | median ms | best ms a hundred | the first time, best ms | peak MiB |"
    );
    println!("|---:|---|---:|---:|---:|---:|---:|");
    let done = grown(&repository, &files, &size);
    fs::remove_dir_all(&home)?;
    done
}

fn grown(repository: &Path, files: &[(String, Vec<u8>)], size: &Size) -> Outcome<()> {
    let mut made = 0;
    for count in size.registers {
        import(repository, files, made, count)?;
        made = count;
        for (name, today) in ROWS {
            let [kept, first] = measured(repository, today, size.runs)?;
            let memory = peak(&remind(repository, today));
            let memory = memory.map_or("–".to_owned(), |kibibytes| format!("{:.0}", kibibytes / 1024.0));
            let hundreds = f64::from(u32::try_from(count)?) / 100.0;
            let [each, anew] = [kept.best.as_secs_f64() * 1e3 / hundreds, first.best.as_secs_f64() * 1e3];
            println!("| {count} | {name} | {} | {each:.1} | {anew:.1} | {memory} |", milliseconds(&kept));
        }
    }
    Ok(())
}

/// The run with what the one before it kept, and without.
fn measured(repository: &Path, today: &str, runs: usize) -> Outcome<[Times; 2]> {
    let kept = repository.join(KEPT);
    let [first] = measure(
        runs.min(2),
        [&|| {
            if kept.exists() {
                fs::remove_file(&kept)?;
            }
            Ok(remind(repository, today))
        }],
    )?;
    let [after] = measure(runs, [&|| Ok(remind(repository, today))])?;
    Ok([after, first])
}

/// A register that has all its reports for 2025 behind it, and that for 2026 begun.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = register(0);
    let mut draft = Vec::new();
    for (path, bytes) in &mut files {
        if path == "aarsrapporter/2025.toml" {
            *bytes = [b"publisert_halvaar = 2026-09-10\n", bytes.as_slice()].concat();
        }
        if path == "aarsrapporter/2025.md" {
            draft = String::from_utf8_lossy(bytes).replace("2025", "2026").into_bytes();
        }
    }
    files.push(("aarsrapporter/2026.md".to_owned(), draft));
    files
}

/// Adds registers to the main branch in one commit, and then a commit to each of them, as people make them
/// from week to week.
fn import(repository: &Path, files: &[(String, Vec<u8>)], from: usize, to: usize) -> Outcome<()> {
    let mut stream = Vec::new();
    let mut commit = |second: usize, continues: bool, contents: &[(String, Vec<u8>)]| {
        let parent = if continues { "from refs/heads/main^0\n" } else { "" };
        let author = format!("Kari Eksempel <kari@example.org> {second} +0100");
        stream.extend(
            format!("commit refs/heads/main\ncommitter {author}\ndata 6\nArbeid\n{parent}").into_bytes(),
        );
        for (path, bytes) in contents {
            stream.extend(format!("M 100644 inline {path}\ndata {}\n", bytes.len()).into_bytes());
            stream.extend_from_slice(bytes);
            stream.push(b'\n');
        }
    };
    let all = (from..to).flat_map(|number| files.iter().map(move |file| one_of_many(number, file)));
    commit(BEGAN, from > 0, &all.collect::<Vec<_>>());
    for number in from..to {
        let text = format!("# Møte\n\nRegister nummer {number} gikk gjennom tallene for året.\n");
        let path = format!("register-{number:04}/vedlegg/moete.md");
        let second = ENDED - SINCE + SINCE * (number - from) / (to - from);
        commit(second, false, &[(path, text.into_bytes())]);
    }
    let file = repository.join(".git/history");
    fs::write(&file, stream)?;
    let import =
        git(repository, &["fast-import", "--quiet", "--force"]).stdin(File::open(&file)?).status()?;
    if !import.success() {
        return Err("git fast-import failed".into());
    }
    fs::remove_file(file)?;
    run(&mut git(repository, &["repack", "-adfq"]))?;
    // Files of this very second may be read with other eyes.
    std::thread::sleep(Duration::from_millis(1_100));
    Ok(())
}

/// A file of one register of many; none has a document in common with another.
fn one_of_many(number: usize, (path, bytes): &(String, Vec<u8>)) -> (String, Vec<u8>) {
    let mut bytes = bytes.clone();
    if path.ends_with(".md") {
        bytes.extend(format!("\nDette er register nummer {number}.\n").into_bytes());
    } else if path.ends_with(".toml") {
        bytes.extend(format!("\n# Register nummer {number}\n").into_bytes());
    }
    (format!("register-{number:04}/{path}"), bytes)
}

/// The run on a day; no letter leaves the house.
fn remind(repository: &Path, today: &str) -> Command {
    registervakt_on(today, repository, &["remind", "--quiet"])
}
