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
    pub(super) fn new(mut all: Vec<Hit>, atoms: usize) -> Self {
        all.sort_unstable_by_key(|(atom, hit)| (*atom, hit.span, hit.method));
        all.dedup_by_key(|(atom, hit)| (*atom, hit.span));
        let mut ends = vec![0; atoms];
        for (at, (atom, _)) in all.iter().enumerate() {
            ends[*atom] = at + 1;
        }
        let mut before = 0;
        for end in &mut ends {
            before = before.max(*end);
            *end = before;
        }
        Self { all, ends }
    }

    /// The occurrences without those of an atom for which `drop` holds.
    pub(super) fn without(self, atom: usize, drop: impl Fn(&Occurrence) -> bool) -> Self {
        let atoms = self.ends.len();
        let mut all = self.all;
        all.retain(|(other, hit)| *other != atom || !drop(hit));
        Self::new(all, atoms)
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
        let found = Occurrences::new(found, 5);
        assert_eq!(found.atoms().collect::<Vec<_>>(), [1, 3]);
        assert_eq!(found.of(3), [hit(3, 2, Method::Exact), hit(3, 9, Method::Exact)]);
        assert_eq!([0, 1, 2, 4].map(|atom| found.of(atom).len()), [0, 1, 0, 0]);
    }
}
