//! A short name for a text: the same for the same text, in every run and on every machine.
//!
//! **Knows**: how it is computed.
//! **Does not know**: what the text names.

/// The FNV-1a digest of `text` in 128 bits, as 32 hexadecimal digits. It tells findings apart; it guards
/// against nobody.
pub(super) fn digest(text: &str) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let sum = text.bytes().fold(OFFSET, |sum, byte| (sum ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{sum:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_texts_have_known_digests() {
        assert_eq!(digest(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(digest("a"), "d228cb696f1a8caf78912b704e4a8964");
        assert_ne!(digest("Åse"), digest("A\u{30a}se"));
    }
}
