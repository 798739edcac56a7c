//! A letter as plain text and as HTML, by templates that a register may replace.
//!
//! **Knows**: what a template sees of a letter, and that a broken template of a register's own is told and
//! passed over, so that no letter is lost.
//! **Does not know**: where a register keeps its templates, how the texts are sent.

use super::clean::{self, Room};
use super::words;
use crate::asset;
use crate::finding::{Citation, Lang};
use crate::report::instruction::{self, Piece};
use crate::report::letter::{Difference, Entry, Letter, LetterKind};
use crate::source;
use crate::template::{Broken, Filter, Grammar, Seen};

/// How many steps one page of one letter may take.
const FUEL: u64 = 1_000_000;
/// The longest page, and the longest template, in bytes.
const LONGEST: (usize, usize) = (4_000_000, 200_000);
/// How many entries a letter shows, and how many members each of their lists has.
const MOST: (usize, usize) = (40, 12);
/// Days before a deadline on which it is shown as pressing.
const SOON: i64 = 7;

/// The templates of letters: the tool's own, or those of a register in their stead.
#[derive(Debug)]
pub struct Templates {
    grammar: Grammar,
    /// The register's own, by [`Page::file`].
    own: Vec<(Page, Own)>,
}

#[derive(Debug)]
struct Own {
    path: String,
    text: String,
}

/// The two pages of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Text,
    Html,
}

impl Page {
    const ALL: [Self; 2] = [Self::Text, Self::Html];

    /// The name of its file, in `templates/mail` and in a register's folder of templates.
    fn file(self) -> &'static str {
        match self {
            Self::Text => "brev.txt",
            Self::Html => "brev.html",
        }
    }
}

/// A template of a register that cannot be used; the tool's own is used instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadTemplate {
    /// The file.
    pub path: String,
    /// The line, from 1, where it can be told.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: TemplateFault,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateFault {
    /// It is no text in UTF-8.
    NoText,
    /// It is too long, or what it writes is.
    TooLong,
    /// It takes too many steps.
    Endless,
    /// It cannot be read, or asks for what is not there; the reader's words.
    Wrong(String),
}

impl Templates {
    /// The tool's own.
    pub fn built_in() -> Self {
        let filters = [("brekk", Filter::Wrap), ("antall", Filter::Length)];
        Self { grammar: Grammar::new(FUEL, &filters), own: Vec::new() }
    }

    /// Those of a register, by path and bytes, in place of the tool's own: `brev.txt` and `brev.html`,
    /// wherever in the folder they lie; and what is wrong with them.
    pub fn with(files: &[(String, Vec<u8>)]) -> (Self, Vec<BadTemplate>) {
        let (mut templates, mut bad) = (Self::built_in(), Vec::new());
        for (path, bytes) in files {
            let name = path.rsplit('/').next().unwrap_or(path);
            let Some(page) = Page::ALL.into_iter().find(|page| page.file() == name) else { continue };
            let shown = clean::line(path, Room::Title);
            match templates.read(bytes) {
                Ok(text) => templates.own.push((page, Own { path: shown, text })),
                Err((line, fault)) => bad.push(BadTemplate { path: shown, line, fault }),
            }
        }
        (templates, bad)
    }

    fn read(&self, bytes: &[u8]) -> Result<String, (Option<usize>, TemplateFault)> {
        if bytes.len() > LONGEST.1 {
            return Err((None, TemplateFault::TooLong));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| (None, TemplateFault::NoText))?;
        self.grammar.read(text).map_err(fault)?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    /// A page of the letter that `seen` is, and what was wrong with the register's own template.
    fn page(&self, page: Page, seen: &Seen) -> (String, Option<BadTemplate>) {
        let Some((_, own)) = self.own.iter().find(|(own, _)| *own == page) else {
            return (self.built_in_page(page, seen), None);
        };
        let (line, fault) = match self.grammar.fill(page.file(), &own.text, seen) {
            Ok(text) if text.len() <= LONGEST.0 => return (written(&text), None),
            Ok(_) => (None, TemplateFault::TooLong),
            Err(broken) => fault(broken),
        };
        (self.built_in_page(page, seen), Some(BadTemplate { path: own.path.clone(), line, fault }))
    }

    fn built_in_page(&self, page: Page, seen: &Seen) -> String {
        let text = asset::mail(page.file());
        let filled = self.grammar.fill(page.file(), text, seen);
        written(&filled.expect("the tool's own template is tried with the largest letter"))
    }
}

fn fault(broken: Broken) -> (Option<usize>, TemplateFault) {
    let fault = if broken.endless {
        TemplateFault::Endless
    } else {
        TemplateFault::Wrong(clean::line(&broken.detail.unwrap_or_default(), Room::Title))
    };
    (broken.line, fault)
}

/// What a template wrote, as it is sent: no control character, whoever wrote it.
fn written(text: &str) -> String {
    let seen = text.chars().filter(|character| *character != '\r' && !source::is_unseen(*character));
    let mut out: String = seen.collect();
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// The texts of a letter.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) text: String,
    pub(super) html: String,
    pub(super) bad: Vec<BadTemplate>,
}

/// The plain text and the HTML of a letter.
pub(super) fn pages(letter: &Letter, subject: &str, templates: &Templates) -> Pages {
    let seen = see(letter, subject);
    let (text, bad_text) = templates.page(Page::Text, &seen);
    let (html, bad_html) = templates.page(Page::Html, &seen);
    Pages { text, html, bad: bad_text.into_iter().chain(bad_html).collect() }
}

/// A letter as templates see it.
fn see(letter: &Letter, subject: &str) -> Seen {
    let lang = letter.to.lang;
    let kind = match letter.kind {
        LetterKind::Reminder => "paaminnelse",
        LetterKind::Change => "endring",
        LetterKind::Watchdog => "vakt",
        LetterKind::Draft => "utkast",
    };
    let hidden = letter.entries.len().saturating_sub(MOST.0);
    let head = Seen::table([
        ("spraak", Seen::from(lang.code())),
        ("slag", Seen::from(kind)),
        ("emne", Seen::from(subject)),
        ("hilsen", Seen::from(words::greeting(letter))),
        ("innledning", Seen::from(words::intro(letter))),
        ("flere", Seen::from(words::more(lang, hidden))),
        ("avslutning", Seen::from(words::footer(lang, letter.kind))),
    ]);
    let entries = letter.entries.iter().enumerate().take(MOST.0);
    let entries =
        entries.map(|(nth, entry)| see_entry(letter, entry, &changes(lang, &letter.entries[..nth], entry)));
    Seen::table([
        ("brev", head),
        ("poster", Seen::list(entries)),
        ("ord", Seen::table(words::labels(lang).map(|(name, word)| (name, Seen::from(word))))),
    ])
}

/// The changes of `entry`. Tasks of one change follow each other: none are told where they are those of the
/// task right before, and what an earlier task told in full is only named.
fn changes(lang: Lang, before: &[Entry], entry: &Entry) -> Vec<Difference> {
    let of_register = || before.iter().filter(|other| other.register == entry.register);
    let last = before.last().filter(|last| last.register == entry.register);
    if last.is_some_and(|last| last.changes == entry.changes) {
        return Vec::new();
    }
    let shown =
        |entry: &Entry, change: &Difference| entry.changes.iter().take(MOST.1).any(|one| one == change);
    let is_told = |change: &Difference| of_register().any(|other| shown(other, change));
    let named = |change: &Difference| match is_told(change) {
        true => Difference { what: change.what.clone(), before: None, after: None },
        false => change.clone(),
    };
    let more = entry.changes.len().saturating_sub(MOST.1);
    let last = || Difference { what: words::left_out(lang, more), before: None, after: None };
    entry.changes.iter().take(MOST.1).map(named).chain((more > 0).then(last)).collect()
}

fn see_entry(letter: &Letter, entry: &Entry, changes: &[Difference]) -> Seen {
    let lang = letter.to.lang;
    let (register, title) =
        (clean::line(&entry.register, Room::Name), clean::line(&entry.title, Room::Title));
    let title = if register.is_empty() { words::capital(&title) } else { format!("{register}: {title}") };
    let due = entry.due.as_ref().map(|due| words::capital(&words::due(lang, due.day, letter.day)));
    let haste = match entry.due.as_ref().map(|due| (due.day - letter.day).num_days()) {
        Some(..0) => "over",
        Some(0..=SOON) => "snart",
        Some(_) | None => "ro",
    };
    let sources = entry.sources.iter().take(MOST.1).map(see_source);
    let mut seen = vec![
        ("tittel", Seen::from(title)),
        ("frist", due.map_or_else(Seen::nothing, Seen::from)),
        ("hast", Seen::from(haste)),
        ("hvorfor", Seen::from(clean::line(&entry.why, Room::Sentence))),
        ("kilder", Seen::list(sources)),
        ("endringer", Seen::list(changes.iter().map(see_change))),
    ];
    // A draft is the letter of a person to an authority: what the register has to do at home, and whom the
    // tool tells, have no place in it.
    seen.extend(if letter.kind == LetterKind::Draft {
        ["mangler", "gjoer", "andre", "videre", "deg"].map(|name| (name, Seen::list([])))
    } else {
        see_tasks(letter, entry)
    });
    Seen::table(seen)
}

/// What an entry asks of its reader, who else is asked, and what comes next.
fn see_tasks(letter: &Letter, entry: &Entry) -> [(&'static str, Seen); 5] {
    let lang = letter.to.lang;
    let missing = entry.missing.iter().map(|text| clean::line(text, Room::Sentence));
    let others = entry.others.iter().map(|other| {
        let role = words::capital(&words::role(lang, &other.role));
        let name = clean::line(&other.name, Room::Name);
        if role.is_empty() { name } else { format!("{role}: {name}") }
    });
    [
        ("mangler", cut(lang, missing)),
        ("gjoer", Seen::list(pieces(&entry.closes))),
        ("andre", cut(lang, others)),
        ("videre", Seen::from(words::next(lang, letter.kind, entry.next.as_ref()))),
        ("deg", Seen::from(words::because(lang, entry))),
    ]
}

/// A list of texts; where it is too long, its last member says how many more there are.
fn cut(lang: Lang, texts: impl ExactSizeIterator<Item = String>) -> Seen {
    let more = texts.len().saturating_sub(MOST.1);
    let last = (more > 0).then(|| words::left_out(lang, more));
    Seen::list(texts.take(MOST.1).chain(last).map(Seen::from))
}

fn see_source(source: &Citation) -> Seen {
    let parts = [clean::line(&source.title, Room::Title), clean::line(&source.section, Room::Name)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Seen::table([
        ("tittel", Seen::from(parts.join(", "))),
        ("lenke", web_address(&source.url).map_or_else(Seen::nothing, Seen::from)),
    ])
}

/// An address of the web as it may stand in a letter; none where it is none.
fn web_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    (is_web && text.len() <= 500 && text.bytes().all(is_plain)).then_some(text)
}

fn see_change(change: &Difference) -> Seen {
    let side = |text: &Option<String>| {
        let text = text.as_ref().map(|text| clean::line(text, Room::Sentence));
        text.map_or_else(Seen::nothing, Seen::from)
    };
    Seen::table([
        ("hva", Seen::from(words::capital(&clean::line(&change.what, Room::Title)))),
        ("foer", side(&change.before)),
        ("naa", side(&change.after)),
    ])
}

/// What closes an entry: sentences, and lines to paste.
fn pieces(closes: &str) -> Vec<Seen> {
    let seen = |is_pasted: bool, text: &str| {
        let lines = text.lines().filter(|line| is_pasted || !line.trim().is_empty());
        Seen::table([("lim", Seen::from(is_pasted)), ("linjer", Seen::list(lines.map(Seen::from)))])
    };
    instruction::pieces(&clean::lines(closes).join("\n"))
        .iter()
        .map(|piece| match piece {
            Piece::Said(text) => seen(false, text),
            Piece::Pasted(text) => seen(true, text),
        })
        .collect()
}
