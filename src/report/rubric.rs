//! Rubrics for people: the questions there are, what a full answer to one says, and how examples came out.

use super::layout::{Look, Palette, one_line, table};
use super::nearest::lacking;
use super::summary::count;
use crate::catalogue::RubricRef;
use crate::rubric::{KeyPoint, Tier};
use crate::trial::Trial;
use std::io::{self, Write};

/// Writes the questions of a catalogue, one a line.
///
/// # Errors
///
/// Only those of `out`.
pub fn catalogue(out: &mut dyn Write, questions: &[RubricRef<'_>]) -> io::Result<()> {
    let rows: Vec<Vec<String>> = questions
        .iter()
        .map(|found| {
            let core = found.question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core).count();
            let points = if core == 0 { "from references".to_owned() } else { count(core, "key point") };
            vec![found.id(), points, one_line(&found.question.title).into_owned()]
        })
        .collect();
    table(&rows).into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Writes what a full answer to a question says.
///
/// # Errors
///
/// Only those of `out`.
pub fn question(out: &mut dyn Write, look: Look, found: RubricRef<'_>) -> io::Result<()> {
    let Palette { strong, dim, bad, .. } = Palette::new(look.coloured);
    let question = found.question;
    writeln!(out, "{strong}{}  {}{strong:#}", found.id(), one_line(&question.title))?;
    let level = question.level.as_deref().unwrap_or_default();
    let facts =
        [("also", question.aliases.join("; ")), ("topics", question.topics.join(", ")), ("level", level.to_owned())];
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "  {dim}{name}: {}{dim:#}", one_line(value))?;
    }
    let of = |tier, part| {
        let keypoints = question.keypoints.iter().filter(move |keypoint| keypoint.tier == tier);
        keypoints.filter(move |keypoint| tier == Tier::Bonus || keypoint.part == part).collect::<Vec<_>>()
    };
    keypoints(out, "key points", &of(Tier::Core, None))?;
    for (at, part) in question.parts.iter().enumerate() {
        keypoints(out, &format!("{}. {}", at + 1, one_line(part)), &of(Tier::Core, Some(at + 1)))?;
    }
    keypoints(out, "bonus", &of(Tier::Bonus, None))?;
    if !question.references.is_empty() {
        let all = if question.any_reference { "one suffices" } else { "all count" };
        writeln!(out, "\n  references, {all}")?;
    }
    for reference in &question.references {
        writeln!(out, "    {}", one_line(reference))?;
    }
    if !question.misconceptions.is_empty() {
        writeln!(out, "\n  misconceptions")?;
    }
    for wrong in &question.misconceptions {
        writeln!(out, "    {bad}{}{bad:#} → {}", one_line(&wrong.claim), one_line(&wrong.correction))?;
    }
    writeln!(out)
}

/// Writes the examples that came out otherwise than expected, and a count. Gives back how many they are.
///
/// # Errors
///
/// Only those of `out`.
pub fn trials(out: &mut dyn Write, look: Look, trials: &[Trial]) -> io::Result<usize> {
    let Palette { bad, dim, .. } = Palette::new(look.coloured);
    let failed: Vec<&Trial> = trials.iter().filter(|trial| !trial.passed).collect();
    for trial in &failed {
        let (kind, got) = (trial.kind.name(), trial.got);
        writeln!(out, "{bad}failed{bad:#}  {}  {dim}{kind}[{}] came out as {got}{dim:#}", trial.id, trial.index)?;
        let lack = trial
            .lack
            .as_ref()
            .map(|(lack, terms)| format!(" {}", lacking(look.language, *lack, terms)))
            .unwrap_or_default();
        writeln!(out, "  {}{lack}", one_line(&trial.text))?;
    }
    writeln!(out, "{}, {} failed", count(trials.len(), "example"), failed.len())?;
    Ok(failed.len())
}

fn keypoints(out: &mut dyn Write, heading: &str, keypoints: &[&KeyPoint]) -> io::Result<()> {
    if keypoints.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  {heading}")?;
    let row = |keypoint: &&KeyPoint| {
        vec![format!("  {}×", keypoint.weight), keypoint.id.clone(), one_line(&keypoint.point).into_owned()]
    };
    let rows: Vec<Vec<String>> = keypoints.iter().map(row).collect();
    table(&rows).into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::matching::Lack;
    use crate::trial::ExampleKind;

    #[test]
    fn a_question_is_shown_whole() {
        let rubric = fixture::rubric();
        let mut out = Vec::new();
        let questions = rubric.questions.iter().enumerate();
        let found: Vec<_> =
            questions.map(|(place, question)| RubricRef { rubric: &rubric.id, question, place }).collect();
        question(&mut out, Look::default(), found[0]).expect("memory takes it");
        catalogue(&mut out, &found).expect("memory takes it");
        insta::assert_snapshot!(String::from_utf8_lossy(&out), @r"
        net/pool  连接池的作用与大小
          topics: net/client
          level: middle

          1. 作用
            2×  reuse   复用建好的连接，省去握手
            1×  wait    连接用尽时请求排队，等到超时为止
            1×  return  超时的请求也要归还连接

          2. 大小
            1×  limit  上限由数据库的最大连接数除以实例数决定，不是凭感觉
            1×  idle   留多少空闲连接

          bonus
            1×  health  定期探活，剔除坏连接
            1×  jitter  重连时加随机抖动

          misconceptions
            连接数越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用

          net/pool         5 key points  连接池的作用与大小
          net/retry        1 key point   重试风暴
          net/idempotency  1 key point   幂等键
        ");
    }

    #[test]
    fn failed_examples_say_what_they_lack() {
        let trial = |passed, index| Trial {
            id: "net/pool/reuse".to_owned(),
            kind: ExampleKind::Covered,
            index,
            text: "连接不用每次都新建".to_owned(),
            passed,
            got: if passed { "covered" } else { "missing" },
            lack: (!passed).then(|| (Lack::Terms, vec!["复用".to_owned()])),
        };
        let mut out = Vec::new();
        let failed = trials(&mut out, Look::default(), &[trial(true, 0), trial(false, 1)]).expect("memory takes it");
        assert_eq!(failed, 1);
        insta::assert_snapshot!(String::from_utf8_lossy(&out), @r"
        failed  net/pool/reuse  covered[1] came out as missing
          连接不用每次都新建 {+复用+}
        2 examples, 1 failed
        ");
    }
}
