//! The laws of a review, held over every example of every rule: all rules on changes run on all of them.
//!
//! **Knows**: what must hold of any two registers.
//! **Does not know**: what an example is about.

#[path = "support/revision.rs"]
mod revision;

use std::collections::BTreeMap;

use registervakt::change;
use registervakt::finding::{Lang, Status};
use registervakt::job::review::{self, Judge, Strictness};
use registervakt::register::Register;
use registervakt::report::RegisterReport;
use registervakt::report::change::{Change, Substance};
use registervakt::rule::catalogue::{self, Law};
use registervakt::rule::example;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use revision::Files;

/// The files of every example of every rule, each with the rule's id.
fn examples() -> Vec<(String, Files)> {
    let bytes = |texts: BTreeMap<String, String>| {
        let mut files: Files = texts.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        files.entry("register.toml".to_owned()).or_default();
        files
    };
    let of_rule = |file: catalogue::RuleFile| {
        example::read(file.text()).into_iter().flat_map(move |example| {
            let mut sides = vec![(file.id.to_owned(), bytes(example.after()))];
            if !example.before.is_empty() {
                sides.push((file.id.to_owned(), bytes(example.before)));
            }
            sides
        })
    };
    catalogue::files().into_iter().flat_map(of_rule).collect()
}

fn judge(law: &Law) -> Judge<'_> {
    let strictness = Strictness::Proposal;
    Judge { law, more: &[], today: example::default_day(), lang: Lang::Nb, strictness }
}

fn reviewed(before: &Files, after: &Files, law: &Law) -> RegisterReport {
    review::register(Some(&revision::read(before)), Some(revision::read(after)), judge(law))
}

#[test]
fn every_example_against_itself_is_silent() {
    let law = Law::default();
    examples().par_iter().for_each(|(id, files)| {
        let report = reviewed(files, files, &law);
        assert_eq!(report.changes, Vec::new(), "{id}");
        assert_eq!(report.duties, Vec::new(), "{id}");
        let told = report.findings.iter().filter(|finding| finding.status != Status::Existing);
        assert_eq!(told.map(|finding| &finding.rule).collect::<Vec<_>>(), Vec::<&String>::new(), "{id}");
    });
}

/// From each example to the next, and back: every rule on changes is held, and what differs one way differs
/// the other way round, but for a misspelling: to mend it is editorial, to make it cannot be told.
#[test]
fn every_example_can_become_every_other() {
    let law = Law::default();
    let examples = examples();
    assert!(examples.len() > 300, "{}", examples.len());
    let pairs: Vec<_> = examples.iter().zip(examples.iter().skip(1)).collect();
    pairs.par_iter().for_each(|((id, one), (other, two))| {
        let (before, after) = (revision::read(one), revision::read(two));
        let there = change::between(&before, &after);
        let back = change::between(&after, &before);
        assert!(there.is_sorted_by(|one, other| one.order(other).is_lt()), "{id} {other}: {there:#?}");
        let listed = lists_rows(&before) == lists_rows(&after);
        if listed {
            let told = |changes: &[Change]| {
                let mut told: Vec<_> = changes
                    .iter()
                    .map(|change| (change.kind.topic(), change.substance == Substance::Content))
                    .collect();
                told.sort();
                told
            };
            assert_eq!(told(&there), told(&back), "{id} {other}");
            let mut effects: Vec<_> = there.iter().map(|change| change.effect.mirrored()).collect();
            let mut mirrored: Vec<_> = back.iter().map(|change| change.effect).collect();
            effects.sort();
            mirrored.sort();
            assert_eq!(effects, mirrored, "{id} {other}");
        }
        let first = reviewed(one, two, &law);
        assert_eq!(first, reviewed(one, two, &law), "{id} {other}");
    });
}

/// Which files there are: one that is gone is told in one line, one that came row by row.
fn lists_rows(register: &Register) -> [bool; 4] {
    let layout = &register.layout;
    [&layout.description, &layout.statutes, &layout.council, &layout.data_set].map(Option::is_some)
}
