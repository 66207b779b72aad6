//! `init`: writes what a project needs to have its answers checked, and nothing over what is there.

use super::Outcome;
use super::args::ConfigArgs;
use super::output::{make_folder, write_new};
use super::run::placed;
use super::settings::speak;
use super::streams::Streams;
use crate::config::FILE_NAME;
use crate::discover::Input;
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::read::read;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Write settings, workflows and a commit hook for a project
///
/// What is there already is left alone; where GitLab's or pre-commit's file is, what to add to it is printed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov init                  asks before each file
  anscov init notes/ --yes     writes all of them

The files are anscov.toml, .github/workflows/anscov.yml, .gitlab-ci.yml and
.pre-commit-config.yaml. Exit status: 0 also where nothing had to be written, 2 where a file
could not be, or where nobody can be asked and --yes was not given.")]
pub(super) struct InitArgs {
    /// The folder of the project, which is made where there is none
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    folder: PathBuf,

    /// Write all files without asking
    #[arg(long, short)]
    yes: bool,
}

/// A file that can be written.
struct Template {
    /// Its path in the project.
    path: &'static str,
    /// The message that names what it is for, in the question.
    purpose: &'static str,
    /// What stands in it before the text.
    head: &'static str,
    /// The text, with `VERSION` for that of the program.
    text: &'static str,
    /// Whether the text can be added to a file that is there.
    joins: bool,
}

const TEMPLATES: [Template; 4] = [
    Template {
        path: FILE_NAME,
        purpose: "init-settings",
        head: "",
        text: include_str!("../../templates/init/anscov.toml"),
        joins: false,
    },
    Template {
        path: ".github/workflows/anscov.yml",
        purpose: "init-github",
        head: "",
        text: include_str!("../../templates/init/github.yml"),
        joins: false,
    },
    Template {
        path: ".gitlab-ci.yml",
        purpose: "init-gitlab",
        head: "",
        text: include_str!("../../templates/init/gitlab.yml"),
        joins: true,
    },
    Template {
        path: ".pre-commit-config.yaml",
        purpose: "init-pre-commit",
        head: "repos:\n",
        text: include_str!("../../templates/init/pre-commit.yaml"),
        joins: true,
    },
];

/// Writes the files that are not there and are wanted.
pub(super) fn init(args: &InitArgs, streams: &mut Streams) -> io::Result<Outcome> {
    speak(&ConfigArgs::default(), std::slice::from_ref(&args.folder), streams);
    let asks = io::stdin().is_terminal() && io::stderr().is_terminal();
    if !args.yes && !asks {
        let problem = Problem::error("nobody-to-ask", "", Message::new("nobody-to-ask"));
        streams.show(&placed(vec![problem.help(Message::new("nobody-to-ask-help"))]), Severity::Error)?;
        return Ok(Outcome::Failed);
    }
    let mut stdin = io::stdin().lock();
    let language = streams.look.language;
    let wanted = |path: &Path, purpose: &'static str| {
        if args.yes {
            return Ok(true);
        }
        let path = path.display().to_string();
        let question = Message::new("init-question").with("path", path).with("purpose", Message::new(purpose));
        write!(io::stderr(), "{} [Y/n] ", question.text(language))?;
        io::stderr().flush()?;
        is_yes(&mut stdin)
    };
    match write_all(&args.folder, streams, wanted)? {
        Ok(()) => {
            streams.tell(&Message::new("init-next"));
            Ok(Outcome::Held)
        }
        Err(problem) => {
            streams.show(&placed(vec![problem]), Severity::Error)?;
            Ok(Outcome::Failed)
        }
    }
}

/// Whether the line that is typed says yes, as an empty one does; nothing more to read means no.
fn is_yes(typed: &mut impl BufRead) -> io::Result<bool> {
    let mut line = String::new();
    let read = typed.read_line(&mut line)?;
    Ok(read > 0 && matches!(line.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

/// Goes through the files, and says what became of each; what to add to those that are there goes to standard output.
fn write_all(
    folder: &Path,
    streams: &mut Streams,
    mut wanted: impl FnMut(&Path, &'static str) -> io::Result<bool>,
) -> io::Result<Result<(), Problem>> {
    for Template { path, purpose, head, text, joins } in TEMPLATES {
        let path: PathBuf = folder.join(path).components().collect();
        let text = text.replace("VERSION", env!("CARGO_PKG_VERSION"));
        let shown = path.display().to_string();
        // A link that leads nowhere is there too.
        if path.symlink_metadata().is_ok() {
            let lacks = joins && !read(&Input::File(path.clone())).is_ok_and(|there| there.text.contains("anscov"));
            if lacks {
                streams.tell(&Message::new("init-to-add").with("path", shown));
                writeln!(streams.out, "{text}")?;
                streams.out.flush()?;
            } else {
                streams.tell(&Message::new("init-left-alone").with("path", shown));
            }
        } else if wanted(&path, purpose)? {
            let made = path.parent().map_or(Ok(()), make_folder);
            if let Err(problem) = made.and_then(|()| write_new(&path, &format!("{head}{text}"))) {
                return Ok(Err(problem));
            }
            streams.tell(&Message::new("init-written").with("path", shown));
        } else {
            streams.tell(&Message::new("init-not-written").with("path", shown));
        }
    }
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes() {
        let typed = |line: &str| is_yes(&mut line.as_bytes()).expect("it can be read");
        assert!(typed("\n") && typed("y\n") && typed(" YES \n"));
        assert!(!typed("n\n") && !typed("what?\n") && !typed(""));
    }

    #[test]
    fn every_setting_that_is_offered_can_be_taken() {
        let taken: Vec<String> = TEMPLATES[0].text.lines().map(uncommented).collect();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(FILE_NAME);
        for text in [TEMPLATES[0].text.to_owned(), taken.join("\n")] {
            std::fs::write(&file, text).expect("it is written");
            crate::config::load(&file).expect("it is in order");
        }
        let config = crate::config::load(&file).expect("it is in order");
        assert!(config.fail_under.is_some() && config.baseline.is_some() && config.rubrics.is_some());
        assert_eq!(config.rules().labels.len(), 1);
    }

    /// A line of settings as it is when its `#` is taken away; prose has a space behind it.
    fn uncommented(line: &str) -> String {
        line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line).to_owned()
    }
}
