//! `remind --send` through a mail server that hangs, refuses or lets go, and a program that is killed meanwhile.
//!
//! **Knows**: the moments of a run, as the server sees them; what must have come of it in the end.
//! **Does not know**: how letters are worded; who falls under which rung.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/mail.rs"]
mod mail;
#[path = "support/post.rs"]
mod post;
#[path = "mail/server.rs"]
#[allow(dead_code, reason = "each test file uses its part of the server")]
mod server;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use mail::Mail;
use post::{DAY, RECORD, Ran, SECRET, count, is_discreet, is_sound, one, record, recorded, remind};
use server::{Act, Server};
use support::Repo;

/// How long a moment may be waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts a run that sends to this server.
fn start(repo: &Repo, url: &str) -> Child {
    let mut command = repo.command(env!("CARGO_BIN_EXE_registervakt"));
    command.args(["remind", "--today", DAY, "--send"]).env("REGISTERVAKT_SMTP_URL", url);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// A run that goes to its end.
fn send(repo: &Repo, day: &str, url: &str) -> Ran {
    remind(repo, day, &["--send"], &[("REGISTERVAKT_SMTP_URL", url)])
}

/// Kills a run as nobody can prevent: what it said until then shows nothing, and the repository is sound. A lock
/// that it held is made old, as it would be for the run of the next day.
fn kill(mut child: Child, repo: &Repo) {
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    for said in [output.stdout, output.stderr] {
        let said = String::from_utf8(said).unwrap();
        assert!(is_discreet(&said), "{said}");
    }
    is_sound(repo);
    if let Ok(lock) = File::options().write(true).open(lock(repo)) {
        lock.set_modified(SystemTime::now() - Duration::from_secs(3_600)).unwrap();
    }
}

/// The lock that is held for the moment in which the record moves on.
fn lock(repo: &Repo) -> PathBuf {
    repo.root().join(".git").join(format!("{RECORD}.lock"))
}

/// The ids of the letters that the server took, by who they are for.
fn taken(server: &Server) -> BTreeMap<String, Vec<String>> {
    let mut people: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for letter in server.letters() {
        let letter = Mail::read(letter.as_bytes());
        people.entry(letter.to()).or_default().push(letter.id());
    }
    people
}

/// Each of the three got the letter; of nobody's are there two ids; so many came twice.
#[track_caller]
fn all_got_theirs(server: &Server, twice: usize) {
    let taken = taken(server);
    assert_eq!(taken.len(), 3, "{taken:?}");
    let ids: BTreeSet<&String> = taken.values().flatten().collect();
    assert_eq!(ids.len(), 3, "{taken:?}");
    assert_eq!(taken.values().map(Vec::len).sum::<usize>(), 3 + twice, "{taken:?}");
}

/// A server that says when the `nth` command of this kind has come, and then is silent, once.
fn hanging(word: &'static str, nth: usize) -> (Server, Receiver<()>) {
    let (here, came) = channel();
    let armed = AtomicBool::new(true);
    let here = Mutex::new(here);
    let server = Server::new(move |line, before| {
        let is_it = line.split_whitespace().next().unwrap_or_default() == word && before == nth;
        (is_it && armed.swap(false, Ordering::SeqCst)).then(|| {
            here.lock().unwrap().send(()).unwrap();
            Act::Silence
        })
    });
    (server, came)
}

/// The program is killed with the server at every step of the conversation, at the first letter and a later one.
#[test]
fn killed_at_any_step_of_sending_nothing_is_lost() {
    // The step, which of its kind, how many claims and receipts stand then, how many letters come twice.
    for (word, nth, claims, receipts, twice) in [
        ("", 0, 1, 0, 0),
        ("EHLO", 0, 1, 0, 0),
        ("MAIL", 0, 1, 0, 0),
        ("RCPT", 1, 2, 1, 0),
        ("DATA", 2, 3, 2, 0),
        (".", 0, 1, 0, 1),
        (".", 1, 2, 1, 1),
        ("QUIT", 0, 3, 3, 0),
    ] {
        let repo = one();
        let (server, came) = hanging(word, nth);
        let child = start(&repo, &server.url());
        came.recv_timeout(PATIENCE).unwrap();
        // The server is told of a letter after its claim, and of the next after the receipt.
        kill(child, &repo);
        assert_eq!((count(&repo, ".krav"), count(&repo, ".kvittering")), (claims, receipts), "{word} {nth}");
        let rest = send(&repo, DAY, &server.url()).ends_with(0);
        match receipts {
            3 => rest.complains("Ingen brev å sende"),
            told => rest.complains(&format!("{} brev er sendt.", 3 - told)),
        };
        all_got_theirs(&server, twice);
        assert_eq!((count(&repo, ".krav"), count(&repo, ".kvittering")), (3, 3), "{word} {nth}");
        send(&repo, DAY, &server.url()).ends_with(0).complains("Ingen brev å sende");
        all_got_theirs(&server, twice);
        is_sound(&repo);
    }
}

/// Between the server's word that it took the letter and the receipt: the record is locked at that moment, so
/// that the program hangs in the midst of writing it.
#[test]
fn killed_while_the_receipt_is_written_the_letter_comes_twice_and_is_recognised() {
    let repo = one();
    let path = lock(&repo);
    let (here, came) = channel();
    let here = Mutex::new(here);
    let server = Server::new(move |line, before| {
        if line == "." && before == 0 {
            std::fs::write(&path, "").unwrap();
            here.lock().unwrap().send(()).unwrap();
        }
        None
    });
    let child = start(&repo, &server.url());
    came.recv_timeout(PATIENCE).unwrap();
    std::thread::sleep(Duration::from_millis(40));
    kill(child, &repo);
    assert_eq!((count(&repo, ".krav"), count(&repo, ".kvittering")), (1, 0));
    send(&repo, DAY, &server.url()).ends_with(0).complains("3 brev er sendt.");
    all_got_theirs(&server, 1);
    is_sound(&repo);
}

/// At any moment at all: the program is killed after some milliseconds, again and again in one repository, until
/// it once comes to its end.
#[test]
fn killed_at_any_moment_nothing_is_lost() {
    let usual = {
        let (repo, server, start) = (one(), Server::new(|_, _| None), Instant::now());
        send(&repo, DAY, &server.url()).ends_with(0);
        start.elapsed()
    };
    for step in 0..16 {
        let (repo, server) = (one(), Server::new(|_, _| None));
        let mut kills = 0;
        for nth in 0..2 {
            let mut child = start(&repo, &server.url());
            std::thread::sleep(usual * (step + nth * 5) / 16);
            // One that has ended by itself was not killed.
            kills += usize::from(child.try_wait().unwrap().is_none());
            kill(child, &repo);
        }
        send(&repo, DAY, &server.url()).ends_with(0);
        let twice = server.letters().len().saturating_sub(3);
        assert!(twice <= kills, "{twice} letters twice after {kills} kills");
        all_got_theirs(&server, twice);
        assert_eq!((count(&repo, ".krav"), count(&repo, ".kvittering")), (3, 3));
        repo.git(&["gc", "--quiet", "--prune=now"]);
        is_sound(&repo);
        send(&repo, DAY, &server.url()).ends_with(0).complains("Ingen brev å sende");
    }
}

/// The claim comes first: where the record cannot be written, nothing is sent.
#[test]
fn without_a_claim_nothing_is_sent() {
    let repo = one();
    let server = Server::new(|_, _| None);
    let lock = lock(&repo);
    std::fs::create_dir_all(lock.parent().unwrap()).unwrap();
    std::fs::write(&lock, "").unwrap();
    send(&repo, DAY, &server.url()).ends_with(3);
    assert_eq!((server.connections(), record(&repo)), (0, None));
    std::fs::remove_file(&lock).unwrap();
    send(&repo, DAY, &server.url()).ends_with(0).complains("3 brev er sendt.");
}

#[test]
fn of_two_runs_at_once_one_stops_and_says_so() {
    let repo = one();
    let (server, came) = hanging("MAIL", 0);
    let first = start(&repo, &server.url());
    came.recv_timeout(PATIENCE).unwrap();
    for lang in ["nb", "nn", "en"] {
        let words = ["--send", "--lang", lang];
        let ran = remind(&repo, DAY, &words, &[("REGISTERVAKT_SMTP_URL", &server.url())]).ends_with(3);
        assert!(
            ["En annen", "Ei anna", "nother run"].iter().any(|word| ran.error.contains(word)),
            "{}",
            ran.error
        );
    }
    // What only looks is in nobody's way.
    remind(&repo, DAY, &[], &[]).ends_with(0);
    kill(first, &repo);
    send(&repo, DAY, &server.url()).ends_with(0);
    all_got_theirs(&server, 0);

    // Both to the end, at the very same time.
    let (repo, server) = (one(), Server::new(|_, _| None));
    let children: Vec<Child> = (0..4).map(|_| start(&repo, &server.url())).collect();
    let ends: Vec<Ran> =
        children.into_iter().map(|child| Ran::of(child.wait_with_output().unwrap())).collect();
    assert!(ends.iter().all(|ran| matches!(ran.code, Some(0 | 3))), "{ends:?}");
    assert!(ends.iter().any(|ran| ran.code == Some(0)), "{ends:?}");
    all_got_theirs(&server, 0);
    is_sound(&repo);
}

#[test]
fn one_refused_reader_stops_nobody() {
    let repo = one();
    let server = Server::new(|line, _| {
        let is_fia = line == "RCPT TO:<fia.prove@example.org>";
        is_fia.then_some(Act::Say("550 5.1.1 <fia.prove@example.org> finnes ikke\r\n"))
    });
    let ran = send(&repo, DAY, &server.url()).ends_with(3);
    let ran = ran
        .complains("Fia Prøve fikk ikke brevet sitt om halvårstall for 2026: ")
        .complains("2 brev er sendt.");
    assert!(ran.error.contains("550") && ran.error.contains("<f…@example.org> finnes ikke"), "{}", ran.error);
    let people: Vec<String> = taken(&server).into_keys().collect();
    assert_eq!(people, ["dag.prove@example.org", "eva.prove@example.org"]);
    assert_eq!((count(&repo, ".krav"), count(&repo, ".kvittering"), count(&repo, ".avvist")), (3, 2, 1));
    // It is not sent again that day, nor the next, but the next rung is tried.
    let lines = server.lines().len();
    for day in [DAY, "2026-12-09"] {
        send(&repo, day, &server.url()).ends_with(0).complains("Ingen brev å sende");
    }
    assert_eq!(server.lines().len(), lines);
    post::run(&repo, &["remind", "log", "--today", DAY], &[])
        .ends_with(0)
        .says("avvist    Fia Prøve (faglig leder), f…@example.org");
    send(&repo, "2026-12-14", &server.url()).ends_with(3);
    is_sound(&repo);
}

/// What may pass is tried again; where it does not pass in this run, the claim stays, and the next run sends the
/// letter under the same id.
#[test]
fn what_passes_is_sent_by_the_next_run() {
    let repo = one();
    let tries = Arc::new(AtomicUsize::new(0));
    let (counted, (here, came)) = (Arc::clone(&tries), channel());
    let here = Mutex::new(here);
    let server = Server::new(move |line, _| {
        if line != "RCPT TO:<dag.prove@example.org>" {
            return None;
        }
        match counted.fetch_add(1, Ordering::SeqCst) {
            0 => Some(Act::Say("450 4.2.1 kom igjen\r\n")),
            1 => {
                here.lock().unwrap().send(()).unwrap();
                Some(Act::Say("421 4.3.2 stenger\r\n"))
            }
            _ => None,
        }
    });
    let child = start(&repo, &server.url());
    came.recv_timeout(PATIENCE).unwrap();
    kill(child, &repo);
    let claims: Vec<String> = recorded(&repo).into_iter().filter(|path| path.ends_with(".krav")).collect();
    assert_eq!((claims.len(), count(&repo, ".avvist")), (1, 0));
    let said = post::run(&repo, &["remind", "log", "--today", DAY], &[]).ends_with(0);
    said.says("påbegynt  Dag Prøve");
    // On the next working day: the same letter, the same id.
    send(&repo, "2026-12-09", &server.url()).ends_with(0).complains("3 brev er sendt.");
    all_got_theirs(&server, 0);
    let id = &taken(&server)["dag.prove@example.org"][0];
    assert!(claims[0].contains(&id[..32]), "{claims:?} {id}");
    is_sound(&repo);
}

/// A server that does not let anybody in keeps every claim, and is asked once.
#[test]
fn a_shut_way_is_told_and_nothing_is_lost() {
    let repo = one();
    let is_shut = Arc::new(AtomicBool::new(true));
    let shut = Arc::clone(&is_shut);
    let server = Server::new(move |line, _| {
        let is_refused = line.starts_with("AUTH") && shut.load(Ordering::SeqCst);
        is_refused.then_some(Act::Say("535 5.7.8 nei\r\n"))
    });
    let url = format!("smtp://dag:{SECRET}@localhost:{}", server.port);
    let ran = send(&repo, DAY, &url).ends_with(3);
    for name in ["Dag Prøve", "Fia Prøve", "Eva Prøve"] {
        assert!(
            ran.error.contains(&format!("{name} fikk ikke brevet sitt om halvårstall for 2026")),
            "{}",
            ran.error
        );
    }
    assert_eq!((count(&repo, ".avvist"), count(&repo, ".kvittering")), (0, 0));
    is_shut.store(false, Ordering::SeqCst);
    send(&repo, DAY, &url).ends_with(0).complains("3 brev er sendt.");
    all_got_theirs(&server, 0);
    assert!(!repo.git(&["log", "--patch", RECORD]).contains(SECRET));
}

/// The machine's own mail program takes the letters: the reader as an argument, the letter as it is.
#[cfg(unix)]
#[test]
fn the_mail_program_of_the_machine_is_a_way_too() {
    use std::os::unix::fs::PermissionsExt;
    let repo = one();
    let program = repo.beside("sendmail");
    let folder = repo.beside("post");
    std::fs::create_dir(&folder).unwrap();
    let script = format!("#!/bin/sh\nfor to; do :; done\ncat > \"{}/$to\"\n", folder.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    send(&repo, DAY, &format!("sendmail:{}", program.display())).ends_with(0).complains("3 brev er sendt.");
    for address in ["dag.prove@example.org", "eva.prove@example.org", "fia.prove@example.org"] {
        let letter = Mail::read(&std::fs::read(folder.join(address)).unwrap());
        assert_eq!(letter.to(), address);
    }
    assert_eq!((count(&repo, ".krav"), count(&repo, ".kvittering")), (3, 3));
    // One that is not there shuts the way: who did not get what is told, and the claims stay.
    let repo = one();
    send(&repo, DAY, "sendmail:/finnes/ikke").ends_with(3).complains("Dag Prøve fikk ikke brevet sitt om");
    assert_eq!((count(&repo, ".avvist"), count(&repo, ".kvittering")), (0, 0));
}
