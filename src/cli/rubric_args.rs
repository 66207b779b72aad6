//! The arguments of `rubric` as they are typed.

use super::args::{ConfigArgs, RubricPaths};
use crate::graded::Range;
use clap::{Subcommand, ValueEnum};
use std::path::PathBuf;

/// Check, test, show and make rubrics
#[derive(Debug, clap::Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "Examples:
  anscov rubric show go-runtime/gmp       what a full answer says
  anscov rubric new go-network            a rubric to begin with
  anscov rubric lint my-rubrics/          what a rubric probably does not mean
  anscov rubric test my-rubrics/go.json   run its examples
  anscov rubric test --graded answers.jsonl
                                          how far verdicts agree with people
  anscov rubric extract expected.md       a first rubric from reference answers"
)]
pub(super) struct RubricArgs {
    #[command(subcommand)]
    pub(super) command: RubricCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum RubricCommand {
    /// Find mistakes in rubrics
    #[command(after_help = "Examples:
  anscov rubric lint              the shipped rubrics
  anscov rubric lint rubrics/     all in a folder

Exit status: 0 when there is nothing to say but notes, which are advice, 1 with warnings or
errors, 2 when a file cannot be read.")]
    Lint {
        /// Rubric files or folders; the shipped rubrics where there are none
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    Test(TestArgs),
    /// Begin a rubric: a file that says of itself what goes where
    #[command(after_help = "Examples:
  anscov rubric new go-network --output my-rubrics/go-network.json
  anscov rubric new go-network --title 'Go networking' --question 'netpoller 是怎么工作的？'
  anscov rubric test my-rubrics/go-network.json --watch

Exit status: 0 when it was written, 2 when it could not be; a file that is there already is
left alone.")]
    New {
        /// The rubric's ID: small letters and digits, with `-` between words
        #[arg(value_name = "ID", value_parser = kebab_case)]
        id: String,
        /// The subject's name
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
        /// The first question, as it is asked
        #[arg(long, value_name = "TITLE")]
        question: Option<String>,
        /// Write to this new file instead of standard output
        #[arg(long, short, value_name = "PATH")]
        output: Option<PathBuf>,
    },
    /// Show what a full answer says
    #[command(after_help = "Examples:
  anscov rubric show                    all questions
  anscov rubric show go-runtime/gmp     one with its key points")]
    Show {
        /// A question's ID; all questions are listed where there is none
        #[arg(value_name = "ID")]
        id: Option<String>,
        #[command(flatten)]
        rubrics: RubricPaths,
    },
    /// Make a rubric of a sheet's reference answers, to be finished by hand
    ///
    /// Each question with a reference answer becomes one of the rubric: its list items, or else its sentences, become key
    /// points without patterns, which are matched by their own words; what to listen for becomes bonus points; the
    /// headings above become topics. What has no place in a rubric is noted on standard error.
    #[command(after_help = "Examples:
  anscov rubric extract expected.md > my-rubrics/round2.json
  anscov rubric extract expected.md --id go-round2 --title 'Go, round 2' --output round2.json
  anscov check answers.md --rubric round2.json

Exit status: 0 when a rubric was written, 2 when there was nothing to write or the file
could not be written; a file that is there already is left alone.")]
    Extract {
        /// A document with reference answers, or `-` for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The rubric's ID; by default made of the file's name
        #[arg(long, value_name = "ID", value_parser = kebab_case)]
        id: Option<String>,
        /// The rubric's title; by default the document's
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
        /// Write to this new file instead of standard output
        #[arg(long, short, value_name = "PATH")]
        output: Option<PathBuf>,
        #[command(flatten)]
        config: ConfigArgs,
    },
    /// Print the JSON schema of rubric files
    #[command(after_help = "Examples:
  anscov rubric schema > rubric.schema.json")]
    Schema,
}

/// Run the examples that rubrics carry, or hold them against answers that people graded
///
/// A graded file has one answer a line as JSON, {"question": ID or title, "answer": "…", "score": number}, with "id" and
/// "keypoints": {ID: true, false or a part} if you like; or it is a CSV table with columns of these names, where labels
/// stand in columns named keypoints.ID. An answer needs a score or labels.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov rubric test                        the examples of the shipped rubrics
  anscov rubric test my-rubrics/go.json     those of one file
  anscov rubric test my-rubrics/ --graded answers.jsonl
  anscov rubric test my-rubrics/ --watch    again whenever a file is changed
  anscov rubric test my-rubrics/ --graded answers.jsonl --suggest
  anscov rubric test my-rubrics/ --graded answers.csv --scale 1..5 --format html -o report.html

Exit status: 0 when every example comes out as expected, or every graded answer could be
judged; 1 when an example does not, or a line was left out; 2 when a rubric cannot be read,
or no graded answer could be judged.")]
pub(super) struct TestArgs {
    /// Rubric files or folders; the shipped rubrics where there are none
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Compare verdicts with the grades in this file, or `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(super) graded: Option<PathBuf>,

    /// The lowest and the highest score; by default 0 and the highest in the file
    #[arg(long, value_name = "MIN..MAX", requires = "graded", allow_hyphen_values = true)]
    pub(super) scale: Option<Range>,

    /// The form of the comparison
    #[arg(long, value_name = "FORMAT", default_value = "terminal", requires = "graded")]
    pub(super) format: GradedFormat,

    /// Name words that patterns may lack: those that tell missed answers from the others
    #[arg(long, requires = "graded")]
    pub(super) suggest: bool,

    /// Run again whenever the files are changed
    #[arg(long, requires = "paths")]
    pub(super) watch: bool,

    /// Write the comparison to this file, whole or not at all, instead of standard output
    #[arg(long, short, value_name = "PATH", requires = "graded")]
    pub(super) output: Option<PathBuf>,
}

/// The forms of a comparison with grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GradedFormat {
    /// For people
    Terminal,
    /// JSON, version 1
    Json,
    /// A page with plots
    Html,
}

/// An id: small letters and digits with single `-` between.
fn kebab_case(text: &str) -> Result<String, String> {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let wrong = || "it must be small letters and digits, with `-` between words".to_owned();
    text.split('-').all(part).then(|| text.to_owned()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case() {
        assert_eq!(kebab_case("go-runtime-2").as_deref(), Ok("go-runtime-2"));
        for wrong in ["", "Go", "a--b", "-a", "a_b", "锁"] {
            assert!(kebab_case(wrong).is_err(), "{wrong}");
        }
    }
}
