//! How the measures went.

use super::past::Past;
use super::shelf::Shelf;
use super::tally::Tally;
use super::topics::above;
use super::view::{Profile, Trend, TrendPoint};
use crate::catalogue::Catalogue;
use rustc_hash::FxHashMap;

/// A paper added up, once for all moments that have it.
#[derive(Default)]
struct Sum {
    whole: Tally,
    /// By the topic's place in the profile.
    topics: Vec<(usize, Tally)>,
}

/// Adds to a profile how it came about. Questions are of the topics that today's rubrics give them.
pub fn trend(profile: &mut Profile, past: &Past, catalogue: &Catalogue) {
    let shelf = Shelf::new(catalogue);
    let places: FxHashMap<&str, usize> =
        profile.topics.iter().enumerate().map(|(place, topic)| (topic.path.as_str(), place)).collect();
    // Which topics a question counts to is looked up once.
    let mut known: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut sums: Vec<Sum> = Vec::with_capacity(past.papers.len());
    for paper in &past.papers {
        let mut sum = Sum::default();
        let mut topics: FxHashMap<usize, Tally> = FxHashMap::default();
        for attempt in &paper.attempts {
            sum.whole.add(attempt);
            let Some(id) = &attempt.question else { continue };
            let of = known.entry(id).or_insert_with(|| {
                let topics = shelf.find(id).map(|rubric| above(&rubric.question.topics)).unwrap_or_default();
                topics.into_iter().filter_map(|path| places.get(path.join("/").as_str()).copied()).collect()
            });
            for &place in &*of {
                topics.entry(place).or_default().add(attempt);
            }
        }
        sum.topics = topics.into_iter().collect();
        sums.push(sum);
    }
    let mut moments = Vec::with_capacity(past.moments.len());
    let mut lines = vec![Vec::with_capacity(past.moments.len()); profile.topics.len()];
    for moment in &past.moments {
        let mut whole = Tally::default();
        let mut topics = vec![Tally::default(); profile.topics.len()];
        for sum in moment.papers.iter().filter_map(|&paper| sums.get(paper)) {
            whole.join(sum.whole);
            sum.topics.iter().for_each(|(place, tally)| topics[*place].join(*tally));
        }
        moments.push(TrendPoint { name: moment.name.clone(), day: moment.day, measure: whole.measure() });
        lines.iter_mut().zip(topics).for_each(|(line, tally)| line.push(tally.coverage()));
    }
    for (topic, line) in profile.topics.iter_mut().zip(lines) {
        topic.trend = line;
    }
    profile.trend = Some(Trend { moments, of: past.of });
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::mastery::profile;
    use crate::matching::Verdict;
    use crate::score::Hundredths;

    #[test]
    fn each_moment_is_measured_and_each_topic_at_it() {
        let catalogue = fixture::catalogue();
        let papers = [
            fixture::paper("a.md", vec![fixture::pool("a", Verdict::Missing)]),
            fixture::paper("a.md", vec![fixture::pool("b", Verdict::Covered), fixture::retry()]),
        ];
        let mut found = profile(&fixture::sittings(&papers[1..]), &catalogue);
        let past = fixture::past(["2026-01-01", "no day"].into_iter().zip(papers).collect());
        trend(&mut found, &past, &catalogue);
        let moments = &found.trend.as_ref().expect("it was added").moments;
        let shown: Vec<String> =
            moments.iter().map(|at| format!("{} {:?} {:?}", at.name, at.day, at.measure.coverage)).collect();
        assert_eq!(shown, ["run 1 Some(Day(20454)) Some(Hundredths(0))", "run 2 None Some(Hundredths(3750))"]);
        let of = |path: &str| found.topics.iter().find(|topic| topic.path == path).map(|topic| topic.trend.clone());
        assert_eq!(of("net/load"), Some(vec![None, Some(Hundredths(0))]));
        assert_eq!(of("net"), Some(vec![Some(Hundredths(0)), Some(Hundredths(3750))]));
    }
}
