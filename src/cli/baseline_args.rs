//! The arguments of `baseline` as they are typed.

use super::args::{ReadingArgs, RubricPaths, baseline_file};
use clap::Subcommand;
use std::path::PathBuf;

/// Accept the gaps of today, so that only new ones fail
#[derive(Debug, clap::Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "Examples:
  anscov baseline update                       accept all gaps of today
  anscov check --baseline anscov-baseline.json fail on new ones"
)]
pub(super) struct BaselineArgs {
    #[command(subcommand)]
    pub(super) command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    Update(UpdateArgs),
}

/// Write the gaps of today to the baseline
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov baseline update                all files here and below
  anscov baseline update round2.md      one file; what is there of others stays
  anscov baseline update --ratchet      only where no coverage fell

The file is the one that the settings name, or anscov-baseline.json. It is sorted and has an
entry a line, so that a version control shows what was accepted. Entries of files that are gone
are left out, and with --ratchet a failure; those of renamed files follow where git can tell.")]
pub(super) struct UpdateArgs {
    /// Files or folders; the current folder where there is none
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// The file to write
    #[arg(long, value_name = "FILE", value_parser = baseline_file())]
    pub(super) baseline: Option<PathBuf>,

    /// Write nothing, and fail, where a question is gone or its coverage lower than the baseline has it
    #[arg(long)]
    pub(super) ratchet: bool,

    #[command(flatten)]
    pub(super) rubrics: RubricPaths,

    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}
