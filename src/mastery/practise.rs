//! What to practise next.

use super::schedule::EASY;
use super::topics::ranks;
use super::view::{Practise, Profile, QuestionStanding, Reason};
use crate::score::Hundredths;
use std::cmp::Reverse;

/// The questions that are not mastered, the surest weakness first: by the upper end of the question's interval, then by the
/// rank of its weakest topic. Of a question that was never asked nothing is sure, so that those come last, and only those
/// of topics that are not mastered.
pub(super) fn practise(profile: &Profile) -> Vec<Practise> {
    let ranks = ranks(&profile.weakest);
    let mastered = |coverage: Option<Hundredths>| coverage.is_some_and(|coverage| coverage >= EASY);
    let topic_mastered = |path: &str| {
        profile.topics.iter().find(|topic| topic.path == path).is_some_and(|topic| mastered(topic.measure.coverage))
    };
    let mut ranked: Vec<_> = profile
        .questions
        .iter()
        .filter_map(|question| {
            let topic =
                question.topics.iter().min_by_key(|topic| ranks.get(topic.as_str()).copied().unwrap_or(usize::MAX));
            let reason = match (question.measure.asked, question.measure.answered) {
                (0, _) if topic.is_none_or(|topic| topic_mastered(topic)) => return None,
                (0, _) => Reason::NeverAsked,
                (_, 0) => Reason::LeftEmpty,
                _ if mastered(question.measure.coverage) => return None,
                _ => Reason::Weak,
            };
            let rank = topic.and_then(|topic| ranks.get(topic.as_str()).copied());
            let high = question.measure.high.unwrap_or(Hundredths(10_000));
            Some(((reason == Reason::NeverAsked, high, rank), next(question, reason, topic)))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, next)| next).collect()
}

fn next(question: &QuestionStanding, reason: Reason, topic: Option<&String>) -> Practise {
    let mut missed: Vec<_> = question.points.iter().filter(|point| point.core && point.missed > 0).collect();
    missed.sort_by_key(|point| Reverse((point.weight, point.missed)));
    Practise {
        question: question.id.clone(),
        title: question.title.clone(),
        reason,
        coverage: question.measure.coverage,
        topic: topic.cloned(),
        hints: missed.into_iter().filter_map(|point| point.hint.clone()).collect(),
    }
}

/// The ids of the `count` questions to practise first, for a sheet of them.
#[must_use]
pub fn weakest(profile: &Profile, count: usize) -> Vec<String> {
    profile.practise.iter().take(count).map(|next| next.question.clone()).collect()
}
