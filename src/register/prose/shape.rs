//! What looks like a code: pieces of text with the form of a code, a range or a wildcard.
//!
//! **Knows**: the forms of codes as they stand in prose, with the marks of Markdown around them.
//! **Does not know**: whether a piece is meant as a code; that depends on what stands around it.

use std::ops::Range;

use super::token::{Kind, Token};

/// The form of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letter and two digits: `M46`.
    Category,
    /// With a dot and digits: `M46.8`. Hardly anything else looks like it.
    Dotted,
    /// Without the dot: `M468`.
    Compact,
    /// Three letters and two digits: `NFB20`.
    Procedure,
    /// Four letters and two digits: `WBOC05`.
    Medical,
    /// `SMR0AK`.
    Imaging,
    /// A group with a wildcard: `NFC**`, `NGB0*`.
    Group,
}

/// A piece of text with the form of a code, or of a range between two.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) tokens: Range<usize>,
    /// What to read: the signs of the code without those of Markdown.
    pub(super) text: String,
    pub(super) shape: Shape,
    /// Whether it is a range.
    pub(super) range: bool,
    /// Whether it begins with a lower-case L that must be the letter I.
    pub(super) slip: bool,
}

/// All pieces of a block, in order.
pub(super) fn pieces(tokens: &[Token]) -> Vec<Piece> {
    let wild = wildcards(tokens);
    let mut found: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let piece = found
            .last()
            .and_then(|last| short_form(tokens, last, at))
            .or_else(|| range_at(tokens, &wild, at));
        match piece.filter(|piece| stands_alone(tokens, &piece.tokens)) {
            Some(piece) => {
                at = piece.tokens.end;
                found.push(piece);
            }
            None => at += 1,
        }
    }
    found
}

/// A code, and what follows it where the two make a range.
fn range_at(tokens: &[Token], wild: &[bool], at: usize) -> Option<Piece> {
    let first = code_at(tokens, wild, at)?;
    let dash = first.tokens.end;
    let Some(to) = after_dash(tokens, dash) else {
        return Some(first);
    };
    let same = |other: &Piece| is_diagnosis(other.shape) == is_diagnosis(first.shape);
    let last = code_at(tokens, wild, to).filter(same).map(|last| (last.tokens.end, last.text));
    let number = || {
        let number = tokens.get(to)?;
        let short =
            number.glued && tokens[dash].glued && number.kind == Kind::Number && number.raw.len() <= 2;
        short.then(|| (to + 1, number.raw.to_owned()))
    };
    Some(match last.or_else(number) {
        None => first,
        Some((end, text)) => {
            Piece { tokens: at..end, text: format!("{}-{text}", first.text), range: true, ..first }
        }
    })
}

fn is_diagnosis(shape: Shape) -> bool {
    match shape {
        Shape::Category | Shape::Dotted | Shape::Compact => true,
        Shape::Procedure | Shape::Medical | Shape::Imaging | Shape::Group => false,
    }
}

/// Where the second half of a range begins: behind a dash, «til», «til og med», «t.o.m.».
fn after_dash(tokens: &[Token], at: usize) -> Option<usize> {
    let says = |words: &[&str]| {
        tokens.len() > at + words.len()
            && tokens[at..].iter().zip(words).all(|(token, word)| token.text == *word)
    };
    let long: [&[&str]; 5] =
        [&["til", "og", "med"], &["t", ".", "o", ".", "m", "."], &["tom", "."], &["tom"], &["til"]];
    let quoted = usize::from(tokens.get(at).is_some_and(|token| token.raw == "`"));
    if tokens.get(at + quoted).is_some_and(|token| token.text == "-") {
        let again = usize::from(quoted == 1 && tokens.get(at + 2).is_some_and(|token| token.raw == "`"));
        return Some(at + quoted + 1 + again);
    }
    long.into_iter().find(|words| says(words)).map(|words| at + words.len())
}

/// One code or wildcard.
fn code_at(tokens: &[Token], wild: &[bool], at: usize) -> Option<Piece> {
    let token = tokens.get(at)?;
    let form = form(token.raw.as_bytes());
    let open = (at + 1..tokens.len()).take_while(|&star| wild[star]).count();
    let slip = form == Some(Shape::Category) && token.raw.starts_with('l');
    let piece = |end: usize, text: String, shape| Piece { tokens: at..end, text, shape, range: false, slip };
    let raw = if slip { token.raw.replacen('l', "I", 1) } else { token.raw.to_owned() };
    if let Some(shape @ (Shape::Category | Shape::Compact)) = form {
        let decimals = decimals(tokens, at);
        let end = at + 1 + decimals.map_or(0, |_| 2);
        let marks =
            tokens[end..].iter().take_while(|token| token.glued && matches!(token.raw, "†" | "‡")).count();
        let stars = if decimals.is_some() {
            (end..tokens.len()).take_while(|&star| wild[star]).count()
        } else {
            open
        };
        return Some(match decimals {
            Some(decimals) if shape == Shape::Category => {
                piece(end + marks + stars, format!("{raw}.{decimals}"), Shape::Dotted)
            }
            Some(_) => return None,
            None => piece(end + marks + stars, raw, shape),
        });
    }
    let group = group(token.raw.as_bytes()) && open > 0;
    match form {
        Some(shape) => Some(piece(at + 1, raw, shape)),
        None if group => Some(piece(at + 1 + open, format!("{raw}*"), Shape::Group)),
        None => None,
    }
}

/// The form of a word that is a code by itself. A lower-case `l` counts as the slip that it may be.
fn form(raw: &[u8]) -> Option<Shape> {
    let upper = |signs: &[u8]| signs.iter().all(u8::is_ascii_uppercase);
    let digits = |signs: &[u8]| signs.iter().all(u8::is_ascii_digit);
    match raw {
        [letter, rest @ ..] if (upper(&[*letter]) || *letter == b'l') && rest.len() == 2 && digits(rest) => {
            Some(Shape::Category)
        }
        [letter, rest @ ..] if upper(&[*letter]) && (3..=4).contains(&rest.len()) && digits(rest) => {
            Some(Shape::Compact)
        }
        [_, _, _, a, b] if upper(&raw[..3]) && digits(&[*a, *b]) => Some(Shape::Procedure),
        [_, _, _, _, a, b] if upper(&raw[..4]) && digits(&[*a, *b]) => Some(Shape::Medical),
        [_, _, _, digit, a, b] if upper(&raw[..3]) && digits(&[*digit]) && upper(&[*a, *b]) => {
            Some(Shape::Imaging)
        }
        _ => None,
    }
}

/// Whether it can begin a wildcard: `NFC`, `NGB0`, `WBOC`.
fn group(raw: &[u8]) -> bool {
    let letters = raw.iter().take_while(|sign| sign.is_ascii_uppercase()).count();
    (3..=4).contains(&letters) && raw.len() <= letters + 1 && raw[letters..].iter().all(u8::is_ascii_digit)
}

/// One or two digits behind a dot that touches both, and nothing that goes on.
fn decimals<'a>(tokens: &[Token<'a>], at: usize) -> Option<&'a str> {
    let (dot, number) = (tokens.get(at + 1)?, tokens.get(at + 2)?);
    let touches = dot.glued && dot.raw == "." && number.glued && number.kind == Kind::Number;
    let version = tokens.get(at + 3).is_some_and(|next| next.glued && next.raw == ".")
        && tokens.get(at + 4).is_some_and(|next| next.glued && next.kind != Kind::Mark);
    (touches && number.raw.len() <= 2 && !version).then_some(number.raw)
}

/// The second of a pair that leaves out what it shares with the first: `M31.5/6`, `NFB20/30/40`.
fn short_form(tokens: &[Token], last: &Piece, at: usize) -> Option<Piece> {
    let number = tokens.get(at)?;
    let stroke =
        at.checked_sub(1).filter(|&stroke| stroke == last.tokens.end && tokens[stroke].raw == "/")?;
    let wanted = match last.shape {
        Shape::Dotted if last.text.split('.').nth(1).is_some_and(|decimals| decimals.len() == 1) => 1,
        Shape::Procedure => 2,
        _ => return None,
    };
    let fits =
        tokens[stroke].glued && number.glued && number.kind == Kind::Number && number.raw.len() == wanted;
    let kept = last.text.len().checked_sub(wanted).filter(|_| fits && !last.range)?;
    Some(Piece { tokens: at..at + 1, text: format!("{}{}", &last.text[..kept], number.raw), ..last.clone() })
}

/// Which stars are wildcards. Those that close an emphasis are none: `**NFC**` is a bold word.
fn wildcards(tokens: &[Token]) -> Vec<bool> {
    let mut wild = vec![false; tokens.len()];
    let (mut open, mut quoted, mut at) = (Vec::new(), false, 0);
    while at < tokens.len() {
        quoted ^= tokens[at].raw == "`";
        let run = tokens[at..]
            .iter()
            .enumerate()
            .take_while(|(n, token)| token.raw == "*" && (*n == 0 || token.glued))
            .count();
        if run == 0 {
            at += 1;
            continue;
        }
        let follows_word = tokens[at].glued && at > 0 && tokens[at - 1].kind != Kind::Mark;
        if follows_word {
            let closes = if quoted { 0 } else { open.pop().unwrap_or(0) };
            wild[at..at + run.saturating_sub(closes)].fill(true);
        } else if !quoted && tokens.get(at + run).is_some_and(|next| next.glued) {
            open.push(run);
        } else if tokens[at].glued {
            open.pop();
        }
        at += run;
    }
    wild
}

/// Whether nothing touches the piece that makes it a part of something else: an address, a name, a unit.
fn stands_alone(tokens: &[Token], piece: &Range<usize>) -> bool {
    let before = piece.start.checked_sub(1).map(|at| &tokens[at]).filter(|_| tokens[piece.start].glued);
    let far =
        piece.start.checked_sub(2).map(|at| &tokens[at]).filter(|_| before.is_some_and(|token| token.glued));
    let free_before = match before.map(|token| token.text.as_ref()) {
        None => true,
        Some("/" | "-" | "+" | ":" | "_" | "=") => far.is_none_or(|far| match far.kind {
            Kind::Mixed | Kind::Number => {
                far.raw.starts_with(|sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit())
            }
            Kind::Word => before.is_some_and(|token| token.raw == ":"),
            Kind::Mark => far.raw != "/" && far.raw != ":",
        }),
        Some(mark) => {
            !matches!(mark, "." | "@" | "#" | "&" | "%" | "\\" | "§" | "$" | "~")
                && before.is_some_and(|token| token.kind == Kind::Mark)
        }
    };
    let next = tokens.get(piece.end).filter(|next| next.glued);
    let beyond = tokens.get(piece.end + 1).filter(|beyond| beyond.glued);
    let free_behind = match next.map(|token| token.text.as_ref()) {
        None => true,
        Some("-") => beyond.is_none_or(|beyond| {
            beyond.kind != Kind::Word || beyond.begins(&["kod", "diagnos", "grupp", "pasient"])
        }),
        Some("." | "@" | "_" | "=" | "\\") => beyond.is_none_or(|beyond| beyond.kind == Kind::Mark),
        Some("%" | "°" | "#") => false,
        Some(_) => next.is_some_and(|next| next.kind == Kind::Mark),
    };
    free_before && free_behind
}
