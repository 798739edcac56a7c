//! Patterns that are compiled when they are first needed.
//!
//! **Knows**: that compiling costs more than most texts are worth, and is bounded.
//! **Does not know**: what a pattern is looked for in.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{BuildError, Regex};
use regex_automata::util::syntax;

/// The largest compiled pattern, in bytes.
const LIMIT: usize = 1 << 20;

/// The longest text that is worth a pattern of its own, in bytes.
const SHORT: usize = 2_000;

/// A regular expression without regard to letter case.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    for_ascii: OnceLock<Option<Regex>>,
    for_all: OnceLock<Option<Regex>>,
}

/// Which texts a pattern is compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Texts {
    /// Short ones of ASCII, in which it finds the same without knowing the letters of all the world; a
    /// pattern that has such letters itself cannot be compiled so.
    Ascii,
    /// All.
    All,
}

impl Pattern {
    /// The pattern `text`; whether it is one is seen by [`Pattern::check`].
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), for_ascii: OnceLock::new(), for_all: OnceLock::new() }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Compiles the pattern; what is wrong with it, in the words of the library.
    pub fn check(&self) -> Result<(), String> {
        let Err(error) = build(&self.text, Texts::All) else { return Ok(()) };
        let words = match (error.syntax_error(), error.size_limit()) {
            (Some(syntax), _) => syntax.to_string(),
            (None, Some(limit)) => format!("Compiled regex exceeds size limit of {limit} bytes."),
            (None, None) => error.to_string(),
        };
        Err(words.lines().last().unwrap_or_default().trim().to_owned())
    }

    /// Where `text` holds it, from the start on; nowhere where it is no pattern.
    pub fn find_all(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        self.compiled_for(text)
            .into_iter()
            .flat_map(move |regex| regex.find_iter(text))
            .map(|found| found.range())
    }

    /// Whether `text` holds it.
    pub fn is_match(&self, text: &str) -> bool {
        self.compiled_for(text).is_some_and(|regex| regex.is_match(text))
    }

    fn compiled_for(&self, text: &str) -> Option<&Regex> {
        let is_plain = text.len() <= SHORT && text.is_ascii();
        let for_ascii = || self.for_ascii.get_or_init(|| build(&self.text, Texts::Ascii).ok()).as_ref();
        let for_all = || self.for_all.get_or_init(|| build(&self.text, Texts::All).ok()).as_ref();
        is_plain.then(for_ascii).flatten().or_else(for_all)
    }
}

fn build(text: &str, texts: Texts) -> Result<Regex, BuildError> {
    // The fast search gives up at the first letter beyond ASCII where words must begin or end, and what
    // looks for a prefix costs more than these texts are worth.
    let is_fast = texts == Texts::All && !text.contains(r"\b");
    let config = Regex::config().nfa_size_limit(Some(LIMIT)).auto_prefilter(false).hybrid(is_fast);
    let syntax =
        syntax::Config::new().case_insensitive(true).unicode(texts == Texts::All).utf8(texts == Texts::All);
    Regex::builder().configure(config).syntax(syntax).build(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PATTERNS: [&str; 7] = [
        r"^\s*6-1-[a-f]\s*$",
        r"(?i)2019[\s./-]*0?6|\bk[^s]?\b",
        r"(?i)^\s*(?:https?://)?[^\s/@]+\.[^\s@]+\s*$",
        r"\W\D\S|.x",
        r"a*",
        r"(?u:\w)s",
        r"§\s*7|\x{2010}",
    ];

    proptest! {
        #[test]
        fn a_text_of_ascii_is_searched_alike_either_way(text in "[ -~\n]{0,12}|[61akKsS \n./@x-]{0,12}") {
            for pattern in PATTERNS.map(Pattern::new) {
                let for_all = build(pattern.as_str(), Texts::All).unwrap();
                let found: Vec<_> = for_all.find_iter(&text).map(|found| found.range()).collect();
                prop_assert_eq!(pattern.find_all(&text).collect::<Vec<_>>(), found, "{}", pattern.as_str());
                prop_assert_eq!(pattern.is_match(&text), for_all.is_match(&text));
            }
        }
    }
}
