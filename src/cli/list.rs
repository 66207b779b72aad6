//! `list`: how files are read, and which rubric each question is bound to.

use super::Outcome;
use super::args::{ListArgs, TextOrJson};
use super::run::{batches, bound, catalogue, in_order};
use super::settings::Settings;
use super::streams::Streams;
use crate::bind::{Binder, Bound};
use crate::problem::{Problem, Severity};
use crate::report::{self, Issue, Look, Outline, json, outline, place_all};
use std::io::{self, Write};

/// Lists the questions of the files under the paths.
pub(super) fn list(args: &ListArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let settings = Settings::new(args.reading.flags(&args.rubrics), &args.reading.config, &args.paths, streams)?;
    let Some(settings) = settings else { return Ok(Outcome::Failed) };
    let Some(catalogue) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    let (inputs, problems) = settings.inputs();
    let (out, look) = (&mut streams.out, streams.look);
    let binder = Binder::new(&catalogue);
    let read = |input| bound(&input, &binder, &settings);
    let issues = in_order(batches(&inputs), read, |results| {
        let issues = place_all(problems, &[]);
        let mut results = results.flatten();
        match args.format {
            _ if args.show => margins(out, look, &mut results, issues),
            TextOrJson::Terminal => tables(out, look, &mut results.map(|read| read.map(outline)), issues),
            TextOrJson::Json => json::list(out, look, &mut results.map(|read| read.map(outline)), issues),
        }
    })?;
    streams.show(&issues, Severity::Note)?;
    let failed = issues.iter().any(|issue| issue.problem.severity == Severity::Error);
    Ok(if failed { Outcome::Failed } else { Outcome::Held })
}

/// Writes the documents with their reading in the margin; gives back the issues that are not shown there.
fn margins(
    out: &mut dyn Write,
    look: Look,
    documents: &mut dyn Iterator<Item = Result<Bound<'_>, Problem>>,
    mut issues: Vec<Issue>,
) -> io::Result<Vec<Issue>> {
    for result in documents {
        match result {
            Ok(bound) => {
                report::show(out, look, &bound)?;
                let elsewhere = bound.document.problems.into_iter().filter(|problem| problem.span.is_none());
                issues.extend(elsewhere.map(|problem| Issue::new(problem, None)));
            }
            Err(problem) => issues.push(Issue::new(problem, None)),
        }
    }
    Ok(issues)
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
