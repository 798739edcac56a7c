//! Punctuation and breaks between two units.
//!
//! **Knows**: which marks and breaks can be exchanged without a change of meaning.
//! **Does not know**: the words around them.

use super::Difference;
use super::text::Shape;
use crate::document::RowPart;

/// What stands between a unit and the one before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Lead {
    /// The marks before the break, a repeated one once.
    pub(super) before: String,
    /// The marks after the break, or all where there is none.
    pub(super) marks: String,
    /// Whether a mark was repeated.
    pub(super) repeated: bool,
    pub(super) at: Break,
}

/// A break between two units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Break {
    /// None: both stand in one part.
    #[default]
    None,
    /// The text begins here.
    Start,
    /// A part of this shape ends here.
    After(Shape),
}

impl Lead {
    /// Adds a mark.
    pub(super) fn add(&mut self, mark: &str) {
        if self.marks.ends_with(mark) && mark != "(" && mark != ")" {
            self.repeated = true;
        } else if !mark.contains(['*', '_', '#', '\\', '`']) {
            self.marks.push_str(mark);
        }
    }

    /// The part with the unit before ends.
    pub(super) fn part_ends(&mut self, shape: &Shape) {
        if self.at != Break::Start {
            self.before.push_str(&self.marks);
            self.marks.clear();
            self.at = Break::After(shape.clone());
        }
    }

    /// Whether a sentence begins behind it.
    pub(super) fn opens_sentence(&self) -> bool {
        self.at != Break::None || self.marks.contains(['.', '!', '?', ':'])
    }

    fn is_break(&self) -> bool {
        self.at != Break::None
    }
}

/// A lead with the shape of the part that follows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap<'a> {
    pub(super) lead: &'a Lead,
    /// None at the end of the text.
    pub(super) next: Option<&'a Shape>,
}

/// What it means that one gap stands where the other stood.
pub(super) fn judge(one: Gap, other: Gap) -> Difference {
    let marks = match (one.lead.is_break(), other.lead.is_break()) {
        _ if one.next.is_none() || other.next.is_none() => at_end(one.lead, other.lead),
        (true, true) => at_break(one, other),
        (false, false) if one.lead.marks == other.lead.marks => Difference::None,
        (false, false) => Difference::Unsure,
        (true, false) => split(one, other.lead),
        (false, true) => split(other, one.lead),
    };
    let repeated =
        if one.lead.repeated == other.lead.repeated { Difference::None } else { Difference::Editorial };
    marks.max(repeated)
}

/// Marks that may end an item or a cell without saying anything.
fn closing(marks: &str) -> String {
    marks.trim_end_matches(['.', ',', ';']).to_owned()
}

fn at_end(one: &Lead, other: &Lead) -> Difference {
    let all = |lead: &Lead| format!("{}{}", lead.before, lead.marks);
    if all(one) == all(other) {
        Difference::None
    } else if closing(&all(one)) == closing(&all(other)) {
        Difference::Editorial
    } else {
        Difference::Unsure
    }
}

fn at_break(one: Gap, other: Gap) -> Difference {
    let (before, after) = ((&one.lead.before, &other.lead.before), (&one.lead.marks, &other.lead.marks));
    let marks = if before.0 == before.1 && after.0 == after.1 {
        Difference::None
    } else if closing(before.0) == closing(before.1) && after.0 == after.1 {
        Difference::Editorial
    } else {
        Difference::Unsure
    };
    let after_item = |lead: &Lead| matches!(lead.at, Break::After(Shape::Item { .. }));
    let shape = match (one.next, other.next) {
        // What follows a list becomes part of it, and falls under what is said of the list.
        (Some(Shape::Item { .. }), Some(Shape::Paragraph))
        | (Some(Shape::Paragraph), Some(Shape::Item { .. }))
            if after_item(one.lead) && after_item(other.lead) =>
        {
            Difference::Unsure
        }
        (Some(one), Some(other)) => shapes(one, other),
        _ => Difference::None,
    };
    marks.max(shape)
}

/// What it means that a part has another shape.
fn shapes(one: &Shape, other: &Shape) -> Difference {
    match (one, other) {
        (Shape::Heading { number: Some(one) }, Shape::Heading { number: Some(other) }) if one != other => {
            Difference::Editorial
        }
        (Shape::Heading { .. }, Shape::Heading { .. }) | (Shape::Paragraph, Shape::Paragraph) => {
            Difference::None
        }
        (Shape::Item { depth: one, .. }, Shape::Item { depth: other, .. }) if one != other => {
            Difference::Unsure
        }
        (Shape::Item { .. }, Shape::Item { .. }) => Difference::None,
        (Shape::Cell { column: one, .. }, Shape::Cell { column: other, .. }) if one != other => {
            Difference::Unsure
        }
        (Shape::Cell { part: one, .. }, Shape::Cell { part: other, .. }) if one != other => {
            Difference::Unsure
        }
        (Shape::Cell { .. }, Shape::Cell { .. }) => Difference::None,
        _ => Difference::Editorial,
    }
}

/// What it means that a part is broken in two (at `broken`) or that two are joined.
fn split(broken: Gap, joined: &Lead) -> Difference {
    let before = broken.lead.before.as_str();
    let into = broken.next;
    let in_row = |shape: &Shape| matches!(shape, Shape::Cell { column, part: RowPart::Body | RowPart::Head, .. } if *column > 0);
    if !broken.lead.marks.is_empty() {
        return Difference::Unsure;
    }
    let sentence = before == joined.marks && before.ends_with(['.', '!', '?', ':']);
    let listed = matches!(into, Some(Shape::Item { .. } | Shape::Cell { .. }))
        && closing(before).is_empty()
        && matches!(joined.marks.as_str(), "," | ";" | ".");
    let colon = matches!(into, Some(Shape::Item { .. } | Shape::Cell { .. }))
        && matches!((before, joined.marks.as_str()), ("" | ":", ":"));
    let cells = into.is_some_and(in_row)
        && before.is_empty()
        && matches!(joined.marks.as_str(), "" | "," | ":" | "-" | "(");
    if sentence || listed || colon || cells { Difference::Editorial } else { Difference::Unsure }
}
