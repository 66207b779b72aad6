//! The comments of a document.

use super::lines::Line;
use crate::source::Span;

/// The comments outside fences, in the order of the file; one that is never closed runs to the end.
pub(super) fn comments(source: &str, lines: &[Line]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut end = 0;
    let bytes = source.as_bytes();
    let finder = memchr::memmem::Finder::new("-->");
    for open in memchr::memmem::find_iter(bytes, "<!--") {
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

    #[test]
    fn comments_stand_outside_code() {
        let found = |text: &str| {
            comments(text, &lines(text, 0)).into_iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("a <!-- b\nc --> d <!-- e -->"), ["<!-- b\nc -->", "<!-- e -->"]);
        assert_eq!(found("`<!-- a -->` <!-- b"), ["<!-- b"]);
    }
}
