//! `new change`: the change record for the change that stands between two revisions.
//!
//! **Knows**: which topics need a record, which tables of the template their duties ask for, what the file is called.
//! **Does not know**: how the file is written to disk.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use crate::asset;
use crate::document::Limits;
use crate::finding::Lang;
use crate::job::JobError;
use crate::job::check::SnapshotFiles;
use crate::job::gather::Library;
use crate::job::proposal::{Compared, Proposal, Reach, Twin};
use crate::job::readings::Readings;
use crate::job::review::{self, Judge, Strictness};
use crate::register::Register;
use crate::report::RegisterReport;
use crate::report::change::{Change, ChangeKind, Topic};
use crate::report::duty::DutyState;
use crate::rule::ByRecord;
use crate::rule::catalogue::{Law, Sort};
use crate::rule::review::Review;

/// What is asked of `new change`.
#[derive(Debug)]
pub struct RecordRequest<'a> {
    /// The folder to begin from.
    pub dir: &'a Path,
    /// What is compared.
    pub compared: &'a Compared,
    /// The day, in Oslo.
    pub today: NaiveDate,
    /// The language of the record's comments.
    pub lang: Lang,
    /// How much is read.
    pub limits: Limits,
}

/// A change record to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecord {
    /// Where, in the work tree.
    pub path: PathBuf,
    /// What.
    pub text: String,
}

/// The records that the change lacks, one for each register; none where it lacks none.
pub fn new_records(request: &RecordRequest<'_>) -> Result<Vec<NewRecord>, JobError> {
    let law = Law::default();
    let proposal = Proposal::open(request.dir, request.compared)?;
    let sides = [&proposal.pair.base, &proposal.pair.head].map(SnapshotFiles::new);
    let cache = proposal.cache();
    let [base, head] = [&sides[0], &sides[1]].map(|files| Library::new(files, request.limits, &cache));
    let twins = proposal.twins(&base, &head, Reach::Touched);
    let record = |twin: &Twin| {
        let readings = Readings::default();
        let before = twin.base.as_ref().map(|folder| base.register(folder, &readings));
        let after = head.register(twin.head.as_ref()?, &readings);
        let (path, text) = record(before.as_ref(), after, &law, request)?;
        Some(NewRecord { path: proposal.repository.root().join(path), text })
    };
    Ok(twins.iter().filter_map(record).collect())
}

/// The path from the root of the repository and the text of the record that a register lacks.
fn record(
    before: Option<&Register>,
    after: Register,
    law: &Law,
    request: &RecordRequest<'_>,
) -> Option<(String, String)> {
    let covered: Vec<Topic> = Review::new(before, &after, &[], &[])
        .records
        .iter()
        .flat_map(|record| record.topics.clone())
        .collect();
    let folder = after.text("dokumenter.endringer");
    let folder = after.path_of(if folder.is_empty() { "endringer" } else { folder.trim_end_matches('/') });
    let taken = |path: &String| after.shelf.files.iter().any(|file| file.path == *path);
    let paths = ["registerbeskrivelse", "datasett", "fagraad"].map(|key| {
        let path = match key {
            "registerbeskrivelse" => &after.layout.description,
            "datasett" => &after.layout.data_set,
            _ => &after.layout.council,
        };
        (key, quotable(path.as_deref().map(|path| after.own_path(path)).unwrap_or_default()))
    });
    let protocol = quotable(after.text("hjemmel.protokoll.dokument"));
    let names: Vec<String> = (1..100)
        .map(|nth| if nth == 1 { String::new() } else { format!("-{nth}") })
        .filter(|nth| {
            let other = |topic: &Topic| taken(&path_of(&folder, request.today, *topic, nth));
            !Topic::ALL.iter().any(other)
        })
        .take(1)
        .collect();
    let judge =
        Judge { law, more: &[], today: request.today, lang: request.lang, strictness: Strictness::Proposal };
    let report = review::register(before, Some(after), judge);
    let wanted = Wanted::of(&report, law, &covered);
    let first = *wanted.topics.first()?;
    let values = [
        (
            "tema",
            format!("[{}]", wanted.words().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")),
        ),
        ("tittel", title(request.lang, &wanted.words().collect::<Vec<_>>().join(", "))),
        ("type", kind(&report).to_owned()),
        ("dato", request.today.to_string()),
        ("protokoll", protocol),
    ];
    let values: Vec<(&str, String)> = values.into_iter().chain(paths).collect();
    let text = fill(asset::change_record(request.lang.code()), &wanted.duties, &values);
    Some((path_of(&folder, request.today, first, names.first()?), text))
}

/// What can stand between the quotes of TOML as it is; else nothing, to be filled in.
fn quotable(text: &str) -> String {
    let is_plain = |sign: char| !sign.is_control() && !matches!(sign, '"' | '\\' | '{' | '}');
    if text.chars().all(is_plain) { text.to_owned() } else { String::new() }
}

fn path_of(folder: &str, today: NaiveDate, topic: Topic, nth: &str) -> String {
    format!("{folder}/{}-{}{nth}.toml", today.year(), topic.word())
}

fn title(lang: Lang, topics: &str) -> String {
    match lang {
        Lang::Nb | Lang::Nn => format!("Endring av {topics}"),
        Lang::En => format!("Change of {topics}"),
    }
}

/// What kind of record a change asks for.
fn kind(report: &RegisterReport) -> &'static str {
    let status = report.changes.iter().find(|change| change.kind == ChangeKind::StatusEndret);
    status.map_or("endring", Change::record_type)
}

/// What the record must cover.
struct Wanted {
    topics: Vec<Topic>,
    duties: Vec<String>,
}

impl Wanted {
    /// The open duties that a record meets, and the topics among theirs that no record covers.
    fn of(report: &RegisterReport, law: &Law, covered: &[Topic]) -> Self {
        let meets = |id: &str| {
            law.rules_of(Sort::Duty)
                .iter()
                .any(|rule| rule.duty() == Some(id) && rule.by_record == ByRecord::Yes)
        };
        let open = report.duties.iter().filter(|duty| duty.state == DutyState::Open);
        let uncovered = |topics: &[Topic]| topics.iter().any(|topic| !covered.contains(topic));
        let open: Vec<_> = open.filter(|duty| uncovered(&duty.topics)).collect();
        let mut topics: Vec<Topic> = open
            .iter()
            .filter(|duty| meets(&duty.id))
            .flat_map(|duty| duty.topics.iter().copied())
            .filter(|topic| !covered.contains(topic))
            .collect();
        topics.sort();
        topics.dedup();
        Self { topics, duties: open.iter().map(|duty| duty.id.clone()).collect() }
    }

    fn words(&self) -> impl Iterator<Item = &'static str> {
        self.topics.iter().map(|topic| topic.word())
    }
}

/// The template with the tables that `duties` ask for. A line `#? a b` says that what follows, up to the next
/// such line or an empty one, stands there for these duties alone.
fn fill(template: &str, duties: &[String], values: &[(&str, String)]) -> String {
    let mut text = String::new();
    let mut is_wanted = true;
    for line in template.lines() {
        if let Some(asked) = line.strip_prefix("#? ") {
            is_wanted = asked.split(' ').any(|duty| duties.iter().any(|open| open == duty));
            continue;
        }
        if line.is_empty() {
            is_wanted = true;
            if text.ends_with("\n\n") {
                continue;
            }
        }
        if is_wanted {
            text.push_str(line);
            text.push('\n');
        }
    }
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    format!("{}\n", text.trim_end())
}
