//! The organisation number (organisasjonsnummer): nine digits, the last of them a check digit.
//!
//! **Knows**: the form and the check digit.
//! **Does not know**: to whom a number belongs.

use std::fmt;

/// The weights of the first eight digits (Brønnøysundregistrene).
const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

/// An organisation number whose check digit holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgNumber(pub(super) u32);

impl fmt::Display for OrgNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:09}", self.0)
    }
}

/// Why a text is no organisation number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrgNumberFault {
    /// Something else than nine digits.
    #[error("not nine digits")]
    NotNineDigits,
    /// Nine digits, the last of which does not follow from the others.
    #[error("the check digit does not hold")]
    WrongCheckDigit,
}

/// Reads an organisation number, whatever spaces stand in it, and checks its last digit by modulus 11.
///
/// # Errors
/// [`OrgNumberFault`] where it is not nine digits or its check digit does not hold.
pub fn check_digit(text: &str) -> Result<OrgNumber, OrgNumberFault> {
    let mut digits = [0; 9];
    let mut length = 0;
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        let digit = character.to_digit(10).ok_or(OrgNumberFault::NotNineDigits)?;
        *digits.get_mut(length).ok_or(OrgNumberFault::NotNineDigits)? = digit;
        length += 1;
    }
    if length != digits.len() {
        return Err(OrgNumberFault::NotNineDigits);
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    // Ten as the control is no digit, so such a sum never holds.
    if !(sum + digits[8]).is_multiple_of(11) {
        return Err(OrgNumberFault::WrongCheckDigit);
    }
    Ok(OrgNumber(digits.iter().fold(0, |number, digit| number * 10 + digit)))
}

#[cfg(test)]
mod tests {
    use super::{OrgNumberFault, check_digit};

    fn check(text: &str, expected: Result<&str, OrgNumberFault>) {
        let read = check_digit(text);
        assert_eq!(read.map(|number| number.to_string()), expected.map(str::to_owned), "{text:?}");
    }

    #[test]
    fn nine_digits_with_a_check_digit_are_a_number() {
        for text in ["983974724", "983 974 724", "983\u{a0}974\u{a0}724", " 983\u{202f}974\u{2009}724\n"] {
            check(text, Ok("983974724"));
        }
        check("983744516", Ok("983744516"));
        check("000000000", Ok("000000000"));
    }

    #[test]
    fn all_else_is_told_apart() {
        for text in
            ["", " ", "98397472", "9839747240", "98397472A", "NO983974724MVA", "983.974.724", "９83974724"]
        {
            check(text, Err(OrgNumberFault::NotNineDigits));
        }
        for text in ["983974725", "983974723", "123456789", "893974724"] {
            check(text, Err(OrgNumberFault::WrongCheckDigit));
        }
    }

    /// Every change of one digit is seen, and where the control would be ten, no last digit holds.
    #[test]
    fn one_wrong_digit_is_always_seen() {
        let number = b"983974724";
        for place in 0..9 {
            for digit in b'0'..=b'9' {
                let mut other = *number;
                other[place] = digit;
                let text = std::str::from_utf8(&other).unwrap();
                assert_eq!(check_digit(text).is_ok(), other == *number, "{text}");
            }
        }
    }
}
