//! The questions of a catalogue made ready to run, each compiled once for all its answers.

use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::{Arc, OnceLock, RwLock};

use super::answer::Answer;
use super::asked::Asked;
use super::derived::Likeness;
use super::evidence::AnswerEvidence;
use super::question::{Matcher, Point};
use super::topic::Keeping;
use crate::catalogue::{Catalogue, RubricRef};
use crate::compile::{Index, Known};
use crate::parse::Passage;

/// The questions of a catalogue, each compiled when the first answer is bound to it.
#[derive(Debug)]
pub struct Matchers<'r> {
    nearest: bool,
    catalogue: &'r Catalogue,
    /// By the question's place in the catalogue; few of them are ever made.
    compiled: Vec<OnceLock<Box<Matcher<'r>>>>,
    /// By what they say, the questions of documents: the sheets of a folder ask the same ones again and again.
    asked: RwLock<FxHashMap<String, Arc<Asked>>>,
    /// Tell what an answer to a shipped question may be an answer to, and one to another; made for the first in doubt.
    shelves: [OnceLock<Shelf>; 2],
}

/// Questions that come from one source, so that their topics tell them apart.
#[derive(Debug)]
struct Shelf {
    index: Index,
    /// The place of each question in the catalogue; none where another has taken it.
    places: Vec<Option<usize>>,
}

/// So many questions of documents are kept, at the most.
const MOST_KNOWN: usize = 4096;

/// So many other questions are looked at, the most like first, where an answer may be one to another question.
const OTHERS: usize = 4;

impl<'r> Matchers<'r> {
    /// Makes room for every question of a catalogue; nothing is compiled yet.
    #[must_use]
    pub fn new(catalogue: &'r Catalogue) -> Self {
        let compiled = std::iter::repeat_with(OnceLock::new).take(catalogue.len()).collect();
        Self { nearest: true, catalogue, compiled, asked: RwLock::default(), shelves: Default::default() }
    }

    /// The same for verdicts alone: what comes nearest to a key point that is not covered is not looked for, which takes
    /// longer than the verdict.
    #[must_use]
    pub fn verdicts_only(catalogue: &'r Catalogue) -> Self {
        Self { nearest: false, ..Self::new(catalogue) }
    }

    /// How like each derived key point of a question an answer is, with the key point's id: what the share that it earns
    /// is computed from. For tuning; verdicts come from [`match_answers`](super::match_answers).
    #[must_use]
    pub fn likeness(&self, rubric: RubricRef<'r>, answer: &[Passage]) -> Vec<(String, Likeness)> {
        self.get(rubric).map_or_else(Vec::new, |matcher| matcher.likeness(answer))
    }

    /// What the passages of an answer's slots say of a question; `None` for one that is not of the catalogue.
    /// `references` are the answers that stand beside it.
    pub(super) fn evidence(
        &self,
        rubric: RubricRef<'r>,
        slots: &[&[Passage]],
        asked: &Asked,
        references: &Known,
    ) -> Option<AnswerEvidence<'r>> {
        let elsewhere = |answer: &Answer, keeping: Keeping| self.elsewhere(rubric, answer, slots, keeping);
        Some(self.get(rubric)?.evidence(slots, asked, references, elsewhere))
    }

    /// What a statement by itself says of a question; `None` for one that is not of the catalogue.
    pub(super) fn statement(&self, rubric: RubricRef<'r>, passages: &[Passage]) -> Option<AnswerEvidence<'r>> {
        Some(self.get(rubric)?.statement(passages))
    }

    /// What an empty answer says of a question: nothing. Hand-written key points need no compiling to know that.
    pub(super) fn unanswered(&self, rubric: RubricRef<'r>) -> Option<AnswerEvidence<'r>> {
        let question = rubric.question;
        if question.keypoints.is_empty() {
            return self.evidence(rubric, &[], &Asked::default(), &Known::default());
        }
        let findings = question.keypoints.iter().map(Point::unanswered).collect();
        Some(AnswerEvidence { question, findings, claims: Vec::new(), flags: Vec::new(), instead: None })
    }

    /// What a document's question says: its title, and the passages of its prompt.
    pub(super) fn asked<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Arc<Asked> {
        let texts: Vec<&str> = texts.collect();
        let key = texts.join("\n\n");
        // A lock that a panic has poisoned is merely not used any more.
        if let Some(known) = self.asked.read().ok().and_then(|known| known.get(&key).cloned()) {
            return known;
        }
        let asked = Arc::new(Asked::new(texts));
        if let Ok(mut known) = self.asked.write()
            && known.len() < MOST_KNOWN
        {
            known.insert(key, Arc::clone(&asked));
        }
        asked
    }

    /// The question of another subject that an answer keeps to more than to its own.
    fn elsewhere(
        &self,
        rubric: RubricRef<'r>,
        answer: &Answer,
        slots: &[&[Passage]],
        keeping: Keeping,
    ) -> Option<RubricRef<'r>> {
        let Shelf { index, places } = self.shelf(rubric);
        let ranked = index.ranked(&answer.prose.text).filter_map(|question| places[question]);
        // What is less like the answer than its own question is no better one.
        let others =
            ranked.take_while(|&place| place != rubric.place).filter_map(|place| self.catalogue.question(place));
        let others = others.filter(|&other| rubric.is_apart_from(other)).take(OTHERS);
        let kept = others.filter_map(|other| Some((self.get(other)?.keeping(slots)?, other)));
        let better = kept.filter(|&(kept, _)| keeping.is_outdone_by(kept)).enumerate();
        // Of those that are kept to as much, the likest.
        let best = better.max_by_key(|&(rank, (kept, _))| (kept.kept, Reverse(rank)));
        best.map(|(_, (_, other))| other)
    }

    /// The questions from where a question is.
    fn shelf(&self, rubric: RubricRef<'r>) -> &Shelf {
        let [shipped, own] = &self.shelves;
        if self.catalogue.is_shipped(rubric.place) {
            return shipped.get_or_init(|| {
                let (index, places) = self.catalogue.shipped_index();
                Shelf { index, places }
            });
        }
        own.get_or_init(|| {
            let others = self.catalogue.others().filter_map(|place| self.catalogue.question(place));
            let compiled: Vec<_> = others.filter_map(|other| Some((other.place, self.get(other)?))).collect();
            let index = Index::new(compiled.iter().map(|(_, matcher)| matcher.program()));
            Shelf { index, places: compiled.into_iter().map(|(place, _)| Some(place)).collect() }
        })
    }

    /// The compiled question; `None` for one that is not of the catalogue.
    fn get(&self, rubric: RubricRef<'r>) -> Option<&Matcher<'r>> {
        let compiled = self.compiled.get(rubric.place)?;
        Some(compiled.get_or_init(|| Box::new(Matcher::new(rubric, self.catalogue, self.nearest))))
    }
}
