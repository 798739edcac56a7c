//! What differs between two revisions, as a review tells it.
//!
//! **Knows**: the topics, kinds and effects of the contract and their words.
//! **Does not know**: how differences are found, what follows from them.

use crate::source::Location;

/// One difference of meaning between two revisions of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of difference.
    pub kind: ChangeKind,
    /// What it is about: a code with its system, a name, a field, `DOCUMENT#heading`.
    pub subject: String,
    /// Which way it goes.
    pub effect: Effect,
    /// Whether it changes what is meant.
    pub substance: Substance,
    /// What stood there; none where nothing did.
    pub before: Option<String>,
    /// What stands there now; none where nothing does.
    pub after: Option<String>,
    /// Where it stands now, or what it was taken out of.
    pub location: Location,
    /// Where it stood; none where nothing did.
    pub base_location: Option<Location>,
}

impl Change {
    /// The total order of changes: by topic, fields before prose, then kind, subject and place.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |change: &Self| (change.kind.topic(), change.kind.is_prose(), change.kind);
        key(self)
            .cmp(&key(other))
            .then_with(|| self.subject.cmp(&other.subject))
            .then_with(|| self.before.cmp(&other.before))
            .then_with(|| self.after.cmp(&other.after))
            .then_with(|| self.location.cmp(&other.location))
    }

    /// Kind and subject, the name by which duties refer to it.
    pub fn name(&self) -> String {
        format!("{} {}", self.kind.word(), self.subject)
    }

    /// What it is about, as people call it in a sentence: the heading of a text, the code without its system.
    pub fn called(&self) -> &str {
        let code = matches!(self.kind, ChangeKind::KodeLagtTil | ChangeKind::KodeFjernet);
        let sign = if self.kind.is_prose() { '#' } else { ':' };
        let rest = self.subject.split_once(sign).filter(|_| code || self.kind.is_prose());
        rest.map_or(&self.subject, |(_, called)| called)
    }

    /// The type of change record (endringsmelding) that accounts for it.
    pub fn record_type(&self) -> &'static str {
        let sides = [&self.before, &self.after].map(|side| side.as_deref().unwrap_or_default());
        match (self.kind, sides) {
            (ChangeKind::StatusEndret, [_, "avviklet"]) => "avvikling",
            (ChangeKind::StatusEndret, ["mistet", "nasjonal"]) => "regodkjenning",
            (ChangeKind::StatusEndret, [_, "nasjonal"]) => "ny",
            _ => "endring",
        }
    }

    /// Whether it counts as a change of content: where that cannot be told, it does.
    pub fn is_content(&self) -> bool {
        self.substance != Substance::Editorial
    }
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Who is registered.
    Pasientgruppe,
    /// The legal basis.
    Hjemmel,
    /// Who answers for the processing.
    Dataansvar,
    /// The purpose.
    Formaal,
    /// The expert council.
    Fagraad,
    /// The variables.
    Datasett,
    /// How data come in.
    Datafangst,
    /// Coverage.
    Dekningsgrad,
    /// The region that stands behind the register, and the money.
    Forankring,
    /// Guidelines and indicators.
    Retningslinjer,
    /// The register itself: name, status.
    Register,
    /// Who gets mail.
    Ansvarlige,
    /// The required documents.
    Dokument,
    /// Settings, waivers and own rules.
    Regelverk,
}

impl Topic {
    /// All topics, in the order in which they are told.
    pub const ALL: [Self; 14] = [
        Self::Pasientgruppe,
        Self::Hjemmel,
        Self::Dataansvar,
        Self::Formaal,
        Self::Fagraad,
        Self::Datasett,
        Self::Datafangst,
        Self::Dekningsgrad,
        Self::Forankring,
        Self::Retningslinjer,
        Self::Register,
        Self::Ansvarlige,
        Self::Dokument,
        Self::Regelverk,
    ];

    /// The word in files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pasientgruppe => "pasientgruppe",
            Self::Hjemmel => "hjemmel",
            Self::Dataansvar => "dataansvar",
            Self::Formaal => "formaal",
            Self::Fagraad => "fagraad",
            Self::Datasett => "datasett",
            Self::Datafangst => "datafangst",
            Self::Dekningsgrad => "dekningsgrad",
            Self::Forankring => "forankring",
            Self::Retningslinjer => "retningslinjer",
            Self::Register => "register",
            Self::Ansvarlige => "ansvarlige",
            Self::Dokument => "dokument",
            Self::Regelverk => "regelverk",
        }
    }

    /// The topic with this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.word() == word)
    }

    /// The kind of a change of its prose; none for topics that govern no prose.
    pub fn prose(self) -> Option<ChangeKind> {
        ChangeKind::ALL.into_iter().find(|kind| kind.is_prose() && kind.topic() == self)
    }
}

/// A kind of change: a topic and what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named by its word in the contract, see `ChangeKind::word`")]
pub enum ChangeKind {
    KodeLagtTil,
    KodeFjernet,
    AlderEndret,
    KriteriumEndret,
    KategoriEndret,
    TjenesteEndret,
    EnhetEndret,
    RegionEndret,
    BeskrivelseEndret,
    PasientgruppeTekst,
    HjemmelType,
    ForskriftEndret,
    BehandlingsgrunnlagEndret,
    ReservasjonEndret,
    HjemmelTekst,
    DataansvarligEndret,
    FellesDataansvarEndret,
    DatabehandlerEndret,
    DataansvarTekst,
    FormaalEndret,
    FormaalTekst,
    MedlemInn,
    MedlemUt,
    LederEndret,
    MedlemEndret,
    FagraadTekst,
    VariabelLagtTil,
    VariabelFjernet,
    VariabelEndret,
    DatasettTekst,
    DatafangstKilde,
    FellesloesningEndret,
    DatafangstTekst,
    MetodeEndret,
    DekningsgradKilde,
    GrunnlagEndret,
    DekningsgradTekst,
    RhfEndret,
    FinansieringEndret,
    ForankringTekst,
    RetningslinjeEndret,
    IndikatorLagtTil,
    IndikatorFjernet,
    IndikatorEndret,
    RetningslinjerTekst,
    NavnEndret,
    KlyngeEndret,
    RegisterKriterium,
    StatusEndret,
    AnsvarligEndret,
    DokumentFjernet,
    DokumentFlyttet,
    RegelverkEndret,
}

impl ChangeKind {
    /// All kinds, by topic.
    pub const ALL: [Self; 53] = {
        let mut all = [Self::KodeLagtTil; 53];
        let mut at = 0;
        while at < all.len() {
            all[at] = TABLE[at].0;
            at += 1;
        }
        all
    };

    /// Topic and word, such as `pasientgruppe.kode-lagt-til`.
    pub fn word(self) -> &'static str {
        TABLE[self as usize].2
    }

    /// What it is about.
    pub fn topic(self) -> Topic {
        TABLE[self as usize].1
    }

    /// The kind with this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it is a change of a document's text, not of a field.
    pub fn is_prose(self) -> bool {
        self.word().ends_with(".tekst-endret")
    }
}

/// Each kind with its topic and word, in the order of the enumeration; a test holds the two together.
const TABLE: [(ChangeKind, Topic, &str); 53] = {
    use ChangeKind as K;
    use Topic as T;
    [
        (K::KodeLagtTil, T::Pasientgruppe, "pasientgruppe.kode-lagt-til"),
        (K::KodeFjernet, T::Pasientgruppe, "pasientgruppe.kode-fjernet"),
        (K::AlderEndret, T::Pasientgruppe, "pasientgruppe.alder-endret"),
        (K::KriteriumEndret, T::Pasientgruppe, "pasientgruppe.kriterium-endret"),
        (K::KategoriEndret, T::Pasientgruppe, "pasientgruppe.kategori-endret"),
        (K::TjenesteEndret, T::Pasientgruppe, "pasientgruppe.tjeneste-endret"),
        (K::EnhetEndret, T::Pasientgruppe, "pasientgruppe.enhet-endret"),
        (K::RegionEndret, T::Pasientgruppe, "pasientgruppe.region-endret"),
        (K::BeskrivelseEndret, T::Pasientgruppe, "pasientgruppe.beskrivelse-endret"),
        (K::PasientgruppeTekst, T::Pasientgruppe, "pasientgruppe.tekst-endret"),
        (K::HjemmelType, T::Hjemmel, "hjemmel.type-endret"),
        (K::ForskriftEndret, T::Hjemmel, "hjemmel.forskrift-endret"),
        (K::BehandlingsgrunnlagEndret, T::Hjemmel, "hjemmel.behandlingsgrunnlag-endret"),
        (K::ReservasjonEndret, T::Hjemmel, "hjemmel.reservasjon-endret"),
        (K::HjemmelTekst, T::Hjemmel, "hjemmel.tekst-endret"),
        (K::DataansvarligEndret, T::Dataansvar, "dataansvar.dataansvarlig-endret"),
        (K::FellesDataansvarEndret, T::Dataansvar, "dataansvar.felles-dataansvar-endret"),
        (K::DatabehandlerEndret, T::Dataansvar, "dataansvar.databehandler-endret"),
        (K::DataansvarTekst, T::Dataansvar, "dataansvar.tekst-endret"),
        (K::FormaalEndret, T::Formaal, "formaal.endret"),
        (K::FormaalTekst, T::Formaal, "formaal.tekst-endret"),
        (K::MedlemInn, T::Fagraad, "fagraad.medlem-inn"),
        (K::MedlemUt, T::Fagraad, "fagraad.medlem-ut"),
        (K::LederEndret, T::Fagraad, "fagraad.leder-endret"),
        (K::MedlemEndret, T::Fagraad, "fagraad.medlem-endret"),
        (K::FagraadTekst, T::Fagraad, "fagraad.tekst-endret"),
        (K::VariabelLagtTil, T::Datasett, "datasett.variabel-lagt-til"),
        (K::VariabelFjernet, T::Datasett, "datasett.variabel-fjernet"),
        (K::VariabelEndret, T::Datasett, "datasett.variabel-endret"),
        (K::DatasettTekst, T::Datasett, "datasett.tekst-endret"),
        (K::DatafangstKilde, T::Datafangst, "datafangst.kilde-endret"),
        (K::FellesloesningEndret, T::Datafangst, "datafangst.fellesloesning-endret"),
        (K::DatafangstTekst, T::Datafangst, "datafangst.tekst-endret"),
        (K::MetodeEndret, T::Dekningsgrad, "dekningsgrad.metode-endret"),
        (K::DekningsgradKilde, T::Dekningsgrad, "dekningsgrad.kilde-endret"),
        (K::GrunnlagEndret, T::Dekningsgrad, "dekningsgrad.grunnlag-endret"),
        (K::DekningsgradTekst, T::Dekningsgrad, "dekningsgrad.tekst-endret"),
        (K::RhfEndret, T::Forankring, "forankring.rhf-endret"),
        (K::FinansieringEndret, T::Forankring, "forankring.finansiering-endret"),
        (K::ForankringTekst, T::Forankring, "forankring.tekst-endret"),
        (K::RetningslinjeEndret, T::Retningslinjer, "retningslinjer.retningslinje-endret"),
        (K::IndikatorLagtTil, T::Retningslinjer, "retningslinjer.indikator-lagt-til"),
        (K::IndikatorFjernet, T::Retningslinjer, "retningslinjer.indikator-fjernet"),
        (K::IndikatorEndret, T::Retningslinjer, "retningslinjer.indikator-endret"),
        (K::RetningslinjerTekst, T::Retningslinjer, "retningslinjer.tekst-endret"),
        (K::NavnEndret, T::Register, "register.navn-endret"),
        (K::KlyngeEndret, T::Register, "register.klynge-endret"),
        (K::RegisterKriterium, T::Register, "register.kriterium-endret"),
        (K::StatusEndret, T::Register, "register.status-endret"),
        (K::AnsvarligEndret, T::Ansvarlige, "ansvarlige.ansvarlig-endret"),
        (K::DokumentFjernet, T::Dokument, "dokument.fjernet"),
        (K::DokumentFlyttet, T::Dokument, "dokument.flyttet"),
        (K::RegelverkEndret, T::Regelverk, "regelverk.endret"),
    ]
};

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Utvidet: more than before.
    Widened,
    /// Innsnevret: less than before.
    Narrowed,
    /// Forskjøvet: some more, some less.
    Shifted,
    /// Likeverdig: the same set.
    Equal,
    /// Endret: neither more nor less, or it cannot be told.
    Altered,
}

impl Effect {
    /// All effects.
    pub const ALL: [Self; 5] = [Self::Widened, Self::Narrowed, Self::Shifted, Self::Equal, Self::Altered];

    /// The word in JSON and rule files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Widened => "utvidet",
            Self::Narrowed => "innsnevret",
            Self::Shifted => "forskjoevet",
            Self::Equal => "likeverdig",
            Self::Altered => "endret",
        }
    }

    /// The effect of the opposite change.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Widened => Self::Narrowed,
            Self::Narrowed => Self::Widened,
            Self::Shifted | Self::Equal | Self::Altered => self,
        }
    }
}

/// Whether a change alters what is meant. In rising order of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Substance {
    /// Redaksjonell: the same, written otherwise.
    Editorial,
    /// Usikker: cannot be told, so treated as content.
    Unsure,
    /// Innhold: something else than before.
    Content,
}

impl Substance {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Editorial => "redaksjonell",
            Self::Unsure => "usikker",
            Self::Content => "innhold",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_kinds_is_in_the_order_of_the_enumeration() {
        for (at, (kind, topic, word)) in TABLE.into_iter().enumerate() {
            assert_eq!(kind as usize, at, "{word}");
            assert_eq!((kind.topic(), kind.word()), (topic, word));
            assert!(word.starts_with(&format!("{}.", topic.word())), "{word}");
            assert_eq!(ChangeKind::of(word), Some(kind));
        }
        assert!(Topic::ALL.is_sorted() && ChangeKind::ALL.is_sorted());
    }
}
