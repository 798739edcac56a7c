//! The files of two revisions of a register: what is gone, what lies elsewhere, which own rules changed.
//!
//! **Knows**: which documents a register has, and that an own rule goes by the name of its file.
//! **Does not know**: what the documents say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::field::pair::{Difference, Nodes, Two, told};
use super::field::text::plain;
use crate::document::tree;
use crate::register::Register;
use crate::report::change::{Change, ChangeKind, Substance};
use crate::source::{Place, Source};

/// What differs between the files of `before` and `after`.
pub(super) fn compare(before: &Register, after: &Register) -> Vec<Change> {
    let pair = Two { before, after };
    // Where it is not known what `register.toml` says, it is not known where things lie.
    let is_known = pair.map(|register| !register.unread.contains_key("dokumenter"));
    if !is_known.before || !is_known.after {
        return Vec::new();
    }
    let mut differences = documents(&pair);
    differences.extend(rules(&pair));
    told(differences)
}

const NOTHING: Nodes<'static> = Two { before: None, after: None };

/// The documents that are gone or lie elsewhere.
fn documents(pair: &Two<&Register>) -> Vec<Difference> {
    let all = pair.map(|register| {
        let layout = &register.layout;
        [&layout.description, &layout.statutes, &layout.council, &layout.data_set]
    });
    let keys = ["registerbeskrivelse", "vedtekter", "fagraad", "datasett"];
    let mut differences = Vec::new();
    for ((key, before), after) in keys.into_iter().zip(all.before).zip(all.after) {
        let field = format!("dokumenter.{key}");
        let Some(old) = before else { continue };
        let own = Two {
            before: Some(pair.before.own_path(old).to_owned()),
            after: after.as_ref().map(|path| pair.after.own_path(path).to_owned()),
        };
        if own.is_equal() {
            continue;
        }
        let (kind, substance) = match after {
            Some(_) => (ChangeKind::DokumentFlyttet, Substance::Editorial),
            None => (ChangeKind::DokumentFjernet, Substance::Content),
        };
        let mut difference = Difference::new(kind, pair, &NOTHING, &field).of(substance);
        difference.base = Some(beginning(pair.before, old));
        if let Some(new) = after {
            difference.place = beginning(pair.after, new);
        }
        let subject = own.after.clone().or(own.before.clone()).unwrap_or_default();
        differences.push(difference.about(subject).saying(own));
    }
    differences
}

/// Where a file begins.
fn beginning(register: &Register, path: &str) -> Place {
    let document = register.documents.get(path).map(|document| document.source());
    match document.or_else(|| register.texts.get(path)) {
        Some(source) => Place::first_line(source),
        None => Place::file(path),
    }
}

/// The own rules that came, went, or say something else.
fn rules(pair: &Two<&Register>) -> Vec<Difference> {
    let all = pair.map(own_rules);
    let ids: BTreeSet<&(String, usize)> = all.before.keys().chain(all.after.keys()).collect();
    let mut differences = Vec::new();
    for id in ids {
        let paths = Two { before: all.before.get(id).copied(), after: all.after.get(id).copied() };
        let sources = Two {
            before: paths.before.and_then(|path| pair.before.texts.get(path)),
            after: paths.after.and_then(|path| pair.after.texts.get(path)),
        };
        let substance = match (paths.before, paths.after, sources.before, sources.after) {
            (Some(_), Some(_), Some(before), Some(after)) if is_same_rule(before, after) => continue,
            (Some(_), Some(_), Some(_), Some(_)) | (None, ..) | (_, None, ..) => Substance::Content,
            // What a rule says that could not be read is not known.
            (Some(_), Some(_), ..) => Substance::Unsure,
        };
        let mut difference =
            Difference::new(ChangeKind::RegelverkEndret, pair, &NOTHING, "registervakt.regler").of(substance);
        difference.base = paths.before.map(|path| beginning(pair.before, path));
        if let Some(path) = paths.after {
            difference.place = beginning(pair.after, path);
        }
        let said = Two {
            before: paths.before.map(|path| pair.before.own_path(path).to_owned()),
            after: paths.after.map(|path| pair.after.own_path(path).to_owned()),
        };
        differences.push(difference.about(id.0.clone()).saying(said));
    }
    differences
}

/// The own rules by id, the names of their files, and which it is of several with one name.
fn own_rules(register: &Register) -> BTreeMap<(String, usize), &str> {
    let mut rules = BTreeMap::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in &register.layout.rules {
        let name = path.rsplit('/').next().unwrap_or(path);
        let id = name.strip_suffix(".toml").unwrap_or(name);
        let nth = counts.entry(id).or_default();
        rules.insert((id.to_owned(), *nth), path.as_str());
        *nth += 1;
    }
    rules
}

/// Whether two rule files say the same, layout apart.
fn is_same_rule(before: &Arc<Source>, after: &Arc<Source>) -> bool {
    match (tree::parse(before), tree::parse(after)) {
        (Ok(before), Ok(after)) => before.says_the_same(&after, &[]),
        (Err(_), Err(_)) => plain(before.text()) == plain(after.text()),
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
    }
}
