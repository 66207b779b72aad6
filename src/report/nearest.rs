//! What the sentence that came closest to a key point lacks, in the few words that every format has room for.

use super::layout::{listed, one_line};
use super::named::named;
use super::view::NearestReport;
use crate::matching::Lack;
use crate::messages::{Language, Message};

/// What a lack is called where no terms can be named.
const LACKS: [(Lack, &str); 9] = [
    (Lack::Terms, "lack-terms"),
    (Lack::Order, "lack-order"),
    (Lack::Distance, "lack-distance"),
    (Lack::Negation, "lack-negation"),
    (Lack::MentionOnly, "lack-mention-only"),
    (Lack::Asked, "lack-asked"),
    (Lack::WrongClaim, "lack-wrong-claim"),
    (Lack::Copied, "lack-copied"),
    (Lack::Comment, "lack-comment"),
];

/// What a sentence lacks, as additions in a word diff or in a few words.
pub(super) fn lack(language: Language, nearest: &NearestReport) -> String {
    lacking(language, nearest.lack, &nearest.terms)
}

/// Why something does not count: the terms it lacks, or what else is the matter with it.
pub(super) fn lacking(language: Language, lack: Lack, terms: &[String]) -> String {
    if terms.is_empty() {
        return Message::new("in-brackets").with("words", named(&LACKS, lack)).text(language);
    }
    let terms: Vec<String> = terms.iter().map(|term| format!("{{+{}+}}", one_line(term))).collect();
    terms.join(" ")
}

/// What a sentence lacks, in words.
pub(super) fn lacking_in_words(language: Language, nearest: &NearestReport) -> String {
    let words = match nearest.terms.as_slice() {
        [] => named(&LACKS, nearest.lack),
        terms => Message::new("lacks-terms").with("terms", listed(language, terms)),
    };
    words.text(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_additions_and_anything_else_a_remark() {
        assert_eq!(
            lacking(Language::English, Lack::Terms, &["偷".to_owned(), "一\n半".to_owned()]),
            "{+偷+} {+一 半+}"
        );
        assert_eq!(lacking(Language::English, Lack::Order, &[]), "(in another order)");
        assert_eq!(lacking(Language::Chinese, Lack::Order, &[]), "（顺序不同）");
    }
}
