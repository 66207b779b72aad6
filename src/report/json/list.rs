//! The JSON of `list`.

use super::parts::ProblemEntry;
use crate::parse::{Layout, QuestionKind, Role};
use crate::problem::Problem;
use crate::report::issue::Issue;
use crate::report::layout::Look;
use crate::report::list::{Outline, OutlinedQuestion};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    layout: Layout,
    questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    line: usize,
    title: &'a str,
    number: Option<&'a str>,
    kind: QuestionKind,
    parent: Option<usize>,
    status: &'a str,
    answer: Option<Lines>,
    reference: Option<Lines>,
    focus: Option<Lines>,
    comment: Option<Lines>,
    rubric: Option<&'a str>,
    confidence: u8,
    ambiguous: &'a [String],
}

#[derive(Serialize)]
struct Lines {
    start_line: usize,
    end_line: usize,
}

/// Writes the readings of documents as they come, a document a line. Gives back the issues of the run, of its documents and
/// of those that could not be read.
///
/// # Errors
///
/// Only those of `out`.
pub fn list(
    out: &mut dyn Write,
    look: Look,
    outlines: &mut dyn Iterator<Item = Result<Outline, Problem>>,
    issues: Vec<Issue>,
) -> io::Result<Vec<Issue>> {
    let mut issues = issues;
    let mut separator: &[u8] = b"\n";
    out.write_all(b"{\"documents\":[")?;
    for result in outlines {
        let mut outline = match result {
            Ok(outline) => outline,
            Err(problem) => {
                issues.push(Issue::new(problem, None));
                continue;
            }
        };
        out.write_all(separator)?;
        separator = b",\n";
        let questions = outline.questions.iter().map(Question::from).collect();
        let document = Document { path: &outline.path, layout: outline.layout, questions };
        serde_json::to_writer(&mut *out, &document)?;
        issues.append(&mut outline.issues);
    }
    let problems: Vec<ProblemEntry<'_>> = issues.iter().map(|issue| ProblemEntry::new(issue, look.language)).collect();
    writeln!(out, "\n],\"problems\":{}}}", serde_json::to_string(&problems)?)?;
    Ok(issues)
}

impl<'a> From<&'a OutlinedQuestion> for Question<'a> {
    fn from(question: &'a OutlinedQuestion) -> Self {
        let lines = |role| question.lines_of(role).map(|(start_line, end_line)| Lines { start_line, end_line });
        Self {
            line: question.line,
            title: &question.title,
            number: question.number.as_deref(),
            kind: question.kind,
            parent: question.parent,
            status: question.status(),
            answer: lines(Role::Candidate),
            reference: lines(Role::Reference),
            focus: lines(Role::Focus),
            comment: lines(Role::Comment),
            rubric: question.rubric.as_deref(),
            confidence: question.confidence,
            ambiguous: &question.ambiguous,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::list::outline;

    #[test]
    fn the_shape_is_the_contracts() {
        let rubric = fixture::rubric();
        let broken = Problem::error("binary", "b.md", "it is a binary file, not text");
        let mut outlines = [Err(broken), Ok(outline(fixture::card(&rubric).evidence.bound))].into_iter();
        let mut out = Vec::new();
        list(&mut out, Look::default(), &mut outlines, Vec::new()).expect("memory takes it");
        let value: serde_json::Value = serde_json::from_slice(&out).expect("it is JSON");
        assert_eq!(value["documents"][0]["questions"][0]["answer"]["end_line"], 9);
        assert_eq!(value["problems"][0]["code"], "binary");
        insta::assert_snapshot!(String::from_utf8_lossy(&out), @r#"
        {"documents":[
        {"path":"笔记/round 2.md","layout":"transcript","questions":[{"line":3,"title":"连接池有什么用，怎么设大小","number":"1","kind":"question","parent":null,"status":"answered","answer":{"start_line":5,"end_line":9},"reference":null,"focus":null,"comment":null,"rubric":"net/pool","confidence":84,"ambiguous":[]},{"line":11,"title":"重试的风暴","number":"2","kind":"question","parent":null,"status":"empty","answer":null,"reference":null,"focus":null,"comment":null,"rubric":"net/retry","confidence":100,"ambiguous":[]},{"line":13,"title":"幂等键放在哪里","number":"3","kind":"question","parent":null,"status":"placeholder","answer":null,"reference":null,"focus":null,"comment":null,"rubric":"net/idempotency","confidence":100,"ambiguous":[]},{"line":17,"title":"说说你家的猫: 100%","number":"4","kind":"question","parent":null,"status":"answered","answer":null,"reference":null,"focus":null,"comment":null,"rubric":null,"confidence":0,"ambiguous":[]},{"line":21,"title":"池","number":"5","kind":"question","parent":null,"status":"answered","answer":null,"reference":null,"focus":null,"comment":null,"rubric":null,"confidence":0,"ambiguous":["net/pool","net/retry"]},{"line":25,"title":"跳过的题","number":"6","kind":"question","parent":null,"status":"ignored","answer":null,"reference":null,"focus":null,"comment":null,"rubric":null,"confidence":0,"ambiguous":[]}]}
        ],"problems":[{"code":"binary","severity":"error","path":"b.md","message":"it is a binary file, not text","help":null},{"code":"ambiguous-question","severity":"warning","path":"笔记/round 2.md","message":"several rubrics fit this question equally well: net/pool, net/retry","help":"name the right one under the heading: <!-- anscov: question=net/pool -->","start_line":21,"start_column":1,"end_line":21,"end_column":9}]}
        "#);
    }
}
