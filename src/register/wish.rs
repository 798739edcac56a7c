//! What-if: a register with one field wished otherwise, without a commit.
//!
//! **Knows**: how a wish is written (`icd10+=M46`, `alder.fra=0`), which field a short name means, which values
//! a field can take.
//! **Does not know**: what such a change would release.

use chrono::NaiveDate;

use crate::document::tree::{Node, Value};
use crate::register::Register;
use crate::register::conform::nearest;
use crate::register::schema::{self, Field, Origin, Shape};
use crate::source::Place;

/// A field and what is wished of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The field, from the root.
    field: String,
    /// What is to be done.
    act: Act,
    /// The values, as written.
    values: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Set,
    Add,
    Remove,
}

/// Why a wish cannot be granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadWish {
    /// It is not written as FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE.
    Form(String),
    /// No field has that name; the nearest that one has.
    Field {
        /// The name.
        name: String,
        /// What comes near it, or the fields it could mean.
        nearest: Vec<String>,
    },
    /// The field cannot take that value.
    Value {
        /// The field.
        field: String,
        /// The value.
        value: String,
        /// What it could take; empty where that is no list of words.
        allowed: Vec<String>,
    },
    /// What is to be taken away does not stand there.
    NotThere {
        /// The field.
        field: String,
        /// The value.
        value: String,
    },
}

impl Wish {
    /// Reads a wish. A name that only one field has is enough: `icd10` for `pasientgruppe.icd10`.
    pub fn read(text: &str) -> Result<Self, BadWish> {
        let form = || BadWish::Form(text.to_owned());
        let (left, right) = text.split_once('=').ok_or_else(form)?;
        let (name, act) = match left.trim_end() {
            left if left.ends_with('+') => (&left[..left.len() - 1], Act::Add),
            left if left.ends_with('-') => (&left[..left.len() - 1], Act::Remove),
            left => (left, Act::Set),
        };
        let name = name.trim();
        if name.is_empty() || (act != Act::Set && right.trim().is_empty()) {
            return Err(form());
        }
        let (field, shape) = find(name)?;
        let is_list = matches!(shape, Shape::List(_));
        if act != Act::Set && !is_list {
            return Err(form());
        }
        let unquoted = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
        let inner = right.trim().trim_start_matches('[').trim_end_matches(']');
        let values = match is_list {
            true => inner.split(',').map(unquoted).filter(|value| !value.is_empty()).collect(),
            false => vec![unquoted(right)],
        };
        let wish = Self { field, act, values };
        wish.nodes(shape, &Place::file(""))?;
        Ok(wish)
    }

    /// The register as wished. Only what its files say is changed, not what they are called.
    pub fn grant(&self, register: &mut Register) -> Result<(), BadWish> {
        if self.act == Act::Set && self.values.iter().all(String::is_empty) {
            clear(register.tree_mut(), &self.field);
            return Ok(());
        }
        let place = register.nearest_place(&self.field);
        let shape = schema::shape_at(&self.field).unwrap_or(Shape::Any);
        let wished = self.nodes(shape, &place)?;
        let slot = slot(register.tree_mut(), &self.field, &place);
        match (self.act, &mut slot.value) {
            (Act::Set, _) => *slot = wished,
            (Act::Add, Value::List(items)) => items.extend(wished.elements().cloned()),
            (Act::Add, _) => *slot = wished,
            (Act::Remove, value) => {
                let Value::List(items) = value else { return Err(self.not_there(0)) };
                for (at, wish) in wished.elements().enumerate() {
                    let before = items.len();
                    items.retain(|item| !names_the_same(item, wish));
                    if items.len() == before {
                        return Err(self.not_there(at));
                    }
                }
            }
        }
        Ok(())
    }

    fn not_there(&self, at: usize) -> BadWish {
        let value = self.values.get(at).cloned().unwrap_or_default();
        BadWish::NotThere { field: self.field.clone(), value }
    }

    /// The values as nodes of their shape.
    fn nodes(&self, shape: Shape, place: &Place) -> Result<Node, BadWish> {
        let read = |shape: Shape, text: &String| {
            let bad = |allowed: &[&str]| BadWish::Value {
                field: self.field.clone(),
                value: text.clone(),
                allowed: allowed.iter().map(|word| (*word).to_owned()).collect(),
            };
            value(shape, text).map(|value| located(value, place)).map_err(bad)
        };
        match shape {
            Shape::List(inner) | Shape::OneOrMany(inner) => {
                let items: Result<Vec<Node>, BadWish> =
                    self.values.iter().map(|text| read(*inner, text)).collect();
                Ok(Node::derived(Value::List(items?), place))
            }
            shape => match self.values.first().filter(|text| !text.is_empty()) {
                Some(text) => read(shape, text),
                None => Ok(Node::derived(Value::Table(Vec::new()), place)),
            },
        }
    }
}

/// The field that `name` means, and its shape.
fn find(name: &str) -> Result<(String, Shape), BadWish> {
    if let Some(shape) = schema::shape_at(name) {
        return Ok((name.to_owned(), shape));
    }
    let mut all = Vec::new();
    for field in schema::REGISTER.iter().chain(schema::ROOT) {
        collect(field, "", &mut all);
    }
    let ending = format!(".{name}");
    let mut meant: Vec<&(String, Shape)> = all.iter().filter(|(path, _)| path.ends_with(&ending)).collect();
    // A field of the patient group or of the council is meant before one of a change record.
    let depth = meant.iter().map(|(path, _)| path.matches('.').count()).min().unwrap_or_default();
    meant.retain(|(path, _)| path.matches('.').count() == depth);
    match meant.as_slice() {
        [(path, shape)] => Ok((path.clone(), *shape)),
        [] => {
            let last = |path: &String| path.rsplit('.').next().unwrap_or_default().to_owned();
            let names: Vec<String> = all.iter().map(|(path, _)| last(path)).collect();
            let near = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
            Err(BadWish::Field { name: name.to_owned(), nearest: near.into_iter().collect() })
        }
        several => {
            let nearest = several.iter().map(|(path, _)| path.clone()).collect();
            Err(BadWish::Field { name: name.to_owned(), nearest })
        }
    }
}

/// The fields that can be wished for, below `field`: those that people write, but not records and reports.
fn collect(field: &Field, above: &str, all: &mut Vec<(String, Shape)>) {
    const NOT_WISHED: [&str; 5] = ["endring", "aarsrapport", "registerbeskrivelse", "vedtekter", "unntak"];
    if field.origin == Origin::Derived || (above.is_empty() && NOT_WISHED.contains(&field.name)) {
        return;
    }
    let path = if above.is_empty() { field.name.to_owned() } else { format!("{above}.{}", field.name) };
    all.push((path.clone(), field.shape));
    if let Shape::Table(fields) = field.shape {
        fields.iter().for_each(|field| collect(field, &path, all));
    }
}

/// `text` as a value of this shape; else the words it could be.
fn value(shape: Shape, text: &str) -> Result<Value, &'static [&'static str]> {
    const TRUTH: &[&str] = &["true", "false"];
    match shape {
        Shape::Integer(least, most) => match text.parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(Value::Integer(number)),
            _ => Err(&[]),
        },
        Shape::Boolean => match text {
            "true" | "sann" | "ja" => Ok(Value::Boolean(true)),
            "false" | "usann" | "nei" => Ok(Value::Boolean(false)),
            _ => Err(TRUTH),
        },
        Shape::Date => NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Value::Date).map_err(|_| &[] as _),
        Shape::Word(words) => match words.contains(&text) {
            true => Ok(Value::Text(text.to_owned())),
            false => Err(words),
        },
        Shape::Table(fields) => {
            let is_number = text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit());
            let by_number = fields.iter().find(|field| is_number && field.name == "orgnr");
            let key = by_number.or(fields.first()).ok_or(&[] as &[&str])?;
            let node = Node::derived(value(key.shape, text)?, &Place::file(""));
            Ok(Value::Table(vec![(key.name.to_owned(), node)]))
        }
        Shape::Text | Shape::Path | Shape::Reference | Shape::Any | Shape::TextOr(_) => {
            Ok(Value::Text(text.to_owned()))
        }
        Shape::List(inner) | Shape::OneOrMany(inner) => value(*inner, text),
        Shape::Map(_) => Err(&[]),
    }
}

/// `value` and all below it at `place`.
fn located(value: Value, place: &Place) -> Node {
    let value = match value {
        Value::Table(entries) => {
            Value::Table(entries.into_iter().map(|(key, node)| (key, located(node.value, place))).collect())
        }
        other => other,
    };
    Node::derived(value, place)
}

/// Whether `item` is what `wish` names: the same value, or an element whose first field is.
fn names_the_same(item: &Node, wish: &Node) -> bool {
    match wish.entries() {
        [] => item.written().trim().eq_ignore_ascii_case(wish.written().trim()),
        entries => entries.iter().all(|(key, node)| {
            item.get(key).is_some_and(|item| item.written().trim() == node.written().trim())
        }),
    }
}

/// Takes the node at `path` away.
fn clear(tree: &mut Node, path: &str) {
    match path.split_once('.') {
        None => tree.remove(path),
        Some((key, rest)) => {
            if let Some(node) = tree.get_mut(key) {
                clear(node, rest);
            }
        }
    }
}

/// The node at `path`, made where it is missing.
fn slot<'a>(tree: &'a mut Node, path: &str, place: &Place) -> &'a mut Node {
    path.split('.').fold(tree, |node, key| {
        if node.get(key).is_none() {
            if !matches!(node.value, Value::Table(_)) {
                *node = Node::derived(Value::Table(Vec::new()), place);
            }
            node.set(key, Node::derived(Value::Table(Vec::new()), place));
        }
        node.get_mut(key).expect("it was set above where it was missing")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_read_or_refused() {
        let check = |text: &str, field: &str, act: Act, values: &[&str]| {
            let values = values.iter().map(|value| (*value).to_owned()).collect();
            assert_eq!(Wish::read(text), Ok(Wish { field: field.to_owned(), act, values }), "{text}");
        };
        check("icd10+=M46", "pasientgruppe.icd10", Act::Add, &["M46"]);
        check("icd10 -= M46, M47", "pasientgruppe.icd10", Act::Remove, &["M46", "M47"]);
        check("icd10=[\"M46\"]", "pasientgruppe.icd10", Act::Set, &["M46"]);
        check("alder.fra=0", "pasientgruppe.alder.fra", Act::Set, &["0"]);
        check("hjemmel.type=forskrift-reservasjon", "hjemmel.type", Act::Set, &["forskrift-reservasjon"]);
        check("regioner-=nord", "pasientgruppe.regioner", Act::Remove, &["nord"]);
        check("medlem-=Nils Nordpå", "fagraad.medlem", Act::Remove, &["Nils Nordpå"]);
        check("status=avviklet", "register.status", Act::Set, &["avviklet"]);
        check("alder.fra=", "pasientgruppe.alder.fra", Act::Set, &[""]);
        check("felles_dataansvarlig+=983974678", "felles_dataansvarlig", Act::Add, &["983974678"]);
        let refused = |text: &str, wanted: fn(&BadWish) -> bool| {
            let bad = Wish::read(text).expect_err(text);
            assert!(wanted(&bad), "{text}: {bad:?}");
        };
        refused("icd10", |bad| matches!(bad, BadWish::Form(_)));
        refused("=M46", |bad| matches!(bad, BadWish::Form(_)));
        refused("icd10+=", |bad| matches!(bad, BadWish::Form(_)));
        refused("alder.fra+=1", |bad| matches!(bad, BadWish::Form(_)));
        refused("icd01+=M46", |bad| matches!(bad, BadWish::Field { nearest, .. } if nearest == &["icd10"]));
        refused("navn=X", |bad| matches!(bad, BadWish::Field { nearest, .. } if nearest.len() > 1));
        refused("alder.fra=atten", |bad| matches!(bad, BadWish::Value { .. }));
        refused(
            "hjemmel.type=samtykke",
            |bad| matches!(bad, BadWish::Value { allowed, .. } if allowed.len() == 4),
        );
        refused("regioner+=sør", |bad| matches!(bad, BadWish::Value { .. }));
    }
}
