//! The tables of the law: deadlines and chapters by reporting year, stages, texts.
//!
//! **Knows**: what the files in `rules/tables` hold, and that the newest year holds for years to come.
//! **Does not know**: registers.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::asset;
use crate::document::packed;
use crate::document::tree::Node;
use crate::finding::{Citation, Lang};
use crate::source::Place;
use chrono::NaiveDate;

/// The tables that the tool carries, each read when it is first asked for.
#[derive(Debug, Default)]
pub struct Tables {
    reports: OnceLock<Reports>,
    texts: OnceLock<BTreeMap<String, Text>>,
    requirements: OnceLock<Vec<Requirement>>,
}

/// The table of annual reports.
#[derive(Debug)]
struct Reports {
    years: BTreeMap<i32, Year>,
    templates: BTreeMap<String, Template>,
    stages: Stages,
}

/// What holds for one reporting year. Dates are month and day in the year after.
#[derive(Debug, Clone, Default)]
struct Year {
    template: String,
    deadlines: BTreeMap<String, (u32, u32)>,
}

/// The chapters of an annual report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The name of the template.
    pub name: String,
    /// The numbers of the chapters that must be there.
    pub chapters: Vec<String>,
    /// Words in headings that only this template has, in lower case.
    pub marks: Vec<String>,
}

/// What holds for the annual report of one year.
#[derive(Debug, Clone)]
pub struct ReportYear<'a> {
    /// The reporting year.
    pub year: i32,
    /// The year whose table holds, where no table names this one.
    pub assumed_from: Option<i32>,
    /// The template.
    pub template: &'a Template,
    deadlines: &'a BTreeMap<String, (u32, u32)>,
}

/// The deadlines of an annual report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// An extension is applied for.
    Extension,
    /// The report is delivered.
    Report,
    /// The last day to which an extension can run.
    Last,
    /// Results are published interactively.
    Results,
    /// The coverage analysis.
    Coverage,
    /// The results so far of the running year.
    HalfYear,
}

impl Deadline {
    fn key(self) -> &'static str {
        match self {
            Self::Extension => "utsettelse",
            Self::Report => "rapport",
            Self::Last => "siste_levering",
            Self::Results => "resultater",
            Self::Coverage => "dekningsgrad",
            Self::HalfYear => "halvaarstall",
        }
    }
}

impl ReportYear<'_> {
    /// The day of a deadline, where the sources name one.
    pub fn day(&self, deadline: Deadline) -> Option<NaiveDate> {
        let (month, day) = self.deadlines.get(deadline.key())?;
        NaiveDate::from_ymd_opt(self.year + 1, *month, *day)
    }

    /// The day on which the report must be there: its deadline, or the last day of the year after
    /// where the sources name none.
    pub fn due(&self) -> NaiveDate {
        self.day(Deadline::Report)
            .or_else(|| NaiveDate::from_ymd_opt(self.year + 1, 12, 31))
            .unwrap_or(NaiveDate::MAX)
    }
}

/// How the stage of a register follows from the requirements that it meets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stages {
    /// The first reporting year to which the requirements apply.
    pub from_year: i32,
    /// A stage and the requirement up to which all must be met, rising.
    pub steps: Vec<(i64, i64)>,
    /// A level and the requirement that gives it, best first.
    pub levels: Vec<(String, i64)>,
    /// The level where none of them is met.
    pub otherwise: String,
    /// A requirement and the coverage in per cent that it asks for.
    pub coverage: Vec<(i64, i64)>,
}

impl Stages {
    /// The stage and level, such as `3B`, that these requirements give.
    pub fn of(&self, met: &[i64]) -> String {
        let reached = |up_to: i64| (1..=up_to).all(|number| met.contains(&number));
        let stage = self
            .steps
            .iter()
            .filter(|(_, up_to)| reached(*up_to))
            .map(|(stage, _)| *stage)
            .max()
            .unwrap_or(1);
        let level = self
            .levels
            .iter()
            .find(|(_, number)| met.contains(number))
            .map_or(&self.otherwise, |(name, _)| name);
        format!("{stage}{level}")
    }
}

/// A text that rules rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text {
    title: String,
    url: String,
}

/// A requirement of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Its id, such as `K-5`.
    pub id: String,
    /// Its chapter in the guide.
    pub section: String,
    /// What it asks for, in our words: bokmål, nynorsk, English.
    texts: [String; 3],
    /// How far rules can decide it.
    pub decides: String,
    /// The duties of a change that it stands behind.
    pub duties: Vec<String>,
    /// What a person must judge, where no rule can: bokmål, nynorsk, English; empty elsewhere.
    questions: [String; 3],
}

impl Requirement {
    /// What it asks for.
    pub fn text(&self, lang: Lang) -> &str {
        &self.texts[index(lang)]
    }

    /// Whether it stands in the guide's chapter on changes: it asks nothing of a register at rest.
    pub fn is_of_changes(&self) -> bool {
        self.section.split(" / ").next() == Some("Endring")
    }

    /// What a person must judge; empty where rules decide.
    pub fn question(&self, lang: Lang) -> &str {
        &self.questions[index(lang)]
    }
}

fn index(lang: Lang) -> usize {
    match lang {
        Lang::Nb => 0,
        Lang::Nn => 1,
        Lang::En => 2,
    }
}

impl Tables {
    fn reports(&self) -> &Reports {
        self.reports.get_or_init(|| {
            let table = file("aarsrapport.toml");
            Reports {
                years: table.all("aar").into_iter().flat_map(Node::elements).filter_map(read_year).collect(),
                templates: table.at("mal").map(read_templates).unwrap_or_default(),
                stages: table.at("stadium").map(read_stages).unwrap_or_default(),
            }
        })
    }

    /// How the stage of a register follows from the requirements that it meets.
    pub fn stages(&self) -> &Stages {
        &self.reports().stages
    }

    /// The requirements of the guide, in its order.
    pub fn requirements(&self) -> &[Requirement] {
        self.requirements.get_or_init(|| {
            let table = file("krav.toml");
            table.all("krav").into_iter().flat_map(Node::elements).map(read_requirement).collect()
        })
    }

    /// What holds for the report of `year`: its own table, else the newest.
    pub fn report_year(&self, year: i32) -> ReportYear<'_> {
        let Reports { years, templates, .. } = self.reports();
        let (named, held) = years
            .range(..=year)
            .next_back()
            .or_else(|| years.first_key_value())
            .expect("the table of annual reports is not empty");
        let template = templates.get(&held.template).expect("every year names a template that is there");
        let assumed_from = (*named != year).then_some(*named);
        ReportYear { year, assumed_from, template, deadlines: &held.deadlines }
    }

    /// All templates of annual reports.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        self.reports().templates.values()
    }

    /// A section of the text with this key; none where there is no such text.
    pub fn citation(&self, key: &str, section: &str) -> Option<Citation> {
        let read = || file("kilder.toml").entries().iter().map(read_text).collect();
        let text = self.texts.get_or_init(read).get(key)?;
        Some(Citation { title: text.title.clone(), section: section.to_owned(), url: text.url.clone() })
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements().iter().find(|requirement| requirement.id == id)
    }
}

/// The table `name` of `rules/tables`.
pub(super) fn file(name: &str) -> Node {
    let path = format!("tables/{name}");
    let mut files = packed::files(asset::packed_rules());
    let file = files.find(|file| file.path == path).expect("the table is in the folder");
    packed::read(file.table, &Place::file(path))
}

fn written(node: &Node, key: &str) -> String {
    node.get(key).map(Node::written).unwrap_or_default()
}

fn texts(node: &Node, key: &str) -> Vec<String> {
    node.get(key).into_iter().flat_map(Node::elements).map(Node::written).collect()
}

fn read_year(node: &Node) -> Option<(i32, Year)> {
    let year = i32::try_from(node.get("aar")?.integer()?).ok()?;
    let deadlines = node.entries().iter().filter_map(|(key, value)| {
        let (month, day) = value.text()?.split_once('-')?;
        Some((key.clone(), (month.parse().ok()?, day.parse().ok()?)))
    });
    Some((year, Year { template: written(node, "mal"), deadlines: deadlines.collect() }))
}

fn read_templates(node: &Node) -> BTreeMap<String, Template> {
    let read = |(name, node): &(String, Node)| {
        let template = Template {
            name: name.clone(),
            chapters: texts(node, "kapitler"),
            marks: texts(node, "kjennetegn"),
        };
        (name.clone(), template)
    };
    node.entries().iter().map(read).collect()
}

fn read_stages(node: &Node) -> Stages {
    let number = |node: &Node, key: &str| node.get(key).and_then(Node::integer).unwrap_or_default();
    let list = |key: &str| node.get(key).into_iter().flat_map(Node::elements);
    Stages {
        from_year: i32::try_from(number(node, "fra_aar")).unwrap_or_default(),
        steps: list("trinn").map(|step| (number(step, "stadium"), number(step, "til"))).collect(),
        levels: list("nivaa").map(|level| (written(level, "nivaa"), number(level, "krav"))).collect(),
        otherwise: written(node, "ellers"),
        coverage: list("dekningsgrad").map(|line| (number(line, "krav"), number(line, "minst"))).collect(),
    }
}

fn read_text((key, node): &(String, Node)) -> (String, Text) {
    (key.clone(), Text { title: written(node, "tittel"), url: written(node, "lenke") })
}

fn read_requirement(node: &Node) -> Requirement {
    let three = |key: &str| {
        Lang::ALL.map(|lang| node.get(key).map(|node| written(node, lang.code())).unwrap_or_default())
    };
    Requirement {
        id: written(node, "id"),
        section: written(node, "avsnitt"),
        texts: three("tekst"),
        decides: written(node, "avgjoer"),
        duties: texts(node, "plikter"),
        questions: three("vurder"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_year_holds_for_years_to_come() {
        let tables = Tables::default();
        let day = |year: i32, deadline| tables.report_year(year).day(deadline).map(|day| day.to_string());
        assert_eq!(day(2023, Deadline::Report).as_deref(), Some("2024-06-15"));
        assert_eq!(day(2026, Deadline::Report).as_deref(), Some("2027-06-15"));
        assert_eq!(day(2026, Deadline::Last).as_deref(), Some("2027-09-01"));
        assert_eq!(day(2016, Deadline::Report), None);
        assert_eq!(tables.report_year(2016).due().to_string(), "2017-12-31");
        assert_eq!(tables.report_year(2023).assumed_from, None);
        assert_eq!(tables.report_year(2025).assumed_from, Some(2023));
        assert_eq!(tables.report_year(2022).template.name, "gammel-2022");
    }

    #[test]
    fn the_stage_follows_from_the_requirements() {
        let tables = Tables::default();
        let stages = tables.stages();
        let check = |met: &[i64], stage: &str| assert_eq!(stages.of(met), stage, "{met:?}");
        check(&[], "1C");
        check(&[1, 2, 3, 4, 5], "2C");
        check(&[1, 2, 3, 4], "1C");
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 18], "3B");
        check(&(1..=16).collect::<Vec<_>>(), "4C");
        check(&(1..=17).collect::<Vec<_>>(), "4A");
        check(&[17], "1A");
        check(&(2..=18).collect::<Vec<_>>(), "1A");
    }
}
