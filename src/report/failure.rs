//! A gate that failed, in words.

use super::layout::percent;
use crate::messages::{Language, Message};

/// One thing that fell short of a gate: which gate, where, and what was wanted and got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The gate, by the name that settings and flags have for it.
    pub gate: String,
    /// The file, where it is about one.
    pub path: String,
    /// The line in it, from 1, where it is about one.
    pub line: Option<usize>,
    /// What was wanted and got.
    pub message: Message,
    /// The title of the question, where that helps to find it.
    pub title: String,
}

impl Failure {
    /// A failure of a gate.
    #[must_use]
    pub fn new(gate: impl Into<String>, message: impl Into<Message>) -> Self {
        let (path, title) = (String::new(), String::new());
        Self { gate: gate.into(), path, line: None, message: message.into(), title }
    }

    /// A coverage below a floor, both in hundredths of a percent.
    #[must_use]
    pub fn below(gate: impl Into<String>, wanted: u32, got: u32) -> Self {
        let message = Message::new("gate-below").with("wanted", percent(wanted)).with("got", percent(got));
        Self::new(gate, message)
    }

    /// A question that had a coverage, in hundredths of a percent, and is asked no more.
    #[must_use]
    pub fn gone(gate: impl Into<String>, was: u32) -> Self {
        Self::new(gate, Message::new("gate-gone").with("wanted", percent(was)))
    }

    /// The same at a place; a line that is known stays.
    #[must_use]
    pub fn at(self, path: &str, line: Option<usize>) -> Self {
        Self { path: path.to_owned(), line: self.line.or(line), ..self }
    }

    /// The same on a line.
    #[must_use]
    pub fn on(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The same with a question's title.
    #[must_use]
    pub fn of(self, title: &str) -> Self {
        Self { title: title.to_owned(), ..self }
    }
}

impl Failure {
    /// The file and the line, as far as it is about any: `notes.md:4`.
    #[must_use]
    pub fn place(&self) -> String {
        self.line.map_or_else(|| self.path.clone(), |line| format!("{}:{line}", self.path))
    }

    /// What was wanted and got, and of which question.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        self.said().text(language)
    }

    fn said(&self) -> Message {
        let Self { message, title, .. } = self;
        if title.is_empty() {
            return message.clone();
        }
        Message::new("failure-of").with("message", message.clone()).with("title", title)
    }

    /// All of it in a line: `failed: min-question: notes.md:4: wanted 30%, got 0%: What a channel is`.
    #[must_use]
    pub fn line(&self, language: Language) -> String {
        let line = if self.path.is_empty() {
            Message::new("failed").with("gate", &self.gate).with("text", self.said())
        } else {
            Message::new("failed-at").with("gate", &self.gate).with("place", self.place()).with("text", self.said())
        };
        line.text(language)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Look, Output, Summary, fixture, write_all};
    use super::*;

    /// The lines of a format that speak of two gates, the second with a text that means something to each of them.
    fn lines(format: Format) -> String {
        let rubric = fixture::rubric();
        let mut out = Vec::new();
        let failures = || {
            let below = Failure::below("min-question", 3000, 2500).at("笔记/round 2.md", Some(3)).of("连接池");
            vec![below, Failure::new("topics.net", "wanted |80%|\n::error::<b>")]
        };
        let conclude = |summary: &mut Summary| summary.failures = failures();
        let outputs = &mut [Output { out: &mut out, format, look: Look::default() }];
        write_all(outputs, &mut fixture::reports(&rubric), Vec::new(), &conclude).expect("memory takes it");
        let text = String::from_utf8(out).expect("it is text");
        let lines = text.lines().filter(|line| line.contains("min-question") || line.contains("80%"));
        let cut = |line: &str| line.find("\"gates\"").or(line.find("\"invocations\"")).unwrap_or_default();
        let shown = lines.map(|line| line.get(cut(line)..).unwrap_or_default());
        shown.map(|line| line.split(",\"columnKind\"").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn reports_have_them_where_they_have_a_place_for_such() {
        insta::assert_snapshot!(lines(Format::Json), @r##""gates":[{"gate":"min-question","path":"笔记/round 2.md","line":3,"message":"wanted 30%, got 25%","title":"连接池"},{"gate":"topics.net","path":null,"line":null,"message":"wanted |80%|\n::error::<b>","title":null}]}"##);
        insta::assert_snapshot!(lines(Format::JsonLines), @r##"
        {"type":"gate","gate":"min-question","path":"笔记/round 2.md","line":3,"message":"wanted 30%, got 25%","title":"连接池"}
        {"type":"gate","gate":"topics.net","path":null,"line":null,"message":"wanted |80%|\n::error::<b>","title":null}
        "##);
        insta::assert_snapshot!(lines(Format::Markdown), @r##"
        - **min-question**, 笔记/round 2.md:3: wanted 30%, got 25%: 连接池
        - **topics.net**: wanted \|80%\| ::error::&lt;b&gt;
        "##);
        insta::assert_snapshot!(lines(Format::Github), @r##"
        ::error file=笔记/round 2.md,line=3,title=min-question::wanted 30%25, got 25%25: 连接池
        ::error title=topics.net::wanted |80%25|%0A::error::<b>
        "##);
        insta::assert_snapshot!(lines(Format::Sarif), @r##""invocations":[{"executionSuccessful":true,"toolExecutionNotifications":[{"descriptor":{"id":"references-only"},"level":"note","message":{"text":"its answers are reference answers; none is a candidate's"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"expected.md"}}}]},{"descriptor":{"id":"gate/min-question"},"level":"error","message":{"text":"wanted 30%, got 25%: 连接池"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":3,"endLine":3}}}]},{"descriptor":{"id":"gate/topics.net"},"level":"error","message":{"text":"wanted |80%|\n::error::<b>"}}]}]"##);
        insta::assert_snapshot!(lines(Format::Junit), @r##"
        <testcase name="min-question" classname="笔记/round 2.md:3">
            <failure message="wanted |80%| ::error::&lt;b&gt;" type="gate"></failure>
        "##);
    }

    #[test]
    fn a_line_says_it_all() {
        let below = Failure::below("fail-under", 6000, 3750);
        assert_eq!(below.line(Language::English), "failed: fail-under: wanted 60%, got 37.50%");
        let gone = Failure::gone("ratchet", 5000).at("a.md", None).of("net/pool");
        let said = "failed: ratchet: a.md: wanted 50%, but it is asked no more: net/pool";
        assert_eq!(gone.line(Language::English), said);
        assert_eq!(below.line(Language::Chinese), "未达标：fail-under：要求 60%，实际 37.50%");
        let said = "未达标：ratchet：a.md：要求 50%，但这道题已不再出现：net/pool";
        assert_eq!(gone.line(Language::Chinese), said);
    }
}
