//! What many files held, asked of one process.

use super::Repository;
use super::raw::Side;
use super::run::Fed;
use crate::problem::Problem;
use std::io::{BufRead, Read};

/// What files held, in the order in which they were asked for; `None` for one that is not in this clone.
pub struct Blobs {
    fed: Fed,
    left: usize,
}

impl Repository {
    /// What files held, of which any may be asked for more than once.
    ///
    /// # Errors
    ///
    /// No `git`.
    pub fn blobs<'s>(&self, sides: impl Iterator<Item = &'s Side>) -> Result<Blobs, Problem> {
        let mut left = 0;
        let mut asked = Vec::new();
        for side in sides {
            asked.extend([side.blob.as_bytes(), b"\n"].concat());
            left += 1;
        }
        Ok(Blobs { fed: self.git.feed(&["cat-file", "--batch", "--buffer"], asked)?, left })
    }
}

impl Iterator for Blobs {
    type Item = Option<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let mut head = String::new();
        let out = self.fed.out();
        // Where git ends early, nothing more is there.
        out.read_line(&mut head).ok()?;
        // `HASH blob SIZE`, or `HASH missing`
        let Some(size) = head.trim_end().split(' ').nth(2).and_then(|size| size.parse().ok()) else {
            return Some(None);
        };
        let mut bytes = vec![0; size];
        let mut end = [0];
        Some(out.read_exact(&mut bytes).and_then(|()| out.read_exact(&mut end)).ok().map(|()| bytes))
    }
}
