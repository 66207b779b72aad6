//! Reads a document as questions and answers.
//!
//! Markdown becomes a flat list of blocks; labels are found at the heads of their lines; what repeats shows how
//! questions are marked; between two questions the labels open slots, and what stands in a slot becomes passages.

mod document;
mod habits;
mod labels;
mod lines;
mod marks;
mod places;
mod questions;
mod shapes;

mod asking;
mod closing;
mod comments;
mod directives;
mod fences;
mod glance;
mod leaves;
mod passages;
mod recurring;
mod slots;
mod unlabelled;

mod align;
mod blocks;
mod inline;
mod numbering;
mod placeholder;
mod plain;
mod region;
mod walk;

mod reviews;
mod sections;
mod template;

use crate::messages::Message;
use crate::problem::Problem;
use crate::source::{Source, Span};
use region::Region;
use shapes::Sheet;

pub use document::{
    Directives, Document, IgnoredKeypoint, Layout, Part, Passage, PassageKind, Question, QuestionKind, Role, Slot,
    SlotState,
};
pub use labels::Labels;
pub use reviews::{END_OF_REVIEW, FILLED, REVIEW, without_reviews};
pub use sections::{Sections, sections};
pub use template::{NOT_A_COPY, Template, parse_copy};

/// The front matter at the head of a document, with its rules; empty where there is none.
#[must_use]
pub fn front_matter(text: &str) -> &str {
    text.get(..blocks::front_matter(text)).unwrap_or_default()
}

/// Reads `source` as questions with the slots that `labels` open.
#[must_use]
pub fn parse(source: Source, labels: &Labels) -> Document {
    reviews::hiding(source, |source| read(source, labels))
}

fn read(source: Source, labels: &Labels) -> Document {
    let text = source.text.as_str();
    let mut lines = lines::lines(&source, blocks::front_matter(text));
    let mut marks = marks::marks(&lines, text, labels);
    marks::label(&mut lines, &marks);
    recurring::add(&lines, text, &mut marks);
    marks::label(&mut lines, &marks);
    let openings = comments::openings(text);
    let outline = shapes::outline(text, &mut lines, &marks, &openings);
    let comments = comments::comments(text, &lines, &openings);
    let mut problems = unclosed(&source, &lines, &outline.unclosed, &comments);
    let sheet = Sheet::new(text, &lines, &marks);
    let questions::Read { layout, questions, unlabelled: taken } = questions::questions(&sheet, &outline);
    let (mut questions, ends): (Vec<Question>, Vec<usize>) = questions.into_iter().unzip();
    problems.extend(directives::attach(&source, &comments, &mut questions, &ends));
    problems.extend(unlabelled(&source, &questions));
    problems.extend(taken.into_iter().map(|heading| {
        let problem = Problem::warning("no-label", &source.path, Message::new("answer-without-label")).at(heading);
        problem.help(Message::new("answer-label-help"))
    }));
    problems.extend(outline.doubts.iter().map(|doubt| doubtful(&source, &lines, *doubt)));
    problems.sort_by_key(|problem| problem.span);
    Document { source, layout, questions, problems }
}

/// Reads a bare answer: all of `text` is one slot for the candidate. Spans are offsets of `text`.
#[must_use]
pub fn parse_answer(text: &str) -> Slot {
    let blocks = blocks::read(&Region::stretch(text, Span::new(0, text.len())));
    slots::whole(text, blocks.blocks)
}

/// Fences and comments that are never closed.
fn unclosed(source: &Source, lines: &[lines::Line], fences: &[usize], comments: &[Span]) -> Vec<Problem> {
    let fence = |at: &usize| {
        let problem = Problem::warning("unclosed-fence", &source.path, Message::new("code-fence-unclosed"));
        let line = lines.get(*at).map_or(Span::default(), |line| line.span);
        problem.at(line).help(Message::new("code-fence-unclosed-help"))
    };
    let is_open = |comment: &&Span| !comment.of(&source.text).ends_with("-->");
    let comment = |comment: &Span| {
        let problem = Problem::warning("unclosed-comment", &source.path, Message::new("comment-unclosed"));
        problem.at(source.line_span(source.line_at(comment.start))).help(Message::new("comment-unclosed-help"))
    };
    fences.iter().map(fence).chain(comments.iter().filter(is_open).map(comment)).collect()
}

/// A nested item that may be a question or a part of the answer.
fn doubtful(source: &Source, lines: &[lines::Line], doubt: shapes::Doubt) -> Problem {
    let message = Message::new(if doubt.asks { "item-taken-for-question" } else { "item-taken-for-answer" });
    let line = lines.get(doubt.line).map_or(Span::default(), |line| line.span);
    let problem = Problem::note("unlabelled-item", &source.path, message).at(line);
    problem.help(Message::new("item-doubtful-help"))
}

/// Questions whose number goes on from the one before, but under which no label opens an answer.
fn unlabelled(source: &Source, questions: &[Question]) -> Vec<Problem> {
    let missing = |question: &&Question| question.slots.is_empty();
    let problem = |question: &Question| {
        let problem = Problem::warning("no-slot", &source.path, Message::new("question-without-label"));
        problem.at(question.heading).help(Message::new("answer-label-help"))
    };
    questions.iter().filter(missing).map(problem).collect()
}

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;
