//! How registers stood when they were last held against the law: what did not change is not judged anew.
//!
//! **Knows**: all that the state of a register can depend on: the names of all files, the bytes of those that
//! it reads, that nothing is found in the others; the day, the language, the limits. The program itself is the
//! cache's matter.
//! **Does not know**: how a register is judged, where such things are kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::cache::Reading;
use crate::finding::Lang;
use crate::git::{ObjectId, Snapshot};
use crate::job::gather::Library;
use crate::register::Register;
use crate::report::RegisterReport;

/// Of repositories with more registers than this nothing is kept: reading it would cost more than it spares.
const MOST_REGISTERS: usize = 64;

/// How a register stood.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Judgement {
    /// Its findings and requirements.
    pub(crate) report: RegisterReport,
    /// How many of its files were searched.
    pub(crate) files: usize,
    /// How many rules it was held against.
    pub(crate) rules: usize,
}

/// What is asked besides the files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question {
    /// The day, in Oslo.
    pub(crate) today: NaiveDate,
    /// The language of messages.
    pub(crate) lang: Lang,
}

/// The judgements on the registers of one set of files.
pub(crate) struct Judged<'l, 'a> {
    /// What was asked.
    pub(crate) question: Question,
    library: &'l Library<'a>,
    /// The names of all files and what was asked; none where nothing is kept, as of files whose bytes have
    /// no id.
    known: Option<ObjectId>,
}

impl<'l, 'a> Judged<'l, 'a> {
    /// The judgements on the registers in `library`, which holds the files of `snapshot`.
    pub(crate) fn of(snapshot: &Snapshot, library: &'l Library<'a>, question: Question) -> Self {
        let asked = format!("{question:?} {:?}", library.limits());
        let is_kept = library.registers().len() <= MOST_REGISTERS;
        let names = if is_kept { snapshot.digest_of_names() } else { None };
        Self { question, library, known: names.and_then(|names| names.with(asked.as_bytes())) }
    }

    /// How the register in `folder` stood, if it was judged before as it is now.
    pub(crate) fn find(&self, folder: &str) -> Option<Judgement> {
        let tables = self.tables(folder)?;
        let cache = self.library.cache();
        let wanted: Vec<String> =
            postcard::from_bytes(&cache.find(Reading::Wanted, tables.as_bytes())?).ok()?;
        let kept = cache.find(Reading::Judged, self.texts(tables, &wanted)?.as_bytes())?;
        let judgement = postcard::from_bytes(&kept).ok()?;
        self.library.is_rest_clean(folder, &wanted).then_some(judgement)
    }

    /// Keeps how the register stands. What rests on the history, or on a file that could not be read today,
    /// may be otherwise tomorrow; of one that reads what lies elsewhere it is not known beforehand what it reads.
    pub(crate) fn keep(&self, register: &Register, judgement: &Judgement) {
        let rests_on_files = register.at("registervakt.fra_aar").is_some()
            && register.unread.is_empty()
            && register.unreadable.is_empty();
        let own_tables = register.tables_wanted();
        let is_plain = own_tables.iter().all(|path| self.library.is_table_of(&register.folder, path));
        if !(rests_on_files && is_plain) {
            return;
        }
        let wanted: Vec<String> = own_tables.into_iter().chain(register.documents_wanted()).collect();
        let Some(tables) = self.tables(&register.folder) else { return };
        let Some(texts) = self.texts(tables, &wanted) else { return };
        if !self.library.is_rest_clean(&register.folder, &wanted) {
            return;
        }
        let cache = self.library.cache();
        if let (Ok(list), Ok(found)) = (postcard::to_allocvec(&wanted), postcard::to_allocvec(judgement)) {
            cache.keep(Reading::Wanted, tables.as_bytes(), list);
            cache.keep(Reading::Judged, texts.as_bytes(), found);
        }
    }

    /// What tells the tables of the register in `folder` from all others: of them it follows what it reads.
    fn tables(&self, folder: &str) -> Option<ObjectId> {
        let mut all = folder.as_bytes().to_vec();
        for id in self.library.tables_of(folder) {
            all.extend(id?);
        }
        self.known?.with(&all)
    }

    /// What tells the files `wanted` from all others, beside the tables.
    fn texts(&self, tables: ObjectId, wanted: &[String]) -> Option<ObjectId> {
        let mut all = Vec::new();
        for path in wanted {
            all.extend(self.library.id_of(path)?);
        }
        tables.with(&all)
    }
}
