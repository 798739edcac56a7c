//! What nobody writes on purpose, through the program: it answers, soon, and never breaks.
//!
//! **Knows**: files, names and repositories that are odd, broken or made to harm.
//! **Does not know**: what is required of a register.

#[path = "support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use unicode_normalization::UnicodeNormalization;

use support::Repo;

/// No answer may take longer, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const DAY: [&str; 2] = ["--today", "2026-11-23"];

const SMALL: &str = "[register]\nnavn = \"Norsk prøveregister for astma\"\n";

/// What the program answered, as text.
struct Answer {
    exit: i32,
    out: String,
    error: String,
}

impl Answer {
    fn has(&self, rule: &str) -> bool {
        let json: serde_json::Value = serde_json::from_str(&self.out).expect("JSON");
        let findings = json["registers"].as_array().into_iter().flatten();
        let mut rules = findings.flat_map(|register| register["findings"].as_array().into_iter().flatten());
        rules.any(|finding| finding["rule"] == rule)
    }
}

/// Runs `check`; whatever comes, it is an answer: 0 or 1, or 3 and a reason; no panic, and in time.
fn ask(repo: &Repo, arguments: &[&str]) -> Answer {
    let start = Instant::now();
    let output: Output = repo.registervakt(&[&["check"], &DAY[..], arguments].concat());
    let text = |bytes| String::from_utf8(bytes).expect("the answer is UTF-8");
    let answer = Answer {
        exit: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        error: text(output.stderr),
    };
    assert!(!answer.error.contains("panicked"), "{}", answer.error);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    assert!(matches!(answer.exit, 0 | 1 | 3), "exit {}: {}", answer.exit, answer.error);
    assert_eq!(answer.exit == 3, !answer.error.is_empty(), "exit {}: {}", answer.exit, answer.error);
    answer
}

fn json(repo: &Repo) -> Answer {
    ask(repo, &["--format", "json"])
}

/// A register of this one file besides a plain `register.toml`, and the rule that must speak.
fn check(path: &str, bytes: &[u8], rule: &str) {
    let repo = Repo::new();
    repo.write("register.toml", SMALL).write_bytes(path, bytes);
    let answer = json(&repo);
    assert_eq!(answer.exit, 1, "{path}: {}", answer.error);
    assert!(rule.is_empty() || answer.has(rule), "{path} without {rule}: {}", answer.out);
}

#[test]
fn bytes_of_every_kind_have_an_answer() {
    let deep = |open: &str, close: &str| format!("a = {}{}\n", open.repeat(50_000), close.repeat(50_000));
    check("register.toml", b"", "register-mangler-felt");
    check("register.toml", deep("[", "]").as_bytes(), "fil-ugyldig");
    check("register.toml", deep("{a=", "}").as_bytes(), "fil-ugyldig");
    check("fagraad.toml", format!("{}\n", "a.".repeat(50_000)).as_bytes(), "fil-ugyldig");
    check("register.toml", b"[register]\nnavn = \"a\0b\"\n", "fil-ugyldig");
    check("fagraad.toml", b"[[medlem]]\nnavn = \"a\0b\"\n", "fil-ugyldig");
    check("register.toml", b"[register]\nnavn = \"Pr\xf8ve\"\n", "");
    check("register.toml", &utf16("[register]\nnavn = \"Prøve\"\n"), "");
    check("datasett.csv", b"variabel;beskrivelse;kilde\na;b\0c;d\n", "");
    check("datasett.csv", b"variabel;beskrivelse;kilde\nh\xf8yde;b;c\n", "");
    check("datasett.csv", b"\"", "datasett-ugyldig");
    check("datasett.csv", &vec![b';'; 1 << 20], "datasett-ugyldig");
    check("registerbeskrivelse.md", b"# A\0B\n", "");
    check("registerbeskrivelse.md", b"# Registerets form\xe5l\n", "dokument-uleselig");
    check("registerbeskrivelse.md", &utf16("# Registerets formål\n"), "");
    for unit in ["> ", "- ", "[", "![", "*", "_", "`", "<div>", "# ", "1. ", "&", "](", "\\"] {
        check("registerbeskrivelse.md", unit.repeat(20_000).as_bytes(), "");
    }
    for table in ["| a | b |\n|---|---|\n", "a\n===\n", "[a]: b\n", "# a\n"] {
        check("registerbeskrivelse.md", table.repeat(5_000).as_bytes(), "");
    }
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn very_large_files_are_told_and_soon() {
    let repo = Repo::new();
    repo.write("register.toml", SMALL);
    for name in ["registerbeskrivelse.md", "fagraad.toml", "datasett.csv", "vedlegg/stor.txt"] {
        repo.write(name, "");
        let file = std::fs::File::options().write(true).open(repo.root().join(name)).expect("just written");
        file.set_len(200 << 20).expect("a sparse file");
    }
    let start = Instant::now();
    let answer = json(&repo);
    assert_eq!(answer.exit, 1);
    assert!(answer.has("dokument-uleselig") || answer.has("fil-ugyldig"), "{}", answer.out);
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    assert!(answer.out.len() < 1 << 20, "{}", answer.out.len());
}

#[test]
fn a_million_rows_have_an_answer() {
    let mut rows = "variabel;beskrivelse;type;kilde\n".to_owned();
    rows.push_str(&"a;b;tekst;c\n".repeat(1_000_000));
    let repo = Repo::new();
    repo.write("register.toml", SMALL).write("datasett.csv", &rows);
    let answer = json(&repo);
    assert_eq!(answer.exit, 1);
    assert!(answer.has("datasett-ugyldig"), "{}", &answer.out[..2000.min(answer.out.len())]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let outside = |repo: &Repo, name: &str, text: &str| {
        std::fs::write(repo.beside(name), text).expect("a file beside it");
    };
    let home = Repo::new();
    outside(&home, "secret.toml", "[register]\nnavn = \"HEMMELIG\"\n");
    home.symlink("../secret.toml", "register.toml");
    let answer = json(&home);
    assert!(!answer.out.contains("HEMMELIG"), "{}", answer.out);

    let description = Repo::new();
    outside(&description, "secret.md", "# HEMMELIG\n\n[skriv inn HEMMELIG]\n");
    description.write("register.toml", SMALL).symlink("../secret.md", "registerbeskrivelse.md");
    let answer = json(&description);
    assert_eq!(answer.exit, 1);
    assert!(!answer.out.contains("HEMMELIG"), "{}", answer.out);

    let folder = Repo::new();
    folder.write(
        "register.toml",
        &format!("{SMALL}[rhf]\nfinansiering = {{ dokument = \"vedlegg/secret.md\" }}\n"),
    );
    outside(&folder, "secret.md", "HEMMELIG");
    folder.symlink("..", "vedlegg").symlink(".", "ring");
    let answer = json(&folder);
    assert!(answer.has("sti-utenfor") || answer.has("rhf-finansiering-mangler"), "{}", answer.out);
    assert!(!answer.out.contains("HEMMELIG"), "{}", answer.out);
}

/// Every field that holds a path, with one that leads out of the repository.
#[test]
fn a_path_that_leads_out_is_told_in_every_field() {
    for path in [
        "../secret.md",
        "vedlegg/../../secret.md",
        "/etc/passwd",
        "C:\\\\secret.md",
        "..\\\\secret.md",
        "//server/secret.md",
    ] {
        for field in [
            "[rhf]\nfinansiering = { dokument = \"PATH\" }",
            "[rhf]\nad_godkjenning = { dokument = \"PATH\" }",
            "[hjemmel]\nprotokoll = { dokument = \"PATH\" }",
            "[hjemmel]\ndpia = { dokument = \"PATH\" }",
            "[hjemmel]\nreservasjon = { dokument = \"PATH\" }",
            "[hjemmel.dokumentasjon]\na = \"PATH#A\"",
            "[hjemmel.informasjon]\na = \"PATH#A\"",
            "[[felles_dataansvarlig]]\nordning = \"PATH\"",
            "[[databehandler]]\navtale = \"PATH\"",
            "[dokumenter]\nregisterbeskrivelse = \"PATH\"",
            "[dokumenter]\nvedtekter = \"PATH\"",
            "[dokumenter]\nfagraad = \"PATH\"",
            "[dokumenter]\ndatasett = \"PATH\"",
        ] {
            let repo = Repo::new();
            std::fs::write(repo.beside("secret.md"), "HEMMELIG").expect("a file beside it");
            repo.write("register.toml", &format!("{SMALL}{}\n", field.replace("PATH", path)));
            let answer = json(&repo);
            assert!(answer.has("sti-utenfor"), "{path} in {field}: {}", answer.out);
            assert!(!answer.out.contains("HEMMELIG"), "{path} in {field}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_told() {
    use std::os::unix::ffi::OsStrExt;
    let repo = Repo::new();
    repo.write("register.toml", SMALL);
    repo.write_bytes(Path::new(std::ffi::OsStr::from_bytes(b"vedlegg/pr\xf8ve.md")), b"# A\n");
    let answer = json(&repo);
    assert_eq!(answer.exit, 1);
    let apart: String = "vedlegg/prøve på å.md".nfd().collect();
    let repo = Repo::new();
    repo.write(
        "register.toml",
        &format!("{SMALL}[rhf]\nfinansiering = {{ dokument = \"vedlegg/prøve på å.md\" }}\n"),
    );
    repo.write(&apart, "# A\n");
    assert!(
        !json(&repo).has("rhf-finansiering-mangler"),
        "a name in the other Unicode form is the same name"
    );
}

#[test]
fn odd_repositories_have_a_reason_or_an_answer() {
    let empty = Repo::new();
    assert_eq!(json(&empty).exit, 3);
    assert_eq!(ask(&empty, &["--rev", "main"]).exit, 3);
    assert_eq!(ask(&empty, &["--staged"]).exit, 3);
    let answer = ask(&Repo::folder(), &[]);
    assert_eq!(answer.exit, 3);

    let folder = Repo::new();
    folder.write("register.toml/fil.md", "# A\n");
    json(&folder);

    let damaged = Repo::new();
    damaged.write("register.toml", SMALL).write("registerbeskrivelse.md", "# A\n").commit("Først");
    let id = damaged.id("HEAD:registerbeskrivelse.md");
    let object = damaged.root().join(format!(".git/objects/{}/{}", &id[..2], &id[2..]));
    std::fs::remove_file(&object).expect("the object lies loose");
    std::fs::write(&object, b"no object").expect("a file");
    let answer = ask(&damaged, &["--rev", "HEAD", "--format", "json"]);
    assert!(answer.exit == 3 || answer.has("dokument-uleselig"), "{}", answer.out);

    let origin = Repo::new();
    origin
        .write("register.toml", SMALL)
        .commit("Først")
        .write("registerbeskrivelse.md", "# A\n")
        .commit("Så");
    let shallow = Repo::folder();
    let url = format!("file://{}", origin.root().display());
    shallow.git(&["clone", "--quiet", "--depth", "1", &url, "."]);
    assert_eq!(json(&shallow).exit, 1);
}

/// Signs that a terminal or a reader obeys: none may come out raw, in any format.
#[test]
fn signs_that_steer_never_come_out_raw() {
    let steering = "\u{1b}[31m\u{7}\u{8}\u{202e}\u{2066}\u{200f}\u{9b}\u{85}\u{2028}";
    let toml: String = steering.chars().map(|sign| format!("\\U{:08X}", u32::from(sign))).collect();
    let repo = Repo::new();
    repo.write(
        "register.toml",
        &format!(
            "[register]\nnavn = \"A{toml}\"\nkortnavn = \"B{toml}\"\nstatus = \"C{toml}\"\n\"nøk{toml}\" = 1\n[dataansvarlig]\nnavn = \"{toml}\"\norgnr = \"{toml}\"\n[rhf]\nnavn = \"{toml}\"\nfinansiering = {{ dokument = \"vedlegg/{toml}.md\" }}\n[pasientgruppe]\nicd10 = [\"{toml}\"]\n[hjemmel.dokumentasjon]\na = \"registerbeskrivelse#{toml}\"\n[[indikator]]\nid = \"{toml}\"\nnavn = \"{toml}\"\nvariabler = [\"{toml}\"]\n[[ansvarlig]]\nrolle = \"{toml}\"\nepost = \"{toml}\"\n[[unntak]]\nregel = \"{toml}\"\n"
        ),
    );
    repo.write(
        "registerbeskrivelse.md",
        &format!("# {steering}\n\n[x](borte{steering}.md) [navn på register {steering}]\n"),
    );
    repo.write("datasett.csv", &format!("variabel;{steering};kilde\n{steering};b;{steering}\n"));
    repo.write(&format!("vedlegg/fil{steering}.doc"), "15076500565");
    repo.write("fagraad.toml", &format!("[[medlem]]\nnavn = \"{toml}\"\nvirksomhet = \"{toml}\"\nrepresenterer = \"fagmiljoe\"\nregion = \"{toml}\"\n"));
    for format in ["human", "json", "markdown", "sarif", "github", "gitlab", "junit", "csv", "html"] {
        for verb in [&["--verbose"][..], &["--quiet"]] {
            let answer = ask(&repo, &[&["--format", format, "--color", "never"], verb].concat());
            let raw = |sign: &char| sign.is_control() || !sign.is_ascii() && steering.contains(*sign);
            let line = answer.out.lines().find(|line| line.chars().any(|sign| raw(&sign)));
            assert_eq!(line, None, "{format}");
        }
    }
}

/// Identity numbers of synthetic people and of nobody; none may be printed whole, wherever it stands.
#[test]
fn identity_numbers_never_come_out_whole() {
    let number = "15076500565";
    let repo = Repo::new();
    repo.write(
        "register.toml",
        &format!(
            "[register]\nnavn = \"Register {number}\"\nkortnavn = \"{number}\"\nstatus = \"{number}\"\n\"{number}\" = \"{number}\"\nnasjonal_status_fra = {number}\n[dataansvarlig]\nnavn = \"{number}\"\norgnr = \"{number}\"\n[rhf]\nnavn = \"{number}\"\nfinansiering = {{ dokument = \"vedlegg/{number}.md\" }}\nad_godkjenning = {{ dokument = \"../{number}.md\", dato = \"{number}\" }}\n[hjemmel]\ntype = \"{number}\"\n[hjemmel.dokumentasjon]\na = \"registerbeskrivelse#{number}\"\n[pasientgruppe]\nicd10 = [\"{number}\"]\n[[indikator]]\nid = \"{number}\"\nnavn = \"{number}\"\nvariabler = [\"{number}\"]\n[[ansvarlig]]\nrolle = \"{number}\"\nnavn = \"{number}\"\nepost = \"{number}\"\n[[unntak]]\nregel = \"{number}\"\nbegrunnelse = \"{number}\"\n[[unntak]]\nregel = \"kriterium-mangler\"\nbegrunnelse = \"Fagrådet tar opp kriteriene på neste møte, se saken {number} i arkivet vårt.\"\ntil = 2027-01-01\ngodkjent_av = \"{number}\"\n"
        ),
    );
    repo.write("registerbeskrivelse.md", &format!("# {number}\n\n## Forskning {number}\n\n[x](borte-{number}.md) [navn på register {number}] databehandlingsansvarlig {number}, 150765 00565\n"));
    repo.write("datasett.csv", &format!("variabel;{number};kilde\n{number};b;{number}\n"));
    repo.write("fagraad.toml", &format!("[[medlem]]\nnavn = \"{number}\"\nvirksomhet = \"{number}\"\nrepresenterer = \"fagmiljoe\"\ntil = 2020-01-01\n"));
    repo.write(&format!("vedlegg/brev {number}.doc"), number);
    repo.write(&format!("{number}/register.toml"), SMALL);
    for format in ["human", "json", "markdown", "sarif", "github", "gitlab", "junit", "csv", "html"] {
        for lang in ["nb", "nn", "en"] {
            let answer = ask(&repo, &["--format", format, "--lang", lang, "--verbose"]);
            let whole = |line: &&str| line.contains(number) || line.contains("150765 00565");
            let lines: Vec<&str> = answer.out.lines().filter(whole).take(5).collect();
            assert!(lines.is_empty(), "{format}: {lines:#?}");
        }
    }
}

/// Signs that steer a terminal or turn the line.
const STEERING: &str = "\u{1b}[31m\u{7}\u{202e}\u{2066}\u{85}\u{2028}";

/// A register of which something falls due, and files that are broken, huge or steer.
fn dreadful() -> (String, Vec<(&'static str, String)>) {
    let steering = STEERING;
    let toml: String = steering.chars().map(|sign| format!("\\U{:08X}", u32::from(sign))).collect();
    let person = |name: &str, address: &str| {
        format!("[[ansvarlig]]\nrolle = \"daglig-leder\"\nnavn = \"{name}\"\nepost = \"{address}\"\n")
    };
    let status = "status = \"nasjonal\"\nnasjonal_status_fra = 2016-03-01\n";
    let good = format!("{SMALL}{status}[pasientgruppe]\nicd10 = [\"M05\"]\n[registervakt]\nfra_aar = 2025\n");
    let deep = format!("a = {}{}\n", "[".repeat(50_000), "]".repeat(50_000));
    let many = |number: usize| {
        (0..number).map(|nth| person("Kari", &format!("k{nth}@example.org"))).collect::<String>()
    };
    let files = vec![
        ("register.toml", String::new()),
        ("register.toml", deep.clone()),
        ("register.toml", "[register]\nnavn = \"Prøve\"\nstatus = 7\n".to_owned()),
        ("register.toml", format!("{good}ansvarlig = 7\n")),
        (
            "register.toml",
            format!(
                "{good}{}",
                person(&format!("A{toml}\\r\\nBcc: x@y.no"), "kari@example.org\\r\\nBcc: x@y.no")
            ),
        ),
        ("register.toml", format!("{good}{}", person(&toml, &"k".repeat(10_000)))),
        ("register.toml", format!("{good}{}", many(30))),
        (
            "register.toml",
            format!(
                "{good}{}[[utsettelse]]\naar = 99999999\nlevering = 9999-12-31\n",
                person("A", "a@example.org")
            ),
        ),
        ("register.toml", good.replace("2025", "-9223372036854775808")),
        ("register.toml", good.replace("2025", "9999")),
        ("fagraad.toml", deep.clone()),
        (
            "fagraad.toml",
            format!(
                "[[medlem]]\nnavn = \"{toml}\"\ntil = 9999-12-31\n[[medlem]]\nnavn = \"x\"\ntil = 0000-01-01\n"
            ),
        ),
        ("aarsrapporter/2025.toml", deep),
        ("aarsrapporter/99999999999.toml", "levert = 2026-01-01\n".to_owned()),
        (
            "endringer/a.toml",
            format!(
                "tittel = \"{toml}\"\nregistrering_fra = 9999-12-31\n[[behandling]]\ninstans = \"{toml}\"\nsendt = 0000-01-01\n"
            ),
        ),
    ];
    (format!("{good}{}", person("Kari", "kari@example.org")), files)
}

/// Broken, huge and steering files through `remind` and `review --notify`: an answer or a reason, letters that
/// hold, and no sign that steers.
#[test]
fn reminders_and_notices_bear_it_all() {
    let steering = STEERING;
    let (register, files) = dreadful();
    for (path, text) in files {
        let repo = Repo::new();
        repo.write("register.toml", &register).commit("Først");
        repo.branch("forslag").write(path, &text).commit("Så");
        let start = Instant::now();
        for arguments in [
            &["review", "main..HEAD", "--notify", "--preview", "../brev"][..],
            &["review", "main..HEAD", "--notify", "--send"],
            &["remind", "--ics", "../frister.ics"],
            &["remind", "--watchdog", "3d", "--send"],
        ] {
            answers(&repo, arguments, steering);
        }
        repo.git(&["branch", "--force", "main", "HEAD"]);
        for arguments in
            [&["remind"][..], &["remind", "--send"], &["remind", "--send"], &["remind", "log", "--verbose"]]
        {
            for format in ["human", "json", "csv", "markdown"] {
                answers(&repo, &[arguments, &["--format", format]].concat(), steering);
            }
        }
        assert!(start.elapsed() < PATIENCE, "{path}: {:?}", start.elapsed());
    }
}

/// Whatever is asked, it is answered or refused with a reason, without a sign that steers.
fn answers(repo: &Repo, arguments: &[&str], steering: &str) {
    let output = repo.registervakt(&[arguments, &["--today", "2026-12-08"]].concat());
    let [out, error] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).expect("UTF-8"));
    let code = output.status.code().unwrap_or(-1);
    assert!(matches!(code, 0 | 1 | 3) && !error.contains("panicked"), "{arguments:?}: {code} {error}");
    assert!(code != 3 || !error.is_empty(), "{arguments:?}");
    let steers =
        |sign: char| sign != '\n' && sign.is_control() || !sign.is_ascii() && steering.contains(sign);
    for line in out.lines().chain(error.lines()) {
        assert!(!line.contains(steers), "{arguments:?}: {line:?}");
    }
}
