//! Reads the table `[frist]` of a rule that falls due.
//!
//! **Knows**: that a rule of kind `date` has one and no other has, and which of its forms go together.
//! **Does not know**: on which day something falls due.

use super::Reader;
use crate::document::tree::Node;
use crate::rule::date::schedule::{self, After, DUTIES, Empty, Moved, Of, Schedule, YEARS};
use crate::rule::table::Deadline as YearDay;

impl Reader<'_> {
    /// When the rule falls due: required of one of kind `date`, useless in any other.
    pub(super) fn schedule(&mut self, tree: &Node, id: &str) -> Option<Schedule> {
        let kind = tree.get("slag").map(Node::written).unwrap_or_default();
        let node = tree.get("frist");
        if kind != "date" {
            if let Some(node) = node {
                self.wrong_word(node, "slag", &kind, &["date"]);
            }
            return None;
        }
        let Some(node) = node else {
            self.missing(tree, "frist");
            return None;
        };
        let Some(deadline) = schedule::deadline_of(id) else {
            let known = schedule::ids();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.wrong_word(tree.get("id").unwrap_or(tree), "id", id, &known);
            return None;
        };
        let Some(subject) = node.get("emne").and_then(Node::text) else {
            self.missing(node, "emne");
            return None;
        };
        let of = self.of(node)?;
        Some(Schedule { deadline, of, after: After::read(node), subject: subject.to_owned() })
    }

    fn of(&mut self, node: &Node) -> Option<Of> {
        match node.get("for_hver").and_then(Node::text) {
            Some(YEARS) => {
                let written = node.get("dag").map(Node::written).unwrap_or_default();
                let day = YearDay::ALL.into_iter().find(|day| day.key() == written);
                let Some(day) = day else {
                    let known = YearDay::ALL.map(YearDay::key);
                    self.wrong_word(node.get("dag").unwrap_or(node), "frist.dag", &written, &known);
                    return None;
                };
                let moved = if node.get("utsettes_av").is_some() { Moved::ByExtension } else { Moved::Never };
                Some(Of::Years { day, moved })
            }
            Some(DUTIES) => Some(Of::Duties),
            Some(_) => {
                let scope = self.scope(node, "for_hver")?;
                let (key, empty) = match node.get("slutt") {
                    Some(_) => ("slutt", Empty::Endless),
                    None => ("dag", Empty::Nothing),
                };
                let day = self.field(node, key, Some(&scope.list))?;
                Some(Of::Elements { scope, day, empty })
            }
            None => self.field(node, "dag", None).map(Of::Field),
        }
    }
}
