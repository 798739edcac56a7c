//! Holds a tree of values against the fields of its format.
//!
//! **Knows**: unknown keys, wrong types, words that are not allowed, and the nearest right answer.
//! **Does not know**: which file the tree came from, or what the values mean together.

use crate::document::tree::{Node, Value};
use crate::fault::{Expected, Fault, FaultKind, ValueFault};
use crate::register::schema::{Field, Origin, Shape};

/// Where in a file a value stands, in keys: put together only when a fault needs it.
#[derive(Clone, Copy)]
struct Trail<'a> {
    file: &'a str,
    above: Option<&'a Self>,
    key: &'a str,
}

impl<'a> Trail<'a> {
    fn step(&'a self, key: &'a str) -> Self {
        Self { file: self.file, above: Some(self), key }
    }

    /// The keys with dots between.
    fn keys(&self) -> String {
        let above = self.above.map(Self::keys).unwrap_or_default();
        if above.is_empty() { self.key.to_owned() } else { format!("{above}.{}", self.key) }
    }

    fn fault(&self, kind: FaultKind, node: &Node) -> Fault {
        let keys = self.keys();
        Fault::new(kind, node.place.clone(), format!("{}#{keys}", self.file))
            .with("felt", keys)
            .with("verdi", shown(node))
    }
}

/// A value as a message shows it.
fn shown(node: &Node) -> String {
    let written = node.written();
    if written.is_empty() { node.place.text().to_owned() } else { written }
}

/// Holds the table `node`, read from `file`, against `fields`. What does not conform becomes
/// [`Value::Invalid`], so that nobody takes it for a value or for a missing one.
pub fn conform(node: &mut Node, fields: &[Field], file: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    conform_table(node, fields, &Trail { file, above: None, key: "" }, &mut faults);
    faults
}

fn conform_table(node: &mut Node, fields: &[Field], trail: &Trail<'_>, faults: &mut Vec<Fault>) {
    let Value::Table(entries) = &mut node.value else {
        return refuse(node, Expected::Table, trail, faults);
    };
    for (key, value) in entries.iter_mut() {
        let trail = trail.step(key);
        if let Some(field) = written(fields).find(|field| field.name == key) {
            conform_value(value, field.shape, &trail, faults);
        } else {
            faults.push(unknown_key(key, value, fields, &trail));
        }
    }
    entries.retain(|(key, _)| written(fields).any(|field| field.name == key));
}

/// The fields that people write.
fn written(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields.iter().filter(|field| field.origin == Origin::Written)
}

fn unknown_key(key: &str, value: &Node, fields: &[Field], trail: &Trail) -> Fault {
    let place = value.key.clone().unwrap_or_else(|| value.place.clone());
    let near = nearest(key, written(fields).map(|field| field.name)).unwrap_or_default();
    Fault::new(FaultKind::UnknownKey, place, format!("{}#{}", trail.file, trail.keys()))
        .with("noekkel", key)
        .with("naermeste", near)
        .with("kjente", written(fields).map(|field| field.name).collect::<Vec<_>>().join(", "))
}

/// The word among `words` that `wanted` most likely meant; none where nothing is near.
pub fn nearest<'a>(wanted: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(wanted);
    if folded.len() > 200 {
        return None;
    }
    words
        .map(|word| (strsim::damerau_levenshtein(&folded, &fold(word)), word))
        .filter(|(distance, word)| *distance <= (word.len() / 3).max(1))
        .min()
        .map(|(_, word)| word)
}

/// Letters as keys write them: lower case, `ae`, `oe`, `aa`, and one sign for a joint.
fn fold(word: &str) -> String {
    word.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa").replace([' ', '-'], "_")
}

fn conform_value(node: &mut Node, shape: Shape, trail: &Trail<'_>, faults: &mut Vec<Fault>) {
    match shape {
        Shape::Any => {}
        Shape::Text | Shape::Path | Shape::Reference => {
            if node.text().is_none() {
                refuse(node, Expected::Text, trail, faults);
            }
        }
        Shape::Boolean => {
            if node.boolean().is_none() {
                refuse(node, Expected::Boolean, trail, faults);
            }
        }
        Shape::Date => {
            if node.date().is_none() {
                refuse(node, Expected::Date, trail, faults);
            }
        }
        Shape::Integer(from, to) => match node.integer() {
            Some(number) if (from..=to).contains(&number) => {}
            Some(_) => {
                let fault = trail.fault(FaultKind::InvalidValue(ValueFault::Range), node);
                faults.push(fault.with("fra", from.to_string()).with("til", to.to_string()));
                node.value = Value::Invalid;
            }
            None => refuse(node, Expected::Integer, trail, faults),
        },
        Shape::Word(words) => conform_word(node, words, trail, faults),
        Shape::List(inner) => match &mut node.value {
            Value::List(items) => {
                items.iter_mut().for_each(|item| conform_value(item, *inner, trail, faults));
            }
            _ => refuse(node, Expected::List, trail, faults),
        },
        Shape::Table(fields) => conform_table(node, fields, trail, faults),
        Shape::Map(inner) => match &mut node.value {
            Value::Table(entries) => entries
                .iter_mut()
                .for_each(|(key, value)| conform_value(value, *inner, &trail.step(key), faults)),
            _ => refuse(node, Expected::Table, trail, faults),
        },
        Shape::OneOrMany(inner) => match &mut node.value {
            Value::List(items) => {
                items.iter_mut().for_each(|item| conform_value(item, *inner, trail, faults));
            }
            _ => conform_value(node, *inner, trail, faults),
        },
        Shape::TextOr(fields) => match &node.value {
            Value::Table(_) => conform_table(node, fields, trail, faults),
            _ => conform_value(node, Shape::Text, trail, faults),
        },
    }
}

fn conform_word(node: &mut Node, words: &[&str], trail: &Trail<'_>, faults: &mut Vec<Fault>) {
    let Some(text) = node.text() else {
        return refuse(node, Expected::Text, trail, faults);
    };
    if words.contains(&text) {
        return;
    }
    let near = nearest(&fold(text).replace('_', "-"), words.iter().copied()).unwrap_or_default();
    let fault = trail.fault(FaultKind::InvalidValue(ValueFault::Word), node);
    faults.push(fault.with("lovlige", words.join(", ")).with("naermeste", near));
    node.value = Value::Invalid;
}

fn refuse(node: &mut Node, expected: Expected, trail: &Trail<'_>, faults: &mut Vec<Fault>) {
    faults.push(trail.fault(FaultKind::InvalidValue(ValueFault::Type(expected)), node));
    node.value = Value::Invalid;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree;
    use crate::register::schema::{COUNCIL, REGISTER};
    use crate::source::Source;

    fn check(text: &str, fields: &[Field], expected: &[(&str, &str)]) {
        let mut node = tree::parse(&Source::new("fil.toml", text)).expect("the text is TOML");
        let faults = conform(&mut node, fields, "fil.toml");
        let found: Vec<_> =
            faults.iter().map(|fault| (fault.subject.as_str(), fault.kind.variant())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_does_not_conform_is_a_fault() {
        check("[register]\nnavn = \"A\"\n", REGISTER, &[]);
        check("[register]\nnvan = \"A\"\n", REGISTER, &[("fil.toml#register.nvan", "noekkel")]);
        check("[regitser]\nnavn = \"A\"\n", REGISTER, &[("fil.toml#regitser", "noekkel")]);
        check("[register]\nstatus = \"Nasjonal\"\n", REGISTER, &[("fil.toml#register.status", "ord")]);
        check("register = 3\n", REGISTER, &[("fil.toml#register", "type-tabell")]);
        check(
            "[[medlem]]\nfra = \"2024-01-01\"\nleder = \"ja\"\n",
            COUNCIL,
            &[("fil.toml#medlem.fra", "type-dato"), ("fil.toml#medlem.leder", "type-ja-nei")],
        );
        check("[fellesloesninger]\ninnsyn = { ikke_relevant = \"x\" }\n", REGISTER, &[]);
        check(
            "[pasientgruppe]\nalder = { fra = 18.5 }\n",
            REGISTER,
            &[("fil.toml#pasientgruppe.alder.fra", "type-heltall")],
        );
    }

    #[test]
    fn the_nearest_word_is_suggested() {
        let check = |wanted: &str, near: Option<&str>| {
            assert_eq!(nearest(wanted, REGISTER.iter().map(|field| field.name)), near, "{wanted}");
        };
        check("pasientgrupe", Some("pasientgruppe"));
        check("fellesløsninger", Some("fellesloesninger"));
        check("Databehandler", Some("databehandler"));
        check("xyz", None);
        check(&"a".repeat(100_000), None);
    }
}
