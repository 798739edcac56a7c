//! The fields of a register: what each file may hold, of which type, and which words are allowed.
//!
//! **Knows**: every key of the formats and its shape. Reading, the paths that rules may name and the
//! suggestions for misspelt keys all come from this one table.
//! **Does not know**: files, places, rules.

/// A key and what it holds.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key, as people write it.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Who writes it.
    pub origin: Origin,
}

/// Who says what a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The people of the register, in the file.
    Written,
    /// The reader, from where the file lies; a rule can name it, a file cannot.
    Derived,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text.
    Text,
    /// A whole number within bounds, both included.
    Integer(i64, i64),
    /// Anything: a rule judges it.
    Any,
    /// True or false.
    Boolean,
    /// A date, such as 2026-06-15.
    Date,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A path in the repository.
    Path,
    /// A path, or `DOCUMENT#HEADING`.
    Reference,
    /// A list of values of one shape.
    List(&'static Shape),
    /// A table with these keys.
    Table(&'static [Field]),
    /// A table whose keys the writer chooses, with values of one shape.
    Map(&'static Shape),
    /// A value of one shape, or a list of such.
    OneOrMany(&'static Shape),
    /// Text, or a table with these keys.
    TextOr(&'static [Field]),
}

/// A field that people write.
pub const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, origin: Origin::Written }
}

const fn derived(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, origin: Origin::Derived }
}

const TEXT: Shape = Shape::Text;
const TEXTS: Shape = Shape::List(&Shape::Text);
const DATE: Shape = Shape::Date;

/// The four health regions.
pub const REGIONS: &[&str] = &["nord", "midt", "vest", "sor-ost"];
/// What a council member represents.
const REPRESENTS: &[&str] = &["fagmiljoe", "pasientorganisasjon", "fagmedisinsk-forening", "annen"];
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

/// The shape that `path` leads to from the root, through lists; none where no such field exists.
pub fn shape_at(path: &str) -> Option<Shape> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let start = REGISTER.iter().chain(ROOT).find(|field| field.name == first)?.shape;
    rest.map_or(Some(start), |rest| shape_within(start, rest))
}

/// The shape that `path` leads to from a value of shape `start`, through lists.
pub fn shape_within(start: Shape, path: &str) -> Option<Shape> {
    path.split('.').try_fold(start, |shape, key| {
        let shape = match shape {
            Shape::List(inner) | Shape::OneOrMany(inner) => *inner,
            other => other,
        };
        match shape {
            Shape::Table(fields) | Shape::TextOr(fields) => {
                fields.iter().find(|field| field.name == key).map(|field| field.shape)
            }
            Shape::Map(inner) => Some(*inner),
            _ => None,
        }
    })
}

/// The keys of tables of this shape, looked for through lists.
pub fn keys_of(shape: Shape) -> Vec<&'static str> {
    match shape {
        Shape::List(inner) | Shape::OneOrMany(inner) => keys_of(*inner),
        Shape::Table(fields) | Shape::TextOr(fields) => fields.iter().map(|field| field.name).collect(),
        _ => Vec::new(),
    }
}

/// The keys that stand beside `path`, to suggest one for a misspelt one.
pub fn keys_beside(path: &str) -> Vec<&'static str> {
    match path.rsplit_once('.') {
        None => REGISTER.iter().chain(ROOT).map(|field| field.name).collect(),
        Some((parent, _)) => shape_at(parent).map(keys_of).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_shapes_or_nowhere() {
        let check = |path: &str, leads: bool| assert_eq!(shape_at(path).is_some(), leads, "{path}");
        check("register.navn", true);
        check("fagraad.medlem.region", true);
        check("datasett.variabel.kilde", true);
        check("hjemmel.dokumentasjon.l", true);
        check("aarsrapport.stadium.kapittel", true);
        check("fellesloesninger.innsyn.ikke_relevant", true);
        check("register.nvan", false);
        check("fagraad.medlem.regon", false);
        check("register.navn.mer", false);
        check("", false);
    }
}
