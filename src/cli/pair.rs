//! Which files of two states belong together: by their path, as git followed them, or by what they hold.

use crate::config::lexical;
use crate::discover::{Input, discover, is_markdown};
use crate::git::{Commit, Repository, Side};
use crate::messages::Message;
use crate::moved::moved;
use crate::problem::Problem;
use crate::read::read;
use crate::source::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file before and after; `None` where it is new or gone.
pub(super) type Pair = (Option<Source>, Option<Source>);

/// The files of two states.
pub(super) struct Pairs {
    /// The files, pair by pair. Of revisions, only files that differ.
    pub(super) pairs: Vec<Pair>,
    /// The files and folders of today that they are of.
    pub(super) places: Vec<PathBuf>,
}

/// The files of two states, pair by pair.
pub(super) fn pairs(before: &str, after: &str) -> Result<Pairs, Problem> {
    let path = |name: &str| Some(PathBuf::from(name)).filter(|path| path.exists());
    match (path(before), path(after)) {
        (Some(before), Some(after)) => {
            Ok(Pairs { pairs: between_paths(&before, &after)?, places: vec![before, after] })
        }
        (from, to) => {
            let place = from.as_deref().or(to.as_deref());
            let unknown = if from.is_none() { before } else { after };
            let repository =
                Repository::of(place.unwrap_or(Path::new("."))).map_err(|problem| no_path(unknown, problem))?;
            let commit = |name: &str, path: Option<&PathBuf>| match path {
                Some(_) => Ok(None),
                None => repository.commit(name).map(Some).map_err(|problem| no_path(name, problem)),
            };
            let (old, new) = (commit(before, from.as_ref())?, commit(after, to.as_ref())?);
            let pairs = between_states(&repository, old.as_ref(), new.as_ref(), place)?;
            Ok(Pairs { pairs, places: vec![place.unwrap_or(&repository.root).to_owned()] })
        }
    }
}

/// Why a name that is no path is nothing else either. It may have been meant as one.
fn no_path(name: &str, problem: Problem) -> Problem {
    let message = match problem.code {
        "no-repository" => Message::new("no-path-without-repository").with("name", name),
        "unknown-revision" => Message::new("no-path-no-revision").with("name", name),
        _ => return problem,
    };
    Problem { message, ..problem }
}

/// The files that differ between two commits, or a commit and what is in the folder, under `place`.
fn between_states(
    repository: &Repository,
    old: Option<&Commit>,
    new: Option<&Commit>,
    place: Option<&Path>,
) -> Result<Vec<Pair>, Problem> {
    let (from, to, reversed) = match (old, new) {
        (Some(old), new) => (old, new, false),
        (None, Some(new)) => (new, None, true),
        (None, None) => return Ok(Vec::new()),
    };
    let named: Vec<PathBuf> = place.filter(|place| place.is_file()).map(Path::to_owned).into_iter().collect();
    let place = place.and_then(|place| place.canonicalize().ok().or_else(|| lexical(place)));
    let place = place.and_then(|place| place.strip_prefix(&repository.root).ok().map(Path::to_owned));
    let is_meant = |side: &Side| {
        let markdown = is_markdown(&side.path);
        place.as_ref().map_or(markdown, |place| side.path == *place || markdown && side.path.starts_with(place))
    };
    let mut pairs = Vec::new();
    for moved in repository.between(from, to, &named)? {
        if moved.from.iter().chain(&moved.to).any(is_meant) {
            let text = |side: Option<Side>| side.map(|side| repository.text(&side)).transpose();
            let (old, new) = (text(moved.from)?, text(moved.to)?);
            pairs.push(if reversed { (new, old) } else { (old, new) });
        }
    }
    Ok(pairs)
}

fn between_paths(before: &Path, after: &Path) -> Result<Vec<Pair>, Problem> {
    if before.is_file() && after.is_file() {
        let file = |path: &Path| read(&Input::File(path.to_owned())).map(Some);
        return Ok(vec![(file(before)?, file(after)?)]);
    }
    let (mut old, mut new) = (files(before)?, files(after)?);
    let mut pairs = Vec::new();
    for name in old.keys().cloned().collect::<Vec<_>>() {
        if let Some(same) = new.remove(&name) {
            pairs.push((old.remove(&name), Some(same)));
        }
    }
    // What is left was moved, or is new or gone.
    let moved = moved(&texts(&old), &texts(&new));
    let (mut old, mut new): (Vec<_>, Vec<_>) =
        (old.into_values().map(Some).collect(), new.into_values().map(Some).collect());
    pairs.extend(moved.into_iter().map(|(was, is)| (old[was].take(), new[is].take())));
    pairs.extend(old.into_iter().flatten().map(|source| (Some(source), None)));
    pairs.extend(new.into_iter().flatten().map(|source| (None, Some(source))));
    Ok(pairs)
}

/// The files of a folder by their paths from it; a file is the only one of itself.
fn files(path: &Path) -> Result<BTreeMap<PathBuf, Source>, Problem> {
    let (inputs, problems) = discover(&[path.to_owned()]);
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem);
    }
    let mut files = BTreeMap::new();
    for input in inputs {
        let source = read(&input)?;
        let whole = lexical(Path::new(&source.path)).unwrap_or_default();
        let below = lexical(path).and_then(|folder| whole.strip_prefix(folder).ok().map(Path::to_owned));
        files.insert(below.unwrap_or(whole), source);
    }
    Ok(files)
}

fn texts(files: &BTreeMap<PathBuf, Source>) -> Vec<&str> {
    files.values().map(|source| source.text.as_str()).collect()
}
