//! CSV as a table of cells, each with its place.
//!
//! **Knows**: commas, semicolons and tabs, quotes, line ends, the ways in which spreadsheets write a file.
//! **Does not know**: columns, variables, what a cell means.

use std::ops::Range;
use std::sync::Arc;

use super::text::{self, Encoding};
use super::{Limits, letter_at, megabytes, unreadable};
use crate::fault::{DataSetFault, DocumentFault, Fault, FaultKind, FileFault};
use crate::source::{Place, Source};

/// A table that was read. Rows of empty cells, which spreadsheets leave behind, are not in it.
#[derive(Debug)]
pub struct Table {
    /// The text it was read from.
    pub source: Arc<Source>,
    /// The first row; empty for an empty file.
    pub head: Vec<Cell>,
    /// The rows below it, of whatever length they have.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Where its text stands, without quotes and the white space round it.
    pub place: Place,
    /// The text, where it is written in another way than it reads (`""` for a quote).
    unescaped: Option<Box<str>>,
}

impl Cell {
    /// The text without quotes and the white space round it.
    pub fn text(&self) -> &str {
        self.unescaped.as_deref().unwrap_or_else(|| self.place.text())
    }
}

/// Reads the table at `path` out of its bytes, as far as that can be done. Linear in time; cells and rows
/// are bounded by `limits`.
pub fn read(path: &str, bytes: &[u8], limits: &Limits) -> (Table, Vec<Fault>) {
    let nothing = || Table { source: Source::new(path, ""), head: Vec::new(), rows: Vec::new() };
    let invalid = |fault| Fault::new(FaultKind::InvalidFile(fault), Place::file(path), path);
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limits.bytes {
        return (nothing(), vec![invalid(FileFault::TooLarge).with("grense", megabytes(limits.bytes))]);
    }
    if text::is_lfs_pointer(bytes) {
        return (nothing(), vec![unreadable(path, DocumentFault::LfsPointer)]);
    }
    let decoded = text::decode(bytes);
    let source = Source::new(path, decoded.text);
    let foreign = |place| Fault::new(FaultKind::InvalidDataSet(DataSetFault::Encoding), place, path);
    let mut faults = match decoded.encoding {
        Encoding::Utf8 => Vec::new(),
        Encoding::Utf16 => vec![foreign(Place::first_line(&source))],
        Encoding::Unclear { at } => vec![foreign(letter_at(&source, at))],
        Encoding::Binary => return (nothing(), vec![invalid(FileFault::Binary)]),
    };
    let table = Reader::new(&source, limits).table(&mut faults);
    (table, faults)
}

/// A text that is being read.
struct Reader<'a> {
    source: &'a Arc<Source>,
    text: &'a str,
    at: usize,
    delimiter: u8,
    limits: &'a Limits,
    /// The quote that nothing closes, once one was met. From then on a quoted cell ends with its line.
    unclosed: Option<usize>,
    cells: usize,
}

impl<'a> Reader<'a> {
    fn new(source: &'a Arc<Source>, limits: &'a Limits) -> Self {
        let text = source.text();
        let mut start = 0;
        let mut delimiter = delimiter_of(text);
        // Excel reads and writes a first line that says which sign stands between the cells.
        let first = text.lines().next().unwrap_or_default();
        if let Some(&[sign]) = first.trim().strip_prefix("sep=").map(str::as_bytes) {
            delimiter = sign;
            start = text.find('\n').map_or(text.len(), |end| end + 1);
        }
        Self { source, text, at: start, delimiter, limits, unclosed: None, cells: 0 }
    }

    fn table(mut self, faults: &mut Vec<Fault>) -> Table {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        let path = self.source.path();
        while self.at < self.text.len() {
            let (start, cells) = (self.at, self.cells);
            let row = self.row();
            if row.iter().all(|cell| cell.text().is_empty()) {
                self.cells = cells;
            } else if rows.len() == self.limits.rows || self.cells > self.limits.blocks {
                let place = Place::new(self.source, start..self.at);
                let fault = Fault::new(FaultKind::InvalidDataSet(DataSetFault::TooManyRows), place, path);
                faults.push(fault.with("grense", rows.len().to_string()));
                break;
            } else if head.is_empty() {
                head = row;
            } else {
                rows.push(row);
            }
        }
        if let Some(at) = self.unclosed {
            let place = Place::new(self.source, at..at + 1);
            let fault = Fault::new(FaultKind::InvalidFile(FileFault::Syntax), place, path);
            faults.push(fault.with("aarsak", "et anførselstegn blir aldri avsluttet"));
        }
        Table { source: Arc::clone(self.source), head, rows }
    }

    /// One row, its line end too. Cells beyond the limit are passed over.
    fn row(&mut self) -> Vec<Cell> {
        let mut row = Vec::new();
        loop {
            let cell = self.cell();
            self.cells += 1;
            if self.cells <= self.limits.blocks {
                row.push(cell);
            }
            let bytes = self.text.as_bytes();
            match bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => self.at += 2,
                Some(_) => self.at += 1,
                None => return row,
            }
            if bytes[self.at - 1] != self.delimiter {
                return row;
            }
        }
    }

    /// One cell, up to the delimiter or line end after it.
    fn cell(&mut self) -> Cell {
        let start = self.at;
        let blank = self.text[start..].bytes().take_while(|byte| *byte == b' ').count();
        let quoted = self.text[start + blank..].starts_with('"');
        if let Some(cell) = quoted.then(|| self.quoted(start + blank)).flatten() {
            return cell;
        }
        self.at = self.plain_end(start);
        self.plain(start..self.at)
    }

    /// A cell in quotes, whose first stands at `open`. None if no quote closes it: none at all, or one lines
    /// below that is not followed by a delimiter, so that it opens a cell there.
    fn quoted(&mut self, open: usize) -> Option<Cell> {
        let bytes = self.text.as_bytes();
        let mut at = open + 1;
        let mut doubled = false;
        let close = loop {
            match bytes.get(at) {
                Some(b'"') if bytes.get(at + 1) == Some(&b'"') => {
                    doubled = true;
                    at += 2;
                }
                Some(b'"') => break at,
                Some(b'\n') if self.unclosed.is_some() => return None,
                Some(_) => at += 1,
                None => {
                    self.unclosed.get_or_insert(open);
                    return None;
                }
            }
        };
        self.at = self.plain_end(close + 1);
        let after = self.text[close + 1..self.at].trim();
        if self.unclosed.is_none() && !after.is_empty() && self.text[open..close].contains('\n') {
            self.unclosed = Some(open);
            self.at = open;
            return None;
        }
        let mut cell = self.plain(open + 1..close);
        if doubled || !after.is_empty() {
            cell.unescaped =
                Some(format!("{}{after}", cell.place.text().replace("\"\"", "\"")).into_boxed_str());
        }
        Some(cell)
    }

    /// A cell that reads as it is written.
    fn plain(&self, span: Range<usize>) -> Cell {
        let text = &self.text[span.clone()];
        let start = span.start + text.len() - text.trim_start().len();
        let place = Place::new(self.source, start..start + text.trim().len());
        Cell { place, unescaped: None }
    }

    /// Where a cell without quotes ends that goes on at `start`.
    fn plain_end(&self, start: usize) -> usize {
        let ends = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        self.text.as_bytes()[start..].iter().position(ends).map_or(self.text.len(), |end| start + end)
    }
}

/// What stands between the cells of the first row: the more frequent of semicolon and comma outside quotes; a
/// tab where there is neither. Where all stands in quotes, one of them is perhaps never closed.
fn delimiter_of(text: &str) -> u8 {
    let text = text.trim_start();
    let mut quoted = false;
    let mut within = Vec::new();
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            b';' | b',' | b'\t' if !quoted => within.push(byte),
            _ => {}
        }
    }
    if within.is_empty() {
        within = text.lines().next().unwrap_or_default().bytes().collect();
    }
    let count = |sign| within.iter().filter(|byte| **byte == sign).count();
    match (count(b';'), count(b','), count(b'\t')) {
        (0, 0, 1..) => b'\t',
        (semicolons, commas, _) if semicolons >= commas => b';',
        _ => b',',
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::*;

    /// The rows of a table, head first, and the variants of its faults.
    fn sketch(bytes: &[u8], limits: &Limits) -> (Vec<Vec<String>>, Vec<&'static str>) {
        let (table, faults) = read("datasett.csv", bytes, limits);
        let rows = std::iter::once(&table.head).filter(|head| !head.is_empty()).chain(&table.rows);
        let rows = rows.map(|row| row.iter().map(|cell| cell.text().to_owned()).collect()).collect();
        (rows, faults.iter().map(|fault| fault.kind.variant()).collect())
    }

    fn check(text: &str, rows: &[&[&str]], faults: &[&str]) {
        assert_eq!(
            sketch(text.as_bytes(), &Limits::default()),
            (
                rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
                faults.to_vec()
            ),
            "{text}"
        );
    }

    #[test]
    fn tables_are_read() {
        check("", &[], &[]);
        check("\u{feff}", &[], &[]);
        check("\n\n", &[], &[]);
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]], &[]);
        check("\u{feff}a;b\r\n1;2\r\n", &[&["a", "b"], &["1", "2"]], &[]);
        check("a\tb\n1\t2", &[&["a", "b"], &["1", "2"]], &[]);
        check("a,b\n1;x,2\n", &[&["a", "b"], &["1;x", "2"]], &[]);
        check("a;b\n1,5;2", &[&["a", "b"], &["1,5", "2"]], &[]);
        check("\"a;b;c\",d\n1,2", &[&["a;b;c", "d"], &["1", "2"]], &[]);
        check("a,b\n\"1\n2\",\"x \"\"y\"\"\"\n3,4", &[&["a", "b"], &["1\n2", "x \"y\""], &["3", "4"]], &[]);
        check("a , b\n 1 ,\t2 \n", &[&["a", "b"], &["1", "2"]], &[]);
        check("a,b\n \"1\" ,2\n", &[&["a", "b"], &["1", "2"]], &[]);
        check("a,b\n5\" skrue,2\n", &[&["a", "b"], &["5\" skrue", "2"]], &[]);
        check("a,b\n\"x\"y,2\n", &[&["a", "b"], &["xy", "2"]], &[]);
        check("a,b\n1,\n,2\n", &[&["a", "b"], &["1", ""], &["", "2"]], &[]);
        check("a,b\n\n,\n1,2\n,,,\n", &[&["a", "b"], &["1", "2"]], &[]);
        check("sep=;\na;b,c\n1;2", &[&["a", "b,c"], &["1", "2"]], &[]);
        check("a\n1\n", &[&["a"], &["1"]], &[]);
        check("a,b\r1,2\r", &[&["a", "b"], &["1", "2"]], &[]);
        check("a,b\n\"\",\"\"\n1,\"\"\n", &[&["a", "b"], &["1", ""]], &[]);
    }

    #[test]
    fn a_quote_that_nothing_closes_is_a_fault_and_costs_one_cell() {
        let rows: &[&[&str]] = &[&["a", "b"], &["\"1", "2"], &["3", "4"], &["5", "6"], &["7", "8"]];
        check("a,b\n\"1,2\n3,4\n\"5\",6\n7,8", rows, &["skrivefeil"]);
        check("a,b\n\"1,2\n3,4\n", &[&["a", "b"], &["\"1", "2"], &["3", "4"]], &["skrivefeil"]);
        check("a,b\n\"1,2\n3,\"4\"", &[&["a", "b"], &["\"1", "2"], &["3", "4"]], &["skrivefeil"]);
        check("\"a,b\n1,2\n", &[&["\"a", "b"], &["1", "2"]], &["skrivefeil"]);
        let (_, faults) = read("d.csv", b"a,b\n1,\"2\n", &Limits::default());
        assert_eq!((faults[0].place.span(), faults[0].details.contains_key("aarsak")), (6..7, true));
    }

    #[test]
    fn what_cannot_be_read_is_a_fault() {
        let limits = Limits { bytes: 30, document_bytes: 30, blocks: 9, rows: 2, ..Limits::default() };
        let variants = |bytes: &[u8]| sketch(bytes, &limits).1;
        assert_eq!(variants(&[b'a'; 31]), ["for-stor"]);
        assert_eq!(variants(b"a\0"), ["ikke-tekst"]);
        assert_eq!(variants(b"a;\xE5\n"), ["tegnsett"]);
        assert_eq!(variants(b"\xFF\xFEa\0"), ["tegnsett"]);
        assert_eq!(variants(b"a\n1\n2\n3\n4\n"), ["for-mange-rader"]);
        assert_eq!(sketch(b"a\n1\n2\n3\n4\n", &limits).0.len(), 3);
        assert_eq!(variants(b"a,b,c\n1,2,3\n1,2,3\n"), [""; 0]);
        assert_eq!(variants(b",,,,,,,,,,,,,,,,\na\n"), [""; 0]);
        assert_eq!(variants(b"a,,,,,,,,,,,,,,,,\na\n"), ["for-mange-rader"]);
        assert_eq!(variants(b"a,b,c,d\n1,2,3,4\n1,2,3\n"), ["for-mange-rader"]);
        let pointer = b"version https://git-lfs.github.com/spec/v1\n";
        assert_eq!(sketch(pointer, &Limits::default()).1, ["lfs"]);
    }

    #[test]
    fn cells_have_places() {
        let (table, _) = read("d.csv", "navn,b\n \"å \"\"x\"\" \",y\n".as_bytes(), &Limits::default());
        let cell = &table.rows[0][0];
        assert_eq!((cell.text(), cell.place.text()), ("å \"x\"", "å \"\"x\"\""));
        let location = table.rows[0][1].place.locate();
        let start = location.start.unwrap();
        assert_eq!((start.line, start.column), (2, 13));
    }

    #[test]
    fn hostile_tables_are_read_in_time() {
        let started = std::time::Instant::now();
        for text in ["\"", "\",", "\"a,\n", "\"\"", ",", "\"\"\",", "a,\"b", "\n", "\"\n,", " ", " \"", "\r"]
        {
            let text = text.repeat(400_000);
            let (table, _) = read("d.csv", text.as_bytes(), &Limits::default());
            assert!(table.rows.len() <= 100_000);
        }
        assert!(started.elapsed().as_secs() < 30);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in any::<Vec<u8>>()) {
            read("d.csv", &bytes, &Limits::default());
        }

        #[test]
        fn any_table_is_read(text in "[\",;\\n\\r\t aå]{0,60}") {
            let (table, _) = read("d.csv", text.as_bytes(), &Limits::default());
            for cell in table.rows.iter().flatten() {
                prop_assert!(cell.place.span().end <= text.len());
            }
        }

        #[test]
        fn what_is_written_in_quotes_comes_back(rows in proptest::collection::vec(
            proptest::collection::vec("[a-å\",;\n]{1,5}x", 2..4), 1..5
        )) {
            let quoted = |cell: &String| format!("\"y{}\"", cell.replace('"', "\"\""));
            let lines: Vec<_> = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(";")).collect();
            let (found, faults) = sketch(lines.join("\r\n").as_bytes(), &Limits::default());
            let expected: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|cell| format!("y{cell}")).collect()).collect();
            prop_assert_eq!(found, expected);
            prop_assert!(faults.is_empty());
        }
    }
}
