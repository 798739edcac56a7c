//! The requirements of the guide with their states, for a person at a terminal.
//!
//! **Knows**: the layout of the table and its totals.
//! **Does not know**: how a state came about.

use super::count::{self, Counts};
use super::escape::{self, Room};
use super::human::{name, next_steps, paragraph, verdict};
use super::layout::{self, Ink, pad, wrap};
use super::words;
use super::words::sentence;
use super::{Options, Verbosity};
use crate::report::{RegisterReport, Report, RequirementState, State};

/// From this width on, the reason stands beside the requirement instead of under it.
const WIDE: usize = 110;

/// The widest that the table is set.
const WIDEST: usize = 160;

/// The answer of the job `requirements`.
pub(super) fn report(report: &Report, options: &Options) -> String {
    let lang = options.lang;
    let mut out = String::new();
    let registers = count::by_path(&report.registers);
    for register in &registers {
        out.push_str(&options.color.paint(Ink::Strong, &name(register, lang)));
        out.push_str("\n\n");
        out.push_str(&table(register, options));
        out.push('\n');
    }
    let counts = Counts::of(&report.registers);
    out.push_str(&paragraph(&verdict(report, &counts, lang), options));
    if options.verbosity == Verbosity::Quiet {
        return out;
    }
    out.push_str(&paragraph(&sentence::open_requirements(lang, &counts), options));
    let mut commands = Vec::new();
    if counts.counting() > 0 {
        commands.push((sentence::see_findings(lang), "registervakt check".to_owned()));
    }
    if let Some(requirement) = registers.iter().find_map(|register| open(register)) {
        let id = escape::line(&requirement.id, Room::Title);
        commands.push((sentence::read_more(lang), format!("registervakt explain {id}")));
    }
    out.push_str(&next_steps(&commands, options));
    out
}

/// The first requirement that is not met, else the first that nobody has decided.
pub(super) fn open(register: &RegisterReport) -> Option<&RequirementState> {
    [State::NotMet, State::ToBeJudged, State::Unknown]
        .into_iter()
        .find_map(|state| register.requirements.iter().find(|requirement| requirement.state == state))
}

/// The table of one register by chapter, and its totals.
pub(super) fn table(register: &RegisterReport, options: &Options) -> String {
    let lang = options.lang;
    if register.requirements.is_empty() {
        return format!("{}\n", sentence::no_requirements(lang));
    }
    let columns = Columns::new(register, options);
    let mut out = String::new();
    for (chapter, requirements) in count::by_chapter(&register.requirements) {
        let rows: String = requirements
            .into_iter()
            .filter(|requirement| options.verbosity > Verbosity::Quiet || requirement.state == State::NotMet)
            .map(|requirement| columns.row(requirement))
            .collect();
        if !rows.is_empty() {
            let chapter = escape::line(chapter, Room::Title);
            out.push_str(&format!("{}\n{rows}\n", options.color.paint(Ink::Strong, &chapter)));
        }
    }
    let states = count::states(&register.requirements);
    out.push_str(&paragraph(&sentence::totals(lang, &states), options));
    out
}

/// The sign of a state.
pub(super) fn sign(state: State) -> &'static str {
    match state {
        State::Met => "✓",
        State::NotMet => "✗",
        State::ToBeJudged => "?",
        State::NotApplicable => "–",
        State::Unknown => "!",
    }
}

fn ink(state: State) -> Ink {
    match state {
        State::Met => Ink::Good,
        State::NotMet => Ink::Error,
        State::ToBeJudged | State::Unknown => Ink::Warning,
        State::NotApplicable => Ink::Faint,
    }
}

/// The widths of the columns: id, state, requirement and, where there is room, the reason.
struct Columns<'a> {
    options: &'a Options,
    id: usize,
    state: usize,
    text: usize,
    because: Option<usize>,
}

impl<'a> Columns<'a> {
    fn new(register: &RegisterReport, options: &'a Options) -> Self {
        const STATES: [State; 5] =
            [State::Met, State::NotMet, State::ToBeJudged, State::NotApplicable, State::Unknown];
        let ids = register.requirements.iter().map(|requirement| layout::width(&requirement.id));
        let id = ids.max().unwrap_or_default().min(12);
        let words = STATES.map(|state| layout::width(words::state(options.lang, state)) + 2);
        let state = words.into_iter().max().unwrap_or_default();
        // Two blanks before the id and between columns.
        let rest = options.width.clamp(48, WIDEST) - (id + state + 6);
        if options.width >= WIDE {
            let text = (rest - 2) / 2;
            Self { options, id, state, text, because: Some(rest - 2 - text) }
        } else {
            Self { options, id, state, text: rest, because: None }
        }
    }

    /// One requirement, in as many lines as it needs.
    fn row(&self, requirement: &RequirementState) -> String {
        let color = self.options.color;
        let ids = wrap(&escape::line(&requirement.id, Room::Title), self.id);
        let word = words::state(self.options.lang, requirement.state);
        let states = [format!("{} {word}", sign(requirement.state))];
        let mut texts = wrap(&escape::line(&requirement.text, Room::Sentence), self.text);
        let because = escape::line(&requirement.because, Room::Sentence);
        let reasons = match self.because {
            Some(columns) => wrap(&because, columns),
            None => {
                let lines = wrap(&because, self.text - 2);
                texts.extend(
                    lines
                        .iter()
                        .enumerate()
                        .map(|(at, line)| if at == 0 { format!("→ {line}") } else { format!("  {line}") }),
                );
                Vec::new()
            }
        };
        let height = ids.len().max(texts.len()).max(reasons.len()).max(1);
        let mut out = String::new();
        for at in 0..height {
            let cell = |lines: &[String], columns| pad(lines.get(at).map_or("", String::as_str), columns);
            let state = cell(&states, self.state);
            let state = if at == 0 { color.paint(ink(requirement.state), &state) } else { state };
            let line = format!(
                "  {}  {state}  {}  {}",
                cell(&ids, self.id),
                cell(&texts, self.text),
                cell(&reasons, 0)
            );
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}
