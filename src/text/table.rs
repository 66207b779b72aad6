//! Tables of words that may stand in a text: one look at each of its characters tells where none begins.

use super::script::has_no_case;
use std::cmp::Reverse;

/// A table of words, made when the program is built.
#[derive(Debug)]
pub struct WordTable {
    words: &'static [&'static str],
    /// For each class of characters the first word that begins with one of them, counted from 1.
    first: [u8; CLASSES],
    /// For each word the next one of its class, counted from 1.
    next: [u8; MOST],
}

/// How many classes characters fall into: so many that hardly one shares its class with a word's first.
const CLASSES: usize = 512;

/// How many words a table can have.
const MOST: usize = 255;

impl WordTable {
    /// The table of some words.
    ///
    /// # Panics
    ///
    /// While the program is built, where there are 255 words or more or one is empty.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Self {
        assert!(words.len() < MOST, "a table has fewer words");
        let (mut first, mut next) = ([0; CLASSES], [0; MOST]);
        #[expect(clippy::cast_possible_truncation, reason = "they are fewer than 255")]
        let (mut at, mut place) = (words.len(), words.len() as u8);
        while at > 0 {
            at -= 1;
            let class = class_of(char_at(words[at].as_bytes(), 0));
            (next[at], first[class]) = (first[class], place);
            place -= 1;
        }
        Self { words, first, next }
    }

    /// The word at a place.
    #[must_use]
    pub fn word(&self, at: usize) -> &'static str {
        self.words[at]
    }

    /// The words that `text` opens with, by their places in the table, in order.
    pub fn opening(&self, text: &str) -> impl Iterator<Item = usize> {
        self.class(text.chars().next().unwrap_or('\0')).filter(|&word| text.starts_with(self.words[word]))
    }

    /// Whether `text` opens with one of the words.
    #[must_use]
    pub fn opens(&self, text: &str) -> bool {
        self.opening(text).next().is_some()
    }

    /// Whether `text` opens with one of the words, which are in lower case, whatever its own case.
    #[must_use]
    pub fn opens_in_any_case(&self, text: &str) -> bool {
        let mut class = self.class(text.chars().next().map_or('\0', lower));
        class.any(|word| starts_with_in_any_case(text, self.words[word]))
    }

    /// Whether one of the words stands in `text`.
    #[must_use]
    pub fn stands_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// Whether one of the words, which are in lower case, stands in `text`, whatever its own case.
    #[must_use]
    pub fn stands_in_any_case(&self, text: &str) -> bool {
        text.char_indices()
            .any(|(at, c)| self.may_begin(lower(c)) && text.get(at..).is_some_and(|rest| self.opens_in_any_case(rest)))
    }

    /// Where the words stand in `text`, by their places in the table: the longest where several begin, and none in the
    /// one before it.
    pub fn found_in(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        let mut end = 0;
        text.char_indices().filter_map(move |(at, c)| {
            if at < end || !self.may_begin(c) {
                return None;
            }
            let longest = self.opening(text.get(at..)?).max_by_key(|&word| (self.words[word].len(), Reverse(word)))?;
            end = at + self.words[longest].len();
            Some((at, longest))
        })
    }

    /// Whether a word may begin with a character; one that shares its class with a word's first may not.
    fn may_begin(&self, c: char) -> bool {
        self.first[class_of(u32::from(c))] > 0
    }

    /// The words whose first character is of the class of `c`.
    fn class(&self, c: char) -> impl Iterator<Item = usize> {
        let before = |place: u8| usize::from(place).checked_sub(1);
        std::iter::successors(before(self.first[class_of(u32::from(c))]), move |&word| before(self.next[word]))
    }
}

const fn class_of(c: u32) -> usize {
    c as usize % CLASSES
}

/// The character at `at` of a text in UTF-8, which cannot yet be asked for its characters while the program is built.
pub(super) const fn char_at(text: &[u8], at: usize) -> u32 {
    const fn tail(text: &[u8], at: usize) -> u32 {
        (text[at] & 0x3f) as u32
    }
    match text[at] as u32 {
        lead @ 0..0xc0 => lead,
        lead @ 0xc0..0xe0 => (lead & 0x1f) << 6 | tail(text, at + 1),
        lead @ 0xe0..0xf0 => (lead & 0x0f) << 12 | tail(text, at + 1) << 6 | tail(text, at + 2),
        lead => (lead & 0x07) << 18 | tail(text, at + 1) << 12 | tail(text, at + 2) << 6 | tail(text, at + 3),
    }
}

/// A character in lower case; itself where that is two characters, as no table has them.
fn lower(c: char) -> char {
    if c.is_ascii() || has_no_case(c) {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    lower.next().filter(|_| lower.next().is_none()).unwrap_or(c)
}

fn starts_with_in_any_case(text: &str, word: &str) -> bool {
    let mut written = text.chars().map(lower);
    word.chars().all(|c| written.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: WordTable = WordTable::new(&["什么", "哪", "哪些", "what", "é", "😀 yes"]);

    #[test]
    fn words_are_found_where_they_stand() {
        assert_eq!(TABLE.opening("哪些是").collect::<Vec<_>>(), [1, 2]);
        assert_eq!(TABLE.found_in("哪个哪些").collect::<Vec<_>>(), [(0, 1), (6, 2)]);
        assert!(TABLE.stands_in("这是什么") && TABLE.stands_in("so é") && TABLE.opens("😀 yes!"));
        assert!(!TABLE.stands_in("这是甚么") && !TABLE.opens("这是什么") && !TABLE.opens(""));
    }

    #[test]
    fn case_matters_only_where_it_is_asked_for() {
        assert!(
            !TABLE.stands_in("So WHAT") && TABLE.stands_in_any_case("So WHAT") && TABLE.opens_in_any_case("What É")
        );
        assert!(!TABLE.opens_in_any_case("so what") && TABLE.stands_in_any_case("AÉ"));
    }
}
