//! The units of meaning of a text: a word, a number, a code, a law reference, an organisation, a date.
//!
//! **Knows**: which spellings stand for the same, so that two units with one key mean the same.
//! **Does not know**: what a difference between two units means.

use std::ops::Range;

use super::lexeme::{self, Kind, Lexeme};
use super::mark::{Break, Lead};
use super::text::{Shape, Text};
use super::{date, law, phrase};
use crate::document::Task;
use crate::register::code::{CodeEntry, CodeSystem};
use crate::register::organisation::{self, Organisation};
use crate::register::prose::number_word;

/// One unit.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// What it says: units of one key mean the same.
    pub(super) key: String,
    /// How it is written, as a reader sees it.
    pub(super) form: String,
    pub(super) sort: Sort,
    /// Its bytes in the text.
    pub(super) span: Range<usize>,
    /// What stands between the unit before and this one.
    pub(super) lead: Lead,
    /// The part of the text it stands in.
    pub(super) part: usize,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Word,
    /// An abbreviation or a set phrase.
    Phrase,
    /// A number, a range, a date, a code, a law reference, a sign: never a matter of spelling.
    Fact,
    /// A known organisation.
    Organisation(&'static Organisation),
}

impl Unit {
    /// As it is written, in lower case.
    pub(super) fn lower(&self) -> String {
        self.form.to_lowercase()
    }

    /// Whether it is written as one word, even where that word has an abbreviation.
    pub(super) fn is_word(&self) -> bool {
        match self.sort {
            Sort::Word => true,
            Sort::Phrase => self.form.chars().all(char::is_alphabetic) && self.form.chars().count() >= 5,
            Sort::Fact | Sort::Organisation(_) => false,
        }
    }
}

/// The units of a text, and the marks behind the last of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Units {
    pub(super) all: Vec<Unit>,
    pub(super) tail: Lead,
}

/// Takes the text apart.
pub(super) fn units(text: &Text) -> Units {
    let mut units = Units::default();
    let mut lead = Lead { at: Break::Start, ..Lead::default() };
    for (index, part) in text.parts().iter().enumerate() {
        let lexemes = lexeme::lexemes(text.text(), part.span.clone());
        if let Shape::Item { task: Some(task), .. } = part.shape {
            let key = match task {
                Task::Open => "☐",
                Task::Done => "☑",
            };
            push(&mut units.all, index, &mut lead, Found::fact(0, key.to_owned()), part.span.clone(), key);
        }
        // A name goes on across a line end just as across a space.
        let piece = text.text().get(part.span.clone()).unwrap_or_default().replace(['\n', '\r'], " ");
        let mut named = organisation::mentions(&piece).into_iter().peekable();
        let mut at = 0;
        while let Some(first) = lexemes.get(at) {
            let from = first.span.start - part.span.start;
            while named.next_if(|mention| mention.span.start < from).is_some() {}
            let mention = named.peek().filter(|mention| mention.span.start == from);
            let found = match mention {
                Some(mention) => {
                    let end = part.span.start + mention.span.end;
                    let length = lexemes[at..].iter().take_while(|lexeme| lexeme.span.start < end).count();
                    let key = format!("@{}", mention.organisation.name());
                    Some(Found { length, key, sort: Sort::Organisation(mention.organisation) })
                }
                None => find(&lexemes, at),
            };
            let Some(mut found) = found else {
                lead.add(&first.form);
                at += 1;
                continue;
            };
            let end = lexemes[at + found.length - 1].span.end;
            let span = first.span.start..end;
            if text.is_struck(&span) {
                found.key.insert(0, '~');
                found.sort = Sort::Fact;
            }
            let form = lexeme::fold(&text.text()[span.clone()]);
            at += found.length;
            push(&mut units.all, index, &mut lead, found, span, &form);
        }
        if !lexemes.is_empty() {
            lead.part_ends(&part.shape);
        }
    }
    units.tail = lead;
    units
}

fn push(all: &mut Vec<Unit>, part: usize, lead: &mut Lead, found: Found, span: Range<usize>, form: &str) {
    let lead = std::mem::take(lead);
    all.push(Unit { key: found.key, form: form.to_owned(), sort: found.sort, span, lead, part });
}

/// What stands at a place: how many lexemes, and what they say.
struct Found {
    length: usize,
    key: String,
    sort: Sort,
}

impl Found {
    fn fact(length: usize, key: String) -> Self {
        Self { length, key, sort: Sort::Fact }
    }
}

/// The unit that begins at `at`; none where only a mark stands there.
fn find(lexemes: &[Lexeme], at: usize) -> Option<Found> {
    let rest = &lexemes[at..];
    let first = &rest[0];
    if let Some((length, date)) = date::date(rest) {
        return Some(Found::fact(length, format!("date {date}")));
    }
    if let Some((length, reference)) = law::reference(rest) {
        return Some(Found::fact(length, reference));
    }
    if let Some((length, range)) = range(rest) {
        return Some(Found::fact(length, range));
    }
    if let Some((length, code)) = code(rest) {
        return Some(Found::fact(length, code));
    }
    if let Some((length, key)) = phrase::phrase(rest) {
        return Some(Found { length, key: key.to_owned(), sort: Sort::Phrase });
    }
    match first.kind {
        Kind::Mark => None,
        Kind::Number => Some(Found::fact(1, number(&first.lower))),
        Kind::Mixed | Kind::Sign => Some(Found::fact(1, first.lower.clone())),
        Kind::Word => Some(word(lexemes, at)),
    }
}

/// A word, or the number that it says. «en» is a number only where something counts by it.
fn word(lexemes: &[Lexeme], at: usize) -> Found {
    const ARTICLES: [&str; 3] = ["en", "ei", "ein"];
    let lower = &lexemes[at].lower;
    let counts = || {
        at > 0 && lexemes[at - 1].is(&["minst", "høyst", "høgst", "bare", "berre", "kun", "enn", "inntil"])
    };
    let number = number_word(lower).filter(|_| !ARTICLES.contains(&lower.as_str()) || counts());
    match number {
        Some(number) => Found::fact(1, number.to_string()),
        None => Found { length: 1, key: lower.clone(), sort: Sort::Word },
    }
}

/// A number without the separators of its thousands, with a dot before its decimals.
fn number(digits: &str) -> String {
    let plain: String = digits.chars().filter(|sign| *sign != ' ').collect();
    let groups: Vec<&str> = plain.split('.').collect();
    let thousands = groups.len() > 1
        && (1..=3).contains(&groups[0].len())
        && groups[0] != "0"
        && groups[1..].iter().all(|group| group.len() == 3);
    match plain.split_once(',') {
        _ if thousands => groups.concat(),
        Some((whole, decimals)) if !decimals.contains(',') => format!("{whole}.{decimals}"),
        _ => plain,
    }
}

/// «18–65», «18 – 65», «18 til 65», «fra 18 til 65».
fn range(lexemes: &[Lexeme]) -> Option<(usize, String)> {
    let whole = |at: usize| {
        let lexeme = lexemes.get(at)?;
        let digits = lexeme.kind == Kind::Number && lexeme.lower.bytes().all(|byte| byte.is_ascii_digit());
        let number = if digits { lexeme.lower.parse().ok() } else { number_word(&lexeme.lower) };
        number.filter(|_| !lexeme.is(&["en", "ei", "ein"])).map(|number: u32| number.to_string())
    };
    let first = &lexemes[0];
    if first.kind == Kind::Number
        && let Some((from, to)) = first.lower.split_once('-')
    {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        return (digits(from) && digits(to)).then(|| (1, format!("{from}–{to}")));
    }
    let skip = usize::from(first.is(&["fra", "frå"]));
    let from = whole(skip)?;
    let between = lexemes.get(skip + 1)?;
    let joins = between.lower == "til" || between.form == "-" && skip == 0;
    let to = whole(skip + 2).filter(|_| joins)?;
    Some((skip + 3, format!("{from}–{to}")))
}

/// A code or a range of codes, in its canonical spelling.
fn code(lexemes: &[Lexeme]) -> Option<(usize, String)> {
    let read = |text: &str| {
        let signs = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let system = match signs {
            1 => CodeSystem::Icd10,
            3 => CodeSystem::Ncsp,
            _ => return None,
        };
        let entry = CodeEntry::parse(system, text).ok()?;
        Some(format!("{}{entry}", super::code::KEY))
    };
    let first = &lexemes[0];
    let is_code = |lexeme: &Lexeme| {
        let wild = lexeme.form.ends_with('*') && lexeme.form.len() <= 8;
        (lexeme.kind == Kind::Mixed || wild) && lexeme.form.is_ascii()
    };
    if !is_code(first) {
        return None;
    }
    let spaced = lexemes.get(1).zip(lexemes.get(2)).filter(|(dash, last)| dash.form == "-" && is_code(last));
    let joined = spaced.and_then(|(_, last)| read(&format!("{}-{}", first.form, last.form)));
    joined.map(|key| (3, key)).or_else(|| Some((1, read(&first.form)?)))
}
