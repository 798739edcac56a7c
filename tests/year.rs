//! A whole year, twice: a clock goes day by day through 2026 and 2027 over sixty registers of one repository.
//!
//! **Knows**: what is due by how the fleet was made, and therefore who must be told of what on which day.
//! **Does not know**: how letters look, how they are sent.
//!
//! Who got what stands in `tests/year/2026-2027.txt`, a line a letter. With `REGISTERVAKT_YEAR` set it is
//! written anew: read what changed as each of the people would.

#[path = "year/fleet.rs"]
mod fleet;
#[path = "year/oracle.rs"]
mod oracle;
#[path = "year/register.rs"]
mod register;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};
use registervakt::document::Limits;
use registervakt::finding::Lang;
use registervakt::job::remind::{Horizon, RemindRequest, Reminded, remind};
use registervakt::job::told::{Record, Told};
use registervakt::report::letter::Letter;
use registervakt::report::reminder::Deadline;
use registervakt::report::told::ToldState;
use registervakt::rule::date::calendar::{days_from, is_working_day, last_working_day, next_working_day};

use fleet::{Changed, Fleet, day};
use oracle::{Oracle, Telling};
use support::Repo;

const FIRST: &str = "2026-01-01";
const LAST: &str = "2027-12-31";
/// So long the record is kept in the repository, as the program does; then in memory.
const RECORDED: &str = "2026-03-05";
/// For these three weeks nobody runs the program, in a walk of its own.
const STOPS: &str = "2026-05-22";
const GOES_ON: &str = "2026-06-12";

/// The repository of the fleet, and what was told.
struct Walk {
    repo: Repo,
    fleet: Fleet,
    files: BTreeMap<String, String>,
    told: Told,
    sent: Vec<Sent>,
}

/// A letter that was sent.
struct Sent {
    day: NaiveDate,
    address: String,
    name: String,
    entries: Vec<Telling>,
    /// As the snapshot shows it.
    line: String,
}

impl Walk {
    fn begin() -> Self {
        let (repo, fleet) = (Repo::new(), fleet::fleet());
        let mut walk = Self { repo, fleet, files: BTreeMap::new(), told: Told::none(), sent: Vec::new() };
        walk.write();
        walk.commit(day("2025-12-15"), "Registrene");
        // As a server keeps it; what comes is added as it comes.
        walk.repo.git(&["repack", "-adq"]);
        walk
    }

    /// Writes what differs from what was written last.
    fn write(&mut self) {
        let files: BTreeMap<String, String> =
            self.fleet.registers.iter().flat_map(register::Register::files).collect();
        for (path, text) in files.iter().filter(|(path, text)| self.files.get(*path) != Some(text)) {
            self.repo.write(path, text);
        }
        for path in self.files.keys().filter(|path| !files.contains_key(*path)) {
            std::fs::remove_file(self.repo.root().join(path)).expect("it was written");
        }
        self.files = files;
    }

    fn commit(&self, on: NaiveDate, message: &str) {
        self.repo.date(&format!("{on}T08:30:00+01:00")).commit(message);
    }

    /// What happens on a day, one commit a message.
    fn live(&mut self, on: NaiveDate) {
        let Some(events) = self.fleet.events.remove(&on) else { return };
        let mut by_message: Vec<(String, Vec<_>)> = Vec::new();
        for (message, at, deed) in events {
            match by_message.iter_mut().find(|(known, _)| *known == message) {
                Some((_, deeds)) => deeds.push((at, deed)),
                None => by_message.push((message, vec![(at, deed)])),
            }
        }
        for (message, deeds) in by_message {
            deeds.iter().for_each(|(at, deed)| deed(&mut self.fleet.registers[*at]));
            self.write();
            self.commit(on, &message);
        }
    }

    fn remind(&self, today: NaiveDate, told: &Told) -> Reminded {
        ask(self.repo.root(), today, told)
    }

    /// Keeps the letters of a day in the record, as the program does. The first letter of a day is sent by a run
    /// that dies before it can say so: the next sends it again, with the same id, and nothing else.
    fn keep(&self, record: &mut Record, today: NaiveDate, letters: &[Letter]) {
        let Some((first, others)) = letters.split_first() else { return };
        for letter in letters {
            record.claim(letter, at(today)).expect("a claim");
        }
        for letter in others {
            record.receipt(letter, at(today)).expect("a receipt");
        }
        let again = self.remind(today, &record.told(today).expect("it can be read")).letters;
        assert_eq!(again, std::slice::from_ref(first), "{today}");
        record.receipt(first, at(today)).expect("a receipt");
        record.heartbeat(today, at(today)).expect("a sign of life");
        let told = record.told(today).expect("it can be read");
        assert_eq!(self.remind(today, &told).letters, [], "{today}");
    }

    /// Sends the letters of a day, and checks them.
    fn send(&mut self, today: NaiveDate, letters: &[Letter]) {
        assert!(letters.is_empty() || is_working_day(today), "letters on a day off: {today}");
        let people: BTreeSet<String> =
            letters.iter().map(|letter| letter.to.address.to_lowercase()).collect();
        assert_eq!(people.len(), letters.len(), "two letters to one person on {today}");
        for letter in letters {
            self.told.add(letter, ToldState::Sent);
            self.sent.push(Sent::of(letter));
        }
    }
}

fn ask(dir: &Path, today: NaiveDate, told: &Told) -> Reminded {
    let (lang, limits, horizon) = (Lang::Nb, Limits::default(), Horizon::Standing);
    remind(&RemindRequest { dir, paths: &[], today, lang, limits, told, horizon }).expect("it can be told")
}

impl Sent {
    fn of(letter: &Letter) -> Self {
        let entries: Vec<Telling> = letter.entries.iter().map(|entry| Telling::of_key(&entry.key)).collect();
        let shown = letter.entries.iter().zip(&entries).map(|(entry, telling)| {
            let instead = entry.stands_in_for.as_ref().map(|role| format!(" (for {role})"));
            let missing = if entry.missing.is_empty() { "" } else { " !" };
            format!("{telling} {}{}{missing}", entry.role, instead.unwrap_or_default())
        });
        let address = letter.to.address.clone();
        let line = format!("{} {address}: {}", letter.day, shown.collect::<Vec<_>>().join(" | "));
        Self { day: letter.day, address, name: letter.to.name.clone(), entries, line }
    }
}

fn at(day: NaiveDate) -> DateTime<FixedOffset> {
    format!("{day}T09:00:00+01:00").parse().expect("a time")
}

/// How long after a change its duties are told of, told again, or no longer.
const OF_DUTIES: [i64; 12] = [0, 1, 7, 8, 13, 14, 15, 21, 28, 42, 56, 70];

/// The days on which the program runs: those on which something happens or must be told, the days off before
/// them, those on which duties are told, and each eleventh. What it told too much in between would be told on the
/// next of them as well: a rung stands until the next.
fn days_of_runs(mut fleet: Fleet) -> BTreeSet<NaiveDate> {
    let mut oracle = Oracle::new();
    let mut found = BTreeSet::from([day(STOPS), day(GOES_ON)]);
    for (number, today) in days().enumerate() {
        let events = fleet.events.remove(&today);
        let happens = events.is_some();
        for (_, at, deed) in events.into_iter().flatten() {
            deed(&mut fleet.registers[at]);
        }
        let of_duties = |one: &Changed| OF_DUTIES.contains(&(today - one.on).num_days());
        let is_told = !oracle.tell(today, &fleet).is_empty();
        if happens || is_told || number % 11 == 0 || fleet.changed.iter().any(of_duties) {
            found.insert(today);
            found.insert(next_working_day(today));
        }
        let before = days_from(today, -1);
        found.extend(Some(before).filter(|before| is_told && !is_working_day(*before)));
    }
    found
}

fn days() -> impl Iterator<Item = NaiveDate> {
    day(FIRST).iter_days().take_while(|today| *today <= day(LAST))
}

#[test]
fn two_years_of_sixty_registers() {
    let mut walk = Walk::begin();
    let mut oracle = Oracle::new();
    let mut late: Option<(Told, Oracle)> = None;
    let mut record = Some(Record::open_alone(walk.repo.root()).expect("a record"));
    let runs = days_of_runs(fleet::fleet());
    for today in days() {
        walk.live(today);
        if !runs.contains(&today) {
            continue;
        }
        if today >= day(RECORDED) {
            record = None;
        }
        let told = record.as_ref().map(|record| record.told(today).expect("it can be read"));
        let reminded = walk.remind(today, told.as_ref().unwrap_or(&walk.told));
        compare(today, &entries(&reminded.letters), &oracle.tell(today, &walk.fleet));
        if let Some(record) = &mut record {
            walk.keep(record, today, &reminded.letters);
        }
        walk.send(today, &reminded.letters);
        if today == day(STOPS) {
            late = Some((walk.told.clone(), oracle.clone()));
        }
        if let Some((told, mut oracle)) = late.take_if(|_| today == day(GOES_ON)) {
            let reminded = walk.remind(today, &told);
            late_run(&reminded, &entries(&reminded.letters));
            compare(today, &entries(&reminded.letters), &oracle.tell(today, &walk.fleet));
        }
    }
    assert!(walk.fleet.events.is_empty(), "something never happened");
    told_once(&walk.sent);
    told_in_time(&walk);
    told_to_those_who_are_there(&walk);
    duties(&walk);
    snapshot(&walk.sent);
}

type Entries = BTreeSet<(String, Telling)>;

/// What letters tell, and to whom.
fn entries(letters: &[Letter]) -> Entries {
    let of = |letter: &Letter| {
        let address = letter.to.address.clone();
        letter
            .entries
            .iter()
            .map(move |entry| (address.clone(), Telling::of_key(&entry.key)))
            .collect::<Vec<_>>()
    };
    letters.iter().flat_map(of).collect()
}

/// What is told is what must be told, duties apart: of them other things are asked.
fn compare(today: NaiveDate, found: &Entries, expected: &Entries) {
    let found: Entries =
        found.iter().filter(|(_, telling)| telling.deadline != Deadline::Duty.word()).cloned().collect();
    let list = |one: &Entries, other: &Entries| -> Vec<String> {
        one.difference(other).map(|(address, telling)| format!("{address} {telling}")).collect()
    };
    let (more, less) = (list(&found, expected), list(expected, &found));
    assert!(more.is_empty() && less.is_empty(), "{today}: too much {more:#?}, missing {less:#?}");
}

/// A run after three weeks of silence tells each person of each deadline once, on the rung that stands.
fn late_run(reminded: &Reminded, found: &Entries) {
    let all = reminded.report.registers.iter().flat_map(|one| {
        one.reminders.iter().map(|reminder| (one.path.clone(), reminder.title.clone(), reminder.rung))
    });
    let standing: BTreeSet<_> = all.map(|(folder, _, rung)| (folder, rung)).collect();
    let mut threads = BTreeSet::new();
    for (address, Telling { folder, deadline, subject, rung, .. }) in found {
        assert!(standing.contains(&(folder.clone(), *rung)), "{folder} {deadline} {rung}");
        assert!(threads.insert((address, folder, deadline, subject)), "two rungs of {folder} {deadline}");
    }
    assert!(found.len() > 100, "{}", found.len());
}

/// Nobody is told the same twice, and nothing goes on for ever.
fn told_once(sent: &[Sent]) {
    let mut known: Entries = BTreeSet::new();
    let mut after: BTreeMap<(&str, &str, &str, NaiveDate), BTreeSet<i32>> = BTreeMap::new();
    let mut days: BTreeSet<(&str, NaiveDate)> = BTreeSet::new();
    for Sent { day, address, entries, .. } in sent {
        assert!(is_working_day(*day), "{day}");
        assert!(days.insert((address, *day)), "two letters to {address} on {day}");
        for entry in entries {
            assert!(known.insert((address.clone(), entry.clone())), "{address} was told twice of {entry}");
            let Telling { folder, deadline, subject, due, rung } = entry;
            after
                .entry((folder, deadline, subject, *due))
                .or_default()
                .extend(Some(*rung).filter(|rung| *rung > 0));
        }
    }
    for (thread, rungs) in after {
        assert!(rungs.len() <= 6, "{thread:?}: {rungs:?}");
    }
}

/// What is open on its day was told before, what is closed is told of no more, and what stays open is told to
/// those above.
fn told_in_time(walk: &Walk) {
    for due in &walk.fleet.dues {
        let is_of = |entry: &&Telling| {
            entry.folder == due.folder
                && entry.deadline == due.deadline
                && entry.subject == due.subject
                && entry.due == due.due
        };
        let told: Vec<(&Sent, i32)> = walk
            .sent
            .iter()
            .flat_map(|sent| sent.entries.iter().filter(is_of).map(move |entry| (sent, entry.rung)))
            .collect();
        assert!(told.iter().all(|(sent, _)| due.is_open(sent.day)), "{due:?}");
        let held =
            &walk.fleet.registers.iter().find(|one| one.folder == due.folder).expect("a register").people;
        let tells_before = due.deadline != Deadline::Application.word();
        let was_known = due.from.is_none_or(|from| from < last_working_day(days_from(due.due, -1)));
        let is_seen = (day(FIRST)..day(LAST)).contains(&due.due) && due.is_open(due.due) && !held.is_empty();
        if is_seen && was_known {
            let in_time = |(sent, rung): &(&Sent, i32)| sent.day < due.due || !tells_before && *rung == 0;
            assert!(told.iter().any(in_time), "nobody was told in time of {due:?}");
        }
        let week_after = next_working_day(days_from(due.due, 7));
        if is_seen && tells_before && due.is_open(week_after) && week_after <= day(LAST) {
            for role in [fleet::REGION, fleet::SERVICE] {
                let above = held.iter().find(|one| one.role == role);
                let is_told = |above: &register::Responsible| {
                    told.iter().any(|(sent, _)| sent.address == above.address)
                };
                assert!(above.is_none_or(is_told), "{role} was not told of {due:?}");
            }
        }
    }
}

/// Who has left gets nothing; who came is told from then on.
fn told_to_those_who_are_there(walk: &Walk) {
    for (address, on, next) in &walk.fleet.left {
        let of =
            |address: &str| walk.sent.iter().filter(move |sent| sent.address == address).collect::<Vec<_>>();
        let old = of(address);
        assert!(!old.is_empty() && old.iter().all(|sent| sent.day < *on), "{address}");
        if let Some(next) = next {
            let new = of(next);
            assert!(!new.is_empty() && new.iter().all(|sent| sent.day >= *on), "{next}");
        }
    }
    assert!(walk.sent.iter().all(|sent| !sent.name.is_empty()));
}

/// Duties of changes are told when they are released, before their day, and not once they are met.
fn duties(walk: &Walk) {
    let is_duty = |entry: &&Telling| entry.deadline == Deadline::Duty.word();
    let all = || {
        walk.sent.iter().flat_map(|sent| sent.entries.iter().filter(is_duty).map(move |entry| (sent, entry)))
    };
    for Changed { folder, on, until } in &walk.fleet.changed {
        let told: Vec<_> = all().filter(|(_, entry)| entry.folder == *folder).collect();
        let first = told.iter().map(|(sent, _)| sent.day).min();
        assert_eq!(first, Some(next_working_day(*on)), "{folder}");
        assert!(told.iter().all(|(sent, _)| until.is_none_or(|until| sent.day < until)), "{folder}");
        assert!(told.iter().all(|(_, entry)| entry.due == days_from(*on, 14)), "{folder}");
        let is_last = |(sent, _): &&(&Sent, &Telling)| sent.day > days_from(*on, 90);
        assert_eq!(told.iter().filter(is_last).count(), 0, "{folder} is told of for ever");
    }
    let changed: BTreeSet<&str> = walk.fleet.changed.iter().map(|one| one.folder.as_str()).collect();
    let others: Vec<String> = all()
        .filter(|(_, entry)| !changed.contains(entry.folder.as_str()))
        .map(|(sent, _)| sent.line.clone())
        .collect();
    assert_eq!(others.len(), 0, "duties of what is no change: {}", others[0]);
}

/// Who got what, a line a letter, as it was when it was last read by a person.
fn snapshot(sent: &[Sent]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/year/2026-2027.txt");
    let found: String = sent.iter().map(|sent| format!("{}\n", sent.line)).collect();
    if std::env::var_os("REGISTERVAKT_YEAR").is_some() {
        std::fs::write(&file, &found).expect("a file");
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    for (at, (found, known)) in found.lines().zip(known.lines()).enumerate() {
        assert_eq!(found, known, "line {} of {}", at + 1, file.display());
    }
    assert_eq!(found.lines().count(), known.lines().count(), "{}", file.display());
}
