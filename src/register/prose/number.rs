//! Numbers in words, bokmål and nynorsk.
//!
//! **Knows**: the words from null to hundre og tjue, old and new way of counting.
//! **Does not know**: where they stand, what they count.

/// The words below twenty with what they say.
const SMALL: &[(&str, u32)] = &[
    ("null", 0),
    ("en", 1),
    ("én", 1),
    ("ein", 1),
    ("éin", 1),
    ("ett", 1),
    ("ei", 1),
    ("éi", 1),
    ("eitt", 1),
    ("to", 2),
    ("tre", 3),
    ("fire", 4),
    ("fem", 5),
    ("seks", 6),
    ("sju", 7),
    ("syv", 7),
    ("åtte", 8),
    ("ni", 9),
    ("ti", 10),
    ("elleve", 11),
    ("tolv", 12),
    ("tretten", 13),
    ("fjorten", 14),
    ("femten", 15),
    ("seksten", 16),
    ("sytten", 17),
    ("atten", 18),
    ("attan", 18),
    ("nitten", 19),
];

/// The tens with what they say.
const TENS: &[(&str, u32)] = &[
    ("tjue", 20),
    ("tyve", 20),
    ("tretti", 30),
    ("tredve", 30),
    ("førti", 40),
    ("førr", 40),
    ("femti", 50),
    ("seksti", 60),
    ("sytti", 70),
    ("åtti", 80),
    ("nitti", 90),
];

fn below(word: &str, table: &[(&str, u32)]) -> Option<u32> {
    table.iter().find(|(name, _)| *name == word).map(|&(_, number)| number)
}

/// The number that the words say, from 0 to 120: `atten`, `tjueén`, `en og tyve`, `hundre og tjue`.
/// Letter case does not matter; the text is taken to be NFC.
pub fn number_word(words: &str) -> Option<u32> {
    const LONGEST: usize = 40;
    if words.len() > LONGEST {
        return None;
    }
    let lower = words.to_lowercase();
    let word: String = lower.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
    let hundred =
        ["etthundre", "eitthundre", "ethundre", "hundre"].iter().find_map(|name| word.strip_prefix(name));
    let Some(rest) = hundred else {
        return below_hundred(&word);
    };
    let rest = rest.strip_prefix("og").unwrap_or(rest);
    let more = if rest.is_empty() { 0 } else { below_hundred(rest)? };
    Some(100 + more).filter(|&number| number <= 120)
}

fn below_hundred(word: &str) -> Option<u32> {
    let simple = below(word, SMALL).or_else(|| below(word, TENS));
    simple.or_else(|| {
        TENS.iter().find_map(|&(ten, tens)| {
            // «femogseksti», the old way, puts the unit first.
            let unit = word.strip_prefix(ten).or_else(|| word.strip_suffix(ten)?.strip_suffix("og"))?;
            below(unit, SMALL).filter(|unit| (1..10).contains(unit)).map(|unit| tens + unit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_numbers() {
        let check = |word: &str, expected| assert_eq!(number_word(word), expected, "{word:?}");
        check("null", Some(0));
        check("én", Some(1));
        check("eitt", Some(1));
        check("sju", Some(7));
        check("syv", Some(7));
        check("sytten", Some(17));
        check("atten", Some(18));
        check("attan", Some(18));
        check("Atten", Some(18));
        check("tjue", Some(20));
        check("tyve", Some(20));
        check("tjueén", Some(21));
        check("toogtyve", Some(22));
        check("førti", Some(40));
        check("femogseksti", Some(65));
        check("sekstifem", Some(65));
        check("seksti fem", Some(65));
        check("sytti", Some(70));
        check("åttiåtte", Some(88));
        check("hundre", Some(100));
        check("hundre og tjue", Some(120));
        check("etthundreogto", Some(102));
        check("hundre og tretti", None);
        check("barn", None);
        check("", None);
        check("tjuetjue", None);
        check(&"x".repeat(1_000_000), None);
    }
}
