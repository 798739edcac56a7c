//! Two sequences of units side by side: what stands still, and what each change amounts to.
//!
//! **Knows**: how changes are found, words written together or apart, words written twice.
//! **Does not know**: what single words mean, where a text comes from.

use std::ops::Range;

use super::mark::{self, Gap};
use super::text::Text;
use super::unit::{Sort, Unit, Units};
use super::word::Tongue;
use super::{Comparison, Difference, Passage, lexicon, script, weight, word};

/// One side of the comparison.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) text: &'a Text,
    pub(super) units: &'a Units,
}

/// Pairs of words whose spelling is looked into. More of them are no correction of misspellings.
const MOST_PAIRS: usize = 300;
/// Pairs of right spellings, beyond which a text has been put into the other written standard.
const MOST_VARIANTS: usize = 3;

/// Compares two sides.
pub(super) fn align<'a>(before: Side<'a>, after: Side<'a>, start: Difference) -> Comparison {
    let tongue = match (Tongue::of(&before.units.all), Tongue::of(&after.units.all)) {
        (Tongue::Bokmaal, Tongue::Bokmaal) => Tongue::Bokmaal,
        (Tongue::Nynorsk, _) | (_, Tongue::Nynorsk) => Tongue::Nynorsk,
    };
    let mut walk = Walk {
        before,
        after,
        found: Comparison { difference: start, first: None },
        tongue,
        pairs: 0,
        variants: 0,
    };
    let keys = |side: Side<'a>| side.units.all.iter().map(|unit| unit.key.as_str());
    let Some(hunks) = script::hunks(keys(before), keys(after)) else {
        let pairs = before.units.all.iter().zip(&after.units.all);
        let at = pairs.take_while(|(one, other)| one.key == other.key).count();
        walk.note(Difference::Content, at..part_end(before, at), at..part_end(after, at));
        return walk.found;
    };
    let (mut left, mut right) = (0, 0);
    let mut held = true;
    for script::Hunk { before: from, after: to } in hunks {
        held = walk.still(left..from.start, right..to.start, held);
        held = walk.change(from.clone(), to.clone(), held);
        (left, right) = (from.end, to.end);
        if walk.found.difference == Difference::Content {
            return walk.found;
        }
    }
    let (ends, against) = (before.units.all.len(), after.units.all.len());
    held = walk.still(left..ends, right..against, held);
    if held {
        walk.gap(ends, against);
    }
    walk.found
}

/// Where the part of the text ends that the unit `at` stands in.
fn part_end(side: Side, at: usize) -> usize {
    let rest = side.units.all.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|unit| unit.part == rest[0].part).count()
}

struct Walk<'a> {
    before: Side<'a>,
    after: Side<'a>,
    found: Comparison,
    tongue: Tongue,
    pairs: usize,
    variants: usize,
}

impl<'a> Walk<'a> {
    /// Notes a difference between these units, if none as grave stands before it.
    fn note(&mut self, difference: Difference, from: Range<usize>, to: Range<usize>) {
        let graver = difference > self.found.difference;
        let first = difference == self.found.difference && self.found.first.is_none();
        if difference == Difference::None || !(graver || first) {
            return;
        }
        let span = |side: Side, range: Range<usize>| {
            let units = &side.units.all;
            if range.is_empty() {
                // Nothing stands there: the place behind the unit before, else before the one behind.
                let behind =
                    range.start.checked_sub(1).and_then(|at| units.get(at)).map(|unit| unit.span.end);
                let at = behind.or_else(|| units.get(range.start).map(|unit| unit.span.start))?;
                return Some(at..at);
            }
            let units = units.get(range)?.iter();
            let start = units.clone().map(|unit| unit.span.start).min()?;
            Some(start..units.map(|unit| unit.span.end).max()?)
        };
        let passage = Passage { before: span(self.before, from), after: span(self.after, to) };
        self.found = Comparison { difference, first: Some(passage) };
    }

    /// Units that say the same on both sides; `held` tells whether those before them answer to each other.
    fn still(&mut self, from: Range<usize>, to: Range<usize>, held: bool) -> bool {
        let mut held = held;
        for (left, right) in from.zip(to) {
            if held {
                self.gap(left, right);
            }
            let (one, other) = (&self.before.units.all[left], &self.after.units.all[right]);
            let difference = word::judge(one, other, self.tongue).difference;
            self.note(difference, left..left + 1, right..right + 1);
            held = true;
        }
        held
    }

    /// What stands before the units `left` and `right`, or at the ends.
    fn gap(&mut self, left: usize, right: usize) {
        let gap = |side: Side<'a>, at: usize| -> Gap<'a> {
            match side.units.all.get(at) {
                Some(unit) => {
                    Gap { lead: &unit.lead, next: side.text.parts().get(unit.part).map(|part| &part.shape) }
                }
                None => Gap { lead: &side.units.tail, next: None },
            }
        };
        let difference = mark::judge(gap(self.before, left), gap(self.after, right));
        let around = |at: usize, end: usize| at.saturating_sub(1)..(at + 1).min(end);
        let (ends, against) = (self.before.units.all.len(), self.after.units.all.len());
        self.note(difference, around(left, ends), around(right, against));
    }

    /// Units that were exchanged; true where every one of them answers to one on the other side.
    fn change(&mut self, from: Range<usize>, to: Range<usize>, held: bool) -> bool {
        let (before, after) = (self.before.units, self.after.units);
        let (mut left, mut right) = (from.start, to.start);
        let mut gravest = Difference::None;
        let mut gaps = Vec::new();
        while left < from.end || right < to.end {
            if held || left > from.start {
                gaps.push((left, right));
            }
            let (one, other) = (&before.all[left..from.end], &after.all[right..to.end]);
            let step = self.step(one, other, (left, right));
            gravest = gravest.max(step.difference);
            (left, right) = (left + step.before, right + step.after);
            if gravest == Difference::Content {
                break;
            }
        }
        self.note(gravest, from.clone(), to.clone());
        if gravest > Difference::Editorial {
            return false;
        }
        for (left, right) in gaps {
            self.gap(left, right);
        }
        true
    }

    /// The first units of what is left of a change, and what became of them.
    fn step(&mut self, one: &[Unit], other: &[Unit], at: (usize, usize)) -> Step {
        if let Some(joined) = joined(one, other).or_else(|| joined(other, one).map(Step::turned)) {
            return joined;
        }
        if let Some(difference) = self.spelled_out(one, other) {
            return Step { difference, before: 1, after: words_of(&one[0]).len() };
        }
        if let Some(difference) = self.spelled_out(other, one) {
            return Step { difference, before: words_of(&other[0]).len(), after: 1 };
        }
        let lost = || Step { before: one.len(), after: other.len(), difference: Difference::Content };
        let pair = one.first().zip(other.first()).map(|(left, right)| self.judge(left, right));
        if let Some(difference) =
            pair.filter(|difference| one.len() == other.len() || *difference <= Difference::Editorial)
        {
            return Step { before: 1, after: 1, difference };
        }
        match (one.first(), other.first()) {
            (Some(left), _) if one.len() > other.len() => {
                match self.is_stutter(self.before.units, at.0, left) {
                    true => Step { before: 1, after: 0, difference: Difference::Editorial },
                    false => lost(),
                }
            }
            (_, Some(right)) => match self.is_stutter(self.after.units, at.1, right) {
                true => Step { before: 0, after: 1, difference: Difference::Editorial },
                false => lost(),
            },
            _ => lost(),
        }
    }

    /// What it means that the words of a set phrase stand on the other side, one of them misspelt.
    fn spelled_out(&mut self, phrase: &[Unit], other: &[Unit]) -> Option<Difference> {
        let words = words_of(phrase.first().filter(|first| first.sort == Sort::Phrase)?);
        let beside =
            other.get(..words.len()).filter(|beside| words.len() > 1 && beside[1..].iter().all(is_plain))?;
        let judged: Vec<Difference> =
            words.iter().zip(beside).map(|(word, unit)| self.judge(word, unit)).collect();
        judged.into_iter().max().filter(|difference| *difference < Difference::Content)
    }

    fn judge(&mut self, left: &Unit, right: &Unit) -> Difference {
        self.pairs += 1;
        if self.pairs > MOST_PAIRS {
            return Difference::Unsure;
        }
        let verdict = word::judge(left, right, self.tongue);
        self.variants += usize::from(verdict.is_variant);
        let translated = verdict.is_variant && self.variants > MOST_VARIANTS;
        if translated { verdict.difference.max(Difference::Unsure) } else { verdict.difference }
    }

    /// Whether the word stands twice by mistake.
    fn is_stutter(&self, units: &Units, at: usize, unit: &Unit) -> bool {
        let twin = |near: Option<&Unit>| near.is_some_and(|near| near.key == unit.key);
        let before = is_plain(unit) && at.checked_sub(1).is_some_and(|before| twin(units.all.get(before)));
        let after = units.all.get(at + 1).is_some_and(is_plain) && twin(units.all.get(at + 1));
        unit.sort == Sort::Word && !weight::denies(&unit.key) && (before || after)
    }
}

/// The words of a set phrase as units of their own.
fn words_of(phrase: &Unit) -> Vec<Unit> {
    let words = phrase.form.split(' ');
    let unit = |form: &str| Unit {
        key: form.to_lowercase(),
        form: form.to_owned(),
        sort: Sort::Word,
        ..phrase.clone()
    };
    words.map(unit).collect()
}

/// Whether nothing but a space stands before the unit.
fn is_plain(unit: &Unit) -> bool {
    unit.lead.marks.is_empty() && unit.lead.at == mark::Break::None
}

/// How many units on each side answer to each other, and what the difference amounts to.
struct Step {
    before: usize,
    after: usize,
    difference: Difference,
}

impl Step {
    fn turned(self) -> Self {
        Self { before: self.after, after: self.before, difference: self.difference }
    }
}

/// Two words that are written as one on the other side: «pasient journal», «pasientjournal».
fn joined(apart: &[Unit], together: &[Unit]) -> Option<Step> {
    let (first, second, whole) = (apart.first()?, apart.get(1)?, together.first()?);
    let plain =
        [first, second, whole].iter().all(|unit| unit.sort == Sort::Word) && second.lead.marks.is_empty();
    let key = first.key.trim_end_matches('-');
    let bare = whole.key.replace('-', "");
    let fits =
        plain && second.lead.at == mark::Break::None && bare.strip_prefix(key) == Some(second.key.as_str());
    if !fits {
        return None;
    }
    let heavy =
        weight::is_heavy(&first.key) || weight::is_heavy(&second.key) || first.key.chars().count() < 3;
    let known = lexicon::standing(&whole.key) > lexicon::Standing::Unknown;
    // Where both parts stand as forms of their own, the space may say something: «en gang», «alle rede».
    let compound = lexicon::classes(&first.key)
        .is_some_and(|classes| classes & lexicon::NOUN > 0 && classes & lexicon::ADJECTIVE == 0);
    let difference = if !heavy && known && compound { Difference::Editorial } else { Difference::Unsure };
    Some(Step { before: 2, after: 1, difference })
}
