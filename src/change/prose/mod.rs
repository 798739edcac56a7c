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
//! The result is the same whichever text comes first.

mod align;
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

use std::ops::Range;

pub use text::Text;

use align::Side;
use unit::Units;

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
    /// The words that stood there; none where words were put in.
    pub before: Option<Range<usize>>,
    /// The words that stand there now; none where words were taken out.
    pub after: Option<Range<usize>>,
}

/// Compares two versions of a governed section.
pub fn compare(before: &Text, after: &Text) -> Comparison {
    if before.text() == after.text() && before.parts() == after.parts() && before.is_struck_like(after) {
        return Comparison { difference: Difference::None, first: None };
    }
    let (one, other) = (unit::units(before), unit::units(after));
    // Which side comes first must not decide how changes are paired.
    if keys(&other).lt(keys(&one)) {
        let turned = compare_units((after, other), (before, one));
        let first = turned.first.map(|passage| Passage { before: passage.after, after: passage.before });
        return Comparison { first, ..turned };
    }
    compare_units((before, one), (after, other))
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
