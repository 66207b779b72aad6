//! What the sentence that came closest to a key point lacks, in the few words that every format has room for.

use super::layout::one_line;
use super::view::NearestReport;
use crate::matching::Lack;

/// What a lack is called where no terms can be named.
const LACKS: [(Lack, &str); 9] = [
    (Lack::Terms, "something is missing"),
    (Lack::Order, "in another order"),
    (Lack::Distance, "too far apart"),
    (Lack::Negation, "denied"),
    (Lack::MentionOnly, "named, not explained"),
    (Lack::Asked, "only repeats the question"),
    (Lack::WrongClaim, "part of a wrong claim"),
    (Lack::Copied, "copied from the rubric or a reference"),
    (Lack::Comment, "in the comments of no code"),
];

/// What a sentence lacks, as additions in a word diff or in a few words.
pub(super) fn lack(nearest: &NearestReport) -> String {
    lacking(nearest.lack, &nearest.terms)
}

/// Why something does not count: the terms it lacks, or what else is the matter with it.
pub(super) fn lacking(lack: Lack, terms: &[String]) -> String {
    if terms.is_empty() {
        return format!("({})", name(lack));
    }
    let terms: Vec<String> = terms.iter().map(|term| format!("{{+{}+}}", one_line(term))).collect();
    terms.join(" ")
}

/// What a sentence lacks, in words.
pub(super) fn lacking_in_words(nearest: &NearestReport) -> String {
    if nearest.terms.is_empty() { name(nearest.lack).to_owned() } else { format!("lacks {}", nearest.terms.join(", ")) }
}

fn name(lack: Lack) -> &'static str {
    LACKS.iter().find(|(known, _)| *known == lack).map_or("", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_additions_and_anything_else_a_remark() {
        assert_eq!(lacking(Lack::Terms, &["偷".to_owned(), "一\n半".to_owned()]), "{+偷+} {+一 半+}");
        assert_eq!(lacking(Lack::Order, &[]), "(in another order)");
    }
}
