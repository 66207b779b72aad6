//! The parts of a document that belong to no question: what closes it, and tables of contents.

use super::labels::{folded, single_spaced};
use crate::text::WordTable;

/// Whether a heading opens a part that belongs to no question.
pub(super) fn closes(heading: &str) -> bool {
    CLOSING.stands_in_any_case(&single_spaced(heading))
}

/// Whether a line stands over a table of contents.
pub(super) fn is_contents(line: &str) -> bool {
    let marks = |c: char| matches!(c, '*' | '_' | ':' | '：') || c.is_whitespace();
    let said = if line.starts_with(marks) { line.trim_start_matches(marks) } else { line };
    OPENING_CONTENTS.opens_in_any_case(said) && CONTENTS.contains(&folded(line).trim_matches(marks))
}

/// Headings that open a part of the document which belongs to no question: what they contain is told by what they say,
/// since questions have headings too.
static CLOSING: WordTable = WordTable::new(&[
    "评价模板",
    "面试评价",
    "面试总结",
    "面试结果",
    "总体评价",
    "综合评价",
    "整体评价",
    "总评",
    "评分表",
    "评分汇总",
    "评分模板",
    "附录",
    "参考资料",
    "参考文献",
    "延伸阅读",
    "推荐阅读",
    "interview summary",
    "overall evaluation",
    "overall assessment",
    "evaluation form",
    "evaluation template",
    "scoring sheet",
    "score sheet",
    "appendix",
    "references",
    "further reading",
    "面试评估",
    "阅卷",
    "评分记录",
    "更新记录",
    "更新日志",
    "changelog",
    "交卷前",
    "scorecard",
    "next steps",
    "后续安排",
    "待办",
    "待整理",
    "checklist",
    "to do",
    "todo",
    "打分",
    "作业评价",
    "课后评价",
    "参考链接",
    "学习资源",
    "resources",
    "grading",
    "self-assessment",
    "没来得及",
]);

/// What the headings over a table of contents open with.
static OPENING_CONTENTS: WordTable = WordTable::new(&["目录", "toc", "[toc]", "contents", "table", "导航"]);

/// Headings over a table of contents.
const CONTENTS: &[&str] = &["目录", "toc", "[toc]", "contents", "table of contents", "导航"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_headings_are_told_by_what_they_say() {
        assert!(closes("面试评价模板") && closes("Appendix A") && !closes("总结"));
    }
}
