//! A document written as Markdown again, whatever its format was.
//!
//! **Knows**: which mark stands for which block.
//! **Does not know**: who reads it.

use std::ops::Range;

use super::{BlockKind, Document, Prose};

impl Document {
    /// The text of several ranges of blocks with marks for what each block is, as Markdown writes
    /// them: for readers of facts, to whom a list, a row or a heading says something.
    pub fn marked(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Prose {
        let mut marked = Prose::new(self.source());
        for block in ranges.into_iter().flat_map(|range| &self.blocks[range]) {
            let at = self.place(&block.text).span().start;
            let mark = |prose: &mut Prose, text: &str| prose.push_mark(text, at);
            match &block.kind {
                BlockKind::Heading { level, .. } => {
                    mark(&mut marked, &format!("\n\n{} ", "#".repeat(usize::from(*level).max(1))));
                    marked.append(&self.prose, block.text.clone());
                }
                BlockKind::Item { depth, .. } => {
                    mark(&mut marked, &format!("\n{}- ", "  ".repeat(depth.saturating_sub(1).min(20))));
                    marked.append(&self.prose, block.text.clone());
                }
                BlockKind::Row { cells, .. } => {
                    mark(&mut marked, "\n|");
                    for cell in cells {
                        marked.append(&self.prose, cell.text.clone());
                        mark(&mut marked, " | ");
                    }
                }
                BlockKind::Paragraph | BlockKind::Code => {
                    mark(&mut marked, "\n\n");
                    marked.append(&self.prose, block.text.clone());
                }
            }
        }
        marked
    }
}
