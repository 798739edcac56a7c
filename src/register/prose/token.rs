//! Words, numbers and marks of a text, each with its place.
//!
//! **Knows**: where a word ends, and how it reads whatever its letter case, Unicode form and dashes.
//! **Does not know**: sentences, grammar, what any word means.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::register::code::is_dash;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters only.
    Word,
    /// Digits only.
    Number,
    /// Letters and digits: `M46`, `HbA1c`.
    Mixed,
    /// One sign of punctuation.
    Mark,
}

/// One token. Spaces are none; a backslash that takes away the meaning of the sign after it is none either.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// Its bytes in the whole text.
    pub(super) span: Range<usize>,
    /// Whether it touches the token before it.
    pub(super) glued: bool,
    /// As it stands.
    pub(super) raw: &'a str,
    /// In lower case and NFC, without invisible signs; a dash of any kind is `-`.
    pub(super) text: Cow<'a, str>,
}

impl Token<'_> {
    /// Whether it reads as one of these.
    pub(super) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.text.as_ref())
    }

    /// Whether it begins with one of these.
    pub(super) fn begins(&self, stems: &[&str]) -> bool {
        stems.iter().any(|stem| self.text.starts_with(stem))
    }

    /// The number that its digits say, where they are few enough to be one.
    pub(super) fn number(&self) -> Option<u32> {
        if self.kind == Kind::Number { self.text.parse().ok() } else { None }
    }
}

/// The words of a list that is written as a text.
pub(super) fn words(list: &'static str) -> Vec<&'static str> {
    list.split_whitespace().collect()
}

/// Soft hyphens, joiners and marks of direction, which stand inside words without being seen.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether the sign belongs inside a word or number.
fn is_inner(sign: char) -> bool {
    sign.is_alphanumeric() || is_combining_mark(sign) || is_invisible(sign)
}

/// Takes a piece of text that begins at byte `from` of the whole into tokens, behind those before it.
pub(super) fn tokenize<'a>(piece: &'a str, from: usize, tokens: &mut Vec<Token<'a>>) {
    let mut rest = piece.char_indices().peekable();
    let mut escaped = false;
    while let Some((start, sign)) = rest.next() {
        if sign.is_whitespace() || is_invisible(sign) {
            escaped = false;
            continue;
        }
        if sign == '\\' && rest.peek().is_some_and(|(_, next)| next.is_ascii_punctuation()) {
            escaped = true;
            continue;
        }
        let mut end = start + sign.len_utf8();
        if sign.is_alphanumeric() {
            while let Some((at, inner)) = rest.next_if(|&(_, inner)| is_inner(inner)) {
                end = at + inner.len_utf8();
            }
        }
        let raw = &piece[start..end];
        let span = from + start..from + end;
        let before = span.start - usize::from(escaped);
        let glued = tokens.last().is_some_and(|last| last.span.end == before);
        escaped = false;
        tokens.push(Token { kind: kind(raw), span, glued, raw, text: fold(raw) });
    }
}

fn kind(raw: &str) -> Kind {
    let (mut letters, mut digits) = (false, false);
    for sign in raw.chars() {
        digits |= sign.is_ascii_digit();
        letters |= sign.is_alphanumeric() && !sign.is_ascii_digit();
    }
    match (letters, digits) {
        (true, true) => Kind::Mixed,
        (true, false) => Kind::Word,
        (false, true) => Kind::Number,
        (false, false) => Kind::Mark,
    }
}

fn fold(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(raw);
    }
    if raw.chars().all(is_dash) {
        return Cow::Borrowed("-");
    }
    let visible = raw.chars().filter(|&sign| !is_invisible(sign));
    Cow::Owned(visible.flat_map(char::to_lowercase).nfc().collect())
}
