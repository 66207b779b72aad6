//! The command line: what was asked for, and what the exit code says of it.

mod accepted;
mod annotate;
mod args;
mod baseline;
mod baseline_args;
mod check;
mod commits;
mod completions;
mod config;
mod config_args;
mod diff;
mod explain;
mod formats;
mod grade;
mod graded;
mod init;
mod judge;
mod list;
mod man;
mod output;
mod pair;
mod past;
mod report;
mod report_args;
mod rubric;
mod rubric_args;
mod run;
mod select;
mod settings;
mod sheet;
mod streams;
mod survey;
mod watch;

use crate::messages::Message;
use args::{Args, Command};
use clap::Parser;
use std::io;
use std::process::ExitCode;
use streams::Streams;

/// How a run ended, as its exit code tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// All thresholds held, or there was none.
    Held = 0,
    /// Something fell short.
    Short = 1,
    /// Something could not be run or read.
    Failed = 2,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version come this way too; whether they can be written changes nothing.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(Outcome::Failed as u8));
        }
    };
    let mut streams = Streams::new(args.color, args.language());
    let outcome = match &args.command {
        Command::Check(args) => check::check(args, &mut streams),
        Command::Report(args) => report::report(args, &mut streams),
        Command::List(args) => list::list(args, &mut streams),
        Command::Explain(args) => explain::explain(args, &mut streams),
        Command::Grade(args) => grade::grade(args, &mut streams),
        Command::Rubric(args) => rubric::rubric(args, &mut streams),
        Command::Diff(args) => diff::diff(args, &mut streams),
        Command::Baseline(args) => baseline::baseline(args, &mut streams),
        Command::Annotate(args) => annotate::annotate(args, &mut streams),
        Command::Sheet(args) => sheet::sheet(args, &mut streams),
        Command::Config(args) => config::settings(args, &mut streams),
        Command::Init(args) => init::init(args, &mut streams),
        Command::Completions(args) => completions::completions(args, &mut streams),
        Command::Man(args) => man::man(args, &mut streams),
    };
    let outcome = outcome.and_then(|outcome| streams.out.flush().map(|()| outcome));
    match outcome {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // Who closes the pipe has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            streams.tell(&Message::new("results-unwritable").with("error", error.to_string()));
            ExitCode::from(Outcome::Failed as u8)
        }
    }
}
