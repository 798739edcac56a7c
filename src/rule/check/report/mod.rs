//! The checks of annual reports.
//!
//! **Knows**: which reports must be there on a day, and how each is held against the table of its year.
//! **Does not know**: deadlines and chapters themselves: they are data.

mod stage;
mod text;

use chrono::{Datelike, NaiveDate};

use crate::document::Document;
use crate::document::tree::{Node, Value};
use crate::register::Register;
use crate::rule::condition::Ground;
use crate::rule::doubt;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::table::{Deadline, ReportYear};
use crate::source::Place;

/// What is looked at in annual reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportCheck {
    /// A report is there for each year.
    Present,
    /// The chapters of the year's template.
    Chapters,
    /// The headings are those of another year's template.
    Template,
    /// The report itself names another year.
    Year,
    /// Delivered after the deadline, or the extension.
    InTime,
    /// It lies there, and nobody has said that it was delivered.
    Delivered,
    /// Coverage: missing, no whole number, too old.
    Coverage,
    /// The claimed stage is not what the requirements give.
    Stage,
    /// A ticked requirement without a chapter.
    Evidence,
    /// A ticked requirement on coverage that the coverage does not meet.
    StageCoverage,
    /// Late, and no extension was granted.
    Extension,
    /// An extension runs beyond the last day there is.
    LastDay,
}

/// Coverage is given in whole per cent since this reporting year.
const WHOLE_PER_CENT_SINCE: i32 = 2021;

impl ReportCheck {
    /// The name in a rule file, and the check.
    pub const NAMES: [(&'static str, Self); 12] = [
        ("rapport-finnes", Self::Present),
        ("rapport-kapitler", Self::Chapters),
        ("rapport-mal", Self::Template),
        ("rapport-aar", Self::Year),
        ("rapport-i-tide", Self::InTime),
        ("rapport-levert", Self::Delivered),
        ("rapport-dekningsgrad", Self::Coverage),
        ("rapport-stadium", Self::Stage),
        ("rapport-belegg", Self::Evidence),
        ("rapport-stadium-dekningsgrad", Self::StageCoverage),
        ("rapport-utsettelse", Self::Extension),
        ("rapport-siste-levering", Self::LastDay),
    ];

    /// The fields from the root without which it cannot be held.
    pub fn paths(self) -> &'static [&'static str] {
        match self {
            Self::Present => &["registervakt.fra_aar", "register.nasjonal_status_fra", "utsettelse"],
            Self::LastDay => &["utsettelse"],
            Self::InTime | Self::Delivered | Self::Extension => {
                &["registervakt.fra_aar", "utsettelse.aar", "utsettelse.levering"]
            }
            Self::Chapters
            | Self::Template
            | Self::Year
            | Self::Coverage
            | Self::Stage
            | Self::Evidence
            | Self::StageCoverage => &["registervakt.fra_aar"],
        }
    }

    /// The facts of a report without which it cannot be held.
    fn facts(self) -> &'static [&'static str] {
        match self {
            Self::Present | Self::LastDay | Self::Chapters | Self::Template | Self::Year => &[],
            Self::InTime | Self::Delivered | Self::Extension => &["levert"],
            Self::Coverage => &["dekningsgrad_aar"],
            Self::Stage => &["stadium.paastaatt", "stadium.oppfylt"],
            Self::Evidence => &["stadium.oppfylt", "stadium.kapittel"],
            Self::StageCoverage => &["stadium.oppfylt", "dekningsgrad"],
        }
    }

    /// The ways in which it can fail.
    pub fn variants(self) -> &'static [&'static str] {
        match self {
            Self::Chapters => &["ett", "flere"],
            Self::Coverage => &["mangler", "ikke-heltall", "gammel"],
            Self::Evidence => &["uten-kapittel", "kapittel-finnes-ikke"],
            Self::LastDay => &["omraade"],
            _ => &[],
        }
    }

    /// The values that its messages can name.
    pub fn details(self) -> &'static [&'static str] {
        match self {
            Self::Present => &["aar", "frist", "fil", "tabellaar"],
            Self::Chapters => &["aar", "kapittel", "antall", "tabellaar"],
            Self::Template => &["aar", "overskrifter"],
            Self::Year => &["aar", "verdi"],
            Self::InTime | Self::Delivered | Self::Extension => &["aar", "frist", "levert", "tabellaar"],
            Self::Coverage => &["aar", "verdi", "kravaar"],
            Self::Stage => &["aar", "verdi", "riktig"],
            Self::Evidence => &["aar", "krav", "kapittel"],
            Self::StageCoverage => &["aar", "krav", "verdi", "minst"],
            Self::LastDay => &["aar", "felt", "verdi", "fra", "til"],
        }
    }

    /// The check held against a register.
    pub fn hold(self, ground: Ground<'_>) -> Outcome {
        if self == Self::LastDay {
            return last_day(ground);
        }
        let register = ground.register;
        if let Some(cause) = register.unread.get("aarsrapport") {
            return Outcome::unknown(cause);
        }
        let Some(from) = from_year(ground) else {
            return Outcome::unknown("register.toml");
        };
        if self.looks_at_extensions() && !doubt::causes(&register.tree, "utsettelse").is_empty() {
            // An extension that cannot be read may be the one that was granted.
            return Outcome::nothing();
        }
        if self == Self::Present {
            return present(from, ground);
        }
        let mut outcome = Outcome::nothing();
        for report in reports(ground).filter(|report| report.year.year >= from) {
            let causes: Vec<String> =
                self.facts().iter().flat_map(|fact| doubt::causes(report.node, fact)).collect();
            if let Some(file) = register.unread.get(&format!("aarsrapport.{}", report.year.year)) {
                outcome.add(Outcome::unknown(file));
            } else if causes.is_empty() || self == Self::Coverage {
                outcome.add(self.hold_report(&report, ground));
            }
            outcome.doubt(causes);
        }
        outcome
    }

    fn looks_at_extensions(self) -> bool {
        matches!(self, Self::Present | Self::InTime | Self::Delivered | Self::Extension)
    }

    fn hold_report(self, report: &Report<'_>, ground: Ground<'_>) -> Outcome {
        match self {
            Self::Present | Self::LastDay => Outcome::nothing(),
            Self::Chapters => {
                report.with_document(ground.register, |document| text::chapters(report, document))
            }
            Self::Template => {
                report.with_document(ground.register, |document| text::template(report, document, ground))
            }
            Self::Year => {
                report.with_document(ground.register, |document| text::named_year(report, document))
            }
            Self::InTime => in_time(report),
            Self::Delivered => delivered(report, ground),
            Self::Coverage => coverage(report, ground),
            Self::Stage => stage::claimed(report, ground),
            Self::Evidence => stage::evidence(report, ground),
            Self::StageCoverage => stage::coverage(report, ground),
            Self::Extension => extension(report),
        }
    }
}

/// One annual report with the table that holds for it.
struct Report<'a> {
    node: &'a Node,
    year: ReportYear<'a>,
    /// The day to which an extension was granted, at the latest the last day there is.
    extended: Option<NaiveDate>,
}

impl<'a> Report<'a> {
    fn date(&self, field: &str) -> Option<NaiveDate> {
        self.node.at(field).and_then(Node::date)
    }

    fn integers(&self, field: &str) -> Vec<i64> {
        self.node.at(field).into_iter().flat_map(Node::elements).filter_map(Node::integer).collect()
    }

    /// The last day for this report, extension counted.
    fn deadline(&self) -> NaiveDate {
        self.extended.map_or(self.year.due(), |day| day.max(self.year.due()))
    }

    fn document_path(&self) -> Option<&'a str> {
        self.node.get("dokument").and_then(Node::text)
    }

    fn with_document(&self, register: &Register, look: impl FnOnce(&Document) -> Outcome) -> Outcome {
        match self.document_path() {
            None => Outcome::nothing(),
            Some(path) => match register.documents.get(path) {
                Some(document) => look(document),
                None => Outcome::unknown(path),
            },
        }
    }

    /// A hit in this report; `what` sets its subject apart.
    fn hit(&self, place: &Place, what: &str) -> Hit {
        let subject = format!("aarsrapport/{}#{what}", self.year.year);
        Hit::new(place, subject)
            .with("aar", self.year.year.to_string())
            .with("tabellaar", self.year.assumed_from.map(|year| year.to_string()).unwrap_or_default())
    }

    /// The value of a field with its place; the report's facts as a whole where there is none.
    fn place(&self, field: &str) -> Place {
        self.node.at(field).map_or_else(|| self.node.place.clone(), |node| node.place.clone())
    }
}

/// The first reporting year that the repository answers for.
pub(in crate::rule) fn from_year(ground: Ground<'_>) -> Option<i32> {
    let set = ground.register.at("registervakt.fra_aar").and_then(Node::integer);
    set.and_then(|year| i32::try_from(year).ok()).or(ground.register.first_year)
}

fn reports(ground: Ground<'_>) -> impl Iterator<Item = Report<'_>> {
    let nodes = ground.register.tree.get("aarsrapport").into_iter().flat_map(Node::elements);
    nodes.filter_map(move |node| {
        let year = i32::try_from(node.get("aar")?.integer()?).ok()?;
        let year = ground.tables.report_year(year);
        Some(Report { node, extended: extended(&year, ground), year })
    })
}

/// The day to which an extension for this year was granted.
pub(in crate::rule) fn extended(year: &ReportYear<'_>, ground: Ground<'_>) -> Option<NaiveDate> {
    let granted = ground.register.tree.get("utsettelse").into_iter().flat_map(Node::elements);
    let of_year = granted.filter(|node| node.get("aar").and_then(Node::integer) == Some(year.year.into()));
    let latest = of_year.filter_map(|node| node.get("levering")?.date()).max()?;
    Some(year.day(Deadline::Last).map_or(latest, |last| latest.min(last)))
}

/// Whether each extension ends on the last day of its year at the latest.
fn last_day(ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    for node in ground.register.tree.get("utsettelse").into_iter().flat_map(Node::elements) {
        let year = node.get("aar").and_then(Node::integer).and_then(|year| i32::try_from(year).ok());
        let (Some(year), Some(end)) = (year, node.get("levering")) else { continue };
        let table = ground.tables.report_year(year);
        let (Some(last), Some(day)) = (table.day(Deadline::Last), end.date()) else { continue };
        let hit = || {
            Hit::new(&end.place, format!("register.toml#utsettelse.levering/{year}"))
                .variant("omraade")
                .with("aar", year.to_string())
                .with("felt", "utsettelse.levering")
                .with("verdi", day.to_string())
                .with("fra", table.due().to_string())
                .with("til", last.to_string())
        };
        outcome.look((day > last).then(hit));
    }
    outcome
}

fn present(from: i32, ground: Ground<'_>) -> Outcome {
    let register = ground.register;
    let status_since =
        register.at("register.nasjonal_status_fra").and_then(Node::date).map(|date| date.year());
    let Some(status_since) = status_since else {
        return Outcome::unknown("register.nasjonal_status_fra");
    };
    let mut outcome = Outcome::nothing();
    for year in from.max(status_since)..ground.today.year() {
        let table = ground.tables.report_year(year);
        let deadline = extended(&table, ground).map_or(table.due(), |day| day.max(table.due()));
        if ground.today <= deadline {
            continue;
        }
        let there = register.layout.reports.get(&year).is_some_and(|files| files.document.is_some());
        let hit = || {
            let place = register.nearest_place("registervakt.fra_aar");
            Hit::new(&place, format!("aarsrapport/{year}"))
                .with("aar", year.to_string())
                .with("frist", deadline.to_string())
                .with("fil", format!("aarsrapporter/{year}.md"))
                .with("tabellaar", table.assumed_from.map(|year| year.to_string()).unwrap_or_default())
        };
        outcome.look((!there).then(hit));
    }
    outcome
}

fn in_time(report: &Report<'_>) -> Outcome {
    let Some(delivered) = report.date("levert") else {
        return Outcome::nothing();
    };
    let deadline = report.deadline();
    let hit = (delivered > deadline).then(|| {
        report
            .hit(&report.place("levert"), "levert")
            .with("frist", deadline.to_string())
            .with("levert", delivered.to_string())
    });
    Outcome::of(1, hit.into_iter().collect())
}

fn delivered(report: &Report<'_>, ground: Ground<'_>) -> Outcome {
    let deadline = report.deadline();
    if report.document_path().is_none() || ground.today <= deadline {
        return Outcome::nothing();
    }
    let missing = report.node.get("levert").is_none_or(|node| !node.is_filled());
    let hit =
        missing.then(|| report.hit(&report.node.place, "ikke-levert").with("frist", deadline.to_string()));
    Outcome::of(1, hit.into_iter().collect())
}

fn extension(report: &Report<'_>) -> Outcome {
    let Some(delivered) = report.date("levert") else {
        return Outcome::nothing();
    };
    let due = report.year.due();
    let hit = (delivered > due && report.extended.is_none()).then(|| {
        let hit = report.hit(&report.place("levert"), "utsettelse");
        hit.with("frist", due.to_string()).with("levert", delivered.to_string())
    });
    Outcome::of(1, hit.into_iter().collect())
}

fn coverage(report: &Report<'_>, ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    match report.node.get("dekningsgrad").filter(|node| node.is_filled()) {
        None => {
            let due = report.year.day(Deadline::Coverage).unwrap_or_else(|| report.deadline());
            if ground.today > due {
                outcome.look(Some(report.hit(&report.node.place, "dekningsgrad").variant("mangler")));
            }
        }
        Some(node) => {
            let fine = match node.value {
                Value::Integer(number) => (0..=100).contains(&number),
                Value::Float(number) => {
                    report.year.year < WHOLE_PER_CENT_SINCE && (0.0..=100.0).contains(&number)
                }
                _ => false,
            };
            let hit =
                || report.hit(&node.place, "dekningsgrad").variant("ikke-heltall").with("verdi", shown(node));
            outcome.look((!fine).then(hit));
            if report.node.get("dekningsgrad_aar").is_none() {
                // Nobody knows how old the analysis is.
                outcome.doubt(["aarsrapport.dekningsgrad_aar".to_owned()]);
            }
        }
    }
    if let Some(node) = report.node.get("dekningsgrad_aar") {
        let oldest = report.year.year - 1;
        let old = node.integer().is_some_and(|year| year < oldest.into());
        let hit = || {
            let hit = report.hit(&node.place, "dekningsgrad_aar").variant("gammel");
            hit.with("verdi", node.written()).with("kravaar", oldest.to_string())
        };
        outcome.look(old.then(hit));
    }
    outcome
}

fn shown(node: &Node) -> String {
    let written = node.written();
    if written.is_empty() { node.place.text().to_owned() } else { written }
}
