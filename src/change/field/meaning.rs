//! Two values held against each other by what they mean.
//!
//! **Knows**: when dates, names, regulations, articles, files and addresses are the same however they are
//! written.
//! **Does not know**: which field a value stands in, which way a change goes.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::pair::{Nodes, Pair, Two};
use super::text::{caseless, plain, wording};
use super::way::Meaning;
use crate::document::tree::{Node, Value};
use crate::register::{Register, organisation, prose};
use crate::report::change::Substance;

/// How the values differ; none where they mean the same. What its field does not allow says nothing
/// certain, unless it stands there in both revisions.
pub(super) fn compare(meaning: Meaning, pair: &Pair<'_>, nodes: &Nodes<'_>) -> Option<Substance> {
    if let Some(unsure) = unclear(nodes) {
        return unsure;
    }
    if meaning == Meaning::Flag {
        let says = nodes.map(|node| node.and_then(Node::boolean).unwrap_or(false));
        return (!says.is_equal()).then_some(Substance::Content);
    }
    let (Some(before), Some(after)) = (nodes.before, nodes.after) else {
        return (nodes.before.is_some() || nodes.after.is_some()).then_some(Substance::Content);
    };
    let both = Two { before, after };
    let texts = Two { before: before.written(), after: after.written() };
    match meaning {
        Meaning::Text => wording(&texts.before, &texts.after),
        Meaning::Word | Meaning::Flag => content_unless(texts.as_ref().map(|text| caseless(text)).is_equal()),
        Meaning::Date => content_unless(texts.as_ref().map(|text| date(text)).is_equal()),
        Meaning::Name => name(&texts),
        Meaning::Regulation => regulation(&texts),
        Meaning::Bases => content_unless(both.map(bases).is_equal()),
        Meaning::Names => content_unless(both.map(names).is_equal()),
        Meaning::File => file(pair, &texts),
        Meaning::Address => address(&texts),
        Meaning::Solution => solution(&both),
    }
}

/// What is told where one of the values is none that its field allows; none where both are.
pub(super) fn unclear(nodes: &Nodes<'_>) -> Option<Option<Substance>> {
    let invalid = nodes.map(|node| node.filter(|node| matches!(node.value, Value::Invalid)));
    match (invalid.before, invalid.after) {
        (None, None) => None,
        (Some(before), Some(after)) if plain(before.place.text()) == plain(after.place.text()) => Some(None),
        _ => Some(Some(Substance::Unsure)),
    }
}

fn content_unless(same: bool) -> Option<Substance> {
    (!same).then_some(Substance::Content)
}

/// A date in one spelling, however a spreadsheet writes it.
fn date(text: &str) -> String {
    let text = plain(text);
    let formats = ["%Y-%m-%d", "%d.%m.%Y"];
    let read = formats.iter().find_map(|format| NaiveDate::parse_from_str(&text, format).ok());
    read.map_or(text, |date| date.to_string())
}

/// Names of one organisation or source.
pub(super) fn name(texts: &Two<String>) -> Option<Substance> {
    let wording = wording(&texts.before, &texts.after)?;
    let same = organisation::same(&texts.before, &texts.after)
        || texts.as_ref().map(|text| source_name(text)).is_equal();
    Some(if same { Substance::Editorial } else { wording })
}

/// The short names of the central registers, as registers write them, with the full ones.
const SHORT_NAMES: [(&str, &str); 6] = [
    ("npr", "norsk pasientregister"),
    ("kpr", "kommunalt pasient- og brukerregister"),
    ("dår", "dødsårsaksregisteret"),
    ("lmr", "legemiddelregisteret"),
    ("mfr", "medisinsk fødselsregister"),
    ("freg", "folkeregisteret"),
];

/// The name of a source in one spelling: «NPR», «Norsk pasientregister (NPR)».
fn source_name(text: &str) -> String {
    let name = caseless(text);
    let full = |short: &str| SHORT_NAMES.iter().find(|(known, _)| *known == short).map(|(_, full)| *full);
    let bare = name.split_once(" (").and_then(|(outer, inner)| {
        let inner = inner.strip_suffix(')')?;
        (full(inner) == Some(outer)).then(|| outer.to_owned())
    });
    bare.or_else(|| full(&name).map(str::to_owned)).unwrap_or(name)
}

/// Two citations of one regulation that say nothing else of it in numbers.
fn regulation(texts: &Two<String>) -> Option<Substance> {
    let wording = wording(&texts.before, &texts.after)?;
    let cited = texts.as_ref().map(|text| cited(text));
    let same = cited.is_equal() && !cited.after.0.is_empty();
    Some(if same { Substance::Editorial } else { wording })
}

/// The regulations that a text cites, and the digits beside them.
fn cited(text: &str) -> (BTreeSet<String>, String) {
    let mentions = prose::regulations(text);
    let is_beside = |at: usize| !mentions.iter().any(|mention| mention.span.contains(&at));
    let digits = text.char_indices().filter(|(at, sign)| sign.is_ascii_digit() && is_beside(*at));
    let digits = digits.map(|(_, sign)| sign).collect();
    (mentions.into_iter().map(|mention| mention.id).collect(), digits)
}

/// The articles in a list, each in one spelling: `6-1-e`, «artikkel 6 nr. 1 bokstav e».
fn bases(list: &Node) -> BTreeSet<String> {
    let of_text = |text: &str| {
        let read = |text: &str| -> Vec<String> {
            prose::gdpr_bases(text).into_iter().map(|mention| mention.basis).collect()
        };
        let found = read(text);
        let found = if found.is_empty() { read(&format!("artikkel {text}")) } else { found };
        if found.is_empty() { vec![caseless(text)] } else { found }
    };
    list.elements().flat_map(|node| of_text(&written(node))).collect()
}

fn names(list: &Node) -> BTreeSet<String> {
    list.elements().map(|node| plain(&written(node))).collect()
}

/// A value in one line, what its field does not allow as it stands.
pub(super) fn written(node: &Node) -> String {
    match &node.value {
        Value::List(items) => items.iter().map(written).collect::<Vec<_>>().join(", "),
        Value::Table(entries) => {
            let filled = entries.iter().filter(|(_, node)| node.is_filled());
            let mut cells: Vec<_> = filled.map(|(key, node)| format!("{key}: {}", written(node))).collect();
            cells.sort();
            cells.join("; ")
        }
        _ => node.written(),
    }
}

/// Two paths to a file: the same where they lead to one path, or to files that say the same.
fn file(pair: &Pair<'_>, texts: &Two<String>) -> Option<Substance> {
    wording(&texts.before, &texts.after)?;
    let said = Two { before: said(pair.before, &texts.before), after: said(pair.after, &texts.after) };
    match (said.before, said.after) {
        (Said::Text(before), Said::Text(after)) => content_unless(before == after),
        (Said::Unread, Said::Text(_) | Said::Unread) | (Said::Text(_), Said::Unread) => {
            Some(Substance::Unsure)
        }
        (Said::Nothing, _) | (_, Said::Nothing) => Some(Substance::Content),
    }
}

/// What a file says.
enum Said {
    Text(String),
    Unread,
    Nothing,
}

fn said(register: &Register, reference: &str) -> Said {
    let Some(path) = register.file_of(reference) else { return Said::Nothing };
    match (register.documents.get(&path), register.texts.get(&path)) {
        (Some(document), _) => Said::Text(plain(document.whole().text())),
        (None, Some(source)) => Said::Text(plain(source.text())),
        (None, None) => Said::Unread,
    }
}

/// Addresses: letter case, the scheme and a stroke at the end make no difference that anyone would see.
fn address(texts: &Two<String>) -> Option<Substance> {
    wording(&texts.before, &texts.after)?;
    let bare = |text: &String| {
        let text = caseless(text);
        let text = text.strip_prefix("https://").or(text.strip_prefix("http://")).unwrap_or(&text);
        text.trim_end_matches('/').to_owned()
    };
    Some(if texts.as_ref().map(bare).is_equal() { Substance::Editorial } else { Substance::Content })
}

/// A solution by name, or the reason for using none.
fn solution(both: &Two<&Node>) -> Option<Substance> {
    let reasons = both.map(|node| node.get("ikke_relevant").map(Node::written));
    match (reasons.before, reasons.after) {
        (Some(before), Some(after)) => wording(&before, &after),
        (None, None) => wording(&written(both.before), &written(both.after)),
        (Some(_), None) | (None, Some(_)) => Some(Substance::Content),
    }
}
