//! The line a finding points at, drawn with a mark under the part that is meant.
//!
//! **Knows**: how a line of a document is drawn, and how a place is named.
//! **Does not know**: what is wrong there.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer, Snippet};

use super::escape::{self, Room};
use super::layout::Ink;
use super::words::{Label, sentence};
use super::{Color, Options};
use crate::finding::Lang;
use crate::source::{Location, Position};

/// The place in words: `fagraad.toml:7:3`, or path, page and heading trail where there are no lines.
pub(super) fn place(location: &Location, lang: Lang) -> String {
    let path = escape::path(&location.path);
    if let Some(Position { line, column }) = location.start {
        return format!("{path}:{line}:{column}");
    }
    let mut parts = vec![path];
    if let Some(page) = location.page {
        parts.push(format!("{} {page}", Label::Page.said(lang)));
    }
    if !location.heading.is_empty() {
        parts.push(sentence::under(lang, &trail(location)));
    }
    parts.join(", ")
}

/// The headings above a place, outermost first; of a long trail the innermost.
fn trail(location: &Location) -> String {
    const MOST: usize = 6;
    let skipped = location.heading.len().saturating_sub(MOST);
    let headings = location.heading[skipped..].iter().map(|heading| escape::line(heading, Room::Title));
    let trail = headings.collect::<Vec<_>>().join(" › ");
    if skipped == 0 { trail } else { format!("… › {trail}") }
}

/// The line of `location` with its mark, in lines without their ends; nothing where there is no
/// line, or nothing on it.
pub(super) fn draw(location: &Location, ink: Ink, options: &Options) -> Vec<String> {
    let Some(excerpt) = &location.excerpt else { return Vec::new() };
    let before = excerpt.text.get(..excerpt.start).map_or(0, |before| before.chars().count());
    let cut = location.start.is_some_and(|start| start.column > before + 1);
    let (line, span) = escape::excerpt(excerpt, cut);
    if line.trim().is_empty() {
        return Vec::new();
    }
    let snippet = Snippet::source(line)
        .line_start(location.start.map_or(1, |start| start.line))
        .line_numbering(location.start.is_some())
        .annotation(AnnotationKind::Primary.span(span));
    let drawn = renderer(options).render(&[Group::with_level(mark(ink)).element(snippet)]);
    // The first line is the head that would name the path; the place is named above it already.
    drawn.lines().skip(1).map(|line| line.trim_end().to_owned()).collect()
}

fn renderer(options: &Options) -> Renderer {
    let renderer = match options.color {
        Color::Off => Renderer::plain(),
        Color::On => Renderer::styled(),
    };
    renderer.decor_style(DecorStyle::Unicode).term_width(options.width)
}

/// The level of the library whose colour is that of the ink.
fn mark(ink: Ink) -> Mark<'static> {
    match ink {
        Ink::Error => Mark::ERROR,
        Ink::Warning => Mark::WARNING,
        Ink::Note | Ink::Strong | Ink::Label | Ink::Faint => Mark::INFO,
        Ink::Good => Mark::NOTE,
    }
}
