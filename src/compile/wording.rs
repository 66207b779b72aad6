//! What questions are about, so that the questions of documents can be bound to them by likeness.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::literals::number;
use super::words::Words;
use crate::rubric::Question;
use crate::text::{density, fold_text, is_han, is_word, stem_text};

/// What the questions of several rubrics are about.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Wordings {
    /// All units that they know.
    pub units: Words,
    /// How much each unit says by itself.
    pub says: Vec<u8>,
    /// The questions in order.
    pub questions: Vec<Worded>,
}

/// How one question is put; units by their places in [`Wordings::units`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Worded {
    /// Its title and its aliases, squeezed.
    pub titles: Vec<String>,
    /// The units of each.
    pub wordings: Vec<Vec<u32>>,
    /// The units of all of them, of its parts and of its key points; sorted.
    pub about: Vec<u32>,
}

/// What questions are about.
pub(crate) fn wordings<'q>(questions: impl Iterator<Item = &'q Question>) -> Wordings {
    let read: Vec<_> = questions.map(Read::new).collect();
    let units: BTreeSet<&str> = read.iter().flat_map(|read| &read.about).map(String::as_str).collect();
    let places: FxHashMap<&str, u32> = units.iter().enumerate().map(|(at, &unit)| (unit, number(at))).collect();
    let numbered = |units: &FxHashSet<String>| {
        let mut numbers: Vec<u32> = units.iter().filter_map(|unit| places.get(unit.as_str()).copied()).collect();
        numbers.sort_unstable();
        numbers
    };
    let questions = read.iter().map(|read| Worded {
        titles: read.titles.clone(),
        wordings: read.wordings.iter().map(numbered).collect(),
        about: numbered(&read.about),
    });
    let questions = questions.collect();
    Wordings { says: units.iter().map(|unit| says(unit)).collect(), units: Words::new(units), questions }
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
