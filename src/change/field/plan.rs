//! Which field is compared how: every field of the formats has its line here.
//!
//! **Knows**: the kind of change that a field makes, what tells one row of a list from another, and which
//! fields are evidence or bookkeeping.
//! **Does not know**: how two values are held against each other.

use crate::register::code::CodeSystem;
use crate::report::change::ChangeKind as Kind;

use super::way::{Cell, Column, Exchange, Flow, Key, Likeness, Meaning, Rows, Way};

const fn of(name: &'static str, meaning: Meaning) -> Column {
    Column { name, way: Cell::Of(meaning) }
}

const fn column(name: &'static str, way: Cell) -> Column {
    Column { name, way }
}

/// The controller, as a list of one.
const CONTROLLER: Rows = Rows {
    comes: Kind::DataansvarligEndret,
    goes: Kind::DataansvarligEndret,
    alters: Kind::DataansvarligEndret,
    flow: Flow::Alteration,
    exchange: Exchange::One,
    within: None,
    keys: &[Key::Number("orgnr")],
    likeness: Likeness::Body,
    subject: &["orgnr", "navn"],
    shown: &["navn", "orgnr"],
    columns: &[column("navn", Cell::Spelling), column("orgnr", Cell::Number), of("type", Meaning::Word)],
};

const JOINT: Rows = Rows {
    comes: Kind::FellesDataansvarEndret,
    goes: Kind::FellesDataansvarEndret,
    alters: Kind::FellesDataansvarEndret,
    exchange: Exchange::Two,
    columns: &[column("navn", Cell::Spelling), column("orgnr", Cell::Number), of("ordning", Meaning::File)],
    ..CONTROLLER
};

const PROCESSOR: Rows = Rows {
    comes: Kind::DatabehandlerEndret,
    goes: Kind::DatabehandlerEndret,
    alters: Kind::DatabehandlerEndret,
    columns: &[column("navn", Cell::Spelling), column("orgnr", Cell::Number), of("avtale", Meaning::File)],
    ..JOINT
};

const SOURCE: Rows = Rows {
    comes: Kind::DatafangstKilde,
    goes: Kind::DatafangstKilde,
    alters: Kind::DatafangstKilde,
    flow: Flow::Alteration,
    exchange: Exchange::Two,
    within: None,
    keys: &[Key::Text("navn")],
    likeness: Likeness::Name,
    subject: &["navn"],
    shown: &["navn", "type", "status"],
    columns: &[
        of("navn", Meaning::Name),
        of("type", Meaning::Word),
        of("status", Meaning::Word),
        of("begrunnelse", Meaning::Text),
    ],
};

const GUIDELINE: Rows = Rows {
    comes: Kind::RetningslinjeEndret,
    goes: Kind::RetningslinjeEndret,
    alters: Kind::RetningslinjeEndret,
    keys: &[Key::Text("navn"), Key::Caseless("url")],
    subject: &["navn", "url"],
    shown: &["navn", "url"],
    columns: &[of("navn", Meaning::Text), of("url", Meaning::Address)],
    ..SOURCE
};

const INDICATOR: Rows = Rows {
    comes: Kind::IndikatorLagtTil,
    goes: Kind::IndikatorFjernet,
    alters: Kind::IndikatorEndret,
    flow: Flow::Extent,
    keys: &[Key::Text("id")],
    likeness: Likeness::None,
    subject: &["id", "navn"],
    shown: &["id", "navn"],
    columns: &[
        of("id", Meaning::Word),
        of("navn", Meaning::Text),
        of("variabler", Meaning::Names),
        of("retningslinje", Meaning::Text),
        of("begrunnelse", Meaning::Text),
        of("nasjonal", Meaning::Flag),
    ],
    ..SOURCE
};

const RESPONSIBLE: Rows = Rows {
    comes: Kind::AnsvarligEndret,
    goes: Kind::AnsvarligEndret,
    alters: Kind::AnsvarligEndret,
    flow: Flow::Alteration,
    exchange: Exchange::One,
    within: Some("rolle"),
    keys: &[Key::Mail("epost"), Key::Caseless("navn")],
    likeness: Likeness::Person,
    subject: &["rolle", "navn", "epost"],
    shown: &["navn", "epost"],
    columns: &[
        of("rolle", Meaning::Word),
        column("navn", Cell::Person),
        of("epost", Meaning::Address),
        column("spraak", Cell::Note),
    ],
};

const MEMBER: Rows = Rows {
    comes: Kind::MedlemInn,
    goes: Kind::MedlemUt,
    alters: Kind::MedlemEndret,
    flow: Flow::Extent,
    exchange: Exchange::Two,
    within: None,
    subject: &["navn", "epost"],
    shown: &["navn", "virksomhet"],
    columns: &[
        column("navn", Cell::Person),
        of("virksomhet", Meaning::Name),
        column("region", Cell::Following(Meaning::Word)),
        of("representerer", Meaning::Word),
        of("fagmiljoe", Meaning::Text),
        of("organisasjon", Meaning::Name),
        column("leder", Cell::Lead),
        of("epost", Meaning::Address),
        of("fra", Meaning::Date),
        of("til", Meaning::Date),
    ],
    ..RESPONSIBLE
};

const WAIVER: Rows = Rows {
    comes: Kind::RegelverkEndret,
    goes: Kind::RegelverkEndret,
    alters: Kind::RegelverkEndret,
    flow: Flow::Alteration,
    keys: &[Key::Text("regel")],
    subject: &["regel", "begrunnelse"],
    shown: &["regel", "begrunnelse", "til"],
    columns: &[
        of("regel", Meaning::Word),
        of("begrunnelse", Meaning::Text),
        of("til", Meaning::Date),
        of("godkjent_av", Meaning::Text),
    ],
    ..INDICATOR
};

const VARIABLE: Rows = Rows {
    comes: Kind::VariabelLagtTil,
    goes: Kind::VariabelFjernet,
    alters: Kind::VariabelEndret,
    keys: &[Key::Text("variabel")],
    subject: &["variabel", "beskrivelse"],
    shown: &["variabel", "beskrivelse"],
    columns: &[
        of("variabel", Meaning::Word),
        column("beskrivelse", Cell::Needed(Meaning::Text)),
        of("type", Meaning::Word),
        column("kilde", Cell::Needed(Meaning::Name)),
        of("kodeverk", Meaning::Text),
        of("kategori", Meaning::Word),
        of("innfoert", Meaning::Date),
        of("utgaatt", Meaning::Date),
    ],
    ..INDICATOR
};

/// Every field, by its path from the root; what stands in a table follows it. A reason stands behind what
/// it is the reason of.
pub(super) const PLAN: &[(&str, Way)] = &[
    ("register.navn", Way::Single(Kind::NavnEndret, Meaning::Text)),
    ("register.kortnavn", Way::Apart),
    ("register.status", Way::Status),
    ("register.nasjonal_status_fra", Way::Apart),
    ("register.nettside", Way::Apart),
    ("register.formaal", Way::Single(Kind::FormaalEndret, Meaning::Text)),
    ("register.kategori", Way::Single(Kind::KategoriEndret, Meaning::Word)),
    ("register.kriterier", Way::Set(Kind::RegisterKriterium, Flow::Alteration)),
    ("register.klynge", Way::Single(Kind::KlyngeEndret, Meaning::Text)),
    ("dataansvarlig", Way::Rows(&CONTROLLER)),
    ("felles_dataansvarlig", Way::Rows(&JOINT)),
    ("databehandler", Way::Rows(&PROCESSOR)),
    ("rhf.navn", Way::Single(Kind::RhfEndret, Meaning::Name)),
    (
        "rhf.finansiering",
        Way::Record(Kind::FinansieringEndret, &[of("dokument", Meaning::File), of("dato", Meaning::Date)]),
    ),
    ("rhf.ad_godkjenning", Way::Apart),
    ("hjemmel.type", Way::Single(Kind::HjemmelType, Meaning::Word)),
    ("hjemmel.forskrift", Way::Single(Kind::ForskriftEndret, Meaning::Regulation)),
    ("hjemmel.behandlingsgrunnlag", Way::Single(Kind::BehandlingsgrunnlagEndret, Meaning::Bases)),
    ("hjemmel.protokoll", Way::Apart),
    ("hjemmel.dpia", Way::Apart),
    (
        "hjemmel.reservasjon",
        Way::Record(
            Kind::ReservasjonEndret,
            &[
                of("dokument", Meaning::File),
                of("offentlig", Meaning::Address),
                of("personvernombud", Meaning::Date),
            ],
        ),
    ),
    ("hjemmel.dokumentasjon", Way::Apart),
    ("hjemmel.informasjon", Way::Apart),
    ("pasientgruppe.beskrivelse", Way::Single(Kind::BeskrivelseEndret, Meaning::Text)),
    ("pasientgruppe.icd10", Way::Codes(CodeSystem::Icd10)),
    ("pasientgruppe.ncsp", Way::Codes(CodeSystem::Ncsp)),
    ("pasientgruppe.ncmp", Way::Codes(CodeSystem::Ncmp)),
    ("pasientgruppe.ncrp", Way::Codes(CodeSystem::Ncrp)),
    ("pasientgruppe.icpc2", Way::Codes(CodeSystem::Icpc2)),
    ("pasientgruppe.alder", Way::Ages),
    ("pasientgruppe.inklusjon", Way::Set(Kind::KriteriumEndret, Flow::Alteration)),
    ("pasientgruppe.eksklusjon", Way::Set(Kind::KriteriumEndret, Flow::Alteration)),
    ("pasientgruppe.tjenester", Way::Set(Kind::TjenesteEndret, Flow::Extent)),
    ("pasientgruppe.enheter", Way::Set(Kind::EnhetEndret, Flow::Extent)),
    ("pasientgruppe.regioner", Way::Regions),
    ("pasientgruppe.regioner_begrunnelse", Way::Reason(Kind::RegionEndret, "pasientgruppe.regioner")),
    ("datafangst.felles_spraak", Way::Apart),
    ("datafangst.kilde", Way::Rows(&SOURCE)),
    ("dekningsgrad.metode", Way::Single(Kind::MetodeEndret, Meaning::Text)),
    ("dekningsgrad.kilde", Way::Single(Kind::DekningsgradKilde, Meaning::Name)),
    ("dekningsgrad.uavhengig", Way::Single(Kind::GrunnlagEndret, Meaning::Word)),
    ("dekningsgrad.begrunnelse", Way::Reason(Kind::GrunnlagEndret, "dekningsgrad.uavhengig")),
    ("dekningsgrad.grunnlag", Way::Single(Kind::GrunnlagEndret, Meaning::Text)),
    ("fellesloesninger.informasjon", Way::Single(Kind::FellesloesningEndret, Meaning::Solution)),
    ("fellesloesninger.reservasjon", Way::Single(Kind::FellesloesningEndret, Meaning::Solution)),
    ("fellesloesninger.innsyn", Way::Single(Kind::FellesloesningEndret, Meaning::Solution)),
    ("retningslinje", Way::Rows(&GUIDELINE)),
    ("indikator", Way::Rows(&INDICATOR)),
    ("dokumenter", Way::Apart),
    ("overskrifter", Way::Apart),
    ("ansvarlig", Way::Rows(&RESPONSIBLE)),
    ("utsettelse", Way::Apart),
    ("unntak", Way::Rows(&WAIVER)),
    (
        "registervakt",
        Way::Record(
            Kind::RegelverkEndret,
            &[
                of("hovedgren", Meaning::Text),
                of("fra_aar", Meaning::Word),
                of("avsender", Meaning::Address),
                of("regler", Meaning::Names),
                of("maler", Meaning::Text),
            ],
        ),
    ),
    ("fagraad.medlem", Way::Council(&MEMBER)),
    ("fagraad.moete", Way::Apart),
    ("datasett.variabel", Way::Rows(&VARIABLE)),
];

/// How the field at `path` is compared.
pub(super) fn way_of(path: &str) -> Option<Way> {
    PLAN.iter().find(|(field, _)| *field == path).map(|(_, way)| *way)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::schema::{self, Field, Shape};

    /// The keys of what stands in a field that are compared by name; none where all of it is one.
    fn columns(way: Way) -> Option<Vec<&'static str>> {
        match way {
            Way::Apart => None,
            Way::Ages => Some(vec!["fra", "til"]),
            Way::Record(_, columns) => Some(columns.iter().map(|column| column.name).collect()),
            Way::Rows(rows) | Way::Council(rows) => {
                Some(rows.columns.iter().map(|column| column.name).collect())
            }
            Way::Status | Way::Single(..) | Way::Reason(..) | Way::Set(..) | Way::Regions | Way::Codes(_) => {
                Some(Vec::new())
            }
        }
    }

    /// Every field below `path`, without what may stand in place of a text.
    fn leaves(fields: &[Field], path: &str, found: &mut Vec<String>) {
        for field in fields {
            let path = if path.is_empty() { field.name.to_owned() } else { format!("{path}.{}", field.name) };
            match field.shape {
                Shape::Table(fields) => leaves(fields, &path, found),
                Shape::List(Shape::Table(fields)) => leaves(fields, &path, found),
                _ => found.push(path),
            }
        }
    }

    #[test]
    fn every_field_has_its_line_and_every_line_a_field() {
        let mut found = Vec::new();
        leaves(schema::REGISTER, "", &mut found);
        leaves(schema::COUNCIL, "fagraad", &mut found);
        leaves(schema::VARIABLE, "datasett.variabel", &mut found);
        let mut told = Vec::new();
        for (path, way) in PLAN {
            let below = |field: &&String| **field == *path || field.starts_with(&format!("{path}."));
            let all: Vec<&String> = found.iter().filter(below).collect();
            assert!(!all.is_empty(), "{path} is no field");
            match columns(*way) {
                None => told.extend(all.into_iter().cloned()),
                Some(columns) if columns.is_empty() => told.push((*path).to_owned()),
                Some(columns) => told.extend(columns.iter().map(|column| format!("{path}.{column}"))),
            }
        }
        told.sort();
        found.sort();
        assert_eq!(told, found);
    }

    #[test]
    fn rows_are_known_and_shown_by_columns_that_they_have() {
        for (path, way) in PLAN {
            let (Way::Rows(rows) | Way::Council(rows)) = way else { continue };
            let keys = rows.keys.iter().map(|key| match key {
                Key::Text(name) | Key::Caseless(name) | Key::Mail(name) | Key::Number(name) => name,
            });
            for name in keys.chain(rows.subject).chain(rows.shown).chain(rows.within.as_ref()) {
                assert!(rows.columns.iter().any(|column| column.name == *name), "{path}.{name}");
            }
        }
    }

    #[test]
    fn a_reason_stands_behind_a_field_of_the_plan() {
        for (path, way) in PLAN {
            if let Way::Reason(_, field) = way {
                assert!(way_of(field).is_some(), "{path}");
            }
        }
    }
}
