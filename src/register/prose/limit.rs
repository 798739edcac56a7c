//! What is put like an age limit: «over 18 år», «fylte 18», «18–65 år», «≥ 18 år».
//!
//! **Knows**: numbers of years, and the limit that a phrase around them makes.
//! **Does not know**: whether the limit is one of age, and for whom.

use std::ops::Range;
use std::sync::LazyLock;

use super::number::number_word;
use super::phrase::{Edge, Phrase, ahead, behind, denial};
use super::token::{Kind, Token, words};

/// What a phrase lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ages {
    /// One end: «over 18 år».
    One(Edge, u8),
    /// From and to, both included.
    Between(u8, u8),
}

impl Ages {
    /// The youngest and the oldest that are meant; `None` where no age is left.
    ///
    /// People who write «over 18» mean those who have come of age, so it holds 18.
    pub(super) fn range(self) -> Option<(Option<u8>, Option<u8>)> {
        match self {
            Self::One(Edge::From | Edge::Over, age) => Some((Some(age), None)),
            Self::One(Edge::To, age) => Some((None, Some(age))),
            Self::One(Edge::Under, age) => Some((None, Some(age.checked_sub(1)?))),
            Self::Between(from, to) => Some((Some(from), Some(to))),
        }
    }

    /// What is left when these are taken away; `None` where that is not one limit.
    pub(super) fn complement(self) -> Option<(Option<u8>, Option<u8>)> {
        match self {
            Self::One(edge @ (Edge::Over | Edge::To), age) => Self::One(edge.turned(), age).strictly(),
            Self::One(edge @ (Edge::From | Edge::Under), age) => Self::One(edge.turned(), age).range(),
            Self::Between(..) => None,
        }
    }

    /// As the words say, «over 18» without 18.
    fn strictly(self) -> Option<(Option<u8>, Option<u8>)> {
        match self {
            Self::One(Edge::Over, age) => Some((Some(age.checked_add(1)?), None)),
            other => other.range(),
        }
    }

    /// Whether it lets through the young.
    pub(super) fn is_upper(self) -> bool {
        matches!(self, Self::One(Edge::To | Edge::Under, _))
    }

    /// Whether it is so low that it may be a time instead of an age.
    pub(super) fn is_small(self) -> bool {
        const SURE: u8 = 12;
        match self {
            Self::One(_, age) | Self::Between(_, age) => age < SURE,
        }
    }
}

/// A phrase that limits.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    /// The tokens of the phrase.
    pub(super) tokens: Range<usize>,
    /// The token of the number.
    pub(super) number: usize,
    pub(super) ages: Ages,
    /// Whether the phrase itself speaks of age: «fylt», «aldersgrense», «eldre».
    pub(super) says_age: bool,
}

/// A number with what follows it.
pub(super) struct Years {
    age: u8,
    /// The first token after it and its «år».
    pub(super) end: usize,
    pub(super) unit: Unit,
}

/// What the number counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// «18 år», «18-årige».
    Years,
    /// «18-årsgrense».
    YearLimit,
    /// It does not say.
    Open,
}

/// The highest number that is read as an age.
const OLDEST: u32 = 130;

static MONTHS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words("januar februar mars april mai juni juli august september oktober november desember")
});
/// Words behind years that pass.
static PASSING: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words("etter siden sidan tilbake frem fram seinare senere om før mellom oppfølging oppfølgjing kontroll")
});
/// Words behind an age that has no «år».
static AFTER_AGE: LazyLock<Vec<&str>> =
    LazyLock::new(|| words("med som og eller ved er blir registreres inkluderes inkluderast skal kan i på"));
/// What else numbers count.
static UNITS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "måned månad uke veke dag døgn time minutt prosent poeng kg gram svangerskap kroner % cm mm kr mg ml",
    )
});
static PEOPLE: LazyLock<Vec<&str>> =
    LazyLock::new(|| words("pasient person barn born ungdom voks vaks kvinne menn alder"));

/// All phrases of a block that limit, in order.
pub(super) fn limits(tokens: &[Token]) -> Vec<Limit> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match limit_at(tokens, at) {
            Some(limit) => {
                at = limit.tokens.end.max(at + 1);
                found.push(limit);
            }
            None => at += 1,
        }
    }
    found
}

fn limit_at(tokens: &[Token], at: usize) -> Option<Limit> {
    let years = years_at(tokens, at)?;
    let part = at > 0 && tokens[at].glued && tokens[at - 1].is(&["-", ".", ",", "/", ":", "§"]);
    if part {
        return None;
    }
    span_at(tokens, at, &years).or_else(|| one_at(tokens, at, &years))
}

/// The number at a token: digits or words, with «år» if it follows.
fn years_at(tokens: &[Token], at: usize) -> Option<Years> {
    let token = &tokens[at];
    let (age, unit) = match token.kind {
        Kind::Number => (token.number()?, Unit::Open),
        Kind::Word => match number_word(&token.text) {
            Some(number) => (number, Unit::Open),
            None => compound(&token.text, number_word)?,
        },
        Kind::Mixed => compound(&token.text, |stem| stem.parse().ok())?,
        Kind::Mark => return None,
    };
    let age = u8::try_from(age).ok().filter(|&age| u32::from(age) <= OLDEST)?;
    let next = |offset: usize| tokens.get(at + 1 + offset);
    // «18,5» and «18.3» are measures, «18. mars» is a day.
    let point = next(0).is_some_and(|mark| mark.glued && mark.is(&[".", ","]));
    if point && next(1).is_some_and(|word| word.glued && word.kind == Kind::Number || word.is(&MONTHS)) {
        return None;
    }
    let hyphen =
        next(0).is_some_and(|mark| mark.glued && mark.text == "-") && next(1).is_some_and(|word| word.glued);
    let hyphen = usize::from(hyphen);
    match next(hyphen).and_then(|word| year_word(&word.text)) {
        Some(said) if unit == Unit::Open => Some(Years { age, end: at + 2 + hyphen, unit: said }),
        _ => Some(Years { age, end: at + 1, unit }),
    }
}

/// «attenårige», «18år».
fn compound(word: &str, read: impl Fn(&str) -> Option<u32>) -> Option<(u32, Unit)> {
    let mut splits = word.match_indices("år").map(|(at, _)| word.split_at(at));
    let (age, rest) = splits.find_map(|(stem, rest)| read(stem).map(|age| (age, rest)))?;
    Some((age, year_word(rest)?))
}

fn year_word(word: &str) -> Option<Unit> {
    let begins = |stem: &str| word.starts_with(stem);
    if begins("årsgrens") || begins("årsalder") {
        return Some(Unit::YearLimit);
    }
    (matches!(word, "år" | "års" | "åra" | "årene") || begins("åring") || begins("årig"))
        .then_some(Unit::Years)
}

/// «18–65 år», «mellom 18 og 65 år», «fra 18 til og med 65 år».
fn span_at(tokens: &[Token], at: usize, first: &Years) -> Option<Limit> {
    let before = words_before(tokens, at);
    let follows = |phrase: &str| {
        let mut length = 0;
        let same = phrase.split(' ').all(|word| {
            length += 1;
            tokens.get(first.end + length - 1).is_some_and(|token| token.text == word)
        });
        same.then_some(first.end + length)
    };
    let joins = ["-", "til og med fylte", "til og med", "t . o . m .", "tom", "til fylte", "til"];
    let between = before.iter().take(2).any(|word| matches!(*word, "mellom" | "mellem"));
    let and = if between { follows("og") } else { None };
    let last_at = and.or_else(|| joins.iter().find_map(|join| follows(join)))?;
    let last =
        tokens.get(last_at).and_then(|_| years_at(tokens, last_at)).filter(|last| last.age > first.age)?;
    let said = last.unit == Unit::Years || before.iter().take(2).any(|word| word.starts_with("alder"));
    if !said || is_time(tokens, last.end, &before) {
        return None;
    }
    let opening = ["mellom", "fra", "frå", "alderen", "i", "og", "med", "fylte"];
    let start = at - tokens[..at].iter().rev().take_while(|token| token.is(&opening)).count();
    // «til fylte 65» ends the day before.
    let to = if follows("til fylte").is_some() { last.age - 1 } else { last.age };
    let says_age = tokens[start..at].iter().any(|token| token.begins(&["alder", "fylt"]));
    Some(Limit { tokens: start..last.end, number: at, ages: Ages::Between(first.age, to), says_age })
}

/// Up to six words before a token, the nearest first.
fn words_before<'a>(tokens: &'a [Token], at: usize) -> Vec<&'a str> {
    tokens[..at].iter().rev().take(6).map(|token| token.text.as_ref()).collect()
}

/// Whether years that pass are meant: «i over 10 år», «over to år etter operasjonen».
fn is_time(tokens: &[Token], end: usize, before: &[&str]) -> bool {
    let counted = ["i", "siste", "hvert", "kvart", "innen", "innan", "hver", "kvar"];
    tokens.get(end).is_some_and(|word| word.is(&PASSING))
        || before.first().is_some_and(|word| counted.contains(word))
}

/// «over 18 år», «18 år eller eldre».
fn one_at(tokens: &[Token], at: usize, years: &Years) -> Option<Limit> {
    let before = words_before(tokens, at);
    let (phrase, start, end): (Phrase, usize, usize) = match behind(tokens, years) {
        Some(phrase) => (phrase, at, years.end + phrase.length),
        None => {
            let phrase = ahead(&before)?;
            (phrase, at - phrase.length, years.end)
        }
    };
    let outside = words_before(tokens, start);
    let denied = if start == at { 0 } else { denial(&outside) };
    let sure =
        years.unit != Unit::Open || phrase.says_age || follows_people(&outside) && ends_here(tokens, end);
    let other = tokens.get(years.end).is_some_and(|next| next.begins(&UNITS));
    if !sure || other || !phrase.says_age && is_time(tokens, end, &outside) {
        return None;
    }
    let edge = if denied > 0 { phrase.edge.turned() } else { phrase.edge };
    let ages = Ages::One(edge, years.age);
    Some(Limit { tokens: start - denied..end, number: at, ages, says_age: phrase.says_age })
}

fn follows_people(outside: &[&str]) -> bool {
    let named = |word: &&str| {
        PEOPLE.iter().any(|stem| word.starts_with(stem)) || matches!(*word, "er" | "de" | "dei" | "alle")
    };
    outside.first().is_some_and(named)
}

/// Whether the number is the end of what is said: no noun that it could count follows.
fn ends_here(tokens: &[Token], end: usize) -> bool {
    tokens.get(end).is_none_or(|next| {
        next.kind == Kind::Mark && !next.is(&["%", "-", "/", "°", ":"]) || next.is(&AFTER_AGE)
    })
}
