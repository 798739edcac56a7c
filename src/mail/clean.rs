//! Words from documents and people, made fit for a letter.
//!
//! **Knows**: what is taken out (controls, marks of direction, what is not to be seen), and how much of a
//! text is kept.
//! **Does not know**: where in the letter the words stand; headers and HTML are escaped where they are written.

use crate::source;

/// How much of a text is kept, in characters; what is longer ends with «…».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// A name of a person, a register, a role.
    Name,
    /// What something is about.
    Title,
    /// A sentence or a few.
    Sentence,
}

impl Room {
    fn longest(self) -> usize {
        match self {
            Self::Name => 100,
            Self::Title => 200,
            Self::Sentence => 1_000,
        }
    }
}

/// The most lines of a text of several lines, and the most bytes of all of them, that are kept.
const MOST: (usize, usize) = (100, 8_000);

/// A text on one line, without what is not to be seen; line ends and tabs are blanks.
pub(super) fn line(text: &str, room: Room) -> String {
    let mut out = String::new();
    let mut room = room.longest();
    let mut blank = None;
    for character in text.chars() {
        if character.is_whitespace() {
            blank = (!out.is_empty()).then_some(' ');
        } else if !source::is_unseen(character) {
            for character in blank.take().into_iter().chain([character]) {
                if room == 0 {
                    return out + "…";
                }
                out.push(character);
                room -= 1;
            }
        }
    }
    out
}

/// A text whose lines stay lines, without what is not to be seen; tabs are four blanks.
pub(super) fn lines(text: &str) -> Vec<String> {
    let longest = Room::Sentence.longest();
    let clean = |line: &str| {
        let seen =
            line.trim_end().chars().filter(|character| *character != '\r' && !source::is_unseen(*character));
        let mut kept: String = seen.clone().take(longest).collect::<String>().replace('\t', "    ");
        kept.extend(seen.clone().nth(longest).map(|_| '…'));
        kept
    };
    let mut room = MOST.1;
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(clean) {
        if lines.len() == MOST.0 || room < line.len() {
            lines.push("…".to_owned());
            break;
        }
        room -= line.len();
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_nothing_hides_in_it() {
        let cases = [
            ("Åse Ødegård", "Åse Ødegård"),
            ("A\u{30a}se", "A\u{30a}se"),
            ("Kari\r\nBcc: ond@example.org", "Kari Bcc: ond@example.org"),
            ("  a\t\tb \n", "a b"),
            ("\u{202e}snu\u{2066} \u{200b}", "snu"),
            ("\0\u{1b}[31mrød", "[31mrød"),
            ("a\u{2028}b\u{85}c\u{a0}d", "a b c d"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(line(text, Room::Title), expected, "{text:?}");
        }
        assert_eq!(line(&"å".repeat(10_000), Room::Name), "å".repeat(100) + "…");
        assert_eq!(line(&"å".repeat(100), Room::Name), "å".repeat(100));
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(lines("a\r\n\tb\u{202e} \n\nc"), ["a", "    b", "", "c"]);
        assert_eq!(lines(&"x\n".repeat(1_000)).len(), MOST.0 + 1);
        assert_eq!(lines(&"y".repeat(9_999)), ["y".repeat(1_000) + "…"]);
    }
}
