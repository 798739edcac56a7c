//! The words around a number that make it a lower or an upper limit.
//!
//! **Knows**: «over», «fylt», «eller eldre», «aldersgrensen er», «≥» and their like, in bokmål and nynorsk.
//! **Does not know**: numbers, sentences.

use super::limit::{Unit, Years};
use super::token::{Kind, Token};
use super::verdict::NOT;

/// Which side of the number is meant, and whether with the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// «fra og med»
    From,
    /// «over»
    Over,
    /// «til og med»
    To,
    /// «under»
    Under,
}

impl Edge {
    /// The other side, where «ikke» stands before it.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::From => Self::Under,
            Self::Over => Self::To,
            Self::To => Self::Over,
            Self::Under => Self::From,
        }
    }
}

/// A phrase that stands before or behind a number.
#[derive(Clone, Copy)]
pub(super) struct Phrase {
    pub(super) edge: Edge,
    /// How many tokens it has.
    pub(super) length: usize,
    /// Whether it speaks of age by itself, so that «år» may be left out.
    pub(super) says_age: bool,
}

/// A phrase that may speak of anything.
fn any(edge: Edge, length: usize) -> Phrase {
    Phrase { edge, length, says_age: false }
}

/// A phrase that speaks of age.
fn age(edge: Edge, length: usize) -> Phrase {
    Phrase { edge, length, says_age: true }
}

/// What stands behind the number: «eller eldre», «og under», «+».
pub(super) fn behind(tokens: &[Token], years: &Years) -> Option<Phrase> {
    if years.unit == Unit::YearLimit {
        return Some(age(Edge::From, 0));
    }
    let old = usize::from(tokens.get(years.end).is_some_and(|word| word.is(&["gammel", "gamle", "gamal"])));
    let word = |offset: usize| tokens.get(years.end + old + offset);
    if old == 0 && word(0).is_some_and(|mark| mark.glued && mark.raw == "+") {
        return Some(any(Edge::From, 1));
    }
    if word(0).is_some_and(|limit| limit.begins(&["aldersgrens"])) {
        return Some(age(Edge::From, old + 1));
    }
    if !word(0)?.is(&["og", "eller"]) {
        return None;
    }
    let edge = match word(1)?.text.as_ref() {
        "eldre" | "over" | "oppover" | "meir" | "mer" => Edge::From,
        "yngre" | "under" | "nedover" => Edge::To,
        _ => return None,
    };
    // «18 år og over 65» goes on with another limit.
    let another = word(2).is_some_and(|next| next.kind == Kind::Number || next.is(&["enn"]));
    (!another).then(|| age(edge, old + 2))
}

/// Phrases before a number, those that hold others first.
const FIXED: [(&str, Edge); 22] = [
    ("fra og med", Edge::From),
    ("frå og med", Edge::From),
    ("til og med", Edge::To),
    ("f . o . m .", Edge::From),
    ("t . o . m .", Edge::To),
    ("fom", Edge::From),
    ("tom", Edge::To),
    ("eldre enn", Edge::Over),
    ("yngre enn", Edge::Under),
    ("opp til", Edge::To),
    ("frem til", Edge::Under),
    ("fram til", Edge::Under),
    ("over", Edge::Over),
    ("under", Edge::Under),
    ("opptil", Edge::To),
    ("høyst", Edge::To),
    ("høgst", Edge::To),
    ("maksimalt", Edge::To),
    ("maksimum", Edge::To),
    ("maks", Edge::To),
    ("fra", Edge::From),
    ("frå", Edge::From),
];

/// Signs of comparison before a number.
const SIGNS: [(&str, Edge); 8] = [
    ("> =", Edge::From),
    ("< =", Edge::To),
    ("≥", Edge::From),
    ("⩾", Edge::From),
    ("≤", Edge::To),
    ("⩽", Edge::To),
    (">", Edge::Over),
    ("<", Edge::Under),
];

/// What stands before the number; the words come the nearest first.
pub(super) fn ahead(before: &[&str]) -> Option<Phrase> {
    if let Some((edge, length)) = match_ahead(before, &SIGNS) {
        let rest = &before[length..];
        let named = rest.iter().find(|word| **word != "(").is_some_and(|word| is_age_or_person(word));
        return Some(if named { age(edge, length) } else { any(edge, length) });
    }
    if let Some(phrase) = turned(before) {
        return Some(phrase);
    }
    if let Some((edge, length)) = match_ahead(before, &FIXED) {
        return Some(if before[0] == "enn" { age(edge, length) } else { any(edge, length) });
    }
    match before {
        ["minst" | "minimum", rest @ ..] => {
            let about = |word: &&str| matches!(*word, "er" | "være" | "vere" | ":") || is_age_or_person(word);
            rest.first().is_some_and(about).then(|| any(Edge::From, 1))
        }
        ["være" | "vere", "må" | "skal", ..] => Some(any(Edge::From, 1)),
        _ => limit_word(before),
    }
}

/// The first phrase of a table whose words are those before the number, with its length.
fn match_ahead(before: &[&str], table: &[(&str, Edge)]) -> Option<(Edge, usize)> {
    let length = |phrase: &str| phrase.split(' ').count();
    let fits =
        |phrase: &str| before.len() >= length(phrase) && phrase.rsplit(' ').zip(before).all(|(a, b)| a == *b);
    table.iter().find(|(phrase, _)| fits(phrase)).map(|(phrase, edge)| (*edge, length(phrase)))
}

fn is_age_or_person(word: &str) -> bool {
    ["alder", "pasient", "person", "barn", "voks", "vaks", "kvinne", "menn"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

/// «fylt 18», «fra og med fylte 18», «før fylte 18», «ikke har fylt 18».
fn turned(before: &[&str]) -> Option<Phrase> {
    let ["fylt" | "fylte" | "fyllte", rest @ ..] = before else {
        return None;
    };
    Some(match rest {
        ["med", "og", "fra" | "frå", ..] => age(Edge::From, 4),
        ["med", "og", "til", ..] => age(Edge::To, 4),
        ["til", "frem" | "fram" | "opp" | "inn", ..] | ["har", "de" | "dei" | "pasienten", "før", ..] => {
            age(Edge::Under, 3)
        }
        ["før" | "til" | "inntil" | "under", ..] => age(Edge::Under, 2),
        ["fra" | "frå" | "etter" | "over", ..] => age(Edge::From, 2),
        [not, ..] if NOT.contains(not) => age(Edge::Under, 2),
        ["har" | "ha", not, ..] if NOT.contains(not) => age(Edge::Under, 3),
        _ => age(Edge::From, 1),
    })
}

/// «aldersgrensen er 18 år», «øvre aldersgrense på 75 år», «minstealder 18».
fn limit_word(before: &[&str]) -> Option<Phrase> {
    let stems = ["aldersgrens", "minstealder", "minimumsalder"];
    let at = before.iter().take(5).position(|word| stems.iter().any(|stem| word.starts_with(stem)))?;
    let link = ["er", "på", ":", "lik", "til", "satt", "sett", "=", "om", "ved"];
    if !before[..at].iter().all(|word| link.contains(word)) {
        return None;
    }
    let upper = ["øvre", "øverste", "øvste", "høyeste", "høgaste"];
    let is_upper = before.get(at + 1).is_some_and(|word| upper.contains(word));
    Some(age(if is_upper { Edge::To } else { Edge::From }, at + 1))
}

/// How many words before the phrase turn it round: «ikke», «ikke er».
pub(super) fn denial(outside: &[&str]) -> usize {
    match outside {
        [not, ..] if NOT.contains(not) => 1,
        ["er" | "være" | "vere", not, ..] if NOT.contains(not) => 2,
        _ => 0,
    }
}
