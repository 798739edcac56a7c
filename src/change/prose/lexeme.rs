//! Words, numbers and marks of a text, with the case kept and all else folded that no reader sees.
//!
//! **Knows**: where a word ends, what stands inside one, which signs print alike.
//! **Does not know**: what any word means.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::weight;

/// What a lexeme is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, perhaps with hyphens and dots inside.
    Word,
    /// Digits, perhaps with separators inside.
    Number,
    /// Letters and digits: `M46.8`, `HbA1c`, `18-åringer`.
    Mixed,
    /// A sign that says something by itself: `<`, `%`, `§`.
    Sign,
    /// Punctuation.
    Mark,
}

/// One word, number, sign or mark.
#[derive(Debug, Clone)]
pub(super) struct Lexeme {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
    /// As it is seen: NFC, one kind of dash and of quotation mark, nothing invisible.
    pub(super) form: String,
    /// The same in lower case.
    pub(super) lower: String,
}

impl Lexeme {
    pub(super) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }
}

/// The longest lexeme, in signs: a longer run of letters is cut.
const LONGEST: usize = 200;

/// The lexemes of the bytes `span` of `text`.
pub(super) fn lexemes(text: &str, span: Range<usize>) -> Vec<Lexeme> {
    let Some(piece) = text.get(span.clone()) else { return Vec::new() };
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(sign) = piece[at..].chars().next() {
        let end = if opens_word(piece, at, sign) { word_end(piece, at) } else { mark_end(piece, at) };
        let form = fold(&piece[at..end]);
        if !form.is_empty() {
            let kind = kind(&form);
            let lower = form.to_lowercase();
            all.push(Lexeme { kind, span: span.start + at..span.start + end, form, lower });
        }
        at = end;
    }
    all
}

/// The text as a reader sees it: white space collapsed, all else as in [`Lexeme::form`].
pub(super) fn fold(raw: &str) -> String {
    if raw.bytes().all(|byte| byte.is_ascii_graphic()) {
        return raw.to_owned();
    }
    let mut folded = String::with_capacity(raw.len());
    for sign in raw.chars().filter(|sign| !is_invisible(*sign)).nfc() {
        match sign {
            sign if is_dash(sign) => folded.push('-'),
            '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '"' => folded.push('"'),
            '’' | '‘' | '´' | '‚' | '‛' | 'ʼ' => folded.push('\''),
            '…' => folded.push_str("..."),
            sign if sign.is_whitespace() || sign.is_control() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            sign => folded.push(sign),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn is_dash(sign: char) -> bool {
    crate::register::code::is_dash(sign)
}

/// Soft hyphens, joiners, selectors. Marks that turn the direction are not among them: they turn numbers round.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether the sign continues what stands before it without being anything itself.
fn clings(sign: char) -> bool {
    is_combining_mark(sign) || is_invisible(sign)
}

/// More signs that cling to another than these are looked past by nobody.
const MOST_CLINGING: usize = 32;

fn after(piece: &str, at: usize) -> Option<char> {
    piece[at..].chars().take(MOST_CLINGING).find(|sign| !clings(*sign))
}

fn before(piece: &str, at: usize) -> Option<char> {
    piece[..at].chars().rev().take(MOST_CLINGING).find(|sign| !clings(*sign))
}

/// Whether a word or number begins with the sign at `at`: a letter, a digit, or a hyphen that begins a word
/// («inntak og -utskriving», «-5»).
fn opens_word(piece: &str, at: usize, sign: char) -> bool {
    sign.is_alphanumeric() && !clings(sign)
        || is_dash(sign)
            && before(piece, at).is_none_or(char::is_whitespace)
            && after(piece, at + sign.len_utf8()).is_some_and(char::is_alphanumeric)
}

fn mark_end(piece: &str, at: usize) -> usize {
    let mut signs = piece[at..].char_indices();
    signs.next();
    signs.find(|(_, sign)| !clings(*sign)).map_or(piece.len(), |(length, _)| at + length)
}

/// Where the word that begins at `start` ends.
fn word_end(piece: &str, start: usize) -> usize {
    let mut signs = piece[start..].char_indices().map(|(index, sign)| (start + index, sign));
    let Some((_, first)) = signs.next() else { return start };
    let mut word = Word { piece, start, length: 0, letters: 0, has_digit: false, spaced: false };
    word.grow(first);
    let mut end = start + first.len_utf8();
    for (at, sign) in signs {
        if word.length > LONGEST && !clings(sign) || !word.takes(at, sign) {
            break;
        }
        word.grow(sign);
        end = at + sign.len_utf8();
        if is_dash(sign) && after(piece, end).is_none_or(char::is_whitespace) {
            break;
        }
    }
    end
}

/// A word that is being read.
struct Word<'p> {
    piece: &'p str,
    start: usize,
    /// How many signs it has, in either Unicode form.
    length: usize,
    /// How many letters stand since the last sign that is none.
    letters: usize,
    has_digit: bool,
    /// Whether it holds a space, between groups of digits.
    spaced: bool,
}

impl Word<'_> {
    fn grow(&mut self, sign: char) {
        if clings(sign) {
            return;
        }
        self.length += 1;
        self.letters = if sign.is_alphabetic() { self.letters + 1 } else { 0 };
        self.has_digit |= sign.is_ascii_digit();
        self.spaced |= sign.is_whitespace();
    }

    /// Whether the sign at `at` belongs to it.
    fn takes(&self, at: usize, sign: char) -> bool {
        let so_far = &self.piece[self.start..at];
        let last = before(self.piece, at);
        let next = after(self.piece, at + sign.len_utf8());
        let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
        let goes_on = next.is_some_and(char::is_alphanumeric);
        match sign {
            sign if clings(sign) => true,
            sign if sign.is_alphabetic() => {
                let digits = so_far.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','));
                !digits || !weight::is_unit(&letters_at(self.piece, at))
            }
            sign if sign.is_alphanumeric() => true,
            sign if is_dash(sign) => {
                goes_on || next.is_none_or(char::is_whitespace) && last.is_some_and(char::is_alphabetic)
            }
            '.' => {
                let abbreviated = self.letters <= 4 && next.is_some_and(char::is_lowercase);
                goes_on && (abbreviated || self.has_digit && is_digit(last))
            }
            ',' => is_digit(last) && is_digit(next),
            '\'' | '’' | '_' | '@' => goes_on,
            '*' | '†' | '‡' => {
                let capitals = so_far.chars().all(|sign| sign.is_ascii_uppercase() || sign == '*');
                self.has_digit || so_far.len() >= 2 && capitals
            }
            sign if sign.is_whitespace() => groups_thousands(self.piece, self.start, at, self.spaced),
            _ => false,
        }
    }
}

/// The letters that stand at `at`, in lower case.
fn letters_at(piece: &str, at: usize) -> String {
    let end = piece[at..].char_indices().take(24).find(|(_, sign)| !sign.is_alphanumeric() && !clings(*sign));
    let reach = piece[at..].char_indices().nth(24).map_or(piece.len(), |(length, _)| at + length);
    fold(&piece[at..end.map_or(reach, |(length, _)| at + length)]).to_lowercase()
}

/// Whether the space at `at` stands between the groups of one number: «10 000».
fn groups_thousands(piece: &str, start: usize, at: usize, spaced: bool) -> bool {
    let first = &piece[start..at];
    let fits = first.bytes().all(|byte| byte.is_ascii_digit()) && (1..=3).contains(&first.len());
    let space = piece[at..].chars().next().map_or(0, char::len_utf8);
    let rest = &piece[at + space..];
    let group = rest.bytes().take_while(u8::is_ascii_digit).count();
    let next = rest[group..].chars().next();
    let ends = next.is_none_or(|sign| !sign.is_alphanumeric());
    (fits
        || spaced
            && at
                .checked_sub(3)
                .and_then(|from| piece.get(from..at))
                .is_some_and(|group| group.bytes().all(|byte| byte.is_ascii_digit())))
        && group == 3
        && ends
}

fn kind(form: &str) -> Kind {
    let digits = form.contains(|sign: char| sign.is_ascii_digit());
    let letters = form.contains(|sign: char| sign.is_alphanumeric() && !sign.is_ascii_digit());
    match (letters, digits) {
        (true, true) => Kind::Mixed,
        (true, false) => Kind::Word,
        (false, true) => Kind::Number,
        (false, false) if form.chars().all(is_mark) => Kind::Mark,
        (false, false) => Kind::Sign,
    }
}

/// Signs that only part or frame words.
fn is_mark(sign: char) -> bool {
    matches!(
        sign,
        '`' | '.'
            | ','
            | ';'
            | ':'
            | '?'
            | '!'
            | '('
            | ')'
            | '['
            | ']'
            | '"'
            | '\''
            | '-'
            | '_'
            | '|'
            | '\\'
            | '*'
            | '•'
            | '·'
            | '{'
            | '}'
            | ' '
            | '#'
    )
}
