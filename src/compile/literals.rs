//! All ways to write the phrases of a question, found in one pass over a text.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::numbers::{Numbers, number};
use super::words::Words;
use crate::text::is_word;

/// The literals of a question by their text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Words: Deserialize<'de>, Numbers: Deserialize<'de>"))]
pub(crate) struct Literals {
    texts: Words,
    /// The literals of every text, one text's after the other's: the atom's number, with two bits below it.
    all: Numbers,
    /// Where each text's end in `all`.
    ends: Numbers,
    /// The characters that a text begins with, in order,
    firsts: Numbers,
    /// and the place of the first such text.
    starts: Numbers,
}

/// What a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// The atom.
    pub atom: u32,
    /// Whether it is a synonym of what the rubric writes.
    pub synonym: bool,
    /// Whether a Latin word may go on after it (`preempt*`).
    pub open: bool,
}

/// How many bits tell at a glance that no text begins with a character.
const GLANCE: usize = 4096;

impl Literals {
    /// The literals by their texts.
    pub(crate) fn new(by_text: &BTreeMap<String, Vec<Literal>>) -> Self {
        let mut out = Self { texts: Words::new(by_text.keys().map(String::as_str)), ..Self::default() };
        for (at, (text, literals)) in by_text.iter().enumerate() {
            for literal in literals {
                out.all.push(literal.packed());
            }
            out.ends.push(number(out.all.len()));
            if let Some(first) = text.chars().next().map(u32::from)
                && out.firsts.len().checked_sub(1).is_none_or(|last| out.firsts.get(last) != first)
            {
                out.firsts.push(first);
                out.starts.push(number(at));
            }
        }
        out
    }

    /// Calls `found` with the start, the end and each literal of every text that stands in `text`, those that overlap
    /// too. Where a text begins with a letter of a word, only words that begin so count.
    pub(crate) fn scan(&self, text: &str, mut found: impl FnMut(usize, usize, Literal)) {
        let mut glance = [0u64; GLANCE / 64];
        for first in self.firsts.iter() {
            let bit = first as usize % GLANCE;
            glance[bit / 64] |= 1 << (bit % 64);
        }
        let mut in_word = false;
        for (start, c) in text.char_indices() {
            let goes_on = in_word;
            in_word = is_word(c);
            let bit = c as usize % GLANCE;
            if (goes_on && in_word) || glance[bit / 64] & (1 << (bit % 64)) == 0 {
                continue;
            }
            let at = self.firsts.first(|first| first >= u32::from(c));
            if self.firsts.get(at) == u32::from(c) {
                self.at(at, text, start, c.len_utf8(), &mut found);
            }
        }
    }

    /// The texts that stand in `text` from `start` on and begin with the first character number `first`, of which so many
    /// bytes are read already.
    fn at(&self, first: usize, text: &str, start: usize, read: usize, found: &mut impl FnMut(usize, usize, Literal)) {
        let rest = &text.as_bytes()[start..];
        let mut low = self.starts.place(first);
        let mut high = if first + 1 < self.starts.len() { self.starts.place(first + 1) } else { self.texts.len() };
        let mut read = read;
        // The texts from `low` to `high` all begin with the bytes read; the shortest stands first.
        loop {
            if self.texts.bytes(low).len() == read {
                self.of(low).for_each(|literal| found(start, start + read, literal));
                low += 1;
            }
            let Some(&byte) = rest.get(read).filter(|_| low < high) else { return };
            if high - low > 1 {
                low = self.texts.first(low..high, |word| word[read] >= byte);
                high = self.texts.first(low..high, |word| word[read] > byte);
            } else if rest.starts_with(self.texts.bytes(low)) {
                let end = start + self.texts.bytes(low).len();
                return self.of(low).for_each(|literal| found(start, end, literal));
            } else {
                return;
            }
            if low == high {
                return;
            }
            read += 1;
        }
    }

    fn of(&self, text: usize) -> impl Iterator<Item = Literal> {
        self.all.range(self.ends.stretch(text)).map(Literal::unpacked)
    }
}

impl Literal {
    fn packed(self) -> u32 {
        self.atom << 2 | u32::from(self.synonym) << 1 | u32::from(self.open)
    }

    fn unpacked(packed: u32) -> Self {
        Self { atom: packed >> 2, synonym: packed & 2 != 0, open: packed & 1 != 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn literals(texts: &[&str]) -> Literals {
        let literal = |(at, text): (usize, &&str)| {
            ((*text).to_owned(), vec![Literal { atom: number(at), synonym: false, open: false }])
        };
        Literals::new(&texts.iter().enumerate().map(literal).collect())
    }

    fn found(literals: &Literals, text: &str) -> Vec<(usize, usize, u32)> {
        let mut out = Vec::new();
        literals.scan(text, |start, end, literal| out.push((start, end, literal.atom)));
        out
    }

    #[test]
    fn every_literal_is_found_also_inside_another() {
        let literals = literals(&["偷", "偷取", "取", "work", "work steal", "steal"]);
        assert_eq!(found(&literals, "去偷取g"), [(3, 6, 0), (3, 9, 1), (6, 9, 2)]);
        assert_eq!(found(&literals, "work steal"), [(0, 4, 3), (0, 10, 4), (5, 10, 5)]);
        assert_eq!(found(&literals, "network"), [], "a word that merely ends so");
        assert_eq!(found(&literals, "p的work"), [(4, 8, 3)]);
    }

    proptest! {
        #[test]
        fn the_same_is_found_as_by_looking_for_each(
            texts in proptest::collection::btree_set("[锁取偷甲]{1,3}", 1..12),
            text in "[锁取偷甲]{0,24}",
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut each: Vec<(usize, usize, u32)> = Vec::new();
            for (atom, literal) in texts.iter().enumerate() {
                let starts = text.char_indices().map(|(at, _)| at);
                each.extend(starts.filter(|&at| text.as_bytes()[at..].starts_with(literal.as_bytes())).map(|at| (at, at + literal.len(), number(atom))));
            }
            each.sort_unstable();
            let mut all = found(&literals(&texts), &text);
            all.sort_unstable();
            prop_assert_eq!(all, each);
        }
    }
}
