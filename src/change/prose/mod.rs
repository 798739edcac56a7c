//! What a difference in wording amounts to: nothing, editorial, content, or not to be told.
//!
//! **Knows**: how bokmål and nynorsk are written, misspelt and mended, and which words, numbers and names decide
//! what a text says.
//! **Does not know**: which topic a section belongs to, which duties a change releases.
//!
//! A text is taken into units of meaning, in which spellings of one number, code, date, name or reference are alike.
//! Two texts are editorially different only where each unit of the one answers to units of the other: the same, the
//! same in another right spelling, or misspelt on one side. All else is content. What could be either is unsure: a
//! change of content that passes as editorial is the one mistake that must not be made.
//!
//! The result is the same whichever text comes first, but for a misspelling: mended it is editorial, made it is
//! unsure.

mod align;
mod code;
mod date;
mod distance;
mod law;
mod lexeme;
mod lexicon;
mod mark;
mod order;
mod phrase;
mod script;
mod text;
mod unit;
mod variant;
mod weight;
mod word;

use std::collections::BTreeSet;
use std::ops::Range;

pub use text::Text;

use align::Side;
use unit::{Unit, Units};

/// What a difference in wording amounts to. Ordered from none to gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// A reader sees the same.
    None,
    /// `redaksjonell`: a reader sees another form of the same.
    Editorial,
    /// `usikker`: it can't be told, and is treated as content.
    Unsure,
    /// `innhold`: it says something else.
    Content,
}

/// The outcome of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The gravest difference.
    pub difference: Difference,
    /// The first passage that differs as gravely; none where nothing differs, or only the order of a list.
    pub first: Option<Passage>,
}

/// A passage that differs, as bytes of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The words that stood there; empty where words were put in, none where there was no word at all.
    pub before: Option<Range<usize>>,
    /// The words that stand there now; empty where words were taken out, none where there is no word at all.
    pub after: Option<Range<usize>>,
}

/// Compares two versions of a governed section.
pub fn compare(before: &Text, after: &Text) -> Comparison {
    let found = either_way(before, after);
    if found.difference != Difference::Editorial {
        return found;
    }
    // To mend a misspelling is editorial. To make one is not: nobody can tell what was meant.
    match slip(before, after) {
        Some(first) => Comparison { difference: Difference::Unsure, first: Some(first) },
        None => found,
    }
}

/// The comparison whichever text comes first.
fn either_way(before: &Text, after: &Text) -> Comparison {
    if before.text() == after.text() && before.parts() == after.parts() && before.is_struck_like(after) {
        return Comparison { difference: Difference::None, first: None };
    }
    let (one, other) = (unit::units(before), unit::units(after));
    let sets = (code::as_sets(&one), code::as_sets(&other));
    let found = whichever_first((before, one), (after, other));
    // The same codes may be listed in another way: then the lists are the same as sets.
    let (Some(one), Some(other)) = sets else { return found };
    if found.difference <= Difference::Editorial {
        return found;
    }
    let as_sets = whichever_first((before, one), (after, other));
    match as_sets.difference {
        Difference::None | Difference::Editorial => {
            Comparison { difference: Difference::Editorial, first: as_sets.first }
        }
        Difference::Unsure | Difference::Content => found,
    }
}

/// The comparison of units: which side comes first must not decide how changes are paired.
fn whichever_first(before: (&Text, Units), after: (&Text, Units)) -> Comparison {
    if keys(&after.1).lt(keys(&before.1)) {
        let turned = compare_units(after, before);
        let first = turned.first.map(|passage| Passage { before: passage.after, after: passage.before });
        return Comparison { first, ..turned };
    }
    compare_units(before, after)
}

/// The first word that came in and is none, while words that are went out.
fn slip(before: &Text, after: &Text) -> Option<Passage> {
    let (one, other) = (unit::units(before), unit::units(after));
    let words =
        |units: &Units| -> BTreeSet<String> { units.all.iter().map(|unit| unit.key.clone()).collect() };
    let (stood, stands) = (words(&one), words(&other));
    let is_word = |unit: &&Unit| unit.is_word() && lexicon::standing(&unit.key) > lexicon::Standing::Unknown;
    let gone = one.all.iter().find(|unit| !stands.contains(&unit.key) && is_word(unit))?;
    let come = other.all.iter().find(|unit| {
        unit.is_word()
            && !stood.contains(&unit.key)
            && lexicon::standing(&unit.key) == lexicon::Standing::Unknown
            && !variant::same(&gone.key, &unit.key)
    })?;
    Some(Passage { before: Some(gone.span.clone()), after: Some(come.span.clone()) })
}

/// Compares two versions of a short plain text: a text field of a TOML file, a cell of a CSV file.
pub fn compare_cells(before: &str, after: &str) -> Comparison {
    compare(&Text::plain(before), &Text::plain(after))
}

fn keys(units: &Units) -> impl Iterator<Item = (&str, &str)> {
    units.all.iter().map(|unit| (unit.key.as_str(), unit.form.as_str()))
}

fn compare_units(before: (&Text, Units), after: (&Text, Units)) -> Comparison {
    let ((before, mut one), (after, mut other)) = (before, after);
    let heads = order::drop_heads(before, &mut one, after).max(order::drop_heads(after, &mut other, before));
    let moved = order::settle(after, &mut other, (before, &one));
    let (before, after) = (Side { text: before, units: &one }, Side { text: after, units: &other });
    align::align(before, after, heads.max(moved))
}

#[cfg(test)]
mod tests;
