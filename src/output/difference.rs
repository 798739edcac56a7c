//! Two texts, shortened round what differs.
//!
//! **Knows**: what they have in common at their ends, and how much is shown of it.
//! **Does not know**: what the texts mean, how they are escaped.

/// How much is shown of what both have in common, before and behind, in characters.
const COMMON: usize = 40;

/// How much is shown of what differs, in characters.
const DIFFERENT: usize = 100;

/// How far the end of a word is looked for, in characters.
const WORD: usize = 40;

/// A text in three pieces: what both have before, what only this one has, what both have behind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shortened {
    /// What stands before; begins with «…» where more does.
    pub(super) lead: String,
    /// What differs.
    pub(super) own: String,
    /// What stands behind; ends with «…» where more does.
    pub(super) tail: String,
}

impl Shortened {
    /// The three pieces as one text, on one line.
    pub(super) fn whole(&self) -> String {
        let Self { lead, own, tail } = self;
        format!("{lead}{own}{tail}")
    }
}

/// Both texts on one line each, shortened round what differs.
pub(super) fn between(before: &str, after: &str) -> [Shortened; 2] {
    let (before, after) = (one_line(before), one_line(after));
    let start = start_of(&before, &after);
    let common = end_of(&before[start..], &after[start..]);
    [before, after].map(|text| {
        let end = text.len() - common;
        shortened(&text[..start], &text[start..end], &text[end..])
    })
}

/// One text on one line, its start.
pub(super) fn alone(text: &str) -> String {
    cut(&one_line(text), COMMON + DIFFERENT)
}

/// A text whose white space is single blanks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many bytes the texts have in common at their start, whole words.
fn start_of(before: &str, after: &str) -> usize {
    let common: usize = before
        .chars()
        .zip(after.chars())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let ends = |text: &str| common == text.len() || text[common..].starts_with(' ');
    if ends(before) && ends(after) {
        return common;
    }
    let word = before[..common].rfind(' ').map_or(0, |at| at + 1);
    if before[word..common].chars().nth(WORD).is_some() { common } else { word }
}

/// How many bytes the texts have in common at their end, whole words.
fn end_of(before: &str, after: &str) -> usize {
    let common: usize = before
        .chars()
        .rev()
        .zip(after.chars().rev())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let begins = |text: &str| {
        let at = text.len() - common;
        at == 0 || text[..at].ends_with(' ') || text[at..].starts_with(' ')
    };
    if common == 0 || (begins(before) && begins(after)) {
        return common;
    }
    let tail = &before[before.len() - common..];
    match tail.char_indices().take(WORD).find(|(_, character)| *character == ' ') {
        Some((at, _)) => common - at,
        None if tail.chars().nth(WORD).is_some() => common,
        None => 0,
    }
}

fn shortened(lead: &str, own: &str, tail: &str) -> Shortened {
    let lead = match lead.char_indices().rev().nth(COMMON) {
        Some((at, _)) => {
            let kept = &lead[at..];
            format!("… {}", kept.split_once(' ').map_or(kept, |(_, words)| words))
        }
        None => lead.to_owned(),
    };
    let is_cut = own.chars().nth(DIFFERENT).is_some();
    let tail = if is_cut { String::new() } else { cut(tail, COMMON) };
    Shortened { lead, own: cut(own, DIFFERENT), tail }
}

/// At most `longest` characters and «…», ended at a word where one ends.
fn cut(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let kept = &text[..end];
    format!("{} …", kept.rsplit_once(' ').map_or(kept, |(words, _)| words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(before: &str, after: &str) -> [String; 2] {
        between(before, after).map(|text| text.whole())
    }

    fn own(before: &str, after: &str) -> [String; 2] {
        between(before, after).map(|text| text.own)
    }

    #[test]
    fn what_differs_is_whole_words() {
        let check = |before: &str, after: &str, expected: [&str; 2]| {
            assert_eq!(own(before, after), expected, "{after}");
        };
        check("", "", ["", ""]);
        check("18", "18", ["", ""]);
        check("16", "160", ["16", "160"]);
        check("", "ny", ["", "ny"]);
        check("kan registreres", "kan ikke registreres", ["", "ikke "]);
        check("over 16 år", "over 18 år", ["16", "18"]);
        check("alle barn", "alle voksne barn", ["", "voksne "]);
        check("barn og unge", "unge", ["barn og ", ""]);
        check("prednison", "prednisolon", ["prednison", "prednisolon"]);
        check("en\n\ttekst", "en tekst", ["", ""]);
        check("A\u{30a}se Holm", "Åse Holm", ["A\u{30a}se", "Åse"]);
        check("aa", "aaa", ["aa", "aaa"]);
        check("kan", "kan ikke", ["", " ikke"]);
    }

    #[test]
    fn what_is_common_is_shortened() {
        let words = "ord ".repeat(100);
        assert_eq!(
            whole(&format!("{words}kan {words}"), &format!("{words}kan ikke {words}")),
            [
                "… ord ord ord ord ord ord ord ord ord kan ord ord ord ord ord ord ord ord ord ord …",
                "… ord ord ord ord ord ord ord ord ord kan ikke ord ord ord ord ord ord ord ord ord ord …"
            ]
        );
        let [before, after] = whole(&format!("{}x", "a".repeat(10_000)), &format!("{}y", "a".repeat(10_000)));
        assert!(before.ends_with("ax") && after.ends_with("ay") && before.chars().count() < 60, "{before}");
        let [before, after] = whole(&"b".repeat(10_000), &"ord ".repeat(10_000));
        assert!(before.chars().count() < 200 && after.chars().count() < 200);
        assert!(alone(&"æ".repeat(10_000)).chars().count() < 160);
    }
}
