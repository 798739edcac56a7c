//! `remind` and `review --notify`: which letters are asked for, and what becomes of them.
//!
//! **Knows**: `--send`, `--preview`, `--max-mails`, `--watchdog` and the variables of the transport.
//! **Does not know**: how a letter is written or sent.

use std::path::PathBuf;

use clap::ArgMatches;

use super::words::argument::{Argument, mail};
use super::words::refusal::Refusal;
use super::words::verb;
use super::{limit, many, one};
use crate::config::{Command, Environment, Mailing, Post, Secret, Way};

/// The variables, beside their options where they have one.
const TRANSPORT: &str = "REGISTERVAKT_SMTP_URL";
const AUTHORITY: &str = "REGISTERVAKT_SMTP_CA";
const MOST: &str = "REGISTERVAKT_MAX_MAILS";

/// The most letters that may be asked for.
const MOST_MAILS: u64 = 10_000;
/// The longest silence that may be asked for, in days.
const MOST_DAYS: u32 = 365;

/// `remind` and the command below it.
pub(super) fn remind(matches: &ArgMatches, environment: Environment<'_>) -> Result<Command, Refusal> {
    if let Some(log) = matches.subcommand_name() {
        // The parser takes options of the command above as well.
        let given = [&mail::SEND, &mail::PREVIEW, &mail::ICS, &mail::WATCHDOG, &mail::MAX_MAILS];
        let stray = given.into_iter().find(|argument| is_given(matches, argument));
        return match stray {
            Some(stray) => {
                let command = format!("{} {log}", verb::remind::REMIND.id);
                Err(Refusal::Conflict(vec![format!("--{}", stray.id), command]))
            }
            None => Ok(Command::RemindLog),
        };
    }
    let (paths, mailing) = (many(matches, &super::argument::PATHS), mailing(matches, environment)?);
    Ok(match one::<String>(matches, &mail::WATCHDOG) {
        Some(span) => Command::Watchdog { paths, days: days(&span)?, mailing },
        None => Command::Remind { paths, ics: one(matches, &mail::ICS), mailing },
    })
}

/// The letters of a review; none where nobody is to be told.
pub(super) fn notify(matches: &ArgMatches, environment: Environment<'_>) -> Result<Option<Mailing>, Refusal> {
    let asked = matches.get_flag(mail::NOTIFY.id);
    asked.then(|| mailing(matches, environment)).transpose()
}

fn is_given(matches: &ArgMatches, argument: &Argument) -> bool {
    matches.value_source(argument.id) == Some(clap::parser::ValueSource::CommandLine)
}

fn mailing(matches: &ArgMatches, environment: Environment<'_>) -> Result<Mailing, Refusal> {
    let most = limit::number(matches, &mail::MAX_MAILS, MOST, MOST_MAILS, environment)?;
    let most = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(Mailing::USUAL);
    let way = match one::<PathBuf>(matches, &mail::PREVIEW) {
        Some(folder) => Way::Preview(folder),
        // The secret is read by the run that needs it, and by no other.
        None if matches.get_flag(mail::SEND.id) => Way::Send(post(environment)?),
        None => Way::Show,
    };
    Ok(Mailing { way, most })
}

/// The transport that the environment names. What it says is never repeated: it may hold a password.
fn post(environment: Environment<'_>) -> Result<Post, Refusal> {
    let said = |name: &str| environment(name).filter(|value| !value.is_empty());
    let transport = said(TRANSPORT).map(|value| {
        let known = |text: &String| Post::TRANSPORTS.iter().any(|start| text.starts_with(start));
        let text = value.into_string().ok().filter(known);
        text.map(Secret::new).ok_or_else(|| Refusal::WrongTransport(TRANSPORT.to_owned()))
    });
    Ok(Post { transport: transport.transpose()?, authority: said(AUTHORITY).map(PathBuf::from) })
}

/// A span in days, written `3d` and in no other way.
fn days(text: &str) -> Result<u32, Refusal> {
    let digits = text.strip_suffix('d').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let days = digits.and_then(|digits| digits.parse().ok());
    days.filter(|days| (1..=MOST_DAYS).contains(days)).ok_or_else(|| Refusal::NoSpan {
        name: format!("--{}", mail::WATCHDOG.id),
        value: text.to_owned(),
        most: MOST_DAYS,
    })
}
