//! Bytes as text: UTF-8, UTF-16 with a byte order mark, and Windows-1252 for what is neither.
//!
//! **Knows**: byte order marks, Windows-1252, what makes a file no text, the pointer of Git LFS.
//! **Does not know**: formats; which fault a file of which kind is given for its encoding.

/// A text and how its bytes were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without its byte order mark; empty for bytes that are no text.
    pub text: String,
    /// How it was written.
    pub encoding: Encoding,
}

/// How the bytes of a text were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, as its byte order mark says.
    Utf16,
    /// Not all of it UTF-8 (or a broken UTF-16): what is not was read as Windows-1252.
    Unclear {
        /// The byte of the decoded text at which the first such letter stands.
        at: usize,
    },
    /// NUL bytes: no text at all.
    Binary,
}

/// The text that `bytes` hold. Linear in time; the text is at most three times as long as the bytes.
pub fn decode(bytes: &[u8]) -> Decoded {
    let decoded = match bytes {
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => decode_utf8(rest),
        _ => decode_utf8(bytes),
    };
    if decoded.text.as_bytes().contains(&0) {
        return Decoded { text: String::new(), encoding: Encoding::Binary };
    }
    decoded
}

/// Whether `bytes` are the pointer that Git LFS leaves in place of a file.
pub fn is_lfs_pointer(bytes: &[u8]) -> bool {
    bytes.starts_with(b"version https://git-lfs") && bytes.len() < 1024
}

/// UTF-8, with Windows-1252 for each byte that is not: a file with one stray letter keeps its others.
fn decode_utf8(bytes: &[u8]) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: Encoding::Utf8 };
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut first = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            first.get_or_insert(text.len());
            text.push(windows_1252(*byte));
        }
    }
    Decoded { text, encoding: Encoding::Unclear { at: first.unwrap_or_default() } }
}

/// UTF-16 after its byte order mark; a lone surrogate or an odd last byte becomes U+FFFD.
fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    for letter in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        if letter.is_err() {
            first.get_or_insert(text.len());
        }
        text.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        first.get_or_insert(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded { text, encoding: first.map_or(Encoding::Utf16, |at| Encoding::Unclear { at }) }
}

/// The letter of a byte in Windows-1252, which is Latin-1 but for 0x80 to 0x9F.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: Encoding) {
        assert_eq!(decode(bytes), Decoded { text: text.to_owned(), encoding }, "{bytes:?}");
    }

    #[test]
    fn bytes_become_text() {
        check(b"", "", Encoding::Utf8);
        check("Formål".as_bytes(), "Formål", Encoding::Utf8);
        check("\u{feff}Formål".as_bytes(), "Formål", Encoding::Utf8);
        check(b"\xFF\xFEF\0\xE5\0", "Få", Encoding::Utf16);
        check(b"\xFE\xFF\0F\0\xE5", "Få", Encoding::Utf16);
        check(b"Form\xE5l", "Formål", Encoding::Unclear { at: 4 });
        check(b"\xABForm\xE5l\xBB \x96 \x80", "«Formål» – €", Encoding::Unclear { at: 0 });
        check(b"\xC3\xA6 og \xE6", "æ og æ", Encoding::Unclear { at: 6 });
        check(b"\xFF\xFE\x00\xD8a\0", "\u{fffd}a", Encoding::Unclear { at: 0 });
        check(b"\xFF\xFEa\0b", "a\u{fffd}", Encoding::Unclear { at: 1 });
        check(b"a\0b", "", Encoding::Binary);
        check(b"\xFF\xFE\0\0a\0\0\0", "", Encoding::Binary);
        check("før".as_bytes(), "før", Encoding::Utf8);
    }

    #[test]
    fn a_pointer_of_git_lfs_is_known() {
        assert!(is_lfs_pointer(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"));
        assert!(!is_lfs_pointer(b"# version https://git-lfs.github.com/spec/v1\n"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in any::<Vec<u8>>()) {
            let decoded = decode(&bytes);
            prop_assert!(decoded.text.len() <= 3 * bytes.len());
        }

        #[test]
        fn every_text_without_nul_comes_back(text in "[^\0\u{feff}]*") {
            prop_assert_eq!(decode(text.as_bytes()).text, text);
        }
    }
}
