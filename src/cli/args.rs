//! The arguments as they are typed.

use super::annotate::AnnotateArgs;
use super::baseline_args::BaselineArgs;
use super::completions::CompletionsArgs;
use super::config_args::ConfigCommandArgs;
use super::formats::FormatArgs;
use super::init::InitArgs;
use super::man::ManArgs;
use super::report_args::{ReportArgs, time};
use super::rubric_args::RubricArgs;
use super::sheet::SheetArgs;
use crate::config::{Condition, hundredths};
use crate::messages::Language;
use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The version of the program, and what tells its rubrics from others: verdicts depend on both.
pub(super) const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (rubrics ", env!("ANSCOV_RUBRICS"), ")");

/// Answer coverage: what written answers cover, and what they lack
///
/// anscov reads Markdown files of questions and answers, matches each answer against a rubric of key points, and shows the
/// gaps. It works offline, gives the same result every time, and explains every verdict.
#[derive(Debug, Parser)]
#[command(
    name = "anscov",
    version = VERSION,
    max_term_width = 100,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Examples:
  anscov check notes/                      what the answers in a folder lack
  anscov check round2.md --fail-under 60   the same, as a test
  anscov report notes/                     weak topics, and what to practise next
  anscov explain round2.md:24              why the answer at line 24 got its verdicts

Exit status: 0 when all is well, 1 when something fell short, 2 when something could not run."
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,

    /// When to colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 100)]
    pub(super) color: Colour,

    /// The language of messages and reports
    #[arg(long, global = true, value_name = "LANG", display_order = 101)]
    pub(super) lang: Option<Tongue>,
}

impl Args {
    /// The language that was asked for.
    pub(super) fn language(&self) -> Option<Language> {
        self.lang.map(Language::from)
    }
}

/// A language by its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Tongue {
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::En => Self::English,
            Tongue::Zh => Self::Chinese,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(CheckArgs),
    Report(ReportArgs),
    List(ListArgs),
    Explain(ExplainArgs),
    Grade(GradeArgs),
    Rubric(RubricArgs),
    Diff(DiffArgs),
    Baseline(BaselineArgs),
    Sheet(SheetArgs),
    Annotate(AnnotateArgs),
    Config(ConfigCommandArgs),
    Init(InitArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// Score the answers and show what they lack
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov check                                     all Markdown files here and below
  anscov check round2.md --hints                   nudges instead of the missing points
  anscov check round2.md --watch                   again after each save
  anscov check notes/ --fail-under 60 --quiet      for a script
  anscov check --min-question 30 --fail-on misconception,flag
                                                   no answer far too short, and none wrong
  anscov check --baseline anscov-baseline.json     only gaps that were not there before
  anscov check --changed-since origin/main         only the answers that a branch touches
  anscov check notes/ --format diff | delta        expected against covered
  anscov check notes/ --rubric my-rubrics/ --format json > result.json
  anscov check notes/ --format sarif --output a.sarif --format junit --output a.xml --format github
                                                   three forms: two in files, one printed
  anscov check handed-in/ --template sheet.md      copies of a sheet, however damaged

Settings come from the nearest anscov.toml in the folder of each file or above; flags win
over it; `anscov config show` tells what holds. Without a threshold the exit status is 0
however low the coverage. With one, an empty answer counts 0, and a question that no rubric
fits is a failure, as is a named file without answers, so that nothing passes by being
overlooked; 0 is a threshold too. What failed is named at the end, with what was wanted and
got.")]
pub(super) struct CheckArgs {
    /// Files, folders, or `-` for standard input
    ///
    /// In folders, files named *.md and *.markdown are read, unless a .gitignore leaves them out.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) formats: FormatArgs,

    #[command(flatten)]
    pub(super) rubrics: RubricPaths,

    #[command(flatten)]
    pub(super) reading: ReadingArgs,

    #[command(flatten)]
    pub(super) gates: GateArgs,

    /// Accept the gaps that this file has, and fail on new ones
    ///
    /// `anscov baseline update` writes the file. Where a file has no new gap, its other thresholds hold. A question that the
    /// baseline has and no file asks any more is a failure too.
    #[arg(long, value_name = "FILE", value_parser = baseline_file())]
    pub(super) baseline: Option<PathBuf>,

    /// Fail when the coverage of a question is lower than the baseline has it
    #[arg(long)]
    pub(super) ratchet: bool,

    /// Check only the questions whose answers changed since this revision
    ///
    /// What changed is what git says differs from where this branch left the revision, commits and what is not committed
    /// yet alike; files that are new to git are changed as a whole. An answer that was deleted fails any gate. When no
    /// answer changed, that is said, and the exit status is 0.
    #[arg(long, value_name = "REV")]
    pub(super) changed_since: Option<String>,

    /// Add this run to a log of runs, which `anscov report --recorded` reads
    ///
    /// The log is a file of JSON lines that only ever grows; runs at the same time do not mix.
    #[arg(long, value_name = "FILE", conflicts_with = "changed_since")]
    pub(super) record: Option<PathBuf>,

    /// The time to record: a day (YYYY-MM-DD), or seconds since 1970 [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = time, requires = "record")]
    pub(super) now: Option<i64>,

    /// Give hints in place of the missing key points
    #[arg(long)]
    pub(super) hints: bool,

    /// Check again whenever an answer, the settings or a rubric changes, until Ctrl-C
    #[arg(long, conflicts_with = "output")]
    pub(super) watch: bool,
}

/// What a run must reach.
#[derive(Debug, clap::Args)]
pub(super) struct GateArgs {
    /// Fail when the mean coverage is below this percentage
    #[arg(long, value_name = "PERCENT", value_parser = hundredths, allow_negative_numbers = true)]
    pub(super) fail_under: Option<u32>,

    /// Fail when the mean coverage of any file is below this percentage
    #[arg(long, value_name = "PERCENT", value_parser = hundredths, allow_negative_numbers = true)]
    pub(super) min_file: Option<u32>,

    /// Fail when the coverage of any question is below this percentage
    #[arg(long, value_name = "PERCENT", value_parser = hundredths, allow_negative_numbers = true)]
    pub(super) min_question: Option<u32>,

    /// Fail when one of these is found: misconception, unmatched, flag; can be repeated
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = condition)]
    pub(super) fail_on: Vec<Condition>,
}

/// Where rubrics come from besides the shipped set.
#[derive(Debug, clap::Args)]
pub(super) struct RubricPaths {
    /// Use the rubrics in this file or folder too; can be repeated
    #[arg(long, value_name = "PATH")]
    pub(super) rubric: Vec<PathBuf>,
}

/// How files are read.
#[derive(Debug, clap::Args)]
pub(super) struct ReadingArgs {
    /// Read the files as filled-in copies of this sheet
    ///
    /// What was written in or instead of the lines of the sheet's answer blocks is the answer, even where labels, fences
    /// or headings were deleted. The sheet itself is left out where it lies among the files.
    #[arg(long, value_name = "FILE")]
    pub(super) template: Option<PathBuf>,

    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

/// Where settings come from.
#[derive(Debug, Default, clap::Args)]
pub(super) struct ConfigArgs {
    /// Take the settings of this file, not of the nearest anscov.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(super) config: Option<PathBuf>,

    /// Take no settings from any anscov.toml
    #[arg(long)]
    pub(super) isolated: bool,
}

/// Show how files are read and which rubric each question is bound to
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov list round2.md               layout, questions, answers, rubrics
  anscov list round2.md --show        the file with what each line was taken for
  anscov list notes/ --format json    the same for a program")]
pub(super) struct ListArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// The form of the results
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: TextOrJson,

    /// Print the files with their reading marked in the margin
    #[arg(long, conflicts_with = "format")]
    pub(super) show: bool,

    #[command(flatten)]
    pub(super) rubrics: RubricPaths,

    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// Show why each verdict: rule, place, nearest miss, arithmetic
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov explain round2.md          every question of the file
  anscov explain round2.md:24       the question that line 24 belongs to
  anscov explain - < round2.md      from standard input")]
pub(super) struct ExplainArgs {
    /// A file, or a file and a line in it
    #[arg(value_name = "FILE[:LINE]")]
    pub(super) target: PathBuf,

    /// The form of the results
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: TextOrJson,

    #[command(flatten)]
    pub(super) rubrics: RubricPaths,

    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// Show what was gained and lost between two files, folders or revisions
///
/// Questions are matched by their rubric, else by their title, wherever they moved to. A name that is a file or a folder
/// is taken as one, any other as a revision; a revision and a path compare the path as it was with what it is, where files
/// that git does not know are new. Each file is read under today's settings of its folder.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov diff round1.md round2.md           two attempts at the same questions
  anscov diff 2023/ 2024/                   two folders
  anscov diff HEAD~1 HEAD                   two revisions
  anscov diff main notes/ --format json     a folder as it was, and as it is")]
pub(super) struct DiffArgs {
    /// A file, a folder or a revision: how it was
    #[arg(value_name = "A")]
    pub(super) before: String,

    /// A file, a folder or a revision: how it is
    #[arg(value_name = "B")]
    pub(super) after: String,

    /// The form of the results
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: TextOrJson,

    #[command(flatten)]
    pub(super) rubrics: RubricPaths,

    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TextOrJson {
    /// For people
    Terminal,
    /// For programs
    Json,
}

/// Grade answers from standard input, JSON lines in and out
///
/// A line in is {"id": …, "answer": "…", "question": "…"}, where the question is a rubric question's ID or its title. A
/// line out, in the same order, is {"id", "rubric", "coverage", "keypoints", "misconceptions", "flags"}, with
/// "instead" where the answer is one to another question, or {"id", "error"} where the line could not be graded; then the
/// exit status is 1.
#[derive(Debug, clap::Args)]
#[command(after_help = r#"Examples:
  anscov grade < answers.jsonl > grades.jsonl
  echo '{"id": 1, "question": "go-runtime/gmp", "answer": "…"}' | anscov grade"#)]
pub(super) struct GradeArgs {
    #[command(flatten)]
    pub(super) rubrics: RubricPaths,
}

/// The file of a baseline: it is read and written, so it cannot be a stream.
pub(super) fn baseline_file() -> impl TypedValueParser<Value = PathBuf> {
    let is_stream = |path: &PathBuf| path.as_os_str() == "-";
    let file =
        move |path| if is_stream(&path) { Err("a baseline is a file, and cannot be a stream") } else { Ok(path) };
    PathBufValueParser::new().try_map(file)
}

fn condition(text: &str) -> Result<Condition, String> {
    let found = Condition::ALL.into_iter().find(|condition| condition.name() == text);
    found.ok_or_else(|| format!("it must be one of {}", Condition::ALL.map(Condition::name).join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example() {
        let mut commands = vec![Args::command()];
        while let Some(command) = commands.pop() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with("Examples:\n  anscov") || help.contains("| anscov"), "{}", command.get_name());
            assert!(command.get_about().is_some(), "{}", command.get_name());
            commands.extend(command.get_subcommands().cloned());
        }
    }
}
