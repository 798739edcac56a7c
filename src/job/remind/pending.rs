//! What is told of one register on a day.
//!
//! **Knows**: which rung a deadline stands on, in which words each person reads of it.
//! **Does not know**: what becomes one letter, who was told already in which letter.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Duties, Horizon, key};
use crate::document::tree::Node;
use crate::finding::{Citation, Lang};
use crate::job::told::{Tell, Told};
use crate::register::Register;
use crate::report::letter::Next;
use crate::report::reminder::{CalendarDay, Reminder, ReminderState};
use crate::rule::Rule;
use crate::rule::catalogue::Law;
use crate::rule::condition::{Ground, Test, Verdict};
use crate::rule::date::calendar::next_working_day;
use crate::rule::date::falling::{Closing, Falling, Opened, falling};
use crate::rule::date::ladder::{Rung, Standing};
use crate::rule::date::recipient::{Addressee, Telling, tell};
use crate::rule::date::schedule::Of;
use crate::rule::evaluate::{self, citation, shown};
use crate::rule::outcome::Hit;

/// What is asked of every register.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) law: &'a Law,
    /// Its rules that fall due, in the order of their deadlines.
    pub(super) rules: &'a [&'a Rule],
    pub(super) duties: &'a Duties,
    pub(super) today: NaiveDate,
    pub(super) lang: Lang,
    pub(super) told: &'a Told,
    pub(super) horizon: Horizon,
}

/// What falls due in one register.
pub(super) struct Looked {
    /// What stands on a rung and is not closed.
    pub(super) pending: Vec<Pending>,
    /// What a calendar shows.
    pub(super) calendar: Vec<CalendarDay>,
}

/// Something that is told.
pub(super) struct Pending {
    pub(super) reminder: Reminder,
    /// Who is told, as in [`Reminder::to`], and for whom they step in.
    pub(super) to: Vec<Addressee>,
    /// What names it in the record.
    pub(super) key: String,
    /// What would have named it on its first rung: letters on one deadline belong together.
    pub(super) first_key: String,
    /// The folder of the register.
    pub(super) folder: String,
    /// The register as people call it.
    pub(super) register: String,
    /// The address that letters come from.
    pub(super) sender: String,
    /// The domain of ids.
    pub(super) domain: String,
    /// What is said, in every language while there is somebody to tell: a person who is told of several
    /// registers reads one.
    pub(super) said: BTreeMap<Lang, Said>,
    pub(super) sources: Vec<Citation>,
    pub(super) next: Option<Next>,
    /// What tells the deadline from all others in calendars.
    pub(super) event: String,
    /// How often its day was moved.
    pub(super) sequence: u32,
}

/// What is said of a deadline in one language.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) title: String,
    pub(super) why: String,
    pub(super) closes: String,
    pub(super) missing: Vec<String>,
}

/// What it takes to say what falls due in a register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// Its documents.
    pub(super) documents: bool,
    /// The year in which it came into the repository.
    pub(super) first_year: bool,
}

/// What it takes to say what falls due, as far as the tables of the register tell.
pub(super) fn needs(register: &Register, task: &Task<'_>) -> Needs {
    let sight = Sight { register, task };
    let says_no_year = register.at("registervakt.fra_aar").is_none();
    let mut needs = Needs::default();
    for rule in task.rules.iter().copied() {
        let yearly = rule.schedule.as_ref().is_some_and(|schedule| matches!(schedule.of, Of::Years { .. }));
        for one in sight.falling(rule, task.lang) {
            if sight.standing(&one).is_some() || task.horizon == Horizon::All {
                needs.documents |= one.needs_documents();
                needs.first_year |= yearly && says_no_year;
            }
        }
    }
    needs
}

/// What falls due in `register`.
pub(super) fn look(register: &Register, task: &Task<'_>) -> Looked {
    let sight = Sight { register, task };
    let mut looked = Looked { pending: Vec::new(), calendar: Vec::new() };
    for rule in task.rules.iter().copied() {
        for one in sight.falling(rule, task.lang) {
            let standing = sight.standing(&one);
            let is_ahead = one.due >= task.today && task.horizon == Horizon::All;
            if standing.is_none() && !is_ahead {
                continue;
            }
            let Closing::Open(in_the_way) = one.closing(sight.ground(), task.law) else { continue };
            looked.calendar.push(sight.calendar_day(&one, &in_the_way));
            looked.pending.extend(standing.map(|standing| sight.pending(&one, standing, &in_the_way)));
        }
    }
    looked
}

/// A register on a day.
struct Sight<'a> {
    register: &'a Register,
    task: &'a Task<'a>,
}

impl<'a> Sight<'a> {
    fn ground(&self) -> Ground<'a> {
        let Task { law, today, .. } = *self.task;
        Ground { register: self.register, today, tables: &law.tables, review: None }
    }

    fn falling(&self, rule: &'a Rule, lang: Lang) -> Vec<Falling<'a>> {
        let of_lang = self.task.duties.get(&lang).and_then(|duties| duties.get(&self.register.folder));
        falling(rule, self.ground(), of_lang.map(Vec::<Opened>::as_slice).unwrap_or_default())
    }

    fn standing(&self, one: &Falling<'_>) -> Option<Standing> {
        self.task.law.tables.ladder().standing(one.deadline, one.due, self.task.today)
    }

    fn pending(&self, one: &Falling<'a>, standing: Standing, in_the_way: &[(&Rule, Hit)]) -> Pending {
        let Task { law, told, lang, .. } = *self.task;
        let roles = one.duty.map(|duty| duty.responsible.as_slice()).unwrap_or_default();
        let Telling { to, vacant, passed_on } = tell(standing.rung.number, roles, self.ground());
        let thread = key::thread(&self.register.folder, one.deadline, one.thread());
        let first = law.tables.ladder().rungs(one.deadline).first().copied();
        let key_of = |number: i32| key::rung(&thread, one.due, number);
        let key = key_of(standing.rung.number);
        let (sender, domain) = self.sender();
        let address = |one: &Addressee| one.recipient.address.clone();
        let standing_of = |one: &Addressee| told.tell(&key, &one.recipient.address);
        let is_told = |one: &Addressee| standing_of(one) == Tell::Told;
        let refused = to.iter().filter(|one| standing_of(one) == Tell::Refused);
        let state = match !to.is_empty() && to.iter().all(is_told) {
            true => ReminderState::Sent,
            false => ReminderState::Due,
        };
        // What nobody is to read any more needs no other words than those of the report.
        let is_read = |in_lang: &Lang| *in_lang == lang || state == ReminderState::Due;
        let langs = Lang::ALL.into_iter().filter(is_read);
        let said: BTreeMap<Lang, Said> = langs.map(|lang| (lang, self.said(one, in_the_way, lang))).collect();
        let in_own = &said[&lang];
        let reminder = Reminder {
            deadline: one.deadline,
            subject: one.subject.clone(),
            title: in_own.title.clone(),
            due: one.due,
            rung: standing.rung.number,
            to: to.iter().map(|one| one.recipient.clone()).collect(),
            passed_on: vacant.iter().filter(|role| passed_on.contains(role)).cloned().collect(),
            refused: refused.map(|one| one.recipient.name.clone()).collect(),
            vacant,
            missing: missing(one, in_the_way),
            closed_by: in_own.closes.clone(),
            message_id: to
                .first()
                .map(|first| key::message_id(&key, &address(first), &domain))
                .unwrap_or_default(),
            state,
        };
        Pending {
            reminder,
            to,
            first_key: first.map_or_else(|| key.clone(), key_of),
            key,
            folder: self.register.folder.clone(),
            register: self.name(),
            event: key::event_id(&thread, &domain),
            sequence: told.sequence(&thread, one.due),
            sender,
            domain,
            said,
            sources: self.sources(one),
            next: standing.next.map(|rung| self.next(rung, roles)),
        }
    }

    /// The next rung, and who is told then.
    fn next(&self, rung: Rung, more: &[String]) -> Next {
        let mut roles: Vec<String> = Vec::new();
        for one in tell(rung.number, more, self.ground()).to {
            if !roles.contains(&one.recipient.role) {
                roles.push(one.recipient.role);
            }
        }
        Next { day: next_working_day(rung.day), roles }
    }

    /// What is said in `lang`. The words of a duty were made with it, in each language.
    fn said(&self, one: &Falling<'a>, in_the_way: &[(&Rule, Hit)], lang: Lang) -> Said {
        let Task { law, .. } = *self.task;
        let in_lang = one.duty.and_then(|_| {
            let found = self.falling(one.rule, lang);
            found.into_iter().find(|other| other.subject == one.subject && other.due == one.due)
        });
        let one = in_lang.as_ref().unwrap_or(one);
        let finding = one.finding(self.register, law, lang);
        let words =
            |(rule, hit): &(&Rule, Hit)| evaluate::finding(rule, hit, self.register, law, lang).message;
        let missing = in_the_way.iter().map(words);
        let of_duty = one.duty.map(|duty| duty.missing.clone()).filter(|missing| !missing.is_empty());
        let how = one.duty.map(|duty| duty.how.clone()).filter(|how| !how.is_empty());
        Said {
            title: one.title(lang),
            why: finding.message,
            closes: how.unwrap_or(finding.help),
            missing: missing.chain(of_duty).collect(),
        }
    }

    /// The texts it rests on: those of the duty where it is one.
    fn sources(&self, one: &Falling<'_>) -> Vec<Citation> {
        let law = self.task.law;
        let duty = one.duty.and_then(|duty| law.rule(&format!("plikt-{}", duty.id)));
        let rule = duty.unwrap_or(one.rule);
        rule.rests_on.iter().filter_map(|text| citation(text, law)).collect()
    }

    fn calendar_day(&self, one: &Falling<'a>, in_the_way: &[(&Rule, Hit)]) -> CalendarDay {
        let thread = key::thread(&self.register.folder, one.deadline, one.thread());
        let said = self.said(one, in_the_way, self.task.lang);
        CalendarDay {
            uid: key::event_id(&thread, &self.sender().1),
            sequence: self.task.told.sequence(&thread, one.due),
            day: one.due,
            register: self.name(),
            title: said.title,
            closes: said.closes,
        }
    }

    /// The register as people call it.
    fn name(&self) -> String {
        let names = ["register.kortnavn", "register.navn"].map(|path| self.register.text(path));
        let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or(&self.register.folder);
        shown(&name.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The address that letters come from, and the domain of their ids.
    fn sender(&self) -> (String, String) {
        let node = self.register.at("registervakt.avsender");
        let is_one = |node: &&Node| Test::Email.put(Some(node), self.ground()) == Verdict::Holds;
        key::sender(node.filter(is_one).and_then(Node::text).unwrap_or_default())
    }
}

/// The rules of what stands in the way, each once.
fn missing(one: &Falling<'_>, in_the_way: &[(&Rule, Hit)]) -> Vec<String> {
    let mut rules: Vec<String> = one.duty.map(|duty| format!("plikt-{}", duty.id)).into_iter().collect();
    for (rule, _) in in_the_way {
        if !rules.contains(&rule.id) {
            rules.push(rule.id.clone());
        }
    }
    rules
}
