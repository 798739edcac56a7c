//! The files that the door reads and writes.
//!
//! **Knows**: whole files, fresh folders, the rule files of a folder.
//! **Does not know**: what is written in them.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Read, Write};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use registervakt::job::import::Brought;

use super::trouble::Trouble;

/// The largest rule file that is read, in bytes.
const LARGEST_RULE: u64 = 1024 * 1024;

/// Writes a file whole or not at all: what stood there stands until all is written.
pub(crate) fn save(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    replace(path, bytes).map_err(Trouble::unwritten(path))
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        // A device or a pipe takes what it is given, and must not be replaced by a file.
        return OpenOptions::new().write(true).open(&path)?.write_all(bytes);
    }
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        // It could be replaced all the same, but whoever made it so wants to keep it.
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let draft = path.with_file_name(format!(".registervakt-{:016x}", unpredictable()));
    let mut file = File::create_new(&draft)?;
    let kept = old.map_or(Ok(()), |old| file.set_permissions(old.permissions()));
    let written = kept.and_then(|()| file.write_all(bytes)).and_then(|()| file.sync_all());
    drop(file);
    written.and_then(|()| fs::rename(&draft, &path)).inspect_err(|_| {
        // The first error is the one to tell; a draft that stays behind harms nobody.
        let _ = fs::remove_file(&draft);
    })
}

/// Writes a file that was not there; one that is there is left alone.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    File::create_new(path).and_then(|mut file| file.write_all(bytes)).map_err(Trouble::unwritten(path))
}

/// Writes `files` into `dir`. Where one of them is there already, none is written.
pub(crate) fn unpack(dir: &Path, files: &[(&str, &[u8])]) -> Result<(), Trouble> {
    let there = files.iter().filter(|(path, _)| fs::symlink_metadata(dir.join(path)).is_ok());
    let there: Vec<String> = there.map(|(path, _)| (*path).to_owned()).collect();
    if !there.is_empty() {
        return Err(Trouble::InTheWay(dir.to_owned(), there));
    }
    for (path, bytes) in files {
        let path = dir.join(path);
        make_folder(path.parent().unwrap_or(dir))?;
        create(&path, bytes)?;
    }
    Ok(())
}

/// A document of at most `most` bytes.
pub(crate) fn document(path: &Path, most: u64) -> Result<Brought, Trouble> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Brought { name, bytes: read().map_err(Trouble::unread(path))? })
}

/// Makes a folder, and those above it, where they are not.
pub(crate) fn make_folder(dir: &Path) -> Result<(), Trouble> {
    fs::create_dir_all(dir).map_err(Trouble::unwritten(dir))
}

/// Makes a folder for temporary files, with a name that nobody can foresee, for this user alone.
pub(crate) fn fresh_folder() -> Result<PathBuf, Trouble> {
    let dir = std::env::temp_dir().join(format!("registervakt-demo-{:016x}", unpredictable()));
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&dir).map_err(Trouble::unwritten(&dir))?;
    Ok(dir)
}

/// The rule files in `dir` and the folders below it, by path; at least one. Links are not followed.
pub(crate) fn rule_files(dir: &Path) -> Result<Vec<(String, String)>, Trouble> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Trouble::unread(&folder))? {
            let entry = entry.map_err(Trouble::unread(&folder))?;
            let (path, kind) = (entry.path(), entry.file_type());
            let kind = kind.map_err(Trouble::unread(&path))?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|end| end == "toml") {
                let text = read(&path).map_err(Trouble::unread(&path))?;
                files.push((path.to_string_lossy().replace(MAIN_SEPARATOR, "/"), text));
            }
        }
    }
    files.sort();
    if files.is_empty() { Err(Trouble::NoRules(dir.to_owned())) } else { Ok(files) }
}

fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(LARGEST_RULE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST_RULE { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(text) }
}

/// A number from the source that the standard library seeds its tables with: the system's own.
fn unpredictable() -> u64 {
    RandomState::new().build_hasher().finish()
}
