//! Which lines stand in fences, also where fences of the same length are nested or were never closed.

use super::lines::{Kind, Line};

/// A line that would open a fence, and the one that closes it; `None` where nothing does.
pub(super) type Closing = (usize, Option<usize>);

/// Where each fence that a line would open ends, in the order of the lines.
///
/// A fence with a language never closes another, so inside one of the same length it opens a nested one.
pub(super) fn closings(lines: &[Line]) -> Vec<Closing> {
    let fence = |(at, line): (usize, &Line)| match line.kind {
        Kind::Fence(mark, len, info) => Some(((mark, len), at, info)),
        _ => None,
    };
    let mut fences: Vec<((char, usize), usize, bool)> = lines.iter().enumerate().filter_map(fence).collect();
    fences.sort_unstable();
    let mut found = Vec::with_capacity(fences.len());
    // Those made of the same marks, read backwards: the fences that still wait for their opener, nearest first.
    let mut waiting: Vec<usize> = Vec::new();
    for alike in fences.chunk_by(|one, other| one.0 == other.0) {
        waiting.clear();
        for &(_, at, info) in alike.iter().rev() {
            if info {
                found.push((at, waiting.pop()));
            } else {
                found.push((at, waiting.last().copied()));
                waiting.push(at);
            }
        }
    }
    found.sort_unstable_by_key(|(at, _)| *at);
    found
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;
    use crate::source::Source;

    #[test]
    fn fences_close_where_people_close_them() {
        let close = |text: &str| closings(&lines(&Source::new("a.md", text), 0));
        assert_eq!(close("```\na\n```\n"), [(0, Some(2)), (2, None)]);
        assert_eq!(close("```\n```go\n```\n```\n")[0], (0, Some(3)));
        assert_eq!(close("```go\n~~~\n```\n")[0], (0, Some(2)));
        assert_eq!(close("```\nx\n```go\n```\n")[0], (0, None));
    }
}
