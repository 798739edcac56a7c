//! The answer for a workflow of GitHub: commands that mark lines of the change.
//!
//! **Knows**: the commands, their signs, and how many of them GitHub shows.
//! **Does not know**: where the workflow runs.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step and drops the others unsaid; so the
//! gravest and newest stand first, and the last notice counts what is left out.

use super::escape::{self, Room};
use super::json;
use super::listing;
use super::snippet;
use super::words::{Label, Thing, sentence};
use crate::finding::{Finding, Lang, Level, Status};
use crate::report::{JobName, Report};
use crate::source::Location;

/// The most marks of each level; of notices one goes to the closing sentence.
const MOST: [(Level, usize); 3] = [(Level::Error, 10), (Level::Warning, 10), (Level::Note, 9)];

/// The most lines of what to do that a mark holds.
const MOST_LINES: usize = 20;

/// The report as workflow commands, one a line.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    let findings = listing::all(report, lang);
    let mut findings: Vec<&Finding> =
        findings.iter().map(|(_, finding)| finding.as_ref()).filter(|finding| finding.counts()).collect();
    // Stable: findings alike in this stand by register and place, as in every output.
    findings.sort_by_key(|finding| (shown_as(finding, report), finding.level, age(finding)));
    let mut out = String::new();
    let mut left_out = 0;
    for (level, most) in MOST {
        let of_level = || findings.iter().filter(|finding| shown_as(finding, report) == level);
        of_level().take(most).for_each(|finding| out.push_str(&mark(finding, level, lang)));
        left_out += of_level().count().saturating_sub(most);
    }
    let mut closing = listing::verdict(report, lang);
    if left_out > 0 {
        closing.push_str(&format!(" {}", sentence::and_more(lang, Thing::Any, left_out)));
    }
    let closing = data(&escape::line(&closing, Room::Sentence));
    out.push_str(&format!("::notice title=Registervakt::{closing}\n"));
    out
}

/// The level that a finding is marked with: what stood there before a change does not fail it.
fn shown_as(finding: &Finding, report: &Report) -> Level {
    match (report.job, finding.status) {
        (JobName::Review, Status::Existing) if !report.counts_all() => Level::Note,
        _ => finding.level,
    }
}

/// New ones first.
fn age(finding: &Finding) -> usize {
    match finding.status {
        Status::New => 0,
        Status::Existing | Status::Fixed => 1,
    }
}

/// One command: where, which rule, what is wrong and what to do.
fn mark(finding: &Finding, level: Level, lang: Lang) -> String {
    let command = match level {
        Level::Error | Level::Warning => json::level(level),
        Level::Note => "notice",
    };
    let mut properties = properties(&finding.location);
    let mut title = escape::line(&finding.rule, Room::Title);
    if !finding.requirements.is_empty() {
        let ids = escape::line(&finding.requirements.join(", "), Room::Title);
        title.push_str(&format!(" ({} {ids})", Label::Requirement.said(lang)));
    }
    properties.push(("title", title));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();

    let mut message = escape::line(&finding.message, Room::Sentence);
    if finding.location.start.is_none() || !is_plain(&finding.location.path) {
        message = format!("{} – {message}", snippet::place(&finding.location, lang));
    }
    let help = escape::lines(finding.help.trim(), Room::Sentence);
    if !help.is_empty() {
        let shown = help.iter().take(MOST_LINES).map(String::as_str).collect::<Vec<_>>().join("\n");
        message.push_str(&format!("\n{}: {shown}", Label::WhatToDo.said(lang)));
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

/// Where the mark stands; a path that cannot be written as it is, is told in the message instead.
fn properties(location: &Location) -> Vec<(&'static str, String)> {
    if location.path.is_empty() || !is_plain(&location.path) {
        return Vec::new();
    }
    let mut properties = vec![("file", location.path.clone())];
    if let Some(start) = location.start {
        let end = location.end.filter(|end| *end >= start).unwrap_or(start);
        properties.extend([("line", start.line.to_string()), ("endLine", end.line.to_string())]);
        // GitHub takes columns only where line and endLine are one.
        if end.line == start.line {
            properties.insert(2, ("col", start.column.to_string()));
        }
    }
    properties
}

/// Whether a path holds nothing that would have to be shown in another way.
fn is_plain(path: &str) -> bool {
    escape::path(path) == path
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
