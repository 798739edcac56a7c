//! What the door makes: a new register, a change record, the pages of the manual.
//!
//! **Knows**: that nothing that stands there is overwritten.
//! **Does not know**: what is written in the files.

use std::path::{Path, PathBuf};

use registervakt::asset;
use registervakt::cli::{self, sentence};
use registervakt::config::{Exit, Settings};
use registervakt::job;
use registervakt::job::record::RecordRequest;
use registervakt::job::review::Compared;

use super::disk;
use super::trouble::Trouble;
use super::voice::say;

/// Makes the folder of a new register, begun with the documents `from` where there are any.
pub(crate) fn register(settings: &Settings, dir: &Path, from: &[PathBuf]) -> Result<Exit, Trouble> {
    let lang = settings.lang();
    if from.is_empty() {
        let files = asset::init();
        disk::unpack(dir, &files)?;
        return say(&sentence::made(lang, dir, files.len()));
    }
    let most = settings.limits.bytes.max(settings.limits.document_bytes);
    let brought = from.iter().map(|path| disk::document(path, most)).collect::<Result<Vec<_>, _>>()?;
    let begun = job::import::begin(&brought, &settings.limits).map_err(Trouble::Job)?;
    let files: Vec<_> = begun.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    disk::unpack(dir, &files)?;
    say(&format!("{}\n{}", sentence::made(lang, dir, files.len()), sentence::imported(lang, &begun)))
}

/// Writes the change records that a change lacks.
pub(crate) fn change_record(settings: &Settings, compared: &Compared) -> Result<Exit, Trouble> {
    let (dir, today, lang, limits) = (Path::new("."), settings.today, settings.lang(), settings.limits);
    let records = job::record::new_records(&RecordRequest { dir, compared, today, lang, limits });
    let records = records.map_err(Trouble::Job)?;
    for record in &records {
        disk::make_folder(record.path.parent().unwrap_or(dir))?;
        disk::create(&record.path, record.text.as_bytes())?;
    }
    say(&sentence::recorded(lang, records.iter().map(|record| record.path.as_path())))
}

/// Writes the pages of the manual into `dir`.
pub(crate) fn manual(settings: &Settings, dir: &Path) -> Result<Exit, Trouble> {
    disk::make_folder(dir)?;
    let mut pages = cli::manual(settings.lang()).into_iter();
    pages.try_for_each(|page| disk::save(&dir.join(page.name), page.text.as_bytes()))?;
    Ok(Exit::Fine)
}
