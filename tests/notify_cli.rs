//! What `review --notify` promises, held against the built program: who is told of which duty, once.
//!
//! **Knows**: proposals in real repositories, the letters and drafts that follow, the record.
//! **Does not know**: which change releases which duty; that is tested where the rules live.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/mail.rs"]
mod mail;
#[path = "support/post.rs"]
mod post;
mod support;

use std::fs;

use mail::{Mail, letters};
use post::{Ran, SECRET, count, is_sound, recorded, register, run, sent};
use support::Repo;

const PEOPLE: [(&str, &str, &str); 4] = [
    ("daglig-leder", "Dag Prøve", "dag.prove"),
    ("fagraadsleder", "Frid Prøve", "frid.prove"),
    ("dataansvarlig", "Eva Prøve", "eva.prove"),
    ("rhf", "Rolf Prøve", "rolf.prove"),
];

fn text(people: &[(&str, &str, &str)], codes: &str, purpose: &str) -> String {
    let text = register("PrøveHofte", people).replace("[\"M05\"]", codes);
    text.replace("status = ", &format!("formaal = \"{purpose}\"\nstatus = "))
}

const PURPOSE: &str = "Å bedre behandlingen av hofter.";

/// A register on main, and a branch on which nothing has changed yet.
fn proposal() -> Repo {
    let repo = Repo::new();
    repo.write("register.toml", &text(&PEOPLE, "[\"M05\"]", PURPOSE)).commit("register").branch("forslag");
    repo
}

/// The same with one code more.
fn wider() -> Repo {
    let repo = proposal();
    repo.write("register.toml", &text(&PEOPLE, "[\"M05\", \"M07\"]", PURPOSE)).commit("utvidelse");
    repo
}

#[track_caller]
fn notify(repo: &Repo, arguments: &[&str]) -> Ran {
    let all = ["review", "main..HEAD", "--notify", "--today", "2026-11-24"];
    run(repo, &[&all, arguments].concat(), &[])
}

/// Who each letter is for, and how many duties it tells, sorted.
fn told(letters: &[Mail]) -> Vec<(String, usize)> {
    let mark = "------------------------------------------------------------------------";
    let one = |letter: &Mail| {
        let to = letter.to();
        (to.split('@').next().unwrap().to_owned(), letter.text.matches(mark).count())
    };
    let mut told: Vec<(String, usize)> = letters.iter().map(one).collect();
    told.sort();
    told
}

fn of(name: &str, number: usize) -> (String, usize) {
    (name.to_owned(), number)
}

#[test]
fn those_whom_open_duties_concern_are_told_once() {
    let repo = wider();
    // The review itself says what it always says, and nothing is sent.
    let plain = run(&repo, &["review", "main..HEAD", "--today", "2026-11-24"], &[]).ends_with(1);
    let shown = notify(&repo, &[]).ends_with(1);
    assert_eq!(plain.out, shown.out);
    shown.complains("3 brev ville bli sendt; ingenting er sendt. Send: registervakt review --notify --send");
    assert_eq!((sent(&repo).len(), post::record(&repo)), (0, None));

    notify(&repo, &["--send"]).ends_with(1).complains("3 brev er lagt");
    let letters = sent(&repo);
    let first = [of("dag.prove", 6), of("eva.prove", 1), of("frid.prove", 2)];
    assert_eq!(told(&letters), first);
    for _ in 0..2 {
        notify(&repo, &["--send"])
            .ends_with(1)
            .complains("Ingen brev å sende: endringen har ingen åpen plikt");
    }
    // However often it runs, from whatever commit, as long as the change is the same.
    repo.write("LESMEG.md", "# Les meg\n").commit("noe annet");
    notify(&repo, &["--send"]).ends_with(1).complains("Ingen brev å sende");
    assert_eq!((sent(&repo).len(), count(&repo, ".kvittering")), (3, 3));
    assert_eq!(recorded(&repo).iter().filter(|path| path.starts_with("endringer/")).count(), 9);
    assert!(!recorded(&repo).iter().any(|path| path.starts_with("livstegn/")), "it is no reminder");

    // One more code of the same kind asks for nothing new.
    repo.write("register.toml", &text(&PEOPLE, "[\"M05\", \"M06\", \"M07\"]", PURPOSE)).commit("mer");
    notify(&repo, &["--send"]).ends_with(1).complains("Ingen brev å sende");
    // It grows by a duty: that one is told.
    let purpose = "Å bedre behandlingen av hofter og knær, og å forske på dem.";
    repo.write("register.toml", &text(&PEOPLE, "[\"M05\", \"M07\"]", purpose)).commit("nytt formål");
    let before: Vec<String> = sent(&repo).iter().map(Mail::id).collect();
    notify(&repo, &["--send"]).ends_with(1).complains("2 brev er lagt");
    let new: Vec<Mail> = sent(&repo).into_iter().filter(|letter| !before.contains(&letter.id())).collect();
    assert_eq!(told(&new), [of("dag.prove", 1), of("eva.prove", 1)]);
    assert!(new[0].text.contains("oppdater protokollen over behandlingen"), "{}", new[0].text);
    is_sound(&repo);
}

#[test]
fn a_letter_says_what_changed_and_why_it_asks() {
    let repo = proposal();
    let people = [PEOPLE[0], PEOPLE[1], PEOPLE[2], PEOPLE[3]];
    let toml = text(&people, "[\"M05\", \"M07\"]", "Å forske på hofter.");
    let toml = toml.replace(
        "[pasientgruppe]",
        "[dekningsgrad]\nuavhengig = false\n\n[pasientgruppe]\nalder = { fra = 18 }",
    );
    repo.write("register.toml", &toml).commit("endring");
    notify(&repo, &["--send"]).ends_with(1);
    let letters = sent(&repo);
    let dag = letters.iter().find(|letter| letter.to().starts_with("dag")).unwrap();
    let words = dag.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Hei Dag Prøve! Noe ved registeret er endret, og av det følger oppgaver for deg.",
        "PrøveHofte: vurder om endringen krever ny godkjenning Hvorfor Når registeret endres slik, kreves dette: Før registreringen begynner, er det vurdert om endringen krever ny godkjenning fra Helsedirektoratet. Kilde: ",
        "- Kode lagt til: M07 (ICD-10) - ",
        "- Formål endret Før: Å bedre behandlingen av hofter. Nå: Å forske på hofter.",
        "Dette mangler nå - ",
        "Dette gjør du ",
        "Andre som får beskjed - Dataansvarlig: Eva Prøve",
        "Du er daglig leder for PrøveHofte.",
    ] {
        assert!(words.contains(part), "«{part}» is missing in:\n{}", dag.text);
    }
    // What changed is told in full once, and only named by the tasks behind.
    assert_eq!(words.matches("Før: Å bedre behandlingen av hofter.").count(), 1, "{}", dag.text);
    assert!(words.matches("- Formål endret").count() > 1, "{}", dag.text);
    assert!(words.contains("- Grunnlag for dekningsgrad lagt til: uavhengig Nytt: nei"), "{}", dag.text);
    assert_eq!(
        dag.header("Subject"),
        format!(
            "[registervakt] PrøveHofte: en endring gir deg {} oppgaver",
            told(std::slice::from_ref(dag))[0].1
        )
    );
    assert_eq!(dag.calendar, "");

    for (lang, hello, because) in [
        ("nn", "Hei Eva Prøve!", "Når registeret blir endra slik, trengst dette: Før registreringa byrjar"),
        ("en", "Hello Eva Prøve,", "A change like this asks for the following: Before registration starts"),
    ] {
        let repo = wider();
        let spoken = |text: String| {
            text.replace(
                "rolle = \"dataansvarlig\"",
                &format!("spraak = \"{lang}\"\nrolle = \"dataansvarlig\""),
            )
        };
        repo.switch("main")
            .write("register.toml", &spoken(text(&PEOPLE, "[\"M05\"]", PURPOSE)))
            .commit("språk");
        repo.branch("annet")
            .write("register.toml", &spoken(text(&PEOPLE, "[\"M05\", \"M07\"]", PURPOSE)))
            .commit("mer");
        notify(&repo, &["--send"]).ends_with(1);
        let eva = sent(&repo).into_iter().find(|letter| letter.to().starts_with("eva")).unwrap();
        let words = eva.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(hello) && words.contains(because), "{}", eva.text);
        assert_eq!(eva.header("Content-Language"), lang);
    }
}

#[test]
fn people_of_both_sides_are_told() {
    // Dag leaves with this change, Nora comes: both are told, as is Frid in a new way of writing the address.
    let repo = proposal();
    let people = [
        ("daglig-leder", "Nora Ny", "nora.ny"),
        ("fagraadsleder", "Frid Prøve", "FRID.Prove"),
        PEOPLE[2],
        PEOPLE[3],
    ];
    repo.write("register.toml", &text(&people, "[\"M05\", \"M07\"]", PURPOSE)).commit("utvidelse");
    let folder = repo.beside("brev");
    // The review says who is new, as it always does; the letters are what counts here.
    let output = repo.registervakt(&[
        "review",
        "main..HEAD",
        "--notify",
        "--today",
        "2026-11-24",
        "--quiet",
        "--preview",
        folder.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let found = letters(&folder);
    let names: Vec<String> = told(&found).into_iter().map(|one| one.0).collect();
    assert_eq!(names, ["dag.prove", "eva.prove", "frid.prove", "nora.ny"]);
    let nora = found.iter().find(|letter| letter.to().starts_with("nora")).unwrap();
    assert!(nora.text.contains("  - Daglig leder: Dag Prøve"), "{}", nora.text);
    assert_eq!(post::record(&repo), None);
}

#[test]
fn no_authority_gets_mail_but_a_draft_lies_ready() {
    let repo = proposal();
    let toml = text(&PEOPLE, "[\"M05\"]", PURPOSE);
    let legal = |basis: &str| format!("{toml}\n[hjemmel]\ntype = \"{basis}\"\n");
    repo.switch("main").write("register.toml", &legal("forskrift-samtykke")).commit("hjemmel");
    repo.branch("reservasjon").write("register.toml", &legal("forskrift-reservasjon")).commit("reservasjon");
    notify(&repo, &[]).ends_with(1).complains("1 utkast til en myndighet ville bli skrevet");
    notify(&repo, &["--send"]).ends_with(1).complains("1 utkast til en myndighet ligger i «");
    let folder = repo.root().join(".git/registervakt/utkast");
    let drafts = letters(&folder);
    let [draft] = &drafts[..] else { panic!("{drafts:?}") };
    assert_eq!(
        (draft.header("X-Unsent").as_str(), draft.header("To").as_str(), draft.header("From").as_str()),
        ("1", "", "")
    );
    assert_eq!(
        draft.header("Subject"),
        "Norsk prøveregister for PrøveHofte (PrøveHofte): melding om endret behandlingsgrunnlag eller dataansvar"
    );
    for words in [
        "Til Helsedirektoratet\n",
        "Før: forskrift-samtykke",
        "Nå: forskrift-reservasjon",
        "[navn, rolle og telefon]",
    ] {
        assert!(draft.text.contains(words), "{}", draft.text);
    }
    assert!(!draft.text.contains("Dette gjør du"), "{}", draft.text);
    assert!(sent(&repo).iter().all(|letter| letter.to().ends_with("@example.org")), "nobody but people");
    // Whoever writes on it keeps what was written, however often the check runs, on whatever day.
    let file = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    fs::write(&file, "mitt eget").unwrap();
    for day in ["2026-11-24", "2026-11-25"] {
        run(&repo, &["review", "main..HEAD", "--notify", "--send", "--today", day], &[]).ends_with(1);
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    assert_eq!(fs::read(&file).unwrap(), b"mitt eget");
    let preview = repo.beside("brev");
    notify(&repo, &["--preview", preview.to_str().unwrap()]).ends_with(1);
    assert_eq!(letters(&preview).len(), 1, "the draft; all else was told");
}

#[test]
fn where_nobody_can_be_told_of_a_duty_that_is_said() {
    let repo = Repo::new();
    repo.write("register.toml", &text(&[], "[\"M05\"]", PURPOSE)).commit("register").branch("forslag");
    repo.write("register.toml", &text(&[], "[\"M05\", \"M07\"]", PURPOSE)).commit("utvidelse");
    notify(&repo, &[])
        .ends_with(1)
        .complains("Ingen får vite om PrøveHofte: vurder om endringen krever ny godkjenning");
    notify(&repo, &["--send"]).ends_with(3).complains("[[ansvarlig]]");
}

#[test]
fn a_change_without_open_duties_tells_nobody() {
    let repo = proposal();
    repo.write("LESMEG.md", "# Les meg\n").commit("annet");
    notify(&repo, &["--send"]).ends_with(0).complains("Ingen brev å sende: endringen har ingen åpen plikt");
    notify(&repo, &["--send", "--max-mails", "0"]);
    assert_eq!(post::record(&repo), None);
}

#[test]
fn the_same_way_and_cap_as_reminders() {
    let repo = wider();
    notify(&repo, &["--send", "--max-mails", "2"]).ends_with(3).complains("grensen er 2");
    let url = format!("smtps://dag:{SECRET}@");
    let all = ["review", "main..HEAD", "--notify", "--send", "--today", "2026-11-24"];
    run(&repo, &all, &[("REGISTERVAKT_SMTP_URL", &url)]).ends_with(2);
    assert_eq!(post::record(&repo), None);
    // A reminder of that day is no reason to keep a notice back, nor the other way round.
    notify(&repo, &["--send"]).ends_with(1);
    repo.git(&["branch", "--force", "main", "HEAD"]);
    post::remind(&repo, "2026-12-01", &["--send"], &[]).ends_with(0);
    is_sound(&repo);
}
