//! Facts read out of Norwegian prose, so that they can be held against `register.toml`.
//!
//! **Knows**: how bokmål and nynorsk speak of codes, age limits, regulations, GDPR and consent, and
//! what is left out, denied, or only mentioned.
//! **Does not know**: which section the text is, what the register has elsewhere, what follows.
//!
//! A false alarm costs more than a fact that is overlooked: what can be read in two ways is no fact.
//! The text may be Markdown or plain; every place is a range of bytes in it. Work and memory grow
//! with the length of the text and no faster.

mod age;
mod aside;
mod block;
mod code;
mod consent;
mod law;
mod limit;
mod number;
mod outline;
mod phrase;
mod shape;
mod token;
mod verdict;

pub use age::{AgeMention, age_limits};
pub use code::{CodeMention, codes};
pub use consent::{ConsentForm, ConsentMention, consent_forms};
pub use law::{GdprMention, RegulationMention, gdpr_bases, regulation, regulations};
pub use number::number_word;

/// The sentences of a text as bytes of it; a row of a table is one.
pub fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let of_block = |block: block::Block<'_>| {
        let spans = block::sentences(&block).into_iter().filter_map(|tokens| {
            let (first, last) =
                (block.tokens.get(tokens.start)?, block.tokens.get(tokens.end.checked_sub(1)?)?);
            Some(first.span.start..last.span.end)
        });
        spans.collect::<Vec<_>>()
    };
    block::Blocks::of(text).flat_map(of_block).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    /// The description of a sample register, where the samples lie beside the crate.
    fn sample(path: &str) -> Option<String> {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/cases/registers"));
        folder.exists().then(|| std::fs::read_to_string(folder.join(path)).unwrap())
    }

    /// What all functions say of a text, in one line.
    fn facts(text: &str) -> String {
        let codes = codes(text)
            .into_iter()
            .map(|one| format!("{}{}", if one.excluded { "-" } else { "" }, one.entry));
        let end = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
        let ages = age_limits(text).into_iter().map(|one| format!("{}–{}", end(one.from), end(one.to)));
        let laws = regulations(text).into_iter().map(|one| one.id);
        let forms = consent_forms(text).into_iter().map(|one| format!("{:?}", one.form));
        let bases = gdpr_bases(text).into_iter().map(|one| one.basis);
        let rest: BTreeSet<String> = ages.chain(laws).chain(forms).chain(bases).collect();
        codes.chain(rest).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sample_registers_say_what_their_facts_hold() {
        let check = |path: &str, expected: &str| {
            if let Some(text) = sample(path) {
                assert_eq!(facts(&text), expected, "{path}");
            }
        };
        check(
            "leddgikt/registerbeskrivelse.md",
            "M05 M06.0-M06.9 M08 M45 M46 18– 6-1-e 9-2-j Consent FOR-2019-06-21-789",
        );
        check(
            "hofte/registerbeskrivelse.md",
            "NFB01-02 NFB11-12 NFB20-64 NFB99 NFC** NFJ** M16 S72.0-S72.2 T84.0 16– 6-1-e 9-2-j FOR-2019-06-21-789 \
             Neither OptOut",
        );
        check("hofte/vedtekter.md", "FOR-2019-06-21-789 Neither OptOut");
        check("rehab/registerskildring.md", "18– 6-1-e 9-2-h Consent FOR-2019-06-21-789");
        check(
            "hjerte/dokumenter/registerbeskrivelse.md",
            "I05-I08 I34-I37 Q23 18– 6-1-e 9-2-i FOR-2011-12-16-1250 Neither",
        );
    }

    /// Words that the scanners look for, in any order.
    fn any_prose() -> impl Strategy<Value = String> {
        let words = [
            "M45",
            "M06.0-M06.9",
            "NFC**",
            "l21-l22",
            "ikke",
            "ikkje",
            "unntatt",
            "registreres",
            "over",
            "18",
            "år",
            "eller",
            "eldre",
            "samtykke",
            "uten",
            "§",
            "3-2",
            "artikkel",
            "6",
            "nr.",
            "1",
            "bokstav",
            "e",
            "FOR-2019-06-21-789",
            "(",
            ")",
            "|",
            "\n",
            "\n\n",
            "- ",
            "# ",
            ":",
            ".",
            ",",
            "og",
            "**",
            "`",
            "ICD-10",
            "A\u{30A}",
            "\0",
            "\u{202E}",
            "1.",
            "fra",
            "til",
            "–",
        ];
        proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..60)
            .prop_map(|words| words.join(" "))
    }

    fn spans(text: &str) -> Vec<std::ops::Range<usize>> {
        let codes = codes(text).into_iter().map(|one| one.span);
        let ages = age_limits(text).into_iter().map(|one| one.span);
        let laws = regulations(text).into_iter().map(|one| one.span);
        let forms = consent_forms(text).into_iter().map(|one| one.span);
        codes
            .chain(ages)
            .chain(laws)
            .chain(forms)
            .chain(gdpr_bases(text).into_iter().map(|one| one.span))
            .collect()
    }

    proptest! {
        #[test]
        fn spans_are_places_in_the_text(text in any_prose()) {
            for span in spans(&text) {
                prop_assert!(text.get(span).is_some_and(|piece| !piece.trim().is_empty()));
            }
        }

        #[test]
        fn no_text_is_too_odd(text in any::<String>()) {
            for span in spans(&text) {
                prop_assert!(text.get(span).is_some());
            }
        }

        #[test]
        fn number_words_never_panic(text in any::<String>()) {
            let _ = number_word(&text);
        }
    }

    #[test]
    fn long_texts_of_one_piece_come_to_an_end() {
        for piece in [
            "M45, ",
            "ikke ",
            "(",
            "* ",
            "**",
            "|",
            "M45|",
            "unntatt M45 ",
            "18 år eller ",
            "uten samtykke ",
            "- a:\n",
            "# M\n",
            "FOR-",
            "registreres ikke ",
            "aaaa",
            "§ 3-2 ",
            "|\n",
        ] {
            let text = piece.repeat(100_000 / piece.len());
            for span in spans(&text) {
                assert!(text.get(span).is_some(), "{piece:?}");
            }
        }
    }
}
