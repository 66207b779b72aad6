//! Turns evidence into scores, with integer arithmetic only.

mod status;

pub use status::{Content, Status, content_of, status_of};

use crate::matching::{AnswerEvidence, Evidence, Finding, Verdict};
use crate::rubric::Tier;
use serde::{Serialize, Serializer};

/// A document with its answers scored.
#[derive(Debug)]
pub struct Scorecard<'r> {
    /// What was found.
    pub evidence: Evidence<'r>,
    /// One entry a question of the document; `None` where no rubric is bound or the question is ignored.
    pub scores: Vec<Option<Score>>,
}

/// The score of one answer. Points are weights in hundredths: a covered key point of weight 2 earns 200.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// 100 × earned / possible over the core key points, less the misconceptions; in hundredths of a percent, 0 to 10 000.
    pub coverage: u32,
    /// What the core key points earned.
    pub earned: u32,
    /// What they could earn.
    pub possible: u32,
    /// What misconceptions cost.
    pub penalty: u32,
    /// How many core key points are covered.
    pub covered: usize,
    /// How many there are.
    pub core: usize,
    /// How many bonus key points are covered.
    pub bonus: usize,
    /// One score a part of the question, in its order.
    pub parts: Vec<PartScore>,
}

/// The score of one part of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartScore {
    /// The part's name in the rubric.
    pub name: String,
    /// 100 × earned / possible over its core key points, in hundredths of a percent; `None` where it has none.
    pub coverage: Option<u32>,
}

/// A number kept in hundredths, written as a decimal: 6154 is 61.54 and 6200 is 62.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hundredths(pub u32);

impl Serialize for Hundredths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            serializer.serialize_u32(self.0 / 100)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 100.0)
        }
    }
}

/// Scores every answer of a document.
#[must_use]
pub fn score(evidence: Evidence<'_>) -> Scorecard<'_> {
    let scores = evidence.answers.iter().map(|answer| answer.as_ref().map(score_answer)).collect();
    Scorecard { evidence, scores }
}

/// Scores one answer: its core key points, those that a directive leaves out aside, less its misconceptions.
#[must_use]
pub fn score_answer(answer: &AnswerEvidence) -> Score {
    let counted = || answer.findings.iter().filter(|finding| !finding.ignored);
    let core = || counted().filter(|finding| finding.tier == Tier::Core);
    let (earned, possible) = points(core());
    let penalty = answer.claims.iter().map(|claim| claim.misconception.weight.saturating_mul(100)).sum();
    let covered = |finding: &&Finding| finding.verdict == Verdict::Covered;
    let parts = answer.question.parts.iter().enumerate().map(|(at, name)| {
        let (earned, possible) = points(core().filter(|finding| finding.part == Some(at + 1)));
        PartScore { name: name.clone(), coverage: (possible > 0).then(|| percent(earned, possible)) }
    });
    Score {
        coverage: percent(earned.saturating_sub(penalty), possible),
        earned,
        possible,
        penalty,
        covered: core().filter(covered).count(),
        core: core().count(),
        bonus: counted().filter(|finding| finding.tier == Tier::Bonus).filter(covered).count(),
        parts: parts.collect(),
    }
}

/// What key points earn and could earn, in hundredths of their weight.
fn points<'f>(findings: impl Iterator<Item = &'f Finding>) -> (u32, u32) {
    findings.fold((0, 0), |(earned, possible), finding| {
        let share = u32::from(finding.share);
        (earned + finding.weight.saturating_mul(share), possible + finding.weight.saturating_mul(100))
    })
}

/// `part` of `whole` in hundredths of a percent, rounded half up; 0 of nothing.
fn percent(part: u32, whole: u32) -> u32 {
    let (part, whole) = (u64::from(part), u64::from(whole));
    let rounded = (part * 10_000 + whole / 2).checked_div(whole).unwrap_or(0);
    u32::try_from(rounded).unwrap_or(10_000).min(10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_round_half_up_and_stay_in_range() {
        assert_eq!([percent(1, 3), percent(2, 3), percent(0, 0), percent(5, 4)], [3333, 6667, 0, 10_000]);
    }

    #[test]
    fn hundredths_are_written_as_short_as_they_can_be() {
        let written =
            [0, 50, 100, 6154, 6150, 10_000].map(|n| serde_json::to_string(&Hundredths(n)).expect("a number"));
        assert_eq!(written, ["0", "0.5", "1", "61.54", "61.5", "100"]);
    }
}
