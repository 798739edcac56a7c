//! The catalogue of rules, and what there is to say of one of them.
//!
//! **Knows**: how rules are gathered by area.
//! **Does not know**: rule files, conditions.

pub(super) mod human;
pub(super) mod json;
pub(super) mod markdown;

use crate::report::RuleCard;

/// The cards by area, areas and ids in alphabetical order.
fn by_area(cards: &[RuleCard]) -> Vec<(&str, Vec<&RuleCard>)> {
    let mut sorted: Vec<&RuleCard> = cards.iter().collect();
    sorted.sort_by(|one, other| (&one.area, &one.id).cmp(&(&other.area, &other.id)));
    let mut areas: Vec<(&str, Vec<&RuleCard>)> = Vec::new();
    for card in sorted {
        match areas.last_mut() {
            Some((area, members)) if *area == card.area => members.push(card),
            _ => areas.push((&card.area, vec![card])),
        }
    }
    areas
}
