//! The answer for code scanning: SARIF 2.1.0.
//!
//! **Knows**: how findings, waivers and open duties are told in the terms of that standard.
//! **Does not know**: who reads it; GitHub, Azure DevOps and editors do.

use std::collections::BTreeMap;

use serde::Serialize;

use super::digest::digest;
use super::escape::{self, Language, Room};
use super::json;
use super::listing;
use super::markdown;
use super::snippet;
use super::words::{Label, capital, sentence};
use crate::finding::{Finding, Lang, Related, Status};
use crate::report::instruction::{self, Piece};
use crate::report::{JobName, RegisterReport, Report};
use crate::source::Location;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The folder that all addresses of files begin at: the root of the repository, wherever that lies.
const ROOT: &str = "%SRCROOT%";

/// The report as a log of one run.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    let findings = listing::all(report, lang);
    let rules = Rules::of(findings.iter().map(|(_, finding)| finding.as_ref()));
    let results = findings
        .iter()
        .map(|(register, finding)| result(finding, register, rules.index(&finding.rule), report.job, lang));
    json::text(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "registervakt",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.descriptors(lang),
                },
            },
            automation_details: Id { id: format!("registervakt/{}/", report.job.word()) },
            language: lang.code(),
            column_kind: "unicodeCodePoints",
            results: results.collect(),
        }],
    })
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    automation_details: Id,
    language: &'static str,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Id {
    id: String,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

/// A text, and the same as Markdown where there is more to it.
#[derive(Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

/// A plain message. `](` would begin a link in it.
fn text(text: String) -> Message {
    Message { text: text.replace("](", "] ("), markdown: None }
}

// --- Rules -------------------------------------------------------------------------------------

/// The rules that found something, by id, each with its findings.
struct Rules<'a>(BTreeMap<&'a str, Vec<&'a Finding>>);

impl<'a> Rules<'a> {
    fn of(findings: impl Iterator<Item = &'a Finding>) -> Self {
        let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            rules.entry(&finding.rule).or_default().push(finding);
        }
        Self(rules)
    }

    fn index(&self, rule: &str) -> usize {
        self.0.range(..rule).count()
    }

    fn descriptors(&self, lang: Lang) -> Vec<Descriptor> {
        self.0.iter().map(|(id, findings)| descriptor(id, findings, lang)).collect()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: String,
    short_description: Message,
    full_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    help: Message,
    default_configuration: Configuration,
    properties: Tags,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Tags {
    tags: Vec<String>,
}

/// What can be said of a rule from what it found: there is at least one finding.
fn descriptor(id: &str, findings: &[&Finding], lang: Lang) -> Descriptor {
    let mut requirements: Vec<String> = findings
        .iter()
        .flat_map(|finding| &finding.requirements)
        .map(|id| escape::line(id, Room::Title))
        .collect();
    requirements.sort_unstable();
    requirements.dedup();
    let mut sources: Vec<_> = findings.iter().flat_map(|finding| &finding.sources).collect();
    sources.sort_unstable();
    sources.dedup();
    let title = escape::line(&capital(&id.replace('-', " ")), Room::Title);
    let rests_on: Vec<String> = sources
        .iter()
        .map(|source| format!("{}, {}", source.title.trim(), source.section.trim()))
        .map(|source| escape::line(source.trim_matches([',', ' ']), Room::Title))
        .collect();
    let full = if rests_on.is_empty() { title.clone() } else { format!("{title}: {}", rests_on.join("; ")) };
    let command = escape::path(&format!("registervakt explain {id}"));
    let more = format!("{} {command}", sentence::read_more(lang));
    let shared = match findings {
        [first, rest @ ..] if rest.iter().all(|other| other.help == first.help) => first.help.trim(),
        _ => "",
    };
    let mut page = Vec::new();
    if !shared.is_empty() {
        page.push(format!("**{}**\n\n{}", Label::WhatToDo.said(lang), instructed(shared)));
    }
    if !requirements.is_empty() {
        let ids = escape::markdown(&requirements.join(", "), Room::Sentence);
        page.push(format!("{} {ids}", Label::Requirement.heading(lang)));
    }
    if !sources.is_empty() {
        let links: Vec<String> =
            sources.iter().map(|source| format!("- {}", markdown::source(source))).collect();
        page.push(links.join("\n"));
    }
    page.push(format!("{} {}", sentence::read_more(lang), escape::code(&command)));
    let level = findings.iter().map(|finding| finding.level).min();
    Descriptor {
        id: escape::line(id, Room::Title),
        short_description: text(title),
        full_description: text(full),
        help_uri: sources.iter().find_map(|source| escape::web_address(&source.url)),
        help: Message { markdown: Some(page.join("\n\n")), ..text(more) },
        default_configuration: Configuration { level: level.map_or("none", json::level) },
        properties: Tags { tags: requirements },
    }
}

/// What to do as Markdown, lines to paste as code.
fn instructed(help: &str) -> String {
    let pieces = instruction::pieces(help).into_iter().map(|piece| match piece {
        Piece::Said(text) => {
            let lines = escape::lines(&text, Room::Sentence);
            lines.iter().map(|line| escape::markdown(line, Room::Sentence)).collect::<Vec<_>>().join("\n")
        }
        Piece::Pasted(text) => escape::fenced(&text, Language::Toml),
    });
    pieces.collect::<Vec<_>>().join("\n\n")
}

// --- Results -----------------------------------------------------------------------------------

/// A result; `Result` is another thing in Rust.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Spot>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Spot>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    properties: Properties,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
struct Properties {
    register: String,
    requirements: Vec<String>,
}

fn result(
    finding: &Finding,
    register: &RegisterReport,
    rule_index: usize,
    job: JobName,
    lang: Lang,
) -> Outcome {
    let message = escape::line(&finding.message, Room::Sentence);
    let help = escape::lines(finding.help.trim(), Room::Sentence).join("\n");
    let said = match help.is_empty() {
        true => message.clone(),
        false => format!("{message}\n\n{}: {help}", Label::WhatToDo.said(lang)),
    };
    let in_markdown = (!help.is_empty()).then(|| {
        let message = escape::markdown(&finding.message, Room::Sentence);
        format!("{message}\n\n**{}**\n\n{}", Label::WhatToDo.said(lang), instructed(finding.help.trim()))
    });
    let also = |related: &Related| Spot {
        message: Some(text(escape::line(&related.message, Room::Sentence)))
            .filter(|message| !message.text.is_empty()),
        ..spot(&related.location, lang)
    };
    Outcome {
        rule_id: escape::line(&finding.rule, Room::Title),
        rule_index,
        level: json::level(finding.level),
        message: Message { markdown: in_markdown, ..text(said) },
        locations: vec![spot(&finding.location, lang)],
        related_locations: finding.related.iter().map(also).collect(),
        partial_fingerprints: BTreeMap::from([("registervakt/v1", digest(finding.fingerprint.as_str()))]),
        suppressions: finding
            .waiver
            .iter()
            .map(|waiver| Suppression {
                kind: "external",
                status: "accepted",
                justification: escape::line(
                    &sentence::waiver(lang, waiver.until, &waiver.reason, waiver.approved_by.as_deref()),
                    Room::Sentence,
                ),
            })
            .collect(),
        baseline_state: (job == JobName::Review).then_some(match finding.status {
            Status::New => "new",
            Status::Existing => "unchanged",
            Status::Fixed => "absent",
        }),
        properties: Properties {
            register: escape::line(&register.path, Room::Path),
            requirements: finding.requirements.iter().map(|id| escape::line(id, Room::Title)).collect(),
        },
    }
}

/// A location; our own type of that name is another.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spot {
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<Physical>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

/// A place. Where there are no lines, its page and headings are told in words.
fn spot(location: &Location, lang: Lang) -> Spot {
    let region = location.start.map(|start| {
        let end = location.end.filter(|end| *end >= start).unwrap_or(start);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    });
    let headings: Vec<String> =
        location.heading.iter().map(|heading| escape::line(heading, Room::Title)).collect();
    let told = region.is_none() && (location.page.is_some() || !headings.is_empty());
    let logical = headings.last().map(|name| Logical {
        name: name.clone(),
        fully_qualified_name: headings.join(" › "),
        kind: "section",
    });
    Spot {
        physical_location: (!location.path.is_empty()).then(|| Physical {
            artifact_location: Artifact { uri: uri(&location.path), uri_base_id: ROOT },
            region,
        }),
        logical_locations: logical.into_iter().collect(),
        message: told.then(|| text(snippet::place(location, lang))),
    }
}

/// A path as an address relative to the root, whatever is in its name.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            // At the start it would be an absolute path.
            b'/' if !out.is_empty() => out.push('/'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_addresses() {
        let cases = [
            ("vedlegg/dpia.md", "vedlegg/dpia.md"),
            ("vedlegg/årsmøte æ.md", "vedlegg/%C3%A5rsm%C3%B8te%20%C3%A6.md"),
            ("a\u{30a}.md", "a%CC%8A.md"),
            ("C:\\a#b?c%20", "C%3A%5Ca%23b%3Fc%2520"),
            ("/etc/passwd", "%2Fetc/passwd"),
            ("//host/a", "%2F/host/a"),
            ("a\n::b", "a%0A%3A%3Ab"),
        ];
        for (path, expected) in cases {
            assert_eq!(uri(path), expected);
        }
    }
}
