//! The results as diagnostics for reviewdog, a JSON object a line.
//!
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>

use super::annotation::{Annotate, Annotation};
use super::layout::Look;
use super::place::Place;
use super::summary::Summary;
use crate::problem::Severity;
use crate::source::Position;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    source: Source,
    code: Code<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

/// A range; `end` is one past its last byte.
#[derive(Serialize)]
struct Range {
    start: At,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<At>,
}

/// A line from 1, and a column in bytes of UTF-8 from 1; without one the whole line is meant.
#[derive(Serialize)]
struct At {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

/// A diagnostic a line. One must name a file, so a problem without one is left to standard error.
pub(super) struct Rdjsonl {
    look: Look,
}

impl Rdjsonl {
    pub(super) fn new(look: Look) -> Self {
        Self { look }
    }
}

impl Annotate for Rdjsonl {
    fn look(&self) -> Look {
        self.look
    }

    fn annotate(&mut self, out: &mut dyn Write, annotation: &Annotation<'_>) -> io::Result<()> {
        if annotation.path.is_empty() {
            return Ok(());
        }
        serde_json::to_writer(&mut *out, &Diagnostic::from(annotation))?;
        out.write_all(b"\n")
    }

    fn end(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> From<&'a Annotation<'_>> for Diagnostic<'a> {
    fn from(annotation: &'a Annotation<'_>) -> Self {
        Self {
            message: annotation.text(),
            location: Location { path: annotation.path, range: annotation.place.map(Range::from) },
            severity: match annotation.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Note => "INFO",
            },
            source: Source { name: "anscov" },
            code: Code { value: &annotation.rule.id },
        }
    }
}

impl From<Place> for Range {
    fn from(place: Place) -> Self {
        let at = |Position { line, byte, .. }| At { line, column: place.has_columns().then_some(byte) };
        Self { start: at(place.start), end: place.has_columns().then(|| at(place.end)) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture, hostile_fixture};
    use serde_json::Value;

    #[test]
    fn columns_count_bytes() {
        insta::assert_snapshot!(fixture::written(Format::Rdjsonl), @r#"
        {"message":"not-found: there is no such file or folder","location":{"path":"none.md"},"severity":"ERROR","source":{"name":"anscov"},"code":{"value":"not-found"}}
        {"message":"连接池有什么用，怎么设大小: flag verbatim-copy","location":{"path":"笔记/round 2.md","range":{"start":{"line":3}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"flag"}}
        {"message":"连接池有什么用，怎么设大小: in part: 连接用尽时请求排队，等到超时为止 (lacks 超时)","location":{"path":"笔记/round 2.md","range":{"start":{"line":6,"column":34},"end":{"line":6,"column":40}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"net/pool/wait"}}
        {"message":"连接池有什么用，怎么设大小: contradicted: 超时的请求也要归还连接","location":{"path":"笔记/round 2.md","range":{"start":{"line":7,"column":7},"end":{"line":7,"column":25}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"net/pool/return"}}
        {"message":"连接池有什么用，怎么设大小: missing: 上限由数据库的最大连接数除以实例数决定，不是凭感觉","location":{"path":"笔记/round 2.md","range":{"start":{"line":3}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"net/pool/limit"}}
        {"message":"连接池有什么用，怎么设大小: missing: 留多少空闲连接","location":{"path":"笔记/round 2.md","range":{"start":{"line":3}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"net/pool/idle"}}
        {"message":"连接池有什么用，怎么设大小: 连接数越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用","location":{"path":"笔记/round 2.md","range":{"start":{"line":8,"column":1},"end":{"line":8,"column":19}}},"severity":"ERROR","source":{"name":"anscov"},"code":{"value":"net/pool/more-is-faster"}}
        {"message":"重试的风暴: not answered","location":{"path":"笔记/round 2.md","range":{"start":{"line":11}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"not-answered"}}
        {"message":"幂等键放在哪里: not answered: only the placeholder is there","location":{"path":"笔记/round 2.md","range":{"start":{"line":13}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"not-answered"}}
        {"message":"说说你家的猫: 100%: no rubric fits this question","location":{"path":"笔记/round 2.md","range":{"start":{"line":17}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"no-rubric"}}
        {"message":"unused-ignore: the answer covers `reuse`; it need not be ignored","location":{"path":"笔记/round 2.md","range":{"start":{"line":1,"column":1},"end":{"line":1,"column":12}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"unused-ignore"}}
        {"message":"ambiguous-question: several rubrics fit this question equally well: net/pool, net/retry\nname the right one under the heading: <!-- anscov: question=net/pool -->","location":{"path":"笔记/round 2.md","range":{"start":{"line":21,"column":1},"end":{"line":21,"column":11}}},"severity":"WARNING","source":{"name":"anscov"},"code":{"value":"ambiguous-question"}}
        {"message":"references-only: its answers are reference answers; none is a candidate's","location":{"path":"expected.md"},"severity":"INFO","source":{"name":"anscov"},"code":{"value":"references-only"}}
        "#);
    }

    #[test]
    fn no_text_breaks_a_line() {
        for line in hostile_fixture::written(Format::Rdjsonl).lines() {
            let diagnostic: Value = serde_json::from_str(line).expect("it is JSON");
            assert_eq!(diagnostic["location"]["path"], hostile_fixture::PATH);
        }
    }
}
