//! The results as JUnit XML, in the dialect of Jenkins, which most services read: a document is a suite of tests, a key
//! point is a test.
//!
//! <https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd>

use super::escape::xml;
use super::failure::Failure;
use super::form::Form;
use super::issue::Issue;
use super::kebab;
use super::layout::Look;
use super::named;
use super::nearest::lacking_in_words;
use super::place::Place;
use super::summary::Summary;
use super::view::{ClaimReport, KeyPointReport, QuestionReport, Report, Status};
use crate::matching::Verdict;
use crate::messages::{Language, Message, words};
use crate::problem::Severity;
use crate::rubric::Tier;
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use std::fmt::Write as _;
use std::io::{self, Write};

/// The suite of what is wrong with the run as a whole, and of the gates that failed.
const RUN: &str = "run";

/// One suite a document. The totals stand first and are known last, so the suites wait for them.
pub(super) struct Junit {
    language: Language,
    report: quick_junit::Report,
    /// What was wrong with the run before the first document.
    issues: Vec<Issue>,
}

impl Junit {
    pub(super) fn new(look: Look) -> Self {
        Self { language: look.language, report: quick_junit::Report::new("anscov"), issues: Vec::new() }
    }

    fn add(&mut self, name: &str, cases: impl IntoIterator<Item = TestCase>, issues: &[Issue]) {
        let mut suite = TestSuite::new(&*xml(name));
        suite.add_test_cases(cases);
        suite.add_test_cases(issues.iter().filter(|issue| is_error(issue)).map(|issue| broken(issue, self.language)));
        let remarks = issues.iter().filter(|issue| !is_error(issue)).fold(String::new(), |mut text, issue| {
            let _ = writeln!(text, "{}", remark(issue, self.language));
            text
        });
        if !remarks.is_empty() {
            suite.set_system_err(remarks);
        }
        if suite.tests > 0 || suite.system_err.is_some() {
            self.report.add_test_suite(suite);
        }
    }
}

impl Form for Junit {
    fn begin(&mut self, _: &mut dyn Write, issues: &[Issue]) -> io::Result<()> {
        self.issues.extend_from_slice(issues);
        Ok(())
    }

    fn document(&mut self, _: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        let language = self.language;
        let cases = report.questions.iter().flat_map(|question| cases(question, language));
        self.add(&report.path, cases, &report.issues);
        Ok(())
    }

    fn conclude(&mut self, _: &mut dyn Write, issues: &[Issue], failures: &[Failure]) -> io::Result<()> {
        let before = self.report.test_suites.len();
        let issues: Vec<Issue> = self.issues.iter().chain(issues).cloned().collect();
        let language = self.language;
        self.add(RUN, failures.iter().map(|failure| gate(failure, language)), &issues);
        // It stands first.
        let added = self.report.test_suites.len() - before;
        self.report.test_suites.rotate_right(added);
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        let text = self.report.to_string().map_err(io::Error::other)?;
        // The crate counts what was skipped over all suites too, which is not in the schema.
        let text = text.replacen(&format!(" skipped=\"{}\"", self.report.skipped), "", 1);
        writeln!(out, "{text}")
    }
}

/// The tests of a question: its key points, the wrong claims, and itself where it was not graded. Services know a test of
/// yesterday by its name, so that is the same in every language.
fn cases(question: &QuestionReport<'_>, language: Language) -> Vec<TestCase> {
    let title = question.number.as_deref().map_or(String::new(), |number| format!("{number}. "));
    let class = xml(&format!("{title}{}", question.title)).into_owned();
    let case = |name: &str, status: TestCaseStatus| {
        let mut case = TestCase::new(&*xml(name), status);
        case.set_classname(&class);
        case
    };
    let at = Message::new("on-line").with("line", question.line.to_string()).text(language);
    let say = |id| words(language, id);
    match question.status {
        Status::Ignored => return vec![case("ignored", skipped(&say("taken-out-by-directive")))],
        Status::Unmatched => {
            let why = say("question-without-rubric");
            return vec![case("no rubric", failed(NonSuccessKind::Error, "no-rubric", &why, &at))];
        }
        Status::Empty | Status::Placeholder => {
            let why = say("question-not-answered");
            return vec![case("not answered", failed(NonSuccessKind::Failure, "not-answered", &why, &at))];
        }
        Status::Answered => {}
    }
    let keypoints = question.keypoints.iter().map(|keypoint| case(&keypoint.point, outcome(keypoint, &at, language)));
    let claims = question.claims.iter().map(|claim| case(&claim.misconception.claim, wrong(claim, language)));
    keypoints.chain(claims).collect()
}

fn outcome(keypoint: &KeyPointReport, question: &str, language: Language) -> TestCaseStatus {
    match keypoint.verdict {
        _ if keypoint.ignored => skipped(&words(language, "taken-out-by-directive")),
        Verdict::Covered => TestCaseStatus::success(),
        _ if keypoint.tier == Tier::Bonus => skipped(&words(language, "bonus-point")),
        found => {
            let near = keypoint.nearest.as_ref();
            let near = near
                .map(|nearest| (lacking_in_words(language, nearest), said(nearest.place, &nearest.quote, language)));
            let (lacks, near) = near.unwrap_or_else(|| (named::verdict(found).text(language), question.to_owned()));
            failed(NonSuccessKind::Failure, &kebab(&found), &lacks, &near)
        }
    }
}

fn wrong(claim: &ClaimReport<'_>, language: Language) -> TestCaseStatus {
    let quote = said(claim.place, &claim.quote, language);
    failed(NonSuccessKind::Failure, "misconception", &claim.misconception.correction, &quote)
}

/// Words of an answer, and where they stand.
fn said(place: Place, quote: &str, language: Language) -> String {
    let (line, column) = (place.start.line.to_string(), place.start.column.to_string());
    Message::new("said-at-column").with("line", line).with("column", column).with("quote", quote).text(language)
}

/// A test that did not pass: what kind of failure it is, what it lacks, and where.
fn failed(kind: NonSuccessKind, type_: &str, message: &str, description: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(type_).set_message(&*xml(message)).set_description(&*xml(description));
    status
}

fn skipped(why: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_message(why);
    status
}

/// A gate that failed, as a test.
fn gate(failure: &Failure, language: Language) -> TestCase {
    let (place, text) = (failure.place(), failure.text(language));
    let mut case = TestCase::new(&*xml(&failure.gate), failed(NonSuccessKind::Failure, "gate", &text, &place));
    if !place.is_empty() {
        case.set_classname(&*xml(&place));
    }
    case
}

/// A test that could not be run.
fn broken(issue: &Issue, language: Language) -> TestCase {
    let problem = &issue.problem;
    TestCase::new(
        problem.code,
        failed(NonSuccessKind::Error, problem.code, &problem.message.text(language), &remark(issue, language)),
    )
}

fn remark(issue: &Issue, language: Language) -> String {
    let problem = &issue.problem;
    xml(&format!("{}: {}: {}", issue.at(), problem.code, problem.message.text(language))).into_owned()
}

fn is_error(issue: &Issue) -> bool {
    issue.problem.severity == Severity::Error
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture, hostile_fixture};
    use crate::messages::Language;

    #[test]
    fn a_key_point_is_a_test() {
        insta::assert_snapshot!(fixture::written(Format::Junit), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="anscov" tests="14" failures="7" errors="3">
            <testsuite name="run" tests="1" skipped="0" errors="1" failures="0">
                <testcase name="not-found">
                    <error message="there is no such file or folder" type="not-found">none.md: not-found: there is no such file or folder</error>
                </testcase>
            </testsuite>
            <testsuite name="笔记/round 2.md" tests="13" skipped="2" errors="2" failures="7">
                <testcase name="复用建好的连接，省去握手" classname="1. 连接池有什么用，怎么设大小"/>
                <testcase name="连接用尽时请求排队，等到超时为止" classname="1. 连接池有什么用，怎么设大小">
                    <failure message="lacks 超时" type="partial">line 6:1: 池子满了，新来的请求就等着。</failure>
                </testcase>
                <testcase name="超时的请求也要归还连接" classname="1. 连接池有什么用，怎么设大小">
                    <failure message="denied" type="contradicted">line 7:1: 超时不会归还连接。</failure>
                </testcase>
                <testcase name="上限由数据库的最大连接数除以实例数决定，不是凭感觉" classname="1. 连接池有什么用，怎么设大小">
                    <failure message="lacks 最大连接数, 实例数" type="missing">line 8:1: 连接越多越快，所以设得很大。</failure>
                </testcase>
                <testcase name="留多少空闲连接" classname="1. 连接池有什么用，怎么设大小">
                    <failure message="missing" type="missing">line 3</failure>
                </testcase>
                <testcase name="定期探活，剔除坏连接" classname="1. 连接池有什么用，怎么设大小"/>
                <testcase name="重连时加随机抖动" classname="1. 连接池有什么用，怎么设大小">
                    <skipped message="a bonus point"/>
                </testcase>
                <testcase name="连接数越多越快" classname="1. 连接池有什么用，怎么设大小">
                    <failure message="超过数据库的并行能力后，更多连接只会增加切换和锁争用" type="misconception">line 8:1: 连接越多越快</failure>
                </testcase>
                <testcase name="not answered" classname="2. 重试的风暴">
                    <failure message="not answered" type="not-answered">line 11</failure>
                </testcase>
                <testcase name="not answered" classname="3. 幂等键放在哪里">
                    <failure message="not answered" type="not-answered">line 13</failure>
                </testcase>
                <testcase name="no rubric" classname="4. 说说你家的猫: 100%">
                    <error message="no rubric fits this question" type="no-rubric">line 17</error>
                </testcase>
                <testcase name="no rubric" classname="5. 池">
                    <error message="no rubric fits this question" type="no-rubric">line 21</error>
                </testcase>
                <testcase name="ignored" classname="6. 跳过的题">
                    <skipped message="a directive takes it out"/>
                </testcase>
                <system-err>笔记/round 2.md:1: unused-ignore: the answer covers `reuse`; it need not be ignored
        笔记/round 2.md:21: ambiguous-question: several rubrics fit this question equally well: net/pool, net/retry
        </system-err>
            </testsuite>
            <testsuite name="expected.md" tests="0" skipped="0" errors="0" failures="0">
                <system-err>expected.md: references-only: its answers are reference answers; none is a candidate&apos;s
        </system-err>
            </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn tests_keep_their_names_in_every_language() {
        let tests = |written: &str| -> Vec<String> {
            let starts = written.split("<testcase ").skip(1);
            starts.filter_map(|test| test.split(['>', '/']).next()).map(str::to_owned).collect()
        };
        let chinese = fixture::in_language(Format::Junit, Language::Chinese);
        assert_eq!(tests(&chinese), tests(&fixture::written(Format::Junit)));
        assert!(chinese.contains(r#"<failure message="缺失" type="missing">第 3 行</failure>"#), "{chinese}");
        assert!(chinese.contains(r#"type="misconception">第 8 行第 1 列：连接越多越快</failure>"#), "{chinese}");
    }

    #[test]
    fn hostile_texts_stay_texts() {
        let written = hostile_fixture::written(Format::Junit);
        let report = quick_junit::Report::deserialize_from_str(&written).expect("it is JUnit XML");
        assert_eq!(report.tests, 9);
        assert_eq!(written.matches("<testcase").count(), 9);
        assert!(!written.contains("<script") && !written.contains("]]>") && !written.contains("<!--"), "{written}");
        let allowed = |c: char| c == '\n' || !c.is_control() && c != '\u{fffe}';
        assert!(written.chars().all(allowed), "{written}");
    }
}
