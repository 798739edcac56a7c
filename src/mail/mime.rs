//! A letter in MIME: headers, plain text, HTML, calendar.
//!
//! **Knows**: which headers a letter of a machine has, how parts are put together so that the same letter is
//! always the same bytes.
//! **Does not know**: what the letter says.

use chrono::{DateTime, FixedOffset};
use lettre::message::header::{
    ContentDisposition, ContentType, From as FromHeader, HeaderName, HeaderValue, Headers, To,
};
use lettre::message::{Mailbox, Mailboxes, MultiPart, SinglePart};

use super::address::Address;
use super::clean::{self, Room};
use crate::report::letter::{Letter, LetterKind};

/// The name under which letters are sent.
const NAME: &str = "Registervakt";
/// How many letters a letter refers to at most.
const MOST_REFERENCES: usize = 40;

/// What a mail is put together from.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub(super) letter: &'a Letter,
    pub(super) at: DateTime<FixedOffset>,
    pub(super) from: &'a Address,
    pub(super) to: Option<&'a Address>,
    pub(super) subject: &'a str,
    pub(super) text: &'a str,
    pub(super) html: &'a str,
    pub(super) calendar: Option<&'a str>,
}

/// The mail as it is sent.
pub(super) fn written(parts: &Parts<'_>) -> Vec<u8> {
    let mut bytes = headers(parts).to_string().into_bytes();
    bytes.extend_from_slice(b"MIME-Version: 1.0\r\n");
    bytes.extend_from_slice(&body(parts).formatted());
    bytes
}

fn headers(parts: &Parts<'_>) -> Headers {
    let Parts { letter, at, from, to, subject, .. } = parts;
    let mut headers = Headers::new();
    headers.insert_raw(plain("Date", &at.to_rfc2822()));
    let is_draft = letter.kind == LetterKind::Draft;
    if !is_draft {
        headers.set(FromHeader::from(mailboxes(NAME, from)));
    }
    if let Some(to) = to {
        headers.set(To::from(mailboxes(&clean::line(&letter.to.name, Room::Name), to)));
    }
    headers.insert_raw(plain("Subject", subject));
    headers.insert_raw(plain("Content-Language", letter.to.lang.code()));
    // A person sends a draft: what makes it the tool's letter is left out, and mail programs open it to be
    // written on.
    if is_draft {
        headers.insert_raw(plain("X-Unsent", "1"));
        return headers;
    }
    headers.insert_raw(plain("Message-ID", &format!("<{}>", letter.id)));
    if let Some(first) = letter.references.first() {
        let all = letter.references.iter().take(MOST_REFERENCES).map(|id| format!("<{id}>"));
        headers.insert_raw(plain("In-Reply-To", &format!("<{first}>")));
        headers.insert_raw(plain("References", &all.collect::<Vec<_>>().join(" ")));
    }
    headers.insert_raw(plain("Auto-Submitted", "auto-generated"));
    headers.insert_raw(plain("X-Auto-Response-Suppress", "All"));
    headers.insert_raw(plain("List-Id", &format!("{NAME} <registervakt.{}>", from.domain())));
    headers
}

/// A header; what is not ASCII is encoded, and no line end gets through.
fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), unencoded(value))
}

/// A text that no mail program takes for an encoded one.
fn unencoded(text: &str) -> String {
    text.replace("=?", "= ?")
}

/// Who a letter is from or to; the name was cleaned, for the library does not survive a line end in it.
fn mailboxes(name: &str, address: &Address) -> Mailboxes {
    let name = (!name.is_empty()).then(|| unencoded(name));
    let address = lettre::Address::new_dangerous(address.local(), address.domain());
    Mailbox::new(name, address).into()
}

/// Plain text and HTML, and the calendar behind them.
fn body(parts: &Parts<'_>) -> MultiPart {
    let alternative = MultiPart::alternative()
        .boundary(boundary("ord", &parts.letter.id))
        .singlepart(SinglePart::plain(parts.text.to_owned()))
        .singlepart(SinglePart::html(parts.html.to_owned()));
    let Some(calendar) = parts.calendar else { return alternative };
    let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH").expect("a content type");
    let calendar = SinglePart::builder()
        .header(kind)
        .header(ContentDisposition::attachment("frist.ics"))
        .body(calendar.to_owned());
    MultiPart::mixed()
        .boundary(boundary("brev", &parts.letter.id))
        .multipart(alternative)
        .singlepart(calendar)
}

/// What parts two parts: the same for the same letter. `=_` stands in no encoded text.
fn boundary(part: &str, id: &str) -> String {
    let id: String = id.bytes().take(32).filter(u8::is_ascii_alphanumeric).map(char::from).collect();
    format!("=_{part}_{id}")
}
