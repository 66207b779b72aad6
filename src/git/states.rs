//! Which files differ between two states of a repository, and what they held.

use super::raw::Side;
use super::{Commit, Moved, Repository};
use crate::discover::Input;
use crate::problem::Problem;
use crate::read::{decode, read};
use crate::source::Source;
use std::path::{Path, PathBuf};

impl Repository {
    /// The files that differ from a commit to another, or to what is in the folder where there is none: there, files that
    /// git does not know are new, even where it is told to ignore them if they are among `named`. Renames are followed.
    ///
    /// # Errors
    ///
    /// What git complains of.
    pub fn between(&self, from: &Commit, to: Option<&Commit>, named: &[PathBuf]) -> Result<Vec<Moved>, Problem> {
        let records = self.records(from, to)?.into_iter().filter(|record| !record.is_module && !record.is_unmerged);
        let mut moved: Vec<Moved> = records.map(|record| record.moved).collect();
        if to.is_none() {
            let mut others = self.others(named)?;
            others.sort();
            others.dedup();
            // The folder of a whole repository inside this one holds another's files.
            let files = others.into_iter().filter(|path| !path.to_string_lossy().ends_with('/'));
            moved.extend(files.map(|path| Moved { from: None, to: Some(Side { path, blob: String::new() }) }));
        }
        Ok(moved)
    }

    /// Where files are now that had another name when the file `path` was committed last, from there to here; since the last
    /// commit where it never was.
    ///
    /// # Errors
    ///
    /// What git complains of.
    pub fn renamed_since(&self, path: &Path) -> Result<Vec<(PathBuf, PathBuf)>, Problem> {
        let place = self.below(path).unwrap_or_else(|| path.to_owned());
        let place = place.to_string_lossy();
        let said = self.git.run(&["--literal-pathspecs", "rev-list", "-1", "HEAD", "--", &place])?;
        let commit = Commit(String::from_utf8_lossy(said.expect()?).trim().to_owned());
        let commit = if commit.0.is_empty() { self.commit("HEAD")? } else { commit };
        let sides =
            self.records(&commit, None)?.into_iter().filter_map(|record| record.moved.from.zip(record.moved.to));
        let moved = sides.filter(|(from, to)| from.path != to.path);
        Ok(moved.map(|(from, to)| (self.root.join(from.path), self.root.join(to.path))).collect())
    }

    /// The text of one side of a difference.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or is no text.
    pub fn text(&self, side: &Side) -> Result<Source, Problem> {
        let name = Input::File(side.path.clone()).name();
        if side.blob.bytes().all(|byte| byte == b'0') {
            return read(&Input::File(self.root.join(&side.path))).map(|source| Source::new(name, source.text));
        }
        let said = self.git.run(&["cat-file", "blob", &side.blob])?;
        decode(&name, said.expect()?.to_vec())
    }

    /// The texts of sides that are in the repository, by one call of git, each under the path that it would have
    /// in the folder today; `None` for what is no text.
    ///
    /// # Errors
    ///
    /// What git complains of.
    pub fn texts(&self, sides: &[Side]) -> Result<Vec<Option<Source>>, Problem> {
        if sides.is_empty() {
            return Ok(Vec::new());
        }
        let texts = sides
            .iter()
            .zip(self.blobs(sides.iter())?)
            .map(|(side, bytes)| decode(&Input::at(&self.root.join(&side.path)).name(), bytes?).ok());
        Ok(texts.collect())
    }
}
