//! The pieces that several of the JSON shapes have in common.

use crate::matching::{Flag, Lack, Method, Verdict};
use crate::messages::Language;
use crate::report::failure::Failure;
use crate::report::issue::Issue;
use crate::report::place::Place;
use crate::report::summary::Summary;
use crate::report::view::{ClaimReport, EvidenceReport, KeyPointReport, NearestReport, QuestionReport, Status};
use crate::rubric::Tier;
use crate::score::Hundredths;
use serde::Serialize;

/// The program that wrote the results.
#[derive(Serialize)]
pub(in crate::report) struct Tool {
    name: &'static str,
    version: &'static str,
}

pub(in crate::report) const TOOL: Tool = Tool { name: "anscov", version: env!("CARGO_PKG_VERSION") };

/// A range of the file.
#[derive(Serialize)]
pub(super) struct Range {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl From<Place> for Range {
    fn from(Place { start, end }: Place) -> Self {
        Self { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }
}

#[derive(Serialize)]
pub(super) struct Question<'a> {
    pub(super) id: Option<&'a str>,
    title: &'a str,
    line: usize,
    status: Status,
    pub(super) coverage: Option<Hundredths>,
    bonus: usize,
    parts: Vec<Part<'a>>,
    pub(super) keypoints: Vec<KeyPoint<'a>>,
    pub(super) misconceptions: Vec<Misconception<'a>>,
    pub(super) flags: &'a [Flag],
    /// Written only where the answer is one to another question.
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<&'a str>,
}

#[derive(Serialize)]
struct Part<'a> {
    name: &'a str,
    coverage: Option<Hundredths>,
}

#[derive(Serialize)]
pub(super) struct KeyPoint<'a> {
    id: &'a str,
    point: &'a str,
    tier: Tier,
    weight: u32,
    verdict: Verdict,
    score: Hundredths,
    evidence: Vec<Evidence<'a>>,
    nearest: Option<Nearest<'a>>,
    /// Written only where a directive takes the key point out of the score.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    ignored: bool,
}

#[derive(Serialize)]
pub(super) struct Evidence<'a> {
    #[serde(flatten)]
    range: Range,
    quote: &'a str,
    method: Method,
}

#[derive(Serialize)]
pub(super) struct Nearest<'a> {
    #[serde(flatten)]
    range: Range,
    quote: &'a str,
    lack: Lack,
    terms: &'a [String],
}

#[derive(Serialize)]
pub(super) struct Misconception<'a> {
    id: &'a str,
    claim: &'a str,
    correction: &'a str,
    quote: &'a str,
    #[serde(flatten)]
    range: Range,
}

impl<'a> From<&'a QuestionReport<'_>> for Question<'a> {
    fn from(question: &'a QuestionReport<'_>) -> Self {
        let score = question.score.as_ref();
        let parts = score.map(|score| score.parts.as_slice()).unwrap_or_default();
        Self {
            id: question.rubric.as_deref(),
            title: &question.title,
            line: question.line,
            status: question.status,
            coverage: score.map(|score| Hundredths(score.coverage)),
            bonus: score.map_or(0, |score| score.bonus),
            parts: parts
                .iter()
                .map(|part| Part { name: &part.name, coverage: part.coverage.map(Hundredths) })
                .collect(),
            keypoints: question.keypoints.iter().map(KeyPoint::from).collect(),
            misconceptions: question.claims.iter().map(Misconception::from).collect(),
            flags: &question.flags,
            instead: question.instead.as_deref(),
        }
    }
}

impl<'a> From<&'a KeyPointReport> for KeyPoint<'a> {
    fn from(keypoint: &'a KeyPointReport) -> Self {
        Self {
            id: &keypoint.id,
            point: &keypoint.point,
            tier: keypoint.tier,
            weight: keypoint.weight,
            verdict: keypoint.verdict,
            score: Hundredths(keypoint.share.into()),
            evidence: keypoint.evidence.iter().map(Evidence::from).collect(),
            nearest: keypoint.nearest.as_ref().map(Nearest::from),
            ignored: keypoint.ignored,
        }
    }
}

impl<'a> From<&'a EvidenceReport> for Evidence<'a> {
    fn from(evidence: &'a EvidenceReport) -> Self {
        Self { range: evidence.place.into(), quote: &evidence.quote, method: evidence.method }
    }
}

impl<'a> From<&'a NearestReport> for Nearest<'a> {
    fn from(nearest: &'a NearestReport) -> Self {
        let NearestReport { place, quote, lack, terms } = nearest;
        Self { range: (*place).into(), quote, lack: *lack, terms }
    }
}

impl<'a> From<&'a ClaimReport<'_>> for Misconception<'a> {
    fn from(claim: &'a ClaimReport<'_>) -> Self {
        Self {
            id: &claim.misconception.id,
            claim: &claim.misconception.claim,
            correction: &claim.misconception.correction,
            quote: &claim.quote,
            range: claim.place.into(),
        }
    }
}

/// The counts of a run.
#[derive(Serialize)]
pub(super) struct Totals {
    documents: usize,
    questions: usize,
    answered: usize,
    empty: usize,
    unmatched: usize,
    coverage: Option<Hundredths>,
}

impl From<&Summary> for Totals {
    fn from(summary: &Summary) -> Self {
        let Summary { documents, questions, answered, empty, unmatched, .. } = *summary;
        Self { documents, questions, answered, empty, unmatched, coverage: summary.coverage().map(Hundredths) }
    }
}

#[derive(Serialize)]
pub(super) struct TopicEntry<'a> {
    topic: &'a str,
    questions: usize,
    coverage: Hundredths,
}

/// The topics of a run, by name.
pub(super) fn topics(summary: &Summary) -> impl Iterator<Item = TopicEntry<'_>> {
    let topics = summary.topics.iter();
    topics.map(|(topic, of)| TopicEntry { topic, questions: of.questions(), coverage: Hundredths(of.coverage()) })
}

#[derive(Serialize)]
pub(super) struct ProblemEntry<'a> {
    code: &'a str,
    severity: crate::problem::Severity,
    path: Option<&'a str>,
    message: String,
    help: Option<String>,
    #[serde(flatten)]
    range: Option<Range>,
}

impl<'a> ProblemEntry<'a> {
    pub(super) fn new(issue: &'a Issue, language: Language) -> Self {
        let problem = &issue.problem;
        Self {
            code: problem.code,
            severity: problem.severity,
            path: (!problem.path.is_empty()).then_some(&problem.path),
            message: problem.message.text(language),
            help: problem.help.as_ref().map(|help| help.text(language)),
            range: issue.place.map(Range::from),
        }
    }
}

/// A gate that failed.
#[derive(Serialize)]
pub(super) struct GateEntry<'a> {
    gate: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    message: String,
    title: Option<&'a str>,
}

impl<'a> GateEntry<'a> {
    pub(super) fn new(failure: &'a Failure, language: Language) -> Self {
        let said = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        let Failure { gate, path, line, message, title } = failure;
        Self { gate, path: said(path), line: *line, message: message.text(language), title: said(title) }
    }
}

/// The kebab-case name that JSON has for a plain value such as a verdict, a method or a flag.
pub(crate) fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_values_have_names() {
        assert_eq!(name(&Flag::KeywordList), "keyword-list");
        assert_eq!(name(&Verdict::Covered), "covered");
    }
}
