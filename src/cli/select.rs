//! Which files a run looks into, and what each is held against where only changes count.

use super::settings::Settings;
use crate::discover::{Input, is_markdown};
use crate::git::{Asked, Changes, Earlier, Repository, Side, Texts};
use crate::problem::Problem;
use crate::source::Source;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A file that a run looks into.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) input: Input,
    pub(super) before: Before,
}

/// What a file is held against.
#[derive(Clone, Debug)]
pub(super) enum Before {
    /// Nothing: all that is in it counts.
    Any,
    /// It is new, so that all of it has changed.
    New,
    /// What it was, by the place of that among the texts; only what has changed since counts.
    Was(usize),
}

/// What has changed since a revision.
pub(super) struct Since {
    repository: Repository,
    changes: Changes,
}

/// What a run looks into.
#[derive(Default)]
pub(super) struct Selection {
    pub(super) items: Vec<Item>,
    /// What files were.
    pub(super) texts: Texts,
    /// The places of those texts whose files stood under the paths and are not looked into any more.
    left: Range<usize>,
    /// Files that changed and are not looked into: answers may have been moved there.
    pub(super) elsewhere: Vec<Input>,
}

impl Since {
    /// Asks git, which takes its time.
    pub(super) fn ask<'r>(paths: &[PathBuf], revision: &'r str) -> Result<Asked<'r>, Problem> {
        Asked::of(paths.first().map_or(Path::new("."), PathBuf::as_path), revision)
    }

    /// What git said.
    pub(super) fn told(asked: Asked<'_>, paths: &[PathBuf]) -> Result<Self, Problem> {
        let named: Vec<PathBuf> = paths.iter().filter(|path| path.is_file()).cloned().collect();
        let (repository, changes) = asked.changes(&named)?;
        Ok(Self { repository, changes })
    }

    /// The places of the files that stood under `paths` and are gone.
    pub(super) fn gone(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        self.left(&[], paths).into_iter().map(|(path, _)| path).filter(|path| !path.exists()).collect()
    }

    /// Those of the files of a run that changed, each with what it was.
    fn among(&self, inputs: &[Input], paths: &[PathBuf]) -> Result<Selection, Problem> {
        let selected = self.changes.among(inputs)?;
        let left = self.left(&selected, paths);
        let mut sides = Vec::new();
        let items = selected.into_iter().map(|(input, earlier)| match earlier {
            Earlier::New => Item { input, before: Before::New },
            Earlier::Was(side) => {
                sides.push(side);
                Item { input, before: Before::Was(sides.len() - 1) }
            }
        });
        let items: Vec<Item> = items.collect();
        let files = self.changes.files().into_iter().filter(|path| is_markdown(path)).map(|path| Input::at(&path));
        let elsewhere = files.filter(|file| items.iter().all(|item| item.input != *file)).collect();
        let first = sides.len();
        sides.extend(left.into_iter().map(|(_, side)| side));
        Ok(Selection { items, texts: self.repository.texts(&sides)?, left: first..sides.len(), elsewhere })
    }

    /// What stood under the paths and is none of the `selected`.
    fn left(&self, selected: &[(Input, Earlier)], paths: &[PathBuf]) -> Vec<(PathBuf, Side)> {
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { here.as_slice() } else { paths };
        let paths: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let is_meant = |path: &Path| is_markdown(path) && paths.iter().any(|meant| path.starts_with(meant));
        self.changes.left(selected).into_iter().filter(|(path, _)| is_meant(path)).collect()
    }
}

impl Selection {
    /// What the files were that stood under the paths and are not looked into any more.
    pub(super) fn left(&self) -> impl Iterator<Item = Source> {
        self.left.clone().filter_map(|place| self.texts.take(place))
    }
}

/// What a run looks into: all its files, or what changed in them.
pub(super) fn selected(settings: &Settings, since: Option<&Since>, paths: &[PathBuf]) -> Result<Selection, Problem> {
    if let Some(since) = since {
        return since.among(&settings.inputs, paths);
    }
    let items = settings.inputs.iter().map(|input| Item { input: input.clone(), before: Before::Any }).collect();
    Ok(Selection { items, ..Selection::default() })
}
