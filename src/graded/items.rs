//! Item statistics: what each key point and each wrong claim does to the figures of a question.

use rustc_hash::FxHashMap;

use super::judge::{Judged, JudgedPoint};
use crate::agreement::{Detection, ItemFigures, Labelled, detection, item_figures, mean_absolute_error, pearson};
use crate::matching::Verdict;
use crate::rubric::{Misconception, Question, Tier};

/// A key point over the graded answers to its question.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its statement.
    pub point: String,
    /// Core or bonus.
    pub tier: Tier,
    /// How much it counts.
    pub weight: u32,
    /// Answers that were asked for it. Where one of several references suffices, not all are.
    pub answers: usize,
    /// Answers that cover it, at least in part.
    pub credited: usize,
    /// Its difficulty as test theory has it: the mean share credited, 0 to 1; near 1 is easy.
    pub difficulty: Option<f64>,
    /// Its discrimination: the correlation of its share with the coverage by all other key points (the corrected
    /// item-total correlation), −1 to 1. Near 0 it has nothing to do with the rest, below 0 it goes against it.
    pub discrimination: Option<f64>,
    /// What the question's figures become without it; bonus points have no part in them.
    pub without: Effect,
    /// Verdicts against labels, where there are labels.
    pub labelled: Option<Detection>,
}

/// A misconception over the graded answers to its question.
#[derive(Clone, Debug)]
pub struct WrongClaim {
    /// Its id.
    pub id: String,
    /// The wrong claim.
    pub claim: String,
    /// Answers in which it was found.
    pub found: usize,
    /// What the question's figures become where it costs nothing.
    pub without: Effect,
}

/// The figures of a question with a rule left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Effect {
    /// The mean absolute error, in points of a hundred.
    pub mean_error: Option<f64>,
    /// Pearson's correlation.
    pub pearson: Option<f64>,
}

/// Whether a pattern tells answers apart at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It holds in some answers and not in others, or the answers are too few to tell.
    Some,
    /// It holds in none.
    Never,
    /// It holds in all of at least [`ENOUGH`].
    Everywhere,
}

/// From so many answers on it means something that a pattern holds in all of them.
pub const ENOUGH: usize = 5;

impl Reach {
    /// The reach of what holds in `fired` of so many answers.
    #[must_use]
    pub fn of(fired: usize, answers: usize) -> Self {
        match fired {
            0 => Self::Never,
            _ if fired == answers && answers >= ENOUGH => Self::Everywhere,
            _ => Self::Some,
        }
    }
}

/// The key points of a question, in the order of its rubric.
pub(super) fn items(answers: &[&Judged<'_>]) -> Vec<Item> {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found: Vec<Vec<(&Judged<'_>, &JudgedPoint)>> = Vec::new();
    for answer in answers {
        for point in &answer.points {
            let place = *places.entry(&point.id).or_insert(found.len());
            if place == found.len() {
                found.push(Vec::new());
            }
            found[place].push((answer, point));
        }
    }
    found.iter().filter_map(|found| item(found, answers)).collect()
}

fn item(found: &[(&Judged<'_>, &JudgedPoint)], answers: &[&Judged<'_>]) -> Option<Item> {
    let (_, first) = found.first()?;
    let share = |point: &JudgedPoint| f64::from(point.share) / 100.0;
    let rest: Vec<(f64, f64)> = found.iter().map(|(_, point)| (share(point), f64::from(point.without))).collect();
    let ItemFigures { difficulty, discrimination } = item_figures(&rest);
    let labelled: Vec<Labelled> = found
        .iter()
        .filter_map(|(answer, point)| {
            Some(Labelled { share: share(point), label: *answer.graded.labels.get(&point.id)? })
        })
        .collect();
    let without =
        |answer: &Judged<'_>| answer.points.iter().find(|point| point.id == first.id).map(|point| point.without);
    Some(Item {
        id: first.id.clone(),
        point: first.point.clone(),
        tier: first.tier,
        weight: first.weight,
        answers: found.len(),
        credited: found
            .iter()
            .filter(|(_, point)| matches!(point.verdict, Verdict::Covered | Verdict::Partial))
            .count(),
        difficulty,
        discrimination,
        without: effect(answers, without),
        labelled: (!labelled.is_empty()).then(|| detection(&labelled)),
    })
}

/// The misconceptions of a question, in the order of its rubric.
pub(super) fn wrong_claims(question: &Question, answers: &[&Judged<'_>]) -> Vec<WrongClaim> {
    let wrong_claim = |Misconception { id, claim, .. }: &Misconception| {
        let of = |answer: &Judged<'_>| answer.claims.iter().find(|found| found.id == *id).map(|found| found.without);
        WrongClaim {
            id: id.clone(),
            claim: claim.clone(),
            found: answers.iter().filter(|answer| of(answer).is_some()).count(),
            without: effect(answers, of),
        }
    };
    question.misconceptions.iter().map(wrong_claim).collect()
}

/// The figures where the coverage of an answer is what `without` says, if it says anything.
fn effect(answers: &[&Judged<'_>], without: impl Fn(&Judged<'_>) -> Option<u32>) -> Effect {
    let pair = |answer: &&Judged<'_>| {
        let coverage = without(answer).unwrap_or(answer.coverage);
        Some((f64::from(coverage) / 100.0, answer.expected?))
    };
    let pairs: Vec<(f64, f64)> = answers.iter().filter_map(pair).collect();
    Effect { mean_error: mean_absolute_error(&pairs), pearson: pearson(&pairs) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_answers_are_not_everywhere() {
        assert_eq!([0, 3, 4].map(|fired| Reach::of(fired, 4)), [Reach::Never, Reach::Some, Reach::Some]);
        assert_eq!([0, 4, 5].map(|fired| Reach::of(fired, 5)), [Reach::Never, Reach::Some, Reach::Everywhere]);
    }
}
