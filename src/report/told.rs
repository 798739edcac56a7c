//! What people were told, as the record of it shows.
//!
//! **Knows**: letters that were begun, sent and refused, and signs of life; how an address is masked.
//! **Does not know**: where the record lies, when it is written.

use std::borrow::Cow;

use chrono::NaiveDate;

/// One entry of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The day it was written, in Oslo.
    pub day: NaiveDate,
    /// What happened that day.
    pub event: Event,
}

/// What the record tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A letter to one person.
    Letter(ToldLetter),
    /// Livstegn: reminders were gone through that day, whether or not there was anything to tell.
    Heartbeat,
}

/// A letter as the record knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldLetter {
    /// What names it in the record.
    pub id: String,
    /// The registers it tells of, by short name, name or folder.
    pub registers: Vec<String>,
    /// What it tells, in words where the record holds them, else the key of each entry.
    pub what: Vec<String>,
    /// Who it is for.
    pub to: Addressee,
    /// How far it came.
    pub state: ToldState,
}

/// Who a letter was for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Addressee {
    /// The role by which the person was told.
    pub role: String,
    /// The person's name.
    pub name: String,
    /// The address as [`mask`] leaves it: the record holds no other.
    pub address: String,
}

/// How far a letter came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToldState {
    /// It was begun; whether it went out is not known, so it goes out again under the same id.
    Claimed,
    /// It was handed over.
    Sent,
    /// It was refused for good.
    Refused,
}

impl ToldState {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Sent => "sent",
            Self::Refused => "refused",
        }
    }
}

/// An address with all but its first character and its domain taken out: `k…@example.org`. What is no
/// address comes out as `…`.
pub fn mask(address: &str) -> String {
    match address.trim().rsplit_once('@') {
        Some((name, domain)) if !domain.is_empty() => {
            let first: String = name.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        Some(_) | None => "…".to_owned(),
    }
}

/// The address to which annual reports are sent, as it is published (kvalitetsregistre.no): nobody's own, and
/// part of what people paste.
const PUBLISHED: &str = "servicemiljoet@skde.no";

/// A text with every word that is an address masked; a name may hold one.
pub fn mask_all(text: &str) -> Cow<'_, str> {
    if !is_address(text) {
        return Cow::Borrowed(text);
    }
    let pieces = text.split_inclusive(separates).map(|piece| {
        let word = piece.trim_end_matches(separates);
        let word = word.strip_suffix('.').unwrap_or(word);
        if is_address(word) && word != PUBLISHED {
            mask(word) + &piece[word.len()..]
        } else {
            piece.to_owned()
        }
    });
    Cow::Owned(pieces.collect())
}

fn is_address(word: &str) -> bool {
    word.trim_matches('@').contains('@')
}

/// Whether a character ends an address that stands in a text.
fn separates(sign: char) -> bool {
    sign.is_whitespace() || sign.is_control() || ",;:<>()[]\"'`|/\\«»".contains(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_little_is_left() {
        let check = |address: &str, expected: &str| assert_eq!(mask(address), expected, "{address}");
        check("kari@example.org", "k…@example.org");
        check(" åse.holm@example.org ", "å…@example.org");
        check("a@b@example.org", "a…@example.org");
        check("@example.org", "…@example.org");
        check("kari@", "…");
        check("kari", "…");
        check("", "…");
    }

    #[test]
    fn addresses_in_a_text_are_masked() {
        let check = |text: &str, expected: &str| assert_eq!(mask_all(text), expected, "{text}");
        check("Kari Holm", "Kari Holm");
        check("Kari <kari@example.org>, Ola", "Kari <k…@example.org>, Ola");
        check("kari@example.org;ola@example.org", "k…@example.org;o…@example.org");
        check("hilsen @kari og kari@", "hilsen @kari og kari@");
        check("«åse@example.org»", "«å…@example.org»");
        check("", "");
    }
}
