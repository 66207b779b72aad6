//! `sheet`: questions to answer, with places for the answers.

use super::Outcome;
use super::args::{ReadingArgs, RubricPaths};
use super::output::write_new_or_print;
use super::report_args::{PastArgs, PeopleArgs};
use super::run::{catalogue, fail, unknown};
use super::settings::{Found, Settings};
use super::streams::Streams;
use super::survey::{Survey, Surveyed};
use crate::catalogue::{Catalogue, RubricRef};
use crate::discover::discover;
use crate::mastery::{due, weakest};
use crate::messages::Message;
use crate::problem::Problem;
use crate::sheet;
use std::io;
use std::path::PathBuf;

/// Write a practice sheet: questions of rubrics, each with a place for its answer
///
/// What is written into it is graded by `check` like any other answers. It holds hints where they are asked for, and never
/// an answer.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov sheet go-runtime/gmp go-runtime/gc            two questions
  anscov sheet go-runtime --hints                      all of a rubric, with hints
  anscov sheet --topic storage/redis --output redis.md
                                                       all of a topic, into a new file
  anscov sheet --weak 5 --answers notes/               what to practise next
  anscov sheet --due --answers notes/                  what is due for review

`anscov rubric show` lists the questions. A file that is there already is never written over.")]
pub(super) struct SheetArgs {
    /// Questions, as rubric/question, or whole rubrics
    #[arg(value_name = "ID", required_unless_present_any = ["topic", "weak", "due"])]
    ids: Vec<String>,

    /// All questions of this topic and those under it; can be repeated
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,

    /// Add hints, in comments that count for nothing
    #[arg(long)]
    hints: bool,

    /// Write to this new file, not to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The first N questions to practise, as `anscov report` names them
    #[arg(long, value_name = "N")]
    weak: Option<usize>,

    /// The questions that are due for review, as `anscov report --due` names them
    #[arg(long)]
    due: bool,

    /// Where the answers are that tell what is weak or due [default: here]
    #[arg(long, value_name = "PATH")]
    answers: Vec<PathBuf>,

    #[command(flatten)]
    past: PastArgs,

    #[command(flatten)]
    rubrics: RubricPaths,

    #[command(flatten)]
    reading: ReadingArgs,
}

/// Writes the sheet of the questions that are named.
pub(super) fn sheet(args: &SheetArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let flags = args.reading.flags(&args.rubrics);
    // Answers are looked for where they matter; elsewhere what stands in folders below is nobody's business.
    let found = if args.weak.is_some() || args.due { discover(&args.answers) } else { Found::default() };
    let settings = Settings::of(found, &[], flags, &args.reading.config, &args.answers, streams)?;
    let Some(settings) = settings else { return Ok(Outcome::Failed) };
    let Some(catalogue) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    let Some(measured) = measured(args, &settings, &catalogue, streams)? else { return Ok(Outcome::Failed) };
    let questions = match named(args, &measured, &catalogue) {
        Ok(questions) if questions.is_empty() => {
            streams.tell(&Message::new("no-sheet"));
            return Ok(Outcome::Held);
        }
        Ok(questions) => questions,
        Err(problem) => return fail(vec![problem], streams),
    };
    let text = sheet::sheet(&questions, args.hints);
    let written = write_new_or_print(&text, args.output.as_deref(), streams)?;
    Ok(if written { Outcome::Held } else { Outcome::Failed })
}

/// The questions that are due, then the weak ones, as far as they are asked for; `None` where that cannot be told, which is
/// said.
fn measured(
    args: &SheetArgs,
    settings: &Settings,
    catalogue: &Catalogue,
    streams: &mut Streams,
) -> io::Result<Option<Vec<String>>> {
    if args.weak.is_none() && !args.due {
        return Ok(Some(Vec::new()));
    }
    let survey = Survey {
        paths: &args.answers,
        past: &args.past,
        record: None,
        due: args.due,
        people: &PeopleArgs { person_folder: 1 },
        by_person: false,
    };
    let Some(Surveyed { profile, .. }) = survey.run(settings, catalogue, streams)? else { return Ok(None) };
    let mut ids = profile.schedule.as_ref().map(due).unwrap_or_default();
    ids.extend(args.weak.iter().flat_map(|count| weakest(&profile, *count)));
    Ok(Some(ids))
}

/// The questions in the order they are named in, those that were measured last, each once.
fn named<'r>(args: &SheetArgs, measured: &[String], catalogue: &'r Catalogue) -> Result<Vec<RubricRef<'r>>, Problem> {
    let all: Vec<RubricRef<'r>> = catalogue.questions().collect();
    let mut questions: Vec<RubricRef<'r>> = Vec::new();
    let mut add = |found: Vec<RubricRef<'r>>, missing: &dyn Fn() -> Problem| {
        if found.is_empty() {
            return Err(missing());
        }
        for question in found {
            if questions.iter().all(|other| other.place != question.place) {
                questions.push(question);
            }
        }
        Ok(())
    };
    let those = |wanted: &dyn Fn(&RubricRef<'r>) -> bool| all.iter().filter(|found| wanted(found)).copied().collect();
    for id in &args.ids {
        let found = those(&|found| found.rubric == id || found.id() == *id);
        add(found, &|| unknown("question", id, all.iter().map(|found| found.id())))?;
    }
    for topic in &args.topic {
        let under = |name: &String| name == topic || name.strip_prefix(topic).is_some_and(|rest| rest.starts_with('/'));
        let topics = || all.iter().flat_map(|found| &found.question.topics).cloned();
        let found = those(&|found| found.question.topics.iter().any(under));
        add(found, &|| unknown("topic", topic, topics()))?;
    }
    for id in measured {
        let found = those(&|found| found.id() == *id);
        add(found, &|| unknown("question", id, all.iter().map(|found| found.id())))?;
    }
    Ok(questions)
}
