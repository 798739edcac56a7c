//! The rules that the tool carries: the folder `rules` as it is.
//!
//! **Knows**: that a file in the folder is a rule, and nothing else lists it.
//! **Does not know**: registers.

use crate::asset;
use crate::finding::Lang;
use crate::report::{ExampleCard, RuleCard};
use crate::rule::table::Tables;
use crate::rule::{Decides, Rule, aloud, evaluate, example, load};

/// The folder of tables, which holds no rules.
const TABLES: &str = "tables";

/// The rules and tables that hold.
#[derive(Debug)]
pub struct Law {
    /// The rules, by area and id.
    pub rules: Vec<Rule>,
    /// The tables.
    pub tables: Tables,
}

/// A rule file that the tool carries.
#[derive(Debug, Clone, Copy)]
pub struct RuleFile {
    /// The folder it lies in.
    pub area: &'static str,
    /// Its name without the ending: the id of the rule.
    pub id: &'static str,
    /// All of it.
    pub text: &'static str,
}

impl RuleFile {
    /// The rule in it; its words are read when they are needed.
    pub fn read(&self) -> Rule {
        load::read_law(self.law(), self.words(), self.id, self.area)
    }

    /// The law: everything before the words.
    fn law(&self) -> &'static str {
        &self.text[..self.words_from()]
    }

    /// The words: everything between the law and the examples.
    fn words(&self) -> &'static str {
        &self.text[self.words_from()..self.examples_from()]
    }

    fn words_from(&self) -> usize {
        self.text.find("\n[ord.").unwrap_or(self.text.len())
    }

    fn examples_from(&self) -> usize {
        self.text.find("\n[[eksempel]]").unwrap_or(self.text.len())
    }
}

/// The rule files that the tool carries, by area and id.
pub fn files() -> Vec<RuleFile> {
    asset::rules().into_iter().filter_map(rule_file).collect()
}

fn rule_file((path, bytes): asset::Asset) -> Option<RuleFile> {
    let (area, name) = path.split_once('/')?;
    let id = name.strip_suffix(".toml")?;
    let text = std::str::from_utf8(bytes).ok()?;
    (area != TABLES).then_some(RuleFile { area, id, text })
}

impl Law {
    /// Reads the law that the tool carries; words and examples are read when they are needed.
    pub fn read() -> Self {
        Self::of(files().iter().map(RuleFile::read).collect(), Tables::read())
    }

    /// The law of these rules and tables.
    pub fn of(rules: Vec<Rule>, tables: Tables) -> Self {
        Self { rules, tables }
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// A rule as the catalogue and `explain` show it.
    pub fn card(&self, rule: &Rule, lang: Lang) -> RuleCard {
        let words = rule.words.in_lang(lang);
        let examples =
            files().into_iter().find(|file| file.id == rule.id).map(|file| example::read(file.text));
        RuleCard {
            id: rule.id.clone(),
            area: rule.area.clone(),
            title: words.title.clone(),
            level: Some(rule.level),
            requirements: rule.requirements.clone(),
            asks: aloud::read(rule, lang),
            help: words.help_in_general(),
            decides: aloud::decides(rule.decides, lang).to_owned(),
            sources: rule.rests_on.iter().filter_map(|text| evaluate::citation(text, self)).collect(),
            examples: examples.unwrap_or_default().into_iter().map(example::Example::card).collect(),
        }
    }

    /// The cards of all rules, by area and id.
    pub fn cards(&self, lang: Lang) -> Vec<RuleCard> {
        self.rules.iter().map(|rule| self.card(rule, lang)).collect()
    }

    /// A requirement of the guide as `explain` shows it, with the rules that look at it.
    pub fn requirement_card(&self, id: &str, lang: Lang) -> Option<RuleCard> {
        let requirement = self.tables.requirement(id)?;
        let rules = self.rules.iter().filter(|rule| rule.requirements.iter().any(|name| name == id));
        let asks = rules.map(|rule| format!("{}: {}", rule.id, rule.words.in_lang(lang).title)).collect();
        let decides = match requirement.decides.as_str() {
            "auto" => Decides::Auto,
            "partial" => Decides::Partial,
            _ => Decides::Human,
        };
        Some(RuleCard {
            id: requirement.id.clone(),
            area: requirement.section.clone(),
            title: requirement.text(lang).to_owned(),
            level: None,
            requirements: Vec::new(),
            asks,
            help: requirement.question(lang).to_owned(),
            decides: aloud::decides(decides, lang).to_owned(),
            sources: self.tables.citation("veilederen", &requirement.section).into_iter().collect(),
            examples: Vec::<ExampleCard>::new(),
        })
    }
}
