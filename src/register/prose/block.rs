//! Paragraphs, list items, table rows and headings of a text, and the sentences in them.
//!
//! **Knows**: how Markdown and plain text are laid out in lines.
//! **Does not know**: what is said.
//!
//! Blocks come one at a time and none is longer than a long page, so that memory and work stay
//! bounded whatever the text is.

use std::ops::Range;
use std::sync::LazyLock;

use super::token::{Kind, Token, tokenize, words};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// With its level, from 1.
    Heading(usize),
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table: the cells stand between marks `|`.
    Row,
}

/// One block with its tokens. List marks are none.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) kind: BlockKind,
    /// How far a list item is moved in, in columns.
    pub(super) indent: usize,
    pub(super) tokens: Vec<Token<'a>>,
}

/// The longest block, in bytes: a longer one is cut at a space.
const LONGEST_BLOCK: usize = 32_000;

/// The blocks of a text, in order.
pub(super) struct Blocks<'a> {
    text: &'a str,
    at: usize,
    open: Option<Block<'a>>,
    /// A block that the line just read has completed.
    done: Option<Block<'a>>,
}

impl<'a> Blocks<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0, open: None, done: None }
    }

    /// The next line, or the next piece of a line that is longer than a block may be.
    fn next_line(&mut self) -> Option<(usize, &'a str)> {
        let start = self.at;
        let rest = &self.text[start..];
        if rest.is_empty() {
            return None;
        }
        let reach = &rest[..rest.floor_char_boundary(LONGEST_BLOCK)];
        let length = match reach.find('\n') {
            Some(end) => end + 1,
            None if reach.len() == rest.len() => rest.len(),
            None => reach.rfind(char::is_whitespace).filter(|&space| space > 0).unwrap_or(reach.len()),
        };
        self.at = start + length;
        Some((start, &rest[..length]))
    }

    /// Completes the open block and opens another one with this content.
    fn begin(&mut self, kind: BlockKind, indent: usize, from: usize, content: &'a str) {
        self.done = self.open.take();
        let mut tokens = Vec::new();
        tokenize(content, from, &mut tokens);
        self.open = Some(Block { kind, indent, tokens });
    }

    fn take_line(&mut self, start: usize, line: &'a str) {
        let content = line.trim_start();
        let from = start + (line.len() - content.len());
        let indent = line.len() - content.len();
        let open = self.open.as_ref().map(|block| block.kind);
        if content.is_empty() || is_rule(content) {
            self.done = self.open.take();
            if let Some(block) = self.done.as_mut().filter(|block| block.kind == BlockKind::Paragraph) {
                // A line of `===` or `---` under a paragraph makes it a heading.
                block.kind =
                    if content.is_empty() { block.kind } else { BlockKind::Heading(heading_of(content)) };
            }
        } else if let Some(level) = heading_level(content) {
            self.begin(BlockKind::Heading(level), 0, from + level, &content[level..]);
        } else if is_table_rule(content) {
            // The line under the head of a table says nothing.
        } else if content.contains('|') || content.trim_end().contains('\t') {
            self.begin(BlockKind::Row, 0, from, content);
        } else if let Some(mark) = list_mark(content, open) {
            self.begin(BlockKind::Item, indent + 1, from + mark, &content[mark..]);
        } else if let Some(block) = self.open.as_mut().filter(|block| goes_on(block, from)) {
            tokenize(content, from, &mut block.tokens);
        } else {
            self.begin(BlockKind::Paragraph, 0, from, content);
        }
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Block<'a>;

    fn next(&mut self) -> Option<Block<'a>> {
        loop {
            let Some((start, line)) = self.next_line() else {
                return self.open.take();
            };
            self.take_line(start, line);
            if let Some(block) = self.done.take() {
                return Some(block);
            }
        }
    }
}

/// Whether the next line belongs to the open block.
fn goes_on(block: &Block, from: usize) -> bool {
    let start = block.tokens.first().map_or(from, |token| token.span.start);
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && from - start < LONGEST_BLOCK
}

fn is_rule(content: &str) -> bool {
    let line = content.trim_end();
    line.len() >= 2 && ['-', '='].iter().any(|&mark| line.chars().all(|sign| sign == mark))
}

fn heading_of(rule: &str) -> usize {
    if rule.starts_with('=') { 1 } else { 2 }
}

fn heading_level(content: &str) -> Option<usize> {
    let level = content.bytes().take_while(|&byte| byte == b'#').count();
    ((1..=6).contains(&level) && content[level..].starts_with([' ', '\t'])).then_some(level)
}

fn is_table_rule(content: &str) -> bool {
    content.contains('|')
        && content.contains('-')
        && content.trim_end().chars().all(|sign| "|-: \t".contains(sign))
}

/// The length of the mark that begins a list item. As in Markdown, a number other than 1 does not
/// begin a list in the middle of a paragraph: it is a date that was wrapped.
fn list_mark(content: &str, open: Option<BlockKind>) -> Option<usize> {
    let sign = content.chars().next()?;
    let spaced = |length: usize| content[length..].starts_with(char::is_whitespace).then_some(length);
    if matches!(sign, '-' | '*' | '+' | '•' | '◦' | '▪' | '●' | '–' | '—' | '·' | '○' | '☐' | '□')
    {
        return spaced(sign.len_utf8());
    }
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let wrapped = open == Some(BlockKind::Paragraph) && digits > 0 && &content[..digits] != "1";
    let label = if digits == 0 && sign.is_ascii_lowercase() { 1 } else { digits };
    let closes = content[label..].starts_with(if digits == 0 { [')', ')'] } else { ['.', ')'] });
    ((1..=3).contains(&label) && closes && !wrapped).then(|| spaced(label + 1)).flatten()
}

/// Words that end in a point without ending a sentence.
static ABBREVIATIONS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "st nr art jf jfr ca f eks bl a o m t pkt kap st dvs inkl ekskl evt ev mv osv mfl pga iht tlf s dr \
     prof kl resp hhv fom tom bokst punkt",
    )
});

/// The sentences of a block, as ranges of its tokens. A row of a table is one.
pub(super) fn sentences(block: &Block) -> Vec<Range<usize>> {
    let tokens = &block.tokens;
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if block.kind != BlockKind::Row && ends_sentence(tokens, at, token) {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn ends_sentence(tokens: &[Token], at: usize, token: &Token) -> bool {
    if !matches!(token.raw, "." | "!" | "?") {
        return false;
    }
    let Some(next) = tokens.get(at + 1) else {
        return true;
    };
    let mut from = at + 1;
    while tokens.get(from).is_some_and(|token| matches!(token.raw, "*" | "_" | "«" | "\"" | "(" | "[" | "`"))
    {
        from += 1;
    }
    let capital = tokens.get(from).is_some_and(|token| token.raw.starts_with(char::is_uppercase));
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let short = before.is_some_and(|word| word.kind == Kind::Word && word.is(&ABBREVIATIONS));
    !next.glued && capital && !(token.raw == "." && short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<String> = Blocks::of(text)
            .flat_map(|block| {
                let name = match block.kind {
                    BlockKind::Heading(level) => format!("h{level}"),
                    BlockKind::Paragraph => "p".to_owned(),
                    BlockKind::Item => "i".to_owned(),
                    BlockKind::Row => "r".to_owned(),
                };
                let say = |range: Range<usize>| {
                    let words: Vec<&str> =
                        block.tokens[range].iter().map(|token| token.text.as_ref()).collect();
                    format!("{name} {}", words.join(" "))
                };
                sentences(&block).into_iter().map(say).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(got, expected, "{text:?}");
    }

    #[test]
    fn lines_become_blocks() {
        check(
            "# Kap\n\nEn\nlinje.\n- a\n  mer\n- b\n\nSlutt",
            &["h1 kap", "p en linje .", "i a mer", "i b", "p slutt"],
        );
        check("Tittel\n---\nTekst", &["h2 tittel", "p tekst"]);
        check("| A | B |\n|---|---|\n| M45 | x |\n", &["r | a | b |", "r | m45 | x |"]);
        check("1. En\n2. To\n\nFra\n18. mars\r\na) Tre", &["i en", "i to", "p fra 18 . mars", "i tre"]);
        check("A. Se nr. 4 og jf. Lov om det. Ny", &["p a . se nr . 4 og jf . lov om det .", "p ny"]);
        check("", &[]);
        check("Vi krev A\u{30A} m\u{AD}ed M–2 \\* n", &["p vi krev å med m - 2 * n"]);
    }

    #[test]
    fn one_long_line_is_cut() {
        let text = "ord ".repeat(100_000);
        assert!(Blocks::of(&text).all(|block| block.tokens.len() <= 2 * LONGEST_BLOCK));
        assert_eq!(Blocks::of(&text).map(|block| block.tokens.len()).sum::<usize>(), 100_000);
        assert_eq!(Blocks::of(&"x".repeat(100_000)).count(), 4);
    }
}
