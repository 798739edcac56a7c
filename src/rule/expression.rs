//! Expressions: the way out for an own rule where the typed tests do not reach.
//!
//! **Knows**: how an expression is checked when it is loaded, and held against a register under a
//! bound. It sees values only: it cannot loop, read files or reach the network, and a field that
//! does not exist is an error when it is loaded.
//! **Does not know**: how a rule is written down.

use std::collections::BTreeMap;

use crate::document::tree::{Node, Value};
use crate::register::schema::{self, Field, Shape};
use crate::rule::condition::Ground;
use crate::rule::demand::label;
use crate::rule::doubt;
use crate::rule::outcome::{Hit, Outcome};
use crate::rule::scope::Scope;
use crate::template::{self, Broken, Filter, Grammar, Seen};

/// How many steps one evaluation may take; memory is bounded by the same measure.
const FUEL: u64 = 20_000;
/// How long an expression may be, in bytes.
const LONGEST: usize = 2_000;
/// The name under which an expression sees the day.
const TODAY: &str = "i_dag";

/// An expression that must be true.
#[derive(Debug, Clone)]
pub struct Expression {
    text: String,
    scope: Option<Scope>,
    points_at: String,
    paths: Vec<String>,
    /// The fields of the element that it looks at.
    own: Vec<String>,
}

/// Why an expression cannot be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadExpression {
    /// It does not parse; the parser's words.
    Syntax(String),
    /// It names a field that does not exist.
    UnknownField(String),
}

impl Expression {
    /// Checks `text`; it sees the fields of the register and, under the last part of the scope's
    /// name, the element. `points_at` is the field that a breach points at.
    pub fn new(text: &str, scope: Option<Scope>, points_at: &str) -> Result<Self, BadExpression> {
        if text.len() > LONGEST {
            return Err(BadExpression::Syntax(format!("lengre enn {LONGEST} tegn")));
        }
        if let Some(word) = unknown_call(text) {
            return Err(BadExpression::Syntax(format!("«{word}» er ikke noe et uttrykk kan bruke")));
        }
        let grammar = grammar();
        let compiled = grammar.expression(text).map_err(|Broken { detail, .. }| {
            BadExpression::Syntax(detail.unwrap_or_else(|| "kan ikke leses".to_owned()))
        })?;
        let element = scope.as_ref().map(|scope| (element_name(&scope.list), schema::shape_at(&scope.list)));
        let (mut roots, mut own) = (Vec::new(), Vec::new());
        for path in compiled.names() {
            let within = element.and_then(|(name, shape)| {
                let rest = path.strip_prefix(name)?;
                Some((rest.strip_prefix('.').unwrap_or(rest), shape?))
            });
            let known = match within {
                Some(("", _)) => true,
                Some((rest, shape)) => schema::shape_within(shape, rest).is_some(),
                None => path == TODAY || schema::shape_at(&path).is_some(),
            };
            if !known {
                return Err(BadExpression::UnknownField(path));
            }
            match within {
                Some((rest, _)) => own.push(rest.to_owned()),
                None if path == TODAY => {}
                None => roots.push(path),
            }
        }
        roots.extend(scope.as_ref().map(|scope| scope.list.clone()));
        Ok(Self { text: text.to_owned(), scope, points_at: points_at.to_owned(), paths: roots, own })
    }

    /// The fields from the root that it looks at.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// The expression held against a register.
    pub fn hold(&self, ground: Ground<'_>) -> Outcome {
        let grammar = grammar();
        let compiled = grammar.expression(&self.text).expect("it compiled when it was loaded");
        let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
        for field in schema::REGISTER.iter().chain(schema::ROOT) {
            if self.paths.iter().any(|path| path.split('.').next() == Some(field.name)) {
                seen.insert(field.name.to_owned(), see(ground.register.tree.get(field.name), field.shape));
            }
        }
        seen.insert(TODAY.to_owned(), Seen::from(ground.today.to_string()));
        let mut outcome = Outcome::nothing();
        let tree = &ground.register.tree;
        let roots =
            self.paths.iter().filter(|path| self.scope.as_ref().is_none_or(|scope| scope.list != **path));
        outcome.doubt(roots.flat_map(|path| doubt::causes(tree, path)));
        if !outcome.unknown.is_empty() {
            return outcome;
        }
        match &self.scope {
            None => self.judge(&compiled, seen, tree, ground, &mut outcome),
            Some(scope) => {
                let shape = schema::shape_at(&scope.list).map_or(Shape::Any, element_shape);
                let members = scope.members(ground);
                outcome.doubt(members.causes);
                for element in members.sure {
                    let doubts: Vec<String> =
                        self.own.iter().flat_map(|path| doubts(element, path)).collect();
                    if !doubts.is_empty() {
                        outcome.doubt(doubts);
                        continue;
                    }
                    let mut seen = seen.clone();
                    seen.insert(element_name(&scope.list).to_owned(), see(Some(element), shape));
                    self.judge(&compiled, seen, element, ground, &mut outcome);
                }
            }
        }
        outcome
    }

    fn judge(
        &self,
        compiled: &template::Expression<'_>,
        seen: BTreeMap<String, Seen>,
        from: &Node,
        ground: Ground<'_>,
        outcome: &mut Outcome,
    ) {
        match compiled.holds(&Seen::table(seen)) {
            Ok(true) => outcome.look(None),
            Ok(false) => {
                let place = from.all(&self.points_at).first().map(|node| node.place.clone());
                let place = place.unwrap_or_else(|| match self.scope {
                    Some(_) => from.place.clone(),
                    None => ground.register.nearest_place(&self.points_at),
                });
                let label = label(from);
                let subject = format!("{}/{label}", self.points_at);
                outcome.look(Some(Hit::new(&place, subject.trim_end_matches('/')).with("navn", label)));
            }
            Err(Broken { detail, .. }) => {
                outcome.broken.push(detail.unwrap_or_else(|| "uttrykket stanset".to_owned()));
            }
        }
    }
}

/// The causes for which it cannot be told what an element holds; an empty path is all of it.
fn doubts(element: &Node, path: &str) -> Vec<String> {
    if path.is_empty() { doubt::within(element) } else { doubt::causes(element, path) }
}

/// What an expression may use: comparison, `and`/`or`/`not`, `in`, and a few filters that name no field.
fn grammar() -> Grammar {
    Grammar::new(FUEL, &FILTERS)
}

/// The filters of an expression; none of them takes the name of a field.
const FILTERS: [(&str, Filter); 5] = [
    ("antall", Filter::Length),
    ("smaa", Filter::Lower),
    ("trim", Filter::Trim),
    ("foerste", Filter::First),
    ("siste", Filter::Last),
];
/// Words before a parenthesis that call nothing.
const JOINTS: [&str; 6] = ["and", "or", "not", "in", "if", "else"];

/// A filter, test, function or method that an expression may not use. The library would tell only
/// when it comes to it, and an expression that is cut short would never come to it.
fn unknown_call(text: &str) -> Option<String> {
    let mut previous = String::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let token = match sign {
            '"' | '\'' => rest[1..].find(sign).map_or(rest, |end| &rest[..end + 2]),
            sign if is_word(sign) => &rest[..rest.find(|sign| !is_word(sign)).unwrap_or(rest.len())],
            sign => &rest[..sign.len_utf8()],
        };
        let word = token.starts_with(is_word);
        let is_filter = previous == "|" && word && !FILTERS.iter().any(|(name, _)| *name == token);
        let is_call = token == "(" && previous.starts_with(is_word) && !JOINTS.contains(&previous.as_str());
        if is_filter || token == "is" {
            return Some(token.to_owned());
        }
        if is_call {
            return Some(previous);
        }
        if !token.trim().is_empty() {
            token.clone_into(&mut previous);
        }
        rest = &rest[token.len()..];
    }
    None
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// The last part of a list's name: what one of its elements is called.
fn element_name(list: &str) -> &str {
    list.rsplit('.').next().unwrap_or(list)
}

fn element_shape(shape: Shape) -> Shape {
    match shape {
        Shape::List(inner) | Shape::OneOrMany(inner) => *inner,
        other => other,
    }
}

/// A value as an expression sees it; every known field is there, so that only an unknown one is an error.
fn see(node: Option<&Node>, shape: Shape) -> Seen {
    let table = |fields: &[Field]| {
        let entries = fields.iter().map(|field| {
            (field.name.to_owned(), see(node.and_then(|node| node.get(field.name)), field.shape))
        });
        Seen::table(entries)
    };
    match (shape, node.map(|node| &node.value)) {
        (Shape::Table(fields), _) => table(fields),
        (Shape::TextOr(fields), Some(Value::Table(_))) => table(fields),
        (Shape::Map(inner), Some(Value::Table(entries))) => {
            let entries = entries.iter().map(|(key, value)| (key.clone(), see(Some(value), *inner)));
            Seen::table(entries)
        }
        (Shape::List(inner) | Shape::OneOrMany(inner), Some(Value::List(items))) => {
            Seen::list(items.iter().map(|item| see(Some(item), *inner)))
        }
        (Shape::List(_), _) => Seen::list([]),
        (_, Some(Value::Integer(number))) => Seen::from(*number),
        (_, Some(Value::Float(number))) => Seen::from(*number),
        (_, Some(Value::Boolean(value))) => Seen::from(*value),
        (_, Some(Value::Text(text))) => Seen::from(text.as_str()),
        (_, Some(Value::Date(date))) => Seen::from(date.to_string()),
        (_, Some(Value::Invalid | Value::List(_) | Value::Table(_)) | None) => Seen::nothing(),
    }
}
