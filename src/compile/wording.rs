//! What questions are about, so that the questions of documents can be bound to them by likeness.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::numbers::{Numbers, number};
use super::words::Words;
use crate::rubric::Question;
use crate::text::{density, fold_text, is_han, is_word, stem_text};

/// What the questions of several rubrics are about, by the units that say it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Words: Deserialize<'de>, Numbers: Deserialize<'de>, Postings: Deserialize<'de>"))]
pub(crate) struct Wordings {
    /// All units that they know, sorted.
    pub units: Words,
    /// How much each unit says by itself.
    pub says: Vec<u8>,
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
    let units: BTreeSet<&str> = read.iter().flat_map(|read| &read.about).map(String::as_str).collect();
    let places: FxHashMap<&str, usize> = units.iter().enumerate().map(|(at, &unit)| (unit, at)).collect();
    let place = |unit: &String| places.get(unit.as_str()).copied();
    let (mut in_wordings, mut in_questions) = (vec![Vec::new(); units.len()], vec![Vec::new(); units.len()]);
    let mut spread = vec![0; units.len()];
    let mut question_of = Numbers::default();
    let mut titles = Vec::new();
    for (question, read) in read.iter().enumerate() {
        let question = number(question);
        let named: BTreeSet<usize> = read.wordings.iter().flatten().filter_map(place).collect();
        for unit in named {
            spread[unit] += 1;
        }
        for unit in read.about.iter().filter_map(place) {
            in_questions[unit].push(question);
        }
        for (title, wording) in read.titles.iter().zip(&read.wordings) {
            for unit in wording.iter().filter_map(place) {
                in_wordings[unit].push(number(question_of.len()));
            }
            question_of.push(question);
            titles.push((title.as_str(), question));
        }
    }
    titles.sort_unstable();
    Wordings {
        says: units.iter().map(|unit| says(unit)).collect(),
        units: Words::new(units),
        spread: spread.into_iter().collect(),
        by_wording: Postings::new(in_wordings),
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
    wordings: Vec<FxHashSet<String>>,
    about: FxHashSet<String>,
}

impl Read {
    fn new(question: &Question) -> Self {
        let wordings: Vec<&str> = [&question.title].into_iter().chain(&question.aliases).map(String::as_str).collect();
        let points = question.keypoints.iter().map(|keypoint| &keypoint.point);
        let others = question.parts.iter().chain(points).map(String::as_str);
        Self {
            titles: wordings.iter().map(|wording| squeeze(wording)).collect(),
            about: units(wordings.iter().copied().chain(others)),
            wordings: wordings.iter().map(|&wording| units([wording])).collect(),
        }
    }
}

/// How much a unit says by itself: nothing where it merely asks, and a word more than a pair of characters.
pub(crate) fn says(unit: &str) -> u8 {
    if ASKING.contains(&unit) {
        0
    } else if unit.chars().all(is_han) {
        1
    } else {
        2
    }
}

/// A title without case, blanks and punctuation.
pub(crate) fn squeeze(title: &str) -> String {
    fold_text(title).chars().filter(|&c| is_han(c) || is_word(c)).collect()
}

/// What wordings say: stems of Latin words and pairs of Han characters, words of mere grammar left out.
pub(crate) fn units<'t>(wordings: impl IntoIterator<Item = &'t str>) -> FxHashSet<String> {
    let mut out = FxHashSet::default();
    for wording in wordings {
        let stemmed = stem_text(wording);
        let words = stemmed.split(|c: char| !is_word(c)).filter(|word| !word.is_empty() && density(word).function == 0);
        out.extend(words.map(str::to_owned));
        for run in stemmed.split(|c: char| !is_han(c) || density(c.encode_utf8(&mut [0; 4])).function > 0) {
            let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
            out.extend(ends.windows(3).filter_map(|ends| run.get(ends[0]..ends[2])).map(str::to_owned));
            if ends.len() == 2 {
                out.insert(run.to_owned());
            }
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
