//! What falls due in a register, and whether it is closed.
//!
//! **Knows**: how a schedule is held against a register: which years, which elements, on which day.
//! **Does not know**: which rung stands on a day, who is told.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::calendar::days_from;
use super::schedule::{After, Empty, Moved, Of, Schedule};
use crate::document::tree::{Node, Value};
use crate::finding::{Details, Finding, Lang, Level};
use crate::register::Register;
use crate::report::duty::Duty;
use crate::report::reminder::Deadline;
use crate::rule::Rule;
use crate::rule::catalogue::{Law, Sort};
use crate::rule::check::{Check, DueCheck, DutyCheck, body_name, extended, from_year, is_approved};
use crate::rule::condition::{Ground, years_after};
use crate::rule::demand::{Demand, What};
use crate::rule::doubt;
use crate::rule::evaluate::{self, Standing};
use crate::rule::outcome::Hit;
use crate::rule::scope::{Scope, members};
use crate::rule::table::Deadline as YearDay;
use crate::rule::waiver::Waivers;
use crate::source::{Location, Place};

/// How many reporting years before this one can still be told of.
const YEARS_BACK: i32 = 2;

/// A duty that a change released and that is open still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The record or topic, and the duty: `2026-utvidelse#redegjoerelse`.
    pub subject: String,
    /// What tells it from all others as long as it is open, whatever record comes to cover it.
    pub thread: String,
    /// The duty.
    pub duty: Duty,
    /// The day in Oslo on which the change came to the main branch.
    pub released: NaiveDate,
}

/// Something that falls due.
#[derive(Debug, Clone)]
pub struct Falling<'a> {
    /// The rule that says so.
    pub rule: &'a Rule,
    /// Which deadline it is.
    pub deadline: Deadline,
    /// Of what, as JSON names it.
    pub subject: String,
    /// The day.
    pub due: NaiveDate,
    /// Where it is written.
    pub location: Location,
    /// The values that the words of the rule name.
    pub details: Details,
    /// The duty, where it is one.
    pub duty: Option<&'a Duty>,
    /// What the record of what was told calls it, where that is not its subject.
    thread: Option<&'a str>,
    /// What the demands of the rule are seen from.
    element: Cow<'a, Node>,
}

/// Whether something that falls due is closed.
#[derive(Debug, Clone)]
pub enum Closing<'a> {
    /// It is: nothing is told.
    Closed,
    /// It is not; the findings that stand in the way, each with its rule.
    Open(Vec<(&'a Rule, Hit)>),
}

/// All that falls due by `rule`, near and far, closed and open.
pub fn falling<'a>(rule: &'a Rule, ground: Ground<'a>, opened: &'a [Opened]) -> Vec<Falling<'a>> {
    let Some(schedule) = &rule.schedule else { return Vec::new() };
    if evaluate::bar(rule, ground).is_some() {
        return Vec::new();
    }
    match &schedule.of {
        Of::Years { day, moved } => {
            let years = years(ground).map(|year| in_year(year, *day, *moved, ground));
            years.flatten().map(|found| found.falling(rule, schedule)).collect()
        }
        Of::Elements { scope, day, empty } => {
            let found = elements(scope, day, ground);
            let found = found.into_iter().map(|found| (fill(&schedule.subject, &found.details), found));
            let last = last_of_each(found.collect(), *empty);
            last.into_iter().map(|found| found.falling(rule, schedule)).collect()
        }
        Of::Field(path) => {
            let node = ground.register.at(path).filter(|node| node.date().is_some());
            node.map(|node| in_field(node, path, ground).falling(rule, schedule)).into_iter().collect()
        }
        Of::Duties => opened.iter().map(|one| of_duty(one, ground).falling(rule, schedule)).collect(),
    }
}

/// A day that was found, and what it is the day of.
struct Found<'a> {
    element: Cow<'a, Node>,
    /// The day; none where none is written.
    day: Option<NaiveDate>,
    place: Place,
    details: Details,
    opened: Option<&'a Opened>,
}

impl<'a> Found<'a> {
    fn falling(self, rule: &'a Rule, schedule: &Schedule) -> Falling<'a> {
        let Self { element, day, place, mut details, opened } = self;
        let day = day.unwrap_or(NaiveDate::MAX);
        let due = schedule.after.from(day);
        details.insert("dag".to_owned(), day.to_string());
        details.insert("frist".to_owned(), due.to_string());
        Falling {
            rule,
            deadline: schedule.deadline,
            subject: evaluate::shown(&fill(&schedule.subject, &details)),
            due,
            location: place.locate(),
            details,
            duty: opened.map(|opened| &opened.duty),
            thread: opened.map(|opened| opened.thread.as_str()),
            element,
        }
    }
}

impl After {
    fn from(self, day: NaiveDate) -> NaiveDate {
        days_from(years_after(day, self.years), self.days)
    }
}

/// The reporting years that can be told of: those that the register answers for, since it has its status.
fn years(ground: Ground<'_>) -> impl Iterator<Item = i32> {
    let this = ground.today.year();
    let status = ground.register.at("register.nasjonal_status_fra").and_then(Node::date);
    let first = from_year(ground).into_iter().chain(status.map(|day| day.year())).max();
    (this.saturating_sub(YEARS_BACK)..=this).filter(move |year| first.is_none_or(|first| *year >= first))
}

/// The day of one reporting year; none where the table names none.
fn in_year<'a>(year: i32, day: YearDay, moved: Moved, ground: Ground<'a>) -> Option<Found<'a>> {
    let register = ground.register;
    let table = ground.tables.report_year(year);
    let written = table.day(day)?;
    let granted = match moved {
        Moved::ByExtension => extended(&table, ground),
        Moved::Never => None,
    };
    let node = register.tree.get("aarsrapport").into_iter().flat_map(Node::elements);
    let node = node.into_iter().find(|node| node.get("aar").and_then(Node::integer) == Some(year.into()));
    let place = || register.nearest_place("registervakt.fra_aar");
    let element = match node {
        Some(node) => Cow::Borrowed(node),
        None => Cow::Owned(Node::derived(Value::Table(Vec::new()), &place())),
    };
    let place = node.map_or_else(place, |node| node.place.clone());
    let last = table.day(YearDay::Last).map(|day| day.to_string()).unwrap_or_default();
    let files = register.layout.reports.get(&year);
    let folder = match register.text("dokumenter.aarsrapporter") {
        "" => "aarsrapporter",
        folder => folder.trim_end_matches('/'),
    };
    let path = |known: Option<&String>, ending: &str| {
        known.cloned().unwrap_or_else(|| register.path_of(&format!("{folder}/{year}.{ending}")))
    };
    let details = [
        ("aar", year.to_string()),
        ("neste", year.saturating_add(1).to_string()),
        ("siste", last),
        ("fil", path(files.and_then(|files| files.facts.as_ref()), "toml")),
        ("rapportfil", path(files.and_then(|files| files.document.as_ref()), "md")),
    ];
    let day = granted.map_or(written, |granted| granted.max(written));
    Some(Found { element, day: Some(day), place, details: owned(details), opened: None })
}

/// The elements of a list, each with its day; those whose day cannot be read are told of elsewhere.
fn elements<'a>(scope: &'a Scope, day: &str, ground: Ground<'a>) -> Vec<Found<'a>> {
    let tree: &Node = &ground.register.tree;
    let (parents, list) = match scope.list.rsplit_once('.') {
        None => (vec![tree], scope.list.as_str()),
        Some((above, list)) => (tree.all(above), list),
    };
    let parents = parents.into_iter().flat_map(Node::elements).filter(|parent| !doubt::is_none(parent));
    let mut found = Vec::new();
    for parent in parents {
        for element in members(list, &scope.filter, parent, ground).sure {
            let node = element.at(day).filter(|node| node.is_filled());
            if node.is_some_and(doubt::is_none) {
                continue;
            }
            let place = node.map_or(&element.place, |node| &node.place).clone();
            let mut details = written([parent, element].into_iter());
            let file = details.entry("fil".to_owned()).or_insert_with(|| place.source().path().to_owned());
            let record = stem(file).to_owned();
            details.insert("melding".to_owned(), record);
            let body = details.get("instans").and_then(|word| body_name(word));
            details.extend(body.map(|name| ("instansnavn".to_owned(), name.to_owned())));
            let day = node.and_then(Node::date);
            let element = Cow::Borrowed(element);
            found.push(Found { element, day, place, details, opened: None });
        }
    }
    found
}

/// Of several entries of the same the last counts: a term that was renewed, an application that was sent again.
fn last_of_each<'a>(found: Vec<(String, Found<'a>)>, empty: Empty) -> Vec<Found<'a>> {
    let rank = |found: &Found<'_>| match empty {
        Empty::Endless => found.day.unwrap_or(NaiveDate::MAX),
        Empty::Nothing => found.day.unwrap_or(NaiveDate::MIN),
    };
    let mut last: BTreeMap<(String, usize), Found<'a>> = BTreeMap::new();
    for (at, (subject, one)) in found.into_iter().enumerate() {
        // What has no name may be anything, and is no other's.
        let own = if subject.trim().is_empty() { at } else { 0 };
        match last.entry((subject, own)) {
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert(one);
            }
            std::collections::btree_map::Entry::Occupied(mut slot) => {
                if rank(&one) > rank(slot.get()) {
                    slot.insert(one);
                }
            }
        }
    }
    last.into_values().filter(|found| found.day.is_some()).collect()
}

fn in_field<'a>(node: &'a Node, path: &str, ground: Ground<'a>) -> Found<'a> {
    let tree: &Node = &ground.register.tree;
    let beside = path.rsplit_once('.').and_then(|(above, _)| tree.at(above));
    let mut details = written(beside.into_iter());
    details.insert("fil".to_owned(), node.place.source().path().to_owned());
    Found { element: Cow::Borrowed(tree), day: node.date(), place: node.place.clone(), details, opened: None }
}

/// What the single values of tables say, by their keys; a later table outdoes an earlier one.
fn written<'a>(tables: impl Iterator<Item = &'a Node>) -> Details {
    let entries = tables.flat_map(Node::entries).map(|(key, value)| (key.clone(), value.written()));
    entries.filter(|(_, value)| !value.is_empty()).collect()
}

fn of_duty<'a>(opened: &'a Opened, ground: Ground<'a>) -> Found<'a> {
    let duty = &opened.duty;
    let (record, _) = opened.subject.rsplit_once('#').unwrap_or((&opened.subject, ""));
    let details = [("melding", record), ("id", &duty.id), ("plikt", &duty.title)];
    Found {
        element: Cow::Borrowed(&ground.register.tree),
        day: Some(opened.released),
        place: Place::first_line(&ground.register.home),
        details: owned(details.map(|(name, value)| (name, value.to_owned()))),
        opened: Some(opened),
    }
}

fn owned<const N: usize>(details: [(&str, String); N]) -> Details {
    details.map(|(name, value)| (name.to_owned(), value)).into()
}

/// The name of a file without folder and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Puts values in a subject as they are: it is a name, not a sentence.
fn fill(template: &str, details: &Details) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push_str(details.get(name).map(String::as_str).unwrap_or_default().trim());
        rest = behind;
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Falling<'_> {
    /// What it is of, as the record of what was told names it: who writes the record of a change is not told
    /// anew for that.
    pub fn thread(&self) -> &str {
        self.thread.unwrap_or(&self.subject)
    }

    /// Whether it takes the documents of the register to say if it is closed.
    pub fn needs_documents(&self) -> bool {
        let has_report = || self.element.get("dokument").is_some();
        self.rule.demands.iter().any(|demand| match &demand.what {
            What::Check(Check::Due(DueCheck::ReportWithoutErrors)) => has_report(),
            What::Check(Check::Duty(_)) => true,
            _ => false,
        })
    }

    /// Whether it is closed. What cannot be told does not close it.
    pub fn closing<'a>(&self, ground: Ground<'_>, law: &'a Law) -> Closing<'a> {
        let mut in_the_way = Vec::new();
        let mut is_closed = !self.rule.demands.is_empty();
        for demand in &self.rule.demands {
            if let What::Check(Check::Due(DueCheck::ReportWithoutErrors)) = &demand.what {
                in_the_way.extend(self.errors(ground, law));
            } else {
                is_closed &= self.holds(demand, ground);
            }
        }
        if is_closed && in_the_way.is_empty() { Closing::Closed } else { Closing::Open(in_the_way) }
    }

    fn holds(&self, demand: &Demand, ground: Ground<'_>) -> bool {
        match &demand.what {
            What::Check(Check::Due(DueCheck::ExtensionOrDelivered)) => {
                let granted = ground.register.tree.get("utsettelse").into_iter().flat_map(Node::elements);
                let mut years = granted.filter_map(|node| node.get("aar")).map(Node::written);
                let is_delivered = self.element.get("levert").and_then(Node::date).is_some();
                is_delivered || years.any(|year| self.is_of_year(&year))
            }
            What::Check(Check::Duty(DutyCheck::NewApproval)) => is_approved(&self.element, ground),
            _ => demand.holds_of(&self.element, ground),
        }
    }

    fn is_of_year(&self, year: &str) -> bool {
        self.details.get("aar").is_some_and(|own| own == year)
    }

    /// The errors that the rules on annual reports find in that of the year, waived ones apart.
    fn errors<'a>(&self, ground: Ground<'_>, law: &'a Law) -> Vec<(&'a Rule, Hit)> {
        let mut found: Vec<(&Rule, Hit)> = Vec::new();
        let rules = law.rules_of(Sort::State).iter();
        for rule in rules.filter(|rule| rule.id.starts_with("aarsrapport-")) {
            let Standing::Held(outcome) = evaluate::hold(rule, ground) else { continue };
            let is_meant = |hit: &Hit| {
                let is_of_year = hit.details.get("aar").is_some_and(|year| self.is_of_year(year));
                is_of_year && rule.level_of(&hit.variant) == Level::Error
            };
            found.extend(outcome.hits.into_iter().filter(is_meant).map(|hit| (rule, hit)));
        }
        let words = |(rule, hit): &(&Rule, Hit)| evaluate::finding(rule, hit, ground.register, law, Lang::Nb);
        let mut findings: Vec<Finding> = found.iter().map(words).collect();
        let known: Vec<&str> = law.rules_of(Sort::State).iter().map(|rule| rule.id.as_str()).collect();
        Waivers::read(ground, &known).apply(&mut findings, &known);
        let counts = findings.iter().map(Finding::counts);
        found.into_iter().zip(counts).filter(|(_, counts)| *counts).map(|(one, _)| one).collect()
    }

    /// What is told of it, as a finding: why it is asked for, and what closes it.
    pub fn finding(&self, register: &Register, law: &Law, lang: Lang) -> Finding {
        let mut hit = Hit::located(self.location.clone(), self.subject.clone());
        hit.details = self.details.clone();
        evaluate::finding(self.rule, &hit, register, law, lang)
    }

    /// What it is, as it stands within a sentence.
    pub fn title(&self, lang: Lang) -> String {
        evaluate::shown(&self.rule.words.in_lang(lang).subject_of(&self.details, lang))
    }
}

/// What is told by `rule` on the day of `ground`: what stands on a rung and is not closed.
pub fn findings(rule: &Rule, ground: Ground<'_>, opened: &[Opened], law: &Law, lang: Lang) -> Vec<Finding> {
    let ladder = ground.tables.ladder();
    falling(rule, ground, opened)
        .iter()
        .filter(|one| ladder.standing(one.deadline, one.due, ground.today).is_some())
        .filter(|one| matches!(one.closing(ground, law), Closing::Open(_)))
        .map(|one| one.finding(ground.register, law, lang))
        .collect()
}
