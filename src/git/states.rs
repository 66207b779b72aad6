//! Which files differ between two states of a repository, and what they held.

use super::changes::is_folder;
use super::raw::Side;
use super::{Commit, Moved, Repository};
use crate::discover::Input;
use crate::problem::Problem;
use crate::read::{decode, read};
use crate::source::Source;
use std::path::{Component, Path, PathBuf};

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
            others.retain(|path| !is_folder(path));
            others.sort();
            others.dedup();
            let unknown = |path| Side { path, blob: String::new() };
            let mut gone = moved.extract_if(.., |moved| moved.to.is_none()).filter_map(|moved| moved.from).collect();
            let followed = self.followed(&mut gone, &others)?;
            others.retain(|path| followed.iter().all(|(_, to)| to != path));
            moved.extend(gone.into_iter().map(|from| Moved { from: Some(from), to: None }));
            moved.extend(followed.into_iter().map(|(from, to)| Moved { from: Some(from), to: Some(unknown(to)) }));
            moved.extend(others.into_iter().map(|path| Moved { from: None, to: Some(unknown(path)) }));
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
        let sides = self.between(&commit, None, &[])?.into_iter().filter_map(|moved| moved.from.zip(moved.to));
        let moved = sides.filter(|(from, to)| from.path != to.path);
        Ok(moved.map(|(from, to)| (self.root.join(from.path), self.root.join(to.path))).collect())
    }

    /// The text of one side of a difference, under the path that it would have in the folder today.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or is no text.
    pub fn text(&self, side: &Side) -> Result<Source, Problem> {
        let input = self.input(&side.path);
        if side.blob.bytes().all(|byte| byte == b'0') {
            return read(&input);
        }
        let said = self.git.run(&["cat-file", "blob", &side.blob])?;
        decode(&input.name(), said.expect()?.to_vec())
    }

    /// The file at a path from the root, under its name from the current folder, also where that is another part of the
    /// repository.
    pub(super) fn input(&self, path: &Path) -> Input {
        let whole = self.root.join(path);
        let here = std::env::current_dir().ok().filter(|here| here.starts_with(&self.root));
        let Some(here) = here.filter(|here| !whole.starts_with(here)) else { return Input::at(&whole) };
        let shared = here.components().zip(whole.components()).take_while(|(one, other)| one == other).count();
        let up = here.components().skip(shared).map(|_| Component::ParentDir);
        Input::File(up.chain(whole.components().skip(shared)).collect())
    }
}
