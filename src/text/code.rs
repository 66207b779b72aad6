//! Code without what says nothing in it: its white space and letter case.

use super::script::is_word;

/// Code as code patterns look for it: in lower case, without white space but one blank between two words.
#[must_use]
pub fn squeeze_code(code: &str) -> String {
    code_characters(code.trim()).map(|(_, c)| c.to_ascii_lowercase()).collect()
}

/// The characters that matter, with their places: no white space but one blank between two words, which it holds apart.
pub fn code_characters(code: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = ' ';
    code.char_indices().filter_map(move |(at, c)| {
        let word_before = is_word(before);
        if c.is_whitespace() {
            let next = code.get(at..).and_then(|rest| rest.trim_start().chars().next());
            before = ' ';
            return (word_before && next.is_some_and(is_word)).then_some((at, ' '));
        }
        before = c;
        Some((at, c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blanks_between_words_stand() {
        assert_eq!(squeeze_code(" sync . Once  {\n\tgo  func() "), "sync.once{go func()");
    }
}
