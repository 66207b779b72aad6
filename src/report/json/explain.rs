//! The JSON of `explain`.

use super::VERSION;
use super::parts::{Question, TOOL, Tool};
use crate::report::view::{KeyPointReport, QuestionReport};
use crate::rubric::Pattern;
use crate::score::Hundredths;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Explained<'a> {
    version: u32,
    tool: Tool,
    path: &'a str,
    questions: Vec<ExplainedQuestion<'a>>,
}

/// A question as `check` has it, and beside it how its coverage comes about.
#[derive(Serialize)]
struct ExplainedQuestion<'a> {
    #[serde(flatten)]
    question: Question<'a>,
    confidence: u8,
    ambiguous: &'a [String],
    arithmetic: Option<Arithmetic>,
    rules: Vec<Rule<'a>>,
}

/// Points are weights: a covered key point of weight 2 earns 2.
#[derive(Serialize)]
struct Arithmetic {
    earned: Hundredths,
    possible: Hundredths,
    penalty: Hundredths,
}

/// What a key point looks for, and the terms that its evidence matched.
#[derive(Serialize)]
struct Rule<'a> {
    id: &'a str,
    #[serde(rename = "match")]
    pattern: Option<&'a Pattern>,
    partial: Option<&'a Pattern>,
    matched: Vec<&'a str>,
}

/// Writes why the questions of one document got their verdicts.
///
/// # Errors
///
/// Only those of `out`.
pub fn explain(out: &mut dyn Write, path: &str, questions: &[QuestionReport<'_>]) -> io::Result<()> {
    let questions = questions.iter().map(ExplainedQuestion::from).collect();
    serde_json::to_writer_pretty(&mut *out, &Explained { version: VERSION, tool: TOOL, path, questions })?;
    writeln!(out)
}

impl<'a> From<&'a QuestionReport<'_>> for ExplainedQuestion<'a> {
    fn from(question: &'a QuestionReport<'_>) -> Self {
        Self {
            question: question.into(),
            confidence: question.confidence,
            ambiguous: &question.ambiguous,
            arithmetic: question.score.as_ref().map(|score| Arithmetic {
                earned: Hundredths(score.earned),
                possible: Hundredths(score.possible),
                penalty: Hundredths(score.penalty),
            }),
            rules: question.keypoints.iter().map(|keypoint| rule(question, keypoint)).collect(),
        }
    }
}

fn rule<'a>(question: &'a QuestionReport<'_>, keypoint: &'a KeyPointReport) -> Rule<'a> {
    let written = question.expected.and_then(|expected| expected.keypoints.iter().find(|k| k.id == keypoint.id));
    Rule {
        id: &keypoint.id,
        pattern: written.and_then(|written| written.matches.as_ref()),
        partial: written.and_then(|written| written.partial.as_ref()),
        matched: keypoint.evidence.iter().map(|evidence| evidence.term.as_str()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::compose::report;
    use crate::report::fixture;

    #[test]
    fn the_arithmetic_and_the_rules_stand_beside_the_verdicts() {
        let rubric = fixture::rubric();
        let report = report(fixture::card(&rubric));
        let mut out = Vec::new();
        explain(&mut out, &report.path, &report.questions).expect("memory takes it");
        let value: serde_json::Value = serde_json::from_slice(&out).expect("it is JSON");
        let first = &value["questions"][0];
        assert_eq!(first["arithmetic"], serde_json::json!({"earned": 2.5, "possible": 6, "penalty": 1}));
        assert_eq!(first["keypoints"][0]["verdict"], "covered");
        assert_eq!(first["rules"][0]["matched"], serde_json::json!(["连接", "复用"]));
        assert_eq!(value["questions"][3]["arithmetic"], serde_json::Value::Null);
    }
}
