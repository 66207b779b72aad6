//! Lays the lines of a copy beside those of the sheet it was made from.

use super::super::placeholder::is_blank;
use rustc_hash::{FxHashMap, FxHashSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Between two lines that are sure, no more lines than this are compared with each other, from either end.
const MOST_COMPARED: usize = 200;

/// What two lines must share to be the same: their letters and digits, or, where they have none, their marks. White space,
/// headings' and lists' marks, bold and punctuation may differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    text: String,
    says_something: bool,
}

impl Key {
    pub(super) fn of(line: &str) -> Self {
        let said: String = line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if said.is_empty() {
            return Self { text: line.chars().filter(|c| !is_blank(*c)).collect(), says_something: false };
        }
        Self { text: said, says_something: true }
    }

    /// Whether the line holds a letter or digit.
    pub(super) fn says_something(&self) -> bool {
        self.says_something
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// Which line of the copy is which of the sheet; all lines are counted from 0. Later lines never go with earlier ones.
#[derive(Debug)]
pub(super) struct Alignment {
    /// For each line of the sheet the line of the copy that is the same.
    of: Vec<Option<usize>>,
    /// For each line of the sheet the last line of the copy that goes with it or one before.
    before: Vec<Option<usize>>,
    /// For each line of the sheet the first line of the copy that goes with it or one after.
    after: Vec<Option<usize>>,
    /// The lines of the copy that are some line of the sheet.
    aligned: Vec<bool>,
}

impl Alignment {
    /// Compares the lines. `chunks` says where the sheet's questions begin.
    ///
    /// Lines that the sheet has but once go first; the longest run of them that keeps its order is sure. What is between
    /// two of them is compared line by line, at most a few hundred, so that the time is linear in the length of both.
    pub(super) fn new(sheet: &[Key], copy: &[Key], chunks: &[usize]) -> Self {
        let mut of = vec![None; sheet.len()];
        let mut last = (0, 0);
        let sure = anchors(sheet, copy);
        for (there, here) in sure.into_iter().chain([(sheet.len(), copy.len())]) {
            between(sheet, copy, chunks, last, (there, here), &mut of);
            if let Some(line) = of.get_mut(there) {
                *line = Some(here);
            }
            last = (there + 1, here + 1);
        }
        let mut aligned = vec![false; copy.len()];
        for line in of.iter().flatten() {
            aligned[*line] = true;
        }
        let running = |found: &mut Option<usize>, line: &Option<usize>| {
            *found = line.or(*found);
            Some(*found)
        };
        let before: Vec<_> = of.iter().scan(None, running).collect();
        let mut after: Vec<_> = of.iter().rev().scan(None, running).collect();
        after.reverse();
        Self { of, before, after, aligned }
    }

    /// The line of the copy that is line `line` of the sheet.
    pub(super) fn of(&self, line: usize) -> Option<usize> {
        self.of.get(line).copied().flatten()
    }

    /// The last line of the copy that is line `line` of the sheet or one before it.
    pub(super) fn before(&self, line: usize) -> Option<usize> {
        self.before.get(line).copied().flatten()
    }

    /// The first line of the copy that is line `line` of the sheet or one after it.
    pub(super) fn after(&self, line: usize) -> Option<usize> {
        self.after.get(line).copied().flatten()
    }

    /// Whether a line of the copy is some line of the sheet.
    pub(super) fn is_aligned(&self, line: usize) -> bool {
        self.aligned.get(line).copied().unwrap_or_default()
    }
}

/// Pairs of lines that are the same, where the sheet has the line but once: the longest run that keeps its order.
fn anchors(sheet: &[Key], copy: &[Key]) -> Vec<(usize, usize)> {
    let mut once: FxHashMap<&Key, Option<usize>> = FxHashMap::default();
    for (at, key) in sheet.iter().enumerate().filter(|(_, key)| key.says_something()) {
        once.entry(key).and_modify(|first| *first = None).or_insert(Some(at));
    }
    let pairs = copy.iter().enumerate().filter_map(|(here, key)| Some((once.get(key).copied().flatten()?, here)));
    longest_rising(&pairs.collect::<Vec<_>>())
}

/// The longest subsequence of `pairs` whose first members rise, by patience sorting.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best run of each length, and for each pair the one before it in its run.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let length = tails.partition_point(|tail| pairs[*tail].0 < pair.0);
        previous.push(length.checked_sub(1).map(|shorter| tails[shorter]));
        match tails.get_mut(length) {
            // The first of equal lines stays: what follows it may quote it.
            Some(tail) if pairs[*tail].0 == pair.0 => {}
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut run = Vec::new();
    let mut at = tails.last().copied();
    while let Some(pair) = at {
        run.push(pairs[pair]);
        at = previous[pair];
    }
    run.reverse();
    run
}

/// Compares what stands between two sure lines. The rest of a question goes first, before what is left of any that
/// follow without a sure line of their own.
fn between(
    sheet: &[Key],
    copy: &[Key],
    chunks: &[usize],
    from: (usize, usize),
    to: (usize, usize),
    of: &mut [Option<usize>],
) {
    let next = chunks.get(chunks.partition_point(|start| *start < from.0)).copied().unwrap_or(to.0).min(to.0);
    let mut here = from.1;
    for (start, end) in [(from.0, next), (next, to.0)] {
        for (there, line) in same_lines(sheet, copy, (start, end), (here, to.1)) {
            of[there] = Some(line);
            here = line + 1;
        }
    }
}

fn same_lines(sheet: &[Key], copy: &[Key], there: (usize, usize), here: (usize, usize)) -> Vec<(usize, usize)> {
    let written = |keys: &[Key], (start, end): (usize, usize)| {
        let filled = |at: &usize| keys.get(*at).is_some_and(|key| !key.text().is_empty());
        (start..end).filter(filled).collect::<Vec<_>>()
    };
    let there = ends(written(sheet, there));
    if there.is_empty() {
        return Vec::new();
    }
    let known: FxHashSet<&Key> = there.iter().map(|at| &sheet[*at]).collect();
    let mut here = written(copy, here);
    here.retain(|at| known.contains(&copy[*at]));
    let here = ends(here);
    let old: Vec<&Key> = there.iter().map(|at| &sheet[*at]).collect();
    let new: Vec<&Key> = here.iter().map(|at| &copy[*at]).collect();
    let mut same = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            same.extend((0..len).map(|n| (there[old_index + n], here[new_index + n])));
        }
    }
    same
}

/// The first and the last of many lines.
fn ends(mut lines: Vec<usize>) -> Vec<usize> {
    if lines.len() > 2 * MOST_COMPARED {
        let tail = lines.split_off(lines.len() - MOST_COMPARED);
        lines.truncate(MOST_COMPARED);
        lines.extend(tail);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(sheet: &[&str], copy: &[&str]) -> Vec<Option<usize>> {
        let keys = |lines: &[&str]| lines.iter().map(|line| Key::of(line)).collect::<Vec<_>>();
        Alignment::new(&keys(sheet), &keys(copy), &[0]).of
    }

    #[test]
    fn marks_and_blanks_may_differ() {
        assert_eq!(aligned(&["### 1. 锁", "**答**："], &["1 锁 ", "答:", "x"]), [Some(0), Some(1)]);
        assert_eq!(aligned(&["---", "```"], &["--- ", "", "~~~"]), [Some(0), None]);
    }

    #[test]
    fn what_is_quoted_later_does_not_move_a_line() {
        let found = aligned(&["一", "二", "三"], &["一", "x", "二", "y", "一", "三"]);
        assert_eq!(found, [Some(0), Some(2), Some(5)]);
    }

    #[test]
    fn order_is_kept_whatever_comes() {
        assert_eq!(aligned(&["一", "二", "三"], &["三", "一", "二"]), [Some(1), Some(2), None]);
        let many: Vec<String> = (0..5000).map(|n| format!("{}", n % 7)).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let found = aligned(&many, &many);
        let lines: Vec<usize> = found.into_iter().flatten().collect();
        assert!(lines.is_sorted() && lines.len() >= 2 * MOST_COMPARED);
    }
}
