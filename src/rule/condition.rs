//! Conditions: what a field must be, as a rule file says it.
//!
//! **Knows**: the closed set of tests, how a test is applied to a value, when it cannot be told.
//! **Does not know**: rules, findings, how a test was written down.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use crate::document::tree::{Node, Value};
use crate::register::organisation;
use crate::register::{Referent, Register};
use crate::rule::doubt;
use crate::rule::pattern::Pattern;
use crate::rule::review::Review;
use crate::rule::table::Tables;

/// A field and what it must be.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The field, from the root or from the element that is looked at.
    pub field: String,
    /// What it must be.
    pub test: Test,
}

/// What a value must be.
#[derive(Debug, Clone)]
pub enum Test {
    /// `er = "utfylt"`
    Filled,
    /// `er = "tom"`
    Empty,
    /// `er = "dokument-som-finnes"`
    Document,
    /// `er = "henvisning-som-leder-frem"`
    Reference,
    /// `er = "gyldig-organisasjonsnummer"`
    OrganisationNumber,
    /// `er = "juridisk-navn"`
    LegalName,
    /// `er = "e-postadresse"`
    Email,
    /// `er = "i-dag-eller-senere"`
    NotPassed,
    /// `er = "sittende"`: a last day that has not passed, or none.
    Sitting,
    /// `er_en_av = […]`
    OneOf(Vec<String>),
    /// `er_ingen_av = […]`
    NoneOf(Vec<String>),
    /// `minst = n`: a number, or of a list the number of its different elements.
    AtLeast(i64),
    /// `hoeyst = n`
    AtMost(i64),
    /// `yngre_enn_aar = n`: a date at most n years before today.
    YoungerThanYears(i32),
    /// `finnes_i = "field"`: one of the values of another field, letter case apart.
    FoundIn(String),
    /// `ligner = "regular expression"`
    Matches(Pattern),
    /// `noen_ligner = "regular expression"`: at least one element of a list.
    AnyMatches(Pattern),
}

/// How a test came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As it must be.
    Holds,
    /// Not as it must be; the word says in which way, where there are several.
    Fails(&'static str),
    /// Nothing stands there that the test could be put to.
    NothingThere,
    /// It could not be told.
    Unknown,
}

/// What tests are put to: a register on a day.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The register.
    pub register: &'a Register,
    /// The day, in Oslo.
    pub today: NaiveDate,
    /// The tables of the law.
    pub tables: &'a Tables,
    /// The change that led to it; none where only its state is looked at.
    pub review: Option<&'a Review<'a>>,
}

impl Test {
    /// The words of `er = "…"`.
    pub const WORDS: [(&'static str, Self); 9] = [
        ("utfylt", Self::Filled),
        ("tom", Self::Empty),
        ("dokument-som-finnes", Self::Document),
        ("henvisning-som-leder-frem", Self::Reference),
        ("gyldig-organisasjonsnummer", Self::OrganisationNumber),
        ("juridisk-navn", Self::LegalName),
        ("e-postadresse", Self::Email),
        ("i-dag-eller-senere", Self::NotPassed),
        ("sittende", Self::Sitting),
    ];

    /// The ways in which it can fail, as rules choose their words by them.
    pub fn variants(&self) -> &'static [&'static str] {
        match self {
            Self::Document | Self::Reference => &["mangler", "finnes-ikke", "ingen-overskrift"],
            _ => &[],
        }
    }

    /// Puts the test to what stands in a field, or to nothing.
    pub fn put(&self, node: Option<&Node>, ground: Ground<'_>) -> Verdict {
        let filled = node.filter(|node| node.is_filled());
        match (self, filled) {
            (Self::Filled, None) | (Self::AnyMatches(_), None) => Verdict::Fails(""),
            (Self::Empty | Self::Sitting, None) => Verdict::Holds,
            (Self::Document | Self::Reference, None) => Verdict::Fails("mangler"),
            (Self::AtLeast(least), None) if *least > 0 && is_list(node) => Verdict::Fails(""),
            (_, None) => Verdict::NothingThere,
            (_, Some(node)) if !doubt::says_something(node) => Verdict::Unknown,
            (test, Some(node)) => test.put_to_value(node, ground),
        }
    }

    /// Why it could not be told of what stands there.
    pub fn causes(&self, node: Option<&Node>, ground: Ground<'_>) -> Vec<String> {
        let other = self.other_field().into_iter();
        let mut causes: Vec<String> =
            other.flat_map(|field| doubt::causes(&ground.register.tree, field)).collect();
        causes.extend(node.into_iter().flat_map(doubt::within));
        if let (true, Some(node)) = (causes.is_empty(), node) {
            let written = node.written();
            causes.push(ground.register.file_of(&written).unwrap_or(written));
        }
        causes
    }

    fn put_to_value(&self, node: &Node, ground: Ground<'_>) -> Verdict {
        let written = node.written();
        let text = written.trim();
        match self {
            Self::Filled => Verdict::Holds,
            Self::Empty => Verdict::Fails(""),
            Self::Document | Self::Reference => match ground.register.follow(text) {
                Referent::Found => Verdict::Holds,
                Referent::NoFile => Verdict::Fails("finnes-ikke"),
                Referent::NoHeading => Verdict::Fails("ingen-overskrift"),
                Referent::Unknown | Referent::Refused => Verdict::Unknown,
            },
            Self::OrganisationNumber => holds(organisation::check_digit(text).is_ok()),
            Self::LegalName => holds(organisation::find(text).is_none() || organisation::is_legal_name(text)),
            Self::Email => holds(is_email(text)),
            Self::NotPassed | Self::Sitting => {
                node.date().map_or(Verdict::NothingThere, |date| holds(date >= ground.today))
            }
            Self::OneOf(words) => holds(words.iter().any(|word| word == text)),
            Self::NoneOf(words) => holds(words.iter().all(|word| word != text)),
            Self::AtLeast(least) => compare(node, |size| size >= *least),
            Self::AtMost(most) => compare(node, |size| size <= *most),
            Self::YoungerThanYears(years) => node
                .date()
                .map_or(Verdict::NothingThere, |date| holds(years_after(date, *years) >= ground.today)),
            Self::FoundIn(field) => {
                let fold = |text: &str| text.trim().to_lowercase().nfc().collect::<String>();
                let wanted = fold(text);
                let found = ground.register.tree.all(field).into_iter().flat_map(Node::elements);
                let known: BTreeSet<String> =
                    found.filter(|node| !doubt::is_none(node)).map(|node| fold(&node.written())).collect();
                holds_unless(known.contains(&wanted), !doubt::at(&ground.register.tree, field).is_empty())
            }
            Self::Matches(pattern) => holds(pattern.is_match(text)),
            Self::AnyMatches(pattern) => {
                let matches = |item: &Node| !doubt::is_none(item) && pattern.is_match(item.written().trim());
                holds_unless(node.elements().any(matches), node.elements().any(doubt::is_none))
            }
        }
    }

    /// Whether the test looks at a list as a whole, or at each of its elements.
    pub fn takes_lists_whole(&self) -> bool {
        matches!(self, Self::Filled | Self::Empty | Self::AtLeast(_) | Self::AtMost(_) | Self::AnyMatches(_))
    }

    /// Whether a value must be there for an answer. What must merely look like something may be left
    /// out, and the other tests say themselves what nothing means.
    pub fn asks_for_value(&self) -> bool {
        match self {
            Self::OrganisationNumber
            | Self::LegalName
            | Self::Email
            | Self::OneOf(_)
            | Self::NoneOf(_)
            | Self::AtLeast(_)
            | Self::AtMost(_)
            | Self::YoungerThanYears(_) => true,
            Self::Filled
            | Self::Empty
            | Self::Document
            | Self::Reference
            | Self::NotPassed
            | Self::Sitting
            | Self::FoundIn(_)
            | Self::Matches(_)
            | Self::AnyMatches(_) => false,
        }
    }

    /// Another field that the test looks at.
    pub fn other_field(&self) -> Option<&str> {
        match self {
            Self::FoundIn(field) => Some(field),
            _ => None,
        }
    }
}

impl Condition {
    /// The test put to every value of the field, seen from `from`: one that passes is enough.
    fn put(&self, from: &Node, ground: Ground<'_>) -> Verdict {
        let nodes = from.all(&self.field);
        let mut verdicts: Vec<Verdict> = Vec::new();
        for node in &nodes {
            match &node.value {
                Value::List(items) if !self.test.takes_lists_whole() => {
                    verdicts.extend(items.iter().map(|item| self.test.put(Some(item), ground)));
                }
                _ => verdicts.push(self.test.put(Some(node), ground)),
            }
        }
        if !doubt::above(from, &self.field).is_empty() {
            verdicts.push(Verdict::Unknown);
        } else if verdicts.is_empty() {
            verdicts.push(self.test.put(None, ground));
        }
        let has = |wanted: Verdict| verdicts.contains(&wanted);
        if has(Verdict::Holds) {
            Verdict::Holds
        } else if has(Verdict::Unknown) {
            Verdict::Unknown
        } else if verdicts.iter().all(|verdict| *verdict == Verdict::NothingThere) {
            Verdict::NothingThere
        } else {
            Verdict::Fails("")
        }
    }

    fn causes(&self, from: &Node, ground: Ground<'_>) -> Vec<String> {
        let above = doubt::above(from, &self.field).into_iter().map(doubt::cause);
        let unknown = |node: &&Node| self.test.put(Some(node), ground) == Verdict::Unknown;
        let nodes = from.all(&self.field).into_iter().flat_map(|node| match &node.value {
            Value::List(items) if !self.test.takes_lists_whole() => items.iter().collect(),
            _ => vec![node],
        });
        above.chain(nodes.filter(unknown).flat_map(|node| self.test.causes(Some(node), ground))).collect()
    }
}

/// Whether conditions hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<'a> {
    /// All of them hold.
    Yes,
    /// This one does not.
    No(&'a str),
    /// None of them fails, and of some it cannot be told, for these causes.
    Open(Vec<String>),
}

/// What follows where a condition is about a field in which nothing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The condition does not hold: an element that does not say what it is, is not it.
    Decides,
    /// It cannot be told: a register that does not say what it is, is asked.
    Asks,
}

/// Whether `conditions` hold, seen from `from`. One that fails decides, whatever is not known.
pub fn answer<'a>(
    conditions: &'a [Condition],
    from: &Node,
    ground: Ground<'_>,
    missing: Missing,
) -> Answer<'a> {
    let mut causes = Vec::new();
    for condition in conditions {
        match condition.put(from, ground) {
            Verdict::Holds => {}
            Verdict::Fails(_) => return Answer::No(&condition.field),
            Verdict::NothingThere if missing == Missing::Decides => return Answer::No(&condition.field),
            Verdict::NothingThere => causes.push(condition.field.clone()),
            Verdict::Unknown => causes.extend(condition.causes(from, ground)),
        }
    }
    if causes.is_empty() { Answer::Yes } else { Answer::Open(causes) }
}

fn holds(value: bool) -> Verdict {
    if value { Verdict::Holds } else { Verdict::Fails("") }
}

/// What does not hold may yet do so, where something is not known.
fn holds_unless(value: bool, open: bool) -> Verdict {
    if open && !value { Verdict::Unknown } else { holds(value) }
}

fn is_list(node: Option<&Node>) -> bool {
    node.is_some_and(|node| matches!(node.value, Value::List(_)))
}

/// Compares the number, or how many different elements a list has. An element that is no value may
/// be one more, or the same as another.
fn compare(node: &Node, fits: impl Fn(i64) -> bool) -> Verdict {
    match &node.value {
        Value::Integer(number) => holds(fits(*number)),
        Value::List(items) => {
            let tables = items.iter().filter(|item| matches!(item.value, Value::Table(_))).count();
            let words: BTreeSet<String> =
                items.iter().filter(|item| doubt::says_something(item)).map(Node::written).collect();
            let words = words.iter().filter(|word| !word.is_empty()).count();
            let least = i64::try_from(tables + words).unwrap_or(i64::MAX);
            let open = items.iter().filter(|item| doubt::is_none(item)).count();
            let most = least.saturating_add(i64::try_from(open).unwrap_or(i64::MAX));
            if fits(least) == fits(most) { holds(fits(least)) } else { Verdict::Unknown }
        }
        Value::Text(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Date(_)
        | Value::Table(_)
        | Value::Invalid => Verdict::NothingThere,
    }
}

/// The same day `years` later; 29 February becomes 1 March where there is none.
pub fn years_after(date: NaiveDate, years: i32) -> NaiveDate {
    let year = date.year().saturating_add(years);
    date.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(NaiveDate::MAX)
}

/// One address as mail servers take it: a name, `@`, a domain with a dot; no spaces, no list.
fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let labels: Vec<&str> = domain.split('.').collect();
    let name_is_fine = !name.is_empty()
        && name.len() <= 64
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && name.chars().all(|sign| sign.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(sign));
    let label_is_fine = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    name_is_fine
        && domain.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(label_is_fine)
        && labels
            .last()
            .is_some_and(|last| last.chars().count() >= 2 && !last.chars().all(|sign| sign.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_address() {
        let check = |text: &str, fine: bool| assert_eq!(is_email(text), fine, "{text}");
        check("siv.provesen@example.org", true);
        check("a+b@helse-bergen.no", true);
        check("kåre@eksempel.no", true);
        check("siv.provesen@example", false);
        check("siv.provesen", false);
        check("siv provesen@example.org", false);
        check("a@b.no, c@d.no", false);
        check("Siv <siv@example.org>", false);
        check("siv@example.org\nBcc: x@example.org", false);
        check("@example.org", false);
        check("siv@example..org", false);
        check("siv@1.2.3.4", false);
    }

    #[test]
    fn a_leap_day_turns_a_year_older_on_the_first_of_march() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        assert_eq!(years_after(day(2024, 2, 29), 3), day(2027, 3, 1));
        assert_eq!(years_after(day(2024, 2, 28), 3), day(2027, 2, 28));
    }
}
