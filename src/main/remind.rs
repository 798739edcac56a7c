//! What falls due is told: reminders, notices of changes, the watchdog, and the record of it all.
//!
//! **Knows**: which job answers which command, and that its letters are dispatched afterwards.
//! **Does not know**: what falls due, who is told, how letters leave.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

use registervakt::cli::Stop;
use registervakt::cli::sentence::mail::{self as sentence, Outcome};
use registervakt::config::{Exit, Mailing, Settings};
use registervakt::job::notice::{NoticeRequest, notice};
use registervakt::job::remind::{History, Horizon, RemindRequest, remind};
use registervakt::job::review::ReviewRequest;
use registervakt::job::told::Record;
use registervakt::job::watch::{WatchRequest, watch};
use registervakt::mail;
use registervakt::output;
use registervakt::report::reminder::ReminderState;
use registervakt::rule::date::calendar::is_working_day;

use super::post::{Desk, Outgoing};
use super::trouble::Trouble;
use super::voice::{deliver, tell};
use super::{disk, tell_of};

/// What is told of the record: about two years.
const LOG_DAYS: u64 = 730;

/// Tells what falls due, writes the calendar that is asked for, and dispatches the letters of the day.
pub(crate) fn reminders(
    settings: &Settings,
    paths: &[PathBuf],
    ics: Option<&Path>,
    mailing: &Mailing,
) -> Result<Exit, Trouble> {
    let (lang, today, limits) = (settings.lang(), settings.today, settings.limits);
    let mut desk = Desk::open(settings, mailing)?;
    let horizon = if ics.is_some() { Horizon::All } else { Horizon::Standing };
    let (dir, told) = (Path::new("."), &desk.told);
    let request = RemindRequest { dir, paths, today, lang, limits, told, horizon };
    let reminded = remind(&request).map_err(Trouble::Job)?;
    let judged = tell_of(settings, &reminded.report)?;
    if let Some(file) = ics {
        disk::save(file, mail::calendar(&reminded.calendar, settings.now, lang).as_bytes())?;
        tell(&Stop::remark(sentence::calendar(lang, file, reminded.calendar.len())));
    }
    let registers = &reminded.report.registers;
    let due = registers.iter().flat_map(|register| &register.reminders);
    let unheard = registers.iter().flat_map(|register| {
        let nobody = register.reminders.iter().filter(|one| one.to.is_empty());
        nobody.map(|one| format!("{}: {}", register.called(), one.title))
    });
    let unheard: Vec<String> = unheard.collect();
    let held = due.filter(|one| one.state == ReminderState::Due).flat_map(|one| &one.to);
    let mut held: Vec<String> = held.map(|to| to.address.to_lowercase()).collect();
    held.sort();
    held.dedup();
    let waits = !is_working_day(today) && !held.is_empty();
    let is_quiet = registers.iter().all(|register| register.reminders.is_empty());
    let is_whole = registers.iter().all(|register| register.findings.is_empty());
    let none = match (waits, is_whole, is_quiet) {
        (true, _, _) => Outcome::Held(held.len()),
        (false, false, _) => Outcome::Hidden,
        (false, true, true) => Outcome::Quiet,
        (false, true, false) => Outcome::Nothing,
    };
    let (letters, templates) = (&reminded.letters, &reminded.templates);
    let command = "registervakt remind --send";
    let sent =
        desk.dispatch(&Outgoing { letters, drafts: &[], unheard: &unheard, templates, command, none })?;
    desk.beat()?;
    let mut end = worst(judged, sent);
    if reminded.history == History::CutOff {
        // What could be told was told; what may be missing must not look as if all were well.
        end = worst(end, tell(&Stop::failed(sentence::cut_off(lang).to_owned())));
    }
    Ok(end)
}

/// Reviews a change, and tells those whom its open duties concern.
pub(crate) fn notices(
    settings: &Settings,
    review: ReviewRequest<'_>,
    mailing: &Mailing,
) -> Result<Exit, Trouble> {
    let mut desk = Desk::open(settings, mailing)?;
    let request = NoticeRequest { review, told: &desk.told, call: &output::call_change };
    let noticed = notice(&request).map_err(Trouble::Job)?;
    let judged = tell_of(settings, &noticed.report)?;
    let sent = desk.dispatch(&Outgoing {
        letters: &noticed.letters,
        drafts: &noticed.drafts,
        unheard: &noticed.unheard,
        templates: &noticed.templates,
        command: "registervakt review --notify --send",
        none: Outcome::Untold,
    })?;
    Ok(worst(judged, sent))
}

/// Says whether the reminders have stopped, and tells those who must know.
pub(crate) fn watchdog(
    settings: &Settings,
    paths: &[PathBuf],
    days: u32,
    mailing: &Mailing,
) -> Result<Exit, Trouble> {
    let (lang, today, limits) = (settings.lang(), settings.today, settings.limits);
    let mut desk = Desk::open(settings, mailing)?;
    let (dir, last, told) = (Path::new("."), desk.last_heartbeat()?, &desk.told);
    let watched =
        watch(&WatchRequest { dir, paths, today, days, last, told, limits }).map_err(Trouble::Job)?;
    super::say(&sentence::watched(lang, last, watched.has_stopped.then_some(days)))?;
    if !watched.has_stopped {
        return Ok(Exit::Fine);
    }
    let command = format!("registervakt remind --watchdog {days}d --send");
    let outgoing = Outgoing {
        letters: &watched.letters,
        drafts: &[],
        unheard: &watched.unheard,
        templates: &[],
        command: &command,
        none: Outcome::Nothing,
    };
    Ok(worst(Exit::Findings, desk.dispatch(&outgoing)?))
}

/// Shows what was told.
pub(crate) fn log(settings: &Settings) -> Result<Exit, Trouble> {
    let since = settings.today.checked_sub_days(Days::new(LOG_DAYS)).unwrap_or(NaiveDate::MIN);
    let record = Record::open(Path::new(".")).map_err(Trouble::Job)?;
    let log = record.log(since).map_err(Trouble::Job)?;
    for fault in &log.faults {
        tell(&Stop::remark(fault.message(settings.lang())));
    }
    deliver(settings, &|format, options, out| output::write_told(&log.tellings, format, options, out))
}

/// The graver of two ends.
fn worst(one: Exit, other: Exit) -> Exit {
    if one.code() >= other.code() { one } else { other }
}
