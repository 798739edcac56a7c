//! What a difference in wording is taken for, held against pairs whose meaning is known.
//!
//! **Knows**: how often content and editorial changes are told right, and the one mistake that is never allowed.
//! **Does not know**: how the comparison works.

use registervakt::change::prose::{Comparison, Difference, Text, compare, compare_cells};
use registervakt::document::{self, Limits};
use registervakt::register::section::{OwnHeadings, governed};
use serde::Deserialize;

/// `tests/prose/pairs.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pairs {
    /// Label, before, after, note.
    sentences: Vec<[String; 4]>,
    /// The same, of governed sections in Markdown.
    sections: Vec<[String; 4]>,
}

/// What a pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Content,
    Editorial,
    /// It may be told as content or as unsure, and is not counted.
    UnsureOk,
    None,
}

fn label(word: &str) -> Label {
    match word {
        "content" => Label::Content,
        "editorial" => Label::Editorial,
        "unsure-ok" => Label::UnsureOk,
        "none" => Label::None,
        other => panic!("{other} is no label"),
    }
}

/// The governed section of a Markdown document that has one.
fn section(markdown: &str) -> Text {
    let text = format!("## Beskrivelse av pasientpopulasjonen\n\n{markdown}\n");
    let (document, faults) = document::read("registerbeskrivelse.md", text.as_bytes(), &Limits::default());
    assert!(faults.is_empty(), "{faults:?}");
    let document = document.expect("Markdown is read");
    let sections = governed(&document, &OwnHeadings::default());
    let text = Text::of_section(&document, &sections[0]);
    assert_eq!(text.text(), sections[0].prose(&document).text());
    text
}

/// A count of hits and misses.
#[derive(Default)]
struct Score {
    called_right: usize,
    called: usize,
    labelled: usize,
}

impl Score {
    fn count(&mut self, is_called: bool, is_labelled: bool) {
        self.called += usize::from(is_called);
        self.labelled += usize::from(is_labelled);
        self.called_right += usize::from(is_called && is_labelled);
    }

    #[allow(clippy::print_stdout, reason = "the score is what the test is read for")]
    fn say(&self, name: &str) -> (f64, f64) {
        let share = |of: usize| self.called_right as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.called), share(self.labelled));
        println!(
            "{name}: precision {precision:.3}, recall {recall:.3} ({} of {} called, {} labelled)",
            self.called_right, self.called, self.labelled
        );
        (precision, recall)
    }
}

#[test]
fn pairs_of_known_meaning_are_told_right() {
    let pairs: Pairs = toml::from_str(include_str!("prose/pairs.toml")).expect("pairs.toml");
    let sentences = pairs
        .sentences
        .iter()
        .map(|pair| (pair, compare_cells(&pair[1], &pair[2]), compare_cells(&pair[2], &pair[1])));
    let sections = pairs.sections.iter().map(|pair| {
        let (before, after) = (section(&pair[1]), section(&pair[2]));
        (pair, compare(&before, &after), compare(&after, &before))
    });
    let (mut content, mut editorial) = (Score::default(), Score::default());
    let (mut missed, mut never) = (Vec::new(), Vec::new());
    for (pair, comparison, turned) in sentences.chain(sections) {
        let [word, before, after, note] = pair;
        let Comparison { difference, .. } = comparison;
        // To mend a misspelling is editorial, to make one cannot be told; all else is the same both ways.
        let either = [difference, turned.difference];
        let is_slip = either.contains(&Difference::Editorial) && either.contains(&Difference::Unsure);
        assert!(is_slip || difference == turned.difference, "{before:?} {after:?}: {either:?}");
        let label = label(word);
        let told = match label {
            Label::UnsureOk => difference >= Difference::Unsure,
            Label::Content => difference >= Difference::Unsure,
            Label::Editorial => difference == Difference::Editorial,
            Label::None => difference == Difference::None,
        };
        if !told {
            missed.push(format!(
                "{label:?} told as {difference:?} ({note}): {before:?} → {after:?} {:?}",
                comparison.first
            ));
        }
        if label == Label::Content && !told {
            never.push(format!("{before:?} → {after:?}"));
        }
        if label != Label::UnsureOk {
            content.count(difference >= Difference::Unsure, label == Label::Content);
            editorial.count(difference == Difference::Editorial, label == Label::Editorial);
        }
    }
    let (content, editorial) = (content.say("content"), editorial.say("editorial"));
    assert!(never.is_empty(), "content told as editorial:\n{}", never.join("\n"));
    for share in [content.0, content.1, editorial.0, editorial.1] {
        assert!(share >= 0.95, "{}", missed.join("\n"));
    }
}
