//! What questions are about, so that the questions of documents can be bound to them by likeness.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::numbers::{Numbers, number};
use super::postings::Postings;
use super::texts::Texts;
use super::units::{in_chinese, is_name, units, weight};
use super::words::Words;
use crate::rubric::Question;
use crate::text::{fold_text, is_han, is_word, stem_text};

/// What the questions of several rubrics are about, by the units that say it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(
    deserialize = "Texts: Deserialize<'de>, Words: Deserialize<'de>, Numbers: Deserialize<'de>, Postings: Deserialize<'de>, Weights: Deserialize<'de>"
))]
pub(crate) struct Wordings {
    /// All units that they know, sorted.
    pub units: Texts,
    /// What they weigh among these questions.
    pub weights: Weights,
    /// In the wordings of how many questions each unit stands.
    pub spread: Numbers,
    /// The wordings that have a unit.
    pub by_wording: Postings,
    /// The questions that a name belongs to: it stands in at least half of their Chinese wordings.
    pub by_name: Postings,
    /// The questions that have a name in their wordings, in their parts or in their key points.
    pub by_mention: Postings,
    /// The voice of each wording: twice its question, one more where it is in Chinese.
    pub voice_of: Numbers,
    /// Titles and aliases, squeezed and sorted,
    titles: Words,
    /// and the question of each.
    titled: Numbers,
    /// How many questions there are.
    pub questions: u32,
}

/// What units weigh, and what they weigh together.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Numbers: Deserialize<'de>"))]
pub(crate) struct Weights {
    /// Each unit,
    pub units: Numbers,
    /// the units of each wording,
    pub wordings: Numbers,
    /// those of all wordings of a voice,
    pub voices: Numbers,
    /// and the names that belong to each question.
    pub names: Numbers,
}

impl Wordings {
    /// What everything weighs where each unit weighs so much.
    pub(crate) fn weigh(&self, units: &[u32]) -> Weights {
        let wordings = self.by_wording.sums(units, self.voice_of.len());
        let mut voices = vec![0; 2 * self.questions as usize];
        for (wording, weight) in wordings.iter().enumerate() {
            voices[self.voice_of.place(wording)] += weight;
        }
        let names = self.by_name.sums(units, self.questions as usize);
        let [units, wordings, voices, names] =
            [units, &wordings, &voices, &names].map(|weights| weights.iter().copied().collect());
        Weights { units, wordings, voices, names }
    }

    /// The questions with a squeezed title, each once.
    pub(crate) fn titled(&self, title: &str) -> Vec<u32> {
        let first = self.titles.first(0..self.titles.len(), |other| other >= title.as_bytes());
        let same = (first..self.titles.len()).take_while(|&at| self.titles.bytes(at) == title.as_bytes());
        let mut found: Vec<u32> = same.map(|at| self.titled.get(at)).collect();
        found.dedup();
        found
    }
}

/// What questions are about.
pub(crate) fn wordings<'q>(questions: impl Iterator<Item = &'q Question>) -> Wordings {
    let read: Vec<_> = questions.map(Read::new).collect();
    let all: BTreeSet<&str> = read.iter().flat_map(Read::units).collect();
    let places: FxHashMap<&str, usize> = all.iter().enumerate().map(|(at, &unit)| (unit, at)).collect();
    let place = |unit: &str| places.get(unit).copied();
    let [mut in_wordings, mut named, mut mentioned] = [(); 3].map(|()| vec![Vec::new(); all.len()]);
    let mut spread = vec![0_u32; all.len()];
    let mut voice_of = Numbers::default();
    let mut titles = Vec::new();
    for (question, read) in read.iter().enumerate() {
        let question = number(question);
        for unit in units(&read.wordings).into_iter().filter_map(place) {
            spread[unit] += 1;
        }
        for unit in read.names().into_iter().filter_map(place) {
            named[unit].push(question);
        }
        for unit in read.units().into_iter().filter(|unit| is_name(unit)).filter_map(place) {
            mentioned[unit].push(question);
        }
        for (title, wording) in read.titles.iter().zip(&read.wordings) {
            for unit in units([wording]).into_iter().filter_map(place) {
                in_wordings[unit].push(number(voice_of.len()));
            }
            voice_of.push(2 * question + u32::from(in_chinese(wording)));
            titles.push((title.as_str(), question));
        }
    }
    titles.sort_unstable();
    let weights: Vec<u32> = all.iter().zip(&spread).map(|(unit, &spread)| weight(unit, spread, read.len())).collect();
    let mut wordings = Wordings {
        units: Texts::new(all),
        spread: spread.into_iter().collect(),
        by_wording: Postings::new(in_wordings),
        by_name: Postings::new(named),
        by_mention: Postings::new(mentioned),
        voice_of,
        titles: Words::new(titles.iter().map(|&(title, _)| title)),
        titled: titles.iter().map(|&(_, question)| question).collect(),
        questions: number(read.len()),
        weights: Weights::default(),
    };
    wordings.weights = wordings.weigh(&weights);
    wordings
}

/// A question's wordings before its units are numbered.
struct Read {
    titles: Vec<String>,
    /// The wordings stemmed,
    wordings: Vec<String>,
    /// and what else the question says.
    others: Vec<String>,
}

impl Read {
    fn new(question: &Question) -> Self {
        let wordings = || [&question.title].into_iter().chain(&question.aliases);
        let points = question.keypoints.iter().map(|keypoint| &keypoint.point);
        Self {
            titles: wordings().map(|wording| squeeze(wording)).collect(),
            wordings: wordings().map(|wording| stem_text(wording)).collect(),
            others: question.parts.iter().chain(points).map(|text| stem_text(text)).collect(),
        }
    }

    /// The units of its wordings, and the names that it has elsewhere.
    fn units(&self) -> FxHashSet<&str> {
        let mut out = units(&self.wordings);
        out.extend(units(&self.others).into_iter().filter(|unit| is_name(unit)));
        out
    }

    /// The names that belong to it.
    fn names(&self) -> FxHashSet<&str> {
        let chinese: Vec<_> =
            self.wordings.iter().filter(|wording| in_chinese(wording)).map(|wording| units([wording])).collect();
        let often = |unit: &&str| 2 * chinese.iter().filter(|units| units.contains(unit)).count() >= chinese.len();
        chinese.iter().flatten().copied().filter(|unit| is_name(unit) && often(unit)).collect()
    }
}

/// A title without case, blanks and punctuation.
pub(crate) fn squeeze(title: &str) -> String {
    fold_text(title).chars().filter(|&c| is_han(c) || is_word(c)).collect()
}
