//! The questions that an answer may be an answer to: an inverted index of what their patterns look for.

use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::numbers::{Numbers, number};
use super::postings::Postings;
use super::program::Program;
use super::texts::Texts;
use super::units::{units, weight};

/// Questions by the units of the phrases that their patterns look for, synonyms among them, in every language they know.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Texts: Deserialize<'de>, Postings: Deserialize<'de>, Numbers: Deserialize<'de>"))]
pub(crate) struct Index {
    units: Texts,
    /// What each weighs: the more questions look for it, the less.
    weights: Numbers,
    by_unit: Postings,
    /// The length of each question as a vector of its units: the square root of what they weigh together.
    lengths: Numbers,
}

impl Index {
    /// The index of so many questions, in order.
    pub(crate) fn new<'p>(programs: impl Iterator<Item = &'p Program>) -> Self {
        let mut by_unit: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut questions = 0;
        for program in programs {
            let phrases: Vec<String> = program.literals.texts().map(str::to_owned).collect();
            for unit in units(&phrases) {
                by_unit.entry(unit.to_owned()).or_default().push(number(questions));
            }
            questions += 1;
        }
        let weights: Vec<u32> = by_unit.iter().map(|(unit, of)| weight(unit, number(of.len()), questions)).collect();
        let units = Texts::new(by_unit.keys().map(String::as_str));
        let by_unit = Postings::new(by_unit.into_values().collect());
        let lengths = by_unit.sums(&weights, questions).into_iter().map(u32::isqrt).collect();
        Self { units, weights: weights.into_iter().collect(), by_unit, lengths }
    }

    /// The questions that look for units of a stemmed answer, the likest first (cosine of both as vectors of units).
    pub(crate) fn ranked(&self, answer: &String) -> impl Iterator<Item = usize> {
        let mut shared = vec![0; self.lengths.len()];
        for unit in units([answer]).into_iter().filter_map(|unit| self.units.find(unit)) {
            for question in self.by_unit.of(unit) {
                shared[question] += self.weights.get(unit);
            }
        }
        let likeness = |(question, shared): (usize, u32)| {
            let length = self.lengths.get(question).max(1);
            (shared > 0).then(|| (Reverse(u64::from(shared) * 1000 / u64::from(length)), question))
        };
        let mut ranked: Vec<_> = shared.into_iter().enumerate().filter_map(likeness).collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, question)| question)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::compile;
    use crate::rubric::{Lexicon, Synonyms, load_str};

    fn index(questions: &[&str]) -> Index {
        let synonyms = Synonyms::new(&Lexicon::default());
        let question = |(at, phrases): (usize, &&str)| {
            let text = format!(
                r#"{{"format": 1, "id": "r", "questions": [{{"id": "q{at}", "title": "题", "keypoints": [{{"id": "k", "point": "要点", "match": [{phrases}]}}]}}]}}"#
            );
            let loaded = load_str("r.json", &text).unwrap_or_else(|problems| panic!("{problems:?}"));
            compile(&loaded.rubric.questions[0], &loaded.rubric.words, &synonyms, std::iter::empty())
        };
        let programs: Vec<Program> = questions.iter().enumerate().map(question).collect();
        Index::new(programs.iter())
    }

    #[test]
    fn an_answer_is_likest_to_the_question_that_looks_for_its_words() {
        let index = index(&[r#""快照", "追加日志", "重启""#, r#""令牌桶", "漏桶", "限流""#, r#""日志", "索引""#]);
        let ranked = |answer: &str| index.ranked(&answer.to_owned()).collect::<Vec<_>>();
        assert_eq!(ranked("先做快照,再追加日志,重启时读回来"), [0, 2], "a word of another makes it less like");
        assert_eq!(ranked("漏桶和令牌桶"), [1]);
        assert!(ranked("谁也没说过").is_empty());
        assert_eq!(Index::default().ranked(&"日志".to_owned()).count(), 0);
    }

    #[test]
    fn what_only_one_question_looks_for_counts_more() {
        let index = index(&[r#""日志", "快照""#, r#""日志", "索引""#, r#""日志", "分区""#]);
        assert_eq!(index.ranked(&"索引和日志".to_owned()).next(), Some(1));
    }
}
