//! Import: what documents that exist say of a register, to begin its files with.
//!
//! **Knows**: which facts are read out of a description, statutes and a report, and that doubt leaves one out.
//! **Does not know**: files, TOML, what becomes of the facts.
//!
//! A fact that is wrong costs more than one that is missing: `check` asks for what is missing.

mod basis;
mod body;
mod capture;
mod council;
mod group;
mod kind;
mod name;
mod page;
mod quality;
mod variable;

pub use body::Body;
pub use capture::{SourceFact, SourceKind};
pub use council::{Member, Representing};
pub use kind::Kind;
pub use quality::{Guideline, Indicator};
pub use variable::Variable;

use crate::document::Document;
use crate::register::code::CodeEntry;
use crate::register::organisation::Region;
use crate::register::section::{Governed, Item};
use crate::source::Place;
use page::Page;

/// Something that a document says, and where.
#[derive(Debug, Clone)]
pub struct Fact<T> {
    /// What it says.
    pub value: T,
    /// Where.
    pub place: Place,
}

impl<T> Fact<T> {
    fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

/// What the documents say together. What none says, or what they do not agree on, is empty.
#[derive(Debug, Default)]
pub struct Imported {
    /// The full name of the register.
    pub name: Option<Fact<String>>,
    /// Its short name.
    pub short_name: Option<Fact<String>>,
    /// The purpose, in a few sentences.
    pub purpose: Option<Fact<String>>,
    /// Word of `kategori`.
    pub category: Option<Fact<&'static str>>,
    /// Words of `kriterier`.
    pub criteria: Vec<Fact<&'static str>>,
    /// Dataansvarlig.
    pub controller: Option<Fact<Body>>,
    /// Databehandlere.
    pub processors: Vec<Fact<Body>>,
    /// The regional authority of the controller.
    pub authority: Option<Fact<&'static str>>,
    /// Word of `hjemmel.type`.
    pub basis: Option<Fact<&'static str>>,
    /// The regulation: `FOR-2019-06-21-789`.
    pub regulation: Option<Fact<String>>,
    /// Behandlingsgrunnlag: `6-1-e`.
    pub gdpr: Vec<Fact<String>>,
    /// The codes of the patient group, none of which another covers.
    pub codes: Vec<Fact<CodeEntry>>,
    /// The youngest and the oldest, in whole years.
    pub age: Option<Fact<(Option<u8>, Option<u8>)>>,
    /// Inclusion criteria.
    pub inclusion: Vec<Fact<String>>,
    /// Exclusion criteria.
    pub exclusion: Vec<Fact<String>>,
    /// Sources of data.
    pub sources: Vec<Fact<SourceFact>>,
    /// How the coverage is calculated.
    pub coverage_method: Option<Fact<String>>,
    /// What the coverage is compared with.
    pub coverage_source: Option<Fact<&'static str>>,
    /// Guidelines.
    pub guidelines: Vec<Fact<Guideline>>,
    /// Indicators.
    pub indicators: Vec<Fact<Indicator>>,
    /// The members of the council.
    pub members: Vec<Fact<Member>>,
    /// The variables of the data set.
    pub variables: Vec<Fact<Variable>>,
}

/// What kind of document it is, by its title.
pub fn kind(document: &Document) -> Kind {
    kind::of(document)
}

/// The sections of a description by item, for references to them.
pub fn sections(document: &Document) -> Vec<Governed> {
    Page::of(document).governed
}

/// Reads the facts out of `documents`. Those of laws are read as saying nothing of a register.
pub fn read(documents: &[&Document]) -> Imported {
    let mut pages: Vec<Page<'_>> = documents.iter().map(|document| Page::of(document)).collect();
    pages.retain(|page| page.kind != Kind::Law);
    // The description is believed first, then the statutes, which are changed more seldom.
    pages.sort_by_key(|page| page.kind);
    let (name, short_name) = name::read(&pages);
    let controller = body::controller(&pages);
    let authority = controller.as_ref().and_then(|fact| {
        let name = match fact.value.organisation.region() {
            Region::North => "Helse Nord RHF",
            Region::Mid => "Helse Midt-Norge RHF",
            Region::West => "Helse Vest RHF",
            Region::SouthEast => "Helse Sør-Øst RHF",
            Region::National => return None,
        };
        Some(Fact::new(name, fact.place.clone()))
    });
    let is_named = name.is_some() || short_name.is_some();
    let regulation = basis::regulation(&pages, is_named);
    let codes = group::codes(&pages);
    let names = name::known(name.as_ref(), short_name.as_ref());
    Imported {
        purpose: name::purpose(&pages, &names),
        category: group::category(&pages, &codes),
        criteria: group::criteria(&pages),
        processors: body::processors(&pages),
        basis: basis::kind(&pages, regulation.as_ref()),
        gdpr: basis::gdpr(&pages, is_named),
        age: group::age(&pages),
        inclusion: group::listed(&pages, group::Side::Inclusion),
        exclusion: group::listed(&pages, group::Side::Exclusion),
        sources: capture::sources(&pages),
        coverage_method: capture::coverage_method(&pages),
        coverage_source: capture::coverage_source(&pages),
        guidelines: quality::guidelines(&pages),
        indicators: quality::indicators(&pages),
        members: council::members(&pages),
        variables: variable::read(&pages),
        name,
        short_name,
        controller,
        authority,
        regulation,
        codes,
    }
}

/// The one value that all facts agree on, in the words and at the place of the first.
fn agreed<T: PartialEq>(facts: impl IntoIterator<Item = Fact<T>>) -> Option<Fact<T>> {
    let mut facts = facts.into_iter();
    let first = facts.next()?;
    facts.all(|other| other.value == first.value).then_some(first)
}

/// The sections of a page that an item governs.
fn about<'a>(page: &'a Page<'_>, item: Item) -> impl Iterator<Item = &'a Governed> {
    page.governed.iter().filter(move |governed| governed.item == item)
}
