//! Which words there are.
//!
//! **Knows**: the forms of bokmål, words of the field, common nynorsk, how compounds are put together.
//! **Does not know**: what words mean, the text they stand in.
//!
//! `words/bokmaal.fst` maps each form of Norsk ordbank (see `words/NOTICE.md`) to its word classes. It was made by
//! taking the keys of the JSON tables, sorted by their UTF-8 bytes, with the sum of the classes as value, through
//! `fst::Map::from_iter`, and writing its bytes. Nothing is loaded: the map is read where it lies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fst::Map;

/// Word classes as the map stores them.
pub(super) const NOUN: u64 = 1;
pub(super) const ADJECTIVE: u64 = 2;
pub(super) const VERB: u64 = 4;

static BOKMAAL: LazyLock<Map<&[u8]>> = LazyLock::new(|| {
    Map::new(include_bytes!("words/bokmaal.fst").as_slice())
        .expect("the list was written by the same library")
});
/// Words of the field, and whether each is a term whose spelling decides what is meant.
static FIELD: LazyLock<BTreeMap<&str, Term>> = LazyLock::new(|| {
    let lines = include_str!("words/field.txt").lines().filter(|line| !line.starts_with('#'));
    let of_line = |line: &'static str| {
        let (line, term) = line.strip_prefix('!').map_or((line, Term::Plain), |line| (line, Term::Technical));
        line.split_whitespace().map(move |word| (word, term))
    };
    lines.flat_map(of_line).collect()
});
static NYNORSK: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("words/nynorsk.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether the spelling of a word of the field decides what is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Term {
    Plain,
    Technical,
}

/// How sure it is that something is a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// No list has it, and it does not fall into words.
    Unknown,
    /// It falls into words.
    Compound,
    /// A list has it.
    Listed,
}

/// The classes that a listed bokmål form can have.
pub(super) fn classes(word: &str) -> Option<u64> {
    BOKMAAL.get(word)
}

/// Whether a list has the word as it stands.
pub(super) fn is_listed(word: &str) -> bool {
    classes(word).is_some() || FIELD.contains_key(word) || NYNORSK.contains(word)
}

/// Whether the word is a medical term of the own list.
pub(super) fn is_technical(word: &str) -> bool {
    FIELD.get(word) == Some(&Term::Technical)
}

/// How sure it is that `word`, in lower case, is one.
pub(super) fn standing(word: &str) -> Standing {
    const LONGEST: usize = 60;
    let letters: Vec<char> = word.chars().take(LONGEST + 1).collect();
    let tripled = letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    let doubled = letters.windows(2).any(|two| two[0] == two[1] && "iyøåæjhv".contains(two[0]));
    if letters.len() > LONGEST || tripled || doubled && !is_listed(word) {
        return Standing::Unknown;
    }
    let genitive = || {
        word.strip_suffix('s').is_some_and(|stem| stem.len() >= 4 && is_listed(stem) && takes_genitive(stem))
    };
    if is_listed(word) || genitive() || super::variant::is_nynorsk_form(word) {
        return Standing::Listed;
    }
    let hyphenated = word.contains('-')
        && word.split('-').all(|part| part.is_empty() || is_listed(part) || is_compound(part, 2));
    if hyphenated || is_compound(word, 3) { Standing::Compound } else { Standing::Unknown }
}

fn takes_genitive(stem: &str) -> bool {
    let declined = classes(stem).is_some_and(|classes| classes & (NOUN | ADJECTIVE) > 0);
    declined || FIELD.contains_key(stem) || NYNORSK.contains(stem)
}

/// Short words that stand in compounds all the same.
const SHORT: [&str; 21] = [
    "øye", "år", "kne", "fot", "arm", "hud", "tå", "død", "sak", "mål", "tid", "lov", "dag", "uke", "bok",
    "råd", "ben", "rus", "syn", "mor", "far",
];

/// What stands before words without being one.
const PREFIXES: [&str; 73] = [
    "ut", "inn", "opp", "ned", "av", "re", "pre", "post", "intra", "ekstra", "trans", "hyper", "hypo",
    "mono", "poly", "multi", "nevro", "kardio", "gastro", "pseudo", "makro", "mikro", "sub", "supra",
    "inter", "peri", "para", "endo", "hemi", "semi", "bio", "psyko", "immuno", "tverr", "del", "hel", "halv",
    "før", "etter", "over", "under", "mot", "sam", "retro", "auto", "iso", "neo", "proto", "ultra", "video",
    "radio", "tele", "foto", "termo", "hemo", "osteo", "per", "ante", "anti", "kontra", "bi", "tri", "uni",
    "epi", "dys", "ko", "de", "dia", "syn", "meta", "ekso", "intro", "infra",
];

/// The adjectives that compounds often begin with.
const ADJECTIVES: [&str; 24] = [
    "høy", "lav", "ny", "små", "fri", "halv", "hel", "lang", "kort", "dyp", "tung", "stor", "fin", "grov",
    "hard", "spesial", "total", "normal", "lokal", "sosial", "digital", "nasjonal", "final", "general",
];

/// Whether the word always has an «s» behind it in compounds.
fn takes_s(first: &str) -> bool {
    const ENDINGS: [&str; 8] = ["het", "heit", "sjon", "skap", "itet", "ning", "ling", "dom"];
    first.chars().count() > 5 && ENDINGS.iter().any(|ending| first.ends_with(ending))
}

fn is_member(part: &str, wanted: u64) -> bool {
    let long = part.chars().count() >= 4 || SHORT.contains(&part);
    long && (classes(part).is_some_and(|classes| classes & wanted > 0)
        || classes(part).is_none() && (FIELD.contains_key(part) || NYNORSK.contains(part)))
}

/// Whether the two are compounds of which one member was exchanged for another.
pub(super) fn exchange_a_member(one: &str, other: &str) -> bool {
    let member = |part: &str| {
        let stem = part.strip_suffix(['s', 'e']).unwrap_or(part);
        PREFIXES.contains(&part) || is_listed(part) || is_listed(stem)
    };
    one.char_indices().map(|(at, _)| one.split_at(at)).any(|(first, last)| {
        let same_last = other.strip_suffix(last).is_some_and(|first_of_other| {
            last.chars().count() >= 3 && is_listed(last) && member(first) && member(first_of_other)
        });
        let same_first = other.strip_prefix(first).is_some_and(|last_of_other| {
            first.chars().count() >= 2 && member(first) && is_listed(last) && is_listed(last_of_other)
        });
        same_last || same_first
    })
}

/// Whether the word falls into at most `parts` listed ones, with «s» or «e» between them.
fn is_compound(word: &str, parts: usize) -> bool {
    if parts < 2 {
        return false;
    }
    let splits = word.char_indices().map(|(at, _)| at).filter(|at| *at >= 2 && word.len() - at >= 3);
    splits.into_iter().any(|at| {
        let (first, rest) = word.split_at(at);
        if PREFIXES.contains(&first) {
            return rest.chars().count() >= 4 && is_listed(rest);
        }
        if !is_member(first, NOUN) && !ADJECTIVES.contains(&first) {
            return false;
        }
        let joint = |letter: char| rest.strip_prefix(letter).filter(|_| !first.ends_with(letter));
        let joined = joint('s').or_else(|| joint('e'));
        [Some(rest).filter(|_| !takes_s(first)), joined].into_iter().flatten().any(|rest| {
            let long = rest.chars().count() >= 6;
            let last = if long { NOUN | ADJECTIVE | VERB } else { NOUN | ADJECTIVE };
            is_member(rest, last) || is_compound(rest, parts - 1)
        })
    })
}
