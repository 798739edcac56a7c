//! Packages: the compressed folders of parts that Word and LibreOffice save.
//!
//! **Knows**: how a part is found and unpacked without trusting what the package says of itself.
//! **Does not know**: what a part means; no name in a package ever reaches the file system.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use zip::ZipArchive;
use zip::result::ZipError;

/// How many parts a package may have: a document with many pictures has some hundreds.
const MOST_PARTS: usize = 10_000;

/// The bytes that a compound file begins with: Word before 2007, and every document behind a password.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Why a package, or a part of it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It is locked with a password.
    Encrypted,
    /// It is no package. The format that it looks like, empty where none is known.
    Other(&'static str),
    /// It, or this part of it, is damaged.
    Damaged(String),
    /// This part is not there.
    Missing(String),
    /// Unpacked it is larger than this number of bytes.
    TooLarge(u64),
    /// This part declares a document type: a way to make a small file endless, which no office program uses.
    Declared(String),
}

/// A package that was opened.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    room: u64,
    limit: u64,
}

impl<'a> Package<'a> {
    /// Opens a package of which at most `limit` bytes are ever unpacked.
    pub(super) fn open(bytes: &'a [u8], limit: u64) -> Result<Self, Trouble> {
        if !bytes.starts_with(b"PK") {
            return Err(of_other_kind(bytes));
        }
        if parts_announced(bytes).is_none_or(|parts| parts > MOST_PARTS) {
            return Err(Trouble::Damaged("zip".to_owned()));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Trouble::Damaged("zip".to_owned()))?;
        Ok(Self { archive, room: limit, limit })
    }

    /// The names of all parts, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// Whether there is a part of this name.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.archive.index_for_name_raw(name.as_bytes()).is_some()
    }

    /// The bytes of the part `name`.
    pub(super) fn part(&mut self, name: &str) -> Result<Vec<u8>, Trouble> {
        if self.archive.has_duplicate_names() {
            return Err(Trouble::Damaged("zip".to_owned()));
        }
        let index = self.archive.index_for_name_raw(name.as_bytes());
        self.part_at(index.ok_or_else(|| Trouble::Missing(name.to_owned()))?)
    }

    /// The bytes of the part that is number `index` of [`Self::names`].
    pub(super) fn part_at(&mut self, index: usize) -> Result<Vec<u8>, Trouble> {
        let (room, limit) = (self.room, self.limit);
        let damaged = Trouble::Damaged(self.name_of(index));
        let part = match self.archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Trouble::Encrypted),
            Err(_) => return Err(damaged),
        };
        let mut bytes = Vec::new();
        // One byte more than there is room for, to see that there is more: sizes that a package states are not believed.
        let read = part.take(room + 1).read_to_end(&mut bytes);
        let size = bytes.len() as u64;
        if size > room {
            return Err(Trouble::TooLarge(limit));
        }
        self.room -= size;
        read.map(|_| bytes).map_err(|_| damaged)
    }

    fn name_of(&self, index: usize) -> String {
        self.archive.name_for_index(index).and_then(Result::ok).map(String::from).unwrap_or_default()
    }
}

/// How many parts the end of the package says that there are; none where there is no end. Reading them
/// all takes some memory for each, and no document has as many as the large form of the end could say.
fn parts_announced(bytes: &[u8]) -> Option<usize> {
    let start = bytes.len().saturating_sub(66_000);
    let end = bytes.get(start..)?.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = bytes.get(start + end + 10..start + end + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}

/// What a file is that is no package.
fn of_other_kind(bytes: &[u8]) -> Trouble {
    if bytes.starts_with(&COMPOUND) {
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = bytes.windows(encrypted.len()).any(|window| window == encrypted);
        return if is_encrypted { Trouble::Encrypted } else { Trouble::Other("doc") };
    }
    const KINDS: [(&[u8], &str); 5] =
        [(b"%PDF", "pdf"), (b"{\\rtf", "rtf"), (b"<?xml", "xml"), (b"<!DOCTYPE", "html"), (b"<html", "html")];
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let kind = KINDS.iter().find(|(magic, _)| start.starts_with(magic));
    Trouble::Other(kind.map(|(_, kind)| *kind).unwrap_or_default())
}

/// The name of the part to which the reference `target` leads from the part `from`: `media/a.png` from
/// `word/document.xml` is `word/media/a.png`. Nothing leads out of the package.
pub(super) fn resolve(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map(|(folder, _)| folder).unwrap_or_default();
    let start = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = start.split('/').filter(|step| !step.is_empty()).collect();
    let _ = target.split('/').try_for_each(|step| {
        match step {
            "" | "." => {}
            ".." => {
                if steps.pop().is_none() {
                    return ControlFlow::Break(());
                }
            }
            step => steps.push(step),
        }
        ControlFlow::Continue(())
    });
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_within_the_package() {
        for (from, target, part) in [
            ("word/document.xml", "styles.xml", "word/styles.xml"),
            ("word/document.xml", "/word/styles.xml", "word/styles.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("word/document.xml", "../docProps/core.xml", "docProps/core.xml"),
            ("word/document.xml", "../../../etc/passwd", ""),
            ("word/document.xml", "./media//a.png", "word/media/a.png"),
        ] {
            assert_eq!(resolve(from, target), part, "{target}");
        }
    }

    #[test]
    fn what_is_no_package_is_named() {
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let check = |bytes: &[u8], trouble| assert_eq!(Package::open(bytes, 10).err(), Some(trouble));
        check(b"", Trouble::Other(""));
        check(b"%PDF-1.7", Trouble::Other("pdf"));
        check(b"{\\rtf1", Trouble::Other("rtf"));
        check(b"\xEF\xBB\xBF <html>", Trouble::Other("html"));
        check(&COMPOUND, Trouble::Other("doc"));
        check(&[&COMPOUND[..], b"12", &encrypted].concat(), Trouble::Encrypted);
        check(b"PK\x03\x04 and no end", Trouble::Damaged("zip".to_owned()));
    }
}
