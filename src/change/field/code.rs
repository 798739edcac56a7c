//! The codes of one system that say whom the register covers.
//!
//! **Knows**: that codes are a tree, so that an entry may add or take away nothing; that entries are told
//! as they are written.
//! **Does not know**: the other systems, what a code means.
//!
//! Entries that only say anew what others said before are no change. An entry that stays covered without
//! that (`M46.8` beside `M46`) is told, but widens and narrows nothing. A slip (`MO5`) is the code it stands for.

use std::collections::BTreeMap;

use super::meaning::written;
use super::pair::{Difference, Nodes, Pair, Two};
use super::text::plain;
use crate::document::tree::Node;
use crate::register::code::{CodeEntry, CodeSet, CodeSystem, parse_list};
use crate::report::change::{ChangeKind, Effect, Substance};

/// The entries of one list.
#[derive(Default)]
struct Entries<'a> {
    valid: BTreeMap<CodeEntry, &'a Node>,
    /// What is no code, by its text, with the code that was meant where that can be told.
    invalid: BTreeMap<String, (&'a Node, Option<CodeEntry>)>,
    /// All codes that are meant.
    set: CodeSet,
}

impl<'a> Entries<'a> {
    fn read(system: CodeSystem, nodes: &'a [Node]) -> Self {
        let nodes: Vec<&Node> = nodes.iter().filter(|node| node.is_filled()).collect();
        let texts: Vec<String> = nodes.iter().map(|node| written(node)).collect();
        let read = parse_list(system, &texts.iter().map(String::as_str).collect::<Vec<_>>());
        let mut entries = Self::default();
        for ((entry, node), text) in read.into_iter().zip(nodes).zip(&texts) {
            match entry {
                Ok(entry) => {
                    entries.valid.entry(entry).or_insert(node);
                }
                Err(fault) => {
                    let meant = fault.suggestion.and_then(|meant| CodeEntry::parse(system, &meant).ok());
                    entries.invalid.entry(plain(text)).or_insert((node, meant));
                }
            }
        }
        let meant = entries.invalid.values().filter_map(|(_, meant)| meant.as_ref());
        entries.set = entries.valid.keys().chain(meant).collect();
        entries
    }
}

/// Of so many entries it is told which part of them stays.
const MOST_PARTS: usize = 100;

/// What differs between two lists of codes.
pub(super) fn codes(system: CodeSystem, pair: &Pair<'_>, field: &str, nodes: &Nodes<'_>) -> Vec<Difference> {
    let lists = nodes.lists().map(|nodes| Entries::read(system, nodes));
    let gone = Side { here: &lists.before, there: &lists.after };
    let come = Side { here: &lists.after, there: &lists.before };
    let tell = |nodes: Nodes<'_>, subject: &str| {
        let (kind, effect) = match nodes.after {
            Some(_) => (ChangeKind::KodeLagtTil, Effect::Widened),
            None => (ChangeKind::KodeFjernet, Effect::Narrowed),
        };
        let difference = Difference::new(kind, pair, &nodes, field).with(effect);
        difference.about(format!("{}:{subject}", system.word()))
    };
    let mut told = Vec::new();
    for (entry, node, rest) in gone.told(&come) {
        let name = entry.to_string();
        let difference = tell(Two { before: Some(node), after: None }, &name);
        told.push(rest.of(difference.saying(Two { before: Some(name), after: rest.text() })));
    }
    for (entry, node, rest) in come.told(&gone) {
        let name = entry.to_string();
        let difference = tell(Two { before: None, after: Some(node) }, &name);
        told.push(rest.of(difference.saying(Two { before: rest.text(), after: Some(name) })));
    }
    for (text, node, rest) in gone.told_invalid() {
        let difference = tell(Two { before: Some(node), after: None }, text).of(Substance::Unsure);
        told.push(rest.of(difference.saying(Two { before: Some(text.clone()), after: None })));
    }
    for (text, node, rest) in come.told_invalid() {
        let difference = tell(Two { before: None, after: Some(node) }, text).of(Substance::Unsure);
        told.push(rest.of(difference.saying(Two { before: None, after: Some(text.clone()) })));
    }
    told
}

/// What the other list still holds of an entry.
enum Rest {
    All,
    Some(Vec<CodeEntry>),
    None,
}

impl Rest {
    /// The difference with the effect that follows.
    fn of(&self, difference: Difference) -> Difference {
        match self {
            Self::All => difference.with(Effect::Equal).of(Substance::Editorial),
            Self::Some(_) | Self::None => difference,
        }
    }

    /// The codes that the other list holds of an entry, where it holds a part.
    fn text(&self) -> Option<String> {
        const MOST_SHOWN: usize = 12;
        let Self::Some(entries) = self else { return None };
        let shown: Vec<String> = entries.iter().take(MOST_SHOWN).map(CodeEntry::to_string).collect();
        let more = if entries.len() > MOST_SHOWN { ", …" } else { "" };
        Some(shown.join(", ") + more)
    }
}

/// One list seen from the other.
struct Side<'a> {
    here: &'a Entries<'a>,
    there: &'a Entries<'a>,
}

impl<'a> Side<'a> {
    /// The entries that stand here and not there.
    fn own(&self) -> impl Iterator<Item = (&'a CodeEntry, &'a Node)> {
        let there = self.there;
        let own = self.here.valid.iter().filter(|(entry, _)| !there.valid.contains_key(*entry));
        own.map(|(entry, node)| (entry, *node))
    }

    /// Those of them whose codes the other list holds too.
    fn kept(&self) -> CodeSet {
        self.own().filter(|(entry, _)| self.there.set.covers(entry)).map(|(entry, _)| *entry).collect()
    }

    /// The entries to be told, with what the other list holds of them: all that stand here alone, but for
    /// those which say what entries of the other list say that stand there alone.
    fn told(&self, other: &Self) -> Vec<(&'a CodeEntry, &'a Node, Rest)> {
        let said_anew = other.kept();
        let mut parts = 0;
        let mut rest = |entry: &CodeEntry| {
            if self.there.set.covers(entry) {
                return Rest::All;
            }
            if parts == MOST_PARTS || !self.there.set.touches(entry) {
                return Rest::None;
            }
            parts += 1;
            let whole: CodeSet = std::iter::once(entry).collect();
            let lost = whole.difference(&self.there.set);
            Rest::Some(whole.difference(&lost).entries())
        };
        let own = self.own().filter(|(entry, _)| !said_anew.covers(entry));
        own.map(|(entry, node)| (entry, node, rest(entry))).collect()
    }

    /// What is no code and stands here alone: the same as the code that was meant, where that is told.
    fn told_invalid(&self) -> Vec<(&'a String, &'a Node, Rest)> {
        let own = self.here.invalid.iter().filter(|(text, _)| !self.there.invalid.contains_key(*text));
        let rest = |meant: &Option<CodeEntry>| match meant {
            Some(meant) if self.there.set.covers(meant) => Rest::All,
            Some(_) | None => Rest::None,
        };
        own.map(|(text, (node, meant))| (text, *node, rest(meant))).collect()
    }
}
