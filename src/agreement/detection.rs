//! Yes or no: precision, recall and F1 of verdicts, and how well a share ranks what is there above what is not.

use super::correlation::ranks;
use super::real;

/// A verdict beside the label that a person gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Labelled {
    /// How much was credited, 0 to 1.
    pub share: f64,
    /// How much of it is there by the label, 0 to 1.
    pub label: f64,
}

/// What verdicts found of what labels say is there. Halves count as found, and as there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Detection {
    /// There and found.
    pub hits: usize,
    /// Found and not there.
    pub false_alarms: usize,
    /// There and not found.
    pub misses: usize,
    /// Neither there nor found.
    pub rejections: usize,
    /// Area under the ROC curve of the share: see [`auc`].
    pub auc: Option<f64>,
}

/// Compares verdicts with labels.
#[must_use]
pub fn detection(labelled: &[Labelled]) -> Detection {
    let mut out = Detection { auc: auc(labelled), ..Detection::default() };
    for one in labelled {
        let cell = match (one.is_found(), one.is_there()) {
            (true, true) => &mut out.hits,
            (true, false) => &mut out.false_alarms,
            (false, true) => &mut out.misses,
            (false, false) => &mut out.rejections,
        };
        *cell += 1;
    }
    out
}

/// The area under the ROC curve, 0 to 1: how often something that is there gets a higher share than something that is not,
/// a tie counting half. It is the Mann–Whitney statistic, U / (n₁ · n₀) with U = R₁ − n₁(n₁ + 1)/2 from the sum of ranks R₁.
///
/// `None` where all is there, or nothing. J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a receiver
/// operating characteristic (ROC) curve", Radiology 143 (1982), 29–36.
#[must_use]
pub fn auc(labelled: &[Labelled]) -> Option<f64> {
    let ranks = ranks(labelled.iter().map(|one| one.share));
    let of_there: Vec<f64> =
        labelled.iter().zip(ranks).filter(|(one, _)| one.is_there()).map(|(_, rank)| rank).collect();
    let (there, absent) = (real(of_there.len()), real(labelled.len() - of_there.len()));
    if there == 0.0 || absent == 0.0 {
        return None;
    }
    Some((of_there.iter().sum::<f64>() - there * (there + 1.0) / 2.0) / (there * absent))
}

impl Labelled {
    /// Whether at least half was credited.
    #[must_use]
    pub fn is_found(self) -> bool {
        self.share >= 0.5
    }

    /// Whether at least half is there.
    #[must_use]
    pub fn is_there(self) -> bool {
        self.label >= 0.5
    }
}

impl Detection {
    /// How many labels there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.hits + self.false_alarms + self.misses + self.rejections
    }

    /// What part of the found is there: hits / (hits + false alarms). `None` where nothing was found.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        part(self.hits, self.hits + self.false_alarms)
    }

    /// What part of what is there was found: hits / (hits + misses). `None` where nothing is there.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        part(self.hits, self.hits + self.misses)
    }

    /// The harmonic mean of precision and recall: 2 · hits / (2 · hits + false alarms + misses). `None` where nothing is
    /// there and nothing was found. C. J. van Rijsbergen, "Information Retrieval", 1979, chapter 7.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        part(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)
    }
}

fn part(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| real(part) / real(whole))
}

#[cfg(test)]
mod tests {
    use super::super::tests::close;
    use super::*;

    fn labelled(pairs: &[(f64, f64)]) -> Vec<Labelled> {
        pairs.iter().map(|&(share, label)| Labelled { share, label }).collect()
    }

    #[test]
    fn each_cell_is_counted() {
        // 3 hits (one of them half there, half found), 1 false alarm, 2 misses, 1 rejection.
        let cells = [(1.0, 1.0), (1.0, 1.0), (0.5, 0.5), (0.5, 0.0), (0.4, 1.0), (0.0, 0.5), (0.49, 0.49)];
        let found = detection(&labelled(&cells));
        assert_eq!([found.hits, found.false_alarms, found.misses, found.rejections], [3, 1, 2, 1]);
        assert_eq!(found.count(), 7);
        close(found.precision(), 0.75);
        close(found.recall(), 0.6);
        close(found.f1(), 6.0 / 9.0);
    }

    #[test]
    fn the_area_counts_pairs_in_the_right_order() {
        // There: .9, .4, .4; not there: .4, .1. Pairs: .9 beats both, each .4 ties once and wins once: (2 + 3) / 6.
        let shares = [(0.9, 1.0), (0.4, 1.0), (0.4, 1.0), (0.4, 0.0), (0.1, 0.0)];
        close(auc(&labelled(&shares)), 5.0 / 6.0);
        close(auc(&labelled(&[(0.0, 1.0), (1.0, 0.0)])), 0.0);
    }

    #[test]
    fn what_cannot_be_told_is_not_told() {
        let nothing = detection(&labelled(&[(0.0, 0.0)]));
        assert_eq!((nothing.precision(), nothing.recall(), nothing.f1(), nothing.auc), (None, None, None, None));
        let missed = detection(&labelled(&[(0.0, 1.0)]));
        assert_eq!((missed.precision(), missed.recall(), missed.f1()), (None, Some(0.0), Some(0.0)));
        assert_eq!(auc(&[]), None);
    }
}
