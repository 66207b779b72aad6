//! What many files held, asked of one process.

use super::Repository;
use super::raw::Side;
use super::run::Fed;
use crate::problem::Problem;
use crate::read::decode;
use crate::source::Source;
use std::io::{BufRead, Read};
use std::sync::Mutex;

/// What files held, in the order in which they were asked for; `None` for one that is not in this clone.
pub struct Blobs {
    fed: Fed,
    left: usize,
}

/// The texts of files, which git looks for while something else is done: whoever asks for one, on any thread, waits until it
/// has come.
#[derive(Default)]
pub struct Texts {
    /// The name of each file.
    names: Vec<String>,
    told: Mutex<Told>,
}

/// What has come so far.
#[derive(Default)]
struct Told {
    blobs: Option<Blobs>,
    /// What the first files held, as far as nobody has taken it yet.
    held: Vec<Option<Vec<u8>>>,
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

    /// The texts of sides that are in the repository, by one call of git, each under the path that it would have
    /// in the folder today.
    ///
    /// # Errors
    ///
    /// No `git`.
    pub fn texts(&self, sides: &[Side]) -> Result<Texts, Problem> {
        let names = sides.iter().map(|side| self.input(&side.path).name()).collect();
        let blobs = if sides.is_empty() { None } else { Some(self.blobs(sides.iter())?) };
        Ok(Texts { names, told: Mutex::new(Told { blobs, held: Vec::new() }) })
    }
}

impl Texts {
    /// Takes the text at this place of those that were asked for; `None` for what is no text, or was taken before.
    #[must_use]
    pub fn take(&self, place: usize) -> Option<Source> {
        let bytes = self.told.lock().ok()?.take(place)?;
        decode(self.names.get(place)?, bytes).ok()
    }
}

impl Told {
    fn take(&mut self, place: usize) -> Option<Vec<u8>> {
        while self.held.len() <= place {
            let next = self.blobs.as_mut()?.next()?;
            self.held.push(next);
        }
        self.held.get_mut(place)?.take()
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
