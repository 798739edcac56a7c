//! The shortest way from one sequence to another, as long as it is short.
//!
//! **Knows**: Myers' greedy algorithm (An O(ND) Difference Algorithm, 1986), with an end to its patience.
//! **Does not know**: what the elements are.
//!
//! The libraries for this go on until they are done, which on texts of a few words repeated takes quadratic time.
//! Here more than so many edits are no answer: a text with so many is not editorially changed.

use std::collections::HashMap;
use std::ops::Range;

/// More elements than these put in and taken out are not sought.
const MOST_EDITS: usize = 800;

/// Elements that stand in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// The hunks between the two sequences in their order; none where there are too many edits.
pub(super) fn hunks<'a>(
    before: impl Iterator<Item = &'a str>,
    after: impl Iterator<Item = &'a str>,
) -> Option<Vec<Hunk>> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut number = |key: &'a str| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    };
    let before: Vec<usize> = before.map(&mut number).collect();
    let after: Vec<usize> = after.map(&mut number).collect();
    let prefix = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let (one, other) = (&before[prefix..], &after[prefix..]);
    let suffix = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let edits = edits(&one[..one.len() - suffix], &other[..other.len() - suffix])?;
    let mut hunks: Vec<Hunk> = Vec::new();
    for (left, right) in edits {
        let (left, right) =
            (left.start + prefix..left.end + prefix, right.start + prefix..right.end + prefix);
        match hunks.last_mut() {
            Some(last) if last.before.end == left.start && last.after.end == right.start => {
                (last.before.end, last.after.end) = (left.end, right.end);
            }
            _ => hunks.push(Hunk { before: left, after: right }),
        }
    }
    Some(hunks)
}

/// One element of one side, nothing of the other.
type Edit = (Range<usize>, Range<usize>);

/// The edits in their order.
fn edits(one: &[usize], other: &[usize]) -> Option<Vec<Edit>> {
    let ends = (signed(one.len()), signed(other.len()));
    let rounds = rounds(one, other)?;
    let (mut left, mut right) = ends;
    let mut edits = Vec::new();
    for round in rounds.iter().rev().skip(1) {
        let step = round.step(left - right, ends)?;
        let (start, start_right) = match step {
            Step::Remove { to } => (to - 1, to - 1 - (left - right - 1)),
            Step::Add { to } => (to, to - (left - right + 1)),
        };
        let (from, from_right) = (start.unsigned_abs(), start_right.unsigned_abs());
        edits.push(match step {
            Step::Remove { .. } => (from..from + 1, from_right..from_right),
            Step::Add { .. } => (from..from, from_right..from_right + 1),
        });
        (left, right) = (start, start_right);
    }
    edits.reverse();
    Some(edits)
}

/// How far each diagonal is reached with so many edits: the place in the first sequence, `-1` where it is not.
/// A diagonal is the place in the first sequence less the one in the second.
struct Round {
    reached: Vec<isize>,
}

/// The last edit on the way to a diagonal, and the place in the first sequence behind it.
#[derive(Clone, Copy)]
enum Step {
    Remove { to: isize },
    Add { to: isize },
}

impl Round {
    fn at(&self, diagonal: isize) -> Option<isize> {
        let radius = signed(self.reached.len() / 2);
        let index = usize::try_from(diagonal + radius).ok()?;
        self.reached.get(index).copied().filter(|reached| *reached >= 0)
    }

    /// The step that leads farthest on a diagonal with one edit more; none where none stays within the ends.
    fn step(&self, diagonal: isize, ends: (isize, isize)) -> Option<Step> {
        let removed = self.at(diagonal - 1).filter(|left| *left < ends.0).map(|left| left + 1);
        let added = self.at(diagonal + 1).filter(|left| left - diagonal <= ends.1);
        match (removed, added) {
            (Some(removed), Some(added)) if removed <= added => Some(Step::Add { to: added }),
            (Some(to), _) => Some(Step::Remove { to }),
            (None, Some(to)) => Some(Step::Add { to }),
            (None, None) => None,
        }
    }
}

/// What is reached with no edit, with one, and so on until both ends are.
fn rounds(one: &[usize], other: &[usize]) -> Option<Vec<Round>> {
    let ends = (signed(one.len()), signed(other.len()));
    let mut rounds: Vec<Round> = Vec::new();
    for count in 0..=MOST_EDITS {
        let radius = signed(count);
        let mut reached = vec![-1; 2 * count + 1];
        for (index, diagonal) in (-radius..=radius).enumerate().step_by(2) {
            let start = match rounds.last().map(|last| last.step(diagonal, ends)) {
                None => Some(0),
                Some(Some(Step::Remove { to } | Step::Add { to })) => Some(to),
                Some(None) => None,
            };
            let Some(mut left) = start else { continue };
            let same = |left: isize| {
                let (left, right) = (left.unsigned_abs(), (left - diagonal).unsigned_abs());
                one.get(left).is_some_and(|element| other.get(right) == Some(element))
            };
            while same(left) {
                left += 1;
            }
            reached[index] = left;
        }
        let round = Round { reached };
        let done = round.at(ends.0 - ends.1) == Some(ends.0);
        rounds.push(round);
        if done {
            return Some(rounds);
        }
    }
    None
}

/// A place as a number that can be below nothing. No text has more elements than fit.
fn signed(place: usize) -> isize {
    isize::try_from(place).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(before: &str, after: &str, expected: &[(&str, &str)]) {
        let (one, other): (Vec<&str>, Vec<&str>) = (before.split(' ').collect(), after.split(' ').collect());
        let said: Vec<(String, String)> = hunks(one.iter().copied(), other.iter().copied())
            .unwrap()
            .into_iter()
            .map(|hunk| (one[hunk.before].join(" "), other[hunk.after].join(" ")))
            .collect();
        let said: Vec<(&str, &str)> =
            said.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect();
        assert_eq!(said, expected, "{before:?} {after:?}");
    }

    #[test]
    fn what_was_exchanged_is_found() {
        check("a b c", "a b c", &[]);
        check("a b c", "a x c", &[("b", "x")]);
        check("a b c", "a c", &[("b", "")]);
        check("a c", "a b c", &[("", "b")]);
        check("a b c d e", "x b c y e", &[("a", "x"), ("d", "y")]);
        check("a", "b", &[("a", "b")]);
        check("a b c d", "e f", &[("a b c d", "e f")]);
        check("a b a b a b", "b a b a b a", &[("a", ""), ("", "a")]);
    }

    #[test]
    fn too_many_edits_are_no_answer() {
        let (one, other) = (["a"; 1000], ["b"; 1000]);
        assert_eq!(hunks(one.into_iter(), other.into_iter()), None);
    }

    proptest! {
        #[test]
        fn hunks_lead_from_one_to_the_other(one in "[abc]{0,30}", other in "[abc]{0,30}") {
            let split = |text: &str| text.chars().map(|letter| letter.to_string()).collect::<Vec<_>>();
            let (one, other) = (split(&one), split(&other));
            let hunks = hunks(one.iter().map(String::as_str), other.iter().map(String::as_str)).unwrap();
            let (mut left, mut right) = (0, 0);
            for hunk in hunks {
                prop_assert_eq!(&one[left..hunk.before.start], &other[right..hunk.after.start]);
                (left, right) = (hunk.before.end, hunk.after.end);
            }
            prop_assert_eq!(&one[left..], &other[right..]);
        }
    }
}
