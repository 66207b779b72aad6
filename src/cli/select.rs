//! Which files a run looks into, and which of their lines count.

use super::settings::Settings;
use crate::discover::Input;
use crate::git::{Lines, Repository};
use crate::problem::Problem;
use std::path::{Path, PathBuf};
use std::thread;

/// Files with the lines that count in each.
pub(super) type Selected = Vec<(Input, Lines)>;

/// The files under `paths`, beside what is wrong with those. Since a revision, those that changed, each with its lines.
pub(super) fn selected(
    paths: &[PathBuf],
    since: Option<&str>,
    settings: &Settings,
) -> Result<(Selected, Vec<Problem>), Problem> {
    let Some(revision) = since else {
        let (inputs, problems) = settings.discover(paths);
        return Ok((inputs.into_iter().map(|input| (input, Lines::All)).collect(), problems));
    };
    let here = paths.first().map_or(Path::new("."), PathBuf::as_path);
    // Git takes about as long to look through the files as we do.
    let (changes, (inputs, problems)) = thread::scope(|scope| {
        let changes = scope.spawn(|| Repository::of(here)?.changes_since(revision));
        let found = settings.discover(paths);
        (changes.join(), found)
    });
    let changes = changes.map_err(|_| Problem::error("git-failed", "", "git was not waited for"))??;
    let selected = changes.among(inputs)?;
    Ok((selected.into_iter().map(|(input, lines)| (input, lines.clone())).collect(), problems))
}
