//! How far a mean of few numbers can be trusted.

use super::real;

/// Where the true mean lies, 0 to 1, with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The quantile of the normal distribution that leaves 2.5 % above it.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval for a mean of `count` numbers between 0 and 1, `None` of none:
/// (m + z²/2n ± z √(m(1 − m)/n + z²/4n²)) / (1 + z²/n).
///
/// It is made for shares of yes and no, where the variance is m(1 − m). Numbers in between vary less than that, so that the
/// interval is, if anything, too wide for them. Unlike the mean plus and minus its error it stays between 0 and 1 and says
/// something of a single number. E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927), 209–212; for small numbers L. D. Brown, T. T. Cai,
/// A. DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001), 101–133.
#[must_use]
pub fn wilson(mean: f64, count: usize) -> Option<Interval> {
    if count == 0 {
        return None;
    }
    let (n, z2) = (real(count), Z * Z);
    let centre = mean + z2 / (2.0 * n);
    let half = Z * (mean * (1.0 - mean) / n + z2 / (4.0 * n * n)).max(0.0).sqrt();
    let end = |sum: f64| (sum / (1.0 + z2 / n)).clamp(0.0, 1.0);
    Some(Interval { low: end(centre - half), high: end(centre + half) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts both ends to four places.
    fn ends(mean: f64, count: usize, low: f64, high: f64) {
        let found = wilson(mean, count).expect("there are numbers");
        assert!((found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5, "{found:?}");
    }

    #[test]
    fn intervals_worked_out_by_hand() {
        // z² = 3.84146. Of 8 in 10: (0.8 + 0.192073 ± 1.959964 · √(0.016 + 0.0096036)) / 1.384146.
        ends(0.8, 10, 0.4902, 0.9433);
        // Of 0 in 1: 1.920729 + 1.920729 over 4.841459, and of 1 in 1 the same from the other end.
        ends(0.0, 1, 0.0, 0.7935);
        ends(1.0, 1, 0.2065, 1.0);
        // Of 15 in 50, as in the tables: 0.1910 to 0.4375.
        ends(0.3, 50, 0.1910, 0.4375);
    }

    #[test]
    fn more_numbers_make_it_narrower_and_none_make_it_nothing() {
        assert_eq!(wilson(0.5, 0), None);
        let width = |count| wilson(0.5, count).map_or(0.0, |found| found.high - found.low);
        assert!(width(1) > width(2) && width(2) > width(20));
    }
}
