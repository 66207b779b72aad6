//! `list`: how files are read, and which rubric each question is bound to.

use super::Outcome;
use super::args::{ListArgs, TextOrJson};
use super::run::{batches, bound, catalogue, in_order};
use super::streams::Streams;
use crate::bind::Binder;
use crate::discover::discover;
use crate::problem::{Problem, Severity};
use crate::report::{self, Issue, Look, Outline, json, outline, place_all};
use std::io::{self, Write};

/// Lists the questions of the files under the paths.
pub(super) fn list(args: &ListArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let Some(catalogue) = catalogue(&args.rubrics, streams)? else { return Ok(Outcome::Failed) };
    let (inputs, problems) = discover(&args.paths);
    let (out, look) = (&mut streams.out, streams.look);
    let binder = Binder::new(&catalogue);
    let read = |input| bound(&input, &binder).map(outline);
    let issues = in_order(batches(&inputs), read, |results| {
        let issues = place_all(problems, &[]);
        match args.format {
            TextOrJson::Terminal => tables(out, look, &mut results.flatten(), issues),
            TextOrJson::Json => json::list(out, &mut results.flatten(), issues),
        }
    })?;
    streams.show(&issues, Severity::Note)?;
    let failed = issues.iter().any(|issue| issue.problem.severity == Severity::Error);
    Ok(if failed { Outcome::Failed } else { Outcome::Held })
}

/// Writes a table a document; gives back all issues.
fn tables(
    out: &mut dyn Write,
    look: Look,
    outlines: &mut dyn Iterator<Item = Result<Outline, Problem>>,
    mut issues: Vec<Issue>,
) -> io::Result<Vec<Issue>> {
    for result in outlines {
        match result {
            Ok(mut outline) => {
                report::list(out, look, &outline)?;
                issues.append(&mut outline.issues);
            }
            Err(problem) => issues.push(Issue::new(problem, None)),
        }
    }
    Ok(issues)
}
