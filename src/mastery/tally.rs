//! Means that are added up answer by answer.

use super::paper::Attempt;
use super::view::Measure;
use crate::agreement::{real, wilson};
use crate::score::{Hundredths, Status};

/// The coverages of some answers, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    sum: u64,
    asked: usize,
    answered: usize,
}

impl Tally {
    /// Counts an answer in, where it has a score.
    pub(super) fn add(&mut self, attempt: &Attempt) {
        let Some(coverage) = attempt.coverage else { return };
        self.sum += u64::from(coverage);
        self.asked += 1;
        self.answered += usize::from(attempt.status == Status::Answered);
    }

    /// Counts another tally in.
    pub(super) fn join(&mut self, other: Self) {
        self.sum += other.sum;
        self.asked += other.asked;
        self.answered += other.answered;
    }

    /// The mean coverage, rounded down as that of a run is.
    pub(super) fn coverage(self) -> Option<Hundredths> {
        let mean = self.sum.checked_div(self.asked as u64)?;
        u32::try_from(mean).ok().map(Hundredths)
    }

    /// Its figures.
    pub(super) fn measure(self) -> Measure {
        let coverage = self.coverage();
        let ends = coverage.and_then(|Hundredths(coverage)| wilson(f64::from(coverage) / 10_000.0, self.asked));
        Measure {
            asked: self.asked,
            answered: self.answered,
            coverage,
            low: ends.map(|ends| hundredths(ends.low)),
            high: ends.map(|ends| hundredths(ends.high)),
        }
    }
}

/// The lower end of the interval of a share.
pub(super) fn surely(times: usize, of: usize) -> Hundredths {
    let share = if of == 0 { 0.0 } else { real(times) / real(of) };
    wilson(share, of).map_or(Hundredths(0), |ends| hundredths(ends.low))
}

/// A number from 0 to 1 in hundredths of a percent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 10 000")]
pub(super) fn hundredths(share: f64) -> Hundredths {
    Hundredths((share.clamp(0.0, 1.0) * 10_000.0).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_knows_how_far_to_trust_it() {
        let mut tally = Tally::default();
        assert_eq!(tally.measure(), Measure::default());
        let attempt = |coverage, status| Attempt {
            question: None,
            line: 1,
            status,
            coverage,
            answer: None,
            points: Vec::new(),
            misconceptions: Vec::new(),
        };
        tally.add(&attempt(Some(0), Status::Empty));
        tally.add(&attempt(None, Status::Ignored));
        // Of 0 in 1, as in the tables: 0 to 0.7935.
        let [low, high] = [0, 7935].map(|end| Some(Hundredths(end)));
        assert_eq!(tally.measure(), Measure { asked: 1, answered: 0, coverage: low, low, high });
        tally.add(&attempt(Some(6667), Status::Answered));
        assert_eq!(tally.coverage(), Some(Hundredths(3333)));
        assert_eq!(surely(0, 0), Hundredths(0));
        assert_eq!([surely(1, 1), surely(5, 5)], [Hundredths(2065), Hundredths(5655)]);
    }
}
