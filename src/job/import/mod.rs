//! `init --from`: a new register repository, begun with what documents that exist say.
//!
//! **Knows**: which facts go where in the template, which documents come along and under which name.
//! **Does not know**: how facts are found, how files are written to disk.

mod council;
mod home;
mod template;

use crate::asset;
use crate::document::{self, Document, Limits, search};
use crate::fault::{DocumentFault, FaultKind};
use crate::job::JobError;
use crate::register::import::{self, Imported, Kind, Variable};
use crate::register::person;
use crate::source::Place;
use template::{Template, comment};

/// A file that was brought along.
#[derive(Debug)]
pub struct Brought {
    /// Its name without folders.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files of a new register.
#[derive(Debug)]
pub struct Begun {
    /// Path from the folder, and bytes; by path.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many facts were read out of the documents.
    pub facts: usize,
    /// What did not come along, and why.
    pub left: Vec<Left>,
}

/// Why a document that was read did not come along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// It holds personal identity numbers.
    Numbers(String),
    /// Not all of it could be searched for personal identity numbers.
    Unsearched(String),
    /// Nothing that the template asks for is a file like it: a report, a second description, an odd format.
    NoPlace(String),
}

/// What was read of one file.
struct Reading<'a> {
    file: &'a Brought,
    document: Document,
    kind: Kind,
}

/// The files of a new register with what `brought` says. An unreadable one is an error: who names it wants it read.
pub fn begin(brought: &[Brought], limits: &Limits) -> Result<Begun, JobError> {
    let readings = brought.iter().map(|file| reading(file, limits)).collect::<Result<Vec<_>, _>>()?;
    let documents: Vec<&Document> = readings.iter().map(|reading| &reading.document).collect();
    let said = import::read(&documents);
    let mut files: Vec<(String, Vec<u8>)> =
        asset::init().into_iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    let (along, left) = along(&readings, limits);
    let described = along.iter().find(|(_, reading)| reading.kind == Kind::Description);
    let sections = described.map(|(_, reading)| import::sections(&reading.document)).unwrap_or_default();
    let names: Vec<&str> = brought.iter().map(|file| file.name.as_str()).collect();
    let notes = Notes { readings: &readings };
    let mut facts = 0;
    for (path, bytes) in &mut files {
        let text = String::from_utf8_lossy(bytes).replace('\r', "");
        match path.as_str() {
            "register.toml" => {
                let mut home = Template::new(&text);
                facts += home::fill(&mut home, &said, &notes);
                home::refer(&mut home, &sections);
                home.head(heading(&names, &said, &notes));
                *bytes = home.text().into_bytes();
            }
            "fagraad.toml" => {
                let mut members = Template::new(&text);
                facts += council::fill(&mut members, &said.members, &notes);
                *bytes = members.text().into_bytes();
            }
            "datasett.csv" if !said.variables.is_empty() => {
                facts += said.variables.len();
                *bytes = data_set(&text, said.variables.iter().map(|fact| &fact.value)).into_bytes();
            }
            _ => {}
        }
    }
    if described.is_some() {
        files.retain(|(path, _)| path != "registerbeskrivelse.md");
    }
    files.extend(along.into_iter().map(|(path, reading)| (path, reading.file.bytes.clone())));
    files.sort();
    Ok(Begun { files, facts, left })
}

fn reading<'a>(file: &'a Brought, limits: &Limits) -> Result<Reading<'a>, JobError> {
    let (document, faults) = document::read(&file.name, &file.bytes, limits);
    let cause = faults.iter().find_map(|fault| match fault.kind {
        FaultKind::UnreadableDocument(cause) => Some(cause),
        _ => None,
    });
    let Some(document) = document else {
        return Err(JobError::Document(file.name.clone(), cause.unwrap_or(DocumentFault::Format)));
    };
    let kind = import::kind(&document);
    Ok(Reading { file, document, kind })
}

/// What of the search for identity numbers keeps a document from coming along.
fn kept_out(reading: &Reading<'_>, limits: &Limits) -> Option<Left> {
    let name = &reading.file.name;
    let (searched, unsearched) = search::searchable(name, &reading.file.bytes, limits);
    let mut texts = searched.iter().map(|text| text.source.text()).chain([reading.document.source().text()]);
    if texts.any(|text| !person::find(text).is_empty()) {
        return Some(Left::Numbers(name.clone()));
    }
    (!unsearched.is_empty()).then(|| Left::Unsearched(name.clone()))
}

/// The documents that come along, each with its path, and those that do not.
fn along<'a>(readings: &'a [Reading<'a>], limits: &Limits) -> (Vec<(String, &'a Reading<'a>)>, Vec<Left>) {
    let mut along: Vec<(String, &Reading<'_>)> = Vec::new();
    let mut left = Vec::new();
    for reading in readings {
        let name = reading.file.name.clone();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let place = match reading.kind {
            Kind::Description => Some("registerbeskrivelse"),
            Kind::Statutes => Some("vedtekter"),
            Kind::Report | Kind::Law => None,
        };
        let is_free = !along.iter().any(|(_, other)| other.kind == reading.kind);
        let place = place.filter(|_| is_free && ["md", "docx", "odt", "pdf"].contains(&ending.as_str()));
        match (place, kept_out(reading, limits)) {
            (None, _) => left.push(Left::NoPlace(name)),
            (Some(_), Some(why)) => left.push(why),
            (Some(place), None) => along.push((format!("{place}.{ending}"), reading)),
        }
    }
    (along, left)
}

/// Where facts come from, in words.
struct Notes<'a> {
    readings: &'a [Reading<'a>],
}

impl Notes<'_> {
    /// `fra registerbeskrivelse.docx, side 4, Inklusjonskriterier – kontroller`
    fn of(&self, place: &Place) -> String {
        comment(&format!("fra {} – kontroller", self.spot(place)))
    }

    fn spot(&self, place: &Place) -> String {
        let location = place.locate();
        let mut said = location.path.clone();
        if let Some(page) = location.page {
            said += &format!(", side {page}");
        } else if let Some(start) = location.start {
            said += &format!(", linje {}", start.line);
        }
        let readings = self.readings.iter().map(|reading| &reading.document);
        let document =
            readings.into_iter().find(|document| std::sync::Arc::ptr_eq(document.source(), place.source()));
        let above = document.and_then(|document| {
            let after = document
                .sections()
                .partition_point(|section| section.place.span().start <= place.span().start);
            document.sections().get(after.checked_sub(1)?)
        });
        if let Some(section) = above.filter(|section| !section.title.is_empty()) {
            let title: String = section.title.chars().take(60).collect();
            said += &format!(", {title}");
        }
        said
    }
}

/// The first lines of `register.toml`: what it was begun with.
fn heading(names: &[&str], said: &Imported, notes: &Notes<'_>) -> Vec<String> {
    let mut lines = vec![
        format!("# {}", comment(&format!("Begynt med det som står i {}.", names.join(", ")))),
        "# Det som er lest derfra, er gjetninger. Linjen slutter med «fra …», så du ser hvor det sto. Hold den".to_owned(),
        "# mot dokumentet, rett den om det trengs, og stryk merknaden. Resten fyller du ut selv.".to_owned(),
    ];
    if let Some(first) = said.variables.first() {
        let count = said.variables.len();
        lines.push(format!(
            "# {}",
            comment(&format!("datasett.csv har {count} variabler fra {}.", notes.spot(&first.place)))
        ));
    }
    lines.push("#".to_owned());
    lines
}

/// The data set of the template with these variables in place of its placeholder.
fn data_set<'a>(template: &str, variables: impl Iterator<Item = &'a Variable>) -> String {
    let mut lines: Vec<String> =
        template.lines().filter(|line| !line.starts_with('[')).map(str::to_owned).collect();
    let variables: Vec<&Variable> = variables.collect();
    if variables.iter().any(|variable| variable.name.to_lowercase() == "personid") {
        lines.truncate(1);
    }
    for variable in variables {
        let Variable { name, description, kind, source, coding } = variable;
        let cells = [name, description, kind, source, coding].map(|text| cell(text));
        lines.push(format!("{};;;", cells.join(";")));
    }
    lines.join("\n") + "\n"
}

/// A cell that no spreadsheet takes for a formula, and that does not break out.
fn cell(text: &str) -> String {
    let text = text.trim_start_matches(['=', '+', '-', '@', '\t', ' ']);
    if text.contains([';', '"', ',']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
