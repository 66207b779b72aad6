//! The JSON of `check`.

use super::VERSION;
use super::parts::{GateEntry, ProblemEntry, Question, TOOL, TopicEntry, Totals, topics};
use crate::messages::Language;
use crate::report::form::Form;
use crate::report::layout::Look;
use crate::report::summary::Summary;
use crate::report::view::{Content, Report};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    questions: Vec<Question<'a>>,
}

/// One object, a document a line. The summary stands first and is known last, so the documents wait for it: as JSON,
/// which is all that is kept of them.
pub(in crate::report) struct Json {
    language: Language,
    documents: Vec<u8>,
}

impl Json {
    pub(in crate::report) fn new(look: Look) -> Self {
        Self { language: look.language, documents: Vec::new() }
    }
}

impl Form for Json {
    fn document(&mut self, _: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        if report.content != Content::Answers {
            return Ok(());
        }
        self.documents.extend_from_slice(if self.documents.is_empty() { b"\n" } else { b",\n" });
        let questions = report.questions.iter().map(Question::from).collect();
        serde_json::to_writer(&mut self.documents, &Document { path: &report.path, questions })?;
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let (tool, totals) = (serde_json::to_string(&TOOL)?, serde_json::to_string(&Totals::from(summary))?);
        write!(out, r#"{{"version":{VERSION},"tool":{tool},"summary":{totals},"documents":["#)?;
        out.write_all(&self.documents)?;
        let topics: Vec<TopicEntry<'_>> = topics(summary).collect();
        let problems: Vec<ProblemEntry<'_>> =
            summary.issues.iter().map(|issue| ProblemEntry::new(issue, self.language)).collect();
        let gates: Vec<GateEntry<'_>> =
            summary.failures.iter().map(|failure| GateEntry::new(failure, self.language)).collect();
        let (topics, problems) = (serde_json::to_string(&topics)?, serde_json::to_string(&problems)?);
        let gates = serde_json::to_string(&gates)?;
        writeln!(out, "\n],\"topics\":{topics},\"problems\":{problems},\"gates\":{gates}}}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Format, fixture};

    #[test]
    fn the_shape_is_version_1() {
        let out = fixture::written(Format::Json);
        assert_eq!(out.lines().count(), 3, "a document a line");
        let value: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
        assert_eq!(value["summary"]["coverage"], 8.33);
        insta::assert_snapshot!(out, @r#"
        {"version":1,"tool":{"name":"anscov","version":"0.1.0"},"summary":{"documents":1,"questions":6,"answered":1,"empty":2,"unmatched":2,"coverage":8.33},"documents":[
        {"path":"笔记/round 2.md","questions":[{"id":"net/pool","title":"连接池有什么用，怎么设大小","line":3,"status":"answered","coverage":25,"bonus":1,"parts":[{"name":"作用","coverage":62.5},{"name":"大小","coverage":0}],"keypoints":[{"id":"reuse","point":"复用建好的连接，省去握手","tier":"core","weight":2,"verdict":"covered","score":1,"evidence":[{"start_line":5,"start_column":5,"end_line":5,"end_column":10,"quote":"建好的连接","method":"exact"},{"start_line":5,"start_column":12,"end_line":5,"end_column":15,"quote":"反复用","method":"synonym"}],"nearest":null},{"id":"wait","point":"连接用尽时请求排队，等到超时为止","tier":"core","weight":1,"verdict":"partial","score":0.5,"evidence":[{"start_line":6,"start_column":12,"end_line":6,"end_column":14,"quote":"等着","method":"synonym"}],"nearest":{"start_line":6,"start_column":1,"end_line":6,"end_column":15,"quote":"池子满了，新来的请求就等着。","lack":"terms","terms":["超时"]}},{"id":"return","point":"超时的请求也要归还连接","tier":"core","weight":1,"verdict":"contradicted","score":0,"evidence":[{"start_line":7,"start_column":3,"end_line":7,"end_column":9,"quote":"不会归还连接","method":"exact"}],"nearest":{"start_line":7,"start_column":1,"end_line":7,"end_column":10,"quote":"超时不会归还连接。","lack":"negation","terms":[]}},{"id":"limit","point":"上限由数据库的最大连接数除以实例数决定，不是凭感觉","tier":"core","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":{"start_line":8,"start_column":1,"end_line":8,"end_column":15,"quote":"连接越多越快，所以设得很大。","lack":"terms","terms":["最大连接数","实例数"]}},{"id":"idle","point":"留多少空闲连接","tier":"core","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":null},{"id":"health","point":"定期探活，剔除坏连接","tier":"bonus","weight":1,"verdict":"covered","score":1,"evidence":[{"start_line":9,"start_column":14,"end_line":9,"end_column":19,"quote":"坏的就丢掉","method":"similar"}],"nearest":null},{"id":"jitter","point":"重连时加随机抖动","tier":"bonus","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":null}],"misconceptions":[{"id":"more-is-faster","claim":"连接数越多越快","correction":"超过数据库的并行能力后，更多连接只会增加切换和锁争用","quote":"连接越多越快","start_line":8,"start_column":1,"end_line":8,"end_column":7}],"flags":["verbatim-copy"]},{"id":"net/retry","title":"重试的风暴","line":11,"status":"empty","coverage":0,"bonus":0,"parts":[],"keypoints":[{"id":"backoff","point":"指数退避","tier":"core","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":null}],"misconceptions":[],"flags":[]},{"id":"net/idempotency","title":"幂等键放在哪里","line":13,"status":"placeholder","coverage":0,"bonus":0,"parts":[],"keypoints":[{"id":"client","point":"由客户端生成，随请求带上","tier":"core","weight":1,"verdict":"missing","score":0,"evidence":[],"nearest":null}],"misconceptions":[],"flags":[]},{"id":null,"title":"说说你家的猫: 100%","line":17,"status":"unmatched","coverage":null,"bonus":0,"parts":[],"keypoints":[],"misconceptions":[],"flags":[]},{"id":null,"title":"池","line":21,"status":"unmatched","coverage":null,"bonus":0,"parts":[],"keypoints":[],"misconceptions":[],"flags":[]},{"id":null,"title":"跳过的题","line":25,"status":"ignored","coverage":null,"bonus":0,"parts":[],"keypoints":[],"misconceptions":[],"flags":[]}]}
        ],"topics":[{"topic":"net/client","questions":3,"coverage":8.33}],"problems":[{"code":"not-found","severity":"error","path":"none.md","message":"there is no such file or folder","help":null},{"code":"unused-ignore","severity":"warning","path":"笔记/round 2.md","message":"the answer covers `reuse`; it need not be ignored","help":null,"start_line":1,"start_column":1,"end_line":1,"end_column":6},{"code":"ambiguous-question","severity":"warning","path":"笔记/round 2.md","message":"several rubrics fit this question equally well: net/pool, net/retry","help":"name the right one under the heading: <!-- anscov: question=net/pool -->","start_line":21,"start_column":1,"end_line":21,"end_column":9},{"code":"references-only","severity":"note","path":"expected.md","message":"its answers are reference answers; none is a candidate's","help":null}],"gates":[]}
        "#);
    }

    #[test]
    fn no_document_is_still_json() {
        let mut out = Vec::new();
        Json::new(Look::default()).end(&mut out, &Summary::default()).expect("memory takes it");
        let value: serde_json::Value = serde_json::from_slice(&out).expect("it is JSON");
        assert_eq!(value["documents"], serde_json::json!([]));
        assert_eq!(value["summary"]["coverage"], serde_json::Value::Null);
    }
}
