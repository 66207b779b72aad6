//! How the files under some paths came to be what they are, commit by commit.

use super::raw::{self, Moved, Side};
use super::run::os_path;
use super::{Commit, Repository};
use crate::discover::Input;
use crate::problem::Problem;
use std::path::{Path, PathBuf};

/// The commits that changed files under some paths, on the line of first parents, and what stood there before the first of
/// them.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The files before the first of the commits, as they stood after the commit of this name; `None` where the log begins
    /// with the repository.
    pub base: Option<(Stamp, Vec<Side>)>,
    /// The commits, the oldest first.
    pub steps: Vec<Step>,
}

/// A commit with the files that it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it goes by.
    pub stamp: Stamp,
    /// The files; a renamed one is gone in one place and new in another.
    pub changed: Vec<Moved>,
}

/// What a commit goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The beginning of its hash.
    pub name: String,
    /// The day it was committed, `YYYY-MM-DD` where its committer was.
    pub day: String,
}

/// So much of a hash is shown, whatever a repository's settings say.
const SHORT: usize = 8;

/// What stands before the line of a commit.
const MARK: u8 = 1;

const LOG: [&str; 14] = [
    "--literal-pathspecs",
    "log",
    "-z",
    "--first-parent",
    "-m",
    "--reverse",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--no-relative",
    "--no-follow",
    "--no-color",
    "--no-show-signature",
    "--format=%x01%H %cs %P",
];

impl Repository {
    /// The log of the files under `paths`, which are paths from the root, from where the history of what is checked out left
    /// that of `since` on, or from its beginning.
    ///
    /// # Errors
    ///
    /// What git complains of, such as a repository without commits.
    pub fn log(&self, since: Option<&Commit>, paths: &[PathBuf]) -> Result<Log, Problem> {
        self.commit("HEAD")?;
        let range = since.map_or("HEAD".to_owned(), |commit| format!("{}..HEAD", commit.0));
        let paths: Vec<String> = paths.iter().map(|path| pathspec(path)).collect();
        let mut args = vec!["-c", "log.showRoot=true"];
        args.extend(LOG);
        args.extend([range.as_str(), "--"]);
        args.extend(paths.iter().map(String::as_str));
        let said = self.git.run(&args)?;
        let (steps, before) = steps(said.expect()?);
        // Where nothing changed since, there is still the state itself.
        let before = before.or_else(|| since.filter(|_| steps.is_empty()).map(|commit| commit.0.clone()));
        let base = before.map(|commit| self.tree(&Commit(commit), &paths)).transpose()?;
        Ok(Log { base, steps })
    }

    /// The newest commit before a day, `YYYY-MM-DD`, on the line of first parents; `None` where the history is younger.
    ///
    /// # Errors
    ///
    /// What git complains of.
    pub fn last_before(&self, day: &str) -> Result<Option<Commit>, Problem> {
        self.commit("HEAD")?;
        // A day alone would mean this time of that day.
        let before = format!("--before={day}T00:00:00");
        let said = self.git.run(&["rev-list", "-1", "--first-parent", &before, "HEAD"])?;
        let hash = String::from_utf8_lossy(said.expect()?).trim().to_owned();
        Ok((!hash.is_empty()).then_some(Commit(hash)))
    }

    /// The files under some paths as a commit has them.
    fn tree(&self, commit: &Commit, paths: &[String]) -> Result<(Stamp, Vec<Side>), Problem> {
        let said = self.git.run(&["show", "-s", "--no-show-signature", "--format=%cs", &commit.0])?;
        let day = String::from_utf8_lossy(said.expect()?).trim().to_owned();
        let mut args = vec!["--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", &commit.0, "--"];
        // The root of a tree has no name in it: all of it is asked for by naming nothing.
        if paths.iter().all(|path| path != ".") {
            args.extend(paths.iter().map(String::as_str));
        }
        let said = self.git.run(&args)?;
        let files = said.expect()?.split(|byte| *byte == 0).filter_map(file).collect();
        Ok((Stamp { name: short(&commit.0), day }, files))
    }
}

fn pathspec(path: &Path) -> String {
    match Input::File(path.to_owned()).name() {
        path if path.is_empty() => ".".to_owned(),
        path => path,
    }
}

fn short(hash: &str) -> String {
    hash.chars().take(SHORT).collect()
}

/// The commits of a log, and the commit that the first of them was made on.
fn steps(output: &[u8]) -> (Vec<Step>, Option<String>) {
    let mut steps = Vec::new();
    let mut before = None;
    // A path may hold the mark, but not after a NUL.
    let mut rest = output;
    while let Some(commit) = rest.iter().position(|byte| *byte == MARK).and_then(|at| rest.get(at + 1..)) {
        let end = memchr::memchr(0, commit).unwrap_or(commit.len());
        let line = String::from_utf8_lossy(commit.get(..end).unwrap_or_default()).into_owned();
        let mut fields = line.split_whitespace();
        let (hash, day) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        if steps.is_empty() {
            before = fields.next().map(str::to_owned);
        }
        let records = commit.get(end + 1..).unwrap_or_default();
        let (records, after) = raw::records(records.strip_prefix(b"\n").unwrap_or(records));
        let changed = records.into_iter().filter(|record| !record.is_module).map(|record| record.moved).collect();
        steps.push(Step { stamp: Stamp { name: short(hash), day: day.to_owned() }, changed });
        rest = after;
    }
    (steps, before)
}

/// `100644 blob HASH\tpath`
fn file(line: &[u8]) -> Option<Side> {
    let tab = memchr::memchr(b'\t', line)?;
    let fields = String::from_utf8_lossy(line.get(..tab)?).into_owned();
    let mut fields = fields.split(' ').skip(1);
    let (kind, blob) = (fields.next()?, fields.next()?);
    (kind == "blob").then(|| Side { path: os_path(line.get(tab + 1..).unwrap_or_default()), blob: blob.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &[u8] = b"\x01aaaaaaaaaaaa 2026-01-02 9999999999 8888\0\n\
        :000000 100644 0000 1111 A\0\xe7\xac\x94/\x01 a.md\0:100644 000000 2222 0000 D\0b.md\0\
        \x01bbbbbbbbbbbb 2026-01-03 aaaaaaaaaaaa\0\
        \x01cccccccccccc 2026-01-04 bbbbbbbbbbbb\0\n:100644 160000 2 3 M\0sub\0:100644 100644 2222 3333 M\0b.md\0";

    #[test]
    fn commits_are_read_with_their_files() {
        let (steps, before) = steps(OUTPUT);
        assert_eq!(before.as_deref(), Some("9999999999"));
        let names: Vec<_> = steps.iter().map(|step| (step.stamp.name.as_str(), step.stamp.day.as_str())).collect();
        assert_eq!(names, [("aaaaaaaa", "2026-01-02"), ("bbbbbbbb", "2026-01-03"), ("cccccccc", "2026-01-04")]);
        let changed: Vec<usize> = steps.iter().map(|step| step.changed.len()).collect();
        assert_eq!(changed, [2, 0, 1]);
        let added = steps[0].changed[0].to.as_ref().expect("it is new");
        assert_eq!((added.path.to_str(), added.blob.as_str()), (Some("笔/\u{1} a.md"), "1111"));
        assert_eq!((steps[0].changed[0].from.clone(), steps[0].changed[1].to.clone()), (None, None));
    }

    #[test]
    fn a_tree_is_read() {
        let side = file("100644 blob 1234\t笔/一 二.md".as_bytes()).expect("it is a file");
        assert_eq!((side.path.to_str(), side.blob.as_str()), (Some("笔/一 二.md"), "1234"));
        assert_eq!(file(b"160000 commit 1234\tsub"), None);
    }
}
