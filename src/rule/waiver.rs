//! Waivers: an exception from one rule, with a reason and an end.
//!
//! **Knows**: when a waiver holds, what it covers, and that one which covers nothing is a finding.
//! **Does not know**: what rules say.

use chrono::NaiveDate;

use crate::document::tree::Node;
use crate::finding::{Finding, Waived};
use crate::register::conform::nearest;
use crate::register::person;
use crate::rule::can_be_waived;
use crate::rule::check::WaiverCheck;
use crate::rule::condition::{Ground, years_after};
use crate::rule::doubt;
use crate::rule::outcome::{Hit, Outcome};

/// The words a reason has at the least.
const FEWEST_WORDS: usize = 10;
/// The years that a waiver can run at the most.
const MOST_YEARS: i32 = 2;
/// The ways in which a waiver can be none.
pub const VARIANTS: [&str; 6] =
    ["uten-regel", "ukjent-regel", "kan-ikke-fravikes", "uten-begrunnelse", "uten-slutt", "for-lang"];

/// The waivers of a register, and how each stands.
#[derive(Debug)]
pub struct Waivers<'a> {
    waivers: Vec<Waiver<'a>>,
}

#[derive(Debug)]
struct Waiver<'a> {
    node: &'a Node,
    rule: String,
    until: Option<NaiveDate>,
    /// What makes it none, with the values for the message.
    faults: Vec<(&'static str, String)>,
    expired: bool,
    /// Whether all that it says could be read; what could not is told where its value is.
    is_read: bool,
    covers: usize,
    /// Whether its rule could be held at all, so that «covers nothing» can be told.
    told: bool,
}

impl<'a> Waivers<'a> {
    /// Reads the waivers; `known` are the ids of all rules.
    pub fn read(ground: Ground<'a>, known: &[&str]) -> Self {
        let nodes = ground.register.tree.get("unntak").into_iter().flat_map(Node::elements);
        // What is no waiver at all is told where its value is.
        let nodes = nodes.filter(|node| !doubt::is_none(node));
        Self { waivers: nodes.map(|node| Waiver::read(node, known, ground.today)).collect() }
    }

    /// Marks the findings that a waiver covers. `told` are the rules that could be held.
    pub fn apply(&mut self, findings: &mut [Finding], told: &[&str]) {
        for waiver in self.waivers.iter_mut().filter(|waiver| waiver.holds()) {
            waiver.told = told.contains(&waiver.rule.as_str());
            for finding in findings.iter_mut().filter(|finding| finding.rule == waiver.rule) {
                finding.waiver = Some(waiver.waived());
                waiver.covers += 1;
            }
        }
    }

    /// What one of the rules on waivers finds.
    pub fn hold(&self, check: WaiverCheck) -> Outcome {
        let mut outcome = Outcome::nothing();
        for waiver in &self.waivers {
            match check {
                WaiverCheck::Expired => outcome.look(waiver.expired.then(|| waiver.hit("til"))),
                WaiverCheck::Unused => {
                    if waiver.holds() && waiver.told {
                        outcome.look((waiver.covers == 0).then(|| waiver.hit("regel")));
                    }
                }
                WaiverCheck::Invalid => {
                    outcome.looked_at += 1;
                    outcome.hits.extend(waiver.faults.iter().map(|(variant, value)| {
                        let field = match *variant {
                            "uten-begrunnelse" => "begrunnelse",
                            "uten-slutt" | "for-lang" => "til",
                            _ => "regel",
                        };
                        let hit = waiver.hit(field).variant(variant);
                        let name = if *variant == "uten-begrunnelse" { "antall" } else { "naermeste" };
                        hit.with(name, value.clone())
                    }));
                }
            }
        }
        outcome
    }
}

impl<'a> Waiver<'a> {
    fn read(node: &'a Node, known: &[&str], today: NaiveDate) -> Self {
        let rule = node.get("regel").map(Node::written).unwrap_or_default();
        let until = node.get("til").and_then(Node::date);
        let words = node.get("begrunnelse").map(Node::written).unwrap_or_default();
        let words = words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let none = |key: &str| node.get(key).is_some_and(doubt::is_none);
        let mut faults = Vec::new();
        if none("regel") {
            // Its value is told of already.
        } else if rule.trim().is_empty() {
            faults.push(("uten-regel", String::new()));
        } else if !can_be_waived(&rule) {
            faults.push(("kan-ikke-fravikes", String::new()));
        } else if !known.contains(&rule.as_str()) {
            let near = nearest(&rule, known.iter().copied()).unwrap_or_default();
            faults.push(("ukjent-regel", near.to_owned()));
        }
        if words < FEWEST_WORDS && !none("begrunnelse") {
            faults.push(("uten-begrunnelse", words.to_string()));
        }
        match until {
            None if none("til") => {}
            None => faults.push(("uten-slutt", String::new())),
            Some(until) if until > years_after(today, MOST_YEARS) => faults.push(("for-lang", String::new())),
            Some(_) => {}
        }
        let expired = until.is_some_and(|until| until < today);
        let is_read = !["regel", "begrunnelse", "til"].into_iter().any(none);
        Self { node, rule, until, faults, expired, is_read, covers: 0, told: false }
    }

    fn holds(&self) -> bool {
        self.is_read && self.faults.is_empty() && !self.expired
    }

    fn waived(&self) -> Waived {
        let text = |key: &str| self.node.get(key).map(|node| person::mask_all(&node.written()).into_owned());
        Waived {
            reason: text("begrunnelse").unwrap_or_default(),
            until: self.until.unwrap_or(NaiveDate::MAX),
            approved_by: text("godkjent_av").filter(|name| !name.is_empty()),
        }
    }

    fn hit(&self, field: &str) -> Hit {
        let place = self.node.get(field).map_or(&self.node.place, |node| &node.place);
        Hit::new(place, format!("unntak/{}", self.rule))
            .with("regel", self.rule.clone())
            .with("til", self.until.map(|date| date.to_string()).unwrap_or_default())
            .with("godkjent_av", self.node.get("godkjent_av").map(Node::written).unwrap_or_default())
    }
}
