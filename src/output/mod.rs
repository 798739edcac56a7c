//! Reports for people and machines: data goes in, text comes out.
//!
//! **Knows**: which formats there are and how much a reader wants to see.
//! **Does not know**: how an answer came about, where its text is printed.
//!
//! A format is a file beside this one and a variant of [`Format`]. Text that comes from a document
//! passes through `escape` before it reaches any of them.

mod catalogue;
mod count;
mod csv;
mod difference;
mod digest;
mod escape;
mod field;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod layout;
mod listing;
mod markdown;
mod remind;
mod requirement;
mod review;
mod sarif;
mod snippet;
mod told;
mod words;

use std::io::{self, Write};

use crate::finding::Lang;
use crate::report::told::Telling;
use crate::report::{Report, RuleCard};

/// The form an answer is given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Format {
    /// For a person at a terminal: each place with its line shown and marked.
    #[default]
    Human,
    /// For programs: version 1, as its JSON Schema says.
    Json,
    /// For a comment on a pull request, the summary of a job, a page.
    Markdown,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For a workflow of GitHub: commands that mark lines of the change.
    Github,
    /// For a merge request of GitLab: its report of code quality.
    Gitlab,
    /// For the list of tests of a pipeline: the XML of JUnit.
    Junit,
    /// For a spreadsheet: a row each finding, duty, requirement and reminder.
    Csv,
    /// For a reader: one page that holds all it needs.
    Html,
}

impl Format {
    /// All formats, the default first.
    pub const ALL: [Self; 9] = [
        Self::Human,
        Self::Json,
        Self::Markdown,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Csv,
        Self::Html,
    ];

    /// The formats of the catalogue of rules; the others tell of registers only.
    pub const CATALOGUE: [Self; 3] = [Self::Human, Self::Json, Self::Markdown];

    /// The formats of the record of what people were told.
    pub const RECORD: [Self; 4] = [Self::Human, Self::Json, Self::Markdown, Self::Csv];

    /// The word by which people ask for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }
}

/// Whether colours are written as ANSI codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// No escape codes at all.
    #[default]
    Off,
    /// ANSI escape codes.
    On,
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Verbosity {
    /// Errors and the closing sentence.
    Quiet,
    /// All findings that count.
    #[default]
    Normal,
    /// Waived findings, every source and the state of every requirement, too.
    Verbose,
}

/// How an answer is written. Machines get the same whatever stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The language of the words around the findings.
    pub lang: Lang,
    /// Colours, of the human format only.
    pub color: Color,
    /// The width of the terminal in columns, of the human format only.
    pub width: usize,
    /// How much is told, of the human format only.
    pub verbosity: Verbosity,
}

impl Default for Options {
    fn default() -> Self {
        Self { lang: Lang::default(), color: Color::default(), width: 80, verbosity: Verbosity::default() }
    }
}

/// Writes the answer of a job to `out`. Fails only where `out` does.
pub fn write(report: &Report, format: Format, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let text = match format {
        Format::Human => human::report(report, options),
        Format::Json => json::report(report),
        Format::Markdown => markdown::report(report, options.lang),
        Format::Sarif => sarif::report(report, options.lang),
        Format::Github => github::report(report, options.lang),
        Format::Gitlab => gitlab::report(report, options.lang),
        Format::Junit => junit::report(report, options.lang),
        Format::Csv => csv::report(report, options.lang),
        Format::Html => html::report(report, options.lang),
    };
    out.write_all(text.as_bytes())
}

/// Writes the record of what people were told to `out`. Fails where `out` does, and for a format not in
/// [`Format::RECORD`].
pub fn write_told(
    record: &[Telling],
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = match format {
        Format::Human => told::human(record, options),
        Format::Json => told::json(record),
        Format::Markdown => told::markdown(record, options.lang),
        Format::Csv => told::csv(record, options.lang),
        Format::Sarif | Format::Github | Format::Gitlab | Format::Junit | Format::Html => {
            return Err(io::ErrorKind::Unsupported.into());
        }
    };
    out.write_all(text.as_bytes())
}

/// Writes the catalogue of rules to `out`. Fails where `out` does, and for a format not in [`Format::CATALOGUE`].
pub fn write_rules(
    cards: &[RuleCard],
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = match format {
        Format::Human => catalogue::human::list(cards, options),
        Format::Json => catalogue::json::list(cards),
        Format::Markdown => catalogue::markdown::list(cards, options.lang),
        Format::Sarif | Format::Github | Format::Gitlab | Format::Junit | Format::Csv | Format::Html => {
            return Err(io::ErrorKind::Unsupported.into());
        }
    };
    out.write_all(text.as_bytes())
}

/// Writes all there is to say of one rule or requirement to `out`. Fails where `out` does, and for a format
/// not in [`Format::CATALOGUE`].
pub fn write_card(card: &RuleCard, format: Format, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let text = match format {
        Format::Human => catalogue::human::card(card, options),
        Format::Json => catalogue::json::list(std::slice::from_ref(card)),
        Format::Markdown => catalogue::markdown::card(card, options.lang),
        Format::Sarif | Format::Github | Format::Gitlab | Format::Junit | Format::Csv | Format::Html => {
            return Err(io::ErrorKind::Unsupported.into());
        }
    };
    out.write_all(text.as_bytes())
}
