//! What a rule says to people, in three languages.
//!
//! **Knows**: titles, messages and help with their places for values, and how values are put in.
//! **Does not know**: when a rule is broken.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

use crate::document::tree::Node;
use crate::document::{MONTHS, packed};
use crate::finding::{Details, Lang, MORE};
use crate::rule::cause;
use crate::source::Place;

/// The words of a rule; those of a built-in rule are read when they are first needed.
#[derive(Debug)]
pub struct RuleWords {
    packed: Option<&'static [u8]>,
    read: OnceLock<[Words; 3]>,
}

/// The words of a rule in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The rule's title, without a full stop.
    pub title: String,
    /// What falls due, as it stands within a sentence; empty but for rules of kind `date`.
    pub subject: String,
    /// What is wrong, with `{places}` for values.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Messages of single variants.
    pub messages: BTreeMap<String, String>,
    /// Help for single variants.
    pub helps: BTreeMap<String, String>,
}

impl RuleWords {
    /// No words at all.
    pub fn none() -> Self {
        Self { packed: None, read: OnceLock::new() }
    }

    /// Words that are packed as a table with `ord`, read when they are needed.
    pub fn later(packed: &'static [u8]) -> Self {
        Self { packed: Some(packed), read: OnceLock::new() }
    }

    /// Words that are read: the table `ord` of a rule.
    pub fn now(node: &Node) -> Self {
        let words = Self::none();
        words.read.get_or_init(|| read(node));
        words
    }

    /// The words in one language.
    pub fn in_lang(&self, lang: Lang) -> &Words {
        let all = self.read.get_or_init(|| {
            let tree = self.packed.map(|packed| packed::read(packed, &Place::file("ord")));
            tree.as_ref().and_then(|tree| tree.get("ord")).map(read).unwrap_or_default()
        });
        match lang {
            Lang::Nb => &all[0],
            Lang::Nn => &all[1],
            Lang::En => &all[2],
        }
    }
}

/// The words in each language; an own rule that speaks one language speaks it to all.
fn read(node: &Node) -> [Words; 3] {
    let written = Lang::ALL.map(|lang| node.get(lang.code()).map(read_words).unwrap_or_default());
    let first = written.iter().find(|words| !words.message.is_empty()).cloned().unwrap_or_default();
    written.map(|words| if words.message.is_empty() { first.clone() } else { words })
}

fn read_words(node: &Node) -> Words {
    let text = |key: &str| node.get(key).and_then(Node::text).unwrap_or_default().trim().to_owned();
    let map = |key: &str| {
        let entries = node.get(key).map(Node::entries).unwrap_or_default();
        entries.iter().map(|(name, value)| (name.clone(), value.written().trim().to_owned())).collect()
    };
    Words {
        title: text("tittel"),
        subject: text("hva"),
        message: text("melding"),
        help: text("hjelp"),
        messages: map("melding_for"),
        helps: map("hjelp_for"),
    }
}

impl Words {
    /// The message for `variant`, with the values put in.
    pub fn message_of(&self, variant: &str, details: &Details, lang: Lang) -> String {
        let message = fill(self.messages.get(variant).unwrap_or(&self.message), details, lang);
        match (details.get(MORE), lang) {
            (None, _) => message,
            (Some(more), Lang::Nb) => format!("{message} Det samme gjelder {more} steder til."),
            (Some(more), Lang::Nn) => format!("{message} Det same gjeld {more} stader til."),
            (Some(more), Lang::En) => format!("{message} The same holds at {more} more places."),
        }
    }

    /// The help for `variant`, with the values put in.
    pub fn help_of(&self, variant: &str, details: &Details, lang: Lang) -> String {
        fill(self.helps.get(variant).unwrap_or(&self.help), details, lang)
    }

    /// What falls due, with the values put in.
    pub fn subject_of(&self, details: &Details, lang: Lang) -> String {
        fill(&self.subject, details, lang)
    }

    /// The help as it reads when no finding is at hand: parts on single values left out, the other
    /// values as «…».
    pub fn help_in_general(&self) -> String {
        let mut general = String::new();
        let mut rest = self.help.as_str();
        while let Some((before, after)) = rest.split_once("[[") {
            let Some((part, behind)) = after.split_once("]]") else { break };
            general.push_str(before);
            if places(part).is_empty() {
                general.push_str(&format!("[[{part}]]"));
            }
            rest = behind;
        }
        general.push_str(rest);
        let names: Vec<String> = places(&general).into_iter().map(str::to_owned).collect();
        names.into_iter().fold(general, |text, name| text.replace(&format!("{{{name}}}"), "…"))
    }

    /// Every text in which values can be put.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        [&self.subject, &self.message, &self.help]
            .into_iter()
            .chain(self.messages.values())
            .chain(self.helps.values())
            .map(String::as_str)
    }
}

/// The names in `{braces}` of a template.
pub fn places(template: &str) -> Vec<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .filter(|name| is_place(name))
        .collect()
}

/// Whether the word in braces is the name of a value; `{ … }` of a TOML line to paste is not.
fn is_place(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Puts values in a template: `{navn}`. A part in `[[…]]` is left out where a value in it is empty.
fn fill(template: &str, details: &Details, lang: Lang) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((part, behind)) = after.split_once("]]") else { break };
        out.push_str(&put_in(before, details, lang));
        rest = behind;
        if places(part).is_empty() {
            // Brackets of TOML that a help text shows, such as `[[medlem]]`.
            out.push_str(&format!("[[{part}]]"));
            continue;
        }
        let all_there =
            places(part).iter().all(|name| details.get(*name).is_some_and(|value| !value.is_empty()));
        if all_there {
            out.push_str(&put_in(part, details, lang));
        }
    }
    out.push_str(&put_in(rest, details, lang));
    out
}

fn put_in(template: &str, details: &Details, lang: Lang) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, behind)) if is_place(name) => {
                let value = details.get(name).map(String::as_str).unwrap_or_default();
                out.push_str(&shown(&cause::said(name, value, lang), lang));
                rest = behind;
            }
            _ => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The longest value that a message shows, in characters.
const LONGEST_VALUE: usize = 160;

/// A value as a sentence holds it: one line, bounded, a date in words.
fn shown(value: &str, lang: Lang) -> String {
    if let Ok(date) = NaiveDate::parse_from_str(value, "%Y-%m-%d") {
        return date_in_words(date, lang);
    }
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_VALUE {
        return line;
    }
    let cut: String = line.chars().take(LONGEST_VALUE).collect();
    format!("{}…", cut.trim_end())
}

/// A date as people write it: «15. juni 2026», “15 June 2026”.
pub fn date_in_words(date: NaiveDate, lang: Lang) -> String {
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = date.month0() as usize;
    match lang {
        Lang::Nb | Lang::Nn => format!("{}. {} {}", date.day(), MONTHS[month], date.year()),
        Lang::En => format!("{} {} {}", date.day(), ENGLISH[month], date.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in() {
        let check = |template: &str, expected: &str| {
            let values = [("navn", "Kari"), ("til", "2026-06-15"), ("naer", ""), ("lang", "a\n  b")];
            let details = values.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
            assert_eq!(fill(template, &details, Lang::Nb), expected, "{template}");
        };
        check("{navn} er ute {til}.", "Kari er ute 15. juni 2026.");
        check("Ukjent[[; mente du {naer}]].", "Ukjent.");
        check("Ukjent[[; mente du {navn}]].", "Ukjent; mente du Kari.");
        check("finansiering = { dokument = \"x\" }", "finansiering = { dokument = \"x\" }");
        check("skriv [[utsettelse]] først", "skriv [[utsettelse]] først");
        check("{lang}", "a b");
        check("{finnes_ikke}!", "!");
        check("[[åpen {navn}", "[[åpen Kari");
    }
}
