//! Sorted texts, found by the two characters that they open with.

use serde::{Deserialize, Serialize};
use std::ops::Range;

use super::glance::Glance;
use super::numbers::{Numbers, number};
use super::words::Words;

/// Sorted texts with where those of each opening stand: a hash table with open addressing, behind a look that tells most
/// openings to be none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Words: Deserialize<'de>, Numbers: Deserialize<'de>, Glance: Deserialize<'de>"))]
pub(crate) struct Texts {
    pub words: Words,
    glance: Glance,
    /// Slots of four numbers: both characters, the second 0 where there is but one, and the stretch of the texts. In a free
    /// slot the first is 0.
    slots: Numbers,
}

/// How many numbers a slot has.
const SLOT: usize = 4;

/// The first two characters of a text.
type Opening = (char, Option<char>);

impl Texts {
    /// The texts, which are given in order.
    pub(super) fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let words = Words::new(texts);
        let mut stretches: Vec<(Opening, Range<usize>)> = Vec::new();
        for (at, text) in words.iter().enumerate() {
            let mut characters = text.chars();
            let Some(first) = characters.next() else { continue };
            let opening = (first, characters.next());
            match stretches.last_mut() {
                Some((last, stretch)) if *last == opening => stretch.end = at + 1,
                _ => stretches.push((opening, at..at + 1)),
            }
        }
        let mut slots = vec![[0; SLOT]; (stretches.len() * 2).next_power_of_two()];
        for (opening, stretch) in &stretches {
            let mut slot = hash(*opening) % slots.len();
            while slots[slot][0] != 0 {
                slot = (slot + 1) % slots.len();
            }
            let (first, second) = packed(*opening);
            slots[slot] = [first, second, number(stretch.start), number(stretch.end)];
        }
        let glance = stretches.iter().map(|(opening, _)| hash(*opening)).collect();
        Self { words, glance, slots: slots.into_iter().flatten().collect() }
    }

    /// The place of a text.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let mut characters = text.chars();
        let texts = self.opening((characters.next()?, characters.next()))?;
        let at = self.words.first(texts.clone(), |other| other >= text.as_bytes());
        (at < texts.end && self.words.bytes(at) == text.as_bytes()).then_some(at)
    }

    /// The stretch of the texts with an opening; none where there is no such text.
    pub(super) fn opening(&self, opening: Opening) -> Option<Range<usize>> {
        if !self.glance.may_have(hash(opening)) {
            return None;
        }
        let slots = self.slots.len() / SLOT;
        let (first, second) = packed(opening);
        let mut slot = hash(opening) % slots.max(1);
        loop {
            match (self.slots.get(slot * SLOT), self.slots.get(slot * SLOT + 1)) {
                (0, _) => return None,
                found if found == (first, second) => {
                    return Some(self.slots.place(slot * SLOT + 2)..self.slots.place(slot * SLOT + 3));
                }
                _ => slot = (slot + 1) % slots,
            }
        }
    }
}

fn packed((first, second): Opening) -> (u32, u32) {
    (u32::from(first), second.map_or(0, u32::from))
}

/// A number that two openings seldom share.
fn hash((first, second): Opening) -> usize {
    first as usize * 31 + second.map_or(0, |second| second as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_opening_leads_to_its_texts() {
        let texts = ["a", "ab", "abc", "ac", "锁", "锁定", "锁定义"];
        let sorted = Texts::new(texts);
        let found = |first, second| sorted.opening((first, second));
        assert_eq!(
            [found('a', None), found('a', Some('b')), found('a', Some('c'))],
            [Some(0..1), Some(1..3), Some(3..4)]
        );
        assert_eq!([found('锁', None), found('锁', Some('定'))], [Some(4..5), Some(5..7)]);
        assert_eq!([found('b', None), found('a', Some('d')), found('定', Some('义'))], [None, None, None]);
        assert_eq!(Texts::new([]).opening(('a', None)), None);
        assert_eq!(texts.map(|text| sorted.find(text)), [0, 1, 2, 3, 4, 5, 6].map(Some));
        assert_eq!(["", "ad", "abd", "锁定了", "b"].map(|text| sorted.find(text)), [None; 5]);
    }
}
