//! What cannot be told: values that are none, and files that could not be read.
//!
//! **Knows**: which values that are none stand on the way to a field, and how such a cause is named.
//! **Does not know**: rules, what a value is needed for.

use crate::document::tree::{Node, Value};
use crate::register::Register;

/// The values above the end of `path`, from `from`, that are none, so that nobody knows what stands
/// below them.
pub fn above<'a>(from: &'a Node, path: &str) -> Vec<&'a Node> {
    path.rsplit_once('.').map_or_else(Vec::new, |(parent, _)| at(from, parent))
}

/// The values at the end of `path` or above it that are none; of a list, its elements too.
pub fn at<'a>(from: &'a Node, path: &str) -> Vec<&'a Node> {
    let mut found = Vec::new();
    let mut nodes = vec![from];
    for key in path.split('.') {
        let (none, some): (Vec<&Node>, Vec<&Node>) =
            nodes.into_iter().flat_map(Node::elements).partition(|node| is_none(node));
        found.extend(none);
        nodes = some.into_iter().filter_map(|node| node.get(key)).collect();
    }
    found.extend(nodes.into_iter().flat_map(Node::elements).filter(|node| is_none(node)));
    found
}

/// The causes for which it cannot be told what stands at `path` and below, from `from`.
pub fn causes(from: &Node, path: &str) -> Vec<String> {
    let ends = from.all(path).into_iter().filter(|node| !is_none(node)).flat_map(within);
    let mut causes: Vec<String> = at(from, path).into_iter().map(cause).chain(ends).collect();
    causes.sort();
    causes.dedup();
    causes
}

/// The causes in `node` and below.
pub fn within(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Invalid => vec![cause(node)],
        Value::List(items) => items.iter().flat_map(within).collect(),
        Value::Table(entries) => entries.iter().flat_map(|(_, value)| within(value)).collect(),
        Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Date(_) => {
            Vec::new()
        }
    }
}

/// Whether something stands in `node` that is a value, and not blank.
pub fn says_something(node: &Node) -> bool {
    match &node.value {
        Value::Invalid => false,
        Value::List(items) => items.iter().any(says_something),
        Value::Table(entries) => entries.iter().any(|(_, value)| says_something(value)),
        Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Date(_) => {
            node.is_filled()
        }
    }
}

/// What stands in the way of knowing the field `path`, where its file could not be read.
pub fn unread<'a>(register: &'a Register, path: &str) -> Option<&'a str> {
    let root = path.split('.').next().unwrap_or(path);
    let below = format!("{root}.");
    let one_of_several = || {
        // Of reports and change records there is a file each: one is enough not to know them all.
        let mut found = register.unread.range(below.clone()..);
        found.next().filter(|(name, _)| name.starts_with(&below)).map(|(_, file)| file)
    };
    register.unread.get(root).or_else(one_of_several).map(String::as_str)
}

/// Whether the node is there and holds no value.
pub fn is_none(node: &Node) -> bool {
    matches!(node.value, Value::Invalid)
}

/// The file and the line of a value that is none.
pub fn cause(node: &Node) -> String {
    let location = node.place.locate();
    match location.start {
        Some(start) => format!("{}:{}", location.path, start.line),
        None => location.path,
    }
}
