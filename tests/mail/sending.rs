//! Letters on their way: servers that misbehave, programs, folders.

use std::cell::RefCell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use registervakt::finding::Lang;
use registervakt::mail::{
    self, BadSettings, Cause, Lasts, Message, PAUSES, Patience, Refusal, Templates, Transport,
};
use registervakt::report::letter::LetterKind;
use tempfile::TempDir;

use crate::invented::{self, at};
use crate::server::{Act, Server};

/// Short enough for a test, long enough for a busy machine.
const PATIENCE: Patience =
    Patience { reply: Duration::from_millis(700), letter: Duration::from_millis(2_000) };

fn messages(names: &[&str]) -> Vec<Message> {
    let one = |name: &&str| {
        let entry = invented::report(Lang::Nb);
        let mut letter = invented::letter(Lang::Nb, LetterKind::Reminder, name, vec![entry]);
        letter.to.address = format!("{name}@example.org");
        mail::compose(&letter, at(), &Templates::built_in()).unwrap()
    };
    names.iter().map(one).collect()
}

/// What became of letters to these people, and the pauses that were made.
fn send(url: &str, names: &[&str]) -> (Vec<Result<(), Refusal>>, Vec<Duration>) {
    let transport = Transport::read(url).unwrap().with_patience(PATIENCE);
    let pauses = RefCell::new(Vec::new());
    let pause = |pause| pauses.borrow_mut().push(pause);
    let mut sender = transport.open(&pause);
    let sent = messages(names).iter().map(|message| sender.send(message)).collect();
    drop(sender);
    (sent, pauses.into_inner())
}

fn refused(name: &str, lasts: Lasts, cause: Cause) -> Result<(), Refusal> {
    Err(Refusal { to: format!("{}…@example.org", &name[..1]), lasts, cause })
}

fn replied(code: u16, text: &str) -> Cause {
    Cause::Replied { code, text: text.to_owned() }
}

/// The letter as the server took it.
fn taken(message: &Message) -> String {
    String::from_utf8(message.bytes.clone()).unwrap().replace("\r\n", "\n")
}

#[test]
fn letters_arrive_as_they_are_over_one_connection() {
    let server = Server::new(|_, _| None);
    let (sent, pauses) = send(&server.url(), &["anne", "berit", "carl"]);
    assert_eq!((sent, pauses), (vec![Ok(()), Ok(()), Ok(())], Vec::new()));
    let expected: Vec<String> = messages(&["anne", "berit", "carl"]).iter().map(taken).collect();
    let letters: Vec<String> =
        server.letters().iter().map(|letter| letter.trim_end().to_owned() + "\n").collect();
    let expected: Vec<String> = expected.iter().map(|letter| letter.trim_end().to_owned() + "\n").collect();
    assert_eq!(letters, expected);
    assert_eq!(server.connections(), 1);
    assert_eq!(server.lines().last().map(String::as_str), Some("QUIT"));
    assert!(server.lines().contains(&"RCPT TO:<berit@example.org>".to_owned()));
}

#[test]
fn what_passes_is_tried_again_after_growing_pauses() {
    let server = Server::new(|line, before| match (line, before) {
        ("", 0 | 1) => Some(Act::Say("421 kom igjen\r\n")),
        _ => None,
    });
    assert_eq!(send(&server.url(), &["anne"]), (vec![Ok(())], PAUSES[..2].to_vec()));

    let server = Server::new(|line, _| {
        line.starts_with("RCPT TO:<berit").then_some(Act::Say("450 4.2.1 <berit@example.org> er full\r\n"))
    });
    let (sent, pauses) = send(&server.url(), &["anne", "berit", "carl"]);
    let full = replied(450, "4.2.1 <b…@example.org> er full");
    assert_eq!(sent, [Ok(()), refused("berit", Lasts::Passing, full), Ok(())]);
    assert_eq!((pauses, server.letters().len(), server.connections()), (PAUSES.to_vec(), 2, 1));
    assert!(PAUSES.is_sorted());

    // Where it passes for nobody, nobody waits for hours.
    let server = Server::new(|line, _| line.starts_with("RCPT").then_some(Act::Say("451 senere\r\n")));
    let (sent, pauses) = send(&server.url(), &["anne", "berit", "carl", "dina", "erik"]);
    assert!(sent.iter().all(|sent| sent.as_ref().is_err_and(|refusal| refusal.lasts == Lasts::Passing)));
    assert_eq!(pauses, PAUSES.repeat(3));
}

#[test]
fn what_does_not_pass_is_not_tried_again_and_stops_nobody() {
    let server = Server::new(|line, _| {
        line.starts_with("RCPT TO:<berit")
            .then_some(Act::Say("550-5.1.1 ukjent:\r\n550 5.1.1 berit@example.org\r\n"))
    });
    let (sent, pauses) = send(&server.url(), &["anne", "berit", "carl"]);
    assert_eq!((&sent[0], &sent[2], pauses.len()), (&Ok(()), &Ok(()), 0));
    let refusal = sent[1].clone().unwrap_err();
    assert_eq!(refusal.lasts, Lasts::ForGood);
    for lang in Lang::ALL {
        let said = refusal.said(lang);
        assert!(said.contains("b…@example.org") && !said.contains("berit"), "{said}");
    }
    assert_eq!((server.letters().len(), server.connections()), (2, 1));
}

#[test]
fn a_rule_of_the_server_is_no_fault_of_the_reader() {
    let cases = [
        ("RCPT", "550 5.7.1 ingen videresending\r\n", 550, "5.7.1 ingen videresending"),
        ("MAIL", "530 logg inn\r\n", 530, "logg inn"),
        ("EHLO", "554 nei\r\n", 554, "nei"),
        ("", "554 ingen her\r\n", 554, "ingen her"),
    ];
    for (word, says, code, text) in cases {
        let server =
            Server::new(move |line, _| (line.split(' ').next() == Some(word)).then_some(Act::Say(says)));
        let (sent, pauses) = send(&server.url(), &["anne"]);
        assert_eq!(sent, [refused("anne", Lasts::Shut, replied(code, text))], "{word}");
        assert!(pauses.is_empty());
    }
    let server = Server::new(|line, _| (line == ".").then_some(Act::Say("554 5.6.0 søppel\r\n")));
    let (sent, _) = send(&server.url(), &["anne"]);
    assert_eq!(sent, [refused("anne", Lasts::ForGood, replied(554, "5.6.0 søppel"))]);
}

#[test]
fn a_cut_connection_is_made_again() {
    // Before the dot: the letter was not taken, and arrives once.
    let server = Server::new(|line, before| (line == "DATA" && before == 0).then_some(Act::Cut));
    assert_eq!(send(&server.url(), &["anne", "berit"]), (vec![Ok(()), Ok(())], PAUSES[..1].to_vec()));
    assert_eq!((server.letters().len(), server.connections()), (2, 2));

    // After the dot: nobody knows whether it was taken, so it comes again under the same id.
    let server = Server::new(|line, before| (line == "." && before == 0).then_some(Act::Cut));
    assert_eq!(send(&server.url(), &["anne"]), (vec![Ok(())], PAUSES[..1].to_vec()));
    let letters = server.letters();
    assert_eq!((letters.len(), &letters[0]), (2, &letters[1]));
    assert!(letters[0].contains("\nMessage-ID: <5f1d0c9a7b3e42886d1f0a2b3c4d5e6fannenb@"));

    // Between letters: the server ended what rested.
    let server = Server::new(|line, before| (line == "NOOP" && before == 0).then_some(Act::Cut));
    assert_eq!(send(&server.url(), &["anne", "berit"]), (vec![Ok(()), Ok(())], Vec::new()));
    assert_eq!((server.letters().len(), server.connections()), (2, 2));
}

#[test]
fn no_server_holds_a_letter_for_ever() {
    let check = |act: fn() -> Act, word: &'static str, cause: Cause| {
        let server = Server::new(move |line, _| (line == word).then(act));
        let begun = Instant::now();
        let (sent, pauses) = send(&server.url(), &["anne", "berit"]);
        let expected =
            [refused("anne", Lasts::Passing, cause.clone()), refused("berit", Lasts::Passing, cause.clone())];
        assert_eq!(sent, expected, "{word}");
        // Where nobody answers, the next letter is tried once.
        assert_eq!((pauses.len(), server.connections()), (3, 5), "{word}");
        assert!(begun.elapsed() < Duration::from_secs(15), "{word}: {:?}", begun.elapsed());
    };
    check(|| Act::Silence, "", Cause::Silent);
    check(|| Act::Silence, ".", Cause::Silent);
    check(|| Act::Drip, "", Cause::Silent);
    check(|| Act::Drip, "DATA", Cause::Silent);
    check(|| Act::Endless, "", Cause::Confused);
    check(|| Act::Endless, ".", Cause::Confused);
    check(|| Act::Lines, "DATA", Cause::Confused);
}

#[test]
fn nothing_is_told_without_encryption() {
    let url = |server: &Server| format!("smtp://kari:hemmelig@localhost:{}?tls=required", server.port);
    let told_nothing = |server: &Server| {
        let lines = server.lines();
        assert!(!lines.iter().any(|line| line.starts_with("MAIL") || line.starts_with("AUTH")), "{lines:?}");
    };
    let server = Server::new(|_, _| None);
    let (sent, pauses) = send(&url(&server), &["anne"]);
    assert_eq!(sent, [refused("anne", Lasts::Shut, Cause::NoEncryption)]);
    assert!(pauses.is_empty());
    told_nothing(&server);

    let server = Server::new(|line, _| match line.split(' ').next() {
        Some("EHLO") => Some(Act::Say("250-x\r\n250 STARTTLS\r\n")),
        Some("STARTTLS") => Some(Act::Twice("220 kom\r\n", "ikke TLS i det hele tatt, bare ord og ord\r\n")),
        _ => None,
    });
    let (sent, pauses) = send(&url(&server), &["anne"]);
    let refusal = sent[0].clone().unwrap_err();
    assert!(matches!(refusal.cause, Cause::NotTrusted(_)) && refusal.lasts == Lasts::Shut, "{refusal:?}");
    assert!(pauses.is_empty());
    told_nothing(&server);
}

#[test]
fn a_login_that_fails_shuts_the_way_and_shows_no_secret() {
    let url = |server: &Server| format!("smtp://kari:hemmelig@localhost:{}", server.port);
    let server = Server::new(|line, _| {
        line.starts_with("AUTH").then_some(Act::Say("535 kari hemmelig AGthcmkAaGVtbWVsaWc=\r\n"))
    });
    let (sent, pauses) = send(&url(&server), &["anne", "berit"]);
    let shut = |name| refused(name, Lasts::Shut, Cause::Login);
    assert_eq!(sent, [shut("anne"), shut("berit")]);
    assert_eq!((pauses.len(), server.connections()), (0, 1), "a wrong secret is told once");
    for lang in Lang::ALL {
        let said = sent[0].clone().unwrap_err().said(lang);
        assert!(!said.contains("hemmelig") && !said.contains("AGthcmk"), "{said}");
    }
    let server = Server::new(|line, _| line.starts_with("EHLO").then_some(Act::Say("250 x\r\n")));
    assert_eq!(send(&url(&server), &["anne"]).0, [refused("anne", Lasts::Shut, Cause::Login)]);

    let server = Server::new(|_, _| None);
    assert_eq!(send(&url(&server), &["anne"]).0, [Ok(())]);
    assert!(server.lines().contains(&"AUTH PLAIN AGthcmkAaGVtbWVsaWc=".to_owned()), "{:?}", server.lines());
}

#[test]
fn nobody_there_is_a_refusal_that_passes() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let (sent, pauses) = send(&format!("smtp://localhost:{port}"), &["anne", "berit"]);
    for refusal in sent {
        let refusal = refusal.unwrap_err();
        assert!(matches!(refusal.cause, Cause::Cut(_)) && refusal.lasts == Lasts::Passing, "{refusal:?}");
    }
    assert_eq!(pauses.len(), 3);
}

#[test]
fn drafts_are_laid_down_and_never_sent() {
    let server = Server::new(|_, _| None);
    let letter = invented::letter(Lang::Nb, LetterKind::Draft, "x", vec![invented::duty(Lang::Nb)]);
    let draft = mail::compose(&letter, at(), &Templates::built_in()).unwrap();
    let transport = Transport::read(&server.url()).unwrap();
    let refusal = transport.open(&|_| ()).send(&draft).unwrap_err();
    assert_eq!((refusal.lasts, refusal.cause, server.connections()), (Lasts::ForGood, Cause::Draft, 0));
    let folder = TempDir::new().unwrap();
    Transport::folder(folder.path()).open(&|_| ()).send(&draft).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_keeps_every_letter() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("dypt/nede/utboks");
    let transport = Transport::read(&format!("folder:{}", folder.display())).unwrap();
    assert!(!transport.reaches_people());
    let message = messages(&["anne"]).remove(0);
    let mut other = message.clone();
    other.bytes.extend_from_slice(b"\r\n");
    let mut sender = transport.open(&|_| ());
    for message in [&message, &message, &other, &message, &other] {
        assert_eq!(sender.send(message), Ok(()));
    }
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let name = "2027-06-01-5f1d0c9a7b3e42886d1f0a2b3c4d5e6fannenb";
    assert_eq!(names, [format!("{name}-2.eml"), format!("{name}.eml")]);
    assert_eq!(fs::read(folder.join(format!("{name}.eml"))).unwrap(), message.bytes);

    fs::write(home.path().join("fil"), "").unwrap();
    let refusal = Transport::folder(home.path().join("fil/x")).open(&|_| ()).send(&message).unwrap_err();
    assert!(matches!(refusal.cause, Cause::Unwritten(_)) && refusal.lasts == Lasts::Shut, "{refusal:?}");
}

/// A mail program that does what a script of the shell says.
fn program(home: &TempDir, script: &str) -> PathBuf {
    let file = home.path().join("sendmail");
    fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    file
}

#[test]
fn the_mail_program_takes_letters() {
    let home = TempDir::new().unwrap();
    let (words, letter) = (home.path().join("words"), home.path().join("letter"));
    let file = program(&home, &format!("echo \"$@\" > {}; cat > {}", words.display(), letter.display()));
    let (sent, _) = send(&format!("sendmail:{}", file.display()), &["anne"]);
    assert_eq!(sent, [Ok(())]);
    let told = fs::read_to_string(words).unwrap();
    assert_eq!(told, "-i -f registervakt@registre.example.org -- anne@example.org\n");
    assert_eq!(fs::read_to_string(letter).unwrap(), taken(&messages(&["anne"])[0]));
}

#[test]
fn what_the_mail_program_says_is_understood() {
    let cases = [
        ("cat > /dev/null; exit 67", Lasts::ForGood, Cause::Program(Some(67)), 0),
        ("cat > /dev/null; exit 75", Lasts::Passing, Cause::Program(Some(75)), 3),
        ("exit 64", Lasts::Shut, Cause::Program(Some(64)), 0),
        ("kill -9 $$", Lasts::Shut, Cause::Program(None), 0),
        ("exec sleep 60", Lasts::Passing, Cause::Silent, 3),
    ];
    for (script, lasts, cause, pauses) in cases {
        let home = TempDir::new().unwrap();
        let file = program(&home, script);
        let (sent, paused) = send(&format!("sendmail:{}", file.display()), &["anne"]);
        assert_eq!((sent, paused.len()), (vec![refused("anne", lasts, cause)], pauses), "{script}");
    }
    let (sent, _) = send("sendmail:/finnes/ikke", &["anne"]);
    assert_eq!(sent, [refused("anne", Lasts::Shut, Cause::Program(None))]);
}

#[test]
fn settings_that_cannot_be_used_are_told_without_secrets() {
    for text in ["smtp://kari:hemmelig@", "smtp://kari:hemmelig@x:0", "smtps://hemmelig@x", "hemmelig"] {
        let error = Transport::read(text).unwrap_err();
        for lang in Lang::ALL {
            assert!(!error.said(lang).contains("hemmelig"), "{text}");
        }
    }
    let transport = Transport::read("smtps://kari:hemmelig@mail.example.org").unwrap();
    assert_eq!(transport.place(), "smtps://mail.example.org:465");
    assert!(transport.reaches_people() && !format!("{transport:?}").contains("hemmelig"));
    for pem in [&b""[..], b"tull", b"-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n"] {
        let error = transport.clone().with_authority(pem).unwrap_err();
        assert_eq!(error, BadSettings::Authority);
    }
}
