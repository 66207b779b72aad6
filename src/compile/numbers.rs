//! Numbers in one piece of memory.

use serde::{Deserialize, Serialize};
use std::ops::Range;

use super::bytes::Bytes;

/// Numbers of four bytes, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "Bytes: Deserialize<'de>"))]
pub(crate) struct Numbers {
    bytes: Bytes,
}

/// How many bytes a number takes.
const WIDTH: usize = size_of::<u32>();

impl Numbers {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() / WIDTH
    }

    /// The number at a place; 0 behind the last.
    pub(crate) fn get(&self, at: usize) -> u32 {
        let bytes = self.bytes.get(at * WIDTH..(at + 1) * WIDTH).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_le_bytes)
    }

    /// The number at a place, to be used as a place itself.
    pub(crate) fn place(&self, at: usize) -> usize {
        self.get(at) as usize
    }

    /// The stretch that ends at the number at a place and begins at the one before: where numbers are ends of stretches.
    pub(crate) fn stretch(&self, at: usize) -> Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.place(before))..self.place(at)
    }

    /// The numbers of a stretch.
    pub(crate) fn range(&self, range: Range<usize>) -> impl Iterator<Item = u32> {
        let bytes = self.bytes.get(range.start * WIDTH..range.end * WIDTH).unwrap_or_default();
        bytes.chunks_exact(WIDTH).map(|bytes| bytes.try_into().map_or(0, u32::from_le_bytes))
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        self.range(0..self.len())
    }

    /// The first place at which `holds`, which holds for no number before one for which it does not.
    pub(crate) fn first(&self, holds: impl Fn(u32) -> bool) -> usize {
        let (mut start, mut end) = (0, self.len());
        while start < end {
            let middle = usize::midpoint(start, end);
            if holds(self.get(middle)) { end = middle } else { start = middle + 1 }
        }
        start
    }

    pub(crate) fn push(&mut self, number: u32) {
        self.bytes.extend(&number.to_le_bytes());
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut out = Self::default();
        numbers.into_iter().for_each(|number| out.push(number));
        out
    }
}

/// A place in a table. The texts of a rubric, which has 64 MiB at the most, are fewer than this can count.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_went() {
        let numbers: Numbers = [0, 3, 7, u32::MAX].into_iter().collect();
        assert!(numbers.iter().eq([0, 3, 7, u32::MAX]));
        assert_eq!((numbers.len(), numbers.get(1), numbers.get(4)), (4, 3, 0));
        assert_eq!((numbers.stretch(0), numbers.stretch(2)), (0..0, 3..7));
        assert_eq!((numbers.first(|number| number >= 4), numbers.first(|_| false)), (2, 4));
        let packed = crate::compile::pack(&numbers).expect("it packs");
        assert_eq!(crate::compile::unpack(packed.leak()), Some(numbers));
    }
}
