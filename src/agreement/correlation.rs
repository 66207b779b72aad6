//! Correlation: of the numbers themselves, and of their ranks.

use super::{mean, real};

/// Pearson's product-moment correlation of pairs, −1 to 1:
/// r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² · Σ(y − ȳ)²).
///
/// `None` for fewer than two pairs, and where one side is constant. K. Pearson, "Notes on regression and inheritance in the
/// case of two parents", Proceedings of the Royal Society 58 (1895), 240–242.
#[must_use]
pub fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let x = mean(pairs.iter().map(|pair| pair.0))?;
    let y = mean(pairs.iter().map(|pair| pair.1))?;
    let sum = |of: fn(f64, f64) -> f64| pairs.iter().map(|pair| of(pair.0 - x, pair.1 - y)).sum::<f64>();
    let (both, of_x, of_y) = (sum(|x, y| x * y), sum(|x, _| x * x), sum(|_, y| y * y));
    // Rounding leaves a little where all numbers are the same.
    let none = |spread: f64, mean: f64| spread <= real(pairs.len()) * (mean * 1e-12).powi(2);
    if none(of_x, x) || none(of_y, y) {
        return None;
    }
    Some((both / (of_x * of_y).sqrt()).clamp(-1.0, 1.0))
}

/// Spearman's rank correlation of pairs, −1 to 1: Pearson's correlation of their ranks, where equals share the mean of the
/// ranks they take up.
///
/// C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology 15 (1904),
/// 72–101.
#[must_use]
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let x = ranks(pairs.iter().map(|pair| pair.0));
    let y = ranks(pairs.iter().map(|pair| pair.1));
    pearson(&x.into_iter().zip(y).collect::<Vec<_>>())
}

/// The rank of each number, from 1 for the least; equals share the mean of theirs.
pub(super) fn ranks(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let numbers: Vec<f64> = numbers.collect();
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|&a, &b| numbers[a].total_cmp(&numbers[b]));
    let mut ranks = vec![0.0; numbers.len()];
    let mut start = 0;
    for equals in order.chunk_by(|&a, &b| numbers[a].total_cmp(&numbers[b]).is_eq()) {
        // Ranks start + 1 to start + n have this mean.
        let shared = real(start) + f64::midpoint(1.0, real(equals.len()));
        for &at in equals {
            ranks[at] = shared;
        }
        start += equals.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::super::tests::close;
    use super::*;

    #[test]
    fn a_correlation_worked_out_by_hand() {
        // x̄ = 3, ȳ = 4; Σxy = 6, Σx² = 10, Σy² = 6; r = 6 / √60.
        let pairs = [(1.0, 2.0), (2.0, 4.0), (3.0, 5.0), (4.0, 4.0), (5.0, 5.0)];
        close(pearson(&pairs), 6.0 / 60.0_f64.sqrt());
        // The ranks of y are 1, 2.5, 4.5, 2.5, 4.5; Σ = 7, Σx² = 10, Σy² = 9.
        close(spearman(&pairs), 7.0 / 90.0_f64.sqrt());
    }

    #[test]
    fn ranks_see_order_and_nothing_else() {
        let growing = [(1.0, 1.0), (2.0, 10.0), (3.0, 1000.0)];
        close(spearman(&growing), 1.0);
        assert!(pearson(&growing).is_some_and(|r| r < 0.9));
        close(pearson(&[(0.0, 3.0), (1.0, 2.0), (2.0, 1.0)]), -1.0);
        assert_eq!(ranks([0.5, 0.1, 0.5, 0.9].into_iter()), [2.5, 1.0, 2.5, 4.0]);
    }

    #[test]
    fn without_spread_there_is_no_correlation() {
        assert_eq!(pearson(&[]), None);
        assert_eq!(pearson(&[(1.0, 2.0)]), None);
        assert_eq!(pearson(&[(0.1, 1.0), (0.1, 2.0), (0.1, 3.0)]), None);
        assert_eq!(spearman(&[(1.0, 7.0), (2.0, 7.0)]), None);
    }
}
