//! The five states of the requirements of the guide.
//!
//! **Knows**: how the state of a requirement follows from what came of its rules; that a rule with
//! nothing to look at never makes one «met».
//! **Does not know**: how rules are held.

use crate::document::tree::Node;
use crate::finding::{Finding, Lang, Level};
use crate::register::person;
use crate::report::{RequirementState, State};
use crate::rule::aloud::Aloud;
use crate::rule::catalogue::Law;
use crate::rule::condition::Ground;
use crate::rule::evaluate::{Fact, Held, Standing};
use crate::rule::table::Requirement;

/// How many findings a reason names.
const NAMED_FINDINGS: usize = 3;

/// The state of every requirement, in the guide's order.
pub fn states(
    held: &[Held<'_>],
    findings: &[Finding],
    ground: Ground<'_>,
    law: &Law,
    lang: Lang,
) -> Vec<RequirementState> {
    let aloud = Aloud::read(lang);
    let judge = |requirement: &Requirement| {
        let evidence = Evidence::gather(requirement, held, findings);
        let (state, because) = evidence.judge(requirement, ground, &aloud);
        RequirementState {
            id: requirement.id.clone(),
            section: requirement.section.clone(),
            text: requirement.text(lang).to_owned(),
            state,
            because: person::mask_all(&because).into_owned(),
        }
    };
    law.tables.requirements().iter().map(judge).collect()
}

/// What the rules of one requirement say together.
struct Evidence<'a> {
    /// The findings, the gravest first.
    findings: Vec<&'a Finding>,
    /// For want of what something could not be told.
    unknown: Vec<&'a str>,
    /// How many things were looked at.
    looked_at: usize,
    /// How many rules looked at something.
    rules: usize,
    /// How many rules apply and have nothing to look at.
    idle: usize,
    /// The facts for which rules do not apply.
    facts: Vec<&'a Fact>,
}

impl<'a> Evidence<'a> {
    fn gather(requirement: &Requirement, held: &'a [Held<'_>], findings: &'a [Finding]) -> Self {
        let of = |list: &[String]| list.contains(&requirement.id);
        let mut evidence = Self {
            findings: Vec::new(),
            unknown: Vec::new(),
            looked_at: 0,
            rules: 0,
            idle: 0,
            facts: Vec::new(),
        };
        for held in held.iter().filter(|held| of(&held.rule.requirements)) {
            match &held.standing {
                Standing::NotApplicable(fact) => evidence.facts.push(fact),
                Standing::Held(outcome) => {
                    evidence.unknown.extend(outcome.unknown.iter().map(String::as_str));
                    evidence.looked_at += outcome.looked_at;
                    evidence.rules += usize::from(outcome.looked_at > 0);
                    evidence.idle += usize::from(outcome.looked_at == 0);
                }
            }
        }
        evidence.findings = findings.iter().filter(|finding| of(&finding.requirements)).collect();
        evidence.findings.sort_by_key(|finding| finding.level);
        evidence.unknown.sort_unstable();
        evidence.unknown.dedup();
        evidence
    }

    fn judge(&self, requirement: &Requirement, ground: Ground<'_>, aloud: &Aloud) -> (State, String) {
        let open = |level: Level| -> Vec<&str> {
            let found = self.findings.iter().filter(|finding| finding.level == level && finding.counts());
            found.map(|finding| finding.message.as_str()).collect()
        };
        let waived = self.findings.iter().find(|finding| finding.waiver.is_some());
        let (errors, warnings, notes) = (open(Level::Error), open(Level::Warning), open(Level::Note));
        if !errors.is_empty() {
            return (State::NotMet, listed(&errors));
        }
        if !self.unknown.is_empty() {
            return (State::Unknown, aloud.say("ukjent", &self.unknown.join(", ")));
        }
        if !warnings.is_empty() {
            return (State::ToBeJudged, listed(&warnings));
        }
        if let Some(waiver) = waived.and_then(|finding| finding.waiver.as_ref()) {
            return (State::ToBeJudged, aloud.say("unntak", &waiver.reason));
        }
        if !notes.is_empty() && self.rules <= 1 {
            return (State::ToBeJudged, listed(&notes));
        }
        if requirement.is_of_changes() {
            return (State::NotApplicable, aloud.say("endring", ""));
        }
        if self.looked_at == 0 {
            return self.nothing_looked_at(requirement, aloud);
        }
        match requirement.decides.as_str() {
            "auto" => (State::Met, aloud.counted("oppfylt", self.rules)),
            "partial" => match granted_on(ground) {
                Some(day) => (State::Met, aloud.say("vurdert", &day)),
                None => (State::ToBeJudged, aloud.counted("delvis", self.rules)),
            },
            _ => (State::ToBeJudged, requirement.question(aloud.lang()).to_owned()),
        }
    }

    /// Nothing was looked at: it does not apply, or only a person can tell.
    fn nothing_looked_at(&self, requirement: &Requirement, aloud: &Aloud) -> (State, String) {
        if let (Some(fact), 0) = (self.facts.first(), self.idle) {
            return (State::NotApplicable, aloud.fact(fact));
        }
        if !requirement.duties.is_empty() {
            // The road of an application, R-3 and R-4: there is none where nothing changes.
            return (State::NotApplicable, aloud.say("endring", ""));
        }
        let question = requirement.question(aloud.lang());
        if question.is_empty() {
            (State::Unknown, aloud.say("ingenting", ""))
        } else {
            (State::ToBeJudged, question.to_owned())
        }
    }
}

/// The day on which Helsedirektoratet judged the register fit: the recorded assessment of what
/// rules can only partly decide.
fn granted_on(ground: Ground<'_>) -> Option<String> {
    if ground.register.text("register.status") != "nasjonal" {
        return None;
    }
    Some(ground.register.at("register.nasjonal_status_fra").and_then(Node::date)?.to_string())
}

/// The first messages, and how many more there are.
fn listed(messages: &[&str]) -> String {
    let mut text = messages.iter().take(NAMED_FINDINGS).copied().collect::<Vec<_>>().join(" ");
    if messages.len() > NAMED_FINDINGS {
        text.push_str(&format!(" (+{})", messages.len() - NAMED_FINDINGS));
    }
    text
}
