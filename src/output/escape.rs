//! Text from documents and paths, made safe to show.
//!
//! **Knows**: which characters hide, move, command, link or mention in a terminal, in Markdown, in
//! HTML, in JSON, and how much of a text is shown at most.
//! **Does not know**: what the text means, where on the page it stands.
//!
//! Whoever can write a document can write anything into it: a message that quotes the document must
//! not be able to colour the terminal, reorder the line, call people on GitHub, or give commands to
//! the machine that runs the check.

use std::ops::Range;

use crate::source::{self, Excerpt};

/// How much of a text is shown, in characters; what is longer ends with «…».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// A name, a heading, an id.
    Title,
    /// A path or an address.
    Path,
    /// A sentence or a few.
    Sentence,
}

impl Room {
    fn longest(self) -> usize {
        match self {
            Self::Title => 200,
            Self::Path => 400,
            Self::Sentence => 1_500,
        }
    }
}

/// The most lines of a text of several lines, such as an example, that are shown.
const MOST_LINES: usize = 400;

/// How many characters of a line are shown before and after the place that is meant.
const EXCERPT_SIDE: usize = 1_000;

/// What stands for a character that is not to be seen, or that changes how others are seen.
fn stand_in(character: char) -> Option<char> {
    match character {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)),
        '\x7f' => Some('␡'),
        _ if source::is_unseen(character) => Some('\u{fffd}'),
        _ => None,
    }
}

/// Puts `character` behind `out`. `::` and `##[` are taken apart: where standard output is read by
/// a runner of workflows, they begin a command to it.
fn push(out: &mut String, character: char) {
    let shown = stand_in(character).unwrap_or(character);
    let command = match shown {
        ':' => out.ends_with(':'),
        '[' | 'v' => out.ends_with("##"),
        _ => false,
    };
    if command {
        out.push(' ');
    }
    out.push(shown);
}

/// At most `longest` characters of `text`, with «…» where more stood.
fn cut(text: &str, longest: usize) -> (&str, &'static str) {
    match text.char_indices().nth(longest) {
        Some((end, _)) => (&text[..end], "…"),
        None => (text, ""),
    }
}

/// A text on one line: line ends and tabs are spaces, what is not to be seen is made visible.
pub(super) fn line(text: &str, room: Room) -> String {
    let (text, ending) = cut(text.trim(), room.longest());
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t'..='\r' | ' ' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => push(&mut out, character),
        }
    }
    out.push_str(ending);
    out
}

/// A path or an address: as `line`, but white space counts and a line end is shown.
pub(super) fn path(text: &str) -> String {
    let (text, ending) = cut(text, Room::Path.longest());
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|character| push(&mut out, character));
    out.push_str(ending);
    out
}

/// A text whose lines stay lines, such as a file; tabs are four spaces.
pub(super) fn lines(text: &str, room: Room) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().take(MOST_LINES).map(|line| written(line, room)).collect();
    if text.lines().nth(MOST_LINES).is_some() {
        lines.push("…".to_owned());
    }
    lines
}

/// One line as it is written: white space at its start counts.
fn written(text: &str, room: Room) -> String {
    let (text, ending) = cut(text, room.longest());
    let mut out = String::with_capacity(text.len());
    for character in text.trim_end().chars() {
        match character {
            '\t' => out.push_str("    "),
            _ => push(&mut out, character),
        }
    }
    out.push_str(ending);
    out
}

/// The line of an excerpt with the bytes that are meant, at most a bounded piece round their start.
/// `more_before` says that the excerpt itself does not begin where the line does.
pub(super) fn excerpt(excerpt: &Excerpt, more_before: bool) -> (String, Range<usize>) {
    let text = excerpt.text.trim_end_matches(['\r', '\n']);
    let start = text.floor_char_boundary(excerpt.start);
    let end = text.floor_char_boundary(excerpt.end.max(start)).max(start);
    let from = text[..start].char_indices().rev().nth(EXCERPT_SIDE).map_or(0, |(at, _)| at);
    let (piece, ending) = cut(&text[from..], 2 * EXCERPT_SIDE);

    let mut out = String::with_capacity(piece.len());
    if more_before || from > 0 {
        out.push('…');
    }
    let mut span = None..None;
    for (at, character) in piece.char_indices() {
        let before = out.len();
        match character {
            '\t' => out.push_str("    "),
            _ => push(&mut out, character),
        }
        if from + at == start {
            span.start = Some(before);
        }
        if from + at == end {
            span.end = Some(before);
        }
    }
    let span = span.start.unwrap_or(out.len())..span.end.unwrap_or(out.len());
    out.push_str(ending);
    (out, span)
}

/// Breaks what GitHub and GitLab would take for a mention, a reference or an address, and is not
/// seen. They look for these in the finished page, where a backslash no longer helps.
const BREAK: &str = "&#8203;";

/// A text for a paragraph, a list or a cell of a table in Markdown: reads as it stands, and is
/// neither markup nor HTML nor a link nor a mention nor a reference. Numbers of commits stay as they
/// are, for they look like organisation numbers and lead nowhere but to the repository itself.
pub(super) fn markdown(text: &str, room: Room) -> String {
    let text = line(text, room);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let at_word = rest.peek().is_some_and(|next| !next.is_whitespace());
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '.' if ends_with_word(&out, "www") => out.push_str("&#8203;."),
            // Only at its start can a text begin a list or underline a heading.
            '-' | '+' | '=' if out.is_empty() => {
                out.push('\\');
                out.push(character);
            }
            '.' if !at_word && !out.is_empty() && out.bytes().all(|byte| byte.is_ascii_digit()) => {
                out.push_str("\\.");
            }
            '0'..='9' if ends_with_word(&out, "gh-") => {
                out.push_str(BREAK);
                out.push(character);
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '$' | '~' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
        let refers = match character {
            '@' | '#' | '!' | '$' | '%' | '~' | '&' => at_word,
            ':' => rest.peek() == Some(&'/'),
            _ => false,
        };
        if refers {
            out.push_str(BREAK);
        }
    }
    out
}

/// Whether `text` ends with `word`, whatever the case of its letters.
fn ends_with_word(text: &str, word: &str) -> bool {
    text.len()
        .checked_sub(word.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// A path or an id as code in Markdown; not for cells of tables, where `|` would end it.
pub(super) fn code(text: &str) -> String {
    let text = path(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad =
        if text.is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The content of a file as a block of code in Markdown, fenced by more backticks than it holds.
pub(super) fn fenced(text: &str, language: Language) -> String {
    let text = lines(text, Room::Sentence).join("\n");
    let fence = "`".repeat((longest_run(&text) + 1).max(3));
    let language = match language {
        Language::Text => "text",
        Language::Toml => "toml",
    };
    format!("{fence}{language}\n{text}\n{fence}\n")
}

/// What a block of code is coloured as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// Nothing in particular.
    Text,
    /// Lines of a register's own files.
    Toml,
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

/// A link in Markdown with `text` to read; the text alone where the address is none of the web.
pub(super) fn link(text: &str, address: &str) -> String {
    let text = markdown(text, Room::Title);
    match web_address(address) {
        Some(address) if !text.is_empty() => format!("[{text}](<{address}>)"),
        _ => text,
    }
}

/// A text of `line`, `lines` or `path` for HTML and XML, between tags or in a quoted attribute.
pub(super) fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // No document of XML may hold these, however they are written.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

/// An address of the web with all that could end it percent-encoded.
pub(super) fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    if !(address.starts_with("https://") || address.starts_with("http://")) {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for byte in cut(address, 2_000).0.bytes() {
        match byte {
            b'!'..=b'~' if !b"<>\\\"`|[](){}^".contains(&byte) => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(out)
}

/// JSON text in which every character that is not to be seen is written as `\u` and four digits. It parses to
/// the very same values; such characters stand in strings only.
pub(super) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character != '\n' && stand_in(character).is_some() {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each format makes of a hostile text: (text, terminal, Markdown).
    const HOSTILE: [(&str, &str, &str); 32] = [
        ("Ærlig talt, åtte ører", "Ærlig talt, åtte ører", "Ærlig talt, åtte ører"),
        ("A\u{30a}se", "A\u{30a}se", "A\u{30a}se"),
        ("\u{1b}[31mrødt\u{1b}[0m", "␛[31mrødt␛[0m", "␛\\[31mrødt␛\\[0m"),
        ("\u{9b}31m", "\u{fffd}31m", "\u{fffd}31m"),
        ("\0\u{7}\u{8}\u{7f}", "␀␇␈␡", "␀␇␈␡"),
        ("a\r\nb\nc\td\u{2028}e\u{85}f", "a b c d e f", "a b c d e f"),
        ("  kant  ", "kant", "kant"),
        ("\u{202e}omvendt\u{2066}", "\u{fffd}omvendt\u{fffd}", "\u{fffd}omvendt\u{fffd}"),
        (
            "usyn\u{200b}lig\u{feff}\u{ad}",
            "usyn\u{fffd}lig\u{fffd}\u{fffd}",
            "usyn\u{fffd}lig\u{fffd}\u{fffd}",
        ),
        ("\u{e0041}\u{e0100}", "\u{fffd}\u{fffd}", "\u{fffd}\u{fffd}"),
        ("::error::x", ": :error: :x", ": :error: :x"),
        (":::", ": : :", ": : :"),
        ("##[group]x", "## [group]x", "\\#&#8203;\\# \\[group\\]x"),
        ("##vso[task]", "## vso[task]", "\\#&#8203;\\# vso\\[task\\]"),
        ("100%0A::x", "100%0A: :x", "100%&#8203;0A: :x"),
        ("80 %", "80 %", "80 %"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&lt; & &#64;", "&lt; & &#64;", "&amp;&#8203;lt; &amp; &amp;&#8203;\\#&#8203;64;"),
        ("@octocat", "@octocat", "@&#8203;octocat"),
        ("kari@hf.no", "kari@hf.no", "kari@&#8203;hf.no"),
        ("#123 og gh-7", "#123 og gh-7", "\\#&#8203;123 og gh-&#8203;7"),
        ("https://ond.example", "https://ond.example", "https:&#8203;//ond.example"),
        ("WWW.ond.example", "WWW.ond.example", "WWW&#8203;.ond.example"),
        ("[her](http://x)", "[her](http://x)", "\\[her\\](http:&#8203;//x)"),
        ("![](x)", "![](x)", "!&#8203;\\[\\](x)"),
        ("*a* _b_ ~c~ `d`", "*a* _b_ ~c~ `d`", "\\*a\\* \\_b\\_ \\~&#8203;c\\~ \\`d\\`"),
        ("$x$ {y} a|b a\\b a^b", "$x$ {y} a|b a\\b a^b", "\\$&#8203;x\\$ {y} a\\|b a\\\\b a^b"),
        ("- a", "- a", "\\- a"),
        ("12. a", "12. a", "12\\. a"),
        ("2025.pdf", "2025.pdf", "2025.pdf"),
        ("3-årig, 1.2", "3-årig, 1.2", "3-årig, 1.2"),
        ("", "", ""),
    ];

    #[test]
    fn hostile_text_is_shown_as_it_is_and_does_nothing() {
        for (text, terminal, page) in HOSTILE {
            assert_eq!(line(text, Room::Sentence), terminal, "{text:?} on a terminal");
            assert_eq!(markdown(text, Room::Sentence), page, "{text:?} in Markdown");
        }
    }

    #[test]
    fn paths_keep_their_blanks_and_show_their_line_ends() {
        let cases =
            [("a/b.toml", "a/b.toml"), (" a\nb", " a␊b"), ("a\tb\u{202e}", "a␉b\u{fffd}"), ("a::b", "a: :b")];
        for (text, expected) in cases {
            assert_eq!(path(text), expected);
        }
    }

    #[test]
    fn long_texts_are_cut() {
        let long = "å".repeat(10_000);
        assert_eq!(line(&long, Room::Title), "å".repeat(200) + "…");
        assert_eq!(path(&long).chars().count(), 401);
        assert_eq!(markdown(&long, Room::Sentence).chars().count(), 1_501);
        assert_eq!(lines(&"x\n".repeat(10_000), Room::Title).len(), MOST_LINES + 1);
        assert_eq!(lines("a\r\n\tb  \n", Room::Title), ["a", "    b"]);
    }

    #[test]
    fn code_is_fenced_by_more_backticks_than_it_holds() {
        let cases = [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("``a", "``` ``a ```"),
            ("", "`  `"),
            ("@a\nb", "`@a␊b`"),
        ];
        for (text, expected) in cases {
            assert_eq!(code(text), expected);
        }
        assert_eq!(fenced("a\n```\n<b>", Language::Text), "````text\na\n```\n<b>\n````\n");
    }

    #[test]
    fn links_lead_to_the_web_or_nowhere() {
        let cases = [
            ("Lov", "https://lovdata.no/a?b=1#c", "[Lov](<https://lovdata.no/a?b=1#c>)"),
            ("Lov", "javascript:alert(1)", "Lov"),
            ("Lov", "", "Lov"),
            ("", "https://lovdata.no", ""),
            ("L]", "http://x/>) <b>\n", "[L\\]](<http://x/%3E%29%20%3Cb%3E>)"),
            ("§", "https://x/§", "[§](<https://x/%C2%A7>)"),
        ];
        for (text, address, expected) in cases {
            assert_eq!(link(text, address), expected);
        }
    }

    #[test]
    fn markup_is_text() {
        let cases = [
            ("<b a='x' c=\"y\">&amp;", "&lt;b a=&#39;x&#39; c=&quot;y&quot;&gt;&amp;amp;"),
            ("]]>\u{ffff}", "]]&gt;\u{fffd}"),
            ("Ærlig A\u{30a}se", "Ærlig A\u{30a}se"),
        ];
        for (text, expected) in cases {
            assert_eq!(markup(text), expected);
        }
    }

    #[test]
    fn json_hides_nothing_and_means_the_same() {
        let text = "\u{7f}\u{9b}\u{202e}\u{200b}\u{e0041} å 日本 👩";
        let json = json(&serde_json::to_string(text).unwrap());
        assert_eq!(json, "\"\\u007f\\u009b\\u202e\\u200b\\udb40\\udc41 å 日本 👩\"");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn excerpts_mark_the_same_text_after_cleaning() {
        let check = |text: &str, start, end, cut, expected: &str, marked: &str| {
            let (line, span) = excerpt(&Excerpt { text: text.to_owned(), start, end }, cut);
            assert_eq!((line.as_str(), &line[span]), (expected, marked), "{text:?}");
        };
        check("navn = 1", 0, 4, false, "navn = 1", "navn");
        check("\tnavn\t= 1\r\n", 1, 5, false, "    navn    = 1", "navn");
        check("\u{202e}A\u{30a}\u{1b}", 3, 6, false, "\u{fffd}A\u{30a}␛", "A\u{30a}");
        check("a::b", 0, 4, false, "a: :b", "a: :b");
        check("slutt", 5, 5, false, "slutt", "");
        check("slutt", 2, 99, true, "…slutt", "utt");
        check("åå", 1, 3, false, "åå", "å");
        check("ab", 2, 1, false, "ab", "");
        check("", 0, 0, false, "", "");
        let long = "x".repeat(5_000);
        let (line, span) = excerpt(&Excerpt { text: long, start: 3_000, end: 4_900 }, false);
        assert_eq!((line.chars().count(), span.end - span.start), (2 * EXCERPT_SIDE + 2, 999));
    }
}
