//! The format of a rule file.
//!
//! **Knows**: the keys of a rule, as a table of fields like those of the register itself.
//! **Does not know**: what the keys mean.

use crate::register::schema::{Field, ROLES, Shape, field};

const TEXT: Shape = Shape::Text;
const LEVELS: &[&str] = &["feil", "advarsel", "merknad"];
const STATUSES: &[&str] = &["planlagt", "nasjonal", "mistet", "avviklet"];
/// Either one text or a list of texts.
const TEXTS: Shape = Shape::OneOrMany(&Shape::Text);

/// A condition on the register: of a list, `der` says which of its elements count.
const PRESUMED: &[Field] = &[
    field("felt", TEXT),
    field("der", Shape::List(&Shape::Table(CONDITION))),
    field("er", TEXT),
    field("er_en_av", TEXTS),
    field("er_ingen_av", TEXTS),
    field("minst", Shape::Integer(0, i64::MAX)),
    field("hoeyst", Shape::Integer(0, i64::MAX)),
    field("yngre_enn_aar", Shape::Integer(0, 100)),
    field("finnes_i", TEXT),
    field("ligner", TEXT),
    field("noen_ligner", TEXT),
];

/// A condition: a field and one test.
const CONDITION: &[Field] = &[
    field("felt", TEXT),
    field("er", TEXT),
    field("er_en_av", TEXTS),
    field("er_ingen_av", TEXTS),
    field("minst", Shape::Integer(0, i64::MAX)),
    field("hoeyst", Shape::Integer(0, i64::MAX)),
    field("yngre_enn_aar", Shape::Integer(0, 100)),
    field("finnes_i", TEXT),
    field("ligner", TEXT),
    field("noen_ligner", TEXT),
];

/// A demand: a condition on fields, a count, a cover, an expression, or a check with a name.
const DEMAND: &[Field] = &[
    field("naar", Shape::List(&Shape::Table(PRESUMED))),
    field("for_hver", TEXT),
    field("der", Shape::List(&Shape::Table(CONDITION))),
    field("felt", TEXTS),
    field("ett_av_feltene", Shape::List(&Shape::Text)),
    field("er", TEXT),
    field("er_en_av", TEXTS),
    field("er_ingen_av", TEXTS),
    field("minst", Shape::Integer(0, i64::MAX)),
    field("hoeyst", Shape::Integer(0, i64::MAX)),
    field("yngre_enn_aar", Shape::Integer(0, 100)),
    field("finnes_i", TEXT),
    field("ligner", TEXT),
    field("noen_ligner", TEXT),
    field("minst_antall", Shape::Integer(0, 10_000)),
    field("av", TEXT),
    field("hver_verdi_av", TEXT),
    field("i", TEXT),
    field("som", TEXT),
    field("uttrykk", TEXT),
    field("peker_paa", TEXT),
    field("sjekk", TEXT),
    field("med", Shape::Any),
    field("variant", TEXT),
];

/// When something falls due: the day of each reporting year, of each element of a list, or of a field.
const DUE: &[Field] = &[
    field("for_hver", TEXT),
    field("der", Shape::List(&Shape::Table(CONDITION))),
    field("dag", TEXT),
    field("slutt", TEXT),
    field("etter_dager", Shape::Integer(0, 10_000)),
    field("etter_aar", Shape::Integer(0, 100)),
    field("utsettes_av", Shape::Word(&["utsettelse"])),
    field("emne", TEXT),
];

const WORDS: &[Field] = &[
    field("tittel", TEXT),
    field("hva", TEXT),
    field("melding", TEXT),
    field("hjelp", TEXT),
    field("melding_for", Shape::Map(&Shape::Text)),
    field("hjelp_for", Shape::Map(&Shape::Text)),
];

/// Which changes release a rule.
const RELEASE: &[Field] = &[
    field("av", Shape::List(&Shape::Text)),
    field("effekt", Shape::List(&Shape::Text)),
    field("fra", Shape::List(&Shape::Text)),
    field("til", Shape::List(&Shape::Text)),
    field("ikke_i", Shape::List(&Shape::Word(&["registerbeskrivelse", "vedtekter"]))),
    field("vurdert", Shape::Word(&["ny-godkjenning"])),
];

/// A rule file.
pub const RULE: &[Field] = &[
    field("id", TEXT),
    field("slag", Shape::Word(&["state", "change", "date"])),
    field("nivaa", Shape::Word(LEVELS)),
    field("nivaa_for", Shape::Map(&Shape::Word(LEVELS))),
    field("avgjoer", Shape::Word(&["auto", "partial", "human"])),
    field("krav", Shape::List(&Shape::Text)),
    field("fra", Shape::Date),
    field("til", Shape::Date),
    field(
        "kilde",
        Shape::List(&Shape::Table(&[
            field("tekst", TEXT),
            field("avsnitt", TEXT),
            field("tittel", TEXT),
            field("lenke", TEXT),
            field("lest", Shape::Date),
            field("utgave", TEXT),
        ])),
    ),
    field(
        "gjelder",
        Shape::Table(&[
            field("status", Shape::List(&Shape::Word(STATUSES))),
            field("naar", Shape::List(&Shape::Table(PRESUMED))),
        ]),
    ),
    field("utloeses", Shape::List(&Shape::Table(RELEASE))),
    field("ansvarlig", Shape::List(&Shape::Word(ROLES))),
    field("moetes_av", Shape::Word(&["endringsmelding"])),
    field("frist", Shape::Table(DUE)),
    field("krever", Shape::List(&Shape::Table(DEMAND))),
    field(
        "ord",
        Shape::Table(&[
            field("nb", Shape::Table(WORDS)),
            field("nn", Shape::Table(WORDS)),
            field("en", Shape::Table(WORDS)),
        ]),
    ),
    field(
        "eksempel",
        Shape::List(&Shape::Table(&[
            field("tittel", TEXT),
            field("funn", Shape::Integer(0, 1_000)),
            field("ved", TEXT),
            field("i_dag", Shape::Date),
            field("endret", Shape::Date),
            field("foer", Shape::Map(&Shape::Text)),
            field("filer", Shape::Map(&Shape::Text)),
            field("tilstand", Shape::Word(&["open", "met", "not-applicable", "ingen"])),
        ])),
    ),
];
