//! Patterns: what a text must say, as rubric files write it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a text must say. The forms and what they mean are in `docs/RUBRICS.md`.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// `"work stealing"`, `"M … 阻塞"`, `"preempt*"`, `"$fail"`: see [`phrase_parts`](super::phrase_parts).
    Phrase(String),
    /// `["a", "b"]` or `{"any": […]}`: one of them.
    Any(Vec<Pattern>),
    /// `{"all": […], "within": S}`: all of them in one scope.
    All(Vec<Pattern>, Scope),
    /// `{"some": n, "of": […], "within": S}`: at least `n` of them; fewer give a proportional partial.
    Some(usize, Vec<Pattern>, Scope),
    /// `{"seq": […], "within": S}`: all of them in this order.
    Seq(Vec<Pattern>, Scope),
    /// `{"near": […], "words": n}`: all of them within `n` words.
    Near(Vec<Pattern>, usize),
    /// `{"not": p}`: inside `all` and `seq`, `p` does not stand in that scope.
    Not(Box<Pattern>),
    /// `{"regex": "…"}` on the folded text: see [`compile_regex`](super::compile_regex).
    Regex(String),
    /// `{"number": 61, "unit": […]}`: the number in any writing, one of the units near it.
    Number(f64, Vec<String>),
    /// `{"code": "sync.Once", "lang": "go"}`: in code, white space aside.
    Code(String, Option<String>),
    /// `{"phrase": "列表", …}`: a phrase with its options set, which may end in a star. It has no parts, and names no set.
    Tuned(TunedPhrase),
}

impl Pattern {
    /// How deep patterns of a rubric file may nest. It bounds every recursion over one.
    pub const MAX_DEPTH: usize = 32;

    /// The patterns directly inside this one, in the order of the file; none for a phrase and other leaves.
    #[must_use]
    pub fn members(&self) -> &[Pattern] {
        match self {
            Self::Any(members)
            | Self::All(members, _)
            | Self::Some(_, members, _)
            | Self::Seq(members, _)
            | Self::Near(members, _) => members,
            Self::Not(inner) => std::slice::from_ref(inner),
            Self::Phrase(_) | Self::Regex(_) | Self::Number(..) | Self::Code(..) | Self::Tuned(_) => &[],
        }
    }

    /// This pattern and all inside it, each before its members, in the order of the file.
    pub fn walk(&self) -> impl Iterator<Item = &Pattern> {
        let mut ahead = vec![self];
        std::iter::from_fn(move || {
            let next = ahead.pop()?;
            ahead.extend(next.members().iter().rev());
            Some(next)
        })
    }
}

/// How far apart the members of a pattern may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One clause.
    Clause,
    /// So many consecutive sentences, at least 1; a single one is the default.
    Sentences(usize),
    /// One paragraph.
    Paragraph,
    /// The whole answer.
    Answer,
}

impl Scope {
    /// Where the members of `all` and `seq` must stand together unless the pattern says otherwise: one sentence.
    pub const DEFAULT: Self = Self::Sentences(1);
    /// The same for `some`: the whole answer.
    pub const DEFAULT_OF_SOME: Self = Self::Answer;
}

/// A phrase with its options.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TunedPhrase {
    /// The phrase.
    pub phrase: String,
    /// Longer words in which it does not count (压缩列表 for 列表).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_in: Vec<String>,
    /// Only as it is written: no inflection, synonym, misspelling or homophone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exact: bool,
    /// How many misspelt letters are forgiven in a Latin word; by default it depends on the word's length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typos: Option<usize>,
    /// Whether a Han word may be written with homophones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homophones: Option<bool>,
    /// Whether it may, must or must not stand under a negation.
    #[serde(default, skip_serializing_if = "NegationRule::is_forbid")]
    pub negation: NegationRule,
}

/// What a negation around a phrase does to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NegationRule {
    /// Under a negation it does not count.
    #[default]
    Forbid,
    /// It counts only under a negation.
    Require,
    /// It counts either way.
    Ignore,
}

impl NegationRule {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    fn is_forbid(&self) -> bool {
        *self == Self::Forbid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walking_meets_every_pattern_once_before_its_members() {
        let phrase = |text: &str| Pattern::Phrase(text.to_owned());
        let pattern = Pattern::All(
            vec![Pattern::Any(vec![phrase("a"), phrase("b")]), Pattern::Not(Box::new(phrase("c")))],
            Scope::DEFAULT,
        );
        let leaves: Vec<_> = pattern.walk().filter(|p| p.members().is_empty()).cloned().collect();
        assert_eq!(leaves, [phrase("a"), phrase("b"), phrase("c")]);
        assert_eq!(pattern.walk().count(), 6);
        assert_eq!(pattern.walk().next(), Some(&pattern));
    }
}
