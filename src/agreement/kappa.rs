//! Cohen's kappa with quadratic weights.

use super::mean;

/// Cohen's weighted kappa of pairs of grades, with the square of their distance as the weight of a disagreement; at most 1,
/// and 0 for the agreement of judges who know nothing of each other:
/// κ = 1 − mean (xᵢ − yᵢ)² / mean over all i, j of (xᵢ − yⱼ)².
///
/// With squares for weights the table of grades need not be made: the denominator is Var x + Var y + (x̄ − ȳ)², and how
/// many steps the scale has cancels out. `None` where both sides are one and the same constant. J. Cohen, "Weighted kappa",
/// Psychological Bulletin 70 (1968), 213–220.
#[must_use]
pub fn quadratic_kappa(pairs: &[(f64, f64)]) -> Option<f64> {
    let x = mean(pairs.iter().map(|pair| pair.0))?;
    let y = mean(pairs.iter().map(|pair| pair.1))?;
    let observed = mean(pairs.iter().map(|pair| (pair.0 - pair.1).powi(2)))?;
    let spread = mean(pairs.iter().map(|pair| (pair.0 - x).powi(2) + (pair.1 - y).powi(2)))?;
    let expected = spread + (x - y).powi(2);
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

#[cfg(test)]
mod tests {
    use super::super::tests::close;
    use super::*;

    #[test]
    fn two_grades_are_cohens_own_kappa() {
        // 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed .7, expected .5, κ = .4.
        let cells = [((1.0, 1.0), 20), ((1.0, 0.0), 5), ((0.0, 1.0), 10), ((0.0, 0.0), 15)];
        let pairs: Vec<(f64, f64)> = cells.iter().flat_map(|&(cell, n)| std::iter::repeat_n(cell, n)).collect();
        close(quadratic_kappa(&pairs), 0.4);
    }

    #[test]
    fn far_disagreements_weigh_more() {
        let pairs = [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 1.0)];
        // Observed 4 / 4 = 1. x̄ = 1.5, ȳ = 1, Var x = 1.25, Var y = .5, so expected 1.25 + .5 + .25 = 2.
        close(quadratic_kappa(&pairs), 0.5);
        let near = [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 2.0)];
        assert!(quadratic_kappa(&near) > quadratic_kappa(&pairs));
    }

    #[test]
    fn one_grade_for_all_says_nothing() {
        assert_eq!(quadratic_kappa(&[(2.0, 2.0), (2.0, 2.0)]), None);
        assert_eq!(quadratic_kappa(&[]), None);
        close(quadratic_kappa(&[(2.0, 1.0), (2.0, 1.0)]), 0.0);
    }
}
