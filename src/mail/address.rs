//! Addresses of mail.
//!
//! **Knows**: which ones can be written to.
//! **Does not know**: whether anybody reads there.

use crate::report::told;

/// The longest address and the longest part before `@`, in bytes (RFC 5321).
const LONGEST: (usize, usize) = (254, 64);

/// An address that can be written to: ASCII, without quotes, blanks, comments or lists.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    text: String,
    at: usize,
}

impl Address {
    /// The address that `text` says; none where it is none that any server takes.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let at = text.rfind('@')?;
        let (local, domain) = (&text[..at], &text[at + 1..]);
        let in_local = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        let is_local = local.split('.').all(|part| !part.is_empty() && part.bytes().all(in_local));
        let fits = text.len() <= LONGEST.0 && local.len() <= LONGEST.1;
        // A program called with it takes what begins with a hyphen for an option.
        let is_address = fits && is_local && !local.starts_with('-') && is_domain(domain);
        is_address.then(|| Self { text: text.to_owned(), at })
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before `@`.
    pub(super) fn local(&self) -> &str {
        &self.text[..self.at]
    }

    /// What stands behind `@`.
    pub(super) fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }
}

impl std::fmt::Debug for Address {
    /// Masked: what is shown for debugging ends in logs.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Address({})", told::mask(&self.text))
    }
}

/// Whether `text` can be the name of a host.
pub(super) fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_plain() {
        let good = ["kari@example.org", " Kari.Nord-Mann+x@Example.org ", "a@localhost", "o'neil@hf.no"];
        for text in good {
            assert_eq!(Address::new(text).as_ref().map(Address::as_str), Some(text.trim()), "{text}");
        }
        let long = format!("{}@example.org", "a".repeat(65));
        let bad = [
            "",
            "kari",
            "@example.org",
            "kari@",
            "kari@ex ample.org",
            "kari@example.org, ola@example.org",
            "Kari <kari@example.org>",
            "kari\r\nBcc: x@example.org",
            "\"kari berg\"@example.org",
            "kåre@example.org",
            "kari@sjukehus-å.no",
            ".kari@example.org",
            "kari..x@example.org",
            "-f@example.org",
            "kari@-example.org",
            "kari@example..org",
            "kari@[127.0.0.1]",
            &long,
        ];
        for text in bad {
            assert_eq!(Address::new(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_is_told_for_debugging() {
        let address = Address::new("kari@example.org").expect("it is one");
        assert_eq!(format!("{address:?}"), "Address(k…@example.org)");
    }
}
