//! The laws that every comparison keeps.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::document::{self, Limits};
use crate::register::section::{OwnHeadings, governed};

/// Words and marks that the comparison looks for, in any order.
const WORDS: &[&str] = &[
    "pasienter",
    "pasientar",
    "pasientene",
    "pasientr",
    "Registeret",
    "registeret",
    "registert",
    "ikke",
    "ikkje",
    "ikkke",
    "uten",
    "utan",
    "over",
    "under",
    "18",
    "atten",
    "18–65",
    "fra",
    "til",
    "år",
    "og",
    "eller",
    "eldre",
    "M45",
    "m45",
    "M06.0-M06.9",
    "NFC**",
    "§",
    "§3-2",
    "3-2",
    "paragraf",
    "artikkel",
    "9",
    "nr.",
    "2",
    "bokstav",
    "j",
    "9(2)(j)",
    "GDPR",
    "f.eks.",
    "for eksempel",
    "ca.",
    "10 000",
    "1.000",
    "3,5",
    "80 %",
    "prosent",
    "1. juni 2019",
    "2019-06-01",
    "Helse Bergen HF",
    "Haukeland universitetssjukehus",
    "OUS",
    "HbA1c",
    "kan",
    "skal",
    "uønskede",
    "ønskede",
    "spesialisthelsetjensten",
    "spesialisthelsetjenesten",
    "pasient",
    "journalen",
    "pasientjournalen",
    ",",
    ".",
    ":",
    "?",
    "(",
    ")",
    "«",
    "»",
    "—",
    "/",
    "≥",
    "inklusjons-",
    "-utskriving",
    "å",
    "A\u{30A}",
    "\u{AD}",
    "prednison",
    "prednisolon",
    "bokbok",
    "xqzw",
    "CRP",
    "mg",
    "5mg",
    "*",
    "**",
    "~~",
    "|",
    "`",
];

fn any_words() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..25)
}

/// Two texts, the second the first with a few words exchanged.
fn any_pair() -> impl Strategy<Value = (Vec<&'static str>, Vec<&'static str>)> {
    let edits = proptest::collection::vec(
        (any::<prop::sample::Index>(), proptest::sample::select(WORDS.to_vec())),
        0..4,
    );
    (any_words(), edits).prop_map(|(words, edits)| {
        let mut after = words.clone();
        for (at, word) in edits.into_iter().filter(|_| !words.is_empty()) {
            after[at.index(words.len())] = word;
        }
        (words, after)
    })
}

fn difference(before: &str, after: &str) -> Difference {
    compare_cells(before, after).difference
}

fn is_place(text: &str, span: &Option<Range<usize>>) -> bool {
    let stands = |span: &Range<usize>| {
        text.get(span.clone()).is_some_and(|piece| span.is_empty() || !piece.trim().is_empty())
    };
    span.as_ref().is_none_or(stands)
}

/// The same both ways, but for a misspelling: to mend it is editorial, to make it cannot be told.
fn mirrors(there: Difference, back: Difference) -> bool {
    let either = [there, back];
    there == back || either.contains(&Difference::Editorial) && either.contains(&Difference::Unsure)
}

/// The first governed section of a Markdown text under a heading that is governed.
fn section(markdown: &str) -> Option<Text> {
    let text = format!("# Formål\n\n{markdown}");
    let (document, _) = document::read("a.md", text.as_bytes(), &Limits::default());
    let document = document?;
    let sections = governed(&document, &OwnHeadings::default());
    let section = sections.first()?;
    let text = Text::of_section(&document, section);
    assert_eq!(text.text(), section.prose(&document).text());
    for part in text.parts() {
        assert!(text.text().get(part.span.clone()).is_some(), "{part:?}");
    }
    Some(text)
}

fn any_markdown() -> impl Strategy<Value = String> {
    let pieces = [
        "pasienter",
        "18 år",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        "| a | b |\n|---|---|\n| c | |\n",
        "### Unntak\n\n",
        "## 4.1 Del\n\n",
        "> ",
        "**",
        "~~ut~~",
        "M45",
        "ikke",
        "- [ ] ja\n",
        "- [x] ja\n",
        "&aring;",
        "`kode`",
        "  - ",
        ".",
        ",",
        "voksne",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..25)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_same_is_no_difference(text in any::<String>()) {
        prop_assert_eq!(compare_cells(&text, &text), Comparison { difference: Difference::None, first: None });
    }

    #[test]
    fn which_text_comes_first_does_not_matter((before, after) in any_pair()) {
        let (before, after) = (before.join(" "), after.join(" "));
        let (there, back) = (compare_cells(&before, &after), compare_cells(&after, &before));
        prop_assert!(mirrors(there.difference, back.difference));
        if there.difference == back.difference {
            let turned = back.first.map(|passage| Passage { before: passage.after, after: passage.before });
            prop_assert_eq!(there.first, turned);
        }
    }

    #[test]
    fn any_two_texts_are_compared(before in any::<String>(), after in any::<String>()) {
        let there = compare_cells(&before, &after);
        prop_assert!(mirrors(there.difference, difference(&after, &before)));
        if let Some(passage) = there.first {
            prop_assert!(is_place(&before, &passage.before) && is_place(&after, &passage.after));
        }
    }

    #[test]
    fn passages_are_places_in_the_texts((before, after) in any_pair()) {
        let (before, after) = (before.join(" "), after.join(" "));
        if let Some(passage) = compare_cells(&before, &after).first {
            prop_assert!(is_place(&before, &passage.before) && is_place(&after, &passage.after));
        }
    }

    #[test]
    fn wrapping_changes_nothing((before, after) in any_pair(), wraps in proptest::collection::vec(0_usize..4, 25)) {
        let wrap = |words: &[&str]| {
            let spaces = [" ", "\n", "\r\n", "\u{A0}"];
            let mut text = String::new();
            for (index, word) in words.iter().enumerate() {
                let space = if "—*|".contains(word) || words.get(index.wrapping_sub(1)).is_some_and(|last| "—*".contains(last)) { " " } else { spaces[wraps[index % 25]] };
                text.push_str(if index == 0 { "" } else { space });
                text.push_str(word);
            }
            text
        };
        let plain = difference(&before.join(" "), &after.join(" "));
        prop_assert_eq!(difference(&wrap(&before), &wrap(&after)), plain);
        prop_assert_eq!(difference(&wrap(&before), &before.join(" ")), Difference::None);
    }

    #[test]
    fn the_unicode_form_changes_nothing((before, after) in any_pair()) {
        let (before, after) = (before.join(" "), after.join(" "));
        let decomposed: String = before.nfd().collect();
        prop_assert_eq!(difference(&decomposed, &after), difference(&before, &after));
        prop_assert_eq!(difference(&decomposed, &before), Difference::None);
    }

    #[test]
    fn the_unicode_form_of_anything_changes_nothing(text in "\\PC*") {
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(difference(&decomposed, &text), Difference::None);
    }

    #[test]
    fn sections_are_compared(before in any_markdown(), after in any_markdown()) {
        let (Some(before), Some(after)) = (section(&before), section(&after)) else { return Ok(()) };
        let there = compare(&before, &after);
        prop_assert!(mirrors(there.difference, compare(&after, &before).difference));
        if let Some(passage) = there.first {
            prop_assert!(is_place(before.text(), &passage.before) && is_place(after.text(), &passage.after));
        }
    }

    #[test]
    fn a_heavy_word_is_never_a_matter_of_spelling(
        one in proptest::sample::select(HEAVY.to_vec()),
        other in proptest::sample::select(HEAVY.to_vec()),
    ) {
        let sentence = |word: &str| format!("Pasienten {word} registreres her.");
        if one != other && !variant::same(one, other) {
            prop_assert!(difference(&sentence(one), &sentence(other)) >= Difference::Unsure, "{one} {other}");
        }
        prop_assert_eq!(difference(&sentence(one), "Pasienten registreres her."), Difference::Content);
    }
}

const HEAVY: &[&str] = &[
    "ikke",
    "ikkje",
    "ingen",
    "uten",
    "aldri",
    "verken",
    "alle",
    "noen",
    "få",
    "minst",
    "mest",
    "høyst",
    "inntil",
    "over",
    "under",
    "før",
    "for",
    "etter",
    "fra",
    "til",
    "mellom",
    "mer",
    "mindre",
    "bare",
    "og",
    "eller",
    "kan",
    "skal",
    "må",
    "bør",
    "to",
    "ti",
    "tre",
    "samtykke",
    "reservasjon",
    "inkludert",
    "ekskludert",
    "M45",
    "M46",
    "18",
    "ønskede",
    "uønskede",
    "prednison",
    "prednisolon",
    "mg",
    "µg",
    "dag",
    "uke",
    "måned",
    "primær",
    "sekundær",
];

#[test]
fn long_texts_come_to_an_end() {
    let check = |one: &str, other: &str| {
        let length = 100_000;
        let (one, other) = (one.repeat(length / one.len()), other.repeat(length / other.len()));
        let start = std::time::Instant::now();
        let told = difference(&one, &other);
        assert!(start.elapsed().as_secs() < 20, "{:?} {told:?}", start.elapsed());
    };
    check("a b ", "b a ");
    check("a", "b");
    check("registrees ", "registreres ");
    check("ikke ", "ikkje ");
    check("1 000 ", "1000 ");
    check("- a\n", "- b\n");
    check("( ", ") ");
    check("M45-", "M46-");
    check("pasient journal ", "pasientjournal ");
    check("å.", "a\u{30A}.");
    check("f. eks. ", "for eksempel ");
    check("- ja\n- nei\n", "- nei\n- ja\n");
    let items = |order: &mut dyn Iterator<Item = usize>| {
        order.map(|item| format!("- punkt{item}\n")).collect::<String>()
    };
    check(&items(&mut (0..20_000)), &items(&mut (0..20_000).rev()));
}

#[test]
fn passages_point_at_the_words() {
    let check = |before: &str, after: &str, expected: (Option<&str>, Option<&str>)| {
        let passage = compare_cells(before, after).first.unwrap();
        let words = (passage.before.map(|span| &before[span]), passage.after.map(|span| &after[span]));
        assert_eq!(words, expected, "{before:?} {after:?}");
    };
    check("Pasienter kan registreres.", "Pasienter kan ikke registreres.", (Some(""), Some("ikke")));
    check("Minst to kontakter.", "Minst ti kontakter.", (Some("to"), Some("ti")));
    check("Pasientenne er over 18 år.", "Pasientene er over 16 år.", (Some("18"), Some("16")));
    check("Data, som slettes, lagres.", "Data som slettes, lagres.", (Some("Data, som"), Some("Data som")));
    check("M05 og M06 inngår.", "M05 inngår.", (Some("og M06"), Some("")));
    check("Etter § 3-1.", "Etter § 3-2.", (Some("§ 3-1"), Some("§ 3-2")));
}

#[test]
fn a_passage_leads_to_its_place_in_the_source() {
    let text = |list: &str| section(&format!("Omfatter **voksne**:\n\n- M05\n- {list}\n")).unwrap();
    let (before, after) = (text("M45"), text("M46"));
    let passage = compare(&before, &after).first.unwrap();
    let place = after.place(&passage.after.unwrap()).unwrap();
    assert_eq!((place.text(), place.locate().start.map(|start| start.line)), ("M46", Some(6)));
}

/// The paragraphs and items of the clean sample register.
fn sample() -> Vec<String> {
    let text = include_str!("../../../tests/registers/clean/registerbeskrivelse.md");
    let blocks = text.split("\n\n").flat_map(|block| block.split("\n- "));
    blocks.filter(|block| !block.contains(['|', '#', '['])).map(|block| block.replace('\n', " ")).collect()
}

#[test]
fn no_word_of_a_description_can_be_left_out() {
    for block in sample() {
        let words: Vec<&str> = block.split(' ').filter(|word| word.contains(char::is_alphanumeric)).collect();
        // «Helse Førde» is «Helse Førde HF».
        for at in (0..words.len()).filter(|at| !words[*at].starts_with("HF")) {
            let without = [&words[..at], &words[at + 1..]].concat().join(" ");
            assert!(
                difference(&words.join(" "), &without) >= Difference::Unsure,
                "{without} lacks {}",
                words[at]
            );
        }
    }
}

#[test]
fn no_word_of_a_description_can_stand_for_another() {
    let all = sample();
    let others: Vec<&str> = all.iter().flat_map(|block| block.split(' ')).collect();
    let mut seed = 1_usize;
    for block in &all {
        let words: Vec<&str> = block.split(' ').collect();
        for at in 0..words.len() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let other = others[(seed >> 33) % others.len()];
            let bare = |word: &str| {
                word.to_lowercase().trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned()
            };
            if bare(other) == bare(words[at]) || variant::same(&bare(other), &bare(words[at])) {
                continue;
            }
            let mut exchanged = words.clone();
            exchanged[at] = other;
            assert!(
                difference(block, &exchanged.join(" ")) >= Difference::Unsure,
                "{} → {other} in {block}",
                words[at]
            );
        }
    }
}
