//! Names of organisations in text: words made comparable, and the known names among them.
//!
//! **Knows**: word boundaries, written standards, legal forms, genitives, acronyms.
//! **Does not know**: which organisations there are (`table`), what a name is asked for.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::table::ORGANISATIONS;
use super::{Mention, Organisation};
use crate::register::letter;

/// Words of more bytes than these are in no name, and are not looked into.
const LONGEST_WORD: usize = 120;

/// The legal forms that may follow a name.
const FORMS: [&str; 3] = ["HF", "RHF", "AS"];

/// The ends of words that make a name that of another body than the one named in it.
const OTHER_BODIES: [&str; 13] = [
    "forening",
    "foreningen",
    "foreninga",
    "forbund",
    "forbundet",
    "høgskole",
    "høgskule",
    "høyskole",
    "kommune",
    "stiftelse",
    "stiftelsen",
    "stiftinga",
    "venner",
];

/// Whether letter case tells names from other words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Running text: a name begins with a capital, and an acronym is written as one.
    Kept,
    /// A field that holds nothing but a name.
    Any,
}

/// The organisations named in `text`, in order, the longest name at each place.
pub(super) fn scan(text: &str, case: Case) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut words = Words { text, at: 0 };
    let mut is_inside_compound = false;
    loop {
        let here = words;
        let Some(word) = words.next() else { return mentions };
        let begins = !is_inside_compound && (case == Case::Any || word.raw.starts_with(char::is_uppercase));
        is_inside_compound = word.after == Gap::Hyphen;
        let Some(name) = begins.then(|| NAMES.longest(here, case)).flatten() else { continue };
        words.at = name.end;
        is_inside_compound = false;
        if let Some(organisation) = name.organisation {
            mentions.push(Mention { span: word.start..name.end, organisation });
        }
    }
}

/// The words of a name in comparable form; names that give the same words are the same.
pub(super) fn words(name: &str) -> impl Iterator<Item = String> {
    Words { text: name, at: 0 }.map(|word| key(word.raw))
}

/// Whether a word of the text, outside the names that are known, makes it another body.
pub(super) fn is_of_other_body(text: &str) -> bool {
    let known = scan(text, Case::Any);
    let starts = [0].into_iter().chain(known.iter().map(|mention| mention.span.end));
    let ends = known.iter().map(|mention| mention.span.start).chain([text.len()]);
    let mut outside = starts.zip(ends).flat_map(|(start, end)| words(&text[start..end]));
    outside.any(|word| OTHER_BODIES.iter().any(|end| word.ends_with(end)))
}

/// A word in comparable form: composed, in lower case, nynorsk as bokmål.
fn key(word: &str) -> String {
    let composed = letter::composed(word);
    let mut plain = String::with_capacity(composed.len());
    for sign in composed.chars().filter(|sign| *sign != '\u{ad}') {
        plain.extend(sign.to_lowercase());
    }
    if plain == "noreg" {
        return "norge".to_owned();
    }
    if plain.len() < "sjukehus".len() || !plain.contains("sj") && !plain.contains("ssy") {
        return plain;
    }
    plain.replace("sjukehus", "sykehus").replace("universitetssy", "universitetsy")
}

/// What stands between a word and the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// White space with no more than one line break.
    Space,
    /// A hyphen, perhaps at the end of a line.
    Hyphen,
    /// All else: no name goes on.
    Break,
}

/// A word as it stands.
struct Word<'text> {
    raw: &'text str,
    start: usize,
    end: usize,
    after: Gap,
}

/// The words of a text from a place on.
#[derive(Clone, Copy)]
struct Words<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Iterator for Words<'text> {
    type Item = Word<'text>;

    fn next(&mut self) -> Option<Word<'text>> {
        let start = self.at + self.text[self.at..].find(is_of_word)?;
        let rest = &self.text[start..];
        let raw = &rest[..rest.find(|sign| !is_of_word(sign)).unwrap_or(rest.len())];
        let end = start + raw.len();
        let gap = &self.text[end..];
        let gap = &gap[..gap.find(is_of_word).unwrap_or(gap.len())];
        self.at = end + gap.len();
        // The full stop of «St.» is part of the word.
        let gap = if raw.eq_ignore_ascii_case("st") { gap.strip_prefix('.').unwrap_or(gap) } else { gap };
        Some(Word { raw, start, end, after: Gap::of(gap) })
    }
}

impl Gap {
    fn of(gap: &str) -> Self {
        let spaces = gap.trim_start_matches(['-', '\u{2010}', '\u{2011}', '\u{2013}']);
        let hyphens = gap[..gap.len() - spaces.len()].chars().count();
        let is_white = spaces.chars().all(char::is_whitespace);
        let line_breaks = spaces.matches('\n').count();
        match (hyphens, is_white, line_breaks) {
            (0, true, 0 | 1) => Self::Space,
            (1, true, 1) => Self::Hyphen,
            (1, true, 0) if spaces.is_empty() => Self::Hyphen,
            _ => Self::Break,
        }
    }
}

/// Letters, digits and marks, and the soft hyphen that is not seen.
fn is_of_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric()
        || !sign.is_ascii() && (sign.is_alphanumeric() || is_combining_mark(sign) || sign == '\u{ad}')
}

/// All names in comparable form, sorted, each with the place of its organisation in the table (none: another
/// thing) and the acronym that it is: to make them comparable would take longer than all that is looked up.
/// A test holds them against the table.
const FOLDED: &str = include_str!("name/folded.txt");

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut parts = line.split('|');
        let name = parts.next()?;
        let organisation = parts.next()?.parse().ok().and_then(|at: usize| ORGANISATIONS.get(at));
        let acronym = parts.next().filter(|acronym| !acronym.is_empty());
        Some((name, Meaning { organisation, acronym }))
    };
    Names(FOLDED.lines().filter_map(line).collect())
});

/// Known names, sorted: their words in comparable form, with a space between.
struct Names(Vec<(&'static str, Meaning)>);

struct Meaning {
    /// None for another thing with a name that begins like an organisation's.
    organisation: Option<&'static Organisation>,
    /// The name as it is written, where it is one word with several capitals.
    acronym: Option<&'static str>,
}

/// A known name in a text.
struct Known {
    organisation: Option<&'static Organisation>,
    /// The byte behind it.
    end: usize,
}

impl Names {
    fn get(&self, name: &str) -> Option<&Meaning> {
        let at = self.0.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        Some(&self.0[at].1)
    }

    /// Whether a name begins with these words.
    fn any_begins_with(&self, words: &str) -> bool {
        let from_there = self.0.partition_point(|(name, _)| *name < words);
        self.0.get(from_there).is_some_and(|(name, _)| name.starts_with(words))
    }

    /// The longest name that begins with the next of `words`, with its legal form.
    fn longest(&self, mut words: Words<'_>, case: Case) -> Option<Known> {
        let mut known = None;
        let mut name = String::new();
        loop {
            let Some(word) = words.next().filter(|word| word.raw.len() <= LONGEST_WORD) else { return known };
            name.push_str(&key(word.raw));
            // The last word of a name may be a genitive.
            let ends = [Some(name.as_str()), name.strip_suffix('s')].into_iter().flatten();
            let meaning = ends.filter_map(|end| self.get(end)).next();
            if let Some(meaning) = meaning.filter(|meaning| meaning.fits(word.raw, case))
                && word.after != Gap::Hyphen
            {
                let end = form_after(&word, words).unwrap_or(word.end);
                known = Some(Known { organisation: meaning.organisation, end });
            }
            name.push(' ');
            if word.after == Gap::Break || !self.any_begins_with(&name) {
                return known;
            }
        }
    }
}

impl Meaning {
    /// Whether the last word is written so that this can be meant.
    fn fits(&self, word: &str, case: Case) -> bool {
        let Some(acronym) = self.acronym.filter(|_| case == Case::Kept) else { return true };
        let word = word.strip_suffix('s').unwrap_or(word);
        word == acronym || word == acronym.to_uppercase()
    }
}

/// The byte behind the legal form that follows a name, if one does.
fn form_after(word: &Word<'_>, mut words: Words<'_>) -> Option<usize> {
    let next = words.next().filter(|_| word.after == Gap::Space)?;
    FORMS.contains(&next.raw.strip_suffix('s').unwrap_or(next.raw)).then_some(next.end)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write;

    use super::super::table::OTHER_THINGS;
    use super::*;

    /// The words of a name in comparable form, with a space between.
    fn comparable(name: &str) -> String {
        words(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_folded_names_are_those_of_the_table() {
        let mut names = BTreeMap::new();
        let mut add = |name: &'static str, at: Option<usize>| {
            let capitals = name.chars().filter(|sign| sign.is_uppercase()).count();
            let acronym = if !name.contains(' ') && capitals > 1 { name } else { "" };
            names.insert(comparable(name), (at, acronym));
        };
        for (at, organisation) in ORGANISATIONS.iter().enumerate() {
            [organisation.name].iter().chain(organisation.names).for_each(|name| add(name, Some(at)));
        }
        OTHER_THINGS.iter().for_each(|name| add(name, None));
        for (at, organisation) in ORGANISATIONS.iter().enumerate() {
            for place in organisation.places.iter().map(|place| comparable(place)) {
                let hospitals = ["sykehuset", "sykehuset i", "sykehuset på"];
                let hospitals = hospitals.map(|hospital| format!("{hospital} {place}"));
                for name in hospitals.into_iter().chain([format!("{place} sykehus")]) {
                    names.entry(name).or_insert((Some(at), ""));
                }
            }
        }
        let expected = names.iter().fold(String::new(), |mut text, (name, (at, acronym))| {
            let at = at.map_or(String::new(), |at| at.to_string());
            writeln!(text, "{name}|{at}|{acronym}").expect("a text takes all that is written");
            text
        });
        if std::env::var_os("REGISTERVAKT_FOLD").is_some() {
            std::fs::create_dir_all("src/register/organisation/name").unwrap();
            std::fs::write("src/register/organisation/name/folded.txt", &expected).unwrap();
        }
        assert!(FOLDED == expected, "REGISTERVAKT_FOLD=1 cargo test --lib folded writes the file anew");
    }
}
