//! The view of one document's results that every format reads: owned, ordered, with lines and columns.

use super::issue::Issue;
use super::place::Place;
use crate::matching::{Flag, Lack, Method, Verdict};
use crate::rubric::{self, Tier};
use crate::score::Score;
use crate::source::{Source, Span};

pub use crate::score::{Content, Status};

/// The results of one document. What rubrics say is borrowed from them.
#[derive(Debug)]
pub struct Report<'r> {
    /// The document's path; `-` for standard input.
    pub path: String,
    /// Its text, which the spans below are of. Few forms show it, so whoever collects reports may take it out of them.
    pub source: Option<Source>,
    /// What there is to grade in it.
    pub content: Content,
    /// The questions that the candidate had to answer, in the order of the file.
    pub questions: Vec<QuestionReport<'r>>,
    /// What is wrong with the document.
    pub issues: Vec<Issue>,
}

/// The result of one question.
#[derive(Debug)]
pub struct QuestionReport<'r> {
    /// The full id of the rubric's question, `rubric/question`.
    pub rubric: Option<String>,
    /// The rubric's question.
    pub expected: Option<&'r rubric::Question>,
    /// Its number as written.
    pub number: Option<String>,
    /// Its title as written.
    pub title: String,
    /// The line it begins at, from 1.
    pub line: usize,
    /// What became of it.
    pub status: Status,
    /// What the candidate wrote, a span a place for it.
    pub answer: Vec<Span>,
    /// Whether the document has a place for its answer.
    pub has_slot: bool,
    /// How sure the binding is, 0 to 100.
    pub confidence: u8,
    /// Ids of the rubrics that fit it equally well.
    pub ambiguous: Vec<String>,
    /// Its score, where it has one.
    pub score: Option<Score>,
    /// One entry a key point, in the rubric's order.
    pub keypoints: Vec<KeyPointReport>,
    /// The wrong claims found.
    pub claims: Vec<ClaimReport<'r>>,
    /// What is odd about the answer.
    pub flags: Vec<Flag>,
    /// The full id of the question that it answers instead.
    pub instead: Option<String>,
}

/// A key point with its verdict and what proves it.
#[derive(Clone, Debug)]
pub struct KeyPointReport {
    /// Its id.
    pub id: String,
    /// The statement.
    pub point: String,
    /// Core or bonus.
    pub tier: Tier,
    /// How much it counts.
    pub weight: u32,
    /// The part of the question it belongs to, from 1.
    pub part: Option<usize>,
    /// A nudge towards it.
    pub hint: Option<String>,
    /// Whether the answer says it.
    pub verdict: Verdict,
    /// How much of it is credited, in hundredths.
    pub share: u8,
    /// The places that prove the verdict.
    pub evidence: Vec<EvidenceReport>,
    /// From the first of those places to the last, where they stand together.
    pub seen: Option<(Place, String)>,
    /// The sentence that comes closest, where it is not covered.
    pub nearest: Option<NearestReport>,
    /// Whether a directive takes it out of the score.
    pub ignored: bool,
}

/// A place that counted as evidence.
#[derive(Clone, Debug)]
pub struct EvidenceReport {
    /// Where.
    pub place: Place,
    /// The same in the text.
    pub span: Span,
    /// The words there.
    pub quote: String,
    /// By which rule they matched.
    pub method: Method,
    /// The pattern's term that they matched.
    pub term: String,
}

/// The sentence that comes closest to a key point.
#[derive(Clone, Debug)]
pub struct NearestReport {
    /// Where.
    pub place: Place,
    /// The sentence.
    pub quote: String,
    /// Why it does not count.
    pub lack: Lack,
    /// The terms it lacks.
    pub terms: Vec<String>,
}

/// A wrong claim, where it was made.
#[derive(Clone, Debug)]
pub struct ClaimReport<'r> {
    /// The rubric's entry.
    pub misconception: &'r rubric::Misconception,
    /// Where.
    pub place: Place,
    /// The same in the text.
    pub span: Span,
    /// The words that make it.
    pub quote: String,
}
