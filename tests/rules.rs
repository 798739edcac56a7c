//! Every rule loads, every example says what it should, the words are whole, the catalogue is what the
//! rules say.

use std::collections::BTreeSet;

use registervakt::finding::Lang;
use registervakt::job::rules::try_rule;
use registervakt::rule::catalogue::{self, Law};
use registervakt::rule::demand::What;
use registervakt::rule::words::places;
use registervakt::source::Source;

#[test]
fn every_example_says_what_it_should() {
    let law = Law::default();
    let mut faults = Vec::new();
    for file in catalogue::files() {
        let tried = try_rule(&format!("rules/{}/{}.toml", file.area, file.id), file.text(), &law, Lang::Nb);
        faults.extend(tried.faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_rule_has_words_in_three_languages() {
    let law = Law::default();
    let mut faults = Vec::new();
    for rule in law.rules() {
        for lang in Lang::ALL {
            let words = rule.words.in_lang(lang);
            let mut fault = |what: String| faults.push(format!("{} {}: {what}", rule.id, lang.code()));
            if words.title.is_empty() || words.message.is_empty() || words.help.is_empty() {
                fault("tittel, melding eller hjelp mangler".to_owned());
            }
            if words.title.ends_with('.') || words.title.chars().count() > 90 {
                fault(format!("tittelen «{}» er for lang eller har punktum", words.title));
            }
            let nb: Vec<&String> = rule.words.in_lang(Lang::Nb).messages.keys().collect();
            if nb.iter().any(|variant| !words.messages.contains_key(*variant)) {
                fault("melding_for mangler en variant som bokmål har".to_owned());
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn messages_name_only_values_that_are_there() {
    let law = Law::default();
    let mut faults = Vec::new();
    for rule in law.rules() {
        let known: BTreeSet<String> = rule.demands.iter().flat_map(|demand| demand.details()).collect();
        let variants: BTreeSet<String> = rule.demands.iter().flat_map(|demand| demand.variants()).collect();
        for lang in Lang::ALL {
            let words = rule.words.in_lang(lang);
            for name in words.templates().flat_map(places) {
                if !known.contains(name) {
                    faults.push(format!(
                        "{} {}: {{{name}}} er ukjent; kjent er {known:?}",
                        rule.id,
                        lang.code()
                    ));
                }
            }
            for variant in words.messages.keys().chain(words.helps.keys()) {
                if !variants.contains(variant) {
                    faults.push(format!(
                        "{} {}: varianten {variant} er ukjent; kjent er {variants:?}",
                        rule.id,
                        lang.code()
                    ));
                }
            }
        }
        for (variant, _) in &rule.levels {
            if !variants.contains(variant) {
                faults.push(format!("{}: nivaa_for {variant} er ukjent; kjent er {variants:?}", rule.id));
            }
        }
        for requirement in &rule.requirements {
            if law.tables.requirement(requirement).is_none() {
                faults.push(format!("{}: kravet {requirement} finnes ikke", rule.id));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_rule_rests_on_a_text_that_is_there() {
    let law = Law::default();
    for rule in law.rules() {
        assert!(!rule.rests_on.is_empty(), "{}", rule.id);
        for text in &rule.rests_on {
            assert!(registervakt::rule::evaluate::citation(text, &law).is_some(), "{}: {text:?}", rule.id);
        }
    }
}

#[test]
fn every_requirement_is_covered() {
    let law = Law::default();
    for requirement in law.tables.requirements() {
        let by_rule = law.rules().into_iter().any(|rule| rule.requirements.contains(&requirement.id));
        let by_person = Lang::ALL.iter().all(|lang| !requirement.question(*lang).is_empty());
        assert!(by_rule || by_person || !requirement.duties.is_empty(), "{}", requirement.id);
    }
}

#[test]
fn every_kind_of_reading_fault_has_a_rule() {
    let law = Law::default();
    for word in registervakt::fault::FaultKind::WORDS {
        let speaks = law.rules().into_iter().any(|rule| {
            rule.demands.iter().any(|demand| {
                matches!(&demand.what, What::Check(registervakt::rule::check::Check::ReadFault(kind)) if *kind == word)
            })
        });
        assert!(speaks, "{word}");
    }
}

#[test]
fn a_rule_that_names_what_does_not_exist_is_a_fault_with_its_place() {
    let check = |text: &str, word: &str, line: usize| {
        let head = "id = \"x\"\nslag = \"state\"\nnivaa = \"feil\"\navgjoer = \"auto\"\nkrav = []\n";
        let source = Source::new("regler/x.toml", format!("{head}{text}"));
        let faults = registervakt::rule::load::read(&source, "x", "egne").expect_err(text);
        let first = faults.first().expect("a fault");
        assert_eq!(first.kind.word(), word, "{text}: {faults:?}");
        assert_eq!(first.place.locate().start.map(|start| start.line), Some(5 + line), "{text}: {faults:?}");
    };
    check("[[krever]]\nfelt = \"register.nvan\"\ner = \"utfylt\"\n", "ukjent-noekkel", 2);
    check("[[krever]]\nfelt = \"register.navn\"\ner = \"utfylft\"\n", "ugyldig-verdi", 3);
    check("[[krever]]\nsjekk = \"kodder\"\n", "ugyldig-verdi", 2);
    check("[[krever]]\nsjekk = \"samsvar\"\nmed = { dokument = \"vedtekt\" }\n", "ugyldig-verdi", 3);
    check(
        "[[krever]]\nfor_hver = \"fagraad.medlem\"\nfelt = \"regon\"\ner = \"utfylt\"\n",
        "ukjent-noekkel",
        3,
    );
    check("[[krever]]\nfelt = \"register.navn\"\nligner = \"(\"\n", "fil-ugyldig", 3);
    check(
        "[[krever]]\nuttrykk = \"registr.navn == 'x'\"\npeker_paa = \"register.navn\"\n",
        "ukjent-noekkel",
        2,
    );
    check("[[krever]]\nuttrykk = \"register.navn ==\"\npeker_paa = \"register.navn\"\n", "fil-ugyldig", 2);
    check(
        "[[krever]]\nuttrykk = \"register.navn | map('x')\"\npeker_paa = \"register.navn\"\n",
        "fil-ugyldig",
        2,
    );
    check("[[krev]]\nfelt = \"register.navn\"\n", "ukjent-noekkel", 1);
}

#[test]
fn the_catalogue_is_what_the_rules_say() {
    let mut expected = Vec::new();
    let options = registervakt::output::Options::default();
    let cards = registervakt::job::rules::cards(Lang::Nb);
    registervakt::output::write_rules(
        &cards,
        registervakt::output::Format::Markdown,
        &options,
        &mut expected,
    )
    .expect("writing to memory");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/README.md");
    let written = std::fs::read_to_string(path).expect("rules/README.md");
    let same = written == String::from_utf8_lossy(&expected);
    assert!(same, "write it anew: cargo run -- rules --format markdown > rules/README.md");
}
