//! Checks with a name of their own: what no test on a field can say.
//!
//! **Knows**: the closed set of named checks, their parameters, and what their messages can name.
//! **Does not know**: rules; a check is held against a register and answers with hits.

mod agreement;
mod change;
mod code;
mod due;
mod duty;
mod organisation;
mod privacy;
mod reading;
mod reference;
mod report;
mod section;
mod text;

pub use change::ChangeCheck;
pub use due::DueCheck;
pub use duty::{Answer, Ask, DutyCheck, Gap};
pub(in crate::rule) use duty::{body_name, is_approved};
pub use report::ReportCheck;
pub(in crate::rule) use report::{extended, from_year};
pub use text::Forbidden;

use crate::document::tree::Node;
use crate::fault::FaultKind;
use crate::rule::condition::Ground;
use crate::rule::outcome::Outcome;

/// A check with a name of its own.
#[derive(Debug, Clone)]
pub enum Check {
    /// `lesefeil`: a kind of fault that reading found.
    ReadFault(&'static str),
    /// `organisasjonsnavn`: the number belongs to the body that the name says.
    OrganisationNames,
    /// `uavhengig-kilde`: coverage is not computed against the register itself.
    IndependentSource,
    /// `koder`: each code is one of its system.
    ValidCodes,
    /// `koder-dobbelt`: no code is covered by another.
    DuplicateCodes,
    /// `aldersgrenser`: the age limits are possible.
    Ages,
    /// `bokstaver`: each letter of a list has a reference that leads somewhere.
    Letters {
        /// The table of letters.
        field: String,
    },
    /// `deler`: each part of a document is there.
    Parts(DocumentName),
    /// `deler-med-innhold`: no part of a document is nearly empty.
    PartsFilled {
        /// The document.
        document: DocumentName,
        /// The words that a part has at the least.
        words: usize,
    },
    /// `samsvar`: the prose agrees with `register.toml`.
    Agreement(DocumentName),
    /// `protokollpunkter`: the record of processing has the points of article 30.
    RecordPoints,
    /// `lenker`: links and paths inside the repository lead somewhere.
    Links,
    /// `tekst-uten`: a text has none of these patterns.
    TextWithout(Vec<Forbidden>),
    /// `plassholdere`: no template text is left.
    Placeholders,
    /// `smaa-celler`: no table of results shows counts of one to four.
    SmallCells,
    /// `identitetsnummer`: no personal identity number in any file.
    IdentityNumbers,
    /// The checks of annual reports.
    Report(ReportCheck),
    /// `unntak-utloept`, `unntak-ubrukt`, `unntak-ugyldig`: held when all else is known.
    Waiver(WaiverCheck),
    /// A duty, by its name.
    Duty(DutyCheck),
    /// A check on changes.
    Change(ChangeCheck),
    /// What closes something that falls due.
    Due(DueCheck),
}

/// The documents that have parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentName {
    /// The register description.
    Description,
    /// The statutes.
    Statutes,
}

impl DocumentName {
    const NAMES: [(&'static str, Self); 2] =
        [("registerbeskrivelse", Self::Description), ("vedtekter", Self::Statutes)];

    /// The field that says where it lies.
    fn path(self) -> &'static str {
        match self {
            Self::Description => "dokumenter.registerbeskrivelse",
            Self::Statutes => "dokumenter.vedtekter",
        }
    }

    /// Its name in references.
    pub fn word(self) -> &'static str {
        match self {
            Self::Description => "registerbeskrivelse",
            Self::Statutes => "vedtekter",
        }
    }
}

/// What is looked at in waivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaiverCheck {
    /// Its end has passed.
    Expired,
    /// It waives nothing.
    Unused,
    /// It is none: unknown rule, no reason, no end, or one that cannot be.
    Invalid,
}

/// A parameter that a check cannot take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadParameter {
    /// The parameter.
    pub key: String,
    /// What it could be; empty where that is no list of words.
    pub allowed: Vec<String>,
}

impl Check {
    /// The names of the checks that stand alone.
    const OWN_NAMES: [&'static str; 19] = [
        "lesefeil",
        "organisasjonsnavn",
        "uavhengig-kilde",
        "koder",
        "koder-dobbelt",
        "aldersgrenser",
        "bokstaver",
        "deler",
        "deler-med-innhold",
        "samsvar",
        "protokollpunkter",
        "lenker",
        "tekst-uten",
        "plassholdere",
        "smaa-celler",
        "identitetsnummer",
        "unntak-utloept",
        "unntak-ubrukt",
        "unntak-ugyldig",
    ];

    /// The names of all checks.
    pub fn names() -> Vec<&'static str> {
        Self::OWN_NAMES
            .into_iter()
            .chain(ReportCheck::NAMES.into_iter().map(|(name, _)| name))
            .chain(DutyCheck::NAMES.into_iter().map(|(name, _)| name))
            .chain(ChangeCheck::NAMES.into_iter().map(|(name, _)| name))
            .chain(DueCheck::NAMES.into_iter().map(|(name, _)| name))
            .collect()
    }

    /// The check called `name` with the parameters `with`; none where no check has that name.
    pub fn read(name: &str, with: Option<&Node>) -> Option<Result<Self, BadParameter>> {
        let check = match name {
            "lesefeil" => {
                read_word(with, "funn", &FaultKind::WORDS.map(|word| (word, word))).map(Self::ReadFault)
            }
            "organisasjonsnavn" => Ok(Self::OrganisationNames),
            "uavhengig-kilde" => Ok(Self::IndependentSource),
            "koder" => Ok(Self::ValidCodes),
            "koder-dobbelt" => Ok(Self::DuplicateCodes),
            "aldersgrenser" => Ok(Self::Ages),
            "bokstaver" => {
                let fields = ["hjemmel.dokumentasjon", "hjemmel.informasjon"].map(|word| (word, word));
                read_word(with, "felt", &fields).map(|field| Self::Letters { field: field.to_owned() })
            }
            "deler" => read_word(with, "dokument", &DocumentName::NAMES).map(Self::Parts),
            "deler-med-innhold" => read_word(with, "dokument", &DocumentName::NAMES).and_then(|document| {
                read_count(with, "minst_ord").map(|words| Self::PartsFilled { document, words })
            }),
            "samsvar" => read_word(with, "dokument", &DocumentName::NAMES).map(Self::Agreement),
            "protokollpunkter" => Ok(Self::RecordPoints),
            "lenker" => Ok(Self::Links),
            "tekst-uten" => text::read_patterns(with).map(Self::TextWithout),
            "plassholdere" => Ok(Self::Placeholders),
            "smaa-celler" => Ok(Self::SmallCells),
            "identitetsnummer" => Ok(Self::IdentityNumbers),
            "unntak-utloept" => Ok(Self::Waiver(WaiverCheck::Expired)),
            "unntak-ubrukt" => Ok(Self::Waiver(WaiverCheck::Unused)),
            "unntak-ugyldig" => Ok(Self::Waiver(WaiverCheck::Invalid)),
            other => {
                let report = || named(&ReportCheck::NAMES, other).map(Self::Report);
                let duty = || named(&DutyCheck::NAMES, other).map(Self::Duty);
                let change = || named(&ChangeCheck::NAMES, other).map(Self::Change);
                let due = || named(&DueCheck::NAMES, other).map(Self::Due);
                Ok(report().or_else(duty).or_else(change).or_else(due)?)
            }
        };
        Some(check)
    }

    /// Its name in a rule file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ReadFault(_) => "lesefeil",
            Self::OrganisationNames => "organisasjonsnavn",
            Self::IndependentSource => "uavhengig-kilde",
            Self::ValidCodes => "koder",
            Self::DuplicateCodes => "koder-dobbelt",
            Self::Ages => "aldersgrenser",
            Self::Letters { .. } => "bokstaver",
            Self::Parts(_) => "deler",
            Self::PartsFilled { .. } => "deler-med-innhold",
            Self::Agreement(_) => "samsvar",
            Self::RecordPoints => "protokollpunkter",
            Self::Links => "lenker",
            Self::TextWithout(_) => "tekst-uten",
            Self::Placeholders => "plassholdere",
            Self::SmallCells => "smaa-celler",
            Self::IdentityNumbers => "identitetsnummer",
            Self::Report(check) => name_of(&ReportCheck::NAMES, check),
            Self::Duty(check) => name_of(&DutyCheck::NAMES, check),
            Self::Change(check) => name_of(&ChangeCheck::NAMES, check),
            Self::Due(check) => name_of(&DueCheck::NAMES, check),
            Self::Waiver(WaiverCheck::Expired) => "unntak-utloept",
            Self::Waiver(WaiverCheck::Unused) => "unntak-ubrukt",
            Self::Waiver(WaiverCheck::Invalid) => "unntak-ugyldig",
        }
    }

    /// The check held against a register. Checks of waivers are held elsewhere, when all else is known,
    /// those of duties and changes where it is known what released them, those of what falls due where it is
    /// known when.
    pub fn hold(&self, ground: Ground<'_>) -> Outcome {
        match self {
            Self::ReadFault(word) => reading::hold(word, ground),
            Self::OrganisationNames => organisation::names(ground),
            Self::IndependentSource => organisation::independent_source(ground),
            Self::ValidCodes => code::valid(ground),
            Self::DuplicateCodes => code::duplicates(ground),
            Self::Ages => code::ages(ground),
            Self::Letters { field } => reference::letters(field, ground),
            Self::Links => reference::links(ground),
            Self::Parts(document) => section::parts(*document, ground),
            Self::PartsFilled { document, words } => section::filled(*document, *words, ground),
            Self::RecordPoints => section::record_points(ground),
            Self::Agreement(document) => agreement::hold(*document, ground),
            Self::TextWithout(patterns) => text::without(patterns, ground),
            Self::Placeholders => text::placeholders(ground),
            Self::SmallCells => privacy::small_cells(ground),
            Self::IdentityNumbers => privacy::identity_numbers(ground),
            Self::Report(check) => check.hold(ground),
            Self::Waiver(_) | Self::Duty(_) | Self::Change(_) | Self::Due(_) => Outcome::nothing(),
        }
    }

    /// What is wrong with its patterns, if anything; seen when an own rule is loaded.
    pub fn bad_pattern(&self) -> Option<String> {
        match self {
            Self::TextWithout(patterns) => patterns.iter().find_map(|pattern| pattern.check().err()),
            _ => None,
        }
    }

    /// The fields from the root without which it cannot be held as a whole.
    pub fn paths(&self) -> Vec<&str> {
        match self {
            Self::ReadFault(_)
            | Self::TextWithout(_)
            | Self::Placeholders
            | Self::SmallCells
            | Self::IdentityNumbers
            | Self::Links
            | Self::Duty(_)
            | Self::Change(_)
            | Self::Due(_) => Vec::new(),
            Self::OrganisationNames => organisation::PATHS.to_vec(),
            Self::IndependentSource => vec!["dekningsgrad.kilde", "register.navn", "register.kortnavn"],
            Self::ValidCodes | Self::DuplicateCodes => code::PATHS.to_vec(),
            Self::Ages => vec!["pasientgruppe.alder"],
            Self::Letters { field } => vec![field],
            Self::Parts(name) | Self::PartsFilled { document: name, .. } => {
                vec![name.word(), name.path(), "overskrifter"]
            }
            Self::RecordPoints => vec!["hjemmel.protokoll.dokument"],
            Self::Agreement(name) => {
                [name.word(), name.path(), "overskrifter"].into_iter().chain(agreement::PATHS).collect()
            }
            Self::Report(check) => check.paths().to_vec(),
            Self::Waiver(_) => vec!["unntak"],
        }
    }

    /// The ways in which it can fail, as rules choose words and levels by them.
    pub fn variants(&self) -> Vec<&str> {
        match self {
            Self::ReadFault(word) => FaultKind::variants_of(word),
            Self::ValidCodes => code::VARIANTS.to_vec(),
            Self::Ages => vec!["snudd", "negativ", "for-hoey"],
            Self::Letters { .. } => vec!["ingen", "mangler", "finnes-ikke", "ingen-overskrift"],
            Self::Parts(document) => section::variants(*document),
            Self::RecordPoints => section::POINTS.to_vec(),
            Self::Agreement(_) => agreement::VARIANTS.to_vec(),
            Self::Links => vec!["lenke", "anker", "sti"],
            Self::TextWithout(patterns) => patterns.iter().map(|pattern| pattern.variant.as_str()).collect(),
            Self::Placeholders => vec!["tekst", "felt"],
            Self::IdentityNumbers => vec!["ekte", "syntetisk"],
            Self::Report(check) => check.variants().to_vec(),
            Self::Waiver(WaiverCheck::Invalid) => crate::rule::waiver::VARIANTS.to_vec(),
            Self::Duty(check) => check.variants().to_vec(),
            Self::Change(check) => check.variants().to_vec(),
            Self::OrganisationNames
            | Self::IndependentSource
            | Self::DuplicateCodes
            | Self::PartsFilled { .. }
            | Self::SmallCells
            | Self::Due(_)
            | Self::Waiver(WaiverCheck::Expired | WaiverCheck::Unused) => Vec::new(),
        }
    }

    /// The values that its messages can name.
    pub fn details(&self) -> Vec<&'static str> {
        match self {
            Self::ReadFault(word) => FaultKind::details_of(word).to_vec(),
            Self::OrganisationNames => vec!["navn", "orgnr", "eier", "felt"],
            Self::IndependentSource => vec!["verdi"],
            Self::ValidCodes => vec!["verdi", "system", "forslag", "annet_system", "felt"],
            Self::DuplicateCodes => vec!["verdi", "dekkes_av", "system"],
            Self::Ages => vec!["fra", "til", "verdi"],
            Self::Letters { .. } => vec!["bokstav", "verdi", "felt"],
            Self::Links => vec!["verdi", "fil", "felt"],
            Self::Parts(_) => vec!["del", "tittel", "overskrifter", "fil", "naermeste"],
            Self::PartsFilled { .. } => vec!["del", "tittel", "antall", "minst", "fil"],
            Self::RecordPoints => vec!["bokstav", "fil"],
            Self::Agreement(_) => vec!["verdi", "register", "fra", "til", "system", "fil"],
            Self::TextWithout(_) => vec!["verdi", "fil"],
            Self::Placeholders => vec!["verdi", "fil", "felt"],
            Self::SmallCells => vec!["verdi", "fil"],
            Self::IdentityNumbers => vec!["verdi"],
            Self::Report(check) => check.details().to_vec(),
            Self::Duty(check) => check.details().to_vec(),
            Self::Change(check) => check.details().to_vec(),
            Self::Due(_) => Vec::new(),
            Self::Waiver(_) => vec!["regel", "til", "godkjent_av", "naermeste", "antall"],
        }
    }
}

/// The check of this name.
fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, check)| *check)
}

/// The name of this check.
fn name_of<T: PartialEq>(names: &[(&'static str, T)], check: &T) -> &'static str {
    names.iter().find(|(_, other)| other == check).map_or("", |(name, _)| name)
}

/// The parameter `key`, one of these words.
fn read_word<T: Clone>(with: Option<&Node>, key: &str, words: &[(&str, T)]) -> Result<T, BadParameter> {
    let written = with.and_then(|with| with.get(key)).and_then(Node::text).unwrap_or_default();
    words.iter().find(|(word, _)| *word == written).map(|(_, value)| value.clone()).ok_or_else(|| {
        BadParameter {
            key: key.to_owned(),
            allowed: words.iter().map(|(word, _)| (*word).to_owned()).collect(),
        }
    })
}

/// The parameter `key`, a number that counts something.
fn read_count(with: Option<&Node>, key: &str) -> Result<usize, BadParameter> {
    let written = with.and_then(|with| with.get(key)).and_then(Node::integer);
    written
        .and_then(|number| usize::try_from(number).ok())
        .ok_or_else(|| BadParameter { key: key.to_owned(), allowed: Vec::new() })
}
