//! A TOML file of the template, line by line, so that its explanations stay where they are.
//!
//! **Knows**: how the template writes tables and keys, how a text is written so that it stays a text.
//! **Does not know**: which keys there are.

use crate::register::person;

/// The longest note and the widest line, in characters.
const LONGEST_NOTE: usize = 160;
const WIDEST: usize = 100;

/// A TOML file of the template.
#[derive(Debug)]
pub(super) struct Template {
    lines: Vec<String>,
}

impl Template {
    pub(super) fn new(text: &str) -> Self {
        Self { lines: text.lines().map(str::to_owned).collect() }
    }

    /// The file as it now stands.
    pub(super) fn text(&self) -> String {
        self.lines.join("\n") + "\n"
    }

    /// Writes lines before all others.
    pub(super) fn head(&mut self, lines: Vec<String>) {
        self.lines.splice(0..0, lines);
    }

    /// Gives `key` of `table` a value, which stands on the line of the template, switched off or not.
    pub(super) fn set(&mut self, table: &str, key: &str, value: &Written) {
        let Some(at) = self.line_of(table, key) else { return };
        let open = self.lines[at].trim_end().ends_with('[');
        let end = if open {
            self.lines[at..].iter().position(|line| line == "]").map_or(at, |more| at + more)
        } else {
            at
        };
        self.lines.splice(at..=end, value.lines(key));
    }

    /// Rewrites what stands between the quotes of `key` of `table`, if `change` says so.
    pub(super) fn reword(&mut self, table: &str, key: &str, change: impl Fn(&str) -> Option<String>) {
        let Some(at) = self.line_of(table, key) else { return };
        let mut parts = self.lines[at].splitn(3, '"');
        let (Some(before), Some(inner), Some(after)) = (parts.next(), parts.next(), parts.next()) else {
            return;
        };
        if let Some(changed) = change(inner) {
            let (old, new) = (inner.chars().count() + 2, quoted(&changed));
            let (said, room) = (after.trim_start(), after.len() - after.trim_start().len());
            let room = (old + room).saturating_sub(new.chars().count()).max(1);
            self.lines[at] = format!("{before}{new}{}{said}", " ".repeat(room));
        }
    }

    fn line_of(&self, table: &str, key: &str) -> Option<usize> {
        let start = self.lines.iter().position(|line| *line == format!("[{table}]"))? + 1;
        let is_table = |line: &String| line.trim_start_matches('#').starts_with('[');
        let end = self.lines[start..].iter().position(is_table).map_or(self.lines.len(), |more| start + more);
        let is_key = |line: &String| {
            line.trim_start_matches('#')
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        self.lines[start..end].iter().position(is_key).map(|more| start + more)
    }

    /// The tables of the list `header`, switched off or not, each to the next empty line.
    pub(super) fn tables(&self, header: &str) -> Vec<Vec<String>> {
        self.spans(header).into_iter().map(|span| self.lines[span].to_vec()).collect()
    }

    fn spans(&self, header: &str) -> Vec<std::ops::Range<usize>> {
        let wanted = format!("[[{header}]]");
        let starts = self.lines.iter().enumerate();
        let starts = starts.filter(|(_, line)| line.trim_start_matches('#') == wanted);
        let span = |(nth, (header, _)): (usize, (usize, &String))| {
            let end = self.lines[header..].iter().position(String::is_empty);
            // What is said above the first table is of all; above a later one, of that one.
            let said = self.lines[..header].iter().rev().take_while(|line| nth > 0 && line.starts_with("# "));
            header - said.count()..end.map_or(self.lines.len(), |more| header + more)
        };
        starts.enumerate().map(span).collect()
    }

    /// Writes `tables` in place of those of the list `header`.
    pub(super) fn put_tables(&mut self, header: &str, tables: &[Vec<String>]) {
        let spans = self.spans(header);
        let Some(first) = spans.first().map(|span| span.start) else { return };
        for span in spans.into_iter().rev() {
            // The empty line that parted it from the next goes with it.
            let end = (span.end + 1).min(self.lines.len());
            self.lines.drain(span.start..end);
        }
        let mut lines = Vec::new();
        for table in tables {
            lines.extend(table.iter().cloned());
            lines.push(String::new());
        }
        self.lines.splice(first..first, lines);
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
    }
}

/// A value as it is written, with notes.
#[derive(Debug)]
pub(super) enum Written {
    /// One value and its note.
    One(String, String),
    /// A list: each value with its note.
    List(Vec<(String, String)>),
}

impl Written {
    /// The lines that give `key` this value.
    pub(super) fn lines(&self, key: &str) -> Vec<String> {
        let entries = match self {
            Self::One(value, note) => return vec![format!("{key} = {value}{}", noted(note))],
            Self::List(entries) => entries,
        };
        let is_one_note = entries.windows(2).all(|pair| matches!(pair, [one, other] if one.1 == other.1));
        let all: Vec<&str> = entries.iter().map(|(value, _)| value.as_str()).collect();
        let line = format!("{key} = [{}]", all.join(", "));
        if is_one_note && line.chars().count() <= WIDEST {
            let note = entries.first().map(|(_, note)| noted(note)).unwrap_or_default();
            return vec![line + &note];
        }
        // A row holds values with one note, which is written once for as many rows as they fill.
        let mut rows: Vec<(String, String)> = Vec::new();
        let mut before: Option<&str> = None;
        for (value, note) in entries {
            let is_same = before == Some(note.as_str());
            match rows.last_mut() {
                Some((row, _)) if is_same && row.chars().count() + value.chars().count() < WIDEST => {
                    row.push_str(&format!(" {value},"));
                }
                _ => rows.push((format!("  {value},"), if is_same { String::new() } else { noted(note) })),
            }
            before = Some(note);
        }
        let rows = rows.into_iter().map(|(row, note)| row + &note);
        std::iter::once(format!("{key} = [")).chain(rows).chain(["]".to_owned()]).collect()
    }
}

fn noted(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(" # {note}") }
}

/// A text as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for sign in text.chars() {
        match sign {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            sign if sign.is_control() || is_turning(sign) => {
                written.push_str(&format!("\\u{:04X}", u32::from(sign)));
            }
            sign => written.push(sign),
        }
    }
    written.push('"');
    written
}

/// A text as it may stand behind `#`: one line, nothing that turns the writing round, no identity number.
pub(super) fn comment(text: &str) -> String {
    let plain: String =
        text.chars().map(|sign| if sign.is_control() || is_turning(sign) { ' ' } else { sign }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let masked = person::mask_all(&plain);
    let mut short: String = masked.chars().take(LONGEST_NOTE).collect();
    if short.len() < masked.len() {
        short.push('…');
    }
    short
}

/// Signs that change the order in which others are seen, or end a line for some.
fn is_turning(sign: char) -> bool {
    matches!(sign, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filled(values: &[String]) -> String {
        let mut template = Template::new("# Først.\n[a]\n# Om b.\n#b = 1\n#c = [\"x\"]\n\n[d]\nb = 2\n");
        let note = comment(&values.concat());
        let entries = values.iter().map(|value| (quoted(value), comment(value))).collect();
        template.set("a", "b", &Written::One(quoted(&values.concat()), note));
        template.set("a", "c", &Written::List(entries));
        template.text()
    }

    #[test]
    fn a_value_takes_the_line_of_its_key() {
        let text = filled(&["x".to_owned()]);
        assert_eq!(text, "# Først.\n[a]\n# Om b.\nb = \"x\" # x\nc = [\"x\"] # x\n\n[d]\nb = 2\n");
    }

    proptest! {
        #[test]
        fn no_text_breaks_out(values in proptest::collection::vec(any::<String>(), 1..6)) {
            let text = filled(&values);
            let read: toml::Table = text.parse().expect("it is TOML");
            let written = values.concat();
            prop_assert_eq!(read["a"]["b"].as_str(), Some(written.as_str()));
            let list: Vec<_> = read["a"]["c"].as_array().expect("a list").iter().map(|one| one.as_str().expect("text")).collect();
            prop_assert_eq!(list, values.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(read["d"]["b"].as_integer(), Some(2));
        }
    }
}
