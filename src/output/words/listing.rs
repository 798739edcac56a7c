//! What tables, lists of tests and pages say beside findings and reviews, in bokmål, nynorsk and English.
//!
//! **Knows**: heads of columns, states of findings and duties, the frame of a page.
//! **Does not know**: which format says what.

use super::Said;
use crate::finding::{Lang, Status};
use crate::report::duty::DutyState;

/// Names of columns and of parts of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::output) enum Word {
    /// What a row tells of: a finding, a duty, a requirement.
    Kind,
    /// A line of a file.
    Line,
    /// A heading of a document.
    Heading,
    /// What is wrong, or what is asked for.
    Message,
    /// What is the same from run to run.
    Fingerprint,
    /// What a page is.
    Report,
    /// The way past the head of a page.
    SkipToContent,
    /// That a page is written by the tool.
    WrittenBy,
}

impl Word {
    /// The word in `lang`, with a capital.
    pub(in crate::output) fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::Kind => Said { nb: "Type", nn: "Type", en: "Kind" },
            Self::Line => Said { nb: "Linje", nn: "Linje", en: "Line" },
            Self::Heading => Said { nb: "Overskrift", nn: "Overskrift", en: "Heading" },
            Self::Message => Said { nb: "Melding", nn: "Melding", en: "Message" },
            Self::Fingerprint => Said { nb: "Fingeravtrykk", nn: "Fingeravtrykk", en: "Fingerprint" },
            Self::Report => Said {
                nb: "Rapport fra Registervakt",
                nn: "Rapport frå Registervakt",
                en: "Report from Registervakt",
            },
            Self::SkipToContent => {
                Said { nb: "Hopp til innholdet", nn: "Hopp til innhaldet", en: "Skip to the content" }
            }
            Self::WrittenBy => Said {
                nb: "Skrevet av Registervakt etter veilederen for",
                nn: "Skriven av Registervakt etter rettleiaren for",
                en: "Written by Registervakt according to the guide of",
            },
        }
        .by(lang)
    }
}

/// Whether a finding is new, was there before, or is mended.
pub(in crate::output) fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::New => Said { nb: "nytt", nn: "nytt", en: "new" },
        Status::Existing => Said { nb: "fra før", nn: "frå før", en: "from before" },
        Status::Fixed => Said { nb: "rettet", nn: "retta", en: "mended" },
    }
    .by(lang)
}

/// How a duty stands.
pub(in crate::output) fn duty(lang: Lang, state: DutyState) -> &'static str {
    match state {
        DutyState::Open => Said { nb: "gjenstår", nn: "står att", en: "open" },
        DutyState::Met => Said { nb: "oppfylt", nn: "oppfylt", en: "met" },
        DutyState::NotApplicable => Said { nb: "ikke relevant", nn: "ikkje relevant", en: "not applicable" },
    }
    .by(lang)
}
