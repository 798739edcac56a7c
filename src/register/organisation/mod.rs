//! Organisations: who answers to a name or a number, and in which health region.
//!
//! **Knows**: the trusts and other known organisations, how their names are written, their numbers.
//! **Does not know**: rules, documents, where a name or number was read.
//!
//! A name is held against the table word by word, whatever its case, punctuation, legal form and written
//! standard, and never by likeness: a name that nearly fits belongs to nobody.

mod name;
mod number;
mod region;
mod table;

use std::ops::Range;

use name::Case;
pub use number::{OrgNumber, OrgNumberFault, check_digit};
pub use region::{RHFS, Region};

/// An organisation that is known by name.
#[derive(Debug, PartialEq, Eq)]
pub struct Organisation {
    name: &'static str,
    number: Option<OrgNumber>,
    kind: Kind,
    region: Region,
    /// What else it is called, its hospitals included.
    names: &'static [&'static str],
    /// Where its hospitals lie: `Voss` for `Voss sjukehus` and `Sjukehuset på Voss`.
    places: &'static [&'static str],
}

impl Organisation {
    /// The name in Enhetsregisteret.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The organisation number, where it has been verified.
    pub fn number(&self) -> Option<OrgNumber> {
        self.number
    }

    /// What kind of body it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The health region it belongs to; for what is no trust that of its seat, or [`Region::National`].
    pub fn region(&self) -> Region {
        self.region
    }
}

/// The kinds of body, as far as the table knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Regionalt helseforetak: the authority of a region.
    Rhf,
    /// Helseforetak: a trust.
    Trust,
    /// A private non-profit (privat ideell) hospital that has an agreement with its authority.
    NonProfit,
    /// Folkehelseinstituttet.
    Fhi,
    /// What is no trust: directorates, universities and the like.
    Other,
}

impl Kind {
    /// The word for it under `type` of `[dataansvarlig]`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rhf => "rhf",
            Self::Trust => "helseforetak",
            Self::NonProfit => "privat-ideell-med-avtale",
            Self::Fhi => "fhi",
            Self::Other => "annen",
        }
    }

    /// How much nearer than others it is to what is meant where several bodies stand in one name: a
    /// hospital is named with its authority or its university, and then the hospital is meant.
    fn nearness(self) -> u8 {
        match self {
            Self::Trust | Self::NonProfit => 2,
            Self::Rhf => 1,
            Self::Fhi | Self::Other => 0,
        }
    }
}

/// An organisation named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the name, with its legal form and genitive.
    pub span: Range<usize>,
    /// Who is named.
    pub organisation: &'static Organisation,
}

/// The organisations named in running text, in order: the longest name first, whole words, across one line
/// break. A name begins with a capital, and an acronym stands as it is written, so that neither `unn` nor
/// `i sus og dus` is one. Linear in the text.
pub fn mentions(text: &str) -> Vec<Mention> {
    name::scan(text, Case::Kept)
}

/// The organisation that a name stands for: `Haukeland`, `HELSE BERGEN HF`, `Revmatologisk avdeling, OUS`.
///
/// Other words may stand round a known name (a department, a person), but none that make it another body
/// (`… høgskole`, `… forening`). Of several bodies in one region the hospital counts, and before others
/// the authority; several hospitals, or bodies of several regions, are nobody in particular.
pub fn find(name: &str) -> Option<&'static Organisation> {
    let named = name.split([',', ';', '(', ')']).filter(|part| !name::is_of_other_body(part));
    let named: Vec<_> =
        named.flat_map(|part| name::scan(part, Case::Any)).map(|one| one.organisation).collect();
    let nearest = named.iter().copied().max_by_key(|one| one.kind.nearness())?;
    let is_alone = named.iter().all(|other| {
        *other == nearest
            || (other.kind.nearness() < nearest.kind.nearness() && other.region == nearest.region)
    });
    is_alone.then_some(nearest)
}

/// The organisation that has this number.
pub fn by_number(number: OrgNumber) -> Option<&'static Organisation> {
    table::ORGANISATIONS.iter().find(|organisation| organisation.number == Some(number))
}

/// Whether two names are of the same body: known under both, or written alike but for case and punctuation.
pub fn same(one: &str, other: &str) -> bool {
    match (find(one), find(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => name::words(one).eq(name::words(other)),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Whether a name is the legal name of a known organisation, rather than one of its hospitals or a short
/// name; what follows a comma, a bracket or `v/` is let be. False for names that are not known.
pub fn is_legal_name(name: &str) -> bool {
    let head = name.split([',', ';', '(']).next().unwrap_or_default();
    let head = head.split(" v/").next().unwrap_or_default();
    find(head).is_some_and(|organisation| name::words(head).eq(name::words(organisation.name)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::Region::{Mid, National, North, SouthEast, West};
    use super::{
        Kind, RHFS, Region, by_number, check_digit, find, is_legal_name, mentions, name, same, table,
    };

    /// The name stands for the organisation of this legal name, or for none.
    fn check(name: &str, legal: Option<&str>) {
        assert_eq!(find(name).map(|one| one.name()), legal, "{name:?}");
        let decomposed: String = name.nfd().collect();
        assert_eq!(find(&decomposed).map(|one| one.name()), legal, "{name:?} in NFD");
    }

    /// The names in running text and whom they name.
    fn check_mentions(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> =
            mentions(text).into_iter().map(|one| (&text[one.span], one.organisation.name())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    /// Legal names, and what else the trusts and hospitals are called.
    const NAMES: [(&str, &[&str]); 28] = [
        ("Helse Nord RHF", &["Helse Nord", "helse nord", "HELSE NORD RHF", "Helse-Nord"]),
        ("Helse Midt-Norge RHF", &["Helse Midt", "Helse Midt-Noreg", "Helse Midt Norge", "Helse Midt–Norge"]),
        ("Helse Vest RHF", &["Helse Vest", "Helse Vest HF", "Helse Vest RHF, Stavanger"]),
        (
            "Helse Sør-Øst RHF",
            &["Helse Sør-Øst", "Helse Sør Øst", "Helse Sør-Aust RHF", "HSØ", "Helse Sørøst"],
        ),
        ("Finnmarkssykehuset HF", &["Finnmarkssjukehuset", "Hammerfest sykehus", "Kirkenes sykehus"]),
        (
            "Universitetssykehuset Nord-Norge HF",
            &[
                "UNN",
                "unn hf",
                "UNN Tromsø",
                "UNN, Harstad",
                "Universitetssjukehuset Nord-Noreg",
                "Narvik sykehus",
            ],
        ),
        (
            "Nordlandssykehuset HF",
            &["Nordlandssykehuset Bodø", "Nordlandssykehuset HF, Lofoten", "Sykehuset i Vesterålen", "NLSH"],
        ),
        (
            "Helgelandssykehuset HF",
            &["Helgelandssykehuset Mo i Rana", "Sandnessjøen sykehus", "Sykehuset Mosjøen"],
        ),
        (
            "Helse Nord-Trøndelag HF",
            &["Helse Nord-Trøndelag", "Helse Nord Trøndelag", "Sykehuset Levanger", "Namsos sykehus"],
        ),
        (
            "St. Olavs hospital HF",
            &[
                "St. Olavs",
                "St Olavs hospital",
                "ST. OLAVS HOSPITAL HF",
                "St.Olavs Hospital",
                "Orkdal sjukehus",
                "Sankt Olavs hospital",
            ],
        ),
        (
            "Helse Møre og Romsdal HF",
            &["Ålesund sjukehus", "Molde sykehus", "Volda sjukehus", "Kristiansund sykehus"],
        ),
        (
            "Helse Bergen HF",
            &[
                "Haukeland universitetssjukehus",
                "Haukeland universitetssykehus",
                "Haukeland universitetsykehus",
                "Haukeland Universitetssykehus HF",
                "HAUKELAND",
                "Helse Bergens",
                "Helse Bergen HF v/ direktøren",
                "Helse Bergen HF, Haukeland universitetssjukehus",
                "Revmatologisk avdeling, Haukeland universitetssjukehus",
                "Barne- og ungdomsklinikken ved Haukeland",
                "Voss sjukehus",
                "Sjukehuset på Voss",
                "Kysthospitalet i Hagevik",
                "Helse Bergen/Haukeland",
            ],
        ),
        (
            "Helse Førde HF",
            &["Førde sentralsjukehus", "Førde sentralsykehus", "Florø sjukehus", "Lærdal sjukehus"],
        ),
        ("Helse Fonna HF", &["Haugesund sjukehus", "Odda sjukehus", "Stord sykehus"]),
        (
            "Helse Stavanger HF",
            &["SUS", "sus", "Stavanger universitetssjukehus", "Stavanger Universitetssykehus, SUS"],
        ),
        ("Haraldsplass Diakonale Sykehus AS", &["Haraldsplass", "Haraldsplass diakonale sjukehus"]),
        (
            "Haugesund Sanitetsforenings Revmatismesykehus AS",
            &["Haugesund sanitetsforenings revmatismesjukehus"],
        ),
        ("Betanien Sykehus AS", &["Betanien sjukehus"]),
        ("Akershus universitetssykehus HF", &["Ahus", "AHUS", "Ahus, Kongsvinger", "Kongsvinger sykehus"]),
        (
            "Oslo universitetssykehus HF",
            &[
                "OUS",
                "ous",
                "Ullevål",
                "OUS Ullevål",
                "Rikshospitalet",
                "Radiumhospitalet",
                "Oslo universitetssykehus HF, Klinikk for kirurgi",
                "Oslo Universitetssjukehus (Rikshospitalet)",
                "OUS, Helse Sør-Øst",
            ],
        ),
        ("Sunnaas sykehus HF", &["Sunnaas", "Sunnaas sjukehus"]),
        ("Sykehuset i Vestfold HF", &["Sykehuset i Vestfold", "SiV", "Tønsberg sykehus"]),
        ("Sykehuset Innlandet HF", &["Sykehuset Innlandet, Hamar", "Lillehammer sykehus", "Gjøvik sykehus"]),
        ("Sykehuset Telemark HF", &["Sjukehuset Telemark", "Notodden sykehus", "STHF"]),
        ("Sykehuset Østfold HF", &["Sykehuset Østfold Kalnes", "Sykehuset Kalnes", "Moss sykehus"]),
        (
            "Sørlandet sykehus HF",
            &["Sørlandet sjukehus", "SSHF", "Sørlandet sykehus Arendal", "Flekkefjord sykehus"],
        ),
        (
            "Vestre Viken HF",
            &["Ringerike sykehus", "Drammen sykehus", "Bærum sykehus", "Vestre Viken HF, Kongsberg"],
        ),
        ("Diakonhjemmet Sykehus AS", &["Diakonhjemmet", "Diakonhjemmet sykehus"]),
    ];

    #[test]
    fn hospitals_and_short_names_are_their_trust() {
        for (legal, others) in NAMES {
            check(legal, Some(legal));
            for other in others {
                check(other, Some(legal));
            }
        }
    }

    #[test]
    fn what_is_not_known_is_nobody() {
        for name in [
            "",
            " ",
            "HF",
            "Nord",
            "Nordland",
            "Vest",
            "Voss",
            "Haugesund",
            "Helse",
            "Sykehuset",
            "Universitetssykehuset",
            "Betanien",
            "Betanien hospital",
            "Helse Nord-Troms",
            "Helse Vest-registeret",
            "Helse Vest IKT AS",
            "Helse Nord IKT HF",
            "Helse Midt-Norge IT",
            "Helse Bergenhus",
            "Haukelandsveien 22",
            "Haukelund universitetssykehus",
            "Helse Bregen HF",
            "Kysthospitalet",
            "Helse. Bergen",
            "Ryggforeningen prøvelag",
            "Revmatikernes prøveforbund",
            "Venneforeningen ved Haukeland",
            "Lovisenberg diakonale høgskole",
            "Diakonhjemmet høyskole",
            "Stiftelsen Diakonhjemmet",
            "St. Olavs gate 35",
            "Ullevål stadion",
            // More than one, and no telling which.
            "Helse Bergen HF og St. Olavs hospital HF",
            "Helse Bergen og Helse Fonna",
            "FHI og Helse Bergen",
        ] {
            check(name, None);
            assert!(!is_legal_name(name), "{name}");
        }
        check("ALERIS SYKEHUS TROMSØ", None);
        check("LHL SYKEHUSET GARDERMOEN", None);
        check("SYKEHUSET OSLO ØST AS", None);
    }

    /// Units as Enhetsregisteret names them.
    #[test]
    fn units_are_their_trust() {
        for (unit, legal) in [
            ("HELSE BERGEN HF VOSS SJUKEHUS", "Helse Bergen HF"),
            ("AHUS SKI SOMATIKK", "Akershus universitetssykehus HF"),
            ("ST OLAVS HOSPITAL HF RØROS SYKEHUS", "St. Olavs hospital HF"),
            (
                "UNIVERSITETSSYKEHUSET NORD-NORGE HF AVD BARDU- SOMATIKK",
                "Universitetssykehuset Nord-Norge HF",
            ),
            ("SYKEHUSET I VESTFOLD HF, SOMATIKK, LARVIK", "Sykehuset i Vestfold HF"),
            ("STAVANGER UNIVERSITETSSJUKEHUS MOTTAKSKLINIKKEN", "Helse Stavanger HF"),
            ("HELSE NORD-TRØNDELAG HF SYKEHUSET NAMSOS - REHABILITERING", "Helse Nord-Trøndelag HF"),
            (
                "HAUGESUND SANITETSFORENINGS REVMATISMESYKEHUS",
                "Haugesund Sanitetsforenings Revmatismesykehus AS",
            ),
            ("BETANIEN SPESIALISTPOLIKLINIKK DAGKIRURGISK AVDELING", "Betanien Sykehus AS"),
        ] {
            check(unit, Some(legal));
        }
    }

    #[test]
    fn other_bodies_are_known_and_no_trusts() {
        for (name, legal, region) in [
            ("FHI", "Folkehelseinstituttet", National),
            ("Helsedirektoratet", "Helsedirektoratet", National),
            ("Kreftregisteret", "Kreftregisteret", National),
            ("SKDE", "Senter for klinisk dokumentasjon og evaluering", North),
            ("UiT", "UiT Norges arktiske universitet", North),
            ("UiB", "Universitetet i Bergen", West),
            ("Klinisk institutt 1, Universitetet i Bergen", "Universitetet i Bergen", West),
            ("NTNU", "Norges teknisk-naturvitenskapelige universitet", Mid),
            ("UiO", "Universitetet i Oslo", SouthEast),
            ("OsloMet – storbyuniversitetet", "OsloMet – storbyuniversitetet", SouthEast),
        ] {
            check(name, Some(legal));
            let found = find(name).unwrap();
            assert_eq!(found.region(), region, "{name}");
            assert!(matches!(found.kind(), Kind::Other | Kind::Fhi), "{name}");
        }
    }

    /// A hospital with its authority or a university of the same region is the hospital.
    #[test]
    fn the_nearest_body_in_one_region_counts() {
        check("St. Olavs hospital/NTNU", Some("St. Olavs hospital HF"));
        check("Helse Vest RHF, Helse Bergen HF", Some("Helse Bergen HF"));
        check("UiB og Haukeland universitetssjukehus", Some("Helse Bergen HF"));
        check("SKDE, Helse Nord RHF", Some("Helse Nord RHF"));
        check("Oslo universitetssykehus og NTNU", None);
        check("Norsk prøveforening, Haukeland universitetssjukehus", Some("Helse Bergen HF"));
    }

    /// The members of the sample councils.
    #[test]
    fn members_belong_to_the_region_of_their_trust() {
        for (trust, region) in [
            ("Helse Bergen HF", "vest"),
            ("Universitetssykehuset Nord-Norge HF", "nord"),
            ("St. Olavs hospital HF", "midt"),
            ("Oslo universitetssykehus HF", "sor-ost"),
            ("Helse Stavanger HF", "vest"),
            ("Diakonhjemmet Sykehus AS", "sor-ost"),
            ("Sørlandet sykehus HF", "sor-ost"),
            ("Nordlandssykehuset HF", "nord"),
            ("Helse Førde HF", "vest"),
            ("Sykehuset Østfold HF", "sor-ost"),
            ("Vestre Viken HF", "sor-ost"),
            ("Akershus universitetssykehus HF", "sor-ost"),
            ("Sykehuset Telemark HF", "sor-ost"),
            ("Sunnaas sykehus HF", "sor-ost"),
            ("Helse Møre og Romsdal HF", "midt"),
            ("Helse Fonna HF", "vest"),
        ] {
            assert_eq!(find(trust).map(|one| one.region().word()), Some(region), "{trust}");
            assert!(is_legal_name(trust), "{trust}");
        }
    }

    #[test]
    fn a_legal_name_is_written_in_full() {
        for name in [
            "Helse Bergen HF",
            "HELSE BERGEN HF",
            "Helse Midt Norge RHF",
            "St Olavs hospital HF",
            "Helse Bergen HF, Haukeland universitetssjukehus",
            "Helse Bergen HF (Haukeland)",
            "Helse Bergen HF v/ administrerende direktør",
            "Folkehelseinstituttet",
        ] {
            assert!(is_legal_name(name), "{name}");
        }
        for name in
            ["Helse Bergen", "Haukeland", "OUS", "Helse Vest HF", "Haukeland, Helse Bergen HF", "FHI", "X HF"]
        {
            assert!(!is_legal_name(name), "{name}");
        }
    }

    #[test]
    fn one_body_has_many_names() {
        for (one, other) in [
            ("Oslo universitetssykehus HF", "OUS"),
            ("Helse Bergen HF", "Haukeland universitetssjukehus"),
            ("Ryggforeningen", "RYGGFORENINGEN "),
            ("St. Olavs hospital", "St Olavs Hospital HF"),
        ] {
            assert!(same(one, other) && same(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("Helse Bergen HF", "Helse Vest RHF"),
            ("Helse Nord RHF", "Helse Nord-Trøndelag HF"),
            ("Helse Bergen HF", "Ryggforeningen"),
            ("Ryggforeningen", "Rygglaget"),
            (&"a".repeat(200), &"b".repeat(200)),
        ] {
            assert!(!same(one, other) && !same(other, one), "{one} {other}");
        }
    }

    #[test]
    fn names_are_found_in_running_text() {
        let bergen = "Helse Bergen HF";
        check_mentions("Registeret drives av Helse Bergen HF.", &[(bergen, bergen)]);
        check_mentions(
            "Helse Bergens ansvar; Haukelands ansvar; UNNs",
            &[
                ("Helse Bergens", bergen),
                ("Haukelands", bergen),
                ("UNNs", "Universitetssykehuset Nord-Norge HF"),
            ],
        );
        check_mentions("Helse Bergen HFs styre", &[("Helse Bergen HFs", bergen)]);
        let mid = "Helse Midt-Norge RHF";
        for written in [
            "Helse\nMidt-Norge RHF",
            "Helse\r\n  Midt-Norge RHF",
            "Helse Midt-\nNorge RHF",
            "Helse\u{a0}Midt-Noreg\nRHF",
        ] {
            check_mentions(&format!("Driftes av {written} etter avtale"), &[(written, mid)]);
        }
        check_mentions("Helse\n\nMidt-Norge", &[]);
        check_mentions("Helse Midt og Helse Midt-Norge.", &[("Helse Midt", mid), ("Helse Midt-Norge", mid)]);
        check_mentions(
            "**Helse Nord-Trøndelag HF** (Sykehuset Levanger)",
            &[
                ("Helse Nord-Trøndelag HF", "Helse Nord-Trøndelag HF"),
                ("Sykehuset Levanger", "Helse Nord-Trøndelag HF"),
            ],
        );
        check_mentions(
            "Universitetssykehuset Nord-Norge (UNN), OUS/Ahus",
            &[
                ("Universitetssykehuset Nord-Norge", "Universitetssykehuset Nord-Norge HF"),
                ("UNN", "Universitetssykehuset Nord-Norge HF"),
                ("OUS", "Oslo universitetssykehus HF"),
                ("Ahus", "Akershus universitetssykehus HF"),
            ],
        );
        check_mentions(
            "ved St. Olavs hospital. Nord for",
            &[("St. Olavs hospital", "St. Olavs hospital HF")],
        );
        let ullevaal: String = "på Ullevål.".nfd().collect();
        assert_eq!(mentions(&ullevaal).len(), 1);
    }

    #[test]
    fn other_words_are_no_names() {
        for text in [
            "De levde i sus og dus. Sus og dus.",
            "Unn deg helse nord i landet, helse vest for fjellet.",
            "Fagmiljøet i Nord, Vest og Midt",
            "Legen fra Voss og Haugesund",
            "St. Olavs gate 35, St. Olavs plass",
            "UNN-registeret, Haukeland-miljøet, Helse Nord-modellen",
            "Psykisk helse. Vest for elva.",
            "- Helse\n- Bergen\n",
            "sykehuset i Vestfold by",
            "Ahusen, Haukelandet, OUSX, XOUS, SUS1",
        ] {
            check_mentions(text, &[]);
        }
    }

    #[test]
    fn numbers_and_names_of_the_table_hold() {
        let mut owners = BTreeMap::new();
        for one in &table::ORGANISATIONS {
            if let Some(number) = one.number() {
                assert_eq!(check_digit(&number.to_string()), Ok(number), "{}", one.name());
                assert_eq!(by_number(number), Some(one));
            }
            assert_eq!(find(one.name()), Some(one), "{}", one.name());
            assert!(is_legal_name(one.name()), "{}", one.name());
            let places = one.places.iter().map(|place| format!("{place} sjukehus"));
            for name in one.names.iter().map(|name| (*name).to_owned()).chain(places) {
                assert_eq!(find(&name), Some(one), "{name}");
                let words: Vec<_> = name::words(&name).collect();
                assert_eq!(owners.insert(words, one.name()), None, "{name} stands twice");
            }
        }
        for (rhf, region) in RHFS.into_iter().zip(Region::FOUR) {
            let found = find(rhf).unwrap();
            assert_eq!((found.name(), found.kind(), found.region()), (rhf, Kind::Rhf, region));
        }
        let known =
            [("983744516", "fhi"), ("983974724", "helseforetak"), ("982791952", "privat-ideell-med-avtale")];
        for (number, kind) in known.into_iter().chain([("983658725", "rhf"), ("983544622", "annen")]) {
            assert_eq!(
                by_number(check_digit(number).unwrap()).map(|one| one.kind().word()),
                Some(kind),
                "{number}"
            );
        }
        assert_eq!(by_number(check_digit("000000000").unwrap()), None);
    }

    /// Long hostile texts are seen to end.
    #[test]
    fn a_text_may_be_of_any_length() {
        for part in
            ["Helse ", "Helse-", "Helse Nord-", "A", "Å\u{30a}", "St. ", "\n", "OUS, ", "Universitetet i "]
        {
            let text = part.repeat(5_000);
            mentions(&text);
            find(&text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in prop_oneof![
            any::<String>(),
            prop::collection::vec(prop::sample::select(vec![
                "Helse", "Nord", "Midt", "-", "Norge", " ", "\n", "RHF", "St", ".", "Olavs", "hospital", "s", "å", "a\u{30a}", ",",
            ]), 0..40).prop_map(|parts| parts.concat()),
        ]) {
            let mut end = 0;
            for one in mentions(&text) {
                prop_assert!(one.span.start >= end && one.span.end > one.span.start);
                end = one.span.end;
                prop_assert_eq!(find(&text[one.span]), Some(one.organisation));
            }
            find(&text);
            is_legal_name(&text);
            prop_assert!(same(&text, &text));
        }

        #[test]
        fn a_name_is_found_wherever_it_stands(
            which in 0..table::ORGANISATIONS.len(),
            (before, after) in ("[a-zæøå,.(]{0,12}[ (\n]", "[ ,.;:)?!\n][a-zæøå ]{0,12}"),
        ) {
            let one = &table::ORGANISATIONS[which];
            let text = format!("{before}{}{after}", one.name());
            prop_assert!(mentions(&text).iter().any(|mention| mention.organisation == one), "{}", text);
        }
    }
}
