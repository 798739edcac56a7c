//! The marks before list items: bullets, `1.`, `a)`.
//!
//! **Knows**: how marks are written, and which mark follows which.
//! **Does not know**: where they stand.

/// The mark of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A sign that is the same for every item.
    Bullet,
    /// `1.` or `1)`
    Number(u32),
    /// `a)` or `a.`
    Letter(char),
}

impl Mark {
    /// Whether this mark comes right after `before` in a list.
    pub(super) fn follows(self, before: Self) -> bool {
        match (before, self) {
            (Self::Bullet, Self::Bullet) => true,
            (Self::Number(one), Self::Number(two)) => one + 1 == two,
            (Self::Letter(one), Self::Letter(two)) => u32::from(one) + 1 == u32::from(two),
            _ => false,
        }
    }

    /// Whether a list may begin with this mark.
    pub(super) fn is_first(self) -> bool {
        matches!(self, Self::Number(1) | Self::Letter('a'))
    }
}

/// The mark that a line begins with, and the text after it.
pub(super) fn split(line: &str) -> Option<(Mark, &str)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let is_bullet = matches!(
        first,
        // Fonts of LaTeX that are drawn dot by dot do not say that theirs is a bullet.
        '\u{fffd}'
            | '•'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '‣'
            | '⁃'
            | '·'
            | '∙'
            | '◆'
            | '➢'
            | '➤'
            | '✓'
            | '\u{e000}'..='\u{f8ff}'
    );
    let is_dash = matches!(first, '-' | '–' | '—' | '*' | 'o') && rest.starts_with(' ');
    if is_bullet || is_dash {
        let text = rest.trim_start();
        return (!text.is_empty()).then_some((Mark::Bullet, text));
    }
    let inner = line.strip_prefix('(').unwrap_or(line);
    let digits = inner.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (mark, after) = if digits > 0 && digits < 3 {
        (Mark::Number(inner[..digits].parse().ok()?), &inner[digits..])
    } else if first.is_ascii_lowercase() || inner.len() < line.len() {
        let letter = inner.chars().next().filter(char::is_ascii_lowercase)?;
        (Mark::Letter(letter), &inner[1..])
    } else {
        return None;
    };
    let closed = after.strip_prefix(')');
    let text = closed.or_else(|| after.strip_prefix('.').filter(|_| inner.len() == line.len()))?;
    let title = text.trim_start();
    (text.len() > title.len() && !title.is_empty()).then_some((mark, title))
}

/// Whether a text is nothing but a mark or the number of a heading.
pub(super) fn is_mark(text: &str) -> bool {
    let number = |text: &str| {
        let text = text.trim_end_matches(['.', ')']);
        !text.is_empty()
            && text.len() <= 12
            && text
                .split('.')
                .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    split(&format!("{text} x")).is_some_and(|(_, rest)| rest == "x") || number(text) || text.starts_with('§')
}

/// Whether a text is dots that lead to a page number.
pub(super) fn is_leader(text: &str) -> bool {
    let dots = text.chars().filter(|letter| matches!(letter, '.' | '…' | '·')).count();
    dots >= 4 && text.chars().all(|letter| matches!(letter, '.' | '…' | '·' | ' ') || letter.is_ascii_digit())
}

/// Whether a line stands in a table of contents: dots lead to the number of a page.
pub(super) fn is_contents(line: &str) -> bool {
    let title = line.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = line.len() - title.len();
    let lead = title.trim_end_matches(['.', '…', '·', ' ']);
    let dots = title[lead.len()..].chars().filter(|letter| *letter != ' ').count();
    (1..=4).contains(&number) && dots >= 4
}

/// Whether a line is the number of a page and nothing else.
pub(super) fn is_page_number(line: &str) -> bool {
    let words: Vec<&str> =
        line.split(|letter: char| letter.is_whitespace() || "-–—|/[]".contains(letter)).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman =
        |word: &str| word.len() <= 5 && word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let is_word = |word: &str| matches!(word.to_lowercase().as_str(), "side" | "s." | "page" | "av" | "of");
    let count = words.iter().filter(|word| is_number(word)).count();
    (count >= 1 || (words.len() == 1 && is_roman(words[0])))
        && count <= 2
        && words.iter().all(|word| is_number(word) || is_word(word) || is_roman(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_split_off() {
        let check =
            |line: &str, mark: Option<Mark>| assert_eq!(split(line).map(|found| found.0), mark, "{line}");
        check("• Alder", Some(Mark::Bullet));
        check("\u{f0b7} Alder", Some(Mark::Bullet));
        check("– Alder", Some(Mark::Bullet));
        check("o Alder", Some(Mark::Bullet));
        check("1. Alder", Some(Mark::Number(1)));
        check("12) Alder", Some(Mark::Number(12)));
        check("a) Alder", Some(Mark::Letter('a')));
        check("(b) Alder", Some(Mark::Letter('b')));
        check("4.1 Alder", None);
        check("2026 var", None);
        check("-5 grader", None);
        check("og alder", None);
        check("", None);
        check("•", None);
    }

    #[test]
    fn page_numbers_and_contents_are_known() {
        for line in ["3", "Side 3", "Side 3 av 10", "- 3 -", "3/10", "3 | Side", "iv"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["Tabell 3", "3 av 4 pasienter", "side", "12345", ""] {
            assert!(!is_page_number(line), "{line}");
        }
        assert!(is_contents("4.1 Inklusjon ........ 7"));
        assert!(is_contents("4.1 Inklusjon . . . . . . 17"));
        assert!(!is_contents("Vi venter ... 7"));
        assert!(is_mark("4.1") && is_mark("•") && is_mark("a)") && !is_mark("2019") && !is_mark("FEV1"));
    }
}
