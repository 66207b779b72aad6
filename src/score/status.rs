//! What became of a question, and whether it was the candidate's to answer.

use crate::parse::{Question, Role, SlotState};
use serde::{Deserialize, Serialize};

/// What a document has to grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Places for a candidate's answers, filled in or not.
    Answers,
    /// Questions whose only answers are the document's own.
    ReferencesOnly,
    /// Questions without a place for answers, or no question at all.
    Nothing,
    /// It could not be read.
    Unreadable,
}

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It was answered and graded.
    Answered,
    /// It was left empty: 0.
    Empty,
    /// The template's placeholder was left standing: 0.
    Placeholder,
    /// No rubric fits it, or several do equally: no score.
    Unmatched,
    /// A directive takes it out.
    Ignored,
}

/// What there is to grade in a document of these questions.
#[must_use]
pub fn content_of(questions: &[Question]) -> Content {
    let mut roles = questions.iter().flat_map(|question| &question.slots).map(|slot| slot.role);
    if questions.iter().any(|question| question.answer_state().is_some()) {
        Content::Answers
    } else if roles.any(|role| role == Role::Reference) {
        Content::ReferencesOnly
    } else {
        Content::Nothing
    }
}

/// What became of a question that a rubric fits, or none.
#[must_use]
pub fn status_of(question: &Question, is_bound: bool) -> Status {
    match (question.directives.ignore, is_bound, question.answer_state()) {
        (Some(_), ..) => Status::Ignored,
        (_, false, _) => Status::Unmatched,
        (.., Some(SlotState::Answered)) => Status::Answered,
        (.., Some(SlotState::Placeholder)) => Status::Placeholder,
        (.., Some(SlotState::Empty) | None) => Status::Empty,
    }
}
