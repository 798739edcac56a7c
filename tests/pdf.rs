//! PDF through the program: the same text as in Markdown, and files made to harm.
//!
//! **Knows**: the documents in `tests/pdf`, the process that reads PDF, how PDF files are put together.
//! **Does not know**: how letters become paragraphs, what is required of a register.

#[path = "support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use registervakt::document::pdf::{Extract, child};
use registervakt::document::{self, Block, BlockKind, Document, Isolation, Limits};

use support::Repo;

/// No answer may take longer, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const SMALL: &str = "[register]\nnavn = \"Norsk prøveregister for astma\"\n";

fn file(name: &str) -> Vec<u8> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "pdf", name].iter().collect();
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the process that reads PDF answers; none where it dies or lasts too long.
fn answer(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_registervakt"));
    command.arg(child::ARGUMENT).env_clear();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    // A process that dies reads no more.
    let _ = child.stdin.take().expect("a pipe").write_all(bytes);
    let output = child.wait_with_output().expect("an end");
    output.status.success().then_some(output.stdout)
}

fn extract(bytes: &[u8]) -> Option<Extract> {
    let mut kept = (bytes.len() as u64).to_le_bytes().to_vec();
    kept.extend(answer(bytes)?);
    Some(Extract::unpack(&kept, &Limits::default()).expect("what the process writes is whole"))
}

fn read(name: &str) -> Document {
    let (document, faults) = extract(&file(name)).expect("it is read").document(name, &Limits::default());
    assert!(faults.is_empty(), "{name}: {faults:?}");
    document.expect("a document")
}

/// What a document says, a line for each block.
fn model(document: &Document) -> Vec<String> {
    let line = |block: &Block| {
        let text = document.text(&block.text);
        match &block.kind {
            BlockKind::Heading { level, number } => {
                let label = number.as_ref().map(|number| number.label.as_str()).unwrap_or_default();
                format!("{} [{label}] {text}", "#".repeat((*level).into()))
            }
            BlockKind::Paragraph => text.to_owned(),
            BlockKind::Item { depth, .. } => format!("{}- {text}", "  ".repeat(depth - 1)),
            BlockKind::Row { part, cells, .. } => {
                let cells: Vec<&str> = cells.iter().map(|cell| document.text(&cell.text)).collect();
                format!("{part:?} {}", cells.join(" | "))
            }
            BlockKind::Code => format!("code {text}"),
        }
    };
    document.blocks().iter().map(line).collect()
}

fn markdown(name: &str) -> Document {
    document::read(name, &file(name), &Limits::default()).0.expect("it is Markdown")
}

/// The PDF file `name` says what the Markdown file says. Notes stand elsewhere: at the foot of the page.
fn check_parity(name: &str, same_as: &str, notes: &[&str]) {
    let (mut found, mut expected) = (model(&read(name)), model(&markdown(same_as)));
    for model in [&mut found, &mut expected] {
        let before = model.len();
        model.retain(|line| !notes.iter().any(|note| line.starts_with(note)));
        assert_eq!(before - model.len(), notes.len(), "{name}: {model:#?}");
    }
    for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
        assert_eq!(found, expected, "{name}, block {at}");
    }
    assert_eq!(found.len(), expected.len(), "{name}");
}

#[test]
fn pdf_says_what_markdown_says() {
    check_parity("beskrivelse.libreoffice.pdf", "beskrivelse.md", &[]);
    check_parity("beskrivelse.chromium.pdf", "beskrivelse.md", &[]);
    // Two columns, letters put together from two, the fonts of LaTeX's beginnings.
    check_parity("beskrivelse.latex.pdf", "beskrivelse.md", &[]);
    // Contents, running heads, notes, lists in lists, cells of several lines, words parted at line ends.
    check_parity(
        "aarsrapport.latex.pdf",
        "aarsrapport.md",
        &["Sammenligningen med de andre", "Tallene er justert"],
    );
}

#[test]
fn places_are_pages_and_headings() {
    let document = read("aarsrapport.latex.pdf");
    let block =
        document.blocks().iter().find(|block| document.text(&block.text).starts_with("Variasjonen")).unwrap();
    let location = document.place(&block.text).locate();
    assert_eq!((location.start, location.page), (None, Some(3)));
    let heading: Vec<&str> = location.heading.iter().map(String::as_str).collect();
    let title = "Årsrapport 2025 for Norsk prøveregister for astma";
    assert_eq!(heading, [title, "Resultater", "Behandlingskvalitet", "Variasjon mellom sykehus"]);
}

/// A PDF file of these objects, the first of which is its catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        writeln!(places, "{:010} 00000 n ", text.len()).expect("a String takes all");
        write!(text, "{} 0 obj\n{object}\nendobj\n", at + 1).expect("a String takes all");
    }
    let (count, start) = (objects.len() + 1, text.len());
    write!(text, "xref\n0 {count}\n0000000000 65535 f \n{places}").expect("a String takes all");
    writeln!(text, "trailer\n<< /Size {count} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF")
        .expect("a String takes all");
    text.into_bytes()
}

fn stream(entries: &str, text: &str) -> String {
    format!("<< {entries} /Length {} >>\nstream\n{text}\nendstream", text.len())
}

/// A PDF file of one page with these drawing instructions and what else is added to the page.
fn page(instructions: &str, more: &str, objects: &[&str]) -> Vec<u8> {
    let font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
    let mut all = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
             /Resources << {font} /XObject << /X 5 0 R >> >> {more} >>"
        ),
        stream("", instructions),
        "null".to_owned(),
    ];
    all.truncate(if objects.is_empty() { 5 } else { 4 });
    all.extend(objects.iter().map(|object| (*object).to_owned()));
    pdf(&all)
}

fn words(text: &str) -> String {
    format!("BT /F 12 Tf 72 700 Td ({text}) Tj ET")
}

/// What `check` answers to a register with these files.
fn check(files: &[(&str, &[u8])]) -> (Repo, serde_json::Value) {
    let repo = Repo::new();
    repo.write("register.toml", SMALL);
    for (path, bytes) in files {
        repo.write_bytes(path, bytes);
    }
    let report = check_again(&repo);
    (repo, report)
}

fn check_again(repo: &Repo) -> serde_json::Value {
    let start = Instant::now();
    let output = repo.registervakt(&["check", "--today", "2026-11-23", "--format", "json"]);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), error.as_ref()), (Some(1), ""));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The messages of one rule.
fn messages(report: &serde_json::Value, rule: &str) -> Vec<String> {
    let findings = report["registers"][0]["findings"].as_array().expect("findings");
    let of_rule = findings.iter().filter(|finding| finding["rule"] == rule);
    of_rule.map(|finding| finding.to_string()).collect()
}

#[test]
fn identity_numbers_are_found() {
    const NUMBER: &str = "15076500565";
    let in_text = page(&words(&format!("Pasient {NUMBER} er inkludert")), "", &[]);
    let in_remark =
        page(&words("Tekst"), &format!("/Annots [<< /Type /Annot /Contents (Gjelder {NUMBER}) >>]"), &[]);
    let in_title = page(&words("Tekst"), "", &["null", &format!("<< /Title (Journal {NUMBER}) >>")]);
    let turned = page(
        &format!("BT /F 12 Tf 0 1 -1 0 300 300 Tm (Pasient {NUMBER}) Tj ET {}", words("Tekst")),
        "",
        &[],
    );
    let clean = page(&words("Ingen"), "", &[]);
    for (bytes, path) in [
        (&in_text, "vedlegg/brev.pdf"),
        (&in_text, "registerbeskrivelse.pdf"),
        (&in_title, "vedlegg/brev.pdf"),
        (&turned, "vedlegg/brev.pdf"),
        (&in_remark, "registerbeskrivelse.pdf"),
    ] {
        let (repo, report) = check(&[(path, bytes), ("vedlegg/rent.pdf", &clean)]);
        assert_eq!(messages(&report, "personvern-foedselsnummer").len(), 1, "{path}");
        assert!(!report.to_string().contains(NUMBER));
        repo.commit("alt");
        assert_eq!(messages(&check_again(&repo), "personvern-foedselsnummer").len(), 1, "{path}");
        assert_eq!(messages(&check_again(&repo), "personvern-foedselsnummer").len(), 1, "{path}, kept");
    }
}

#[test]
fn what_was_read_is_kept() {
    let (repo, first) = check(&[("registerbeskrivelse.pdf", &file("beskrivelse.libreoffice.pdf"))]);
    assert!(messages(&first, "dokument-uleselig").is_empty(), "{first}");
    repo.commit("alt");
    let [second, third] = [check_again(&repo), check_again(&repo)];
    assert_eq!(first["registers"], second["registers"]);
    assert_eq!(second["registers"], third["registers"]);
}

/// The file `bytes` as a register description gives the fault `variant`, told in `words`.
fn check_unreadable(bytes: &[u8], words: &str) {
    let (_, report) = check(&[("registerbeskrivelse.pdf", bytes), ("vedtekter.md", b"# Vedtekter\n")]);
    let found = messages(&report, "dokument-uleselig");
    assert_eq!(found.len(), 1, "{words}: {found:?}");
    assert!(found[0].contains(words), "{words}: {}", found[0]);
}

#[test]
fn what_cannot_be_read_is_told_with_its_cause() {
    check_unreadable(&file("laast.pdf"), "låst med passord");
    check_unreadable(&file("skannet.pdf"), "skannet, uten tekst");
    check_unreadable(&file("bokstaver.pdf"), "sier ikke hvilke bokstaver");
    check_unreadable(b"%PDF-1.7", "skadet");
    check_unreadable(b"", "skadet");
    check_unreadable(b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "Git LFS");
    check_unreadable(&file("beskrivelse.latex.pdf")[..300], "skadet");
    let document = read("aapen.pdf");
    assert_eq!(model(&document), ["Hemmelig vedlegg"]);
}

#[test]
fn nothing_is_read_without_a_process_of_its_own() {
    let bytes = page(&words("Tekst"), "", &[]);
    let (document, faults) = document::read("a.pdf", &bytes, &Limits::default());
    assert!(document.is_none());
    assert_eq!(faults[0].kind.variant(), "uten-skjerming");
    // This test is no such program either, and what it answers is no document.
    let limits = Limits { isolation: Isolation::Program, ..Limits::default() };
    assert_eq!(document::read("a.pdf", &bytes, &limits).1[0].kind.variant(), "lesefeil");
}

#[test]
fn files_made_to_harm_are_findings() {
    let form = |next: &str, text: &str| {
        let entries =
            format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << {next} >> >>");
        stream(&entries, text)
    };
    let doubling: Vec<String> =
        (0..40).map(|at| form(&format!("/X {} 0 R", at + 6), "/X Do /X Do")).collect();
    let doubling: Vec<&str> = doubling.iter().map(String::as_str).collect();
    check_unreadable(&page("/X Do", "", &doubling), "tok for lang tid");
    check_unreadable(&file("bombe.pdf"), "registerbeskrivelse.pdf");
}

/// Whatever happens, it is an answer in time: the text, a fault, or the death of the process.
fn check_survives(name: &str, bytes: &[u8]) {
    let start = Instant::now();
    if let Some(extract) = extract(bytes) {
        extract.document(name, &Limits::default());
        extract.searchable(name);
    }
    assert!(start.elapsed() < PATIENCE, "{name}: {:?}", start.elapsed());
}

#[test]
fn odd_files_end() {
    let itself = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
        "/X Do",
    );
    check_survives("calls itself", &page("/X Do", "", &[&itself]));
    check_survives("nested", &page(&"[".repeat(500_000), "", &[]));
    check_survives("deep", &page(&"q ".repeat(500_000), "", &[]));
    check_survives("nested dictionary", &page("", &format!("/A {}", "<< /A ".repeat(200_000)), &[]));
    let catalogue = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    let own_child = "<< /Type /Pages /Kids [2 0 R] /Count 1 >>".to_owned();
    check_survives("its own child", &pdf(&[catalogue.clone(), own_child]));
    let leaf = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned();
    let many = format!("<< /Type /Pages /Kids [{}] /Count 300000 >>", "3 0 R ".repeat(300_000));
    check_survives("many pages", &pdf(&[catalogue.clone(), many, leaf]));
    let deep = (0..100_000).map(|at| format!("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", at + 3));
    check_survives("deep pages", &pdf(&std::iter::once(catalogue).chain(deep).collect::<Vec<_>>()));
    let huge = format!("1e30 0 0 1e30 0 0 cm {} -1e38 1e38 Td", words("Tekst"));
    check_survives("huge", &page(&huge, "", &[]));
    let letters: String = (0..50_000).map(|at| format!("{at} {} Td (a) Tj ", at % 7)).collect();
    check_survives("letters everywhere", &page(&format!("BT /F 1 Tf {letters} ET"), "", &[]));
    let lines: String =
        (0..50_000).map(|at| format!("{at} 0 m {at} 700 l S 0 {at} m 700 {at} l S ")).collect();
    check_survives("lines everywhere", &page(&lines, "", &[]));
}

#[test]
fn damaged_files_end() {
    // REGISTERVAKT_FUZZ says how many.
    let count =
        std::env::var("REGISTERVAKT_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(40_u64);
    let names =
        ["beskrivelse.latex.pdf", "beskrivelse.libreoffice.pdf", "beskrivelse.chromium.pdf", "aapen.pdf"];
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap_or(0)
    };
    for case in 0..count {
        let name = names[next(names.len())];
        let mut bytes = file(name);
        for _ in 0..1 + next(12) {
            let at = next(bytes.len());
            match next(4) {
                0 => bytes[at] ^= 1 << next(8),
                1 => bytes.truncate(at.max(20)),
                2 => bytes.splice(at..at, std::iter::repeat_n(b'9', 1 + next(8))).for_each(drop),
                _ => {
                    let from = next(bytes.len());
                    let piece = bytes[from..bytes.len().min(from + next(200))].to_vec();
                    bytes.splice(at..at, piece).for_each(drop);
                }
            }
        }
        check_survives(&format!("{name}, case {case}"), &bytes);
    }
}
