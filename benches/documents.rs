//! How long it takes to read documents as people have them, beside the programs that others use for it.
//!
//! **Knows**: the PDF files of the tests, how Word files are made of Markdown, a stopwatch.
//! **Does not know**: how fast is fast enough. It prints tables, and fails only when a command fails. What is not on
//! the machine (`pdftotext`, `pandoc`) is left out, and it says so.
//!
//! `cargo bench --bench documents`, or `cargo bench --bench documents -- --quick` for a small round.

#![allow(clippy::print_stdout, reason = "the tables are what this program is for")]

#[path = "support/mod.rs"]
mod support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use registervakt::document::{self, Limits, pdf};

use support::{
    KEPT, Outcome, build, git, measure, milliseconds, note, peak, ratio, register, registervakt, run,
};

fn main() -> Outcome<()> {
    let runs = if support::is_quick() { 3 } else { 20 };
    let home = support::home("documents")?;
    let done = pdf(runs).and_then(|()| word(&home, runs)).and_then(|()| hook(&home, runs));
    fs::remove_dir_all(&home)?;
    done
}

fn is_here(program: &str) -> bool {
    let is_here = Command::new(program).arg("--help").output().is_ok();
    if !is_here {
        println!("{program} is not on this machine: left out\n");
    }
    is_here
}

/// The PDF files of the tests.
fn pdf_files() -> Outcome<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf");
    let names = ["aarsrapport.latex.pdf", "beskrivelse.chromium.pdf", "beskrivelse.libreoffice.pdf"];
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    files.iter().try_for_each(|file| fs::metadata(file).map(|_| ()))?;
    Ok(files)
}

/// The text of PDF files, each by a process of its own.
fn pdf(runs: usize) -> Outcome<()> {
    if !is_here("pdftotext") {
        return Ok(());
    }
    println!("Text of a PDF file, {runs} runs\n");
    println!("| file | command | best ms | median ms | × pdftotext |\n|---|---|---:|---:|---:|");
    for file in pdf_files()? {
        let other = || {
            let mut command = Command::new("pdftotext");
            command.arg(&file).arg("-");
            Ok(command)
        };
        let own = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_registervakt"));
            command.arg(pdf::child::ARGUMENT).stdin(File::open(&file)?);
            Ok(command)
        };
        let times = measure(runs, [&other, &own])?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        for (command, own) in ["pdftotext", "registervakt"].into_iter().zip(&times) {
            println!("| {name} | {command} | {} | {:.2} |", milliseconds(own), ratio(own, &times[0]));
        }
    }
    println!();
    Ok(())
}

/// A Word file of `text`, made by pandoc.
fn make_word(text: &[u8], file: &Path) -> Outcome<()> {
    let source = file.with_extension("md");
    fs::write(&source, text)?;
    run(Command::new("pandoc").arg(&source).arg("-o").arg(file))?;
    Ok(fs::remove_file(source)?)
}

/// A Word file of some forty pages: `pandoc`, and what reads it here.
fn word(home: &Path, runs: usize) -> Outcome<()> {
    if !is_here("pandoc") {
        return Ok(());
    }
    let file = home.join("lang.docx");
    make_word((0..6).map(note).collect::<String>().as_bytes(), &file)?;
    let plain = || {
        let mut command = Command::new("pandoc");
        command.args(["--to", "plain"]).arg(&file);
        Ok(command)
    };
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_registervakt"));
        command.arg("--version");
        Ok(command)
    };
    let [other, begun] = measure(runs, [&plain, &start])?;
    let bytes = fs::read(&file)?;
    let mut best = Duration::MAX;
    for _ in 0..runs.max(1) {
        let begun = Instant::now();
        let (document, _) = document::read("lang.docx", &bytes, &Limits::default());
        best = best.min(begun.elapsed());
        document.ok_or("a Word file that cannot be read")?;
    }
    println!("A Word file of {} kB, {runs} runs\n", bytes.len() / 1_000);
    println!("| command | best ms |\n|---|---:|");
    println!("| pandoc --to plain | {:.1} |", other.best.as_secs_f64() * 1e3);
    println!("| registervakt: to start, and to read it | {:.1} |\n", (begun.best + best).as_secs_f64() * 1e3);
    Ok(())
}

/// What stands in the way of a commit where half of the documents are Word and PDF.
fn hook(home: &Path, runs: usize) -> Outcome<()> {
    let has_pandoc = is_here("pandoc");
    let pictures = pdf_files()?;
    let mut files = register(60);
    let mut converted = 0;
    for (at, (path, bytes)) in files.iter_mut().enumerate() {
        let is_own = path == "registerbeskrivelse.md";
        if !(is_own || path.starts_with("vedlegg/notat-") && at % 3 != 0) {
            continue;
        }
        converted += 1;
        if has_pandoc && (is_own || at % 2 == 0) {
            let file = home.join("fil.docx");
            make_word(bytes, &file)?;
            (*path, *bytes) = (path.replace(".md", ".docx"), fs::read(&file)?);
        } else if !is_own {
            let picture = &pictures[at % pictures.len()];
            // A comment behind the end makes each a file of its own.
            let other = [fs::read(picture)?, format!("\n% {at}\n").into_bytes()].concat();
            (*path, *bytes) = (path.replace(".md", ".pdf"), other);
        }
    }
    files.sort_unstable();
    let repository = home.join("register");
    build(&repository, &files, 200)?;
    thread::sleep(Duration::from_millis(1_100));
    let check = || registervakt(&repository, &["check", "--staged"]);
    run(&mut check())?;
    let first = || {
        // As in a new clone: nothing is kept.
        fs::remove_file(repository.join(KEPT))?;
        Ok(check())
    };
    let times = measure(runs, [&|| Ok(git(&repository, &["status"])), &first, &|| Ok(check())])?;
    println!("{converted} of {} documents are Word and PDF, {runs} runs\n", files.len());
    println!("| command | best ms | median ms | × git status |\n|---|---:|---:|---:|");
    let commands =
        ["git status", "registervakt check --staged, the first time", "registervakt check --staged"];
    for (name, own) in commands.into_iter().zip(&times) {
        println!("| {name} | {} | {:.2} |", milliseconds(own), ratio(own, &times[0]));
    }
    match peak(&check()) {
        Some(kibibytes) => println!("\nPeak memory of check --staged: {:.1} MiB", kibibytes / 1024.0),
        None => println!("\nPeak memory: not measured; it takes /usr/bin/time of GNU, or python3"),
    }
    Ok(())
}
