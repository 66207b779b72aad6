//! Which texts of one state are texts of another: files that stand under another name now, known by what they hold.

use similar::TextDiff;
use std::cmp::Reverse;

/// Texts that share less of their lines than this, in hundredths, are different texts; git draws the line at the same
/// place.
const SAME: u32 = 50;

/// No more pairs of texts than this are compared line by line.
const MOST_COMPARED: usize = 10_000;

/// Which of the `old` texts are which of the `new` ones, as pairs of their places in order: those that are the same,
/// then those that are most alike. Each is one other at the most. A blank text is like any other, so it is none.
#[must_use]
pub fn moved(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let places = |texts: &[&str]| -> Vec<Option<usize>> {
        texts.iter().enumerate().map(|(place, text)| (!text.trim().is_empty()).then_some(place)).collect()
    };
    let (mut gone, mut come) = (places(old), places(new));
    let mut pairs = Vec::new();
    for was in &mut gone {
        let same = |is: &&mut Option<usize>| is.zip(*was).is_some_and(|(is, was)| new[is] == old[was]);
        if let Some(pair) = was.zip(come.iter_mut().find(same).and_then(Option::take)) {
            pairs.push(pair);
            *was = None;
        }
    }
    let (gone, come): (Vec<usize>, Vec<usize>) =
        (gone.into_iter().flatten().collect(), come.into_iter().flatten().collect());
    if gone.len() * come.len() > MOST_COMPARED {
        return pairs;
    }
    let all = gone.iter().flat_map(|was| come.iter().map(|is| (*was, *is)));
    let mut alike: Vec<(u32, usize, usize)> = all
        .map(|(was, is)| (likeness(old[was], new[is]), was, is))
        .filter(|(likeness, ..)| *likeness >= SAME)
        .collect();
    alike.sort_by_key(|(likeness, was, is)| (Reverse(*likeness), *was, *is));
    for (_, was, is) in alike {
        if pairs.iter().all(|(other, another)| *other != was && *another != is) {
            pairs.push((was, is));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// How much of their lines two texts share, in hundredths.
fn likeness(one: &str, other: &str) -> u32 {
    let (few, many) = (one.lines().count().min(other.lines().count()), one.lines().count() + other.lines().count());
    // So much they would share if all lines of the shorter one stood in the longer one.
    if few * 200 < many * SAME as usize {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a ratio is between 0 and 1")]
    let hundredths = (TextDiff::from_lines(one, other).ratio() * 100.0) as u32;
    hundredths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_by_what_they_hold() {
        assert_eq!(moved(&["a\nb\n"], &["x\ny\n", "a\nb\n"]), [(0, 1)]);
        assert_eq!(moved(&["a\nb\nc\n"], &["a\nb\nd\n"]), [(0, 0)]);
        assert_eq!(moved(&["a\nb\nc\n"], &["a\nx\ny\n"]), [], "too little is left");
        assert_eq!(moved(&["a\n"], &["a\nb\nc\nd\n"]), [], "it is lost in the other");
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
