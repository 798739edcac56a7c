//! Spellings of one word that both are right: bokmål and nynorsk, double forms.
//!
//! **Knows**: pairs of common words, endings that answer to each other.
//! **Does not know**: sentences; which of the two a text should use.

use super::lexicon::{self, ADJECTIVE, NOUN, VERB};

/// Words of bokmål and nynorsk that say the same. «og» and «òg» do not.
const PAIRS: &str = "ikke ikkje|uten utan|bare berre|hva kva|hvem kven|hvor kvar|hvordan korleis|hvorfor kvifor|jeg eg|fra frå|\
    noen nokon|noe noko|flere fleire|mer meir|også òg|hver kvar|hvert kvart|hvis viss|de dei|disse desse|en ein|et eit|ett eitt|\
    ei ein|mens medan|siden sidan|blir vert|ble blei|ble vart|være vere|være vera|vært vore|gjøre gjere|gjør gjer|\
    fikk fekk|tar tek|kommer kjem|egen eigen|eget eige|egne eigne|nødvendig naudsynt|formål føremål|formålet føremålet|\
    hjemmel heimel|kilde kjelde|kilder kjelder|kilden kjelda|tjeneste teneste|tjenester tenester|tjenesten tenesta|enhet eining|\
    enheter einingar|enheten eininga|enhetene einingane|sykehus sjukehus|sykehuset sjukehuset|sykdom sjukdom|\
    sykdommen sjukdommen|sykdommer sjukdommar|helsetjenesten helsetenesta|løsning løysing|løsningen løysinga|uke veke|uker veker|måned månad|måneder månader|\
    daglig dagleg|medlemmer medlemer|medlemmene medlemene|leder leiar|lederen leiaren|ledelse leiing|ledelsen leiinga|voksne vaksne|voksen vaksen|barn born|\
    forskning forsking|forskningen forskinga|helseforetak helseføretak|foretak føretak|omfatter omfattar|ingen inga|gir gjev|\
    norge noreg|fram frem|nå no|sju syv|hverken verken|linje line|selv sjølv|innhold innhald|innholdet innhaldet|tilbud tilbod|tilbudet tilbodet|opphold opphald|oppholdet opphaldet|navn namn|sammen saman|\
    bedring betring|forbedring forbetring|innenfor innanfor|lengde lengd|utenfor utanfor|mye mykje|søke søkje|kreve krevje|hele heile|deres deira|hennes hennar";

/// Whether the two are one word in two right spellings.
pub(super) fn same(one: &str, other: &str) -> bool {
    let pair =
        |left: &str, right: &str| PAIRS.split('|').any(|pair| pair.split_once(' ') == Some((left, right)));
    pair(one, other) || pair(other, one) || answer(one, other) || answer(other, one)
}

/// Endings of nynorsk and of bokmål that answer to each other.
const ENDINGS: [(&str, &str); 14] = [
    ("ingane", "ingene"),
    ("ingar", "inger"),
    ("ane", "ene"),
    ("ar", "er"),
    ("inga", "ingen"),
    ("leg", "lig"),
    ("lege", "lige"),
    ("legare", "ligere"),
    ("heit", "het"),
    ("heita", "heten"),
    ("heiter", "heter"),
    ("ande", "ende"),
    ("lova", "loven"),
    ("forskrifta", "forskriften"),
];

/// The bokmål forms that answer to a nynorsk form.
fn bokmaal_of(word: &str) -> impl Iterator<Item = String> + '_ {
    let by_ending = ENDINGS.iter().filter_map(|(nynorsk, bokmaal)| {
        let stem = word.strip_suffix(nynorsk).filter(|stem| stem.chars().count() >= 3)?;
        Some(format!("{stem}{bokmaal}"))
    });
    let by_start = word.strip_prefix("sjuk").map(|rest| format!("syk{rest}"));
    by_ending.chain(by_start)
}

/// Whether the word is the nynorsk form of a listed bokmål word.
pub(super) fn is_nynorsk_form(word: &str) -> bool {
    bokmaal_of(word).any(|form| lexicon::classes(&form).is_some())
}

/// Whether `other` answers to `one`, by its ending.
fn answer(one: &str, other: &str) -> bool {
    let nynorsk = bokmaal_of(one).any(|form| form == other)
        && lexicon::classes(one).is_none()
        && lexicon::is_listed(other);
    nynorsk || is_double_form(one, other)
}

/// «boken» and «boka», «barnene» and «barna», «kastet» and «kasta»: one form of one word.
fn is_double_form(one: &str, other: &str) -> bool {
    let only = |word: &str, wanted: u64| {
        lexicon::classes(word).is_some_and(|classes| classes & wanted > 0 && classes & !wanted == 0)
    };
    let Some(stem) = other.strip_suffix('a').filter(|stem| stem.chars().count() >= 2) else { return false };
    if one.strip_suffix("en") == Some(stem) {
        return only(one, NOUN) && only(other, NOUN);
    }
    if one.strip_suffix("ene") == Some(stem) {
        let feminine = lexicon::classes(&format!("{stem}en")).is_some();
        return !feminine && only(one, NOUN) && only(other, NOUN);
    }
    if one.strip_suffix("et") == Some(stem) {
        return only(one, VERB | ADJECTIVE) && only(other, VERB | ADJECTIVE);
    }
    false
}
