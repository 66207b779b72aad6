//! `completions`: what a shell needs to know to complete command lines.

use super::Outcome;
use super::args::Args;
use super::streams::Streams;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::{self, Write};

/// Print what a shell needs to complete commands and flags
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov completions bash > ~/.local/share/bash-completion/completions/anscov
  anscov completions zsh > ~/.zfunc/_anscov       where fpath has ~/.zfunc
  anscov completions fish > ~/.config/fish/completions/anscov.fish
  anscov completions elvish >> ~/.config/elvish/rc.elv
  anscov completions powershell >> $PROFILE")]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Writes the completions for a shell.
pub(super) fn completions(args: &CompletionsArgs, streams: &mut Streams) -> io::Result<Outcome> {
    // The generator panics where it cannot write, as into a closed pipe; into memory it always can.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "anscov", &mut script);
    streams.out.write_all(&script)?;
    Ok(Outcome::Held)
}
