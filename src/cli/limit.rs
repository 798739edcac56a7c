//! How much is read, as an option or a variable of the environment says it.
//!
//! **Knows**: `--max-document-mb`, `--max-file-mb`, `--max-rows` and their variables; an option goes first.
//! **Does not know**: what is read.

use clap::ArgMatches;

use super::one;
use super::words::argument::{self, Argument};
use super::words::refusal::Refusal;
use crate::config::Environment;
use crate::document::Limits;

/// Bytes in a megabyte, as the limits count.
const MEGABYTE: u64 = 1_000_000;
/// The most that may be asked for: beyond it a machine would rather stop than answer.
const MOST_MEGABYTES: u64 = 1_000;
/// The most rows that may be asked for.
const MOST_ROWS: u64 = 10_000_000;

/// The variables, beside their options.
const DOCUMENT: &str = "REGISTERVAKT_MAX_DOCUMENT";
const FILE: &str = "REGISTERVAKT_MAX_FILE";
const ROWS: &str = "REGISTERVAKT_MAX_ROWS";

/// The limits that were asked for, the usual ones where nothing is said. A document that may be read
/// whole may be read at all.
pub(super) fn read(matches: &ArgMatches, environment: Environment<'_>) -> Result<Limits, Refusal> {
    let usual = Limits::default();
    let said = |argument, variable, most| number(matches, argument, variable, most, environment);
    let document = said(&argument::MAX_DOCUMENT, DOCUMENT, MOST_MEGABYTES)?;
    let document_bytes = document.map_or(usual.document_bytes, |megabytes| megabytes * MEGABYTE);
    let file = said(&argument::MAX_FILE, FILE, MOST_MEGABYTES)?;
    let bytes = file.map_or(usual.bytes.max(document_bytes), |megabytes| megabytes * MEGABYTE);
    let rows = said(&argument::MAX_ROWS, ROWS, MOST_ROWS)?;
    let rows = rows.and_then(|rows| usize::try_from(rows).ok()).unwrap_or(usual.rows);
    Ok(Limits { bytes, document_bytes, rows, blocks: usual.blocks.max(rows), ..usual })
}

/// The number of an option, else of its variable; a variable that is empty says nothing.
pub(super) fn number(
    matches: &ArgMatches,
    argument: &Argument,
    variable: &str,
    most: u64,
    environment: Environment<'_>,
) -> Result<Option<u64>, Refusal> {
    let (name, written) = match one::<String>(matches, argument) {
        Some(written) => (format!("--{}", argument.id), written),
        None => match environment(variable).filter(|value| !value.is_empty()) {
            Some(value) => (variable.to_owned(), value.to_string_lossy().into_owned()),
            None => return Ok(None),
        },
    };
    let digits = written.bytes().all(|byte| byte.is_ascii_digit());
    match written.parse() {
        Ok(number) if digits && (1..=most).contains(&number) => Ok(Some(number)),
        _ => Err(Refusal::NoNumber { name, value: written, most }),
    }
}
