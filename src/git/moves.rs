//! Files that were moved without telling git: it sees one that is gone, and one that it does not know.

use super::Repository;
use super::raw::Side;
use crate::discover::{Input, is_markdown};
use crate::moved::moved;
use crate::problem::Problem;
use crate::read::read;
use crate::source::Source;
use std::path::{Path, PathBuf};

impl Repository {
    /// Takes those Markdown files out of the `gone` ones that are now one of the `others`, known by what they hold, each with
    /// the path that it has now. All paths are from the root.
    ///
    /// # Errors
    ///
    /// What git complains of.
    pub(super) fn followed(&self, gone: &mut Vec<Side>, others: &[PathBuf]) -> Result<Vec<(Side, PathBuf)>, Problem> {
        let old: Vec<Side> = gone.iter().filter(|side| is_markdown(&side.path)).cloned().collect();
        let new: Vec<&PathBuf> = others.iter().filter(|path| is_markdown(path)).collect();
        if old.is_empty() || new.is_empty() {
            return Ok(Vec::new());
        }
        let now = |path: &Path| read(&Input::File(self.root.join(path))).ok();
        let told = self.texts(&old)?;
        let after: Vec<Option<Source>> = new.iter().map(|path| now(path)).collect();
        let before: Vec<Option<Source>> = (0..old.len()).map(|place| told.take(place)).collect();
        let pairs = moved(&texts(&before), &texts(&after));
        let pairs: Vec<(Side, PathBuf)> =
            pairs.into_iter().filter_map(|(was, is)| Some((old.get(was)?.clone(), (*new.get(is)?).clone()))).collect();
        gone.retain(|side| pairs.iter().all(|(from, _)| from != side));
        Ok(pairs)
    }
}

/// What files hold; nothing for what is no text.
fn texts(sources: &[Option<Source>]) -> Vec<&str> {
    sources.iter().map(|source| source.as_ref().map_or("", |source| source.text.as_str())).collect()
}
