//! How like the questions of a catalogue are to what a document asks.

use rustc_hash::FxHashSet;

use crate::compile::{Wordings, says, squeeze};

/// The questions of a catalogue by the units of their wordings.
#[derive(Debug)]
pub(super) struct Likeness {
    /// The shipped questions, and the others.
    shelves: [Shelf; 2],
    /// How many questions there are.
    questions: usize,
}

#[derive(Debug)]
struct Shelf {
    wordings: Wordings,
    /// The place of each question in the catalogue; none where another has taken it.
    places: Vec<Option<usize>>,
    /// What each unit weighs.
    weights: Vec<u32>,
    /// What the units of each wording weigh together.
    wording_weights: Vec<u32>,
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
        let [(shipped, shipped_places), (own, own_places)] = shelves;
        let questions = shipped_places.iter().chain(&own_places).flatten().count();
        let (mut shipped_spread, mut own_spread): (Vec<u32>, Vec<u32>) =
            (shipped.spread.iter().collect(), own.spread.iter().collect());
        for (at, unit) in own.units.iter().enumerate() {
            if let Some(same) = shipped.units.find(unit) {
                shipped_spread[same] += own.spread.get(at);
                own_spread[at] += shipped.spread.get(same);
            }
        }
        let shelves = [
            Shelf::new(shipped, shipped_places, &shipped_spread, questions),
            Shelf::new(own, own_places, &own_spread, questions),
        ];
        Self { shelves, questions }
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
    pub(super) fn of(&self, asked: &[FxHashSet<String>]) -> Vec<(u32, usize)> {
        let mut out = Vec::new();
        for shelf in self.shelves.iter().filter(|shelf| !shelf.places.is_empty()) {
            let mut best = vec![0; shelf.places.len()];
            for units in asked {
                let weight = self.weight(units).max(1);
                for (best, likeness) in best.iter_mut().zip(shelf.likeness(units, weight)) {
                    *best = likeness.max(*best);
                }
            }
            out.extend(best.into_iter().zip(&shelf.places).filter_map(|(likeness, place)| Some((likeness, (*place)?))));
        }
        out
    }

    /// What units weigh together; one that no question knows says that something else is asked.
    fn weight(&self, units: &FxHashSet<String>) -> u32 {
        let of = |unit: &String| {
            let known = self.shelves.iter().find_map(|shelf| Some(shelf.weights[shelf.wordings.units.find(unit)?]));
            known.unwrap_or_else(|| weight(says(unit), 0, self.questions))
        };
        units.iter().map(of).sum()
    }
}

impl Shelf {
    fn new(wordings: Wordings, places: Vec<Option<usize>>, spread: &[u32], questions: usize) -> Self {
        // Few spreads occur again and again.
        let most = spread.iter().max().map_or(0, |&most| most as usize);
        let table: Vec<[u32; 3]> =
            (0..=most).map(|spread| [0, 1, 2].map(|says| weight(says, spread, questions))).collect();
        let weigh = |(&says, &spread): (&u8, &u32)| table[spread as usize][usize::from(says.min(2))];
        let weights: Vec<u32> = wordings.says.iter().zip(spread).map(weigh).collect();
        let mut wording_weights = vec![0; wordings.question_of.len()];
        for (unit, weight) in weights.iter().enumerate() {
            for wording in wordings.by_wording.of(unit) {
                wording_weights[wording] += weight;
            }
        }
        Self { wordings, places, weights, wording_weights }
    }

    /// How like each question is to what is asked, in hundredths; `asked` is what the units weigh together.
    fn likeness(&self, units: &FxHashSet<String>, asked: u32) -> impl Iterator<Item = u32> {
        let questions = self.places.len();
        let mut shared = vec![0; self.wording_weights.len()];
        let (mut named, mut about) = (vec![0; questions], vec![0; questions]);
        let mut last = vec![usize::MAX; questions];
        for unit in units.iter().filter_map(|unit| self.wordings.units.find(unit)) {
            let weight = self.weights[unit];
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
        let wordings = shared.iter().zip(&self.wording_weights).zip(self.wordings.question_of.iter());
        for ((&shared, &weight), question) in wordings.filter(|((shared, _), _)| **shared > 0) {
            // Twice what the two share over what they hold (Dice).
            let dice = 200 * shared / (weight + asked);
            best[question as usize] = dice.max(best[question as usize]);
            // Who tells a whole story around the question still says all of a wording.
            if weight >= LEAST_TOLD {
                told[question as usize] = (100 * shared / weight).max(told[question as usize]);
            }
        }
        (0..questions).map(move |at| {
            let [named, about] = [named[at], about[at]].map(|shared| 100 * shared / asked);
            let whole = (WORDING * best[at] + NAMED * named + ABOUT * about) / (WORDING + NAMED + ABOUT);
            whole.max((2 * told[at] + about) * TOLD / 300).min(SUREST)
        })
    }
}

/// What a unit weighs that stands in the wordings of `spread` of so many questions, in hundredths of what a pair of
/// characters weighs that stands in one or none: the more share it, the less (inverse document frequency).
fn weight(says: u8, spread: usize, questions: usize) -> u32 {
    let most = match says {
        0 => return 15,
        1 => 100.0,
        _ => 160.0,
    };
    #[expect(clippy::cast_precision_loss, reason = "rubrics are few")]
    let (spread, questions) = (spread as f64, questions as f64);
    let rarity = ((questions + 1.0) / (spread + 0.5)).ln() / (questions + 1.0).ln();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a few hundred")]
    let weight = (most * rarity).round().clamp(1.0, 1000.0) as u32;
    weight
}
