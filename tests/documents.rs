//! One document in several formats is one document: the files of `tests/documents`.
//!
//! **Knows**: how a model is printed; that a case has one answer whatever its format.
//! **Does not know**: formats.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use registervakt::document::{self, BlockKind, Document, InlineKind, Limits, RowPart, Task, Voice};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents")
}

/// The model of a document as text: a line for each block, then the links.
fn outline(document: &Document) -> String {
    let mut lines = String::new();
    for block in document.blocks() {
        let text = document.text(&block.text).replace('\n', "⏎");
        let voice = if block.voice == Voice::Quoted { "> " } else { "" };
        let line = match &block.kind {
            BlockKind::Heading { level, number } => {
                let label = number.as_ref().map(|number| number.label.clone()).unwrap_or_default();
                format!("{} [{label}] {text}", "#".repeat(usize::from(*level)))
            }
            BlockKind::Paragraph => text,
            BlockKind::Item { depth, task } => {
                let task = match task {
                    None => "",
                    Some(Task::Open) => "[ ] ",
                    Some(Task::Done) => "[x] ",
                };
                format!("{}- {task}{text}", "  ".repeat(depth - 1))
            }
            BlockKind::Row { table, part, cells } => {
                let cells: Vec<_> =
                    cells.iter().map(|cell| document.text(&cell.text).replace('\n', "⏎")).collect();
                let head = if *part == RowPart::Head { "!" } else { "|" };
                format!("{table}{head} {}", cells.join(" | "))
            }
            BlockKind::Code => format!("``` {text}"),
        };
        writeln!(lines, "{voice}{line}").expect("memory does not fail");
    }
    let whole = document.whole();
    for inline in whole.inlines() {
        let kind = match inline.kind {
            InlineKind::Link => "lenke",
            InlineKind::Code => "kode",
            InlineKind::Struck => "strøket",
        };
        let words = whole.text()[inline.span.clone()].trim().replace('\n', "⏎");
        writeln!(lines, "{kind}: {words}").expect("memory does not fail");
    }
    lines
}

fn read(path: &Path) -> (Option<Document>, Vec<String>) {
    let bytes = std::fs::read(path).expect("a file of the folder");
    let name = path.file_name().expect("a name").to_string_lossy();
    let (document, faults) = document::read(&name, &bytes, &Limits::default());
    (document, faults.iter().map(|fault| format!("{}/{}", fault.kind.word(), fault.kind.variant())).collect())
}

/// The files of the folder by the name of their case.
fn cases() -> BTreeMap<String, Vec<PathBuf>> {
    let mut cases: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let case = path.file_stem().expect("a name").to_string_lossy();
        let case = case.split('.').next().expect("a first part").to_owned();
        cases.entry(case).or_default().push(path);
    }
    cases.values_mut().for_each(|files| files.sort());
    cases
}

#[test]
fn one_document_has_one_model_in_every_format() {
    for (case, files) in cases() {
        let expected = files.iter().find(|file| file.extension().is_some_and(|ending| ending == "md"));
        let expected = read(expected.expect("each case has its Markdown")).0.expect("Markdown is read");
        for file in &files {
            let (document, faults) = read(file);
            let document = document.unwrap_or_else(|| panic!("{}: {faults:?}", file.display()));
            if file.extension().is_some_and(|ending| ending == "txt") {
                continue;
            }
            assert_eq!(outline(&document), outline(&expected), "{case}: {}", file.display());
        }
    }
}
