//! The items that a register description is made of, and headings of a register's own for them.
//!
//! **Knows**: the thirteen items of the recommended template and five more that govern sections; their words and titles.
//! **Does not know**: the headings that name them, documents.

use std::collections::BTreeMap;

use strsim::normalized_damerau_levenshtein;

use super::heading::{compact, words};
use super::synonym::TITLES;
use super::title::{self, Naming, Strength};
use crate::document::split_number;
use crate::finding::{Lang, Level};

/// What a section of a register description is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// Registerets formål: the purpose.
    Formaal,
    /// Faglig begrunnelse: why the register is needed.
    FagligBegrunnelse,
    /// Helsedirektoratets kriterier for national status.
    Kriterier,
    /// Pasientpopulasjon: who is registered.
    Pasientpopulasjon,
    /// Registerets innhold: what is registered.
    Innhold,
    /// Forankring: who stands behind the register, and pays.
    Forankring,
    /// Analyse og formidling av resultater.
    AnalyseOgFormidling,
    /// Metode for datafangst: how data come in.
    Datafangst,
    /// Forskning.
    Forskning,
    /// Datakvalitet.
    Datakvalitet,
    /// Faglig og daglig ledelse.
    Ledelse,
    /// Personvern.
    Personvern,
    /// Relasjon til internasjonale miljøer.
    Internasjonalt,
    /// Hjemmelsgrunnlag: the legal basis.
    Hjemmel,
    /// Dataansvarlig: the controller.
    Dataansvar,
    /// Dekningsgrad: the coverage.
    Dekningsgrad,
    /// Fagråd: the expert council.
    Fagraad,
    /// Faglige retningslinjer og kvalitetsindikatorer.
    Retningslinjer,
}

impl Item {
    /// All items: the thirteen, then the further ones.
    pub const ALL: [Self; 18] = [
        Self::Formaal,
        Self::FagligBegrunnelse,
        Self::Kriterier,
        Self::Pasientpopulasjon,
        Self::Innhold,
        Self::Forankring,
        Self::AnalyseOgFormidling,
        Self::Datafangst,
        Self::Forskning,
        Self::Datakvalitet,
        Self::Ledelse,
        Self::Personvern,
        Self::Internasjonalt,
        Self::Hjemmel,
        Self::Dataansvar,
        Self::Dekningsgrad,
        Self::Fagraad,
        Self::Retningslinjer,
    ];

    /// The thirteen items of the recommended template, in its order.
    pub const THIRTEEN: [Self; 13] = {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, ..] = Self::ALL;
        [a, b, c, d, e, f, g, h, i, j, k, l, m]
    };

    /// The word by which files name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Formaal => "formaal",
            Self::FagligBegrunnelse => "faglig-begrunnelse",
            Self::Kriterier => "kriterier",
            Self::Pasientpopulasjon => "pasientpopulasjon",
            Self::Innhold => "innhold",
            Self::Forankring => "forankring",
            Self::AnalyseOgFormidling => "analyse-og-formidling",
            Self::Datafangst => "datafangst",
            Self::Forskning => "forskning",
            Self::Datakvalitet => "datakvalitet",
            Self::Ledelse => "ledelse",
            Self::Personvern => "personvern",
            Self::Internasjonalt => "internasjonalt",
            Self::Hjemmel => "hjemmel",
            Self::Dataansvar => "dataansvar",
            Self::Dekningsgrad => "dekningsgrad",
            Self::Fagraad => "fagraad",
            Self::Retningslinjer => "retningslinjer",
        }
    }

    /// The title that people know it by.
    pub fn title(self, lang: Lang) -> &'static str {
        let (nb, nn, en) = match self {
            Self::Formaal => ("Registerets formål", "Formålet med registeret", "Purpose of the register"),
            Self::FagligBegrunnelse => (
                "Faglig begrunnelse for registeret",
                "Fagleg grunngjeving for registeret",
                "Clinical rationale",
            ),
            Self::Kriterier => (
                "Kriterier for nasjonal status",
                "Kriterium for nasjonal status",
                "Criteria for national status",
            ),
            Self::Pasientpopulasjon => ("Pasientpopulasjonen", "Pasientpopulasjonen", "Patient population"),
            Self::Innhold => ("Registerets innhold", "Innhaldet i registeret", "Content of the register"),
            Self::Forankring => ("Forankring", "Forankring", "Anchoring"),
            Self::AnalyseOgFormidling => (
                "Analyse og formidling av resultater",
                "Analyse og formidling av resultat",
                "Analysis and dissemination of results",
            ),
            Self::Datafangst => ("Metode for datafangst", "Metode for datafangst", "Data capture"),
            Self::Forskning => ("Forskning", "Forsking", "Research"),
            Self::Datakvalitet => ("Datakvalitet", "Datakvalitet", "Data quality"),
            Self::Ledelse => ("Faglig og daglig ledelse", "Fagleg og dagleg leiing", "Management"),
            Self::Personvern => ("Personvern", "Personvern", "Privacy"),
            Self::Internasjonalt => (
                "Relasjon til internasjonale miljøer",
                "Relasjon til internasjonale miljø",
                "International relations",
            ),
            Self::Hjemmel => ("Hjemmelsgrunnlag", "Heimelsgrunnlag", "Legal basis"),
            Self::Dataansvar => ("Dataansvarlig", "Dataansvarleg", "Data controller"),
            Self::Dekningsgrad => ("Dekningsgrad", "Dekningsgrad", "Coverage"),
            Self::Fagraad => ("Fagråd", "Fagråd", "Expert council"),
            Self::Retningslinjer => (
                "Faglige retningslinjer og kvalitetsindikatorer",
                "Faglege retningslinjer og kvalitetsindikatorar",
                "Guidelines and quality indicators",
            ),
        };
        match lang {
            Lang::Nb => nb,
            Lang::Nn => nn,
            Lang::En => en,
        }
    }

    /// Headings by which it is found, the most usual first.
    pub fn headings(self) -> impl Iterator<Item = &'static str> {
        let own = TITLES
            .into_iter()
            .filter(move |(item, strength, _)| *item == self && *strength == Strength::Name);
        own.flat_map(|(_, _, headings)| headings.split('|')).map(str::trim)
    }

    /// The topic whose duties a change of its text releases, if any (3-changes.md).
    pub fn topic(self) -> Option<&'static str> {
        match self {
            Self::Formaal => Some("formaal"),
            Self::Pasientpopulasjon => Some("pasientgruppe"),
            Self::Innhold => Some("datasett"),
            Self::Forankring => Some("forankring"),
            Self::Datafangst => Some("datafangst"),
            Self::Hjemmel => Some("hjemmel"),
            Self::Dataansvar => Some("dataansvar"),
            Self::Dekningsgrad => Some("dekningsgrad"),
            Self::Fagraad => Some("fagraad"),
            Self::Retningslinjer => Some("retningslinjer"),
            Self::FagligBegrunnelse
            | Self::Kriterier
            | Self::AnalyseOgFormidling
            | Self::Forskning
            | Self::Datakvalitet
            | Self::Ledelse
            | Self::Personvern
            | Self::Internasjonalt => None,
        }
    }

    /// How grave it is when a description lacks it; none for what the thirteen do not ask for.
    pub fn gravity(self) -> Option<Level> {
        match self {
            Self::Formaal
            | Self::Pasientpopulasjon
            | Self::Innhold
            | Self::Datafangst
            | Self::Datakvalitet
            | Self::Ledelse
            | Self::Personvern => Some(Level::Error),
            Self::FagligBegrunnelse
            | Self::Kriterier
            | Self::Forankring
            | Self::AnalyseOgFormidling
            | Self::Forskning
            | Self::Internasjonalt => Some(Level::Warning),
            Self::Hjemmel | Self::Dataansvar | Self::Dekningsgrad | Self::Fagraad | Self::Retningslinjer => {
                None
            }
        }
    }

    /// The item whose section serves as well where this one has none: coverage for data quality.
    pub fn served_by(self) -> Option<Self> {
        (self == Self::Datakvalitet).then_some(Self::Dekningsgrad)
    }

    /// The item that text right under this one counts as, where a document has no section for that.
    pub fn stands_in_for(self) -> Option<Self> {
        match self {
            Self::Personvern => Some(Self::Hjemmel),
            Self::Ledelse => Some(Self::Dataansvar),
            Self::Datakvalitet => Some(Self::Dekningsgrad),
            Self::Formaal
            | Self::FagligBegrunnelse
            | Self::Kriterier
            | Self::Pasientpopulasjon
            | Self::Innhold
            | Self::Forankring
            | Self::AnalyseOgFormidling
            | Self::Datafangst
            | Self::Forskning
            | Self::Internasjonalt
            | Self::Hjemmel
            | Self::Dataansvar
            | Self::Dekningsgrad
            | Self::Fagraad
            | Self::Retningslinjer => None,
        }
    }
}

impl std::str::FromStr for Item {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|item| item.word() == word).ok_or(())
    }
}

/// The headings of a register's own and the items they name (`[overskrifter]`).
#[derive(Debug, Clone, Default)]
pub struct OwnHeadings(BTreeMap<String, Item>);

impl OwnHeadings {
    /// Each heading as the register writes it, with its item.
    pub fn new<'a>(headings: impl IntoIterator<Item = (&'a str, Item)>) -> Self {
        let key = |heading: &str| compact(split_number(heading.trim()).1);
        Self(headings.into_iter().map(|(heading, item)| (key(heading), item)).collect())
    }

    /// The item that a heading (without its number) names.
    pub(super) fn item(&self, title: &str) -> Option<Item> {
        self.0.get(&compact(title)).copied()
    }

    /// Whether the register has any.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The items that a heading names, with or without its number; several for a combined one, none for one that
/// names nothing known. Never a guess: see [`nearest`].
pub fn items_of(heading: &str, own: &OwnHeadings) -> Vec<Item> {
    let (number, title) = split_number(heading.trim());
    match title::naming(title, number.as_ref(), own) {
        Naming::Items(items, _) => items,
        Naming::Outside | Naming::Enclosed | Naming::Contents | Naming::Unknown => Vec::new(),
    }
}

/// The item whose usual headings come nearest to this one, to be suggested to a person.
pub fn nearest(heading: &str) -> Option<Item> {
    const LONGEST: usize = 100;
    const NEAR: f64 = 0.7;
    let (_, title) = split_number(heading.trim());
    if title.len() > LONGEST {
        return None;
    }
    let wanted = words(title).join(" ");
    let mut best = (NEAR, None);
    for (item, known) in title::known() {
        let near = normalized_damerau_levenshtein(&wanted, known);
        if near > best.0 {
            best = (near, Some(item));
        }
    }
    best.1
}
