//! Text on a terminal: how wide it is, where it breaks, which ink it has.
//!
//! **Knows**: columns, wrapping, ANSI colours.
//! **Does not know**: findings, languages.

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Color;

/// How many columns a text takes: a combining ring takes none, a CJK character two.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// `text` with spaces behind it, at least `columns` wide.
pub(super) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` in lines of at most `columns`, broken at spaces; a word wider than that is broken too.
/// An empty text is no line.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(8);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let gap = usize::from(!line.is_empty());
        if width(&line) + gap + width(word) <= columns {
            line.push_str(&" "[..gap]);
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut pieces = broken(word, columns);
        line = pieces.pop().unwrap_or_default();
        lines.append(&mut pieces);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word in pieces of at most `columns`; never before a character without width.
fn broken(word: &str, columns: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut taken = 0;
    for character in word.chars() {
        let wide = character.width().unwrap_or_default();
        if taken + wide > columns {
            pieces.push(String::new());
            taken = 0;
        }
        taken += wide;
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}

/// `lines` with `first` before the first and blanks as wide before the others, each ended.
pub(super) fn hang(first: &str, first_width: usize, lines: &[String]) -> String {
    let blank = " ".repeat(first_width);
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let before = if index == 0 { first } else { &blank };
        out.push_str(format!("{before}{line}").trim_end());
        out.push('\n');
    }
    out
}

/// What a piece of text is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Something is broken.
    Error,
    /// Something should be looked at.
    Warning,
    /// Worth knowing.
    Note,
    /// Something is in order.
    Good,
    /// What is to be read first.
    Strong,
    /// What names another text: the label of a field.
    Label,
    /// What need not be read.
    Faint,
}

impl Color {
    /// `text` in the ink, or as it is where colours are off.
    pub(super) fn paint(self, ink: Ink, text: &str) -> String {
        match self {
            Self::Off => text.to_owned(),
            Self::On if text.is_empty() => String::new(),
            Self::On => {
                let style = style(ink);
                format!("{style}{text}{style:#}")
            }
        }
    }
}

fn style(ink: Ink) -> Style {
    match ink {
        Ink::Error => AnsiColor::BrightRed.on_default().effects(Effects::BOLD),
        Ink::Warning => AnsiColor::Yellow.on_default().effects(Effects::BOLD),
        Ink::Note => AnsiColor::BrightBlue.on_default().effects(Effects::BOLD),
        Ink::Good => AnsiColor::Green.on_default(),
        Ink::Strong => Style::new().effects(Effects::BOLD),
        Ink::Label => AnsiColor::Cyan.on_default(),
        Ink::Faint => Style::new().effects(Effects::DIMMED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_breaks_at_blanks_and_long_words_anywhere() {
        let check =
            |text: &str, columns, expected: &[&str]| assert_eq!(wrap(text, columns), expected, "{text:?}");
        check("", 10, &[]);
        check("  ", 10, &[]);
        check("en to tre", 8, &["en to", "tre"]);
        check("årlig  ærlig\nøvrig", 11, &["årlig ærlig", "øvrig"]);
        check("a\u{30a}rlig æ", 8, &["a\u{30a}rlig æ"]);
        check("日本語日本語", 8, &["日本語日", "本語"]);
        check("abcdefghijkl m", 8, &["abcdefgh", "ijkl m"]);
        check("abcdefga\u{30a}bc", 8, &["abcdefga\u{30a}", "bc"]);
        check("kort", 0, &["kort"]);
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(
            [pad("å", 3), pad("a\u{30a}", 3), pad("日", 3), pad("lang", 3)],
            ["å  ", "a\u{30a}  ", "日 ", "lang"]
        );
    }

    #[test]
    fn colours_are_written_only_where_they_are_on() {
        assert_eq!(Color::Off.paint(Ink::Error, "feil"), "feil");
        assert_eq!(Color::On.paint(Ink::Error, "feil"), "\u{1b}[1m\u{1b}[91mfeil\u{1b}[0m");
        assert_eq!(Color::On.paint(Ink::Error, ""), "");
    }
}
