//! The Git hook: it is set up, taken away, and does its work.
//!
//! **Knows**: which file is ours, what is in the way, how a commit is judged.
//! **Does not know**: the words of the file, how a register is checked or a change reviewed.

#[path = "hook/script.rs"]
mod script;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use registervakt::cli::Stop;
use registervakt::cli::sentence::hook::{self, Obstacle, Outcome};
use registervakt::config::{Exit, HookDeed, Settings};
use registervakt::finding::{Finding, Level, Status};
use registervakt::git::{GitError, Hooks, Repository};
use registervakt::job::review::{Compared, Reach, ReviewRequest, Strictness, review};
use registervakt::output::{self, Options, Verbosity};
use registervakt::report::duty::{DutyState, Verdict};
use registervakt::report::{Presence, Report};

use super::disk;
use super::trouble::Trouble;
use super::voice::{deliver, say, tell};

/// The hook that Git calls before it makes a commit.
const HOOK: &str = "pre-commit";
/// Where the program `pre-commit` moves a hook that it finds; it calls it from there.
const MOVED: &str = "pre-commit.legacy";

/// Does with the hook what was asked for.
pub(crate) fn obey(deed: HookDeed, settings: &Settings) -> Result<Exit, Trouble> {
    match deed {
        HookDeed::Install => install(settings),
        HookDeed::Uninstall => uninstall(settings),
        HookDeed::Run => run(settings).or_else(|trouble| {
            // What could not be looked at is not let through, and that must be said, too.
            let exit = tell(&trouble.stop(settings.lang()));
            tell(&Stop::failed(hook::stopped(settings.lang()).to_owned()));
            Ok(exit)
        }),
    }
}

/// What lies in the place of a hook.
enum Found {
    /// Nothing.
    Nothing,
    /// What we wrote, to the letter.
    Ours(Vec<u8>),
    /// What we wrote, edited since.
    Edited,
    /// Another's hook, or a link to one.
    Other,
    /// A folder.
    Folder,
}

fn look(path: &Path) -> Result<Found, Trouble> {
    let kind = match fs::symlink_metadata(path) {
        Ok(found) => found.file_type(),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(cause) => return Err(Trouble::unread(path)(cause)),
    };
    if kind.is_dir() {
        return Ok(Found::Folder);
    }
    if !kind.is_file() {
        // What a link leads to is not ours, whatever it holds.
        return Ok(Found::Other);
    }
    let text = fs::read(path).map_err(Trouble::unread(path))?;
    Ok(match script::origin(&text) {
        script::Origin::Ours => Found::Ours(text),
        script::Origin::Edited => Found::Edited,
        script::Origin::Another => Found::Other,
    })
}

/// The folder of the hooks, where it is this repository's own.
fn folder() -> Result<PathBuf, Trouble> {
    let failed = |error: GitError| Trouble::Job(error.into());
    let hooks = Repository::open(Path::new(".")).and_then(|repository| repository.hooks()).map_err(failed)?;
    match hooks {
        Hooks::Own(folder) => Ok(folder),
        Hooks::Shared { folder, own } => Err(Trouble::Hook(Obstacle::Shared { folder, own })),
        Hooks::Bare => Err(Trouble::Hook(Obstacle::Bare)),
        Hooks::Foreign => Err(Trouble::Hook(Obstacle::Foreign)),
    }
}

fn install(settings: &Settings) -> Result<Exit, Trouble> {
    let (lang, folder) = (settings.lang(), folder()?);
    let program = std::env::current_exe().map_err(|_| Trouble::Hook(Obstacle::Homeless))?;
    let text = script::write(&program, lang);
    disk::make_folder(&folder)?;
    let (hook, moved, before) = (folder.join(HOOK), folder.join(MOVED), folder.join(script::BEFORE));
    let done = |outcome, hook: &Path| say(&hook::done(lang, outcome, hook));
    match look(&hook)? {
        Found::Ours(old) if old == text && is_executable(&hook) => done(Outcome::Unchanged, &hook),
        Found::Ours(_) | Found::Nothing => {
            place(&hook, &text)?;
            done(if before.exists() { Outcome::Chained } else { Outcome::Installed }, &hook)
        }
        Found::Edited => Err(Trouble::Hook(Obstacle::Edited(hook))),
        Found::Folder => Err(Trouble::Hook(Obstacle::Folder(hook))),
        // Ours is called by the hook that stands there; to call that one from ours would never end.
        Found::Other if matches!(look(&moved)?, Found::Ours(_)) => {
            place(&moved, &text)?;
            done(Outcome::Unchanged, &moved)
        }
        Found::Other => {
            if !matches!(look(&before)?, Found::Nothing) {
                return Err(Trouble::Hook(Obstacle::NoRoom { hook, before }));
            }
            fs::rename(&hook, &before).map_err(Trouble::unwritten(&before))?;
            place(&hook, &text).inspect_err(|_| {
                // The first error is the one to tell; what stood there stands there again.
                let _ = fs::rename(&before, &hook);
            })?;
            done(Outcome::Chained, &hook)
        }
    }
}

fn uninstall(settings: &Settings) -> Result<Exit, Trouble> {
    let (lang, folder) = (settings.lang(), folder()?);
    let before = folder.join(script::BEFORE);
    let mut hook = folder.join(HOOK);
    let mut found = look(&hook)?;
    if matches!(found, Found::Other) && matches!(look(&folder.join(MOVED))?, Found::Ours(_)) {
        hook = folder.join(MOVED);
        found = look(&hook)?;
    }
    let outcome = match found {
        Found::Edited => return Err(Trouble::Hook(Obstacle::Edited(hook))),
        Found::Other | Found::Folder => Outcome::NotThere,
        Found::Nothing if matches!(look(&before)?, Found::Nothing) => Outcome::NotThere,
        Found::Ours(_) if matches!(look(&before)?, Found::Nothing) => {
            fs::remove_file(&hook).map_err(Trouble::unwritten(&hook))?;
            Outcome::Removed
        }
        Found::Ours(_) | Found::Nothing => {
            fs::rename(&before, &hook).map_err(Trouble::unwritten(&hook))?;
            Outcome::Restored
        }
    };
    say(&hook::done(lang, outcome, &hook))
}

/// Writes the hook whole or not at all; a link in its place is not followed.
fn place(hook: &Path, text: &[u8]) -> Result<(), Trouble> {
    let draft = hook.with_file_name(format!("{HOOK}.registervakt-{}", std::process::id()));
    let write = || {
        let mut file = File::create_new(&draft)?;
        file.write_all(text)?;
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        file.sync_all()?;
        drop(file);
        fs::rename(&draft, hook)
    };
    write().map_err(|cause| {
        // The first error is the one to tell; Git calls no hook of that name.
        let _ = fs::remove_file(&draft);
        Trouble::unwritten(hook)(cause)
    })
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o100 != 0)
}

/// Windows has no such mark; Git calls every hook that begins as a script.
#[cfg(not(unix))]
fn is_executable(_path: &Path) -> bool {
    true
}

/// Looks at what is staged as `review` does, and gives one answer: nothing where all is well. What stood there
/// before stops no commit, nor does what a new register still lacks: both are told in a line.
fn run(settings: &Settings) -> Result<Exit, Trouble> {
    let (dir, lang, today, limits) = (Path::new("."), settings.lang(), settings.today, settings.limits);
    let (compared, draft, reach) = (&Compared::Staged, Strictness::Draft, Reach::Touched);
    let request = ReviewRequest { dir, compared, today, lang, draft, reach, limits };
    let mut change = review(&request).map_err(Trouble::Job)?;
    let begun = set_aside(&mut change);
    if settings.verdict(&change) != Exit::Fine {
        tell_of(settings, &change)?;
        tell(&Stop::failed(hook::stopped(lang).to_owned()));
        return Ok(Exit::Findings);
    }
    let stood = errors(&change, |finding| finding.status == Status::Existing);
    let left =
        [(hook::Left::Duties, open_duties(&change)), (hook::Left::Begun, begun), (hook::Left::Stood, stood)];
    let lines: Vec<String> = left
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| hook::left(lang, what, count))
        .collect();
    Ok(if lines.is_empty() { Exit::Fine } else { tell(&Stop::remark(lines.join("\n"))) })
}

/// Takes out of a review what a new register lacks, and says how many errors that was. Identity numbers,
/// files that cannot be read and duties of the change are no want, and stay.
fn set_aside(change: &mut Report) -> usize {
    let is_want = |finding: &Finding| {
        let others = ["personvern-", "dokument-", "fil-", "sti-", "plikt-", "endring-"];
        finding.counts() && !others.iter().any(|area| finding.rule.starts_with(area))
    };
    let fresh = change.registers.iter_mut().filter(|register| register.presence == Presence::New);
    fresh.fold(0, |count, register| {
        let (wants, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut register.findings).into_iter().partition(is_want);
        register.findings = rest;
        count + wants.iter().filter(|finding| finding.level == Level::Error).count()
    })
}

/// How many errors of this sort there are.
fn errors(change: &Report, is_meant: impl Fn(&Finding) -> bool) -> usize {
    let findings = change.registers.iter().flat_map(|register| &register.findings);
    findings.filter(|finding| finding.level == Level::Error && finding.counts() && is_meant(finding)).count()
}

fn open_duties(change: &Report) -> usize {
    let left = change.verdict == Some(Verdict::DutiesOpen);
    let duties = change.registers.iter().flat_map(|register| &register.duties);
    if left { duties.filter(|duty| duty.state == DutyState::Open).count() } else { 0 }
}

/// Writes what stops the commit, and no more.
fn tell_of(settings: &Settings, report: &Report) -> Result<Exit, Trouble> {
    let short = |options: &Options| match (options.verbosity, settings.fail_on) {
        (Verbosity::Normal, Level::Error) => Options { verbosity: Verbosity::Quiet, ..*options },
        (Verbosity::Quiet | Verbosity::Normal | Verbosity::Verbose, _) => *options,
    };
    deliver(settings, &|format, options, out| output::write(report, format, &short(options), out))?;
    say("")
}
