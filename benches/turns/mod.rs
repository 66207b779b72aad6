//! Two things done in turn, and how their times compare: machines differ and are shared, ratios within one run less so.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The median times of two things done in turn, after one turn to warm up.
pub(crate) fn turns(n: usize, a: impl Fn() -> Duration, b: impl Fn() -> Duration) -> (Duration, Duration) {
    a();
    b();
    let (mut first, mut second): (Vec<_>, Vec<_>) = (0..n).map(|_| (a(), b())).unzip();
    first.sort_unstable();
    second.sort_unstable();
    (first[n / 2], second[n / 2])
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

/// The first time over the second.
pub(crate) fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
