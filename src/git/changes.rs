//! What changed since a revision, commits and what is not committed yet alike.

use super::Repository;
use super::raw::{self, Lines};
use super::run::os_path;
use crate::discover::Input;
use crate::problem::Problem;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::thread;

/// The files that changed, each with its lines.
#[derive(Debug)]
pub struct Changes {
    root: PathBuf,
    /// By the path from the root.
    files: FxHashMap<PathBuf, Lines>,
    /// Repositories inside this one, of which git does not tell more.
    folders: Vec<PathBuf>,
}

/// Hunks without context, whatever is set for people's eyes.
const DIFF: [&str; 13] = [
    "diff",
    "--raw",
    "-z",
    "--patch",
    "--unified=0",
    "--inter-hunk-context=0",
    "--find-renames",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--submodule=short",
    "--end-of-options",
];

impl Repository {
    /// What changed since `revision` was left: in commits, in what is staged, in the files as they are, and files that git
    /// does not know yet. Renames are followed.
    ///
    /// # Errors
    ///
    /// A revision that is not there.
    pub fn changes_since(&self, revision: &str) -> Result<Changes, Problem> {
        let base = self.fork_point(revision)?;
        let args: Vec<&str> = DIFF.iter().copied().chain([base.0.as_str(), "--"]).collect();
        let others = ["ls-files", "--others", "--exclude-standard", "-z"];
        let (diff, others) = thread::scope(|scope| {
            let others = scope.spawn(|| self.git.run(&others));
            (self.git.run(&args), others.join())
        });
        let (diff, others) = (diff?, others.map_err(|_| Problem::error("git-failed", "", "git was not waited for"))??);
        let mut changes = Changes { root: self.root.clone(), files: FxHashMap::default(), folders: Vec::new() };
        let (records, patch) = raw::records(diff.expect()?);
        for (record, lines) in records.iter().zip(raw::changed(&records, patch)) {
            match &record.moved.to {
                Some(to) if record.is_module => changes.folders.push(to.path.clone()),
                Some(to) => changes.add(to.path.clone(), lines),
                None => {}
            }
        }
        for path in others.expect()?.split(|byte| *byte == 0).filter(|path| !path.is_empty()) {
            match path.strip_suffix(b"/") {
                Some(folder) => changes.folders.push(os_path(folder)),
                None => changes.add(os_path(path), Lines::All),
            }
        }
        Ok(changes)
    }
}

impl Changes {
    fn add(&mut self, path: PathBuf, lines: Lines) {
        // A file with conflicts comes twice.
        self.files.entry(path).and_modify(|all| *all = Lines::All).or_insert(lines);
    }

    /// Those of `inputs` that changed, each with its lines.
    ///
    /// # Errors
    ///
    /// Standard input, and files outside of the repository: nothing can be said of them.
    pub fn among(&self, inputs: Vec<Input>) -> Result<Vec<(Input, &Lines)>, Problem> {
        let outside = |name: String| Problem::error("outside-repository", name, "git does not know what changed in it");
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
            if let Some(lines) = self.lines_of(&folder.join(path.file_name().unwrap_or_default())) {
                changed.push((input, lines));
            }
        }
        Ok(changed)
    }

    fn lines_of(&self, path: &Path) -> Option<&Lines> {
        let within = || self.folders.iter().any(|folder| path.starts_with(folder));
        self.files.get(path).or_else(|| within().then_some(&Lines::All))
    }
}

fn real(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}
