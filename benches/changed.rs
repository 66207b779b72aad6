//! `check --changed-since` as a ratio within one run: `cargo bench --bench changed`.
//!
//! The repository has 1,000 generated sheets (20 MB), of which one has changed. What git takes is not ours: the same calls
//! are made here, and their time is taken off.

mod sheets;
mod turns;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};
use turns::{anscov, commit, empty, git, ratio, run, turns};

const FILES: usize = 1000;
const CHANGED: &str = "sheet0500.md";

fn main() -> io::Result<()> {
    let repository = tempfile::tempdir()?;
    let folder = repository.path();
    git(folder, &["init", "-q"]);
    for n in 0..FILES {
        write(folder, &format!("sheet{n:04}.md"), &sheets::sheet(n))?;
    }
    commit(folder);
    let text = fs::read_to_string(folder.join(CHANGED))?;
    write(folder, CHANGED, &text.replacen('。', "，这里改过。", 1))?;

    let check = || run(anscov().args(["check", "--quiet", "--changed-since", "HEAD"]).current_dir(folder));
    let [checked, asked, empty] = turns(40, [&check, &|| calls(folder), &empty]);
    let mut out = io::stdout().lock();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    writeln!(out, "check of one changed file of {FILES}      {:.1} ms", milliseconds(checked))?;
    writeln!(out, "git alone                             {:.1} ms", milliseconds(asked))?;
    writeln!(out, "empty process                         {:.2} ms", milliseconds(empty))?;
    writeln!(
        out,
        "(check - git) / empty process         {:.1}  (at most 15)",
        ratio(checked.saturating_sub(asked), empty)
    )
}

/// Writes a file as if long ago: git looks into those that are no older than its index.
fn write(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    fs::write(folder.join(name), text)?;
    File::options()
        .write(true)
        .open(folder.join(name))?
        .set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000))
}

/// The calls of git that such a check makes: three at once, and then what the file held.
fn calls(folder: &Path) -> Duration {
    let start = Instant::now();
    let at_once = [
        "diff --raw -z --no-abbrev --find-renames --no-relative --merge-base HEAD --",
        "ls-files --others --exclude-standard --full-name -z :/",
        "rev-parse --show-toplevel --is-shallow-repository",
    ];
    let asked = at_once.map(|line| called(folder, line, Stdio::null()));
    asked.into_iter().for_each(end);
    let mut held = called(folder, "cat-file --batch --buffer", Stdio::piped());
    let mut asks = held.stdin.take().expect("it is piped");
    writeln!(asks, "HEAD:{CHANGED}").expect("it reads");
    drop(asks);
    end(held);
    start.elapsed()
}

fn called(folder: &Path, line: &str, input: Stdio) -> Child {
    let mut command = Command::new("git");
    command.env("GIT_OPTIONAL_LOCKS", "0").current_dir(folder).args(line.split(' '));
    command.stdin(input).stdout(Stdio::piped()).spawn().expect("git is installed")
}

fn end(child: Child) {
    assert!(child.wait_with_output().expect("it ends").status.success(), "git failed");
}
