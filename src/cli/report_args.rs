//! The arguments of `report`, and those that tell where the past is known from.

use super::args::{ReadingArgs, RubricPaths};
use crate::mastery::Day;
use crate::report::{By, MasteryFormat};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Show weak topics over all answers, how it went, and what to practise next
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  anscov report notes/                                weak topics, missed points, what comes next
  anscov report class/ --by person                    a row a person; what each question tells
  anscov report notes/ --since 2026-01-01             with the trend, from the commits since
  anscov report notes/ --since v1 --rubrics-of-their-day
                                                      graded as it would have been then
  anscov report notes/ --record runs.jsonl            the same without git: a log of runs
  anscov report notes/ --due                          what is due for review, and leeches
  anscov report notes/ --format anki --output missed.csv
                                                      missed points as flash cards

Weak is what is surely weak: topics are ranked by the upper end of a 95% interval of their
coverage, missed points by the lower end of how often they are missed, so that a single bad
answer does not stand before ten. docs/REPORTS.md says how everything is measured.")]
pub(super) struct ReportArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// What to tell answers apart by
    #[arg(long, value_name = "WHAT", default_value = "topic")]
    pub(super) by: By,

    /// The form of the results
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: MasteryFormat,

    /// Write to this file, whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Show so many entries of each list
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) top: usize,

    /// Show what is due for review, and the key points missed again and again
    ///
    /// From the commits of the repository, or the runs of a log where one is named.
    #[arg(long)]
    pub(super) due: bool,

    /// Add this run to a log of runs, and show how it went since its first
    ///
    /// The log is a file of JSON lines that only ever grows.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["since", "recorded"])]
    pub(super) record: Option<PathBuf>,

    #[command(flatten)]
    pub(super) past: PastArgs,

    #[command(flatten)]
    pub(super) people: PeopleArgs,

    #[command(flatten)]
    pub(super) rubrics: RubricPaths,

    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// Where the past is known from.
#[derive(Debug, Args)]
pub(super) struct PastArgs {
    /// Look at the commits since this revision or this day (YYYY-MM-DD)
    #[arg(long, value_name = "REV|DATE", conflicts_with = "recorded")]
    pub(super) since: Option<String>,

    /// Take the past from this log of runs, which --record wrote
    #[arg(long, value_name = "FILE")]
    pub(super) recorded: Option<PathBuf>,

    /// Grade earlier commits with the repository's rubrics as they were then
    ///
    /// The shipped rubrics are always those of this program.
    #[arg(long)]
    pub(super) rubrics_of_their_day: bool,

    /// Look at so many states at the most, evenly spread
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(super) states: usize,

    /// Neither read nor write the results of earlier commits in .anscov_cache
    #[arg(long)]
    pub(super) no_cache: bool,

    /// The time that counts as now: a day (YYYY-MM-DD), or seconds since 1970 [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(super) now: Option<i64>,
}

/// Whose answers they are.
#[derive(Debug, Args)]
pub(super) struct PeopleArgs {
    /// Take the folder at this level below the path for a person's, where no author is named
    #[arg(long, value_name = "LEVEL", default_value_t = 1)]
    pub(super) person_folder: usize,
}

const SECONDS: i64 = 86_400;

/// A day, or seconds, in seconds since 1970.
pub(super) fn time(text: &str) -> Result<i64, String> {
    let day = Day::parse(text).map(|Day(days)| i64::from(days) * SECONDS);
    day.or_else(|| text.parse().ok())
        .ok_or_else(|| "it must be a day such as 2026-01-31, or seconds since 1970".to_owned())
}

impl ValueEnum for By {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Topic, Self::Level, Self::File, Self::Person]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Topic => PossibleValue::new("topic").help("The tree of topics"),
            Self::Level => PossibleValue::new("level").help("Whom questions are asked of: junior, middle, senior"),
            Self::File => PossibleValue::new("file").help("The files"),
            Self::Person => PossibleValue::new("person")
                .help("Who wrote them: the `author`, `name` or `姓名` of the front matter, or a folder, or the file"),
        })
    }
}

impl ValueEnum for MasteryFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Terminal, Self::Markdown, Self::Html, Self::Json, Self::Csv, Self::Anki, Self::Cards]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Terminal => PossibleValue::new("terminal").help("For people"),
            Self::Markdown => PossibleValue::new("markdown").help("Tables for a page, or the summary of a job"),
            Self::Html => PossibleValue::new("html").help("A page by itself, with the topics by their key points"),
            Self::Json => PossibleValue::new("json").help("JSON, version 1: everything"),
            Self::Csv => PossibleValue::new("csv").help("A table, a row a topic, or what --by says"),
            Self::Anki => PossibleValue::new("anki")
                .help("Missed key points as flash cards for Anki: hint in front, point behind"),
            Self::Cards => PossibleValue::new("cards").help("The same as Markdown"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_day_or_seconds() {
        assert_eq!([time("1970-01-03"), time("1700000000")], [Ok(172_800), Ok(1_700_000_000)]);
        assert!(time("tomorrow").is_err());
    }
}
