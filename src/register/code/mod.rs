//! The code systems in which registers say whom they cover, and the codes, ranges and wildcards written in them.
//!
//! **Knows**: how ICD-10, ICPC-2, NCSP, NCMP and NCRP are spelled, that they are trees, and which
//! codes an entry stands for.
//! **Does not know**: which codes exist this year or what they mean; where an entry is written.
//!
//! Only the shape is checked. The shapes are general knowledge, not law: the directorate's files are
//! renewed each year, so a code that merely looks unfamiliar must never be called wrong.

mod parse;
mod set;
mod stem;

use std::fmt;
use std::str::FromStr;

pub(crate) use parse::is_dash;
pub use parse::{CodeFault, CodeFaultKind, parse_list};
pub use set::{CodeSet, redundant};

use stem::Stem;

/// Kodeverk: one of the systems that a register's patient group is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeSystem {
    /// Diagnoses of hospitals: `M46.8`.
    Icd10,
    /// Diagnoses of general practice: `L88`.
    Icpc2,
    /// Kirurgiske prosedyrer: `NFB20`.
    Ncsp,
    /// Medisinske prosedyrer: `WBOC05`.
    Ncmp,
    /// Bildediagnostikk and image-guided procedures: `SMR0AK`.
    Ncrp,
}

impl CodeSystem {
    /// All systems, in the order of `register.toml`.
    pub const ALL: [Self; 5] = [Self::Icd10, Self::Icpc2, Self::Ncsp, Self::Ncmp, Self::Ncrp];

    /// The key in `[pasientgruppe]`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Icd10 => "icd10",
            Self::Icpc2 => "icpc2",
            Self::Ncsp => "ncsp",
            Self::Ncmp => "ncmp",
            Self::Ncrp => "ncrp",
        }
    }

    /// The name that people use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Icd10 => "ICD-10",
            Self::Icpc2 => "ICPC-2",
            Self::Ncsp => "NCSP",
            Self::Ncmp => "NCMP",
            Self::Ncrp => "NCRP",
        }
    }

    /// Whether it holds procedures and not diagnoses (NKPK, the three that share one pattern of names).
    pub fn is_procedure(self) -> bool {
        match self {
            Self::Icd10 | Self::Icpc2 => false,
            Self::Ncsp | Self::Ncmp | Self::Ncrp => true,
        }
    }
}

impl FromStr for CodeSystem {
    type Err = ();

    /// Reads the key (`icd10`) or the name (`ICD-10`), in any letter case.
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|system| {
                text.eq_ignore_ascii_case(system.word()) || text.eq_ignore_ascii_case(system.name())
            })
            .ok_or(())
    }
}

/// One entry of a list of codes: a code, a wildcard or a range. A code stands for all that lie under it.
///
/// `Display` gives the canonical spelling: `M46.8`, `M06.0-M06.9`, `NFB20-64`, `NFC**`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeEntry {
    first: Stem,
    last: Stem,
}

impl CodeEntry {
    /// Reads one entry as registers write it. Spaces, letter case and the kind of dash do not matter.
    pub fn parse(system: CodeSystem, text: &str) -> Result<Self, CodeFault> {
        parse::parse(system, text)
    }

    /// The system that the entry is written in.
    pub fn system(&self) -> CodeSystem {
        self.first.system()
    }

    /// The keys of all codes that the entry stands for, both ends included.
    fn keys(&self) -> (u64, u64) {
        (self.first.low(), self.last.high())
    }
}

impl fmt::Display for CodeEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first.spelled(), self.last.spelled());
        if self.first == self.last {
            return f.write_str(&first);
        }
        match self.first.number_of_same_group(&self.last) {
            Some(number) => write!(f, "{first}-{number}"),
            None => write!(f, "{first}-{last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::CodeFaultKind::{AcrossChapters, Empty, LowerCaseL, NotACode, OfSystem, Several, TurnedRound};
    use super::CodeSystem::{Icd10, Icpc2, Ncmp, Ncrp, Ncsp};
    use super::*;

    fn entry(system: CodeSystem, text: &str) -> CodeEntry {
        CodeEntry::parse(system, text).unwrap_or_else(|fault| panic!("{system:?} {text:?}: {fault:?}"))
    }

    fn set(system: CodeSystem, texts: &[&str]) -> CodeSet {
        texts.iter().map(|text| entry(system, text)).collect()
    }

    #[test]
    fn reads_what_registers_write() {
        let check = |system, text: &str, expected: &str| {
            assert_eq!(entry(system, text).to_string(), expected, "{text:?}");
        };
        check(Icd10, "M05", "M05");
        check(Icd10, "m46.8", "M46.8");
        check(Icd10, "M468", "M46.8");
        check(Icd10, " M 46.8 ", "M46.8");
        check(Icd10, "M\u{A0}46.8", "M46.8");
        check(Icd10, "M46.80", "M46.80");
        check(Icd10, "M06.0-M06.9", "M06.0-M06.9");
        check(Icd10, "M06.0–M06.9", "M06.0-M06.9");
        check(Icd10, "M06.0 − M06.9", "M06.0-M06.9");
        check(Icd10, "M060-M069", "M06.0-M06.9");
        check(Icd10, "M06.0-9", "M06.0-M06.9");
        check(Icd10, "M06.0-.9", "M06.0-M06.9");
        check(Icd10, "M05.0-06.9", "M05.0-M06.9");
        check(Icd10, "I20.0-25", "I20.0-I25");
        check(Icd10, "I21-22", "I21-I22");
        check(Icd10, "I21-I22", "I21-I22");
        check(Icd10, "A00-Z99", "A00-Z99");
        check(Icd10, "C00-D48", "C00-D48");
        check(Icd10, "M06-M06", "M06");
        check(Icd10, "M90.7*", "M90.7");
        check(Icd10, "G63.2†", "G63.2");
        check(Icd10, "G63.2+", "G63.2");
        check(Icd10, "M05*", "M05");
        check(Icd10, "M05.*", "M05");
        check(Icd10, "M05.-", "M05");
        check(Icd10, "M0*", "M0*");
        check(Icd10, "M*", "M**");
        check(Icd10, "l21", "L21");
        check(Icpc2, "a01", "A01");
        check(Icpc2, "L88-99", "L88-L99");
        check(Icpc2, "L8*", "L8*");
        check(Ncsp, "NFB20-64", "NFB20-64");
        check(Ncsp, "NFB20-NFB64", "NFB20-64");
        check(Ncsp, "nfb 20–64", "NFB20-64");
        check(Ncsp, "NFB20-6", "NFB20-26");
        check(Ncsp, "NFC**", "NFC**");
        check(Ncsp, "NFJ*", "NFJ**");
        check(Ncsp, "NGB0*", "NGB0*");
        check(Ncsp, "NGB0**", "NGB0*");
        check(Ncsp, "NF*", "NF***");
        check(Ncsp, "NFB2*-NFB6*", "NFB2*-NFB6*");
        check(Ncsp, "NFB20-NFC99", "NFB20-NFC99");
        check(Ncsp, "ZXC96", "ZXC96");
        check(Ncmp, "WBOC05", "WBOC05");
        check(Ncmp, "WBOC05-30", "WBOC05-30");
        check(Ncmp, "WBOC*", "WBOC**");
        check(Ncmp, "WBO*", "WBO**");
        check(Ncmp, "JAG05", "JAG05");
        check(Ncmp, "JAG0*", "JAG0*");
        check(Ncrp, "SMR0AK", "SMR0AK");
        check(Ncrp, "smr0*", "SMR0**");
        check(Ncrp, "SMR**", "SMR***");
        check(Ncrp, "SMR0AK-SMR0AM", "SMR0AK-SMR0AM");
    }

    #[test]
    fn says_what_is_wrong_and_what_was_meant() {
        let check = |system, text: &str, kind, suggestion: Option<&str>| {
            let fault = CodeEntry::parse(system, text).expect_err(text);
            assert_eq!((fault.kind, fault.suggestion.as_deref()), (kind, suggestion), "{text:?}");
        };
        check(Icd10, "", Empty, None);
        check(Icd10, " \u{200B}", Empty, None);
        check(Icd10, "MO5", NotACode, Some("M05"));
        check(Icd10, "I2l", NotACode, Some("I21"));
        check(Icd10, "M46,8", NotACode, Some("M46.8"));
        check(Icd10, "M46.", NotACode, Some("M46"));
        check(Icd10, "M05.x", NotACode, Some("M05"));
        check(Icd10, "121-122", NotACode, Some("I21-I22"));
        check(Icd10, "\u{41C}46", NotACode, Some("M46"));
        check(Icd10, "M05 til M08", NotACode, Some("M05-M08"));
        check(Icd10, "M4", NotACode, None);
        check(Icd10, "M46.123", NotACode, None);
        check(Icd10, "M06-M07-M08", NotACode, None);
        check(Icd10, "I21-2", NotACode, None);
        check(Icd10, "leddgikt", NotACode, None);
        check(Icd10, "*", NotACode, None);
        check(Icd10, "-", NotACode, None);
        check(Icd10, &"M".repeat(1_000_000), NotACode, None);
        check(Icd10, "M05, M06", Several, None);
        check(Icd10, "M31.5/M31.6", Several, None);
        check(Icd10, "M05 M06", Several, None);
        check(Icd10, "M05 og M06", Several, None);
        check(Icd10, &"M05, ".repeat(30), Several, None);
        check(Ncsp, "JFB20-64 + JFH**", Several, None);
        check(Icd10, "NFB20", OfSystem(Ncsp), Some("NFB20"));
        check(Icd10, "WBOC05", OfSystem(Ncmp), Some("WBOC05"));
        check(Icd10, "SMR0AK", OfSystem(Ncrp), Some("SMR0AK"));
        check(Icpc2, "M46.8", OfSystem(Icd10), Some("M46.8"));
        check(Ncsp, "M16", OfSystem(Icd10), Some("M16"));
        check(Ncrp, "NFB20", OfSystem(Ncsp), Some("NFB20"));
        check(Ncsp, "NFB2O", NotACode, Some("NFB20"));
        check(Ncsp, "NFC", NotACode, Some("NFC**"));
        check(Ncsp, "NFCXX", NotACode, Some("NFC**"));
        check(Icd10, "M06.9-M06.0", TurnedRound, Some("M06.0-M06.9"));
        check(Ncsp, "NFB64-20", TurnedRound, Some("NFB20-64"));
        check(Ncsp, "NFB20-PFB64", AcrossChapters, None);
        check(Icpc2, "A01-B72", AcrossChapters, None);
    }

    #[test]
    fn a_list_shows_a_lower_case_l_for_what_it_is() {
        let check = |texts: &[&str], expected: &[Result<&str, Option<&str>>]| {
            let read = parse_list(Icd10, texts);
            let got: Vec<_> = read
                .iter()
                .map(|one| match one {
                    Ok(entry) => Ok(entry.to_string()),
                    Err(fault) => {
                        assert_eq!(fault.kind, LowerCaseL, "{texts:?}");
                        Err(fault.suggestion.clone())
                    }
                })
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|one| one.map(str::to_owned).map_err(|meant| meant.map(str::to_owned)))
                .collect();
            assert_eq!(got, expected, "{texts:?}");
        };
        check(&["I20", "l21-l22"], &[Ok("I20"), Err(Some("I21-I22"))]);
        check(&["l21", "I25.1"], &[Err(Some("I21")), Ok("I25.1")]);
        check(&["I21–l22"], &[Err(Some("I21-I22"))]);
        check(&["l21-l22"], &[Ok("L21-L22")]);
        check(&["L20", "l21"], &[Ok("L20"), Ok("L21")]);
        check(&["i20", "l21"], &[Ok("I20"), Ok("L21")]);
        check(&["I20", "L21"], &[Ok("I20"), Ok("L21")]);
    }

    #[test]
    fn systems_are_named_by_key_and_by_name() {
        for system in CodeSystem::ALL {
            assert_eq!(system.word().parse(), Ok(system));
            assert_eq!(system.name().parse(), Ok(system));
        }
        assert_eq!("icd-9".parse::<CodeSystem>(), Err(()));
    }

    #[test]
    fn sets_are_trees() {
        let same = |system, left: &[&str], right: &[&str]| {
            assert_eq!(set(system, left), set(system, right), "{left:?} {right:?}");
        };
        same(Icd10, &["M06.0-M06.9"], &["M06"]);
        same(Icd10, &["M46", "M46.8"], &["M46"]);
        same(Icd10, &["m46", "M45", "M05", "M060-M069", "M08"], &["M05", "M06", "M08", "M45-M46"]);
        same(Icd10, &["M00-M09"], &["M0*"]);
        same(Ncsp, &["NFB20-22"], &["NFB22", "NFB20", "NFB21"]);
        same(Ncsp, &["NFC**"], &["NFC00-99"]);
        same(Ncsp, &["NFJ*"], &["NFJ0*-NFJ9*"]);
        assert!(set(Icd10, &["M46"]).covers(&entry(Icd10, "M46.8")));
        assert!(!set(Icd10, &["M46.8"]).covers(&entry(Icd10, "M46")));
        assert!(set(Icd10, &["M46.8"]).touches(&entry(Icd10, "M46")));
        assert!(!set(Icd10, &["M46.8"]).touches(&entry(Icd10, "M45")));
        assert!(set(Ncsp, &["NFC**"]).covers(&entry(Ncsp, "NFC20")));
        assert!(!set(Icpc2, &["M46"]).covers(&entry(Icd10, "M46")));
        assert!(set(Icd10, &["A00-Z99"]).covers(&entry(Icd10, "M46.81")));
        assert!(!set(Icd10, &["M46", "I05-I08"]).intersects(&set(Icd10, &["M45", "I09"])));
        assert!(set(Icd10, &["M46", "I05-I08"]).intersects(&set(Icd10, &["M45", "I06.1"])));
        let both = set(Icd10, &["M46"]).union(&set(Ncsp, &["NFC**"]));
        assert_eq!(both.of_system(Ncsp), set(Ncsp, &["NFC**"]));
    }

    #[test]
    fn differences_read_well() {
        let check = |system, left: &[&str], right: &[&str], expected: &[&str]| {
            let difference = set(system, left).difference(&set(system, right));
            let got: Vec<_> = difference.entries().iter().map(CodeEntry::to_string).collect();
            assert_eq!(got, expected, "{left:?} {right:?}");
        };
        check(Icd10, &["M05", "M45", "M46"], &["M46"], &["M05", "M45"]);
        check(Icd10, &["M05-M08"], &[], &["M05-M08"]);
        check(Icd10, &["M46"], &["M46.8"], &["M46.0-M46.7", "M46.9"]);
        check(Icd10, &["M05-M08"], &["M06.5"], &["M05-M06.4", "M06.6-M08"]);
        check(Icd10, &["M05"], &["A00-Z99"], &[]);
        check(Icd10, &["A00-Z99"], &["M05", "M07"], &["A00-M04", "M06", "M08-Z99"]);
        check(Ncsp, &["NFB20-64"], &["NFB30"], &["NFB2*", "NFB31-64"]);
        check(Ncsp, &["NFC**", "NFJ*"], &[], &["NFC**", "NFJ**"]);
        check(Ncsp, &["NFB**", "NFC**"], &[], &["NFB**-NFC**"]);
        check(Ncsp, &["N*", "P*"], &[], &["N****", "P****"]);
        check(Ncsp, &["O*", "P*"], &[], &["O****", "P****"]);
        check(Ncmp, &["WBOC05-30"], &["WBOC10"], &["WBOC05-09", "WBOC11-30"]);
        check(Ncmp, &["JAG**"], &["JAGD30"], &["JAG00-JAGD29", "JAGD31-JAGZ99"]);
    }

    #[test]
    fn redundant_entries_are_named_with_what_covers_them() {
        let check = |texts: &[&str], expected: &[(usize, usize)]| {
            let entries: Vec<_> = texts.iter().map(|text| entry(Icd10, text)).collect();
            assert_eq!(redundant(&entries), expected, "{texts:?}");
        };
        check(&["M05", "M06"], &[]);
        check(&["M46", "M46.8"], &[(1, 0)]);
        check(&["M46.8", "M46"], &[(0, 1)]);
        check(&["M06", "M06.0-M06.9"], &[(1, 0)]);
        check(&["M06.0-M06.9", "M06"], &[(1, 0)]);
        check(&["M05-M06", "M06-M07", "M07-M08"], &[(1, 0)]);
        check(&["M06.5-M07.5", "M05-M06", "M07-M08"], &[(0, 1)]);
        check(&["M05", "M06", "M05-M06"], &[(0, 2), (1, 2)]);
        check(&["M05", "M05", "M05"], &[(1, 0), (2, 0)]);
        check(&[], &[]);
    }

    fn any_entry() -> impl Strategy<Value = CodeEntry> {
        let code = prop_oneof![
            "[A-Z][0-9]{2}(\\.[0-9]{1,2})?(-[0-9]{2})?",
            "[M-N][0-2][0-9](-[M-N][0-9]{2})?",
            "N[FG][A-C]([0-9]{2}|\\*\\*|[0-9]\\*|[0-4][0-9]-[5-9][0-9]|[0-9]{2}-N[FG][A-C][0-9]{2})",
            "W[A-B][A-C][A-D]?([0-9]{2}|\\*|[0-9]\\*)(-WBC[A-D]?[0-9]{2})?",
            "SM[QR]([0-9][A-B][K-M]|\\*)",
        ];
        (proptest::sample::select(&CodeSystem::ALL), code)
            .prop_filter_map("no entry", |(system, text)| CodeEntry::parse(system, &text).ok())
    }

    fn any_set() -> impl Strategy<Value = CodeSet> {
        proptest::collection::vec(any_entry(), 0..12).prop_map(CodeSet::from_iter)
    }

    proptest! {
        #[test]
        fn the_spelling_is_read_as_what_it_was(one in any_entry()) {
            prop_assert_eq!(CodeEntry::parse(one.system(), &one.to_string()), Ok(one));
        }

        #[test]
        fn spelling_does_not_matter(one in any_entry()) {
            let text = one.to_string().to_lowercase().replace('-', " – ");
            prop_assert_eq!(CodeEntry::parse(one.system(), &text), Ok(one));
        }

        #[test]
        fn no_text_is_too_odd(text in any::<String>(), system in proptest::sample::select(&CodeSystem::ALL)) {
            let _ = CodeEntry::parse(system, &text);
        }

        #[test]
        fn no_almost_code_is_too_odd(
            texts in proptest::collection::vec("[A-Oa-ol†*.,0-9 \u{2013}\u{41C}-]{0,12}", 0..5),
            system in proptest::sample::select(&CodeSystem::ALL),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            for one in parse_list(system, &texts) {
                if let Err(CodeFault { suggestion: Some(text), .. }) = one {
                    let elsewhere = CodeSystem::ALL.into_iter().any(|system| CodeEntry::parse(system, &text).is_ok());
                    prop_assert!(elsewhere, "{}", text);
                }
            }
        }

        #[test]
        fn order_and_repetition_do_not_matter(entries in proptest::collection::vec(any_entry(), 0..12)) {
            let forward: CodeSet = entries.iter().collect();
            let backward: CodeSet = entries.iter().rev().chain(&entries).collect();
            prop_assert_eq!(&forward, &backward);
            for one in &entries {
                prop_assert!(forward.covers(one));
            }
        }

        #[test]
        fn covering_goes_on(a in any_set(), b in any_set(), one in any_entry()) {
            let union = a.union(&b);
            prop_assert!(a.difference(&union).is_empty());
            if a.covers(&one) {
                prop_assert!(union.covers(&one));
                prop_assert!(!a.difference(&b).covers(&one) || !b.touches(&one));
            }
        }

        #[test]
        fn sets_follow_the_algebra(a in any_set(), b in any_set()) {
            prop_assert_eq!(a.union(&b), b.union(&a));
            prop_assert_eq!(a.union(&a), a.clone());
            prop_assert!(!a.difference(&b).intersects(&b));
            prop_assert_eq!(a.difference(&b).union(&b), a.union(&b));
            prop_assert_eq!(a.difference(&b) == a, !a.intersects(&b));
            prop_assert!(a.difference(&a).is_empty());
            prop_assert_eq!(a.intersects(&b), b.intersects(&a));
        }

        #[test]
        fn entries_say_what_the_set_holds(a in any_set()) {
            let entries = a.entries();
            prop_assert_eq!(&CodeSet::from_iter(&entries), &a);
            prop_assert!(redundant(&entries).is_empty());
            for one in &entries {
                prop_assert_eq!(CodeEntry::parse(one.system(), &one.to_string()), Ok(*one));
            }
        }

        #[test]
        fn redundant_entries_can_all_go(entries in proptest::collection::vec(any_entry(), 0..12)) {
            let found = redundant(&entries);
            let gone = |at: usize| found.iter().any(|pair| pair.0 == at);
            let left = (0..entries.len()).filter(|&at| !gone(at)).map(|at| entries[at]);
            prop_assert_eq!(CodeSet::from_iter(left), CodeSet::from_iter(&entries));
            for &(at, by) in &found {
                prop_assert!(CodeSet::from_iter([entries[by]]).touches(&entries[at]));
            }
        }
    }
}
