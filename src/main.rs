//! The door: asks the world, has the job done, and tells what came of it.
//!
//! **Knows**: the clock, the environment, the terminal, standard output, the exit code.
//! **Does not know**: how a job is done, how an answer is worded.

#[path = "main/disk.rs"]
mod disk;
#[path = "main/hook.rs"]
mod hook;
#[path = "main/make.rs"]
mod make;
#[path = "main/post.rs"]
mod post;
#[path = "main/reader.rs"]
mod reader;
#[path = "main/remind.rs"]
mod remind;
#[path = "main/trouble.rs"]
mod trouble;
#[path = "main/voice.rs"]
mod voice;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use registervakt::asset;
use registervakt::cli::{self, Stop, sentence};
use registervakt::config::{self, Command, Exit, Screen, Settings, Surroundings};
use registervakt::document::Isolation;
use registervakt::git::View;
use registervakt::job::check::CheckRequest;
use registervakt::job::{self, review::ReviewRequest, what_if::WhatIfRequest};
use registervakt::output;
use registervakt::report::{JobName, Report};

use trouble::Trouble;
use voice::{deliver, say, tell};

fn main() -> ExitCode {
    if reader::is_called() {
        return reader::serve();
    }
    let environment = |name: &str| std::env::var_os(name);
    let exit = cli::read(std::env::args_os(), &environment).and_then(|request| {
        let mut settings = config::settle(request, &surroundings(), &environment);
        settings.limits.isolation = Isolation::Program;
        obey(&settings).map_err(|trouble| trouble.stop(settings.lang()))
    });
    ExitCode::from(exit.unwrap_or_else(|stop| tell(&stop)).code())
}

fn surroundings() -> Surroundings {
    let columns = || terminal_size::terminal_size().map(|(columns, _)| columns.0.into());
    let screen = if io::stdout().is_terminal() { Screen::Terminal(columns()) } else { Screen::Elsewhere };
    Surroundings { now: chrono::Utc::now(), screen }
}

/// Does what was asked for.
fn obey(settings: &Settings) -> Result<Exit, Trouble> {
    let lang = settings.lang();
    if let Some(dir) = &settings.dir {
        std::env::set_current_dir(dir).map_err(Trouble::unread(dir))?;
    }
    match &settings.command {
        Command::Check { paths, view } => check(settings, JobName::Check, paths, view),
        Command::Requirements { path, view } => check(settings, JobName::Requirements, path.as_slice(), view),
        Command::Review { compared, draft, reach, notify } => {
            let (dir, today, limits) = (Path::new("."), settings.today, settings.limits);
            let (draft, reach) = (*draft, *reach);
            let request = ReviewRequest { dir, compared, today, lang, draft, reach, limits };
            match notify {
                Some(mailing) => remind::notices(settings, request, mailing),
                None => tell_of(settings, &job::review::review(&request).map_err(Trouble::Job)?),
            }
        }
        Command::Remind { paths, ics, mailing } => {
            remind::reminders(settings, paths, ics.as_deref(), mailing)
        }
        Command::Watchdog { paths, days, mailing } => remind::watchdog(settings, paths, *days, mailing),
        Command::RemindLog => remind::log(settings),
        Command::WhatIf { wishes } => {
            let (dir, today, limits) = (Path::new("."), settings.today, settings.limits);
            let request = WhatIfRequest { dir, wishes, today, lang, limits };
            tell_of(settings, &job::what_if::what_if(&request).map_err(Trouble::Job)?)
        }
        Command::NewChange { compared } => make::change_record(settings, compared),
        Command::Explain { id } => {
            let card = job::rules::explain(id, lang)
                .map_err(|unknown| Trouble::UnknownRule(id.clone(), unknown.nearest))?;
            deliver(settings, &|format, options, out| output::write_card(&card, format, options, out))
        }
        Command::Rules => {
            let cards = job::rules::cards(lang);
            deliver(settings, &|format, options, out| output::write_rules(&cards, format, options, out))
        }
        Command::RulesTest { dir } => {
            let tested = job::rules::test(disk::rule_files(dir)?, lang);
            say(&tested.lines.join("\n"))?;
            Ok(if tested.failed == 0 { Exit::Fine } else { Exit::Findings })
        }
        Command::Init { dir, from } => make::register(settings, dir, from),
        Command::Hook(deed) => hook::obey(*deed, settings),
        Command::Demo => demonstrate(settings),
        Command::Completions(shell) => say(&cli::completions(*shell, lang)),
        Command::Man { dir: None } => say(&cli::manual(lang).swap_remove(0).text),
        Command::Man { dir: Some(dir) } => make::manual(settings, dir),
    }
}

fn check(settings: &Settings, name: JobName, paths: &[PathBuf], view: &View) -> Result<Exit, Trouble> {
    let (dir, lang, view) = (Path::new("."), settings.lang(), view.clone());
    let (today, limits) = (settings.today, settings.limits);
    report(settings, &CheckRequest { dir, view, paths, today, lang, name, limits })
}

/// Has registers checked and tells what was found.
fn report(settings: &Settings, request: &CheckRequest<'_>) -> Result<Exit, Trouble> {
    tell_of(settings, &job::check::check(request).map_err(Trouble::Job)?)
}

/// Writes a report, and judges how the run ends.
fn tell_of(settings: &Settings, report: &Report) -> Result<Exit, Trouble> {
    deliver(settings, &|format, options, out| output::write(report, format, options, out))?;
    Ok(settings.verdict(report))
}

/// Shows what is found in an invented register. It has faults on purpose: where they could be
/// shown, the command has done what it is for, and the exit code is 0.
fn demonstrate(settings: &Settings) -> Result<Exit, Trouble> {
    let (lang, view, today, name) = (settings.lang(), View::Worktree, settings.today, JobName::Check);
    let limits = settings.limits;
    let dir = disk::fresh_folder()?;
    disk::unpack(&dir, &asset::demo())?;
    match report(settings, &CheckRequest { dir: &dir, view, paths: &[], today, lang, name, limits })? {
        // Beside the report and not in it, which may be JSON.
        Exit::Fine | Exit::Findings => Ok(tell(&Stop::remark(sentence::demonstrated(lang, &dir)))),
        failure @ (Exit::Usage | Exit::Failed) => Ok(failure),
    }
}
