//! The answer for a spreadsheet: a row each finding, duty and requirement.
//!
//! **Knows**: the columns, and what Excel and LibreOffice take for more than text.
//! **Does not know**: what the texts mean.
//!
//! UTF-8 with its mark, semicolons and CRLF: what Excel opens on a double click where Norwegian is set.

use super::count;
use super::escape::{self, Room};
use super::human::name;
use super::listing;
use super::remind;
use super::review;
use super::words::listing::{Word, duty as duty_state, status};
use super::words::review::{Part, role};
use super::words::{Label, Thing, capital, level, sentence, state};
use crate::finding::{Finding, Lang};
use crate::report::duty::{Duty, DutyState};
use crate::report::{JobName, Report, RequirementState};
use crate::source::Location;

/// The mark of UTF-8, with which every table begins.
pub(super) const MARK: &str = "\u{feff}";

/// What a row holds, in the order of the columns, not escaped yet.
#[derive(Default)]
struct Row {
    register: String,
    kind: String,
    level: String,
    state: String,
    rule: String,
    requirements: String,
    file: String,
    line: String,
    page: String,
    heading: String,
    message: String,
    because: String,
    what_to_do: String,
    who: String,
    waiver: String,
    source: String,
    fingerprint: String,
}

impl Row {
    fn cells(self) -> [String; 17] {
        [
            self.register,
            self.kind,
            self.level,
            self.state,
            self.rule,
            self.requirements,
            self.file,
            self.line,
            self.page,
            self.heading,
            self.message,
            self.because,
            self.what_to_do,
            self.who,
            self.waiver,
            self.source,
            self.fingerprint,
        ]
    }
}

/// The report as a table.
pub(super) fn report(report: &Report, lang: Lang) -> String {
    if report.job == JobName::Remind {
        return remind::csv::report(report, lang);
    }
    let mut out = String::from(MARK);
    out.push_str(&line(heads(lang)));
    for register in count::by_path(&report.registers) {
        let named = || Row { register: name(register, lang), ..Row::default() };
        let told = |finding: &Finding| {
            register.duties.iter().any(|duty| duty.state == DutyState::Open && listing::tells(finding, duty))
        };
        let findings = count::by_place(register);
        for duty in &register.duties {
            let finding = findings.iter().find(|finding| listing::tells(finding, duty)).copied();
            out.push_str(&line(duty_row(duty, finding, named(), lang)));
        }
        for finding in findings.iter().filter(|finding| !told(finding)) {
            let row = finding_row(finding, named(), lang);
            out.push_str(&line(match report.job {
                JobName::Review | JobName::WhatIf => row,
                // Nothing is compared.
                JobName::Check | JobName::Requirements | JobName::Remind => {
                    Row { state: String::new(), ..row }
                }
            }));
        }
        if report.job == JobName::Requirements {
            for requirement in &register.requirements {
                out.push_str(&line(requirement_row(requirement, named(), lang)));
            }
        }
    }
    out
}

fn heads(lang: Lang) -> Row {
    let label = |label: Label| label.heading(lang);
    let word = |word: Word| word.said(lang).to_owned();
    Row {
        register: capital(Thing::Register.singular(lang)),
        kind: word(Word::Kind),
        level: label(Label::Level),
        state: label(Label::State),
        rule: label(Label::Rule),
        requirements: label(Label::Requirement),
        file: capital(Thing::File.singular(lang)),
        line: word(Word::Line),
        page: label(Label::Page),
        heading: word(Word::Heading),
        message: word(Word::Message),
        because: label(Label::Because),
        what_to_do: label(Label::WhatToDo),
        who: Part::Who.heading(lang),
        waiver: label(Label::Waiver),
        source: label(Label::Source),
        fingerprint: word(Word::Fingerprint),
    }
}

fn finding_row(finding: &Finding, row: Row, lang: Lang) -> Row {
    let sources =
        finding.sources.iter().map(|source| format!("{}, {} {}", source.title, source.section, source.url));
    let waiver = finding.waiver.as_ref();
    Row {
        kind: Thing::Any.singular(lang).to_owned(),
        level: level(lang, finding.level).to_owned(),
        state: status(lang, finding.status).to_owned(),
        rule: finding.rule.clone(),
        requirements: finding.requirements.join(", "),
        message: finding.message.clone(),
        what_to_do: finding.help.clone(),
        waiver: waiver.map_or_else(String::new, |waiver| {
            sentence::waiver(lang, waiver.until, &waiver.reason, waiver.approved_by.as_deref())
        }),
        source: sources.collect::<Vec<_>>().join("\n"),
        fingerprint: finding.fingerprint.as_str().to_owned(),
        ..placed(&finding.location, row)
    }
}

/// A duty; an open one with what its finding says of it.
fn duty_row(duty: &Duty, finding: Option<&Finding>, row: Row, lang: Lang) -> Row {
    let row = match finding {
        Some(finding) => finding_row(finding, row, lang),
        None => row,
    };
    let roles: Vec<String> = duty.responsible.iter().map(|word| role(lang, word)).collect();
    let because = match duty.state {
        DutyState::Open => Some(duty.missing.clone()),
        DutyState::Met => duty.met_by.as_ref().map(|by| format!("{} {by}", Part::MetBy.said(lang))),
        DutyState::NotApplicable => None,
    };
    Row {
        kind: Thing::Duty.singular(lang).to_owned(),
        state: duty_state(lang, duty.state).to_owned(),
        rule: format!("plikt-{}", duty.id),
        requirements: duty.requirements.join(", "),
        message: review::title(duty).to_owned(),
        because: because.unwrap_or_default(),
        what_to_do: duty.how.clone(),
        who: sentence::listed(lang, &roles),
        ..row
    }
}

fn requirement_row(requirement: &RequirementState, row: Row, lang: Lang) -> Row {
    Row {
        kind: Thing::Requirement.singular(lang).to_owned(),
        state: state(lang, requirement.state).to_owned(),
        requirements: requirement.id.clone(),
        heading: requirement.section.clone(),
        message: requirement.text.clone(),
        because: requirement.because.clone(),
        ..row
    }
}

fn placed(location: &Location, row: Row) -> Row {
    Row {
        file: location.path.clone(),
        line: location.start.map_or_else(String::new, |start| start.line.to_string()),
        page: location.page.map_or_else(String::new, |page| page.to_string()),
        heading: location.heading.join(" › "),
        ..row
    }
}

fn line(row: Row) -> String {
    joined(&row.cells())
}

/// Cells as a line of a table.
pub(super) fn joined(cells: &[String]) -> String {
    cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(";") + "\r\n"
}

/// A cell. All are quoted, so that no other separator takes one apart either, and one that a spreadsheet
/// would compute begins with an apostrophe.
fn cell(text: &str) -> String {
    let text = escape::lines(text.trim(), Room::Sentence).join("\n");
    let computes = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    format!("\"{}{}\"", if computes { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_text() {
        let cases = [
            ("", "\"\""),
            ("12", "\"12\""),
            ("a;b\"c", "\"a;b\"\"c\""),
            ("=1+1", "\"'=1+1\""),
            ("  =1+1", "\"'=1+1\""),
            ("+47 22", "\"'+47 22\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'=1\""),
            ("a\r\n=b", "\"a\n=b\""),
            ("\u{202e}a", "\"\u{fffd}a\""),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(text), expected);
        }
    }
}
