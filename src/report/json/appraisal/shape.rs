//! The shape of an appraisal, version 1: fields are added, never changed.

use super::super::parts::Tool;
use crate::graded;
use crate::matching::{Flag, Verdict};
use crate::rubric::Tier;
use crate::score::Hundredths;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
pub(super) struct Document<'a> {
    pub(super) version: u32,
    pub(super) tool: Tool,
    pub(super) path: &'a str,
    pub(super) scale: Option<Scale>,
    pub(super) summary: Summary,
    pub(super) bands: [[usize; graded::BANDS]; graded::BANDS],
    pub(super) calibration: Vec<Bin>,
    pub(super) disagreements: Vec<Disagreement<'a>>,
    pub(super) questions: Vec<Question<'a>>,
    pub(super) answers: Vec<Answer<'a>>,
}

#[derive(Serialize)]
pub(super) struct Scale {
    pub(super) min: f64,
    pub(super) max: f64,
    pub(super) step: Option<f64>,
    pub(super) given: bool,
}

#[derive(Serialize)]
pub(super) struct Summary {
    pub(super) answers: usize,
    pub(super) refused: usize,
    pub(super) questions: usize,
    #[serde(flatten)]
    pub(super) agreement: Agreement,
    pub(super) labels: Option<Labels>,
}

#[derive(Serialize)]
pub(super) struct Agreement {
    pub(super) scored: usize,
    pub(super) pearson: Figure,
    pub(super) spearman: Figure,
    pub(super) mean_error: Figure,
    pub(super) bias: Figure,
    pub(super) kappa: Figure,
}

#[derive(Serialize)]
pub(super) struct Labels {
    pub(super) count: usize,
    pub(super) hits: usize,
    pub(super) false_alarms: usize,
    pub(super) misses: usize,
    pub(super) rejections: usize,
    pub(super) precision: Figure,
    pub(super) recall: Figure,
    pub(super) f1: Figure,
    pub(super) auc: Figure,
}

#[derive(Serialize)]
pub(super) struct Bin {
    pub(super) from: u32,
    pub(super) answers: usize,
    pub(super) coverage: Figure,
    pub(super) score: Figure,
}

#[derive(Serialize)]
pub(super) struct Disagreement<'a> {
    pub(super) line: usize,
    pub(super) id: Option<&'a str>,
    pub(super) difference: Figure,
    pub(super) answer: &'a str,
}

#[derive(Serialize)]
pub(super) struct Question<'a> {
    pub(super) id: String,
    pub(super) title: &'a str,
    pub(super) answers: usize,
    #[serde(flatten)]
    pub(super) agreement: Agreement,
    pub(super) keypoints: Vec<KeyPoint<'a>>,
    pub(super) misconceptions: Vec<Misconception<'a>>,
    pub(super) untried_alternatives: usize,
    pub(super) suggestions: Option<Vec<Suggestion<'a>>>,
}

#[derive(Serialize)]
pub(super) struct Suggestion<'a> {
    pub(super) keypoint: &'a str,
    pub(super) basis: &'static str,
    pub(super) missed: usize,
    pub(super) others: usize,
    pub(super) candidates: Vec<Candidate<'a>>,
}

#[derive(Serialize)]
pub(super) struct Candidate<'a> {
    pub(super) text: &'a str,
    pub(super) missed: usize,
    pub(super) others: usize,
    pub(super) z: Figure,
    pub(super) example: &'a str,
}

#[derive(Serialize)]
pub(super) struct KeyPoint<'a> {
    pub(super) id: &'a str,
    pub(super) point: &'a str,
    pub(super) tier: Tier,
    pub(super) weight: u32,
    pub(super) answers: usize,
    pub(super) credited: usize,
    pub(super) fires: &'static str,
    pub(super) difficulty: Figure,
    pub(super) discrimination: Figure,
    pub(super) without: Effect,
    pub(super) labels: Option<Labels>,
    pub(super) alternatives: Vec<Alternative<'a>>,
}

#[derive(Serialize)]
pub(super) struct Alternative<'a> {
    pub(super) pattern: &'a str,
    pub(super) list: usize,
    pub(super) partial: bool,
    pub(super) answers: usize,
    pub(super) fires: &'static str,
}

#[derive(Serialize)]
pub(super) struct Misconception<'a> {
    pub(super) id: &'a str,
    pub(super) claim: &'a str,
    pub(super) found: usize,
    pub(super) without: Effect,
}

#[derive(Serialize)]
pub(super) struct Effect {
    pub(super) mean_error: Figure,
    pub(super) pearson: Figure,
}

#[derive(Serialize)]
pub(super) struct Answer<'a> {
    pub(super) line: usize,
    pub(super) id: Option<&'a str>,
    pub(super) rubric: String,
    pub(super) score: Option<f64>,
    pub(super) expected: Figure,
    pub(super) coverage: Hundredths,
    pub(super) keypoints: Vec<Point<'a>>,
    pub(super) misconceptions: Vec<&'a str>,
    pub(super) flags: &'a [Flag],
}

#[derive(Serialize)]
pub(super) struct Point<'a> {
    pub(super) id: &'a str,
    pub(super) verdict: Verdict,
    pub(super) score: Hundredths,
    pub(super) label: Option<f64>,
}

/// A figure with at most four decimals; more would be noise.
pub(super) struct Figure(pub(super) Option<f64>);

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.map(|value| (value * 1e4).round() / 1e4 + 0.0).serialize(serializer)
    }
}
