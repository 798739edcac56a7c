//! The answer for programs: version 1 of the JSON, as `report-1.schema.json` beside this file says.
//!
//! **Knows**: the keys, their order and their words.
//! **Does not know**: how the types inside change; these types are its own, so that they may.

use std::borrow::Cow;

use serde::Serialize;

use super::count;
use super::escape;
use crate::finding::{Citation, Finding, Level, Related, Status, Waived};
use crate::report::change::{Change, Topic};
use crate::report::duty::{Duty, Verdict};
use crate::report::reminder::{Recipient, Reminder};
use crate::report::told::mask_all;
use crate::report::{Base, Head, JobName, RegisterReport, Report, RequirementState};
use crate::source::Location;

/// The edition of the guide that the requirements are taken from.
pub(super) const GUIDE: &str = "2024";

/// The report as JSON, with two blanks a level and a line end behind it.
pub(super) fn report(report: &Report) -> String {
    text(&Answer {
        schema: "registervakt/report/1",
        tool: Tool::THIS,
        job: report.job.word(),
        base: report.base.as_ref().map(|Base { id, .. }| id.as_str()),
        head: match &report.head {
            Head::Worktree => "worktree",
            Head::Index => "index",
            Head::Revision(id) => id,
        },
        verdict: report.verdict.map(Verdict::word),
        registers: count::by_path(&report.registers)
            .into_iter()
            .map(|one| register(one, report.job))
            .collect(),
    })
}

/// Any of our answers as text.
pub(super) fn text(answer: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(answer)
        .expect("our own types have string keys, and writing to a String does not fail");
    escape::json(&json) + "\n"
}

/// The word for a level.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    tool: Tool,
    job: &'static str,
    base: Option<&'a str>,
    head: &'a str,
    /// The verdict of a review; none of any other job.
    verdict: Option<&'static str>,
    registers: Vec<RegisterAnswer<'a>>,
}

/// Which program answered, and by which edition of the guide.
#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
    guide: &'static str,
}

impl Tool {
    /// This program.
    pub(super) const THIS: Self =
        Self { name: "registervakt", version: env!("CARGO_PKG_VERSION"), guide: GUIDE };
}

#[derive(Serialize)]
struct RegisterAnswer<'a> {
    path: &'a str,
    name: &'a str,
    short_name: &'a str,
    findings: Vec<FindingAnswer<'a>>,
    changes: Vec<ChangeAnswer<'a>>,
    duties: Vec<DutyAnswer<'a>>,
    requirements: Vec<RequirementAnswer<'a>>,
    /// Of `remind` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    reminders: Option<Vec<ReminderAnswer<'a>>>,
}

fn register(register: &RegisterReport, job: JobName) -> RegisterAnswer<'_> {
    RegisterAnswer {
        path: &register.path,
        name: &register.name,
        short_name: &register.short_name,
        findings: count::by_place(register).into_iter().map(finding).collect(),
        changes: count::by_topic(register).into_iter().map(change).collect(),
        duties: register.duties.iter().map(duty).collect(),
        requirements: register.requirements.iter().map(requirement).collect(),
        reminders: (job == JobName::Remind)
            .then(|| count::by_due(register).into_iter().map(reminder).collect()),
    }
}

#[derive(Serialize)]
struct FindingAnswer<'a> {
    rule: &'a str,
    level: &'static str,
    status: &'static str,
    message: &'a str,
    help: &'a str,
    path: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    page: Option<u32>,
    heading: &'a [String],
    related: Vec<RelatedAnswer<'a>>,
    requirements: &'a [String],
    sources: Vec<SourceAnswer<'a>>,
    fingerprint: &'a str,
    waiver: Option<WaiverAnswer<'a>>,
}

fn finding(finding: &Finding) -> FindingAnswer<'_> {
    let location = &finding.location;
    FindingAnswer {
        rule: &finding.rule,
        level: level(finding.level),
        status: match finding.status {
            Status::New => "new",
            Status::Existing => "existing",
            Status::Fixed => "fixed",
        },
        message: &finding.message,
        help: &finding.help,
        path: &location.path,
        line: location.start.map(|start| start.line),
        column: location.start.map(|start| start.column),
        end_line: location.end.map(|end| end.line),
        end_column: location.end.map(|end| end.column),
        page: location.page,
        heading: &location.heading,
        related: finding.related.iter().map(related).collect(),
        requirements: &finding.requirements,
        sources: finding.sources.iter().map(source).collect(),
        fingerprint: finding.fingerprint.as_str(),
        waiver: finding.waiver.as_ref().map(waiver),
    }
}

#[derive(Serialize)]
struct RelatedAnswer<'a> {
    path: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
}

fn related(related: &Related) -> RelatedAnswer<'_> {
    RelatedAnswer {
        path: &related.location.path,
        line: related.location.start.map(|start| start.line),
        column: related.location.start.map(|start| start.column),
        message: &related.message,
    }
}

/// A text that something rests on.
#[derive(Serialize)]
pub(super) struct SourceAnswer<'a> {
    title: &'a str,
    section: &'a str,
    url: &'a str,
}

/// A citation as it stands in JSON.
pub(super) fn source(source: &Citation) -> SourceAnswer<'_> {
    SourceAnswer { title: &source.title, section: &source.section, url: &source.url }
}

#[derive(Serialize)]
struct WaiverAnswer<'a> {
    reason: &'a str,
    until: String,
    approved_by: Option<&'a str>,
}

fn waiver(waiver: &Waived) -> WaiverAnswer<'_> {
    WaiverAnswer {
        reason: &waiver.reason,
        until: waiver.until.format("%Y-%m-%d").to_string(),
        approved_by: waiver.approved_by.as_deref(),
    }
}

#[derive(Serialize)]
struct ChangeAnswer<'a> {
    kind: &'static str,
    topic: &'static str,
    subject: &'a str,
    effect: &'static str,
    substance: &'static str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    base_path: Option<&'a str>,
    base_line: Option<usize>,
}

fn change(change: &Change) -> ChangeAnswer<'_> {
    ChangeAnswer {
        kind: change.kind.word(),
        topic: change.kind.topic().word(),
        subject: &change.subject,
        effect: change.effect.word(),
        substance: change.substance.word(),
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        path: path(&change.location),
        line: change.location.start.map(|start| start.line),
        column: change.location.start.map(|start| start.column),
        base_path: change.base_location.as_ref().and_then(path),
        base_line: change.base_location.as_ref().and_then(|base| base.start).map(|start| start.line),
    }
}

/// The file of a place; a change that is only asked about may have none.
fn path(location: &Location) -> Option<&str> {
    (!location.path.is_empty()).then_some(location.path.as_str())
}

#[derive(Serialize)]
struct DutyAnswer<'a> {
    id: &'a str,
    requirements: &'a [String],
    topics: Vec<&'static str>,
    changes: &'a [String],
    state: &'static str,
    met_by: Option<&'a str>,
    responsible: &'a [String],
    how: &'a str,
}

fn duty(duty: &Duty) -> DutyAnswer<'_> {
    DutyAnswer {
        id: &duty.id,
        requirements: &duty.requirements,
        topics: duty.topics.iter().copied().map(Topic::word).collect(),
        changes: &duty.changes,
        state: duty.state.word(),
        met_by: duty.met_by.as_deref(),
        responsible: &duty.responsible,
        how: &duty.how,
    }
}

#[derive(Serialize)]
struct RequirementAnswer<'a> {
    id: &'a str,
    state: &'static str,
    because: &'a str,
}

fn requirement(requirement: &RequirementState) -> RequirementAnswer<'_> {
    RequirementAnswer { id: &requirement.id, state: requirement.state.word(), because: &requirement.because }
}

#[derive(Serialize)]
struct ReminderAnswer<'a> {
    deadline: &'static str,
    subject: Cow<'a, str>,
    due: String,
    rung: i32,
    to: Vec<RecipientAnswer<'a>>,
    missing: &'a [String],
    closed_by: Option<Cow<'a, str>>,
    message_id: Option<&'a str>,
    state: &'static str,
}

/// A person by role and name; addresses stand in no output, not even where a name holds one.
#[derive(Serialize)]
struct RecipientAnswer<'a> {
    role: Cow<'a, str>,
    name: Cow<'a, str>,
}

fn reminder(reminder: &Reminder) -> ReminderAnswer<'_> {
    ReminderAnswer {
        deadline: reminder.deadline.word(),
        subject: mask_all(&reminder.subject),
        due: reminder.due.to_string(),
        rung: reminder.rung,
        to: reminder.to.iter().map(recipient).collect(),
        missing: &reminder.missing,
        closed_by: Some(mask_all(&reminder.closed_by)).filter(|text| !text.is_empty()),
        message_id: Some(&*reminder.message_id).filter(|id| !id.is_empty()),
        state: reminder.state.word(),
    }
}

fn recipient(recipient: &Recipient) -> RecipientAnswer<'_> {
    RecipientAnswer { role: mask_all(&recipient.role), name: mask_all(&recipient.name) }
}
