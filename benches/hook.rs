//! What Registervakt costs a person who commits, beside what Git itself costs on the same files.
//!
//! **Knows**: how to build a large register and many registers, a stopwatch, the built program.
//! **Does not know**: how fast is fast enough. It prints a table, and fails only when a command fails.
//!
//! `cargo bench --bench hook`, or `cargo bench --bench hook -- --quick` for a small round.

#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use registervakt::asset;

type Outcome<T> = Result<T, Box<dyn Error>>;

const REGISTERVAKT: &str = env!("CARGO_BIN_EXE_registervakt");
/// The day of every check, so that each run finds the same.
const TODAY: &str = "2026-11-23";
/// About how long a written document is, in bytes.
const DOCUMENT: usize = 20_000;

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

/// The shortest and the middle time of several runs.
struct Times {
    best: Duration,
    median: Duration,
}

fn main() -> Outcome<()> {
    let quick = std::env::args().any(|argument| argument == "--quick")
        || std::env::var_os("REGISTERVAKT_BENCH_QUICK").is_some();
    let size = if quick { QUICK } else { FULL };
    let home = std::env::temp_dir().join(format!("registervakt-bench-{}", std::process::id()));
    fs::create_dir(&home)?;
    let done = one_register(&home, &size).and_then(|()| many_registers(&home, &size));
    fs::remove_dir_all(&home)?;
    done
}

/// One register with a long history: what stands in the way of a commit.
fn one_register(home: &Path, size: &Size) -> Outcome<()> {
    let repository = home.join("register");
    let files = register(size.documents);
    let stream = home.join("history");
    fs::write(&stream, history(&files, size.commits))?;
    init(&repository)?;
    let import = git(&repository, &["fast-import", "--quiet"]).stdin(File::open(&stream)?).status()?;
    if !import.success() {
        return Err("git fast-import failed".into());
    }
    run(&mut git(&repository, &["reset", "--quiet", "--hard", "main"]))?;
    run(&mut git(&repository, &["repack", "-adfq", "--depth=50"]))?;
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
    match peak(&repository) {
        Some(kibibytes) => println!("\nPeak memory of check --staged: {:.1} MiB\n", kibibytes / 1024.0),
        None => println!("\nPeak memory: not measured; it takes /usr/bin/time of GNU, or python3\n"),
    }
    Ok(())
}

/// Where Registervakt keeps what it read, from the root of a repository.
const KEPT: &str = ".git/registervakt/cache";

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

/// The files of a register, sorted by path, with enclosures until there are `documents` files.
fn register(documents: usize) -> Vec<(String, Vec<u8>)> {
    let demo = asset::demo();
    let whole = demo.iter().any(|(path, _)| *path == "register.toml");
    let carried = if whole { demo } else { asset::init() };
    let mut files: Vec<(String, Vec<u8>)> =
        carried.into_iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    for number in files.len()..documents {
        files.push((format!("vedlegg/notat-{number:02}.md"), note(number).into_bytes()));
    }
    files.sort_unstable();
    files
}

/// A document as people write them, of about `DOCUMENT` bytes; each number gives another.
fn note(number: usize) -> String {
    const WORDS: &str = "registeret måler ventetiden ved sykehusene og sender svar til fagrådet før møtet om \
        høsten når pasientene har svart på spørreskjemaet fra poliklinikken i regionen";
    let words: Vec<&str> = WORDS.split(' ').collect();
    let mut state = u64::try_from(number).map_or(1, |number| number + 1);
    let mut text = format!("# Notat {number}\n\n");
    for sentence in 1.. {
        if text.len() >= DOCUMENT {
            break;
        }
        for place in 0..14 {
            // A generator of Knuth's (MMIX): the same words in every run, on every machine.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 33).unwrap_or_default() % words.len();
            text.push_str(if place == 0 { "" } else { " " });
            text.push_str(words[at]);
        }
        text.push_str(match sentence % 30 {
            0 => ".\n\n## Mer om saken\n\n",
            10 | 20 => ".\n\n",
            _ => ".\n",
        });
    }
    text
}

/// A history for `git fast-import`: all files first, then a line more in one document a commit.
fn history(files: &[(String, Vec<u8>)], commits: usize) -> Vec<u8> {
    let documents: Vec<usize> =
        files.iter().enumerate().filter(|(_, (path, _))| path.ends_with(".md")).map(|(at, _)| at).collect();
    let mut contents: Vec<Vec<u8>> = files.iter().map(|(_, bytes)| bytes.clone()).collect();
    let mut stream = Vec::new();
    for number in 0..commits {
        let second = 1_700_000_000 + number * 3_600;
        let author = format!("Kari Eksempel <kari@example.org> {second} +0100");
        stream.extend(format!("commit refs/heads/main\ncommitter {author}\ndata 6\nNotat\n").into_bytes());
        let changed = if number == 0 || documents.is_empty() {
            0..files.len()
        } else {
            let at = documents[number % documents.len()];
            contents[at].extend(format!("\nTilføyd etter møte {number}.\n").into_bytes());
            at..at + 1
        };
        for at in changed {
            let (path, content) = (&files[at].0, &contents[at]);
            stream.extend(format!("M 100644 inline {path}\ndata {}\n", content.len()).into_bytes());
            stream.extend_from_slice(content);
            stream.push(b'\n');
        }
    }
    stream
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

fn init(repository: &Path) -> Outcome<()> {
    fs::create_dir(repository)?;
    run(&mut git(repository, &["init", "--quiet", "--initial-branch=main"]))
}

/// `git` without the settings of whoever runs this.
fn git(repository: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(repository);
    let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
    command.env("GIT_CONFIG_GLOBAL", nowhere).env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "Kari Eksempel");
        command.env(format!("GIT_{name}_EMAIL"), "kari@example.org");
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command
}

fn check(repository: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(REGISTERVAKT);
    command.args(["check", "--today", TODAY]).args(options).current_dir(repository);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    command
}

/// Runs a command to its end. Findings (1) are an answer, too; all else is a failure.
fn run(command: &mut Command) -> Outcome<()> {
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output()?;
    match output.status.code() {
        Some(0 | 1) => Ok(()),
        code => {
            let mut why = format!("{command:?} ended with {code:?}: ");
            why.write_str(&String::from_utf8_lossy(&output.stderr))?;
            Err(why.into())
        }
    }
}

/// Runs each command once to warm up, then `runs` times with the stopwatch. They take turns, so that
/// what else the machine does falls on all of them alike.
fn measure<const N: usize>(runs: usize, commands: [&dyn Fn() -> Outcome<Command>; N]) -> Outcome<[Times; N]> {
    let mut times = [const { Vec::new() }; N];
    for round in 0..=runs.max(1) {
        for (command, times) in commands.iter().zip(&mut times) {
            let mut command = command()?;
            let start = Instant::now();
            run(&mut command)?;
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    Ok(times.map(|mut times| {
        times.sort_unstable();
        Times { best: times[0], median: times[times.len() / 2] }
    }))
}

/// How much memory `check --staged` held at the most, in KiB; none where nothing here can tell.
fn peak(repository: &Path) -> Option<f64> {
    const BY_PYTHON: &str = "import resource, subprocess, sys\n\
        subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n\
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n\
        print('Maximum resident', peak / 1024 if sys.platform == 'darwin' else peak, sep=': ')";
    [("/usr/bin/time", ["-v"].as_slice()), ("python3", ["-c", BY_PYTHON].as_slice())].into_iter().find_map(
        |(program, arguments)| {
            let mut command = Command::new(program);
            command.args(arguments).arg(REGISTERVAKT).args(["check", "--staged", "--today", TODAY]);
            let output = command.current_dir(repository).output().ok()?;
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            let line = said.lines().find(|line| line.trim_start().starts_with("Maximum resident"))?;
            line.rsplit(' ').next()?.parse().ok()
        },
    )
}

fn milliseconds(times: &Times) -> String {
    format!("{:.1} | {:.1}", times.best.as_secs_f64() * 1e3, times.median.as_secs_f64() * 1e3)
}

/// How many times as long the best run took as that of `other`.
fn ratio(times: &Times, other: &Times) -> f64 {
    times.best.as_secs_f64() / other.best.as_secs_f64()
}
