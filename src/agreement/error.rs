//! Means and mean errors.

use super::real;

/// The mean of numbers; `None` of none.
#[must_use]
pub fn mean(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, count) = numbers.into_iter().fold((0.0, 0_usize), |(sum, count), number| (sum + number, count + 1));
    (count > 0).then(|| sum / real(count))
}

/// The mean absolute error of pairs, in their unit: Σ|x − y| / n. `None` of no pairs.
#[must_use]
pub fn mean_absolute_error(pairs: &[(f64, f64)]) -> Option<f64> {
    mean(pairs.iter().map(|(x, y)| (x - y).abs()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::close;
    use super::*;

    #[test]
    fn errors_do_not_cancel_out() {
        close(mean_absolute_error(&[(10.0, 0.0), (0.0, 10.0), (5.0, 5.0), (0.0, 20.0)]), 10.0);
        close(mean([1.0, 2.0, 6.0]), 3.0);
        assert_eq!(mean_absolute_error(&[]), None);
    }
}
