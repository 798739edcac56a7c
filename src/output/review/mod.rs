//! A review sorted for telling: what changed, what follows, what else the change brings.
//!
//! **Knows**: which findings stand in the list of duties already, and which change of which register is told.
//! **Does not know**: words and layout; each format has a file beside this one.

pub(super) mod html;
pub(super) mod human;
pub(super) mod markdown;
mod said;

pub(super) use said::title;

use super::count::{self, Counts};
use super::words::review::Tally;
use crate::finding::{Finding, Lang, Level, Status};
use crate::report::change::{Change, Topic};
use crate::report::duty::{Duty, DutyState};
use crate::report::{JobName, RegisterReport, Report};

/// The rule that asks for a change record. What it finds stands in the list of duties, first: the record
/// is where most of them are met.
const NO_RECORD: &str = "endring-uten-endringsmelding";

/// All that is told of one register.
struct Sheet<'a> {
    register: &'a RegisterReport,
    /// Changes of content, and those of which it cannot be told.
    content: Vec<&'a Change>,
    editorial: Vec<&'a Change>,
    /// Topics that stand in no change record.
    records: Vec<&'a Finding>,
    open: Vec<&'a Duty>,
    met: Vec<&'a Duty>,
    /// Duties that have nothing to be held against.
    idle: Vec<&'a Duty>,
    /// What else the change brings.
    new: Vec<&'a Finding>,
    existing: Vec<&'a Finding>,
    fixed: Vec<&'a Finding>,
    waived: Vec<&'a Finding>,
    /// Whether what stood there before counts.
    counts_all: bool,
}

/// The sheets of all registers, by path.
fn sheets(report: &Report) -> Vec<Sheet<'_>> {
    let registers = count::by_path(&report.registers);
    registers.into_iter().map(|register| Sheet::new(register, report.counts_all())).collect()
}

impl<'a> Sheet<'a> {
    fn new(register: &'a RegisterReport, counts_all: bool) -> Self {
        let (content, editorial) =
            count::by_topic(register).into_iter().partition(|change| change.is_content());
        let in_state =
            |state| register.duties.iter().filter(move |duty| duty.state == state).collect::<Vec<_>>();
        let mut sheet = Self {
            register,
            content,
            editorial,
            records: Vec::new(),
            open: in_state(DutyState::Open),
            met: in_state(DutyState::Met),
            idle: in_state(DutyState::NotApplicable),
            new: Vec::new(),
            existing: Vec::new(),
            fixed: Vec::new(),
            waived: Vec::new(),
            counts_all,
        };
        for finding in count::by_place(register) {
            sheet.put(finding);
        }
        sheet
    }

    fn put(&mut self, finding: &'a Finding) {
        let list = match (finding.status, &finding.waiver) {
            (Status::Fixed, _) => &mut self.fixed,
            (Status::New | Status::Existing, Some(_)) => &mut self.waived,
            (Status::Existing, None) => &mut self.existing,
            (Status::New, None) if finding.rule == NO_RECORD => &mut self.records,
            (Status::New, None) if self.is_listed(finding) => return,
            (Status::New, None) => &mut self.new,
        };
        list.push(finding);
    }

    /// Whether the finding says what an open duty says.
    fn is_listed(&self, finding: &Finding) -> bool {
        let duty = finding.rule.strip_prefix("plikt-");
        duty.is_some_and(|id| self.open.iter().any(|duty| duty.id == id))
    }

    fn tally(&self) -> Tally {
        Tally {
            content: self.content.len(),
            editorial: self.editorial.len(),
            open: self.open.len(),
            met: self.met.len(),
            records: self.records.len(),
            new: Counts::of_findings(self.new.iter().copied()),
            stood: Counts::of_findings(self.existing.iter().copied().filter(|_| self.counts_all)),
        }
    }

    /// Whether the change did nothing to this register.
    fn is_untouched(&self) -> bool {
        self.register.changes.is_empty()
            && self.register.duties.is_empty()
            && self.records.is_empty()
            && self.new.is_empty()
            && self.fixed.is_empty()
    }

    /// The changes of content by topic.
    fn by_topic(&self) -> Vec<(Topic, Vec<&'a Change>)> {
        let mut topics: Vec<(Topic, Vec<&Change>)> = Vec::new();
        for change in &self.content {
            match topics.last_mut() {
                Some((topic, changes)) if *topic == change.kind.topic() => changes.push(change),
                _ => topics.push((change.kind.topic(), vec![change])),
            }
        }
        topics
    }
}

/// The numbers of all registers together.
fn total(sheets: &[Sheet<'_>]) -> Tally {
    sheets.iter().map(Sheet::tally).fold(Tally::default(), |mut sum, tally| {
        sum.content += tally.content;
        sum.editorial += tally.editorial;
        sum.open += tally.open;
        sum.met += tally.met;
        sum.records += tally.records;
        sum.new.errors += tally.new.errors;
        sum.new.warnings += tally.new.warnings;
        sum.new.notes += tally.new.notes;
        sum.stood.errors += tally.stood.errors;
        sum.stood.warnings += tally.stood.warnings;
        sum.stood.notes += tally.stood.notes;
        sum
    })
}

/// What a review or a question comes to, in a sentence or two.
pub(super) fn verdict(report: &Report, lang: Lang) -> String {
    said::verdict(report, &sheets(report), lang)
}

/// How an answer is to be taken at first sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// There is nothing to do.
    Good,
    /// Something is left to do, or could not be looked at.
    Warning,
    /// The run fails.
    Error,
}

/// The mood of these registers: an answer to a question never fails.
fn mood(report: &Report, sheets: &[Sheet<'_>]) -> Mood {
    let counts = |finding: &Finding| match finding.status {
        Status::New => finding.waiver.is_none(),
        Status::Existing => finding.waiver.is_none() && report.counts_all(),
        Status::Fixed => false,
    };
    let is_error = |finding: &Finding| finding.level == Level::Error && counts(finding);
    let fails = sheets.iter().flat_map(|sheet| &sheet.register.findings).any(is_error);
    let tally = total(sheets);
    let unknown = Counts::of(sheets.iter().map(|sheet| sheet.register)).unknown;
    let left = tally.open + tally.records + tally.new.counting() + tally.stood.counting() + unknown;
    match (report.job, fails, left) {
        (JobName::Review | JobName::Check | JobName::Requirements | JobName::Remind, true, _) => Mood::Error,
        (_, _, 1..) => Mood::Warning,
        (_, _, 0) if looked_at_nothing(report, &tally) => Mood::Warning,
        (_, _, 0) => Mood::Good,
    }
}

/// Whether «nothing follows» would be said for want of looking.
fn looked_at_nothing(report: &Report, tally: &Tally) -> bool {
    let said = tally.open + tally.met + tally.records + tally.new.counting();
    // Without a register to tell of there was nothing to look at: the change touches none.
    let is_empty = report.looked_at.files == 0 || report.looked_at.rules == 0;
    !report.registers.is_empty() && said == 0 && is_empty
}

/// What changed, as people say it.
pub(super) fn called(change: &Change, lang: Lang) -> String {
    said::what(change, lang)
}
