//! The topics by their key points: how much of each was said, over all answers of the run.

use super::super::html::language;
use super::super::layout::one_line;
use super::super::view::QuestionReport;
use super::tone;
use crate::mastery::QuestionStanding;
use crate::rubric::Tier;
use std::collections::BTreeMap;

/// Distance from one cell to the next, in pixels.
const STEP: usize = 15;

/// The questions that were asked, by topic and id.
#[derive(Default)]
pub(super) struct Heat(BTreeMap<String, BTreeMap<String, Asked>>);

/// A question with the answers to it.
struct Asked {
    title: String,
    /// The first of them on the page.
    at: usize,
    answers: u32,
    /// The sum of their coverages, in hundredths of a percent.
    coverage: u64,
    points: Vec<Point>,
}

struct Point {
    statement: String,
    bonus: bool,
    /// In how many answers it counts, and the sum of what is credited there, in hundredths.
    counted: u32,
    share: u32,
}

/// The topics that share the first part of their names.
pub(super) struct Group<'h> {
    pub(super) name: &'h str,
    pub(super) coverage: u32,
    pub(super) tone: &'static str,
    pub(super) topics: Vec<Topic<'h>>,
}

/// A topic.
pub(super) struct Topic<'h> {
    pub(super) name: &'h str,
    /// The name without the first part, which the group has.
    pub(super) rest: &'h str,
    pub(super) coverage: u32,
    pub(super) tone: &'static str,
    pub(super) questions: Vec<Row<'h>>,
}

/// A question's cells.
pub(super) struct Row<'h> {
    pub(super) id: &'h str,
    pub(super) title: &'h str,
    pub(super) language: &'static str,
    pub(super) at: usize,
    pub(super) answers: u32,
    pub(super) coverage: u64,
    pub(super) width: usize,
    pub(super) cells: Vec<Cell<'h>>,
}

/// A key point.
pub(super) struct Cell<'h> {
    pub(super) x: usize,
    /// How much of it was said, as a class from 0 to 4.
    pub(super) heat: u32,
    pub(super) bonus: bool,
    pub(super) percent: u32,
    pub(super) point: &'h str,
}

impl Heat {
    /// Counts question number `at` in, under its first topic.
    pub(super) fn add(&mut self, at: usize, question: &QuestionReport<'_>) {
        let (Some(id), Some(score)) = (&question.rubric, &question.score) else { return };
        let topic = topic_of(question.expected.and_then(|expected| expected.topics.first()), id);
        let asked = self.0.entry(topic).or_default().entry(id.clone());
        let asked = asked.or_insert_with(|| Asked::new(at, question));
        asked.answers += 1;
        asked.coverage += u64::from(score.coverage);
        let counted = asked.points.iter_mut().zip(&question.keypoints).filter(|(_, keypoint)| !keypoint.ignored);
        for (point, keypoint) in counted {
            point.counted += 1;
            point.share += u32::from(keypoint.share);
        }
    }

    /// Takes question number `at` of a profile in, as far as it was asked.
    pub(super) fn stand(&mut self, at: usize, standing: &QuestionStanding) {
        let Some(coverage) = standing.measure.coverage else { return };
        let answers = u32::try_from(standing.measure.asked).unwrap_or(u32::MAX);
        let points = standing.points.iter().map(|point| Point {
            statement: one_line(&point.point).into_owned(),
            bonus: !point.core,
            counted: 1,
            share: point.credited.map_or(0, |credited| credited.0 / 100),
        });
        let asked = Asked {
            title: one_line(&standing.title).into_owned(),
            at,
            answers,
            coverage: u64::from(coverage.0) * u64::from(answers),
            points: points.collect(),
        };
        let topic = topic_of(standing.topics.first(), &standing.id);
        self.0.entry(topic).or_default().insert(standing.id.clone(), asked);
    }

    /// The topics in the order of their names.
    pub(super) fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<(Group<'_>, Mean)> = Vec::new();
        for (name, questions) in &self.0 {
            let (first, rest) = name.split_once('/').unwrap_or((name, ""));
            let mut mean = Mean::default();
            for asked in questions.values() {
                mean.add(asked.coverage, asked.answers);
            }
            let coverage = mean.value();
            let questions = questions.iter().map(|(id, asked)| asked.row(id)).collect();
            let topic = Topic { name, rest, coverage: coverage / 100, tone: tone(Some(coverage)), questions };
            match groups.last_mut().filter(|(group, _)| group.name == first) {
                Some((group, whole)) => {
                    group.topics.push(topic);
                    whole.join(mean);
                }
                None => groups.push((Group { name: first, coverage: 0, tone: "", topics: vec![topic] }, mean)),
            }
        }
        let finished = groups.into_iter().map(|(group, mean)| {
            let coverage = mean.value();
            Group { coverage: coverage / 100, tone: tone(Some(coverage)), ..group }
        });
        finished.collect()
    }
}

/// The topic that a question stands under: its first, or its rubric where it has none.
fn topic_of(first: Option<&String>, id: &str) -> String {
    let topic = first.map_or_else(|| id.split('/').next().unwrap_or_default(), String::as_str);
    one_line(topic).into_owned()
}

impl Asked {
    fn new(at: usize, question: &QuestionReport<'_>) -> Self {
        let points = question.keypoints.iter().map(|keypoint| Point {
            statement: one_line(&keypoint.point).into_owned(),
            bonus: keypoint.tier == Tier::Bonus,
            counted: 0,
            share: 0,
        });
        let title = question.expected.map_or(question.title.as_str(), |expected| expected.title.as_str());
        Self { title: one_line(title).into_owned(), at, answers: 0, coverage: 0, points: points.collect() }
    }

    fn row<'h>(&'h self, id: &'h str) -> Row<'h> {
        let cells = self.points.iter().enumerate().map(|(n, point)| {
            let percent = point.share.checked_div(point.counted).unwrap_or_default();
            // Nothing and all have a class of their own; between them are three.
            let heat = if percent == 0 { 0 } else { 1 + percent / 34 + u32::from(percent == 100) };
            Cell { x: n * STEP, heat, bonus: point.bonus, percent, point: &point.statement }
        });
        Row {
            id,
            title: &self.title,
            language: language(&self.title),
            at: self.at,
            answers: self.answers,
            coverage: self.coverage / u64::from(self.answers.max(1)) / 100,
            width: self.points.len() * STEP,
            cells: cells.collect(),
        }
    }
}

/// The mean of coverages in hundredths of a percent.
#[derive(Clone, Copy, Default)]
struct Mean {
    sum: u64,
    count: u32,
}

impl Mean {
    fn add(&mut self, sum: u64, count: u32) {
        self.sum += sum;
        self.count += count;
    }

    fn join(&mut self, other: Self) {
        self.add(other.sum, other.count);
    }

    fn value(self) -> u32 {
        u32::try_from(self.sum / u64::from(self.count.max(1))).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{compose::report, fixture};
    use super::*;

    #[test]
    fn points_are_as_warm_as_they_were_said() {
        let rubric = fixture::rubric();
        let mut heat = Heat::default();
        let mut report = report(fixture::card(&rubric));
        for round in 0..2 {
            for (at, question) in report.questions.iter().enumerate() {
                heat.add(at + round * 10, question);
            }
            // The second time the wait is said too, and the idle connections are not asked for.
            report.questions[0].keypoints[1].share = 100;
            report.questions[0].keypoints[4].ignored = true;
        }
        let groups = heat.groups();
        let [group] = groups.as_slice() else { panic!("one group: {}", groups.len()) };
        let [topic] = group.topics.as_slice() else { panic!("one topic: {}", group.topics.len()) };
        assert_eq!((group.name, group.coverage, topic.rest, topic.tone), ("net", 8, "client", "bad"));
        let pool = topic.questions.iter().find(|row| row.id == "net/pool").expect("it was asked");
        assert_eq!((pool.at, pool.answers, pool.coverage), (0, 2, 25));
        let cells: Vec<_> = pool.cells.iter().map(|cell| (cell.percent, cell.heat, cell.bonus)).collect();
        assert_eq!(
            cells,
            [
                (100, 4, false),
                (75, 3, false),
                (0, 0, false),
                (0, 0, false),
                (0, 0, false),
                (100, 4, true),
                (0, 0, true)
            ]
        );
    }
}
