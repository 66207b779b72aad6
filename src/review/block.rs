//! What a review says of an answer: what is there, what is missing, and what is wrong.

use crate::matching::Verdict;
use crate::report::{KeyPointReport, QuestionReport};
use crate::rubric::Tier;
use crate::text::is_han;

/// The words of reviews.
struct Words {
    label: &'static str,
    lacks: &'static str,
    denied: &'static str,
    wrong: &'static str,
}

const CHINESE: Words = Words { label: "**点评**：", lacks: "还缺", denied: "说反了：", wrong: "误解：" };
const ENGLISH: Words =
    Words { label: "**Reviewer comment**: ", lacks: "lacks", denied: "the other way round: ", wrong: "wrong: " };

/// The review of an answer, which names its question where it does not stand right below it; `None` where it was not
/// graded. What is said has a `✓`, what is said in part a `~`, and a `?` hints to what is missing.
pub(super) fn block(question: &QuestionReport<'_>, named: bool) -> Option<String> {
    let score = question.score.as_ref()?;
    let chinese =
        question.title.contains(is_han) || question.keypoints.iter().any(|point| point.point.contains(is_han));
    let words = if chinese { CHINESE } else { ENGLISH };
    let (coverage, covered, core, bonus) = (score.coverage / 100, score.covered, score.core, score.bonus);
    let name = if named { format!("{} ", plain(&question.title)) } else { String::new() };
    let figures = match (chinese, bonus) {
        (true, 0) => format!("覆盖率 {coverage}%，{core} 个关键点说到 {covered} 个"),
        (true, _) => format!("覆盖率 {coverage}%，{core} 个关键点说到 {covered} 个，加分 {bonus} 个"),
        (false, 0) => format!("coverage {coverage}%, {covered} of {core} key points"),
        (false, _) => format!("coverage {coverage}%, {covered} of {core} key points, {bonus} bonus"),
    };
    let mut lines = vec![format!("{}{name}{figures}", words.label), String::new()];
    let counted = || question.keypoints.iter().filter(|point| !point.ignored);
    let with = |verdict: Verdict| counted().filter(move |point| point.verdict == verdict);
    lines.extend(with(Verdict::Covered).map(|point| format!("- ✓ {}", plain(&point.point))));
    lines.extend(with(Verdict::Partial).map(|point| format!("- ~ {}", partly(point, &words))));
    let core = with(Verdict::Missing).filter(|point| point.tier == Tier::Core);
    lines.extend(core.map(|point| format!("- ? {}", plain(point.hint.as_ref().unwrap_or(&point.point)))));
    lines.extend(with(Verdict::Contradicted).map(|point| format!("- ✗ {}{}", words.denied, plain(&point.point))));
    lines.extend(question.claims.iter().map(|claim| {
        let (quote, right) = (plain(&claim.quote), plain(&claim.misconception.correction));
        format!("- ! {}“{quote}” → {right}", words.wrong)
    }));
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    Some(lines.join("\n"))
}

/// A point that is covered in part, with what it lacks where that has a name.
fn partly(point: &KeyPointReport, words: &Words) -> String {
    let terms = point.nearest.as_ref().map(|nearest| nearest.terms.join(", ")).filter(|terms| !terms.is_empty());
    let lacks = terms.map(|terms| format!(" ({} {})", words.lacks, plain(&terms))).unwrap_or_default();
    format!("{}{lacks}", plain(&point.point))
}

/// A text on one line, in which nothing opens a tag or a comment.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('<', "&lt;")
}
