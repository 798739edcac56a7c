//! Whether prose says what a field says after a change.
//!
//! **Knows**: how each kind of field is spoken of in prose, and that what was taken away must not stand there.
//! **Does not know**: which prose it is, what follows where it says nothing.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::mention::{Spoken, fold};
use crate::document::tree::Node;
use crate::register::Register;
use crate::register::code::{CodeEntry, CodeSet, CodeSystem};
use crate::register::organisation::{self, Region};
use crate::register::prose::{self, ConsentForm};
use crate::report::change::{Change, ChangeKind};

/// Prose that may say what the fields say, and the fields.
pub(super) struct Said<'a> {
    /// The register after the change.
    now: &'a Register,
    /// The register before it; none where it is new.
    before: Option<&'a Register>,
    text: &'a str,
    spoken: Spoken,
    /// The codes that the prose names, read when they are first asked for.
    codes: OnceCell<BTreeMap<CodeSystem, CodeSet>>,
    /// The legal names of the bodies that the prose names.
    bodies: OnceCell<BTreeSet<&'static str>>,
    /// Rows of lists by what they are called, put in order when a list is first asked for.
    rows: RefCell<BTreeMap<(Side, List), Rows<'a>>>,
}

/// Before or after the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Before,
    Now,
}

/// A list, and the key by which its rows are called.
type List = (&'static str, &'static str);

/// Rows by the folded name.
type Rows<'a> = BTreeMap<String, Vec<&'a Node>>;

/// Ways to say that the group is treated everywhere.
const EVERYWHERE: [&str; 6] =
    ["fire helseregion", "fire region", "alle helseregion", "alle region", "hele landet", "heile landet"];

impl<'a> Said<'a> {
    /// What `text` says of the register `now`, that was `before`.
    pub(super) fn new(text: &'a str, now: &'a Register, before: Option<&'a Register>) -> Self {
        let (codes, bodies, rows) = (OnceCell::new(), OnceCell::new(), RefCell::default());
        Self { now, before, text, spoken: Spoken::new(text), codes, bodies, rows }
    }

    /// The rows of a list that are called `name`.
    fn rows(&self, side: Side, list: List, name: &str) -> Vec<&'a Node> {
        let register = match side {
            Side::Before => self.before,
            Side::Now => Some(self.now),
        };
        let (path, key) = list;
        let mut known = self.rows.borrow_mut();
        let rows = known.entry((side, list)).or_insert_with(|| {
            let mut rows = Rows::new();
            let lists = register.into_iter().flat_map(|register| register.tree.all(path));
            for row in lists.flat_map(Node::elements) {
                let name = row.get(key).and_then(Node::text).map(fold).unwrap_or_default();
                rows.entry(name).or_default().push(row);
            }
            rows
        });
        rows.get(&fold(name)).cloned().unwrap_or_default()
    }

    /// What the first row of a list that is called `name` says under `key`; none where there is no such row.
    fn row(&self, side: Side, list: List, name: &str, key: &str) -> Option<String> {
        let row = self.rows(side, list, name).into_iter().next()?;
        Some(row.get(key).map(Node::written).unwrap_or_default())
    }

    /// Whether the prose says what the field says after `change`.
    pub(super) fn by(&self, change: &Change) -> bool {
        use ChangeKind as K;
        match change.kind {
            K::KodeLagtTil | K::KodeFjernet => self.code(change),
            K::AlderEndret => self.age(),
            K::RegionEndret => self.region(change),
            K::HjemmelType | K::ReservasjonEndret => self.consent(),
            K::ForskriftEndret => {
                let held = prose::regulation(self.now.text("hjemmel.forskrift"));
                prose::regulations(self.text).iter().any(|found| found.id.eq_ignore_ascii_case(&held))
            }
            K::BehandlingsgrunnlagEndret => self.bases(),
            K::DataansvarligEndret => self.body(self.now.at("dataansvarlig")),
            K::FellesDataansvarEndret => self.joint(change),
            K::DatafangstKilde => self.source(change),
            K::VariabelLagtTil | K::VariabelFjernet => self.variable(change),
            K::IndikatorLagtTil | K::IndikatorFjernet | K::IndikatorEndret => self.indicator(change),
            K::DekningsgradKilde => self.spoken.names(self.now.text("dekningsgrad.kilde")),
            K::RetningslinjeEndret | K::KriteriumEndret | K::TjenesteEndret | K::EnhetEndret => {
                self.comes_or_goes(change, &change.subject)
            }
            K::KategoriEndret
            | K::BeskrivelseEndret
            | K::FormaalEndret
            | K::VariabelEndret
            | K::MetodeEndret
            | K::GrunnlagEndret => self.spoken.names(change.after.as_deref().unwrap_or_default()),
            // Of these no section of the description has to speak; no rule asks it of them.
            K::PasientgruppeTekst
            | K::HjemmelTekst
            | K::DataansvarTekst
            | K::FormaalTekst
            | K::FagraadTekst
            | K::DatasettTekst
            | K::DatafangstTekst
            | K::DekningsgradTekst
            | K::ForankringTekst
            | K::RetningslinjerTekst
            | K::DatabehandlerEndret
            | K::MedlemInn
            | K::MedlemUt
            | K::LederEndret
            | K::MedlemEndret
            | K::FellesloesningEndret
            | K::RhfEndret
            | K::FinansieringEndret
            | K::NavnEndret
            | K::KlyngeEndret
            | K::RegisterKriterium
            | K::StatusEndret
            | K::AnsvarligEndret
            | K::DokumentFjernet
            | K::DokumentFlyttet
            | K::RegelverkEndret => false,
        }
    }

    /// What came stands in the prose as it is called; of what went the prose does not speak.
    fn comes_or_goes(&self, change: &Change, name: &str) -> bool {
        match change.after {
            Some(_) => self.spoken.names(name),
            None => !self.spoken.speaks_of(name),
        }
    }

    fn region(&self, change: &Change) -> bool {
        let Ok(region) = change.subject.parse::<Region>() else { return false };
        let is_named = self.spoken.names(region.name());
        let is_everywhere = self.spoken.has(&EVERYWHERE);
        if change.after.is_some() { is_named || is_everywhere } else { !is_named && !is_everywhere }
    }

    /// A new variable is named, or described as the data set does; of one that is gone nothing is said.
    fn variable(&self, change: &Change) -> bool {
        const LIST: List = ("datasett.variabel", "variabel");
        let name = &change.subject;
        let described = |side| self.row(side, LIST, name, "beskrivelse").unwrap_or_default();
        match change.after {
            Some(_) => self.spoken.names(name) || self.spoken.names(&described(Side::Now)),
            None => !self.spoken.calls(name) && !self.spoken.speaks_of(&described(Side::Before)),
        }
    }

    /// Prose that names no code of the system says nothing of any.
    fn code(&self, change: &Change) -> bool {
        let Some((system, code)) = change.subject.split_once(':') else { return false };
        let Ok(system) = system.parse::<CodeSystem>() else { return false };
        let Ok(entry) = CodeEntry::parse(system, code) else { return false };
        let codes = self.codes.get_or_init(|| {
            let mut entries: BTreeMap<CodeSystem, Vec<CodeEntry>> = BTreeMap::new();
            for found in prose::codes(self.text).into_iter().filter(|found| !found.excluded) {
                entries.entry(found.system).or_default().push(found.entry);
            }
            entries.into_iter().map(|(system, entries)| (system, entries.into_iter().collect())).collect()
        });
        let said = codes.get(&system);
        match change.kind {
            ChangeKind::KodeFjernet => said.is_some_and(|said| !said.touches(&entry)),
            _ => said.is_some_and(|said| said.covers(&entry)),
        }
    }

    /// Each end that changed is said; one that was taken away is not.
    fn age(&self) -> bool {
        let limits = prose::age_limits(self.text);
        let end = |register: Option<&Register>, key: &str| {
            register
                .and_then(|register| register.at(&format!("pasientgruppe.alder.{key}")))
                .and_then(Node::integer)
        };
        let holds = |key: &str, said: Vec<i64>| {
            let now = end(Some(self.now), key);
            match now {
                _ if now == end(self.before, key) => true,
                Some(limit) => said.contains(&limit),
                None => said.is_empty(),
            }
        };
        let from = limits.iter().filter_map(|limit| limit.from).map(i64::from).collect();
        let to = limits.iter().filter_map(|limit| limit.to).map(i64::from).collect();
        !limits.is_empty() && holds("fra", from) && holds("til", to)
    }

    fn consent(&self) -> bool {
        let agrees = |form: ConsentForm| match self.now.text("hjemmel.type") {
            "forskrift-samtykke" => form == ConsentForm::Consent,
            "forskrift-reservasjon" => form == ConsentForm::OptOut,
            "lovbestemt" => matches!(form, ConsentForm::OptOut | ConsentForm::Neither),
            _ => false,
        };
        prose::consent_forms(self.text).into_iter().any(|found| agrees(found.form))
    }

    /// Each basis of the list that is new is said, and none that was taken away.
    fn bases(&self) -> bool {
        let list = |register: Option<&Register>| -> Vec<String> {
            let nodes = register.and_then(|register| register.at("hjemmel.behandlingsgrunnlag"));
            nodes.into_iter().flat_map(Node::elements).map(|node| node.written().to_lowercase()).collect()
        };
        let (now, before) = (list(Some(self.now)), list(self.before));
        let said: Vec<String> =
            prose::gdpr_bases(self.text).into_iter().map(|found| found.basis.to_lowercase()).collect();
        !said.is_empty()
            && now.iter().filter(|basis| !before.contains(basis)).all(|basis| said.contains(basis))
            && before.iter().filter(|basis| !now.contains(basis)).all(|basis| !said.contains(basis))
    }

    /// Whether the prose names the body that a table with a number and a name stands for.
    fn body(&self, node: Option<&Node>) -> bool {
        let text = |key: &str| node.and_then(|node| node.get(key)).and_then(Node::text).unwrap_or_default();
        let number = organisation::check_digit(text("orgnr")).ok();
        let known = number.and_then(organisation::by_number).or_else(|| organisation::find(text("navn")));
        let bodies = self.bodies.get_or_init(|| {
            organisation::mentions(self.text).into_iter().map(|found| found.organisation.name()).collect()
        });
        known.is_some_and(|known| bodies.contains(known.name())) || self.spoken.names(text("navn"))
    }

    fn joint(&self, change: &Change) -> bool {
        let found = |side| {
            let called = |key| self.rows(side, ("felles_dataansvarlig", key), &change.subject);
            let row = ["orgnr", "navn"].into_iter().flat_map(called).next();
            row.map(|row| self.body(Some(row)))
        };
        found(Side::Now).unwrap_or_else(|| found(Side::Before) == Some(false))
    }

    /// A source in use is named; one that is no longer, or was never more than considered, is not.
    fn source(&self, change: &Change) -> bool {
        let rows = self.rows(Side::Now, ("datafangst.kilde", "navn"), &change.subject);
        let is_used = rows.iter().any(|row| row.get("status").and_then(Node::text) == Some("i-bruk"));
        self.spoken.names(&change.subject) == is_used
    }

    fn indicator(&self, change: &Change) -> bool {
        let name = |side| self.row(side, ("indikator", "id"), &change.subject, "navn");
        match name(Side::Now) {
            Some(name) => self.spoken.names(&name),
            None => name(Side::Before).is_some_and(|name| !self.spoken.speaks_of(&name)),
        }
    }
}
