//! Which questions or wordings have a unit.

use serde::{Deserialize, Serialize};

use super::numbers::{Numbers, number};

/// The places at which each unit is found.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Numbers: Deserialize<'de>"))]
pub(crate) struct Postings {
    all: Numbers,
    ends: Numbers,
}

impl Postings {
    pub(super) fn new(by_unit: Vec<Vec<u32>>) -> Self {
        let mut out = Self::default();
        for places in by_unit {
            for place in places {
                out.all.push(place);
            }
            out.ends.push(number(out.all.len()));
        }
        out
    }

    /// What the units at each of so many places weigh together.
    pub(super) fn sums(&self, weights: &[u32], places: usize) -> Vec<u32> {
        let mut sums = vec![0; places];
        for (unit, weight) in weights.iter().enumerate() {
            for place in self.of(unit) {
                sums[place] += weight;
            }
        }
        sums
    }

    /// Where the unit is found that has this place among the units.
    pub(crate) fn of(&self, unit: usize) -> impl Iterator<Item = usize> {
        self.all.range(self.ends.stretch(unit)).map(|place| place as usize)
    }
}
