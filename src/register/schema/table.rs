//! The fields of the files beside `register.toml`, and the names under which rules find them.
//!
//! **Knows**: their tables, keys and allowed words.
//! **Does not know**: what they mean together.

use super::{DATE, Field, Shape, TEXT, TEXTS, derived, field};

/// What a council member represents.
const REPRESENTS: &[&str] = &["fagmiljoe", "pasientorganisasjon", "fagmedisinsk-forening", "annen"];
/// The topics of a change, see the specification of changes.
const TOPICS: &[&str] = &[
    "pasientgruppe",
    "hjemmel",
    "dataansvar",
    "formaal",
    "fagraad",
    "datasett",
    "datafangst",
    "dekningsgrad",
    "forankring",
    "retningslinjer",
    "register",
    "ansvarlige",
    "dokument",
    "regelverk",
];

/// `fagraad.toml`
pub const COUNCIL: &[Field] = &[
    field(
        "medlem",
        Shape::List(&Shape::Table(&[
            field("navn", TEXT),
            field("virksomhet", TEXT),
            field("region", Shape::Word(&["nord", "midt", "vest", "sor-ost", "nasjonal"])),
            field("representerer", Shape::Word(REPRESENTS)),
            field("fagmiljoe", TEXT),
            field("organisasjon", TEXT),
            field("leder", Shape::Boolean),
            field("epost", TEXT),
            field("fra", DATE),
            field("til", DATE),
        ])),
    ),
    field(
        "moete",
        Shape::List(&Shape::Table(&[
            field("dato", DATE),
            field("referat", Shape::Path),
            field("saker", TEXTS),
        ])),
    ),
];

/// `aarsrapporter/<year>.toml`
pub const ANNUAL_REPORT: &[Field] = &[
    derived("aar", Shape::Integer(1990, 2200)),
    derived("dokument", Shape::Text),
    field("levert", DATE),
    field("mottaker", TEXT),
    field("dekningsgrad", Shape::Any),
    field("dekningsgrad_kilde", TEXT),
    field("dekningsgrad_aar", Shape::Integer(1990, 2200)),
    field("publisert", DATE),
    field("publisert_halvaar", DATE),
    field(
        "stadium",
        Shape::Table(&[
            field("paastaatt", TEXT),
            field("oppfylt", Shape::List(&Shape::Integer(1, 18))),
            field("kapittel", Shape::Map(&Shape::OneOrMany(&Shape::Text))),
        ]),
    ),
];

/// `endringer/<slug>.toml`
pub const CHANGE_RECORD: &[Field] = &[
    derived("fil", Shape::Text),
    field("tittel", TEXT),
    field("type", Shape::Word(&["ny", "endring", "regodkjenning", "avvikling"])),
    field("gjelder", Shape::List(&Shape::Word(TOPICS))),
    field("registrering_fra", DATE),
    field(
        "vurdering",
        Shape::Table(&[
            field("ny_godkjenning", Shape::Boolean),
            field("begrunnelse", TEXT),
            field("vurdert_av", TEXT),
            field("dato", DATE),
        ]),
    ),
    field(
        "redegjoerelse",
        Shape::Table(&[
            field("hjemmel", TEXT),
            field("fagraad", TEXT),
            field("datafangst", TEXT),
            field("dekningsgrad", TEXT),
            field("forankring", TEXT),
            field("registerbeskrivelse", TEXT),
            field("retningslinjer", TEXT),
        ]),
    ),
    field(
        "fagraad",
        Shape::Table(&[
            field("uttalelse", DATE),
            field("sak", TEXT),
            field("referat", Shape::Path),
            field("nye_fagmiljoeer", TEXTS),
            field("fagmiljoe_begrunnelse", TEXT),
            field("nye_organisasjoner", TEXTS),
        ]),
    ),
    field(
        "vedlegg",
        Shape::Table(&[
            field("registerbeskrivelse", Shape::Path),
            field("datasett", Shape::Path),
            field("protokoll", Shape::Path),
            field("fagraad", Shape::Path),
            field("ad_bekreftelse", Shape::Path),
            field("finansiering", Shape::Path),
        ]),
    ),
    field(
        "behandling",
        Shape::List(&Shape::Table(&[
            field(
                "instans",
                Shape::Word(&[
                    "ekspertgruppen",
                    "teknologiforum",
                    "interregional-arbeidsgruppe",
                    "fagdirektoermoetet",
                    "ad-moetet",
                    "helsedirektoratet",
                ]),
            ),
            field("sendt", DATE),
            field("dato", DATE),
            field("utfall", Shape::Word(&["anbefalt", "ikke-anbefalt", "godkjent", "avslaatt", "orientert"])),
            field("sak", TEXT),
            field("dokument", Shape::Path),
        ])),
    ),
    field(
        "tilraading",
        Shape::List(&Shape::Table(&[
            field("rhf", TEXT),
            field("dato", DATE),
            field("dokument", Shape::Path),
        ])),
    ),
];

/// The columns of `datasett.csv`.
pub const VARIABLE: &[Field] = &[
    field("variabel", TEXT),
    field("beskrivelse", TEXT),
    field("type", TEXT),
    field("kilde", TEXT),
    field("kodeverk", TEXT),
    field("kategori", TEXT),
    field("innfoert", TEXT),
    field("utgaatt", TEXT),
];

/// One section of a register description or of statutes.
const SECTION: &[Field] = &[field("navn", TEXT), field("overskrift", TEXT), field("tekst", TEXT)];

/// Everything that a rule can name: the fields of `register.toml`, and under names of their own
/// what the other files say.
pub const ROOT: &[Field] = &[
    field("fagraad", Shape::Table(COUNCIL)),
    field("datasett", Shape::Table(&[field("variabel", Shape::List(&Shape::Table(VARIABLE)))])),
    field("aarsrapport", Shape::List(&Shape::Table(ANNUAL_REPORT))),
    field("endring", Shape::List(&Shape::Table(CHANGE_RECORD))),
    field("registerbeskrivelse", Shape::Table(&[field("del", Shape::List(&Shape::Table(SECTION)))])),
    field("vedtekter", Shape::Table(&[field("del", Shape::List(&Shape::Table(SECTION)))])),
];
