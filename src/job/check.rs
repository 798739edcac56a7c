//! `check` and `requirements`: holds registers against every requirement.
//!
//! **Knows**: the order of the work, and that registers are independent of each other.
//! **Does not know**: what a rule asks, how the answer is shown.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

use crate::cache::Cache;
use crate::document::Limits;
use crate::fault::{Fault, FaultKind, FileFault};
use crate::files::{File, FileKind, Files, Unreadable};
use crate::finding::{Finding, Lang};
use crate::git::{self, FirstCommit, Kind, NameFault, ReadError, Repository, Snapshot, View};
use crate::job::JobError;
use crate::job::crew;
use crate::job::gather::{HOME, Library};
use crate::job::judged::{Judged, Judgement, Question};
use crate::job::readings::Readings;
use crate::register::{Register, person};
use crate::report::{Head, JobName, LookedAt, Presence, RegisterReport, Report};
use crate::rule::Kind as RuleKind;
use crate::rule::catalogue::{Law, Sort};
use crate::rule::check::{Check, WaiverCheck};
use crate::rule::condition::Ground;
use crate::rule::demand::What;
use crate::rule::evaluate::{self, Held, Standing};
use crate::rule::waiver::Waivers;
use crate::rule::{Rule, load, requirement};

/// So many registers are checked one after the other.
pub(crate) const FEW_REGISTERS: usize = 1;

/// From so many bytes of text on, the rules for one register are shared among the cores.
const HEAVY: usize = 1_000_000;

/// What is asked of `check`.
#[derive(Debug)]
pub struct CheckRequest<'a> {
    /// The folder to begin from.
    pub dir: &'a Path,
    /// The work tree, the index, or a revision.
    pub view: View,
    /// Only registers that hold one of these paths; all where there is none.
    pub paths: &'a [PathBuf],
    /// The day, in Oslo.
    pub today: NaiveDate,
    /// The language of messages.
    pub lang: Lang,
    /// The job that asks.
    pub name: JobName,
    /// How much is read.
    pub limits: Limits,
}

/// Holds the registers of a repository against every rule.
pub fn check(request: &CheckRequest<'_>) -> Result<Report, JobError> {
    let repository = Repository::open(request.dir)?;
    let snapshot = repository.snapshot(&request.view)?;
    let files = SnapshotFiles::new(&snapshot);
    let cache = repository.own_folder().map_or_else(Cache::none, |folder| Cache::open(&folder));
    let library = Library::new(&files, request.limits, &cache);
    let registers = library.registers();
    if registers.is_empty() {
        return Err(JobError::NoRegister(repository.root().to_owned()));
    }
    let chosen = choose(&registers, request, &repository)?;
    let CheckRequest { today, lang, .. } = *request;
    let judged = Judged::of(&snapshot, &library, Question { today, lang });
    let law = OnceLock::new();
    let judgements = crew::each(&chosen, FEW_REGISTERS, |folder| {
        judged.find(folder).unwrap_or_else(|| {
            let mut register = library.register(folder, &Readings::default());
            register.first_year = first_year(&register, &snapshot);
            judge(&register, law.get_or_init(Law::default), &judged)
        })
    });
    cache.save();
    let looked_at = LookedAt {
        files: judgements.iter().map(|judgement| judgement.files).sum(),
        rules: judgements.iter().map(|judgement| judgement.rules).max().unwrap_or_default(),
    };
    Ok(Report {
        job: request.name,
        base: None,
        verdict: None,
        head: match snapshot.head() {
            git::Head::Worktree => Head::Worktree,
            git::Head::Index => Head::Index,
            git::Head::Revision(id) => Head::Revision(id.to_string()),
        },
        today: request.today,
        registers: judgements.into_iter().map(|judgement| judgement.report).collect(),
        looked_at,
    })
}

/// Holds one register against the law as it governs itself, and keeps in `judged` how it stands.
pub(crate) fn judge(register: &Register, law: &Law, judged: &Judged<'_, '_>) -> Judgement {
    let Question { today, lang, .. } = judged.question;
    let judgement = Judgement {
        report: report(register, law, &[], today, lang),
        files: register.files_scanned,
        rules: law.size(Sort::State),
    };
    judged.keep(register, &judgement);
    judgement
}

/// The registers that hold one of the paths that were asked for.
fn choose(
    registers: &[String],
    request: &CheckRequest<'_>,
    repository: &Repository,
) -> Result<Vec<String>, JobError> {
    if request.paths.is_empty() {
        return Ok(registers.to_vec());
    }
    let mut chosen = Vec::new();
    for path in request.paths {
        let wanted = repository
            .locate(&request.dir.join(path))
            .ok_or_else(|| JobError::NotInRegister(path.clone()))?;
        let holds = |folder: &&String| is_within(&wanted, folder);
        let inside = |folder: &&String| is_within(folder, &wanted);
        let innermost = registers.iter().filter(holds).max_by_key(|folder| folder.len());
        let below: Vec<&String> = registers.iter().filter(inside).collect();
        if innermost.is_none() && below.is_empty() {
            return Err(JobError::NotInRegister(path.clone()));
        }
        let is_folder_of_registers = !below.is_empty();
        chosen.extend(below.into_iter().cloned());
        chosen.extend(innermost.filter(|_| !is_folder_of_registers).cloned());
    }
    chosen.sort();
    chosen.dedup();
    Ok(chosen)
}

/// Whether `path` is `folder` or lies in it.
fn is_within(path: &str, folder: &str) -> bool {
    folder.is_empty() || path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The year from which the register answers for reports, where it does not say so itself.
pub(crate) fn first_year(register: &Register, snapshot: &Snapshot) -> Option<i32> {
    if register.at("registervakt.fra_aar").is_some() {
        return None;
    }
    match snapshot.first_commit_with(&register.path_of(HOME)) {
        Ok(FirstCommit::On(date)) => Some(date.year()),
        Ok(FirstCommit::CutOff | FirstCommit::Never) | Err(_) => None,
    }
}

/// Holds one register against every rule of the law, its own rules, and `more`.
pub fn report(register: &Register, law: &Law, more: &[Rule], today: NaiveDate, lang: Lang) -> RegisterReport {
    state(register, Some(register), law, more, today, lang)
}

/// The same, judged by the own rules and waivers of `governing`: in a review those of BASE, so that a
/// change cannot loosen the rule it is judged by; a register that is new has none.
pub(crate) fn state(
    register: &Register,
    governing: Option<&Register>,
    law: &Law,
    more: &[Rule],
    today: NaiveDate,
    lang: Lang,
) -> RegisterReport {
    let ground = Ground { register, today, tables: &law.tables, review: None };
    let (own, broken) = governing.map(own_rules).unwrap_or_default();
    let rules: Vec<&Rule> = law
        .rules_of(Sort::State)
        .iter()
        .chain(&own)
        .chain(more)
        .filter(|rule| rule.kind == RuleKind::State)
        .collect();
    let few = if register.weight() > HEAVY { 0 } else { usize::MAX };
    let mut held = crew::each(&rules, few, |rule| Held { rule, standing: evaluate::hold(rule, ground) });
    let stopped = stopped_rules(&held);
    add_faults(&mut held, broken.into_iter().chain(stopped).collect());
    let mut findings = findings(&held, register, law, lang);
    hold_waivers(&mut held, &mut findings, ground, law, lang);
    if !governing.is_some_and(|governing| std::ptr::eq(governing, register)) {
        waive(&mut findings, governing, ground, &held);
    }
    findings.sort_by(Finding::order);
    let requirements = requirement::states(&held, &findings, ground, law, lang);
    let shown = |text: &str| person::mask_all(text).into_owned();
    RegisterReport {
        path: shown(&register.folder),
        name: shown(register.text("register.navn")),
        short_name: shown(register.text("register.kortnavn")),
        presence: Presence::Stands,
        findings,
        changes: Vec::new(),
        duties: Vec::new(),
        requirements,
        reminders: Vec::new(),
    }
}

/// The own rules of the register, and what is wrong with those that cannot be read.
pub(crate) fn own_rules(register: &Register) -> (Vec<Rule>, Vec<Fault>) {
    let mut rules = Vec::new();
    let mut faults = Vec::new();
    for path in &register.layout.rules {
        let Some(source) = register.texts.get(path) else { continue };
        let name = path.rsplit('/').next().unwrap_or(path);
        let id = name.strip_suffix(".toml").unwrap_or(name);
        match load::read(source, id, "egne") {
            Ok(rule) => rules.push(rule),
            Err(found) => faults.extend(found),
        }
    }
    (rules, faults)
}

/// Rules whose expression gave no answer: a fault of the rule, never a rule that passes.
fn stopped_rules(held: &[Held<'_>]) -> Vec<Fault> {
    let of = |held: &Held<'_>| {
        let (Some(place), Standing::Held(outcome)) = (&held.rule.place, &held.standing) else {
            return Vec::new();
        };
        let fault = |words: &String| {
            let kind = FaultKind::InvalidFile(FileFault::Syntax);
            Fault::new(kind, place.clone(), place.source().path().to_owned()).with("aarsak", words.clone())
        };
        outcome.broken.iter().map(fault).collect::<Vec<_>>()
    };
    held.iter().flat_map(of).collect()
}

/// Faults that came to light late are spoken of by the rule for their kind, like all others.
fn add_faults(held: &mut [Held<'_>], faults: Vec<Fault>) {
    for fault in faults {
        let speaks = |rule: &Rule| {
            rule.demands.iter().any(|demand| {
                matches!(&demand.what, What::Check(Check::ReadFault(word)) if *word == fault.kind.word())
            })
        };
        for held in held.iter_mut().filter(|held| speaks(held.rule)) {
            if let Standing::Held(outcome) = &mut held.standing {
                outcome.hits.push(crate::rule::outcome::Hit::of_fault(&fault));
            }
        }
    }
}

fn findings(held: &[Held<'_>], register: &Register, law: &Law, lang: Lang) -> Vec<Finding> {
    let of = |held: &Held<'_>| match &held.standing {
        Standing::NotApplicable(_) => Vec::new(),
        Standing::Held(outcome) => {
            outcome.hits.iter().map(|hit| evaluate::finding(held.rule, hit, register, law, lang)).collect()
        }
    };
    held.iter().flat_map(of).collect()
}

/// The findings waived by `governing` alone, whatever the register itself says.
fn waive(findings: &mut [Finding], governing: Option<&Register>, ground: Ground<'_>, held: &[Held<'_>]) {
    findings.iter_mut().for_each(|finding| finding.waiver = None);
    let Some(register) = governing else { return };
    let known: Vec<&str> = held.iter().map(|held| held.rule.id.as_str()).collect();
    Waivers::read(Ground { register, ..ground }, &known).apply(findings, &known);
}

/// Waivers are held when all else is known: one that covers nothing is a finding itself.
fn hold_waivers(
    held: &mut [Held<'_>],
    findings: &mut Vec<Finding>,
    ground: Ground<'_>,
    law: &Law,
    lang: Lang,
) {
    let known: Vec<&str> = held
        .iter()
        .map(|held| held.rule.id.as_str())
        .chain(law.rules_of(Sort::Change).iter().map(|rule| rule.id.as_str()))
        .chain(law.rules_of(Sort::Duty).iter().map(|rule| rule.id.as_str()))
        .collect();
    let told: Vec<&str> = held
        .iter()
        .filter(|held| match &held.standing {
            Standing::NotApplicable(_) => true,
            Standing::Held(outcome) => outcome.unknown.is_empty(),
        })
        .map(|held| held.rule.id.as_str())
        .collect();
    let mut waivers = Waivers::read(ground, &known);
    waivers.apply(findings, &told);
    for held in held.iter_mut() {
        let checks: Vec<WaiverCheck> = held
            .rule
            .demands
            .iter()
            .filter_map(|demand| match demand.what {
                What::Check(Check::Waiver(check)) => Some(check),
                _ => None,
            })
            .collect();
        let Standing::Held(outcome) = &mut held.standing else { continue };
        for check in checks {
            let found = waivers.hold(check);
            findings.extend(
                found.hits.iter().map(|hit| evaluate::finding(held.rule, hit, ground.register, law, lang)),
            );
            outcome.add(found);
        }
    }
}

/// A snapshot as a set of files.
pub(crate) struct SnapshotFiles<'a> {
    snapshot: &'a Snapshot,
    files: Vec<File>,
}

impl<'a> SnapshotFiles<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot) -> Self {
        let kind = |entry: &git::Entry| match (entry.fault, entry.conflicted, entry.kind) {
            (Some(NameFault::NotUtf8), ..) => FileKind::UnreadableName,
            (Some(NameFault::Outside | NameFault::Twice | NameFault::TooLong), ..) => FileKind::Outside,
            (None, true, _) => FileKind::Conflict,
            (None, false, Kind::File) => FileKind::Regular,
            (None, false, Kind::Symlink) => FileKind::Symlink,
            (None, false, Kind::Submodule) => FileKind::Submodule,
            (None, false, Kind::Closed) => FileKind::Closed,
        };
        let files = snapshot.files().iter().map(|entry| File { path: entry.path.clone(), kind: kind(entry) });
        Self { snapshot, files: files.collect() }
    }
}

impl Files for SnapshotFiles<'_> {
    fn files(&self) -> &[File] {
        &self.files
    }

    fn id(&self, index: usize) -> Option<&[u8]> {
        Some(self.snapshot.files()[index].blob.as_ref()?.as_bytes())
    }

    fn read(&self, index: usize, limit: u64) -> Result<Vec<u8>, Unreadable> {
        self.snapshot.read(&self.snapshot.files()[index], limit).map_err(|error| match error {
            ReadError::TooLarge { size, .. } => Unreadable::TooLarge { size },
            other => {
                let hint = other.hint().map(|hint| format!(" ({hint})")).unwrap_or_default();
                Unreadable::Damaged { cause: format!("{other}{hint}") }
            }
        })
    }
}
