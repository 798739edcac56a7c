//! Reviews of whole registers in real repositories, and the laws that hold for all of them.
//!
//! **Knows**: how a repository with two revisions is made, what a review must say of it.
//! **Does not know**: how a change is judged.

#[path = "support/edited.rs"]
mod edited;
mod support;

use std::collections::BTreeSet;
use std::process::Output;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use edited::{Files, Row, clean};
use support::Repo;
use unicode_normalization::UnicodeNormalization;

fn write(repo: &Repo, folder: &str, files: &Files) {
    for (path, text) in files {
        repo.write(&format!("{folder}{path}"), text);
    }
}

/// A repository with `before` on main and `after` on the branch «forslag», which is checked out.
fn proposal(before: &Files, after: &Files) -> Repo {
    let repo = Repo::new();
    write(&repo, "", before);
    repo.commit("grunnlag").branch("forslag");
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        repo.delete(path);
    }
    write(&repo, "", after);
    repo.commit("forslag");
    repo
}

fn ask(repo: &Repo, words: &[&str]) -> Output {
    repo.registervakt(&[words, &["--format", "json", "--today", "2026-11-23"]].concat())
}

fn answer(repo: &Repo, words: &[&str]) -> Value {
    let output = ask(repo, words);
    let error = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{words:?}: {error}"))
}

/// Each change as «kind subject effect substance», of all registers.
fn changes(report: &Value) -> Vec<String> {
    let of = |register: &Value| register["changes"].as_array().cloned().unwrap_or_default();
    let words = |change: &Value| {
        ["kind", "subject", "effect", "substance"]
            .map(|key| change[key].as_str().unwrap_or_default().to_owned())
    };
    let registers = report["registers"].as_array().expect("registers");
    registers.iter().flat_map(of).map(|change| words(&change).join(" ")).collect()
}

fn new_findings(report: &Value) -> BTreeSet<String> {
    let registers = report["registers"].as_array().expect("registers");
    let of = |register: &Value| register["findings"].as_array().cloned().unwrap_or_default();
    let all = registers.iter().flat_map(of).filter(|finding| finding["status"] == "new");
    all.map(|finding| finding["rule"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_register_against_itself_is_silent() {
    let repo = proposal(&clean(), &clean());
    for words in [vec!["review"], vec!["review", "HEAD..HEAD"], vec!["review", "--staged"]] {
        let report = answer(&repo, &words);
        assert_eq!(report["verdict"], "ingen-plikter", "{words:?}");
        assert_eq!((changes(&report), new_findings(&report)), (Vec::new(), BTreeSet::new()), "{words:?}");
        assert_eq!(ask(&repo, &words).status.code(), Some(0));
    }
}

/// What makes no difference, done to every file that it can be done to.
#[test]
fn another_form_of_the_same_is_no_change() {
    let plain = clean();
    let each = |turn: &dyn Fn(&str, &str) -> String| -> Files {
        plain.iter().map(|(path, text)| (path.clone(), turn(path, text))).collect()
    };
    let forms: [(&str, Files); 5] = [
        ("decomposed", each(&|_, text| text.nfd().collect())),
        ("line ends", each(&|_, text| text.replace('\n', "\r\n"))),
        ("byte order mark", each(&|_, text| format!("\u{FEFF}{text}"))),
        (
            "comments",
            each(&|path, text| match path.ends_with(".toml") {
                true => format!("# En kommentar.\n\n{}\n\n# Slutt.\n", text.trim_end()),
                false => text.to_owned(),
            }),
        ),
        (
            "semicolons",
            each(&|path, text| match path.ends_with(".csv") && !text.contains([';', '"']) {
                true => text.replace(',', ";"),
                false => text.to_owned(),
            }),
        ),
    ];
    for (form, turned) in forms {
        for (before, after) in [(&plain, &turned), (&turned, &plain)] {
            let report = answer(&proposal(before, after), &["review"]);
            assert_eq!(changes(&report), Vec::<String>::new(), "{form}");
            assert_eq!(report["verdict"], "ingen-plikter", "{form}");
        }
    }
}

/// The opposite of a change, as [`changes`] writes it. A thing that is altered is named by what it is called
/// after, and a document that goes away has no opposite.
fn mirrored(change: &str) -> Option<(String, String, String)> {
    let mut words = change.split(' ');
    let kind = words.next()?;
    let rest: Vec<&str> = words.collect();
    let [effect, substance] = rest[rest.len().checked_sub(2)?..] else { return None };
    let kind = match kind {
        "pasientgruppe.kode-lagt-til" => "pasientgruppe.kode-fjernet",
        "pasientgruppe.kode-fjernet" => "pasientgruppe.kode-lagt-til",
        "fagraad.medlem-inn" => "fagraad.medlem-ut",
        "fagraad.medlem-ut" => "fagraad.medlem-inn",
        "datasett.variabel-lagt-til" => "datasett.variabel-fjernet",
        "datasett.variabel-fjernet" => "datasett.variabel-lagt-til",
        "retningslinjer.indikator-lagt-til" => "retningslinjer.indikator-fjernet",
        "retningslinjer.indikator-fjernet" => "retningslinjer.indikator-lagt-til",
        "dokument.fjernet" => return None,
        other => other,
    };
    let effect = match effect {
        "utvidet" => "innsnevret",
        "innsnevret" => "utvidet",
        other => other,
    };
    // To mend a misspelling is editorial, to make one cannot be told: the one thing that has no mirror.
    let substance = if substance == "innhold" { "innhold" } else { "form" };
    Some((kind.to_owned(), effect.to_owned(), substance.to_owned()))
}

/// Every edit that the tests of rules make, one way and the other.
#[test]
fn what_differs_one_way_differs_the_other_way_round() {
    let rows: Vec<Row> = edited::rows().into_iter().filter(|row| !row.removes()).collect();
    assert!(rows.len() > 50);
    rows.par_iter().for_each(|row| {
        let (before, mut after) = (clean(), clean());
        row.apply(&mut after);
        let [there, back] = [(&before, &after), (&after, &before)]
            .map(|(before, after)| changes(&answer(&proposal(before, after), &["review"])));
        let mut expected: Vec<_> = there.iter().filter_map(|change| mirrored(change)).collect();
        let split = |change: &String| {
            mirrored(change).and_then(|_| {
                let words: Vec<&str> = change.split(' ').collect();
                let [.., effect, substance] = words.as_slice() else { return None };
                let substance = if *substance == "innhold" { "innhold" } else { "form" };
                Some((words[0].to_owned(), (*effect).to_owned(), substance.to_owned()))
            })
        };
        let mut found: Vec<_> = back.iter().filter_map(split).collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{row:?}\n{there:?}\n{back:?}");
    });
}

#[test]
fn the_same_question_has_the_same_answer_to_the_byte() {
    let mut after = clean();
    let text = after.get_mut("register.toml").expect("it is there");
    *text = text.replacen("alder = { fra = 18 }", "alder = { fra = 16 }", 1);
    let repo = proposal(&clean(), &after);
    let first = ask(&repo, &["review"]).stdout;
    for _ in 0..3 {
        assert_eq!(ask(&repo, &["review"]).stdout, first);
    }
}

#[test]
fn only_the_registers_that_a_change_touches_are_told_of() {
    let repo = Repo::new();
    for folder in ["a/", "b/", "c/"] {
        write(&repo, folder, &clean());
    }
    repo.commit("tre registre").branch("forslag");
    let mut after = clean();
    let text = after.get_mut("register.toml").expect("it is there");
    *text = text.replacen("alder = { fra = 18 }", "alder = { fra = 16 }", 1);
    write(&repo, "b/", &after);
    repo.commit("ett er endret");
    let report = answer(&repo, &["review"]);
    let paths: Vec<&str> = report["registers"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["path"].as_str())
        .collect();
    assert_eq!(paths, ["b"]);
    repo.write("LESMEG.md", "Tre registre.\n").commit("ingen av dem");
    let output = ask(&repo, &["review", "HEAD~1..HEAD"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("ingen-plikter"));
    let all = answer(&repo, &["review", "--all"]);
    assert_eq!(all["registers"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_register_that_moves_is_the_same_and_one_that_goes_is_an_error() {
    let repo = Repo::new();
    write(&repo, "gammel/", &clean());
    write(&repo, "annet/", &clean());
    let name = clean()["register.toml"].replacen("navn = \"", "navn = \"Annet ", 1);
    repo.write("annet/register.toml", &name);
    repo.commit("to registre").branch("forslag").rename("gammel", "ny").commit("flyttet");
    let report = answer(&repo, &["review"]);
    assert_eq!(new_findings(&report), BTreeSet::new(), "{report:#}");
    let content: Vec<String> =
        changes(&report).into_iter().filter(|change| !change.starts_with("dokument.flyttet")).collect();
    assert_eq!(content, Vec::<String>::new());
    repo.delete("annet").commit("borte");
    let output = ask(&repo, &["review"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(1));
    assert!(new_findings(&report).contains("register-fjernet"), "{report:#}");
    assert!(changes(&report).contains(&"dokument.fjernet annet/register.toml endret innhold".to_owned()));
}

#[test]
fn a_register_that_is_new_counts_as_planned_before() {
    let repo = Repo::new();
    repo.write("LESMEG.md", "Her kommer et register.\n").commit("tomt").branch("forslag");
    write(&repo, "", &clean());
    repo.commit("nytt register");
    let report = answer(&repo, &["review"]);
    assert_eq!(changes(&report), ["register.status-endret status endret innhold"]);
    assert_eq!(report["verdict"], "plikter-gjenstaar");
    let planned = clean()["register.toml"].replacen("status = \"nasjonal\"", "status = \"planlagt\"", 1);
    repo.write("register.toml", &planned).commit("bare planlagt");
    let report = answer(&repo, &["review"]);
    assert_eq!((changes(&report), &report["verdict"]), (Vec::new(), &Value::from("ingen-plikter")));
}

#[test]
fn a_history_that_is_cut_off_is_told_with_the_fetch_that_mends_it() {
    let repo = proposal(&clean(), &clean());
    let shallow = repo.beside("grunn");
    let url = format!("file://{}", repo.root().display());
    repo.git(&["clone", "--quiet", "--depth=1", "--branch=forslag", &url, &shallow.to_string_lossy()]);
    let output = repo.registervakt(&["-C", &shallow.to_string_lossy(), "review"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{error}");
    assert!(error.contains("git fetch --unshallow origin main:refs/remotes/origin/main"), "{error}");
}

#[test]
fn what_governs_is_read_from_the_base() {
    let mut after = clean();
    let council = after.get_mut("fagraad.toml").expect("it is there");
    let at = council.find("[[medlem]]").expect("a member");
    let end = council[at + 1..].find("[[medlem]]").map_or(council.len(), |next| at + 1 + next);
    council.replace_range(at..end, "");
    let home = after.get_mut("register.toml").expect("it is there");
    for rule in ["fagraad-mangler-region", "fagraad-uten-leder", "fagraad-uten-brukerrepresentant"] {
        home.push_str(&format!(
            "\n[[unntak]]\nregel = \"{rule}\"\nbegrunnelse = \"Vi leter etter noen som har tid til å sitte i fagrådet, og finner dem nok snart.\"\ntil = 2027-06-01\ngodkjent_av = \"dataansvarlig\"\n"
        ));
    }
    let report = answer(&proposal(&clean(), &after), &["review"]);
    let found = new_findings(&report);
    assert!(found.iter().any(|rule| rule.starts_with("fagraad-")), "{found:?}");
    assert!(found.contains("regelverk-endret"), "{found:?}");
}

/// What a new user does: change the age limit on a branch, follow what the tool says to the end.
#[test]
fn a_change_is_followed_to_the_end() {
    let repo = Repo::new();
    write(&repo, "", &clean());
    repo.commit("grunnlag").branch("forslag");
    let change = |path: &str, old: &str, new: &str| {
        let text = std::fs::read_to_string(repo.root().join(path)).expect("the file is there");
        assert_eq!(text.matches(old).count(), 1, "«{old}» in {path}");
        repo.write(path, &text.replacen(old, new, 1));
    };
    let open = |words: &[&str]| -> Vec<String> {
        let report = answer(&repo, words);
        let duties = report["registers"][0]["duties"].as_array().cloned().unwrap_or_default();
        let open = duties.iter().filter(|duty| duty["state"] == "open");
        open.map(|duty| duty["id"].as_str().unwrap_or_default().to_owned()).collect()
    };
    change("register.toml", "alder = { fra = 18 }", "alder = { fra = 16 }");
    repo.stage(".");
    let first = open(&["review", "--staged"]);
    assert_eq!(first.len(), 6, "{first:?}");
    assert_eq!(ask(&repo, &["review", "--staged", "--strict"]).status.code(), Some(1));

    let wrote = ask_for_record(&repo);
    assert!(wrote.contains("endringer/2026-pasientgruppe.toml"), "{wrote}");
    repo.stage(".");
    assert_eq!(open(&["review", "--staged"]).len(), 6, "an empty record meets nothing");
    assert!(ask_for_record(&repo).contains("ingenting er skrevet"), "what is written is left alone");

    let record = "endringer/2026-pasientgruppe.toml";
    change("registerbeskrivelse.md", "på 18 år og eldre", "på 16 år og eldre");
    for (old, new) in [
        ("# ny_godkjenning = …", "ny_godkjenning = false #"),
        ("begrunnelse = \"\"", "begrunnelse = \"Få pasienter kommer til, og behandlingen er den samme.\""),
        ("vurdert_av = \"\"", "vurdert_av = \"daglig-leder\""),
        ("# dato = 2026-11-23", "dato = 2026-11-02"),
        ("hjemmel = \"\"", "hjemmel = \"Hjemmelen er den samme, også for ungdom.\""),
        ("fagraad = \"\"", "fagraad = \"Fagrådet støttet endringen i sak 9/26.\""),
        ("datafangst = \"\"", "datafangst = \"De samme skjemaene og kildene blir brukt.\""),
        ("dekningsgrad = \"\"", "dekningsgrad = \"Metoden er den samme, med ny aldersgrense.\""),
        ("forankring = \"\"", "forankring = \"Helseforetaket er orientert, og utgiftene er uendret.\""),
        (
            "registerbeskrivelse = \"\"",
            "registerbeskrivelse = \"Kapitlet om pasientene har fått den nye grensen.\"",
        ),
        ("retningslinjer = \"\"", "retningslinjer = \"Ingen retningslinjer eller indikatorer blir endret.\""),
        ("# uttalelse = 2026-11-23", "uttalelse = 2026-10-20"),
        ("sak = \"\"", "sak = \"9/26\""),
        ("referat = \"\"", "referat = \"vedlegg/fagraad-2026-10-20.md\""),
        ("# nye_fagmiljoeer = []", "nye_fagmiljoeer = []"),
        ("# nye_organisasjoner = []", "nye_organisasjoner = []"),
    ] {
        change(record, old, new);
    }
    repo.write(
        "vedlegg/fagraad-2026-10-20.md",
        "# Referat fra fagrådet 20. oktober 2026\n\n## Sak 9/26 Aldersgrense\n\nFagrådet støtter at grensen blir 16 år.\n",
    );
    repo.commit("aldersgrense 16 år");
    let report = answer(&repo, &["review"]);
    assert_eq!(report["verdict"], "plikter-oppfylt", "{report:#}");
    assert_eq!(ask(&repo, &["review"]).status.code(), Some(0), "{report:#}");
    // Main holds what is approved: seen from there nothing is left.
    repo.switch("main").git(&["merge", "--quiet", "--ff-only", "forslag"]);
    assert_eq!(answer(&repo, &["review"])["verdict"], "ingen-plikter");
}

fn ask_for_record(repo: &Repo) -> String {
    let output = repo.registervakt(&["--today", "2026-11-23", "--lang", "nb", "new", "change", "--staged"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
