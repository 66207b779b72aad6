//! Decoded text, the places in it, and the way back to them.

/// A byte range `start..end` into the decoded text of a [`Source`], always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset one past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// What both have; nothing where that is empty.
    #[must_use]
    pub fn shared(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then(|| Self::new(start, end))
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The text at this span; empty where the span does not lie in `text` on character boundaries.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// A line and column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
    /// Column in bytes of UTF-8, from 1, as a few programs count.
    pub byte: usize,
}

impl Position {
    /// Where line `line` begins.
    #[must_use]
    pub fn line_start(line: usize) -> Self {
        Self { line, column: 1, byte: 1 }
    }
}

/// So many bytes a line of a document has at least, most often.
const USUAL_LINE: usize = 32;

/// A file's decoded text together with the name people know it by.
///
/// Lines are those of the file: `\n`, `\r\n` and a lone `\r` end one. A byte-order mark is not part of the text.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as given or found, with `/` between its parts; `-` for standard input.
    pub path: String,
    /// The whole text, decoded to UTF-8.
    pub text: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// Wraps decoded text. Offsets are kept in 32 bits, so `text` must be shorter than 4 GiB (`read` sees to that).
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let mut line_starts = Vec::with_capacity(1 + bytes.len() / USUAL_LINE);
        line_starts.push(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            line_starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
        Self { path: path.into(), text, line_starts }
    }

    /// How many lines the text has; a final line end does not open another.
    #[must_use]
    pub fn line_count(&self) -> usize {
        let open = self.line_starts.last().is_some_and(|&s| s as usize == self.text.len());
        self.line_starts.len() - usize::from(open && self.line_starts.len() > 1)
    }

    /// The line (from 1) that holds byte `offset`.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start as usize <= offset).max(1)
    }

    /// Line and column of byte `offset`.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_at(offset);
        let start = self.line_starts[line - 1] as usize;
        let before = Span::new(start, offset.min(self.text.len())).of(&self.text);
        Position { line, column: before.chars().count() + 1, byte: before.len() + 1 }
    }

    /// The span of line `line` (from 1) without its line end; empty past the last line.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|n| self.line_starts.get(n)) else {
            return Span::new(self.text.len(), self.text.len());
        };
        let start = start as usize;
        let end = self.line_starts.get(line).map_or(self.text.len(), |&next| next as usize);
        let content = Span::new(start, end).of(&self.text).trim_end_matches(['\n', '\r']);
        Span::new(start, start + content.len())
    }

    /// The lines from byte `start` on, line ends included.
    pub(crate) fn lines_from(&self, start: usize) -> impl Iterator<Item = Span> {
        let next = self.line_starts.partition_point(|&line| line as usize <= start);
        let nexts = self.line_starts.iter().skip(next).map(|&line| line as usize);
        let ends = nexts.chain([self.text.len()]);
        ends.scan(start, |from, end| Some(Span::new(std::mem::replace(from, end), end))).filter(|line| !line.is_empty())
    }

    /// The text of line `line` (from 1) without its line end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        self.line_span(line).of(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_lf_crlf_and_cr() {
        let source = Source::new("a.md", "一\r\n二\r三\n");
        assert_eq!(source.line_count(), 3);
        assert_eq!([source.line(1), source.line(2), source.line(3)], ["一", "二", "三"]);
        assert_eq!(source.line(4), "");
        let three = source.text.find('三').expect("it is there");
        assert_eq!(source.position(three), Position::line_start(3));
        assert_eq!(Source::new("e.md", "").line_count(), 1);
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a.md", "P 的队列");
        assert_eq!(source.position("P 的队".len()), Position { line: 1, column: 5, byte: 9 });
    }
}
