//! Lines of text out of letters that stand on a page.
//!
//! **Knows**: base lines, raised figures, gaps between words and between columns.
//! **Does not know**: paragraphs, pages, formats.

use super::glyph::{Glyph, Weight};
use super::letter;

/// The gap that parts words, as a share of the size of the type.
const WORD_GAP: f32 = 0.13;

/// The gap that may part columns, as a share of the size of the type.
const COLUMN_GAP: f32 = 0.9;

/// A stretch of text on one base line without a wide gap in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Its base line.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) weight: Weight,
    /// Where in the text its words begin, and where on the page they begin and end.
    pub(super) words: Vec<Word>,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Word {
    /// Its first byte in the text.
    pub(super) at: usize,
    pub(super) x0: f32,
    pub(super) x1: f32,
}

impl Part {
    /// Parts this before the word `index`.
    pub(super) fn split(&self, index: usize) -> (Self, Self) {
        let (first, second) = self.words.split_at(index);
        let at = second.first().map_or(self.text.len(), |word| word.at);
        let of = |words: &[Word], text: &str, shift: usize| Self {
            text: text.trim_end().to_owned(),
            x0: words.first().map_or(self.x0, |word| word.x0),
            x1: words.last().map_or(self.x1, |word| word.x1),
            words: words.iter().map(|word| Word { at: word.at - shift, ..*word }).collect(),
            y: self.y,
            size: self.size,
            weight: self.weight,
        };
        (of(first, &self.text[..at], 0), of(second, &self.text[at..], at))
    }
}

/// Letters that were drawn one after the other on one base line.
struct Run {
    glyphs: Vec<Glyph>,
    y: f32,
    size: f32,
}

/// The stretches of text that these letters make, from top to bottom and from left to right.
pub(super) fn parts(glyphs: &[Glyph]) -> Vec<Part> {
    let mut parts = Vec::new();
    for mut row in rows(runs(glyphs)) {
        row.sort_by(|one, two| one.x0.total_cmp(&two.x0));
        row.dedup_by(|two, one| is_echo(one, two));
        split(&row, &mut parts);
    }
    parts
}

/// Whether a letter is drawn once more nearly where it stands: bold made by hand.
fn is_echo(one: &Glyph, two: &Glyph) -> bool {
    one.letter == two.letter && (two.x0 - one.x0).abs() < (one.x1 - one.x0).abs() * 0.2
}

fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs {
        match runs.last_mut() {
            Some(run) if (run.y - glyph.y).abs() < 0.05 * run.size && (run.size - glyph.size).abs() < 0.3 => {
                run.glyphs.push(*glyph);
            }
            _ => runs.push(Run { glyphs: vec![*glyph], y: glyph.y, size: glyph.size }),
        }
    }
    runs.retain(|run| run.glyphs.iter().any(|glyph| glyph.letter != ' '));
    runs
}

/// The letters of each base line, from top to bottom. Small figures that stand raised beside a word
/// belong to its line.
fn rows(mut runs: Vec<Run>) -> Vec<Vec<Glyph>> {
    runs.sort_by(|one, two| one.y.total_cmp(&two.y));
    let mut rows: Vec<Run> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if run.y - row.y <= 0.25 * row.size.min(run.size) => {
                row.glyphs.extend(run.glyphs);
                row.size = row.size.max(run.size);
            }
            _ => rows.push(run),
        }
    }
    let mut at = 0;
    while at < rows.len() {
        match host(&rows, at) {
            Some(host) => {
                let row = rows.remove(at);
                let host = if host > at { host - 1 } else { host };
                let above = row.y < rows[host].y;
                let lift = |glyph: Glyph| Glyph {
                    letter: if above { letter::raised(glyph.letter) } else { glyph.letter },
                    ..glyph
                };
                rows[host].glyphs.extend(row.glyphs.into_iter().map(lift));
            }
            None => at += 1,
        }
    }
    rows.into_iter().map(|row| row.glyphs).collect()
}

/// The line beside which the few small letters of the line `at` stand raised or lowered, or over one of
/// whose letters its accents stand.
fn host(rows: &[Run], at: usize) -> Option<usize> {
    let small = &rows[at];
    if small.glyphs.len() > 24 {
        return None;
    }
    let is_accents = small.glyphs.iter().all(|glyph| letter::combining(glyph.letter).is_some());
    let near = at.saturating_sub(2)..rows.len().min(at + 3);
    near.filter(|other| *other != at).find(|other| {
        let row = &rows[*other];
        let raised = row.y - small.y;
        let beside = |glyph: &Glyph| {
            row.glyphs
                .iter()
                .any(|host| glyph.x0 < host.x1 + 0.25 * row.size && glyph.x1 > host.x0 - 0.25 * row.size)
        };
        let fits = if is_accents {
            raised.abs() < row.size
        } else {
            small.size < 0.85 * row.size && (-0.35..=0.7).contains(&(raised / row.size))
        };
        fits && row.glyphs.len() > small.glyphs.len() && small.glyphs.iter().all(beside)
    })
}

/// Splits a line at its wide gaps.
fn split(row: &[Glyph], parts: &mut Vec<Part>) {
    let Some(first) = row.iter().find(|glyph| glyph.letter != ' ') else { return };
    let mut from = 0;
    let mut end = first.x0;
    let size = body_size(row);
    for (at, glyph) in row.iter().enumerate() {
        if glyph.letter == ' ' {
            continue;
        }
        if glyph.x0 - end > COLUMN_GAP * size && at > from {
            parts.extend(part(&row[from..at]));
            from = at;
        }
        end = end.max(glyph.x1);
    }
    parts.extend(part(&row[from..]));
}

/// The size that most letters have.
fn body_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// The text of neighbouring letters.
fn part(glyphs: &[Glyph]) -> Option<Part> {
    let size = body_size(glyphs);
    let mut text = String::new();
    let (mut x0, mut x1) = (f32::MAX, f32::MIN);
    let mut space = false;
    let mut accent = None;
    let mut words: Vec<Word> = Vec::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        if glyph.letter == ' ' {
            space = true;
            continue;
        }
        let gap = glyph.x0 - x1;
        if let Some(mark) = letter::combining(glyph.letter) {
            if gap < -0.4 * (glyph.x1 - glyph.x0) && !space {
                text.push(mark);
                continue;
            }
            let next = glyphs.get(at + 1).filter(|next| next.x0 < (glyph.x0 + glyph.x1) / 2.0);
            if next.is_some_and(|next| next.letter.is_alphabetic()) {
                accent = Some(mark);
                if (space || gap > WORD_GAP * size) && !text.is_empty() {
                    text.push(' ');
                    space = false;
                }
                continue;
            }
        }
        if (space || gap > WORD_GAP * glyph.size.min(size)) && !text.is_empty() && accent.is_none() {
            text.push(' ');
        }
        space = false;
        if text.is_empty() || text.ends_with(' ') {
            words.push(Word { at: text.len(), x0: glyph.x0, x1: glyph.x1 });
        }
        if let Some(word) = words.last_mut() {
            word.x1 = word.x1.max(glyph.x1);
        }
        text.push(glyph.letter);
        text.extend(accent.take());
        x0 = x0.min(glyph.x0);
        x1 = x1.max(glyph.x1);
    }
    let composed = letter::composed(text.trim().to_owned());
    if composed.len() != text.len() {
        // Letters that were composed are shorter: the words are found anew, in their order.
        let starts = composed.char_indices().filter(|(at, _)| *at == 0 || composed[..*at].ends_with(' '));
        let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
        words.truncate(starts.len());
        words.iter_mut().zip(starts).for_each(|(word, at)| word.at = at);
    }
    let text = composed;
    if text.is_empty() {
        return None;
    }
    let inked = || glyphs.iter().filter(|glyph| glyph.letter != ' ');
    let bold = inked().filter(|glyph| glyph.weight == Weight::Bold).count();
    let weight = if bold * 10 >= inked().count() * 9 { Weight::Bold } else { Weight::Plain };
    let y = inked().max_by(|one, two| one.size.total_cmp(&two.size)).map_or(0.0, |glyph| glyph.y);
    Some(Part { text, x0, x1, y, size, weight, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 10 points, each half as wide, from `x` on at the base line `y`.
    fn write(text: &str, x: f32, y: f32) -> Vec<Glyph> {
        let glyph = |(at, letter)| {
            let x0 = x + 5.0 * at as f32;
            Glyph { letter, x0, x1: x0 + 5.0, y, size: 10.0, weight: Weight::Plain }
        };
        text.chars().enumerate().filter(|(_, letter)| *letter != '_').map(glyph).collect()
    }

    fn check(glyphs: &[Glyph], expected: &[&str]) {
        let found: Vec<String> = parts(glyphs).into_iter().map(|part| part.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_and_columns_are_parted() {
        check(&write("Alder_over 18 år", 0.0, 0.0), &["Alder over 18 år"]);
        check(&write("Navn____Kilde", 0.0, 0.0), &["Navn", "Kilde"]);
        check(&[write("to", 0.0, 20.0), write("en", 0.0, 0.0)].concat(), &["en", "to"]);
        check(&[write("Alder", 0.0, 0.0), write("Alder", 0.4, 0.0)].concat(), &["Alder"]);
    }

    #[test]
    fn raised_figures_and_accents_find_their_word() {
        let mut glyphs = write("register.", 0.0, 10.0);
        glyphs.push(Glyph { letter: '1', x0: 45.0, x1: 48.0, y: 6.0, size: 6.0, weight: Weight::Plain });
        check(&glyphs, &["register.¹"]);
        let mut glyphs = write("Fagr", 0.0, 0.0);
        glyphs.push(Glyph {
            letter: '\u{2da}',
            x0: 20.0,
            x1: 25.0,
            y: 0.0,
            size: 10.0,
            weight: Weight::Plain,
        });
        glyphs.extend(write("adet", 20.0, 0.0));
        check(&glyphs, &["Fagrådet"]);
    }
}
