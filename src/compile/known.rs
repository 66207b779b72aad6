//! The sentences of a rubric's question, or of a document's own reference answers, to tell answers that were copied from
//! them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::words::Words;
use crate::rubric::Question;
use crate::text::{fold_text, is_han, sentences};

/// The sentences of a question's points, references and examples, or of reference answers beside the candidate's, each bare.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Words: Deserialize<'de>"))]
pub(crate) struct Known {
    sentences: Words,
}

/// A sentence that can be told to be copied has at least so many characters.
const SHORTEST: usize = 12;

impl Known {
    pub(super) fn new(question: &Question) -> Self {
        let examples = question.keypoints.iter().flat_map(|keypoint| keypoint.examples.covered.iter());
        let points = question.keypoints.iter().map(|keypoint| &keypoint.point);
        Self::of(points.chain(examples).chain(&question.references).map(String::as_str))
    }

    /// The sentences of some texts.
    pub(crate) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut known = BTreeSet::new();
        for text in texts.map(fold_text) {
            let sentences = sentences(&text).into_iter().map(|sentence| bare(sentence.of(&text)));
            known.extend(sentences.filter(|sentence| sentence.chars().count() >= SHORTEST));
        }
        Self { sentences: Words::new(known.iter().map(String::as_str)) }
    }

    /// Whether a folded sentence of an answer is one of them.
    pub(crate) fn has(&self, sentence: &str) -> bool {
        sentence.len() >= SHORTEST && self.has_opening(sentence) && self.sentences.find(&bare(sentence)).is_some()
    }

    /// Whether one of them opens as a sentence does, which hardly one of an answer's own does.
    fn has_opening(&self, sentence: &str) -> bool {
        let opening: String = bare_characters(sentence).take(OPENING).collect();
        let first = self.sentences.first(0..self.sentences.len(), |other| other >= opening.as_bytes());
        first < self.sentences.len() && self.sentences.bytes(first).starts_with(opening.as_bytes())
    }
}

/// How many characters are looked at before a sentence is read to its end.
const OPENING: usize = 8;

/// A folded sentence without blanks and punctuation.
fn bare(sentence: &str) -> String {
    bare_characters(sentence).collect()
}

fn bare_characters(sentence: &str) -> impl Iterator<Item = char> {
    sentence.chars().filter(|&c| is_han(c) || c.is_alphanumeric())
}
