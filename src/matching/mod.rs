//! Finds what answers say of their rubrics.
//!
//! A question's patterns are compiled into a program (`compile`) when the first answer is bound to it. An answer is read
//! into sentences with their context (`answer`), scanned once for all phrases (`scan`), what cannot hold is cut from the
//! patterns (`live`), and the rest of each is evaluated over what was found (`evaluate`). Statements without a pattern go by likeness (`derived`).

mod answer;
mod asked;
mod bits;
mod claims;
mod code;
mod derived;
mod evaluate;
mod evidence;
mod flags;
mod list;
mod live;
mod matchers;
mod nearest;
mod negation;
mod occurrences;
mod question;
mod scan;
mod search;
mod topic;
mod verdict;

pub use derived::Likeness;
pub use evidence::{AnswerEvidence, Claim, Evidence, Finding, Flag, Hit, Lack, Method, Nearest, Verdict};
pub use matchers::Matchers;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::bind::{Binding, Bound};
use crate::catalogue::RubricRef;
use crate::compile::Known;
use crate::parse;

/// Finds what the answers of a bound document say of their rubrics. Questions that are ignored or bound to no rubric have
/// no evidence; an empty answer has evidence too, in which everything is missing.
#[must_use]
pub fn match_answers<'r>(bound: Bound<'r>, matchers: &Matchers<'r>) -> Evidence<'r> {
    let questions: Vec<_> = bound.document.questions.iter().zip(&bound.bindings).collect();
    let text = bound.document.source.text.as_str();
    let answer =
        |(question, binding): &(&parse::Question, &Binding<'r>)| question_evidence(text, question, binding, matchers);
    let answers = if bound.document.is_worth_sharing() {
        questions.par_iter().map(answer).collect()
    } else {
        questions.iter().map(answer).collect()
    };
    Evidence { bound, answers }
}

fn question_evidence<'r>(
    text: &str,
    question: &parse::Question,
    binding: &Binding<'r>,
    matchers: &Matchers<'r>,
) -> Option<AnswerEvidence<'r>> {
    let rubric = binding.rubric.filter(|_| question.directives.ignore.is_none())?;
    let mut evidence = if question.answer_state() == Some(parse::SlotState::Answered) {
        let prompt = question.prompt.iter().map(|extract| extract.text.as_str());
        let asked = matchers.asked([question.title.as_str()].into_iter().chain(prompt));
        let slots = question.answers().filter(|slot| slot.state == parse::SlotState::Answered);
        let slots: Vec<_> = slots.map(|slot| slot.passages(text)).collect();
        matchers.evidence(rubric, &slots, &asked, &references(text, question))?
    } else {
        matchers.unanswered(rubric)?
    };
    for finding in &mut evidence.findings {
        finding.ignored = question.directives.ignored_keypoints.iter().any(|ignored| ignored.id == finding.id);
    }
    Some(evidence)
}

/// What the document itself gives as the answer.
fn references(text: &str, question: &parse::Question) -> Known {
    let slots = question.slots.iter().filter(|slot| slot.role == parse::Role::Reference);
    Known::of(slots.flat_map(|slot| slot.passages(text)).map(|passage| passage.extract.text.as_str()))
}

/// Finds what one answer says of a rubric's question, without a document around it: its spans are those of the slot.
#[must_use]
pub fn match_answer<'r>(
    passages: &[parse::Passage],
    rubric: RubricRef<'r>,
    matchers: &Matchers<'r>,
) -> Option<AnswerEvidence<'r>> {
    let asked = asked::Asked::new([rubric.question.title.as_str()]);
    matchers.evidence(rubric, &[passages], &asked, &Known::default())
}

/// Finds what one statement says of a rubric's question. Unlike an answer, a statement by itself is not asked whether it
/// is a list of keywords or repeats the question.
#[must_use]
pub fn match_statement<'r>(
    passages: &[parse::Passage],
    rubric: RubricRef<'r>,
    matchers: &Matchers<'r>,
) -> Option<AnswerEvidence<'r>> {
    matchers.statement(rubric, passages)
}
