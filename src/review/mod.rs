//! Reviews written into a document: under each answer what it covers and lacks, and the boxes of a form that rates it.
//!
//! Where a review stands must change nothing of how the document is read. Its places are therefore tried: the document is
//! read again with the reviews in it, and a review that would change a verdict is left out.

mod block;
mod form;
mod places;

use crate::parse::{END_OF_REVIEW, REVIEW};
use crate::report::{QuestionReport, Report, Status};
use crate::source::{Source, Span};
use std::fmt::Write as _;

pub use form::CUTS;

/// A document with its reviews.
#[derive(Debug)]
pub struct Annotated {
    /// Its text.
    pub text: String,
    /// How many answers have a review.
    pub reviews: usize,
    /// How many lines of a form were filled in.
    pub filled: usize,
    /// Lines of questions whose answers have none, because it would be read as part of the document anywhere.
    pub left_out: Vec<usize>,
}

/// A review, and where it may stand, the best place first.
struct Review {
    line: usize,
    text: String,
    places: Vec<usize>,
}

/// Writes reviews into a document that has none (see [`without_reviews`](crate::parse::without_reviews)), which `grade`
/// reads and scores, with its text kept in the report.
pub fn annotate<'r>(bare: &Source, grade: impl Fn(Source) -> Report<'r>) -> Annotated {
    let report = grade(bare.clone());
    let reviews = reviews(&report, bare);
    let forms = form::filled(bare, &report);
    let composed = |chosen: &[(usize, &Review)]| compose(bare, chosen, &forms);
    let before = results(&report);
    let holds = |text: &str| results(&grade(Source::new(bare.path.as_str(), text))) == before;

    let first = reviews.iter().filter_map(|review| Some((*review.places.first()?, review)));
    let mut chosen: Vec<(usize, &Review)> = first.collect();
    if !holds(&composed(&chosen)) {
        // Rare enough to be slow: one review after the other, each at the first place where nothing changes.
        chosen.clear();
        for review in &reviews {
            let taken = review.places.iter().find(|place| {
                chosen.push((**place, review));
                let taken = holds(&composed(&chosen));
                chosen.pop();
                taken
            });
            chosen.extend(taken.map(|place| (*place, review)));
        }
    }
    let is_chosen = |review: &&Review| chosen.iter().any(|(_, other)| other.line == review.line);
    Annotated {
        text: composed(&chosen),
        reviews: chosen.len(),
        filled: forms.len(),
        left_out: reviews.iter().filter(|review| !is_chosen(review)).map(|review| review.line).collect(),
    }
}

/// The reviews of the graded answers.
fn reviews(report: &Report<'_>, source: &Source) -> Vec<Review> {
    let answered = report.questions.iter().filter(|question| question.status == Status::Answered);
    let placed = answered.filter_map(|question| {
        let (first, last) = (question.answer.first()?, question.answer.last()?);
        Some((question, places::places(source, *first, *last)))
    });
    let placed: Vec<_> = placed.collect();
    let review = |(question, places): &(&QuestionReport<'_>, Vec<usize>)| {
        // Below a table stand the reviews of all its rows.
        let shared = placed.iter().filter(|(_, others)| others.first() == places.first()).count() > 1;
        Some(Review { line: question.line, text: block::block(question, shared)?, places: places.clone() })
    };
    placed.iter().filter_map(review).collect()
}

/// The text with reviews and filled-in lines in their places.
fn compose(bare: &Source, reviews: &[(usize, &Review)], forms: &[(Span, String)]) -> String {
    let line_end = line_end(&bare.text);
    let blocks = reviews.iter().map(|(place, review)| {
        let mut block = format!("{line_end}{line_end}{REVIEW}");
        for line in review.text.lines() {
            let _ = write!(block, "{line_end}{line}");
        }
        (Span::new(*place, *place), format!("{block}{line_end}{END_OF_REVIEW}"))
    });
    let mut edits: Vec<(Span, String)> = blocks.chain(forms.iter().cloned()).collect();
    // Reviews at one place, as below a table, keep the order of their questions.
    edits.sort_by_key(|(span, _)| span.start);
    let mut text = String::with_capacity(bare.text.len() * 2);
    let mut end = 0;
    for (span, instead) in edits {
        text.push_str(Span::new(end, span.start).of(&bare.text));
        text.push_str(&instead);
        end = span.end;
    }
    text.push_str(Span::new(end, bare.text.len()).of(&bare.text));
    text
}

/// How the lines of a text end: as the first does.
fn line_end(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text.split_at(at).1.starts_with("\r\n") => "\r\n",
        Some(at) if text.split_at(at).1.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// All that a report says but for where it stands.
fn results(report: &Report<'_>) -> Vec<String> {
    let questions = report.questions.iter().map(|question| {
        let points = question.keypoints.iter().map(|point| {
            let evidence = point.evidence.iter().map(|found| (&found.quote, found.method)).collect::<Vec<_>>();
            let nearest = point.nearest.as_ref().map(|nearest| (&nearest.quote, nearest.lack, &nearest.terms));
            format!("{} {:?} {} {evidence:?} {nearest:?}", point.id, point.verdict, point.share)
        });
        let claims = question.claims.iter().map(|claim| (&claim.misconception.id, &claim.quote)).collect::<Vec<_>>();
        let QuestionReport { title, number, rubric, confidence, status, score, flags, .. } = question;
        let head = format!("{number:?} {title} {rubric:?} {confidence} {status:?} {score:?} {flags:?} {claims:?}");
        std::iter::once(head).chain(points).collect::<Vec<_>>().join("\n")
    });
    let issues = report.issues.iter().map(|issue| format!("{} {:?}", issue.problem.code, issue.problem.message));
    questions.chain(issues).collect()
}
