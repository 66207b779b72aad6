//! Text taken out of a document, with the way back to where it stood.

use crate::source::Span;

/// A piece of a derived text: `len` bytes from `at` on, that came from `source`.
///
/// A piece whose length equals its source's is a copy and maps byte by byte; any other was replaced as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    at: u32,
    len: u32,
    source: u32,
    source_len: u32,
}

/// Maps offsets of a derived text back to the text it was derived from.
///
/// Offsets are monotone: a later byte never maps to an earlier place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
    len: u32,
}

impl OffsetMap {
    /// The map of a text that was copied unchanged from `start` on.
    #[must_use]
    pub fn copied(start: usize, len: usize) -> Self {
        let mut map = Self::default();
        map.push(len, Span::new(start, start + len));
        map
    }

    /// Appends `len` bytes of derived text that came from `source`.
    pub fn push(&mut self, len: usize, source: Span) {
        let (len, start, source_len) = (narrow(len), narrow(source.start), narrow(source.len()));
        if len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.len == last.source_len
            && len == source_len
            && last.source + last.source_len == start
        {
            last.len += len;
            last.source_len += len;
        } else {
            self.pieces.push(Piece { at: self.len, len, source: start, source_len });
        }
        self.len += len;
    }

    /// Where `span` of the derived text came from.
    ///
    /// Bytes that were replaced as a whole map to the whole of what they replaced. An empty span maps to an empty one.
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        let start = self.piece(span.start).map_or(0, |p| p.source_start(span.start));
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = self.piece(span.end - 1).map_or(start, |p| p.source_end(span.end));
        Span::new(start, end.max(start))
    }

    /// The first offset of the derived text that came from byte `source` or a later one.
    #[must_use]
    pub fn derived(&self, source: usize) -> usize {
        let after = self.pieces.partition_point(|p| ((p.source + p.source_len) as usize) <= source);
        self.pieces.get(after).map_or(self.len as usize, |p| {
            let into = source.saturating_sub(p.source as usize);
            let copied = p.len == p.source_len;
            p.at as usize
                + if copied {
                    into
                } else if into > 0 {
                    p.len as usize
                } else {
                    0
                }
        })
    }

    /// The map of the part `span` of the derived text.
    #[must_use]
    pub fn slice(&self, span: Span) -> Self {
        let mut part = Self::default();
        let first = self.pieces.partition_point(|p| ((p.at + p.len) as usize) <= span.start);
        for p in self.pieces.get(first..).unwrap_or_default() {
            let (start, end) = (span.start.max(p.at as usize), span.end.min((p.at + p.len) as usize));
            if start >= end {
                break;
            }
            part.push(end - start, Span::new(p.source_start(start), p.source_end(end)));
        }
        part
    }

    fn piece(&self, offset: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|p| p.at as usize <= offset);
        self.pieces.get(after.saturating_sub(1))
    }
}

/// Looks places up one after the other, each no earlier than the one before: faster than looking each up by itself.
#[derive(Clone, Debug)]
pub(crate) struct Places<'m> {
    pieces: &'m [Piece],
}

impl OffsetMap {
    /// A walk over the derived text from its start.
    pub(crate) fn places(&self) -> Places<'_> {
        Places { pieces: &self.pieces }
    }
}

impl Places<'_> {
    /// Where `span` of the derived text came from; `span` begins no earlier than the one asked for before.
    pub(crate) fn source(&mut self, span: Span) -> Span {
        self.go_to(span.start);
        let Some(first) = self.pieces.first() else { return Span::default() };
        let start = first.source_start(span.start);
        let last = self.pieces.iter().take_while(|piece| (piece.at as usize) < span.end).last().unwrap_or(first);
        Span::new(start, last.source_end(span.end).max(start))
    }

    /// Where as much of `span` came from, from its start on, as was copied in one piece; empty where it was replaced.
    pub(super) fn copied(&mut self, span: Span) -> Span {
        self.go_to(span.start);
        let copied = self.pieces.first().filter(|piece| piece.len == piece.source_len);
        copied.map_or(Span::default(), |piece| {
            let end = span.end.min((piece.at + piece.len) as usize);
            Span::new(piece.source_start(span.start), piece.source_end(end))
        })
    }

    fn go_to(&mut self, start: usize) {
        while let [first, rest @ ..] = self.pieces
            && !rest.is_empty()
            && (first.at + first.len) as usize <= start
        {
            self.pieces = rest;
        }
    }
}

impl Piece {
    fn source_start(&self, offset: usize) -> usize {
        let into = (offset - self.at as usize).min(self.len as usize);
        if self.len == self.source_len {
            self.source as usize + into
        } else if into >= self.len as usize {
            (self.source + self.source_len) as usize
        } else {
            self.source as usize
        }
    }

    fn source_end(&self, end: usize) -> usize {
        let into = (end - self.at as usize).min(self.len as usize);
        if self.len == self.source_len { self.source as usize + into } else { (self.source + self.source_len) as usize }
    }
}

/// Text as its reader sees it (markup gone, escapes decoded), with its way back to the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The text. A line break in it ends a statement; one that merely wraps a line is a space.
    pub text: String,
    /// From offsets of `text` to offsets of the file.
    pub map: OffsetMap,
    /// Inline code in it, as spans of `text`.
    pub code: Vec<Span>,
}

impl Extract {
    /// Text that stands in the file as it is, from byte `start` on.
    #[must_use]
    pub fn copied(text: &str, start: usize) -> Self {
        Self { text: text.to_owned(), map: OffsetMap::copied(start, text.len()), code: Vec::new() }
    }

    /// Appends `text`, which stands for `source` in the file.
    pub fn push(&mut self, text: &str, source: Span) {
        self.text.push_str(text);
        self.map.push(text.len(), source);
    }

    /// The part `span` of it, with blanks at its ends left out.
    #[must_use]
    pub fn slice(&self, span: Span) -> Self {
        let text = span.of(&self.text);
        let start = span.start + (text.len() - text.trim_start().len());
        let span = Span::new(start, start + text.trim().len());
        let first = self.code.partition_point(|code| code.end <= span.start);
        let inside = self.code.iter().skip(first).take_while(|code| code.start < span.end);
        let shifted =
            |code: &Span| Span::new(code.start.max(span.start) - span.start, code.end.min(span.end) - span.start);
        Self { text: span.of(&self.text).to_owned(), map: self.map.slice(span), code: inside.map(shifted).collect() }
    }

    /// Where `span` of the text stands in the file.
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        self.map.source(span)
    }

    /// Where the whole of it stands in the file.
    #[must_use]
    pub fn span(&self) -> Span {
        self.map.source(Span::new(0, self.text.len()))
    }
}

/// Offsets are kept in 32 bits; `read` refuses files of 4 GiB and more.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_map_byte_by_byte_and_replacements_as_a_whole() {
        let mut extract = Extract::default();
        extract.push("a ", Span::new(10, 12));
        extract.push("&", Span::new(12, 17));
        extract.push(" b", Span::new(17, 19));
        assert_eq!(extract.text, "a & b");
        assert_eq!(extract.source(Span::new(0, 1)), Span::new(10, 11));
        assert_eq!(extract.source(Span::new(2, 3)), Span::new(12, 17));
        assert_eq!(extract.source(Span::new(4, 5)), Span::new(18, 19));
        assert_eq!(extract.span(), Span::new(10, 19));
        assert_eq!(extract.source(Span::new(5, 5)), Span::new(19, 19));
    }

    #[test]
    fn slices_keep_their_places() {
        let mut extract = Extract::default();
        extract.push("ab ", Span::new(10, 13));
        extract.push("&", Span::new(13, 18));
        extract.push(" cd", Span::new(18, 21));
        extract.code.push(Span::new(5, 7));
        let part = extract.slice(Span::new(2, 7));
        assert_eq!(part.text, "& cd");
        assert_eq!(part.source(Span::new(0, 1)), Span::new(13, 18));
        assert_eq!(part.source(Span::new(2, 4)), Span::new(19, 21));
        assert_eq!(part.code, [Span::new(2, 4)]);
        assert_eq!([10, 12, 13, 14, 18, 20, 40].map(|at| extract.map.derived(at)), [0, 2, 3, 4, 4, 6, 7]);
    }
}
