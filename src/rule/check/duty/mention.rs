//! Whether a text speaks of a thing, in its own words or in the thing's.
//!
//! **Knows**: names as words of their own, and the words of a name or description that tell it from others.
//! **Does not know**: what the thing is, what follows.

use unicode_normalization::UnicodeNormalization;

/// A text in which things are looked for.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    folded: String,
    /// The words of the same, in the letters of keys, sorted.
    words: Vec<String>,
}

impl Spoken {
    /// The text `text`.
    pub(super) fn new(text: &str) -> Self {
        let mut words: Vec<String> = telling(text, 1);
        words.sort_unstable();
        words.dedup();
        Self { folded: fold(text), words }
    }

    /// Whether `name` stands there as words of its own, also in the genitive: «Legemiddelregisterets».
    pub(super) fn names(&self, name: &str) -> bool {
        let name = fold(name);
        let name = name.trim_end_matches(['.', ';', ',']);
        // The words are looked up first: most names stand nowhere, and the text may be long.
        let words = telling(name, 1);
        !words.is_empty()
            && words.iter().all(|word| self.begins(word))
            && self.folded.match_indices(name).any(|(at, _)| {
                let before = self.folded[..at].chars().next_back();
                let rest = &self.folded[at + name.len()..];
                let rest = rest.strip_prefix('s').filter(|rest| ends(rest)).unwrap_or(rest);
                before.is_none_or(|sign| !sign.is_alphanumeric()) && ends(rest)
            })
    }

    /// Whether a variable or its like is called by its key there: `smerte_nrs` or a long part of it, with
    /// the letters of keys («Skrøpelighet» for `skroepelighet`).
    pub(super) fn calls(&self, key: &str) -> bool {
        self.names(key) || telling(key, 4).iter().any(|part| self.begins(part))
    }

    /// How many of the telling words of `phrase` stand there, and how many it has.
    pub(super) fn share(&self, phrase: &str) -> (usize, usize) {
        let words = telling(phrase, 5);
        (words.iter().filter(|word| self.begins(stem(word))).count(), words.len())
    }

    /// Whether most of the telling words of `phrase` stand there.
    pub(super) fn speaks_of(&self, phrase: &str) -> bool {
        let (there, all) = self.share(phrase);
        there * 2 > all || self.names(phrase)
    }

    /// Whether one of these stretches stands there, in lower case.
    pub(super) fn has(&self, stretches: &[&str]) -> bool {
        stretches.iter().any(|stretch| self.folded.contains(stretch))
    }

    /// Whether a word begins so.
    fn begins(&self, part: &str) -> bool {
        let at = self.words.partition_point(|word| word.as_str() < part);
        self.words.get(at).is_some_and(|word| word.starts_with(part))
    }
}

/// The word without the ending of a plural or of the definite form, where enough is left to tell it by:
/// «avtalespesialister» and «avtalespesialist» are one.
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 14] =
        ["ene", "ane", "ers", "ars", "er", "ar", "en", "et", "ets", "ens", "a", "e", "s", "r"];
    let stems = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.filter(|stem| stem.chars().count() >= 6).min_by_key(|stem| stem.len()).unwrap_or(word)
}

/// Letter case, white space, dashes, quotes and Unicode forms apart.
pub(super) fn fold(text: &str) -> String {
    let signs = text.nfc().flat_map(char::to_lowercase).map(|sign| match sign {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '«' | '»' | '“' | '”' | '„' => '"',
        sign => sign,
    });
    let text: String = signs.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of at least `least` letters, in the letters of keys: `ae`, `oe`, `aa`.
fn telling(text: &str, least: usize) -> Vec<String> {
    let text: String = text.nfc().flat_map(char::to_lowercase).collect();
    let plain = text.replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    let words = plain.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| !word.is_empty() && word.chars().count() >= least).map(str::to_owned).collect()
}

fn ends(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_as_words_of_its_own() {
        let check = |text: &str, name: &str, holds: bool| {
            assert_eq!(Spoken::new(text).names(name), holds, "«{name}» in «{text}»");
        };
        check("Data hentes fra Norsk pasientregister.", "norsk  pasientregister", true);
        check("Norsk\npasientregisters data", "Norsk pasientregister", true);
        check("NORSK PASIENTREGISTER", "Norsk pasientregister", true);
        check("Det norske pasientregisteret", "Norsk pasientregister", false);
        check("crp og das28", "das28", true);
        check("crp og das283", "das28", false);
        check("hs-crp måles", "crp", true);
        check("Pa\u{30a}r\u{f8}rende svarer", "Pårørende", true);
        check("", "crp", false);
        check("crp", "", false);
        check("alt – mulig", "alt - mulig.", true);
        check("...", "…", false);
    }

    #[test]
    fn a_key_is_called_by_its_letters() {
        let check = |text: &str, key: &str, holds: bool| {
            assert_eq!(Spoken::new(text).calls(key), holds, "«{key}» in «{text}»");
        };
        check("Skrøpelighet inngår ikke", "skroepelighet", true);
        check("Røykevaner spørres det om", "roeyk", true);
        check("Smerten måles", "smerte_nrs", true);
        check("Funksjonen måles", "smerte_nrs", false);
        check("CRP i blod", "crp", true);
        check("crpx", "crp", false);
        check("", "crp", false);
    }

    #[test]
    fn a_phrase_is_spoken_of_by_most_of_its_words() {
        let check = |text: &str, phrase: &str, holds: bool| {
            assert_eq!(Spoken::new(text).speaks_of(phrase), holds, "«{phrase}» in «{text}»");
        };
        check(
            "Pasienten må ha gitt skriftlig eller elektronisk samtykke.",
            "Pasienten har samtykket skriftlig eller elektronisk",
            true,
        );
        check("Alle følges opp.", "Pasienten har samtykket skriftlig eller elektronisk", false);
        check("Norsk standard", "Norsk pasientregister", false);
        check("", "", false);
        check("Ja", "ja", true);
    }
}
