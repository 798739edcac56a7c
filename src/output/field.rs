//! Fields under a title: labels in one column, text in the other.
//!
//! **Knows**: how wide the columns are, how text wraps in the right one.
//! **Does not know**: what the fields are.

use super::Options;
use super::layout::{self, Ink, hang, wrap};

/// The widest that running text is set: longer lines are hard to read.
const WIDEST_TEXT: usize = 100;

/// How wide running text is set.
pub(super) fn text_width(options: &Options) -> usize {
    options.width.clamp(40, WIDEST_TEXT)
}

/// The columns of a group of fields.
pub(super) struct Fields<'a> {
    options: &'a Options,
    left: usize,
    indent: usize,
}

impl<'a> Fields<'a> {
    /// Fields that begin `left` columns in, with room for the widest of `labels`.
    pub(super) fn new(options: &'a Options, left: usize, labels: &[&str]) -> Self {
        let widest = labels.iter().map(|label| layout::width(label)).max().unwrap_or_default();
        Self { options, left, indent: left + widest + 2 }
    }

    /// The same options for what stands in the right column.
    pub(super) fn narrowed(&self) -> Options {
        Options { width: self.options.width.clamp(40, 400) - self.indent, ..*self.options }
    }

    /// A field of one or more lines, each wrapped; without a label it goes on with the one above.
    pub(super) fn write(&self, out: &mut String, label: &str, lines: &[String]) {
        let columns = text_width(self.options).saturating_sub(self.indent);
        let lines: Vec<String> = lines.iter().flat_map(|line| set(line, columns)).collect();
        let said = if label.is_empty() { String::new() } else { format!("{label}:") };
        let gap = " ".repeat(self.indent.saturating_sub(layout::width(&said) + self.left));
        let first = format!("{}{}{gap}", " ".repeat(self.left), self.options.color.paint(Ink::Label, &said));
        out.push_str(&hang(&first, self.indent, &lines));
    }

    /// Lines that stand in the right column as they are.
    pub(super) fn draw(&self, out: &mut String, lines: &[String]) {
        let blank = " ".repeat(self.indent);
        out.push_str(&hang(&blank, self.indent, lines));
    }
}

/// A line of a text of several lines, wrapped; one that fits stands as it is, with its blanks.
fn set(line: &str, columns: usize) -> Vec<String> {
    if layout::width(line) <= columns && !line.is_empty() {
        vec![line.to_owned()]
    } else {
        wrap(line, columns)
    }
}
