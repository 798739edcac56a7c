//! `review --notify`: who must know of the duties that a change releases, and in which letters.
//!
//! **Knows**: that both sides say who is told, that the same is told once, that no authority gets mail.
//! **Does not know**: what a change is called, how a letter looks and is sent, where the record lies.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Lang;
use crate::job::JobError;
use crate::job::check::SnapshotFiles;
use crate::job::gather::Library;
use crate::job::proposal::Proposal;
use crate::job::remind::key;
use crate::job::review::{ReviewRequest, review};
use crate::job::told::{Tell, Told};
use crate::register::Register;
use crate::report::change::Change;
use crate::report::duty::{Duty, DutyState};
use crate::report::letter::{Difference, Entry, Letter, LetterKind, Other, Person};
use crate::report::{RegisterReport, Report};
use crate::rule::catalogue::{Law, Sort};
use crate::rule::condition::Ground;
use crate::rule::date::recipient::{self, Addressee};
use crate::rule::evaluate::{self, shown};

/// The duty that Helsedirektoratet is told: what it gets is a draft for a person to send.
const FOR_AUTHORITY: &str = "informer-helsedirektoratet";
/// The authority it is for.
const AUTHORITY: &str = "Helsedirektoratet";

/// What is asked of `review --notify`.
pub struct NoticeRequest<'a> {
    /// What is reviewed.
    pub review: ReviewRequest<'a>,
    /// What earlier runs told.
    pub told: &'a Told,
    /// What a change is called.
    pub call: &'a dyn Fn(Lang, &Change) -> String,
}

/// A review, and the letters that follow from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// The review.
    pub report: Report,
    /// One letter for each person whom an open duty concerns and who was not told of it.
    pub letters: Vec<Letter>,
    /// What authorities shall have, for a person to send.
    pub drafts: Vec<Letter>,
    /// The open duties that there is nobody to tell of, each with its register.
    pub unheard: Vec<String>,
    /// The templates of letters of the first register that has its own, by path.
    pub templates: Vec<(String, Vec<u8>)>,
}

/// An open duty and who is told of it.
struct Open<'a> {
    report: &'a RegisterReport,
    duty: &'a Duty,
    /// What names it in the record: one key for each change that releases it.
    keys: Vec<String>,
    sender: String,
    to: Vec<Addressee>,
}

/// What is told of, and the templates of letters by path.
type Found<'r> = (Vec<Open<'r>>, Vec<(String, Vec<u8>)>);

/// A duty that one person is told of.
#[derive(Clone, Copy)]
struct Telling<'a> {
    one: &'a Open<'a>,
    to: &'a Addressee,
    /// Its key in the letter.
    key: &'a str,
}

/// Reviews a change, and writes to those whom its open duties concern.
pub fn notice(request: &NoticeRequest<'_>) -> Result<Noticed, JobError> {
    let report = review(&request.review)?;
    let law = Law::default();
    let (open, templates) = open_duties(request, &report, &law)?;
    let mut langs: BTreeSet<Lang> = open.iter().flat_map(|one| &one.to).map(|to| to.recipient.lang).collect();
    langs.extend(open.iter().filter(|one| one.duty.id == FOR_AUTHORITY).map(draft_lang));
    let mut reports = BTreeMap::from([(request.review.lang, report.clone())]);
    for lang in langs {
        if lang != request.review.lang {
            reports.insert(lang, review(&ReviewRequest { lang, ..request.review.clone() })?);
        }
    }
    let desk = Desk { request, law: &law, reports: &reports };
    let drafts = open.iter().filter(|one| one.duty.id == FOR_AUTHORITY).filter_map(|one| desk.draft(one));
    let (drafts, letters) = (drafts.collect(), desk.letters(&open));
    let nobody = open.iter().filter(|one| one.to.is_empty());
    let unheard =
        nobody.map(|one| format!("{}: {}", one.report.called(), words::within(&one.duty.title))).collect();
    Ok(Noticed { report, letters, drafts, unheard, templates })
}

/// The open duties of all registers, in the order of the report, and the templates of BASE.
fn open_duties<'r>(
    request: &NoticeRequest<'_>,
    report: &'r Report,
    law: &Law,
) -> Result<Found<'r>, JobError> {
    let is_open = |duty: &&Duty| duty.state == DutyState::Open;
    if !report.registers.iter().flat_map(|register| &register.duties).any(|duty| is_open(&duty)) {
        return Ok((Vec::new(), Vec::new()));
    }
    let ReviewRequest { dir, compared, reach, limits, today, .. } = request.review;
    let proposal = Proposal::open(dir, compared)?;
    let cache = proposal.cache();
    let sides = [&proposal.pair.base, &proposal.pair.head].map(SnapshotFiles::new);
    let [base, head] = [&sides[0], &sides[1]].map(|files| Library::new(files, limits, &cache));
    let mut open = Vec::new();
    let templates = base
        .registers()
        .iter()
        .map(|folder| base.templates(&base.facts(folder)))
        .find(|files| !files.is_empty());
    for twin in proposal.twins(&base, &head, reach) {
        let facts = [(&base, &twin.base), (&head, &twin.head)]
            .map(|(library, folder)| folder.as_ref().map(|folder| library.facts(folder)));
        let Some(named) = facts.iter().flatten().next_back() else { continue };
        let folder = shown(&named.folder);
        let Some(report) = report.registers.iter().find(|register| register.path == folder) else { continue };
        let ground = |register| Ground { register, today, tables: &law.tables, review: None };
        for duty in report.duties.iter().filter(is_open) {
            let mut to: Vec<Addressee> = Vec::new();
            for side in facts.iter().flatten() {
                for one in recipient::tell(i32::MIN, &duty.responsible, ground(side)).to {
                    let is_new = |other: &Addressee| !same_person(other, &one);
                    if to.iter().all(is_new) {
                        to.push(one);
                    }
                }
            }
            let changed = what_changed(report, duty);
            let keys = changed.iter().map(|what| key::change(&named.folder, what, &duty.id)).collect();
            open.push(Open { report, duty, keys, sender: sender(&facts), to });
        }
    }
    Ok((open, templates.unwrap_or_default()))
}

fn same_person(one: &Addressee, other: &Addressee) -> bool {
    one.recipient.address.eq_ignore_ascii_case(&other.recipient.address)
}

/// The address that letters come from: as BASE says it, for a new register as HEAD does.
fn sender(sides: &[Option<Register>]) -> String {
    let told = sides.iter().flatten().map(|register| register.text("registervakt.avsender"));
    told.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

/// What the changes that release `duty` say: another value is another change. Of prose, only how it was: as long
/// as people work on its words, it is one change, told once.
fn what_changed(report: &RegisterReport, duty: &Duty) -> Vec<String> {
    let is_named = |change: &&Change| duty.changes.contains(&change.name());
    let said = |change: &Change| {
        let after = change.after.as_ref().filter(|_| !change.kind.is_prose());
        format!("{} {:?} {after:?}", change.name(), change.before)
    };
    report.changes.iter().filter(is_named).map(said).collect()
}

impl Open<'_> {
    /// Whether it was told to the person at `address`, and by which key. It was, if it was for one of its
    /// changes: a proposal that grows by a change of the same kind asks for nothing new.
    fn told(&self, told: &Told, address: &str) -> (Tell, &str) {
        let all = || self.keys.iter().map(|key| (told.tell(key, address), key.as_str()));
        let is_done = |(tell, _): &(Tell, &str)| matches!(tell, Tell::Told | Tell::Refused);
        let is_begun = |(tell, _): &(Tell, &str)| matches!(tell, Tell::Claimed { .. });
        let found = all().find(is_done).or_else(|| all().find(is_begun));
        found.unwrap_or((Tell::New, self.key()))
    }

    /// The key under which it is told first.
    fn key(&self) -> &str {
        self.keys.first().expect("a change releases each duty")
    }
}

/// The language of a draft: of the first of those who may send it, but an authority in Norway reads Norwegian.
fn draft_lang(one: &Open<'_>) -> Lang {
    match one.to.first().map(|to| to.recipient.lang) {
        Some(Lang::Nn) => Lang::Nn,
        Some(Lang::Nb | Lang::En) | None => Lang::Nb,
    }
}

/// What letters are written from.
struct Desk<'a> {
    request: &'a NoticeRequest<'a>,
    law: &'a Law,
    reports: &'a BTreeMap<Lang, Report>,
}

impl Desk<'_> {
    /// One letter a person, with all that is new to that person.
    fn letters(&self, open: &[Open<'_>]) -> Vec<Letter> {
        let mut people: BTreeMap<String, Vec<(&Open<'_>, &Addressee)>> = BTreeMap::new();
        for one in open {
            for to in &one.to {
                people.entry(to.recipient.address.to_lowercase()).or_default().push((one, to));
            }
        }
        people.iter().flat_map(|(address, duties)| self.letters_to(address, duties)).collect()
    }

    /// What is new in one letter; and each letter that was begun, as it was, for it may have arrived: mail
    /// programs pass over a second one of the same id, and what was added to it would be lost.
    fn letters_to(&self, address: &str, duties: &[(&Open<'_>, &Addressee)]) -> Vec<Letter> {
        let mut letters: BTreeMap<Option<String>, Vec<Telling<'_>>> = BTreeMap::new();
        for (one, to) in duties {
            let (tell, key) = one.told(self.request.told, address);
            let begun = match tell {
                Tell::New => None,
                Tell::Claimed { id } => Some(id),
                Tell::Told | Tell::Refused => continue,
            };
            letters.entry(begun).or_default().push(Telling { one, to, key });
        }
        letters.into_iter().filter_map(|(begun, tellings)| self.letter(begun, &tellings)).collect()
    }

    fn letter(&self, begun: Option<String>, tellings: &[Telling<'_>]) -> Option<Letter> {
        let first = tellings.first()?;
        let person = &first.to.recipient;
        let (sender, domain) = key::sender(&first.one.sender);
        Some(Letter {
            id: begun.unwrap_or_else(|| key::message_id(first.key, &person.address, &domain)),
            references: Vec::new(),
            kind: LetterKind::Change,
            day: self.request.review.today,
            from: sender,
            to: Person { name: person.name.clone(), address: person.address.clone(), lang: person.lang },
            entries: tellings.iter().filter_map(|telling| self.entry(*telling)).collect(),
        })
    }

    /// What Helsedirektoratet shall have, for a person to send.
    fn draft(&self, one: &Open<'_>) -> Option<Letter> {
        let lang = draft_lang(one);
        let RegisterReport { name, short_name, .. } = one.report;
        let register = match short_name.is_empty() || name.is_empty() {
            true => format!("{name}{short_name}"),
            false => format!("{name} ({short_name})"),
        };
        let entry = Entry {
            register,
            title: words::draft_title(lang).to_owned(),
            why: words::draft_why(lang).to_owned(),
            closes: String::new(),
            missing: Vec::new(),
            ..self.said(one, lang)?
        };
        let (sender, domain) = key::sender(&one.sender);
        Some(Letter {
            id: key::message_id(one.key(), AUTHORITY, &domain),
            references: Vec::new(),
            kind: LetterKind::Draft,
            day: self.request.review.today,
            from: sender,
            to: Person { name: AUTHORITY.to_owned(), address: String::new(), lang },
            entries: vec![entry],
        })
    }

    fn entry(&self, telling: Telling<'_>) -> Option<Entry> {
        let Telling { one, to, key } = telling;
        let others = one.to.iter().filter(|other| !same_person(other, to));
        let other = |other: &Addressee| Other {
            role: other.recipient.role.clone(),
            name: other.recipient.name.clone(),
        };
        Some(Entry {
            key: key.to_owned(),
            others: others.map(other).collect(),
            role: to.recipient.role.clone(),
            stands_in_for: to.stands_in_for.first().cloned(),
            ..self.said(one, to.recipient.lang)?
        })
    }

    /// The duty in the words of `lang`.
    fn said(&self, one: &Open<'_>, lang: Lang) -> Option<Entry> {
        let report = self.reports.get(&lang)?.registers.iter().find(|other| other.path == one.report.path)?;
        let duty = report.duties.iter().find(|duty| duty.id == one.duty.id)?;
        let rule = self.law.rules_of(Sort::Duty).iter().find(|rule| rule.duty() == Some(&duty.id))?;
        let changes = report.changes.iter().filter(|change| duty.changes.contains(&change.name()));
        let difference = |change: &Change| self.difference(lang, change);
        let asked = duty.requirements.iter().filter_map(|id| self.law.tables.requirement(id));
        let asked: Vec<&str> = asked.map(|requirement| requirement.text(lang)).collect();
        Some(Entry {
            key: one.key().to_owned(),
            register: report.called().to_owned(),
            title: words::within(&duty.title),
            due: None,
            why: words::why(lang, &asked),
            sources: rule.rests_on.iter().filter_map(|text| evaluate::citation(text, self.law)).collect(),
            missing: Some(duty.missing.clone()).filter(|text| !text.is_empty()).into_iter().collect(),
            changes: changes.map(difference).collect(),
            closes: duty.how.clone(),
            others: Vec::new(),
            next: None,
            role: String::new(),
            stands_in_for: None,
        })
    }

    /// A change in words. What came or went and is named by that stands there once.
    fn difference(&self, lang: Lang, change: &Change) -> Difference {
        let what = (self.request.call)(lang, change);
        let side = |text: &Option<String>| text.as_deref().map(|text| words::value(lang, text));
        let (before, after) = (side(&change.before), side(&change.after));
        let is_named = |one: &Option<String>| one.as_ref().is_none_or(|text| what.contains(text.as_str()));
        match (&before, &after) {
            (Some(_), Some(_)) => Difference { what, before, after },
            _ if is_named(&before) && is_named(&after) => Difference { what, before: None, after: None },
            _ => Difference { what, before, after },
        }
    }
}
