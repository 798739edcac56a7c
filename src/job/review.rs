//! `review`: what differs between two revisions, which duties follow, and how they stand.
//!
//! **Knows**: the order of the work: changes, state on both sides, duties, verdict.
//! **Does not know**: what a change means, what meets a duty, how the answer is shown.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;

use crate::change;
use crate::document::Limits;
use crate::finding::{Finding, Fingerprint, Lang, Level, Status};
use crate::git::{self, Origin};
use crate::job::check::{self, FEW_REGISTERS, SnapshotFiles, first_year, own_rules, state};
use crate::job::gather::Library;
use crate::job::judged::{Judged, Question};
use crate::job::proposal::{Proposal, Twin};
use crate::job::readings::Readings;
use crate::job::{JobError, crew};
use crate::register::Register;
use crate::report::change::Change;
use crate::report::duty::{Duty, DutyState, Verdict};
use crate::report::{Base, Counted, Head, JobName, LookedAt, Presence, RegisterReport, Report};
use crate::rule::catalogue::{Law, Sort};
use crate::rule::condition::Ground;
use crate::rule::review::{self, Review, Stand};
use crate::rule::{Kind, Rule, evaluate};

pub use crate::job::proposal::{Compared, Reach};

/// What is asked of `review`.
#[derive(Debug, Clone)]
pub struct ReviewRequest<'a> {
    /// The folder to begin from.
    pub dir: &'a Path,
    /// What is compared.
    pub compared: &'a Compared,
    /// The day, in Oslo.
    pub today: NaiveDate,
    /// The language of messages.
    pub lang: Lang,
    /// How grave open duties are in what is staged on a branch of its own.
    pub draft: Strictness,
    /// Which registers are looked at.
    pub reach: Reach,
    /// How much is read.
    pub limits: Limits,
}

/// Reviews what differs between two revisions of a repository.
pub fn review(request: &ReviewRequest<'_>) -> Result<Report, JobError> {
    let law = Law::default();
    let proposal = Proposal::open(request.dir, request.compared)?;
    let sides = [&proposal.pair.base, &proposal.pair.head].map(SnapshotFiles::new);
    let cache = proposal.cache();
    let [base, head] = [&sides[0], &sides[1]].map(|files| Library::new(files, request.limits, &cache));
    let twins = proposal.twins(&base, &head, request.reach);
    if base.registers().is_empty() && head.registers().is_empty() {
        return Err(JobError::NoRegister(proposal.repository.root().to_owned()));
    }
    let on_main = proposal.repository.branch().is_none_or(|branch| branch == proposal.main_branch);
    let is_draft = *request.compared == Compared::Staged && !on_main;
    let strictness = if is_draft { request.draft } else { Strictness::Proposal };
    let ReviewRequest { today, lang, .. } = *request;
    let judge = Judge { law: &law, more: &[], today, lang, strictness };
    let question = Question { today, lang };
    let known = Known {
        base: Judged::of(&proposal.pair.base, &base, question),
        head: Judged::of(&proposal.pair.head, &head, question),
    };
    let reviewed = |twin: &Twin| {
        let readings = Readings::default();
        let before = twin.base.as_ref().map(|folder| {
            let mut register = base.register(folder, &readings);
            register.first_year = first_year(&register, &proposal.pair.base);
            register
        });
        let after = twin.head.as_ref().map(|folder| {
            let mut register = head.register(folder, &readings);
            register.first_year = first_year(&register, &proposal.pair.head);
            register
        });
        let files = after.as_ref().or(before.as_ref()).map_or(0, |register| register.files_scanned);
        (of_register(before.as_ref(), after, judge, Some(&known)), files)
    };
    let reports: Vec<(RegisterReport, usize)> = crew::each(&twins, FEW_REGISTERS, reviewed);
    cache.save();
    let files = reports.iter().map(|(_, files)| files).sum();
    let registers: Vec<RegisterReport> = reports.into_iter().map(|(report, _)| report).collect();
    Ok(Report {
        job: JobName::Review,
        base: Some(base_of(&proposal.range.base, request.reach)),
        verdict: Some(Verdict::of(registers.iter().flat_map(|register| &register.duties))),
        head: match proposal.range.head {
            git::Head::Worktree => Head::Worktree,
            git::Head::Index => Head::Index,
            git::Head::Revision(id) => Head::Revision(id.to_string()),
        },
        today: request.today,
        registers,
        looked_at: LookedAt { files, rules: law.size_of_review() },
    })
}

/// The base as the report names it.
fn base_of(base: &git::Base, reach: Reach) -> Base {
    let merge_base_with = match base.origin {
        Origin::Asked | Origin::Nothing => None,
        Origin::Moved { .. } | Origin::MergeBase { .. } => Some(base.name.clone()),
    };
    let counted = match reach {
        Reach::Touched => Counted::New,
        Reach::All => Counted::All,
    };
    Base { id: base.id.to_string(), merge_base_with, counted }
}

/// What both sides are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'a> {
    /// The law.
    pub law: &'a Law,
    /// Further rules, under test.
    pub more: &'a [Rule],
    /// The day, in Oslo.
    pub today: NaiveDate,
    /// The language of messages.
    pub lang: Lang,
    /// Whether what is left to do fails the run.
    pub strictness: Strictness,
}

/// How grave it is that duties are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// An error: this is what would be approved.
    Proposal,
    /// A warning: a draft that is not yet committed, on a branch of its own.
    Draft,
}

/// What is known of how the registers stand on both sides.
struct Known<'l, 'a> {
    base: Judged<'l, 'a>,
    head: Judged<'l, 'a>,
}

/// Reviews the change of one register from `before` (none: it is new) to `after` (none: it is gone).
pub fn register(before: Option<&Register>, after: Option<Register>, judge: Judge<'_>) -> RegisterReport {
    of_register(before, after, judge, None)
}

fn of_register(
    before: Option<&Register>,
    after: Option<Register>,
    judge: Judge<'_>,
    known: Option<&Known<'_, '_>>,
) -> RegisterReport {
    match (before, after) {
        (before, Some(after)) => changed(before, after, judge, known),
        (Some(before), None) => gone(before, judge),
        (None, None) => RegisterReport::default(),
    }
}

/// A register that is gone: that is told, and nothing else can be.
fn gone(before: &Register, judge: Judge<'_>) -> RegisterReport {
    let changes = change::of_gone(before);
    let review = Review::new(Some(before), before, &changes, &[]);
    let tables = &judge.law.tables;
    let ground = Ground { register: before, today: judge.today, tables, review: Some(&review) };
    let rules = judge.law.rules_of(Sort::Change).iter();
    let found = rules.flat_map(|rule| {
        let hits = review::hold(rule, ground).hits;
        hits.into_iter().map(move |hit| evaluate::finding(rule, &hit, before, judge.law, judge.lang))
    });
    let mut findings: Vec<Finding> = found.collect();
    findings.iter_mut().for_each(|finding| finding.status = Status::New);
    RegisterReport {
        path: evaluate::shown(&before.folder),
        name: evaluate::shown(before.text("register.navn")),
        short_name: evaluate::shown(before.text("register.kortnavn")),
        presence: Presence::Gone,
        findings,
        changes: changes.into_iter().map(masked).collect(),
        ..RegisterReport::default()
    }
}

fn changed(
    before: Option<&Register>,
    mut after: Register,
    judge: Judge<'_>,
    known: Option<&Known<'_, '_>>,
) -> RegisterReport {
    let Judge { law, more, today, lang, .. } = judge;
    let changes = match before {
        Some(before) => change::between(before, &after),
        None => change::of_new(&after),
    };
    let mut report = states(before, &mut after, judge, known);
    let state_findings = std::mem::take(&mut report.findings);
    let (own, _) = before.map(own_rules).unwrap_or_default();
    let rules = change_rules(law, &own, more, &changes);
    let review = Review::new(before, &after, &changes, &state_findings).under(&rules);
    let ground = Ground { register: &after, today, tables: &law.tables, review: Some(&review) };
    let mut of_change = Vec::new();
    for rule in rules {
        if rule.duty().is_some() {
            let Some(stand) = review::stand(rule, ground) else { continue };
            let (duty, finding) = duty(rule, &stand, &after, judge);
            report.duties.push(duty);
            of_change.extend(finding);
        } else {
            let outcome = review::hold(rule, ground);
            let finding = |hit| evaluate::finding(rule, hit, &after, law, lang);
            of_change.extend(outcome.hits.iter().map(finding));
        }
    }
    for mut finding in of_change {
        finding.status = Status::New;
        let is_left_to_do =
            finding.rule.starts_with("plikt-") || finding.rule == "endring-uten-endringsmelding";
        if judge.strictness == Strictness::Draft && is_left_to_do {
            finding.level = finding.level.max(Level::Warning);
        }
        report.findings.push(finding);
    }
    report.findings.extend(state_findings);
    report.findings.sort_by(Finding::order);
    report.duties.sort_by_key(|duty| place_of(&duty.id));
    report.changes = changes.into_iter().map(masked).collect();
    report
}

/// How the register stands, each finding against how it stood.
fn states(
    before: Option<&Register>,
    after: &mut Register,
    judge: Judge<'_>,
    known: Option<&Known<'_, '_>>,
) -> RegisterReport {
    let Judge { law, more, today, lang, .. } = judge;
    let itself = |register: &Register, judged: Option<&Judged<'_, '_>>| match judged {
        Some(judged) => {
            let known = judged.find(&register.folder);
            known.unwrap_or_else(|| check::judge(register, law, judged)).report
        }
        None => state(register, Some(register), law, more, today, lang),
    };
    let mut report = if before.is_some_and(|before| is_governed_alike(before, after)) {
        itself(after, known.map(|known| &known.head))
    } else {
        govern(after, before);
        state(after, before, law, more, today, lang)
    };
    if let Some(before) = before {
        let stood = itself(before, known.map(|known| &known.base));
        compare(&mut report.findings, stood.findings, before, after);
    } else {
        report.presence = Presence::New;
        report.findings.iter_mut().for_each(|finding| finding.status = Status::New);
    }
    report
}

/// The rules that the changes are held against: those of the law, the register's own, and further ones. No duty
/// follows where nothing is changed.
pub(crate) fn change_rules<'a>(
    law: &'a Law,
    own: &'a [Rule],
    more: &'a [Rule],
    changes: &[Change],
) -> Vec<&'a Rule> {
    let duties = if changes.is_empty() { &[] } else { law.rules_of(Sort::Duty) };
    let others = own.iter().chain(more).filter(|rule| rule.kind == Kind::Change);
    law.rules_of(Sort::Change).iter().chain(duties).chain(others).collect()
}

/// `[registervakt]` is read from BASE.
pub(crate) fn govern(after: &mut Register, before: Option<&Register>) {
    let Some(before) = before else { return };
    match before.at("registervakt") {
        Some(settings) => after.tree_mut().set("registervakt", settings.clone()),
        None => after.tree_mut().remove("registervakt"),
    }
}

/// Whether settings, waivers and own rules are the very same on both sides, so that the register is judged
/// by them as it would be by those of BASE.
fn is_governed_alike(before: &Register, after: &Register) -> bool {
    fn own_rules(register: &Register) -> impl Iterator<Item = (&str, &str)> {
        let text = |path: &String| register.texts.get(path).map(|source| source.text());
        register.layout.rules.iter().map(move |path| (path.as_str(), text(path).unwrap_or_default()))
    }
    before.folder == after.folder
        && before.home.text() == after.home.text()
        && own_rules(before).eq(own_rules(after))
}

/// Tells apart what the change brought, what stood there, and what it mended.
fn compare(findings: &mut Vec<Finding>, known: Vec<Finding>, before: &Register, after: &Register) {
    let moved = |finding: &Finding| finding.fingerprint.moved(&before.folder, &after.folder);
    let stood: BTreeSet<Fingerprint> = known.iter().map(moved).collect();
    let stands: BTreeSet<Fingerprint> = findings.iter().map(|finding| finding.fingerprint.clone()).collect();
    // A file that could not be read before and cannot be now, but is another: nobody knows what changed.
    let changed_unread = |path: &str| {
        let text = |register: &'_ Register| register.texts.get(path).map(|source| source.text().to_owned());
        after.unread.values().any(|file| file == path) && text(before) != text(after)
    };
    for finding in findings.iter_mut() {
        let is_untold = changed_unread(&finding.location.path);
        finding.status =
            if !is_untold && stood.contains(&finding.fingerprint) { Status::Existing } else { Status::New };
    }
    let fixed = known.into_iter().filter(|finding| !stands.contains(&moved(finding)));
    findings.extend(fixed.map(|mut finding| {
        finding.fingerprint = moved(&finding);
        finding.status = Status::Fixed;
        finding
    }));
}

/// A duty in words, and the finding where it is open.
pub(crate) fn duty(
    rule: &Rule,
    stand: &Stand<'_>,
    register: &Register,
    judge: Judge<'_>,
) -> (Duty, Option<Finding>) {
    let finding = stand.hit.as_ref().map(|hit| evaluate::finding(rule, hit, register, judge.law, judge.lang));
    let mut topics: Vec<_> = stand.changes.iter().map(|change| change.kind.topic()).collect();
    topics.sort();
    topics.dedup();
    let duty = Duty {
        id: rule.duty().unwrap_or(&rule.id).to_owned(),
        title: rule.words.in_lang(judge.lang).title.clone(),
        requirements: rule.requirements.clone(),
        topics,
        changes: stand.changes.iter().map(|change| evaluate::shown(&change.name())).collect(),
        state: stand.state,
        met_by: (stand.state == DutyState::Met && !stand.met_by.is_empty())
            .then(|| evaluate::shown(&stand.met_by.join(", "))),
        responsible: rule.responsible.clone(),
        missing: finding.as_ref().map(|finding| finding.message.clone()).unwrap_or_default(),
        how: finding.as_ref().map(|finding| finding.help.clone()).unwrap_or_default(),
    };
    (duty, finding)
}

/// A change with every identity number hidden.
fn masked(change: Change) -> Change {
    let shown = |text: String| evaluate::shown(&text);
    Change {
        subject: shown(change.subject),
        before: change.before.map(shown),
        after: change.after.map(shown),
        location: evaluate::masked(change.location),
        base_location: change.base_location.map(evaluate::masked),
        ..change
    }
}

/// The order in which duties are done: what is judged first, then who must say something, then what is
/// written, sent and decided.
pub(crate) fn place_of(id: &str) -> usize {
    const ORDER: [&str; 19] = [
        "vurder-ny-godkjenning",
        "fagraad-uttalelse",
        "fagraad-dekker-nye-miljoeer",
        "redegjoerelse",
        "datafangst-redegjort",
        "dekningsgrad-redegjort",
        "retningslinjer-redegjort",
        "registerbeskrivelse-oppdatert",
        "protokoll-oppdatert",
        "paragraf-3-2-dokumentert",
        "felles-ordning",
        "fagraad-vedlagt",
        "finansiering-bekreftet",
        "vedlegg-komplett",
        "behandlingsrekkefoelge",
        "informer-helsedirektoratet",
        "ny-godkjenning",
        "rhf-tilraadninger",
        "helsedirektoratet-vedtak",
    ];
    ORDER.iter().position(|name| *name == id).unwrap_or(ORDER.len())
}
