//! Item statistics, where several people answered: what a question, or a key point, tells of those who answer it.

use super::profile::Asked;
use super::view::QuestionStanding;
use crate::agreement::{ItemFigures, item_figures, mean};
use std::collections::{BTreeMap, BTreeSet};

/// Adds the figures to the questions, which hold those asked in the same order. The answers of one person do not depend on
/// who answers, so that for one alone there are none.
pub(super) fn over_people(questions: &mut [QuestionStanding], asked: &[Asked<'_, '_>]) {
    let everybody: BTreeSet<&str> =
        asked.iter().flat_map(|question| question.answers.iter().map(|answer| answer.person)).collect();
    if everybody.len() < 2 {
        return;
    }
    let mut totals: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for question in asked {
        for (person, (sum, count)) in by_person(question) {
            let total = totals.entry(person).or_default();
            *total = (total.0 + sum, total.1 + count);
        }
    }
    let mut asked = asked.iter().peekable();
    for standing in questions {
        let Some(question) = asked.next_if(|asked| asked.rubric.id() == standing.id) else { continue };
        let own = by_person(question);
        let with_rest = own.iter().filter_map(|(person, &own)| {
            let total = totals.get(person)?;
            let rest = coverage((total.0 - own.0, total.1 - own.1))?;
            Some((coverage(own)?, rest))
        });
        let discrimination = item_figures(&with_rest.collect::<Vec<_>>()).discrimination;
        // Who was asked nothing else tells how hard it is all the same.
        let difficulty = mean(own.values().filter_map(|&own| coverage(own)));
        standing.figures = rounded(ItemFigures { difficulty, discrimination });
        points(standing, question);
    }
}

/// What each person got for a question, and how often they were asked.
fn by_person<'p>(question: &Asked<'_, 'p>) -> BTreeMap<&'p str, (u64, u64)> {
    let mut scores: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for answer in &question.answers {
        let score = scores.entry(answer.person).or_default();
        *score = (score.0 + u64::from(answer.attempt.coverage.unwrap_or_default()), score.1 + 1);
    }
    scores
}

/// A mean coverage, 0 to 1.
fn coverage((sum, count): (u64, u64)) -> Option<f64> {
    let hundredths = u32::try_from(sum.checked_div(count)?).ok()?;
    Some(f64::from(hundredths) / 10_000.0)
}

/// The figures of a question's key points: the share of each beside the coverage by all other core key points.
fn points(standing: &mut QuestionStanding, question: &Asked<'_, '_>) {
    let weights: BTreeMap<&str, u32> =
        standing.points.iter().filter(|point| point.core).map(|point| (point.id.as_str(), point.weight)).collect();
    let mut scores: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
    for answer in question.written() {
        let weight = |id: &str| weights.get(id).copied().unwrap_or_default();
        let found = &answer.attempt.points;
        let earned: u32 = found.iter().map(|point| weight(&point.id) * u32::from(point.share)).sum();
        let possible: u32 = found.iter().map(|point| weight(&point.id) * 100).sum();
        for point in found {
            let own = weight(&point.id);
            let rest = possible - own * 100;
            if rest > 0 {
                let others = f64::from(earned - own * u32::from(point.share)) / f64::from(rest);
                scores.entry(point.id.clone()).or_default().push((f64::from(point.share) / 100.0, others));
            }
        }
    }
    for point in &mut standing.points {
        point.figures = rounded(item_figures(scores.get(&point.id).map(Vec::as_slice).unwrap_or_default()));
    }
}

/// To four places: more would be noise.
fn rounded(figures: ItemFigures) -> ItemFigures {
    let round = |figure: Option<f64>| figure.map(|figure| (figure * 10_000.0).round() / 10_000.0);
    ItemFigures { difficulty: round(figures.difficulty), discrimination: round(figures.discrimination) }
}
