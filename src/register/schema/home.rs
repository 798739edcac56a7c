//! The fields of `register.toml`.
//!
//! **Knows**: its tables, keys and allowed words.
//! **Does not know**: what they mean together.

use super::{DATE, Field, Shape, TEXT, TEXTS, field};

/// The four health regions.
pub const REGIONS: &[&str] = &["nord", "midt", "vest", "sor-ost"];
/// The roles of responsible parties.
pub const ROLES: &[&str] = &[
    "daglig-leder",
    "faglig-leder",
    "fagraadsleder",
    "dataansvarlig",
    "personvernombud",
    "rhf",
    "servicemiljoe",
];
/// The sections that prose can be governed by.
const SECTIONS: &[&str] = &[
    "formaal",
    "faglig-begrunnelse",
    "kriterier",
    "pasientpopulasjon",
    "innhold",
    "forankring",
    "analyse-og-formidling",
    "datafangst",
    "forskning",
    "datakvalitet",
    "ledelse",
    "personvern",
    "internasjonalt",
    "hjemmel",
    "dataansvar",
    "dekningsgrad",
    "fagraad",
    "retningslinjer",
];

/// The letters of § 3-4 and § 3-5.
const LETTERS: &[Field] = &[
    field("a", Shape::Reference),
    field("b", Shape::Reference),
    field("c", Shape::Reference),
    field("d", Shape::Reference),
    field("e", Shape::Reference),
    field("f", Shape::Reference),
    field("g", Shape::Reference),
    field("h", Shape::Reference),
    field("i", Shape::Reference),
    field("j", Shape::Reference),
    field("k", Shape::Reference),
    field("l", Shape::Reference),
];

/// A document with its date.
const DATED: &[Field] = &[field("dokument", Shape::Path), field("dato", DATE)];
/// A document with its date and case.
const DECIDED: &[Field] = &[field("dokument", Shape::Path), field("dato", DATE), field("sak", TEXT)];
/// A common solution that is not used, and why.
const NOT_RELEVANT: &[Field] = &[field("ikke_relevant", TEXT)];

/// `[register]`
const FACTS: &[Field] = &[
    field("navn", TEXT),
    field("kortnavn", TEXT),
    field("status", Shape::Word(&["planlagt", "nasjonal", "mistet", "avviklet"])),
    field("nasjonal_status_fra", DATE),
    field("nettside", TEXT),
    field("formaal", TEXT),
    field("kategori", Shape::Word(&["sykdomstilstand", "intervensjon", "kombinasjon", "tjeneste"])),
    field(
        "kriterier",
        Shape::List(&Shape::Word(&[
            "manglende-konsensus",
            "forbedringspotensial",
            "prognosetap",
            "ressurskrevende",
            "ny-behandling",
        ])),
    ),
    field("klynge", TEXT),
];

/// `[dataansvarlig]`
const CONTROLLER: &[Field] = &[
    field("navn", TEXT),
    field("orgnr", TEXT),
    field(
        "type",
        Shape::Word(&[
            "rhf",
            "helseforetak",
            "kommune",
            "fylkeskommune",
            "privat-ideell-med-avtale",
            "fhi",
            "annen",
        ]),
    ),
];

/// `[hjemmel]`
const LEGAL_BASIS: &[Field] = &[
    field("type", Shape::Word(&["forskrift-samtykke", "forskrift-reservasjon", "lovbestemt", "konsesjon"])),
    field("forskrift", TEXT),
    field("behandlingsgrunnlag", TEXTS),
    field("protokoll", Shape::Table(DATED)),
    field("dpia", Shape::Table(DATED)),
    field(
        "reservasjon",
        Shape::Table(&[
            field("dokument", Shape::Path),
            field("offentlig", TEXT),
            field("personvernombud", DATE),
        ]),
    ),
    field("dokumentasjon", Shape::Table(LETTERS)),
    field("informasjon", Shape::Table(LETTERS)),
];

/// `[pasientgruppe]`
const PATIENTS: &[Field] = &[
    field("beskrivelse", TEXT),
    field("icd10", TEXTS),
    field("ncsp", TEXTS),
    field("ncmp", TEXTS),
    field("ncrp", TEXTS),
    field("icpc2", TEXTS),
    field(
        "alder",
        Shape::Table(&[
            field("fra", Shape::Integer(i64::MIN, i64::MAX)),
            field("til", Shape::Integer(i64::MIN, i64::MAX)),
        ]),
    ),
    field("inklusjon", TEXTS),
    field("eksklusjon", TEXTS),
    field("tjenester", TEXTS),
    field("enheter", TEXTS),
    field("regioner", Shape::List(&Shape::Word(REGIONS))),
    field("regioner_begrunnelse", TEXT),
];

/// `[datafangst]`
const CAPTURE: &[Field] = &[
    field("felles_spraak", TEXT),
    field(
        "kilde",
        Shape::List(&Shape::Table(&[
            field("navn", TEXT),
            field("type", Shape::Word(&["sentralt-register", "epj", "egen-innrapportering"])),
            field("status", Shape::Word(&["i-bruk", "vurdert"])),
            field("begrunnelse", TEXT),
        ])),
    ),
];

/// `register.toml`
pub const REGISTER: &[Field] = &[
    field("register", Shape::Table(FACTS)),
    field("dataansvarlig", Shape::Table(CONTROLLER)),
    field(
        "felles_dataansvarlig",
        Shape::List(&Shape::Table(&[
            field("navn", TEXT),
            field("orgnr", TEXT),
            field("ordning", Shape::Path),
        ])),
    ),
    field(
        "databehandler",
        Shape::List(&Shape::Table(&[
            field("navn", TEXT),
            field("orgnr", TEXT),
            field("avtale", Shape::Path),
        ])),
    ),
    field(
        "rhf",
        Shape::Table(&[
            field("navn", TEXT),
            field("finansiering", Shape::Table(DATED)),
            field("ad_godkjenning", Shape::Table(DECIDED)),
        ]),
    ),
    field("hjemmel", Shape::Table(LEGAL_BASIS)),
    field("pasientgruppe", Shape::Table(PATIENTS)),
    field("datafangst", Shape::Table(CAPTURE)),
    field(
        "dekningsgrad",
        Shape::Table(&[
            field("metode", TEXT),
            field("kilde", TEXT),
            field("uavhengig", Shape::Boolean),
            field("begrunnelse", TEXT),
            field("grunnlag", TEXT),
        ]),
    ),
    field(
        "fellesloesninger",
        Shape::Table(&[
            field("informasjon", Shape::TextOr(NOT_RELEVANT)),
            field("reservasjon", Shape::TextOr(NOT_RELEVANT)),
            field("innsyn", Shape::TextOr(NOT_RELEVANT)),
        ]),
    ),
    field("retningslinje", Shape::List(&Shape::Table(&[field("navn", TEXT), field("url", TEXT)]))),
    field(
        "indikator",
        Shape::List(&Shape::Table(&[
            field("id", TEXT),
            field("navn", TEXT),
            field("variabler", TEXTS),
            field("retningslinje", TEXT),
            field("begrunnelse", TEXT),
            field("nasjonal", Shape::Boolean),
        ])),
    ),
    field(
        "dokumenter",
        Shape::Table(&[
            field("registerbeskrivelse", Shape::Path),
            field("vedtekter", Shape::Path),
            field("fagraad", Shape::Path),
            field("datasett", Shape::Path),
            field("aarsrapporter", Shape::Path),
            field("endringer", Shape::Path),
        ]),
    ),
    field("overskrifter", Shape::Map(&Shape::Word(SECTIONS))),
    field(
        "ansvarlig",
        Shape::List(&Shape::Table(&[
            field("rolle", Shape::Word(ROLES)),
            field("navn", TEXT),
            field("epost", TEXT),
            field("spraak", Shape::Word(&["nb", "nn", "en"])),
        ])),
    ),
    field(
        "utsettelse",
        Shape::List(&Shape::Table(&[
            field("aar", Shape::Integer(1990, 2200)),
            field("soekt", DATE),
            field("levering", DATE),
        ])),
    ),
    field(
        "unntak",
        Shape::List(&Shape::Table(&[
            field("regel", TEXT),
            field("begrunnelse", TEXT),
            field("til", DATE),
            field("godkjent_av", TEXT),
        ])),
    ),
    field(
        "registervakt",
        Shape::Table(&[
            field("hovedgren", TEXT),
            field("fra_aar", Shape::Integer(1990, 2200)),
            field("avsender", TEXT),
            field("regler", Shape::List(&Shape::Path)),
            field("maler", Shape::Path),
        ]),
    ),
];
