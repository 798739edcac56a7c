//! Headings compared and taken apart into words.
//!
//! **Knows**: numbers, letter case, white space, the forms of the words that headings are made of.
//! **Does not know**: what a heading is about.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::{Document, Section, split_number};
use crate::register::letter;

/// Whether two headings are the same but for number, letter case and white space. Headings that are nothing
/// but a number are the same when the number is.
pub fn same_heading(one: &str, other: &str) -> bool {
    let ((number, title), (other_number, other_title)) =
        (split_number(one.trim()), split_number(other.trim()));
    match (compact(title), compact(other_title)) {
        (title, other) if title.is_empty() && other.is_empty() => {
            number.map(|number| number.label) == other_number.map(|number| number.label)
        }
        (title, other) => title == other,
    }
}

/// The section that `wanted` names, as references do (`DOCUMENT#HEADING`): the first with that heading; where
/// several have it, the one whose number is given too.
pub fn find_heading<'a>(document: &'a Document, wanted: &str) -> Option<&'a Section> {
    let (number, title) = split_number(wanted.trim());
    let label = number.map(|number| number.label);
    let title = compact(title);
    let has_label =
        |section: &&Section| section.number.as_ref().map(|number| &number.label) == label.as_ref();
    let headed = document.sections().iter().filter(|section| section.heading.is_some());
    if title.is_empty() {
        return label.as_ref().and_then(|_| headed.clone().find(has_label));
    }
    let mut same = headed.filter(|section| compact(&section.title) == title);
    same.clone().find(has_label).or_else(|| same.next())
}

/// A heading without letter case and white space.
pub(super) fn compact(heading: &str) -> String {
    let heading = letter::composed(heading);
    heading.chars().flat_map(char::to_lowercase).filter(|letter| !letter.is_whitespace()).collect()
}

/// The forms of words, each with the one form by which it is looked up: bokmål and nynorsk, definite and plural,
/// older words for the same thing.
const FORMS: [(&str, &str); 75] = [
    ("administrativ", "administrative administrativt"),
    ("analyse", "analysen analyser analysene analysar analysane"),
    ("ansvar", "ansvaret"),
    ("bakgrunn", "bakgrunnen"),
    ("begrunnelse", "begrunnelsen begrunning grunngjeving grunngjevinga grunngiving grunngivinga"),
    ("behandling", "behandlingen behandlinga handsaming handsaminga"),
    ("behandlingsgrunnlag", "behandlingsgrunnlaget handsamingsgrunnlag handsamingsgrunnlaget"),
    ("beregning", "beregningen berekning berekninga utrekning utregning utrekninga"),
    ("beskrivelse", "beskrivelsen skildring skildringa beskriving beskrivinga"),
    ("bruk", "bruken"),
    ("daglig", "daglige dagleg daglege"),
    ("data", "dataene dataa"),
    (
        "dataansvar",
        "dataansvaret databehandlingsansvar databehandlingsansvaret behandlingsansvar behandlingsansvaret",
    ),
    (
        "dataansvarlig",
        "dataansvarlige dataansvarliges dataansvarleg dataansvarlege databehandlingsansvarlig databehandlingsansvarlige \
         databehandlingsansvarliges databehandlingsansvarleg databehandlingsansvarlege behandlingsansvarlig \
         behandlingsansvarlige behandlingsansvarleg behandlingsansvarlege",
    ),
    ("databehandler", "databehandlere databehandleren databehandlerne databehandlar databehandlarar"),
    ("datafangst", "datafangsten"),
    ("datakvalitet", "datakvaliteten"),
    ("datasett", "datasettet"),
    ("dekningsgrad", "dekningsgraden dekningsgrader dekningsgradene"),
    (
        "dekningsgradsanalyse",
        "dekningsgradsanalysen dekningsgradsanalyser dekningsgradsanalysene dekningsgradsanalysar",
    ),
    ("eksklusjon", "eksklusjonen ekskludering"),
    (
        "eksklusjonskriterier",
        "eksklusjonskriteriene eksklusjonskriterium eksklusjonskriteria eksklusjonskriteriet",
    ),
    ("endring", "endringen endringer endringene endringar endringane endringa"),
    ("faglig", "faglige fagleg faglege"),
    ("fagmiljø", "fagmiljøet fagmiljøene fagmiljøa"),
    ("fagråd", "fagrådet fagrådets"),
    ("forankring", "forankringen forankringa"),
    ("formidling", "formidlingen formidlinga"),
    ("formål", "formålet formålene formåla føremål føremålet føremåla"),
    ("forskning", "forskningen forsking forskinga"),
    ("grunnlag", "grunnlaget"),
    ("helsedirektorat", "helsedirektoratet helsedirektoratets"),
    ("hjemmel", "hjemmelen hjemler heimel heimelen heimlar"),
    ("hjemmelsgrunnlag", "hjemmelsgrunnlaget heimelsgrunnlag heimelsgrunnlaget"),
    ("ikke", "ikkje"),
    ("indikator", "indikatorer indikatorene indikatorar indikatorane"),
    (
        "informasjonssikkerhet",
        "informasjonssikkerheten informasjonssikkerheit informasjonstryggleik informasjonstryggleiken",
    ),
    ("inklusjon", "inklusjonen inkludering"),
    (
        "inklusjonskriterier",
        "inklusjonskriteriene inklusjonskriterium inklusjonskriteria inklusjonskriteriet",
    ),
    ("innhold", "innholdet innhald innhaldet"),
    ("innsamling", "innsamlingen innsamlinga"),
    ("internasjonal", "internasjonale internasjonalt"),
    ("juridisk", "juridiske"),
    ("kriterier", "kriteriene kriterium kriteriet kriteria"),
    ("kvalitet", "kvaliteten"),
    (
        "kvalitetsindikator",
        "kvalitetsindikatorer kvalitetsindikatorene kvalitetsindikatorar kvalitetsindikatorane",
    ),
    ("ledelse", "ledelsen leiing leiinga"),
    ("metode", "metoden metoder metodene metodar metodane"),
    ("miljø", "miljøet miljøer miljøene miljøa"),
    ("nasjonal", "nasjonale nasjonalt"),
    ("navn", "navnet namn namnet"),
    ("opplysninger", "opplysningene opplysning opplysningar opplysningane"),
    ("organisering", "organiseringen organiseringa organisasjon organisasjonen"),
    ("pasient", "pasienten pasienter pasientene pasientar pasientane"),
    ("pasientgruppe", "pasientgruppen pasientgruppa pasientgrupper pasientgruppene"),
    ("pasientpopulasjon", "pasientpopulasjonen"),
    ("personopplysninger", "personopplysningene personopplysningar personopplysningane personopplysning"),
    ("personvern", "personvernet"),
    ("populasjon", "populasjonen"),
    ("registrering", "registreringen registreringa registreringer"),
    ("relasjon", "relasjoner relasjonene relasjonar"),
    ("reservasjon", "reservasjonen reservasjonsrett reservasjonsretten"),
    ("resultat", "resultater resultatene resultatet resultata"),
    ("retningslinje", "retningslinjer retningslinjene retningsliner retningslinene"),
    ("rettslig", "rettslige rettsleg rettslege"),
    ("samarbeid", "samarbeidet"),
    ("sammensetning", "sammensetningen samansetjing samansetjinga samansetning"),
    ("samtykke", "samtykker samtykket samtykka"),
    ("sikkerhet", "sikkerheten sikkerheit tryggleik tryggleiken"),
    ("skjema", "skjemaer skjemaet skjemaene skjemaa"),
    ("styringsgruppe", "styringsgruppen styringsgruppens styringsgruppa"),
    ("taushetsplikt", "taushetsplikten teieplikt teieplikta teieplikten"),
    ("utlevering", "utleveringen utleveringa utleveringer"),
    ("variabel", "variabler variablene variablar variablane"),
    ("vedtekter", "vedtektene vedtektenes vedtektane"),
];

static BASE: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    FORMS.iter().flat_map(|(base, forms)| forms.split_whitespace().map(move |form| (form, *base))).collect()
});

/// What joins the parts of a combined heading.
pub(super) const AND: &str = "og";

/// The register itself, whatever it is called.
const REGISTER: &str = "register";

/// Small words that tie what follows them to what stands before.
const PREPOSITIONS: [&str; 15] =
    ["av", "for", "i", "til", "med", "hos", "på", "om", "ved", "frå", "fra", "mot", "etter", "som", "under"];

/// Whether a word ties what follows to what stands before it.
pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Beginnings that say nothing of what a heading is about.
const OPENINGS: [&[&str]; 14] = [
    &["om"],
    &["hva", "er"],
    &["kva", "er"],
    &["hvem", "er"],
    &["kven", "er"],
    &["beskrivelse", "av"],
    &["nærmere", "om"],
    &["nærare", "om"],
    &["kort", "om"],
    &["generelt", "om"],
    &["oversikt", "over"],
    &["omtale", "av"],
    &["redegjørelse", "for"],
    &["utgreiing", "om"],
];

/// The words of a heading (without its number) in the form by which they are looked up: without the register's
/// name, without an empty opening, `og` for everything that joins.
pub(super) fn words(title: &str) -> Vec<String> {
    let mut words = all_words(title);
    for opening in OPENINGS {
        if words.len() > opening.len() && words.iter().zip(opening).all(|(word, opening)| word == opening) {
            words.drain(..opening.len());
            break;
        }
    }
    drop_register(&mut words);
    words
}

/// The words of a heading, the register's name too.
pub(super) fn all_words(title: &str) -> Vec<String> {
    let title = letter::composed(title);
    let shouted = !title.contains(char::is_lowercase);
    let mut words: Vec<String> = Vec::new();
    let is_joint = |letter: char| matches!(letter, '/' | ',' | '&' | '+');
    for piece in title.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        if !word.is_empty() {
            let after_preposition = words.last().is_some_and(|last| is_preposition(last));
            let word = if !shouted && names_register(word, after_preposition) {
                REGISTER.to_owned()
            } else {
                base(word)
            };
            words.push(word);
        }
        if piece.ends_with(is_joint) {
            words.push(AND.to_owned());
        }
    }
    words.dedup_by(|word, before| word == AND && before == AND);
    while words.last().is_some_and(|word| word == AND) {
        words.pop();
    }
    words
}

/// The form by which a word is looked up.
fn base(word: &str) -> String {
    let word = word.to_lowercase();
    if word == "samt" {
        return AND.to_owned();
    }
    let stem = ["register", "registeret", "registerets", "registerene"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending));
    let registret = ["registret", "registrets"].contains(&word.as_str());
    // Norsk pasientregister and its like are sources, not the register that the document is about.
    let other = |stem: &str| ["pasient", "folke", "fødsels", "dødsårsaks", "kreft", "helse"].contains(&stem);
    if registret || stem.is_some_and(|stem| !other(stem)) {
        return REGISTER.to_owned();
    }
    BASE.get(word.as_str()).map_or(word, |base| (*base).to_owned())
}

/// Whether a word is a short name of a register: capitals within it, or after a preposition nothing but.
fn names_register(word: &str, after_preposition: bool) -> bool {
    const OTHERS: [&str; 12] =
        ["NPR", "PROM", "PREM", "PROMS", "EPJ", "RHF", "ICD", "NCSP", "GDPR", "DPIA", "FHI", "EØS"];
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let first_lower = word.find(char::is_lowercase);
    let within = first_lower.is_some_and(|lower| word[lower..].contains(char::is_uppercase));
    let short =
        after_preposition && capitals >= 3 && capitals == word.chars().count() && !OTHERS.contains(&word);
    (within && capitals >= 2) || short
}

/// Takes the register out of a heading: at its start («registerets formål»), and after a preposition with all
/// that belongs to its name («formål med Norsk prøveregister for leddgikt»).
fn drop_register(words: &mut Vec<String>) {
    const BEFORE: [&str; 9] =
        ["det", "dette", "vårt", "norsk", "nasjonal", "medisinsk", "medisinske", "et", "eit"];
    const AFTER: [&str; 3] = ["sin", "sitt", "sine"];
    while let Some(at) = words.iter().position(|word| word == REGISTER) {
        let named = words[..at].iter().rev().take_while(|word| BEFORE.contains(&word.as_str())).count();
        let mut start = at - named;
        let mut end = at + 1;
        if start > 0 && is_preposition(&words[start - 1]) {
            start -= 1;
            let is_name = words[start..at].iter().any(|word| word == "norsk" || word == "nasjonal");
            if is_name && words.get(end).is_some_and(|word| word == "for" || word == "over") {
                end = words.len();
            }
        } else if start > 0 || words.len() == end {
            return;
        }
        while words.get(end).is_some_and(|word| AFTER.contains(&word.as_str())) {
            end += 1;
        }
        words.drain(start..end);
    }
    words.retain(|word| !AFTER.contains(&word.as_str()));
}
