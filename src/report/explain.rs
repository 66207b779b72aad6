//! Why each verdict: the rule, the place, the nearest miss, and the arithmetic of the score. For people.

use super::layout::{Look, Palette, listed, one_line, table};
use super::named::{self, named};
use super::nearest::lack;
use super::place::Place;
use super::view::{ClaimReport, KeyPointReport, QuestionReport, Status};
use crate::matching::{Method, Verdict};
use crate::messages::{Message, words};
use crate::rubric::Tier;
use crate::score::Score;
use std::io::{self, Write};

/// How evidence of each rule relates to the term it matched.
const METHODS: [(Method, &str); 10] = [
    (Method::Exact, "matched-exact"),
    (Method::Inflection, "matched-inflection"),
    (Method::Synonym, "matched-synonym"),
    (Method::Typo, "matched-typo"),
    (Method::Homophone, "matched-homophone"),
    (Method::Number, "matched-number"),
    (Method::Code, "matched-code"),
    (Method::Regex, "matched-regex"),
    (Method::Similar, "matched-similar"),
    (Method::Context, "matched-context"),
];

/// What each status means for what is explained below it.
const STATUSES: [(Status, &str); 5] = [
    (Status::Answered, "explain-answered"),
    (Status::Empty, "explain-empty"),
    (Status::Placeholder, "explain-placeholder"),
    (Status::Unmatched, "explain-unmatched"),
    (Status::Ignored, "explain-ignored"),
];

/// Writes why the questions of the document `path` got their verdicts.
///
/// # Errors
///
/// Only those of `out`.
pub fn explain(out: &mut dyn Write, look: Look, path: &str, questions: &[QuestionReport<'_>]) -> io::Result<()> {
    let palette = Palette::new(look.coloured);
    for question in questions {
        heading(out, look, palette, path, question)?;
        for keypoint in &question.keypoints {
            self::keypoint(out, look, palette, question, keypoint)?;
        }
        for claim in &question.claims {
            self::claim(out, look, palette, claim)?;
        }
        if let Some(score) = &question.score {
            writeln!(out, "\n  {}", arithmetic(score).text(look.language))?;
            let parts = score.parts.iter().filter_map(|part| Some((part, part.coverage?)));
            for (part, coverage) in parts {
                let (name, coverage) = (one_line(&part.name).into_owned(), decimal(coverage));
                let line = Message::new("explain-part").with("part", name).with("coverage", coverage);
                writeln!(out, "  {}", line.text(look.language))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn heading(
    out: &mut dyn Write,
    look: Look,
    palette: Palette,
    path: &str,
    question: &QuestionReport<'_>,
) -> io::Result<()> {
    let Palette { fair, strong, .. } = palette;
    writeln!(out, "{strong}{path}:{}  {}{strong:#}", question.line, one_line(&question.title))?;
    let bound = match &question.rubric {
        Some(id) => Message::new("explain-rubric").with("rubric", id).with("percent", question.confidence.to_string()),
        None if question.ambiguous.is_empty() => Message::new("explain-no-rubric"),
        None => Message::new("explain-ambiguous").with("rubrics", listed(look.language, &question.ambiguous)),
    };
    let status = named(&STATUSES, question.status);
    let line = Message::new("explain-question").with("rubric", bound).with("status", status);
    writeln!(out, "  {}", line.text(look.language))?;
    for flag in named::flags(question) {
        let flag = Message::new("explain-flag").with("flag", flag);
        writeln!(out, "  {fair}{}{fair:#}", flag.text(look.language))?;
    }
    Ok(())
}

fn keypoint(
    out: &mut dyn Write,
    look: Look,
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
    let verdict = named::verdict(keypoint.verdict).text(look.language);
    let credit = match (keypoint.ignored, keypoint.tier) {
        (true, _) => Message::new("explain-ignored"),
        (_, Tier::Bonus) => Message::new("explain-bonus"),
        (_, Tier::Core) => {
            let earned = decimal(u32::from(keypoint.share) * keypoint.weight);
            Message::new("explain-credit").with("earned", earned).with("weight", keypoint.weight.to_string())
        }
    };
    let aside = Message::new("explain-keypoint").with("id", &keypoint.id).with("credit", credit);
    let (point, aside) = (one_line(&keypoint.point), aside.text(look.language));
    writeln!(out, "\n  {style}{verdict}{style:#}  {point}  {dim}{aside}{dim:#}")?;
    let mut rows = vec![vec![indented(&words(look.language, "explain-rule")), rule(look, question, keypoint)]];
    for evidence in &keypoint.evidence {
        let method = named(&METHODS, evidence.method).with("term", one_line(&evidence.term).into_owned());
        let method = Message::new("in-brackets").with("words", method).text(look.language);
        rows.push(vec![at(evidence.place), format!("{}  {method}", one_line(&evidence.quote))]);
    }
    if let Some(nearest) = &keypoint.nearest {
        let line = Message::new("explain-nearest")
            .with("quote", one_line(&nearest.quote).into_owned())
            .with("lack", lack(look.language, nearest));
        rows.push(vec![at(nearest.place), line.text(look.language)]);
    }
    table(&rows).into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The pattern as the rubric file has it.
fn rule(look: Look, question: &QuestionReport<'_>, keypoint: &KeyPointReport) -> String {
    let written = question.expected.and_then(|expected| expected.keypoints.iter().find(|k| k.id == keypoint.id));
    match written.and_then(|written| written.matches.as_ref()) {
        Some(pattern) => serde_json::to_string(pattern).unwrap_or_default(),
        None => words(look.language, "explain-by-likeness"),
    }
}

fn claim(out: &mut dyn Write, look: Look, palette: Palette, claim: &ClaimReport<'_>) -> io::Result<()> {
    let Palette { bad, dim, .. } = palette;
    let wrong = claim.misconception;
    let aside = Message::new("explain-claim").with("id", &wrong.id).with("weight", wrong.weight.to_string());
    let (name, aside) = (words(look.language, "explain-wrong"), aside.text(look.language));
    writeln!(out, "\n  {bad}{name}{bad:#}  {}  {dim}{aside}{dim:#}", one_line(&wrong.claim))?;
    let right = indented(&words(look.language, "explain-right"));
    let rows = [
        vec![at(claim.place), one_line(&claim.quote).into_owned()],
        vec![right, one_line(&wrong.correction).into_owned()],
    ];
    table(&rows).into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The first cell of a row below a key point or a claim.
fn indented(text: &str) -> String {
    format!("    {text}")
}

fn at(place: Place) -> String {
    indented(&format!("{}:{}", place.start.line, place.start.column))
}

/// How the coverage comes about, in the weights of key points.
fn arithmetic(score: &Score) -> Message {
    let [earned, possible, penalty, coverage] =
        [score.earned, score.possible, score.penalty, score.coverage].map(decimal);
    if score.penalty == 0 {
        return Message::new("explain-arithmetic")
            .with("earned", earned)
            .with("possible", possible)
            .with("coverage", coverage);
    }
    let sum = Message::new("explain-arithmetic-with-claims")
        .with("earned", earned)
        .with("penalty", penalty)
        .with("possible", possible)
        .with("coverage", coverage);
    if score.penalty > score.earned { Message::new("explain-never-below").with("sum", sum) } else { sum }
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
    use crate::messages::Language;

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
    fn verdicts_are_accounted_for_in_chinese_too() {
        let rubric = fixture::rubric();
        let report = report(fixture::card(&rubric));
        let look = Look { language: Language::Chinese, ..Look::default() };
        let mut out = Vec::new();
        explain(&mut out, look, &report.path, report.questions.get(..1).unwrap_or_default()).expect("memory takes it");
        let shown = String::from_utf8_lossy(&out);
        let lines: Vec<&str> = shown.lines().filter(|line| !line.starts_with("      规则")).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        笔记/round 2.md:3  连接池有什么用，怎么设大小
          评分细则 net/pool，把握 84%；已作答
          标记：原文照抄

          已覆盖  复用建好的连接，省去握手  reuse，得 2/2
              5:5   建好的连接  （原词：连接）
              5:12  反复用  （同义词：复用）

          部分覆盖  连接用尽时请求排队，等到超时为止  wait，得 0.5/1
              6:12  等着  （同义词：排队）
              6:1   最接近：池子满了，新来的请求就等着。 {+超时+}

          说反了  超时的请求也要归还连接  return，得 0/1
              7:3   不会归还连接  （原词：归还连接）
              7:1   最接近：超时不会归还连接。 （被否定）

          缺失  上限由数据库的最大连接数除以实例数决定，不是凭感觉  limit，得 0/1
              8:1   最接近：连接越多越快，所以设得很大。 {+最大连接数+} {+实例数+}

          缺失  留多少空闲连接  idle，得 0/1

          已覆盖  定期探活，剔除坏连接  health，加分项
              9:14  坏的就丢掉  （近似：剔除坏连接）

          缺失  重连时加随机抖动  jitter，加分项

          误解  连接数越多越快  more-is-faster，扣 1
              8:1   连接越多越快
              正确  超过数据库的并行能力后，更多连接只会增加切换和锁争用

          覆盖率 =（得 2.5 - 误解扣 1）/ 6 = 25%
          作用：62.5%
          大小：0%
        ");
    }

    #[test]
    fn decimals_are_short() {
        assert_eq!([0, 5, 50, 100, 6154].map(decimal), ["0", "0.05", "0.5", "1", "61.54"]);
    }
}
