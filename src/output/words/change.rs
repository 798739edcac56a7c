//! What changed, in words: topics, kinds, effects, subjects.
//!
//! **Knows**: how each topic, kind and effect is called in the three languages.
//! **Does not know**: where the words stand on the page; subjects come out as documents have them.

use super::Said;
use crate::finding::Lang;
use crate::report::change::{Change, ChangeKind, Effect, Substance, Topic};

/// The title of a topic.
pub(in crate::output) fn topic(lang: Lang, topic: Topic) -> &'static str {
    match topic {
        Topic::Pasientgruppe => Said { nb: "Pasientgruppe", nn: "Pasientgruppe", en: "Patient group" },
        Topic::Hjemmel => Said { nb: "Rettslig grunnlag", nn: "Rettsleg grunnlag", en: "Legal basis" },
        Topic::Dataansvar => Said { nb: "Dataansvar", nn: "Dataansvar", en: "Data controller" },
        Topic::Formaal => Said { nb: "Formål", nn: "Formål", en: "Purpose" },
        Topic::Fagraad => Said { nb: "Fagråd", nn: "Fagråd", en: "Expert council" },
        Topic::Datasett => Said { nb: "Datasett", nn: "Datasett", en: "Data set" },
        Topic::Datafangst => Said { nb: "Datafangst", nn: "Datafangst", en: "Data capture" },
        Topic::Dekningsgrad => Said { nb: "Dekningsgrad", nn: "Dekningsgrad", en: "Coverage" },
        Topic::Forankring => Said {
            nb: "Forankring og finansiering",
            nn: "Forankring og finansiering",
            en: "Regional support and financing",
        },
        Topic::Retningslinjer => Said {
            nb: "Retningslinjer og indikatorer",
            nn: "Retningslinjer og indikatorar",
            en: "Guidelines and indicators",
        },
        Topic::Register => Said { nb: "Registeret", nn: "Registeret", en: "The register" },
        Topic::Ansvarlige => {
            Said { nb: "Ansvarlige personer", nn: "Ansvarlege personar", en: "Responsible persons" }
        }
        Topic::Dokument => Said { nb: "Dokumenter", nn: "Dokument", en: "Documents" },
        Topic::Regelverk => {
            Said { nb: "Innstillinger og unntak", nn: "Innstillingar og unntak", en: "Settings and waivers" }
        }
    }
    .by(lang)
}

/// What kind of thing changed and how: «kode lagt til».
pub(in crate::output) fn kind(lang: Lang, change: &Change) -> String {
    let noun = noun(change.kind);
    let course = Course::of(change);
    // In nynorsk the participle would bend with the gender of the noun; before it, it does not.
    match lang {
        Lang::Nb | Lang::En => format!("{} {}", noun.by(lang), course.word().by(lang)),
        Lang::Nn => format!("{} {}", course.word().by(lang), noun.by(lang)),
    }
}

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// It was not there before.
    Came,
    /// It is no longer there.
    Went,
    /// It lies elsewhere.
    Moved,
    /// It is there, but not as before.
    Altered,
}

impl Course {
    /// The kind says it, else the side that has nothing.
    fn of(change: &Change) -> Self {
        use ChangeKind as K;
        let kind = change.kind;
        if kind == K::DokumentFlyttet {
            return Self::Moved;
        }
        let came = matches!(kind, K::KodeLagtTil | K::MedlemInn | K::VariabelLagtTil | K::IndikatorLagtTil);
        let went = matches!(
            kind,
            K::KodeFjernet | K::MedlemUt | K::VariabelFjernet | K::IndikatorFjernet | K::DokumentFjernet
        );
        // What stands there or not is something about it, not the thing itself.
        let stays = matches!(kind, K::MedlemEndret | K::VariabelEndret | K::IndikatorEndret);
        match (&change.before, &change.after) {
            _ if came => Self::Came,
            _ if went => Self::Went,
            _ if stays => Self::Altered,
            (None, Some(_)) => Self::Came,
            (Some(_), None) => Self::Went,
            (None, None) | (Some(_), Some(_)) => Self::Altered,
        }
    }

    fn word(self) -> Said {
        match self {
            Self::Came => Said { nb: "lagt til", nn: "lagt til", en: "added" },
            Self::Went => Said { nb: "fjernet", nn: "fjerna", en: "removed" },
            Self::Moved => Said { nb: "flyttet", nn: "flytta", en: "moved" },
            Self::Altered => Said { nb: "endret", nn: "endra", en: "changed" },
        }
    }
}

/// What a kind of change is about.
#[allow(clippy::too_many_lines, reason = "one arm for each kind, so that a new one does not compile unnamed")]
fn noun(kind: ChangeKind) -> Said {
    use ChangeKind as K;
    match kind {
        K::KodeLagtTil | K::KodeFjernet => Said { nb: "kode", nn: "kode", en: "code" },
        K::AlderEndret => Said { nb: "aldersgrense", nn: "aldersgrense", en: "age limit" },
        K::KriteriumEndret => Said {
            nb: "inklusjons- eller eksklusjonskriterium",
            nn: "inklusjons- eller eksklusjonskriterium",
            en: "criterion of inclusion or exclusion",
        },
        K::KategoriEndret => Said { nb: "kategori", nn: "kategori", en: "category" },
        K::TjenesteEndret => Said { nb: "tjeneste", nn: "teneste", en: "service" },
        K::EnhetEndret => Said { nb: "enhet", nn: "eining", en: "unit" },
        K::RegionEndret => Said { nb: "helseregion", nn: "helseregion", en: "health region" },
        K::BeskrivelseEndret => Said {
            nb: "beskrivelse av pasientgruppen",
            nn: "skildring av pasientgruppa",
            en: "description of the patient group",
        },
        K::HjemmelType => Said { nb: "type hjemmel", nn: "type heimel", en: "type of legal basis" },
        K::ForskriftEndret => Said { nb: "forskrift", nn: "forskrift", en: "regulation" },
        K::BehandlingsgrunnlagEndret => {
            Said { nb: "behandlingsgrunnlag", nn: "behandlingsgrunnlag", en: "basis for processing" }
        }
        K::ReservasjonEndret => Said {
            nb: "vilkår for reservasjonsrett",
            nn: "vilkår for reservasjonsrett",
            en: "terms of the right to opt out",
        },
        K::DataansvarligEndret => Said { nb: "dataansvarlig", nn: "dataansvarleg", en: "data controller" },
        K::FellesDataansvarEndret => {
            Said { nb: "felles dataansvarlig", nn: "felles dataansvarleg", en: "joint controller" }
        }
        K::DatabehandlerEndret => Said { nb: "databehandler", nn: "databehandlar", en: "processor" },
        K::FormaalEndret => Said { nb: "formål", nn: "formål", en: "purpose" },
        K::MedlemInn | K::MedlemUt | K::MedlemEndret => Said { nb: "medlem", nn: "medlem", en: "member" },
        K::LederEndret => {
            Said { nb: "leder av fagrådet", nn: "leiar av fagrådet", en: "chair of the expert council" }
        }
        K::VariabelLagtTil | K::VariabelFjernet | K::VariabelEndret => {
            Said { nb: "variabel", nn: "variabel", en: "variable" }
        }
        K::DatafangstKilde => Said { nb: "datakilde", nn: "datakjelde", en: "data source" },
        K::FellesloesningEndret => Said { nb: "fellesløsning", nn: "fellesløysing", en: "common solution" },
        K::MetodeEndret => {
            Said { nb: "metode for dekningsgrad", nn: "metode for dekningsgrad", en: "method for coverage" }
        }
        K::DekningsgradKilde => {
            Said { nb: "kilde for dekningsgrad", nn: "kjelde for dekningsgrad", en: "source for coverage" }
        }
        K::GrunnlagEndret => {
            Said { nb: "grunnlag for dekningsgrad", nn: "grunnlag for dekningsgrad", en: "basis of coverage" }
        }
        K::RhfEndret => Said {
            nb: "regionalt helseforetak",
            nn: "regionalt helseføretak",
            en: "regional health authority",
        },
        K::FinansieringEndret => Said { nb: "finansiering", nn: "finansiering", en: "financing" },
        K::RetningslinjeEndret => Said { nb: "retningslinje", nn: "retningslinje", en: "guideline" },
        K::IndikatorLagtTil | K::IndikatorFjernet | K::IndikatorEndret => {
            Said { nb: "indikator", nn: "indikator", en: "indicator" }
        }
        K::NavnEndret => Said { nb: "navn", nn: "namn", en: "name" },
        K::KlyngeEndret => Said { nb: "klynge", nn: "klynge", en: "cluster" },
        K::RegisterKriterium => Said {
            nb: "kriterium for nasjonal status",
            nn: "kriterium for nasjonal status",
            en: "criterion for national status",
        },
        K::StatusEndret => Said { nb: "status", nn: "status", en: "status" },
        K::AnsvarligEndret => {
            Said { nb: "ansvarlig person", nn: "ansvarleg person", en: "responsible person" }
        }
        K::DokumentFjernet | K::DokumentFlyttet => Said { nb: "dokument", nn: "dokument", en: "document" },
        K::RegelverkEndret => Said {
            nb: "innstilling, unntak eller egen regel",
            nn: "innstilling, unntak eller eigen regel",
            en: "setting, waiver or rule of its own",
        },
        K::PasientgruppeTekst
        | K::HjemmelTekst
        | K::DataansvarTekst
        | K::FormaalTekst
        | K::FagraadTekst
        | K::DatasettTekst
        | K::DatafangstTekst
        | K::DekningsgradTekst
        | K::ForankringTekst
        | K::RetningslinjerTekst => Said { nb: "tekst", nn: "tekst", en: "text" },
    }
}

/// What the change is about, in words; none where the kind says it all. Not escaped.
pub(in crate::output) fn subject(lang: Lang, change: &Change) -> Option<String> {
    let subject = change.subject.trim();
    let (topic, what) = change.kind.word().split_once('.').unwrap_or_default();
    if subject.is_empty() || subject == topic || what.strip_suffix("-endret") == Some(subject) {
        return None;
    }
    if change.kind.is_prose() {
        return Some(section(lang, subject));
    }
    let is_code = matches!(change.kind, ChangeKind::KodeLagtTil | ChangeKind::KodeFjernet);
    let code = is_code.then(|| subject.split_once(':')).flatten();
    Some(code.map_or_else(
        || subject.to_owned(),
        |(system, code)| match system_of(system) {
            Some(system) => format!("{code} ({system})"),
            None => subject.to_owned(),
        },
    ))
}

/// The name of a code system.
fn system_of(word: &str) -> Option<&'static str> {
    match word {
        "icd10" => Some("ICD-10"),
        "ncsp" => Some("NCSP"),
        "ncmp" => Some("NCMP"),
        "ncrp" => Some("NCRP"),
        "icpc2" => Some("ICPC-2"),
        _ => None,
    }
}

/// A section of a document: «Pasientpopulasjon» i registerbeskrivelsen.
fn section(lang: Lang, subject: &str) -> String {
    let Some((document, heading)) = subject.split_once('#') else { return subject.to_owned() };
    let document = match document {
        "registerbeskrivelse" => {
            Said { nb: "registerbeskrivelsen", nn: "registerskildringa", en: "the register description" }
                .by(lang)
        }
        "vedtekter" => Said { nb: "vedtektene", nn: "vedtektene", en: "the statutes" }.by(lang),
        other => other,
    };
    match lang {
        Lang::Nb | Lang::Nn => format!("«{heading}» i {document}"),
        Lang::En => format!("“{heading}” in {document}"),
    }
}

/// Which way a change goes: «utvider pasientgruppen»; none where it goes neither way and is told for sure.
pub(in crate::output) fn effect(lang: Lang, change: &Change) -> Option<String> {
    let verb = match change.effect {
        Effect::Widened => Some(Said { nb: "utvider", nn: "utvidar", en: "widens" }),
        Effect::Narrowed => Some(Said { nb: "innsnevrer", nn: "snevrar inn", en: "narrows" }),
        Effect::Shifted => Some(Said { nb: "forskyver", nn: "forskyv", en: "shifts" }),
        Effect::Equal | Effect::Altered => None,
    };
    let way = verb.map(|verb| format!("{} {}", verb.by(lang), extent(change.kind.topic()).by(lang)));
    let equal = || Said { nb: "samme omfang", nn: "same omfang", en: "the same scope" }.by(lang).to_owned();
    let way = way.or_else(|| (change.effect == Effect::Equal).then(equal));
    match change.substance {
        Substance::Unsure => {
            let unsure = Said {
                nb: "usikkert, regnes som endret innhold",
                nn: "usikkert, blir rekna som endra innhald",
                en: "not certain, taken as a change of content",
            }
            .by(lang);
            Some(way.map_or_else(|| unsure.to_owned(), |way| format!("{way}; {unsure}")))
        }
        Substance::Editorial | Substance::Content => way,
    }
}

/// What grows or shrinks when something of the topic comes or goes.
fn extent(topic: Topic) -> Said {
    match topic {
        Topic::Pasientgruppe => Said { nb: "pasientgruppen", nn: "pasientgruppa", en: "the patient group" },
        Topic::Fagraad => Said { nb: "fagrådet", nn: "fagrådet", en: "the expert council" },
        Topic::Datasett => Said { nb: "datasettet", nn: "datasettet", en: "the data set" },
        Topic::Retningslinjer => {
            Said { nb: "indikatorsettet", nn: "indikatorsettet", en: "the set of indicators" }
        }
        Topic::Hjemmel
        | Topic::Dataansvar
        | Topic::Formaal
        | Topic::Datafangst
        | Topic::Dekningsgrad
        | Topic::Forankring
        | Topic::Register
        | Topic::Ansvarlige
        | Topic::Dokument
        | Topic::Regelverk => Said { nb: "omfanget", nn: "omfanget", en: "the scope" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Location;

    fn change(kind: ChangeKind, subject: &str, before: Option<&str>, after: Option<&str>) -> Change {
        Change {
            kind,
            subject: subject.to_owned(),
            effect: Effect::Altered,
            substance: Substance::Content,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            location: Location {
                path: String::new(),
                start: None,
                end: None,
                page: None,
                heading: Vec::new(),
                excerpt: None,
            },
            base_location: None,
        }
    }

    /// What is said of a change in one language.
    fn told(lang: Lang, change: &Change) -> String {
        let kind = kind(lang, change);
        subject(lang, change).map_or_else(|| kind.clone(), |subject| format!("{kind}: {subject}"))
    }

    const CAME: [Option<&str>; 2] = [None, Some("b")];
    const WENT: [Option<&str>; 2] = [Some("a"), None];
    const BOTH: [Option<&str>; 2] = [Some("a"), Some("b")];

    fn check(word: &str, subject: &str, [before, after]: [Option<&str>; 2], expected: [&str; 3]) {
        let change = change(ChangeKind::of(word).unwrap(), subject, before, after);
        assert_eq!(Lang::ALL.map(|lang| told(lang, &change)), expected, "{word}");
    }

    #[test]
    fn changes_are_told_in_plain_words() {
        check(
            "pasientgruppe.kode-lagt-til",
            "icd10:M07",
            CAME,
            ["kode lagt til: M07 (ICD-10)", "lagt til kode: M07 (ICD-10)", "code added: M07 (ICD-10)"],
        );
        check(
            "pasientgruppe.kode-fjernet",
            "xyz:1:2",
            WENT,
            ["kode fjernet: xyz:1:2", "fjerna kode: xyz:1:2", "code removed: xyz:1:2"],
        );
        check(
            "pasientgruppe.alder-endret",
            "alder",
            BOTH,
            ["aldersgrense endret", "endra aldersgrense", "age limit changed"],
        );
        check(
            "pasientgruppe.region-endret",
            "nord",
            CAME,
            ["helseregion lagt til: nord", "lagt til helseregion: nord", "health region added: nord"],
        );
    }

    #[test]
    fn sections_and_elements_are_told_by_name() {
        check(
            "pasientgruppe.tekst-endret",
            "registerbeskrivelse#Populasjon",
            BOTH,
            [
                "tekst endret: «Populasjon» i registerbeskrivelsen",
                "endra tekst: «Populasjon» i registerskildringa",
                "text changed: “Populasjon” in the register description",
            ],
        );
        check(
            "formaal.tekst-endret",
            "vedtekter#Formål",
            WENT,
            [
                "tekst fjernet: «Formål» i vedtektene",
                "fjerna tekst: «Formål» i vedtektene",
                "text removed: “Formål” in the statutes",
            ],
        );
        check("formaal.endret", "formaal", BOTH, ["formål endret", "endra formål", "purpose changed"]);
        check(
            "fagraad.medlem-inn",
            "Kari Prøve",
            BOTH,
            ["medlem lagt til: Kari Prøve", "lagt til medlem: Kari Prøve", "member added: Kari Prøve"],
        );
        check(
            "datasett.variabel-endret",
            "das28",
            CAME,
            ["variabel endret: das28", "endra variabel: das28", "variable changed: das28"],
        );
        check("register.status-endret", " ", BOTH, ["status endret", "endra status", "status changed"]);
    }

    #[test]
    fn every_kind_and_topic_has_words_in_every_language() {
        for lang in Lang::ALL {
            for kind in ChangeKind::ALL {
                let change = change(kind, "", Some("a"), Some("b"));
                assert!(told(lang, &change).split(' ').count() >= 2, "{kind:?}");
                assert!(!topic(lang, kind.topic()).is_empty() && !extent(kind.topic()).by(lang).is_empty());
            }
        }
    }

    #[test]
    fn effects_say_what_grows() {
        let check = |word: &str, effect_of: Effect, substance: Substance, expected: [&str; 3]| {
            let change = Change {
                effect: effect_of,
                substance,
                ..change(ChangeKind::of(word).unwrap(), "", None, None)
            };
            let said = Lang::ALL.map(|lang| effect(lang, &change).unwrap_or_default());
            assert_eq!(said, expected, "{word}");
        };
        let content = Substance::Content;
        check(
            "pasientgruppe.alder-endret",
            Effect::Widened,
            content,
            ["utvider pasientgruppen", "utvidar pasientgruppa", "widens the patient group"],
        );
        check(
            "datasett.variabel-fjernet",
            Effect::Narrowed,
            content,
            ["innsnevrer datasettet", "snevrar inn datasettet", "narrows the data set"],
        );
        check(
            "fagraad.medlem-inn",
            Effect::Shifted,
            content,
            ["forskyver fagrådet", "forskyv fagrådet", "shifts the expert council"],
        );
        check(
            "pasientgruppe.kode-lagt-til",
            Effect::Equal,
            content,
            ["samme omfang", "same omfang", "the same scope"],
        );
        check("hjemmel.type-endret", Effect::Altered, content, ["", "", ""]);
        check(
            "hjemmel.tekst-endret",
            Effect::Altered,
            Substance::Unsure,
            [
                "usikkert, regnes som endret innhold",
                "usikkert, blir rekna som endra innhald",
                "not certain, taken as a change of content",
            ],
        );
    }
}
