//! The catalogue for programs: `registervakt/rules/1`.
//!
//! **Knows**: the keys, their order and their words.
//! **Does not know**: rule files; these types are its own.

use serde::Serialize;

use crate::output::json::{SourceAnswer, Tool, level, source, text};
use crate::report::{ExampleCard, RuleCard};

/// The cards as JSON, by area and id.
pub(in crate::output) fn list(cards: &[RuleCard]) -> String {
    let rules = super::by_area(cards).into_iter().flat_map(|(_, cards)| cards).map(rule).collect();
    text(&Catalogue { schema: "registervakt/rules/1", tool: Tool::THIS, rules })
}

#[derive(Serialize)]
struct Catalogue<'a> {
    schema: &'static str,
    tool: Tool,
    rules: Vec<RuleAnswer<'a>>,
}

#[derive(Serialize)]
struct RuleAnswer<'a> {
    id: &'a str,
    area: &'a str,
    title: &'a str,
    /// None for a requirement of the guide.
    level: Option<&'static str>,
    requirements: &'a [String],
    asks: &'a [String],
    help: &'a str,
    decides: &'a str,
    sources: Vec<SourceAnswer<'a>>,
    examples: Vec<ExampleAnswer<'a>>,
}

fn rule(card: &RuleCard) -> RuleAnswer<'_> {
    RuleAnswer {
        id: &card.id,
        area: &card.area,
        title: &card.title,
        level: card.level.map(level),
        requirements: &card.requirements,
        asks: &card.asks,
        help: &card.help,
        decides: &card.decides,
        sources: card.sources.iter().map(source).collect(),
        examples: card.examples.iter().map(example).collect(),
    }
}

#[derive(Serialize)]
struct ExampleAnswer<'a> {
    title: &'a str,
    fails: bool,
    files: Vec<FileAnswer<'a>>,
}

#[derive(Serialize)]
struct FileAnswer<'a> {
    path: &'a str,
    text: &'a str,
}

fn example(example: &ExampleCard) -> ExampleAnswer<'_> {
    let files = example.files.iter().map(|(path, text)| FileAnswer { path, text }).collect();
    ExampleAnswer { title: &example.title, fails: example.fails, files }
}
