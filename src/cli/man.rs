//! `man`: the manual pages, made of what `--help` says.

use super::Outcome;
use super::args::{Args, ConfigArgs};
use super::output::{make_folder, write_whole};
use super::run::placed;
use super::settings::speak;
use super::streams::Streams;
use crate::problem::{Problem, Severity};
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::io;
use std::path::{Path, PathBuf};

/// Print the manual page, or write those of all commands
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov man | man -l -                           read it
  anscov man --output ~/.local/share/man/man1     install it, with a page for each command
  man anscov-check")]
pub(super) struct ManArgs {
    /// Write the pages of all commands to this folder, which is made where there is none
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Writes manual pages.
pub(super) fn man(args: &ManArgs, streams: &mut Streams) -> io::Result<Outcome> {
    speak(&ConfigArgs::default(), &[], streams);
    let mut command = Args::command();
    // Gives each command the name of its page and the flags that hold for all.
    command.build();
    let Some(folder) = &args.output else {
        Man::new(command).render(&mut streams.out)?;
        return Ok(Outcome::Held);
    };
    match pages(command, folder) {
        Ok(()) => Ok(Outcome::Held),
        Err(problem) => {
            streams.show(&placed(vec![problem]), Severity::Error)?;
            Ok(Outcome::Failed)
        }
    }
}

/// Writes the pages of a command and those under it to a folder.
fn pages(command: Command, folder: &Path) -> Result<(), Problem> {
    make_folder(folder)?;
    let mut commands = vec![command];
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands().cloned());
        let page = Man::new(command);
        let (path, mut text) = (folder.join(page.get_filename()), Vec::new());
        // Writing to memory cannot fail.
        let _ = page.render(&mut text);
        write_whole(&path, &text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_has_a_page_under_its_whole_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Args::command();
        command.build();
        assert_eq!(pages(command, &folder.path().join("man1")), Ok(()));
        let page = |name: &str| std::fs::read_to_string(folder.path().join("man1").join(name)).expect("it is there");
        assert!(page("anscov.1").contains("anscov\\-check(1)"));
        assert!(page("anscov-rubric-lint.1").contains(".SH NAME\nanscov\\-rubric\\-lint \\- Find mistakes in rubrics"));
    }
}
