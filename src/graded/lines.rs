//! Graded answers as JSON lines.

use rustc_hash::FxHashSet;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt;

use super::file::{GradedAnswer, refused, unknown_field};
use crate::messages::Message;
use crate::problem::Problem;
use crate::rubric::value_found;
use crate::source::{Source, Span};

/// The fields of a line.
const FIELDS: [&str; 5] = ["id", "question", "answer", "score", "keypoints"];

/// The error of a name that is neither a string nor a number.
const OTHER_ID: &str = "other kind of id";
/// How the error of a key point that is labelled twice begins; its id follows.
const LABELLED_TWICE: &str = "labelled twice `";
/// What a line has by key point, and what one of them is.
const LABELS: &str = "labels";
const LABEL: &str = "label";

/// What serde expects, and how people call it.
const EXPECTED: [(&str, &str); 4] =
    [("a string", "line-a-string"), ("f64", "line-a-number"), (LABEL, "line-a-label"), (LABELS, "line-labels")];

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Id,
    question: String,
    answer: String,
    #[serde(default)]
    score: Option<f64>,
    #[serde(default)]
    keypoints: Labels,
}

/// A name: a string or a number.
#[derive(Default)]
struct Id(Option<String>);

/// Labels by the key point's id: `true`, `false`, or a part from 0 to 1.
#[derive(Default)]
struct Labels(BTreeMap<String, f64>);

/// Reads the lines that are not blank.
pub(super) fn read(source: &Source, problems: &mut Vec<Problem>) -> Vec<GradedAnswer> {
    let mut answers = Vec::new();
    let mut unknown = FxHashSet::default();
    for line in 1..=source.line_count() {
        let span = source.line_span(line);
        let text = span.of(&source.text);
        if text.trim().is_empty() {
            continue;
        }
        // An array of five would pass for the five fields.
        let parsed = if text.trim_start().starts_with('[') {
            Err(refused(source, span, "bad-json", Message::new("line-no-object")))
        } else {
            serde_json::from_str::<Line>(text).map_err(|error| misread(source, span, &error))
        };
        match parsed {
            Err(problem) => problems.push(problem),
            Ok(Line { id, question, answer, score, keypoints }) => {
                let fields = serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
                for name in fields.keys().filter(|name| !FIELDS.contains(&name.as_str())) {
                    if unknown.insert(name.clone()) {
                        problems.push(unknown_field(source, span, "graded-field-unknown", name, &FIELDS));
                    }
                }
                answers.push(GradedAnswer { line, span, id: id.0, question, answer, score, labels: keypoints.0 });
            }
        }
    }
    answers
}

/// What is wrong with a line, and where in it.
fn misread(source: &Source, line: Span, error: &serde_json::Error) -> Problem {
    // The parser sees one line at a time and calls each the first.
    let message = error.to_string();
    let message = message.split(" at line 1 ").next().unwrap_or_default();
    let start = line.start + error.column().saturating_sub(1);
    let length = source.text.get(start..line.end).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let at = if length == 0 { line } else { Span::new(start, start + length) };
    if error.is_data() {
        refused(source, at, "bad-line", complaint(message))
    } else {
        refused(source, at, "bad-json", Message::new("line-no-json").with("error", message))
    }
}

/// What is wrong with a line, from what serde says of it.
fn complaint(said: &str) -> Message {
    let name_after = |start: &str| said.strip_prefix(start)?.strip_suffix('`');
    let kind_after = |start: &str| said.strip_prefix(start)?.rsplit_once(", expected ");
    if said == OTHER_ID {
        return Message::new("line-id-kind");
    }
    if let Some(id) = name_after(LABELLED_TWICE) {
        return Message::new("line-label-twice").with("id", id);
    }
    if let Some(name) = name_after("missing field `") {
        return Message::new("line-field-missing").with("name", name);
    }
    if let Some(name) = name_after("duplicate field `") {
        return Message::new("line-field-twice").with("name", name);
    }
    for (start, id) in [("invalid type: ", "line-wrong-type"), ("invalid value: ", "line-wrong-value")] {
        if let Some((found, expected)) = kind_after(start) {
            let known = EXPECTED.iter().find(|(serde, _)| *serde == expected).map(|(_, id)| Message::new(id));
            let expected = known.unwrap_or_else(|| Message::foreign(expected));
            let found = value_found(found).unwrap_or_else(|| Message::foreign(found));
            return Message::new(id).with("found", found).with("expected", expected);
        }
    }
    Message::foreign(said)
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Self(None)),
            Value::String(id) => Ok(Self(Some(id))),
            Value::Number(id) => Ok(Self(Some(id.to_string()))),
            _ => Err(D::Error::custom(OTHER_ID)),
        }
    }
}

impl<'de> Deserialize<'de> for Labels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LabelsVisitor)
    }
}

struct LabelsVisitor;

impl<'de> Visitor<'de> for LabelsVisitor {
    type Value = Labels;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(LABELS)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Labels, A::Error> {
        let mut labels = BTreeMap::new();
        while let Some((id, Label(label))) = map.next_entry::<String, Label>()? {
            if labels.contains_key(&id) {
                return Err(A::Error::custom(format_args!("{LABELLED_TWICE}{id}`")));
            }
            labels.insert(id, label);
        }
        Ok(Labels(labels))
    }
}

/// One label.
struct Label(f64);

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LabelVisitor;
        impl de::Visitor<'_> for LabelVisitor {
            type Value = Label;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(LABEL)
            }

            fn visit_bool<E: de::Error>(self, label: bool) -> Result<Label, E> {
                Ok(Label(f64::from(u8::from(label))))
            }

            fn visit_f64<E: de::Error>(self, label: f64) -> Result<Label, E> {
                if (0.0..=1.0).contains(&label) {
                    return Ok(Label(label));
                }
                Err(E::invalid_value(de::Unexpected::Float(label), &self))
            }

            fn visit_u64<E: de::Error>(self, label: u64) -> Result<Label, E> {
                match label {
                    0 => Ok(Label(0.0)),
                    1 => Ok(Label(1.0)),
                    _ => Err(E::invalid_value(de::Unexpected::Unsigned(label), &self)),
                }
            }
        }
        deserializer.deserialize_any(LabelVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    fn read_all(text: &str) -> (Vec<GradedAnswer>, Vec<String>) {
        let source = Source::new("a.jsonl", text);
        let mut problems = Vec::new();
        let answers = read(&source, &mut problems);
        let shown = |problem: Problem| {
            let at = source.position(problem.span.expect("it has a place").start);
            format!("{}:{} {} {}", at.line, at.column, problem.code, problem.said())
        };
        (answers, problems.into_iter().map(shown).collect())
    }

    #[test]
    fn a_line_is_an_answer() {
        let line = r#"{"id": 7, "question": "q", "answer": "答", "score": 3.5, "keypoints": {"a": true, "b": false, "c": 0.5, "d": 1}}"#;
        let (answers, problems) = read_all(&format!("\n{line}\r\n"));
        assert_eq!(problems, [""; 0]);
        let labels = [("a", 1.0), ("b", 0.0), ("c", 0.5), ("d", 1.0)].map(|(id, label)| (id.to_owned(), label));
        assert_eq!(answers.len(), 1);
        let GradedAnswer { line, id, question, answer, score, labels: found, .. } = &answers[0];
        assert_eq!((*line, id.as_deref(), &**question, &**answer, *score), (2, Some("7"), "q", "答", Some(3.5)));
        assert_eq!(*found, BTreeMap::from(labels));
    }

    #[test]
    fn what_is_wrong_is_named_at_its_place() {
        let cases = [
            ("{\"question\": \"q\"", "1:16 bad-json this line is not JSON: EOF while parsing an object"),
            ("nonsense", "1:2 bad-json this line is not JSON: expected ident"),
            ("[\"1\", \"q\", \"a\", 1, {}]", "1:1 bad-json this line is not a JSON object"),
            ("{\"question\": \"问\", \"score\": 1}", "1:29 bad-line missing field `answer`"),
            ("{\"score\": \"3\"}", "1:13 bad-line invalid type: string \"3\", expected f64"),
            ("{\"id\": [1]}", "1:11 bad-line an id is a string or a number"),
            (
                "{\"keypoints\": {\"a\": 2}}",
                "1:21 bad-line invalid value: integer `2`, expected true, false or a number from 0 to 1",
            ),
            ("{\"keypoints\": {\"a\": 1, \"a\": 0}}", "1:30 bad-line the key point `a` is labelled twice"),
            ("{\"score\": 1, \"score\": 1}", "1:20 bad-line duplicate field `score`"),
        ];
        let (lines, expected): (Vec<&str>, Vec<&str>) = cases.into_iter().unzip();
        let found: Vec<String> = lines.into_iter().flat_map(|line| read_all(line).1).collect();
        assert_eq!(found, expected);
        assert!(read_all(cases[3].0).0.is_empty());
    }

    #[test]
    fn what_is_wrong_is_said_in_chinese_too() {
        let lines = [
            "[]",
            "{\"question\": \"问\", \"score\": 1}",
            "{\"score\": \"3\"}",
            "{\"keypoints\": {\"a\": 2}}",
            "{\"keypoints\": {\"a\": 1, \"a\": 0}}",
        ];
        let mut problems = Vec::new();
        read(&Source::new("a.jsonl", lines.join("\n")), &mut problems);
        let said: Vec<_> = problems.iter().map(|problem| problem.message.text(Language::Chinese)).collect();
        insta::assert_snapshot!(said.join("\n"), @r#"
        这一行不是 JSON 对象
        缺少字段 `answer`
        类型不对：这里是字符串 "3"，应为数字
        值不对：这里是整数 `2`，应为 true、false 或 0 到 1 的数字
        关键点 `a` 标注了两次
        "#);
    }

    #[test]
    fn unknown_fields_are_noted_once() {
        let line = r#"{"question": "q", "answer": "a", "score": 1, "keypoint": {}, "kind": 1}"#;
        let (answers, problems) = read_all(&format!("{line}\n{line}"));
        assert_eq!(answers.len(), 2);
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].contains("`keypoint`") && problems[1].contains("`kind`"), "{problems:?}");
    }
}
