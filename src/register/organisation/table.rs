//! The organisations that are known by name: trusts, hospitals with an agreement, national bodies, seats
//! of learning.
//!
//! **Knows**: numbers, legal names, other names, regions.
//! **Does not know**: how a name is compared or found.
//!
//! Numbers, legal names and hospitals: Enhetsregisteret, by the hospital structure of SKDE's `imongr`
//! (`data-raw/hospital_structure.csv`), and for Folkehelseinstituttet and Helsedirektoratet directly. An
//! organisation without a number here is one whose number has not been verified.

use super::Region::{Mid, National, North, SouthEast, West};
use super::{Kind, OrgNumber, Organisation, Region};

impl Organisation {
    const fn new(name: &'static str, kind: Kind, region: Region) -> Self {
        Self { name, kind, region, number: None, names: &[], places: &[] }
    }

    const fn numbered(self, number: u32) -> Self {
        Self { number: Some(OrgNumber(number)), ..self }
    }

    const fn named(self, names: &'static [&'static str]) -> Self {
        Self { names, ..self }
    }

    const fn at(self, places: &'static [&'static str]) -> Self {
        Self { places, ..self }
    }
}

const fn rhf(number: u32, name: &'static str, region: Region) -> Organisation {
    Organisation::new(name, Kind::Rhf, region).numbered(number)
}

const fn trust(number: u32, name: &'static str, region: Region) -> Organisation {
    Organisation::new(name, Kind::Trust, region).numbered(number)
}

const fn non_profit(number: u32, name: &'static str, region: Region) -> Organisation {
    Organisation::new(name, Kind::NonProfit, region).numbered(number)
}

const fn other(name: &'static str, region: Region) -> Organisation {
    Organisation::new(name, Kind::Other, region)
}

/// All organisations that are known by name, region by region.
pub(super) static ORGANISATIONS: [Organisation; 49] = [
    // Helse Nord.
    rhf(883658752, "Helse Nord RHF", North).named(&["Helse Nord"]),
    trust(983974880, "Finnmarkssykehuset HF", North)
        .named(&["Finnmarkssykehuset", "Helse Finnmark", "Klinikk Hammerfest", "Klinikk Kirkenes"])
        .at(&["Hammerfest", "Kirkenes", "Alta", "Karasjok"]),
    trust(983974899, "Universitetssykehuset Nord-Norge HF", North)
        .named(&[
            "Universitetssykehuset Nord-Norge",
            "Universitetssykehuset i Nord-Norge",
            "Universitetssykehuset i Tromsø",
            "UNN",
        ])
        .at(&["Tromsø", "Harstad", "Narvik"]),
    trust(983974910, "Nordlandssykehuset HF", North).named(&["Nordlandssykehuset", "NLSH"]).at(&[
        "Bodø",
        "Lofoten",
        "Gravdal",
        "Vesterålen",
        "Stokmarknes",
    ]),
    trust(983974929, "Helgelandssykehuset HF", North).named(&["Helgelandssykehuset"]).at(&[
        "Mo i Rana",
        "Mosjøen",
        "Sandnessjøen",
        "Brønnøysund",
    ]),
    // Helse Midt-Norge.
    rhf(983658776, "Helse Midt-Norge RHF", Mid).named(&["Helse Midt-Norge", "Helse Midt"]),
    trust(983974791, "Helse Nord-Trøndelag HF", Mid)
        .named(&["Helse Nord-Trøndelag"])
        .at(&["Levanger", "Namsos"]),
    trust(883974832, "St. Olavs hospital HF", Mid)
        .named(&[
            "St. Olavs hospital",
            "St. Olavs",
            "St. Olav hospital",
            "Sankt Olavs hospital",
            "St. Olavs sykehus",
            "Universitetssykehuset i Trondheim",
            "Hysnes helsefort",
        ])
        .at(&["Orkdal", "Røros"]),
    trust(997005562, "Helse Møre og Romsdal HF", Mid)
        .named(&["Helse Møre og Romsdal", "Aure rehabiliteringssenter", "Mork rehabiliteringssenter"])
        .at(&["Kristiansund", "Molde", "Volda", "Ålesund"]),
    // Helse Vest.
    rhf(983658725, "Helse Vest RHF", West).named(&["Helse Vest"]),
    trust(983974724, "Helse Bergen HF", West)
        .named(&[
            "Helse Bergen",
            "Haukeland universitetssykehus",
            "Haukeland sykehus",
            "Haukeland",
            "Kysthospitalet i Hagevik",
        ])
        .at(&["Voss"]),
    trust(983974732, "Helse Førde HF", West).named(&["Helse Førde", "Førde sentralsykehus"]).at(&[
        "Førde",
        "Florø",
        "Lærdal",
        "Nordfjord",
    ]),
    trust(983974694, "Helse Fonna HF", West).named(&["Helse Fonna"]).at(&["Haugesund", "Odda", "Stord"]),
    trust(983974678, "Helse Stavanger HF", West)
        .named(&[
            "Helse Stavanger",
            "Stavanger universitetssykehus",
            "Universitetssykehuset i Stavanger",
            "SUS",
        ])
        .at(&["Stavanger", "Egersund"]),
    non_profit(984027737, "Haraldsplass Diakonale Sykehus AS", West).named(&[
        "Haraldsplass diakonale sykehus",
        "Haraldsplass sykehus",
        "Haraldsplass",
    ]),
    non_profit(986106839, "Haugesund Sanitetsforenings Revmatismesykehus AS", West).named(&[
        "Haugesund sanitetsforenings revmatismesykehus",
        "Haugesund sanitetsforening revmatismesykehus",
        "Haugesund revmatismesykehus",
    ]),
    non_profit(922716552, "Betanien Sykehus AS", West)
        .named(&["Betanien sykehus", "Betanien spesialistpoliklinikk"]),
    // Helse Sør-Øst.
    rhf(991324968, "Helse Sør-Øst RHF", SouthEast).named(&[
        "Helse Sør-Øst",
        "Helse Sørøst",
        "Helse Sør-Aust",
        "HSØ",
    ]),
    trust(983971636, "Akershus universitetssykehus HF", SouthEast)
        .named(&["Akershus universitetssykehus", "Ahus"])
        .at(&["Ski", "Kongsvinger", "Nordbyhagen"]),
    trust(993467049, "Oslo universitetssykehus HF", SouthEast).named(&[
        "Oslo universitetssykehus",
        "OUS",
        "Ullevål universitetssykehus",
        "Ullevål sykehus",
        "Ullevål",
        "Rikshospitalet",
        "Radiumhospitalet",
        "Det norske radiumhospital",
        "Aker universitetssykehus",
        "Aker sykehus",
        "Geilomo barnesykehus",
        "Olafiaklinikken",
        "Spesialsykehuset for epilepsi",
    ]),
    trust(883971752, "Sunnaas sykehus HF", SouthEast).named(&["Sunnaas sykehus", "Sunnaas"]),
    trust(983975259, "Sykehuset i Vestfold HF", SouthEast)
        .named(&["Sykehuset i Vestfold", "Sykehuset Vestfold", "SiV"])
        .at(&["Tønsberg", "Larvik"]),
    trust(983971709, "Sykehuset Innlandet HF", SouthEast)
        .named(&["Sykehuset Innlandet", "Granheim lungesykehus"])
        .at(&["Elverum", "Gjøvik", "Hamar", "Lillehammer", "Tynset"]),
    trust(983975267, "Sykehuset Telemark HF", SouthEast)
        .named(&["Sykehuset Telemark", "Sykehuset i Telemark", "Telemark rehabiliteringssenter", "STHF"])
        .at(&["Skien", "Porsgrunn", "Notodden", "Kragerø", "Rjukan"]),
    trust(983971768, "Sykehuset Østfold HF", SouthEast)
        .named(&["Sykehuset Østfold", "Sykehuset i Østfold"])
        .at(&["Kalnes", "Askim", "Moss", "Fredrikstad", "Sarpsborg"]),
    trust(983975240, "Sørlandet sykehus HF", SouthEast)
        .named(&["Sørlandet sykehus", "Sørlandssykehuset", "SSHF"])
        .at(&["Arendal", "Kristiansand", "Flekkefjord"]),
    trust(894166762, "Vestre Viken HF", SouthEast)
        .named(&["Vestre Viken", "Hallingdal sykestugu", "Hallingdal sjukestugu", "VVHF"])
        .at(&["Bærum", "Drammen", "Kongsberg", "Ringerike"]),
    non_profit(965985166, "Lovisenberg Diakonale Sykehus AS", SouthEast).named(&[
        "Lovisenberg diakonale sykehus",
        "Lovisenberg sykehus",
        "Lovisenberg",
    ]),
    non_profit(982791952, "Diakonhjemmet Sykehus AS", SouthEast).named(&[
        "Diakonhjemmet sykehus",
        "Diakonhjemmets sykehus",
        "Diakonhjemmet",
    ]),
    non_profit(985962170, "Martina Hansens Hospital AS", SouthEast)
        .named(&["Martina Hansens hospital", "Martina Hansens"]),
    // National bodies.
    Organisation::new("Folkehelseinstituttet", Kind::Fhi, National)
        .numbered(983744516)
        .named(&["Nasjonalt folkehelseinstitutt", "FHI"]),
    other("Helsedirektoratet", National).numbered(983544622),
    other("Kreftregisteret", National),
    other("Direktoratet for medisinske produkter", National)
        .named(&["Statens legemiddelverk", "Legemiddelverket"]),
    other("Statens helsetilsyn", National).named(&["Helsetilsynet"]),
    other("Norsk helsenett SF", National).named(&["Norsk helsenett"]),
    other("Den norske legeforening", National).named(&["Legeforeningen", "Legeforeninga"]),
    // Institutions with one seat: no trusts, the region is that of the seat.
    other("Senter for klinisk dokumentasjon og evaluering", North).named(&["SKDE"]),
    other("UiT Norges arktiske universitet", North).named(&[
        "Norges arktiske universitet",
        "Universitetet i Tromsø",
        "UiT",
    ]),
    other("Norges teknisk-naturvitenskapelige universitet", Mid)
        .named(&["Noregs teknisk-naturvitskaplege universitet", "NTNU"]),
    other("Høgskolen i Molde", Mid).named(&["Høgskulen i Molde"]),
    other("Høgskulen i Volda", Mid).named(&["Høgskolen i Volda"]),
    other("Universitetet i Bergen", West).named(&["UiB"]),
    other("Universitetet i Stavanger", West).named(&["UiS"]),
    other("Høgskulen på Vestlandet", West).named(&["Høgskolen på Vestlandet", "HVL"]),
    other("Universitetet i Oslo", SouthEast).named(&["UiO"]),
    other("OsloMet – storbyuniversitetet", SouthEast).named(&["OsloMet"]),
    other("Universitetet i Agder", SouthEast).named(&["UiA"]),
    other("Universitetet i Sørøst-Norge", SouthEast).named(&["Universitetet i Søraust-Norge", "USN"]),
];

/// What begins like a name in the table and is another thing: streets, places, schools.
#[cfg(test)]
pub(super) const OTHER_THINGS: &[&str] = &[
    "Helse Vest IKT",
    "Helse Nord IKT",
    "Helse Midt-Norge IT",
    "St. Olavs gate",
    "St. Olavs gt",
    "St. Olavs plass",
    "St. Olavs vei",
    "St. Olavs orden",
    "St. Olavs kirke",
    "St. Olavs domkirke",
    "Ullevål stadion",
    "Ullevål hageby",
    "Haukeland skole",
    "Haukeland hotell",
    "Lovisenberg diakonale høgskole",
    "Diakonhjemmet høgskole",
    "Haraldsplass diakonale høgskole",
    "Stiftelsen Diakonhjemmet",
];
