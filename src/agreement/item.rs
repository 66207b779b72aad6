//! What classical test theory says of an item: how hard it is, and whether it tells those who know from those who do not.

use super::{mean, pearson};
use serde::Serialize;

/// The figures of an item, which is whatever is scored by itself: a key point of a question, a question of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ItemFigures {
    /// Its difficulty: the mean score on it, in the unit of the scores. Near the most that can be reached it is easy.
    pub difficulty: Option<f64>,
    /// Its discrimination: the correlation of the scores on it with those on the rest (the corrected item-total
    /// correlation), −1 to 1. Near 0 it has nothing to do with the rest, below 0 it goes against it.
    pub discrimination: Option<f64>,
}

/// The figures of an item from a pair for each who was asked: the score on it, and the score on all others.
#[must_use]
pub fn item_figures(scores: &[(f64, f64)]) -> ItemFigures {
    ItemFigures { difficulty: mean(scores.iter().map(|(own, _)| *own)), discrimination: pearson(scores) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::close;
    use super::*;

    #[test]
    fn an_item_is_hard_and_tells_apart_by_itself() {
        let figures = item_figures(&[(0.0, 20.0), (0.0, 40.0), (1.0, 60.0)]);
        close(figures.difficulty, 1.0 / 3.0);
        // x̄ = 1/3, ȳ = 40; Σxy = 20, Σx² = 2/3, Σy² = 800.
        close(figures.discrimination, 20.0 / (2.0 / 3.0 * 800.0_f64).sqrt());
        assert_eq!(item_figures(&[]), ItemFigures::default());
    }
}
