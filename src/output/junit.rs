//! The answer for the list of tests of a pipeline: the XML of JUnit, as GitLab and Azure DevOps read it.
//!
//! **Knows**: what is a test that passes, fails or is left out.
//! **Does not know**: how a pipeline shows it.
//!
//! A register is a suite. Its tests are the requirements of the guide, in a review the duties, and what
//! falls due where reminders are asked for; what is
//! found beside them is a test for each rule. A test fails where an error counts, and only there, so that
//! the list says what the exit code says; what only a person can judge is left out with the reason.

use std::collections::BTreeMap;

use super::count;
use super::escape::{self, Room};
use super::human::name;
use super::listing;
use super::remind;
use super::review;
use super::snippet;
use super::words::listing::duty as duty_state;
use super::words::{Label, Thing, capital, level, sentence, state};
use crate::finding::{Finding, Lang, Level, Status};
use crate::report::duty::{Duty, DutyState};
use crate::report::{JobName, RegisterReport, Report, RequirementState, State};

/// How a test came out.
pub(super) enum Outcome {
    /// All is well.
    Passed,
    /// Left out, and why.
    Skipped(String),
    /// Failed: in one line, and in full.
    Failed { short: String, full: String },
}

/// A test.
pub(super) struct Case {
    pub(super) group: String,
    pub(super) name: String,
    pub(super) outcome: Outcome,
}

/// The report as suites of tests.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    let mut suites = Vec::new();
    for register in count::by_path(&report.registers) {
        suites.push((name(register, lang), cases(register, report, lang)));
    }
    let looked = report.looked_at.files > 0 && report.looked_at.rules > 0;
    if suites.is_empty() || !looked {
        let verdict = listing::verdict(report, lang);
        let group = "registervakt".to_owned();
        let case = Case { group, name: "registervakt".to_owned(), outcome: Outcome::Skipped(verdict) };
        suites.push(("registervakt".to_owned(), vec![case]));
    }
    let all = suites.iter().flat_map(|(_, cases)| cases);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites name=\"registervakt {}\"{}>\n", report.job.word(), numbers(all)));
    for (name, cases) in &suites {
        out.push_str(&format!("  <testsuite name=\"{}\"{}>\n", title(name), numbers(cases)));
        cases.iter().for_each(|one| out.push_str(&case(one)));
        out.push_str("  </testsuite>\n");
    }
    out + "</testsuites>\n"
}

// --- Tests -------------------------------------------------------------------------------------

fn cases(register: &RegisterReport, report: &Report, lang: Lang) -> Vec<Case> {
    let job = report.job;
    let findings = listing::findings(register, report, lang);
    let mut rest: Vec<&Finding> = findings.iter().map(AsRef::as_ref).collect();
    rest.retain(|finding| finding.status != Status::Fixed);
    let mut cases = Vec::new();
    match job {
        JobName::Check | JobName::Requirements => {
            for (chapter, requirements) in count::by_chapter(&register.requirements) {
                for requirement in requirements {
                    cases.push(required(chapter, requirement, &mut rest, lang));
                }
            }
        }
        JobName::Review | JobName::WhatIf => {
            for duty in &register.duties {
                cases.push(owed(duty, report, &mut rest, lang));
            }
        }
        JobName::Remind => {
            // One test for each reminder, not for each rule.
            rest = count::by_place(register);
            cases = remind::cases(register, report.today, lang);
        }
    }
    let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in rest {
        rules.entry(&finding.rule).or_default().push(finding);
    }
    let ruled = rules.into_iter().map(|(rule, findings)| Case {
        group: capital(Thing::Rule.plural(lang)),
        name: rule.to_owned(),
        outcome: outcome(&findings, &|finding| report.is_counted(finding), lang),
    });
    cases.extend(ruled);
    cases
}

/// A requirement, which takes the findings that break it out of `rest`.
fn required(chapter: &str, requirement: &RequirementState, rest: &mut Vec<&Finding>, lang: Lang) -> Case {
    let said = format!("{}: {}", state(lang, requirement.state), requirement.because);
    let outcome = match requirement.state {
        State::Met => Outcome::Passed,
        State::ToBeJudged | State::NotApplicable | State::Unknown => Outcome::Skipped(said),
        State::NotMet => {
            let concerns = |finding: &&Finding| finding.requirements.contains(&requirement.id);
            let (own, others) = rest.iter().copied().partition(concerns);
            *rest = others;
            let own: Vec<&Finding> = own;
            match outcome(&own, &Finding::counts, lang) {
                Outcome::Passed if own.is_empty() => Outcome::Failed { short: said.clone(), full: said },
                Outcome::Passed => Outcome::Skipped(said),
                other => other,
            }
        }
    };
    Case { group: chapter.to_owned(), name: format!("{} {}", requirement.id, requirement.text), outcome }
}

/// A duty, which takes what is said of it out of `rest`.
fn owed(duty: &Duty, report: &Report, rest: &mut Vec<&Finding>, lang: Lang) -> Case {
    let (own, others) = rest.iter().copied().partition(|finding| listing::tells(finding, duty));
    *rest = others;
    let own: Vec<&Finding> = own;
    let outcome = match duty.state {
        DutyState::Open => outcome(&own, &|finding| report.is_counted(finding), lang),
        DutyState::Met => Outcome::Passed,
        DutyState::NotApplicable => Outcome::Skipped(duty_state(lang, duty.state).to_owned()),
    };
    let name = format!("{} (plikt-{})", review::title(duty), duty.id);
    Case { group: capital(Thing::Duty.plural(lang)), name, outcome }
}

/// What findings come to: errors that count fail, all else is told and left out.
fn outcome(findings: &[&Finding], is_counted: &dyn Fn(&Finding) -> bool, lang: Lang) -> Outcome {
    let fails = |finding: &&Finding| finding.level == Level::Error && is_counted(finding);
    let Some(first) = findings.iter().copied().find(fails).or(findings.first().copied()) else {
        return Outcome::Passed;
    };
    let short = match findings.len() - 1 {
        0 => first.message.clone(),
        more => format!("{} {}", first.message, sentence::and_more(lang, Thing::Any, more)),
    };
    if fails(&first) {
        let full: Vec<String> = findings.iter().map(|finding| told(finding, lang)).collect();
        return Outcome::Failed { short, full: full.join("\n\n") };
    }
    Outcome::Skipped(format!("{}: {short}", level(lang, first.level)))
}

/// All that is told of one finding.
fn told(finding: &Finding, lang: Lang) -> String {
    let message = escape::line(&finding.message, Room::Sentence);
    let mut parts = vec![format!("{}: {message}", level(lang, finding.level))];
    parts.push(format!("{}: {}", Label::Place.heading(lang), snippet::place(&finding.location, lang)));
    let help = escape::lines(finding.help.trim(), Room::Sentence).join("\n");
    if !help.is_empty() {
        parts.push(format!("{}: {help}", Label::WhatToDo.said(lang)));
    }
    if let Some(waiver) = &finding.waiver {
        let said = sentence::waiver(lang, waiver.until, &waiver.reason, waiver.approved_by.as_deref());
        parts.push(format!("{}: {}", Label::Waiver.heading(lang), escape::line(&said, Room::Sentence)));
    }
    parts.push(format!("{}: {}", Label::Rule.heading(lang), escape::line(&finding.rule, Room::Title)));
    parts.join("\n")
}

// --- XML ---------------------------------------------------------------------------------------

/// The counts of a suite as attributes.
fn numbers<'a>(cases: impl IntoIterator<Item = &'a Case>) -> String {
    let (mut tests, mut failures, mut skipped) = (0, 0, 0);
    for case in cases {
        tests += 1;
        match case.outcome {
            Outcome::Passed => {}
            Outcome::Skipped(_) => skipped += 1,
            Outcome::Failed { .. } => failures += 1,
        }
    }
    format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"")
}

fn case(case: &Case) -> String {
    let head = format!("    <testcase classname=\"{}\" name=\"{}\"", title(&case.group), title(&case.name));
    match &case.outcome {
        Outcome::Passed => format!("{head}/>\n"),
        Outcome::Skipped(why) => {
            format!("{head}>\n      <skipped message=\"{}\"/>\n    </testcase>\n", said(why))
        }
        Outcome::Failed { short, full } => {
            let full = escape::lines(full, Room::Sentence).join("\n");
            format!(
                "{head}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
                said(short),
                escape::markup(&full)
            )
        }
    }
}

fn title(text: &str) -> String {
    escape::markup(&escape::line(text, Room::Title))
}

fn said(text: &str) -> String {
    escape::markup(&escape::line(text, Room::Sentence))
}
