//! What a document holds: its blocks and links, the text of any part of it, its anchors and tables.
//!
//! **Knows**: how parts of the text are put together, how Git hosts name the anchors of headings.
//! **Does not know**: formats, sections.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::{Block, BlockKind, Document, Link, Prose, Section};
use crate::source::{Place, Source};

impl Document {
    /// The text that the document was read from.
    pub fn source(&self) -> &Arc<Source> {
        &self.prose.source
    }

    /// The blocks in their order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The links and pictures in their order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The sections in their order, each before its sub-sections. Text before the first heading is
    /// a section without heading.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The text of a block or cell.
    pub fn text(&self, span: &Range<usize>) -> &str {
        self.prose.text.get(span.clone()).unwrap_or_default()
    }

    /// Where the text of a block or cell, or a part of it, stands.
    pub fn place(&self, span: &Range<usize>) -> Place {
        self.prose.place(span.clone())
    }

    /// The text of a range of blocks, a line for each. Numbers of headings are left out.
    pub fn prose(&self, blocks: Range<usize>) -> Prose {
        self.join([blocks])
    }

    /// The text of several ranges of blocks as one.
    pub fn join(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Prose {
        let mut joined = Prose::new(self.source());
        for block in ranges.into_iter().flat_map(|range| &self.blocks[range]) {
            if !joined.text.is_empty() {
                let at = joined.whole().span().end;
                joined.push("\n", at..at);
            }
            joined.append(&self.prose, block.text.clone());
        }
        joined
    }

    /// All of the text: see [`Self::prose`].
    pub fn whole(&self) -> Prose {
        self.prose(0..self.blocks.len())
    }

    /// The anchors that a link can lead to: those of the headings, as Git hosts make them, and
    /// those that the document names.
    pub fn anchors(&self) -> BTreeSet<String> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut anchors = self.named_anchors.clone();
        for block in &self.blocks {
            let BlockKind::Heading { number, .. } = &block.kind else { continue };
            let written = number.as_ref().map(|number| number.written.as_str()).unwrap_or_default();
            let slug = anchor(&format!("{written}{}", self.text(&block.text)));
            let times = seen.entry(slug.clone()).or_default();
            anchors.insert(if *times == 0 { slug } else { format!("{slug}-{times}") });
            *times += 1;
        }
        anchors
    }

    /// The tables, each as the range of its rows among the blocks.
    pub fn tables(&self) -> Vec<Range<usize>> {
        let mut tables: Vec<(usize, Range<usize>)> = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            let BlockKind::Row { table, .. } = block.kind else { continue };
            match tables.last_mut() {
                Some((last, rows)) if *last == table => rows.end = index + 1,
                _ => tables.push((table, index..index + 1)),
            }
        }
        tables.into_iter().map(|(_, rows)| rows).collect()
    }
}

/// The anchor of a heading: lower case, without punctuation, a hyphen for each space.
fn anchor(heading: &str) -> String {
    heading
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| match letter {
            letter if letter.is_alphanumeric() || letter == '-' || letter == '_' => Some(letter),
            letter if letter.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect()
}
