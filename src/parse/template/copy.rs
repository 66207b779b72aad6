//! What a copy has in the place of each question of the sheet.

use super::super::blocks;
use super::super::document::{Directives, Part, Question, Role, Slot, SlotState};
use super::super::labels::Labels;
use super::super::marks::role_of;
use super::super::placeholder::{Content, content, is_blank};
use super::super::region::Region;
use super::super::slots;
use super::align::{Alignment, Key};
use super::{Area, Asked, Template, fence};
use crate::messages::Message;
use crate::problem::Problem;
use crate::source::{Source, Span};
use crate::text::Extract;

/// A line this much like one that is gone is that line, edited: 0 to 1.
const EDITED: f64 = 0.65;

/// Longer lines are not compared character by character.
const LONGEST_LINE: usize = 600;

/// The info strings of fences that are paper to write on.
const PAPER: [&str; 5] = ["", "text", "txt", "md", "markdown"];

/// A copy beside the sheet.
pub(super) struct Copy<'d> {
    pub(super) source: &'d Source,
    pub(super) template: &'d Template,
    pub(super) alignment: &'d Alignment,
    pub(super) labels: &'d Labels,
}

impl Copy<'_> {
    /// A question of the sheet as the copy has it, and whether the copy has it at all.
    pub(super) fn question(&self, question: &Question, asked: &Asked) -> (Question, bool) {
        let place = self.place(asked);
        // Whatever else of the question is gone, its words are known from the sheet.
        let heading = place.unwrap_or_else(|| self.gap(asked));
        let standing = |span: Span| {
            let line = self.template.document.source.line_at(span.start) - 1;
            self.alignment.of(line).map_or(heading, |line| self.written(line))
        };
        let prompt = question.prompt.iter().map(|said| {
            let mut prompt = Extract::default();
            prompt.push(&said.text, standing(said.span()));
            prompt.code.clone_from(&said.code);
            prompt
        });
        let parts = question.parts.iter().map(|part| Part { text: part.text.clone(), span: standing(part.span) });
        let question = Question {
            heading,
            number: question.number.clone(),
            title: question.title.clone(),
            prompt: prompt.collect(),
            parts: parts.collect(),
            kind: question.kind,
            parent: question.parent,
            topic: None,
            slots: asked.areas.iter().map(|area| self.slot(asked, area, place.is_some())).collect(),
            directives: Directives::default(),
        };
        (question, place.is_some())
    }

    /// The first line of a question that the copy has kept, fences and rules aside.
    fn place(&self, asked: &Asked) -> Option<Span> {
        let said = |line: &usize| self.template.keys.get(*line).is_some_and(Key::says_something);
        let outside = |line: &usize| !asked.areas.iter().any(|area| area.lines.contains(line));
        // What follows the last slot may be the heading of the next section.
        let end = asked.areas.last().map_or(asked.lines.end, |area| area.lines.start);
        let kept = (asked.lines.start..end).filter(said).filter(outside).find_map(|line| self.alignment.of(line));
        kept.map(|line| self.written(line))
    }

    /// Where a lost question would stand: nothing, before the line that comes after it.
    fn gap(&self, asked: &Asked) -> Span {
        let next = self.alignment.after(asked.lines.end).map(|line| self.written(line).start);
        let at = next.unwrap_or_else(|| self.source.line_span(self.source.line_count()).end);
        Span::new(at, at)
    }

    pub(super) fn lost(&self, question: &Question, asked: &Asked) -> Problem {
        let sheet = &self.template.document.source.path;
        let message = Message::new("copy-lost-question").with("title", &question.title);
        let line = (asked.lines.start + 1).to_string();
        let help = Message::new("copy-lost-question-help").with("sheet", sheet).with("line", line);
        Problem::warning("lost-question", &self.source.path, message).at(question.heading).help(help)
    }

    /// What the copy has in a slot of the sheet.
    fn slot(&self, asked: &Asked, area: &Area, found: bool) -> Slot {
        let label_line = area.label.and_then(|line| self.alignment.of(line));
        let label = label_line.map(|line| self.written(line));
        let empty = Slot { label, ..Slot::bare(area.role, SlotState::Empty) };
        if !found {
            return empty;
        }
        let lines = self.answer(asked, area, label_line);
        let slot = slots::whole(&self.source.text, blocks::read(&Region::new(&self.source.text, lines)).blocks);
        let left = |line: usize| content(self.source.line(line + 1), false) == Content::Placeholder;
        let state = match slot.state {
            SlotState::Empty if area.lines.clone().filter_map(|line| self.alignment.of(line)).any(left) => {
                SlotState::Placeholder
            }
            state => state,
        };
        Slot { role: area.role, label, state, ..slot }
    }

    /// The lines of an answer, line ends included, without what the sheet has in their place.
    fn answer(&self, asked: &Asked, area: &Area, label: Option<usize>) -> Vec<Span> {
        let before = area.lines.start.checked_sub(1).and_then(|line| self.alignment.before(line));
        let start = label.or(before).map_or(0, |line| line + 1);
        let end = self.alignment.after(area.lines.end).unwrap_or(self.source.line_count());
        let theirs = area.role == Role::Candidate;
        let mut lines: Vec<usize> = Vec::new();
        let mut edited = self.gone(asked, area);
        let mut opening = None;
        for line in start..end {
            let text = self.source.line(line + 1).trim_matches(is_blank);
            let is_fence = fence(text).is_some();
            if theirs && !is_fence && self.alignment.is_aligned(line) {
                continue;
            }
            if lines.is_empty() && !is_fence {
                // What stands before the answer may be the label or a line above it, edited; a label may go on as answer.
                let after = self.after_label(area, line).filter(|_| label.is_none());
                let said = after.map(|at| Span::new(at, self.line(line).end));
                let goes_on = said.filter(|said| !said.of(&self.source.text).trim_matches(is_blank).is_empty());
                if text.is_empty() || goes_on.is_none() && (after.is_some() || edited.take(text)) {
                    continue;
                }
                opening = goes_on;
            }
            lines.push(line);
        }
        if theirs {
            self.unfence(area, &mut lines);
        }
        // Blanks after the last word would draw in what was taken away before them.
        let said = lines.iter().rposition(|line| !self.source.line(line + 1).trim_matches(is_blank).is_empty());
        lines.truncate(said.map_or(0, |last| last + 1));
        let mut spans: Vec<Span> = lines.iter().map(|line| self.line(*line)).collect();
        if let (Some(first), Some(opening)) = (spans.first_mut(), opening) {
            *first = opening;
        }
        spans
    }

    /// The lines of the question that are nowhere in the copy, which it may have in another wording.
    fn gone(&self, asked: &Asked, area: &Area) -> Gone<'_> {
        let lines = asked.lines.start..area.lines.end;
        let gone = lines.filter(|line| self.alignment.of(*line).is_none());
        let keys = gone.filter_map(|line| self.template.keys.get(line)).filter(|key| key.says_something());
        let keys: Vec<&Key> = keys.take(8).collect();
        Gone { left: if keys.is_empty() { 0 } else { keys.len() + 2 }, keys }
    }

    /// Takes away the fence that the sheet sets around an answer, whatever is left of it: what is inside is prose, and
    /// fences of the answer's own are told from it by their number.
    fn unfence(&self, area: &Area, lines: &mut Vec<usize>) {
        let sheet = &self.template.document.source;
        let Some(opening) = area.lines.clone().map(|line| sheet.line(line + 1)).find(|line| fence(line).is_some())
        else {
            return;
        };
        let text = |line: usize| self.source.line(line + 1).trim_matches(is_blank);
        let is_paper = fence(opening).is_some_and(|info| PAPER.contains(&info));
        let first = lines.iter().position(|line| !text(*line).is_empty());
        if let Some(first) = first.filter(|first| is_paper && text(lines[*first]) == opening.trim_matches(is_blank)) {
            lines.remove(first);
        }
        let fences: Vec<usize> = (0..lines.len()).filter(|at| fence(text(lines[*at])).is_some()).collect();
        let opens = fences.first().is_some_and(|at| lines.iter().take(*at).all(|line| text(*line).is_empty()));
        let last_bare = fences.iter().rev().find(|at| fence(text(lines[**at])) == Some(""));
        if let Some(at) = last_bare.filter(|_| fences.len() % 2 == 1 && (is_paper || !opens)) {
            lines.remove(*at);
        }
    }

    /// Where what follows begins in a line that opens with the label: as the sheet has it, or any of the role.
    fn after_label(&self, area: &Area, line: usize) -> Option<usize> {
        let line = self.written(line);
        let text = line.of(&self.source.text);
        if let Some(rest) = text.strip_prefix(area.written.as_str()).filter(|_| !area.written.is_empty()) {
            return Some(line.end - rest.len());
        }
        role_of(text, self.labels).filter(|role| *role == area.role)?;
        let rest = text.split_once([':', '：']).map_or("", |(_, rest)| rest);
        Some(line.end - rest.trim_start_matches(['*', '_', ' ']).len())
    }

    /// A line of the copy, counted from 0, with its line end.
    fn line(&self, line: usize) -> Span {
        Span::new(self.source.line_span(line + 1).start, self.source.line_span(line + 2).start)
    }

    /// What is written on a line of the copy, counted from 0.
    fn written(&self, line: usize) -> Span {
        let span = self.source.line_span(line + 1);
        let text = span.of(&self.source.text);
        let start = span.start + (text.len() - text.trim_start().len());
        Span::new(start, start + text.trim().len())
    }
}

/// Lines of the sheet that are gone from a copy; they may stand at the head of an answer, edited.
struct Gone<'k> {
    keys: Vec<&'k Key>,
    /// How many more lines may be one of them.
    left: usize,
}

impl Gone<'_> {
    /// Whether a line is one of them in other words.
    fn take(&mut self, line: &str) -> bool {
        let key = Key::of(line);
        if self.left == 0 || !key.says_something() || line.len() > LONGEST_LINE {
            return false;
        }
        self.left -= 1;
        let likeness = |known: &&Key| strsim::normalized_levenshtein(known.text(), key.text());
        let edited = self.keys.iter().position(|known| known.text().len() <= LONGEST_LINE && likeness(known) >= EDITED);
        edited.map(|at| self.keys.remove(at)).is_some()
    }
}
