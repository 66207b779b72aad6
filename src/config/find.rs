//! The file of settings that holds for some paths.

use super::{Config, file};
use crate::discover::Input;
use crate::problem::Problem;
use crate::read::read;
use std::path::{Path, PathBuf};

/// The name of the file that settings stand in.
pub const FILE_NAME: &str = "anscov.toml";

/// The settings that hold for `paths`: those of the nearest `anscov.toml` in the folder of a file, or in a folder itself,
/// or above; the defaults where there is none. No path at all means the current folder.
///
/// # Errors
///
/// What is wrong with the file, and two paths for which different files hold.
pub fn find(paths: &[PathBuf]) -> Result<Config, Problem> {
    let here = [PathBuf::from(".")];
    let mut found: Option<Option<PathBuf>> = None;
    for path in if paths.is_empty() { here.as_slice() } else { paths } {
        let file = nearest(path);
        match &found {
            Some(other) if *other != file => {
                let name = |file: &Option<PathBuf>| file.as_deref().map_or("none".to_owned(), shown);
                let message = format!("different settings hold for these paths: {} and {}", name(other), name(&file));
                let help = "check them one by one, or choose with --config or --isolated";
                return Err(Problem::error("two-configurations", "", message).help(help));
            }
            Some(_) => {}
            None => found = Some(file),
        }
    }
    match found.flatten() {
        Some(file) => load(&file),
        None => Ok(Config::default()),
    }
}

/// The settings of the file `path`.
///
/// # Errors
///
/// A file that cannot be read, and the first thing that is wrong with it, at its place.
pub fn load(path: &Path) -> Result<Config, Problem> {
    let path = PathBuf::from(shown(path));
    let source = read(&Input::File(path.clone()))?;
    file::settings(&source, path.parent().unwrap_or(Path::new("")))
}

/// The nearest file of settings, from the folder of a file or a folder itself upwards.
#[must_use]
pub fn nearest(path: &Path) -> Option<PathBuf> {
    let path = if path.as_os_str() == "-" { Path::new(".") } else { path };
    let path = std::path::absolute(path).ok()?;
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    folder?.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

/// A path as people know it: from the current folder where it lies below.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    Input::File(below.unwrap_or_else(|| path.to_owned())).name()
}
