//! TOML as a tree of values, each with its place.
//!
//! **Knows**: how TOML is parsed, where keys and values stand, how a path such as `rhf.navn` is followed.
//! **Does not know**: which keys a file may hold, or what they mean.

use std::sync::Arc;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

use crate::fault::{Fault, FaultKind, FileFault};
use crate::source::{Place, Source};

/// A value of a document and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it says.
    pub value: Value,
    /// Where the value stands; of a table written with a header, the header.
    pub place: Place,
    /// Where its key stands, if it has one.
    pub key: Option<Place>,
}

/// What a node says.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a decimal point.
    Float(f64),
    /// True or false.
    Boolean(bool),
    /// A date.
    Date(NaiveDate),
    /// A list.
    List(Vec<Node>),
    /// A table; the order of the file is kept.
    Table(Vec<(String, Node)>),
    /// Something that its field does not allow (a fault tells), or a time of day.
    Invalid,
}

impl Node {
    /// A value that no file says itself: derived from what stands at `place`.
    pub fn derived(value: Value, place: &Place) -> Self {
        Self { value, place: place.clone(), key: None }
    }

    /// The entry `key` of a table.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// Follows `path`, keys with dots between, through tables only.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |node, key| node.get(key))
    }

    /// All nodes that `path` leads to, through tables and through every element of lists.
    /// The last step does not open a list, so that a list can be asked for as a whole.
    pub fn all<'a>(&'a self, path: &str) -> Vec<&'a Self> {
        path.split('.').fold(vec![self], |nodes, key| {
            nodes.into_iter().flat_map(Self::elements).filter_map(|node| node.get(key)).collect()
        })
    }

    /// The elements of a list, or the node itself.
    pub fn elements(&self) -> std::slice::Iter<'_, Self> {
        match &self.value {
            Value::List(items) => items.iter(),
            _ => std::slice::from_ref(self).iter(),
        }
    }

    /// The entries of a table; empty for all else.
    pub fn entries(&self) -> &[(String, Self)] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where it is one.
    pub fn integer(&self) -> Option<i64> {
        match self.value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// The date, where it is one.
    pub fn date(&self) -> Option<NaiveDate> {
        match self.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// True or false, where it is one of them.
    pub fn boolean(&self) -> Option<bool> {
        match self.value {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it says anything: not blank, not an empty list or table.
    pub fn is_filled(&self) -> bool {
        match &self.value {
            Value::Text(text) => !text.trim().is_empty(),
            Value::List(items) => items.iter().any(Self::is_filled),
            Value::Table(entries) => entries.iter().any(|(_, node)| node.is_filled()),
            Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Date(_) | Value::Invalid => true,
        }
    }

    /// Whether `other` says the same: places, the order of keys and Unicode forms apart. Entries called
    /// `ignored` do not count.
    pub fn says_the_same(&self, other: &Self, ignored: &[&str]) -> bool {
        match (&self.value, &other.value) {
            (Value::Text(one), Value::Text(two)) => one == two || one.nfc().eq(two.nfc()),
            (Value::List(one), Value::List(two)) => {
                one.len() == two.len()
                    && one.iter().zip(two).all(|(one, two)| one.says_the_same(two, ignored))
            }
            (Value::Table(one), Value::Table(two)) => {
                let count = |entries: &[(String, Self)]| {
                    entries.iter().filter(|(key, _)| !ignored.contains(&key.as_str())).count()
                };
                let stands = |key: &String, node: &Self| {
                    ignored.contains(&key.as_str())
                        || other.get(key).is_some_and(|other| node.says_the_same(other, ignored))
                };
                count(one) == count(two) && one.iter().all(|(key, node)| stands(key, node))
            }
            (Value::Invalid, Value::Invalid) => self.place.text() == other.place.text(),
            (Value::Integer(one), Value::Integer(two)) => one == two,
            (Value::Float(one), Value::Float(two)) => one == two,
            (Value::Boolean(one), Value::Boolean(two)) => one == two,
            (Value::Date(one), Value::Date(two)) => one == two,
            _ => false,
        }
    }

    /// As a person would write it in one line; empty for lists and tables.
    pub fn written(&self) -> String {
        match &self.value {
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
            Value::Boolean(value) => value.to_string(),
            Value::Date(date) => date.to_string(),
            Value::List(_) | Value::Table(_) => String::new(),
            Value::Invalid => self.place.text().to_owned(),
        }
    }

    /// The entry `key` of a table, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match &mut self.value {
            Value::Table(entries) => entries.iter_mut().find(|(name, _)| name == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// Takes the entry `key` out of a table.
    pub fn remove(&mut self, key: &str) {
        if let Value::Table(entries) = &mut self.value {
            entries.retain(|(name, _)| name != key);
        }
    }

    /// Sets the entry `key` of a table, before or instead of what stands there.
    pub fn set(&mut self, key: &str, node: Self) {
        if let Value::Table(entries) = &mut self.value {
            entries.retain(|(name, _)| name != key);
            entries.push((key.to_owned(), node));
        }
    }
}

/// Parses `source` as TOML. A file that does not parse gives one fault, with the parser's words.
pub fn parse(source: &Arc<Source>) -> Result<Node, Fault> {
    match DeTable::parse(source.text()) {
        Ok(table) => Ok(Node {
            value: read_table(source, table.into_inner()),
            place: Place::first_line(source),
            key: None,
        }),
        Err(error) => Err(syntax_fault(source, &error)),
    }
}

/// The fault for a file that does not parse, at the place of the first error.
fn syntax_fault(source: &Arc<Source>, error: &toml::de::Error) -> Fault {
    let place = Place::new(source, error.span().unwrap_or(0..0));
    let words = place.text().trim().trim_matches(['"', '\'']);
    let looks_like_a_date = words.len() >= 8
        && words
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b'T' | b'Z' | b'.'));
    if looks_like_a_date {
        let value = words.to_owned();
        return Fault::new(FaultKind::InvalidFile(FileFault::ImpossibleDate), place, source.path())
            .with("verdi", value)
            .with("aarsak", error.message());
    }
    Fault::new(FaultKind::InvalidFile(FileFault::Syntax), place, source.path())
        .with("aarsak", error.message())
}

fn read_table(source: &Arc<Source>, table: DeTable<'_>) -> Value {
    Value::Table(
        table
            .into_iter()
            .map(|(key, value)| {
                let place = Place::new(source, key.span());
                let mut node = read_value(source, value);
                node.key = Some(place);
                (key.into_inner().into_owned(), node)
            })
            .collect(),
    )
}

fn read_value(source: &Arc<Source>, value: Spanned<DeValue<'_>>) -> Node {
    let place = Place::new(source, value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
            .map_or(Value::Invalid, Value::Integer),
        DeValue::Float(number) => number.as_str().parse().map_or(Value::Invalid, Value::Float),
        DeValue::Boolean(value) => Value::Boolean(value),
        DeValue::Datetime(moment) => read_date(&moment).map_or(Value::Invalid, Value::Date),
        DeValue::Array(items) => {
            Value::List(items.into_iter().map(|item| read_value(source, item)).collect())
        }
        DeValue::Table(table) => read_table(source, table),
    };
    Node { value, place, key: None }
}

/// The date of a date or of a moment; none for a time of day.
fn read_date(moment: &toml::value::Datetime) -> Option<NaiveDate> {
    let date = moment.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Node {
        parse(&Source::new("register.toml", text)).expect("the text is TOML")
    }

    #[test]
    fn every_value_keeps_its_place() {
        let node =
            read("[rhf]\nnavn = \"Helse Vest RHF\"\n\n[[medlem]]\nnavn = \"A\"\n[[medlem]]\nnavn = \"B\"\n");
        let name = node.at("rhf.navn").expect("it stands there");
        assert_eq!(name.text(), Some("Helse Vest RHF"));
        assert_eq!(name.place.text(), "\"Helse Vest RHF\"");
        assert_eq!(name.key.as_ref().map(Place::text), Some("navn"));
        let names: Vec<_> = node.all("medlem.navn").into_iter().filter_map(Node::text).collect();
        assert_eq!(names, ["A", "B"]);
        assert_eq!(node.all("medlem").len(), 1);
        assert_eq!(node.all("medlem")[0].elements().len(), 2);
    }

    #[test]
    fn a_file_that_does_not_parse_is_one_fault() {
        let check = |text: &str, kind: FileFault, at: usize| {
            let fault = parse(&Source::new("x.toml", text)).expect_err(text);
            assert_eq!(fault.kind, FaultKind::InvalidFile(kind), "{text}: {fault:?}");
            assert_eq!(fault.place.locate().start.map(|start| start.line), Some(at), "{text}");
        };
        check("a = 1\nb = \n", FileFault::Syntax, 2);
        check("a = 1\na = 2\n", FileFault::Syntax, 2);
        check("d = 2026-02-30\n", FileFault::ImpossibleDate, 1);
        check("d = 1\nd2 = 2026-13-01\n", FileFault::ImpossibleDate, 2);
        check(&format!("a = {}", "[".repeat(100_000)), FileFault::Syntax, 1);
    }
}
