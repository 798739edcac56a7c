//! Scopes: the elements of a list that a demand looks at.
//!
//! **Knows**: which elements pass a filter, which may, and for want of what.
//! **Does not know**: what is demanded of them.

use crate::document::tree::Node;
use crate::rule::condition::{Answer, Condition, Ground, Missing, answer};
use crate::rule::doubt;

/// The elements of a list that pass a filter.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The list.
    pub list: String,
    /// What an element must be to count.
    pub filter: Vec<Condition>,
}

/// The elements of a scope, in the order of the file.
#[derive(Debug, Default)]
pub struct Members<'a> {
    /// Those that pass.
    pub sure: Vec<&'a Node>,
    /// Those of which it cannot be told.
    pub perhaps: Vec<&'a Node>,
    /// Why it cannot be told, of each of them and of the list as a whole.
    pub causes: Vec<String>,
    /// Whether nobody knows how many there are.
    pub is_open: bool,
}

impl Scope {
    /// The elements.
    pub fn members<'a>(&self, ground: Ground<'a>) -> Members<'a> {
        let tree = &ground.register.tree;
        let lists = tree.all(&self.list);
        let closed = doubt::above(tree, &self.list).into_iter();
        let closed: Vec<&Node> =
            closed.chain(lists.iter().copied().filter(|list| doubt::is_none(list))).collect();
        let mut members = Members {
            causes: closed.iter().map(|node| doubt::cause(node)).collect(),
            is_open: !closed.is_empty(),
            ..Members::default()
        };
        for element in lists.into_iter().filter(|list| !doubt::is_none(list)).flat_map(Node::elements) {
            if doubt::is_none(element) {
                members.perhaps.push(element);
                members.causes.push(doubt::cause(element));
                continue;
            }
            match answer(&self.filter, element, ground, Missing::Decides) {
                Answer::Yes => members.sure.push(element),
                Answer::No(_) => {}
                Answer::Open(causes) => {
                    members.perhaps.push(element);
                    members.causes.extend(causes);
                }
            }
        }
        members
    }
}
