//! Key points and wrong claims over all answers to their question.

use super::profile::{Answer, Asked, is_missed};
use super::shelf::{Point, misconception, points};
use super::tally::surely;
use super::view::{Misheld, Place, PointStanding, Weakness};
use crate::agreement::ItemFigures;
use crate::matching::Verdict;
use crate::score::Hundredths;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The key points of a question, in the order of its rubric.
pub(super) fn standings(asked: &Asked<'_, '_>) -> Vec<PointStanding> {
    let standing = |point: Point<'_>| {
        let verdicts: Vec<(Verdict, u8)> =
            verdicts(asked, &point.id).map(|(_, verdict, share)| (verdict, share)).collect();
        let answers = verdicts.len();
        let sum: u64 = verdicts.iter().map(|(_, share)| u64::from(*share) * 100).sum();
        PointStanding {
            point: point.statement,
            hint: point.hint.map(str::to_owned),
            core: point.core,
            weight: point.weight,
            answers,
            missed: verdicts.iter().filter(|(verdict, _)| is_missed(*verdict)).count(),
            contradicted: verdicts.iter().filter(|(verdict, _)| *verdict == Verdict::Contradicted).count(),
            credited: sum.checked_div(answers as u64).and_then(|mean| u32::try_from(mean).ok()).map(Hundredths),
            figures: ItemFigures::default(),
            id: point.id,
        }
    };
    points(asked.rubric.question).into_iter().map(standing).collect()
}

/// The verdicts on a key point in the answers that were written.
fn verdicts<'a, 'p>(
    asked: &'a Asked<'_, 'p>,
    id: &'a str,
) -> impl Iterator<Item = (&'a Answer<'p>, Verdict, u8)> + use<'a, 'p> {
    asked.written().filter_map(move |answer| {
        let found = answer.attempt.points.iter().find(|point| point.id == id)?;
        Some((answer, found.verdict, found.share))
    })
}

/// The core key points that answers say nothing of, the surest first.
pub(super) fn missed(asked: &[Asked<'_, '_>]) -> Vec<Weakness> {
    let mut missed = lacking(asked, is_missed);
    missed.sort_by_key(|weak| (Reverse(weak.low), Reverse(weak.weight), Reverse(weak.times)));
    missed
}

/// The core key points that answers deny, the most often denied first.
pub(super) fn contradicted(asked: &[Asked<'_, '_>]) -> Vec<Weakness> {
    let mut denied = lacking(asked, |verdict| verdict == Verdict::Contradicted);
    denied.sort_by_key(|weak| (Reverse(weak.times), Reverse(weak.low), Reverse(weak.weight)));
    denied
}

fn lacking(asked: &[Asked<'_, '_>], lacks: impl Fn(Verdict) -> bool) -> Vec<Weakness> {
    let mut weak = Vec::new();
    for question in asked {
        let rubric = question.rubric;
        for point in points(rubric.question).into_iter().filter(|point| point.core) {
            let (mut of, mut places) = (0, Vec::new());
            for (answer, verdict, _) in verdicts(question, &point.id) {
                of += 1;
                if lacks(verdict) {
                    places.push(Place::from(answer));
                }
            }
            if places.is_empty() {
                continue;
            }
            weak.push(Weakness {
                question: rubric.id(),
                title: rubric.question.title.clone(),
                topics: rubric.question.topics.clone(),
                hint: point.hint.map(str::to_owned),
                weight: point.weight,
                times: places.len(),
                of,
                low: surely(places.len(), of),
                places,
                id: point.id,
                point: point.statement,
            });
        }
    }
    weak
}

/// The wrong claims that answers make, the most frequent first.
pub(super) fn misheld(asked: &[Asked<'_, '_>]) -> Vec<Misheld> {
    let mut held = Vec::new();
    for question in asked {
        let mut claims: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
        for answer in question.written() {
            for id in &answer.attempt.misconceptions {
                claims.entry(id).or_default().push(Place::from(answer));
            }
        }
        let of = question.written().count();
        held.extend(claims.into_iter().filter_map(|(id, places)| {
            let known = misconception(question.rubric.question, id)?;
            Some(Misheld {
                question: question.rubric.id(),
                id: id.to_owned(),
                claim: known.claim.clone(),
                correction: known.correction.clone(),
                times: places.len(),
                of,
                places,
            })
        }));
    }
    held.sort_by_key(|held| Reverse((held.times, surely(held.times, held.of))));
    held
}
