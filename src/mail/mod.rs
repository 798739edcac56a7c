//! Letters: from what is to be told to the mail that a person gets.
//!
//! **Knows**: how a letter is worded, laid out, put into MIME, written to a folder and sent.
//! **Does not know**: who is told what and when, what was told before, who asked for it.
//!
//! [`compose`] makes a [`Message`] of a letter: the same bytes whenever it is asked the same. A [`Transport`]
//! takes messages one by one, and says of each that is refused whether to try again would help.

mod address;
mod calendar;
mod clean;
mod mime;
mod page;
mod send;
mod words;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use address::Address;
pub use calendar::calendar;
pub use page::{BadTemplate, TemplateFault, Templates};
pub use send::{BadSettings, Cause, Lasts, PAUSES, Patience, Refusal, Sender, Transport};

use crate::report::letter::{Letter, LetterKind};
use crate::report::told;
use clean::Room;

/// The longest id of a letter, in bytes.
const LONGEST_ID: usize = 200;

/// A letter ready to be sent, or to be laid in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its `Message-ID` without angle brackets.
    pub id: String,
    /// The day it is written, in Oslo.
    pub day: NaiveDate,
    /// What it is about.
    pub kind: LetterKind,
    /// Who it is from.
    pub from: Address,
    /// Who gets it; none for a draft without an address.
    pub to: Option<Address>,
    /// The subject.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The mail as it is sent, lines ended by CR LF.
    pub bytes: Vec<u8>,
    /// The register's own templates that could not be used for it.
    pub bad_templates: Vec<BadTemplate>,
}

/// Why a letter cannot be composed. It concerns that letter alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailError {
    /// The address of the one who is to get it is none; masked.
    Recipient(String),
    /// The address it is from is none; masked.
    Sender(String),
    /// Its id, or one it refers to, cannot stand in a header.
    Id,
    /// It tells nothing.
    Empty,
}

/// The mail that `letter` is, written at `at`. The same letter at the same time is the same bytes.
pub fn compose(
    letter: &Letter,
    at: DateTime<FixedOffset>,
    templates: &Templates,
) -> Result<Message, MailError> {
    if letter.entries.is_empty() {
        return Err(MailError::Empty);
    }
    if !std::iter::once(&letter.id).chain(&letter.references).all(|id| is_id(id)) {
        return Err(MailError::Id);
    }
    let to = Address::new(&letter.to.address);
    let may_lack = letter.kind == LetterKind::Draft && letter.to.address.trim().is_empty();
    if to.is_none() && !may_lack {
        return Err(MailError::Recipient(masked(&letter.to.address)));
    }
    let from = Address::new(&letter.from).ok_or_else(|| MailError::Sender(masked(&letter.from)))?;
    let subject = words::subject(letter);
    let pages = page::pages(letter, &subject, templates);
    let days: Vec<_> = letter.entries.iter().filter_map(|entry| entry.due.clone()).collect();
    let calendar =
        (!days.is_empty() && letter.kind != LetterKind::Draft).then(|| calendar(&days, at, letter.to.lang));
    let bytes = mime::written(&mime::Parts {
        letter,
        at,
        from: &from,
        to: to.as_ref(),
        subject: &subject,
        text: &pages.text,
        html: &pages.html,
        calendar: calendar.as_deref(),
    });
    Ok(Message {
        id: letter.id.clone(),
        day: letter.day,
        kind: letter.kind,
        from,
        to,
        subject,
        text: pages.text,
        html: pages.html,
        bytes,
        bad_templates: pages.bad,
    })
}

/// What may be an address, or anything else, as it may be shown.
fn masked(address: &str) -> String {
    told::mask(&clean::line(address, Room::Title))
}

/// Whether `text` can be a `Message-ID`: letters, digits and a few signs round one `@`.
fn is_id(text: &str) -> bool {
    let Some((left, right)) = text.split_once('@') else { return false };
    let is_left = |byte: u8| byte.is_ascii_alphanumeric() || b"._-+=~".contains(&byte);
    text.len() <= LONGEST_ID && !left.is_empty() && left.bytes().all(is_left) && address::is_domain(right)
}
