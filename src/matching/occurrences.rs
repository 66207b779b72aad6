//! Where the atoms of a program stand in an answer.

use super::evidence::Method;
use crate::source::Span;

/// A place where an atom stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Where: in the stemmed text, or for code in the file.
    pub span: Span,
    /// The sentence it begins in; none for code.
    pub sentence: Option<usize>,
    /// How it matched.
    pub method: Method,
    /// What words that deny have to do with it.
    pub negated: Negated,
}

/// How words that deny stand to an occurrence. Near most there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Negated {
    /// Whether one reaches it that is none of its own words.
    pub reached: bool,
    /// Whether one is among its own words.
    pub own: bool,
}

/// An occurrence with its atom.
pub(crate) type Hit = (usize, Occurrence);

/// The occurrences of all atoms, each atom's in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Occurrences {
    all: Vec<Hit>,
    /// Where each atom's end in `all`.
    ends: Vec<usize>,
}

impl Occurrences {
    /// The occurrences of so many atoms, as they were found; of those at one place the best.
    pub(super) fn new(found: &[Hit], atoms: usize) -> Self {
        // Those of one atom were nearly always found in order, so they are dealt out to their atoms rather than sorted.
        let mut ends_left = ends(found, atoms);
        let mut places = vec![0; found.len()];
        for (at, (atom, _)) in found.iter().enumerate().rev() {
            ends_left[*atom] -= 1;
            places[ends_left[*atom]] = at;
        }
        let mut all: Vec<Hit> = places.into_iter().map(|at| found[at]).collect();
        let key = |(_, hit): &Hit| (hit.span, hit.method);
        for of_atom in all.chunk_by_mut(|(a, _), (b, _)| a == b).filter(|of_atom| !of_atom.is_sorted_by_key(key)) {
            of_atom.sort_unstable_by_key(key);
        }
        all.dedup_by_key(|(atom, hit)| (*atom, hit.span));
        Self { ends: ends(&all, atoms), all }
    }

    /// The occurrences without those for which `drop` holds.
    pub(super) fn without(mut self, drop: impl Fn(&Hit) -> bool) -> Self {
        self.all.retain(|hit| !drop(hit));
        Self { ends: ends(&self.all, self.ends.len()), all: self.all }
    }

    /// Where an atom stands.
    pub(crate) fn of(&self, atom: usize) -> &[Hit] {
        let start = atom.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[atom]]
    }

    /// The atoms that stand anywhere, in order.
    pub(super) fn atoms(&self) -> impl Iterator<Item = usize> {
        self.all.chunk_by(|(a, _), (b, _)| a == b).map(|hits| hits[0].0)
    }
}

/// Where each atom's occurrences end once they stand in the order of their atoms.
fn ends(all: &[Hit], atoms: usize) -> Vec<usize> {
    let mut ends = vec![0; atoms];
    for (atom, _) in all {
        ends[*atom] += 1;
    }
    let mut before = 0;
    for end in &mut ends {
        before += *end;
        *end = before;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_atom_has_its_own_in_order() {
        let hit = |atom, start, method| {
            (
                atom,
                Occurrence {
                    span: Span::new(start, start + 1),
                    sentence: Some(0),
                    method,
                    negated: Negated::default(),
                },
            )
        };
        let found = vec![
            hit(3, 9, Method::Exact),
            hit(1, 4, Method::Synonym),
            hit(3, 2, Method::Typo),
            hit(3, 2, Method::Exact),
        ];
        let found = Occurrences::new(&found, 5);
        assert_eq!(found.atoms().collect::<Vec<_>>(), [1, 3]);
        assert_eq!(found.of(3), [hit(3, 2, Method::Exact), hit(3, 9, Method::Exact)]);
        assert_eq!([0, 1, 2, 4].map(|atom| found.of(atom).len()), [0, 1, 0, 0]);
    }
}
