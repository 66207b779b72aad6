//! Runs the installed `git`.

use crate::problem::Problem;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

/// How `git` is called: in which folder.
#[derive(Clone, Debug)]
pub(super) struct Git {
    folder: PathBuf,
}

/// What a call of `git` gave.
pub(super) struct Said(Output);

impl Git {
    pub(super) fn within(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Runs `git` to its end.
    pub(super) fn run(&self, args: &[&str]) -> Result<Said, Problem> {
        self.command(args).stdin(Stdio::null()).output().map(Said).map_err(|error| unrunnable(&error))
    }

    /// Runs `git` to its end and lets it read `words` meanwhile.
    pub(super) fn answer(&self, args: &[&str], words: String) -> Result<Said, Problem> {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let run = || {
            let mut git = command.spawn()?;
            let stdin = git.stdin.take();
            // Both pipes fill up, so somebody else must write while we read. What git does not read, it will not answer.
            let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(words.as_bytes())));
            let output = git.wait_with_output();
            let _ = writer.join();
            output
        };
        run().map(Said).map_err(|error| unrunnable(&error))
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(args);
        // Looking must not wait for somebody who writes, nor be in their way.
        command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
        command
    }
}

impl Said {
    /// What it wrote, where it succeeded.
    pub(super) fn output(&self) -> Option<&[u8]> {
        self.0.status.success().then_some(&self.0.stdout)
    }

    /// What it wrote, or else a problem in its own words.
    pub(super) fn expect(&self) -> Result<&[u8], Problem> {
        self.output().ok_or_else(|| Problem::error("git-failed", "", format!("git says: {}", self.complaint())))
    }

    /// The first line of what it complained of.
    pub(super) fn complaint(&self) -> String {
        let said = String::from_utf8_lossy(&self.0.stderr);
        let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("nothing");
        line.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned()
    }
}

fn unrunnable(error: &io::Error) -> Problem {
    let problem = Problem::error("no-git", "", format!("git cannot be run: {error}"));
    problem.help("install git, or check without looking at revisions")
}

/// A path as git writes it: any bytes on Unix, UTF-8 elsewhere.
#[cfg(unix)]
pub(super) fn os_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A path as git writes it: any bytes on Unix, UTF-8 elsewhere.
#[cfg(not(unix))]
pub(super) fn os_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
