//! The examples of a rule: its tests, and its page in the catalogue.
//!
//! **Knows**: how an example is written down.
//! **Does not know**: how it is run.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::document::tree::{self, Node};
use crate::report::ExampleCard;
use crate::source::Source;

/// A small register and what the rule finds in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub title: String,
    /// How many findings the rule has.
    pub finds: usize,
    /// What stands on the line of the first finding; empty where that is not told.
    pub at: String,
    /// The day it is looked at.
    pub today: NaiveDate,
    /// The day on which the change from BASE came to the main branch, for a rule on open duties.
    pub changed: Option<NaiveDate>,
    /// The files at BASE, for a rule on changes.
    pub before: BTreeMap<String, String>,
    /// The files; for a rule on changes those that differ from BASE, an empty one is removed.
    pub files: BTreeMap<String, String>,
    /// How the duty stands, for a duty; empty where that is not told, `ingen` where it is not released.
    pub state: String,
}

/// The day on which an example is looked at that names none.
pub fn default_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar")
}

/// The examples in the text of a rule file; none where it does not parse.
pub fn read(text: &str) -> Vec<Example> {
    let Ok(tree) = tree::parse(&Source::new("eksempel", text)) else {
        return Vec::new();
    };
    tree.get("eksempel").into_iter().flat_map(Node::elements).map(read_one).collect()
}

fn read_one(node: &Node) -> Example {
    let files = |key: &str| {
        let entries = node.get(key).map(Node::entries).unwrap_or_default();
        entries.iter().map(|(path, text)| (path.clone(), text.written())).collect()
    };
    Example {
        title: node.get("tittel").map(Node::written).unwrap_or_default(),
        finds: node
            .get("funn")
            .and_then(Node::integer)
            .and_then(|number| usize::try_from(number).ok())
            .unwrap_or_default(),
        at: node.get("ved").map(Node::written).unwrap_or_default(),
        today: node.get("i_dag").and_then(Node::date).unwrap_or_else(default_day),
        changed: node.get("endret").and_then(Node::date),
        before: files("foer"),
        files: files("filer"),
        state: node.get("tilstand").map(Node::written).unwrap_or_default(),
    }
}

impl Example {
    /// The files at HEAD: those at BASE with what differs.
    pub fn after(&self) -> BTreeMap<String, String> {
        let mut files = self.before.clone();
        files.extend(self.files.clone());
        files.retain(|_, text| !text.is_empty());
        files
    }

    /// The example as the catalogue shows it.
    pub fn card(self) -> ExampleCard {
        // A whole Word document in a text is nothing to read.
        let is_text = |text: &str| !text.contains('\0');
        let shown = |text: String| if is_text(&text) { text } else { "…".to_owned() };
        let files = self.files.into_iter().map(|(path, text)| (path, shown(text))).collect();
        ExampleCard { title: self.title, fails: self.finds > 0, files }
    }
}
