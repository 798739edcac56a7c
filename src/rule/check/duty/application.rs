//! A change record (endringsmelding) as an application: who must have answered, and what they said.
//!
//! **Knows**: which records count for a topic, the bodies of the guide and the order of their answers,
//! when Helsedirektoratet has approved, what an enclosure must be.
//! **Does not know**: which duties ask for it, which words they get.

use chrono::NaiveDate;

use super::{Answer, Ask, Gap};
use crate::document::tree::Node;
use crate::register::{Referent, Register};
use crate::report::change::{ChangeKind, Topic};
use crate::rule::condition::Ground;
use crate::rule::review::Record;
use crate::source::Place;

/// The body that decides.
pub(super) const DIRECTORATE: &str = "helsedirektoratet";

/// What a record is held against: nothing is missing, or this is.
pub(super) type Held = Result<String, Gap>;

/// Holds the records of the topic against `test`; one that passes is enough.
pub(super) fn any_record(ask: &Ask<'_>, test: impl Fn(&Record<'_>) -> Held) -> Answer {
    let mut first = None;
    for record in ask.review.records_for(ask.topic) {
        match held(ask, record, &test) {
            Ok(what) => return Answer::Met(vec![what]),
            Err(gap) => first = first.or(Some(gap)),
        }
    }
    Answer::Open(first.unwrap_or_else(|| no_record(ask)))
}

/// Holds the applications of the topic against `test`. A record that says of itself that a new approval
/// is needed is an application of its own, so that each of them must pass; where none says so (a change
/// of status), one record that passes is enough.
pub(super) fn each_application(ask: &Ask<'_>, test: impl Fn(&Record<'_>) -> Held) -> Answer {
    let mut by = Vec::new();
    for record in ask.review.records_for(ask.topic).filter(|record| asks_for_approval(record)) {
        match held(ask, record, &test) {
            Ok(what) => by.push(what),
            Err(gap) => return Answer::Open(gap),
        }
    }
    match by.is_empty() {
        true => any_record(ask, test),
        false => Answer::Met(by),
    }
}

/// Whether the record says that a new approval is needed.
pub(in crate::rule::check) fn asks_for_approval(record: &Record<'_>) -> bool {
    record.node.at("vurdering.ny_godkjenning").and_then(Node::boolean) == Some(true)
}

/// The answer for one record, with its file and, where something is missing, its place.
fn held(ask: &Ask<'_>, record: &Record<'_>, test: impl Fn(&Record<'_>) -> Held) -> Held {
    test(record).map_err(|gap| in_file(gap, ask, record))
}

/// The gap with the file of the record, which is also a place that belongs to it.
fn in_file(gap: Gap, ask: &Ask<'_>, record: &Record<'_>) -> Gap {
    let mut gap = gap.with("fil", record.path).with("tema", ask.topic.word());
    if gap.related.is_empty() {
        gap.related.push(record.node.place.locate());
    }
    gap
}

/// The gap where no record covers the topic: it names the file to make.
pub(super) fn no_record(ask: &Ask<'_>) -> Gap {
    Gap::new("ingen-melding").with("fil", new_record(ask.topic, ask.ground)).with("tema", ask.topic.word())
}

/// The file in which people would write a change record for `topic`, from the root of the repository.
pub(in crate::rule::check) fn new_record(topic: Topic, ground: Ground<'_>) -> String {
    let folder = match ground.register.text("dokumenter.endringer") {
        "" => "endringer",
        folder => folder.trim_end_matches('/'),
    };
    let year = ground.today.format("%Y");
    ground.register.path_of(&format!("{folder}/{year}-{}.toml", topic.word()))
}

/// `file [table]`: what meets a duty.
pub(super) fn table_of(record: &Record<'_>, table: &str) -> String {
    format!("{} [{table}]", record.path)
}

/// The bodies in the order of the guide; those in one step answer in either order.
pub(super) const STEPS: [&[Body]; 5] = [
    &[
        Body { word: "ekspertgruppen", name: "ekspertgruppen" },
        Body { word: "teknologiforum", name: "teknologiforum" },
    ],
    &[Body { word: "interregional-arbeidsgruppe", name: "interregional arbeidsgruppe" }],
    &[Body { word: "fagdirektoermoetet", name: "fagdirektørmøtet" }],
    &[Body { word: "ad-moetet", name: "AD-møtet" }],
    &[Body { word: DIRECTORATE, name: "Helsedirektoratet" }],
];

/// A body (instans) that an application passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Body {
    /// The word in the files.
    pub(super) word: &'static str,
    /// The name for people.
    pub(super) name: &'static str,
}

/// The name for people of the body that files call `word`.
pub(in crate::rule) fn body_name(word: &str) -> Option<&'static str> {
    STEPS.into_iter().flatten().find(|body| body.word == word).map(|body| body.name)
}

/// One `[[behandling]]` of a record: what a body was sent and what it answered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Treatment<'a> {
    node: &'a Node,
}

/// The treatments by one body, in the order of the file.
pub(super) fn by_body<'a>(record: &Record<'a>, body: &str) -> Vec<Treatment<'a>> {
    let all = record.node.get("behandling").into_iter().flat_map(Node::elements);
    all.filter(|node| node.get("instans").and_then(Node::text) == Some(body))
        .map(|node| Treatment { node })
        .collect()
}

impl<'a> Treatment<'a> {
    /// When it was sent.
    pub(super) fn sent(self) -> Option<NaiveDate> {
        self.node.get("sendt").and_then(Node::date)
    }

    /// When it was answered.
    pub(super) fn answered(self) -> Option<NaiveDate> {
        self.node.get("dato").and_then(Node::date)
    }

    /// The word of the outcome.
    pub(super) fn outcome(self) -> Option<&'a str> {
        self.node.get("utfall").and_then(Node::text)
    }

    /// The document, where one is named.
    pub(super) fn document(self) -> Option<&'a Node> {
        self.node.get("dokument").filter(|node| node.is_filled())
    }

    /// Where it stands.
    pub(super) fn node(self) -> &'a Node {
        self.node
    }

    fn is_refusal(self) -> bool {
        matches!(self.outcome(), Some("avslaatt" | "ikke-anbefalt"))
    }
}

/// What Helsedirektoratet has said of an application.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said<'a> {
    /// Nothing: no answer with an outcome.
    Nothing,
    /// It was informed, or said something that is no decision.
    NoDecision(Treatment<'a>),
    /// It refused, and no later approval stands.
    Refused(Treatment<'a>),
    /// It approved, but no date says when.
    Undated(Treatment<'a>),
    /// It approved, it says, after today.
    Later(Treatment<'a>, NaiveDate),
    /// It approved.
    Approved(Treatment<'a>, NaiveDate),
}

/// What Helsedirektoratet has said. The last decision holds: an approval outdoes earlier refusals, and a
/// refusal of the same day or later outdoes the approval; where one has no date, the order of the file tells.
pub(super) fn said<'a>(record: &Record<'a>, today: NaiveDate) -> Said<'a> {
    let treatments = by_body(record, DIRECTORATE);
    let approvals = treatments.iter().enumerate().filter(|(_, one)| one.outcome() == Some("godkjent"));
    let passed = |one: &Treatment<'_>| one.answered().filter(|date| *date <= today);
    let approval = approvals.max_by_key(|(at, one)| (passed(one), one.answered(), *at));
    let refusal = treatments.iter().enumerate().rfind(|(at, one)| {
        one.is_refusal()
            && approval.is_none_or(|(approved_at, approval)| match (one.answered(), approval.answered()) {
                (Some(refused), Some(approved)) => refused >= approved,
                _ => *at > approved_at,
            })
    });
    if let Some((_, refusal)) = refusal {
        return Said::Refused(*refusal);
    }
    match approval.map(|(_, one)| (*one, one.answered())) {
        Some((one, Some(date))) if date > today => Said::Later(one, date),
        Some((one, Some(date))) => Said::Approved(one, date),
        Some((one, None)) => Said::Undated(one),
        None => match treatments.iter().rfind(|one| one.outcome().is_some()) {
            Some(one) => Said::NoDecision(*one),
            None => Said::Nothing,
        },
    }
}

/// The day of the approval that holds, and where it stands; none where there is none that holds today.
pub(in crate::rule::check) fn approved_on<'a>(
    record: &Record<'a>,
    today: NaiveDate,
) -> Option<(NaiveDate, &'a Place)> {
    match said(record, today) {
        Said::Approved(treatment, date) => Some((date, &treatment.node.place)),
        Said::Nothing | Said::NoDecision(_) | Said::Refused(_) | Said::Undated(_) | Said::Later(..) => None,
    }
}

/// Why a document is no proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoProof {
    /// No path is written.
    Unnamed,
    /// The path leads to no file, or the file has no such heading.
    Absent,
    /// The file cannot be read.
    Unreadable,
}

impl NoProof {
    /// The word by which rules choose their words.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Unnamed => "uten-dokument",
            Self::Absent => "finnes-ikke",
            Self::Unreadable => "uleselig",
        }
    }

    /// The gap for the document that `node` names.
    pub(super) fn gap(self, node: Option<&Node>) -> Gap {
        Gap::new(self.word()).with("verdi", node.map(Node::written).unwrap_or_default().trim())
    }
}

/// The file that a document leads to, where it exists and can be read.
pub(super) fn proof(register: &Register, node: Option<&Node>) -> Result<String, NoProof> {
    let written = node.and_then(Node::text).unwrap_or_default().trim();
    if written.is_empty() {
        return Err(NoProof::Unnamed);
    }
    match register.follow(written) {
        Referent::NoFile | Referent::NoHeading | Referent::Refused => Err(NoProof::Absent),
        Referent::Unknown => Err(NoProof::Unreadable),
        Referent::Found => {
            let file = register.file_of(written).ok_or(NoProof::Absent)?;
            let is_unread = register.unread.values().any(|path| *path == file);
            match is_unread || register.unreadable.contains_key(&file) {
                true => Err(NoProof::Unreadable),
                false => Ok(file),
            }
        }
    }
}

/// The document of a decision, where one is named, must be there.
pub(super) fn document_of(register: &Register, treatment: Treatment<'_>) -> Result<(), Gap> {
    match treatment.document() {
        None => Ok(()),
        named => proof(register, named).map(|_| ()).map_err(|why| why.gap(named)),
    }
}

/// The type that a record must have where a status changes: (re-)approval has a type of its own.
pub(super) fn type_for(ask: &Ask<'_>) -> Option<&'static str> {
    let status = ask.changes.iter().find(|change| change.kind == ChangeKind::StatusEndret)?;
    match (status.before.as_deref(), status.after.as_deref()) {
        (Some("mistet"), Some("nasjonal")) => Some("regodkjenning"),
        (Some("planlagt" | "avviklet"), Some("nasjonal")) => Some("ny"),
        _ => None,
    }
}
