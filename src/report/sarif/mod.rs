//! The results as SARIF 2.1.0: key points and misconceptions are its rules.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

mod model;

use super::annotation::{Annotate, Annotation};
use super::failure::Failure;
use super::layout::Look;
use super::summary::Summary;
use crate::problem::Severity;
use model::{Log, Notification, Outcome, Rule, Run};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// One run.
///
/// What is wrong at a line of an answer file is a result; what is wrong with the run or a file as a whole is a notification
/// of its invocation, because GitHub refuses results without a place. So are gates that failed: what makes them fail is
/// among the results.
pub(super) struct Sarif {
    look: Look,
    run: Run,
    /// The places of the rules in the run. A misconception, which is graver, may have the id of a key point.
    rules: BTreeMap<(Severity, String), usize>,
}

impl Sarif {
    pub(super) fn new(look: Look) -> Self {
        Self { look, run: Run::default(), rules: BTreeMap::new() }
    }

    /// The place of the annotation's rule among the rules.
    fn rule(&mut self, annotation: &Annotation<'_>) -> usize {
        let rules = &mut self.run.tool.driver.rules;
        let key = (annotation.severity, annotation.rule.id.clone().into_owned());
        *self.rules.entry(key).or_insert_with(|| {
            rules.push(Rule::from(annotation));
            rules.len() - 1
        })
    }
}

impl Annotate for Sarif {
    fn look(&self) -> Look {
        self.look
    }

    fn annotate(&mut self, _: &mut dyn Write, annotation: &Annotation<'_>) -> io::Result<()> {
        if let Some(place) = annotation.place {
            let rule = self.rule(annotation);
            self.run.results.push(Outcome::new(annotation, place, rule));
        } else {
            self.run.invocations[0].notifications.push(Notification::from(annotation));
        }
        Ok(())
    }

    fn gate(&mut self, _: &mut dyn Write, failure: &Failure) -> io::Result<()> {
        self.run.invocations[0].notifications.push(Notification::of_gate(failure, self.look.language));
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.run.invocations[0].execution_successful = !summary.has_errors();
        serde_json::to_writer(&mut *out, &Log::new(&self.run))?;
        out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::Language;
    use crate::report::{Content, Format, Look, Report, fixture, hostile_fixture, write};
    use crate::source::Position;
    use serde_json::Value;

    fn results(written: &str) -> Vec<Value> {
        let log: Value = serde_json::from_str(written).expect("it is JSON");
        log["runs"][0]["results"].as_array().expect("a list").clone()
    }

    #[test]
    fn rules_results_and_notifications() {
        insta::assert_snapshot!(fixture::written(Format::Sarif).replace("},{", "},\n{"), @r#"
        {"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"anscov","semanticVersion":"0.1.0","rules":[{"id":"flag","shortDescription":{"text":"Every answer answers its question, in words of its own"},"fullDescription":{"text":"Every answer answers its question, in words of its own"},"help":{"text":"Every answer answers its question, in words of its own"},"defaultConfiguration":{"level":"warning"}},
        {"id":"net/pool/wait","shortDescription":{"text":"连接用尽时请求排队，等到超时为止"},"fullDescription":{"text":"连接用尽时请求排队，等到超时为止"},"help":{"text":"连接用尽时请求排队，等到超时为止"},"defaultConfiguration":{"level":"warning"},"properties":{"tags":["net/client"]}},
        {"id":"net/pool/return","shortDescription":{"text":"超时的请求也要归还连接"},"fullDescription":{"text":"超时的请求也要归还连接"},"help":{"text":"超时的请求也要归还连接"},"defaultConfiguration":{"level":"warning"},"properties":{"tags":["net/client"]}},
        {"id":"net/pool/limit","shortDescription":{"text":"上限由数据库的最大连接数除以实例数决定，不是凭感觉"},"fullDescription":{"text":"上限由数据库的最大连接数除以实例数决定，不是凭感觉"},"help":{"text":"数据库那一头能接多少？"},"defaultConfiguration":{"level":"warning"},"properties":{"tags":["net/client"]}},
        {"id":"net/pool/idle","shortDescription":{"text":"留多少空闲连接"},"fullDescription":{"text":"留多少空闲连接"},"help":{"text":"留多少空闲连接"},"defaultConfiguration":{"level":"warning"},"properties":{"tags":["net/client"]}},
        {"id":"net/pool/more-is-faster","shortDescription":{"text":"连接数越多越快"},"fullDescription":{"text":"连接数越多越快"},"help":{"text":"超过数据库的并行能力后，更多连接只会增加切换和锁争用"},"defaultConfiguration":{"level":"error"},"properties":{"tags":["net/client"]}},
        {"id":"not-answered","shortDescription":{"text":"Every question is answered"},"fullDescription":{"text":"Every question is answered"},"help":{"text":"Every question is answered"},"defaultConfiguration":{"level":"warning"}},
        {"id":"no-rubric","shortDescription":{"text":"Every question has a rubric"},"fullDescription":{"text":"Every question has a rubric"},"help":{"text":"Every question has a rubric"},"defaultConfiguration":{"level":"warning"}},
        {"id":"unused-ignore","shortDescription":{"text":"unused-ignore"},"fullDescription":{"text":"unused-ignore"},"help":{"text":"unused-ignore"},"defaultConfiguration":{"level":"warning"}},
        {"id":"ambiguous-question","shortDescription":{"text":"ambiguous-question"},"fullDescription":{"text":"ambiguous-question"},"help":{"text":"ambiguous-question"},"defaultConfiguration":{"level":"warning"}}]}},"invocations":[{"executionSuccessful":false,"toolExecutionNotifications":[{"descriptor":{"id":"not-found"},"level":"error","message":{"text":"there is no such file or folder"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"none.md"}}}]},
        {"descriptor":{"id":"references-only"},"level":"note","message":{"text":"its answers are reference answers; none is a candidate's"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"expected.md"}}}]}]}],"columnKind":"unicodeCodePoints","results":[{"ruleId":"flag","ruleIndex":0,"level":"warning","message":{"text":"连接池有什么用，怎么设大小: flag verbatim-copy"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":3,"endLine":3}}}],"partialFingerprints":{"anscov/v1":"29fbd744be425d64dd24c3a153a89a98"}},
        {"ruleId":"net/pool/wait","ruleIndex":1,"level":"warning","message":{"text":"连接池有什么用，怎么设大小: in part: 连接用尽时请求排队，等到超时为止 (lacks 超时)"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":6,"startColumn":12,"endLine":6,"endColumn":14}}}],"partialFingerprints":{"anscov/v1":"e95ecf79e8723dbf283ce7c9f488f61e"}},
        {"ruleId":"net/pool/return","ruleIndex":2,"level":"warning","message":{"text":"连接池有什么用，怎么设大小: contradicted: 超时的请求也要归还连接"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":7,"startColumn":3,"endLine":7,"endColumn":9}}}],"partialFingerprints":{"anscov/v1":"5e15a7bbc19ee1131049906c88cc2353"}},
        {"ruleId":"net/pool/limit","ruleIndex":3,"level":"warning","message":{"text":"连接池有什么用，怎么设大小: missing: 上限由数据库的最大连接数除以实例数决定，不是凭感觉"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":3,"endLine":3}}}],"partialFingerprints":{"anscov/v1":"ac4e18f03791fa36831747e92726d882"}},
        {"ruleId":"net/pool/idle","ruleIndex":4,"level":"warning","message":{"text":"连接池有什么用，怎么设大小: missing: 留多少空闲连接"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":3,"endLine":3}}}],"partialFingerprints":{"anscov/v1":"2fdf23aa6f723dbf283cf93f231bd083"}},
        {"ruleId":"net/pool/more-is-faster","ruleIndex":5,"level":"error","message":{"text":"连接池有什么用，怎么设大小: 连接数越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":8,"startColumn":1,"endLine":8,"endColumn":7}}}],"partialFingerprints":{"anscov/v1":"e0c0159d1ec76fe67a593415d59a743f"}},
        {"ruleId":"not-answered","ruleIndex":6,"level":"warning","message":{"text":"重试的风暴: not answered"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":11,"endLine":11}}}],"partialFingerprints":{"anscov/v1":"00d9e449e955e954fa737a36642480cb"}},
        {"ruleId":"not-answered","ruleIndex":6,"level":"warning","message":{"text":"幂等键放在哪里: not answered: only the placeholder is there"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":13,"endLine":13}}}],"partialFingerprints":{"anscov/v1":"5b1ba4f5f73fcbd0616deec9db2ae5d6"}},
        {"ruleId":"no-rubric","ruleIndex":7,"level":"warning","message":{"text":"说说你家的猫: 100%: no rubric fits this question"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":17,"endLine":17}}}],"partialFingerprints":{"anscov/v1":"b073083e3da2c43976341e3149812372"}},
        {"ruleId":"unused-ignore","ruleIndex":8,"level":"warning","message":{"text":"unused-ignore: the answer covers `reuse`; it need not be ignored"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":6}}}],"partialFingerprints":{"anscov/v1":"c71295ddd37511f241c194a9c41a133c"}},
        {"ruleId":"ambiguous-question","ruleIndex":9,"level":"warning","message":{"text":"ambiguous-question: several rubrics fit this question equally well: net/pool, net/retry\nname the right one under the heading: <!-- anscov: question=net/pool -->"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%E7%AC%94%E8%AE%B0/round%202.md"},"region":{"startLine":21,"startColumn":1,"endLine":21,"endColumn":9}}}],"partialFingerprints":{"anscov/v1":"a6f6e2039d9617ffa01d445f7abbf6b1"}}]}]}
        "#);
    }

    #[test]
    fn a_result_names_its_rule() {
        let written = fixture::written(Format::Sarif);
        let log: Value = serde_json::from_str(&written).expect("it is JSON");
        for result in results(&written) {
            let rule = result["ruleIndex"].as_u64().and_then(|at| usize::try_from(at).ok()).expect("an index");
            assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn fingerprints_stay_when_lines_move() {
        let rubric = fixture::rubric();
        let down = |report: Report<'_>| -> String {
            let mut report = report;
            let lower = |at: &mut Position| at.line += 10;
            for question in &mut report.questions {
                question.line += 10;
                for claim in &mut question.claims {
                    lower(&mut claim.place.start);
                    lower(&mut claim.place.end);
                }
            }
            let mut out = Vec::new();
            let run = vec![fixture::run_issue()];
            write(&mut out, Format::Sarif, Look::default(), &mut std::iter::once(report), run)
                .expect("memory takes it");
            String::from_utf8(out).expect("it is text")
        };
        let moved = fixture::reports(&rubric).find(|report| report.content == Content::Answers).map(down);
        let (before, after) = (results(&fixture::written(Format::Sarif)), results(&moved.expect("there is one")));
        let names = |results: &[Value]| -> Vec<Value> {
            results.iter().map(|result| result["partialFingerprints"].clone()).collect()
        };
        assert_ne!(before, after);
        assert_eq!(names(&before), names(&after));
    }

    #[test]
    fn only_texts_depend_on_the_language() {
        /// Takes the texts out.
        fn blank(value: &mut Value) {
            match value {
                Value::Object(entries) => entries.iter_mut().for_each(|(key, value)| {
                    if key == "text" {
                        *value = Value::Null;
                    }
                    blank(value);
                }),
                Value::Array(entries) => entries.iter_mut().for_each(blank),
                _ => {}
            }
        }
        let log = |language| -> Value {
            let written = fixture::in_language(Format::Sarif, language);
            serde_json::from_str(&written).expect("it is JSON")
        };
        let (mut english, mut chinese) = (log(Language::English), log(Language::Chinese));
        assert_eq!(chinese["runs"][0]["tool"]["driver"]["rules"][6]["shortDescription"]["text"], "每道题都有作答");
        assert_ne!(english, chinese);
        blank(&mut english);
        blank(&mut chinese);
        assert_eq!(english, chinese);
    }

    #[test]
    fn hostile_texts_stay_texts() {
        let written = hostile_fixture::written(Format::Sarif);
        let results = results(&written);
        assert_eq!(results.len(), 7);
        for result in results {
            let text = result["message"]["text"].as_str().expect("a text");
            assert!(text.contains("{{0}}") && text.contains(r"\[x\](y)"), "{text}");
            let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            assert_eq!(uri, "%3D%E7%AC%94%E8%AE%B0/a%20b%2Cc%3A%25%7C%3Ci%3E%0A.md");
        }
    }
}
