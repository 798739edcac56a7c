//! What the formats for code scanning, pipelines, spreadsheets and readers make of reports.
//!
//! **Knows**: the rules that each of those formats has of its own, and one table of hostile texts for all.
//! **Does not know**: rules of registers, documents.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::events::Event as Xml;

use super::reminder;
use super::review;
use super::*;

const ANSWERS: [fn() -> Report; 8] = [
    three,
    five_states,
    review::open,
    review::met,
    review::none,
    review::asked,
    reminder::standing,
    reminder::nothing,
];

fn nb(report: &Report, format: Format) -> String {
    written(report, format, &NARROW)
}

fn with(findings: Vec<Finding>) -> Report {
    report(vec![register(findings)])
}

fn many(number: usize, level: Level, status: Status) -> Vec<Finding> {
    let one = |at: usize| {
        let location = place(&format!("fil-{at:03}.toml"), "a = 1", "a");
        Finding { status, ..finding("regel", level, location, &format!("melding {at}")) }
    };
    (0..number).map(one).collect()
}

#[test]
fn machines_get_the_same_bytes_in_every_run_and_no_dates() {
    for make in ANSWERS {
        for format in Format::ALL {
            let text = nb(&make(), format);
            assert_eq!(text, nb(&make(), format));
            assert!(text.ends_with('\n') || text == "[]\n", "{format:?}");
        }
    }
}

#[test]
fn the_catalogue_has_fewer_formats() {
    for format in Format::ALL {
        let mut out = Vec::new();
        let done = output::write_rules(&[card()], format, &NARROW, &mut out).is_ok();
        assert_eq!(done, Format::CATALOGUE.contains(&format));
        assert_eq!(output::write_card(&card(), format, &NARROW, &mut out).is_ok(), done);
    }
}

// --- SARIF -------------------------------------------------------------------------------------

/// The schema of OASIS, whose terms allow copies; this one comes with the crate `serde-sarif`. Its pattern of
/// a language holds a bracket too many, which the errata took out.
static SARIF: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let text = include_str!("sarif-2.1.0.schema.json");
    let mended = text.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    assert_ne!(text, mended);
    jsonschema::validator_for(&serde_json::from_str(&mended).unwrap()).unwrap()
});

fn sarif(report: &Report) -> Value {
    let value: Value = serde_json::from_str(&nb(report, Format::Sarif)).unwrap();
    assert_eq!(errors(&SARIF, &value), [""; 0]);
    value
}

#[test]
fn sarif_holds_the_schema_of_the_standard() {
    for make in ANSWERS {
        sarif(&make());
    }
    sarif(&report(Vec::new()));
    let mut wrong = sarif(&three());
    wrong["runs"][0]["results"][0]["level"] = json!("grave");
    assert_ne!(errors(&SARIF, &wrong), [""; 0]);
}

#[test]
fn sarif_tells_places_waivers_and_rules() {
    let run = &sarif(&three())["runs"][0];
    assert_eq!((&run["columnKind"], &run["language"]), (&json!("unicodeCodePoints"), &json!("nb")));
    let [old, differs, missing] = run["results"].as_array().unwrap().as_slice() else { panic!("{run}") };
    let physical = &differs["locations"][0]["physicalLocation"];
    assert_eq!(
        physical,
        &json!({
            "artifactLocation": { "uri": "registerbeskrivelse.md", "uriBaseId": "%SRCROOT%" },
            "region": { "startLine": 3, "startColumn": 31, "endLine": 3, "endColumn": 36 }
        })
    );
    let also = &differs["relatedLocations"][0];
    assert_eq!(also["message"]["text"], "Her står den andre grensen");
    assert_eq!(old["locations"][0]["physicalLocation"]["region"], Value::Null);
    assert_eq!(
        old["locations"][0]["logicalLocations"][0]["fullyQualifiedName"],
        "2 Resultater › 2.1 Dekningsgrad"
    );
    assert_eq!(differs["suppressions"], json!([]));
    assert_eq!(missing["suppressions"][0]["status"], "accepted");
    assert!(missing["suppressions"][0]["justification"].as_str().unwrap().contains("Kari Holm"));
    assert_eq!(differs.get("baselineState"), None);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in [old, differs, missing] {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        let help = rule["help"]["markdown"].as_str().unwrap();
        assert!(help.contains("Rett det som er feil.") && help.contains(&format!("(<{SOURCE}>)")), "{help}");
    }
}

#[test]
fn sarif_of_a_review_tells_what_is_new_and_what_is_owed() {
    let run = &sarif(&review::open())["runs"][0];
    let states: BTreeSet<&str> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["baselineState"].as_str().unwrap())
        .collect();
    assert_eq!(states, BTreeSet::from(["absent", "new", "unchanged"]));
    let owed = |run: &Value| {
        let results = run["results"].as_array().unwrap().iter();
        results
            .filter(|result| result["ruleId"] == "plikt-vurder-ny-godkjenning")
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(owed(run).len(), 1, "a duty that a finding tells is told once");
    let asked = owed(&sarif(&review::asked())["runs"][0]);
    assert_eq!((asked.len(), &asked[0]["level"]), (1, &json!("note")));
    assert_eq!(asked[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "register.toml");
}

#[test]
fn sarif_addresses_are_relative_and_encoded() {
    let check = |path: &str, expected: &str| {
        let sarif = sarif(&with(vec![finding("r", Level::Error, place(path, "a", "a"), "m")]));
        let uri =
            &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, expected);
    };
    check("vedlegg/årsmøte æ.md", "vedlegg/%C3%A5rsm%C3%B8te%20%C3%A6.md");
    check("a\u{30a}.md", "a%CC%8A.md");
    check("/etc/passwd", "%2Fetc/passwd");
    check("c:\\x#y", "c%3A%5Cx%23y");
}

// --- GitHub ------------------------------------------------------------------------------------

#[test]
fn github_marks_the_gravest_and_newest_and_counts_the_rest() {
    let mut findings = many(12, Level::Warning, Status::New);
    findings.extend(many(8, Level::Error, Status::Existing));
    findings.extend(many(9, Level::Error, Status::New));
    findings.extend(many(3, Level::Note, Status::Fixed));
    let text = nb(&with(findings.clone()), Format::Github);
    let number = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!([number("::error "), number("::warning "), number("::notice ")], [10, 10, 1]);
    assert!(text.trim_end().ends_with("… og 9 funn til"), "{text}");
    let review = Report { job: JobName::Review, ..with(findings) };
    let text = nb(&review, Format::Github);
    let number = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    // What stood there before does not fail the review, so it is no error here.
    assert_eq!([number("::error "), number("::warning "), number("::notice ")], [9, 10, 9]);
}

#[test]
fn github_reads_each_sign_as_it_was_meant() {
    let mut one = finding("regel", Level::Error, place("a,b 100%.toml", "a = 1", "a"), "80 % :: x\ny");
    one.help = "En.\nTo.".to_owned();
    assert_eq!(
        nb(&with(vec![one]), Format::Github),
        "::error file=a%2Cb 100%25.toml,line=1,col=1,endLine=1,title=regel (krav K-5)::80 %25 : : x y%0ASlik retter du: En.%0ATo.\n::notice title=Registervakt::Registervakt leste 14 filer, prøvde 96 regler og fant 1 feil.\n"
    );
    let two_lines = finding("regel", Level::Error, place("a", "x = [\n1]", "[\n1]"), "m");
    assert!(nb(&with(vec![two_lines]), Format::Github).starts_with("::error file=a,line=1,endLine=2,title="));
    let text = nb(&three(), Format::Github);
    assert!(text.contains("file=aarsrapporter/2025.pdf,title=aarsrapport-dekningsgrad (krav K-5)::aarsrapporter/2025.pdf, side 12, under «2 Resultater › 2.1 Dekningsgrad» – Analysen"), "{text}");
    assert!(!text.contains("dpia"), "waived");
    assert!(nb(&report(Vec::new()), Format::Github).contains("Ingenting er undersøkt"));
}

// --- GitLab ------------------------------------------------------------------------------------

/// As <https://docs.gitlab.com/ci/testing/code_quality/> asks for.
static GITLAB: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let text = |min: usize| json!({ "type": "string", "minLength": min });
    let schema = json!({
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": text(0), "check_name": text(0),
                "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "type": "object", "additionalProperties": false, "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "pattern": "^(?!\\./|/)", "minLength": 1 },
                        "lines": {
                            "type": "object", "additionalProperties": false, "required": ["begin"],
                            "properties": { "begin": { "type": "integer", "minimum": 1 } }
                        }
                    }
                }
            }
        }
    });
    jsonschema::validator_for(&schema).unwrap()
});

fn gitlab(report: &Report) -> Value {
    let value: Value = serde_json::from_str(&nb(report, Format::Gitlab)).unwrap();
    assert_eq!(errors(&GITLAB, &value), [""; 0]);
    let all: Vec<&Value> = value.as_array().unwrap().iter().map(|issue| &issue["fingerprint"]).collect();
    let mut unique = all.clone();
    unique.sort_by_key(|fingerprint| fingerprint.as_str());
    unique.dedup();
    assert_eq!(unique.len(), all.len(), "fingerprints are unique");
    value
}

#[test]
fn gitlab_gets_what_counts_with_unique_fingerprints() {
    for make in ANSWERS {
        gitlab(&make());
    }
    let value = gitlab(&three());
    let told: Vec<_> =
        value.as_array().unwrap().iter().map(|issue| (&issue["severity"], &issue["location"])).collect();
    assert_eq!(
        told,
        [
            (&json!("minor"), &json!({ "path": "aarsrapporter/2025.pdf", "lines": { "begin": 1 } })),
            (&json!("critical"), &json!({ "path": "registerbeskrivelse.md", "lines": { "begin": 3 } })),
        ]
    );
    let twice =
        finding("regel", Level::Error, Location { path: String::new(), ..Place::file("").locate() }, "m");
    assert_eq!(gitlab(&with(vec![twice.clone(), twice]))[1]["location"]["path"], "register.toml");
}

// --- JUnit -------------------------------------------------------------------------------------

/// The names of failing and of all other tests.
fn junit(report: &Report) -> (Vec<String>, Vec<String>) {
    let text = nb(report, Format::Junit);
    let mut reader = Reader::from_str(&text);
    let (mut failed, mut others, mut name) = (Vec::new(), Vec::new(), String::new());
    let (mut depth, mut failures) = (0_usize, 0);
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Xml::Start(tag) | Xml::Empty(tag) => {
                let attribute = |key: &str| {
                    let found = tag.attributes().map(Result::unwrap).find(|one| one.key.as_ref() == key);
                    found.map(|one| one.value.into_owned())
                };
                match tag.name().as_ref() {
                    "testcase" => {
                        name = attribute("name").unwrap();
                        others.push(name.clone());
                    }
                    "testsuites" => failures = attribute("failures").unwrap().parse().unwrap(),
                    "failure" => {
                        others.pop();
                        failed.push(name.clone());
                    }
                    _ => {}
                }
                depth += usize::from(matches!(event, Xml::Start(_)));
            }
            Xml::End(_) => depth -= 1,
            Xml::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, failures), (0, failed.len()));
    (failed, others)
}

#[test]
fn junit_fails_where_an_error_counts() {
    assert_eq!(
        junit(&three()),
        (
            vec!["registerbeskrivelse-avviker".to_owned()],
            vec!["aarsrapport-dekningsgrad".to_owned(), "hjemmel-dpia-mangler".to_owned()]
        )
    );
    let (failed, others) = junit(&five_states());
    assert_eq!((failed.len(), others.len()), (1, 4));
    let mut checked = five_states();
    checked.registers[0].findings = three().registers.remove(0).findings;
    let (failed, others) = junit(&Report { job: JobName::Check, ..checked.clone() });
    assert_eq!((failed.len(), others.len()), (1, 4), "what breaks K-5 stands with K-5");
    checked.registers[0].findings.retain(|finding| finding.level != Level::Error);
    assert_eq!(
        junit(&checked).0,
        [""; 0],
        "a requirement that is broken behind warnings and waivers does not fail"
    );
    let (failed, others) = junit(&review::open());
    assert_eq!(
        failed,
        [
            "Vurder om endringen krever ny godkjenning (plikt-vurder-ny-godkjenning)",
            "endring-uten-endringsmelding",
            "registerbeskrivelse-avviker"
        ]
    );
    assert_eq!(others.len(), 3);
    assert_eq!(junit(&review::asked()).0, [""; 0], "an answer to a question never fails");
    assert_eq!(junit(&report(Vec::new())), (Vec::new(), vec!["registervakt".to_owned()]));
}

// --- CSV ---------------------------------------------------------------------------------------

/// The rows of a table, each a list of cells.
pub(super) fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rest = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    while let Some(inner) = rest.strip_prefix('"') {
        let ends = inner.match_indices('"').map(|(at, _)| at);
        let (mut skip, mut end) = (None, None);
        for at in ends {
            match (skip == Some(at), inner[at + 1..].starts_with('"')) {
                (true, _) => {}
                (false, true) => skip = Some(at + 1),
                (false, false) => {
                    end = Some(at);
                    break;
                }
            }
        }
        let end = end.expect("a cell ends");
        row.push(inner[..end].replace("\"\"", "\""));
        rest = &inner[end + 1..];
        if let Some(next) = rest.strip_prefix(';') {
            rest = next;
        } else {
            rest = rest.strip_prefix("\r\n").expect("a row ends");
            rows.push(std::mem::take(&mut row));
        }
    }
    assert_eq!(rest, "");
    rows
}

#[test]
fn a_spreadsheet_has_a_row_each_finding_and_duty() {
    let rows = csv(&nb(&three(), Format::Csv));
    assert_eq!(rows[0][..4], ["Register", "Type", "Nivå", "Tilstand"]);
    assert_eq!(rows.len(), 4);
    assert_eq!(
        rows[2][..8],
        ["NorLedd", "funn", "feil", "", "registerbeskrivelse-avviker", "K-5", "registerbeskrivelse.md", "3"]
    );
    let rows = csv(&nb(&review::open(), Format::Csv));
    let told: Vec<[&str; 3]> = rows.iter().map(|row| [&*row[1], &*row[3], &*row[4]]).collect();
    assert_eq!(
        told,
        [
            ["Type", "Tilstand", "Regel"],
            ["plikt", "gjenstår", "plikt-vurder-ny-godkjenning"],
            ["plikt", "oppfylt", "plikt-fagraad-uttalelse"],
            ["plikt", "ikke relevant", "plikt-retningslinjer-redegjort"],
            ["funn", "nytt", "endring-uten-endringsmelding"],
            ["funn", "nytt", "registerbeskrivelse-avviker"],
            ["funn", "fra før", "fagraad-gammelt"],
            ["funn", "rettet", "nettside-mangler"]
        ]
    );
    let english = written(&review::open(), Format::Csv, &Options { lang: Lang::En, ..NARROW });
    assert_eq!(csv(&english)[0][1..3], ["Kind", "Level"]);
    assert_eq!(
        csv(&nb(&five_states(), Format::Csv)).len(),
        6,
        "and each requirement, where they are asked for"
    );
}

// --- HTML --------------------------------------------------------------------------------------

/// Checks that a page is one tree of our own tags, and gives its text.
fn page(html: &str) -> String {
    const TAGS: [&str; 42] = [
        "a", "article", "body", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "footer",
        "h1", "h2", "h3", "h4", "h5", "head", "header", "html", "ins", "li", "main", "mark", "meta", "p",
        "pre", "section", "span", "strong", "style", "summary", "table", "tbody", "td", "th", "thead",
        "title", "tr", "ul", "!doctype",
    ];
    let inner = html.split_once("</style>").unwrap();
    let html = [inner.0.split_once("<style>").unwrap().0, inner.1].concat();
    let (mut stack, mut text, mut level) = (Vec::new(), String::new(), 0);
    for (at, piece) in html.split('<').enumerate() {
        if at == 0 {
            continue;
        }
        let (tag, behind) = piece.split_once('>').expect("a tag ends");
        text.push_str(behind);
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap().to_lowercase();
        assert!(TAGS.contains(&&*name), "<{tag}>");
        if let Some(address) = tag.split_once("href=\"") {
            let address = address.1.split('"').next().unwrap();
            assert!(address.starts_with('#') || address == SOURCE, "{address}");
        }
        assert!(!tag.contains(" on") && !tag.contains("src="), "<{tag}>");
        match (tag.starts_with('/'), &*name) {
            (_, "br" | "meta" | "!doctype") => {}
            (true, _) => assert_eq!(stack.pop().as_deref(), Some(&*name), "{html}"),
            (false, _) => stack.push(name.clone()),
        }
        if let Some(number) = tag.strip_prefix('h').and_then(|number| number.parse::<usize>().ok()) {
            assert!(number <= level + 1, "a heading of level {number} behind one of {level}");
            level = number;
        }
    }
    assert_eq!(stack, [""; 0]);
    text
}

#[test]
fn a_page_is_one_tree_with_headings_in_order() {
    for make in ANSWERS {
        for lang in Lang::ALL {
            let html = written(&make(), Format::Html, &Options { lang, ..NARROW });
            page(&html);
            assert!(html.contains(&format!("<html lang=\"{}\">", lang.code())) && !html.contains("{{"));
            assert!(!html.contains("<script") && !html.contains("@import") && !html.contains("url("));
        }
    }
    let mut registers = vec![three().registers.remove(0), five_states().registers.remove(0)];
    registers[1].path = "hofte".to_owned();
    page(&nb(&report(registers), Format::Html));
    assert!(page(&nb(&report(Vec::new()), Format::Html)).contains("Ingenting er undersøkt"));
}

#[test]
fn a_page_says_what_a_terminal_says() {
    let html = nb(&review::open(), Format::Html);
    for said in [
        "1 plikt gjenstår før endringen kan godkjennes.",
        "<span class=\"hidden\">Før: </span><del>18</del> → <span class=\"hidden\">Etter: </span><ins>16</ins>",
        "kan <ins>ikke </ins>registreres",
        "☐</span> Skriv en endringsmelding",
        "☑</span> Fagrådet har uttalt seg",
        "<pre>[vurdering]\nny_godkjenning = false",
        "<summary>1 funn sto der fra før: 1 advarsel</summary>",
        "<summary>Rettet: 1 funn</summary>",
        "Ikke relevant her: Retningslinjene er gjort rede for",
    ] {
        assert!(html.contains(said), "{said}\n{html}");
    }
    let html = nb(&three(), Format::Html);
    assert!(
        html.contains("<mark>16 år</mark>") && html.contains("<summary>Unntak: 1 funn</summary>"),
        "{html}"
    );
}

// --- Hostile text ------------------------------------------------------------------------------

/// Texts that try to be more than text, in titles, headings, codes, names of branches and of files.
const TEXTS: [&str; 24] = [
    "::error::x",
    "\n::error file=a::x",
    "##[group]x\r\n##vso[task.complete]",
    "100%0A::set-output name=a::b",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='x",
    "</style></title><b>",
    "<!--",
    "]]>&lt;&#0;<![CDATA[",
    "{{main}}{{ 7*7 }}",
    "@all @octocat @kari-holm",
    "[her](javascript:alert(1)) ![b](x)",
    "`````",
    "=cmd|' /C calc'!A0",
    "+1;\"=2\"\n=3",
    "-1\";\"=1+1",
    "@SUM(1)",
    "\t=1\r=2",
    "\u{202e}omvendt\u{2066}\u{200b}\u{feff}",
    "\0\u{1b}[31m\u{7}\u{9b}\u{7f}\u{fffe}\u{ffff}",
    "\u{1}\u{b}\u{c}\u{1f}\u{85}\u{2028}",
    "../../etc/passwd",
    "/absolutt/C:\\sti?a=1#b",
];

/// Reports of every job whose every text is `text`.
fn spoiled(text: &str) -> Vec<Report> {
    let location = Location {
        path: text.to_owned(),
        start: Some(Position { line: 3, column: 2 }),
        end: Some(Position { line: 3, column: 5 }),
        page: Some(2),
        heading: vec![text.to_owned(), text.to_owned()],
        excerpt: Some(Excerpt { text: text.to_owned(), start: 0, end: text.len() }),
    };
    let mut one = finding(text, Level::Error, location.clone(), text);
    (one.help, one.requirements) = (text.to_owned(), vec![text.to_owned()]);
    one.sources[0].title = text.to_owned();
    one.related = vec![Related { location: location.clone(), message: text.to_owned() }];
    let nowhere =
        Finding { location: Location { start: None, end: None, ..location.clone() }, ..one.clone() };
    let waiver =
        Waived { reason: text.to_owned(), until: NaiveDate::MAX, approved_by: Some(text.to_owned()) };
    let waived = Finding { waiver: Some(waiver), ..one.clone() };
    let mut register =
        register(vec![one.clone(), nowhere, waived, Finding { status: Status::New, ..one.clone() }]);
    register.findings.push(Finding { status: Status::Fixed, ..one });
    (register.name, register.short_name) = (text.to_owned(), text.to_owned());
    review::spoil(&mut register, &location, &mut || text.to_owned());
    reminder::spoil(&mut register, &mut || text.to_owned());
    register.requirements =
        [State::Met, State::NotMet, State::ToBeJudged, State::NotApplicable, State::Unknown]
            .map(|state| requirement(text, text, state, text))
            .to_vec();
    let base = Base { id: text.to_owned(), merge_base_with: Some(text.to_owned()), counted: Counted::New };
    let one = report(vec![register]);
    JOBS.map(|job| Report {
        job,
        base: Some(base.clone()),
        head: Head::Revision(text.to_owned()),
        ..one.clone()
    })
    .to_vec()
}

/// What no format may let through of any text.
pub(super) fn assert_harmless_in(format: Format, text: &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let raw =
        text.chars().find(|&sign| obeyed(sign) && sign != '\n' && !(format == Format::Csv && sign == '\r'));
    assert_eq!(raw, None, "{format:?}: {text:?}");
    for line in text.lines() {
        let commands = ["::error ", "::warning ", "::notice "];
        let ours = format == Format::Github && commands.iter().any(|command| line.starts_with(command));
        assert!(
            ours || (format != Format::Github && !line.trim_start().starts_with("::")),
            "{format:?}: {line}"
        );
        // JSON says exactly what was said, and is read by no runner of workflows.
        let exact = matches!(format, Format::Json | Format::Gitlab);
        assert!(exact || (!line.contains("##[") && !line.contains("##vso[")), "{format:?}: {line}");
    }
    match format {
        Format::Human | Format::Json | Format::Markdown => {}
        Format::Sarif => {
            let value: Value = serde_json::from_str(text).unwrap();
            assert_eq!(errors(&SARIF, &value), [""; 0]);
        }
        Format::Gitlab => {
            assert!(errors(&GITLAB, &serde_json::from_str(text).unwrap()).is_empty());
        }
        Format::Github => {
            for line in text.lines() {
                let (properties, _) = line[2..].split_once("::").unwrap();
                let (_, properties) = properties.split_once(' ').unwrap();
                for property in properties.split(',') {
                    let (name, value) = property.split_once('=').unwrap();
                    assert!(["file", "line", "col", "endLine", "title"].contains(&name), "{line}");
                    assert!(!value.contains([':', '\r']), "{line}");
                }
            }
        }
        Format::Junit => {
            let mut reader = Reader::from_str(text);
            while reader.read_event().unwrap() != Xml::Eof {}
            let forbidden = |sign: char| sign == '\u{fffe}' || sign == '\u{ffff}';
            assert!(!text.contains(forbidden) && !text.contains("<script") && !text.contains("<![CDATA"));
        }
        Format::Csv => {
            for cell in csv(&format!("\u{feff}{text}")).iter().flatten() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            }
            let rows = csv(&format!("\u{feff}{text}"));
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{text}");
        }
        Format::Html => {
            page(text);
        }
    }
}

#[test]
fn hostile_text_is_text_in_every_format() {
    for text in TEXTS {
        for report in spoiled(text) {
            for format in Format::ALL {
                assert_harmless_in(format, &nb(&report, format));
            }
        }
    }
}

#[test]
fn long_text_is_shortened_in_every_format() {
    for text in ["å".repeat(10_000), "@all <b> ::error:: ".repeat(600), "x\n".repeat(5_000)] {
        for report in spoiled(&text) {
            // JSON is for programs: it says all.
            for format in Format::ALL.into_iter().filter(|format| *format != Format::Json) {
                let out = nb(&report, format);
                assert_harmless_in(format, &out);
                let whole = matches!(format, Format::Sarif | Format::Gitlab);
                assert!(whole || !out.contains(&"å".repeat(2_000)), "{format:?}");
                assert!(out.len() < 1_500_000, "{format:?}: {}", out.len());
            }
        }
    }
}

proptest! {
    #[test]
    fn hostile_reports_are_harmless_in_every_format(report in hostile_report()) {
        for job in JOBS {
            let report = Report { job, ..report.clone() };
            for format in [Format::Sarif, Format::Github, Format::Gitlab, Format::Junit, Format::Csv, Format::Html] {
                assert_harmless_in(format, &nb(&report, format));
            }
        }
    }
}
