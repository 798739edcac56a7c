//! Tables whose cells are drawn: straight lines that cross each other.
//!
//! **Knows**: which lines hang together, which cells they part, cells that reach over several rows or columns.
//! **Does not know**: tables without lines, what cells say.

use super::glyph::{Glyph, Rule};

/// How far apart two lines that meet may end, in points.
const NEAR: f32 = 3.0;

/// With more lines than this a page shows a drawing.
const MOST_RULES: usize = 2_000;

/// The most rows or columns of a table.
const MOST_LINES: usize = 400;

/// A table that is drawn: where its rows and columns begin and end.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) xs: Vec<f32>,
    pub(super) ys: Vec<f32>,
    rules: Vec<Rule>,
}

/// The cells of a table, row by row, each with the letters in it.
pub(super) type Cells = Vec<Vec<Vec<Glyph>>>;

/// The tables that these lines draw.
pub(super) fn find(rules: &[Rule]) -> Vec<Grid> {
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut rest: Vec<Rule> = rules.to_vec();
    let mut grids = Vec::new();
    while let Some(first) = rest.pop() {
        let mut group = vec![first];
        let mut at = 0;
        while at < group.len() {
            let rule = group[at];
            let (near, far) = rest.into_iter().partition(|other| meet(&rule, other));
            group.extend::<Vec<Rule>>(near);
            rest = far;
            at += 1;
        }
        grids.extend(Grid::of(group));
    }
    grids
}

fn meet(one: &Rule, two: &Rule) -> bool {
    one.x0 <= two.x1 + NEAR && two.x0 <= one.x1 + NEAR && one.y0 <= two.y1 + NEAR && two.y0 <= one.y1 + NEAR
}

fn is_level(rule: &Rule) -> bool {
    rule.x1 - rule.x0 > rule.y1 - rule.y0
}

/// The places, each once, in rising order.
fn places(all: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut places: Vec<f32> = all.collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|two, one| *two - *one <= 2.0 * NEAR);
    places
}

impl Grid {
    /// The table that lines make which hang together; none for a frame or a rule.
    fn of(rules: Vec<Rule>) -> Option<Self> {
        let (level, upright): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|rule| is_level(rule));
        if level.is_empty() || upright.is_empty() {
            return None;
        }
        let ends = level.iter().flat_map(|rule| [rule.x0, rule.x1]);
        let outer = [ends.clone().fold(f32::MAX, f32::min), ends.fold(f32::MIN, f32::max)];
        let xs = places(upright.iter().map(|rule| rule.x0).chain(outer));
        let ends = upright.iter().flat_map(|rule| [rule.y0, rule.y1]);
        let outer = [ends.clone().fold(f32::MAX, f32::min), ends.fold(f32::MIN, f32::max)];
        let ys = places(level.iter().map(|rule| rule.y0).chain(outer));
        let fits = |count: usize, least| (least..MOST_LINES).contains(&count);
        (fits(xs.len(), 3) && fits(ys.len(), 2)).then_some(Self { xs, ys, rules })
    }

    /// Whether a letter stands in the table.
    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        self.cell(glyph).is_some()
    }

    /// Row and column in which a letter stands.
    fn cell(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let (x, y) = ((glyph.x0 + glyph.x1) / 2.0, glyph.y - 0.3 * glyph.size);
        let at = |places: &[f32], place: f32| {
            let after = places.partition_point(|start| *start <= place);
            (after > 0 && after < places.len()).then(|| after - 1)
        };
        Some((at(&self.ys, y)?, at(&self.xs, x)?))
    }

    /// The cells with their letters; none where most of it is empty: a diagram.
    pub(super) fn fill<'a>(&self, glyphs: impl Iterator<Item = &'a Glyph>) -> Option<Cells> {
        let (rows, columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let owners = self.owners(rows, columns);
        let mut cells: Cells = vec![vec![Vec::new(); columns]; rows];
        for glyph in glyphs {
            let Some((row, column)) = self.cell(glyph) else { continue };
            let (row, column) = owners[row][column];
            cells[row][column].push(*glyph);
        }
        let owned = |row: usize| (0..columns).any(|column| owners[row][column] == (row, column));
        let own = owners.iter().enumerate().map(|(row, owners)| {
            owners.iter().enumerate().filter(|(column, owner)| **owner == (row, *column)).count()
        });
        let own: usize = own.sum();
        let filled = cells.iter().flatten().filter(|cell| !cell.is_empty()).count();
        let is_table = filled >= 2 && filled * 10 >= own * 3;
        let wide = cells.iter().any(|row| row.iter().filter(|cell| !cell.is_empty()).count() > 1);
        let mut row = 0;
        cells.retain(|_| {
            row += 1;
            owned(row - 1)
        });
        (is_table && wide).then_some(cells)
    }

    /// For every cell the first of those that it is one with.
    fn owners(&self, rows: usize, columns: usize) -> Vec<Vec<(usize, usize)>> {
        let mut owners: Vec<Vec<(usize, usize)>> = Vec::with_capacity(rows);
        for row in 0..rows {
            let mut line: Vec<(usize, usize)> = Vec::with_capacity(columns);
            for column in 0..columns {
                let owner = if column > 0 && !self.parts_columns(row, column) {
                    line[column - 1]
                } else if row > 0 && !self.parts_rows(row, column) {
                    owners[row - 1][column]
                } else {
                    (row, column)
                };
                line.push(owner);
            }
            owners.push(line);
        }
        owners
    }

    /// Whether a line stands left of this cell.
    fn parts_columns(&self, row: usize, column: usize) -> bool {
        let (x, y) = (self.xs[column], (self.ys[row] + self.ys[row + 1]) / 2.0);
        let stands = |rule: &&Rule| (rule.x0 - x).abs() <= 2.0 * NEAR && rule.y0 <= y && y <= rule.y1;
        self.rules.iter().filter(|rule| !is_level(rule)).any(|rule| stands(&rule))
    }

    /// Whether a line lies above this cell.
    fn parts_rows(&self, row: usize, column: usize) -> bool {
        let (x, y) = ((self.xs[column] + self.xs[column + 1]) / 2.0, self.ys[row]);
        let lies = |rule: &&Rule| (rule.y0 - y).abs() <= 2.0 * NEAR && rule.x0 <= x && x <= rule.x1;
        self.rules.iter().filter(|rule| is_level(rule)).any(|rule| lies(&rule))
    }
}

#[cfg(test)]
mod tests {
    use super::super::glyph::Weight;
    use super::*;

    fn level(y: f32, x0: f32, x1: f32) -> Rule {
        Rule { x0, y0: y, x1, y1: y }
    }

    fn upright(x: f32, y0: f32, y1: f32) -> Rule {
        Rule { x0: x, y0, x1: x, y1 }
    }

    fn letter(letter: char, x: f32, y: f32) -> Glyph {
        Glyph { letter, x0: x, x1: x + 5.0, y, size: 10.0, weight: Weight::Plain }
    }

    fn check(rules: &[Rule], glyphs: &[Glyph], expected: &[&[&str]]) {
        let text = |cell: &Vec<Glyph>| cell.iter().map(|glyph| glyph.letter).collect::<String>();
        let grids = find(rules);
        let cells = grids.first().and_then(|grid| grid.fill(glyphs.iter())).unwrap_or_default();
        let found: Vec<Vec<String>> = cells.iter().map(|row| row.iter().map(text).collect()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn cells_are_found() {
        let frame = [level(0.0, 0.0, 100.0), level(20.0, 0.0, 100.0), level(40.0, 0.0, 100.0)];
        let sides = [upright(0.0, 0.0, 40.0), upright(50.0, 0.0, 40.0), upright(100.0, 0.0, 40.0)];
        let text = [
            letter('a', 10.0, 15.0),
            letter('b', 60.0, 15.0),
            letter('c', 10.0, 35.0),
            letter('d', 60.0, 35.0),
        ];
        check(&[frame, sides].concat(), &text, &[&["a", "b"], &["c", "d"]]);
        // A cell over two columns.
        let short = [upright(0.0, 0.0, 40.0), upright(50.0, 20.0, 40.0), upright(100.0, 0.0, 40.0)];
        check(&[frame, short].concat(), &text, &[&["ab", ""], &["c", "d"]]);
        // A frame round one text is no table.
        check(&[frame[0], frame[2], sides[0], sides[2]], &text, &[]);
        // A column without outer lines.
        check(&[frame[0], frame[1], frame[2], sides[1]], &text, &[&["a", "b"], &["c", "d"]]);
    }
}
