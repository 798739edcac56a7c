//! How registers stood when they were last held against the law: what did not change is not judged anew.
//!
//! **Knows**: all that the state of a register can depend on: every file of the repository by its id, the day,
//! the language, the limits; the program itself is the cache's matter.
//! **Does not know**: how a register is judged, where such things are kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::cache::{Cache, Reading};
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
pub(crate) struct Judged<'a> {
    /// What was asked.
    pub(crate) question: Question,
    /// None where nothing is kept, as of files whose bytes have no id.
    known: Option<(&'a Cache, ObjectId)>,
}

impl<'a> Judged<'a> {
    /// The judgements on the registers in `library`, which holds the files of `snapshot`.
    pub(crate) fn of(snapshot: &Snapshot, library: &Library<'a>, question: Question) -> Self {
        let cache = library.cache();
        let asked = format!("{question:?} {:?}", library.limits());
        let is_kept = library.registers().len() <= MOST_REGISTERS;
        let id = if is_kept { snapshot.digest() } else { None };
        let id = id.and_then(|id| id.with(asked.as_bytes()));
        Self { question, known: id.map(|id| (cache, id)) }
    }

    /// How the register in `folder` stood, if these very files were judged before.
    pub(crate) fn find(&self, folder: &str) -> Option<Judgement> {
        let (cache, id) = self.known?;
        let kept = cache.find(Reading::Judged, id.with(folder.as_bytes())?.as_bytes())?;
        postcard::from_bytes(&kept).ok()
    }

    /// Keeps how the register stands. What rests on the history, or on a file that could not be read today,
    /// may be otherwise tomorrow.
    pub(crate) fn keep(&self, register: &Register, judgement: &Judgement) {
        let rests_on_files = register.at("registervakt.fra_aar").is_some()
            && register.unread.is_empty()
            && register.unreadable.is_empty();
        let Some((cache, id)) = self.known.filter(|_| rests_on_files) else { return };
        let place = id.with(register.folder.as_bytes());
        if let (Some(place), Ok(bytes)) = (place, postcard::to_allocvec(judgement)) {
            cache.keep(Reading::Judged, place.as_bytes(), bytes);
        }
    }
}
