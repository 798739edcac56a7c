//! How long a review takes beside `git diff --raw` of the same range, and whether the length of the history matters.
//!
//! **Knows**: how to build the repositories and measure commands side by side.
//! **Does not know**: how fast is fast enough. It prints a table, and fails only when a command fails.
//!
//! `cargo bench --bench review`, or `cargo bench --bench review -- --quick` for a small round.

#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

#[path = "support/mod.rs"]
mod support;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use support::{KEPT, Outcome, build, git, measure, milliseconds, peak, ratio, register, registervakt, run};

/// The branch that changes two documents.
const PROPOSAL: &str = "forslag";
/// What it is held against.
const RANGE: &str = "main..forslag";

/// How much is built and measured.
struct Size {
    documents: usize,
    /// The lengths of the histories.
    commits: [usize; 2],
    runs: usize,
}

const FULL: Size = Size { documents: 60, commits: [200, 2_000], runs: 20 };
const QUICK: Size = Size { documents: 60, commits: [20, 100], runs: 3 };

fn main() -> Outcome<()> {
    let size = if support::is_quick() { QUICK } else { FULL };
    let home = support::home("review")?;
    println!("A change of two of {} documents, {} runs\n", size.documents, size.runs);
    println!("| commits | command | best ms | median ms | × git diff --raw |");
    println!("|---:|---|---:|---:|---:|");
    let done = size
        .commits
        .iter()
        .try_for_each(|commits| reviewed(&home.join(commits.to_string()), &size, *commits));
    fs::remove_dir_all(&home)?;
    done
}

/// Prints the rows of one repository.
fn reviewed(repository: &Path, size: &Size, commits: usize) -> Outcome<()> {
    let files = register(size.documents);
    build(repository, &files, commits)?;
    propose(repository, &files)?;
    // Files of the same second as the index are read again, which would slow every command.
    thread::sleep(Duration::from_millis(1_100));
    let review = || registervakt(repository, &["review", RANGE]);
    run(&mut review())?;
    let times = measure(
        size.runs,
        [
            &|| Ok(git(repository, &["diff", "--raw", RANGE])),
            &|| {
                // As in a new clone: nothing is kept.
                fs::remove_file(repository.join(KEPT))?;
                Ok(review())
            },
            &|| Ok(review()),
        ],
    )?;
    let commands = ["git diff --raw", "registervakt review, the first time", "registervakt review"];
    for (name, own) in commands.into_iter().zip(&times) {
        println!("| {commits} | {name} | {} | {:.2} |", milliseconds(own), ratio(own, &times[0]));
    }
    match peak(&review()) {
        Some(kibibytes) => println!("\nPeak memory of the review: {:.1} MiB\n", kibibytes / 1024.0),
        None => println!("\nPeak memory: not measured; it takes /usr/bin/time of GNU, or python3\n"),
    }
    Ok(())
}

/// Changes the description and the last document on a branch of its own.
fn propose(repository: &Path, files: &[(String, Vec<u8>)]) -> Outcome<()> {
    run(&mut git(repository, &["checkout", "--quiet", "-b", PROPOSAL]))?;
    let (last, _) = files.last().ok_or("a register without files")?;
    for path in ["registerbeskrivelse.md", last] {
        let mut text = fs::read(repository.join(path))?;
        text.extend("\nDette avsnittet er nytt.\n".as_bytes());
        fs::write(repository.join(path), text)?;
    }
    run(&mut git(repository, &["commit", "--quiet", "--all", "--message", "Forslag"]))
}
