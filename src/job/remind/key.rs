//! The names of what is told: keys, threads, and the `Message-ID`s that follow from them.
//!
//! **Knows**: how a key is written, that the same told to the same person has the same id for ever.
//! **Does not know**: what is told, what was told already.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::report::reminder::Deadline;

/// The domain of ids where the register names no sender: one that can belong to nobody (RFC 2606).
pub(crate) const NOBODY: &str = "registervakt.invalid";

/// How many bytes of a digest stand in an id.
const ID_BYTES: usize = 16;

/// `<register>/<deadline>/<subject>`: what falls due, on whatever day.
pub(crate) fn thread(folder: &str, deadline: Deadline, subject: &str) -> String {
    format!("{}/{}/{}", register(folder), deadline.word(), encoded(subject))
}

/// `<thread>/<due>/<rung>`: what is told on one rung.
pub(crate) fn rung(thread: &str, due: NaiveDate, number: i32) -> String {
    format!("{thread}/{due}/{number}")
}

/// `<register>/endring/<fingerprint>/<duty>`: a duty of a change that says `what`.
pub(crate) fn change(folder: &str, what: &str, duty: &str) -> String {
    format!("{}/endring/{}/{}", register(folder), digest(what), encoded(duty))
}

/// `<register>/vakt/<day>`: that reminders stopped after that day, or never ran.
pub(crate) fn watch(folder: &str, last: Option<NaiveDate>) -> String {
    let last = last.map_or_else(|| "aldri".to_owned(), |day| day.to_string());
    format!("{}/vakt/{last}", register(folder))
}

/// The register as keys name it; `.` for the one at the root.
fn register(folder: &str) -> String {
    if folder.is_empty() { ".".to_owned() } else { encoded(folder) }
}

/// A text with all but plain signs and Norwegian letters as `%` and two digits, so that a key is one word
/// and its parts can be told apart. However its letters are composed, it is the same.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for sign in text.nfc() {
        if sign.is_ascii_alphanumeric() || "._~#-æøåÆØÅ".contains(sign) {
            out.push(sign);
        } else {
            let mut bytes = [0; 4];
            sign.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

/// The `Message-ID`, without angle brackets, of the letter that tells `key` first to the person at `address`.
pub(crate) fn message_id(key: &str, address: &str, domain: &str) -> String {
    format!("{}@{domain}", digest(&format!("{key} {}", address.to_lowercase())))
}

/// What tells a deadline from all others in calendars, on whatever day it falls.
pub(crate) fn event_id(thread: &str, domain: &str) -> String {
    format!("{}@{domain}", digest(thread))
}

fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(ID_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// The address that letters come from, and the domain of their ids: those that the register names, else such
/// as belong to nobody.
pub(crate) fn sender(named: &str) -> (String, String) {
    let named = named.trim();
    let is_plain = named.bytes().all(|byte| byte.is_ascii_graphic());
    match domain_of(named) {
        domain if domain != NOBODY && is_plain => (named.to_owned(), domain),
        _ => (format!("registervakt@{NOBODY}"), NOBODY.to_owned()),
    }
}

/// The domain of `sender` as ids can hold it.
pub(crate) fn domain_of(sender: &str) -> String {
    let domain = sender.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase()).unwrap_or_default();
    let is_plain = |domain: &String| {
        domain.contains('.')
            && domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
    };
    Some(domain).filter(is_plain).unwrap_or_else(|| NOBODY.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_word() {
        let check = |folder: &str, subject: &str, expected: &str| {
            let due = NaiveDate::from_ymd_opt(2026, 12, 15).unwrap();
            let key = rung(&thread(folder, Deadline::Term, subject), due, -14);
            assert_eq!(key, expected);
            assert!(!key.contains(char::is_whitespace), "{key}");
            assert_eq!(key.split('/').count(), 5, "{key}");
        };
        check("", "2025", "./medlem/2025/2026-12-15/-14");
        check("a/b", "Kåre Ås", "a%2Fb/medlem/Kåre%20Ås/2026-12-15/-14");
        check("", "Ka\u{30a}re", "./medlem/Kåre/2026-12-15/-14");
        check("", "x#y/z\r\nBcc: a", "./medlem/x#y%2Fz%0D%0ABcc%3A%20a/2026-12-15/-14");
        check("", "é\u{202e}%", "./medlem/%C3%A9%E2%80%AE%25/2026-12-15/-14");
    }

    #[test]
    fn an_id_is_the_same_for_the_same_person() {
        let id = message_id("./medlem/x/2026-12-15/-14", "Kari@Example.org", "example.org");
        assert_eq!(id, message_id("./medlem/x/2026-12-15/-14", "kari@example.ORG", "example.org"));
        assert_ne!(id, message_id("./medlem/x/2026-12-15/-7", "kari@example.org", "example.org"));
        assert_eq!(id.len(), 32 + "@example.org".len());
    }

    #[test]
    fn the_domain_of_a_sender() {
        let check = |sender: &str, expected: &str| assert_eq!(domain_of(sender), expected, "{sender}");
        check("registervakt@Example.org", "example.org");
        check("", NOBODY);
        check("registervakt", NOBODY);
        check("a@eksempel", NOBODY);
        check("a@blåbær.no", NOBODY);
        check("a@b.no>\r\nBcc: x", NOBODY);
    }
}
