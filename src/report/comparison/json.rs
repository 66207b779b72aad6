//! A comparison for programs, version 1.

use super::{PointChange, QuestionChange, Standing};
use crate::matching::Verdict;
use crate::report::json::{TOOL, Tool, VERSION};
use crate::score::Hundredths;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    tool: Tool,
    from: &'a str,
    to: &'a str,
    questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    id: Option<&'a str>,
    title: &'a str,
    before: Option<State<'a>>,
    after: Option<State<'a>>,
    gained: Vec<Point<'a>>,
    lost: Vec<Point<'a>>,
}

#[derive(Serialize)]
struct State<'a> {
    path: &'a str,
    line: usize,
    coverage: Option<Hundredths>,
}

#[derive(Serialize)]
struct Point<'a> {
    id: &'a str,
    #[serde(rename = "point")]
    statement: &'a str,
    before: Option<Verdict>,
    after: Option<Verdict>,
}

/// Writes all questions of the files that differ, those that stayed as they were too.
///
/// # Errors
///
/// Only those of `out`.
pub fn json(out: &mut dyn Write, from: &str, to: &str, changes: &[QuestionChange]) -> io::Result<()> {
    let questions = changes.iter().map(Question::from).collect();
    serde_json::to_writer(&mut *out, &Whole { version: VERSION, tool: TOOL, from, to, questions })?;
    writeln!(out)
}

impl<'a> From<&'a QuestionChange> for Question<'a> {
    fn from(change: &'a QuestionChange) -> Self {
        let state = |standing: &'a Standing| State {
            path: &standing.path,
            line: standing.line,
            coverage: standing.coverage.map(Hundredths),
        };
        let points = |points: &'a [PointChange]| points.iter().map(Point::from).collect();
        Self {
            id: change.rubric.as_deref(),
            title: &change.title,
            before: change.before.as_ref().map(state),
            after: change.after.as_ref().map(state),
            gained: points(&change.gained),
            lost: points(&change.lost),
        }
    }
}

impl<'a> From<&'a PointChange> for Point<'a> {
    fn from(change: &'a PointChange) -> Self {
        Self { id: &change.id, statement: &change.point, before: change.before, after: change.after }
    }
}
