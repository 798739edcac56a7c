//! A made register as its parts, and its files.
//!
//! **Knows**: how the parts are written down.
//! **Does not know**: what happens to it, what falls due.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

/// Somebody who answers for a register.
#[derive(Debug, Clone)]
pub(crate) struct Responsible {
    pub(crate) role: &'static str,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) lang: &'static str,
}

/// What stands in the file of one annual report.
#[derive(Debug, Clone, Default)]
pub(crate) struct Yearly {
    /// The chapters of the report; none where there is no report.
    pub(crate) chapters: Option<&'static [&'static str]>,
    pub(crate) delivered: Option<NaiveDate>,
    pub(crate) published: Option<NaiveDate>,
    pub(crate) half_year: Option<NaiveDate>,
    pub(crate) has_coverage: bool,
}

/// A register.
#[derive(Debug, Clone)]
pub(crate) struct Register {
    pub(crate) folder: String,
    pub(crate) status: &'static str,
    /// Since when it has national status.
    pub(crate) since: Option<NaiveDate>,
    pub(crate) people: Vec<Responsible>,
    pub(crate) codes: Vec<&'static str>,
    /// The article 30 record.
    pub(crate) record: Option<NaiveDate>,
    /// Members of the council, each with the end of the term.
    pub(crate) council: Vec<(String, NaiveDate)>,
    /// Granted extensions: reporting year and day.
    pub(crate) extensions: BTreeMap<i32, NaiveDate>,
    /// Waived rules, each with its last day.
    pub(crate) waivers: BTreeMap<&'static str, NaiveDate>,
    pub(crate) reports: BTreeMap<i32, Yearly>,
    /// Change records, by name.
    pub(crate) changes: BTreeMap<&'static str, String>,
    /// Further enclosures, by name.
    pub(crate) enclosures: BTreeMap<&'static str, &'static str>,
}

/// The chapters that an annual report has.
pub(crate) const WHOLE: &[&str] = &[
    "## 2 Resultater",
    "### 2.1 Kvalitetsindikatorer\n\n| Poliklinikk | Antall pasienter | Andel |\n|---|---|---|\n| Førde | 212 | 61 % |\n| Tromsø | 187 | 58 % |\n",
    "### 2.2 Pasientrapporterte resultater",
    "## 4 Datakvalitet",
    "### 4.1 Tilslutning",
    "### 4.2 Dekningsgrad",
    "#### 4.2.1 Metode og plan",
    "### 4.3 Kompletthet, korrekthet og reliabilitet",
    "## 5 Kvalitetsforbedring",
    "### 5.1 Identifiserte forbedringsområder",
    "### 5.2 Tiltak",
    "## 6 Formidling",
    "## 7 Samarbeid",
    "### 7.2 Utleveringer",
    "### 7.3 Publikasjoner",
    "## 9 Plan for videre utvikling",
];

/// A report that was never finished.
pub(crate) const PARTS: &[&str] = &["## 2 Resultater", "## 4 Datakvalitet"];

impl Register {
    /// Its files, by path from the root of the repository.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut put = |name: &str, text: String| files.insert(format!("{}/{name}", self.folder), text);
        put("register.toml", self.home());
        let member =
            |(name, until): &(String, NaiveDate)| format!("[[medlem]]\nnavn = \"{name}\"\ntil = {until}\n\n");
        put("fagraad.toml", self.council.iter().map(member).collect());
        for (year, yearly) in &self.reports {
            put(&format!("aarsrapporter/{year}.toml"), yearly.facts(*year));
            if let Some(chapters) = yearly.chapters {
                put(
                    &format!("aarsrapporter/{year}.md"),
                    format!("# Årsrapport for {year}\n\n{}\n", chapters.join("\n")),
                );
            }
        }
        for (name, text) in &self.changes {
            put(&format!("endringer/{name}.toml"), text.clone());
        }
        for (name, text) in &self.enclosures {
            put(&format!("vedlegg/{name}.md"), (*text).to_owned());
        }
        files
    }

    fn home(&self) -> String {
        let Self { folder, status, .. } = self;
        let since = self.since.map(|day| format!("nasjonal_status_fra = {day}\n")).unwrap_or_default();
        let mut text = format!(
            "[register]\nnavn = \"Norsk prøveregister for {folder}\"\nkortnavn = \"Prøve-{folder}\"\nstatus = \"{status}\"\n\
             {since}\n[pasientgruppe]\nicd10 = {:?}\n\n[registervakt]\nfra_aar = 2025\n\
             avsender = \"registervakt@example.org\"\n",
            self.codes
        );
        if let Some(day) = self.record {
            let _ = write!(
                text,
                "\n[hjemmel]\nprotokoll = {{ dokument = \"vedlegg/protokoll.md\", dato = {day} }}\n"
            );
        }
        for Responsible { role, name, address, lang } in &self.people {
            let _ = write!(
                text,
                "\n[[ansvarlig]]\nrolle = \"{role}\"\nnavn = \"{name}\"\nepost = \"{address}\"\nspraak = \"{lang}\"\n"
            );
        }
        for (year, to) in &self.extensions {
            let _ = write!(text, "\n[[utsettelse]]\naar = {year}\nlevering = {to}\n");
        }
        for (rule, until) in &self.waivers {
            let _ = write!(
                text,
                "\n[[unntak]]\nregel = \"{rule}\"\nbegrunnelse = \"Metoden utredes sammen med de andre registrene i \
                 fagområdet og er klar neste år.\"\ntil = {until}\ngodkjent_av = \"dataansvarlig\"\n"
            );
        }
        text
    }
}

impl Yearly {
    fn facts(&self, year: i32) -> String {
        let days = [
            ("levert", self.delivered),
            ("publisert", self.published),
            ("publisert_halvaar", self.half_year),
        ];
        let written = days.into_iter().filter_map(|(key, day)| Some(format!("{key} = {}\n", day?)));
        let mut text: String = written.collect();
        if self.has_coverage {
            let _ = write!(
                text,
                "dekningsgrad = 74\ndekningsgrad_kilde = \"Norsk pasientregister\"\ndekningsgrad_aar = {year}\n"
            );
        }
        text
    }
}
