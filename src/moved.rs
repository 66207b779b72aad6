//! Which texts of one state are texts of another: files that stand under another name now, known by what they hold.

use std::cmp::{Ordering, Reverse};

/// Texts of which less than this, in hundredths, stands in both are different texts; git draws the line at the same place.
const SAME: usize = 50;

/// No more pairs of texts than this are compared line by line.
const MOST_COMPARED: usize = 100_000;

/// Which of the `old` texts are which of the `new` ones, as pairs of their places in order: those that are the same,
/// then those that are most alike. Each is one other at the most. A blank text is like any other, so it is none.
#[must_use]
pub fn moved(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let (mut gone, mut come) = (lines_of(old), lines_of(new));
    let mut pairs = Vec::new();
    gone.retain(|(was, _)| {
        let same = come.iter().position(|(is, _)| new[*is] == old[*was]);
        pairs.extend(same.map(|at| (*was, come.remove(at).0)));
        same.is_none()
    });
    if gone.len() * come.len() <= MOST_COMPARED {
        let all = gone.iter().flat_map(|was| come.iter().map(move |is| (likeness(&was.1, &is.1), was.0, is.0)));
        let mut alike: Vec<(usize, usize, usize)> = all.filter(|(likeness, ..)| *likeness >= SAME).collect();
        alike.sort_by_key(|(likeness, was, is)| (Reverse(*likeness), *was, *is));
        for (_, was, is) in alike {
            if pairs.iter().all(|(other, another)| *other != was && *another != is) {
                pairs.push((was, is));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The texts that are not blank: the place of each, and its lines in the order of what they say.
fn lines_of<'t>(texts: &[&'t str]) -> Vec<(usize, Vec<&'t str>)> {
    let sorted = |text: &'t str| {
        let mut lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        lines.sort_unstable();
        lines
    };
    let texts = texts.iter().map(|text| sorted(text)).enumerate();
    texts.filter(|(_, lines)| !lines.is_empty()).collect()
}

/// How much of the longer of two texts stands in both, wherever it stands, in hundredths of its bytes.
fn likeness(one: &[&str], other: &[&str]) -> usize {
    let size = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let (longer, shorter) = (size(one).max(size(other)), size(one).min(size(other)));
    // So much stands in both at the most.
    if 100 * shorter < SAME * longer {
        return 0;
    }
    let (mut shared, mut left, mut right) = (0, one.iter().peekable(), other.iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            Ordering::Less => _ = left.next(),
            Ordering::Greater => _ = right.next(),
            Ordering::Equal => {
                shared += a.len();
                left.next();
                right.next();
            }
        }
    }
    100 * shared / longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_by_what_they_hold() {
        assert_eq!(moved(&["a\nb\n"], &["x\ny\n", "a\nb\n"]), [(0, 1)]);
        assert_eq!(moved(&["a\nb\nc\n"], &["a\nb\nd\n"]), [(0, 0)]);
        assert_eq!(moved(&["a\nb\nc\n"], &["c\r\n\r\na\r\nb"]), [(0, 0)], "in another order and with other line ends");
        assert_eq!(moved(&["a\nb\nc\n"], &["a\nx\ny\n"]), [], "too little is left");
        assert_eq!(moved(&["a\n"], &["a\nb\nc\nd\n"]), [], "it is lost in the other");
        assert_eq!(moved(&["a\na\na\n"], &["a\nb\nc\n"]), [], "a line is shared as often as both have it");
        assert_eq!(moved(&["", " \n"], &["", "\n"]), [], "blank texts are like any other");
    }

    #[test]
    fn the_most_alike_belong_together() {
        let (whole, near, far) = ("a\nb\nc\nd\n", "a\nb\nc\ne\n", "a\nb\nx\ny\n");
        assert_eq!(moved(&[near, whole], &[whole, far]), [(0, 1), (1, 0)], "the same text goes first");
        assert_eq!(moved(&[far, near], &[whole]), [(1, 0)]);
        assert_eq!(moved(&[whole, whole], &[whole]), [(0, 0)], "each is one other at the most");
    }
}
