//! Whether anything was written in a slot, and where it begins and ends, told from its first and last lines where they
//! leave no doubt.
//!
//! Most answers are prose, items and code between fences. To know where they stand, which is all that many ask of a
//! document, they need not be read as Markdown. Wherever that might find something else, nothing is told.

use super::document::SlotState;
use super::leaves::is_prose_fence;
use super::lines::is_rule;
use super::marks::is_letter;
use super::placeholder::{Content, content, is_blank, is_long, may_be_placeholder};
use super::slots::trimmed;
use crate::source::Span;

/// Whether anything is written in `lines`, and from which byte to which: `None` where only reading them can tell.
pub(super) fn glance(source: &str, lines: &[Span]) -> Option<(SlotState, Option<Span>)> {
    let lines = own(source, lines);
    let fences = fences(source, lines)?;
    if may_hide(source, lines, &fences) {
        return None;
    }
    match fences.as_slice() {
        _ if lines.is_empty() => Some((SlotState::Empty, None)),
        [fence] if fence.lines().len() == lines.len() => fenced(source, lines, fence),
        fences => said(source, lines, fences),
    }
}

/// The lines without the blank ones at either end, and without the rule or comment that sets them off from what follows.
fn own<'l>(source: &str, lines: &'l [Span]) -> &'l [Span] {
    let mut own = written(source, lines);
    while let [above @ .., line, last] = own {
        let (line, last) = (line.of(source), last.of(source).trim_end());
        // A rule right under a line of text would make a heading of it.
        let apart = line.trim_ascii().is_empty() || marks(line).is_some_and(|marks| marks.info.is_empty());
        let rule = last.starts_with(['-', '*', '_']) && last.chars().next().is_some_and(|mark| is_rule(last, mark));
        let inner = last.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        let comment = inner.is_some_and(|inner| !inner.contains("-->") && !inner.starts_with(['>', '-']));
        if !apart || !(rule || comment) {
            break;
        }
        own = written(source, own.get(..=above.len()).unwrap_or_default());
    }
    own
}

/// The lines without those at either end that are blank.
fn written<'l>(source: &str, lines: &'l [Span]) -> &'l [Span] {
    let says = |line: &Span| !line.of(source).trim_matches(is_blank).is_empty();
    let first = lines.iter().position(says).unwrap_or(lines.len());
    let last = lines.iter().rposition(says).map_or(first, |last| last + 1);
    lines.get(first..last).unwrap_or_default()
}

/// A fence, by its first and last line.
struct Fence {
    open: usize,
    close: usize,
    is_prose: bool,
}

impl Fence {
    fn lines(&self) -> std::ops::Range<usize> {
        self.open..self.close + 1
    }

    /// The lines in it that say something.
    fn inner<'l>(&self, source: &str, lines: &'l [Span]) -> &'l [Span] {
        written(source, lines.get(self.open + 1..self.close).unwrap_or_default())
    }

    /// Whether it holds code, and more than a placeholder.
    fn is_code(&self, source: &str, lines: &[Span]) -> bool {
        let said = stretch(self.inner(source, lines));
        !self.is_prose && said.is_some_and(|said| content(said.of(source), true) == Content::Words)
    }
}

/// The marks of a fence and what follows them.
#[derive(Clone, Copy)]
struct Marks<'t> {
    mark: char,
    len: usize,
    info: &'t str,
}

/// The marks that a line begins with.
fn marks(line: &str) -> Option<Marks<'_>> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let line = line.trim_end();
    let info = line.trim_start_matches(mark);
    let len = line.len() - info.len();
    (len >= 3).then_some(Marks { mark, len, info: info.trim() })
}

/// The fences among `lines`: `None` where one is not closed, stands in something else or names more than a language.
fn fences(source: &str, lines: &[Span]) -> Option<Vec<Fence>> {
    let mut found = Vec::new();
    let mut opened: Option<(usize, Marks<'_>)> = None;
    for (at, line) in lines.iter().enumerate() {
        let line = line.of(source);
        let unindented = line.trim_start_matches([' ', '\t', '>']);
        let Some(marks) = marks(unindented) else { continue };
        let stands_in = unindented.len() < line.len();
        opened = match opened {
            Some((open, own)) if marks.mark == own.mark && marks.len >= own.len && marks.info.is_empty() => {
                let is_prose = is_prose_fence(&own.info.to_ascii_lowercase());
                found.push(Fence { open, close: at, is_prose });
                if stands_in {
                    return None;
                }
                None
            }
            None if stands_in || !marks.info.bytes().all(|b| b.is_ascii_alphanumeric()) => return None,
            None => Some((at, marks)),
            within => within,
        };
    }
    opened.is_none().then_some(found)
}

/// Whether there may be HTML or definitions, which say nothing where they stand, outside of code.
fn may_hide(source: &str, lines: &[Span], fences: &[Fence]) -> bool {
    let code = || fences.iter().filter(|fence| !fence.is_prose);
    let starts = std::iter::once(0).chain(code().map(|fence| fence.close + 1));
    let ends = code().map(|fence| fence.open).chain([lines.len()]);
    starts.zip(ends).filter_map(|(start, end)| stretch(lines.get(start..end)?)).any(|span| {
        let bytes = span.of(source).as_bytes();
        memchr::memchr2_iter(b'<', b']', bytes).any(|at| match bytes.get(at..at + 2) {
            Some([b'<', next]) => next.is_ascii_alphabetic() || matches!(next, b'!' | b'?' | b'/'),
            Some([_, next]) => *next == b':',
            _ => false,
        })
    })
}

/// From the first of some lines to the last.
fn stretch(lines: &[Span]) -> Option<Span> {
    Some(lines.first()?.join(*lines.last()?))
}

/// What is written between fences that are the first and the last line.
fn fenced(source: &str, lines: &[Span], fence: &Fence) -> Option<(SlotState, Option<Span>)> {
    let inner = fence.inner(source, lines);
    let Some(span) = stretch(inner) else { return Some((SlotState::Empty, None)) };
    if fence.is_prose {
        let within = fences(source, inner)?;
        return if within.iter().any(|fence| fence.lines().len() == inner.len()) {
            None
        } else {
            said(source, inner, &within)
        };
    }
    fence.is_code(source, lines).then(|| (SlotState::Answered, Some(trimmed(source, span))))
}

/// What is written where the first line and the last belong to a paragraph, an item or code.
fn said(source: &str, lines: &[Span], fences: &[Fence]) -> Option<(SlotState, Option<Span>)> {
    let (first, last) = (lines.first()?.of(source), lines.last()?.of(source));
    let begins = match fences.first().filter(|fence| fence.open == 0) {
        Some(fence) => fence.is_code(source, lines),
        None => is_plain(first) && !is_doubtful(first.trim_matches(is_blank)),
    };
    let ends = || match fences.last().filter(|fence| fence.close + 1 == lines.len()) {
        Some(fence) => fence.is_code(source, lines),
        None => is_plain(last.trim_start_matches(' ')) && !last_block(source, lines).any(is_doubtful),
    };
    (begins && ends()).then(|| (SlotState::Answered, stretch(lines).map(|span| trimmed(source, span))))
}

/// The lines of the last paragraph or item, from the last up as far as they can be a placeholder together.
fn last_block<'s>(source: &'s str, lines: &[Span]) -> impl Iterator<Item = &'s str> {
    let (mut length, mut ended) = (0, false);
    lines.iter().rev().map(|line| line.of(source).trim_matches(is_blank)).take_while(move |line| {
        let within = !ended && !is_long(length) && !line.is_empty() && marks(line).is_none();
        length += line.len();
        ended = unmarked(line) != *line;
        within
    })
}

/// Whether a line may be a placeholder, or open one.
fn is_doubtful(line: &str) -> bool {
    !is_long(line.len()) && may_be_placeholder(unmarked(line))
}

/// Whether a line opens with a letter, after the marker of an item if there is one, and is no row of a table.
fn is_plain(line: &str) -> bool {
    let said = unmarked(line);
    let is_number = said.trim_end().trim_end_matches(['.', ')']).bytes().all(|b| b.is_ascii_digit());
    said.starts_with(is_letter)
        && !is_number
        && unmarked(said) == said
        && memchr::memchr(b'|', line.as_bytes()).is_none()
}

/// An item's line without its marker.
fn unmarked(line: &str) -> &str {
    let digits = line.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    let item = if digits == 0 { rest.strip_prefix(['-', '*', '+']) } else { rest.strip_prefix(['.', ')']) };
    item.and_then(|item| item.strip_prefix(' ')).unwrap_or(line)
}

#[cfg(test)]
mod tests;
