//! The JSON lines of `grade`.

use super::parts::Range;
use crate::matching::{Flag, Method, Verdict};
use crate::report::view::{ClaimReport, EvidenceReport, KeyPointReport, QuestionReport};
use crate::score::Hundredths;
use serde::Serialize;
use serde_json::Value;

/// The result of one line.
#[derive(Serialize)]
pub struct Graded<'a> {
    id: &'a Value,
    rubric: Option<&'a str>,
    coverage: Option<Hundredths>,
    keypoints: Vec<KeyPoint<'a>>,
    misconceptions: Vec<Misconception<'a>>,
    flags: &'a [Flag],
    /// Written only where the answer is one to another question.
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<&'a str>,
}

#[derive(Serialize)]
struct KeyPoint<'a> {
    id: &'a str,
    verdict: Verdict,
    score: Hundredths,
    evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    quote: &'a str,
    method: Method,
    #[serde(flatten)]
    range: Range,
}

#[derive(Serialize)]
struct Misconception<'a> {
    id: &'a str,
    claim: &'a str,
    quote: &'a str,
    correction: &'a str,
    #[serde(flatten)]
    range: Range,
}

#[derive(Serialize)]
struct Ungradable<'a> {
    id: &'a Value,
    error: &'a str,
}

/// The line for an answer that was graded; lines and columns count within the answer.
#[must_use]
pub fn graded(id: &Value, question: &QuestionReport<'_>) -> String {
    let line = Graded {
        id,
        rubric: question.rubric.as_deref(),
        coverage: question.score.as_ref().map(|score| Hundredths(score.coverage)),
        keypoints: question.keypoints.iter().map(KeyPoint::from).collect(),
        misconceptions: question.claims.iter().map(Misconception::from).collect(),
        flags: &question.flags,
        instead: question.instead.as_deref(),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

/// The line for one that could not be.
#[must_use]
pub fn ungradable(id: &Value, error: &str) -> String {
    serde_json::to_string(&Ungradable { id, error }).unwrap_or_default()
}

impl<'a> From<&'a KeyPointReport> for KeyPoint<'a> {
    fn from(keypoint: &'a KeyPointReport) -> Self {
        Self {
            id: &keypoint.id,
            verdict: keypoint.verdict,
            score: Hundredths(keypoint.share.into()),
            evidence: keypoint.evidence.iter().map(Evidence::from).collect(),
        }
    }
}

impl<'a> From<&'a EvidenceReport> for Evidence<'a> {
    fn from(evidence: &'a EvidenceReport) -> Self {
        Self { quote: &evidence.quote, method: evidence.method, range: evidence.place.into() }
    }
}

impl<'a> From<&'a ClaimReport<'_>> for Misconception<'a> {
    fn from(claim: &'a ClaimReport<'_>) -> Self {
        Self {
            id: &claim.misconception.id,
            claim: &claim.misconception.claim,
            quote: &claim.quote,
            correction: &claim.misconception.correction,
            range: claim.place.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::compose::report;
    use crate::report::fixture;

    #[test]
    fn a_line_is_one_object_in_the_contracts_order() {
        let rubric = fixture::rubric();
        let report = report(fixture::card(&rubric));
        insta::assert_snapshot!(graded(&Value::from("a-1"), &report.questions[0]), @r#"{"id":"a-1","rubric":"net/pool","coverage":25,"keypoints":[{"id":"reuse","verdict":"covered","score":1,"evidence":[{"quote":"建好的连接","method":"exact","start_line":5,"start_column":5,"end_line":5,"end_column":10},{"quote":"反复用","method":"synonym","start_line":5,"start_column":12,"end_line":5,"end_column":15}]},{"id":"wait","verdict":"partial","score":0.5,"evidence":[{"quote":"等着","method":"synonym","start_line":6,"start_column":12,"end_line":6,"end_column":14}]},{"id":"return","verdict":"contradicted","score":0,"evidence":[{"quote":"不会归还连接","method":"exact","start_line":7,"start_column":3,"end_line":7,"end_column":9}]},{"id":"limit","verdict":"missing","score":0,"evidence":[]},{"id":"idle","verdict":"missing","score":0,"evidence":[]},{"id":"health","verdict":"covered","score":1,"evidence":[{"quote":"坏的就丢掉","method":"similar","start_line":9,"start_column":14,"end_line":9,"end_column":19}]},{"id":"jitter","verdict":"missing","score":0,"evidence":[]}],"misconceptions":[{"id":"more-is-faster","claim":"连接数越多越快","quote":"连接越多越快","correction":"超过数据库的并行能力后，更多连接只会增加切换和锁争用","start_line":8,"start_column":1,"end_line":8,"end_column":7}],"flags":["verbatim-copy"]}"#);
        insta::assert_snapshot!(graded(&Value::from(7), &report.questions[3]), @r#"{"id":7,"rubric":null,"coverage":null,"keypoints":[],"misconceptions":[],"flags":[]}"#);
        insta::assert_snapshot!(ungradable(&Value::Null, "line 3: it is not JSON"), @r#"{"id":null,"error":"line 3: it is not JSON"}"#);
    }
}
