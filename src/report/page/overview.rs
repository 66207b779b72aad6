//! What the page begins with: how the questions are spread over the scale, what became of the points, and where to begin.

use super::super::html::language;
use super::super::layout::one_line;
use super::super::view::{QuestionReport, Status};
use super::tone;
use crate::matching::Verdict;
use crate::rubric::Tier;

/// Height of the tallest bar, and width and distance of all, in pixels.
const TALLEST: usize = 72;
const STEP: usize = 24;
/// Width of the bar of verdicts.
const WIDE: usize = 240;
/// How many of the weakest answers are named.
const NAMED: usize = 6;

/// Counts over the questions of a run.
#[derive(Default)]
pub(super) struct Overview {
    /// Scored questions by the tenth of the scale that their coverage is in.
    tenths: [usize; 10],
    /// Core key points by what became of them, in the order of [`VERDICTS`].
    verdicts: [usize; VERDICTS.len()],
    /// Answers that fall short, the weakest first.
    weakest: Vec<Weak>,
}

const VERDICTS: [(Verdict, &str); 4] = [
    (Verdict::Covered, "covered"),
    (Verdict::Partial, "partial"),
    (Verdict::Missing, "missing"),
    (Verdict::Contradicted, "contradicted"),
];

/// An answer that falls short.
pub(super) struct Weak {
    pub(super) coverage: u32,
    pub(super) at: usize,
    pub(super) title: String,
    pub(super) tone: &'static str,
    pub(super) language: &'static str,
}

/// The counts as they are drawn.
pub(super) struct Shown<'o> {
    pub(super) bars: Vec<Bar>,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) verdicts: Vec<Stretch>,
    pub(super) wide: usize,
    pub(super) weakest: &'o [Weak],
}

/// A bar over a tenth of the scale.
pub(super) struct Bar {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) height: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) count: usize,
    pub(super) tone: &'static str,
}

/// The part of the key points that have a verdict.
pub(super) struct Stretch {
    pub(super) word: &'static str,
    pub(super) count: usize,
    pub(super) x: usize,
    pub(super) width: usize,
}

impl Overview {
    /// Counts question number `at` in.
    pub(super) fn add(&mut self, at: usize, question: &QuestionReport<'_>) {
        let Some(score) = &question.score else { return };
        let tenth = usize::try_from(score.coverage / 10_00).unwrap_or_default().min(9);
        self.tenths[tenth] += 1;
        let core = question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core && !keypoint.ignored);
        for keypoint in core {
            let counts = VERDICTS.iter().zip(&mut self.verdicts);
            counts.filter(|((verdict, _), _)| *verdict == keypoint.verdict).for_each(|(_, count)| *count += 1);
        }
        if question.status == Status::Answered && score.coverage < 80_00 {
            let place = self.weakest.partition_point(|other| other.coverage <= score.coverage);
            if place < NAMED {
                let title = one_line(&question.title).into_owned();
                let (tone, language) = (tone(Some(score.coverage)), language(&title));
                self.weakest.insert(place, Weak { coverage: score.coverage, at, title, tone, language });
                self.weakest.truncate(NAMED);
            }
        }
    }

    /// The counts as they are drawn.
    pub(super) fn shown(&self) -> Shown<'_> {
        let most = self.tenths.iter().copied().max().unwrap_or_default().max(1);
        let bars = self.tenths.iter().enumerate().map(|(tenth, &count)| {
            // A single question is seen beside a thousand.
            let height = (count * TALLEST / most).max(usize::from(count > 0) * 2);
            let from = tenth * 10;
            let tone = tone(u32::try_from(from * 100).ok());
            let to = if tenth == 9 { 100 } else { from + 9 };
            Bar { x: tenth * STEP, y: TALLEST - height, height, from, to, count, tone }
        });
        let all: usize = self.verdicts.iter().sum();
        let mut end = 0;
        let verdicts = VERDICTS.iter().zip(self.verdicts).map(|((_, word), count)| {
            let x = end * WIDE / all.max(1);
            end += count;
            Stretch { word, count, x, width: end * WIDE / all.max(1) - x }
        });
        Shown {
            bars: bars.collect(),
            width: STEP * self.tenths.len(),
            height: TALLEST,
            verdicts: verdicts.collect(),
            wide: WIDE,
            weakest: &self.weakest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{compose::report, fixture};
    use super::*;

    #[test]
    fn questions_points_and_the_weakest_are_counted() {
        let rubric = fixture::rubric();
        let report = report(fixture::card(&rubric));
        let mut overview = Overview::default();
        for (at, question) in report.questions.iter().enumerate() {
            overview.add(at, question);
        }
        assert_eq!(overview.tenths, [2, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(overview.verdicts, [1, 1, 4, 1]);
        let shown = overview.shown();
        let weakest: Vec<_> = shown.weakest.iter().map(|weak| (weak.at, weak.coverage)).collect();
        assert_eq!(weakest, [(0, 2500)]);
        assert_eq!([&shown.bars[0], &shown.bars[2]].map(|bar| (bar.height, bar.tone)), [(72, "bad"), (36, "bad")]);
        assert_eq!(shown.verdicts.iter().map(|stretch| stretch.width).sum::<usize>(), WIDE);
    }
}
