//! Rubrics for people: the questions there are, what a full answer to one says, and how examples came out.

use super::layout::{Look, Palette, one_line, table};
use super::nearest::lacking;
use crate::catalogue::RubricRef;
use crate::messages::{Language, Message, words};
use crate::rubric::{KeyPoint, Tier};
use crate::trial::Trial;
use std::io::{self, Write};

/// Writes the questions of a catalogue, one a line.
///
/// # Errors
///
/// Only those of `out`.
pub fn catalogue(out: &mut dyn Write, language: Language, questions: &[RubricRef<'_>]) -> io::Result<()> {
    let rows: Vec<Vec<String>> = questions
        .iter()
        .map(|found| {
            let core = found.question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core).count();
            let points = match core {
                0 => Message::new("points-from-references"),
                count => Message::new("so-many-key-points").with("count", count),
            };
            vec![found.id(), points.text(language), one_line(&found.question.title).into_owned()]
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
    let (aliases, topics) = (question.aliases.join("; "), question.topics.join(", "));
    let facts = [
        (!aliases.is_empty()).then(|| Message::new("question-aliases").with("aliases", one_line(&aliases).as_ref())),
        (!topics.is_empty()).then(|| Message::new("question-topics").with("topics", one_line(&topics).as_ref())),
        (!level.is_empty()).then(|| Message::new("question-level").with("level", one_line(level).as_ref())),
    ];
    for fact in facts.iter().flatten() {
        writeln!(out, "  {dim}{}{dim:#}", fact.text(look.language))?;
    }
    let say = |id| words(look.language, id);
    let of = |tier, part| {
        let keypoints = question.keypoints.iter().filter(move |keypoint| keypoint.tier == tier);
        keypoints.filter(move |keypoint| tier == Tier::Bonus || keypoint.part == part).collect::<Vec<_>>()
    };
    keypoints(out, &say("question-key-points"), &of(Tier::Core, None))?;
    for (at, part) in question.parts.iter().enumerate() {
        keypoints(out, &format!("{}. {}", at + 1, one_line(part)), &of(Tier::Core, Some(at + 1)))?;
    }
    keypoints(out, &say("question-bonus"), &of(Tier::Bonus, None))?;
    if !question.references.is_empty() {
        let all = if question.any_reference { "references-one-suffices" } else { "references-all-count" };
        writeln!(out, "\n  {}", say(all))?;
    }
    for reference in &question.references {
        writeln!(out, "    {}", one_line(reference))?;
    }
    if !question.misconceptions.is_empty() {
        writeln!(out, "\n  {}", say("question-misconceptions"))?;
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
        let failed = words(look.language, "example-failed");
        let example = format!("{}[{}]", trial.kind.name(), trial.index);
        let result = Message::new("example-came-out").with("example", example).with("got", trial.got);
        let result = result.text(look.language);
        writeln!(out, "{bad}{failed}{bad:#}  {}  {dim}{result}{dim:#}", trial.id)?;
        let lack = trial
            .lack
            .as_ref()
            .map(|(lack, terms)| format!(" {}", lacking(look.language, *lack, terms)))
            .unwrap_or_default();
        writeln!(out, "  {}{lack}", one_line(&trial.text))?;
    }
    let sum = Message::new("examples-failed").with("count", trials.len()).with("failed", failed.len());
    writeln!(out, "{}", sum.text(look.language))?;
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
        catalogue(&mut out, Language::English, &found).expect("memory takes it");
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
    fn columns_are_aligned_in_chinese_too() {
        let rubric = fixture::rubric();
        let mut bare = rubric.questions[0].clone();
        bare.keypoints.clear();
        let questions = rubric.questions.iter().chain([&bare]).enumerate();
        let found: Vec<_> =
            questions.map(|(place, question)| RubricRef { rubric: &rubric.id, question, place }).collect();
        let mut out = Vec::new();
        catalogue(&mut out, Language::Chinese, &found).expect("memory takes it");
        insta::assert_snapshot!(String::from_utf8_lossy(&out), @r"
        net/pool         5 个关键点    连接池的作用与大小
        net/retry        1 个关键点    重试风暴
        net/idempotency  1 个关键点    幂等键
        net/pool         取自参考答案  连接池的作用与大小
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
