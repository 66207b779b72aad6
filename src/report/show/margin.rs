//! What each line of a document was taken for.

use crate::parse::{PassageKind, Question, Role, Slot, SlotState};
use crate::source::{Source, Span};
use anstyle::{AnsiColor, Style};

/// What opens and closes a fence.
const FENCES: [&str; 2] = ["```", "~~~"];

/// What a line was taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// It belongs to no question.
    #[default]
    Unread,
    Question,
    Prompt,
    Part,
    Label,
    Answer,
    Reference,
    Focus,
    Comment,
    /// A quote in a slot: somebody else's words.
    Quoted,
    /// A fence, rule or comment that belongs to a slot and says nothing.
    Around,
    Placeholder,
    Directive,
    Ignored,
}

/// How each mark looks, in the order of the legend: its letter, the message that names it, its colour.
pub(super) const LOOKS: [(Mark, char, &str, Style); 13] = [
    (Mark::Question, 'Q', "mark-question", AnsiColor::Cyan.on_default().bold()),
    (Mark::Prompt, 'P', "mark-prompt", AnsiColor::Cyan.on_default()),
    (Mark::Part, '#', "mark-part", AnsiColor::Cyan.on_default()),
    (Mark::Label, ':', "mark-label", Style::new().bold()),
    (Mark::Answer, 'A', "mark-answer", AnsiColor::Green.on_default()),
    (Mark::Reference, 'R', "mark-reference", AnsiColor::Blue.on_default()),
    (Mark::Focus, 'F', "mark-focus", AnsiColor::Magenta.on_default()),
    (Mark::Comment, 'C', "mark-comment", AnsiColor::Yellow.on_default()),
    (Mark::Quoted, '>', "mark-quoted", Style::new().dimmed()),
    (Mark::Around, '-', "mark-around", Style::new().dimmed()),
    (Mark::Placeholder, '_', "mark-placeholder", AnsiColor::Red.on_default()),
    (Mark::Directive, '@', "mark-directive", AnsiColor::Yellow.on_default()),
    (Mark::Ignored, 'x', "mark-ignored", Style::new().dimmed()),
];

/// What each line of the file was taken for.
pub(super) fn marks(source: &Source, questions: &[Question]) -> Vec<Mark> {
    let mut margin = Margin { source, marks: vec![Mark::Unread; source.line_count()] };
    for (at, question) in questions.iter().enumerate() {
        let end = questions.get(at + 1).map_or(source.text.len(), |next| next.heading.start);
        margin.question(question, end);
    }
    margin.marks
}

struct Margin<'s> {
    source: &'s Source,
    marks: Vec<Mark>,
}

impl Margin<'_> {
    /// What is more telling is painted over what is less.
    fn question(&mut self, question: &Question, end: usize) {
        for (at, slot) in question.slots.iter().enumerate() {
            let next = question.slots.get(at + 1).and_then(|next| next.label).map_or(end, |label| label.start);
            self.slot(slot, question.heading.end, next);
        }
        question.prompt.iter().for_each(|prompt| self.paint(prompt.span(), Mark::Prompt));
        question.parts.iter().for_each(|part| self.paint(part.span, Mark::Part));
        self.paint(question.heading, Mark::Question);
        let said = &question.directives;
        if said.ignore.is_some() {
            let written = question.slots.iter().filter_map(|slot| slot.span).fold(question.heading, Span::join);
            self.paint(written, Mark::Ignored);
        }
        let directives = said.question.iter().map(|(_, span)| *span).chain(said.ignore);
        for span in directives.chain(said.ignored_keypoints.iter().filter_map(|ignored| ignored.span)) {
            self.paint(span, Mark::Directive);
        }
    }

    fn slot(&mut self, slot: &Slot, heading_end: usize, end: usize) {
        if let Some(label) = slot.label {
            self.paint(label, Mark::Label);
        }
        let Some(span) = slot.span else {
            return self.unfilled(slot, heading_end, end);
        };
        self.fence(span);
        self.paint(span, Mark::Around);
        let words = match slot.role {
            Role::Candidate => Mark::Answer,
            Role::Reference => Mark::Reference,
            Role::Focus => Mark::Focus,
            Role::Comment => Mark::Comment,
            Role::Prompt => Mark::Prompt,
        };
        for passage in slot.passages(&self.source.text) {
            let mark = if passage.kind == PassageKind::Quote { Mark::Quoted } else { words };
            self.paint(passage.extract.span(), mark);
        }
    }

    /// The fence that is the whole slot: its lines stand right around what was written.
    fn fence(&mut self, span: Span) {
        let (first, last) = (self.source.line_at(span.start), self.source.line_at(span.end.saturating_sub(1)));
        let written = |line: &usize| !self.source.line(*line).trim().is_empty();
        let above = (1..first).rev().find(written);
        let below = (last + 1..=self.source.line_count()).find(written);
        for line in [above, below].into_iter().flatten() {
            if FENCES.iter().any(|marks| self.source.line(line).trim_start().starts_with(marks)) {
                self.paint(self.source.line_span(line), Mark::Around);
            }
        }
    }

    /// What stands in a slot without words: the rest of the label's line, or the block after it.
    fn unfilled(&mut self, slot: &Slot, heading_end: usize, end: usize) {
        let is_placeholder = slot.state == SlotState::Placeholder;
        let left = if is_placeholder { Mark::Placeholder } else { Mark::Around };
        let from = slot.label.map_or(heading_end, |label| label.end);
        let (opened, last) = (self.source.line_at(from.saturating_sub(1)), self.source.line_at(end.saturating_sub(1)));
        let rest = Span::new(from, self.source.line_span(opened).end.max(from));
        if is_placeholder && !rest.of(&self.source.text).trim().is_empty() {
            return self.paint(rest, left);
        }
        let mut fence: Option<&str> = None;
        let mut begun = false;
        for line in opened + 1..=last {
            let span = self.source.line_span(line);
            let text = span.of(&self.source.text).trim();
            let opens = FENCES.into_iter().find(|marks| text.starts_with(marks));
            match (text.is_empty(), opens, fence) {
                (true, ..) if !begun || fence.is_some() => {}
                (true, ..) => return,
                (_, Some(_), None) if begun => return,
                (_, Some(marks), None) => {
                    self.paint(span, Mark::Around);
                    fence = Some(marks);
                }
                (_, Some(marks), Some(open)) if marks == open => return self.paint(span, Mark::Around),
                (_, None, None) if !is_placeholder => return,
                _ => self.paint(span, left),
            }
            begun |= !text.is_empty();
        }
    }

    fn paint(&mut self, span: Span, mark: Mark) {
        if span.is_empty() {
            return;
        }
        let lines = self.source.line_at(span.start) - 1..self.source.line_at(span.end - 1);
        self.marks.get_mut(lines).into_iter().flatten().for_each(|line| *line = mark);
    }
}
