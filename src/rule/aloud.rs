//! A rule read aloud: its conditions as sentences, and the facts that decide.
//!
//! **Knows**: how the words of `rules/tables/opplest.toml` are put together.
//! **Does not know**: what a rule finds.

use chrono::NaiveDate;

use crate::document::tree::Node;
use crate::finding::Lang;
use crate::rule::condition::{Condition, Test};
use crate::rule::date::ladder::Ladder;
use crate::rule::date::schedule::{After, Moved, Of, Schedule};
use crate::rule::demand::{Demand, Enough, What};
use crate::rule::evaluate::Fact;
use crate::rule::scope::Scope;
use crate::rule::table;
use crate::rule::words::date_in_words;
use crate::rule::{Decides, Rule};

/// The table of the words.
const TABLE: &str = "opplest.toml";

/// The words for reading aloud, in one language.
#[derive(Debug)]
pub struct Aloud {
    words: Node,
    lang: Lang,
}

impl Aloud {
    /// The words in `lang`.
    pub fn read(lang: Lang) -> Self {
        Self { words: table::file(TABLE), lang }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The words at `group.key`.
    fn word(&self, group: &str, key: &str) -> &str {
        let found = self
            .words
            .get(group)
            .and_then(|group| group.get(key))
            .and_then(|entry| entry.get(self.lang.code()));
        found.and_then(Node::text).unwrap_or_default()
    }

    /// A sentence on the state of a requirement; a date in `value` is put in words.
    pub fn say(&self, key: &str, value: &str) -> String {
        let value = NaiveDate::parse_from_str(value, "%Y-%m-%d")
            .map_or_else(|_| value.to_owned(), |date| date_in_words(date, self.lang));
        self.word("tilstand", key).replace("{verdi}", &value)
    }

    /// A sentence that counts something.
    pub fn counted(&self, key: &str, number: usize) -> String {
        let key = if number == 1 { format!("{key}-en") } else { key.to_owned() };
        self.word("tilstand", &key).replace("{verdi}", &number.to_string())
    }

    /// The fact for which a rule does not apply.
    pub fn fact(&self, fact: &Fact) -> String {
        match fact {
            Fact::Status(status) => self.say("status", status),
            Fact::Field { field, value } if value.is_empty() => self.say("felt-tomt", field),
            Fact::Field { field, value } => self.say("felt", value).replace("{felt}", field),
            Fact::Time => self.say("tid", ""),
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        let test = self.test("vilkaar", &condition.test);
        if condition.filter.is_empty() {
            return format!("`{}` {test}", condition.field);
        }
        let (der, filter) = (self.word("ledd", "der"), self.conditions(&condition.filter));
        format!("`{}` ({der} {filter}) {test}", condition.field)
    }

    fn conditions(&self, conditions: &[Condition]) -> String {
        conditions
            .iter()
            .map(|condition| self.condition(condition))
            .collect::<Vec<_>>()
            .join(self.word("ledd", "og"))
    }

    fn scope(&self, scope: &Scope) -> String {
        if scope.filter.is_empty() {
            return format!("`{}`", scope.list);
        }
        format!("`{}` {} {}", scope.list, self.word("ledd", "der"), self.conditions(&scope.filter))
    }

    /// A test in the words of `group`: «test» for what is demanded, «vilkaar» for what is presumed.
    fn test(&self, group: &str, test: &Test) -> String {
        let (key, value) = match test {
            Test::Filled
            | Test::Empty
            | Test::Document
            | Test::Reference
            | Test::OrganisationNumber
            | Test::LegalName
            | Test::Email
            | Test::NotPassed
            | Test::Sitting => (word_of(test), String::new()),
            Test::OneOf(words) => ("er_en_av", quoted(words)),
            Test::NoneOf(words) => ("er_ingen_av", quoted(words)),
            Test::AtLeast(number) => ("minst", number.to_string()),
            Test::AtMost(number) => ("hoeyst", number.to_string()),
            Test::YoungerThanYears(years) => ("yngre_enn_aar", years.to_string()),
            Test::FoundIn(field) => ("finnes_i", format!("`{field}`")),
            Test::AnyMatches(pattern) => ("noen_ligner", format!("`{}`", pattern.as_str())),
            Test::Matches(pattern) => ("ligner", format!("`{}`", pattern.as_str())),
        };
        self.word(group, key).replace("{verdi}", &value)
    }

    /// What a demand asks for, as a sentence.
    fn demand(&self, demand: &Demand, name: Option<&str>) -> String {
        let said = match &demand.what {
            What::Fields { scope, fields, enough, test } => {
                let joint =
                    if *enough == Enough::One { self.word("ledd", "eller") } else { self.word("ledd", "og") };
                let fields = fields.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join(joint);
                let said = format!("{fields} {}", self.test("test", test));
                match scope {
                    None => said,
                    Some(scope) => format!("{} {}: {said}", self.word("ledd", "for_hver"), self.scope(scope)),
                }
            }
            What::Count { scope, least } => self
                .word("ledd", "minst_antall")
                .replace("{verdi}", &least.to_string())
                .replace("{av}", &self.scope(scope)),
            What::Cover { every, scope, field } => self
                .word("ledd", "dekker")
                .replace("{hver}", &format!("`{every}`"))
                .replace("{i}", &self.scope(scope))
                .replace("{som}", &format!("`{field}`")),
            What::Expression(_) => self.word("ledd", "uttrykk").to_owned(),
            What::Check(_) => self.word("sjekk", name.unwrap_or_default()).to_owned(),
        };
        if demand.when.is_empty() {
            return said;
        }
        format!("{} {}: {said}", self.word("ledd", "naar"), self.conditions(&demand.when))
    }

    /// When something falls due, and on which rungs people are told, a sentence each.
    fn schedule(&self, schedule: &Schedule) -> [String; 2] {
        let word = |key: &str, value: &str| self.word("frist", key).replace("{dag}", value);
        let day = match &schedule.of {
            Of::Years { day, moved: Moved::Never } => word("aar", day.key()),
            Of::Years { day, moved: Moved::ByExtension } => {
                format!("{}{}", word("aar", day.key()), word("utsettes", ""))
            }
            Of::Elements { scope, day, .. } => word("hver", day).replace("{av}", &self.scope(scope)),
            Of::Field(path) => word("felt", path),
            Of::Duties => word("plikt", ""),
        };
        let more = |key: &str, number: i32| match number {
            0 => String::new(),
            _ => word(key, "").replace("{verdi}", &number.to_string()),
        };
        let After { years, days } = schedule.after;
        let due = format!("{day}{}{}", more("etter_aar", years), more("etter_dager", days));
        let (before, after): (Vec<i32>, Vec<i32>) =
            Ladder::read().rungs(schedule.deadline).into_iter().partition(|rung| *rung < 0);
        let listed = |rungs: &[i32]| {
            let numbers: Vec<String> = rungs.iter().map(|rung| rung.abs().to_string()).collect();
            match numbers.split_last() {
                Some((last, [])) => last.clone(),
                Some((last, first)) => format!("{}{}{last}", first.join(", "), self.word("ledd", "og")),
                None => String::new(),
            }
        };
        let key = if before.is_empty() { "trinn-etter" } else { "trinn" };
        let rungs = word(key, "").replace("{foer}", &listed(&before)).replace("{etter}", &listed(&after));
        [due, rungs]
    }
}

/// The word of `er = "…"` for a test that has one.
fn word_of(test: &Test) -> &'static str {
    let same = |other: &Test| std::mem::discriminant(other) == std::mem::discriminant(test);
    Test::WORDS.iter().find(|(_, other)| same(other)).map_or("", |(word, _)| word)
}

fn quoted(words: &[String]) -> String {
    words.iter().map(|word| format!("«{word}»")).collect::<Vec<_>>().join(", ")
}

/// What `rule` asks for, a sentence for each demand.
pub fn read(rule: &Rule, lang: Lang) -> Vec<String> {
    let aloud = Aloud::read(lang);
    let mut said = Vec::new();
    if !rule.applies.when.is_empty() {
        said.push(format!("{} {}", aloud.word("ledd", "gjelder_naar"), aloud.conditions(&rule.applies.when)));
    }
    let before = if rule.schedule.is_some() { aloud.word("frist", "lukkes") } else { "" };
    said.extend(rule.schedule.iter().flat_map(|schedule| aloud.schedule(schedule)));
    if let (Some(schedule), true) = (&rule.schedule, rule.demands.is_empty()) {
        let key = if matches!(schedule.of, Of::Duties) { "oppfylles" } else { "flyttes" };
        said.push(aloud.word("frist", key).to_owned());
    }
    said.extend(rule.demands.iter().map(|demand| {
        let name = match &demand.what {
            What::Check(check) => Some(check.name()),
            _ => None,
        };
        format!("{before}{}", aloud.demand(demand, name))
    }));
    said
}

/// How far a rule or requirement is decided by the tool.
pub fn decides(decides: Decides, lang: Lang) -> &'static str {
    match (decides, lang) {
        (Decides::Auto, Lang::Nb) => "Registervakt avgjør dette alene.",
        (Decides::Auto, Lang::Nn) => "Registervakt avgjer dette åleine.",
        (Decides::Auto, Lang::En) => "Registervakt decides this alone.",
        (Decides::Partial, Lang::Nb) => {
            "Registervakt ser at det er dokumentert og henger sammen. Et menneske vurderer innholdet."
        }
        (Decides::Partial, Lang::Nn) => {
            "Registervakt ser at det er dokumentert og heng saman. Eit menneske vurderer innhaldet."
        }
        (Decides::Partial, Lang::En) => {
            "Registervakt sees that it is documented and consistent. A person judges the content."
        }
        (Decides::Human, Lang::Nb) => "Bare et menneske kan vurdere dette. Registervakt spør.",
        (Decides::Human, Lang::Nn) => "Berre eit menneske kan vurdere dette. Registervakt spør.",
        (Decides::Human, Lang::En) => "Only a person can judge this. Registervakt asks.",
    }
}
