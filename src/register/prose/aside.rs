//! Whether a clause is about this register today.
//!
//! **Knows**: words of the past, of comparison and of other registers, and where «ikke» denies.
//! **Does not know**: what the clause is about.

use std::ops::Range;
use std::sync::LazyLock;

use super::token::{Token, words};
use super::verdict::{NOT, ONLY};

/// Words that set a clause apart from what holds for this register.
static ASIDE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "tidligere tidlegare motsetning motsetnad forskjell skilnad ulikt ulik opphev erstatt avløs \
         sammenlign samanlikn tilsvarende tilsvarande foreslå planlegg vurderes vurderast historisk",
    )
});
/// Words that bring data from elsewhere, on a basis of their own.
static FETCHED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words("hentes hentast hentet henta innhentes innhentast utlever sammenstill samanstill kobles koples")
});

/// Whether the clause speaks of another time or another register.
pub(super) fn is_aside(tokens: &[Token], clause: &Range<usize>) -> bool {
    let words = &tokens[clause.clone()];
    words.iter().any(|word| word.begins(&ASIDE)) || until_a_year(words) || other_registers(words)
}

/// Whether the clause tells where data come from.
pub(super) fn is_about_sources(tokens: &[Token], clause: &Range<usize>) -> bool {
    tokens[clause.clone()].iter().any(|word| word.begins(&FETCHED))
}

/// «fram til 2022», «før 2022», «inntil juni 2022».
fn until_a_year(words: &[Token]) -> bool {
    let starts = |at: usize| {
        words[at].is(&["før", "inntil"])
            || words[at].is(&["til"]) && at > 0 && words[at - 1].is(&["fram", "frem"])
            || words[at].is(&["med"]) && at > 1 && words[at - 2].is(&["til"])
    };
    let is_year = |word: &Token| word.number().is_some_and(|number| (1900..2100).contains(&number));
    (0..words.len()).any(|at| starts(at) && words[at + 1..].iter().take(3).any(is_year))
}

fn other_registers(words: &[Token]) -> bool {
    words.windows(2).any(|pair| {
        pair[0].is(&["andre", "annet", "anna", "noen", "nokre"])
            && pair[1].begins(&["register", "registr", "kvalitetsregist"])
    }) || words.windows(3).any(|three| {
        three[0].is(&["andre", "enkelte"]) && three[2].begins(&["register", "registr", "kvalitetsregist"])
    })
}

/// The tokens in the range at which «ikke» stands and means it.
pub(super) fn denials(tokens: &[Token], range: Range<usize>) -> impl Iterator<Item = usize> {
    let end = range.end;
    range.filter(move |&at| {
        let only = tokens[..end].get(at + 1).is_some_and(|next| next.is(&ONLY));
        tokens[at].is(NOT) && !only
    })
}

/// The range of at most `count` tokens before one, within the clause.
pub(super) fn shortly_before(clause: &Range<usize>, at: usize, count: usize) -> Range<usize> {
    clause.start.max(at.saturating_sub(count)).min(at)..at
}

/// The range of at most `count` tokens behind one, within the clause.
pub(super) fn shortly_behind(clause: &Range<usize>, at: usize, count: usize) -> Range<usize> {
    let start = (at + 1).min(clause.end);
    start..clause.end.min(start + count)
}
