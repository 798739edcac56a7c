//! The order in which the text of a page is read: columns one after the other.
//!
//! **Knows**: what stands beside what, where a gutter runs, what crosses it.
//! **Does not know**: paragraphs, tables without lines.

use super::line::Part;

/// The fewest lines that make a column.
const SHORTEST_COLUMN: usize = 4;

/// How far columns are looked for within columns.
const DEEPEST: usize = 3;

/// Something that stands on a page.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) top: f32,
    /// Its lowest base line.
    pub(super) y: f32,
    pub(super) content: Content,
}

/// What it is.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Text(Part),
    /// A table that is drawn, with the texts of its cells.
    Table(Vec<Vec<String>>),
}

/// What stands on one line, from left to right.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) pieces: Vec<Piece>,
}

/// Lines that are read one after the other, with the margins between which they run.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) rows: Vec<Row>,
}

/// The regions of a page in their order.
pub(super) fn order(mut pieces: Vec<Piece>) -> Vec<Region> {
    pieces.sort_by(|one, two| one.y.total_cmp(&two.y));
    let mut regions = Vec::new();
    read(pieces, DEEPEST, &mut regions);
    regions
}

/// Reads what stands between two margins.
fn read(pieces: Vec<Piece>, depth: usize, regions: &mut Vec<Region>) {
    let (left, right) = margins(&pieces);
    let gutter = if depth == 0 { None } else { best_gutter(&pieces, left, right) };
    let Some(gutter) = gutter else {
        regions.push(Region { left, right, rows: rows(pieces) });
        return;
    };
    let mut plain = Vec::new();
    for band in bands(pieces, gutter) {
        if is_columns(&band, gutter, left, right) {
            if !plain.is_empty() {
                regions.push(Region { left, right, rows: rows(std::mem::take(&mut plain)) });
            }
            let (first, second) = band.into_iter().partition(|piece| piece.x1 <= gutter + 1.0);
            read(first, depth - 1, regions);
            read(second, depth - 1, regions);
        } else {
            plain.extend(band);
        }
    }
    if !plain.is_empty() {
        regions.push(Region { left, right, rows: rows(plain) });
    }
}

fn margins(pieces: &[Piece]) -> (f32, f32) {
    let texts = || pieces.iter().filter(|piece| matches!(piece.content, Content::Text(_)));
    let left = texts().map(|piece| piece.x0).fold(f32::MAX, f32::min);
    let right = texts().map(|piece| piece.x1).fold(f32::MIN, f32::max);
    (left, right)
}

/// The line between two columns: left of where many lines begin.
fn best_gutter(pieces: &[Piece], left: f32, right: f32) -> Option<f32> {
    let width = right - left;
    let mut starts: Vec<f32> = pieces.iter().map(|piece| piece.x0).collect();
    starts.sort_by(f32::total_cmp);
    let mut candidates: Vec<(usize, f32)> = Vec::new();
    let mut at = 0;
    while at < starts.len() {
        let count = starts[at..].partition_point(|start| *start <= starts[at] + 3.0);
        let gutter = starts[at] - 2.0;
        if count >= SHORTEST_COLUMN && gutter > left + 0.2 * width && gutter < right - 0.2 * width {
            candidates.push((count, gutter));
        }
        at += count.max(1);
    }
    candidates.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    candidates.truncate(8);
    let weight = |gutter: f32| -> usize {
        let bands = bands(pieces.to_vec(), gutter).into_iter();
        bands.filter(|band| is_columns(band, gutter, left, right)).map(|band| band.len()).sum()
    };
    let weighed = candidates.into_iter().map(|(_, gutter)| (weight(gutter), gutter));
    let best = weighed.filter(|(weight, _)| *weight > 0).max_by_key(|(weight, _)| *weight);
    best.map(|(_, gutter)| gutter)
}

/// Parts the pieces where one of them crosses the gutter; those that cross stand alone.
fn bands(pieces: Vec<Piece>, gutter: f32) -> Vec<Vec<Piece>> {
    let mut bands: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut was_crossed = false;
    for piece in pieces {
        let crosses = piece.x0 < gutter - 1.0 && piece.x1 > gutter + 1.0;
        if crosses != was_crossed {
            bands.push(Vec::new());
        }
        was_crossed = crosses;
        if let Some(band) = bands.last_mut() {
            band.push(piece);
        }
    }
    bands.retain(|band| !band.is_empty());
    bands
}

/// Whether pieces of which none crosses the gutter are columns of text, and no table: most lines fill
/// their column.
fn is_columns(band: &[Piece], gutter: f32, left: f32, right: f32) -> bool {
    let (first, second): (Vec<&Piece>, Vec<&Piece>) = band.iter().partition(|piece| piece.x1 <= gutter + 1.0);
    [first, second].iter().all(|side| {
        let x0 = side.iter().map(|piece| piece.x0).fold(f32::MAX, f32::min);
        let x1 = side.iter().map(|piece| piece.x1).fold(f32::MIN, f32::max);
        let full = side.iter().filter(|piece| piece.x1 - piece.x0 > 0.75 * (x1 - x0)).count();
        let mut lines: Vec<f32> = side.iter().map(|piece| piece.y).collect();
        lines.dedup_by(|two, one| *two - *one < 2.0);
        lines.len() >= SHORTEST_COLUMN
            && x1 - x0 > 0.2 * (right - left)
            && full >= SHORTEST_COLUMN - 1
            && full * 10 >= lines.len() * 3
    })
}

/// Pieces that stand on one line, line by line.
fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|one, two| one.y.total_cmp(&two.y));
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        let last = rows.last_mut().and_then(|row| row.pieces.last().map(|last| (last.y, last.top)));
        let beside = last.is_some_and(|(y, top)| piece.y - y <= 0.3 * (y - top).min(piece.y - piece.top));
        match rows.last_mut() {
            Some(row) if beside => row.pieces.push(piece),
            _ => rows.push(Row { pieces: vec![piece] }),
        }
    }
    for row in &mut rows {
        row.pieces.sort_by(|one, two| one.x0.total_cmp(&two.x0));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::glyph::Weight;
    use super::*;

    fn piece(text: &str, x0: f32, x1: f32, y: f32) -> Piece {
        let part =
            Part { text: text.to_owned(), x0, x1, y, size: 10.0, weight: Weight::Plain, words: Vec::new() };
        Piece { x0, x1, top: y - 10.0, y, content: Content::Text(part) }
    }

    fn check(pieces: Vec<Piece>, expected: &str) {
        let text = |piece: &Piece| match &piece.content {
            Content::Text(part) => part.text.clone(),
            Content::Table(_) => String::new(),
        };
        let regions = order(pieces);
        let rows = regions.iter().flat_map(|region| &region.rows);
        let found: Vec<String> = rows.flat_map(|row| row.pieces.iter().map(text)).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let columns = (0..5).flat_map(|line| {
            let y = 30.0 + 12.0 * line as f32;
            [piece(&format!("a{line}"), 0.0, 95.0, y), piece(&format!("b{line}"), 110.0, 205.0, y + 5.0)]
        });
        let mut page: Vec<Piece> = columns.collect();
        page.push(piece("tittel", 10.0, 190.0, 10.0));
        page.push(piece("slutt", 0.0, 200.0, 110.0));
        check(page, "tittel a0 a1 a2 a3 a4 b0 b1 b2 b3 b4 slutt");
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let rows = (0..5).flat_map(|line| {
            let y = 30.0 + 12.0 * line as f32;
            let width = if line == 0 { 90.0 } else { 20.0 };
            [piece(&format!("a{line}"), 0.0, width, y), piece(&format!("b{line}"), 110.0, 110.0 + width, y)]
        });
        check(rows.collect(), "a0 b0 a1 b1 a2 b2 a3 b3 a4 b4");
    }
}
