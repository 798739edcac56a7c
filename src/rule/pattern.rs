//! Patterns that are compiled when they are first needed.
//!
//! **Knows**: that compiling costs more than most texts are worth, and is bounded.
//! **Does not know**: what a pattern is looked for in.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// The largest compiled pattern, in bytes.
const LIMIT: usize = 1 << 20;

/// A regular expression without regard to letter case.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// The pattern `text`; whether it is one is seen by [`Pattern::check`].
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), compiled: OnceLock::new() }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Compiles the pattern; what is wrong with it, in the words of the library.
    pub fn check(&self) -> Result<(), String> {
        match build(&self.text) {
            Ok(_) => Ok(()),
            Err(error) => Err(error.to_string().lines().last().unwrap_or_default().trim().to_owned()),
        }
    }

    /// The compiled pattern; none where it is no pattern.
    pub fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| build(&self.text).ok()).as_ref()
    }

    /// Whether `text` holds it.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }
}

fn build(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).case_insensitive(true).size_limit(LIMIT).build()
}
