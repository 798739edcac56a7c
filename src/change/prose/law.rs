//! References to paragraphs and articles of law.
//!
//! **Knows**: «§ 3-2», «paragraf 3-2», «artikkel 9 nr. 2 bokstav j», «art. 9(2)(j)».
//! **Does not know**: which law is meant, whether the paragraph exists.

use super::lexeme::{Kind, Lexeme};

/// The reference that begins the lexemes: how many of them, and what it refers to.
pub(super) fn reference(lexemes: &[Lexeme]) -> Option<(usize, String)> {
    let first = lexemes.first()?;
    let mut scan = Scan { lexemes, at: 1 };
    if first.form == "§" || first.is(&["paragraf"]) {
        let paragraph = scan.number()?;
        return Some((scan.at, format!("§{paragraph}")));
    }
    if !first.is(&["artikkel", "art", "artikkelen"]) {
        return None;
    }
    scan.skip(".");
    let mut reference = format!("article {}", scan.number()?);
    if let Some(part) = scan.paragraph() {
        reference = format!("{reference}({part})");
        if let Some(letter) = scan.letter() {
            reference = format!("{reference}({letter})");
        }
    }
    Some((scan.at, reference))
}

/// A place in the lexemes that goes on as long as what is asked for stands there.
struct Scan<'l> {
    lexemes: &'l [Lexeme],
    at: usize,
}

impl<'l> Scan<'l> {
    fn peek(&self, ahead: usize) -> Option<&'l Lexeme> {
        self.lexemes.get(self.at + ahead)
    }

    fn skip(&mut self, mark: &str) {
        self.at += usize::from(self.peek(0).is_some_and(|lexeme| lexeme.form == mark));
    }

    fn number(&mut self) -> Option<String> {
        let lexeme = self.peek(0).filter(|lexeme| matches!(lexeme.kind, Kind::Number | Kind::Mixed))?;
        let fits = lexeme.lower.starts_with(|sign: char| sign.is_ascii_digit()) && lexeme.lower.len() <= 8;
        self.at += usize::from(fits);
        fits.then(|| lexeme.lower.clone())
    }

    /// What stands in brackets, if it is one lexeme that fits.
    fn bracketed(&mut self, fits: impl Fn(&Lexeme) -> bool) -> Option<String> {
        let (open, inner, close) = (self.peek(0)?, self.peek(1)?, self.peek(2)?);
        let stands = open.form == "(" && fits(inner) && close.form == ")";
        self.at += if stands { 3 } else { 0 };
        stands.then(|| inner.lower.clone())
    }

    /// «nr. 2», «(2)».
    fn paragraph(&mut self) -> Option<String> {
        let start = self.at;
        if self.peek(0)?.is(&["nr", "nummer"]) {
            self.at += 1;
            self.skip(".");
            let number = self.number();
            if number.is_none() {
                self.at = start;
            }
            return number;
        }
        self.bracketed(|lexeme| lexeme.kind == Kind::Number)
    }

    /// «bokstav j», «litra j)», «(j)», «j».
    fn letter(&mut self) -> Option<String> {
        let is_letter = |lexeme: &Lexeme| {
            lexeme.lower.len() == 1 && lexeme.lower.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        let named = self.peek(0)?.is(&["bokstav", "litra"]);
        if !named && let Some(letter) = self.bracketed(is_letter) {
            return Some(letter);
        }
        let letter = self.peek(usize::from(named)).filter(|lexeme| is_letter(lexeme))?;
        // «artikkel 9 nr. 2 i forordningen» names no letter.
        if !named && letter.lower == "i" {
            return None;
        }
        self.at += 1 + usize::from(named);
        self.skip(")");
        Some(letter.lower.clone())
    }
}
