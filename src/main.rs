//! The program; all it does is in [`anscov::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    anscov::cli::run()
}
