//! A set of words in one piece of text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

use super::bytes::Bytes;
use super::numbers::{Numbers, number};

/// Words written one after the other: little to read in and nothing to build.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Bytes: Deserialize<'de>, Numbers: Deserialize<'de>"))]
pub(crate) struct Words {
    text: Bytes,
    /// Where each ends, in bytes of `text`.
    ends: Numbers,
}

impl Words {
    /// The words in the order given; only sorted ones can be searched.
    pub(crate) fn new<'w>(all: impl IntoIterator<Item = &'w str>) -> Self {
        let mut words = Self::default();
        all.into_iter().for_each(|word| words.push(word));
        words
    }

    pub(super) fn push(&mut self, word: &str) {
        self.text.extend(word.as_bytes());
        self.ends.push(number(self.text.len()));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word at a place, from 0.
    pub(crate) fn get(&self, at: usize) -> &str {
        str::from_utf8(self.bytes(at)).unwrap_or_default()
    }

    /// The bytes of the word at a place, which take less looking at: as text they have to be checked.
    pub(crate) fn bytes(&self, at: usize) -> &[u8] {
        self.text.get(self.ends.stretch(at)).unwrap_or_default()
    }

    /// All of them in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The place of a word among sorted ones.
    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        let at = self.first(0..self.len(), |other| other >= word.as_bytes());
        (self.bytes(at) == word.as_bytes() && at < self.len()).then_some(at)
    }

    /// The first place in `range` at which `holds`, which holds for no word before one for which it does not; the end of
    /// the range where it never holds.
    pub(crate) fn first(&self, range: Range<usize>, holds: impl Fn(&[u8]) -> bool) -> usize {
        let Range { mut start, mut end } = range;
        while start < end {
            let middle = usize::midpoint(start, end);
            if holds(self.bytes(middle)) { end = middle } else { start = middle + 1 }
        }
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_at_its_place() {
        let words = Words::new(["a", "ab", "b", "锁", "锁定"]);
        for (at, word) in words.iter().enumerate() {
            assert_eq!(words.find(word), Some(at));
        }
        assert_eq!(words.len(), 5);
        assert_eq!([words.find(""), words.find("aa"), words.find("锁住"), Words::default().find("a")], [None; 4]);
    }
}
