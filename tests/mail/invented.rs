//! Letters to invented people about invented registers.
//!
//! **Knows**: one of each kind, in the three languages.
//! **Does not know**: what becomes of them.

use chrono::{DateTime, FixedOffset, NaiveDate};
use registervakt::finding::{Citation, Lang};
use registervakt::report::letter::{Difference, Entry, Letter, LetterKind, Next, Other, Person};
use registervakt::report::reminder::CalendarDay;

/// When the letters are written.
pub(crate) fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2027-06-01T07:00:00+02:00").expect("a time")
}

pub(crate) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, month, day).expect("a day")
}

/// The three wordings of one text.
fn by(lang: Lang, words: [&str; 3]) -> String {
    words[lang as usize].to_owned()
}

pub(crate) fn letter(lang: Lang, kind: LetterKind, name: &str, entries: Vec<Entry>) -> Letter {
    Letter {
        id: format!("5f1d0c9a7b3e42886d1f0a2b3c4d5e6f{name}{}@registre.example.org", lang.code()),
        references: vec!["0123456789abcdef0123456789abcdef@registre.example.org".to_owned()],
        kind,
        day: day(6, 1),
        from: "registervakt@registre.example.org".to_owned(),
        to: Person {
            name: "Åse Ødegård Nordvik".to_owned(),
            address: "aase.nordvik@example.org".to_owned(),
            lang,
        },
        entries,
    }
}

/// What closes the annual report.
fn closes(lang: Lang) -> String {
    by(
        lang,
        [
            "Legg rapporten i mappen aarsrapport og skriv dette i register.toml:\n[[aarsrapport]]\naar = 2026\nfil = \"aarsrapport/2026.md\"\nlevert = ÅÅÅÅ-MM-DD\n\nRekker dere det ikke? Søk om utsettelse.",
            "Legg rapporten i mappa aarsrapport og skriv dette i register.toml:\n[[aarsrapport]]\naar = 2026\nfil = \"aarsrapport/2026.md\"\nlevert = ÅÅÅÅ-MM-DD\n\nRekk de det ikkje? Søk om utsetjing.",
            "Put the report in the folder aarsrapport and write this in register.toml:\n[[aarsrapport]]\naar = 2026\nfil = \"aarsrapport/2026.md\"\nlevert = YYYY-MM-DD\n\nNot enough time? Apply for an extension.",
        ],
    )
}

/// The annual report, due in fourteen days.
pub(crate) fn report(lang: Lang) -> Entry {
    let title = by(lang, ["årsrapport for 2026", "årsrapport for 2026", "annual report for 2026"]);
    let closes = closes(lang);
    Entry {
        key: "./aarsrapport/2026/2027-06-15/-14".to_owned(),
        register: "NorPrøve".to_owned(),
        title: title.clone(),
        due: Some(CalendarDay {
            uid: "aarsrapport-2026@registre.example.org".to_owned(),
            sequence: 1,
            day: day(6, 15),
            register: "NorPrøve".to_owned(),
            title,
            closes: closes.clone(),
        }),
        why: by(
            lang,
            [
                "Hvert år skal registeret levere en årsrapport om resultatene for året før.",
                "Kvart år skal registeret levere ein årsrapport om resultata for året før.",
                "Each year the register shall deliver a report on the results of the year before.",
            ],
        ),
        sources: vec![Citation {
            title: "Prøveveilederen".to_owned(),
            section: "kapittel 6.3".to_owned(),
            url: "https://veileder.example/kap-6#aarsrapport".to_owned(),
        }],
        missing: vec![
            by(
                lang,
                [
                    "Årsrapporten for 2026 finnes ikke ennå.",
                    "Årsrapporten for 2026 finst ikkje enno.",
                    "The annual report for 2026 is not there yet.",
                ],
            ),
            by(
                lang,
                [
                    "Dekningsgraden mangler kilde.",
                    "Dekningsgraden manglar kjelde.",
                    "The coverage has no source.",
                ],
            ),
        ],
        changes: Vec::new(),
        closes,
        others: vec![Other { role: "faglig-leder".to_owned(), name: "Berg, Kåre \"Kalle\"".to_owned() }],
        next: Some(Next {
            day: day(6, 8),
            roles: vec!["daglig-leder".into(), "faglig-leder".into(), "dataansvarlig".into()],
        }),
        role: "daglig-leder".to_owned(),
        stands_in_for: None,
    }
}

/// The results of another register, three days late; the reader stands in for a vacant role.
pub(crate) fn late(lang: Lang) -> Entry {
    let title = by(lang, ["resultater for 2026", "resultat for 2026", "results for 2026"]);
    let closes = by(
        lang,
        [
            "Publiser resultatene og skriv datoen i register.toml:\npublisert = 2027-06-01",
            "Publiser resultata og skriv datoen i register.toml:\npublisert = 2027-06-01",
            "Publish the results and write the day in register.toml:\npublisert = 2027-06-01",
        ],
    );
    let report = report(lang);
    Entry {
        key: "kne/resultater/2026/2027-05-29/1".to_owned(),
        register: "Kne, skulder & hofte".to_owned(),
        title: title.clone(),
        due: Some(CalendarDay {
            uid: "resultater-2026@registre.example.org".to_owned(),
            sequence: 0,
            day: day(5, 29),
            register: "Kne, skulder & hofte".to_owned(),
            title,
            closes: closes.clone(),
        }),
        missing: vec![by(lang, ["«publisert» er tomt.", "«publisert» er tomt.", "`publisert` is empty."])],
        closes,
        others: Vec::new(),
        next: None,
        role: "dataansvarlig".to_owned(),
        stands_in_for: Some("faglig-leder".to_owned()),
        ..report
    }
}

/// A duty that a change released.
pub(crate) fn duty(lang: Lang) -> Entry {
    let report = report(lang);
    Entry {
        key: "./endring/9f2c/vurder-ny-godkjenning".to_owned(),
        title: by(
            lang,
            [
                "vurder om endringen krever ny godkjenning",
                "vurder om endringa krev ny godkjenning",
                "judge whether the change needs a new approval",
            ],
        ),
        due: None,
        why: by(
            lang,
            [
                "Når flere pasienter skal med, må dere vurdere om godkjenningen dekker dem.",
                "Når fleire pasientar skal med, må de vurdere om godkjenninga dekkjer dei.",
                "When more patients are included, you must judge whether the approval covers them.",
            ],
        ),
        missing: vec![by(
            lang,
            [
                "Vurderingen er ikke skrevet.",
                "Vurderinga er ikkje skriven.",
                "The assessment is not written.",
            ],
        )],
        changes: vec![
            Difference {
                what: by(lang, ["diagnosekode", "diagnosekode", "diagnosis code"]),
                before: None,
                after: Some("M46 Andre inflammatoriske spondylopatier".to_owned()),
            },
            Difference {
                what: by(lang, ["aldersgrense", "aldersgrense", "age limit"]),
                before: Some("fra 18 år".to_owned()),
                after: Some("fra 16 år".to_owned()),
            },
            Difference {
                what: by(lang, ["region", "region", "region"]),
                before: Some("midt".to_owned()),
                after: None,
            },
        ],
        closes: by(
            lang,
            [
                "Skriv vurderingen i endringsmeldingen:\n[vurdering]\nny_godkjenning = \"nei\"\nbegrunnelse = \"\"\"\nSkriv her.\n\"\"\"",
                "Skriv vurderinga i endringsmeldinga:\n[vurdering]\nny_godkjenning = \"nei\"\nbegrunnelse = \"\"\"\nSkriv her.\n\"\"\"",
                "Write the assessment in the change record:\n[vurdering]\nny_godkjenning = \"nei\"\nbegrunnelse = \"\"\"\nWrite here.\n\"\"\"",
            ],
        ),
        next: None,
        ..report
    }
}

/// What an authority is told of a change.
pub(crate) fn notice(lang: Lang) -> Entry {
    Entry {
        title: by(
            lang,
            [
                "registeret tar med flere pasienter",
                "registeret tek med fleire pasientar",
                "the register includes more patients",
            ],
        ),
        why: by(
            lang,
            [
                "Når hvem som skal registreres endres, skal direktoratet få vite om det.",
                "Når kven som skal registrerast blir endra, skal direktoratet få vite om det.",
                "When it changes who is registered, the directorate shall be told.",
            ],
        ),
        ..duty(lang)
    }
}

/// That the reminders have stopped.
fn stopped(lang: Lang) -> Entry {
    Entry {
        title: by(
            lang,
            [
                "påminnelsene har ikke gått på 4 dager",
                "påminningane har ikkje gått på 4 dagar",
                "the reminders have not run for 4 days",
            ],
        ),
        due: None,
        why: by(
            lang,
            [
                "De gikk sist fredag 28. mai 2027.",
                "Dei gjekk sist fredag 28. mai 2027.",
                "They last ran on Friday 28 May 2027.",
            ],
        ),
        sources: Vec::new(),
        missing: Vec::new(),
        closes: by(
            lang,
            [
                "Se i loggen til den faste kjøringen hvorfor den har stanset.",
                "Sjå i loggen til den faste køyringa kvifor ho har stansa.",
                "See in the log of the scheduled run why it has stopped.",
            ],
        ),
        others: Vec::new(),
        next: None,
        role: "servicemiljoe".to_owned(),
        ..report(lang)
    }
}

/// Every letter by the name of its file.
pub(crate) fn all() -> Vec<(String, Letter)> {
    let mut letters = Vec::new();
    for lang in Lang::ALL {
        let mut add = |name: &str, kind, entries| {
            letters.push((format!("{name}.{}", lang.code()), letter(lang, kind, name, entries)));
        };
        add("paaminnelse", LetterKind::Reminder, vec![report(lang)]);
        add("flere", LetterKind::Reminder, vec![late(lang), report(lang), report(lang)]);
        add("endring", LetterKind::Change, vec![duty(lang)]);
        add("endringer", LetterKind::Change, vec![duty(lang), notice(lang)]);
        add("vakt", LetterKind::Watchdog, vec![stopped(lang)]);
        add("utkast", LetterKind::Draft, vec![notice(lang)]);
    }
    for (name, letter) in &mut letters {
        if name.starts_with("utkast") {
            letter.to.name = "Prøvedirektoratet".to_owned();
            letter.to.address = "postmottak@direktoratet.example".to_owned();
        }
    }
    // Names as people have them, and one as a joker would.
    let names = [
        ("komma", "Nordvik, Åse \"Lille\" (lege); overlege <aase>"),
        ("linjer", "Kari\r\nBcc: alle@example.org\r\n\r\nHei"),
    ];
    for (name, text) in names {
        let mut letter = letter(Lang::Nb, LetterKind::Reminder, name, vec![report(Lang::Nb)]);
        letter.to.name = text.to_owned();
        letters.push((format!("{name}.nb"), letter));
    }
    letters
}
