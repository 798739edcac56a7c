//! The checks of annual reports.
//!
//! **Knows**: which reports must be there on a day, and how each is held against the table of its year.
//! **Does not know**: deadlines and chapters themselves: they are data.

use chrono::{Datelike, NaiveDate};
use regex::Regex;
use std::sync::LazyLock;

use crate::document::tree::{Node, Value};
use crate::document::{Document, Prose};
use crate::register::Register;
use crate::register::section::{self, Chapter};
use crate::rule::condition::Ground;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::table::{Deadline, ReportYear, Template};
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
}

/// How many missing chapters are told one by one; more are told together.
const SINGLE_CHAPTERS: usize = 5;
/// How many headings of another template make it the one that was used.
const MARKS_OF_ANOTHER: usize = 3;
/// Coverage is given in whole per cent since this reporting year.
const WHOLE_PER_CENT_SINCE: i32 = 2021;

impl ReportCheck {
    /// The name in a rule file, and the check.
    pub const NAMES: [(&'static str, Self); 11] = [
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
    ];

    /// The ways in which it can fail.
    pub fn variants(self) -> &'static [&'static str] {
        match self {
            Self::Chapters => &["ett", "flere"],
            Self::Coverage => &["mangler", "ikke-heltall", "gammel"],
            Self::Evidence => &["uten-kapittel", "kapittel-finnes-ikke"],
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
        }
    }

    /// The check held against a register.
    pub fn hold(self, ground: Ground<'_>) -> Outcome {
        let Some(from) = from_year(ground) else {
            return Outcome::unknown("register.toml");
        };
        if self == Self::Present {
            return present(from, ground);
        }
        let mut outcome = Outcome::nothing();
        for report in reports(ground).filter(|report| report.year.year >= from) {
            if ground.register.unread.contains_key(&format!("aarsrapport.{}", report.year.year)) {
                outcome.add(Outcome::unknown(report.node.place.source().path()));
            } else {
                outcome.add(self.hold_report(&report, ground));
            }
        }
        outcome
    }

    fn hold_report(self, report: &Report<'_>, ground: Ground<'_>) -> Outcome {
        match self {
            Self::Present => Outcome::nothing(),
            Self::Chapters => report.with_document(ground.register, |document| chapters(report, document)),
            Self::Template => {
                report.with_document(ground.register, |document| template(report, document, ground))
            }
            Self::Year => report.with_document(ground.register, |document| named_year(report, document)),
            Self::InTime => in_time(report),
            Self::Delivered => delivered(report, ground),
            Self::Coverage => coverage(report, ground),
            Self::Stage => stage(report, ground),
            Self::Evidence => evidence(report, ground),
            Self::StageCoverage => stage_coverage(report, ground),
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
            Some(path) => register.documents.get(path).map_or_else(|| Outcome::unknown(path), look),
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
fn from_year(ground: Ground<'_>) -> Option<i32> {
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
fn extended(year: &ReportYear<'_>, ground: Ground<'_>) -> Option<NaiveDate> {
    let granted = ground.register.tree.get("utsettelse").into_iter().flat_map(Node::elements);
    let of_year = granted.filter(|node| node.get("aar").and_then(Node::integer) == Some(year.year.into()));
    let latest = of_year.filter_map(|node| node.get("levering")?.date()).max()?;
    Some(year.day(Deadline::Last).map_or(latest, |last| latest.min(last)))
}

fn present(from: i32, ground: Ground<'_>) -> Outcome {
    let register = ground.register;
    let status_since =
        register.at("register.nasjonal_status_fra").and_then(Node::date).map(|date| date.year());
    let Some(status_since) = status_since else {
        return Outcome::nothing();
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

fn chapters(report: &Report<'_>, document: &Document) -> Outcome {
    let found = section::chapters(document);
    let missing: Vec<&String> =
        report.year.template.chapters.iter().filter(|number| !has_chapter(&found, number)).collect();
    let place = Place::first_line(document.source());
    let hits = if missing.len() > SINGLE_CHAPTERS {
        let list = missing.iter().map(|number| number.as_str()).collect::<Vec<_>>().join(", ");
        let hit = report.hit(&place, "kapitler").variant("flere");
        vec![hit.with("kapittel", list).with("antall", missing.len().to_string())]
    } else {
        let hit = |number: &&String| {
            report
                .hit(&place_before(&found, number, &place), number)
                .variant("ett")
                .with("kapittel", number.as_str())
        };
        missing.iter().map(hit).collect()
    };
    Outcome::of(report.year.template.chapters.len(), hits)
}

fn has_chapter(found: &[Chapter], number: &str) -> bool {
    found.iter().any(|chapter| chapter.number == number)
}

/// The heading after which a missing chapter belongs, or `otherwise`.
fn place_before(found: &[Chapter], number: &str, otherwise: &Place) -> Place {
    let key = |number: &str| number.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
    let wanted = key(number);
    let before = found
        .iter()
        .filter(|chapter| key(&chapter.number) < wanted)
        .max_by_key(|chapter| key(&chapter.number));
    before.map_or_else(|| otherwise.clone(), |chapter| chapter.place.clone())
}

fn template(report: &Report<'_>, document: &Document, ground: Ground<'_>) -> Outcome {
    let headings: Vec<String> =
        document.sections().iter().map(|section| section.title.to_lowercase()).collect();
    let marks_of = |template: &Template| -> Vec<String> {
        template
            .marks
            .iter()
            .filter(|mark| headings.iter().any(|heading| heading.contains(mark.as_str())))
            .cloned()
            .collect()
    };
    let own = marks_of(report.year.template).len();
    let other = ground
        .tables
        .templates()
        .filter(|template| template.name != report.year.template.name)
        .map(marks_of)
        .max_by_key(Vec::len)
        .unwrap_or_default();
    let hit = (other.len() >= MARKS_OF_ANOTHER && other.len() > own).then(|| {
        report.hit(&Place::first_line(document.source()), "mal").with("overskrifter", other.join(", "))
    });
    Outcome::of(1, hit.into_iter().collect())
}

/// «Årsrapport for 2025», «rapporteringsåret er 2025», in bokmål and nynorsk.
/// A report names its year. The ring may stand apart from its letter: macOS writes so.
static NAMED_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:(?:å|a\x{30a}?)rsrapport(?:en)?(?:\s+(?:for|fr(?:å|a\x{30a}?)|fra|om))?(?:\s+(?:rapporterings)?(?:å|a\x{30a}?)ret)?|rapporterings(?:å|a\x{30a}?)r(?:et)?(?:\s+er)?)[\s:–-]+((?:19|20)\d\d)\b")
        .expect("the pattern is fixed")
});

fn named_year(report: &Report<'_>, document: &Document) -> Outcome {
    let prose = opening(document);
    let named: Vec<_> = NAMED_YEAR.captures_iter(prose.text()).filter_map(|found| found.get(1)).collect();
    let own = report.year.year.to_string();
    let wrong = named.first().filter(|_| named.iter().all(|year| year.as_str() != own));
    let hit = wrong.map(|year| report.hit(&prose.place(year.range()), "aar").with("verdi", year.as_str()));
    Outcome::of(usize::from(!named.is_empty()), hit.into_iter().collect())
}

/// What stands before the first numbered chapter; of a report without numbers the first blocks.
fn opening(document: &Document) -> Prose {
    const BLOCKS: usize = 6;
    let numbered = document
        .sections()
        .iter()
        .find(|section| section.number.is_some())
        .and_then(|section| section.heading);
    document.prose(0..numbered.unwrap_or(BLOCKS).min(document.blocks().len()))
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

fn stage(report: &Report<'_>, ground: Ground<'_>) -> Outcome {
    let stages = &ground.tables.stages;
    let claimed = report.node.at("stadium.paastaatt").filter(|node| node.is_filled());
    let met = report.node.at("stadium.oppfylt");
    let (Some(claimed), Some(_)) = (claimed, met) else {
        return Outcome::nothing();
    };
    if report.year.year < stages.from_year {
        return Outcome::nothing();
    }
    let right = stages.of(&report.integers("stadium.oppfylt"));
    let written: String = claimed.written().split_whitespace().collect::<String>().to_uppercase();
    let hit = (written != right).then(|| {
        report.hit(&claimed.place, "stadium").with("verdi", claimed.written()).with("riktig", right.clone())
    });
    Outcome::of(1, hit.into_iter().collect())
}

fn evidence(report: &Report<'_>, ground: Ground<'_>) -> Outcome {
    let mut outcome = Outcome::nothing();
    let document = report.document_path().and_then(|path| ground.register.documents.get(path));
    let found = document.map(section::chapters);
    for item in report.node.at("stadium.oppfylt").into_iter().flat_map(Node::elements) {
        let Some(number) = item.integer() else { continue };
        let key = number.to_string();
        let named =
            report.node.at("stadium.kapittel").and_then(|map| map.get(&key)).filter(|node| node.is_filled());
        let hit = |place: &Place, variant| {
            report.hit(place, &format!("krav-{key}")).variant(variant).with("krav", key.clone())
        };
        let Some(named) = named else {
            outcome.look(Some(hit(&item.place, "uten-kapittel")));
            continue;
        };
        let Some(found) = &found else { continue };
        for chapter in named.elements() {
            let written = chapter.written();
            let there = is_there(found, &written);
            outcome.look(
                (!there)
                    .then(|| hit(&chapter.place, "kapittel-finnes-ikke").with("kapittel", written.clone())),
            );
        }
    }
    outcome
}

/// Whether a chapter, named by number («4.2», «kap. 4.2») or by its title, is in the report.
fn is_there(found: &[Chapter], written: &str) -> bool {
    let number = written.trim_start_matches(|sign: char| !sign.is_ascii_digit()).trim_end_matches(['.', ' ']);
    let number = number.split(|sign: char| sign.is_whitespace()).next().unwrap_or_default();
    has_chapter(found, number) || found.iter().any(|chapter| section::same_heading(&chapter.title, written))
}

fn stage_coverage(report: &Report<'_>, ground: Ground<'_>) -> Outcome {
    let met = report.integers("stadium.oppfylt");
    let Some(coverage) = report.node.get("dekningsgrad").and_then(Node::integer) else {
        return Outcome::nothing();
    };
    let mut outcome = Outcome::nothing();
    for (number, least) in ground.tables.stages.coverage.iter().filter(|(number, _)| met.contains(number)) {
        let hit = || {
            report
                .hit(&report.place("stadium.oppfylt"), &format!("krav-{number}"))
                .related(&report.place("dekningsgrad"))
                .with("krav", number.to_string())
                .with("verdi", coverage.to_string())
                .with("minst", least.to_string())
        };
        outcome.look((coverage < *least).then(hit));
    }
    outcome
}
