//! Conditions: what a field must be, as a rule file says it.
//!
//! **Knows**: the closed set of tests, how a test is applied to a value, how it is read aloud.
//! **Does not know**: rules, findings, how a test was written down.

use chrono::{Datelike, NaiveDate};

use unicode_normalization::UnicodeNormalization;

use crate::document::tree::{Node, Value};
use crate::register::organisation;
use crate::register::{Referent, Register};
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
    /// `minst = n`: a number, or of a list the number of its elements.
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
        match (self, node.filter(|node| node.is_filled())) {
            (Self::Filled, found) => holds(found.is_some()),
            (Self::Empty, found) => holds(found.is_none()),
            (Self::Document | Self::Reference, None) => Verdict::Fails("mangler"),
            (Self::Sitting, None) => Verdict::Holds,
            (Self::AnyMatches(_), None) => Verdict::Fails(""),
            (Self::AtLeast(least), None) if *least > 0 && is_list(node) => Verdict::Fails(""),
            (_, None) => Verdict::NothingThere,
            (_, Some(Node { value: Value::Invalid, .. })) => Verdict::NothingThere,
            (test, Some(node)) => test.put_to_value(node, ground),
        }
    }

    fn put_to_value(&self, node: &Node, ground: Ground<'_>) -> Verdict {
        let written = node.written();
        let text = written.trim();
        match self {
            Self::Filled | Self::Empty => Verdict::Holds,
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
            Self::AtLeast(least) => measure(node).map_or(Verdict::NothingThere, |size| holds(size >= *least)),
            Self::AtMost(most) => measure(node).map_or(Verdict::NothingThere, |size| holds(size <= *most)),
            Self::YoungerThanYears(years) => node
                .date()
                .map_or(Verdict::NothingThere, |date| holds(years_after(date, *years) >= ground.today)),
            Self::FoundIn(field) => {
                let fold = |text: &str| text.trim().to_lowercase().nfc().collect::<String>();
                let wanted = fold(text);
                let found = ground.register.tree.all(field);
                holds(found.into_iter().flat_map(Node::elements).any(|node| fold(&node.written()) == wanted))
            }
            Self::Matches(pattern) => holds(pattern.is_match(text)),
            Self::AnyMatches(pattern) => {
                holds(node.elements().any(|item| pattern.is_match(item.written().trim())))
            }
        }
    }

    /// Whether the test looks at a list as a whole, or at each of its elements.
    pub fn takes_lists_whole(&self) -> bool {
        matches!(self, Self::Filled | Self::Empty | Self::AtLeast(_) | Self::AtMost(_) | Self::AnyMatches(_))
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
    /// Whether any value of the field, seen from `from`, passes the test.
    pub fn holds(&self, from: &Node, ground: Ground<'_>) -> bool {
        let nodes = from.all(&self.field);
        let put = |node: &Node| self.test.put(Some(node), ground) == Verdict::Holds;
        if nodes.is_empty() {
            return self.test.put(None, ground) == Verdict::Holds;
        }
        nodes.into_iter().any(|node| match &node.value {
            Value::List(items) if !self.test.takes_lists_whole() => items.iter().any(put),
            _ => put(node),
        })
    }
}

fn holds(value: bool) -> Verdict {
    if value { Verdict::Holds } else { Verdict::Fails("") }
}

fn is_list(node: Option<&Node>) -> bool {
    node.is_some_and(|node| matches!(node.value, Value::List(_)))
}

/// The number, or how many elements a list has.
fn measure(node: &Node) -> Option<i64> {
    match &node.value {
        Value::Integer(number) => Some(*number),
        Value::List(items) => i64::try_from(items.len()).ok(),
        _ => None,
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
