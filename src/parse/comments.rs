//! The comments of a document.

use super::lines::Line;
use crate::source::Span;

/// Where comments may open, those in fences and in code included.
pub(super) fn openings(source: &str) -> Vec<usize> {
    memchr::memmem::find_iter(source.as_bytes(), "<!--").collect()
}

/// The comments outside fences, in the order of the file; one that is never closed runs to the end.
pub(super) fn comments(source: &str, lines: &[Line], openings: &[usize]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut end = 0;
    let bytes = source.as_bytes();
    let finder = memchr::memmem::Finder::new("-->");
    for &open in openings {
        if open < end {
            continue;
        }
        let line = lines.partition_point(|line| line.span.start <= open).checked_sub(1).and_then(|at| lines.get(at));
        let shown = line.is_some_and(|line| !line.hidden && !in_code(Span::new(line.span.start, open).of(source)));
        if !shown {
            continue;
        }
        let after = bytes.get(open + 4..).unwrap_or_default();
        end = finder.find(after).map_or(source.len(), |close| open + 4 + close + 3);
        found.push(Span::new(open, end));
    }
    found
}

/// The longest code span, in bytes, that is told from text.
const LONGEST: usize = 400;

/// Whether a text ends inside a code span.
fn in_code(before: &str) -> bool {
    before.bytes().rev().take(LONGEST).filter(|b| *b == b'`').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;
    use crate::source::Source;

    #[test]
    fn comments_stand_outside_code() {
        let found = |text: &str| {
            let lines = lines(&Source::new("a.md", text), 0);
            let found = comments(text, &lines, &openings(text)).into_iter();
            found.map(|span| span.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("a <!-- b\nc --> d <!-- e -->"), ["<!-- b\nc -->", "<!-- e -->"]);
        assert_eq!(found("`<!-- a -->` <!-- b"), ["<!-- b"]);
    }
}
