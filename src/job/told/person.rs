//! How a person is recognised in the record without the address standing there.
//!
//! **Knows**: that an address is the same in capitals, what of it may be shown.
//! **Does not know**: who the person is, what the person was told.

use sha2::{Digest, Sha256};

/// A person: the SHA-256 of the address in small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PersonId([u8; 32]);

impl PersonId {
    /// The person at `address`.
    pub(super) fn of(address: &str) -> Self {
        Self(digest(&[&small(address)]))
    }

    /// The person that 64 hexadecimal digits name.
    pub(super) fn read(digits: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let is_hex = digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)).filter(|_| is_hex) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        is_hex.then_some(Self(bytes))
    }
}

impl std::fmt::Display for PersonId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&hex(&self.0))
    }
}

/// An entry that is told to a person once and for all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Once(String);

impl Once {
    pub(super) fn new(key: &str, address: &str) -> Self {
        Self(hex(&digest(&[key, &small(address)])[..16]))
    }

    /// What the file `name` says; a file that was set aside says the same.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let digits = name.split('~').next().unwrap_or_default();
        let is_hex = digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_hex.then(|| Self(digits.to_owned()))
    }

    /// The path of its file below the folder of changes.
    pub(super) fn path(&self) -> String {
        format!("{}/{}", &self.0[..2], self.0)
    }
}

/// The first 32 hexadecimal digits of what tells `text` from all others.
pub(super) fn digits_of(text: &str) -> String {
    hex(&digest(&[text])[..16])
}

fn small(address: &str) -> String {
    address.trim().to_lowercase()
}

fn digest(parts: &[&str]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
