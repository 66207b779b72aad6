//! Reads a document as questions and answers.
//!
//! Markdown becomes a flat list of blocks; labels are found at the heads of their lines; what repeats shows how
//! questions are marked; between two questions the labels open slots, and what stands in a slot becomes passages.

mod blocks;
mod document;
mod labels;
mod layout;
mod marks;
mod questions;
mod repair;

mod directives;
mod leaves;
mod passages;
mod slots;

mod align;
mod inline;
mod numbering;
mod placeholder;
mod region;
mod walk;

mod sections;
mod template;

use crate::problem::Problem;
use crate::source::{Source, Span};
use blocks::{BlockKind, Blocks};
use marks::{Mark, marks};
use questions::Reading;
use region::Region;

pub use document::{
    Directives, Document, IgnoredKeypoint, Layout, Part, Passage, PassageKind, Question, QuestionKind, Role, Slot,
    SlotState,
};
pub use labels::Labels;
pub use sections::{Sections, sections};
pub use template::{Template, parse_copy};

/// Reads `source` as questions with the slots that `labels` open.
#[must_use]
pub fn parse(source: Source, labels: &Labels) -> Document {
    let text = source.text.as_str();
    let (blocks, marks) = read(text, labels);
    let mut problems = unclosed(&source, &blocks);
    let Some(outline) = layout::outline(&blocks.blocks, &marks) else {
        return Document { source, layout: Layout::Plain, questions: Vec::new(), problems };
    };
    let reading = Reading { source: text, blocks: &blocks.blocks, marks: &marks, outline: &outline };
    let (layout, found) = questions::questions(&reading);
    let (mut questions, ends): (Vec<Question>, Vec<usize>) = found.into_iter().unzip();
    problems.extend(directives::attach(&source, &blocks.comments, &mut questions, &ends));
    problems.extend(unlabelled(&source, &questions));
    problems.sort_by_key(|problem| problem.span);
    Document { source, layout, questions, problems }
}

/// Reads a bare answer: all of `text` is one slot for the candidate. Spans are offsets of `text`.
#[must_use]
pub fn parse_answer(text: &str) -> Slot {
    let blocks = blocks::read(&Region::stretch(text, Span::new(0, text.len())));
    slots::whole(text, &blocks.blocks)
}

/// Reads the blocks and labels of a document. Where something left open has swallowed questions, the document is read
/// again question by question.
fn read(text: &str, labels: &Labels) -> (Blocks, Vec<Mark>) {
    let start = blocks::front_matter(text);
    let whole = blocks::read(&Region::stretch(text, Span::new(start, text.len())));
    let found = marks(&whole.blocks, text, labels);
    let cuts = layout::outline(&whole.blocks, &found)
        .map(|outline| repair::cuts(text, &whole.blocks, &found, &outline, labels))
        .unwrap_or_default();
    if cuts.is_empty() {
        return (whole, found);
    }
    let mut pieces = Blocks::default();
    let ends = cuts.iter().copied().chain([text.len()]);
    for (from, to) in [start].into_iter().chain(cuts.iter().copied()).zip(ends) {
        pieces.append(blocks::read(&Region::stretch(text, Span::new(from, to.max(from)))));
    }
    let found = marks(&pieces.blocks, text, labels);
    (pieces, found)
}

/// Fences and comments that are never closed.
fn unclosed(source: &Source, blocks: &Blocks) -> Vec<Problem> {
    let opening = |at: usize| source.line_span(source.line_at(at));
    let fences = blocks.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Code(code) if code.fenced && !code.closed => Some(block.span.start),
        _ => None,
    });
    let fence = |at: usize| {
        let problem = Problem::warning("unclosed-fence", &source.path, "this code fence is never closed");
        problem.at(opening(at)).help("close it with a line of its own that repeats the opening marks")
    };
    let is_open = |comment: &&Span| !comment.of(&source.text).ends_with("-->");
    let comment = |comment: &Span| {
        let problem = Problem::warning("unclosed-comment", &source.path, "this comment is never closed");
        problem.at(opening(comment.start)).help("close it with `-->`")
    };
    fences.map(fence).chain(blocks.comments.iter().filter(is_open).map(comment)).collect()
}

/// Questions whose number goes on from the one before, but under which no label opens an answer.
fn unlabelled(source: &Source, questions: &[Question]) -> Vec<Problem> {
    let missing = |question: &&Question| question.slots.is_empty();
    let problem = |question: &Question| {
        let problem =
            Problem::warning("no-slot", &source.path, "no label under this question says where the answer is");
        problem.at(question.heading).help("write the label that the other questions have above the answer")
    };
    questions.iter().filter(missing).map(problem).collect()
}

#[cfg(test)]
mod tests;
