//! Puts a register together from its files, in the order in which they become known.
//!
//! **Knows**: which tables to ask for once `register.toml` is read, which documents once the tables are,
//! and what can be derived (the region of a member from the trust).
//! **Does not know**: how bytes are fetched.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::csv::Table;
use crate::document::tree::{self, Node, Value};
use crate::document::{Document, Text};
use crate::fault::{Fault, FaultKind, PathFault, ValueFault};
use crate::register::conform::conform;
use crate::register::current::enter;
use crate::register::layout;
use crate::register::path::Target;
use crate::register::schema::{self, Field, Shape};
use crate::register::{Register, Shelf, data_set, organisation, split_reference};
use crate::source::Place;

impl Register {
    /// Begins with `register.toml`, which lies in `folder`.
    pub fn begin(folder: &str, home: Text, shelf: &Arc<Shelf>) -> Self {
        let mut register = Self {
            folder: folder.to_owned(),
            tree: Arc::new(Node::derived(Value::Table(Vec::new()), &Place::first_line(&home.source))),
            home: home.source.clone(),
            layout: layout::Layout::default(),
            documents: BTreeMap::new(),
            texts: BTreeMap::new(),
            unread: BTreeMap::new(),
            unreadable: BTreeMap::new(),
            ids: BTreeMap::new(),
            faults: Vec::new(),
            files_scanned: 0,
            numbers: Vec::new(),
            first_year: None,
            shelf: Arc::clone(shelf),
            current: std::sync::OnceLock::new(),
        };
        let roots: Vec<&str> = schema::REGISTER.iter().map(|field| field.name).collect();
        if let Some(node) = register.read_toml(home, schema::REGISTER, &roots) {
            register.tree = Arc::new(node);
        }
        let (layout, faults) = layout::find(folder, &register.tree, shelf);
        register.layout = layout;
        register.lose_misplaced();
        register.faults.extend(faults);
        register.complete();
        register
    }

    /// What the files say, to be added to.
    pub fn tree_mut(&mut self) -> &mut Node {
        Arc::make_mut(&mut self.tree)
    }

    /// A register that says the very same in its tables, before any document is taken in: that of another
    /// revision, whose files lie on `shelf` under the same names.
    #[must_use]
    pub fn begin_like(&self, shelf: &Arc<Shelf>) -> Self {
        Self {
            folder: self.folder.clone(),
            home: Arc::clone(&self.home),
            tree: Arc::clone(&self.tree),
            layout: self.layout.clone(),
            documents: self.documents.clone(),
            texts: self.texts.clone(),
            unread: self.unread.clone(),
            unreadable: self.unreadable.clone(),
            ids: self.ids.clone(),
            faults: self.faults.clone(),
            files_scanned: self.files_scanned,
            numbers: self.numbers.clone(),
            first_year: self.first_year,
            shelf: Arc::clone(shelf),
            current: std::sync::OnceLock::new(),
        }
    }

    /// Where `[dokumenter]` names a place that is none, nobody knows what lies there: the default may
    /// be another file than the one that is meant.
    fn lose_misplaced(&mut self) {
        let Some(documents) = self.tree.get("dokumenter") else { return };
        let names = [
            ("registerbeskrivelse", "registerbeskrivelse"),
            ("vedtekter", "vedtekter"),
            ("fagraad", "fagraad"),
            ("datasett", "datasett"),
            ("aarsrapporter", "aarsrapport"),
            ("endringer", "endring"),
        ];
        let is_none = |node: &&Node| matches!(node.value, Value::Invalid);
        for (key, root) in names {
            let entry = Some(documents).filter(is_none).or_else(|| documents.get(key).filter(is_none));
            if let Some(node) = entry {
                let line = node.place.locate().start.map_or(0, |start| start.line);
                let cause = format!("{}:{line}", node.place.source().path());
                self.unread.insert(root.to_owned(), cause);
            }
        }
    }

    /// Fills in what holds where the register says nothing: all four regions, and the documents
    /// that lie where they do by default.
    fn complete(&mut self) {
        let place = Place::first_line(&self.home);
        let text = |text: &str| Node::derived(Value::Text(text.to_owned()), &place);
        if self.tree.get("pasientgruppe").is_none() {
            self.tree_mut().set("pasientgruppe", Node::derived(Value::Table(Vec::new()), &place));
        }
        if let Some(group) = self.tree_mut().get_mut("pasientgruppe")
            && group.get("regioner").is_none_or(|list| !list.is_filled())
        {
            let regions = schema::REGIONS.iter().map(|region| text(region)).collect();
            let place = group.place.clone();
            group.set("regioner", Node::derived(Value::List(regions), &place));
        }
        let defaults = [
            ("registerbeskrivelse", self.layout.description.clone()),
            ("vedtekter", self.layout.statutes.clone()),
        ];
        let missing: Vec<_> = defaults
            .into_iter()
            .filter_map(|(key, path)| Some((key, path?)))
            .filter(|(key, _)| {
                let said = self.tree.at("dokumenter").and_then(|table| table.get(key));
                said.is_none_or(|node| !node.is_filled())
            })
            .map(|(key, path)| (key, text(self.own_path(&path))))
            .collect();
        if self.tree.get("dokumenter").is_none() {
            self.tree_mut().set("dokumenter", Node::derived(Value::Table(Vec::new()), &place));
        }
        let documents = self.tree_mut().get_mut("dokumenter").expect("it was set above where it was missing");
        for (key, node) in missing {
            documents.set(key, node);
        }
    }

    /// `register.toml` could not be had at all: nothing that it says is known.
    pub fn unread_home(&mut self, fault: Fault) {
        self.faults.push(fault);
        let path = self.home.path().to_owned();
        self.unread.extend(schema::REGISTER.iter().map(|field| (field.name.to_owned(), path.clone())));
    }

    /// The TOML and CSV files that belong to the register besides `register.toml`.
    pub fn tables_wanted(&self) -> Vec<String> {
        let layout = &self.layout;
        let reports = layout.reports.values().filter_map(|report| report.facts.clone());
        let singles = [&layout.council, &layout.data_set].into_iter().flatten().cloned();
        singles
            .chain(reports)
            .chain(layout.changes.iter().cloned())
            .chain(layout.rules.iter().cloned())
            .collect()
    }

    /// Takes in the tables that were wanted and could be had.
    pub fn take_tables(&mut self, mut texts: BTreeMap<String, Text>, variables: Option<(Table, Vec<Fault>)>) {
        self.take_council(&mut texts);
        self.take_data_set(variables);
        self.take_reports(&mut texts);
        self.take_changes(&mut texts);
        for (path, text) in texts {
            self.faults.extend(text.faults);
            self.texts.insert(path, text.source);
        }
        self.refuse_bad_paths();
    }

    /// The documents that the register names: description, statutes, reports, and every enclosure.
    pub fn documents_wanted(&self) -> BTreeSet<String> {
        let layout = &self.layout;
        let own = [&layout.description, &layout.statutes].into_iter().flatten().cloned();
        let reports = layout.reports.values().filter_map(|report| report.document.clone());
        let named = self.references().into_iter().filter_map(|(_, node)| self.file_of(node.text()?));
        own.chain(reports).chain(named).filter(|path| !self.texts.contains_key(path)).collect()
    }

    /// Takes in a document, or the fault for which it could not be read.
    pub fn take_document(&mut self, path: String, document: Option<Arc<Document>>, faults: Vec<Fault>) {
        match document {
            Some(document) => {
                self.documents.insert(path, document);
            }
            None => {
                self.unreadable.extend(faults.first().map(|fault| (path, fault.clone())));
            }
        }
        self.faults.extend(faults);
    }

    /// Every value that is a path or a reference, with its field; written in one place only:
    /// the shapes of the fields.
    pub fn references(&self) -> Vec<(String, &Node)> {
        let mut found = Vec::new();
        for (name, node) in self.tree.entries() {
            if let Some(shape) = schema::shape_at(name) {
                collect_references(node, shape, &mut name.clone(), &mut found);
            }
        }
        found
    }

    /// Parses `text` as TOML of these fields. Where it does not parse, the names `roots` are unread.
    fn read_toml(&mut self, text: Text, fields: &[Field], roots: &[&str]) -> Option<Node> {
        let path = text.source.path().to_owned();
        self.faults.extend(text.faults);
        self.texts.insert(path.clone(), Arc::clone(&text.source));
        match tree::parse(&text.source) {
            Ok(mut node) => {
                let faults = conform(&mut node, fields, self.own_path(&path));
                self.faults.extend(faults);
                Some(node)
            }
            Err(fault) => {
                self.faults.push(fault);
                self.unread.extend(roots.iter().map(|root| ((*root).to_owned(), path.clone())));
                None
            }
        }
    }

    fn take_council(&mut self, texts: &mut BTreeMap<String, Text>) {
        let Some(path) = self.layout.council.clone() else { return };
        let Some(text) = texts.remove(&path) else {
            self.unread.insert("fagraad".to_owned(), path);
            return;
        };
        let Some(mut node) = self.read_toml(text, schema::COUNCIL, &["fagraad"]) else { return };
        let mut faults = Vec::new();
        if let Value::Table(entries) = &mut node.value {
            for (name, list) in entries {
                if let (true, Value::List(members)) = (name == "medlem", &mut list.value) {
                    members
                        .iter_mut()
                        .for_each(|member| complete_member(member, self.own_path(&path), &mut faults));
                }
            }
        }
        self.faults.extend(faults);
        self.tree_mut().set("fagraad", node);
    }

    fn take_data_set(&mut self, variables: Option<(Table, Vec<Fault>)>) {
        let Some(path) = self.layout.data_set.clone() else { return };
        let Some((table, faults)) = variables else {
            self.unread.insert("datasett".to_owned(), path);
            return;
        };
        let (node, more) = data_set::conform(&table, self.own_path(&path));
        self.faults.extend(data_set::as_data_set_faults(faults));
        self.faults.extend(more);
        self.texts.insert(path, table.source);
        self.tree_mut().set("datasett", node);
    }

    fn take_reports(&mut self, texts: &mut BTreeMap<String, Text>) {
        let mut reports = Vec::new();
        for (year, files) in self.layout.reports.clone() {
            let facts = files.facts.as_ref().and_then(|path| texts.remove(path));
            let root = format!("aarsrapport.{year}");
            if let (Some(path), None) = (&files.facts, &facts) {
                self.unread.insert(root.clone(), path.clone());
            }
            let mut node = match facts {
                Some(text) => self.read_toml(text, schema::ANNUAL_REPORT, &[&root]),
                None => None,
            }
            .unwrap_or_else(|| {
                let path = files.facts.as_ref().or(files.document.as_ref()).cloned().unwrap_or_default();
                Node::derived(Value::Table(Vec::new()), &Place::file(path))
            });
            let place = node.place.clone();
            node.set("aar", Node::derived(Value::Integer(year.into()), &place));
            if let Some(document) = files.document {
                let place = Place::file(&document);
                node.set("dokument", Node::derived(Value::Text(document), &place));
            }
            reports.push(node);
        }
        let place = Place::first_line(&self.home);
        self.tree_mut().set("aarsrapport", Node::derived(Value::List(reports), &place));
    }

    fn take_changes(&mut self, texts: &mut BTreeMap<String, Text>) {
        let mut changes = Vec::new();
        for path in self.layout.changes.clone() {
            let root = format!("endring.{path}");
            let Some(text) = texts.remove(&path) else {
                self.unread.insert(root, path);
                continue;
            };
            let Some(mut node) = self.read_toml(text, schema::CHANGE_RECORD, &[&root]) else { continue };
            let place = node.place.clone();
            node.set("fil", Node::derived(Value::Text(path), &place));
            changes.push(node);
        }
        let place = Place::first_line(&self.home);
        self.tree_mut().set("endring", Node::derived(Value::List(changes), &place));
    }

    /// A path that leaves the repository or goes through a symbolic link is a fault of its own.
    fn refuse_bad_paths(&mut self) {
        let mut faults = Vec::new();
        for (field, node) in self.references() {
            let Some(written) = node.text() else { continue };
            let (path, _) = split_reference(written);
            if path.is_empty()
                || matches!(path, "registerbeskrivelse" | "vedtekter") && !field.starts_with("dokumenter")
            {
                continue;
            }
            let fault = match self.target(path) {
                Target::Outside => PathFault::Outside,
                Target::Symlink => PathFault::Symlink,
                Target::File(_) | Target::Folder | Target::Nothing => continue,
            };
            let subject = format!("{}#{field}", self.own_path(node.place.source().path()));
            let fault = Fault::new(FaultKind::PathOutside(fault), node.place.clone(), subject);
            faults.push(fault.with("sti", path).with("felt", field));
        }
        self.faults.extend(faults);
    }
}

/// Derives the region of a member from the trust, and holds its dates against each other.
fn complete_member(member: &mut Node, file: &str, faults: &mut Vec<Fault>) {
    let (from, until) = (member.get("fra"), member.get("til"));
    if let (Some(from), Some(until)) = (from.and_then(Node::date), until)
        && until.date().is_some_and(|until| until < from)
    {
        let name = member.get("navn").and_then(Node::text).unwrap_or_default();
        let kind = FaultKind::InvalidValue(ValueFault::Order);
        let fault = Fault::new(kind, until.place.clone(), format!("{file}#medlem.til/{name}"));
        faults.push(fault.with("felt", "til").with("verdi", until.written()).with("fra", from.to_string()));
    }
    if member.get("region").is_some() {
        return;
    }
    let Some(place) = member.get("virksomhet").map(|node| node.place.clone()) else { return };
    if member.get("virksomhet").is_some_and(|node| matches!(node.value, Value::Invalid)) {
        return member.set("region", Node::derived(Value::Invalid, &place));
    }
    let region = member
        .get("virksomhet")
        .and_then(Node::text)
        .and_then(organisation::find)
        .map(|found| found.region());
    if let Some(region) = region {
        member.set("region", Node::derived(Value::Text(region.word().to_owned()), &place));
    }
}

/// Walks `node` along its shape and collects what is a path or a reference.
fn collect_references<'a>(
    node: &'a Node,
    shape: Shape,
    field: &mut String,
    found: &mut Vec<(String, &'a Node)>,
) {
    match shape {
        Shape::Path | Shape::Reference => found.push((field.clone(), node)),
        Shape::List(inner) | Shape::OneOrMany(inner) => {
            node.elements().for_each(|item| collect_references(item, *inner, field, found));
        }
        Shape::Table(fields) | Shape::TextOr(fields) => {
            for (key, value) in node.entries() {
                if let Some(shape) = fields.iter().find(|field| field.name == key).map(|field| field.shape) {
                    let above = enter(field, key);
                    collect_references(value, shape, field, found);
                    field.truncate(above);
                }
            }
        }
        Shape::Map(_)
        | Shape::Text
        | Shape::Integer(..)
        | Shape::Any
        | Shape::Boolean
        | Shape::Date
        | Shape::Word(_) => {}
    }
}
