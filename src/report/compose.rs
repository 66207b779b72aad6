//! Turns a scored document into the view of it.

use super::issue::Issue;
use super::place::{LONGEST_QUOTE, Places};
use super::view::{ClaimReport, EvidenceReport, KeyPointReport, NearestReport, QuestionReport, Report};
use crate::bind::Binding;
use crate::catalogue::RubricRef;
use crate::matching::{AnswerEvidence, Finding, Hit, Verdict};
use crate::messages::Message;
use crate::parse::{Document, Question};
use crate::problem::Problem;
use crate::score::{Content, Score, Scorecard, content_of, status_of};
use crate::source::{Source, Span};

/// Turns a scored document into what is shown of it.
#[must_use]
pub fn report(card: Scorecard<'_>) -> Report<'_> {
    let Scorecard { evidence, scores } = card;
    let content = content_of(&evidence.bound.document.questions);
    let Document { source, questions, problems, .. } = evidence.bound.document;
    let mut problems = problems;
    let mut reports = Vec::new();
    let results = evidence.bound.bindings.into_iter().zip(evidence.answers).zip(scores);
    for (question, ((binding, answer), score)) in questions.into_iter().zip(results) {
        if content == Content::Answers && question.asks_candidate() {
            problems.extend(answer.iter().flat_map(|answer| unused_ignores(&question, answer, &source)));
            reports.push(question_report(question, binding, answer, score, &source));
        }
    }
    problems.extend(nothing_to_grade(content, &source));
    problems.sort_by_key(|problem| problem.span);
    let issues = problems.into_iter().map(|problem| Issue::new(problem, Some(&source))).collect();
    Report { path: source.path.clone(), source: Some(source), content, questions: reports, issues }
}

/// What is shown of a document that could not be read.
#[must_use]
pub fn unreadable<'r>(problem: Problem) -> Report<'r> {
    let path = problem.path.clone();
    let issues = vec![Issue::new(problem, None)];
    Report { path, source: None, content: Content::Unreadable, questions: Vec::new(), issues }
}

fn question_report<'r>(
    question: Question,
    binding: Binding<'r>,
    answer: Option<AnswerEvidence<'r>>,
    score: Option<Score>,
    source: &Source,
) -> QuestionReport<'r> {
    let written = question.answers().filter_map(|slot| slot.span).collect();
    let status = status_of(&question, binding.rubric.is_some());
    let has_slot = question.answer_state().is_some();
    let mut places = Places::new(source);
    let instead = answer.as_ref().and_then(|answer| answer.instead).map(RubricRef::id);
    let (findings, claims, flags) =
        answer.map_or_else(Default::default, |answer| (answer.findings, answer.claims, answer.flags));
    QuestionReport {
        rubric: binding.rubric.map(RubricRef::id),
        expected: binding.rubric.map(|found| found.question),
        number: question.number,
        title: question.title,
        line: source.line_at(question.heading.start),
        status,
        answer: written,
        has_slot,
        confidence: binding.confidence,
        ambiguous: binding.ambiguous,
        score,
        keypoints: findings.into_iter().map(|finding| keypoint_report(finding, &mut places)).collect(),
        claims: claims
            .into_iter()
            .map(|claim| ClaimReport {
                misconception: claim.misconception,
                place: places.place(claim.span),
                span: claim.span,
                quote: places.quote(claim.span),
            })
            .collect(),
        flags,
        instead,
    }
}

fn keypoint_report(finding: Finding, places: &mut Places<'_>) -> KeyPointReport {
    let seen = together(&finding.hits, places.source).map(|span| (places.place(span), places.quote(span)));
    let evidence = finding.hits.into_iter().map(|hit| EvidenceReport {
        place: places.place(hit.span),
        span: hit.span,
        quote: places.quote(hit.span),
        method: hit.method,
        term: hit.term,
    });
    let evidence = evidence.collect();
    let nearest = finding.nearest.map(|nearest| NearestReport {
        place: places.place(nearest.span),
        quote: places.quote(nearest.span),
        lack: nearest.lack,
        terms: nearest.terms,
    });
    KeyPointReport {
        id: finding.id,
        point: finding.point,
        tier: finding.tier,
        weight: finding.weight,
        part: finding.part,
        hint: finding.hint,
        verdict: finding.verdict,
        share: finding.share,
        evidence,
        seen,
        nearest,
        ignored: finding.ignored,
    }
}

/// The stretch from the first hit to the last; the first alone where they are spread over several lines.
fn together(hits: &[Hit], source: &Source) -> Option<Span> {
    let whole = hits.iter().map(|hit| hit.span).reduce(Span::join)?;
    let one_line = source.line_at(whole.start) == source.line_at(whole.end.saturating_sub(1).max(whole.start));
    if one_line && whole.len() <= LONGEST_QUOTE { Some(whole) } else { hits.first().map(|hit| hit.span) }
}

fn unused_ignores(question: &Question, answer: &AnswerEvidence<'_>, source: &Source) -> Vec<Problem> {
    let ignores = question.directives.ignored_keypoints.iter().filter_map(|ignore| {
        // What the settings ignore may be needed in another file.
        let span = ignore.span?;
        let finding = answer.findings.iter().find(|finding| finding.id == ignore.id);
        let message = match finding {
            None => Message::new("ignore-of-no-keypoint").with("id", &ignore.id),
            Some(finding) if finding.verdict == Verdict::Covered => {
                Message::new("ignore-of-covered").with("id", &ignore.id)
            }
            Some(_) => return None,
        };
        Some(Problem::warning("unused-ignore", &source.path, message).at(span))
    });
    ignores.collect()
}

fn nothing_to_grade(content: Content, source: &Source) -> Option<Problem> {
    let (code, message) = match content {
        Content::Answers | Content::Unreadable => return None,
        Content::ReferencesOnly => ("references-only", Message::new("document-references-only")),
        Content::Nothing => ("no-answers", Message::new("document-without-answers")),
    };
    Some(Problem::note(code, &source.path, message))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::score::Status::{self, Answered, Empty, Ignored, Placeholder, Unmatched};

    #[test]
    fn a_document_becomes_its_questions_in_order() {
        let rubrics = fixture::rubric();
        let report = report(fixture::card(&rubrics));
        let statuses: Vec<Status> = report.questions.iter().map(|question| question.status).collect();
        assert_eq!(statuses, [Answered, Empty, Placeholder, Unmatched, Unmatched, Ignored]);
        let codes: Vec<_> = report.issues.iter().map(|issue| issue.problem.code).collect();
        assert_eq!(codes, ["unused-ignore", "ambiguous-question"]);
    }

    #[test]
    fn reference_answers_are_not_the_candidates() {
        let rubrics = fixture::rubric();
        let report = report(fixture::references(&rubrics));
        assert_eq!(report.content, Content::ReferencesOnly);
        assert!(report.questions.is_empty());
        assert_eq!(report.issues[0].problem.code, "references-only");
    }
}
