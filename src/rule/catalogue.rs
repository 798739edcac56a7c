//! The rules that the tool carries: the folder `rules` as it is.
//!
//! **Knows**: that a file in the folder is a rule, and nothing else lists it.
//! **Does not know**: registers.

use std::sync::OnceLock;

use crate::asset;
use crate::document::packed::{self, PackedFile};
use crate::finding::Lang;
use crate::report::{ExampleCard, RuleCard};
use crate::rule::table::Tables;
use crate::rule::{Decides, Kind, Rule, aloud, evaluate, example, load};

/// The folder of tables, which holds no rules.
const TABLES: &str = "tables";

/// The folder of rules for changes, and nothing else.
const CHANGES: &str = "endring";

/// How the name of a rule begins that is a duty.
const DUTY: &str = "plikt-";

/// What the law holds, as it is asked for: rules of one sort are read when one of them is first needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Rules that look at one register.
    State,
    /// Rules that look at a change, duties aside.
    Change,
    /// Duties that changes release.
    Duty,
    /// Rules that look at a register and a day.
    Date,
}

impl Sort {
    const ALL: [Self; 4] = [Self::State, Self::Change, Self::Duty, Self::Date];

    fn of(rule: &Rule) -> Self {
        match rule.kind {
            Kind::State => Self::State,
            Kind::Change if rule.duty().is_some() => Self::Duty,
            Kind::Change => Self::Change,
            Kind::Date => Self::Date,
        }
    }
}

/// The rules and tables that hold; rules of one sort are read when one of them is first asked for.
#[derive(Debug, Default)]
pub struct Law {
    sorts: [OnceLock<Vec<Rule>>; 4],
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
    packed: PackedFile,
}

impl RuleFile {
    /// The rule in it; its words are read when they are needed.
    pub fn read(&self) -> Rule {
        load::read_law(&self.packed, self.id, self.area)
    }

    /// The sort of the rule in it, which its folder and its name tell.
    fn sort(&self) -> Sort {
        match self.area {
            CHANGES if self.id.starts_with(DUTY) => Sort::Duty,
            CHANGES => Sort::Change,
            _ => Sort::State,
        }
    }

    /// All of it.
    pub fn text(&self) -> &'static str {
        asset::rule_text(self.packed.path).expect("what is packed is carried")
    }
}

/// The rule files that the tool carries, by area and id.
pub fn files() -> Vec<RuleFile> {
    packed::files(asset::packed_rules()).filter_map(rule_file).collect()
}

fn rule_file(packed: PackedFile) -> Option<RuleFile> {
    let (area, name) = packed.path.split_once('/')?;
    let id = name.strip_suffix(".toml")?;
    (area != TABLES).then_some(RuleFile { area, id, packed })
}

impl Law {
    /// The law of these rules alone.
    pub fn of(rules: Vec<Rule>) -> Self {
        let mut sorts: [Vec<Rule>; 4] = Default::default();
        for rule in rules {
            sorts[Sort::of(&rule) as usize].push(rule);
        }
        Self { sorts: sorts.map(OnceLock::from), tables: Tables::default() }
    }

    /// The rules of one sort, by area and id.
    pub fn rules_of(&self, sort: Sort) -> &[Rule] {
        self.sorts[sort as usize].get_or_init(|| {
            let of_sort = files().into_iter().filter(|file| file.sort() == sort);
            of_sort.map(|file| file.read()).collect()
        })
    }

    /// How many rules of one sort there are.
    pub fn size(&self, sort: Sort) -> usize {
        match self.sorts[sort as usize].get() {
            Some(rules) => rules.len(),
            None => files().iter().filter(|file| file.sort() == sort).count(),
        }
    }

    /// How many rules a change is held against, on both sides.
    pub fn size_of_review(&self) -> usize {
        [Sort::State, Sort::Change, Sort::Duty].into_iter().map(|sort| self.size(sort)).sum()
    }

    /// All rules, by area and id.
    pub fn rules(&self) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> = Sort::ALL.into_iter().flat_map(|sort| self.rules_of(sort)).collect();
        rules.sort_by(|one, other| (&one.area, &one.id).cmp(&(&other.area, &other.id)));
        rules
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules().into_iter().find(|rule| rule.id == id)
    }

    /// A rule as the catalogue and `explain` show it.
    pub fn card(&self, rule: &Rule, lang: Lang) -> RuleCard {
        let words = rule.words.in_lang(lang);
        let examples =
            files().into_iter().find(|file| file.id == rule.id).map(|file| example::read(file.text()));
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
        self.rules().into_iter().map(|rule| self.card(rule, lang)).collect()
    }

    /// A requirement of the guide as `explain` shows it, with the rules that look at it.
    pub fn requirement_card(&self, id: &str, lang: Lang) -> Option<RuleCard> {
        let requirement = self.tables.requirement(id)?;
        let rules = self.rules().into_iter().filter(|rule| rule.requirements.iter().any(|name| name == id));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_and_name_tell_the_sort_of_every_rule() {
        let law = Law::default();
        for sort in Sort::ALL {
            assert!(law.rules_of(sort).iter().all(|rule| Sort::of(rule) == sort), "{sort:?}");
        }
        assert_eq!(law.rules().len(), files().len());
    }
}
