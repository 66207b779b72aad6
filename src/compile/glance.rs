//! Sets of which one look mostly tells that something is not in them.

use serde::{Deserialize, Serialize};

use super::bytes::Bytes;

/// A set of numbers: a bit for each class of them, so that one whose bit is not set is not among them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Bytes: Deserialize<'de>"))]
pub(crate) struct Glance {
    bits: Bytes,
}

/// How many classes there are: ten and more for each number that a question's tables have.
const CLASSES: usize = 8192;

impl Glance {
    /// Whether a number may be among them.
    pub(super) fn may_have(&self, number: usize) -> bool {
        let (byte, bit) = place(number);
        self.bits.get(byte..byte + 1).is_some_and(|bits| bits[0] & bit != 0)
    }
}

impl FromIterator<usize> for Glance {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut bits = [0; CLASSES / 8];
        for (byte, bit) in numbers.into_iter().map(place) {
            bits[byte] |= bit;
        }
        let mut out = Self::default();
        out.bits.extend(&bits);
        out
    }
}

/// The byte of a number's class, and its bit there.
fn place(number: usize) -> (usize, u8) {
    (number % CLASSES / 8, 1 << (number % 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_it_may_be_in_it() {
        let glance: Glance = [0, 7, 8, 9000, 123_456_789].into_iter().collect();
        assert!([0, 7, 8, 9000, 123_456_789].into_iter().all(|number| glance.may_have(number)));
        assert!(![1, 6, 9, 9001].into_iter().any(|number| glance.may_have(number)));
        assert!(!Glance::default().may_have(0));
    }
}
