//! An appraisal as JSON: `rubric test --graded FILE --format json`.

mod shape;

use super::VERSION;
use super::parts::TOOL;
use crate::agreement::Detection;
use crate::graded::{self, Appraisal, Basis, Judged, QuestionAppraisal, Reach};
use crate::score::Hundredths;
use shape::{
    Agreement, Alternative, Answer, Bin, Candidate, Disagreement, Document, Effect, Figure, KeyPoint, Labels,
    Misconception, Point, Question, Scale, Suggestion, Summary,
};
use std::io::{self, Write};

/// Writes an appraisal as one object.
///
/// # Errors
///
/// Only those of `out`.
pub fn appraisal(out: &mut dyn Write, appraisal: &Appraisal<'_>, refused: usize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Document::new(appraisal, refused)).map_err(io::Error::from)?;
    writeln!(out)
}

impl<'a> Document<'a> {
    fn new(appraisal: &'a Appraisal<'_>, refused: usize) -> Self {
        let scale = appraisal.scale.map(|scale| Scale {
            min: scale.range.min,
            max: scale.range.max,
            step: scale.step,
            given: scale.given,
        });
        let disagreement = |found: &graded::Disagreement| {
            let answer = &appraisal.answers.get(found.answer)?.graded;
            let id = answer.id.as_deref();
            Some(Disagreement {
                line: answer.line,
                id,
                difference: Figure(Some(found.difference)),
                answer: &answer.answer,
            })
        };
        let bin = |bin: &graded::Bin| Bin {
            from: bin.from,
            answers: bin.answers,
            coverage: Figure(Some(bin.coverage)),
            score: Figure(Some(bin.expected)),
        };
        Self {
            version: VERSION,
            tool: TOOL,
            path: &appraisal.path,
            scale,
            summary: Summary {
                answers: appraisal.answers.len(),
                refused,
                questions: appraisal.questions.len(),
                agreement: agreement(&appraisal.agreement),
                labels: appraisal.labelled.map(labels),
            },
            bands: appraisal.bands,
            calibration: appraisal.calibration.iter().map(bin).collect(),
            disagreements: appraisal.disagreements.iter().filter_map(disagreement).collect(),
            questions: appraisal.questions.iter().map(question).collect(),
            answers: appraisal.answers.iter().map(answer).collect(),
        }
    }
}

fn agreement(found: &graded::Agreement) -> Agreement {
    Agreement {
        scored: found.scored,
        pearson: Figure(found.pearson),
        spearman: Figure(found.spearman),
        mean_error: Figure(found.mean_error),
        bias: Figure(found.bias),
        kappa: Figure(found.kappa),
    }
}

fn labels(found: Detection) -> Labels {
    let Detection { hits, false_alarms, misses, rejections, auc } = found;
    let (precision, recall, f1) = (Figure(found.precision()), Figure(found.recall()), Figure(found.f1()));
    Labels { count: found.count(), hits, false_alarms, misses, rejections, precision, recall, f1, auc: Figure(auc) }
}

fn question<'a>(found: &'a QuestionAppraisal<'_>) -> Question<'a> {
    let alternatives = |id: &str| {
        let own = found.alternatives.iter().filter(|alternative| alternative.keypoint == *id);
        let entry = |alternative: &'a graded::Alternative| Alternative {
            pattern: &alternative.text,
            list: alternative.list,
            partial: alternative.partial,
            answers: alternative.fired,
            fires: fires(alternative.fired, found.answers),
        };
        own.map(entry).collect()
    };
    let keypoint = |item: &'a graded::Item| KeyPoint {
        id: &item.id,
        point: &item.point,
        tier: item.tier,
        weight: item.weight,
        answers: item.answers,
        credited: item.credited,
        fires: fires(item.credited, item.answers),
        difficulty: Figure(item.difficulty),
        discrimination: Figure(item.discrimination),
        without: effect(item.without),
        labels: item.labelled.map(labels),
        alternatives: alternatives(&item.id),
    };
    let misconception = |wrong: &'a graded::WrongClaim| Misconception {
        id: &wrong.id,
        claim: &wrong.claim,
        found: wrong.found,
        without: effect(wrong.without),
    };
    Question {
        id: found.rubric.id(),
        title: &found.rubric.question.title,
        answers: found.answers,
        agreement: agreement(&found.agreement),
        keypoints: found.items.iter().map(keypoint).collect(),
        misconceptions: found.wrong_claims.iter().map(misconception).collect(),
        untried_alternatives: found.untried,
        suggestions: found.suggestions.as_ref().map(|found| found.iter().map(suggestion).collect()),
    }
}

fn suggestion(found: &graded::Suggestion) -> Suggestion<'_> {
    let candidates = found.candidates.iter().map(|candidate| Candidate {
        text: &candidate.text,
        missed: candidate.missed,
        others: candidate.others,
        z: Figure(Some(candidate.z)),
        example: &candidate.example,
    });
    Suggestion {
        keypoint: &found.keypoint,
        basis: match found.basis {
            Basis::Labels => "labels",
            Basis::Scores => "scores",
        },
        missed: found.missed,
        others: found.others,
        candidates: candidates.collect(),
    }
}

fn effect(without: graded::Effect) -> Effect {
    Effect { mean_error: Figure(without.mean_error), pearson: Figure(without.pearson) }
}

fn fires(fired: usize, answers: usize) -> &'static str {
    match Reach::of(fired, answers) {
        Reach::Some => "sometimes",
        Reach::Never => "never",
        Reach::Everywhere => "everywhere",
    }
}

fn answer<'a>(judged: &'a Judged<'_>) -> Answer<'a> {
    let graded = &judged.graded;
    let point = |point: &'a graded::JudgedPoint| Point {
        id: &point.id,
        verdict: point.verdict,
        score: Hundredths(point.share.into()),
        label: graded.labels.get(&point.id).copied(),
    };
    Answer {
        line: graded.line,
        id: graded.id.as_deref(),
        rubric: judged.rubric.id(),
        score: graded.score,
        expected: Figure(judged.expected),
        coverage: Hundredths(judged.coverage),
        keypoints: judged.points.iter().map(point).collect(),
        misconceptions: judged.claims.iter().map(|claim| claim.id.as_str()).collect(),
        flags: &judged.flags,
    }
}
