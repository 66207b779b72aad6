//! A log of runs: a file of JSON lines that only ever grows, a line a document of a run.

use crate::mastery::Paper;
use crate::messages::Message;
use crate::problem::Problem;
use crate::text::{FNV_BASIS, fnv};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The version of the form of a line.
const VERSION: u32 = 1;

/// A run that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// When, in seconds since 1970-01-01 by UTC.
    pub time: i64,
    /// The papers that it graded.
    pub papers: Vec<Paper>,
}

/// A line of the log.
#[derive(Serialize, Deserialize)]
struct Line {
    version: u32,
    /// When the run was, in seconds since 1970-01-01 by UTC.
    time: i64,
    /// What tells the run from others at the same time.
    run: String,
    /// The program and its rubrics, for who looks into the log.
    tool: String,
    paper: Paper,
}

/// The version alone: what else a line of another version holds is not known.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Adds a run to the log `path`. Each line is written at once and whole, under a lock, so that runs at the same time do not
/// mix. Where the last line was cut off, a new one is begun first: nothing that stands there is touched.
///
/// # Errors
///
/// A file that cannot be written.
pub fn record(path: &Path, time: i64, tool: &str, papers: &[Paper]) -> Result<(), Problem> {
    append(path, time, tool, papers).map_err(|error| {
        let message = Message::new("run-not-recorded").with("error", error.to_string());
        Problem::error("not-recorded", path.to_string_lossy(), message)
    })
}

fn append(path: &Path, time: i64, tool: &str, papers: &[Paper]) -> io::Result<()> {
    let mut lines: Vec<serde_json::Value> = Vec::with_capacity(papers.len());
    for paper in papers {
        lines.push(serde_json::to_value(paper)?);
    }
    let hash = lines.iter().fold(FNV_BASIS, |hash, paper| fnv(hash, paper.to_string().as_bytes()));
    let run = format!("{:016x}", hash >> 64);
    let mut file = File::options().read(true).append(true).create(true).open(path)?;
    // Where the file system knows no locks, lines are still written at once.
    let _ = file.lock();
    if is_cut_off(&mut file)? {
        file.write_all(b"\n")?;
    }
    for paper in papers {
        let line = Line { version: VERSION, time, run: run.clone(), tool: tool.to_owned(), paper: paper.clone() };
        let mut text = serde_json::to_vec(&line)?;
        text.push(b'\n');
        file.write_all(&text)?;
    }
    match file.sync_data() {
        // What is no plain file, such as `/dev/null`, keeps nothing.
        Err(error) if error.kind() != io::ErrorKind::InvalidInput => Err(error),
        _ => Ok(()),
    }
}

/// Whether the last line has no end.
fn is_cut_off(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// The runs in the log `path`, the oldest first. Lines that cannot be read are left aside, each with a warning.
///
/// # Errors
///
/// A file that cannot be read.
pub fn recorded(path: &Path) -> Result<(Vec<Run>, Vec<Problem>), Problem> {
    let name = path.to_string_lossy();
    let bytes = read(path).map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            let problem = Problem::error("not-found", &*name, Message::new("no-such-file"));
            return problem.help(Message::new("no-log-help"));
        }
        let message = Message::new("file-unreadable").with("error", error.to_string());
        Problem::error("unreadable", &*name, message)
    })?;
    let mut runs: BTreeMap<(i64, String), Vec<Paper>> = BTreeMap::new();
    let mut problems = Vec::new();
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let is_last = at == memchr::memchr_iter(b'\n', &bytes).count();
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Line>(line) {
            Ok(Line { version: VERSION, time, run, paper, .. }) => runs.entry((time, run)).or_default().push(paper),
            found => {
                let version = found.map(|line| line.version).ok();
                let version =
                    version.or_else(|| serde_json::from_slice::<Versioned>(line).ok().map(|line| line.version));
                problems.push(left_aside(&name, at + 1, version, is_last));
            }
        }
    }
    let run = |((time, _), mut papers): ((i64, String), Vec<Paper>)| {
        papers.sort_by(|a, b| a.path.cmp(&b.path));
        // Two runs at the same second that found the same are one.
        papers.dedup();
        Run { time, papers }
    };
    Ok((runs.into_iter().map(run).collect(), problems))
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    // What is being written is waited for.
    let _ = file.lock_shared();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn left_aside(name: &str, line: usize, version: Option<u32>, is_last: bool) -> Problem {
    let number = line.to_string();
    let message = match version {
        Some(version) if version != VERSION => {
            Message::new("record-of-other-version").with("line", number).with("version", version.to_string())
        }
        _ if is_last => Message::new("record-cut-off").with("line", number),
        _ => Message::new("record-damaged").with("line", number),
    };
    Problem::warning("damaged-record", name, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn paper(path: &str) -> Paper {
        Paper { path: path.to_owned(), author: None, attempts: Vec::new() }
    }

    fn log() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("runs.jsonl");
        (folder, path)
    }

    fn codes_and_runs(path: &Path) -> (Vec<String>, Vec<(i64, usize)>) {
        let (runs, problems) = recorded(path).expect("it can be read");
        let messages = problems.into_iter().map(|problem| problem.said()).collect();
        (messages, runs.into_iter().map(|run| (run.time, run.papers.len())).collect())
    }

    #[test]
    fn runs_are_read_back() {
        let (_folder, path) = log();
        record(&path, 20, "t", &[paper("a.md"), paper("b.md")]).expect("it is recorded");
        record(&path, 10, "t", &[paper("a.md")]).expect("it is recorded");
        record(&path, 30, "t", &[]).expect("it is recorded");
        assert_eq!(codes_and_runs(&path), (Vec::new(), vec![(10, 1), (20, 2)]));
    }

    #[test]
    fn a_line_that_is_cut_off_is_left_aside_and_nothing_else_is_lost() {
        let (_folder, path) = log();
        record(&path, 10, "t", &[paper("a.md"), paper("笔记.md")]).expect("it is recorded");
        let whole = fs::read(&path).expect("it is there");
        let first = memchr::memchr(b'\n', &whole).expect("there are two lines") + 1;
        for end in first + 1..whole.len() - 1 {
            fs::write(&path, &whole[..end]).expect("it can be written");
            let cut = "line 2 is cut off and left aside; the next run begins a new line";
            assert_eq!(codes_and_runs(&path), (vec![cut.to_owned()], vec![(10, 1)]), "after {end}");
            record(&path, 20, "t", &[paper("a.md")]).expect("it is recorded");
            let damaged = "line 2 is no recorded document and left aside";
            assert_eq!(codes_and_runs(&path), (vec![damaged.to_owned()], vec![(10, 1), (20, 1)]), "after {end}");
        }
        // Only the end of the line is missing.
        fs::write(&path, &whole[..whole.len() - 1]).expect("it can be written");
        record(&path, 20, "t", &[paper("a.md")]).expect("it is recorded");
        assert_eq!(codes_and_runs(&path), (Vec::new(), vec![(10, 2), (20, 1)]));
    }

    #[test]
    fn runs_at_the_same_time_do_not_mix() {
        let (_folder, path) = log();
        std::thread::scope(|scope| {
            for n in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    for run in 0..10 {
                        let papers = [paper(&format!("{n}/a.md")), paper(&format!("{n}/b.md"))];
                        record(path, n * 100 + run, "t", &papers).expect("it is recorded");
                    }
                });
            }
        });
        let (messages, runs) = codes_and_runs(&path);
        assert_eq!((messages, runs.len()), (Vec::new(), 80));
        assert!(runs.iter().all(|(_, papers)| *papers == 2));
    }

    #[test]
    fn other_versions_and_no_file_are_said() {
        let (_folder, path) = log();
        assert_eq!(recorded(&path).expect_err("it is not there").code, "not-found");
        fs::write(&path, "{\"version\": 2, \"what\": 1}\nrubbish\n\n").expect("it can be written");
        let (messages, runs) = codes_and_runs(&path);
        assert_eq!(runs, []);
        assert!(messages[0].contains("version 2") && messages[1].starts_with("line 2 is no"), "{messages:?}");
        let nowhere = path.join("none/runs.jsonl");
        assert_eq!(record(&nowhere, 1, "t", &[]).expect_err("there is no folder").code, "not-recorded");
    }
}
