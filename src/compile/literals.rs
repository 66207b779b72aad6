//! All ways to write the phrases of a question, found in one pass over a text.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

use super::numbers::{Numbers, number};
use super::texts::Texts;
use crate::source::Span;
use crate::text::is_word;

/// The literals of a question by their text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Texts: Deserialize<'de>, Numbers: Deserialize<'de>"))]
pub(crate) struct Literals {
    texts: Texts,
    /// The literals of every text, one text's after the other's: the atom's number, with two bits below it.
    all: Numbers,
    /// Where each text's end in `all`.
    ends: Numbers,
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

impl Literals {
    /// The literals by their texts.
    pub(crate) fn new(by_text: &BTreeMap<String, Vec<Literal>>) -> Self {
        let mut out = Self { texts: Texts::new(by_text.keys().map(String::as_str)), ..Self::default() };
        for literals in by_text.values() {
            for literal in literals {
                out.all.push(literal.packed());
            }
            out.ends.push(number(out.all.len()));
        }
        out
    }

    /// Calls `found` with the place of every text that stands in `text`, those that overlap too, and with its number;
    /// of those that begin at one place the longest first.
    /// Where a text begins with a letter of a word, only words that begin so count.
    pub(crate) fn scan(&self, text: &str, mut found: impl FnMut(Span, usize)) {
        let mut in_word = false;
        let mut characters = text.char_indices().peekable();
        while let Some((start, first)) = characters.next() {
            let goes_on = in_word;
            in_word = is_word(first);
            if goes_on && in_word {
                continue;
            }
            if let Some(&(_, second)) = characters.peek()
                && let Some(texts) = self.texts.opening((first, Some(second)))
            {
                self.at(texts, text, start, &mut found);
            }
            if let Some(texts) = self.texts.opening((first, None)) {
                self.at(texts, text, start, &mut found);
            }
        }
    }

    /// The texts of a stretch that stand in `text` from `start` on.
    fn at(&self, texts: Range<usize>, text: &str, start: usize, found: &mut impl FnMut(Span, usize)) {
        let mut rest = &text.as_bytes()[start..];
        let Range { start: low, mut end } = texts;
        loop {
            // What opens the rest sorts before it, and the longest of that last.
            end = self.texts.words.first(low..end, |word| word > rest);
            if end == low {
                return;
            }
            end -= 1;
            let word = self.texts.words.bytes(end);
            let shared = word.iter().zip(rest).take_while(|(a, b)| a == b).count();
            if shared == word.len() {
                found(Span::new(start, start + shared), end);
            }
            // What else opens it is shorter than this word, and no longer than what they share.
            rest = &rest[..shared.min(word.len() - 1)];
        }
    }

    /// All texts, in order.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.words.iter()
    }

    /// What the text of a number stands for.
    pub(crate) fn of(&self, text: usize) -> impl Iterator<Item = Literal> {
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
        literals.scan(text, |span, at| out.extend(literals.of(at).map(|literal| (span.start, span.end, literal.atom))));
        out
    }

    #[test]
    fn every_literal_is_found_also_inside_another() {
        let literals = literals(&["偷", "偷取", "取", "work", "work steal", "steal"]);
        assert_eq!(found(&literals, "去偷取g"), [(3, 9, 1), (3, 6, 0), (6, 9, 2)]);
        assert_eq!(found(&literals, "work steal"), [(0, 10, 4), (0, 4, 3), (5, 10, 5)]);
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
