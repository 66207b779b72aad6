//! The files of settings that hold for some paths.

use super::merge::lexical;
use super::{Config, file};
use crate::discover::Input;
use crate::messages::Message;
use crate::problem::Problem;
use crate::read::read;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The name of the file that settings stand in.
pub const FILE_NAME: &str = "anscov.toml";

/// The settings of a run over `paths`, in which `inputs` were found: for each file those of the nearest `anscov.toml` in
/// its folder or above, the defaults where there is none. No path at all means the current folder.
///
/// # Errors
///
/// What is wrong with one of those files.
pub fn find<'i>(paths: &[PathBuf], inputs: impl Iterator<Item = &'i Path>) -> Result<Config, Problem> {
    let here = [PathBuf::from(".")];
    let mut files: BTreeSet<Option<PathBuf>> =
        if paths.is_empty() { here.iter() } else { paths.iter() }.map(|path| nearest(path)).collect();
    // What holds for all the paths is the settings of the run; where they differ, nothing is.
    let outer = if files.len() == 1 { files.first().cloned().flatten() } else { None };
    let folders: BTreeSet<&Path> = inputs.filter_map(Path::parent).collect();
    files.extend(
        folders.iter().map(|folder| nearest(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })),
    );
    let mut config = outer.as_deref().map(load).transpose()?.unwrap_or_default();
    files.remove(&outer);
    config.inner = files.into_iter().flatten().map(|file| load(&file)).collect::<Result<_, _>>()?;
    Ok(config)
}

/// The settings of the file `path`.
///
/// # Errors
///
/// A file that cannot be read, and the first thing that is wrong with it, at its place.
pub fn load(path: &Path) -> Result<Config, Problem> {
    let input = Input::at(path);
    let path = PathBuf::from(input.name());
    if path.is_dir() {
        let problem = Problem::error("bad-config", input.name(), Message::new("config-is-folder"));
        return Err(problem.help(Message::new("config-is-folder-help")));
    }
    let source = read(&input)?;
    file::settings(&source, path.parent().unwrap_or(Path::new("")))
}

/// The nearest file of settings, from the folder of a file or a folder itself upwards.
#[must_use]
pub fn nearest(path: &Path) -> Option<PathBuf> {
    let path = if path.as_os_str() == "-" { Path::new(".") } else { path };
    let path = lexical(path)?;
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    folder?.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.exists())
}
