//! Why a letter was not taken, and whether it helps to try again.
//!
//! **Knows**: kinds of refusal; that what a server says is shown without addresses.
//! **Does not know**: the sentences for it, what is recorded.

use crate::mail::clean::{self, Room};
use crate::mail::{Address, Message};
use crate::report::told;

/// That a letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Who did not get it; masked.
    pub to: String,
    /// How long it lasts.
    pub lasts: Lasts,
    /// Why.
    pub cause: Cause,
}

/// How long a refusal lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lasts {
    /// It may pass: it was tried again, and can be on another day.
    Passing,
    /// The way is shut for every letter until somebody mends the settings or the server. It says nothing
    /// of this letter: it is to be sent once the way is open.
    Shut,
    /// This letter will never be taken.
    ForGood,
}

/// Why a letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// It is a draft for an authority: a person sends it.
    Draft,
    /// It has no address.
    NoAddress,
    /// The server said no.
    Replied {
        /// The code of SMTP.
        code: u16,
        /// Its words, without addresses.
        text: String,
    },
    /// No answer in time.
    Silent,
    /// An answer without an end, or none that can be understood.
    Confused,
    /// There is no connection, or it was cut.
    Cut(String),
    /// The server does not offer encryption, which is required.
    NoEncryption,
    /// The server's certificate cannot be trusted, or it cannot speak TLS.
    NotTrusted(String),
    /// User and secret were not accepted.
    Login,
    /// The mail program did not take it: its exit code, or none where it did not start or was stopped.
    Program(Option<i32>),
    /// The file could not be written.
    Unwritten(String),
}

/// What goes wrong below: how long it lasts, and why.
pub(super) type Trouble = (Lasts, Cause);

impl Refusal {
    pub(super) fn new(message: &Message, lasts: Lasts, cause: Cause) -> Self {
        let to = message.to.as_ref().map(Address::as_str).map_or_else(String::new, told::mask);
        Self { to, lasts, cause }
    }
}

/// What a server said, fit to be shown: one short line without whole addresses and without the
/// secret.
pub(super) fn quoted(text: &str, secret: Option<&str>) -> String {
    let text = clean::line(text, Room::Title);
    let text = secret.map_or_else(|| text.clone(), |secret| text.replace(secret, "…"));
    told::mask_all(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_tells_no_address() {
        let cases = [
            ("5.1.1 <kari@example.org>: unknown", "5.1.1 <k…@example.org>: unknown"),
            ("to=kari@example.org\r\nkari@x.no gone", "t…@example.org k…@x.no gone"),
            ("535 hemmelig er feil", "535 … er feil"),
            ("\u{1b}[31m", "[31m"),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text, Some("hemmelig")), expected);
        }
    }
}
