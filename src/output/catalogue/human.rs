//! The catalogue for a person at a terminal: a list, and one rule in plain words.
//!
//! **Knows**: layout.
//! **Does not know**: rule files.

use crate::finding::Lang;
use crate::output::Options;
use crate::output::escape::{self, Room};
use crate::output::field::text_width;
use crate::output::human::{ink, next_steps};
use crate::output::layout::{self, Ink, hang, pad, wrap};
use crate::output::words::sentence;
use crate::output::words::{self, Label, Thing};
use crate::report::{ExampleCard, RuleCard};

/// All rules by area: id, level, title, requirements.
pub(in crate::output) fn list(cards: &[RuleCard], options: &Options) -> String {
    let lang = options.lang;
    let id_width = cards.iter().map(|card| layout::width(&card.id)).max().unwrap_or_default().min(44);
    let level_width = cards.iter().map(|card| layout::width(level(card, lang))).max().unwrap_or_default();
    let mut out = String::new();
    for (area, cards) in super::by_area(cards) {
        out.push_str(&options.color.paint(Ink::Strong, &heading(area, lang)));
        out.push('\n');
        for card in cards {
            let id = pad(&escape::line(&card.id, Room::Title), id_width);
            let level = options.color.paint(level_ink(card), &pad(level(card, lang), level_width));
            out.push_str(&row(card, &format!("  {id}  {level}  "), id_width + level_width + 6, options));
        }
        out.push('\n');
    }
    out.push_str(&format!("{}.\n", Thing::Rule.counted(lang, cards.len())));
    if let Some(first) = cards.first() {
        let command = format!("registervakt explain {}", escape::line(&first.id, Room::Title));
        out.push_str(&next_steps(&[(sentence::read_more(lang), command)], options));
    }
    out
}

/// The title beside `first`, or under it where the terminal is narrow.
fn row(card: &RuleCard, first: &str, first_width: usize, options: &Options) -> String {
    let title = escape::line(&card.title, Room::Title);
    let ids: Vec<String> = card.requirements.iter().map(|id| escape::line(id, Room::Title)).collect();
    let title = if ids.is_empty() { title } else { format!("{title} ({})", ids.join(", ")) };
    let width = options.width.clamp(40, 160);
    if width >= first_width + 30 {
        hang(first, first_width, &wrap(&title, width - first_width))
    } else {
        format!("{}\n{}", first.trim_end(), hang("    ", 4, &wrap(&title, width - 4)))
    }
}

/// The name of an area as a heading.
fn heading(area: &str, lang: Lang) -> String {
    let area = escape::line(area, Room::Title);
    if area.is_empty() { Label::Other.heading(lang) } else { words::capital(&area) }
}

/// The word for the level of a card; a requirement has none and says what it is.
fn level(card: &RuleCard, lang: Lang) -> &'static str {
    card.level.map_or_else(|| Label::Requirement.said(lang), |level| words::level(lang, level))
}

fn level_ink(card: &RuleCard) -> Ink {
    card.level.map_or(Ink::Label, ink)
}

/// One rule or requirement in full.
pub(in crate::output) fn card(card: &RuleCard, options: &Options) -> String {
    let lang = options.lang;
    let color = options.color;
    let width = text_width(options);
    let title = wrap(&escape::line(&card.title, Room::Title), width);
    let title: Vec<String> = title.iter().map(|line| color.paint(Ink::Strong, line)).collect();
    let id = escape::line(&card.id, Room::Title);
    let mut facts = vec![id, color.paint(level_ink(card), level(card, lang))];
    if card.level.is_some() && !card.requirements.is_empty() {
        let ids: Vec<String> = card.requirements.iter().map(|id| escape::line(id, Room::Title)).collect();
        facts.push(format!("{} {}", Label::Requirement.said(lang), ids.join(", ")));
    }
    let mut out = format!("{}{}\n", hang("", 0, &title), facts.join(" · "));
    let asks: Vec<String> = card.asks.iter().map(|ask| escape::line(ask, Room::Sentence)).collect();
    section(&mut out, Label::Asks, &bullets(&asks, width), options);
    let help: String = escape::lines(card.help.trim(), Room::Sentence)
        .iter()
        .map(|line| hang("  ", 2, &wrap(line, width - 2)))
        .collect();
    section(&mut out, Label::WhatToDo, &help, options);
    let decides = hang("  ", 2, &wrap(&escape::line(&card.decides, Room::Sentence), width - 2));
    section(&mut out, Label::Decides, &decides, options);
    section(&mut out, Label::Sources, &sources(card, width), options);
    let examples: String = card.examples.iter().map(|one| example(one, options)).collect();
    section(&mut out, Label::Examples, examples.trim_end_matches('\n'), options);
    out
}

/// A heading with text under it; nothing where there is no text.
fn section(out: &mut String, label: Label, text: &str, options: &Options) {
    if !text.trim().is_empty() {
        let heading = options.color.paint(Ink::Label, &label.heading(options.lang));
        out.push_str(&format!("\n{heading}\n{}\n", text.trim_end_matches('\n')));
    }
}

fn bullets(items: &[String], width: usize) -> String {
    items.iter().map(|item| hang("  – ", 4, &wrap(item, width - 4))).collect()
}

/// The sources; each address on a line of its own and whole, so that it can be opened.
fn sources(card: &RuleCard, width: usize) -> String {
    let mut out = String::new();
    for source in &card.sources {
        let parts = [&source.title, &source.section].map(|part| escape::line(part, Room::Title));
        let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        out.push_str(&bullets(&[title], width));
        if !source.url.is_empty() {
            out.push_str(&format!("    {}\n", escape::path(&source.url)));
        }
    }
    out
}

/// One example: what it shows, and its files as they are written.
fn example(example: &ExampleCard, options: &Options) -> String {
    let (label, ink) = if example.fails { (Label::Fails, Ink::Error) } else { (Label::Passes, Ink::Good) };
    let said = format!("{}:", label.said(options.lang));
    let indent = layout::width(&said) + 3;
    let first = format!("  {} ", options.color.paint(ink, &said));
    let title = wrap(&escape::line(&example.title, Room::Title), text_width(options) - indent);
    let mut out = hang(&first, indent, &title);
    if title.is_empty() {
        out = format!("{}\n", first.trim_end());
    }
    for (name, text) in &example.files {
        out.push_str(&format!("    {}\n", options.color.paint(Ink::Strong, &escape::path(name))));
        for line in escape::lines(text, Room::Sentence) {
            out.push_str(format!("      │ {line}").trim_end());
            out.push('\n');
        }
    }
    out.push('\n');
    out
}
