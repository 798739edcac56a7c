//! The texts of a register that hold today, ready for being searched.
//!
//! **Knows**: which documents and fields are the register's own words of today, and which are records
//! of their time.
//! **Does not know**: what is looked for.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Register;
use crate::document::tree::{Node, Value};
use crate::document::{Document, Prose};
use crate::source::Place;

/// A text of today.
#[derive(Debug)]
pub struct CurrentText {
    /// The file, and of a value the field: what stays the same when lines move.
    pub subject: String,
    /// The same as [`fold`] makes it.
    pub folded: String,
    said: Said,
}

/// What a text says, and where.
#[derive(Debug)]
enum Said {
    Document(Prose),
    Value(String, Place),
}

impl CurrentText {
    /// What it says.
    pub fn text(&self) -> &str {
        match &self.said {
            Said::Document(prose) => prose.text(),
            Said::Value(text, _) => text,
        }
    }

    /// The same with the way back to the file.
    pub fn prose(&self) -> Cow<'_, Prose> {
        match &self.said {
            Said::Document(prose) => Cow::Borrowed(prose),
            Said::Value(text, place) => Cow::Owned(Prose::of_value(text, place)),
        }
    }
}

/// Goes from `field` to its entry `key`; gives the length to cut it to on the way back.
pub(super) fn enter(field: &mut String, key: &str) -> usize {
    let above = field.len();
    if above > 0 {
        field.push('.');
    }
    field.push_str(key);
    above
}

/// A text for looking up words: lower case, plain hyphens, single spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut spaced = false;
    for sign in text.chars() {
        if sign.is_whitespace() {
            spaced = true;
            continue;
        }
        if spaced {
            folded.push(' ');
            spaced = false;
        }
        match sign {
            '\0'..='\x7f' => folded.push(sign.to_ascii_lowercase()),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
            sign => folded.extend(sign.to_lowercase()),
        }
    }
    folded
}

impl Register {
    /// Description, statutes, what the legal basis names, the newest report, and every field but
    /// those of change records. Minutes and decisions stay as they were written. Built once.
    pub fn current_texts(&self) -> &[CurrentText] {
        self.current.get_or_init(|| {
            let documents = self.current_documents().into_iter().map(|document| {
                let prose = document.whole();
                let folded = fold(prose.text());
                let subject = self.own_path(document.source().path()).to_owned();
                CurrentText { subject, folded, said: Said::Document(prose) }
            });
            let fields = self.text_fields().into_iter().filter(|(field, _)| !field.starts_with("endring."));
            let fields = fields.map(|(field, node)| {
                let text = node.text().unwrap_or_default();
                let file = self.own_path(node.place.source().path());
                let said = Said::Value(text.to_owned(), node.place.clone());
                CurrentText { subject: format!("{file}#{field}"), folded: fold(text), said }
            });
            documents.chain(fields).collect()
        })
    }

    fn current_documents(&self) -> Vec<&Document> {
        let layout = &self.layout;
        let newest = layout.reports.values().rev().find_map(|report| report.document.clone());
        let named = self.references().into_iter().filter(|(field, _)| field.starts_with("hjemmel."));
        let named = named.filter_map(|(_, node)| self.file_of(node.text()?));
        let own = [&layout.description, &layout.statutes].into_iter().flatten().cloned();
        let paths: BTreeSet<String> = own.chain(newest).chain(named).collect();
        paths.iter().filter_map(|path| self.documents.get(path)).map(Arc::as_ref).collect()
    }

    /// Every text value of the register's files, with the field it stands in.
    pub fn text_fields(&self) -> Vec<(String, &Node)> {
        fn walk<'a>(node: &'a Node, field: &mut String, found: &mut Vec<(String, &'a Node)>) {
            match &node.value {
                Value::Text(_) => found.push((field.clone(), node)),
                Value::List(items) => items.iter().for_each(|item| walk(item, field, found)),
                Value::Table(entries) => {
                    for (key, value) in entries {
                        let above = enter(field, key);
                        walk(value, field, found);
                        field.truncate(above);
                    }
                }
                Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Date(_) | Value::Invalid => {
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.tree, &mut String::new(), &mut found);
        found
    }
}
