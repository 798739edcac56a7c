//! `remind --watchdog`: whether reminders have stopped, and the letters that say so.
//!
//! **Knows**: that every run of the reminders leaves a sign of life, who is told when none comes.
//! **Does not know**: how a letter looks and is sent, where the record lies.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::cache::Cache;
use crate::document::Limits;
use crate::finding::Lang;
use crate::git::Repository;
use crate::job::JobError;
use crate::job::check::{SnapshotFiles, choose};
use crate::job::gather::Library;
use crate::job::remind::{approved, key};
use crate::job::told::{Tell, Told};
use crate::report::letter::{Entry, Letter, LetterKind, Person};
use crate::rule::catalogue::Law;
use crate::rule::condition::Ground;
use crate::rule::date::recipient::{self, Addressee};
use crate::rule::evaluate::shown;

/// The role that is told.
const ROLE: &str = "servicemiljoe";

/// What is asked of the watchdog.
#[derive(Debug)]
pub struct WatchRequest<'a> {
    /// The folder to begin from.
    pub dir: &'a Path,
    /// Only registers that hold one of these paths; all where there is none.
    pub paths: &'a [PathBuf],
    /// The day, in Oslo.
    pub today: NaiveDate,
    /// After how many days without a sign of life reminders have stopped.
    pub days: u32,
    /// The last day with one.
    pub last: Option<NaiveDate>,
    /// What earlier runs told.
    pub told: &'a Told,
    /// How much is read.
    pub limits: Limits,
}

/// What the watchdog saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Whether reminders have stopped.
    pub has_stopped: bool,
    /// The letters to those who must know, one a person; told once for each time they stop.
    pub letters: Vec<Letter>,
    /// The registers in which nobody holds the role that is told.
    pub unheard: Vec<String>,
}

/// Looks whether reminders have stopped.
pub fn watch(request: &WatchRequest<'_>) -> Result<Watched, JobError> {
    let silent = request.last.map(|last| (request.today - last).num_days());
    let has_stopped = silent.is_none_or(|days| days > i64::from(request.days));
    let (letters, unheard) = if has_stopped { letters(request, silent)? } else { Default::default() };
    Ok(Watched { has_stopped, letters, unheard })
}

/// The letters, and the registers in which nobody is told.
fn letters(request: &WatchRequest<'_>, silent: Option<i64>) -> Result<(Vec<Letter>, Vec<String>), JobError> {
    let law = Law::default();
    let repository = Repository::open(request.dir)?;
    let snapshot = approved(&repository)?;
    let files = SnapshotFiles::new(&snapshot);
    let cache = Cache::none();
    let library = Library::new(&files, request.limits, &cache);
    let chosen = choose(&library.registers(), (request.dir, request.paths), &repository)?;
    let mut people: BTreeMap<String, Letter> = BTreeMap::new();
    let mut unheard = Vec::new();
    for folder in &chosen {
        let register = library.facts(folder);
        let ground = Ground { register: &register, today: request.today, tables: &law.tables, review: None };
        let names = [register.text("register.kortnavn"), register.text("register.navn")];
        let name = shown(names.into_iter().find(|name| !name.is_empty()).unwrap_or_default());
        let key = key::watch(folder, request.last);
        let (sender, domain) = key::sender(register.text("registervakt.avsender"));
        let to = recipient::tell(i32::MIN, &[ROLE.to_owned()], ground).to;
        if to.is_empty() {
            unheard.push(name.clone());
        }
        for to in to {
            let address = &to.recipient.address;
            let tell = request.told.tell(&key, address);
            if matches!(tell, Tell::Told | Tell::Refused) {
                continue;
            }
            let letter = people.entry(address.to_lowercase()).or_insert_with(|| Letter {
                id: key::message_id(&key, address, &domain),
                references: Vec::new(),
                kind: LetterKind::Watchdog,
                day: request.today,
                from: sender.clone(),
                to: Person {
                    name: to.recipient.name.clone(),
                    address: address.clone(),
                    lang: to.recipient.lang,
                },
                entries: Vec::new(),
            });
            if let Tell::Claimed { id } = tell {
                letter.id = id;
            }
            let entry = entry(&to, letter.to.lang, silent, request.last);
            letter.entries.push(Entry { key: key.clone(), register: name.clone(), ..entry });
        }
    }
    Ok((people.into_values().collect(), unheard))
}

/// What is told, in the words of `lang`.
fn entry(to: &Addressee, lang: Lang, silent: Option<i64>, last: Option<NaiveDate>) -> Entry {
    let by = |nb: &str, nn: &str, en: &str| match lang {
        Lang::Nb => nb.to_owned(),
        Lang::Nn => nn.to_owned(),
        Lang::En => en.to_owned(),
    };
    let (title, why) = match silent.zip(last) {
        Some((days, last)) => (
            by(
                &format!("påminnelsene har ikke gått på {days} dager"),
                &format!("påminningane har ikkje gått på {days} dagar"),
                &format!("the reminders have not run for {days} days"),
            ),
            by(
                &format!("De gikk sist {}.", last.format("%d.%m.%Y")),
                &format!("Dei gjekk sist {}.", last.format("%d.%m.%Y")),
                &format!("They last ran on {last}."),
            ),
        ),
        None => (
            by("påminnelsene har aldri gått", "påminningane har aldri gått", "the reminders have never run"),
            by(
                "Det finnes ikke noe spor etter en kjøring.",
                "Det finst ikkje noko spor etter ei køyring.",
                "There is no trace of a run.",
            ),
        ),
    };
    Entry {
        key: String::new(),
        register: String::new(),
        title,
        due: None,
        why,
        sources: Vec::new(),
        missing: Vec::new(),
        changes: Vec::new(),
        closes: by(
            "Se i loggen til den faste kjøringen hvorfor den har stanset.",
            "Sjå i loggen til den faste køyringa kvifor ho har stansa.",
            "See in the log of the scheduled run why it has stopped.",
        ),
        others: Vec::new(),
        next: None,
        role: to.recipient.role.clone(),
        stands_in_for: to.stands_in_for.first().cloned(),
    }
}
