//! Words and abbreviations that say the same.
//!
//! **Knows**: how abbreviations are written out, names that laws go by.
//! **Does not know**: organisations, numbers.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexeme::Lexeme;

/// One meaning a line, its spellings between `=`. An abbreviation ends with a dot, which may be missing;
/// before `!` it may end a sentence, so that its dot can be a full stop as well.
const SAME: &str = "
f.eks. = f. eks. = for eksempel
t.d. = til dømes
bl.a. = bl. a. = blant annet
m.a. = mellom anna
ca. = cirka = circa
dvs. = d.v.s. = det vil si = det vil seie
jf. = jfr. = jamfør
nr. = nummer
art. = artikkel
kap. = kapittel
pkt. = punkt
pga. = p.g.a. = på grunn av
iht. = i.h.t. = i henhold til
ift. = i forhold til
mht. = m.h.t. = med hensyn til
vha. = v.h.a. = ved hjelp av
ifm. = i.f.m. = i forbindelse med
ifb. = i.f.b. = i forbindelse med
mtp. = m.t.p. = med tanke på
ev. = evt. = eventuelt
inkl. = inkludert
ekskl. = eksklusive
hhv. = henholdsvis
t.o.m. = tom. = til og med
f.o.m. = fom. = fra og med = frå og med
gj.snitt = gjennomsnitt
s.k. = såkalt
vedr. = vedrørende
maks. = maksimalt
tlf. = telefon
pr. = per
mv. = m.v. = med videre = med vidare !
osv. = o.s.v. = og så videre = og så vidare !
m.m. = med mer = med meir !
m.fl. = mfl. = med flere = med fleire !
o.l. = og lignende = og liknende = og liknande !
pst. = prosent = % !
kr. = kroner !
mnd. = måneder = månader !
mill. = millioner = millionar !
mrd. = milliarder = milliardar !
mikrogram = µg = μg = mcg !
milligram = mg !
milliliter = ml !
kilogram = kg !
gdpr = personvernforordningen = personvernforordninga = eus personvernforordning
kvalitetsregisterforskriften = kvalitetsregisterforskrifta = forskrift om medisinske kvalitetsregistre = forskrift om medisinske kvalitetsregister = for-2019-06-21-789
hjerte- og karregisterforskriften = for-2011-12-16-1250
icd-10 = icd10
icpc-2 = icpc2
d-nummer = dnummer
fødselsnummer = f.nr. = fnr.
e-post = epost
";

/// Abbreviations that are words themselves where the dot is missing.
const ONLY_WITH_DOT: [&str; 4] = ["tom", "art", "mill", "ev"];

struct Spelling {
    words: Vec<String>,
    key: String,
    abbreviated: bool,
    may_end: bool,
}

static SPELLINGS: LazyLock<HashMap<String, Vec<Spelling>>> = LazyLock::new(|| {
    let mut table: HashMap<String, Vec<Spelling>> = HashMap::new();
    for line in SAME.lines().filter(|line| !line.is_empty()) {
        let (line, may_end) = line.strip_suffix('!').map_or((line, false), |line| (line, true));
        let mut spellings = line.split('=').map(str::trim);
        let key = format!("={}", line.split('=').next_back().unwrap_or_default().trim());
        for spelling in spellings.by_ref() {
            let words: Vec<String> =
                spelling.split_whitespace().map(|word| word.trim_end_matches('.').to_owned()).collect();
            let Some(first) = words.first().cloned() else { continue };
            let abbreviated = spelling.ends_with('.');
            table.entry(first).or_default().push(Spelling { words, key: key.clone(), abbreviated, may_end });
        }
    }
    for spellings in table.values_mut() {
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.words.len()));
    }
    table
});

/// The phrase that begins the lexemes: how many of them it takes, and its meaning.
pub(super) fn phrase(lexemes: &[Lexeme]) -> Option<(usize, &'static str)> {
    let spellings = SPELLINGS.get(lexemes.first()?.lower.as_str())?;
    spellings.iter().find_map(|spelling| Some((length(spelling, lexemes)?, spelling.key.as_str())))
}

/// How many lexemes the spelling takes, dots too.
fn length(spelling: &Spelling, lexemes: &[Lexeme]) -> Option<usize> {
    let is_dot = |at: usize| lexemes.get(at).is_some_and(|next| next.form == ".");
    let mut at = 0;
    for (index, word) in spelling.words.iter().enumerate() {
        if index > 0 && spelling.abbreviated && is_dot(at) {
            at += 1;
        }
        if lexemes.get(at)?.lower != *word {
            return None;
        }
        at += 1;
    }
    if spelling.abbreviated
        && !is_dot(at)
        && spelling.words.iter().all(|word| ONLY_WITH_DOT.contains(&word.as_str()))
    {
        return None;
    }
    let ends_sentence =
        spelling.may_end && lexemes.get(at + 1).is_none_or(|next| next.form.starts_with(char::is_uppercase));
    Some(at + usize::from(spelling.abbreviated && is_dot(at) && !ends_sentence))
}
