//! What the parser has to complain of, as what is wrong with the command line.
//!
//! **Knows**: the kinds of error of `clap` and what each says of itself.
//! **Does not know**: the words for them.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use super::words::refusal::Refusal;

/// What is wrong in `arguments`, and the command it is wrong in: `registervakt check`.
pub(super) fn read(error: &Error, program: &Command, arguments: &[OsString]) -> (Refusal, String) {
    let path = path(error, program, arguments);
    (refusal(error, program, &path), path.join(" "))
}

fn refusal(error: &Error, program: &Command, path: &[String]) -> Refusal {
    let option = || named(&text(error, ContextKind::InvalidArg));
    let value = || text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => Refusal::UnknownCommand {
            word: text(error, ContextKind::InvalidSubcommand),
            nearest: texts(error, ContextKind::SuggestedSubcommand),
            known: commands(program, path),
        },
        ErrorKind::MissingSubcommand => Refusal::NoCommand { known: commands(program, path) },
        ErrorKind::UnknownArgument => unknown(error, program),
        ErrorKind::InvalidValue if value().is_empty() => Refusal::NoValue(option()),
        ErrorKind::InvalidValue => Refusal::WrongValue {
            option: option(),
            value: value(),
            nearest: near(&value(), texts(error, ContextKind::SuggestedValue)),
            known: texts(error, ContextKind::ValidValue),
        },
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            Refusal::NoValue(option())
        }
        ErrorKind::TooManyValues => Refusal::NeedlessValue { option: option(), value: value() },
        ErrorKind::MissingRequiredArgument => {
            let missing = texts(error, ContextKind::InvalidArg);
            Refusal::NoArgument(missing.iter().map(|argument| named(argument)).collect())
        }
        ErrorKind::ArgumentConflict => conflict(error),
        ErrorKind::InvalidUtf8 => Refusal::NotUtf8,
        // The enumeration belongs to `clap` and may grow.
        _ => Refusal::NotUnderstood,
    }
}

/// Those of `suggested` that resemble `value` to the eye: of words as short as `en` all do to the parser.
fn near(value: &str, suggested: Vec<String>) -> Vec<String> {
    let length = |word: &str| word.chars().count();
    suggested.into_iter().filter(|word| length(word).abs_diff(length(value)) < 3).collect()
}

/// An option that is not there, or a word that has no place.
fn unknown(error: &Error, program: &Command) -> Refusal {
    let word = text(error, ContextKind::InvalidArg);
    if !word.starts_with('-') {
        return Refusal::NeedlessWord(word);
    }
    let mut nearest = texts(error, ContextKind::SuggestedArg);
    if nearest.is_empty() {
        // It may be an option of a command, written without the command or before it.
        let takes = |command: &&Command| {
            command
                .get_arguments()
                .any(|argument| argument.get_long().is_some_and(|long| word.strip_prefix("--") == Some(long)))
        };
        let owners = program.get_subcommands().filter(takes);
        nearest = owners.map(|owner| format!("registervakt {} {word}", owner.get_name())).collect();
    }
    Refusal::UnknownOption { option: word, nearest }
}

fn conflict(error: &Error) -> Refusal {
    let mut options = texts(error, ContextKind::InvalidArg);
    options.extend(texts(error, ContextKind::PriorArg));
    let mut options: Vec<String> = options.iter().map(|option| named(option)).collect();
    options.dedup();
    match options.as_slice() {
        [only] => Refusal::Twice(only.clone()),
        _ => Refusal::Conflict(options),
    }
}

/// The command that an error is about: as the usage says, `Usage: registervakt check [VALG] …`,
/// where the parser adds it, else as it was written.
fn path(error: &Error, program: &Command, arguments: &[OsString]) -> Vec<String> {
    let words: Vec<String> = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => {
            usage.to_string().split_whitespace().map(ToOwned::to_owned).collect()
        }
        _ => arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect(),
    };
    let mut path = vec![program.get_name().to_owned()];
    let mut command = program;
    for word in words {
        if let Some(next) = command.find_subcommand(&word) {
            command = next;
            path.push(word);
        }
    }
    path
}

/// The commands below the one that `path` leads to.
fn commands(program: &Command, path: &[String]) -> Vec<String> {
    let below = path.iter().skip(1).try_fold(program, |command, word| command.find_subcommand(word));
    let below = below.unwrap_or(program).get_subcommands();
    below.map(|command| command.get_name().to_owned()).collect()
}

/// An option or argument as people write it: `--lang` for `--lang <SPRÅK>`, `STI` for `[STI]...`.
fn named(argument: &str) -> String {
    let first = argument.split(' ').next().unwrap_or(argument);
    if first.starts_with('-') { first } else { argument.trim_matches(['<', '>', '[', ']', '.']) }.to_owned()
}

/// One thing that an error tells; empty where it does not.
fn text(error: &Error, kind: ContextKind) -> String {
    texts(error, kind).into_iter().next().unwrap_or_default()
}

/// All things that an error tells of one kind.
fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}
