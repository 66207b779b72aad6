//! What changed since a revision, commits and what is not committed yet alike.

use super::raw::{self, Side};
use super::run::{Git, Started, os_path};
use super::{Commit, Repository, WHEREABOUTS, folder_of};
use crate::discover::Input;
use crate::messages::Message;
use crate::problem::Problem;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Asks for the files that differ from the commits named behind it.
const DIFF: [&str; 6] = ["diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-relative"];

/// Asks for the files that git does not know, wherever in the repository it is asked.
const OTHERS: [&str; 6] = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"];

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

/// What was asked of git about changes, and may not be answered yet.
pub struct Asked<'a> {
    folder: PathBuf,
    revision: &'a str,
    diff: Started,
    others: Started,
    whereabouts: Started,
}

impl<'a> Asked<'a> {
    /// Asks what changed, since `revision` was left, in the repository that `here` lies in.
    ///
    /// # Errors
    ///
    /// No `git`.
    pub fn of(here: &Path, revision: &'a str) -> Result<Self, Problem> {
        let folder = folder_of(here).to_owned();
        let git = Git::within(&folder);
        // None of these needs what another says, so they are asked at once, what takes longest first. Git looks for the place
        // where the histories parted by itself.
        let commit = format!("{revision}^{{commit}}");
        let diff = git.start(&[&DIFF, ["--merge-base", "--end-of-options", &commit, "--"].as_slice()].concat())?;
        let (others, whereabouts) = (git.start(&OTHERS)?, git.start(&WHEREABOUTS)?);
        Ok(Self { folder, revision, diff, others, whereabouts })
    }

    /// The repository, and what changed there: in commits, in what is staged, in the files as they are, and files that git does
    /// not know yet. Files that moved are followed. Of files that git is told to ignore, those among `named` are new too.
    ///
    /// # Errors
    ///
    /// No repository, and a revision that is not there.
    pub fn changes(self, named: &[PathBuf]) -> Result<(Repository, Changes), Problem> {
        let (diff, others, whereabouts) = (self.diff.said(), self.others.said(), self.whereabouts.said());
        let repository = Repository::told(&self.folder, &whereabouts?)?;
        let records = match diff?.output() {
            Some(records) => raw::records(records).0,
            // The histories parted nowhere, or in more than one place, or it is found out why there is nothing to compare.
            None => repository.records(&repository.fork_point(self.revision)?, None)?,
        };
        let mut others = paths(others?.expect()?);
        others.extend(repository.ignored(named)?);
        let changes = repository.changes(records, others)?;
        Ok((repository, changes))
    }
}

impl Repository {
    /// What records and files that git does not know come to.
    fn changes(&self, records: Vec<raw::Record>, others: Vec<PathBuf>) -> Result<Changes, Problem> {
        let (files, deleted) = (FxHashMap::default(), Vec::new());
        let mut changes = Changes { root: self.root.clone(), files, deleted, folders: Vec::new() };
        for record in records {
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
        let (folders, others): (Vec<PathBuf>, Vec<PathBuf>) = others.into_iter().partition(|path| is_folder(path));
        changes.folders.extend(folders);
        for (from, to) in self.followed(&mut changes.deleted, &others)? {
            changes.files.insert(to, Earlier::Was(from));
        }
        for path in others {
            changes.files.entry(path).or_insert(Earlier::New);
        }
        Ok(changes)
    }

    /// The records of the files that differ from a commit to another, or to what is in the folder where there is none.
    pub(super) fn records(&self, from: &Commit, to: Option<&Commit>) -> Result<Vec<raw::Record>, Problem> {
        let mut args = DIFF.to_vec();
        args.push(&from.0);
        args.extend(to.map(|commit| commit.0.as_str()));
        args.push("--");
        Ok(raw::records(self.git.run(&args)?.expect()?).0)
    }

    /// The files that git does not know, from the root; a repository inside this one ends in `/`. Those that it is told to
    /// ignore are left out, save for the `named`.
    pub(super) fn others(&self, named: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
        let mut others = paths(self.git.run(&OTHERS)?.expect()?);
        others.extend(self.ignored(named)?);
        Ok(others)
    }

    /// Those of the `named` files that git does not know, even where it is told to ignore them.
    fn ignored(&self, named: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
        let named: Vec<PathBuf> = named.iter().filter_map(|path| self.below(path)).collect();
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let mut args = vec!["--literal-pathspecs", "ls-files", "--others", "-z", "--"];
        args.extend(named.iter().filter_map(|path| path.to_str()));
        Ok(paths(self.git.run(&args)?.expect()?))
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
    pub fn among(&self, inputs: &[Input]) -> Result<Vec<(Input, Earlier)>, Problem> {
        let outside = |name| Problem::error("outside-repository", name, Message::new("git-knows-no-changes"));
        // Most names tell at once that nothing has changed.
        let names: FxHashSet<&OsStr> = self.files.keys().filter_map(|path| path.file_name()).collect();
        // The folder of the last file, and where it lies from the root: links are resolved once a folder.
        let mut last: Option<(PathBuf, PathBuf)> = None;
        let mut changed = Vec::new();
        for input in inputs {
            let Input::File(path) = input else { return Err(outside(input.name())) };
            let folder = path.parent().unwrap_or(Path::new(""));
            let known = last.take_if(|(known, _)| known.as_os_str() == folder.as_os_str());
            let below = match known {
                Some((_, below)) => below,
                None => match real(folder).strip_prefix(&self.root) {
                    Ok(below) => below.to_owned(),
                    Err(_) => return Err(outside(input.name())),
                },
            };
            let name = path.file_name().unwrap_or_default();
            let earlier =
                if names.contains(name) || !self.folders.is_empty() { self.earlier(&below.join(name)) } else { None };
            last = Some((folder.to_owned(), below));
            changed.extend(earlier.map(|earlier| (input.clone(), earlier)));
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

/// The paths of a list.
fn paths(list: &[u8]) -> Vec<PathBuf> {
    list.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(os_path).collect()
}

/// Whether a file that git does not know is the folder of a whole repository inside this one, which holds another's files.
pub(super) fn is_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn real(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}
