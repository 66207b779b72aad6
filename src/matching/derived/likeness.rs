//! How like a statement an answer is: what is compared, what it counts, and the curve that makes a share of it.

use super::denial;
use super::reading::Reading;
use super::statement::Statement;
use super::window::Window;
use crate::matching::answer::Answer;

/// What the three levels count together: the words of the best window, the letters and characters of the answer, its
/// neighbouring words. They sum to 1.
const WORDS: f64 = 0.5;
const LETTERS: f64 = 0.35;
const ORDER: f64 = 0.15;

/// What is taken off, as a factor, where the answer says the opposite of a word of the statement and not the word,
const OPPOSITE: f64 = 0.75;

/// where the statement denies something and the answer denies nothing,
const UNDENIED: f64 = 0.8;

/// and where it denies what the statement claims.
const DENIED: f64 = 0.75;

/// What an answer that is worked out may earn more than one of a few words, of one that says at least [`GROUND`] of it.
const WORKED_OUT: f64 = 0.2;

/// Half of [`WORKED_OUT`] goes to an answer of so many words of its own.
const HALFWAY: f64 = 2.0;

/// The likeness from which an answer is about the statement at all.
const GROUND: f64 = 0.05;

/// What of a statement an answer says, on each level from 0 to 1.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct Likeness {
    /// The weight of the statement's words that stand in the best window of sentences.
    pub words: f64,
    /// The letters and Han characters of the statement that the answer has.
    pub letters: f64,
    /// The statement's neighbouring words that are neighbours in the answer.
    pub order: f64,
    /// Whether the answer says the opposite of a word and not the word.
    pub opposite: bool,
    /// Whether it denies nothing where the statement does.
    pub undenied: bool,
    /// Whether it denies what the statement claims.
    pub denied: bool,
    /// How many words the answer has that are not the question's; a pair of Han characters is half of one.
    pub fresh: f64,
}

impl Likeness {
    /// Compares an answer with a statement; `window` is the best that [`super::window::best`] found.
    pub(super) fn of(statement: &Statement, window: &Window, reading: &Reading, answer: &Answer) -> Self {
        let order = statement.neighbours.iter().map(|(pair, weight)| (*weight, reading.neighbours.contains(pair)));
        let words = ratio(window.weight, statement.total * 100);
        Self {
            words,
            letters: letters(statement, reading),
            order: if statement.neighbours.is_empty() { words } else { share_of(order) },
            opposite: statement.opposites.iter().any(|&(said, other)| reading.says(other) && !reading.says(said)),
            undenied: statement.denies && !reading.denies,
            denied: denial::is_denied(statement, window, answer),
            fresh: ratio(reading.fresh as u64, 2),
        }
    }

    /// The share of the statement that is credited, in hundredths: the levels together, bent so that the first words that
    /// fit count more than the last, as they do with people who grade.
    #[must_use]
    pub fn share(self) -> u8 {
        let like = WORDS * self.words + LETTERS * self.letters + ORDER * self.order;
        // The power of three quarters, by square roots because they are exact on every machine.
        let bent = (like * like.sqrt()).sqrt();
        let opposite = if self.opposite { OPPOSITE } else { 1.0 };
        let undenied = if self.undenied { UNDENIED } else { 1.0 };
        let denied = if self.denied { DENIED } else { 1.0 };
        let worked_out = self.fresh / (self.fresh + HALFWAY) * (like / GROUND).min(1.0);
        let share = (bent * opposite * undenied * denied + WORKED_OUT * worked_out) / (1.0 + WORKED_OUT);
        hundredths(share)
    }
}

/// The share of the statement's letters that the answer has: runs of three letters of its Latin words, its Han characters,
/// or both in equal parts.
fn letters(statement: &Statement, reading: &Reading) -> f64 {
    let (mut found, mut all) = (0, 0);
    for (weight, trigrams) in &statement.spellings {
        let has = trigrams.iter().filter(|trigram| reading.trigrams.contains(trigram)).count() as u64;
        // In hundredths of the word, so that the sums are whole numbers.
        found += u64::from(*weight) * (has * 100 / trigrams.len().max(1) as u64);
        all += u64::from(*weight) * 100;
    }
    let characters =
        share_of(statement.characters.iter().map(|(token, weight)| (*weight, reading.tokens.contains(token))));
    match (statement.spellings.is_empty(), statement.characters.is_empty()) {
        (true, _) => characters,
        (false, true) => ratio(found, all),
        (false, false) => f64::midpoint(ratio(found, all), characters),
    }
}

/// The share of weights that holds.
fn share_of(weights: impl Iterator<Item = (u32, bool)>) -> f64 {
    let (found, all) = weights.fold((0, 0), |(found, all), (weight, holds)| {
        let weight = u64::from(weight);
        (if holds { found + weight } else { found }, all + weight)
    });
    ratio(found, all)
}

#[expect(clippy::cast_precision_loss, reason = "sums of weights stay far below 2^52")]
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 100")]
fn hundredths(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
