//! Lines of text, and tables whose columns only stand below each other.
//!
//! **Knows**: which gaps in a line part columns, where a row of such a table ends, marks of lists.
//! **Does not know**: tables that are drawn, paragraphs.

use std::collections::BTreeSet;

use super::column::{Content, Region, Row};
use super::glyph::Weight;
use super::letter;
use super::line::{Part, Word};
use super::mark;

/// What follows each other on a page.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// A line of text.
    Line(Line),
    /// A table.
    Table(Table),
    /// A note at the foot of the page.
    Note(String),
}

/// A table with the texts of its cells.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<String>>,
    pub(super) page: u32,
}

/// A line of text between its margins.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    /// Where the text begins behind the mark of a list, if that stands apart.
    pub(super) text_x: Option<f32>,
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) page: u32,
    /// Lines of one region are read one after the other without a leap.
    pub(super) region: usize,
    /// Whether a number stands apart at its end, as in a table of contents.
    pub(super) is_led: bool,
}

/// The lines and tables of a region.
pub(super) fn items(region: Region, page: u32, number: usize, hyphened: &BTreeSet<String>) -> Vec<Item> {
    let (left, right) = (region.left, wrap_margin(&region));
    let mut items = Vec::new();
    let mut lines: Vec<Vec<Part>> = Vec::new();
    let settle = |lines: &mut Vec<Vec<Part>>, items: &mut Vec<Item>| {
        let tables = find(lines);
        let mut at = 0;
        for table in tables {
            items.extend(lines[at..table.start].iter().filter_map(|parts| line(parts)).map(Item::Line));
            items.push(Item::Table(Table { rows: cells(&table.lines, hyphened), page }));
            at = table.end;
        }
        items.extend(lines[at..].iter().filter_map(|parts| line(parts)).map(Item::Line));
        lines.clear();
    };
    for Row { pieces } in region.rows {
        let mut parts = Vec::new();
        for piece in pieces {
            match piece.content {
                Content::Text(part) => parts.push(part),
                Content::Table(rows) => {
                    settle(&mut lines, &mut items);
                    items.push(Item::Table(Table { rows, page }));
                }
            }
        }
        if !parts.is_empty() {
            lines.push(parts);
        }
    }
    settle(&mut lines, &mut items);
    for item in &mut items {
        if let Item::Line(line) = item {
            (line.left, line.right, line.page, line.region) = (left, right, page, number);
        }
    }
    items
}

/// Where lines are wrapped: where all but the longest of them end.
fn wrap_margin(region: &Region) -> f32 {
    let ends = region.rows.iter().filter_map(|row| {
        let last = row.pieces.last()?;
        matches!(last.content, Content::Text(_)).then_some(last.x1)
    });
    let mut ends: Vec<f32> = ends.collect();
    ends.sort_by(f32::total_cmp);
    let at = if ends.len() < 5 { ends.len().saturating_sub(1) } else { ends.len() * 9 / 10 };
    ends.get(at).copied().unwrap_or(region.right)
}

/// The parts of a line as one.
fn line(parts: &[Part]) -> Option<Line> {
    let first = parts.first()?;
    let widest = parts.iter().max_by_key(|part| part.text.len())?;
    let bold = parts.iter().all(|part| part.weight == Weight::Bold || mark::is_mark(&part.text));
    let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    Some(Line {
        text: text.join(" "),
        x0: first.x0,
        x1: parts.last()?.x1,
        y: widest.y,
        text_x: parts.get(1).filter(|_| mark::is_mark(&first.text)).map(|part| part.x0),
        size: widest.size,
        weight: if bold { Weight::Bold } else { Weight::Plain },
        left: 0.0,
        right: 0.0,
        page: 0,
        region: 0,
        is_led: parts.len() > 1 && parts.last().is_some_and(|part| is_page(&part.text)),
    })
}

/// Whether a text may be the number of a page.
pub(super) fn is_page(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}

/// Whether a line only looks as if it had columns: the mark of a list or a number stands apart.
fn has_columns(parts: &[Part]) -> bool {
    let is_marked = parts.first().is_some_and(|part| mark::is_mark(&part.text));
    parts.len() > 1 + usize::from(is_marked && parts.len() == 2)
        && !parts.iter().any(|part| mark::is_leader(&part.text))
}

/// Lines that are a table, their parts as its columns part them.
struct Found {
    start: usize,
    end: usize,
    lines: Vec<Vec<Part>>,
}

/// The tables among these lines.
fn find(lines: &[Vec<Part>]) -> Vec<Found> {
    let mut tables = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !has_columns(&lines[at]) {
            at += 1;
            continue;
        }
        let mut columns: Vec<(f32, f32)> = Vec::new();
        let (mut end, mut rows) = (at, 0);
        let mut tight = f32::MAX;
        let mut taken: Vec<Vec<Part>> = Vec::new();
        for next in at..lines.len() {
            let parts = parted(&lines[next], &columns);
            let gap = if next > at { parts[0].y - lines[next - 1][0].y } else { 0.0 };
            let is_near = next == at || gap <= 3.2 * parts[0].size;
            if !is_near || !fits(&parts, &mut columns, tight, gap) {
                break;
            }
            if next > at {
                tight = tight.min(gap);
            }
            taken.push(parts);
            if taken.last().is_some_and(|parts| has_columns(parts)) {
                rows += 1;
                end = next + 1;
            } else if next == end && gap <= 1.15 * tight {
                end = next + 1;
            }
        }
        if rows >= 2 && columns.len() >= 2 {
            taken.truncate(end - at);
            tables.push(Found { start: at, end, lines: taken });
            at = end;
        } else {
            at += 1;
        }
    }
    tables
}

/// The parts of a line, parted further where a word begins a column after a gap that is wider than between words.
fn parted(parts: &[Part], columns: &[(f32, f32)]) -> Vec<Part> {
    let mut parted = Vec::new();
    for part in parts {
        let mut rest = part.clone();
        loop {
            let begins = |pair: &[Word]| {
                let starts = columns.iter().skip(1).any(|column| (pair[1].x0 - column.0).abs() < 2.0);
                starts && pair[1].x0 - pair[0].x1 > 0.42 * part.size
            };
            let Some(at) = rest.words.windows(2).position(begins) else { break };
            let (first, second) = rest.split(at + 1);
            parted.push(first);
            rest = second;
        }
        parted.push(rest);
    }
    parted
}

/// Whether the parts of a line stand in the columns so far, and takes them in.
fn fits(parts: &[Part], columns: &mut Vec<(f32, f32)>, tight: f32, gap: f32) -> bool {
    let overlap = |part: &Part, column: &(f32, f32)| part.x0 < column.1 && part.x1 > column.0;
    let over = |part: &Part| columns.iter().filter(|column| overlap(part, column)).count();
    if parts.len() == 1 {
        let stands =
            columns.iter().any(|column| overlap(&parts[0], column) && (parts[0].x0 - column.0).abs() < 6.0);
        let is_first = columns.first().is_some_and(|column| overlap(&parts[0], column));
        if over(&parts[0]) != 1 || !stands || (is_first && gap > 1.3 * tight) {
            return false;
        }
    } else if !has_columns(parts) || parts.iter().any(|part| over(part) > 1) {
        return false;
    }
    for part in parts {
        match columns.iter_mut().find(|column| overlap(part, column)) {
            Some(column) => *column = (column.0.min(part.x0), column.1.max(part.x1)),
            None => columns.push((part.x0, part.x1)),
        }
    }
    columns.sort_by(|one, two| one.0.total_cmp(&two.0));
    // Columns that have grown into each other are none.
    columns.windows(2).all(|pair| pair[0].1 <= pair[1].0)
}

/// The cells of a table.
fn cells(lines: &[Vec<Part>], hyphened: &BTreeSet<String>) -> Vec<Vec<String>> {
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for part in lines.iter().flatten() {
        match columns.iter_mut().find(|column| part.x0 < column.1 && part.x1 > column.0) {
            Some(column) => *column = (column.0.min(part.x0), column.1.max(part.x1)),
            None => columns.push((part.x0, part.x1)),
        }
    }
    columns.sort_by(|one, two| one.0.total_cmp(&two.0));
    let gaps: Vec<f32> = lines.windows(2).map(|pair| pair[1][0].y - pair[0][0].y).collect();
    let tight = gaps.iter().copied().fold(f32::MAX, f32::min);
    let wide = gaps.iter().filter(|gap| **gap > 1.25 * tight).count();
    let parted = wide * 3 >= gaps.len() && wide > 1;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut begun_with = 0;
    for (at, line) in lines.iter().enumerate() {
        let in_first =
            line.first().is_some_and(|part| columns.first().is_some_and(|first| part.x0 < first.1));
        let gap = at.checked_sub(1).and_then(|before| gaps.get(before)).copied().unwrap_or(f32::MAX);
        // Fewer cells that all go on in lower case are the rest of the row above.
        let goes_on =
            line.len() < begun_with && line.iter().all(|part| part.text.starts_with(char::is_lowercase));
        if rows.is_empty() || gap > 1.25 * tight || (in_first && !parted && !goes_on) {
            rows.push(vec![String::new(); columns.len()]);
            begun_with = line.len();
        }
        let Some(row) = rows.last_mut() else { continue };
        for part in line {
            let column = columns.partition_point(|column| column.0 <= part.x0).saturating_sub(1);
            if let Some(cell) = row.get_mut(column) {
                letter::join(cell, &part.text, hyphened);
            }
        }
    }
    rows
}
