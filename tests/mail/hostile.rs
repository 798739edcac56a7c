//! Words that people or jokers write: they change no header and no markup.

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};
use registervakt::finding::Lang;
use registervakt::mail::{self, Templates};
use registervakt::report::letter::{Letter, LetterKind};

use crate::invented::{self, at};

/// Headers of a letter, as they come.
const HEADERS: [&str; 13] = [
    "Date",
    "From",
    "To",
    "Subject",
    "Content-Language",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "List-Id",
    "MIME-Version",
    "Content-Type",
];

/// Every word of the letter is `text`.
fn spoiled(text: &str) -> Letter {
    let mut letter = invented::letter(
        Lang::Nb,
        LetterKind::Reminder,
        "x",
        vec![invented::report(Lang::Nb), invented::duty(Lang::Nb)],
    );
    letter.to.name = text.to_owned();
    for entry in &mut letter.entries {
        for word in
            [&mut entry.register, &mut entry.title, &mut entry.why, &mut entry.role, &mut entry.closes]
        {
            *word = text.to_owned();
        }
        entry.missing = vec![text.to_owned()];
        entry.stands_in_for = Some(text.to_owned());
        for source in &mut entry.sources {
            for word in [&mut source.title, &mut source.section, &mut source.url] {
                *word = text.to_owned();
            }
        }
        for change in &mut entry.changes {
            change.what = text.to_owned();
            change.before = Some(text.to_owned());
        }
        for other in &mut entry.others {
            other.role = text.to_owned();
            other.name = text.to_owned();
        }
        if let Some(next) = &mut entry.next {
            next.roles = vec![text.to_owned()];
        }
        if let Some(due) = &mut entry.due {
            for word in [&mut due.uid, &mut due.register, &mut due.title, &mut due.closes] {
                *word = text.to_owned();
            }
        }
    }
    letter
}

/// The tags of a page without what stands between them.
fn tags(html: &str) -> Vec<String> {
    let pieces = html.split('<').skip(1);
    pieces.map(|piece| piece.split(['>', ' ']).next().unwrap_or_default().to_owned()).collect()
}

fn check(text: &str) {
    let message = mail::compose(&spoiled(text), at(), &Templates::built_in()).unwrap();
    let mail = String::from_utf8(message.bytes).expect("all of it is ASCII");
    assert!(mail.is_ascii());
    assert!(!mail.replace("\r\n", "").contains(['\r', '\n', '\0', '\u{1b}']), "{text:?}");
    assert!(mail.split("\r\n").all(|line| line.len() <= 998), "{text:?}");
    let (head, _) = mail.split_once("\r\n\r\n").unwrap();
    let names: Vec<&str> = head
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap_or_default())
        .collect();
    assert_eq!(names, HEADERS, "{text:?}\n{head}");
    assert!(head.contains("aase.nordvik@example.org"), "{text:?}\n{head}");
    assert_eq!(mail.matches("\r\n--=_").count(), 6, "{text:?}");
    assert!(!message.text.contains('\r') && !message.text.contains('\u{202e}'));
    assert!(message.subject.chars().count() < 400 && !message.subject.contains('\n'), "{text:?}");
}

#[test]
fn hostile_words_change_no_header() {
    let long = "x".repeat(10_000);
    let cases = [
        "Kari\r\nBcc: alle@example.org",
        "Kari\nSubject: annet\n\nHei",
        "\r\n\r\n--=_ord_x--\r\n",
        "a\u{0}b\u{1b}[31m\u{202e}c\u{2028}d\u{85}e",
        "=?utf-8?q?=0D=0ABcc:_x?=",
        "\"Kari\" <ond@example.org>, ",
        "Åse\\\" , ; : ( ) < > @ [ ]",
        "{{ 7 * 7 }} {% raw %}",
        ".\r\n.\r\nQUIT\r\n",
        "👩\u{200d}⚕️",
        "",
        " ",
        &long,
        &"å".repeat(10_000),
        &"ord ".repeat(10_000),
    ];
    for text in cases {
        check(text);
    }
}

#[test]
fn hostile_words_change_no_markup() {
    let tame = mail::compose(&spoiled("x = 1"), at(), &Templates::built_in()).unwrap();
    for text in [
        "x = '<script>alert(1)</script>'",
        "x = 1 # </title></style><img src=https://ond.example/a.gif>",
        "x = \"' onmouseover=alert(1) '\"",
        "x = 1 <!-- ",
        "x = 1 ]]> &lt;b&gt;",
    ] {
        let message = mail::compose(&spoiled(text), at(), &Templates::built_in()).unwrap();
        assert_eq!(tags(&message.html), tags(&tame.html), "{text}");
        assert!(!message.html.contains("<script"), "{text}");
    }
    // A link leads to the web or nowhere.
    for address in ["javascript:alert(1)", "https://x/\"><b>", "https://x y", "data:text/html,x", "HTTPS://"]
    {
        let html = mail::compose(&spoiled(address), at(), &Templates::built_in()).unwrap().html;
        assert!(!html.contains("href"), "{address}");
    }
}

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        Just("\r\n".to_owned()),
        Just("\r\nBcc: x@example.org".to_owned()),
        Just("=?".to_owned()),
        Just("\"<@>,;:\\".to_owned()),
        Just("æøå ".to_owned()),
        "[a-z ]{0,80}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_words_change_no_header(text in words()) {
        check(&text);
    }
}
