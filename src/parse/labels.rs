//! The words that say whose words follow: `**候选人回答区域**:`, `Reference answer:`.

mod openings;
mod words;

use super::document::Role;
use crate::text::{is_han, lower_case};
use openings::{Openings, is_numeral};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;
use words::{BUILT_IN, FOLLOW_UPS};

/// The table of labels. [`Labels::default`] is the built-in one; a configuration adds to it.
#[derive(Clone, Debug)]
pub struct Labels {
    entries: FxHashMap<Cow<'static, str>, Meaning>,
    openings: Openings,
}

/// What a label means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Whose words follow it; none where it opens follow-up questions.
    pub(super) role: Option<Role>,
    /// How far the word alone can be trusted.
    pub(super) trust: Trust,
}

/// How far a label can be trusted to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// It says so itself: `我的回答`, `参考答案`.
    Certain,
    /// It is a common word, and only its place or its repetition shows what it is: `答`, `Answer`, `反馈`.
    Common,
    /// It names a speaker (`面试官`), who may speak again in the same question.
    Speaker,
}

impl Default for Labels {
    fn default() -> Self {
        static LABELS: LazyLock<Labels> = LazyLock::new(Labels::built_in);
        LABELS.clone()
    }
}

impl Labels {
    fn built_in() -> Self {
        let mut labels = Self { entries: FxHashMap::default(), openings: Openings::default() };
        for (role, trust, words) in BUILT_IN {
            for word in *words {
                labels.insert(Cow::Borrowed(word), Meaning { role: Some(*role), trust: *trust });
            }
        }
        for word in FOLLOW_UPS {
            labels.insert(Cow::Borrowed(word), Meaning { role: None, trust: Trust::Certain });
        }
        labels
    }

    /// Adds a label for the words of `role`; one that was there changes its role.
    pub fn add(&mut self, role: Role, label: &str) {
        self.insert(Cow::Owned(folded(label).into_owned()), Meaning { role: Some(role), trust: Trust::Certain });
    }

    fn insert(&mut self, label: Cow<'static, str>, meaning: Meaning) {
        self.openings.add(&label);
        self.entries.insert(label, meaning);
    }

    /// Whether a label may open `text`; it does not where this is false.
    pub(super) fn may_open(&self, text: &str) -> bool {
        self.openings.may_open(text)
    }

    /// What a label means whose text is `text`, notes, colon and markup left out. A number at its end is part of the
    /// way it is written (`回答 2`, `Q3`).
    pub(super) fn meaning(&self, text: &str) -> Option<Meaning> {
        if text.chars().all(char::is_whitespace) {
            return None;
        }
        let text = folded(text);
        self.entries.get(text.as_ref()).or_else(|| self.entries.get(unnumbered(&text))).copied()
    }
}

/// A label without the number at its end.
pub(super) fn unnumbered(label: &str) -> &str {
    label.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | ' ') || is_numeral(c))
}

/// Text in lower case with single blanks.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c.is_ascii_lowercase() || is_han(c)) {
        return Cow::Borrowed(text);
    }
    let text = single_spaced(text);
    let small = |c: char| c.is_ascii() && !c.is_ascii_uppercase() || is_han(c);
    if text.chars().all(small) { text } else { Cow::Owned(lower_case(&text)) }
}

/// Text with single blanks between its words; nearly all is so already.
pub(super) fn single_spaced(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let single = |c: char| {
        let before = std::mem::replace(&mut before, c);
        if c == ' ' { before != ' ' } else { !c.is_whitespace() }
    };
    if text.chars().all(single) && before != ' ' {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_both_languages_have_their_roles() {
        let labels = Labels::default();
        let role = |text: &str| labels.meaning(text).and_then(|m| Some((m.role?, m.trust)));
        assert_eq!(role("候选人回答区域"), Some((Role::Candidate, Trust::Certain)));
        assert_eq!(role("My  Answer"), Some((Role::Candidate, Trust::Certain)));
        assert_eq!(role("期望听到的重点"), Some((Role::Focus, Trust::Certain)));
        assert_eq!(role("Model answer"), Some((Role::Reference, Trust::Certain)));
        assert_eq!(role("A3"), Some((Role::Candidate, Trust::Common)));
        assert_eq!(role("问题二"), Some((Role::Prompt, Trust::Common)));
        assert_eq!(role("锁"), None);
    }

    #[test]
    fn every_built_in_label_is_written_as_it_is_looked_up() {
        let mut seen = std::collections::BTreeSet::new();
        for word in BUILT_IN.iter().flat_map(|(_, _, words)| *words) {
            assert_eq!(folded(word), *word);
            assert!(seen.insert(word), "{word} stands in the table twice");
        }
    }

    #[test]
    fn labels_can_be_added() {
        let mut labels = Labels::default();
        labels.add(Role::Candidate, "我的 Take");
        assert_eq!(labels.meaning("我的 take").map(|m| m.role), Some(Some(Role::Candidate)));
    }
}
