//! What it means that one word stands where another stood.
//!
//! **Knows**: misspellings, real words that look alike, terms that are never a matter of spelling.
//! **Does not know**: where the words stand.

use std::collections::BTreeSet;

use super::Difference;
use super::lexicon::{self, Standing};
use super::unit::{Sort, Unit};
use super::{distance, variant, weight};
use crate::register::organisation;

/// A judgement of two units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) difference: Difference,
    /// Whether both are right spellings of one word, as when a text turns into nynorsk.
    pub(super) is_variant: bool,
}

impl Verdict {
    fn plain(difference: Difference) -> Self {
        Self { difference, is_variant: false }
    }
}

/// The written standard of the texts, as far as it matters: the lists know less nynorsk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    Bokmaal,
    Nynorsk,
}

impl Tongue {
    /// What most of the telling words of the units are.
    pub(super) fn of(units: &[Unit]) -> Self {
        const NYNORSK: [&str; 16] = [
            "ikkje", "frå", "eit", "ein", "dei", "berre", "utan", "kva", "kven", "korleis", "noko", "vere",
            "nokon", "òg", "eg", "blei",
        ];
        const BOKMAAL: [&str; 12] =
            ["ikke", "fra", "et", "en", "de", "bare", "uten", "hva", "hvem", "hvordan", "noe", "være"];
        let count = |words: &[&str]| units.iter().filter(|unit| words.contains(&unit.key.as_str())).count();
        let written = |ending: &str| units.iter().any(|unit| unit.key.ends_with(ending));
        let nynorsk = count(&NYNORSK) + usize::from(written("ane")) + usize::from(written("leg"));
        if nynorsk > count(&BOKMAAL) { Self::Nynorsk } else { Self::Bokmaal }
    }
}

/// What it means that `other` stands where `one` stood. The order does not matter.
pub(super) fn judge(one: &Unit, other: &Unit, tongue: Tongue) -> Verdict {
    if one.key == other.key {
        return Verdict::plain(same_key(one, other));
    }
    match (one.sort, other.sort) {
        _ if one.is_word() && other.is_word() => words(one, other, tongue),
        (Sort::Organisation(_), _) | (_, Sort::Organisation(_)) => Verdict::plain(name_beside(one, other)),
        (Sort::Fact, Sort::Word) | (Sort::Word, Sort::Fact) => Verdict::plain(fact_beside(one, other)),
        _ => Verdict::plain(Difference::Content),
    }
}

/// What it means that one unit is written in another way.
fn same_key(one: &Unit, other: &Unit) -> Difference {
    if one.form == other.form {
        return Difference::None;
    }
    match (one.sort, other.sort) {
        (Sort::Organisation(_), Sort::Organisation(_)) => names(&one.form, &other.form),
        (Sort::Word, Sort::Word) => letter_case(one, other),
        (Sort::Fact, Sort::Fact) => sign_case(&one.form, &other.form),
        _ => Difference::Editorial,
    }
}

/// Two names of one organisation. A hospital is not the whole trust, and not the trust's other hospital.
fn names(one: &str, other: &str) -> Difference {
    let (Some(known), true) = (organisation::find(one), organisation::find(one) == organisation::find(other))
    else {
        return Difference::Unsure;
    };
    let legal = proper_words(known.name());
    let is_acronym = |name: &str| name.chars().all(|sign| sign.is_uppercase() || matches!(sign, ' ' | '-'));
    let says = |name: &str| if is_acronym(name) { legal.clone() } else { proper_words(name) };
    let whole = |words: &BTreeSet<String>| words.is_subset(&legal);
    let (one, other) = (says(one), says(other));
    // A trust that is no university hospital itself goes by the name of the one it has.
    let stands_for = |words: &BTreeSet<String>| {
        let university =
            |words: &BTreeSet<String>| words.iter().any(|word| word.starts_with("universitetssykehus"));
        university(words) && !university(&legal) && words.len() <= 2
    };
    let sites = |words: &BTreeSet<String>| {
        words.iter().filter(|word| !word.contains("sykehus")).cloned().collect::<BTreeSet<_>>()
    };
    let fits = match (whole(&one), whole(&other)) {
        (true, true) => true,
        (true, false) => stands_for(&other),
        (false, true) => stands_for(&one),
        (false, false) => sites(&one) == sites(&other),
    };
    if fits { Difference::Editorial } else { Difference::Unsure }
}

/// The words of a name without legal form and genitive, in bokmål and lower case.
fn proper_words(name: &str) -> BTreeSet<String> {
    let lower =
        name.to_lowercase().replace("sjukehus", "sykehus").replace("noreg", "norge").replace("aust", "øst");
    let words = lower
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "hf" | "rhf" | "hfs" | "as"));
    let plain = |word: &str| match word.strip_suffix("sykehuset") {
        Some(start) => format!("{start}sykehus"),
        None if word.ends_with("sykehus") => word.to_owned(),
        None => word.trim_end_matches('s').to_owned(),
    };
    words.map(plain).collect()
}

/// What it means that letters of a word are raised or lowered.
fn letter_case(one: &Unit, other: &Unit) -> Difference {
    let capital = |form: &str| form.chars().filter(|sign| sign.is_uppercase()).count();
    let rest = |form: &str| form.chars().skip(1).collect::<String>();
    let first_only = rest(&one.form) == rest(&other.form);
    let letters = one.key.chars().count();
    let starts = one.lead.opens_sentence() || other.lead.opens_sentence();
    if first_only && starts && letters >= 2 {
        return Difference::Editorial;
    }
    let is_acronym = |form: &str| form.len() >= 2 && capital(form) == form.chars().count();
    let listed = lexicon::is_listed(&one.key);
    if is_acronym(&one.form) || is_acronym(&other.form) {
        // «HUS» and «hus» are not the same.
        let long = letters >= 6 && listed;
        return if long || !listed && letters >= 3 { Difference::Editorial } else { Difference::Unsure };
    }
    if first_only && letters >= 4 && listed && !weight::is_unit(&one.key) {
        Difference::Editorial
    } else {
        Difference::Unsure
    }
}

/// What it means that letters of a code or a unit are raised or lowered.
fn sign_case(one: &str, other: &str) -> Difference {
    let has_digit = |form: &str| form.contains(|sign: char| sign.is_ascii_digit());
    let is_number_word = |form: &str| form.chars().all(|sign| sign.is_alphabetic() || sign == '-');
    if has_digit(one) || has_digit(other) || is_number_word(one) || is_number_word(other) {
        Difference::Editorial
    } else {
        Difference::Unsure
    }
}

/// A known name and something else: perhaps the name misspelt.
fn name_beside(one: &Unit, other: &Unit) -> Difference {
    let near = distance::within(&one.form.to_lowercase(), &other.form.to_lowercase(), 2).is_some();
    if near { Difference::Unsure } else { Difference::Content }
}

/// A number or a code and a word: perhaps a number word misspelt.
fn fact_beside(one: &Unit, other: &Unit) -> Difference {
    let (fact, word) = if one.sort == Sort::Fact { (one, other) } else { (other, one) };
    let spelt = fact.form.chars().all(char::is_alphabetic);
    let near = spelt && distance::within(&fact.form.to_lowercase(), &word.lower(), 1).is_some();
    if near && lexicon::standing(&word.lower()) == Standing::Unknown {
        Difference::Unsure
    } else {
        Difference::Content
    }
}

fn words(one: &Unit, other: &Unit, tongue: Tongue) -> Verdict {
    let (left, right) = (&*one.lower(), &*other.lower());
    if variant::same(left, right) {
        return Verdict { difference: Difference::Editorial, is_variant: true };
    }
    let hangs = |word: &str| word.starts_with('-') || word.ends_with('-');
    if hangs(left) || hangs(right) {
        return Verdict::plain(Difference::Unsure);
    }
    let bare = |word: &str| word.replace('-', "");
    if bare(left) == bare(right) {
        let heavy = [left, right].iter().any(|word| word.split('-').any(weight::denies));
        return Verdict::plain(if heavy { Difference::Unsure } else { Difference::Editorial });
    }
    Verdict::plain(match (lexicon::standing(left), lexicon::standing(right)) {
        (Standing::Unknown, Standing::Unknown) => unlisted(one, other),
        (Standing::Unknown, _) => correction(one, other, tongue),
        (_, Standing::Unknown) => correction(other, one, tongue),
        (Standing::Compound, Standing::Listed) if is_chance(left, right) => correction(one, other, tongue),
        (Standing::Listed, Standing::Compound) if is_chance(right, left) => correction(other, one, tongue),
        (Standing::Compound, _) | (_, Standing::Compound) if distance::within(left, right, 1).is_some() => {
            Difference::Unsure
        }
        _ => Difference::Content,
    })
}

/// Whether `slip` falls into words by chance («regi-s-tert»), and not because one member of a compound is another.
fn is_chance(slip: &str, word: &str) -> bool {
    let near = word.chars().count() >= 8 && distance::within(slip, word, 1).is_some();
    near && !lexicon::exchange_a_member(slip, word)
}

/// Two words that no list has.
fn unlisted(one: &Unit, other: &Unit) -> Difference {
    let near = distance::within(&one.lower(), &other.lower(), 2).is_some();
    let long = one.lower().chars().count().min(other.lower().chars().count()) >= 5;
    if near && long && !is_name(one) && !is_name(other) { Difference::Unsure } else { Difference::Content }
}

/// Whether the word is a name or an acronym, by its capitals.
fn is_name(unit: &Unit) -> bool {
    let capitals = unit.form.chars().filter(|sign| sign.is_uppercase()).count();
    capitals > 1
        || capitals == 1 && !(unit.form.starts_with(char::is_uppercase) && unit.lead.opens_sentence())
}

/// `slip` is no known word, `word` is: whether the one is the other misspelt.
fn correction(slip: &Unit, word: &Unit, tongue: Tongue) -> Difference {
    let (wrong, right) = (&*slip.lower(), &*word.lower());
    let length = wrong.chars().count().min(right.chars().count());
    let reach = if length >= 8 { 2 } else { 1 };
    let Some(edits) = distance::within(wrong, right, reach) else { return Difference::Content };
    if is_negated(wrong, right) || looks_inflected(wrong, right) && weight::is_heavy(right) {
        return Difference::Content;
    }
    let doubtful = length < 4
        || !is_telling_slip(wrong, right, edits)
        || tongue == Tongue::Nynorsk && !is_slip_of_the_hand(wrong, right)
        || is_name(slip)
        || is_name(word)
        || weight::denies(right)
        || lexicon::is_technical(right)
        || looks_technical(wrong, right)
        || first_letters_differ(wrong, right)
        || weight::is_heavy(right) && (length < 5 || !is_only_neighbour(wrong, right));
    if doubtful || edits > 1 && has_nearer_word(wrong, right) || has_opposite_neighbour(wrong, right) {
        Difference::Unsure
    } else {
        Difference::Editorial
    }
}

/// Whether a slip is of a kind and the word so long that hardly another word is meant. No list has all words of
/// medicine, and many of them differ by one letter: «nekrotisk» and «nevrotisk», «dysfagi» and «dysfasi».
fn is_telling_slip(wrong: &str, right: &str, edits: usize) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (wrong.chars().collect(), right.chars().collect());
    let length = one.len().min(other.len());
    let differing: Vec<usize> = (0..length).filter(|at| one[*at] != other[*at]).collect();
    let is_ending = |at: usize| {
        let vowel = |letter: char| matches!(letter, 'a' | 'e');
        at + 3 >= length && vowel(one[at]) && vowel(other[at])
    };
    match (one.len() == other.len(), differing.as_slice()) {
        _ if edits > 1 => length >= 12,
        // One letter for another: «forskjellar» for «forskjeller» is told by its ending.
        (true, [at]) => length >= 10 || length >= 8 && is_ending(*at),
        // Two letters swapped, one left out, one too many.
        _ => length >= 7 || length >= 5 && is_slip_of_the_hand(wrong, right) && one.len() != other.len(),
    }
}

/// Whether the two differ by a letter too many, or by two swapped, within a long word. Where a list knows few words,
/// all else may be a word that it lacks.
fn is_slip_of_the_hand(wrong: &str, right: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (wrong.chars().collect(), right.chars().collect());
    let sorted = |letters: &[char]| {
        let mut letters = letters.to_vec();
        letters.sort_unstable();
        letters
    };
    let undoubled = |letters: &[char]| {
        let mut letters = letters.to_vec();
        letters.dedup();
        letters
    };
    let long = one.len().min(other.len()) >= 7;
    let same_end = one.last() == other.last();
    undoubled(&one) == undoubled(&other)
        || one.len() == other.len() && sorted(&one) == sorted(&other)
        || long && same_end && one.len() != other.len()
}

/// Whether one is the other with a prefix that turns its meaning round.
fn is_negated(one: &str, other: &str) -> bool {
    const PREFIXES: [&str; 8] = ["u", "in", "im", "mis", "ikke", "a", "an", "non"];
    let by =
        |long: &str, short: &str| long.strip_suffix(short).is_some_and(|prefix| PREFIXES.contains(&prefix));
    by(one, other) || by(other, one)
}

/// Whether the two differ only in what stands at their ends.
fn looks_inflected(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn first_letters_differ(one: &str, other: &str) -> bool {
    let start = |word: &str| word.chars().take(2).collect::<Vec<_>>();
    let (one, other) = (start(one), start(other));
    let swapped = one.iter().rev().eq(other.iter());
    one.first() != other.first() && !swapped
}

/// Endings of names of drugs, diseases and procedures.
const TECHNICAL: [&str; 43] = [
    "mab", "nib", "olon", "ison", "sat", "itt", "itis", "ose", "osis", "om", "oma", "emi", "uri", "pati",
    "pril", "sartan", "olol", "statin", "cillin", "mycin", "azol", "idin", "tidin", "pam", "lam", "cept",
    "kain", "trofi", "ektomi", "tomi", "skopi", "plastikk", "grafi", "algi", "plegi", "parese", "penem",
    "prim", "in", "on", "at", "id", "yl",
];

/// Common words with such endings.
const COMMON: [&str; 36] = [
    "diagnose",
    "diagnosen",
    "prognose",
    "symptom",
    "syndrom",
    "problem",
    "totalsum",
    "system",
    "kontroll",
    "dom",
    "sykdom",
    "sjukdom",
    "ungdom",
    "barndom",
    "alderdom",
    "pasientskjema",
    "sjon",
    "region",
    "person",
    "telefon",
    "medisin",
    "disiplin",
    "termin",
    "resultat",
    "referat",
    "format",
    "kandidat",
    "apparat",
    "tid",
    "arbeid",
    "sertifikat",
    "krav",
    "mandat",
    "begin",
    "privat",
    "formular",
];

/// Whether what looks misspelt may be a term that no list has.
fn looks_technical(wrong: &str, right: &str) -> bool {
    let ends = TECHNICAL.iter().any(|ending| wrong.ends_with(ending));
    ends && !COMMON.iter().any(|common| right.ends_with(common))
}

/// Whether no other word is as near to what is written as `right`.
fn is_only_neighbour(wrong: &str, right: &str) -> bool {
    !distance::neighbours(wrong).any(|near| near != right && lexicon::is_listed(&near))
}

/// Whether a listed word is nearer to what is written than `right`, which is two edits away.
fn has_nearer_word(wrong: &str, right: &str) -> bool {
    distance::neighbours(wrong)
        .any(|near| near != right && lexicon::is_listed(&near) && !is_other_form(&near, right))
}

/// Whether the two look like forms of one word.
fn is_other_form(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let longest = one.chars().count().max(other.chars().count());
    shared >= 5 && shared + 3 >= longest
}

/// Whether a word that means the opposite of `right` is one edit away from what is written.
fn has_opposite_neighbour(wrong: &str, right: &str) -> bool {
    let opposite = |near: &String| is_negated(near, right) && lexicon::is_listed(near);
    distance::neighbours(wrong).any(|near| opposite(&near))
}
