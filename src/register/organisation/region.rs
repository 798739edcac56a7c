//! The health regions (helseregionene), and the one that is none of them.
//!
//! **Knows**: their words in the files and their names.
//! **Does not know**: which organisation lies where.

use std::str::FromStr;

/// The legal names of the four regional health authorities (regionale helseforetak), north to south-east.
pub const RHFS: [&str; 4] = ["Helse Nord RHF", "Helse Midt-Norge RHF", "Helse Vest RHF", "Helse Sør-Øst RHF"];

/// Where somebody or something belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// Helse Nord.
    North,
    /// Helse Midt-Norge.
    Mid,
    /// Helse Vest.
    West,
    /// Helse Sør-Øst.
    SouthEast,
    /// Nasjonal: the whole country, and so none of the four.
    National,
}

impl Region {
    /// The four health regions, without [`Region::National`].
    pub const FOUR: [Self; 4] = [Self::North, Self::Mid, Self::West, Self::SouthEast];

    /// The word in the files: `nord`, `midt`, `vest`, `sor-ost`, `nasjonal`.
    pub fn word(self) -> &'static str {
        match self {
            Self::North => "nord",
            Self::Mid => "midt",
            Self::West => "vest",
            Self::SouthEast => "sor-ost",
            Self::National => "nasjonal",
        }
    }

    /// The name for people: `Helse Nord`; `nasjonal` for what is none of the four.
    pub fn name(self) -> &'static str {
        match self {
            Self::North => "Helse Nord",
            Self::Mid => "Helse Midt-Norge",
            Self::West => "Helse Vest",
            Self::SouthEast => "Helse Sør-Øst",
            Self::National => "nasjonal",
        }
    }
}

impl FromStr for Region {
    type Err = ();

    /// Reads the word of the files, exactly as [`Region::word`] writes it.
    fn from_str(word: &str) -> Result<Self, ()> {
        let mut all = Self::FOUR.into_iter().chain([Self::National]);
        all.find(|region| region.word() == word).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::{RHFS, Region};

    #[test]
    fn words_are_read_as_they_are_written() {
        for word in ["nord", "midt", "vest", "sor-ost", "nasjonal"] {
            assert_eq!(word.parse::<Region>().map(Region::word), Ok(word));
        }
        for word in ["", "Nord", "sør-øst", "sor_ost", "nord ", "Helse Nord", "øst"] {
            assert_eq!(word.parse::<Region>(), Err(()), "{word:?}");
        }
    }

    #[test]
    fn the_authorities_bear_the_names_of_their_regions() {
        for (region, rhf) in Region::FOUR.into_iter().zip(RHFS) {
            assert_eq!(format!("{} RHF", region.name()), rhf);
        }
    }
}
