//! The catalogue: `rules`, `explain`, and the examples of rules.
//!
//! **Knows**: how an example is run.
//! **Does not know**: how the catalogue is shown.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::cache::Cache;
use crate::document::Limits;
use crate::files::MemoryFiles;
use crate::finding::{Finding, Lang};
use crate::job::check::report;
use crate::job::gather::Library;
use crate::job::readings::Readings;
use crate::job::review::{self, Judge, Strictness};
use crate::register::conform::nearest;
use crate::register::{Register, person};
use crate::report::duty::{Duty, DutyState};
use crate::report::{RegisterReport, RuleCard};
use crate::rule::catalogue::Law;
use crate::rule::cause;
use crate::rule::condition::Ground;
use crate::rule::date::falling::Opened;
use crate::rule::example::{self, Example};
use crate::rule::{Kind, Rule, date, load};
use crate::source::Source;

/// What the change of an example is called, where it has no record.
const EXAMPLE: &str = "eksempel";

/// The cards of all rules, by area and id.
pub fn cards(lang: Lang) -> Vec<RuleCard> {
    Law::default().cards(lang)
}

/// A name that is neither a rule nor a requirement, and what comes near it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The nearest id, if one is near.
    pub nearest: Vec<String>,
}

/// The card of a rule or of a requirement of the guide.
pub fn explain(id: &str, lang: Lang) -> Result<RuleCard, Unknown> {
    let law = Law::default();
    let wanted = id.trim();
    if let Some(rule) = law.rule(&wanted.to_lowercase()) {
        return Ok(law.card(rule, lang));
    }
    law.requirement_card(&wanted.to_uppercase(), lang).ok_or_else(|| {
        let rules = law.rules().into_iter().map(|rule| rule.id.as_str());
        let requirements = law.tables.requirements().iter().map(|requirement| requirement.id.as_str());
        Unknown {
            nearest: nearest(wanted, rules.chain(requirements)).map(str::to_owned).into_iter().collect(),
        }
    })
}

/// What came of the examples of several rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesTest {
    /// A line for each rule, and one for each fault.
    pub lines: Vec<String>,
    /// How many rules have a fault.
    pub failed: usize,
}

/// Runs the examples of the rules in `files`, each a path and what stands there.
pub fn test(files: Vec<(String, String)>, lang: Lang) -> RulesTest {
    let law = Law::default();
    let tried: Vec<Tried> = files.par_iter().map(|(path, text)| try_rule(path, text, &law, lang)).collect();
    let failed = tried.iter().filter(|tried| !tried.faults.is_empty()).count();
    let lines = tried.into_iter().flat_map(|tried| {
        let line = format!("{}: {}", tried.path, counted(tried.examples, lang));
        if tried.faults.is_empty() { vec![line] } else { tried.faults }
    });
    RulesTest { lines: lines.collect(), failed }
}

fn counted(examples: usize, lang: Lang) -> String {
    match (lang, examples) {
        (Lang::Nb | Lang::Nn, 1) => "1 eksempel stemmer".to_owned(),
        (Lang::Nb, number) => format!("{number} eksempler stemmer"),
        (Lang::Nn, number) => format!("{number} eksempel stemmer"),
        (Lang::En, 1) => "1 example holds".to_owned(),
        (Lang::En, number) => format!("{number} examples hold"),
    }
}

/// What came of the examples of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The path of the rule file.
    pub path: String,
    /// How many examples were run.
    pub examples: usize,
    /// What is wrong, each with its line where it has one; empty where all is well.
    pub faults: Vec<String>,
}

/// Runs the examples of the rule in `text`, read from the file at `path`.
pub fn try_rule(path: &str, text: &str, law: &Law, lang: Lang) -> Tried {
    let name = path.rsplit('/').next().unwrap_or(path);
    let id = name.strip_suffix(".toml").unwrap_or(name);
    let area = path.rsplit('/').nth(1).unwrap_or("egne");
    let rule = match load::read(&Source::new(path, text), id, area) {
        Ok(rule) => rule,
        Err(faults) => {
            let said = faults.iter().map(|fault| {
                let line = fault.place.locate().start.map_or(0, |start| start.line);
                let details = fault
                    .details
                    .iter()
                    .map(|(name, value)| format!("{name}: {}", cause::said(name, value, lang)))
                    .collect::<Vec<_>>();
                format!("{path}:{line}: {} ({})", fault.kind.word(), details.join(", "))
            });
            return Tried { path: path.to_owned(), examples: 0, faults: said.collect() };
        }
    };
    let examples = example::read(text);
    let mut faults: Vec<String> = examples
        .iter()
        .filter_map(|example| try_example(&rule, example, law, lang))
        .map(|fault| format!("{path}: {fault}"))
        .collect();
    let passes = examples.iter().any(|example| example.finds == 0);
    let fails = examples.iter().any(|example| example.finds > 0);
    if !passes || !fails {
        faults.push(format!("{path}: {}", one_of_each(lang)));
    }
    Tried { path: path.to_owned(), examples: examples.len(), faults }
}

fn one_of_each(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "en regel skal ha minst ett eksempel uten funn og ett med funn",
        Lang::Nn => "ein regel skal ha minst eitt døme utan funn og eitt med funn",
        Lang::En => "a rule must have at least one example without a finding and one with",
    }
}

fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Nb | Lang::Nn => format!("«{text}»"),
        Lang::En => format!("“{text}”"),
    }
}

/// What is wrong with an example, if anything.
fn try_example(rule: &Rule, example: &Example, law: &Law, lang: Lang) -> Option<String> {
    let (found, state) = find(rule, example, law, lang);
    let title = quoted(&example.title, lang);
    let (found_word, expected) = match lang {
        Lang::Nb => ("funn", "ventet"),
        Lang::Nn => ("funn", "venta"),
        Lang::En => ("found", "expected"),
    };
    let state = state.map_or("ingen", DutyState::word);
    if !example.state.is_empty() && example.state != state {
        return Some(format!("{title}: {state}, {expected} {}", example.state));
    }
    if found.len() != example.finds {
        let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        let (count, finds) = (found.len(), example.finds);
        return Some(format!("{title}: {count} {found_word}, {expected} {finds}: {}", messages.join(" | ")));
    }
    let first = found.first()?;
    let line = first.location.excerpt.as_ref().map(|excerpt| excerpt.text.as_str()).unwrap_or_default();
    let wrong = !example.at.is_empty() && !line.contains(&person::mask_all(&example.at).into_owned());
    wrong.then(|| {
        let points = match lang {
            Lang::Nb => "funnet peker på",
            Lang::Nn => "funnet peikar på",
            Lang::En => "the finding points at",
        };
        format!("{title}: {points} {}, {expected} {}", quoted(line, lang), quoted(&example.at, lang))
    })
}

/// The findings of `rule` in an example, and how its duty stands.
fn find(rule: &Rule, example: &Example, law: &Law, lang: Lang) -> (Vec<Finding>, Option<DutyState>) {
    let is_law = law.rule(&rule.id).is_some();
    let more = if is_law { &[] } else { std::slice::from_ref(rule) };
    let report = match rule.kind {
        Kind::Change => reviewed(example, law, more, lang),
        Kind::State => report(&register(example.files.clone()), law, more, example.today, lang),
        Kind::Date => return (falling(rule, example, law, lang), None),
    };
    let duty = report.duties.iter().find(|duty| Some(duty.id.as_str()) == rule.duty());
    let state = duty.map(|duty| duty.state);
    (report.findings.into_iter().filter(|finding| finding.rule == rule.id).collect(), state)
}

/// What the change of an example comes to.
fn reviewed(example: &Example, law: &Law, more: &[Rule], lang: Lang) -> RegisterReport {
    let before = register(example.before.clone());
    let after = example.after();
    let is_there = after.contains_key("register.toml") || example.before.is_empty();
    let after = is_there.then(|| register(after));
    let judge = Judge { law, more, today: example.today, lang, strictness: Strictness::Proposal };
    review::register(Some(&before), after, judge)
}

/// What `rule` tells on the day of an example; where the example is of a change, of its open duties too.
fn falling(rule: &Rule, example: &Example, law: &Law, lang: Lang) -> Vec<Finding> {
    let opened: Option<Vec<Opened>> = example.changed.map(|released| {
        let duties = reviewed(example, law, &[], lang).duties.into_iter();
        let open = duties.filter(|duty| duty.state == DutyState::Open);
        let named = |duty: &Duty| format!("{EXAMPLE}#{}", duty.id);
        open.map(|duty| Opened { subject: named(&duty), thread: named(&duty), duty, released }).collect()
    });
    let register = register(example.after());
    let ground = Ground { register: &register, today: example.today, tables: &law.tables, review: None };
    date::falling::findings(rule, ground, &opened.unwrap_or_default(), law, lang)
}

/// The register that these files make.
fn register(mut texts: BTreeMap<String, String>) -> Register {
    texts.entry("register.toml".to_owned()).or_default();
    let files = MemoryFiles::new(texts);
    let cache = Cache::none();
    let library = Library::new(&files, Limits::default(), &cache);
    library.register("", &Readings::default())
}
