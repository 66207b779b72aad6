//! What the marks in a phrase mean: `…` between parts, `*` after a prefix, `$` before a word set.

/// A part of a phrase as a rubric file writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhrasePart<'a> {
    /// Words that stand in the text.
    Text(&'a str),
    /// The beginning of a Latin word, written `preempt*`.
    Prefix(&'a str),
    /// One of the file's word set of that name, written `$fail`.
    Set(&'a str),
}

/// The parts of a phrase, in the order in which they must stand: more than one where `…` stands between them.
///
/// Parts are trimmed but not folded (folding would turn `…` into three full stops); an empty part is left out.
pub fn phrase_parts(phrase: &str) -> impl Iterator<Item = PhrasePart<'_>> {
    phrase.split('…').map(str::trim).filter(|part| !part.is_empty()).map(|part| {
        if let Some(name) = part.strip_prefix('$') {
            PhrasePart::Set(name)
        } else if let Some(prefix) = part.strip_suffix('*') {
            PhrasePart::Prefix(prefix.trim_end())
        } else {
            PhrasePart::Text(part)
        }
    })
}

/// A phrase that has no parts without its star, and whether a Latin word may go on after it.
#[must_use]
pub fn opened(phrase: &str) -> (&str, bool) {
    phrase.strip_suffix('*').map_or((phrase, false), |prefix| (prefix.trim_end(), true))
}

/// The part of a phrase that has just one.
pub(super) fn only_part(phrase: &str) -> Option<PhrasePart<'_>> {
    let mut parts = phrase_parts(phrase);
    parts.next().filter(|_| parts.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ellipses_part_a_phrase() {
        let parts = |phrase| phrase_parts(phrase).collect::<Vec<_>>();
        assert_eq!(parts("M … 阻塞"), [PhrasePart::Text("M"), PhrasePart::Text("阻塞")]);
        assert_eq!(parts("M……阻塞…"), [PhrasePart::Text("M"), PhrasePart::Text("阻塞")]);
        assert_eq!(parts("work stealing"), [PhrasePart::Text("work stealing")]);
        assert_eq!(parts(" … "), []);
    }

    #[test]
    fn stars_and_dollars_mark_prefixes_and_sets() {
        let parts = |phrase| phrase_parts(phrase).collect::<Vec<_>>();
        assert_eq!(parts("preempt*"), [PhrasePart::Prefix("preempt")]);
        assert_eq!(parts("M … $fail"), [PhrasePart::Text("M"), PhrasePart::Set("fail")]);
        assert_eq!(parts("*"), [PhrasePart::Prefix("")]);
    }
}
