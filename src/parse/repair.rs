//! Finds questions that an unclosed fence or comment has swallowed: Markdown lets it run on, people did not mean it to.

use super::blocks::{Block, BlockKind};
use super::document::Role;
use super::labels::{Labels, Trust, closes};
use super::layout::{Outline, Shape};
use super::marks::{Mark, Style, label_of};
use super::numbering;
use super::region::lines_of;
use crate::source::Span;
use std::collections::BTreeSet;

/// Where the document falls into stretches that are read each for itself, so that nothing left open in one reaches the
/// next; empty where nothing was swallowed.
///
/// A line inside code or HTML begins a question where it looks like those that do, its number goes on from the last,
/// and a label follows it before the next such line.
pub(super) fn cuts(source: &str, blocks: &[Block], marks: &[Mark], outline: &Outline, labels: &Labels) -> Vec<usize> {
    let known: BTreeSet<&(Style, String)> = marks.iter().map(|mark| &mark.key).collect();
    let search = Search { source, outline, labels, known };
    let mut hidden = Vec::new();
    let mut starts = outline.starts.iter().peekable();
    let mut number = None;
    let mut begun = false;
    for (block, at) in blocks.iter().zip(0..) {
        while let Some(start) = starts.next_if(|start| start.at.block <= at) {
            (number, begun) = (start.number, true);
        }
        let (span, open) = match &block.kind {
            BlockKind::Code(code) if code.fenced => (block.span, !code.closed),
            BlockKind::Html => (block.span, true),
            _ => continue,
        };
        if begun {
            search.inside(span, open && starts.peek().is_none(), &mut number, &mut hidden);
        }
    }
    if hidden.is_empty() {
        return hidden;
    }
    // With the document in pieces at every question, no fence closes what another has opened.
    let ends = (0..).zip(blocks).filter(|(at, block)| search.ends(block, *at)).map(|(_, block)| block.span.start);
    hidden.extend(ends.map(|at| line_start(source, at)));
    hidden.sort_unstable();
    hidden.dedup();
    hidden
}

/// A line that looks like those that begin questions.
struct Opening {
    number: Option<u32>,
}

struct Search<'d> {
    source: &'d str,
    outline: &'d Outline,
    labels: &'d Labels,
    /// How the labels outside are written.
    known: BTreeSet<&'d (Style, String)>,
}

impl Search<'_> {
    /// Adds the lines in `span` that begin questions. Where no question follows, a heading that closes the questions
    /// ends what was left open as well.
    fn inside(&self, span: Span, last: bool, number: &mut Option<u32>, found: &mut Vec<usize>) {
        let mut candidate: Option<(usize, Option<u32>)> = None;
        let mut section = None;
        for line in lines_of(self.source, span).skip(1) {
            let text = line.of(self.source).trim_end();
            if let Some(Opening { number: own }) = self.opens(text) {
                let follows = number.is_none() || (own.is_some() && own == number.map(|number| number + 1));
                candidate = follows.then_some((section.unwrap_or(line.start), own));
            } else if last && self.closes(text) {
                found.push(line.start);
                return;
            } else if let Some((start, own)) = candidate
                && self.is_label(text)
            {
                found.push(start);
                *number = own;
                candidate = None;
            }
            if self.is_section(text) {
                section = Some(line.start);
            } else if !text.trim_matches(['-', '*', '_', ' ']).is_empty() {
                section = None;
            }
        }
    }

    /// Whether the answer before a block ends at it: a question, the heading of its section, or what closes the last.
    fn ends(&self, block: &Block, at: usize) -> bool {
        let is_start = |at: usize| self.outline.starts.binary_search_by_key(&at, |start| start.at.block).is_ok();
        let BlockKind::Heading(level) = block.kind else { return is_start(at) };
        let above = self.level() > usize::from(level);
        is_start(at) || (block.parent.is_none() && ((above && is_start(at + 1)) || closes(&block.extract.text)))
    }

    /// Whether a line is a heading above those of the questions.
    fn is_section(&self, line: &str) -> bool {
        heading(line).is_some_and(|(level, _)| level < self.level())
    }

    /// The level of the questions' headings.
    fn level(&self) -> usize {
        match self.outline.shape {
            Shape::Heading(level) => usize::from(level),
            _ => 7,
        }
    }

    /// What a line says that looks like those that begin questions.
    fn opens(&self, line: &str) -> Option<Opening> {
        let number = |text: &str| numbering::leading(text.trim_start()).and_then(|number| number.value);
        let numbered = |text: &str| Some(Opening { number: number(text) }).filter(|opening| opening.number.is_some());
        match &self.outline.shape {
            Shape::Heading(level) => {
                let (own, text) = heading(line)?;
                (own == usize::from(*level)).then(|| Opening { number: number(text) })
            }
            Shape::Prompt(key) | Shape::Turn(key) => {
                label_of(line, self.labels).filter(|(_, own)| own == key).map(|_| Opening { number: None })
            }
            Shape::Bold => numbered(line.strip_prefix("**")?.strip_suffix("**")?),
            Shape::Item => numbered(line),
        }
    }

    fn is_label(&self, line: &str) -> bool {
        let line = line.trim_start_matches([' ', '>', '-']);
        label_of(line, self.labels).is_some_and(|(meaning, key)| {
            let opens = meaning.role != Role::Prompt || matches!(self.outline.shape, Shape::Heading(_));
            opens && (meaning.trust == Trust::Certain || self.known.contains(&key))
        })
    }

    fn closes(&self, line: &str) -> bool {
        heading(line).is_some_and(|(level, text)| level <= self.level() && closes(text))
    }
}

/// The level and text of a line that would be a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with([' ', '\t'])).then(|| (level, text.trim()))
}

fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |end| end + 1)
}
