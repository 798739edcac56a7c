//! Who is told on a rung.
//!
//! **Knows**: who holds a role, and who steps in where nobody does.
//! **Does not know**: what falls due, what was told already.

use super::ladder::Ladder;
use crate::document::tree::Node;
use crate::finding::Lang;
use crate::report::reminder::Recipient;
use crate::rule::condition::{Ground, Test, Verdict};
use crate::rule::evaluate;

/// Who is told on a rung, and which roles nobody holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    /// Who is told, each person once, by the order of their roles.
    pub to: Vec<Addressee>,
    /// The roles of this rung that nobody holds.
    pub vacant: Vec<String>,
    /// Those of them for which another role is told.
    pub passed_on: Vec<String>,
}

/// A person who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Who.
    pub recipient: Recipient,
    /// The roles that nobody holds and that this person is told for.
    pub stands_in_for: Vec<String>,
}

/// Who is told on the rung `number`; `more` are roles that are told on every rung.
pub fn tell(number: i32, more: &[String], ground: Ground<'_>) -> Telling {
    let ladder = ground.tables.ladder();
    let mut telling = Telling::default();
    for role in roles(ladder, number, more) {
        let held = holders(role, ground);
        if !held.is_empty() {
            held.into_iter().for_each(|one| telling.add(one, None));
            continue;
        }
        telling.vacant.push(role.to_owned());
        let place = ladder.roles().iter().position(|step| step.role == role);
        let above = &ladder.roles()[place.map_or(0, |place| place + 1)..];
        let next = above.iter().map(|step| holders(&step.role, ground)).find(|held| !held.is_empty());
        for one in next.into_iter().flatten() {
            if !telling.passed_on.iter().any(|known| known == role) {
                telling.passed_on.push(role.to_owned());
            }
            telling.add(one, Some(role));
        }
    }
    telling
}

/// The roles of a rung in their order: those of the ladder, then the others.
fn roles<'a>(ladder: &'a Ladder, number: i32, more: &'a [String]) -> Vec<&'a str> {
    let is_asked = |role: &str| more.iter().any(|other| other == role);
    let steps = ladder.roles().iter().filter(|step| step.from <= number || is_asked(&step.role));
    let mut roles: Vec<&str> = steps.map(|step| step.role.as_str()).collect();
    for role in more {
        if !roles.contains(&role.as_str()) {
            roles.push(role);
        }
    }
    roles
}

impl Telling {
    fn add(&mut self, recipient: Recipient, instead_of: Option<&str>) {
        let instead_of = instead_of.map(str::to_owned);
        let address = recipient.address.to_lowercase();
        let known = self.to.iter_mut().find(|one| one.recipient.address.to_lowercase() == address);
        match known {
            Some(known) => known.stands_in_for.extend(instead_of),
            None => {
                self.to.push(Addressee { recipient, stands_in_for: instead_of.into_iter().collect() });
            }
        }
    }
}

/// Who holds a role and can be written to, in the order of the file.
fn holders(role: &str, ground: Ground<'_>) -> Vec<Recipient> {
    let all = ground.register.tree.get("ansvarlig").into_iter().flat_map(Node::elements);
    let text = |node: &Node, key: &str| {
        node.get(key)
            .and_then(Node::text)
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    all.filter(|node| text(node, "rolle") == role)
        .filter(|node| Test::Email.put(node.get("epost"), ground) == Verdict::Holds)
        .map(|node| Recipient {
            role: role.to_owned(),
            name: evaluate::shown(&text(node, "navn")),
            address: text(node, "epost"),
            lang: text(node, "spraak").parse().unwrap_or(Lang::Nb),
        })
        .collect()
}
