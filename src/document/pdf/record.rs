//! The form in which the text of a PDF file travels from the process that reads it, and is kept.
//!
//! **Knows**: how records become lines of text and come back, whatever the text is that comes back.
//! **Does not know**: where the records come from, what becomes of them.

/// One stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) what: What,
    /// The text, on one line; of a row the cells with tabs between.
    pub(super) text: String,
}

/// What a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// What follows begins on this page.
    Page(u32),
    Heading(u8),
    /// A paragraph that may be a heading made by hand.
    Bold,
    Paragraph,
    /// An item of a list so deep.
    Item(u8),
    /// The first row of a table.
    Head,
    /// A further row.
    Row,
    /// Words that are no part of the text but are searched: running heads, notes of readers, properties.
    Aside,
    /// The number of pages that are pictures alone.
    Scanned,
    /// The number of pages beyond the limit.
    Beyond,
    /// Why there is nothing to read.
    Failed(Failure),
}

/// Why a file is not read, now and whenever it is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    Encrypted,
    Broken,
    Scanned,
    Nameless,
}

/// The last line: what lacks it was cut short.
const END: &str = ".";

/// The records as text.
pub(super) fn write(records: &[Record]) -> String {
    let mut written = String::new();
    for Record { what, text } in records {
        match what {
            What::Page(number) => written.push_str(&format!("p{number}")),
            What::Heading(level) => written.push_str(&format!("h{level} ")),
            What::Bold => written.push_str("b "),
            What::Paragraph => written.push_str("t "),
            What::Item(depth) => written.push_str(&format!("i{depth} ")),
            What::Head => written.push_str("c "),
            What::Row => written.push_str("r "),
            What::Aside => written.push_str("a "),
            What::Scanned => written.push_str("s "),
            What::Beyond => written.push_str("m "),
            What::Failed(Failure::Encrypted) => written.push_str("f1"),
            What::Failed(Failure::Broken) => written.push_str("f2"),
            What::Failed(Failure::Scanned) => written.push_str("f3"),
            What::Failed(Failure::Nameless) => written.push_str("f4"),
        }
        let is_row = matches!(what, What::Head | What::Row);
        written.extend(text.chars().map(|letter| match letter {
            '\t' if is_row => letter,
            letter if letter.is_control() => ' ',
            letter => letter,
        }));
        written.push('\n');
    }
    written + END + "\n"
}

/// The records that were written; none where they are not whole.
pub(super) fn read(written: &str) -> Option<Vec<Record>> {
    let mut records = Vec::new();
    let mut lines = written.lines();
    for line in lines.by_ref() {
        if line == END {
            return lines.next().is_none().then_some(records);
        }
        let kind = line.chars().next()?;
        let rest = line.get(1..)?;
        let (number, text) = rest.split_once(' ').unwrap_or((rest, ""));
        let small = || number.parse::<u8>().ok();
        let what = match kind {
            'p' => What::Page(number.parse().ok()?),
            'h' => What::Heading(small()?.clamp(1, 6)),
            'b' => What::Bold,
            't' => What::Paragraph,
            'i' => What::Item(small()?.max(1)),
            'c' => What::Head,
            'r' => What::Row,
            'a' => What::Aside,
            's' => What::Scanned,
            'm' => What::Beyond,
            'f' => What::Failed(match small()? {
                1 => Failure::Encrypted,
                2 => Failure::Broken,
                3 => Failure::Scanned,
                4 => Failure::Nameless,
                _ => return None,
            }),
            _ => return None,
        };
        records.push(Record { what, text: text.to_owned() });
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn records_come_back() {
        let record = |what, text: &str| Record { what, text: text.to_owned() };
        let records = vec![
            record(What::Page(1), ""),
            record(What::Heading(2), "4.1 Inklusjonskriterier"),
            record(What::Bold, "Kilder"),
            record(What::Paragraph, " med æøå "),
            record(What::Item(2), "Alder"),
            record(What::Head, "a\t\tb"),
            record(What::Row, "\t"),
            record(What::Aside, "."),
            record(What::Scanned, "3"),
            record(What::Beyond, "2000"),
            record(What::Failed(Failure::Encrypted), ""),
        ];
        assert_eq!(read(&write(&records)), Some(records));
        assert_eq!(read("t cut"), None);
        assert_eq!(read(".\nt more\n"), None);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            let read = read(&write(&[Record { what: What::Paragraph, text: text.clone() }])).unwrap();
            let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
            prop_assert_eq!(&read[0].text, &text);
        }

        #[test]
        fn nothing_that_comes_back_is_too_much(text in any::<String>()) {
            read(&text);
        }
    }
}
