//! Reads rule files: a rule exists only validated.
//!
//! **Knows**: how a rule is written down; that a field, a test or a check which does not exist is a
//! fault of the file, with its place, and never a rule that passes.
//! **Does not know**: registers.

mod schedule;

use std::sync::Arc;

use crate::document::packed::{self, PackedFile};
use crate::document::tree::{self, Node, Value};
use crate::fault::{Fault, FaultKind, FileFault, ValueFault};
use crate::finding::Level;
use crate::register::conform::{conform, nearest};
use crate::register::schema;
use crate::rule::check::Check;
use crate::rule::condition::{Condition, Test};
use crate::rule::date::schedule::Schedule;
use crate::rule::demand::{Demand, Enough, What};
use crate::rule::expression::{BadExpression, Expression};
use crate::rule::pattern::Pattern;
use crate::rule::release::{self, Release};
use crate::rule::scope::Scope;
use crate::rule::words::RuleWords;
use crate::rule::{Applies, ByRecord, Decides, Kind, RestsOn, Rule, format};
use crate::source::{Place, Source};

/// Reads the rule in `source`. `id` is the name of its file, `area` the folder it lies in.
pub fn read(source: &Arc<Source>, id: &str, area: &str) -> Result<Rule, Vec<Fault>> {
    let mut tree = tree::parse(source).map_err(|fault| vec![fault])?;
    let faults = conform(&mut tree, format::RULE, source.path());
    let mut reader = Reader { source, faults, trust: Trust::Own };
    let rule = reader.rule(&tree, id, area);
    if reader.faults.is_empty() { Ok(rule) } else { Err(reader.faults) }
}

/// Reads the law of a built-in rule, whose words come later. That the file says nothing else than a
/// rule may say is for the tests to see, not for every start.
pub fn read_law(file: &PackedFile, id: &str, area: &str) -> Rule {
    let source = Source::new(format!("rules/{area}/{id}.toml"), "");
    let tree = packed::read(file.table, &Place::first_line(&source));
    let mut reader = Reader { source: &source, faults: Vec::new(), trust: Trust::BuiltIn };
    let mut rule = reader.rule(&tree, id, area);
    assert!(reader.faults.is_empty(), "the tests load every built-in rule: {:?}", reader.faults);
    rule.words = RuleWords::later(file.words);
    rule.place = None;
    rule
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    faults: Vec<Fault>,
    trust: Trust,
}

/// Whose rule it is. The patterns of the built-in ones are compiled by the tests, and else only when
/// they are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// The tool's.
    BuiltIn,
    /// A user's.
    Own,
}

impl Reader<'_> {
    fn rule(&mut self, tree: &Node, id: &str, area: &str) -> Rule {
        let written = tree.get("id").and_then(Node::text).unwrap_or_default();
        if written != id {
            self.wrong_word(tree.get("id").unwrap_or(tree), "id", written, &[id]);
        }
        let word = |key: &str| tree.get(key).and_then(Node::text).unwrap_or_default().to_owned();
        let schedule = self.schedule(tree, id);
        // What falls due may do so until its day is moved.
        if schedule.is_none() && tree.get("krever").is_none_or(|list| !list.is_filled()) {
            self.missing(tree, "krever");
        }
        let seen_from = schedule.as_ref().and_then(Schedule::list);
        let demands = tree.get("krever").into_iter().flat_map(Node::elements);
        let demands: Vec<Demand> = demands.filter_map(|node| self.demand(node, seen_from)).collect();
        Rule {
            id: id.to_owned(),
            area: area.to_owned(),
            kind: match word("slag").as_str() {
                "change" => Kind::Change,
                "date" => Kind::Date,
                _ => Kind::State,
            },
            level: read_level(&word("nivaa")),
            levels: entries(tree, "nivaa_for")
                .iter()
                .map(|(key, node)| (key.clone(), read_level(&node.written())))
                .collect(),
            decides: match word("avgjoer").as_str() {
                "partial" => Decides::Partial,
                "human" => Decides::Human,
                _ => Decides::Auto,
            },
            requirements: texts(tree, "krav"),
            rests_on: list(tree, "kilde").map(RestsOn::read).collect(),
            applies: self.applies(tree),
            releases: self.releases(tree),
            responsible: texts(tree, "ansvarlig"),
            by_record: match tree.get("moetes_av") {
                Some(_) => ByRecord::Yes,
                None => ByRecord::No,
            },
            schedule,
            demands,
            words: tree.get("ord").map_or_else(RuleWords::none, RuleWords::now),
            place: Some(Place::first_line(self.source)),
        }
    }

    fn applies(&mut self, tree: &Node) -> Applies {
        let node = tree.get("gjelder");
        let default = || ["planlagt", "nasjonal", "mistet"].map(str::to_owned).to_vec();
        Applies {
            statuses: match node.and_then(|node| node.get("status")) {
                Some(list) => list.elements().map(Node::written).collect(),
                None => default(),
            },
            when: node.map(|node| self.conditions(node, "naar", None)).unwrap_or_default(),
            from: tree.get("fra").and_then(Node::date),
            until: tree.get("til").and_then(Node::date),
        }
    }

    /// Which changes release the rule: required of one that looks at changes, useless in any other.
    fn releases(&mut self, tree: &Node) -> Vec<Release> {
        let is_change = tree.get("slag").and_then(Node::text) == Some("change");
        let mut found = Vec::new();
        for node in list(tree, "utloeses") {
            match release::read(node) {
                Ok(release) => found.push(release),
                Err(wrong) => self.wrong_word(wrong.node, wrong.key, &wrong.node.written(), &wrong.allowed),
            }
        }
        if is_change && found.is_empty() {
            self.missing(tree, "utloeses");
        }
        if let Some(node) = tree.get("utloeses").filter(|_| !is_change) {
            self.wrong_word(
                node,
                "slag",
                &tree.get("slag").map(Node::written).unwrap_or_default(),
                &["change"],
            );
        }
        found
    }

    fn conditions(&mut self, node: &Node, key: &str, scope: Option<&str>) -> Vec<Condition> {
        let mut found = Vec::new();
        for item in list(node, key) {
            let Some(field) = self.field(item, "felt", scope) else { continue };
            let filter = self.conditions(item, "der", Some(&field));
            found.extend(self.test(item).map(|test| Condition { field, filter, test }));
        }
        found
    }

    /// A demand; its fields are seen from the elements of `list` where there is one.
    fn demand(&mut self, node: &Node, list: Option<&str>) -> Option<Demand> {
        let when = self.conditions(node, "naar", None);
        let variant = node.get("variant").and_then(Node::text).map(str::to_owned);
        let what = self.what(node, list)?;
        Some(Demand { when, what, variant })
    }

    fn what(&mut self, node: &Node, list: Option<&str>) -> Option<What> {
        let text = |key: &str| node.get(key).and_then(Node::text);
        if let Some(name) = text("sjekk") {
            return self.check(node, name).map(What::Check);
        }
        if let Some(expression) = text("uttrykk") {
            return self.expression(node, expression).map(What::Expression);
        }
        if let Some(least) = node.get("minst_antall").and_then(Node::integer) {
            let scope = self.scope(node, "av")?;
            return Some(What::Count { scope, least: usize::try_from(least).unwrap_or(usize::MAX) });
        }
        if node.get("hver_verdi_av").is_some() {
            let every = self.field(node, "hver_verdi_av", None)?;
            let scope = self.scope(node, "i")?;
            let field = self.field(node, "som", Some(&scope.list))?;
            return Some(What::Cover { every, scope, field });
        }
        let scope = match node.get("for_hver") {
            Some(_) => Some(self.scope(node, "for_hver")?),
            None => None,
        };
        let enough = if node.get("ett_av_feltene").is_some() { Enough::One } else { Enough::All };
        let key = if enough == Enough::One { "ett_av_feltene" } else { "felt" };
        let fields = self.fields(node, key, scope.as_ref().map(|scope| scope.list.as_str()).or(list))?;
        let test = self.test(node)?;
        Some(What::Fields { scope, fields, enough, test })
    }

    fn scope(&mut self, node: &Node, key: &str) -> Option<Scope> {
        let list = self.field(node, key, None)?;
        let filter = self.conditions(node, "der", Some(&list));
        Some(Scope { list, filter })
    }

    fn fields(&mut self, node: &Node, key: &str, scope: Option<&str>) -> Option<Vec<String>> {
        let Some(value) = node.get(key) else {
            self.missing(node, key);
            return None;
        };
        value.elements().map(|item| self.known_field(item, scope)).collect()
    }

    /// The field that `key` names; a field that does not exist is a fault.
    fn field(&mut self, node: &Node, key: &str, scope: Option<&str>) -> Option<String> {
        let Some(value) = node.get(key) else {
            self.missing(node, key);
            return None;
        };
        self.known_field(value, scope)
    }

    fn known_field(&mut self, value: &Node, scope: Option<&str>) -> Option<String> {
        let path = value.text()?.trim();
        let shape = match scope {
            None => schema::shape_at(path),
            Some(list) => schema::shape_at(list).and_then(|shape| schema::shape_within(shape, path)),
        };
        if shape.is_some() {
            return Some(path.to_owned());
        }
        let full = scope.map_or_else(|| path.to_owned(), |list| format!("{list}.{path}"));
        self.faults.push(unknown_field(value, path, &full));
        None
    }

    /// The one test that stands in `node`.
    fn test(&mut self, node: &Node) -> Option<Test> {
        let integer = |key: &str| node.get(key).and_then(Node::integer);
        let words =
            |key: &str| node.get(key).map(|value| value.elements().map(Node::written).collect::<Vec<_>>());
        if let Some(value) = node.get("er") {
            let word = value.written();
            let known = Test::WORDS.into_iter().find(|(name, _)| *name == word).map(|(_, test)| test);
            if known.is_none() {
                self.wrong_word(value, "er", &word, &Test::WORDS.map(|(name, _)| name));
            }
            return known;
        }
        if let Some(words) = words("er_en_av") {
            return Some(Test::OneOf(words));
        }
        if let Some(words) = words("er_ingen_av") {
            return Some(Test::NoneOf(words));
        }
        if let Some(number) = integer("minst") {
            return Some(Test::AtLeast(number));
        }
        if let Some(number) = integer("hoeyst") {
            return Some(Test::AtMost(number));
        }
        if let Some(years) = integer("yngre_enn_aar") {
            return i32::try_from(years).ok().map(Test::YoungerThanYears);
        }
        if node.get("finnes_i").is_some() {
            return self.field(node, "finnes_i", None).map(Test::FoundIn);
        }
        if let Some(value) = node.get("noen_ligner") {
            return self.pattern(value).map(Test::AnyMatches);
        }
        if let Some(value) = node.get("ligner") {
            return self.pattern(value).map(Test::Matches);
        }
        self.missing(node, "er");
        None
    }

    fn pattern(&mut self, value: &Node) -> Option<Pattern> {
        let pattern = Pattern::new(&value.written());
        if self.trust == Trust::Own
            && let Err(words) = pattern.check()
        {
            self.syntax(value, &words);
            return None;
        }
        Some(pattern)
    }

    fn expression(&mut self, node: &Node, text: &str) -> Option<Expression> {
        let scope = match node.get("for_hver") {
            Some(_) => Some(self.scope(node, "for_hver")?),
            None => None,
        };
        let points_at = self.field(node, "peker_paa", scope.as_ref().map(|scope| scope.list.as_str()))?;
        let value = node.get("uttrykk").unwrap_or(node);
        match Expression::new(text, scope, &points_at) {
            Ok(expression) => Some(expression),
            Err(BadExpression::Syntax(words)) => {
                self.syntax(value, &words);
                None
            }
            Err(BadExpression::UnknownField(path)) => {
                self.faults.push(unknown_field(value, &path, &path));
                None
            }
        }
    }

    fn check(&mut self, node: &Node, name: &str) -> Option<Check> {
        match Check::read(name, node.get("med")) {
            Some(Ok(check)) => {
                if self.trust == Trust::Own
                    && let Some(words) = check.bad_pattern()
                {
                    self.syntax(node.get("med").unwrap_or(node), &words);
                    return None;
                }
                Some(check)
            }
            Some(Err(bad)) => {
                let value = node
                    .get("med")
                    .and_then(|with| with.get(&bad.key))
                    .or_else(|| node.get("med"))
                    .unwrap_or(node);
                let written = value.written();
                self.wrong_word(
                    value,
                    &format!("med.{}", bad.key),
                    &written,
                    &bad.allowed.iter().map(String::as_str).collect::<Vec<_>>(),
                );
                None
            }
            None => {
                let value = node.get("sjekk").unwrap_or(node);
                self.wrong_word(value, "sjekk", name, &Check::names());
                None
            }
        }
    }

    fn missing(&mut self, node: &Node, key: &str) {
        let kind = FaultKind::InvalidFile(FileFault::Syntax);
        let fault = Fault::new(kind, node.place.clone(), format!("{}#{key}", self.source.path()));
        self.faults.push(fault.with("aarsak", format!("«{key}» mangler")));
    }

    fn syntax(&mut self, node: &Node, words: &str) {
        let kind = FaultKind::InvalidFile(FileFault::Syntax);
        let fault = Fault::new(kind, node.place.clone(), self.source.path().to_owned());
        self.faults.push(fault.with("aarsak", words));
    }

    fn wrong_word(&mut self, node: &Node, field: &str, word: &str, allowed: &[&str]) {
        let near = nearest(word, allowed.iter().copied()).unwrap_or_default();
        let kind = FaultKind::InvalidValue(ValueFault::Word);
        let fault = Fault::new(kind, node.place.clone(), format!("{}#{field}", self.source.path()));
        let fault = fault.with("felt", field).with("verdi", word);
        self.faults.push(fault.with("lovlige", allowed.join(", ")).with("naermeste", near));
    }
}

/// A field that no format has, with the nearest that one has.
fn unknown_field(value: &Node, path: &str, full: &str) -> Fault {
    let last = full.rsplit('.').next().unwrap_or(full);
    let beside = schema::keys_beside(full);
    let near = nearest(last, beside.iter().copied()).unwrap_or_default();
    Fault::new(FaultKind::UnknownKey, value.place.clone(), format!("{}#{full}", value.place.source().path()))
        .with("noekkel", path)
        .with("naermeste", near)
        .with("kjente", beside.join(", "))
}

fn read_level(word: &str) -> Level {
    match word {
        "merknad" => Level::Note,
        "advarsel" => Level::Warning,
        _ => Level::Error,
    }
}

fn entries<'a>(node: &'a Node, key: &str) -> &'a [(String, Node)] {
    node.get(key).map(Node::entries).unwrap_or_default()
}

fn list<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = &'a Node> {
    node.get(key).into_iter().flat_map(Node::elements).filter(|item| matches!(item.value, Value::Table(_)))
}

fn texts(node: &Node, key: &str) -> Vec<String> {
    node.get(key).into_iter().flat_map(Node::elements).filter_map(Node::text).map(str::to_owned).collect()
}
