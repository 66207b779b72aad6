//! How the measures went.

use super::paper::Paper;
use super::past::Past;
use super::profile::level_of;
use super::shelf::Shelf;
use super::tally::Tally;
use super::topics::above;
use super::view::{Group, Profile, Trend, TrendPoint};
use crate::catalogue::Catalogue;
use crate::score::Hundredths;
use rustc_hash::FxHashMap;

/// What has a line of its own: a topic, or a group of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Topic,
    Level,
    File,
    Person,
}

/// A paper added up, once for all moments that have it.
#[derive(Default)]
struct Sum {
    whole: Tally,
    /// By the number of the line.
    lines: FxHashMap<usize, Tally>,
}

/// Adds to a profile how it came about. `person` tells who wrote a paper. Questions are of the topics and the level that
/// today's rubrics give them.
pub fn trend(profile: &mut Profile, past: &Past, catalogue: &Catalogue, person: &dyn Fn(&Paper) -> String) {
    let shelf = Shelf::new(catalogue);
    let numbers = numbers(profile);
    let number = |kind: Kind, name: &str| numbers.get(&(kind, name.to_owned())).copied();
    // Which lines a question counts to is looked up once.
    let mut known: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut sums: Vec<Sum> = Vec::with_capacity(past.papers.len());
    for paper in &past.papers {
        let of_paper = [number(Kind::File, &paper.path), number(Kind::Person, &person(paper))];
        let mut sum = Sum::default();
        for attempt in &paper.attempts {
            let Some(id) = &attempt.question else { continue };
            sum.whole.add(attempt);
            let of_question = known.entry(id).or_insert_with(|| {
                let Some(rubric) = shelf.find(id) else { return Vec::new() };
                let topics = above(&rubric.question.topics).into_iter().map(|path| path.join("/"));
                let topics = topics.filter_map(|path| number(Kind::Topic, &path));
                topics.chain(number(Kind::Level, &level_of(rubric.question))).collect()
            });
            for line in of_question.iter().copied().chain(of_paper.into_iter().flatten()) {
                sum.lines.entry(line).or_default().add(attempt);
            }
        }
        sums.push(sum);
    }
    let mut moments = Vec::with_capacity(past.moments.len());
    let mut lines: Vec<Vec<Option<Hundredths>>> = vec![Vec::with_capacity(past.moments.len()); numbers.len()];
    for moment in &past.moments {
        let mut whole = Tally::default();
        let mut tallies = vec![Tally::default(); lines.len()];
        for sum in moment.papers.iter().filter_map(|&paper| sums.get(paper)) {
            whole.join(sum.whole);
            for (&line, &tally) in &sum.lines {
                tallies[line].join(tally);
            }
        }
        moments.push(TrendPoint { name: moment.name.clone(), day: moment.day, measure: whole.measure() });
        for (line, tally) in lines.iter_mut().zip(tallies) {
            line.push(tally.coverage());
        }
    }
    drop(numbers);
    let Profile { topics, levels, files, people, .. } = profile;
    let groups = [levels, files, people].into_iter().flatten().map(|group| &mut group.trend);
    for (trend, line) in topics.iter_mut().map(|topic| &mut topic.trend).chain(groups).zip(lines) {
        *trend = line;
    }
    profile.trend = Some(Trend { moments, of: past.of });
}

/// The number of each line: topics first, then levels, files and people.
fn numbers(profile: &Profile) -> FxHashMap<(Kind, String), usize> {
    let of =
        |kind: Kind, groups: &[Group]| groups.iter().map(move |group| (kind, group.name.clone())).collect::<Vec<_>>();
    let topics = profile.topics.iter().map(|topic| (Kind::Topic, topic.path.clone()));
    let Profile { levels, files, people, .. } = profile;
    let groups = [of(Kind::Level, levels), of(Kind::File, files), of(Kind::Person, people)].into_iter().flatten();
    topics.chain(groups).enumerate().map(|(number, line)| (line, number)).collect()
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
        trend(&mut found, &past, &catalogue, &|paper| paper.path.clone());
        let moments = &found.trend.as_ref().expect("it was added").moments;
        let shown: Vec<String> =
            moments.iter().map(|at| format!("{} {:?} {:?}", at.name, at.day, at.measure.coverage)).collect();
        assert_eq!(shown, ["run 1 Some(Day(20454)) Some(Hundredths(0))", "run 2 None Some(Hundredths(3750))"]);
        let of = |path: &str| found.topics.iter().find(|topic| topic.path == path).map(|topic| topic.trend.clone());
        assert_eq!(of("net/load"), Some(vec![None, Some(Hundredths(0))]));
        assert_eq!(of("net"), Some(vec![Some(Hundredths(0)), Some(Hundredths(3750))]));
        assert_eq!(found.levels[0].trend, [None, Some(Hundredths(0))]);
        assert_eq!(found.files[0].trend, [Some(Hundredths(0)), Some(Hundredths(3750))]);
        assert_eq!(found.people[0].trend, [None, None], "under another name");
    }
}
