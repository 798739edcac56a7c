//! The command line: words go in, a request or a refusal comes out.
//!
//! **Knows**: commands, options and their words in bokmål, nynorsk and English; the sentences that
//! the program says around its reports.
//! **Does not know**: files, the clock, the terminal: the words of the command and the environment
//! are given to it, and it prints nothing.

mod definition;
mod fault;
mod language;
mod limit;
mod mailing;
mod page;
pub mod sentence;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ArgMatches;
use clap::error::ErrorKind;

pub use page::{Page, completions, manual};

use self::words::argument::{self, Argument};
use self::words::refusal::Refusal;
use self::words::verb;
use crate::config::{ColorWish, Command, Environment, Exit, HookDeed, Output, Request, Shell};
use crate::document::Limits;
use crate::finding::{Lang, Level};
use crate::git::View;
use crate::job::review::{Compared, Reach, Strictness};
use crate::output::{Format, Verbosity};

/// That there is nothing more to do than to say something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// What is said, with a line end behind it.
    pub text: String,
    /// How the program ends.
    pub exit: Exit,
    /// Where it is said.
    pub stream: Stream,
}

impl Stop {
    /// The job could not be done, for the reason that `text` gives.
    pub fn failed(text: String) -> Self {
        Self { text: text + "\n", exit: Exit::Failed, stream: Stream::Error }
    }

    /// All is done, and `text` is said of it beside the answer, after an empty line.
    pub fn remark(text: String) -> Self {
        Self { text: format!("\n{text}\n"), exit: Exit::Fine, stream: Stream::Error }
    }
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output: what was asked for.
    Output,
    /// Standard error: what went wrong, and what is said beside the answer.
    Error,
}

/// Reads the command line, with the name of the program first. `Err` is the help, the version or
/// what is wrong, in the language of the user.
pub fn read(
    arguments: impl Iterator<Item = OsString>,
    environment: Environment<'_>,
) -> Result<Request, Stop> {
    let arguments: Vec<OsString> = arguments.collect();
    let choice = language::choose(&arguments, environment);
    let lang = choice.lang;
    let matches = match definition::program(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return Err(stop(&error, &definition::program(lang), &arguments, lang)),
    };
    if let Some(value) = choice.fault {
        return Err(refuse(&Refusal::WrongLanguage(value), "registervakt", lang));
    }
    let (name, below) = matches.subcommand().expect("a command is required");
    let written = arguments.iter().take_while(|word| *word != "--").filter(|word| asks_for_format(word));
    let request = if written.count() == many::<String>(&matches, &argument::FORMAT).len() {
        request(&matches, (name, below), lang, environment)
    } else {
        // Of options on both sides of the command, the parser forgets those before it.
        Err(Refusal::Scattered)
    };
    let request =
        request.and_then(|request| Ok(Request { limits: limit::read(&matches, environment)?, ..request }));
    request.map_err(|refusal| refuse(&refusal, &format!("registervakt {name}"), lang))
}

fn asks_for_format(word: &OsString) -> bool {
    word.to_str().is_some_and(|word| word == "--format" || word.starts_with("--format="))
}

/// What the parser has to say instead of an answer.
fn stop(error: &clap::Error, program: &clap::Command, arguments: &[OsString], lang: Lang) -> Stop {
    let (exit, stream) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (Exit::Fine, Stream::Output),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => (Exit::Usage, Stream::Error),
        _ => {
            let (refusal, path) = fault::read(error, program, arguments);
            return refuse(&refusal, &path, lang);
        }
    };
    let text = format!("{}\n", error.render().to_string().trim_end());
    Stop { text, exit, stream }
}

/// Says what is wrong with a command line, and where to read how it is written.
fn refuse(refusal: &Refusal, path: &str, lang: Lang) -> Stop {
    let said = refusal.said(lang);
    let help = sentence::help(lang, path);
    Stop { text: format!("registervakt: {said}\n{help}\n"), exit: Exit::Usage, stream: Stream::Error }
}

fn request(
    matches: &ArgMatches,
    (name, below): (&str, &ArgMatches),
    lang: Lang,
    environment: Environment<'_>,
) -> Result<Request, Refusal> {
    let command = command(name, below, environment)?;
    let outputs = outputs(matches)?;
    let known = formats(&command);
    if known.is_empty() && outputs.is_some() {
        let below = match command {
            Command::Watchdog { .. } => Some("--watchdog"),
            _ => below.subcommand_name(),
        };
        let below = below.map_or_else(String::new, |below| format!(" {below}"));
        return Err(Refusal::NoReport(format!("registervakt {name}{below}")));
    }
    let written = outputs.iter().flatten();
    if let Some(other) = written.clone().find(|output| !known.contains(&output.format)) {
        return Err(unknown_format(other.format.word(), known));
    }
    if let Command::Remind { ics: Some(file), .. } = &command
        && written.clone().any(|output| output.file.as_ref() == Some(file))
    {
        return Err(Refusal::SameFile(file.to_string_lossy().into_owned()));
    }
    Ok(Request {
        lang,
        dir: one(matches, &argument::DIR),
        today: one::<String>(matches, &argument::TODAY).map(|text| day(&text)).transpose()?,
        color: match word(matches, &argument::COLOR) {
            Some("always") => ColorWish::Always,
            Some("never") => ColorWish::Never,
            _ => ColorWish::Auto,
        },
        outputs: outputs.unwrap_or_else(|| vec![Output::default()]),
        verbosity: match (matches.get_flag(argument::QUIET.id), matches.get_flag(argument::VERBOSE.id)) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        },
        fail_on: match word(matches, &argument::FAIL_ON) {
            Some("warning") => Level::Warning,
            Some("note") => Level::Note,
            _ => Level::Error,
        },
        limits: Limits::default(),
        command,
    })
}

/// The formats that a command answers in; none where it writes no report.
fn formats(command: &Command) -> &'static [Format] {
    match command {
        Command::Check { .. }
        | Command::Requirements { .. }
        | Command::Review { .. }
        | Command::WhatIf { .. }
        | Command::Remind { .. }
        | Command::Demo => &Format::ALL,
        Command::RemindLog => &Format::RECORD,
        Command::Explain { .. } | Command::Rules => &Format::CATALOGUE,
        Command::RulesTest { .. }
        | Command::Watchdog { .. }
        | Command::NewChange { .. }
        | Command::Init { .. }
        | Command::Hook(_)
        | Command::Completions(_)
        | Command::Man { .. } => &[],
    }
}

/// The command of that name.
fn command(name: &str, below: &ArgMatches, environment: Environment<'_>) -> Result<Command, Refusal> {
    let path = |argument| one::<PathBuf>(below, argument);
    let needed = |argument| path(argument).expect("the definition requires it");
    Ok(if name == verb::CHECK.id {
        Command::Check { paths: many(below, &argument::PATHS), view: view(below) }
    } else if name == verb::REQUIREMENTS.id {
        Command::Requirements { path: path(&argument::PATH), view: view(below) }
    } else if name == verb::REVIEW.id {
        Command::Review {
            compared: compared(below),
            draft: match below.get_flag(argument::STRICT.id) {
                true => Strictness::Proposal,
                false => Strictness::Draft,
            },
            reach: if below.get_flag(argument::ALL.id) { Reach::All } else { Reach::Touched },
            notify: mailing::notify(below, environment)?,
        }
    } else if name == verb::remind::REMIND.id {
        mailing::remind(below, environment)?
    } else if name == verb::WHAT_IF.id {
        Command::WhatIf { wishes: many(below, &argument::WISHES) }
    } else if name == verb::NEW.id {
        let (_, change) = below.subcommand().expect("the definition requires it");
        Command::NewChange { compared: compared(change) }
    } else if name == verb::EXPLAIN.id {
        Command::Explain { id: one(below, &argument::TOPIC).expect("the definition requires it") }
    } else if name == verb::RULES.id {
        match below.subcommand() {
            Some((_, test)) => Command::RulesTest {
                dir: one(test, &argument::RULE_FOLDER).expect("the definition requires it"),
            },
            None => Command::Rules,
        }
    } else if name == verb::INIT.id {
        Command::Init { dir: needed(&argument::NEW_FOLDER), from: many(below, &argument::FROM) }
    } else if name == verb::hook::HOOK.id {
        let deed = below.subcommand_name().expect("the definition requires it");
        Command::Hook(match deed == verb::hook::INSTALL.id {
            true => HookDeed::Install,
            false if deed == verb::hook::UNINSTALL.id => HookDeed::Uninstall,
            false => HookDeed::Run,
        })
    } else if name == verb::DEMO.id {
        Command::Demo
    } else if name == verb::COMPLETIONS.id {
        let asked = word(below, &argument::SHELL);
        let shell = Shell::ALL.into_iter().find(|shell| asked == Some(shell.word()));
        Command::Completions(shell.expect("the definition allows no other"))
    } else {
        Command::Man { dir: path(&argument::PAGE_FOLDER) }
    })
}

/// What a command compares.
fn compared(matches: &ArgMatches) -> Compared {
    match one(matches, &argument::RANGE) {
        Some(range) => Compared::Range(range),
        None if matches.get_flag(argument::STAGED.id) => Compared::Staged,
        None => Compared::Proposal,
    }
}

/// What a command looks at.
fn view(matches: &ArgMatches) -> View {
    match one(matches, &argument::REV) {
        Some(revision) => View::Revision(revision),
        None if matches.get_flag(argument::STAGED.id) => View::Index,
        None => View::Worktree,
    }
}

/// What is written where; none where nothing was said of it.
fn outputs(matches: &ArgMatches) -> Result<Option<Vec<Output>>, Refusal> {
    let formats = many::<String>(matches, &argument::FORMAT);
    let mut outputs = formats.iter().map(|text| output(text)).collect::<Result<Vec<_>, _>>()?;
    if let Some(file) = one::<PathBuf>(matches, &argument::OUTPUT) {
        match outputs.as_mut_slice() {
            [] => outputs.push(Output { format: Format::default(), file: Some(file) }),
            [only] if only.file.is_none() => only.file = Some(file),
            _ => return Err(Refusal::OneFile),
        }
    }
    for (at, output) in outputs.iter().enumerate() {
        if outputs.iter().take(at).any(|earlier| earlier.file == output.file) {
            return Err(match &output.file {
                None => Refusal::OneScreen,
                Some(file) => Refusal::SameFile(file.to_string_lossy().into_owned()),
            });
        }
    }
    Ok(Some(outputs).filter(|outputs| !outputs.is_empty()))
}

/// `json`, or `json=rapport.json`.
fn output(text: &str) -> Result<Output, Refusal> {
    let (word, file) = text.split_once('=').map_or((text, None), |(word, file)| (word, Some(file)));
    let Some(format) = Format::ALL.into_iter().find(|format| format.word() == word) else {
        return Err(unknown_format(word, &Format::ALL));
    };
    match file {
        Some("") => Err(Refusal::NoFile(word.to_owned())),
        _ => Ok(Output { format, file: file.map(PathBuf::from) }),
    }
}

/// That there is no such format here, and which there are.
fn unknown_format(word: &str, known: &[Format]) -> Refusal {
    Refusal::WrongValue {
        option: format!("--{}", argument::FORMAT.id),
        value: word.to_owned(),
        nearest: Vec::new(),
        known: known.iter().map(|format| format.word().to_owned()).collect(),
    }
}

/// A date written `2026-11-23` and in no other way.
fn day(text: &str) -> Result<NaiveDate, Refusal> {
    let shape = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let day = if shape && text.len() == 10 { text.parse().ok() } else { None };
    day.ok_or_else(|| Refusal::NoDate(text.to_owned()))
}

/// The value of an argument.
fn one<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, argument: &Argument) -> Option<T> {
    matches.get_one::<T>(argument.id).cloned()
}

/// The values of an argument, in their order.
fn many<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, argument: &Argument) -> Vec<T> {
    matches.get_many::<T>(argument.id).map(|values| values.cloned().collect()).unwrap_or_default()
}

/// The value of an argument that is one of a few words.
fn word<'a>(matches: &'a ArgMatches, argument: &Argument) -> Option<&'a str> {
    matches.get_one::<String>(argument.id).map(String::as_str)
}

#[cfg(test)]
mod tests;
