//! `what-if`: the duties that a change would release, without any commit.
//!
//! **Knows**: that a wished change takes the same path as a real one.
//! **Does not know**: how a wish is written, what follows from it.

use std::path::Path;

use chrono::NaiveDate;

use crate::cache::Cache;
use crate::document::Limits;
use crate::finding::Lang;
use crate::git::{Repository, View};
use crate::job::JobError;
use crate::job::check::{SnapshotFiles, first_year};
use crate::job::gather::Library;
use crate::job::readings::Readings;
use crate::job::review::{self, Judge, Strictness};
use crate::register::wish::Wish;
use crate::report::{Head, JobName, LookedAt, Report};
use crate::rule::catalogue::Law;

/// What is asked of `what-if`.
#[derive(Debug)]
pub struct WhatIfRequest<'a> {
    /// The folder to begin from; of several registers the one that it lies in is meant.
    pub dir: &'a Path,
    /// What is wished, as written.
    pub wishes: &'a [String],
    /// The day, in Oslo.
    pub today: NaiveDate,
    /// The language of messages.
    pub lang: Lang,
    /// How much is read.
    pub limits: Limits,
}

/// Says what the register in the work tree (of a bare repository: at HEAD) would owe if it were as wished.
pub fn what_if(request: &WhatIfRequest<'_>) -> Result<Report, JobError> {
    let wishes: Vec<Wish> = request
        .wishes
        .iter()
        .map(|text| Wish::read(text))
        .collect::<Result<_, _>>()
        .map_err(JobError::Wish)?;
    let repository = Repository::open(request.dir)?;
    let view = if repository.is_bare() { View::Revision("HEAD".to_owned()) } else { View::Worktree };
    let snapshot = repository.snapshot(&view)?;
    let files = SnapshotFiles::new(&snapshot);
    let cache = Cache::none();
    let library = Library::new(&files, request.limits, &cache);
    let registers = library.registers();
    let at = repository.locate(request.dir).unwrap_or_default();
    let holds =
        |folder: &&String| folder.is_empty() || at == **folder || at.starts_with(&format!("{folder}/"));
    let folder = match registers.as_slice() {
        [] => return Err(JobError::NoRegister(repository.root().to_owned())),
        [only] => only,
        several => match several.iter().filter(holds).max_by_key(|folder| folder.len()) {
            Some(folder) => folder,
            None => return Err(JobError::WhichRegister(registers.clone())),
        },
    };
    let readings = Readings::default();
    let [mut before, mut after] = [(); 2].map(|()| library.register(folder, &readings));
    before.first_year = first_year(&before, &snapshot);
    after.first_year = before.first_year;
    for wish in &wishes {
        wish.grant(&mut after).map_err(JobError::Wish)?;
    }
    let law = Law::default();
    let strictness = Strictness::Proposal;
    let judge = Judge { law: &law, more: &[], today: request.today, lang: request.lang, strictness };
    let files = before.files_scanned;
    let mut report = review::register(Some(&before), Some(after), judge);
    // Only what follows is asked for, not how the register stands.
    report.findings.clear();
    report.requirements.clear();
    Ok(Report {
        job: JobName::WhatIf,
        base: None,
        verdict: None,
        head: Head::Worktree,
        today: request.today,
        registers: vec![report],
        looked_at: LookedAt { files, rules: law.size_of_review() },
    })
}
