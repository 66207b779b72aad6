//! The results as GitLab's code quality report.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use super::annotation::{Annotate, Annotation};
use super::layout::Look;
use super::summary::Summary;
use crate::problem::Severity;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Degradation<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

/// One array, an entry a line. An entry must name a file, so a problem without one is left to standard error.
pub(super) struct Gitlab {
    look: Look,
    separator: &'static [u8],
}

impl Gitlab {
    pub(super) fn new(look: Look) -> Self {
        Self { look, separator: b"[\n" }
    }
}

impl Annotate for Gitlab {
    fn look(&self) -> Look {
        self.look
    }

    fn annotate(&mut self, out: &mut dyn Write, annotation: &Annotation<'_>) -> io::Result<()> {
        if annotation.path.is_empty() {
            return Ok(());
        }
        out.write_all(self.separator)?;
        self.separator = b",\n";
        serde_json::to_writer(out, &Degradation::from(annotation))?;
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        out.write_all(if self.separator == b",\n" { b"\n]\n" } else { b"[]\n" })
    }
}

impl<'a> From<&'a Annotation<'_>> for Degradation<'a> {
    fn from(annotation: &'a Annotation<'_>) -> Self {
        let lines = match annotation.place {
            Some(place) => {
                let (begin, end) = (place.start.line, place.end.line);
                Lines { begin, end: (end > begin).then_some(end) }
            }
            None => Lines { begin: 1, end: None },
        };
        Self {
            description: annotation.text(),
            check_name: &annotation.rule.id,
            fingerprint: annotation.fingerprint.to_string(),
            severity: match annotation.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note => "info",
            },
            location: Location { path: annotation.path, lines },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::Form;
    use super::super::{Format, fixture, hostile_fixture};
    use super::*;
    use crate::messages::Language;
    use serde_json::Value;
    use std::collections::BTreeSet;

    #[test]
    fn an_entry_is_a_line() {
        insta::assert_snapshot!(fixture::written(Format::Gitlab), @r#"
        [
        {"description":"not-found: there is no such file or folder","check_name":"not-found","fingerprint":"959922ad78fad88b5afbcf00dab5ee05","severity":"major","location":{"path":"none.md","lines":{"begin":1}}},
        {"description":"连接池有什么用，怎么设大小: flag verbatim-copy","check_name":"flag","fingerprint":"29fbd744be425d64dd24c3a153a89a98","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":3}}},
        {"description":"连接池有什么用，怎么设大小: in part: 连接用尽时请求排队，等到超时为止 (lacks 超时)","check_name":"net/pool/wait","fingerprint":"e95ecf79e8723dbf283ce7c9f488f61e","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":6}}},
        {"description":"连接池有什么用，怎么设大小: contradicted: 超时的请求也要归还连接","check_name":"net/pool/return","fingerprint":"5e15a7bbc19ee1131049906c88cc2353","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":7}}},
        {"description":"连接池有什么用，怎么设大小: missing: 上限由数据库的最大连接数除以实例数决定，不是凭感觉","check_name":"net/pool/limit","fingerprint":"ac4e18f03791fa36831747e92726d882","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":3}}},
        {"description":"连接池有什么用，怎么设大小: missing: 留多少空闲连接","check_name":"net/pool/idle","fingerprint":"2fdf23aa6f723dbf283cf93f231bd083","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":3}}},
        {"description":"连接池有什么用，怎么设大小: 连接数越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用","check_name":"net/pool/more-is-faster","fingerprint":"e0c0159d1ec76fe67a593415d59a743f","severity":"major","location":{"path":"笔记/round 2.md","lines":{"begin":8}}},
        {"description":"重试的风暴: not answered","check_name":"not-answered","fingerprint":"00d9e449e955e954fa737a36642480cb","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":11}}},
        {"description":"幂等键放在哪里: not answered: only the placeholder is there","check_name":"not-answered","fingerprint":"5b1ba4f5f73fcbd0616deec9db2ae5d6","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":13}}},
        {"description":"说说你家的猫: 100%: no rubric fits this question","check_name":"no-rubric","fingerprint":"b073083e3da2c43976341e3149812372","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":17}}},
        {"description":"unused-ignore: the answer covers `reuse`; it need not be ignored","check_name":"unused-ignore","fingerprint":"c71295ddd37511f241c194a9c41a133c","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":1}}},
        {"description":"ambiguous-question: several rubrics fit this question equally well: net/pool, net/retry\nname the right one under the heading: <!-- anscov: question=net/pool -->","check_name":"ambiguous-question","fingerprint":"a6f6e2039d9617ffa01d445f7abbf6b1","severity":"minor","location":{"path":"笔记/round 2.md","lines":{"begin":21}}},
        {"description":"references-only: its answers are reference answers; none is a candidate's","check_name":"references-only","fingerprint":"c1c3227dc8d5435befcdd21f7f0c1d93","severity":"info","location":{"path":"expected.md","lines":{"begin":1}}}
        ]
        "#);
    }

    #[test]
    fn fingerprints_are_unique_also_under_hostile_texts() {
        let written = hostile_fixture::written(Format::Gitlab);
        let entries: Vec<Value> = serde_json::from_str(&written).expect("it is JSON");
        let unique: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["fingerprint"].as_str()).collect();
        assert_eq!(unique.len(), entries.len());
        assert_eq!(entries[0]["location"]["path"], hostile_fixture::PATH);
    }

    #[test]
    fn the_same_findings_have_the_same_fingerprints_in_every_language() {
        let entries = |language| -> Vec<Value> {
            let written = fixture::in_language(Format::Gitlab, language);
            serde_json::from_str(&written).expect("it is JSON")
        };
        let without_words = |mut entry: Value| {
            let words = entry.as_object_mut().and_then(|entry| entry.remove("description"));
            (entry, words.is_some())
        };
        let (english, chinese) = (entries(Language::English), entries(Language::Chinese));
        assert_eq!(
            chinese[4]["description"],
            "连接池有什么用，怎么设大小: 缺失：上限由数据库的最大连接数除以实例数决定，不是凭感觉"
        );
        assert_ne!(english, chinese);
        let all = |entries: Vec<Value>| entries.into_iter().map(without_words).collect::<Vec<_>>();
        assert_eq!(all(english), all(chinese));
    }

    #[test]
    fn nothing_found_is_an_empty_list() {
        let mut out = Vec::new();
        Form::end(&mut Gitlab::new(Look::default()), &mut out, &Summary::default()).expect("memory takes it");
        assert_eq!(out, b"[]\n");
    }
}
