//! What questions are about, so that the questions of documents can be bound to them by likeness.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::numbers::{Numbers, number};
use super::texts::Texts;
use super::words::Words;
use crate::rubric::Question;
use crate::text::{fold_text, is_function_character, is_function_word, is_han, is_word, stem_text};

/// What the questions of several rubrics are about, by the units that say it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(
    deserialize = "Texts: Deserialize<'de>, Words: Deserialize<'de>, Numbers: Deserialize<'de>, Postings: Deserialize<'de>"
))]
pub(crate) struct Wordings {
    /// All units that they know, sorted.
    pub units: Texts,
    /// What each unit weighs among these questions,
    pub weights: Numbers,
    /// and what the units of each wording weigh together.
    pub wording_weights: Numbers,
    /// In the wordings of how many questions each unit stands.
    pub spread: Numbers,
    /// The wordings that have a unit,
    pub by_wording: Postings,
    /// and the questions that have it there, in their parts or in their key points.
    pub by_question: Postings,
    /// The question of each wording.
    pub question_of: Numbers,
    /// Titles and aliases, squeezed and sorted,
    titles: Words,
    /// and the question of each.
    titled: Numbers,
    /// How many questions there are.
    pub questions: u32,
}

/// The places at which each unit is found.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Numbers: Deserialize<'de>"))]
pub(crate) struct Postings {
    all: Numbers,
    ends: Numbers,
}

impl Postings {
    fn new(by_unit: Vec<Vec<u32>>) -> Self {
        let mut out = Self::default();
        for places in by_unit {
            for place in places {
                out.all.push(place);
            }
            out.ends.push(number(out.all.len()));
        }
        out
    }

    /// What the units at each of so many places weigh together.
    pub(crate) fn sums(&self, weights: &[u32], places: usize) -> Vec<u32> {
        let mut sums = vec![0; places];
        for (unit, weight) in weights.iter().enumerate() {
            for place in self.of(unit) {
                sums[place] += weight;
            }
        }
        sums
    }

    /// Where the unit is found that has this place among the units.
    pub(crate) fn of(&self, unit: usize) -> impl Iterator<Item = usize> {
        self.all.range(self.ends.stretch(unit)).map(|place| place as usize)
    }
}

impl Wordings {
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
    let all: BTreeSet<&str> = read.iter().flat_map(Read::about).collect();
    let places: FxHashMap<&str, usize> = all.iter().enumerate().map(|(at, &unit)| (unit, at)).collect();
    let place = |unit: &str| places.get(unit).copied();
    let (mut in_wordings, mut in_questions) = (vec![Vec::new(); all.len()], vec![Vec::new(); all.len()]);
    let mut spread = vec![0_u32; all.len()];
    let mut question_of = Numbers::default();
    let mut titles = Vec::new();
    for (question, read) in read.iter().enumerate() {
        let question = number(question);
        let named: BTreeSet<usize> = units(&read.wordings).into_iter().filter_map(place).collect();
        for unit in named {
            spread[unit] += 1;
        }
        for unit in read.about().into_iter().filter_map(place) {
            in_questions[unit].push(question);
        }
        for (title, wording) in read.titles.iter().zip(&read.wordings) {
            for unit in units([wording]).into_iter().filter_map(place) {
                in_wordings[unit].push(number(question_of.len()));
            }
            question_of.push(question);
            titles.push((title.as_str(), question));
        }
    }
    titles.sort_unstable();
    let weights: Vec<u32> = all.iter().zip(&spread).map(|(unit, &spread)| weight(unit, spread, read.len())).collect();
    let by_wording = Postings::new(in_wordings);
    Wordings {
        wording_weights: by_wording.sums(&weights, question_of.len()).into_iter().collect(),
        weights: weights.into_iter().collect(),
        units: Texts::new(all),
        spread: spread.into_iter().collect(),
        by_wording,
        by_question: Postings::new(in_questions),
        question_of,
        titles: Words::new(titles.iter().map(|&(title, _)| title)),
        titled: titles.iter().map(|&(_, question)| question).collect(),
        questions: number(read.len()),
    }
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

    fn about(&self) -> FxHashSet<&str> {
        units(self.wordings.iter().chain(&self.others))
    }
}

/// What a unit weighs that stands in the wordings of `spread` of so many questions, in hundredths of what a pair of
/// characters weighs that stands in one or none: the more share it, the less (inverse document frequency). One that merely
/// asks weighs little, and a word more than a pair of characters.
pub(crate) fn weight(unit: &str, spread: u32, questions: usize) -> u32 {
    let most = if ASKING.contains(&unit) {
        return 15;
    } else if unit.chars().all(is_han) {
        100.0
    } else {
        160.0
    };
    #[expect(clippy::cast_precision_loss, reason = "rubrics are few")]
    let (spread, questions) = (f64::from(spread), questions as f64);
    let rarity = ((questions + 1.0) / (spread + 0.5)).ln() / (questions + 1.0).ln();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a few hundred")]
    let weight = (most * rarity).round().clamp(1.0, 1000.0) as u32;
    weight
}

/// A title without case, blanks and punctuation.
pub(crate) fn squeeze(title: &str) -> String {
    fold_text(title).chars().filter(|&c| is_han(c) || is_word(c)).collect()
}

/// What wordings say, each of them stemmed: stems of Latin words and pairs of Han characters, words of mere grammar left out.
pub(crate) fn units<'s>(stemmed: impl IntoIterator<Item = &'s String>) -> FxHashSet<&'s str> {
    let mut out = FxHashSet::default();
    for wording in stemmed {
        let words = wording.split(|c: char| !is_word(c)).filter(|word| !word.is_empty() && !is_function_word(word));
        out.extend(words);
        for run in wording.split(|c: char| !is_han(c) || is_function_character(c)).filter(|run| !run.is_empty()) {
            // Each pair begins where the one before has its second character.
            let starts = || run.char_indices().map(|(at, _)| at);
            let ends = starts().skip(2).chain([run.len()]);
            out.extend(starts().zip(ends).filter_map(|(start, end)| run.get(start..end)));
        }
    }
    out
}

/// Words that ask, and say nothing of what is asked.
const ASKING: &[&str] = &[
    "什么",
    "怎么",
    "如何",
    "为何",
    "哪些",
    "哪个",
    "请问",
    "请你",
    "请您",
    "解释",
    "介绍",
    "说说",
    "讲讲",
    "谈谈",
    "详细",
    "一下",
    "简述",
    "描述",
    "原理",
    "实现",
    "区别",
    "问题",
    "理解",
    "原因",
    "explain",
    "describ",
    "what",
    "how",
    "whi",
    "principl",
    "implement",
    "detail",
];
