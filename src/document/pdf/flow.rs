//! Paragraphs, headings and list items out of lines.
//!
//! **Knows**: where a paragraph ends, what looks like a heading, how lists are indented, notes at the foot.
//! **Does not know**: pages as they are drawn, the form in which the result is kept.

use std::collections::BTreeSet;

use super::aligned::{self, Item, Line, Table};
use super::glyph::Weight;
use super::letter;
use super::mark::{self, Mark};
use super::record::{Record, What};
use super::size::{Type, halves};
use crate::document::number;

/// The longest bold line that may be a heading made by hand, in bytes.
const LONGEST_BOLD: usize = 120;

/// The headings of tables of contents.
const CONTENTS: [&str; 7] = [
    "innhold",
    "innholdsfortegnelse",
    "innhald",
    "innhaldsliste",
    "innholdsliste",
    "contents",
    "table of contents",
];

/// How far ahead the second item of a list is looked for.
const FAR: usize = 40;

/// The records that these lines make.
pub(super) fn records(
    items: &[Item],
    of: &Type,
    notes: &BTreeSet<String>,
    hyphened: &BTreeSet<String>,
) -> Vec<Record> {
    let mut flow = Flow {
        of,
        notes,
        hyphened,
        items,
        records: Vec::new(),
        open: None,
        list: Vec::new(),
        waiting: Vec::new(),
        page: 0,
        contents: Contents::Closed,
        last_table: None,
    };
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Line(line) => flow.line(line, at),
            Item::Table(table) => flow.table(table),
            Item::Note(text) => flow.waiting.push(text.clone()),
        }
    }
    flow.close();
    flow.put_notes();
    flow.records
}

struct Flow<'a> {
    of: &'a Type,
    /// The numbers of the notes: raised figures that lead to them are no text.
    notes: &'a BTreeSet<String>,
    hyphened: &'a BTreeSet<String>,
    items: &'a [Item],
    records: Vec<Record>,
    open: Option<Open<'a>>,
    /// The lists that are open: where their marks stand, and the last mark.
    list: Vec<(f32, Mark)>,
    /// Notes that come when the paragraph ends.
    waiting: Vec<String>,
    page: u32,
    contents: Contents,
    last_table: Option<LastTable>,
}

/// Whether a table of contents has begun and not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contents {
    Open,
    Closed,
}

/// A table that may go on on the next page.
struct LastTable {
    page: u32,
    /// Where its records end.
    end: usize,
    head: Vec<String>,
}

/// The block that is being put together.
struct Open<'a> {
    what: What,
    text: String,
    last: &'a Line,
    lines: usize,
    /// Whether all its lines are bold.
    weight: Weight,
    /// Where its text begins, counted from the margin.
    indent: f32,
    /// Where its mark or first line begins, counted from the margin.
    outdent: f32,
}

impl<'a> Flow<'a> {
    fn line(&mut self, line: &'a Line, at: usize) {
        if mark::is_contents(&line.text) || (line.is_led && self.is_in_contents()) {
            self.put_contents(line.page, &line.text);
        } else if let Some(level) = self.of.level(line) {
            if !self.goes_on_as_heading(line) {
                self.start(What::Heading(level), &line.text, line, line.x0);
                self.list.clear();
            } else {
                self.extend(&line.text, line);
            }
        } else if let Some((mark, text)) =
            mark::split(&line.text).filter(|(mark, _)| self.is_item(line, *mark, at))
        {
            let depth = self.depth(line.x0 - line.left, mark);
            let text = if matches!(mark, Mark::Letter(_)) { &line.text } else { text };
            let text_x = line.text_x.unwrap_or(line.x0 + line.size);
            self.start(What::Item(depth), text, line, text_x);
        } else if self.goes_on(line) {
            self.extend(&line.text, line);
        } else {
            let depth = self.further_depth(line);
            let what = depth.map_or(What::Paragraph, What::Item);
            if depth.is_none() {
                self.list.clear();
            }
            self.start(what, &line.text, line, line.x0);
        }
    }

    fn start(&mut self, what: What, text: &str, line: &'a Line, text_x: f32) {
        self.close();
        self.put_notes();
        self.turn_to(line.page);
        self.contents = Contents::Closed;
        self.open = Some(Open {
            what,
            text: text.to_owned(),
            last: line,
            lines: 1,
            weight: line.weight,
            indent: text_x - line.left,
            outdent: line.x0 - line.left,
        });
    }

    fn extend(&mut self, text: &str, line: &'a Line) {
        let Some(open) = &mut self.open else { return };
        letter::join(&mut open.text, text, self.hyphened);
        if open.what == What::Paragraph && open.lines == 1 {
            open.indent = line.x0 - line.left;
        }
        open.last = line;
        open.lines += 1;
        if line.weight == Weight::Plain {
            open.weight = Weight::Plain;
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let text = self.without_note_marks(&open.text);
        let what = if open.what == What::Paragraph && looks_like_heading(&open, &text) {
            What::Bold
        } else {
            open.what
        };
        self.records.push(Record { what, text });
    }

    /// Whether the heading above is that of a table of contents.
    fn is_in_contents(&self) -> bool {
        let is_heading = |what| matches!(what, What::Heading(_));
        let open = self.open.as_ref().filter(|open| is_heading(open.what)).map(|open| open.text.as_str());
        let last = || {
            self.records.last().filter(|record| is_heading(record.what)).map(|record| record.text.as_str())
        };
        self.contents == Contents::Open || open.or_else(last).is_some_and(is_contents_heading)
    }

    /// Sets a line of a table of contents aside, and its heading with it.
    fn put_contents(&mut self, page: u32, text: &str) {
        self.close();
        self.turn_to(page);
        if let Some(heading) = self.records.last_mut().filter(|record| is_contents_heading(&record.text)) {
            heading.what = What::Aside;
        }
        self.contents = Contents::Open;
        self.records.push(Record { what: What::Aside, text: text.to_owned() });
    }

    fn turn_to(&mut self, page: u32) {
        if page > self.page {
            self.page = page;
            self.records.push(Record { what: What::Page(page), text: String::new() });
        }
    }

    fn put_notes(&mut self) {
        let notes = std::mem::take(&mut self.waiting);
        self.records.extend(notes.into_iter().map(|text| Record { what: What::Paragraph, text }));
    }

    fn table(&mut self, table: &Table) {
        let is_led = |row: &Vec<String>| row.last().is_some_and(|cell| aligned::is_page(cell));
        if table.rows.iter().all(is_led) && self.is_in_contents() {
            table.rows.iter().for_each(|row| self.put_contents(table.page, &row.join(" ")));
            return;
        }
        self.close();
        self.list.clear();
        // A table that reaches over pages goes on below its head, which is often repeated.
        let width = table.rows.first().map_or(0, Vec::len);
        let goes_on = |last: &LastTable| {
            last.end == self.records.len() && last.head.len() == width && table.page == last.page + 1
        };
        let going_on = self.last_table.take().filter(goes_on).map(|last| last.head);
        if going_on.is_none() {
            self.put_notes();
        }
        self.turn_to(table.page);
        let repeated = usize::from(going_on.is_some() && going_on.as_ref() == table.rows.first());
        for (at, row) in table.rows.iter().enumerate().skip(repeated) {
            let cells: Vec<String> = row.iter().map(|cell| self.without_note_marks(cell)).collect();
            let what = if at == 0 && going_on.is_none() { What::Head } else { What::Row };
            self.records.push(Record { what, text: cells.join("\t") });
        }
        let head = going_on.or_else(|| table.rows.first().cloned()).unwrap_or_default();
        self.last_table = Some(LastTable { page: table.page, end: self.records.len(), head });
    }

    /// Whether a line goes on with the heading before it.
    fn goes_on_as_heading(&self, line: &Line) -> bool {
        let Some(open) = &self.open else { return false };
        matches!(open.what, What::Heading(_))
            && open.last.region == line.region
            && halves(open.last.size) == halves(line.size)
            && line.y - open.last.y <= 1.6 * line.size
            && open.lines < 4
            && number::split(&line.text).0.is_none()
    }

    /// Whether a line goes on with the paragraph or item before it.
    fn goes_on(&self, line: &Line) -> bool {
        let Some(open) = &self.open else { return false };
        let last = open.last;
        if matches!(open.what, What::Heading(_)) || (last.size - line.size).abs() > 0.8 {
            return false;
        }
        let indent = line.x0 - line.left;
        let wraps = !fits(last, line);
        if last.region != line.region {
            let goes_on = !ends_sentence(&last.text) || line.text.starts_with(char::is_lowercase);
            return wraps && goes_on && (indent - open.indent).abs() < line.size;
        }
        let gap = line.y - last.y;
        if gap > 1.2 * self.of.leading * line.size.max(last.size) || gap < 0.5 * line.size || !wraps {
            return false;
        }
        match open.what {
            What::Item(_) => {
                indent >= open.indent - 0.6 * line.size || indent >= open.outdent - 0.3 * line.size
            }
            _ if open.lines == 1 => indent <= open.outdent + 0.3 * line.size,
            _ => (indent - open.indent).abs() < 0.8 * line.size || indent < open.indent,
        }
    }

    /// Whether a line that begins with a mark is an item of a list, and no sentence.
    fn is_item(&self, line: &Line, mark: Mark, at: usize) -> bool {
        if mark == Mark::Bullet || self.list.iter().any(|(_, before)| mark.follows(*before)) {
            return true;
        }
        if !mark.is_first() {
            return line.x0 - line.left > 0.8 * line.size && !self.goes_on(line);
        }
        let ahead = self.items[at + 1..].iter().take(FAR).filter_map(|item| match item {
            Item::Line(next) => Some(next),
            Item::Table(_) | Item::Note(_) => None,
        });
        let mut seconds = ahead.filter(|next| {
            let beside = ((next.x0 - next.left) - (line.x0 - line.left)).abs() < 4.0;
            beside && mark::split(&next.text).is_some_and(|(next, _)| next.follows(mark))
        });
        seconds.next().is_some() || line.x0 - line.left > 0.8 * line.size
    }

    /// How deep the list is whose mark stands so far from the margin.
    fn depth(&mut self, x: f32, mark: Mark) -> u8 {
        while self.list.last().is_some_and(|(above, _)| *above > x + 4.0) {
            self.list.pop();
        }
        match self.list.last_mut() {
            Some((at, last)) if (*at - x).abs() <= 4.0 => *last = mark,
            _ => self.list.push((x, mark)),
        }
        u8::try_from(self.list.len()).unwrap_or(u8::MAX)
    }

    /// The depth of the item of which this is a further paragraph.
    fn further_depth(&self, line: &Line) -> Option<u8> {
        let open = self.open.as_ref()?;
        let What::Item(depth) = open.what else { return None };
        let indent = line.x0 - line.left;
        let gap = line.y - open.last.y;
        let near = open.last.region == line.region && gap < 2.5 * self.of.leading * line.size;
        (near && indent > 0.8 * line.size && (indent - open.indent).abs() < 0.6 * line.size).then_some(depth)
    }

    /// A text without the raised figures that lead to notes.
    fn without_note_marks(&self, text: &str) -> String {
        if !text.contains(|letter| letter::lowered(letter).is_some()) {
            return text.to_owned();
        }
        let mut kept = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(|letter| letter::lowered(letter).is_some()) {
            kept.push_str(&rest[..at]);
            let end = rest[at..]
                .find(|letter| letter::lowered(letter).is_none())
                .map_or(rest.len(), |end| at + end);
            let number: String = rest[at..end].chars().filter_map(letter::lowered).collect();
            let after_figure = kept.ends_with(|letter: char| letter.is_ascii_digit());
            if after_figure || !self.notes.contains(&number) {
                kept.push_str(&rest[at..end]);
            } else if kept.ends_with(' ') {
                kept.pop();
            }
            rest = &rest[end..];
        }
        kept + rest
    }
}

/// Whether the first word of `next` would have had room on the line `last`: then the line was ended by hand.
fn fits(last: &Line, next: &Line) -> bool {
    let length = next.text.chars().count().max(1) as f32;
    let word = next.text.split([' ', '-']).next().unwrap_or_default().chars().count() as f32;
    let width = (next.x1 - next.x0) * word / length;
    last.x1 + width + 0.8 * last.size < last.right
}

fn is_contents_heading(text: &str) -> bool {
    CONTENTS.contains(&number::split(text).1.trim().to_lowercase().as_str())
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', ':', '!', '?', ';'])
}

/// Whether a paragraph may be a heading made by hand: short, and bold or with a number like `4.1.1` or `§ 3-4`.
fn looks_like_heading(open: &Open<'_>, text: &str) -> bool {
    let is_short =
        text.len() <= LONGEST_BOLD && open.lines <= 2 && !text.ends_with(['.', '!', ',', ';', ':']);
    let is_numbered = || {
        let (number, title) = number::split(text);
        open.lines == 1
            && number.is_some_and(|number| number.label.contains('.') || number.written.starts_with('§'))
            && title.starts_with(char::is_uppercase)
    };
    is_short && (open.weight == Weight::Bold || is_numbered())
}
