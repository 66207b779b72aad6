//! `grade`: answers as JSON lines in, grades as JSON lines out.

use super::Outcome;
use super::args::{ConfigArgs, GradeArgs};
use super::run::{Grader, catalogue, in_order};
use super::settings::speak;
use super::streams::Streams;
use crate::catalogue::Catalogue;
use crate::messages::{Language, Message};
use crate::parse::{Directives, Document, Layout, Question, QuestionKind, parse_answer};
use crate::report::json;
use crate::source::{Source, Span};
use crate::text::Extract;
use serde::Deserialize;
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read};

/// The most lines that are worked on at a time.
const BATCH: usize = 512;
/// The bytes read ahead. Together with [`BATCH`] it bounds what is in memory, however long the stream.
const AHEAD: usize = 256 * 1024;

/// A line of the input.
#[derive(Debug, Deserialize)]
struct Asked {
    id: Value,
    answer: String,
    question: String,
}

/// Grades the answers on standard input.
pub(super) fn grade(args: &GradeArgs, streams: &mut Streams) -> io::Result<Outcome> {
    speak(&ConfigArgs::default(), &[], streams);
    let Some(catalogue) = catalogue(&args.rubrics.rubric, streams)? else { return Ok(Outcome::Failed) };
    let grader = Grader::verdicts_only(&catalogue);
    let mut counts = Counts::default();
    let (out, language) = (&mut streams.out, streams.look.language);
    let lines = Lines { reader: BufReader::with_capacity(AHEAD, io::stdin()), number: 0, failed: None };
    let mut lines = lines;
    in_order(
        &mut lines,
        |(number, line)| grade_line(number, &line, &catalogue, &grader, language),
        |batches| {
            for batch in batches {
                for graded in batch {
                    counts.add(&graded);
                    out.write_all(graded.line.as_bytes())?;
                    out.write_all(b"\n")?;
                }
                // A program at the other end may be waiting for these before it sends more.
                out.flush()?;
            }
            io::Result::Ok(())
        },
    )?;
    if let Some(error) = lines.failed {
        streams.tell(&Message::new("stdin-unreadable").with("error", error.to_string()));
        return Ok(Outcome::Failed);
    }
    let Counts { lines, failed, unbound } = counts;
    if failed > 0 {
        streams.tell(&Message::new("lines-ungraded").with("count", failed).with("lines", lines));
    }
    if unbound > 0 {
        streams.tell(&Message::new("lines-without-rubric").with("count", unbound).with("lines", lines));
    }
    Ok(if failed > 0 { Outcome::Short } else { Outcome::Held })
}

/// What has been graded so far.
#[derive(Default)]
struct Counts {
    lines: usize,
    failed: usize,
    unbound: usize,
}

impl Counts {
    fn add(&mut self, graded: &Graded) {
        self.lines += 1;
        self.failed += usize::from(graded.result == LineResult::Failed);
        self.unbound += usize::from(graded.result == LineResult::Unbound);
    }
}

/// A line of the output.
struct Graded {
    line: String,
    result: LineResult,
}

#[derive(PartialEq, Eq)]
enum LineResult {
    Scored,
    Unbound,
    Failed,
}

fn grade_line<'r>(
    number: usize,
    line: &[u8],
    catalogue: &'r Catalogue,
    grader: &Grader<'r>,
    language: Language,
) -> Graded {
    let failed = |id: &Value, error: &Message| Graded {
        line: json::ungradable(id, &error.text(language)),
        result: LineResult::Failed,
    };
    let asked = match asked(number, line) {
        Ok(asked) => asked,
        Err((id, error)) => return failed(&id, &error),
    };
    let report = grader.document(document(&asked, catalogue));
    let Some(question) = report.questions.first() else {
        return failed(&asked.id, &Message::new("line-without-answer").with("line", number.to_string()));
    };
    let result = if question.rubric.is_some() { LineResult::Scored } else { LineResult::Unbound };
    Graded { line: json::graded(&asked.id, question), result }
}

/// What a line asks; or its id, where it has one, and what is wrong with it where.
fn asked(number: usize, line: &[u8]) -> Result<Asked, (Value, Message)> {
    let number = number.to_string();
    // An array of three would pass for the three fields.
    let parsed = match line.trim_ascii_start().first() {
        Some(b'{') | None => serde_json::from_slice::<Asked>(line),
        Some(_) => match serde_json::from_slice::<Value>(line) {
            Ok(_) => return Err((Value::Null, Message::new("line-not-object").with("line", number))),
            Err(error) => Err(error),
        },
    };
    parsed.map_err(|error| {
        let id = serde_json::from_slice::<Value>(line).ok().and_then(|mut value| value.get_mut("id").map(Value::take));
        // The parser sees one line at a time and calls each the first.
        let message = error.to_string();
        let message = message.split(" at line 1 ").next().unwrap_or_default();
        let column = error.column().to_string();
        let message = if error.is_data() {
            Message::new("line-wrong-at").with("line", number).with("column", column).with("error", message)
        } else {
            Message::new("line-not-json-at").with("line", number).with("column", column).with("error", message)
        };
        (id.unwrap_or_default(), message)
    })
}

/// The document of one question that a line stands for.
fn document(asked: &Asked, catalogue: &Catalogue) -> Document {
    let found = catalogue.find(&asked.question);
    let (title, directives) = match found {
        Some(found) => {
            let named = Some((found.id(), Span::default()));
            (found.question.title.clone(), Directives { question: named, ..Directives::default() })
        }
        None => (asked.question.clone(), Directives::default()),
    };
    let question = Question {
        heading: Span::default(),
        number: None,
        prompt: vec![Extract::copied(&title, 0)],
        title,
        parts: Vec::new(),
        kind: QuestionKind::Question,
        parent: None,
        topic: None,
        slots: vec![parse_answer(&asked.answer)],
        directives,
    };
    let source = Source::new("-", asked.answer.as_str());
    Document { source, layout: Layout::Plain, questions: vec![question], problems: Vec::new() }
}

/// The lines of the input that are not blank, with their numbers, in batches: whatever is there already, so that a line
/// sent by itself is answered by itself.
struct Lines<R: Read> {
    reader: BufReader<R>,
    number: usize,
    failed: Option<io::Error>,
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Vec<(usize, Vec<u8>)>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut batch = Vec::new();
        while batch.len() < BATCH && (batch.is_empty() || self.reader.buffer().contains(&b'\n')) {
            let mut line = Vec::new();
            match self.reader.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => {
                    self.number += 1;
                    // A byte-order mark is no part of the first line.
                    let start = if self.number == 1 && line.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
                    line.drain(..start);
                    if !line.trim_ascii().is_empty() {
                        batch.push((self.number, line));
                    }
                }
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
        }
        (!batch.is_empty()).then_some(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<Vec<(usize, Vec<u8>)>> {
        Lines { reader: BufReader::with_capacity(AHEAD, text), number: 0, failed: None }.collect()
    }

    #[test]
    fn batches_are_bounded_and_numbered() {
        let text = "{}\n".repeat(BATCH + 1);
        let batches = lines(text.as_bytes());
        assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [BATCH, 1]);
        assert_eq!(batches[1][0].0, BATCH + 1);
    }

    #[test]
    fn blank_lines_are_counted_and_skipped() {
        let batches = lines(b"\xEF\xBB\xBF{}\r\n\n  \n{\"id\": 1}");
        assert_eq!(batches.concat(), [(1, b"{}\r\n".to_vec()), (4, b"{\"id\": 1}".to_vec())]);
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said_in_its_place() {
        let catalogue = Catalogue::default();
        let grader = Grader::new(&catalogue);
        let error = |line: &[u8]| grade_line(7, line, &catalogue, &grader, Language::English).line;
        insta::assert_snapshot!(error(b"not json"), @r#"{"id":null,"error":"line 7, column 2: it is not JSON: expected ident"}"#);
        insta::assert_snapshot!(error(br#"{"id": "a", "question": "net/pool"}"#), @r#"{"id":"a","error":"line 7, column 35: missing field `answer`"}"#);
        insta::assert_snapshot!(error(br#"{"id": 3, "question": "net/pool", "answer": 5}"#), @r#"{"id":3,"error":"line 7, column 45: invalid type: integer `5`, expected a string"}"#);
        insta::assert_snapshot!(error(b"{\"id\": \"\xFF\"}"), @r#"{"id":null,"error":"line 7, column 9: it is not JSON: invalid unicode code point"}"#);
        insta::assert_snapshot!(error(br#"[1, "a", "b"]"#), @r#"{"id":null,"error":"line 7: it is not a JSON object"}"#);
    }

    #[test]
    fn a_question_without_a_rubric_has_no_score() {
        let catalogue = Catalogue::default();
        let graded = grade_line(
            1,
            r#"{"id":1,"question":"没有","answer":"有"}"#.as_bytes(),
            &catalogue,
            &Grader::new(&catalogue),
            Language::English,
        );
        assert!(graded.result == LineResult::Unbound);
        assert_eq!(
            graded.line,
            r#"{"id":1,"rubric":null,"coverage":null,"keypoints":[],"misconceptions":[],"flags":[]}"#
        );
    }
}
