//! The nine parts of the statutes (vedtekter) of a register.
//!
//! **Knows**: their words, titles and headings, and which item of the description governs which part.
//! **Does not know**: which parts are asked for, what stands in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::heading::{AND, words};
use super::item::{Item, OwnHeadings};
use super::title::{self, Naming, Strength};
use crate::document::{Document, Number, split_number};
use crate::finding::Lang;

/// A part of the statutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatutePart {
    /// Registerets navn.
    Navn,
    /// Dataansvarlig.
    Dataansvarlig,
    /// Formål.
    Formaal,
    /// Taushetsplikt og behandlingsgrunnlag.
    Taushetsplikt,
    /// Personopplysninger.
    Personopplysninger,
    /// Organisering.
    Organisering,
    /// Utlevering og bruk av data.
    Utlevering,
    /// Systembeskrivelse.
    Systembeskrivelse,
    /// Endring av vedtektene.
    Endring,
}

impl StatutePart {
    /// The nine parts in the order of the template.
    pub const ALL: [Self; 9] = [
        Self::Navn,
        Self::Dataansvarlig,
        Self::Formaal,
        Self::Taushetsplikt,
        Self::Personopplysninger,
        Self::Organisering,
        Self::Utlevering,
        Self::Systembeskrivelse,
        Self::Endring,
    ];

    /// The word by which findings name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Navn => "navn",
            Self::Dataansvarlig => "dataansvarlig",
            Self::Formaal => "formaal",
            Self::Taushetsplikt => "taushetsplikt",
            Self::Personopplysninger => "personopplysninger",
            Self::Organisering => "organisering",
            Self::Utlevering => "utlevering",
            Self::Systembeskrivelse => "systembeskrivelse",
            Self::Endring => "endring",
        }
    }

    /// The title that people know it by.
    pub fn title(self, lang: Lang) -> &'static str {
        let (nb, nn, en) = match self {
            Self::Navn => ("Registerets navn", "Namnet på registeret", "Name of the register"),
            Self::Dataansvarlig => ("Dataansvarlig", "Dataansvarleg", "Data controller"),
            Self::Formaal => ("Formål", "Føremål", "Purpose"),
            Self::Taushetsplikt => (
                "Taushetsplikt og behandlingsgrunnlag",
                "Teieplikt og behandlingsgrunnlag",
                "Confidentiality and legal basis",
            ),
            Self::Personopplysninger => ("Personopplysninger", "Personopplysningar", "Personal data"),
            Self::Organisering => ("Organisering", "Organisering", "Organisation"),
            Self::Utlevering => {
                ("Utlevering og bruk av data", "Utlevering og bruk av data", "Disclosure and use of data")
            }
            Self::Systembeskrivelse => ("Systembeskrivelse", "Systemskildring", "System description"),
            Self::Endring => ("Endring av vedtektene", "Endring av vedtektene", "Change of the statutes"),
        };
        match lang {
            Lang::Nb => nb,
            Lang::Nn => nn,
            Lang::En => en,
        }
    }

    /// The item that governs the text of the part, where one does.
    pub fn item(self) -> Option<Item> {
        match self {
            Self::Dataansvarlig => Some(Item::Dataansvar),
            Self::Formaal => Some(Item::Formaal),
            Self::Taushetsplikt => Some(Item::Hjemmel),
            Self::Personopplysninger => Some(Item::Innhold),
            Self::Organisering => Some(Item::Fagraad),
            Self::Navn | Self::Utlevering | Self::Systembeskrivelse | Self::Endring => None,
        }
    }

    /// Headings by which it is found, the most usual first.
    pub fn headings(self) -> impl Iterator<Item = &'static str> {
        self.titles().split('|').map(str::trim)
    }

    /// The headings of the part, with a stroke between; folded before they are compared.
    fn titles(self) -> &'static str {
        match self {
            Self::Navn => {
                "navn|registerets navn|navn på registeret|registernavn|registernamn|register|navn og tilhørighet|\
                 kvalitetsregisterets navn|offisielt navn|navn og kortnavn|navn og eier"
            }
            Self::Dataansvarlig => {
                "dataansvarlig|databehandlingsansvarlig|behandlingsansvarlig|dataansvar|felles dataansvar|\
                 felles dataansvarlige|dataansvarlig og databehandler|dataansvarliges ansvar|hvem er dataansvarlig|\
                 dataansvarlig virksomhet|dataansvarleg verksemd|juridisk ansvar|registereier|registereigar|eierskap"
            }
            Self::Formaal => {
                "formål|registerets formål|formål med registeret|hensikt|formål og hensikt|hovedformål|hovudføremål|\
                 formålsparagraf|formål og målsetting|formål og bakgrunn|bakgrunn og formål|formål og bruk|\
                 hva registeret skal brukes til|kva registeret skal brukast til|målsetting|målsetjing|formål og delmål"
            }
            Self::Taushetsplikt => {
                "håndtering av taushetsplikt og behandlingsgrunnlag|handtering av teieplikt og behandlingsgrunnlag|\
                 taushetsplikt|taushetsplikt og behandlingsgrunnlag|behandlingsgrunnlag|behandlingsgrunnlag og taushetsplikt|\
                 rettslig grunnlag|hjemmel|hjemmelsgrunnlag|juridisk hjemmelsgrunnlag|rettsgrunnlag|lovgrunnlag|\
                 konfidensialitet|taushetsplikt og samtykke|samtykke|samtykke og reservasjon|reservasjonsrett|\
                 håndtering av taushetsplikt|rettslig grunnlag for behandlingen|taushetsplikt og hjemmel"
            }
            Self::Personopplysninger => {
                "personopplysninger|personopplysninger i registeret|opplysninger|opplysninger i registeret|innhold|\
                 registerets innhold|behandling av personopplysninger|hvilke opplysninger som registreres|\
                 kva opplysningar som blir registrerte|opplysninger som registreres|opplysningar som blir registrerte|\
                 datasett|variabler|registrerte opplysninger|typer personopplysninger|kategorier av personopplysninger|\
                 kva personopplysningar registeret inneheld|hvilke personopplysninger registeret inneholder"
            }
            Self::Organisering => {
                "organisering|organisering av registeret|organisasjon|organer|organ|fagråd|styringsgruppe|\
                 organisering og ledelse|ledelse og organisering|ledelse|daglig ledelse|faglig ledelse|referansegruppe|\
                 fagråd og ledelse|organisering og ansvar|roller og ansvar|styring|fagrådets sammensetning|\
                 organisering og drift|faglig og daglig ledelse"
            }
            Self::Utlevering => {
                "retningslinjer for utlevering og bruk av data|retningslinjer for utlevering og bruk av opplysninger|\
                 utlevering og bruk av data|utlevering og bruk av opplysninger|utlevering av data|utlevering|\
                 utlevering av opplysninger|bruk av data|bruk og utlevering av data|tilgang til data|tilgang|\
                 tilgang til opplysninger|tilgjengeliggjøring av data|tilgjengeliggjøring|tilgjengeleggjering|\
                 tilgjengeliggjøring av opplysninger|tilgjengeleggjering av opplysningar|utlevering og bruk|\
                 retningslinjer for utlevering|retningslinjer for utlevering av data|utlevering, bruk og publisering"
            }
            Self::Systembeskrivelse => {
                "systembeskrivelse|systemskildring|teknisk løsning|teknisk løysing|informasjonssikkerhet|sikkerhet|\
                 IKT-løsning|registerløsning|registerløysing|datasystem|systemløsning|teknisk systembeskrivelse|\
                 informasjonssikkerhet og systembeskrivelse|drift og sikkerhet|teknisk drift|datasikkerhet|teknisk plattform"
            }
            Self::Endring => {
                "endring av vedtektene|endring av vedtekter|endringer i vedtektene|vedtektsendring|vedtektsendringer|\
                 vedtektsendringar|endring|endringer|revisjon av vedtektene|revisjon|endring og avvikling|\
                 endring av vedtektene og avvikling|ikrafttredelse og endring|iverksetjing og endring|oppdatering av vedtektene"
            }
        }
    }
}

/// The parts that a heading names, with or without its number; several for a combined one.
pub fn parts_of(heading: &str) -> Vec<StatutePart> {
    let (_, title) = split_number(heading.trim());
    if title.len() > 200 {
        return Vec::new();
    }
    let title = title.split(['(', ':']).next().unwrap_or_default();
    let words = words(title);
    let whole = named(&words);
    if !whole.is_empty() {
        return whole;
    }
    let parts: Vec<_> = words.split(|word| word == AND).map(named).collect();
    if parts.iter().any(Vec::is_empty) { Vec::new() } else { parts.concat() }
}

static KNOWN: LazyLock<HashMap<String, StatutePart>> = LazyLock::new(|| {
    let each = |part: StatutePart| part.titles().split('|').map(move |title| (words(title).join(" "), part));
    StatutePart::ALL.into_iter().flat_map(each).collect()
});

/// The part whose heading these words are.
fn named(folded: &[String]) -> Vec<StatutePart> {
    KNOWN.get(&folded.join(" ")).copied().into_iter().collect()
}

/// Each part that the statutes have, with its section as an index into [`Document::sections`]; in the order
/// of the document.
pub fn statute_parts(document: &Document) -> Vec<(StatutePart, usize)> {
    let sections = document.sections().iter().enumerate();
    sections
        .flat_map(|(index, section)| parts_of(&section.title).into_iter().map(move |part| (part, index)))
        .collect()
}

/// What a heading of statutes says of the items: the register's own headings first, then the parts, then the
/// headings of a description, for sub-sections such as § 6b Fagråd.
pub(super) fn naming(title: &str, number: Option<&Number>, own: &OwnHeadings) -> Naming {
    if let Some(item) = title::own_item(title, own) {
        return Naming::Items(vec![item], Strength::Name);
    }
    let parts = parts_of(title);
    let mut items: Vec<Item> = parts.iter().filter_map(|part| part.item()).collect();
    items.dedup();
    match title::naming(title, number, own) {
        Naming::Enclosed => Naming::Enclosed,
        Naming::Contents | Naming::Outside if items.is_empty() => Naming::Outside,
        usual if parts.is_empty() => usual,
        // «Ledelse» is a part of the organisation in statutes, but what it says is not of the council.
        Naming::Items(usual, strength) if usual.contains(&Item::Ledelse) && !title_is_organisation(title) => {
            Naming::Items(usual, strength)
        }
        _ if items.is_empty() => Naming::Outside,
        _ => Naming::Items(items, Strength::Name),
    }
}

/// Whether a heading speaks of the organisation as a whole.
fn title_is_organisation(title: &str) -> bool {
    words(title).iter().any(|word| word == "organisering")
}
