//! Where two lines of history meet: their best common ancestors.
//!
//! **Knows**: commits, parents, dates that may lie, histories that are cut off or meet more than once.
//! **Does not know**: where commits are stored.
//!
//! The library has a search of its own, but it passes over commits that are missing, and so would
//! name a base that Git does not; this one stops at them. Both lines are painted downwards, the
//! latest commit first, until all that is left lies below a meeting: what is read depends on how
//! far the lines have run apart, never on how long the history is. Only where they meet more than
//! once is the rest read too, for dates alone cannot tell which meeting lies below another.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap};
use std::hash::Hash;

/// A commit as the search sees it.
#[derive(Debug, Clone)]
pub(super) struct Commit<Id> {
    /// The commits it was made from.
    pub(super) parents: Vec<Id>,
    /// When it was made, in seconds since 1970; it decides what is read first, not what is true.
    pub(super) time: i64,
    /// Whether the parents lie beyond the edge of a shallow clone.
    pub(super) cut_off: bool,
}

/// How two lines of history meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meeting<Id> {
    /// At `best`; `others` are ancestors of both just as near: none lies below another one.
    At {
        /// The latest by its date, among equals the one with the least id.
        best: Id,
        /// The others in the same order.
        others: Vec<Id>,
    },
    /// At no commit: the histories are unrelated.
    Nowhere,
    /// What could tell lies beyond the edge of a shallow clone.
    CutOff,
}

/// Finds where the histories of two commits meet. Where one is an ancestor of the other, they meet there.
pub(super) fn meet<Id, E>(
    tips: [Id; 2],
    read: impl FnMut(Id) -> Result<Commit<Id>, E>,
) -> Result<Meeting<Id>, E>
where
    Id: Copy + Ord + Hash,
{
    let search =
        Search { read, known: HashMap::new(), queue: BinaryHeap::new(), undecided: 0, candidates: 0 };
    search.run(tips)
}

/// From which lines a commit was reached.
const LINES: [u8; 2] = [1, 2];
/// From both.
const BOTH: u8 = 1 | 2;
/// It lies below a commit that was reached from both.
const BELOW: u8 = 4;

struct Known<Id> {
    commit: Commit<Id>,
    paint: u8,
    queued: bool,
}

struct Search<Id, Read> {
    read: Read,
    known: HashMap<Id, Known<Id>>,
    queue: BinaryHeap<(i64, Reverse<Id>)>,
    /// How many in the queue do not lie below a meeting.
    undecided: usize,
    /// How many were reached from both lines and do not lie below another one.
    candidates: usize,
}

impl<Id, E, Read> Search<Id, Read>
where
    Id: Copy + Ord + Hash,
    Read: FnMut(Id) -> Result<Commit<Id>, E>,
{
    fn run(mut self, tips: [Id; 2]) -> Result<Meeting<Id>, E> {
        for (tip, line) in tips.into_iter().zip(LINES) {
            self.paint(tip, line)?;
        }
        loop {
            // A tip that the other line reaches is the answer, whatever else is unknown.
            if let Some(best) = tips.into_iter().find(|tip| self.paint_of(*tip) & BOTH == BOTH) {
                return Ok(Meeting::At { best, others: Vec::new() });
            }
            if self.undecided == 0 && self.candidates < 2 {
                break;
            }
            let Some((_, Reverse(id))) = self.queue.pop() else { break };
            self.descend(id)?;
        }
        Ok(self.meeting())
    }

    /// Hands the paint of a commit on to its parents.
    fn descend(&mut self, id: Id) -> Result<(), E> {
        let Some(known) = self.known.get_mut(&id) else { return Ok(()) };
        known.queued = false;
        if known.paint & BELOW == 0 {
            self.undecided -= 1;
        }
        if known.commit.cut_off {
            return Ok(());
        }
        let below = if known.paint & BOTH == BOTH { BELOW } else { 0 };
        let paint = known.paint | below;
        for parent in known.commit.parents.clone() {
            self.paint(parent, paint)?;
        }
        Ok(())
    }

    fn paint(&mut self, id: Id, paint: u8) -> Result<(), E> {
        let known = match self.known.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(Known { commit: (self.read)(id)?, paint: 0, queued: false }),
        };
        let before = known.paint;
        known.paint |= paint;
        if known.paint == before {
            return Ok(());
        }
        self.candidates += usize::from(is_candidate(known.paint));
        self.candidates -= usize::from(is_candidate(before));
        if known.queued && before & BELOW == 0 {
            self.undecided -= 1;
        }
        if known.paint & BELOW == 0 {
            self.undecided += 1;
        }
        if !known.queued {
            known.queued = true;
            self.queue.push((known.commit.time, Reverse(id)));
        }
        Ok(())
    }

    fn paint_of(&self, id: Id) -> u8 {
        self.known.get(&id).map_or(0, |known| known.paint)
    }

    /// What the paint says when all that matters is painted.
    fn meeting(self) -> Meeting<Id> {
        let one_line = |known: &Known<Id>| known.paint & BOTH != BOTH;
        let several = self.candidates > 1;
        // Beyond such an edge one line may meet the other, or one meeting lie below another.
        if self.known.values().any(|known| known.commit.cut_off && (several || one_line(known))) {
            return Meeting::CutOff;
        }
        let candidates = self.known.iter().filter(|(_, known)| is_candidate(known.paint));
        let mut order: Vec<_> = candidates.map(|(id, known)| (Reverse(known.commit.time), *id)).collect();
        order.sort_unstable();
        let mut order = order.into_iter().map(|(_, id)| id);
        match order.next() {
            Some(best) => Meeting::At { best, others: order.collect() },
            None => Meeting::Nowhere,
        }
    }
}

fn is_candidate(paint: u8) -> bool {
    paint & (BOTH | BELOW) == BOTH
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Commits by number; a parent has a lower number than its child.
    type History = Vec<Commit<usize>>;

    fn find(history: &History, tips: [usize; 2]) -> Result<Meeting<usize>, usize> {
        let mut seen = BTreeSet::new();
        meet(tips, |id| {
            assert!(seen.insert(id), "{id} is read twice");
            history.get(id).cloned().ok_or(id)
        })
    }

    /// Commits, each with its parents; each is made a second after the one before.
    fn history(parents: &[&[usize]]) -> History {
        let commit = |(at, parents): (usize, &&[usize])| Commit {
            parents: parents.to_vec(),
            time: i64::try_from(at).unwrap(),
            cut_off: false,
        };
        parents.iter().enumerate().map(commit).collect()
    }

    fn at(best: usize, others: &[usize]) -> Meeting<usize> {
        Meeting::At { best, others: others.to_vec() }
    }

    fn check(parents: &[&[usize]], tips: [usize; 2], expected: &Meeting<usize>) {
        let history = history(parents);
        assert_eq!(&find(&history, tips).unwrap(), expected, "{tips:?}");
        assert_eq!(&find(&history, [tips[1], tips[0]]).unwrap(), expected, "{tips:?} turned");
    }

    #[test]
    fn lines_meet_where_they_parted() {
        let line: &[&[usize]] = &[&[], &[0], &[1], &[2]];
        check(line, [3, 3], &at(3, &[]));
        check(line, [2, 3], &at(2, &[]));
        check(line, [0, 3], &at(0, &[]));
        check(&[&[], &[0], &[0]], [1, 2], &at(0, &[]));
        check(&[&[], &[], &[0], &[1]], [2, 3], &Meeting::Nowhere);
        check(&[&[], &[0], &[0], &[0], &[1, 2, 3], &[3]], [4, 5], &at(3, &[]));
        check(&[&[], &[0], &[0], &[1, 2], &[1], &[2, 4]], [3, 5], &at(2, &[1]));
        check(&[&[], &[0], &[0], &[1, 2], &[2, 1]], [3, 4], &at(2, &[1]));
    }

    #[test]
    fn a_parent_that_is_missing_is_an_error() {
        assert_eq!(find(&history(&[&[], &[9], &[0]]), [1, 2]), Err(9));
    }

    #[test]
    fn what_lies_beyond_an_edge_is_never_guessed() {
        let mut cut = history(&[&[], &[0], &[1], &[1], &[2]]);
        cut[1].cut_off = true;
        assert_eq!(find(&cut, [3, 4]), Ok(at(1, &[])));
        assert_eq!(find(&cut, [1, 4]), Ok(at(1, &[])));
        cut[2].cut_off = true;
        assert_eq!(find(&cut, [2, 4]), Ok(at(2, &[])));
        assert_eq!(find(&cut, [3, 4]), Ok(Meeting::CutOff));
        assert_eq!(find(&cut, [1, 4]), Ok(Meeting::CutOff));
    }

    #[test]
    fn what_is_read_does_not_depend_on_the_length_of_the_history() {
        let reads = |tips| {
            let count = Cell::new(0);
            let found = meet(tips, |id: usize| {
                count.set(count.get() + 1);
                let parents = id.checked_sub(1).into_iter().collect();
                Ok::<_, ()>(Commit { parents, time: i64::try_from(id).unwrap(), cut_off: false })
            });
            (found.unwrap(), count.get())
        };
        assert_eq!(reads([999_999, 1_000_000]), (at(999_999, &[]), 2));
        assert_eq!(reads([999_000, 1_000_000]), (at(999_000, &[]), 1_001));
    }

    /// All ancestors of a commit, with itself.
    fn ancestors(history: &History, tip: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::from([tip]);
        for id in (0..=tip).rev() {
            if found.contains(&id) {
                found.extend(&history[id].parents);
            }
        }
        found
    }

    /// The answer by definition.
    fn truth(history: &History, tips: [usize; 2]) -> BTreeSet<usize> {
        let [one, other] = tips.map(|tip| ancestors(history, tip));
        let common: BTreeSet<usize> = one.intersection(&other).copied().collect();
        let is_below =
            |id: &usize| common.iter().any(|top| top != id && ancestors(history, *top).contains(id));
        common.iter().copied().filter(|id| !is_below(id)).collect()
    }

    prop_compose! {
        /// Histories with merges of up to three parents and dates that say nothing.
        fn histories()(
            seeds in proptest::collection::vec((proptest::collection::vec(any::<usize>(), 0..4), -3_i64..3, any::<u8>()), 2..14),
        ) -> (History, Vec<bool>) {
            let commits = seeds.iter().enumerate().map(|(at, (parents, time, _))| Commit {
                parents: parents.iter().filter(|_| at > 0).map(|seed| seed % at.max(1)).collect::<BTreeSet<_>>().into_iter().collect(),
                time: *time,
                cut_off: false,
            });
            (commits.collect(), seeds.iter().map(|(_, _, seed)| *seed < 60).collect())
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn the_answer_is_that_of_the_definition((history, edges) in histories(), one: usize, other: usize) {
            let tips = [one % history.len(), other % history.len()];
            let truth = truth(&history, tips);
            let set = |meeting| match meeting {
                Meeting::At { best, others } => Some(others.into_iter().chain([best]).collect::<BTreeSet<_>>()),
                Meeting::Nowhere => Some(BTreeSet::new()),
                Meeting::CutOff => None,
            };
            let found = find(&history, tips).unwrap();
            prop_assert_eq!(&found, &find(&history, [tips[1], tips[0]]).unwrap());
            prop_assert_eq!(set(found), Some(truth.clone()));
            let mut cut = history;
            for (commit, edge) in cut.iter_mut().zip(edges) {
                commit.cut_off = edge && !commit.parents.is_empty();
            }
            if let Some(found) = set(find(&cut, tips).unwrap()) {
                prop_assert_eq!(found, truth);
            }
        }
    }
}
