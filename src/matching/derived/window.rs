//! The window of sentences in which most of a statement stands.

use rustc_hash::FxHashMap;

use super::reading::Reading;
use super::statement::Statement;
use crate::source::Span;

/// A statement may be spread over so many consecutive sentences.
const SENTENCES: usize = 3;

/// Consecutive sentences and what of a statement stands in them.
#[derive(Debug)]
pub(super) struct Window {
    /// What it says of the statement's weight, in hundredths of it.
    pub(super) weight: u64,
    /// Its first sentence.
    pub(super) first: usize,
    /// Its last sentence.
    pub(super) last: usize,
    /// The units that stand in it, each once.
    pub(super) found: Vec<Found>,
}

/// A unit of a statement and where it stands in the stemmed text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) unit: usize,
    pub(super) span: Span,
    /// How surely it is that unit, in hundredths.
    likeness: u32,
}

/// The window of at most [`SENTENCES`] sentences that says most of the statement, the shortest and first of them; `None`
/// where nothing of it is said.
pub(super) fn best(statement: &Statement, reading: &Reading) -> Option<Window> {
    let found: Vec<Vec<Found>> = reading
        .sentences
        .iter()
        .map(|said| {
            let units = said.iter().filter_map(|&(unit, likeness, span)| {
                Some(Found { unit: *statement.index.get(&unit)?, span, likeness })
            });
            units.collect()
        })
        .collect();
    let mut best: Option<(u64, usize, usize)> = None;
    for last in 0..found.len() {
        let mut likeness: FxHashMap<usize, u32> = FxHashMap::default();
        let mut weight = 0;
        for first in (last.saturating_sub(SENTENCES - 1)..=last).rev() {
            for unit in &found[first] {
                let before = likeness.entry(unit.unit).or_default();
                if unit.likeness > *before {
                    weight += u64::from(statement.units[unit.unit].weight * (unit.likeness - *before));
                    *before = unit.likeness;
                }
            }
            if weight > best.map_or(0, |(weight, ..)| weight) {
                best = Some((weight, first, last));
            }
        }
    }
    let (weight, first, last) = best?;
    let mut taken: Vec<Found> = found[first..=last].iter().flatten().copied().collect();
    taken.sort_by_key(|found| (found.unit, std::cmp::Reverse(found.likeness), found.span));
    taken.dedup_by_key(|found| found.unit);
    Some(Window { weight, first, last, found: taken })
}
