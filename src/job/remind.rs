//! `remind`: what falls due in the registers of a repository, who is told, and in which letters.
//!
//! **Knows**: which revision holds what is approved, that little is read where nothing is due.
//! **Does not know**: when something falls due, how a letter looks and is sent, where the record lies.

pub(crate) mod key;
mod letter;
mod pending;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::cache::Cache;
use crate::document::Limits;
use crate::finding::{Finding, Lang};
use crate::git::{self, GitError, Repository, Snapshot, View};
use crate::job::JobError;
use crate::job::check::{FEW_REGISTERS, SnapshotFiles, choose, first_year};
use crate::job::crew;
use crate::job::gather::Library;
use crate::job::opened::{OpenDuty, OpenedRequest, opened};
use crate::job::proposal::{MAIN_BRANCH, main_branch};
use crate::job::told::Told;
use crate::register::Register;
use crate::report::letter::Letter;
use crate::report::reminder::{CalendarDay, Reminder};
use crate::report::told::mask_all;
use crate::report::{Head, JobName, LookedAt, RegisterReport, Report};
use crate::rule::Rule;
use crate::rule::catalogue::{Law, Sort};
use crate::rule::check::Check;
use crate::rule::condition::Ground;
use crate::rule::date::calendar::days_from;
use crate::rule::date::falling::Opened;
use crate::rule::demand::What;
use crate::rule::evaluate::{self, Standing, shown};

use letter::Past;
use pending::{Looked, Pending, Task};

/// So many days back the history is searched for changes that left a duty open: longer than one is told of.
const DUTY_DAYS: i32 = 100;

/// What is asked of `remind`.
#[derive(Debug)]
pub struct RemindRequest<'a> {
    /// The folder to begin from.
    pub dir: &'a Path,
    /// Only registers that hold one of these paths; all where there is none.
    pub paths: &'a [PathBuf],
    /// The day, in Oslo.
    pub today: NaiveDate,
    /// The language of the report; letters are in the language of those who get them.
    pub lang: Lang,
    /// How much is read.
    pub limits: Limits,
    /// What earlier runs told.
    pub told: &'a Told,
    /// Which deadlines the calendar shows.
    pub horizon: Horizon,
}

/// Which deadlines a calendar shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Horizon {
    /// Those that stand on a rung.
    Standing,
    /// All that are open, however far away.
    All,
}

/// What falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminded {
    /// What stands on a rung, register by register.
    pub report: Report,
    /// The letters of the day, the most pressing first: at most one a person, none on a day off.
    pub letters: Vec<Letter>,
    /// The deadlines as a calendar shows them, by day.
    pub calendar: Vec<CalendarDay>,
    /// Whether open duties may be hidden.
    pub history: History,
    /// The templates of letters of the first register that has its own, by path.
    pub templates: Vec<(String, Vec<u8>)>,
}

/// Whether the history that duties come from is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// It is, as far back as duties are told of.
    Whole,
    /// The clone is shallow (`git fetch --unshallow` mends it): changes may lie beyond its end.
    CutOff,
}

/// The open duties of changes, in each language that is needed, by the folder of their register.
type Duties = BTreeMap<Lang, BTreeMap<String, Vec<Opened>>>;

/// Looks up what falls due in what is approved: the tip of the main branch, else of HEAD.
pub fn remind(request: &RemindRequest<'_>) -> Result<Reminded, JobError> {
    let law = Law::default();
    let repository = Repository::open(request.dir)?;
    let snapshot = approved(&repository)?;
    let files = SnapshotFiles::new(&snapshot);
    let cache = repository.own_folder().map_or_else(Cache::none, |folder| Cache::open(&folder));
    let library = Library::new(&files, request.limits, &cache);
    let registers = library.registers();
    if registers.is_empty() {
        return Err(JobError::NoRegister(repository.root().to_owned()));
    }
    let chosen = choose(&registers, (request.dir, request.paths), &repository)?;
    let (duties, history) = duties(request)?;
    let RemindRequest { today, lang, told, horizon, .. } = *request;
    let rules = dated(&law);
    let task = Task { law: &law, rules: &rules, duties: &duties, today, lang, told, horizon };
    let looked = crew::each(&chosen, FEW_REGISTERS, |folder| {
        let register = read(folder, &library, &snapshot, &task);
        let read = register.texts.len() + register.documents.len();
        let found = (pending::look(&register, &task), unread(&register, &task), named(&register), read);
        (found, library.templates(&register))
    });
    let (looked, templates): (Vec<Found>, Vec<_>) = looked.into_iter().unzip();
    cache.save();
    let head = match snapshot.head() {
        git::Head::Worktree => Head::Worktree,
        git::Head::Index => Head::Index,
        git::Head::Revision(id) => Head::Revision(id.to_string()),
    };
    let templates = templates.into_iter().find(|files| !files.is_empty()).unwrap_or_default();
    Ok(Reminded { history, templates, ..gathered(looked, head, &task) })
}

/// The rules that fall due, in the order of their deadlines.
fn dated(law: &Law) -> Vec<&Rule> {
    let mut rules: Vec<&Rule> = law.rules_of(Sort::Date).iter().collect();
    rules.sort_by_key(|rule| rule.schedule.as_ref().map(|schedule| schedule.deadline));
    rules
}

/// What was found in one register: what is told, what could not be read, its names, how many files were read.
type Found = (Looked, Vec<Finding>, RegisterReport, usize);

fn gathered(looked: Vec<Found>, head: Head, task: &Task<'_>) -> Reminded {
    let mut registers = Vec::new();
    let mut pending: Vec<Pending> = Vec::new();
    let mut calendar: Vec<CalendarDay> = Vec::new();
    let mut files = 0;
    for (looked, findings, report, read) in looked {
        let mut reminders: Vec<Reminder> = looked.pending.iter().map(|one| one.reminder.clone()).collect();
        reminders.sort_by(Reminder::order);
        registers.push(RegisterReport { findings, reminders, ..report });
        pending.extend(looked.pending);
        calendar.extend(looked.calendar);
        files += read;
    }
    calendar.sort_by(|one, two| (one.day, &one.register).cmp(&(two.day, &two.register)));
    let tell = |key: &str, address: &str| task.told.tell(key, address);
    let had_letter_on = |address: &str, day: NaiveDate| task.told.had_letter_on(address, day);
    let past = Past { tell: &tell, had_letter_on: &had_letter_on };
    Reminded {
        letters: letter::letters(&pending, task.today, &past),
        report: Report {
            job: JobName::Remind,
            base: None,
            verdict: None,
            head,
            today: task.today,
            registers,
            looked_at: LookedAt { files, rules: task.rules.len() },
        },
        calendar,
        history: History::Whole,
        templates: Vec::new(),
    }
}

/// The files of the main branch, here or as it was last fetched, else of HEAD.
pub(crate) fn approved(repository: &Repository) -> Result<Snapshot, JobError> {
    // HEAD of a bare repository may name a branch that was never there.
    let branch = match main_branch(repository, "HEAD") {
        Err(JobError::Git(GitError::NoCommits { .. })) => MAIN_BRANCH.to_owned(),
        found => found?,
    };
    let tip = repository.line(&branch, NaiveDate::MAX)?.tip;
    Ok(repository.snapshot(&View::Revision(tip.to_string()))?)
}

/// The open duties of changes. In the language of the report first: mostly there are none, and no other is
/// needed.
fn duties(request: &RemindRequest<'_>) -> Result<(Duties, History), JobError> {
    let mut history = History::Whole;
    let mut in_lang = |lang: Lang| -> Result<BTreeMap<String, Vec<Opened>>, JobError> {
        let since = days_from(request.today, -DUTY_DAYS);
        let RemindRequest { dir, today, limits, .. } = *request;
        let mut by_register: BTreeMap<String, Vec<Opened>> = BTreeMap::new();
        let found = opened(&OpenedRequest { dir, since, today, lang, limits })?;
        if found.is_cut_off {
            history = History::CutOff;
        }
        for (folder, open) in found.duties {
            let OpenDuty { subject, thread, duty, released } = open;
            let opened = Opened { subject, thread, duty, released };
            by_register.entry(folder).or_default().push(opened);
        }
        Ok(by_register)
    };
    let first = in_lang(request.lang)?;
    let mut duties = Duties::new();
    if !first.is_empty() {
        for lang in Lang::ALL.into_iter().filter(|lang| *lang != request.lang) {
            duties.insert(lang, in_lang(lang)?);
        }
    }
    duties.insert(request.lang, first);
    Ok((duties, history))
}

/// Reads a register: its tables, and its documents only where they decide what is told today.
fn read(folder: &str, library: &Library<'_>, snapshot: &Snapshot, task: &Task<'_>) -> Register {
    let facts = library.facts(folder);
    let needs = pending::needs(&facts, task);
    let mut register = if needs.documents { library.with_documents(facts) } else { facts };
    if needs.first_year {
        register.first_year = first_year(&register, snapshot);
    }
    register
}

/// The register by its names.
fn named(register: &Register) -> RegisterReport {
    let called = |path: &str| mask_all(&shown(register.text(path))).into_owned();
    RegisterReport {
        path: shown(&register.folder),
        name: called("register.navn"),
        short_name: called("register.kortnavn"),
        ..RegisterReport::default()
    }
}

/// What is wrong with files for want of which nobody knows what falls due.
fn unread(register: &Register, task: &Task<'_>) -> Vec<Finding> {
    let silent: Vec<&String> =
        register.unread.iter().filter(|(name, _)| *name != "datasett").map(|(_, file)| file).collect();
    if silent.is_empty() {
        return Vec::new();
    }
    let Task { law, today, lang, .. } = *task;
    let ground = Ground { register, today, tables: &law.tables, review: None };
    let speaks = |what: &What| matches!(what, What::Check(Check::ReadFault(_)));
    let rules = law
        .rules_of(Sort::State)
        .iter()
        .filter(|rule| rule.demands.iter().any(|demand| speaks(&demand.what)));
    let mut findings = Vec::new();
    for rule in rules {
        let Standing::Held(outcome) = evaluate::hold(rule, ground) else { continue };
        let hits = outcome.hits.iter().filter(|hit| silent.contains(&&hit.location.path));
        findings.extend(hits.map(|hit| evaluate::finding(rule, hit, register, law, lang)));
    }
    findings.sort_by(Finding::order);
    findings
}
