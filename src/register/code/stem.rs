//! A code, or the beginning of one, as a node in the tree of its system.
//!
//! **Knows**: which sign may stand at each place of a code, and the numbers that order the codes.
//! **Does not know**: ranges, wildcards as people type them, faults.
//!
//! Every system is padded to a fixed width, so that a node of the tree is an interval of whole
//! numbers and questions about sets become questions about intervals.

use super::CodeSystem;

/// What may stand at one place of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `A` to `Z`.
    Letter,
    /// `0` to `9`.
    Digit,
    /// A letter that not all codes have: the fourth of NCMP (`WBOC05`, but also `JAG05`).
    LetterOrNothing,
}

use Place::{Digit, Letter, LetterOrNothing};

impl Place {
    /// How many signs there are to choose from.
    fn width(self) -> u64 {
        match self {
            Letter => 26,
            Digit => 10,
            LetterOrNothing => 27,
        }
    }

    /// The number of an ASCII sign (capital letter or digit) among them.
    fn number(self, sign: u8) -> Option<u8> {
        match self {
            Letter => sign.is_ascii_uppercase().then(|| sign - b'A'),
            Digit => sign.is_ascii_digit().then(|| sign - b'0'),
            LetterOrNothing => sign.is_ascii_uppercase().then(|| sign - b'A' + 1),
        }
    }

    /// The sign with that number; `None` is the letter that is not there.
    fn sign(self, number: u8) -> Option<char> {
        match self {
            Letter => Some(char::from(b'A' + number)),
            Digit => Some(char::from(b'0' + number)),
            LetterOrNothing => number.checked_sub(1).map(|letter| char::from(b'A' + letter)),
        }
    }
}

/// The longest code, in places.
const LONGEST: usize = 6;

/// Keys of one system lie under `1 << SYSTEM_SHIFT`, with room to spare between two systems.
const SYSTEM_SHIFT: u32 = 40;

/// The places of a system. ICD-10 has a Norwegian fifth sign in some fields.
pub(super) fn places(system: CodeSystem) -> &'static [Place] {
    match system {
        CodeSystem::Icd10 => &[Letter, Digit, Digit, Digit, Digit],
        CodeSystem::Icpc2 => &[Letter, Digit, Digit],
        CodeSystem::Ncsp => &[Letter, Letter, Letter, Digit, Digit],
        CodeSystem::Ncmp => &[Letter, Letter, Letter, LetterOrNothing, Digit, Digit],
        CodeSystem::Ncrp => &[Letter, Letter, Letter, Digit, Letter, Letter],
    }
}

/// The number of places that make a code and not only the beginning of one.
fn shortest_code(system: CodeSystem) -> usize {
    match system {
        CodeSystem::Icd10 => 3,
        _ => places(system).len(),
    }
}

/// A code or the beginning of one. Places beyond `filled` are zero, so that equal stems compare equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Stem {
    system: CodeSystem,
    numbers: [u8; LONGEST],
    filled: u8,
}

impl Stem {
    /// Reads signs without dot, dash or wildcard, in capital letters.
    pub(super) fn read(system: CodeSystem, signs: &str) -> Option<Self> {
        let mut stem = Self { system, numbers: [0; LONGEST], filled: 0 };
        for sign in signs.bytes() {
            if stem.next()? == LetterOrNothing && sign.is_ascii_digit() {
                stem.filled += 1;
            }
            stem.numbers[stem.len()] = stem.next()?.number(sign)?;
            stem.filled += 1;
        }
        (stem.filled > 0).then_some(stem)
    }

    /// The whole code with that key.
    pub(super) fn at(key: u64) -> Self {
        let index = usize::try_from(key >> SYSTEM_SHIFT).expect("a key holds the index of its system");
        let system = CodeSystem::ALL[index];
        let mut rest = key & ((1 << SYSTEM_SHIFT) - 1);
        let mut stem = Self { system, numbers: [0; LONGEST], filled: 0 };
        for (at, place) in places(system).iter().enumerate().rev() {
            stem.numbers[at] = u8::try_from(rest % place.width()).expect("no place has 256 signs");
            rest /= place.width();
            stem.filled += 1;
        }
        stem
    }

    fn len(&self) -> usize {
        usize::from(self.filled)
    }

    fn next(&self) -> Option<Place> {
        places(self.system).get(self.len()).copied()
    }

    /// The system that it is written in.
    pub(super) fn system(&self) -> CodeSystem {
        self.system
    }

    /// Whether it names a code, and not only a group that a wildcard would have to close.
    pub(super) fn is_code(&self) -> bool {
        self.len() >= shortest_code(self.system)
    }

    /// The number of its first letter: the chapter.
    pub(super) fn chapter(&self) -> u8 {
        self.numbers[0]
    }

    /// The key of the first code under it.
    pub(super) fn low(&self) -> u64 {
        self.key(|_| 0)
    }

    /// The key of the last code under it.
    pub(super) fn high(&self) -> u64 {
        self.key(|place| place.width() - 1)
    }

    fn key(&self, open: impl Fn(Place) -> u64) -> u64 {
        let index =
            CodeSystem::ALL.iter().position(|&system| system == self.system).unwrap_or_default() as u64;
        let within = places(self.system).iter().enumerate().fold(0, |key, (at, &place)| {
            let number = if at < self.len() { u64::from(self.numbers[at]) } else { open(place) };
            key * place.width() + number
        });
        (index << SYSTEM_SHIFT) | within
    }

    /// Its first `filled` places, where that can be written: a missing letter can't end a stem.
    pub(super) fn beginning(&self, filled: usize) -> Option<Self> {
        let last = filled.checked_sub(1).filter(|_| filled <= self.len())?;
        places(self.system)[last].sign(self.numbers[last])?;
        let mut stem = *self;
        stem.numbers[filled..].fill(0);
        stem.filled = u8::try_from(filled).expect("a code has at most six places");
        Some(stem)
    }

    /// The chapter as a stem of its own.
    pub(super) fn of_chapter(system: CodeSystem, chapter: u8) -> Self {
        let mut numbers = [0; LONGEST];
        numbers[0] = chapter;
        Self { system, numbers, filled: 1 }
    }

    /// Whether both lie in one group of three letters (`NFB`).
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        self.system == other.system && self.numbers[..3] == other.numbers[..3]
    }

    /// The canonical spelling, with `*` for what is open.
    pub(super) fn spelled(&self) -> String {
        let mut text = self.signs();
        match self.system {
            CodeSystem::Icd10 if text.len() > 3 => text.insert(3, '.'),
            CodeSystem::Ncmp if self.numbers[3] == 0 => fill_up(&mut text, LONGEST - 1),
            system => fill_up(&mut text, shortest_code(system)),
        }
        text
    }

    /// The two digits of `last` where only they differ and the field writes the range short: `NFB20-64`.
    pub(super) fn number_of_same_group(&self, last: &Self) -> Option<String> {
        let short = match self.system {
            CodeSystem::Ncsp | CodeSystem::Ncmp => self.is_code() && last.is_code(),
            CodeSystem::Icd10 | CodeSystem::Icpc2 | CodeSystem::Ncrp => false,
        };
        let group = self.len().checked_sub(2)?;
        (short && self.numbers[..group] == last.numbers[..group])
            .then(|| last.signs().split_off(self.signs().len() - 2))
    }

    fn signs(&self) -> String {
        let filled = places(self.system).iter().zip(self.numbers).take(self.len());
        filled.filter_map(|(place, number)| place.sign(number)).collect()
    }
}

/// Fills up with wildcards to the length of a code.
fn fill_up(text: &mut String, width: usize) {
    while text.len() < width {
        text.push('*');
    }
}
