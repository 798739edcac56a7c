//! Whether a sentence takes something in or leaves it out.
//!
//! **Knows**: the words of inclusion, exclusion and denial in bokmål and nynorsk, and how far in a
//! sentence each of them reaches.
//! **Does not know**: what is taken in: a code, an age, a paragraph of law.

use std::ops::Range;
use std::sync::LazyLock;

use super::token::{Kind, Token, words};

/// What a sentence says of something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is taken in.
    Included,
    /// It is not left out: «ekskluderes ikke».
    Kept,
    /// It is left out.
    Excluded,
    /// On a condition: «registreres ikke før diagnosen er satt».
    Unsure,
    /// It is a plan, or the business of another register.
    Elsewhere,
}

/// A word that leaves out what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// «unntatt», «bortsett fra»: an exception, which turns an exclusion into its opposite.
    Exception,
    /// A bare «ikke» right before it.
    Denial,
}

/// A part of a sentence with a verb of its own, as far as punctuation tells.
#[derive(Debug)]
struct Clause {
    tokens: Range<usize>,
    /// Words of inclusion and exclusion, in order.
    verbs: Vec<(usize, Verdict)>,
    /// «likevel»: against what a heading says.
    nevertheless: bool,
    elsewhere: bool,
}

/// One sentence as read for what it takes in and leaves out.
#[derive(Debug)]
pub(super) struct Reading {
    start: usize,
    marks: Vec<Option<Mark>>,
    /// How many commas stand before each token.
    commas: Vec<usize>,
    clauses: Vec<Clause>,
}

pub(super) const NOT: &[&str] = &["ikke", "ikkje", "ikkj"];
const NONE: &[&str] = &["ingen", "inga", "verken", "hverken", "aldri"];
pub(super) static ONLY: LazyLock<Vec<&str>> =
    LazyLock::new(|| words("bare berre kun utelukkende utelukkande andre annet anna minst"));
/// What may stand between «ikke» and the verb that it denies.
static BETWEEN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "er blir bli ble blei vart vert verte være vere skal skulle kan kunne må bør har ha nå no lenger \
     lengre lengjer heller fortsatt framleis derfor difor normalt vanligvis til vanlig å i dag også \
     òg dermed likevel automatisk foreløpig tas takast tatt tekne teken blitt vorte det dei de disse \
     desse",
    )
});
/// What may stand between «ikke» and the code or person that it denies.
static BEFORE_THING: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "med for ved har kode koden kodene koder kodane diagnose diagnosen diagnosene pasienter pasientar \
     pasient personer personar barn born ungdom under heller lenger som er diagnosekode diagnosekoden \
     diagnosekodene diagnosekoder prosedyrekoden prosedyrekodene få ( ` * \" « icd - 10 : av alle til",
    )
});
static CONDITION: LazyLock<Vec<&str>> =
    LazyLock::new(|| words("uten utan før dersom hvis viss når mindre såfremt såframt"));
static CLOSE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "men mens medan samt derimot fordi ettersom siden sidan dersom hvis viss når også òg likevel \
     tillegg ; |",
    )
});
const NEW_CLAUSE: &[&str] = &["men", "mens", "medan", "derimot", "imidlertid", "imens"];
static TAKES_IN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "registrer inkluder inklusj innlemm omfatt inngå inngår innrapporter rapporter meldes melder \
     meldast",
    )
});
static LEAVES_OUT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words("ekskluder eksklusj ekskl utelat utelukk uteletne unntas unntakes unnatek utgår sileres")
});
static TAKEN: LazyLock<Vec<&str>> =
    LazyLock::new(|| words("tas takast takes tatt teken tekne teke tek tar ta tok kommer kjem telles"));
static IS: LazyLock<Vec<&str>> = LazyLock::new(|| words("er blir bli ble blei vart vert var være vere"));
static HELD: LazyLock<Vec<&str>> = LazyLock::new(|| words("hold held hald fall fell ligg er står blir"));

impl Reading {
    /// Reads the sentence that these tokens are.
    pub(super) fn of(tokens: &[Token], sentence: Range<usize>) -> Self {
        let clauses = clauses(tokens, sentence.clone());
        let marks = marks(tokens, sentence.clone(), &clauses);
        let commas = tokens[sentence.clone()]
            .iter()
            .scan(0, |count, token| {
                *count += usize::from(token.raw == ",");
                Some(*count)
            })
            .collect();
        Self { start: sentence.start, marks, commas, clauses }
    }

    fn clause_at(&self, token: usize) -> Option<&Clause> {
        let at = self.clauses.partition_point(|clause| clause.tokens.end <= token);
        self.clauses.get(at)
    }

    /// The tokens of the clause that holds this token.
    pub(super) fn clause(&self, token: usize) -> Range<usize> {
        self.clause_at(token).map_or(token..token + 1, |clause| clause.tokens.clone())
    }

    /// What the sentence says of the thing at this token; `None` where it says nothing.
    pub(super) fn of_thing(&self, token: usize) -> Option<Verdict> {
        let clause = self.clause_at(token)?;
        let mark = self.marks.get(token - self.start).copied().flatten();
        let said = self.nearest(clause, token);
        match (mark, said) {
            (Some(Mark::Exception), Some(Verdict::Excluded)) => Some(Verdict::Included),
            (Some(_), _) => Some(Verdict::Excluded),
            (None, _) if clause.elsewhere => Some(Verdict::Elsewhere),
            (None, said) => said,
        }
    }

    /// Under a heading or behind a lead-in that leaves out: only «likevel» takes something in again.
    pub(super) fn of_excluded_thing(&self, token: usize) -> Verdict {
        let again = self.clause_at(token).is_some_and(|clause| clause.nevertheless);
        match self.of_thing(token) {
            Some(Verdict::Included) if again => Verdict::Included,
            _ => Verdict::Excluded,
        }
    }

    /// The verb that speaks of the token: between the same commas, else the next, else the last before.
    fn nearest(&self, clause: &Clause, token: usize) -> Option<Verdict> {
        let comma = |at: usize| self.commas.get(at - self.start).copied();
        let split = clause.verbs.partition_point(|verb| verb.0 < token);
        let last = split.checked_sub(1).and_then(|last| clause.verbs.get(last));
        let next = clause.verbs.get(split);
        let beside = last.into_iter().chain(next).filter(|verb| comma(verb.0) == comma(token));
        let nearest = beside.min_by_key(|verb| verb.0.abs_diff(token));
        nearest.or(next).or(last).map(|verb| verb.1)
    }

    /// What it says of that which follows, if it is a heading or ends with a colon.
    pub(super) fn of_what_follows(&self) -> Option<Verdict> {
        if self.marks.last().copied().flatten().is_some() {
            return Some(Verdict::Excluded);
        }
        self.clauses.last()?.verbs.last().map(|verb| verb.1)
    }

    /// Whether any word of inclusion or exclusion stands in it.
    pub(super) fn speaks(&self) -> bool {
        self.clauses.iter().any(|clause| !clause.verbs.is_empty())
    }
}

/// Whether the token begins a code, as far as its form tells.
fn may_be_code(token: &Token) -> bool {
    token.kind == Kind::Mixed && token.raw.starts_with(|sign: char| sign.is_ascii_uppercase())
}

fn clauses(tokens: &[Token], sentence: Range<usize>) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut start = sentence.start;
    for at in sentence.clone() {
        if at > start && begins_clause(tokens, at, sentence.end) {
            found.push(clause(tokens, start..at));
            start = at;
        }
    }
    found.push(clause(tokens, start..sentence.end));
    found
}

fn begins_clause(tokens: &[Token], at: usize, end: usize) -> bool {
    let token = &tokens[at];
    if token.is(NEW_CLAUSE) || tokens[at - 1].raw == ";" {
        return true;
    }
    // In Norwegian a comma before «og» begins a main clause, unless a list is punctuated the English way.
    let next_is_code = tokens[at + 1..end].iter().take(3).any(may_be_code);
    token.is(&["og", "eller", "så"]) && tokens[at - 1].raw == "," && !next_is_code
}

fn clause(tokens: &[Token], range: Range<usize>) -> Clause {
    let words = &tokens[range.clone()];
    let verbs =
        range.clone().filter_map(|at| verb(tokens, &range, at).map(|verdict| (at, verdict))).collect();
    let plans = |at: usize| {
        words[at].begins(&["planlegg", "planlagt", "foreslå", "foreslått", "vurderes", "vurderast"])
            || follows(words, at, &["på", "sikt"])
            || other_register(words, at)
    };
    Clause {
        verbs,
        nevertheless: words.iter().any(|word| word.is(&["likevel", "allikevel", "derimot"])),
        elsewhere: (0..words.len()).any(plans),
        tokens: range,
    }
}

fn follows(words: &[Token], at: usize, expected: &[&str]) -> bool {
    words.len() >= at + expected.len()
        && words[at..].iter().zip(expected).all(|(word, text)| word.text == *text)
}

/// «i et annet register»: what stands there is not this register's.
fn other_register(words: &[Token], at: usize) -> bool {
    let preposition = at.checked_sub(1).is_some_and(|before| words[before].is(&["i", "av", "til"]));
    let article = at.checked_sub(1).is_some_and(|before| words[before].is(&["et", "eit"]));
    words[at].is(&["annet", "anna", "andre"])
        && (preposition || article)
        && words.get(at + 1).is_some_and(|word| word.begins(&["register", "registr", "kvalitetsregist"]))
}

/// The verdict of the word at `at`, if it is one of inclusion or exclusion.
fn verb(tokens: &[Token], clause: &Range<usize>, at: usize) -> Option<Verdict> {
    let word = &tokens[at];
    let within = |offset: usize| tokens[..clause.end].get(at + offset);
    let before =
        |offset: usize| at.checked_sub(offset).filter(|&at| at >= clause.start).map(|at| &tokens[at]);
    if word.is(&["registeret", "registret", "register", "registre", "registrene", "registra"]) {
        return None;
    }
    let out = word.begins(&LEAVES_OUT)
        || word.is(&["unntatt", "unnateke", "unnatekne", "unnataken"])
            && before(1).is_some_and(|word| word.is(&IS))
        || word.is(&["utenfor", "utanfor", "utafor"])
            && (1..=3).any(|offset| before(offset).is_some_and(|word| word.begins(&HELD)));
    if out {
        let mixed = tokens[near(clause, at)].iter().any(|word| word.begins(&["inklusj"]));
        return match (is_denied(tokens, clause, at), mixed) {
            (true, _) => Some(Verdict::Kept),
            (_, true) => None,
            _ if has_condition(tokens, at + 1..near(clause, at).end) => Some(Verdict::Unsure),
            _ => Some(Verdict::Excluded),
        };
    }
    let taken =
        word.is(&TAKEN) && (1..=4).any(|offset| within(offset).is_some_and(|word| word.is(&["inn", "med"])));
    let in_it = word.is(&["med"])
        && (1..=4).any(|offset| before(offset).is_some_and(|word| word.is(&IS) || word.is(NOT)))
        && within(1).is_none_or(|next| {
            next.kind == Kind::Mark && next.raw != "(" || next.is(&["i", "når", "dersom", "hvis", "viss"])
        });
    if !(word.begins(&TAKES_IN) || taken || in_it) {
        return None;
    }
    Some(match is_denied(tokens, clause, at) {
        false => Verdict::Included,
        true if has_condition(tokens, at + 1..near(clause, at).end) => Verdict::Unsure,
        true => Verdict::Excluded,
    })
}

/// The part of the clause that is near enough to a token to bear on it.
fn near(clause: &Range<usize>, at: usize) -> Range<usize> {
    const REACH: usize = 40;
    clause.start.max(at.saturating_sub(REACH))..clause.end.min(at + 1 + REACH)
}

fn has_condition(tokens: &[Token], rest: Range<usize>) -> bool {
    let words = &tokens[rest];
    (0..words.len()).any(|at| {
        let without_exception = words[at].is(&["uten", "utan"])
            && words.get(at + 1).is_some_and(|word| word.is(&["unntak", "unnatak"]));
        words[at].is(&CONDITION) && !without_exception
    })
}

/// Whether «ikke» beside the verb, or «ingen» before it, denies it.
fn is_denied(tokens: &[Token], clause: &Range<usize>, at: usize) -> bool {
    let near = near(clause, at);
    let denies = |at: &usize| is_not(tokens, *at, clause.end);
    let between = |at: &usize| tokens[*at].is(&BETWEEN);
    let after = (at + 1..near.end).find(|at| !between(at));
    let before = (near.start..at).rev().find(|at| !between(at));
    let none = || {
        let no = (near.start..at).find(|&at| tokens[at].is(NONE))?;
        (!tokens[no + 1].is(&ONLY)).then_some(no)
    };
    after.as_ref().is_some_and(denies) || before.as_ref().is_some_and(denies) || none().is_some()
}

/// Whether «ikke» stands there and means it: not in «ikke-revmatisk», not in «ikke bare».
fn is_not(tokens: &[Token], at: usize, end: usize) -> bool {
    if !tokens[at].is(NOT) {
        return false;
    }
    let Some(next) = tokens[..end].get(at + 1) else {
        return true;
    };
    !(next.glued && next.text == "-" || next.is(&ONLY))
}

/// For each token of the sentence the word of exception or denial that reaches it.
fn marks(tokens: &[Token], sentence: Range<usize>, clauses: &[Clause]) -> Vec<Option<Mark>> {
    let mut open: Option<(Mark, usize)> = None;
    let mut depth = 0_usize;
    let mut starts = clauses.iter().map(|clause| clause.tokens.start).peekable();
    let mut found = Vec::with_capacity(sentence.len());
    for at in sentence.clone() {
        let token = &tokens[at];
        if starts.next_if_eq(&at).is_some() || token.is(&CLOSE) {
            open = None;
        }
        match token.raw {
            "(" | "[" => depth += 1,
            ")" | "]" => {
                depth = depth.saturating_sub(1);
                open = open.filter(|&(_, opened)| opened <= depth);
            }
            _ => {}
        }
        found.push(open.map(|(mark, _)| mark));
        let begun = begins_mark(tokens, &sentence, at);
        open = begun.map(|mark| (mark, depth)).or(open);
    }
    found
}

fn begins_mark(tokens: &[Token], sentence: &Range<usize>, at: usize) -> Option<Mark> {
    let next = |offset: usize| tokens[..sentence.end].get(at + offset);
    let before = at.checked_sub(1).filter(|&at| at >= sentence.start).map(|at| &tokens[at]);
    let token = &tokens[at];
    let predicate = before.is_some_and(|word| word.is(&IS));
    let nothing = before.is_some_and(|word| word.is(&["uten", "utan", "ingen", "ikke", "ikkje"]));
    let exception = token.is(&["unntatt", "unntatte", "unnateke", "eksklusive"]) && !predicate
        || token.is(&["unntak", "unnatak", "unntaket", "unntakene", "unnataket"])
            && !nothing
            && next(1).is_some_and(|word| word.is(&["av", "for", "er", ":", "frå", "gjelder", "gjeld"]))
        || token.is(&["bortsett"]) && next(1).is_some_and(|word| word.is(&["fra", "frå", "i"]))
        || token.is(&["utenom", "utanom", "utenfra"]);
    if exception {
        return Some(Mark::Exception);
    }
    if !is_not(tokens, at, sentence.end) {
        return None;
    }
    let skipped = (1..=8).find(|&offset| next(offset).is_none_or(|word| !word.is(&BEFORE_THING)))?;
    let colon =
        skipped > 1 && next(skipped).is_none() && next(skipped - 1).is_some_and(|word| word.raw == ":");
    let person = skipped > 1
        && next(1).is_some_and(|word| word.begins(&["pasient", "person", "barn", "born", "ungdom"]));
    let thing = next(skipped).is_some_and(|word| may_be_code(word) || person && word.kind == Kind::Number);
    (thing || colon).then_some(Mark::Denial)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::prose::block::{Blocks, sentences};

    /// The verdict of the first sentence on the token `X45`.
    fn check(text: &str, expected: Option<Verdict>) {
        let block = Blocks::of(text).next().unwrap();
        let sentence = sentences(&block).into_iter().next().unwrap();
        let reading = Reading::of(&block.tokens, sentence);
        let at = block.tokens.iter().position(|token| token.raw == "X45").unwrap();
        assert_eq!(reading.of_thing(at), expected, "{text:?}");
    }

    #[test]
    fn words_of_exclusion_reach_as_far_as_they_reach() {
        use Verdict::{Elsewhere, Excluded, Included, Kept, Unsure};
        check("Gruppen er X45", None);
        check("Registeret omfatter X45 og M46.", Some(Included));
        check("Pasienter med X45 registreres ikke.", Some(Excluded));
        check("Pasientar med X45 blir ikkje registrerte.", Some(Excluded));
        check("X45 skal ikke tas med.", Some(Excluded));
        check("X45 er heller ikke med i registeret.", Some(Excluded));
        check("X45 holdes utenfor.", Some(Excluded));
        check("X45 blir haldne utanfor.", Some(Excluded));
        check("X45 er unntatt.", Some(Excluded));
        check("M45, men ikke X45", Some(Excluded));
        check("X45, men ikke M46", None);
        check("M45 (unntatt X45) inkluderes", Some(Excluded));
        check("M45 (unntatt M45.2) og X45 inkluderes", Some(Included));
        check("M00-M25 med unntak av M15 og X45", Some(Excluded));
        check("Alle utan unntak: X45", None);
        check("Alle ekskluderes, unntatt X45", Some(Included));
        check("X45 ekskluderes ikke", Some(Kept));
        check("Ingen med X45 registreres", Some(Excluded));
        check("Ingen andre enn X45 registreres", Some(Included));
        check("Ikke bare M45, men også X45 registreres", Some(Included));
        check("Ikke-revmatisk X45 registreres", Some(Included));
        check("X45 registreres ikke før diagnosen er satt", Some(Unsure));
        check("X45 registreres, men M46 registreres ikke", Some(Included));
        check("M45 registreres, men X45 registreres ikke", Some(Excluded));
        check("X45 registreres, M46 registreres ikke", Some(Included));
        check("M45 registreres, X45 registreres ikke", Some(Excluded));
        check("Pasienter med X45 som ikke er operert registreres", Some(Included));
        check("Registeret planlegger å utvide med X45", Some(Elsewhere));
        check("X45 følges i et annet register", Some(Elsewhere));
        check("M45, ikke klassifisert annet sted, X45", None);
    }
}
