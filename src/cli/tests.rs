//! What each command line comes to: a request, a text, or a refusal in three languages.

use super::words::Heading;
use super::*;
use crate::config::{Mailing, Post, Way};

/// Reads a command line of words without blanks.
fn ask(line: &str) -> Result<Request, Stop> {
    let words = std::iter::once("registervakt").chain(line.split_whitespace()).map(OsString::from);
    read(words, &|_| None)
}

fn command_of(line: &str) -> Command {
    ask(line).expect(line).command
}

/// What is said of a wrong line, without the line on where to find help.
fn refused(line: &str) -> String {
    let stop = ask(line).expect_err(line);
    assert_eq!((stop.exit, stop.stream), (Exit::Usage, Stream::Error), "{line}");
    let (said, help) = stop.text.trim_end().split_once('\n').expect("two lines");
    assert!(help.ends_with(" --help") && !help.contains('\n'), "{line}: {help}");
    said.strip_prefix("registervakt: ").expect("the name first").to_owned()
}

#[test]
fn each_command_is_understood() {
    let check = |line: &str, expected| assert_eq!(command_of(line), expected, "{line}");
    let rev = || View::Revision("v1".to_owned());
    check("check", Command::Check { paths: Vec::new(), view: View::Worktree });
    check("check a b/c", Command::Check { paths: vec!["a".into(), "b/c".into()], view: View::Worktree });
    check("check --staged", Command::Check { paths: Vec::new(), view: View::Index });
    check("check --rev v1 a", Command::Check { paths: vec!["a".into()], view: rev() });
    check("check -- --staged", Command::Check { paths: vec!["--staged".into()], view: View::Worktree });
    check("requirements", Command::Requirements { path: None, view: View::Worktree });
    let review = |compared, draft, reach| Command::Review { compared, draft, reach, notify: None };
    check("review", review(Compared::Proposal, Strictness::Draft, Reach::Touched));
    check("review --staged --strict", review(Compared::Staged, Strictness::Proposal, Reach::Touched));
    check("review a..b --all", review(Compared::Range("a..b".into()), Strictness::Draft, Reach::All));
    check(
        "what-if icd10+=M46 alder.fra=0",
        Command::WhatIf { wishes: vec!["icd10+=M46".into(), "alder.fra=0".into()] },
    );
    check("new change --staged", Command::NewChange { compared: Compared::Staged });
    check("requirements --rev=v1 a", Command::Requirements { path: Some("a".into()), view: rev() });
    check("explain K-5", Command::Explain { id: "K-5".to_owned() });
    check("rules", Command::Rules);
    check("rules test regler", Command::RulesTest { dir: "regler".into() });
    check("init nytt", Command::Init { dir: "nytt".into(), from: Vec::new() });
    check(
        "init nytt --from a.docx --from b.md",
        Command::Init { dir: "nytt".into(), from: vec!["a.docx".into(), "b.md".into()] },
    );
    check("hook install", Command::Hook(HookDeed::Install));
    check("hook uninstall", Command::Hook(HookDeed::Uninstall));
    check("hook run", Command::Hook(HookDeed::Run));
    check("demo", Command::Demo);
    for shell in Shell::ALL {
        check(&format!("completions {}", shell.word()), Command::Completions(shell));
    }
    check("man", Command::Man { dir: None });
    check("man sider", Command::Man { dir: Some("sider".into()) });
}

#[test]
fn options_may_stand_on_both_sides_of_the_command() {
    for line in [
        "--lang nn -C a --today 2026-02-28 --color never --verbose --fail-on note --format json -o b demo",
        "demo --lang=nn -Ca --today=2026-02-28 --color=never --verbose --fail-on=note --format=json=b",
        "--lang nn -C a --today 2026-02-28 demo --color never --verbose --fail-on note --format json -o b",
    ] {
        let expected = Request {
            lang: Lang::Nn,
            dir: Some("a".into()),
            today: NaiveDate::from_ymd_opt(2026, 2, 28),
            color: ColorWish::Never,
            outputs: vec![Output { format: Format::Json, file: Some("b".into()) }],
            verbosity: Verbosity::Verbose,
            fail_on: Level::Note,
            limits: Limits::default(),
            command: Command::Demo,
        };
        assert_eq!(ask(line), Ok(expected), "{line}");
    }
}

#[test]
fn limits_are_settings() {
    let check = |line: &str, variables: &[(&str, &str)], expected: Result<(u64, u64, usize), &str>| {
        let words = std::iter::once("registervakt").chain(line.split_whitespace()).map(OsString::from);
        let environment =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
        let read = read(words, &environment)
            .map(|request| (request.limits.document_bytes, request.limits.bytes, request.limits.rows));
        match (read, expected) {
            (Ok(read), Ok(expected)) => assert_eq!(read, expected, "{line}"),
            (Err(stop), Err(word)) => {
                assert_eq!(stop.exit, Exit::Usage, "{line}");
                assert!(stop.text.contains(word), "{line}: {}", stop.text);
            }
            (read, expected) => panic!("{line}: {read:?}, not {expected:?}"),
        }
    };
    const MB: u64 = 1_000_000;
    check("check", &[], Ok((2 * MB, 20 * MB, 100_000)));
    check("check --max-document-mb 5", &[], Ok((5 * MB, 20 * MB, 100_000)));
    check("check --max-document-mb 50", &[], Ok((50 * MB, 50 * MB, 100_000)));
    check("--max-file-mb 30 check --max-rows 7", &[], Ok((2 * MB, 30 * MB, 7)));
    let variables =
        [("REGISTERVAKT_MAX_DOCUMENT", "3"), ("REGISTERVAKT_MAX_FILE", "4"), ("REGISTERVAKT_MAX_ROWS", "5")];
    check("check", &variables, Ok((3 * MB, 4 * MB, 5)));
    check("check --max-document-mb=1", &variables, Ok((MB, 4 * MB, 5)));
    check("check", &[("REGISTERVAKT_MAX_FILE", "")], Ok((2 * MB, 20 * MB, 100_000)));
    for wrong in ["0", "-1", "+1", "1.5", "mye", "1001", "99999999999999999999", "{}"] {
        check(&format!("check --max-file-mb={wrong}"), &[], Err("--max-file-mb"));
        check("check", &[("REGISTERVAKT_MAX_DOCUMENT", wrong)], Err("REGISTERVAKT_MAX_DOCUMENT"));
    }
    check("check --max-rows=1000.0 --lang en", &[], Err("must be a whole number from 1 to 10000000"));
}

#[test]
fn what_is_not_said_is_the_usual() {
    let expected = Request {
        lang: Lang::Nb,
        dir: None,
        today: None,
        color: ColorWish::Auto,
        outputs: vec![Output { format: Format::Human, file: None }],
        verbosity: Verbosity::Normal,
        fail_on: Level::Error,
        limits: Limits::default(),
        command: Command::Demo,
    };
    assert_eq!(ask("demo"), Ok(expected));
    assert_eq!(ask("demo --quiet").expect("right").verbosity, Verbosity::Quiet);
    assert_eq!(ask("demo --color always").expect("right").color, ColorWish::Always);
    assert_eq!(ask("demo --fail-on warning").expect("right").fail_on, Level::Warning);
    assert_eq!(ask("demo --fail-on error").expect("right").fail_on, Level::Error);
}

#[test]
fn formats_go_where_they_are_sent() {
    let check = |line: &str, expected: &[(Format, Option<&str>)]| {
        let outputs = ask(line).expect(line).outputs;
        let outputs: Vec<_> = outputs
            .iter()
            .map(|one| (one.format, one.file.as_ref().and_then(|file| file.to_str())))
            .collect();
        assert_eq!(outputs, expected, "{line}");
    };
    check("check --format markdown", &[(Format::Markdown, None)]);
    check("check -o a.txt", &[(Format::Human, Some("a.txt"))]);
    check("check --format json -o a.json", &[(Format::Json, Some("a.json"))]);
    check("check --format json=a=b.json", &[(Format::Json, Some("a=b.json"))]);
    check(
        "check --format human --format json=a --format markdown=b",
        &[(Format::Human, None), (Format::Json, Some("a")), (Format::Markdown, Some("b"))],
    );
}

#[test]
fn a_date_is_written_in_one_way() {
    for text in [
        "",
        "i-dag",
        "23.11.2026",
        "2026-11-2",
        "2026-02-29",
        "2026-13-01",
        "26-11-23",
        "+026-11-23",
        "2026-1-123",
    ] {
        assert_eq!(day(text), Err(Refusal::NoDate(text.to_owned())), "{text}");
    }
    assert_eq!(day("2024-02-29").ok(), NaiveDate::from_ymd_opt(2024, 2, 29));
}

#[test]
fn what_is_wrong_is_said_in_our_words() {
    let check = |line: &str, expected: &str| assert_eq!(refused(line), expected, "{line}");
    let commands = "check, review, what-if, new, requirements, remind, explain, rules, init, hook, demo, completions eller man";
    check("sjekk", &format!("Kommandoen «sjekk» finnes ikke. Skriv {commands}."));
    check("--quiet", &format!("Det mangler en kommando. Skriv {commands}."));
    check("chek", "Kommandoen «chek» finnes ikke. Mente du check?");
    check("rules tst", "Kommandoen «tst» finnes ikke. Mente du test?");
    check("check --stagged", "Valget --stagged finnes ikke her. Mente du --staged?");
    check(
        "--staged check",
        "Valget --staged finnes ikke her. Mente du registervakt check --staged, registervakt review --staged eller registervakt requirements --staged?",
    );
    check("check -x", "Valget -x finnes ikke her.");
    check("explain a b", "Kommandoen tar ikke imot «b».");
    check("explain", "Det mangler REGEL|KRAV.");
    check("init", "Det mangler MAPPE.");
    check("check --lang", "Det mangler en verdi for --lang.");
    check("check --rev", "Det mangler en verdi for --rev.");
    check("check --quiet=ja", "--quiet skal ikke ha noen verdi, men fikk «ja».");
    check("check --fail-on feil", "--fail-on kan ikke være «feil». Skriv error, warning eller note.");
    check(
        "check --color alwys",
        "--color kan ikke være «alwys». Mente du always? Skriv auto, always eller never.",
    );
    check(
        "completions basj",
        "SKALL kan ikke være «basj». Mente du bash? Skriv bash, elvish, fish, powershell eller zsh.",
    );
    check("check --staged --rev x", "--staged og --rev kan ikke brukes sammen.");
    check("check --verbose --quiet", "--verbose og --quiet kan ikke brukes sammen.");
    check("--lang nb --lang nb check", "--lang er skrevet mer enn én gang.");
    check("check --today i-morgen", "«i-morgen» er ingen dato. Skriv år, måned og dag, slik: 2026-11-23.");
    check(
        "check --format xml",
        "--format kan ikke være «xml». Skriv human, json, markdown, sarif, github, gitlab, junit, csv eller html.",
    );
    check("rules --format csv", "--format kan ikke være «csv». Skriv human, json eller markdown.");
    check("check --format json=", "Det mangler et filnavn etter --format json=.");
    check("check --format json=a --format human=a", "To formater kan ikke skrives til samme fil: «a».");
    check(
        "check --format json --format human",
        "Bare ett format kan skrives til skjermen. Gi de andre en fil, slik: --format json=rapport.json.",
    );
    for line in ["check --format json=a -o b", "check --format json=a --format human -o b"] {
        check(
            line,
            "-o passer bare til ett format uten egen fil. Skriv filen i formatet, slik: --format json=rapport.json.",
        );
    }
    check("--format human check --format json=a", "Skriv alle --format på samme side av kommandoen.");
    check(
        "rules test a -o b",
        "registervakt rules test skriver ingen rapport, så --format og -o gjelder ikke her.",
    );
    check("man --format json", "registervakt man skriver ingen rapport, så --format og -o gjelder ikke her.");
}

#[test]
fn what_cannot_be_of_letters_is_said_in_our_words() {
    let check = |line: &str, expected: &str| assert_eq!(refused(line), expected, "{line}");
    check("remind --send --preview a", "--send og --preview kan ikke brukes sammen.");
    check("remind --send log", "--send og remind log kan ikke brukes sammen.");
    check("remind --watchdog 3d log", "--watchdog og remind log kan ikke brukes sammen.");
    check(
        "remind log --send",
        "Valget --send finnes ikke her. Mente du registervakt review --send eller registervakt remind --send?",
    );
    check("remind log a", "Kommandoen tar ikke imot «a».");
    check("remind --watchdog 3d --ics a", "--watchdog og --ics kan ikke brukes sammen.");
    for span in ["0d", "366d", "3", "3t", "d", "+3d", "tre", "99999999999d"] {
        check(
            &format!("remind --watchdog {span}"),
            &format!("--watchdog må være et antall dager fra 1d til 365d, slik: 3d, ikke «{span}»."),
        );
    }
    check("remind --max-mails 0", "--max-mails må være et helt tall fra 1 til 10000, ikke «0».");
    check("remind --ics a -o a", "To formater kan ikke skrives til samme fil: «a».");
    check(
        "remind log --format html",
        "--format kan ikke være «html». Skriv human, json, markdown eller csv.",
    );
    check(
        "remind --watchdog 3d --format json",
        "registervakt remind --watchdog skriver ingen rapport, så --format og -o gjelder ikke her.",
    );
    for option in ["--send", "--preview a", "--max-mails 3"] {
        check(&format!("review {option}"), "Det mangler --notify.");
    }
    check("review --notify --send --preview a", "--send og --preview kan ikke brukes sammen.");
    check("review --staged --notify", "--staged og --notify kan ikke brukes sammen.");
}

#[test]
fn help_is_offered_for_the_command_that_was_meant() {
    let check = |line: &str, expected: &str| {
        let text = ask(line).expect_err(line).text;
        assert!(text.ends_with(&format!("\nHjelp: {expected} --help\n")), "{line}: {text}");
    };
    check("sjekk", "registervakt");
    check("check --stagged", "registervakt check");
    check("check --lang svensk", "registervakt check");
    check("completions basj", "registervakt completions");
    check("rules test", "registervakt rules test");
    check("check --today nei", "registervakt check");
}

#[test]
fn refusals_come_in_every_language() {
    for line in [
        "sjekk",
        "chek",
        "--quiet",
        "check --stagged",
        "check -x",
        "explain a b",
        "explain",
        "check --rev",
        "check --quiet=ja",
        "check --fail-on feil",
        "check --staged --rev x",
        "check --staged --staged",
        "check --today nei",
        "check --format xml",
        "check --format json=",
        "check --format json --format human",
        "check --format json=a --format human=a",
        "check --format json=a -o b",
        "init a -o b",
        "--format human check --format json=a",
        "remind --send --preview a",
        "remind --send log",
        "remind --watchdog 0d",
        "review --send",
    ] {
        let said = Lang::ALL.map(|lang| refused(&format!("--lang {} {line}", lang.code())));
        assert!(said[0] != said[1] && said[1] != said[2], "{line}: {said:?}");
        for text in &said {
            let english = ["invalid", "unexpected", "unrecognized", "argument '", "subcommand"];
            assert!(!english.iter().any(|word| text.contains(word)), "{text}");
            assert!(text.ends_with(['.', '?']), "{text}");
        }
    }
}

#[test]
fn a_wrong_variable_is_a_wrong_setting() {
    let ask = |line: &str| {
        let words = line.split_whitespace().map(OsString::from);
        read(words, &|name| (name == "REGISTERVAKT_LANG").then(|| "dansk".into()))
    };
    let stop = ask("registervakt demo").expect_err("dansk is not spoken");
    assert_eq!(stop.exit, Exit::Usage);
    assert!(stop.text.contains("REGISTERVAKT_LANG kan ikke være «dansk»"), "{}", stop.text);
    assert_eq!(ask("registervakt --lang en demo").map(|request| request.lang), Ok(Lang::En));
    assert_eq!(ask("registervakt --help").map_err(|stop| stop.exit), Err(Exit::Fine));
}

#[test]
fn help_and_version_are_answers() {
    for line in ["--help", "-h", "check --help", "check -h", "rules test --help", "--version", "-V"] {
        let stop = ask(line).expect_err(line);
        assert_eq!((stop.exit, stop.stream), (Exit::Fine, Stream::Output), "{line}");
        assert!(stop.text.ends_with('\n') && !stop.text.ends_with("\n\n"), "{line}");
    }
    assert_eq!(
        ask("--version").expect_err("text").text,
        concat!("registervakt ", env!("CARGO_PKG_VERSION"), "\n")
    );
    let stop = ask("").expect_err("nothing was asked for");
    assert_eq!((stop.exit, stop.stream), (Exit::Usage, Stream::Error));
    assert_eq!(stop.text, ask("--help").expect_err("help").text);
}

/// Reads a command line with variables in its environment.
fn ask_with(line: &str, variables: &[(&str, &str)]) -> Result<Request, Stop> {
    let words = std::iter::once("registervakt").chain(line.split_whitespace()).map(OsString::from);
    let environment =
        |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
    read(words, &environment)
}

#[test]
fn letters_are_shown_unless_they_are_asked_for() {
    let check = |line: &str, expected| assert_eq!(command_of(line), expected, "{line}");
    let mailing = |way| Mailing { way, most: 200 };
    let remind = |paths: &[&str], ics: Option<&str>, mailing| Command::Remind {
        paths: paths.iter().map(PathBuf::from).collect(),
        ics: ics.map(PathBuf::from),
        mailing,
    };
    check("remind", remind(&[], None, mailing(Way::Show)));
    check("remind a b/c", remind(&["a", "b/c"], None, mailing(Way::Show)));
    check("remind ./log", remind(&["./log"], None, mailing(Way::Show)));
    check("remind --send", remind(&[], None, mailing(Way::Send(Post::default()))));
    check("remind --preview ut a", remind(&["a"], None, mailing(Way::Preview("ut".into()))));
    check("remind --ics a.ics --send", remind(&[], Some("a.ics"), mailing(Way::Send(Post::default()))));
    check("remind --ics a.ics -o b", remind(&[], Some("a.ics"), mailing(Way::Show)));
    check("remind --max-mails 7", remind(&[], None, Mailing { way: Way::Show, most: 7 }));
    let watchdog = |days, way| Command::Watchdog { paths: Vec::new(), days, mailing: mailing(way) };
    check("remind --watchdog 3d", watchdog(3, Way::Show));
    check("remind --watchdog=365d --send", watchdog(365, Way::Send(Post::default())));
    check("remind --watchdog 1d --preview a", watchdog(1, Way::Preview("a".into())));
    check("remind log", Command::RemindLog);
    check("remind log --format csv", Command::RemindLog);
    let notified = |line: &str| match command_of(line) {
        Command::Review { notify, .. } => notify,
        other => panic!("{other:?}"),
    };
    assert_eq!(notified("review"), None);
    assert_eq!(notified("review a..b --notify"), Some(mailing(Way::Show)));
    assert_eq!(notified("review --notify --send"), Some(mailing(Way::Send(Post::default()))));
    assert_eq!(notified("review --notify --preview a"), Some(mailing(Way::Preview("a".into()))));
}

#[test]
fn the_transport_is_read_by_the_run_that_sends() {
    let variables = [
        ("REGISTERVAKT_SMTP_URL", "smtps://kari:hemmelig@post.example.org:465"),
        ("REGISTERVAKT_SMTP_CA", "ca.pem"),
    ];
    for line in ["remind --send", "review --notify --send", "remind --watchdog 2d --send"] {
        let request = ask_with(line, &variables).expect(line);
        let shown = format!("{request:?}");
        assert!(!shown.contains("hemmelig") && shown.contains("ca.pem"), "{shown}");
        let (Command::Remind { mailing, .. }
        | Command::Watchdog { mailing, .. }
        | Command::Review { notify: Some(mailing), .. }) = request.command
        else {
            panic!("{line}");
        };
        let Way::Send(post) = mailing.way else { panic!("{line}") };
        assert_eq!(post.transport.map(|secret| secret.reveal().to_owned()).as_deref(), Some(variables[0].1));
    }
    for line in ["remind", "remind --preview a", "remind log", "check"] {
        let shown = format!("{:?}", ask_with(line, &variables).expect(line));
        assert!(!shown.contains("ca.pem"), "{line}: {shown}");
    }
    for url in ["sendmail:", "folder:ut", "smtp://localhost:2525", ""] {
        assert!(ask_with("remind --send", &[("REGISTERVAKT_SMTP_URL", url)]).is_ok(), "{url}");
    }
    for url in ["kari:hemmelig@post.example.org", "https://hemmelig", "SMTPS://hemmelig", " smtps://hemmelig"]
    {
        let variables = [("REGISTERVAKT_SMTP_URL", url)];
        for lang in Lang::ALL {
            let stop = ask_with(&format!("--lang {} remind --send", lang.code()), &variables).expect_err(url);
            assert_eq!(stop.exit, Exit::Usage);
            assert!(
                stop.text.contains("REGISTERVAKT_SMTP_URL") && !stop.text.contains("hemmelig"),
                "{}",
                stop.text
            );
        }
        assert!(ask_with("remind", &variables).is_ok(), "nothing is sent");
        assert!(ask_with("check", &variables).is_ok(), "a check sends nothing");
    }
}

#[test]
fn the_most_letters_are_a_setting() {
    let most = |line: &str, value: &str| {
        ask_with(line, &[("REGISTERVAKT_MAX_MAILS", value)]).map(|request| match request.command {
            Command::Remind { mailing, .. } | Command::Review { notify: Some(mailing), .. } => mailing.most,
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(most("remind", "12"), Ok(12));
    assert_eq!(most("remind --max-mails 3", "12"), Ok(3));
    assert_eq!(most("review --notify", "12"), Ok(12));
    assert_eq!(most("remind", ""), Ok(200));
    for wrong in ["0", "-1", "10001", "mange"] {
        let stop = most("remind", wrong).expect_err(wrong);
        assert!(stop.exit == Exit::Usage && stop.text.contains("REGISTERVAKT_MAX_MAILS"), "{}", stop.text);
    }
}

/// All commands, as they are written.
const COMMANDS: [&str; 20] = [
    "",
    "check",
    "review",
    "what-if",
    "new",
    "new change",
    "requirements",
    "remind",
    "remind log",
    "explain",
    "rules",
    "rules test",
    "init",
    "hook",
    "hook install",
    "hook uninstall",
    "hook run",
    "demo",
    "completions",
    "man",
];

#[test]
fn help_is_whole_in_every_language() {
    for command in COMMANDS {
        let help = Lang::ALL
            .map(|lang| ask(&format!("--lang {} {command} --help", lang.code())).expect_err("help").text);
        for text in &help[..2] {
            for english in
                ["Usage", "Options", "Commands", "Arguments", "Print", "possible values", "default", "FILE>"]
            {
                assert!(!text.contains(english), "{command}: {english} in\n{text}");
            }
        }
        for text in &help {
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
            for word in
                ["--lang", "-C", "--today", "--format", "-o", "--fail-on", "--color", "--quiet", "--verbose"]
            {
                assert!(text.contains(word), "{command}: {word}");
            }
        }
        assert!(help[0] != help[1] && help[1] != help[2], "{command}");
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    for lang in Lang::ALL {
        let pages = manual(lang);
        let names: Vec<String> = pages.iter().map(|page| page.name.clone()).collect();
        let expected = COMMANDS.map(|command| match command {
            "" => "registervakt.1".to_owned(),
            _ => format!("registervakt-{}.1", command.replace(' ', "-")),
        });
        assert_eq!(names, expected);
        for page in pages {
            assert!(page.text.starts_with(".TH registervakt"), "{}", page.text);
            let headings: Vec<&str> =
                page.text.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
            assert!(headings.contains(&Heading::Synopsis.said(lang).to_uppercase().as_str()), "{headings:?}");
            let english = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXTRA", "SUBCOMMANDS"];
            assert!(
                lang == Lang::En || !headings.iter().any(|heading| english.contains(heading)),
                "{headings:?}"
            );
        }
    }
}

#[test]
fn completions_name_every_command() {
    for shell in Shell::ALL {
        let script = completions(shell, Lang::Nb);
        for verb in [
            "check",
            "requirements",
            "remind",
            "explain",
            "rules",
            "init",
            "demo",
            "completions",
            "man",
            "staged",
        ] {
            assert!(script.contains(verb), "{shell:?}: {verb}");
        }
    }
}

#[cfg(unix)]
#[test]
fn paths_may_be_any_bytes_and_words_may_not() {
    use std::os::unix::ffi::OsStringExt;
    let odd = || OsString::from_vec(b"m\xe5ned".to_vec());
    let ask = |words: &[OsString]| {
        read(std::iter::once("registervakt".into()).chain(words.iter().cloned()), &|_| None)
    };
    let request = ask(&["check".into(), "-o".into(), odd(), "-C".into(), odd(), odd()]).expect("paths");
    assert_eq!(request.command, Command::Check { paths: vec![odd().into()], view: View::Worktree });
    assert_eq!((request.dir, request.outputs[0].file.clone()), (Some(odd().into()), Some(odd().into())));
    for words in [
        vec![odd()],
        vec!["explain".into(), odd()],
        vec!["check".into(), "--rev".into(), odd()],
        vec!["check".into(), "--today".into(), odd()],
        vec!["check".into(), "--lang".into(), odd()],
        vec!["check".into(), OsString::from_vec(b"--\xff".to_vec())],
    ] {
        let stop = ask(&words).expect_err("no text");
        assert_eq!(stop.exit, Exit::Usage);
        assert!(!stop.text.contains("error:"), "{}", stop.text);
    }
}
