//! How far two judges agree: figures over pairs of numbers, and over the items that a sum is made of.
//!
//! Nothing here knows of answers or rubrics. A figure that the numbers do not allow – a correlation with a constant, the
//! recall of what never occurs – is `None`, never 0 and never NaN.

mod correlation;
mod detection;
mod error;
mod interval;
mod item;
mod kappa;

pub use correlation::{pearson, spearman};
pub use detection::{Detection, Labelled, auc, detection};
pub use error::{mean, mean_absolute_error};
pub use interval::{Interval, wilson};
pub use item::{ItemFigures, item_figures};
pub use kappa::quadratic_kappa;

/// A count as a real number.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "no file holds 2^52 answers")]
pub fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    /// Asserts that a figure is what was worked out by hand.
    pub(super) fn close(got: Option<f64>, expected: f64) {
        assert!(got.is_some_and(|got| (got - expected).abs() < 1e-9), "{got:?} is not {expected}");
    }
}
