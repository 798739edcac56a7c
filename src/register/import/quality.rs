//! Guidelines and indicators.
//!
//! **Knows**: the tables and lists in which they are named.
//! **Does not know**: what an indicator measures.

use std::sync::LazyLock;

use regex::Regex;

use super::Fact;
use super::page::{Page, value};
use crate::document::{BlockKind, Link, LinkKind};
use crate::register::section::Item;

/// The most guidelines, and the most indicators.
const MOST: usize = 200;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// A guideline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guideline {
    /// What it is called.
    pub name: String,
    /// Where it stands on the web.
    pub url: Option<String>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// What it is called.
    pub name: String,
    /// The guideline it rests on, as written beside it.
    pub guideline: Option<String>,
}

/// What a heading is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Guidelines,
    Indicators,
}

/// What the innermost heading over a block is about, where it is about one of the two.
fn topic(page: &Page<'_>, at: usize) -> Option<Topic> {
    let title = page.document.section_of(at)?.title.to_lowercase();
    match (title.contains("retningslinj"), title.contains("indikator")) {
        (true, false) => Some(Topic::Guidelines),
        (false, true) => Some(Topic::Indicators),
        (true, true) | (false, false) => None,
    }
}

/// A name, without the mark of a sentence's end and without what is said of the goal.
fn name(text: &str) -> Option<String> {
    static GOAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)[\s,;(]+(?:måltall|måltal|mål|teller|nevner|teljar|nemnar)\s*:.*$")
            .expect("a pattern")
    });
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:totalt|sum|gjennomsnitt|snitt|samlet|ingen|ikke|vi|det|den|de|alle|registeret|disse|se)(?:\s|$)").expect("a pattern")
    });
    let text = value(&GOAL.replace(text, ""))?;
    let text = text.trim_end_matches('.').trim();
    let is_short = text.chars().count() <= LONGEST_NAME;
    (is_short && !text.ends_with(':') && !text.contains(". ") && !OTHER.is_match(text))
        .then(|| text.to_owned())
}

/// Whether a text says something of guidelines rather than name one.
fn is_sentence(text: &str) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:er|har|skal|følger|følgjer|følges|blir|ble|vart|brukes|brukast|finnes|finst|bør|må|kan|vil|gjelder|gjeld|inngår|foreligger|ligg|ligger|utlevering|retningslinjene)\b").expect("a pattern")
    });
    VERB.is_match(text)
}

/// The items under a heading of this topic.
fn items(page: &Page<'_>, wanted: Topic) -> Vec<usize> {
    let mut blocks = page.blocks_of(Item::Retningslinjer);
    blocks.retain(|at| {
        matches!(page.block(*at).kind, BlockKind::Item { depth: 1, .. }) && topic(page, *at) == Some(wanted)
    });
    blocks
}

/// Where the first link of a block leads on the web.
fn url(page: &Page<'_>, at: usize) -> Option<String> {
    let start = page.block(at).place.span().start;
    let next = page.document.blocks().get(at + 1).map(|block| block.place.span().start);
    let links = page.document.links();
    let first = links.partition_point(|link| link.place.span().start < start);
    let is_within = |link: &&Link| next.is_none_or(|next| link.place.span().start < next);
    let is_web = |link: &&Link| {
        link.kind != LinkKind::Image
            && ["https://", "http://"].iter().any(|start| link.target.starts_with(start))
    };
    value(&links[first..].iter().take_while(is_within).find(is_web)?.target)
}

/// The guidelines: a column of a table, and items under a heading that names guidelines alone.
pub(super) fn guidelines(pages: &[Page<'_>]) -> Vec<Fact<Guideline>> {
    let mut found: Vec<Fact<Guideline>> = Vec::new();
    for page in pages {
        for at in items(page, Topic::Guidelines) {
            let Some(name) = name(page.text(at)).filter(|name| !is_sentence(name)) else { continue };
            found.push(Fact::new(Guideline { name, url: url(page, at) }, page.place(at)));
        }
        for grid in page.grids(&page.blocks_of(Item::Retningslinjer)) {
            let Some(column) =
                grid.column(&["retningslinje", "faglig retningslinje", "fagleg retningslinje"])
            else {
                continue;
            };
            let cells =
                grid.rows.into_iter().filter_map(|(cells, place)| Some((name(cells.get(column)?)?, place)));
            found.extend(cells.map(|(name, place)| Fact::new(Guideline { name, url: None }, place)));
        }
    }
    distinct(found, |guideline| &guideline.name)
}

/// The indicators: a column of a table, else items under a heading that names indicators alone.
pub(super) fn indicators(pages: &[Page<'_>]) -> Vec<Fact<Indicator>> {
    let mut found: Vec<Fact<Indicator>> = Vec::new();
    for page in pages {
        for grid in page.grids(&page.all()) {
            let names = [
                "indikator",
                "kvalitetsindikator",
                "navn på indikator",
                "indikatornavn",
                "namn på indikator",
            ];
            let Some(column) = grid.column(&names) else { continue };
            let guideline = grid.column(&["retningslinje", "faglig retningslinje", "fagleg retningslinje"]);
            for (cells, place) in grid.rows {
                let Some(name) = cells.get(column).and_then(|cell| name(cell)) else { continue };
                let guideline =
                    guideline.and_then(|column| cells.get(column)).and_then(|cell| self::name(cell));
                found.push(Fact::new(Indicator { name, guideline }, place));
            }
        }
    }
    if found.is_empty() {
        for page in pages {
            let listed = items(page, Topic::Indicators).into_iter();
            let listed = listed.filter_map(|at| Some((name(page.text(at))?, page.place(at))));
            found.extend(listed.map(|(name, place)| Fact::new(Indicator { name, guideline: None }, place)));
        }
    }
    distinct(found, |indicator| &indicator.name)
}

/// Each name once, and no more than [`MOST`].
fn distinct<T>(facts: Vec<Fact<T>>, name: impl Fn(&T) -> &String) -> Vec<Fact<T>> {
    let mut seen = std::collections::BTreeSet::new();
    let fresh = facts.into_iter().filter(|fact| seen.insert(name(&fact.value).to_lowercase()));
    fresh.take(MOST).collect()
}
