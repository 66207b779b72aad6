//! How like the questions of a catalogue are to what a document asks.
//!
//! What both have, and what either has alone, is weighed and summed to the odds that both ask the same (logistic
//! regression). The weights were fitted to what a reader said of the bindings of `tests/documents` and of real
//! interviews, to half of `tests/binding`, to headings of one or two words, and to the shipped wordings, each held
//! against the rest of its question; then rounded.

use rustc_hash::FxHashSet;

use crate::compile::{Weights, Wordings, is_name, squeeze, weight};

/// The questions of a catalogue by the units of their wordings.
#[derive(Debug)]
pub(super) struct Likeness {
    /// The shipped questions, and the others.
    shelves: Vec<Shelf>,
    /// How many questions there are.
    questions: usize,
}

#[derive(Debug)]
struct Shelf {
    wordings: Wordings,
    /// The place of each question in the catalogue; none where another has taken it.
    places: Vec<Option<usize>>,
    /// What units weigh among all questions; none where these are all, so that their own weights hold.
    weights: Option<Weights>,
}

/// What is asked, as far as it does not matter which question it is held against.
#[derive(Clone, Copy)]
struct Asked {
    /// What its units weigh together, those too that no question knows.
    weight: u32,
    /// How many names it has, in Chinese, that stand in any wording.
    names: u32,
    chinese: bool,
}

/// The odds where nothing is alike, in hundredths of their logarithm; what follows is in hundredths of that.
const NOTHING: i64 = -84_300;

/// For each hundredth of a wording that is asked, in the wording of which most is,
const WORDING: i64 = 760;
/// where this much is added to what each wording weighs: all of a few words is less than most of many.
const SHORT: u32 = 150;

/// For each hundredth of all wordings in the language asked in that is asked: what all of them say is what the question
/// is about, and what one of them says need not be.
const VOICE: i64 = 190;

/// For each hundredth of what is asked that stands in any wording.
const NAMED: i64 = 390;

/// For what that weighs, in hundredths of a pair of characters, up to three pairs: a single word is soon shared.
const SHARED: i64 = 66;
const ENOUGH: u32 = 300;

/// For what the names weigh that belong to the question and are not in what is asked.
const LACKED: i64 = -55;

/// For each name in what is asked that stands in the wordings of others and nowhere in this question.
const FOREIGN: i64 = -6_500;

/// Where a wording has all that is asked and nothing else.
const WHOLE: i64 = 23_000;

impl Likeness {
    pub(super) fn new(shelves: [(Wordings, Vec<Option<usize>>); 2]) -> Self {
        let questions = shelves.iter().flat_map(|(_, places)| places).flatten().count();
        let [shipped, own] = &shelves;
        // Units that both have are rarer in each than in both.
        let weights = |(wordings, places): &(Wordings, Vec<Option<usize>>), other: &Wordings| {
            let complete = other.questions == 0 && places.len() == questions;
            let spread = |at: usize, unit: &str| {
                wordings.spread.get(at) + other.units.find(unit).map_or(0, |same| other.spread.get(same))
            };
            (!complete).then(|| {
                let units = wordings.units.words.iter().enumerate();
                let weights: Vec<u32> = units.map(|(at, unit)| weight(unit, spread(at, unit), questions)).collect();
                wordings.weigh(&weights)
            })
        };
        let weights = [weights(shipped, &own.0), weights(own, &shipped.0)];
        let shelf = |((wordings, places), weights)| Shelf { wordings, places, weights };
        let shelves = shelves.into_iter().zip(weights).map(shelf).filter(|shelf| !shelf.places.is_empty());
        Self { shelves: shelves.collect(), questions }
    }

    /// The places in the catalogue of the questions that go by a title.
    pub(super) fn titled(&self, title: &str) -> Vec<usize> {
        let title = squeeze(title);
        let of_shelf = |shelf: &Shelf| -> Vec<usize> {
            shelf.wordings.titled(&title).into_iter().filter_map(|question| shelf.places[question as usize]).collect()
        };
        self.shelves.iter().flat_map(of_shelf).collect()
    }

    /// The odds that each question asks what the most like of several ways to ask does, in hundredths of their logarithm,
    /// with its place in the catalogue. Questions that share nothing are left out.
    pub(super) fn of(&self, ways: &[FxHashSet<&str>], chinese: bool) -> Vec<(i64, usize)> {
        let mut best: Vec<_> = self.shelves.iter().map(|shelf| vec![i64::MIN; shelf.places.len()]).collect();
        for (at, units) in ways.iter().enumerate() {
            // Often one way to ask is another.
            if ways[..at].contains(units) {
                continue;
            }
            let (known, asked) = self.know(units, chinese);
            for ((shelf, known), best) in self.shelves.iter().zip(known).zip(&mut best) {
                for (question, odds) in shelf.odds(&known, asked) {
                    best[question] = odds.max(best[question]);
                }
            }
        }
        let of_shelf = |(shelf, best): (&Shelf, Vec<i64>)| {
            let all = best.into_iter().zip(shelf.places.iter().copied()).filter(|&(odds, _)| odds > i64::MIN);
            all.filter_map(|(odds, place)| Some((odds, place?))).collect::<Vec<_>>()
        };
        self.shelves.iter().zip(best).flat_map(of_shelf).collect()
    }

    /// The places of units on each shelf, with whether they are names; and what they come to.
    fn know(&self, units: &FxHashSet<&str>, chinese: bool) -> (Vec<Vec<(usize, bool)>>, Asked) {
        let mut known = vec![Vec::with_capacity(units.len()); self.shelves.len()];
        let mut asked = Asked { weight: 0, names: 0, chinese };
        for unit in units {
            let (mut weighs, mut worded) = (None, false);
            for (shelf, known) in self.shelves.iter().zip(&mut known) {
                if let Some(place) = shelf.wordings.units.find(unit) {
                    known.push((place, is_name(unit)));
                    weighs = Some(shelf.weights().units.get(place));
                    worded |= shelf.wordings.spread.get(place) > 0;
                }
            }
            // One that no question knows says that something else is asked.
            asked.weight += weighs.unwrap_or_else(|| weight(unit, 0, self.questions));
            asked.names += u32::from(chinese && worded && is_name(unit));
        }
        (known, asked)
    }
}

/// What a question and what is asked have in common.
#[derive(Clone, Copy, Default)]
struct Common {
    /// The unit that was counted last, from 1.
    last: usize,
    /// What weighs that stands in any wording,
    named: u32,
    /// the names that belong to the question,
    names: u32,
    /// and all that its wordings in the language asked in have.
    voice: u32,
    /// How many names that are known it has anywhere.
    mentions: u32,
    /// How much of a wording is asked, in hundredths, where that is most.
    wording: u32,
    /// Whether a wording has all that is asked and nothing else.
    whole: bool,
}

impl Shelf {
    fn weights(&self) -> &Weights {
        self.weights.as_ref().unwrap_or(&self.wordings.weights)
    }

    /// The odds of each question that shares a unit of its wordings with what is asked.
    fn odds(&self, units: &[(usize, bool)], asked: Asked) -> impl Iterator<Item = (usize, i64)> {
        let (wordings, weights) = (&self.wordings, self.weights());
        let mut common = vec![Common::default(); self.places.len()];
        let mut shared = vec![0; wordings.voice_of.len()];
        for &(unit, is_name) in units {
            let weight = weights.units.get(unit);
            for wording in wordings.by_wording.of(unit) {
                shared[wording] += weight;
                let common = &mut common[wordings.voice_of.place(wording) / 2];
                if common.last != unit + 1 {
                    (common.last, common.named) = (unit + 1, common.named + weight);
                }
            }
            if is_name {
                wordings.by_name.of(unit).for_each(|question| common[question].names += weight);
            }
            if is_name && asked.chinese && wordings.spread.get(unit) > 0 {
                wordings.by_mention.of(unit).for_each(|question| common[question].mentions += 1);
            }
        }
        for (wording, shared) in shared.into_iter().enumerate().filter(|(_, shared)| *shared > 0) {
            let voice = wordings.voice_of.place(wording);
            let (common, weight) = (&mut common[voice / 2], weights.wordings.get(wording));
            common.wording = common.wording.max(100 * shared / (weight + SHORT));
            common.whole |= shared == weight && shared == asked.weight;
            common.voice += if (voice % 2 == 1) == asked.chinese { shared } else { 0 };
        }
        let alike = common.into_iter().enumerate().filter(|(_, common)| common.named > 0);
        alike.map(move |(question, common)| {
            let voice = weights.voices.get(2 * question + usize::from(asked.chinese));
            let lacked = weights.names.get(question).saturating_sub(common.names);
            let foreign = asked.names.saturating_sub(common.mentions);
            (question, common.odds(asked.weight.max(1), voice.max(1), lacked, foreign))
        })
    }
}

impl Common {
    fn odds(self, asked: u32, voice: u32, lacked: u32, foreign: u32) -> i64 {
        let whole = u32::from(self.whole);
        let parts = [
            self.wording,
            100 * self.named / asked,
            self.named.min(ENOUGH),
            100 * self.voice / voice,
            lacked,
            foreign,
            whole,
        ];
        let weights = [WORDING, NAMED, SHARED, VOICE, LACKED, FOREIGN, WHOLE];
        let sum: i64 = parts.into_iter().map(i64::from).zip(weights).map(|(part, weight)| part * weight).sum();
        (NOTHING + sum) / 100
    }
}

/// What share of a hundred pairs of such odds ask the same: the logistic function.
pub(super) fn share(odds: i64) -> u8 {
    #[expect(clippy::cast_precision_loss, reason = "they are a few thousand")]
    let share = 100.0 / (1.0 + (-odds as f64 / 100.0).exp());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a share")]
    let share = share.round() as u8;
    share
}
