//! The sizes of type in a document: what is text, what is a heading, and of which level.
//!
//! **Knows**: how sizes rank, how far lines lie apart.
//! **Does not know**: what the lines say.

use std::collections::BTreeMap;

use super::aligned::{Item, Line};

/// The longest line that may be a heading, in bytes.
const LONGEST_HEADING: usize = 200;

/// From this size on, against that of the text, a line is a heading.
const LARGER: f32 = 1.12;

/// What is known of the type of the whole document.
#[derive(Debug, Clone)]
pub(super) struct Type {
    /// The size that most of the text has.
    pub(super) body: f32,
    /// The distance of base lines in a paragraph, as a share of the size.
    pub(super) leading: f32,
    /// The levels of headings by their size in half points.
    levels: BTreeMap<i32, u8>,
}

impl Type {
    /// The type of a document with these lines.
    pub(super) fn of(items: &[Item], body: f32) -> Self {
        let lines = || {
            items.iter().filter_map(|item| match item {
                Item::Line(line) => Some(line),
                Item::Table(_) | Item::Note(_) => None,
            })
        };
        let mut gaps: BTreeMap<i32, usize> = BTreeMap::new();
        for (one, two) in lines().zip(lines().skip(1)) {
            let gap = (two.y - one.y) / body.max(1.0);
            if one.region == two.region && halves(one.size) == halves(two.size) && (0.9..=2.5).contains(&gap)
            {
                *gaps.entry((gap * 20.0).round() as i32).or_default() += 1;
            }
        }
        // Of distances that are equally frequent the smaller is that of the lines.
        let leading =
            gaps.into_iter().rev().max_by_key(|(_, count)| *count).map_or(1.2, |(gap, _)| gap as f32 / 20.0);
        let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
        for line in lines().filter(|line| line.size >= LARGER * body && may_be_heading(&line.text)) {
            *sizes.entry(halves(line.size)).or_default() += 1;
        }
        let repeated =
            sizes.iter().filter(|(_, count)| **count > 1).map(|(size, _)| *size).max().unwrap_or(0);
        let has_title = sizes.keys().any(|size| *size > repeated) && repeated > 0;
        let ranked = sizes.keys().rev().filter(|size| **size <= repeated || repeated == 0);
        let first = 1 + u8::from(has_title);
        let mut levels: BTreeMap<i32, u8> =
            ranked.zip((first..=6).chain(std::iter::repeat(6))).map(|(size, level)| (*size, level)).collect();
        if has_title {
            levels.extend(sizes.keys().filter(|size| **size > repeated).map(|size| (*size, 1)));
        }
        Self { body, leading, levels }
    }

    /// The level of a line that is a heading by its size.
    pub(super) fn level(&self, line: &Line) -> Option<u8> {
        let is_larger = line.size >= LARGER * self.body && may_be_heading(&line.text);
        is_larger.then(|| self.levels.get(&halves(line.size)).copied()).flatten()
    }
}

/// A size in half points.
pub(super) fn halves(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

fn may_be_heading(text: &str) -> bool {
    text.len() <= LONGEST_HEADING && text.chars().any(char::is_alphabetic)
}
