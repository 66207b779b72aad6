//! The verdicts on graded answers.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustc_hash::FxHashMap;
use std::iter;

use super::alternatives::Probes;
use super::file::{GradedAnswer, refused};
use super::scale::Scale;
use crate::bind::Binder;
use crate::catalogue::{Catalogue, RubricRef};
use crate::matching::{AnswerEvidence, Flag, Matchers, Verdict, match_answer};
use crate::messages::Message;
use crate::parse::parse_answer;
use crate::problem::Problem;
use crate::rubric::{self, Question, Tier};
use crate::score::score_answer;
use crate::source::Source;

/// A graded answer with the verdicts on it.
#[derive(Clone, Debug)]
pub struct Judged<'r> {
    /// The answer and its grade.
    pub graded: GradedAnswer,
    /// Its question.
    pub rubric: RubricRef<'r>,
    /// Its score in points of a hundred; `None` where it has labels alone.
    pub expected: Option<f64>,
    /// Its coverage, in hundredths of a percent.
    pub coverage: u32,
    /// Its key points, in the rubric's order.
    pub points: Vec<JudgedPoint>,
    /// The wrong claims found in it, in the rubric's order.
    pub claims: Vec<JudgedClaim>,
    /// What is odd about it.
    pub flags: Vec<Flag>,
    /// The alternatives of its question's patterns that hold in it, by their number among the question's.
    pub(super) fired: Vec<usize>,
}

/// A key point of a graded answer.
#[derive(Clone, Debug)]
pub struct JudgedPoint {
    /// Its id.
    pub id: String,
    /// Its statement.
    pub point: String,
    /// Core or bonus.
    pub tier: Tier,
    /// How much it counts.
    pub weight: u32,
    /// Whether the answer says it.
    pub verdict: Verdict,
    /// How much of it is credited, in hundredths.
    pub share: u8,
    /// What the coverage would be without this key point, in hundredths of a percent.
    pub without: u32,
}

/// A wrong claim found in a graded answer.
#[derive(Clone, Debug)]
pub struct JudgedClaim {
    /// The misconception's id.
    pub id: String,
    /// What the coverage would be if it cost nothing, in hundredths of a percent.
    pub without: u32,
}

/// Why an answer is left out.
#[derive(Clone, Debug)]
struct Refusal {
    code: &'static str,
    message: Message,
    help: Option<Message>,
}

/// Finds the question of each answer. Answers that cannot be held against their grade are left out, with an error that
/// names the line: a question or a key point that no rubric has, a score that is not on the scale.
pub(super) fn bind<'r>(
    answers: Vec<GradedAnswer>,
    scale: Option<&Scale>,
    source: &Source,
    catalogue: &'r Catalogue,
) -> (Vec<(GradedAnswer, RubricRef<'r>)>, Vec<Problem>) {
    let binder = Binder::new(catalogue);
    let mut known: FxHashMap<String, Result<RubricRef<'r>, Refusal>> = FxHashMap::default();
    let mut bound = Vec::new();
    let mut problems = Vec::new();
    for answer in answers {
        let question = known.entry(answer.question.clone()).or_insert_with_key(|name| find(name, &binder, catalogue));
        let checked = question.clone().and_then(|rubric| check(&answer, rubric.question, scale).map(|()| rubric));
        match checked {
            Ok(rubric) => bound.push((answer, rubric)),
            Err(Refusal { code, message, help }) => {
                problems.push(Problem { help, ..refused(source, answer.span, code, message) });
            }
        }
    }
    (bound, problems)
}

/// Judges answers, each as `grade` would.
pub(super) fn judge<'r>(
    bound: Vec<(GradedAnswer, RubricRef<'r>)>,
    scale: Option<&Scale>,
    catalogue: &'r Catalogue,
    probes: &Probes,
) -> Vec<Judged<'r>> {
    let matchers = Matchers::verdicts_only(catalogue);
    let alone = probes.matchers();
    let judged = bound.into_par_iter().filter_map(|(graded, rubric)| {
        let slot = parse_answer(&graded.answer);
        let passages = slot.passages(&graded.answer);
        let mut evidence = match_answer(passages, rubric, &matchers)?;
        Some(Judged {
            expected: graded.score.zip(scale).map(|(score, scale)| scale.points(score)),
            coverage: score_answer(&evidence).coverage,
            points: points(&mut evidence),
            claims: claims(&mut evidence),
            fired: probes.fired(passages, &rubric.id(), &alone),
            flags: evidence.flags,
            graded,
            rubric,
        })
    });
    judged.collect()
}

/// The question that goes by this id or title. Likeness will not do: a wrong question would spoil the figures unseen.
fn find<'r>(name: &str, binder: &Binder<'r>, catalogue: &'r Catalogue) -> Result<RubricRef<'r>, Refusal> {
    let binding = binder.by_text(name, iter::empty());
    let refusal = |message, help| Err(Refusal { code: "unknown-question", message, help });
    match binding.rubric {
        Some(rubric) if binding.confidence == 100 => Ok(rubric),
        _ if !binding.ambiguous.is_empty() => {
            let message =
                Message::new("question-ambiguous").with("name", name).with("ids", binding.ambiguous.join(", "));
            refusal(message, Some(Message::new("question-ambiguous-help")))
        }
        near => {
            let named = || {
                let ids = catalogue.questions().map(|rubric| rubric.question.id.as_str());
                rubric::nearest(name, ids).map(str::to_owned)
            };
            let near =
                near.map(RubricRef::id).or_else(named).map(|near| Message::new("graded-near").with("near", near));
            let help = near.unwrap_or_else(|| Message::new("rubric-show-lists-questions"));
            refusal(Message::new("no-rubric-has-question").with("question", name), Some(help))
        }
    }
}

fn check(answer: &GradedAnswer, question: &Question, scale: Option<&Scale>) -> Result<(), Refusal> {
    let refusal = |code, message, help| Err(Refusal { code, message, help });
    if let Some((score, scale)) = answer.score.zip(scale)
        && !scale.range.contains(score)
    {
        let message =
            Message::new("score-off-scale").with("score", score.to_string()).with("scale", scale.range.to_string());
        return refusal("score-out-of-range", message, None);
    }
    if answer.labels.is_empty() {
        return Ok(());
    }
    let known = ids(question);
    match answer.labels.keys().find(|id| !known.contains(id)) {
        None => Ok(()),
        Some(unknown) => {
            let near = rubric::nearest(unknown, known.iter().map(String::as_str));
            let message =
                Message::new("question-lacks-keypoint").with("question", &question.id).with("keypoint", unknown);
            refusal("unknown-keypoint", message, near.map(|near| Message::new("graded-near").with("near", near)))
        }
    }
}

/// The ids of a question's key points, or those that the statements of its references go by.
fn ids(question: &Question) -> Vec<String> {
    if !question.keypoints.is_empty() {
        return question.keypoints.iter().map(|keypoint| keypoint.id.clone()).collect();
    }
    let statements = question.references.iter().map(|reference| rubric::statements(reference, &question.title).len());
    (1..=statements.sum()).map(|number| format!("statement-{number}")).collect()
}

/// The key points of an answer, each left out in turn to see what the coverage would be without it.
fn points(evidence: &mut AnswerEvidence<'_>) -> Vec<JudgedPoint> {
    let mut points = Vec::with_capacity(evidence.findings.len());
    for at in 0..evidence.findings.len() {
        evidence.findings[at].ignored = true;
        let without = score_answer(evidence).coverage;
        let finding = &mut evidence.findings[at];
        finding.ignored = false;
        points.push(JudgedPoint {
            id: finding.id.clone(),
            point: finding.point.clone(),
            tier: finding.tier,
            weight: finding.weight,
            verdict: finding.verdict,
            share: finding.share,
            without,
        });
    }
    points
}

fn claims(evidence: &mut AnswerEvidence<'_>) -> Vec<JudgedClaim> {
    let mut claims = Vec::with_capacity(evidence.claims.len());
    for at in 0..evidence.claims.len() {
        let claim = evidence.claims.remove(at);
        let (id, without) = (claim.misconception.id.clone(), score_answer(evidence).coverage);
        evidence.claims.insert(at, claim);
        claims.push(JudgedClaim { id, without });
    }
    claims
}
