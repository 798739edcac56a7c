//! What people were told, as tables: for people, programs, spreadsheets and pages.
//!
//! **Knows**: the columns of the record, and what of it people want to see.
//! **Does not know**: where the record lies. No whole address comes out of here, whatever is in the record.

use serde::Serialize;

use super::csv::{MARK, joined};
use super::escape::{self, Room};
use super::field::text_width;
use super::human::paragraph;
use super::json::{self, Tool};
use super::layout::{Ink, hang, pad, width, wrap};
use super::words::reminder::{self as words, Field};
use super::words::{Label, Thing, capital, sentence};
use super::{Options, Verbosity};
use crate::finding::Lang;
use crate::report::told::{Addressee, Event, Telling, ToldLetter, ToldState, mask, mask_all};

/// The most rows of a page of Markdown: a comment that is longer is refused.
const MOST_ROWS: usize = 200;

/// The entries, the oldest first.
fn by_day(record: &[Telling]) -> Vec<&Telling> {
    let mut record: Vec<&Telling> = record.iter().collect();
    let id = |telling: &Telling| match &telling.event {
        Event::Heartbeat => String::new(),
        Event::Letter(letter) => letter.id.clone(),
    };
    record.sort_by_cached_key(|telling| (telling.day, id(telling)));
    record
}

/// What the record comes to.
fn summary(record: &[Telling], lang: Lang) -> String {
    let of = |wanted: ToldState| {
        let is_meant =
            |telling: &&Telling| matches!(&telling.event, Event::Letter(letter) if letter.state == wanted);
        (wanted, record.iter().filter(is_meant).count())
    };
    let letters = [ToldState::Sent, ToldState::Claimed, ToldState::Refused].map(of);
    // A letter shows that reminders ran as well as a sign of life does.
    words::record(lang, &letters, record.iter().map(|telling| telling.day).max())
}

/// Who a letter was for: «Kari Holm (daglig leder), k…@example.org».
fn person(to: &Addressee, lang: Lang) -> String {
    let Addressee { role, name, address } = to;
    format!("{} ({}), {}", mask_all(name), words::role(lang, &mask_all(role)), mask(address))
}

/// What a letter told: «NorLedd: årsrapport for 2026».
fn about(letter: &ToldLetter, lang: Lang) -> String {
    let registers = sentence::listed(lang, &letter.registers);
    let what = letter.what.join("; ");
    let parts = [registers, what].into_iter().filter(|part| !part.is_empty());
    mask_all(&parts.collect::<Vec<_>>().join(": ")).into_owned()
}

// --- For people --------------------------------------------------------------------------------

/// The record for a person: what it comes to, then each letter; signs of life where all is asked for.
pub(super) fn human(record: &[Telling], options: &Options) -> String {
    let lang = options.lang;
    let mut out = paragraph(&summary(record, lang), options);
    if options.verbosity == Verbosity::Quiet {
        return out;
    }
    let states =
        [ToldState::Claimed, ToldState::Sent, ToldState::Refused].map(|state| words::told(lang, state));
    let widest = states.iter().map(|state| width(state)).max().unwrap_or_default();
    let widest = widest.max(width(words::heartbeat(lang)));
    let indent = "2027-06-01".len() + 2 + widest + 2;
    let mut rows = String::new();
    for Telling { day, event } in by_day(record) {
        let (state, ink, mut lines) = match event {
            Event::Letter(letter) => letter_lines(letter, options.verbosity, lang),
            Event::Heartbeat if options.verbosity == Verbosity::Verbose => {
                (words::heartbeat(lang), Ink::Faint, vec![String::new()])
            }
            Event::Heartbeat => continue,
        };
        let columns = text_width(options).saturating_sub(indent);
        lines = lines.iter().flat_map(|line| set(line, columns)).collect();
        let first = format!("{day}  {}  ", options.color.paint(ink, &pad(state, widest)));
        rows.push_str(&hang(&first, indent, &lines));
    }
    if !rows.is_empty() {
        out.push('\n');
        out.push_str(&rows);
    }
    out
}

/// A text in lines; one that is empty is a line as well.
fn set(text: &str, columns: usize) -> Vec<String> {
    let lines = wrap(text, columns);
    if lines.is_empty() { vec![String::new()] } else { lines }
}

fn letter_lines(letter: &ToldLetter, verbosity: Verbosity, lang: Lang) -> (&'static str, Ink, Vec<String>) {
    let ink = match letter.state {
        ToldState::Claimed => Ink::Warning,
        ToldState::Sent => Ink::Good,
        ToldState::Refused => Ink::Error,
    };
    let mut lines = vec![escape::line(&person(&letter.to, lang), Room::Sentence)];
    lines.push(escape::line(&about(letter, lang), Room::Sentence));
    if verbosity == Verbosity::Verbose {
        lines.push(escape::line(&mask_all(&letter.id), Room::Path));
    }
    lines.retain(|line| !line.is_empty());
    (words::told(lang, letter.state), ink, lines)
}

// --- For programs ------------------------------------------------------------------------------

#[derive(Serialize)]
struct Answer {
    schema: &'static str,
    tool: Tool,
    entries: Vec<EntryAnswer>,
}

#[derive(Serialize)]
struct EntryAnswer {
    day: String,
    state: &'static str,
    id: Option<String>,
    registers: Vec<String>,
    what: Vec<String>,
    to: Option<AddresseeAnswer>,
}

#[derive(Serialize)]
struct AddresseeAnswer {
    role: String,
    name: String,
    address: String,
}

/// The record as JSON.
pub(super) fn json(record: &[Telling]) -> String {
    let entries = by_day(record).into_iter().map(entry).collect();
    json::text(&Answer { schema: "registervakt/told/1", tool: Tool::THIS, entries })
}

fn entry(telling: &Telling) -> EntryAnswer {
    let masked = |texts: &[String]| texts.iter().map(|text| mask_all(text).into_owned()).collect();
    let day = telling.day.to_string();
    match &telling.event {
        Event::Heartbeat => EntryAnswer {
            day,
            state: "heartbeat",
            id: None,
            registers: Vec::new(),
            what: Vec::new(),
            to: None,
        },
        Event::Letter(letter) => EntryAnswer {
            day,
            state: letter.state.word(),
            id: Some(mask_all(&letter.id).into_owned()),
            registers: masked(&letter.registers),
            what: masked(&letter.what),
            to: Some(AddresseeAnswer {
                role: mask_all(&letter.to.role).into_owned(),
                name: mask_all(&letter.to.name).into_owned(),
                address: mask(&letter.to.address),
            }),
        },
    }
}

// --- Tables ------------------------------------------------------------------------------------

/// What a row holds, in the order of [`heads`], not escaped yet.
fn cells(telling: &Telling, lang: Lang) -> [String; 8] {
    let day = telling.day.to_string();
    match &telling.event {
        Event::Heartbeat => {
            let mut cells = <[String; 8]>::default();
            (cells[0], cells[1]) = (day, words::heartbeat(lang).to_owned());
            cells
        }
        Event::Letter(letter) => [
            day,
            words::told(lang, letter.state).to_owned(),
            mask_all(&letter.to.name).into_owned(),
            words::role(lang, &mask_all(&letter.to.role)),
            mask(&letter.to.address),
            mask_all(&letter.registers.join(", ")).into_owned(),
            mask_all(&letter.what.join("; ")).into_owned(),
            mask_all(&letter.id).into_owned(),
        ],
    }
}

fn heads(lang: Lang) -> [String; 8] {
    [
        Field::Day.heading(lang),
        Label::State.heading(lang),
        Field::To.heading(lang),
        Field::Role.heading(lang),
        Field::Address.heading(lang),
        capital(Thing::Register.singular(lang)),
        Field::About.heading(lang),
        Field::Id.heading(lang),
    ]
}

/// The record for a spreadsheet.
pub(super) fn csv(record: &[Telling], lang: Lang) -> String {
    let rows = by_day(record).into_iter().map(|telling| joined(&cells(telling, lang)));
    MARK.to_owned() + &joined(&heads(lang)) + &rows.collect::<String>()
}

/// The record as a page of Markdown: the newest letters, and how many more there are.
pub(super) fn markdown(record: &[Telling], lang: Lang) -> String {
    let title = Field::Record.heading(lang);
    let mut out = format!("# {title}\n\n{}\n", escape::markdown(&summary(record, lang), Room::Sentence));
    let mut letters = by_day(record);
    letters.retain(|telling| matches!(telling.event, Event::Letter(_)));
    let more = letters.len().saturating_sub(MOST_ROWS);
    if !letters.is_empty() {
        out.push_str(&format!("\n{}{}", row(&heads(lang)), "|---".repeat(8) + "|\n"));
    }
    for telling in letters.into_iter().rev().take(MOST_ROWS) {
        out.push_str(&row(&cells(telling, lang).map(|text| escape::markdown(&text, Room::Title))));
    }
    if more > 0 {
        out.push_str(&format!("\n{}\n", sentence::and_more(lang, Thing::Letter, more)));
    }
    out
}

fn row(cells: &[String; 8]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
