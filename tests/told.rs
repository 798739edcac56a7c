//! What was told is told once, whenever a run died, whoever wrote to the record.

mod support;

use chrono::{DateTime, FixedOffset, NaiveDate};
use registervakt::finding::Lang;
use registervakt::git::{Ledger, LedgerError, LedgerFile, Repository};
use registervakt::job::JobError;
use registervakt::job::told::{Record, Tell, Told};
use registervakt::report::letter::{Entry, Letter, LetterKind, Person};
use registervakt::report::told::{Event, ToldLetter, ToldState};
use support::Repo;

const REPORT: &str = "./aarsrapport/2026/2027-06-15/-14";
const COVERAGE: &str = "hofte/dekningsgrad/2026/2027-09-01/-90";
const CHANGE: &str = "./endring/ab12cd/vurder-ny-godkjenning";
const KARI: &str = "kari@example.org";
const ID: &str = "00112233445566778899aabbccddeeff@example.org";

fn at() -> DateTime<FixedOffset> {
    "2027-06-01T08:00:00+02:00".parse().expect("a time")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a time")
}

fn letter(kind: LetterKind, address: &str, keys: &[&str]) -> Letter {
    let entry = |key: &&str| Entry {
        key: (*key).to_owned(),
        register: "NorArtritt".to_owned(),
        title: "årsrapport for 2026".to_owned(),
        due: None,
        why: String::new(),
        sources: Vec::new(),
        missing: Vec::new(),
        changes: Vec::new(),
        closes: String::new(),
        others: Vec::new(),
        next: None,
        role: "daglig-leder".to_owned(),
        stands_in_for: None,
    };
    Letter {
        id: ID.to_owned(),
        references: Vec::new(),
        kind,
        day: day("2027-06-01"),
        from: "varsler@example.org".to_owned(),
        to: Person { name: "Kari Prøve".to_owned(), address: address.to_owned(), lang: Lang::Nb },
        entries: keys.iter().map(entry).collect(),
    }
}

fn reminder(keys: &[&str]) -> Letter {
    letter(LetterKind::Reminder, KARI, keys)
}

fn record(repo: &Repo) -> Record {
    Record::open(repo.root()).expect("a record")
}

/// What a run on `today` finds.
fn told_on(repo: &Repo, today: &str) -> Told {
    record(repo).told(day(today)).expect("it can be read")
}

fn told(repo: &Repo) -> Told {
    told_on(repo, "2027-06-01")
}

fn claimed() -> Tell {
    Tell::Claimed { id: ID.to_owned() }
}

#[test]
fn nothing_is_told_where_nothing_was() {
    for told in [Told::none(), told(&Repo::new())] {
        assert_eq!(told.tell(REPORT, KARI), Tell::New);
        assert!(!told.had_letter_on(KARI, day("2027-06-01")));
        assert_eq!(told.sequence("./aarsrapport/2026", day("2027-06-15")), 0);
        assert_eq!(told.faults(), []);
    }
}

#[test]
fn a_claim_without_a_receipt_is_told_again_under_its_id() {
    let repo = Repo::new();
    record(&repo).claim(&reminder(&[REPORT, COVERAGE]), at()).unwrap();
    for key in [REPORT, COVERAGE] {
        assert_eq!(told(&repo).tell(key, KARI), claimed());
        assert_eq!(told_on(&repo, "2027-06-30").tell(key, KARI), claimed());
    }
    assert_eq!(
        told(&repo).tell("./aarsrapport/2026/2027-06-15/-7", KARI),
        Tell::New,
        "the next rung is another"
    );
    assert!(!told(&repo).had_letter_on(KARI, day("2027-06-01")), "it may never have been sent");
}

#[test]
fn a_receipt_silences() {
    let repo = Repo::new();
    let mut run = record(&repo);
    run.claim(&reminder(&[REPORT]), at()).unwrap();
    run.receipt(&reminder(&[REPORT]), at()).unwrap();
    assert_eq!(told(&repo).tell(REPORT, KARI), Tell::Told);
    assert_eq!(told(&repo).tell(COVERAGE, KARI), Tell::New);
    assert!(told(&repo).had_letter_on(KARI, day("2027-06-01")));
    assert!(!told(&repo).had_letter_on(KARI, day("2027-06-02")));
    // The claim of a day before, made good on the day after.
    let mut later = reminder(&[COVERAGE]);
    later.day = day("2027-06-02");
    run.claim(&reminder(&[COVERAGE]), at()).unwrap();
    run.claim(&later, at()).unwrap();
    assert_eq!(told(&repo).tell(COVERAGE, KARI), claimed());
    run.receipt(&later, at()).unwrap();
    assert_eq!(told(&repo).tell(COVERAGE, KARI), Tell::Told);
    assert_eq!(told(&repo).faults(), []);
}

#[test]
fn a_person_is_known_by_the_address_in_any_letter_case() {
    let repo = Repo::new();
    record(&repo).receipt(&letter(LetterKind::Reminder, " Åse.Prøve@Example.ORG ", &[REPORT]), at()).unwrap();
    let told = told(&repo);
    for address in ["åse.prøve@example.org", "ÅSE.PRØVE@EXAMPLE.ORG"] {
        assert_eq!(told.tell(REPORT, address), Tell::Told);
        assert!(told.had_letter_on(address, day("2027-06-01")));
    }
    for other in [KARI, "ase.prove@example.org", ""] {
        assert_eq!(told.tell(REPORT, other), Tell::New);
    }
}

#[test]
fn one_that_was_refused_for_good_is_not_tried_again() {
    let repo = Repo::new();
    let mut run = record(&repo);
    run.claim(&reminder(&[REPORT]), at()).unwrap();
    let reason = "550 5.1.1 <kari@example.org>: ukjent\r\nBcc: ola@example.net (kari@example.org)";
    run.refused(&reminder(&[REPORT]), reason, at()).unwrap();
    assert_eq!(told(&repo).tell(REPORT, KARI), Tell::Refused);
    assert!(!told(&repo).had_letter_on(KARI, day("2027-06-01")));
    assert_eq!(told(&repo).sequence("./aarsrapport/2026", day("2027-06-16")), 0);
    assert_eq!(logged(&repo, "2027-01-01")[0].1.state, ToldState::Refused);
    let path = format!("refs/registervakt/varsler:varsler/2027/06-01/{}.avvist", &ID[..32]);
    let file = repo.git(&["cat-file", "-p", &path]);
    let reason = "grunn: 550 5.1.1 <k…@example.org>: ukjent  Bcc: o…@example.net (k…@example.org)";
    assert!(file.lines().any(|line| line == reason), "{file}");
}

#[test]
fn a_change_is_told_once_and_for_all() {
    let repo = Repo::new();
    let mut run = record(&repo);
    let notice = letter(LetterKind::Change, KARI, &[CHANGE, "./endring/ab12cd/informer"]);
    run.claim(&notice, at()).unwrap();
    assert_eq!(told(&repo).tell(CHANGE, KARI), claimed());
    run.receipt(&notice, at()).unwrap();
    for today in ["2027-06-01", "2031-01-01"] {
        let told = told_on(&repo, today);
        assert_eq!(told.tell(CHANGE, "Kari@example.org"), Tell::Told);
        assert_eq!(told.tell("./endring/ab12cd/informer", KARI), Tell::Told);
        assert_eq!(told.tell("./endring/ab12cd/ny-plikt", KARI), Tell::New, "the change grew by a duty");
        assert_eq!(told.tell(CHANGE, "ola@example.org"), Tell::New);
        assert!(!told.had_letter_on(KARI, day("2027-06-01")), "a notice is no reminder");
    }
}

#[test]
fn reminders_of_long_ago_are_not_read() {
    let repo = Repo::new();
    record(&repo).receipt(&reminder(&[REPORT]), at()).unwrap();
    assert_eq!(told_on(&repo, "2027-11-28").tell(REPORT, KARI), Tell::Told);
    assert_eq!(told_on(&repo, "2027-11-29").tell(REPORT, KARI), Tell::New);
    // The day may be asked for that lies before what was told.
    assert_eq!(told_on(&repo, "2026-01-01").tell(REPORT, KARI), Tell::Told);
}

#[test]
fn days_that_a_deadline_moved_from_are_counted() {
    let repo = Repo::new();
    let mut run = record(&repo);
    run.receipt(&reminder(&[REPORT, "./aarsrapport/2026/2027-06-15/-7"]), at()).unwrap();
    let mut moved = letter(LetterKind::Reminder, "ola@example.org", &["./aarsrapport/2026/2027-09-01/-30"]);
    moved.day = day("2027-08-02");
    run.claim(&moved, at()).unwrap();
    let told = told_on(&repo, "2027-08-02");
    for (due, expected) in [("2027-06-15", 1), ("2027-09-01", 1), ("2027-07-01", 2)] {
        assert_eq!(told.sequence("./aarsrapport/2026", day(due)), expected, "{due}");
    }
    assert_eq!(told.sequence("./aarsrapport/2025", day("2027-06-15")), 0);
    assert_eq!(told.sequence("aarsrapport/2026", day("2027-06-15")), 0);
}

#[test]
fn no_whole_address_stands_in_the_record() {
    let repo = Repo::new();
    let mut run = record(&repo);
    let secret = "svært.hemmelig.person@example.org";
    for kind in [LetterKind::Reminder, LetterKind::Change] {
        let mut letter = letter(kind, secret, &[REPORT]);
        letter.to.name = format!("Kari <{secret}>");
        letter.entries[0].title = format!("oppdrag for {secret}");
        run.claim(&letter, at()).unwrap();
        run.refused(&letter, secret, at()).unwrap();
        run.receipt(&letter, at()).unwrap();
    }
    let all = repo.git(&["log", "--patch", "--format=%B", "refs/registervakt/varsler"]);
    assert!(all.contains("adresse: s…@example.org") && all.contains("grunn: s…@example.org"), "{all}");
    assert!(!all.contains("hemmelig"), "{all}");
}

#[test]
fn heartbeats_are_one_a_day() {
    let repo = Repo::new();
    let mut run = record(&repo);
    let last = |today: &str| record(&repo).last_heartbeat(day(today)).unwrap();
    assert_eq!(last("2027-06-01"), None);
    for date in ["2026-12-31", "2027-01-02", "2027-06-01", "2027-06-01"] {
        run.heartbeat(day(date), at()).unwrap();
    }
    assert_eq!(repo.git(&["rev-list", "--count", "refs/registervakt/varsler"]), "3");
    assert_eq!(last("2027-06-02"), Some(day("2027-06-01")));
    assert_eq!(last("2027-05-31"), Some(day("2027-01-02")));
    assert_eq!(last("2027-01-01"), Some(day("2026-12-31")));
    assert_eq!(last("2026-01-01"), None);
    add(&repo, "livstegn/9999/12-31.txt", "");
    add(&repo, "livstegn/tull/12-31.txt", "");
    assert_eq!(last("2027-06-02"), Some(day("2027-06-01")));
}

#[test]
fn the_log_has_a_row_for_each_letter() {
    let repo = Repo::new();
    let mut run = record(&repo);
    run.claim(&reminder(&[REPORT, COVERAGE]), at()).unwrap();
    let mut again = reminder(&[REPORT, COVERAGE]);
    again.day = day("2027-06-02");
    run.claim(&again, at()).unwrap();
    run.receipt(&again, at()).unwrap();
    let mut other = letter(LetterKind::Change, "ola@example.org", &[CHANGE]);
    other.id = "ikke heksadesimalt@example.org".to_owned();
    run.claim(&other, at()).unwrap();
    run.heartbeat(day("2027-06-01"), at()).unwrap();
    let rows = logged(&repo, "2027-06-01");
    let [first, second] = &rows[..] else { panic!("{rows:?}") };
    let of = |(day, letter): &(NaiveDate, ToldLetter)| (day.to_string(), letter.id.clone(), letter.state);
    assert_eq!(of(first), ("2027-06-01".to_owned(), other.id.clone(), ToldState::Claimed));
    assert_eq!(of(second), ("2027-06-02".to_owned(), ID.to_owned(), ToldState::Sent));
    assert_eq!(second.1.registers, ["NorArtritt"]);
    assert_eq!(second.1.what, ["årsrapport for 2026"]);
    let to = &second.1.to;
    let to = (to.role.as_str(), to.name.as_str(), to.address.as_str());
    assert_eq!(to, ("daglig-leder", "Kari Prøve", "k…@example.org"));
    assert_eq!(logged(&repo, "2027-06-02").len(), 1);
    let all = record(&repo).log(day("2027-06-01")).unwrap().tellings;
    assert_eq!(all.len(), 3);
    assert_eq!((all[1].day, &all[1].event), (day("2027-06-01"), &Event::Heartbeat));
}

/// The letters of the log, each with its day.
fn logged(repo: &Repo, since: &str) -> Vec<(NaiveDate, ToldLetter)> {
    let all = record(repo).log(day(since)).expect("it can be read").tellings.into_iter();
    let letter = |telling: registervakt::report::told::Telling| match telling.event {
        Event::Letter(letter) => Some((telling.day, letter)),
        Event::Heartbeat => None,
    };
    all.filter_map(letter).collect()
}

#[test]
fn the_slower_of_two_runs_stops() {
    let repo = Repo::new();
    let mut one = record(&repo);
    let mut other = record(&repo);
    one.claim(&reminder(&[REPORT]), at()).unwrap();
    let lost = other.claim(&reminder(&[REPORT]), at());
    assert!(matches!(lost, Err(JobError::Record(LedgerError::Moved))), "{lost:?}");
    let message = lost.unwrap_err().message(Lang::Nb);
    assert!(message.starts_with("En annen kjøring"), "{message}");
    one.receipt(&reminder(&[REPORT]), at()).unwrap();
    let alone = Record::open_alone(repo.root()).unwrap();
    assert!(matches!(Record::open_alone(repo.root()), Err(JobError::Record(LedgerError::Busy { .. }))));
    assert_eq!(alone.told(day("2027-06-01")).unwrap().tell(REPORT, KARI), Tell::Told);
}

/// Adds a file that somebody else wrote.
fn add(repo: &Repo, path: &str, text: &str) {
    let file = LedgerFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    let repository = Repository::open(repo.root()).expect("a repository");
    let mut ledger = Ledger::open(&repository).expect("a record");
    ledger.append(&[file], "x", at()).expect("it is added");
}

#[test]
fn what_others_wrote_is_a_fault_and_counts_for_nothing() {
    let digits = &ID[..32];
    let person = "0".repeat(64);
    let good = format!("id: {ID}\ndag: 2027-06-01\nslag: paaminnelse\nperson: {person}\nnoekkel: {REPORT}\n");
    let name = |end: &str| format!("varsler/2027/06-01/{digits}.{end}");
    for (path, text) in [
        (name("krav"), String::new()),
        (name("kvittering"), "\u{0}\u{202e}\n\n: : :\n".to_owned()),
        (name("kvittering"), good.replace("2027-06-01", "2027-06-02")),
        (name("kvittering"), good.replace("paaminnelse", "annet")),
        (name("kvittering"), good.replace(&person, "kari@example.org")),
        (name("kvittering"), good.replace("noekkel", "nøkkel")),
        (name("kvittering"), good.replace(ID, "ffff")),
        (name("kvittering"), "x".repeat(4_200_000)[..4_100_000].to_owned()),
        (name("annet"), good.clone()),
        ("varsler/2027/06-01/uten-ende".to_owned(), good.clone()),
        ("varsler/2027/02-30/x.krav".to_owned(), good.clone()),
        ("varsler/2027/6-1/x.krav".to_owned(), good.clone()),
        ("varsler/aar/dag/x.krav".to_owned(), good.clone()),
        ("varsler/+2027/06-01/x.krav".to_owned(), good.clone()),
    ] {
        let repo = Repo::new();
        add(&repo, &path, &text);
        let told = told(&repo);
        assert_eq!(told.faults().len(), 1, "{path}: {text:.80}");
        assert!(!told.faults()[0].message(Lang::Nn).is_empty());
        assert_eq!(told.tell(REPORT, KARI), Tell::New);
        assert_eq!(logged(&repo, "2027-01-01"), []);
        record(&repo).claim(&reminder(&[REPORT]), at()).unwrap();
        assert_eq!(self::told(&repo).tell(REPORT, KARI), claimed(), "{path}");
    }
    let repo = Repo::new();
    add(&repo, &name("kvittering"), &format!("{good}ukjent: linje\nuten kolon\n"));
    add(&repo, "endringer/zz/tull", "x");
    add(&repo, "fremmed/fil", "x");
    assert_eq!(told(&repo).faults(), []);
}

#[test]
fn words_that_want_to_be_lines_are_not() {
    let repo = Repo::new();
    let mut run = record(&repo);
    let mut letter = reminder(&["a\nnoekkel: b/x/y/2027-06-15/1\n", "c\r\nperson: 0"]);
    letter.to.name = "Kari\nslag: endring\nid: x".to_owned();
    letter.entries[1].register = "N".repeat(10_000);
    run.receipt(&letter, at()).unwrap();
    let told = told(&repo);
    assert_eq!(told.faults(), []);
    assert_eq!(told.tell("a\nnoekkel: b/x/y/2027-06-15/1\n", KARI), Tell::Told);
    assert_eq!(told.tell("c\r\nperson: 0", KARI), Tell::Told);
    assert_eq!(told.tell("b/x/y/2027-06-15/1", KARI), Tell::New);
    assert!(told.had_letter_on(KARI, day("2027-06-01")), "it is still a reminder");
    assert_eq!(logged(&repo, "2027-01-01")[0].1.to.name, "Kari slag: endring id: x");
    // Two long keys that differ at the end are two.
    let long = |end: &str| format!("./medlem/{}{end}/2027-06-15/-14", "å".repeat(5_000));
    run.receipt(&reminder(&[&long("a")]), at()).unwrap();
    assert_eq!(self::told(&repo).tell(&long("a"), KARI), Tell::Told);
    assert_eq!(self::told(&repo).tell(&long("b"), KARI), Tell::New);
}

#[test]
fn a_letter_to_the_whole_country_fits() {
    let repo = Repo::new();
    let keys: Vec<String> =
        (0..3_000).map(|nth| format!("registre%2Fnummer-{nth}/aarsrapport/2026/2027-06-15/7")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    record(&repo).receipt(&reminder(&keys), at()).unwrap();
    let told = told(&repo);
    assert!(keys.iter().all(|key| told.tell(key, KARI) == Tell::Told));
}

#[test]
fn two_clones_that_told_different_things_both_count() {
    let repo = Repo::new();
    let other = repo.beside("other");
    repo.git(&["clone", "--quiet", ".", other.to_str().unwrap()]);
    let mut there = Record::open(&other).unwrap();
    record(&repo).claim(&reminder(&[REPORT]), at()).unwrap();
    there.claim(&reminder(&[REPORT, COVERAGE]), at()).unwrap();
    let notice = letter(LetterKind::Change, KARI, &[CHANGE]);
    there.receipt(&Letter { id: ID.replace('0', "1"), ..notice }, at()).unwrap();
    let refs = "+refs/registervakt/varsler:refs/registervakt/fjern/varsler";
    repo.git(&["fetch", "--quiet", other.to_str().unwrap(), refs]);
    for _ in 0..2 {
        let told = told(&repo);
        assert_eq!(told.tell(REPORT, KARI), claimed());
        assert_eq!(told.tell(COVERAGE, KARI), claimed());
        assert_eq!(told.tell(CHANGE, KARI), Tell::Told);
        assert_eq!(told.faults(), []);
        record(&repo).heartbeat(day("2027-06-01"), at()).unwrap();
    }
    assert_eq!(repo.git(&["rev-list", "--merges", "--count", "refs/registervakt/varsler"]), "1");
}

/// The repository of a child of these tests, and the step at which it dies.
const CHILD: [&str; 2] = ["TOLD_CHILD", "TOLD_STEP"];

/// The steps of a run at which it may die.
const STEPS: [&str; 5] = ["foer-krav", "etter-krav", "etter-sending", "etter-kvittering", "aldri"];

/// A run, as `remind --send` does it, with a file for a mail server.
#[test]
fn child() {
    let [Some(root), Some(dies_at)] = CHILD.map(std::env::var_os) else { return };
    let step = |name: &str| {
        if dies_at == name {
            std::process::abort();
        }
    };
    let root = std::path::PathBuf::from(root);
    let mut run = Record::open_alone(&root).unwrap();
    let told = run.told(day("2027-06-01")).unwrap();
    let people = ["kari@example.org", "ola@example.org", "åse@example.org"];
    for (nth, address) in people.into_iter().enumerate() {
        let mut letter = letter(LetterKind::Reminder, address, &[REPORT]);
        letter.id = ID.replacen('0', &nth.to_string(), 2);
        match told.tell(REPORT, address) {
            Tell::Told | Tell::Refused => continue,
            Tell::New => {}
            Tell::Claimed { id } => letter.id = id,
        }
        step("foer-krav");
        run.claim(&letter, at()).unwrap();
        step("etter-krav");
        let mut server =
            std::fs::File::options().create(true).append(true).open(root.join("server")).unwrap();
        std::io::Write::write_all(&mut server, format!("{address} {}\n", letter.id).as_bytes()).unwrap();
        step("etter-sending");
        run.receipt(&letter, at()).unwrap();
        step("etter-kvittering");
    }
}

#[test]
fn a_run_that_dies_at_any_step_is_made_good_by_the_next() {
    for first in STEPS {
        for second in STEPS {
            let repo = Repo::new();
            let mut lost_receipts = 0;
            for dies_at in [first, second, "aldri", "aldri"] {
                let mut child = repo.command(std::env::current_exe().unwrap().to_str().unwrap());
                child.args(["--exact", "child"]).env(CHILD[0], repo.root()).env(CHILD[1], dies_at);
                let ended = child.output().unwrap();
                lost_receipts += usize::from(!ended.status.success() && dies_at == "etter-sending");
                assert_eq!(repo.git(&["fsck", "--full", "--strict", "--no-dangling", "--no-progress"]), "");
            }
            let server = std::fs::read_to_string(repo.root().join("server")).unwrap();
            let mut sent: Vec<&str> = server.lines().collect();
            let lines = sent.len();
            sent.sort_unstable();
            sent.dedup();
            assert_eq!(sent.len(), 3, "{first} {second}: each person one id: {sent:?}");
            assert_eq!(lines, 3 + lost_receipts, "{first} {second}: {server}");
        }
    }
}
