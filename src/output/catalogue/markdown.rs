//! The catalogue as a page of Markdown: a table for each area, a section for each rule.
//!
//! **Knows**: the layout of the page.
//! **Does not know**: rule files, where the page lies.

use crate::finding::Lang;
use crate::output::escape::{self, Language, Room};
use crate::output::markdown::source;
use crate::output::words::{self, Label, Thing};
use crate::report::{ExampleCard, RuleCard};

/// The whole page.
pub(in crate::output) fn list(cards: &[RuleCard], lang: Lang) -> String {
    let count = Thing::Rule.counted(lang, cards.len());
    let mut out =
        format!("# {}\n\n{count}. {}\n\n", Label::Catalogue.said(lang), Label::Generated.said(lang));
    let areas = super::by_area(cards);
    for (area, cards) in &areas {
        out.push_str(&format!("## {}\n\n{}", heading(area, lang), table(cards, lang)));
    }
    for one in areas.iter().flat_map(|(_, cards)| cards) {
        out.push_str(&card(one, lang));
        out.push('\n');
    }
    format!("{}\n", out.trim_end())
}

/// The name of an area as a heading.
fn heading(area: &str, lang: Lang) -> String {
    let area = escape::markdown(area, Room::Title);
    if area.is_empty() { Label::Other.heading(lang) } else { words::capital(&area) }
}

fn table(cards: &[&RuleCard], lang: Lang) -> String {
    let heads =
        [Label::Rule, Label::Level, Label::Title, Label::Requirement].map(|label| label.heading(lang));
    let mut out = format!("| {} |\n|---|---|---|---|\n", heads.join(" | "));
    for card in cards {
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            anchor(&card.id),
            level(card, lang),
            escape::markdown(&card.title, Room::Title),
            escape::markdown(&card.requirements.join(", "), Room::Title)
        ));
    }
    out.push('\n');
    out
}

/// The id as a link to its section, where it is a plain one; every page of ours turns the heading
/// `### id` into the anchor `#id`.
fn anchor(id: &str) -> String {
    let plain = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if plain && !id.is_empty() { format!("[{id}](#{id})") } else { escape::markdown(id, Room::Title) }
}

/// The word for the level of a card; a requirement has none and says what it is.
fn level(card: &RuleCard, lang: Lang) -> &'static str {
    card.level.map_or_else(|| Label::Requirement.said(lang), |level| words::level(lang, level))
}

/// The section of one rule or requirement.
pub(in crate::output) fn card(card: &RuleCard, lang: Lang) -> String {
    let mut facts = vec![format!("{}: {}", Label::Level.heading(lang), level(card, lang))];
    if card.level.is_none() {
        facts.clear();
    }
    if !card.requirements.is_empty() {
        let ids = escape::markdown(&card.requirements.join(", "), Room::Title);
        facts.push(format!("{}: {ids}", Label::Requirement.heading(lang)));
    }
    let mut out = format!("### {}\n\n", escape::markdown(&card.id, Room::Title));
    let title = escape::markdown(&card.title, Room::Title);
    if !title.is_empty() {
        out.push_str(&format!("**{title}**\n\n"));
    }
    if !facts.is_empty() {
        out.push_str(&format!("{}\n\n", facts.join(" · ")));
    }
    let asks: Vec<String> = card.asks.iter().map(|ask| escape::markdown(ask, Room::Sentence)).collect();
    section(&mut out, Label::Asks, &bullets(&asks), lang);
    let help = escape::lines(card.help.trim(), Room::Sentence);
    let help: Vec<String> = help.iter().map(|line| escape::markdown(line, Room::Sentence)).collect();
    section(&mut out, Label::WhatToDo, &help.join("<br>"), lang);
    section(&mut out, Label::Decides, &escape::markdown(&card.decides, Room::Sentence), lang);
    let sources: Vec<String> = card.sources.iter().map(source).collect();
    section(&mut out, Label::Sources, &bullets(&sources), lang);
    for one in &card.examples {
        out.push_str(&example(one, lang));
    }
    format!("{}\n", out.trim_end())
}

/// A label with text under it; nothing where there is no text.
fn section(out: &mut String, label: Label, text: &str, lang: Lang) {
    if !text.is_empty() {
        out.push_str(&format!("_{}_\n\n{}\n\n", label.heading(lang), text.trim_end()));
    }
}

fn bullets(items: &[String]) -> String {
    items.iter().map(|item| format!("- {item}\n")).collect()
}

fn example(example: &ExampleCard, lang: Lang) -> String {
    let label = if example.fails { Label::Fails } else { Label::Passes };
    let title = escape::markdown(&example.title, Room::Title);
    let mut out = format!("_{}:_ {title}\n\n", label.said(lang));
    for (name, text) in &example.files {
        out.push_str(&format!("{}\n\n{}\n", escape::code(name), escape::fenced(text, Language::Text)));
    }
    out
}
