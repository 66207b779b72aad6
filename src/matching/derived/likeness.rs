//! How like a statement an answer is: what is compared, what it counts, and the curve that makes a share of it.

use super::reading::Reading;
use super::statement::Statement;
use super::window::Window;

/// What the three levels count together: the words of the best window, the letters and characters of the answer, its
/// neighbouring words. They sum to 1.
const WORDS: f64 = 0.51;
const LETTERS: f64 = 0.34;
const ORDER: f64 = 0.15;

/// What is taken off, as a factor, where the answer says the opposite of a word of the statement and not the word,
const OPPOSITE: f64 = 0.85;

/// and where the statement denies something and the answer denies nothing.
const UNDENIED: f64 = 0.85;

/// What an answer that is worked out may earn more than one of a few words, of one that says at least [`GROUND`] of it.
const WORKED_OUT: f64 = 0.12;

/// Half of [`WORKED_OUT`] goes to an answer of so many words of its own.
const HALFWAY: f64 = 4.0;

/// The likeness from which an answer is about the statement at all.
const GROUND: f64 = 0.2;

/// What of a statement an answer says, on each level from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likeness {
    words: f64,
    letters: f64,
    order: f64,
    /// Whether the answer says the opposite of a word.
    opposite: bool,
    /// Whether it denies nothing where the statement does.
    undenied: bool,
    /// How many words of its own the answer has.
    fresh: f64,
}

impl Likeness {
    /// Compares an answer with a statement; `window` is the best that [`super::window::best`] found.
    pub(super) fn of(statement: &Statement, window: &Window, reading: &Reading) -> Self {
        let order = statement.neighbours.iter().map(|(pair, weight)| (*weight, reading.neighbours.contains(pair)));
        let words = ratio(window.weight, statement.total * 100);
        Self {
            words,
            letters: letters(statement, reading),
            order: if statement.neighbours.is_empty() { words } else { share_of(order) },
            opposite: statement.opposites.iter().any(|&(said, other)| reading.says(other) && !reading.says(said)),
            undenied: statement.denies && !reading.denies,
            fresh: f64::from(u32::try_from(reading.fresh).unwrap_or(u32::MAX)) / 2.0,
        }
    }

    /// The share of the statement that is credited, in hundredths: the levels together, bent so that the first words that
    /// fit count more than the last, as they do with people who grade.
    pub(super) fn share(self) -> u8 {
        let like = WORDS * self.words + LETTERS * self.letters + ORDER * self.order;
        // The power of three quarters, by square roots because they are exact on every machine.
        let bent = (like * like.sqrt()).sqrt();
        let opposite = if self.opposite { OPPOSITE } else { 1.0 };
        let undenied = if self.undenied { UNDENIED } else { 1.0 };
        let worked_out = self.fresh / (self.fresh + HALFWAY) * (like / GROUND).min(1.0);
        let share = (bent * opposite * undenied + WORKED_OUT * worked_out) / (1.0 + WORKED_OUT);
        hundredths(share)
    }
}

/// The share of the statement's letters that the answer has: runs of three letters of its Latin words, its Han characters,
/// or both in equal parts.
fn letters(statement: &Statement, reading: &Reading) -> f64 {
    let has = |trigrams: &[u32]| trigrams.iter().filter(|trigram| reading.trigrams.contains(trigram)).count();
    let (mut found, mut all) = (0.0, 0.0);
    for (weight, trigrams) in &statement.spellings {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        found += f64::from(*weight) * ratio(count(has(trigrams)), count(trigrams.len()));
        all += f64::from(*weight);
    }
    let characters =
        share_of(statement.characters.iter().map(|(token, weight)| (*weight, reading.tokens.contains(token))));
    match (statement.spellings.is_empty(), statement.characters.is_empty()) {
        (true, _) => characters,
        (false, true) => found / all,
        (false, false) => f64::midpoint(found / all, characters),
    }
}

/// The share of weights that holds.
fn share_of(weights: impl Iterator<Item = (u32, bool)>) -> f64 {
    let (found, all) = weights
        .fold((0, 0), |(found, all), (weight, holds)| (if holds { found + weight } else { found }, all + weight));
    ratio(found, all)
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 100")]
fn hundredths(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
