//! Code without what says nothing in it: its white space, letter case and width.

use super::fold::{fold_character, is_invisible};
use super::script::is_word;
use crate::source::Span;

/// Code as code patterns look for it: the characters of [`code_characters`].
#[must_use]
pub fn squeeze_code(code: &str) -> String {
    code_characters(code.trim()).map(|(_, c)| c).collect()
}

/// The characters that matter, folded, with the byte ranges of `code` that they stand for: no white space but one blank
/// between two words, which it holds apart.
pub fn code_characters(code: &str) -> impl Iterator<Item = (Span, char)> {
    let mut characters = code.char_indices().filter(|&(_, c)| !is_invisible(c) || c.is_whitespace()).peekable();
    let mut before = ' ';
    std::iter::from_fn(move || {
        loop {
            let (at, c) = characters.next()?;
            let place = Span::new(at, at + c.len_utf8());
            if !c.is_whitespace() {
                before = fold_character(c);
                return Some((place, before));
            }
            while characters.next_if(|(_, next)| next.is_whitespace()).is_some() {}
            let word_before = is_word(std::mem::replace(&mut before, ' '));
            if word_before && characters.peek().is_some_and(|&(_, next)| is_word(fold_character(next))) {
                return Some((place, ' '));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blanks_between_words_stand() {
        assert_eq!(squeeze_code(" sync . Once  {\n\tgo  func() "), "sync.once{go func()");
    }

    #[test]
    fn one_spelling_for_case_width_and_script() {
        for typed in ["once.Do(f, 1)", "ｏｎｃｅ．Ｄｏ（ｆ，　１）", "ONCE.\u{200b}do(f,1)"] {
            assert_eq!(squeeze_code(typed), "once.do(f,1)", "{typed}");
        }
        assert_eq!(squeeze_code("SET 鎖 ＮＸ"), "set锁nx");
    }
}
