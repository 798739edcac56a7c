//! The answer for a merge request of GitLab: its report of code quality.
//!
//! **Knows**: the fields that GitLab reads.
//! **Does not know**: merge requests; GitLab itself compares the reports of two branches.

use std::collections::BTreeMap;

use serde::Serialize;

use super::digest::digest;
use super::escape::{self, Room};
use super::json;
use super::listing;
use super::snippet;
use crate::finding::{Finding, Lang, Level};
use crate::report::{RegisterReport, Report};

/// The report as a list of what counts.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    let findings = listing::all(report, lang);
    let mut seen = BTreeMap::new();
    let counting = findings.iter().filter(|(_, finding)| finding.counts());
    json::text(
        &counting.map(|(register, finding)| issue(finding, register, &mut seen, lang)).collect::<Vec<_>>(),
    )
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// One finding. `seen` counts the fingerprints, for GitLab drops one that it has met before.
fn issue(
    finding: &Finding,
    register: &RegisterReport,
    seen: &mut BTreeMap<String, usize>,
    lang: Lang,
) -> Issue {
    let location = &finding.location;
    let mut description = escape::line(&finding.message, Room::Sentence);
    if location.start.is_none() && (location.page.is_some() || !location.heading.is_empty()) {
        description.push_str(&format!(" ({})", snippet::place(location, lang)));
    }
    let fingerprint = finding.fingerprint.as_str();
    let times = seen.entry(fingerprint.to_owned()).or_insert(0);
    *times += 1;
    let path = match location.path.trim_start_matches('/') {
        "" => listing::home(register).path,
        path => path.to_owned(),
    };
    Issue {
        description,
        check_name: escape::line(&finding.rule, Room::Title),
        fingerprint: match times {
            1 => digest(fingerprint),
            _ => digest(&format!("{fingerprint}\n{times}")),
        },
        severity: match finding.level {
            Level::Error => "critical",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        location: Place { path, lines: Lines { begin: location.start.map_or(1, |start| start.line) } },
    }
}
