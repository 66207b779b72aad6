//! Things done in turn, and how their times compare: machines differ and are shared, ratios within one run less so.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The median times of things done in turn, after one turn to warm up.
pub(crate) fn turns<const THINGS: usize>(n: usize, things: [&dyn Fn() -> Duration; THINGS]) -> [Duration; THINGS] {
    for thing in things {
        thing();
    }
    let mut times: [Vec<Duration>; THINGS] = std::array::from_fn(|_| Vec::with_capacity(n));
    for _ in 0..n {
        for (thing, times) in things.iter().zip(&mut times) {
            times.push(thing());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[n / 2]
    })
}

/// The program, on two processors.
pub(crate) fn anscov() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anscov"));
    command.env("RAYON_NUM_THREADS", "2");
    command
}

/// How long a program runs that must succeed.
pub(crate) fn run(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{command:?} failed");
    start.elapsed()
}

/// How long a process takes that does nothing.
#[allow(dead_code, reason = "not every bench compares with it")]
pub(crate) fn empty() -> Duration {
    run(&mut Command::new("true"))
}

/// The first time over the second.
pub(crate) fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

/// Runs git in a folder, where it must succeed.
#[allow(dead_code, reason = "not every bench has a repository")]
pub(crate) fn git(folder: &Path, args: &[&str]) {
    run(Command::new("git").current_dir(folder).args(args));
}

/// Commits all that is in a repository.
#[allow(dead_code, reason = "not every bench has a repository")]
pub(crate) fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["-c", "user.name=n", "-c", "user.email=n@example.org", "commit", "-q", "-m", "sheets"]);
}
