//! The mail of invented letters, byte by byte.

use std::fs;
use std::path::PathBuf;

use registervakt::finding::Lang;
use registervakt::mail::{self, MailError, Templates};
use registervakt::report::letter::{Letter, LetterKind};

use crate::invented::{self, at, day};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/mail/letters")
}

fn message(letter: &Letter) -> mail::Message {
    mail::compose(letter, at(), &Templates::built_in()).unwrap()
}

#[test]
fn letters_are_what_they_were() {
    let mut names = Vec::new();
    for (name, letter) in invented::all() {
        let file = folder().join(format!("{name}.eml"));
        let bytes = message(&letter).bytes;
        if std::env::var_os("REGISTERVAKT_WRITE").is_some() {
            fs::write(&file, &bytes).unwrap();
        }
        let before = fs::read(&file).unwrap_or_default();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(bytes == before, "{name} was\n{}\nand is\n{}", text(&before), text(&bytes));
        assert_eq!(bytes, message(&letter).bytes, "{name} is the same twice");
        names.push(format!("{name}.eml"));
    }
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(names.contains(&name), "{name} is the mail of no letter");
    }
}

#[test]
fn subjects_say_what_is_due() {
    use Lang::{En, Nb, Nn};
    let (report, late, duty) = (invented::report, invented::late, invented::duty);
    let cases = [
        (
            Nb,
            LetterKind::Reminder,
            vec![report(Nb)],
            "[registervakt] NorPrøve: årsrapport for 2026 – frist tirsdag 15. juni 2027 (om 14 dager)",
        ),
        (
            Nn,
            LetterKind::Reminder,
            vec![report(Nn), late(Nn)],
            "[registervakt] NorPrøve: årsrapport for 2026 – frist tysdag 15. juni 2027 (om 14 dagar), og 1 til",
        ),
        (
            En,
            LetterKind::Reminder,
            vec![late(En), report(En), report(En)],
            "[registervakt] Kne, skulder & hofte: results for 2026 – due Saturday 29 May 2027 (3 days overdue), and 2 more",
        ),
        (
            Nb,
            LetterKind::Change,
            vec![duty(Nb)],
            "[registervakt] NorPrøve: en endring gir deg en oppgave – vurder om endringen krever ny godkjenning",
        ),
        (
            Nn,
            LetterKind::Change,
            vec![duty(Nn), duty(Nn), duty(Nn)],
            "[registervakt] NorPrøve: ei endring gir deg 3 oppgåver",
        ),
        (
            Nb,
            LetterKind::Change,
            vec![duty(Nb), late(Nb)],
            "[registervakt] NorPrøve og 1 til: en endring gir deg 2 oppgaver",
        ),
        (Nb, LetterKind::Draft, vec![invented::notice(Nb)], "NorPrøve: registeret tar med flere pasienter"),
    ];
    for (lang, kind, entries, expected) in cases {
        let message = message(&invented::letter(lang, kind, "x", entries));
        assert_eq!(message.subject, expected);
    }
}

#[test]
fn a_letter_that_cannot_go_out_is_an_error_of_its_own() {
    let good = || invented::letter(Lang::Nb, LetterKind::Reminder, "x", vec![invented::report(Lang::Nb)]);
    let check = |change: fn(&mut Letter), expected: MailError| {
        let mut letter = good();
        change(&mut letter);
        let error = mail::compose(&letter, at(), &Templates::built_in()).unwrap_err();
        assert_eq!(error, expected);
        for lang in Lang::ALL {
            assert!(!error.said(lang).contains("aase.nordvik") && !error.said(lang).contains("kari@"));
        }
    };
    check(|letter| letter.to.address = "ingen".into(), MailError::Recipient("…".into()));
    check(|letter| letter.to.address = String::new(), MailError::Recipient("…".into()));
    check(
        |letter| letter.to.address = "kari@example.org\r\nBcc: x".into(),
        MailError::Recipient("k…@example.org Bcc: x".into()),
    );
    check(|letter| letter.from = "kari@x y".into(), MailError::Sender("k…@x y".into()));
    check(|letter| letter.id = "uten".into(), MailError::Id);
    check(|letter| letter.references.push("a@b\r\nBcc: x".into()), MailError::Id);
    check(|letter| letter.entries.clear(), MailError::Empty);

    let mut draft = good();
    draft.kind = LetterKind::Draft;
    draft.to.address = String::new();
    let message = message(&draft);
    let text = String::from_utf8(message.bytes).unwrap();
    assert_eq!(message.to, None);
    assert!(
        text.contains("\r\nX-Unsent: 1\r\n") && !text.contains("\r\nTo: ") && !text.contains("\r\nFrom: ")
    );
    assert!(!text.contains("Message-ID") && !text.contains("Auto-Submitted"));
    assert!(!message.text.contains("Dette gjør du") && !message.html.contains("Dette mangler"));
}

#[test]
fn a_register_may_bring_its_own_templates() {
    let letter = invented::letter(Lang::Nb, LetterKind::Reminder, "x", vec![invented::report(Lang::Nb)]);
    let with = |name: &str, text: &str| {
        let (templates, bad) = Templates::with(&[(format!("maler/{name}"), text.as_bytes().to_vec())]);
        let message = mail::compose(&letter, at(), &templates).unwrap();
        let bad = bad.into_iter().chain(message.bad_templates);
        (message.text, bad.map(|bad| bad.said(Lang::Nb)).collect::<Vec<_>>())
    };
    let own = "Kjære {{ brev.hilsen }}\n{% for post in poster %}\n* {{ post.tittel }}\n{% endfor %}\n";
    let (text, bad) = with("brev.txt", own);
    assert_eq!(
        (text.as_str(), bad.len()),
        ("Kjære Hei Åse Ødegård Nordvik!\n* NorPrøve: årsrapport for 2026\n", 0)
    );

    let usual = message(&letter).text;
    let broken = [
        ("{% if %}", "maler/brev.txt, linje 1: Malen kan ikke brukes ("),
        ("Hei\n\n{{ brev.navn }}", "maler/brev.txt, linje 3: Malen kan ikke brukes ("),
        (
            "{% for a in ord.hvorfor %}{% for b in poster %}{{ a * 100000000 }}{% endfor %}{% endfor %}",
            "maler/brev.txt, linje 1: ",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "maler/brev.txt, linje 1: "),
    ];
    for (own, said) in broken {
        let (text, bad) = with("brev.txt", own);
        assert_eq!(text, usual, "{own}");
        assert!(bad.len() == 1 && bad[0].starts_with(said), "{bad:?}");
        assert!(bad[0].ends_with("Brevet er skrevet med verktøyets egen mal."), "{bad:?}");
    }
    let (templates, bad) = Templates::with(&[
        ("brev.html".to_owned(), vec![0xff, 0xfe]),
        ("brev.txt".to_owned(), vec![b'x'; 300_000]),
        ("LESMEG.md".to_owned(), Vec::new()),
    ]);
    assert_eq!(bad.len(), 2, "{bad:?}");
    assert_eq!(mail::compose(&letter, at(), &templates).unwrap().bytes, message(&letter).bytes);
}

#[test]
fn what_changed_is_told_once() {
    let duties = vec![invented::duty(Lang::Nb), invented::notice(Lang::Nb)];
    let message = message(&invented::letter(Lang::Nb, LetterKind::Change, "x", duties));
    assert_eq!(message.text.matches("Dette er endret").count(), 1);
    assert_eq!(message.text.matches("Dette gjør du").count(), 2);
}

#[test]
fn the_largest_letter_is_still_a_letter() {
    let long = "Ørret og ål. ".repeat(1_000);
    let mut entry = invented::duty(Lang::Nb);
    entry.due = invented::report(Lang::Nb).due;
    entry.missing = vec![long.clone(); 500];
    entry.closes = format!("{long}\n").repeat(500) + &"a = \"æ\"\n".repeat(500);
    entry.why = long.clone();
    entry.sources = vec![entry.sources[0].clone(); 500];
    entry.changes = vec![entry.changes[1].clone(); 500];
    entry.others = vec![entry.others[0].clone(); 500];
    let mut letter = invented::letter(Lang::Nb, LetterKind::Reminder, "x", vec![entry; 500]);
    letter.day = day(6, 30);
    let message = message(&letter);
    assert!(message.bytes.len() < 10_000_000, "{}", message.bytes.len());
    assert!(message.text.contains("460 til får ikke plass her."), "{}", message.text.len());
}
