//! Why each verdict: the rule, the place, the nearest miss, and the arithmetic of the score. For people.

use super::json;
use super::layout::{Look, Palette, one_line, table};
use super::nearest::lack;
use super::place::Place;
use super::view::{ClaimReport, KeyPointReport, QuestionReport, Status};
use crate::matching::{Method, Verdict};
use crate::rubric::Tier;
use crate::score::Score;
use std::io::{self, Write};

/// How evidence of each rule relates to the term it matched.
const METHODS: [(Method, &str); 10] = [
    (Method::Exact, "as written:"),
    (Method::Inflection, "inflection of"),
    (Method::Synonym, "synonym of"),
    (Method::Typo, "misspelling of"),
    (Method::Homophone, "homophone of"),
    (Method::Number, "the number"),
    (Method::Code, "the code"),
    (Method::Regex, "matches"),
    (Method::Similar, "much like"),
    (Method::Context, "from above:"),
];

/// Writes why the questions of the document `path` got their verdicts.
///
/// # Errors
///
/// Only those of `out`.
pub fn explain(out: &mut dyn Write, look: Look, path: &str, questions: &[QuestionReport<'_>]) -> io::Result<()> {
    let palette = Palette::new(look.coloured);
    for question in questions {
        heading(out, palette, path, question)?;
        for keypoint in &question.keypoints {
            self::keypoint(out, palette, question, keypoint)?;
        }
        for claim in &question.claims {
            self::claim(out, palette, claim)?;
        }
        if let Some(score) = &question.score {
            writeln!(out, "\n  {}", arithmetic(score))?;
            let parts = score.parts.iter().filter_map(|part| Some((part, part.coverage?)));
            for (part, coverage) in parts {
                writeln!(out, "  {}: {}%", one_line(&part.name), decimal(coverage))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn heading(out: &mut dyn Write, palette: Palette, path: &str, question: &QuestionReport<'_>) -> io::Result<()> {
    let Palette { fair, strong, .. } = palette;
    writeln!(out, "{strong}{path}:{}  {}{strong:#}", question.line, one_line(&question.title))?;
    let status = match question.status {
        Status::Answered => "answered",
        Status::Empty => "left empty, so nothing is covered",
        Status::Placeholder => "only the placeholder is there, so nothing is covered",
        Status::Unmatched => "not graded",
        Status::Ignored => "ignored by a directive",
    };
    match &question.rubric {
        Some(id) => writeln!(out, "  rubric {id}, {}% sure; {status}", question.confidence)?,
        None if !question.ambiguous.is_empty() => {
            writeln!(out, "  several rubrics fit equally well: {}; {status}", question.ambiguous.join(", "))?;
        }
        None => writeln!(out, "  no rubric fits; {status}")?,
    }
    for flag in &question.flags {
        writeln!(out, "  {fair}flag {}{fair:#}", json::name(flag))?;
    }
    Ok(())
}

fn keypoint(
    out: &mut dyn Write,
    palette: Palette,
    question: &QuestionReport<'_>,
    keypoint: &KeyPointReport,
) -> io::Result<()> {
    let Palette { good, fair, bad, dim, .. } = palette;
    let style = match keypoint.verdict {
        Verdict::Covered => good,
        Verdict::Partial => fair,
        Verdict::Missing | Verdict::Contradicted => bad,
    };
    let verdict = json::name(&keypoint.verdict);
    let credit = match (keypoint.ignored, keypoint.tier) {
        (true, _) => "ignored by a directive".to_owned(),
        (_, Tier::Bonus) => "bonus".to_owned(),
        (_, Tier::Core) => {
            let earned = u32::from(keypoint.share) * keypoint.weight;
            format!("{} of {}", decimal(earned), keypoint.weight)
        }
    };
    writeln!(
        out,
        "\n  {style}{verdict}{style:#}  {}  {dim}{}, {credit}{dim:#}",
        one_line(&keypoint.point),
        keypoint.id
    )?;
    let mut rows = vec![vec!["    rule".to_owned(), rule(question, keypoint)]];
    for evidence in &keypoint.evidence {
        let method = METHODS.iter().find(|(method, _)| *method == evidence.method).map_or("", |(_, name)| name);
        let matched = format!("{}  ({method} {})", one_line(&evidence.quote), one_line(&evidence.term));
        rows.push(vec![at(evidence.place), matched]);
    }
    if let Some(nearest) = &keypoint.nearest {
        rows.push(vec![at(nearest.place), format!("nearest: {} {}", one_line(&nearest.quote), lack(nearest))]);
    }
    table(&rows).into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The pattern as the rubric file has it.
fn rule(question: &QuestionReport<'_>, keypoint: &KeyPointReport) -> String {
    let written = question.expected.and_then(|expected| expected.keypoints.iter().find(|k| k.id == keypoint.id));
    match written.and_then(|written| written.matches.as_ref()) {
        Some(pattern) => serde_json::to_string(pattern).unwrap_or_default(),
        None => "the statement itself, by likeness".to_owned(),
    }
}

fn claim(out: &mut dyn Write, palette: Palette, claim: &ClaimReport<'_>) -> io::Result<()> {
    let Palette { bad, dim, .. } = palette;
    let wrong = claim.misconception;
    writeln!(
        out,
        "\n  {bad}wrong{bad:#}  {}  {dim}{}, costs {}{dim:#}",
        one_line(&wrong.claim),
        wrong.id,
        wrong.weight
    )?;
    let rows = [
        vec![at(claim.place), one_line(&claim.quote).into_owned()],
        vec!["    right".to_owned(), one_line(&wrong.correction).into_owned()],
    ];
    table(&rows).into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn at(place: Place) -> String {
    format!("    {}:{}", place.start.line, place.start.column)
}

/// How the coverage comes about, in the weights of key points.
fn arithmetic(score: &Score) -> String {
    let [earned, possible, penalty] = [score.earned, score.possible, score.penalty].map(decimal);
    let coverage = decimal(score.coverage);
    let floor = if score.penalty > score.earned { ", never below 0" } else { "" };
    if score.penalty == 0 {
        format!("coverage = {earned} of {possible} = {coverage}%")
    } else {
        format!("coverage = ({earned} earned - {penalty} for wrong claims) of {possible} = {coverage}%{floor}")
    }
}

/// Hundredths as a decimal without idle zeros.
fn decimal(hundredths: u32) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest.is_multiple_of(10) => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::compose::report;
    use super::super::fixture;
    use super::*;

    #[test]
    fn every_verdict_is_accounted_for() {
        let rubric = fixture::rubric();
        let report = report(fixture::card(&rubric));
        let mut out = Vec::new();
        explain(&mut out, Look::default(), &report.path, &report.questions).expect("memory takes it");
        // How a pattern is written is the rubric module's business.
        let shown = String::from_utf8_lossy(&out);
        let lines: Vec<&str> = shown.lines().filter(|line| !line.starts_with("      rule")).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        笔记/round 2.md:3  连接池有什么用，怎么设大小
          rubric net/pool, 84% sure; answered
          flag verbatim-copy

          covered  复用建好的连接，省去握手  reuse, 2 of 2
              5:5   建好的连接  (as written: 连接)
              5:12  反复用  (synonym of 复用)

          partial  连接用尽时请求排队，等到超时为止  wait, 0.5 of 1
              6:12  等着  (synonym of 排队)
              6:1   nearest: 池子满了，新来的请求就等着。 {+超时+}

          contradicted  超时的请求也要归还连接  return, 0 of 1
              7:3   不会归还连接  (as written: 归还连接)
              7:1   nearest: 超时不会归还连接。 (denied)

          missing  上限由数据库的最大连接数除以实例数决定，不是凭感觉  limit, 0 of 1
              8:1   nearest: 连接越多越快，所以设得很大。 {+最大连接数+} {+实例数+}

          missing  留多少空闲连接  idle, 0 of 1

          covered  定期探活，剔除坏连接  health, bonus
              9:14  坏的就丢掉  (much like 剔除坏连接)

          missing  重连时加随机抖动  jitter, bonus

          wrong  连接数越多越快  more-is-faster, costs 1
              8:1    连接越多越快
              right  超过数据库的并行能力后，更多连接只会增加切换和锁争用

          coverage = (2.5 earned - 1 for wrong claims) of 6 = 25%
          作用: 62.5%
          大小: 0%

        笔记/round 2.md:11  重试的风暴
          rubric net/retry, 100% sure; left empty, so nothing is covered

          missing  指数退避  backoff, 0 of 1

          coverage = 0 of 1 = 0%

        笔记/round 2.md:13  幂等键放在哪里
          rubric net/idempotency, 100% sure; only the placeholder is there, so nothing is covered

          missing  由客户端生成，随请求带上  client, 0 of 1

          coverage = 0 of 1 = 0%

        笔记/round 2.md:17  说说你家的猫: 100%
          no rubric fits; not graded

        笔记/round 2.md:21  池
          several rubrics fit equally well: net/pool, net/retry; not graded

        笔记/round 2.md:25  跳过的题
          no rubric fits; ignored by a directive
        ");
    }

    #[test]
    fn decimals_are_short() {
        assert_eq!([0, 5, 50, 100, 6154].map(decimal), ["0", "0.05", "0.5", "1", "61.54"]);
    }
}
