//! Letters as files in a folder.
//!
//! **Knows**: how a letter is named, that a file is there whole or not at all, and that none is overwritten;
//! that a draft lies there once.
//! **Does not know**: who opens it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::refusal::Cause;
use crate::mail::Message;
use crate::report::letter::LetterKind;

/// How many different letters may bear one name.
const MOST: usize = 99;

/// Lays `message` in `folder` as an `.eml`; where the very same lies there already, nothing is done.
pub(super) fn lay(folder: &Path, message: &Message) -> Result<(), Cause> {
    lay_file(folder, message).map_err(|error| Cause::Unwritten(error.to_string()))
}

fn lay_file(folder: &Path, message: &Message) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let name = name(message);
    for number in 1..=MOST {
        let file = match number {
            1 => folder.join(format!("{name}.eml")),
            _ => folder.join(format!("{name}-{number}.eml")),
        };
        match fs::read(&file) {
            // The one who is to send a draft may be writing on it.
            Ok(_) if message.kind == LetterKind::Draft => return Ok(()),
            Ok(bytes) if bytes == message.bytes => return Ok(()),
            Ok(_) => continue,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        match place(&file, &message.bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            other => return other,
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The name of a letter: its day and its id; a draft has the same on every day.
fn name(message: &Message) -> String {
    let id = message.id.split('@').next().unwrap_or_default();
    let plain = |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte) } else { '-' };
    let id: String = id.bytes().take(64).map(plain).collect();
    match message.kind {
        LetterKind::Draft => format!("utkast-{id}"),
        LetterKind::Reminder | LetterKind::Change | LetterKind::Watchdog => format!("{}-{id}", message.day),
    }
}

/// Writes a file that is not there yet: first under another name, so that nobody sees half of it.
fn place(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let half = half(file);
    // In a container every run has the same number: what one of them left behind is in nobody's way.
    if let Err(error) = fs::remove_file(&half)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let written = write(&half, bytes).and_then(|()| match fs::hard_link(&half, file) {
        // Some file systems know no links; a name that is free is taken, and none is overwritten.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => write(file, bytes),
        other => other,
    });
    let removed = fs::remove_file(&half);
    written.and(removed)
}

/// A name beside `file` that no other process uses meanwhile.
fn half(file: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    file.with_file_name(name)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
