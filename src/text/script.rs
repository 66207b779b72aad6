//! Which script a character belongs to, as far as matching cares.

/// Whether `c` is a Han character.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{20000}'..='\u{323af}')
}

/// The text in lower case.
#[must_use]
pub fn lower_case(text: &str) -> String {
    if text.chars().all(|c| c.is_ascii() || has_no_case(c)) { text.to_ascii_lowercase() } else { text.to_lowercase() }
}

/// Whether a character is of the scripts of East Asia, or punctuation as they have it, and need not be looked up to know
/// that it has no other case.
pub(super) fn has_no_case(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a63f}') || is_punctuation(c)
}

/// Whether `c` is part of a Latin word or a number: letters and digits of any alphabetic script but Han.
#[must_use]
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    !is_han(c) && !is_kana(c) && !is_punctuation(c) && c.is_alphanumeric()
}

/// Whether a character is punctuation as Chinese text has it, which need not be looked up.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '！'..='／' | '：'..='＠')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}')
}
