//! Markdown as a document: CommonMark with tables, task boxes, struck-out text and footnotes.
//!
//! **Knows**: what pulldown-cmark says of a text, front matter, headings that only look like one.
//! **Does not know**: what the text means; files.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::build::{Builder, Reach};
use super::{BlockKind, Document, InlineKind, Limits, LinkKind, Prose, RowPart, Task, Voice, html};
use crate::source::Source;

/// The longest line that may be a heading made by hand, in bytes.
const LONGEST_HEADING: usize = 120;

/// How far before the end of a link its target may end, in bytes: a title stands between.
const LONGEST_TITLE: usize = 400;

/// Reads a Markdown text; says whether the limit of blocks cut it short.
pub(super) fn read(source: &Arc<Source>, limits: &Limits) -> (Document, Reach) {
    let shift = front_matter(source.text());
    let mut options = Options::empty();
    options.insert(Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH);
    options.insert(Options::ENABLE_TASKLISTS | Options::ENABLE_HEADING_ATTRIBUTES);
    let mut reader = Reader {
        builder: Builder::new(source, limits),
        source,
        html: Prose::new(source),
        lists: 0,
        quotes: 0,
        pictures: 0,
        bold: Bold::No,
        marks: Vec::new(),
    };
    for (event, span) in Parser::new_ext(&source.text()[shift..], options).into_offset_iter() {
        reader.take(event, span.start + shift..span.end + shift);
        if reader.builder.is_full() {
            break;
        }
    }
    reader.builder.finish()
}

/// How long the front matter of `text` is, its fences and all: settings of other tools, not text.
fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let fence = lines.next().map(str::trim_end).unwrap_or_default();
    let sign = match fence {
        "---" => ':',
        "+++" => '=',
        _ => return 0,
    };
    let Some(first) = lines.next().filter(|line| line.contains(sign)) else { return 0 };
    let mut length = text.find('\n').map_or(text.len(), |end| end + 1) + first.len();
    for line in lines {
        length += line.len();
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return length;
        }
    }
    0
}

/// A text that is being read.
struct Reader<'a> {
    builder: Builder,
    source: &'a Arc<Source>,
    /// The block of HTML that is being gathered.
    html: Prose,
    lists: usize,
    quotes: usize,
    pictures: usize,
    bold: Bold,
    /// Where the inlines that are open begin in the text.
    marks: Vec<Open>,
}

/// An inline that is open.
struct Open {
    mark: usize,
    /// The kind and the target, for a link.
    link: Option<(LinkKind, String, Range<usize>)>,
}

/// How much of the paragraph that is being read is bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bold {
    /// Not all of it.
    No,
    /// Nothing has come yet.
    Open,
    /// All so far, and more of it comes.
    Inside,
    /// All of it, if nothing more comes.
    Whole,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.words(&text, span),
            Event::Code(text) => self.code(&text, span),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text, span),
            Event::Html(text) => self.html.push(&text, span),
            Event::InlineHtml(text) if self.pictures == 0 => {
                self.need_block(span.start);
                html::read_inline(&text, span, &mut self.builder);
            }
            Event::SoftBreak => self.line_break(" ", span),
            Event::HardBreak => self.line_break("\n", span),
            Event::Rule => self.builder.close(),
            Event::TaskListMarker(done) => self.builder.tick(if done { Task::Done } else { Task::Open }),
            Event::InlineHtml(_) | Event::FootnoteReference(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                if self.builder.in_row() {
                    self.builder.close();
                }
                self.bold = Bold::Open;
                self.need_block(span.start);
            }
            Tag::Heading { level, id, .. } => {
                if let Some(id) = id {
                    self.builder.anchor(&id);
                }
                self.builder.open(BlockKind::Heading { level: level as u8, number: None }, span.start);
            }
            Tag::BlockQuote(_) => {
                self.builder.close();
                self.quotes += 1;
                self.builder.voice = Voice::Quoted;
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.builder.open(BlockKind::Code, span.start);
                self.marks.push(Open { mark: self.builder.mark(), link: None });
            }
            Tag::HtmlBlock => self.html = Prose::new(self.source),
            Tag::List(_) => {
                self.builder.close();
                self.lists += 1;
            }
            Tag::Item => self.builder.open(BlockKind::Item { depth: self.lists, task: None }, span.start),
            Tag::Table(_) => self.builder.table(),
            Tag::TableHead => self.builder.row(RowPart::Head, span.start),
            Tag::TableRow => self.builder.row(RowPart::Body, span.start),
            Tag::TableCell => self.builder.cell(span.start),
            Tag::Strong if self.bold == Bold::Open => self.bold = Bold::Inside,
            Tag::Strikethrough => self.marks.push(Open { mark: self.builder.mark(), link: None }),
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, dest_url, span),
            Tag::Image { dest_url, .. } => {
                self.pictures += 1;
                let target = self.target(&dest_url, span);
                self.builder.link(LinkKind::Image, dest_url.into_string(), target);
            }
            Tag::Strong | Tag::Emphasis | Tag::Superscript | Tag::Subscript => {}
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => self.builder.close(),
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.builder.close();
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        match tag {
            TagEnd::Paragraph => {
                let may_be_heading =
                    self.bold == Bold::Whole && self.lists == 0 && is_short(self.builder.current());
                if may_be_heading {
                    self.builder.suggest_heading();
                }
                self.bold = Bold::No;
                self.builder.reach_to(span.end);
                self.builder.close();
            }
            TagEnd::Heading(_) => {
                let written = self.source.text().get(span.clone()).unwrap_or_default();
                if !written.starts_with('#') && is_sentence(self.builder.current()) {
                    self.builder.turn_into(BlockKind::Paragraph);
                }
                self.builder.reach_to(span.end);
                self.builder.close();
            }
            TagEnd::BlockQuote(_) => {
                self.builder.close();
                self.quotes = self.quotes.saturating_sub(1);
                self.builder.voice = if self.quotes == 0 { Voice::Own } else { Voice::Quoted };
            }
            TagEnd::CodeBlock => {
                self.close_mark(InlineKind::Code);
                self.builder.reach_to(span.end);
                self.builder.close();
            }
            TagEnd::HtmlBlock => html::read_block(&self.html, self.lists, &mut self.builder),
            TagEnd::List(_) => {
                self.builder.close();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.builder.reach_to(span.end);
                self.builder.close();
            }
            TagEnd::TableCell => self.builder.end_cell(),
            TagEnd::Strong if self.bold == Bold::Inside => self.bold = Bold::Whole,
            TagEnd::Strikethrough => self.close_mark(InlineKind::Struck),
            TagEnd::Link => self.close_mark(InlineKind::Link),
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::Item | TagEnd::Table | TagEnd::FootnoteDefinition | TagEnd::MetadataBlock(_) => {
                self.builder.close();
            }
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                self.builder.close();
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Superscript | TagEnd::Subscript => {}
        }
    }

    /// Sees to it that there is a block for text: the list item that has none yet, or a new one.
    fn need_block(&mut self, start: usize) {
        if self.builder.kind().is_some() {
            return;
        }
        let kind = match self.lists {
            0 => BlockKind::Paragraph,
            depth => BlockKind::Item { depth, task: None },
        };
        self.builder.open(kind, start);
    }

    /// Text as written. The words of a picture are seen by nobody who sees the picture.
    fn words(&mut self, text: &str, span: Range<usize>) {
        if self.pictures > 0 {
            return;
        }
        if self.bold != Bold::Inside && !matches!(text.trim(), "" | ":") {
            self.bold = Bold::No;
        }
        self.need_block(span.start);
        self.builder.write(text, span);
    }

    /// Code within a line: its text stands somewhere between the backticks.
    fn code(&mut self, text: &str, span: Range<usize>) {
        if self.pictures > 0 {
            return;
        }
        let written = self.source.text().get(span.clone()).unwrap_or_default();
        let from =
            written.find(text).map_or(span.clone(), |at| span.start + at..span.start + at + text.len());
        self.bold = Bold::No;
        self.need_block(span.start);
        let mark = self.builder.mark();
        self.builder.write(text, from);
        self.builder.inline(InlineKind::Code, mark);
        self.builder.reach_to(span.end);
    }

    /// A line break: as a space, or as the end of a line that the writer broke by hand. In a heading
    /// and in a picture it is a space and nothing.
    fn line_break(&mut self, with: &str, span: Range<usize>) {
        self.bold = Bold::No;
        if self.pictures == 0 {
            let heading = matches!(self.builder.kind(), Some(BlockKind::Heading { .. }));
            self.builder.write(if heading { " " } else { with }, span);
        }
    }

    fn open_link(&mut self, link: LinkType, target: CowStr<'_>, span: Range<usize>) {
        self.need_block(span.start);
        let kind = match link {
            LinkType::Autolink | LinkType::Email => LinkKind::Address,
            LinkType::Inline
            | LinkType::Reference
            | LinkType::ReferenceUnknown
            | LinkType::Collapsed
            | LinkType::CollapsedUnknown
            | LinkType::Shortcut
            | LinkType::ShortcutUnknown
            | LinkType::WikiLink { .. } => LinkKind::Link,
        };
        let place = self.target(&target, span);
        let link = Some((kind, target.into_string(), place));
        self.marks.push(Open { mark: self.builder.mark(), link });
    }

    /// Where `target` is written within a link or picture; the whole of it where that is elsewhere. Looks at
    /// the end only, for pictures can stand in pictures a hundred thousand deep.
    fn target(&self, target: &str, span: Range<usize>) -> Range<usize> {
        let text = self.source.text();
        let start =
            text.floor_char_boundary(span.start.max(span.end.saturating_sub(target.len() + LONGEST_TITLE)));
        match text.get(start..span.end).unwrap_or_default().rfind(target) {
            Some(at) if !target.is_empty() => start + at..start + at + target.len(),
            _ => span,
        }
    }

    fn close_mark(&mut self, kind: InlineKind) {
        let Some(open) = self.marks.pop() else { return };
        if let Some((kind, target, place)) = open.link {
            self.builder.link(kind, target, place);
        }
        self.builder.inline(kind, open.mark);
    }
}

/// Whether a bold line is so short that it may be a heading, and no sentence.
fn is_short(line: &str) -> bool {
    let line = line.trim_end();
    !line.is_empty() && line.len() <= LONGEST_HEADING && !line.ends_with(['.', '!', ','])
}

/// Whether an underlined text is a paragraph that somebody drew a line below: long, and ends like a sentence.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with('.') && (text.len() > LONGEST_HEADING || text.split_whitespace().nth(7).is_some())
}
