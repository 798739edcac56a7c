//! What stands above a block and speaks for it: headings, lead-ins, the head of a table.
//!
//! **Knows**: how far a heading, a sentence that ends with a colon and a table head reach, and which
//! code systems and words of coding they name.
//! **Does not know**: what the blocks below them say.

use super::block::{Block, BlockKind, Blocks, sentences};
use super::token::{Kind, Token};
use super::verdict::{Reading, Verdict};
use crate::register::code::CodeSystem;

/// A code system that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// One that registers write their patient group in.
    Ours(CodeSystem),
    /// Another one, whose codes may look alike: ATC, TNM, ICD-O.
    Other,
}

/// What a piece of text says about coding.
#[derive(Debug, Clone, Default)]
pub(super) struct Lore {
    /// The systems that are named, each with the token.
    pub(super) named: Vec<(usize, Named)>,
    /// Whether a word of coding stands in it: kode, diagnose, prosedyre.
    pub(super) coding: bool,
    /// Whether a word of criteria stands in it: inklusjon, eksklusjon, alder.
    pub(super) criteria: bool,
}

/// What stands above a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Above {
    /// Whether it leaves out what the block names.
    pub(super) excluded: bool,
    /// The nearest that names a system, and what all of them say.
    pub(super) lore: Lore,
    /// For a row of a table: what the head says of each column.
    pub(super) columns: Vec<Column>,
}

/// The head of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub(super) lore: Lore,
    pub(super) excluded: bool,
}

/// One thing above.
#[derive(Debug)]
struct Lead {
    reach: Reach,
    /// Whether it takes in or leaves out, where it says so.
    verdict: Option<Verdict>,
    lore: Lore,
}

/// How far a lead speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To the next heading of this level or a higher one.
    Heading(usize),
    /// To the next paragraph.
    Paragraph,
    /// Over the items that are moved in further than this.
    Item(usize),
}

/// Blocks with what stands above them.
pub(super) struct Outline<'a> {
    blocks: Blocks<'a>,
    leads: Vec<Lead>,
    columns: Vec<Column>,
}

/// A paragraph of so few tokens without an end is a heading that lost its mark.
const SHORT: usize = 8;

/// No real table has more columns.
const MOST_COLUMNS: usize = 50;

/// The deepest nesting that is followed.
const DEEPEST: usize = 40;

impl<'a> Outline<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { blocks: Blocks::of(text), leads: Vec::new(), columns: Vec::new() }
    }

    /// Lets go of the leads that do not reach this block.
    fn close(&mut self, block: &Block) {
        let reaches = |lead: &Lead| match (lead.reach, block.kind) {
            (Reach::Heading(level), BlockKind::Heading(next)) => level < next,
            (Reach::Heading(_), _) => true,
            (Reach::Paragraph, BlockKind::Item | BlockKind::Row) => true,
            (Reach::Item(indent), BlockKind::Item) => indent < block.indent,
            (Reach::Item(_), BlockKind::Row) => true,
            (Reach::Paragraph | Reach::Item(_), BlockKind::Heading(_) | BlockKind::Paragraph) => false,
        };
        self.leads.retain(reaches);
        if block.kind != BlockKind::Row {
            self.columns.clear();
        } else if self.columns.is_empty() {
            self.columns = cells(&block.tokens).into_iter().take(MOST_COLUMNS).map(column).collect();
        }
    }

    /// Takes the block as a lead of what follows.
    fn open(&mut self, block: &Block) {
        let ends = block.tokens.iter().rev().find(|token| !token.is(&["*", "_"])).map(|token| token.raw);
        let short = block.tokens.len() <= SHORT && !matches!(ends, Some("." | "!" | "?"));
        let reach = match block.kind {
            BlockKind::Heading(level) => Reach::Heading(level),
            BlockKind::Paragraph => Reach::Paragraph,
            BlockKind::Item if ends == Some(":") => Reach::Item(block.indent),
            BlockKind::Item | BlockKind::Row => return,
        };
        let lore = lore(&block.tokens);
        // A title that was not marked as one reaches over paragraphs as well, to the next title.
        let title = short && block.kind == BlockKind::Paragraph && lore.criteria;
        let leads = title || ends == Some(":") || reach != Reach::Paragraph;
        let verdict = if leads { of_what_follows(block) } else { None };
        if self.leads.len() < DEEPEST {
            let reach = if title { Reach::Heading(usize::MAX) } else { reach };
            self.leads.retain(|lead| !(title && lead.reach == reach));
            self.leads.push(Lead { reach, verdict, lore });
        }
    }

    fn above(&self) -> Above {
        let mut lore = Lore::default();
        for lead in &self.leads {
            lore.coding |= lead.lore.coding;
            lore.criteria |= lead.lore.criteria;
            if !lead.lore.named.is_empty() {
                lore.named.clone_from(&lead.lore.named);
            }
        }
        let nearest = self.leads.iter().rev().find_map(|lead| lead.verdict);
        let excluded = nearest == Some(Verdict::Excluded);
        Above { excluded, lore, columns: self.columns.clone() }
    }
}

impl<'a> Iterator for Outline<'a> {
    type Item = (Block<'a>, Above);

    fn next(&mut self) -> Option<(Block<'a>, Above)> {
        let block = self.blocks.next()?;
        self.close(&block);
        let above = self.above();
        self.open(&block);
        Some((block, above))
    }
}

/// What the end of the block says of the blocks below it.
fn of_what_follows(block: &Block) -> Option<Verdict> {
    let last = sentences(block).pop()?;
    Reading::of(&block.tokens, last).of_what_follows()
}

/// The cells of a row.
pub(super) fn cells<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    // Rows may or may not begin with the mark that stands between cells.
    let inner = match tokens.split_first() {
        Some((first, rest)) if first.raw == "|" => rest,
        _ => tokens,
    };
    inner.split(|token| token.raw == "|").collect()
}

fn column(cell: &[Token]) -> Column {
    let excluded = Reading::of(cell, 0..cell.len()).of_what_follows() == Some(Verdict::Excluded);
    Column { lore: lore(cell), excluded }
}

/// For each token the number of the cell that it stands in.
pub(super) fn cell_numbers(tokens: &[Token]) -> Vec<usize> {
    let leading = usize::from(tokens.first().is_some_and(|first| first.raw == "|"));
    let mut marks = 0_usize;
    let number = |token: &Token| {
        marks += usize::from(token.raw == "|");
        marks.saturating_sub(leading)
    };
    tokens.iter().map(number).collect()
}

/// What these tokens say about coding.
pub(super) fn lore(tokens: &[Token]) -> Lore {
    let named: Vec<_> = (0..tokens.len()).filter_map(|at| named(tokens, at).map(|name| (at, name))).collect();
    let coding = named.iter().any(|(_, name)| *name != Named::Other) || tokens.iter().any(is_coding);
    let criteria = tokens.iter().any(|token| {
        token.begins(&["inklu", "eksklu", "inkl", "ekskl", "unntak", "alder", "kriteri", "utelukk"])
    });
    Lore { named, coding, criteria }
}

fn is_coding(token: &Token) -> bool {
    let word = token.kind == Kind::Word;
    word && (token.begins(&["kode", "koda", "kodi", "diagnos", "prosedyr", "tilstand", "operasjonskod"])
        || [
            "kode",
            "koder",
            "koden",
            "kodene",
            "kodar",
            "kodane",
            "diagnose",
            "diagnoser",
            "diagnosen",
            "diagnosene",
            "diagnosar",
        ]
        .iter()
        .any(|end| token.text.ends_with(end)))
}

/// The system that is named at this token.
fn named(tokens: &[Token], at: usize) -> Option<Named> {
    let token = &tokens[at];
    let next: Vec<&str> = tokens[at + 1..].iter().take(2).map(|token| token.text.as_ref()).collect();
    let number = match next.as_slice() {
        ["-", number, ..] | [number, ..] => *number,
        [] => "",
    };
    match token.text.as_ref() {
        "icd" => match number {
            "10" => Some(Named::Ours(CodeSystem::Icd10)),
            "o" | "9" | "11" | "8" => Some(Named::Other),
            _ if number.starts_with("kod") || number.starts_with("diagnos") => {
                Some(Named::Ours(CodeSystem::Icd10))
            }
            _ => None,
        },
        "icd10" => Some(Named::Ours(CodeSystem::Icd10)),
        "icpc" | "icpc2" => Some(Named::Ours(CodeSystem::Icpc2)),
        "ncsp" => Some(Named::Ours(CodeSystem::Ncsp)),
        "ncmp" => Some(Named::Ours(CodeSystem::Ncmp)),
        "ncrp" => Some(Named::Ours(CodeSystem::Ncrp)),
        "atc" | "tnm" | "snomed" | "icf" | "npu" | "drg" | "orpha" | "dsm" | "icd11" | "icd9" | "hgvs"
        | "ctcae" => Some(Named::Other),
        _ => None,
    }
}
