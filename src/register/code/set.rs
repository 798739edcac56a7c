//! Sets of codes, compared as trees.
//!
//! **Knows**: which codes entries stand for together, what two sets share and where they differ, and
//! the shortest entries that say so.
//! **Does not know**: how entries are typed, which of them a register meant.
//!
//! A set is a sorted list of intervals that neither touch nor overlap, so equal sets are equal lists
//! whatever their entries were, and `A00-Z99` costs no more than `M46`.

use super::stem::Stem;
use super::{CodeEntry, CodeSystem};

/// A set of codes, of one system or several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeSet {
    /// First and last key of each interval.
    spans: Vec<(u64, u64)>,
}

impl<'a> FromIterator<&'a CodeEntry> for CodeSet {
    fn from_iter<T: IntoIterator<Item = &'a CodeEntry>>(entries: T) -> Self {
        Self::of(entries.into_iter().map(CodeEntry::keys).collect())
    }
}

impl FromIterator<CodeEntry> for CodeSet {
    fn from_iter<T: IntoIterator<Item = CodeEntry>>(entries: T) -> Self {
        Self::of(entries.into_iter().map(|entry| entry.keys()).collect())
    }
}

impl CodeSet {
    fn of(mut spans: Vec<(u64, u64)>) -> Self {
        spans.sort_unstable();
        let mut merged: Vec<(u64, u64)> = Vec::with_capacity(spans.len());
        for (low, high) in spans {
            match merged.last_mut() {
                Some(last) if low <= last.1 + 1 => last.1 = last.1.max(high),
                _ => merged.push((low, high)),
            }
        }
        Self { spans: merged }
    }

    /// Whether it holds no code.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether it holds every code that the entry stands for.
    pub fn covers(&self, entry: &CodeEntry) -> bool {
        let (low, high) = entry.keys();
        self.span_from(low).is_some_and(|span| span.0 <= low && high <= span.1)
    }

    /// Whether it holds at least one code that the entry stands for.
    pub fn touches(&self, entry: &CodeEntry) -> bool {
        let (low, high) = entry.keys();
        self.span_from(low).is_some_and(|span| span.0 <= high)
    }

    /// The first interval that ends at `key` or later.
    fn span_from(&self, key: u64) -> Option<(u64, u64)> {
        self.spans.get(self.spans.partition_point(|span| span.1 < key)).copied()
    }

    /// Whether the two share a code.
    pub fn intersects(&self, other: &Self) -> bool {
        let (mut here, mut there) = (self.spans.iter().peekable(), other.spans.iter().peekable());
        while let (Some(a), Some(b)) = (here.peek(), there.peek()) {
            if a.0 <= b.1 && b.0 <= a.1 {
                return true;
            }
            if a.1 < b.1 {
                here.next()
            } else {
                there.next()
            };
        }
        false
    }

    /// The codes of either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::of(self.spans.iter().chain(&other.spans).copied().collect())
    }

    /// The codes of this one that `other` has not.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        let mut spans = Vec::new();
        let mut next = 0;
        for &(low, high) in &self.spans {
            // An interval of `other` may reach over several of ours, so the last one is looked at again.
            while other.spans.get(next).is_some_and(|span| span.1 < low) {
                next += 1;
            }
            let mut from = low;
            let mut at = next;
            while let Some(&(cut_low, cut_high)) = other.spans.get(at).filter(|span| span.0 <= high) {
                if from < cut_low {
                    spans.push((from, cut_low - 1));
                }
                from = from.max(cut_high + 1);
                at += 1;
            }
            next = at.saturating_sub(1).max(next);
            if from <= high {
                spans.push((from, high));
            }
        }
        Self { spans }
    }

    /// The codes of one system.
    #[must_use]
    pub fn of_system(&self, system: CodeSystem) -> Self {
        let is_of = |span: &&(u64, u64)| Stem::at(span.0).system() == system;
        Self { spans: self.spans.iter().filter(is_of).copied().collect() }
    }

    /// The fewest readable entries that stand for the same codes, in order.
    pub fn entries(&self) -> Vec<CodeEntry> {
        self.spans.iter().flat_map(|&span| by_chapter(span)).map(|(low, high)| entry(low, high)).collect()
    }
}

/// Cuts an interval at the chapters, in systems where a range can't cross them.
fn by_chapter((low, high): (u64, u64)) -> Vec<(u64, u64)> {
    let (first, last) = (Stem::at(low), Stem::at(high));
    if first.system() == CodeSystem::Icd10 {
        return vec![(low, high)];
    }
    let piece = |chapter| {
        let chapter = Stem::of_chapter(first.system(), chapter);
        (chapter.low().max(low), chapter.high().min(high))
    };
    (first.chapter()..=last.chapter()).map(piece).collect()
}

/// The most readable entry for an interval: a code or wildcard where one is enough, else a range.
fn entry(low: u64, high: u64) -> CodeEntry {
    let (first, last) = (Stem::at(low), Stem::at(high));
    let shortest = if first.system().is_procedure() { 1 } else { 3 };
    let beginnings = |stem: Stem| (shortest..=6).filter_map(move |filled| stem.beginning(filled));
    if let Some(one) = beginnings(first).find(|stem| (stem.low(), stem.high()) == (low, high)) {
        return CodeEntry { first: one, last: one };
    }
    // Within a group of procedures people write whole codes (`NFB20-64`), not `NFB2*-NFB64`.
    if first.system().is_procedure() && first.is_beside(&last) {
        return CodeEntry { first, last };
    }
    let from = beginnings(first).find(|stem| stem.low() == low && stem.high() <= high);
    let to = beginnings(last).find(|stem| stem.high() == high && stem.low() >= low);
    CodeEntry { first: from.unwrap_or(first), last: to.unwrap_or(last) }
}

/// The entries that others already cover, each with one that covers it, in the order of the list.
///
/// Of two equal entries it is the later one. An entry that only several others cover together
/// counts too, and the first of these is named. All that are named can be left out at once.
pub fn redundant(entries: &[CodeEntry]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&at| (entries[at].keys().0, u64::MAX - entries[at].keys().1, at));
    let mut found = Vec::new();
    let mut kept: Vec<usize> = Vec::new();
    for at in order {
        // In this order, whatever covers an entry alone is the last one kept, or the one before it reaches as far.
        match kept.last() {
            Some(&last) if entries[at].keys().1 <= entries[last].keys().1 => found.push((at, last)),
            _ => kept.push(at),
        }
    }
    // Those left rise at both ends, so an entry can only be covered by its neighbours together.
    let mut before: Option<usize> = None;
    for (place, &at) in kept.iter().enumerate() {
        let together = before
            .zip(kept.get(place + 1).copied())
            .filter(|&(left, right)| entries[left].keys().1 + 1 >= entries[right].keys().0);
        match together {
            Some((left, right)) => found.push((at, left.min(right))),
            None => before = Some(at),
        }
    }
    found.sort_unstable();
    found
}
