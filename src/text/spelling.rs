//! Misspelt words: which terms a writer may have meant.

use std::cmp::Ordering;

use super::script::is_han;

/// How many misspelt letters are forgiven in a Latin word of `len` letters: none below five, two from nine on.
#[must_use]
pub fn forgiven(len: usize) -> usize {
    match len {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

/// Whether `written` may be a misspelling of `term`, two stemmed Latin words: the first letter stands, and no more
/// letters are missing, added, changed or swapped than the term's length forgives (optimal string alignment distance).
#[must_use]
pub fn is_misspelling(written: &str, term: &str) -> bool {
    let limit = forgiven(term.len());
    limit > 0
        && written != term
        && written.len().abs_diff(term.len()) <= limit
        && written.bytes().next() == term.bytes().next()
        && strsim::osa_distance(written, term) <= limit
}

/// Whether a lower-case Latin word is a common English word (SCOWL size 35, five letters and more), and so no misspelling.
#[must_use]
pub fn is_english(word: &str) -> bool {
    is_line(ENGLISH, word)
}

/// Whether a Han word of two or three characters is a common Chinese word, and so not another one misspelt.
#[must_use]
pub fn is_chinese(word: &str) -> bool {
    word.chars().all(is_han) && is_line(CHINESE, word)
}

const ENGLISH: &str = include_str!("data/english.txt");
const CHINESE: &str = include_str!("data/chinese.txt");

/// Whether a word is one of the sorted lines of a list. The list is searched as it stands, as most runs look up few words.
fn is_line(list: &str, word: &str) -> bool {
    let (mut start, mut end) = (0, list.len());
    while start < end {
        let middle = usize::midpoint(start, end);
        let bytes = list.as_bytes();
        let line_start = memchr::memrchr(b'\n', &bytes[start..middle]).map_or(start, |at| start + at + 1);
        let line_end = memchr::memchr(b'\n', &bytes[middle..end]).map_or(end, |at| middle + at);
        match bytes[line_start..line_end].cmp(word.as_bytes()) {
            Ordering::Equal => return true,
            Ordering::Less => start = line_end + 1,
            Ordering::Greater => end = line_start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_for_their_search() {
        for (list, least) in [(ENGLISH, 30_000), (CHINESE, 10_000)] {
            assert!(list.lines().is_sorted() && list.lines().count() > least);
        }
    }

    #[test]
    fn a_line_is_found_wherever_it_stands() {
        let list = "a\nab\nb\nbcd\nz\n";
        assert!(list.lines().all(|line| is_line(list, line)));
        assert!(["", "aa", "bc", "bcde", "zz", "a\nab"].iter().all(|word| !is_line(list, word)));
        assert!(!is_line("", "a"));
    }

    #[test]
    fn length_and_first_letter_guard_against_other_words() {
        assert!(is_misspelling("groutin", "goroutin"));
        assert!(is_misspelling("chanel", "channel"));
        assert!(!is_misspelling("lock", "block"), "the first letter differs");
        assert!(!is_misspelling("lick", "lock"), "four letters forgive nothing");
        assert!(is_english("slack") && !is_english("groutine"));
        assert!(is_chinese("一直") && !is_chinese("子旋"));
    }
}
