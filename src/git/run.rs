//! Runs the installed `git`.

use crate::messages::Message;
use crate::problem::Problem;
use std::ffi::OsStr;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::thread;

/// How `git` is called: in which folder.
#[derive(Clone, Debug)]
pub(super) struct Git {
    folder: PathBuf,
}

/// A `git` that is told what to do as it goes, and answers as it goes.
pub(super) struct Fed {
    child: Child,
    out: BufReader<ChildStdout>,
}

/// A `git` that runs beside whatever else is done, and is ended where nobody asks what it says.
pub(super) struct Started(Option<Child>);

/// What a call of `git` gave.
pub(super) struct Said(Output);

impl Git {
    pub(super) fn within(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Runs `git` to its end.
    pub(super) fn run(&self, args: &[&str]) -> Result<Said, Problem> {
        self.start(args)?.said()
    }

    /// Starts `git`, whose answer is asked for later.
    pub(super) fn start(&self, args: &[&str]) -> Result<Started, Problem> {
        let mut command = self.command(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().map(|child| Started(Some(child))).map_err(|error| unrunnable(&error))
    }

    /// Starts `git` and has it read `input` while its answers are read.
    pub(super) fn feed(&self, args: &[&str], input: Vec<u8>) -> Result<Fed, Problem> {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| unrunnable(&error))?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (mut stdin, out) = pipes.ok_or_else(|| unrunnable(&io::ErrorKind::BrokenPipe.into()))?;
        // Both pipes may be full at once. That git ends early shows in what it answers.
        thread::spawn(move || stdin.write_all(&input));
        Ok(Fed { child, out: BufReader::new(out) })
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(args);
        // Looking must not wait for somebody who writes, nor be in their way.
        command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
        // Which paths are literal is said with each call.
        command.env_remove("GIT_LITERAL_PATHSPECS");
        command
    }
}

impl Fed {
    /// What it answers.
    pub(super) fn out(&mut self) -> &mut BufReader<ChildStdout> {
        &mut self.out
    }
}

impl Started {
    /// Waits for its end.
    pub(super) fn said(mut self) -> Result<Said, Problem> {
        let said = self.0.take().map(Child::wait_with_output);
        said.unwrap_or_else(|| Err(io::ErrorKind::BrokenPipe.into())).map(Said).map_err(|error| unrunnable(&error))
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            end(child);
        }
    }
}

impl Drop for Fed {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Ends a `git` whose answers nobody reads any more: one that is still writing would wait for ever.
fn end(child: &mut Child) {
    // How it ends is of no concern.
    let _ = child.kill();
    let _ = child.wait();
}

impl Said {
    /// What it wrote, where it succeeded.
    pub(super) fn output(&self) -> Option<&[u8]> {
        self.0.status.success().then_some(&self.0.stdout)
    }

    /// What it wrote, or else a problem in its own words.
    pub(super) fn expect(&self) -> Result<&[u8], Problem> {
        self.output().ok_or_else(|| Problem::error("git-failed", "", self.complaint()))
    }

    /// The first line of what it complained of.
    pub(super) fn complaint(&self) -> Message {
        let said = String::from_utf8_lossy(&self.0.stderr);
        let Some(line) = said.lines().find(|line| !line.trim().is_empty()) else {
            return Message::new("git-says-nothing");
        };
        Message::new("git-says").with("words", line.trim_start_matches("fatal: ").trim_start_matches("error: "))
    }
}

fn unrunnable(error: &io::Error) -> Problem {
    let message = Message::new("git-not-run").with("error", error.to_string());
    Problem::error("no-git", "", message).help(Message::new("git-not-run-help"))
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
