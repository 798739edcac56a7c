//! A report as one list of findings, for formats that know nothing else.
//!
//! **Knows**: that an open duty and a reminder are something to do as a finding is, and where they belong.
//! **Does not know**: formats.

use std::borrow::Cow;

use super::count::{self, Counts};
use super::human;
use super::remind;
use super::review;
use crate::finding::{Finding, Fingerprint, Lang, Level, Status};
use crate::report::duty::{Duty, DutyState};
use crate::report::{JobName, RegisterReport, Report};
use crate::source::{Location, Place};

/// The start of the ids of rules that tell of a duty.
const DUTY: &str = "plikt-";

/// What the report comes to, in a sentence or two.
pub(super) fn verdict(report: &Report, lang: Lang) -> String {
    match report.job {
        JobName::Check | JobName::Requirements => {
            human::verdict(report, &Counts::of(&report.registers), lang)
        }
        JobName::Review | JobName::WhatIf => review::verdict(report, lang),
        JobName::Remind => remind::verdict(report, lang),
    }
}

/// The findings of all registers by register and place, then what no finding tells.
pub(super) fn all(report: &Report, lang: Lang) -> Vec<(&RegisterReport, Cow<'_, Finding>)> {
    let registers = count::by_path(&report.registers);
    let of = |register| findings(register, report, lang).into_iter().map(move |finding| (register, finding));
    registers.into_iter().flat_map(of).collect()
}

/// The findings of one register by place, then the open duties that no finding tells, and the reminders.
pub(super) fn findings<'a>(
    register: &'a RegisterReport,
    report: &Report,
    lang: Lang,
) -> Vec<Cow<'a, Finding>> {
    let told = count::by_place(register).into_iter().map(Cow::Borrowed);
    let untold = register.duties.iter().filter(|duty| {
        duty.state == DutyState::Open
            && !register
                .findings
                .iter()
                .any(|finding| tells(finding, duty) && finding.status != Status::Fixed)
    });
    let untold = untold.map(|duty| as_finding(duty, register, report.job));
    let reminders = remind::findings(register, report.today, lang);
    told.chain(untold.chain(reminders).map(Cow::Owned)).collect()
}

/// Whether the finding says that the duty is open.
pub(super) fn tells(finding: &Finding, duty: &Duty) -> bool {
    finding.rule.strip_prefix(DUTY).is_some_and(|id| id == duty.id)
}

/// The file by which a register is known, for what belongs nowhere in particular.
pub(super) fn home(register: &RegisterReport) -> Location {
    let folder = register.path.trim_end_matches('/');
    let slash = if folder.is_empty() { "" } else { "/" };
    Place::file(format!("{folder}{slash}register.toml")).locate()
}

/// An open duty as a finding, at the first change that releases it. Nothing is wrong where a change is only
/// asked about.
fn as_finding(duty: &Duty, register: &RegisterReport, job: JobName) -> Finding {
    let rule = format!("{DUTY}{}", duty.id);
    let releases = |location: &&Location| !location.path.is_empty();
    let changes =
        count::by_topic(register).into_iter().filter(|change| duty.changes.contains(&change.name()));
    let location = changes.map(|change| &change.location).find(releases);
    let message = [&duty.missing, &duty.title, &duty.id].into_iter().find(|text| !text.trim().is_empty());
    Finding {
        level: match job {
            JobName::WhatIf => Level::Note,
            JobName::Check | JobName::Requirements | JobName::Review | JobName::Remind => Level::Error,
        },
        status: Status::New,
        message: message.cloned().unwrap_or_default(),
        help: duty.how.clone(),
        location: location.cloned().unwrap_or_else(|| home(register)),
        related: Vec::new(),
        requirements: duty.requirements.clone(),
        sources: Vec::new(),
        fingerprint: Fingerprint::new(&rule, &register.path, ""),
        waiver: None,
        rule,
    }
}
