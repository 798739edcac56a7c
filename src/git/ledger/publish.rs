//! Writes objects and moves the reference, so that a program that dies at any point leaves all sound.
//!
//! **Knows**: the order in which things reach the disk, locks and what becomes of those of the dead.
//! **Does not know**: what is recorded.
//!
//! The library renames loose objects and references into place, but never asks the disk to keep them (`fsync`):
//! after a power cut an object could be there and be empty. So objects are first written to a folder of their
//! own below `objects`, flushed, and only then moved to where Git finds them; the reference is flushed while it
//! is still a lock. A folder that a dead program leaves behind is called `tmp_objdir-…`, which `git gc` removes.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use gix::lock::acquire::Fail;
use gix::objs::{Kind, Write};
use gix::odb::memory::Storage;
use gix::refs::TargetRef;
use gix::refs::transaction::{PreviousValue, RefEdit};

use super::super::error::cause;
use super::{LedgerError, OWN};

/// So long another one's lock of the reference is waited for: `git pack-refs` holds it for a moment.
const PATIENCE: Duration = Duration::from_millis(500);

/// A lock of the reference this old belongs to a program that died: it is held for milliseconds.
const DEAD: Duration = Duration::from_secs(600);

/// The file that the one run that sends holds.
const TURN: &str = "varsler.laas";

/// A new tip that is to stand in the place of the one that was read.
pub(super) struct Publication {
    pub(super) expected: Option<gix::ObjectId>,
    pub(super) tip: gix::ObjectId,
    pub(super) committer: gix::actor::Signature,
}

impl Publication {
    /// Writes what the memory of `repository` holds, and moves the reference. Where that fails, the memory is
    /// as it was.
    pub(super) fn publish(&self, repository: &mut gix::Repository) -> Result<(), LedgerError> {
        if tip(repository, OWN)? != self.expected {
            return Err(LedgerError::Moved);
        }
        let objects = repository.objects.reset_object_memory().unwrap_or_default();
        let published = self.write(repository, &objects);
        if published.is_err() {
            repository.objects.set_object_memory(objects);
        }
        published
    }

    fn write(&self, repository: &gix::Repository, objects: &Storage) -> Result<(), LedgerError> {
        let quarantine = Quarantine::new(repository)?;
        let born = modified(&quarantine.folder);
        quarantine.fill(repository, objects)?;
        quarantine.release()?;
        match self.move_reference(repository) {
            Err(LedgerError::Busy { lock }) if is_of_the_dead(&lock, born) => {
                fs::remove_file(&lock).map_err(|error| LedgerError::io(&lock, &error))?;
                self.move_reference(repository)
            }
            moved => moved,
        }
    }

    fn move_reference(&self, repository: &gix::Repository) -> Result<(), LedgerError> {
        let file = repository.refs.common_dir_resolved().join(OWN);
        let lock = file.with_extension("lock");
        let expected = match self.expected {
            Some(id) => PreviousValue::MustExistAndMatch(id.into()),
            None => PreviousValue::MustNotExist,
        };
        let name = OWN.try_into().expect("the name of the record is a name of a reference");
        let edit = RefEdit::update(name, self.tip, expected, "registervakt");
        let patience = Fail::AfterDurationWithBackoff(PATIENCE);
        let prepared = repository.refs.transaction().prepare([edit], patience, patience);
        let prepared = prepared.map_err(|error| match tip(repository, OWN) {
            Ok(now) if now != self.expected => LedgerError::Moved,
            _ if lock.exists() => LedgerError::Busy { lock: lock.clone() },
            _ => LedgerError::write(&error),
        })?;
        // The lock is held. The library lets two runs that would write the very same commit both win.
        if tip(repository, OWN)? != self.expected {
            return Err(LedgerError::Moved);
        }
        flush(&lock)?;
        let mut buffer = gix::date::parse::TimeBuf::default();
        let moved = prepared.commit(self.committer.to_ref(&mut buffer));
        moved.map_err(|error| LedgerError::write(&error))?;
        for folder in file.ancestors().skip(1).take(3) {
            flush(folder)?;
        }
        Ok(())
    }
}

/// The commit that the reference `name` names.
pub(super) fn tip(repository: &gix::Repository, name: &str) -> Result<Option<gix::ObjectId>, LedgerError> {
    let broken = |cause: String| LedgerError::Reference { reference: name.to_owned(), cause };
    let found = repository.try_find_reference(name).map_err(|error| broken(cause(&error)))?;
    let Some(found) = found else { return Ok(None) };
    let id = match found.target() {
        TargetRef::Object(id) => id.to_owned(),
        TargetRef::Symbolic(other) => return Err(broken(format!("it names {}", other.as_bstr()))),
    };
    let header = repository.find_header(id).map_err(|error| broken(cause(&error)))?;
    match header.kind() {
        Kind::Commit => Ok(Some(id)),
        other @ (Kind::Tree | Kind::Blob | Kind::Tag) => Err(broken(format!("it names a {other}"))),
    }
}

/// Takes the turn of the one run that sends.
pub(super) fn take_turn(folder: &Path) -> Result<File, LedgerError> {
    let path = folder.join(TURN);
    let failed = |error: &std::io::Error| LedgerError::io(&path, error);
    fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    let file = File::options().create(true).append(true).open(&path).map_err(|error| failed(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LedgerError::Busy { lock: path }),
        // Some network drives know no locks. Compare-and-swap still holds.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(failed(&error)),
    }
}

/// A folder in which objects stand until they are safe on the disk.
struct Quarantine {
    objects: PathBuf,
    folder: PathBuf,
}

impl Quarantine {
    fn new(repository: &gix::Repository) -> Result<Self, LedgerError> {
        let objects = repository.objects.store_ref().path().to_owned();
        let mut nth = 0_u32;
        loop {
            let folder = objects.join(format!("tmp_objdir-registervakt-{}-{nth}", std::process::id()));
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(Self { objects, folder }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && nth < 1_000 => nth += 1,
                Err(error) => return Err(LedgerError::io(&folder, &error)),
            }
        }
    }

    fn fill(&self, repository: &gix::Repository, objects: &Storage) -> Result<(), LedgerError> {
        let store = gix::odb::loose::Store::at(&self.folder, repository.object_hash());
        for (kind, bytes) in objects.values() {
            let id = store.write_buf(*kind, bytes).map_err(|error| LedgerError::write(&error))?;
            flush(&store.object_path(&id))?;
        }
        Ok(())
    }

    /// Moves all objects to where Git finds them.
    fn release(&self) -> Result<(), LedgerError> {
        let list = |folder: &Path| -> Result<Vec<PathBuf>, LedgerError> {
            let entries =
                fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
            entries.map_err(|error| LedgerError::io(folder, &error))
        };
        for folder in list(&self.folder)? {
            let Some(name) = folder.file_name() else { continue };
            let place = self.objects.join(name);
            match fs::create_dir(&place) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(LedgerError::io(&place, &error));
                }
                Ok(()) | Err(_) => {}
            }
            for object in list(&folder)? {
                let Some(name) = object.file_name() else { continue };
                let target = place.join(name);
                fs::rename(&object, &target).map_err(|error| LedgerError::io(&target, &error))?;
            }
            flush(&place)?;
        }
        flush(&self.objects)
    }
}

impl Drop for Quarantine {
    /// What stays behind where this fails is removed by `git gc`.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Asks the disk to keep a file or the names in a folder. Only Unix can do so for what is open for reading.
fn flush(path: &Path) -> Result<(), LedgerError> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(path).and_then(|file| file.sync_all()) {
        // Some file systems cannot flush a folder.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        flushed => flushed.map_err(|error| LedgerError::io(path, &error)),
    }
}

/// When a file was last written, by the clock of the file system.
fn modified(path: &Path) -> Option<std::time::SystemTime> {
    fs::symlink_metadata(path).and_then(|file| file.modified()).ok()
}

/// Whether a lock was left by a program that died, seen from `now`.
fn is_of_the_dead(lock: &Path, now: Option<std::time::SystemTime>) -> bool {
    let age = modified(lock).zip(now).and_then(|(then, now)| now.duration_since(then).ok());
    age.is_some_and(|age| age > DEAD)
}
