//! All figures of a set of graded answers.

use super::alternatives::{Alternative, Probes};
use super::file::GradedAnswer;
use super::items::{Item, WrongClaim, items, wrong_claims};
use super::judge::{Judged, bind, judge};
use super::scale::{Range, Scale};
use super::suggest::Suggestion;
use crate::agreement::{Detection, Labelled, detection, mean, mean_absolute_error, pearson, quadratic_kappa, spearman};
use crate::catalogue::{Catalogue, RubricRef};
use crate::messages::Message;
use crate::problem::Problem;
use crate::source::Source;

/// A set of graded answers beside the verdicts on them.
#[derive(Debug)]
pub struct Appraisal<'r> {
    /// The file they come from.
    pub path: String,
    /// The scale of the scores; `None` where there are labels alone.
    pub scale: Option<Scale>,
    /// The answers that were judged, in the order of the file.
    pub answers: Vec<Judged<'r>>,
    /// How far coverage and scores agree over all of them.
    pub agreement: Agreement,
    /// All labels with their verdicts, taken together; `None` where there are none.
    pub labelled: Option<Detection>,
    /// Answers by the band of their score (rows) and of their coverage (columns): see [`BANDS`].
    pub bands: [[usize; BANDS]; BANDS],
    /// How coverage and scores go together, for each tenth of coverage.
    pub calibration: Vec<Bin>,
    /// Where coverage and score differ most: at least [`DISAGREEMENT`] points, worst first, at most [`WORST`].
    pub disagreements: Vec<Disagreement>,
    /// The questions that were answered, in the order of the rubrics.
    pub questions: Vec<QuestionAppraisal<'r>>,
}

/// How far coverage agrees with scores.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Answers with a score.
    pub scored: usize,
    /// Pearson's correlation.
    pub pearson: Option<f64>,
    /// Spearman's rank correlation.
    pub spearman: Option<f64>,
    /// The mean absolute error, in points of a hundred.
    pub mean_error: Option<f64>,
    /// The mean of coverage less score, in points of a hundred: above 0 the rubric is more generous than people.
    pub bias: Option<f64>,
    /// Quadratic weighted kappa, with coverage put on the steps of the scale.
    pub kappa: Option<f64>,
}

/// The answers to one question.
#[derive(Clone, Debug)]
pub struct QuestionAppraisal<'r> {
    /// The question.
    pub rubric: RubricRef<'r>,
    /// How many answers to it there are.
    pub answers: usize,
    /// How far coverage and scores agree over them.
    pub agreement: Agreement,
    /// Its key points.
    pub items: Vec<Item>,
    /// Its misconceptions.
    pub wrong_claims: Vec<WrongClaim>,
    /// The alternatives of its patterns.
    pub alternatives: Vec<Alternative>,
    /// How many alternatives were not tried, as its patterns are too large.
    pub untried: usize,
    /// What its patterns may lack, where that was [asked for](super::suggest()).
    pub suggestions: Option<Vec<Suggestion>>,
}

/// A tenth of the coverage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Where it begins, in percent; it is 10 wide, and the last holds 100 too.
    pub from: u32,
    /// Scored answers in it.
    pub answers: usize,
    /// Their mean coverage, in percent.
    pub coverage: f64,
    /// Their mean score, in points of a hundred.
    pub expected: f64,
}

/// An answer whose coverage is far from its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disagreement {
    /// Its place among the answers.
    pub answer: usize,
    /// Coverage less score, in points of a hundred.
    pub difference: f64,
}

/// Bands of 25 points: 0–24, 25–49, 50–74 and 75–100.
pub const BANDS: usize = 4;
/// So many points of a hundred are a disagreement.
pub const DISAGREEMENT: f64 = 15.0;
/// So many disagreements are named.
pub const WORST: usize = 8;

/// Judges graded answers and works out how far the verdicts agree with the grades. Without a range the scale is that of the
/// scores. Answers that cannot be judged have a problem and no part in the figures.
#[must_use]
pub fn appraise<'r>(
    answers: Vec<GradedAnswer>,
    range: Option<Range>,
    source: &Source,
    catalogue: &'r Catalogue,
) -> (Appraisal<'r>, Vec<Problem>) {
    let scores: Vec<f64> = answers.iter().filter_map(|answer| answer.score).collect();
    // The scale goes by the whole file, but its steps only by what lies on it: what does not is refused.
    let on_scale: Vec<f64> = scores.iter().copied().filter(|&score| range.is_none_or(|r| r.contains(score))).collect();
    let scale = Scale::of(&on_scale, range).filter(|_| !scores.is_empty());
    let (bound, mut problems) = bind(answers, scale.as_ref(), source, catalogue);
    if scale.is_none() && !scores.is_empty() {
        let problem = Problem::error("unknown-scale", &*source.path, Message::new("scale-unknown"));
        problems.push(problem.help(Message::new("scale-unknown-help")));
    }
    let mut asked: Vec<RubricRef<'r>> = catalogue.questions().collect();
    asked.retain(|rubric| bound.iter().any(|(_, bound)| bound.id() == rubric.id()));
    let probes = Probes::new(&asked, catalogue);
    let answers = judge(bound, scale.as_ref(), catalogue, &probes);
    let questions = asked.into_iter().map(|rubric| question(rubric, &answers, scale.as_ref(), &probes)).collect();
    let all: Vec<&Judged<'_>> = answers.iter().collect();
    let appraisal = Appraisal {
        path: source.path.clone(),
        scale,
        agreement: agreement(&all, scale.as_ref()),
        labelled: labelled(&all),
        bands: bands(&all),
        calibration: calibration(&all),
        disagreements: disagreements(&answers),
        answers,
        questions,
    };
    (appraisal, problems)
}

fn question<'r>(
    rubric: RubricRef<'r>,
    answers: &[Judged<'r>],
    scale: Option<&Scale>,
    probes: &Probes,
) -> QuestionAppraisal<'r> {
    let id = rubric.id();
    let answers: Vec<&Judged<'r>> = answers.iter().filter(|answer| answer.rubric.id() == id).collect();
    let (alternatives, untried) = probes.counted(&id, answers.iter().flat_map(|answer| answer.fired.iter().copied()));
    QuestionAppraisal {
        rubric,
        answers: answers.len(),
        agreement: agreement(&answers, scale),
        items: items(&answers),
        wrong_claims: wrong_claims(rubric.question, &answers),
        alternatives,
        untried,
        suggestions: None,
    }
}

/// Coverage and score of the answers that have one, in points of a hundred.
fn pairs(answers: &[&Judged<'_>]) -> Vec<(f64, f64)> {
    answers.iter().filter_map(|answer| Some((f64::from(answer.coverage) / 100.0, answer.expected?))).collect()
}

fn agreement(answers: &[&Judged<'_>], scale: Option<&Scale>) -> Agreement {
    let pairs = pairs(answers);
    let on_scale = |scale: &Scale| {
        let pair = |&(coverage, expected): &(f64, f64)| (scale.score(coverage), scale.score(expected));
        pairs.iter().map(pair).collect::<Vec<_>>()
    };
    Agreement {
        scored: pairs.len(),
        pearson: pearson(&pairs),
        spearman: spearman(&pairs),
        mean_error: mean_absolute_error(&pairs),
        bias: mean(pairs.iter().map(|(coverage, expected)| coverage - expected)),
        kappa: scale.map(on_scale).and_then(|pairs| quadratic_kappa(&pairs)),
    }
}

fn labelled(answers: &[&Judged<'_>]) -> Option<Detection> {
    let of = |answer: &&Judged<'_>| {
        let label = |id: &str| answer.graded.labels.get(id).copied();
        let points = answer.points.iter();
        let labelled = points
            .filter_map(|point| Some(Labelled { share: f64::from(point.share) / 100.0, label: label(&point.id)? }));
        labelled.collect::<Vec<_>>()
    };
    let labelled: Vec<Labelled> = answers.iter().flat_map(of).collect();
    (!labelled.is_empty()).then(|| detection(&labelled))
}

fn bands(answers: &[&Judged<'_>]) -> [[usize; BANDS]; BANDS] {
    let mut table = [[0; BANDS]; BANDS];
    for (coverage, expected) in pairs(answers) {
        table[part_of(expected, BANDS)][part_of(coverage, BANDS)] += 1;
    }
    table
}

/// In which of so many equal parts of a hundred a number lies.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped before")]
fn part_of(points: f64, parts: usize) -> usize {
    let part = points * crate::agreement::real(parts) / 100.0;
    (part.clamp(0.0, crate::agreement::real(parts)) as usize).min(parts - 1)
}

fn calibration(answers: &[&Judged<'_>]) -> Vec<Bin> {
    let pairs = pairs(answers);
    let bin = |at: u32| {
        let inside: Vec<(f64, f64)> =
            pairs.iter().copied().filter(|(coverage, _)| part_of(*coverage, 10) == at as usize).collect();
        let coverage = mean(inside.iter().map(|pair| pair.0))?;
        let expected = mean(inside.iter().map(|pair| pair.1))?;
        Some(Bin { from: at * 10, answers: inside.len(), coverage, expected })
    };
    (0..10).filter_map(bin).collect()
}

fn disagreements(answers: &[Judged<'_>]) -> Vec<Disagreement> {
    let of = |(at, answer): (usize, &Judged<'_>)| {
        let difference = f64::from(answer.coverage) / 100.0 - answer.expected?;
        (difference.abs() >= DISAGREEMENT).then_some(Disagreement { answer: at, difference })
    };
    let mut found: Vec<Disagreement> = answers.iter().enumerate().filter_map(of).collect();
    found.sort_by(|a, b| b.difference.abs().total_cmp(&a.difference.abs()));
    found.truncate(WORST);
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Reach, parse};
    use super::*;
    use crate::rubric::load_str;

    /// Two key points of one weight, the second with a list that does little.
    const RUBRIC: &str = r#"{"format": 1, "id": "net", "questions": [
        {"id": "pool", "title": "连接池为什么快？", "keypoints": [
            {"id": "reuse", "point": "连接可以复用", "match": "复用"},
            {"id": "wait", "point": "用尽时排队", "match": {"all": [["用尽", "耗尽", "exhausted"], ["排队", "queue"]]}},
            {"id": "probe", "point": "定期探活", "tier": "bonus", "match": "探活"}],
         "misconceptions": [{"id": "free", "claim": "连接不占内存", "correction": "占", "match": "连接不占内存"}]},
        {"id": "dns", "title": "DNS 缓存", "references": ["缓存解析结果。过期后重新查询。"]}]}"#;

    fn catalogue() -> Catalogue {
        Catalogue::new(vec![load_str("net.json", RUBRIC).expect("it is a rubric")], crate::rubric::Lexicon::default())
    }

    /// Runs `check` on the appraisal of these lines, with the problems as code and line.
    fn with(lines: &str, range: Option<Range>, check: impl FnOnce(&Appraisal<'_>, &[(&str, usize)])) {
        let (source, catalogue) = (Source::new("a.jsonl", lines), catalogue());
        let (answers, mut problems) = parse(&source);
        let (appraisal, more) = appraise(answers, range, &source, &catalogue);
        problems.extend(more);
        let line = |problem: &Problem| problem.span.map_or(0, |span| source.line_at(span.start));
        check(&appraisal, &problems.iter().map(|problem| (problem.code, line(problem))).collect::<Vec<_>>());
    }

    const LINES: &str = r#"{"question": "pool", "answer": "建好的连接会被复用，用尽了就要排队等。", "score": 4, "keypoints": {"reuse": true, "wait": true}}
{"question": "net/pool", "answer": "连接是复用的，省掉了握手。", "score": 3, "keypoints": {"reuse": true, "wait": false}}
{"question": "连接池为什么快？", "answer": "线程少一些就快，和别的无关。", "score": 0, "keypoints": {"reuse": false, "wait": true}}
{"question": "pool", "answer": "连接会复用。不过连接不占内存，随便开。", "score": 1}
"#;

    #[test]
    fn figures_come_out_as_worked_out_by_hand() {
        with(LINES, None, |appraisal, problems| {
            assert_eq!(problems, []);
            let coverage: Vec<u32> = appraisal.answers.iter().map(|answer| answer.coverage).collect();
            assert_eq!(coverage, [10_000, 5000, 0, 0]);
            let scale = appraisal.scale.expect("there are scores");
            assert_eq!(scale.to_string(), "0..4 in steps of 1");
            // Scores in points: 100, 75, 0, 25. Errors 0, 25, 0, 25.
            let Agreement { scored, mean_error, bias, kappa, .. } = appraisal.agreement;
            assert_eq!((scored, mean_error, bias), (4, Some(12.5), Some(-12.5)));
            // On the scale 4 2 0 0 beside 4 3 0 1: observed 2 / 4; expected 11/4 + 10/4 + 1/4.
            assert!(kappa.is_some_and(|kappa| (kappa - (1.0 - 0.5 / 5.5)).abs() < 1e-9), "{kappa:?}");
            assert_eq!(appraisal.bands, [[1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 1]]);
            let labels = appraisal.labelled.expect("there are labels");
            assert_eq!([labels.hits, labels.false_alarms, labels.misses, labels.rejections], [3, 0, 1, 2]);
            let apart: Vec<(usize, f64)> = appraisal.disagreements.iter().map(|d| (d.answer, d.difference)).collect();
            assert_eq!(apart, [(1, -25.0), (3, -25.0)]);
            let bins: Vec<(u32, usize, f64)> =
                appraisal.calibration.iter().map(|bin| (bin.from, bin.answers, bin.expected)).collect();
            assert_eq!(bins, [(0, 2, 12.5), (50, 1, 75.0), (90, 1, 100.0)]);
        });
    }

    #[test]
    fn each_rule_is_left_out_in_turn() {
        with(LINES, None, |appraisal, _| {
            let [pool] = appraisal.questions.as_slice() else { panic!("one question is answered") };
            let ids: Vec<&str> = pool.items.iter().map(|item| item.id.as_str()).collect();
            assert_eq!(ids, ["reuse", "wait", "probe"]);
            let [reuse, wait, probe] = pool.items.as_slice() else { panic!("there are three") };
            assert_eq!((reuse.credited, reuse.difficulty), (3, Some(0.75)));
            assert_eq!(wait.difficulty, Some(0.25));
            assert_eq!(Reach::of(probe.credited, probe.answers), Reach::Never);
            // Without `wait` coverage is 100, 100, 0 and 100 less the claim's 100: errors 0, 25, 0, 25.
            assert_eq!(wait.without.mean_error, Some(12.5));
            // Without `reuse` coverage is 100, 0, 0, 0: errors 0, 75, 0, 25.
            assert_eq!(reuse.without.mean_error, Some(25.0));
            let [claim] = pool.wrong_claims.as_slice() else { panic!("there is one") };
            // Without the claim the last answer has 50, not 0.
            assert_eq!((claim.found, claim.without.mean_error), (1, Some(12.5)));
            let fired: Vec<(&str, usize, usize)> =
                pool.alternatives.iter().map(|found| (found.text.as_str(), found.list, found.fired)).collect();
            assert_eq!(fired, [("用尽", 1, 1), ("耗尽", 1, 0), ("exhausted", 1, 0), ("排队", 2, 1), ("queue", 2, 0)]);
        });
    }

    #[test]
    fn what_cannot_be_judged_is_named() {
        let lines = r#"{"question": "pool", "answer": "复用", "score": 6}
{"question": "连接", "answer": "复用", "score": 1}
{"question": "pool", "answer": "复用", "keypoints": {"reuze": true}}
{"question": "dns", "answer": "解析结果会缓存。", "keypoints": {"statement-2": false}}
{"question": "dns", "answer": "", "keypoints": {"statement-3": false}}
"#;
        let range = Range { min: 0.0, max: 5.0 };
        with(lines, Some(range), |appraisal, problems| {
            assert_eq!(
                problems,
                [("score-out-of-range", 1), ("unknown-question", 2), ("unknown-keypoint", 3), ("unknown-keypoint", 5)]
            );
            assert_eq!(appraisal.answers.len(), 1);
            assert_eq!(appraisal.agreement, Agreement::default());
        });
        with(r#"{"question": "pool", "answer": "复用", "score": 0}"#, None, |appraisal, problems| {
            assert_eq!(problems, [("unknown-scale", 0)]);
            assert_eq!(appraisal.agreement.scored, 0);
        });
    }
}
