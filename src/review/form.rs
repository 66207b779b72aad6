//! Forms that rate a candidate, `- **存储**: [ ] 精通 [ ] 熟练 [ ] 了解 [ ] 欠缺`, filled in by the coverage of topics.

use crate::parse::FILLED;
use crate::report::Report;
use crate::source::{Source, Span};

/// The coverages, in percent, from which the first three of four ratings hold; below the last it is the fourth.
pub const CUTS: [u32; 3] = [80, 60, 30];

/// Ratings as forms have them, the best first.
const SCALES: [[&str; CUTS.len() + 1]; 6] = [
    ["精通", "熟练", "了解", "欠缺"],
    ["优", "良", "中", "差"],
    ["优秀", "良好", "一般", "较差"],
    ["优秀", "良好", "及格", "不及格"],
    ["expert", "proficient", "familiar", "lacking"],
    ["excellent", "good", "fair", "poor"],
];

/// Words in the name of an area, and the topics that it takes in; an empty topic takes in all.
const AREAS: [(&[&str], &[&str]); 13] = [
    (&["go", "golang"], &["go"]),
    (&["并发", "concurrency"], &["go/concurrency"]),
    (&["运行时", "调度", "runtime"], &["go/runtime", "go/memory"]),
    (&["性能", "调优", "performance", "tuning", "profiling"], &["go/performance"]),
    (&["组件", "中间件", "middleware", "components"], &["storage", "middleware"]),
    (&["存储", "数据库", "缓存", "redis", "mysql", "storage", "database", "cache", "caching"], &["storage"]),
    (&["消息", "队列", "kafka", "messaging", "queues"], &["middleware"]),
    (&["分布式", "微服务", "稳定性", "高可用", "distributed", "microservices", "reliability"], &["distributed"]),
    (&["网络", "操作系统", "容器", "linux", "network", "networks", "kubernetes"], &["infrastructure"]),
    (&["安全", "认证", "security", "authentication"], &["web/auth", "web/security"]),
    (&["工程", "engineering"], &["engineering"]),
    (&["项目", "project", "projects"], &["interview/project"]),
    (&["问题分析", "分析能力", "综合", "整体", "总体", "problem", "overall"], &[""]),
];

/// The lines of the document that rate an area with boxes nobody has ticked, each as it is with the box of its coverage
/// ticked. Areas of which nothing was asked are left alone.
pub(super) fn filled(source: &Source, report: &Report<'_>) -> Vec<(Span, String)> {
    let answers = || report.questions.iter().flat_map(|question| &question.answer);
    let lines = (1..=source.line_count()).map(|number| source.line_span(number));
    let filled = lines.filter(|line| answers().all(|answer| !answer.overlaps(*line))).filter_map(|line| {
        let text = line.of(&source.text);
        let (area, boxes) = rating(text)?;
        let coverage = coverage(&topics(area), report)?;
        let rank = CUTS.iter().position(|cut| coverage >= cut * 100).unwrap_or(CUTS.len());
        let at = boxes.get(rank)?;
        let (before, after) = text.split_at_checked(*at)?;
        let ticked = after.strip_prefix("[ ]")?;
        Some((line, format!("{before}[x]{ticked}{FILLED}{}% -->", coverage / 100)))
    });
    filled.collect()
}

/// The area that a line rates, and where its boxes are.
fn rating(line: &str) -> Option<(&str, [usize; CUTS.len() + 1])> {
    let boxes: Vec<usize> = line.match_indices("[ ]").map(|(at, _)| at).collect();
    let boxes: [usize; CUTS.len() + 1] = boxes.try_into().ok()?;
    let mut names = line.split("[ ]");
    let area = names.next()?.trim_matches(|c: char| c.is_whitespace() || "-*+：:_".contains(c));
    let names: Vec<String> = names.map(|name| name.trim().to_lowercase()).collect();
    SCALES.iter().any(|scale| names == *scale).then_some((area, boxes))
}

/// The topics that an area takes in.
fn topics(area: &str) -> Vec<&'static str> {
    let area = area.to_lowercase();
    let words: Vec<&str> = area.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    // Han words stand in others without blanks; Latin ones must stand whole: `go` is not in `mongodb`.
    let names = |word: &&str| if word.is_ascii() { words.contains(word) } else { area.contains(*word) };
    AREAS.iter().filter(|(names_of, _)| names_of.iter().any(names)).flat_map(|(_, topics)| *topics).copied().collect()
}

/// The mean coverage of the questions of some topics, in hundredths of a percent; `None` where none was asked.
fn coverage(topics: &[&str], report: &Report<'_>) -> Option<u32> {
    let under = |name: &String| {
        let is_under = |topic: &&str| {
            topic.is_empty() || name == topic || name.strip_prefix(*topic).is_some_and(|rest| rest.starts_with('/'))
        };
        topics.iter().any(is_under)
    };
    let of_topics = report
        .questions
        .iter()
        .filter(|question| question.expected.is_some_and(|expected| expected.topics.iter().any(under)));
    let (mut sum, mut count) = (0_u64, 0);
    for score in of_topics.filter_map(|question| question.score.as_ref()) {
        sum += u64::from(score.coverage);
        count += 1;
    }
    u32::try_from(sum.checked_div(count)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_has_four_empty_boxes_of_a_known_scale() {
        let (area, boxes) = rating("- **Go语言高级特性**: [ ] 精通 [ ] 熟练 [ ] 了解 [ ] 欠缺  ").expect("it is one");
        assert_eq!((area, boxes.len()), ("Go语言高级特性", 4));
        for other in
            ["- [ ] 优 [x] 良 [ ] 中 [ ] 差", "- [ ] 优 [ ] 良 [ ] 差", "- [ ] 买 [ ] 卖 [ ] 存 [ ] 取", "优 良 中 差"]
        {
            assert_eq!(rating(other), None, "{other}");
        }
    }

    #[test]
    fn areas_are_known_by_their_words() {
        let cases: [(&str, &[&str]); 6] = [
            ("Go语言高级特性", &["go"]),
            ("系统组件原理", &["storage", "middleware"]),
            ("并发与运行时", &["go/concurrency", "go/runtime", "go/memory"]),
            ("MongoDB", &[]),
            ("沟通", &[]),
            ("问题分析能力", &[""]),
        ];
        for (area, wanted) in cases {
            assert_eq!(topics(area), wanted, "{area}");
        }
    }
}
