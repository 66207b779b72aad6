//! Puts the questions together: title, number, prompt with its parts, and the slots that labels open.

use super::blocks::{Block, BlockKind};
use super::document::{Directives, Layout, Part, Question, QuestionKind, Role};
use super::labels::{Trust, closes};
use super::layout::{Outline, Shape, Start, plain_headings};
use super::leaves::{Leaf, LeafKind, Stretch, leaves};
use super::marks::{Mark, Place, Style};
use super::numbering;
use super::slots::slot;
use crate::source::Span;
use crate::text::Extract;
use std::collections::{BTreeMap, BTreeSet};

/// A document's blocks with its labels and the questions found in it.
pub(super) struct Reading<'d> {
    /// The file's text.
    pub(super) source: &'d str,
    /// Its blocks.
    pub(super) blocks: &'d [Block],
    /// Its labels.
    pub(super) marks: &'d [Mark],
    /// Where its questions begin.
    pub(super) outline: &'d Outline,
}

/// The questions of a document, where each ends, and how they are laid out.
pub(super) fn questions(reading: &Reading<'_>) -> (Layout, Vec<(Question, usize)>) {
    let stretches = reading.stretches();
    let labels = reading.labels(&stretches);
    // Where candidates have slots of their own, a mere `答案` is not theirs.
    let separate =
        labels.iter().flatten().any(|mark| mark.meaning.role == Role::Candidate && mark.meaning.trust != Trust::Common);
    let role = |mark: &Mark| match mark.meaning.role {
        Role::Candidate if separate && mark.meaning.trust == Trust::Common => Role::Reference,
        role => role,
    };
    let turns =
        labels.iter().flatten().any(|mark| mark.meaning.role == Role::Prompt && mark.meaning.trust == Trust::Speaker);
    let answers = labels.iter().flatten().any(|mark| role(mark) == Role::Candidate);
    let layout = match reading.outline.shape {
        _ if !answers => Layout::ExpectedAnswer,
        Shape::Heading(_) if turns => Layout::Transcript,
        _ => Layout::Labelled,
    };
    let starts = reading.outline.starts.iter();
    let question = |((start, stretch), labels): ((&Start, &Stretch), &Vec<&Mark>)| {
        (reading.question(*start, *stretch, labels, &role), reading.offset(stretch.end))
    };
    (layout, starts.zip(&stretches).zip(&labels).map(question).collect())
}

impl<'d> Reading<'d> {
    /// From where each question begins to where it ends.
    fn stretches(&self) -> Vec<Stretch> {
        let headings: Vec<(Place, u8)> = plain_headings(self.blocks, self.marks)
            .into_iter()
            .filter_map(|place| match self.blocks.get(place.block)?.kind {
                BlockKind::Heading(level) => Some((place, level)),
                _ => None,
            })
            .collect();
        let starts = &self.outline.starts;
        let sections = self.section_levels(&headings);
        let nexts = starts.iter().skip(1).map(|start| Some(start.at)).chain([None]);
        let stretch = |(start, next): (&Start, Option<Place>)| {
            let end = next.unwrap_or(Place { block: self.blocks.len(), text: 0 });
            let first = headings.partition_point(|(place, _)| *place <= start.at);
            let inside = headings.get(first..).unwrap_or_default().iter().take_while(|(place, _)| *place < end);
            let closing = inside.filter(|(place, level)| match self.outline.shape {
                Shape::Heading(own) if *level < own => next.is_none() || sections.contains(level),
                Shape::Heading(own) => next.is_none() && *level == own && self.closes(*place),
                _ => sections.contains(level) || (next.is_none() && self.closes(*place)),
            });
            Stretch { start: start.at, end: closing.map(|(place, _)| *place).min().unwrap_or(end) }
        };
        starts.iter().zip(nexts).map(stretch).collect()
    }

    fn closes(&self, heading: Place) -> bool {
        self.blocks.get(heading.block).is_some_and(|block| closes(&block.extract.text))
    }

    /// The levels of the headings that sections of questions have: those above the first question, the document's title
    /// left out, and those that stand right above a question.
    fn section_levels(&self, headings: &[(Place, u8)]) -> BTreeSet<u8> {
        let own = match self.outline.shape {
            Shape::Heading(level) => level,
            _ => 7,
        };
        let first = self.outline.starts.first().map(|start| start.at).unwrap_or_default();
        let title = headings.first().filter(|(_, level)| *level == 1).map(|(place, _)| *place);
        let right_above = |place: &Place| {
            let after = place.block + 1;
            let next = self.outline.starts.partition_point(|start| start.at.block < after);
            let between = self.outline.starts.get(next).and_then(|start| self.blocks.get(after..start.at.block));
            between.is_some_and(|between| between.iter().all(|block| matches!(block.kind, BlockKind::Rule)))
        };
        let is_section = |(place, level): &&(Place, u8)| {
            *level < own && ((*place < first && Some(*place) != title) || right_above(place))
        };
        headings.iter().filter(is_section).map(|(_, level)| *level).collect()
    }

    /// The labels in each question that open something there.
    fn labels(&self, stretches: &[Stretch]) -> Vec<Vec<&'d Mark>> {
        let inside = |stretch: &Stretch| {
            let first = self.marks.partition_point(|mark| mark.opens <= stretch.start);
            let end = self.marks.partition_point(|mark| mark.opens < stretch.end);
            self.marks.get(first..end).unwrap_or_default()
        };
        let mut written: BTreeMap<&(Style, String), usize> = BTreeMap::new();
        for mark in stretches.iter().flat_map(inside) {
            *written.entry(&mark.key).or_default() += 1;
        }
        let repeated = |mark: &Mark, least: usize| written.get(&mark.key).is_some_and(|count| *count >= least);
        let often = stretches.len().div_ceil(2).max(2);
        let opening = |stretch: &Stretch| {
            let mut open: Option<Role> = None;
            let mut found = Vec::new();
            for mark in inside(stretch) {
                let role = mark.meaning.role;
                let answering = open == Some(Role::Candidate);
                let opens = match mark.meaning.trust {
                    Trust::Certain => !answering || mark.key.0 != Style::Bare || repeated(mark, 2),
                    Trust::Speaker => !answering || repeated(mark, 2),
                    Trust::Common if role == Role::Prompt => open.is_none(),
                    Trust::Common => !matches!(open, Some(role) if role != Role::Prompt) || repeated(mark, often),
                };
                if opens {
                    open = Some(role);
                    found.push(mark);
                }
            }
            found
        };
        stretches.iter().map(opening).collect()
    }

    fn question(&self, start: Start, stretch: Stretch, labels: &[&Mark], role: &impl Fn(&Mark) -> Role) -> Question {
        let opener = self.opener(start.at);
        let mut question = Question {
            heading: opener.line,
            number: opener.number,
            title: opener.title,
            prompt: Vec::new(),
            parts: Vec::new(),
            kind: QuestionKind::Question,
            parent: None,
            slots: Vec::new(),
            directives: Directives::default(),
        };
        let ends = labels.iter().map(|mark| mark.opens).chain([stretch.end]);
        let opens = [(Role::Prompt, opener.follows, None)];
        let labelled = labels.iter().map(|mark| (role(mark), mark.follows, Some(mark.span)));
        for ((role, start, label), end) in opens.into_iter().chain(labelled).zip(ends) {
            let stretch = Stretch { start, end };
            if role == Role::Prompt {
                self.prompt(stretch, &mut question);
            } else {
                question.slots.push(slot(self.source, self.blocks, stretch, role, label));
            }
        }
        if question.title.is_empty() {
            let first = question.prompt.first().and_then(|prompt| prompt.text.lines().next());
            question.title = first.unwrap_or_default().trim().to_owned();
        }
        question
    }

    /// The line that opens a question.
    fn opener(&self, at: Place) -> Opener {
        let Some(block) = self.blocks.get(at.block) else { return Opener::default() };
        let label =
            self.marks.binary_search_by_key(&at, |mark| mark.opens).ok().and_then(|found| self.marks.get(found));
        let from = label.map_or(at.text, |label| label.follows.text);
        let rest = block.extract.text.get(from..).unwrap_or_default();
        let whole = matches!(block.kind, BlockKind::Heading(_)) || block.bold;
        let len = if whole { rest.len() } else { rest.find('\n').unwrap_or(rest.len()) };
        let line = rest.get(..len).unwrap_or_default().trim();
        let own = label.map(|label| label.span.of(self.source).trim_start_matches(|c: char| !c.is_alphanumeric()));
        let item = match &block.kind {
            BlockKind::Item { number: Some(number) } if label.is_none() => Some(number.clone()),
            _ => None,
        };
        let labelled = own.and_then(numbering::leading).map(|number| number.written.to_owned());
        let (number, title) = match numbering::leading(line) {
            _ if labelled.is_some() => (labelled, line),
            Some(number) => (item.or(Some(number.written.to_owned())), number.rest),
            None => (item, line),
        };
        let source = match at.text {
            0 if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Item { .. }) => block.span.start,
            _ => block.line_at(at.text).source,
        };
        let end = match block.kind {
            BlockKind::Heading(_) => block.span.end,
            _ => block.extract.source(Span::new(at.text, from + len)).end.max(source),
        };
        Opener {
            line: Span::new(source, end),
            number,
            title: title.split_whitespace().collect::<Vec<_>>().join(" "),
            follows: Place { block: at.block, text: from + len },
        }
    }

    fn prompt(&self, stretch: Stretch, question: &mut Question) {
        for leaf in leaves(self.source, self.blocks, stretch, false) {
            if matches!(leaf.kind, LeafKind::Code(_) | LeafKind::Rule) || leaf.extract.text.trim().is_empty() {
                continue;
            }
            question.parts.extend(parts(&leaf));
            question.prompt.push(leaf.extract);
        }
    }

    /// Where in the file a place stands.
    fn offset(&self, place: Place) -> usize {
        self.blocks.get(place.block).map_or(self.source.len(), |block| match place.text {
            0 => block.span.start,
            text => block.line_at(text).source,
        })
    }
}

#[derive(Default)]
struct Opener {
    line: Span,
    number: Option<String>,
    title: String,
    /// Where the prompt begins.
    follows: Place,
}

/// The numbered parts in a block of a prompt: an item of a list, or lines that open with numbers.
fn parts(leaf: &Leaf) -> Vec<Part> {
    let part = |extract: &Extract, text: Span, start: usize| {
        let said = extract.slice(text);
        Part { span: Span::new(start, said.span().end.max(start)), text: said.text }
    };
    let text = &leaf.extract.text;
    match &leaf.kind {
        LeafKind::Item(Some(_)) if leaf.depth == 0 => {
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
