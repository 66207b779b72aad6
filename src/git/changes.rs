//! What changed since a revision, commits and what is not committed yet alike.

use super::raw::{self, Side};
use super::run::os_path;
use super::{Commit, Repository};
use crate::discover::Input;
use crate::messages::Message;
use crate::problem::Problem;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::{Path, PathBuf};
use std::thread;

/// The files that changed, each with what it was.
#[derive(Debug)]
pub struct Changes {
    root: PathBuf,
    /// By the path from the root.
    files: FxHashMap<PathBuf, Earlier>,
    /// What stood in the repository before and stands under no name now.
    deleted: Vec<Side>,
    /// Repositories inside this one, of which git does not tell more.
    folders: Vec<PathBuf>,
}

/// What a file was before it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// This, under its name of then.
    Was(Side),
    /// Nothing: the file is new, or git does not know it.
    New,
}

impl Repository {
    /// What changed since `revision` was left: in commits, in what is staged, in the files as they are, and files that git
    /// does not know yet. Renames are followed. Of files that git is told to ignore, those among `named` are new too.
    ///
    /// # Errors
    ///
    /// A revision that is not there.
    pub fn changes_since(&self, revision: &str, named: &[PathBuf]) -> Result<Changes, Problem> {
        let base = self.fork_point(revision)?;
        let (diff, others) = thread::scope(|scope| {
            let others = scope.spawn(|| self.others(named));
            (self.records(&base, None), others.join())
        });
        let others = others.map_err(|_| Problem::error("git-failed", "", Message::new("git-not-waited-for")))??;
        let (files, deleted) = (FxHashMap::default(), Vec::new());
        let mut changes = Changes { root: self.root.clone(), files, deleted, folders: Vec::new() };
        for record in diff? {
            match (record.moved.from, record.moved.to) {
                (_, Some(to)) if record.is_module => changes.folders.push(to.path),
                (Some(from), Some(to)) if !record.is_unmerged => {
                    changes.files.insert(to.path, Earlier::Was(from));
                }
                (_, Some(to)) => {
                    changes.files.entry(to.path).or_insert(Earlier::New);
                }
                (Some(from), None) => changes.deleted.push(from),
                (None, None) => {}
            }
        }
        for path in others {
            match path.to_str().and_then(|path| path.strip_suffix('/')) {
                Some(folder) => changes.folders.push(folder.into()),
                None => _ = changes.files.insert(path, Earlier::New),
            }
        }
        Ok(changes)
    }

    /// The records of the files that differ from a commit to another, or to what is in the folder where there is none.
    pub(super) fn records(&self, from: &Commit, to: Option<&Commit>) -> Result<Vec<raw::Record>, Problem> {
        let mut args = vec!["diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-relative", &from.0];
        args.extend(to.map(|commit| commit.0.as_str()));
        args.push("--");
        Ok(raw::records(self.git.run(&args)?.expect()?).0)
    }

    /// The files that git does not know, from the root; a repository inside this one ends in `/`. Those that it is told to
    /// ignore are left out, save for the `named`.
    pub(super) fn others(&self, named: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
        let mut others = self.listed(&["ls-files", "--others", "--exclude-standard", "-z"])?;
        let named: Vec<PathBuf> = named.iter().filter_map(|path| self.below(path)).collect();
        if !named.is_empty() {
            let mut args = vec!["--literal-pathspecs", "ls-files", "--others", "-z", "--"];
            args.extend(named.iter().filter_map(|path| path.to_str()));
            others.extend(self.listed(&args)?);
        }
        Ok(others)
    }

    fn listed(&self, args: &[&str]) -> Result<Vec<PathBuf>, Problem> {
        let said = self.git.run(args)?;
        Ok(said.expect()?.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(os_path).collect())
    }

    /// The path from the root, links in its folders resolved; `None` for what lies elsewhere.
    pub(super) fn below(&self, path: &Path) -> Option<PathBuf> {
        let folder = real(path.parent().unwrap_or(Path::new("")));
        Some(folder.strip_prefix(&self.root).ok()?.join(path.file_name()?))
    }
}

impl Changes {
    /// Those of `inputs` that changed, each with what it was.
    ///
    /// # Errors
    ///
    /// Standard input, and files outside of the repository: nothing can be said of them.
    pub fn among(&self, inputs: Vec<Input>) -> Result<Vec<(Input, Earlier)>, Problem> {
        let outside = |name| Problem::error("outside-repository", name, Message::new("git-knows-no-changes"));
        // Links are resolved once a folder.
        let mut folders: FxHashMap<PathBuf, PathBuf> = FxHashMap::default();
        let mut changed = Vec::new();
        for input in inputs {
            let Input::File(path) = &input else { return Err(outside(input.name())) };
            let folder = path.parent().unwrap_or(Path::new(""));
            let real = match folders.get(folder) {
                Some(real) => real,
                None => folders.entry(folder.to_owned()).or_insert(real(folder)),
            };
            let Ok(folder) = real.strip_prefix(&self.root) else { return Err(outside(input.name())) };
            if let Some(earlier) = self.earlier(&folder.join(path.file_name().unwrap_or_default())) {
                changed.push((input, earlier));
            }
        }
        Ok(changed)
    }

    /// What was in the repository before and is not what one of the `selected` was: files that were deleted, and those that
    /// are now where nobody looks. Each with its place in the folder of today.
    #[must_use]
    pub fn left(&self, selected: &[(Input, Earlier)]) -> Vec<(PathBuf, Side)> {
        let taken: FxHashSet<&Path> = selected.iter().filter_map(|(_, earlier)| earlier.path()).collect();
        let moved = self.files.values().filter_map(|earlier| match earlier {
            Earlier::Was(side) => Some(side),
            Earlier::New => None,
        });
        let left = self.deleted.iter().chain(moved).filter(|side| !taken.contains(side.path.as_path()));
        let mut left: Vec<(PathBuf, Side)> = left.map(|side| (self.root.join(&side.path), side.clone())).collect();
        left.sort_by(|a, b| a.0.cmp(&b.0));
        left
    }

    /// The files that changed and are there, wherever they are, in order.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = self.files.keys().map(|path| self.root.join(path)).collect();
        files.sort();
        files
    }

    fn earlier(&self, path: &Path) -> Option<Earlier> {
        let within = || self.folders.iter().any(|folder| path.starts_with(folder));
        self.files.get(path).cloned().or_else(|| within().then_some(Earlier::New))
    }
}

impl Earlier {
    /// The path of then, from the root.
    fn path(&self) -> Option<&Path> {
        match self {
            Self::Was(side) => Some(&side.path),
            Self::New => None,
        }
    }
}

fn real(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}
