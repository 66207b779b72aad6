//! What the installed `git` says of files: which of them changed, and what they held before.
//!
//! Git is asked in its plumbing's own words: paths end in NUL, so that blanks, quotes and Han characters in them are
//! nothing special, and what people set for their eyes (colours, prefixes, external tools) is switched off.

mod blobs;
mod changes;
mod commits;
mod log;
mod moves;
mod raw;
mod run;
mod states;

pub use blobs::{Blobs, Texts};
pub use changes::{Asked, Changes, Earlier};
pub use commits::Commit;
pub use log::{Log, Stamp, Step};
pub use raw::{Moved, Side};

use crate::messages::Message;
use crate::problem::Problem;
use run::{Git, Said, os_path};
use std::path::{Path, PathBuf};

/// What is asked of git to know a repository.
const WHEREABOUTS: [&str; 3] = ["rev-parse", "--show-toplevel", "--is-shallow-repository"];

/// A repository with files checked out.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The folder of its files, without links.
    pub root: PathBuf,
    /// Whether its history was cut off when it was cloned.
    is_shallow: bool,
    git: Git,
}

impl Repository {
    /// Whether its history was cut off when it was cloned.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        self.is_shallow
    }

    /// The repository that `path`, a file or a folder, lies in.
    ///
    /// # Errors
    ///
    /// No repository, one without files, and no `git`.
    pub fn of(path: &Path) -> Result<Self, Problem> {
        let folder = folder_of(path);
        Self::told(folder, &Git::within(folder).run(&WHEREABOUTS)?)
    }

    /// The repository of a folder, as git said when it was asked for [`WHEREABOUTS`].
    fn told(folder: &Path, said: &Said) -> Result<Self, Problem> {
        let Some(said) = said.output() else {
            let problem = Problem::error("no-repository", folder.to_string_lossy(), Message::new("no-repository"));
            return Err(problem.help(said.complaint()));
        };
        let mut lines = said.strip_suffix(b"\n").unwrap_or(said).rsplitn(2, |byte| *byte == b'\n');
        let is_shallow = lines.next() == Some(b"true");
        let root = os_path(lines.next().unwrap_or_default());
        let root = root.canonicalize().unwrap_or(root);
        Ok(Self { git: Git::within(&root), root, is_shallow })
    }
}

/// The folder that a path is, or lies in.
fn folder_of(path: &Path) -> &Path {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
