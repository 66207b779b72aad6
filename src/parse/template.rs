//! Reads filled-in copies of a known sheet by comparing them with it.
//!
//! A copy is not read by its own labels, fences and headings, which people delete and damage, but by those of the sheet:
//! its lines are laid beside the sheet's, and what was put in or instead of the lines of a slot is the answer.

mod align;
mod copy;

use super::directives;
use super::document::{Document, Layout, Question, QuestionKind, Role};
use super::labels::Labels;
use super::placeholder::{Content, content, is_blank};
use super::reviews;
use crate::messages::Message;
use crate::problem::Problem;
use crate::source::{Source, Span};
use crate::text::Extract;
use align::{Alignment, Key};
use copy::Copy;
use std::ops::Range;

/// The code of the warning about a file that has none of a sheet's questions.
pub const NOT_A_COPY: &str = "not-a-copy";

/// A sheet as it was given out: what its copies are compared with.
#[derive(Debug)]
pub struct Template {
    document: Document,
    keys: Vec<Key>,
    asked: Vec<Asked>,
}

/// The lines of a question in the sheet, counted from 0.
#[derive(Debug)]
struct Asked {
    lines: Range<usize>,
    areas: Vec<Area>,
}

/// The lines of a slot in the sheet.
#[derive(Debug)]
struct Area {
    role: Role,
    /// The line of its label.
    label: Option<usize>,
    /// The label as it is written.
    written: String,
    /// Its lines, those of the label left out.
    lines: Range<usize>,
}

impl Template {
    /// Takes the reading of a sheet as that of its copies.
    #[must_use]
    pub fn new(sheet: Document) -> Self {
        let source = &sheet.source;
        let keys = (1..=source.line_count()).map(|line| Key::of(source.line(line))).collect();
        let begin = |question: &Question| source.line_at(question.heading.start) - 1;
        let ends = sheet.questions.iter().skip(1).map(begin).chain([source.line_count()]);
        let asked = sheet.questions.iter().zip(ends).map(|(question, end)| {
            let lines = begin(question)..end.max(begin(question) + 1);
            Asked { areas: areas(source, question, &lines), lines }
        });
        Self { asked: asked.collect(), keys, document: sheet }
    }

    /// How many questions it asks.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.document.questions.len()
    }
}

/// The slots of a question in the sheet.
fn areas(source: &Source, question: &Question, lines: &Range<usize>) -> Vec<Area> {
    let line_of = |at: usize| source.line_at(at) - 1;
    let prompt = question.prompt.iter().map(Extract::span).chain([question.heading]).map(|span| span.end).max();
    let after_prompt = prompt.map_or(lines.start, |end| line_of(end.saturating_sub(1))) + 1;
    let mut areas = Vec::new();
    // A question that leaves no place for an answer, as in a question bank, takes what is put in under it. One that
    // follows up another shares its slot.
    if question.kind == QuestionKind::Question && question.parent.is_none() && question.answers().next().is_none() {
        let first_label = question.slots.iter().find_map(|slot| slot.label);
        let end = first_label.map_or(lines.end, |label| line_of(label.start));
        let rest = blank_from(source, after_prompt, end);
        areas.push(Area { role: Role::Candidate, label: None, written: String::new(), lines: rest });
    }
    for (at, slot) in question.slots.iter().enumerate() {
        let label = slot.label.map(|label| line_of(label.start));
        let next = question.slots.get(at + 1).and_then(|next| next.label).map_or(lines.end, |next| line_of(next.start));
        let first = label.map_or(after_prompt, |label| label + 1);
        let written = slot.span.map_or(first, |span| line_of(span.end.saturating_sub(1)) + 1);
        let end = match slot.role {
            Role::Candidate => blank_from(source, written.max(first), next).end,
            _ => written,
        };
        let label_text = slot.label.map_or("", |label| label.of(&source.text)).trim().to_owned();
        areas.push(Area { role: slot.role, label, written: label_text, lines: first..end.max(first) });
    }
    areas
}

/// The lines from `first` on that hold nothing to read: blanks, fences, rules, comments, placeholders.
fn blank_from(source: &Source, first: usize, end: usize) -> Range<usize> {
    let says = |line: &usize| {
        let text = source.line(line + 1).trim_matches(is_blank);
        content(text, false) == Content::Words && fence(text).is_none() && !text.starts_with("<!--")
    };
    first..(first..end).find(says).unwrap_or(end).max(first)
}

/// The info string of a line that opens or closes a fence.
fn fence(line: &str) -> Option<&str> {
    let text = line.trim_matches(is_blank);
    ['`', '~'].into_iter().find_map(|mark| {
        let info = text.trim_start_matches(mark);
        (text.len() - info.len() >= 3 && !info.contains(mark)).then(|| info.trim())
    })
}

/// Reads `source` as a copy of the sheet: its questions are the sheet's, with what this copy has in their slots.
///
/// A question that the copy has lost altogether stays, with an empty slot, and is a problem; a file that has none of the
/// sheet's questions has no questions.
#[must_use]
pub fn parse_copy(source: Source, template: &Template, labels: &Labels) -> Document {
    reviews::hiding(source, |source| read_copy(source, template, labels))
}

fn read_copy(source: Source, template: &Template, labels: &Labels) -> Document {
    let keys: Vec<Key> = (1..=source.line_count()).map(|line| Key::of(source.line(line))).collect();
    let chunks: Vec<usize> = template.asked.iter().map(|asked| asked.lines.start).collect();
    let alignment = Alignment::new(&template.keys, &keys, &chunks);
    let copy = Copy { source: &source, template, alignment: &alignment, labels };

    let mut questions = Vec::with_capacity(template.questions());
    let mut problems = Vec::new();
    for (question, asked) in template.document.questions.iter().zip(&template.asked) {
        let (question, found) = copy.question(question, asked);
        if !found {
            problems.push(copy.lost(&question, asked));
        }
        questions.push(question);
    }
    if problems.len() == questions.len() {
        let sheet = &template.document.source.path;
        let message = Message::new("copy-of-nothing").with("sheet", sheet);
        let problem = Problem::warning(NOT_A_COPY, &source.path, message);
        let problems = vec![problem.help(Message::new("copy-of-nothing-help"))];
        return Document { source, layout: Layout::Plain, questions: Vec::new(), problems };
    }
    let ends = questions.iter().skip(1).map(|next| next.heading.start).chain([source.text.len()]);
    let ends: Vec<usize> = ends.collect();
    problems.extend(directives::attach(&source, &comments(&source.text), &mut questions, &ends));
    for (question, asked) in questions.iter_mut().zip(&template.document.questions) {
        let (own, sheet) = (&mut question.directives, &asked.directives);
        if let (None, Some((id, _))) = (&own.question, &sheet.question) {
            own.question = Some((id.clone(), question.heading));
        }
    }
    problems.sort_by_key(|problem| problem.span);
    Document { source, layout: template.document.layout, questions, problems }
}

/// The HTML comments of a text.
fn comments(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("<!--")).map(|open| at + open) {
        let Some(end) = text.get(open..).and_then(|rest| rest.find("-->")) else { break };
        at = open + end + "-->".len();
        found.push(Span::new(open, at));
    }
    found
}

#[cfg(test)]
mod tests;
