//! FNV-1a in 128 bits, for names of what a text says. It is no secret and must never change, which the hashes of libraries
//! may.
//!
//! <https://www.rfc-editor.org/rfc/rfc9923>

/// The hash of nothing, which others begin with.
pub const FNV_BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The hash of what `hash` is of, followed by `bytes`.
#[must_use]
pub fn fnv(hash: u128, bytes: &[u8]) -> u128 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv(FNV_BASIS, b""), FNV_BASIS);
        assert_eq!(fnv(FNV_BASIS, b"a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
    }
}
