//! How much was found: the numbers that every output closes with.
//!
//! **Knows**: which findings count, and which requirements nobody has decided.
//! **Does not know**: words, formats.

use std::collections::BTreeMap;

use crate::finding::{Finding, Level, Status};
use crate::report::change::Change;
use crate::report::reminder::Reminder;
use crate::report::{RegisterReport, RequirementState, State};

/// The numbers of one register, or of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    /// Findings at level error that count.
    pub(super) errors: usize,
    /// Findings at level warning that count.
    pub(super) warnings: usize,
    /// Findings at level note that count.
    pub(super) notes: usize,
    /// Findings that stand, but have a waiver.
    pub(super) waived: usize,
    /// Findings that the change mended.
    pub(super) fixed: usize,
    /// Requirements that are not met.
    pub(super) not_met: usize,
    /// Requirements that only a person can judge.
    pub(super) to_judge: usize,
    /// Requirements that could not be checked.
    pub(super) unknown: usize,
}

impl Counts {
    /// The numbers of all `registers` together.
    pub(super) fn of<'a>(registers: impl IntoIterator<Item = &'a RegisterReport>) -> Self {
        let mut counts = Self::default();
        for register in registers {
            register.findings.iter().for_each(|finding| counts.add(finding));
            counts.not_met += in_state(&register.requirements, State::NotMet);
            counts.to_judge += in_state(&register.requirements, State::ToBeJudged);
            counts.unknown += in_state(&register.requirements, State::Unknown);
        }
        counts
    }

    /// The numbers of these findings alone.
    pub(super) fn of_findings<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        findings.into_iter().for_each(|finding| counts.add(finding));
        counts
    }

    fn add(&mut self, finding: &Finding) {
        let number = match (finding.status, &finding.waiver, finding.level) {
            (Status::Fixed, _, _) => &mut self.fixed,
            (Status::New | Status::Existing, Some(_), _) => &mut self.waived,
            (Status::New | Status::Existing, None, Level::Error) => &mut self.errors,
            (Status::New | Status::Existing, None, Level::Warning) => &mut self.warnings,
            (Status::New | Status::Existing, None, Level::Note) => &mut self.notes,
        };
        *number += 1;
    }

    /// How many findings count, whatever their level.
    pub(super) fn counting(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// Whether all is as it should be as far as that can be told: nothing counts, no requirement is
    /// broken behind a waiver, none went unchecked.
    pub(super) fn clean(&self) -> bool {
        self.counting() == 0 && self.not_met == 0 && self.unknown == 0
    }
}

fn in_state(requirements: &[RequirementState], state: State) -> usize {
    requirements.iter().filter(|requirement| requirement.state == state).count()
}

/// How many requirements stand in each state, in the order of the states; states that none has are out.
pub(super) fn states(requirements: &[RequirementState]) -> BTreeMap<State, usize> {
    let mut states = BTreeMap::new();
    for requirement in requirements {
        *states.entry(requirement.state).or_default() += 1;
    }
    states
}

/// The registers of a report by path, as every output lists them.
pub(super) fn by_path(registers: &[RegisterReport]) -> Vec<&RegisterReport> {
    let mut registers: Vec<&RegisterReport> = registers.iter().collect();
    registers.sort_by(|one, other| one.path.cmp(&other.path));
    registers
}

/// The findings of a register by place, as every output lists them.
pub(super) fn by_place(register: &RegisterReport) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = register.findings.iter().collect();
    findings.sort_by(|one, other| one.order(other));
    findings
}

/// The changes of a register by topic, as every output lists them.
pub(super) fn by_topic(register: &RegisterReport) -> Vec<&Change> {
    let mut changes: Vec<&Change> = register.changes.iter().collect();
    changes.sort_by(|one, other| one.order(other));
    changes
}

/// The reminders of a register, the most pressing first, as every output lists them.
pub(super) fn by_due(register: &RegisterReport) -> Vec<&Reminder> {
    let mut reminders: Vec<&Reminder> = register.reminders.iter().collect();
    reminders.sort_by(|one, other| one.order(other));
    reminders
}

/// The requirements of a register by chapter of the guide: the chapter, then its requirements, both
/// in the order in which they came.
pub(super) fn by_chapter(requirements: &[RequirementState]) -> Vec<(&str, Vec<&RequirementState>)> {
    let mut chapters: Vec<(&str, Vec<&RequirementState>)> = Vec::new();
    for requirement in requirements {
        let chapter = requirement.section.split(" / ").next().unwrap_or_default();
        match chapters.iter_mut().find(|(name, _)| *name == chapter) {
            Some((_, members)) => members.push(requirement),
            None => chapters.push((chapter, vec![requirement])),
        }
    }
    chapters
}
