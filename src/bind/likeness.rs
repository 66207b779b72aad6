//! How like the questions of a catalogue are to what a document asks.

use rustc_hash::FxHashSet;

use crate::compile::{Wordings, squeeze, weight};

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
    /// What each unit, and the units of each wording, weigh among all questions; none where these are all, so that their
    /// own weights hold.
    weights: Option<(Vec<u32>, Vec<u32>)>,
}

/// What likeness can reach: only a directive, an id or a title is certain.
const SUREST: u32 = 95;

/// A wording of at least this weight, five pairs of characters, that stands whole in a longer question counts for so many
/// hundredths.
const LEAST_TOLD: u32 = 500;
const TOLD: u32 = 85;

/// How much of both one wording and what is asked share, and how much of what is asked stands in any wording and in what a
/// question is about: their shares of the likeness, in quarters.
const WORDING: u32 = 2;
const NAMED: u32 = 1;
const ABOUT: u32 = 1;

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
                let sums = wordings.by_wording.sums(&weights, wordings.question_of.len());
                (weights, sums)
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

    /// How like every question is to the most like of several ways to ask, in hundredths, with its place in the catalogue.
    pub(super) fn of(&self, asked: &[FxHashSet<&str>]) -> Vec<(u32, usize)> {
        let mut out = Vec::new();
        for shelf in &self.shelves {
            let mut best = vec![0; shelf.places.len()];
            for (at, units) in asked.iter().enumerate() {
                // Often one way to ask is another.
                if asked[..at].contains(units) {
                    continue;
                }
                let known: Vec<usize> = units.iter().filter_map(|unit| shelf.wordings.units.find(unit)).collect();
                // One that no question knows says that something else is asked.
                let weight = if known.len() == units.len() {
                    known.iter().map(|&unit| shelf.weight(unit)).sum()
                } else {
                    self.weight(units)
                };
                for (best, likeness) in best.iter_mut().zip(shelf.likeness(&known, weight.max(1))) {
                    *best = likeness.max(*best);
                }
            }
            out.extend(best.into_iter().zip(&shelf.places).filter_map(|(likeness, place)| Some((likeness, (*place)?))));
        }
        out
    }

    /// What units weigh together, those too that no question knows.
    fn weight(&self, units: &FxHashSet<&str>) -> u32 {
        let of = |&unit: &&str| {
            let known = self.shelves.iter().find_map(|shelf| Some(shelf.weight(shelf.wordings.units.find(unit)?)));
            known.unwrap_or_else(|| weight(unit, 0, self.questions))
        };
        units.iter().map(of).sum()
    }
}

impl Shelf {
    /// What a unit weighs.
    fn weight(&self, unit: usize) -> u32 {
        self.weights.as_ref().map_or_else(|| self.wordings.weights.get(unit), |(weights, _)| weights[unit])
    }

    /// What the units of a wording weigh together.
    fn wording_weight(&self, wording: usize) -> u32 {
        self.weights.as_ref().map_or_else(|| self.wordings.wording_weights.get(wording), |(_, sums)| sums[wording])
    }

    /// How like each question is to what is asked, in hundredths; `asked` is what its units weigh together.
    fn likeness(&self, units: &[usize], asked: u32) -> impl Iterator<Item = u32> {
        let questions = self.places.len();
        let mut shared = vec![0; self.wordings.question_of.len()];
        let (mut named, mut about) = (vec![0; questions], vec![0; questions]);
        let mut last = vec![usize::MAX; questions];
        for &unit in units {
            let weight = self.weight(unit);
            for wording in self.wordings.by_wording.of(unit) {
                shared[wording] += weight;
                let question = self.wordings.question_of.place(wording);
                if last[question] != unit {
                    (last[question], named[question]) = (unit, named[question] + weight);
                }
            }
            for question in self.wordings.by_question.of(unit) {
                about[question] += weight;
            }
        }
        let (mut best, mut told) = (vec![0; questions], vec![0; questions]);
        for (wording, shared) in shared.into_iter().enumerate().filter(|(_, shared)| *shared > 0) {
            let (weight, question) = (self.wording_weight(wording), self.wordings.question_of.place(wording));
            // Twice what the two share over what they hold (Dice).
            let dice = 200 * shared / (weight + asked);
            best[question] = dice.max(best[question]);
            // Who tells a whole story around the question still says all of a wording.
            if weight >= LEAST_TOLD {
                told[question] = (100 * shared / weight).max(told[question]);
            }
        }
        (0..questions).map(move |at| {
            let [named, about] = [named[at], about[at]].map(|shared| 100 * shared / asked);
            let whole = (WORDING * best[at] + NAMED * named + ABOUT * about) / (WORDING + NAMED + ABOUT);
            whole.max((2 * told[at] + about) * TOLD / 300).min(SUREST)
        })
    }
}
