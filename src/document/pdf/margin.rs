//! Running heads and page numbers: what stands on page after page and is no part of the text.
//!
//! **Knows**: the edges of pages, what repeats there.
//! **Does not know**: paragraphs.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{Content, Piece};
use super::line::Part;
use super::mark;

/// How far from the edge running heads stand, as a share of the height of the page.
const EDGE: f32 = 0.12;

/// A page with what stands on it.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) height: f32,
    pub(super) pieces: Vec<Piece>,
}

/// Which edge of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Head,
    Foot,
}

/// Takes running heads and page numbers off the pages; their texts are given back. `body` is the size
/// of the type that most of the text has: what is larger is no running head.
pub(super) fn clear(pages: &mut [Leaf], body: f32) -> Vec<String> {
    let mut seen: BTreeMap<(Side, String), usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut here: Vec<(Side, String)> =
            page.pieces.iter().filter_map(|piece| edge(page, piece, body)).collect();
        here.sort();
        here.dedup();
        here.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    // A running head may repeat the heading of its chapter, in other letters.
    let texts = pages.iter().flat_map(|page| &page.pieces).filter_map(|piece| match &piece.content {
        Content::Text(part) => Some(part),
        Content::Table(_) => None,
    });
    let headings: BTreeSet<String> =
        texts.filter(|part| part.size > 1.05 * body).map(|part| part.text.to_lowercase()).collect();
    let count = pages.len();
    let repeats = |times: usize| times >= 3 || (times == 2 && count <= 6);
    let mut cleared = Vec::new();
    for page in pages {
        let (first, last) = page
            .pieces
            .iter()
            .fold((f32::MAX, f32::MIN), |(first, last), piece| (first.min(piece.y), last.max(piece.y)));
        let outermost = |part: &Part| part.y <= first + 1.0 || part.y >= last - 1.0;
        let is_running = |piece: &Piece| {
            let Content::Text(part) = &piece.content else { return false };
            let Some(key) = edge(page, piece, body) else { return false };
            let repeats_heading = || part.size <= body && headings.contains(&part.text.to_lowercase());
            (outermost(part) && (mark::is_page_number(&part.text) || repeats_heading()))
                || (!key.1.is_empty() && seen.get(&key).is_some_and(|times| repeats(*times)))
        };
        let running: Vec<bool> = page.pieces.iter().map(is_running).collect();
        let mut at = 0;
        page.pieces.retain(|piece| {
            at += 1;
            if let (true, Content::Text(part)) = (running[at - 1], &piece.content) {
                cleared.push(part.text.clone());
            }
            !running[at - 1]
        });
    }
    cleared.sort();
    cleared.dedup();
    cleared
}

/// The edge at which a piece stands, and its text without the page number; empty where it says nothing.
fn edge(page: &Leaf, piece: &Piece, body: f32) -> Option<(Side, String)> {
    let Content::Text(part) = &piece.content else { return None };
    let side = if part.y < EDGE * page.height {
        Side::Head
    } else if part.y > (1.0 - EDGE) * page.height {
        Side::Foot
    } else {
        return None;
    };
    if part.size > 1.05 * body {
        return None;
    }
    // The number of the page stands at one end.
    let text = part.text.trim_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    let says_something =
        text.len() >= 10 || text.chars().filter(|letter| letter.is_alphabetic()).count() >= 3;
    let place = (part.y / 4.0).round();
    Some((side, if says_something { format!("{place} {text}") } else { String::new() }))
}
