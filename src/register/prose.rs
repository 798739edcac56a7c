//! stub
use super::code::{CodeEntry, CodeSystem};
use std::ops::Range;
/// x
pub struct CodeMention {
    /// x
    pub span: Range<usize>,
    /// x
    pub system: CodeSystem,
    /// x
    pub entry: CodeEntry,
    /// x
    pub excluded: bool,
}
/// x
pub fn codes(_: &str) -> Vec<CodeMention> {
    vec![]
}
/// x
pub struct AgeMention {
    /// x
    pub span: Range<usize>,
    /// x
    pub from: Option<u8>,
    /// x
    pub to: Option<u8>,
    /// x
    pub excluded: bool,
}
/// x
pub fn age_limits(_: &str) -> Vec<AgeMention> {
    vec![]
}
/// x
pub struct RegulationMention {
    /// x
    pub span: Range<usize>,
    /// x
    pub id: String,
}
/// x
pub fn regulations(_: &str) -> Vec<RegulationMention> {
    vec![]
}
/// x
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentForm {
    /// x
    Consent,
    /// x
    OptOut,
    /// x
    Neither,
}
/// x
pub struct ConsentMention {
    /// x
    pub span: Range<usize>,
    /// x
    pub form: ConsentForm,
}
/// x
pub fn consent_forms(_: &str) -> Vec<ConsentMention> {
    vec![]
}

/// The sentences of a text with where each begins.
pub fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        if sign == '\n' || matches!(sign, '.' | '!' | '?') && text[at + 1..].starts_with(' ') {
            found.push((start, &text[start..at]));
            start = at + sign.len_utf8();
        }
    }
    found.push((start, &text[start..]));
    found
}
