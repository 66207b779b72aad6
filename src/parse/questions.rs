//! Puts the questions together: title, number, prompt with its parts, and the slots for answers.

use super::blocks;
use super::document::{Directives, Layout, Part, Question, QuestionKind, Role};
use super::leaves::{Leaf, LeafKind, leaves};
use super::marks::Style;
use super::numbering;
use super::places::{Under, places};
use super::region::Region;
use super::shapes::{Class, Outline, Rank, Sheet, is_reverse};
use super::slots::slot;
use crate::source::Span;
use crate::text::Extract;
use std::collections::BTreeMap;

/// What is read of a document.
pub(super) struct Read {
    /// How it is laid out.
    pub(super) layout: Layout,
    /// Its questions with the offset at which each ends.
    pub(super) questions: Vec<(Question, usize)>,
    /// The headings of the questions whose answers were taken without the label that others have.
    pub(super) unlabelled: Vec<Span>,
}

/// Reads the questions of a document.
pub(super) fn questions(sheet: &Sheet<'_>, outline: &Outline) -> Read {
    let unders = places(sheet, outline);
    let layout = layout(sheet, outline, &unders);
    let lines: BTreeMap<usize, usize> = outline.starts.iter().zip(0..).map(|(start, at)| (start.line, at)).collect();
    let mut found: Vec<(Question, usize)> = Vec::with_capacity(unders.len());
    let mut unlabelled = Vec::new();
    for (start, under) in outline.starts.iter().zip(unders) {
        let (end, taken) = (under.end, under.unlabelled);
        let mut question = question(sheet, start.line, under);
        match start.rank {
            Rank::Top => {}
            Rank::Under(line) => {
                question.topic = sheet.lines.get(line).map(|line| Span::new(line.body.start, line.body.end));
            }
            Rank::FollowUp(line) => question.parent = lines.get(&line).copied(),
        }
        let asks = |extract: &Extract| is_reverse(&extract.text);
        let turn = matches!(start.class, Class::Turn(_)) && question.prompt.iter().any(asks);
        question.kind = match start.rank {
            Rank::FollowUp(_) => QuestionKind::FollowUp,
            _ if is_reverse(&question.title) || turn => QuestionKind::Reverse,
            _ => QuestionKind::Question,
        };
        let end = sheet.lines.get(end).map_or(sheet.source.len(), |line| line.span.start);
        unlabelled.extend(taken.then_some(question.heading));
        found.push((question, end));
    }
    Read { layout, questions: found, unlabelled }
}

/// How a document is laid out, now that its slots are known.
fn layout(sheet: &Sheet<'_>, outline: &Outline, unders: &[Under]) -> Layout {
    let Some(layout) = outline.layout else { return Layout::Plain };
    let count = |holds: &dyn Fn(&Under) -> bool| unders.iter().filter(|under| holds(under)).count();
    let most = |holds: &dyn Fn(&Under) -> bool| count(holds) * 2 > unders.len();
    let has = |under: &Under, role: Role| under.places.iter().any(|place| place.role == role && place.label.is_some());
    let labelled = |under: &Under| under.places.iter().any(|place| place.label.is_some() && place.role != Role::Prompt);
    if count(&|under| under.options) > 0 {
        return Layout::MultipleChoice;
    }
    if most(&|under| under.style == Some(Style::Comment)) {
        return Layout::CommentSlots;
    }
    if matches!(layout, Layout::Dialogue | Layout::Details | Layout::Cards) {
        return layout;
    }
    if count(&labelled) == 0 {
        let written = most(&|under| {
            under.places.iter().any(|place| {
                place.role == Role::Candidate && !place.lines.iter().all(|line| line.of(sheet.source).trim().is_empty())
            })
        });
        let fences = most(&|under| {
            under.places.len() == 2
                && under
                    .places
                    .iter()
                    .any(|place| place.lines.first().is_some_and(|line| line.of(sheet.source).starts_with("```")))
        });
        return match layout {
            Layout::Label if fences => Layout::FenceSlots,
            Layout::Notes | Layout::NumberedInline | Layout::NestedList | Layout::Label | Layout::SingleQuestion
                if !written =>
            {
                Layout::QuestionBank
            }
            Layout::Label | Layout::SingleQuestion => Layout::Setext,
            other => other,
        };
    }
    if unders.iter().any(|under| under.style == Some(Style::Tag)) {
        return Layout::Details;
    }
    let candidates = count(&|under| has(under, Role::Candidate));
    let speaking = most(&|under| under.places.iter().skip(1).any(|place| place.role == Role::Prompt));
    match layout {
        _ if candidates == 0 => Layout::ExpectedAnswer,
        Layout::Label | Layout::SingleQuestion if speaking => Layout::Transcript,
        _ if count(&|under| has(under, Role::Candidate) && has(under, Role::Reference)) * 2 > unders.len() => {
            Layout::SelfAndReference
        }
        _ => Layout::Label,
    }
}

fn question(sheet: &Sheet<'_>, line: usize, under: Under) -> Question {
    let mut question = Question {
        heading: Span::default(),
        number: None,
        title: String::new(),
        prompt: Vec::new(),
        parts: Vec::new(),
        kind: QuestionKind::Question,
        parent: None,
        topic: None,
        slots: Vec::new(),
        directives: Directives::default(),
    };
    if let Some(line) = sheet.lines.get(line) {
        let text = line.span.of(sheet.source);
        let margin = text.len() - text.trim_start_matches(|c: char| super::placeholder::is_blank(c) || c == '>').len();
        let own_line = (line.span.start + margin).min(under.title.start);
        let own = sheet.mark_at(line.body.start);
        let number = own.map(|mark| mark.span.of(sheet.source).trim_start_matches(|c: char| !c.is_alphanumeric()));
        let labelled = number.and_then(numbering::leading).map(|number| number.written.to_owned());
        // A label alone on its line stands above the question, unless it counts the questions.
        let above = under.title.start > line.span.end && labelled.is_none();
        let start = if above { under.title.start } else { own_line };
        question.heading = Span::new(start, under.title.end.max(start));
        question.number =
            labelled.or_else(|| line.number.map(|number| number.written.of(sheet.source).trim().to_owned()));
        question.title = plain(sheet.source, under.title);
        if question.number.is_some()
            && own.is_some()
            && let Some(number) = numbering::leading(&question.title)
        {
            question.title = number.rest.to_owned();
        }
    }
    for place in under.places {
        if place.role == Role::Prompt {
            for leaf in leaves(sheet.source, blocks::of_lines(sheet.source, &place.lines), false) {
                let asks =
                    !matches!(leaf.kind, LeafKind::Code(_) | LeafKind::Rule) && !leaf.extract.text.trim().is_empty();
                if asks {
                    question.parts.extend(parts(&leaf));
                    question.prompt.push(leaf.extract);
                }
            }
        } else {
            question.slots.push(slot(sheet.source, place.lines, place.role, place.label));
        }
    }
    if question.title.is_empty() {
        let first = question.prompt.first().and_then(|prompt| prompt.text.lines().next());
        question.title = first.unwrap_or_default().trim().to_owned();
    }
    question
}

/// A title without its markup.
fn plain(source: &str, span: Span) -> String {
    let text = span.of(source).trim();
    let text = text.strip_suffix("</summary>").unwrap_or(text);
    let marked = text.contains(['*', '_', '`', '[', '&', '\\', '<', '~', '!']);
    let said = if marked {
        let text = balanced(text);
        let blocks = blocks::read(&Region::stretch(&text, Span::new(0, text.len()))).blocks;
        blocks.iter().map(|block| block.extract.text.as_str()).collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    };
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with the bold mark that its number or label has cut off.
fn balanced(text: &str) -> String {
    if text.matches("**").count().is_multiple_of(2) {
        return text.to_owned();
    }
    if text.ends_with("**") { format!("**{text}") } else { text.replacen("**", "", 1) }
}

/// The numbered parts in a block of a prompt: an item of a list, or lines that open with numbers.
fn parts(leaf: &Leaf) -> Vec<Part> {
    let part = |extract: &Extract, text: Span, start: usize| {
        let said = extract.slice(text);
        Part { span: Span::new(start, said.span().end.max(start)), text: said.text }
    };
    let text = &leaf.extract.text;
    match &leaf.kind {
        LeafKind::Item(true) if leaf.depth == 0 => {
            vec![part(&leaf.extract, Span::new(0, text.len()), leaf.span.start)]
        }
        LeafKind::Paragraph => {
            let mut at = 0;
            let numbered = text.split_inclusive('\n').filter_map(|line| {
                let span = Span::new(at, at + line.len());
                at = span.end;
                let number = numbering::leading(line)?;
                let start = leaf.extract.source(Span::new(span.start, span.start + 1)).start;
                Some(part(&leaf.extract, Span::new(span.end - number.rest.len(), span.end), start))
            });
            numbered.collect()
        }
        _ => Vec::new(),
    }
}
