//! Each reader by itself, with any text: it answers, and what it points at is there.
//!
//! **Knows**: every function that is given what people wrote, and real words to begin from.
//! **Does not know**: what a text means; `fuzz.rs` has the laws of whole answers.

use std::ffi::OsString;
use std::ops::Range;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use registervakt::cli;
use registervakt::document::{self, Limits, csv, text, tree};
use registervakt::files::{File, FileKind};
use registervakt::register::code::{CodeSet, CodeSystem, parse_list, redundant};
use registervakt::register::conform::conform;
use registervakt::register::path::{PathIndex, Target, folder_of, join};
use registervakt::register::schema::{ANNUAL_REPORT, CHANGE_RECORD, COUNCIL, REGISTER};
use registervakt::register::section::{self, OwnHeadings};
use registervakt::register::wish::Wish;
use registervakt::register::{data_set, organisation, person, prose, split_reference};
use registervakt::rule::expression::Expression;
use registervakt::rule::pattern::Pattern;
use registervakt::rule::{catalogue, example, load};
use registervakt::source::Source;

const HOME: &str = include_str!("registers/clean/register.toml");
const COUNCIL_FILE: &str = include_str!("registers/clean/fagraad.toml");
const DATA_SET: &str = include_str!("registers/clean/datasett.csv");
const DESCRIPTION: &str = include_str!("registers/clean/registerbeskrivelse.md");

/// Words that mean something to one reader or another.
const WORDS: [&str; 62] = [
    "M05",
    "M06.0-M06.9",
    "NFB20-64",
    "NFC**",
    "l21",
    "A00-Z99",
    "icd10+=",
    "=",
    "+",
    "-",
    "\u{2212}",
    "\u{2013}",
    "15076500565",
    "150765 00565",
    "983974724",
    "1234.56.12345",
    "Helse Bergen HF",
    "OUS",
    "St. Olavs",
    "HF",
    "18",
    "år",
    "over",
    "fylt",
    "eldre",
    "mellom",
    "og",
    "ikke",
    "unntatt",
    "samtykke",
    "reservasjon",
    "§ 3-4",
    "FOR-2019-06-21-789",
    "21. juni 2019 nr. 789",
    "artikkel 6 nr. 1",
    "bokstav e",
    "[",
    "]",
    "(",
    "{",
    "}",
    "*",
    "\\",
    "|",
    "#",
    "\n",
    "\n\n",
    "\t",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "e\u{301}",
    "å",
    "a\u{30a}",
    "../",
    "/",
    "%2e",
    "C:",
    "\"",
    "'",
    ";",
    "999999999999999999999",
];

/// Texts of words, of any signs, and of both.
fn texts() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned);
    let piece = prop_oneof![6 => word, 1 => any::<String>(), 1 => "[ -~]{0,6}"];
    let joint = prop::sample::select(vec!["", " ", ", ", ". "]);
    (vec(piece, 0..24), joint).prop_map(|(pieces, joint)| pieces.join(joint))
}

/// `text` with a stretch replaced, at the edges of letters.
fn mended(text: &str, from: prop::sample::Index, length: usize, piece: &str) -> String {
    let from = text.floor_char_boundary(from.index(text.len() + 1));
    let end = text.floor_char_boundary((from + length).min(text.len())).max(from);
    format!("{}{piece}{}", &text[..from], &text[end..])
}

/// Every span is a stretch of the text, and they come in order.
fn in_text(text: &str, spans: impl Iterator<Item = Range<usize>>) {
    let mut last = 0;
    for span in spans {
        assert!(text.get(span.clone()).is_some() && !span.is_empty(), "{span:?} of {text:?}");
        assert!(span.start >= last, "{span:?} before {last} in {text:?}");
        last = span.start;
    }
}

fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn words_have_an_answer(text in texts()) {
        for system in CodeSystem::ALL {
            let listed: Vec<&str> = text.split(", ").collect();
            let read = parse_list(system, &listed);
            assert_eq!(read.len(), listed.len());
            let entries: Vec<_> = read.into_iter().flatten().collect();
            let set: CodeSet = entries.iter().collect();
            assert!(entries.iter().all(|entry| set.covers(entry)), "{text:?}");
            assert!(redundant(&entries).iter().all(|(one, other)| one != other && *other < entries.len()));
        }
        in_text(&text, person::find(&text).into_iter().map(|found| found.span));
        let masked = person::mask_all(&text);
        assert!(person::find(&masked).is_empty(), "{masked:?}");
        in_text(&text, organisation::mentions(&text).into_iter().map(|mention| mention.span));
        let _ = (organisation::find(&text), organisation::check_digit(&text), organisation::is_legal_name(&text));
        let _ = (Wish::read(&text), split_reference(&text));
    }

    #[test]
    fn prose_has_an_answer(text in texts(), from in any::<prop::sample::Index>(), length in 0..60usize) {
        for text in [text.clone(), mended(DESCRIPTION, from, length, &text)] {
            in_text(&text, prose::codes(&text).into_iter().map(|mention| mention.span));
            in_text(&text, prose::age_limits(&text).into_iter().map(|mention| mention.span));
            in_text(&text, prose::regulations(&text).into_iter().map(|mention| mention.span));
            in_text(&text, prose::gdpr_bases(&text).into_iter().map(|mention| mention.span));
            in_text(&text, prose::consent_forms(&text).into_iter().map(|mention| mention.span));
            in_text(&text, prose::sentences(&text).into_iter());
        }
    }

    #[test]
    fn a_document_has_an_answer(text in texts(), from in any::<prop::sample::Index>(), length in 0..60usize) {
        for text in [text.clone(), mended(DESCRIPTION, from, length, &text)] {
            let (document, _) = document::read("a.md", text.as_bytes(), &Limits::default());
            let Some(document) = document else { continue };
            let own = OwnHeadings::default();
            let _ = (section::governed(&document, &own), section::statute_parts(&document));
            let _ = (section::record_points(&document), section::chapters(&document));
            let _ = (section::find_heading(&document, &text), section::nearest(&text));
        }
    }

    #[test]
    fn toml_has_an_answer(text in texts(), from in any::<prop::sample::Index>(), length in 0..60usize) {
        let files = [(HOME, REGISTER), (COUNCIL_FILE, COUNCIL), ("", ANNUAL_REPORT), ("", CHANGE_RECORD)];
        for (file, fields) in files {
            let text = mended(file, from, length, &text);
            let source = Source::new("a.toml", text);
            let Ok(mut tree) = tree::parse(&source) else { continue };
            for fault in conform(&mut tree, fields, "a.toml") {
                assert!(source.text().get(fault.place.span()).is_some(), "{fault:?}");
            }
            assert!(conform(&mut tree, fields, "a.toml").len() <= 10_000);
        }
    }

    #[test]
    fn a_data_set_has_an_answer(text in texts(), from in any::<prop::sample::Index>(), length in 0..60usize) {
        let text = mended(DATA_SET, from, length, &text);
        let (table, _) = csv::read("d.csv", text.as_bytes(), &Limits::default());
        let (tree, faults) = data_set::conform(&table, "d.csv");
        assert!(tree.get("variabel").is_some());
        assert!(faults.iter().all(|fault| fault.place.source().path() == "d.csv"));
    }

    #[test]
    fn bytes_have_an_answer(bytes in vec(any::<u8>(), 0..300)) {
        let decoded = text::decode(&bytes);
        assert!(decoded.text.len() <= 3 * bytes.len() + 3);
        let _ = (text::is_lfs_pointer(&bytes), document::read_text("a.toml", &bytes));
        let _ = (csv::read("d.csv", &bytes, &Limits::default()), document::read("a.md", &bytes, &Limits::default()));
    }

    #[test]
    fn an_expression_or_a_pattern_has_an_answer(text in texts(), tokens in vec(0..EXPRESSIONS.len(), 0..12)) {
        let expression = tokens.iter().map(|at| EXPRESSIONS[*at]).collect::<Vec<_>>().join(" ");
        for text in [&text, &expression] {
            let _ = Expression::new(text, None, "register.navn");
            let pattern = Pattern::new(text);
            if pattern.check().is_ok() {
                let _ = pattern.is_match("Registeret bygger på samtykke fra pasienten.");
            }
        }
    }

    #[test]
    fn a_path_leads_nowhere_outside(paths in vec(texts(), 0..6), written in texts()) {
        let mut files: Vec<File> =
            paths.into_iter().map(|path| File { path, kind: FileKind::Regular }).collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let index = PathIndex::new(&files);
        if let Target::File(at) = index.target("registre/a", &written) {
            assert!(at < files.len());
        }
        if let Some(joined) = join(folder_of("registre/a/register.toml"), &written) {
            assert!(!joined.split('/').any(|part| part == ".."), "{joined}");
            assert!(!joined.starts_with('/'), "{joined}");
        }
    }

    #[test]
    fn a_command_line_has_an_answer(
        arguments in vec(prop_oneof![3 => (0..ARGUMENTS.len()).prop_map(|at| ARGUMENTS[at].to_owned()), 1 => texts()], 0..6),
        value in texts(),
    ) {
        let words = std::iter::once("registervakt".to_owned()).chain(arguments).map(OsString::from);
        let environment = |_: &str| Some(OsString::from(value.clone()));
        if let Err(stop) = cli::read(words, &environment) {
            assert!(!stop.text.trim().is_empty());
        }
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_rule_file_has_an_answer(
        rule in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        length in 0..40usize,
        piece in prop_oneof![1 => texts(), 3 => (0..KEYS.len()).prop_map(|at| KEYS[at].to_owned())],
    ) {
        let files = catalogue::files();
        let file = rule.get(&files);
        let text = mended(file.text(), from, length, &piece);
        let _ = example::read(&text);
        let source = Source::new(format!("regler/{}.toml", file.id), text);
        if let Err(faults) = load::read(&source, file.id, "egne") {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(source.text().get(fault.place.span()).is_some(), "{fault:?}");
            }
        }
    }
}

/// What expressions are made of.
const EXPRESSIONS: [&str; 22] = [
    "register.navn",
    "pasientgruppe.icd10",
    "i_dag",
    "==",
    "!=",
    ">=",
    "and",
    "or",
    "not",
    "in",
    "(",
    ")",
    "[",
    "]",
    "|",
    "antall",
    "'x'",
    "1",
    "if",
    "else",
    "{%",
    "fagraad.medlem[0].navn",
];

/// What command lines are made of.
const ARGUMENTS: [&str; 20] = [
    "check",
    "review",
    "what-if",
    "new",
    "change",
    "rules",
    "test",
    "explain",
    "--lang",
    "nn",
    "--today",
    "2026-11-23",
    "--format",
    "json=a.json",
    "-o",
    "--max-rows",
    "--max-file-mb=7",
    "--staged",
    "--rev",
    "--",
];

/// What rule files are made of.
const KEYS: [&str; 16] = [
    "felt = \"fagraad.medlem.region\"",
    "er = \"utfylt\"",
    "er_en_av = [\"a\"]",
    "for_hver = \"fagraad.medlem\"",
    "naar = [{ felt = \"datafangst.kilde\", er = \"tom\", der = [{ felt = \"type\", er = \"utfylt\" }] }]",
    "minst_antall = 3",
    "sjekk = \"bokstaver\"",
    "med = {}",
    "[[krever]]",
    "[gjelder]",
    "ligner = '('",
    "uttrykk = \"1\"",
    "peker_paa = \"register\"",
    "hver_verdi_av = \"pasientgruppe.regioner\"",
    "i = \"fagraad\"",
    "=",
];
