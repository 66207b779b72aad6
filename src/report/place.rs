//! Lines, columns and quotes, taken while a file's text is at hand.

use crate::source::{Position, Source, Span};

/// Longer quotes are cut; a sentence that runs over pages is not read in a report.
pub(super) const LONGEST_QUOTE: usize = 300;

/// A range of a file in lines and columns; `end` is the position just past its last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The first character.
    pub start: Position,
    /// One past the last.
    pub end: Position,
}

impl Place {
    /// The place of line `line` as a whole: at its start, and empty.
    #[must_use]
    pub fn line(line: usize) -> Self {
        Self { start: Position::line_start(line), end: Position::line_start(line) }
    }

    /// Whether there are characters at this place, not only a line.
    #[must_use]
    pub fn has_columns(self) -> bool {
        self.start < self.end
    }
}

/// Lines and columns of one file. Places are mostly asked for in the order of the file, so columns are counted on from the
/// last one: a file of one enormous line is not read anew for each.
pub(super) struct Places<'s> {
    pub(super) source: &'s Source,
    last: (usize, Position),
}

impl<'s> Places<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self { source, last: (0, Position::line_start(1)) }
    }

    pub(super) fn place(&mut self, span: Span) -> Place {
        Place { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The words at `span`, cut where they run on too long.
    pub(super) fn quote(&self, span: Span) -> String {
        let words = span.of(&self.source.text).trim();
        match words.char_indices().nth(LONGEST_QUOTE) {
            Some((end, _)) => format!("{}…", Span::new(0, end).of(words)),
            None => words.to_owned(),
        }
    }

    fn position(&mut self, offset: usize) -> Position {
        let (from, mut position) = self.last;
        let line = self.source.line_at(offset);
        if line == position.line && from <= offset {
            position.column += Span::new(from, offset).of(&self.source.text).chars().count();
            position.byte += offset - from;
        } else {
            position = self.source.position(offset);
        }
        self.last = (offset, position);
        position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_do_not_depend_on_the_order_they_are_asked_in() {
        let source = Source::new("a.md", "一二三四\r\n五 six 七\n八");
        let offsets: Vec<usize> = source.text.char_indices().map(|(at, _)| at).collect();
        let mut places = Places::new(&source);
        for &offset in offsets.iter().chain(offsets.iter().rev()).chain(offsets.iter().step_by(3)) {
            assert_eq!(places.position(offset), source.position(offset), "at {offset}");
        }
    }

    #[test]
    fn long_quotes_are_cut() {
        let source = Source::new("a.md", "长".repeat(LONGEST_QUOTE + 1));
        let quote = Places::new(&source).quote(Span::new(0, source.text.len()));
        assert_eq!(quote.chars().count(), LONGEST_QUOTE + 1);
        assert!(quote.ends_with('…'));
    }
}
