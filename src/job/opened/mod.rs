//! The duties (plikter) that changes on the main branch released and that are still open there.
//!
//! **Knows**: which commits are looked at, from which of them on a duty has been open, what became of it.
//! **Does not know**: what releases a duty and what meets it; who is told, and when.
//!
//! Each commit is reviewed as the change that it was. A duty that it left open counts from its day, as long as
//! it stays open in the review from before that commit to every later change of the same topic and to the tip.
//! Once it is met, or the change is taken back, the count begins anew with the next change.

mod quiet;
mod stand;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;

use crate::cache::Cache;
use crate::document::Limits;
use crate::finding::Lang;
use crate::git::{GitError, Line, Repository, Step, View};
use crate::job::check::SnapshotFiles;
use crate::job::gather::Library;
use crate::job::proposal;
use crate::job::review::{Judge, Strictness, place_of};
use crate::job::{JobError, crew};
use crate::report::change::Topic;
use crate::report::duty::Duty;
use crate::rule::catalogue::Law;

use stand::{Stand, Standing, Where};

/// So many commits are reviewed one after the other.
const FEW_COMMITS: usize = 1;

/// What is asked of `opened`.
#[derive(Debug, Clone, Copy)]
pub struct OpenedRequest<'a> {
    /// The folder to begin from.
    pub dir: &'a Path,
    /// The first day whose commits count, in Oslo.
    pub since: NaiveDate,
    /// The day, in Oslo.
    pub today: NaiveDate,
    /// The language of messages.
    pub lang: Lang,
    /// How much is read.
    pub limits: Limits,
}

/// The duties that are open on the main branch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// Each with the folder of its register, by folder, day and duty.
    pub duties: Vec<(String, OpenDuty)>,
    /// Whether a shallow clone hides commits that would have counted.
    pub is_cut_off: bool,
}

impl IntoIterator for Opened {
    type Item = (String, OpenDuty);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.duties.into_iter()
    }
}

/// A duty that a commit released and that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDuty {
    /// The change record that covers its topic, or else the topic, and the duty: `2026-utvidelse#redegjoerelse`.
    pub subject: String,
    /// The topic, and the duty: the same before and after a record covers it.
    pub thread: String,
    /// The duty as it stands today.
    pub duty: Duty,
    /// The day of the commit since which it has been open, in Oslo.
    pub released: NaiveDate,
}

/// Finds the duties that commits of the main branch released on `since` or later and that are open at its tip.
/// A folder without commits has none.
pub fn opened(request: &OpenedRequest<'_>) -> Result<Opened, JobError> {
    let repository = Repository::open(request.dir)?;
    let line = match main_line(&repository, request.since) {
        Ok(line) => line,
        Err(JobError::Git(GitError::NoRepository { .. } | GitError::NoCommits { .. })) => {
            return Ok(Opened::default());
        }
        Err(error) => return Err(error),
    };
    let law = Law::default();
    let cache = repository.own_folder().map_or_else(Cache::none, |folder| Cache::open(&folder));
    let judge = Judge {
        law: &law,
        more: &[],
        today: request.today,
        lang: request.lang,
        strictness: Strictness::Proposal,
    };
    let ground = Where { repository: &repository, limits: request.limits, cache: &cache, judge };
    let touches = relevant(&ground, &line)?;
    let found = crew::each(&touches, FEW_COMMITS, |touch| match ground.is_quiet(touch)? {
        true => Ok(Vec::new()),
        false => ground.released(&touch.step, line.tip),
    });
    let mut chains: BTreeMap<Chain, Vec<Link>> = BTreeMap::new();
    for (Touch { step, .. }, released) in touches.iter().zip(found) {
        for one in released? {
            let chain = Chain { folder: one.at_tip.clone(), duty: one.duty, topic: one.topic };
            let released = step.day.min(request.today);
            chains.entry(chain).or_default().push(Link {
                step: *step,
                folder: one.folder,
                tip: one.tip,
                released,
            });
        }
    }
    let mut duties: BTreeMap<(String, String), OpenDuty> = BTreeMap::new();
    for (chain, links) in chains {
        let Some(open) = still_open(&ground, &chain, links)? else { continue };
        let known = duties.entry((chain.folder, open.subject.clone())).or_insert_with(|| open.clone());
        if open.released < known.released {
            *known = open;
        }
    }
    cache.save();
    let mut duties: Vec<(String, OpenDuty)> =
        duties.into_iter().map(|((folder, _), open)| (folder, open)).collect();
    duties.sort_by_cached_key(|(folder, open)| {
        (folder.clone(), open.released, place_of(&open.duty.id), open.subject.clone())
    });
    Ok(Opened { duties, is_cut_off: line.is_cut_off })
}

/// The commits of the main branch, as the registers call it.
fn main_line(repository: &Repository, since: NaiveDate) -> Result<Line, JobError> {
    let branch = proposal::main_branch(repository, "HEAD")?;
    Ok(repository.line(&branch, since)?)
}

/// A commit that touches a register.
struct Touch {
    step: Step,
    /// The folders of the registers that hold all that it touches; none where it touches anything else.
    folders: Option<BTreeSet<String>>,
}

/// The commits that touch a register: only their documents are read.
fn relevant(ground: &Where<'_>, line: &Line) -> Result<Vec<Touch>, JobError> {
    // What is known to have changed nothing brought no register either, and took none away.
    let steps: Vec<&Step> = line.steps.iter().filter(|step| !ground.is_known_quiet(step)).collect();
    if steps.is_empty() {
        return Ok(Vec::new());
    }
    let tip = ground.repository.snapshot(&View::Revision(line.tip.to_string()))?;
    let files = SnapshotFiles::new(&tip);
    let library = Library::new(&files, ground.limits, ground.cache);
    let touched: Result<Vec<Option<Vec<String>>>, GitError> =
        steps.iter().map(|step| ground.repository.touched(step)).collect();
    let touched = touched?;
    // A register may have lain elsewhere until one of these commits moved it.
    let registers = library.registers();
    let moved = proposal::homes(touched.iter().flatten().flatten().map(String::as_str));
    let folders: BTreeSet<&str> = registers.iter().map(String::as_str).chain(moved).collect();
    let touch = |(step, paths): (Step, &Option<Vec<String>>)| {
        let Some(paths) = paths else { return Some(Touch { step, folders: None }) };
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let owner = |path: &&str| Some(proposal::owner(path, &folders)?.to_owned());
        match paths.iter().map(owner).collect() {
            Some(folders) => Some(Touch { step, folders: Some(folders) }),
            None => proposal::touches_register(&library, &folders, &paths)
                .then_some(Touch { step, folders: None }),
        }
    };
    Ok(steps.into_iter().copied().zip(&touched).filter_map(touch).collect())
}

/// A duty on a topic of a register, through all commits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Chain {
    /// The register's folder at the tip.
    folder: String,
    duty: String,
    topic: Topic,
}

/// A commit that left the duty open.
#[derive(Debug, Clone)]
struct Link {
    step: Step,
    /// The register's folder before the commit; none where the commit brought the register.
    folder: Option<String>,
    /// How the duty stands from before the commit to the tip; none where nothing releases it any more.
    tip: Option<Stand>,
    released: NaiveDate,
}

/// Follows a duty through the commits that left it open, the earliest first: the commit since which it has been
/// open without a break, if it still is.
fn still_open(ground: &Where<'_>, chain: &Chain, links: Vec<Link>) -> Result<Option<OpenDuty>, JobError> {
    let mut run: Vec<Link> = Vec::new();
    for link in links {
        if let Some(first) = run.first() {
            let stands = ground.stands(first.step.parent, first.folder.as_deref(), link.step.parent)?;
            let key = (chain.duty.clone(), chain.topic);
            let is_open = stands.get(&key).is_some_and(|stand| stand.standing == Standing::Open);
            if !is_open {
                run.clear();
            }
        }
        run.push(link);
    }
    // What is taken back from before the first of them on is taken back by the later ones themselves. What is met
    // seen from there may yet be open seen from a later one, which the record does not cover.
    if run.first().is_some_and(|first| first.tip.is_none()) {
        return Ok(None);
    }
    let open = run.into_iter().find_map(|link| {
        let stand = link.tip.filter(|stand| stand.standing == Standing::Open)?;
        Some((stand, link.released))
    });
    Ok(open.map(|(stand, released)| {
        let about = stand.record.unwrap_or_else(|| chain.topic.word().to_owned());
        let thread = format!("{}#{}", chain.topic.word(), chain.duty);
        OpenDuty { subject: format!("{about}#{}", chain.duty), thread, duty: stand.duty, released }
    }))
}
