//! What a heading of a register description says: which items it names, and how surely.
//!
//! **Knows**: how headings are looked up, headings of a register's own, combined headings.
//! **Does not know**: the usual headings themselves; documents; which section stands under which.

use std::sync::LazyLock;

use super::heading::{AND, all_words, is_preposition, words};
use super::item::{Item, OwnHeadings};
use super::synonym::{ENCLOSED, TITLES};
use crate::document::Number;

/// What a heading says of its section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Naming {
    /// It is about these items.
    Items(Vec<Item>, Strength),
    /// It may be a list of contents or the item innhold: where it stands decides.
    Contents,
    /// It is about nothing governed: references, contact, a change log.
    Outside,
    /// It is an enclosure, and so is all that stands under it.
    Enclosed,
    /// It says nothing of the kind.
    Unknown,
}

/// How surely a heading names its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// It names the item.
    Name,
    /// It names a part of it.
    Part,
    /// A common word: it names the item only where it is no sub-section of something governed.
    Weak,
}

/// The headings of [`TITLES`] folded, a line for each line of the table: at the start of every run that
/// would take longer than all that is looked up. A test holds both against each other.
const FOLDED: &str = include_str!("title/folded.txt");

/// Every known heading of an item, folded, in a fixed order.
pub(super) fn known() -> impl Iterator<Item = (Item, &'static str)> {
    folded().map(|(item, _, title)| (item, title))
}

fn folded() -> impl Iterator<Item = (Item, Strength, &'static str)> {
    let each = |((item, strength, _), titles): ((Item, Strength, _), &'static str)| {
        titles.split('|').map(move |title| (item, strength, title))
    };
    TITLES.into_iter().zip(FOLDED.lines()).flat_map(each)
}

/// The same, sorted by the heading, each with its line in the table.
const SORTED: &str = include_str!("title/sorted.txt");

static KNOWN: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| SORTED.lines().filter_map(|line| line.split_once('|')).collect());

/// The item that a folded heading names, and how surely.
fn known_as(title: &str) -> Option<(Item, Strength)> {
    let at = KNOWN.binary_search_by(|(known, _)| (*known).cmp(title)).ok()?;
    let line: usize = KNOWN[at].1.parse().ok()?;
    TITLES.get(line).map(|(item, strength, _)| (*item, *strength))
}

/// The headings of [`OUTSIDE`] folded, one a line.
const FOLDED_OUTSIDE: &str = include_str!("title/outside.txt");

/// What a heading of a register description says: the register's own headings go before the usual ones.
pub(super) fn naming(title: &str, number: Option<&Number>, own: &OwnHeadings) -> Naming {
    if let Some(item) = own_item(title, own) {
        return Naming::Items(vec![item], Strength::Name);
    }
    if title.len() > LONGEST {
        return Naming::Unknown;
    }
    if number.is_none() && all_words(title) == ["innhold"] {
        return Naming::Contents;
    }
    let found = readings(title).find_map(|reading| match look_up(&words(reading)) {
        Naming::Unknown => None,
        naming => Some(naming),
    });
    found.unwrap_or(Naming::Unknown)
}

/// The item that a heading of the register's own names.
pub(super) fn own_item(title: &str, own: &OwnHeadings) -> Option<Item> {
    if own.is_empty() { None } else { own.item(title) }
}

/// The longest heading that can name anything, in bytes.
const LONGEST: usize = 200;

/// The readings of a heading, the likeliest first: all of it, without what stands in brackets, and the part
/// before a colon or dash.
fn readings(title: &str) -> impl Iterator<Item = &str> {
    let before =
        |signs: &[&str]| signs.iter().filter_map(|sign| title.find(sign)).min().map(|at| &title[..at]);
    let without_brackets = before(&["(", "["]).filter(|before| !before.trim().is_empty());
    let before_dash = before(&[": ", " – ", " — ", " - "]).filter(|before| !before.trim().is_empty());
    [Some(title), without_brackets, before_dash].into_iter().flatten()
}

/// What folded words say: as a whole, else as parts joined by `og`.
fn look_up(words: &[String]) -> Naming {
    let whole = words.join(" ");
    if let Some((item, strength)) = known_as(&whole) {
        return Naming::Items(vec![item], strength);
    }
    let first = words.first().map(String::as_str).unwrap_or_default();
    if ENCLOSED.contains(&first) {
        return Naming::Enclosed;
    }
    if FOLDED_OUTSIDE.lines().any(|title| title == whole) || first == "versjon" {
        return Naming::Outside;
    }
    let parts: Vec<_> = words.split(|word| word == AND).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 { Naming::Unknown } else { combined(&parts) }
}

/// What a combined heading says: the items of those parts that are known. A part that is not known and goes
/// on after a preposition may tie its neighbours to something else («Formål og innhold i samtykkeskjemaet»,
/// «Endring av formål og innhold»): then nothing is said.
fn combined(parts: &[&[String]]) -> Naming {
    let mut items: Vec<Item> = Vec::new();
    let mut strongest = Strength::Part;
    for part in parts {
        match known_as(&part.join(" ")) {
            Some((item, strength)) if strength != Strength::Weak => {
                strongest = strongest.min(strength);
                if !items.contains(&item) {
                    items.push(item);
                }
            }
            Some(_) => {}
            None => {
                let tie = part.iter().position(|word| is_preposition(word));
                let head_is_known = tie.is_some_and(|tie| known_as(&part[..tie].join(" ")).is_some());
                if head_is_known || (tie.is_some() && items.is_empty()) {
                    return Naming::Unknown;
                }
            }
        }
    }
    if items.is_empty() { Naming::Unknown } else { Naming::Items(items, strongest) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::synonym::OUTSIDE;
    use super::*;

    #[test]
    fn every_item_has_headings_enough() {
        for item in Item::ALL {
            let count = TITLES
                .iter()
                .filter(|(of, ..)| *of == item)
                .flat_map(|(.., titles)| titles.split('|'))
                .count();
            assert!(count >= 15, "{} has {count}", item.word());
        }
    }

    /// The text of a file made out of the tables, which is written anew when that is asked for.
    fn check(name: &str, kept: &str, expected: &str) {
        if std::env::var_os("REGISTERVAKT_FOLD").is_some() {
            std::fs::write(format!("src/register/section/title/{name}"), expected).unwrap();
        }
        assert!(kept == expected, "REGISTERVAKT_FOLD=1 cargo test --lib folded writes {name} anew");
    }

    #[test]
    fn the_folded_headings_are_those_of_the_table() {
        let fold = |title: &str| words(title).join(" ");
        let line = |titles: &str| titles.split('|').map(fold).collect::<Vec<_>>().join("|") + "\n";
        check("folded.txt", FOLDED, &TITLES.iter().map(|(.., titles)| line(titles)).collect::<String>());
        let outside = OUTSIDE.split('|').map(|title| fold(title) + "\n").collect::<String>();
        check("outside.txt", FOLDED_OUTSIDE, &outside);
        let mut sorted = BTreeMap::new();
        for (at, (.., titles)) in TITLES.iter().enumerate() {
            titles.split('|').for_each(|title| {
                sorted.entry(fold(title)).or_insert(at);
            });
        }
        let sorted = sorted.iter().map(|(title, at)| format!("{title}|{at}\n")).collect::<String>();
        check("sorted.txt", SORTED, &sorted);
    }

    #[test]
    fn no_heading_names_two_items_or_nothing() {
        for (item, title) in known() {
            assert!(!title.is_empty(), "{}", item.word());
            assert_eq!(known_as(title).unwrap().0, item, "{title}");
            assert!(!FOLDED_OUTSIDE.lines().any(|outside| outside == title), "{title}");
        }
    }
}
