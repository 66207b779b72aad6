//! Puts rubrics on trial: runs the examples they carry through the matcher.

use crate::catalogue::{Catalogue, RubricRef};
use crate::matching::{AnswerEvidence, Lack, Matchers, Verdict, match_statement};
use crate::parse::parse_answer;
use crate::rubric::Question;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// An example of a rubric, with what was expected of it and what came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// `rubric/question/keypoint`, or the misconception's id in place of the key point's.
    pub id: String,
    /// Which list the example stands in.
    pub kind: ExampleKind,
    /// Its place in that list, from 0.
    pub index: usize,
    /// The example.
    pub text: String,
    /// Whether the matcher agrees with the list it stands in.
    pub passed: bool,
    /// What the matcher made of it.
    pub got: &'static str,
    /// Why it did not count, where a covered or hit example failed.
    pub lack: Option<(Lack, Vec<String>)>,
}

/// The list an example stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleKind {
    /// It covers its key point.
    Covered,
    /// It covers its key point in part.
    Partial,
    /// It does not cover its key point.
    Missing,
    /// It makes the wrong claim.
    Hit,
    /// It does not make it.
    Clear,
}

impl ExampleKind {
    /// The list's name in the rubric.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Partial => "partial",
            Self::Missing => "missing",
            Self::Hit => "hit",
            Self::Clear => "clear",
        }
    }
}

/// Runs every example of a question.
///
/// `written` is the question with its examples. An example is read as an answer is, so that a fence in it is code. A missing example may be partly covered: it stands
/// near its key point.
#[must_use]
pub fn examples<'r>(written: &Question, rubric: RubricRef<'r>, matchers: &Matchers<'r>) -> Vec<Trial> {
    let run = |text: &str| match_statement(parse_answer(text).passages(text), rubric, matchers);
    let mut out = Vec::new();
    for keypoint in &written.keypoints {
        let id = format!("{}/{}", rubric.id(), keypoint.id);
        let lists = [
            (ExampleKind::Covered, &keypoint.examples.covered),
            (ExampleKind::Partial, &keypoint.examples.partial),
            (ExampleKind::Missing, &keypoint.examples.missing),
        ];
        for (kind, texts) in lists {
            out.extend(texts.iter().enumerate().filter_map(|(index, text)| {
                let evidence = run(text)?;
                let finding = evidence.findings.iter().find(|finding| finding.id == keypoint.id)?;
                let passed = match kind {
                    ExampleKind::Covered => finding.verdict == Verdict::Covered,
                    ExampleKind::Partial => finding.verdict == Verdict::Partial,
                    _ => finding.verdict != Verdict::Covered,
                };
                let lack =
                    finding.nearest.as_ref().map(|nearest| (nearest.lack, nearest.terms.clone())).filter(|_| !passed);
                Some(Trial {
                    id: id.clone(),
                    kind,
                    index,
                    text: text.clone(),
                    passed,
                    got: name(finding.verdict),
                    lack,
                })
            }));
        }
    }
    for misconception in &written.misconceptions {
        let id = format!("{}/{}", rubric.id(), misconception.id);
        let lists =
            [(ExampleKind::Hit, &misconception.examples.hit), (ExampleKind::Clear, &misconception.examples.clear)];
        for (kind, texts) in lists {
            out.extend(texts.iter().enumerate().filter_map(|(index, text)| {
                let claimed = claims(&run(text)?, &misconception.id);
                let got = if claimed { "hit" } else { "clear" };
                Some(Trial {
                    id: id.clone(),
                    kind,
                    index,
                    text: text.clone(),
                    passed: got == kind.name(),
                    got,
                    lack: None,
                })
            }));
        }
    }
    out
}

/// Runs every example of a catalogue, in its order.
#[must_use]
pub fn all_examples<'r>(catalogue: &'r Catalogue, matchers: &Matchers<'r>) -> Vec<Trial> {
    let written = |rubric: &RubricRef<'r>| catalogue.whole(rubric.place).unwrap_or(rubric.question);
    let questions: Vec<RubricRef<'r>> = catalogue.questions().collect();
    questions.par_iter().flat_map_iter(|rubric| examples(written(rubric), *rubric, matchers)).collect()
}

fn claims(evidence: &AnswerEvidence, id: &str) -> bool {
    evidence.claims.iter().any(|claim| claim.misconception.id == id)
}

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covered => "covered",
        Verdict::Partial => "partial",
        Verdict::Missing => "missing",
        Verdict::Contradicted => "contradicted",
    }
}
