//! What the benchmarks share: a register with a long history, and commands that take turns before a stopwatch.
//!
//! **Knows**: how repositories are built, how a command is run and measured.
//! **Does not know**: what is measured, and how fast is fast enough.

#![allow(dead_code, reason = "each benchmark uses its part")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use registervakt::asset;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

const REGISTERVAKT: &str = env!("CARGO_BIN_EXE_registervakt");
/// The day of every run, so that each finds the same.
const TODAY: &str = "2026-11-23";
/// About how long a written document is, in bytes.
const DOCUMENT: usize = 20_000;

/// Where Registervakt keeps what it read, from the root of a repository.
pub(crate) const KEPT: &str = ".git/registervakt/cache";

/// The shortest and the middle time of several runs.
pub(crate) struct Times {
    pub(crate) best: Duration,
    pub(crate) median: Duration,
}

/// Whether a small round was asked for.
pub(crate) fn is_quick() -> bool {
    std::env::args().any(|argument| argument == "--quick")
        || std::env::var_os("REGISTERVAKT_BENCH_QUICK").is_some()
}

/// A new folder for the repositories of one benchmark.
pub(crate) fn home(name: &str) -> Outcome<PathBuf> {
    let home = std::env::temp_dir().join(format!("registervakt-bench-{name}-{}", std::process::id()));
    fs::create_dir(&home)?;
    Ok(home)
}

/// Makes a repository that holds `files` after `commits` commits, packed as Git packs them.
pub(crate) fn build(repository: &Path, files: &[(String, Vec<u8>)], commits: usize) -> Outcome<()> {
    init(repository)?;
    let stream = repository.join(".git/history");
    fs::write(&stream, history(files, commits))?;
    let import = git(repository, &["fast-import", "--quiet"]).stdin(File::open(&stream)?).status()?;
    if !import.success() {
        return Err("git fast-import failed".into());
    }
    fs::remove_file(stream)?;
    run(&mut git(repository, &["reset", "--quiet", "--hard", "main"]))?;
    run(&mut git(repository, &["repack", "-adfq", "--depth=50"]))
}

/// The files of a register, sorted by path, with enclosures until there are `documents` files.
pub(crate) fn register(documents: usize) -> Vec<(String, Vec<u8>)> {
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
pub(crate) fn note(number: usize) -> String {
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

pub(crate) fn init(repository: &Path) -> Outcome<()> {
    fs::create_dir(repository)?;
    run(&mut git(repository, &["init", "--quiet", "--initial-branch=main"]))
}

/// `git` without the settings of whoever runs this.
pub(crate) fn git(repository: &Path, arguments: &[&str]) -> Command {
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

/// `registervakt` on the same day in every run.
pub(crate) fn registervakt(repository: &Path, arguments: &[&str]) -> Command {
    registervakt_on(TODAY, repository, arguments)
}

/// `registervakt` on a day.
pub(crate) fn registervakt_on(today: &str, repository: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(REGISTERVAKT);
    command.args(arguments).args(["--today", today]).current_dir(repository);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    command
}

/// Runs a command to its end. Findings (1) are an answer, too; all else is a failure.
pub(crate) fn run(command: &mut Command) -> Outcome<()> {
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
pub(crate) fn measure<const N: usize>(
    runs: usize,
    commands: [&dyn Fn() -> Outcome<Command>; N],
) -> Outcome<[Times; N]> {
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

/// How much memory a command held at the most, in KiB; none where nothing here can tell.
pub(crate) fn peak(measured: &Command) -> Option<f64> {
    const BY_PYTHON: &str = "import resource, subprocess, sys\n\
        subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n\
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n\
        print('Maximum resident', peak / 1024 if sys.platform == 'darwin' else peak, sep=': ')";
    [("/usr/bin/time", ["-v"].as_slice()), ("python3", ["-c", BY_PYTHON].as_slice())].into_iter().find_map(
        |(program, arguments)| {
            let mut command = Command::new(program);
            command.args(arguments).arg(measured.get_program()).args(measured.get_args());
            let output = command.current_dir(measured.get_current_dir()?).output().ok()?;
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            let line = said.lines().find(|line| line.trim_start().starts_with("Maximum resident"))?;
            line.rsplit(' ').next()?.parse().ok()
        },
    )
}

pub(crate) fn milliseconds(times: &Times) -> String {
    format!("{:.1} | {:.1}", times.best.as_secs_f64() * 1e3, times.median.as_secs_f64() * 1e3)
}

/// How many times as long the best run took as that of `other`.
pub(crate) fn ratio(times: &Times, other: &Times) -> f64 {
    times.best.as_secs_f64() / other.best.as_secs_f64()
}
