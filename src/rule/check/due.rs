//! Checks by which something that falls due is closed, and which no test on a field can say.
//!
//! **Knows**: their names.
//! **Does not know**: on which day something falls due; they are held where that is known.

/// A check by which something that falls due is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueCheck {
    /// `utsettelse-eller-levert`: an extension is granted, or the annual report is delivered.
    ExtensionOrDelivered,
    /// `aarsrapport-uten-feil`: the rules on annual reports find no error in that of the year.
    ReportWithoutErrors,
}

impl DueCheck {
    /// The checks by the names that rule files call them.
    pub const NAMES: [(&'static str, Self); 2] = [
        ("utsettelse-eller-levert", Self::ExtensionOrDelivered),
        ("aarsrapport-uten-feil", Self::ReportWithoutErrors),
    ];
}
