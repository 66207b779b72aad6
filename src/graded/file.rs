//! Files of graded answers: JSON lines, or tables with named columns.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use super::{lines, table};
use crate::messages::Message;
use crate::problem::Problem;
use crate::rubric::nearest;
use crate::source::{Source, Span};

/// An answer with what a person thought of it.
#[derive(Clone, Debug, PartialEq)]
pub struct GradedAnswer {
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// Its first line in the file.
    pub span: Span,
    /// Its name; unique in the file.
    pub id: Option<String>,
    /// The question it answers: an id or a title.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Its score, on the file's scale. Where there is none there are labels.
    pub score: Option<f64>,
    /// How much of a key point it says, 0 to 1, by the key point's id.
    pub labels: BTreeMap<String, f64>,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    JsonLines,
    /// A table whose cells stand between these.
    Table(u8),
}

/// Reads a file of graded answers. Lines that are not as they should be are left out, and each has an error that names it;
/// fields that mean nothing have a note.
///
/// The form goes by the file's name: `.csv` and `.tsv` are tables, `.jsonl`, `.ndjson` and `.json` are JSON lines. Of other
/// files, those that open with `{` are JSON lines.
#[must_use]
pub fn parse(source: &Source) -> (Vec<GradedAnswer>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut answers = match form(source) {
        Form::JsonLines => lines::read(source, &mut problems),
        Form::Table(delimiter) => table::read(source, delimiter, &mut problems),
    };
    answers.retain(|answer| {
        let complete = answer.score.is_some() || !answer.labels.is_empty();
        if !complete {
            problems.push(refused(source, answer.span, "missing-score", Message::new("answer-ungraded")));
        }
        complete
    });
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    answers.retain(|answer| {
        let Some(id) = &answer.id else { return true };
        let line = *first.entry(id.clone()).or_insert(answer.line);
        if line != answer.line {
            let message = Message::new("graded-id-taken").with("id", id).with("line", line.to_string());
            let problem = refused(source, answer.span, "duplicate-id", message);
            problems.push(problem.help(Message::new("graded-id-taken-help")));
        }
        line == answer.line
    });
    problems.sort_by_key(|problem| problem.span);
    (answers, problems)
}

/// An error about a line that is left out for it.
pub(super) fn refused(source: &Source, at: Span, code: &'static str, message: Message) -> Problem {
    Problem::error(code, &*source.path, message).at(at)
}

/// A note about a field, or a column, that means nothing, as the message `what` says of its name.
pub(super) fn unknown_field(source: &Source, at: Span, what: &'static str, name: &str, known: &[&str]) -> Problem {
    let problem = Problem::note("unknown-field", &*source.path, Message::new(what).with("name", name)).at(at);
    // Everything short is like `id`.
    match nearest(name, known.iter().copied()) {
        Some(near) if near != "id" => problem.help(Message::new("graded-near").with("near", near)),
        _ => problem,
    }
}

fn form(source: &Source) -> Form {
    let extension = source.path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("csv") => Form::Table(b','),
        Some("tsv") => Form::Table(b'\t'),
        Some("jsonl" | "ndjson" | "json") => Form::JsonLines,
        _ if source.text.trim_start().starts_with('{') => Form::JsonLines,
        _ => Form::Table(b','),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_goes_by_name_then_by_look() {
        let form = |path: &str, text: &str| super::form(&Source::new(path, text));
        assert_eq!(form("a.csv", "{"), Form::Table(b','));
        assert_eq!(form("a.b.TSV", ""), Form::Table(b'\t'));
        assert_eq!(form("a.jsonl", "question,answer"), Form::JsonLines);
        assert_eq!(form("-", "\n {}"), Form::JsonLines);
        assert_eq!(form("-", "question,answer"), Form::Table(b','));
    }

    #[test]
    fn ids_are_unique_and_something_is_graded() {
        let text = "{\"id\": 1, \"question\": \"q\", \"answer\": \"a\", \"score\": 1}\n\
                    {\"id\": \"1\", \"question\": \"q\", \"answer\": \"b\", \"score\": 1}\n\
                    {\"question\": \"q\", \"answer\": \"c\"}\n";
        let source = Source::new("a.jsonl", text);
        let (answers, problems) = parse(&source);
        assert_eq!(answers.iter().map(|answer| &*answer.answer).collect::<Vec<_>>(), ["a"]);
        let seen: Vec<_> =
            problems.iter().map(|p| (p.code, source.line_at(p.span.expect("it has a place").start))).collect();
        assert_eq!(seen, [("duplicate-id", 2), ("missing-score", 3)]);
        assert!(problems[0].said().ends_with("line 1"), "{}", problems[0].said());
    }
}
