//! Reports and their past as ratios within one run: `cargo bench --bench history`.
//!
//! The report is over 1,000 generated sheets (20 MB). The repository has 200 of them and 100 commits, of which each but the
//! first rewrites five.

mod sheets;
mod turns;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;
use turns::{anscov, commit, git, ratio, run, turns};

const REPORTED: usize = 1000;
const FILES: usize = 200;
const COMMITS: usize = 100;
const REWRITTEN: usize = 5;

fn main() -> io::Result<()> {
    let many = tempfile::tempdir()?;
    for n in 0..REPORTED {
        fs::write(many.path().join(format!("sheet{n:04}.md")), sheets::sheet(n))?;
    }
    let repository = tempfile::tempdir()?;
    commit_all(repository.path())?;

    let [report, check] =
        turns(5, [&|| measured(&["report"], many.path()), &|| measured(&["check", "--quiet"], many.path())]);
    let checked = || measured(&["check", "--quiet"], repository.path());
    let past = || measured(&["report", "--since", "2000-01-01"], repository.path());
    let first = || {
        fs::remove_dir_all(repository.path().join(".anscov_cache")).ok();
        past()
    };
    let [first, once] = turns(5, [&first, &checked]);
    let [second, once_more] = turns(9, [&past, &checked]);
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "report of {REPORTED} files / check --quiet                 {:.2}  (at most 1.3)",
        ratio(report, check)
    )?;
    writeln!(
        out,
        "{COMMITS} commits of {FILES} files / one check, first time  {:.2}  (at most 5)",
        ratio(first, once)
    )?;
    writeln!(out, "the same, second time                             {:.2}  (at most 0.3)", ratio(second, once_more))?;
    writeln!(out, "one check of {FILES} files                            {:.0} ms", once.as_secs_f64() * 1000.0)
}

fn measured(args: &[&str], folder: &Path) -> Duration {
    run(anscov().args(args).arg(folder))
}

/// A repository whose commits rewrite a few sheets each.
fn commit_all(folder: &Path) -> io::Result<()> {
    git(folder, &["init", "-q"]);
    for n in 0..FILES {
        fs::write(folder.join(format!("sheet{n:04}.md")), sheets::sheet(n))?;
    }
    for number in 0..COMMITS {
        for n in (0..REWRITTEN).filter(|_| number > 0) {
            let file = (number * REWRITTEN + n) % FILES;
            fs::write(folder.join(format!("sheet{file:04}.md")), sheets::sheet(FILES + number * REWRITTEN + n))?;
        }
        commit(folder);
    }
    Ok(())
}
