//! The lists of an OpenDocument text and the numbers of its headings.
//!
//! **Knows**: which paragraph is counted where, what a list takes from the one it stands in.
//! **Does not know**: how numbers are written.

use super::Body;
use super::style::OUTLINE;
use crate::document::draft::{Paragraph, Role};
use crate::document::xml::Element;

/// A list that is open.
pub(super) struct List {
    style: String,
    /// The list it counts in.
    count: String,
    /// Whether its item has a paragraph yet: only the first carries a number.
    item: Item,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    New,
    Going,
}

impl Body<'_> {
    /// The number that a paragraph is given by the list it is in, or a heading by the outline.
    pub(super) fn label(&mut self, element: &Element<'_>, paragraph: &Paragraph, style: &str) -> String {
        let depth = self.lists.len();
        let mut restart = None;
        let (count, list, depth) = match (self.lists.last_mut(), paragraph.role) {
            (Some(list), _) => {
                if std::mem::replace(&mut list.item, Item::Going) == Item::Going {
                    return String::new();
                }
                if list.style.is_empty() {
                    list.style = self.styles.list_of(style).unwrap_or_default().to_owned();
                }
                (list.count.clone(), list.style.clone(), depth - 1)
            }
            (None, Role::Heading(level)) if element.name() == "h" => {
                if element.get("is-list-header").is_some_and(|header| header == "true") {
                    return String::new();
                }
                if element.get("restart-numbering").is_some_and(|restart| restart == "true") {
                    restart =
                        Some(element.get("start-value").and_then(|start| start.parse().ok()).unwrap_or(1));
                }
                (OUTLINE.to_owned(), OUTLINE.to_owned(), usize::from(level.max(1)) - 1)
            }
            (None, Role::Heading(_) | Role::Text | Role::Item(_) | Role::Code) => return String::new(),
        };
        if let Some(start) = restart {
            self.counters.restart(&count, depth, start);
        }
        match self.styles.levels(&list) {
            Some(levels) => self.counters.next(&count, depth, levels),
            None => String::new(),
        }
    }

    pub(super) fn begin_list(&mut self, element: &Element<'_>) {
        let above = self.lists.last();
        let style =
            element.get("style-name").or_else(|| above.map(|list| list.style.clone())).unwrap_or_default();
        let goes_on = element.get("continue-numbering").is_some_and(|goes_on| goes_on == "true")
            || element.get("continue-list").is_some();
        let count = match above {
            Some(above) => above.count.clone(),
            None if goes_on => style.clone(),
            None => {
                self.begun += 1;
                if style.is_empty() { format!("{}", self.begun) } else { style.clone() }
            }
        };
        if above.is_none() && !goes_on {
            self.counters.forget(&count);
        }
        self.lists.push(List { style, count, item: Item::Going });
    }

    /// Says what has come of the item of the innermost list.
    pub(super) fn in_list(&mut self, item: Item) {
        if let Some(list) = self.lists.last_mut() {
            list.item = item;
        }
    }
}
