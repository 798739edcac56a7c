//! What was read of files that have not changed, kept under the Git directory from run to run.
//!
//! **Knows**: the one file it lies in: bounded, checked, replaced as a whole, safe to delete, believed
//! only by the very build that wrote it. Where it cannot be read or written, there is none.
//! **Does not know**: what the bytes mean that it keeps.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The name of the file.
const NAME: &str = "cache";

/// How a file begins that this very build wrote.
const HEAD: &str = concat!("registervakt cache ", env!("REGISTERVAKT_BUILD"), "\n");

/// The largest file that is read or written, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;

/// So many bytes of the file are read at once; what lies behind them is read when it is asked for.
const AT_ONCE: usize = 128 * 1024;

/// The longest id, in bytes: that of SHA-256.
const LONGEST_ID: usize = 32;

/// Where the index begins: behind the head and the number of entries.
const INDEX: usize = HEAD.len() + 4;

/// The length of an entry in the index: key, age, offset and length of the record.
const ENTRY: usize = KEY + 1 + 4 + 4;

/// The length of a key.
const KEY: usize = 1 + LONGEST_ID;

/// The length of the check sum with which a record begins.
const SUM: usize = 8;

/// What is kept of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// That it was searched for identity numbers, and holds none.
    Searched = 1,
    /// The same of a file that is read as a document or a table, whose text was searched too.
    SearchedText = 4,
    /// Its text, where that lies packed in it (PDF).
    Extracted = 2,
    /// How a register stood when it was held against the law.
    Judged = 3,
    /// Which files a register reads.
    Wanted = 5,
    /// That a commit changed nothing of content in any register.
    Quiet = 6,
}

impl Reading {
    /// How many times the file may be written before what nobody asked for goes.
    fn longest_age(tag: u8) -> u8 {
        if tag == Self::Judged as u8 || tag == Self::Wanted as u8 { 4 } else { u8::MAX }
    }
}

/// A reading and the id of the bytes that were read, filled up with zeros.
type Key = [u8; KEY];

/// What earlier runs kept, and what this one adds.
#[derive(Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    stored: Stored,
    /// The entries that were asked for.
    used: Mutex<BTreeSet<usize>>,
    fresh: Mutex<BTreeMap<Key, Vec<u8>>>,
}

/// A reading that goes into the file.
struct Kept<'a> {
    key: Key,
    /// How many times the file was written since the reading was asked for.
    age: u8,
    value: Cow<'a, [u8]>,
}

impl Cache {
    /// A cache that keeps nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// The cache in `folder`, which need not be there.
    pub fn open(folder: &Path) -> Self {
        let stored = Stored::open(&folder.join(NAME)).unwrap_or_default();
        Self { folder: Some(folder.to_owned()), stored, ..Self::default() }
    }

    /// What was kept of the bytes with this id.
    pub fn find(&self, reading: Reading, id: &[u8]) -> Option<Cow<'_, [u8]>> {
        let key = key(reading, id)?;
        let Some(at) = self.stored.place(&key) else {
            return held(&self.fresh).get(&key).cloned().map(Cow::Owned);
        };
        let value = self.stored.value(at)?;
        held(&self.used).insert(at);
        Some(value)
    }

    /// Keeps `value` for later runs.
    pub fn keep(&self, reading: Reading, id: &[u8], value: Vec<u8>) {
        if let (Some(key), Some(_)) = (key(reading, id), &self.folder) {
            held(&self.fresh).insert(key, value);
        }
    }

    /// Writes what is new, if anything is. Where that fails nobody is told: the next run reads the
    /// files themselves.
    pub fn save(&self) {
        let Some(folder) = &self.folder else { return };
        let nothing_new = held(&self.fresh).is_empty();
        if !nothing_new {
            let _ = replace(folder, &lay_out(&self.kept()));
        }
    }

    /// What goes into the file, sorted by key: what is new and what was asked for, then the rest, the
    /// youngest first, as far as there is room.
    fn kept(&self) -> Vec<Kept<'_>> {
        let used = held(&self.used);
        let old = (0..self.stored.count).filter_map(|at| {
            let entry = self.stored.entry(at);
            let age = if used.contains(&at) { 0 } else { entry[KEY].saturating_add(1) };
            let is_kept = age <= Reading::longest_age(entry[0]);
            Some(Kept { key: *entry.first_chunk()?, age, value: self.stored.value(at).filter(|_| is_kept)? })
        });
        let fresh = held(&self.fresh).clone().into_iter();
        let fresh = fresh.map(|(key, value)| Kept { key, age: 0, value: Cow::Owned(value) });
        let mut kept: Vec<Kept<'_>> = fresh.chain(old).collect();
        kept.sort_by_key(|one| one.age);
        let mut size = INDEX;
        kept.retain(|one| {
            size += ENTRY + SUM + one.value.len();
            size <= LARGEST
        });
        kept.sort_by_key(|one| one.key);
        kept
    }
}

/// The file as the last run left it.
#[derive(Debug, Default)]
struct Stored {
    /// None where there is none.
    file: Option<Mutex<File>>,
    /// How it begins: the index, and records as far as they were read at once.
    bytes: Vec<u8>,
    /// How many entries the index has.
    count: usize,
}

impl Stored {
    fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let size = usize::try_from(file.metadata()?.len()).unwrap_or(LARGEST).min(AT_ONCE);
        let mut bytes = Vec::with_capacity(size + 1);
        (&mut file).take(AT_ONCE as u64).read_to_end(&mut bytes)?;
        let Some(count) = count(&bytes) else { return Ok(Self::default()) };
        let index = INDEX + count.saturating_mul(ENTRY);
        if index > bytes.len() {
            let rest = index.min(LARGEST) - bytes.len();
            (&mut file).take(rest as u64).read_to_end(&mut bytes)?;
        }
        let count = if bytes.len() < index { 0 } else { count };
        Ok(Self { file: Some(Mutex::new(file)), bytes, count })
    }

    fn entry(&self, at: usize) -> &[u8] {
        &self.bytes[INDEX + at * ENTRY..][..ENTRY]
    }

    /// Where the key stands in the index, which is sorted.
    fn place(&self, key: &Key) -> Option<usize> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.entry(middle)[..KEY].cmp(key) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The value of an entry; none where its bytes are not those that were written.
    fn value(&self, at: usize) -> Option<Cow<'_, [u8]>> {
        let (key, rest) = self.entry(at).split_at(KEY);
        let (start, length) = (number(rest, 1)?, number(rest, 5)?);
        let record = match self.bytes.get(start..).and_then(|rest| rest.get(..length)) {
            Some(record) => Cow::Borrowed(record),
            None => Cow::Owned(self.read(start, length).ok()?),
        };
        let is_whole = |record: &[u8]| {
            let (sum, value) = record.split_first_chunk()?;
            (u64::from_le_bytes(*sum) == sum_of(key, value)).then_some(())
        };
        is_whole(&record)?;
        Some(match record {
            Cow::Borrowed(record) => Cow::Borrowed(&record[SUM..]),
            Cow::Owned(mut record) => Cow::Owned(record.split_off(SUM)),
        })
    }

    /// Reads what lies further back in the file.
    fn read(&self, start: usize, length: usize) -> io::Result<Vec<u8>> {
        let file = self.file.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let mut file = held(file);
        file.seek(SeekFrom::Start(start as u64))?;
        let mut record = Vec::new();
        (&mut *file).take(length.min(LARGEST) as u64).read_to_end(&mut record)?;
        Ok(record)
    }
}

/// The file that holds these readings, which are sorted by key.
fn lay_out(kept: &[Kept<'_>]) -> Vec<u8> {
    let bounded = |number: usize| u32::try_from(number).expect("the file is bounded").to_le_bytes();
    let mut file = HEAD.as_bytes().to_vec();
    file.extend(bounded(kept.len()));
    let mut start = INDEX + kept.len() * ENTRY;
    for one in kept {
        let length = SUM + one.value.len();
        file.extend_from_slice(&one.key);
        file.push(one.age);
        file.extend(bounded(start));
        file.extend(bounded(length));
        start += length;
    }
    for one in kept {
        file.extend(sum_of(&one.key, &one.value).to_le_bytes());
        file.extend_from_slice(&one.value);
    }
    file
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The key of a reading; none for an id that is longer than any.
fn key(reading: Reading, id: &[u8]) -> Option<Key> {
    let mut key = [0; KEY];
    key[0] = reading as u8;
    key[1..].get_mut(..id.len())?.copy_from_slice(id);
    Some(key)
}

/// The four bytes at `from` as a number.
fn number(bytes: &[u8], from: usize) -> Option<usize> {
    let (bytes, _) = bytes.get(from..)?.split_first_chunk()?;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

/// How many entries the file has by its own words; none where it is not ours.
fn count(bytes: &[u8]) -> Option<usize> {
    number(bytes.strip_prefix(HEAD.as_bytes())?, 0)
}

/// The check sum of a record: it shows damage, not malice.
fn sum_of(key: &[u8], value: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (key, value).hash(&mut hasher);
    hasher.finish()
}

/// Puts the file in its place as a whole. Of two runs at once the later wins: what the other kept is
/// read again one day.
fn replace(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let draft = folder.join(format!("{NAME}-{}", std::process::id()));
    fs::write(&draft, bytes).and_then(|()| fs::rename(&draft, folder.join(NAME))).inspect_err(|_| {
        // The first error is the one that counts; a draft that stays behind harms nobody.
        let _ = fs::remove_file(&draft);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: [u8; 20] = [7; 20];

    fn saved(folder: &Path, values: &[(u8, &[u8])]) {
        let cache = Cache::open(folder);
        values.iter().for_each(|(id, value)| cache.keep(Reading::Searched, &[*id; 20], value.to_vec()));
        cache.save();
    }

    fn found(folder: &Path, id: u8) -> Option<Vec<u8>> {
        Cache::open(folder).find(Reading::Searched, &[id; 20]).map(Cow::into_owned)
    }

    #[test]
    fn what_is_kept_is_found_by_later_runs() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("registervakt");
        assert_eq!(found(&folder, 7), None);
        saved(&folder, &[(7, b"syv"), (3, b"")]);
        saved(&folder, &[(5, b"fem")]);
        assert_eq!(found(&folder, 3).as_deref(), Some(b"".as_slice()));
        assert_eq!(found(&folder, 5).as_deref(), Some(b"fem".as_slice()));
        assert_eq!(found(&folder, 7).as_deref(), Some(b"syv".as_slice()));
        assert_eq!(found(&folder, 4), None);
        assert_eq!(Cache::open(&folder).find(Reading::Searched, &[7; 19]), None);
        assert_eq!(Cache::open(&folder).find(Reading::Searched, &[7; 33]), None);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no draft stays behind");
    }

    #[test]
    fn nothing_is_written_where_nothing_is_new() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("registervakt");
        Cache::open(&folder).save();
        assert!(!folder.exists());
        Cache::none().keep(Reading::Searched, &ID, Vec::new());
        Cache::none().save();
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_no_failure() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("fil");
        fs::write(&file, "en fil").unwrap();
        saved(&file.join("registervakt"), &[(7, b"syv")]);
        assert_eq!(found(&file.join("registervakt"), 7), None);
    }

    #[test]
    fn no_damage_is_believed() {
        let home = tempfile::tempdir().unwrap();
        saved(home.path(), &[(7, b"syv"), (9, b"ni")]);
        let path = home.path().join(NAME);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x41;
            fs::write(&path, bytes).unwrap();
            for (id, value) in [(7, b"syv".as_slice()), (9, b"ni")] {
                assert!(found(home.path(), id).is_none_or(|found| found == value), "byte {at}");
            }
            fs::write(&path, &whole[..at]).unwrap();
            assert!(found(home.path(), 9).is_none_or(|found| found == b"ni"), "cut at {at}");
        }
        fs::write(&path, &whole[..50]).unwrap();
        saved(home.path(), &[(5, b"fem")]);
        assert_eq!(found(home.path(), 5).as_deref(), Some(b"fem".as_slice()));
    }

    #[test]
    fn the_file_is_bounded_and_the_oldest_goes_first() {
        let home = tempfile::tempdir().unwrap();
        let large = vec![1; LARGEST / 3];
        saved(home.path(), &[(1, &large), (2, &large)]);
        let cache = Cache::open(home.path());
        assert!(cache.find(Reading::Searched, &[2; 20]).is_some());
        cache.keep(Reading::Searched, &[3; 20], large.clone());
        cache.save();
        assert!(fs::metadata(home.path().join(NAME)).unwrap().len() <= LARGEST as u64);
        assert_eq!([1, 2, 3].map(|id| found(home.path(), id).is_some()), [false, true, true]);
    }
}
