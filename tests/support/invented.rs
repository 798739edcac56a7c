//! Registers that nobody wrote: any values of every field, in any layout.
//!
//! **Knows**: the fields, values that are near each other, ways to write the same file.
//! **Does not know**: what a register means.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any};
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

use super::revision::Files;

/// A value as TOML has it.
#[derive(Debug, Clone)]
enum Literal {
    One(&'static str),
    Many(Vec<&'static str>),
}

type Cells = Vec<(&'static str, Literal)>;

/// A register as its parts.
#[derive(Debug, Clone)]
pub(crate) struct Invented {
    tables: Vec<(&'static str, Cells)>,
    rows: Vec<(&'static str, Vec<Cells>)>,
    members: Vec<Cells>,
    variables: Vec<Vec<&'static str>>,
}

/// How the files are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) reversed: bool,
    pub(crate) decomposed: bool,
    pub(crate) spreadsheet: bool,
}

pub(crate) const PLAIN: Layout = Layout { reversed: false, decomposed: false, spreadsheet: false };

type Pool = &'static [&'static str];

const NAMES: Pool =
    &["\"Kari Prøve\"", "\"Kari Pørve\"", "\"Ola Test\"", "\"Ole Test\"", "\"Åse Å\"", "\"\"", "7"];
const BODIES: Pool = &[
    "\"Helse Bergen HF\"",
    "\"Haukeland\"",
    "\"Helse Førde HF\"",
    "\"Førde sentralsjukehus\"",
    "\"Prøve AS\"",
    "\"prøve as\"",
];
const NUMBERS: Pool =
    &["\"983974724\"", "\"983 974 724\"", "\"983974732\"", "\"983974723\"", "\"tull\"", "983974724"];
const TEXTS: Pool = &[
    "\"Å måle «alt» – hver dag.\"",
    "\"Å måle alt hver dag.\"",
    "\"Noe annet\"",
    "\"Voksne pasienter med psoriasis\"",
    "\"Voksne pasietner med psoriasis\"",
    "\"\"\"\nTo\nlinjer\"\"\"",
    "\" \"",
    "true",
];
const DATES: Pool = &["2024-01-31", "2024-02-01", "\"2024-01-31\"", "07:30:00"];
const PATHS: Pool =
    &["\"vedlegg/a.md\"", "\"vedlegg/b.md\"", "\"vedlegg/c.md\"", "\"vedlegg/nei.md\"", "\"../x\""];
const MAIL: Pool = &["\"a@example.org\"", "\"A@example.org\"", "\"b@example.org\"", "\"\""];
const FLAGS: Pool = &["true", "false", "\"ja\""];
const CODES: Pool = &[
    "\"M46\"",
    "\"M46.8\"",
    "\"M45-M46\"",
    "\"M05\"",
    "\"M05-M06\"",
    "\"M06.0-M06.4\"",
    "\"M06.5-M06.9\"",
    "\"MO5\"",
    "\"tull\"",
    "4",
];
const PROCEDURES: Pool =
    &["\"NFB20-64\"", "\"NFB20-50\"", "\"NFB30\"", "\"NFB**\"", "\"NFC**\"", "\"NFB51-64\"", "\"NFB20-29\""];

/// The tables: each key with its values.
const TABLES: &[(&str, &[(&str, Pool)])] = &[
    (
        "register",
        &[
            ("navn", TEXTS),
            ("status", &["\"nasjonal\"", "\"avviklet\"", "\"Nasjonal\""]),
            ("formaal", TEXTS),
            ("kategori", &["\"tjeneste\"", "\"kombinasjon\""]),
            ("klynge", TEXTS),
        ],
    ),
    ("dataansvarlig", &[("navn", BODIES), ("orgnr", NUMBERS), ("type", &["\"fhi\"", "\"annen\""])]),
    ("rhf", &[("navn", &["\"Helse Vest RHF\"", "\"Helse Vest\"", "\"Helse Nord RHF\""])]),
    ("rhf.finansiering", &[("dokument", PATHS), ("dato", DATES)]),
    (
        "hjemmel",
        &[
            ("type", &["\"konsesjon\"", "\"lovbestemt\""]),
            (
                "forskrift",
                &[
                    "\"FOR-2019-06-21-789\"",
                    "\"Forskrift om medisinske kvalitetsregistre\"",
                    "\"FOR-2001-12-21-1477\"",
                ],
            ),
        ],
    ),
    ("hjemmel.reservasjon", &[("dokument", PATHS), ("offentlig", TEXTS), ("personvernombud", DATES)]),
    ("pasientgruppe", &[("beskrivelse", TEXTS), ("regioner_begrunnelse", TEXTS)]),
    ("pasientgruppe.alder", &[("fra", &["0", "16", "18", "\"atten\""]), ("til", &["17", "67", "120"])]),
    (
        "dekningsgrad",
        &[
            ("metode", TEXTS),
            ("kilde", &["\"NPR\"", "\"Norsk pasientregister\"", "\"FHI\""]),
            ("uavhengig", FLAGS),
            ("begrunnelse", TEXTS),
            ("grunnlag", TEXTS),
        ],
    ),
    (
        "fellesloesninger",
        &[(
            "innsyn",
            &["\"helsenorge\"", "\"annen\"", "{ ikke_relevant = \"Nei\" }", "{ ikke_relevant = 1 }"],
        )],
    ),
    ("registervakt", &[("hovedgren", &["\"main\"", "\"master\""]), ("fra_aar", &["2024", "2025"])]),
];

/// The lists in tables: table, key, elements.
const LISTS: &[(&str, &str, Pool)] = &[
    ("register", "kriterier", &["\"prognosetap\"", "\"ressurskrevende\"", "\"nei\""]),
    (
        "hjemmel",
        "behandlingsgrunnlag",
        &["\"6-1-e\"", "\"artikkel 6 nr. 1 bokstav e\"", "\"9-2-j\"", "\"tull\""],
    ),
    ("pasientgruppe", "icd10", CODES),
    ("pasientgruppe", "ncsp", PROCEDURES),
    ("pasientgruppe", "inklusjon", TEXTS),
    ("pasientgruppe", "enheter", TEXTS),
    ("pasientgruppe", "regioner", &["\"nord\"", "\"midt\"", "\"vest\"", "\"sor-ost\"", "\"øst\""]),
];

/// The lists of tables: each key with its values.
const ROWS: &[(&str, &[(&str, Pool)])] = &[
    ("felles_dataansvarlig", &[("navn", BODIES), ("orgnr", NUMBERS), ("ordning", PATHS)]),
    ("databehandler", &[("navn", BODIES), ("orgnr", NUMBERS), ("avtale", PATHS)]),
    (
        "datafangst.kilde",
        &[
            ("navn", &["\"NPR\"", "\"Norsk pasientregister\"", "\"Skjema\""]),
            ("type", &["\"epj\"", "\"sentralt-register\""]),
            ("status", &["\"i-bruk\"", "\"vurdert\""]),
            ("begrunnelse", TEXTS),
        ],
    ),
    (
        "retningslinje",
        &[("navn", TEXTS), ("url", &["\"https://a.example.org\"", "\"http://a.example.org/\""])],
    ),
    ("indikator", &[("id", &["\"ki-1\"", "\"ki-2\"", "\"\""]), ("navn", TEXTS), ("nasjonal", FLAGS)]),
    (
        "ansvarlig",
        &[
            ("rolle", &["\"rhf\"", "\"daglig-leder\"", "\"sjef\""]),
            ("navn", NAMES),
            ("epost", MAIL),
            ("spraak", &["\"nb\"", "\"nn\""]),
        ],
    ),
    ("unntak", &[("regel", &["\"a\"", "\"b\""]), ("begrunnelse", TEXTS), ("til", DATES)]),
];

const MEMBER: &[(&str, Pool)] = &[
    ("navn", NAMES),
    ("virksomhet", BODIES),
    ("region", &["\"vest\"", "\"nord\""]),
    ("leder", FLAGS),
    ("epost", MAIL),
    ("fra", DATES),
];

const VARIABLE: &[(&str, Pool)] = &[
    ("variabel", &["alder", "kjønn", "Alder", ""]),
    ("beskrivelse", &["Alder i år", "Kjønn – «slik»", "\u{e5}"]),
    ("kategori", &["demografi", "helsefaglig", ""]),
    ("innfoert", &["2024-01-31", "31.01.2024", "2024", ""]),
];

fn cells(keys: &'static [(&'static str, Pool)]) -> impl Strategy<Value = Cells> {
    let cell = |(key, pool): &(&'static str, Pool)| {
        let key = *key;
        proptest::option::weighted(0.7, select(*pool))
            .prop_map(move |value| value.map(|value| (key, Literal::One(value))))
    };
    keys.iter().map(cell).collect::<Vec<_>>().prop_map(|cells| cells.into_iter().flatten().collect())
}

/// Any register.
pub(crate) fn any_register() -> impl Strategy<Value = Invented> {
    let tables: Vec<_> = TABLES.iter().map(|(name, keys)| (Just(*name), cells(keys))).collect();
    let lists: Vec<_> =
        LISTS.iter().map(|(_, _, pool)| proptest::option::of(vec(select(*pool), 0..4))).collect();
    let rows: Vec<_> = ROWS.iter().map(|(name, keys)| (Just(*name), vec(cells(keys), 0..4))).collect();
    let variable: Vec<_> = VARIABLE.iter().map(|(_, pool)| select(*pool)).collect();
    (tables, lists, rows, vec(cells(MEMBER), 0..5), vec(variable, 0..4)).prop_map(
        |(mut tables, lists, rows, members, variables)| {
            for ((table, key, _), list) in LISTS.iter().zip(lists) {
                let (_, cells) = tables.iter_mut().find(|(name, _)| name == table).expect("it stands above");
                cells.extend(list.map(|list| (*key, Literal::Many(list))));
            }
            Invented { tables, rows, members, variables }
        },
    )
}

/// Any layout.
pub(crate) fn any_layout() -> impl Strategy<Value = Layout> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(reversed, decomposed, spreadsheet)| Layout {
        reversed,
        decomposed,
        spreadsheet,
    })
}

impl Layout {
    fn ordered<T: Clone>(self, list: &[T]) -> Vec<T> {
        let mut list = list.to_vec();
        if self.reversed {
            list.reverse();
        }
        list
    }

    fn bytes(self, text: &str) -> Vec<u8> {
        let text = if self.reversed { text.replace("\"M46.8\"", "\"m468\"") } else { text.to_owned() };
        let text: String = if self.decomposed { text.nfd().collect() } else { text };
        let text = if self.spreadsheet { format!("\u{feff}{}", text.replace('\n', "\r\n")) } else { text };
        text.into_bytes()
    }

    fn cells(self, cells: &Cells) -> String {
        let line = |(key, value): (&str, Literal)| match value {
            Literal::One(value) => format!("{key} = {value}\n"),
            Literal::Many(list) => {
                let list = self.ordered(&list);
                let joint = if self.reversed { ",\n  " } else { ", " };
                format!("{key} = [{}]\n", list.join(joint))
            }
        };
        self.ordered(cells).into_iter().map(line).collect()
    }
}

impl Invented {
    /// The files of the register in this layout.
    pub(crate) fn files(&self, layout: Layout) -> Files {
        let table = |(name, cells): (&str, Cells)| format!("[{name}]\n{}", layout.cells(&cells));
        let mut home: String = layout.ordered(&self.tables).into_iter().map(table).collect();
        for (name, rows) in &self.rows {
            let row = |cells: Cells| format!("[[{name}]]\n{}", layout.cells(&cells));
            home.extend(layout.ordered(rows).into_iter().map(row));
        }
        let member = |cells: Cells| format!("[[medlem]]\n{}", layout.cells(&cells));
        let council: String = layout.ordered(&self.members).into_iter().map(member).collect();
        let joint = if layout.spreadsheet { ";" } else { "," };
        let row = |row: Vec<&str>| format!("{}\n", row.join(joint));
        let head = row(VARIABLE.iter().map(|(name, _)| *name).collect());
        let variables: String = layout.ordered(&self.variables).into_iter().map(row).collect();
        let mut files = Files::new();
        files.insert("register.toml".to_owned(), layout.bytes(&home));
        files.insert("fagraad.toml".to_owned(), layout.bytes(&council));
        files.insert("datasett.csv".to_owned(), layout.bytes(&format!("{head}{variables}")));
        files.insert("vedlegg/a.md".to_owned(), b"# Brev\n".to_vec());
        files.insert("vedlegg/b.md".to_owned(), b"# Brev\r\n".to_vec());
        files.insert("vedlegg/c.md".to_owned(), b"# Et annet brev\n".to_vec());
        files
    }
}
