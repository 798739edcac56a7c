//! What meets a duty that a change releases.
//!
//! **Knows**: the duties of the contract by name, and how an answer to one looks.
//! **Does not know**: which changes release them (the rule files say so), which words they get.

mod account;
pub(super) mod application;
mod approval;
mod assessment;
mod case;
mod council;
mod description;
mod enclosure;
mod mention;
mod privacy;
mod proof;
mod stated;

pub(in crate::rule) use application::body_name;

use crate::document::tree::Node;
use crate::finding::{Details, Related};
use crate::report::change::{Change, Topic};
use crate::rule::condition::Ground;
use crate::rule::outcome::Hit;
use crate::rule::review::{Record, Review};
use crate::source::Location;

/// A duty whose answer cannot be said by tests on fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyCheck {
    /// Whether a new approval is needed is assessed (E-2).
    Assessment,
    /// Helsedirektoratet has approved, before registration starts (E-2, R-5).
    NewApproval,
    /// The bodies have answered in the order of the guide.
    OrderOfBodies,
    /// The enclosures are named and exist (V-1 to V-5).
    Enclosures,
    /// The financing is confirmed anew (E-12, V-5).
    Financing,
    /// Helsedirektoratet is informed (E-4).
    Informed,
    /// The record of processing is brought up to date (E-5).
    RecordOfProcessing,
    /// The conditions of § 3-2 are documented.
    WithoutConsent,
    /// The arrangement between joint controllers exists (GDPR article 26).
    JointArrangement,
    /// The expert council has made a statement (E-6, § 3-6).
    Statement,
    /// The list of the council is enclosed (E-7).
    CouncilEnclosed,
    /// New communities and patient organisations are in the council (E-8, E-9).
    NewCommunities,
    /// All seven points are accounted for (E-1).
    Account,
    /// The point on data capture is accounted for (E-10).
    CaptureAccount,
    /// The point on coverage is accounted for, and its source is still independent (E-11).
    CoverageAccount,
    /// The point on guidelines is accounted for, new variables too (E-14).
    GuidelineAccount,
    /// The register description says the same (E-13).
    Description,
    /// All four regions recommend the ending (E-3).
    Recommendations,
    /// Helsedirektoratet has decided.
    Decision,
}

/// What a duty is asked: how it stands for the changes of one topic.
#[derive(Debug)]
pub struct Ask<'a> {
    /// The register at HEAD, the day, the tables.
    pub ground: Ground<'a>,
    /// The whole change.
    pub review: &'a Review<'a>,
    /// The topic.
    pub topic: Topic,
    /// The changes of the topic that release the duty; at least one.
    pub changes: &'a [&'a Change],
}

/// How a duty stands for one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Met, by these files and tables.
    Met(Vec<String>),
    /// Something is missing.
    Open(Gap),
    /// There is nothing it could be held against.
    NotApplicable,
}

/// What is missing for a duty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gap {
    /// In which way, as the rule chooses its words.
    pub variant: String,
    /// The values that the words name.
    pub details: Details,
    /// Other places that belong to it: the record that lacks something.
    pub related: Vec<Location>,
}

impl Gap {
    /// A gap of this variant.
    pub fn new(variant: &str) -> Self {
        Self { variant: variant.to_owned(), ..Self::default() }
    }

    /// The same with one more value for its words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }

    /// The gap as a breach at the place of the change that released the duty.
    pub fn at(self, change: &Change) -> Hit {
        let mut hit = Hit::located(change.location.clone(), String::new()).variant(&self.variant);
        hit.details = self.details;
        hit.details.entry("endring".to_owned()).or_insert_with(|| change.called().to_owned());
        hit.details.insert("type".to_owned(), change.record_type().to_owned());
        let related = |location| Related { location, message: String::new() };
        hit.related = self.related.into_iter().map(related).collect();
        hit
    }
}

/// Whether the approval that a change record (`node`) applies for is there, as the duty `ny-godkjenning`
/// would have it.
pub(in crate::rule) fn is_approved(node: &Node, ground: Ground<'_>) -> bool {
    approval::granted(ground, &Record::of(node)).is_ok()
}

impl DutyCheck {
    /// The duties by the names that rule files call them.
    pub const NAMES: [(&'static str, Self); 19] = [
        ("vurder-ny-godkjenning", Self::Assessment),
        ("ny-godkjenning", Self::NewApproval),
        ("behandlingsrekkefoelge", Self::OrderOfBodies),
        ("vedlegg-komplett", Self::Enclosures),
        ("finansiering-bekreftet", Self::Financing),
        ("informer-helsedirektoratet", Self::Informed),
        ("protokoll-oppdatert", Self::RecordOfProcessing),
        ("paragraf-3-2-dokumentert", Self::WithoutConsent),
        ("felles-ordning", Self::JointArrangement),
        ("fagraad-uttalelse", Self::Statement),
        ("fagraad-vedlagt", Self::CouncilEnclosed),
        ("fagraad-dekker-nye-miljoeer", Self::NewCommunities),
        ("redegjoerelse", Self::Account),
        ("datafangst-redegjort", Self::CaptureAccount),
        ("dekningsgrad-redegjort", Self::CoverageAccount),
        ("retningslinjer-redegjort", Self::GuidelineAccount),
        ("registerbeskrivelse-oppdatert", Self::Description),
        ("rhf-tilraadninger", Self::Recommendations),
        ("helsedirektoratet-vedtak", Self::Decision),
    ];

    /// How it stands.
    pub fn answer(self, ask: &Ask<'_>) -> Answer {
        match self {
            Self::Assessment => assessment::assessed(ask),
            Self::NewApproval => approval::approved(ask),
            Self::OrderOfBodies => approval::in_order(ask),
            Self::Informed => approval::informed(ask),
            Self::Recommendations => approval::recommended(ask),
            Self::Decision => approval::decided(ask),
            Self::Enclosures => enclosure::complete(ask),
            Self::Financing => enclosure::financed(ask),
            Self::RecordOfProcessing => privacy::record_of_processing(ask),
            Self::WithoutConsent => privacy::without_consent(ask),
            Self::JointArrangement => privacy::joint_arrangement(ask),
            Self::Statement => council::statement(ask),
            Self::CouncilEnclosed => council::enclosed(ask),
            Self::NewCommunities => council::new_communities(ask),
            Self::Account => account::all(ask),
            Self::CaptureAccount => account::capture(ask),
            Self::CoverageAccount => account::coverage(ask),
            Self::GuidelineAccount => account::guidelines(ask),
            Self::Description => description::updated(ask),
        }
    }

    /// The ways in which it can be open, as the rule chooses its words by them.
    pub fn variants(self) -> &'static [&'static str] {
        match self {
            Self::Assessment => assessment::ASSESSED,
            Self::NewApproval => approval::APPROVED,
            Self::OrderOfBodies => approval::IN_ORDER,
            Self::Informed => approval::INFORMED,
            Self::Recommendations => approval::RECOMMENDED,
            Self::Decision => approval::DECIDED,
            Self::Enclosures => enclosure::COMPLETE,
            Self::Financing => enclosure::FINANCED,
            Self::RecordOfProcessing => privacy::RECORD_OF_PROCESSING,
            Self::WithoutConsent => privacy::WITHOUT_CONSENT,
            Self::JointArrangement => privacy::JOINT_ARRANGEMENT,
            Self::Statement => council::STATEMENT,
            Self::CouncilEnclosed => council::ENCLOSED,
            Self::NewCommunities => council::NEW_COMMUNITIES,
            Self::Account => account::ALL,
            Self::CaptureAccount | Self::CoverageAccount | Self::GuidelineAccount => account::POINT,
            Self::Description => description::UPDATED,
        }
    }

    /// The values that its words can name.
    pub fn details(self) -> &'static [&'static str] {
        &[
            "endring",
            "type",
            "fil",
            "tema",
            "mangler",
            "verdi",
            "instans",
            "dato",
            "frist",
            "region",
            "navn",
            "overskrift",
            "hjemmel",
            "fagraad",
            "datafangst",
            "dekningsgrad",
            "forankring",
            "registerbeskrivelse",
            "retningslinjer",
        ]
    }
}
