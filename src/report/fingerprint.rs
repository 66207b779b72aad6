//! Names for findings that stay the same when lines move, so that services know a finding of yesterday again.

use crate::text::{FNV_BASIS, fnv};
use std::collections::BTreeMap;
use std::fmt;

/// The name of a finding: a hash of what it is about, in 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fingerprint(u128);

/// Names the findings of one document. Neither lines nor verdicts go into a name; findings about the same thing are told
/// apart by their order.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: BTreeMap<u128, u32>,
}

impl Fingerprints {
    /// The name of the next finding that these parts describe.
    pub(super) fn next(&mut self, parts: &[&str]) -> Fingerprint {
        let name = parts.iter().fold(FNV_BASIS, |hash, part| fnv(fnv(hash, part.as_bytes()), &[0]));
        let before = self.seen.entry(name).or_default();
        let unique = if *before == 0 { name } else { fnv(name, &before.to_le_bytes()) };
        *before += 1;
        Fingerprint(unique)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_by_their_parts_and_their_order() {
        let mut names = Fingerprints::default();
        let parts: [&[&str]; 5] = [&["a", "b"], &["a", "b"], &["ab"], &["a", "b"], &["", "ab"]];
        let all: std::collections::BTreeSet<Fingerprint> = parts.iter().map(|parts| names.next(parts)).collect();
        assert_eq!(all.len(), parts.len());
        assert_eq!(Fingerprints::default().next(&["a", "b"]), Fingerprints::default().next(&["a", "b"]));
        assert_eq!(names.next(&[]).to_string().len(), 32);
    }
}
