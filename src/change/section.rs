//! The governed prose of the description and the statutes, section by section.
//!
//! **Knows**: which section of one revision answers to which of the other, what is said of one that differs.
//! **Does not know**: what a difference in wording means, which headings govern what.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::change::prose::{self, Comparison, Difference, Text};
use crate::document::Document;
use crate::register::Register;
use crate::register::section::{self, Governed, Item, same_heading};
use crate::report::change::{Change, Effect, Substance, Topic};
use crate::source::{Location, Place};

/// The longest piece of a text that is shown as before and after, in characters.
const LONGEST_SHOWN: usize = 200;

/// A document that holds governed prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    Description,
    Statutes,
}

/// One revision of a paper: the document and its governed sections by item.
struct Side<'a> {
    document: &'a Document,
    sections: BTreeMap<Item, Vec<Governed>>,
}

/// What differs in the governed prose of both papers.
pub(super) fn compare(before: &Register, after: &Register) -> Vec<Change> {
    let papers = [Paper::Description, Paper::Statutes];
    papers.into_iter().flat_map(|paper| paper.compare(before, after)).collect()
}

impl Paper {
    /// Its name in subjects.
    fn word(self) -> &'static str {
        match self {
            Self::Description => "registerbeskrivelse",
            Self::Statutes => "vedtekter",
        }
    }

    fn path(self, register: &Register) -> Option<&str> {
        match self {
            Self::Description => register.layout.description.as_deref(),
            Self::Statutes => register.layout.statutes.as_deref(),
        }
    }

    fn side(self, register: &Register) -> Option<Side<'_>> {
        let own = register.own_headings();
        let (document, sections) = match self {
            Self::Description => (register.description()?, section::governed(register.description()?, &own)),
            Self::Statutes => (register.statutes()?, section::governed_statutes(register.statutes()?, &own)),
        };
        let mut by_item: BTreeMap<Item, Vec<Governed>> = BTreeMap::new();
        for governed in sections.into_iter().filter(|governed| governed.topic().is_some()) {
            by_item.entry(governed.item).or_default().push(governed);
        }
        Some(Side { document, sections: by_item })
    }

    fn compare(self, before: &Register, after: &Register) -> Vec<Change> {
        let (old, new) = (self.path(before), self.path(after));
        match (self.side(before), self.side(after)) {
            (Some(one), Some(two)) => self.compare_sides(&one, &two),
            // A document that is gone is told as such; one that came says all that it says anew.
            (_, None) if new.is_none() => Vec::new(),
            (None, Some(two)) if old.is_none() => {
                let none = Side { document: two.document, sections: BTreeMap::new() };
                self.compare_sides(&none, &two)
            }
            _ => self.untold(before, after),
        }
    }

    /// What is said where one revision cannot be read: any of its topics may have changed.
    fn untold(self, before: &Register, after: &Register) -> Vec<Change> {
        let (Some(old), Some(new)) = (self.path(before), self.path(after)) else {
            return Vec::new();
        };
        let is_same = match (before.unreadable_id(old), after.unreadable_id(new)) {
            (Some(one), Some(two)) => one == two,
            (None, _) | (_, None) => false,
        };
        if is_same {
            return Vec::new();
        }
        let change = |topic: Topic| {
            Some(Change {
                kind: topic.prose()?,
                subject: self.word().to_owned(),
                effect: Effect::Altered,
                substance: Substance::Unsure,
                before: None,
                after: None,
                location: Place::file(new).locate(),
                base_location: Some(Place::file(old).locate()),
            })
        };
        Topic::ALL.into_iter().filter_map(change).collect()
    }

    fn compare_sides(self, before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        for item in Item::ALL {
            let Some(topic) = item.topic().and_then(Topic::of) else { continue };
            let Some(kind) = topic.prose() else { continue };
            let (old, new) = (before.of(item), after.of(item));
            for told in differences(before.document, old, after.document, new) {
                let place = Place::first_line(after.document.source());
                changes.push(Change {
                    kind,
                    subject: format!("{}#{}", self.word(), told.heading),
                    effect: Effect::Altered,
                    substance: told.substance,
                    location: told
                        .after
                        .as_ref()
                        .map_or_else(|| place.locate(), |shown| shown.location.clone()),
                    base_location: told.before.as_ref().map(|shown| shown.location.clone()),
                    before: told.before.and_then(|shown| shown.text),
                    after: told.after.and_then(|shown| shown.text),
                });
            }
        }
        changes
    }
}

impl Side<'_> {
    fn of(&self, item: Item) -> &[Governed] {
        self.sections.get(&item).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A section that differs.
struct Told {
    /// Its heading at HEAD, or at BASE where HEAD has none.
    heading: String,
    substance: Substance,
    before: Option<Shown>,
    after: Option<Shown>,
}

/// A piece of a section, as it is shown.
struct Shown {
    /// None where nothing stands there that answers to what stands on the other side.
    text: Option<String>,
    location: Location,
}

/// What differs in the sections of one item.
fn differences(one: &Document, old: &[Governed], two: &Document, new: &[Governed]) -> Vec<Told> {
    let (mut twins, lone_old, lone_new) = pair_up(old, new);
    // Sections that were split, merged or moved into each other say the same as a whole.
    if !lone_old.is_empty() || !lone_new.is_empty() {
        let whole = prose::compare(&whole(one, old), &whole(two, new));
        if whole.difference <= Difference::Editorial {
            twins = vec![(old.first(), new.first())];
            let told = told(one, two, twins[0], &whole, None);
            return told.filter(|_| whole.difference == Difference::Editorial).into_iter().collect();
        }
    }
    twins.extend(lone_old.into_iter().map(|governed| (Some(governed), None)));
    twins.extend(lone_new.into_iter().map(|governed| (None, Some(governed))));
    let compared = twins.into_iter().filter_map(|twin| {
        let [before, after] = [(one, twin.0), (two, twin.1)].map(|(document, governed)| match governed {
            Some(governed) => Text::of_section(document, governed),
            None => Text::plain(""),
        });
        let comparison = prose::compare(&before, &after);
        told(one, two, twin, &comparison, Some((&before, &after)))
    });
    compared.collect()
}

type Twin<'a> = (Option<&'a Governed>, Option<&'a Governed>);

/// Which section answers to which: the one of the same heading, else the next that is left.
fn pair_up<'a>(
    old: &'a [Governed],
    new: &'a [Governed],
) -> (Vec<Twin<'a>>, Vec<&'a Governed>, Vec<&'a Governed>) {
    let mut left: Vec<&Governed> = old.iter().collect();
    let mut matched: Vec<Option<&Governed>> = Vec::new();
    for governed in new {
        let at = left.iter().position(|other| same_heading(&other.heading, &governed.heading));
        matched.push(at.map(|at| left.remove(at)));
    }
    let mut left = left.into_iter();
    let (mut twins, mut lone_new) = (Vec::new(), Vec::new());
    for (governed, other) in new.iter().zip(matched) {
        match other.or_else(|| left.next()) {
            Some(other) => twins.push((Some(other), Some(governed))),
            None => lone_new.push(governed),
        }
    }
    (twins, left.collect(), lone_new)
}

/// All sections of one item as one text.
fn whole(document: &Document, sections: &[Governed]) -> Text {
    let Some(first) = sections.first() else { return Text::plain("") };
    let mut all: Vec<usize> = sections.iter().flat_map(|governed| governed.sections.clone()).collect();
    all.sort_unstable();
    all.dedup();
    Text::of_section(document, &Governed { sections: all, ..first.clone() })
}

/// What is said of two sections that answer to each other; none where they are the same.
fn told(
    one: &Document,
    two: &Document,
    (before, after): Twin<'_>,
    comparison: &Comparison,
    texts: Option<(&Text, &Text)>,
) -> Option<Told> {
    let heads = before.zip(after).is_some_and(|(before, after)| head(one, before) != head(two, after));
    let substance = match comparison.difference {
        Difference::None if heads => Substance::Editorial,
        Difference::None => return None,
        Difference::Editorial => Substance::Editorial,
        Difference::Unsure => Substance::Unsure,
        Difference::Content => Substance::Content,
    };
    let passage = comparison.first.as_ref();
    let (one, two) = (texts.map(|(text, _)| text), texts.map(|(_, text)| text));
    let old = passage.and_then(|passage| passage.before.clone());
    let new = passage.and_then(|passage| passage.after.clone());
    // A sentence that came or went as a whole has none that it answers to.
    let [came, went] = [(two, &new, &old), (one, &old, &new)]
        .map(|(text, span, against)| is_empty(against) && text.zip(span.as_ref()).is_some_and(is_whole));
    let heading = after.or(before).map(|governed| governed.heading.clone())?;
    Some(Told {
        heading,
        substance,
        before: before.map(|governed| Shown::of(governed, one, old, came)),
        after: after.map(|governed| Shown::of(governed, two, new, went)),
    })
}

fn is_empty(span: &Option<Range<usize>>) -> bool {
    span.as_ref().is_none_or(Range::is_empty)
}

/// Whether the words are a sentence, or several, from the first to the last word.
fn is_whole((text, span): (&Text, &Range<usize>)) -> bool {
    let words =
        |text: &str| text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    !span.is_empty() && words(&text.text()[around(text.text(), span)]) == words(&text.text()[span.clone()])
}

/// The heading of a section with its number, in the case of letters and the white space of its own.
fn head(document: &Document, governed: &Governed) -> (String, Option<String>) {
    let section = governed.sections.first().and_then(|index| document.sections().get(*index));
    let number = section.and_then(|section| section.number.as_ref()).map(|number| number.written.clone());
    (governed.heading.nfc().collect(), number)
}

impl Shown {
    /// The sentence in which `span` of the section stands; where there is none, the heading.
    fn of(governed: &Governed, text: Option<&Text>, span: Option<Range<usize>>, unanswered: bool) -> Self {
        let found = text.zip(span).and_then(|(text, span)| Some((text.place(&span)?, text, span)));
        match found {
            Some((place, text, span)) => {
                Self { text: (!unanswered).then(|| sentence(text.text(), span)), location: place.locate() }
            }
            None => Self {
                text: (!unanswered).then(|| governed.heading.clone()),
                location: governed.place.locate(),
            },
        }
    }
}

/// The sentence of `text` that holds `span`, cut to what can be shown.
fn sentence(text: &str, span: Range<usize>) -> String {
    let Range { start, end } = around(text, &span);
    let last = span.end.max(span.start);
    let whole = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    if whole.chars().count() <= LONGEST_SHOWN {
        return whole;
    }
    // Too long a sentence: what differs, with as much before and after it as there is room for.
    let room = LONGEST_SHOWN.saturating_sub(text[span.clone()].chars().count()) / 2;
    let before: String =
        text[start..span.start].chars().rev().take(room).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[last..end].chars().take(room).collect();
    let middle: String = text[span].chars().take(LONGEST_SHOWN).collect();
    let cut = format!("{before}{middle}{after}").split_whitespace().collect::<Vec<_>>().join(" ");
    format!("… {cut} …")
}

/// The sentence, or the sentences, in which `span` stands.
fn around(text: &str, span: &Range<usize>) -> Range<usize> {
    let ends = |at: usize, sign: char| {
        let rest = &text[at + sign.len_utf8()..];
        // «nr. 2» and «jf. forskriften» end no sentence.
        let begins = || rest.trim_start().starts_with(char::is_uppercase);
        let stops = matches!(sign, '.' | '!' | '?') && rest.starts_with(char::is_whitespace);
        sign == '\n' || stops && begins()
    };
    let start = text[..span.start].char_indices().rev().find(|(at, sign)| ends(*at, *sign));
    let start = start.map_or(0, |(at, sign)| at + sign.len_utf8());
    let last = span.end.max(span.start);
    let end = text[last..].char_indices().find(|(at, sign)| ends(last + at, *sign));
    start..end.map_or(text.len(), |(at, sign)| last + at + sign.len_utf8())
}
