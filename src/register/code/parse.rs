//! Reading one entry, or a list of them, as registers write them.
//!
//! **Knows**: abbreviated ranges, wildcards, dagger and asterisk, the slips that people make, and
//! what they probably meant.
//! **Does not know**: sets of codes, the words in which a fault is told.

use super::stem::{Place, Stem, places};
use super::{CodeEntry, CodeSystem};

/// What is wrong with an entry, and the canonical spelling of what was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeFault {
    /// What is wrong.
    pub kind: CodeFaultKind,
    /// What was probably meant, where it can be told.
    pub suggestion: Option<String>,
}

/// The kinds of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFaultKind {
    /// Nothing stands there.
    Empty,
    /// Neither code, range nor wildcard.
    NotACode,
    /// Fine, but of another system.
    OfSystem(CodeSystem),
    /// Several codes in one entry: each wants a line of its own.
    Several,
    /// The range ends before it begins.
    TurnedRound,
    /// The range goes from one chapter into another, in a system where that says nothing.
    AcrossChapters,
    /// A lower-case L where the other codes of the list have the letter I.
    LowerCaseL,
}

impl CodeFault {
    fn new(kind: CodeFaultKind) -> Self {
        Self { kind, suggestion: None }
    }
}

/// The longest entry that is looked at, in signs. The longest real ones have thirteen.
const LONGEST_ENTRY: usize = 40;

/// The longest text that is searched for several entries, in bytes.
const LONGEST_LINE: usize = 2_000;

/// Reads one entry by itself.
pub(super) fn parse(system: CodeSystem, text: &str) -> Result<CodeEntry, CodeFault> {
    let Some(squeezed) = squeeze(text) else {
        let several = text.len() <= LONGEST_LINE && is_several(text);
        return Err(CodeFault::new(if several { CodeFaultKind::Several } else { CodeFaultKind::NotACode }));
    };
    if squeezed.is_empty() {
        return Err(CodeFault::new(CodeFaultKind::Empty));
    }
    let kind = match read(system, &squeezed) {
        Ok(entry) => return Ok(entry),
        Err(kind) => kind,
    };
    Err(match kind {
        CodeFaultKind::NotACode => diagnose(system, text, &squeezed),
        CodeFaultKind::TurnedRound => CodeFault { kind, suggestion: turned(system, &squeezed) },
        _ => CodeFault::new(kind),
    })
}

/// Reads a list, in which the entries help to understand each other: where another code begins with
/// `I`, a lower-case `l` before two digits is a slip for it (`l21-l22`, seen on a public page).
pub fn parse_list(system: CodeSystem, texts: &[&str]) -> Vec<Result<CodeEntry, CodeFault>> {
    let begins_with_i = |text: &str| ends_of(text).any(|end| begins(end, 'I'));
    let with_i = texts.iter().filter(|text| begins_with_i(text)).count();
    let read_one = |text: &&str| {
        let slip = system == CodeSystem::Icd10 && with_i > 0 && ends_of(text).any(|end| begins(end, 'l'));
        if slip {
            let meant = parse(system, &text.replace('l', "I")).ok();
            return Err(CodeFault {
                kind: CodeFaultKind::LowerCaseL,
                suggestion: meant.map(|entry| entry.to_string()),
            });
        }
        parse(system, text)
    };
    texts.iter().map(read_one).collect()
}

/// The ends of a range, or the one code, as typed.
fn ends_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_dash).map(str::trim)
}

/// Whether `letter` and two digits begin it.
fn begins(end: &str, letter: char) -> bool {
    let mut signs = end.chars().filter(|sign| !sign.is_whitespace());
    signs.next() == Some(letter) && signs.take(2).filter(char::is_ascii_digit).count() == 2
}

/// Hyphen, dashes and minus, as different programs write them.
pub(crate) fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Signs that print as nothing.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Without spaces, in capital letters, with one kind of dash; `None` where it is far too long.
fn squeeze(text: &str) -> Option<String> {
    let mut squeezed = String::new();
    for sign in text.chars().filter(|&sign| !sign.is_whitespace() && !is_invisible(sign)) {
        if squeezed.len() >= LONGEST_ENTRY {
            return None;
        }
        squeezed.push(if is_dash(sign) { '-' } else { sign.to_ascii_uppercase() });
    }
    Some(squeezed)
}

/// Reads a squeezed entry.
fn read(system: CodeSystem, text: &str) -> Result<CodeEntry, CodeFaultKind> {
    // «M06.-» is how the classification itself writes «M06 and what lies under it».
    let text = text.strip_suffix(".-").unwrap_or(text);
    let Some((first, last)) = text.split_once('-') else {
        let stem = node(system, text).ok_or(CodeFaultKind::NotACode)?;
        return Ok(CodeEntry { first: stem, last: stem });
    };
    let from = node(system, first).ok_or(CodeFaultKind::NotACode)?;
    let to = node(system, last)
        .or_else(|| node(system, &written_out(system, first, last)?))
        .ok_or(CodeFaultKind::NotACode)?;
    if to.low() < from.low() {
        return Err(CodeFaultKind::TurnedRound);
    }
    if system != CodeSystem::Icd10 && from.chapter() != to.chapter() {
        return Err(CodeFaultKind::AcrossChapters);
    }
    Ok(CodeEntry { first: from, last: to })
}

/// Reads a code or a wildcard. Dagger and asterisk of ICD-10 say how a code is used, not which it
/// is; and since a code stands for all under it, `M90.7*` is the same read as a mark or a wildcard.
fn node(system: CodeSystem, text: &str) -> Option<Stem> {
    let unmarked = text.trim_end_matches(['†', '‡', '+']);
    if unmarked != text && system != CodeSystem::Icd10 {
        return None;
    }
    let signs = unmarked.trim_end_matches('*');
    let open = signs.len() < unmarked.len();
    let stem = match signs.split_once('.') {
        None => Stem::read(system, signs)?,
        Some((category, rest)) if system == CodeSystem::Icd10 && category.len() == 3 => {
            if rest.is_empty() && !open {
                return None;
            }
            Stem::read(system, &format!("{category}{rest}"))?
        }
        Some(_) => return None,
    };
    (open || stem.is_code()).then_some(stem)
}

/// The second half of a range that leaves out what it shares with the first: `NFB20-64`, `I21-22`,
/// `S72.0-2`, `S72.0-.2`, `M05.0-06.9`. What could be meant in two ways is not guessed.
fn written_out(system: CodeSystem, first: &str, last: &str) -> Option<String> {
    let category_too = system == CodeSystem::Icd10 && last.find('.') == Some(2);
    if category_too && first.is_ascii() {
        return first.get(..1).map(|letter| format!("{letter}{last}"));
    }
    let digits = last.strip_prefix('.').unwrap_or(last);
    if digits.is_empty() || !digits.bytes().all(|sign| sign.is_ascii_digit()) || !first.is_ascii() {
        return None;
    }
    let kept = match (system, first.find('.')) {
        (CodeSystem::Icd10, Some(dot)) if digits.len() == first.len() - dot - 1 => dot + 1,
        (CodeSystem::Icd10, Some(_)) if digits.len() == 2 && digits.len() == last.len() => 1,
        (CodeSystem::Icd10, None) if first.len() == 3 && last.len() == 2 => 1,
        (CodeSystem::Icpc2, None) if last.len() == 2 => 1,
        (CodeSystem::Ncsp | CodeSystem::Ncmp, None) if last.len() <= 2 => {
            first.len().checked_sub(last.len())?
        }
        _ => return None,
    };
    Some(format!("{}{digits}", &first[..kept]))
}

/// The range the other way.
fn turned(system: CodeSystem, text: &str) -> Option<String> {
    let (first, last) = text.split_once('-')?;
    let last = match node(system, last) {
        Some(_) => last.to_owned(),
        None => written_out(system, first, last)?,
    };
    read(system, &format!("{last}-{first}")).ok().map(|entry| entry.to_string())
}

/// What an unreadable entry may have been meant as.
fn diagnose(system: CodeSystem, text: &str, squeezed: &str) -> CodeFault {
    let elsewhere = CodeSystem::ALL.into_iter().find_map(|other| read(other, squeezed).ok());
    if let Some(entry) = elsewhere {
        let kind = CodeFaultKind::OfSystem(entry.system());
        return CodeFault { kind, suggestion: Some(entry.to_string()) };
    }
    if is_several(text) {
        return CodeFault::new(CodeFaultKind::Several);
    }
    let suggestion = repairs(system, squeezed).iter().find_map(|text| read(system, text).ok());
    CodeFault { kind: CodeFaultKind::NotACode, suggestion: suggestion.map(|entry| entry.to_string()) }
}

/// Whether each part between commas, strokes, plus signs or «og» is an entry of some system.
fn is_several(text: &str) -> bool {
    let spaced = text.replace(" og ", ",").replace(" eller ", ",");
    let is_entry = |part: &str| {
        let squeezed = squeeze(part).unwrap_or_default();
        CodeSystem::ALL.into_iter().any(|system| read(system, &squeezed).is_ok())
    };
    let all = |between: fn(char) -> bool| {
        let parts: Vec<&str> = spaced.split(between).filter(|part| !part.trim().is_empty()).collect();
        parts.len() > 1 && parts.into_iter().all(is_entry)
    };
    all(is_separator) || all(|sign| is_separator(sign) || sign.is_whitespace())
}

/// What people put between codes.
fn is_separator(sign: char) -> bool {
    matches!(sign, ',' | ';' | '/' | '+' | '&')
}

/// What the entry would be if common slips were undone, the likeliest first.
fn repairs(system: CodeSystem, squeezed: &str) -> Vec<String> {
    let cleaned: String = squeezed.replace("TIL", "-").chars().map(look_alike).collect();
    let cleaned = cleaned.trim_matches(['.', ':', '(', ')', '"', '\'']).to_owned();
    let placed = cleaned.split('-').map(|end| in_place(system, end)).collect::<Vec<_>>().join("-");
    let opened = placed.replace('X', "*");
    let closed = placed.split('-').map(|end| format!("{end}*")).collect::<Vec<_>>().join("-");
    let mut all = vec![cleaned, placed, opened];
    if system.is_procedure() {
        all.push(closed);
    }
    all
}

/// The Latin sign for a Greek or Cyrillic one that looks the same, and the dot for a comma.
fn look_alike(sign: char) -> char {
    match sign {
        'А' | 'Α' | 'а' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'с' => 'C',
        'Е' | 'Ε' | 'е' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' | '|' => 'I',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' | 'о' | 'ο' => 'O',
        'Р' | 'Ρ' | 'р' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' | 'х' => 'X',
        ',' | '·' | ':' => '.',
        _ => sign,
    }
}

/// Letters where letters stand and digits where digits stand, for those that are mixed up: O and 0, I, l and 1.
fn in_place(system: CodeSystem, end: &str) -> String {
    let system = match system {
        // With five signs NCMP has the places of NCSP.
        CodeSystem::Ncmp if end.len() == 5 => CodeSystem::Ncsp,
        _ => system,
    };
    let mut places = places(system).iter();
    let swap = |sign: char| match (sign, if sign == '.' { None } else { places.next() }) {
        ('0', Some(Place::Letter | Place::LetterOrNothing)) => 'O',
        ('1', Some(Place::Letter | Place::LetterOrNothing)) => 'I',
        ('O', Some(Place::Digit)) => '0',
        ('I' | 'L', Some(Place::Digit)) => '1',
        _ => sign,
    };
    end.chars().map(swap).collect()
}
