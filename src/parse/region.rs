//! The stretch of a file that is read as Markdown of its own, and the way back from its lines to the file.

use crate::source::Span;
use std::borrow::Cow;

/// How many bytes of quote marks, list markers and indentation may open a line. Markdown parsers take time in proportion
/// to the depth of nesting for each block, so what is nested deeper is read as nested this deep.
const DEEPEST_PREFIX: usize = 160;

/// How many blank lines in a row are read. Each blank line continues every open list, however many there are.
const BLANK_LINES: usize = 2;

/// Lines of a file, or the tails of its lines, as one Markdown text.
#[derive(Debug)]
pub(super) struct Region<'s> {
    /// The Markdown.
    pub(super) text: Cow<'s, str>,
    /// The file's text.
    pub(super) source: &'s str,
    /// Offsets in `text` and where they came from, in order; each holds up to the next.
    pieces: Vec<Piece>,
    /// Where the lines of `text` begin.
    lines: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    at: usize,
    source: usize,
}

impl<'s> Region<'s> {
    /// A stretch of whole lines.
    pub(super) fn stretch(source: &'s str, span: Span) -> Self {
        Self::new(source, lines_of(source, span))
    }

    /// The lines, or tails of lines, at the given spans; each holds its line end.
    pub(super) fn new(source: &'s str, lines: impl IntoIterator<Item = Span>) -> Self {
        let mut kept: Vec<Span> = Vec::new();
        let mut keep = |span: Span| match kept.last_mut() {
            _ if span.is_empty() => {}
            Some(last) if last.end == span.start => last.end = span.end,
            _ => kept.push(span),
        };
        let mut blanks = 0;
        for line in lines {
            let text = line.of(source);
            let first = text.as_bytes().first().is_none_or(u8::is_ascii_whitespace);
            blanks = if first && text.trim_ascii().is_empty() { blanks + 1 } else { 0 };
            if blanks > BLANK_LINES {
                continue;
            }
            let (prefix, readable) = prefix(text);
            keep(Span::new(line.start, line.start + readable));
            keep(Span::new(line.start + prefix, line.end));
        }
        Self::of_pieces(source, &kept)
    }

    fn of_pieces(source: &'s str, kept: &[Span]) -> Self {
        let text = match kept {
            [] => Cow::Borrowed(""),
            [one] => Cow::Borrowed(one.of(source)),
            many => Cow::Owned(many.iter().map(|span| span.of(source)).collect()),
        };
        let mut at = 0;
        let pieces = kept
            .iter()
            .map(|span| {
                at += span.len();
                Piece { at: at - span.len(), source: span.start }
            })
            .collect();
        let lines = line_starts(&text);
        Self { text, source, pieces, lines }
    }

    /// Where in the file byte `column` (from 1) of line `line` (from 1) stands.
    pub(super) fn place(&self, line: usize, column: usize) -> usize {
        let start = line.checked_sub(1).and_then(|n| self.lines.get(n)).copied().unwrap_or(self.text.len());
        self.source_of(start + column.saturating_sub(1))
    }

    /// The lines of the text without their ends, each with where in the file it begins.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, usize)> {
        let ends = self.lines.iter().skip(1).copied().chain([self.text.len()]);
        let mut pieces = self.pieces.iter().peekable();
        let mut piece = Piece { at: 0, source: 0 };
        self.lines.iter().zip(ends).map(move |(&start, end)| {
            while let Some(next) = pieces.next_if(|next| next.at <= start) {
                piece = *next;
            }
            let text = Span::new(start, end).of(&self.text).trim_end_matches(['\n', '\r']);
            (text, piece.source + (start - piece.at))
        })
    }

    /// The span in the file of line `line` (from 1) without its line end.
    pub(super) fn line(&self, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|n| self.lines.get(n)) else {
            return Span::new(self.source.len(), self.source.len());
        };
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        let content = Span::new(start, end).of(&self.text).trim_end_matches(['\n', '\r']);
        let from = self.source_of(start);
        // The last byte is looked up rather than the end, which may belong to the next piece.
        let to = if content.is_empty() { from } else { self.byte_of(start + content.len() - 1) + 1 };
        Span::new(from, to.max(from))
    }

    fn byte_of(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        self.pieces.get(after.saturating_sub(1)).map_or(0, |piece| piece.source + (at - piece.at))
    }

    fn source_of(&self, at: usize) -> usize {
        let at = self.byte_of(at).min(self.source.len());
        (0..=at).rev().find(|&at| self.source.is_char_boundary(at)).unwrap_or(0)
    }
}

/// The lines in `span` of `text`, line ends included. `\n`, `\r\n` and a lone `\r` end a line.
pub(super) fn lines_of(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut start = span.start;
    let bytes = text.as_bytes();
    std::iter::from_fn(move || {
        let rest = bytes.get(start..span.end).filter(|rest| !rest.is_empty())?;
        let end = match memchr::memchr2(b'\n', b'\r', rest) {
            Some(at) if rest.get(at..at + 2) == Some(b"\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let line = Span::new(start, start + end);
        start = line.end;
        Some(line)
    })
}

/// Where the lines of `text` begin.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let in_pair = |at: &usize| bytes.get(*at..*at + 2) == Some(b"\r\n");
    let after = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|at| !in_pair(at)).map(|at| at + 1);
    let mut starts = Vec::with_capacity(16);
    starts.extend(std::iter::once(0).chain(after).filter(|at| *at < bytes.len()));
    starts
}

/// The first line of `text`, without its line end.
pub(super) fn first_line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}

/// How long the run of indentation, quote marks and list markers at the head of a line is, and how much of it is read.
fn prefix(line: &str) -> (usize, usize) {
    let bytes = line.as_bytes();
    if bytes.len() <= DEEPEST_PREFIX {
        return (0, 0);
    }
    let (mut at, mut readable) = (0, 0);
    loop {
        let digits = bytes.iter().skip(at).take(10).take_while(|b| b.is_ascii_digit()).count();
        let marked = bytes.get(at + digits);
        let spaced = matches!(bytes.get(at + digits + 1), Some(b' ' | b'\t'));
        at += match (digits, marked) {
            (0, Some(b' ' | b'\t' | b'>')) => 1,
            (0, Some(b'-' | b'+' | b'*')) | (1..=9, Some(b'.' | b')')) if spaced => digits + 2,
            _ => break,
        };
        if at <= DEEPEST_PREFIX {
            readable = at;
        }
    }
    if at <= DEEPEST_PREFIX { (0, 0) } else { (at, readable) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_borrows_and_maps_as_it_stands() {
        let source = "一\n> 二\r\n三";
        let region = Region::stretch(source, Span::new(4, source.len()));
        assert!(matches!(region.text, Cow::Borrowed(_)));
        assert_eq!(region.place(1, 3), source.find('二').expect("it is there"));
        assert_eq!(region.line(1).of(source), "> 二");
        assert_eq!(region.line(2).of(source), "三");
        assert_eq!(region.place(9, 1), source.len());
    }

    #[test]
    fn tails_of_lines_are_joined_and_found_again() {
        let source = "  - 甲\n  - 乙\n";
        let region = Region::new(source, [Span::new(4, 8), Span::new(12, 16)]);
        assert_eq!(region.text, "甲\n乙\n");
        assert_eq!(region.place(2, 1), 12);
        assert_eq!(region.line(2).of(source), "乙");
    }

    #[test]
    fn deep_prefixes_and_runs_of_blank_lines_are_cut() {
        let source = format!("{}内\n\n\n\n\n\n外", "> ".repeat(9000));
        let region = Region::stretch(&source, Span::new(0, source.len()));
        assert!(region.text.len() < 200, "{}", region.text.len());
        let column = region.text.find('内').expect("it is kept") + 1;
        assert_eq!(region.place(1, column), source.find('内').expect("it is there"));
        assert_eq!(region.line(4).of(&source), "外");
    }
}
