//! Demands: what a rule requires, held against a register.
//!
//! **Knows**: the forms a demand can have, how each is held against the tree, where a breach stands.
//! **Does not know**: how a demand is written down, which words a breach gets.

use std::collections::BTreeSet;

use crate::document::tree::{Node, Value};
use crate::register::organisation::Region;
use crate::register::schema::{self, Shape};
use crate::rule::check::Check;
use crate::rule::condition::{Answer, Condition, Ground, Missing, Test, Verdict, answer};
use crate::rule::doubt;
use crate::rule::expression::Expression;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::scope::Scope;

/// One thing that a rule requires.
#[derive(Debug, Clone)]
pub struct Demand {
    /// It is required only where all of these hold.
    pub when: Vec<Condition>,
    /// What is required.
    pub what: What,
    /// The words for a breach, where the rule has several; else the demand's own.
    pub variant: Option<String>,
}

/// The forms of a demand.
#[derive(Debug, Clone)]
pub enum What {
    /// Each of the fields must pass the test.
    Fields {
        /// The elements that are looked at; none for the register as a whole.
        scope: Option<Scope>,
        /// The fields, from the element or the root.
        fields: Vec<String>,
        /// Whether one of them is enough.
        enough: Enough,
        /// What each must be.
        test: Test,
    },
    /// So many elements must be there.
    Count {
        /// Which elements.
        scope: Scope,
        /// How many at the least.
        least: usize,
    },
    /// For every value of a field there must be an element.
    Cover {
        /// The values.
        every: String,
        /// The elements.
        scope: Scope,
        /// The field of the elements that must hold the value.
        field: String,
    },
    /// An expression must be true.
    Expression(Expression),
    /// A check with a name of its own.
    Check(Check),
}

/// How many of the fields must pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enough {
    /// All of them.
    All,
    /// One of them.
    One,
}

impl Demand {
    /// The demand held against a register.
    pub fn hold(&self, ground: Ground<'_>) -> Outcome {
        if let Some(file) = self.unread(ground) {
            return Outcome::unknown(file);
        }
        match answer(&self.when, &ground.register.tree, ground, Missing::Asks) {
            Answer::Yes => {}
            Answer::No(_) => return Outcome::nothing(),
            Answer::Open(causes) => return Outcome::open(causes),
        }
        let mut outcome = match &self.what {
            What::Fields { scope, fields, enough, test } => {
                Fields { fields, enough: *enough, test }.hold(scope.as_ref(), ground)
            }
            What::Count { scope, least } => count(scope, *least, ground),
            What::Cover { every, scope, field } => cover(every, scope, field, ground),
            What::Expression(expression) => expression.hold(ground),
            What::Check(check) => {
                let tree = &ground.register.tree;
                let mut outcome = check.hold(ground);
                outcome.doubt(check.paths().into_iter().flat_map(|path| doubt::causes(tree, path)));
                outcome
            }
        };
        if let Some(variant) = &self.variant {
            for hit in &mut outcome.hits {
                hit.subject = format!("{}#{variant}", hit.subject);
                hit.variant.clone_from(variant);
            }
        }
        outcome
    }

    /// Whether the demand holds of one element, whose fields it names; not where that cannot be told.
    pub fn holds_of(&self, element: &Node, ground: Ground<'_>) -> bool {
        let mut outcome = Outcome::nothing();
        match &self.what {
            What::Fields { scope: None, fields, enough, test } => {
                let fields = Fields { fields, enough: *enough, test };
                fields.hold_from(element, Some(""), ground, &mut outcome);
            }
            _ => outcome = self.hold(ground),
        }
        outcome.hits.is_empty() && outcome.unknown.is_empty()
    }

    /// The ways in which it can fail, as rules choose words and levels by them.
    pub fn variants(&self) -> Vec<String> {
        let own: Vec<&str> = match &self.what {
            What::Fields { test, .. } => test.variants().to_vec(),
            What::Check(check) => check.variants(),
            What::Count { .. } | What::Cover { .. } | What::Expression(_) => Vec::new(),
        };
        self.variant.iter().cloned().chain(own.into_iter().map(str::to_owned)).collect()
    }

    /// The values that its messages can name.
    pub fn details(&self) -> Vec<String> {
        let own: Vec<&str> = match &self.what {
            What::Fields { scope, .. } => {
                let element = scope.as_ref().and_then(|scope| schema::shape_at(&scope.list));
                ["felt", "verdi", "navn"]
                    .into_iter()
                    .chain(element.map(schema::keys_of).unwrap_or_default())
                    .collect()
            }
            What::Count { .. } => vec!["felt", "antall", "minst"],
            What::Cover { .. } => vec!["felt", "verdi", "region"],
            What::Expression(_) => vec!["navn"],
            What::Check(check) => check.details(),
        };
        own.into_iter().map(str::to_owned).collect()
    }

    /// The file that a field comes from, where it could not be read.
    fn unread<'a>(&self, ground: Ground<'a>) -> Option<&'a str> {
        self.paths().into_iter().find_map(|path| doubt::unread(ground.register, path))
    }

    /// Every field from the root that the demand looks at.
    pub fn paths(&self) -> Vec<&str> {
        let own: Vec<&str> = match &self.what {
            What::Fields { scope: None, fields, test, .. } => {
                fields.iter().map(String::as_str).chain(test.other_field()).collect()
            }
            What::Fields { scope: Some(scope), test, .. } => {
                std::iter::once(scope.list.as_str()).chain(test.other_field()).collect()
            }
            What::Count { scope, .. } => vec![&scope.list],
            What::Cover { every, scope, .. } => vec![every, &scope.list],
            What::Expression(expression) => expression.paths().iter().map(String::as_str).collect(),
            What::Check(check) => check.paths(),
        };
        self.when.iter().map(|condition| condition.field.as_str()).chain(own).collect()
    }
}

/// Fields under one test.
struct Fields<'a> {
    fields: &'a [String],
    enough: Enough,
    test: &'a Test,
}

impl Fields<'_> {
    fn hold(&self, scope: Option<&Scope>, ground: Ground<'_>) -> Outcome {
        let mut outcome = Outcome::nothing();
        match scope {
            None => self.hold_from(&ground.register.tree, None, ground, &mut outcome),
            Some(scope) => {
                let members = scope.members(ground);
                for element in members.sure {
                    self.hold_from(element, Some(&scope.list), ground, &mut outcome);
                }
                outcome.doubt(members.causes);
            }
        }
        outcome
    }

    fn hold_from(&self, from: &Node, list: Option<&str>, ground: Ground<'_>, outcome: &mut Outcome) {
        match self.enough {
            Enough::All => {
                for field in self.fields {
                    self.put(from, list, field, ground, outcome);
                }
            }
            Enough::One => {
                let mut tries = Outcome::nothing();
                for field in self.fields {
                    let mut one = Outcome::nothing();
                    self.put(from, list, field, ground, &mut one);
                    if one.hits.is_empty() && one.looked_at > 0 {
                        return outcome.look(None);
                    }
                    tries.add(one);
                }
                if tries.unknown.is_empty() {
                    outcome.look(tries.hits.into_iter().next());
                }
                outcome.doubt(tries.unknown);
            }
        }
    }

    /// Puts the test to one field, through every list on the way.
    fn put(&self, from: &Node, list: Option<&str>, field: &str, ground: Ground<'_>, outcome: &mut Outcome) {
        outcome.doubt(doubt::above(from, field).into_iter().map(doubt::cause));
        for slot in slots(from, field) {
            let values: Vec<Option<&Node>> = match slot.node {
                Some(Node { value: Value::List(items), .. }) if !self.test.takes_lists_whole() => {
                    items.iter().map(Some).collect()
                }
                node => vec![node],
            };
            for node in values {
                let verdict = self.test.put(node, ground);
                let hit = match verdict {
                    Verdict::Holds => None,
                    Verdict::Fails(variant) => {
                        Some(self.breach(node, &slot, list, field, ground).variant(variant))
                    }
                    Verdict::NothingThere => {
                        let asked = list.is_none() && self.test.asks_for_value() && !slot.is_listed;
                        outcome.doubt(asked.then(|| field.to_owned()));
                        continue;
                    }
                    Verdict::Unknown => {
                        outcome.doubt(self.test.causes(node, ground));
                        continue;
                    }
                };
                outcome.look(hit);
            }
        }
    }

    fn breach(
        &self,
        node: Option<&Node>,
        slot: &Slot<'_>,
        list: Option<&str>,
        field: &str,
        ground: Ground<'_>,
    ) -> Hit {
        let path = list.map_or_else(|| field.to_owned(), |list| format!("{list}.{field}"));
        let place = match (node, list) {
            (Some(node), _) => node.place.clone(),
            (None, Some(_)) => slot.parent.place.clone(),
            (None, None) => ground.register.nearest_place(field),
        };
        let label = label(slot.parent);
        let value = node.map(Node::written).unwrap_or_default();
        let subject = match (list, self.test.takes_lists_whole()) {
            (Some(_), true) => format!("{path}/{label}"),
            (Some(_), false) => format!("{path}/{label}/{value}"),
            (None, true) => path.clone(),
            (None, false) => format!("{path}/{value}"),
        };
        let mut hit = Hit::new(&place, subject.trim_end_matches('/'));
        if list.is_some() {
            for (key, sibling) in slot.parent.entries() {
                hit = hit.with(key, sibling.written());
            }
        }
        hit.with("felt", path).with("verdi", value).with("navn", label)
    }
}

/// A place in the tree where a field can stand.
struct Slot<'a> {
    parent: &'a Node,
    node: Option<&'a Node>,
    /// Whether it stands in an element of a list, of which there may be none.
    is_listed: bool,
}

/// Where `field` stands or could stand, from `from`, through every list on the way.
fn slots<'a>(from: &'a Node, field: &str) -> Vec<Slot<'a>> {
    let (parents, key) = match field.rsplit_once('.') {
        None => (vec![from], field),
        Some((above, key)) => (from.all(above), key),
    };
    if parents.is_empty() && doubt::above(from, field).is_empty() {
        return vec![Slot { parent: from, node: None, is_listed: is_in_list(field) }];
    }
    let known = parents.into_iter().flat_map(Node::elements).filter(|parent| !doubt::is_none(parent));
    known.map(|parent| Slot { parent, node: parent.get(key), is_listed: is_in_list(field) }).collect()
}

/// Whether the way to `field` from the root leads through a list.
fn is_in_list(field: &str) -> bool {
    let parents = field.match_indices('.').map(|(dot, _)| &field[..dot]);
    parents.into_iter().any(|parent| matches!(schema::shape_at(parent), Some(Shape::List(_))))
}

/// What people call an element of a list.
pub fn label(element: &Node) -> String {
    let keys = ["id", "navn", "variabel", "regel", "tittel", "overskrift", "rolle", "dato", "aar", "fil"];
    keys.iter()
        .filter_map(|key| element.get(key))
        .map(Node::written)
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

fn count(scope: &Scope, least: usize, ground: Ground<'_>) -> Outcome {
    let members = scope.members(ground);
    let found = members.sure.len();
    if found < least && (members.is_open || found + members.perhaps.len() >= least) {
        return Outcome::open(members.causes);
    }
    let hit = (found < least).then(|| {
        Hit::new(&ground.register.nearest_place(&scope.list), scope.list.clone())
            .with("felt", scope.list.clone())
            .with("antall", found.to_string())
            .with("minst", least.to_string())
    });
    Outcome::of(1, hit.into_iter().collect())
}

fn cover(every: &str, scope: &Scope, field: &str, ground: Ground<'_>) -> Outcome {
    let tree = &ground.register.tree;
    let members = scope.members(ground);
    let mut outcome = Outcome::open(doubt::at(tree, every).into_iter().map(doubt::cause).collect());
    let mut seen = BTreeSet::new();
    for value in tree.all(every).into_iter().flat_map(Node::elements).filter(|node| !doubt::is_none(node)) {
        let wanted = value.written();
        if !seen.insert(wanted.clone()) {
            continue;
        }
        let holds = |element: &&&Node| {
            element.all(field).into_iter().flat_map(Node::elements).any(|node| node.written() == wanted)
        };
        if members.sure.iter().any(|element| holds(&element)) {
            outcome.look(None);
            continue;
        }
        // Whoever may count, and says that it is here or cannot be read, may be the one.
        let unclear = |element: &&&Node| !doubt::at(element, field).is_empty();
        let causes: Vec<String> = members
            .sure
            .iter()
            .filter(unclear)
            .flat_map(|element| doubt::at(element, field).into_iter().map(doubt::cause))
            .collect();
        let perhaps = members.perhaps.iter().any(|element| holds(&element) || unclear(&element));
        if members.is_open || perhaps || !causes.is_empty() {
            outcome.doubt(members.causes.iter().cloned().chain(causes));
            continue;
        }
        outcome.look(Some(uncovered(&wanted, scope, ground)));
    }
    outcome
}

/// The breach for a value that no element has.
fn uncovered(wanted: &str, scope: &Scope, ground: Ground<'_>) -> Hit {
    let region = wanted.parse::<Region>().map(|region| region.name().to_owned()).unwrap_or_default();
    Hit::new(&ground.register.nearest_place(&scope.list), wanted)
        .with("felt", scope.list.clone())
        .with("verdi", wanted)
        .with("region", region)
}
