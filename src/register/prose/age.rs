//! The age limits that a text sets for who is registered.
//!
//! **Knows**: how age limits are put in bokmål and nynorsk, and what else is said in years.
//! **Does not know**: the limits that the register has elsewhere.
//!
//! A limit counts only where the text takes in or leaves out by it: a share of those over 75, a mean
//! age, a duration or who consents for children are no limits. What can be read in two ways («inntil
//! 18 år») is left out.

use std::ops::Range;
use std::sync::LazyLock;

use super::block::{Block, BlockKind, sentences};
use super::limit::{Limit, limits};
use super::outline::{Above, Outline, cell_numbers};
use super::token::{Kind, Token, words};
use super::verdict::{Reading, Verdict};

/// An age limit: whole years, both ends included.
///
/// «Over 18 år» has `from` 18, as people mean it; «under 18 år» has `to` 17.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeMention {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The youngest that are taken in.
    pub from: Option<u8>,
    /// The oldest that are taken in.
    pub to: Option<u8>,
    /// Whether it was put the other way: «under 18 år registreres ikke» is `from` 18.
    pub excluded: bool,
}

/// The age limits of the text, in order.
pub fn age_limits(text: &str) -> Vec<AgeMention> {
    let mut found = Vec::new();
    for (block, above) in Outline::of(text) {
        let limits = limits(&block.tokens);
        let mut rest = limits.as_slice();
        for sentence in sentences(&block) {
            let (mine, later) =
                rest.split_at(rest.partition_point(|limit| limit.tokens.start < sentence.end));
            rest = later;
            if !mine.is_empty() {
                let reading = Reading::of(&block.tokens, sentence.clone());
                let cells = if above.columns.is_empty() { Vec::new() } else { cell_numbers(&block.tokens) };
                let line = Line { block: &block, above: &above, cells, sentence, reading: &reading };
                found.extend(mine.iter().filter_map(|limit| line.mention(limit)));
            }
        }
    }
    found
}

static PERSON: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "pasient person barn born ungdom unge voks vaks kvinne menn mann gutt jente innbygg deltak \
     individ bruker brukar operert innlagt nyfødt spedbarn småbarn dem",
    )
});
/// Words that do not count people but tell about them.
static STATISTIC: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "median gjennomsnitt snitt prosent promille andel halvpart flertall fleirtal flest mange \
     forekomst førekomst insidens prevalens risiko øker øke aukar auke stiger stig vanlig vanleg \
     hyppig rammer rammar dødelig dødeleg overlev utgjør utgjer estimer anslå anslag omtrent \
     overrepresent antall antal tallet talet snittalder dobbelt oftere oftare sjelden sjeldan \
     forventet forventa levealder befolkning folketal folketall",
    )
});
/// Words of time that passes, not of age.
static DURATION: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "varighet varigheit oppbevar lagres lagrast slett oppfølgingstid observasjonstid funksjonstid \
     funksjonsperiode valgperiode oppnevn symptomvarig sykdomsvarig sjukdomsvarig levetid garanti",
    )
});
/// Who decides for the young, and what they are told.
const GUARDIAN: &[&str] =
    &["foresatt", "føresett", "foreldre", "forelder", "verge", "verje", "vegne", "vegner"];
const PAPER: &[&str] =
    &["skjema", "spørreskjema", "spørjeskjema", "informasjon", "informer", "brev", "spørsmål", "svar"];
static OWN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words("eget egne eige eigne særskilt særskilde særskilte tilpasset tilpassa annet anna")
});
/// Verbs of sentences that tell something about people.
static TELLS: LazyLock<Vec<&str>> =
    LazyLock::new(|| words("har får blir bruker brukar bør lever dør døyr må skal kan vil trenger treng"));
static WHO: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words("målgrupp pasientgrupp populasjon kriteri aldersgrens aldersgrupp deltar deltek delta")
});
static ALSO: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "også òg både herunder deriblant inkludert medregnet særlig særleg spesielt dessuten selv sjølv \
     uansett",
    )
});

/// Tokens by which a block is longer than any fragment.
const LONG: usize = 60;

/// A sentence in its block.
struct Line<'p, 'a> {
    block: &'p Block<'a>,
    above: &'p Above,
    /// In a table: the cell of each token.
    cells: Vec<usize>,
    sentence: Range<usize>,
    reading: &'p Reading,
}

impl Line<'_, '_> {
    fn mention(&self, limit: &Limit) -> Option<AgeMention> {
        let clause = self.around(limit);
        if self.is_aside(&clause, limit) || !self.is_about_inclusion(&clause, limit) {
            return None;
        }
        let at = limit.number;
        let verdict = if self.excluded_above(at) {
            Some(self.reading.of_excluded_thing(at))
        } else {
            self.reading.of_thing(at)
        };
        let excluded = match verdict {
            None | Some(Verdict::Included) => false,
            Some(Verdict::Excluded) => true,
            Some(Verdict::Kept | Verdict::Unsure | Verdict::Elsewhere) => return None,
        };
        let (from, to) = if excluded { limit.ages.complement()? } else { limit.ages.range()? };
        let tokens = &self.block.tokens[limit.tokens.clone()];
        let span = tokens.first()?.span.start..tokens.last()?.span.end;
        Some(AgeMention { span, from, to, excluded })
    }

    fn excluded_above(&self, token: usize) -> bool {
        let column = self.cells.get(token).and_then(|&cell| self.above.columns.get(cell));
        self.above.excluded || column.is_some_and(|column| column.excluded)
    }

    /// The clause of the limit, at most so many tokens to either side.
    fn around(&self, limit: &Limit) -> Range<usize> {
        const REACH: usize = 40;
        let clause = self.reading.clause(limit.number);
        let start = clause.start.max(limit.tokens.start.saturating_sub(REACH)).min(limit.tokens.start);
        start..clause.end.min(limit.tokens.end + REACH).max(limit.tokens.end)
    }

    /// The sentence, at most so many tokens to either side.
    fn wide(&self, limit: &Limit) -> &[Token<'_>] {
        const REACH: usize = 60;
        let start = self.sentence.start.max(limit.tokens.start.saturating_sub(REACH));
        &self.block.tokens[start..self.sentence.end.min(limit.tokens.end + REACH)]
    }

    /// Whether the clause is about something else than who is registered.
    fn is_aside(&self, clause: &Range<usize>, limit: &Limit) -> bool {
        let tokens = &self.block.tokens;
        let words = &tokens[clause.clone()];
        let says = |stems: &[&str]| words.iter().any(|word| word.begins(stems));
        let percent = words.iter().any(|word| word.raw == "%" || word.is(&["ca", "cirka", "delen"]));
        let year =
            words.iter().any(|word| word.number().is_some_and(|number| (1900..2100).contains(&number)))
                && words.iter().any(|word| word.is(&["var", "ble", "blei", "vart", "hadde"]));
        let near = &tokens[clause.start.max(limit.tokens.start.saturating_sub(4))..limit.tokens.start];
        let also = near.iter().enumerate().any(|(at, word)| {
            let predicate = near.get(at + 1).is_some_and(|next| next.is(&["er", "blir"]));
            word.is(&ALSO) && !predicate
        });
        let verb = self.reading.of_thing(limit.number).is_some();
        let consent = says(&["samtykk"]) && (limit.ages.is_upper() || !verb);
        let own = words.windows(2).any(|pair| pair[0].is(&OWN) && pair[1].begins(PAPER));
        let paper = own || says(PAPER) && !verb;
        let statistic = says(&STATISTIC) || percent || year || is_share(words);
        statistic || says(&DURATION) || says(GUARDIAN) || also || consent || paper
    }

    /// Whether the sentence, or its place, is about who is registered.
    fn is_about_inclusion(&self, clause: &Range<usize>, limit: &Limit) -> bool {
        let wide = self.wide(limit);
        let people = wide.iter().any(|word| {
            word.begins(&PERSON) || word.begins(&["alder", "alle"]) || word.is(&["den", "dei", "de"])
        });
        let direct = self.follows_person(limit) || limit.says_age;
        if limit.ages.is_small() && !direct {
            return false;
        }
        let register = wide.first().is_some_and(|word| {
            word.is(&["registeret", "registret", "kvalitetsregisteret", "kvalitetsregistret"])
        });
        let cue = self.reading.speaks()
            || register
            || wide.iter().any(|word| word.begins(&WHO))
            || says_must_be(wide);
        if cue && (people || limit.says_age || !limit.ages.is_small()) {
            return true;
        }
        let around = [clause.start..limit.tokens.start, limit.tokens.end..clause.end];
        let mut words = around.into_iter().flat_map(|part| &self.block.tokens[part]);
        let tells = words.any(|word| word.is(&TELLS)) || self.block.tokens[clause.start].is(&["for"]);
        let length = self.block.tokens.iter().take(LONG).filter(|token| token.kind != Kind::Mark).count();
        let listed = matches!(self.block.kind, BlockKind::Item | BlockKind::Row | BlockKind::Heading(_));
        let fragment = !tells && length <= if listed { 14 } else { 10 };
        let bracket = self.is_in_brackets(limit) && people && !tells;
        fragment || bracket || listed && self.above.lore.criteria && !tells
    }

    /// Whether a person, or «er», stands right before the limit: «barn under 2 år».
    fn follows_person(&self, limit: &Limit) -> bool {
        let before = self.block.tokens[self.sentence.start..limit.tokens.start].iter().rev();
        before.take(2).any(|word| {
            word.begins(&PERSON) || word.begins(&["alder"]) || word.is(&["er", "være", "vere", "på", "("])
        })
    }

    fn is_in_brackets(&self, limit: &Limit) -> bool {
        let before = limit.tokens.start.checked_sub(1).map(|at| self.block.tokens[at].raw);
        let behind = self.block.tokens.get(limit.tokens.end).map(|token| token.raw);
        before == Some("(") && matches!(behind, Some(")" | ","))
    }
}

/// «må være», «må ha fylt»: a condition for being registered.
fn says_must_be(words: &[Token]) -> bool {
    words.windows(2).any(|pair| pair[0].is(&["må", "skal"]) && pair[1].is(&["være", "vere", "ha"]))
}

/// «én av åtte», «ni av ti», «1 av 8».
fn is_share(words: &[Token]) -> bool {
    let is_number =
        |word: &Token| word.kind == Kind::Number || super::number::number_word(&word.text).is_some();
    words.windows(3).any(|three| three[1].is(&["av"]) && is_number(&three[0]) && is_number(&three[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The limits as `18-` or `-17`, with `!` before one that was put the other way.
    fn said(text: &str) -> String {
        let end = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
        let say = |mention: AgeMention| {
            format!("{}{}-{}", if mention.excluded { "!" } else { "" }, end(mention.from), end(mention.to))
        };
        age_limits(text).into_iter().map(say).collect::<Vec<_>>().join(" ")
    }

    fn check(cases: &[(&str, &str)]) {
        let wrong = cases.iter().filter(|(text, expected)| said(text) != *expected);
        let wrong: Vec<String> =
            wrong.map(|(text, expected)| format!("{text:?}: {:?}, not {expected:?}", said(text))).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn limits_are_found() {
        check(&[
            ("Registeret omfatter pasienter som er 18 år eller eldre og har leddgikt.", "18-"),
            ("Det omfattar pasientar som er 18 år eller eldre.", "18-"),
            ("Registeret omfatter alle som er 16 år eller eldre og som får hofteprotese.", "16-"),
            ("Pasienter over 18 år inkluderes.", "18-"),
            ("Pasienten må ha fylt 18 år.", "18-"),
            ("Pasientar frå og med fylte 18 blir registrerte.", "18-"),
            ("Pasienter fra og med fylte 18 år registreres.", "18-"),
            ("Pasienter fra fylte 18 registreres.", "18-"),
            ("Registeret omfatter pasienter fra 18 år.", "18-"),
            ("Registeret inkluderer personer eldre enn 18 år.", "18-"),
            ("Registeret omfatter barn under 18 år.", "-17"),
            ("Registeret omfatter barn under 16.", "-15"),
            ("Registeret omfatter barn yngre enn 16.", "-15"),
            ("Pasienter til og med 64 år registreres.", "-64"),
            ("Pasienter i alderen 18–65 år registreres.", "18-65"),
            ("Pasienter mellom 18 og 65 år registreres.", "18-65"),
            ("Pasienter fra 18 til og med 65 år registreres.", "18-65"),
            ("Pasientar frå fylte 18 til 65 år blir registrerte.", "18-65"),
            ("Registeret er for voksne over atten år.", "18-"),
            ("Registeret omfatter attenårige og eldre.", "18-"),
            ("Registeret omfatter 18-åringer og eldre.", "18-"),
            ("Voksne (≥ 18 år) med leddgikt", "18-"),
            ("Registeret omfatter voksne (≥18 år) med leddgikt.", "18-"),
            ("Voksne (18 år og eldre) med leddgikt følges.", "18-"),
            ("Alder > 18 år", "18-"),
            ("Alder ≥ 18", "18-"),
            ("Alder >= 18 år", "18-"),
            ("Alder < 18 år", "-17"),
            ("Alder ≤ 65 år", "-65"),
            ("> 18 år", "18-"),
            ("18 år eller eldre", "18-"),
            ("over 18 år", "18-"),
            ("under 18 år", "-17"),
            ("fylt 18 år", "18-"),
            ("Aldersgrensen er 18 år.", "18-"),
            ("Aldersgrensa er atten år.", "18-"),
            ("Nedre aldersgrense er satt til 16 år.", "16-"),
            ("Øvre aldersgrense er 75 år.", "-75"),
            ("Registeret har 18-årsgrense.", "18-"),
            ("Pasienten må være minst 18 år.", "18-"),
            ("Pasienten må vere minst 18 år gammal.", "18-"),
            ("Registeret omfatter personer opptil 120 år.", "-120"),
            ("Registeret omfatter personer opp til 120 år.", "-120"),
            ("Pasienter som ikke er eldre enn 65 år, inkluderes.", "-65"),
            ("- 18 år eller eldre\n- Leddgikt", "18-"),
            ("- Alder over 16 år", "16-"),
            ("| Kriterium | Grense |\n|--|--|\n| Alder | 18 år eller eldre |", "18-"),
            ("Registeret omfatter pasienter over 18 år og under 65 år.", "18- -64"),
            ("Pasienter 18 a\u{30A}r eller eldre registreres.", "18-"),
            ("Pasienter over\u{A0}18\u{A0}år registreres.", "18-"),
            ("Registeret omfatter barn fra 0 til 17 år.", "0-17"),
            ("Registeret omfatter barn 0–17 år.", "0-17"),
            ("Pasienter fylt 18 år som har samtykket, inkluderes.", "18-"),
            ("Inklusjonskriterier:\n- fylt 18 år\n- bosatt i Norge", "18-"),
            ("Pasienter som fylte 18 år før innleggelsen, registreres.", "18-"),
            ("Pasienter før fylte 18 år registreres.", "-17"),
            ("Bare pasienter over 18 år registreres.", "18-"),
        ]);
    }

    #[test]
    fn exclusion_is_turned_into_inclusion() {
        check(&[
            ("Pasienter under 18 år inkluderes ikke.", "!18-"),
            ("Barn under 18 år registreres ikke.", "!18-"),
            ("Barn under 18 år blir ikkje registrerte.", "!18-"),
            ("Pasienter under 18 år ekskluderes.", "!18-"),
            ("Pasienter yngre enn 16 år er ikke med.", "!16-"),
            ("Pasienter som ikke har fylt 18 år, registreres ikke.", "!18-"),
            ("Pasienter over 80 år ekskluderes.", "!-80"),
            ("Pasienter 80 år eller eldre ekskluderes.", "!-79"),
            ("Alle pasienter unntatt barn under 16 år registreres.", "!16-"),
            ("Alle pasientar med unntak av barn under 16 år blir registrerte.", "!16-"),
            ("Eksklusjonskriterier:\n- Alder under 18 år\n- Manglende fødselsnummer", "!18-"),
            ("## Eksklusjonskriterier\n\nPasienter under 18 år.", "!18-"),
            ("## Eksklusjon\n\n- Pasienter som ikke har fylt 18 år", "!18-"),
            ("Pasienter over 80 år ekskluderes ikke.", ""),
            ("Pasienter under 18 år registreres ikke uten samtykke fra foresatte.", ""),
            ("Pasienter under 18 år registreres ikke før foreldrene har svart.", ""),
            ("Pasienter mellom 16 og 18 år ekskluderes.", ""),
            ("Registeret planlegger å inkludere barn under 18 år.", ""),
            ("Barn under 18 år følges i et annet register.", ""),
        ]);
    }

    #[test]
    fn what_is_no_limit_is_left_alone() {
        let texts = [
            "Median alder når sykdommen blir påvist, er 56 år.",
            "Gjennomsnittlig alder ved brudd er 81 år.",
            "Klaffesykdom øker med alderen, og én av åtte over 75 år har en klaffefeil.",
            "Pasienter over 75 år utgjør en stor andel av de registrerte.",
            "Mange pasienter over 80 år registreres hvert år.",
            "40 % av pasientene som registreres er over 75 år.",
            "I 2024 var 300 registrerte pasienter over 80 år.",
            "Registeret har data fra de siste 5 år.",
            "Pasienten følges i 10 år.",
            "Journaler for registrerte pasienter leses hvert tredje år.",
            "Reoperasjon innen to år registreres.",
            "Registeret har 10 års oppfølging av pasienter.",
            "Registrerte opplysninger om pasienten oppbevares i minst 10 år.",
            "Tilgang gis for fire år om gangen.",
            "Registeret omfatter pasienter født før 1950.",
            "Ett år etter operasjonen registreres smerte.",
            "Pasienter som har hatt plager i over 2 år registreres.",
            "Pasienter med symptomvarighet over 2 år inkluderes.",
            "Pasienter med plager i meir enn eitt år blir registrerte.",
            "Pasienten kontrolleres over to år etter operasjonen.",
            "Foreldre samtykker for barn under 16 år.",
            "For barn under 16 år må foresatte samtykke.",
            "Pasienter under 16 år må ha samtykke fra verge.",
            "Ungdom over 16 år samtykker selv.",
            "Pasienten får ny informasjon når han fyller 16 år.",
            "Pasienter over 75 år registreres med eget skjema.",
            "For pasienter over 75 år fylles det ut et skjema om skrøpelighet.",
            "Også barn under 18 år registreres.",
            "Registeret omfatter både barn under 18 år og voksne.",
            "Alle pasienter, inkludert barn under 16 år, registreres.",
            "Pasienter med BMI over 35 registreres.",
            "Pasienter med BMI over 35 kg inkluderes.",
            "Barn under 18 måneder registreres.",
            "Pasienter fra 18. mars 2024 registreres.",
            "Pasienter registrert fra 2012 omfattes.",
            "Pasienter over 18,5 poeng inkluderes.",
            "Det er ingen aldersgrense.",
            "Registeret omfatter pasienter inntil 18 år.",
            "Registeret omfatter pasienter i alle aldre.",
            "Dekningsgraden er over 80 % for pasienter.",
            "Operasjon av hoftebrudd innen 48 timer registreres.",
            "En plan skal foreligge innen 3 år fra stadium 2.",
            "Protesen skal vare i flere tiår.",
            "Sykdommen rammer oftest kvinner over 50 år.",
            "Fagrådet oppnevnes for fire år og registrerer møtene.",
            "Registeret hadde 18 år med data i 2024.",
            "Pasienter i nivå 18–65 registreres.",
        ];
        check(&texts.map(|text| (text, "")));
    }

    #[test]
    fn spans_hold_the_phrase() {
        let text = "Pasienter på 18 år eller eldre, men ikke over 65 år, registreres.";
        let said: Vec<&str> = age_limits(text).into_iter().map(|mention| &text[mention.span]).collect();
        assert_eq!(said, ["18 år eller eldre", "ikke over 65 år"]);
    }
}
