//! What `remind` promises, held against the built program: who gets which letter when, and what is recorded.
//!
//! **Knows**: registers of the tests' own, folders for mail, the record in Git.
//! **Does not know**: single deadlines and the wording of letters; their cases stand beside the code.

#[path = "support/mail.rs"]
mod mail;
#[path = "support/post.rs"]
mod post;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use mail::{Mail, letters};
use post::{DAY, PEOPLE, RECORD, SECRET, count, is_sound, one, recorded, register, remind, run, sent};
use support::Repo;

/// Every file below a folder, with its bytes, but for the cache.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders: Vec<_> = folder.is_dir().then(|| folder.to_owned()).into_iter().collect();
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(folder).expect("a folder") {
            let path = file.expect("a file").path();
            match path.is_dir() {
                true if path.ends_with("registervakt/cache") => {}
                true => folders.push(path),
                false => found.push((path.display().to_string(), fs::read(&path).expect("a file"))),
            }
        }
    }
    found.sort();
    found
}

/// Who the letters are for, sorted.
fn people(letters: &[Mail]) -> Vec<String> {
    let mut people: Vec<String> = letters.iter().map(Mail::to).collect();
    people.sort();
    people
}

const ALL: [&str; 3] = ["dag.prove@example.org", "eva.prove@example.org", "fia.prove@example.org"];

#[test]
fn a_dry_run_writes_nothing() {
    let repo = one();
    let before = files(repo.root());
    for arguments in [&[][..], &["--format", "json"], &["--watchdog", "3d"], &["log"]] {
        run(&repo, &[&["remind"], arguments, &["--today", DAY]].concat(), &[]);
    }
    remind(&repo, DAY, &[], &[])
        .ends_with(0)
        .says("Halvårstall for 2026")
        .says("Dag Prøve (daglig leder), Fia Prøve (faglig leder) og Eva Prøve")
        .complains("3 brev ville bli sendt; ingenting er sendt. Send: registervakt remind --send");
    let after: Vec<_> =
        files(repo.root()).into_iter().filter(|(path, _)| !path.contains("registervakt")).collect();
    assert_eq!(before, after);
    let own: Vec<String> =
        files(&repo.root().join(".git/registervakt")).into_iter().map(|one| one.0).collect();
    assert!(own.iter().all(|path| path.contains("cache") || path.contains("lager")), "{own:?}");
    assert_eq!(post::record(&repo), None);
}

#[test]
fn a_preview_is_the_letters_and_nothing_else() {
    let repo = one();
    let folder = repo.beside("brev");
    let words = ["--preview", folder.to_str().expect("a path")];
    remind(&repo, DAY, &words, &[]).ends_with(0).complains("3 brev er skrevet til «");
    let found = letters(&folder);
    assert_eq!(people(&found), ALL);
    assert_eq!(post::record(&repo), None);
    // What is shown is what is sent.
    remind(&repo, DAY, &["--send"], &[]).ends_with(0);
    let shown: BTreeSet<_> = files(&folder).into_iter().map(|one| one.1).collect();
    let sent: BTreeSet<_> = files(&post::outbox(&repo)).into_iter().map(|one| one.1).collect();
    assert_eq!(shown, sent);
    // What was told is not shown again.
    let later = repo.beside("senere");
    let words = ["--preview", later.to_str().expect("a path")];
    remind(&repo, DAY, &words, &[]).ends_with(0).complains("Ingen brev å sende");
    assert!(!later.exists());
}

#[test]
fn a_letter_is_sent_once_and_the_next_rung_refers_to_the_first() {
    let repo = one();
    let first = remind(&repo, "2026-12-01", &["--send"], &[]).ends_with(0);
    first.complains("2 brev er lagt i folder:");
    let begun = sent(&repo);
    assert_eq!(people(&begun), ["dag.prove@example.org", "fia.prove@example.org"]);
    for _ in 0..2 {
        remind(&repo, "2026-12-01", &["--send"], &[]).ends_with(0).complains("Ingen brev å sende");
    }
    assert_eq!((sent(&repo).len(), count(&repo, ".krav"), count(&repo, ".kvittering")), (2, 2, 2));
    remind(&repo, "2026-12-01", &["--format", "json"], &[]).ends_with(0).says("\"state\": \"sent\"");
    // On a day between nothing is new, and the sign of life is one a day.
    remind(&repo, "2026-12-03", &["--send"], &[]).ends_with(0).complains("Ingen brev å sende");
    assert_eq!(recorded(&repo).iter().filter(|path| path.starts_with("livstegn/")).count(), 2);
    remind(&repo, DAY, &["--send"], &[]).ends_with(0).complains("3 brev er lagt");
    let all = sent(&repo);
    assert_eq!(all.len(), 5);
    for letter in all.iter().filter(|letter| letter.header("Date").contains(" 8 Dec 2026")) {
        // The first rung of the ladder stands 90 days before: nobody was told then, yet all letters on this
        // deadline refer to it, so that mail programs keep them together.
        let references = letter.header("References");
        assert_ne!(references, format!("<{}>", letter.id()));
        assert_eq!(letter.header("In-Reply-To"), references);
        for earlier in begun.iter().filter(|earlier| earlier.to() == letter.to()) {
            assert_eq!(earlier.header("References"), references);
        }
    }
    let ids: BTreeSet<String> = all.iter().map(Mail::id).collect();
    assert_eq!(ids.len(), 5);
    is_sound(&repo);
    // Delivered is silent.
    repo.write("aarsrapporter/2025.toml", "publisert_halvaar = 2026-12-09\n").commit("halvårstall");
    remind(&repo, "2026-12-14", &["--send"], &[]).ends_with(0).complains("Ingenting skal varsles i dag.");
    assert_eq!(sent(&repo).len(), 5);
}

/// All that is asked of the year before the half-year results.
const YEAR: &str = "publisert = 2026-06-01\ndekningsgrad = 87\ndekningsgrad_kilde = \"Norsk pasientregister\"\ndekningsgrad_aar = 2025\n";

#[test]
fn a_letter_of_the_first_rung_is_what_later_ones_refer_to() {
    let repo = one();
    repo.write("aarsrapporter/2025.toml", YEAR).commit("året");
    remind(&repo, "2026-09-16", &["--send"], &[]).ends_with(0).complains("1 brev er lagt");
    remind(&repo, "2026-10-16", &["--send"], &[]).ends_with(0).complains("1 brev er lagt");
    let letters = sent(&repo);
    assert_eq!(letters[0].header("References"), "");
    assert_eq!(letters[1].header("References"), format!("<{}>", letters[0].id()));
}

#[test]
fn a_letter_says_all_that_its_reader_asks() {
    let repo = Repo::new();
    let mut people = PEOPLE;
    people[1] = ("faglig-leder", "Åse \\\"Lille\\\" Ødegård, lege", "aase.odegaard");
    let text = register("PrøveHofte", &people);
    repo.write(
        "register.toml",
        &text.replace("rolle = \"dataansvarlig\"", "spraak = \"nn\"\nrolle = \"dataansvarlig\""),
    );
    repo.commit("register");
    remind(&repo, DAY, &["--send"], &[]).ends_with(0);
    let letters = sent(&repo);
    let to =
        |address: &str| letters.iter().find(|letter| letter.to().starts_with(address)).expect("a letter");
    let letter = to("dag.prove");
    assert_eq!(
        letter.header("Subject"),
        "[registervakt] PrøveHofte: halvårstall for 2026 – frist tirsdag 15. desember 2026 (om 7 dager)"
    );
    assert_eq!(letter.header("From"), "Registervakt <registervakt@registre.example.org>");
    assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
    assert!(letter.id().ends_with("@registre.example.org"));
    for words in [
        "Hei Dag Prøve!",
        "Hvorfor\n",
        "  Kilde: ",
        "Dette gjør du\n",
        "publisert_halvaar = ÅÅÅÅ-MM-DD",
        "Andre som får beskjed\n  - Faglig leder: Åse \"Lille\" Ødegård, lege\n  - Dataansvarlig: Eva Prøve",
        "kommer neste påminnelse mandag 14. desember 2026. Den går til daglig leder, faglig leder og dataansvarlig.",
        "Du er daglig leder for PrøveHofte.",
    ] {
        let text = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&words), "«{words}» is missing in:\n{}", letter.text);
    }
    assert!(letter.html.contains("<html lang=\"nb\">") && letter.html.contains("halvårstall for 2026"));
    let event = letter.calendar.replace("\r\n", "\n");
    assert!(event.contains("DTSTART;VALUE=DATE:20261215\n") && event.contains("SEQUENCE:0\n"), "{event}");
    let nn = to("eva.prove");
    assert!(nn.text.starts_with("Hei Eva Prøve!\n\nEin frist") && nn.header("Content-Language") == "nn");
    assert_eq!(to("aase").header("To"), "Åse \"Lille\" Ødegård, lege <aase.odegaard@example.org>");
}

#[test]
fn a_calendar_of_all_deadlines() {
    let repo = one();
    let file = repo.beside("frister.ics");
    let words = ["--ics", file.to_str().expect("a path")];
    remind(&repo, "2026-11-02", &words, &[]).ends_with(0).complains("til kalenderen «");
    let text = fs::read_to_string(&file).expect("a calendar");
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let text = text.replace("\r\n ", "").replace("\r\n", "\n");
    assert!(
        text.starts_with("BEGIN:VCALENDAR\nVERSION:2.0\n") && text.ends_with("END:VCALENDAR\n"),
        "{text}"
    );
    let events = text.matches("BEGIN:VEVENT\n").count();
    assert_eq!(events, text.matches("END:VEVENT\n").count());
    let ids: BTreeSet<&str> = text.lines().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(ids.len(), events, "{text}");
    assert!(events >= 2 && text.contains("SUMMARY:PrøveHofte: "), "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20261215\n"), "{text}");
    // Twice the same.
    let again = repo.beside("igjen.ics");
    remind(&repo, "2026-11-02", &["--ics", again.to_str().expect("a path")], &[]).ends_with(0);
    assert_eq!(fs::read(&file).expect("a file"), fs::read(&again).expect("a file"));
    let nowhere = repo.beside("borte/frister.ics");
    remind(&repo, DAY, &["--ics", nowhere.to_str().expect("a path")], &[]).ends_with(3);
}

/// The address of an office is no secret: whoever is to write to it must be able to read it.
#[test]
fn where_to_send_the_report_is_told() {
    for format in ["human", "json", "csv"] {
        let ran = remind(&one(), "2027-06-01", &["--format", format], &[]).ends_with(0);
        assert!(ran.out.contains("servicemiljoet@skde.no"), "{}", ran.out);
    }
}

#[test]
fn on_a_day_off_letters_wait() {
    let repo = one();
    for day in ["2026-12-12", "2026-12-13", "2026-12-25"] {
        let said = remind(&repo, day, &["--send"], &[]).ends_with(0);
        said.complains("I dag er en fridag, så ");
    }
    assert_eq!(sent(&repo).len(), 0);
    assert_eq!(recorded(&repo).iter().filter(|path| path.starts_with("livstegn/")).count(), 3);
    remind(&repo, "2026-12-28", &["--send"], &[]).ends_with(0);
    assert!(!sent(&repo).is_empty());
}

#[test]
fn too_many_letters_are_a_mistake() {
    let repo = one();
    remind(&repo, DAY, &["--send", "--max-mails", "2"], &[])
        .ends_with(3)
        .complains("Kjøringen ville sendt 3 brev, og grensen er 2. Ingenting er sendt.")
        .complains("--max-mails 3");
    assert_eq!(post::record(&repo), None, "a run that stopped leaves no sign of life");
    assert_eq!(sent(&repo).len(), 0);
    remind(&repo, DAY, &["--max-mails", "2"], &[]).ends_with(0);
    remind(&repo, DAY, &["--send"], &[("REGISTERVAKT_MAX_MAILS", "2")]).ends_with(3);
    remind(&repo, DAY, &["--send", "--max-mails", "3"], &[]).ends_with(0);
    assert_eq!(sent(&repo).len(), 3);
}

#[test]
fn wrong_settings_are_told_at_once_and_without_secrets() {
    let repo = one();
    let authority = repo.beside("ca.pem");
    let missing = authority.to_str().expect("a path").to_owned();
    let broken = repo.beside("tull.pem");
    fs::write(&broken, "ikke noe sertifikat").expect("a file");
    let broken = broken.to_str().expect("a path").to_owned();
    let url = |text: &str| text.replace("SECRET", SECRET);
    let good = url("smtps://dag:SECRET@localhost:465");
    for (way, authority) in [
        (url("http://dag:SECRET@localhost"), None),
        (url("SECRET"), None),
        (url("smtps://dag:SECRET@"), None),
        (url("smtps://dag:SECRET@localhost:port"), None),
        (url("smtps://dag:SECRET@localhost:465?tls=none"), None),
        (url("smtp://dag:SECRET@mail.example.org:25?SECRET"), None),
        (good.clone(), Some(&missing)),
        (good, Some(&broken)),
    ] {
        let mut variables = vec![("REGISTERVAKT_SMTP_URL", way.as_str())];
        variables.extend(authority.map(|file| ("REGISTERVAKT_SMTP_CA", file.as_str())));
        // A day on which there is a letter, one on which there is none, one that is off, and the watchdog.
        for day in [DAY, "2026-07-01", "2026-12-12"] {
            let ran = remind(&repo, day, &["--send"], &variables).ends_with(2);
            assert!(!ran.error.is_empty(), "{way}");
        }
        remind(&repo, DAY, &["--watchdog", "3d", "--send"], &variables).ends_with(2);
        // Nobody asks for the way of letters that are not sent.
        remind(&repo, DAY, &[], &variables).ends_with(0);
    }
    assert_eq!(post::record(&repo), None);
}

#[test]
fn the_record_is_shown_in_every_form_that_is_asked_for() {
    let repo = one();
    run(&repo, &["remind", "log"], &[]).ends_with(0).says("Ingen");
    remind(&repo, DAY, &["--send"], &[]).ends_with(0);
    let log = |arguments: &[&str]| run(&repo, &[&["remind", "log", "--today", DAY], arguments].concat(), &[]);
    log(&[])
        .ends_with(0)
        .says("2026-12-08  sendt")
        .says("Dag Prøve (daglig leder), d…@example.org")
        .says("halvårstall for 2026");
    log(&["--lang", "nn"]).ends_with(0).says("2026-12-08  sendt");
    log(&["--lang", "en"]).ends_with(0).says("2026-12-08  sent");
    log(&["--verbose"]).ends_with(0);
    let json: Value = serde_json::from_str(&log(&["--format", "json"]).ends_with(0).out).expect("JSON");
    assert!(json["schema"].as_str().is_some_and(|schema| schema.starts_with("registervakt/")), "{json}");
    assert!(json.to_string().contains("\"d…@example.org\""), "{json}");
    log(&["--format", "csv"]).ends_with(0).says("d…@example.org");
    log(&["--format", "markdown"]).ends_with(0).says("Dag Prøve");
    for format in ["sarif", "github", "gitlab", "junit", "html"] {
        log(&["--format", format]).ends_with(2);
    }
}

#[test]
fn a_person_gets_one_letter_for_all_registers() {
    let repo = Repo::new();
    repo.write("hofte/register.toml", &register("PrøveHofte", &PEOPLE));
    repo.write("kne/register.toml", &register("PrøveKne", &[PEOPLE[0]]));
    repo.commit("registre");
    // One of them alone, by its folder or a file in it.
    for path in ["kne", "kne/register.toml"] {
        let ran = remind(&repo, DAY, &[path], &[]).ends_with(0).complains("1 brev ville");
        assert!(ran.out.contains("PrøveKne") && !ran.out.contains("PrøveHofte"), "{}", ran.out);
    }
    remind(&repo, DAY, &["borte"], &[]).ends_with(3);
    remind(&repo, DAY, &["--send"], &[]).ends_with(0).complains("3 brev er lagt");
    let letters = sent(&repo);
    let dag = letters.iter().find(|letter| letter.to().starts_with("dag")).expect("a letter");
    assert!(dag.header("Subject").ends_with(", og 1 til"), "{}", dag.header("Subject"));
    assert!(dag.text.contains("PrøveHofte: halvårstall") && dag.text.contains("PrøveKne: halvårstall"));
    // The roles of a register that nobody holds are told of, and Dag stands in for none of another register.
    assert!(dag.text.contains("Du er daglig leder for PrøveKne."), "{}", dag.text);
    remind(&repo, DAY, &["--send", "kne"], &[]).ends_with(0).complains("Ingen brev å sende");
}

#[test]
fn bare_and_detached_repositories_remind_too() {
    let repo = one();
    let bare = repo.beside("bare.git");
    let path = bare.to_str().expect("a path");
    repo.git(&["clone", "--quiet", "--bare", ".", path]);
    run(&repo, &["remind", "-C", path, "--today", DAY, "--send"], &[])
        .ends_with(0)
        .complains("3 brev er lagt");
    assert_eq!(people(&letters(&bare.join("registervakt/utboks"))), ALL);
    run(&repo, &["remind", "-C", path, "--today", DAY, "--send"], &[]).ends_with(0).complains("Ingen brev");
    assert_eq!(post::record(&repo), None, "the record of the bare one is its own");

    let closed = register("PrøveHofte", &PEOPLE).replace("status = \"nasjonal\"", "status = \"avviklet\"");
    repo.branch("forslag").write("register.toml", &closed).commit("avviklet");
    repo.git(&["checkout", "--quiet", "--detach"]);
    remind(&repo, DAY, &["--send"], &[]).ends_with(0).complains("3 brev er lagt");
    is_sound(&repo);
}

/// As a workflow does it: a fresh clone of a bare repository each day, the record fetched beside its own,
/// pushed afterwards.
#[test]
fn clones_that_come_and_go_share_the_record() {
    let origin = one();
    let bare = origin.beside("bare.git");
    origin.git(&["clone", "--quiet", "--bare", ".", bare.to_str().expect("a path")]);
    let url = bare.to_str().expect("a path");
    let fetched = format!("+{RECORD}:refs/registervakt/fjern/varsler");
    let pushed = format!("{RECORD}:{RECORD}");
    let clone = |day: &str, expected: &str| {
        let clone = Repo::folder();
        clone.git(&["clone", "--quiet", url, "."]);
        clone.git_succeeds(&["fetch", "--quiet", "origin", &fetched]);
        remind(&clone, day, &["--send"], &[]).ends_with(0).complains(expected);
        clone
    };
    let push = |clone: &Repo| clone.git_succeeds(&["push", "--quiet", "origin", &pushed]);
    assert!(push(&clone("2026-12-01", "2 brev er lagt")));
    assert!(push(&clone("2026-12-01", "Ingen brev å sende")));
    // Two that run at once know nothing of each other: who pushes last must fetch and merge, and loses nothing.
    let (one, other) = (clone("2026-12-03", "Ingen brev å sende"), clone("2026-12-04", "Ingen brev å sende"));
    assert!(push(&one) && !push(&other));
    other.git(&["fetch", "--quiet", "origin", &fetched]);
    remind(&other, DAY, &["--send"], &[]).ends_with(0).complains("3 brev er lagt");
    assert!(push(&other));
    let last = clone(DAY, "Ingen brev å sende");
    assert_eq!(recorded(&last).iter().filter(|path| path.starts_with("livstegn/")).count(), 4);
    assert_eq!((count(&last, ".krav"), count(&last, ".kvittering")), (5, 5));
    is_sound(&last);

    // What is delivered is silent for every clone that has it.
    origin.write("aarsrapporter/2025.toml", "publisert_halvaar = 2026-12-09\n").commit("halvårstall");
    origin.git(&["push", "--quiet", url, "main"]);
    last.git(&["pull", "--quiet", "--ff-only"]);
    remind(&last, "2026-12-14", &["--send"], &[]).ends_with(0).complains("Ingenting skal varsles i dag.");
}

#[test]
fn a_register_has_templates_of_its_own() {
    let own = |template: &str| {
        let repo = Repo::new();
        repo.write(
            "register.toml",
            &register("PrøveHofte", &PEOPLE).replace("fra_aar", "maler = \"brevmaler\"\nfra_aar"),
        );
        repo.write("brevmaler/brev.txt", template).commit("register");
        repo
    };
    let repo =
        own("Vår egen hilsen: {{ brev.hilsen }}\n{% for post in poster %}{{ post.tittel }}{% endfor %}\n");
    remind(&repo, DAY, &["--send"], &[]).ends_with(0);
    let letters = sent(&repo);
    assert!(letters[0].text.starts_with("Vår egen hilsen: Hei ") && letters[0].html.contains("<h1>"));
    // One that is broken is told of, with file and line, and nobody goes without a letter.
    for broken in [
        "{{ brev.hilsen }}\n{% for post in poster %}",
        "{{ brev.finnes.ikke }}",
        "{% for a in range(10000000) %}{% for b in range(10000000) %}x{% endfor %}{% endfor %}",
    ] {
        let repo = own(broken);
        remind(&repo, DAY, &["--send"], &[]).ends_with(0).complains("brevmaler/brev.txt");
        let letters = sent(&repo);
        assert_eq!(letters.len(), 3, "{broken}");
        assert!(letters[0].text.contains("Dette gjør du"), "{broken}");
    }
}

#[test]
fn where_nobody_can_be_told_that_is_said() {
    let repo = Repo::new();
    repo.write("register.toml", &register("PrøveHofte", &[])).commit("register");
    remind(&repo, DAY, &[], &[]).ends_with(0).complains("Ingen får vite om PrøveHofte: halvårstall for 2026");
    let ran = remind(&repo, DAY, &["--send"], &[]).ends_with(3);
    assert!(!ran.error.contains("er varslet"), "{}", ran.error);
    // An address that is none is nobody's, and the rung goes up.
    let held = [("daglig-leder", "Dag Prøve", "dag prove"), PEOPLE[1]];
    let repo = Repo::new();
    repo.write("register.toml", &register("PrøveHofte", &held)).commit("register");
    repo.write("aarsrapporter/2025.toml", YEAR).commit("året");
    remind(&repo, "2026-10-16", &["--send"], &[]).ends_with(0).says("Fia Prøve");
    let letters = sent(&repo);
    assert_eq!(people(&letters), ["fia.prove@example.org"]);
    assert!(letters[0].text.contains("Registeret har ingen daglig leder"), "{}", letters[0].text);
}

/// What cannot be read may hide what falls due: that is an error, and never quiet.
#[test]
fn a_file_that_cannot_be_read_is_no_peace() {
    let repo = Repo::new();
    repo.write("register.toml", "[register\n").commit("ødelagt");
    for arguments in [&[][..], &["--send"]] {
        let ran = remind(&repo, DAY, arguments, &[]).ends_with(1).says("fil-ugyldig");
        ran.complains("Ingen brev å sende, men filene som ikke kan leses, kan skjule frister.");
    }
    // The other register of the repository is told of.
    repo.write("hofte/register.toml", &register("PrøveHofte", &PEOPLE)).commit("en til");
    remind(&repo, DAY, &["--send"], &[]).ends_with(1).complains("3 brev er lagt");
}

/// An address that no server takes: who did not get what is said, and the others get theirs.
#[test]
fn an_address_that_cannot_be_written_to_stops_nobody() {
    let held = [("daglig-leder", "Kåre Prøve", "kåre.prøve"), PEOPLE[1], PEOPLE[2]];
    let repo = Repo::new();
    repo.write("register.toml", &register("PrøveHofte", &held)).commit("register");
    let ran = remind(&repo, DAY, &["--send"], &[]);
    assert_eq!(people(&sent(&repo))[..2], ["eva.prove@example.org", "fia.prove@example.org"]);
    assert!(
        ran.code == Some(3) && ran.error.contains("Kåre Prøve fikk ikke brevet") || ran.code == Some(0),
        "{ran:?}"
    );
    // A sender that is none: letters come from an address that is nobody's, and leave.
    let repo = Repo::new();
    for sender in ["tull", "a b@example.org", "æ@example.org", "x@example.org\\r\\nBcc: y@example.org"] {
        let text = register("PrøveHofte", &PEOPLE).replace("registervakt@registre.example.org", sender);
        repo.write("register.toml", &text).commit("avsender");
        let folder = repo.beside(&format!("brev{}", sender.len()));
        remind(&repo, DAY, &["--preview", folder.to_str().expect("a path")], &[]).ends_with(0);
        for letter in letters(&folder) {
            assert_eq!(letter.header("From"), "Registervakt <registervakt@registervakt.invalid>", "{sender}");
        }
    }
}

#[test]
fn hostile_names_change_no_header() {
    let long = "ø".repeat(10_000);
    for evil in [
        "A\\r\\nBcc: alle@ond.example\\r\\n\\r\\nHei",
        "Bcc: alle@ond.example",
        "\\\" <alle@ond.example>, \\\"B",
        "=?utf-8?q?Bcc=3A?= =?utf-8?b?QQ==?=",
        "<script>alert(1)</script><img src=x onerror=y>",
        "{{ brev.hilsen }}{% raw %}",
        "\\u202Esnu\\u2066A\\u001b[2J",
        &long,
    ] {
        let repo = Repo::new();
        let text = register("KORT", &[("daglig-leder", evil, "dag.prove"), PEOPLE[1], PEOPLE[2]]);
        repo.write("register.toml", &text.replace("kortnavn = \"KORT\"", &format!("kortnavn = \"{evil}\"")));
        repo.write("fagraad.toml", &format!("[[medlem]]\nnavn = \"{evil}\"\ntil = 2026-12-15\n"));
        let record = format!(
            "tittel = \"{evil}\"\ntype = \"endring\"\ngjelder = [\"pasientgruppe\"]\nregistrering_fra = 2026-12-15\n\
             [vurdering]\nny_godkjenning = true\n[[behandling]]\ninstans = \"helsedirektoratet\"\nsendt = 2026-11-08\n"
        );
        repo.write("endringer/a.toml", &record).commit("register");
        let ran = run(&repo, &["remind", "--today", DAY, "--send", "--verbose"], &[]).ends_with(0);
        let log = run(&repo, &["remind", "log", "--today", DAY], &[]).ends_with(0);
        for said in [ran.out, ran.error, log.out] {
            assert!(!said.contains(['\u{202e}', '\u{1b}']), "{said}");
        }
        let letters = sent(&repo);
        assert!(letters.len() >= 3, "{evil:.40}");
        letters.iter().for_each(holds);
        is_sound(&repo);
    }
}

/// A letter has its own headers and no others, goes to one person, and its page has no markup but its own.
fn holds(letter: &Mail) {
    const HEADERS: [&str; 11] = [
        "Date",
        "From",
        "To",
        "Subject",
        "Content-Language",
        "Message-ID",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
        "List-Id",
        "MIME-Version",
        "Content-Type",
    ];
    let names = letter.headers.iter().map(|(name, _)| name.as_str());
    let names: Vec<&str> = names.filter(|name| !["In-Reply-To", "References"].contains(name)).collect();
    assert_eq!(names, HEADERS);
    let (to, subject) = (letter.to(), letter.header("Subject"));
    assert!(to.ends_with(".prove@example.org"), "{to}");
    assert!(subject.starts_with("[registervakt] ") && subject.chars().count() < 600, "{subject}");
    let html = letter.html.to_lowercase();
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    assert!(!letter.text.contains(['\u{202e}', '\u{1b}', '\r']), "{}", letter.text);
}

#[test]
fn the_watchdog_tells_once_each_time_reminders_stop() {
    let repo = Repo::new();
    let service = ("servicemiljoe", "Servicemiljø Prøve", "service");
    repo.write("register.toml", &register("PrøveHofte", &[PEOPLE[0], service])).commit("register");
    let watch = |day: &str, more: &[&str]| remind(&repo, day, &[&["--watchdog", "3d"], more].concat(), &[]);
    watch(DAY, &[]).ends_with(1).says("Påminnelsene har aldri gått her.").complains("1 brev ville bli sendt");
    watch(DAY, &["--send"]).ends_with(1).complains("1 brev er lagt");
    watch(DAY, &["--send"]).ends_with(1).complains("Ingen brev å sende");
    assert_eq!(people(&sent(&repo)), ["service@example.org"]);
    assert_eq!(
        recorded(&repo).iter().filter(|path| path.starts_with("livstegn/")).count(),
        0,
        "it is no run"
    );

    remind(&repo, DAY, &["--send"], &[]).ends_with(0);
    for day in [DAY, "2026-12-10", "2026-12-11"] {
        let ran = watch(day, &["--send"]).ends_with(0).says("Påminnelsene går som de skal; sist 08.12.2026.");
        assert_eq!(ran.error, "", "{day}");
    }
    watch("2026-12-12", &["--send"])
        .ends_with(1)
        .complains("1 brev er lagt")
        .says("sist 08.12.2026, for mer enn 3 dager siden");
    watch("2026-12-13", &["--send"]).ends_with(1).complains("Ingen brev å sende");
    let letters: Vec<Mail> =
        sent(&repo).into_iter().filter(|letter| letter.header("Subject").contains("påminnelsene")).collect();
    assert_eq!(letters.len(), 2);
    assert_eq!(
        letters[1].header("Subject"),
        "[registervakt] PrøveHofte: påminnelsene har ikke gått på 4 dager"
    );
    // They run again, and stop again.
    remind(&repo, "2026-12-14", &["--send"], &[]).ends_with(0);
    watch("2026-12-15", &["--send"]).ends_with(0);
    watch("2026-12-20", &["--send"]).ends_with(1).complains("1 brev er lagt");
    for (lang, words) in [("nn", "Påminningane har stansa"), ("en", "Reminders have stopped")] {
        watch("2026-12-20", &["--lang", lang]).ends_with(1).says(words);
    }
    for span in ["3", "0d", "366d", "-1d", "x"] {
        remind(&repo, DAY, &["--watchdog", span], &[]).ends_with(2);
    }
    // Where nobody holds the role, that is said.
    let repo = one();
    remind(&repo, DAY, &["--watchdog", "3d", "--send"], &[])
        .ends_with(3)
        .complains("Ingen får vite om PrøveHofte");
}
