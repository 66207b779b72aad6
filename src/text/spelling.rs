//! Misspelt words: which terms a writer may have meant.

use std::sync::LazyLock;

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
    ENGLISH.binary_search(&word).is_ok()
}

/// Whether a Han word of two or three characters is a common Chinese word, and so not another one misspelt.
#[must_use]
pub fn is_chinese(word: &str) -> bool {
    word.chars().all(is_han) && CHINESE.binary_search(&word).is_ok()
}

static ENGLISH: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("data/english.txt").lines().collect());
static CHINESE: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("data/chinese.txt").lines().collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_for_their_search() {
        assert!(ENGLISH.is_sorted() && ENGLISH.len() > 30_000);
        assert!(CHINESE.is_sorted() && CHINESE.len() > 10_000);
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
