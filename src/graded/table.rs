//! Graded answers as a table with named columns (RFC 4180).

use csv::{ReaderBuilder, StringRecord};
use std::collections::BTreeMap;

use super::file::{GradedAnswer, refused, unknown_field};
use crate::messages::Message;
use crate::problem::Problem;
use crate::source::{Source, Span};

/// The columns with a meaning, beside those of labels.
const COLUMNS: [&str; 4] = ["id", "question", "answer", "score"];
/// What opens the name of a column of labels: `keypoints.work-stealing`.
const LABELS: &str = "keypoints.";

/// Where each column stands.
struct Columns {
    id: Option<usize>,
    question: usize,
    answer: usize,
    score: Option<usize>,
    /// The columns of labels, with the key point's id.
    labels: Vec<(usize, String)>,
    count: usize,
}

/// Reads the rows under the head.
pub(super) fn read(source: &Source, delimiter: u8, problems: &mut Vec<Problem>) -> Vec<GradedAnswer> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(source.text.as_bytes());
    let mut rows = reader.records();
    let mut columns = None;
    let mut answers = Vec::new();
    // Reading text from memory cannot fail, and the text is UTF-8.
    while let Some(Ok(row)) = rows.next() {
        let (line, span) = place(source, &row);
        let end = usize::try_from(rows.reader().position().byte()).unwrap_or(usize::MAX);
        // An open quote would take in all rows after it, unseen.
        let quotes = source.text.get(span.start..end).unwrap_or_default().matches('"').count();
        if !quotes.is_multiple_of(2) {
            let problem = refused(source, span, "bad-row", Message::new("row-quotes-unpaired"));
            problems.push(problem.help(Message::new("row-quotes-unpaired-help")));
            match columns {
                None => return answers,
                Some(_) => continue,
            }
        }
        match &columns {
            None => match head(source, span, &row, problems) {
                Some(head) => columns = Some(head),
                None => return answers,
            },
            Some(columns) => match answer(source, line, span, columns, &row) {
                Ok(answer) => answers.push(answer),
                Err(problem) => problems.push(problem),
            },
        }
    }
    answers
}

/// The line that a row begins on, and its span.
fn place(source: &Source, row: &StringRecord) -> (usize, Span) {
    let start = row.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
    let rest = source.text.get(start..).unwrap_or_default();
    // Blank lines before a row count as part of it.
    let start = start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    let line = source.line_at(start);
    (line, source.line_span(line))
}

fn head(source: &Source, span: Span, row: &StringRecord, problems: &mut Vec<Problem>) -> Option<Columns> {
    let names: Vec<&str> = row.iter().map(str::trim).collect();
    let column = |name: &str| names.iter().position(|found| *found == name);
    let mut sound = true;
    let mut wrong = |code, message, help| {
        problems.push(refused(source, span, code, message).help(Message::new(help)));
        sound = false;
    };
    for (at, name) in names.iter().enumerate() {
        if names.iter().position(|found| found == name) != Some(at) {
            wrong("duplicate-column", Message::new("column-twice").with("name", *name), "column-twice-help");
        }
    }
    let labels: Vec<(usize, String)> =
        names.iter().enumerate().filter_map(|(at, name)| Some((at, name.strip_prefix(LABELS)?.to_owned()))).collect();
    for name in ["question", "answer"].into_iter().filter(|name| column(name).is_none()) {
        wrong("missing-column", Message::new("column-missing").with("name", name), "columns-help");
    }
    if column("score").is_none() && labels.is_empty() {
        wrong("missing-column", Message::new("column-missing-score"), "columns-help");
    }
    let unknown = |name: &&&str| !COLUMNS.contains(*name) && !name.starts_with(LABELS);
    problems.extend(
        names.iter().filter(unknown).map(|name| unknown_field(source, span, "graded-column-unknown", name, &COLUMNS)),
    );
    let columns = Columns {
        id: column("id"),
        question: column("question")?,
        answer: column("answer")?,
        score: column("score"),
        labels,
        count: names.len(),
    };
    sound.then_some(columns)
}

fn answer(
    source: &Source,
    line: usize,
    span: Span,
    columns: &Columns,
    row: &StringRecord,
) -> Result<GradedAnswer, Problem> {
    let refused = |code, message| Err(refused(source, span, code, message));
    if row.len() != columns.count {
        let message =
            Message::new("row-cells").with("cells", row.len().to_string()).with("columns", columns.count.to_string());
        return refused("bad-row", message);
    }
    let cell = |at: usize| row.get(at).unwrap_or_default();
    let filled = |at: Option<usize>| at.map(cell).map(str::trim).filter(|cell| !cell.is_empty());
    let score = match filled(columns.score).map(|cell| (cell, cell.parse::<f64>())) {
        None => None,
        Some((_, Ok(score))) if score.is_finite() => Some(score),
        Some((cell, _)) => return refused("bad-score", Message::new("score-no-number").with("score", cell)),
    };
    let mut labels = BTreeMap::new();
    for (at, id) in &columns.labels {
        let Some(cell) = filled(Some(*at)) else { continue };
        let Some(label) = label(cell) else {
            let message = Message::new("label-invalid").with("label", cell).with("id", id);
            return refused("bad-label", message);
        };
        labels.insert(id.clone(), label);
    }
    Ok(GradedAnswer {
        line,
        span,
        id: filled(columns.id).map(str::to_owned),
        question: cell(columns.question).to_owned(),
        answer: cell(columns.answer).to_owned(),
        score,
        labels,
    })
}

fn label(cell: &str) -> Option<f64> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" => Some(1.0),
        "false" | "no" => Some(0.0),
        number => number.parse().ok().filter(|label| (0.0..=1.0).contains(label)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> (Vec<GradedAnswer>, Vec<String>) {
        let source = Source::new("a.csv", text);
        let mut problems = Vec::new();
        let answers = read(&source, b',', &mut problems);
        let shown = |problem: Problem| {
            let line = source.line_at(problem.span.expect("it has a place").start);
            format!("{line} {} {}", problem.code, problem.said())
        };
        (answers, problems.into_iter().map(shown).collect())
    }

    #[test]
    fn cells_may_hold_lines_and_columns_stand_in_any_order() {
        let (answers, problems) = read_all(
            "score,answer,question,keypoints.a,id,keypoints.b\r\n\r\n2,\"one, \"\"two\"\"\r\nthree\",q,TRUE,x,\r\n,短,q,,,0.5\r\n",
        );
        assert_eq!(problems, [""; 0]);
        let seen: Vec<_> = answers.iter().map(|a| (a.line, a.id.as_deref(), &*a.answer, a.score)).collect();
        assert_eq!(seen, [(3, Some("x"), "one, \"two\"\r\nthree", Some(2.0)), (5, None, "短", None)]);
        assert_eq!(answers[0].labels, BTreeMap::from([("a".to_owned(), 1.0)]));
        assert_eq!(answers[1].labels, BTreeMap::from([("b".to_owned(), 0.5)]));
    }

    #[test]
    fn a_head_without_its_columns_is_no_table() {
        let (answers, problems) = read_all("id,answr,id\n1,a,2\n");
        assert!(answers.is_empty());
        assert_eq!(
            problems,
            [
                "1 duplicate-column two columns are named `id`",
                "1 missing-column this table has no column `question`",
                "1 missing-column this table has no column `answer`",
                "1 missing-column this table has no column `score` and none of labels",
                "1 unknown-field the column `answr` means nothing here",
            ]
        );
        assert_eq!(read_all(""), (Vec::new(), Vec::new()));
    }

    #[test]
    fn an_open_quote_takes_nothing_in_unseen() {
        let (answers, problems) = read_all("question,score,answer\nq,1,\"a\"\nq,2,\"open\nq,3,b\n");
        assert_eq!(answers.iter().map(|answer| &*answer.answer).collect::<Vec<_>>(), ["a"]);
        assert_eq!(problems, ["3 bad-row the quotes in this row are not in pairs"]);
    }

    #[test]
    fn rows_that_are_wrong_are_named_and_left_out() {
        let (answers, problems) = read_all(
            "question,answer,score,keypoints.a\nq,a\nq,a,three,\nq,a,NaN,\nq,a,1,maybe\nq,a,1,2\nq,\"b\nc\",1,no\n",
        );
        assert_eq!(answers.len(), 1);
        assert_eq!((answers[0].line, &*answers[0].answer), (7, "b\nc"));
        assert_eq!(
            problems,
            [
                "2 bad-row this row has 2 cells, the first has 4",
                "3 bad-score the score `three` is no number",
                "4 bad-score the score `NaN` is no number",
                "5 bad-label the label `maybe` of `a` is not true, false or a number from 0 to 1",
                "6 bad-label the label `2` of `a` is not true, false or a number from 0 to 1",
            ]
        );
    }
}
