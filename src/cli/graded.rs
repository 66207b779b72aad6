//! `rubric test --graded`: verdicts beside the grades that people gave.

use super::Outcome;
use super::output::write_whole;
use super::rubric_args::{GradedFormat, TestArgs};
use super::run::fail;
use super::streams::Streams;
use crate::catalogue::Catalogue;
use crate::discover::Input;
use crate::graded::{Appraisal, appraise, parse, suggest};
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::read::read;
use crate::report::{self, AppraisalFormat, Issue, Look};
use std::io;
use std::path::Path;

/// Compares the verdicts of a catalogue with the grades in a file.
pub(super) fn compare(
    file: &Path,
    args: &TestArgs,
    catalogue: &Catalogue,
    streams: &mut Streams,
) -> io::Result<Outcome> {
    let input = if file.as_os_str() == "-" { Input::Stdin } else { Input::File(file.to_owned()) };
    let source = match read(&input) {
        Ok(source) => source,
        Err(problem) => return fail(vec![problem], streams),
    };
    let (answers, mut problems) = parse(&source);
    let (mut appraisal, unjudged) = appraise(answers, args.scale, &source, catalogue);
    if args.suggest {
        suggest(&mut appraisal);
    }
    problems.extend(unjudged);
    problems.sort_by_key(|problem| problem.span);
    let refused = refused(&problems);
    if !graded_any(&appraisal) {
        problems.push(Problem::error("nothing-graded", &source.path, Message::new("nothing-judged")));
    }
    let issues: Vec<Issue> = problems.into_iter().map(|problem| Issue::new(problem, Some(&source))).collect();
    streams.show(&issues, Severity::Note)?;
    if !graded_any(&appraisal) {
        return Ok(Outcome::Failed);
    }
    let format = match args.format {
        GradedFormat::Terminal => AppraisalFormat::Terminal,
        GradedFormat::Json => AppraisalFormat::Json,
        GradedFormat::Html => AppraisalFormat::Html,
    };
    match &args.output {
        None => report::appraisal(&mut streams.out, format, streams.look, &appraisal, refused)?,
        Some(path) => {
            let mut text = Vec::new();
            let look = Look { language: streams.look.language, ..Look::default() };
            report::appraisal(&mut text, format, look, &appraisal, refused)?;
            if let Err(problem) = write_whole(path, &text) {
                streams.show(&[Issue::new(problem, None)], Severity::Error)?;
                return Ok(Outcome::Failed);
            }
        }
    }
    Ok(if refused > 0 { Outcome::Short } else { Outcome::Held })
}

/// Whether there is anything to compare.
fn graded_any(appraisal: &Appraisal<'_>) -> bool {
    appraisal.agreement.scored > 0 || appraisal.labelled.is_some()
}

/// How many lines were left out: each has one error, but a problem of the file as a whole is no line.
fn refused(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error && problem.span.is_some()).count()
}
