//! What is asked for, made whole with what the clock and the terminal say.
//!
//! **Knows**: what a request holds, which day it is in Norway, when colours are shown, how wide a
//! line is, which findings fail a run.
//! **Does not know**: flags and their words, how a job is done, how anything is printed.

mod post;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};

pub use post::{Mailing, Post, Secret, Way};

use crate::document::Limits;
use crate::finding::{Finding, Lang, Level};
use crate::git::View;
use crate::job::review::{Compared, Reach, Strictness};
use crate::output::{Color, Format, Options, Verbosity};
use crate::report::{JobName, Report};

/// The day on which the demonstration takes place where no other is given: its register holds
/// deadlines, and what it shows must be the same tomorrow.
const DEMO_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar");

/// The widths that are believed of a terminal, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=1000;

/// The variables of the environment, by name.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// All that a person asked for on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The language to answer in.
    pub lang: Lang,
    /// The folder to work in; none is the current one.
    pub dir: Option<PathBuf>,
    /// The day to take for today; none is the day of the clock.
    pub today: Option<NaiveDate>,
    /// When colours are wanted.
    pub color: ColorWish,
    /// What is written where; never empty, and at most one of them goes to standard output.
    pub outputs: Vec<Output>,
    /// How much is told.
    pub verbosity: Verbosity,
    /// Findings of this level, and graver ones, fail the run.
    pub fail_on: Level,
    /// How much is read.
    pub limits: Limits,
    /// What is to be done.
    pub command: Command,
}

/// When colours are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorWish {
    /// At a terminal that shows them, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always, whatever `NO_COLOR` says.
    Always,
    /// Never.
    Never,
}

/// One form of the answer, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Output {
    /// The form.
    pub format: Format,
    /// The file; none is standard output.
    pub file: Option<PathBuf>,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `check`: the state of the registers that hold one of `paths`, or of all.
    Check {
        /// Registers, or files in them.
        paths: Vec<PathBuf>,
        /// What is looked at.
        view: View,
    },
    /// `requirements`: the state of each requirement of the guide.
    Requirements {
        /// A register, or a file in it.
        path: Option<PathBuf>,
        /// What is looked at.
        view: View,
    },
    /// `review`: what differs between two revisions, and what follows.
    Review {
        /// What is compared.
        compared: Compared,
        /// Whether duties that are open in a draft fail the run.
        draft: Strictness,
        /// Which registers are looked at, and which findings count.
        reach: Reach,
        /// The letters to those whom open duties concern; none where nobody is to be told.
        notify: Option<Mailing>,
    },
    /// `what-if`: what a change would release.
    WhatIf {
        /// What is wished, as written.
        wishes: Vec<String>,
    },
    /// `new change`: the change record for what was changed.
    NewChange {
        /// What is compared.
        compared: Compared,
    },
    /// `remind`: what falls due in the registers that hold one of `paths`, or in all.
    Remind {
        /// Registers, or files in them.
        paths: Vec<PathBuf>,
        /// The file that a calendar of all deadlines is written to.
        ics: Option<PathBuf>,
        /// The letters.
        mailing: Mailing,
    },
    /// `remind --watchdog`: whether reminders have stopped.
    Watchdog {
        /// Registers, or files in them.
        paths: Vec<PathBuf>,
        /// After how many days without a sign of life they have, at least 1.
        days: u32,
        /// The letters to the service centre.
        mailing: Mailing,
    },
    /// `remind log`: what people were told.
    RemindLog,
    /// `explain`: one rule or requirement.
    Explain {
        /// Its id.
        id: String,
    },
    /// `rules`: the catalogue.
    Rules,
    /// `rules test`: the examples of the user's own rules.
    RulesTest {
        /// The folder they lie in.
        dir: PathBuf,
    },
    /// `init`: a new register.
    Init {
        /// The folder it is made in.
        dir: PathBuf,
        /// Documents that it begins with.
        from: Vec<PathBuf>,
    },
    /// `hook`: the Git hook that looks at each commit.
    Hook(HookDeed),
    /// `demo`: a check of an invented register.
    Demo,
    /// `completions`: a script for a shell.
    Completions(Shell),
    /// `man`: the manual pages.
    Man {
        /// The folder they are written to; none is the main page to standard output.
        dir: Option<PathBuf>,
    },
}

/// What is done with the Git hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HookDeed {
    /// It is set up.
    Install,
    /// It is taken away, and what was there before it put back.
    Uninstall,
    /// It does its work: what is staged is looked at.
    Run,
}

/// The shells that commands can be completed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// GNU Bash.
    Bash,
    /// Elvish.
    Elvish,
    /// Fish.
    Fish,
    /// PowerShell.
    PowerShell,
    /// Z shell.
    Zsh,
}

impl Shell {
    /// All of them, by name.
    pub const ALL: [Self; 5] = [Self::Bash, Self::Elvish, Self::Fish, Self::PowerShell, Self::Zsh];

    /// The word by which people ask for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Elvish => "elvish",
            Self::Fish => "fish",
            Self::PowerShell => "powershell",
            Self::Zsh => "zsh",
        }
    }
}

/// What the world says while a request is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surroundings {
    /// The moment.
    pub now: DateTime<Utc>,
    /// What standard output leads to.
    pub screen: Screen,
}

/// What standard output leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// A terminal, with its width in columns where it is known.
    Terminal(Option<usize>),
    /// A file or another program.
    Elsewhere,
}

/// A request that lacks nothing more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The folder to work in; none is the current one.
    pub dir: Option<PathBuf>,
    /// The day to take for today, in Norway.
    pub today: NaiveDate,
    /// The moment to take for now, in Norway: that of the clock, or eight in the morning of another day that was
    /// asked for.
    pub now: DateTime<FixedOffset>,
    /// What is written where; never empty.
    pub outputs: Vec<Output>,
    /// How it is written to standard output.
    pub screen: Options,
    /// Findings of this level, and graver ones, fail the run.
    pub fail_on: Level,
    /// How much is read.
    pub limits: Limits,
    /// What is to be done.
    pub command: Command,
}

/// How a run ends, for the program that started it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: nothing that fails the run.
    Fine,
    /// 1: findings of the level that fails it.
    Findings,
    /// 2: wrong usage or settings.
    Usage,
    /// 3: the job could not be done.
    Failed,
}

impl Exit {
    /// The number that the operating system is given.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Failed => 3,
        }
    }
}

/// Makes a request whole.
pub fn settle(request: Request, surroundings: &Surroundings, environment: Environment<'_>) -> Settings {
    let today = request.today.unwrap_or_else(|| match request.command {
        Command::Demo => DEMO_DAY,
        _ => day_in_norway(surroundings.now),
    });
    let screen = Options {
        lang: request.lang,
        color: color(request.color, surroundings.screen, environment),
        width: width(surroundings.screen, environment),
        verbosity: request.verbosity,
    };
    Settings {
        dir: request.dir,
        today,
        now: moment(today, surroundings.now),
        outputs: request.outputs,
        screen,
        fail_on: request.fail_on,
        limits: request.limits,
        command: request.command,
    }
}

impl Settings {
    /// The language to answer in.
    pub fn lang(&self) -> Lang {
        self.screen.lang
    }

    /// How `output` is written: a file is as wide as pages are, and holds no colours.
    pub fn options(&self, output: &Output) -> Options {
        match output.file {
            None => self.screen,
            Some(_) => Options { color: Color::Off, width: Options::default().width, ..self.screen },
        }
    }

    /// How a run ends that came to `report`. Where no register was found nothing was checked, and
    /// that must not look as if all were well.
    pub fn verdict(&self, report: &Report) -> Exit {
        let mut findings = report.registers.iter().flat_map(|register| &register.findings);
        let fails = |finding: &Finding| report.is_counted(finding) && finding.level <= self.fail_on;
        // A change may well touch none of several registers; that there is one at all, the job has seen to.
        let nothing_checked = report.registers.is_empty() && report.job != JobName::Review;
        // A question is answered, whatever stands in the register. What is found beside reminders are files that
        // cannot be read, and that may hide what falls due.
        let judges = match report.job {
            JobName::Check | JobName::Requirements | JobName::Review | JobName::Remind => true,
            JobName::WhatIf => false,
        };
        if nothing_checked {
            Exit::Failed
        } else if judges && findings.any(fails) {
            Exit::Findings
        } else {
            Exit::Fine
        }
    }
}

/// Whether colours are shown. A `NO_COLOR` that is empty says nothing (<https://no-color.org>).
fn color(wish: ColorWish, screen: Screen, environment: Environment<'_>) -> Color {
    let unwanted = environment("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = environment("TERM").is_some_and(|value| value == "dumb");
    match (wish, screen) {
        (ColorWish::Always, _) => Color::On,
        (ColorWish::Auto, Screen::Terminal(_)) if !unwanted && !dumb => Color::On,
        (ColorWish::Auto | ColorWish::Never, _) => Color::Off,
    }
}

/// How many columns a line has: what `COLUMNS` says, else what the terminal says, else the usual.
fn width(screen: Screen, environment: Environment<'_>) -> usize {
    let told = environment("COLUMNS").and_then(|value| value.to_str()?.trim().parse().ok());
    let seen = match screen {
        Screen::Terminal(columns) => columns,
        Screen::Elsewhere => None,
    };
    [told, seen]
        .into_iter()
        .flatten()
        .find(|width| WIDTHS.contains(width))
        .unwrap_or(Options::default().width)
}

/// The day in Norway (Europe/Oslo) at a moment. Summer time is an hour more than the one hour that
/// Norway is ahead, from the last Sunday of March to the last Sunday of October, both at 01:00 UTC
/// (forskrift om sommertid; directive 2000/84/EC).
fn day_in_norway(now: DateTime<Utc>) -> NaiveDate {
    let ahead = TimeDelta::hours(hours_ahead(now.naive_utc()).into());
    now.naive_utc().checked_add_signed(ahead).unwrap_or(NaiveDateTime::MAX).date()
}

/// The moment in Norway that belongs to `today`.
fn moment(today: NaiveDate, now: DateTime<Utc>) -> DateTime<FixedOffset> {
    let morning = today.and_hms_opt(8, 0, 0).unwrap_or_default();
    let hours = hours_ahead(if day_in_norway(now) == today { now.naive_utc() } else { morning });
    let norway = FixedOffset::east_opt(hours * 3_600).expect("an hour or two are an offset");
    if day_in_norway(now) == today {
        return now.with_timezone(&norway);
    }
    norway.from_local_datetime(&morning).single().unwrap_or_else(|| now.with_timezone(&norway))
}

/// How many hours Norway is ahead at a moment of UTC.
fn hours_ahead(now: NaiveDateTime) -> i32 {
    let switch = |month| last_sunday(now.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let summer = match (switch(3), switch(10)) {
        (Some(begin), Some(end)) => (begin..end).contains(&now),
        (None, _) | (_, None) => false,
    };
    if summer { 2 } else { 1 }
}

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(last.weekday().num_days_from_sunday().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::finding::{Fingerprint, Status, Waived};
    use crate::report::{Head, LookedAt, RegisterReport};
    use crate::source::Location;

    fn request(command: Command) -> Request {
        Request {
            lang: Lang::Nn,
            dir: None,
            today: None,
            color: ColorWish::Auto,
            outputs: vec![Output::default()],
            verbosity: Verbosity::Normal,
            fail_on: Level::Error,
            limits: Limits::default(),
            command,
        }
    }

    fn at(moment: &str) -> Surroundings {
        Surroundings { now: moment.parse().unwrap(), screen: Screen::Elsewhere }
    }

    #[test]
    fn the_day_is_that_of_oslo() {
        let check = |moment: &str, expected: &str| {
            let settings = settle(request(Command::Rules), &at(moment), &|_| None);
            assert_eq!(settings.today.to_string(), expected, "{moment}");
        };
        for (moment, expected) in [
            // Winter: midnight falls at 23:00 UTC.
            ("2026-01-15T22:59:59Z", "2026-01-15"),
            ("2026-01-15T23:00:00Z", "2026-01-16"),
            ("2026-12-31T22:59:59Z", "2026-12-31"),
            ("2026-12-31T23:00:00Z", "2027-01-01"),
            // Summer: at 22:00 UTC.
            ("2026-07-01T21:59:59Z", "2026-07-01"),
            ("2026-07-01T22:00:00Z", "2026-07-02"),
            // Summer time begins on 29 March 2026, ends on 25 October 2026.
            ("2026-03-28T22:30:00Z", "2026-03-28"),
            ("2026-03-28T23:00:00Z", "2026-03-29"),
            ("2026-03-29T00:59:59Z", "2026-03-29"),
            ("2026-03-29T22:00:00Z", "2026-03-30"),
            ("2026-10-24T21:59:59Z", "2026-10-24"),
            ("2026-10-24T22:00:00Z", "2026-10-25"),
            ("2026-10-25T22:30:00Z", "2026-10-25"),
            ("2026-10-25T23:00:00Z", "2026-10-26"),
            // A month whose last day is a Sunday, and leap days.
            ("2024-03-30T22:30:00Z", "2024-03-30"),
            ("2024-03-31T22:00:00Z", "2024-04-01"),
            ("2024-02-28T23:00:00Z", "2024-02-29"),
            ("2023-02-28T23:00:00Z", "2023-03-01"),
            // Before and after all that we shall see.
            ("1970-01-01T00:00:00Z", "1970-01-01"),
            ("9999-12-31T23:59:59Z", "+10000-01-01"),
        ] {
            check(moment, expected);
        }
    }

    #[test]
    fn the_last_sunday_is_found() {
        for (year, month, expected) in
            [(2024, 3, 31), (2024, 10, 27), (2025, 3, 30), (2025, 10, 26), (2026, 3, 29), (2027, 10, 31)]
        {
            assert_eq!(last_sunday(year, month), NaiveDate::from_ymd_opt(year, month, expected));
        }
    }

    #[test]
    fn a_day_that_is_given_goes_before_every_other() {
        let today = |given, command| {
            let request = Request { today: given, ..request(command) };
            settle(request, &at("2030-05-05T12:00:00Z"), &|_| None).today.to_string()
        };
        let given = NaiveDate::from_ymd_opt(2027, 6, 15);
        assert_eq!(today(None, Command::Rules), "2030-05-05");
        assert_eq!(today(None, Command::Demo), "2026-11-23");
        assert_eq!(today(given, Command::Rules), "2027-06-15");
        assert_eq!(today(given, Command::Demo), "2027-06-15");
    }

    #[test]
    fn colours_are_shown_where_they_are_wanted() {
        let check = |wish, screen, variables: &[(&str, &str)], expected| {
            let environment = |name: &str| {
                variables.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value))
            };
            assert_eq!(color(wish, screen, &environment), expected, "{wish:?} {screen:?} {variables:?}");
        };
        let terminal = Screen::Terminal(None);
        check(ColorWish::Auto, terminal, &[], Color::On);
        check(ColorWish::Auto, Screen::Elsewhere, &[], Color::Off);
        check(ColorWish::Auto, terminal, &[("NO_COLOR", "1")], Color::Off);
        check(ColorWish::Auto, terminal, &[("NO_COLOR", "0")], Color::Off);
        check(ColorWish::Auto, terminal, &[("NO_COLOR", "")], Color::On);
        check(ColorWish::Auto, terminal, &[("TERM", "dumb")], Color::Off);
        check(ColorWish::Auto, terminal, &[("TERM", "xterm")], Color::On);
        check(ColorWish::Always, Screen::Elsewhere, &[("NO_COLOR", "1")], Color::On);
        check(ColorWish::Never, terminal, &[], Color::Off);
    }

    #[test]
    fn the_width_is_that_of_the_terminal() {
        let check = |screen, columns: Option<&str>, expected| {
            let environment = |name: &str| columns.filter(|_| name == "COLUMNS").map(OsString::from);
            assert_eq!(width(screen, &environment), expected, "{screen:?} {columns:?}");
        };
        check(Screen::Terminal(Some(132)), None, 132);
        check(Screen::Terminal(Some(132)), Some("60"), 60);
        check(Screen::Terminal(Some(132)), Some("mange"), 132);
        check(Screen::Terminal(Some(132)), Some("-4"), 132);
        check(Screen::Terminal(Some(132)), Some("99999999999999999999"), 132);
        check(Screen::Terminal(Some(0)), None, 80);
        check(Screen::Terminal(None), Some("0"), 80);
        check(Screen::Elsewhere, None, 80);
        check(Screen::Elsewhere, Some("120"), 120);
    }

    #[test]
    fn a_file_holds_no_colours() {
        let asked = Request { color: ColorWish::Always, ..request(Command::Rules) };
        let settings = settle(asked, &at("2026-01-01T12:00:00Z"), &|_| Some("120".into()));
        let file = Output { format: Format::Human, file: Some("a.txt".into()) };
        assert_eq!((settings.options(&file).color, settings.options(&file).width), (Color::Off, 80));
        let screen = settings.options(&Output::default());
        assert_eq!((screen.color, screen.width, screen.lang), (Color::On, 120, Lang::Nn));
    }

    fn report(levels: &[Level]) -> Report {
        let finding = |level: &Level| Finding {
            rule: "fagraad-mangler".to_owned(),
            level: *level,
            status: Status::Existing,
            message: String::new(),
            help: String::new(),
            location: Location {
                path: "register.toml".to_owned(),
                start: None,
                end: None,
                page: None,
                heading: Vec::new(),
                excerpt: None,
            },
            related: Vec::new(),
            requirements: Vec::new(),
            sources: Vec::new(),
            fingerprint: Fingerprint::new("fagraad-mangler", "", ""),
            waiver: None,
        };
        Report {
            job: JobName::Check,
            base: None,
            verdict: None,
            head: Head::Worktree,
            today: NaiveDate::MIN,
            registers: vec![RegisterReport {
                presence: crate::report::Presence::Stands,
                path: String::new(),
                name: String::new(),
                short_name: String::new(),
                findings: levels.iter().map(finding).collect(),
                changes: Vec::new(),
                duties: Vec::new(),
                requirements: Vec::new(),
                reminders: Vec::new(),
            }],
            looked_at: LookedAt::default(),
        }
    }

    #[test]
    fn findings_fail_a_run_from_the_level_asked_for() {
        let check = |fail_on, report: &Report, expected| {
            let asked = Request { fail_on, ..request(Command::Rules) };
            let settings = settle(asked, &at("2026-01-01T12:00:00Z"), &|_| None);
            assert_eq!(settings.verdict(report), expected, "{fail_on:?}");
        };
        check(Level::Error, &report(&[]), Exit::Fine);
        check(Level::Error, &report(&[Level::Warning, Level::Note]), Exit::Fine);
        check(Level::Error, &report(&[Level::Note, Level::Error]), Exit::Findings);
        check(Level::Warning, &report(&[Level::Error]), Exit::Findings);
        check(Level::Warning, &report(&[Level::Warning]), Exit::Findings);
        check(Level::Warning, &report(&[Level::Note]), Exit::Fine);
        check(Level::Note, &report(&[Level::Note]), Exit::Findings);
        check(Level::Note, &report(&[]), Exit::Fine);
        check(Level::Note, &Report { registers: Vec::new(), ..report(&[]) }, Exit::Failed);

        let mut set_aside = report(&[Level::Error, Level::Error]);
        if let [waived, fixed] = set_aside.registers[0].findings.as_mut_slice() {
            waived.waiver = Some(Waived { reason: String::new(), until: NaiveDate::MAX, approved_by: None });
            fixed.status = Status::Fixed;
        }
        check(Level::Note, &set_aside, Exit::Fine);
    }

    #[test]
    fn each_ending_has_its_number() {
        let codes = [Exit::Fine, Exit::Findings, Exit::Usage, Exit::Failed].map(Exit::code);
        assert_eq!(codes, [0, 1, 2, 3]);
    }
}
