//! `explain`: why each verdict.

use super::Outcome;
use super::args::{ExplainArgs, TextOrJson};
use super::judge::no_answers;
use super::run::{Grader, catalogue, fail};
use super::settings::{Settings, speak};
use super::streams::Streams;
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::report::{self, QuestionReport, Summary, json, place_all};
use std::io;
use std::path::{Path, PathBuf};

/// Explains the questions of a file, or the one at a line.
pub(super) fn explain(args: &ExplainArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let (path, line) = target(&args.target);
    if path.is_dir() {
        speak(&args.reading.config, std::slice::from_ref(&path), streams);
        let problem = Problem::error("not-a-file", path.to_string_lossy(), Message::new("folder-not-explained"));
        return fail(vec![problem], streams);
    }
    let paths = [path];
    let Some(settings) = Settings::new(args.reading.flags(&args.rubrics), &args.reading.config, &paths, streams)?
    else {
        return Ok(Outcome::Failed);
    };
    let Some(catalogue) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    let catalogue = catalogue.in_full();
    let (inputs, problems) = settings.inputs();
    streams.show(&place_all(problems, &[]), Severity::Note)?;
    let Some(input) = inputs.first() else { return Ok(Outcome::Failed) };
    let mut report = Grader::new(&catalogue).file(input, &settings);
    let mut summary = Summary::default();
    summary.add(&mut report);
    streams.show(&summary.issues, Severity::Warning)?;
    if let Some(problem) = no_answers(&summary) {
        return fail(vec![problem], streams);
    }
    if summary.has_errors() {
        return Ok(Outcome::Failed);
    }
    let first = report.questions.first().map_or(1, |question| question.line);
    let questions = match line {
        None => report.questions.as_slice(),
        Some(line) => at_line(&report.questions, line).map(std::slice::from_ref).unwrap_or_default(),
    };
    if questions.is_empty() {
        let problem = Problem::error("no-question", &report.path, Message::new("no-question-at-line"));
        return fail(vec![problem.help(Message::new("first-question-at").with("line", first.to_string()))], streams);
    }
    match args.format {
        TextOrJson::Terminal => report::explain(&mut streams.out, streams.look, &report.path, questions)?,
        TextOrJson::Json => json::explain(&mut streams.out, &report.path, questions)?,
    }
    Ok(Outcome::Held)
}

/// The file and the line that were meant; a file whose own name ends in a colon and a number goes first.
fn target(target: &Path) -> (PathBuf, Option<usize>) {
    let whole = (target.to_owned(), None);
    if target.exists() {
        return whole;
    }
    let parts = target.to_str().and_then(|text| text.rsplit_once(':'));
    match parts.map(|(path, line)| (path, line.parse())) {
        Some((path, Ok(line))) if !path.is_empty() => (PathBuf::from(path), Some(line)),
        _ => whole,
    }
}

/// The question that the line belongs to: the last that begins at or above it.
fn at_line<'q, 'r>(questions: &'q [QuestionReport<'r>], line: usize) -> Option<&'q QuestionReport<'r>> {
    questions.iter().rfind(|question| question.line <= line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_from_a_name() {
        let parts = |text: &str| target(Path::new(text));
        assert_eq!(parts("notes/a.md:24"), ("notes/a.md".into(), Some(24)));
        assert_eq!(parts("notes/a.md"), ("notes/a.md".into(), None));
        assert_eq!(parts("-:3"), ("-".into(), Some(3)));
        assert_eq!(parts("notes/a.md:x"), ("notes/a.md:x".into(), None));
        assert_eq!(parts(":7"), (":7".into(), None));
        assert_eq!(parts("src/cli:1").1, Some(1));
    }
}
