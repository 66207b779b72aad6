//! Which lines stand in fences, also where fences of the same length are nested or were never closed.

use super::lines::{Kind, Line};
use std::collections::BTreeMap;

/// Where each fence that a line would open ends, in the order of the lines: the line that closes it, `None` where nothing
/// does. Lines that are no fences have no entry.
///
/// A fence with a language never closes another, so inside one of the same length it opens a nested one.
pub(super) fn closings(lines: &[Line]) -> Vec<(usize, Option<usize>)> {
    let mut found = Vec::new();
    let mut classes: BTreeMap<(char, usize), Vec<(usize, bool)>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Kind::Fence(mark, len, info) = line.kind {
            classes.entry((mark, len)).or_default().push((at, info));
        }
    }
    for fences in classes.values() {
        // Read backwards: the fences that still wait for their opener, nearest first.
        let mut waiting: Vec<usize> = Vec::new();
        for &(at, info) in fences.iter().rev() {
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

    #[test]
    fn fences_close_where_people_close_them() {
        let close = |text: &str| closings(&lines(text, 0));
        assert_eq!(close("```\na\n```\n"), [(0, Some(2)), (2, None)]);
        assert_eq!(close("```\n```go\n```\n```\n")[0], (0, Some(3)));
        assert_eq!(close("```go\n~~~\n```\n")[0], (0, Some(2)));
        assert_eq!(close("```\nx\n```go\n```\n")[0], (0, None));
    }
}
