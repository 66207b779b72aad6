//! The results as annotations that GitHub's workflows show beside the lines they are about.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use super::issue::Issue;
use super::nearest::lack;
use super::place::Place;
use super::summary::Summary;
use super::view::{KeyPointReport, QuestionReport, Report, Status};
use crate::matching::Verdict;
use crate::problem::Severity;
use crate::rubric::Tier;
use crate::source::Position;
use std::io::{self, Write};

/// Writes annotations as documents come; those of the run itself follow, as all its issues are known only then.
pub(super) fn write(
    out: &mut dyn Write,
    reports: &mut dyn Iterator<Item = Report<'_>>,
    issues: Vec<Issue>,
) -> io::Result<Summary> {
    let mut summary = Summary::new(issues);
    for mut report in reports {
        for annotation in report.questions.iter().flat_map(|question| annotations(&report.path, question)) {
            writeln!(out, "{annotation}")?;
        }
        summary.add(&mut report);
    }
    for issue in &summary.issues {
        writeln!(out, "{}", of_issue(issue))?;
    }
    Ok(summary)
}

/// One annotation, as a workflow command.
fn annotation(level: &str, path: &str, place: Option<Place>, title: &str, message: &str) -> String {
    let mut properties = Vec::new();
    if !path.is_empty() {
        properties.push(format!("file={}", property(path)));
    }
    if let Some(Place { start, end }) = place {
        properties.push(format!("line={},endLine={},col={}", start.line, end.line, start.column));
        // GitHub takes a last column only within one line.
        if start.line == end.line && start.column < end.column {
            properties.push(format!("endColumn={}", end.column));
        }
    }
    properties.push(format!("title={}", property(title)));
    format!("::{level} {}::{}", properties.join(","), escape(message))
}

/// What may not stand in a message as it is.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What may not stand in a property as it is: there, a colon or comma would end it.
fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

fn annotations(path: &str, question: &QuestionReport<'_>) -> Vec<String> {
    let start = Position { line: question.line, column: 1 };
    let here = Some(Place { start, end: start });
    let whole = |message: &str| vec![annotation("warning", path, here, &question.title, message)];
    match question.status {
        // That a question is ambiguous is a problem of its document, and annotated as such.
        Status::Ignored => return Vec::new(),
        Status::Unmatched if !question.ambiguous.is_empty() => return Vec::new(),
        Status::Empty => return whole("not answered"),
        Status::Placeholder => return whole("not answered: only the placeholder is there"),
        Status::Unmatched => return whole("no rubric fits this question"),
        Status::Answered => {}
    }
    let core = question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core && !keypoint.ignored);
    let gaps = core.filter_map(|keypoint| {
        let (place, message) = gap(keypoint)?;
        Some(annotation("warning", path, place.or(here), &question.title, &message))
    });
    let claims = question.claims.iter().map(|claim| {
        let message = format!("{} → {}", claim.misconception.claim, claim.misconception.correction);
        annotation("error", path, Some(claim.place), &question.title, &message)
    });
    gaps.chain(claims).collect()
}

/// What an answer lacks of a key point, and where that shows; nowhere in particular when it is missing.
fn gap(keypoint: &KeyPointReport) -> Option<(Option<Place>, String)> {
    let place = keypoint.seen.as_ref().map(|(place, _)| *place);
    let nearest = keypoint.nearest.as_ref();
    match keypoint.verdict {
        Verdict::Covered => None,
        Verdict::Missing => Some((None, format!("missing: {}", keypoint.point))),
        Verdict::Contradicted => Some((place, format!("contradicted: {}", keypoint.point))),
        Verdict::Partial => {
            let lacks = nearest.map(|nearest| format!(" {}", lack(nearest))).unwrap_or_default();
            Some((place.or(nearest.map(|nearest| nearest.place)), format!("in part: {}{lacks}", keypoint.point)))
        }
    }
}

fn of_issue(issue: &Issue) -> String {
    let problem = &issue.problem;
    let level = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let help = problem.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    annotation(level, &problem.path, issue.place, problem.code, &format!("{}{help}", problem.message))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::problem::Problem;

    #[test]
    fn annotations_stand_at_their_lines() {
        let rubric = fixture::rubric();
        let mut out = Vec::new();
        let run = Issue::new(Problem::error("not-found", "", "no: such, 100%\nfile"), None);
        write(&mut out, &mut fixture::reports(&rubric), vec![run]).expect("memory takes it");
        insta::assert_snapshot!(String::from_utf8_lossy(&out), @r"
        ::warning file=笔记/round 2.md,line=6,endLine=6,col=12,endColumn=14,title=连接池有什么用，怎么设大小::in part: 连接用尽时请求排队，等到超时为止 {+超时+}
        ::warning file=笔记/round 2.md,line=7,endLine=7,col=3,endColumn=9,title=连接池有什么用，怎么设大小::contradicted: 超时的请求也要归还连接
        ::warning file=笔记/round 2.md,line=3,endLine=3,col=1,title=连接池有什么用，怎么设大小::missing: 上限由数据库的最大连接数除以实例数决定，不是凭感觉
        ::warning file=笔记/round 2.md,line=3,endLine=3,col=1,title=连接池有什么用，怎么设大小::missing: 留多少空闲连接
        ::error file=笔记/round 2.md,line=8,endLine=8,col=1,endColumn=7,title=连接池有什么用，怎么设大小::连接数越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用
        ::warning file=笔记/round 2.md,line=11,endLine=11,col=1,title=重试的风暴::not answered
        ::warning file=笔记/round 2.md,line=13,endLine=13,col=1,title=幂等键放在哪里::not answered: only the placeholder is there
        ::warning file=笔记/round 2.md,line=17,endLine=17,col=1,title=说说你家的猫%3A 100%25::no rubric fits this question
        ::error title=not-found::no: such, 100%25%0Afile
        ::warning file=笔记/round 2.md,line=1,endLine=1,col=1,endColumn=6,title=unused-ignore::the answer covers `reuse`; it need not be ignored
        ::warning file=笔记/round 2.md,line=21,endLine=21,col=1,endColumn=9,title=ambiguous-question::several rubrics fit this question equally well: net/pool, net/retry%0Aname the right one under the heading: <!-- anscov: question=net/pool -->
        ::notice file=expected.md,title=references-only::its answers are reference answers; none is a candidate's
        ");
    }

    #[test]
    fn nothing_ends_a_property_or_a_message_early() {
        let line = annotation("warning", "a,b:c.md", None, "50%\r\n", "x::y, 10%\r\nz");
        assert_eq!(line, "::warning file=a%2Cb%3Ac.md,title=50%25%0D%0A::x::y, 10%25%0D%0Az");
    }
}
