//! The results as JSON lines: an object a question, so that a stream can be read while it is written.

use super::VERSION;
use super::parts::{GateEntry, ProblemEntry, Question, TOOL, Tool, TopicEntry, Totals, topics};
use crate::messages::Language;
use crate::report::failure::Failure;
use crate::report::form::Form;
use crate::report::issue::Issue;
use crate::report::layout::Look;
use crate::report::summary::Summary;
use crate::report::view::Report;
use serde::Serialize;
use std::io::{self, Write};

/// A line. What it is about stands first; the rest is as in the JSON of `check`.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Run {
        version: u32,
        tool: Tool,
    },
    Question {
        path: &'a str,
        #[serde(flatten)]
        question: Question<'a>,
    },
    Problem(ProblemEntry<'a>),
    Gate(GateEntry<'a>),
    Topic(TopicEntry<'a>),
    Summary(Totals),
}

/// The run, then its questions and problems as they come, then the gates that failed, topics and totals.
pub(in crate::report) struct JsonLines(Language);

impl JsonLines {
    pub(in crate::report) fn new(look: Look) -> Self {
        Self(look.language)
    }

    fn problems(&self, out: &mut dyn Write, issues: &[Issue]) -> io::Result<()> {
        issues.iter().try_for_each(|issue| line(out, &Line::Problem(ProblemEntry::new(issue, self.0))))
    }
}

impl Form for JsonLines {
    fn begin(&mut self, out: &mut dyn Write, issues: &[Issue]) -> io::Result<()> {
        line(out, &Line::Run { version: VERSION, tool: TOOL })?;
        self.problems(out, issues)
    }

    fn document(&mut self, out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        for question in &report.questions {
            line(out, &Line::Question { path: &report.path, question: question.into() })?;
        }
        self.problems(out, &report.issues)
    }

    fn conclude(&mut self, out: &mut dyn Write, issues: &[Issue], failures: &[Failure]) -> io::Result<()> {
        self.problems(out, issues)?;
        failures.iter().try_for_each(|failure| line(out, &Line::Gate(GateEntry::new(failure, self.0))))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        topics(summary).try_for_each(|topic| line(out, &Line::Topic(topic)))?;
        line(out, &Line::Summary(summary.into()))
    }
}

fn line(out: &mut dyn Write, line: &Line<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use crate::report::{Format, fixture, hostile_fixture};
    use serde_json::Value;

    fn lines(written: &str) -> Vec<Value> {
        written.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect()
    }

    #[test]
    fn a_line_is_an_object_of_the_json() {
        let written = fixture::written(Format::JsonLines);
        let (lines, whole) = (lines(&written), fixture::written(Format::Json));
        let whole: Value = serde_json::from_str(&whole).expect("it is JSON");
        let of = |kind: &str| -> Vec<Value> {
            let of_kind = lines.iter().filter(|line| line["type"] == kind).cloned();
            let strip = |mut line: Value| {
                for added in ["type", "path"] {
                    line.as_object_mut().expect("an object").remove(added);
                }
                line
            };
            of_kind.map(strip).collect()
        };
        assert_eq!(Value::from(of("question")), whole["documents"][0]["questions"]);
        assert_eq!(Value::from(of("topic")), whole["topics"]);
        assert_eq!(of("summary"), [whole["summary"].clone()]);
        insta::assert_snapshot!(written, @r#"
        {"type":"run","version":1,"tool":{"name":"anscov","version":"0.1.0"}}
        {"type":"problem","code":"not-found","severity":"error","path":"none.md","message":"there is no such file or folder","help":null}
        {"type":"question","path":"笔记/round 2.md","id":"net/pool","title":"连接池有什么用，怎么设大小","line":3,"status":"answered","coverage":25,"bonus":1,"parts":[{"name":"作用","coverage":62.5},{"name":"大小","coverage":0}],"keypoints":[{"id":"reuse","point":"复用建好的连接，省去握手","tier":"core","weight":2,"verdict":"covered","score":1,"evidence":[{"start_line":5,"start_column":5,"end_line":5,"end_column":10,"quote":"建好的连接","method":"exact"},{"start_line":5,"start_column":12,"end_line":5,"end_column":15,"quote":"反复用","method":"synonym"}],"nearest":null},{"id":"wait","point":"连接用尽时请求排队，等到超时为止","tier":"core","weight":1,"verdict":"partial","score":0.5,"evidence":[{"start_line":6,"start_column":12,"end_line":6,"end_column":14,"quote":"等着","method":"synonym"}],"nearest":{"start_line":6,"start_column":1,"end_line":6,"end_column":15,"quote":"池子满了，新来的请求就等着。","lack":"terms","terms":["超时"]}},{"id":"return","point":"超时的请求也要归还连接","tier":"core","weight":1,"verdict":"contradicted","score":0,"evidence":[{"start_line":7,"start_column":3,"end_line":7,"end_column":9,"quote":"不会归还连接","method":"exact"}],"nearest":{"start_line":7,"start_column":1,"end_line":7,"end_column":10,"quote":"超时不会归还连接。","lack":"negation","terms":[]}},{"id":"limit","point":"上限由数据库的最大连接数除以实例数决定，不是凭感觉","tier":"core","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":{"start_line":8,"start_column":1,"end_line":8,"end_column":15,"quote":"连接越多越快，所以设得很大。","lack":"terms","terms":["最大连接数","实例数"]}},{"id":"idle","point":"留多少空闲连接","tier":"core","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":null},{"id":"health","point":"定期探活，剔除坏连接","tier":"bonus","weight":1,"verdict":"covered","score":1,"evidence":[{"start_line":9,"start_column":14,"end_line":9,"end_column":19,"quote":"坏的就丢掉","method":"similar"}],"nearest":null},{"id":"jitter","point":"重连时加随机抖动","tier":"bonus","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":null}],"misconceptions":[{"id":"more-is-faster","claim":"连接数越多越快","correction":"超过数据库的并行能力后，更多连接只会增加切换和锁争用","quote":"连接越多越快","start_line":8,"start_column":1,"end_line":8,"end_column":7}],"flags":["verbatim-copy"]}
        {"type":"question","path":"笔记/round 2.md","id":"net/retry","title":"重试的风暴","line":11,"status":"empty","coverage":0,"bonus":0,"parts":[],"keypoints":[{"id":"backoff","point":"指数退避","tier":"core","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":null}],"misconceptions":[],"flags":[]}
        {"type":"question","path":"笔记/round 2.md","id":"net/idempotency","title":"幂等键放在哪里","line":13,"status":"placeholder","coverage":0,"bonus":0,"parts":[],"keypoints":[{"id":"client","point":"由客户端生成，随请求带上","tier":"core","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":null}],"misconceptions":[],"flags":[]}
        {"type":"question","path":"笔记/round 2.md","id":null,"title":"说说你家的猫: 100%","line":17,"status":"unmatched","coverage":null,"bonus":0,"parts":[],"keypoints":[],"misconceptions":[],"flags":[]}
        {"type":"question","path":"笔记/round 2.md","id":null,"title":"池","line":21,"status":"unmatched","coverage":null,"bonus":0,"parts":[],"keypoints":[],"misconceptions":[],"flags":[]}
        {"type":"question","path":"笔记/round 2.md","id":null,"title":"跳过的题","line":25,"status":"ignored","coverage":null,"bonus":0,"parts":[],"keypoints":[],"misconceptions":[],"flags":[]}
        {"type":"problem","code":"unused-ignore","severity":"warning","path":"笔记/round 2.md","message":"the answer covers `reuse`; it need not be ignored","help":null,"start_line":1,"start_column":1,"end_line":1,"end_column":6}
        {"type":"problem","code":"ambiguous-question","severity":"warning","path":"笔记/round 2.md","message":"several rubrics fit this question equally well: net/pool, net/retry","help":"name the right one under the heading: <!-- anscov: question=net/pool -->","start_line":21,"start_column":1,"end_line":21,"end_column":9}
        {"type":"problem","code":"references-only","severity":"note","path":"expected.md","message":"its answers are reference answers; none is a candidate's","help":null}
        {"type":"topic","topic":"net/client","questions":3,"coverage":8.33}
        {"type":"summary","documents":1,"questions":6,"answered":1,"empty":2,"unmatched":2,"coverage":8.33}
        "#);
    }

    #[test]
    fn no_text_breaks_a_line() {
        let lines = lines(&hostile_fixture::written(Format::JsonLines));
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[1]["path"], hostile_fixture::PATH);
        assert_eq!(lines[1]["title"], hostile_fixture::TEXT);
    }
}
