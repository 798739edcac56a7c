//! The members of the expert council.
//!
//! **Knows**: the tables and lists that name them, what tells a person's name, whom somebody represents.
//! **Does not know**: what a council must have.

use std::sync::LazyLock;

use regex::Regex;

use super::Fact;
use super::page::{BULLETS, Line, Page, flat, key, value};
use crate::document::BlockKind;
use crate::register::organisation::{Kind, Organisation, Region, find, mentions};
use crate::register::section::Item;

/// The most members.
const MOST: usize = 200;
/// The longest line that names a member, in bytes.
const LONGEST_LINE: usize = 200;

/// Whom a member represents (`representerer`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Representing {
    /// `fagmiljoe`
    Profession,
    /// `pasientorganisasjon`
    Patients,
    /// `fagmedisinsk-forening`
    Association,
}

impl Representing {
    /// The word of `representerer`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Profession => "fagmiljoe",
            Self::Patients => "pasientorganisasjon",
            Self::Association => "fagmedisinsk-forening",
        }
    }
}

/// A member of the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The person's name.
    pub name: String,
    /// The known organisation where the person works.
    pub employer: Option<&'static Organisation>,
    /// The region the person is there for, where the text says so.
    pub region: Option<Region>,
    /// Whom the person represents.
    pub representing: Option<Representing>,
    /// The patients' organisation or the association.
    pub organisation: Option<String>,
    /// Whether the person leads the council.
    pub leads: bool,
}

impl Member {
    /// The region that the member counts for.
    pub fn counts_for(&self) -> Option<Region> {
        self.region.or_else(|| self.employer.map(Organisation::region))
    }
}

/// The members, each once. The leader is left out where several would be it.
pub(super) fn members(pages: &[Page<'_>]) -> Vec<Fact<Member>> {
    let mut found: Vec<Fact<Member>> = Vec::new();
    for page in pages {
        let blocks = council(page);
        for fact in in_tables(page, &blocks).into_iter().chain(in_lines(page, &blocks)) {
            let is_known = found.iter().any(|other| other.value.name == fact.value.name);
            if !is_known && found.len() < MOST {
                found.push(fact);
            }
        }
        // Another document may hold the council of another year.
        if !found.is_empty() {
            break;
        }
    }
    if found.iter().filter(|fact| fact.value.leads).count() > 1 {
        found.iter_mut().for_each(|fact| fact.value.leads = false);
    }
    found
}

/// The blocks about the council, without those about deputies.
fn council(page: &Page<'_>) -> Vec<usize> {
    let mut blocks = page.blocks_of(Item::Fagraad);
    blocks.retain(|at| {
        let title = page.document.section_of(*at).map(|section| section.title.to_lowercase());
        !title.is_some_and(|title| {
            title.starts_with("vara") || title.contains("tidligere") || title.contains("tidlegare")
        })
    });
    blocks
}

fn in_tables(page: &Page<'_>, blocks: &[usize]) -> Vec<Fact<Member>> {
    let mut found = Vec::new();
    for grid in page.grids(blocks) {
        let Some(name) = grid.column(&["navn", "namn", "medlem", "representant"]) else { continue };
        let is_deputy = |cell: &String| cell.to_lowercase().starts_with("vara");
        for (cells, place) in &grid.rows {
            let Some(person) = cells.get(name).filter(|cell| is_person(cell)) else { continue };
            let others = cells.iter().enumerate().filter(|(at, _)| *at != name).map(|(_, cell)| cell);
            if others.clone().any(is_deputy) {
                continue;
            }
            let parts: Vec<&str> = others.map(String::as_str).collect();
            found.extend(member(person, &parts).map(|member| Fact::new(member, place.clone())));
        }
    }
    found
}

fn in_lines(page: &Page<'_>, blocks: &[usize]) -> Vec<Fact<Member>> {
    let mut found = Vec::new();
    let mut after_deputies = false;
    for at in blocks {
        let lines = match &page.block(*at).kind {
            BlockKind::Item { .. } => {
                let text = flat(page.text(*at));
                vec![Row { line: Line { text, place: page.place(*at) }, is_marked: true }]
            }
            BlockKind::Paragraph => bulleted(page.lines(*at)),
            BlockKind::Heading { .. } | BlockKind::Row { .. } | BlockKind::Code => Vec::new(),
        };
        let is_item = matches!(page.block(*at).kind, BlockKind::Item { .. });
        if !is_item {
            // A list belongs to the paragraph before it.
            after_deputies = lines.last().is_some_and(|line| key(&line.line.text).starts_with("vara"));
        }
        if after_deputies {
            continue;
        }
        let read: Vec<Option<Member>> = lines.iter().map(|line| of_line(&line.line.text)).collect();
        // Running text may break before a name: where one line names nobody, the paragraph is no list.
        let is_list = lines.iter().any(|line| line.is_marked);
        if is_list || read.iter().all(Option::is_some) {
            let members = read.into_iter().zip(lines);
            let members = members.filter(|(_, row)| row.is_marked || !is_list);
            found.extend(members.filter_map(|(member, row)| Some(Fact::new(member?, row.line.place))));
        }
    }
    found
}

/// A line that may name a member, and whether a mark makes it an item of a list.
struct Row {
    line: Line,
    is_marked: bool,
}

/// The lines of a paragraph without the marks that stand before them.
fn bulleted(lines: Vec<Line>) -> Vec<Row> {
    let row = |line: Line| {
        let bare = line.text.trim_start_matches(BULLETS).trim_start();
        let is_marked = bare.len() < line.text.len();
        Row { line: Line { text: bare.to_owned(), place: line.place }, is_marked }
    };
    lines.into_iter().map(row).collect()
}

/// A member that a line names: `Name, title, workplace`, `Name (workplace)`, `Leder: Name, workplace`.
fn of_line(line: &str) -> Option<Member> {
    static PARTS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s*(?:,|;|\(|\)|\s[–—-]\s)\s*").expect("a pattern"));
    static SENTENCE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\p{Ll}{3,}\.\s+\p{Lu}").expect("a pattern"));
    if line.len() > LONGEST_LINE || SENTENCE.is_match(line) {
        return None;
    }
    let (label, rest) = match line.split_once(':') {
        Some((label, rest)) => (Some(label.trim()), rest.trim()),
        None => (None, line),
    };
    // A label that says nothing of a seat may be that of a secretary or an observer.
    let is_seat = |label: &str| {
        LEADS.is_match(label)
            || region(label).is_some()
            || find(label).is_some()
            || patients(label).is_some()
            || association(label).is_some()
    };
    if label.is_some_and(|label| !is_seat(label)) {
        return None;
    }
    let mut parts = PARTS.split(rest).map(str::trim).filter(|part| !part.is_empty());
    let name = parts.next().filter(|name| is_person(name))?;
    let mut others: Vec<&str> = parts.collect();
    others.extend(label);
    (!others.is_empty()).then(|| member(name, &others)).flatten()
}

/// Whether a text is the name of a person and nothing else.
fn is_person(text: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\p{Lu}\p{Ll}+(?:[-’']\p{Lu}\p{Ll}+)?|\p{Lu}\.)(?:\s(?:\p{Lu}\p{Ll}+(?:[-’']\p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}?\.|von|van|de|af))*\s\p{Lu}\p{Ll}+(?:[-’']\p{Lu}\p{Ll}+)?$")
            .expect("a pattern")
    });
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:helse|norsk|norges|noregs|universitet\w*|sykehus\w*|sjukehus\w*|leder|leiar|fagråd\w*|register\w*|representant\w*|avdeling\w*|klinikk\w*|forening\w*|forbund\w*|region\w*|nord|vest|midt|øst|sør|navn|namn|ikke|vakant|ledig|eksempel på)\b")
            .expect("a pattern")
    });
    text.split_whitespace().count() <= 6
        && NAME.is_match(text)
        && !OTHER.is_match(text)
        && mentions(text).is_empty()
}

/// That somebody leads the council.
static LEADS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:fagråds|styrings)?(?:leder|leiar)(?:\s+(?:av|for|i)\s+(?:fagrådet|styringsgrupp\w+|referansegrupp\w+))?$").expect("a pattern")
});

/// A person with what stands beside the name; none for who has no seat.
fn member(name: &str, parts: &[&str]) -> Option<Member> {
    static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:vara\w*|sekretær\w*|sekretariat\w*|observatør\w*|permisjon)\b")
            .expect("a pattern")
    });
    if parts.iter().any(|part| BESIDE.is_match(part)) {
        return None;
    }
    let name = value(name)?;
    let leads = parts.iter().any(|part| LEADS.is_match(part));
    let region = parts.iter().find_map(|part| region(part));
    let employers: Vec<_> = parts
        .iter()
        .filter(|part| !part.contains(" IKT"))
        .filter_map(|part| find(part))
        .filter(|one| one.kind() != Kind::Rhf)
        .collect();
    let employer = employers.first().copied().filter(|first| employers.iter().all(|other| other == first));
    let patients = parts.iter().find_map(|part| patients(part));
    let association = parts.iter().find_map(|part| association(part));
    let (representing, organisation) = match (patients, association) {
        (Some(named), None) => (Some(Representing::Patients), named),
        (None, Some(named)) => (Some(Representing::Association), Some(named)),
        (Some(_), Some(_)) => (None, None),
        (None, None) => {
            let works = employer.is_some_and(|one| matches!(one.kind(), Kind::Trust | Kind::NonProfit));
            (works.then_some(Representing::Profession), None)
        }
    };
    let organisation = organisation.and_then(|named| value(&named));
    Some(Member { name, employer, region, representing, organisation, leads })
}

/// The region that somebody is there for: `Helse Vest`, `representant fra helseregionen Helse Nord`.
fn region(part: &str) -> Option<Region> {
    static REGION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:(?:representant|representerer|representerar)\s+(?:(?:for|fra|frå)\s+)?)?(?:helseregion(?:en)?\s+)?(?:helse\s+)?(nord|midt|midt-norge|midt-noreg|vest|sør-øst|søraust)(?:\s+RHF)?$").expect("a pattern")
    });
    match REGION.captures(part)?[1].to_lowercase().as_str() {
        "nord" => Some(Region::North),
        "vest" => Some(Region::West),
        "sør-øst" | "søraust" => Some(Region::SouthEast),
        _ => Some(Region::Mid),
    }
}

/// Whether a part says that the person is there for the patients, and for which organisation.
fn patients(part: &str) -> Option<Option<String>> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:brukerrep\w*|brukarrep\w*|pasientrep\w*|brukerorganisasjon\w*|brukarorganisasjon\w*|pasientorganisasjon\w*|pasientforening\w*|pasientforeining\w*|pårørenderep\w*|brukermedvirker|brukarmedverkar)\b").expect("a pattern")
    });
    static CLUB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:(?:(?:Norges|Norsk|Den norske|Det norske) )?\p{Lu}[\p{L}-]*(?:forbundet|foreningen|foreininga|forbund)|Foreningen for [\p{L} -]+|Landsforeningen [\p{L} -]+)").expect("a pattern")
    });
    static AT_WORK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)lege|sykepleier|sjukepleiar|terapeut|kirurg|medisin|psykolog|tannlege|jordmor|forsker|bioingeniør|radiograf|fagforbund|arbeid").expect("a pattern")
    });
    let club = CLUB.find(part).map(|found| found.as_str()).filter(|name| !AT_WORK.is_match(name));
    match (WORD.find(part), club) {
        (None, None) => None,
        (_, Some(club)) => Some(Some(club.trim().to_owned())),
        (Some(word), None) => {
            let rest = part[word.end()..]
                .trim()
                .trim_start_matches("fra ")
                .trim_start_matches("frå ")
                .trim_start_matches("for ");
            Some(Some(rest.trim().to_owned()).filter(|rest| rest.starts_with(char::is_uppercase)))
        }
    }
}

/// The medical association that a part names.
fn association(part: &str) -> Option<String> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"Norsk (?:\p{L}+ )?\p{L}*(?:logisk|kirurgisk|medisinsk|iatrisk|radiologisk) (?:forening|selskap|selskab)|Norsk (?:forening|foreining|selskap) for \p{L}*(?:medisin|logi|kirurgi|iatri|terapi|radiologi)\b|Den norske legeforening").expect("a pattern")
    });
    NAME.find(part).map(|found| found.as_str().to_owned())
}
