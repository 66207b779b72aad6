//! The arguments of `config` as they are typed.

use super::args::{ConfigArgs, GateArgs};
use clap::Subcommand;
use std::path::PathBuf;

/// Show the settings that hold, and what can be set
#[derive(Debug, clap::Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "Examples:
  anscov config show                        what holds here, and where it was set
  anscov config schema > anscov.schema.json what an editor needs to know of anscov.toml"
)]
pub(super) struct ConfigCommandArgs {
    #[command(subcommand)]
    pub(super) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Show what holds, and where each value was set
    #[command(after_help = "Examples:
  anscov config show                    the settings of this folder
  anscov config show drafts/round2.md   those of a file, with the overrides that hold for it
  anscov config show --fail-under 80    what a flag changes")]
    Show {
        /// A file or a folder; the current folder where there is none
        #[arg(value_name = "PATH")]
        path: Option<PathBuf>,

        #[command(flatten)]
        gates: GateArgs,

        #[command(flatten)]
        config: ConfigArgs,
    },
    /// Print the JSON schema of anscov.toml, for editors
    #[command(after_help = "Examples:
  anscov config schema > anscov.schema.json

Editors with TOML support read it where the first line of anscov.toml says
`#:schema ./anscov.schema.json`.")]
    Schema,
}
